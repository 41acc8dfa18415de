"""One kind of grid: what it may lie under, who lives in it, how large it should be.

A level is data.  Which levels there are together, `communitygov.grid.level.scheme` says; the presets stand
beside it.  How many households a grid has, no level knows.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, identifier, identifiers, one_of, optional, ordered, title
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Words
from communitygov.grid.code.standard import CodeStandard
from communitygov.grid.level.bounds import CountBounds, SizeBounds
from communitygov.grid.level.kind import GridKind


@attrs.frozen(kw_only=True)
class Level(Value):
    """One kind of grid.

    Parameters
    ----------
    code, zh, en
        Stable code, and the name in both languages.
    under
        Codes of the levels that a grid of this one may lie under.
    stands_alone
        Whether such a grid may also lie under nothing.
    holds_residents
        Whether people live in such a grid, directly or in the grids beneath it.
    bounds
        How many households it should have, where that is known.
    source
        The words that name the level; none for a caller's own.
    kind
        Which of the four kinds of grid it is; none for administrative levels, buildings and Party bodies.
    children
        How many grids should lie directly under such a grid, where that is known.
    code_standard
        By which standard such grids are numbered, where their codes are official ones; then
        `official_code_findings` reads every code.

    Examples
    --------
    >>> from communitygov.grid.level.chengdu import CHENGDU
    >>> CHENGDU["micro"].zh, sorted(CHENGDU["micro"].under), CHENGDU["micro"].stands_alone
    ('微网格', ['general'], False)
    >>> Level(code="lane", zh="巷", en="lane", stands_alone=False)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: under: frozenset() will not do; it must name a level, unless the level \
may stand alone. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "grid-level"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    under: frozenset[str] = attrs.field(default=(), converter=as_set, validator=identifiers, repr=ordered)
    stands_alone: bool = attrs.field(default=True, validator=one_of(bool))
    holds_residents: bool = attrs.field(default=True, validator=one_of(bool))
    bounds: SizeBounds | None = attrs.field(default=None, validator=optional(one_of(SizeBounds)))
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))
    kind: GridKind | None = attrs.field(default=None, validator=optional(one_of(GridKind)))
    children: CountBounds | None = attrs.field(default=None, validator=optional(one_of(CountBounds)))
    code_standard: CodeStandard | None = attrs.field(default=None, validator=optional(one_of(CodeStandard)))

    def __attrs_post_init__(self) -> None:
        """Refuse a level that no grid could ever have."""
        if not self.under and not self.stands_alone:
            bound = Words(
                "须至少有一个层级，或允许独立", "must name a level, unless the level may stand alone"
            )
            raise InvalidValue("under", self.under, bound)

    @property
    def term(self) -> Term:
        """The level as a word of the field."""
        return Term(self.code, self.zh, self.en)
