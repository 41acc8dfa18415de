"""How questions were put and how people voted: one example for each thing that may be amiss."""

from datetime import timedelta

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.sitting.agenda import AgendaItem
from communitygov.meeting.sitting.motion import Motion
from communitygov.meeting.sitting.proxy import Proxy, ProxyDeclared, ProxyForm
from communitygov.meeting.sitting.recusal import ConflictGround
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.stage import StageShown
from communitygov.meeting.sitting.vote import DeclaredCount, VoteMethod
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.standing_orders.proxy_rule import ProxyRule
from communitygov.meeting.standing_orders.recusal_rule import RecusalRule
from communitygov.meeting.standing_orders.vote_rule import MatterRule, VotingWindow
from communitygov.meeting.tally.ballot import Channel, Choice
from communitygov.meeting.threshold import AtLeast
from communitygov.meeting.validity import check_sitting, lawful_decision
from communitygov.testing.strategies.planted import planted

DAY = timedelta(days=1)
FREE = ProxyRule(most=2)


def codes(sitting: Sitting, orders: StandingOrders) -> list[str]:
    """Return the codes of what is amiss."""
    return [finding.code for finding in check_sitting(sitting, orders)]


def yes(sitting: Sitting, orders: StandingOrders, about: str = "LQ-1") -> int:
    """Return how many lawful votes are in favour."""
    return lawful_decision(sitting, about, orders=orders).decision.tally.total.yes


# ------------------------------------------------------------------ how questions were put


def test_a_stage_shown_for_the_matter_serves_its_motions(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, stages=["party_study"])
    moved = four.move(Motion("m-1", "LQ-1", mover="d-1"))
    assert codes(moved.open_vote("m-1").close_vote("m-1"), orders) == ["STAGE_SKIPPED"]
    stage = StageShown(at=four.now, stage="party_study", about="LQ-1", reference="minutes-1")
    assert codes(moved.record(stage).open_vote("m-1").close_vote("m-1"), orders) == []
    late = moved.open_vote("m-1").close_vote("m-1").record(stage)
    assert codes(late, orders) == ["STAGE_SKIPPED"]


def test_a_class_of_matters_asks_for_further_stages_of_its_items(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, matters=[MatterRule(matter="budget", stages=["hearing"])])
    listed = four.add_item(AgendaItem("1", "预算", about="LQ-1", matter="budget"))
    assert codes(listed.open_vote("LQ-1").close_vote("LQ-1"), orders) == ["STAGE_SKIPPED"]
    assert codes(listed.open_vote("LQ-2").close_vote("LQ-2"), orders) == []


def test_an_item_decided_by_consent_is_a_question_too(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, stages=["party_study"])
    listed = four.add_item(AgendaItem("1", "线路", kind="decision", about="LQ-1"))
    assert codes(listed, orders) == []
    assert codes(listed.take_item("1").close(), orders) == ["STAGE_SKIPPED"]
    assert codes(listed.take_item("1").open_vote("LQ-1").close(), orders) == ["STAGE_SKIPPED"]


def test_an_amendment_that_was_withdrawn_or_voted_on_holds_nothing_up(
    four: Sitting, bare: StandingOrders
) -> None:
    moved = four.move(Motion("m-1", "LQ-1", mover="d-1")).amend("m-1", "a-1", mover="d-2")
    put = moved.open_vote("m-1").close_vote("m-1")
    (finding,) = check_sitting(put, bare)
    assert (finding.code, finding.source) == ("ORDER_OF_VOTE", LIBRARY_DEFAULT)
    assert codes(put.withdraw("a-1", "d-2"), bare) == ["ORDER_OF_VOTE"]
    assert codes(moved.withdraw("a-1", "d-2").open_vote("m-1").close_vote("m-1"), bare) == []
    first = moved.open_vote("a-1").close_vote("a-1").open_vote("m-1").close_vote("m-1")
    assert codes(first, bare) == []
    after = four.move(Motion("m-1", "LQ-1", mover="d-1")).open_vote("m-1").close_vote("m-1")
    assert codes(after.amend("m-1", "a-1", mover="d-2"), bare) == []


def test_a_frozen_rule_stands_where_the_orders_leave_it_to_the_library(
    four: Sitting, bare: StandingOrders
) -> None:
    rule = Quorum("heads", AtLeast(1))
    put = four.open_vote("LQ-1", rule=rule).close_vote("LQ-1")
    assert codes(put, bare) == []
    assert lawful_decision(put, "LQ-1", orders=bare).decision.rule == rule


