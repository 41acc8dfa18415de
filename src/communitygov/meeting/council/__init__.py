"""Front door of the council: who sits for which constituency, how often it meets, who may call it."""

from communitygov.meeting.council.composition import CompositionRule, MemberShare, SeatBounds
from communitygov.meeting.council.constituency import (
    FOUR_CONSTITUENCIES,
    LOCAL_WORTHIES,
    RESIDENTS_REPRESENTATIVES,
    RETIRED_CADRE_REPRESENTATIVES,
    TWO_COMMITTEE_CADRES,
    Constituency,
    VacancyList,
    VacantSeats,
)
from communitygov.meeting.council.council import Council, four_party_council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.council.requisition import Requisition, RequisitionSignature
from communitygov.meeting.council.requisition_rule import RequisitionCount, RequisitionRule, RequisitionShare
from communitygov.meeting.council.rhythm import CalendarSpan, Every, Rhythm, TimesPer
from communitygov.meeting.council.series import MeetingSeries, SeriesState, SeriesStatus

__all__ = [
    "FOUR_CONSTITUENCIES",
    "LOCAL_WORTHIES",
    "RESIDENTS_REPRESENTATIVES",
    "RETIRED_CADRE_REPRESENTATIVES",
    "TWO_COMMITTEE_CADRES",
    "CalendarSpan",
    "CompositionRule",
    "Constituency",
    "Council",
    "Delegate",
    "Every",
    "MeetingSeries",
    "MemberShare",
    "Requisition",
    "RequisitionCount",
    "RequisitionRule",
    "RequisitionShare",
    "RequisitionSignature",
    "Rhythm",
    "SeatBounds",
    "SeriesState",
    "SeriesStatus",
    "TimesPer",
    "VacancyList",
    "VacantSeats",
    "four_party_council",
]
