"""四议两公开, four deliberations and two disclosures: how a village resolves, for contrast.

党支部会提议 → “两委”会商议 → 党员大会审议 → 村民（代表）会议决议 → 决议公开 → 实施结果公开

1. It is practice in villages and no statute, and none of the five documents mentions it.  Its six steps and
   who acts in them are cited as `PRACTICE`; every branch beside them is a library default.
2. What sets it apart from the five steps: the Party branch proposes and not a resident; there are four
   bodies, one after the other, and not one council of four; it ends with results that are posted and not
   with a rating.
3. Each body decides anew: a decision counts only if it came after the matter was last put before that body,
   and only once.  That of the Party members counts only if they had had the plan for its days by then.  How
   the villagers' meeting is composed and decides is for the law, not for this file.
4. A comment that is not settled goes back to the Party members' meeting.
5. A case ends in one of four ways: carried out, not carried out, not adopted, dropped.  What was not carried
   out is posted, too.

This file knows no dates and no people.  The figures are parameters of `VillagePolicy`.
"""

from communitygov.core.source import Citation
from communitygov.core.terms import Term, TermEnum
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.deliberation.condition import ANSWER_WRITTEN, EVIDENCE_ATTACHED, GROUND_STATED, FactKind
from communitygov.deliberation.policy_kind import made_once
from communitygov.deliberation.row import row
from communitygov.deliberation.village_policy import FIGURE_SOURCES, VILLAGE_DEFAULT, VillagePolicy
from communitygov.errors import Words
from communitygov.procedure.bound import DaysPassed, TakenFewer
from communitygov.procedure.deadline import Deadline
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.showing import Shows
from communitygov.procedure.table import Move, Opening, State, Table

#: Where the steps stand: in what villages do, and in none of the five documents.
PRACTICE = Citation(document="practice", article="四议两公开")


class VillageStep(TermEnum):
    """The four deliberations and the two disclosures, in their order.

    Examples
    --------
    >>> len([step for step in VillageStep if step.zh.endswith("公开")])
    2
    """

    PROPOSE = "propose", "党支部会提议", "the Party branch proposes"
    CONSULT = "consult", "“两委”会商议", "the two committees consult"
    REVIEW = "review", "党员大会审议", "the Party members review"
    RESOLVE = "resolve", "村民（代表）会议决议", "the villagers resolve"
    DISCLOSE_RESOLUTION = "disclose_resolution", "决议公开", "the resolution is disclosed"
    DISCLOSE_RESULTS = "disclose_results", "实施结果公开", "the results are disclosed"


class VillageRole(TermEnum):
    """Who acts, each for a body of the village.

    Examples
    --------
    >>> VillageRole.TWO_COMMITTEES.zh
    '“两委”'
    """

    PARTY_BRANCH = "party_branch", "村党支部", "Party branch"
    TWO_COMMITTEES = "two_committees", "“两委”", "two committees"
    PARTY_MEMBERS = "party_members", "党员大会", "Party members' meeting"
    VILLAGERS_MEETING = "villagers_meeting", "村民（代表）会议", "villagers' meeting"
    VILLAGE_COMMITTEE = "village_committee", "村委会", "village committee"
    VILLAGER = "villager", "村民", "villager"


_BRANCH, _COMMITTEES = (VillageRole.PARTY_BRANCH,), (VillageRole.TWO_COMMITTEES,)
_MEMBERS, _MEETING = (VillageRole.PARTY_MEMBERS,), (VillageRole.VILLAGERS_MEETING,)
_COMMITTEE, _VILLAGER = (VillageRole.VILLAGE_COMMITTEE,), (VillageRole.VILLAGER,)

_STATES = (
    State("proposed", "已提议", "proposed", step="propose"),
    State("returned", "待修改", "to be revised", step="propose"),
    State("dropped", "已撤销", "dropped", step="propose", is_final=True),
    State("consulted", "已商议", "agreed by the two committees", step="consult"),
    State("circulated", "已送党员", "sent to all Party members", step="review"),
    State("endorsed", "已审议", "endorsed by the Party members", step="review"),
    State("resolved", "已决议", "resolved", step="resolve"),
    State("not_adopted", "决议未通过", "not adopted", step="resolve", is_final=True),
    State("published", "决议公示中", "resolution posted", step="disclose_resolution"),
    State("commented", "有意见", "under comment", step="disclose_resolution"),
    State("carrying_out", "实施中", "being carried out", step="disclose_results"),
    State("results_posted", "结果公示中", "results posted", step="disclose_results"),
    State("failure_posted", "未果公示中", "failure posted", step="disclose_results"),
    State("carried_out", "已实施办结", "carried out", step="disclose_results", is_final=True),
    State("not_carried_out", "未实施办结", "not carried out", step="disclose_results", is_final=True),
)

