"""The parts of a division code."""

import pytest

from communitygov.grid.code import (
    TOWNSHIP_RANGES,
    VILLAGE_RANGES,
    DivisionCode,
    DivisionLevel,
    TownshipKind,
    VillageKind,
)


@pytest.mark.parametrize(
    ("digits", "level", "stem", "parent"),
    [
        ("510000", "province", "51", None),
        ("510000000000", "province", "51", None),
        ("510100", "prefecture", "5101", "510000"),
        ("510116", "county", "510116", "510100"),
        ("510116000", "county", "510116", "510100"),
        ("510116000000", "county", "510116", "510100"),
        ("429004", "county", "429004", "429000"),
        ("510116002", "township", "510116002", "510116"),
        ("510116002000", "township", "510116002", "510116"),
        ("441900003", "township", "441900003", "441900"),
        ("510116002201", "village", "510116002201", "510116002"),
    ],
)
def test_a_code_says_how_deep_it_reaches_and_what_lies_above(
    digits: str, level: str, stem: str, parent: str | None
) -> None:
    code = DivisionCode(digits)
    assert (code.level.value, code.stem) == (level, stem)
    assert (code.parent.digits if code.parent else None) == parent


def test_parts_have_names() -> None:
    village = DivisionCode("510116002201")
    assert (village.province, village.prefecture, village.county) == ("51", "5101", "510116")
    assert (village.township, village.village) == ("002", "201")
    assert village.province_words.zh == "四川省"
    county = DivisionCode("510116")
    assert (county.township, county.village, county.township_range, county.village_range) == (None,) * 4


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("001", TownshipKind.STREET),
        ("099", TownshipKind.STREET),
        ("100", TownshipKind.TOWN),
        ("199", TownshipKind.TOWN),
        ("200", TownshipKind.RURAL),
        ("399", TownshipKind.RURAL),
        ("400", TownshipKind.LIKE),
        ("599", TownshipKind.LIKE),
    ],
)
def test_the_township_part_says_what_it_is(part: str, kind: TownshipKind) -> None:
    code = DivisionCode(f"510116{part}")
    assert code.township_range is not None
    assert code.township_range.kind is kind
    assert code.township_range.is_verified
    assert code.caveats() == ()


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("001", VillageKind.RESIDENTS),
        ("199", VillageKind.RESIDENTS),
        ("200", VillageKind.VILLAGERS),
        ("399", VillageKind.VILLAGERS),
        ("400", VillageKind.LIKE_RESIDENTS),
        ("500", VillageKind.LIKE_VILLAGERS),
        ("599", VillageKind.LIKE_VILLAGERS),
    ],
)
def test_what_the_village_part_says_is_told_to_be_unverified(part: str, kind: VillageKind) -> None:
    code = DivisionCode(f"510116002{part}")
    assert code.village_range is not None
    assert (code.village_range.kind, code.village_range.is_verified) == (kind, False)
    county, village = code.caveats()
    assert (county.code, village.code) == ("COUNTY_PART_UNCERTAIN", "VILLAGE_KIND_UNVERIFIED")
    assert village.source == code.village_range.source
    assert kind.zh in village.text("zh")


def test_parts_in_no_known_range_are_told() -> None:
    assert [each.code for each in DivisionCode("510116600").caveats()] == ["TOWNSHIP_PART_UNKNOWN"]
    assert [each.code for each in DivisionCode("510116600600").caveats()] == [
        "COUNTY_PART_UNCERTAIN",
        "TOWNSHIP_PART_UNKNOWN",
        "VILLAGE_PART_UNKNOWN",
    ]


def test_six_digits_of_a_statistical_code_need_not_be_a_county() -> None:
    (finding,) = DivisionCode("510116000000").caveats()
    assert finding.code == "COUNTY_PART_UNCERTAIN"
    assert "development zones" in finding.text()
    assert DivisionCode("510116").caveats() == ()


@pytest.mark.parametrize("ranges", [TOWNSHIP_RANGES, VILLAGE_RANGES])
def test_ranges_follow_one_another_without_gap_or_overlap(ranges: tuple[tuple[object, ...], ...]) -> None:
    firsts, lasts = [each[1] for each in ranges], [each[2] for each in ranges]
    assert firsts[0] == 1
    assert [last + 1 for last in lasts[:-1]] == firsts[1:]  # type: ignore[operator]


def test_every_level_can_be_reached() -> None:
    codes = ("510000", "510100", "510116", "510116002", "510116002201")
    assert [DivisionCode(code).level for code in codes] == list(DivisionLevel)


def test_a_township_right_under_a_province_is_read_and_doubted() -> None:
    code = DivisionCode("510000002")
    assert [each.code for each in code.caveats()] == ["TOWNSHIP_UNDER_PROVINCE"]
    assert code.parent == DivisionCode("510000")
    assert DivisionCode("441900003").caveats() == ()  # right under a prefecture, as in 东莞市
