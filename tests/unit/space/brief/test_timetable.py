"""Rooms shared by the hour: what clashes, what is free, what a week is worth."""

from fractions import Fraction
from typing import Any

import pytest

from communitygov.errors import CommunityGovError, InvalidValue, UnknownName
from communitygov.space.brief.brief import Brief
from communitygov.space.brief.room import Room
from communitygov.space.brief.timetable.activity import Activity, Placement, SharedRoom, shared_rooms
from communitygov.space.brief.timetable.sheet import BOOKING_HEADS
from communitygov.space.brief.timetable.timetable import (
    MOST_ACTIVITIES,
    MOST_PLACEMENTS,
    MOST_SHARED_ROOMS,
    NAMED_WITH,
    Timetable,
)
from communitygov.space.function.side import Side
from communitygov.space.hours.week_hours import ALWAYS, NEVER, WeekHours

EVENING = WeekHours.parse("Mo-Su 18:00-22:00")


def shared(id: str = "hall", **given: object) -> SharedRoom:
    return SharedRoom(id, **{"capacity": 40, "hours": EVENING, **given})  # type: ignore[arg-type]


def wanted(id: str = "choir", **given: object) -> Activity:
    return Activity(id, "合唱", "choir", **{"minutes": 60, **given})  # type: ignore[arg-type]


def at(hour: int, *, day: int = 0, activity: str = "choir", room: str = "hall") -> Placement:
    return Placement(activity, room, start=day * 1_440 + hour * 60)


def codes(table: Timetable) -> list[str]:
    return [finding.code for finding in table.findings()]


# ------------------------------------------------------------------------- parts


def test_an_operator_is_an_identifier_or_nobody() -> None:
    assert wanted(operator="").operator == ""
    with pytest.raises(InvalidValue, match="operator"):
        wanted(operator="产销者")


@pytest.mark.parametrize("given", [{"minutes": 1_441}, {"times": 8}, {"weight": 0}, {"minutes": "60"}])
def test_an_activity_that_cannot_be_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(InvalidValue, match=next(iter(given))):
        wanted(**given)


def test_what_nobody_attends_is_worth_one() -> None:
    assert wanted().weight == 1
    assert wanted(attendance=30).weight == 1_800
    assert wanted(attendance=30, weight=7).weight == 7


def test_shared_rooms_of_a_programme_are_booked_one_by_one() -> None:
    def room(**given: object) -> Room:
        hours = {"hours": EVENING, "occupancy_number": 20, **given}
        return Room("r", "室", "room", function="x", standard_required_area=60, is_shared=True, **hours)  # type: ignore[arg-type]

    plain = Room("p", "室", "room", function="x", standard_required_area=60)
    booked = shared_rooms(Brief("b", "书", rooms=[room(count=2, features={"sink"}), plain]))
    assert [(each.id, each.capacity, each.area) for each in booked] == [("r", 20, 60), ("r-2", 20, 60)]
    assert booked[0].features == {"sink"}
    for lacking in ({"hours": None}, {"occupancy_number": None}):
        with pytest.raises(InvalidValue, match="must have hours, and a number of people"):
            shared_rooms(Brief("b", "书", rooms=[room(**lacking)]))


# ------------------------------------------------------------------------- the table


def test_names_of_shared_rooms_collide_with_no_other_room() -> None:
    given: dict[str, Any] = {"function": "x", "standard_required_area": 20, "occupancy_number": 9}
    given |= {"hours": ALWAYS, "is_shared": True}
    long = "h" * 120
    rooms = [
        Room("hall", "厅", "hall", count=3, **given),
        Room("hall-2", "厅", "hall", **given),
        Room(long, "厅", "hall", count=2, **given),
    ]
    names = [room.id for room in shared_rooms(Brief("b", "书", rooms=rooms))]
    assert names == ["hall", "hall-3", "hall-4", "hall-2", long, "h" * 118 + "-2"]


@pytest.mark.parametrize("name", [[], None, 7], ids=repr)
def test_names_that_are_no_text_are_not_known(name: Any) -> None:  # noqa: ANN401
    table = Timetable([shared()], [wanted()])
    for ask in (table.room, table.activity, table.free):
        with pytest.raises(UnknownName):
            ask(name)
    with pytest.raises(InvalidValue, match="features"):
        shared().lacks(name if name != [] else [[]])


def test_what_is_placed_must_be_of_the_table() -> None:
    for stranger in (at(18, activity="x"), at(18, room="x")):
        with pytest.raises(InvalidValue, match="must be of an activity and a room of the timetable"):
            Timetable([shared()], [wanted()], placements=[stranger])


def test_two_of_one_identifier_are_refused() -> None:
    with pytest.raises(InvalidValue, match="rooms"):
        Timetable([shared(), shared()], [])
    with pytest.raises(InvalidValue, match="activities"):
        Timetable([], [wanted(), wanted()])


