"""What must come before a sitting: days counted, and rules that make no sense."""

from datetime import date

import pytest

from communitygov.core.workcalendar import WeekendCalendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.sitting.notice import MeetingMode, Notice
from communitygov.meeting.standing_orders.notice_rule import NoticeRule, SittingKind, days_ahead

MONDAY = date(2023, 5, 8)


@pytest.mark.parametrize(
    ("later", "unit", "days"),
    [
        (date(2023, 5, 11), PeriodUnit.DAYS, 3),
        (date(2023, 5, 15), PeriodUnit.DAYS, 7),
        (date(2023, 5, 15), PeriodUnit.WORKDAYS, 5),
        (date(2023, 5, 14), PeriodUnit.WORKDAYS, 4),
        (MONDAY, PeriodUnit.DAYS, 0),
        (date(2023, 5, 1), PeriodUnit.DAYS, 0),
    ],
)
def test_the_first_day_is_not_counted_and_the_last_is(later: date, unit: PeriodUnit, days: int) -> None:
    assert days_ahead(MONDAY, later, unit=unit, calendar=WeekendCalendar()) == days


def test_working_days_without_a_calendar_are_refused() -> None:
    with pytest.raises(InvalidValue, match="calendar"):
        days_ahead(MONDAY, date(2023, 5, 11), unit=PeriodUnit.WORKDAYS, calendar=None)


@pytest.mark.parametrize(
    ("mode", "notice", "kind"),
    [
        ("in_person", None, "regular"),
        ("written", None, "written"),
        ("in_person", Notice(convener="d-1", kind="extraordinary"), "extraordinary"),
        ("in_person", Notice(convener="d-1", mode="written"), "written"),
        ("written", Notice(convener="d-1", kind="extraordinary"), "written"),
        ("online", Notice(convener="d-1"), "regular"),
    ],
)
def test_the_kind_of_a_sitting_follows_from_mode_and_notice(
    mode: str, notice: Notice | None, kind: str
) -> None:
    assert SittingKind.of(MeetingMode.named(mode), notice) == kind


def test_a_rule_that_asks_for_nothing_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must ask for something"):
        NoticeRule(kind="regular")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnknownName, match="regular"):
        NoticeRule(kind="yearly", days=3)  # type: ignore[arg-type]


def test_hours_are_refused() -> None:
    with pytest.raises(InvalidValue, match="days or workdays"):
        NoticeRule(kind="regular", days=Period(24, PeriodUnit.HOURS))


def test_items_cannot_be_told_before_the_notice_goes_out() -> None:
    with pytest.raises(InvalidValue, match="3 days"):
        NoticeRule(kind="regular", days=3, items_days=4)
    assert NoticeRule(kind="regular", days=3, items_days=Period(4, PeriodUnit.WORKDAYS)).items_days
    assert NoticeRule(kind="regular", items_days=4).days is None
