"""A community canteen: as a place, on its plane, and written as GeoJSON."""

import json
from typing import Any

from communitygov.core.quantity import Quantity
from communitygov.geometry import Area, Plane, Point
from communitygov.interchange.place_geojson import places_to_geojson
from communitygov.space.hours import WeekHours
from communitygov.space.place import Place, Zone

PLANE = Plane(longitude=1_039_200_000, latitude=305_700_000)
GROUND = Area((Point(0, 0), Point(2_000, 0), Point(2_000, 2_000), Point(0, 2_000)))
CANTEEN = Place(
    "r29",
    "R29社区智惠食堂",
    at=Point(500, 500),
    outline=GROUND,
    functions={"canteen"},
    zones=[Zone("read", "阅读", functions={"library"}, area=Quantity.parse("40余平方米"))],
    hours=WeekHours.parse("Mo-Su 07:00-20:00"),
    publicly_accessible=True,
    handicap_accessible=False,
    occupancy_number_peak=Quantity.parse("60人"),
    tags=[("operator", "社区"), ("name", "食堂")],
)


def written(*places: Place) -> Any:  # noqa: ANN401  JSON
    return json.loads(places_to_geojson(places, plane=PLANE))
