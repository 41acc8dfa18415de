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
from communitygov.testing.registration import strategy_table
from communitygov.testing.strategies.core import json_values

STRATEGIES = strategy_table()

KINDS = sorted((kind for kind in kinds().values() if kind in STRATEGIES), key=lambda kind: kind.document_kind)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.document_kind for kind in KINDS])
#: A quarter of the examples for each kind: there are many kinds, and what they share is tried with each.
for_each = settings(
    max_examples=max(10, settings.default.max_examples // 4) if settings.default else 25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
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


def members(node: Json) -> list[tuple[str | int, Json]]:
    """Return the members of an object or a list with their steps."""
    if isinstance(node, dict):
        return list(node.items())
    return list(enumerate(node)) if isinstance(node, list) else []


def places(node: Json, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the way to every place in a document, the outermost left out."""
    inner = [each for step, member in members(node) for each in places(member, (*path, step))]
    return [(*path, step) for step, _ in members(node)] + inner


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


def said(document: Json) -> str:
    """Return what a document says, the order of its lists aside: some kinds put their members in order."""
    if isinstance(document, dict):
        return spelled({key: said(member) for key, member in document.items()})
    return spelled(sorted(map(said, document))) if isinstance(document, list) else spelled(document)


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
@for_each
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
@for_each
@given(data=st.data())
def test_a_changed_document_is_refused_with_its_place_or_says_what_it_says(
    kind: type[Value], data: st.DataObject
) -> None:
    document = data.draw(STRATEGIES[kind]()).to_document()
    changed = data.draw(changes(document))
    again = read_or_refused(kind, changed)
    if again is not None:
        assert said(again.to_document()) == said(changed)


@every_kind
@for_each
@given(data=st.data())
def test_fields_of_the_wrong_shape_are_refused_or_read(kind: type[Value], data: st.DataObject) -> None:
    document = data.draw(STRATEGIES[kind]()).to_document()
    hostile = st.sampled_from(HOSTILE) | json_values()
    for key in data.draw(st.sets(st.sampled_from(sorted(document)))):
        document[key] = data.draw(hostile)
    again = read_or_refused(kind, document)
    assert again is None or said(again.to_document()) == said(document)


@every_kind
@for_each
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
@for_each
@given(data=st.data())
def test_a_value_survives_pickling(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301  made one line above
