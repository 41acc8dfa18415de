"""Modes, operators, lockers, income and cost."""

from fractions import Fraction

import pytest

from communitygov.core.money import Money
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.operation import (
    LockerBank,
    Operation,
    OperationMode,
    OperationRefused,
    Operator,
    OperatorKind,
    locker,
    per_part,
    sustainable,
)


def test_a_place_that_shows_exchanges_and_sells_and_is_run_by_residents_has_no_finding() -> None:
    resident = Operator("r-1", kind=OperatorKind.RESIDENT)
    assert Operation("guangdu", operators=[resident], modes=set(OperationMode)).findings() == ()


def test_missing_modes_and_missing_residents_are_named() -> None:
    firm = Operator("c-1", kind=OperatorKind.ENTERPRISE)
    found = Operation("guangdu", operators=[firm], modes={OperationMode.SELL}).findings()
    assert [finding.code for finding in found] == ["MODES_MISSING", "RESIDENTS_NOT_RUNNING"]
    assert found[0].text("zh") == "运营模式缺：可展示、可交流"


def test_an_operator_stands_once() -> None:
    with pytest.raises(InvalidValue, match="operators: 'r-1'"):
        Operation("guangdu", operators=[Operator("r-1", kind=OperatorKind.RESIDENT)] * 2)


def test_a_locker_holds_one_order() -> None:
    bank = LockerBank.of("B", "A").put("A", order="d-1")
    for code, order, reasons in (
        ("A", "d-2", ["LOCKER_TAKEN"]),
        ("B", "d-1", ["ORDER_IN_LOCKER"]),
        ("A", "d-1", ["LOCKER_TAKEN", "ORDER_IN_LOCKER"]),
    ):
        with pytest.raises(OperationRefused) as caught:
            bank.put(code, order=order)
        assert [reason.code for reason in caught.value.reasons] == reasons
    assert bank.take("A").put("A", order="d-2").order_in("A") == "d-2"
    assert bank.take("B") == bank


def test_where_every_locker_is_taken_none_is_suggested() -> None:
    with pytest.raises(OperationRefused, match="choose a free one: —"):
        LockerBank.of("A").put("A", order="d-1").put("A", order="d-2")


def test_a_locker_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownName, match="No locker is called 'C'"):
        LockerBank.of("A").put("C", order="d-1")


def test_lockers_that_cannot_be_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for held in ([("A", "d-1"), ("A", "d-2")], [("A", "d"), ("B", "d")], [("A", "订")], ["A"], [("C", "d")]):
        with pytest.raises(InvalidValue, match="held"):
            LockerBank(["A", "B"], held=held)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="lockers"):
        LockerBank(["B", "A"])
    with pytest.raises(InvalidValue, match="lockers"):
        LockerBank(["柜"])
    monkeypatch.setattr(locker, "MOST_LOCKERS", 1)
    with pytest.raises(InvalidValue, match="lockers: 2"):
        LockerBank(["A", "B"])


def test_income_covers_cost_exactly_or_it_does_not() -> None:
    even = sustainable(Money(100), cost=Money(100))
    assert (even.is_sustainable, even.surplus, even.cover, even.findings()) == (True, Money(0), 1, ())
    short = sustainable(Money(99), cost=Money(100))
    assert (short.is_sustainable, short.surplus) == (False, Money(-1))
    assert [finding.code for finding in short.findings()] == ["COST_NOT_COVERED"]
    assert sustainable(Money(1), cost=Money(0)).cover is None


def test_a_cost_that_is_not_told_leaves_the_answer_open() -> None:
    told = sustainable(Money.yuan(86_300), cost=None)
    assert (told.is_sustainable, told.surplus, told.cover) == (None, None, None)
    assert [finding.code for finding in told.findings()] == ["COST_UNTOLD"]


def test_an_estimate_says_that_it_is_one() -> None:
    estimate = per_part(Money.yuan(86_300), parts=54, each=Words("每个团队", "a group"))
    assert estimate.fen == Fraction(8_630_000, 54)
    assert "推算" in estimate.text("zh")
    assert "no document states it" in str(estimate)
    assert per_part(Money(1), parts=2, each=Words("每人", "a person")).rounded == Money(1)
    with pytest.raises(InvalidValue, match="total"):
        per_part(86_300, parts=54, each=Words("每个团队", "a group"))  # type: ignore[arg-type]


def test_lockers_show_what_they_hold() -> None:
    shown = LockerBank.of("A", "B").put("A", order="d-1")._repr_html_()
    assert "<tr><td>A</td><td>d-1</td></tr><tr><td>B</td><td>空 free</td></tr>" in shown
    with pytest.raises(InvalidValue, match="lockers"):
        LockerBank.of(None, "A")  # type: ignore[arg-type]
