"""A small community for the tests: one general grid, three micro-grids, workers by short names."""

from collections.abc import Iterable
from typing import Any

from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.duty import WorkerKind
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.roster import Roster
from communitygov.grid.posting.worker import Worker

ROWS = (
    ("C", None, "community", "社区"),
    ("G", "C", "general", "一般网格"),
    ("A", "G", "micro", "甲"),
    ("B", "G", "micro", "乙"),
    ("D", "G", "micro", "丁"),
)
GRID = GridHierarchy.from_rows(ROWS)


def worker(id: str, **facts: Any) -> Worker:  # noqa: ANN401  fields of a worker
    """A micro-grid worker."""
    return Worker(id, **{"kind": WorkerKind.MICRO_GRID_WORKER, **facts})


def roster(*postings: Posting, workers: Iterable[Worker] = (), **facts: Any) -> Roster:  # noqa: ANN401
    """A roster of the postings, with everybody in them who is not given."""
    given = {each.id: each for each in workers}
    others = {each.worker: worker(each.worker) for each in postings if each.worker not in given}
    return Roster(
        facts.pop("grid", GRID), workers=[*given.values(), *others.values()], postings=postings, **facts
    )


def codes(findings: Iterable[Any]) -> list[str]:
    """The codes of findings."""
    return [finding.code for finding in findings]
