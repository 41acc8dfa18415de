"""What the moves of a deliberation ask beyond state and role, by name.

Each condition is a value of the engine room's vocabulary (`communitygov.procedure.requirement`), so a table
that uses it can be kept in a file.  The kinds and outcomes of facts below are what a host application, or
`communitygov.meeting`, hands in.

None of these conditions stands in the documents, which name who acts in each step and nothing further; all
are library defaults.
"""

import attrs

from communitygov.core.terms import TermEnum
from communitygov.errors import Words
from communitygov.procedure.eligibility import HadNoHand
from communitygov.procedure.showing import Shows


class FactKind(TermEnum):
    """The kinds of facts that a deliberation reads.

    Examples
    --------
    >>> FactKind.DECISION.label("zh")
    '议事决定'
    """

    DECISION = "decision", "议事决定", "decision of the council"
    EVIDENCE = "evidence", "办理凭证", "evidence of the handling"
    RATING = "rating", "居民评议", "rating"
    GROUND = "ground", "理由", "ground"
    DUPLICATE = "duplicate", "重复事项", "duplicate"
    ANSWER = "answer", "书面答复", "written answer"
    ASSIGNMENT = "assignment", "交办", "assignment"
    HANDOVER = "handover", "移交", "handover"
    RECUSAL = "recusal", "回避", "recusal"
    COUNTERSIGNATURE = "countersignature", "会签", "countersignature"
    AGREEMENT = "agreement", "调解协议", "mediated agreement"
    EFFECT = "effect", "效力", "effect of the resolution"


#: A constituted council has adopted a resolution on this case, at whatever time.
DECISION_ADOPTED = Shows(
    FactKind.DECISION, ("adopted",), words=Words("四方议事通过的决定", "an adopted decision of the council")
)
#: It has done so since it was last convened on the case.
FRESH_DECISION_ADOPTED = attrs.evolve(DECISION_ADOPTED, since=("convene",))
#: It has rejected it since then; an inquorate or void meeting has not.
FRESH_DECISION_REJECTED = Shows(
    FactKind.DECISION,
    ("rejected",),
    words=Words("四方议事否决的决定", "a rejecting decision of the council"),
    since=("convene",),
)
#: The resolution binds, as known since it was adopted and the last objection was answered: a challenge alone
#: does not stay it (`communitygov.meeting.resolution.effect`).
RESOLUTION_IN_EFFECT = Shows(
    FactKind.EFFECT,
    ("effective", "challenged"),
    words=Words("决议已生效", "that the resolution is in effect"),
    since=("decide", "dismiss"),
)
#: What was done, such as the digest of a photograph.
EVIDENCE_ATTACHED = Shows(
    FactKind.EVIDENCE, ("attached",), words=Words("办理凭证", "evidence of the handling")
)
#: Why a matter is declined or referred, and where to.
GROUND_STATED = Shows(
    FactKind.GROUND, ("stated",), words=Words("理由及去向", "a ground and the body in charge")
)
#: The case with which this one is merged.
DUPLICATE_CONFIRMED = Shows(
    FactKind.DUPLICATE, ("confirmed",), words=Words("所并入的事项", "the case with which it is merged")
)
#: The written answer to an objection.
ANSWER_WRITTEN = Shows(FactKind.ANSWER, ("written",), words=Words("书面答复", "a written answer"))
#: Who is to handle the matter (the fact's `giver`).
ASSIGNMENT_NAMED = Shows(FactKind.ASSIGNMENT, ("named",), words=Words("责任人", "the assignee"))
#: What the residents say of the handling.
RATED_WELL = Shows(FactKind.RATING, ("satisfied",), words=Words("满意的评议", "a satisfied rating"))
RATED_BADLY = Shows(FactKind.RATING, ("dissatisfied",), words=Words("不满意的评议", "a dissatisfied rating"))


def of_this_handling(rating: Shows, *handled: str) -> Shows:
    """Return a condition on a rating that asks for one given since the matter was last handled.

    Examples
    --------
    >>> of_this_handling(RATED_WELL, "resolve", "report_done").since
    ('resolve', 'report_done')
    """
    return attrs.evolve(rating, since=handled)


#: The handler never rates own work, nor does anybody to whom the matter was assigned.  Who accepts or lists a
#: matter sorts it and does not handle it: what comes of it others do, unless they resolve it themselves.
NOT_THE_HANDLER = HadNoHand(
    ("resolve", "assign", "extend", "suspend", "resume", "report_done", "redo"),
    named_in=(FactKind.ASSIGNMENT,),
)

#: The case that another procedure has handed over by referring it (`communitygov.deliberation.handover`).
REFERRED_HERE = Shows(
    FactKind.HANDOVER, ("referred",), words=Words("已转介的事项", "a case that was referred")
)
#: Every party to the dispute has signed, since the agreement was last drafted.
AGREEMENT_SIGNED = Shows(
    FactKind.AGREEMENT,
    ("signed",),
    words=Words("各方当事人签署的调解协议", "an agreement signed by every disputant"),
    since=("draft",),
)
