"""Strict and bounded reading of the files of a street office: CSV tables and JSON documents.

1. Whatever is wrong with a file is one `BadInput`: file, row, field, what is wrong and what to do.
2. Nothing is guessed: a column more or less, a cell more or less, another encoding, each is refused.
3. A line and a file have a greatest length, and no more than that is ever held in memory.

A row of a table is one line.  Cells are text; whatever looks like a formula stays text.  This module knows
no topic.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

import attrs

from communitygov.core.canonical import Json, read
from communitygov.errors import CommunityGovError, DocumentError, InvalidValue, UnknownName, Words
from communitygov.quotation import shown

#: Most bytes of a file and of one of its lines, and most rows of a table.
MOST_BYTES = 16 * 1024 * 1024
MOST_LINE = 10_000
MOST_ROWS = 100_000
#: Years in which anything in these files can have happened.
FIRST_YEAR, LAST_YEAR = 2000, 2099
#: What stands between several codes in one cell.
SEPARATOR = ";"

_NOT_THERE = Words("没有此文件；请补上", "is not there; add it")
_NO_FILE = Words("不是普通文件；请核对路径", "is no plain file; check the path")
_UNREADABLE = Words("无法读取；请核对权限", "cannot be read; check the permissions")
_NOT_UTF8 = Words("不是 UTF-8 编码；请另存为“CSV UTF-8”", "is not UTF-8; save it as “CSV UTF-8”")
_NUL = Words("含空字符（NUL）；请重新导出", "holds a NUL character; export it again")
_EMPTY = Words("是空的；首行须为列名", "is empty; its first row must name the columns")
_LONG_LINE = Words(
    f"此行超过 {MOST_LINE} 字节；请重新导出", f"is longer than {MOST_LINE} bytes; export it again"
)
_LONG_FILE = Words(f"超过 {MOST_BYTES} 字节；请拆分", f"is larger than {MOST_BYTES} bytes; split it")
_MANY_ROWS = Words(f"超过 {MOST_ROWS} 行；请拆分", f"has more than {MOST_ROWS} rows; split it")
_QUOTES = Words(
    "引号不成对，或单元格内有换行；请重新导出",
    "has an unclosed quote, or a line break in a cell; export it again",
)


class BadInput(Exception):
    """Something that is to be read cannot be: where it stands, what is wrong, what to do."""

    def __init__(self, file: str, problem: Words, *, row: int | None = None, field: str = "") -> None:
        """Keep the place and the problem."""
        super().__init__(file, row, field, problem)
        place = f", row {row}" if row is not None else ""
        ort = f"，第 {row} 行" if row is not None else ""
        self.words = Words(
            f"{file}{ort}{f'，{field}' if field else ''}：{problem.zh}。",
            f"{file}{place}{f', {field}' if field else ''}: {problem.en}.",
        )


def problem_of(error: CommunityGovError) -> Words:
    """Return what an error of the library says, as the end of a sentence that begins with its place."""
    if isinstance(error, InvalidValue):
        value = shown(error.value)
        return Words(f"{value} 不可用，{error.bound.zh}", f"{value} will not do; it {error.bound.en}")
    if isinstance(error, DocumentError):
        value = shown(error.value)
        return Words(f"{value} {error.problem.zh}", f"{value} {error.problem.en}")
    words = error.words()
    return Words(words.zh.rstrip("。"), words.en.rstrip("."))


@attrs.frozen
class Row:
    """One row of a table: the file, the number of the line, and the cells by the names of their columns."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        """Return the cell of a column."""
        return self.cells[field]

    def many(self, field: str) -> tuple[str, ...]:
        """Return the codes in one cell; none of an empty one."""
        return tuple(self[field].split(SEPARATOR)) if self[field] else ()

    def bad(self, field: str, problem: Words) -> BadInput:
        """Return what is wrong with a cell, with its place."""
        return BadInput(self.file, problem, row=self.number, field=field)

    @contextmanager
    def at(self, field: str, columns: Mapping[str, str] = MappingProxyType({})) -> Iterator[None]:
        """Say of whatever the library refuses meanwhile that it stands in this cell.

        Parameters
        ----------
        field
            The column.
        columns
            Other columns, by the names that the library has for them.
        """
        try:
            yield
        except CommunityGovError as error:
            what = error.what if isinstance(error, InvalidValue) else ""
            raise self.bad(columns.get(what, field), problem_of(error)) from error

    def known(self, field: str, code: str, *, among: Iterable[str], kind: Words) -> str:
        """Return a code if it is among the known ones; the nearest is suggested otherwise."""
        names = tuple(among)
        if code not in names:
            raise self.bad(field, problem_of(UnknownName(kind, code, names)))
        return code

    def moment(self, field: str) -> datetime:
        """Return the time in a cell."""
        with self.at(field):
            return moment(self[field])

    def day(self, field: str) -> date | None:
        """Return the day in a cell; none of an empty one."""
        if not self[field]:
            return None
        try:
            return date.fromisoformat(self[field])
        except ValueError as error:
            value = shown(self[field])
            bound = Words(
                f"{value} 不是日期，请写作 2023-05-04", f"{value} is no date; write it like 2023-05-04"
            )
            raise self.bad(field, bound) from error


def moment(text: str) -> datetime:
    """Return the time that `text` names, which must have a time zone; raise `InvalidValue` otherwise."""
    bound = Words(
        f"须为 {FIRST_YEAR} 至 {LAST_YEAR} 年带时区的时间，如 2023-05-04T09:00:00+08:00",
        f"must be a time of {FIRST_YEAR} to {LAST_YEAR} with its zone, such as 2023-05-04T09:00:00+08:00",
    )
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidValue("time", text, bound) from error
    if found.utcoffset() is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise InvalidValue("time", text, bound)
    return found


# ------------------------------------------------------------------------------------------ tables


def read_table(path: Path, columns: tuple[str, ...], *, unique: tuple[str, ...]) -> tuple[Row, ...]:
    """Return the rows of a table that has these columns in any order; no two rows are alike in `unique`."""
    lines = _lines(path)
    number, header = next(lines, (1, ""))
    names = _header(path.name, _cells(path.name, number, header), columns)
    rows = [_row(path.name, number, _cells(path.name, number, text), names) for number, text in lines]
    kept = tuple(row for row in rows if any(row.cells.values()))
    if len(kept) > MOST_ROWS:
        raise BadInput(path.name, _MANY_ROWS)
    _check_unique(kept, unique)
    return kept


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line; no more than one line of bounded length is read at a time."""
    read_so_far = 0
    with _opened(path) as stream:
        for number in count(1):
            raw = stream.readline(MOST_LINE + 1)
            read_so_far += len(raw)
            if not raw:
                return
            if len(raw) > MOST_LINE:
                raise BadInput(path.name, _LONG_LINE, row=number)
            if read_so_far > MOST_BYTES:
                raise BadInput(path.name, _LONG_FILE)
            yield number, _decoded(path.name, number, raw)


