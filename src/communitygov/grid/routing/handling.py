"""The life of a dispatched report as a table: accepted or returned, passed on, handled, verified.

派单 → 受理 → 办理 → 核实；退回须说明去向，逾期逐级上报，久拖未决则挂账

The engine is that of `communitygov.procedure`; this module only writes the lines, from a policy:

1. At each tier only who is responsible by the plan accepts, returns, passes on or handles.
2. A report goes up one tier at a time, by hand or when its time there is over; no line skips a tier.
3. A return says why and where to (不是本单位职责的须说明), and only so often.  Then it is dispatched again.
   From who has it, or from the backlog, the dispatcher takes it with a new plan: grids and posts change.
4. Whoever handled it does not verify it.  What verification refuses is handled again, and only so often.
5. What nobody has handled when the last tier's time is over is listed as backlog (挂账).

Document 002 gives the order of the tiers.  That a return needs a reason, that closing needs verification by
somebody else and that what stays unsolved is listed are rules of digital city management elsewhere; the
bounds are library defaults.  Who rates the handling, `communitygov.deliberation` has tables for: a dispatch
gives the actors and facts for those as well.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from communitygov.core.argument import each_required, require
from communitygov.core.checks import is_aware
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Words
from communitygov.grid.routing.plan_condition import (
    HoldsReport,
    NamesDestination,
    ShowsPlan,
    TimeIsOver,
    newest,
)
from communitygov.grid.routing.policy import EscalationPolicy, Tier
from communitygov.organisation.actor import Role
from communitygov.procedure.bound import TakenAtLeast, TakenFewer
from communitygov.procedure.case import Case
from communitygov.procedure.conduct import check_pinned
from communitygov.procedure.due import Due, DueList, said, status_at
from communitygov.procedure.eligibility import HadNoHand, IsRaiser
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.reckoning import Limit, instant
from communitygov.procedure.requirement import Requirement
from communitygov.procedure.showing import Shows
from communitygov.procedure.table import Move, Opening, State, Table

_RESIDENT, _CLOCK = Role.RESIDENT.value, Role.CLOCK.value
#: Who dispatches and has handlings verified; the word is the library's.
DISPATCHER = Term("dispatcher", "调度员", "dispatcher")
#: Who may verify: the one who reported or another resident, or the dispatcher.
_VERIFIERS = (_RESIDENT, DISPATCHER.code)
_NO_HAND = HadNoHand(("accept", "handle"))
_HANDLED = Shows("evidence", ("attached",), words=Words("办理凭证", "evidence of the handling"))
_PASSED, _FAILED = (
    Shows("verification", (outcome,), words=words, since=("handle",))
    for outcome, words in (
        ("passed", Words("核实通过", "a verification that it is done")),
        ("failed", Words("核实未通过", "a verification that it is not done")),
    )
)
_GROUND = Shows("ground", ("stated",), words=Words("理由", "a ground"))

_ACTIONS = (
    Term("report", "上报", "report"),
    Term("accept", "受理", "accept"),
    Term("return", "退回", "return"),
    Term("redispatch", "重新派单", "dispatch again"),
    Term("pass_on", "提请上级", "pass on"),
    Term("escalate", "逾期上报", "go up overdue"),
    Term("list", "挂账", "list as backlog"),
    Term("handle", "办理", "handle"),
    Term("verify", "核实办结", "verify"),
    Term("reopen", "核实退办", "refuse the handling"),
    Term("refer", "转出", "refer elsewhere"),
    Term("withdraw", "撤回", "withdraw"),
)
_CLOSING = Term("closing", "办结", "closing")
#: What a report can be at a tier.
_AT_TIER = (
    Term("assigned", "待受理", "awaits acceptance"),
    Term("accepted", "办理中", "being handled"),
    Term("returned", "已退回", "returned"),
    Term("handled", "待核实", "awaits verification"),
)
_ENDS = (
    State("verified", "已核实办结", "closed, verified", step="closing", is_final=True),
    State("referred", "已转出", "referred elsewhere", step="closing", is_final=True),
    State("withdrawn", "已撤回", "withdrawn", step="closing", is_final=True),
)
#: In which of these the time of the plan runs.
_RUNNING = frozenset({"assigned", "accepted", "returned"})
#: Where what nobody has handled in time stands.
BACKLOG = State("backlog", "挂账", "backlog", step="closing")


def _move(way: tuple[str, str, str], roles: Iterable[str], *requires: Requirement) -> Move:
    """Return a line; all but the order of the tiers is the library's own."""
    source, action, target = way
    return Move(
        action=action,
        source=source,
        target=target,
        roles=tuple(roles),
        requires=requires,
        basis=LIBRARY_DEFAULT,
    )


