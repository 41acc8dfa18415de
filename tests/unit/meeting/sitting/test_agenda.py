"""Items and their numbers, and the agenda that they make up."""

from datetime import UTC, datetime

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.sitting.agenda import Agenda, AgendaItem, ItemAdded, ItemTaken

NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)


@pytest.mark.parametrize("number", ["", "0", "01", "1.", ".1", "1..2", "a", "１", "1234567", 1])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(InvalidValue, match="must be a number such as"):
        AgendaItem(number, "线路")


def test_numbers_are_ordered_as_numbers() -> None:
    numbers = ["10", "2", "1.10", "1.9", "1"]
    agenda = Agenda([AgendaItem(number, "线路") for number in numbers])
    assert [item.number for item in agenda.items] == ["1", "1.9", "1.10", "2", "10"]


def test_a_number_used_twice_is_refused() -> None:
    with pytest.raises(InvalidValue, match="each number once"):
        Agenda([AgendaItem("1", "线路"), AgendaItem("1", "停车")])


def test_what_is_no_item_is_refused() -> None:
    with pytest.raises(InvalidValue, match="AgendaItem"):
        Agenda(["线路"])  # type: ignore[list-item]


def test_an_item_joins_the_agenda_or_takes_the_place_of_an_earlier_one() -> None:
    agenda = Agenda([AgendaItem("1", "线路")]).with_items(
        [AgendaItem("1", "停车"), AgendaItem("1.1", "车位")]
    )
    assert [item.title for item in agenda.items] == ["停车", "车位"]
    with pytest.raises(InvalidValue, match="AgendaItem"):
        agenda.with_items(["线路"])  # type: ignore[list-item]


def test_items_are_found_by_number() -> None:
    agenda = Agenda(
        [AgendaItem("1", "线路"), AgendaItem("1.1", "预算", minutes=5), AgendaItem("1.1.1", "利息")]
    )
    assert agenda["1.1"].title == "预算"
    assert [item.number for item in agenda.under("1")] == ["1.1"]
    assert agenda["1.1.1"].depth == 2
    with pytest.raises(UnknownName, match=r"1\.11"):
        agenda["1.11"]
    with pytest.raises(UnknownName):
        agenda.under("3")


def test_an_added_item_hangs_under_one_that_must_be_there() -> None:
    assert ItemAdded(at=NINE, item=AgendaItem("1", "线路")).goes_by is None
    inner = ItemAdded(at=NINE, item=AgendaItem("1.1", "预算"))
    assert (inner.gives, inner.goes_by) == ((("item", "1.1"),), ("item", "1"))
    assert ItemTaken(at=NINE, number="1").goes_by == ("item", "1")


def test_the_agenda_is_a_table_with_titles_escaped() -> None:
    shown = Agenda(
        [AgendaItem("1", "<b>"), AgendaItem("1.1", "预算", kind="decision", minutes=5)]
    )._repr_html_()
    assert "<b>" not in shown
    assert "<td>　预算</td><td>表决 decision</td><td>5</td>" in shown