def test_too_much_of_anything_is_refused() -> None:
    with pytest.raises(InvalidValue, match="at most 200"):
        Timetable([shared(f"r{n}") for n in range(MOST_SHARED_ROOMS + 1)], [])
    with pytest.raises(InvalidValue, match="at most 2000"):
        Timetable([], [wanted(f"a{n}") for n in range(MOST_ACTIVITIES + 1)])
    with pytest.raises(InvalidValue, match="at most 14000"):
        Timetable([shared()], [wanted()], placements=[at(18)] * (MOST_PLACEMENTS + 1))


def test_names_that_are_not_there_are_told() -> None:
    table = Timetable([shared()], [wanted()])
    with pytest.raises(UnknownName, match="Did you mean 'hall'"):
        table.room("hal")
    with pytest.raises(UnknownName, match="Did you mean 'choir'"):
        table.activity("chor")


# ------------------------------------------------------------------------- what clashes


def test_one_room_has_one_thing_at_a_time() -> None:
    both = [wanted(), wanted("dance")]
    clashing = Timetable(
        [shared()], both, placements=[at(18), Placement("dance", "hall", start=18 * 60 + 59)]
    )
    (finding,) = clashing.findings()
    assert finding.text() == "hall has dance and choir at one time, from Mo 18:59"
    after = Timetable([shared()], both, placements=[at(18), at(19, activity="dance")])
    assert after.findings() == ()


def test_one_operator_runs_one_thing_at_a_time() -> None:
    rooms = [shared("a"), shared("b")]
    both = [wanted(operator="op"), wanted("dance", operator="op"), wanted("chess")]
    placed = [at(18, room="a"), at(18, room="b", activity="dance")]
    assert codes(Timetable(rooms, both, placements=placed)) == ["TIMETABLE_OPERATOR_CLASH"]
    apart = [at(18, room="a"), at(18, room="b", activity="chess")]
    assert codes(Timetable(rooms, both, placements=apart)) == []


def test_a_room_must_be_open_all_the_time() -> None:
    assert codes(Timetable([shared()], [wanted()], placements=[at(21)])) == []
    late = Placement("choir", "hall", start=21 * 60 + 1)
    assert codes(Timetable([shared()], [wanted()], placements=[late])) == ["TIMETABLE_ROOM_CLOSED"]


def test_an_activity_lies_within_its_window() -> None:
    monday = wanted(window=WeekHours.parse("Mo 18:00-20:00"))
    assert codes(Timetable([shared()], [monday], placements=[at(19)])) == []
    assert codes(Timetable([shared()], [monday], placements=[at(20)])) == ["TIMETABLE_OUTSIDE_WINDOW"]


def test_a_room_must_be_large_enough_and_equipped() -> None:
    many = wanted(attendance=41, needs={"stage", "sink"})
    assert codes(Timetable([shared()], [many], placements=[at(18)])) == [
        "TIMETABLE_ROOM_TOO_SMALL",
        "TIMETABLE_FEATURE_LACKING",
    ]
    fit = shared(capacity=41, features={"stage", "sink", "mirror"})
    assert codes(Timetable([fit], [many], placements=[at(18)])) == []


def test_an_activity_is_placed_no_oftener_than_wanted_and_once_a_day() -> None:
    twice = [at(18), at(20)]
    assert codes(Timetable([shared()], [wanted(times=2)], placements=twice)) == ["TIMETABLE_TWICE_A_DAY"]
    days = [at(18), at(18, day=1)]
    assert codes(Timetable([shared()], [wanted(times=2)], placements=days)) == []
    assert codes(Timetable([shared()], [wanted()], placements=days)) == ["TIMETABLE_TOO_OFTEN"]


def test_what_runs_over_sunday_midnight_clashes_on_monday() -> None:
    night = shared(hours=ALWAYS)
    both = [wanted(minutes=120), wanted("dance")]
    placed = [at(23, day=6), at(0, activity="dance")]
    table = Timetable([night], both, placements=placed)
    assert codes(table) == ["TIMETABLE_ROOM_CLASH"]
    assert str(table.taken("hall")) == "Su 23:00-01:00"


def test_of_many_at_one_time_a_few_are_named_with_each() -> None:
    many = [wanted(f"a{n}") for n in range(40)]
    table = Timetable([shared()], many, placements=[at(18, activity=each.id) for each in many])
    assert len(table.findings()) == sum(min(n, NAMED_WITH) for n in range(40))


def test_what_would_clash_is_told_before_anything_is_placed() -> None:
    table = Timetable([shared()], [wanted(), wanted("dance")], placements=[at(18)])
    assert [each.code for each in table.clash(at(18, activity="dance"))] == ["TIMETABLE_ROOM_CLASH"]
    assert table.clash(at(19, activity="dance")) == ()
    assert [each.code for each in table.clash(at(20))] == ["TIMETABLE_TWICE_A_DAY", "TIMETABLE_TOO_OFTEN"]
    with pytest.raises(UnknownName, match="'x'"):
        table.clash(at(18, activity="x"))
    with pytest.raises(InvalidValue, match="must be a Placement"):
        table.clash("choir")  # type: ignore[arg-type]


