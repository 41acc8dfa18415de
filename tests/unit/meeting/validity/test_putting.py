"""When and to whom questions were put, and how: what may be amiss in each."""

from datetime import datetime, timedelta, timezone

import attrs
import pytest
from tests.unit.meeting.validity.judged import EVERYBODY, SIMPLE, codes, voted

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.errors import UnknownName
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.decision.combination import All, Any, AtLeastOf, EachOf, In, Sub
from communitygov.meeting.decision.consent import Unanimous
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Minimum, Quorum
from communitygov.meeting.sitting.agenda import Agenda, AgendaItem
from communitygov.meeting.sitting.attendance import Capacity
from communitygov.meeting.sitting.entry import Entry
from communitygov.meeting.sitting.motion import Motion
from communitygov.meeting.sitting.notice import Notice
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.vote import VoteMethod
from communitygov.meeting.standing_orders.notice_rule import NoticeRule
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.standing_orders.proxy_rule import ProxyRule
from communitygov.meeting.standing_orders.vote_rule import MatterRule, VotingWindow
from communitygov.meeting.tally.ballot import Channel
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.threshold import MoreThan
from communitygov.meeting.validity import check_sitting, lawful_decision
from communitygov.meeting.validity.presence_rule import presence_part

DAY = timedelta(days=1)


# ------------------------------------------------------------------ what was never put


def test_what_nothing_in_the_log_puts_has_no_decision(four: Sitting, bare: StandingOrders) -> None:
    with pytest.raises(UnknownName, match="TYPO-77"):
        lawful_decision(four, "TYPO-77", orders=bare)


def test_a_matter_whose_motion_was_rejected_is_not_adopted(four: Sitting, bare: StandingOrders) -> None:
    moved = four.move(Motion("m-1", "LQ-1", mover="d-1")).open_vote("m-1").close_vote("m-1")
    with pytest.raises(UnknownName, match="m-1"):
        lawful_decision(moved, "LQ-1", orders=bare)


def test_an_objection_after_the_vote_changes_nothing(four: Sitting, bare: StandingOrders) -> None:
    late = voted(four).object("d-4", "LQ-1")
    assert lawful_decision(late, "LQ-1", orders=bare).outcome is Outcome.ADOPTED


def test_who_adjourned_after_an_item_had_decided_it(four: Sitting, bare: StandingOrders) -> None:
    item = AgendaItem("1", "线路", kind="decision", about="LQ-1")
    dealt = four.add_item(item).take_item("1").adjourn().close()
    assert lawful_decision(dealt, "LQ-1", orders=bare).outcome is Outcome.ADOPTED


# ------------------------------------------------------------------ in session


def test_a_vote_before_the_opening_is_void(four: Sitting, bare: StandingOrders) -> None:
    early = voted(attrs.evolve(four, entries=()).sign_in(*EVERYBODY))
    assert set(codes(early, bare)) == {"NOT_IN_SESSION", "OUT_OF_WINDOW"}
    assert lawful_decision(early, "LQ-1", orders=bare).outcome is Outcome.VOID


def test_a_vote_in_an_adjournment_or_after_the_close_is_void(four: Sitting, bare: StandingOrders) -> None:
    assert codes(four.adjourn().open_vote("LQ-1").close_vote("LQ-1"), bare) == ["NOT_IN_SESSION"]
    assert codes(four.close().open_vote("LQ-1"), bare) == ["NOT_IN_SESSION"]
    assert codes(four.close().conclude("LQ-1"), bare) == ["NOT_IN_SESSION"]
    assert codes(four.adjourn().resume().open_vote("LQ-1"), bare) == []


def test_a_ballot_in_an_adjournment_is_out_of_the_window(four: Sitting, bare: StandingOrders) -> None:
    voting = four.open_vote("LQ-1").adjourn().cast("d-1", "yes", about="LQ-1").resume().close_vote("LQ-1")
    assert codes(voting, bare) == ["OUT_OF_WINDOW"]
    assert lawful_decision(voting, "LQ-1", orders=bare).decision.tally.total.yes == 0


def test_in_writing_no_session_is_needed(four: Sitting, bare: StandingOrders) -> None:
    begun = attrs.evolve(four, entries=()).open_vote("LQ-1", method=VoteMethod.WRITTEN)
    assert codes(begun.cast_all(EVERYBODY, about="LQ-1").close_vote("LQ-1"), bare) == []
    written = attrs.evolve(four, entries=(), mode="written")
    assert codes(written.conclude("LQ-1"), bare) == []


# ------------------------------------------------------------------ to whom


def test_the_chair_does_not_choose_who_votes(four: Sitting, bare: StandingOrders) -> None:
    one = Electorate(
        constituencies=FOUR_CONSTITUENCIES,
        voters=[Voter("d-1", FOUR_CONSTITUENCIES[0].code), Voter("x-1", FOUR_CONSTITUENCIES[0].code)],
        council=four.council.id,
    )
    (finding,) = check_sitting(four.open_vote("LQ-1", electorate=one), bare)
    details = dict(finding.details)
    assert (finding.code, details["more"], details["fewer"]) == ("ELECTORATE_DIFFERS", "1", "3")
    assert finding.source == LIBRARY_DEFAULT


