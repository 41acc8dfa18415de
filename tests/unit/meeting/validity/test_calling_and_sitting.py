"""How a sitting was called, who sat and who was there: one example for each thing that may be amiss."""

from datetime import UTC, datetime, timedelta, timezone

import attrs
import pytest

from communitygov.core.source import Citation
from communitygov.core.workcalendar import WeekendCalendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue
from communitygov.meeting.decision.quorum import Minimum, Quorum
from communitygov.meeting.sitting.agenda import Agenda, AgendaItem
from communitygov.meeting.sitting.attendance import Capacity, SignedIn
from communitygov.meeting.sitting.notice import Notice
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.vote import VoteMethod
from communitygov.meeting.standing_orders.notice_rule import NoticeRule
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.threshold import AtLeast
from communitygov.meeting.validity import check_sitting

DAY = timedelta(days=1)
NOTICE = Notice(convener="d-1", agenda=Agenda([AgendaItem("1", "线路", kind="decision", about="LQ-1")]))


def codes(sitting: Sitting, orders: StandingOrders) -> list[str]:
    """Return the codes of what is amiss."""
    return [finding.code for finding in check_sitting(sitting, orders, calendar=WeekendCalendar())]


def told(sitting: Sitting, orders: StandingOrders) -> list[str]:
    """Return what is amiss, in Chinese."""
    return [finding.text("zh") for finding in check_sitting(sitting, orders)]


# ------------------------------------------------------------------ notice


def test_a_late_notice_says_by_how_much_and_where_that_stands(sound: Sitting, strict: StandingOrders) -> None:
    article = Citation(document="example-orders", article="3")
    rule = attrs.evolve(strict.notices[0], days=10, source=article)
    (finding,) = check_sitting(sound, attrs.evolve(strict, notices=[rule]))
    details = dict(finding.details)
    assert (details["have"], details["need"], details["shortfall"]) == ("7", "10", "3")
    assert details["at"] == "2023-05-08T09:00:00+00:00"
    assert finding.source == article
    assert finding.text("zh") == "LQ-M1 的通知提前 7，须提前 10，差 3（日）"
    assert finding.advice("zh") == "下次请于 10 日前发出通知"


def test_working_days_are_counted_on_the_calendar(sound: Sitting, strict: StandingOrders) -> None:
    rule = attrs.evolve(strict.notices[0], days=Period(6, PeriodUnit.WORKDAYS), items_days=None)
    orders = attrs.evolve(strict, notices=[rule])
    (finding,) = check_sitting(sound, orders, calendar=WeekendCalendar())
    assert dict(finding.details)["have"] == "5"
    with pytest.raises(InvalidValue, match="calendar"):
        check_sitting(sound, orders)


def test_the_day_of_the_notice_is_that_of_the_place_of_the_sitting(
    four: Sitting, bare: StandingOrders
) -> None:
    china = timezone(timedelta(hours=8))
    held = attrs.evolve(four, entries=(), held_at=datetime(2023, 5, 15, 9, tzinfo=china))
    orders = attrs.evolve(bare, notices=[NoticeRule(kind="regular", days=3)])
    evening = datetime(2023, 5, 12, 15, tzinfo=UTC)  # 23:00 in China
    assert codes(held.notify(NOTICE, at=evening), orders) == []
    assert codes(held.notify(NOTICE, at=evening + timedelta(hours=1)), orders) == ["NOTICE_LATE"]


def test_a_kind_of_sitting_without_a_rule_needs_no_notice(four: Sitting, bare: StandingOrders) -> None:
    rule = NoticeRule(kind="extraordinary", days=7)
    assert codes(four, attrs.evolve(bare, notices=[rule])) == []


def test_each_missing_channel_is_named(sound: Sitting, strict: StandingOrders) -> None:
    rule = attrs.evolve(strict.notices[0], channels={"board", "letter", "group_chat"})
    found = check_sitting(sound, attrs.evolve(strict, notices=[rule]))
    assert [finding.subject for finding in found] == ["group_chat", "letter"]


