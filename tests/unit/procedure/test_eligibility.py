"""Who may act: one sentence for each condition, each way it is met and each way it is not."""

from typing import Any

import attrs
import pytest
from tests.unit.procedure.reasons import (
    AT,
    NAMES,
    RESIDENT,
    WORKER,
    code,
    entry,
    shown,
    told,
    told_in_chinese,
)

from communitygov.core.document import Value
from communitygov.deliberation import five_step
from communitygov.errors import ActionRefused, InvalidValue, Words
from communitygov.organisation import Actor
from communitygov.procedure import Procedure
from communitygov.procedure.eligibility import (
    Countersigned,
    HadNoHand,
    IsRaiser,
    NotRecused,
    ServesGrid,
    persons,
)
from communitygov.procedure.requirement import Requirement

# ------------------------------------------------------------------ the grid


def test_whoever_serves_the_grid_may_act() -> None:
    assert told(ServesGrid(), WORKER) == []
    assert told(ServesGrid(), WORKER.serving({"LQ-02", "LQ-03"})) == []


def test_whoever_serves_another_grid_is_told_both_grids() -> None:
    elsewhere = WORKER.serving({"LQ-05", "LQ-04"})
    assert told(ServesGrid(), elsewhere) == [
        "w-07 serves LQ-04, LQ-05, and the matter lies in LQ-03 [OUTSIDE_GRID]"
    ]
    assert told_in_chinese(ServesGrid(), elsewhere) == [
        "w-07 服务的网格（LQ-04, LQ-05）不含此事所在的 LQ-03；请由服务 LQ-03 的人员办理"
    ]


def test_whoever_serves_no_grid_is_told_so() -> None:
    assert told(ServesGrid(), RESIDENT) == ["r-1 serves no grid, and the matter lies in LQ-03 [OUTSIDE_GRID]"]
    assert "（无）" in told_in_chinese(ServesGrid(), RESIDENT)[0]


@pytest.mark.parametrize(("number", "tail"), [(6, "G-5, and"), (7, "G-5 … (7), and")])
def test_of_many_grids_served_the_first_six_are_named(number: int, tail: str) -> None:
    many = WORKER.serving({f"G-{each}" for each in range(number)})
    assert tail in told(ServesGrid(), many)[0]


def test_it_is_the_grids_of_whoever_comes_that_count() -> None:
    assert told(ServesGrid(), WORKER.acting_for("r-9")) == []


# ------------------------------------------------------------------ the raiser


def test_the_raiser_is_whoever_stands_in_the_first_entry() -> None:
    history = (entry("raise", "r-1"), entry("accept", "w-07"))
    assert told(IsRaiser(), RESIDENT, history=history) == []
    assert told(IsRaiser(), WORKER, history=history) == [
        "r-1 raised the matter, w-07 did not [NOT_THE_RAISER]"
    ]
    assert told_in_chinese(IsRaiser(), WORKER, history=history) == [
        "此事由 r-1 提出，w-07 不是提出人；请由 r-1 办理"
    ]


def test_whoever_it_was_raised_for_is_the_raiser_and_the_proxy_is_not() -> None:
    history = (entry("raise", "w-07", on_behalf_of="r-9"),)
    assert told(IsRaiser(), Actor("r-9", roles=()), history=history) == []
    assert told(IsRaiser(), WORKER.acting_for("r-9"), history=history) == []
    assert told(IsRaiser(), Actor("w-08", roles=()).acting_for("r-9"), history=history) == []
    assert told(IsRaiser(), WORKER, history=history) == [
        "r-9 raised the matter, w-07 did not [NOT_THE_RAISER]"
    ]


def test_whoever_acts_for_another_is_not_the_raiser_in_that_moment() -> None:
    assert told(IsRaiser(), RESIDENT.acting_for("r-2"), history=(entry("raise", "r-1"),)) == [
        "r-1 raised the matter, r-1 did not [NOT_THE_RAISER]"
    ]


def test_a_matter_without_a_history_has_no_raiser() -> None:
    assert told(IsRaiser(), RESIDENT) == ["- raised the matter, r-1 did not [NOT_THE_RAISER]"]


# ------------------------------------------------------------------ no hand in it

NO_HAND = HadNoHand(("assign", "resolve"), named_in=("assignment",))


def test_whoever_took_none_of_the_actions_had_no_hand() -> None:
    assert told(NO_HAND, RESIDENT, history=(entry("assign", "p-1"), entry("accept", "r-1"))) == []


def test_whoever_took_one_of_the_actions_is_told_which() -> None:
    history = (entry("resolve", "r-1"), entry("assign", "r-1"), entry("assign", "r-1"))
    assert told(NO_HAND, RESIDENT, history=history) == [
        "r-1 had a hand in it (assign, resolve) and may not judge own work [OWN_WORK]"
    ]
    assert told_in_chinese(NO_HAND, RESIDENT, history=history) == [
        "r-1 办理过此事（交办、resolve），不得评议自己的工作；请由未参与办理的人评议"
    ]


