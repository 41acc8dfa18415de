"""Notices, and what they announce."""

from datetime import UTC, datetime

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.sitting.agenda import Agenda, AgendaItem
from communitygov.meeting.sitting.notice import MeetingKind, MeetingMode, Notice, NoticeIssued

NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)
ITEMS = [AgendaItem("1", "线路"), AgendaItem("1.1", "预算")]


def test_a_notice_takes_items_or_an_agenda() -> None:
    assert Notice(convener="d-1", agenda=ITEMS) == Notice(convener="d-1", agenda=Agenda(ITEMS))
    with pytest.raises(InvalidValue):
        Notice(convener="d-1", agenda="线路")


def test_a_notice_says_how_and_why_the_sitting_is_held() -> None:
    notice = Notice(convener="d-1", mode="written", kind="extraordinary", place="居委会二楼")
    assert (notice.mode, notice.kind) == (MeetingMode.WRITTEN, MeetingKind.EXTRAORDINARY)
    with pytest.raises(UnknownName, match="online"):
        Notice(convener="d-1", mode="on line")


def test_what_stands_in_a_notice_may_be_taken() -> None:
    issued = NoticeIssued(at=NINE, notice=Notice(convener="d-1", agenda=ITEMS))
    assert issued.gives == (("item", "1"), ("item", "1.1"))
