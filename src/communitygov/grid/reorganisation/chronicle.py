"""The chronicle (沿革): what stood at the beginning, and every change since, in order.

1. The changes are the truth; every state is made by replaying them.  The same chronicle gives the same bytes.
2. `Chronicle.as_of` tells what stood on any day, so that old reports, cards and rosters can be read as they
   were; `Chronicle.resolve` leads from a code of one day to the grids of another.
3. `Chronicle.undo` takes the last changes back by replaying the others.  A chronicle is a value: the one with
   the changes stays as it is.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import ClassVar, Final, TypeAlias

import attrs

from communitygov.core.canonical import Limits
from communitygov.core.checks import as_tuple, counted, each_of, one_of
from communitygov.core.document import Value
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, Language, Words
from communitygov.grid.hierarchy.edge import BASE, EdgeRow
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.hierarchy.register import Row
from communitygov.grid.reorganisation.change import Change
from communitygov.grid.reorganisation.holdings import LIMITS, Holdings
from communitygov.grid.reorganisation.lineage import Lineage

#: Most that is replayed: grids, dwellings and postings, times changes.
MOST_REPLAYED = 100_000_000
#: What a grid lies under from which day on; `_ABSENT` while it does not stand.
_Lane: TypeAlias = list[tuple[str | None, date | None]]
_ABSENT: Final = ""


@attrs.frozen
class Chronicle(Value):
    """Holdings at the beginning, and the changes since.

    Parameters
    ----------
    initial
        What stood before the first change.
    changes
        The changes in their order; each must fit what those before it have made.

    Examples
    --------
    >>> from communitygov.grid.reorganisation.change import Rename
    >>> from communitygov.grid.reorganisation.merger import Merge
    >>> grid = GridHierarchy.from_rows(
    ...     [
    ...         ("LQ", None, "general", "龙桥"),
    ...         ("LQ-01", "LQ", "micro", "一组"),
    ...         ("LQ-02", "LQ", "micro", "二组"),
    ...     ]
    ... )
    >>> merged = Merge(
    ...     codes={"LQ-01", "LQ-02"}, into="LQ-12", name="新组", on=date(2024, 3, 1), basis="3 号"
    ... )
    >>> chronicle = Chronicle(Holdings(grid)).after(merged)
    >>> chronicle.as_of(date(2024, 2, 29)).grid == grid, chronicle.present.grid.children("LQ")
    (True, ('LQ-12',))
    >>> chronicle.resolve("LQ-12", on=date(2024, 2, 29)), chronicle.undo() == Chronicle(Holdings(grid))
    (('LQ-01', 'LQ-02'), True)
    >>> chronicle.undo(2)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: times: 2 will not do; it must be a whole number from 0 to 1, as many \
