"""Laws of host objects and of proxies, over random attempts.

Three ways through one table must agree: a case through `Procedure.apply`, an object bound to the shared
machine, and the stock way in of `transitions`.  What the laws say of proxies and of roles holds for the
conditions of the library, none of which reads a role; a condition of one's own may.
"""

import copy
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from transitions import MachineError

from communitygov.deliberation import FiveStepPolicy, five_step
from communitygov.errors import ActionRefused
from communitygov.organisation import Actor, Role
from communitygov.procedure import Attempt, Case, Fact, Move, Procedure, Record
from communitygov.procedure.eligibility import Countersigned, HadNoHand, IsRaiser, NotRecused
from communitygov.testing.strategies.organisation import actors
from communitygov.testing.strategies.procedure import attempts, cases, moves, procedures, records
from communitygov.testing.walks import fitting, open_moves, opened, walked

ATTEMPTS = 6_000

ELDER = "elder-1"
WITH_PROXIES = five_step(FiveStepPolicy(proxies=(Role.GRID_WORKER, Role.CONVENER)))


def strict() -> Procedure:
    """Return the standard procedure with proxies on every line, and conditions on who acts on every line."""
    table = WITH_PROXIES.table
    on_who = (HadNoHand(("accept", "convene"), named_in=("ground",)), NotRecused())
    further = {"withdraw": (IsRaiser(),), "list": (Countersigned(),), "assign": (Countersigned(),)}
    lines = tuple(
        attrs.evolve(
            move,
            proxies=(Role.GRID_WORKER, Role.CONVENER),
            requires=dict.fromkeys((*move.requires, *on_who, *further.get(move.action, ()))),
        )
        for move in table.moves
    )
    return Procedure(table=attrs.evolve(table, moves=lines))


STRICT = strict()
PROCEDURES = (five_step(), WITH_PROXIES, STRICT)


# ------------------------------------------------------------------ attempts of every kind


def wandered(random: Random, procedure: Procedure) -> Case:
    """Return a case after some random moves, seldom closed."""
    case = opened(procedure)
    for _ in range(random.randrange(10)):
        moves = open_moves(procedure, case)
        onward = [move for move in moves if not procedure.table.state(move.target).is_final]
        among = onward if onward and random.random() < 0.95 else moves
        if among:
            attempt = fitting(case, random.choice(among))
            case = procedure.apply(case, attempt.action, **asked(attempt))
    return case


def random_attempt(random: Random, procedure: Procedure, case: Case) -> Attempt:
    """Return an attempt, mostly of an action from here, each of whose parts is mostly fitting."""
    table = procedure.table
    here = table.moves_from(case.state)
    move = random.choice(here if here and random.random() < 0.9 else table.moves)
    good = fitting(case, move)
    late = timedelta(days=random.choice((-9, 0, 0, 0, 0, 0, 0, 9)), minutes=random.randrange(3))
    return attrs.evolve(
        good,
        action=move.action if random.random() < 0.9 else random.choice(table.actions).code,
        by=random_actor(random, procedure, case, move),
        at=good.at + late,
        facts=(*(good.facts if random.random() < 0.8 else ()), *random_facts(random, case)),
    )


def random_actor(random: Random, procedure: Procedure, case: Case, move: Move) -> Actor:
    """Return somebody who is mostly entitled to a line, in person or as a proxy."""
    good = fitting(case, move).by
    people = [good.id, good.id, good.id, case.raised_by, case.history[-1].by, ELDER]
    codes = [role.code for role in procedure.table.roles]
    roles = {*(good.roles if random.random() < 0.9 else ()), *random.sample(codes, random.randrange(3))}
    grids = good.grids if random.random() < 0.9 else ("G-2",)
    actor = Actor(random.choice(people), roles=roles, grids=grids)
    others = [person for person in people if person != actor.id]
    return actor.acting_for(random.choice(others)) if random.random() < 0.3 and others else actor


def somebody_else(random: Random, actor: Actor, case: Case) -> str:
    """Return the elder or whoever raised the matter, but not the actor."""
    return random.choice([person for person in (ELDER, case.raised_by) if person != actor.id])


