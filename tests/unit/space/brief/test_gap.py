"""What a place lacks of a programme, and what is not known of it."""

from fractions import Fraction

import pytest

from communitygov.core.quantity import Quantity
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.audience.population import Population
from communitygov.space.brief.adjacency import Adjacency
from communitygov.space.brief.brief import Brief
from communitygov.space.brief.gap import brief_gaps
from communitygov.space.brief.room import Room
from communitygov.space.hours.week_hours import WeekHours
from communitygov.space.place.parts import Facility, Zone
from communitygov.space.place.place import Place


def room(code: str, area: int = 50, **given: object) -> Room:
    return Room(code, "室", "room", function="x", standard_required_area=area, **given)  # type: ignore[arg-type]


def zone(code: str, area: str | None = "50平方米", **given: object) -> Zone:
    return Zone(code, "区", area=None if area is None else Quantity.parse(area), **given)  # type: ignore[arg-type]


def found(
    rooms: list[Room], zones: list[Zone], said: list[Adjacency] | None = None, **given: object
) -> list[str]:
    asked = {key: given.pop(key) for key in ("zones_of", "adjoining") if key in given}
    place = Place("p", "处", zones=zones, **given)  # type: ignore[arg-type]
    brief = Brief("b", "书", rooms=rooms, adjacencies=said or [])
    findings = brief_gaps(brief, place, zones=asked.get("zones_of"), adjoining=asked.get("adjoining"))  # type: ignore[arg-type]
    return [f"{finding.subject}: {finding.code}" for finding in findings]


def test_a_room_lies_in_the_zone_of_its_code_else_of_its_function_else_in_the_whole_place() -> None:
    named, of_function = zone("a", "60平方米"), zone("z", "10平方米", functions={"x"})
    assert found([room("a")], [named, of_function]) == []
    assert found([room("b")], [of_function]) == ["b: BRIEF_AREA_SHORT"]
    assert found([room("b")], [], functions={"x"}, area=Quantity.parse("50平方米")) == []
    assert found([room("b")], []) == ["b: BRIEF_FUNCTION_MISSING"]


def test_the_caller_may_say_which_zones_a_room_takes() -> None:
    zones = [zone("left", "30平方米"), zone("right", "30平方米")]
    assert found([room("a")], zones, zones_of={"a": ["left", "right"]}) == []
    with pytest.raises(UnknownName, match="'lft'"):
        found([room("a")], zones, zones_of={"a": ["lft"]})
    with pytest.raises(UnknownName, match="'b'"):
        found([room("a")], zones, zones_of={"b": ["left"]})


def test_a_zone_told_as_none_leaves_a_room_missing() -> None:
    assert found([room("a")], [zone("a")], zones_of={"a": []}) == ["a: BRIEF_FUNCTION_MISSING"]


def test_the_least_area_counts_and_not_the_wanted_one() -> None:
    assert found([room("a", 60, min_required_area=45)], [zone("a")]) == []
    assert found([room("a", 60, min_required_area=55)], [zone("a")]) == ["a: BRIEF_AREA_SHORT"]


def test_rooms_that_share_a_zone_take_their_areas_together() -> None:
    both = zone("z", "90平方米", functions={"x"})
    assert found([room("a"), room("b", 40)], [both]) == []
    assert found([room("a"), room("b")], [both]) == ["a: BRIEF_AREA_SHORT"]


def test_a_room_with_more_zones_counts_only_where_all_of_them_are_meant() -> None:
    zones = [zone("z1", "50平方米"), zone("z2", "50平方米")]
    asked = {"a": ["z1"], "b": ["z1", "z2"]}
    assert found([room("a", 50), room("b", 50)], zones, zones_of=asked) == []
    assert found([room("a", 50), room("b", 60)], zones, zones_of=asked) == ["b: BRIEF_AREA_SHORT"]


