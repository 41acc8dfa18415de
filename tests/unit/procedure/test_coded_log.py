"""Coded logs: what they hold, how they are turned, and what they refuse."""

from typing import Any

import attrs
import pytest

from communitygov.core.canonical import Json
from communitygov.core.document import Value
from communitygov.errors import DocumentError, InvalidValue, UnknownName
from communitygov.procedure.bulk.coded_log import (
    LONGEST_LEGEND,
    LONGEST_TRACE,
    MOST_CASES,
    CodedLog,
    ColumnLog,
    turned,
)

LEGEND = (("raise", "resident"), ("accept", "grid_worker"))
STRAY = len(LEGEND)


def log(*traces: bytes, **changes: Any) -> CodedLog:  # noqa: ANN401  any field
    """Return a log of a few cases."""
    fields: dict[str, Any] = {
        "procedure": "demo@1#0",
        "legend": LEGEND,
        "cases": [f"C-{number}" for number in range(len(traces))],
        "traces": traces,
    }
    return CodedLog(**{**fields, **changes})


def column_log(*columns: bytes, cases: int, **changes: Any) -> ColumnLog:  # noqa: ANN401  any field
    """Return a log of columns."""
    names = [f"C-{number}" for number in range(cases)]
    return ColumnLog(
        **{"procedure": "demo@1#0", "legend": LEGEND, "cases": names, "columns": columns, **changes}
    )


SHORT_LONG = log(b"\0", b"\0\1", b"", b"\0\2\1", strays=[(3, 1, "accept", "resident")])


# ------------------------------------------------------------------ what they hold


def test_a_log_tells_action_and_role_of_each_event() -> None:
    assert SHORT_LONG.pairs_of("C-3") == (LEGEND[0], ("accept", "resident"), LEGEND[1])
    assert SHORT_LONG.pairs_of("C-2") == ()
    assert SHORT_LONG.trace_of("C-1") == b"\0\1"
    assert SHORT_LONG.events == 6
    assert dict(SHORT_LONG.tried) == {(3, 1): ("accept", "resident")}


def test_an_unknown_case_is_named_with_the_nearest_one() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'C-1'"):
        SHORT_LONG.pairs_of("C1")


def test_columns_hold_the_longest_case_first() -> None:
    columns = SHORT_LONG.columns()
    assert columns.cases == ("C-3", "C-1", "C-0", "C-2")
    assert columns.columns == (b"\0\0\0", b"\2\1", b"\1")
    assert columns.strays == ((0, 1, "accept", "resident"),)
    assert columns.events == 6
    assert columns.pairs_of("C-3") == SHORT_LONG.pairs_of("C-3")
    assert columns.trace_of("C-0") == b"\0"


def test_cases_of_one_length_keep_their_order() -> None:
    assert log(b"\0", b"\1", b"\0").columns().cases == ("C-0", "C-1", "C-2")


def test_columns_turn_back_into_rows() -> None:
    again = SHORT_LONG.columns().coded()
    assert again.cases == ("C-3", "C-1", "C-0", "C-2")
    assert again.traces == (b"\0\2\1", b"\0\1", b"\0", b"")
    assert again.columns() == SHORT_LONG.columns()


def test_a_log_without_cases_is_a_log() -> None:
    assert log().columns().coded() == log()
    assert turned(()) == ([], ())
    assert log(b"").columns().columns == ()


def test_a_log_does_not_print_its_cases() -> None:
    assert "C-0" not in repr(SHORT_LONG)
    assert "C-0" not in repr(SHORT_LONG.columns())
    assert "cases=‹4›" in repr(SHORT_LONG)


# ------------------------------------------------------------------ what they refuse


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"procedure": "五步"}, "procedure: '五步'"),
        ({"legend": ()}, "1 to 255 pairs"),
        ({"legend": [("a", f"r{number}") for number in range(LONGEST_LEGEND + 1)]}, "legend: 256"),
        ({"legend": [*LEGEND, LEGEND[0]]}, "each once"),
        ({"legend": [("raise",)]}, "pairs of action and role"),
        ({"legend": [["raise", "resident"]]}, "pairs of action and role"),
        ({"legend": [("raise", "居民")]}, "pairs of action and role"),
        ({"legend": [("raise", 7)]}, "pairs of action and role"),
        ({"cases": ["C-1", "C-1"]}, "cases: '2 identifiers'"),
        ({"cases": ["C-1", "龙桥"]}, "cases: '龙桥'"),
        ({"cases": ["C-1", "a b"]}, "cases: 'a b'"),
        ({"cases": ["C-1", ""]}, "cases: ''"),
        ({"cases": ["C-1", "x" * 121]}, "cases: 'xxx"),
        ({"cases": ["C-1", 2]}, "cases: 2"),
        ({"cases": ["C-1"]}, "traces: 2"),
        ({"cases": {"C-1", "C-2"}}, "collection"),
        ({"cases": ("x",) * (MOST_CASES + 1)}, "at most 1000000 cases"),
        ({"traces": [b"", "0"]}, "traces: '0'"),
        ({"traces": b"\0\0"}, "collection"),
        ({"traces": [b"", b"\3"]}, "codes: 3"),
        ({"traces": [b"", bytes(LONGEST_TRACE + 1)]}, "traces: 5001"),
    ],
)
def test_what_makes_no_log_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        log(b"", b"\0", **changes)
    assert said in str(caught.value)