@pytest.mark.parametrize(
    ("days", "window", "found"),
    [
        (5, VotingWindow(least=5, most=5), []),
        (5, VotingWindow(least=6), ["VOTE_WINDOW_SHORT"]),
        (5, VotingWindow(most=4), ["VOTE_WINDOW_LONG"]),
        (5, None, []),
    ],
)
def test_a_vote_in_writing_is_open_for_long_enough(
    four: Sitting, bare: StandingOrders, days: int, window: VotingWindow | None, found: list[str]
) -> None:
    orders = attrs.evolve(bare, window=window)
    put = four.open_vote("LQ-1", method=VoteMethod.WRITTEN)
    assert codes(put, orders) == []
    assert codes(put.close_vote("LQ-1", at=four.now + days * DAY), orders) == found
    by_hand = four.open_vote("LQ-2").close_vote("LQ-2")
    assert codes(by_hand, orders) == []


# ------------------------------------------------------------------ ballots


def test_a_ballot_at_the_end_that_was_set_is_too_late(four: Sitting, bare: StandingOrders) -> None:
    end = four.now + timedelta(minutes=2)
    voting = four.open_vote("LQ-1", closes_at=end).cast("d-1", "yes", about="LQ-1")
    late = voting.cast("d-2", "yes", about="LQ-1", at=end).close_vote("LQ-1")
    assert codes(late, bare) == ["OUT_OF_WINDOW"]
    assert yes(late, bare) == 1


def test_the_last_or_the_first_of_several_stands_as_the_orders_say(
    four: Sitting, bare: StandingOrders
) -> None:
    voting = four.open_vote("LQ-1").cast("d-1", "no", about="LQ-1")
    twice = voting.cast("d-1", "yes", about="LQ-1", channel=Channel.ONLINE).close_vote("LQ-1")
    (finding,) = check_sitting(twice, bare)
    assert (finding.source, dict(finding.details)["channel"]) == (LIBRARY_DEFAULT, "in_person")
    assert yes(twice, bare) == 1
    own = Citation(document="example-orders")
    first = attrs.evolve(bare, ballots="first", source=own)
    (finding,) = check_sitting(twice, first)
    assert (finding.source, dict(finding.details)["channel"]) == (own, "online")
    assert yes(twice, first) == 0


def test_what_voters_cast_themselves_stands_against_their_proxy(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, proxies=FREE, ballots="first")
    entrusted = four.appoint_proxy("d-4", "d-3").sign_out("d-4").open_vote("LQ-1")
    represented = entrusted.cast("d-3", "no", about="LQ-1", on_behalf_of="d-4").sign_in("d-4")
    both = represented.cast("d-4", "yes", about="LQ-1").close_vote("LQ-1")
    (finding,) = check_sitting(both, orders)
    assert (finding.code, dict(finding.details)["stands"]) == (
        "DOUBLE_VOTE",
        "what voters cast themselves stands",
    )
    assert yes(both, orders) == 1


def test_nobody_votes_for_another_without_a_proxy(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, proxies=FREE)
    away = four.sign_out("d-4").open_vote("LQ-1").cast("d-3", "yes", about="LQ-1", on_behalf_of="d-4")
    (finding,) = check_sitting(away, orders)
    assert finding.text("zh") == "d-3 就 LQ-1 无权投d-4 的票"
    revoked = four.appoint_proxy("d-4", "d-3").revoke_proxy("d-4", "d-3").sign_out("d-4").open_vote("LQ-1")
    assert codes(revoked.cast("d-3", "yes", about="LQ-1", on_behalf_of="d-4"), orders) == ["NOT_ENTITLED"]
    other = four.appoint_proxy("d-4", "d-3").sign_out("d-4").open_vote("LQ-1")
    assert codes(other.cast("d-2", "yes", about="LQ-1", on_behalf_of="d-4"), orders) == ["NOT_ENTITLED"]
    elsewhere = four.appoint_proxy("d-4", "d-3").appoint_proxy("d-3", "d-1", matters={"LQ-1"})
    voting = elsewhere.sign_out("d-4").open_vote("LQ-1")
    assert codes(voting.cast("d-2", "yes", about="LQ-1", on_behalf_of="d-4"), orders) == ["NOT_ENTITLED"]