def test_a_lower_bound_that_is_enough_is_enough_and_one_that_is_not_settles_nothing() -> None:
    assert found([room("a")], [zone("a", "50余平方米")]) == []
    assert found([room("a", 60)], [zone("a", "50余平方米")]) == ["a: BRIEF_AREA_UNKNOWN"]
    assert found([room("a")], [zone("a", None)]) == ["a: BRIEF_AREA_UNKNOWN"]


def test_of_two_zones_one_of_which_is_not_measured_the_other_may_be_enough() -> None:
    zones, asked = [zone("z1", "60平方米"), zone("z2", None)], {"a": ["z1", "z2"]}
    assert found([room("a", 60)], zones, zones_of=asked) == []
    assert found([room("a", 70)], zones, zones_of=asked) == ["a: BRIEF_AREA_UNKNOWN"]


def test_a_room_may_be_too_large_where_it_has_zones_for_itself() -> None:
    small = room("a", 40, max_required_area=45)
    assert found([small], [zone("a")]) == ["a: BRIEF_AREA_EXCEEDED"]
    assert found([small], [zone("a", "45平方米")]) == []
    assert found([small], [zone("a", "40余平方米")]) == ["a: BRIEF_AREA_UNKNOWN"]
    assert found([small, room("b", 9)], [zone("z", "100平方米", functions={"x"})]) == []


def test_one_room_inside_the_zones_of_another_is_not_called_too_large() -> None:
    zones = [zone("z1", "50平方米"), zone("z2", "90平方米")]
    asked = {"a": ["z1"], "b": ["z1", "z2"]}
    assert found([room("a", 40, max_required_area=45), room("b", 9)], zones, zones_of=asked) == []


def test_the_whole_place_must_hold_all_rooms_together() -> None:
    whole = {"functions": {"x"}, "area": Quantity.parse("80平米")}
    assert found([room("a", 80)], [], **whole) == []
    assert found([room("a", 40), room("b", 41)], [], **whole) == ["a: BRIEF_AREA_SHORT"]
    assert found([room("a")], [], functions={"x"}) == ["a: BRIEF_AREA_UNKNOWN"]


def test_many_rooms_are_named_in_part() -> None:
    place = Place("p", "处", functions={"x"}, area=Quantity.parse("1平方米"))
    (finding, *_) = brief_gaps(Brief("b", "书", rooms=[room(f"r{at:02}") for at in range(30)]), place)
    assert "r19……" in finding.text("zh")


def test_seats_are_asked_where_the_number_of_people_is_told() -> None:
    seats = {"occupancy_number": 20, "count": 2}
    few, many = (
        zone("a", "100平方米", occupancy_number_peak=Quantity.parse(each)) for each in ("30人", "40人")
    )
    assert found([room("a", **seats)], [few]) == ["a: BRIEF_SEATS_SHORT"]
    assert found([room("a", **seats)], [many]) == []
    assert found([room("a", **seats)], [zone("a", "100平方米")]) == ["a: BRIEF_SEATS_UNKNOWN"]
    assert found([room("a", area_per_occupant=2)], [few]) == []


def test_seats_of_zones_are_added_and_what_is_not_told_may_be_more() -> None:
    told, untold = zone("z1", occupancy_number_peak=Quantity.parse("30人")), zone("z2")
    asked = {"a": ["z1", "z2"]}
    assert found([room("a", occupancy_number=30)], [told, untold], zones_of=asked) == []
    assert found([room("a", occupancy_number=31)], [told, untold], zones_of=asked) == [
        "a: BRIEF_SEATS_UNKNOWN"
    ]


def test_seats_of_the_whole_place_are_those_it_is_told_to_have() -> None:
    whole = {"functions": {"x"}, "area": Quantity.parse("80平方米")}
    peak = {"occupancy_number_peak": Quantity.parse("10人")}
    assert found([room("a", occupancy_number=20)], [], **whole, **peak) == ["a: BRIEF_SEATS_SHORT"]
    assert found([room("a", occupancy_number=20)], [], **whole) == ["a: BRIEF_SEATS_UNKNOWN"]


