"""Action items: who, by when, with what evidence, and what others say of it."""

from datetime import date

import pytest

from communitygov.core.workcalendar import WeekendCalendar
from communitygov.errors import InvalidValue
from communitygov.meeting.resolution.action_entry import (
    ActionEntry,
    ActionReview,
    ActionStatus,
    Assignment,
    Completion,
    ReviewOutcome,
)
from communitygov.meeting.resolution.action_item import ActionItem, due_items
from communitygov.meeting.resolution.action_standing import ActionStanding
from communitygov.meeting.resolution.action_table import entries_html

WEEKENDS = WeekendCalendar()
MONDAY, DAY_AFTER_DUE = date(2023, 5, 8), date(2023, 5, 16)


def may(day: int) -> date:
    """Return a day of May 2023."""
    return date(2023, 5, day)


def assigned(owner: str | None = "w-07", *, on: date = MONDAY, days: int = 7) -> Assignment:
    """Return an assignment, due on Monday the 15th unless told otherwise."""
    return Assignment(owner=owner, on=on, within=days)


def reviewed(outcome: ReviewOutcome, *, by: str = "r-1", on: date = DAY_AFTER_DUE) -> ActionReview:
    """Return a review."""
    return ActionReview(by=by, on=on, outcome=outcome, reference="sheet-3")


def item(*entries: ActionEntry, number: str = "A-1", review_on: date | None = None) -> ActionItem:
    """Return an item with these entries, or freshly assigned."""
    return ActionItem(
        id=number,
        about="LQ-1",
        from_resolution="R-1",
        what="put up the rack",
        entries=entries or (assigned(),),
        review_on=review_on,
    )


def status(each: ActionItem, on: date) -> ActionStatus:
    """Return how an item stands on a day."""
    return each.standing(on=on, calendar=WEEKENDS).status


def codes(each: ActionItem, on: date) -> list[str]:
    """Return the codes of what is wrong on a day."""
    return [finding.code for finding in each.findings(on=on, calendar=WEEKENDS)]


DONE = item().done(by="w-07", on=may(12), evidence=["sha256:9f2c", "sha256:77aa"])


def test_what_is_to_be_done_is_not_shown() -> None:
    assert "rack" not in repr(item())
    assert "rack" not in item()._repr_html_()


def test_an_item_is_overdue_the_day_after_its_last_day() -> None:
    assert status(item(), may(15)) is ActionStatus.OPEN
    assert status(item(), may(16)) is ActionStatus.OVERDUE
    assert codes(item(), may(15)) == []
    assert codes(item(), may(16)) == ["ACTION_OVERDUE"]


def test_an_item_without_an_owner_is_found() -> None:
    nobody = item(assigned(None))
    assert codes(nobody, may(9)) == ["ACTION_WITHOUT_OWNER"]
    assert nobody.as_fact().outcome == "unnamed"
    assert [each.code for each in nobody.as_fact().because] == ["ACTION_WITHOUT_OWNER"]
    assert (
        nobody.standing(on=may(9), calendar=WEEKENDS).text("zh") == "A-1（无责任人）：办理中，2023-05-15 到期"
    )


def test_a_longer_time_is_a_new_assignment_and_the_old_one_stays() -> None:
    longer = item().assigned(assigned(on=may(12), days=17))
    assert status(longer, may(16)) is ActionStatus.OPEN
    assert longer.standing(on=may(16), calendar=WEEKENDS).due_on == may(29)
    assert [each.on for each in longer.entries] == [may(8), may(12)]
    assert longer.as_of(may(11)) == item()


def test_another_owner_answers_for_it_from_then_on() -> None:
    other = item().assigned(assigned("w-08", on=may(9)))
    assert other.owner == "w-08"
    assert other.as_of(may(8)).owner == "w-07"


def test_done_and_reviewed_are_two_things() -> None:
    accepted = DONE.reviewed(reviewed(ReviewOutcome.ACCEPTED))
    assert [status(accepted, may(day)) for day in (11, 12, 16)] == [
        ActionStatus.OPEN,
        ActionStatus.DONE,
        ActionStatus.REVIEWED,
    ]


def test_done_late_is_found_and_so_is_done_without_evidence() -> None:
    late = item().done(by="w-07", on=may(16))
    assert codes(late, may(17)) == ["ACTION_LATE", "ACTION_WITHOUT_EVIDENCE"]
    (fact,) = late.evidence_facts()
    assert fact.outcome == "missing"
    assert [each.code for each in fact.because] == ["ACTION_WITHOUT_EVIDENCE"]


def test_done_on_the_last_day_is_in_time_and_on_the_first_day_it_is_listed() -> None:
    assert codes(item().done(by="w-07", on=may(15), evidence=["e-1"]), may(20)) == []
    assert [each.item for each in due_items([item()], on=MONDAY, calendar=WEEKENDS)] == ["A-1"]


def test_a_review_that_asks_for_more_opens_the_item_again() -> None:
    again = DONE.reviewed(reviewed(ReviewOutcome.REDO))
    assert status(again, may(16)) is ActionStatus.OVERDUE
    assert again.completion is None
    anew = again.assigned(assigned(on=may(16), days=3)).done(by="w-07", on=may(18), evidence=["sha256:11"])
    assert status(anew, may(18)) is ActionStatus.DONE
    assert [each.reference for each in anew.evidence_facts()] == ["sha256:11"]


