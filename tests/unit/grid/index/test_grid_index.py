"""The compiled index: places, slices, many questions at once."""

import pickle
import subprocess
import sys
from array import array
from collections.abc import Callable
from copy import copy, deepcopy
from typing import Any

import numpy as np
import pytest

from communitygov.core.forest import Forest, HangsInCycle
from communitygov.core.level_order import Pair
from communitygov.errors import CommunityGovError, InvalidValue, MissingExtra, UnknownName, Words
from communitygov.grid.index import GridIndex
from communitygov.grid.index.engine import DEEPEST, NUMPY_FROM, numpy_for

#: a over b, c; b over d; c over e, f; e over g; z alone.  In level order: a z b c d e f g.
PAIRS: list[Pair] = [
    ("a", None),
    ("b", "a"),
    ("c", "a"),
    ("d", "b"),
    ("e", "c"),
    ("f", "c"),
    ("g", "e"),
    ("z", None),
]
ENGINES = ("stdlib", "numpy", "auto")
each_engine = pytest.mark.parametrize("engine", ENGINES)


def index(pairs: list[Pair] | None = None) -> GridIndex:
    return GridIndex.of(PAIRS if pairs is None else pairs)


def chain(size: int) -> GridIndex:
    return index([(f"g{at}", f"g{at - 1}" if at else None) for at in range(size)])


# ------------------------------------------------------------------------- places and slices


def test_places_are_numbers_in_level_order() -> None:
    found = index()
    assert found.codes == tuple(found) == ("a", "z", "b", "c", "d", "e", "f", "g")
    assert [found.place(code) for code in found] == list(range(len(found)))
    assert found.parents == (-1, -1, 0, 0, 2, 3, 3, 5)
    assert found.levels == (range(2), range(2, 4), range(4, 7), range(7, 8))
    assert found.named(found.leaves) == ("z", "d", "f", "g")
    assert ("a" in found, "x" in found, 3 in found) == (True, False, False)


def test_a_compiled_forest_is_taken_as_it_is() -> None:
    forest = Forest.of(PAIRS, kind=Words("机构", "body"))
    assert GridIndex.of(forest).forest is forest
    with pytest.raises(UnknownName, match="No body is called 'x'"):
        GridIndex.of(forest).place("x")


def test_children_and_all_that_lies_so_many_steps_beneath_are_ranges() -> None:
    found = index()
    assert found.named(found.children("c")) == ("e", "f")
    assert found.children("g") == range(8, 8)
    assert [found.named(row) for row in found.rows("a")] == [("a",), ("b", "c"), ("d", "e", "f"), ("g",)]
    assert [found.named(found.span("c", depth)) for depth in range(4)] == [("c",), ("e", "f"), ("g",), ()]
    assert found.span("c", 10**9) == range(8, 8)


@pytest.mark.parametrize("depth", [-1, 1.0, True, None])
def test_steps_that_are_no_whole_number_are_refused(depth: Any) -> None:  # noqa: ANN401  whatever is given
    with pytest.raises(InvalidValue):
        index().span("a", depth)
    with pytest.raises(InvalidValue):
        index().ancestors_at([0], depth)


def test_a_level_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidValue, match="a whole number from 0 to 3"):
        index().ancestors_at([0], 4)


def test_paths_and_ancestors_are_those_of_the_forest() -> None:
    found = index()
    assert (found.path("g"), found.ancestors("g")) == (("a", "c", "e", "g"), ("e", "c", "a"))
    assert (found.depth("a"), found.depth("g")) == (0, 3)
    assert found.common_ancestor("g", "f", "d") == "a"
    assert found.common_ancestor("g", "z") is None


def test_an_ancestor_is_above_and_never_the_grid_itself() -> None:
    found = index()
    above = {(upper, lower) for upper in found for lower in found if found.is_ancestor(upper, lower)}
    assert above == {(upper, lower) for lower in found for upper in found.ancestors(lower)}


def test_places_of_many_codes_come_in_their_order() -> None:
    assert index().places(["g", "a", "g"]) == array("i", [7, 0, 7])
    assert index().places(()) == array("i")
    assert index().places(code for code in "ab") == array("i", [0, 2])


@pytest.mark.parametrize("codes", [["a", "x"], ["a", None], ["a", ["b"]]])
def test_a_code_among_many_that_is_not_there_is_named(codes: list[Any]) -> None:
    with pytest.raises(UnknownName):
        index().places(codes)


@pytest.mark.parametrize("codes", ["ab", {"a"}, None, 3])
def test_codes_without_an_order_are_refused(codes: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue):
        index().places(codes)


