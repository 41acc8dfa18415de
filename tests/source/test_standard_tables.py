"""The figures of the standards, typed a second time from the notes, with what was read and what was not.

A row that says ``read`` was read in a secondary copy; a row that says ``memory`` was read nowhere.  Nothing
was held against a published standard, and nothing may claim to have been.
"""

from fractions import Fraction

import pytest

from communitygov.space.standard import (
    COMPLETE_COMMUNITY_2020,
    COMPLETE_COMMUNITY_2022,
    EMBEDDED_SERVICES,
    GB_50180_2018,
    HUBEI_2023_DRAFT,
    QUARTER_HOUR_CIRCLE,
    TDT_1062_2021,
    FigureCheck,
    Force,
    Standard,
)

ALL = (
    GB_50180_2018,
    COMPLETE_COMMUNITY_2020,
    COMPLETE_COMMUNITY_2022,
    HUBEI_2023_DRAFT,
    EMBEDDED_SERVICES,
    QUARTER_HOUR_CIRCLE,
    TDT_1062_2021,
)

SCALES = """
fifteen-minutes walk        800     1000    read
fifteen-minutes people      50000   100000  read
fifteen-minutes households  17000   32000   read
ten-minutes     walk        500     500     read
ten-minutes     people      15000   25000   read
ten-minutes     households  5000    8000    read
five-minutes    walk        300     300     read
five-minutes    people      5000    12000   read
five-minutes    households  1500    4000    read
block           people      1000    3000    read
block           households  300     1000    memory
"""

GB_50180 = """
park.land-per-person.fifteen-minutes.new      2      -      read
park.land-per-person.fifteen-minutes.renewal  7/5    -      read
park.land-area.fifteen-minutes.new            50000  -      memory
park.width.fifteen-minutes.new                80     -      memory
park.share-for-sport.fifteen-minutes          10     15     read
park.land-per-person.ten-minutes.new          1      -      read
park.land-per-person.ten-minutes.renewal      7/10   -      read
park.land-area.ten-minutes.new                10000  -      read
park.width.ten-minutes.new                    50     -      read
park.share-for-sport.ten-minutes              10     15     read
park.land-per-person.five-minutes.new         1      -      memory
park.land-per-person.five-minutes.renewal     7/10   -      memory
park.land-area.five-minutes.new               4000   -      memory
park.width.five-minutes.new                   30     -      memory
park.share-for-sport.five-minutes             10     15     read
block_green.land-per-person.block.new         1/2    -      read
block_green.land-per-person.block.renewal     7/20   -      read
block_green.width.block                       8      -      read
block_green.share-in-sun.block                100/3  -      read
service_station.building-area.five-minutes    600    1000   memory
service_station.land-area.five-minutes        500    800    memory
service_station.straight-distance.five-minutes -     300    memory
culture_station.building-area.five-minutes    250    1200   memory
culture_station.straight-distance.five-minutes -     500    memory
elder_day_care.building-area.five-minutes     350    750    memory
elder_day_care.straight-distance.five-minutes -      300    memory
clinic.building-area.five-minutes             120    270    memory
clinic.straight-distance.five-minutes         -      300    memory
kindergarten.building-area.five-minutes       3150   4550   memory
kindergarten.land-area.five-minutes           5240   7580   memory
sports_ground.land-area.five-minutes          770    1310   memory
sports_ground.straight-distance.five-minutes  -      300    memory
fitness_ground.land-area.five-minutes         150    750    memory
fitness_ground.straight-distance.five-minutes -      300    memory
waste_station.land-area.five-minutes          120    200    memory
toilet.building-area.five-minutes             30     80     memory
toilet.land-area.five-minutes                 60     120    memory
recycling.land-area.five-minutes              6      10     memory
canteen.present.five-minutes                  -      -      memory
nursery.present.five-minutes                  -      -      memory
shop.present.five-minutes                     -      -      memory
market.building-area.ten-minutes              750    1500   memory
health_centre.building-area.fifteen-minutes   1700   2000   memory
health_centre.land-area.fifteen-minutes       1420   2860   memory
culture_centre.building-area.fifteen-minutes  3000   6000   memory
culture_centre.land-area.fifteen-minutes      3000   12000  memory
nursing_home.building-area.fifteen-minutes    7000   17500  memory
nursing_home.land-area.fifteen-minutes        3500   22000  memory
service_centre.building-area.fifteen-minutes  700    1500   memory
service_centre.land-area.fifteen-minutes      600    1200   memory
street_office.building-area.fifteen-minutes   1000   2000   memory
street_office.land-area.fifteen-minutes       800    1500   memory
convenience_store.building-area.block         50     100    memory
child_corner.land-area.block                  170    450    memory
all-facilities.land-per-thousand.fifteen-minutes      1600  2910  memory
all-facilities.building-per-thousand.fifteen-minutes  1450  1830  memory
all-facilities.land-per-thousand.ten-minutes          1980  2660  memory
all-facilities.building-per-thousand.ten-minutes      1050  1210  memory
all-facilities.land-per-thousand.five-minutes         1710  2210  memory
all-facilities.building-per-thousand.five-minutes     1070  1820  memory
all-facilities.land-per-thousand.block                50    150   memory
all-facilities.building-per-thousand.block            80    90    memory
kindergarten.straight-distance.five-minutes   -      300    read
nursery.straight-distance.five-minutes        -      300    read
primary_school.straight-distance.ten-minutes  -      500    read
middle_school.straight-distance.fifteen-minutes -    1000   read
road.density                                  8      -      read
"""

