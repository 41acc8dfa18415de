"""Which lines of a table can be taken at all, and by which shortest way each state is reached.

Configurations are gone through until every line was open once, or until there are no more.  Passed over is a
configuration that an earlier one in the same state outdoes: there, what a `TakenFewer` bounds was taken no
more often, what a `TakenAtLeast` asks no less often, and the person had a hand in nothing more.  So the
answer is exact, and mostly comes after a few steps.

After `MOST` steps the search gives up, and says so: bounds may be so high that nobody could wait.
"""

from collections import deque
from typing import NamedTuple

from communitygov.errors import Words
from communitygov.procedure.soundness.configuration import Configuration, Reading, Space, raiser, read
from communitygov.procedure.soundness.reach import Came, told, way
from communitygov.procedure.table import Table

#: Most steps that a search takes; each counts as often as there are counts to compare.
MOST = 300_000


class Opened(NamedTuple):
    """What was searched, which lines can be taken, the nearest configurations, and whether it gave up."""

    reading: Reading
    lines: frozenset[int]
    first: dict[str, Configuration]
    came: Came[Configuration]
    gave_up: bool

    def way(self, state: str) -> tuple[str, ...]:
        """Return the shortest way to a state that can be gone."""
        return way(self.came, self.first[state])

    def told(self, state: str) -> Words:
        """Return the shortest way to a state as a sentence gives it."""
        if state not in self.first:
            return Words("无", "none")
        path = told(self.way(state))
        return Words(path, path)


def explored(table: Table) -> Opened:
    """Return which lines of a table can be taken, with the one who opens the case followed.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> explored(five_step().table).told("sorting").en
    'raise → accept'
    """
    return opened(read(table, raiser(table)))


def opened(reading: Reading) -> Opened:
    """Return which lines can be taken at all, and the shortest way to each state.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> table = five_step().table
    >>> found = opened(read(table, raiser(table)))
    >>> len(found.lines) == len(table.moves), found.way("rework")
    (True, ('raise', 'accept', 'resolve', 'rate_badly'))
    """
    space = Space.of(reading)
    lines: set[int] = set()
    first = {space.start.state: space.start}
    came: Came[Configuration] = {space.start: (None, space.opening)}
    best = _Best(space)
    waiting = deque(came)
    while waiting and len(lines) < len(reading.lines) and best.effort <= MOST:
        here = waiting.popleft()
        for line, there in space.after(here):
            lines.add(line.number)
            if there not in came and best.takes(there):
                came[there] = (here, line.move.action)
                first.setdefault(there.state, there)
                waiting.append(there)
    return Opened(reading, frozenset(lines), first, came, gave_up=best.effort > MOST)


class _Best:
    """The configurations that no earlier one outdoes, and the effort of comparing them."""

    def __init__(self, space: Space) -> None:
        self.effort = 0
        self._space = space
        self._found: dict[tuple[str, tuple[int, ...]], list[tuple[tuple[int, ...], frozenset[str]]]] = {}
        self.takes(space.start)

    def takes(self, configuration: Configuration) -> bool:
        """Keep a configuration, unless one is there that can do all that it can."""
        state, counts, deeds = configuration
        space = self._space
        cost = (*(counts[place] for place in space.few), *(-counts[place] for place in space.many))
        known = self._found.setdefault((state, tuple(counts[place] for place in space.both)), [])
        self.effort += (1 + len(known)) * (1 + len(counts))
        for other, did in known:
            if did <= deeds and all(mine >= its for mine, its in zip(cost, other, strict=True)):
                return False
        known.append((cost, deeds))
        return True
