"""Duties, workers, postings, moves: what each may hold and how it is said."""

from datetime import date

import pytest
from tests.unit.grid.posting.staff import worker

from communitygov.core.span import meet
from communitygov.errors import InvalidValue
from communitygov.grid.posting.duty import Duty, WorkerKind
from communitygov.grid.posting.load import Load
from communitygov.grid.posting.move import AreaBalance, GridMove, MoveReason
from communitygov.grid.posting.outcome import BalanceStatus
from communitygov.grid.posting.posting import Absence, Posting, in_order
from communitygov.grid.posting.rule import PostingRule
from communitygov.grid.posting.worker import Capacity, Worker

MAY = date(2023, 5, 4)


def test_the_three_duties_are_the_three_of_the_document() -> None:
    assert "、".join(duty.zh for duty in Duty) == "有人管、有人问、有人帮"


def test_a_home_is_an_identifier_or_nothing() -> None:
    assert worker("w", home="").home == ""
    for home in ("街道", 7, None):
        with pytest.raises(InvalidValue, match="home"):
            worker("w", home=home)


@pytest.mark.parametrize("kind", [Posting, Absence])
def test_what_ends_before_it_begins_is_refused(kind: type[Posting | Absence]) -> None:
    facts = {"grid": "g"} if kind is Posting else {}
    with pytest.raises(InvalidValue, match="later than the first day"):
        kind("w", since=MAY, until=MAY, **facts)


def test_spans_that_touch_do_not_meet() -> None:
    before, after = Posting("w", "g", until=MAY), Posting("w", "g", since=MAY)
    assert not meet(before, after)
    assert not meet(after, before)
    assert meet(before, Posting("w", "g", since=date(2023, 5, 3)))


def test_postings_stand_by_grid_duty_rank_and_worker() -> None:
    mixed = [
        Posting("w", "b"),
        Posting("w", "a", duty=Duty.HELPS),
        Posting("w", "a", rank=1),
        Posting("w", "a"),
        Posting("v", "a"),
    ]
    assert in_order(mixed) == tuple(mixed[at] for at in (4, 3, 2, 1, 0))


def test_a_rule_asks_for_duties_only() -> None:
    with pytest.raises(InvalidValue, match="duties"):
        PostingRule(duties=["in_charge"])  # type: ignore[arg-type]


def test_a_load_within_its_capacity_has_no_finding() -> None:
    assert Load("w", codes=("a",), households=9, capacity=Capacity(grids=1, households=9)).findings() == ()


@pytest.mark.parametrize(
    ("saved", "zh", "en"),
    [
        (5, "g: v → w, 更近 (省 5)", "g: v → w, it is nearer (saves 5)"),
        (-5, "g: v → w, 更近 (增 5)", "g: v → w, it is nearer (adds 5)"),
        (0, "g: v → w, 更近", "g: v → w, it is nearer"),
        (None, "g: v → w, 更近", "g: v → w, it is nearer"),
    ],
)
def test_a_move_says_what_it_saves(saved: int | None, zh: str, en: str) -> None:
    move = GridMove("g", before="v", after="w", reason=MoveReason.NEARER, saved=saved)
    assert (move.text("zh"), move.text()) == (zh, en)


@pytest.mark.parametrize("saved", [1.5, True, 2**53])
def test_what_is_saved_is_a_whole_number(saved: object) -> None:
    with pytest.raises(InvalidValue, match="saved"):
        GridMove("g", after="w", reason=MoveReason.VACANT, saved=saved)  # type: ignore[arg-type]


def test_an_area_without_cost_has_no_gap() -> None:
    assert AreaBalance(area="g", status=BalanceStatus.INFEASIBLE, grids=1, workers=0).gap == 0


def test_kinds_of_worker_are_those_of_the_documents_and_one_more() -> None:
    assert [kind.zh for kind in WorkerKind] == ["网格员", "微网格员", "网格指导员", "网格长"]
    assert Worker("w", kind=WorkerKind.HEAD).capacity == Capacity()
