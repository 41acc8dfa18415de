"""Every history of a small table, taken through the engine itself: a second opinion on soundness.

Nothing of `communitygov.procedure.soundness` or of what it stands on is used here.  Each attempt is judged by
the engine (`Conduct`), with its real conditions.  Two cases are the same place when they stand in the same
state, counted the same (up to the highest bound), and the person who is watched did the same.

Whom there is to act, a `Crew` says; of everybody but the watched person there is always somebody new.
"""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communitygov.errors import ActionRefused
from communitygov.organisation import Actor
from communitygov.procedure import Attempt, Case, HadNoHand, IsRaiser, Move, Table, TakenAtLeast, TakenFewer
from communitygov.procedure.conduct import Blank, Conduct
from communitygov.procedure.rulebook import Rulebook
from communitygov.testing.walks import FIRST_MOMENT, fitting

WATCHED = "watched"
Place = tuple[str, tuple[int, ...], frozenset[str]]


class Crew(NamedTuple):
    """Who acts: nobody in the absent roles, one person alone in the lone role, anybody new in all others."""

    absent: frozenset[str] = frozenset()
    lone: str | None = None


class Explored(NamedTuple):
    """What was found: the shortest way to each place, where each leads, and which lines were taken."""

    ways: dict[Place, tuple[str, ...]]
    steps: dict[Place, set[tuple[str, Place]]]
    taken: set[tuple[str, str]]
    ends: set[str]

    def reached(self) -> dict[str, tuple[str, ...]]:
        """Return the shortest way to each state."""
        found: dict[str, tuple[str, ...]] = {}
        for (state, _, _), way in self.ways.items():
            found.setdefault(state, way)
        return found

    def stuck(self) -> dict[str, tuple[str, ...]]:
        """Return the states with a place from which no end is reached, and the shortest way to one."""
        can_end = {place for place in self.ways if place[0] in self.ends}
        grown = True
        while grown:
            more = {place for place in self.ways if place not in can_end and self.after(place) & can_end}
            can_end |= more
            grown = bool(more)
        found: dict[str, tuple[str, ...]] = {}
        for place, way in self.ways.items():
            if place not in can_end:
                found.setdefault(place[0], way)
        return found

    def after(self, place: Place) -> set[Place]:
        """Return where a place leads."""
        return {there for _, there in self.steps[place]}

    def along(self, way: Sequence[str]) -> set[str]:
        """Return the states to which exactly these actions lead, the opening being the first."""
        here = {place for place, came in self.ways.items() if came == tuple(way[:1])}
        for action in way[1:]:
            here = {there for place in here for taken, there in self.steps[place] if taken == action}
        return {state for state, _, _ in here}

    def is_finite(self) -> bool:
        """Tell whether every history ends: no place comes again."""
        waiting = {place: len(self.after(place)) for place in self.ways}
        before: dict[Place, list[Place]] = {place: [] for place in self.ways}
        for place in self.ways:
            for each in self.after(place):
                before[each].append(place)
        done = [place for place in self.ways if not waiting[place]]
        for place in done:
            for each in before[place]:
                waiting[each] -= 1
                if not waiting[each]:
                    done.append(each)  # the list is the queue
        return len(done) == len(self.ways)


def explore(table: Table, crew: Crew = Crew()) -> Explored:  # noqa: B008  frozen
    """Take every attempt of everybody from every place."""
    conduct = Conduct(Rulebook.of(table, identity="exhaustive@1"))
    found = Explored({}, {}, set(), {state.code for state in table.states if state.is_final})
    waiting: deque[Case] = deque()
    for opener in openers(table, crew):
        attempt = Attempt(table.opening.action, opener, FIRST_MOMENT)
        case = conduct.open(Blank("C-1", "G-1"), attempt, title="a matter")
        arrive(found, waiting, place_of(table, case), case)
    while waiting:
        case = waiting.popleft()
        here = place_of(table, case)
        for move, attempt in attempts(table, crew, case):
            try:
                after = conduct.apply(case, attempt)
            except ActionRefused:
                continue
            there = place_of(table, after)
            found.taken.add((move.source, move.action))
            found.steps[here].add((move.action, there))
            arrive(found, waiting, there, after)
    return found


def arrive(found: Explored, waiting: deque[Case], place: Place, case: Case) -> None:
    """Note a place that is new."""
    if place not in found.ways:
        found.ways[place] = tuple(record.action for record in case.history)
        found.steps[place] = set()
        waiting.append(case)


def place_of(table: Table, case: Case) -> Place:
    """Return where a case stands, as far as it matters for what can follow."""
    caps: Counter[str] = Counter()
    minded: set[str] = set()
    for move in table.moves:
        for each in move.requires:
            if isinstance(each, TakenFewer):
                caps[each.action] = max(caps[each.action], each.than)
            elif isinstance(each, TakenAtLeast):
                caps[each.action] = max(caps[each.action], each.times)
            elif isinstance(each, HadNoHand):
                minded |= set(each.actions)
    taken = Counter(record.action for record in case.history)
    counts = tuple(min(taken[action], most) for action, most in sorted(caps.items()))
    mine = {record.action for record in case.history if WATCHED in (record.by, record.on_behalf_of)}
    return case.state, counts, frozenset(mine & minded)


def openers(table: Table, crew: Crew) -> Iterator[Actor]:
    """Return who may open the case: the watched person, and others where that person need not."""
    roles = table.opening.roles
    if crew.lone is None:
        yield Actor(WATCHED, roles=roles, grids={"G-1"})
    elif crew.lone in roles:
        yield Actor(WATCHED, roles={crew.lone}, grids={"G-1"})
    for role in roles:
        if crew.lone not in (None, role):
            yield Actor("opener", roles={role}, grids={"G-1"})
            if crew.lone in table.opening.proxies:
                yield Actor(WATCHED, roles={crew.lone}, grids={"G-1"}).acting_for("opener")


def attempts(table: Table, crew: Crew, case: Case) -> Iterator[tuple[Move, Attempt]]:
    """Return what everybody could try where a case stands."""
    for move in table.moves_from(case.state):
        if set(move.roles) <= crew.absent:
            continue
        good = fitting(case, move)
        for by in actors(table, crew, case, move):
            yield move, Attempt(move.action, by, good.at, good.facts)


def actors(table: Table, crew: Crew, case: Case, move: Move) -> Iterator[Actor]:
    """Return who could try a move: the watched person, the raiser, and somebody new of each role."""
    held = {crew.lone} if crew.lone else set(table.opening.roles)
    for_raiser = any(isinstance(each, IsRaiser) for each in move.requires)
    if for_raiser or not held.isdisjoint(move.roles):
        roles = held | set(move.roles) if for_raiser else held
        yield Actor(WATCHED, roles=roles, grids={"G-1"})
    if for_raiser:
        yield Actor(case.raised_by, roles=move.roles, grids={"G-1"})
    new = f"new-{len(case.history)}"
    if set(move.roles) != {crew.lone} and not held.isdisjoint(move.proxies):
        yield Actor(WATCHED, roles=held, grids={"G-1"}).acting_for(new)
    for role in move.roles:
        if role != crew.lone:
            yield Actor(new, roles={role}, grids={"G-1"})
