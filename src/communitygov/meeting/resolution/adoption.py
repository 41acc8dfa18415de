"""What must hold for a decision to become a resolution: adopted, and dissented from by who was counted."""

from communitygov.core.finding import Message, Reason
from communitygov.errors import ActionRefused, InvalidValue, Words
from communitygov.meeting.decision.decision import Decision
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.resolution.dissent import Dissent
from communitygov.organisation.actor import Role

NOT_ADOPTED = Message(
    "NOT_ADOPTED",
    Words("表决结果为“{outcome}”，不成决议", "the decision is {outcome}, and makes no resolution"),
    Words("请在补足所缺后再议", "meet again once what is lacking is there"),
)


def check_adopted(number: str, decision: Decision) -> None:
    """Refuse a decision that was not adopted, with every cause."""
    if decision.outcome is Outcome.ADOPTED:
        return
    reason = NOT_ADOPTED.reason(number, {"outcome": decision.outcome.words}, could_act=(Role.CONVENER.term,))
    raise ActionRefused(
        case_id=number,
        action="resolve",
        reasons=(reason, *map(Reason.of, decision.findings)),
        could_act=(Role.CONVENER.value,),
        allowed=(),
        alternatives=Words("请召集人再次召集会议", "have the convener call another meeting"),
    )


def check_dissents(dissents: tuple[Dissent, ...], decision: Decision) -> None:
    """Refuse a dissent from a constituency of which nobody was counted."""
    sides = [side.code for side, _ in decision.tally.groups]
    for each in dissents:
        if each.constituency not in sides:
            bound = Words(
                f"须为计票中的一方：{'、'.join(sides)}",
                f"must be a constituency of the decision: {', '.join(sides)}",
            )
            raise InvalidValue("dissents", each.constituency, bound)
