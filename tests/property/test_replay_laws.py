"""Laws of replay: every engine finds the same, and the same as taking the actions one by one.

What replay is compared with is the conduct of cases over a copy of the table without conditions, refused
attempts left out; for the five steps also a stock `transitions.Machine`.
"""

from collections import Counter
from datetime import UTC, datetime
from importlib.util import find_spec

import attrs
from hypothesis import given
from hypothesis import strategies as st
from transitions import EventData, Machine

from communitygov.core.document import Value
from communitygov.deliberation import five_step
from communitygov.errors import ActionRefused, UnknownName
from communitygov.organisation import Actor
from communitygov.procedure import Attempt, Case, Record, Table
from communitygov.procedure.bulk.codebook import Codebook
from communitygov.procedure.bulk.coded_log import CodedLog, ColumnLog
from communitygov.procedure.bulk.refusal import EVENT_ROLE_UNKNOWN, Refusal
from communitygov.procedure.bulk.replay import Replay, ReplayEngine, encode, replay
from communitygov.procedure.conduct import ROLE_NOT_ENTITLED, Blank, Conduct
from communitygov.procedure.rulebook import Rulebook
from communitygov.testing.strategies.coded_log import (
    choices,
    codebooks,
    coded_logs,
    column_logs,
    event_records,
    logged,
    refusals,
)

AT = datetime(2023, 5, 4, tzinfo=UTC)
STANDARD = Codebook.of(five_step().table, identity=five_step().identity)
#: numpy is an extra.
ENGINES = [each for each in ReplayEngine if each is not ReplayEngine.NUMPY or find_spec("numpy")]

Found = tuple[dict[str, str], list[Refusal], dict[str, int], int]


def found(result: Replay) -> Found:
    """Return everything that a replay found, in an order that does not depend on the form of the log."""
    told = sorted(result.refusals, key=lambda refusal: (refusal.case_id, refusal.position))
    standing = dict(zip(result.cases, result.states, strict=True))
    return standing, told, dict(result.refusals.reasons), result.events


@st.composite
def books_with_records(draw: st.DrawFn) -> tuple[Codebook, tuple[Record, ...]]:
    """Return a compiled table, and what was recorded under it."""
    book = draw(codebooks())
    return book, draw(event_records(book))


# ------------------------------------------------------------------ the same by every way


@given(books_with_records())
def test_every_engine_finds_the_same_in_every_form_of_a_log(
    drawn: tuple[Codebook, tuple[Record, ...]],
) -> None:
    book, records = drawn
    log = encode(book, records)
    expected = found(replay(book, records))
    for form in (records, log, log.columns(), log.columns().coded()):
        assert found(replay(book, form)) == expected
        for engine in ENGINES:
            assert found(replay(book, form, engine=engine)) == expected


@given(books_with_records())
def test_the_cases_stand_in_the_order_of_the_log(drawn: tuple[Codebook, tuple[Record, ...]]) -> None:
    book, records = drawn
    first = replay(book, records)
    log = encode(book, records)
    assert first.cases == log.cases == tuple(dict.fromkeys(record.case_id for record in records))
    for engine in ENGINES:
        assert replay(book, log, engine=engine).states == first.states


@given(books_with_records())
def test_replay_is_the_fold_of_apply_without_conditions(drawn: tuple[Codebook, tuple[Record, ...]]) -> None:
    book, records = drawn
    standing, refused = folded(book.table, records)
    result = replay(book, records)
    assert dict(zip(result.cases, result.states, strict=True)) == standing
    told = {(each.case_id, each.position): each for each in result.refusals}
    assert told.keys() == refused.keys()
    for place, (state, codes) in refused.items():
        assert told[place].state == state
        assert codes in ((), told[place].codes)


Refused = dict[tuple[str, int], tuple[str, tuple[str, ...]]]


def folded(table: Table, records: tuple[Record, ...]) -> tuple[dict[str, str], Refused]:
    """Take the actions one by one; return where the cases stand, and which attempts were refused for what."""
    conduct = Conduct(Rulebook.of(without_conditions(table), identity="bare"))
    roles = {role.code for role in table.roles}
    cases: dict[str, Case | None] = {}
    refused: Refused = {}
    seen: Counter[str] = Counter()
    for record in records:
        case = cases.setdefault(record.case_id, None)
        place = record.case_id, seen[record.case_id]
        seen[record.case_id] += 1
        attempt = Attempt(record.action, Actor("somebody", roles={record.role}), AT)
        try:
            cases[record.case_id] = taken(conduct, record.case_id, case, attempt)
        except ActionRefused as refusal:
            codes = tuple(reason.code for reason in refusal.reasons)
            if record.role not in roles:
                codes = tuple(
                    EVENT_ROLE_UNKNOWN.code if code == ROLE_NOT_ENTITLED.code else code for code in codes
                )
            refused[place] = (case.state if case else "", codes)
        except UnknownName:  # of which conduct says no more
            refused[place] = (case.state if case else "", ())
    return {case_id: case.state if case else "" for case_id, case in cases.items()}, refused


def without_conditions(table: Table) -> Table:
    """Return the table without what replay does not evaluate."""
    moves = [attrs.evolve(move, requires=()) for move in table.moves]
    return attrs.evolve(table, moves=moves, opening=attrs.evolve(table.opening, requires=()))


def taken(conduct: Conduct, case_id: str, case: Case | None, attempt: Attempt) -> Case:
    """Return the case after an attempt, opened by it if there is none yet."""
    if case is not None:
        return conduct.apply(case, attempt)
    if attempt.action == conduct.book.table.opening.action:
        return conduct.open(Blank(case_id, "G-1"), attempt, title="a matter")
    raise UnknownName(five_step().table.name.words, attempt.action, ())