def _tier_lines(policy: EscalationPolicy, tier: Tier) -> Iterator[Move]:
    """Yield the lines of one tier: those of its holder, of the dispatcher, of whoever verifies."""
    at, roles = tier.code, tuple(role.code for role in tier.roles)
    holder, plan = HoldsReport(at, words=tier.words), ShowsPlan(tuple(each.code for each in policy.tiers))
    fewer = TakenFewer("return", policy.returns)
    yield _move((f"{at}:assigned", "accept", f"{at}:accepted"), roles, holder)
    for state in ("assigned", "accepted"):
        way = f"{at}:{state}", "return", f"{at}:returned"
        yield _move(way, roles, holder, NamesDestination(), fewer)
        yield _move((f"{at}:{state}", "withdraw", "withdrawn"), (_RESIDENT,), IsRaiser())
    again, anew = f"{policy.tiers[0].code}:assigned", TakenFewer("redispatch", policy.redispatches)
    yield _move((f"{at}:returned", "redispatch", again), (DISPATCHER.code,), plan)
    for state in ("assigned", "accepted"):
        yield _move((f"{at}:{state}", "redispatch", again), (DISPATCHER.code,), plan, _GROUND, anew)
    yield _move((f"{at}:accepted", "handle", f"{at}:handled"), roles, holder, _HANDLED)
    yield _move((f"{at}:handled", "verify", "verified"), _VERIFIERS, _NO_HAND, _PASSED)
    reopened = TakenFewer("reopen", policy.reopenings)
    yield _move((f"{at}:handled", "reopen", f"{at}:accepted"), _VERIFIERS, _NO_HAND, _FAILED, reopened)
    spent = TakenAtLeast("reopen", policy.reopenings)
    way = f"{at}:handled", "refer", "referred"
    yield _move(way, _VERIFIERS, _NO_HAND, _FAILED, NamesDestination(), spent)


def _rising_lines(policy: EscalationPolicy, tier: Tier) -> Iterator[Move]:
    """Yield the lines that lead up from a tier: by hand, and when its time is over."""
    at, roles, above = tier.code, tuple(role.code for role in tier.roles), policy.after(tier.code)
    over = TimeIsOver(at, words=tier.words)
    for state in ("assigned", "accepted", "returned"):
        if above is None:
            yield _move((f"{at}:{state}", "list", BACKLOG.code), (_CLOCK,), over)
        else:
            yield _move((f"{at}:{state}", "escalate", f"{above.code}:assigned"), (_CLOCK,), over)
    if above is not None:
        way = f"{at}:accepted", "pass_on", f"{above.code}:assigned"
        yield _move(way, roles, HoldsReport(at, words=tier.words), _GROUND)


def _backlog_lines(policy: EscalationPolicy) -> Iterator[Move]:
    """Yield the ways out of the backlog: handled after all by the last tier, referred, or dispatched anew.

    The dispatcher dispatches it: whoever held it last may be gone, or there never was anybody.
    """
    last, plan = policy.tiers[-1], ShowsPlan(tuple(each.code for each in policy.tiers))
    roles, holder = tuple(role.code for role in last.roles), HoldsReport(last.code, words=last.words)
    yield _move((BACKLOG.code, "handle", f"{last.code}:handled"), roles, holder, _HANDLED)
    yield _move((BACKLOG.code, "refer", "referred"), roles, holder, NamesDestination())
    again, anew = f"{policy.tiers[0].code}:assigned", TakenFewer("redispatch", policy.redispatches)
    yield _move((BACKLOG.code, "redispatch", again), (DISPATCHER.code,), plan, anew)


