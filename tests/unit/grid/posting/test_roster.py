"""One grid one in charge, one worker many grids: who serves, what is refused, what a roster says."""

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from tests.unit.grid.posting.staff import GRID, ROWS, codes, roster, worker

from communitygov.errors import DocumentError, InvalidValue, UnknownName
from communitygov.grid.hierarchy.day_error import AbsentThen
from communitygov.grid.hierarchy.edge import Edge
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.level.kind import GridKind
from communitygov.grid.posting.duty import Duty, Inheritance, WorkerKind
from communitygov.grid.posting.load import Load
from communitygov.grid.posting.posting import Absence, Posting
from communitygov.grid.posting.refusal import PostingRefused
from communitygov.grid.posting.roster import Roster
from communitygov.grid.posting.rule import PostingRule
from communitygov.grid.posting.worker import Capacity

MAY = date(2023, 5, 4)
EVE = date(2023, 5, 3)
OWN_ONLY = PostingRule(inheritance=Inheritance.OWN_ONLY)


def test_a_worker_with_three_grids_has_a_load_of_three_and_each_grid_one_in_charge() -> None:
    made = roster(Posting("W", "A"), Posting("W", "B"), Posting("W", "D"))
    assert made.load("W").grids == 3
    assert [made.in_charge(code) for code in ("A", "B", "D")] == ["W", "W", "W"]
    assert "SECOND_IN_CHARGE" not in codes(made.findings())


def test_a_second_in_charge_is_refused_with_every_reason() -> None:
    made = roster(
        Posting("W", "A"),
        workers=[worker("V", communities={"B"}, recused_from={"A"}, capacity=Capacity(grids=0))],
    )
    with pytest.raises(PostingRefused) as caught:
        made.posted(Posting("V", "A"))
    assert codes(caught.value.findings) == ["SECOND_IN_CHARGE", "OUTSIDE_COMMUNITY", "WORKER_RECUSED"]
    assert "W 负责" in caught.value.text("zh")


def test_a_posting_of_nobody_and_nowhere_is_refused() -> None:
    with pytest.raises(PostingRefused) as caught:
        roster().posted(Posting("V", "Z"))
    assert codes(caught.value.findings) == ["POSTING_GRID_UNKNOWN", "POSTING_WORKER_UNKNOWN"]


@pytest.mark.parametrize(
    ("capacity", "code"),
    [(Capacity(grids=1), "GRIDS_OVER_CAPACITY"), (Capacity(households=90), "HOUSEHOLDS_OVER_CAPACITY")],
)
def test_a_posting_beyond_a_capacity_is_refused(capacity: Capacity, code: str) -> None:
    made = roster(Posting("W", "A"), workers=[worker("W", capacity=capacity)], households={"A": 50, "B": 41})
    with pytest.raises(PostingRefused) as caught:
        made.posted(Posting("W", "B"))
    assert codes(caught.value.findings) == [code]
    assert made.posted(Posting("W", "B", rank=1)).chain("B") == ("W",)


def test_capacity_is_looked_at_on_the_days_of_the_posting_only() -> None:
    held = Posting("W", "A", until=MAY)
    made = roster(held, workers=[worker("W", capacity=Capacity(grids=1))])
    assert made.posted(Posting("W", "B", since=MAY)).in_charge("B", on=MAY) == "W"


def test_two_in_charge_for_different_matters_or_days_go_together() -> None:
    made = roster(Posting("W", "A", matters={"fire"}), workers=[worker("V")])
    made = made.posted(Posting("V", "A", matters={"bins"}))
    assert made.chain("A", matter="bins") == ("V",)
    assert made.chain("A") == ()
    later = roster(Posting("W", "A", until=MAY), workers=[worker("V")]).posted(Posting("V", "A", since=MAY))
    assert later.in_charge("A", on=MAY) == "V"


def test_two_in_charge_in_the_data_are_a_finding_and_the_first_by_name_answers() -> None:
    made = roster(Posting("W", "A"), Posting("V", "A"), Posting("V", "A", rank=1))
    assert made.in_charge("A") == "V"
    assert codes(made.findings())[:3] == ["SECOND_IN_CHARGE", "POSTED_TWICE", "GRID_WITHOUT_IN_CHARGE"]


