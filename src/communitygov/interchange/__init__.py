"""Ways out and in: what other systems read and write.

`communitygov.interchange.open311` speaks Open311 GeoReport v2, `communitygov.interchange.geojson` GeoJSON,
`communitygov.interchange.pabulib` the ``.pb`` files of participatory budgets.
"""

from communitygov.interchange.geojson import (
    areas_from_geojson,
    areas_to_geojson,
    delineation_to_geojson,
)
from communitygov.interchange.open311.json_text import read_open311
from communitygov.interchange.open311.loss import OPEN311_LOSSES
from communitygov.interchange.open311.reading import Open311Import, from_open311
from communitygov.interchange.open311.terms import AddressKind, Open311Terms, Service, open311_services
from communitygov.interchange.open311.writing import open311_losses, to_open311, write_open311
from communitygov.interchange.pabulib import vote_from_pabulib, vote_to_pabulib
from communitygov.interchange.place_geojson import (
    OsmImport,
    osm_tags,
    places_from_geojson,
    places_from_osm,
    places_to_geojson,
)
from communitygov.interchange.place_loss import OSM_LOSSES

__all__ = [
    "OPEN311_LOSSES",
    "OSM_LOSSES",
    "AddressKind",
    "Open311Import",
    "Open311Terms",
    "OsmImport",
    "Service",
    "areas_from_geojson",
    "areas_to_geojson",
    "delineation_to_geojson",
    "from_open311",
    "open311_losses",
    "open311_services",
    "osm_tags",
    "places_from_geojson",
    "places_from_osm",
    "places_to_geojson",
    "read_open311",
    "to_open311",
    "vote_from_pabulib",
    "vote_to_pabulib",
    "write_open311",
]
