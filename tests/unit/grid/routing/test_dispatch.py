"""Answers to reports."""

import attrs
import pytest
from tests.unit.grid.routing.routed import AT

from communitygov.errors import InvalidValue, UnknownName
from communitygov.grid.routing.dispatch import Dispatch, Hop
from communitygov.grid.routing.reasoning import REPORT_NOWHERE
from communitygov.grid.routing.report import Report
from communitygov.grid.routing.router import Router


@pytest.fixture
def found(router: Router) -> Dispatch:
    """Dispatch a report of M-1."""
    return router.dispatch(Report("R-1", matter="lighting", at=AT, grid="M-1"))


def test_the_actor_of_a_tier_has_its_roles_and_serves_the_grid(found: Dispatch) -> None:
    first, second = found.actor(), found.actor("neighbourhood")
    assert (first.id, sorted(first.roles), first.grids) == (
        "w-1",
        ["grid_worker", "micro_grid_worker"],
        {"M-1"},
    )
    assert (second.id, second.serves("M-1")) == ("g-1", True)
    with pytest.raises(UnknownName, match="Did you mean 'neighbourhood'"):
        found.actor("neighborhood")


def test_the_plan_names_for_each_tier_who_has_it_where_and_until_when(found: Dispatch) -> None:
    facts = [(fact.outcome, fact.giver, fact.reference, fact.at) for fact in found.facts()]
    assert facts == [(hop.tier.code, hop.worker, hop.held_at, hop.until) for hop in found.tiers]
    assert {(fact.kind, fact.about) for fact in found.facts()} == {("plan", "R-1")}


def test_it_says_itself_in_both_languages_and_shows_itself(found: Dispatch) -> None:
    assert found.text("zh") == "按网格代码：M-1\nM-1 由 w-1 负责"
    page = found._repr_html_()
    assert page.count("<tr>") == 4
    assert "微网格发现上报" in page
    assert "<li>按网格代码" in page


def test_names_are_text_in_a_notebook(found: Dispatch) -> None:
    hop = attrs.evolve(found.tiers[0], tier=attrs.evolve(found.tiers[0].tier, zh="<b>"))
    page = attrs.evolve(found, tiers=[hop])._repr_html_()
    assert "<b>" not in page
    vacant = attrs.evolve(hop, grid=None, worker=None, held_at=None)
    lost = REPORT_NOWHERE.finding("R-1", {"report": "R-1"})
    assert "<td>—</td>" in attrs.evolve(found, tiers=[vacant], findings=[lost])._repr_html_()


def test_answers_that_contradict_themselves_are_refused(found: Dispatch) -> None:
    hop = found.tiers[0]
    with pytest.raises(InvalidValue, match="last grid of the path"):
        attrs.evolve(found, candidates=["M-2"])
    with pytest.raises(InvalidValue, match="why nobody is responsible"):
        attrs.evolve(found, tiers=())
    with pytest.raises(InvalidValue, match="empty without a path"):
        attrs.evolve(found, path=(), candidates=())
    with pytest.raises(InvalidValue, match="each tier once"):
        attrs.evolve(found, tiers=(hop, hop))
    with pytest.raises(InvalidValue, match="not end before"):
        attrs.evolve(found, tiers=found.tiers[::-1])
    with pytest.raises(InvalidValue, match="or neither"):
        Hop(tier=hop.tier, worker="w-1", until=AT)
