"""Acting for somebody: a grid worker for an elder, what stands in the record, and what stays forbidden."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from communitygov.deliberation import FiveStepPolicy, five_step
from communitygov.errors import ActionRefused, DocumentError, InvalidValue
from communitygov.organisation import Actor, Role
from communitygov.procedure import Attempt, Case, Fact, Move, Opening, Procedure, Record

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
ELDER = Actor("r-9", roles={Role.RESIDENT})
NEIGHBOUR = Actor("r-2", roles={Role.RESIDENT})
WORKER = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-03"})
COLLEAGUE = Actor("w-08", roles={Role.GRID_WORKER}, grids={"LQ-03"})
COMMITTEE = Actor("p-1", roles={Role.PARTY_COMMITTEE})
PLAIN = five_step()
PROXIES = five_step(FiveStepPolicy(proxies=(Role.GRID_WORKER,)))


def raised(procedure: Procedure = PROXIES, by: Actor | None = None) -> Case:
    """Return a matter that a grid worker has raised for an elder."""
    return procedure.open("LQ-1", "no handrail", by=by or WORKER.acting_for("r-9"), at=AT, grid="LQ-03")


def codes(case: Case, action: str, by: Actor, *facts: Fact, procedure: Procedure = PROXIES) -> list[str]:
    """Return the codes of the reasons against an action."""
    return [reason.code for reason in procedure.explain(case, action, by=by, at=AT, facts=facts)]


def shown(case: Case, kind: str, outcome: str, giver: str | None = None) -> Fact:
    """Return a new fact about a case."""
    number = len(case.history)
    return Fact(kind=kind, about=case.id, outcome=outcome, reference=f"{kind}-{number}", giver=giver, at=AT)


# ------------------------------------------------------------------ raising for an elder


def test_a_grid_worker_raises_for_an_elder_and_both_stand_in_the_record() -> None:
    case = raised()
    first = case.history[0]
    assert (first.by, first.on_behalf_of, first.role, first.action) == ("w-07", "r-9", "resident", "raise")
    assert case.raised_by == "r-9"


def test_what_is_done_in_person_names_nobody_else() -> None:
    case = PROXIES.apply(raised(), "accept", by=WORKER, at=AT)
    assert (case.history[1].by, case.history[1].on_behalf_of, case.history[1].role) == (
        "w-07",
        None,
        "grid_worker",
    )


def test_the_elder_may_withdraw_in_person() -> None:
    assert PROXIES.apply(raised(), "withdraw", by=ELDER, at=AT).state == "withdrawn"


@pytest.mark.parametrize("proxy", [WORKER, COLLEAGUE], ids=["the same worker", "another worker"])
def test_a_worker_may_withdraw_for_the_elder(proxy: Actor) -> None:
    case = PROXIES.apply(raised(), "withdraw", by=proxy.acting_for("r-9"), at=AT)
    assert (case.history[-1].by, case.history[-1].on_behalf_of) == (proxy.id, "r-9")


def test_a_worker_may_not_withdraw_for_another_resident() -> None:
    with pytest.raises(ActionRefused) as caught:
        PROXIES.apply(raised(), "withdraw", by=WORKER.acting_for("r-2"), at=AT)
    assert [reason.code for reason in caught.value.reasons] == ["NOT_THE_RAISER"]
    assert "r-9" in caught.value.text("zh")


def test_the_worker_may_not_withdraw_for_herself_what_she_raised_for_the_elder() -> None:
    assert codes(raised(), "withdraw", WORKER) == ["ROLE_NOT_ENTITLED", "NOT_THE_RAISER"]
    also_resident = attrs.evolve(WORKER, roles={Role.GRID_WORKER, Role.RESIDENT})
    assert codes(raised(), "withdraw", also_resident) == ["NOT_THE_RAISER"]


def test_a_matter_sent_back_is_completed_for_the_elder() -> None:
    case = PROXIES.apply(raised(), "return", by=COLLEAGUE, at=AT)
    assert codes(case, "supplement", WORKER.acting_for("r-2")) == ["NOT_THE_RAISER"]
    case = PROXIES.apply(case, "supplement", by=WORKER.acting_for("r-9"), at=AT)
    assert (case.state, case.history[-1].on_behalf_of) == ("raised", "r-9")


def test_a_matter_that_the_elder_raised_may_be_withdrawn_by_a_worker_for_the_elder() -> None:
    case = raised(by=ELDER)
    assert PROXIES.apply(case, "withdraw", by=WORKER.acting_for("r-9"), at=AT).state == "withdrawn"


# ------------------------------------------------------------------ where the table does not say so


def test_without_the_policy_nobody_raises_for_anybody_and_who_could_is_named() -> None:
    with pytest.raises(ActionRefused) as caught:
        raised(PLAIN)
    (reason,) = caught.value.reasons
    assert reason.code == "PROXY_NOT_ENTITLED"
    assert [term.zh for term in reason.could_act] == ["居民"]
    assert reason.text("en") == "w-07, grid worker, may not raise on behalf of r-9"
    assert reason.text("zh") == "“提事”不得由 w-07（网格员）代 r-9 办理"
    assert reason.advice("en") == "have the resident act in person"
    assert reason.advice("zh") == "请由居民本人办理"
    assert caught.value.could_act == ("resident",)


def test_a_resident_is_no_proxy_unless_the_policy_says_so() -> None:
    with pytest.raises(ActionRefused, match="r-2, resident, may not raise on behalf of r-9"):
        raised(by=NEIGHBOUR.acting_for("r-9"))
    neighbours = five_step(FiveStepPolicy(proxies=(Role.GRID_WORKER, Role.RESIDENT)))
    assert raised(neighbours, NEIGHBOUR.acting_for("r-9")).raised_by == "r-9"


def test_whoever_holds_the_role_of_the_line_is_no_proxy_by_that() -> None:
    case = PROXIES.apply(raised(by=ELDER), "return", by=WORKER, at=AT)
    assert codes(case, "supplement", NEIGHBOUR.acting_for("r-9")) == ["PROXY_NOT_ENTITLED"]


def test_a_worker_does_not_accept_for_another_worker() -> None:
    assert codes(raised(), "accept", COLLEAGUE.acting_for("w-07")) == ["PROXY_NOT_ENTITLED"]


def test_a_proxy_at_the_wrong_step_is_told_both() -> None:
    assert codes(raised(), "supplement", WORKER.acting_for("r-9")) == ["NOT_FROM_STATE"]
    assert codes(raised(), "rate_well", WORKER.acting_for("r-9")) == [
        "NOT_FROM_STATE",
        "PROXY_NOT_ENTITLED",
        "FACT_MISSING",
    ]


def test_the_policy_with_proxies_is_another_procedure() -> None:
    assert PLAIN.identity != PROXIES.identity
    assert PROXIES.check().is_sound


def test_what_a_proxy_may_do_is_listed_like_everything_else() -> None:
    options = PROXIES.allowed(raised(), by=WORKER.acting_for("r-9"), at=AT)
    assert [option.action for option in options if option.is_allowed] == ["withdraw"]
    host = raised()
    bound = PROXIES.machine().bind(Row(host))
    assert bound.allowed(by=WORKER.acting_for("r-9"), at=AT) == options


class Row:
    """A row of a host that stands where a case stands."""

    def __init__(self, case: Case) -> None:
        self.id, self.grid, self.state, self.history = case.id, case.grid, case.state, case.history


def test_a_bound_object_keeps_both_persons_too() -> None:
    row = Row(raised())
    record = PROXIES.machine().bind(row).apply("withdraw", by=WORKER.acting_for("r-9"), at=AT)
    assert (record.by, record.on_behalf_of, row.state) == ("w-07", "r-9", "withdrawn")


# ------------------------------------------------------------------ the handler as a proxy


def done(procedure: Procedure = PROXIES) -> Case:
    """Return a matter of an elder that a worker has resolved on the spot."""
    case = procedure.open("LQ-1", "no handrail", by=ELDER, at=AT, grid="LQ-03")
    case = procedure.apply(case, "accept", by=WORKER, at=AT)
    return procedure.apply(case, "resolve", by=WORKER, at=AT, facts=(shown(case, "evidence", "attached"),))


def rated_by_proxies() -> Procedure:
    """Return the standard procedure where workers and residents may rate for somebody."""
    table = PROXIES.table
    lines = (
        attrs.evolve(move, proxies=("grid_worker", "resident")) if move.action == "rate_well" else move
        for move in table.moves
    )
    return Procedure(table=attrs.evolve(table, moves=tuple(lines)))


def test_the_handler_does_not_rate_in_person_nor_for_somebody() -> None:
    case = done()
    rating = shown(case, "rating", "satisfied")
    also_resident = attrs.evolve(WORKER, roles={Role.GRID_WORKER, Role.RESIDENT})
    assert codes(case, "rate_well", also_resident, rating) == ["OWN_WORK"]
    assert codes(case, "rate_well", WORKER.acting_for("r-9"), rating) == ["PROXY_NOT_ENTITLED", "OWN_WORK"]


def test_not_even_where_rating_for_somebody_is_allowed() -> None:
    procedure = rated_by_proxies()
    case = done(procedure)
    rating = shown(case, "rating", "satisfied")
    assert codes(case, "rate_well", WORKER.acting_for("r-9"), rating, procedure=procedure) == ["OWN_WORK"]
    assert codes(case, "rate_well", COLLEAGUE.acting_for("r-9"), rating, procedure=procedure) == []


def test_nobody_rates_for_the_handler_either() -> None:
    procedure = rated_by_proxies()
    case = done(procedure)
    rating = shown(case, "rating", "satisfied")
    assert codes(case, "rate_well", NEIGHBOUR.acting_for("w-07"), rating, procedure=procedure) == ["OWN_WORK"]


def test_whoever_is_recused_acts_neither_for_others_nor_through_them() -> None:
    procedure = rated_by_proxies()
    case = procedure.open("LQ-1", "no handrail", by=ELDER, at=AT, grid="LQ-03")
    recusals = (shown(case, "recusal", "declared", "r-2"), shown(case, "recusal", "declared", "w-08"))
    case = procedure.apply(case, "accept", by=WORKER, at=AT, facts=recusals)
    case = procedure.apply(case, "resolve", by=WORKER, at=AT, facts=(shown(case, "evidence", "attached"),))
    rating = shown(case, "rating", "satisfied")
    for by in (NEIGHBOUR, NEIGHBOUR.acting_for("r-9"), COLLEAGUE.acting_for("r-9"), ELDER.acting_for("r-2")):
        assert codes(case, "rate_well", by, rating, procedure=procedure) == ["RECUSED"]
    assert codes(case, "rate_well", ELDER, rating, procedure=procedure) == []


# ------------------------------------------------------------------ values that speak of proxies


def test_an_actor_acts_for_one_person_at_a_time() -> None:
    proxy = WORKER.acting_for("r-9")
    assert (proxy.principal, WORKER.principal, proxy.id, proxy.roles) == ("r-9", "w-07", "w-07", WORKER.roles)
    assert proxy.acting_for("r-2").principal == "r-2"
    assert proxy != WORKER
    with pytest.raises(InvalidValue, match="on_behalf_of"):
        WORKER.acting_for("王")


def test_nobody_is_their_own_proxy() -> None:
    with pytest.raises(InvalidValue, match="somebody else"):
        WORKER.acting_for("w-07")
    document = WORKER.to_document() | {"on_behalf_of": "w-07"}
    with pytest.raises(DocumentError, match=r"\$\.on_behalf_of"):
        Actor.from_document(document)


def test_an_actor_without_a_principal_and_with_one_are_written_down() -> None:
    for actor in (WORKER, WORKER.acting_for("r-9")):
        assert actor.to_document()["on_behalf_of"] == actor.on_behalf_of
        assert Actor.from_document(actor.to_document()) == actor


def test_an_attempt_and_its_record_are_written_down_with_both_persons() -> None:
    attempt = Attempt("withdraw", WORKER.acting_for("r-9"), AT)
    assert Attempt.from_json(attempt.to_json()) == attempt
    record = raised().history[0]
    assert record.to_document()["on_behalf_of"] == "r-9"
    assert Record.from_json(record.to_json()) == record
    assert Case.from_json(raised().to_json()) == raised()


def test_a_table_that_allows_proxies_is_kept_in_a_file() -> None:
    again = Procedure.from_json(PROXIES.to_json())
    assert (again, again.identity) == (PROXIES, PROXIES.identity)
    assert again.table.opening.proxies == ("grid_worker",)
    line = next(move for move in again.table.moves if move.action == "withdraw")
    assert Move.from_document(line.to_document()).proxies == ("grid_worker",)
    assert Opening.from_document(again.table.opening.to_document()) == again.table.opening


def test_the_record_of_a_proxy_names_the_role_acted_in_and_not_the_proxys() -> None:
    table = PROXIES.table
    line = attrs.evolve(table.moves[0], roles=("resident", "convener"), proxies=("clock",), requires=())
    procedure = Procedure(table=attrs.evolve(table, moves=(line, *table.moves[1:])))
    case = raised(procedure)
    clock = Actor("clock-1", roles={Role.CLOCK, Role.CONVENER})
    assert procedure.apply(case, "accept", by=clock.acting_for("r-9"), at=AT).history[-1].role == "resident"
    assert procedure.apply(case, "accept", by=clock, at=AT).history[-1].role == "convener"


def test_time_does_not_run_backwards_for_a_proxy_either() -> None:
    early = AT - timedelta(minutes=1)
    reasons = PROXIES.explain(raised(), "withdraw", by=WORKER.acting_for("r-9"), at=early)
    assert [reason.code for reason in reasons] == ["OUT_OF_ORDER"]


def test_a_refused_proxy_is_told_who_acts_in_person_and_who_may_on_behalf_of_them() -> None:
    convener = Actor("c-1", roles={Role.CONVENER})
    case = raised(by=Actor("r-1", roles={Role.RESIDENT}))
    with pytest.raises(ActionRefused) as caught:
        PROXIES.apply(case, "withdraw", by=convener.acting_for("r-1"), at=AT)
    (reason,) = PROXIES.explain(case, "withdraw", by=convener.acting_for("r-1"), at=AT)
    assert caught.value.reasons == (reason,)
    assert reason.advice("en") == "have the resident act in person, or the grid worker on their behalf"
    assert reason.advice("zh") == "请由居民本人，或由网格员代为办理"
    assert [term.code for term in reason.could_act] == ["resident", "grid_worker"]
    assert caught.value.could_act == ("resident", "grid_worker")


def test_a_refused_opening_names_the_proxies_too_and_only_to_a_proxy() -> None:
    convener = Actor("c-1", roles={Role.CONVENER})
    for by, roles in ((convener.acting_for("r-1"), ("resident", "grid_worker")), (convener, ("resident",))):
        with pytest.raises(ActionRefused) as caught:
            raised(by=by)
        assert caught.value.could_act == roles
