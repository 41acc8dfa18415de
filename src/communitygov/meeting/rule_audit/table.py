"""Every profile of a small body, tried once each: which are adopted, and what one voter's change does.

Profiles are counts of each kind, not persons: twelve equal owners have 455, not sixteen million.

This module judges nothing; `communitygov.meeting.rule_audit.paradox` and others read the table.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import product
from math import comb, prod
from typing import NamedTuple, TypeAlias

import attrs

from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.rule_audit.body import Body, Side, SideStands, Stands
from communitygov.meeting.rule_audit.bound import MOST_STATES, fits, multiplied
from communitygov.meeting.rule_audit.profile import Profile
from communitygov.meeting.tally.scope import Scope


class Total(NamedTuple):
    """How many take part, and how, of all kinds together."""

    voting: int
    yes: int
    no: int


class Step(NamedTuple):
    """One voter of a kind changing position: which kind and move, and how far away the other profile is."""

    kind: int
    move: int
    distance: int


#: From one position to another, for one voter of a kind; none where nobody of the kind is there.
Move = Callable[[Stands, int], "Stands | None"]
#: By constituency and place, every step that can be taken there.
Steps: TypeAlias = tuple[tuple[tuple[Step, ...], ...], ...]


def count_states(sizes: Iterable[int], *, positions: int = 4) -> int:
    """Return how many profiles there are of kinds of these sizes, each voter in one of so many positions.

    Examples
    --------
    >>> count_states([2, 2, 2, 2]), count_states([12]), count_states([2, 2, 2, 2], positions=5)
    (10000, 455, 50625)
    """
    return multiplied(comb(size + positions - 1, size) for size in sizes)


@attrs.frozen(eq=False, kw_only=True)
class Table:
    """Whether a rule adopts, for every profile of a body, in a fixed order."""

    rule: DecisionRule
    body: Body
    stances: tuple[tuple[SideStands, ...], ...]
    sides: tuple[tuple[Side, ...], ...]
    adopted: bytes

    @classmethod
    def of(cls, rule: DecisionRule, body: Body, *, most_states: int = MOST_STATES) -> "Table":
        """Try a rule on every profile.

        Raises
        ------
        InvalidValue
            If there are more than `most_states`.
        """
        fits(count_states(body.sizes, positions=body.reading.positions), most_states)
        standing = _objecting if body.reading.asks_objections else _standing
        stances = tuple(tuple(product(*map(standing, body.sizes[span]))) for span in body.spans)
        sides = tuple(tuple(body.side(at, each) for each in some) for at, some in enumerate(stances))
        outcome, tried = rule.outcome, body.tried
        adopted = bytes(outcome(tried(each)) is Outcome.ADOPTED for each in product(*sides))
        return cls(rule=rule, body=body, stances=stances, sides=sides, adopted=adopted)

    @cached_property
    def strides(self) -> tuple[int, ...]:
        """How far apart two profiles stand that differ by one place in one constituency."""
        sizes = [len(each) for each in self.stances]
        return tuple(prod(sizes[at + 1 :]) for at in range(len(sizes)))

    def places(self) -> Iterator[tuple[int, ...]]:
        """Return the place in each constituency, for all profiles in their order."""
        return product(*(range(len(each)) for each in self.stances))

    def steps(self, moves: tuple[Move, ...]) -> Steps:
        """Return by constituency and place where one voter's moves lead."""
        spans = zip(self.stances, self.body.spans, self.strides, strict=True)
        return tuple(self._steps(some, span, stride, moves) for some, span, stride in spans)

    def _steps(
        self, some: tuple[SideStands, ...], span: slice, stride: int, moves: tuple[Move, ...]
    ) -> tuple[tuple[Step, ...], ...]:
        """Return by place of one constituency where one voter's moves lead."""
        places = {stance: place for place, stance in enumerate(some)}
        sizes = self.body.sizes[span]
        return tuple(
            tuple(
                Step(span.start + kind, move, (places[target] - place) * stride)
                for move, moved in enumerate(moves)
                for kind, target in _targets(stance, sizes, moved)
            )
            for place, stance in enumerate(some)
        )

    @cached_property
    def totals(self) -> tuple[tuple[Total, ...], ...]:
        """How many take part and how, by constituency and place."""
        return tuple(tuple(map(_total, some)) for some in self.stances)

    def total(self, places: tuple[int, ...]) -> Total:
        """Return how many take part and how."""
        rows = [totals[place] for totals, place in zip(self.totals, places, strict=True)]
        return Total(*map(sum, zip(*rows, strict=True)))

    def at(self, number: int) -> tuple[int, ...]:
        """Return the place in each constituency of one profile."""
        places: list[int] = []
        for stride in self.strides:
            place, number = divmod(number, stride)
            places.append(place)
        return tuple(places)

    def size_of(self, number: int) -> tuple[int, int, int]:
        """Put the profile with fewest in favour first, then that with fewest taking part."""
        total = self.total(self.at(number))
        return total.yes, total.voting, -number

    def profile(self, number: int) -> Profile:
        """Return one profile in words."""
        stands = tuple(
            stand for some, place in zip(self.stances, self.at(number), strict=True) for stand in some[place]
        )
        return Profile.taken(self.body.kinds, stands)

    def outcome(self, number: int) -> Outcome:
        """Return what the rule comes to in one profile."""
        return self.rule.outcome(self._scope(number))

    def _scope(self, number: int) -> Scope:
        """Return what the rule sees of one profile."""
        return self.body.tried([some[place] for some, place in zip(self.sides, self.at(number), strict=True)])


def _standing(size: int) -> list[Stands]:
    """Return all positions that one kind may take, fewest in favour first."""
    return [
        Stands(yes, no, abstain)
        for yes in range(size + 1)
        for no in range(size + 1 - yes)
        for abstain in range(size + 1 - yes - no)
    ]


def _objecting(size: int) -> list[Stands]:
    """Return all positions that one kind may take where some may object besides."""
    return [
        each._replace(objecting=objecting)
        for each in _standing(size)
        for objecting in range(size + 1 - each.voting)
    ]


def _total(stance: SideStands) -> Total:
    """Return how many of one constituency take part, and how."""
    return Total(
        sum(each.voting for each in stance),
        sum(each.yes for each in stance),
        sum(each.against for each in stance),
    )


def _targets(stance: SideStands, sizes: tuple[int, ...], move: Move) -> Iterator[tuple[int, SideStands]]:
    """Return each kind of which a voter can move, and what that leads to."""
    for kind, (stands, size) in enumerate(zip(stance, sizes, strict=True)):
        moved = move(stands, size)
        if moved is not None:
            yield kind, (*stance[:kind], moved, *stance[kind + 1 :])
