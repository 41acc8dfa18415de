"""How often and after how long: one sentence for each bound, each way it is met and each way it is not."""

from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.deliberation import FiveStepPolicy, five_step
from communitygov.errors import InvalidValue, Words
from communitygov.organisation import Actor, Role
from communitygov.procedure import (
    Attempt,
    Case,
    DaysPassed,
    Fact,
    Move,
    Procedure,
    TakenAtLeast,
    TakenFewer,
)
from communitygov.procedure.requirement import Requirement
from communitygov.testing.walks import fitting, opened

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
CHINA = timezone(timedelta(hours=8))
NAMES = {"convene": Words("召集议事", "convene")}
NOBODY = Actor("x-1", roles=())


def entry(action: str, at: datetime = AT, *, source: str = "", target: str = "s") -> SimpleNamespace:
    """Return an entry of a history as a host may keep it."""
    return SimpleNamespace(
        action=action, by="x-1", on_behalf_of=None, at=at, facts=(), source=source, target=target
    )


def told(requirement: Requirement, *history: object, at: datetime = AT) -> list[str]:
    """Return what a condition says against an attempt, in English and with its code."""
    matter: Any = SimpleNamespace(id="LQ-1", grid="LQ-03", history=history)
    return [str(each) for each in requirement.unmet(matter, Attempt("act", NOBODY, at), names=NAMES)]


def said_in_chinese(requirement: Requirement, *history: object, at: datetime = AT) -> list[str]:
    """Return the same in 中文, with what to do."""
    matter: Any = SimpleNamespace(id="LQ-1", grid="LQ-03", history=history)
    reasons = requirement.unmet(matter, Attempt("act", NOBODY, at), names=NAMES)
    return [f"{each.text('zh')}；{each.advice('zh')}" for each in reasons]


# ------------------------------------------------------------------ how often


def test_an_action_may_be_taken_until_its_bound() -> None:
    bound = TakenFewer("convene", 2)
    assert told(bound) == []
    assert told(bound, entry("convene"), entry("adjourn")) == []
    history = (entry("convene"), entry("adjourn"), entry("convene"))
    assert told(bound, *history) == ["to convene was done 2 times, 2 is the most [BOUND_REACHED]"]
    assert said_in_chinese(bound, *history) == ["“召集议事”已有 2 次，至多 2 次；请走其他路径"]
    assert told(bound, *history, entry("convene")) != []


def test_an_action_must_have_been_taken_often_enough() -> None:
    least = TakenAtLeast("convene", 2)
    assert told(least, entry("convene")) == ["to convene was done 1 times, 2 are needed first [NOT_YET_DUE]"]
    assert said_in_chinese(least) == ["“召集议事”仅有 0 次，须满 2 次；请先走其他路径"]
    assert told(least, entry("convene"), entry("convene")) == []
    assert told(least, entry("convene"), entry("convene"), entry("convene")) == []


def test_an_action_without_words_stands_for_itself() -> None:
    assert told(TakenAtLeast("object", 1)) == ["to object was done 0 times, 1 are needed first [NOT_YET_DUE]"]


@pytest.mark.parametrize(
    ("condition", "actions"),
    [
        (TakenFewer("convene", 2), ("convene",)),
        (TakenAtLeast("convene", 2), ("convene",)),
        (DaysPassed(1), ()),
    ],
    ids=["fewer", "at least", "days"],
)
def test_a_bound_tells_the_table_of_which_action_it_speaks(
    condition: Requirement, actions: tuple[str, ...]
) -> None:
    assert condition.actions_named == actions


MAKERS = {
    "fewer": lambda number: TakenFewer("a", number),
    "at least": lambda number: TakenAtLeast("a", number),
    "days": DaysPassed,
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
@pytest.mark.parametrize("number", [0, -1, True, 1.0, "1", 2**53])
def test_a_bound_is_a_whole_number_of_at_least_one(make: Any, number: object) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue):
        make(number)


@pytest.mark.parametrize("days", [100_001, 10**9])
def test_more_days_than_any_period_has_are_no_way_out(days: int) -> None:
    with pytest.raises(InvalidValue, match="from 1 to 100000"):
        DaysPassed(days)
    assert DaysPassed(100_000).days == 100_000


# ------------------------------------------------------------------ how long


def test_the_first_day_is_not_counted_and_the_last_one_ends_at_midnight() -> None:
    arrived = entry("publish", AT)
    assert told(DaysPassed(3), arrived, at=datetime(2023, 5, 8, tzinfo=UTC)) == []
    early = datetime(2023, 5, 7, 23, 59, 59, 999_999, tzinfo=UTC)
    assert told(DaysPassed(3), arrived, at=early) == [
        "3 days must pass first, until 2023-05-08 00:00+00:00 [TOO_EARLY]"
    ]
    assert said_in_chinese(DaysPassed(3), arrived, at=early) == [
        "须满 3 日，至 2023-05-08 00:00+00:00 止；请在 2023-05-08 00:00+00:00 之后办理"
    ]


