"""Whether every line can be taken, and an end reached from wherever a case stands, counts reckoned with.

What `exploration` and `trap` beside it find out is told here: each dead line with what keeps it from ever
being taken, each trap with the shortest way into it and what closes it.
"""

from collections.abc import Collection, Iterable, Iterator

from communitygov.core.finding import Detail, Finding, Message, joined
from communitygov.errors import Words
from communitygov.procedure.soundness.configuration import (
    Hindrance,
    barred,
    bounds,
    is_for_raiser,
)
from communitygov.procedure.soundness.exploration import Opened
from communitygov.procedure.soundness.reach import MOST_SHOWN, place_of, reached, told
from communitygov.procedure.soundness.trap import stuck
from communitygov.procedure.table import Move, Table

TRAP_AT_BOUND = Message(
    "TRAP_AT_BOUND",
    Words(
        "自 {state} 起可能再也到不了终态：前路要求 {because}（路径：{path}）",
        "from {state} no end may be reached any more: the lines on ask for {because} (way there: {path})",
    ),
    Words(
        "请为 {state} 加一条不受次数与经手人限制的出路",
        "add a way out of {state} that no bound and no deed of a person closes",
    ),
)
MOVE_UNREACHED = Message(
    "MOVE_UNREACHED",
    Words("{place} 永远办不到：没有通往 {state} 的路径", "{place} is never taken: no way leads to {state}"),
    Words("请加一行通往 {state}，或删去 {place}", "add a move to {state}, or remove {place}"),
)
BOUND_NEVER_MET = Message(
    "BOUND_NEVER_MET",
    Words(
        "{place} 永远办不到：它要求 {bounds}，而到 {state} 时从不如此（路径：{path}）",
        "{place} is never taken: it asks for {bounds}, which never holds at {state} (way there: {path})",
    ),
    Words("请改 {place} 的次数条件，或删去该行", "change the bounds of {place}, or remove it"),
)
SEPARATION_UNMEETABLE = Message(
    "SEPARATION_UNMEETABLE",
    Words(
        "{place} 无人可办：只许提出人办，又不许办理过 {actions} 的人办，而提出人必已办理（路径：{path}）",
        "nobody can ever take {place}: it is for the raiser, and for those with no hand in {actions}, where "
        "the raiser always has one (way there: {path})",
    ),
    Words("请在 {place} 去掉两项条件之一", "drop one of the two conditions of {place}"),
)
BOUNDS_UNDECIDED = Message(
    "BOUNDS_UNDECIDED",
    Words(
        "{table} 的次数条件组合太多，无法查明{what}",
        "the bounds of {table} combine in too many ways to tell {what}",
    ),
    Words(
        "请降低次数，或为每个状态留一条不受次数限制的出路",
        "lower the bounds, or give each state a way out that no bound closes",
    ),
)
_EVERY_LINE = Words("是否每一行都办得到", "whether every line can be taken")
_ALWAYS_ENDS = Words("是否总能到达终态", "whether an end is always reached")


def dead_lines(table: Table, found: Opened) -> Iterator[Finding]:
    """Find lines that can never be taken, and say why: the state, the persons, or the bounds.

    Lines behind a line that is never taken only follow from it, and are not named.

    Parameters
    ----------
    found
        What `communitygov.procedure.soundness.exploration.opened` found.

    Examples
    --------
    >>> import attrs
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> from communitygov.procedure.bound import TakenAtLeast
    >>> from communitygov.procedure.soundness.exploration import explored
    >>> table = five_step_literal().table
    >>> late = attrs.evolve(table.moves[-1], requires=(TakenAtLeast("sort", 2),))
    >>> never = attrs.evolve(table, moves=(*table.moves[:-1], late))
    >>> print(*dead_lines(never, explored(never)))
    handled/rate is never taken: it asks for sort ≥ 2, which never holds at handled (way there: raise → \
sort → deliberate → handle) [BOUND_NEVER_MET]
    """
    if found.gave_up:
        yield BOUNDS_UNDECIDED.finding(table.name.code, _undecided(table, _EVERY_LINE))
        return
    there = reached(table.opening, table.moves)
    for index, move in enumerate(table.moves):
        place = place_of(move)
        if move.source not in there:
            yield MOVE_UNREACHED.finding(place, {"place": place, "state": move.source})
        elif move.source in found.first and index not in found.lines:
            yield from _never_open(move, found)


def _never_open(move: Move, found: Opened) -> Iterator[Finding]:
    """Say why a line is never open where it stands; bounds that exclude each other are told elsewhere."""
    place = place_of(move)
    details: dict[str, Detail] = {"place": place, "state": move.source, "path": found.told(move.source)}
    if is_for_raiser(move) and _is_always_barred(move, found):
        actions = told(sorted(barred(move)), between=", ")
        yield SEPARATION_UNMEETABLE.finding(place, {**details, "actions": actions})
    elif all(least < below for _, least, below in bounds(move)):
        yield BOUND_NEVER_MET.finding(place, {**details, "bounds": _said(bounds(move))})


def _is_always_barred(move: Move, found: Opened) -> bool:
    """Tell whether the one who opened the case always had a hand in what the line minds."""
    minded = barred(move)
    here = (each for each in found.came if each.state == move.source)
    return all(not minded.isdisjoint(each.deeds) for each in here)


def bounded_traps(table: Table, found: Opened, *, can_end: Collection[str]) -> Iterator[Finding]:
    """Find states from which counts or persons close every way to an end.

    Parameters
    ----------
    found
        What `communitygov.procedure.soundness.exploration.opened` found.
    can_end
        The states from which an end is reached as long as nothing is closed.

    Examples
    --------
    >>> import attrs
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> from communitygov.procedure.bound import TakenFewer
    >>> from communitygov.procedure.soundness.exploration import explored
    >>> table = five_step_literal().table
    >>> once = attrs.evolve(table.moves[-1], requires=(TakenFewer("sort", 1),))
    >>> never = attrs.evolve(table, moves=(*table.moves[:-1], once))
    >>> print(*bounded_traps(never, explored(never), can_end={"handled"}))
    from handled no end may be reached any more: the lines on ask for sort < 1 (way there: raise → sort → \
deliberate → handle) [TRAP_AT_BOUND]
    """
    traps = stuck(found.reading)
    if traps is None:
        yield BOUNDS_UNDECIDED.finding(table.name.code, _undecided(table, _ALWAYS_ENDS))
        return
    for place, path, because in traps:
        if place.state in can_end:
            details: dict[str, Detail] = {"because": _said(because), "path": told(path)}
            yield TRAP_AT_BOUND.finding(place.state, {**details, "state": place.state})


def _undecided(table: Table, what: Words) -> dict[str, Detail]:
    """Return what a finding says of a search that gave up."""
    return {"table": table.name.code, "what": what}


def _said(hindrances: Iterable[Hindrance]) -> Words:
    """Return bounds and deeds as a sentence gives them."""
    sayings = [_hindrance(each) for each in hindrances]
    more = [Words("…", "…")] if len(sayings) > MOST_SHOWN else []
    return joined((*sayings[:MOST_SHOWN], *more))


def _hindrance(each: Hindrance) -> Words:
    """Return one bound, or one deed, as a sentence gives it."""
    if isinstance(each, str):
        return Words(f"提出人未办理过 {each}", f"a raiser without a hand in {each}")
    return Words(str(each), str(each))
