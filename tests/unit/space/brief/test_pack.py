"""A week filled: what is placed, what is not and why, and what is known of how good it is."""

import pytest

from communitygov.errors import InvalidValue
from communitygov.space.brief.timetable.activity import Activity, Placement, SharedRoom
from communitygov.space.brief.timetable.bound import most
from communitygov.space.brief.timetable.pack import MOST_ROUNDS, PackRule, pack
from communitygov.space.brief.timetable.problem import Problem, Wish
from communitygov.space.brief.timetable.timetable import Timetable
from communitygov.space.certificate import Progress, Stop
from communitygov.space.hours.week_hours import ALWAYS, NEVER, WeekHours

EVENING = WeekHours.parse("Mo 18:00-20:00")


def shared(id: str = "hall", **given: object) -> SharedRoom:
    return SharedRoom(id, **{"capacity": 40, "hours": EVENING, **given})  # type: ignore[arg-type]


def wanted(id: str = "choir", **given: object) -> Activity:
    return Activity(id, "合唱", "choir", **{"minutes": 60, **given})  # type: ignore[arg-type]


def reasons(*rooms: SharedRoom, wants: list[Activity], placed: tuple[Placement, ...] = ()) -> list[str]:
    packing = pack(Timetable(rooms, wants, placements=placed))
    return [f"{each.activity} × {each.times}: {each.reason.code}" for each in packing.unplaced]


def test_everything_that_fits_is_placed_and_that_is_proved() -> None:
    packing = pack(Timetable([shared()], [wanted(), wanted("dance")]))
    assert packing.findings() == packing.unplaced == ()
    assert packing.certificate.is_proved
    assert packing.certificate.rounds == 0


def test_what_is_worth_more_goes_first() -> None:
    packing = pack(
        Timetable([shared()], [wanted(minutes=120, weight=5), wanted("dance", minutes=120, weight=9)])
    )
    assert [each.activity for each in packing.timetable.placements] == ["dance"]


def test_what_is_worth_less_is_put_out_where_the_order_by_worth_misleads() -> None:
    short = wanted("short", minutes=60, weight=6, window=WeekHours.parse("Mo 18:30-19:30"))
    long = wanted("long", minutes=120, weight=10)
    packing = pack(Timetable([shared()], [short, long]))
    assert [each.activity for each in packing.timetable.placements] == ["long"]


def test_what_is_placed_already_stays_even_where_it_breaks_another_rule() -> None:
    early = Placement("choir", "hall", start=17 * 60)
    packing = pack(Timetable([shared()], [wanted(), wanted("dance")], placements=[early]))
    assert packing.timetable.placements[0] == early
    assert [each.code for each in packing.timetable.findings()] == ["TIMETABLE_ROOM_CLOSED"]
    assert len(packing.timetable.placements) == 2


def test_a_week_that_clashes_before_is_refused() -> None:
    both = [Placement("choir", "hall", start=1_080), Placement("dance", "hall", start=1_080)]
    with pytest.raises(InvalidValue, match="must not clash among what is placed"):
        pack(Timetable([shared()], [wanted(), wanted("dance")], placements=both))


def test_an_activity_begins_on_the_raster_and_not_on_the_days_it_has() -> None:
    table = Timetable(
        [shared(hours=WeekHours.parse("Mo-Tu 18:10-20:00"))],
        [wanted(times=2, operator="op")],
        placements=[Placement("choir", "hall", start=18 * 60 + 10)],
    )
    added = pack(table).timetable.placements[1]
    assert added.when == "Tu 18:15"


def test_what_goes_over_sunday_midnight_is_placed_once() -> None:
    night = WeekHours.parse("Su 23:00-01:00")
    table = Timetable(
        [shared(hours=ALWAYS)],
        [wanted("a", minutes=120, weight=9, window=night), wanted("b", weight=5, window=night)],
    )
    packing = pack(table)
    assert [(each.activity, each.when) for each in packing.timetable.placements] == [("a", "Su 23:00")]
    assert packing.findings()[0].code == "TIMETABLE_ROOMS_TAKEN"


