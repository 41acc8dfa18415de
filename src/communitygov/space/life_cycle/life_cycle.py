"""The life of a place as a table: idle, designed, renovated, operated, evaluated.

闲置 → 策划设计 → 改造 → 运营 → 评估；返工、停建与改作他用须记理由，次数有限

1. A place goes forward on facts: a design that its co-creators had a hand in and that passed a review, money
   that meets the cost, works that were accepted, an operator and an opening.
2. It goes back only with a ground or an evaluation, and only so often: to design, to operation, or idle again
   for another purpose.
3. Whoever operates it, or opened it for operation, does not evaluate it, nor give the evaluation that
   somebody else hands in.  Whoever planned it may: the documents ask no more.
4. It ends evaluated, retired, or stopped before it was ever opened.  A further cycle is a further case.

The documents tell of places at each of these stages but the last and give no procedure.  The lines that cite
one are examples from them; every other line, who may act, and every bound are library defaults.

This file knows no dates, no people and no engine: a reader can check it with a finger on the page.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.core.terms import Term, TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.organisation.actor import Role
from communitygov.procedure.bound import TakenFewer
from communitygov.procedure.eligibility import HadNoHand
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.requirement import Requirement
from communitygov.procedure.showing import Shows
from communitygov.procedure.table import Move, Opening, State, Table
from communitygov.space.life_cycle.given_by_others import GivenByOthers
from communitygov.space.life_cycle.policy import DEFAULT_LIFE_CYCLE, LifeCyclePolicy
from communitygov.space.place.transformation import CO_CREATORS, CoCreator


class LifeStage(TermEnum):
    """The five stages of a place's life, in their order.

    Examples
    --------
    >>> " → ".join(stage.zh for stage in LifeStage)
    '闲置 → 策划设计 → 改造 → 运营 → 评估'
    """

    IDLE = "idle", "闲置", "idle"
    DESIGN = "design", "策划设计", "design"
    RENOVATE = "renovate", "改造", "renovation"
    OPERATE = "operate", "运营", "operation"
    EVALUATE = "evaluate", "评估", "evaluation"


class LifeFact(TermEnum):
    """The kinds of facts that the life of a place is moved on by.

    Examples
    --------
    >>> LifeFact.FUNDING.zh
    '资金'
    """

    COMMUNITY_HAND = "community_hand", "社区参与策划", "a hand of the community in the planning"
    RESIDENT_HAND = "resident_hand", "居民参与策划", "a hand of residents in the planning"
    TEAM_HAND = "team_hand", "第三方团队参与策划", "a hand of a third-party team in the planning"
    DESIGN_REVIEW = "design_review", "方案审查", "review of the design"
    FUNDING = "funding", "资金", "funding"
    WORKS = "works", "工程验收", "acceptance of the works"
    OPERATOR = "operator", "运营方", "operator"
    EVALUATION = "evaluation", "评估", "evaluation"
    GROUND = "ground", "理由", "ground"


#: What shows that a kind of co-creator had a hand in a design.
_HANDS: Mapping[CoCreator, LifeFact] = MappingProxyType(
    {
        CoCreator.COMMUNITY: LifeFact.COMMUNITY_HAND,
        CoCreator.RESIDENTS: LifeFact.RESIDENT_HAND,
        CoCreator.THIRD_PARTY: LifeFact.TEAM_HAND,
    }
)

COMMUNITY, RESIDENT = CoCreator.COMMUNITY.value, Role.RESIDENT.value
TEAM, OPERATOR = CoCreator.THIRD_PARTY.value, "operator"
_ROLES = (
    CoCreator.COMMUNITY.term,
    Role.RESIDENT.term,
    CoCreator.THIRD_PARTY.term,
    Term(OPERATOR, "运营方", "operator"),
)
_PLANNERS, _EVALUATORS = (COMMUNITY, RESIDENT, TEAM), (RESIDENT, TEAM)

#: Where documents tell of what a line does; each is an example, not a rule.
LIFE_CYCLE_SOURCES: Mapping[str, Citation] = MappingProxyType(
    {
        "register": quoted("003", "去年还是一处闲置空地"),
        "plan": CO_CREATORS,
        "approve": quoted("002", "通过市规自局技术审查会"),
        "renovate": quoted("001", "将社区闲置空间改造为“邻里社交和教育的优选场景”"),
        "open": quoted("003", "正式开业"),
    }
)

_STATES = (
    State("idle", "闲置", "idle", step="idle"),
    State("designing", "策划设计中", "being designed", step="design"),
    State("designed", "方案已定", "designed", step="design"),
    State("renovating", "改造中", "being renovated", step="renovate"),
    State("suspended", "停工", "works suspended", step="renovate"),
    State("renovated", "已竣工", "renovated", step="renovate"),
    State("operating", "运营中", "operating", step="operate"),
    State("evaluating", "评估中", "being evaluated", step="evaluate"),
    State("stopped", "已终止", "stopped before it opened", step="renovate", is_final=True),
    State("retired", "已停用", "retired", step="operate", is_final=True),
    State("evaluated", "评估通过", "evaluated", step="evaluate", is_final=True),
)
_ACTIONS = (
    Term("register", "登记", "register"),
    Term("plan", "策划", "plan"),
    Term("approve", "审定方案", "approve the design"),
    Term("redesign", "重新设计", "redesign"),
    Term("renovate", "动工", "begin the works"),
    Term("suspend", "停工", "suspend"),
    Term("resume", "复工", "resume"),
    Term("complete", "竣工验收", "complete"),
    Term("open", "开业", "open"),
    Term("evaluate", "提请评估", "have it evaluated"),
    Term("renew", "评估良好，继续运营", "go on after a good evaluation"),
    Term("improve", "整改后继续运营", "go on with something to improve"),
    Term("conclude", "评估通过", "conclude"),
    Term("repurpose", "改作他用", "turn to another purpose"),
    Term("stop", "终止", "stop"),
    Term("retire", "停用", "retire"),
)

_REVIEWED = Shows(
    LifeFact.DESIGN_REVIEW,
    ("passed",),
    words=Words("方案审查通过", "a review that the design passed"),
    since=("plan", "redesign"),
)
_FUNDED = Shows(
    LifeFact.FUNDING,
    ("met",),
    words=Words("资金已落实", "that its cost is met"),
    since=("approve",),
)
_ACCEPTED = Shows(
    LifeFact.WORKS,
    ("accepted",),
    words=Words("工程验收合格", "that the works were accepted"),
    since=("renovate",),
)
_OPERATED = Shows(
    LifeFact.OPERATOR, ("named",), words=Words("运营方", "who operates it"), since=("complete",)
)
_GOOD, _POOR = (
    Shows(LifeFact.EVALUATION, (outcome,), words=words, since=("evaluate",))
    for outcome, words in (
        ("good", Words("良好的评估", "a good evaluation")),
        ("poor", Words("不佳的评估", "a poor evaluation")),
    )
)
_GROUND = Shows(LifeFact.GROUND, ("stated",), words=Words("理由", "a ground"))
#: Nobody evaluates what they operate, or opened; nor does an evaluation come from them.
_APART = HadNoHand(("open", "complete"), named_in=(LifeFact.OPERATOR,))
_FROM_OTHERS = GivenByOthers(
    LifeFact.EVALUATION,
    _APART.actions,
    named_in=_APART.named_in,
    words=Words("评估", "the evaluation"),
)


def _row(way: tuple[str, str, str], roles: Iterable[str], *requires: Requirement) -> Move:
    """Return a line; one that no document tells of is the library's own."""
    source, action, target = way
    return Move(
        action=action,
        source=source,
        target=target,
        roles=tuple(roles),
        requires=requires,
        basis=LIFE_CYCLE_SOURCES.get(action, LIBRARY_DEFAULT),
    )


