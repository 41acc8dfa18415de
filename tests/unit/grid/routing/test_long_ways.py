"""Ways up of thousands of grids: each is asked once, what is said stays short, and little of it is kept."""

import pytest
from tests.unit.grid.routing.routed import AT

from communitygov.core.workcalendar import WeekendCalendar
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.duty import WorkerKind
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.roster import Roster
from communitygov.grid.posting.worker import Worker
from communitygov.grid.routing import kept
from communitygov.grid.routing.kept import Kept
from communitygov.grid.routing.policy import three_tier_policy
from communitygov.grid.routing.report import Report
from communitygov.grid.routing.router import Router

DEPTH = 5_000
LAST = f"n{DEPTH - 1}"
CHAIN = GridHierarchy.from_rows(
    [("n0", None, "general", "圈"), *((f"n{at}", f"n{at - 1}", "micro", "圈") for at in range(1, DEPTH))]
)
REPORT = Report("R-1", matter="gas", at=AT, grid=LAST)


def router(*posted: str) -> Router:
    """Return a router of the chain in which one worker serves some grids."""
    roster = Roster(
        CHAIN,
        workers=[Worker("w", kind=WorkerKind.GRID_WORKER)],
        postings=[Posting("w", code) for code in posted],
    )
    return Router(roster=roster, policy=three_tier_policy(), calendar=WeekendCalendar())


def test_the_worker_of_the_root_has_what_nobody_takes_on_the_way() -> None:
    found = router("n0").dispatch(REPORT)
    assert (found.responsible, found.tiers[0].held_at) == ("w", "n0")
    assert [each.code for each in found.findings] == [
        "ROUTE_TIER_WITHOUT_GRID",
        *["ROUTE_GRID_VACANT"] * (DEPTH - 1),
        *["ROUTE_TIER_SAME_WORKER"] * 2,
    ]


def test_where_nobody_is_on_a_long_way_the_first_grids_are_named_and_the_rest_counted() -> None:
    found = router().dispatch(REPORT)
    assert (found.responsible, found.findings[-1].code) == (None, "ROUTE_NOBODY")
    assert len(found.findings[-1].text()) < 1_000
    assert f"none of {LAST}, n{DEPTH - 2}" in found.findings[-1].text()


def test_who_serves_every_grid_has_it_at_once() -> None:
    everywhere = router(*CHAIN)
    assert everywhere.route(REPORT).responsible == "w"
    assert set(everywhere.first_workers("gas", on=AT.date()).by_place) == {0}


def test_what_is_kept_is_weighed_and_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_KEPT", 10)
    answers = Kept[str, int]()
    assert [answers.keep("a", 1, weight=6), answers.keep("b", 2, weight=4)] == [1, 2]
    assert (answers.get("a"), answers.get("b")) == (1, 2)
    answers.keep("c", 3, weight=11)
    assert (answers.get("a"), answers.get("c")) == (None, 3)
    answers.keep("d", 4, weight=1)
    assert (answers.get("c"), answers.get("d")) == (None, 4)