def test_a_proxy_for_another_matter_is_out_of_scope(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, proxies=FREE)
    entrusted = four.appoint_proxy("d-4", "d-3", matters={"LQ-2"}).sign_out("d-4")
    voting = entrusted.open_vote("LQ-1").cast("d-3", "yes", about="LQ-1", on_behalf_of="d-4")
    (finding,) = check_sitting(voting.close_vote("LQ-1"), orders)
    assert (finding.code, dict(finding.details)["scope"]) == ("PROXY_SCOPE", "it is not for LQ-1")
    assert yes(voting.close_vote("LQ-1"), orders) == 0
    replaced = entrusted.appoint_proxy("d-4", "d-2", matters={"LQ-2"})
    again = replaced.open_vote("LQ-1").cast("d-3", "yes", about="LQ-1", on_behalf_of="d-4")
    assert codes(again, orders) == ["NOT_ENTITLED"]
    matching = entrusted.open_vote("LQ-2").cast("d-3", "yes", about="LQ-2", on_behalf_of="d-4")
    assert codes(matching, orders) == []


@pytest.mark.parametrize(
    ("holders", "holder", "is_fine"),
    [
        ("anybody", "x-1", True),
        ("delegate", "d-3", True),
        ("delegate", "x-1", False),
        ("outsider", "x-1", True),
        ("outsider", "d-3", False),
        ("same_constituency", "d-3", False),
    ],
)
def test_a_holder_is_one_who_may_hold(
    four: Sitting, bare: StandingOrders, holders: str, holder: str, *, is_fine: bool
) -> None:
    orders = attrs.evolve(bare, proxies=ProxyRule(most=1, holders=holders))
    assert codes(four.appoint_proxy("d-4", holder), orders) == ([] if is_fine else ["PROXY_SCOPE"])


def test_a_proxy_declares_how_the_two_are_related(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, proxies=ProxyRule(most=1, relations={"near_relative"}))
    entrusted = four.appoint_proxy("d-4", "x-1")
    assert codes(entrusted, orders) == ["PROXY_SCOPE"]
    related = Proxy("d-4", "x-1", relation="near_relative")
    assert codes(four.record(ProxyDeclared(at=four.now, proxy=related)), orders) == []


def test_several_faults_of_one_proxy_all_appear(four: Sitting, bare: StandingOrders) -> None:
    rule = ProxyRule(most=1, holders="outsider", forms={"electronic", "written"}, days=3)
    declared = four.appoint_proxy("d-4", "d-3", form=ProxyForm.SPOKEN)
    found = check_sitting(declared, attrs.evolve(bare, proxies=rule))
    assert [finding.code for finding in found] == ["PROXY_SCOPE", "PROXY_FORM", "PROXY_LATE"]
    assert dict(found[1].details)["forms"] == "electronic, written"


def test_a_ballot_under_a_faulty_proxy_does_not_count(four: Sitting, bare: StandingOrders) -> None:
    entrusted = four.appoint_proxy("d-4", "d-3").sign_out("d-4").open_vote("LQ-1")
    voted = entrusted.cast("d-3", "yes", about="LQ-1", on_behalf_of="d-4").close_vote("LQ-1")
    (finding,) = check_sitting(voted, bare)
    assert (finding.code, finding.source) == ("PROXY_NOT_ALLOWED", LIBRARY_DEFAULT)
    assert yes(voted, bare) == 0
    assert yes(voted, attrs.evolve(bare, proxies=FREE)) == 1


def test_a_faulty_proxy_uses_up_no_place_under_the_cap(sound: Sitting, strict: StandingOrders) -> None:
    faulty, orders, _ = planted("PROXY_CAP", sound, orders=strict)
    entries = [
        attrs.evolve(each, proxy=attrs.evolve(each.proxy, form=ProxyForm.SPOKEN))
        if isinstance(each, ProxyDeclared) and each.proxy.principal == "d-23"
        else each
        for each in faulty.entries
    ]
    assert codes(attrs.evolve(faulty, entries=entries), orders) == ["PROXY_FORM"]


# ------------------------------------------------------------------ recusal


@pytest.mark.parametrize(
    ("declared_by", "declarers", "is_found"),
    [
        (None, {"self"}, True),
        ("d-4", {"self"}, True),
        ("d-2", {"self"}, False),
        ("d-1", {"chair"}, True),
        ("d-2", {"chair"}, False),
        ("d-2", {"anybody"}, True),
    ],
)
def test_a_conflict_obliges_on_the_word_of_those_who_may_declare_it(
    four: Sitting, bare: StandingOrders, declared_by: str | None, declarers: set[str], *, is_found: bool
) -> None:
    orders = attrs.evolve(bare, recusal=RecusalRule(declarers=declarers))
    known = four.declare_conflict("d-4", "LQ-1", declared_by=declared_by)
    put = known.open_vote("LQ-1").close_vote("LQ-1")
    assert codes(put, orders) == (["RECUSAL_MISSING"] if is_found else [])
    assert codes(four.open_vote("LQ-1").close_vote("LQ-1").declare_conflict("d-4", "LQ-1"), orders) == []


