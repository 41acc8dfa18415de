"""Whom a roster leaves out at a grid is told, with the reason; of postings that do not run nothing is."""

from datetime import date, timedelta

import attrs
import pytest
from tests.unit.grid.routing.routed import AT, Parts

from communitygov.grid.posting.posting import Absence, Posting
from communitygov.grid.posting.roster import Roster
from communitygov.grid.routing.dispatch import Rule
from communitygov.grid.routing.own_posts import own_posts
from communitygov.grid.routing.report import Report
from communitygov.grid.routing.router import Router

DAY = AT.date()
REPORT = Report("R-1", matter="gas", at=AT, grid="M-1")


def without(parts: Parts, *postings: Posting) -> list[Posting]:
    """Return the postings of the town without those of M-1, and others in their place."""
    return [*(each for each in parts.roster.postings if each.grid != "M-1"), *postings]


def told(parts: Parts, roster: Roster) -> list[tuple[Rule, str]]:
    """Return the explanation of a report of M-1 without the line that says where it lies."""
    found = parts.router(roster=roster).dispatch(REPORT)
    return [(each.rule, str(each)) for each in found.why if each.rule is not Rule.LOCATED]


def test_who_is_away_is_named_before_the_deputy_who_has_it(parts: Parts) -> None:
    away = attrs.evolve(parts.roster, absences=[Absence("w-1", since=DAY, until=DAY + timedelta(days=1))])
    assert told(parts, away) == [
        (Rule.AWAY, "w-1 is away"),
        (Rule.RESPONSIBLE, "w-1b is in charge of M-1"),
    ]
    later = attrs.evolve(REPORT, at=AT + timedelta(days=1))
    assert "away" not in parts.router(roster=away).dispatch(later).text()


def test_a_deputy_who_is_away_is_named_though_the_first_has_it(parts: Parts) -> None:
    away = attrs.evolve(parts.roster, absences=[Absence("w-1b", since=DAY, until=DAY + timedelta(days=1))])
    assert told(parts, away) == [
        (Rule.AWAY, "w-1b is away"),
        (Rule.RESPONSIBLE, "w-1 is in charge of M-1"),
    ]
    assert own_posts(away).grid is away.grid


def test_who_must_keep_out_of_the_matter_is_named(parts: Parts) -> None:
    workers = [
        attrs.evolve(each, recused_from={"gas"}) if each.id in {"w-1", "w-1b"} else each
        for each in parts.roster.workers
    ]
    assert told(parts, attrs.evolve(parts.roster, workers=workers)) == [
        (Rule.RECUSED, "w-1 must keep out of gas"),
        (Rule.RECUSED, "w-1b must keep out of gas"),
        (Rule.VACANT, "M-1 has nobody to take it"),
        (Rule.RESPONSIBLE, "g-1 is in charge of G-1"),
    ]


def test_who_serves_other_matters_only_is_named(parts: Parts) -> None:
    postings = without(parts, Posting("w-1", "M-1", matters={"fire"}), Posting("w-1b", "M-1", rank=1))
    assert told(parts, attrs.evolve(parts.roster, postings=postings)) == [
        (Rule.OTHER_MATTER, "w-1 serves grid M-1 for these matters only: fire"),
        (Rule.RESPONSIBLE, "w-1b is in charge of M-1"),
    ]


def test_a_deputy_who_waits_for_the_first_is_not_passed_over(parts: Parts) -> None:
    assert told(parts, parts.roster) == [(Rule.RESPONSIBLE, "w-1 is in charge of M-1")]


@pytest.mark.parametrize(
    "posting",
    [
        Posting("w-1", "M-1", until=DAY),
        Posting("w-1", "M-1", since=DAY + timedelta(days=1)),
        Posting("w-unknown", "M-1"),
    ],
    ids=["over", "not begun", "of nobody"],
)
def test_postings_that_are_nobody_s_are_not_told(parts: Parts, posting: Posting) -> None:
    roster = attrs.evolve(parts.roster, postings=without(parts, posting))
    assert [rule for rule, _ in told(parts, roster)] == [Rule.VACANT, Rule.RESPONSIBLE]


def test_a_host_s_own_tells_nothing(parts: Parts) -> None:
    class Desk:
        grid = parts.roster.grid

        def chain(self, grid: str, *, on: date | None = None, matter: str | None = None) -> tuple[str, ...]:
            assert (on, matter) == (DAY, "gas")
            return ("h-1",) if grid == "G-1" else ()

    found = parts.router(roster=Desk()).dispatch(REPORT)
    assert [each.rule for each in found.why] == [Rule.LOCATED, Rule.VACANT, Rule.RESPONSIBLE]


def test_the_reason_comes_back_from_a_document(router: Router, parts: Parts) -> None:
    absences = [Absence("w-1", since=DAY, until=DAY + timedelta(days=1))]
    found = parts.router(roster=attrs.evolve(parts.roster, absences=absences)).dispatch(REPORT)
    assert type(found).from_json(found.to_json()) == found
    assert router.dispatch(REPORT).why != found.why