def test_hours_are_those_of_the_zone_else_of_the_place_else_not_known() -> None:
    late, early = WeekHours.parse("Mo 18:00-22:00"), WeekHours.parse("Mo 08:00-18:00")
    asked = room("a", hours=late)
    assert found([asked], [zone("a", hours=late)], hours=early) == []
    assert found([asked], [zone("a")], hours=late) == []
    assert found([asked], [zone("a")], hours=early) == ["a: BRIEF_HOURS_SHORT"]
    assert found([asked], [zone("a")]) == ["a: BRIEF_HOURS_UNKNOWN"]
    assert found([room("a")], [zone("a")]) == []


def test_the_hours_that_are_missing_are_told() -> None:
    place = Place("p", "处", zones=[zone("a", hours=WeekHours.parse("Mo 08:00-20:00"))])
    asked = Brief("b", "书", rooms=[room("a", hours=WeekHours.parse("Mo 18:00-22:00"))])
    (finding,) = brief_gaps(asked, place)
    assert finding.text() == "a is to be open at Mo 20:00-22:00 too"


def test_hours_that_one_of_two_zones_has_are_enough() -> None:
    zones = [zone("z1", hours=WeekHours.parse("Mo 18:00-22:00")), zone("z2")]
    asked = {"a": ["z1", "z2"]}
    assert found([room("a", hours=WeekHours.parse("Mo 18:00-20:00"))], zones, zones_of=asked) == []


def test_ages_that_no_zone_is_for_are_named() -> None:
    users = Population.of({"60plus": 9, "0-2": 1})
    elders, all_ages = zone("a", serves={"60plus"}), zone("a")
    assert found([room("a", users=users)], [elders]) == ["a: BRIEF_AGES_NOT_SERVED"]
    assert found([room("a", users=users)], [all_ages]) == []
    whole = {"functions": {"x"}, "area": Quantity.parse("80平方米")}
    assert found([room("a", users=users)], [], **whole) == []


def test_steps_are_asked_only_where_there_must_be_none() -> None:
    asked = room("a", is_accessible=True)
    assert found([asked], [zone("a")], handicap_accessible=True) == []
    assert found([asked], [zone("a")], handicap_accessible=False) == ["a: BRIEF_NOT_ACCESSIBLE"]
    assert found([asked], [zone("a")]) == ["a: BRIEF_ACCESS_UNKNOWN"]
    assert found([room("a")], [zone("a")], handicap_accessible=False) == []


def test_neighbours_are_named_unless_they_lie_as_asked() -> None:
    rooms, zones = [room("a"), room("b")], [zone("a"), zone("b")]
    beside, apart = [Adjacency("a", "b", importance=2)], [Adjacency("b", "a", importance=-1)]
    assert found(rooms, zones, beside) == ["a: BRIEF_ADJACENCY_UNKNOWN"]
    assert found(rooms, zones, apart) == []
    assert found(rooms, zones, beside, adjoining=[]) == ["a: BRIEF_NOT_ADJOINING"]
    assert found(rooms, zones, beside, adjoining=[("b", "a")]) == []
    assert found(rooms, zones, apart, adjoining=[("a", "b")]) == ["a: BRIEF_NOT_SEPARATE"]
    assert found(rooms, zones, apart, adjoining=[]) == []


def test_two_rooms_in_one_zone_adjoin() -> None:
    rooms, both = [room("a"), room("b")], [zone("z", "100平方米", functions={"x"})]
    assert found(rooms, both, [Adjacency("a", "b", importance=-2)], adjoining=[]) == ["a: BRIEF_NOT_SEPARATE"]


def test_nothing_is_said_of_neighbours_of_which_one_is_nowhere_or_of_which_nothing_is_asked() -> None:
    rooms = [room("a"), room("b")]
    beside = [Adjacency("a", "b", importance=2)]
    assert found(rooms, [zone("a")], beside, adjoining=[]) == ["b: BRIEF_FUNCTION_MISSING"]
    either = [Adjacency("a", "b", importance=0)]
    assert found(rooms, [zone("a"), zone("b")], either, adjoining=[("a", "b")]) == []