def test_strangers_and_lost_communities_are_findings() -> None:
    made = Roster(
        GRID, workers=[worker("W", communities={"Z"})], postings=[Posting("W", "Y"), Posting("X", "A")]
    )
    assert codes(made.findings())[:3] == [
        "COMMUNITY_UNKNOWN",
        "POSTING_WORKER_UNKNOWN",
        "POSTING_GRID_UNKNOWN",
    ]
    assert made.in_charge("A") is None


def test_a_posting_out_of_place_is_a_finding() -> None:
    made = roster(Posting("W", "A"), workers=[worker("W", communities={"B"}, recused_from={"G"})])
    assert codes(made.findings())[:2] == ["OUTSIDE_COMMUNITY", "WORKER_RECUSED"]


def test_street_staff_keep_their_home_organisation() -> None:
    made = roster(workers=[worker("W", home="street-1")]).posted(Posting("W", "A"))
    assert made.workers[0].home == "street-1"


# ------------------------------------------------------------------ gaps


def test_each_of_the_three_duties_is_reported_for_itself() -> None:
    rule = PostingRule(kinds={GridKind.MICRO})
    made = roster(
        Posting("W", "A"),
        Posting("W", "B", duty=Duty.ENQUIRES),
        Posting("W", "D", duty=Duty.HELPS),
        rule=rule,
    )
    assert [(finding.code, finding.subject) for finding in made.gaps()] == [
        ("GRID_WITHOUT_IN_CHARGE", "B"),
        ("GRID_WITHOUT_IN_CHARGE", "D"),
        ("GRID_WITHOUT_ENQUIRER", "A"),
        ("GRID_WITHOUT_ENQUIRER", "D"),
        ("GRID_WITHOUT_HELPER", "A"),
        ("GRID_WITHOUT_HELPER", "B"),
    ]
    assert {str(finding.source) for finding in made.gaps()} == {"001, ““有人管、有人问、有人帮””"}


def test_a_grid_served_from_above_has_no_gap_and_is_named_apart() -> None:
    rule = PostingRule(duties={Duty.IN_CHARGE})
    made = roster(Posting("W", "G"), Posting("V", "A"), rule=rule)
    assert made.gaps() == ()
    assert [finding.subject for finding in made.from_above()] == ["B", "D"]
    assert made.in_charge("B") == "W"
    assert made.chain("B") == ("W",)
    alone = attrs.evolve(made, rule=attrs.evolve(rule, inheritance=Inheritance.OWN_ONLY))
    assert [finding.subject for finding in alone.gaps()] == ["B", "D"]
    assert alone.in_charge("B") is None
    assert not alone.covers("W", "B")


def test_guides_without_a_grid_are_listed() -> None:
    guides = [worker(name, kind=WorkerKind.GUIDE) for name in ("U", "V")]
    made = roster(Posting("U", "A", duty=Duty.HELPS), workers=guides)
    assert [(finding.code, finding.subject) for finding in made.unpaired()] == [("GUIDE_UNPAIRED", "V")]


# ------------------------------------------------------------------ absence


def test_a_deputy_stands_in_while_the_first_is_away() -> None:
    made = roster(
        Posting("W", "A"),
        Posting("V", "A", rank=1),
        Posting("W", "B"),
        absences=[Absence("W", since=MAY, until=date(2023, 5, 8))],
    )
    assert made.in_charge("A", on=MAY) == "V"
    assert made.in_charge("A", on=date(2023, 5, 8)) == "W"
    assert made.appointed("A", on=MAY) == "W"
    assert made.stand_ins("W", on=MAY) == {"A": "V", "B": None}
    assert "AWAY_WITHOUT_DEPUTY" in codes(made.findings(on=MAY))
    assert "AWAY_WITHOUT_DEPUTY" not in codes(made.findings(on=date(2023, 5, 8)))
    assert made.covers("V", "A", on=MAY)
    assert codes(made.explain_cover("W", "A", on=MAY)) == ["WORKER_AWAY"]


def test_a_deputy_without_a_first_is_a_finding() -> None:
    made = roster(Posting("V", "A", rank=1), Posting("V", "B", duty=Duty.HELPS), Posting("V", "D", until=MAY))
    assert codes(made.findings(on=MAY))[0] == "DEPUTY_WITHOUT_FIRST"
    assert made.in_charge("A", on=MAY) == "V"
    assert made.appointed("A", on=MAY) is None


