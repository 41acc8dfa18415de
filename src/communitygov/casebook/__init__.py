"""Cases to work with: grids, places and programmes of the documents, with figures that do not mix.

Read in this order: `figure` (a number with place and words), `figures` (the documents'), `case` with
`shuangliu` (a district) and `chenghua` (a lane); `place_case` with `shuangliu_places`, `caojiaxiang`,
`chengdu_places` and `huayang`; `programme_case` with `longqiao`,
`chengdu_programmes` and `huayang`.
"""

from communitygov.casebook.caojiaxiang import caojiaxiang
from communitygov.casebook.case import GridCase
from communitygov.casebook.chengdu_places import chengdu_places
from communitygov.casebook.chengdu_programmes import chengdu_programmes
from communitygov.casebook.chenghua import chenghua_lane
from communitygov.casebook.figure import (
    Figure,
    FiguresOfDifferentDocuments,
    FiguresOfDifferentPlaces,
    FiguresOfDifferentThings,
)
from communitygov.casebook.figures import CHENGHUA_LANE_FIGURES, PIDU_FIGURES, SHUANGLIU_FIGURES
from communitygov.casebook.huayang import huayang, huayang_places
from communitygov.casebook.longqiao import longqiao
from communitygov.casebook.place_case import PlaceCase
from communitygov.casebook.programme_case import ProgrammeCase
from communitygov.casebook.reading import CommunityReading
from communitygov.casebook.shuangliu import shuangliu
from communitygov.casebook.shuangliu_places import shuangliu_places

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
    "PlaceCase",
    "ProgrammeCase",
    "caojiaxiang",
    "chengdu_places",
    "chengdu_programmes",
    "chenghua_lane",
    "huayang",
    "huayang_places",
    "longqiao",
    "shuangliu",
    "shuangliu_places",
]
