"""In which grid a report lies."""

from typing import Any

import pytest
from tests.unit.grid.routing.routed import AT, Parts

from communitygov.geometry.point import Point
from communitygov.grid.code.book import CodeBook, CodeEntry
from communitygov.grid.routing.dispatch import Dispatch
from communitygov.grid.routing.report import Ground, Report
from communitygov.grid.routing.router import Router


def told(found: Dispatch) -> list[str]:
    return [each.code for each in found.findings if each.code.startswith("REPORT")]


def ask(router: Router, **place: Any) -> Dispatch:  # noqa: ANN401  of many types
    return router.dispatch(Report("R-1", matter="lighting", at=AT, **place))


def at(east: int, north: int) -> Point:
    return Point(east * 100, north * 100)


@pytest.mark.parametrize(
    ("place", "grid"),
    [
        ({"grid": "M-1"}, "M-1"),
        ({"dwelling": "D-2"}, "M-2"),
        ({"person": "r-2"}, "M-2"),
        ({"point": at(150, 20)}, "M-2"),
        ({"point": at(250, 20)}, "M-3"),
    ],
)
def test_each_way_leads_to_a_grid(router: Router, place: dict[str, Any], grid: str) -> None:
    found = ask(router, **place)
    assert (found.grid, found.candidates, told(found)) == (grid, (grid,), [])


def test_an_exclusive_grid_comes_before_the_general_grid_and_the_micro_grid_around_it(router: Router) -> None:
    found = ask(router, point=at(50, 20))
    assert (found.candidates, found.responsible) == (("X-1",), "w-x")


def test_the_most_specific_of_grids_under_one_another_counts(router: Router) -> None:
    assert ask(router, point=at(350, 20)).grid == "LQ"
    assert ask(router, point=at(150, 20)).grid == "M-2"


def test_on_a_border_both_are_named_and_it_is_asked_before_sending(router: Router) -> None:
    found = ask(router, point=at(100, 20))
    assert (found.candidates, found.must_ask) == (("M-1", "M-2"), True)
    assert told(found) == ["REPORT_POINT_AMBIGUOUS"]
    assert "M-1、M-2" in found.findings[0].text("zh")


def test_on_the_border_of_an_exclusive_grid_it_comes_first_and_the_other_is_named(router: Router) -> None:
    assert ask(router, point=at(40, 20)).candidates == ("X-1", "M-1")


def test_on_the_rim_of_the_town_there_is_nothing_to_ask(router: Router) -> None:
    assert ask(router, point=at(0, 20)).candidates == ("M-1",)


def test_a_point_in_no_ground_is_a_finding(router: Router) -> None:
    found = ask(router, point=at(900, 20))
    assert (found.grid, found.responsible, found.deadline) == (None, None, None)
    assert [each.code for each in found.findings] == ["REPORT_POINT_OUTSIDE", "REPORT_NOWHERE"]


def test_two_ways_that_agree_leave_the_lower_grid(router: Router) -> None:
    assert ask(router, grid="G-1", dwelling="D-1").grid == "M-1"
    assert ask(router, grid="M-1", point=at(10, 10)).candidates == ("M-1",)
    assert ask(router, dwelling="D-1", point=at(350, 20)).candidates == ("M-1",)


def test_a_second_way_settles_which_home(router: Router) -> None:
    both = ask(router, person="r-3")
    assert (both.candidates, told(both)) == (("M-1", "M-3"), ["REPORT_HOMES_SEVERAL"])
    settled = ask(router, person="r-3", point=at(250, 20))
    assert (settled.candidates, told(settled)) == (("M-3",), [])


def test_ways_that_disagree_are_explained_with_both_candidates(router: Router) -> None:
    found = ask(router, dwelling="D-1", point=at(250, 20))
    assert (found.candidates, found.responsible) == (("M-1", "M-3"), "w-1")
    assert told(found) == ["REPORT_WAYS_DISAGREE"]
    assert found.findings[0].text() == "report R-1 says two places: M-1 by its dwelling, M-3 by its point"
    assert [str(each) for each in found.why][:3] == [
        "by its dwelling: M-1",
        "by its point: M-3",
        "M-1 for now; M-3 is in question too",
    ]


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ({"grid": "M-9"}, "REPORT_GRID_UNKNOWN"),
        ({"dwelling": "D-9"}, "REPORT_DWELLING_UNKNOWN"),
        ({"person": "r-9"}, "REPORT_PERSON_UNPLACED"),
    ],
)
def test_what_nobody_knows_is_a_finding_and_another_way_still_serves(
    router: Router, place: dict[str, Any], code: str
) -> None:
    assert told(ask(router, **place)) == [code, "REPORT_NOWHERE"]
    helped = ask(router, **place, point=at(150, 20))
    assert (helped.grid, told(helped)) == ("M-2", [code])


def test_without_homes_and_grounds_only_codes_serve(parts: Parts) -> None:
    router = parts.router(residency=None, grounds=())
    found = ask(router, grid="M-1", dwelling="D-1", person="r-1", point=at(10, 10))
    assert found.grid == "M-1"
    assert told(found) == ["REPORT_DWELLING_UNKNOWN", "REPORT_PERSON_UNPLACED", "REPORT_POINT_OUTSIDE"]


def test_an_official_code_stands_for_its_grid_or_grids(parts: Parts) -> None:
    router = parts.router(codes={"510116": "LQ", "510116001": ["M-1", "M-2"]})
    assert ask(router, grid="510116").grid == "LQ"
    several = ask(router, grid="510116001")
    assert (several.candidates, told(several)) == (("M-1", "M-2"), ["REPORT_CODE_SEVERAL"])


def test_a_book_of_codes_serves_as_well(parts: Parts) -> None:
    book = CodeBook([CodeEntry("M-1", "510116001001", register="host")])
    assert ask(parts.router(codes=book), grid="510116001001").grid == "M-1"


def test_two_grounds_of_the_same_kind_are_both_candidates_in_the_order_of_codes(parts: Parts) -> None:
    again = [Ground("M-3", each.area) for each in parts.grounds if each.grid == "M-2"]
    router = parts.router(grounds=(*parts.grounds, *again))
    found = ask(router, point=at(150, 20))
    assert (found.candidates, told(found)) == (("M-2", "M-3"), ["REPORT_POINT_AMBIGUOUS"])


def test_without_a_residency_no_dwelling_and_no_person_is_known(parts: Parts) -> None:
    router = parts.router(residency=None)
    assert told(ask(router, dwelling="D-1")) == ["REPORT_DWELLING_UNKNOWN", "REPORT_NOWHERE"]
    assert told(ask(router, person="r-1")) == ["REPORT_PERSON_UNPLACED", "REPORT_NOWHERE"]
