"""Whether a sitting kept to its standing orders, judged from its log: findings, and the lawful decision."""

from communitygov.meeting.validity.consequence import Consequence
from communitygov.meeting.validity.higher import HigherDecision
from communitygov.meeting.validity.judgement import LawfulDecision, check_sitting, lawful_decision
from communitygov.meeting.validity.table import CONSEQUENCES

__all__ = [
    "CONSEQUENCES",
    "Consequence",
    "HigherDecision",
    "LawfulDecision",
    "check_sitting",
    "lawful_decision",
]