def test_a_class_of_matters_may_be_for_another_body(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, matters=[MatterRule(matter="budget", electorate="owners")])
    listed = four.add_item(AgendaItem("1", "预算", about="LQ-1", matter="budget"))
    owners = Electorate(
        constituencies=FOUR_CONSTITUENCIES,
        voters=[Voter("o-1", FOUR_CONSTITUENCIES[0].code)],
        council="owners",
    )
    called = listed.sign_in("o-1").open_vote("LQ-1", electorate=owners).cast("o-1", "yes", about="LQ-1")
    assert "ELECTORATE_DIFFERS" not in codes(called, orders)
    assert "NOT_A_DELEGATE" not in codes(called, orders)
    assert codes(listed.open_vote("LQ-1"), orders) == ["ELECTORATE_DIFFERS"]


def test_an_observer_casts_no_ballot_of_their_own(four: Sitting, bare: StandingOrders) -> None:
    watching = four.sign_out("d-4").sign_in("d-4", capacity=Capacity.OBSERVER)
    put = watching.open_vote("LQ-1").cast("d-4", "yes", about="LQ-1")
    assert codes(put, bare) == ["VOTER_ABSENT"]


# ------------------------------------------------------------------ motions and rounds


def test_a_change_to_a_withdrawn_motion_cannot_be_put(four: Sitting, bare: StandingOrders) -> None:
    moved = four.move(Motion("m-1", "LQ-1", mover="d-1")).amend("m-1", "a-1", mover="d-2")
    put = voted(moved.withdraw("m-1", "d-1"), "a-1")
    (finding,) = check_sitting(put, bare)
    assert (finding.code, finding.subject) == ("MOTION_WITHDRAWN", "a-1")
    assert lawful_decision(put, "a-1", orders=bare).outcome is Outcome.VOID
    assert codes(voted(moved, "a-1").withdraw("m-1", "d-1"), bare) == []


def test_what_was_decided_and_is_put_again_is_named(four: Sitting, bare: StandingOrders) -> None:
    again = voted(four).open_vote("LQ-1")
    assert codes(again, bare) == ["VOTE_REOPENED"]
    declared = (
        four.open_vote("LQ-1").cast_all(EVERYBODY, about="LQ-1").declare("LQ-1", by="d-1", outcome="adopted")
    )
    assert codes(declared.open_vote("LQ-1"), bare) == ["VOTE_REOPENED"]
    inquorate = four.sign_out("d-4").open_vote("LQ-1").close_vote("LQ-1").sign_in("d-4")
    assert codes(inquorate.open_vote("LQ-1"), bare) == []
    assert codes(four.open_vote("LQ-1").open_vote("LQ-1"), bare) == []


# ------------------------------------------------------------------ how it was announced


def test_a_number_that_comes_to_stand_for_another_matter_is_not_announced(
    four: Sitting, bare: StandingOrders
) -> None:
    orders = attrs.evolve(
        bare, closed_agendas={"regular"}, notices=[NoticeRule(kind="regular", items_days=3)]
    )
    items = [AgendaItem("1", "线路", kind="decision", about=about) for about in ("LQ-1", "LQ-2")]
    first, second = (Notice(convener="d-1", agenda=Agenda([item])) for item in items)
    called = attrs.evolve(four, entries=()).notify(first, at=four.held_at - 5 * DAY)
    changed = called.notify(second, at=four.held_at - DAY).open("d-1").sign_in(*EVERYBODY)
    assert codes(changed.take_item("1").conclude("LQ-2"), orders) == ["NOTICE_ITEM_MISSING"]
    late = called.open("d-1").sign_in(*EVERYBODY).notify(second, at=four.held_at).take_item("1")
    assert codes(voted(late, "LQ-2"), orders) == ["NOTICE_ITEM_MISSING", "NOT_ANNOUNCED"]


def test_the_way_of_a_sitting_is_as_its_notice_said(four: Sitting, bare: StandingOrders) -> None:
    notice = Notice(convener="d-1")
    called = attrs.evolve(four, entries=()).notify(notice, at=four.held_at - DAY).open("d-1")
    online = called.sign_in("d-1", "d-2", channel=Channel.ONLINE).sign_in("d-3", channel=Channel.ONLINE)
    (finding,) = check_sitting(online, bare)
    assert finding.text() == "the notice of LQ-M2 said in person, and it was held otherwise: online"
    guest = called.sign_in("x-1", capacity=Capacity.OBSERVER, channel=Channel.ONLINE)
    assert codes(guest.sign_in("d-1"), bare) == []
    assert codes(attrs.evolve(called, mode="hybrid"), bare) == ["MODE_DIFFERS"]
    assert codes(four.notify(attrs.evolve(notice, mode="online"), at=four.now), bare) == []


# ------------------------------------------------------------------ presence and rules


