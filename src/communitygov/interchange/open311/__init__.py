"""Open311 GeoReport v2: reports out as service requests, service requests in as reports, and what is lost.

1. Read from the specification: https://github.com/open311/open311.github.io, ``GeoReport/v2/index.md``.
2. Out go a grid (or a point), a matter, times and the standing.  Identifiers of people never do.
3. In comes what a stranger sent: names, telephone numbers and addresses of people are dropped and said to be;
   what is of the wrong type or too long is refused with its place.

Nothing here opens a connection.  XML, which the specification asks of servers, is the host's to make.
"""

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
    "from_open311",
    "open311_losses",
    "open311_services",
    "read_open311",
    "to_open311",
    "write_open311",
]
