"""五步议事, the five-step deliberation, as two tables.

居民提事 → 网格理事 → 四方议事 → 党委办事 → 居民评事

1. `five_step_literal` is what document 001 says and nothing more: five steps, five states, no branch.  A
   state means that its step is done.
2. `five_step` is the standard table.  A step is a phase; the table has what a street office meets in each:
   matters returned, merged, referred or withdrawn, sittings adjourned or without consensus, publication
   and objection, suspension, rework, a rating that never comes.  Only the five steps, their order and who
   acts in them are the document's.  Every branch and every number is a library default, and the numbers
   are parameters of `FiveStepPolicy`.
3. A case ends in one of seven ways.  Handled and rated, and handled and unrated, are two of them and never
   mixed; the others are withdrawn, not accepted, merged, referred, not adopted.
4. Nobody judges own work, nobody who objected answers an objection, and nobody who is recused judges a
   matter, says who handles it, or ends it.  Keeping it going, or reporting done what was assigned, is none of
   these.

This file knows no dates, no people and no engine: a reader can check it with a finger on the page.
"""

from functools import lru_cache

from communitygov.core.source import quoted
from communitygov.core.terms import Term, TermEnum
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.deliberation.condition import (
    ANSWER_WRITTEN,
    ASSIGNMENT_NAMED,
    DECISION_ADOPTED,
    DUPLICATE_CONFIRMED,
    EVIDENCE_ATTACHED,
    FRESH_DECISION_ADOPTED,
    FRESH_DECISION_REJECTED,
    GROUND_STATED,
    RATED_BADLY,
    RATED_WELL,
    RESOLUTION_IN_EFFECT,
    of_this_handling,
)
from communitygov.deliberation.five_step_policy import DEFAULT_POLICY, HANDLED, FiveStepPolicy, HandlingStart
from communitygov.deliberation.policy_kind import made_once
from communitygov.deliberation.row import row
from communitygov.organisation.actor import Role
from communitygov.procedure.bound import DaysPassed, TakenAtLeast, TakenFewer
from communitygov.procedure.deadline import Deadline
from communitygov.procedure.eligibility import HadNoHand, IsRaiser, NotRecused, ServesGrid
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.requirement import Requirement
from communitygov.procedure.table import Move, Opening, State, Table


class Step(TermEnum):
    """The five steps, in the words and the order of document 001.

    Examples
    --------
    >>> " → ".join(step.zh for step in Step)
    '居民提事 → 网格理事 → 四方议事 → 党委办事 → 居民评事'
    """

    RAISE = "raise", "居民提事", "residents raise"
    SORT = "sort", "网格理事", "the grid sorts"
    DELIBERATE = "deliberate", "四方议事", "four constituencies deliberate"
    HANDLE = "handle", "党委办事", "the Party committee handles"
    RATE = "rate", "居民评事", "residents rate"


#: Where the five steps stand.
FIVE_STEPS_PHRASE = "五步议事：居民提事、网格理事、四方议事、党委办事、居民评事"

_STEPS = tuple(step.term for step in Step)
_ROLES = tuple(role.term for role in Role)
RESIDENT, WORKER, CONVENER = Role.RESIDENT, Role.GRID_WORKER, Role.CONVENER
COMMITTEE, CLOCK = Role.PARTY_COMMITTEE, Role.CLOCK


# ------------------------------------------------------------------ as the document has it


def _said(action: str, source: str, target: str, role: Role, *requires: Requirement) -> Move:
    """Return a line that stands in document 001."""
    return row((source, action, target), (role,), *requires, basis=quoted("001", Step(action).zh))


_LITERAL = Table(
    name=Term("five_step_literal", "五步议事（原文）", "five-step deliberation, literal"),
    steps=_STEPS,
    roles=tuple(role.term for role in Role if role is not Role.CLOCK),
    actions=_STEPS,
    states=(
        State("raised", "已提事", "raised", step="raise"),
        State("sorted", "已理事", "sorted", step="sort"),
        State("deliberated", "已议事", "deliberated", step="deliberate"),
        State("handled", "已办事", "handled", step="handle"),
        State("rated", "已评事", "rated", step="rate", is_final=True),
    ),
    opening=Opening(action="raise", target="raised", roles=(RESIDENT,), basis=quoted("001", "居民提事")),
    moves=(
        _said("sort", "raised", "sorted", WORKER, ServesGrid()),
        _said("deliberate", "sorted", "deliberated", CONVENER, DECISION_ADOPTED),
        _said("handle", "deliberated", "handled", COMMITTEE),
        _said("rate", "handled", "rated", RESIDENT, HadNoHand(("sort", "handle"))),
    ),
)


