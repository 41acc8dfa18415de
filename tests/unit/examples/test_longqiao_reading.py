"""What the example does with files that are not as they should be: one line, with file, row and field."""

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Example = Callable[..., Any]

#: Rows that are put at the end of a table, and where the fault is said to stand.
BAD_ROWS = {
    "an unknown level": ("grids.csv", "LQ-Z,LQ,mirco,一般网格Z,", "level"),
    "a code of a grid that is none": ("grids.csv", "龙桥,LQ,micro,微网格,", "code"),
    "a grid twice": ("grids.csv", "LQ-A,LQ,general,一般网格A,", "code"),
    "a grid that lies under itself": ("grids.csv", "LQ-Z,LQ-Z,general,一般网格Z,", "parent"),
    "an unknown role": ("actors.csv", "w-99,grid_worker;major,LQ-A,", "roles"),
    "an unknown grid served": ("actors.csv", "w-99,grid_worker,LQ-A;LQ-Q,", "grids"),
    "an identifier that is none": ("actors.csv", "王,resident,,", "actor"),
    "an actor twice": ("actors.csv", "w-01,resident,,", "actor"),
    "an unknown constituency": ("delegates.csv", "d-99,local_worthy,,,", "constituency"),
    "a broken day": ("delegates.csv", "d-99,local_worthies,2023-02-30,,", "since"),
    "a term that ends before it begins": (
        "delegates.csv",
        "d-99,local_worthies,2023-02-01,2022-01-01,",
        "until",
    ),
    "a delegate twice": ("delegates.csv", "d-11,local_worthies,2022-07-01,,", "delegate"),
    "a sitting twice": ("sittings.csv", "S-01,LQ-2023-001,2023-05-12T14:30:00+08:00,d-11,,", "sitting"),
    "a sitting without a zone": ("sittings.csv", "S-99,LQ-2023-001,2023-05-12T14:30:00,d-11,,", "held_at"),
    "a sitting on nothing": ("sittings.csv", "S-99,,2023-05-12T14:30:00+08:00,d-11,,", "matter"),
    "a sitting without a name": ("sittings.csv", ",LQ-2023-001,2023-05-12T14:30:00+08:00,d-11,,", "sitting"),
    "an empty name among those present": (
        "sittings.csv",
        "S-99,LQ-1,2023-05-12T14:30:00+08:00,d-11;;d-12,,",
        "present",
    ),
    "an objector who is none": ("sittings.csv", "S-99,LQ-1,2023-05-12T14:30:00+08:00,d-11,王,", "objections"),
    "a settlement of nothing": (
        "sittings.csv",
        "S-99,LQ-1,2023-05-12T14:30:00+08:00,d-11,d-11,d-12=M-1",
        "settled",
    ),
    "a settlement without a record": (
        "sittings.csv",
        "S-99,LQ-1,2023-05-12T14:30:00+08:00,d-11,d-11,d-11",
        "settled",
    ),
    "an event twice": (
        "events.csv",
        "E-001,2023-07-14T09:00:00+08:00,LQ-2023-014,,,,w-20,list,,,,,,,",
        "event",
    ),
    "an event without a number": (
        "events.csv",
        ",2023-07-14T09:00:00+08:00,LQ-2023-014,,,,w-20,list,,,,,,,",
        "event",
    ),
    "an event in no matter": ("events.csv", "E-999,2023-07-14T09:00:00+08:00,,,,,w-20,list,,,,,,,", "matter"),
    "a broken date": ("events.csv", "E-999,2023-13-14T09:00:00+08:00,LQ-2023-014,,,,w-20,list,,,,,,,", "at"),
    "a date of another age": (
        "events.csv",
        "E-999,0203-07-14T09:00:00+08:00,LQ-2023-014,,,,w-20,list,,,,,,,",
        "at",
    ),
    "a date without a zone": ("events.csv", "E-999,2023-07-14,LQ-2023-014,,,,w-20,list,,,,,,,", "at"),
    "an unknown actor": (
        "events.csv",
        "E-999,2023-07-14T09:00:00+08:00,LQ-2023-014,,,,w-99,list,,,,,,,",
        "actor",
    ),
    "an unknown action": (
        "events.csv",
        "E-999,2023-07-14T09:00:00+08:00,LQ-2023-014,,,,w-20,lisst,,,,,,,",
        "action",
    ),
    "an unknown sitting": (
        "events.csv",
        "E-999,2023-07-14T09:00:00+08:00,LQ-2023-014,,,,d-11,decide,S-99,,,,,,",
        "sitting",
    ),
    "an unknown assignee": (
        "events.csv",
        "E-999,2023-07-14T09:00:00+08:00,LQ-2023-014,,,,p-01,assign,,w-99,,,,,",
        "assignee",
    ),
    "an unknown rating": (
        "events.csv",
        "E-999,2023-07-14T09:00:00+08:00,LQ-2023-014,,,,r-01,rate_well,,,,great,,,",
        "rating",
    ),
    "evidence that is no reference": (
        "events.csv",
        "E-999,2023-07-14T09:00:00+08:00,LQ-2023-014,,,,w-20,resolve,,,照片,,,,",
        "evidence",
    ),
    "a matter raised in no grid": (
        "events.csv",
        "E-999,2023-07-14T09:00:00+08:00,LQ-2023-099,灯,lamp,LQ-Q,r-01,raise,,,,,,,",
        "grid",
    ),
    "a matter raised without a title": (
        "events.csv",
        "E-999,2023-07-14T09:00:00+08:00,LQ-2023-099,,,LQ-A-01,r-01,raise,,,,,,,",
        "title",
    ),
    "a title that turns the line": (
        "events.csv",
        "E-999,2023-07-14T09:00:00+08:00,LQ-2023-099,灯\u202e,lamp,LQ-A-01,r-01,raise,,,,,,,",
        "title",
    ),
}


