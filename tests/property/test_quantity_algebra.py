"""Laws of figures: no claim goes beyond what is known, sums lose nothing, and every writing reads back."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communitygov.core.money import Money
from communitygov.core.quantity import Quantity, Share
from communitygov.errors import CommunityGovError, InvalidValue, UnitMismatch
from communitygov.testing.strategies.quantity import amounts, money, quantities, shares

IN_ONE_UNIT = quantities(unit="户")
NUMBERS = amounts() | st.integers(-3, 1_000)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Quantity, Fraction]:
    """Return what is known of an amount, and an amount of which that is true."""
    quantity = draw(IN_ONE_UNIT)
    if quantity.high is None:
        return quantity, quantity.low + Fraction(draw(st.integers(1, 1_000)), draw(st.integers(1, 100)))
    part = Fraction(draw(st.integers(0, 60)), 60)
    return quantity, quantity.low + (quantity.high - quantity.low) * part


def is_true_of(quantity: Quantity, value: Fraction) -> bool:
    """Tell whether what is known of a quantity is true of `value`, going by its writing."""
    written = str(quantity).removesuffix("户")
    if "余" in written or "多" in written:
        return value > quantity.low
    low, _, high = written.partition("～")
    return (value == quantity.low) if not high else Fraction(low) <= value <= Fraction(high)


def answers(left: Quantity, right: Fraction | int | Quantity) -> list[bool | None]:
    """Return what is claimed of `left` beside `right`."""
    return [left.at_least(right), left.at_most(right), left.is_exactly(right)]


def consistent(claims: list[bool | None], facts: list[bool]) -> bool:
    """Tell whether every claim that was made agrees with the facts."""
    return all(claim is None or claim is fact for claim, fact in zip(claims, facts, strict=True))


@given(worlds(), NUMBERS)
def test_what_is_claimed_of_a_quantity_and_a_number_is_true(
    world: tuple[Quantity, Fraction], number: Fraction | int
) -> None:
    quantity, value = world
    assert is_true_of(quantity, value)
    assert consistent(answers(quantity, number), [value >= number, value <= number, value == number])


@given(worlds(), worlds())
def test_what_is_claimed_of_two_quantities_is_true(
    left: tuple[Quantity, Fraction], right: tuple[Quantity, Fraction]
) -> None:
    facts = [left[1] >= right[1], left[1] <= right[1], left[1] == right[1]]
    assert consistent(answers(left[0], right[0]), facts)


@given(IN_ONE_UNIT, NUMBERS)
def test_none_is_answered_only_where_both_answers_are_possible(
    quantity: Quantity, number: Fraction | int
) -> None:
    could_reach = quantity.high is None or quantity.high >= number
    could_fall_short = quantity.low < number
    expected = None if could_reach and could_fall_short else could_reach
    assert quantity.at_least(number) is expected


@given(IN_ONE_UNIT, NUMBERS)
def test_at_most_is_at_least_seen_from_the_other_side(quantity: Quantity, number: Fraction | int) -> None:
    could_stay_below = (
        quantity.low < number if quantity.high is None else quantity.low <= number
    )  # 500余 is never 500
    could_exceed = quantity.high is None or quantity.high > number
    expected = None if could_stay_below and could_exceed else could_stay_below
    assert quantity.at_most(number) is expected


@given(IN_ONE_UNIT, IN_ONE_UNIT)
def test_exact_quantities_are_never_undecided(left: Quantity, right: Quantity) -> None:
    if left.exactly is not None and right.exactly is not None:
        assert None not in answers(left, right)
        assert left.is_exactly(right) is (left == right)
    assert left.at_least(right) is right.at_most(left)


@given(worlds(), worlds())
def test_a_sum_holds_whatever_the_parts_are(
    left: tuple[Quantity, Fraction], right: tuple[Quantity, Fraction]
) -> None:
    assert is_true_of(left[0] + right[0], left[1] + right[1])


@given(IN_ONE_UNIT, IN_ONE_UNIT, IN_ONE_UNIT)
def test_addition_is_commutative_and_associative(a: Quantity, b: Quantity, c: Quantity) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c) == Quantity.total([c, a, b])
    assert a + Quantity.exact(0, "户") == a


@given(IN_ONE_UNIT, IN_ONE_UNIT)
def test_a_sum_is_known_exactly_only_if_every_part_is(left: Quantity, right: Quantity) -> None:
    assert ((left + right).exactly is not None) is (left.exactly is not None and right.exactly is not None)


@given(IN_ONE_UNIT, amounts())
def test_what_was_added_can_be_taken_away_again(quantity: Quantity, amount: Fraction) -> None:
    known = Quantity.exact(amount, "户")
    assert (quantity + known) - known == quantity


@given(worlds(), IN_ONE_UNIT)
def test_a_difference_holds_or_is_refused(world: tuple[Quantity, Fraction], taken: Quantity) -> None:
    quantity, value = world
    if taken.exactly is not None and taken.exactly <= quantity.low:
        assert is_true_of(quantity - taken, value - taken.exactly)
    else:
        with pytest.raises(InvalidValue):
            quantity - taken


@given(worlds(), amounts())
def test_a_multiple_holds(world: tuple[Quantity, Fraction], factor: Fraction) -> None:
    quantity, value = world
    assert is_true_of(quantity * factor, value * factor)
    assert quantity * factor == factor * quantity


@given(quantities(), quantities())
def test_different_units_never_mix(left: Quantity, right: Quantity) -> None:
    if left.unit == right.unit:
        assert (left + right).unit == left.unit
        return
    for mix in (left.__add__, left.__sub__, left.at_least, left.at_most, left.is_exactly):
        with pytest.raises(UnitMismatch):
            mix(right)


@given(quantities())
def test_every_quantity_reads_back_as_it_was_written(quantity: Quantity) -> None:
    again = Quantity.parse(str(quantity))
    assert (again, str(again), again.written) == (quantity, str(quantity), quantity.written)
    assert eval(repr(quantity), {"Quantity": Quantity}) == quantity  # noqa: S307  our own words


@given(quantities() | money() | shares())
def test_figures_come_back_from_documents(value: Quantity | Money | Share) -> None:
    again = type(value).from_json(value.to_json())
    assert again == value
    assert hash(again) == hash(value)
    assert str(again) == str(value)
    assert again.to_json() == value.to_json()


@given(quantities(), quantities())
def test_equal_means_that_the_same_is_known(left: Quantity, right: Quantity) -> None:
    same = (left.low, left.high, left.unit) == (right.low, right.high, right.unit)
    assert (left == right) is same


@given(st.text("0123456789余多千万亿/.～户人三３ -+e%", max_size=12))
@example("1/0户")
@example("5千万余户")
@example("0余～1户")
def test_any_text_is_read_as_written_or_refused(text: str) -> None:
    for kind in (Quantity, Money, Share):
        try:
            value = kind.parse(text)
        except CommunityGovError:
            continue
        if kind is Quantity:
            assert str(value) == text
        else:
            assert kind.parse(str(value)) == value


@given(money(), st.integers(1, 200))
def test_sharing_out_loses_no_fen(amount: Money, parts: int) -> None:
    shared = amount.share_out(parts)
    assert len(shared) == parts
    assert Money.total(shared) == amount
    assert list(shared) == sorted(shared, reverse=True)
    assert shared[0].fen - shared[-1].fen in {0, 1}


@given(money(), st.integers(1, 200))
def test_a_division_and_what_is_left_make_the_whole(amount: Money, parts: int) -> None:
    part, left = divmod(amount, parts)
    assert part * parts + left == amount
    assert 0 <= left.fen < parts


@given(money(), money(), st.integers(-50, 50))
def test_money_is_whole_numbers_of_fen(left: Money, right: Money, times: int) -> None:
    assert (left + right).fen == left.fen + right.fen
    assert left - right == left + -right
    assert left * times == times * left == Money(left.fen * times)
    assert (left < right) is (left.fen < right.fen)


@given(money())
def test_money_reads_back(amount: Money) -> None:
    assert Money.parse(str(amount)) == amount
    assert Money.yuan(str(amount).replace("¥", "").replace(",", "")) == amount
    assert eval(repr(amount), {"Money": Money}) == amount  # noqa: S307  our own words


@given(shares())
def test_a_share_lies_within_its_bounds(share: Share) -> None:
    low, high = share.bounds()
    assert 0 <= low <= share.value <= high <= 1
    assert (low == high) is (share.step == 0)
    if low > 0 and high < 1:
        assert high - low == share.step


@given(shares())
def test_a_share_reads_back(share: Share) -> None:
    assert Share.parse(str(share), base=share.base) == share
    assert eval(repr(share), {"Share": Share}) == share  # noqa: S307  our own words


@given(shares(base="户"), worlds(), st.integers(0, 60))
def test_a_share_of_a_quantity_holds_or_is_refused(
    share: Share, world: tuple[Quantity, Fraction], part: int
) -> None:
    whole, value = world
    low, high = share.bounds()
    true_share = low + (high - low) * Fraction(part, 60)
    if whole.high is None and low == 0 < high:
        with pytest.raises(InvalidValue):
            share.of(whole)
    else:
        assert is_true_of(share.of(whole), true_share * value)