def _states(policy: EscalationPolicy) -> Iterator[State]:
    """Yield the states of each tier, then the backlog and the ends."""
    for tier in policy.tiers:
        for each in _AT_TIER:
            zh, en = f"{tier.zh[:90]}：{each.zh}", f"{tier.en[:90]}: {each.en}"
            yield State(f"{tier.code}:{each.code}", zh, en, step=tier.code)
    yield from (BACKLOG, *_ENDS)


def _roles(policy: EscalationPolicy) -> tuple[Term, ...]:
    """Return every role once, under the name that it has first."""
    roles: dict[str, Term] = {}
    for role in (Role.RESIDENT.term, Role.CLOCK.term, DISPATCHER):
        roles[role.code] = role
    for tier in policy.tiers:
        for role in tier.roles:
            roles.setdefault(role.code, role)
    return tuple(roles.values())


@lru_cache(maxsize=64)
def _made(policy: EscalationPolicy) -> Procedure:
    """Make the procedure of a policy once."""
    return Procedure(table=_table(policy))


def handling(policy: EscalationPolicy) -> Procedure:
    """Return the procedure by which reports of a policy are handled.

    Raises
    ------
    InvalidValue
        If `policy` is no EscalationPolicy.

    Examples
    --------
    >>> from communitygov.grid.routing.policy import three_tier_policy
    >>> procedure = handling(three_tier_policy())
    >>> procedure.check().is_sound, [step.zh for step in procedure.steps][1:]
    (True, ['小区党组织与自治组织即时处置', '镇街社区联动配合', '办结'])
    """
    require("policy", policy, kind=EscalationPolicy)
    return _made(policy)


# ------------------------------------------------------------------ what is due, what is left


def due_reports(
    cases: Iterable[Case], *, policy: EscalationPolicy, now: datetime, soon: timedelta = timedelta(days=1)
) -> DueList:
    """Return how open reports stand to the time that the plan gives them, the earliest end first.

    What is overdue `Procedure.clock_moves` takes one tier up.  Reports that await verification, the backlog
    and what is closed have no time here.

    Parameters
    ----------
    cases
        Cases of `handling` by this policy.
    policy
        Through which tiers they go.
    now
        The moment that is asked about.
    soon
        How long before its end a report is due soon (library default: a day).

    Raises
    ------
    InvalidValue
        If `now` has no time zone, `soon` is no span, or a case is of another procedure.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.grid.routing.dispatch import PLAN
    >>> from communitygov.grid.routing.policy import three_tier_policy
    >>> from communitygov.organisation.actor import Actor
    >>> from communitygov.procedure.clock import CLOCK
    >>> from communitygov.procedure.fact import Fact
    >>> policy, thursday = three_tier_policy(), datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> plan = [
    ...     Fact(kind=PLAN, about="R-1", outcome=tier.code, reference="M", at=thursday + timedelta(days=at))
    ...     for at, tier in enumerate(policy.tiers, start=1)
    ... ]
    >>> procedure, resident = handling(policy), Actor("r-1", roles={Role.RESIDENT})
    >>> case = procedure.open("R-1", "a lamp is out", by=resident, at=thursday, grid="M", facts=plan)
    >>> due_reports([case], policy=policy, now=thursday, soon=timedelta(hours=1))[0].status.zh
    '期限内'
    """
    require("policy", policy, kind=EscalationPolicy)
    require("soon", soon, kind=timedelta)
    if not is_aware(now):
        raise InvalidValue("now", now, Words("须为带时区的时间", "must be a datetime with a time zone"))
    procedure = handling(policy)
    found = [_due(procedure, case, now=now, soon=soon) for case in _ours(cases, procedure)]
    known = [each for each in found if each is not None]
    return DueList(sorted(known, key=lambda each: (instant(each.until), each.case_id)))


