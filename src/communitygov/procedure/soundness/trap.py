"""From where no end is reached, once counts and persons are reckoned with.

A state is *safe* if some line out of it is open whatever has happened before, and leads to a safe state; the
ends are safe.  From a safe state an end is reached, however high the counts and whoever did what.  If every
state is safe, nothing needs to be searched.

Of the others every configuration is looked at.  Only what bounds the lines out of states that are not safe
can make a trap, so first only that is counted.  If the ways that are found keep the other bounds as well,
they are the answer, and the shortest; else all is counted.  Either way the answer is exact, unless the search
gives up (`communitygov.procedure.soundness.exploration.MOST`).
"""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from communitygov.procedure.soundness.configuration import (
    ENDLESS,
    Configuration,
    Hindrance,
    Line,
    Reading,
    Space,
)
from communitygov.procedure.soundness.exploration import MOST
from communitygov.procedure.soundness.reach import Came, ending, reached, way


class Stuck(NamedTuple):
    """A configuration from which no end is reached, the shortest way there, and what closes the lines on."""

    place: Configuration
    way: tuple[str, ...]
    because: tuple[Hindrance, ...]


def safe(ends: Iterable[str], lines: Sequence[Line]) -> set[str]:
    """Return the states from which an end is reached whatever has happened before.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.procedure.soundness.configuration import raiser, read
    >>> table = five_step().table
    >>> ends = [state.code for state in table.states if state.is_final]
    >>> lines = read(table, raiser(table)).lines
    >>> len(safe(ends, lines)) == len(table.states)
    True
    >>> sorted(set(safe(ends, lines)) - safe(ends, [line for line in lines if line.move.action != "assign"]))
    ['decided', 'published']
    """
    free = [(line.move.source, line.move.target) for line in lines if line.is_free]
    found = ending(ends, free)
    bound: dict[str, list[Line]] = {}
    for line in lines:
        if line.move.source not in found:
            bound.setdefault(line.move.source, []).append(line)
    while True:
        more = {
            state
            for state, leaving in bound.items()
            if state not in found and _is_paired(line for line in leaving if line.move.target in found)
        }
        if not more:
            return found
        found = ending(found | more, free)


def _is_paired(lines: Iterable[Line]) -> bool:
    """Tell whether of two lines one asks for fewer and the other for at least as many: one is open."""
    fewer: dict[str, int] = {}
    least: dict[str, int] = {}
    for line in lines:
        if len(line.asked) == 1 and not any(bar for bar, _ in line.takers):
            action, low, high = line.asked[0]
            if not low:
                fewer[action] = max(high, fewer.get(action, 0))
            elif high == ENDLESS:
                least[action] = min(low, least.get(action, ENDLESS))
    return any(least.get(action, ENDLESS) <= most for action, most in fewer.items())


def stuck(reading: Reading, *, closed: Collection[int] = (), most: int = MOST) -> tuple[Stuck, ...] | None:
    """Return, for each state that has one, the nearest configuration from which no end is reached.

    Parameters
    ----------
    closed
        Numbers of lines that have led where a case stands, and lead on no longer.
    most
        After how many steps to give up.

    Returns
    -------
    ``None`` if the search gave up.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> from communitygov.procedure.soundness.configuration import raiser, read
    >>> reading = read(five_step_literal().table, raiser(five_step_literal().table))
    >>> stuck(reading)
    ()
    >>> [each.way for each in stuck(reading, closed={3})][-1]
    ('raise', 'sort', 'deliberate', 'handle')
    """
    there = reached(reading.table.opening, [line.move for line in reading.lines])
    reading = reading._replace(lines=tuple(line for line in reading.lines if line.move.source in there))
    ends = _safe_ends(reading, closed)
    if ends.issuperset(there):
        return ()
    tracked = {
        each.action
        for line in reading.lines
        if line.move.source not in ends and line.number not in closed
        for each in line.asked
    }
    search = _Search(ends, closed, most)
    if tracked or reading.minded:
        found = search.stuck(Space.of(reading, tracked=tracked))
    else:  # nothing closes a line, so a configuration is a state
        found = tuple(_at_once(there, state) for state in there if state not in ends)
    if found is None or all(_can_be_gone(each, reading) for each in found):
        return found
    return search.stuck(Space.of(reading))


