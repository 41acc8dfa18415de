"""The altair chart of circles, read as the JSON document that it is."""

import sys
from typing import Any

import attrs
import pytest

from communitygov.errors import InvalidValue, MissingExtra
from communitygov.geometry import Point
from communitygov.plot.circle_map import circle_map
from communitygov.space.audience import Population
from communitygov.space.circle import (
    Coverage,
    DemandPoint,
    Site,
    StraightCircle,
    WalkCircle,
    WalkNetwork,
    coverage,
)

pytest.importorskip("altair", reason="the extra `plot` is not installed")

RINGS = [StraightCircle(minutes, metres_per_minute=75) for minutes in (5, 10)]
HOMES = [
    DemandPoint("near", at=Point(0, 0), population=Population.of({"60plus": 30}), grid="G1"),
    DemandPoint("middle", at=Point(60_000, 0), population=Population.of({"60plus": 10})),
    DemandPoint("far", at=Point(0, 90_000), population=Population.of({"0-2": 40})),
    DemandPoint("unplaced", node="a", population=Population()),
]
SITES = [Site("R29", at=Point(0, 0)), Site("beside", at=Point(5_000, 0))]


@pytest.fixture
def seen() -> Coverage:
    return coverage(SITES, HOMES[:3], circles=RINGS)


@pytest.fixture
def spec(seen: Coverage) -> dict[str, Any]:
    made: dict[str, Any] = circle_map(SITES, HOMES[:3], coverage=seen).to_dict()
    return made


def values(spec: dict[str, Any], side: int, layer: int) -> list[dict[str, Any]]:
    data = spec["hconcat"][side]["layer"][layer]["data"]
    found: list[dict[str, Any]] = data["values"] if "values" in data else spec["datasets"][data["name"]]
    return found


def test_every_demand_point_has_the_ring_of_the_smallest_circle_that_holds_it(spec: dict[str, Any]) -> None:
    rows = {row["demand"]: row for row in values(spec, 0, 1)}
    assert {code: row["ring"] for code, row in rows.items()} == {
        "near": "≤ 5 分钟 min",
        "middle": "≤ 10 分钟 min",
        "far": "圈外 beyond",
    }
    assert rows["near"] == {
        "demand": "near",
        "people": 30,
        "ring": "≤ 5 分钟 min",
        "grid": "G1",
        "east": 0,
        "north": 0,
    }


def test_points_with_most_people_are_drawn_first(spec: dict[str, Any]) -> None:
    assert [row["demand"] for row in values(spec, 0, 1)] == ["far", "near", "middle"]


def test_straight_circles_are_drawn_about_each_site_at_their_radius(spec: dict[str, Any]) -> None:
    corners = values(spec, 0, 0)
    assert {row["outline"] for row in corners} == {"R29 5", "R29 10", "beside 5", "beside 10"}
    of_one = [row for row in corners if row["outline"] == "beside 10"]
    assert [(of_one[0]["east"], of_one[0]["north"]), (of_one[15]["east"], of_one[15]["north"])] == [
        (5_000, 75_000),
        (80_000, 0),
    ]
    assert of_one[0]["ring"] == of_one[-1]["ring"] == "≤ 10 分钟 min"


def test_circles_of_very_many_sites_are_not_drawn() -> None:
    many = [Site(f"s-{at}", at=Point(at, 0)) for at in range(41)]
    spec = circle_map(many, HOMES[:3], coverage=coverage(many, HOMES[:3], circles=RINGS)).to_dict()
    assert values(spec, 0, 0) == []
    assert len(values(spec, 0, 2)) == 41


def test_walking_circles_have_no_outline_and_what_has_no_point_is_left_out() -> None:
    lane = WalkNetwork([("a", "b", 100)], nodes=[("b", Point(0, 0))])
    walked = coverage(
        [*SITES, Site("node", node="a")],
        HOMES,
        circles=WalkCircle(5, metres_per_minute=75),
        network=lane,
    )
    spec = circle_map([*SITES, Site("node", node="a")], HOMES, coverage=walked).to_dict()
    assert values(spec, 0, 0) == []
    assert [row["site"] for row in values(spec, 0, 2)] == ["R29", "beside"]
    assert "unplaced" not in {row["demand"] for row in values(spec, 0, 1)}
    assert spec["title"]["text"].startswith("谁住在圈内（步行）")


