"""Leagues (比学赶超): dense ranks quarter by quarter; ties kept, nobody last for want of a figure."""

from communitygov.programme.league.league import League
from communitygov.programme.league.measure import Axis, LeagueMeasure, LeagueResult, Sense
from communitygov.programme.league.quarter import Quarter
from communitygov.programme.league.ranking import Ranking, Standing
from communitygov.programme.league.score import Movement, WeightedStanding

__all__ = [
    "Axis",
    "League",
    "LeagueMeasure",
    "LeagueResult",
    "Movement",
    "Quarter",
    "Ranking",
    "Sense",
    "Standing",
    "WeightedStanding",
]
