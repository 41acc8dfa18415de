"""矛调中心, the street's mediation centre: what the community could not settle is referred to it.

转介 → 调处 → 协议

1. Document 004 says that a street has built a centre to a high standard; nothing of what it does.  Steps,
   lines, conditions and numbers are all library defaults.
2. What comes here was referred: a case of another procedure that stands as *referred* is shown when this one
   is opened.  One that was rated, or is still being handled, is not taken.
3. The centre accepts or returns, and says why.  Mediation is voluntary: a disputant may leave it until there
   is a signed agreement.  Whoever referred a matter does not mediate in it, and nobody is on both sides:
   who mediated does not act as a disputant, and who turned a draft down does not mediate.
4. Nobody rates: an agreement is what its signatures say.
5. A case ends in one of four ways: agreed, not agreed, returned, withdrawn.

This file knows no dates and no people.  The numbers are parameters of `MediationPolicy`.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import at_least
from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT, quoted
from communitygov.core.terms import Term, TermEnum
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.deliberation.condition import AGREEMENT_SIGNED, GROUND_STATED, REFERRED_HERE
from communitygov.deliberation.policy_kind import made_once
from communitygov.deliberation.row import row
from communitygov.organisation.actor import Role
from communitygov.procedure.bound import DaysPassed, TakenFewer
from communitygov.procedure.deadline import Deadline
from communitygov.procedure.eligibility import HadNoHand, IsRaiser, NotRecused, ServesGrid
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.table import Move, Opening, State, Table

#: Where the centre stands; its existence is all that the document has.
CENTRE = quoted("004", "高标准建成街道级“矛调中心”")


class MediationRole(TermEnum):
    """Who acts in a mediation, besides those who refer.

    Examples
    --------
    >>> MediationRole.MEDIATION_CENTRE.zh
    '矛调中心'
    """

    MEDIATION_CENTRE = "mediation_centre", "矛调中心", "mediation centre"
    DISPUTANT = "disputant", "当事人", "disputant"


@attrs.frozen(kw_only=True)
class MediationPolicy(Value):
    """The numbers of a mediation; the document gives none of them, all are library defaults.

    Parameters
    ----------
    sessions
        Most sessions on one case.
    signing_days
        Calendar days after which a draft that is not signed counts as no agreement.
    acceptance_workdays, session_days
        Deadlines: to accept or return (working days), to hold a session (calendar days).

    Examples
    --------
    >>> MediationPolicy(sessions=1).sessions
    1
    """

    document_kind: ClassVar[str] = "mediation-policy"
    sessions: int = attrs.field(default=3, validator=at_least(1))
    signing_days: int = attrs.field(default=7, validator=at_least(1))
    acceptance_workdays: int = attrs.field(default=3, validator=at_least(1))
    session_days: int = attrs.field(default=15, validator=at_least(1))


#: The policy that applies unless another is given.
MEDIATION_DEFAULT = MediationPolicy()

_REFERRERS = (Role.CONVENER, Role.PARTY_COMMITTEE, Role.RESIDENT)
_CENTRE, _DISPUTANT, _CLOCK = (MediationRole.MEDIATION_CENTRE,), (MediationRole.DISPUTANT,), (Role.CLOCK,)
#: Whoever mediates serves the place, has neither referred the matter nor taken a side, and is not recused.
_IMPARTIAL = (ServesGrid(), HadNoHand(("refer", "turn_down")), NotRecused())
#: Whoever takes a side has not mediated.
_NO_MEDIATOR = HadNoHand(("accept", "convene", "adjourn", "draft"))

_STEPS = (
    Term("refer", "转介", "refer"),
    Term("mediate", "调处", "mediate"),
    Term("agree", "协议", "agree"),
)

_STATES = (
    State("received", "待受理", "received", step="refer"),
    State("returned", "已退回", "returned", step="refer", is_final=True),
    State("accepted", "已受理", "accepted", step="mediate"),
    State("mediating", "调处中", "in session", step="mediate"),
    State("withdrawn", "已撤回", "withdrawn", step="mediate", is_final=True),
    State("drafted", "协议待签", "awaiting signatures", step="agree"),
    State("agreed", "已签协议", "agreed", step="agree", is_final=True),
    State("not_agreed", "未达成协议", "not agreed", step="agree", is_final=True),
)

_ACTIONS = (
    Term("refer", "转介", "refer"),
    Term("accept", "受理", "accept"),
    Term("return", "退回", "return"),
    Term("withdraw", "撤回", "withdraw"),
    Term("convene", "召集调处", "convene"),
    Term("adjourn", "延期再调", "adjourn"),
    Term("draft", "拟定协议", "draft the agreement"),
    Term("sign", "签署协议", "sign"),
    Term("turn_down", "不接受协议", "turn the draft down"),
    Term("give_up", "终止调处", "give up"),
    Term("lapse", "逾期未签", "lapse unsigned"),
)


def _refer_rows() -> tuple[Move, ...]:
    """转介: the centre accepts or returns; until then whoever referred may withdraw."""
    return (
        row(("received", "accept", "accepted"), _CENTRE, *_IMPARTIAL),
        row(("received", "return", "returned"), _CENTRE, *_IMPARTIAL, GROUND_STATED),
        row(("received", "withdraw", "withdrawn"), _REFERRERS, IsRaiser()),
    )


def _mediate_rows(policy: MediationPolicy) -> tuple[Move, ...]:
    """调处: sessions, until there is a draft, or the centre gives up, or a disputant leaves."""
    fewer = TakenFewer("convene", policy.sessions)
    return (
        row(("accepted", "convene", "mediating"), _CENTRE, *_IMPARTIAL, fewer),
        row(("accepted", "give_up", "not_agreed"), _CENTRE, *_IMPARTIAL, GROUND_STATED),
        row(("accepted", "withdraw", "withdrawn"), _DISPUTANT, _NO_MEDIATOR),
        row(("mediating", "adjourn", "accepted"), _CENTRE, *_IMPARTIAL),
        row(("mediating", "draft", "drafted"), _CENTRE, *_IMPARTIAL),
        row(("mediating", "give_up", "not_agreed"), _CENTRE, *_IMPARTIAL, GROUND_STATED),
        row(("mediating", "withdraw", "withdrawn"), _DISPUTANT, _NO_MEDIATOR),
    )


def _agree_rows(policy: MediationPolicy) -> tuple[Move, ...]:
    """协议: signed by every disputant, turned down by one, or left unsigned."""
    return (
        row(("drafted", "sign", "agreed"), _CENTRE, *_IMPARTIAL, AGREEMENT_SIGNED),
        row(("drafted", "turn_down", "accepted"), _DISPUTANT, _NO_MEDIATOR),
        row(("drafted", "lapse", "not_agreed"), _CLOCK, DaysPassed(policy.signing_days)),
    )


def _table(policy: MediationPolicy) -> Table:
    """Return the table with the numbers of a policy."""
    return Table(
        name=Term("mediation", "矛调中心调处", "mediation at the centre"),
        steps=_STEPS,
        states=_STATES,
        actions=_ACTIONS,
        roles=(
            *(role.term for role in _REFERRERS),
            *(role.term for role in MediationRole),
            Role.CLOCK.term,
        ),
        opening=Opening(
            action="refer",
            target="received",
            roles=_REFERRERS,
            requires=(REFERRED_HERE,),
            basis=LIBRARY_DEFAULT,
        ),
        moves=(*_refer_rows(), *_mediate_rows(policy), *_agree_rows(policy)),
    )


def _deadlines(policy: MediationPolicy) -> tuple[Deadline, ...]:
    """Return the deadlines of a policy."""
    return (
        Deadline(state="received", within=Period(policy.acceptance_workdays, PeriodUnit.WORKDAYS)),
        Deadline(state="accepted", within=Period(policy.session_days, PeriodUnit.DAYS)),
        Deadline(state="drafted", within=Period(policy.signing_days, PeriodUnit.DAYS)),
    )


@made_once
def mediation(policy: MediationPolicy = MEDIATION_DEFAULT) -> Procedure:
    """Return the mediation of what was referred to the street's centre.

    Parameters
    ----------
    policy
        Its bounds and days; the library's defaults unless given.

    Raises
    ------
    InvalidValue
        If `policy` is no MediationPolicy.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.organisation.actor import Actor
    >>> from communitygov.procedure.fact import Fact
    >>> procedure = mediation()
    >>> procedure.check().is_sound
    True
    >>> at = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> committee = Actor("c-1", roles={Role.PARTY_COMMITTEE})
    >>> centre = Actor("m-1", roles={MediationRole.MEDIATION_CENTRE}, grids={"G-1"})
    >>> stalled = Fact(kind="handover", about="M-1", outcome="stalled", reference="LQ-1")
    >>> procedure.open("M-1", "noise at night", by=committee, at=at, grid="G-1", facts=[stalled])
    Traceback (most recent call last):
        ...
    communitygov.errors.ActionRefused: ...

    `handover` makes the fact from the case itself, once it stands as referred:

    >>> referred = attrs.evolve(stalled, outcome="referred")
    >>> case = procedure.open("M-1", "noise at night", by=committee, at=at, grid="G-1", facts=[referred])
    >>> case = procedure.apply(case, "accept", by=centre, at=at)
    >>> [option.action for option in procedure.allowed(case, by=centre, at=at) if option.is_allowed]
    ['convene']
    >>> for reason in procedure.explain(case, "sign", by=centre, at=at):
    ...     print(reason)
    the case is accepted; to sign is possible when it is awaiting signatures [NOT_FROM_STATE]
    an agreement signed by every disputant must be shown, and none is [FACT_MISSING]
    """
    return Procedure(table=_table(policy), deadlines=_deadlines(policy))