def test_without_a_quorum_of_the_orders_the_rule_is_asked_all_the_while(
    four: Sitting, bare: StandingOrders
) -> None:
    left = four.open_vote("LQ-1").cast_all(EVERYBODY, about="LQ-1").sign_out("d-4").sign_in("d-4")
    twice = left.sign_out("d-3").close_vote("LQ-1")
    (finding,) = check_sitting(twice, bare)
    assert (finding.code, dict(finding.details)["person"]) == ("QUORUM_LOST", "d-4")
    assert lawful_decision(twice, "LQ-1", orders=bare).outcome is Outcome.INQUORATE
    asks_nobody = attrs.evolve(bare, default_rule=SIMPLE)
    assert codes(twice, asks_nobody) == []


def test_votes_side_by_side_and_one_after_the_other_are_each_watched(
    four: Sitting, bare: StandingOrders
) -> None:
    both = four.open_vote("LQ-1").open_vote("LQ-2").close_vote("LQ-1").sign_out("d-4").sign_in("d-4")
    found = check_sitting(both.close_vote("LQ-2"), bare)
    assert [(each.code, each.subject) for each in found] == [("QUORUM_LOST", "LQ-2")]
    third = both.close_vote("LQ-2").open_vote("LQ-3").sign_out("d-1").close_vote("LQ-3")
    assert [each.subject for each in check_sitting(third, bare)] == ["LQ-2", "LQ-3"]


def test_who_is_represented_stays_so_after_an_adjournment(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, proxies=ProxyRule(most=1))
    voting = four.appoint_proxy("d-4", "d-3").sign_out("d-4").open_vote("LQ-1")
    cast = voting.cast("d-3", "yes", about="LQ-1", on_behalf_of="d-4").adjourn().resume()
    assert codes(cast.close_vote("LQ-1"), orders) == []


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        (Unanimous("all"), None),
        (Minimum("yes", 1), None),
        (EachOf(Unanimous("all")), None),
        (All(Unanimous("all")), None),
        (In("local_worthies", Minimum("present", 1)), In("local_worthies", Minimum("present", 1))),
        (Sub("unit-3", All(Minimum("present", 1), SIMPLE)), Sub("unit-3", All(Minimum("present", 1)))),
        (
            AtLeastOf(1, Minimum("present", 1), All(Minimum("present", 2), SIMPLE)),
            AtLeastOf(1, Minimum("present", 1), All(Minimum("present", 2))),
        ),
        (Any(Minimum("present", 1), SIMPLE), None),
    ],
)
def test_what_a_rule_asks_about_presence(rule: All, part: All | None) -> None:
    assert presence_part(rule) == part


def test_orders_that_choose_the_four_party_rule_keep_it(four: Sitting, bare: StandingOrders) -> None:
    other = Quorum("heads", MoreThan("1/2"))
    put = four.open_vote("LQ-1", rule=other).close_vote("LQ-1")
    chosen = attrs.evolve(bare, default_rule=FOUR_PARTY_DEFAULT)
    assert codes(put, bare) == []
    assert codes(put, chosen) == ["RULE_DIFFERS"]
    assert lawful_decision(put, "LQ-1", orders=chosen).decision.rule == FOUR_PARTY_DEFAULT
    assert len(chosen.left_open) == len(bare.left_open) - 1
    assert codes(four.conclude("LQ-1", rule=other), chosen) == ["RULE_DIFFERS"]


# ------------------------------------------------------------------ the ends of the calendar, and many votes


@pytest.mark.parametrize("year", [2, 9998])
def test_a_sitting_at_the_end_of_the_calendar_is_judged(
    four: Sitting, bare: StandingOrders, year: int
) -> None:
    zone = timezone(timedelta(hours=-12 if year == 2 else 14))
    held = datetime(year, 1 if year == 2 else 12, 1 if year == 2 else 31, tzinfo=zone)
    sitting = Sitting(id="LQ-M3", council=four.council, held_at=held)
    rule = NoticeRule(kind="regular", days=3)
    orders = attrs.evolve(bare, notices=[rule], window=VotingWindow(least=1))
    told = sitting.notify(Notice(convener="d-1"), at=held)
    voting = told.open_vote("LQ-1", method=VoteMethod.WRITTEN).close_vote("LQ-1")
    assert codes(voting, orders)[0] == "NOTICE_LATE"


def test_many_votes_left_open_take_no_more_than_their_number(
    four: Sitting, bare: StandingOrders, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = attrs.evolve(bare, quorum=Minimum("present", 4))
    asked: list[Scope] = []
    outcome = Minimum.outcome

    def counting(rule: Minimum, scope: Scope) -> Outcome:
        asked.append(scope)
        return outcome(rule, scope)

    monkeypatch.setattr(Minimum, "outcome", counting)

    def times_asked(votes: int) -> int:
        sitting = four
        entries: list[Entry] = []
        for at in range(votes):
            turned = sitting.open_vote(f"LQ-{at}").sign_out("d-4").sign_in("d-4")
            entries += turned.entries[len(sitting.entries) :]
        long = sitting.record_all(entries)
        asked.clear()
        assert len(check_sitting(long, orders)) >= votes
        return len(asked)

    assert 0 < times_asked(80) <= 4 * times_asked(20) + 20