def _hands(policy: LifeCyclePolicy) -> tuple[Requirement, ...]:
    """Return that each kind of co-creator had a hand in the design, since it was last begun."""
    return tuple(
        Shows(_HANDS[kind], ("joined",), words=_HANDS[kind].words, since=("plan", "redesign"))
        for kind in CoCreator
        if kind in policy.co_creators
    )


def _design_rows(policy: LifeCyclePolicy) -> tuple[Move, ...]:
    """策划设计: planned together, reviewed, sent back to be designed anew."""
    again = (_GROUND, TakenFewer("redesign", policy.redesigns))
    return (
        _row(("idle", "plan", "designing"), _PLANNERS),
        _row(("idle", "stop", "stopped"), (COMMUNITY,), _GROUND),
        _row(("designing", "approve", "designed"), (COMMUNITY,), *_hands(policy), _REVIEWED),
        _row(("designing", "stop", "stopped"), (COMMUNITY,), _GROUND),
        _row(("designed", "redesign", "designing"), _PLANNERS, *again),
        _row(("designed", "stop", "stopped"), (COMMUNITY,), _GROUND),
        _row(("renovating", "redesign", "designing"), (COMMUNITY,), *again),
    )


def _works_rows(policy: LifeCyclePolicy) -> tuple[Move, ...]:
    """改造: begun when the money is there, suspended and resumed, accepted."""
    fewer = TakenFewer("suspend", policy.suspensions)
    return (
        _row(("designed", "renovate", "renovating"), (COMMUNITY,), _FUNDED),
        _row(("renovating", "suspend", "suspended"), (COMMUNITY,), _GROUND, fewer),
        _row(("suspended", "resume", "renovating"), (COMMUNITY,)),
        _row(("suspended", "stop", "stopped"), (COMMUNITY,), _GROUND),
        _row(("renovating", "stop", "stopped"), (COMMUNITY,), _GROUND),
        _row(("renovating", "complete", "renovated"), (COMMUNITY,), _ACCEPTED),
        _row(("renovated", "stop", "stopped"), (COMMUNITY,), _GROUND),
    )


