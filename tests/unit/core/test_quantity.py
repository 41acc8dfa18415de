"""Figures as the documents write them, clause by clause."""

from fractions import Fraction

import attrs
import pytest

from communitygov.core.money import Money
from communitygov.core.quantity import Quantity, Share
from communitygov.errors import DocumentError, InvalidValue, UnitMismatch

moved = Quantity.parse("500余部")


# --------------------------------------------------------------------------- as it was written


@pytest.mark.parametrize(
    "text",
    [
        "11298人", "360台", "88个", "6674平方米", "27155平方米", "500余部", "441户", "21名", "500余人次",
        "180余件", "10余家", "30余人", "10万人次", "26栋", "200余个", "600余平米", "10余名", "30余处", "40箱",
        "86300元", "20000户", "2.50公里", "007人", "500多人", "10余万人", "10万余人", "5千克", "3千万元",
        "1.2万亿元", "1/3亩", "30～50户", "0户", "5m²",
    ],
)  # fmt: skip
def test_a_figure_is_given_back_as_it_was_written(text: str) -> None:
    assert str(Quantity.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("441户", 441, 441, "户"),
        ("10万人次", 100_000, 100_000, "人次"),
        ("1.5万户", 15_000, 15_000, "户"),
        ("2.5平方米", Fraction(5, 2), Fraction(5, 2), "平方米"),
        ("1/3亩", Fraction(1, 3), Fraction(1, 3), "亩"),
        ("3千万元", 30_000_000, 30_000_000, "元"),
        ("2千亿元", 200_000_000_000, 200_000_000_000, "元"),
        ("1万亿元", 1_000_000_000_000, 1_000_000_000_000, "元"),
        ("2亿元", 200_000_000, 200_000_000, "元"),
        ("5千克", 5_000, 5_000, "克"),
        ("500余部", 500, None, "部"),
        ("500多部", 500, None, "部"),
        ("10余万人", 100_000, None, "人"),
        ("10万余人", 100_000, None, "人"),
        ("30～50户", 30, 50, "户"),
        ("5～5户", 5, 5, "户"),
    ],
)
def test_a_figure_says_what_it_says(text: str, low: Fraction, high: Fraction | None, unit: str) -> None:
    quantity = Quantity.parse(text)
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "", "户",
        "三十余人", "３００户", "近500户", "约500户", "-5户", "+5户", ".5亩", "5.户", "1,000户", "500 户",
        "500", "5e3户",
        "1/0户", "5余余户", "5余万余户", "5万万户", "1.23456万户", "1～2万户", "50～30户", "30～户",
        "30余～50户", "30～50余户", "500人以上", "500人左右", "500人余", "91%", "5百人", "5十人", "5几人",
        "1" * 31 + "户", "5" + "户" * 21, "5户\n", "5户\u200b", "1" * 200 + "户",
    ],
)  # fmt: skip
def test_what_might_be_misread_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        Quantity.parse(text)


@pytest.mark.parametrize("text", [None, 500, b"500x", ["500户"]])
def test_only_text_is_read(text: object) -> None:
    with pytest.raises(InvalidValue, match="at most 150 characters"):
        Quantity.parse(text)


def test_a_refusal_says_how_to_write_it() -> None:
    with pytest.raises(InvalidValue) as refused:
        Quantity.parse("三十余人")
    assert "500余部" in refused.value.text("zh")
    assert "ASCII" in refused.value.text("en")


def test_the_number_and_the_unit_are_checked_apart() -> None:
    with pytest.raises(InvalidValue, match="written"):
        Quantity("500部", "部")
    with pytest.raises(InvalidValue, match="unit"):
        Quantity("500", "余部")


def test_computed_amounts_are_written_plainly() -> None:
    assert str(Quantity.exact(Fraction(5, 2), "亩")) == "2.5亩"
    assert str(Quantity.exact(Fraction(100, 3), "亩")) == "100/3亩"
    assert str(Quantity.exact(100_000, "人")) == "100000人"
    assert str(Quantity.more_than(500, "部")) == "500余部"
    assert str(Quantity.rounded(3, 3, unit="户")) == "3户"


@pytest.mark.parametrize("amount", [-1, 0.5, True, "5", None, 10**30, Fraction(1, 10**30)])
def test_amounts_are_exact_and_bounded(amount: object) -> None:
    for make in (Quantity.exact, Quantity.more_than):
        with pytest.raises(InvalidValue):
            make(amount, "户")
    with pytest.raises(InvalidValue):
        Quantity.rounded(0, amount, unit="户")


def test_a_number_too_long_to_print_is_refused_all_the_same() -> None:
    with pytest.raises(InvalidValue) as refused:
        Quantity.exact(10**5000, "户")
    assert "<int>" in str(refused.value)
    with pytest.raises(InvalidValue):
        Quantity.exact(10**29, "户") * 10**29


def test_a_range_does_not_end_before_it_begins() -> None:
    with pytest.raises(InvalidValue):
        Quantity.rounded(50, 30, unit="户")


# ------------------------------------------------------------------------------- what is known


@pytest.mark.parametrize(
    ("bound", "at_least", "at_most", "is_exactly"),
    [
        (400, True, False, False),
        (499, True, False, False),
        (500, True, False, False),  # 余: more than
        (501, None, None, None),
        (550, None, None, None),
        (Fraction(1001, 2), None, None, None),
        (-1, True, False, False),
    ],
)
def test_more_than_five_hundred(bound: int, *, at_least: bool, at_most: bool, is_exactly: bool) -> None:
    assert moved.at_least(bound) is at_least
    assert moved.at_most(bound) is at_most
    assert moved.is_exactly(bound) is is_exactly
    assert moved.exactly is None


