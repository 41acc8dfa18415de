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
from communitygov.meeting.rule_audit.body import MOST_STATES, Body, Side, SideStands, Stands, fits
from communitygov.meeting.rule_audit.profile import Profile
from communitygov.meeting.tally.scope import Scope


class Total(NamedTuple):
    """How many take part, and how, of all kinds together."""

    voting: int
    yes: int
    no: int


class Step(NamedTuple):
    """One voter of a kind changing position: which kind, and how far away the table has the other profile."""

    kind: int
    distance: int


#: From one position to another, for one voter of a kind; none where nobody of the kind is there.
Move = Callable[[Stands, int], "Stands | None"]
#: By constituency and place, every step that can be taken there.
Steps: TypeAlias = tuple[tuple[tuple[Step, ...], ...], ...]


def count_states(sizes: Iterable[int]) -> int:
    """Return how many profiles there are of kinds of these sizes.

    Examples
    --------
    >>> count_states([2, 2, 2, 2]), count_states([12])
    (10000, 455)
    """
    return prod(comb(size + 3, 3) for size in sizes)


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
        fits(count_states(body.sizes), most_states)
        stances = tuple(tuple(_stances(body.sizes[span])) for span in body.spans)
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

    def steps(self, move: Move) -> Steps:
        """Return by constituency and place where one voter's move leads."""
        sizes, spans = self.body.sizes, self.body.spans
        return tuple(
            tuple(
                tuple(
                    Step(span.start + kind, (target - place) * stride)
                    for kind, target in _targets(some, place, sizes[span], move)
                )
                for place in range(len(some))
            )
            for some, span, stride in zip(self.stances, spans, self.strides, strict=True)
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


def _stances(sizes: tuple[int, ...]) -> Iterator[SideStands]:
    """Return all positions that kinds of one constituency may take, fewest in favour first."""
    return product(*map(_stands, sizes))


def _stands(size: int) -> list[Stands]:
    """Return all positions that one kind may take."""
    return [
        Stands(yes, no, abstain)
        for yes in range(size + 1)
        for no in range(size + 1 - yes)
        for abstain in range(size + 1 - yes - no)
    ]


def _total(stance: SideStands) -> Total:
    """Return how many of one constituency take part, and how."""
    return Total(
        sum(each.voting for each in stance), sum(each.yes for each in stance), sum(each.no for each in stance)
    )


def _targets(
    stances: tuple[SideStands, ...], place: int, sizes: tuple[int, ...], move: Move
) -> Iterator[tuple[int, int]]:
    """Return each kind of which a voter can move from one place, and the place to which that leads."""
    stance = stances[place]
    for kind, (stands, size) in enumerate(zip(stance, sizes, strict=True)):
        moved = move(stands, size)
        if moved is not None:
            yield kind, stances.index((*stance[:kind], moved, *stance[kind + 1 :]))