COMPLETE_2020 = """
service_station.building-area    800   -   memory
kindergarten.number.classes      6     -   memory
kindergarten.building-area       2200  -   memory
kindergarten.land-area           3500  -   memory
nursery.building-area            200   -   memory
elder_station.present            -     -   memory
elder_day_care.building-area     350   -   memory
clinic.building-area             120   -   memory
supermarket.building-area.new    300   -   memory
supermarket.building-area.renewal 50 100 memory
parcel_station.usable-area     15    -   memory
parking.number-per-household.new 1     -   memory
activity_ground.land-area        150   -   read
sports_ground.land-area.new      800   -   memory
park.land-area.new               4000  -   memory
park.share-for-sport.new         10    15  memory
"""

COMPLETE_2022 = """
service_station.building-per-hundred-households  30  -  read
service_station.share-for-residents              60  -  read
convenience_store.present  -  -  read
greengrocer.present        -  -  read
canteen.present            -  -  read
parcel_station.present     -  -  read
hairdresser.present        -  -  read
laundry.present            -  -  read
pharmacy.present           -  -  read
repair.present             -  -  read
housekeeping.present       -  -  read
"""

EMBEDDED = """
complex.building         600  -  read
complex.building.better  800  -  read
complex.functions        3    -  read
complex.core-functions   2    -  read
complex.care             1    -  read
"""

BASIC = "便利店 综合超市 菜市场 生鲜超市（菜店） 早餐店 洗染店 美容美发店 照相文印店 家政服务点 维修点 药店"
QUALITY = "elder_station nursery gym cafe pet_shop restaurant bookshop"


def number(text: str) -> Fraction | None:
    """Return the number of a cell; none of a dash."""
    return None if text == "-" else Fraction(text)


def rows(table: str) -> list[tuple[str, Fraction | None, Fraction | None, bool]]:
    """Return the rows of a table: name, from, to, whether it was read."""
    cells = [line.split() for line in table.strip().split("\n")]
    return [(" ".join(row[:-3]), number(row[-3]), number(row[-2]), row[-1] == "read") for row in cells]


def shipped(standard: Standard) -> list[tuple[str, Fraction | None, Fraction | None, bool]]:
    """Return what the library ships in the same form."""
    return [
        (each.code, each.figure.low, each.figure.high, each.is_verified) for each in standard.requirements
    ]


