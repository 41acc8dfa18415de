"""What is written in one pass, and what is left to the long way."""

from enum import IntEnum, StrEnum
from itertools import count
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core import canonical
from communitygov.core.canonical import Json, Limits, write
from communitygov.core.plain import GREATEST_WHOLE, LONGEST_OBJECT, plain_json
from communitygov.errors import DocumentError
from communitygov.testing.strategies.core import json_values

RECORD: Json = {
    "$kind": "record",
    "seq": 1,
    "deed": {"role": "grid_worker", "source": "", "100%": "%s %%"},
    "facts": [{"words": {"zh": "龙桥", "en": 'a "quotation"\n'}}, [], {}],
    "on_behalf_of": None,
    "is_final": False,
}


class Code(StrEnum):
    A = "a"


class Level(IntEnum):
    ONE = 1


class Kept(dict[str, object]):
    """An object of a class of one's own."""


def nested(levels: int) -> list[object]:
    content: list[object] = []
    for _ in range(levels - 1):
        content = [content]
    return content


@pytest.mark.parametrize(
    ("content", "written"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (GREATEST_WHOLE, "9007199254740991"),
        (-GREATEST_WHOLE, "-9007199254740991"),
        ("", '""'),
        ('龙\x7f\u2028\x00"\\/\t', '"龙\x7f\u2028\\u0000\\"\\\\/\\t"'),
        ([], "[]"),
        ({}, "{}"),
        ([1, "a", [None, True]], '[1,"a",[null,true]]'),
        ({"b": 1, "a": {"d": "", "c": []}}, '{"a":{"c":[],"d":""},"b":1}'),
        ({"%s": "%d", "%": 1, '"': 2, "é": 3, "Z": 4}, '{"\\"":2,"%":1,"%s":"%d","Z":4,"é":3}'),
    ],
    ids=count(),
)
def test_plain_content_is_written_in_one_way(content: object, written: str) -> None:
    assert plain_json(content, deepest=64) == written.encode()


@pytest.mark.parametrize(
    "content",
    [
        1.5,
        float("nan"),
        2**53,
        -(2**53),
        10**5_000,
        b"a",
        (1, 2),
        {1, 2},
        object(),
        Code.A,
        Level.ONE,
        Kept(a=1),
        "\ud800",
        {"\ud800": 1},
        {1: "a"},
        {None: 1, "a": 2},
        {"a": [{"b": 1.5}]},
        {"k" * LONGEST_OBJECT: 1},
        dict.fromkeys((f"{key}" for key in range(400)), 0),
    ],
    ids=count(),
)
def test_everything_else_is_left_to_the_long_way(content: object) -> None:
    assert plain_json(content, deepest=64) is None


def test_as_many_levels_are_written_as_are_asked_for_and_no_more_than_sixty_four() -> None:
    assert plain_json(1, deepest=0) == b"1"
    for deepest in (0, 1, 2, 63, 64):
        assert plain_json({"a": nested(deepest)} if deepest else [], deepest=deepest) is None
        if deepest:
            assert plain_json(nested(deepest), deepest=deepest) is not None
    assert plain_json(nested(65), deepest=1_000) is None


def test_what_holds_itself_is_left_to_the_long_way() -> None:
    ring: list[object] = []
    ring.append(ring)
    assert plain_json(ring, deepest=64) is None


def the_long_way(content: Json, limits: Limits) -> bytes | tuple[str, str]:
    """Return what the checker and the encoder make of content when nothing is written in one pass."""
    with patch.object(canonical, "plain_json", return_value=None):
        return outcome(content, limits)


def outcome(content: Json, limits: Limits) -> bytes | tuple[str, str]:
    try:
        return write(content, limits=limits)
    except DocumentError as error:
        return error.code, error.path


@pytest.mark.parametrize(
    ("content", "limits"),
    [
        (RECORD, Limits()),
        ([RECORD] * 200, Limits()),  # longer than any one text may be
        (RECORD, Limits(text=12)),
        (RECORD, Limits(text=13)),
        (RECORD, Limits(keys=5)),
        (RECORD, Limits(keys=6)),
        (RECORD, Limits(items=2)),
        (RECORD, Limits(items=3)),
        (RECORD, Limits(depth=3)),
        (RECORD, Limits(depth=4)),
        (["a" * 10_000], Limits()),
        (["a" * 10_001], Limits()),
        (['"' * 10_000], Limits()),
        (['"' * 10_001], Limits()),
        (["龙" * 10_000], Limits()),
        ([*("ab" * 6_000)], Limits(items=11_999)),
        ([*("ab" * 6_000)], Limits(items=12_000)),
        ([1] * 20_000, Limits()),
        ([{"a": 1, "b": 2}, "x" * 9_999, "y" * 20], Limits(keys=1)),
        ([{"a": 1, "b": 2}, "x" * 9_999, "y" * 20], Limits(keys=2)),
        (dict.fromkeys(map(str, range(10_000)), 0), Limits()),
        (dict.fromkeys(map(str, range(10_001)), 0), Limits()),
    ],
    ids=count(),
)
def test_one_pass_gives_the_bytes_and_the_faults_of_the_long_way(content: Json, limits: Limits) -> None:
    assert outcome(content, limits) == the_long_way(content, limits)


#: Python objects of all sorts, those that JSON can hold among them.
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=12)
    | st.binary(max_size=3)
    | st.sampled_from((Code.A, Level.ONE, "%s", "\\", '"')),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=4) | st.sampled_from((Code.A, 1, None)), inner, max_size=4)
        | st.dictionaries(st.text(max_size=2), inner, max_size=2).map(Kept)
    ),
    max_leaves=15,
)


@given(
    content=ANYTHING | json_values(),
    text=st.integers(1, 200),
    keys=st.integers(1, 5),
    items=st.integers(1, 5),
    depth=st.integers(1, 5),
)
def test_whatever_it_is_one_pass_and_the_long_way_agree(
    content: Json, text: int, keys: int, items: int, depth: int
) -> None:
    for limits in (Limits(), Limits(text=text, keys=keys, items=items, depth=depth)):
        assert outcome(content, limits) == the_long_way(content, limits)
