"""Coverage: by age band, by grid, by site, what is amiss, what may be published."""

from fractions import Fraction
from typing import Any

import attrs
import pytest

from communitygov.core.privacy import PublishedCounts, suppress
from communitygov.errors import InvalidValue, UnknownName
from communitygov.geometry import Point
from communitygov.space.audience import AgeBand, AgeBands, AgeGroup, Population
from communitygov.space.circle import (
    CircleCoverage,
    CirclesDoNotMix,
    Coverage,
    DemandPoint,
    PublishedCoverage,
    ServedShare,
    Site,
    SiteReach,
    StraightCircle,
    WalkCircle,
    WalkNetwork,
    coverage,
    gini,
)

RINGS = [StraightCircle(minutes, metres_per_minute=75) for minutes in (5, 10, 15)]
OPEN = AgeBands([AgeBand("all", "全龄", "all ages", group=AgeGroup.ADULTS)])


def home(code: str, east: int, *, grid: str = "", **people: int) -> DemandPoint:
    counts = {"0-2" if band == "babies" else "60plus": count for band, count in people.items()}
    return DemandPoint(code, at=Point(east, 0), population=Population.of(counts), grid=grid)


HOMES = [
    home("near", 0, grid="G1", babies=10, elders=20),
    home("middle", 50_000, grid="G1", elders=30),
    home("far", 100_000, grid="G2", babies=5, elders=35),
    home("empty", 200_000, grid="G3"),
]
SITES = [Site("a", at=Point(0, 0)), Site("b", at=Point(10_000, 0)), Site("c", at=Point(100_000, 0))]


@pytest.fixture
def seen() -> Coverage:
    return coverage(SITES[:2], HOMES, circles=RINGS)


def test_people_are_counted_by_age_band_in_each_circle(seen: Coverage) -> None:
    assert [(row.minutes, row.covered) for row in seen.rows() if row.band == "60plus"] == [
        (5, 20),
        (10, 50),
        (15, 85),
    ]
    assert seen.at(10).band("0-2") == ServedShare("0-2", covered=10, total=15)
    assert seen.at(10).share == Fraction(6, 10)
    assert seen.rows()[0] == (5, "in a straight line", 37_500, "0-2", 10, 15)


def test_an_unknown_band_or_circle_is_named(seen: Coverage) -> None:
    with pytest.raises(UnknownName, match="60plus"):
        seen.at(5).band("60pls")
    with pytest.raises(UnknownName, match="Known: '10', '15', '5'"):
        seen.at(20)


def test_who_is_outside_is_named(seen: Coverage) -> None:
    assert [each.uncovered for each in seen.circles] == [
        ("middle", "far", "empty"),
        ("far", "empty"),
        ("empty",),
    ]


def test_a_site_is_told_by_what_it_reaches_adds_and_reaches_alone() -> None:
    (found,) = coverage(SITES, HOMES, circles=RINGS[0]).circles
    assert found.sites == (
        SiteReach("a", people=30, added=30, only=0),
        SiteReach("b", people=30, added=0, only=0),
        SiteReach("c", people=40, added=40, only=40),
    )
    assert found.choice == ((0, 30), (1, 40), (2, 30))
    assert found.choice_gini == gini([(0, 30), (1, 40), (2, 30)]) == Fraction(21, 50)


def test_grids_without_people_are_not_called_unserved(seen: Coverage) -> None:
    found = seen.at(5)
    assert found.unserved_grids == ("G2",)
    assert found.unserved_share == Fraction(1, 2)
    assert found.grid_gini == gini([(Fraction(1, 2), 60), (0, 40)])


def test_the_least_served_band_and_the_gap_are_exact(seen: Coverage) -> None:
    found = seen.at(5)
    assert found.least_served == ServedShare("60plus", covered=20, total=85)
    assert found.gap == Fraction(10, 15) - Fraction(20, 85)


def test_where_nobody_lives_nothing_is_uneven() -> None:
    (found,) = coverage(SITES, [home("empty", 0)], circles=RINGS[0]).circles
    assert (found.share, found.least_served, found.gap) == (None, None, 0)
    assert (found.choice_gini, found.grid_gini, found.unserved_share) == (None, None, None)
    assert found.choice == ()


