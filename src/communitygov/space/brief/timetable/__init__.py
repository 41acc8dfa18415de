"""分时共用: rooms that are shared by the hour, and what is in them when.

Read in this order: `activity`, `rule`, `timetable`, `pack`; then `week`, `problem`, `search`, `bound`.
"""

from communitygov.space.brief.timetable.activity import Activity, Placement, SharedRoom, shared_rooms
from communitygov.space.brief.timetable.pack import STANDARD_PACKING, Packing, PackRule, Unplaced, pack
from communitygov.space.brief.timetable.sheet import BOOKING_HEADS, Booking
from communitygov.space.brief.timetable.timetable import RASTER, Timetable

__all__ = [
    "BOOKING_HEADS",
    "RASTER",
    "STANDARD_PACKING",
    "Activity",
    "Booking",
    "PackRule",
    "Packing",
    "Placement",
    "SharedRoom",
    "Timetable",
    "Unplaced",
    "pack",
    "shared_rooms",
]
