"""Checking a community against a standard: what is missing, too small, too far, too little, or not known."""

from datetime import date

import attrs
import pytest

from communitygov.core.finding import Finding
from communitygov.core.quantity import Quantity, Share
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.standard import (
    COMPLETE_COMMUNITY_2020,
    COMPLETE_COMMUNITY_2022,
    EMBEDDED_SERVICES,
    GB_50180_2018,
    HUBEI_2023_DRAFT,
    QUARTER_HOUR_CIRCLE,
    TDT_1062_2021,
    BuildKind,
    FacilityRecord,
    FigureCheck,
    Force,
    GapReport,
    RequirementKind,
    ServedCommunity,
    Standard,
    StandardFigure,
    StandardLevel,
    StandardRequirement,
    gaps,
)

AREA, LAND = RequirementKind.BUILDING_AREA, RequirementKind.LAND_AREA
STRAIGHT, WALKING = RequirementKind.STRAIGHT_DISTANCE, RequirementKind.WALKING_DISTANCE


def asked(
    kind: RequirementKind, figure: int, *, function: str = "clinic", force: Force = Force.SHALL
) -> Standard:
    """Return a standard of one requirement."""
    bounds = (None, figure) if kind.is_greatest else (figure, None)
    one = StandardRequirement(
        "one",
        function=function,
        kind=kind,
        figure=StandardFigure(*bounds, read_at="here", check=FigureCheck.PAPER),
        clause="1.2.3",
        force=force,
    )
    return Standard("std", "标准", "standard", requirements=[one])


def judged(standard: Standard, *facilities: FacilityRecord, people: int | None = None) -> GapReport:
    """Judge a community of some facilities."""
    return gaps(standard, ServedCommunity("LQ", people=people, facilities=facilities))


def only(report: GapReport) -> Finding:
    """Return the one finding of a report."""
    assert len(report.findings) == 1
    return report.findings[0]


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


# ------------------------------------------------------------------ the standards that come with the library


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


# ------------------------------------------------------------------ days


def test_doubts_about_days_are_told() -> None:
    report = gaps(TDT_1062_2021, ServedCommunity("LQ", people=60_000), on=date(2021, 9, 1))
    assert [finding.code for finding in report.notes] == ["STANDARD_DATE_DISPUTED"]
    assert "2021-07-01, and 2022-01-01 (a public repository)" in report.notes[0].text()
    early = gaps(TDT_1062_2021, ServedCommunity("LQ"), on=date(2021, 6, 1))
    assert [finding.code for finding in early.notes] == ["STANDARD_NOT_IN_FORCE", "STANDARD_DATE_DISPUTED"]


def test_a_moment_is_no_day_and_a_document_is_no_community() -> None:
    with pytest.raises(InvalidValue, match="on"):
        gaps(TDT_1062_2021, ServedCommunity("LQ"), on="2021-09-01")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="standard"):
        gaps({}, ServedCommunity("LQ"))  # type: ignore[arg-type]


# ------------------------------------------------------------------ the report


def test_a_report_is_a_table_a_text_and_a_page() -> None:
    report = judged(asked(AREA, 120), FacilityRecord.of("c", "clinic", measured={AREA: 100}))
    assert report.rows()[0] == ("part", "code", "subject", "clause", "zh", "en")
    assert report.rows()[1][:4] == ("gaps", "STANDARD_TOO_SMALL", "c", "1.2.3")
    assert report.text("zh").split("\n")[0] == "std：LQ 判断 1 条，缺口 1，宜改进 0，待查 0"
    assert report.text().split("\n")[1].startswith("[gaps] community clinic")
    page = report._repr_html_()
    assert "1.2.3" in page
    assert (
        "<script>" not in attrs.evolve(report, gaps=[attrs.evolve(report.gaps[0], subject="a")])._repr_html_()
    )


def test_the_page_of_a_report_escapes_what_others_wrote() -> None:
    clause = attrs.evolve(asked(AREA, 120).requirements[0], clause="<script>")
    report = judged(Standard("std", "标准", "standard", requirements=[clause]))
    assert "&lt;script&gt;" in report._repr_html_()
    assert "<script>" not in report._repr_html_()
    assert gaps(asked(LAND, 1), ServedCommunity("LQ")).rows()[1][3] == "1.2.3"


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


def test_scattered_facilities_may_stand_in_place_of_a_complex() -> None:
    nursery = FacilityRecord("n", "nursery")
    report = judged(EMBEDDED_SERVICES, nursery)
    assert report.is_met is None
    assert [finding.code for finding in report.findings] == ["STANDARD_MISSING_UNLESS"] * 2


def test_a_figure_that_nobody_verified_says_so_where_it_is_used() -> None:
    standard = asked(AREA, 120)
    figure = attrs.evolve(standard.requirements[0].figure, check=FigureCheck.UNVERIFIED)
    unsure = attrs.evolve(standard, requirements=[attrs.evolve(standard.requirements[0], figure=figure)])
    small = FacilityRecord.of("c", "clinic", measured={AREA: 100})
    assert "120平方米（未核对）" in judged(unsure, small).gaps[0].text("zh")


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


@pytest.mark.parametrize(
    ("standard", "on", "codes"),
    [
        (COMPLETE_COMMUNITY_2020, date(1999, 1, 1), ["STANDARD_NOT_IN_FORCE"]),
        (COMPLETE_COMMUNITY_2020, date(2021, 1, 1), ["STANDARD_DATE_UNKNOWN"]),
        (GB_50180_2018, date(2020, 1, 1), ["STANDARD_DATE_UNVERIFIED"]),
        (GB_50180_2018, None, []),
        (HUBEI_2023_DRAFT, date(2024, 1, 1), ["STANDARD_DATE_UNKNOWN", "STANDARD_DRAFT"]),
        (TDT_1062_2021, date(2024, 1, 1), ["STANDARD_DATE_DISPUTED"]),
        (QUARTER_HOUR_CIRCLE, date(2021, 7, 19), ["STANDARD_NOT_IN_FORCE"]),
    ],
)
def test_days_never_pass_in_silence(standard: Standard, on: date | None, codes: list[str]) -> None:
    notes = gaps(standard, ServedCommunity("x"), on=on).notes
    assert [note.code for note in notes if note.subject == standard.code] == codes


def test_a_long_report_is_cut_in_a_notebook_and_the_rest_counted() -> None:
    finding = only(judged(asked(AREA, 120)))
    page = GapReport(standard="s", community="c", judged=203, gaps=[finding] * 203)._repr_html_()
    assert "另有 3 … 3 more" in page


def test_what_is_no_level_is_refused() -> None:
    with pytest.raises(InvalidValue, match="level"):
        gaps(GB_50180_2018, ServedCommunity("x"), level=5)  # type: ignore[arg-type]