@pytest.mark.parametrize("hour", [0, 9, 23])
def test_at_whatever_hour_it_came_the_day_is_the_same(hour: int) -> None:
    arrived = entry("publish", AT.replace(hour=hour, minute=59, second=59, microsecond=999_999))
    assert told(DaysPassed(1), arrived, at=datetime(2023, 5, 6, tzinfo=UTC)) == []
    assert told(DaysPassed(1), arrived, at=datetime(2023, 5, 5, 23, 59, tzinfo=UTC)) != []


def test_midnight_is_that_of_the_place_where_it_was_recorded() -> None:
    arrived = entry("publish", datetime(2023, 5, 4, 23, tzinfo=CHINA))
    assert told(DaysPassed(1), arrived, at=datetime(2023, 5, 5, 16, tzinfo=UTC)) == []
    assert told(DaysPassed(1), arrived, at=datetime(2023, 5, 5, 15, 59, tzinfo=UTC)) == [
        "1 days must pass first, until 2023-05-06 00:00+08:00 [TOO_EARLY]"
    ]


def test_an_hour_that_the_clocks_leave_out_is_not_waited_for() -> None:
    arrived = entry("publish", datetime(2024, 3, 30, 12, tzinfo=ZoneInfo("Europe/Berlin")))
    due = datetime(2024, 3, 31, 22, tzinfo=UTC)
    assert told(DaysPassed(1), arrived, at=due) == []
    assert told(DaysPassed(1), arrived, at=due - timedelta(seconds=1)) == [
        "1 days must pass first, until 2024-04-01 00:00+02:00 [TOO_EARLY]"
    ]


def test_the_days_count_from_when_the_case_came_to_its_state() -> None:
    history = (
        entry("raise", AT, target="raised"),
        entry("publish", AT + timedelta(days=10), source="raised", target="published"),
    )
    assert told(DaysPassed(3), *history, at=AT + timedelta(days=12)) != []
    assert told(DaysPassed(3), *history, at=AT + timedelta(days=14)) == []


def test_an_action_that_stays_where_it_is_does_not_restart_the_days() -> None:
    history = (
        entry("raise", AT, target="raised"),
        entry("assign", AT + timedelta(days=1), source="raised", target="handling"),
        entry("extend", AT + timedelta(days=3), source="handling", target="handling"),
        entry("extend", AT + timedelta(days=5), source="handling", target="handling"),
    )
    assert told(DaysPassed(4), *history, at=AT + timedelta(days=6)) == []
    assert told(DaysPassed(6), *history, at=AT + timedelta(days=6)) != []


def test_a_return_to_a_state_does_restart_them() -> None:
    history = (
        entry("raise", AT, target="raised"),
        entry("return", AT + timedelta(days=1), source="raised", target="returned"),
        entry("supplement", AT + timedelta(days=8), source="returned", target="raised"),
    )
    assert told(DaysPassed(3), *history, at=AT + timedelta(days=9)) != []


def test_where_every_entry_stays_the_first_one_counts() -> None:
    history = (entry("note", AT, source="s", target="s"), entry("note", AT + timedelta(days=5), source="s"))
    assert told(DaysPassed(1), *history, at=AT + timedelta(days=2)) == []


def test_before_anything_was_done_no_day_has_passed() -> None:
    assert told(DaysPassed(1)) == ["1 days must pass first, until 2023-05-06 00:00+00:00 [TOO_EARLY]"]


@pytest.mark.parametrize("days", [1, 30, 100_000])
def test_days_beyond_the_calendar_end_with_it(days: int) -> None:
    last = datetime(9999, 12, 31, 12, tzinfo=UTC)
    assert told(DaysPassed(days), entry("publish", last), at=last) == [
        f"{days} days must pass first, until 9999-12-31 [TOO_EARLY]"
    ]


def test_the_first_day_of_the_calendar_is_one_like_others() -> None:
    first = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
    assert told(DaysPassed(1), entry("publish", first), at=first) == [
        "1 days must pass first, until 0001-01-03 00:00+14:00 [TOO_EARLY]"
    ]


# ------------------------------------------------------------------ in the standard table


def handling(policy: FiveStepPolicy | None = None) -> tuple[Procedure, Case]:
    """Return a procedure and a case that the committee is handling."""
    procedure = five_step(policy or FiveStepPolicy())
    case = opened(procedure)
    for action in ("accept", "list", "convene", "decide", "publish", "assign"):
        move = next(each for each in procedure.table.moves_from(case.state) if each.action == action)
        attempt = fitting(case, move)
        case = procedure.apply(case, action, by=attempt.by, at=attempt.at, facts=attempt.facts)
    return procedure, case


