"""A case is the fold of its history."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from communitygov.deliberation import five_step
from communitygov.errors import DocumentError, InvalidValue
from communitygov.procedure import Case, Record
from communitygov.testing.walks import walked

CASE = walked(five_step(), (0, 0))


def test_a_case_says_nothing_of_what_people_wrote_when_it_is_printed() -> None:
    case = attrs.evolve(CASE, matter=attrs.evolve(CASE.matter, title="王家漏水"))
    assert "漏水" not in repr(case)
    assert "漏水" not in str(case)
    assert "漏水" not in case._repr_html_()
    assert Case.from_json(case.to_json()).title == "王家漏水"


def test_a_case_shows_its_course_in_a_notebook() -> None:
    html = CASE._repr_html_()
    assert html.count("<tr>") == len(CASE.history) + 1
    assert "awaiting_rating" in html


@pytest.mark.parametrize(
    "changes",
    [
        {"history": ()},
        {"history": CASE.history[:-1]},
        {"history": CASE.history[1:]},
        {"history": CASE.history[::-1]},
        {"history": (*CASE.history, CASE.history[-1])},
        {"standing": five_step().table.state("raised")},
        {"matter": attrs.evolve(CASE.matter, id="other")},
    ],
)
def test_a_case_that_is_not_where_its_history_leads_cannot_be_made(changes: dict[str, object]) -> None:
    with pytest.raises(InvalidValue, match="must"):
        attrs.evolve(CASE, **changes)  # type: ignore[arg-type]  # wrong on purpose


def test_a_history_whose_time_runs_backwards_cannot_be_made() -> None:
    first, second, third = CASE.history
    early = attrs.evolve(third, at=second.at - timedelta(days=1))
    with pytest.raises(InvalidValue, match="follow"):
        attrs.evolve(CASE, history=(first, second, early))


def test_nobody_acts_on_behalf_of_themselves() -> None:
    first = CASE.history[0]
    assert attrs.evolve(first, on_behalf_of="r-9").on_behalf_of == "r-9"
    with pytest.raises(InvalidValue, match="must be somebody else") as caught:
        attrs.evolve(first, on_behalf_of=first.by)
    assert caught.value.what == "on_behalf_of"
    document = first.to_document()
    document["on_behalf_of"] = first.by
    with pytest.raises(DocumentError, match="on_behalf_of"):
        Record.from_document(document)


def test_a_tampered_document_is_refused_with_its_place() -> None:
    document = CASE.to_document()
    history = document["history"]
    assert isinstance(history, list)
    assert isinstance(history[1], dict)
    history[1]["seq"] = 5
    with pytest.raises(DocumentError, match="history"):
        Case.from_document(document)


def test_a_case_reads_its_times_from_its_history() -> None:
    assert (CASE.step, CASE.is_closed, CASE.raised_by) == ("rate", False, "raiser-1")
    assert CASE.opened_at == datetime(2023, 5, 4, 9, tzinfo=UTC)
    assert CASE.since == CASE.history[-1].at