@lru_cache(maxsize=1)
def five_step_literal() -> Procedure:
    """Return the five steps as document 001 has them: five states, no branch.

    Examples
    --------
    >>> procedure = five_step_literal()
    >>> [(move.source, move.action, move.target) for move in procedure.table.moves][0]
    ('raised', 'sort', 'sorted')
    """
    return Procedure(table=_LITERAL)


# ------------------------------------------------------------------ as a street office meets it


_STATES = (
    State("raised", "已提出", "raised", step="raise"),
    State("returned", "待补充", "returned for completion", step="raise"),
    State("withdrawn", "已撤回", "withdrawn", step="raise", is_final=True),
    State("not_accepted", "不予受理", "not accepted", step="raise", is_final=True),
    State("sorting", "理事中", "being sorted", step="sort"),
    State("merged", "已并案", "merged", step="sort", is_final=True),
    State("referred", "已转介", "referred", step="sort", is_final=True),
    State("listed", "待议", "listed for a sitting", step="deliberate"),
    State("deliberating", "议事中", "under deliberation", step="deliberate"),
    State("stalled", "未达成一致", "without consensus", step="deliberate"),
    State("decided", "已议定", "decided", step="deliberate"),
    State("published", "公示中", "published", step="deliberate"),
    State("objected", "有异议", "under objection", step="deliberate"),
    State("not_adopted", "未通过", "not adopted", step="deliberate", is_final=True),
    State("handling", "办理中", "being handled", step="handle"),
    State("suspended", "暂缓", "suspended", step="handle"),
    State("rework", "待整改", "to be done again", step="handle"),
    State("awaiting_rating", "待评事", "awaiting rating", step="rate"),
    State("rated", "已评办结", "closed, rated", step="rate", is_final=True),
    State("unrated", "未评办结", "closed, unrated", step="rate", is_final=True),
)

_ACTIONS = (
    Term("raise", "提事", "raise"),
    Term("supplement", "补充", "supplement"),
    Term("withdraw", "撤回", "withdraw"),
    Term("return", "退回补充", "return for completion"),
    Term("decline", "不予受理", "decline"),
    Term("accept", "受理", "accept"),
    Term("resolve", "当场办结", "resolve on the spot"),
    Term("merge", "并案", "merge"),
    Term("refer", "转介", "refer"),
    Term("list", "列入议程", "list for a sitting"),
    Term("convene", "召集议事", "convene"),
    Term("adjourn", "延期再议", "adjourn"),
    Term("stall", "未达成一致", "find no consensus"),
    Term("relist", "再次列入议程", "list again"),
    Term("reject", "否决", "reject"),
    Term("decide", "议定", "decide"),
    Term("publish", "公示", "publish"),
    Term("object", "提出异议", "object"),
    Term("dismiss", "书面答复异议", "answer the objection"),
    Term("uphold", "采纳异议", "uphold the objection"),
    Term("assign", "交办", "assign"),
    Term("extend", "延长办理期限", "extend the time"),
    Term("suspend", "暂缓", "suspend"),
    Term("resume", "恢复办理", "resume"),
    Term("report_done", "报办结", "report done"),
    Term("redo", "整改", "do again"),
    Term("reconsider", "提请再议", "bring before the council again"),
    Term("rate_well", "评为满意", "rate well"),
    Term("rate_badly", "评为不满意", "rate badly"),
    Term("appeal", "申请调处", "ask for mediation"),
    Term("lapse", "逾期未评", "lapse unrated"),
)


def _row(
    source: str, action: str, target: str, role: Role, *requires: Requirement, proxies: tuple[str, ...] = ()
) -> Move:
    """Return a line of the standard table; which step it serves is the document's, the line is not."""
    return row((source, action, target), (role,), *requires, proxies=proxies)


