"""Before and after: what the readings of one hazard in one grid say about its course.

Only readings with a figure are compared, and only two whose times do not overlap.  Where a figure is a lower
bound (余), the direction is often unknown, and said to be.

This module says what changed, never why.
"""

from itertools import pairwise
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, counted, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.terms import Term, TermEnum
from communitygov.errors import InvalidValue, UnitMismatch, Words
from communitygov.programme.hazard.entry import HazardReading
from communitygov.programme.sheet import both, sheet

_ONE_MATTER = Words(
    "须均为同一隐患、同一网格，并按时间先后",
    "must all be of this hazard and this grid, in the order of their times",
)


class Direction(TermEnum):
    """How a later figure stands to an earlier one.

    Examples
    --------
    >>> Direction.LESS.zh
    '减少'
    """

    LESS = "less", "减少", "less"
    SAME = "same", "持平", "the same"
    MORE = "more", "增加", "more"
    UNKNOWN = "unknown", "不明", "unknown"


def direction(before: HazardReading, after: HazardReading) -> Direction:
    """Return how two readings with figures stand to each other.

    Raises
    ------
    UnitMismatch
        If their units differ.

    Examples
    --------
    >>> from communitygov.core.quantity import Quantity
    >>> from communitygov.programme.date_span import DateSpan
    >>> from communitygov.programme.hazard.kind import HazardKind
    >>> before, after = (
    ...     HazardReading(
    ...         hazard=HazardKind.FALLING_OBJECTS, when=DateSpan.year(year), seen=Quantity.parse(seen)
    ...     )
    ...     for year, seen in ((2022, "10余起"), (2023, "3起"))
    ... )
    >>> direction(before, after), direction(after, after)
    (Direction.LESS, Direction.UNKNOWN)
    """
    require("before", before, kind=HazardReading)
    require("after", after, kind=HazardReading)
    if before.seen is None or after.seen is None or before.when.is_before(after.when) is not True:
        return Direction.UNKNOWN
    at_least, at_most = after.seen.at_least(before.seen), after.seen.at_most(before.seen)
    if at_least and at_most:
        return Direction.SAME
    if at_least is False:
        return Direction.LESS
    return Direction.MORE if at_most is False else Direction.UNKNOWN


@attrs.frozen(kw_only=True)
class HazardTrend(Value):
    """The readings of one hazard in one grid, in the order of their times.

    Examples
    --------
    >>> from communitygov.core.quantity import Quantity
    >>> from communitygov.programme.date_span import DateSpan
    >>> from communitygov.programme.hazard.kind import HazardKind
    >>> readings = [
    ...     HazardReading(
    ...         hazard=HazardKind.FALLING_OBJECTS, when=DateSpan.year(year), seen=Quantity.parse(seen)
    ...     )
    ...     for year, seen in ((2021, "5起"), (2022, "8起"), (2023, "3起"))
    ... ]
    >>> trend = HazardTrend(hazard=HazardKind.FALLING_OBJECTS.term, grid=None, readings=readings)
    >>> trend.steps, trend.overall
    ((Direction.MORE, Direction.LESS), Direction.LESS)
    """

    document_kind: ClassVar[str] = "hazard-trend"
    hazard: Term = attrs.field(validator=one_of(Term))
    grid: str | None = attrs.field(validator=optional(identifier))
    readings: tuple[HazardReading, ...] = attrs.field(
        converter=as_tuple, validator=each_of(HazardReading), repr=counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse readings of something else, of several units, or in another order."""
        ranks = [(each.when.since, each.when.until) for each in self.readings]
        if ranks != sorted(ranks) or any(
            (each.hazard, each.grid) != (self.hazard, self.grid) for each in self.readings
        ):
            raise InvalidValue("readings", len(self.readings), _ONE_MATTER)
        units = [each.seen.unit for each in self.readings if each.seen is not None]
        for one, other in pairwise(units):
            if one != other:
                raise UnitMismatch(one, other)

    def _repr_html_(self) -> str:
        # what was written down is hidden here as in the ``repr``
        rows = [
            (str(each.when), "—" if each.seen is None else str(each.seen), "有 yes" if each.words else "—")
            for each in self.readings
        ]
        return sheet(
            "hazard-trend",
            f"{both(self.hazard.words)} · {self.grid or '全域 whole place'}",
            heads=("时间 when", "数量 seen", "记录 words"),
            rows=rows,
            note=f"总体 overall: {both(self.overall.term.words)}",
        )

    @property
    def counted(self) -> tuple[HazardReading, ...]:
        """The readings that have a figure; words alone are never counted."""
        return tuple(each for each in self.readings if each.is_counted)

    @property
    def steps(self) -> tuple[Direction, ...]:
        """How each counted reading stands to the one before it."""
        return tuple(direction(before, after) for before, after in pairwise(self.counted))

    @property
    def overall(self) -> Direction:
        """How the last counted reading stands to the first; unknown with fewer than two."""
        known = self.counted
        return direction(known[0], known[-1]) if known else Direction.UNKNOWN