def test_no_room_large_enough() -> None:
    assert reasons(shared(), wants=[wanted(attendance=41)]) == ["choir × 1: TIMETABLE_NO_ROOM_LARGE_ENOUGH"]
    assert reasons(wants=[wanted()]) == ["choir × 1: TIMETABLE_NO_ROOM_LARGE_ENOUGH"]


def test_no_room_of_that_size_is_equipped() -> None:
    rooms = shared(), shared("small", capacity=10, features={"stage"})
    wants = [wanted(attendance=20, needs={"stage"})]
    assert reasons(*rooms, wants=wants) == ["choir × 1: TIMETABLE_NO_ROOM_EQUIPPED"]


def test_no_room_is_open_long_enough() -> None:
    assert reasons(shared(), wants=[wanted(minutes=121)]) == ["choir × 1: TIMETABLE_NEVER_OPEN"]
    assert reasons(shared(hours=NEVER), wants=[wanted()]) == ["choir × 1: TIMETABLE_NEVER_OPEN"]


def test_all_rooms_are_taken() -> None:
    wants = [wanted(minutes=120, weight=9), wanted("dance", times=2, weight=5)]
    assert reasons(shared(), wants=wants) == ["dance × 2: TIMETABLE_ROOMS_TAKEN"]


def test_the_operator_is_busy() -> None:
    wants = [wanted(minutes=120, weight=9, operator="op"), wanted("dance", weight=5, operator="op")]
    assert reasons(shared(), shared("b"), wants=wants) == ["dance × 1: TIMETABLE_OPERATOR_BUSY"]


def test_every_day_with_room_has_it_already() -> None:
    assert reasons(shared(), wants=[wanted(times=2)]) == ["choir × 1: TIMETABLE_DAYS_TAKEN"]


def test_the_caller_stops_between_rounds_and_is_told_of_each() -> None:
    told: list[Progress] = []
    table = Timetable([shared()], [wanted(times=2)])
    packing = pack(table, stop=lambda: len(told) >= 3, progress=told.append)
    assert (packing.certificate.stop, packing.certificate.rounds) == (Stop.CALLER, 3)
    assert [each.round for each in told] == [1, 2, 3]
    assert told[0].rounds == 50


def test_rounds_that_are_over_are_told() -> None:
    table = Timetable([shared()], [wanted(times=2)])
    assert pack(table, rule=PackRule(rounds=2)).certificate.stop is Stop.ROUNDS


def test_a_search_without_end_is_refused() -> None:
    with pytest.raises(InvalidValue, match="at most 1000000"):
        PackRule(rounds=MOST_ROUNDS + 1)


def test_an_empty_week_is_filled_and_proved() -> None:
    assert pack(Timetable([], [])).certificate.is_proved


def test_a_filled_week_shows_itself_in_a_notebook() -> None:
    assert "18:00 19:00 合唱" in pack(Timetable([shared()], [wanted()]))._repr_html_()


def test_only_timetables_and_rules_are_taken() -> None:
    with pytest.raises(InvalidValue, match="must be a Timetable"):
        pack(None)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="must be a PackRule"):
        pack(Timetable([], []), rule=None)  # type: ignore[arg-type]


def test_steps_are_handed_on_when_whoever_has_them_can_do_with_others() -> None:
    anywhere = Wish(activity=0, times=2, weight=30, length=3, operator=-1, options=((0, 0b001_001_001_001),))
    morning = Wish(activity=1, times=2, weight=9, length=3, operator=-1, options=((0, 0b001_001),))
    week = Problem(raster=60, steps=168, rooms=1, operators=0, wishes=(anywhere, morning))
    assert most(week) == 2 * 30 + 2 * 9
