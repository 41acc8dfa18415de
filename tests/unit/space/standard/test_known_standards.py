"""Communities checked against the standards that come with the library."""

import attrs
import pytest
from tests.unit.space.standard.judged import AREA, LAND, STRAIGHT, judged

from communitygov.core.quantity import Quantity
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.standard import (
    COMPLETE_COMMUNITY_2020,
    COMPLETE_COMMUNITY_2022,
    EMBEDDED_SERVICES,
    GB_50180_2018,
    HUBEI_2023_DRAFT,
    QUARTER_HOUR_CIRCLE,
    BuildKind,
    FacilityRecord,
    RequirementKind,
    ServedCommunity,
    StandardLevel,
    gaps,
)


def complex_of(area: str, *hosts: str) -> FacilityRecord:
    return FacilityRecord.of("hall", "service_complex", measured={AREA: Quantity.parse(area)}, hosts=hosts)


def test_a_complex_of_somewhat_more_than_600_is_large_enough_and_perhaps_not_800() -> None:
    hall = complex_of("600余平方米", "nursery", "canteen", "library")
    report = judged(EMBEDDED_SERVICES, hall)
    assert report.is_met
    assert [finding.code for finding in report.findings] == ["STANDARD_UNKNOWN"]


def test_a_complex_has_three_functions_two_of_them_among_four() -> None:
    report = judged(EMBEDDED_SERVICES, complex_of("900平方米", "elder_station", "nursing_home"))
    assert [finding.text() for finding in report.gaps] == [
        "community service complex shall have 3 or more of any functions; hall has 2",
        (
            "community service complex shall have 2 or more of day care for elders or service station for "
            "elders or nursing home, nursery, after-school care, community canteen; hall has 1"
        ),
    ]
    assert report.advice == ()


def test_functions_that_nobody_recorded_are_not_known() -> None:
    bare = FacilityRecord.of("hall", "service_complex", measured={AREA: 900})
    report = judged(EMBEDDED_SERVICES, bare)
    assert report.is_met is None
    assert {finding.code for finding in report.unsettled} == {"STANDARD_UNKNOWN"}
    within = FacilityRecord("mall", "market", hosts=["service_complex"])
    assert judged(EMBEDDED_SERVICES, within).is_met is None


def test_the_level_follows_from_people_and_households() -> None:
    community = ServedCommunity("LQ", people=11_298, households=4_000)
    report = gaps(GB_50180_2018, community)
    assert report.level == StandardLevel.FIVE_MINUTES.term
    missing = {dict(finding.details)["function"] for finding in report.gaps}
    assert "nursing home" not in missing
    assert "community clinic" in missing


def test_greens_follow_whether_it_is_built_or_renewed() -> None:
    park = FacilityRecord.of(
        "park",
        "park",
        measured={LAND: 8_000, RequirementKind.WIDTH: 40, RequirementKind.SHARE_FOR_SPORT: 12},
    )
    community = ServedCommunity("LQ", people=10_000, facilities=[park])

    def parks(build: BuildKind | None) -> list[str]:
        report = gaps(GB_50180_2018, attrs.evolve(community, build=build))
        return [each.code for each in report.gaps if "park" in each.text() and "road" not in each.text()]

    assert parks(BuildKind.NEW) == ["STANDARD_TOO_LITTLE"]
    assert parks(BuildKind.RENEWAL) == []
    assert parks(None) == []


def test_unverified_figures_are_told_beside_the_result() -> None:
    clinic = FacilityRecord.of("c", "clinic", measured={AREA: 500, STRAIGHT: 100})
    report = gaps(GB_50180_2018, ServedCommunity("LQ", people=10_000, facilities=[clinic]))
    told = {finding.subject: finding for finding in report.notes}
    assert "clinic.building-area.five-minutes" in told
    assert "kindergarten.straight-distance.five-minutes" not in told
    finding = told["clinic.building-area.five-minutes"]
    assert finding.code == "FIGURE_UNVERIFIED"
    assert finding.text() == (
        "the figure that was used has not been verified: community clinic: building area 120–270 m2 "
        "(not read anywhere; from general knowledge)"
    )
    assert finding.source is not None
    assert finding.source.article == "附录C"


def test_a_block_that_is_known_by_its_dwellings_says_that_this_range_is_not_verified() -> None:
    report = gaps(GB_50180_2018, ServedCommunity("LQ", households=800))
    assert report.level == StandardLevel.BLOCK.term
    assert report.notes[0].subject == "block"


