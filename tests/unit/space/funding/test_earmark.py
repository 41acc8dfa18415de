"""The table of earmarks: many sources, wrong questions."""

import pytest

from communitygov.errors import InvalidValue
from communitygov.space.funding import MOST_BOUNDS, MOST_LISTED, EarmarkTable

FUND = frozenset({"works"})


def test_many_sources_with_many_earmarks_are_asked_by_a_flow() -> None:
    count = 14
    kinds = [f"k-{at}" for at in range(count)]
    table = EarmarkTable([frozenset({kind}) for kind in kinds], [10] * count, kinds)
    assert 2**count > MOST_BOUNDS
    assert table.bounds == ()
    assert table.fits([10] * count)
    assert table.violated([10] * 5 + [11] + [10] * 8) == 1 << 5
    spent = sum(table.charge(at, 10) for at in range(count))
    assert table.holds(spent)
    assert not table.holds(spent + table.charge(3, 1))


def test_many_sources_with_few_earmarks_are_written_down() -> None:
    table = EarmarkTable([None] * 30, [1] * 30, ["works", "green"])
    assert len(table.bounds) == 1
    assert table.fits([15, 15])
    assert not table.fits([16, 15])
    with pytest.raises(InvalidValue, match=f"at most {MOST_LISTED}"):
        _ = table.limits


def test_a_charge_beyond_all_money_stays_in_its_place() -> None:
    table = EarmarkTable([FUND, frozenset({"green"})], [5, 5], ["works", "green"])
    far = table.charge(0, 10**40)
    assert not table.holds(far)
    assert table.holds(far - far + table.charge(1, 5))


def test_a_kind_that_no_source_may_pay_does_not_fit() -> None:
    table = EarmarkTable([FUND], [5], ["works", "green"])
    assert table.violated([5, 1]) == 0
    assert table.fits([5, 0])
    assert table.payers_of("rent") == 0


def test_nothing_to_pay_fits_nothing() -> None:
    table = EarmarkTable([], [], [])
    assert table.fits([])
    assert table.holds(0)
    assert table.limits == (0,)


@pytest.mark.parametrize(
    ("pays", "amounts", "kinds", "what"),
    [
        ([FUND], [], ["works"], "amounts"),
        ([FUND], [-1], ["works"], "amounts"),
        ([FUND], [True], ["works"], "amounts"),
        (["works"], [1], ["works"], "pays"),
        ([FUND], [1], ["works", "works"], "kinds"),
        ([FUND], [1], ["工程"], "kinds"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(
    pays: object, amounts: object, kinds: object, what: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        EarmarkTable(pays, amounts, kinds)  # type: ignore[arg-type]
    assert refused.value.what == what


@pytest.mark.parametrize("spend", [[1], [1, -1], [1, True], [1, 1.0]])
def test_spending_is_a_whole_number_for_each_kind(spend: list[int]) -> None:
    with pytest.raises(InvalidValue):
        EarmarkTable([FUND], [5], ["works", "green"]).fits(spend)


def test_misuse_of_a_table_is_told() -> None:
    table = EarmarkTable([frozenset({"a"}), None], [1, 2], ["a", "b"])
    for act in (
        lambda: table.fits(None),  # type: ignore[arg-type]
        lambda: table.fits(iter([1, 2])),  # type: ignore[arg-type]
        lambda: table.fits({1, 2}),  # type: ignore[arg-type]
        lambda: table.charge(9, 1),
        lambda: table.charge(-1, 5),
        lambda: table.charge(0, 1.5),  # type: ignore[arg-type]
        lambda: table.charge("a", 1),  # type: ignore[arg-type]
        lambda: table.holds(1.5),  # type: ignore[arg-type]
        lambda: table.holds(10**400),
        lambda: table.payers_of([]),  # type: ignore[arg-type]
        lambda: table.total(8),
        lambda: EarmarkTable([frozenset({1})], [1], ["a"]),  # type: ignore[list-item]
    ):
        with pytest.raises(InvalidValue):
            act()


def test_a_table_looks_the_same_under_every_hash_seed() -> None:
    shown = repr(EarmarkTable([frozenset("cab")], [1], ["a"]))
    assert "pays=(frozenset({'a', 'b', 'c'}),)" in shown
    assert "pays=(None, None)" in repr(EarmarkTable([None, None], [1, 1], ["a"]))
