"""Shares as the documents write them, and how rough a share of a quantity is."""

from fractions import Fraction

import pytest

from communitygov.core.quantity import Quantity, Share
from communitygov.errors import InvalidValue, UnitMismatch

moved = Quantity.parse("500余部")


# ------------------------------------------------------------------------------------- shares


def test_a_percentage_is_rounded() -> None:
    tenants = Share.parse("91%")
    assert tenants.value == Fraction(91, 100)
    assert tenants.bounds() == (Fraction(181, 200), Fraction(183, 200))
    assert Share.parse("90.5%").bounds() == (Fraction(1809, 2000), Fraction(1811, 2000))
    assert Share.parse("90.0%") != Share.parse("90%")


def test_a_fraction_is_exact() -> None:
    assert Share.parse("2/3") == Share(Fraction(2, 3))
    assert Share(Fraction(2, 3)).bounds() == (Fraction(2, 3), Fraction(2, 3))
    assert Share(1).bounds() == (1, 1)


def test_bounds_stay_within_the_whole() -> None:
    assert Share.parse("0%").bounds() == (0, Fraction(1, 200))
    assert Share.parse("100%").bounds() == (Fraction(199, 200), 1)


@pytest.mark.parametrize(
    "text", ["120%", "-1%", "", "%", "91", "0.91", "九成", "９１%", "91％", "2/0", "1/2%", "9.%", None]
)
def test_what_is_no_share_is_refused(text: object) -> None:
    with pytest.raises(InvalidValue):
        Share.parse(text)


@pytest.mark.parametrize("value", [-1, 2, 0.5, True, "1/2", None, Fraction(1, 10**30)])
def test_a_share_is_exact_and_from_nought_to_one(value: object) -> None:
    with pytest.raises(InvalidValue):
        Share(value)


@pytest.mark.parametrize("step", [Fraction(1, 10), Fraction(1, 3), 0, 0.01, Fraction(-1, 100), "1/100", None])
def test_a_share_is_rounded_to_decimal_places(step: object) -> None:
    with pytest.raises(InvalidValue, match="step"):
        Share(Fraction(9, 10), step=step)


def test_a_share_is_a_multiple_of_its_step() -> None:
    with pytest.raises(InvalidValue, match="step"):
        Share(Fraction(2, 3), step=Fraction(1, 100))


def test_a_share_of_households_is_none_of_people() -> None:
    tenants = Share.parse("91%", base="户")
    with pytest.raises(UnitMismatch):
        tenants.of(Quantity.parse("11298人"))
    with pytest.raises(InvalidValue, match="with_base"):
        Share.parse("91%").of(Quantity.parse("11298人"))
    with pytest.raises(InvalidValue):
        tenants.of(11_298)


def test_a_share_of_a_quantity_is_as_rough_as_both() -> None:
    people = Share.parse("91%").with_base("人")
    assert str(people.of(Quantity.parse("11298人"))) == "10224.69～10337.67人"
    assert str(people.of(Quantity.parse("1000余人"))) == "905余人"
    assert str(people.of(Quantity.parse("1000～2000人"))) == "905～1830人"
    assert Share(Fraction(1, 2), base="户").of(Quantity.parse("442户")) == Quantity.parse("221户")


def test_hardly_any_of_an_open_amount_may_be_none() -> None:
    assert Share(0, base="部").of(moved) == Quantity.exact(0, "部")
    with pytest.raises(InvalidValue, match="no upper bound"):
        Share.parse("0%", base="部").of(moved)


def test_a_share_prints_as_it_was_written() -> None:
    texts = ["91%", "90.0%", "0%", "100%", "2/3", "0", "1", "0.05%"]
    assert [str(Share.parse(text)) for text in texts] == texts
    assert repr(Share.parse("91%", base="户")) == "Share.parse('91%', base='户')"
    assert repr(Share.parse("91%")) == "Share.parse('91%')"
