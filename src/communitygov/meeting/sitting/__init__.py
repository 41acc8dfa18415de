"""Front door of the sitting: a log of what happened, and all that is read from it."""

from communitygov.meeting.sitting.agenda import Agenda, AgendaItem, ItemAdded, ItemKind, ItemState, ItemTaken
from communitygov.meeting.sitting.attendance import Attendance, Capacity, SignedIn, SignedOut
from communitygov.meeting.sitting.attendance_register import AttendanceRegister
from communitygov.meeting.sitting.conclusion import Concluded, Conclusion
from communitygov.meeting.sitting.entry import (
    Adjourned,
    Closed,
    Entry,
    ObjectionRaised,
    ObjectionSettled,
    Opened,
    QuorumVerified,
    Resumed,
)
from communitygov.meeting.sitting.log import SittingState
from communitygov.meeting.sitting.motion import (
    Motion,
    MotionMoved,
    MotionRegister,
    MotionSeconded,
    MotionStatus,
    MotionWithdrawn,
)
from communitygov.meeting.sitting.notice import MeetingKind, MeetingMode, Notice, NoticeIssued
from communitygov.meeting.sitting.proxy import Proxy, ProxyDeclared, ProxyForm, ProxyRegister, ProxyRevoked
from communitygov.meeting.sitting.recusal import ConflictDeclared, ConflictGround, RecusalLifted, Recused
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.speech import Speech, SpeechBegun, SpeechEnded, Stance
from communitygov.meeting.sitting.stage import StageShown
from communitygov.meeting.sitting.vote import (
    BallotCast,
    CastingVoteGiven,
    DeclaredCount,
    PlacedBallot,
    PlacedCasting,
    ResultDeclared,
    VoteClosed,
    VoteMethod,
    VoteOpened,
    VoteRound,
)
from communitygov.meeting.sitting.voting import QuorumTurn

__all__ = [
    "Adjourned",
    "Agenda",
    "AgendaItem",
    "Attendance",
    "AttendanceRegister",
    "BallotCast",
    "Capacity",
    "CastingVoteGiven",
    "Closed",
    "Concluded",
    "Conclusion",
    "ConflictDeclared",
    "ConflictGround",
    "DeclaredCount",
    "Entry",
    "ItemAdded",
    "ItemKind",
    "ItemState",
    "ItemTaken",
    "MeetingKind",
    "MeetingMode",
    "Motion",
    "MotionMoved",
    "MotionRegister",
    "MotionSeconded",
    "MotionStatus",
    "MotionWithdrawn",
    "Notice",
    "NoticeIssued",
    "ObjectionRaised",
    "ObjectionSettled",
    "Opened",
    "PlacedBallot",
    "PlacedCasting",
    "Proxy",
    "ProxyDeclared",
    "ProxyForm",
    "ProxyRegister",
    "ProxyRevoked",
    "QuorumTurn",
    "QuorumVerified",
    "RecusalLifted",
    "Recused",
    "ResultDeclared",
    "Resumed",
    "SignedIn",
    "SignedOut",
    "Sitting",
    "SittingState",
    "Speech",
    "SpeechBegun",
    "SpeechEnded",
    "StageShown",
    "Stance",
    "VoteClosed",
    "VoteMethod",
    "VoteOpened",
    "VoteRound",
]
