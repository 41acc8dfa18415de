"""The order of outcomes."""

import pytest

from communitygov.meeting.decision.outcome import Outcome

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
