"""A village of two general grids: what the examples reorganise."""

from datetime import date
from typing import Any

from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.duty import Duty, WorkerKind
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.roster import Roster
from communitygov.grid.posting.worker import Worker
from communitygov.grid.reorganisation import Holdings, OpenMatter
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.residency import Residency
from communitygov.grid.residency.tenure import Tenure, TenureRole

ON = date(2024, 3, 1)
DONE: dict[str, Any] = {"on": ON, "basis": "3 号"}

GRID = GridHierarchy.from_rows(
    [
        ("LQ", None, "community", "龙桥"),
        ("G-1", "LQ", "general", "东片"),
        ("G-2", "LQ", "general", "西片"),
        ("M-1", "G-1", "micro", "一组"),
        ("M-2", "G-1", "micro", "二组"),
        ("M-3", "G-2", "micro", "三组"),
        ("X-1", "G-1", "exclusive", "商场"),
        ("E-1", "G-2", "micro", "空"),
    ]
)
RESIDENCY = Residency(
    GRID,
    dwellings=[
        Dwelling("D-1", grid="M-1"),
        Dwelling("D-2", grid="M-1"),
        Dwelling("D-3", grid="M-2"),
        Dwelling("D-4", grid="M-3"),
        Dwelling("D-5", grid=""),
    ],
    tenures=[Tenure(f"r-{at}", f"D-{at}", role=TenureRole.HEAD) for at in (1, 2, 3, 4)],
)
WORKERS = [Worker(f"w-{at}", kind=WorkerKind.MICRO_GRID_WORKER) for at in (1, 2, 3)]
ROSTER = Roster(
    GRID,
    workers=WORKERS,
    postings=[
        Posting("w-1", "M-1"),
        Posting("w-3", "M-1", rank=1),
        Posting("w-2", "M-2"),
        Posting("w-3", "M-2", duty=Duty.HELPS),
        Posting("w-3", "M-1", duty=Duty.HELPS),
        Posting("w-1", "M-2", until=ON),
        Posting("w-2", "G-1"),
    ],
    households={"M-1": 40, "M-2": 50, "M-3": 60},
)
MATTERS = (
    OpenMatter("m-1", grid="M-1", dwelling="D-1"),
    OpenMatter("m-2", grid="G-1", dwelling="D-2"),
    OpenMatter("m-3", grid="M-2"),
    OpenMatter("m-4", grid="G-1"),
    OpenMatter("m-5", grid="LQ", dwelling="D-5"),
)
HELD = Holdings(GRID, residency=RESIDENCY, roster=ROSTER, matters=MATTERS)
