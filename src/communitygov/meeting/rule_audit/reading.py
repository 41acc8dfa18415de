"""What a rule reads of a vote: which measures, which parts of the voters, and whether it asks who objects.

Voters who differ only in what a rule does not read are alike to it, so an audit need not tell them apart.  Of
a rule of the caller's own kind nothing is known: it may read everything, and nothing is left out.

This module knows no body and tries nothing.
"""

from collections.abc import Iterator
from typing import NamedTuple

from communitygov.meeting.decision.combination import All, Any, AtLeastOf, EachOf, In, Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection, NoVoteAgainst, Unanimous
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Constituted, Minimum, Quorum
from communitygov.meeting.measure import HEADS

_WEIGHING = (Majority, Quorum, Minimum, Unanimous)
#: The rules of the library: more in favour is never worse, and one who weighs more does not less.
_LIBRARY: frozenset[type[DecisionRule]] = frozenset(
    {All, Any, AtLeastOf, EachOf, In, Sub, Constituted, NoUnsettledObjection, NoVoteAgainst, *_WEIGHING}
)


#: In favour, against, abstaining, away.
_POSITIONS = 4


class Reading(NamedTuple):
    """What a rule reads.

    Parameters
    ----------
    is_known
        Whether the rule and all its parts are the library's own; of another one, everything is read.
    asks_objections
        Whether it may matter who has an unsettled objection.
    measures
        Codes of the measures, heads among them.
    parts
        Names of the parts of the voters.

    Examples
    --------
    >>> from communitygov.meeting.threshold import MoreThan
    >>> interested = Sub("interested", Majority("area", base="all", threshold=MoreThan("1/2")))
    >>> found = Reading.of(All(interested, NoUnsettledObjection()))
    >>> sorted(found.measures), sorted(found.parts), found.asks_objections, found.is_known
    (['area', 'heads'], ['interested'], True, True)
    """

    is_known: bool = False
    asks_objections: bool = True
    measures: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rule: DecisionRule) -> "Reading":
        """Return what a rule reads."""
        rules = tuple(_rules(rule))
        if not all(type(each) in _LIBRARY for each in rules):
            return cls()
        return cls(
            is_known=True,
            asks_objections=any(isinstance(each, NoUnsettledObjection) for each in rules),
            measures=frozenset(
                {HEADS.code, *(each.measure.code for each in rules if isinstance(each, _WEIGHING))}
            ),
            parts=frozenset(each.part for each in rules if isinstance(each, Sub)),
        )

    @property
    def positions(self) -> int:
        """How many positions a voter may take: four, and where it may matter one more, to object besides."""
        return _POSITIONS + self.asks_objections

    def reads_measure(self, code: str) -> bool:
        """Tell whether a measure may matter."""
        return not self.is_known or code in self.measures

    def reads_part(self, name: str) -> bool:
        """Tell whether a part of the voters may matter."""
        return not self.is_known or name in self.parts


#: What is known of no rule in particular.
EVERYTHING = Reading()


def _rules(rule: DecisionRule) -> Iterator[DecisionRule]:
    """Return a rule and all of which it is made."""
    yield rule
    for each in rule.rules:
        yield from _rules(each)
