"""Laws of votes on micro-projects, against a second way of counting that knows fractions and nothing else."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.money import Money
from communitygov.space.vote import (
    AllOf,
    AtMost,
    BudgetOutcome,
    BudgetVote,
    Completion,
    MicroProject,
    Raising,
    Satisfaction,
    SiteArea,
    Way,
    equal_shares,
    greedy,
)
from communitygov.testing.strategies.vote import at_mosts, budget_outcomes, budget_votes, raisings, site_areas

WAYS = st.sampled_from(Satisfaction)


class Purse:
    """Somebody who voted, and what is left of the share."""

    def __init__(self, approved: tuple[str, ...], share: Fraction) -> None:
        self.approved, self.left = set(approved), share


def fair_price(purses: list[Purse], cost: int) -> Fraction | None:
    """The least each supporter need pay at most, found by trying every number of poor ones."""
    wealth = sorted(purse.left for purse in purses)
    for poor in range(len(wealth)):
        price = (cost - sum(wealth[:poor])) / Fraction(len(wealth) - poor)
        if price <= wealth[poor] and (poor == 0 or wealth[poor - 1] <= price):
            return price
    return None


def by_hand(vote: BudgetVote, satisfaction: Satisfaction) -> list[str]:
    """Equal shares with a purse for every voter, and every price worked out anew."""
    share = Fraction(vote.budget.fen, max(1, vote.voters))
    purses = [Purse(each.approved, share) for each in vote.ballots for _ in range(each.voters)]
    taken: list[str] = []
    while True:
        offers = []
        for project in vote.projects:
            fans = [purse for purse in purses if project.id in purse.approved]
            price = fair_price(fans, project.cost.fen) if project.id not in taken else None
            if price is not None:
                worth = project.cost.fen if satisfaction is Satisfaction.COST else 1
                offers.append((price / worth, project.id, price, fans))
        if not offers:
            return taken
        _, bought, price, fans = min(offers, key=lambda offer: offer[:2])
        taken.append(bought)
        for purse in fans:
            purse.left -= min(purse.left, price)


@given(budget_votes(), WAYS)
def test_equal_shares_are_what_purses_of_single_voters_buy(
    vote: BudgetVote, satisfaction: Satisfaction
) -> None:
    assert list(equal_shares(vote, satisfaction=satisfaction).projects) == by_hand(vote, satisfaction)


@given(budget_outcomes())
def test_nobody_spends_more_than_there_is_and_payments_come_to_the_cost(outcome: BudgetOutcome) -> None:
    assert outcome.spent <= outcome.budget
    for won in outcome.chosen:
        if won.way is Way.SHARES:
            assert Money.total(paid for _, paid in won.paid) == won.cost
    paid = Money.total(group.paid for group in outcome.groups)
    assert paid == Money.total(won.cost for won in outcome.chosen if won.way is Way.SHARES)


@given(budget_votes(), WAYS)
def test_what_is_not_bought_its_supporters_cannot_pay(vote: BudgetVote, satisfaction: Satisfaction) -> None:
    outcome = equal_shares(vote, satisfaction=satisfaction)
    for lost in outcome.not_chosen:
        codes = {reason.code for reason in lost.reasons}
        assert ("PROJECT_WITHOUT_SUPPORT" in codes) == (lost.supporters == 0)
        assert codes & {"PROJECT_WITHOUT_SUPPORT", "SUPPORTERS_SHORT_OF_MONEY"}


@given(budget_votes(), st.sampled_from(Completion), raisings(), WAYS)
def test_what_is_filled_up_leaves_no_supported_project_that_the_budget_could_pay(
    vote: BudgetVote, completion: Completion, raising: Raising, satisfaction: Satisfaction
) -> None:
    outcome = equal_shares(vote, completion=completion, raising=raising, satisfaction=satisfaction)
    if completion.fills:
        assert all(lost.cost > outcome.left or lost.supporters == 0 for lost in outcome.not_chosen)
    assert (outcome.raising_ended is None) == (not completion.raises)
    if not completion.raises:
        assert outcome.raises == 0


@given(budget_votes(), raisings(), WAYS)
def test_no_money_is_told_of_that_there_is_not(
    vote: BudgetVote, raising: Raising, satisfaction: Satisfaction
) -> None:
    outcome = equal_shares(vote, completion=Completion.RAISE, raising=raising, satisfaction=satisfaction)
    for lost in outcome.not_chosen:
        for reason in lost.reasons:
            if reason.code == "SUPPORTERS_SHORT_OF_MONEY":
                assert Money.parse(dict(reason.details)["held"]) <= outcome.left
    codes = {reason.code for lost in outcome.not_chosen for reason in lost.reasons}
    unreal = {"SUPPORTERS_SHORT_OF_MONEY"} if outcome.raises else {"SUPPORTERS_SHORT_WHEN_RAISED"}
    assert not codes & unreal


@given(budget_outcomes())
def test_parts_of_groups_come_to_the_budget_but_for_parts_of_a_fen(outcome: BudgetOutcome) -> None:
    if outcome.groups:
        together = Money.total(group.part for group in outcome.groups)
        assert Money(0) <= outcome.budget - together < Money(len(outcome.groups))
    taken = set(outcome.projects)
    for group in outcome.groups:
        assert taken.issuperset(group.projects)
        assert (group.approvals == 0) == (not group.projects)
        assert group.text("zh") != group.text("en")


@given(budget_votes(), WAYS)
def test_by_support_nothing_that_could_be_paid_is_left(vote: BudgetVote, satisfaction: Satisfaction) -> None:
    outcome = greedy(vote, satisfaction=satisfaction)
    assert all(lost.cost > outcome.left or lost.supporters == 0 for lost in outcome.not_chosen)
    way = Way.SUPPORT if satisfaction is Satisfaction.COST else Way.VALUE
    assert all(won.way is way and won.price is None for won in outcome.chosen)


@given(budget_votes(), WAYS)
def test_whoever_had_more_votes_or_more_for_its_cost_could_not_be_paid_any_more(
    vote: BudgetVote, satisfaction: Satisfaction
) -> None:
    outcome, spent = greedy(vote, satisfaction=satisfaction), Money(0)
    for won in outcome.chosen:
        for lost in outcome.not_chosen:
            per = 1, 1
            if won.way is Way.VALUE:
                per = won.cost.fen, lost.cost.fen
            if Fraction(lost.supporters, per[1]) > Fraction(won.supporters, per[0]):
                assert lost.cost > outcome.budget - spent
        spent += won.cost


@given(budget_votes(), site_areas(), at_mosts(), st.sampled_from(Completion))
def test_what_is_taken_together_keeps_every_condition(
    vote: BudgetVote, ground: SiteArea, exclusion: AtMost, completion: Completion
) -> None:
    admission = AllOf([ground, exclusion])
    for outcome in (
        greedy(vote, admission=admission),
        equal_shares(vote, admission=admission, completion=completion),
    ):
        taken = [vote[project] for project in outcome.projects]
        assert (
            sum(each.area for each in taken if each.site == ground.site) <= max(ground.area, 0) or not taken
        )
        assert len([each for each in taken if each.id in exclusion.projects]) <= exclusion.most


def groups_of(projects: tuple[MicroProject, ...]) -> Iterator[tuple[MicroProject, ...]]:
    """Every set of projects that is not empty."""
    return chain.from_iterable(combinations(projects, size) for size in range(1, len(projects) + 1))


@given(budget_votes(projects=5), WAYS)
def test_a_group_that_could_pay_for_what_it_agrees_on_is_represented_up_to_one_project(
    vote: BudgetVote, satisfaction: Satisfaction
) -> None:
    taken = set(equal_shares(vote, satisfaction=satisfaction).projects)

    def worth(projects: set[str]) -> int:
        if satisfaction is Satisfaction.COUNT:
            return len(projects)
        return sum(vote[each].cost.fen for each in projects)

    for wish in groups_of(vote.projects):
        wished = {each.id for each in wish}
        fans = [each for each in vote.ballots if wished <= set(each.approved)]
        money = Fraction(sum(each.voters for each in fans) * vote.budget.fen, max(1, vote.voters))
        if not fans or money < sum(each.cost.fen for each in wish) or wished <= taken:
            continue
        assert any(
            worth((taken | {extra}) & set(fan.approved)) > worth(wished)
            or worth(taken & set(fan.approved)) >= worth(wished)
            for fan in fans
            for extra in wished - taken
        )


@given(budget_votes())
def test_who_is_told_apart_does_not_matter(vote: BudgetVote) -> None:
    alike = BudgetVote.of(
        vote.projects,
        budget=vote.budget,
        ballots=[each.approved for each in vote.ballots for _ in range(each.voters)],
    )
    assert equal_shares(vote).projects == equal_shares(alike).projects
    assert greedy(vote).projects == greedy(alike).projects
