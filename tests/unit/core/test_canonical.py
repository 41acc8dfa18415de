"""The reader refuses what no record should hold, with a code and a place; the writer is canonical."""

import subprocess
import sys
from enum import StrEnum
from itertools import count

import pytest

from communitygov.core.canonical import (
    FAULTS,
    GREATEST_INTEGER,
    LIMITS,
    Json,
    Limits,
    fault,
    path_step,
    read,
    write,
)
from communitygov.errors import DocumentError, InvalidValue


def refused(source: object, limits: Limits = LIMITS) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read(source, limits=limits)  # type: ignore[arg-type]
    return caught.value


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


# ------------------------------------------------------------------ what is read


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ('{"households": 441, "unit": "户"}', {"households": 441, "unit": "户"}),
        (b'{"households": 441}', {"households": 441}),
        ("  [null, true, false, -0, 12]\n", [None, True, False, 0, 12]),
        ('"\\u9f99\\ud83c\\udfd8"', "龙🏘"),
        ('"\\u0000"', "\x00"),
        ("{}", {}),
        ("7", 7),
    ],
    ids=count(),
)
def test_plain_json_is_read(source: str | bytes, content: Json) -> None:
    assert read(source) == content


@pytest.mark.parametrize(
    ("source", "code", "path"),
    [
        ("", "NOT_JSON", "$"),
        ("{", "NOT_JSON", "$"),
        ("[1,]", "NOT_JSON", "$"),
        ("[1] 2", "NOT_JSON", "$"),
        ("{'a': 1}", "NOT_JSON", "$"),
        ("// a\n1", "NOT_JSON", "$"),
        ("01", "NOT_JSON", "$"),
        ("+1", "NOT_JSON", "$"),
        ("1_000", "NOT_JSON", "$"),
        ("１２", "NOT_JSON", "$"),
        ("1２", "NOT_JSON", "$"),
        ("١٢", "NOT_JSON", "$"),
        ('"a\nb"', "NOT_JSON", "$"),
        ("True", "NOT_JSON", "$"),
        ('[{"a": 1.0}]', "NOT_WHOLE", "$[0].a"),
        ('{"a": -0.0}', "NOT_WHOLE", "$.a"),
        ("[1, 1e400]", "NOT_WHOLE", "$[1]"),
        ("1E2", "NOT_WHOLE", "$"),
        ('{"a": [NaN]}', "NOT_A_NUMBER", "$.a[0]"),
        ("Infinity", "NOT_A_NUMBER", "$"),
        ("[-Infinity]", "NOT_A_NUMBER", "$[0]"),
        (f"[{GREATEST_INTEGER + 1}]", "NUMBER_TOO_LARGE", "$[0]"),
        (f"[{-GREATEST_INTEGER - 1}]", "NUMBER_TOO_LARGE", "$[0]"),
        ("[" + "9" * 5_000 + "]", "NUMBER_TOO_LARGE", "$[0]"),
        ("[-" + "9" * 5_000 + "]", "NUMBER_TOO_LARGE", "$[0]"),
        ('{"a": 1, "b": 2, "a": 3}', "DUPLICATE_KEY", "$"),
        ('{"x": [{"a": 1, "\\u0061": 1}]}', "DUPLICATE_KEY", "$.x[0]"),
        ('{"a": "\\ud800"}', "LONE_SURROGATE", "$.a"),
        ('{"\\udfff": 1}', "LONE_SURROGATE", "$"),
        ('"\ud800"', "NOT_UTF8", "$"),
        (b'"\xff"', "NOT_UTF8", "$"),
        (b'"\xed\xa0\x80"', "NOT_UTF8", "$"),
        ('{"a": 1}'.encode("utf-16"), "NOT_UTF8", "$"),
        ('{"a": 1}'.encode("utf-16-le"), "NOT_JSON", "$"),
        ('{"名": 1}'.encode("gb18030"), "NOT_UTF8", "$"),
        (b"\xef\xbb\xbf{}", "BYTE_ORDER_MARK", "$"),
        ("\ufeff{}", "BYTE_ORDER_MARK", "$"),
        (nested(65), "TOO_DEEP", "$" + "[0]" * 64),
        (nested(100_000), "TOO_DEEP", "$"),
        ('{"a":' * 100_000, "TOO_DEEP", "$"),
        (bytearray(b"{}"), "WRONG_TYPE", "$"),
        (None, "WRONG_TYPE", "$"),
        ({}, "WRONG_TYPE", "$"),
    ],
    ids=count(),
)
def test_everything_else_is_refused_with_its_code_and_place(source: object, code: str, path: str) -> None:
    error = refused(source)
    assert (error.code, error.path) == (code, path)


