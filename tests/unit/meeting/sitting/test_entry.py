"""What every entry of a log is, and the log that holds them."""

import pickle
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import attrs
import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.sitting.agenda import AgendaItem, ItemAdded, ItemTaken
from communitygov.meeting.sitting.entry import (
    Adjourned,
    Closed,
    Entry,
    Name,
    ObjectionRaised,
    ObjectionSettled,
    Opened,
    Resumed,
)
from communitygov.meeting.sitting.log import SittingLog, SittingState, as_log
from communitygov.meeting.sitting.motion import Motion, MotionMoved

NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)
OPENED = Opened(at=NINE, chair="d-1")


def test_what_people_wrote_is_not_in_the_repr() -> None:
    raised = ObjectionRaised(at=NINE, by="d-4", about="LQ-1", text="电线挂在我家窗前")
    assert "电线" not in repr(raised)
    assert "‹hidden›" in repr(raised)


def test_a_log_that_goes_back_in_time_is_refused_with_both_moments() -> None:
    log = SittingLog().with_entries([OPENED])
    with pytest.raises(InvalidValue) as error:
        log.with_entries([Closed(at=NINE - timedelta(minutes=1))])
    assert "08:59" in str(error.value)
    assert "09:00" in str(error.value)


def test_entries_of_one_moment_keep_their_order() -> None:
    log = as_log([OPENED, Adjourned(at=NINE), Resumed(at=NINE), Closed(at=NINE)])
    assert [type(entry) for entry in log] == [Opened, Adjourned, Resumed, Closed]
    assert log.state is SittingState.CLOSED


def test_a_log_is_not_read_twice() -> None:
    log = as_log([OPENED])
    assert as_log(log) is log


def test_a_log_survives_pickling() -> None:
    log = as_log([OPENED, ObjectionRaised(at=NINE, by="d-4", about="LQ-1")])
    again = pickle.loads(pickle.dumps(log))  # noqa: S301  our own bytes
    assert (again, again.state, again.names) == (log, log.state, log.names)


@pytest.mark.parametrize(
    ("before", "entry"),
    [
        ([], Adjourned(at=NINE)),
        ([], Closed(at=NINE)),
        ([OPENED], OPENED),
        ([OPENED], Resumed(at=NINE)),
        ([OPENED, Closed(at=NINE)], Closed(at=NINE)),
    ],
)
def test_a_turn_out_of_turn_is_refused(before: list[Entry], entry: Entry) -> None:
    with pytest.raises(InvalidValue, match="must come while the sitting is"):
        as_log([*before, entry])


def test_a_turn_out_of_turn_is_refused_in_chinese_too() -> None:
    with pytest.raises(InvalidValue) as error:
        as_log([Closed(at=NINE)])
    assert error.value.text("zh") == "entries：'closed' 不可用，须在会议休会或开会时；现为待开。"


@pytest.mark.parametrize(
    "entry",
    [
        ItemTaken(at=NINE, number="1"),
        ItemAdded(at=NINE, item=AgendaItem("1.1", "预算")),
        ObjectionSettled(at=NINE, by="d-4", about="LQ-1", reference="minutes-1"),
    ],
)
def test_an_entry_that_goes_by_an_unknown_name_is_refused(entry: Entry) -> None:
    with pytest.raises(UnknownName):
        as_log([entry])


def test_a_name_given_in_the_same_go_is_known() -> None:
    settled = ObjectionSettled(at=NINE, by="d-4", about="LQ-1", reference="minutes-1")
    assert len(as_log([ObjectionRaised(at=NINE, by="d-4", about="LQ-1"), settled])) == 2


def test_the_nearest_known_name_is_suggested() -> None:
    log = as_log([ObjectionRaised(at=NINE, by="d-4", about="LQ-1")])
    with pytest.raises(UnknownName) as error:
        log.with_entries([ObjectionSettled(at=NINE, by="d-4", about="LQ-2", reference="minutes-1")])
    assert "'d-4 LQ-1'" in str(error.value)
    assert "异议" in error.value.text("zh")


def test_a_motion_is_moved_once() -> None:
    moved = MotionMoved(at=NINE, motion=Motion("m-1", "LQ-1", mover="d-1"))
    with pytest.raises(InvalidValue, match="not moved before"):
        as_log([moved, moved])


def test_what_is_no_entry_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must hold entries"):
        as_log(["opened"])  # type: ignore[list-item]


def test_an_entry_of_somebody_else_may_go_by_names_of_its_own() -> None:
    @attrs.frozen(kw_only=True)
    class TeaServed(Entry):
        document_kind: ClassVar[str] = "tea-served"

        @property
        def goes_by(self) -> Name | None:
            return ("kettle", "k-1")

    with pytest.raises(UnknownName, match="No entry is called 'k-1'"):
        as_log([TeaServed(at=NINE)])
