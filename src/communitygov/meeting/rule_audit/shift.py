"""What a rule sees after some voters have moved: so many of these change their position, or are excused.

Of voters who make the same move, those who weigh more in no measure less, and are in the same parts, do more.
They form a chain, the heaviest first: whatever so many of a chain can bring about, its first ones can.  So a
search counts how many of each chain move, and never asks which.  A thousand owners of different areas are one
chain; a rule of the caller's own makes no such promise, and every kind stands alone.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeAlias

import attrs

from communitygov.meeting.rule_audit.body import Membership
from communitygov.meeting.rule_audit.game import Vector
from communitygov.meeting.rule_audit.kind import Contingent, Headcount, VoterKind
from communitygov.meeting.tally.counts import Sums
from communitygov.meeting.tally.scope import Measured, Scope


class Mover(NamedTuple):
    """Voters of one kind who may move, and what one of them adds to the sums by moving."""

    kind: VoterKind
    membership: Membership
    people: int
    change: Sums


class Chain(NamedTuple):
    """Movers of whom each one does no less than the next, with all before each added up."""

    movers: tuple[Mover, ...]
    before: tuple[int, ...]
    weights: tuple[Vector, ...]

    @classmethod
    def of(cls, movers: Sequence[Mover]) -> "Chain":
        """Add up the movers of a chain."""
        nothing = (0,) * len(movers[0].membership.weights)
        moved = [tuple(each.people * weight for weight in each.membership.weights) for each in movers]
        return cls(
            movers=tuple(movers),
            before=tuple(accumulate((each.people for each in movers), initial=0)),
            weights=tuple(accumulate(moved, _added, initial=nothing)),
        )

    @property
    def at(self) -> int:
        """The place of the constituency."""
        return self.movers[0].membership.at

    @property
    def people(self) -> int:
        """How many there are."""
        return self.before[-1]

    def weighing(self, number: int) -> Vector:
        """Return what the first ones weigh together in each measure."""
        last = bisect_right(self.before, number) - 1
        if last == len(self.movers):
            return self.weights[last]
        more, unit = number - self.before[last], self.movers[last].membership.weights
        return tuple(weight + more * each for weight, each in zip(self.weights[last], unit, strict=True))

    def first(self, number: int) -> Iterator[tuple[Mover, int]]:
        """Return how many of each mover are among the first ones."""
        for before, each in zip(self.before, self.movers, strict=False):
            if before >= number:
                return
            yield each, min(each.people, number - before)


#: A chain of which some move, with what they weigh together.
_Moving: TypeAlias = tuple[Chain, Vector]


def chains(movers: Iterable[Mover], *, is_known: bool) -> tuple[Chain, ...]:
    """Put movers into chains; those who are nobody are left out."""
    listed: list[list[Mover]] = []
    for each in movers:
        if not each.people:
            continue
        if is_known and listed and _does_no_less(listed[-1][-1], each):
            listed[-1].append(each)
        else:
            listed.append([each])
    return tuple(map(Chain.of, listed))


@attrs.frozen(eq=False)
class Shift:
    """A scope, and those who may move."""

    scope: Scope
    chains: tuple[Chain, ...]

    @property
    def most(self) -> Vector:
        """How many may move, by chain."""
        return tuple(each.people for each in self.chains)

    @property
    def sides(self) -> Vector:
        """The place of the constituency, by chain."""
        return tuple(each.at for each in self.chains)

    def after(self, numbers: Vector) -> Scope:
        """Return the scope after so many of each chain have moved, the first ones first."""
        pairs = zip(self.chains, numbers, strict=True)
        moving = [(chain, chain.weighing(number)) for chain, number in pairs if number]
        parts = {
            name: _moved(measured, [each for each in moving if name in each[0].movers[0].membership.parts])
            for name, measured in self.scope.parts.items()
        }
        return self.scope._replace(measured=_moved(self.scope.measured, moving), parts=parts)

    def people(self, numbers: Vector) -> Iterator[tuple[Mover, int]]:
        """Return how many of each mover that are."""
        for chain, number in zip(self.chains, numbers, strict=True):
            yield from chain.first(number)

    def headcount(self, numbers: Vector) -> Headcount:
        """Return how many of each kind that are."""
        return headcount(self.people(numbers))


def headcount(moved: Iterable[tuple[Mover, int]]) -> Headcount:
    """Return how many of each kind moved."""
    people: dict[str, tuple[VoterKind, int]] = {}
    for mover, number in moved:
        _, before = people.get(mover.kind.code, (mover.kind, 0))
        people[mover.kind.code] = mover.kind, before + number
    return Headcount([Contingent(kind, number) for kind, number in people.values()])


def _moved(measured: Measured, moving: list[_Moving]) -> Measured:
    """Return the sums of every measure, heads before all, after some have moved."""
    found: dict[str, tuple[Sums, ...]] = {}
    for measure, (code, given) in enumerate(measured.items()):
        sums = list(given)
        for chain, weights in moving:
            steps = zip(sums[chain.at], chain.movers[0].change, strict=True)
            sums[chain.at] = Sums._make([have + each * weights[measure] for have, each in steps])
        found[code] = tuple(sums)
    return found


def _does_no_less(one: Mover, other: Mover) -> bool:
    """Tell whether one more of the first kind does at least what one of the other does."""
    mine, yours = one.membership, other.membership
    return (one.change, mine.at, mine.parts) == (other.change, yours.at, yours.parts) and all(
        weight >= less for weight, less in zip(mine.weights, yours.weights, strict=True)
    )


def _added(one: Vector, other: Vector) -> Vector:
    """Return both together."""
    return tuple(map(int.__add__, one, other))
