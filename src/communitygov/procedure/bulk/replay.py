"""Replay in bulk (批量回放): where many cases stand after what was done in them, and what the table refuses.

1. The table alone decides, by state, action and role.  Conditions beyond them (grids, facts, days, bounds)
   are *not* evaluated: a log holds no facts.  `communitygov.procedure.conduct` evaluates them.
2. A case begins "not opened", with the empty text for a state.  The opening action by one of its roles opens
   it; whatever else is tried there is refused.
3. A refused event leaves the case where it is, and the replay goes on with the next one.
4. A deed that was done by a proxy counts by its role, which is the principal's.

This module knows no topic and nobody's name: of a record it reads the case, the action and the role.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from html import escape
from itertools import compress
from typing import TypeAlias

import attrs

from communitygov.core.checks import as_tuple, is_identifier
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.procedure.bulk.codebook import REFUSED, Codebook
from communitygov.procedure.bulk.coded_log import CodedLog, ColumnLog, Pair, are_identifiers, turned
from communitygov.procedure.bulk.kernel import (
    NONE,
    RECORD_BOUND,
    followed,
    refused_events,
    swept,
    swept_by_numpy,
    walked,
)
from communitygov.procedure.bulk.refusal import Refusals
from communitygov.procedure.case import Record


class ReplayEngine(TermEnum):
    """How a log is gone through; the answer is the same.

    Examples
    --------
    >>> ReplayEngine.ROWS.label("zh"), ReplayEngine("numpy").label()
    ('逐件', 'column by column, by numpy')
    """

    ROWS = "rows", "逐件", "case by case"
    COLUMNS = "columns", "逐列", "column by column"
    NUMPY = "numpy", "逐列（numpy）", "column by column, by numpy"


#: What can be replayed: a coded log, or records in any mixture of cases, each case's own in their order.
Replayable: TypeAlias = "CodedLog | ColumnLog | Iterable[Record]"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Replay:
    """What a replay found: where each case stands, and which events were refused.

    It shows identifiers of cases and codes, no personal data.  Made of records, it keeps hold of them until
    its refusals are looked at, and lets them go then.

    Parameters
    ----------
    book
        The compiled table.
    cases
        Identifiers of the cases, in the order of the log.
    marks
        For each case the number of its state, more by `REFUSED` if any of its events was refused.
    events
        How many events there were.
    find
        Gives the refusals; called once, when they are first wanted.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> procedure = five_step_literal()
    >>> book = Codebook.of(procedure.table, identity=procedure.identity)
    >>> log = CodedLog(
    ...     procedure=book.identity,
    ...     legend=book.legend,
    ...     cases=["LQ-1", "LQ-2"],
    ...     traces=[bytes([0, 1]), bytes([0, 2])],
    ... )
    >>> result = replay(book, log)
    >>> result
    Replay(cases=2, events=4, refused=1)
    >>> result.states, result.state_of("LQ-1"), dict(result.counts)
    (('sorted', 'raised'), 'sorted', {'raised': 1, 'sorted': 1})
    >>> [(refusal.case_id, refusal.position, refusal.codes) for refusal in result.refusals]
    [('LQ-2', 1, ('NOT_FROM_STATE',))]
    """

    book: Codebook
    cases: tuple[str, ...]
    marks: bytes
    events: int
    _find: Callable[[], Refusals] = attrs.field(alias="find")

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Code of the state of each case, in the order of `cases`; empty for one that was not opened."""
        names = self.book.states
        return tuple([names[mark & ~REFUSED] for mark in self.marks])

    def state_of(self, case_id: str) -> str:
        """Return the code of the state in which a case stands.

        Raises
        ------
        UnknownName
            If the log has no such case.
        """
        if case_id in self._indices:
            return self.book.states[self.marks[self._indices[case_id]] & ~REFUSED]
        raise UnknownName(Words("事项", "case"), case_id, self.cases[:1000])

    @property
    def counts(self) -> Mapping[str, int]:
        """How many cases stand in each state, in the order of the table; states without a case left out."""
        totals = [
            self.marks.count(at) + self.marks.count(at | REFUSED) for at in range(len(self.book.states))
        ]
        return {state: total for state, total in zip(self.book.states, totals, strict=True) if total}

    @cached_property
    def refusals(self) -> Refusals:
        """The refused events, case by case, each with its place and the reasons."""
        return Refusals(self.book, (), NONE) if self.marks.isascii() else self._find()

    @property
    def refused(self) -> int:
        """How many events were refused."""
        return len(self.refusals)

    @cached_property
    def _indices(self) -> dict[str, int]:
        """The index of each case."""
        return {case_id: index for index, case_id in enumerate(self.cases)}

    def __repr__(self) -> str:
        """Give the totals."""
        return f"Replay(cases={len(self.cases)}, events={self.events}, refused={self.refused})"

    def _repr_html_(self) -> str:
        """Show in a notebook how many cases stand where, and what was refused for which reason."""
        words = {state.code: state.words for state in self.book.table.states} | {"": _UNOPENED}
        stand = [(words[code].zh, words[code].en, total) for code, total in self.counts.items()]
        why = [("", code, events) for code, events in self.refusals.reasons.items()]
        total = f"{len(self.cases)} cases · {self.events} events · <b>{self.refused} refused</b>"
        return (
            f"<table><caption>{escape(self.book.identity)} · {total}</caption>"
            f"<thead><tr><th colspan=2>state</th><th>cases</th></tr></thead><tbody>{_rows(stand)}</tbody>"
            f"<thead><tr><th colspan=2>refused for</th><th>events</th></tr></thead>"
            f"<tbody>{_rows(why)}</tbody></table>"
        )


