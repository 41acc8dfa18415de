"""The course of a resolution as a table, for the engine on which cases run.

决议 → 公示 → 生效

1.  The states have the codes of `communitygov.meeting.resolution.effect.ResolutionStatus`.  What depends on a
   calendar, on counted objections or on other resolutions is not worked out twice: the move asks for an
   `Effect`, shown as a fact, and its refusal repeats every reason of it.
2. No line leads from a resolution that is held up by an objection into effect.  It is posted again first, and
   for that the effect must say that nothing holds it up any more.
3. Whoever objected does not answer.  Whoever adopted or posted it does not rule on a challenge.
4. Every line is a library default: the documents know no publication.

This file knows no dates and no people; its numbers are those of a `PublicationPolicy`.
"""

from functools import lru_cache

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term, TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.resolution.effect import ResolutionStatus
from communitygov.meeting.resolution.publication import ObjectionHold, PublicationPolicy
from communitygov.meeting.resolution.taking_effect import REVIEWING_BODY
from communitygov.organisation.actor import Role
from communitygov.procedure.bound import TakenFewer
from communitygov.procedure.deadline import Deadline
from communitygov.procedure.eligibility import HadNoHand, NotRecused
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.requirement import Requirement
from communitygov.procedure.showing import Shows
from communitygov.procedure.table import Move, Opening, State, Table


class ResolutionStep(TermEnum):
    """The three steps of a resolution.

    Examples
    --------
    >>> " → ".join(step.zh for step in ResolutionStep)
    '决议 → 公示 → 生效'
    """

    RESOLVE = "resolve", "决议", "resolve"
    PUBLISH = "publish", "公示", "publish"
    TAKE_EFFECT = "take_effect", "生效", "take effect"


class ResolutionRole(TermEnum):
    """Who acts on a resolution; whoever may challenge it, its policy names.

    Examples
    --------
    >>> ResolutionRole.CONVENER == Role.CONVENER, ResolutionRole.REVIEWING_BODY.zh
    (True, '有权撤销的机关')
    """

    CONVENER = Role.CONVENER.value, Role.CONVENER.zh, Role.CONVENER.en
    RESIDENT = Role.RESIDENT.value, Role.RESIDENT.zh, Role.RESIDENT.en
    CLOCK = Role.CLOCK.value, Role.CLOCK.zh, Role.CLOCK.en
    REVIEWING_BODY = REVIEWING_BODY.code, REVIEWING_BODY.zh, REVIEWING_BODY.en


_S = ResolutionStatus
_STEP_OF = {
    _S.ADOPTED: ResolutionStep.RESOLVE,
    _S.PUBLISHED: ResolutionStep.PUBLISH,
    _S.OBJECTED: ResolutionStep.PUBLISH,
    _S.RETURNED: ResolutionStep.PUBLISH,
}
_STATES = tuple(
    State(
        status.value,
        status.zh,
        status.en,
        step=_STEP_OF.get(status, ResolutionStep.TAKE_EFFECT),
        is_final=status.is_final,
    )
    for status in ResolutionStatus
)

_ACTIONS = (
    Term("resolve", "作出决议", "resolve"),
    Term("publish", "公示", "post"),
    Term("take_down", "提前撤下", "take down early"),
    Term("object", "提出异议", "object"),
    Term("answer", "了结异议", "have done with the objections"),
    Term("return", "退回再议", "return to the council"),
    Term("take_effect", "生效", "take effect"),
    Term("challenge", "申请撤销", "challenge"),
    Term("confirm", "维持", "confirm"),
    Term("annul", "撤销", "annul"),
    Term("supersede", "替代", "supersede"),
    Term("lapse", "失效", "lapse"),
)

#: What must be shown, beside the effect.
_DECISION = Shows("decision", ("adopted",), words=Words("通过的决定", "an adopted decision"))
_POSTING = Shows("publication", ("posted",), words=Words("公示记录", "a record of the posting"))
_OBJECTION = Shows("objection", ("raised",), words=Words("书面异议", "a written objection"))
_ANSWER = Shows("answer", ("written",), words=Words("书面答复", "a written answer"))
_CHALLENGE = Shows("challenge", ("raised",), words=Words("撤销申请", "a challenge"))
_ANNULLED = Shows("ruling", ("annulled",), words=Words("撤销的裁决", "a ruling that annuls it"))
_CONFIRMED = Shows(
    "ruling",
    ("confirmed", "withdrawn"),
    words=Words("维持或撤回申请的裁决", "a ruling that confirms it, or that the challenge was withdrawn"),
)