@pytest.mark.parametrize(
    ("bound", "at_least", "at_most", "is_exactly"),
    [
        (29, True, False, False),
        (30, True, None, None),
        (40, None, None, None),
        (50, None, True, None),
        (51, False, True, False),
    ],
)
def test_thirty_to_fifty(bound: int, *, at_least: bool, at_most: bool, is_exactly: bool) -> None:
    range_ = Quantity.parse("30～50户")
    assert range_.at_least(bound) is at_least
    assert range_.at_most(bound) is at_most
    assert range_.is_exactly(bound) is is_exactly


def test_an_exact_amount_is_always_decided() -> None:
    households = Quantity.parse("441户")
    assert households.at_least(441) is True
    assert households.at_least(442) is False
    assert households.at_most(441) is True
    assert households.at_most(440) is False
    assert households.is_exactly(441) is True
    assert households.is_exactly(440) is False


def test_two_lower_bounds_cannot_be_compared() -> None:
    assert moved.at_least(Quantity.parse("400余部")) is None
    assert moved.is_exactly(Quantity.parse("500余部")) is None
    assert Quantity.parse("500部").at_least(moved) is False
    assert moved.at_least(Quantity.parse("30～500部")) is True


def test_there_is_no_order_that_pretends() -> None:
    with pytest.raises(TypeError):
        assert moved < Quantity.parse("600部")


@pytest.mark.parametrize("bound", [0.5, True, "500", None])
def test_a_comparison_is_with_an_exact_number(bound: object) -> None:
    with pytest.raises(InvalidValue, match="bound"):
        moved.at_least(bound)


def test_equal_means_the_same_is_known_however_it_is_written() -> None:
    assert Quantity.parse("10万人次") == Quantity.exact(100_000, "人次")
    assert hash(Quantity.parse("500多部")) == hash(moved)
    assert moved != Quantity.exact(500, "部")
    assert moved != Quantity.parse("500余件")
    assert moved != 500


# --------------------------------------------------------------------------------- arithmetic


def test_lower_bounds_add_up_to_a_lower_bound() -> None:
    assert str(Quantity.parse("180余件") + Quantity.parse("20件")) == "200余件"
    assert str(Quantity.parse("180余件") + Quantity.parse("20余件")) == "200余件"


def test_ranges_add_up_end_by_end() -> None:
    assert str(Quantity.parse("30～50户") + Quantity.parse("1户")) == "31～51户"
    assert str(Quantity.parse("30～50户") + Quantity.parse("1余户")) == "31余户"


def test_facades_add_up() -> None:
    works = [Quantity.parse("13栋"), Quantity.parse("13栋")]
    assert Quantity.total(works) == Quantity.parse("26栋")


@pytest.mark.parametrize(("left", "right"), [("360台", "88个"), ("500人", "500余人次"), ("5件", "5台")])
def test_units_do_not_mix(left: str, right: str) -> None:
    with pytest.raises(UnitMismatch) as refused:
        Quantity.parse(left) + Quantity.parse(right)
    assert (refused.value.left, refused.value.right) == (
        Quantity.parse(left).unit,
        Quantity.parse(right).unit,
    )


def test_no_items_have_no_unit() -> None:
    with pytest.raises(InvalidValue, match=r"Quantity\.exact\(0, unit\)"):
        Quantity.total([])


def test_only_quantities_are_added() -> None:
    with pytest.raises(InvalidValue):
        Quantity.total([moved, 5])
    for mix in (lambda: moved + 5, lambda: moved - 5):
        with pytest.raises(TypeError):
            mix()


def test_a_known_part_can_be_taken_away() -> None:
    assert str(Quantity.parse("200余个") - Quantity.parse("180个")) == "20余个"
    assert str(Quantity.parse("30～50户") - Quantity.parse("30户")) == "0～20户"
    assert Quantity.parse("360台") - Quantity.parse("88台") == Quantity.parse("272台")


@pytest.mark.parametrize("taken", ["501部", "10余部", "10～20部"])
def test_what_may_not_be_there_cannot_be_taken_away(taken: str) -> None:
    with pytest.raises(InvalidValue, match="taken away"):
        moved - Quantity.parse(taken)


def test_multiples_keep_what_is_known() -> None:
    assert str(moved * 2) == "1000余部"
    assert str(Fraction(1, 2) * Quantity.parse("441户")) == "220.5户"
    assert str(Quantity.parse("30～50户") * 2) == "60～100户"
    assert moved * 0 == Quantity.exact(0, "部")
    with pytest.raises(InvalidValue):
        moved * -1
    for factor in (0.5, True, "2"):
        with pytest.raises(TypeError):
            moved * factor


def test_a_unit_is_changed_on_purpose_only() -> None:
    areas = Quantity.parse("600余平米").measured_in("平方米", factor=1), Quantity.parse("6674平方米")
    assert str(areas[0] + areas[1]) == "7274余平方米"
    assert Quantity.parse("2公顷").measured_in("平方米", factor=10_000) == Quantity.parse("2万平方米")
    with pytest.raises(InvalidValue):
        moved.measured_in("件", factor=0.5)


# ---------------------------------------------------------------------------------- documents


def test_a_quantity_is_short_in_a_document() -> None:
    assert {"written": "500余", "unit": "部"}.items() <= moved.to_document().items()
    assert repr(moved) == "Quantity.parse('500余部')"


@pytest.mark.parametrize(
    "fields",
    [{"written": 500}, {"written": "五百"}, {"written": "500", "unit": "余"}, {"unit": ""}, {"unit": None}],
)
def test_a_wrong_document_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(DocumentError):
        Quantity.from_document({**moved.to_document(), **fields})


def test_figures_cannot_be_changed() -> None:
    for value in (moved, Money(1), Share.parse("91%")):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            value.unit = "台"
