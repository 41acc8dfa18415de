"""Minutes of a sitting and the sheet for signing in: 中文 and English; Markdown, HTML and Akoma Ntoso."""

from communitygov.meeting.minutes.conclusion_record import ConclusionRecord
from communitygov.meeting.minutes.content import ObjectionLine
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
from communitygov.meeting.minutes.vote_record import BallotRecord, Discrepancy, VoteRecord

__all__ = [
    "AttendanceLine",
    "BallotRecord",
    "ConclusionRecord",
    "Discrepancy",
    "Event",
    "LogMark",
    "Minutes",
    "MinutesHeading",
    "MinutesRecord",
    "MotionRecord",
    "ObjectionLine",
    "Occasion",
    "QuorumCheck",
    "ResolutionRecord",
    "Section",
    "SectionPart",
    "SheetForm",
    "SheetLine",
    "SignInSheet",
    "SpeechRecord",
    "Texts",
    "VoteRecord",
    "WithheldCount",
    "minutes_of",
    "sign_in_sheet",
]
