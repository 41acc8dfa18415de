"""Where a case may stand when counts and persons are reckoned with: configurations, and how lines join them.

A configuration is a state, how often each counted action was taken (up to the highest bound on it), and what
one person who is *followed* has done.  There are finitely many.

One person is followed because of all others there are always enough: where a line asks for somebody who had
no hand in something, somebody new will do, unless the line leaves only one.  Every other requirement is taken
as one that can be met.  What can be found out from this, `communitygov.procedure.soundness.exploration` does.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import attrs

from communitygov.procedure.bound import TakenAtLeast, TakenFewer
from communitygov.procedure.eligibility import HadNoHand, IsRaiser
from communitygov.procedure.table import Move, Table

#: Above every count.
ENDLESS = 2**53


class Configuration(NamedTuple):
    """Where a case stands, how often what was done, and what the followed person had a hand in."""

    state: str
    counts: tuple[int, ...]
    deeds: frozenset[str]


class Followed(NamedTuple):
    """One person: which lines nobody else can take, which that person may take, and what the opening was."""

    must: frozenset[int]
    may: frozenset[int]
    did: frozenset[str]


class Interval(NamedTuple):
    """A bound: how often an action must have been taken at least, and below which number."""

    action: str
    least: int
    below: int

    def __str__(self) -> str:
        """Write the bound in signs."""
        if self.below == ENDLESS:
            return f"{self.action} ≥ {self.least}"
        return (
            f"{self.least} ≤ {self.action} < {self.below}" if self.least else f"{self.action} < {self.below}"
        )


#: What closes a line: a bound that is not kept, or the code of an action in which a person had a hand.
Hindrance: TypeAlias = Interval | str


def bounds(move: Move) -> tuple[Interval, ...]:
    """Return the bounds of a line: for each action the tightest.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> redo, reconsider, _ = five_step().table.moves_from("rework")
    >>> bounds(redo), bounds(reconsider)[0].least
    ((Interval(action='rate_badly', least=0, below=2),), 2)
    """
    found: dict[str, Interval] = {}
    for each in move.requires:
        if isinstance(each, TakenFewer):
            known = found.get(each.action, Interval(each.action, 0, ENDLESS))
            found[each.action] = known._replace(below=min(known.below, each.than))
        elif isinstance(each, TakenAtLeast):
            known = found.get(each.action, Interval(each.action, 0, ENDLESS))
            found[each.action] = known._replace(least=max(known.least, each.times))
    return tuple(found.values())


def barred(move: Move) -> frozenset[str]:
    """Return the actions in which whoever takes a line may have had no hand.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> sorted(barred(five_step_literal().table.moves[-1]))
    ['handle', 'sort']
    """
    return frozenset(
        action for each in move.requires if isinstance(each, HadNoHand) for action in each.actions
    )


def is_for_raiser(move: Move) -> bool:
    """Tell whether a line is for nobody but the one who opened the case.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> [move.action for move in five_step().table.moves_from("listed") if is_for_raiser(move)]
    ['withdraw']
    """
    return any(isinstance(each, IsRaiser) for each in move.requires)


def raiser(table: Table) -> Followed:
    """Return the one who opened the case: holder of the opening's roles and of no other.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> len(raiser(five_step().table).must)
    5
    """
    held = set(table.opening.roles)
    return Followed(
        must=frozenset(index for index, move in enumerate(table.moves) if is_for_raiser(move)),
        may=frozenset(
            index for index, move in enumerate(table.moves) if not held.isdisjoint(move.roles + move.proxies)
        ),
        did=frozenset((table.opening.action,)),
    )


class Line(NamedTuple):
    """A line read: its number in the table, its bounds, and who may take it.

    Each taker is a pair: with which deeds one may not take it, and what one has done by taking it.  A line is
    free if it is open whatever has happened before.
    """

    number: int
    move: Move
    asked: tuple[Interval, ...]
    takers: tuple[tuple[frozenset[str], frozenset[str]], ...]
    is_free: bool


class Reading(NamedTuple):
    """The lines of a table, read with one person followed; what deeds are minded, and which came first."""

    table: Table
    lines: Sequence[Line]
    minded: frozenset[str]
    did: frozenset[str]


def read(table: Table, followed: Followed) -> Reading:
    """Read the lines of a table.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> table = five_step().table
    >>> [line.move.action for line in read(table, raiser(table)).lines if not line.is_free]
    ['return', 'convene', 'object', 'extend', 'suspend', 'redo', 'reconsider', 'rate_badly', 'appeal']
    """
    minded = _minded(table.moves, followed)
    nobody = frozenset[str]()
    anybody = ((nobody, nobody),)
    lines: list[Line] = []
    for number, move in enumerate(table.moves):
        deed = minded.intersection((move.action,))
        takers = () if number in followed.must else anybody
        if number in followed.must or (deed and number in followed.may):
            takers = (*takers, (barred(move), deed))
        asked = bounds(move)
        is_free = not asked and any(not bar for bar, _ in takers)
        lines.append(Line(number, move, asked, takers, is_free))
    return Reading(table, lines, minded, minded & followed.did)


def _minded(moves: Sequence[Move], followed: Followed) -> frozenset[str]:
    """Return the actions of which it matters whether the followed person took them."""
    minded = frozenset[str]().union(*(barred(moves[number]) for number in followed.must))
    while True:
        deeds = [moves[number] for number in followed.may if moves[number].action in minded]
        more = minded.union(*map(barred, deeds))
        if more == minded:
            return minded
        minded = more


class Step(NamedTuple):
    """A line made ready for a search: its bounds by place of the count, and the place of its own."""

    line: Line
    within: tuple[tuple[int, int, int], ...]
    place: int


@attrs.frozen(kw_only=True, eq=False)
class Space:
    """The configurations of a table.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> table = five_step().table
    >>> space = Space.of(read(table, raiser(table)))
    >>> space.counted
    ('return', 'convene', 'object', 'extend', 'suspend', 'rate_badly')
    >>> space.start.state, space.start.counts
    ('raised', (0, 0, 0, 0, 0, 0))
    """

    opening: str
    start: Configuration
    counted: tuple[str, ...]
    caps: tuple[int, ...]
    #: Places of the counts of which few are good, of those of which many are, and of those that do both.
    few: tuple[int, ...]
    many: tuple[int, ...]
    both: tuple[int, ...]
    steps: Mapping[str, Sequence[Step]]

    @classmethod
    def of(cls, reading: Reading, *, tracked: Collection[str] | None = None) -> "Space":
        """Make a table ready for a search; only bounds on `tracked` actions count, if they are given."""
        caps: dict[str, tuple[int, int]] = {}
        for line in reading.lines:
            for action, least, below in line.asked:
                if tracked is None or action in tracked:
                    most, high = caps.get(action, (0, 0))
                    caps[action] = max(most, least), max(high, below % ENDLESS)
        opening = reading.table.opening
        first = tuple(int(action == opening.action) for action in caps)
        return cls(
            opening=opening.action,
            start=Configuration(opening.target, first, reading.did),
            counted=tuple(caps),
            caps=tuple(max(each) for each in caps.values()),
            few=tuple(place for place, (least, _) in enumerate(caps.values()) if not least),
            many=tuple(place for place, (_, below) in enumerate(caps.values()) if not below),
            both=tuple(place for place, each in enumerate(caps.values()) if all(each)),
            steps=_steps(reading.lines, tuple(caps)),
        )

    def after(self, configuration: Configuration) -> Iterator[tuple[Line, Configuration]]:
        """Return the lines that are open in a configuration, and where each of those who may leads."""
        state, counts, deeds = configuration
        for line, within, place in self.steps.get(state, ()):
            if not within or _holds(counts, within):
                raised = self._raised(counts, place)
                for bar, deed in line.takers:
                    if not deeds or bar.isdisjoint(deeds):
                        yield line, Configuration(line.move.target, raised, deeds | deed if deed else deeds)

    def _raised(self, counts: tuple[int, ...], place: int) -> tuple[int, ...]:
        """Return the counts with one of them raised, unless it is as high as any bound on it."""
        if place < 0 or counts[place] == self.caps[place]:
            return counts
        return (*counts[:place], counts[place] + 1, *counts[place + 1 :])

    def hindrances(
        self, configuration: Configuration, *, closed: Collection[int] = ()
    ) -> Iterator[Hindrance]:
        """Return what closes lines in a configuration: bounds that are not kept, deeds that bar a person."""
        state, counts, deeds = configuration
        for line, within, _ in self.steps.get(state, ()):
            if line.number not in closed:
                for place, least, below in within:
                    if not least <= counts[place] < below:
                        yield Interval(self.counted[place], least, below)
                if all(not bar.isdisjoint(deeds) for bar, _ in line.takers):
                    yield from deeds.intersection(*(bar for bar, _ in line.takers))


def _holds(counts: tuple[int, ...], within: Iterable[tuple[int, int, int]]) -> bool:
    """Tell whether the counts keep every bound of a line."""
    return all(least <= counts[place] < below for place, least, below in within)


def _steps(lines: Iterable[Line], counted: tuple[str, ...]) -> dict[str, list[Step]]:
    """Make the lines ready, by the state they leave."""
    places = {action: place for place, action in enumerate(counted)}
    found: dict[str, list[Step]] = {}
    for line in lines:
        within = tuple(
            (places[action], least, below) for action, least, below in line.asked if action in places
        )
        found.setdefault(line.move.source, []).append(Step(line, within, places.get(line.move.action, -1)))
    return found
