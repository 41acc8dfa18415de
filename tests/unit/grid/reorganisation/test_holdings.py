"""Holdings: what they refuse, what a change makes of them, how much is in them."""

from datetime import date
from typing import Any, cast

import attrs
import pytest
from tests.unit.grid.reorganisation.village import DONE, GRID, HELD, MATTERS, ON, RESIDENCY, ROSTER

from communitygov.errors import DocumentError, InvalidValue, UnknownName
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.posting import Posting
from communitygov.grid.reorganisation import (
    Change,
    Closed,
    GridCounts,
    Holdings,
    Lineage,
    Merge,
    Move,
    Opened,
    OpenMatter,
    Part,
    Rename,
    Split,
    Succession,
    SuccessionKind,
)
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.residency import Residency

MERGE = Merge(codes={"M-1", "M-2"}, into="N", name="新", in_charge="w-1", **DONE)
SPLIT = Split(
    code="M-1",
    parts=(
        Part("N-1", name="东", dwellings={"D-1"}),
        Part("N-2", name="西", dwellings={"D-2"}, workers={"w-3"}),
    ),
    rest="N-1",
    **DONE,
)


def places(held: Holdings) -> dict[str, str]:
    return {each.id: each.grid for each in held.matters}


def posted(held: Holdings) -> set[tuple[str, str, str, int]]:
    assert held.roster is not None
    return {(each.worker, each.grid, each.duty.value, each.rank) for each in held.roster.postings}


# ------------------------------------------------------------------------------------- made


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"grid": GridHierarchy.from_rows([("M", "LQ", "micro", "一组")])}, "forest"),
        ({"grid": GridHierarchy.from_rows([("M", "M", "micro", "一组")])}, "forest"),
        ({"grid": attrs.evolve(GRID, edges=[("M-1", "G-2", "administrative", ON, None)])}, "as_of"),
        ({"residency": RESIDENCY}, "residency"),
        ({"roster": ROSTER}, "roster"),
        ({"matters": [OpenMatter("m-1", grid="M-9")]}, "M-9"),
        ({"matters": [MATTERS[2], MATTERS[2]]}, "only once"),
        ({"matters": "m-1"}, "OpenMatter"),
        ({"since": "2024-03-01"}, "since"),
        ({"lineage": None}, "lineage"),
    ],
)
def test_holdings_that_do_not_fit_together_are_refused(parts: dict[str, Any], said: str) -> None:
    other = GridHierarchy.from_rows([("LQ", None, "community", "龙桥"), ("M-2", "LQ", "general", "二组")])
    with pytest.raises(InvalidValue, match=said):
        Holdings(**{"grid": other, **parts})


def test_a_matter_is_at_its_dwelling_or_above() -> None:
    with pytest.raises(InvalidValue, match="at M-1, where its dwelling is"):
        attrs.evolve(HELD, matters=[OpenMatter("m-1", grid="G-2", dwelling="D-1")])
    with pytest.raises(InvalidValue, match="known dwelling"):
        attrs.evolve(HELD, matters=[OpenMatter("m-1", grid="G-2", dwelling="D-9")])
    assert Holdings(GRID, matters=[OpenMatter("m-1", grid="G-2", dwelling="D-9")]).matters


def test_a_dwelling_stands_once() -> None:
    twice = Residency(GRID, dwellings=[Dwelling("D-1", grid="M-1"), Dwelling("D-1", grid="M-2")])
    with pytest.raises(InvalidValue, match="each dwelling once"):
        Holdings(GRID, residency=twice)


@pytest.mark.parametrize(
    ("before", "after", "since"),
    [
        ({"A", "B"}, {"N"}, ON),
        ({"A", "M-2"}, {"M-1"}, ON),
        ({"A", "B"}, {"M-1"}, None),
        ({"A", "B"}, {"M-1"}, date(2024, 2, 29)),
    ],
)
def test_a_lineage_of_other_grids_or_days_is_refused(
    before: set[str], after: set[str], since: date | None
) -> None:
    succession = Succession(on=ON, kind=SuccessionKind.MERGED, before=before, after=after)
    with pytest.raises(InvalidValue):
        Holdings(GRID, lineage=Lineage([succession]), since=since)


