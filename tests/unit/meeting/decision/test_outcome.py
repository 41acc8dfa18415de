"""The order of outcomes."""

import pytest

from communitygov.errors import InvalidValue
from communitygov.meeting.decision.outcome import Outcome

WRONG = [None, 3, ["void"] * 2 + ["maybe"], [[]], [None]]
RANKED = [Outcome(code) for code in ("void", "inquorate", "rejected", "tied", "open", "adopted")]


def test_the_outcomes_have_an_order() -> None:
    assert set(RANKED) == set(Outcome)
    for at, worst in enumerate(RANKED):
        assert Outcome.worst(reversed(RANKED[at:])) is worst
        assert Outcome.worst(RANKED[at:]) is worst
    assert Outcome.worst([]) is Outcome.ADOPTED


@pytest.mark.parametrize("at", range(1, 7))
def test_the_best_stands_first_and_the_worst_last(at: int) -> None:
    assert Outcome.best(RANKED, at=at) is RANKED[-at]
    assert Outcome.best(RANKED[::-1], at=at) is RANKED[-at]


@pytest.mark.parametrize("outcomes", WRONG, ids=repr)
def test_what_is_no_outcome_has_no_place(outcomes: list[Outcome]) -> None:
    for place in (Outcome.best, Outcome.worst):
        with pytest.raises(InvalidValue, match="must be outcomes"):
            place(outcomes)


@pytest.mark.parametrize("at", [0, 7, -1, 1.0, True, None], ids=repr)
def test_a_place_is_one_that_there_is(at: int) -> None:
    with pytest.raises(InvalidValue, match="must be a whole number from 1 to 6"):
        Outcome.best(RANKED, at=at)
    with pytest.raises(InvalidValue, match="from 1 to 0"):
        Outcome.best([])
