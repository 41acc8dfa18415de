"""Who lies under whom on which day, in one overlay, compiled from dated edges.

1. What never changes stands once; what changes has its days in order, and beside each what holds from
   then on.  So a thousand days of changes cost what has changed, not a thousand hierarchies.
2. A day is looked up by halving; a path is so many look-ups as it has grids.
3. Of several edges that hold at once the one that began last counts, and of these the one with the least
   parent: `communitygov.grid.hierarchy.edge_rule` names them, and nothing is silently lost.

This module knows nothing of what may lie under what.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from heapq import heappop, heappush
from itertools import groupby
from operator import itemgetter
from typing import Final, TypeAlias

import attrs

from communitygov.core.checks import counted
from communitygov.core.forest import HangsInCycle
from communitygov.grid.hierarchy.day_error import AbsentThen, DatedHierarchy, not_a_day
from communitygov.grid.hierarchy.edge import BASE, EdgeRow
from communitygov.grid.hierarchy.overlay import Overlay
from communitygov.grid.hierarchy.register import KIND, CheckedRows, Row

#: Days, the first one before all others, and what the grid lies under from each of them on.
Lane: TypeAlias = tuple[tuple[date, ...], tuple[str | None, ...]]

#: Stands for a grid that takes no part; no code is empty.
ABSENT: Final = ""


@attrs.frozen(eq=False, kw_only=True)
class Timeline:
    """One overlay over time.

    Parameters
    ----------
    overlay
        Which one it is, and its levels.
    standing
        Those whose place never changes, with what they lie under.
    lanes
        Those whose place changes.
    governed
        Those whose place an edge says, always or on some days.

    Examples
    --------
    >>> from communitygov.grid.hierarchy.overlay import PARTY_OVERLAY
    >>> timeline = Timeline.of(
    ...     PARTY_OVERLAY,
    ...     [("b", "a", "party", None, date(2024, 3, 1)), ("b", "c", "party", date(2024, 3, 1), None)],
    ...     known={"a", "b", "c"},
    ...     standing={"a": None, "c": "a"},
    ... )
    >>> timeline.path("b", date(2024, 2, 29)), timeline.path("b", date(2024, 3, 1)), timeline.days
    (('a', 'b'), ('a', 'c', 'b'), (datetime.date(2024, 3, 1),))
    """

    overlay: Overlay
    standing: Mapping[str, str | None] = attrs.field(repr=counted)
    lanes: Mapping[str, Lane] = attrs.field(repr=counted)
    governed: frozenset[str] = attrs.field(repr=counted)

    @classmethod
    def of(
        cls,
        overlay: Overlay,
        edges: Iterable[EdgeRow],
        *,
        known: Container[str],
        standing: Mapping[str, str | None],
    ) -> "Timeline":
        """Compile edges of one overlay in order; of `standing` those without an edge keep their place.

        An edge of a grid that is not `known` is left out.
        """
        still, lanes, governed = dict(standing), dict[str, Lane](), set[str]()
        for child, group in groupby(edges, key=itemgetter(0)):
            if child not in known:
                continue
            governed.add(child)
            days, parents = _lane(list(group))
            if len(days) == 1:
                still[child] = parents[0]
            else:
                still.pop(child, None)
                lanes[child] = days, parents
        return cls(overlay=overlay, standing=still, lanes=lanes, governed=frozenset(governed))

    def __len__(self) -> int:
        return len(self.standing) + len(self.lanes)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and (code in self.standing or code in self.lanes)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which anything changes."""
        return tuple(sorted({day for days, _ in self.lanes.values() for day in days[1:]}))

    def day(self, on: date | None) -> date:
        """Return the day that is asked about; without one any day, where all are alike.

        Raises
        ------
        DatedHierarchy
            If the overlay changes with time and no day is given.
        """
        if on is None:
            if self.lanes:
                raise DatedHierarchy(self.overlay.code, self.days)
            return date.min
        if type(on) is not date:
            raise not_a_day(on)
        return on

    def lookup(self, code: str, on: date) -> str | None:
        """Return what `code` lies under on a day; `ABSENT` where it takes no part."""
        lane = self.lanes.get(code)
        if lane is None:
            return self.standing.get(code, ABSENT)
        return lane[1][bisect_right(lane[0], on) - 1]

    def parent(self, code: str, on: date) -> str | None:
        """Return what `code` lies under on a day, if that is there then; none for a root.

        Raises
        ------
        AbsentThen
            If the grid takes no part on that day.
        """
        lanes, standing = self.lanes, self.standing
        lane = lanes.get(code)
        above = standing.get(code, ABSENT) if lane is None else lane[1][bisect_right(lane[0], on) - 1]
        if above == ABSENT:
            raise self.absent(code, on)
        if above is None or above in standing:
            return above
        return above if self.lookup(above, on) != ABSENT else None

    def path(self, code: str, on: date) -> tuple[str, ...]:
        """Return the codes from the root down to `code` on a day, both included.

        Raises
        ------
        AbsentThen
            If the grid takes no part on that day.
        HangsInCycle
            If it lies in a circle or beneath one.
        """
        lanes, standing = self.lanes, self.standing
        trail, at = list[str](), code
        for _ in range(len(self) + 1):  # one more than there are: then one has come twice
            lane = lanes.get(at)
            above = standing.get(at, ABSENT) if lane is None else lane[1][bisect_right(lane[0], on) - 1]
            if above == ABSENT:
                break
            trail.append(at)
            if above is None:
                break
            at = above
        else:
            raise HangsInCycle(KIND, code, ring_of(trail))
        if not trail:
            raise self.absent(code, on)
        return tuple(reversed(trail))

    def rows(self, rows: Iterable[Row], on: date) -> CheckedRows:
        """Return those of `rows` that take part on a day, with their parents then and their levels here."""
        levels, standing, lanes = dict(self.overlay.reads_as), self.standing, self.lanes
        found: list[Row] = []
        for row in rows:
            code, parent, level, name = row
            if code in self.governed:
                lane = lanes.get(code)
                parent = standing[code] if lane is None else lane[1][bisect_right(lane[0], on) - 1]
                if parent == ABSENT:
                    continue
            elif code not in standing:
                continue
            found.append((code, parent, levels.get(level, level), name))
        return CheckedRows(found)

    def absent(self, code: str, on: date | None) -> AbsentThen:
        """Return the error about a grid that takes no part on a day."""
        return AbsentThen(code, self.overlay.code, on, tuple(self.spans(code)))

    def spans(self, code: str) -> Iterator[tuple[date | None, date | None]]:
        """Yield the times in which a grid that is not always there takes part: first day, day after last."""
        since: date | None = None
        is_there = False
        for day, parent in zip(*self.lanes.get(code, ((), ())), strict=True):
            if is_there and parent == ABSENT:
                yield since, day
            elif not is_there:
                since = None if day == date.min else day
            is_there = parent != ABSENT
        if is_there:
            yield since, None


