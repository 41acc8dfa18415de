"""What votes come to, and why."""

from fractions import Fraction
from typing import Any

import attrs
import pytest

from communitygov.core.money import Money
from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.certificate import Progress
from communitygov.space.funding.source import FundingKind, FundingSource
from communitygov.space.vote import (
    Admission,
    AllOf,
    AtMost,
    Ballots,
    BudgetOutcome,
    BudgetVote,
    Chosen,
    Completion,
    Earmarks,
    MicroProject,
    NotChosen,
    Raising,
    RaisingEnd,
    Satisfaction,
    SiteArea,
    Way,
    equal_shares,
    greedy,
)

GARDEN, LIBRARY, SHED = (
    MicroProject(id_, cost=Money(6_000), kind=kind, site="yard", area=area)
    for id_, kind, area in (("garden", "green", 50), ("library", "works", 30), ("shed", "works", 40))
)
VOTE = BudgetVote.of(
    [GARDEN, LIBRARY, SHED],
    budget=Money(15_000),
    ballots=[Ballots(["garden", "library"], 6, group="north"), Ballots(["shed"], 4, group="south")],
)


def codes(outcome: BudgetOutcome, project: str) -> list[str]:
    lost = outcome[project]
    assert isinstance(lost, NotChosen)
    return [reason.code for reason in lost.reasons]


def test_a_minority_gets_its_share_and_by_support_it_does_not() -> None:
    assert equal_shares(VOTE).projects == ("garden", "shed")
    assert greedy(VOTE).projects == ("garden", "library")
    assert codes(greedy(VOTE), "shed") == ["BUDGET_SHORT_OF_PROJECT"]
    assert codes(equal_shares(VOTE), "library") == ["SUPPORTERS_SHORT_OF_MONEY", "BUDGET_SHORT_OF_PROJECT"]


def test_what_each_group_paid_and_got_is_told() -> None:
    north, south = equal_shares(VOTE).groups
    assert (north.group, north.voters, north.approvals, north.average) == ("north", 6, 6, Fraction(1))
    assert (str(north.paid), str(north.worth)) == ("¥60.00", "¥360.00")
    assert (south.paid, south.approvals) == (Money(6_000), 4)


def test_payments_of_parts_of_a_fen_are_rounded_so_that_they_come_to_the_cost() -> None:
    roof = MicroProject("roof", cost=Money(100))
    cast = [Ballots(["roof"], 1, group=group) for group in ("a", "b", "c")]
    (won,) = equal_shares(BudgetVote.of([roof], budget=Money(100), ballots=cast)).chosen
    assert won.price == Fraction(100, 3)
    assert won.paid == (("a", Money(34)), ("b", Money(33)), ("c", Money(33)))
    assert won.text() == ("roof: 3 approve; its supporters paid for it from their shares, ¥0.34 each at most")
    assert won.text("zh") == "roof：3 人支持，支持者均摊，每人至多 ¥0.34"


def test_what_is_filled_up_says_that_support_decided() -> None:
    big = BudgetVote.of(VOTE.projects, budget=Money(18_000), ballots=VOTE.ballots)
    outcome = equal_shares(big, completion=Completion.FILL)
    assert [won.way for won in outcome.chosen] == [Way.SHARES, Way.SHARES, Way.SUPPORT]
    assert outcome["library"].text().endswith("it had the most votes of what could still be taken")  # type: ignore[union-attr]
    assert outcome.left == Money(0)


def test_shares_are_raised_until_the_budget_would_not_bear_it() -> None:
    big = BudgetVote.of(VOTE.projects, budget=Money(18_000), ballots=VOTE.ballots)
    seen: list[Progress] = []
    outcome = equal_shares(big, completion=Completion.RAISE, watch=seen.append)
    assert outcome.projects == ("garden", "library", "shed")
    assert outcome.raises == len(seen) == 12
    assert (seen[-1].value, seen[-1].bound) == (18_000, 18_000)
    assert [each.round for each in seen] == list(range(1, 13))
    fewer = equal_shares(big, completion=Completion.RAISE, raising=Raising(step=Money(50), most=3))
    assert (fewer.raises, fewer.projects) == (3, ("garden", "shed"))


def test_raising_stops_before_more_is_bought_than_there_is() -> None:
    outcome = equal_shares(VOTE, completion=Completion.RAISE)
    assert outcome.spent == Money(12_000)
    assert outcome.raises == 0