def random_facts(random: Random, case: Case) -> Iterator[Fact]:
    """Give a recusal or a signature of somebody, now and then."""
    for kind in ("recusal", "countersignature"):
        if random.random() < 0.15:
            yield Fact(
                kind=kind,
                about=random.choice((case.id, case.id, "C-2")),
                outcome="signed",
                reference=f"{kind}-{len(case.history)}",
                giver=random.choice((None, case.raised_by, case.history[-1].by, ELDER)),
            )


def asked(attempt: Attempt) -> dict[str, Any]:
    """Return an attempt as the arguments of a call, its action aside."""
    return {"by": attempt.by, "at": attempt.at, "facts": attempt.facts}


def host_of(case: Case) -> Any:  # noqa: ANN401  a row of a host has any attributes
    """Return an object of a host that stands where a case stands."""
    return SimpleNamespace(id=case.id, grid=case.grid, state=case.state, history=[*case.history])


# ------------------------------------------------------------------ three ways through one table


def through_the_case(procedure: Procedure, case: Case, attempt: Attempt) -> tuple[str, Record | None]:
    """Take an attempt on a case; return the state and the record, if there is one."""
    try:
        after = procedure.apply(case, attempt.action, **asked(attempt))
    except ActionRefused:
        return case.state, None
    return after.state, after.history[-1]


def through_the_host(procedure: Procedure, case: Case, attempt: Attempt) -> tuple[str, Record | None]:
    """Take an attempt on a bound object; check that nothing but its state ever changes."""
    host = host_of(case)
    before = copy.copy(vars(host))
    bound = procedure.machine().bind(host)
    reasons = bound.explain(attempt.action, **asked(attempt))
    record = None
    try:
        record = bound.apply(attempt.action, **asked(attempt))
    except ActionRefused as refusal:
        assert refusal.reasons == reasons  # noqa: PT017  both ways are looked at
        assert vars(host) == before
    else:
        assert not reasons
    assert vars(host) == {**before, "state": host.state}
    assert host.history == [*case.history]
    return host.state, record


def through_the_stock(procedure: Procedure, case: Case, attempt: Attempt) -> tuple[str, bool]:
    """Take an attempt by the stock way in, which keeps no record; return the state and whether it moved."""
    host = host_of(case)
    event = procedure.machine().events.get(attempt.action)
    try:
        moved = event is not None and event.trigger(host, attempt=attempt)
    except MachineError:
        moved = False
    return host.state, moved


def agree(procedure: Procedure, case: Case, attempt: Attempt) -> bool:
    """Check that the three ways agree; return whether the attempt was taken."""
    state, record = through_the_case(procedure, case, attempt)
    assert through_the_host(procedure, case, attempt) == (state, record)
    assert through_the_stock(procedure, case, attempt) == (state, record is not None)
    return record is not None


