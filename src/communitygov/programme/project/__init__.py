"""Staged projects with gates on the procedure engine; programmes that are rolled out; how long it took."""

from communitygov.programme.project.duration import ProjectDuration
from communitygov.programme.project.plan import BUILDING_PROJECT, ROLLOUT, Gate, ProjectPlan, Stage
from communitygov.programme.project.programme import Programme, ProgrammeMeasure
from communitygov.programme.project.staged import PROJECT_OWNER, staged_project
from communitygov.programme.project.uncontradicted import Uncontradicted

__all__ = [
    "BUILDING_PROJECT",
    "PROJECT_OWNER",
    "ROLLOUT",
    "Gate",
    "Programme",
    "ProgrammeMeasure",
    "ProjectDuration",
    "ProjectPlan",
    "Stage",
    "Uncontradicted",
    "staged_project",
]
