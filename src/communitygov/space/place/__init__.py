"""Places: what they were and became, what they are made of, whom they hold and which needs they meet."""

from communitygov.space.place.matching import (
    SCENES_AND_NEEDS,
    SceneMatch,
    SceneMatching,
    SceneNeed,
    match_needs,
)
from communitygov.space.place.measure import AREA_UNITS, PEOPLE, SQUARE_METRES
from communitygov.space.place.parts import Channel, ChannelKind, Designation, Facility, Zone
from communitygov.space.place.place import IFC_NAMES, Place
from communitygov.space.place.route import Route
from communitygov.space.place.transformation import (
    CO_CREATORS,
    RENEWAL_MOVES,
    TRANSFORMATION_SOURCES,
    CoCreator,
    RenewalMove,
    Transformation,
    TransformationKind,
)

__all__ = [
    "AREA_UNITS",
    "CO_CREATORS",
    "IFC_NAMES",
    "PEOPLE",
    "RENEWAL_MOVES",
    "SCENES_AND_NEEDS",
    "SQUARE_METRES",
    "TRANSFORMATION_SOURCES",
    "Channel",
    "ChannelKind",
    "CoCreator",
    "Designation",
    "Facility",
    "Place",
    "RenewalMove",
    "Route",
    "SceneMatch",
    "SceneMatching",
    "SceneNeed",
    "Transformation",
    "TransformationKind",
    "Zone",
    "match_needs",
]
