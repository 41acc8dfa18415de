"""Replay in bulk: where the cases stand, what was refused, and what is refused as misuse."""

from datetime import UTC, datetime
from random import Random
from sys import getrefcount
from types import SimpleNamespace

import attrs
import pytest
from tests.unit.procedure.test_codebook import book_of, dense

from communitygov.deliberation import five_step, five_step_literal
from communitygov.errors import InvalidValue, MissingExtra, UnknownName
from communitygov.organisation import Actor
from communitygov.procedure import Deed, Record
from communitygov.procedure.bulk.codebook import Codebook
from communitygov.procedure.bulk.coded_log import LONGEST_TRACE
from communitygov.procedure.bulk.replay import Replay, ReplayEngine, encode, replay
from communitygov.testing.walks import walked

AT = datetime(2023, 5, 4, tzinfo=UTC)
PROCEDURE = five_step_literal()
BOOK = Codebook.of(PROCEDURE.table, identity=PROCEDURE.identity)
GOOD = [("raise", "resident"), ("sort", "grid_worker"), ("deliberate", "convener")]


def records(case_id: str, *steps: tuple[str, str]) -> list[Record]:
    """Return the records of one case."""
    return [
        Record(case_id=case_id, seq=seq, at=AT, by="w-7", deed=Deed(role, action, "", "raised"))
        for seq, (action, role) in enumerate(steps)
    ]


MIXED = [
    *records("LQ-1", *GOOD),
    *records("LQ-2", GOOD[0], ("sort", "resident"), GOOD[1]),
    *records("LQ-3", GOOD[1]),
]


def test_each_case_stands_where_its_accepted_events_lead() -> None:
    result = replay(BOOK, MIXED)
    assert result.cases == ("LQ-1", "LQ-2", "LQ-3")
    assert result.states == ("deliberated", "sorted", "")
    assert result.state_of("LQ-2") == "sorted"
    assert result.counts == {"": 1, "sorted": 1, "deliberated": 1}
    assert (result.events, result.refused) == (7, 2)


def test_refused_events_are_located() -> None:
    first, second = replay(BOOK, MIXED).refusals
    assert (first.case_id, first.position, first.state) == ("LQ-2", 1, "raised")
    assert (first.action, first.role, first.codes) == ("sort", "resident", ("ROLE_NOT_ENTITLED",))
    assert (second.case_id, second.position, second.state) == ("LQ-3", 0, "")


def test_what_has_really_happened_is_replayed_without_a_refusal() -> None:
    procedure = five_step()
    book = Codebook.of(procedure.table, identity=procedure.identity)
    cases = [
        walked(procedure, choices, case_id=f"C-{at}")
        for at, choices in enumerate((b"\0\3\0\0\0\0", b"\3", b""))
    ]
    result = replay(book, [record for case in cases for record in case.history])
    assert [result.state_of(case.id) for case in cases] == [case.state for case in cases]
    assert result.refused == 0
    assert list(result.refusals) == []


def test_a_deed_that_a_proxy_did_counts_by_its_role() -> None:
    [first, *rest] = records("LQ-1", *GOOD)
    assert replay(BOOK, [attrs.evolve(first, by="w-7", on_behalf_of="r-9"), *rest]).refused == 0


@pytest.mark.parametrize("engine", [None, "rows", "columns", ReplayEngine.COLUMNS], ids=repr)
def test_every_engine_gives_the_same_in_the_order_of_the_log(engine: str | None) -> None:
    log = encode(BOOK, MIXED)
    for form in (MIXED, iter(MIXED), log):
        result = replay(BOOK, form, engine=engine)
        assert result.cases == ("LQ-1", "LQ-2", "LQ-3")
        assert result.states == ("deliberated", "sorted", "")
        assert [(each.case_id, each.position) for each in result.refusals] == [("LQ-2", 1), ("LQ-3", 0)]
    columns = replay(BOOK, log.columns(), engine=engine)
    assert dict(zip(columns.cases, columns.states, strict=True)) == {
        "LQ-1": "deliberated",
        "LQ-2": "sorted",
        "LQ-3": "",
    }


def test_numpy_is_an_engine_too_where_it_is_installed() -> None:
    pytest.importorskip("numpy")
    for form in (MIXED, encode(BOOK, MIXED)):
        assert replay(BOOK, form, engine="numpy").states == ("deliberated", "sorted", "")


def test_without_numpy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "numpy", None)
    with pytest.raises(MissingExtra, match="science"):
        replay(BOOK, MIXED, engine="numpy")