def test_each_who_convenes_and_may_not_is_named_once(four: Sitting, bare: StandingOrders) -> None:
    begun = attrs.evolve(four, entries=())
    for day in (3, 2, 1):
        convener = "x-1" if day > 1 else "x-2"
        begun = begun.notify(attrs.evolve(NOTICE, convener=convener), at=four.held_at - day * DAY)
    orders = attrs.evolve(bare, notices=[NoticeRule(kind="regular", conveners={"d-1"})])
    assert [finding.subject for finding in check_sitting(begun, orders)] == ["x-1", "x-2"]
    by_name = attrs.evolve(four, entries=()).notify(NOTICE, at=four.held_at - DAY)
    assert codes(by_name, orders) == []


def test_an_item_that_was_never_announced_was_told_no_day_before(four: Sitting, bare: StandingOrders) -> None:
    called = attrs.evolve(four, entries=()).notify(NOTICE, at=four.held_at - 5 * DAY)
    held = called.open("d-1").add_item(AgendaItem("2", "停车")).take_item("1").take_item("2").take_item("2")
    orders = attrs.evolve(bare, notices=[NoticeRule(kind="regular", items_days=3)])
    (finding,) = check_sitting(held, orders)
    assert (finding.code, finding.subject) == ("NOTICE_ITEM_MISSING", "2")
    assert dict(finding.details)["have"] == "0"


def test_what_is_announced_after_the_opening_is_not_announced(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, closed_agendas={"regular"})
    voted = four.notify(NOTICE, at=four.held_at).open_vote("LQ-1").close_vote("LQ-1")
    assert codes(voted, orders) == ["NOT_ANNOUNCED"]
    called = attrs.evolve(four, entries=()).notify(NOTICE, at=four.held_at - DAY).open("d-1")
    voted = called.sign_in("d-1", "d-2", "d-3", "d-4").open_vote("LQ-1").close_vote("LQ-1")
    assert codes(voted, orders) == []


def test_a_vote_belongs_to_the_item_under_way_if_that_names_no_matter(
    four: Sitting, bare: StandingOrders
) -> None:
    orders = attrs.evolve(bare, closed_agendas={"regular"})
    items = [AgendaItem("1", "线路", about="LQ-1"), AgendaItem("2", "其他")]
    called = attrs.evolve(four, entries=()).notify(
        Notice(convener="d-1", agenda=Agenda(items)), at=four.held_at - DAY
    )
    held = called.open("d-1").sign_in("d-1", "d-2", "d-3", "d-4")
    assert codes(held.take_item("2").open_vote("LQ-7").close_vote("LQ-7"), orders) == []
    assert codes(held.take_item("1").open_vote("LQ-7").close_vote("LQ-7"), orders) == ["NOT_ANNOUNCED"]


# ------------------------------------------------------------------ who sat


def test_a_vacant_constituency_is_named_with_its_remedy(four: Sitting, bare: StandingOrders) -> None:
    council = four.council.with_term_ended("d-3", on=four.day)
    (composition, expired) = check_sitting(attrs.evolve(four, council=council), bare)
    assert composition.subject == "retired_cadre_representatives"
    assert composition.text("zh").endswith("未完整组成：老干部代表一方没有在任代表")
    assert (expired.code, expired.subject) == ("TERM_EXPIRED", "d-3")


def test_a_substitute_for_the_right_seat_is_no_stranger(four: Sitting, bare: StandingOrders) -> None:
    away = attrs.evolve(four, entries=()).open("d-1").sign_in("d-1", "d-2", "d-3")
    seated = away.sign_in("d-9", capacity=Capacity.SUBSTITUTE, sits_for="d-4")
    assert codes(seated, bare) == []
    wrong = away.record(SignedIn(at=away.now, person="d-9", capacity="substitute", sits_for="d-3"))
    assert codes(wrong, bare) == ["NOT_A_DELEGATE"]
    assert codes(four.sign_in("x-1").sign_in("x-1"), bare) == ["NOT_A_DELEGATE"]
    assert codes(four.sign_in("x-1", capacity=Capacity.OBSERVER), bare) == []