def _at_once(came: Came[str], state: str) -> Stuck:
    """Return a state from which no end is reached, whatever was counted."""
    return Stuck(Configuration(state, (), frozenset()), way(came, state), ())


def feared(reading: Reading, *, closed: Collection[int] = ()) -> tuple[Stuck, ...]:
    """Return the states that are not safe, as if every bound were reached and every deed done, unsearched.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.procedure.soundness.configuration import raiser, read
    >>> reading = read(five_step().table, raiser(five_step().table))
    >>> assign = [line.number for line in reading.lines if line.move.action == "assign"]
    >>> [each.place.state for each in feared(reading, closed=assign)]
    ['decided', 'published']
    """
    ends = _safe_ends(reading, closed)
    came = reached(reading.table.opening, [line.move for line in reading.lines])
    found: list[Stuck] = []
    for state in came:
        if state not in ends:
            here = [line for line in reading.lines if line.move.source == state and line.number not in closed]
            because = {each for line in here for each in line.asked}
            deeds = {deed for line in here for bar, _ in line.takers for deed in bar}
            place = Configuration(state, (), frozenset(deeds))
            found.append(Stuck(place, way(came, state), tuple(sorted({*because, *deeds}, key=str))))
    return tuple(found)


def _safe_ends(reading: Reading, closed: Collection[int]) -> set[str]:
    """Return the states that are safe as long as some lines are closed."""
    ends = (state.code for state in reading.table.states if state.is_final)
    return safe(ends, [line for line in reading.lines if line.number not in closed])


def _can_be_gone(found: Stuck, reading: Reading) -> bool:
    """Tell whether a way keeps every bound, and leaves the followed person with the same deeds."""
    opening = reading.table.opening
    lines = {(line.move.source, line.move.action): line for line in reading.lines}
    state, taken, deeds = opening.target, Counter((opening.action,)), {reading.did}
    for action in found.way[1:]:
        line = lines[state, action]
        if any(not least <= taken[counted] < below for counted, least, below in line.asked):
            return False
        deeds = {did | deed for did in deeds for bar, deed in line.takers if bar.isdisjoint(did)}
        state = line.move.target
        taken[action] += 1
    return found.place.deeds in deeds


class _Search(NamedTuple):
    """What a search goes by: where an end is near, which lines are closed, and when to give up."""

    ends: Collection[str]
    closed: Collection[int]
    most: int

    def stuck(self, space: Space) -> tuple[Stuck, ...] | None:
        """Look at every configuration, and return the nearest in each state from which no end is reached."""
        came: Came[Configuration] = {space.start: (None, space.opening)}
        steps: list[tuple[Configuration, Configuration]] = []
        waiting = deque(came)
        effort = 0
        while waiting:
            here = waiting.popleft()
            for line, there in space.after(here):
                effort += 1 + len(there.counts)
                if line.number not in self.closed:
                    steps.append((here, there))
                if there not in came:
                    came[there] = (here, line.move.action)
                    waiting.append(there)
            if effort > self.most:
                return None
        can_end = ending([each for each in came if each.state in self.ends], steps)
        first: dict[str, Configuration] = {}
        for each in came:
            if each not in can_end:
                first.setdefault(each.state, each)
        return tuple(Stuck(each, way(came, each), self.hindrances(space, each)) for each in first.values())

    def hindrances(self, space: Space, start: Configuration) -> tuple[Hindrance, ...]:
        """Return what closes lines in a configuration and in all that are still reached from it."""
        seen, waiting = {start}, [start]
        found: set[Hindrance] = set()
        while waiting:
            here = waiting.pop()
            found.update(space.hindrances(here, closed=self.closed))
            for line, there in space.after(here):
                if there not in seen and line.number not in self.closed:
                    seen.add(there)
                    waiting.append(there)
        return tuple(sorted(found, key=str))
