"""How anything proceeds: one table, one engine.

A procedure is a table of states, actions and moves.  From it come the conduct of cases, the machine for host
objects, the soundness report, the deadlines and the pictures.  It knows no topic.
"""

from communitygov.procedure.case import Case, Deed, Matter, Record
from communitygov.procedure.conduct import Option
from communitygov.procedure.deadline import Deadline, Due, DueStatus
from communitygov.procedure.fact import Fact
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.requirement import (
    Attempt,
    DaysPassed,
    HadNoHand,
    IsRaiser,
    Requirement,
    ServesGrid,
    TakenAtLeast,
    TakenFewer,
)
from communitygov.procedure.showing import Shows
from communitygov.procedure.soundness import AbsentRoles, SoundnessReport
from communitygov.procedure.table import Move, Opening, State, Table

__all__ = [
    "AbsentRoles",
    "Attempt",
    "Case",
    "DaysPassed",
    "Deadline",
    "Deed",
    "Due",
    "DueStatus",
    "Fact",
    "HadNoHand",
    "IsRaiser",
    "Matter",
    "Move",
    "Opening",
    "Option",
    "Procedure",
    "Record",
    "Requirement",
    "ServesGrid",
    "Shows",
    "SoundnessReport",
    "State",
    "Table",
    "TakenAtLeast",
    "TakenFewer",
]
