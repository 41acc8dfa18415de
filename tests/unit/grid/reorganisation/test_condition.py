"""What a change needs: every condition that is not met is named, and nothing has changed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs
import pytest
from tests.unit.grid.reorganisation.village import DONE, GRID, HELD, ON

from communitygov.errors import InvalidValue
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.posting import Posting
from communitygov.grid.reorganisation import (
    Change,
    ChangeRefused,
    Closed,
    Holdings,
    Merge,
    Move,
    Opened,
    Part,
    Rename,
    Split,
    merge,
    move,
    rename,
    split,
)

HALVES = (Part("N-1", name="东", dwellings={"D-1"}), Part("N-2", name="西", dwellings={"D-2"}))


def codes(change: Change, held: Holdings = HELD) -> list[str]:
    return [reason.code for reason in held.explain(change)]


def merged(*grids: str, **more: Any) -> Merge:  # noqa: ANN401  any field
    return Merge(**{"codes": set(grids), "into": "N", "name": "新", **DONE, **more})


def parted(code: str = "M-1", *, parts: Sequence[Part] = HALVES, **more: Any) -> Split:  # noqa: ANN401  any field
    return Split(**{"code": code, "parts": tuple(parts), "rest": "N-1", **DONE, **more})


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        (merged("M-1", "M-2", in_charge="w-1"), []),
        (merged("M-1", "M-2"), ["MERGE_IN_CHARGE_CONTESTED"]),
        (merged("M-1", "M-2", in_charge="w-9"), ["MERGE_IN_CHARGE_UNPOSTED"]),
        (merged("M-1", "M-3"), ["MERGE_PARENTS_DIFFER"]),
        (merged("M-1", "X-1"), ["MERGE_LEVELS_DIFFER"]),
        (merged("LQ", "G-1"), ["MERGE_LEVELS_DIFFER", "MERGE_PARENTS_DIFFER"]),
        (merged("M-3", "E-1", "M-9"), ["CHANGE_GRID_UNKNOWN"]),
        (merged("M-3", "E-1", into="M-1"), ["CHANGE_CODE_STANDS"]),
        (merged("M-3", "E-1", into="m-l"), ["CHANGE_CODE_CONFUSABLE"]),
        (
            merged("M-1", "X-1", "G-9", into="M-1", in_charge="w-9"),
            [
                "CHANGE_GRID_UNKNOWN",
                "MERGE_LEVELS_DIFFER",
                "MERGE_IN_CHARGE_UNPOSTED",
                "CHANGE_CODE_STANDS",
            ],
        ),
        (parted(), []),
        (parted("M-9"), ["CHANGE_GRID_UNKNOWN"]),
        (parted(rest=None), ["SPLIT_LEAVES_OUT"]),
        (
            parted(parts=(HALVES[0], Part("N-2", name="西", workers={"w-1", "w-9"}))),
            ["SPLIT_LEAVES_OUT", "SPLIT_TAKES_STRANGE", "SPLIT_PART_EMPTY"],
        ),
        (parted(parts=(*HALVES, Part("N-3", name="空"))), ["SPLIT_PART_EMPTY"]),
        (parted("M-2", parts=HALVES), ["SPLIT_LEAVES_OUT", "SPLIT_TAKES_STRANGE"]),
        (
            parted(
                "M-2", parts=(Part("N-1", name="东", dwellings={"D-3"}), Part("N-2", name="西")), rest=None
            ),
            ["SPLIT_LEAVES_OUT", "SPLIT_LEAVES_OUT", "SPLIT_PART_EMPTY"],
        ),
        (
            parted(
                "G-1",
                parts=(Part("N-1", name="东", grids={"M-1", "M-2"}), Part("N-2", name="西", grids={"X-1"})),
                rest=None,
            ),
            ["SPLIT_LEAVES_OUT", "SPLIT_LEAVES_OUT"],
        ),
        (
            parted(
                "G-1",
                parts=(Part("N-1", name="东", grids={"M-1"}), Part("N-2", name="西", grids={"X-1", "M-3"})),
            ),
            ["SPLIT_LEAVES_OUT", "SPLIT_TAKES_STRANGE"],
        ),
        (parted(parts=(HALVES[0], attrs.evolve(HALVES[1], matters={"m-1"}))), ["SPLIT_TAKES_STRANGE"]),
        (
            parted(
                parts=(attrs.evolve(HALVES[0], code="N-0"), attrs.evolve(HALVES[1], code="N-O")), rest=None
            ),
            ["SPLIT_LEAVES_OUT", "CHANGE_CODE_CONFUSABLE"],
        ),
        (Move(code="M-1", to="G-2", **DONE), []),
        (Move(code="M-1", to="G-1", **DONE), ["CHANGE_NOTHING"]),
        (Move(code="M-1", to=None, **DONE), ["CHANGE_LEVEL_RULE"]),
        (Move(code="G-1", to=None, **DONE), []),
        (Move(code="LQ", to=None, **DONE), ["CHANGE_NOTHING"]),
        (Move(code="G-1", to="M-1", **DONE), ["MOVE_UNDER_ITSELF", "CHANGE_LEVEL_RULE"]),
        (Move(code="G-1", to="G-1", **DONE), ["MOVE_UNDER_ITSELF", "CHANGE_LEVEL_RULE"]),
        (Move(code="G-9", to="M-9", **DONE), ["CHANGE_GRID_UNKNOWN", "CHANGE_GRID_UNKNOWN"]),
        (Move(code="G-1", to="M-9", **DONE), ["CHANGE_GRID_UNKNOWN"]),
        (Rename(code="M-1", name="桥头", **DONE), []),
        (Rename(code="M-1", name="一组", **DONE), ["CHANGE_NOTHING"]),
        (Rename(code="M-9", name="一组", **DONE), ["CHANGE_GRID_UNKNOWN"]),
        (Opened(code="N", parent="G-1", level="micro", name="新", **DONE), []),
        (Opened(code="N", parent="LQ", level="micro", name="新", **DONE), ["CHANGE_LEVEL_RULE"]),
        (Opened(code="N", parent="G-9", level="micro", name="新", **DONE), ["CHANGE_GRID_UNKNOWN"]),
        (
            Opened(code="M-1", parent=None, level="mirco", name="新", **DONE),
            ["CHANGE_LEVEL_UNKNOWN", "CHANGE_CODE_STANDS"],
        ),
        (Closed(code="E-1", **DONE), []),
        (Closed(code="E-1", successor="M-3", **DONE), []),
        (Closed(code="E-1", successor="M-9", **DONE), ["CHANGE_GRID_UNKNOWN"]),
        (Closed(code="E-1", successor="E-1", **DONE), ["CHANGE_NOTHING"]),
        (Closed(code="M-9", **DONE), ["CHANGE_GRID_UNKNOWN"]),
        (Closed(code="M-1", **DONE), ["CLOSE_NOT_EMPTY"] * 4),
        (Closed(code="G-1", **DONE), ["CLOSE_NOT_EMPTY"] * 3),
    ],
)
def test_every_condition_that_is_not_met_is_named(change: Change, reasons: list[str]) -> None:
    assert codes(change) == reasons
    if reasons:
        with pytest.raises(ChangeRefused) as refusal:
            HELD.after(change)
        assert [reason.code for reason in refusal.value.reasons] == reasons


def test_a_refusal_says_what_to_do_in_both_languages() -> None:
    with pytest.raises(ChangeRefused) as refusal:
        HELD.after(
            parted(
                rest=None,
                parts=(HALVES[0], attrs.evolve(HALVES[1], workers={"w-1", "w-3"}, dwellings={"D-9"})),
            )
        )
    assert refusal.value.text("zh") == (
        "“拆分 M-1 为 N-1、N-2”未被接受：M-1 的房屋未归入任何部分：D-2"
        "（请逐一归入；事项与人员可由 rest 承接）；"
        "所分房屋不属 M-1：D-9（请从各部分中删去）。"
    )
    assert str(refusal.value) == (
        '"split M-1 into N-1, N-2" is refused: no part takes these dwellings of M-1: D-2 '
        "(give each to a part; matters and workers may go to `rest`); these dwellings are not of M-1 itself: "
        "D-9 (take them out of the parts). [CHANGE_REFUSED]"
    )


def test_workers_for_different_matters_or_days_may_both_be_in_charge() -> None:
    fire, bins = Posting("w-1", "M-1", matters={"fire"}), Posting("w-2", "M-2", matters={"bins"})
    assert HELD.roster is not None
    for postings in (
        (fire, bins),
        (Posting("w-1", "M-1", until=date(2025, 1, 1)), Posting("w-2", "M-2", since=date(2025, 1, 1))),
        (Posting("w-1", "M-1"), Posting("w-1", "M-2")),
        (Posting("w-1", "M-1", until=ON), Posting("w-2", "M-2")),
    ):
        held = Holdings(GRID, roster=attrs.evolve(HELD.roster, postings=postings))
        assert codes(merged("M-1", "M-2"), held) == []


def test_without_a_roster_nobody_asks_who_is_in_charge() -> None:
    assert codes(merged("M-1", "M-2", in_charge="w-9"), Holdings(GRID)) == []


def test_without_a_residency_nobody_asks_for_dwellings() -> None:
    held = Holdings(GRID)
    assert codes(parted(), held) == []
    assert codes(parted(parts=(Part("N-1", name="东"), Part("N-2", name="西"))), held) == []
    bare = (Part("N-1", name="东", grids={"M-1", "M-2", "X-1"}), Part("N-2", name="西"))
    assert codes(parted("G-1", parts=bare), held) == ["SPLIT_PART_EMPTY"]


def test_changes_come_in_their_order() -> None:
    later = HELD.after(Rename(code="M-1", name="桥头", **DONE))
    earlier = Rename(code="M-1", name="桥尾", on=date(2024, 2, 29), basis="2 号")
    assert codes(earlier, later) == ["CHANGE_TOO_EARLY"]
    assert codes(attrs.evolve(earlier, on=ON), later) == []


def test_a_code_that_ended_says_what_it_is_now_and_is_not_given_again() -> None:
    later = HELD.after(merged("M-1", "M-2", in_charge="w-1"))
    (reason,) = later.explain(Rename(code="M-1", name="桥头", **DONE))
    assert (reason.code, reason.advice()) == ("CHANGE_GRID_ENDED", "now it is: N")
    closed = later.after(Closed(code="E-1", **DONE))
    (reason,) = closed.explain(Rename(code="E-1", name="桥头", **DONE))
    assert reason.advice("zh") == "现为：无"
    again = Opened(code="M-1", parent="G-1", level="micro", name="新", **DONE)
    assert codes(again, later) == ["CHANGE_CODE_GIVEN_BEFORE"]
    assert codes(attrs.evolve(again, code="n"), later) == ["CHANGE_CODE_CONFUSABLE"]


def test_a_grid_of_a_level_nobody_knows_can_be_moved_and_merged() -> None:
    grid = GridHierarchy.from_rows(
        [
            ("A", None, "lane", "甲"),
            ("B", None, "lane", "乙"),
            ("C", "A", "general", "丙"),
            ("D", None, "community", "丁"),
        ]
    )
    held = Holdings(grid)
    assert codes(Move(code="B", to="A", **DONE), held) == []
    assert codes(merged("A", "B"), held) == []
    (reason,) = held.explain(Opened(code="N", parent="A", level="micro", name="新", **DONE))
    assert str(reason) == "micro-grid N may not lie under A (lane) [CHANGE_LEVEL_RULE]"


def test_the_ways_to_make_a_change_look_at_the_grids_at_once() -> None:
    on, basis = ON, "3 号"
    assert merge(GRID, ["M-1", "M-2"], into="N", on=on, basis=basis) == merged("M-1", "M-2", name="N")
    assert split(GRID, "M-1", parts=list(HALVES), rest="N-1", on=on, basis=basis) == parted()
    assert move(GRID, "M-1", to="G-2", on=on, basis=basis).to == "G-2"
    assert rename(GRID, "M-1", name="桥头", on=on, basis=basis).name == "桥头"
    for make in (
        lambda: merge(GRID, ["M-1", "M-9"], into="N", on=on, basis=basis),
        lambda: split(GRID, "M-9", parts=HALVES, on=on, basis=basis),
        lambda: move(GRID, "M-9", to="G-2", on=on, basis=basis),
        lambda: rename(GRID, "M-9", name="桥头", on=on, basis=basis),
    ):
        with pytest.raises(ChangeRefused, match="there is no grid M-9"):
            make()
    with pytest.raises(InvalidValue, match="grid"):
        rename(GRID.rows, "M-1", name="桥头", on=on, basis=basis)  # type: ignore[arg-type]
