"""Casting votes, and ballots of the recused and of holders of proxies: what may be amiss in each."""

import attrs
import pytest
from tests.unit.meeting.validity.judged import SIMPLE, codes, voted

from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.proxy import Proxy, ProxyDeclared
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.vote import VoteMethod
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.standing_orders.proxy_rule import ProxyRule
from communitygov.meeting.validity import check_sitting, lawful_decision

TIED = {"d-1": "yes", "d-2": "yes", "d-3": "no", "d-4": "no"}


# ------------------------------------------------------------------ casting votes


@pytest.mark.parametrize(
    ("by", "why"),
    [("d-2", "they do not chair the sitting"), ("d-1", None)],
)
def test_the_chair_alone_breaks_a_tie(four: Sitting, bare: StandingOrders, by: str, why: str | None) -> None:
    tied = four.open_vote("LQ-1", rule=SIMPLE).cast_all(TIED, about="LQ-1").close_vote("LQ-1")
    given = tied.give_casting_vote(by, "yes", about="LQ-1")
    found = check_sitting(given, bare)
    assert [dict(each.details)["why"] for each in found] == ([why] if why else [])
    outcome = lawful_decision(given, "LQ-1", orders=bare).outcome
    assert outcome is (Outcome.TIED if why else Outcome.ADOPTED)


def test_a_casting_vote_that_comes_too_early_or_twice_does_not_count(
    four: Sitting, bare: StandingOrders
) -> None:
    voting = four.open_vote("LQ-1", rule=SIMPLE).cast_all(TIED, about="LQ-1")
    early = voting.give_casting_vote("d-1", "no", about="LQ-1").close_vote("LQ-1")
    once = early.give_casting_vote("d-1", "yes", about="LQ-1")
    twice = once.give_casting_vote("d-1", "no", about="LQ-1")
    reasons = [dict(each.details)["why"] for each in check_sitting(twice, bare)]
    assert reasons == ["the vote had not ended", "there was one already"]
    assert lawful_decision(twice, "LQ-1", orders=bare).outcome is Outcome.ADOPTED


def test_a_chair_who_is_recused_or_away_breaks_no_tie(four: Sitting, bare: StandingOrders) -> None:
    tied = four.open_vote("LQ-1", rule=SIMPLE).cast_all(TIED, about="LQ-1").close_vote("LQ-1")
    for gone, why in (
        (tied.recuse("d-1", about="LQ-1"), "they are recused"),
        (tied.sign_out("d-1"), "they were not there"),
    ):
        (finding,) = check_sitting(gone.give_casting_vote("d-1", "yes", about="LQ-1"), bare)
        assert dict(finding.details)["why"] == why


def test_without_a_tie_there_is_no_casting_vote(four: Sitting, bare: StandingOrders) -> None:
    plain = voted(four).give_casting_vote("d-1", "no", about="LQ-1")
    assert codes(plain, bare) == ["CASTING_NOT_ENTITLED"]
    assert lawful_decision(plain, "LQ-1", orders=bare).outcome is Outcome.ADOPTED
    unopened = attrs.evolve(four, entries=()).open_vote("LQ-1", rule=SIMPLE, method=VoteMethod.WRITTEN)
    given = unopened.close_vote("LQ-1").give_casting_vote("d-1", "no", about="LQ-1")
    assert codes(given, bare) == ["CASTING_NOT_ENTITLED"]


# ------------------------------------------------------------------ recusal and proxies


def test_who_is_recused_before_the_ballot_may_not_vote_and_after_it_is_named(
    four: Sitting, bare: StandingOrders
) -> None:
    voting = four.open_vote("LQ-1")
    before = voting.recuse("d-4", about="LQ-1").cast("d-4", "yes", about="LQ-1").close_vote("LQ-1")
    assert codes(before, bare) == ["RECUSED_VOTED"]
    after = voting.cast("d-4", "yes", about="LQ-1").recuse("d-4", about="LQ-1").close_vote("LQ-1")
    assert codes(after, bare) == ["RECUSED_DURING_VOTE"]
    assert lawful_decision(after, "LQ-1", orders=bare).decision.tally.total.yes == 1
    lifted = voting.recuse("d-4", about="LQ-1").lift_recusal("d-4", "LQ-1").cast("d-4", "yes", about="LQ-1")
    assert codes(lifted.close_vote("LQ-1"), bare) == []
    assert codes(voted(four).recuse("d-4", about="LQ-1"), bare) == []
    assert codes(voting.recuse("d-4", about="LQ-9").cast("d-4", "yes", about="LQ-1"), bare) == []


def test_a_holder_votes_as_the_proxy_says(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, proxies=ProxyRule(most=1))
    told = four.record(ProxyDeclared(at=four.now, proxy=Proxy("d-4", "d-3", instruction="no")))
    voting = told.sign_out("d-4").open_vote("LQ-1")
    (finding,) = check_sitting(voting.cast("d-3", "yes", about="LQ-1", on_behalf_of="d-4"), orders)
    assert finding.text("zh") == "d-3 就 LQ-1 代 d-4 投“赞成”，委托载明“反对”，不计"
    assert codes(voting.cast("d-3", "no", about="LQ-1", on_behalf_of="d-4"), orders) == []
