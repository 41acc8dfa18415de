"""The kernels give the same marks: case by case, column by column, by numpy, from records."""

from datetime import UTC, datetime
from random import Random
from types import SimpleNamespace

import pytest
from tests.unit.procedure.test_codebook import book_of, dense

from communitygov.deliberation import five_step, five_step_literal
from communitygov.errors import InvalidValue, MissingExtra
from communitygov.procedure import Deed, Record
from communitygov.procedure.bulk.codebook import NOWHERE, REFUSED, Codebook
from communitygov.procedure.bulk.coded_log import turned
from communitygov.procedure.bulk.kernel import NONE, followed, refused_events, swept, swept_by_numpy, walked

AT = datetime(2023, 5, 4, tzinfo=UTC)
LITERAL = Codebook.of(five_step_literal().table, identity="demo")
STANDARD = Codebook.of(five_step().table, identity="demo")


def plainly(book: Codebook, trace: bytes) -> int:
    """Return the mark of one case, straight from the matrix."""
    state = mark = 0
    for code in trace:
        target = book.targets[state][code]
        mark |= REFUSED if target == NOWHERE else 0
        state = state if target == NOWHERE else target
    return mark | state


def random_traces(book: Codebook, random: Random, *, cases: int) -> list[bytes]:
    """Return rows of codes, half of them in order for a while."""
    traces = list[bytes]()
    for _ in range(cases):
        state, trace = 0, bytearray()
        for _ in range(random.randrange(12)):
            legal = [code for code, target in enumerate(book.targets[state]) if target != NOWHERE]
            code = (
                random.choice(legal)
                if legal and random.random() < 0.8
                else random.randrange(len(book.legend) + 1)
            )
            state = state if book.targets[state][code] == NOWHERE else book.targets[state][code]
            trace.append(code)
        traces.append(bytes(trace))
    return traces


@pytest.mark.parametrize("seed", range(4))
def test_all_kernels_agree_on_tables_of_every_size(seed: int) -> None:
    random = Random(seed)  # noqa: S311  reproducible, not secret
    sizes = [(5, 6, 3), (21, 6, 4), (31, 5, 8), (60, 3, 9), (126, 1, 60), (126, 9, 1)]
    books = [book_of(dense(random, states=n, actions=m, sources=k), states=n) for n, m, k in sizes]
    for book in (*books, LITERAL, STANDARD):
        traces = random_traces(book, random, cases=40)
        order, columns = turned(traces)
        marks = walked(book, traces)
        assert list(marks) == [plainly(book, trace) for trace in traces]
        assert book.lanes is not None
        assert list(swept(book.lanes, columns, cases=40)) == [marks[index] for index in order]


@pytest.mark.parametrize("seed", range(4))
def test_numpy_agrees_where_it_is_installed(seed: int) -> None:
    pytest.importorskip("numpy")
    random = Random(seed)  # noqa: S311  reproducible, not secret
    wide = book_of(dense(random, states=62, actions=20, sources=30), states=62)
    for book in (wide, LITERAL, STANDARD):
        traces = random_traces(book, random, cases=40)
        order, columns = turned(traces)
        marks = walked(book, traces)
        assert list(swept_by_numpy(book, columns, cases=40)) == [marks[index] for index in order]


def test_without_numpy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "numpy", None)
    with pytest.raises(MissingExtra, match=r"communitygov\[science\]"):
        swept_by_numpy(LITERAL, [], cases=0)


def test_a_case_without_events_is_not_opened() -> None:
    assert LITERAL.lanes is not None
    assert walked(LITERAL, [b"", b""]) == swept(LITERAL.lanes, [], cases=2) == b"\0\0"
    assert swept(LITERAL.lanes, [], cases=0) == b""


def test_a_mark_tells_that_something_was_refused_wherever_it_was() -> None:
    assert list(walked(LITERAL, [b"\0\1\2", b"\3\0\1\2", b"\0\3\1\2", b"\0\1\2\2", b"\1"])) == [
        3,
        3 | REFUSED,
        3 | REFUSED,
        3 | REFUSED,
        REFUSED,
    ]


def record(case_id: str, action: str, role: str) -> Record:
    """Return a record."""
    return Record(case_id=case_id, seq=0, at=AT, by="somebody", deed=Deed(role, action, "", "raised"))


def test_records_are_followed_case_by_case_however_mixed() -> None:
    mixed = [
        record("C-1", "raise", "resident"),
        record("C-2", "raise", "resident"),
        record("C-1", "sort", "grid_worker"),
        record("C-2", "sort", "resident"),
        record("C-3", "sort", "nobody"),
        record("C-2", "sleep", "resident"),
        record("C-1", "deliberate", "convener"),
    ]
    assert followed(LITERAL, mixed) == (("C-1", "C-2", "C-3"), bytes([3, 1 | REFUSED, REFUSED]))
    assert followed(LITERAL, []) == ((), b"")


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "C-1",
        SimpleNamespace(case_id="C-1"),
        SimpleNamespace(case_id=["C-1"], deed=Deed("resident", "raise", "", "raised")),
        SimpleNamespace(case_id="C-1", deed=SimpleNamespace(action=["raise"], role="resident")),
    ],
)
def test_what_is_no_record_is_refused(wrong: Record) -> None:
    with pytest.raises(InvalidValue, match="must hold members of type Record"):
        followed(LITERAL, [record("C-1", "raise", "resident"), wrong])


def test_refused_events_are_found_with_state_and_code() -> None:
    tried = {(4, 2): ("sort", "clock"), (9, 0): ("sort", "clock"), (4, 3): ("sort", "clock")}
    found = refused_events(LITERAL, [(4, b"\0\0\5\5\1"), (9, b"\5")], tried=tried)
    assert list(found.indices) == [4, 4, 4, 9]
    assert list(found.positions) == [1, 2, 3, 0]
    assert list(found.cells) == [0x100, 0x10000, 0x10000, 0x10001]
    assert found.strange == ((1, ("sort", "clock")), (0, ("sort", "clock")))
    assert refused_events(LITERAL, [(0, b"\0\1")], tried={}) == NONE