#: Whoever sorts serves the place, and is not recused where they judge a matter or end it.
_SERVING = (ServesGrid(), NotRecused())
#: Whoever answers an objection has not raised one.
_UNCONCERNED = (NotRecused(), HadNoHand(("object",)))


def _raise_rows(policy: FiveStepPolicy) -> tuple[Move, ...]:
    """居民提事: a matter is made complete, accepted, or ends here."""
    return (
        _row("raised", "accept", "sorting", WORKER, *_SERVING),
        _row("raised", "return", "returned", WORKER, *_SERVING, TakenFewer("return", policy.returns)),
        _row("raised", "decline", "not_accepted", WORKER, *_SERVING, GROUND_STATED),
        _row("raised", "withdraw", "withdrawn", RESIDENT, IsRaiser(), proxies=policy.proxies),
        _row("returned", "supplement", "raised", RESIDENT, IsRaiser(), proxies=policy.proxies),
        _row("returned", "withdraw", "withdrawn", RESIDENT, IsRaiser(), proxies=policy.proxies),
        _row("returned", "decline", "not_accepted", WORKER, *_SERVING, GROUND_STATED),
    )


def _sort_rows(policy: FiveStepPolicy) -> tuple[Move, ...]:
    """网格理事: small things are done on the spot, others merged, referred, or listed for a sitting."""
    return (
        _row("sorting", "resolve", "awaiting_rating", WORKER, *_SERVING, EVIDENCE_ATTACHED),
        _row("sorting", "merge", "merged", WORKER, *_SERVING, DUPLICATE_CONFIRMED),
        _row("sorting", "refer", "referred", WORKER, *_SERVING, GROUND_STATED),
        _row("sorting", "list", "listed", WORKER, ServesGrid()),
        _row("sorting", "withdraw", "withdrawn", RESIDENT, IsRaiser(), proxies=policy.proxies),
    )


def _deliberate_rows(policy: FiveStepPolicy) -> tuple[Move, ...]:
    """四方议事: sittings, a decision, its publication, objections."""
    return (
        _row("listed", "convene", "deliberating", CONVENER, TakenFewer("convene", policy.sittings)),
        _row("listed", "refer", "referred", CONVENER, NotRecused(), GROUND_STATED),
        _row("listed", "withdraw", "withdrawn", RESIDENT, IsRaiser(), proxies=policy.proxies),
        _row("deliberating", "decide", "decided", CONVENER, NotRecused(), FRESH_DECISION_ADOPTED),
        _row("deliberating", "reject", "not_adopted", CONVENER, NotRecused(), FRESH_DECISION_REJECTED),
        _row("deliberating", "adjourn", "listed", CONVENER),
        _row("deliberating", "stall", "stalled", CONVENER, NotRecused()),
        _row("stalled", "relist", "listed", CONVENER),
        _row("stalled", "refer", "referred", COMMITTEE, NotRecused(), GROUND_STATED),
        _row("decided", "publish", "published", CONVENER),
        _row("published", "object", "objected", RESIDENT, TakenFewer("object", policy.objections)),
        _row("objected", "dismiss", "published", CONVENER, *_UNCONCERNED, ANSWER_WRITTEN),
        _row("objected", "uphold", "listed", CONVENER, *_UNCONCERNED),
    )


def _assignable(policy: FiveStepPolicy) -> tuple[Requirement, ...]:
    """Return what an assignment asks: days of publication and, where the policy wants it, the effect."""
    is_binding = policy.handling_start is HandlingStart.IN_EFFECT
    effect = (RESOLUTION_IN_EFFECT,) if is_binding else ()
    return (NotRecused(), DaysPassed(policy.publication_days), *effect, ASSIGNMENT_NAMED)


