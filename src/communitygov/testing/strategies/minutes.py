"""Hypothesis strategies for minutes: of any sitting, and the values in them.

Minutes are made from whole logs, so that they are what a log really gives; they shrink to those of an empty
sitting.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.minutes.conclusion_record import ConclusionRecord
from communitygov.meeting.minutes.heading import MinutesHeading
from communitygov.meeting.minutes.minutes import Minutes, minutes_of
from communitygov.meeting.minutes.record import (
    AttendanceLine,
    Event,
    LogMark,
    MinutesRecord,
    MotionRecord,
    Occasion,
    QuorumCheck,
    ResolutionRecord,
    SpeechRecord,
    Texts,
)
from communitygov.meeting.minutes.secret_count import WithheldCount
from communitygov.meeting.minutes.section import Section, SectionPart
from communitygov.meeting.minutes.sign_in_sheet import SheetForm, SheetLine, SignInSheet, sign_in_sheet
from communitygov.meeting.minutes.vote_record import BallotRecord, VoteRecord
from communitygov.meeting.sitting.motion import MotionStatus
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.vote import VoteMethod
from communitygov.testing.strategies.ballot import ballots, tallies
from communitygov.testing.strategies.core import findings, identifiers, moments, texts, titles, words
from communitygov.testing.strategies.council import constituencies
from communitygov.testing.strategies.entry import (
    agenda_items,
    attendances,
    entries,
    motions,
    people,
    speeches,
)
from communitygov.testing.strategies.resolution import resolutions
from communitygov.testing.strategies.sitting import sittings


@st.composite
def minutes(draw: st.DrawFn, *, sitting: st.SearchStrategy[Sitting] | None = None) -> Minutes:
    """Return the minutes of sittings, with texts or without, with findings and resolutions or without."""
    return minutes_of(
        draw(sittings() if sitting is None else sitting),
        name=draw(st.none() | words()),
        quorum=draw(st.sampled_from((None, FOUR_PARTY_DEFAULT))),
        resolutions=draw(st.lists(resolutions(), max_size=1)),
        findings=draw(st.lists(findings(), max_size=1)),
        texts=draw(st.sampled_from(Texts)),
    )


def headings() -> st.SearchStrategy[MinutesHeading]:
    """Return headings, with all that may be known or nothing of it."""
    return st.builds(
        MinutesHeading,
        sitting=identifiers(),
        council=identifiers(),
        name=st.none() | words(),
        constituencies=st.lists(constituencies(), max_size=2),
        held_at=moments(),
        mode=st.sampled_from(("in_person", "hybrid")),
        kind=st.sampled_from((None, "regular")),
        place=st.none() | titles(),
        convener=st.none() | people,
        noticed_at=st.none() | moments(),
        channels=st.lists(identifiers(), max_size=2),
        orders=st.none() | identifiers(),
        chair=st.none() | people,
        opened_at=st.none() | moments(),
        closed_at=st.none() | moments(),
    )


def _places(*, most: int = 3) -> st.SearchStrategy[list[int]]:
    """Return places in a log."""
    return st.sets(st.integers(0, 20), min_size=1, max_size=most).map(sorted)


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Return events of one entry or several."""
    places = draw(_places())
    return Event(places=places, entries=[draw(entries()) for _ in places])


def speech_records() -> st.SearchStrategy[SpeechRecord]:
    """Return speeches with their places."""
    return st.builds(
        SpeechRecord, places=_places(most=2), speech=speeches(), constituency=st.none() | identifiers()
    )


@st.composite
def vote_records(draw: st.DrawFn) -> VoteRecord:
    """Return rounds of voting, decided by a rule or not."""
    begun = draw(moments())
    return VoteRecord(
        places=draw(_places()),
        about=draw(identifiers()),
        number=draw(st.integers(1, 3)),
        method=draw(st.sampled_from(VoteMethod)),
        opened_at=begun,
        closed_at=draw(st.none() | st.just(begun + timedelta(minutes=2))),
        excused=draw(st.lists(people, max_size=1)),
        rule=draw(st.sampled_from((None, FOUR_PARTY_DEFAULT))),
        tally=draw(tallies()),
        cast=draw(st.integers(0, 3)),
        ballots=draw(st.lists(ballot_records(), max_size=2)),
        withheld=draw(st.none() | withheld_counts()),
        is_contested=draw(st.booleans()),
    )


