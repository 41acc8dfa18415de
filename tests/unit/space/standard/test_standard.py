"""Standards, figures and records: what they hold and what they refuse."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from communitygov.core.quantity import Quantity
from communitygov.errors import InvalidValue, UnitMismatch, UnknownName
from communitygov.space.place.parts import Zone
from communitygov.space.place.place import Place
from communitygov.space.standard import (
    EMBEDDED_SERVICES,
    GB_50180_2018,
    MOST_FACILITIES,
    TDT_1062_2021,
    FacilityRecord,
    FigureCheck,
    LevelScale,
    RequirementKind,
    ServedCommunity,
    Standard,
    StandardFigure,
    StandardLevel,
    StandardRequirement,
    classified,
)

AREA = RequirementKind.BUILDING_AREA


def figure(low: int | None = None, high: int | None = None) -> StandardFigure:
    """Return a figure that was checked."""
    return StandardFigure(low, high, read_at="here", check=FigureCheck.PAPER)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (120, None, "≥120"),
        (None, 300, "≤300"),
        (120, 270, "120–270"),
        (8, 8, "8"),
        (None, None, ""),
        (0, 5, "0–5"),
    ],
)
def test_a_figure_writes_itself(low: int | None, high: int | None, text: str) -> None:
    assert str(figure(low, high)) == text
    assert figure(low, high).is_verified


def test_a_float_is_no_figure() -> None:
    with pytest.raises(InvalidValue, match="floats are not exact"):
        StandardFigure(0.5, read_at="here", check=FigureCheck.PAPER)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "inside"), [(119, False), (120, True), (270, True), (Fraction(541, 2), False)]
)
def test_a_figure_holds_both_its_ends(number: Fraction, *, inside: bool) -> None:
    assert figure(120, 270).holds(number) is inside


def test_a_requirement_says_itself_in_both_languages() -> None:
    gb = {each.code: each for each in GB_50180_2018.requirements}
    assert gb["clinic.building-area.five-minutes"].words.zh == "社区卫生服务站：建筑面积 120–270平方米"
    assert gb["canteen.present.five-minutes"].words.en == "community canteen shall be there"
    assert gb["canteen.present.five-minutes"].bound_words.zh == ""
    assert gb["block_green.share-in-sun.block"].words.zh.endswith("≥100/3%")
    own = attrs.evolve(gb["clinic.building-area.five-minutes"], function="sauna")
    assert own.words.en.startswith("sauna: building area")


def test_a_standard_tells_which_of_its_figures_nobody_checked() -> None:
    assert EMBEDDED_SERVICES.unverified == ()
    unverified = {each.code for each in GB_50180_2018.unverified}
    assert "clinic.building-area.five-minutes" in unverified
    assert "park.width.ten-minutes.new" not in unverified


def test_a_standard_is_in_force_from_its_day_to_before_its_end() -> None:
    standard = Standard("s", "标准", "standard", since=date(2020, 1, 1), until=date(2024, 1, 1))
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2023, 12, 31), date(2024, 1, 1))
    assert [standard.in_force(day) for day in days] == [False, True, True, False]
    assert EMBEDDED_SERVICES.in_force(date(2026, 1, 1)) is None
    assert TDT_1062_2021.in_force(date(2021, 12, 31)) is None
    cited = standard.citation("3.0.4")
    assert (cited.document, cited.article, cited.in_force_from) == ("s", "3.0.4", date(2020, 1, 1))


def test_an_overriding_set_adds_what_is_new_and_has_its_own_days() -> None:
    new = StandardRequirement("sauna", function="sauna", kind=RequirementKind.PRESENT, figure=figure())
    ours = TDT_1062_2021.overridden([new], code="ours", region="龙桥", since=date(2026, 1, 1))
    assert ours.requirement("sauna") == new
    assert ours.disputed == ()
    assert ours.in_force(date(2026, 1, 1))
    assert ours.words == TDT_1062_2021.words
    with pytest.raises(InvalidValue, match="requirements"):
        TDT_1062_2021.overridden(["sauna"], code="ours", region="龙桥")  # type: ignore[list-item]


def test_what_makes_no_sense_is_refused() -> None:
    one = EMBEDDED_SERVICES.requirements[0]
    with pytest.raises(InvalidValue, match="different codes"):
        attrs.evolve(EMBEDDED_SERVICES, requirements=[one, one])
    with pytest.raises(InvalidValue, match="at most 1000"):
        attrs.evolve(EMBEDDED_SERVICES, requirements=[one] * 1_001)
    with pytest.raises(InvalidValue, match="each level once"):
        attrs.evolve(EMBEDDED_SERVICES, scales=[LevelScale(StandardLevel.BLOCK)] * 2)
    with pytest.raises(InvalidValue, match="later than the first day"):
        attrs.evolve(EMBEDDED_SERVICES, since=date(2026, 1, 1), until=date(2026, 1, 1))
    with pytest.raises(UnknownName):
        EMBEDDED_SERVICES.requirement("complex")
    with pytest.raises(InvalidValue, match="no empty group"):
        attrs.evolve(one, among=[[]])
    with pytest.raises(InvalidValue, match="greatest one"):
        attrs.evolve(one, kind=RequirementKind.WALKING_DISTANCE)


def test_groups_are_shown_in_order() -> None:
    core = EMBEDDED_SERVICES.requirement("complex.core-functions")
    assert "['elder_day_care', 'elder_station', 'nursing_home']" in repr(core)


# ------------------------------------------------------------------ records


def test_what_is_measured_is_of_a_kind_and_in_its_unit() -> None:
    with pytest.raises(UnitMismatch):
        FacilityRecord.of("c", "clinic", measured={AREA: Quantity.parse("100米")})
    for kind in (RequirementKind.FUNCTIONS, RequirementKind.LAND_PER_PERSON):
        with pytest.raises(InvalidValue, match="measured"):
            FacilityRecord.of("c", "clinic", measured={kind: 1})
    pair = (AREA, Quantity.exact(1, "平方米"))
    with pytest.raises(InvalidValue, match="none twice"):
        FacilityRecord("c", "clinic", measured=[pair, pair])
    with pytest.raises(InvalidValue, match="measured"):
        FacilityRecord("c", "clinic", measured=[AREA])
    with pytest.raises(InvalidValue, match="within"):
        FacilityRecord("c", "clinic", within="龙桥")


def test_a_record_shows_what_it_holds_in_order() -> None:
    assert "hosts=frozenset({'canteen', 'gym'})" in repr(
        FacilityRecord("c", "clinic", hosts={"gym", "canteen"})
    )
    assert "hosts=None" in repr(FacilityRecord("c", "clinic"))


def test_a_community_counts_people_and_households_in_their_units() -> None:
    community = ServedCommunity("LQ", people=11_298, households=Quantity.parse("4000余户"))
    assert community.people == Quantity.parse("11298人")
    with pytest.raises(UnitMismatch):
        ServedCommunity("LQ", households=Quantity.parse("4000人"))
    with pytest.raises(InvalidValue, match="Quantity"):
        ServedCommunity("LQ", people="11298")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="different identifiers"):
        ServedCommunity("LQ", facilities=[FacilityRecord("c", "clinic")] * 2)
    with pytest.raises(InvalidValue, match=f"at most {MOST_FACILITIES}"):
        ServedCommunity("LQ", facilities=[FacilityRecord("c", "clinic")] * (MOST_FACILITIES + 1))


def test_places_become_facilities() -> None:
    zones = [
        Zone("reading", "阅读吧台", functions=["library"], area=Quantity.parse("80平方米")),
        Zone("young", "青创交流区", functions=["coworking", "cafe"]),
        Zone("corner", "图书角", functions=["study_room"]),
    ]
    places = [
        Place("hall", "格格屋", area=Quantity.parse("600余平方米"), zones=zones),
        Place("clinic", "卫生站", functions=["clinic"]),
        Place("idle", "架空层", area=Quantity.parse("90平方米")),
    ]
    community = ServedCommunity.of_places(
        "HY",
        places,
        people=9_000,
        households=3_000,
        distances={"clinic": {RequirementKind.WALKING_DISTANCE: 250}},
    )
    found = {each.id: each for each in community.facilities}
    assert {code: (each.function, each.within) for code, each in found.items()} == {
        "hall": ("service_complex", ""),
        "hall/reading": ("library", "hall"),
        "hall/corner": ("study_room", "hall"),
        "clinic": ("clinic", ""),
    }
    assert found["hall"].hosts == frozenset({"library", "coworking", "cafe", "study_room"})
    assert found["hall/reading"].measure(AREA) == Quantity.parse("80平方米")
    assert found["clinic"].measure(RequirementKind.WALKING_DISTANCE) == Quantity.exact(250, "米")
    assert found["hall"].measure(AREA) == Quantity.parse("600余平方米")
    assert [each.id for each in community.having("library")] == ["hall/reading"]


def test_an_area_outdoors_is_land_and_of_both_together_nothing_is_taken() -> None:
    area = Quantity.parse("60000平方米")
    places = [
        Place("park", "公园", area=area, functions=["park"]),
        Place("both", "广场", area=area, functions=["garden", "library"]),
        Place("pool", "泳池", area=area, functions=["pool"]),
    ]
    served = {each.id: each for each in ServedCommunity.of_places("x", places).facilities}
    land = RequirementKind.LAND_AREA
    assert (served["park"].measure(AREA), served["park"].measure(land)) == (None, area)
    assert served["both"].measured == ()
    assert served["pool"].measure(AREA) == area
    outside = ServedCommunity.of_places("x", places, outdoor={"pool"}).facilities[2]
    assert outside.measure(land) == area


@pytest.mark.parametrize("within", ["c", "nowhere"])
def test_a_facility_lies_within_another_that_is_there(within: str) -> None:
    with pytest.raises(InvalidValue, match="within"):
        ServedCommunity("x", facilities=[FacilityRecord("c", "clinic", within=within)])


def test_a_distance_of_no_place_is_named() -> None:
    with pytest.raises(UnknownName, match="No place is called 'typo'"):
        ServedCommunity.of_places("x", [], distances={"typo": {}})


def test_an_override_names_each_code_once() -> None:
    one = EMBEDDED_SERVICES.requirements[0]
    with pytest.raises(InvalidValue, match="different codes"):
        EMBEDDED_SERVICES.overridden([one, one], code="x", region="y")


def test_requirements_of_one_function_are_bounded() -> None:
    one = EMBEDDED_SERVICES.requirements[0]
    many = [attrs.evolve(one, code=f"r-{at}") for at in range(41)]
    with pytest.raises(InvalidValue, match="at most 40 of service_complex"):
        Standard("s", "标", "standard", requirements=many)


@pytest.mark.parametrize("issued", ["2023-13", "23", "2023-W01", "2023-W01-1", "abcd", 2023])
def test_an_issue_is_told_by_year_month_or_day(issued: str) -> None:
    with pytest.raises(InvalidValue, match="issued"):
        Standard("s", "标", "standard", issued=issued)


def test_what_stands_in_its_place_is_told_in_both_languages() -> None:
    with pytest.raises(InvalidValue, match="instead_en"):
        attrs.evolve(EMBEDDED_SERVICES.requirements[0], instead_en="")


def test_misuse_is_told() -> None:
    served = ServedCommunity("x")
    for act in (
        lambda: FacilityRecord.of("p", "park", measured=5),  # type: ignore[arg-type]
        lambda: FacilityRecord.of("p", "park", measured={"building-area": 5}),  # type: ignore[dict-item]
        lambda: GB_50180_2018.in_force("2020"),  # type: ignore[arg-type]
        lambda: classified(GB_50180_2018, None),  # type: ignore[arg-type]
        lambda: classified(None, served),  # type: ignore[arg-type]
        lambda: ServedCommunity.of_places("x", [], distances=None),  # type: ignore[arg-type]
        lambda: served.having([]),  # type: ignore[arg-type]
        lambda: EMBEDDED_SERVICES.requirements[0].figure.holds("x"),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidValue):
            act()


def test_a_standard_shows_where_each_figure_was_read_and_how_it_was_checked() -> None:
    page = GB_50180_2018._repr_html_()
    assert "未核对 not verified" in page
    assert "附录C" in page
    assert "more" not in page
    one = EMBEDDED_SERVICES.requirements[0]
    many = [attrs.evolve(one, code=f"r-{at}", function=f"f-{at}") for at in range(203)]
    assert "另有 3 … 3 more" in Standard("s", "标<", "standard", requirements=many)._repr_html_()