def test_what_is_amiss_is_told_with_its_circle(seen: Coverage) -> None:
    told = [(finding.code, finding.subject) for finding in seen.findings()]
    assert told == [
        ("BAND_LEAST_SERVED", "60plus"),
        ("GRID_NOT_SERVED", "G2"),
        ("SITE_ADDS_NOBODY", "a"),
        ("SITE_ADDS_NOBODY", "b"),
        ("BAND_LEAST_SERVED", "60plus"),
        ("GRID_NOT_SERVED", "G2"),
        ("SITE_ADDS_NOBODY", "a"),
        ("SITE_ADDS_NOBODY", "b"),
        ("SITE_ADDS_NOBODY", "a"),
        ("SITE_ADDS_NOBODY", "b"),
    ]
    first = seen.findings()[0]
    assert first.text("zh") == "5 分钟直线圈（375 米）：60 岁以上仅 23.5% 在圈内，最高的年龄段为 66.7%"
    assert "375 m" in first.text()
    assert "60 and over" in first.advice()


def test_points_and_sites_off_the_network_are_told() -> None:
    street = WalkNetwork([("x", "y", 100)], nodes=[("x", Point(0, 0))], snap_limit=500)
    found = coverage(SITES, HOMES, circles=WalkCircle(5, metres_per_minute=75), network=street)
    told = [(finding.code, finding.subject) for finding in found.findings()]
    assert ("DEMAND_OFF_NETWORK", "far") in told
    assert ("SITE_OFF_NETWORK", "c") in told
    assert ("SITE_OFF_NETWORK", "a") not in told
    assert found.sites_off_network == ("b", "c")
    assert found.off_network == ("middle", "far", "empty")


def test_people_of_an_unknown_band_are_refused() -> None:
    with pytest.raises(UnknownName, match="age band"):
        coverage(SITES, HOMES, circles=RINGS, bands=OPEN)
    with pytest.raises(InvalidValue, match="AgeBands"):
        coverage(SITES, HOMES, circles=RINGS, bands="all")  # type: ignore[arg-type]


def test_another_division_of_ages_is_followed() -> None:
    people = DemandPoint("h", at=Point(0, 0), population=Population.of({"all": 7}))
    assert [row.band for row in coverage(SITES, [people], circles=RINGS[0], bands=OPEN).rows()] == ["all"]


def test_a_gain_is_told_by_circle_and_band(seen: Coverage) -> None:
    more = coverage(SITES, HOMES, circles=RINGS)
    gains = [tuple(gain) for gain in more.gain_over(seen) if gain.people]
    assert gains == [(5, "0-2", 5), (5, "60plus", 35), (10, "0-2", 5), (10, "60plus", 65 - 30)]


def test_a_gain_over_other_circles_or_another_kind_is_refused(seen: Coverage) -> None:
    with pytest.raises(InvalidValue, match="before"):
        seen.gain_over(coverage(SITES, HOMES, circles=RINGS[:2]))
    walked = coverage([], [], circles=WalkCircle(5, metres_per_minute=75), network=WalkNetwork([]))
    with pytest.raises(CirclesDoNotMix):
        seen.gain_over(walked)
    with pytest.raises(InvalidValue, match="Coverage"):
        seen.gain_over(None)  # type: ignore[arg-type]


def test_a_coverage_says_itself_in_both_languages(seen: Coverage) -> None:
    assert (
        seen.text("zh").splitlines()[0]
        == "5 分钟直线圈（375 米）：100 人中 30 人（30.0%），最低为60 岁以上（23.5%）"
    )
    assert seen.text().splitlines()[2] == "15 minutes in a straight line (1125 m): 100 of 100 people (100.0%)"


def test_a_coverage_shows_itself_as_a_table(seen: Coverage) -> None:
    shown = seen._repr_html_()
    assert shown.count("<tr>") == 8  # a head, six bands, all
    assert "<td>23.5% (20)</td>" in shown
    assert "<td>合计 all</td>" in shown


def test_names_of_bands_are_escaped_in_the_table() -> None:
    bold = AgeBands([AgeBand("all", "<b>", "<i>", group=AgeGroup.ADULTS)])
    assert "&lt;b&gt; &lt;i&gt;" in coverage(SITES, [], circles=RINGS, bands=bold)._repr_html_()