def spoiled(data: Path, file: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one file of the data."""
    path = data / file
    path.write_bytes(change(path.read_bytes()))
    return data


def one_line(ended: tuple[int, str, str], *parts: str) -> None:
    """Check that a run was refused with one line that says these things, and that nothing was printed."""
    status, out, err = ended
    assert (status, out, err.count("\n"), err[-1]) == (2, "", 1, "\n")
    for part in parts:
        assert part in err


@pytest.mark.parametrize("name", sorted(BAD_ROWS))
def test_a_bad_row_is_named_with_file_row_and_field(name: str, data: Path, example: Example) -> None:
    file, row, field = BAD_ROWS[name]
    spoiled(data, file, lambda raw: raw + f"{row}\n".encode())
    number = (data / file).read_bytes().count(b"\n")
    one_line(example("--data", data, "--lang", "en"), f"{file}, row {number}, {field}")
    one_line(example("--data", data, "--lang", "zh"), f"{file}，第 {number} 行，{field}")
    one_line(example("--data", data), f"{file}，第 {number} 行，{field}", f" / {file}, row {number}, {field}")


def test_the_nearest_known_word_is_suggested(data: Path, example: Example) -> None:
    spoiled(data, "actors.csv", lambda raw: raw + b"w-99,grid_wroker,LQ-A,\n")
    one_line(
        example("--data", data, "--lang", "en"),
        "No role is called 'grid_wroker'. Did you mean 'grid_worker'?",
    )


def test_of_a_value_that_stands_twice_the_first_row_is_named(data: Path, example: Example) -> None:
    spoiled(data, "actors.csv", lambda raw: raw + b"w-01,resident,,\n")
    one_line(example("--data", data, "--lang", "en"), "'w-01' stands in row 2 already")


TABLES = ("actors.csv", "delegates.csv", "events.csv", "grids.csv", "sittings.csv")


@pytest.mark.parametrize("file", TABLES)
def test_a_missing_column_is_named(file: str, data: Path, example: Example) -> None:
    header = (data / file).read_text(encoding="utf-8").partition("\n")[0].split(",")
    spoiled(data, file, lambda raw: raw.replace(header[1].encode(), b"other", 1))
    one_line(
        example("--data", data, "--lang", "en"), f"{file}, row 1, 'other': is not a column here", header[1]
    )
    spoiled(data, file, lambda raw: raw.replace(b"other,", b"", 1))
    one_line(example("--data", data, "--lang", "en"), f"{file}, row 1, {header[1]}: the column is missing")


@pytest.mark.parametrize("file", TABLES)
def test_a_column_twice_is_named(file: str, data: Path, example: Example) -> None:
    header = (data / file).read_text(encoding="utf-8").partition(",")[0]
    spoiled(data, file, lambda raw: f"{header},".encode() + raw)
    one_line(example("--data", data, "--lang", "en"), f"{file}, row 1, '{header}': stands twice")


@pytest.mark.parametrize("file", [*TABLES, "neighbourhood.json", "settings.json"])
def test_a_file_that_is_not_there_or_no_file_is_named(file: str, data: Path, example: Example) -> None:
    (data / file).unlink()
    one_line(example("--data", data, "--lang", "en"), f"{file}: is not there; add it")
    (data / file).mkdir()
    one_line(example("--data", data, "--lang", "en"), f"{file}: is no plain file")


def test_a_folder_that_is_not_there_is_named(data: Path, example: Example) -> None:
    one_line(example("--data", data / "none", "--lang", "en"), "--data: ", " is no folder; check the path")


def test_a_file_that_may_not_be_read_is_named(
    data: Path, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refusing(path: Path, mode: str) -> object:
        if path.name == "grids.csv":
            raise PermissionError(13, "denied")
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refusing)
    one_line(example("--data", data, "--lang", "en"), "grids.csv: cannot be read; check the permissions")


#: What is done to the bytes of a table, and what is said of it.
BAD_BYTES = {
    "a line of 20 MB": (lambda raw: raw + b"x" * 20_000_000, "row 135: is longer than 10000 bytes"),
    "a file of many lines": (
        lambda raw: raw + (b"x" * 985 + b"," * 14 + b"\n") * 17_000,
        ": is larger than 16777216 bytes",
    ),
    "too many rows": (lambda raw: raw + b"x,,,,,,,,,,,,,,\n" * 100_000, ": has more than 100000 rows"),
    "a NUL": (lambda raw: raw + b"E-999,\0\n", "row 135: holds a NUL character"),
    "another encoding": (lambda raw: raw + "龙桥\n".encode("gbk"), "row 135: is not UTF-8"),
    "two bytes a character": (lambda raw: raw.decode().encode("utf-16"), "row 1: holds a NUL"),
    "an unclosed quote": (lambda raw: raw + b'E-999,"x\n', "row 135: has an unclosed quote"),
    "a return within a line": (lambda raw: raw + b"E-999,x\ry\n", "row 135: has an unclosed quote"),
    "a cell too few": (lambda raw: raw + b"E-999,x\n", "row 135: has 2 cells for 15 columns"),
    "a cell too many": (lambda raw: raw + b"," * 15 + b"\n", "row 135: has 16 cells for 15 columns"),
    "nothing": (lambda raw: raw[:0], "row 1: is empty"),
}


@pytest.mark.parametrize("name", sorted(BAD_BYTES))
def test_bytes_that_are_no_table_are_named(name: str, data: Path, example: Example) -> None:
    change, said = BAD_BYTES[name]
    spoiled(data, "events.csv", change)
    one_line(example("--data", data, "--lang", "en"), "events.csv", said)


def changed(keys: tuple[str | int, ...], value: object) -> Callable[[bytes], bytes]:
    """Make a change of one place in a document; `...` takes it out."""

    def change(raw: bytes) -> bytes:
        content = json.loads(raw)
        place = content
        for key in keys[:-1]:
            place = place[key]
        if value is ...:
            del place[keys[-1]]
        else:
            place[keys[-1]] = value
        return json.dumps(content, ensure_ascii=False).encode()

    return change


BAD_DOCUMENTS = {
    "no JSON": ("settings.json", lambda raw: raw[:-5], "$: "),
    "a fraction": ("settings.json", changed(("council",), 0.5), "$.council: '0.5' is not a whole number"),
    "a field twice": ("settings.json", lambda raw: raw.replace(b"{", b'{"now": "x",', 1), "stands twice"),
    "no object": ("settings.json", lambda _: b"[]", "$: must be an object"),
    "no time": ("settings.json", changed(("now",), "2023-07-14"), "$.now: '2023-07-14' will not do"),
    "a number for a time": ("settings.json", changed(("now",), 2023), "$.now: must be text"),
    "no name for the council": (
        "settings.json",
        changed(("council",), "议事会"),
        "$.council: '议事会' will not do",
    ),
    "a value that is no calendar": (
        "settings.json",
        changed(("calendar",), {"$kind": "term", "schema": 1, "code": "x", "zh": "x", "en": "x"}),
        "$.calendar: must be a notice-calendar or a weekend-calendar",
    ),
    "a calendar of nothing": ("settings.json", changed(("calendar",), {"$kind": "x"}), "$.calendar: "),
    "a calendar of another year": ("settings.json", changed(("calendar", "years"), [2022]), "$.calendar: "),
    "a field more": ("neighbourhood.json", changed(("mayor",), "x"), "$: 'mayor' is not a field here"),
    "a field less": (
        "neighbourhood.json",
        changed(("facts", 3, "value"), ...),
        "$.facts[3]: lacks the field value",
    ),
    "no list": ("neighbourhood.json", changed(("facts",), {}), "$.facts: must be a list"),
    "an unknown kind": (
        "neighbourhood.json",
        changed(("facts", 0, "kind"), "date"),
        "$.facts[0].kind: must be",
    ),
    "an unknown group": (
        "neighbourhood.json",
        changed(("facts", 0, "group"), "x"),
        "$.facts[0].group: must be",
    ),
    "a figure that is none": (
        "neighbourhood.json",
        changed(("facts", 3, "value"), "许多人"),
        "$.facts[3]: '许多人'",
    ),
    "a figure that is not in the words": (
        "neighbourhood.json",
        changed(("facts", 3, "value"), "11299人"),
        "$.facts[3].value: does not stand in the words that are cited",
    ),
    "a citation that is none": (
        "neighbourhood.json",
        changed(("facts", 3, "citation"), {}),
        "$.facts[3].citation: ",
    ),
}


@pytest.mark.parametrize("name", sorted(BAD_DOCUMENTS))
def test_a_bad_document_is_named_with_the_place(name: str, data: Path, example: Example) -> None:
    file, change, said = BAD_DOCUMENTS[name]
    spoiled(data, file, change)
    one_line(example("--data", data, "--lang", "en"), f"{file}, ", said)


def test_a_year_that_the_calendar_does_not_know_is_a_fault_of_the_settings(
    data: Path, example: Example
) -> None:
    calendar = {"$kind": "notice-calendar", "schema": 1, "years": [2022], "holidays": []}
    calendar |= {"makeup_workdays": [], "source": None}
    spoiled(data, "settings.json", changed(("calendar",), calendar))
    one_line(example("--data", data, "--lang", "en"), "settings.json, $.calendar: ", "not 2023")


def test_a_moment_on_the_command_line_needs_a_zone(example: Example) -> None:
    one_line(example("--now", "yesterday", "--lang", "en"), "--now: 'yesterday' will not do")


def test_an_unknown_option_ends_with_status_two_and_help_with_none(example: Example) -> None:
    assert example("--lang", "fr").status == 2
    assert example("--help").status == 0


def test_a_weekend_calendar_may_be_used_on_purpose(data: Path, example: Example) -> None:
    spoiled(data, "settings.json", changed(("calendar",), {"$kind": "weekend-calendar", "schema": 1}))
    assert example("--data", data).status == 0


def backwards(line: str) -> bytes:
    """Return a line with its cells in the opposite order."""
    written = io.StringIO()
    csv.writer(written).writerow(next(csv.reader([line]))[::-1])
    return written.getvalue().encode()


#: Changes that change nothing.
HARMLESS = {
    "a byte order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "lines as Windows ends them": lambda raw: raw.replace(b"\n", b"\r\n"),
    "empty lines": lambda raw: raw.replace(b"\n", b"\n\n") + b"\n" + b"," * 14 + b"\n",
    "no end of the last line": lambda raw: raw.rstrip(b"\n"),
    "columns in another order": lambda raw: b"".join(backwards(line) for line in raw.decode().splitlines()),
}


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_the_same_table_written_otherwise_gives_the_same_report(
    name: str, data: Path, example: Example
) -> None:
    expected = example().out
    spoiled(data, "events.csv", HARMLESS[name])
    assert example("--data", data).out == expected


def test_what_looks_like_a_formula_stays_text(data: Path, example: Example) -> None:
    title = '"=HYPERLINK(""x"")",@SUM(1)'
    row = f"E-999,2023-07-14T09:00:00+08:00,LQ-2023-099,{title},LQ-A-01,r-01,raise,,,,,,,"
    spoiled(data, "events.csv", lambda raw: raw + f"{row}\n".encode())
    assert '=HYPERLINK("x")' in example("--data", data, "--lang", "zh").out


def test_nothing_is_read_from_the_environment(example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = example().out
    monkeypatch.setattr(os, "environ", {"LANG": "fr_FR", "COLUMNS": "20", "TZ": "Asia/Tokyo"})
    assert example().out == expected