_CONVENER, _CLOCK, _REVIEW = (Role.CONVENER,), (Role.CLOCK,), (ResolutionRole.REVIEWING_BODY,)
#: How one takes part in a resolution, objections aside.
_TOOK_PART = ("resolve", "publish", "challenge")


def _objecting(policy: PublicationPolicy) -> tuple[str, ...]:
    """Return the actions of objecting, where the table has them."""
    return () if policy.hold is ObjectionHold.NONE else ("object",)


def _unconcerned(policy: PublicationPolicy) -> tuple[Requirement, ...]:
    """Whoever has done with objections has not objected, and is not recused."""
    objecting = _objecting(policy)
    return (NotRecused(), HadNoHand(objecting)) if objecting else (NotRecused(),)


def _stands_as(*statuses: ResolutionStatus) -> Shows:
    """Return the condition that the resolution stands so, on the day on which it is shown."""
    zh, en = "或".join(each.zh for each in statuses), " or ".join(each.en for each in statuses)
    words = Words(f"效力认定（{zh}）", f"its standing ({en})")
    return Shows("effect", tuple(each.value for each in statuses), words=words)


def _row(source: str, action: str, target: str, roles: tuple[str, ...], *requires: Requirement) -> Move:
    """Return a line of the table; it holds codes, not the members that stand for them."""
    return Move(
        action=action,
        source=str.__str__(source),
        target=str.__str__(target),
        roles=tuple(map(str.__str__, roles)),
        requires=requires,
        basis=LIBRARY_DEFAULT,
    )


def _publish_rows(policy: PublicationPolicy) -> tuple[Move, ...]:
    """公示: posted, perhaps taken down early and posted again; in effect once the time is over."""
    again = TakenFewer("take_down", policy.rounds)
    return (
        _row(_S.ADOPTED, "publish", _S.PUBLISHED, _CONVENER, _POSTING),
        _row(_S.PUBLISHED, "take_down", _S.ADOPTED, _CONVENER, again),
        _row(_S.PUBLISHED, "take_effect", _S.EFFECTIVE, (*_CLOCK, *_CONVENER), _stands_as(_S.EFFECTIVE)),
        _row(_S.PUBLISHED, "return", _S.RETURNED, _CONVENER, *_unconcerned(policy), _stands_as(_S.RETURNED)),
    )


def _objection_rows(policy: PublicationPolicy) -> tuple[Move, ...]:
    """异议: held up until nothing does so any more, or returned; none where objections hold nothing up."""
    if policy.hold is ObjectionHold.NONE:
        return ()
    fewer = TakenFewer("object", policy.rounds)
    released = _stands_as(_S.PUBLISHED, _S.EFFECTIVE)
    return (
        _row(_S.PUBLISHED, "object", _S.OBJECTED, (Role.RESIDENT,), fewer, _OBJECTION),
        _row(_S.OBJECTED, "answer", _S.PUBLISHED, _CONVENER, *_unconcerned(policy), _ANSWER, released),
        _row(_S.OBJECTED, "return", _S.RETURNED, _CONVENER, *_unconcerned(policy), _stands_as(_S.RETURNED)),
    )


def _challenge_rows(policy: PublicationPolicy) -> tuple[Move, ...]:
    """申请撤销: annulled, or confirmed; none where nobody may challenge."""
    if not policy.challengers:
        return ()
    fewer = TakenFewer("challenge", policy.rounds)
    # Whoever rules has not challenged it, and had no hand in it.
    impartial = (NotRecused(), HadNoHand((*_TOOK_PART, *_objecting(policy))))
    return (
        _row(_S.EFFECTIVE, "challenge", _S.CHALLENGED, policy.challengers, fewer, _CHALLENGE),
        _row(_S.CHALLENGED, "annul", _S.ANNULLED, _REVIEW, *impartial, _ANNULLED),
        _row(_S.CHALLENGED, "confirm", _S.EFFECTIVE, _REVIEW, *impartial, _CONFIRMED),
    )


