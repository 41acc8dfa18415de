"""Measures in level order, and what they come to at every level."""

import pickle
from array import array
from copy import deepcopy
from typing import Any

import numpy as np
import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.grid.index import GridIndex, Measures, Totals
from communitygov.grid.index.measures import GREATEST, packed
from communitygov.grid.index.totals import SHOWN_ROWS

INDEX = GridIndex.of([("a", None), ("b", "a"), ("c", "a"), ("d", "b"), ("e", "c"), ("f", "c"), ("z", None)])
#: In level order: a z b c d e f.
GIVEN = {"households": {"d": 30, "e": 40, "f": 50}, "cases": {"a": 1, "f": 2, "z": -3}}
each_engine = pytest.mark.parametrize("engine", ["stdlib", "numpy"])


@each_engine
def test_every_grid_has_the_sum_of_all_beneath_it(engine: str) -> None:
    totals = INDEX.totals(GIVEN, engine=engine)
    assert totals.by_code("households") == {"a": 120, "z": 0, "b": 30, "c": 90, "d": 30, "e": 40, "f": 50}
    assert totals.column("cases") == (3, -3, 0, 2, 0, 0, 2)
    assert totals.of("c") == {"households": 90, "cases": 2}
    assert (totals.names, len(totals)) == (("households", "cases"), 7)


@each_engine
def test_sums_beyond_64_bits_are_exact(engine: str) -> None:
    totals = INDEX.totals({"few": {"d": 1}, "many": {"d": 2**62, "e": 2**62, "f": 10**40}}, engine=engine)
    assert totals.of("a") == {"few": 1, "many": 2**63 + 10**40}
    assert totals.of("c") == {"few": 0, "many": 2**62 + 10**40}


@each_engine
def test_sums_that_might_pass_64_bits_on_the_way_are_exact(engine: str) -> None:
    totals = INDEX.totals({"change": {"e": GREATEST, "f": GREATEST, "d": -GREATEST}}, engine=engine)
    assert totals.of("a") == {"change": GREATEST}
    assert totals.of("c") == {"change": 2 * GREATEST}


def test_a_column_is_packed_as_long_as_no_sum_can_pass_64_bits() -> None:
    assert isinstance(packed([GREATEST - 5, -5]), array)
    assert isinstance(packed([GREATEST - 5, -6]), tuple)
    assert isinstance(packed([-GREATEST - 1]), tuple)


@each_engine
def test_no_measure_and_an_empty_one_are_measures_too(engine: str) -> None:
    assert INDEX.totals({}, engine=engine).of("a") == {}
    assert INDEX.totals({"cases": {}}, engine=engine).column("cases") == (0,) * 7


def test_measures_made_once_may_be_summed_often() -> None:
    measures = INDEX.measures(GIVEN)
    assert measures.names == ("households", "cases")
    assert INDEX.totals(measures) == INDEX.totals(measures, engine="numpy") == INDEX.totals(GIVEN)
    assert repr(measures) == "Measures(columns=‹households, cases›)"


def test_measures_are_updated_without_change_to_the_old_ones() -> None:
    old = INDEX.measures(GIVEN)
    new = old.updated({"cases": {"a": 0, "b": 10**30}, "births": {"z": 1}})
    assert new.column("cases") == (0, -3, 10**30, 0, 0, 0, 2)
    assert new.column("births") == (0, 1, 0, 0, 0, 0, 0)
    assert new.column("households") == old.column("households")
    assert old.column("cases") == (1, -3, 0, 0, 0, 0, 2)


@pytest.mark.parametrize("column", [[1] * 7, (1,) * 7, array("i", [1] * 7), np.ones(7, dtype=np.int64)])
def test_a_measure_may_be_given_in_level_order(column: Any) -> None:  # noqa: ANN401  whatever is given
    assert INDEX.totals({"cases": column}).of("a") == {"cases": 6}


@pytest.mark.parametrize(
    "given",
    [
        {"cases": {"a": 1.0}},
        {"cases": {"a": True}},
        {"cases": {"a": None}},
        {"cases": {"a": np.int64(1)}},
        {"cases": [1]},
        {"cases": [1.0] * 7},
        {"cases": {1, 2}},
        {"cases": "1234567"},
        {"cases": b"1234567"},
        {"cases": np.ones(7)},
        {"cases": None},
        {"": {}},
        {"x" * 201: {}},
        {"a\x00": {}},
        {3: {}},
        [],
        None,
    ],
)
def test_what_is_no_measure_is_refused(given: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue):
        INDEX.totals(given)
    if isinstance(given, dict) and isinstance(given.get("cases"), dict):
        with pytest.raises(InvalidValue):
            INDEX.measures({}).updated(given)


