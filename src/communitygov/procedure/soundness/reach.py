"""The graph of a table: which states are reached, by which shortest way, from which an end, in what loops.

Conditions are not read here, every line counts as one that can be taken; what they change,
`communitygov.procedure.soundness.configuration` says.  All of it is linear in the number of lines, but for
`loop_through`, which is asked of faulty tables only.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from communitygov.procedure.table import Move, Opening

Place = TypeVar("Place", bound=Hashable)

#: For each place that is reached: the place before it, and the action that leads from there.
Came: TypeAlias = dict[Place, tuple[Place | None, str]]

#: Most codes that a sentence names; of more the middle is left out.
MOST_SHOWN = 24


def told(codes: Sequence[str], *, between: str = " → ") -> str:
    """Return codes as a sentence gives them; of very many the middle is left out.

    Examples
    --------
    >>> told(("raise", "accept"))
    'raise → accept'
    >>> told([str(number) for number in range(1000)], between=" ")
    '0 1 2 3 4 5 6 7 8 9 10 11 … 988 989 990 991 992 993 994 995 996 997 998 999'
    """
    half = MOST_SHOWN // 2
    shown = codes if len(codes) <= MOST_SHOWN else (*codes[:half], "…", *codes[-half:])
    return between.join(shown)


def place_of(move: Move) -> str:
    """Return the name of a line: its state and its action.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> place_of(five_step_literal().table.moves[0])
    'raised/sort'
    """
    return f"{move.source}/{move.action}"


def exits(moves: Iterable[Move]) -> dict[str, list[Move]]:
    """Return the lines out of each state, in the order of the table.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> [move.action for move in exits(five_step_literal().table.moves)["sorted"]]
    ['deliberate']
    """
    found: dict[str, list[Move]] = {}
    for move in moves:
        found.setdefault(move.source, []).append(move)
    return found


def reached(opening: Opening, moves: Iterable[Move]) -> Came[str]:
    """Return the states that are reached from the opening, the nearest first.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> table = five_step_literal().table
    >>> reached(table.opening, table.moves)["deliberated"]
    ('sorted', 'deliberate')
    """
    leaving = exits(moves)
    came: Came[str] = {opening.target: (None, opening.action)}
    waiting = deque(came)
    while waiting:
        state = waiting.popleft()
        for move in leaving.get(state, ()):
            if move.target not in came:
                came[move.target] = (state, move.action)
                waiting.append(move.target)
    return came


def way(came: Mapping[Place, tuple[Place | None, str]], place: Place) -> tuple[str, ...]:
    """Return the actions that lead to a place, the opening first.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> table = five_step_literal().table
    >>> way(reached(table.opening, table.moves), "deliberated")
    ('raise', 'sort', 'deliberate')
    """
    actions: list[str] = []
    here: Place | None = place
    while here is not None:
        here, action = came[here]
        actions.append(action)
    return tuple(reversed(actions))


def ending(ends: Iterable[Place], steps: Iterable[tuple[Place, Place]]) -> set[Place]:
    """Return the places from which one of the ends is reached by steps, the ends included.

    Examples
    --------
    >>> sorted(ending("c", [("a", "b"), ("b", "c"), ("b", "d")]))
    ['a', 'b', 'c']
    """
    entries: dict[Place, list[Place]] = {}
    for source, target in steps:
        entries.setdefault(target, []).append(source)
    found = set(ends)
    waiting = list(found)
    while waiting:
        for source in entries.get(waiting.pop(), ()):
            if source not in found:
                found.add(source)
                waiting.append(source)
    return found


def loop_through(state: str, moves: Iterable[Move]) -> tuple[Move, ...]:
    """Return the shortest loop through a state; nothing if there is none.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> [move.action for move in loop_through("handling", five_step().table.moves)]
    ['extend']
    """
    leaving = exits(moves)
    came: dict[str, Move] = {}
    waiting = deque([state])
    while waiting and state not in came:
        for move in leaving.get(waiting.popleft(), ()):
            if move.target not in came:
                came[move.target] = move
                waiting.append(move.target)
    loop: list[Move] = [came[state]] if state in came else []
    while loop and loop[-1].source != state:
        loop.append(came[loop[-1].source])
    return tuple(reversed(loop))


def rings(moves: Sequence[Move]) -> list[list[Move]]:
    """Return the lines that lie on loops, those together that loops join (strongly connected components).

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step, five_step_literal
    >>> [len(ring) for ring in rings(five_step().table.moves)], rings(five_step_literal().table.moves)
    ([2, 17], [])
    """
    number = _numbered(moves)
    found: dict[int, list[Move]] = {}
    for move in moves:
        if number[move.source] == number[move.target]:
            found.setdefault(number[move.source], []).append(move)
    return list(found.values())


def _numbered(moves: Iterable[Move]) -> dict[str, int]:
    """Give two states the same number if each is reached from the other (Kosaraju)."""
    forth: dict[str, list[str]] = {}
    back: dict[str, list[str]] = {}
    for move in moves:
        forth.setdefault(move.source, []).append(move.target)
        back.setdefault(move.target, []).append(move.source)
    seen: set[str] = set()
    finished = [state for root in forth for state in _finished(root, forth, seen=seen)]
    number: dict[str, int] = {}
    for component, root in enumerate(reversed(finished)):
        waiting = [root]
        while waiting:
            state = waiting.pop()
            if state not in number:
                number[state] = component
                waiting.extend(back.get(state, ()))
    return number


def _finished(root: str, forth: Mapping[str, Iterable[str]], *, seen: set[str]) -> Iterator[str]:
    """Walk from a state into the depth; yield each state not seen before when all behind it is done."""
    if root in seen:
        return
    seen.add(root)
    waiting = [(root, iter(forth[root]))]
    while waiting:
        state, targets = waiting[-1]
        target = next((each for each in targets if each not in seen), None)
        if target is None:
            waiting.pop()
            yield state
        else:
            seen.add(target)
            waiting.append((target, iter(forth.get(target, ()))))
