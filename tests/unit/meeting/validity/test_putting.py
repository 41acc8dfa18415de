"""When and to whom questions were put, casting votes, decisions above: what may be amiss in each."""

from datetime import date, datetime, timedelta, timezone

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.errors import ActionRefused, InvalidValue, UnknownName
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.decision.combination import All, Any, AtLeastOf, EachOf, In, Sub
from communitygov.meeting.decision.consent import Unanimous
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.majority import Majority, Tie
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Minimum, Quorum
from communitygov.meeting.sitting.agenda import Agenda, AgendaItem
from communitygov.meeting.sitting.attendance import Capacity
from communitygov.meeting.sitting.entry import Entry
from communitygov.meeting.sitting.motion import Motion
from communitygov.meeting.sitting.notice import Notice
from communitygov.meeting.sitting.proxy import Proxy, ProxyDeclared
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
from communitygov.meeting.validity import CONSEQUENCES, HigherDecision, check_sitting, lawful_decision
from communitygov.meeting.validity.presence_rule import presence_part

DAY = timedelta(days=1)
SIMPLE = Majority("heads", base="yes_no", threshold=MoreThan("1/2"), tie=Tie.CASTING_VOTE)
EVERYBODY = {"d-1": "yes", "d-2": "yes", "d-3": "yes", "d-4": "yes"}
TIED = {"d-1": "yes", "d-2": "yes", "d-3": "no", "d-4": "no"}
RULED_OUT = HigherDecision(body="镇党委会", reference="2023-7", about="LQ-1", on=date(2023, 5, 15))


def codes(sitting: Sitting, orders: StandingOrders, *higher: HigherDecision) -> list[str]:
    """Return the codes of what is amiss."""
    return [finding.code for finding in check_sitting(sitting, orders, higher=higher)]


def voted(sitting: Sitting, about: str = "LQ-1") -> Sitting:
    """Let all four vote in favour."""
    return sitting.open_vote(about).cast_all(EVERYBODY, about=about).close_vote(about)


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


# ------------------------------------------------------------------ bodies above


@pytest.mark.parametrize(
    ("on", "until", "is_found"),
    [
        (date(2023, 5, 16), None, False),
        (date(2023, 5, 15), None, True),
        (date(2023, 5, 14), date(2023, 5, 16), True),
        (date(2023, 5, 14), date(2023, 5, 15), False),
    ],
)
def test_a_decision_above_counts_from_its_day_until_its_end(
    four: Sitting, bare: StandingOrders, on: date, until: date | None, *, is_found: bool
) -> None:
    decided = attrs.evolve(RULED_OUT, on=on, until=until)
    assert codes(voted(four), bare, decided) == (["HIGHER_BODY_CONFLICT"] if is_found else [])
    assert codes(four.conclude("LQ-1"), bare, decided) == (["HIGHER_BODY_CONFLICT"] if is_found else [])


def test_a_conflict_says_who_decided_and_what_is_ruled_out(four: Sitting, bare: StandingOrders) -> None:
    source = Citation(document="notice")
    decided = attrs.evolve(RULED_OUT, rules_out={"LQ-1", "LQ-8"}, source=source)
    (finding,) = check_sitting(voted(four), bare, higher=[decided])
    assert finding.text("zh") == "镇党委会 已就 LQ-1 作出决定（2023-7），排除 LQ-1；本次仍予通过"
    assert finding.source == source


def test_an_amendment_inherits_what_is_ruled_out(four: Sitting, bare: StandingOrders) -> None:
    moved = four.move(Motion("m-1", "LQ-1", mover="d-1")).amend("m-1", "a-1", mover="d-2")
    (finding,) = check_sitting(voted(moved, "a-1"), bare, higher=[RULED_OUT])
    assert (finding.code, finding.subject) == ("HIGHER_BODY_CONFLICT", "a-1")


def test_what_was_not_adopted_or_is_void_contradicts_nothing(four: Sitting, bare: StandingOrders) -> None:
    rejected = four.object("d-4", "LQ-1").open_vote("LQ-1").close_vote("LQ-1")
    assert codes(rejected, bare, RULED_OUT) == []
    closed = attrs.evolve(bare, closed_agendas={"regular"})
    assert codes(voted(four), closed, RULED_OUT) == ["NOT_ANNOUNCED"]
    assert codes(voted(four, "LQ-2"), bare, RULED_OUT) == []


def test_the_order_of_decisions_above_does_not_matter(four: Sitting, bare: StandingOrders) -> None:
    two = [RULED_OUT, attrs.evolve(RULED_OUT, body="街道党工委")]
    found = check_sitting(voted(four), bare, higher=two)
    assert len(found) == 2
    assert check_sitting(voted(four), bare, higher=[*two[::-1], RULED_OUT]) == found


def test_a_decision_above_may_void_what_was_adopted(four: Sitting, bare: StandingOrders) -> None:
    plain = lawful_decision(voted(four), "LQ-1", orders=bare, higher=[RULED_OUT])
    assert plain.outcome is Outcome.ADOPTED
    severe = {"HIGHER_BODY_CONFLICT": CONSEQUENCES["CONVENER"]}
    decision = lawful_decision(voted(four), "LQ-1", orders=bare, higher=[RULED_OUT], consequences=severe)
    assert decision.outcome is Outcome.VOID


@pytest.mark.parametrize("nonsense", [3, ["x"], [None]])
def test_what_is_no_decision_above_is_refused(four: Sitting, bare: StandingOrders, nonsense: object) -> None:
    with pytest.raises(InvalidValue):
        check_sitting(four, bare, higher=nonsense)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="later than the first day"):
        attrs.evolve(RULED_OUT, until=RULED_OUT.on)
    with pytest.raises(InvalidValue, match="one or more"):
        attrs.evolve(RULED_OUT, rules_out=())


# ------------------------------------------------------------------ the way to a resolution


def test_a_lawful_decision_keeps_where_it_was_taken(four: Sitting, bare: StandingOrders) -> None:
    moved = voted(four.move(Motion("m-1", "LQ-1", mover="d-1")), "m-1")
    decision = lawful_decision(moved, "m-1", orders=bare)
    assert (decision.sitting, decision.orders, decision.about) == ("LQ-M2", "bare:1", "m-1")
    assert (decision.place, decision.line) == (moved.votes("m-1")[0].place, {"m-1", "LQ-1"})
    fact = decision.as_fact(about="LQ-1", reference="minutes-7")
    assert (fact.about, fact.outcome) == ("LQ-1", "adopted")
    with pytest.raises(InvalidValue, match="must be one of: LQ-1, m-1"):
        decision.as_fact(about="LQ-2", reference="minutes-7")


def test_what_is_not_lawfully_adopted_makes_no_resolution(four: Sitting, bare: StandingOrders) -> None:
    assert lawful_decision(voted(four), "LQ-1", orders=bare).require_adopted().outcome is Outcome.ADOPTED
    closed = attrs.evolve(bare, closed_agendas={"regular"})
    with pytest.raises(ActionRefused) as refused:
        lawful_decision(voted(four), "LQ-1", orders=closed).require_adopted()
    assert [each.code for each in refused.value.reasons] == ["NOT_ADOPTED", "NOT_ANNOUNCED"]


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
