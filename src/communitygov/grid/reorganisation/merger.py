"""Several grids become one, as a record (合并)."""

from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, identifier, identifiers, optional, ordered, title
from communitygov.core.forest import listed
from communitygov.errors import InvalidValue, Words
from communitygov.grid.reorganisation.change import FEWEST, Change

#: Most grids that one change merges: every two of those in charge are looked at.
MOST_MERGED = 1_000


@attrs.frozen(kw_only=True)
class Merge(Change):
    """Several grids of one level under one parent become one (合并).

    Parameters
    ----------
    codes
        The grids that end.
    into, name
        Code and name of the new one.
    in_charge
        The worker who is in charge of it; needed where those who were in charge are several.

    Examples
    --------
    >>> from datetime import date
    >>> change = Merge(
    ...     codes={"LQ-01", "LQ-02"},
    ...     into="LQ-12",
    ...     name="龙桥新组",
    ...     on=date(2024, 3, 1),
    ...     basis="社区 2024-3 号",
    ... )
    >>> change.words.zh
    '合并 LQ-01、LQ-02 为 LQ-12'
    >>> attrs.evolve(change, codes={"LQ-01"})
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: codes: frozenset({'LQ-01'}) will not do; it must name at least 2 \
grids. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "change-merge"
    codes: frozenset[str] = attrs.field(converter=as_set, validator=identifiers, repr=ordered)
    into: str = attrs.field(validator=identifier)
    name: str = attrs.field(validator=title)
    in_charge: str | None = attrs.field(default=None, validator=optional(identifier))

    def __attrs_post_init__(self) -> None:
        """Refuse the merger of one grid, and of too many."""
        if len(self.codes) < FEWEST:
            bound = Words(f"须至少指明 {FEWEST} 个网格", f"must name at least {FEWEST} grids")
            raise InvalidValue("codes", self.codes, bound)
        if len(self.codes) > MOST_MERGED:
            bound = Words(f"须不多于 {MOST_MERGED} 个网格", f"must name at most {MOST_MERGED} grids")
            raise InvalidValue("codes", len(self.codes), bound)

    @property
    def ended(self) -> frozenset[str]:
        """Codes that are no more from that day on."""
        return self.codes

    @property
    def begun(self) -> frozenset[str]:
        """Codes that are given for the first time."""
        return frozenset({self.into})

    @property
    def words(self) -> Words:
        """What is done, in both languages, by codes alone."""
        codes = listed(sorted(self.codes))
        return Words(f"合并 {codes.zh} 为 {self.into}", f"merge {codes.en} into {self.into}")

    def led_by(self, worker: str) -> "Merge":
        """Return the change with a worker named who is in charge of the new grid.

        Examples
        --------
        >>> from datetime import date
        >>> change = Merge(codes={"A", "B"}, into="C", name="丙", on=date(2024, 3, 1), basis="3 号")
        >>> change.led_by("w-07").in_charge
        'w-07'
        """
        return attrs.evolve(self, in_charge=worker)