def test_circles_that_do_not_hold_each_other_are_refused(seen: Coverage) -> None:
    small, _, great = seen.circles
    swapped = attrs.evolve(great, circle=small.circle), attrs.evolve(small, circle=great.circle)
    with pytest.raises(InvalidValue, match="inside a greater circle"):
        Coverage(circles=swapped)
    fewer = coverage([], HOMES[:1], circles=RINGS[2]).circles
    with pytest.raises(InvalidValue, match="the same people"):
        Coverage(circles=(small, *fewer))
    with pytest.raises(InvalidValue, match="bands"):
        Coverage(circles=seen.circles, bands=OPEN)
    with pytest.raises(InvalidValue, match="circles"):
        Coverage(circles=())


@pytest.mark.parametrize(
    "change",
    [
        {"choice": ((0, 70), (1, 31))},
        {"choice": ((1, 30), (0, 70))},
        {"choice": ((0, 70), (1, 0), (2, 30))},
        {"choice": ((0, 70), (True, 30))},
        {"choice": ((0, 70), 30)},
        {"bands": (ServedShare("a", covered=0, total=70), ServedShare("a", covered=30, total=30))},
        {"uncovered": ("far", "far")},
        {"sites": (SiteReach("a", people=1, added=1, only=1),) * 2},
        {"grids": (ServedShare("G", covered=0, total=1),) * 2},
    ],
)
def test_parts_that_do_not_agree_are_refused(seen: Coverage, change: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue, match=next(iter(change))):
        attrs.evolve(seen.at(5), **change)


def test_a_published_table_hides_rings_with_few_people_and_what_gives_them_away() -> None:
    homes = [home("near", 0, elders=30), home("middle", 50_000, elders=3), home("far", 100_000, elders=8)]
    told = coverage(SITES[:1], homes, circles=RINGS).published()
    assert told.of("60plus").cells == (("beyond", 0), ("ring-1", 30), ("ring-2", None), ("ring-3", None))
    assert [told.covered("60plus", minutes) for minutes in (5, 10, 15)] == [30, None, None]
    assert "<td>隐去 hidden</td>" in told._repr_html_()
    assert "<td>30</td>" in told._repr_html_()
    page = told._repr_html_()
    for head in ("≤ 5 分钟 up to 5 min", "5–10 分钟 over 5 to 10 min", "10–15 分钟 over 10 to 15 min"):
        assert f"<th>{head}</th>" in page
    for unknown in (("60plus", 7), ("x", 5)):
        with pytest.raises(UnknownName):
            told.covered(*unknown)


def test_a_published_table_has_a_ring_for_each_circle() -> None:
    counts = suppress({"beyond": 9, "ring-1": 9})
    circles = (RINGS[0],)
    assert PublishedCoverage(circles=circles, bands=[("a", counts)]).covered("a", 5) == 9
    wrong: list[Any] = [
        [("a", suppress({"beyond": 9}))],
        [("a", counts), ("a", counts)],
        [("一", counts)],
        [("a", 9)],
        [PublishedCounts(cells=())],
    ]
    for bands in wrong:
        with pytest.raises(InvalidValue, match="bands"):
            PublishedCoverage(circles=circles, bands=bands)


@pytest.mark.parametrize("spread", [[(-1, 2)], [(1, -2)], [(0.5, 2)], [(1,)], [7], None])
def test_gini_takes_exact_values_and_people(spread: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue, match="spread"):
        gini(spread)


def test_a_site_does_not_add_more_than_it_reaches() -> None:
    with pytest.raises(InvalidValue, match="added"):
        SiteReach("a", people=1, added=2, only=0)


def test_a_value_of_a_circle_reads_back_with_its_kind(seen: Coverage) -> None:
    assert CircleCoverage.from_json(seen.at(5).to_json()).circle == RINGS[0]


def test_a_truth_is_no_number_of_minutes() -> None:
    homes = [home("near", 0, elders=30)]
    seen = coverage(SITES[:1], homes, circles=StraightCircle(1, metres_per_minute=75))
    assert seen.at(1).total == 30
    with pytest.raises(UnknownName):
        seen.at(True)  # noqa: FBT003
    with pytest.raises(UnknownName):
        seen.published().covered("60plus", True)  # noqa: FBT003
