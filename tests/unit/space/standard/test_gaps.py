"""Checking a community against a standard: what is missing, too small, too far, too little, or not known."""

import attrs
import pytest
from tests.unit.space.standard.judged import AREA, LAND, STRAIGHT, WALKING, asked, judged, only

from communitygov.core.quantity import Quantity, Share
from communitygov.space.standard import (
    TDT_1062_2021,
    BuildKind,
    FacilityRecord,
    FigureCheck,
    Force,
    GapReport,
    RequirementKind,
    ServedCommunity,
    gaps,
)


def test_what_is_not_there_is_missing_with_its_clause() -> None:
    finding = only(judged(asked(AREA, 120)))
    assert (finding.code, finding.subject) == ("STANDARD_MISSING", "LQ")
    assert finding.text() == "community clinic shall be there and is not"
    assert finding.text("zh") == "应有社区卫生服务站，而没有"
    assert finding.source is not None
    assert (finding.source.document, finding.source.article) == ("std", "1.2.3")


@pytest.mark.parametrize(
    ("area", "met"),
    [
        ("120平方米", True),
        ("119平方米", False),
        ("100余平方米", None),
        ("120余平方米", True),
        ("100～119平方米", False),
    ],
)
def test_an_area_is_judged_by_what_is_known_of_it(area: str, *, met: bool | None) -> None:
    clinic = FacilityRecord.of("c", "clinic", measured={AREA: Quantity.parse(area)})
    report = judged(asked(AREA, 120), clinic)
    assert report.is_met is met
    codes = {True: [], False: ["STANDARD_TOO_SMALL"], None: ["STANDARD_UNKNOWN"]}
    assert [finding.code for finding in report.findings] == codes[met]


def test_what_is_too_small_is_told_with_both_figures() -> None:
    finding = only(judged(asked(AREA, 120), FacilityRecord.of("c", "clinic", measured={AREA: 100})))
    assert finding.subject == "c"
    assert finding.text() == "community clinic: building area shall be 120 m2 or more; of c it is 100 m2"
    assert finding.text("zh") == "社区卫生服务站 的建筑面积应达到 120平方米，而 c 为 100平方米"


def test_what_is_not_recorded_is_not_known() -> None:
    finding = only(judged(asked(AREA, 120), FacilityRecord("c", "clinic")))
    assert finding.text() == (
        "community clinic: building area shall meet 120 m2; what is known does not settle it: not recorded"
    )


def test_what_should_be_is_advice_and_no_gap() -> None:
    report = judged(
        asked(AREA, 800, force=Force.SHOULD), FacilityRecord.of("c", "clinic", measured={AREA: 700})
    )
    assert report.is_met
    assert [finding.code for finding in report.advice] == ["STANDARD_TOO_SMALL"]
    assert "should be 800 m2 or more" in report.advice[0].text()


def test_what_is_too_far_is_told() -> None:
    far = FacilityRecord.of("c", "clinic", measured={STRAIGHT: 320})
    finding = only(judged(asked(STRAIGHT, 300), far))
    assert finding.code == "STANDARD_TOO_FAR"
    assert "shall be 300 m or less; of c it is 320 m" in finding.text()
    assert judged(asked(STRAIGHT, 300), FacilityRecord.of("c", "clinic", measured={STRAIGHT: 300})).is_met


@pytest.mark.parametrize(("standard_kind", "recorded"), [(STRAIGHT, WALKING), (WALKING, STRAIGHT)])
def test_a_way_and_a_straight_line_are_not_compared(
    standard_kind: RequirementKind, recorded: RequirementKind
) -> None:
    report = judged(asked(standard_kind, 300), FacilityRecord.of("c", "clinic", measured={recorded: 100}))
    assert report.is_met is None
    finding = only(report)
    assert finding.code == "STANDARD_NOT_COMPARABLE"
    assert recorded.zh in finding.text("zh")
    both = FacilityRecord.of("c", "clinic", measured={recorded: 900, standard_kind: 100})
    assert judged(asked(standard_kind, 300), both).is_met


def test_one_facility_must_meet_all_that_is_asked_of_its_function() -> None:
    near_and_large = asked(AREA, 120)
    near = attrs.evolve(asked(STRAIGHT, 300).requirements[0], code="two")
    standard = attrs.evolve(near_and_large, requirements=[*near_and_large.requirements, near])
    large = FacilityRecord.of("large", "clinic", measured={AREA: 200, STRAIGHT: 900})
    small = FacilityRecord.of("small", "clinic", measured={AREA: 50, STRAIGHT: 100})
    assert only(judged(standard, large, small)).subject == "large"
    both = FacilityRecord.of("both", "clinic", measured={AREA: 120, STRAIGHT: 300})
    assert judged(standard, large, small, both).is_met


def test_areas_of_all_are_added_up_for_so_many_people() -> None:
    standard = asked(RequirementKind.BUILDING_PER_THOUSAND, 100)
    one, two = (FacilityRecord.of(code, "clinic", measured={AREA: 60}) for code in "ab")
    assert judged(standard, one, two, people=1_200).is_met
    finding = only(judged(standard, one, two, people=1_300))
    assert finding.code == "STANDARD_TOO_LITTLE"
    assert finding.text() == (
        "community clinic: building area per 1,000 people shall be 100 m2 or more, which is 130 m2 together; "
        "there is 120 m2"
    )
    assert judged(standard, one, FacilityRecord("c", "clinic"), people=1_200).is_met is None
    assert judged(standard, one, two).is_met is None
    assert judged(standard, people=1).is_met is False


