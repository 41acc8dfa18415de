"""Laws of documents, for every kind of value that has a strategy.

What is written reads back as it was; what somebody changed is refused with its place or reads as what it now
says; and whatever JSON comes in, no other exception comes out.
"""

import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communitygov.core.canonical import Json, read
from communitygov.core.document import Value, kinds
from communitygov.errors import DocumentError
from communitygov.testing.registration import STRATEGIES
from communitygov.testing.strategies.core import json_values

KINDS = sorted((kind for kind in kinds().values() if kind in STRATEGIES), key=lambda kind: kind.document_kind)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.document_kind for kind in KINDS])
slow_to_make = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)

#: What hostile documents hold in place of what is asked for: wrong types, bounds, forms and kinds.
HOSTILE: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    2**53 - 1,
    2**53,
    1.5,
    float("nan"),
    "",
    "a",
    "龙",
    "\x00",
    "\u202e",
    "\ud800",
    "a" * 10_001,
    "1/0",
    "1e999999999",
    "2023-02-30",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "9999-12-31",
    [],
    [[]],
    ["a", "a"],
    [None],
    {},
    {"zh": "", "en": ""},
    {"$kind": "term"},
    {"$kind": "no such kind", "schema": 1},
    {"$kind": "finding", "schema": 10**30},
]


def places(node: Json, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the way to every place in a document, the outermost left out."""
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    found = [(*path, step) for step, _ in members]
    return found + [each for step, member in list(members_of(node)) for each in places(member, (*path, step))]


def members_of(node: Json) -> list[tuple[str | int, Json]]:
    """Return the members of an object or a list with their steps."""
    if isinstance(node, dict):
        return list(node.items())
    return list(enumerate(node)) if isinstance(node, list) else []


@st.composite
def changes(draw: st.DrawFn, document: Json) -> Json:
    """Return a document with one place replaced, left out, doubled or added."""
    changed = copy.deepcopy(document)
    *outer, step = draw(st.sampled_from(places(document)))
    node: Any = changed
    for each in outer:
        node = node[each]
    match draw(st.sampled_from(("replace", "leave out", "add"))):
        case "replace":
            node[step] = draw(st.sampled_from(HOSTILE) | json_values())
        case "leave out":
            del node[step]
        case _ if isinstance(node, list):
            node.insert(step, draw(st.sampled_from([*HOSTILE, node[step]])))
        case _:
            node[draw(st.sampled_from(("more", "a b", "", "$kind2")))] = draw(st.sampled_from(HOSTILE))
    return changed


def spelled(document: object) -> str:
    """Return a text that differs wherever two documents do, types included: ``True`` is not 1."""
    return json.dumps(document, sort_keys=True, ensure_ascii=True)


def read_or_refused(kind: type[Value], document: object) -> Value | None:
    """Read, and let nothing out but a refusal with its place."""
    try:
        return kind.from_document(document)
    except DocumentError as error:
        refusal = error
    assert refusal.path.startswith("$")
    assert refusal.code.isupper()
    assert len(refusal.text("zh")) < 2_000
    assert len(str(refusal)) < 2_000
    return None


@every_kind
@slow_to_make
@given(data=st.data())
def test_a_value_is_written_read_back_and_written_the_same(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    document = value.to_document()
    written = value.to_json()
    assert kind.from_document(copy.deepcopy(document)) == value
    assert Value.from_document(document) == value
    assert kind.from_json(written) == value
    assert kind.from_json(written).to_json() == written
    assert spelled(read(written)) == spelled(document)
    assert hash(kind.from_json(written)) == hash(value)


@every_kind
@slow_to_make
@given(data=st.data())
def test_a_changed_document_is_refused_with_its_place_or_says_what_it_says(
    kind: type[Value], data: st.DataObject
) -> None:
    value = data.draw(STRATEGIES[kind]())
    document = value.to_document()
    changed = data.draw(changes(document))
    again = read_or_refused(kind, changed)
    if again is not None:
        assert spelled(again.to_document()) == spelled(changed)
        assert (again == value) is (spelled(changed) == spelled(document)) or again != value


@every_kind
@slow_to_make
@given(data=st.data())
def test_fields_of_the_wrong_shape_are_refused_or_read(kind: type[Value], data: st.DataObject) -> None:
    document = data.draw(STRATEGIES[kind]()).to_document()
    hostile = st.sampled_from(HOSTILE) | json_values()
    for key in data.draw(st.sets(st.sampled_from(sorted(document)))):
        document[key] = data.draw(hostile)
    again = read_or_refused(kind, document)
    assert again is None or spelled(again.to_document()) == spelled(document)


@every_kind
@given(
    document=st.sampled_from(HOSTILE) | json_values() | st.dictionaries(st.text(), json_values(), max_size=3)
)
def test_any_json_is_read_or_refused(kind: type[Value], document: Json) -> None:
    again = read_or_refused(kind, document)
    assert again is None or again.to_document() == document


@given(source=st.binary() | st.text())
def test_any_bytes_are_read_or_refused(source: str | bytes) -> None:
    with pytest.raises(DocumentError):
        Value.from_json(source)


@every_kind
@slow_to_make
@given(data=st.data())
def test_a_value_survives_pickling(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301  made one line above
