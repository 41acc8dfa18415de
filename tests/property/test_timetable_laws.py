"""Laws of shared rooms: nothing ever clashes, what is fixed stays, the bound holds, every refusal is true."""

from collections import Counter
from random import Random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.exhaustive_week import best_value

from communitygov.space.brief.timetable.activity import Activity, Placement, SharedRoom
from communitygov.space.brief.timetable.pack import PackRule, pack
from communitygov.space.brief.timetable.timetable import Timetable
from communitygov.space.hours.opening_text import WEEK
from communitygov.space.hours.week_hours import WeekHours
from communitygov.testing.strategies.timetable import pack_rules, small_weeks, timetables

_HOURLY = PackRule(raster=60, rounds=10)
#: A week has many parts to draw, and each is filled.
fewer = settings(max_examples=40)


def _placed(table: Timetable, rule: PackRule) -> Timetable:
    return pack(table, rule=rule).timetable


@fewer
@given(timetables(), pack_rules())
def test_a_week_that_was_filled_breaks_no_rule(table: Timetable, rule: PackRule) -> None:
    empty = attrs.evolve(table, placements=())
    assert _placed(empty, rule).findings() == ()


@fewer
@given(timetables(), pack_rules())
def test_what_is_placed_stays_and_what_is_added_clashes_with_nothing(
    table: Timetable, rule: PackRule
) -> None:
    kept: list[Placement] = []
    for each in table.placements:
        if not attrs.evolve(table, placements=kept).clash(each):
            kept.append(each)
    before = attrs.evolve(table, placements=kept)
    after = _placed(before, rule)
    assert after.placements[: len(kept)] == tuple(kept)
    assert after.findings() == ()


@fewer
@given(small_weeks(), pack_rules())
def test_every_session_is_placed_or_told(table: Timetable, rule: PackRule) -> None:
    packing = pack(table, rule=rule)
    counts = Counter(each.activity for each in packing.timetable.placements)
    counts.update({each.activity: each.times for each in packing.unplaced})
    assert counts == Counter({each.id: each.times for each in table.activities})
    assert packing.certificate.value == packing.timetable.value


@fewer
@given(small_weeks(), pack_rules())
def test_what_is_not_placed_could_not_be_added(table: Timetable, rule: PackRule) -> None:
    packing = pack(table, rule=rule)
    for each in packing.unplaced:
        for room in table.rooms:
            assert packing.timetable.free_starts(each.activity, room.id, raster=rule.raster) == ()


@fewer
@given(timetables(), st.data())
def test_free_starts_are_those_at_which_nothing_would_be_wrong(table: Timetable, data: st.DataObject) -> None:
    if not table.rooms or not table.activities:
        return
    activity = data.draw(st.sampled_from([each.id for each in table.activities]))
    room = data.draw(st.sampled_from([each.id for each in table.rooms]))
    free = set(table.free_starts(activity, room, raster=60))
    tried = data.draw(st.lists(st.integers(0, WEEK // 60 - 1).map(lambda hour: hour * 60), max_size=12))
    for start in {*tried, *sorted(free)[:3]}:
        wrong = table.clash(Placement(activity, room, start=start))
        assert (start in free) is (not wrong)


@fewer
@given(timetables())
def test_placing_one_after_the_other_is_clear_exactly_if_all_together_are(table: Timetable) -> None:
    wrong = False
    for at, each in enumerate(table.placements):
        wrong = wrong or bool(attrs.evolve(table, placements=table.placements[:at]).clash(each))
    assert wrong is bool(table.findings())


@fewer
@given(timetables())
def test_taken_and_free_hours_of_a_room_do_not_meet(table: Timetable) -> None:
    for room in table.rooms:
        assert (table.taken(room.id) & table.free(room.id)).minutes == 0
        assert (table.taken(room.id) | table.free(room.id)).includes(room.hours)
        assert 0 <= table.use_of(room.id) <= 1


@fewer
@given(small_weeks(), st.integers(0, 9))
def test_no_way_of_filling_a_week_is_better_than_the_bound_nor_worse_than_what_is_found(
    table: Timetable, seed: int
) -> None:
    found = pack(table, rule=attrs.evolve(_HOURLY, seed=seed)).certificate
    best = best_value(table)
    assert found.value is not None
    assert found.bound is not None
    assert found.value <= best <= found.bound
    assert found.value == best or not found.is_proved


@fewer
@given(small_weeks())
def test_the_same_seed_gives_the_same_week_and_more_rounds_no_worse_one(table: Timetable) -> None:
    first, again = (pack(table, rule=_HOURLY) for _ in range(2))
    assert first == again
    more = pack(table, rule=attrs.evolve(_HOURLY, rounds=20)).certificate.value
    assert more is not None
    assert first.certificate.value is not None
    assert more >= first.certificate.value


@fewer
@given(small_weeks())
def test_longer_hours_never_lower_the_bound(table: Timetable) -> None:
    evening = WeekHours.parse("Mo-Tu 17:00-24:00")
    longer = attrs.evolve(
        table, rooms=[attrs.evolve(room, hours=room.hours | evening) for room in table.rooms]
    )
    before, after = (pack(each, rule=_HOURLY).certificate.bound for each in (table, longer))
    assert before is not None
    assert after is not None
    assert after >= before


def _drawn(seed: int) -> Timetable:
    """Return a tiny week of one evening in two rooms, with more wanted than there is room for."""
    random = Random(seed)  # noqa: S311
    rooms = [
        SharedRoom(f"r-{at}", capacity=size, hours=WeekHours.parse("Mo-Tu 18:00-21:00"))
        for at, size in enumerate((20, 40))
    ]
    wanted = [
        Activity(
            f"a-{at}",
            "甲",
            "a",
            minutes=random.choice((60, 120)),
            times=random.choice((1, 1, 2)),
            attendance=random.randint(5, 40),
            operator=random.choice(("", "op-1", "op-2")),
        )
        for at in range(6)
    ]
    return Timetable(rooms, wanted)


@pytest.mark.parametrize("seed", range(10))
def test_the_best_of_a_tiny_week_is_found(seed: int) -> None:
    table = _drawn(seed)
    assert pack(table, rule=PackRule(raster=60, rounds=50)).certificate.value == best_value(table)
