"""Rows as they come in."""

from collections import namedtuple
from collections.abc import Iterator
from enum import Enum
from itertools import count

import pytest

from communitygov.errors import InvalidValue
from communitygov.grid.hierarchy.register import MOST_GRIDS, Grid, as_rows, read_rows

LQ = ("LQ", None, "general", "龙桥")
Line = namedtuple("Line", "code parent level name")  # noqa: PYI024  what tables give


class Kind(str, Enum):  # noqa: UP042  as older programs have them
    MICRO = "micro"


@pytest.mark.parametrize(
    "row",
    [
        ("LQ-1", "LQ", "micro", "一组"),
        ["LQ-1", "LQ", "micro", "一组"],
        Line("LQ-1", "LQ", "micro", "一组"),
        Grid("LQ-1", parent="LQ", level="micro", name="一组"),
        {"name": "一组", "level": "micro", "parent": "LQ", "code": "LQ-1"},
        ("LQ-1", "LQ", Kind.MICRO, "一组"),
        Grid("LQ-1", parent="LQ", level=Kind.MICRO, name="一组"),
    ],
)
def test_a_row_may_come_in_several_forms(row: object) -> None:
    rows = as_rows([LQ, row])
    assert rows == (LQ, ("LQ-1", "LQ", "micro", "一组"))
    assert {type(text) for row in rows for text in row} == {str, type(None)}


def test_rows_come_out_in_the_order_of_their_codes() -> None:
    other = ("A", None, "general", "甲")
    assert as_rows([LQ, other]) == as_rows([other, LQ]) == (other, LQ)


def test_rows_of_one_code_have_an_order_too() -> None:
    rows = [("a", "b", "m", "x"), ("a", None, "m", "y"), ("a", None, "m", "x"), ("a", "b", "k", "x")]
    assert as_rows(rows) == as_rows(rows[::-1]) == (rows[2], rows[1], rows[3], rows[0])


def test_an_empty_parent_is_none_where_a_table_gives_it() -> None:
    row = ["LQ", "", "general", "龙桥"]
    assert as_rows([row]) == (LQ,)
    assert as_rows([dict(zip(("code", "parent", "level", "name"), row, strict=True))]) == (LQ,)
    with pytest.raises(InvalidValue, match=r"rows\[0\]\.parent"):
        as_rows([tuple(row)])


def test_no_rows_are_rows() -> None:
    assert as_rows([]) == as_rows(iter(())) == ()


@pytest.mark.parametrize("rows", ["abcd", b"efgh", 7, None, {LQ}, frozenset({LQ})])
def test_what_has_no_order_or_is_no_collection_is_refused(rows: object) -> None:
    with pytest.raises(InvalidValue, match="must be rows in an order") as caught:
        as_rows(rows)
    assert caught.value.what == "rows"


@pytest.mark.parametrize("row", ["abcd", ("a", None, "m"), (), None, 7, {"a", "b", "c", "d"}, (*LQ, "more")])
def test_a_row_of_another_shape_is_refused_with_its_number(row: object) -> None:
    with pytest.raises(InvalidValue, match="mapping with code, parent, level and name") as caught:
        as_rows([LQ, row])
    assert caught.value.what == "rows[1]"


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (0, "龙桥"),
        (0, ""),
        (0, None),
        (0, "a" * 121),
        (0, 7),
        (0, b"a"),
        (1, "龙 桥"),
        (1, 0),
        (1, ["LQ"]),
        (2, "微网格"),
        (2, None),
        (2, ""),
        (3, ""),
        (3, "字" * 201),
        (3, "a\u202eb"),
        (3, None),
        (3, ["x"]),
    ],
)
def test_a_field_that_makes_no_sense_is_refused_with_row_and_name(at: int, value: object) -> None:
    row: list[object] = ["LQ-1", "LQ", "micro", "一组"]
    row[at] = value
    name = ("code", "parent", "level", "name")[at]
    for form in (tuple(row), row, dict(zip(("code", "parent", "level", "name"), row, strict=True))):
        with pytest.raises(InvalidValue) as caught:
            as_rows([LQ, LQ, form])
        assert caught.value.what == f"rows[2].{name}"


def test_the_longest_codes_and_names_are_taken() -> None:
    row = ("c" * 120, "p" * 120, "l" * 120, "字" * 200)
    assert as_rows([row]) == (row,)


def test_all_characters_of_an_identifier_together_are_taken() -> None:
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/@#"
    rows = [(letter, None, "m", "n") for letter in letters]
    assert len(as_rows(rows)) == len(letters)


def test_a_mapping_holds_the_four_fields_and_no_other() -> None:
    whole = {"code": "LQ", "parent": None, "level": "general", "name": "龙桥"}
    lacking = {key: value for key, value in whole.items() if key != "level"}
    with pytest.raises(InvalidValue) as missing:
        as_rows([lacking])
    assert missing.value.what == "rows[0].level"
    with pytest.raises(InvalidValue) as extra:
        as_rows([whole | {"colour": "red"}])
    assert (extra.value.what, extra.value.value) == ("rows[0].'colour'", "red")


def test_more_grids_than_a_city_has_are_refused_without_reading_them_all() -> None:
    def endless() -> Iterator[tuple[str, None, str, str]]:
        return ((f"g{at}", None, "micro", "组") for at in count())

    with pytest.raises(InvalidValue, match="at most 200000 grids"):
        as_rows(endless())
    assert MOST_GRIDS == 200_000


def test_as_many_grids_as_allowed_are_taken() -> None:
    rows = [(f"g{at:06}", None, "micro", "组") for at in range(MOST_GRIDS)]
    assert as_rows(rows) == tuple(rows)


def test_the_place_of_a_row_may_have_own_words() -> None:
    with pytest.raises(InvalidValue) as caught:
        read_rows([("a", None, "m", "")], place=lambda at, _row: f"line {at + 2}")
    assert caught.value.what == "line 2.name"