changes as there are. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "grid-chronicle"
    initial: Holdings = attrs.field(validator=one_of(Holdings))
    changes: tuple[Change, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Change), repr=counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse more than can be replayed, and a change that does not fit, with every reason."""
        _check_length(self.initial, len(self.changes))
        self.present  # noqa: B018  replayed once, and kept

    @classmethod
    def from_json(cls, source: str | bytes, *, limits: Limits = LIMITS) -> "Chronicle":
        """Read the chronicle from JSON text, of up to 256 MiB unless told otherwise."""
        return super().from_json(source, limits=limits)

    def __len__(self) -> int:
        """Return how many changes there are."""
        return len(self.changes)

    # ------------------------------------------------------------------------- forth and back

    def after(self, change: Change) -> "Chronicle":
        """Return the chronicle with one more change.

        Raises
        ------
        ChangeRefused
            If any condition is not met; the error names every one.
        InvalidValue
            If there would be more than can be replayed: then begin a new chronicle with what stands.
        """
        _check_length(self.initial, len(self) + 1)
        return self._with(change, self.present.after(change))

    def undo(self, times: int = 1) -> "Chronicle":
        """Return the chronicle without its last changes; what stood before them is replayed."""
        if type(times) is not int or not 0 <= times <= len(self):
            bound = Words(
                f"须为 0 至 {len(self)} 的整数，即已有变更数",
                f"must be a whole number from 0 to {len(self)}, as many changes as there are",
            )
            raise InvalidValue("times", times, bound)
        return Chronicle(self.initial, self.changes[: len(self) - times])

    def replay(self) -> Iterator[Holdings]:
        """Yield what stood at the beginning, and then after each change."""
        holdings = self.initial
        yield holdings
        for change in self.changes:
            holdings = holdings.after(change)
            yield holdings

    # ------------------------------------------------------------------------- on a day

    @cached_property
    def present(self) -> Holdings:
        """What stands after all changes."""
        *_, last = self.replay()
        return last

    def as_of(self, day: date) -> Holdings:
        """Return what stood on a day, all changes of that day done.

        Raises
        ------
        InvalidValue
            If the chronicle begins with a change of its own, and the day is before that.
        """
        plain_day("day", day)
        first = self.initial.since
        if first is not None and day < first:
            bound = Words(
                f"须不早于沿革起始日 {first}", f"must not be before {first}, where the chronicle begins"
            )
            raise InvalidValue("day", day.isoformat(), bound)
        done = len(tuple(takewhile(lambda change: change.on <= day, self.changes)))
        return self.present if done == len(self) else Chronicle(self.initial, self.changes[:done]).present

    @property
    def lineage(self) -> Lineage:
        """What became of codes, those before the beginning included."""
        return self.present.lineage

    def resolve(self, code: str, *, on: date | None = None, dwelling: str | None = None) -> tuple[str, ...]:
        """Return which grids have the ground of a code of any day on another, now unless told otherwise.

        With a dwelling it is one, as `Holdings.resolve` says.

        Raises
        ------
        UnknownName
            If no grid has or had the code, or there is no such dwelling.
        InvalidValue
            If the day is before the beginning.
        """
        self.present.resolve(code)
        then = self.present if on is None else self.as_of(on)
        codes = self.lineage.resolve(code, on=on)
        return codes if dwelling is None else then.among(codes, dwelling)

    # ------------------------------------------------------------------------- in and out

    def to_dated_hierarchy(self) -> GridHierarchy:
        """Return one hierarchy of all grids there ever were, each with the days on which it lay under what.

        Its ``as_of(day)`` gives the places of that day.  Names are the last that each grid had: a hierarchy
        keeps places by day, and no names.
        """
        rows: dict[str, Row] = {}
        lanes: dict[str, _Lane] = {}
        for at, holdings in enumerate(self.replay()):
            standing = {row[0]: row for row in holdings.grid.rows}
            rows |= standing
            for code in rows:
                place = standing[code][1] if code in standing else _ABSENT
                _note(lanes.setdefault(code, []), place, holdings.since if at else None)
        stood = [row for code, row in rows.items() if any(place != _ABSENT for place, _ in lanes[code])]
        edges = [edge for code, lane in lanes.items() for edge in _edges(code, lane)]
        return attrs.evolve(self.initial.grid, rows=tuple(stood), edges=tuple(edges))

    def text(self, *, language: Language = "en") -> str:
        """Return one line a change: its day, what is done, and by which decision."""
        return "\n".join(f"{each.on} {each.words.say(language)} ({each.basis})" for each in self.changes)

    def _with(self, change: Change, present: Holdings) -> "Chronicle":
        """Return the chronicle with a change whose outcome is known, which need not be replayed again."""
        later = object.__new__(Chronicle)
        object.__setattr__(later, "initial", self.initial)
        object.__setattr__(later, "changes", (*self.changes, change))
        object.__setattr__(later, "present", present)
        return later


def _check_length(initial: Holdings, changes: int) -> None:
    """Refuse so many changes of so much that nobody could replay them in reasonable time."""
    size = 1 + len(initial.grid) + len(initial.situation.homes or ()) + len(initial.situation.postings or ())
    if size * changes > MOST_REPLAYED:
        most = MOST_REPLAYED // size
        bound = Words(
            f"须不多于 {most} 项；请以现状另起沿革",
            f"must be at most {most}; begin a new chronicle with what stands",
        )
        raise InvalidValue("changes", changes, bound)


def _note(lane: _Lane, place: str | None, since: date | None) -> None:
    """Note what a grid lies under from a day on, if that is new; of several on one day the last counts."""
    if lane and lane[-1][1] == since:
        lane.pop()
    if (lane[-1][0] if lane else _ABSENT) != place:
        lane.append((place, since))


def _edges(code: str, lane: _Lane) -> Iterator[EdgeRow]:
    """Yield the edges of one grid, unless it lay under one thing all the time."""
    ends = [*(since for _, since in lane[1:]), None]
    for (place, since), until in zip(lane, ends, strict=False):  # a lane may be empty
        if place != _ABSENT and (since, until) != (None, None):
            yield code, place, BASE, since, until
