"""Cases to work with: the grids of places as the documents count them, with figures that cannot be mixed up.

Read in this order: `figure` (a number with place and words), `figures` (the documents'), `case`, then
`shuangliu` (a district) and `chenghua` (a lane).
"""

from communitygov.casebook.case import GridCase
from communitygov.casebook.chenghua import chenghua_lane
from communitygov.casebook.figure import (
    Figure,
    FiguresOfDifferentDocuments,
    FiguresOfDifferentPlaces,
    FiguresOfDifferentThings,
)
from communitygov.casebook.figures import CHENGHUA_LANE_FIGURES, PIDU_FIGURES, SHUANGLIU_FIGURES
from communitygov.casebook.reading import CommunityReading
from communitygov.casebook.shuangliu import shuangliu

__all__ = [
    "CHENGHUA_LANE_FIGURES",
    "PIDU_FIGURES",
    "SHUANGLIU_FIGURES",
    "CommunityReading",
    "Figure",
    "FiguresOfDifferentDocuments",
    "FiguresOfDifferentPlaces",
    "FiguresOfDifferentThings",
    "GridCase",
    "chenghua_lane",
    "shuangliu",
]