_ACTIONS = (
    Term("propose", "提议", "propose"),
    Term("consult", "商议通过", "agree in the two committees"),
    Term("send_back", "退回提议", "send the proposal back"),
    Term("revise", "修改后再提", "revise"),
    Term("drop", "撤销提议", "drop"),
    Term("circulate", "送交全体党员", "send to all Party members"),
    Term("endorse", "审议通过", "endorse"),
    Term("withhold", "审议未通过", "withhold endorsement"),
    Term("resolve", "决议通过", "resolve"),
    Term("reject", "决议未通过", "reject"),
    Term("publish", "公开决议", "post the resolution"),
    Term("comment", "提出意见", "comment"),
    Term("answer", "答复意见", "answer the comment"),
    Term("bring_back", "提请党员大会再审", "bring back before the Party members"),
    Term("carry_out", "组织实施", "carry out"),
    Term("post_results", "公开实施结果", "post the results"),
    Term("post_failure", "公开未果原因", "post why not"),
    Term("close", "办结", "close"),
)


#: What each body has decided since the matter was last put before it.
_COMMITTEES_AGREED = Shows(
    FactKind.DECISION,
    ("adopted",),
    words=Words("“两委”会商议通过的意见", "an adopted opinion of the two committees"),
    since=("revise",),
)
_VILLAGERS_RESOLVED = Shows(
    FactKind.DECISION,
    ("adopted",),
    words=Words("村民（代表）会议通过的决议", "an adopted resolution of the villagers' meeting"),
    since=("endorse",),
)
_VILLAGERS_REJECTED = Shows(
    FactKind.DECISION,
    ("rejected",),
    words=Words("村民（代表）会议否决的决议", "a rejected resolution of the villagers' meeting"),
    since=("endorse",),
)


def _members(outcome: str, said: Words, policy: VillagePolicy) -> Shows:
    """Return the condition that the Party members' meeting has so decided, with the figures it goes by."""
    present, consenting, base = policy.members_present, policy.members_consenting, policy.consent_base
    figures = Words(
        f"（须到会不少于 {present}，同意不少于{base.zh}的 {consenting}）",
        f" (present: at least {present}; agreeing: at least {consenting} of {base.en})",
    )
    words = Words(f"党员大会{said.zh}{figures.zh}", f"{said.en} of the Party members' meeting{figures.en}")
    return Shows(
        FactKind.DECISION, (outcome,), words=words, since=("circulate",), days_after=policy.notice_days
    )


def _propose_rows(policy: VillagePolicy) -> tuple[Move, ...]:
    """党支部会提议，“两委”会商议: agreed, or sent back and revised or dropped."""
    return (
        row(("proposed", "consult", "consulted"), _COMMITTEES, _COMMITTEES_AGREED, basis=PRACTICE),
        row(("proposed", "send_back", "returned"), _COMMITTEES, GROUND_STATED),
        row(("returned", "revise", "proposed"), _BRANCH, TakenFewer("revise", policy.revisions)),
        row(("returned", "drop", "dropped"), _BRANCH, GROUND_STATED),
    )


def _review_rows(policy: VillagePolicy) -> tuple[Move, ...]:
    """党员大会审议: sent to all members ahead, then endorsed or not."""
    notice = DaysPassed(policy.notice_days)
    endorsed = _members("adopted", Words("审议通过的意见", "an adopted opinion"), policy)
    withheld = _members("rejected", Words("审议否决的意见", "a rejecting opinion"), policy)
    return (
        row(("consulted", "circulate", "circulated"), _BRANCH, basis=PRACTICE),
        row(("circulated", "endorse", "endorsed"), _MEMBERS, notice, endorsed, basis=PRACTICE),
        row(("circulated", "withhold", "returned"), _MEMBERS, notice, withheld),
    )


def _resolve_rows() -> tuple[Move, ...]:
    """村民（代表）会议决议: adopted or not."""
    return (
        row(("endorsed", "resolve", "resolved"), _MEETING, _VILLAGERS_RESOLVED, basis=PRACTICE),
        row(("endorsed", "reject", "not_adopted"), _MEETING, _VILLAGERS_REJECTED),
    )