@pytest.mark.parametrize("procedure", PROCEDURES, ids=["plain", "with-proxies", "strict"])
def test_case_host_and_stock_agree_on_thousands_of_random_attempts(procedure: Procedure) -> None:
    random = Random(2)  # noqa: S311  reproducible, not secret
    taken = proxied = 0
    for _ in range(ATTEMPTS // 20):
        case = wandered(random, procedure)
        for _ in range(20):
            attempt = random_attempt(random, procedure, case)
            accepted = agree(procedure, case, attempt)
            taken += accepted
            proxied += accepted and attempt.by.on_behalf_of is not None
    assert taken > ATTEMPTS // 4, "the attempts must not all be hopeless"
    assert (proxied > 0) == bool(procedure.table.opening.proxies)


@given(st.data())
def test_case_host_and_stock_agree_on_any_procedure(data: st.DataObject) -> None:
    procedure = data.draw(procedures())
    case = data.draw(cases(procedure=procedure))
    agree(procedure, case, random_attempt(data.draw(st.randoms(use_true_random=False)), procedure, case))


@given(choices=st.binary(max_size=30))
def test_an_object_goes_wherever_a_case_goes(choices: bytes) -> None:
    case = opened(STRICT)
    host = host_of(case)
    bound = STRICT.machine().bind(host)
    for record in walked(STRICT, choices).history[1:]:
        move = next(each for each in STRICT.table.moves_from(case.state) if each.action == record.action)
        attempt = fitting(case, move)
        host.history.append(bound.apply(attempt.action, **asked(attempt)))
        case = STRICT.apply(case, attempt.action, **asked(attempt))
        assert (host.state, tuple(host.history)) == (case.state, case.history)


# ------------------------------------------------------------------ what a proxy may and may not


@given(random=st.randoms(use_true_random=False))
def test_a_proxy_may_nothing_that_a_holder_of_the_role_may_not(random: Random) -> None:
    """Where a proxy may act, the person acted for may act too if they hold the role of the line.

    The grids are the proxy's in both: serving a grid is a matter of whoever comes.
    """
    case = wandered(random, STRICT)
    for move in STRICT.table.moves_from(case.state):
        attempt = attrs.evolve(random_attempt(random, STRICT, case), action=move.action)
        by = attempt.by.acting_for(somebody_else(random, attempt.by, case))
        if STRICT.explain(case, move.action, **asked(attrs.evolve(attempt, by=by))):
            continue
        in_person = Actor(by.principal, roles=move.roles, grids=by.grids)
        assert not STRICT.explain(case, move.action, **asked(attrs.evolve(attempt, by=in_person)))


@given(random=st.randoms(use_true_random=False))
def test_without_proxies_in_the_table_nobody_acts_for_anybody(random: Random) -> None:
    case = wandered(random, five_step())
    attempt = random_attempt(random, five_step(), case)
    proxy = attempt.by.acting_for(somebody_else(random, attempt.by, case))
    reasons = five_step().explain(case, attempt.action, **asked(attrs.evolve(attempt, by=proxy)))
    assert "PROXY_NOT_ENTITLED" in [reason.code for reason in reasons]


@given(random=st.randoms(use_true_random=False))
def test_whoever_is_named_in_a_reason_against_the_principal_is_against_the_proxy(
    random: Random,
) -> None:
    """Acting for somebody takes over every reason against that person, and keeps one's own."""
    case = wandered(random, STRICT)
    attempt = random_attempt(random, STRICT, case)
    by = attrs.evolve(attempt.by, on_behalf_of=None)
    principal = attrs.evolve(by, id=somebody_else(random, by, case))

    def against(actor: Actor) -> set[str]:
        reasons = STRICT.explain(case, attempt.action, **asked(attrs.evolve(attempt, by=actor)))
        return {reason.code for reason in reasons} & {"OWN_WORK", "RECUSED"}

    assert against(by.acting_for(principal.id)) == against(by) | against(principal)


@given(random=st.randoms(use_true_random=False))
def test_a_further_role_never_turns_a_yes_into_a_no(random: Random) -> None:
    """No condition of the library reads a role, `HadNoHand` included: it looks at persons.

    What may change is the record: it names the first role of the line that is held.
    """
    for procedure in PROCEDURES:
        case = wandered(random, procedure)
        attempt = random_attempt(random, procedure, case)
        more = attrs.evolve(attempt.by, roles={*attempt.by.roles, random.choice(procedure.table.roles).code})
        plain = procedure.explain(case, attempt.action, **asked(attempt))
        richer = procedure.explain(case, attempt.action, **asked(attrs.evolve(attempt, by=more)))
        entitlement = {"ROLE_NOT_ENTITLED", "PROXY_NOT_ENTITLED"}
        assert {reason.code for reason in richer} <= {reason.code for reason in plain}
        assert [each for each in richer if each.code not in entitlement] == [
            each for each in plain if each.code not in entitlement
        ]


@given(random=st.randoms(use_true_random=False))
def test_the_record_names_both_persons_and_a_role_of_the_line(random: Random) -> None:
    case = wandered(random, STRICT)
    attempt = random_attempt(random, STRICT, case)
    _, record = through_the_case(STRICT, case, attempt)
    if record is None:
        return
    line = next(
        each for each in STRICT.table.moves if (each.source, each.action) == (case.state, attempt.action)
    )
    assert (record.by, record.on_behalf_of) == (attempt.by.id, attempt.by.on_behalf_of)
    assert record.role in line.roles


# ------------------------------------------------------------------ written down and read back


@given(st.one_of(actors(), attempts(), moves(), records()))
def test_what_speaks_of_proxies_is_written_down_and_read_back(value: Actor | Attempt | Move | Record) -> None:
    kind = type(value)
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()) == value


@given(record=records(), person=st.none() | st.just(ELDER))
def test_a_record_keeps_for_whom_it_was_done(record: Record, person: str | None) -> None:
    done_for = attrs.evolve(record, on_behalf_of=person)
    again = Record.from_json(done_for.to_json())
    assert (again, again.on_behalf_of) == (done_for, person)
