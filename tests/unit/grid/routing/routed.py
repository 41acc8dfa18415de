"""A small town: a community, two general grids, micro-grids and an exclusive grid, with grounds and homes."""

from datetime import UTC, datetime
from typing import NamedTuple

from communitygov.core.workcalendar import WeekendCalendar
from communitygov.geometry.area import Area
from communitygov.geometry.point import Point
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.duty import WorkerKind
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.roster import Roster
from communitygov.grid.posting.worker import Worker
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.residency import Residency
from communitygov.grid.residency.tenure import Tenure, TenureRole
from communitygov.grid.routing.policy import three_tier_policy
from communitygov.grid.routing.report import Ground
from communitygov.grid.routing.router import Router

#: A Thursday.
AT = datetime(2023, 5, 4, 9, tzinfo=UTC)


def block(west: int, east: int, *, north: int = 100) -> Area:
    """Return an upright rectangle from the south, in metres."""
    low, high, top = west * 100, east * 100, north * 100
    return Area((Point(low, 0), Point(high, 0), Point(high, top), Point(low, top)))


class Parts(NamedTuple):
    """What a router is made of."""

    roster: Roster
    residency: Residency
    grounds: tuple[Ground, ...]

    def router(self, **more: object) -> Router:
        """Make the router."""
        known = {
            "roster": self.roster,
            "residency": self.residency,
            "grounds": self.grounds,
            "policy": three_tier_policy(),
            "calendar": WeekendCalendar(),
        }
        return Router(**(known | more))  # type: ignore[arg-type]


def town() -> Parts:
    """Make the parts of the town."""
    grid = GridHierarchy.from_rows(
        [
            ("LQ", None, "community", "龙桥"),
            ("G-1", "LQ", "general", "东区"),
            ("G-2", "LQ", "general", "西区"),
            ("M-1", "G-1", "micro", "一组"),
            ("M-2", "G-1", "micro", "二组"),
            ("M-3", "G-2", "micro", "三组"),
            ("X-1", "G-1", "exclusive", "商场"),
        ]
    )
    workers = [
        Worker(id, kind=WorkerKind.MICRO_GRID_WORKER) for id in ("w-1", "w-1b", "w-x", "g-1", "g-1b", "s-1")
    ]
    postings = [
        Posting("w-1", "M-1"),
        Posting("w-1b", "M-1", rank=1),
        Posting("w-x", "X-1"),
        Posting("g-1", "G-1"),
        Posting("g-1b", "G-1", rank=1),
        Posting("s-1", "LQ"),
    ]
    dwellings = [Dwelling(f"D-{at}", grid=f"M-{at}") for at in (1, 2, 3)]
    tenures = [
        Tenure("r-1", "D-1", role=TenureRole.HEAD),
        Tenure("r-2", "D-2", role=TenureRole.HEAD),
        Tenure("r-3", "D-1", role=TenureRole.OWNER),
        Tenure("r-3", "D-3", role=TenureRole.HEAD),
    ]
    grounds = (
        Ground("LQ", block(0, 400)),
        Ground("G-1", block(0, 200)),
        Ground("M-1", block(0, 100)),
        Ground("M-2", block(100, 200)),
        Ground("M-3", block(200, 300)),
        Ground("X-1", block(40, 60, north=50)),
    )
    return Parts(
        Roster(grid, workers=workers, postings=postings),
        Residency(grid, dwellings=dwellings, tenures=tenures),
        grounds,
    )