def _disclose_rows(policy: VillagePolicy) -> tuple[Move, ...]:
    """决议公开: posted, commented on, answered, or brought back before the Party members."""
    fewer = TakenFewer("comment", policy.comments)
    return (
        row(("resolved", "publish", "published"), _COMMITTEE, basis=PRACTICE),
        row(("published", "comment", "commented"), _VILLAGER, fewer, basis=PRACTICE),
        row(("commented", "answer", "published"), _COMMITTEE, ANSWER_WRITTEN, basis=PRACTICE),
        row(("commented", "bring_back", "consulted"), _BRANCH, GROUND_STATED, basis=PRACTICE),
        row(
            ("published", "carry_out", "carrying_out"),
            _COMMITTEE,
            DaysPassed(policy.publication_days),
            basis=PRACTICE,
        ),
    )


def _result_rows(policy: VillagePolicy) -> tuple[Move, ...]:
    """实施结果公开: what came of it is posted, and so is why nothing came of it."""
    posted = DaysPassed(policy.publication_days)
    return (
        row(
            ("carrying_out", "post_results", "results_posted"), _COMMITTEE, EVIDENCE_ATTACHED, basis=PRACTICE
        ),
        row(("carrying_out", "post_failure", "failure_posted"), _COMMITTEE, GROUND_STATED),
        row(("results_posted", "close", "carried_out"), _COMMITTEE, posted),
        row(("failure_posted", "close", "not_carried_out"), _COMMITTEE, posted),
    )


def _table(policy: VillagePolicy) -> Table:
    """Return the table with the figures of a policy."""
    return Table(
        name=Term("village_resolution", "四议两公开", "four deliberations and two disclosures"),
        steps=tuple(step.term for step in VillageStep),
        states=_STATES,
        actions=_ACTIONS,
        roles=tuple(role.term for role in VillageRole),
        opening=Opening(action="propose", target="proposed", roles=_BRANCH, basis=PRACTICE),
        moves=(
            *_propose_rows(policy),
            *_review_rows(policy),
            *_resolve_rows(),
            *_disclose_rows(policy),
            *_result_rows(policy),
        ),
    )


def _deadlines(policy: VillagePolicy) -> tuple[Deadline, ...]:
    """Return the one deadline that was read: a comment is answered within days."""
    within = Period(policy.answer_days, PeriodUnit.DAYS)
    return (Deadline(state="commented", within=within, basis=FIGURE_SOURCES["answer_days"]),)


@made_once
def village_resolution(policy: VillagePolicy = VILLAGE_DEFAULT) -> Procedure:
    """Return 四议两公开, for contrast with the five steps.

    Parameters
    ----------
    policy
        Its figures: what is common, unless given.

    Raises
    ------
    InvalidValue
        If `policy` is no VillagePolicy.

    Examples
    --------
    >>> from datetime import UTC, datetime, timedelta
    >>> import attrs
    >>> from communitygov.organisation.actor import Actor
    >>> from communitygov.procedure.fact import Fact
    >>> procedure = village_resolution()
    >>> procedure.check().is_sound
    True
    >>> [step.zh for step in procedure.steps][:4]
    ['党支部会提议', '“两委”会商议', '党员大会审议', '村民（代表）会议决议']
    >>> branch = Actor("b-1", roles={VillageRole.PARTY_BRANCH})
    >>> committees = Actor("t-1", roles={VillageRole.TWO_COMMITTEES})
    >>> at = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> case = procedure.open("V-1", "a road to the orchard", by=branch, at=at, grid="G-1")
    >>> agreed = Fact(kind="decision", about="V-1", outcome="adopted", reference="M-1", at=at)
    >>> case = procedure.apply(case, "consult", by=committees, at=at, facts=[agreed])
    >>> case = procedure.apply(case, "circulate", by=branch, at=at)

    All Party members have the plan for three days first; one decision serves once; and what they decided
    before the three days were over does not serve, however late it is shown:

    >>> members = Actor("p-1", roles={VillageRole.PARTY_MEMBERS})
    >>> for reason in procedure.explain(case, "endorse", by=members, at=at, facts=[agreed]):
    ...     print(reason.code)
    TOO_EARLY
    FACT_REUSED
    FACT_TOO_SOON
    >>> hasty = attrs.evolve(agreed, reference="M-2", at=at + timedelta(hours=1))
    >>> later = at + timedelta(days=5)
    >>> [reason.code for reason in procedure.explain(case, "endorse", by=members, at=later, facts=[hasty])]
    ['FACT_TOO_SOON']
    """
    return Procedure(table=_table(policy), deadlines=_deadlines(policy))