def backlog(cases: Iterable[Case], *, policy: EscalationPolicy) -> tuple[Case, ...]:
    """Return the reports that are listed as backlog (挂账), in the order of their identifiers.

    Raises
    ------
    InvalidValue
        If a case is of another procedure.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.grid.routing.dispatch import PLAN
    >>> from communitygov.grid.routing.policy import three_tier_policy
    >>> from communitygov.organisation.actor import Actor
    >>> from communitygov.procedure.clock import CLOCK
    >>> from communitygov.procedure.fact import Fact
    >>> policy, thursday = three_tier_policy(), datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> plan = [
    ...     Fact(kind=PLAN, about="R-1", outcome=tier.code, reference="M", at=thursday + timedelta(days=at))
    ...     for at, tier in enumerate(policy.tiers, start=1)
    ... ]
    >>> procedure, resident = handling(policy), Actor("r-1", roles={Role.RESIDENT})
    >>> case = procedure.open("R-1", "a lamp is out", by=resident, at=thursday, grid="M", facts=plan)
    >>> for days in (1, 2, 3):  # nobody is posted, and nobody acts
    ...     now = thursday + timedelta(days=days)
    ...     ((case, option),) = procedure.clock_moves([case], now=now)
    ...     case = procedure.apply(case, option.action, by=CLOCK, at=now)
    >>> [each.id for each in backlog([case], policy=policy)]
    ['R-1']
    """
    listed = (case for case in _ours(cases, handling(policy)) if case.state == BACKLOG.code)
    return tuple(sorted(listed, key=lambda case: case.id))


def _ours(cases: Iterable[Case], procedure: Procedure) -> tuple[Case, ...]:
    """Return cases of a procedure, and refuse others."""
    given = each_required("cases", cases, kind=Case)
    for case in given:
        check_pinned(procedure.conduct.book, case)
    return given


def _due(procedure: Procedure, case: Case, *, now: datetime, soon: timedelta) -> Due | None:
    """Return how a report stands to the newest plan, if its time runs."""
    tier, _, state = case.state.rpartition(":")
    plan = newest(case.history, tier)
    if state not in _RUNNING or plan is None or plan.at is None:
        return None
    until = plan.at
    limit = Limit(until, until - soon, None)
    status = status_at(instant(now), limit)
    begun = case.history[0].at
    return Due(
        case_id=case.id,
        state=case.state,
        since=begun if instant(begun) < instant(until) else until - datetime.resolution,
        until=until,
        status=status,
        words=said(status, limit, state=procedure.table.state(case.state).words, role=None),
        warns_at=limit.warns_at,
    )


# ------------------------------------------------------------------ the table


def _table(policy: EscalationPolicy) -> Table:
    """Write the lines of a policy."""
    first = policy.tiers[0].code
    moves = (
        *(move for tier in policy.tiers for move in _tier_lines(policy, tier)),
        *(move for tier in policy.tiers for move in _rising_lines(policy, tier)),
        *_backlog_lines(policy),
    )
    taken = {"report", *(move.action for move in moves)}
    return Table(
        name=Term("report_handling", "报告办理", "handling of reports"),
        steps=(*(Term(tier.code, tier.zh, tier.en) for tier in policy.tiers), _CLOSING),
        states=tuple(_states(policy)),
        actions=tuple(action for action in _ACTIONS if action.code in taken),
        roles=_roles(policy),
        opening=Opening(
            action="report",
            target=f"{first}:assigned",
            roles=_VERIFIERS,
            requires=(ShowsPlan(tuple(tier.code for tier in policy.tiers)),),
            basis=policy.source,
            proxies=(DISPATCHER.code,),
        ),
        moves=moves,
    )