def test_a_conflict_of_somebody_without_a_vote_or_on_another_ground_obliges_nobody(
    four: Sitting, bare: StandingOrders
) -> None:
    orders = attrs.evolve(bare, recusal=RecusalRule(grounds={"kinship"}))
    known = four.declare_conflict("x-1", "LQ-1", ground=ConflictGround.KINSHIP).declare_conflict(
        "d-4", "LQ-1"
    )
    assert codes(known.open_vote("LQ-1").close_vote("LQ-1"), orders) == []
    unopened = attrs.evolve(four, entries=()).declare_conflict("d-4", "LQ-1", ground=ConflictGround.KINSHIP)
    found = codes(unopened.open_vote("LQ-1").close_vote("LQ-1"), orders)
    assert found == ["RECUSAL_MISSING", "NOT_IN_SESSION"]


def test_by_consent_too_the_recused_leave_and_keep_silent(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, recusal=RecusalRule(may="nothing"))
    listed = four.add_item(AgendaItem("1", "线路", kind="decision", about="LQ-1")).take_item("1")
    out = listed.declare_conflict("d-4", "LQ-1").recuse("d-4", about="LQ-1")
    assert codes(out.close(), orders) == ["RECUSED_STAYED"]
    assert codes(out.sign_out("d-4").close(), orders) == []
    spoken = out.speak("d-4", about="LQ-1").speak("d-4").speak("d-1", about="LQ-1").sign_out("d-4")
    assert codes(spoken.close(), orders) == ["RECUSED_SPOKE"]
    silent = attrs.evolve(bare, recusal=RecusalRule(may="stay"))
    assert codes(out.close(), silent) == []
    assert codes(spoken.close(), attrs.evolve(bare, recusal=RecusalRule(may="speak"))) == []


def test_a_ballot_for_somebody_recused_names_them(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, proxies=FREE)
    out = four.appoint_proxy("d-4", "d-3").recuse("d-4", about="LQ-1").sign_out("d-4").open_vote("LQ-1")
    (finding,) = check_sitting(out.cast("d-3", "yes", about="LQ-1", on_behalf_of="d-4"), orders)
    assert (finding.code, finding.subject, finding.source) == ("RECUSED_VOTED", "d-4", LIBRARY_DEFAULT)


# ------------------------------------------------------------------ what was declared


def test_each_number_that_was_declared_otherwise_is_named(four: Sitting, bare: StandingOrders) -> None:
    voted = four.open_vote("LQ-1").cast_all({"d-1": "yes", "d-2": "no", "d-3": "abstain"}, about="LQ-1")
    counts = [
        DeclaredCount(Choice.YES, 1),
        DeclaredCount(Choice.NO, 2),
        DeclaredCount(Choice.ABSTAIN, 1, constituency="retired_cadre_representatives"),
        DeclaredCount(Choice.INVALID, 1, constituency="local_worthies"),
        DeclaredCount(Choice.YES, 1, constituency="merchants"),
    ]
    declared = voted.close_vote("LQ-1").declare("LQ-1", by="d-1", outcome=Outcome.ADOPTED, counts=counts)
    assert [finding.text("zh") for finding in check_sitting(declared, bare)] == [
        "LQ-1 宣布的结果为 通过，实计为 未通过",
        "LQ-1 宣布的全体反对票数为 2，实计为 1",
        "LQ-1 宣布的乡贤代表无效票票数为 1，实计为 0",
        "LQ-1 宣布的merchants赞成票数为 1，实计为 0",
    ]


def test_a_second_round_is_judged_by_itself(four: Sitting, bare: StandingOrders) -> None:
    first = four.open_vote("LQ-1").cast("x-1", "yes", about="LQ-1").cast("d-1", "yes", about="LQ-1")
    second = first.open_vote("LQ-1").cast("d-1", "no", about="LQ-1").close_vote("LQ-1").close()
    assert codes(second, bare) == ["NOT_ENTITLED"]
    assert yes(second, bare) == 0
