"""Laws of hazards and their ledgers, each against a second opinion written by hand."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from communitygov.core.quantity import Quantity
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue
from communitygov.programme.date_span import DateSpan
from communitygov.programme.hazard import (
    Direction,
    HazardLedger,
    HazardReading,
    HazardStatus,
    HazardSupply,
    PartedFigure,
    PartsDoNotAddUp,
    StandingTask,
    direction,
)
from communitygov.testing.strategies.core import days, identifiers
from communitygov.testing.strategies.date_span import date_spans
from communitygov.testing.strategies.hazard import (
    differences,
    hazard_ledgers,
    hazard_readings,
    hazard_supplies,
    parted_figures,
    standing_tasks,
)


def by_hand(ledger: HazardLedger) -> Mapping[tuple[str, str], Quantity | None]:
    """Add the lines up one by one."""
    totals: dict[tuple[str, str], Quantity | None] = {}
    for entry in ledger.entries:
        key = (entry.hazard.code, entry.measure.code)
        before = totals.get(key, entry.done and entry.done * 0)
        totals[key] = None if before is None or entry.done is None else before + entry.done
    return totals


@given(hazard_ledgers(), st.randoms(use_true_random=False))
def test_totals_are_those_added_up_by_hand_in_any_order(ledger: HazardLedger, chance: object) -> None:
    lines = list(ledger.entries)
    chance.shuffle(lines)  # type: ignore[attr-defined]
    shuffled = attrs.evolve(ledger, entries=lines)
    expected = by_hand(ledger)
    assert {(each.hazard.code, each.measure.code): each.done for each in ledger.totals()} == expected
    assert shuffled.totals() == ledger.totals()


@given(hazard_ledgers(place="LQ", prefix="a"), hazard_ledgers(place="LQ", prefix="b"), identifiers())
def test_ledgers_of_one_place_join_and_those_of_two_never_do(
    one: HazardLedger, other: HazardLedger, place: str
) -> None:
    other = attrs.evolve(other, supplies=())
    joined = one.joined(other)
    assert by_hand(joined) == {(each.hazard.code, each.measure.code): each.done for each in joined.totals()}
    assert joined.totals() == other.joined(one).totals()
    assume(place != "LQ")
    with pytest.raises(InvalidValue, match="never summed"):
        one.joined(attrs.evolve(other, place=place))


@given(hazard_ledgers(), date_spans())
def test_what_was_done_in_a_time_is_never_more_than_all(ledger: HazardLedger, span: DateSpan) -> None:
    for work in by_hand(ledger):
        part, whole = ledger.total(*work, within=span), ledger.total(*work)
        if part is not None and whole is not None:
            assert whole.low >= part.low


@given(hazard_supplies())
def test_a_hazard_is_over_just_where_it_certainly_is(supply: HazardSupply) -> None:
    capacity, demand = supply.capacity, supply.demand
    if capacity is None or demand is None:
        assert supply.status is HazardStatus.UNKNOWN
        return
    if supply.status is HazardStatus.RESOLVED:
        assert demand.high is not None
        assert capacity.low >= demand.high
    elif supply.status is HazardStatus.OPEN:
        assert capacity.high is not None
        assert capacity.high <= demand.low
    else:
        assert None in (capacity.exactly, demand.exactly)


@given(hazard_readings(), hazard_readings())
def test_a_direction_turns_round_with_the_two_figures(one: HazardReading, other: HazardReading) -> None:
    first, second = DateSpan.year(2021), DateSpan.year(2022)
    left, right = (attrs.evolve(each, hazard=one.hazard) for each in (one, other))
    if right.seen is not None and left.seen is not None:
        right = attrs.evolve(right, seen=attrs.evolve(right.seen, unit=left.seen.unit))
    there = direction(attrs.evolve(left, when=first), attrs.evolve(right, when=second))
    back = direction(attrs.evolve(right, when=first), attrs.evolve(left, when=second))
    turned = {Direction.LESS: Direction.MORE, Direction.MORE: Direction.LESS}
    assert back is turned.get(there, there)


@given(parted_figures(), differences())
def test_a_part_that_is_off_is_refused_and_by_how_much_is_named(
    parted: PartedFigure, difference: Fraction
) -> None:
    assert parted.adds_up is not False
    first = parted.parts[0]
    more = attrs.evolve(first, amount=first.amount + Quantity.exact(difference, "栋"))
    if parted.total.exactly is None:
        return
    with pytest.raises(PartsDoNotAddUp) as caught:
        attrs.evolve(parted, parts=(more, *parted.parts[1:]))
    assert caught.value.difference == difference


@given(standing_tasks(), days(), st.integers(1, 40))
def test_the_next_days_are_those_found_by_counting(task: StandingTask, on: date, most: int) -> None:
    found = task.next_days(on, most=most)
    if task.every_days is None:
        assert found == ((task.first,) if task.first >= on else ())
        return
    assert len(found) == most
    assert found[0] == task.first or found[0] - timedelta(days=task.every_days) < on
    assert all(day >= on and (day - task.first).days % task.every_days == 0 for day in found)
    assert all(later - earlier == timedelta(days=task.every_days) for earlier, later in pairwise(found))


@given(st.text("ab", min_size=1, max_size=3))
def test_a_term_of_another_meaning_is_refused_in_a_ledger(name: str) -> None:
    one, other = Term("x", name, name), Term("x", name + "。", name)
    readings = [HazardReading(hazard=each, when=DateSpan.year(2022), words="见") for each in (one, other)]
    with pytest.raises(InvalidValue, match="same words"):
        HazardLedger(place="LQ", readings=readings)
