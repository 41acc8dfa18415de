"""A micro-project (微项目) that residents vote on: what it costs, where it lies and what room it takes."""

from typing import ClassVar

import attrs

from communitygov.core.checks import at_least, code_or_empty, identifier, one_of, text
from communitygov.core.document import Value
from communitygov.core.money import Money
from communitygov.errors import InvalidValue, Words


@attrs.frozen
class MicroProject(Value):
    """A project that is carried out as a whole, or not at all.

    Parameters
    ----------
    id, name
        Identifier; name, if it has one.
    cost
        What it costs: more than nothing.
    kind
        Kind of expense, for earmarked money; empty if of none.
    site, area
        Where it lies, and how many square metres it takes there.

    Examples
    --------
    >>> shed = MicroProject("shed", "充电棚", cost=Money.yuan(30_000), site="yard", area=40)
    >>> str(shed.cost)
    '¥30,000.00'
    >>> MicroProject("shed", cost=Money(0))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: cost: '¥0.00' will not do; it must be more than nothing. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "micro-project"
    id: str = attrs.field(validator=identifier)
    name: str = attrs.field(default="", validator=text)
    cost: Money = attrs.field(kw_only=True, validator=one_of(Money))
    kind: str = attrs.field(default="", kw_only=True, validator=code_or_empty)
    site: str = attrs.field(default="", kw_only=True, validator=code_or_empty)
    area: int = attrs.field(default=0, kw_only=True, validator=at_least(0))

    def __attrs_post_init__(self) -> None:
        """Refuse a project that costs nothing."""
        if self.cost.fen <= 0:
            raise InvalidValue("cost", str(self.cost), Words("须大于零", "must be more than nothing"))
