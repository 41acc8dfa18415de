"""Which sites to renovate and which functions to put in each, with a bound and with reasons."""

from communitygov.space.selection.candidate import Candidate, FunctionModule
from communitygov.space.selection.catchments import Catchments
from communitygov.space.selection.highs import Highs
from communitygov.space.selection.outcome import Alternative, ChosenSite, FunctionCover, Limit, Margin
from communitygov.space.selection.problem import SelectionProblem
from communitygov.space.selection.rule import CoverageFloor, SelectionRule
from communitygov.space.selection.select import select
from communitygov.space.selection.selection import Selection

__all__ = [
    "Alternative",
    "Candidate",
    "Catchments",
    "ChosenSite",
    "CoverageFloor",
    "FunctionCover",
    "FunctionModule",
    "Highs",
    "Limit",
    "Margin",
    "Selection",
    "SelectionProblem",
    "SelectionRule",
    "select",
]
