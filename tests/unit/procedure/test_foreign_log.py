"""Reading a foreign log: events of several classes, words of several kinds."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import pytest

from communitygov.core.terms import Term
from communitygov.deliberation import five_step
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.procedure.conformance.foreign_log import LogEvent, Vocabulary, events_by_case
from communitygov.testing.walks import walked

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
ACTION = Words("动作", "action")
TERMS = (
    Term("accept", "受理", "accept"),
    Term("list", "列入议程", "list for a sitting"),
    Term("relist", "列入议程", "list again"),
)


class Activity(StrEnum):
    """What a host application calls its actions."""

    ACCEPT = "accept"


@dataclass
class Row:
    """One event of a host application."""

    case_id: str
    at: datetime
    activity: str


@dataclass
class Entry:
    """One event of another host application."""

    case_id: str
    at: datetime
    action: str
    role: str = "resident"
    by: str = "r-1"


def test_who_acted_is_not_shown() -> None:
    event = LogEvent(case_id="LQ-1", activity="受理", at=AT, by="某人")
    assert "某人" not in repr(event)
    assert event.by == "某人"


def test_who_acted_is_not_shown_when_it_is_refused() -> None:
    with pytest.raises(InvalidValue) as caught:
        LogEvent(case_id="LQ-1", activity="受理", at=AT, by="某人" + chr(0x202E))
    assert "某人" not in str(caught.value)


@pytest.mark.parametrize(
    "changed",
    [{"case_id": "龙桥一号"}, {"activity": ""}, {"at": AT.replace(tzinfo=None)}, {"role": ""}, {"by": 7}],
)
def test_an_event_is_checked_when_made(changed: dict[str, object]) -> None:
    with pytest.raises(InvalidValue) as caught:
        LogEvent(**{"case_id": "LQ-1", "activity": "受理", "at": AT, **changed})  # type: ignore[arg-type]
    assert [caught.value.what] == [*changed]


def test_events_are_gathered_by_case_in_their_order() -> None:
    events = [LogEvent(case_id=case, activity=word, at=AT) for case, word in ("Ba", "Ab", "Bc")]
    assert events_by_case(iter(events)) == {"B": [events[0], events[2]], "A": [events[1]]}


def test_records_will_do() -> None:
    case = walked(five_step(), (0,))
    events = events_by_case(case.history)[case.id]
    assert [(event.activity, event.role, event.by) for event in events] == [
        ("raise", "resident", "raiser-1"),
        ("accept", "grid_worker", "grid_worker-1"),
    ]


def test_objects_with_the_same_fields_will_do() -> None:
    events = events_by_case([Row("LQ-1", AT, "受理"), Entry("LQ-1", AT, Activity.ACCEPT)])["LQ-1"]
    assert [(event.activity, event.role) for event in events] == [("受理", None), ("accept", "resident")]


@pytest.mark.parametrize("events", [None, 7, "受理", [None], {"LQ-1": "受理"}, [{"case_id": "LQ-1"}]])
def test_what_is_no_event_is_refused_without_its_content(events: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        events_by_case(events)
    assert "LQ-1" not in str(caught.value)


def test_an_object_that_lacks_a_field_is_refused() -> None:
    with pytest.raises(InvalidValue) as caught:
        events_by_case([Row("LQ-1", None, "受理")])  # type: ignore[arg-type]
    assert caught.value.what == "at"


def test_a_code_stands_for_itself_and_a_label_for_its_term() -> None:
    vocabulary = Vocabulary.of(TERMS, {}, kind=ACTION)
    assert vocabulary.read(("accept", "受理", " 受理 ", "list again", "开会", None)) == (
        "accept",
        "accept",
        "accept",
        "relist",
        None,
        None,
    )


def test_a_label_of_two_terms_must_be_named() -> None:
    with pytest.raises(InvalidValue) as caught:
        Vocabulary.of(TERMS, {}, kind=ACTION).read(("列入议程",))
    assert caught.value.value == "列入议程"
    assert "list, relist" in caught.value.text("en")
    assert "list、relist" in caught.value.text("zh")
    assert Vocabulary.of(TERMS, {"列入议程": "relist"}, kind=ACTION).read(("列入议程",)) == ("relist",)


def test_a_name_goes_before_a_code_and_a_code_before_a_label() -> None:
    terms = (Term("list", "列入议程", "raise"), Term("raise", "提事", "put up"))
    assert Vocabulary.of(terms, {}, kind=ACTION).read(("raise",)) == ("raise",)
    assert Vocabulary.of(terms, {"raise": "list"}, kind=ACTION).read(("raise",)) == ("list",)


def test_a_name_for_a_code_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName) as caught:
        Vocabulary.of(TERMS, {"开会": "acept"}, kind=ACTION)
    assert "'accept'" in str(caught.value)


@pytest.mark.parametrize("names", [None, [("开会", "list")], {7: "list"}])
def test_names_that_are_no_mapping_of_words_are_refused(names: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        Vocabulary.of(TERMS, names, kind=ACTION)  # type: ignore[arg-type]
    assert caught.value.what == "names"
