"""How anything proceeds: one table, one engine.

A procedure is a table of states, actions and moves.  From it come the conduct of cases, the machine for host
objects, the soundness report, the deadlines and the pictures.  It knows no topic.
"""

from communitygov.procedure.bound import DaysPassed, TakenAtLeast, TakenFewer
from communitygov.procedure.bulk.codebook import Codebook
from communitygov.procedure.bulk.coded_log import CodedLog, ColumnLog
from communitygov.procedure.bulk.refusal import Refusal, Refusals
from communitygov.procedure.bulk.replay import Replay, ReplayEngine
from communitygov.procedure.case import Case, Deed, Matter, Record
from communitygov.procedure.clock import CLOCK
from communitygov.procedure.conduct import Option
from communitygov.procedure.conformance.deviation import Deviation
from communitygov.procedure.conformance.foreign_log import LogEvent
from communitygov.procedure.conformance.report import CaseConformance, ConformanceReport
from communitygov.procedure.deadline import Deadline, Escalation
from communitygov.procedure.diagram import View
from communitygov.procedure.due import Due, DueList, DueStatus
from communitygov.procedure.eligibility import (
    Countersigned,
    HadNoHand,
    IsRaiser,
    NotRecused,
    ServesGrid,
)
from communitygov.procedure.fact import Fact
from communitygov.procedure.history.dossier import WITHHELD_TITLE, Cover, Dossier
from communitygov.procedure.history.migration import (
    MigrationRefused,
    MigrationReport,
    Unmigrated,
    departures,
    migrate,
    migrate_all,
)
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.history.verification import HistoryRefused, verify_history
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.requirement import Attempt, Requirement
from communitygov.procedure.showing import Shows
from communitygov.procedure.soundness.report import SoundnessReport, check
from communitygov.procedure.soundness.staffing import AbsentRoles, LoneHolder
from communitygov.procedure.table import Move, Opening, State, Table

__all__ = [
    "CLOCK",
    "WITHHELD_TITLE",
    "AbsentRoles",
    "Attempt",
    "Case",
    "CaseConformance",
    "Codebook",
    "CodedLog",
    "ColumnLog",
    "ConformanceReport",
    "Countersigned",
    "Cover",
    "DaysPassed",
    "Deadline",
    "Deed",
    "Deviation",
    "Dossier",
    "Due",
    "DueList",
    "DueStatus",
    "Escalation",
    "Fact",
    "HadNoHand",
    "HistoryRefused",
    "IsRaiser",
    "LogEvent",
    "LoneHolder",
    "Matter",
    "Migration",
    "MigrationRefused",
    "MigrationReport",
    "Move",
    "NotRecused",
    "Opening",
    "Option",
    "Procedure",
    "Record",
    "Refusal",
    "Refusals",
    "Replay",
    "ReplayEngine",
    "Requirement",
    "ServesGrid",
    "Shows",
    "SoundnessReport",
    "State",
    "Table",
    "TakenAtLeast",
    "TakenFewer",
    "Unmigrated",
    "View",
    "check",
    "departures",
    "migrate",
    "migrate_all",
    "verify_history",
]