@pytest.mark.parametrize(
    ("community", "code"),
    [
        (ServedCommunity("LQ", people=13_000), "LEVEL_BETWEEN"),
        (ServedCommunity("LQ", people=Quantity.parse("5000余人")), "LEVEL_BETWEEN"),
        (ServedCommunity("LQ", people=Quantity.parse("11000～13000人")), "LEVEL_BETWEEN"),
        (ServedCommunity("LQ", people=11_000, households=6_000), "LEVELS_DIFFER"),
        (ServedCommunity("LQ"), "LEVEL_UNKNOWN"),
    ],
)
def test_a_community_of_no_level_is_told_and_judged_by_none(community: ServedCommunity, code: str) -> None:
    report = gaps(GB_50180_2018, community)
    assert report.level is None
    assert code in [finding.code for finding in report.unsettled]
    assert report.is_met is not True
    assert report.judged == 1
    by_hand = gaps(GB_50180_2018, community, level=StandardLevel.TEN_MINUTES)
    assert by_hand.judged > 1
    assert code not in [finding.code for finding in by_hand.findings]


def test_the_number_of_people_is_told_as_it_is_known() -> None:
    def told(people: str, language: str) -> str:
        report = gaps(GB_50180_2018, ServedCommunity("LQ", people=Quantity.parse(people)))
        return report.unsettled[0].text("zh" if language == "zh" else "en")

    assert told("5000余人", "en").endswith("has no level that surely holds more than 5000 people")
    assert told("5000余人", "zh").endswith("没有必含 5000余人 的层级")
    assert told("11000～13000人", "en").endswith("that surely holds 11000 to 13000 people")


def test_a_level_that_the_standard_does_not_know_is_refused() -> None:
    with pytest.raises(UnknownName, match="level"):
        gaps(GB_50180_2018, ServedCommunity("LQ"), level=Term("galaxy", "银河", "galaxy"))


def test_a_province_may_ask_for_more() -> None:
    station = FacilityRecord.of("s", "service_station", measured={AREA: 900})
    community = ServedCommunity("LQ", people=10_000, facilities=[station])
    here, there = (gaps(standard, community) for standard in (COMPLETE_COMMUNITY_2020, HUBEI_2023_DRAFT))
    assert not [each for each in here.advice if "service station" in each.text()]
    assert [each.code for each in there.gaps if each.subject == "s"] == ["STANDARD_TOO_SMALL"]


def test_thirty_square_metres_for_a_hundred_households() -> None:
    station = FacilityRecord.of(
        "s", "service_station", measured={AREA: 1_200, RequirementKind.SHARE_FOR_RESIDENTS: 60}
    )
    enough = gaps(COMPLETE_COMMUNITY_2022, ServedCommunity("LQ", households=4_000, facilities=[station]))
    assert {each.code for each in enough.gaps} == {"STANDARD_MISSING"}
    short = gaps(COMPLETE_COMMUNITY_2022, ServedCommunity("LQ", households=4_001, facilities=[station]))
    assert "STANDARD_TOO_LITTLE" in {each.code for each in short.gaps}


def test_the_lists_of_the_quarter_hour_circle_are_of_two_kinds() -> None:
    shop = FacilityRecord("shop", "convenience_store")
    report = judged(QUARTER_HOUR_CIRCLE, shop)
    assert (len(report.gaps), len(report.advice)) == (11, 7)


def test_scattered_facilities_may_stand_in_place_of_a_complex() -> None:
    nursery = FacilityRecord("n", "nursery")
    report = judged(EMBEDDED_SERVICES, nursery)
    assert report.is_met is None
    assert [finding.code for finding in report.findings] == ["STANDARD_MISSING_UNLESS"] * 2


def test_a_size_that_no_requirement_asks_for_is_told_all_the_same() -> None:
    codes = [each.code for each in gaps(COMPLETE_COMMUNITY_2020, ServedCommunity("x", people=200_000)).notes]
    assert "LEVEL_BETWEEN" in codes
    fitting = gaps(COMPLETE_COMMUNITY_2020, ServedCommunity("x", people=6_000))
    assert fitting.level is not None
    assert "five-minutes" in [note.subject for note in fitting.notes]


def test_old_estates_may_have_small_shops() -> None:
    shop = FacilityRecord.of("s", "supermarket", measured={AREA: 100})
    for build, is_gap in ((BuildKind.NEW, True), (BuildKind.RENEWAL, False)):
        report = gaps(COMPLETE_COMMUNITY_2020, ServedCommunity("x", build=build, facilities=[shop]))
        assert any(each.subject == "s" for each in report.gaps) is is_gap


def test_floor_area_is_not_usable_area() -> None:
    parcels = FacilityRecord.of("s", "parcel_station", measured={AREA: 20})
    report = gaps(COMPLETE_COMMUNITY_2020, ServedCommunity("x", facilities=[parcels]))
    assert [each.code for each in report.unsettled if each.subject == "s"] == ["STANDARD_UNKNOWN"]


def test_what_is_no_level_is_refused() -> None:
    with pytest.raises(InvalidValue, match="level"):
        gaps(GB_50180_2018, ServedCommunity("x"), level=5)  # type: ignore[arg-type]
