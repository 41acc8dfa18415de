"""Questions about days and overlays: where a grid lay then, and what two overlays say of it.

Each look-up halves the days of one grid; no hierarchy of a day is made for it.
"""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from communitygov.core.finding import Finding
from communitygov.core.forest import Forest
from communitygov.errors import CommunityGovError, UnknownName
from communitygov.grid.hierarchy.crosswalk_rule import Side, disagreements
from communitygov.grid.hierarchy.day_error import not_a_day
from communitygov.grid.hierarchy.edge import BASE
from communitygov.grid.hierarchy.overlaid import OVERLAY
from communitygov.grid.hierarchy.questions import Questions
from communitygov.grid.hierarchy.register import KIND, Row, near_codes, row_of
from communitygov.grid.hierarchy.timeline import ABSENT, Timeline

Told = TypeVar("Told")


class DatedQuestions(Questions):
    """What may be asked of whatever has overlays over time."""

    __slots__ = ()

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which anything changes, in any overlay; the same holds from each until the next."""
        return tuple(sorted({day for timeline in self._timelines.values() for day in timeline.days}))

    def parent_at(self, code: str, day: date, *, overlay: str = BASE) -> str | None:
        """Return what a grid lies under on a day; none for a root.

        Raises
        ------
        AbsentThen
            If the grid takes no part in the overlay on that day.
        """
        return self._told(Timeline.parent, code, day, overlay=overlay)

    def path_at(self, code: str, day: date, *, overlay: str = BASE) -> tuple[str, ...]:
        """Return the codes from the root down to `code` on a day, both included.

        Raises
        ------
        AbsentThen
            If the grid takes no part in the overlay on that day.
        HangsInCycle
            If it lies in a circle or beneath one on that day.
        """
        return self._told(Timeline.path, code, day, overlay=overlay)

    def crosswalk(self, code: str, *, on: date | None = None) -> dict[str, tuple[str, ...]]:
        """Return the path of a grid in each overlay that it takes part in, the base first.

        Raises
        ------
        UnknownName
            If there is no such grid in any overlay.
        DatedHierarchy
            If anything changes with time and no day is given.

        Examples
        --------
        >>> from communitygov.grid.hierarchy.hierarchy import GridHierarchy
        >>> from communitygov.grid.hierarchy.overlay import PARTY_OVERLAY
        >>> grid = GridHierarchy.from_rows(
        ...     [("SL", None, "district", "双流区"), ("DS", "SL", "street", "东升街道")],
        ...     overlays=[PARTY_OVERLAY],
        ...     edges=[("DS", None, "party", None, None)],
        ... )
        >>> grid.crosswalk("DS")
        {'administrative': ('SL', 'DS'), 'party': ('DS',)}
        """
        self._row(code)
        asked = [(timeline, timeline.day(on)) for timeline in self._timelines.values()]
        return {
            timeline.overlay.code: timeline.path(code, day)
            for timeline, day in asked
            if timeline.lookup(code, day) != ABSENT
        }

    def uncovered(self, overlay: str, *, on: date | None = None, level: str | None = None) -> tuple[str, ...]:
        """Return the codes of grids, of one level perhaps, that take no part in an overlay.

        Examples
        --------
        >>> from communitygov.grid.hierarchy.hierarchy import GridHierarchy
        >>> from communitygov.grid.hierarchy.overlay import PARTY_OVERLAY
        >>> grid = GridHierarchy.from_rows(
        ...     [("SL", None, "district", "双流区"), ("DS", "SL", "street", "东升街道")],
        ...     overlays=[PARTY_OVERLAY],
        ...     edges=[("SL", None, "party", None, None)],
        ... )
        >>> grid.uncovered("party", level="street")
        ('DS',)
        """
        base, other = self._timelines[BASE], self._timeline(overlay)
        here, there = base.rows(self.rows, base.day(on)), other.rows(self.rows, other.day(on))
        if level is not None:
            self.scheme[level]
        covered = {row[0] for row in there}
        codes = (row[0] for row in here if level in (None, row[2]))
        return tuple(dict.fromkeys(code for code in codes if code not in covered))

    def disagreements(self, overlay: str, *, on: date | None = None) -> tuple[Finding, ...]:
        """Name each grid that lies, at a level that both schemes have, under one grid here and another there.

        What lies under a grid that is named, and differs in the same way, is not named again.
        """
        other = self._timeline(overlay).overlay.scheme
        shared = {level.code: level.term for level in self.scheme if level.code in other}
        return disagreements(self._side(BASE, on), self._side(overlay, on), shared=shared)

    def _side(self, overlay: str, on: date | None) -> Side:
        """Return one overlay on a day as a comparison needs it."""
        timeline = self._timeline(overlay)
        rows = timeline.rows(self.rows, timeline.day(on))
        forest = Forest.of(((code, parent) for code, parent, _, _ in rows), kind=KIND)
        return Side(
            timeline.overlay.term.words, forest, {code: level for code, _, level, _ in reversed(rows)}
        )

    def _told(
        self, look_up: Callable[[Timeline, str, date], Told], code: str, day: date, *, overlay: str
    ) -> Told:
        """Look up in an overlay on a day."""
        try:
            if type(day) is date:
                return look_up(self._timelines[overlay], code, day)
        except (LookupError, TypeError):  # told in full below
            pass
        raise self._refusal(code, day, overlay)

    def _refusal(self, code: str, day: date, overlay: str) -> CommunityGovError:
        """Return why a grid has no place on a day in an overlay."""
        if type(day) is not date:
            return not_a_day(day)
        timeline = self._timeline(overlay)
        self._row(code)
        return timeline.absent(code, day)

    def _row(self, code: object) -> Row:
        """Return the first row with `code`, whichever overlays it takes part in."""
        row = row_of(self.rows, code)
        if row is None:
            raise UnknownName(KIND, code, near_codes(self.rows, code))
        return row

    def _timeline(self, overlay: str) -> Timeline:
        """Return an overlay over time."""
        try:
            return self._timelines[overlay]
        except (KeyError, TypeError):
            raise UnknownName(OVERLAY, overlay, tuple(self._timelines)) from None
