"""Three tiers of handling: the micro-grid reports, the neighbourhood handles, towns and streets join in.

微网格发现上报 → 小区党组织与自治组织即时处置 → 镇街社区联动配合

1. Document 002 has the three tiers, their order, and a word for what each does.  It has no name for the
   whole: 三级处置, "three-tier handling", is the library's.  A fourth step, 居民评事, is a library default.
2. No tier is skipped.  A move upwards leads to the next tier and no further: the second tier passes a matter
   on, or the clock does when the second tier has had it and its days are over; nobody else can.
3. A tier that is not responsible returns the matter to the tier below, with its reason, and only so often.
4. 自治组织, the self-governing body, is not 自组织.  It stands beside the 小区党组织 in the document; here
   either may act for the second tier.  镇街社区 is one tier with one role.
5. A case ends in one of four ways: handled and rated, handled and unrated, referred elsewhere, withdrawn.
6. Nobody who is recused acts for a tier, except to complete a report, or rates.  The handler neither rates
   nor refers as a resident what they handled.

This file knows no dates and no people.  The numbers are parameters of `ThreeTierPolicy`.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import at_least
from communitygov.core.document import Value
from communitygov.core.source import quoted
from communitygov.core.terms import Term, TermEnum
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.deliberation.condition import (
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
from communitygov.procedure.eligibility import HadNoHand, NotRecused, ServesGrid
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.table import Move, Opening, State, Table


class Tier(TermEnum):
    """The three tiers, each with what it does, in the words and the order of document 002.

    Examples
    --------
    >>> "、".join(tier.zh for tier in Tier)
    '微网格发现上报、小区党组织与自治组织即时处置、镇街社区联动配合'
    """

    MICRO_GRID = "micro_grid", "微网格发现上报", "the micro-grid reports"
    NEIGHBOURHOOD = "neighbourhood", "小区党组织与自治组织即时处置", "the neighbourhood handles at once"
    TOWN_STREET_COMMUNITY = "town_street_community", "镇街社区联动配合", "town, street and community join in"


class TierRole(TermEnum):
    """Who acts for a tier.

    Examples
    --------
    >>> TierRole.SELF_GOVERNING_BODY.zh
    '自治组织'
    """

    MICRO_GRID_WORKER = "micro_grid_worker", "微网格员", "micro-grid worker"
    NEIGHBOURHOOD_PARTY = "neighbourhood_party", "小区党组织", "neighbourhood Party organisation"
    SELF_GOVERNING_BODY = "self_governing_body", "自治组织", "self-governing body"
    TOWN_STREET_COMMUNITY = "town_street_community", "镇街社区", "town, street or community"


#: The terms on which residents rate unless others are given: nobody rates whose tier had it through them.
THREE_TIER_RATING = RatingPolicy(no_hand=HadNoHand(("take_up", "pass_on", "join", "handle")))


@attrs.frozen(kw_only=True)
class ThreeTierPolicy(Value):
    """The numbers of the three tiers; the document gives none of them, all are library defaults.

    即时, at once, is the document's word; how many days that is, is not.

    Parameters
    ----------
    returns, hand_backs
        Most returns from the second tier to the first, and most from the third to the second.
    bad_ratings
        Most bad ratings before only a referral is left.
    neighbourhood_days
        Calendar days after which a matter that the second tier has not handled goes to the third by itself.
    rating
        On what terms residents rate, and after how many days a matter that nobody rates is closed as unrated.
    taking_up_workdays, joint_days
        Deadlines: for each tier to take up what it is given (working days), for the third tier to handle it
        (calendar days).

    Examples
    --------
    >>> ThreeTierPolicy(neighbourhood_days=1).neighbourhood_days
    1
    """

    document_kind: ClassVar[str] = "three-tier-policy"
    returns: int = attrs.field(default=2, validator=at_least(1))
    hand_backs: int = attrs.field(default=2, validator=at_least(1))
    bad_ratings: int = attrs.field(default=2, validator=at_least(1))
    neighbourhood_days: int = attrs.field(default=3, validator=at_least(1))
    rating: RatingPolicy = attrs.field(default=THREE_TIER_RATING, validator=rates_after("handle"))
    taking_up_workdays: int = attrs.field(default=1, validator=at_least(1))
    joint_days: int = attrs.field(default=15, validator=at_least(1))


#: The policy that applies unless another is given.
THREE_TIER_DEFAULT = ThreeTierPolicy()

#: The roles of each tier.
FIRST = (TierRole.MICRO_GRID_WORKER,)
SECOND = (TierRole.NEIGHBOURHOOD_PARTY, TierRole.SELF_GOVERNING_BODY)
THIRD = (TierRole.TOWN_STREET_COMMUNITY,)
_RESIDENT, _CLOCK = (Role.RESIDENT,), (Role.CLOCK,)
#: Who serves the place, and is not recused.
_SERVING = (ServesGrid(), NotRecused())

_STATES = (
    State("reported", "已上报", "reported", step="micro_grid"),
    State("returned", "已退回微网格", "returned to the micro-grid", step="micro_grid"),
    State("withdrawn", "已撤回", "withdrawn", step="micro_grid", is_final=True),
    State("neighbourhood_handling", "小区处置中", "with the neighbourhood", step="neighbourhood"),
    State("passed_on", "已提请联动", "passed on", step="neighbourhood"),
    State("joint_handling", "联动处置中", "handled jointly", step="town_street_community"),
    State("referred", "已转介", "referred", step="town_street_community", is_final=True),
    State("awaiting_rating", "待评事", "awaiting rating", step="rate"),
    State("rated", "已评办结", "closed, rated", step="rate", is_final=True),
    State("unrated", "未评办结", "closed, unrated", step="rate", is_final=True),
)

_ACTIONS = (
    Term("report", "上报", "report"),
    Term("report_again", "补充上报", "report again"),
    Term("withdraw", "撤回", "withdraw"),
    Term("take_up", "接办", "take up"),
    Term("return", "退回微网格", "return to the micro-grid"),
    Term("handle", "处置", "handle"),
    Term("pass_on", "提请联动", "pass on"),
    Term("escalate", "逾期提级", "go up unhandled"),
    Term("join", "联动配合", "join in"),
    Term("hand_back", "退回小区", "hand back to the neighbourhood"),
    Term("refer", "转介", "refer"),
    Term("rate_well", "评为满意", "rate well"),
    Term("rate_badly", "评为不满意", "rate badly"),
    Term("lapse", "逾期未评", "lapse unrated"),
)


def _report_rows(policy: ThreeTierPolicy) -> tuple[Move, ...]:
    """微网格发现上报: taken up or returned by the second tier, completed or withdrawn by the first."""
    return (
        row(("reported", "take_up", "neighbourhood_handling"), SECOND, *_SERVING),
        row(
            ("reported", "return", "returned"),
            SECOND,
            *_SERVING,
            GROUND_STATED,
            TakenFewer("return", policy.returns),
        ),
        row(("reported", "withdraw", "withdrawn"), FIRST, *_SERVING, GROUND_STATED),
        row(("returned", "report_again", "reported"), FIRST, ServesGrid()),
        row(("returned", "withdraw", "withdrawn"), FIRST, *_SERVING, GROUND_STATED),
    )


def _neighbourhood_rows(policy: ThreeTierPolicy) -> tuple[Move, ...]:
    """小区党组织与自治组织即时处置: handled, or passed on; the third tier joins in or hands it back."""
    basis, over = quoted("002", Tier.NEIGHBOURHOOD.zh), DaysPassed(policy.neighbourhood_days)
    fewer = TakenFewer("hand_back", policy.hand_backs)
    return (
        row(
            ("neighbourhood_handling", "handle", "awaiting_rating"),
            SECOND,
            *_SERVING,
            EVIDENCE_ATTACHED,
            basis=basis,
        ),
        row(("neighbourhood_handling", "pass_on", "passed_on"), SECOND, *_SERVING, GROUND_STATED),
        row(("neighbourhood_handling", "escalate", "passed_on"), _CLOCK, over),
        row(("passed_on", "hand_back", "neighbourhood_handling"), THIRD, *_SERVING, GROUND_STATED, fewer),
    )


def _joint_rows() -> tuple[Move, ...]:
    """镇街社区联动配合: handled jointly, or referred to a body outside the three tiers."""
    basis = quoted("002", Tier.TOWN_STREET_COMMUNITY.zh)
    return (
        row(("passed_on", "join", "joint_handling"), THIRD, *_SERVING, basis=basis),
        row(("joint_handling", "handle", "awaiting_rating"), THIRD, *_SERVING, EVIDENCE_ATTACHED),
        row(("joint_handling", "refer", "referred"), THIRD, *_SERVING, GROUND_STATED),
    )


def _rate_rows(policy: ThreeTierPolicy) -> tuple[Move, ...]:
    """居民评事: rated well; rated badly and back with the second tier, or referred; never rated."""
    most = policy.bad_ratings
    fair = (policy.rating.recusal, policy.rating.no_hand)
    satisfied, dissatisfied = (of_this_handling(each, "handle") for each in (RATED_WELL, RATED_BADLY))
    fewer, spent = TakenFewer("rate_badly", most), TakenAtLeast("rate_badly", most)
    return (
        row(
            ("awaiting_rating", "rate_well", "rated"),
            _RESIDENT,
            *fair,
            satisfied,
        ),
        row(
            ("awaiting_rating", "rate_badly", "neighbourhood_handling"),
            _RESIDENT,
            *fair,
            dissatisfied,
            fewer,
        ),
        row(("awaiting_rating", "refer", "referred"), _RESIDENT, *fair, spent, GROUND_STATED),
        row(("awaiting_rating", "lapse", "unrated"), _CLOCK, DaysPassed(policy.rating.lapse_days)),
    )


def _table(policy: ThreeTierPolicy) -> Table:
    """Return the table with the numbers of a policy."""
    return Table(
        name=Term("three_tier", "三级处置", "three-tier handling"),
        steps=(*(tier.term for tier in Tier), Step.RATE.term),
        states=_STATES,
        actions=_ACTIONS,
        roles=(*(role.term for role in TierRole), Role.RESIDENT.term, Role.CLOCK.term),
        opening=Opening(
            action="report",
            target="reported",
            roles=FIRST,
            requires=(ServesGrid(),),
            basis=quoted("002", Tier.MICRO_GRID.zh),
        ),
        moves=(*_report_rows(policy), *_neighbourhood_rows(policy), *_joint_rows(), *_rate_rows(policy)),
    )


def _deadlines(policy: ThreeTierPolicy) -> tuple[Deadline, ...]:
    """Return the deadlines of a policy."""
    taking_up = Period(policy.taking_up_workdays, PeriodUnit.WORKDAYS)
    return (
        Deadline(state="reported", within=taking_up),
        Deadline(state="neighbourhood_handling", within=Period(policy.neighbourhood_days, PeriodUnit.DAYS)),
        Deadline(state="passed_on", within=taking_up),
        Deadline(state="joint_handling", within=Period(policy.joint_days, PeriodUnit.DAYS)),
        Deadline(state="awaiting_rating", within=Period(policy.rating.lapse_days, PeriodUnit.DAYS)),
    )


@made_once
def three_tier(policy: ThreeTierPolicy = THREE_TIER_DEFAULT) -> Procedure:
    """Return the handling in three tiers.

    Parameters
    ----------
    policy
        Its bounds and days; the library's defaults unless given.

    Raises
    ------
    InvalidValue
        If `policy` is no ThreeTierPolicy.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.organisation.actor import Actor
    >>> from communitygov.procedure.fact import Fact
    >>> procedure = three_tier()
    >>> procedure.check().is_sound
    True
    >>> at = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> micro, branch, town = (
    ...     Actor(id, roles={role}, grids={"G-1"})
    ...     for id, role in (
    ...         ("m-1", "micro_grid_worker"),
    ...         ("n-1", "neighbourhood_party"),
    ...         ("t-1", "town_street_community"),
    ...     )
    ... )
    >>> case = procedure.open("T-1", "a loose kerb", by=micro, at=at, grid="G-1")

    No tier is skipped:

    >>> for reason in procedure.explain(case, "join", by=town, at=at):
    ...     print(reason)
    the case is reported; to join in is possible when it is passed on [NOT_FROM_STATE]
    >>> case = procedure.apply(case, "take_up", by=branch, at=at)
    >>> why = Fact(kind="ground", about="T-1", outcome="stated", reference="N-1")
    >>> case = procedure.apply(case, "pass_on", by=branch, at=at, facts=[why])
    >>> procedure.apply(case, "join", by=town, at=at).state
    'joint_handling'
    """
    return Procedure(table=_table(policy), deadlines=_deadlines(policy))
