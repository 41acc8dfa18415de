"""A week of shared rooms as calendars: hours, bookings, midnight, what is refused."""

import sys

import pytest

from communitygov.errors import InvalidValue, MissingExtra
from communitygov.plot.timetable_chart import MOST_BOOKINGS_SHOWN, MOST_ROOMS_SHOWN, timetable_chart
from communitygov.space.brief.timetable.activity import Activity, Placement, SharedRoom
from communitygov.space.brief.timetable.timetable import Timetable
from communitygov.space.function.side import Side
from communitygov.space.hours.week_hours import WeekHours


def shared(id: str = "hall", hours: str = "Mo-Fr 09:00-21:00") -> SharedRoom:
    return SharedRoom(id, capacity=40, hours=WeekHours.parse(hours))


CHOIR = Activity("choir", "合唱", "choir", minutes=90, times=2)
NIGHT = Activity("tea", "夜茶话", "tea", minutes=120, side=Side.QUALITY)


def calendar(table: Timetable, number: int = 0) -> dict[str, object]:
    return timetable_chart(table).to_dict()["concat"][number]  # type: ignore[no-any-return]


def values(table: Timetable, layer: int) -> list[dict[str, object]]:
    chart = timetable_chart(table).to_dict()
    return chart["datasets"][chart["concat"][0]["layer"][layer]["data"]["name"]]  # type: ignore[no-any-return]


def test_every_room_has_a_calendar_with_its_name_and_use() -> None:
    table = Timetable([shared("a"), shared("b")], [CHOIR], placements=[Placement("choir", "b", start=600)])
    assert [calendar(table, at)["title"]["text"] for at in (0, 1)] == ["a", "b"]  # type: ignore[index]
    assert calendar(table, 1)["title"]["subtitle"] == "容 40 人 holds 40，已用 2 % used"  # type: ignore[index]


def test_a_block_stands_on_its_day_from_its_beginning_to_its_end() -> None:
    table = Timetable([shared()], [CHOIR], placements=[Placement("choir", "hall", start=1_440 + 600)])
    (block,) = values(table, 1)
    assert (block["day"], block["since"], block["until"], block["middle"]) == ("周二 Tu", 600, 690, 645)
    assert (block["label"], block["begins"], block["ends"]) == ("合唱", "Tu 10:00", "Tu 11:30")
    assert block["side"] == "公益普惠 public welfare"


def test_open_hours_are_drawn_by_day_and_the_frame_holds_them_in_whole_two_hours() -> None:
    table = Timetable([shared(hours="Mo 09:00-21:00")], [])
    assert values(table, 0) == [{"day": "周一 Mo", "since": 540, "until": 1_260}]
    encoding = calendar(table)["layer"][0]["encoding"]  # type: ignore[index]
    assert encoding["y"]["scale"]["domain"] == [480, 1_320]


def test_what_runs_over_midnight_goes_on_with_the_next_day() -> None:
    table = Timetable(
        [shared(hours="Su 18:00-02:00")], [NIGHT], placements=[Placement("tea", "hall", start=10_020)]
    )
    blocks = [(block["day"], block["since"], block["until"]) for block in values(table, 1)]
    assert blocks == [("周日 Su", 1_380, 1_440), ("周一 Mo", 0, 60)]
    assert {(block["begins"], block["ends"]) for block in values(table, 1)} == {("Su 23:00", "Mo 01:00")}
    # Drawn in the order of the week: Monday's small hours first.
    assert values(table, 0) == [
        {"day": "周一 Mo", "since": 0, "until": 120},
        {"day": "周日 Su", "since": 1_080, "until": 1_440},
    ]


def test_what_is_booked_while_open_stands_on_open_ground() -> None:
    placed = [Placement("tea", "hall", start=at) for at in (0, 10_020, 1_440)]
    table = Timetable([shared(hours="24/7"), shared("bar", "Su 22:00-03:00")], [NIGHT], placements=placed)
    ground = {block["day"]: (block["since"], block["until"]) for block in values(table, 0)}
    assert set(ground.values()) == {(0, 1_440)}
    assert all(int(str(block["until"])) <= 1_440 for block in values(table, 1))


def test_a_block_too_low_for_its_name_has_none() -> None:
    short = Activity("tea", "茶", "tea", minutes=15)
    table = Timetable(
        [shared()],
        [short, CHOIR],
        placements=[Placement("tea", "hall", start=600), Placement("choir", "hall", start=660)],
    )
    assert [(block["label"], block["shown"]) for block in values(table, 1)] == [("茶", ""), ("合唱", "合唱")]


def test_a_week_without_hours_is_an_empty_frame() -> None:
    assert calendar(Timetable([shared(hours="off")], []))["height"] == 364
    assert timetable_chart(Timetable([], [])).to_dict()["concat"] == []


def test_too_many_rooms_or_bookings_are_refused() -> None:
    with pytest.raises(InvalidValue, match="at most 40"):
        timetable_chart(Timetable([shared(f"r{at}") for at in range(MOST_ROOMS_SHOWN + 1)], []))
    placed = [Placement("choir", "hall", start=600)] * (MOST_BOOKINGS_SHOWN + 1)
    with pytest.raises(InvalidValue, match="at most 3000"):
        timetable_chart(Timetable([shared()], [CHOIR], placements=placed))


def test_without_altair_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtra, match="plot"):
        timetable_chart(Timetable([], []))