def withheld_counts() -> st.SearchStrategy[WithheldCount]:
    """Return what secret votes came to by counts that are not told."""
    outcomes = st.none() | st.sampled_from(Outcome)
    return st.builds(WithheldCount, outcome=outcomes, is_as_declared=st.booleans())


def conclusion_records() -> st.SearchStrategy[ConclusionRecord]:
    """Return matters that were put without a vote, decided by a rule or not."""
    return st.builds(
        ConclusionRecord,
        about=identifiers(),
        place=st.integers(0, 20),
        at=moments(),
        by=st.none() | people,
        item=st.none() | identifiers(),
        rule=st.sampled_from((None, FOUR_PARTY_DEFAULT)),
        tally=tallies(),
    )


def ballot_records() -> st.SearchStrategy[BallotRecord]:
    """Return ballots that count or do not."""
    return st.builds(
        BallotRecord, ballot=ballots(), constituency=st.none() | identifiers(), is_counted=st.booleans()
    )


def records() -> st.SearchStrategy[MinutesRecord]:
    """Return records of every kind."""
    return st.one_of(events(), speech_records(), vote_records())


def sections() -> st.SearchStrategy[Section]:
    """Return sections, of an item or not."""
    return st.builds(
        Section,
        part=st.sampled_from(SectionPart),
        item=st.none() | agenda_items(),
        announced_at=st.none() | moments(),
        records=st.lists(records(), max_size=2),
    )


def motion_records() -> st.SearchStrategy[MotionRecord]:
    """Return motions with what became of them."""
    return st.builds(
        MotionRecord,
        motion=motions(),
        moved_at=moments(),
        seconders=st.lists(people, max_size=1),
        status=st.sampled_from(MotionStatus),
        vote_order=st.lists(identifiers(), max_size=2),
    )


def attendance_lines() -> st.SearchStrategy[AttendanceLine]:
    """Return lines of a roll."""
    return st.builds(
        AttendanceLine,
        person=people,
        constituency=st.none() | identifiers(),
        stays=st.lists(attendances(), max_size=2),
        proxy_holder=st.none() | people,
    )


def quorum_checks() -> st.SearchStrategy[QuorumCheck]:
    """Return checks of the quorum."""
    known = st.none() | st.booleans()
    return st.builds(
        QuorumCheck,
        at=moments(),
        occasion=st.sampled_from(Occasion),
        tally=tallies(),
        is_reached=known,
        declared=known,
    )


def resolution_records() -> st.SearchStrategy[ResolutionRecord]:
    """Return resolutions as minutes hold them."""
    return st.builds(
        ResolutionRecord,
        id=identifiers(),
        about=identifiers(),
        motion=st.none() | identifiers(),
        text=texts(),
    )


def log_marks() -> st.SearchStrategy[LogMark]:
    """Return the marks of logs."""
    return st.builds(LogMark, entries=st.integers(0, 99), head=st.just("e3" * 32))


def sheet_lines() -> st.SearchStrategy[SheetLine]:
    """Return lines of a sheet."""
    return st.builds(
        SheetLine,
        person=people,
        constituency=st.none() | identifiers(),
        stands_for=st.none() | people,
        stay=st.none() | attendances(),
        reference=st.none() | identifiers(),
    )


@st.composite
def sign_in_sheets(draw: st.DrawFn) -> SignInSheet:
    """Return sheets of sittings, blank or filled in."""
    form, name = draw(st.sampled_from(SheetForm)), draw(st.none() | words())
    return sign_in_sheet(draw(sittings()), form=form, name=name)


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        MinutesHeading: headings,
        MinutesRecord: records,
        Event: events,
        SpeechRecord: speech_records,
        VoteRecord: vote_records,
        BallotRecord: ballot_records,
        WithheldCount: withheld_counts,
        ConclusionRecord: conclusion_records,
        Section: sections,
        MotionRecord: motion_records,
        AttendanceLine: attendance_lines,
        QuorumCheck: quorum_checks,
        ResolutionRecord: resolution_records,
        LogMark: log_marks,
        Minutes: minutes,
        SheetLine: sheet_lines,
        SignInSheet: sign_in_sheets,
    }
)