# ------------------------------------------------------------------ who may act


def test_every_unmet_condition_is_named() -> None:
    made = roster(
        Posting("V", "A", rank=1, matters={"fire"}, until=MAY),
        Posting("V", "A", since=date(2024, 1, 1), rank=1),
        Posting("W", "A"),
        workers=[worker("V", communities={"B"}, recused_from={"noise", "G"})],
        absences=[Absence("V", since=MAY)],
    )
    assert codes(made.explain_cover("V", "A", on=MAY, matter="noise")) == [
        "POSTING_ENDED",
        "OTHER_MATTER",
        "FIRST_IS_PRESENT",
        "POSTING_NOT_BEGUN",
        "OUTSIDE_COMMUNITY",
        "WORKER_AWAY",
        "WORKER_RECUSED",
    ]
    assert not made.covers("V", "A", on=MAY, matter="noise")
    assert codes(made.explain_cover("V", "D", on=date(2023, 5, 3))) == [
        "NOT_POSTED_HERE",
        "OUTSIDE_COMMUNITY",
        "WORKER_RECUSED",
    ]


def test_who_is_posted_above_may_act_beneath_and_not_the_other_way() -> None:
    made = roster(Posting("W", "G"), Posting("V", "A"))
    assert made.covers("W", "A")
    assert not made.covers("V", "G")
    assert not made.covers("V", "B")


def test_helpers_have_no_first_among_them() -> None:
    made = roster(Posting("W", "A", duty=Duty.HELPS), Posting("V", "A", duty=Duty.HELPS, rank=1))
    assert made.covers("V", "A", duty=Duty.HELPS)
    assert made.chain("A", duty=Duty.HELPS) == ("W", "V")


def test_a_second_posting_of_ones_own_keeps_nobody_out() -> None:
    made = roster(Posting("W", "A", matters={"fire"}), Posting("W", "A", rank=1), Posting("V", "A", rank=2))
    assert made.covers("W", "A")
    assert made.covers("W", "A", matter="fire")
    assert not made.covers("V", "A")


# ------------------------------------------------------------------ days


def test_a_roster_with_dates_is_asked_about_a_day() -> None:
    made = roster(Posting("W", "A", since=MAY))
    assert made.is_dated
    with pytest.raises(InvalidValue, match="must be a day"):
        made.in_charge("A")
    with pytest.raises(InvalidValue, match="without a time"):
        made.in_charge("A", on=datetime(2023, 5, 4, tzinfo=UTC))
    assert made.in_charge("A", on=date(2023, 5, 3)) is None


def test_a_posting_ends_and_stays_on_record() -> None:
    posting = Posting("W", "A", since=date(2023, 1, 1))
    made = roster(posting).ended(posting, on=MAY)
    assert made.postings == (attrs.evolve(posting, until=MAY),)
    assert made.in_charge("A", on=MAY) is None
    with pytest.raises(InvalidValue, match="posting of this roster"):
        made.ended(posting, on=MAY)


# ------------------------------------------------------------------ what comes in


def test_unknown_names_are_refused_with_a_suggestion() -> None:
    made = roster(Posting("w-07", "A"))
    for asked in (
        lambda: made.load("w-7"),
        lambda: made.covers("w-7", "A"),
        lambda: made.stand_ins("w-7", on=MAY),
    ):
        with pytest.raises(UnknownName, match="Did you mean 'w-07'"):
            asked()
    for asked in (lambda: made.in_charge("Z"), lambda: made.chain("Z"), lambda: made.appointed("Z")):
        with pytest.raises(UnknownName, match="No grid is called 'Z'"):
            asked()


@pytest.mark.parametrize(
    "facts",
    [
        {"households": "A"},
        {"households": 7},
        {"households": {"A": -1}},
        {"households": {"A": True}},
        {"households": {"甲": 1}},
        {"households": [("A", 1), ("A", 2)]},
        {"households": [("A",)]},
        {"workers": [worker("W"), worker("W")]},
        {"workers": ["W"]},
        {"postings": [Posting("W", "A"), Posting("W", "A")]},
        {"absences": [Absence("W", since=MAY), Absence("W", since=MAY)]},
        {"rule": None},
    ],
)
def test_what_makes_no_sense_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        Roster(GRID, **{"workers": (), "postings": (), **facts})


