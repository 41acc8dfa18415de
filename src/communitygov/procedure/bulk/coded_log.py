"""Coded event logs: what was done in many cases, one byte an event, for replay in bulk.

A `CodedLog` (编码日志) holds one row of bytes for each case.  A `ColumnLog` (列式日志) holds the same bytes
turned: the first events of all cases, then the second ones, and so on.  A byte is a place in the log's
`legend`, the pairs of an action and a role for which the table has a line somewhere.  One further code means
"no such line"; what was tried there stands apart, among the `strays` (表外事件).

1. A log is pinned to its table: only that table replays it.
2. A log knows which cases there are, what was done in them and in which role; not who did it, when, on what
   grounds.
3. A log is bounded (`MOST_CASES`, `LONGEST_TRACE`); a larger one is to be split by cases.

This module knows no table: what an event leads to, `communitygov.procedure.bulk.replay` says.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, Self, TypeAlias, cast

import attrs

from communitygov.core.canonical import Document, fault
from communitygov.core.checks import (
    IDENTIFIER_LENGTH,
    as_tuple,
    counted,
    each_of,
    identifier,
    is_identifier,
)
from communitygov.core.document import Value, opened
from communitygov.errors import InvalidValue, UnknownName, Words

#: Most cases of one log, as many as a list in a document holds.
MOST_CASES = 1_000_000
#: Most events of one case, as many as a text in a document holds, two digits each.
LONGEST_TRACE = 5_000
#: Most pairs of action and role: what a byte can tell apart, one code left for "no such line".
LONGEST_LEGEND = 255

#: An action and a role, by their codes.
Pair: TypeAlias = tuple[str, str]
#: An event without a line: index of its case, its place among the events of the case, action, role.
Stray: TypeAlias = tuple[int, int, str, str]

#: Every character that an identifier may hold.
_IDENTIFIER_BYTES = bytes(code for code in range(128) if is_identifier(chr(code)))
#: Members of a pair.
_TWO = 2
_STRAY_BOUND = Words(
    "须依次逐一说明表外事件：件次、位次、动作、角色",
    "must tell each event without a line, in order: case, position, action, role",
)


def are_identifiers(texts: Sequence[object]) -> bool:
    """Tell whether all of `texts` are identifiers; a hundred thousand of them in some milliseconds.

    Examples
    --------
    >>> are_identifiers(("LQ-1", "LQ-2")), are_identifiers(("LQ-1", "龙桥")), are_identifiers(("LQ-1", 2))
    (True, False, False)
    """
    try:
        joined = "".join(cast("Sequence[str]", texts))
    except TypeError:
        return False
    lengths = [*map(len, cast("Sequence[str]", texts))]
    is_plain = joined.isascii() and not joined.encode().translate(None, _IDENTIFIER_BYTES)
    return is_plain and min(lengths, default=1) > 0 and max(lengths, default=1) <= IDENTIFIER_LENGTH


def _case_ids(_owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse too many cases, one that is no identifier, and one that stands twice."""
    if len(value) > MOST_CASES:
        bound = Words(
            f"须不多于 {MOST_CASES} 件，请拆分", f"must hold at most {MOST_CASES} cases; split the log"
        )
        raise InvalidValue(field.name, len(value), bound)
    if not are_identifiers(value):
        wrong = next(each for each in value if not is_identifier(each))
        raise InvalidValue(field.name, wrong, Words("须为标识符", "must hold identifiers"))
    if len(set(value)) != len(value):
        bound = Words("每件须只列一次", "must name each case once")
        raise InvalidValue(field.name, f"{len(value)} identifiers", bound)


def _is_pair(value: object) -> bool:
    """Tell whether `value` is a pair of identifiers."""
    return (
        isinstance(value, tuple) and len(cast("Pair", value)) == _TWO and are_identifiers(cast("Pair", value))
    )