def test_the_rings_of_an_age_band_add_up_to_one(spec: dict[str, Any]) -> None:
    rows = [row for row in values(spec, 1, 0) if row["band"] == "60 岁以上 60 and over"]
    assert [(row["ring"], row["people"], row["share"]) for row in rows] == [
        ("≤ 5 分钟 min", 30, 0.75),
        ("≤ 10 分钟 min", 10, 0.25),
        ("圈外 beyond", 0, 0.0),
    ]


def test_beside_the_bars_stands_the_share_inside_the_greatest_circle(spec: dict[str, Any]) -> None:
    told = {row["band"]: row["inside"] for row in values(spec, 1, 1)}
    assert told["60 岁以上 60 and over"] == "100.0%"
    assert told["0–2 岁 0 to 2"] == "0.0%"
    assert told["18–34 岁 18 to 34"] == "-"


def test_the_title_says_what_was_found_and_the_speed_in_both_languages(
    spec: dict[str, Any], seen: Coverage
) -> None:
    subtitle = spec["title"]["subtitle"]
    assert subtitle[:2] == seen.text("zh").split("\n")
    assert subtitle[2:4] == seen.text("en").split("\n")
    assert subtitle[4] == "速度 speed: 75 米/分钟 m/min"


def test_the_rings_have_one_colour_each_on_the_map_and_in_the_bars(spec: dict[str, Any]) -> None:
    scales = [
        spec["hconcat"][side]["layer"][layer]["encoding"]["color"]["scale"]
        for side, layer in ((0, 0), (0, 1), (1, 0))
    ]
    assert scales[0] == scales[1] == scales[2]
    assert scales[0]["range"] == ["#0e4b6e", "#96cbde", "#d1495b"]
    assert len(set(scales[0]["domain"])) == 3


def test_a_map_of_one_circle_has_two_colours() -> None:
    seen = coverage(SITES, HOMES[:3], circles=RINGS[0])
    spec = circle_map(SITES, HOMES[:3], coverage=seen).to_dict()
    assert spec["hconcat"][1]["layer"][0]["encoding"]["color"]["scale"]["range"] == ["#0e4b6e", "#d1495b"]


def test_one_centimetre_is_as_long_eastward_as_northward(spec: dict[str, Any]) -> None:
    chart = spec["hconcat"][0]
    first = chart["layer"][0]["encoding"]
    east, north = (first[side]["scale"]["domain"] for side in ("x", "y"))
    ratio = (east[1] - east[0]) / chart["width"] / ((north[1] - north[0]) / chart["height"])
    assert 0.98 < ratio < 1.02


def test_other_demand_points_than_those_of_the_coverage_are_refused(seen: Coverage) -> None:
    more = DemandPoint("more", at=Point(0, 0), population=Population.of({"0-2": 1}))
    renamed = attrs.evolve(HOMES[2], id="renamed")
    for homes in ([*HOMES[:3], more], [*HOMES[:2], renamed]):
        with pytest.raises(InvalidValue, match="those of the coverage"):
            circle_map(SITES, homes, coverage=seen)


def test_there_is_something_to_draw_and_not_too_much(seen: Coverage, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidValue, match="with a point"):
        circle_map(SITES, HOMES[3:], coverage=seen)
    # The front door has a function of the module's own name.
    monkeypatch.setattr(sys.modules["communitygov.plot.circle_map"], "MOST_POINTS", 2)
    with pytest.raises(InvalidValue, match="with a point"):
        circle_map(SITES, HOMES[:3], coverage=seen)


def test_without_altair_the_extra_is_named(seen: Coverage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtra, match=r"communitygov\[plot\]"):
        circle_map(SITES, HOMES[:3], coverage=seen)


def test_what_is_no_coverage_is_refused() -> None:
    with pytest.raises(InvalidValue, match="coverage"):
        circle_map(SITES, HOMES, coverage=None)  # type: ignore[arg-type]