def test_counts_of_grids_that_are_not_there_are_refused() -> None:
    with pytest.raises(UnknownName, match="'Z'"):
        roster(households={"Z": 1})
    document = roster(households={"A": 1}).to_document()
    document["households"] = [["Z", 1]]
    with pytest.raises(DocumentError):
        Roster.from_document(document)


def test_a_household_is_counted_once_however_the_grids_lie() -> None:
    made = roster(
        Posting("W", "G"), Posting("W", "A"), Posting("W", "A", rank=1), households={"A": 40, "B": 30}
    )
    assert made.load("W") == Load("W", codes=("A", "G"), households=70)
    assert roster(Posting("W", "D")).load("W").uncounted == 1


def test_a_roster_of_grids_that_move_is_asked_about_the_grids_of_the_day() -> None:
    edges = [Edge("A", "G", until=MAY), Edge("A", "H", since=MAY), Edge("B", "G", until=MAY)]
    rows = [*ROWS[:2], ("H", "C", "general", "二"), *ROWS[2:]]
    grid = GridHierarchy.from_rows(rows, edges=edges)
    made = roster(Posting("W", "G"), Posting("V", "H"), grid=grid)
    assert made.in_charge("A", on=date(2023, 5, 3)) == "W"
    assert made.in_charge("A", on=MAY) == "V"
    assert made.in_charge("A", on=date(2023, 5, 3)) == "W"
    assert made.days == (MAY,)
    gone = roster(Posting("W", "B"), workers=[worker("W", communities={"C"})], grid=grid)
    assert "POSTING_GRID_UNKNOWN" in codes(gone.findings(on=MAY))
    assert gone.load("W", on=MAY).grids == 0
    assert codes(gone.findings(on=date(2023, 5, 3)))[0] == "GRID_WITHOUT_IN_CHARGE"


def test_a_notebook_shows_loads_against_capacities_and_stops() -> None:
    many = [worker(f"w-{at}", capacity=Capacity(grids=0, households=9)) for at in range(301)]
    shown = roster(Posting("w-0", "A"), workers=many)._repr_html_()
    assert "1 / 0" in shown
    assert "另有 1 行" in shown
    assert "GRIDS" not in shown


def test_a_notebook_shows_what_is_on_record_of_a_dated_roster_without_a_day() -> None:
    later = date(2024, 1, 1)
    dated = roster(
        Posting("W", "A", since=MAY),
        Posting("W", "B", since=later),
        Posting("V", "A", until=MAY),
        Posting("X-9", "A", since=MAY, until=later),
    )
    known = [each for each in dated.workers if each.id != "X-9"]
    shown = attrs.evolve(dated, workers=known)._repr_html_()
    assert "2 人 workers，4 次派驻 postings，2023-05-04 — 2024-01-01" in shown
    assert (
        "<td>W</td><td>微网格员 micro-grid worker</td><td>2</td><td>2</td><td>2023-05-04</td><td>—</td>"
        in shown
    )
    assert "<td>1</td><td>1</td><td>—</td><td>2023-05-04</td>" in shown
    assert "<td>X-9</td><td>—</td><td>1</td><td>1</td><td>2023-05-04</td><td>2024-01-01</td>" in shown


def test_a_notebook_shows_a_roster_whose_postings_are_all_over() -> None:
    shown = roster(Posting("W", "A", until=MAY))._repr_html_()
    assert "1 次派驻 postings，2023-05-04" in shown


# ------------------------------------------------------------------ grids that come and go


def merged() -> Roster:
    """A roster over grids of which A ends and D begins on a day."""
    edges = [Edge("A", "G", until=MAY), Edge("D", "G", since=MAY)]
    made = roster(Posting("v", "A"), Posting("w", "D"), Posting("u", "G"))
    return attrs.evolve(made, grid=attrs.evolve(made.grid, edges=edges))


