"""Places: what goes together, what does not, and what is not known."""

from datetime import date

import attrs
import pytest
from tests.unit.space.place.shorthand import CHANGE, codes, square_metres

from communitygov.core.quantity import Quantity
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnitMismatch, UnknownName
from communitygov.geometry import Area, Point
from communitygov.space.hours import WeekHours
from communitygov.space.place import IFC_NAMES, Facility, Place, Transformation, TransformationKind, Zone


def with_zones(area: Quantity | None, *zones: Quantity | None) -> Place:
    parts = [Zone(f"z{at}", "区", area=each) for at, each in enumerate(zones)]
    return Place("p", "空间", area=area, zones=parts)


@pytest.mark.parametrize(
    ("area", "zones", "fit"),
    [
        ("200", ["80", "120"], True),
        ("200", ["80", "121"], False),
        ("200", ["201", None], False),
        ("200", ["80", None], None),
        ("200", ["80余"], None),
        ("200", ["200余"], False),
        ("600余", ["500"], True),
        ("600余", ["601"], None),
        (None, ["80"], None),
    ],
)
def test_zones_fit_do_not_fit_or_nobody_knows(
    area: str | None, zones: list[str | None], *, fit: bool | None
) -> None:
    known = [None if each is None else square_metres(each) for each in zones]
    place = with_zones(None if area is None else square_metres(area), *known)
    assert place.zones_fit() is fit
    assert codes(place) == {True: [], False: ["ZONES_EXCEED_AREA"], None: ["ZONE_FIT_UNKNOWN"]}[fit]


def test_an_unknown_fit_says_what_is_known() -> None:
    finding = with_zones(None, square_metres("80"), None).findings()[0]
    details = dict(finding.details)
    assert details == {"place": "p", "sum": "80平方米", "untold": "1", "area": "not told"}
    assert "面积未记" in finding.text("zh")


def test_a_place_without_zones_has_nothing_to_fit() -> None:
    assert codes(Place("p", "空间", area=None)) == []
    assert codes(Place("p", "空间", area=square_metres("200"))) == []


def test_other_writings_of_the_square_metre_are_one_unit() -> None:
    assert with_zones(Quantity.parse("600余平米"), Quantity.parse("500㎡")).zones_fit() is True


def test_an_area_in_another_unit_is_refused() -> None:
    with pytest.raises(InvalidValue, match="平方米"):
        Place("p", "空间", area=Quantity.parse("3亩"))
    with pytest.raises(InvalidValue, match="平方米"):
        Place("p", "空间", area=200)  # type: ignore[arg-type]


def test_person_times_are_no_people() -> None:
    with pytest.raises(InvalidValue, match="人"):
        Place("p", "空间", occupancy_number_peak=Quantity.parse("500人次"))
    with pytest.raises(InvalidValue, match="人"):
        Zone("z", "区", occupancy_number_peak=30)  # type: ignore[arg-type]


@pytest.mark.parametrize(("net", "gross", "is_told"), [("90", "100", False), ("110", "100", True)])
def test_no_more_can_be_planned_net_than_gross(net: str, gross: str, *, is_told: bool) -> None:
    place = Place("p", "空间", net_planned_area=square_metres(net), gross_planned_area=square_metres(gross))
    assert codes(place) == (["NET_EXCEEDS_GROSS"] if is_told else [])
    assert codes(attrs.evolve(place, gross_planned_area=None)) == []


def test_a_change_of_use_needs_an_old_and_a_new_use() -> None:
    place = Place("p", "空间", transformations=[Transformation(CHANGE)])
    assert [finding.text("zh") for finding in place.findings()] == [
        "p 的第 1 次改造为用途转换，但原用途未记",
        "p 的第 1 次改造为用途转换，但新用途未记",
    ]
    told = Transformation(CHANGE, old_use="架空层", new_use="共享活动中心")
    assert codes(attrs.evolve(place, transformations=[told])) == []


@pytest.mark.parametrize("kind", [each for each in TransformationKind if each is not CHANGE])
def test_other_kinds_of_transformation_need_no_use(kind: TransformationKind) -> None:
    assert codes(Place("p", "空间", transformations=[Transformation(kind)])) == []


def test_a_use_that_is_not_the_one_before_is_told() -> None:
    first = Transformation(CHANGE, old_use="老电影院", new_use="仓库")
    second = Transformation(CHANGE, old_use="茶馆", new_use="红色茶馆")
    place = Place("teahouse", "红色茶馆", former_use="老电影院", transformations=[first, second])
    assert codes(place) == ["USES_DISAGREE"]
    assert dict(place.findings()[0].details)["before"] == "仓库"
    assert codes(attrs.evolve(place, former_use="剧场")) == ["USES_DISAGREE", "USES_DISAGREE"]


def test_the_former_use_is_kept_in_the_history() -> None:
    renewed = Transformation(CHANGE, old_use="老电影院", new_use="红色茶馆")
    upgraded = Transformation(TransformationKind.UPGRADE)
    place = Place("teahouse", "红色茶馆", former_use="老电影院", transformations=[renewed, upgraded])
    assert place.uses == ("老电影院", "红色茶馆")
    assert Place("p", "空间").uses == ()


