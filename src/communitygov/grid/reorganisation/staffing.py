"""What a change does to a roster: every posting that runs goes on, at the grid that has the ground now.

1. After a merger one worker is in charge, whom the change names where there are several; the others become
   deputies in the order of their ranks.  That they become deputies is a library default: no document says it.
2. After a split a posting goes to the part that names its worker, or else to the rest.
3. Two postings of one worker that would say the same of one grid become one.
4. A posting that is over by the day stays behind with the old grid: the holdings of the day before tell it.

Each of these is named in a finding, so that nothing goes silently.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

import attrs

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.span import meet
from communitygov.errors import Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.duty import Duty
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.roster import Roster
from communitygov.grid.posting.worker import Worker
from communitygov.grid.reorganisation.change import Change, Closed
from communitygov.grid.reorganisation.division import Split
from communitygov.grid.reorganisation.merger import Merge
from communitygov.grid.reorganisation.situation import is_over

Facts: TypeAlias = Mapping[str, Detail]

IN_CHARGE_NOW_DEPUTY = Message(
    "IN_CHARGE_NOW_DEPUTY",
    Words(
        "{worker} 原负责 {before}，现为 {after} 的替补",
        "{worker} was in charge of {before} and is now a deputy at {after}",
    ),
    Words("请告知本人；或另行派驻", "tell the worker, or post the worker elsewhere"),
    LIBRARY_DEFAULT,
)
POSTINGS_JOINED = Message(
    "POSTINGS_JOINED",
    Words(
        "{worker} 的 {times} 项相同派驻在 {grid} 并为一项",
        "{times} postings of {worker} that say the same of {grid} are one now",
    ),
    Words("无须处理", "nothing is to be done"),
)
POSTING_LEFT_BEHIND = Message(
    "POSTING_LEFT_BEHIND",
    Words(
        "{worker} 在 {grid} 的派驻已于 {until} 终止，不再转入",
        "the posting of {worker} at {grid} was over on {until} and goes no further",
    ),
    Words("可查变更前一日的名册", "the holdings of the day before have it"),
)
HOUSEHOLDS_UNKNOWN_NOW = Message(
    "HOUSEHOLDS_UNKNOWN_NOW",
    Words(
        "{grid} 的户数（{households} 户）未能转入新网格",
        "the count of {grid}, {households} households, could not be carried over",
    ),
    Words("请给出新网格的户数", "give the counts of the new grids"),
)


class Restaffed(NamedTuple):
    """A roster after a change, and what to know about it."""

    roster: Roster
    notes: tuple[Finding, ...]


def restaffed(roster: Roster, change: Change, *, grid: GridHierarchy) -> Restaffed:
    """Return the roster of the grids after a change.

    Examples
    --------
    >>> from communitygov.grid.posting.duty import WorkerKind
    >>> rows = [("LQ", None, "general", "龙桥"), ("A", "LQ", "micro", "甲"), ("B", "LQ", "micro", "乙")]
    >>> workers = [Worker(id, kind=WorkerKind.MICRO_GRID_WORKER) for id in ("w-1", "w-2")]
    >>> postings = [Posting("w-1", "A"), Posting("w-2", "B")]
    >>> roster = Roster(GridHierarchy.from_rows(rows), workers=workers, postings=postings)
    >>> change = Merge(
    ...     codes={"A", "B"}, into="C", name="丙", on=date(2024, 3, 1), basis="3 号", in_charge="w-2"
    ... )
    >>> after = restaffed(roster, change, grid=GridHierarchy.from_rows([rows[0], ("C", "LQ", "micro", "丙")]))
    >>> after.roster.in_charge("C"), [str(note) for note in after.notes]
    ('w-2', ['w-1 was in charge of A and is now a deputy at C [IN_CHARGE_NOW_DEPUTY]'])
    """
    touched = [each for each in roster.postings if each.grid in change.ended]
    running = [each for each in touched if not is_over(each, change.on)]
    placed = _placed(running, change)
    joined = _joined(each.after for each in placed)
    households = _households(dict(roster.households), change)
    others = [each for each in roster.postings if each.grid not in change.ended]
    after = attrs.evolve(
        roster,
        grid=grid,
        workers=[_confined(each, change) for each in roster.workers],
        postings=[*others, *(group.posting for group in joined)],
        households=households,
    )
    over = (each for each in touched if is_over(each, change.on))
    notes = (
        *map(_left_behind, over),
        *_stepped_back(placed),
        *_joined_notes(joined),
        *_unknown_households(dict(roster.households), change),
    )
    return Restaffed(after, notes)


class _Placed(NamedTuple):
    """A posting before and after."""

    before: Posting
    after: Posting


class _Group(NamedTuple):
    """Postings of one worker that say the same, as one."""

    posting: Posting
    times: int


def _placed(postings: Sequence[Posting], change: Change) -> list[_Placed]:
    """Return each posting at the grid that it goes to, with its new rank."""
    if isinstance(change, Split):
        workers = change.taker_of("workers")
        to = [workers.get(each.worker, change.rest or change.code) for each in postings]
        return [_Placed(each, attrs.evolve(each, grid=part)) for each, part in zip(postings, to, strict=True)]
    if not isinstance(change, Merge):
        return []
    ranks = _ranks(postings, change.in_charge)
    return [
        _Placed(each, attrs.evolve(each, grid=change.into, rank=ranks.get(each, each.rank)))
        for each in postings
    ]


def _ranks(postings: Sequence[Posting], first: str | None) -> dict[Posting, int]:
    """Return the new ranks of those in charge and their deputies, if one was named to be first."""
    if first is None:
        return {}
    in_charge = [each for each in postings if each.duty is Duty.IN_CHARGE]
    places = {each: (each.worker != first, each.rank, each.grid) for each in in_charge}
    return _dense(places)


def _dense(places: Mapping[Posting, tuple[bool, int, str]]) -> dict[Posting, int]:
    """Return places numbered from 0 on, the chosen worker first whatever the grid.

    What stood at one place stays together; so those who follow one another in time keep one rank.
    """
    merged = {each: (False, 0, "") if not place[0] else place for each, place in places.items()}
    order = {place: at for at, place in enumerate(sorted({(False, 0, ""), *merged.values()}))}
    return {each: order[place] for each, place in merged.items()}


def _stepped_back(placed: Iterable[_Placed]) -> Iterator[Finding]:
    """Name those who were in charge and are deputies now."""
    for before, after in placed:
        if before.is_first and not after.is_first:
            facts = {"worker": before.worker, "before": before.grid, "after": after.grid}
            yield IN_CHARGE_NOW_DEPUTY.finding(before.worker, facts)


def _left_behind(posting: Posting) -> Finding:
    """Name a posting that was over."""
    facts = {"worker": posting.worker, "grid": posting.grid, "until": str(posting.until)}
    return POSTING_LEFT_BEHIND.finding(posting.worker, facts)


# ------------------------------------------------------------------------- several that say the same


def _joined(postings: Iterable[Posting]) -> list[_Group]:
    """Make one of the postings of one worker, grid, duty and matters whose days meet."""
    groups = list[_Group]()
    for posting in sorted(postings, key=_order):
        last = groups[-1] if groups else None
        if last and _said(last.posting) == _said(posting) and meet(last.posting, posting):
            groups[-1] = _Group(_both(last.posting, posting), last.times + 1)
        else:
            groups.append(_Group(posting, 1))
    return groups


def _said(posting: Posting) -> tuple[str, str, str, tuple[str, ...]]:
    """Return what a posting says, its rank and days aside."""
    return posting.grid, posting.worker, posting.duty.value, tuple(sorted(posting.matters))


def _order(posting: Posting) -> tuple[object, ...]:
    """Put postings that say the same side by side, the earliest first."""
    return (*_said(posting), posting.since or date.min, posting.until is None, posting.until or date.max)


def _both(one: Posting, other: Posting) -> Posting:
    """Return one posting for two whose days meet: from the earlier day to the later, at the better rank."""
    until = None if one.until is None or other.until is None else max(one.until, other.until)
    return attrs.evolve(one, rank=min(one.rank, other.rank), until=until)


def _joined_notes(groups: Iterable[_Group]) -> Iterator[Finding]:
    """Name those that became one."""
    for posting, times in groups:
        if times > 1:
            facts: Facts = {"worker": posting.worker, "grid": posting.grid, "times": times}
            yield POSTINGS_JOINED.finding(posting.worker, facts)


# ------------------------------------------------------------------------- counts and limits


def _households(counts: Mapping[str, int], change: Change) -> dict[str, int]:
    """Return the counts of households that are known after a change."""
    kept = {code: count for code, count in counts.items() if code not in change.ended}
    merged = [counts[code] for code in change.ended if code in counts]
    if isinstance(change, Merge) and len(merged) == len(change.codes):
        kept[change.into] = sum(merged)
    return kept


def _unknown_households(counts: Mapping[str, int], change: Change) -> Iterator[Finding]:
    """Name counts of grids that ended, where those of what follows are not known."""
    known = _households(counts, change).keys()
    for code in sorted(change.ended & counts.keys()):
        if isinstance(change, Split) or (isinstance(change, Merge) and change.into not in known):
            facts: Facts = {"grid": code, "households": counts[code]}
            yield HOUSEHOLDS_UNKNOWN_NOW.finding(code, facts)


def _confined(worker: Worker, change: Change) -> Worker:
    """Return a worker who may serve in, and must keep out of, the ground that it was before."""
    if not change.ended & (worker.communities | worker.recused_from):
        return worker
    return attrs.evolve(
        worker,
        communities=_renewed(worker.communities, change),
        recused_from=_renewed(worker.recused_from, change),
    )


def _renewed(codes: frozenset[str], change: Change) -> frozenset[str]:
    """Return codes with those that ended replaced by all that follow.

    A code that nothing follows stays and is found as unknown: without it an empty set would mean anywhere.
    """
    after = change.followed_by if isinstance(change, Closed) else change.begun
    return codes - change.ended | after if after and codes & change.ended else codes