def test_numbers_are_read_up_to_the_greatest_that_every_reader_holds() -> None:
    ends = [GREATEST_INTEGER, -GREATEST_INTEGER]
    assert read(f"[{ends[0]}, {ends[1]}]") == ends


def test_a_truth_value_is_no_number() -> None:
    assert read("[true, 1]") == [True, 1]
    assert read("true") is True
    assert write([True, 1]) == b"[true,1]"


@pytest.mark.parametrize(
    ("limits", "good", "bad", "code"),
    [
        (Limits(depth=64), nested(64), nested(65), "TOO_DEEP"),
        (Limits(depth=1), "[1]", "[[]]", "TOO_DEEP"),
        (Limits(depth=1), "1", "[{}]", "TOO_DEEP"),
        (Limits(size=7), '"12345"', '"123456"', "TOO_LARGE"),
        (Limits(size=5), '"龙"', '"龙龙"', "TOO_LARGE"),
        (Limits(size=5), '"龙"', "\ud800" * 6, "TOO_LARGE"),
        (Limits(size=5), '"龙"'.encode(), '"龙"  '.encode(), "TOO_LARGE"),
        (Limits(text=3), '"龙龙龙"', '"龙龙龙龙"', "TOO_LONG"),
        (Limits(text=3), '"abc"', '"abcd"', "TOO_LONG"),
        (Limits(text=3), '{"abc": 1}', '{"abcd": 1}', "TOO_LONG"),
        (Limits(text=3), '{"龙龙龙": 1}', '{"龙龙龙龙": 1}', "TOO_LONG"),
        (Limits(keys=2), '{"a": 1, "b": 2}', '{"a": 1, "b": 2, "c": 3}', "TOO_LONG"),
        (Limits(items=2), "[1, 2]", "[1, 2, 3]", "TOO_LONG"),
        (Limits(nodes=3), '[{}, "["]', '[{}, "[["]', "TOO_LARGE"),
    ],
    ids=count(),
)
def test_each_limit_holds_at_its_bound_and_no_further(limits: Limits, good: str, bad: str, code: str) -> None:
    read(good, limits=limits)
    assert refused(bad, limits).code == code


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        ('"' + "a" * 10_000 + '"', '"' + "a" * 10_001 + '"', "TOO_LONG"),
        (
            "{" + ",".join(f'"{key}":0' for key in range(10_000)) + "}",
            "{" + ",".join(f'"{key}":0' for key in range(10_001)) + "}",
            "TOO_LONG",
        ),
        ("[" + "0," * 999_999 + "0]", "[" + "0," * 1_000_000 + "0]", "TOO_LONG"),
        ("0" + " " * (10 * 2**20 - 1), "0" + " " * (10 * 2**20), "TOO_LARGE"),
        ("0" + " " * (10 * 2**20 - 1), "\u3000" * (4 * 2**20), "TOO_LARGE"),
        ('"' + "[" * 9_999 + '"', "[" + "[],[]," * 1_000_000 + "[]]", "TOO_LARGE"),
    ],
    ids=count(),
)
def test_the_default_limits_are_those_of_the_description(good: str, bad: str, code: str) -> None:
    read(good)
    assert refused(bad).code == code


@pytest.mark.parametrize("limit", ["size", "depth", "text", "keys", "items", "nodes"])
@pytest.mark.parametrize("value", [0, -1, True, 1.0, None])
def test_a_limit_is_a_whole_number_of_at_least_one(limit: str, value: object) -> None:
    with pytest.raises(InvalidValue, match=limit):
        Limits(**{limit: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "source",
    [
        '{"name": "张三丰"',
        '{"name": "张三丰' + "\ud800" + '"}',
        '["张三丰", "' + "a" * 10_001 + '"]',
        '{"n": "张三丰", "a": 1.5}',
        '{"n": "张三丰\\ud800"}',
        '{"name": ' + "[" * 100_000 + '"张三丰"',
    ],
    ids=count(),
)
def test_a_refusal_does_not_repeat_the_text_around_the_fault(source: str) -> None:
    error = refused(source)
    assert "张三丰" not in str(error)
    assert "张三丰" not in error.text("zh")


def test_a_large_number_is_not_repeated_as_it_may_be_somebodys_number() -> None:
    assert "110101199003077758" not in str(refused("[110101199003077758]"))


def test_a_fault_in_the_text_is_placed_by_line_and_column() -> None:
    assert "'line 2, column 5'" in str(refused('{\n"a" 1}'))


def test_the_first_fault_of_a_document_is_the_same_every_time() -> None:
    source = '{"b": [1.5, {"c": NaN}], "a": 2.5}'
    assert len({refused(source).path for _ in range(5)}) == 1


@pytest.mark.determinism
def test_the_first_fault_does_not_depend_on_the_hash_seed() -> None:
    assert refused('{"b": {"c": 1.5}, "a": {"d": 2.5}, "龙": 3.5}').path == "$.龙"


# ------------------------------------------------------------------ what is written


class Code(StrEnum):
    A = "a"


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ({"b": 1, "a": "龙桥"}, '{"a":"龙桥","b":1}'),
        ([None, True, False, -1], "[null,true,false,-1]"),
        ({"é": 1, "z": 2, "龙": 3, "Z": 4}, '{"Z":4,"z":2,"é":1,"龙":3}'),
        ('\x00\x1f"\\/\u2028\x7f', '"\\u0000\\u001f\\"\\\\/\u2028\x7f"'),
        ([Code.A, {Code.A: 1}], '["a",{"a":1}]'),
        ("", '""'),
    ],
    ids=count(),
)
def test_content_is_written_in_one_way(content: Json, written: str) -> None:
    assert write(content) == written.encode()
    assert read(write(content)) == content


