"""Laws of conduct: `allowed` and `apply` never disagree, refusals change nothing, three engines agree.

The second engine is a stock `transitions.Machine` made from the lines typed by hand in `tests/source`.
"""

from datetime import timedelta
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.source.tables import typed
from tests.source.test_five_step_tables import LITERAL, STANDARD
from transitions import Machine

from communitygov.deliberation import five_step, five_step_literal
from communitygov.errors import ActionRefused
from communitygov.organisation import Actor
from communitygov.procedure import Attempt, Case, Procedure
from communitygov.testing.strategies.deliberation import five_step_procedures
from communitygov.testing.strategies.procedure import cases, procedures
from communitygov.testing.walks import fitting, open_moves, opened, walked

ATTEMPTS = 20_000


def random_attempt(random: Random, procedure: Procedure, case: Case) -> Attempt:
    """Return an attempt, mostly of an action from here, that is fitting in most of its parts."""
    table = procedure.table
    here = table.moves_from(case.state)
    move = random.choice(here if here and random.random() < 0.7 else table.moves)
    action = move.action if random.random() < 0.9 else random.choice(table.actions).code
    good = fitting(case, move)
    roles = good.by.roles if random.random() < 0.8 else {random.choice(table.roles).code}
    grids = good.by.grids if random.random() < 0.8 else {"G-2"}
    who = random.choice((good.by.id, good.by.id, case.raised_by, case.history[-1].by))
    late = timedelta(days=random.choice((-1, 0, 0, 9, 9)), minutes=1)
    facts = good.facts if random.random() < 0.8 else ()
    return Attempt(action, Actor(who, roles=roles, grids=grids), case.since + late, facts)


