"""Front door of the audit: what a rule of decision can, cannot and should not do in a body."""

from communitygov.meeting.rule_audit.body import Position
from communitygov.meeting.rule_audit.bound import MOST_STATES
from communitygov.meeting.rule_audit.game import Players
from communitygov.meeting.rule_audit.kind import Contingent, Headcount, VoterKind
from communitygov.meeting.rule_audit.power import PowerIndex, PowerReport, PowerShare, banzhaf, shapley_shubik
from communitygov.meeting.rule_audit.profile import Profile, Reversal, Veto
from communitygov.meeting.rule_audit.report import AuditReport, audit
from communitygov.meeting.rule_audit.survey import Question, RuleSurvey, survey
from communitygov.meeting.rule_audit.whatif import FurtherVotes, WhatIf, whatif

__all__ = [
    "MOST_STATES",
    "AuditReport",
    "Contingent",
    "FurtherVotes",
    "Headcount",
    "Players",
    "Position",
    "PowerIndex",
    "PowerReport",
    "PowerShare",
    "Profile",
    "Question",
    "Reversal",
    "RuleSurvey",
    "Veto",
    "VoterKind",
    "WhatIf",
    "audit",
    "banzhaf",
    "shapley_shubik",
    "survey",
    "whatif",
]