_UNOPENED = Words("未立案", "not opened")


def _rows(cells: Iterable[tuple[str, str, int]]) -> str:
    """Return rows of a table in a notebook."""
    return "".join(
        f"<tr><td>{escape(left)}</td><td>{escape(right)}</td><td>{total}</td></tr>"
        for left, right, total in cells
    )


# ------------------------------------------------------------------ from records to codes


def encode(book: Codebook, records: Iterable[Record]) -> CodedLog:
    """Return records as a coded log; the cases in the order in which they first come.

    Raises
    ------
    InvalidValue
        If something is no record, or there is more than a log may hold.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> from communitygov.testing.walks import walked
    >>> procedure = five_step_literal()
    >>> book = Codebook.of(procedure.table, identity=procedure.identity)
    >>> encode(book, walked(procedure, (0, 0)).history).pairs_of("C-1")
    (('raise', 'resident'), ('sort', 'grid_worker'), ('deliberate', 'convener'))
    """
    cases, traces, tried = _coded(book, as_tuple(records))
    return CodedLog(
        procedure=book.identity,
        legend=book.legend,
        cases=cases,
        traces=traces,
        strays=tuple((*place, *tried[place]) for place in sorted(tried)),
    )


_Coded: TypeAlias = tuple[tuple[str, ...], tuple[bytes, ...], dict[tuple[int, int], Pair]]


def _coded(book: Codebook, records: Iterable[Record]) -> _Coded:
    """Return the cases of records, the codes of each, and what the code of no line stands for."""
    codes, no_role, stray = book.codes, dict[str, int](), len(book.legend)
    traces: defaultdict[str, bytearray] = defaultdict(bytearray)
    strays: list[tuple[str, int, Pair]] = []
    for record in records:
        try:
            trace, deed = traces[record.case_id], record.deed
            code = codes.get(deed.action, no_role).get(deed.role, stray)
            if code == stray:
                pair = str.__str__(deed.action), str.__str__(deed.role)
                strays.append((record.case_id, len(trace), pair))
        except (AttributeError, TypeError) as error:
            raise InvalidValue("records", record, RECORD_BOUND) from error
        trace.append(code)
    number = {case_id: index for index, case_id in enumerate(traces)} if strays else {}
    tried = {(number[case_id], position): pair for case_id, position, pair in strays}
    return tuple(traces), tuple(map(bytes, traces.values())), tried


# ------------------------------------------------------------------ from codes to where the cases stand


