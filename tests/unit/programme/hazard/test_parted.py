"""A figure and its parts."""

from fractions import Fraction

import pytest

from communitygov.core.quantity import Quantity
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnitMismatch
from communitygov.programme.hazard import Part, PartedFigure, PartsDoNotAddUp

FULL, GENERAL = Term("full", "综合整治", "full renovation"), Term("general", "一般整治", "general renovation")


def parted(whole: str, *parts: str) -> PartedFigure:
    named = [Part(term, Quantity.parse(part)) for term, part in zip((FULL, GENERAL), parts, strict=True)]
    return PartedFigure(Quantity.parse(whole), named)


def test_twenty_six_is_thirteen_and_thirteen() -> None:
    assert parted("26栋", "13栋", "13栋").adds_up


@pytest.mark.parametrize(
    ("whole", "parts", "difference"),
    [
        ("26栋", ("14栋", "13栋"), 1),
        ("26栋", ("12栋", "13栋"), 1),
        ("26栋", ("26余栋", "2栋"), 2),
        ("28余栋", ("13栋", "13栋"), 2),
    ],
)
def test_parts_that_come_to_something_else_are_refused_and_the_difference_is_named(
    whole: str, parts: tuple[str, str], difference: int
) -> None:
    with pytest.raises(PartsDoNotAddUp, match=f"by at least {difference};") as caught:
        parted(whole, *parts)
    assert caught.value.difference == Fraction(difference)
    assert f"相差至少 {difference}" in caught.value.text("zh")


def test_a_lower_bound_is_more_than_its_number_by_nobody_knows_how_much() -> None:
    with pytest.raises(PartsDoNotAddUp, match="differ by more than 0;") as caught:
        PartedFigure(Quantity.parse("500栋"), [Part(FULL, Quantity.parse("500余栋"))])
    assert "相差大于 0" in caught.value.text("zh")


def test_a_figure_and_its_parts_are_shown_as_a_table() -> None:
    assert "综合整治 full renovation" in parted("26栋", "13栋", "13栋")._repr_html_()
    assert "不明 may or may not" in parted("26余栋", "13余栋", "13栋")._repr_html_()


def test_nothing_and_something_differ_by_it() -> None:
    with pytest.raises(PartsDoNotAddUp) as caught:
        parted("5栋", "0栋", "0栋")
    assert caught.value.difference == Fraction(5)


def test_a_lower_bound_leaves_it_open() -> None:
    assert parted("26余栋", "13余栋", "13栋").adds_up is None


def test_parts_are_in_the_unit_of_the_whole() -> None:
    with pytest.raises(UnitMismatch):
        parted("26栋", "13户", "13户")


def test_there_is_a_part_and_each_stands_once() -> None:
    with pytest.raises(InvalidValue, match="one part or more"):
        PartedFigure(Quantity.parse("0栋"), [])
    with pytest.raises(InvalidValue, match="only once"):
        PartedFigure(Quantity.parse("2栋"), [Part(FULL, Quantity.parse("1栋"))] * 2)
