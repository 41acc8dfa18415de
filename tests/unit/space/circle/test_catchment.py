"""Two-step floating catchment, walks to one site, detours."""

from fractions import Fraction
from typing import Any

import attrs
import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.geometry import Point
from communitygov.space.audience import Population
from communitygov.space.circle import (
    Catchment,
    DemandPoint,
    Site,
    StraightCircle,
    Supply,
    WalkCircle,
    WalkNetwork,
    WalkReach,
    catchment_in_floats,
    detours,
    two_step_catchment,
    walk_circle,
)

RINGS = [StraightCircle(minutes, metres_per_minute=60) for minutes in (5, 10)]
SITE = Site("s", at=Point(0, 0))


def home(code: str, metres: int, people: int) -> DemandPoint:
    return DemandPoint(code, at=Point(metres * 100, 0), population=Population.of({"60plus": people}))


HOMES = [home("near", 100, 10), home("far", 500, 20), home("beyond", 700, 40)]


def test_supply_is_shared_among_those_inside() -> None:
    found = two_step_catchment([SITE], HOMES, circles=RINGS[1], supply={"s": 60})
    assert [access for _, _, access in found.access] == [2, 2, 0]
    assert found.without == ("beyond",)


def test_with_weights_who_is_farther_counts_less_and_uses_less() -> None:
    supply = Supply({"s": 60}, weights=(1, Fraction(1, 2)))
    found = two_step_catchment([SITE], HOMES, circles=RINGS, supply=supply)
    assert [access for _, _, access in found.access] == [3, Fraction(3, 2), 0]
    assert found.used == 60
    assert catchment_in_floats([SITE], HOMES, circles=RINGS, supply=supply) == (3.0, 1.5, 0.0)


def test_a_weight_of_nothing_leaves_a_ring_out() -> None:
    supply = Supply({"s": 60}, weights=(1, 0))
    assert catchment_in_floats([SITE], HOMES, circles=RINGS, supply=supply) == (6.0, 0.0, 0.0)


def test_a_site_that_nobody_reaches_is_told_and_gives_nothing() -> None:
    lone = Site("lone", at=Point(10**8, 0))
    found = two_step_catchment(
        [lone, SITE], HOMES, circles=RINGS[1], supply={"s": 60, "lone": Fraction(7, 2)}
    )
    assert (found.idle, found.used) == (("lone",), 60)


@pytest.mark.parametrize(
    "weights", [(1,), (1, 1, 1), (Fraction(1, 2), 1), (2, 1), (1, -1), (1, 0.5), (True, 1), 7]
)
def test_weights_are_one_for_each_circle_and_never_grow(weights: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue, match="weights"):
        two_step_catchment([SITE], HOMES, circles=RINGS, supply=Supply({"s": 60}, weights))


@pytest.mark.parametrize("amount", [-1, 0.5, True, "60", None, 10**4000, Fraction(1, 10**4000)])
def test_supply_is_exact(amount: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue, match="supply"):
        two_step_catchment([SITE], HOMES, circles=RINGS[0], supply={"s": amount})


def test_supply_is_of_the_sites_and_of_no_other() -> None:
    with pytest.raises(UnknownName, match="No supply is called 's'"):
        two_step_catchment([SITE], HOMES, circles=RINGS[0], supply={})
    with pytest.raises(UnknownName, match="No site is called 't'"):
        two_step_catchment([SITE], HOMES, circles=RINGS[0], supply={"s": 1, "t": 1})
    with pytest.raises(InvalidValue, match="supply"):
        two_step_catchment([SITE], HOMES, circles=RINGS[0], supply=60)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "access",
    [
        [("a", 1, Fraction(1)), ("a", 1, Fraction(2))],
        [("a", -1, Fraction(1))],
        [("a", True, Fraction(1))],
        [("a", 1, Fraction(-1))],
        [("a", 1, 1)],
        ["a11"],
        [None],
    ],
)
def test_access_is_told_once_for_each_demand_point(access: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue, match="access"):
        Catchment(access=access)


LANE = WalkNetwork(
    [("gate", "mid", 30_000), ("mid", "end", 30_000)],
    nodes=[("gate", Point(0, 0)), ("mid", Point(20_000, 0)), ("end", Point(20_000, 30_000))],
)


@pytest.fixture
def reach() -> WalkReach:
    homes = [home("mid", 200, 10), home("gate", 0, 20), home("lost", 9_000, 40)]
    return walk_circle(SITE, homes, network=LANE, minutes=5, metres_per_minute=60)


def test_a_walk_names_the_nearest_first_with_its_minutes(reach: WalkReach) -> None:
    assert reach.inside == (("gate", 0), ("mid", 30_000))
    assert reach.minutes("mid") == 5
    assert (reach.outside, reach.off_network) == (("lost",), ("lost",))
    assert reach.people.total == 30
    assert "mid" in reach
    assert "lost" not in reach


def test_a_walk_shows_itself_as_a_table(reach: WalkReach) -> None:
    assert "<td>mid</td><td>300.00</td><td>5:00</td>" in reach._repr_html_()
    assert "…" not in reach._repr_html_()


def test_a_long_table_says_how_much_more_there_is(reach: WalkReach) -> None:
    many = attrs.evolve(reach, inside=[(f"h-{at:03}", 0) for at in range(302)])
    assert "另有 2 行 2 more" in many._repr_html_()


@pytest.mark.parametrize(
    "change",
    [
        {"inside": (("mid", 30_001),)},
        {"inside": (("mid", 5), ("gate", 0))},
        {"inside": (("mid", True),)},
        {"inside": ("mid",)},
        {"outside": ("gate",), "off_network": ()},
        {"off_network": ("gate",)},
    ],
)
def test_a_walk_whose_parts_do_not_agree_is_refused(reach: WalkReach, change: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        attrs.evolve(reach, **change)


def test_a_walk_is_asked_of_a_site_and_a_network() -> None:
    with pytest.raises(InvalidValue, match="site"):
        walk_circle("s", [], network=LANE, minutes=5, metres_per_minute=60)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="network"):
        walk_circle(SITE, [], network=None, minutes=5, metres_per_minute=60)  # type: ignore[arg-type]


def test_detours_are_of_pairs_that_are_near_in_a_straight_line() -> None:
    homes = [home("mid", 200, 10), home("gate", 0, 20), home("lost", 9_000, 40)]
    near = detours([SITE], homes, network=LANE, within=20_000)
    assert [(each.demand, each.straight, each.walk, each.ratio) for each in near] == [
        ("mid", 20_000, 30_000, Fraction(3, 2)),
        ("gate", 0, 0, None),
    ]
    assert detours([SITE], homes, network=LANE)[2].ratio is None


def test_circles_on_foot_share_supply_too() -> None:
    ring = WalkCircle(5, metres_per_minute=60)
    found = two_step_catchment([SITE], [home("mid", 200, 10)], circles=ring, network=LANE, supply={"s": 5})
    assert found.of("mid") == Fraction(1, 2)


def test_checking_supply_grows_with_the_sites_and_no_faster() -> None:
    counted = 0

    class Counted(str):
        __slots__ = ()

        def __hash__(self) -> int:
            nonlocal counted
            counted += 1
            return super().__hash__()

    steps: list[int] = []
    for size in (50, 100):
        sites = [Site(f"s{at}", at=Point(0, 0)) for at in range(size)]
        counted = 0
        two_step_catchment(sites, HOMES, circles=RINGS[0], supply={Counted(site.id): 1 for site in sites})
        steps.append(counted)
    assert steps[1] <= 3 * steps[0]
