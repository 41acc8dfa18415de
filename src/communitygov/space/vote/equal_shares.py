"""The Method of Equal Shares (等额份额法): everybody has the same share, and supporters buy together.

At each step the project is bought that costs its supporters least for what they have of it; they pay equally,
whoever has less giving what is left.  So a group that is large enough to pay for its projects gets them, and
no majority can spend everybody's money.  Ties go to the smaller id, which is the library's choice.

Everything is exact: shares are fractions of a fen, and nothing is rounded but what is shown.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

from communitygov.core.argument import require, require_callable
from communitygov.space.certificate import Progress, Watch
from communitygov.space.vote.admission import Admission
from communitygov.space.vote.budget_vote import BudgetVote
from communitygov.space.vote.course import Course, Gate, Purchase
from communitygov.space.vote.greedy import filled
from communitygov.space.vote.outcome import BudgetOutcome, RaisingEnd, Way
from communitygov.space.vote.report import reported
from communitygov.space.vote.rule import Completion, Raising, Satisfaction
from communitygov.space.vote.share_pot import SharePot

_RAISING = Raising()


def equal_shares(
    vote: BudgetVote,
    *,
    satisfaction: Satisfaction = Satisfaction.COST,
    completion: Completion = Completion.NONE,
    raising: Raising = _RAISING,
    admission: Admission | None = None,
    watch: Watch | None = None,
) -> BudgetOutcome:
    """Return what the Method of Equal Shares takes of a vote.

    Parameters
    ----------
    vote
        Projects, budget and ballots.
    satisfaction
        What a voter has of an approved project: its cost, or one.
    completion
        What is done with money that the shares do not spend; often that is much of it.
    raising
        How shares are raised, where the completion raises them.
    admission
        What must hold of the projects together, beside the money.
    watch
        Told of every raise: what is spent so far, in fen.

    Raises
    ------
    InvalidValue
        If an argument is of another type.

    Examples
    --------
    >>> from communitygov.core.money import Money
    >>> from communitygov.space.vote.project import MicroProject
    >>> projects = [MicroProject(id, cost=Money.yuan(60)) for id in ("garden", "library", "shed")]
    >>> ballots = [["garden", "library"]] * 6 + [["shed"]] * 4
    >>> vote = BudgetVote.of(projects, budget=Money.yuan(150), ballots=ballots)
    >>> outcome = equal_shares(vote)
    >>> outcome.projects, str(outcome["garden"].price)
    (('garden', 'shed'), '1000')
    >>> print(outcome["library"].reasons[0])
    the 6 supporters of library have ¥30.00 left, ¥30.00 less than it costs [SUPPORTERS_SHORT_OF_MONEY]
    >>> equal_shares(["garden"])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: vote: 'list' will not do; it must be a BudgetVote. [INVALID_VALUE]
    """
    require("vote", vote, kind=BudgetVote)
    require("satisfaction", satisfaction, kind=Satisfaction)
    require("completion", completion, kind=Completion)
    require("raising", raising, kind=Raising)
    if watch is not None:
        require_callable("watch", watch)
    hall = _Hall.of(vote, satisfaction, admission)
    course = hall.bought(hall.share)
    if completion.raises:
        course = _raised(hall, course, raising, watch=watch)
    if completion.fills:
        taken = [each.project for each in course.purchases]
        extra = filled(vote, satisfaction, taken=taken, admission=admission)
        course = course._replace(
            purchases=(*course.purchases, *extra.purchases), refused={**course.refused, **extra.refused}
        )
    return reported(vote, course, rule="equal-shares", satisfaction=satisfaction)


class _Hall(NamedTuple):
    """A vote as lists of numbers: costs, worth and supporters by project, voters and groups by bundle."""

    vote: BudgetVote
    admission: Admission | None
    costs: Sequence[int]
    worth: Sequence[int]
    supporters: Sequence[Sequence[int]]
    voters: Sequence[int]
    groups: Sequence[str]

    @classmethod
    def of(cls, vote: BudgetVote, satisfaction: Satisfaction, admission: Admission | None) -> "_Hall":
        """Compile a vote."""
        places = {project.id: at for at, project in enumerate(vote.projects)}
        supporters: list[list[int]] = [[] for _ in vote.projects]
        for bundle, each in enumerate(vote.ballots):
            for project in each.approved:
                supporters[places[project]].append(bundle)
        costs = [project.cost.fen for project in vote.projects]
        worth = costs if satisfaction is Satisfaction.COST else [1] * len(costs)
        voters, groups = [each.voters for each in vote.ballots], [each.group for each in vote.ballots]
        return cls(vote, admission, costs, worth, supporters, voters, groups)

    @property
    def share(self) -> Fraction:
        """What each voter has to begin with, in fen."""
        return Fraction(self.vote.budget.fen, max(1, self.vote.voters))

    def bought(self, share: Fraction) -> Course:
        """Return what supporters buy if each voter begins with `share`."""
        pot, gate = SharePot(self.voters, share=share), Gate(self.vote, self.admission)
        purchases = [
            Purchase(at, Way.SHARES, price, pot.pay(price, self.supporters[at], groups=self.groups))
            for at, price in self._offers(pot)
            if gate.admits(at)
        ]
        held = {at: pot.held(supporters) for at, supporters in enumerate(self.supporters)}
        return Course(purchases, gate.refused, held)

    def _offers(self, pot: SharePot) -> Iterator[tuple[int, Fraction]]:
        """Yield the project that is cheapest for its supporters now, with its price, until none can be paid.

        A price only rises as money is spent, so what was worked out earlier is a lower bound: the first of
        the heap whose price still is what it was is the cheapest.
        """
        heap = [
            (Fraction(cost, self.worth[at] * sum(self.voters[each] for each in self.supporters[at])), at)
            for at, cost in enumerate(self.costs)
            if self.supporters[at]
        ]
        heapify(heap)
        while heap:
            _, at = heap[0]
            price = pot.price(self.costs[at], self.supporters[at])
            if price is None:
                heappop(heap)
                continue
            now = (price / self.worth[at], at)
            if now > heapreplace(heap, now) and heap[0] != now:
                continue
            heappop(heap)
            yield at, price


def _raised(hall: _Hall, first: Course, raising: Raising, *, watch: Watch | None) -> Course:
    """Raise everybody's share until more would be bought than the budget bears, or nothing more can be."""
    step = Fraction(raising.step.fen) if raising.step else max(Fraction(1), hall.share / 100)
    last, share = first, hall.share
    for count in range(1, raising.most + 1):
        if not _leaves_a_wish(hall, last):
            return last._replace(ended=RaisingEnd.NOTHING_LEFT)
        share += step
        course = hall.bought(share)
        spent = course.cost(hall.vote)
        if spent > hall.vote.budget.fen:
            return last._replace(ended=RaisingEnd.BUDGET)
        last = course._replace(raises=count, share=share)
        if watch is not None:
            watch(Progress(count, raising.most, Fraction(spent), Fraction(hall.vote.budget.fen)))
    return last._replace(ended=RaisingEnd.MOST)


def _leaves_a_wish(hall: _Hall, course: Course) -> bool:
    """Tell whether a supported project is left that the budget could still pay and nothing speaks against."""
    left = hall.vote.budget.fen - course.cost(hall.vote)
    taken = {each.project for each in course.purchases} | set(course.refused)
    return any(cost <= left and hall.supporters[at] and at not in taken for at, cost in enumerate(hall.costs))