def test_the_longest_case_is_still_taken_and_written_down() -> None:
    longest = log(bytes(LONGEST_TRACE))
    assert Value.from_json(longest.to_json()) == longest
    assert Value.from_json(longest.columns().to_json()) == longest.columns()


@pytest.mark.parametrize(
    "stray",
    [
        (3, 1, "accept", "grid_worker"),  # has a line
        (3, 0, "accept", "resident"),  # another place
        (3, 3, "accept", "resident"),  # no place
        (3, -2, "accept", "resident"),
        (-1, 1, "accept", "resident"),
        (4, 1, "accept", "resident"),
        (3, True, "accept", "resident"),
        (3, 1, "accept", "居民"),
        (3, 1, "accept", 7),
        (3, 1, "accept"),
        [3, 1, "accept", "resident"],
        "3:1",
    ],
)
def test_a_stray_names_exactly_its_place_and_a_pair_without_a_line(stray: object) -> None:
    with pytest.raises(InvalidValue, match="strays"):
        attrs.evolve(SHORT_LONG, strays=(stray,))
    lanes: Any = (0, *stray[1:]) if isinstance(stray, tuple) and stray[0] == 3 else stray
    with pytest.raises(InvalidValue, match="strays"):
        attrs.evolve(SHORT_LONG.columns(), strays=(lanes,))


def test_strays_stand_in_order_and_once() -> None:
    one, other = (0, 0, "accept", "resident"), (0, 1, "sleep", "resident")
    assert log(b"\2\2", strays=[one, other]).pairs_of("C-0") == (one[2:], other[2:])
    for strays in ([other, one], [one, one], [one], [one, other, other], []):
        with pytest.raises(InvalidValue, match="strays"):
            log(b"\2\2", strays=strays)


@pytest.mark.parametrize(
    "columns",
    [(b"\0", b"\0\0"), (b"\0\0\0",), (b"\0\0", b""), (b"",)],
)
def test_columns_never_grow_and_are_never_empty(columns: tuple[bytes, ...]) -> None:
    with pytest.raises(InvalidValue, match="columns"):
        column_log(*columns, cases=2)


def test_columns_hold_known_codes_and_not_too_many() -> None:
    with pytest.raises(InvalidValue, match="codes: 9"):
        column_log(bytes([0, 9]), cases=2)
    with pytest.raises(InvalidValue, match="columns: 5001"):
        column_log(*([b"\0"] * (LONGEST_TRACE + 1)), cases=1)
    with pytest.raises(InvalidValue, match="columns: 'x'"):
        column_log("x", cases=1)  # type: ignore[arg-type]


# ------------------------------------------------------------------ documents


def test_rows_and_columns_are_written_row_by_row() -> None:
    document = SHORT_LONG.columns().to_document()
    assert document["traces"] == ["000201", "0001", "00", ""]
    assert document["strays"] == [[0, 1, "accept", "resident"]]
    assert ColumnLog.from_document(document) == SHORT_LONG.columns()
    assert Value.from_json(SHORT_LONG.to_json()) == SHORT_LONG


@pytest.mark.parametrize("kind", [CodedLog, ColumnLog])
@pytest.mark.parametrize(
    ("key", "value", "path"),
    [
        ("traces", ["000201", "0001", "00"], "$.traces"),
        ("traces", ["000209", "0001", "00", ""], "$"),
        ("traces", ["000201", "000", "00", ""], "$.traces[1]"),
        ("traces", ["000201", "0x01", "00", ""], "$.traces[1]"),
        ("traces", ["000201", "0001", "00", 0], "$.traces[3]"),
        ("traces", ["AA0201", "0001", "00", ""], "$.traces[0]"),
        ("traces", "000201", "$.traces"),
        ("strays", [], "$.strays"),
        ("strays", [[0, 1, "accept"]], "$.strays[0]"),
        ("strays", [[0, True, "accept", "resident"]], "$.strays[0][1]"),
        ("cases", ["C-3", "C-1", "C-0", "C-0"], "$.cases"),
        ("legend", [["raise", "resident", "x"]], "$.legend[0]"),
        ("legend", [], "$.legend"),
        ("procedure", None, "$.procedure"),
        ("schema", 2, "$.schema"),
    ],
)
def test_a_hostile_document_is_refused_with_its_place(
    kind: type[CodedLog] | type[ColumnLog], key: str, value: Json, path: str
) -> None:
    columns = SHORT_LONG.columns()
    document = (columns if kind is ColumnLog else columns.coded()).to_document()
    with pytest.raises(DocumentError) as caught:
        kind.from_document({**document, key: value})
    assert caught.value.path == path


def test_columns_of_a_document_must_be_in_order() -> None:
    document = SHORT_LONG.columns().to_document()
    traces, cases = ["0001", "000201", "00", ""], ["C-1", "C-3", "C-0", "C-2"]
    with pytest.raises(DocumentError, match="longest first"):
        ColumnLog.from_document({**document, "traces": traces, "cases": cases, "strays": [[1, 1, "a", "b"]]})
    with pytest.raises(DocumentError, match="kind"):
        ColumnLog.from_document(SHORT_LONG.to_document())
    with pytest.raises(DocumentError):
        ColumnLog.from_document([])
    with pytest.raises(DocumentError, match="EXTRA_FIELD"):
        ColumnLog.from_document({**document, "columns": []})
