"""Ways out and in: what other systems read and write.

`communitygov.interchange.open311` speaks Open311 GeoReport v2, `communitygov.interchange.geojson` GeoJSON.
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

__all__ = [
    "OPEN311_LOSSES",
    "AddressKind",
    "Open311Import",
    "Open311Terms",
    "Service",
    "areas_from_geojson",
    "areas_to_geojson",
    "delineation_to_geojson",
    "from_open311",
    "open311_losses",
    "open311_services",
    "read_open311",
    "to_open311",
    "write_open311",
]