# ------------------------------------------------------------------ quorum


ALL = Quorum("heads", AtLeast(1))


def test_a_vote_without_a_quorum_says_who_is_lacking(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, quorum=ALL)
    voted = four.sign_out("d-4").open_vote("LQ-1").close_vote("LQ-1")
    (finding,) = check_sitting(voted, orders)
    details = dict(finding.details)
    assert (finding.code, details["have"], details["need"], details["shortfall"]) == (
        "INQUORATE",
        "3",
        "4",
        "1",
    )
    assert finding.text("zh") == "LQ-1 未达法定人数：全体到会 3 人，须至少 4 人，差 1 人"


def test_a_substitute_keeps_the_quorum(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, quorum=ALL)
    items = four.add_item(AgendaItem("1", "线路")).take_item("1").sign_out("d-4")
    assert codes(items, orders) == ["QUORUM_LOST"]
    seated = items.sign_in("d-9", capacity=Capacity.SUBSTITUTE, sits_for="d-4")
    assert codes(seated.open_vote("LQ-1").close_vote("LQ-1"), orders) == ["QUORUM_LOST"]
    twice = seated.sign_in("d-4").sign_out("d-9")
    assert codes(twice, orders) == ["QUORUM_LOST"]
    assert codes(twice.sign_out("d-4"), orders) == ["QUORUM_LOST", "QUORUM_LOST"]


def test_the_quorum_is_lost_by_those_who_do_not_come_back(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, quorum=ALL)
    away = four.add_item(AgendaItem("1", "线路")).take_item("1").adjourn().sign_out("d-4")
    assert codes(away, orders) == []
    (finding,) = check_sitting(away.resume(), orders)
    assert finding.code == "QUORUM_LOST"
    assert dict(finding.details)["person"] == "somebody who did not come back"
    assert codes(four.adjourn().resume(), orders) == []


def test_a_loss_during_a_vote_is_named_for_the_vote_alone(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, quorum=ALL)
    voting = four.add_item(AgendaItem("1", "线路")).take_item("1").open_vote("LQ-1")
    (finding,) = check_sitting(voting.sign_out("d-3", "d-4").close_vote("LQ-1"), orders)
    assert (finding.code, finding.subject) == ("QUORUM_LOST", "LQ-1")
    assert "d-3" in finding.text()


def test_an_item_for_information_needs_no_quorum(four: Sitting, bare: StandingOrders) -> None:
    orders = attrs.evolve(bare, quorum=ALL)
    alone = four.sign_out("d-2", "d-3", "d-4")
    items = alone.add_item(AgendaItem("1", "通报", kind="information")).add_item(AgendaItem("2", "线路"))
    assert codes(items.take_item("1"), orders) == []
    assert codes(items.take_item("2"), orders) == ["INQUORATE"]


def test_a_vote_in_writing_asks_who_took_part_and_only_when_it_is_over(
    four: Sitting, bare: StandingOrders
) -> None:
    orders = attrs.evolve(bare, quorum=Minimum("present", 4))
    empty = attrs.evolve(four, entries=()).open_vote("LQ-1", method=VoteMethod.WRITTEN)
    voting = empty.cast_all({"d-1": "yes", "d-2": "yes", "d-3": "yes"}, about="LQ-1")
    assert codes(voting, orders) == []
    assert codes(voting.close_vote("LQ-1"), orders) == ["INQUORATE"]
    assert codes(voting.cast("d-4", "no", about="LQ-1").close_vote("LQ-1"), orders) == []


def test_a_quorum_that_is_stated_otherwise_is_named(four: Sitting) -> None:
    verified = four.verify_quorum("d-1", rule=ALL)
    orders = StandingOrders(id="o", version="1", quorum=ALL)
    assert codes(verified, orders) == []
    assert told(four.sign_out("d-4").record(verified.entries[-1]), orders) == [
        "d-1 核验法定人数为达到，实为未达到"
    ]