def test_nobody_s_project_is_told_apart_from_one_that_is_too_dear() -> None:
    vote = BudgetVote.of([GARDEN, SHED], budget=Money(100), ballots=[["garden"]])
    outcome = equal_shares(vote, completion=Completion.RAISE_AND_FILL)
    assert codes(outcome, "shed") == ["PROJECT_WITHOUT_SUPPORT", "BUDGET_SHORT_OF_PROJECT"]
    assert codes(outcome, "garden") == ["SUPPORTERS_SHORT_OF_MONEY", "BUDGET_SHORT_OF_PROJECT"]
    assert outcome.projects == ()


def test_of_an_empty_vote_nothing_is_taken() -> None:
    vote = BudgetVote(projects=(), budget=Money(0))
    for completion in Completion:
        outcome = equal_shares(vote, completion=completion)
        assert (outcome.projects, outcome.groups, outcome.voters) == ((), (), 0)


def test_conditions_are_asked_at_every_step_and_their_reasons_told() -> None:
    rich = BudgetVote.of(VOTE.projects, budget=Money(60_000), ballots=VOTE.ballots)
    yard, one = SiteArea("yard", 80), AtMost(1, ["library", "shed"])
    for rule in (greedy, equal_shares):
        outcome = rule(rich, admission=AllOf([yard, one]))
        assert outcome.projects == ("garden", "library")
        assert codes(outcome, "shed") == ["PROJECT_WITHOUT_GROUND", "PROJECT_EXCLUDED"]


def test_earmarked_money_is_not_spent_on_something_else() -> None:
    sources = [
        FundingSource(
            "green", "绿化", "green", kind=FundingKind.GUARANTEE, amount=Money(9_000), pays={"green"}
        ),
        FundingSource("any", "自筹", "own", kind=FundingKind.RESIDENTS, amount=Money(6_000)),
    ]
    outcome = greedy(VOTE, admission=Earmarks(sources))
    assert outcome.projects == ("garden", "library")
    rich = BudgetVote.of(VOTE.projects, budget=Money(60_000), ballots=VOTE.ballots)
    shed = greedy(rich, admission=Earmarks(sources))["shed"].reasons[0]  # type: ignore[union-attr]
    assert dict(shed.details) == {"kinds": "works", "project": "shed", "short": "¥60.00"}
    nothing_of_a_kind = MicroProject("plain", cost=Money(7_000))
    assert Earmarks(sources).refusals((), nothing_of_a_kind)[0].code == "PROJECT_EARMARKED_AWAY"


def test_a_condition_that_cannot_be_asked_is_refused() -> None:
    with pytest.raises(InvalidValue, match="refusals"):
        AllOf([SiteArea("yard", 1), "yard"])  # type: ignore[list-item]


def test_money_for_another_kind_does_not_pay_for_what_is_of_none() -> None:
    source = FundingSource(
        "f", "专项", "fund", kind=FundingKind.GUARANTEE, amount=Money(100), pays={"no-kind"}
    )
    (against,) = Earmarks([source]).refusals((), MicroProject("plain", cost=Money(60)))
    assert dict(against.details)["short"] == "¥0.60"


@pytest.mark.parametrize("question", [(None, GARDEN), ((), None)])
@pytest.mark.parametrize("condition", [AtMost(1, ["garden"]), SiteArea("yard", 1), Earmarks([])])
def test_a_condition_is_asked_about_projects_only(condition: Admission, question: tuple[Any, Any]) -> None:
    with pytest.raises(InvalidValue):
        condition.refusals(*question)


def test_by_votes_for_the_cost_says_so() -> None:
    cheap, dear = MicroProject("cheap", cost=Money(10)), MicroProject("dear", cost=Money(100))
    vote = BudgetVote.of([cheap, dear], budget=Money(100), ballots=[["cheap"]] * 3 + [["dear"]] * 5)
    won = greedy(vote, satisfaction=Satisfaction.COUNT)["cheap"]
    assert won.text() == "cheap: 3 approve; it had the most votes for its cost of what could still be taken"