# ------------------------------------------------------------------------- what is free


def test_a_room_is_free_when_it_is_open_and_nothing_is_in_it() -> None:
    table = Timetable([shared()], [wanted(operator="op")], placements=[at(19)])
    monday = WeekHours.parse("Mo 00:00-24:00")
    assert str(table.free("hall") & monday) == "Mo 18:00-19:00,20:00-22:00"
    assert str(table.taken("hall")) == str(table.engaged("op")) == "Mo 19:00-20:00"
    assert table.engaged("") == table.engaged("somebody") == NEVER


def test_beginnings_are_those_of_the_raster_that_clash_with_nothing() -> None:
    monday = shared(hours=WeekHours.parse("Mo 18:00-20:00"))
    other = shared("b", hours=ALWAYS)
    both = [wanted(operator="op"), wanted("dance", operator="op", minutes=30)]
    table = Timetable([monday, other], both, placements=[at(18, room="b", activity="dance")])
    assert table.free_starts("choir", "hall") == (1_110, 1_125, 1_140)
    assert table.free_starts("choir", "hall", raster=30) == (1_110, 1_140)
    assert table.free_starts("dance", "hall") == ()
    with pytest.raises(InvalidValue, match="divides an hour"):
        table.free_starts("choir", "hall", raster=7)


@pytest.mark.parametrize("lacking", [{"attendance": 50}, {"needs": {"stage"}}])
def test_a_room_that_does_not_fit_has_no_beginnings(lacking: dict[str, object]) -> None:
    assert Timetable([shared()], [wanted(**lacking)]).free_starts("choir", "hall") == ()


def test_the_days_on_which_it_takes_place_already_have_no_beginnings() -> None:
    table = Timetable([shared()], [wanted(times=7)], placements=[at(18, day=day) for day in range(6)])
    assert {start // 1_440 for start in table.free_starts("choir", "hall")} == {6}


# ------------------------------------------------------------------------- figures


def test_the_share_of_a_side_is_by_area_and_hours() -> None:
    rooms = [shared("a", area=90), shared("b", area=30)]
    both = [wanted(minutes=60), wanted("sale", minutes=180, side=Side.QUALITY)]
    table = Timetable(rooms, both, placements=[at(18, room="a"), at(18, room="b", activity="sale")])
    assert (table.share_of(Side.WELFARE), table.share_of(Side.QUALITY)) == (Fraction(1, 2), Fraction(1, 2))


def test_a_share_is_not_told_where_nothing_is_placed_or_an_area_is_not_known() -> None:
    assert Timetable([shared(area=90)], [wanted()]).share_of(Side.WELFARE) is None
    assert Timetable([shared()], [wanted()], placements=[at(18)]).share_of(Side.WELFARE) is None


def test_the_use_of_a_room_is_a_share_of_its_hours() -> None:
    table = Timetable([shared(), shared("shut", hours=NEVER)], [wanted()], placements=[at(18)])
    assert (table.use_of("hall"), table.use_of("shut")) == (Fraction(1, 28), 0)


def test_what_is_placed_is_worth_the_sum_of_its_weights() -> None:
    table = Timetable([shared()], [wanted(weight=5, times=2)], placements=[at(18), at(18, day=1)])
    assert table.value == 10


# ------------------------------------------------------------------------- to look at


def test_bookings_stand_room_by_room_in_the_order_of_the_week() -> None:
    table = Timetable(
        [shared("b"), shared("a")],
        [wanted(times=3)],
        placements=[at(18, day=2, room="a"), at(18, day=1, room="b"), at(18, room="b")],
    )
    assert table.text().splitlines() == [
        "b: Mo 18:00–19:00 choir 合唱 choir",
        "b: Tu 18:00–19:00 choir 合唱 choir",
        "a: We 18:00–19:00 choir 合唱 choir",
    ]
    assert table.bookings()[0].row() == ("b", "Mo", "18:00", "19:00", "choir", "合唱", "choir", "welfare")
    assert len(table.bookings()[0].row()) == len(BOOKING_HEADS)


def test_names_are_never_markup_in_a_notebook() -> None:
    odd = Activity("a", "<b>舞", "dance", minutes=60)
    page = Timetable([shared()], [odd], placements=[at(18, activity="a")])._repr_html_()
    assert "<b>" not in page
    assert "18:00 19:00 &lt;b&gt;舞" in page


def test_long_pages_are_cut_and_say_so() -> None:
    rooms = [shared(f"r{n}") for n in range(105)]
    many = [wanted(f"a{n}", minutes=1) for n in range(45)]
    placed = [Placement(each.id, "r0", start=1_080 + n) for n, each in enumerate(many)]
    page = Timetable(rooms, many, placements=placed)._repr_html_()
    assert "另有 5 间" in page
    assert "……" in page


def test_only_our_own_errors_leave_a_constructor() -> None:
    for wrong in ((7, []), ([1], []), ([], [1]), ({shared()}, [])):
        with pytest.raises(CommunityGovError):
            Timetable(*wrong)  # type: ignore[arg-type]
