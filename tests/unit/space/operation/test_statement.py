"""What a ledger says of a member and of a period."""

import pytest
from tests.unit.space.operation.neighbours import HOUR, NINE, scheme

from communitygov.core.money import Money
from communitygov.errors import InvalidValue
from communitygov.space.operation import ProsumerLedger, Statement, StatementLine
from communitygov.space.operation.page import SHOWN
from communitygov.space.operation.statement import PeriodSums


def test_a_statement_begins_with_what_was_and_ends_with_what_is() -> None:
    ledger = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE + 2 * HOUR)
    ledger = ledger.buy("e-2", offer="lesson", buyer="r-3", at=NINE)  # entered later, done earlier
    ledger = ledger.reverse("e-1", id="e-3", at=NINE + 3 * HOUR)
    account = ledger.statement("r-1", since=NINE + HOUR, until=NINE + 3 * HOUR)
    assert (account.opening, account.closing) == (Money.yuan(15), Money.yuan(30))
    assert [(line.entry, line.other, line.reverses) for line in account.lines] == [("e-1", "r-2", "")]
    whole = ledger.statement("r-2")
    assert [line.reverses for line in whole.lines] == ["", "e-1"]
    assert (whole.closing, whole.closing_minutes) == (ledger.balance("r-2"), ledger.minutes("r-2"))
    assert "<td>e-3</td>" in whole._repr_html_()
    assert whole.text().splitlines()[0] == "r-2: opening ¥0.00"
    assert whole.text().splitlines()[-1] == "closing ¥0.00, 0 minutes"


def test_a_long_statement_is_cut_where_it_is_shown() -> None:
    line = StatementLine(entry="e-1", at=NINE, other="r-2", change=Money(1))
    shown = Statement(member="r-1", lines=[line] * (SHOWN + 3))._repr_html_()
    assert "3 more" in shown
    assert shown.count("<td>e-1</td>") == SHOWN


def test_a_period_is_summed_by_skills_and_what_was_taken_back_stands_beside() -> None:
    ledger = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE)
    ledger = ledger.buy("e-2", offer="bread", buyer="r-1", at=NINE + HOUR)
    ledger = ledger.buy("e-3", offer="lesson", buyer="r-3", at=NINE + HOUR)
    ledger = ledger.reverse("e-3", id="e-4", at=NINE + 2 * HOUR)
    sums = ledger.sums()
    assert sums.skills == (("baking", 1, Money(0)), ("music", 2, Money.yuan(30)))
    assert (sums.purchases, sums.free, sums.minutes) == (3, 1, 90)
    assert (sums.reversals, sums.reversed, sums.paid) == (1, Money.yuan(15), Money.yuan(30))
    assert ledger.sums(since=NINE + HOUR).purchases == 2
    assert ledger.sums(until=NINE + HOUR).purchases == 1


def test_a_period_ends_after_it_begins_and_has_a_time_zone() -> None:
    ledger = ProsumerLedger(scheme())
    with pytest.raises(InvalidValue, match="later than the first moment"):
        ledger.sums(since=NINE, until=NINE)
    with pytest.raises(InvalidValue, match="time zone"):
        ledger.statement("r-1", since=NINE.replace(tzinfo=None))


def test_sums_are_checked_when_they_are_made() -> None:
    for wrong in (
        [("music", 0, Money(0))],
        [("music", 1, Money(-1))],
        [("b", 1, Money(0)), ("a", 1, Money(0))],
        ["music"],
    ):
        with pytest.raises(InvalidValue):
            PeriodSums(skills=wrong)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="free"):
        PeriodSums(free=1)


def test_a_line_names_what_it_reverses_by_an_identifier() -> None:
    with pytest.raises(InvalidValue, match="reverses"):
        StatementLine(entry="e-1", at=NINE, other="r-2", change=Money(1), reverses="第一笔")
    with pytest.raises(InvalidValue, match="minutes"):
        StatementLine(entry="e-1", at=NINE, other="r-2", change=Money(1), minutes=0.5)  # type: ignore[arg-type]


def test_the_sums_of_a_period_show_themselves() -> None:
    sums = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE).sums()
    assert "<tr><td>music</td><td>1</td><td>¥15.00</td></tr>" in sums._repr_html_()
    assert sums.text() == "1 purchases (0 free), ¥15.00 and 45 minutes; 0 taken back, ¥0.00"