def _pairs(_owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse anything but distinct pairs of identifiers, as many as a byte tells apart."""
    if not 1 <= len(value) <= LONGEST_LEGEND:
        bound = Words(f"须为 1 至 {LONGEST_LEGEND} 对", f"must hold 1 to {LONGEST_LEGEND} pairs")
        raise InvalidValue(field.name, len(value), bound)
    if not all(map(_is_pair, value)) or len(set(value)) != len(value):
        bound = Words("须为动作与角色，各对不同", "must hold pairs of action and role, each once")
        raise InvalidValue(field.name, value, bound)


class Turned(NamedTuple):
    """Rows turned into columns: which row each lane is, the longest first, and the columns."""

    order: list[int]
    columns: tuple[bytes, ...]


def turned(traces: Sequence[bytes]) -> Turned:
    """Return the columns of several rows; rows of one length are cut with one stroke for each column.

    Examples
    --------
    >>> turned((b"ad", b"b", b"ceg"))
    Turned(order=[2, 0, 1], columns=(b'cab', b'ed', b'g'))
    """
    rows: dict[int, list[int]] = defaultdict(list)
    for index, length in enumerate(map(len, traces)):
        rows[length].append(index)
    pieces: list[list[bytes]] = [[] for _ in range(max(rows, default=0))]
    order: list[int] = []
    for length in sorted(rows, reverse=True):
        order += rows[length]
        joined = b"".join([traces[index] for index in rows[length]])
        for position in range(length):
            pieces[position].append(joined[position::length])
    return Turned(order, tuple(map(b"".join, pieces)))


def _turned_back(columns: tuple[bytes, ...], cases: int) -> tuple[bytes, ...]:
    """Return the rows of columns whose lanes are in order, the longest first."""
    traces: list[bytes] = []
    for length in range(len(columns), 0, -1):
        start, stop = len(traces), len(columns[length - 1])
        joined = b"".join([column[start:stop] for column in columns[:length]])
        traces += [joined[lane :: stop - start] for lane in range(stop - start)]
    return (*traces, *(b"" for _ in range(cases - len(traces))))


@attrs.frozen(kw_only=True)
class _EventLog(Value, ABC):
    """What both forms of a log have in common."""

    procedure: str = attrs.field(validator=identifier)
    legend: tuple[Pair, ...] = attrs.field(converter=as_tuple, validator=_pairs, repr=counted)
    cases: tuple[str, ...] = attrs.field(converter=as_tuple, validator=_case_ids, repr=counted)
    strays: tuple[Stray, ...] = attrs.field(default=(), converter=as_tuple, repr=counted)

    @abstractmethod
    def code_at(self, index: int, position: int) -> int | None:
        """Return the code of an event, if there is one at that place."""

    @abstractmethod
    def trace_of(self, case_id: str) -> bytes:
        """Return the codes of the events of a case, in their order."""

    def pairs_of(self, case_id: str) -> tuple[Pair, ...]:
        """Return action and role of each event of a case, in their order."""
        index = self.index_of(case_id)
        trace = self.trace_of(case_id)
        return tuple(self.pair_at(index, position, code=code) for position, code in enumerate(trace))

    def index_of(self, case_id: str) -> int:
        """Return the index of a case among the cases."""
        if case_id in self._indices:
            return self._indices[case_id]
        raise UnknownName(Words("事项", "case"), case_id, self.cases[:1000])

    def pair_at(self, index: int, position: int, *, code: int) -> Pair:
        """Return action and role of an event, given its code."""
        return self.legend[code] if code < len(self.legend) else self.tried[index, position]

    @cached_property
    def _indices(self) -> dict[str, int]:
        """The index of each case."""
        return {case_id: index for index, case_id in enumerate(self.cases)}

    @cached_property
    def tried(self) -> Mapping[tuple[int, int], Pair]:
        """What was tried at each place without a line, by index of the case and position."""
        return {(index, position): (action, role) for index, position, action, role in self.strays}

    def _check_codes(self, codes: bytes) -> None:
        """Refuse a code out of range, and strays that are not exactly the places of the last code."""
        stray = len(self.legend)
        beyond = bytes(code > stray for code in range(256))
        if 1 in codes.translate(beyond):
            bound = Words(f"编码须不大于 {stray}", f"must hold codes up to {stray}")
            raise InvalidValue("codes", max(codes), bound)
        if len(self.strays) != codes.count(stray):
            raise InvalidValue("strays", len(self.strays), _STRAY_BOUND)
        last: tuple[int, int] = (-1, -1)
        for each in self.strays:
            last = self._next_place(each, last)
        pairs = {(action, role) for _, _, action, role in self.strays}
        if not all(map(_is_pair, pairs)) or not pairs.isdisjoint(self.legend):
            raise InvalidValue("strays", sorted(pairs, key=repr), _STRAY_BOUND)

    def _next_place(self, stray: object, last: tuple[int, int]) -> tuple[int, int]:
        """Return the place of a stray; refuse one that is not after `last`, or where there is a line."""
        given = stray
        match given:
            case (int() as index, int() as position, str(), str()) if (index, position) > last:
                is_plain = type(given) is tuple and type(index) is type(position) is int
                if is_plain and self.code_at(index, position) == len(self.legend):
                    return index, position
            case _:
                pass
        raise InvalidValue("strays", stray, _STRAY_BOUND)


@attrs.frozen(kw_only=True)
class CodedLog(_EventLog):
    """A log with one row of codes for each case.

    Parameters
    ----------
    procedure
        Identity of the procedure whose table gave the codes.
    legend
        Action and role for each code.
    cases
        Identifiers of the cases.
    traces
        The codes of each case, one byte an event.
    strays
        What the last code of all stands for, wherever it stands.

    Examples
    --------
    >>> log = CodedLog(
    ...     procedure="demo@1#0",
    ...     legend=[("raise", "resident"), ("accept", "grid_worker")],
    ...     cases=["LQ-1", "LQ-2"],
    ...     traces=[bytes([0, 2, 1]), bytes([0])],
    ...     strays=[(0, 1, "accept", "resident")],
    ... )
    >>> log.pairs_of("LQ-1")
    (('raise', 'resident'), ('accept', 'resident'), ('accept', 'grid_worker'))
    >>> log.events, [*map(list, log.columns().columns)]
    (4, [[0, 0], [2], [1]])
    >>> attrs.evolve(log, strays=())
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: strays: 0 will not do; it must tell each event without a line, in \
order: case, position, action, role. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "coded-log"
    traces: tuple[bytes, ...] = attrs.field(converter=as_tuple, validator=each_of(bytes), repr=counted)

    def __attrs_post_init__(self) -> None:
        """Refuse rows without a case, rows too long, and codes that mean nothing."""
        if len(self.traces) != len(self.cases):
            bound = Words(
                f"须与事项同数：{len(self.cases)}", f"must be as many as the cases: {len(self.cases)}"
            )
            raise InvalidValue("traces", len(self.traces), bound)
        longest = max(map(len, self.traces), default=0)
        if longest > LONGEST_TRACE:
            raise InvalidValue("traces", longest, _LENGTH_BOUND)
        self._check_codes(b"".join(self.traces))

    @cached_property
    def events(self) -> int:
        """How many events there are."""
        return sum(map(len, self.traces))

    def code_at(self, index: int, position: int) -> int | None:
        """Return the code of an event, if there is one at that place."""
        is_there = 0 <= index < len(self.traces) and 0 <= position < len(self.traces[index])
        return self.traces[index][position] if is_there else None

    def trace_of(self, case_id: str) -> bytes:
        """Return the codes of the events of a case, in their order."""
        return self.traces[self.index_of(case_id)]

    def columns(self) -> "ColumnLog":
        """Return the log turned: its cases by length, the longest first; those of one length as they are."""
        order, columns = turned(self.traces)
        lanes = {index: lane for lane, index in enumerate(order)} if self.strays else {}
        return ColumnLog(
            procedure=self.procedure,
            legend=self.legend,
            cases=tuple([self.cases[index] for index in order]),
            columns=columns,
            strays=tuple(sorted((lanes[index], *rest) for index, *rest in self.strays)),
        )


_LENGTH_BOUND = Words(
    f"每件须不多于 {LONGEST_TRACE} 次", f"must hold at most {LONGEST_TRACE} events of one case"
)


@attrs.frozen(kw_only=True)
class ColumnLog(_EventLog):
    """A log turned into columns: the first events of all cases, then the second ones, and so on.

    The cases stand by length, the longest first, so that each column is one of the first so many cases.  In a
    document the log is written row by row, as a `CodedLog` is.

    Parameters
    ----------
    procedure, legend, cases, strays
        As of a `CodedLog`.
    columns
        For each place, the codes of the cases that are so long.

    Examples
    --------
    >>> log = ColumnLog(
    ...     procedure="demo@1#0",
    ...     legend=[("raise", "resident"), ("accept", "grid_worker")],
    ...     cases=["LQ-2", "LQ-1"],
    ...     columns=[bytes([0, 0]), bytes([1])],
    ... )
    >>> log.events, [*map(list, log.coded().traces)]
    (3, [[0, 1], [0]])
    """

    document_kind: ClassVar[str] = "column-log"
    columns: tuple[bytes, ...] = attrs.field(converter=as_tuple, validator=each_of(bytes), repr=counted)

    def __attrs_post_init__(self) -> None:
        """Refuse columns that grow or are empty, too many of them, and codes that mean nothing."""
        widths = [len(self.cases), *map(len, self.columns), 1]
        if self.columns and widths != sorted(widths, reverse=True):
            bound = Words("须逐列不增，且无空列", "must not grow from column to column, nor be empty")
            raise InvalidValue("columns", widths[1:-1], bound)
        if len(self.columns) > LONGEST_TRACE:
            raise InvalidValue("columns", len(self.columns), _LENGTH_BOUND)
        self._check_codes(b"".join(self.columns))

    @cached_property
    def events(self) -> int:
        """How many events there are."""
        return sum(map(len, self.columns))

    @property
    def traces(self) -> tuple[bytes, ...]:
        """The codes of each case, one byte an event."""
        return _turned_back(self.columns, len(self.cases))

    def code_at(self, index: int, position: int) -> int | None:
        """Return the code of an event, if there is one at that place."""
        is_there = 0 <= position < len(self.columns) and 0 <= index < len(self.columns[position])
        return self.columns[position][index] if is_there else None

    def trace_of(self, case_id: str) -> bytes:
        """Return the codes of the events of a case, in their order."""
        index = self.index_of(case_id)
        return bytes(column[index] for column in self.columns if index < len(column))

    def coded(self) -> CodedLog:
        """Return the log row by row, its cases in the same order."""
        return CodedLog(
            procedure=self.procedure,
            legend=self.legend,
            cases=self.cases,
            traces=self.traces,
            strays=self.strays,
        )

    def to_document(self) -> Document:
        """Return the log as plain JSON data, row by row."""
        return {**self.coded().to_document(), "$kind": self.document_kind, "schema": self.document_schema}

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Read the log back; rows that are not in order, the longest first, are refused."""
        keys = ("procedure", "legend", "cases", "strays", "traces")
        fields = opened(cls, document, keys=keys)
        log = CodedLog.from_document(
            {**fields, "$kind": CodedLog.document_kind, "schema": CodedLog.document_schema}
        )
        made = log.columns()
        if made.cases != log.cases:
            raise fault("WRONG_VALUE", "$.traces", value="not the longest first")
        return cast("Self", made)
