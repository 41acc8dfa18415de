"""The life of a report on the engine: only the holder acts, no tier is skipped, no own work verified."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import attrs
import pytest
from tests.unit.grid.routing.routed import AT, Parts

from communitygov.core.source import quoted
from communitygov.core.terms import Term
from communitygov.deliberation.snap_report import snap_report
from communitygov.deliberation.three_tier import three_tier
from communitygov.errors import ActionRefused, InvalidValue, Words
from communitygov.grid.routing.dispatch import Dispatch
from communitygov.grid.routing.handling import DISPATCHER, backlog, due_reports, handling
from communitygov.grid.routing.plan_condition import destination
from communitygov.grid.routing.policy import EscalationPolicy, three_tier_policy
from communitygov.grid.routing.report import Report
from communitygov.grid.routing.router import Router
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.case import Case
from communitygov.procedure.clock import CLOCK
from communitygov.procedure.due import DueStatus
from communitygov.procedure.fact import Fact

POLICY = three_tier_policy()
HANDLING = handling(POLICY)
RESIDENT = Actor("r-1", roles={Role.RESIDENT})
DESK = Actor("desk", roles={DISPATCHER.code})
WHY = Words("属物业管理范围", "the property managers look after it")


def shown(kind: str, outcome: str, reference: str = "1", *, at: datetime | None = None) -> Fact:
    return Fact(kind=kind, about="R-1", outcome=outcome, reference=reference, at=at)


@pytest.fixture
def found(router: Router) -> Dispatch:
    """Dispatch a report of M-1."""
    return router.dispatch(Report("R-1", matter="lighting", at=AT, grid="M-1", reporter="r-1"))


@pytest.fixture
def case(found: Dispatch) -> Case:
    """Open the report."""
    return HANDLING.open("R-1", "a lamp is out", by=RESIDENT, at=AT, grid="M-1", facts=found.facts())


def act(case: Case, action: str, by: Actor, *facts: Fact, hours: int = 1) -> Case:
    at = case.history[-1].at + timedelta(hours=hours)
    return HANDLING.apply(case, action, by=by, at=at, facts=facts)


def refused(case: Case, action: str, by: Actor, *facts: Fact, at: datetime | None = None) -> list[str]:
    when = at or case.history[-1].at + timedelta(hours=1)
    return [each.code for each in HANDLING.explain(case, action, by=by, at=when, facts=facts)]


def test_accepted_handled_and_verified_by_somebody_else(case: Case, found: Dispatch) -> None:
    worker = found.actor()
    case = act(case, "accept", worker)
    case = act(case, "handle", worker, shown("evidence", "attached"))
    assert HANDLING.state_of(case).zh == "微网格发现上报：待核实"
    passed = shown("verification", "passed", at=case.history[-1].at)
    own = attrs.evolve(worker, roles={*worker.roles, Role.RESIDENT})
    assert refused(case, "verify", own, passed) == ["OWN_WORK"]
    assert refused(case, "verify", RESIDENT) == ["FACT_MISSING"]
    case = act(case, "verify", RESIDENT, passed)
    assert (case.state, HANDLING.state_of(case).is_final) == ("verified", True)
    assert Case.from_json(case.to_json()) == case


def test_only_the_one_who_is_responsible_acts(case: Case, found: Dispatch) -> None:
    deputy = attrs.evolve(found.actor(), id="w-1b")
    reasons = HANDLING.explain(case, "accept", by=deputy, at=AT)
    assert [str(each) for each in reasons] == [
        'at "the micro-grid reports" w-1 has the report, and w-1b has not [NOT_THE_HOLDER]'
    ]
    assert "NOT_THE_HOLDER" in refused(case, "accept", found.actor().acting_for("w-1b"))
    assert refused(case, "accept", RESIDENT) == ["ROLE_NOT_ENTITLED", "NOT_THE_HOLDER"]


def test_no_tier_is_skipped(case: Case, found: Dispatch) -> None:
    second, third = found.actor("neighbourhood"), found.actor("town_street_community")
    for above in (second, third):
        assert "ROLE_NOT_ENTITLED" in refused(case, "accept", above)
    case = act(case, "accept", found.actor())
    case = act(case, "pass_on", found.actor(), shown("ground", "stated"))
    assert case.state == "neighbourhood:assigned"
    assert "ROLE_NOT_ENTITLED" in refused(case, "accept", third)
    assert not refused(case, "accept", second)


def test_time_alone_takes_it_up_and_only_when_it_is_over(case: Case, found: Dispatch) -> None:
    end = found.deadline
    assert end is not None
    assert refused(case, "escalate", CLOCK, at=end - timedelta(microseconds=1)) == ["NOT_OVERDUE"]
    assert HANDLING.clock_moves([case], now=end - timedelta(seconds=1)) == ()
    states = []
    now = found.tiers[-1].until
    for _ in range(3):
        ((_, option),) = HANDLING.clock_moves([case], now=now)
        case = HANDLING.apply(case, option.action, by=CLOCK, at=now)
        states.append(case.state)
    assert states == ["neighbourhood:assigned", "town_street_community:assigned", "backlog"]
    assert HANDLING.clock_moves([case], now=now) == ()
    assert backlog([case], policy=POLICY) == (case,)
    third = found.actor("town_street_community")
    case = HANDLING.apply(case, "handle", by=third, at=now, facts=[shown("evidence", "attached")])
    assert case.state == "town_street_community:handled"
    assert backlog([case], policy=POLICY) == ()


def test_a_return_says_who_why_and_where_to(case: Case, found: Dispatch) -> None:
    worker = found.actor()
    away = destination("R-1", by="w-1", to="property-7", why=WHY)
    assert refused(case, "return", worker) == ["NO_DESTINATION"]
    for wrong in (
        attrs.evolve(away, words=None),
        attrs.evolve(away, giver="w-9"),
        attrs.evolve(away, about="R-2"),
        attrs.evolve(away, kind="ground"),
        attrs.evolve(away, reference="M-1"),  # their own
    ):
        assert refused(case, "return", worker, wrong) == ["NO_DESTINATION"]
    case = act(case, "return", worker, away)
    told = case.history[-1].facts[0]
    assert (told.giver, told.reference, told.words) == ("w-1", "property-7", WHY)


def test_nobody_returns_a_report_to_where_the_newest_plan_has_them(case: Case, router: Router) -> None:
    desk = router.dispatch(Report("R-1", matter="lighting", at=AT, grid="M-2"))
    case = act(case, "redispatch", DESK, shown("ground", "stated"), *desk.facts())
    own, former = (destination("R-1", by="g-1", to=to, why=WHY) for to in ("G-1", "M-1"))
    assert refused(case, "return", desk.actor(), own) == ["NO_DESTINATION"]
    assert not refused(case, "return", desk.actor(), former)


def test_a_returned_report_is_dispatched_again_and_not_for_ever(
    case: Case, found: Dispatch, router: Router
) -> None:
    away = destination("R-1", by="w-1", to="M-2", why=WHY)
    for _ in range(2):
        case = act(case, "return", found.actor(), away)
        assert refused(case, "redispatch", DESK) == ["PLAN_INCOMPLETE"]
        again = router.redispatch(found, heirs={"M-1": "M-1"}, since=case.history[-1].at)
        case = act(case, "redispatch", DESK, *again.facts())
        assert case.state == "micro_grid:assigned"
    assert refused(case, "return", found.actor(), away) == ["BOUND_REACHED"]
    moved = router.redispatch(found, heirs={"M-1": "M-2"}, since=AT)
    assert moved.responsible == "g-1"


def test_after_a_new_plan_the_old_holder_is_none_any_more(
    case: Case, found: Dispatch, router: Router
) -> None:
    case = act(case, "return", found.actor(), destination("R-1", by="w-1", to="M-2", why=WHY))
    later = AT + timedelta(days=3)
    again = router.redispatch(found, heirs={"M-1": "M-2"}, since=later)
    case = HANDLING.apply(case, "redispatch", by=DESK, at=later, facts=again.facts())
    assert refused(case, "accept", found.actor()) == ["NOT_THE_HOLDER"]
    assert not refused(case, "accept", again.actor())
    assert again.deadline is not None
    assert refused(case, "escalate", CLOCK, at=again.deadline - timedelta(seconds=1)) == ["NOT_OVERDUE"]


def test_a_refused_handling_is_done_again_and_in_the_end_referred(case: Case, found: Dispatch) -> None:
    worker = found.actor()
    case = act(case, "accept", worker)
    elsewhere = destination("R-1", by="desk", to="street-1", why=WHY)
    for at in range(2):
        case = act(case, "handle", worker, shown("evidence", "attached", f"e-{at}"))
        failed = shown("verification", "failed", f"v-{at}", at=case.history[-1].at)
        assert refused(case, "refer", DESK, failed, elsewhere) == ["NOT_YET_DUE"]
        case = act(case, "reopen", DESK, failed)
        assert case.state == "micro_grid:accepted"
    case = act(case, "handle", worker, shown("evidence", "attached", "e-9"))
    failed = shown("verification", "failed", "v-9", at=case.history[-1].at)
    assert refused(case, "reopen", DESK, failed) == ["BOUND_REACHED"]
    assert act(case, "refer", DESK, failed, elsewhere).state == "referred"


def test_only_whoever_reported_withdraws(case: Case) -> None:
    assert refused(case, "withdraw", Actor("r-2", roles={Role.RESIDENT})) == ["NOT_THE_RAISER"]
    assert act(case, "withdraw", RESIDENT).state == "withdrawn"


def test_a_tier_without_anybody_names_nobody(parts: Parts) -> None:
    nobody = parts.router(roster=attrs.evolve(parts.roster, postings=()))
    found = nobody.dispatch(Report("R-1", matter="lighting", at=AT, grid="M-1"))
    case = HANDLING.open("R-1", "a lamp", by=RESIDENT, at=AT, grid="M-1", facts=found.facts())
    worker = Actor("w-1", roles={"grid_worker"})
    (reason,) = HANDLING.explain(case, "accept", by=worker, at=AT)
    assert reason.text("zh") == "报告在“微网格发现上报”由 空缺 负责，w-1 不是责任人"


def test_a_plan_that_is_incomplete_or_goes_back_in_time_opens_nothing(found: Dispatch) -> None:
    facts = found.facts()

    def codes(given: Iterable[Fact]) -> list[str]:
        with pytest.raises(ActionRefused) as error:
            HANDLING.open("R-1", "a lamp", by=RESIDENT, at=AT, grid="M-1", facts=given)
        return [each.code for each in error.value.reasons]

    assert codes(()) == codes(facts[:2]) == ["PLAN_INCOMPLETE"]
    assert codes([attrs.evolve(each, about="R-2") for each in facts]) == ["PLAN_INCOMPLETE"]
    assert codes([attrs.evolve(each, at=None) for each in facts]) == ["PLAN_INCOMPLETE"]
    late = attrs.evolve(facts[0], at=datetime(2024, 1, 1, tzinfo=UTC))
    assert codes([late, *facts[1:]]) == ["PLAN_DISORDERED"]


def test_a_case_that_holds_no_plan_is_held_by_nobody_and_never_overdue(case: Case) -> None:
    bare = attrs.evolve(case, history=(attrs.evolve(case.history[0], facts=()),))
    assert refused(bare, "accept", Actor("w-1", roles={"grid_worker"})) == ["NOT_THE_HOLDER"]
    (reason,) = HANDLING.explain(bare, "escalate", by=CLOCK, at=AT)
    assert "9999-12-31" in reason.text()
    assert due_reports([bare], policy=POLICY, now=AT) == ()


# ------------------------------------------------------------------ what is due


def test_open_reports_are_within_time_due_soon_or_overdue_by_the_plan(case: Case, found: Dispatch) -> None:
    end = found.deadline
    assert end is not None
    said = {
        now: due_reports([case], policy=POLICY, now=now)[0].status
        for now in (AT, end - timedelta(hours=24), end)
    }
    assert [*said.values()] == [DueStatus.PENDING, DueStatus.SOON, DueStatus.OVERDUE]
    (due,) = due_reports([case], policy=POLICY, now=AT, soon=timedelta(hours=1))
    assert (due.since, due.until, due.state) == (AT, end, "micro_grid:assigned")
    assert due.text("zh") == "微网格发现上报：待受理：期限内，2023-05-06 00:00+00:00 截止"


def test_what_is_handled_has_no_time_any_more(case: Case, found: Dispatch) -> None:
    case = act(act(case, "accept", found.actor()), "handle", found.actor(), shown("evidence", "attached"))
    assert due_reports([case], policy=POLICY, now=AT) == ()


def test_a_report_that_was_entered_too_late_is_overdue_at_once(found: Dispatch) -> None:
    late = AT + timedelta(days=9)
    case = HANDLING.open("R-1", "a lamp", by=RESIDENT, at=late, grid="M-1", facts=found.facts())
    (due,) = due_reports([case], policy=POLICY, now=late)
    assert (due.status, due.since < due.until) == (DueStatus.OVERDUE, True)


def test_the_earliest_end_comes_first(router: Router) -> None:
    cases = []
    for at, id in enumerate(("R-2", "R-3", "R-1")):
        when = AT - timedelta(days=at % 2)
        found = router.dispatch(Report(id, matter="lighting", at=when, grid="M-1"))
        cases.append(HANDLING.open(id, "a", by=RESIDENT, at=when, grid="M-1", facts=found.facts()))
    assert [due.case_id for due in due_reports(cases, policy=POLICY, now=AT)] == ["R-3", "R-1", "R-2"]


def test_misuse_is_refused(case: Case) -> None:
    with pytest.raises(InvalidValue, match="EscalationPolicy"):
        handling("three_tier")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="time zone"):
        due_reports([case], policy=POLICY, now=datetime(2023, 5, 4))  # noqa: DTZ001
    with pytest.raises(InvalidValue, match="timedelta"):
        due_reports([case], policy=POLICY, now=AT, soon=3)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="EscalationPolicy"):
        due_reports([case], policy=None, now=AT)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="Case"):
        backlog([3], policy=POLICY)  # type: ignore[list-item]
    with pytest.raises(InvalidValue):
        backlog([case], policy=attrs.evolve(POLICY, returns=3))


# ------------------------------------------------------------------ the tables of deliberation


def test_the_actors_of_a_dispatch_act_in_the_tables_of_deliberation(found: Dispatch) -> None:
    short = snap_report()
    case = short.open("R-1", "a lamp", by=RESIDENT, at=AT, grid="M-1")
    assert short.apply(case, "accept", by=found.actor(), at=AT).state == "handling"
    tiers = three_tier()
    case = tiers.open("R-1", "a lamp", by=found.actor(), at=AT, grid="M-1")
    case = tiers.apply(case, "take_up", by=found.actor("neighbourhood"), at=AT)
    over = AT + timedelta(days=9)
    case = tiers.apply(case, "escalate", by=CLOCK, at=over)
    assert (
        tiers.apply(case, "join", by=found.actor("town_street_community"), at=over).state == "joint_handling"
    )


# ------------------------------------------------------------------ the table


@pytest.mark.parametrize("tiers", [1, 2, 3])
def test_the_table_is_sound_for_any_number_of_tiers(tiers: int) -> None:
    procedure = handling(attrs.evolve(POLICY, tiers=POLICY.tiers[:tiers]))
    assert procedure.check().findings == ()
    ups = {
        (move.source.partition(":")[0], move.target.partition(":")[0])
        for move in procedure.table.moves
        if move.action in {"escalate", "pass_on"}
    }
    codes = [tier.code for tier in POLICY.tiers[:tiers]]
    assert ups == set(pairwise(codes))


def test_the_order_of_the_tiers_is_that_of_the_document_and_the_rest_the_librarys() -> None:
    table = HANDLING.table
    assert table.opening.basis == quoted(
        "002", "微网格发现上报、小区党组织与自治组织即时处置、镇街社区联动配合"
    )
    assert all(move.basis is not None and move.basis.is_library_default for move in table.moves)
    assert handling(three_tier_policy()) is handling(three_tier_policy())


def test_a_role_that_stands_at_two_tiers_is_declared_once() -> None:
    same = [attrs.evolve(tier, roles=[Term("resident", "居民", "resident")]) for tier in POLICY.tiers]
    procedure = handling(EscalationPolicy("same", tiers=same))
    assert [role.code for role in procedure.table.roles] == ["resident", "clock", "dispatcher"]


@pytest.mark.parametrize("is_accepted", [False, True])
def test_the_dispatcher_takes_a_live_report_to_whoever_has_it_now(
    case: Case,
    found: Dispatch,
    router: Router,
    is_accepted: bool,  # noqa: FBT001
) -> None:
    if is_accepted:
        case = act(case, "accept", found.actor())
    later = case.history[-1].at + timedelta(hours=1)
    new = router.redispatch(found, heirs={"M-1": "M-2"}, since=later)
    assert refused(case, "redispatch", DESK, *new.facts()) == ["FACT_MISSING"]
    assert refused(case, "redispatch", found.actor(), shown("ground", "stated"), *new.facts()) != []
    case = act(case, "redispatch", DESK, shown("ground", "stated"), *new.facts())
    assert case.state == "micro_grid:assigned"
    assert refused(case, "accept", found.actor()) == ["NOT_THE_HOLDER"]
    assert refused(case, "accept", new.actor()) == []


def test_what_nobody_had_is_dispatched_out_of_the_backlog_once_somebody_is_posted(parts: Parts) -> None:
    empty = attrs.evolve(parts.roster, postings=())
    lost = parts.router(roster=empty).dispatch(
        Report("R-1", matter="lighting", at=AT, grid="M-1", reporter="r-1")
    )
    case = HANDLING.open("R-1", "a lamp", by=RESIDENT, at=AT, grid="M-1", facts=lost.facts())
    for hop, action in zip(lost.tiers, ("escalate", "escalate", "list"), strict=True):
        case = HANDLING.apply(case, action, by=CLOCK, at=hop.until)
    assert case.state == "backlog"
    later = case.history[-1].at + timedelta(hours=1)
    new = parts.router().redispatch(lost, heirs={}, since=later)
    case = HANDLING.apply(case, "redispatch", by=DESK, at=later, facts=new.facts())
    assert refused(case, "accept", new.actor()) == []


def test_a_report_is_not_taken_away_without_end(case: Case, found: Dispatch) -> None:
    for at in range(POLICY.redispatches):
        ground = shown("ground", "stated", f"G-{at}")
        case = act(case, "redispatch", DESK, ground, *found.facts(), hours=0)
    assert refused(case, "redispatch", DESK, shown("ground", "stated", "G"), *found.facts()) == [
        "BOUND_REACHED"
    ]
