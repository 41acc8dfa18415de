"""Laws of the reader and the writer: whatever comes in, only content or an explained refusal comes out."""

import json
from collections.abc import Callable
from typing import Any, TypeVar, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communitygov.core.canonical import FAULTS, Json, Limits, read, write
from communitygov.errors import DocumentError
from communitygov.testing.strategies.core import json_values

T = TypeVar("T")

#: JSON as Python's own module understands it: wider than what a document may hold.
loose_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)
PIECES = (*'{}[],:"-01', '"a"', "\\u", "\\ud800", ".5", "e9", "NaN", "null", "tru")
#: Pieces of JSON in any order, so that the text is nearly JSON.
fragments = st.lists(
    st.sampled_from([*PIECES, " ", "\n", "\ufeff", "\x00", "龙", "１", "Infinity", "9" * 20]),
    max_size=30,
).map("".join)
#: Python objects that are no JSON at all, among those that are.
objects = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.just(object()),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner)
        | st.dictionaries(st.none() | st.text(max_size=3) | st.integers(), inner, max_size=3)
    ),
    max_leaves=10,
)


def attempted(action: Callable[[], T]) -> tuple[T | None, DocumentError | None]:
    """Act, and let nothing out but an explained refusal."""
    try:
        return action(), None
    except DocumentError as error:
        return None, error


def read_or_refused(source: str | bytes) -> tuple[Any, DocumentError | None]:
    """Read, and see that a refusal is short and has a place."""
    content, error = attempted(lambda: read(source))
    if error:
        assert error.code in FAULTS
        assert error.path.startswith("$")
        assert len(error.text("zh")) < 400
        assert len(error.text("en")) < 400
    return content, error


def same(left: Any, right: Any) -> bool:  # noqa: ANN401  any JSON
    """Tell whether two contents are equal in type too: ``True`` is not 1."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right)


@given(content=json_values())
def test_what_is_written_is_read_back_and_written_the_same(content: Json) -> None:
    written = write(content)
    assert same(read(written), content)
    assert same(read(written.decode()), content)
    assert write(read(written)) == written


@given(content=json_values())
def test_the_canonical_form_is_python_s_own_sorted_and_without_spaces(content: Json) -> None:
    assert (
        write(content)
        == json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    )


@pytest.mark.determinism
@given(content=st.dictionaries(st.text(max_size=3), st.integers(0, 9), max_size=5), data=st.data())
def test_the_order_of_keys_leaves_no_trace(content: dict[str, Json], data: st.DataObject) -> None:
    written, _ = attempted(lambda: write(content))
    shuffled = dict(data.draw(st.permutations(list(content.items()))))
    assert attempted(lambda: write(shuffled))[0] == written


@given(source=st.text() | fragments)
@example("[" * 5_000)
@example('{"a":' * 5_000)
def test_any_text_is_read_or_refused_with_an_explanation(source: str) -> None:
    found, error = read_or_refused(source)
    assert error or same(read(write(found)), found)


@given(source=st.binary() | fragments.map(lambda text: text.encode("utf-16-le", "surrogatepass")))
def test_any_bytes_are_read_or_refused_with_an_explanation(source: bytes) -> None:
    read_or_refused(source)


@given(content=loose_json)
def test_the_reader_is_stricter_than_python_s_own_and_never_reads_otherwise(content: Any) -> None:  # noqa: ANN401
    found, error = read_or_refused(json.dumps(content))
    if error:
        assert error.code in {"NOT_WHOLE", "NOT_A_NUMBER", "NUMBER_TOO_LARGE", "LONE_SURROGATE"}
    else:
        assert same(found, content)


@given(content=json_values(), data=st.data())
def test_a_changed_byte_is_refused_or_reads_as_other_content(content: Json, data: st.DataObject) -> None:
    written = write(content)
    at = data.draw(st.integers(0, len(written) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != written[at]))
    other = written[:at] + bytes([byte]) + written[at + 1 :]
    found, error = read_or_refused(other)
    if not error and same(found, content):
        assert write(found) != other  # another spelling of the same content is not canonical


@given(content=objects)
def test_any_object_is_written_or_refused_with_its_place(content: Any) -> None:  # noqa: ANN401
    written, error = attempted(lambda: write(content))
    if error:
        assert error.code in FAULTS
        assert error.path.startswith("$")
    else:
        assert same(read(cast("bytes", written)), content)


@given(
    content=json_values(),
    depth=st.integers(1, 4),
    text=st.integers(1, 20),
    keys=st.integers(1, 3),
    items=st.integers(1, 3),
)
def test_what_passes_the_limits_is_within_them(
    content: Json, depth: int, text: int, keys: int, items: int
) -> None:
    limits = Limits(depth=depth, text=text, keys=keys, items=items)
    written, error = attempted(lambda: write(content, limits=limits))
    assert (error is None) is within(content, limits, 1)
    if error:
        assert error.code in {"TOO_DEEP", "TOO_LONG"}
    else:
        assert same(read(cast("bytes", written), limits=limits), content)


def within(content: Json, limits: Limits, depth: int) -> bool:
    """Tell, by recursion, whether content keeps the limits."""
    if isinstance(content, str):
        return len(content) <= limits.text
    if isinstance(content, list):
        return (
            depth <= limits.depth
            and len(content) <= limits.items
            and all(within(each, limits, depth + 1) for each in content)
        )
    if isinstance(content, dict):
        return (
            depth <= limits.depth
            and len(content) <= limits.keys
            and all(within(key, limits, 1) for key in content)
            and all(within(each, limits, depth + 1) for each in content.values())
        )
    return True