@pytest.mark.parametrize(
    ("standard", "table"),
    [
        (GB_50180_2018, GB_50180),
        (COMPLETE_COMMUNITY_2020, COMPLETE_2020),
        (COMPLETE_COMMUNITY_2022, COMPLETE_2022),
        (EMBEDDED_SERVICES, EMBEDDED),
    ],
    ids=lambda each: each.code if isinstance(each, Standard) else "",
)
def test_every_figure_is_the_one_of_the_notes_and_says_whether_it_was_read(
    standard: Standard, table: str
) -> None:
    assert sorted(shipped(standard), key=str) == sorted(rows(table), key=str)


def test_the_sizes_of_levels_are_those_of_the_notes() -> None:
    found = [
        (f"{scale.level.code} {name}", figure.low, figure.high, figure.is_verified)
        for scale in GB_50180_2018.scales
        for name in ("walk", "people", "households")
        if (figure := getattr(scale, name)) is not None
    ]
    assert found == rows(SCALES)


def test_nothing_claims_to_have_been_held_against_the_published_standard() -> None:
    for standard in ALL:
        figures = [each.figure for each in standard.requirements]
        for scale in standard.scales:
            figures += [each for each in (scale.walk, scale.people, scale.households) if each is not None]
        assert FigureCheck.PAPER not in {figure.check for figure in figures}
        for figure in figures:
            assert figure.read_at
            assert (figure.read_at == "not read anywhere; from general knowledge") != figure.is_verified


def test_hubei_asks_for_a_larger_station_and_for_the_rest_as_everywhere() -> None:
    ours, theirs = (
        {each.code: each for each in standard.requirements}
        for standard in (HUBEI_2023_DRAFT, COMPLETE_COMMUNITY_2020)
    )
    changed = [code for code, each in ours.items() if each != theirs[code]]
    assert changed == ["service_station.building-area"]
    station = ours["service_station.building-area"]
    assert (station.bound, station.figure.read_at) == (Fraction(1_000), "zhiy.eeju.com")
    assert HUBEI_2023_DRAFT.based_on == ("complete-community-2020",)
    assert "湖北" in HUBEI_2023_DRAFT.region


def test_the_list_of_the_quarter_hour_circle_is_that_of_the_notes() -> None:
    shall = [each for each in QUARTER_HOUR_CIRCLE.requirements if each.force is Force.SHALL]
    should = [each for each in QUARTER_HOUR_CIRCLE.requirements if each.force is Force.SHOULD]
    names = [each.words.zh.removeprefix("应有") for each in shall]
    assert names[:-1] == BASIC.split()
    assert shall[-1].function == "parcel_station"
    assert [each.function for each in should] == QUALITY.split()
    assert all(each.is_verified for each in QUARTER_HOUR_CIRCLE.requirements)


def test_the_four_functions_of_a_complex_are_care_for_elders_infants_children_and_meals() -> None:
    core = EMBEDDED_SERVICES.requirement("complex.core-functions")
    assert len(core.among) == 4
    assert [max(group) for group in core.among] == [
        "nursing_home",
        "nursery",
        "after_school",
        "canteen",
    ]
    better = EMBEDDED_SERVICES.requirement("complex.building.better")
    assert better.force is Force.SHOULD
    assert EMBEDDED_SERVICES.number == "国办函〔2023〕121号"


def test_the_levels_of_the_technical_guide_are_two_in_towns_and_two_in_villages() -> None:
    assert [scale.level.zh for scale in TDT_1062_2021.scales] == [
        "15分钟层级",
        "5—10分钟层级",
        "乡集镇层级",
        "村组层级",
    ]
    people = TDT_1062_2021.scales[0].people
    assert people is not None
    assert (str(people), people.is_verified) == ("50000–100000", True)
    assert [str(each.on) for each in TDT_1062_2021.disputed] == ["2022-01-01"]
    assert str(TDT_1062_2021.since) == "2021-07-01"