def _ending_rows(open_states: tuple[str, ...]) -> tuple[Move, ...]:
    """替代、失效: from wherever it stands."""
    superseded, lapsed = _stands_as(_S.SUPERSEDED), _stands_as(_S.LAPSED)
    return (
        *(_row(state, "supersede", _S.SUPERSEDED, _CONVENER, superseded) for state in open_states),
        *(_row(state, "lapse", _S.LAPSED, _CLOCK, lapsed) for state in open_states),
    )


def _table(policy: PublicationPolicy) -> Table:
    """Return the table of a policy; what it has no use for is left out."""
    course = (*_publish_rows(policy), *_objection_rows(policy), *_challenge_rows(policy))
    reached = {_S.ADOPTED.value, *(move.target for move in course)}
    states = tuple(each for each in _STATES if each.code in {*reached, _S.SUPERSEDED.value, _S.LAPSED.value})
    moves = (*course, *_ending_rows(tuple(each.code for each in states if not each.is_final)))
    taken = {"resolve", *(move.action for move in moves)}
    acting = {Role.CONVENER.value, *(role for move in moves for role in move.roles)}
    known = {each.value: each.term for each in (*Role, *ResolutionRole)}
    return Table(
        name=Term("resolution", "决议与公示", "resolution and publication"),
        steps=tuple(step.term for step in ResolutionStep),
        states=states,
        actions=tuple(action for action in _ACTIONS if action.code in taken),
        roles=tuple(known.get(code, Term(code, code, code)) for code in sorted(acting)),
        opening=Opening(
            action="resolve",
            target=_S.ADOPTED.value,
            roles=_CONVENER,
            requires=(_DECISION,),
            basis=LIBRARY_DEFAULT,
        ),
        moves=moves,
    )


def _deadlines(policy: PublicationPolicy) -> tuple[Deadline, ...]:
    """Return the deadlines of a policy: to post it, and to answer what holds it up."""
    held = policy.hold is not ObjectionHold.NONE
    periods = {_S.ADOPTED: policy.within_days, _S.OBJECTED: policy.answer_days if held else None}
    basis = policy.source or LIBRARY_DEFAULT
    return tuple(
        Deadline(state=state.value, within=within, basis=basis)
        for state, within in periods.items()
        if within is not None
    )


def resolution_procedure(policy: PublicationPolicy) -> Procedure:
    """Return the course of a resolution as a procedure.

    Raises
    ------
    InvalidValue
        If `policy` is no PublicationPolicy.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.organisation.actor import Actor
    >>> from communitygov.procedure.fact import Fact
    >>> procedure = resolution_procedure(PublicationPolicy(days=7))
    >>> procedure.check().is_sound
    True
    >>> convener, at = Actor("c-1", roles={Role.CONVENER}), datetime(2023, 5, 8, 15, tzinfo=UTC)
    >>> adopted = Fact(kind="decision", about="R-1", outcome="adopted", reference="minutes-7", at=at)
    >>> case = procedure.open("R-1", "a drying rack", by=convener, at=at, grid="LQ-03", facts=[adopted])
    >>> case.standing.label("zh")
    '已通过待公示'
    >>> for reason in procedure.explain(case, "take_effect", by=convener, at=at):
    ...     print(reason)
    the case is adopted, to be posted; to take effect is possible when it is posted [NOT_FROM_STATE]
    its standing (in effect) must be shown, and none is [FACT_MISSING]
    """
    if type(policy) is not PublicationPolicy:
        bound = Words("须为 PublicationPolicy", "must be of type PublicationPolicy")
        raise InvalidValue("policy", policy, bound)
    return _procedure(policy)


@lru_cache(maxsize=64)
def _procedure(policy: PublicationPolicy) -> Procedure:
    """Return the procedure of a policy, made once."""
    return Procedure(table=_table(policy), deadlines=_deadlines(policy))