def test_allowed_equals_apply_on_twenty_thousand_random_attempts() -> None:
    random = Random(1)  # noqa: S311  reproducible, not secret
    taken = refused = 0
    for _ in range(ATTEMPTS // 20):
        case = walked(five_step(), random.randbytes(random.randrange(9)))
        for _ in range(20):
            attempt = random_attempt(random, five_step(), case)
            accepted = agrees(five_step(), case, attempt)
            taken, refused = taken + accepted, refused + (not accepted)
    assert taken + refused == ATTEMPTS
    assert taken > ATTEMPTS // 20, "the attempts must not all be hopeless"


def agrees(procedure: Procedure, case: Case, attempt: Attempt) -> bool:
    """Check that explain, allowed and apply say the same; return whether the attempt was taken."""
    action, by, at, facts = attempt.action, attempt.by, attempt.at, attempt.facts
    reasons = procedure.explain(case, action, by=by, at=at, facts=facts)
    options = {option.action: option for option in procedure.allowed(case, by=by, at=at, facts=facts)}
    option = options.get(action)
    assert (option is not None and option.is_allowed) == (not reasons)
    if option is not None:
        assert option.reasons == reasons
    before = case.to_json()
    if reasons:
        with pytest.raises(ActionRefused) as caught:
            procedure.apply(case, action, by=by, at=at, facts=facts)
        assert caught.value.reasons == reasons
        assert caught.value.allowed == tuple(each.action for each in options.values() if each.is_allowed)
        assert case.to_json() == before
        return False
    after = procedure.apply(case, action, by=by, at=at, facts=facts)
    assert option is not None
    assert after.state == option.target
    assert after.history[:-1] == case.history
    return True


@given(st.data())
def test_allowed_equals_apply_on_any_procedure(data: st.DataObject) -> None:
    procedure = data.draw(procedures())
    case = data.draw(cases(procedure=procedure))
    attempt = random_attempt(data.draw(st.randoms(use_true_random=False)), procedure, case)
    agrees(procedure, case, attempt)


@given(st.data())
def test_a_case_is_only_ever_where_its_history_leads(data: st.DataObject) -> None:
    procedure = data.draw(procedures())
    case = data.draw(cases(procedure=procedure))
    table, state = procedure.table, ""
    lines = {(move.source, move.action): move.target for move in table.moves}
    for record in case.history:
        state = lines.get((state, record.action), table.opening.target)
        assert record.target == state
    assert state == case.state
    assert case.is_closed == table.state(state).is_final


@given(cases())
def test_every_reason_speaks_both_languages_and_says_what_to_do(case: Case) -> None:
    procedure = next(
        (each for each in (five_step(), five_step_literal()) if each.identity == case.procedure), None
    )
    if procedure is None:
        return
    nobody = Actor("nobody", roles=())
    for action in procedure.table.actions:
        for reason in procedure.explain(case, action.code, by=nobody, at=case.since):
            assert reason.text("zh") != reason.text("en")
            assert reason.advice("zh")
            assert reason.advice("en")
            assert "{" not in reason.text("zh") + reason.text("en") + reason.advice("zh") + reason.advice(
                "en"
            )


# ------------------------------------------------------------------ a second engine


class Row:
    """A model of the stock machine."""

    state: str


def stock(lines: str, initial: str) -> Machine:
    """Return a stock machine made from lines typed by hand."""
    rows = typed(lines)
    states = {initial, *(source for source, _ in rows), *(target for target, _ in rows.values())}
    return Machine(
        model=None,
        states=sorted(states),
        initial=initial,
        auto_transitions=False,
        transitions=[[action, source, target] for (source, action), (target, _) in rows.items()],
    )


def follow(machine: Machine, case: Case) -> str:
    """Drive a stock machine through a history; return where it stands."""
    row = Row()
    row.state = case.history[0].target
    for record in case.history[1:]:
        assert machine.events[record.action].trigger(row)
        assert row.state == record.target
    return row.state


@given(st.binary(max_size=30))
def test_a_stock_machine_follows_every_standard_history(choices: bytes) -> None:
    case = walked(five_step(), choices)
    assert follow(stock(STANDARD, "raised"), case) == case.state


@given(st.binary(max_size=8))
def test_a_stock_machine_follows_every_literal_history(choices: bytes) -> None:
    case = walked(five_step_literal(), choices)
    assert follow(stock(LITERAL, "raised"), case) == case.state


@given(st.binary(max_size=20))
def test_the_shared_machine_agrees_with_apply_at_every_move(choices: bytes) -> None:
    case = walked(five_step(), choices)
    for move in five_step().table.moves_from(case.state):
        attempt = fitting(case, move)
        host = Row()
        host.state = case.state
        host.id, host.grid, host.history = case.id, case.grid, case.history  # type: ignore[attr-defined]  # a row has more
        bound = five_step().machine().bind(host)
        asked = {"by": attempt.by, "at": attempt.at, "facts": attempt.facts}
        try:
            expected = five_step().apply(case, attempt.action, **asked)  # type: ignore[arg-type]  # as typed above
        except ActionRefused:
            assert bound.explain(attempt.action, **asked)  # type: ignore[arg-type]  # as typed above
            assert host.state == case.state
        else:
            assert bound.apply(attempt.action, **asked) == expected.history[-1]  # type: ignore[arg-type]
            assert host.state == expected.state


# ------------------------------------------------------------------ finite, and always with a way out


@given(procedure=five_step_procedures(), choices=st.binary(min_size=400, max_size=400))
def test_every_walk_ends_under_every_policy(procedure: Procedure, choices: bytes) -> None:
    assert walked(procedure, choices).is_closed
    assert procedure.check().is_sound


@given(st.binary(max_size=30))
def test_from_everywhere_some_end_is_reached(choices: bytes) -> None:
    case = walked(five_step(), choices)
    seen = 0
    while not case.is_closed:
        moves = open_moves(five_step(), case)
        assert moves, f"{case.state} has no way out"
        attempt = fitting(case, moves[-1])
        case = five_step().apply(case, attempt.action, by=attempt.by, at=attempt.at, facts=attempt.facts)
        seen += 1
        assert seen < 200


def test_a_fact_for_one_case_never_serves_another() -> None:
    case = walked(five_step(), (0, 3, 0), case_id="C-1")
    move = next(each for each in five_step().table.moves_from(case.state) if each.action == "decide")
    attempt = fitting(case, move)
    other = tuple(attrs.evolve(fact, about="C-2") for fact in attempt.facts)
    assert agrees(five_step(), case, attempt)
    assert not agrees(five_step(), case, attrs.evolve(attempt, facts=other))
    assert opened(five_step()).state == "raised"