def _handle_rows(policy: FiveStepPolicy) -> tuple[Move, ...]:
    """党委办事: assigned after publication, suspended and resumed, reported done, done again."""
    again = _row("rework", "reconsider", "listed", COMMITTEE, TakenAtLeast("rate_badly", 2))
    return (
        _row("published", "assign", "handling", COMMITTEE, *_assignable(policy)),
        _row("handling", "report_done", "awaiting_rating", COMMITTEE, EVIDENCE_ATTACHED),
        _row(
            "handling",
            "extend",
            "handling",
            COMMITTEE,
            TakenFewer("extend", policy.extensions),
            GROUND_STATED,
        ),
        _row("handling", "suspend", "suspended", COMMITTEE, TakenFewer("suspend", policy.suspensions)),
        _row("suspended", "resume", "handling", COMMITTEE),
        _row("suspended", "refer", "referred", COMMITTEE, NotRecused(), GROUND_STATED),
        _row("rework", "redo", "handling", COMMITTEE, TakenFewer("rate_badly", 2)),
        *((again,) if policy.bad_ratings > 1 else ()),
        _row("rework", "refer", "referred", COMMITTEE, NotRecused(), GROUND_STATED),
    )


def _rate_rows(policy: FiveStepPolicy) -> tuple[Move, ...]:
    """居民评事: rated well, rated badly, brought to mediation, or never rated."""
    most, fair = policy.bad_ratings, (policy.rating.recusal, policy.rating.no_hand)
    satisfied, dissatisfied = (of_this_handling(each, *HANDLED) for each in (RATED_WELL, RATED_BADLY))
    fewer, spent = TakenFewer("rate_badly", most), TakenAtLeast("rate_badly", most)
    return (
        _row("awaiting_rating", "rate_well", "rated", RESIDENT, *fair, satisfied),
        _row("awaiting_rating", "rate_badly", "rework", RESIDENT, *fair, dissatisfied, fewer),
        _row("awaiting_rating", "appeal", "referred", RESIDENT, *fair, spent, GROUND_STATED),
        _row("awaiting_rating", "lapse", "unrated", CLOCK, DaysPassed(policy.rating.lapse_days)),
    )


def _table(policy: FiveStepPolicy) -> Table:
    """Return the standard table with the numbers of a policy; an action that makes no move is left out."""
    moves = (
        *_raise_rows(policy),
        *_sort_rows(policy),
        *_deliberate_rows(policy),
        *_handle_rows(policy),
        *_rate_rows(policy),
    )
    taken = {"raise", *(move.action for move in moves)}
    return Table(
        name=Term("five_step", "五步议事", "five-step deliberation"),
        steps=_STEPS,
        states=_STATES,
        actions=tuple(action for action in _ACTIONS if action.code in taken),
        roles=_ROLES,
        opening=Opening(
            action="raise",
            target="raised",
            roles=(RESIDENT,),
            basis=quoted("001", "居民提事"),
            proxies=policy.proxies,
        ),
        moves=moves,
    )


def _deadlines(policy: FiveStepPolicy) -> tuple[Deadline, ...]:
    """Return the deadlines of a policy."""
    workdays = Period(policy.sorting_workdays, PeriodUnit.WORKDAYS)
    return (
        Deadline(state="raised", within=workdays),
        Deadline(state="sorting", within=workdays),
        Deadline(state="listed", within=Period(policy.listing_days, PeriodUnit.DAYS)),
        Deadline(
            state="handling",
            within=Period(policy.handling_days, PeriodUnit.DAYS),
            extended_by="extend",
            extension=Period(policy.extension_days, PeriodUnit.DAYS),
        ),
        Deadline(state="awaiting_rating", within=Period(policy.rating.lapse_days, PeriodUnit.DAYS)),
    )


@made_once
def five_step(policy: FiveStepPolicy = DEFAULT_POLICY) -> Procedure:
    """Return the standard five-step procedure.

    Parameters
    ----------
    policy
        Its bounds and days; the library's defaults unless given.

    Raises
    ------
    InvalidValue
        If `policy` is no FiveStepPolicy.

    Examples
    --------
    >>> procedure = five_step()
    >>> [step.zh for step in procedure.steps]
    ['居民提事', '网格理事', '四方议事', '党委办事', '居民评事']
    >>> procedure.check().is_sound
    True
    >>> sum(state.is_final for state in procedure.table.states)
    7
    """
    return Procedure(table=_table(policy), deadlines=_deadlines(policy))
