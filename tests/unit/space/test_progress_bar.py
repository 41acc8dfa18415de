"""The bar that shows how far a search is."""

import sys
from fractions import Fraction

import pytest

from communitygov.core.money import Money
from communitygov.errors import MissingExtra
from communitygov.space.certificate import Progress
from communitygov.space.progress_bar import progress_bar
from communitygov.space.vote import BudgetVote, Completion, MicroProject, equal_shares


def test_rounds_value_and_bound_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    show = progress_bar("sites")
    show(Progress(1, 3, Fraction(1_000), None))
    show(Progress(3, 3, Fraction(2_000), Fraction(2_500)))
    shown = capsys.readouterr().err
    assert "sites" in shown
    assert "3/3" in shown
    assert "2,000 / 2,500" in shown


def test_a_raising_of_shares_is_watched_by_it(capsys: pytest.CaptureFixture[str]) -> None:
    projects = [MicroProject(id_, cost=Money(cost)) for id_, cost in (("a", 6_000), ("b", 6_000))]
    vote = BudgetVote.of(projects, budget=Money(12_000), ballots=[["a"]] * 3 + [["b"]] * 2)
    equal_shares(vote, completion=Completion.RAISE, watch=progress_bar())
    assert "/ 12,000" in capsys.readouterr().err


def test_without_tqdm_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(MissingExtra, match="progress"):
        progress_bar()