def timelines_of(
    rows: Sequence[Row], edges: Iterable[EdgeRow], *, base: Overlay, others: Iterable[Overlay]
) -> dict[str, Timeline]:
    """Compile every overlay, the base first.

    A row of a level that the base does not have, under nothing, and named by an edge of another overlay only,
    is no part of the base: so a Party branch stands among the rows without lying about in the districts.
    """
    grouped = {overlay: list(group) for overlay, group in groupby(edges, key=itemgetter(2))}
    elsewhere = {edge[0] for overlay, group in grouped.items() if overlay != BASE for edge in group}
    standing = {
        code: parent
        for code, parent, level, _ in reversed(rows)
        if parent is not None or code not in elsewhere or level in base.scheme
    }
    known = {row[0] for row in rows}
    made = {base.code: Timeline.of(base, grouped.get(BASE, ()), known=known, standing=standing)}
    for overlay in others:
        made[overlay.code] = Timeline.of(overlay, grouped.get(overlay.code, ()), known=known, standing={})
    return made


def _lane(edges: list[EdgeRow]) -> Lane:
    """Return what one grid lies under from which day on, each day a change."""
    days, parents = list[date](), list[str | None]()
    waiting, valid = edges[::-1], list[_Claim]()
    for day in sorted({date.min}.union(*(_ends(edge) for edge in edges))):
        while waiting and (waiting[-1][3] or date.min) <= day:
            heappush(valid, _claim(waiting.pop(), len(waiting)))
        above = _winner(valid, day)
        if not days or parents[-1] != above:
            days.append(day)
            parents.append(above)
    return tuple(days), tuple(parents)


#: The claim of an edge while it holds: the least one counts.  First day negated, parent, number, end.
_Claim: TypeAlias = tuple[int, str, int, int]


def _ends(edge: EdgeRow) -> Iterator[date]:
    """Yield the days on which an edge begins or ends."""
    return (day for day in edge[3:] if day is not None)


def _claim(edge: EdgeRow, number: int) -> _Claim:
    """Return the claim of an edge; one without end outlasts the last of all days."""
    _, parent, _, since, until = edge
    end = until.toordinal() if until else date.max.toordinal() + 1
    return -(since or date.min).toordinal(), parent or "", number, end


def _winner(valid: list[_Claim], day: date) -> str | None:
    """Drop claims that are over, and return the parent of the one that counts."""
    while valid and valid[0][3] <= day.toordinal():
        heappop(valid)
    return (valid[0][1] or None) if valid else ABSENT


def ring_of(trail: list[str]) -> tuple[str, ...]:
    """Return the circle that a climb ends in, from its least member on; its last step was in it before.

    Examples
    --------
    >>> ring_of(["d", "c", "a", "b", "c"])
    ('a', 'b', 'c')
    """
    ring = trail[trail.index(trail[-1]) + 1 :]
    least = ring.index(min(ring))
    return (*ring[least:], *ring[:least])