@pytest.mark.parametrize("person", ["w-07", "w-09"])
def test_whoever_did_the_work_does_not_review_it(person: str) -> None:
    worked = item().done(by="w-09", on=may(12), evidence=["e-1"])
    own = worked.reviewed(reviewed(ReviewOutcome.ACCEPTED, by=person))
    assert status(own, may(16)) is ActionStatus.DONE
    assert codes(own, may(16)) == ["OWN_REVIEW"]
    assert (
        status(own.reviewed(reviewed(ReviewOutcome.ACCEPTED, on=may(17))), may(17)) is ActionStatus.REVIEWED
    )


def test_a_review_that_does_not_come_is_found() -> None:
    waiting = item(*DONE.entries, review_on=may(20))
    assert codes(waiting, may(20)) == []
    assert codes(waiting, may(21)) == ["REVIEW_OVERDUE"]
    assert codes(waiting.reviewed(reviewed(ReviewOutcome.ACCEPTED)), may(21)) == []


@pytest.mark.parametrize(
    "entries",
    [
        (Completion(by="w-07", on=may(9)),),
        (assigned(), reviewed(ReviewOutcome.ACCEPTED)),
        (*DONE.entries, Completion(by="w-07", on=may(13))),
        (*DONE.entries, assigned(on=may(13))),
    ],
)
def test_entries_that_do_not_follow_on_each_other_are_refused(entries: tuple[ActionEntry, ...]) -> None:
    with pytest.raises(InvalidValue, match="follow on"):
        item(*entries)


def test_an_item_begins_with_an_assignment_and_days_do_not_run_backwards() -> None:
    with pytest.raises(InvalidValue, match="begin with"):
        ActionItem(id="A-1", about="LQ-1", from_resolution="R-1", what="", entries=())
    with pytest.raises(InvalidValue, match="2023-05-08"):
        item().done(by="w-07", on=may(7))
    with pytest.raises(InvalidValue, match="Assignment"):
        item("assigned")  # type: ignore[arg-type]


def test_nothing_is_known_of_an_item_before_it_was_assigned() -> None:
    with pytest.raises(InvalidValue, match="2023-05-08"):
        item().standing(on=may(7), calendar=WEEKENDS)


def test_the_list_holds_what_is_under_way_the_earliest_first() -> None:
    first, second = item(number="A-1"), item(assigned(days=3), number="A-2")
    later = item(assigned(on=may(20)), number="A-0")
    found = due_items([first, second, DONE, later], on=may(12), calendar=WEEKENDS)
    assert [(each.item, each.status.value, each.days_left) for each in found] == [
        ("A-2", "overdue", -1),
        ("A-1", "open", 3),
    ]
    assert isinstance(found[0], ActionStanding)
    with pytest.raises(InvalidValue, match="ActionItem"):
        due_items(["A-1"], on=may(12), calendar=WEEKENDS)  # type: ignore[list-item]


def test_an_item_is_shown_to_a_procedure_as_assignment_and_as_evidence() -> None:
    fact = item().as_fact()
    assert (fact.kind, fact.about, fact.outcome, fact.giver, fact.reference) == (
        "assignment",
        "LQ-1",
        "named",
        "w-07",
        "A-1",
    )
    letter = item(Assignment(owner="w-07", on=may(8), within=7, reference="letter-4"))
    assert letter.as_fact().reference == "letter-4"
    assert [(each.kind, each.outcome, each.reference) for each in DONE.evidence_facts()] == [
        ("evidence", "attached", "sha256:9f2c"),
        ("evidence", "attached", "sha256:77aa"),
    ]
    (under_way,) = item().evidence_facts()
    assert (under_way.outcome, under_way.because) == ("missing", ())


# ------------------------------------------------------------------ how it shows itself


def test_an_item_shows_its_entries_and_where_each_leads() -> None:
    shown = (
        item()
        .assigned(assigned(None, on=may(9), days=14))
        .done(by="w-08", on=may(15), evidence=["photo-1", "photo-2"])
        .reviewed(reviewed(ReviewOutcome.ACCEPTED, by="w-08"))
        .reviewed(reviewed(ReviewOutcome.REDO))
        .done(by="w-08", on=may(20))
        ._repr_html_()
    )
    status_of = [row.rpartition("<td>")[2].partition("<")[0] for row in shown.split("<tr>")[2:]]
    assert "<caption>A-1</caption>" in shown
    assert status_of == [
        "办理中 under way",
        "办理中 under way",
        "已办结待评 done, to be reviewed",
        "已办结待评 done, to be reviewed",
        "办理中 under way",
        "已办结待评 done, to be reviewed",
    ]
    assert "<td>2023-05-08</td><td>交办 w-07，期限 7日<br>assigned to w-07, within 7 days</td>" in shown
    assert "assigned to nobody, within 14 days" in shown
    assert "evidence: photo-1, photo-2" in shown
    assert "review sheet-3 by w-08: accepted (own work, counts for nothing)" in shown
    assert "review sheet-3 by r-1: to be done again</td>" in shown
    assert "w-08 报办结，凭证：未附" in shown


def test_no_markup_comes_from_a_number() -> None:
    assert "<caption>A&lt;1&gt;</caption>" in entries_html("A<1>", [])