def test_a_lineage_that_ends_in_the_grids_is_kept() -> None:
    succession = Succession(on=ON, kind=SuccessionKind.MERGED, before={"A", "B"}, after={"M-1"})
    held = Holdings(GRID, lineage=Lineage([succession]), since=ON)
    assert held.resolve("A") == ("M-1",)


def test_only_a_change_is_applied() -> None:
    with pytest.raises(InvalidValue, match="must be a Change"):
        HELD.after("merge")  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------- changed


def test_a_merger_takes_everything_along() -> None:
    after = HELD.after(MERGE)
    assert after.grid.children("G-1") == ("N", "X-1")
    assert after.grid["N"].name == "新"
    assert after.situation.dwellings_of("N") == {"D-1", "D-2", "D-3"}
    assert places(after) == {"m-1": "N", "m-2": "G-1", "m-3": "N", "m-4": "G-1", "m-5": "LQ"}
    assert posted(after) == {
        ("w-1", "N", "in_charge", 0),
        ("w-2", "N", "in_charge", 1),
        ("w-3", "N", "in_charge", 2),
        ("w-3", "N", "helps", 0),
        ("w-2", "G-1", "in_charge", 0),
    }
    assert after.roster is not None
    assert dict(after.roster.households) == {"N": 90, "M-3": 60}
    assert (after.since, after.totals.matters) == (ON, HELD.totals.matters)


def test_a_merger_names_what_it_does_beyond_its_words() -> None:
    assert [str(note) for note in HELD.notes(MERGE)] == [
        "the posting of w-1 at M-2 was over on 2024-03-01 and goes no further [POSTING_LEFT_BEHIND]",
        "w-2 was in charge of M-2 and is now a deputy at N [IN_CHARGE_NOW_DEPUTY]",
        "2 postings of w-3 that say the same of N are one now [POSTINGS_JOINED]",
    ]


def test_a_merger_of_general_grids_takes_the_grids_beneath_along() -> None:
    change = Merge(codes={"G-1", "G-2"}, into="N", name="全片", **DONE)
    after = HELD.after(change)
    assert after.grid.children("LQ") == ("N",)
    assert after.grid.path("M-3") == ("LQ", "N", "M-3")
    assert places(after)["m-2"] == "N"


def test_a_split_sends_dwellings_matters_and_workers_where_it_says() -> None:
    after = HELD.after(SPLIT)
    assert after.situation.dwellings_of("N-1") == {"D-1"}
    assert after.situation.dwellings_of("N-2") == {"D-2"}
    assert places(after)["m-1"] == "N-1"
    assert {each for each in posted(after) if each[1].startswith("N")} == {
        ("w-1", "N-1", "in_charge", 0),
        ("w-3", "N-2", "in_charge", 1),
        ("w-3", "N-2", "helps", 0),
    }
    assert [note.code for note in HELD.notes(SPLIT)] == ["HOUSEHOLDS_UNKNOWN_NOW"]
    assert after.roster is not None
    assert dict(after.roster.households) == {"M-2": 50, "M-3": 60}


def test_a_matter_above_the_dwellings_follows_its_dwelling_at_a_split() -> None:
    parts = (
        Part("N-1", name="东", grids={"M-2", "X-1"}, workers={"w-2"}),
        Part("N-2", name="西", grids={"M-1"}, matters={"m-4"}),
    )
    after = HELD.after(Split(code="G-1", parts=parts, **DONE))
    assert places(after) == {"m-1": "M-1", "m-2": "N-2", "m-3": "M-2", "m-4": "N-2", "m-5": "LQ"}
    assert ("w-2", "N-1", "in_charge", 0) in posted(after)
    assert after.grid.path("M-1") == ("LQ", "N-2", "M-1")