def test_counts_of_what_is_not_there_are_refused() -> None:
    with pytest.raises(UnknownName, match="No grid is called 'x'"):
        INDEX.measures({"cases": {"a": 1, "x": 1}})
    with pytest.raises(UnknownName, match="No grid is called 'x'"):
        INDEX.measures({}).updated({"cases": {"x": 1}})


def test_a_measure_that_is_not_there_is_named_with_a_near_one() -> None:
    for ask in (INDEX.totals(GIVEN).column, INDEX.totals(GIVEN).by_code, INDEX.measures(GIVEN).column):
        with pytest.raises(UnknownName, match="Did you mean 'cases'"):
            ask("case")
    with pytest.raises(UnknownName):
        INDEX.totals(GIVEN).of("x")


def test_measures_of_another_order_are_refused() -> None:
    other = GridIndex.of([("a", None), ("z", None)])
    with pytest.raises(InvalidValue, match="another order"):
        INDEX.totals(other.measures({}))


def test_measures_serve_every_index_of_their_order() -> None:
    measures = GridIndex.of([("a", None), ("z", None)]).measures({"cases": {"z": 1}})
    assert GridIndex.of([("a", None), ("z", "a")]).totals(measures).of("a") == {"cases": 1}


# ------------------------------------------------------------------------- the totals themselves


def test_totals_are_equal_in_whatever_order_and_whoever_added() -> None:
    turned = GridIndex.of(
        [("z", None), ("a", None), ("c", "a"), ("f", "c"), ("e", "c"), ("b", "a"), ("d", "b")]
    )
    totals = INDEX.totals(GIVEN, engine="stdlib")
    assert totals == INDEX.totals(GIVEN, engine="numpy") == turned.totals(GIVEN)
    assert totals != INDEX.totals({**GIVEN, "cases": {}})
    assert totals != turned.totals({**GIVEN, "cases": {}})
    assert totals != INDEX.totals({"cases": GIVEN["cases"]})
    assert totals != "totals"
    with pytest.raises(TypeError):
        hash(totals)


@each_engine
def test_totals_are_kept_and_copied_whole(engine: str) -> None:
    totals = INDEX.totals(GIVEN, engine=engine)
    assert pickle.loads(pickle.dumps(totals)) == totals == deepcopy(totals)  # noqa: S301  our own bytes
    measures = INDEX.measures(GIVEN)
    again: Measures = pickle.loads(pickle.dumps(measures))  # noqa: S301  our own bytes
    assert INDEX.totals(again) == totals


def test_a_table_is_of_one_level_or_of_all_and_bounded() -> None:
    totals = INDEX.totals(GIVEN)
    assert totals.table(depth=1) == (("b", 30, 0), ("c", 90, 2))
    assert totals.table(most=2) == (("a", 120, 3), ("z", 0, -3))
    assert totals.table(depth=2, most=1) == (("d", 30, 0),)
    assert (len(totals.table()), totals.table(most=0)) == (7, ())
    for depth in (3, -1, "1", True):
        with pytest.raises(InvalidValue):
            totals.table(depth=depth)  # type: ignore[arg-type]
    for most in (-1, 1.5, None):
        with pytest.raises(InvalidValue):
            totals.table(most=most)  # type: ignore[arg-type]


def shown(totals: Totals) -> str:
    return totals._repr_html_()  # what a notebook calls


def test_a_notebook_shows_the_top_of_it_with_names_as_text() -> None:
    few = shown(INDEX.totals({"<b>": {"a": 1}}))
    assert "<b>" not in few
    assert "&lt;b&gt;" in few
    assert "more" not in few
    many = GridIndex.of([("r", None), *((f"g{at}", "r") for at in range(SHOWN_ROWS))])
    page = shown(many.totals({"cases": {}}))
    assert page.count("<tr>") == SHOWN_ROWS + 2
    assert "另有 1 个网格 1 more" in page


def test_a_repr_names_the_measures_and_no_counts() -> None:
    assert repr(INDEX.totals(GIVEN)) == "Totals(columns=‹households, cases›)"


@pytest.mark.parametrize("measure", ["house", None, [], {}])
def test_a_measure_that_is_not_there_is_named_whatever_it_is(measure: Any) -> None:  # noqa: ANN401
    totals = INDEX.totals(GIVEN)
    for ask in (totals.column, totals.by_code, INDEX.measures(GIVEN).column):
        with pytest.raises(UnknownName):
            ask(measure)


@pytest.mark.parametrize("forest", [None, "a", INDEX])
def test_measures_are_of_a_forest(forest: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue, match="must be a Forest"):
        Measures.of(forest, {})
