"""What a rule of decision asks about presence alone, to be asked again while people come and go."""

import attrs

from communitygov.meeting.decision.combination import All, Any, AtLeastOf, EachOf, In, Sub
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.quorum import Constituted, Minimum, Quorum
from communitygov.meeting.tally.counts import Count


def presence_part(rule: DecisionRule) -> DecisionRule | None:
    """Return what a rule asks about presence whatever the votes, if it asks anything.

    Of parts of which some suffice nothing is asked unless each of them asks for presence.  A rule of a kind
    that the library does not know asks nothing.

    Examples
    --------
    >>> from communitygov.meeting.decision.consent import Unanimous
    >>> presence_part(All(Minimum("present", 3), Unanimous("all"))) == All(Minimum("present", 3))
    True
    >>> presence_part(Any(Minimum("present", 3), Unanimous("all"))) is None
    True
    """
    match rule:
        case Constituted() | Quorum(count=Count.PRESENT) | Minimum(count=Count.PRESENT):
            return rule
        case EachOf(rule=inner) | In(rule=inner) | Sub(rule=inner):
            part = presence_part(inner)
            return None if part is None else attrs.evolve(rule, rule=part)
        case All() | Any() | AtLeastOf():
            return _of_several(rule)
        case _:
            return None


def _of_several(rule: All | Any | AtLeastOf) -> DecisionRule | None:
    """Return what a rule of several parts asks about presence."""
    found = [part for part in map(presence_part, rule.of) if part is not None]
    if not found or (len(found) < len(rule.of) and not isinstance(rule, All)):
        return None
    return attrs.evolve(rule, of=found)
