"""Laws of conformance: what was walked conforms, and what deviates costs no more than it must.

Two oracles are typed here: one judges a log record by record, the other finds the least cost by trying
everything.  Neither shares a line with the library.
"""

from collections import Counter, deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from random import Random

import attrs
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.deliberation import five_step
from communitygov.procedure import DaysPassed, Procedure, Table, TakenAtLeast, TakenFewer
from communitygov.procedure.conformance.alignment import Aligner
from communitygov.procedure.conformance.course import Course, Graph
from communitygov.procedure.conformance.foreign_log import LogEvent
from communitygov.procedure.conformance.report import ConformanceReport, conformance
from communitygov.procedure.requirement import Requirement
from communitygov.testing.strategies.conformance import (
    STRATEGIES,
    disturbances,
    log_of,
    logs,
)
from communitygov.testing.strategies.procedure import cases, procedures, tables

#: Codes of the deviations that are of order; each stands for a cost of at least one.
OF_ORDER = {
    "ACTION_MISSING",
    "ACTIVITY_UNKNOWN",
    "CASE_NOT_OPENED",
    "RECORD_AFTER_END",
    "RECORD_BEFORE_OPENING",
    "RECORD_MISPLACED",
    "RECORD_OUT_OF_PLACE",
}


# ------------------------------------------------------------------ the oracles


def follows(table: Table, events: Sequence[LogEvent]) -> bool:
    """Judge the records of a case one by one: order, roles, bounds, days and times."""
    taken: Counter[str] = Counter()
    state, since, last = "", events[0].at, events[0].at
    lines = {("", table.opening.action): table.opening, **{(m.source, m.action): m for m in table.moves}}
    for event in events:
        line = lines.get((state, event.activity))
        if line is None or event.at < last or event.role not in (None, *line.roles, *line.proxies):
            return False
        if not all(holds(rule, taken, event.at, since=since if state else None) for rule in line.requires):
            return False
        taken[event.activity] += 1
        if state != line.target:
            state, since = line.target, event.at
        last = event.at
    return True


def holds(rule: Requirement, taken: Counter[str], at: datetime, *, since: datetime | None) -> bool:
    """Judge a condition on numbers or days; others cannot be seen in a log."""
    match rule:
        case TakenFewer(action=action, than=than):
            return taken[action] < than
        case TakenAtLeast(action=action, times=times):
            return taken[action] >= times
        case DaysPassed(days=days) if since:
            return at >= since.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days + 1)
        case _:
            return True


def least_cost(table: Table, actions: Sequence[str]) -> int:
    """Find the least cost of any course, by trying everything in the order of its cost."""
    lines = [("", table.opening.action, table.opening.target)]
    lines += [(move.source, move.action, move.target) for move in table.moves]
    seen: set[tuple[int, str]] = set()
    waiting: deque[tuple[int, int, str]] = deque([(0, 0, "")])
    while True:
        cost, read, state = waiting.popleft()
        if read == len(actions):
            return cost
        if (read, state) in seen:
            continue
        seen.add((read, state))
        waiting.append((cost + 1, read + 1, state))
        for source, action, target in lines:
            if source == state:
                waiting.append((cost + 1, read, target))
                if action == actions[read]:
                    waiting.appendleft((cost, read + 1, target))


def check_course(course: Course, actions: Sequence[str]) -> None:
    """Check that a course is one: each line begins where the one before it ended, and the cost is its own."""
    state, cost = "", 0
    for step, action in zip(course.steps, actions, strict=True):
        assert step.source == state
        for leg in (*step.missing, *((step.taken,) if step.taken else ())):
            assert leg.source == state
            state = leg.target
        assert step.taken is None or step.taken.action == action
        assert step.taken is not None or not step.missing
        cost += len(step.missing) + (step.taken is None)
    assert (course.state, course.cost) == (state, cost)


# ------------------------------------------------------------------ what conforms


@given(st.data())
def test_every_walk_of_any_procedure_conforms_and_stands_where_the_procedure_has_it(
    data: st.DataObject,
) -> None:
    procedure = data.draw(procedures())
    walks = data.draw(
        st.lists(cases(procedure=procedure), min_size=1, max_size=3, unique_by=lambda case: case.id)
    )
    records = [record for case in walks for record in case.history]
    foreign = [event for case in walks for event in log_of(case)]
    report = conformance(procedure.table, foreign)
    assert report == conformance(procedure.table, records)
    assert report.deviations == ()
    assert report.is_conforming
    assert report.fitness == 1
    by_id = {case.id: case for case in walks}
    assert [case.case_id for case in report.cases] == sorted(by_id)
    for found in report.cases:
        case = by_id[found.case_id]
        assert (found.standing, found.state) == (case.standing, case.state)
        assert (found.is_closed, found.records) == (case.is_closed, len(case.history))


@given(st.data())
def test_a_log_conforms_exactly_when_every_record_may_stand_where_it_does(data: st.DataObject) -> None:
    procedure = data.draw(procedures())
    log = data.draw(logs(procedure=procedure))
    if log:
        place = data.draw(st.integers(0, len(log) - 1))
        days = data.draw(st.sampled_from((-9, -1, 0)))
        role = data.draw(st.sampled_from((log[place].role, *(term.code for term in procedure.table.roles))))
        changed = attrs.evolve(log[place], at=log[place].at + timedelta(days=days), role=role)
        log = (*log[:place], changed, *log[place + 1 :])
    report = conformance(procedure.table, log)
    for case in report.cases:
        events = [event for event in log if event.case_id == case.case_id]
        assert case.is_conforming == follows(procedure.table, events)


