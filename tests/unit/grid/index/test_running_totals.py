"""Totals kept while counts change and grids move."""

from typing import Any

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.grid.index import GridIndex, RunningTotals

#: a over b, c; b over d; c over e; z alone.
INDEX = GridIndex.of([("a", None), ("b", "a"), ("c", "a"), ("d", "b"), ("e", "c"), ("z", None)])
COUNTS = {"households": {"d": 30, "e": 40}, "cases": {"a": 1, "z": 2}}


def running() -> RunningTotals:
    return RunningTotals(INDEX.measures(COUNTS))


def test_they_begin_with_the_totals_of_the_measures() -> None:
    begun = running()
    assert begun.frozen() == INDEX.totals(COUNTS)
    assert begun.frozen().forest is INDEX.forest
    assert (len(begun), repr(begun)) == (6, "RunningTotals(['households', 'cases'], grids=6)")


def test_what_is_added_reaches_the_root_and_nobody_else() -> None:
    changed = running()
    changed.add("d", {"households": -5, "cases": 10**30})
    assert changed.of("d") == changed.of("b") == {"households": 25, "cases": 10**30}
    assert changed.of("a") == {"households": 65, "cases": 10**30 + 1}
    assert (changed.of("c"), changed.of("z")) == (running().of("c"), running().of("z"))
    changed.add("d", {})
    assert changed.of("d")["households"] == 25


def test_a_grid_moves_with_all_beneath_it() -> None:
    moved = running()
    moved.move("b", "e")
    assert moved.parent("b") == "e"
    assert [moved.of(code)["households"] for code in "abcdez"] == [70, 30, 70, 30, 70, 0]
    moved.move("c", "z")
    assert [moved.of(code)["households"] for code in "abcdez"] == [0, 30, 70, 30, 70, 70]
    assert moved.frozen().forest.path("d") == ("z", "c", "e", "b", "d")


def test_a_grid_may_be_hung_under_nothing() -> None:
    moved = running()
    moved.move("c", None)
    assert (moved.parent("c"), moved.of("a")["households"], moved.of("c")["households"]) == (None, 30, 40)
    assert ("c", None) in moved.pairs()


def test_moving_to_where_it_is_changes_nothing() -> None:
    moved = running()
    moved.move("b", "a")
    moved.move("z", None)
    assert moved.frozen() == INDEX.totals(COUNTS)


def test_a_grid_may_get_another_code() -> None:
    named = running()
    named.rename("b", "b2")
    assert (named.of("b2")["households"], named.parent("d"), named.parent("b2")) == (30, "b2", "a")
    assert named.frozen().by_code("households") == {"a": 70, "z": 0, "b2": 30, "c": 40, "d": 30, "e": 40}
    with pytest.raises(UnknownName):
        named.of("b")


@pytest.mark.parametrize("parent", ["b", "d"])
def test_a_grid_under_itself_is_refused_and_nothing_has_changed(parent: str) -> None:
    kept = running()
    with pytest.raises(InvalidValue, match="lie beneath it"):
        kept.move("b", parent)
    assert kept.frozen() == INDEX.totals(COUNTS)
    assert kept.pairs() == running().pairs()


@pytest.mark.parametrize(
    "changes", [{"households": 1, "cases": 1.0}, {"households": 1, "cases": True}, None, [("cases", 1)]]
)
def test_changes_that_are_none_are_refused_and_nothing_has_changed(changes: Any) -> None:  # noqa: ANN401
    kept = running()
    with pytest.raises(InvalidValue):
        kept.add("d", changes)
    assert kept.frozen() == INDEX.totals(COUNTS)


def test_a_measure_that_is_not_there_is_refused_and_nothing_has_changed() -> None:
    kept = running()
    with pytest.raises(UnknownName, match="Did you mean 'cases'"):
        kept.add("d", {"households": 1, "case": 1})
    assert kept.frozen() == INDEX.totals(COUNTS)


@pytest.mark.parametrize("code", ["x", "", None, ["a"]])
def test_a_grid_that_is_not_there_is_refused_by_every_change(code: Any) -> None:  # noqa: ANN401
    kept = running()
    for ask in (
        lambda: kept.of(code),
        lambda: kept.parent(code),
        lambda: kept.add(code, {"cases": 1}),
        lambda: kept.move(code, "a"),
        lambda: kept.rename(code, "new"),
    ):
        with pytest.raises(UnknownName):
            ask()
    with pytest.raises(UnknownName, match="Did you mean 'a'" if code == "aa" else "No grid is called 'y'"):
        kept.move("a", "y")


@pytest.mark.parametrize("new", ["a", "b", "", "龙桥", None, "x" * 121])
def test_a_new_code_that_will_not_do_is_refused(new: Any) -> None:  # noqa: ANN401
    kept = running()
    with pytest.raises(InvalidValue, match="new"):
        kept.rename("b", new)
    assert kept.pairs() == running().pairs()


def test_what_is_no_measures_is_refused() -> None:
    with pytest.raises(InvalidValue, match="Measures"):
        RunningTotals(COUNTS)  # type: ignore[arg-type]


def test_what_was_given_stays_as_it_was() -> None:
    measures = INDEX.measures(COUNTS)
    changed = RunningTotals(measures)
    changed.add("d", {"households": 5})
    changed.move("d", "z")
    assert INDEX.totals(measures) == INDEX.totals(COUNTS)
    assert INDEX.path("d") == ("a", "b", "d")