def _operation_rows(policy: LifeCyclePolicy) -> tuple[Move, ...]:
    """运营: opened by whoever operates it, evaluated, retired, or idle again for another purpose."""
    other_use = (_GROUND, TakenFewer("repurpose", policy.repurposings))
    return (
        _row(("renovated", "open", "operating"), (COMMUNITY, OPERATOR), _OPERATED),
        _row(("operating", "evaluate", "evaluating"), (COMMUNITY,)),
        _row(("operating", "repurpose", "idle"), (COMMUNITY,), *other_use),
        _row(("operating", "retire", "retired"), (COMMUNITY, OPERATOR), _GROUND),
    )


def _evaluation_rows(policy: LifeCyclePolicy) -> tuple[Move, ...]:
    """评估: by others than the operator; it goes on, goes on improved, is designed anew, or concludes."""
    renewed, improved = (
        TakenFewer("renew", policy.renewals),
        TakenFewer("improve", policy.improvements),
    )
    anew = TakenFewer("redesign", policy.redesigns)
    other_use = TakenFewer("repurpose", policy.repurposings)
    return (
        _row(("evaluating", "renew", "operating"), _EVALUATORS, _APART, _FROM_OTHERS, _GOOD, renewed),
        _row(("evaluating", "improve", "operating"), _EVALUATORS, _APART, _FROM_OTHERS, _POOR, improved),
        _row(("evaluating", "redesign", "designing"), _EVALUATORS, _APART, _GROUND, anew),
        _row(("evaluating", "repurpose", "idle"), _EVALUATORS, _APART, _GROUND, other_use),
        _row(("evaluating", "conclude", "evaluated"), _EVALUATORS, _APART, _FROM_OTHERS, _GOOD),
        _row(("evaluating", "retire", "retired"), _EVALUATORS, _APART, _FROM_OTHERS, _POOR),
    )


def _table(policy: LifeCyclePolicy) -> Table:
    """Write the lines of a policy."""
    return Table(
        name=Term("place_life_cycle", "空间生命周期", "life cycle of a place"),
        steps=tuple(stage.term for stage in LifeStage),
        states=_STATES,
        actions=_ACTIONS,
        roles=_ROLES,
        opening=Opening(
            action="register",
            target="idle",
            roles=(COMMUNITY, RESIDENT),
            basis=LIFE_CYCLE_SOURCES["register"],
        ),
        moves=(
            *_design_rows(policy),
            *_works_rows(policy),
            *_operation_rows(policy),
            *_evaluation_rows(policy),
        ),
    )


@lru_cache(maxsize=64)
def _made(policy: LifeCyclePolicy) -> Procedure:
    """Make the procedure of a policy once."""
    return Procedure(table=_table(policy))


def life_cycle(policy: LifeCyclePolicy = DEFAULT_LIFE_CYCLE) -> Procedure:
    """Return the procedure of the life of a place; the case is the place.

    Raises
    ------
    InvalidValue
        If `policy` is no LifeCyclePolicy.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.organisation.actor import Actor
    >>> procedure, at = life_cycle(), datetime(2023, 7, 9, tzinfo=UTC)
    >>> staff = Actor("c-1", roles={"community"})
    >>> roof = procedure.open("yuxin-roof", "二楼屋顶", by=staff, at=at, grid="YX")
    >>> roof = procedure.apply(roof, "plan", by=staff, at=at)
    >>> [reason.code for reason in procedure.explain(roof, "approve", by=staff, at=at)]
    ['FACT_MISSING', 'FACT_MISSING', 'FACT_MISSING', 'FACT_MISSING']
    >>> procedure.apply(roof, "open", by=staff, at=at)
    Traceback (most recent call last):
        ...
    communitygov.errors.ActionRefused: open of yuxin-roof is refused: the case is being designed; to open is \
possible when it is renovated; who operates it must be shown, and none is. Could act here: community; this \
actor may now: nothing. [ACTION_REFUSED]
    """
    if type(policy) is not LifeCyclePolicy:
        bound = Words("须为 LifeCyclePolicy", "must be a LifeCyclePolicy")
        raise InvalidValue("policy", type(policy).__name__, bound)
    return _made(policy)