COMMITTEE = Actor("p-1", roles={Role.PARTY_COMMITTEE})


def extended(procedure: Procedure, case: Case, at: datetime) -> Case:
    """Return a case whose time for handling was extended."""
    ground = Fact(kind="ground", about=case.id, outcome="stated", reference=f"G-{len(case.history)}")
    return procedure.apply(case, "extend", by=COMMITTEE, at=at, facts=(ground,))


def test_an_extension_leaves_the_case_where_and_since_when_it_was() -> None:
    procedure, case = handling()
    later = extended(procedure, case, case.since + timedelta(days=20))
    assert (later.state, later.since, len(later.history)) == (case.state, case.since, len(case.history) + 1)
    again = extended(procedure, later, case.since + timedelta(days=25))
    reasons = procedure.explain(again, "extend", by=COMMITTEE, at=again.history[-1].at)
    assert [reason.code for reason in reasons] == ["BOUND_REACHED", "FACT_MISSING"]


def test_publication_is_counted_from_the_day_of_publication() -> None:
    procedure = five_step(FiveStepPolicy(publication_days=5))
    case = opened(procedure)
    for action in ("accept", "list", "convene", "decide", "publish"):
        move = next(each for each in procedure.table.moves_from(case.state) if each.action == action)
        attempt = fitting(case, move)
        case = procedure.apply(case, action, by=attempt.by, at=attempt.at, facts=attempt.facts)
    named = Fact(kind="assignment", about=case.id, outcome="named", reference="T-1", giver="p-2")
    on_time = case.since.replace(hour=0, minute=0) + timedelta(days=6)
    asked = {"by": COMMITTEE, "facts": (named,)}
    early = procedure.explain(case, "assign", at=on_time - timedelta(minutes=1), **asked)
    assert [reason.code for reason in early] == ["TOO_EARLY"]
    assert procedure.apply(case, "assign", at=on_time, **asked).state == "handling"


def test_a_refusal_names_every_bound_that_is_not_kept() -> None:
    procedure, case = handling()
    table = procedure.table
    bounds = (TakenFewer("convene", 1), TakenAtLeast("rate_badly", 1), DaysPassed(30))
    lines = (
        attrs.evolve(move, requires=(*move.requires, *bounds)) if move.action == "extend" else move
        for move in table.moves
    )
    strict = Procedure(table=attrs.evolve(table, moves=tuple(lines)))
    pinned = attrs.evolve(case, matter=attrs.evolve(case.matter, procedure=strict.identity))
    reasons = strict.explain(pinned, "extend", by=NOBODY, at=case.since)
    assert [reason.code for reason in reasons] == [
        "ROLE_NOT_ENTITLED",
        "FACT_MISSING",
        "BOUND_REACHED",
        "NOT_YET_DUE",
        "TOO_EARLY",
    ]


@pytest.mark.parametrize("condition", [TakenFewer("a", 3), TakenAtLeast("a", 3), DaysPassed(3)])
def test_a_bound_is_kept_in_a_file_and_read_back(condition: Requirement) -> None:
    assert Value.from_document(condition.to_document()) == condition
    assert type(condition).from_json(condition.to_json()) == condition


# ------------------------------------------------------------------ walks keep to the days


def test_a_walk_goes_on_after_waiting_for_days_on_the_spot() -> None:
    table = five_step().table
    wait = Move(
        action="wait",
        source="raised",
        target="raised",
        roles=("grid_worker",),
        requires=(TakenFewer("wait", 2), DaysPassed(3)),
        basis=LIBRARY_DEFAULT,
    )
    procedure = Procedure(
        table=attrs.evolve(
            table, moves=(*table.moves, wait), actions=(*table.actions, Term("wait", "等待", "wait"))
        )
    )
    case = opened(procedure)
    for move in (wait, wait, table.moves[0]):
        attempt = fitting(case, move)
        case = procedure.apply(case, attempt.action, by=attempt.by, at=attempt.at, facts=attempt.facts)
    assert case.state == "sorting"


@pytest.mark.parametrize(
    ("condition", "zh", "en"),
    [
        (TakenFewer("convene", 3), "“召集议事”不足 3 次", "“convene” taken fewer than 3 times"),
        (TakenAtLeast("convene", 2), "“召集议事”已满 2 次", "“convene” taken at least 2 times"),
        (DaysPassed(3), "已满 3 日", "3 whole days have passed"),
    ],
    ids=["fewer", "at least", "days"],
)
def test_a_bound_says_what_it_asks(condition: Requirement, zh: str, en: str) -> None:
    assert condition.asks(names=NAMES) == Words(zh, en)