def test_a_table_that_does_not_fit_into_columns_goes_case_by_case() -> None:
    random = Random(7)  # noqa: S311  reproducible, not secret
    book = book_of(dense(random, states=62, actions=12, sources=30), states=62)
    assert book.lanes is None
    steps = [(action, role) for action, role in book.legend for _ in range(3)]
    log = encode(book, records("C-1", *steps))
    expected = replay(book, log)
    for form in (log, log.columns()):
        assert replay(book, form, engine="columns").states == expected.states
        assert replay(book, form).refused == expected.refused


def test_records_are_let_go_once_the_refusals_are_known() -> None:
    given = tuple(MIXED)
    before = getrefcount(given)
    result = replay(BOOK, given)
    assert getrefcount(given) > before
    assert result.refused == 2
    assert getrefcount(given) == before
    assert result.refusals is result.refusals


# ------------------------------------------------------------------ coded logs


def test_encoding_keeps_the_order_of_cases_and_events_and_what_has_no_line() -> None:
    log = encode(BOOK, [MIXED[3], *MIXED[:3], *MIXED[4:]])
    assert log.cases == ("LQ-2", "LQ-1", "LQ-3")
    assert log.pairs_of("LQ-2") == (GOOD[0], ("sort", "resident"), GOOD[1])
    assert log.strays == ((0, 1, "sort", "resident"),)
    assert log.procedure == PROCEDURE.identity


def test_a_log_of_another_table_is_refused() -> None:
    log = encode(BOOK, MIXED)
    other = Codebook.of(five_step().table, identity=five_step().identity)
    for form in (log, log.columns()):
        with pytest.raises(
            InvalidValue, match=r"log\.procedure: 'five_step_literal@1#.* must be five_step@1#"
        ):
            replay(other, form)
    with pytest.raises(InvalidValue, match=r"log\.legend"):
        replay(BOOK, attrs.evolve(log, legend=log.legend[::-1]))


def test_a_case_with_too_many_events_is_not_coded_but_followed() -> None:
    many = records("LQ-1", *GOOD, *[GOOD[0]] * LONGEST_TRACE)
    assert replay(BOOK, many).refused == LONGEST_TRACE
    with pytest.raises(InvalidValue, match=r"traces: 5003 .* at most 5000"):
        encode(BOOK, many)


@pytest.mark.parametrize(
    "wrong", [None, 7, "LQ-1", walked(PROCEDURE, ()), set(MIXED), [None], ["LQ-1"], {"a": 1}]
)
def test_what_is_no_log_is_refused(wrong: object) -> None:
    with pytest.raises(InvalidValue):
        replay(BOOK, wrong)  # type: ignore[arg-type]  as a caller may
    with pytest.raises(InvalidValue):
        encode(BOOK, wrong)  # type: ignore[arg-type]


def test_a_record_of_another_class_must_still_be_well_formed() -> None:
    good = SimpleNamespace(case_id="LQ-1", deed=Deed("resident", "raise", "", "raised"))
    assert replay(BOOK, [good]).states == ("raised",)  # type: ignore[list-item]  as a caller may
    for wrong in (
        SimpleNamespace(case_id=7, deed=good.deed),
        SimpleNamespace(case_id="龙桥", deed=good.deed),
    ):
        with pytest.raises(InvalidValue, match="must name cases by identifiers"):
            replay(BOOK, [wrong])  # type: ignore[list-item]
    with pytest.raises(InvalidValue, match="records"):
        encode(BOOK, [SimpleNamespace(case_id="LQ-1", deed=SimpleNamespace(action=7, role="x"))])  # type: ignore[list-item]


def test_an_unknown_engine_and_an_unknown_case_are_named() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'columns'"):
        replay(BOOK, MIXED, engine="column")
    with pytest.raises(UnknownName, match="Did you mean 'LQ-1'"):
        replay(BOOK, MIXED).state_of("LQ1")


# ------------------------------------------------------------------ how it shows


def shown(result: Replay) -> str:
    """Return what a notebook shows."""
    return result._repr_html_()


def test_a_replay_shows_totals_states_and_reasons() -> None:
    result = replay(BOOK, MIXED)
    assert repr(result) == "Replay(cases=3, events=7, refused=2)"
    html = shown(result)
    assert "<td>已理事</td><td>sorted</td><td>1</td>" in html
    assert "<td>未立案</td><td>not opened</td><td>1</td>" in html
    assert "<td></td><td>ROLE_NOT_ENTITLED</td><td>1</td>" in html
    assert "3 cases · 7 events · <b>2 refused</b>" in html


def test_a_replay_shows_nobody() -> None:
    somebody = Actor("w-7", roles=())
    result = replay(BOOK, MIXED)
    assert somebody.id not in repr(result) + shown(result) + "".join(map(repr, result.refusals))