# ------------------------------------------------------------------ what a replay says


@given(books_with_records())
def test_without_the_refused_events_nothing_is_refused_and_all_stand_the_same(
    drawn: tuple[Codebook, tuple[Record, ...]],
) -> None:
    book, records = drawn
    result = replay(book, records)
    refused = {(refusal.case_id, refusal.position) for refusal in result.refusals}
    seen: Counter[str] = Counter()
    kept = list[Record]()
    for record in records:
        if (record.case_id, seen[record.case_id]) not in refused:
            kept.append(record)
        seen[record.case_id] += 1
    again = replay(book, kept)
    assert again.refused == 0
    assert list(again.refusals) == []
    assert len(kept) == result.events - result.refused
    standing = dict(zip(again.cases, again.states, strict=True))
    assert {case_id: standing.get(case_id, "") for case_id in result.cases} == dict(
        zip(result.cases, result.states, strict=True)
    )


@given(books_with_records())
def test_cases_stand_only_where_the_table_has_a_state(drawn: tuple[Codebook, tuple[Record, ...]]) -> None:
    book, records = drawn
    result = replay(book, records)
    assert {*result.states} <= {"", *(state.code for state in book.table.states)}
    assert dict(result.counts) == {state: result.states.count(state) for state in {*result.states}}
    assert [*result.counts] == [state for state in book.states if state in result.counts]
    assert all(
        result.state_of(case_id) == state for case_id, state in zip(result.cases, result.states, strict=True)
    )


@given(st.data())
def test_a_log_after_another_is_replayed_as_one_after_the_other(data: st.DataObject) -> None:
    book = data.draw(codebooks())
    one = data.draw(event_records(book))
    other = tuple(
        attrs.evolve(record, case_id=f"D-{record.case_id}") for record in data.draw(event_records(book))
    )
    parts = [replay(book, encode(book, part)) for part in (one, other)]
    whole = replay(book, encode(book, one + other))
    assert whole.cases == parts[0].cases + parts[1].cases
    assert whole.states == parts[0].states + parts[1].states
    assert [*whole.refusals] == [*parts[0].refusals, *parts[1].refusals]


@given(choices())
def test_a_refusal_says_in_both_languages_what_is_wrong(happened: list[tuple[int, int]]) -> None:
    for refusal in replay(STANDARD, logged(STANDARD, happened)).refusals:
        assert refusal.codes
        assert refusal.text("zh") != refusal.text("en")
        assert refusal.advice("zh") != refusal.advice("en")
        said = refusal.text("zh"), refusal.text("en"), refusal.advice("zh"), refusal.advice("en")
        assert "{" not in "".join(said)


# ------------------------------------------------------------------ a stock machine


class Row:
    """A model of the stock machine."""

    state = "nowhere"


def stock() -> Machine:
    """Return a stock machine with a guard for the role; what is not possible is ignored."""
    table = five_step().table
    lines = [("nowhere", table.opening.action, table.opening.target, table.opening.roles)]
    lines += [(move.source, move.action, move.target, move.roles) for move in table.moves]

    def entitled(event: EventData) -> bool:
        roles = {(source, action): held for source, action, _, held in lines}
        return event.kwargs["role"] in roles[event.model.state, event.event.name]

    return Machine(
        model=None,
        states=["nowhere", *(state.code for state in table.states)],
        initial="nowhere",
        auto_transitions=False,
        send_event=True,
        ignore_invalid_triggers=True,
        transitions=[
            {"trigger": action, "source": source, "dest": target, "conditions": entitled}
            for source, action, target, _ in lines
        ],
    )


@given(choices(longest=60))
def test_a_stock_machine_ends_where_replay_ends(happened: list[tuple[int, int]]) -> None:
    records = logged(STANDARD, happened)
    machine, rows, refused = stock(), dict[str, Row](), 0
    for record in records:
        row = rows.setdefault(record.case_id, Row())
        event = machine.events.get(record.action)
        refused += not (event and event.trigger(row, role=record.role))
    result = replay(STANDARD, encode(STANDARD, records).columns())
    assert {case_id: result.state_of(case_id) or "nowhere" for case_id in result.cases} == {
        case_id: row.state for case_id, row in rows.items()
    }
    assert result.refused == refused


# ------------------------------------------------------------------ logs


@given(books_with_records())
def test_a_coded_log_gives_back_action_and_role_of_every_event(
    drawn: tuple[Codebook, tuple[Record, ...]],
) -> None:
    book, records = drawn
    log = encode(book, records)
    columns = log.columns()
    assert log.events == columns.events == len(records)
    for case_id in log.cases:
        expected = tuple((record.action, record.role) for record in records if record.case_id == case_id)
        assert log.pairs_of(case_id) == columns.pairs_of(case_id) == expected


@given(coded_logs())
def test_columns_turned_back_are_the_rows_by_length(log: CodedLog) -> None:
    columns = log.columns()
    again = columns.coded()
    assert [*map(len, again.traces)] == sorted(map(len, log.traces), reverse=True)
    assert {case_id: again.trace_of(case_id) for case_id in again.cases} == {
        case_id: log.trace_of(case_id) for case_id in log.cases
    }
    assert again.columns() == columns


@given(coded_logs() | column_logs() | refusals())
def test_what_is_written_down_reads_back(value: CodedLog | ColumnLog | Refusal) -> None:
    assert type(value).from_document(value.to_document()) == value
    assert Value.from_json(value.to_json()) == value