def test_what_adjoins_must_be_pairs_of_zones() -> None:
    with pytest.raises(InvalidValue, match="must be pairs of codes of zones"):
        found([room("a")], [zone("a")], adjoining=["ab"])
    with pytest.raises(UnknownName, match="'z'"):
        found([room("a")], [zone("a")], adjoining=[("a", "z")])


def test_only_programmes_and_places_are_compared() -> None:
    with pytest.raises(InvalidValue, match="must be a Brief"):
        brief_gaps(None, Place("p", "处"))  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="must be a Place"):
        brief_gaps(Brief("b", "书", rooms=[]), Fraction(1))  # type: ignore[arg-type]


def test_the_place_as_a_whole_must_hold_the_rooms_of_all_its_zones() -> None:
    whole, rooms = {"area": Quantity.parse("200平方米")}, [room("a", 150), room("b", 150)]
    unknown = ["a: BRIEF_AREA_UNKNOWN", "b: BRIEF_AREA_UNKNOWN"]
    assert found(rooms, [zone("a", None), zone("b", None)], **whole) == [*unknown, "a: BRIEF_AREA_SHORT"]
    assert found(rooms, [zone("a", "200平方米"), zone("b", "200平方米")], **whole) == ["a: BRIEF_AREA_SHORT"]
    enough = {"area": Quantity.parse("300平方米")}
    assert found(rooms, [zone("a", "200平方米"), zone("b", "200平方米")], **enough) == []


def test_rooms_that_may_be_here_or_there_must_fit_into_all_they_may_take() -> None:
    asked = {"r": ["a", "b"], "s": ["b", "c"], "t": ["a", "c"]}
    zones = [zone(code, "100平方米") for code in "abc"]
    rooms = [room("r", 200), room("s", 200), room("t", 100)]
    assert found(rooms, zones, zones_of=asked) == ["r: BRIEF_AREA_SHORT"]
    assert found([room("r", 100), room("s", 100), room("t", 100)], zones, zones_of=asked) == []
    zones[2] = zone("c", "100余平方米")
    assert "r: BRIEF_AREA_SHORT" not in found(rooms, zones, zones_of=asked)
    # Two of them are too many already; the third has nothing to do with it.
    details = dict(
        brief_gaps(
            Brief("b", "书", rooms=[room("r", 90), room("s", 90), room("t", 90), room("u", 10)]),
            Place("p", "处", zones=[zone("a", "100平方米"), zone("b", "100平方米"), zone("c", "10平方米")]),
            zones={"r": ["a", "b"], "s": ["a", "b"], "t": ["b", "a"], "u": ["c"]},
        )[0].details
    )
    assert (details["rooms"], details["where"], details["needed"]) == ("r、s、t", "a、b", "270")


def test_what_is_planned_gross_must_hold_the_rooms_with_their_walls() -> None:
    planned = {"gross_planned_area": Quantity.parse("60平方米")}
    assert found([room("a", 50)], [zone("a")], **planned) == ["b: BRIEF_GROSS_SHORT"]
    assert found([room("a", 45)], [zone("a")], **planned) == []
    assert found([room("a", 50)], [zone("a")], gross_planned_area=Quantity.parse("60余平方米")) == []