def test_parts_of_a_facility_are_not_counted_twice() -> None:
    standard = asked(RequirementKind.BUILDING_PER_THOUSAND, 100, function="all-facilities")
    hall = FacilityRecord.of("hall", "service_complex", measured={AREA: 90})
    room = FacilityRecord.of("hall/a", "clinic", measured={AREA: 30}, within="hall")
    assert judged(standard, hall, room, people=1_000).is_met is False
    assert judged(standard, hall, room, people=900).is_met


def test_households_and_numbers_are_counted_as_well() -> None:
    spaces = FacilityRecord.of("p", "parking", measured={RequirementKind.NUMBER: 90})
    standard = asked(RequirementKind.NUMBER_PER_HOUSEHOLD, 1, function="parking")
    assert gaps(standard, ServedCommunity("LQ", households=90, facilities=[spaces])).is_met
    short = gaps(standard, ServedCommunity("LQ", households=91, facilities=[spaces]))
    assert "which is 91 together; there is 90" in only(short).text()


def test_a_function_within_another_facility_is_there_but_its_area_is_not_known() -> None:
    hall = FacilityRecord.of("hall", "service_complex", measured={AREA: 600}, hosts=["clinic"])
    assert judged(asked(RequirementKind.PRESENT, 1), hall).is_met
    assert judged(asked(AREA, 120), hall).is_met is None
    assert judged(asked(RequirementKind.BUILDING_PER_THOUSAND, 100), hall, people=1_000).is_met is None


def test_roads_that_nobody_recorded_are_not_known_rather_than_missing() -> None:
    report = judged(asked(RequirementKind.DENSITY, 8, function="road"))
    assert report.is_met is None
    assert only(report).subject == "LQ"


def test_shares_are_judged_as_they_were_rounded() -> None:
    standard = asked(RequirementKind.SHARE_FOR_RESIDENTS, 60)
    kind = RequirementKind.SHARE_FOR_RESIDENTS
    answers = {
        text: judged(standard, FacilityRecord.of("c", "clinic", measured={kind: Share.parse(text)})).is_met
        for text in ("61%", "60%", "59%", "3/5")
    }
    assert answers == {"61%": True, "60%": None, "59%": False, "3/5": True}


# ------------------------------------------------------------------ nothing is guessed


def test_where_nothing_is_judged_nothing_is_met() -> None:
    assert gaps(TDT_1062_2021, ServedCommunity("LQ")).is_met is None
    assert GapReport(standard="s", community="c", judged=0).is_met is None


def test_requirements_of_new_build_or_renewal_are_told_where_that_is_not_known() -> None:
    standard = asked(AREA, 120)
    of_build = [attrs.evolve(standard.requirements[0], code=build.value, build=build) for build in BuildKind]
    report = judged(attrs.evolve(standard, requirements=of_build))
    assert (report.is_met, report.judged) == (None, 0)
    assert only(report).text() == "whether it is built or renewed is not told; not judged of standard: 2"
    known = gaps(attrs.evolve(standard, requirements=of_build), ServedCommunity("LQ", build=BuildKind.NEW))
    assert [finding.code for finding in known.findings] == ["STANDARD_MISSING"]


def test_parks_and_roads_are_not_in_the_sum_of_all_facilities() -> None:
    standard = asked(RequirementKind.LAND_PER_THOUSAND, 100, function="all-facilities")
    park = FacilityRecord.of("p", "park", measured={LAND: 10**6})
    assert judged(standard, park, people=1_000).is_met is False
    ground = FacilityRecord.of("g", "sports_ground", measured={LAND: 100}, within="p")
    assert judged(standard, park, ground, people=1_000).is_met is True


def test_a_part_of_a_facility_counts_once() -> None:
    standard = asked(RequirementKind.BUILDING_PER_THOUSAND, 100)
    whole = FacilityRecord.of("h", "clinic", measured={AREA: 60})
    part = FacilityRecord.of("h/z", "clinic", measured={AREA: 50}, within="h")
    assert judged(standard, whole, part, people=1_000).is_met is False


def test_a_small_facility_within_a_complex_is_a_gap() -> None:
    hall = FacilityRecord("hall", "service_complex", hosts=["clinic"])
    clinic = FacilityRecord.of("hall/c", "clinic", measured={AREA: 20}, within="hall")
    finding = only(judged(asked(AREA, 120), hall, clinic))
    assert (finding.code, finding.subject) == ("STANDARD_TOO_SMALL", "hall/c")
    assert (
        judged(asked(RequirementKind.BUILDING_PER_THOUSAND, 1), hall, clinic, people=50_000).is_met is False
    )


def test_what_is_missing_is_told_once_with_all_that_is_asked_of_it() -> None:
    standard = asked(AREA, 120)
    more = attrs.evolve(standard.requirements[0], code="two", kind=LAND)
    finding = only(judged(attrs.evolve(standard, requirements=[standard.requirements[0], more])))
    assert finding.advice() == (
        "provide it: community clinic: building area ≥120 m2, community clinic: land area ≥120 m2; "
        "or record what there is"
    )


def test_a_figure_that_nobody_verified_says_so_where_it_is_used() -> None:
    standard = asked(AREA, 120)
    figure = attrs.evolve(standard.requirements[0].figure, check=FigureCheck.UNVERIFIED)
    unsure = attrs.evolve(standard, requirements=[attrs.evolve(standard.requirements[0], figure=figure)])
    small = FacilityRecord.of("c", "clinic", measured={AREA: 100})
    assert "120平方米（未核对）" in judged(unsure, small).gaps[0].text("zh")