def test_codes_of_many_places_come_in_their_order() -> None:
    assert index().named([7, 0, 7]) == ("g", "a", "g")
    assert index().named(np.array([1, 2])) == ("z", "b")
    for places in ([8], [-1], [0, -2]):
        with pytest.raises(InvalidValue):
            index().named(places)


def test_nothing_has_an_index_too() -> None:
    empty = index([])
    assert (len(empty), empty.levels, empty.leaves, empty.places([])) == (0, (), (), array("i"))
    for engine in ENGINES:
        assert empty.nearest([], engine=engine) == array("i")
        assert empty.totals({"cases": {}}, engine=engine).column("cases") == ()


@pytest.mark.parametrize(
    "pairs",
    [
        [("a",)],
        [("a", None, "micro")],
        [("a", None), 3],
        [("a", None), ("b", ["a"])],
        [(1, None)],
        [(1, 2), (2, 1)],
        [([], None)],
        [("a", 1)],
        {("a", None)},
        "ab",
        None,
    ],
)
def test_what_is_no_pair_is_refused(pairs: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue):
        GridIndex.of(pairs)
    with pytest.raises(InvalidValue):
        GridIndex(pairs)


# ------------------------------------------------------------------------- circles


def test_what_hangs_in_a_circle_has_no_place() -> None:
    ring = index([("r", None), ("a", "b"), ("b", "a"), ("c", "a")])
    asked: list[Callable[[str], object]] = [
        ring.place,
        ring.path,
        ring.children,
        ring.rows,
        lambda code: ring.places([code]),
        lambda code: ring.is_ancestor("r", code),
        lambda code: ring.span(code, 0),
    ]
    for ask in asked:
        with pytest.raises(HangsInCycle):
            ask("c")
    assert (ring.path("r"), len(ring), "c" in ring) == (("r",), 1, False)


def test_totals_beside_a_circle_are_refused() -> None:
    ring = index([("r", None), ("a", "b"), ("b", "a")])
    with pytest.raises(HangsInCycle):
        ring.totals({"cases": {"r": 1}})


# ------------------------------------------------------------------------- many at once


@each_engine
def test_the_ancestors_at_a_depth_are_found_for_many(engine: str) -> None:
    found = index()
    every = [*range(8), -1]
    over = {depth: list(found.ancestors_at(every, depth, engine=engine)) for depth in range(4)}
    assert over[0] == [0, 1, 0, 0, 0, 0, 0, 0, -1]
    assert over[1] == [-1, -1, 2, 3, 2, 3, 3, 3, -1]
    assert over[2] == [-1, -1, -1, -1, 4, 5, 6, 5, -1]
    assert over[3] == [-1, -1, -1, -1, -1, -1, -1, 7, -1]


@each_engine
def test_the_common_ancestors_of_many_pairs_are_found(engine: str) -> None:
    found = index()
    every = [*range(8), -1]
    ones = [one for one in every for _ in every]
    others = every * len(every)
    answers = found.common_ancestors(ones, others, engine=engine)
    for one, other, answer in zip(ones, others, answers, strict=True):
        if -1 in {one, other}:
            assert answer == -1
            continue
        name = found.common_ancestor(*found.named([one, other]))
        assert answer == (-1 if name is None else found.place(name))


@each_engine
def test_the_nearest_marked_stands_in_for_whoever_has_none(engine: str) -> None:
    assert list(index().nearest([70, -1, -1, 72, 73, -1, -1, -1], engine=engine)) == [
        70,
        -1,
        70,
        72,
        73,
        72,
        72,
        72,
    ]


@each_engine
@pytest.mark.parametrize("kind", [list, tuple, np.array, np.uint8, np.int16, lambda row: array("H", row)])
def test_numbers_may_come_in_any_holding(engine: str, kind: Callable[[list[int]], Any]) -> None:
    found, row = index(), [3, 0, 5, 7, 7, 2, 1, 4]
    held = np.array(row, dtype=kind) if isinstance(kind, type) and issubclass(kind, np.generic) else kind(row)
    assert list(found.ancestors_at(held, 0, engine=engine)) == [0, 0, 0, 0, 0, 0, 1, 0]
    assert list(found.nearest(held, engine=engine)) == row
    assert found.common_ancestors(held, held, engine=engine).tolist() == row
    assert found.totals({"cases": held}, engine=engine).column("cases")[0] == 29


@each_engine
@pytest.mark.parametrize(
    "places",
    [[8], [0, -2], [0, "1"], [1.0], [True], [2**63], "01", b"\x00", np.array([0.5]), np.zeros((2, 2))],
)
def test_places_that_are_none_are_refused(engine: str, places: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue):
        index().ancestors_at(places, 0, engine=engine)