def test_as_many_zones_must_be_open_as_there_are_rooms() -> None:
    day = WeekHours.parse("08:00-18:00")
    morning, evening = WeekHours.parse("08:00-12:00"), WeekHours.parse("12:00-18:00")
    asked = {"a": ["y", "z"]}

    def hours(first: WeekHours | None, second: WeekHours | None, count: int) -> list[str]:
        zones = [zone("y", "90平方米", hours=first), zone("z", "90平方米", hours=second)]
        return found([room("a", 50, hours=day, count=count)], zones, zones_of=asked)

    for count in (1, 2):
        assert hours(morning, evening, count) == ["a: BRIEF_HOURS_SHORT"]
    assert hours(day, evening, 1) == []
    assert hours(day, evening, 2) == ["a: BRIEF_HOURS_SHORT"]
    assert hours(day, None, 2) == ["a: BRIEF_HOURS_UNKNOWN"]
    assert hours(morning, None, 1) == ["a: BRIEF_HOURS_UNKNOWN"]
    assert hours(morning, None, 2) == ["a: BRIEF_HOURS_SHORT"]
    assert hours(day, day, 3) == []


def test_seats_of_rooms_in_one_zone_are_added_but_of_shared_ones_the_most_counts() -> None:
    hall = zone("z", "200平方米", functions={"x"}, occupancy_number_peak=Quantity.parse("30人"))
    rooms = [room("a", occupancy_number=30), room("b", occupancy_number=30)]
    assert found(rooms, [hall]) == ["a: BRIEF_SEATS_SHORT"]
    day = WeekHours.parse("24/7")
    shared = [room(each.code, occupancy_number=30, is_shared=True, hours=day) for each in rooms]
    hall = zone("z", "200平方米", functions={"x"}, hours=day, occupancy_number_peak=Quantity.parse("30人"))
    assert found(shared, [hall]) == []


def test_the_place_as_a_whole_must_hold_the_people_of_all_its_zones() -> None:
    seats = {"occupancy_number_peak": Quantity.parse("30人")}
    zones = [zone(code, occupancy_number_peak=Quantity.parse("30人")) for code in "ab"]
    rooms = [room("a", occupancy_number=20), room("b", occupancy_number=20)]
    assert found(rooms, zones, **seats) == ["a: BRIEF_SEATS_SHORT"]
    assert found(rooms[:1], zones, **seats) == []
    assert found(rooms, zones) == []


def test_what_a_room_must_have_is_looked_for_among_the_facilities() -> None:
    rooms = [room("a", features={"stage", "sink"})]
    assert found(rooms, [zone("a")]) == ["a: BRIEF_FEATURES_UNKNOWN"]
    stage, sink = (
        Facility("stage", "舞台"),
        Facility("kitchen", "厨房", services=[Term("sink", "水槽", "sink")]),
    )
    assert found(rooms, [zone("a")], facilities=[stage, sink]) == []
    none_left = Facility("stage", "舞台", count=Quantity.exact(0, "个"))
    assert found(rooms, [zone("a")], facilities=[none_left, sink]) == ["a: BRIEF_FEATURES_UNKNOWN"]


def test_whether_rooms_in_the_whole_place_adjoin_is_not_known() -> None:
    rooms, beside = [room("a"), room("b")], [Adjacency("a", "b", importance=2)]
    whole = {"functions": {"x"}, "area": Quantity.parse("200平方米")}
    assert found(rooms, [], beside, adjoining=[], **whole) == ["a: BRIEF_ADJACENCY_UNKNOWN"]
    apart = [Adjacency("a", "b", importance=-2)]
    assert found(rooms, [zone("z", "200平方米", functions={"x"})], apart) == ["a: BRIEF_NOT_SEPARATE"]


@pytest.mark.parametrize("zones", [5, {"a": None}, {"a": "az"}, {"a": [1]}, {"a": [[1], "a"]}], ids=repr)
def test_zones_that_are_no_collections_of_codes_are_refused(zones: object) -> None:
    with pytest.raises(InvalidValue, match="zones"):
        found([room("a")], [zone("a")], zones_of=zones)


def test_a_room_whose_code_is_none_is_not_known() -> None:
    with pytest.raises(UnknownName):
        found([room("r")], [zone("r")], zones_of={1: ["r"], "r": ["r"]})


def test_what_adjoins_must_be_a_collection() -> None:
    with pytest.raises(InvalidValue, match="adjoining"):
        found([room("a")], [zone("a")], adjoining=5)
