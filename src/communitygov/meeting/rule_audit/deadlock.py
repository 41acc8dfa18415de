"""After which recusals (回避) nothing can be adopted any more, even if all who are left come and agree.

A rule that keeps the excused in its whole runs dry before the body is empty: with a quorum of more than half
of three, two recusals are enough, where a quorum of the eligible lets the third decide alone.  Either way
it helps to know beforehand, and to name substitutes, a smaller base, or a body to which the matter goes.
"""

from collections.abc import Iterator
from itertools import chain

from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.rule_audit.body import Body, Stands, fits
from communitygov.meeting.rule_audit.game import Vector
from communitygov.meeting.rule_audit.kind import Headcount


def smallest_deadlock(rule: DecisionRule, body: Body, *, most_states: int) -> Headcount | None:
    """Return the fewest further recusals after which nothing can be adopted.

    None where it passes even if everybody is excused, or where nothing could be adopted to begin with.

    Raises
    ------
    InvalidValue
        If they are not among the first `most_states` tries.
    """
    return _first(rule, body, body.sizes, most_states)


def deadlocks(rule: DecisionRule, body: Body, *, most_states: int) -> tuple[Headcount, ...]:
    """Return the same for each constituency by itself, where recusals of its voters alone are enough."""
    found: list[Headcount | None] = []
    for span in body.spans:
        most = tuple(size if span.start <= at < span.stop else 0 for at, size in enumerate(body.sizes))
        found.append(_first(rule, body, most, most_states))
    return tuple(each for each in found if each is not None)


def _first(rule: DecisionRule, body: Body, most: Vector, most_states: int) -> Headcount | None:
    """Return the first vector of recusals, the smallest first, after which nothing can be adopted."""
    for tries, excused in enumerate(by_total(most), start=1):
        fits(tries, most_states)
        stands = tuple(
            Stands(yes=size - number, excused=number)
            for size, number in zip(body.sizes, excused, strict=True)
        )
        if rule.outcome(body.scope(stands)) is not Outcome.ADOPTED:
            return body.headcount(excused) if any(excused) else None
    return None


def by_total(most: Vector) -> Iterator[Vector]:
    """Return all vectors up to `most`, the smallest total first, and of these the first kinds first.

    Examples
    --------
    >>> list(by_total((1, 2)))
    [(0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (1, 2)]
    """
    return chain.from_iterable(vectors(most, total) for total in range(sum(most) + 1))


def vectors(most: Vector, total: int) -> Iterator[Vector]:
    """Return all vectors up to `most` of one total, those with more of the first kinds first."""
    if not most:
        yield from [()] * (total == 0)
        return
    first, rest = most[0], most[1:]
    for number in range(min(first, total), max(0, total - sum(rest)) - 1, -1):
        for others in vectors(rest, total - number):
            yield (number, *others)