@each_engine
def test_pairs_of_different_numbers_are_refused(engine: str) -> None:
    with pytest.raises(InvalidValue, match="must hold 2 numbers"):
        index().common_ancestors([0, 1], [0], engine=engine)
    with pytest.raises(InvalidValue, match="others"):
        index().common_ancestors([0], [8], engine=engine)


@each_engine
@pytest.mark.parametrize("marks", [[1], [1] * 9, [-2] * 8, [2**31] * 8])
def test_marks_that_fit_no_place_are_refused(engine: str, marks: list[int]) -> None:
    with pytest.raises(InvalidValue, match="marks"):
        index().nearest(marks, engine=engine)


# ------------------------------------------------------------------------- engines


def test_numpy_is_taken_where_it_pays_and_never_for_what_is_too_deep() -> None:
    assert numpy_for("auto", size=NUMPY_FROM - 1, levels=5) is None
    assert numpy_for("auto", size=NUMPY_FROM, levels=5) is np
    assert numpy_for("numpy", size=1, levels=5) is np
    assert numpy_for("stdlib", size=10**9, levels=5) is None
    assert numpy_for("numpy", size=10**9, levels=DEEPEST + 1) is None


@pytest.mark.parametrize("engine", ["pandas", "", None, 3])
def test_an_engine_that_is_not_there_is_refused(engine: Any) -> None:  # noqa: ANN401
    for ask in (index().nearest, index().totals):
        with pytest.raises(CommunityGovError):
            ask([-1] * 8 if ask == index().nearest else {}, engine=engine)


def test_numpy_is_not_loaded_before_it_is_used() -> None:
    script = (
        "import sys; from communitygov.grid.index import GridIndex; "
        "GridIndex.of([('a', None)]).totals({'cases': {}}); print('numpy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert run.stdout == "False\n"


def test_without_numpy_the_standard_library_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    many = index([("r", None), *((f"g{at}", "r") for at in range(NUMPY_FROM))])
    counts = {"cases": [1] * len(many)}
    assert many.totals(counts).of("r") == {"cases": NUMPY_FROM + 1}
    with pytest.raises(MissingExtra, match=r"communitygov\[science\]"):
        many.totals(counts, engine="numpy")


@each_engine
def test_a_chain_of_two_hundred_thousand_is_answered_without_recursion(engine: str) -> None:
    size = 200_000
    found = chain(size)
    assert found.totals({"cases": {f"g{size - 1}": 3}}, engine=engine).of("g0") == {"cases": 3}
    assert found.nearest([7, *[-1] * (size - 1)], engine=engine)[-1] == 7
    assert found.ancestors_at([size - 1], 1, engine=engine)[0] == 1
    assert found.common_ancestors([size - 1], [5], engine=engine)[0] == 5
    assert found.span("g0", size - 1) == range(size - 1, size)
    assert len(found.rows("g0")) == len(found.levels) == size


# ------------------------------------------------------------------------- kept and copied


def test_a_pickle_holds_codes_and_parents_only() -> None:
    many = index([("r", None), *((f"g{at:06}", "r") for at in range(20_000))])
    for engine in ("stdlib", "numpy"):
        many.totals({"cases": {}}, engine=engine)
    written = pickle.dumps(many)
    assert len(written) < len(pickle.dumps(many.codes)) + 5 * len(many)
    again = pickle.loads(written)  # noqa: S301  our own bytes
    assert (again.codes, again.parents, again.levels) == (many.codes, many.parents, many.levels)
    assert again.place("g000007") == many.place("g000007")


@pytest.mark.parametrize(
    "pairs",
    [
        PAIRS,
        [],
        [("b", "nowhere"), ("a", None), ("c", "b")],
        [("r", None), ("a", "b"), ("b", "a"), ("c", "a"), ("r", "a")],
    ],
)
def test_a_pickle_comes_back_whole_whatever_is_amiss(pairs: list[Pair]) -> None:
    forest = index(pairs).forest
    again = pickle.loads(pickle.dumps(forest))  # noqa: S301  our own bytes
    for name in ("kind", "codes", "place", "up", "first", "inner", "stuck", "strangers", "rivals"):
        assert getattr(again, name) == getattr(forest, name), name


def test_what_cannot_change_needs_no_copy() -> None:
    found = index()
    assert copy(found) is deepcopy(found) is found
    assert copy(found.forest) is deepcopy(found.forest) is found.forest
    assert repr(found) == "GridIndex(forest=‹8›)"