def replay(book: Codebook, log: Replayable, *, engine: str | None = None) -> Replay:
    """Return where every case of a log stands, and which of its events the table refuses.

    Parameters
    ----------
    book
        The compiled table.
    log
        Coded by the same table, or records.
    engine
        A `ReplayEngine` or its code; unless given, a log goes through as it comes, rows case by case, columns
        column by column.  A table that does not fit into columns goes case by case.

    Raises
    ------
    InvalidValue
        If the log was coded by another table, or something is no record.
    UnknownName
        If there is no such engine.
    MissingExtra
        If the engine is ``"numpy"`` and numpy is not installed (extra ``science``).

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> from communitygov.testing.walks import walked
    >>> procedure = five_step_literal()
    >>> book = Codebook.of(procedure.table, identity=procedure.identity)
    >>> case = walked(procedure, (0, 0))
    >>> replay(book, case.history).state_of("C-1") == case.state
    True
    >>> another = attrs.evolve(book, identity="another@1#0")
    >>> replay(another, encode(book, case.history))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: log.procedure: 'five_step_literal@1#...' will not do; it must be \
another@1#0; use the procedure that coded the log. [INVALID_VALUE]
    """
    chosen = None if engine is None else ReplayEngine.named(engine)
    if isinstance(log, CodedLog | ColumnLog):
        _check_pinned(book, log)
        return _replayed(book, log, engine=chosen or _best(log))
    records = as_tuple(log)
    if chosen in (None, ReplayEngine.ROWS):
        return _replayed_records(book, records)
    return _replayed(book, encode(book, records), engine=chosen)


def _check_pinned(book: Codebook, log: CodedLog | ColumnLog) -> None:
    """Refuse a log that another table coded."""
    if log.procedure != book.identity:
        bound = Words(
            f"须为 {book.identity}；请改用编码时的程序",
            f"must be {book.identity}; use the procedure that coded the log",
        )
        raise InvalidValue("log.procedure", log.procedure, bound)
    if log.legend != book.legend:
        bound = Words("须与程序的编码一致", "must be the codes of the procedure")
        raise InvalidValue("log.legend", log.legend, bound)


def _best(log: CodedLog | ColumnLog) -> ReplayEngine:
    """Return the engine for a log: as it comes, for to turn it costs more than it gains, small or large."""
    return ReplayEngine.ROWS if isinstance(log, CodedLog) else ReplayEngine.COLUMNS


def _replayed(book: Codebook, log: CodedLog | ColumnLog, *, engine: ReplayEngine) -> Replay:
    """Replay a coded log."""
    marks = _marks(book, log, engine)

    def find() -> Refusals:
        doubtful = compress(enumerate(log.traces), marks.translate(_HAS_REFUSED))
        return Refusals(book, log.cases, refused_events(book, doubtful, tried=log.tried))

    return Replay(book=book, cases=log.cases, marks=marks, events=log.events, find=find)


def _marks(book: Codebook, log: CodedLog | ColumnLog, engine: ReplayEngine) -> bytes:
    """Return the mark of each case, in the order of the log."""
    if engine is ReplayEngine.NUMPY:
        return _by_columns(log, partial(swept_by_numpy, book))
    if engine is ReplayEngine.ROWS or book.lanes is None:
        return walked(book, log.traces)
    return _by_columns(log, partial(swept, book.lanes))


def _by_columns(log: CodedLog | ColumnLog, sweep: Callable[..., bytes]) -> bytes:
    """Return the mark of each case by a kernel of columns, turning rows first and back after."""
    if isinstance(log, ColumnLog):
        return sweep(log.columns, cases=len(log.cases))
    order, columns = turned(log.traces)
    marks = bytearray(len(order))
    for index, mark in zip(order, sweep(columns, cases=len(order)), strict=True):
        marks[index] = mark
    return bytes(marks)


def _replayed_records(book: Codebook, records: tuple[Record, ...]) -> Replay:
    """Replay records as they come; those of cases with a refused event are coded when that is asked for."""
    cases, marks = followed(book, records)
    if not are_identifiers(cases):
        wrong = next(case_id for case_id in cases if not is_identifier(case_id))
        raise InvalidValue("records", wrong, Words("事项代码须为标识符", "must name cases by identifiers"))
    held = [records]

    def find() -> Refusals:
        doubtful = frozenset(compress(cases, marks.translate(_HAS_REFUSED)))
        events = (record for record in held.pop() if record.case_id in doubtful)
        some, traces, tried = _coded(book, events)
        return Refusals(book, some, refused_events(book, enumerate(traces), tried=tried))

    return Replay(book=book, cases=cases, marks=marks, events=len(records), find=find)


#: For each mark, whether an event was refused.
_HAS_REFUSED = bytes(mark & REFUSED for mark in range(256))
