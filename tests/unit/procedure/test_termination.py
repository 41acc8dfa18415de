"""A loop is bounded if one of its lines can be taken only so often, by whatever bound; others are named."""

import pytest
from tests.property.exhaustive import explore
from tests.unit.procedure.small_tables import details, line, table

from communitygov.procedure import HadNoHand, IsRaiser, Table, TakenFewer
from communitygov.procedure.soundness import termination
from communitygov.procedure.soundness.report import faults
from communitygov.procedure.soundness.termination import lasting


def loops(looping: Table) -> list[tuple[str, str, str]]:
    """Return the loops that are found: by which states, by which actions, and the way there."""
    found = [details(finding) for finding in faults(looping) if finding.code == "LOOP_UNBOUNDED"]
    return [(each["loop"], each["actions"], each["path"]) for each in found]


OUT = line("close", "c", "end")
BOUNDED: dict[str, Table] = {
    "by itself": table(
        line("go", "a", "b"), line("back", "b", "a", TakenFewer("back", 2)), line("close", "b", "end")
    ),
    "by the other line": table(
        line("go", "a", "b"), line("back", "b", "a", TakenFewer("go", 3)), line("close", "b", "end")
    ),
    "by either of two others": table(
        line("go", "a", "b", TakenFewer("back", 2), TakenFewer("return", 2)),
        line("back", "b", "a"),
        line("return", "b", "a"),
        line("close", "b", "end"),
        line("drop", "a", "end"),
    ),
    "each through the other": table(
        line("go", "a", "b"),
        line("back", "b", "a", TakenFewer("go", 2)),
        line("on", "b", "c", TakenFewer("back", 2)),
        line("up", "c", "a", TakenFewer("up", 2)),
        OUT,
        line("drop", "a", "end"),
        line("drop", "b", "end"),
    ),
}


@pytest.mark.parametrize("name", BOUNDED)
def test_a_loop_is_bounded(name: str) -> None:
    assert explore(BOUNDED[name]).is_finite()
    assert faults(BOUNDED[name]) == ()


def test_a_bound_on_an_action_outside_the_loop_does_not_bound_it() -> None:
    looping = table(
        line("go", "a", "b"), line("on", "b", "c"), line("back", "c", "b", TakenFewer("go", 3)), OUT
    )
    assert not explore(looping).is_finite()
    assert loops(looping) == [("b → c → b", "on → back", "open → go")]


def test_a_bound_that_another_way_round_escapes_does_not_bound_the_loop_and_the_other_way_is_named() -> None:
    looping = table(
        line("go", "a", "b"),
        line("run", "a", "b"),
        line("back", "b", "a", TakenFewer("go", 3)),
        line("close", "b", "end"),
    )
    assert not explore(looping).is_finite()
    assert loops(looping) == [("a → b → a", "run → back", "open")]


def test_loops_that_do_not_hang_together_are_each_named_with_the_nearest_and_shortest() -> None:
    looping = table(
        line("go", "a", "b"),
        line("back", "b", "a"),
        line("stay", "b", "b"),
        line("on", "b", "c"),
        line("wait", "c", "c"),
        OUT,
    )
    assert loops(looping) == [("a → b → a", "go → back", "open"), ("c → c", "wait", "open → go → on")]


def test_a_loop_that_is_never_reached_is_not_named() -> None:
    looping = table(line("close", "a", "end"), line("go", "b", "c"), line("back", "c", "b"))
    assert loops(looping) == []
    assert [len(ring) for ring in lasting(looping.moves)] == [2]


def test_loops_that_bound_one_another_only_together_are_refused_although_they_would_end() -> None:
    careful = table(
        line("go", "a", "b", TakenFewer("on", 2)),
        line("on", "b", "c"),
        line("up", "b", "c"),
        line("back", "c", "a", TakenFewer("up", 2)),
        OUT,
        line("drop", "a", "end"),
    )
    assert explore(careful).is_finite()
    assert loops(careful) == [("a → b → c → a", "go → on → back", "open")]


def test_a_loop_that_only_the_deeds_of_a_person_bound_is_refused_although_it_would_end() -> None:
    once = table(line("stay", "a", "a", IsRaiser(), HadNoHand(("stay",))), line("close", "a", "end"))
    assert explore(once).is_finite()
    assert loops(once) == [("a → a", "stay", "open")]


@pytest.mark.parametrize("limit", ["_MOST_ROUNDS", "_MOST_SETS"])
def test_what_lies_beyond_the_limits_of_the_search_is_refused(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(termination, limit, 0)
    assert loops(BOUNDED["by the other line"]) == [("a → b → a", "go → back", "open")]
    assert loops(BOUNDED["by itself"]) == []