def test_nobody_is_in_charge_of_a_grid_on_a_day_on_which_it_is_not_there() -> None:
    made = merged()
    asked: list[Any] = [
        lambda code, on: made.in_charge(code, on=on),
        lambda code, on: made.in_charge_upwards(code, on=on),
        lambda code, on: made.chain(code, on=on),
        lambda code, on: made.appointed(code, on=on),
        lambda code, on: made.covers("u", code, on=on),
        lambda code, on: made.explain_cover("u", code, on=on),
    ]
    for ask in asked:
        for code, on in (("A", MAY), ("D", EVE)):
            with pytest.raises(AbsentThen):
                ask(code, on)
    assert (made.in_charge("A", on=EVE), made.in_charge("D", on=MAY)) == ("v", "w")
    assert made.appointed("A", on=EVE) == "v"


def test_a_count_of_no_grid_is_named_on_dated_grids_too() -> None:
    with pytest.raises(UnknownName, match="AA"):
        attrs.evolve(merged(), households={"AA": 3})


def test_a_posting_without_a_first_day_is_taken_at_a_grid_that_begins_later() -> None:
    assert merged().posted(Posting("u", "D", rank=1)).chain("D", on=MAY) == ("w", "u")
    with pytest.raises(PostingRefused):
        merged().posted(Posting("u", "A", since=MAY))


def test_of_each_grid_itself_a_vacancy_shows_though_it_is_served_from_above() -> None:
    made = roster(Posting("v", "G"))
    assert made.in_charge("A") == "v"
    assert made.in_charge_upwards("A") == (("A", None), ("G", "v"), ("C", None))


# ------------------------------------------------------------------ away, over, in order


def test_somebody_away_whom_nobody_knows_is_named() -> None:
    made = roster(Posting("v", "A"), absences=[Absence("w-l", since=MAY)])
    assert "ABSENT_WORKER_UNKNOWN" in codes(made.findings(on=MAY))
    assert "ABSENT_WORKER_UNKNOWN" not in codes(made.findings(on=EVE))


def test_who_is_away_needs_somebody_in_each_matter() -> None:
    made = roster(
        Posting("w", "A", matters={"fire"}),
        Posting("v", "A", matters={"noise"}),
        absences=[Absence("w", since=MAY)],
    )
    (lone,) = (each for each in made.findings(on=MAY) if each.code == "AWAY_WITHOUT_DEPUTY")
    assert lone.text() == "w is away, and grid A has no deputy who can act"


def test_who_is_away_may_be_stood_in_for_from_above() -> None:
    made = roster(Posting("w", "A"), Posting("v", "G"), absences=[Absence("w", since=MAY)])
    assert "AWAY_WITHOUT_DEPUTY" not in codes(made.findings(on=MAY))


def test_a_posting_that_is_over_is_not_made_longer() -> None:
    over = Posting("v", "A", since=EVE, until=MAY)
    made = roster(over)
    with pytest.raises(InvalidValue, match="must not be after its end, 2023-05-04"):
        made.ended(over, on=date(2023, 6, 1))
    with pytest.raises(InvalidValue, match="later than its first day"):
        made.ended(over, on=EVE)
    assert made.ended(over, on=MAY) == made


def test_an_open_beginning_and_the_first_day_of_all_have_an_order() -> None:
    two = [Posting("v", "A", until=MAY), Posting("v", "A", since=date.min, until=MAY)]
    assert roster(*two).postings == roster(*reversed(two)).postings == tuple(two)
    away = [Absence("v", since=MAY), Absence("v", since=MAY, until=date.max)]
    assert roster(absences=away).absences == roster(absences=away[::-1]).absences


@pytest.mark.parametrize("asked", [{"matter": ["fire"]}, {"duty": "in_charge"}, {"duty": []}], ids=str)
def test_what_is_no_matter_and_no_duty_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        roster(Posting("v", "A")).chain("A", **asked)


@pytest.mark.parametrize("code", [["A"], None, "Z"], ids=str)
def test_what_can_be_no_code_is_as_unknown_as_any(code: Any) -> None:  # noqa: ANN401  anything
    made = roster(Posting("v", "A"))
    for ask in (made.in_charge, made.chain, made.in_charge_upwards, made.load):
        with pytest.raises(UnknownName):
            ask(code)
    for worker_asked, grid_asked in ((code, "A"), ("v", code)):
        with pytest.raises(UnknownName):
            made.covers(worker_asked, grid_asked)
        with pytest.raises(UnknownName):
            made.explain_cover(worker_asked, grid_asked)