@pytest.mark.parametrize(
    ("content", "code", "path"),
    [
        ({"share": 0.5}, "WRONG_TYPE", "$.share"),
        ([float("nan")], "WRONG_TYPE", "$[0]"),
        ((1, 2), "WRONG_TYPE", "$"),
        ([{1, 2}], "WRONG_TYPE", "$[0]"),
        ({"a": b"x"}, "WRONG_TYPE", "$.a"),
        ({1: "a"}, "WRONG_TYPE", "$"),
        ({"a": {None: 1}}, "WRONG_TYPE", "$.a"),
        ([0, 2**53], "NUMBER_TOO_LARGE", "$[1]"),
        ([10**5_000], "NUMBER_TOO_LARGE", "$[0]"),
        (["\ud800"], "LONE_SURROGATE", "$[0]"),
        ({"\udc00": 1}, "LONE_SURROGATE", "$"),
        (object(), "WRONG_TYPE", "$"),
        ("a" * 10_001, "TOO_LONG", "$"),
    ],
    ids=count(),
)
def test_what_a_document_may_not_hold_is_not_written(content: object, code: str, path: str) -> None:
    with pytest.raises(DocumentError) as caught:
        write(content)  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.path) == (code, path)


def test_what_holds_itself_is_refused_as_too_deep() -> None:
    ring: list[Json] = []
    ring.append(ring)
    with pytest.raises(DocumentError) as caught:
        write(ring)
    assert caught.value.code == "TOO_DEEP"


def test_what_runs_deep_is_refused_without_running_deep() -> None:
    deep: Json = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(DocumentError) as caught:
        write(deep)
    assert caught.value.code == "TOO_DEEP"


def test_the_writer_takes_other_limits() -> None:
    assert write([[1]], limits=Limits(depth=2)) == b"[[1]]"
    with pytest.raises(DocumentError, match="level 2"):
        write([[1]], limits=Limits(depth=1))


@pytest.mark.determinism
def test_the_bytes_are_the_same_under_every_hash_seed() -> None:
    code = "from communitygov.core.canonical import write; print(write({'龙': 1, 'a': [2], 'é': {'z': 0}}))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


# ------------------------------------------------------------------ faults and paths


def test_every_fault_speaks_both_languages() -> None:
    for code in FAULTS:
        error = fault(code, "$", value=1)
        assert error.code == code
        assert any("\u4e00" <= character <= "\u9fff" for character in error.text("zh"))
        assert error.text("en").startswith("$: 1 ")


def test_the_faults_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        FAULTS["MINE"] = FAULTS["NOT_JSON"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("key", "step"),
    [
        ("id", ".id"),
        ("户数", ".户数"),
        (3, "[3]"),
        ("", "['']"),
        ("a b", "['a b']"),
        ("a\nb", "['a\\nb']"),
        ("a\u202e", "['a\\u202e']"),
        ("a" * 80, "." + "a" * 80),
        ("a" * 81, "['" + "a" * 80 + "…']"),
        (None, "[None]"),
    ],
    ids=count(),
)
def test_a_step_of_a_path_is_short_and_visible(key: object, step: str) -> None:
    assert path_step(key) == step


@pytest.mark.parametrize("limits", [None, 64, {"size": 64}])
def test_limits_are_limits(limits: object) -> None:
    with pytest.raises(InvalidValue, match="must be a Limits"):
        read("{}", limits=limits)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="must be a Limits"):
        write({}, limits=limits)  # type: ignore[arg-type]