def test_whoever_is_named_in_such_a_fact_had_a_hand() -> None:
    history = (entry("assign", "p-1", shown("assignment", "r-1")),)
    assert [code(line) for line in told(NO_HAND, RESIDENT, history=history)] == ["OWN_WORK"]
    assert told(NO_HAND, WORKER, history=history) == []
    other = (entry("assign", "p-1", shown("ground", "r-1"), shown("assignment", None)),)
    assert told(NO_HAND, RESIDENT, history=other) == []


@pytest.mark.parametrize(
    ("by", "done_by", "done_for"),
    [
        (RESIDENT, "r-1", None),
        (RESIDENT, "w-07", "r-1"),
        (WORKER.acting_for("r-1"), "r-1", None),
        (RESIDENT.acting_for("r-2"), "r-1", None),
        (WORKER.acting_for("r-1"), "p-1", "r-1"),
        (WORKER.acting_for("r-1"), "w-07", "r-8"),
    ],
    ids=[
        "in person",
        "through a proxy",
        "for the handler",
        "the handler for somebody",
        "both",
        "two proxies",
    ],
)
def test_both_persons_count_on_both_sides(by: Actor, done_by: str, done_for: str | None) -> None:
    history = (entry("assign", done_by, on_behalf_of=done_for),)
    assert [code(line) for line in told(NO_HAND, by, history=history)] == ["OWN_WORK"]


def test_nobody_is_taken_for_the_person_that_an_act_in_person_does_not_name() -> None:
    assert told(NO_HAND, Actor("r-2", roles=()).acting_for("r-3"), history=(entry("assign", "p-1"),)) == []


def test_a_condition_tells_the_table_of_which_actions_it_speaks() -> None:
    assert NO_HAND.actions_named == ("assign", "resolve")
    for other in (ServesGrid(), IsRaiser(), NotRecused(), Countersigned()):
        assert other.actions_named == ()


# ------------------------------------------------------------------ all at once, and as documents


def test_a_refusal_names_every_condition_on_who_acts() -> None:
    table = five_step().table
    everything = (
        ServesGrid(),
        IsRaiser(),
        HadNoHand(("supplement",), named_in=("ground",)),
        NotRecused(),
        Countersigned(),
    )
    lines = (
        attrs.evolve(move, requires=everything) if move.action == "accept" else move for move in table.moves
    )
    procedure = Procedure(table=attrs.evolve(table, moves=tuple(lines)))
    case = procedure.open(
        "LQ-1", "ageing wiring", by=RESIDENT, at=AT, grid="LQ-03", facts=(shown("ground", "x"),)
    )
    with pytest.raises(ActionRefused) as caught:
        procedure.apply(
            case, "accept", by=Actor("x", roles={"resident"}), at=AT, facts=(shown("recusal", "x"),)
        )
    assert [reason.code for reason in caught.value.reasons] == [
        "ROLE_NOT_ENTITLED",
        "OUTSIDE_GRID",
        "NOT_THE_RAISER",
        "OWN_WORK",
        "RECUSED",
        "SECOND_MISSING",
    ]


def test_those_who_take_part_in_an_act_are_one_or_two() -> None:
    assert persons(RESIDENT) == {"r-1"}
    assert persons(RESIDENT.acting_for("r-9")) == {"r-1", "r-9"}


@pytest.mark.parametrize(
    "condition", [ServesGrid(), IsRaiser(), NO_HAND, NotRecused("kinship"), Countersigned("seal")]
)
def test_a_condition_is_kept_in_a_file_and_read_back(condition: Requirement) -> None:
    assert Value.from_document(condition.to_document()) == condition
    assert type(condition).from_json(condition.to_json()) == condition


@pytest.mark.parametrize("kind", [NotRecused, Countersigned])
def test_a_kind_of_fact_is_an_identifier(kind: type[Any]) -> None:
    with pytest.raises(InvalidValue, match="kind"):
        kind("回避")


@pytest.mark.parametrize(
    ("condition", "zh", "en"),
    [
        (ServesGrid(), "服务该事所在网格", "serves the grid of the matter"),
        (IsRaiser(), "为提出人", "raised the matter"),
        (HadNoHand(("assign", "resolve")), "未经手（交办、resolve）", "did none of: assign, resolve"),
        (
            NO_HAND,
            "未经手（交办、resolve），未在 assignment 中被指名",
            "did none of: assign, resolve; is named in no assignment",
        ),
        (NotRecused(), "未就此事回避", "is not recused from the matter"),
        (Countersigned(), "有第二人会签", "a second person has signed"),
    ],
    ids=["grid", "raiser", "no hand", "no hand, named", "not recused", "four eyes"],
)
def test_a_condition_says_what_it_asks(condition: Requirement, zh: str, en: str) -> None:
    assert condition.asks(names=NAMES) == Words(zh, en)