def test_transformations_stand_in_the_order_of_time() -> None:
    years = [Transformation(TransformationKind.UPGRADE, since=date(year, 1, 1)) for year in (2023, 2022)]
    unknown = Transformation(TransformationKind.UPGRADE)
    assert Place("p", "空间", transformations=[years[1], unknown, years[0]]).transformations
    with pytest.raises(InvalidValue, match="order of time"):
        Place("p", "空间", transformations=[years[0], unknown, years[1]])


def test_a_zone_that_is_open_when_the_place_is_closed_is_told() -> None:
    late = Zone("gym", "健身区", hours=WeekHours.parse("24/7"))
    place = Place("p", "空间", hours=WeekHours.parse("Mo-Su 06:00-24:00"), zones=[late], area=None)
    found = {finding.code: finding for finding in place.findings()}
    assert dict(found["ZONE_HOURS_OUTSIDE"].details)["hours"] == "Mo-Su 00:00-06:00"
    assert "ZONE_HOURS_OUTSIDE" not in codes(attrs.evolve(place, hours=WeekHours.parse("24/7")))
    assert "ZONE_HOURS_OUTSIDE" not in codes(attrs.evolve(place, hours=None))


def test_a_point_outside_the_outline_is_told() -> None:
    ground = Area((Point(0, 0), Point(100, 0), Point(100, 100), Point(0, 100)))
    place = Place("p", "空间", at=Point(500, 500), outline=ground)
    assert codes(place) == ["POINT_OUTSIDE_OUTLINE"]
    assert codes(attrs.evolve(place, at=Point(50, 50))) == []
    assert codes(attrs.evolve(place, at=None)) == []


def test_names_are_no_keys_and_codes_of_zones_are() -> None:
    twins = [Zone("a", "广都"), Zone("b", "广都")]
    assert [zone.code for zone in Place("p", "空间", zones=twins).zones] == ["a", "b"]
    with pytest.raises(InvalidValue, match="code of its own"):
        Place("p", "空间", zones=[Zone("a", "甲"), Zone("a", "乙")])


def test_a_zone_is_found_by_its_code() -> None:
    place = Place("p", "空间", zones=[Zone("bar", "阅读吧台")])
    assert place.zone("bar").name == "阅读吧台"
    with pytest.raises(UnknownName, match="Did you mean 'bar'"):
        place.zone("bra")


@pytest.mark.parametrize("theme", ["", 7, "隐" + chr(0x202E)])
def test_a_theme_is_a_name(theme: str) -> None:
    with pytest.raises(InvalidValue, match="themes"):
        Place("p", "空间", themes=[theme])


def test_functions_of_place_and_zones_count_together() -> None:
    place = Place("p", "空间", functions={"canteen"}, zones=[Zone("z", "区", functions={"library"})])
    assert place.all_functions == {"canteen", "library"}


def test_machines_are_found_by_their_services() -> None:
    renewal = Term("id_card", "居民身份证补办", "replacement of an identity card")
    machine = Facility("self_service", "自助机", count=Quantity.parse("2台"), services=[renewal])
    place = Place("luhu", "警务驿站", facilities=[machine, Facility("camera", "自助照相机")])
    assert place.offering("id_card") == (machine,)
    assert place.offering("passport") == ()


@pytest.mark.parametrize(("demand", "met"), [(180, True), (200, True), (201, None), (300, None)])
def test_more_than_200_bays_meet_180_and_nobody_knows_of_300(demand: int, *, met: bool | None) -> None:
    bays = Facility("parking_bay", "停车位", count=Quantity.parse("200余个"))
    assert bays.meets(demand) is met
    assert Facility("parking_bay", "停车位", count=Quantity.parse("200个")).meets(300) is False
    assert Facility("parking_bay", "停车位").meets(demand) is None


def test_a_demand_in_another_unit_is_refused() -> None:
    with pytest.raises(UnitMismatch):
        Facility("parking_bay", "停车位", count=Quantity.parse("200余个")).meets(Quantity.parse("180辆"))


def test_every_field_that_ifc_names_is_a_field_of_places() -> None:
    fields = {field.name for field in attrs.fields(Place)}
    assert set(IFC_NAMES) <= fields
    for name, ifc in IFC_NAMES.items():
        said = "".join(part.capitalize() for part in name.split("_"))
        assert ifc.endswith(f".{said}") or name == "area"


def test_a_change_of_use_to_the_same_use_is_told() -> None:
    place = Place("p", "处", transformations=[Transformation(CHANGE, old_use="架空层", new_use="架空层")])
    assert codes(place) == ["USE_UNCHANGED"]
    told_before = Place(
        "p", "处", former_use="仓库", transformations=[Transformation(CHANGE, new_use="仓库")]
    )
    assert codes(told_before) == ["USE_UNTOLD", "USE_UNCHANGED"]
    upgraded = Transformation(TransformationKind.UPGRADE, old_use="仓库", new_use="仓库")
    assert codes(Place("p", "处", transformations=[upgraded])) == []


def test_a_demand_that_is_no_quantity_is_refused_also_where_nothing_is_counted() -> None:
    with pytest.raises(InvalidValue, match="demand"):
        Facility("k", "设施").meets("x")  # type: ignore[arg-type]
