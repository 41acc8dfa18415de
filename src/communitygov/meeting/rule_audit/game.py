"""The simple game behind a rule: everybody is present, nobody abstains, and who is not in favour is against.

A coalition wins if the rule adopts when exactly its members are in favour.  Who is against also has an
unsettled objection where the rule may ask for it, so that an opponent is met at full strength.

Players are the members, or the constituencies, each voting as one.  Those of one kind are interchangeable, so
a coalition is a vector: so many players of each kind.

Every rule of the library grows with every vote in favour; one of the caller's own kind is believed to do so
only after it has been tried.
"""

from collections.abc import Callable
from functools import cache, cached_property
from itertools import product
from typing import TypeAlias

import attrs

from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.rule_audit.body import Body, Side, Stands
from communitygov.meeting.rule_audit.bound import MOST_STATES, fits, multiplied
from communitygov.meeting.rule_audit.kind import VoterKind

_NOT_GROWING = Words(
    "须为单调的规则：多一人赞成而反不通过，则无从谈权力；audit() 会指出何处如此",
    "must be monotone: where one more in favour can make it fail, power means nothing; audit() shows where",
)
#: What helps where there are too many coalitions.
BLOCKS_INSTEAD = Words(
    "请提高上限，或令各方各为一票（players='constituencies'）",
    "raise the bound, or let each constituency vote as one (players='constituencies')",
)

#: So many players of each kind.
Vector: TypeAlias = tuple[int, ...]


class Players(TermEnum):
    """Who plays: every member, or every constituency as one.

    Examples
    --------
    >>> Players("constituencies").label("zh")
    '各方（每方一票）'
    """

    MEMBERS = "members", "成员", "members"
    CONSTITUENCIES = "constituencies", "各方（每方一票）", "constituencies, each voting as one"


@attrs.frozen(eq=False, kw_only=True)
class Game:
    """A rule as a game of yes or no, among players of several kinds."""

    rule: DecisionRule
    body: Body
    players: Players = Players.MEMBERS
    most_states: int = MOST_STATES

    @cached_property
    def kinds(self) -> tuple[VoterKind, ...]:
        """The kinds of players."""
        if self.players is Players.MEMBERS:
            return self.body.kinds
        return tuple(
            VoterKind(code=each.code, constituency=each.code, words=each.words, size=1)
            for each in self.body.constituencies
        )

    @cached_property
    def sizes(self) -> Vector:
        """How many players are of each kind."""
        return tuple(each.size for each in self.kinds)

    def wins(self, coalition: Vector) -> bool:
        """Tell whether the rule adopts if exactly these are in favour."""
        side = self._side
        sides = [side(at, coalition[span]) for at, span in enumerate(self._spans)]
        return self.rule.outcome(self.body.tried(sides)) is Outcome.ADOPTED

    @cached_property
    def is_growing(self) -> bool:
        """Whether more in favour is never worse, by construction of the rule."""
        return self.body.reading.is_known

    def winning(self) -> dict[Vector, bool]:
        """Return whether each coalition wins, by trying them all.

        Raises
        ------
        InvalidValue
            If there are more than `most_states`.
        """
        fits(multiplied(size + 1 for size in self.sizes), self.most_states, instead=BLOCKS_INSTEAD)
        return {vector: self.wins(vector) for vector in product(*(range(size + 1) for size in self.sizes))}

    @cached_property
    def _spans(self) -> tuple[slice, ...]:
        """Where the players of each constituency stand."""
        if self.players is Players.MEMBERS:
            return self.body.spans
        return tuple(slice(at, at + 1) for at in range(len(self.kinds)))

    @cached_property
    def _side(self) -> Callable[[int, Vector], Side]:
        """What a constituency comes to with so many players in favour; worked out once for each."""
        body, sizes = self.body, self.body.sizes
        is_split = self.players is Players.MEMBERS

        @cache
        def side(at: int, yes: Vector) -> Side:
            span = body.spans[at]
            votes = yes if is_split else tuple(yes[0] * size for size in sizes[span])
            pairs = zip(votes, sizes[span], strict=True)
            return body.side(at, tuple(_against(vote, size - vote) for vote, size in pairs))

        def _against(votes: int, others: int) -> Stands:
            return Stands(votes, objecting=others) if body.reading.asks_objections else Stands(votes, others)

        return side


def one_more(vector: Vector, at: int, *, by: int = 1) -> Vector:
    """Return a coalition with one more of a kind, or one fewer.

    Examples
    --------
    >>> one_more((2, 0), 1), one_more((2, 0), 0, by=-1)
    ((2, 1), (1, 0))
    """
    return (*vector[:at], vector[at] + by, *vector[at + 1 :])


def must_grow(winning: dict[Vector, bool]) -> None:
    """Refuse a game in which a coalition loses by growing."""
    for vector, wins in winning.items():
        if wins and any(winning.get(one_more(vector, at)) is False for at in range(len(vector))):
            raise InvalidValue("rule", "a rule that is not monotone", _NOT_GROWING)
