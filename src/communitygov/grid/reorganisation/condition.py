"""What a change needs, condition by condition; every one that is not met is named.

The order is the same each time: the day, the codes that must stand, how they fit together, what is in them,
and last the codes that are new.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import Any, TypeAlias

from communitygov.core.finding import Detail, Finding, joined
from communitygov.core.forest import listed
from communitygov.core.span import meet
from communitygov.errors import Words
from communitygov.grid.posting.duty import Duty
from communitygov.grid.posting.posting import Posting, shares_a_matter
from communitygov.grid.reorganisation.change import Change, Closed, Move, Opened, Rename
from communitygov.grid.reorganisation.division import Split
from communitygov.grid.reorganisation.merger import Merge
from communitygov.grid.reorganisation.refusal import (
    CHANGE_CODE_CONFUSABLE,
    CHANGE_CODE_GIVEN_BEFORE,
    CHANGE_CODE_STANDS,
    CHANGE_GRID_ENDED,
    CHANGE_GRID_UNKNOWN,
    CHANGE_LEVEL_RULE,
    CHANGE_LEVEL_UNKNOWN,
    CHANGE_NOTHING,
    CHANGE_TOO_EARLY,
    CLOSE_NOT_EMPTY,
    MERGE_IN_CHARGE_CONTESTED,
    MERGE_IN_CHARGE_UNPOSTED,
    MERGE_LEVELS_DIFFER,
    MERGE_PARENTS_DIFFER,
    MOVE_UNDER_ITSELF,
    SPLIT_LEAVES_OUT,
    SPLIT_PART_EMPTY,
    SPLIT_TAKES_STRANGE,
)
from communitygov.grid.reorganisation.situation import Situation, look

Findings: TypeAlias = Iterator[Finding]
Facts: TypeAlias = Mapping[str, Detail]

_NOTHING = Words("无上级", "nothing")
DWELLINGS = Words("房屋", "dwellings")
GRIDS = Words("下级网格", "grids beneath")
MATTERS = Words("未结事项", "open matters")
WORKERS = Words("在岗人员", "posted workers")
HOUSEHOLDS = Words("住户", "households")


def unmet(change: Change, situation: Situation) -> tuple[Finding, ...]:
    """Name every condition of a change that is not met; nothing where it fits.

    Examples
    --------
    >>> from datetime import date
    >>> from communitygov.grid.hierarchy.hierarchy import GridHierarchy
    >>> from communitygov.grid.reorganisation.holdings import Holdings
    >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
    >>> change = Move(code="LQ", to="LQ-1", on=date(2024, 3, 1), basis="3 号")
    >>> [str(each) for each in unmet(change, Holdings(grid).situation)][0]
    'LQ-1 is LQ itself or lies under it [MOVE_UNDER_ITSELF]'
    """
    return (
        *_too_early(change, situation),
        *_RULES[type(change)](change, situation),
        *_new_codes(change, situation),
    )


def _too_early(change: Change, situation: Situation) -> Findings:
    """Name a day before that of the latest change."""
    if situation.since is not None and change.on < situation.since:
        facts: Facts = {"on": change.on.isoformat(), "latest": situation.since.isoformat()}
        yield CHANGE_TOO_EARLY.finding(_subject(change), facts)


def _subject(change: Change) -> str:
    """Return the code that a change is about, the first of several."""
    return min(change.ended or change.begun or {getattr(change, "code", "")})


def _unknown(codes: Iterable[str], situation: Situation) -> Findings:
    """Name the codes that no grid has, and what became of those that one had."""
    for code in sorted(codes):
        if code not in situation.grid:
            ended = situation.lineage.ended_on(code)
            if ended is None:
                yield CHANGE_GRID_UNKNOWN.finding(code, {"grid": code})
            else:
                now = _names(situation.lineage.resolve(code))
                facts: Facts = {"grid": code, "on": ended.isoformat(), "now": now}
                yield CHANGE_GRID_ENDED.finding(code, facts)


def _names(codes: Iterable[str]) -> Words:
    """Return codes in order, or the word for none."""
    known = sorted(codes)
    return listed(known) if known else Words("无", "nothing")


def _new_codes(change: Change, situation: Situation) -> Findings:
    """Name the new codes that stand, have stood, or look like another."""
    seen: dict[str, str] = {}
    for code in sorted(change.begun):
        other = situation.looks.get(look(code)) or seen.get(look(code))
        if code in situation.grid:
            yield CHANGE_CODE_STANDS.finding(code, {"grid": code})
        elif code in situation.lineage.codes:
            yield CHANGE_CODE_GIVEN_BEFORE.finding(code, {"grid": code})
        elif other is not None:
            yield CHANGE_CODE_CONFUSABLE.finding(code, {"grid": code, "other": other})
        seen[look(code)] = code


def _level_rule(level: str, code: str, parent: str | None, situation: Situation) -> Findings:
    """Name a parent, or the lack of one, that the level of a grid does not allow."""
    scheme = situation.grid.scheme
    above = None if parent is None else situation.grid[parent].level
    if level in scheme and not scheme.allows(level, above):
        under = (
            scheme[above].term
            if above is not None and above in scheme
            else Words(above or "无上级", above or "nothing")
        )
        facts: Facts = {
            "grid": code,
            "level": scheme[level].term,
            "parent": parent or _NOTHING,
            "above": under,
        }
        yield CHANGE_LEVEL_RULE.finding(code, facts)


# ------------------------------------------------------------------------------------- merge


def _merge(change: Merge, situation: Situation) -> Findings:
    """Look at a merger."""
    yield from _unknown(change.codes, situation)
    standing = [situation.grid[code] for code in sorted(change.codes) if code in situation.grid]
    levels = {each.level for each in standing}
    if len(levels) > 1:
        yield MERGE_LEVELS_DIFFER.finding(_subject(change), {"levels": _names(levels)})
    parents = {each.parent for each in standing}
    if len(parents) > 1:
        said = tuple(_NOTHING if each is None else Words(each, each) for each in sorted(parents, key=_last))
        yield MERGE_PARENTS_DIFFER.finding(_subject(change), {"parents": joined(said)})
    yield from _in_charge(change, situation)


def _last(parent: str | None) -> tuple[bool, str]:
    """Put none after all codes."""
    return parent is None, parent or ""


def _in_charge(change: Merge, situation: Situation) -> Findings:
    """Name those who would be in charge together, or a choice of somebody who is not there."""
    postings = [
        each for each in situation.postings_of(change.codes, on=change.on) if each.duty is Duty.IN_CHARGE
    ]
    workers = {each.worker for each in postings}
    if change.in_charge is None:
        firsts = [each for each in postings if each.is_first]
        if are_contested(firsts):
            names = _names({each.worker for each in firsts})
            facts: Facts = {"grid": change.into, "workers": names}
            yield MERGE_IN_CHARGE_CONTESTED.finding(change.into, facts)
    elif situation.postings is not None and change.in_charge not in workers:
        facts = {"worker": change.in_charge, "workers": _names(workers)}
        yield MERGE_IN_CHARGE_UNPOSTED.finding(change.in_charge, facts)


def are_contested(firsts: Iterable[Posting]) -> bool:
    """Tell whether two of those in charge of several grids could not both be in charge of one.

    Examples
    --------
    >>> one, other = Posting("w-1", "LQ-1", matters={"fire"}), Posting("w-2", "LQ-2", matters={"bins"})
    >>> are_contested([one, other]), are_contested([one, Posting("w-2", "LQ-2")])
    (False, True)
    """
    return any(
        one.grid != other.grid
        and one.worker != other.worker
        and shares_a_matter(one, other)
        and meet(one, other)
        for one, other in combinations(firsts, 2)
    )


# ------------------------------------------------------------------------------------- split


def _split(change: Split, situation: Situation) -> Findings:
    """Look at a split."""
    yield from _unknown({change.code}, situation)
    if change.code not in situation.grid:
        return
    beneath = frozenset(situation.grid.children(change.code))
    if situation.homes is not None:
        yield from _divided(change, "dwellings", DWELLINGS, situation.dwellings_of(change.code))
    yield from _divided(change, "grids", GRIDS, beneath)
    led = situation.led_by_dwelling(change)
    matters = {each.id for each in situation.matters_of(change.code) if each.id not in led}
    yield from _divided(change, "matters", MATTERS, matters)
    if situation.postings is not None:
        postings = situation.postings_of({change.code}, on=change.on)
        yield from _divided(change, "workers", WORKERS, {each.worker for each in postings})
    if beneath or situation.homes is not None:
        for part in change.parts:
            if not part.dwellings and not part.grids:
                yield SPLIT_PART_EMPTY.finding(part.code, {"part": part.code})


def _divided(change: Split, field: str, what: Words, own: Iterable[str]) -> Findings:
    """Name what no part takes, and what a part takes that is not of the grid."""
    taken, there = set(change.taker_of(field)), set(own)
    is_left_out = field in {"dwellings", "grids"} or change.rest is None
    if is_left_out and there - taken:
        facts: Facts = {"grid": change.code, "what": what, "left": _names(there - taken)}
        yield SPLIT_LEAVES_OUT.finding(change.code, facts)
    if taken - there:
        facts = {"grid": change.code, "what": what, "strange": _names(taken - there)}
        yield SPLIT_TAKES_STRANGE.finding(change.code, facts)


# ------------------------------------------------------------------------ move, rename, open, close


def _move(change: Move, situation: Situation) -> Findings:
    """Look at a move."""
    grid, code, to = situation.grid, change.code, change.to
    yield from _unknown({code} | ({to} if to is not None else set()), situation)
    if code not in grid or (to is not None and to not in grid):
        return
    if grid.parent(code) == to:
        yield CHANGE_NOTHING.finding(code, {"grid": code})
    elif to is not None and code in grid.path(to):
        yield MOVE_UNDER_ITSELF.finding(code, {"grid": code, "parent": to})
    yield from _level_rule(grid[code].level, code, to, situation)


def _rename(change: Rename, situation: Situation) -> Findings:
    """Look at a new name."""
    yield from _unknown({change.code}, situation)
    if change.code in situation.grid and situation.grid[change.code].name == change.name:
        yield CHANGE_NOTHING.finding(change.code, {"grid": change.code})


def _opened(change: Opened, situation: Situation) -> Findings:
    """Look at a new grid."""
    scheme, parent = situation.grid.scheme, change.parent
    yield from _unknown({parent} if parent is not None else set(), situation)
    if change.level not in scheme:
        known = listed([level.code for level in scheme])
        facts: Facts = {"scheme": scheme.code, "level": change.level, "known": known}
        yield CHANGE_LEVEL_UNKNOWN.finding(change.code, facts)
    elif parent is None or parent in situation.grid:
        yield from _level_rule(change.level, change.code, parent, situation)


def _closed(change: Closed, situation: Situation) -> Findings:
    """Look at a closing."""
    code, successor = change.code, change.successor
    yield from _unknown({code} | ({successor} if successor is not None else set()), situation)
    if code == successor:
        yield CHANGE_NOTHING.finding(code, {"grid": code})
    if code not in situation.grid:
        return
    held: tuple[tuple[Words, Iterable[str]], ...] = (
        (GRIDS, situation.grid.children(code)),
        (DWELLINGS, situation.dwellings_of(code)),
        (MATTERS, (each.id for each in situation.matters_of(code))),
        (WORKERS, {each.worker for each in situation.postings_of({code}, on=change.on)}),
    )
    for what, names in held:
        if left := sorted(names):
            yield CLOSE_NOT_EMPTY.finding(code, {"grid": code, "what": what, "left": listed(left)})
    if counted := situation.households.get(code):
        yield CLOSE_NOT_EMPTY.finding(code, {"grid": code, "what": HOUSEHOLDS, "left": counted})


_RULES: Mapping[type[Change], Callable[[Any, Situation], Findings]] = MappingProxyType(
    {Merge: _merge, Split: _split, Move: _move, Rename: _rename, Opened: _opened, Closed: _closed}
)