# ------------------------------------------------------------------ what does not


@given(st.data())
def test_one_change_costs_no_more_than_the_change(data: st.DataObject) -> None:
    procedure = data.draw(procedures())
    case = data.draw(cases(procedure=procedure))
    events, most = data.draw(disturbances(procedure=procedure, events=log_of(case)))
    report = conformance(procedure.table, events)
    of_order = [each for each in report.deviations if each.code in OF_ORDER]
    cost = sum(each.cost for each in report.cases)
    assert cost <= most
    assert len(of_order) <= cost
    assert bool(of_order) == bool(cost)
    assert report.fitness == 1 - Fraction(cost, len(events) or 1)


@given(st.data())
def test_the_cost_is_the_least_there_is(data: st.DataObject) -> None:
    table = data.draw(tables() | st.just(five_step().table))
    actions = data.draw(
        st.lists(st.sampled_from([*(term.code for term in table.actions), "no action"]), max_size=9)
    )
    course = Aligner.of(Graph.of(table)).aligned(actions)
    check_course(course, actions)
    assert course.cost == least_cost(table, actions)


def test_the_cost_is_the_least_there_is_on_two_thousand_logs_of_the_five_steps() -> None:
    random, table = Random(1), five_step().table  # noqa: S311  reproducible, not secret
    aligner, words = Aligner.of(Graph.of(table)), [term.code for term in table.actions]
    costs: Counter[int] = Counter()
    for _ in range(2_000):
        actions = [random.choice(words) for _ in range(random.randrange(12))]
        course = aligner.aligned(actions)
        check_course(course, actions)
        assert course.cost == least_cost(table, actions)
        costs[course.cost] += 1
    assert len(costs) > 5, "the logs must not all be alike"


@given(st.data())
def test_records_that_fit_are_walked_and_aligned_alike(data: st.DataObject) -> None:
    procedure = data.draw(procedures())
    actions = [record.action for record in data.draw(cases(procedure=procedure)).history]
    graph = Graph.of(procedure.table)
    assert graph.walked(actions) == Aligner.of(graph).aligned(actions)


@given(st.data())
def test_every_deviation_names_its_case_and_a_record_of_it(data: st.DataObject) -> None:
    procedure = data.draw(procedures())
    report = conformance(procedure.table, data.draw(logs(procedure=procedure)))
    known = {term.code for term in procedure.table.actions}
    for case in report.cases:
        positions = [each.position for each in case.deviations]
        assert positions == sorted(positions)
        for each in case.deviations:
            assert 1 <= each.position <= case.records
            assert each.subject == case.case_id
            assert case.case_id in each.text("zh")
            assert case.case_id in each.text("en")
            assert known.issuperset(each.actions)


# ------------------------------------------------------------------ the report as a whole


@given(st.data())
def test_the_report_does_not_depend_on_what_stands_between_the_records_of_a_case(
    data: st.DataObject,
) -> None:
    procedure = data.draw(procedures())
    log = data.draw(logs(procedure=procedure))
    queues: dict[str, deque[LogEvent]] = {}
    for event in log:
        queues.setdefault(event.case_id, deque()).append(event)
    order = data.draw(st.permutations([event.case_id for event in log]))
    mixed = [queues[case_id].popleft() for case_id in order]
    assert conformance(procedure.table, mixed).to_json() == conformance(procedure.table, log).to_json()


@given(st.data())
def test_a_case_is_judged_alike_alone_and_among_others(data: st.DataObject) -> None:
    procedure = data.draw(procedures())
    log = data.draw(logs(procedure=procedure))
    report = conformance(procedure.table, log)
    for case in report.cases:
        alone = [event for event in log if event.case_id == case.case_id]
        assert conformance(procedure.table, alone).cases == (case,)


@given(st.data())
def test_every_value_of_conformance_is_written_down_and_read_back(data: st.DataObject) -> None:
    for kind, make in STRATEGIES.items():
        value = data.draw(make())
        assert isinstance(value, Value)
        assert kind.from_document(value.to_document()) == value  # type: ignore[attr-defined]
        assert Value.from_json(value.to_json()) == value


@given(st.data())
def test_a_report_says_itself_in_both_languages(data: st.DataObject) -> None:
    report = data.draw(STRATEGIES[ConformanceReport]())
    lines = 1 + len(report.deviations)
    assert len(report.text("zh").splitlines()) == len(report.text("en").splitlines()) == lines
    assert report._repr_html_().startswith("<table>")


def labelled(procedure: Procedure) -> dict[str, str]:
    """Return the 中文 labels of a procedure by the codes of its actions."""
    return {term.code: term.zh for term in procedure.table.actions}


@given(st.data())
def test_labels_and_codes_say_the_same(data: st.DataObject) -> None:
    procedure = five_step()
    log = data.draw(logs(procedure=procedure))
    said = labelled(procedure)
    in_chinese = [attrs.evolve(event, activity=said[event.activity]) for event in log]
    assert conformance(procedure.table, in_chinese) == conformance(procedure.table, log)
