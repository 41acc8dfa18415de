"""Whether a hazard that comes of scarcity is over: what there is now against what is needed.

Charging by flying wires ends when the charging sheds have as many places as there are vehicles to charge;
disorderly parking, when there are as many bays as cars.  The documents give one side and not the other, so
the answer is often that nobody knows.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.quantity import Quantity
from communitygov.core.source import Citation
from communitygov.core.terms import Term, TermEnum
from communitygov.errors import UnitMismatch
from communitygov.programme.hazard.kind import term_of


class HazardStatus(TermEnum):
    """Whether a hazard is still there, as far as it is known.

    Examples
    --------
    >>> [status.zh for status in HazardStatus]
    ['未解决', '已解决', '不明']
    """

    OPEN = "open", "未解决", "open"
    RESOLVED = "resolved", "已解决", "resolved"
    UNKNOWN = "unknown", "不明", "unknown"


@attrs.frozen(kw_only=True)
class HazardSupply(Value):
    """What there is against a hazard, and how much of it is needed.

    Parameters
    ----------
    hazard, grid
        Which hazard, and where; no grid for the whole place.
    capacity
        How much there is; none where nobody counted.
    demand
        How much is needed, in the same unit; none where nobody counted.

    Examples
    --------
    >>> from communitygov.programme.hazard.kind import HazardKind
    >>> def status(capacity: str, demand: str) -> str:
    ...     supply = HazardSupply(
    ...         hazard=HazardKind.FLYING_WIRE_CHARGING,
    ...         capacity=Quantity.parse(capacity),
    ...         demand=Quantity.parse(demand),
    ...     )
    ...     return supply.status.zh
    >>> status("60个", "60个"), status("59个", "60个"), status("50余个", "60个")
    ('已解决', '未解决', '不明')
    >>> status("60个", "60辆")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnitMismatch: 个 and 辆 are different units and do not mix; convert one of them \
first. [UNIT_MISMATCH]
    """

    document_kind: ClassVar[str] = "hazard-supply"
    hazard: Term = attrs.field(converter=term_of, validator=one_of(Term))
    grid: str | None = attrs.field(default=None, validator=optional(identifier))
    capacity: Quantity | None = attrs.field(default=None, validator=optional(one_of(Quantity)))
    demand: Quantity | None = attrs.field(default=None, validator=optional(one_of(Quantity)))
    citation: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def __attrs_post_init__(self) -> None:
        """Refuse two units."""
        if self.capacity and self.demand and self.capacity.unit != self.demand.unit:
            raise UnitMismatch(self.capacity.unit, self.demand.unit)

    @property
    def status(self) -> HazardStatus:
        """Resolved where there certainly is as much as is needed, open where there certainly is less."""
        if self.capacity is None or self.demand is None:
            return HazardStatus.UNKNOWN
        enough = self.capacity.at_least(self.demand)
        if enough is None:
            return HazardStatus.UNKNOWN
        return HazardStatus.RESOLVED if enough else HazardStatus.OPEN