def _opened(path: Path) -> BinaryIO:
    """Open a plain file; refuse what is not there, cannot be read, or is a folder, a pipe or a device."""
    try:
        if not path.exists():
            raise BadInput(path.name, _NOT_THERE)
        if not path.is_file():
            raise BadInput(path.name, _NO_FILE)
        return path.open("rb")
    except OSError as error:
        raise BadInput(path.name, _UNREADABLE) from error


def _decoded(file: str, number: int, raw: bytes) -> str:
    """Return the text of a line; a byte order mark at the very beginning is left out."""
    if b"\0" in raw:
        raise BadInput(file, _NUL, row=number)
    try:
        return raw.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(file, _NOT_UTF8, row=number) from error


def _cells(file: str, number: int, text: str) -> list[str]:
    """Return the cells of one line."""
    try:
        return next(csv.reader([text], strict=True), [])
    except csv.Error as error:
        raise BadInput(file, _QUOTES, row=number) from error


def _header(file: str, names: list[str], columns: tuple[str, ...]) -> list[str]:
    """Return the names of the columns: each of `columns` once, and no other."""
    if not names:
        raise BadInput(file, _EMPTY, row=1)
    for name in names:
        if names.count(name) > 1:
            raise BadInput(
                file,
                Words("此列出现两次；请只留一列", "stands twice; keep one column"),
                row=1,
                field=shown(name),
            )
        if name not in columns:
            listed = ", ".join(columns)
            problem = Words(f"是多余的列；应有：{listed}", f"is not a column here; there are: {listed}")
            raise BadInput(file, problem, row=1, field=shown(name))
    for name in columns:
        if name not in names:
            raise BadInput(
                file, Words("缺少此列；请补上", "the column is missing; add it"), row=1, field=name
            )
    return names


def _row(file: str, number: int, cells: list[str], names: list[str]) -> Row:
    """Return a row; it must have as many cells as the header, unless the line is empty."""
    if cells and len(cells) != len(names):
        problem = Words(
            f"有 {len(cells)} 格，列名有 {len(names)} 个；请核对逗号与引号",
            f"has {len(cells)} cells for {len(names)} columns; check commas and quotes",
        )
        raise BadInput(file, problem, row=number)
    return Row(file, number, dict(zip(names, cells, strict=False)))


def _check_unique(rows: tuple[Row, ...], fields: tuple[str, ...]) -> None:
    """Refuse what stands in two rows."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row[field] for field in fields)
        if key in seen:
            value, first = shown(key[0]), seen[key]
            problem = Words(
                f"{value} 已在第 {first} 行出现；请只留一行",
                f"{value} stands in row {first} already; keep one of them",
            )
            raise row.bad(fields[0], problem)
        seen[key] = row.number


# --------------------------------------------------------------------------------------- documents


def read_document(path: Path) -> Json:
    """Return the content of a JSON document."""
    with _opened(path) as stream:
        raw = stream.read(MOST_BYTES + 1)
    try:
        return read(raw)
    except DocumentError as error:
        raise BadInput(path.name, problem_of(error), field=error.path) from error
