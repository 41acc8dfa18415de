"""Front door of the meeting: councils, sittings, decisions, resolutions, minutes, legal presets."""

from communitygov.meeting import statute
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
from communitygov.meeting.decision.combination import All, Any, AtLeastOf, EachOf, In, Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection, NoVoteAgainst, Unanimous
from communitygov.meeting.decision.decision import Decision, DecisionRule, Prospect
from communitygov.meeting.decision.explanation import Explanation
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.majority import Majority, Silent, Tie
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Constituted, Minimum, Quorum
from communitygov.meeting.measure import AREA, GROUPS, HEADS, HOUSEHOLDS, SEATS, Measure
from communitygov.meeting.minutes.minutes import Minutes, minutes_of
from communitygov.meeting.minutes.sign_in_sheet import SignInSheet, sign_in_sheet
from communitygov.meeting.resolution.action_entry import ActionReview, Assignment, Completion
from communitygov.meeting.resolution.action_item import ActionItem, due_items
from communitygov.meeting.resolution.challenge import Challenge, Ruling
from communitygov.meeting.resolution.dissent import Dissent
from communitygov.meeting.resolution.effect import Effect, ResolutionStatus
from communitygov.meeting.resolution.negative_consent import NegativeConsent
from communitygov.meeting.resolution.public_objection import PublicObjection, WrittenAnswer
from communitygov.meeting.resolution.publication import Publication, PublicationPolicy
from communitygov.meeting.resolution.resolution import Resolution
from communitygov.meeting.resolution.table import resolution_procedure
from communitygov.meeting.rule_audit.game import Players
from communitygov.meeting.rule_audit.power import PowerReport, banzhaf, shapley_shubik
from communitygov.meeting.rule_audit.report import AuditReport, audit
from communitygov.meeting.rule_audit.survey import Question, RuleSurvey, survey
from communitygov.meeting.rule_audit.whatif import WhatIf, whatif
from communitygov.meeting.sitting.agenda import Agenda, AgendaItem, ItemKind
from communitygov.meeting.sitting.attendance import Capacity
from communitygov.meeting.sitting.conclusion import Concluded, Conclusion
from communitygov.meeting.sitting.motion import Motion
from communitygov.meeting.sitting.notice import MeetingKind, MeetingMode, Notice
from communitygov.meeting.sitting.proxy import Proxy, ProxyForm
from communitygov.meeting.sitting.recusal import ConflictGround
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.speech import Stance
from communitygov.meeting.sitting.vote import DeclaredCount, VoteMethod
from communitygov.meeting.standing_orders.notice_rule import NoticeRule
from communitygov.meeting.standing_orders.orders import StandingOrders, orders_on
from communitygov.meeting.standing_orders.proxy_rule import ProxyRule
from communitygov.meeting.standing_orders.recusal_rule import RecusalRule
from communitygov.meeting.standing_orders.vote_rule import MatterRule, VotingWindow
from communitygov.meeting.statute.statute import Statute
from communitygov.meeting.tally.ballot import Ballot, Channel, Choice
from communitygov.meeting.tally.counts import Base, Count, Counts
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold
from communitygov.meeting.validity.consequence import Consequence
from communitygov.meeting.validity.higher import HigherDecision
from communitygov.meeting.validity.judgement import LawfulDecision, check_sitting, lawful_decision
from communitygov.meeting.validity.table import CONSEQUENCES

__all__ = [
    "AREA",
    "CONSEQUENCES",
    "FOUR_CONSTITUENCIES",
    "FOUR_PARTY_DEFAULT",
    "GROUPS",
    "HEADS",
    "HOUSEHOLDS",
    "LOCAL_WORTHIES",
    "RESIDENTS_REPRESENTATIVES",
    "RETIRED_CADRE_REPRESENTATIVES",
    "SEATS",
    "TWO_COMMITTEE_CADRES",
    "ActionItem",
    "ActionReview",
    "Agenda",
    "AgendaItem",
    "All",
    "Any",
    "Assignment",
    "AtLeast",
    "AtLeastOf",
    "AuditReport",
    "Ballot",
    "Base",
    "CalendarSpan",
    "Capacity",
    "Challenge",
    "Channel",
    "Choice",
    "Completion",
    "CompositionRule",
    "Concluded",
    "Conclusion",
    "ConflictGround",
    "Consequence",
    "Constituency",
    "Constituted",
    "Council",
    "Count",
    "Counts",
    "Decision",
    "DecisionRule",
    "DeclaredCount",
    "Delegate",
    "Dissent",
    "EachOf",
    "Effect",
    "Electorate",
    "Every",
    "Explanation",
    "HigherDecision",
    "In",
    "ItemKind",
    "LawfulDecision",
    "Majority",
    "MatterRule",
    "Measure",
    "MeetingKind",
    "MeetingMode",
    "MeetingSeries",
    "MemberShare",
    "Minimum",
    "Minutes",
    "MoreThan",
    "Motion",
    "NegativeConsent",
    "NoUnsettledObjection",
    "NoVoteAgainst",
    "Notice",
    "NoticeRule",
    "Outcome",
    "Players",
    "PowerReport",
    "Prospect",
    "Proxy",
    "ProxyForm",
    "ProxyRule",
    "PublicObjection",
    "Publication",
    "PublicationPolicy",
    "Question",
    "Quorum",
    "RecusalRule",
    "Requisition",
    "RequisitionCount",
    "RequisitionRule",
    "RequisitionShare",
    "RequisitionSignature",
    "Resolution",
    "ResolutionStatus",
    "Rhythm",
    "RuleSurvey",
    "Ruling",
    "Scope",
    "SeatBounds",
    "SeriesState",
    "SeriesStatus",
    "SignInSheet",
    "Silent",
    "Sitting",
    "Stance",
    "StandingOrders",
    "Statute",
    "Sub",
    "Tally",
    "Threshold",
    "Tie",
    "TimesPer",
    "Unanimous",
    "VacancyList",
    "VacantSeats",
    "VoteMethod",
    "Voter",
    "VotingWindow",
    "WhatIf",
    "WrittenAnswer",
    "audit",
    "banzhaf",
    "check_sitting",
    "due_items",
    "four_party_council",
    "lawful_decision",
    "minutes_of",
    "orders_on",
    "resolution_procedure",
    "shapley_shubik",
    "sign_in_sheet",
    "statute",
    "survey",
    "whatif",
]
