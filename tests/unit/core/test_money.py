"""Money is whole fen: read as it is written, shared out to the fen, mixed with money only."""

import pytest

from communitygov.core.money import MOST_PARTS, Money
from communitygov.errors import InvalidValue

# -------------------------------------------------------------------------------------- money


@pytest.mark.parametrize(
    ("yuan", "fen"),
    [
        ("86300.00", 8_630_000),
        ("86300", 8_630_000),
        (86_301, 8_630_100),
        ("-12.5", -1_250),
        ("0.07", 7),
        ("0", 0),
    ],
)
def test_yuan_become_fen(yuan: str | int, fen: int) -> None:
    assert Money.yuan(yuan) == Money(fen)


@pytest.mark.parametrize(
    "yuan",
    [0.1, True, None, "", "-", "--1", "1.234", "1/2", "1e3", "１", "三", "1,000", " 1", "1" * 200, 10**30],
)
def test_money_is_exact_and_plain(yuan: object) -> None:
    with pytest.raises(InvalidValue):
        Money.yuan(yuan)


@pytest.mark.parametrize("fen", [0.5, True, "fen", None, 2**53, -(2**53)])
def test_fen_are_whole_and_bounded(fen: object) -> None:
    with pytest.raises(InvalidValue, match="fen"):
        Money(fen)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("¥86,300.00", 8_630_000), ("-¥5.00", -500), ("86300元", 8_630_000), ("8.63万元", 8_630_000),
        ("0.07元", 7), ("¥0.00", 0),
    ],
)  # fmt: skip
def test_money_is_read_as_it_is_written(text: str, fen: int) -> None:
    assert Money.parse(text) == Money(fen)


@pytest.mark.parametrize(
    "text",
    ["10余万元", "1/3元", "5美元", "5～6元", "¥86300.00", "¥8,6300.00", "¥5", "5", "", "元", None, "-5元"],
)
def test_money_that_is_not_exact_or_not_plain_is_refused(text: object) -> None:
    with pytest.raises(InvalidValue):
        Money.parse(text)


def test_money_is_shared_out_to_the_fen() -> None:
    assert [part.fen for part in Money(1_000).share_out(3)] == [334, 333, 333]
    assert [part.fen for part in Money(-1_000).share_out(3)] == [-333, -333, -334]
    assert divmod(Money.yuan(86_300), 54) == (Money(159_814), Money(44))


@pytest.mark.parametrize("parts", [0, -1, True, 1.0, "three", MOST_PARTS + 1])
def test_money_is_shared_among_a_number_of_parts(parts: object) -> None:
    with pytest.raises(InvalidValue, match="parts"):
        Money(1_000).share_out(parts)


def test_money_mixes_with_money_only() -> None:
    assert Money.total([]) == Money(0)
    assert sorted([Money(2), Money(-1)]) == [Money(-1), Money(2)]
    with pytest.raises(InvalidValue):
        Money.total([5])
    for mix in (
        lambda: Money(1) + 5,
        lambda: Money(1) - 5,
        lambda: Money(1) * 0.5,
        lambda: Money(1) < 5,
    ):
        with pytest.raises(TypeError):
            mix()
