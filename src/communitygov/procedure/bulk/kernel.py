"""Kernels of replay: from what was done in many cases to where each of them stands.

Each gives one *mark* a case: the number of the state in which it ends, with `REFUSED` added where at least
one event was refused.  A refused event leaves the case where it is.

1. `followed` goes through records as they come, without coding them.
2. `walked` goes through coded rows, case by case.
3. `swept` moves all cases at once, as whole numbers of one byte a case; it needs nothing but Python.
4. `swept_by_numpy` does the same with numpy.

Which events were refused, `refused_events` finds out afterwards, and for marked cases alone: most logs have
few.  What the codes mean, and whether a log fits the table, has been checked before.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from communitygov.errors import InvalidValue, MissingExtra, Words
from communitygov.procedure.bulk.codebook import MARK, NOWHERE, REFUSED, STAYS, Codebook, Lanes, NamedRow
from communitygov.procedure.bulk.coded_log import Pair
from communitygov.procedure.case import Record

RECORD_BOUND = Words("其成员须为 Record", "must hold members of type Record")


def followed(book: Codebook, records: Iterable[Record]) -> tuple[tuple[str, ...], bytes]:
    """Return the cases and their marks; the records of a case come in its order, mixed with others at will.

    Raises
    ------
    InvalidValue
        If something is no record.
    """
    start = row = book.named_start
    standing: dict[str, NamedRow] = {}
    case_id = _NO_CASE
    for record in records:
        try:
            if record.case_id is not case_id:  # mostly it is the case of the record before, its row at hand
                standing[case_id] = row
                case_id = record.case_id
                row = standing.get(case_id, start)
            deed = record.deed
            row = row[deed.action][deed.role]
        except KeyError:
            row = row[STAYS]
        except (AttributeError, TypeError) as error:
            raise InvalidValue("records", record, RECORD_BOUND) from error
    standing[case_id] = row
    del standing[_NO_CASE]
    return tuple(standing), bytes([row[MARK] for row in standing.values()])


#: What stands in for the case before the first record.
_NO_CASE: Any = object()


def walked(book: Codebook, traces: Iterable[bytes]) -> bytes:
    """Return the mark of each case, walking from row to row of the table.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> book = Codebook.of(five_step_literal().table, identity="demo")
    >>> list(walked(book, [bytes([0, 1]), bytes([0, 2]), b""]))
    [2, 129, 0]
    """
    start = book.start
    marks = bytearray()
    for trace in traces:
        row = start
        for code in trace:
            row = row[code]
        marks.append(row[-1])
    return bytes(marks)


def swept(lanes: Lanes, columns: Sequence[bytes], *, cases: int) -> bytes:
    """Return the mark of each case, all cases moved at once; no column is wider than the one before it.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> book = Codebook.of(five_step_literal().table, identity="demo")
    >>> list(swept(book.lanes, [bytes([0, 0]), bytes([1, 2])], cases=3))
    [2, 129, 0]
    """
    labels, masks, slots = lanes
    read = int.from_bytes
    width, standing = cases, 0
    orderly = read(bytes([REFUSED]) * cases, "little")  # in each byte, the bit falls with the first refusal
    ones = (1 << 8 * cases) - 1
    ended: list[bytes] = []
    for column in columns:
        if len(column) < width:
            ended.append(_marks(standing, orderly, range(len(column), width)))
            width = len(column)
            under_way = ones >> 8 * (cases - width)
            standing, orderly = standing & under_way, orderly & under_way
        place = (standing ^ read(column.translate(labels), "little")).to_bytes(width, "little")
        found = read(place.translate(slots), "little")
        orderly &= found
        standing ^= found & read(column.translate(masks), "little")
    ended.append(_marks(standing, orderly, range(width)))
    return b"".join(reversed(ended))


def _marks(standing: int, orderly: int, lanes: range) -> bytes:
    """Return the marks of the last so many cases under way."""
    skipped, bits = 8 * lanes.start, int.from_bytes(bytes([REFUSED]) * len(lanes), "little")
    return ((standing >> skipped) ^ (orderly >> skipped) ^ bits).to_bytes(len(lanes), "little")


def swept_by_numpy(book: Codebook, columns: Sequence[bytes], *, cases: int) -> bytes:
    """Return the mark of each case, all cases moved at once by numpy; columns as for `swept`.

    Raises
    ------
    MissingExtra
        If numpy is not installed (extra ``science``).
    """
    try:
        numpy = import_module("numpy")
    except ImportError as error:
        raise MissingExtra("numpy", "science") from error
    after = numpy.frombuffer(book.square, dtype=numpy.uint8)
    marks = numpy.zeros(cases, dtype=numpy.uint8)
    for column in columns:
        under_way = marks[: len(column)]
        place = under_way.astype(numpy.uint16)
        place <<= 8
        place |= numpy.frombuffer(column, dtype=numpy.uint8)
        after.take(place, out=under_way, mode="wrap")  # no place lies beyond; the other modes copy first
    made: bytes = marks.tobytes()
    return made


class Located(NamedTuple):
    """Refused events, three numbers each: index of the case, position among its events, and a *cell*.

    A cell stands for what was tried from where: the number of the state times 256, and the code; or, from
    `STRANGE` on, a place among the `strange` ones, which have no code.
    """

    indices: "array[int]"
    positions: "array[int]"
    cells: "array[int]"
    strange: tuple[tuple[int, Pair], ...]


#: No events at all.
NONE = Located(array("L"), array("L"), array("L"), ())
#: From here on a cell has no code.
STRANGE = 0x10000


def refused_events(
    book: Codebook, traces: Iterable[tuple[int, bytes]], *, tried: Mapping[tuple[int, int], Pair]
) -> Located:
    """Return the refused events of some cases, each row given with the index of its case.

    What the code of no line stands for, `tried` tells by index and position.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> book = Codebook.of(five_step_literal().table, identity="demo")
    >>> found = refused_events(book, [(7, bytes([0, 2, 5]))], tried={(7, 2): ("sort", "clock")})
    >>> list(found.indices), list(found.positions), list(found.cells), found.strange
    ([7, 7], [1, 2], [258, 65536], ((1, ('sort', 'clock')),))
    """
    targets, stray = book.targets, len(book.legend)
    indices, positions, cells = array("L"), array("L"), array("L")
    strange: dict[tuple[int, Pair], int] = {}
    for index, trace in traces:
        state = 0
        for position, code in enumerate(trace):
            target = targets[state][code]
            if target != NOWHERE:
                state = target
                continue
            indices.append(index)
            positions.append(position)
            if code == stray:
                cells.append(strange.setdefault((state, tried[index, position]), STRANGE + len(strange)))
            else:
                cells.append(state << 8 | code)
    return Located(indices, positions, cells, tuple(strange))
