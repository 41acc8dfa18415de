"""随手报, the snap report: residents report, a grid worker handles it on the spot, residents rate it.

居民提事 → 网格理事 → 居民评事

1. Document 002 says two things: residents report problems with 随手报, and grid workers handle them in time
   by mobile phone.  These are the opening and the handling; every other line is a library default.
2. It is the short way: no council and no committee.  Whether residents rate it no document says; here they
   do, because otherwise the handler's own word would close the matter.
3. What cannot be handled on the spot goes over to the five steps and ends here as *transferred*, with its
   ground.  The case of the five steps is one of its own, opened by the host application.
4. A case ends in one of six ways: handled and rated, handled and unrated, transferred, merged, not accepted,
   withdrawn.
5. Nobody who is recused acts as a grid worker here, or rates.  The handler neither rates nor transfers as a
   resident what they handled.

This file knows no telephone, no dates and no people.  The numbers are parameters of `SnapReportPolicy`.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, identifiers
from communitygov.core.document import Value
from communitygov.core.source import quoted
from communitygov.core.terms import Term
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.deliberation.condition import (
    DUPLICATE_CONFIRMED,
    EVIDENCE_ATTACHED,
    GROUND_STATED,
    RATED_BADLY,
    RATED_WELL,
    of_this_handling,
)
from communitygov.deliberation.five_step import Step
from communitygov.deliberation.policy_kind import made_once
from communitygov.deliberation.rating import RatingPolicy
from communitygov.deliberation.rating_fit import rates_after
from communitygov.deliberation.row import row
from communitygov.organisation.actor import Role
from communitygov.procedure.bound import DaysPassed, TakenAtLeast, TakenFewer
from communitygov.procedure.deadline import Deadline
from communitygov.procedure.eligibility import HadNoHand, IsRaiser, NotRecused, ServesGrid
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.table import Move, Opening, State, Table

#: Where the report stands.
REPORTING = quoted("002", "居民可以通过“随手报”功能及时反馈问题")
#: Where the handling stands.
HANDLING = quoted("002", "网格员使用手机及时处理问题")

#: The terms on which residents rate unless others are given: who accepted or handled a report does not.
SNAP_REPORT_RATING = RatingPolicy(no_hand=HadNoHand(("accept", "handle")))


@attrs.frozen(kw_only=True)
class SnapReportPolicy(Value):
    """The numbers of the short way; the document gives none of them, all are library defaults.

    Parameters
    ----------
    bad_ratings
        Most bad ratings before only the five steps are left.
    rating
        On what terms residents rate, and after how many days a matter that nobody rates is closed as unrated.
    acceptance_workdays, handling_days
        Deadlines: to accept (working days), to handle (calendar days).
    proxies
        Codes of the roles that may report and withdraw on behalf of a resident; none unless given.

    Examples
    --------
    >>> SnapReportPolicy(rating=attrs.evolve(SNAP_REPORT_RATING, lapse_days=3)).rating.lapse_days
    3
    """

    document_kind: ClassVar[str] = "snap-report-policy"
    bad_ratings: int = attrs.field(default=2, validator=at_least(1))
    rating: RatingPolicy = attrs.field(default=SNAP_REPORT_RATING, validator=rates_after("handle"))
    acceptance_workdays: int = attrs.field(default=1, validator=at_least(1))
    handling_days: int = attrs.field(default=3, validator=at_least(1))
    proxies: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)


#: The policy that applies unless another is given.
SNAP_REPORT_DEFAULT = SnapReportPolicy()

_RESIDENT, _WORKER, _CLOCK = (Role.RESIDENT,), (Role.GRID_WORKER,), (Role.CLOCK,)
#: Who serves the place, and is not recused.
_SERVING = (ServesGrid(), NotRecused())

_STATES = (
    State("reported", "已上报", "reported", step="raise"),
    State("withdrawn", "已撤回", "withdrawn", step="raise", is_final=True),
    State("not_accepted", "不予受理", "not accepted", step="raise", is_final=True),
    State("handling", "处理中", "being handled", step="sort"),
    State("merged", "已并案", "merged", step="sort", is_final=True),
    State("transferred", "已转五步议事", "transferred to the five steps", step="sort", is_final=True),
    State("awaiting_rating", "待评事", "awaiting rating", step="rate"),
    State("rated", "已评办结", "closed, rated", step="rate", is_final=True),
    State("unrated", "未评办结", "closed, unrated", step="rate", is_final=True),
)

_ACTIONS = (
    Term("report", "随手报", "report"),
    Term("withdraw", "撤回", "withdraw"),
    Term("decline", "不予受理", "decline"),
    Term("merge", "并案", "merge"),
    Term("accept", "受理", "accept"),
    Term("handle", "处理", "handle"),
    Term("transfer", "转五步议事", "transfer to the five steps"),
    Term("rate_well", "评为满意", "rate well"),
    Term("rate_badly", "评为不满意", "rate badly"),
    Term("lapse", "逾期未评", "lapse unrated"),
)


def _raise_rows(policy: SnapReportPolicy) -> tuple[Move, ...]:
    """居民提事: a report is accepted, or ends here."""
    return (
        row(("reported", "accept", "handling"), _WORKER, *_SERVING),
        row(("reported", "merge", "merged"), _WORKER, *_SERVING, DUPLICATE_CONFIRMED),
        row(("reported", "decline", "not_accepted"), _WORKER, *_SERVING, GROUND_STATED),
        row(("reported", "withdraw", "withdrawn"), _RESIDENT, IsRaiser(), proxies=policy.proxies),
    )


def _sort_rows() -> tuple[Move, ...]:
    """网格理事: handled on the spot, or handed over to the five steps."""
    return (
        row(
            ("handling", "handle", "awaiting_rating"),
            _WORKER,
            *_SERVING,
            EVIDENCE_ATTACHED,
            basis=HANDLING,
        ),
        row(("handling", "transfer", "transferred"), _WORKER, *_SERVING, GROUND_STATED),
    )


def _rate_rows(policy: SnapReportPolicy) -> tuple[Move, ...]:
    """居民评事: rated well; rated badly and handled again, or brought before the five steps; never rated."""
    most = policy.bad_ratings
    fair = (policy.rating.recusal, policy.rating.no_hand)
    satisfied, dissatisfied = (of_this_handling(each, "handle") for each in (RATED_WELL, RATED_BADLY))
    fewer = TakenFewer("rate_badly", most)
    return (
        row(
            ("awaiting_rating", "rate_well", "rated"),
            _RESIDENT,
            *fair,
            satisfied,
        ),
        row(
            ("awaiting_rating", "rate_badly", "handling"),
            _RESIDENT,
            *fair,
            dissatisfied,
            fewer,
        ),
        row(
            ("awaiting_rating", "transfer", "transferred"),
            _RESIDENT,
            *fair,
            TakenAtLeast("rate_badly", most),
            GROUND_STATED,
        ),
        row(("awaiting_rating", "lapse", "unrated"), _CLOCK, DaysPassed(policy.rating.lapse_days)),
    )


def _table(policy: SnapReportPolicy) -> Table:
    """Return the table with the numbers of a policy."""
    return Table(
        name=Term("snap_report", "随手报", "snap report"),
        steps=tuple(step.term for step in (Step.RAISE, Step.SORT, Step.RATE)),
        states=_STATES,
        actions=_ACTIONS,
        roles=tuple(role.term for role in (Role.RESIDENT, Role.GRID_WORKER, Role.CLOCK)),
        opening=Opening(
            action="report", target="reported", roles=_RESIDENT, basis=REPORTING, proxies=policy.proxies
        ),
        moves=(*_raise_rows(policy), *_sort_rows(), *_rate_rows(policy)),
    )


def _deadlines(policy: SnapReportPolicy) -> tuple[Deadline, ...]:
    """Return the deadlines of a policy."""
    return (
        Deadline(state="reported", within=Period(policy.acceptance_workdays, PeriodUnit.WORKDAYS)),
        Deadline(state="handling", within=Period(policy.handling_days, PeriodUnit.DAYS)),
        Deadline(state="awaiting_rating", within=Period(policy.rating.lapse_days, PeriodUnit.DAYS)),
    )


@made_once
def snap_report(policy: SnapReportPolicy = SNAP_REPORT_DEFAULT) -> Procedure:
    """Return the short way of 随手报.

    Parameters
    ----------
    policy
        Its bounds and days; the library's defaults unless given.

    Raises
    ------
    InvalidValue
        If `policy` is no SnapReportPolicy.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.organisation.actor import Actor
    >>> from communitygov.procedure.fact import Fact
    >>> procedure = snap_report()
    >>> procedure.check().is_sound
    True
    >>> resident = Actor("r-1", roles={Role.RESIDENT})
    >>> worker = Actor("w-07", roles={Role.GRID_WORKER, Role.RESIDENT}, grids={"G-1"})
    >>> at = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> case = procedure.open("S-1", "a lamp is out", by=resident, at=at, grid="G-1")
    >>> case = procedure.apply(case, "accept", by=worker, at=at)
    >>> photograph = Fact(kind="evidence", about="S-1", outcome="attached", reference="sha256:9f2c")
    >>> case = procedure.apply(case, "handle", by=worker, at=at, facts=[photograph])
    >>> procedure.step_of(case).zh
    '居民评事'

    The worker lives here, too, and still does not rate own work:

    >>> rating = Fact(kind="rating", about="S-1", outcome="satisfied", reference="P-1", at=at)
    >>> for reason in procedure.explain(case, "rate_well", by=worker, at=at, facts=[rating]):
    ...     print(reason)
    w-07 had a hand in it (accept, handle) and may not judge own work [OWN_WORK]
    >>> procedure.apply(case, "rate_well", by=resident, at=at, facts=[rating]).state
    'rated'
    """
    return Procedure(table=_table(policy), deadlines=_deadlines(policy))