def test_a_matter_without_a_known_dwelling_goes_to_the_rest() -> None:
    held = Holdings(
        GRID,
        matters=[
            OpenMatter("m-1", grid="M-1", dwelling="D-2"),
            OpenMatter("m-2", grid="M-1", dwelling="D-8"),
        ],
    )
    assert places(held.after(SPLIT)) == {"m-1": "N-2", "m-2": "N-1"}


def test_a_moved_grid_takes_its_matters_to_its_new_parent() -> None:
    change = Move(code="M-1", to="G-2", **DONE)
    after = HELD.after(change)
    assert places(after) == {"m-1": "M-1", "m-2": "G-2", "m-3": "M-2", "m-4": "G-1", "m-5": "LQ"}
    assert [str(note) for note in HELD.notes(change)] == [
        "matter m-2 follows its dwelling D-2 from G-1 to G-2 [MATTER_HANDED_OVER]"
    ]


def test_a_matter_goes_to_the_home_of_its_dwelling_where_nothing_above_is_of_its_level() -> None:
    matters = [OpenMatter("m-1", grid="LQ", dwelling="D-1")]
    after = Holdings(GRID, residency=RESIDENCY, matters=matters).after(Move(code="G-1", to=None, **DONE))
    assert places(after) == {"m-1": "M-1"}


def test_other_changes_leave_everything_where_it_is() -> None:
    changes: list[Change] = [
        Rename(code="M-1", name="桥头", **DONE),
        Opened(code="N", parent="G-1", level="micro", name="新", **DONE),
        Closed(code="E-1", successor="M-3", **DONE),
    ]
    for change in changes:
        after = HELD.after(change)
        assert HELD.notes(change) == ()
        assert after.totals == HELD.totals
        assert posted(after) == posted(HELD)
        assert places(after) == places(HELD)


def test_a_worker_may_serve_in_and_must_keep_out_of_what_the_ground_is_now() -> None:
    assert HELD.roster is not None
    workers = [
        attrs.evolve(HELD.roster.workers[0], communities={"G-1"}, recused_from={"M-1", "noise"}),
        attrs.evolve(HELD.roster.workers[1], communities={"E-1"}),
        HELD.roster.workers[2],
    ]
    held = attrs.evolve(HELD, roster=attrs.evolve(HELD.roster, workers=workers))

    def limits(change: Change) -> list[tuple[set[str], set[str]]]:
        after = held.after(change)
        assert after.roster is not None
        return [(set(each.communities), set(each.recused_from)) for each in after.roster.workers]

    assert limits(SPLIT)[0] == ({"G-1"}, {"N-1", "N-2", "noise"})
    merged = Merge(codes={"G-1", "G-2"}, into="N", name="全片", **DONE)
    assert limits(merged)[:2] == [({"N"}, {"M-1", "noise"}), ({"E-1"}, set())]
    assert limits(Closed(code="E-1", **DONE))[1] == ({"E-1"}, set())
    assert limits(Closed(code="E-1", successor="M-3", **DONE))[1] == ({"M-3"}, set())


def test_a_count_of_households_that_is_not_known_for_all_is_not_carried_over() -> None:
    assert HELD.roster is not None
    held = attrs.evolve(HELD, roster=attrs.evolve(HELD.roster, households={"M-1": 40}))
    after = held.after(MERGE)
    assert after.roster is not None
    assert after.roster.households == ()
    assert "HOUSEHOLDS_UNKNOWN_NOW" in {note.code for note in held.notes(MERGE)}


def test_postings_of_one_worker_join_where_their_days_meet() -> None:
    postings = [
        Posting("w-1", "M-1", rank=1, until=date(2025, 1, 1)),
        Posting("w-1", "M-2", since=date(2024, 6, 1), until=date(2025, 6, 1)),
        Posting("w-1", "M-2", since=date(2026, 1, 1)),
        Posting("w-1", "M-1", since=date(2026, 2, 1), until=date(2027, 1, 1)),
    ]
    held = Holdings(GRID, roster=attrs.evolve(ROSTER, postings=postings))
    after = held.after(attrs.evolve(MERGE, in_charge=None))
    assert after.roster is not None
    assert after.roster.postings == (
        Posting("w-1", "N", until=date(2025, 6, 1)),
        Posting("w-1", "N", since=date(2026, 1, 1)),
    )


