"""Dated edges as they come in."""

from collections import namedtuple
from datetime import date, datetime
from enum import Enum
from itertools import count, repeat

import pytest

from communitygov.errors import DocumentError, InvalidValue
from communitygov.grid import GridHierarchy
from communitygov.grid.hierarchy.edge import BASE, MOST_EDGES, Edge, as_edges

MARCH, MAY = date(2024, 3, 1), date(2024, 5, 1)
LINE = ("LQ-1", "LQ", BASE, MARCH, MAY)
Line = namedtuple("Line", "child parent overlay since until")  # noqa: PYI024  what tables give


class Kind(str, Enum):  # noqa: UP042  as older programs have them
    BASE = BASE


@pytest.mark.parametrize(
    "edge",
    [
        LINE,
        list(LINE),
        Line(*LINE),
        Edge("LQ-1", "LQ", since=MARCH, until=MAY),
        {"child": "LQ-1", "parent": "LQ", "since": MARCH, "until": MAY},
        {"until": MAY, "overlay": BASE, "since": MARCH, "parent": "LQ", "child": "LQ-1"},
        ("LQ-1", "LQ", Kind.BASE, MARCH, MAY),
    ],
)
def test_an_edge_may_come_in_several_forms(edge: object) -> None:
    assert as_edges([edge]) == (LINE,)
    assert {type(part) for part in as_edges([edge])[0]} == {str, date}


def test_a_root_has_no_parent_and_an_edge_no_end_unless_told() -> None:
    assert as_edges([{"child": "LQ", "parent": None}]) == (("LQ", None, BASE, None, None),)


def test_edges_come_out_by_overlay_child_and_days() -> None:
    edges = [
        ("a", None, BASE, None, None),
        ("a", "b", BASE, None, None),
        ("a", "b", BASE, date.min, MAY),
        ("a", None, BASE, MARCH, None),
        ("b", "c", BASE, None, MARCH),
        ("a", "c", "party", None, None),
    ]
    ordered = as_edges(edges)
    assert ordered == as_edges(edges[::-1])
    assert [(edge[2], edge[0]) for edge in ordered] == sorted((edge[2], edge[0]) for edge in edges)


def test_no_edges_are_edges() -> None:
    assert as_edges([]) == as_edges(iter(())) == ()


@pytest.mark.parametrize("edges", ["abcde", b"fghij", 7, None, {LINE}, frozenset({LINE})])
def test_what_has_no_order_or_is_no_collection_is_refused(edges: object) -> None:
    with pytest.raises(InvalidValue, match="must be edges in an order"):
        as_edges(edges)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "edge",
    [
        "abcde",
        LINE[:4],
        (*LINE, "more"),
        None,
        7,
        {"child": "a"},
        {"parent": "a"},
        {"child": "a", "parent": "b", "from": MARCH},
        {1: 2},
    ],
)
def test_an_edge_of_another_shape_is_refused_with_its_number(edge: object) -> None:
    with pytest.raises(InvalidValue, match="must be an Edge, a mapping") as caught:
        as_edges([LINE, edge])
    assert caught.value.what.startswith("edges[1]")


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (0, "龙"),
        (0, None),
        (0, ""),
        (1, ""),
        (1, 7),
        (2, None),
        (2, "党"),
        (3, "2024-03-01"),
        (3, datetime(2024, 3, 1)),  # noqa: DTZ001  a time of day is what is refused
        (4, 2024),
        (4, MARCH),
        (4, date(2024, 2, 1)),
    ],
)
def test_a_field_that_makes_no_sense_is_refused_with_number_and_name(at: int, value: object) -> None:
    edge: list[object] = list(LINE)
    edge[at] = value
    for form in (tuple(edge), edge):
        with pytest.raises(InvalidValue) as caught:
            as_edges([LINE, form])
        assert caught.value.what == f"edges[1].{('child', 'parent', 'overlay', 'since', 'until')[at]}"


def test_the_day_of_the_end_is_no_longer_of_the_interval() -> None:
    edge = Edge("a", None, since=MARCH, until=MAY)
    held = [edge.holds_on(day) for day in (date(2024, 2, 29), MARCH, date(2024, 4, 30), MAY)]
    assert held == [False, True, True, False]
    assert Edge("a", None).holds_on(date.min)
    assert Edge("a", None).holds_on(date.max)


def test_an_endless_source_of_edges_is_refused_in_time() -> None:
    with pytest.raises(InvalidValue, match=f"at most {MOST_EDGES}"):
        as_edges(repeat(LINE))
    with pytest.raises(InvalidValue):
        as_edges(count())


@pytest.mark.parametrize(
    "edges",
    [[["a", None, BASE, None]], [["a", None, BASE, "2024-3-1", None]], [["a", 1, BASE, None, None]], None],
)
def test_a_document_with_other_edges_is_refused(edges: object) -> None:
    document = GridHierarchy.from_rows([("a", None, "general", "甲")]).to_document() | {"edges": edges}
    with pytest.raises(DocumentError):
        GridHierarchy.from_document(document)


@pytest.mark.parametrize("on", [None, "2024-03-01", datetime(2024, 3, 1), 7])  # noqa: DTZ001  a naive one
def test_an_edge_holds_on_days_alone(on: object) -> None:
    edge = Edge("LQ-1", "LQ", since=MARCH, until=MAY)
    assert [edge.holds_on(day) for day in (date(2024, 2, 29), MARCH, MAY)] == [False, True, False]
    with pytest.raises(InvalidValue, match="must be a date without a time"):
        edge.holds_on(on)  # type: ignore[arg-type]
