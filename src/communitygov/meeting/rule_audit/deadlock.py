"""After which recusals (回避) nothing can be adopted any more, even if all who are left come and agree.

A rule that keeps the excused in its whole runs dry before the body is empty: with a quorum of more than half
of three, two recusals are enough, where a quorum of the eligible lets the third decide alone.  Either way
it helps to know beforehand, and to name substitutes, a smaller base, or a body to which the matter goes.

Two ways to find out, as with vetoes: by trying every recusal of a small body, or, of any rule that grows with
agreement, by a search for the fewest.  Both say the same of every rule of the library.
"""

from itertools import product

from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.rule_audit.body import Body, Stands
from communitygov.meeting.rule_audit.bound import fits, multiplied
from communitygov.meeting.rule_audit.game import Vector
from communitygov.meeting.rule_audit.kind import Headcount
from communitygov.meeting.rule_audit.search import fewest
from communitygov.meeting.rule_audit.shift import Mover, Shift, chains
from communitygov.meeting.tally.counts import Sums

#: What it adds to the sums that one is excused who would have come and agreed.
_EXCUSED = Sums(excused=1, present=-1, yes=-1)


def smallest_deadlock(rule: DecisionRule, body: Body, *, most_states: int) -> Headcount | None:
    """Return the fewest further recusals after which nothing can be adopted.

    None where it passes even if everybody is excused, or where nothing could be adopted to begin with.

    Raises
    ------
    InvalidValue
        If there are more than `most_states` to try.
    """
    return _first(rule, body, body.sizes, most_states)


def deadlocks_by_trial(rule: DecisionRule, body: Body, *, most_states: int) -> tuple[Headcount, ...]:
    """Return the same for each constituency by itself, where recusals of its voters alone are enough."""
    found: list[Headcount | None] = []
    for span in body.spans:
        most = tuple(size if span.start <= at < span.stop else 0 for at, size in enumerate(body.sizes))
        found.append(_first(rule, body, most, most_states))
    return tuple(each for each in found if each is not None)


def deadlocks_by_extremes(rule: DecisionRule, body: Body, *, most_states: int) -> tuple[Headcount, ...]:
    """Return the same of any body, for a rule that grows with agreement.

    Raises
    ------
    InvalidValue
        If a search takes more than `most_states` tries.
    """
    best = body.scope([Stands(yes=size) for size in body.sizes])
    movers = [
        Mover(kind, membership, kind.size, _EXCUSED)
        for kind, membership in zip(body.kinds, body.memberships, strict=True)
    ]
    found: list[Headcount] = []
    for span in body.spans:
        shift = Shift(best, chains(movers[span], is_known=body.reading.is_known))

        def is_dead(numbers: Vector, shift: Shift = shift) -> bool:
            return rule.outcome(shift.after(numbers)) is not Outcome.ADOPTED

        numbers = fewest(shift.most, is_dead, sides=shift.sides, most_states=most_states)
        if numbers and any(numbers):
            found.append(shift.headcount(numbers))
    return tuple(found)


def _first(rule: DecisionRule, body: Body, most: Vector, most_states: int) -> Headcount | None:
    """Return the first vector of recusals, the smallest first, after which nothing can be adopted."""
    fits(multiplied(size + 1 for size in most), most_states)
    for excused in by_total(most):
        stands = tuple(
            Stands(yes=size - number, excused=number)
            for size, number in zip(body.sizes, excused, strict=True)
        )
        if rule.outcome(body.scope(stands)) is not Outcome.ADOPTED:
            return body.headcount(excused) if any(excused) else None
    return None


def by_total(most: Vector) -> list[Vector]:
    """Return all vectors up to `most`, the smallest total first, and of these the first kinds first.

    Examples
    --------
    >>> by_total((1, 2))
    [(0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (1, 2)]
    """
    return sorted(product(*(range(size, -1, -1) for size in most)), key=sum)