def test_what_raised_shares_would_have_left_is_told_as_what_would_have_been() -> None:
    costs = {"a": 6_000, "b": 4_900, "c": 3_000}
    vote = BudgetVote.of(
        [MicroProject(id_, cost=Money(cost)) for id_, cost in costs.items()],
        budget=Money(12_000),
        ballots=[["a"]] * 5 + [["b"]] * 3 + [["c"]] * 2,
    )
    outcome = equal_shares(vote, completion=Completion.RAISE)
    assert (outcome.raising_ended, outcome.raises) == (RaisingEnd.NOTHING_LEFT, 25)
    assert codes(outcome, "b")[0] == "SUPPORTERS_SHORT_WHEN_RAISED"
    assert outcome["b"].text().startswith("b: even with everybody's share raised to ¥15")


def test_why_raising_ended_is_told() -> None:
    big = BudgetVote.of(VOTE.projects, budget=Money(18_000), ballots=VOTE.ballots)
    ends = [
        equal_shares(big, completion=Completion.RAISE, raising=raising).raising_ended
        for raising in (Raising(), Raising(step=Money(50), most=3))
    ]
    assert ends == [RaisingEnd.NOTHING_LEFT, RaisingEnd.MOST]
    assert equal_shares(big).raising_ended is None


def test_the_whole_and_each_group_are_told_in_words() -> None:
    outcome = equal_shares(VOTE)
    assert outcome.text().splitlines() == [
        "budget ¥150.00, 10 voters, spent ¥120.00, left ¥30.00",
        "garden: 6 approve; its supporters paid for it from their shares, ¥10.00 each at most",
        "shed: 4 approve; its supporters paid for it from their shares, ¥15.00 each at most",
        (
            "library: the 6 supporters of library have ¥30.00 left, ¥30.00 less than it costs; "
            "library costs ¥60.00, and ¥30.00 of the budget is left"
        ),
    ]
    assert outcome.groups[1].text() == (
        "south: 4 voters, whose part of the budget is ¥60.00, paid ¥60.00; carried out of what they "
        "approved: shed; 1.00 projects each on average"
    )
    assert outcome.groups[0].text("zh") == (
        "north：6 人，按人均应占预算 ¥90.00，实付 ¥60.00；所赞成而入选：garden；人均 1.00 项"
    )


def test_of_many_projects_a_notebook_shows_some_and_counts_the_others() -> None:
    projects = [MicroProject(f"p{at:03}", cost=Money(1)) for at in range(203)]
    shown = greedy(BudgetVote.of(projects, budget=Money(1), ballots=[]))._repr_html_()
    assert "另有 3 行 · 3 more" in shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vote", None),
        ("admission", 5),
        ("watch", 5),
        ("satisfaction", "cost"),
        ("completion", "fill"),
        ("raising", 5),
    ],
)
def test_an_argument_of_another_type_is_named(name: str, value: object) -> None:
    arguments: dict[str, Any] = {"vote": VOTE, name: value}
    vote = arguments.pop("vote")
    with pytest.raises(InvalidValue, match=name):
        equal_shares(vote, **arguments)


def test_what_became_of_something_else_is_not_known() -> None:
    with pytest.raises(UnknownName, match="garden"):
        equal_shares(VOTE)["gardn"]


@pytest.mark.parametrize(
    "paid",
    [
        [("b", Money(50)), ("a", Money(50))],
        [("a", Money(60))],
        [("a", Money(150)), ("b", Money(-50))],
        [("a",)],
        ["a"],
    ],
)
def test_payments_that_do_not_come_to_the_cost_are_refused(paid: list[Any]) -> None:
    with pytest.raises(InvalidValue, match="paid"):
        Chosen(project="roof", cost=Money(100), supporters=1, way=Way.SHARES, paid=paid)


def test_an_outcome_that_spends_too_much_or_names_a_project_twice_is_refused() -> None:
    outcome = greedy(VOTE)
    with pytest.raises(InvalidValue, match="budget"):
        attrs.evolve(outcome, budget=Money(100))
    with pytest.raises(InvalidValue, match="twice"):
        attrs.evolve(outcome, chosen=outcome.chosen[:1] * 2)
    with pytest.raises(InvalidValue, match="group"):
        attrs.evolve(outcome.groups[0], group="北")


def test_a_notebook_shows_reasons_and_hides_how_few_voted_in_a_small_group() -> None:
    shown = greedy(VOTE)._repr_html_()
    assert "预算仅余 ¥30.00" in shown
    assert "<td>south</td><td>&lt; 5</td><td>—</td>" in shown
    assert "<td>north</td><td>6</td><td>2.00</td>" in shown


def test_the_step_of_a_raise_must_raise() -> None:
    with pytest.raises(InvalidValue, match="step"):
        Raising(step=Money(-1))
