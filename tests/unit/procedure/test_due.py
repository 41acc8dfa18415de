"""Answers about deadlines: what they refuse, how a list of them is asked and shown."""

from datetime import UTC, datetime

import attrs
import pytest

from communitygov.core import Period, PeriodUnit, WeekendCalendar
from communitygov.deliberation import five_step
from communitygov.errors import InvalidValue, Words
from communitygov.procedure.deadline import Deadline, Escalation, due
from communitygov.procedure.due import MOST_SHOWN, Due, DueList, DueStatus
from communitygov.testing.walks import opened

SINCE, UNTIL, LATER = (datetime(2023, 5, day, tzinfo=UTC) for day in (4, 10, 12))
PLAIN = Due(
    case_id="C-1",
    state="raised",
    since=SINCE,
    until=UNTIL,
    status=DueStatus.PENDING,
    words=Words("已提出：期限内", "raised: within time"),
)
GOING_UP = attrs.evolve(
    PLAIN, case_id="C-2", status=DueStatus.ESCALATING, escalates_at=LATER, escalates_to="party_committee"
)
SOON = attrs.evolve(PLAIN, case_id="C-3", status=DueStatus.SOON, warns_at=SINCE)
OVERDUE = attrs.evolve(PLAIN, case_id="C-4", status=DueStatus.OVERDUE)
ALL = DueList([PLAIN, GOING_UP, SOON, OVERDUE])


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"until": SINCE}, "until"),
        ({"warns_at": UNTIL}, "until"),
        ({"escalates_at": UNTIL, "escalates_to": "party_committee"}, "escalates_at"),
        ({"escalates_at": LATER}, "escalates_to"),
        ({"escalates_to": "party_committee"}, "escalates_to"),
        ({"status": DueStatus.SOON}, "status"),
        ({"status": DueStatus.ESCALATING}, "status"),
        ({"status": "overdue"}, "status"),
        ({"extensions": -1}, "extensions"),
        ({"since": datetime(2023, 5, 4)}, "since"),  # noqa: DTZ001  naive on purpose
        ({"case_id": "王"}, "case_id"),
    ],
)
def test_an_answer_that_contradicts_itself_is_refused(changes: dict[str, object], what: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        attrs.evolve(PLAIN, **changes)
    assert caught.value.what == what


def test_a_refused_order_names_both_moments() -> None:
    with pytest.raises(InvalidValue, match=r"2023-05-04T00.*must be later than 2023-05-10T00"):
        attrs.evolve(PLAIN, since=UNTIL, until=SINCE)


def test_overdue_and_escalating_are_both_over() -> None:
    assert [each.is_overdue for each in ALL] == [False, True, False, True]


def test_a_list_is_asked_by_status_and_keeps_its_order() -> None:
    assert ALL.of(DueStatus.PENDING, DueStatus.OVERDUE) == (PLAIN, OVERDUE)
    assert (ALL.soon, ALL.overdue, ALL.escalating) == ((SOON,), (GOING_UP, OVERDUE), (GOING_UP,))
    assert isinstance(ALL.overdue.escalating, DueList)
    assert dict(ALL.counts) == dict.fromkeys(DueStatus, 1)
    assert list(DueList().counts.values()) == [0, 0, 0, 0]


def test_a_list_is_a_tuple() -> None:
    first, *rest = ALL
    assert (first, len(rest), ALL[1], ALL[-1]) == (PLAIN, 3, GOING_UP, OVERDUE)
    assert ALL == (PLAIN, GOING_UP, SOON, OVERDUE)


def test_a_list_says_itself_one_case_to_a_line() -> None:
    assert DueList([PLAIN, SOON]).text("zh").splitlines() == ["C-1 已提出：期限内", "C-3 已提出：期限内"]
    assert DueList([PLAIN]).text() == "C-1 raised: within time"
    assert DueList().text() == ""


# ------------------------------------------------------------------ in a notebook


def test_a_notebook_shows_lights_with_words_and_how_many_stand_how() -> None:
    shown = ALL._repr_html_()
    assert "应上报 to be escalated 1" in shown
    assert shown.count("●") == 4 + 4
    assert "<td>C-2</td><td>2023-05-04 00:00+00:00</td><td>2023-05-10 00:00+00:00</td>" in shown
    assert "已提出：期限内<br>raised: within time" in shown
    assert DueList()._repr_html_().startswith("<table><caption>—</caption>")


def test_a_notebook_shows_the_first_of_a_long_list_and_counts_the_rest() -> None:
    assert DueList([PLAIN] * MOST_SHOWN)._repr_html_().count("C-1") == MOST_SHOWN
    long = DueList([PLAIN] * (MOST_SHOWN + 5))._repr_html_()
    assert long.count("C-1") == MOST_SHOWN
    assert "… +5" in long
    assert "within time 205" in long


def test_names_of_a_table_stay_names_in_a_notebook() -> None:
    hostile = attrs.evolve(PLAIN, words=Words("<b>", "a & b"))
    assert "&lt;b&gt;<br>a &amp; b" in DueList([hostile])._repr_html_()


def test_a_notebook_shows_nothing_that_people_wrote() -> None:
    case = opened(five_step())
    case = attrs.evolve(case, matter=attrs.evolve(case.matter, title="damp behind the wardrobe"))
    rule = Deadline(
        state="raised",
        within=Period(1, PeriodUnit.DAYS),
        escalates=Escalation(after=Period(1, PeriodUnit.DAYS), to="party_committee"),
    )
    found = due([rule], [case], now=LATER, calendar=WeekendCalendar())
    assert "wardrobe" not in found._repr_html_() + found.text() + repr(found) + str(found[0].to_document())