# ------------------------------------------------------------------------------------- asked


def test_a_code_and_a_dwelling_lead_to_one_grid() -> None:
    after = HELD.after(SPLIT)
    assert after.resolve("M-1") == ("N-1", "N-2")
    assert after.resolve("M-1", dwelling="D-2") == ("N-2",)
    assert after.resolve("M-2") == ("M-2",)
    moved = HELD.after(Move(code="M-1", to="G-2", **DONE))
    assert moved.resolve("G-1", dwelling="D-1") == ("G-2",)
    alone = HELD.after(Move(code="G-1", to=None, **DONE))
    assert alone.resolve("LQ", dwelling="D-1") == ("M-1",)
    assert after.resolve("M-1", dwelling="D-5") == ()
    assert after.among(("LQ", "N-1", "N-2"), "D-1") == ("N-1",)
    assert after.among(("G-1", "M-2"), "D-1") == ("G-1",)


def test_a_code_or_a_dwelling_that_never_was_is_unknown() -> None:
    with pytest.raises(UnknownName, match="M-9"):
        HELD.resolve("M-9")
    with pytest.raises(UnknownName, match="D-9"):
        HELD.resolve("M-1", dwelling="D-9")
    with pytest.raises(UnknownName, match="dwelling"):
        Holdings(GRID).path_of("D-1")


@pytest.mark.parametrize("strange", [7, [], {}, {"M-1"}, ("M-1",)], ids=repr)
def test_a_code_and_a_dwelling_are_asked_for_by_text(strange: object) -> None:
    given = cast("Any", strange)
    for question in (HELD.resolve, HELD.path_of):
        with pytest.raises(InvalidValue):
            question(given)
    with pytest.raises(InvalidValue, match=r"^dwelling"):
        HELD.resolve("M-1", dwelling=given)
    for codes, said in ((7, r"^codes"), ([strange], r"^codes")):
        with pytest.raises(InvalidValue, match=said):
            HELD.among(cast("Any", codes), "D-1")


def test_counts_are_rolled_up_to_every_level() -> None:
    counts = HELD.counts(on=ON)
    assert counts["LQ"] == GridCounts(grids=8, dwellings=4, residents=4, matters=5, postings=6)
    assert counts["G-1"] == GridCounts(grids=4, dwellings=3, residents=3, matters=4, postings=6)
    assert Holdings(GRID).counts()["LQ"] == GridCounts(grids=8)


def test_what_is_wrong_comes_from_grids_sizes_and_roster() -> None:
    codes = {finding.code for finding in HELD.findings(on=ON)}
    assert "GRID_TOO_SMALL" in codes
    assert codes > {finding.code for finding in ROSTER.findings(on=ON)}
    assert Holdings(GRID).findings() == ()


def test_holdings_hide_who_lives_there() -> None:
    assert "r-1" not in repr(HELD.totals)
    assert "r-1" not in repr(HELD)


def test_holdings_are_read_back_as_they_are_written() -> None:
    assert Holdings.from_json(HELD.to_json()) == HELD
    document = HELD.to_document()
    document["matters"] = [each.to_document() for each in reversed(HELD.matters)]
    with pytest.raises(DocumentError):
        Holdings.from_document(document)


def test_a_deep_chain_is_reorganised() -> None:
    rows = [("c-0", None, "lane", "巷")] + [
        (f"c-{at}", f"c-{at - 1}", "lane", "巷") for at in range(1, 50_000)
    ]
    held = Holdings(GridHierarchy.from_rows(rows))
    after = held.after(Rename(code="c-49999", name="尾", **DONE))
    assert len(after.grid.path("c-49999")) == 50_000
    assert [reason.code for reason in held.explain(Move(code="c-1", to="c-49999", **DONE))] == [
        "MOVE_UNDER_ITSELF"
    ]
