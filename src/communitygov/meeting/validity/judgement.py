"""The judgement of a whole sitting from its log (会议合规审查), and the decision that stands after it.

1. `check_sitting` names everything that is amiss, in the order of the log.
2. `lawful_decision` counts what the orders let count, and holds against it what voids a vote.  Of a matter
   that nothing in the log puts there is no decision.
3. No clock is read; the calendar is the caller's, and asked for where the orders count working days.

This is a model of rules that a body gave itself, and no legal advice.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import (
    as_set,
    as_tuple,
    at_least,
    each_of,
    identifier,
    identifiers,
    is_identifier,
    one_of,
    ordered,
)
from communitygov.core.checks import title as titled
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Reason
from communitygov.core.workcalendar import WorkCalendar
from communitygov.errors import ActionRefused, InvalidValue, Language, UnknownName, Words
from communitygov.meeting.decision.decision import Decision
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.resolution.adoption import NOT_ADOPTED
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.validity.consequence import EVERYTHING, Consequence, Found, Key
from communitygov.meeting.validity.counting import lawful_tally
from communitygov.meeting.validity.higher import HigherDecision, as_higher, higher_findings
from communitygov.meeting.validity.put import Put
from communitygov.meeting.validity.reading import Reading
from communitygov.meeting.validity.table import CHECKS, CONSEQUENCES, ORDER
from communitygov.organisation.actor import Role
from communitygov.procedure.fact import Fact

_BARRED = frozenset({Outcome.VOID, Outcome.INQUORATE})


def check_sitting(
    sitting: Sitting,
    orders: StandingOrders,
    *,
    calendar: WorkCalendar | None = None,
    higher: Iterable[HigherDecision] = (),
) -> tuple[Finding, ...]:
    """Return everything that is amiss with a sitting, in the order of its log.

    Parameters
    ----------
    orders
        The version that was in force on the day of the sitting.
    calendar
        Which days are worked; needed where the orders count working days.
    higher
        What bodies above have decided; their order is of no matter.

    Raises
    ------
    InvalidValue
        If the orders were not in force that day, the sitting was held under others, or no calendar is given
        where one is needed.
    UnknownYear
        If the calendar does not know a year that must be asked about.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.standing_orders.notice_rule import NoticeRule
    >>> held = datetime(2023, 5, 15, 9, tzinfo=UTC)
    >>> sitting = Sitting(id="LQ-M1", council=four_party_council(()), held_at=held)
    >>> orders = StandingOrders(id="lq", version="1", notices=[NoticeRule(kind="regular", days=7)])
    >>> for finding in check_sitting(sitting, orders)[:2]:
    ...     print(finding)
    no notice of LQ-M1 went out (regular sitting) [NOTICE_MISSING]
    four-party-council was not constituted on 2023-05-15: nobody holds a seat for the two-committee cadres \
[COMPOSITION]
    """
    reading = _reading(sitting, orders, calendar)
    return tuple(each.finding for each in _judged(reading, CONSEQUENCES, as_higher(higher)))


def _reading(sitting: Sitting, orders: StandingOrders, calendar: WorkCalendar | None) -> Reading:
    """Put a sitting beside its orders, refused if they are not those of the sitting or of its day."""
    require("sitting", sitting, kind=Sitting)
    require("orders", orders, kind=StandingOrders)
    if not orders.in_force(sitting.day):
        bound = Words(f"须为 {sitting.day} 有效的版本", f"must be the version in force on {sitting.day}")
        raise InvalidValue("orders", orders.name, bound)
    if sitting.orders not in {None, orders.id, orders.name}:
        bound = Words(f"须为会议所依的 {sitting.orders}", f"must be those of the sitting, {sitting.orders}")
        raise InvalidValue("orders", orders.name, bound)
    return Reading(sitting=sitting, orders=orders, calendar=calendar)


def _judged(
    reading: Reading, does: Mapping[str, Consequence], higher: tuple[HigherDecision, ...]
) -> tuple[Found, ...]:
    """Return what every check finds, each once, in the order of the log and then of the table."""
    found = dict.fromkeys(each for check in CHECKS for each in check(reading))
    if higher:
        reached = _by_reach(found)
        adopted = [put for put in reading.puts if _outcome(reading, put, reached, does) is Outcome.ADOPTED]
        found |= dict.fromkeys(higher_findings(reading, adopted, higher=higher))
    return tuple(sorted(found, key=lambda each: (each.place, ORDER[each.finding.code])))


#: What was found, by the question that it reaches.
_Reached = Mapping[Key | None, tuple[Found, ...]]


def _by_reach(found: Iterable[Found]) -> _Reached:
    """Return findings by the question that they reach."""
    reached: dict[Key | None, list[Found]] = {}
    for each in found:
        reached.setdefault(each.reach, []).append(each)
    return {key: tuple(each) for key, each in reached.items()}


def _causes(put: Put, reached: _Reached, does: Mapping[str, Consequence]) -> dict[Finding, Outcome]:
    """Return what stands against a question, with what it comes to at best because of each."""
    causes: dict[Finding, Outcome] = {}
    found = (*reached.get(EVERYTHING, ()), *reached.get(put.key, ()))
    for each in sorted(found, key=lambda each: (each.place, ORDER[each.finding.code])):
        outcome = Consequence.named(does[each.finding.code]).outcome
        if outcome is not None:
            causes[each.finding] = outcome
    return causes


def _outcome(reading: Reading, put: Put, reached: _Reached, does: Mapping[str, Consequence]) -> Outcome:
    """Return what a question comes to."""
    decision = reading.rule_of(put).decide(lawful_tally(reading, put))
    return _barred(decision, _causes(put, reached, does))


def _barred(decision: Decision, causes: Mapping[Finding, Outcome]) -> Outcome:
    """Return what a decision comes to against causes: of an open vote too, if any is there."""
    return Outcome.worst((*causes.values(), decision.outcome)) if causes else decision.outcome


def _as_outcome(value: object) -> Outcome:
    """Return the outcome with this code."""
    return Outcome.named(value)


@attrs.frozen(kw_only=True)
class LawfulDecision(Value):
    """What a question comes to once everything that is amiss is held against it (合规结果).

    Parameters
    ----------
    decision
        What the rule comes to on the ballots that count by the orders.
    outcome
        What it comes to after all: void or inquorate where a cause stands against it.
    causes
        The findings that stand against it.
    sitting, orders
        Identifier of the sitting, and the name of the orders by which it was judged.
    place
        Where in the log the matter was put.
    line
        The matter or motion with what it belongs to: motions that it changes, and their matters.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
    >>> from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
    >>> from communitygov.meeting.tally.tally import Tally
    >>> tally = Tally.from_counts({}, constituencies=FOUR_CONSTITUENCIES, about="m-1")
    >>> decision = FOUR_PARTY_DEFAULT.decide(tally)
    >>> where = {"sitting": "LQ-M1", "orders": "lq:1", "place": 7, "line": {"m-1", "LQ-1"}}
    >>> lawful = LawfulDecision(decision=decision, outcome="void", **where)
    >>> lawful.about, lawful.as_fact(about="LQ-1", reference="minutes-7").outcome
    ('m-1', 'void')
    >>> LawfulDecision(decision=decision, outcome="adopted", **where)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: outcome: 'adopted' will not do; it must be void. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "lawful-decision"
    decision: Decision = attrs.field(validator=one_of(Decision))
    outcome: Outcome = attrs.field(converter=_as_outcome)
    causes: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))
    sitting: str = attrs.field(validator=identifier)
    orders: str = attrs.field(validator=titled)
    place: int = attrs.field(validator=at_least(0))
    line: frozenset[str] = attrs.field(converter=as_set, validator=identifiers, repr=ordered)

    def __attrs_post_init__(self) -> None:
        """Refuse an outcome for which there is no cause, a cause without one, and another matter's line."""
        if self.decision.tally.about not in self.line:
            bound = Words("须含所表决的事项", "must hold the matter that was decided on")
            raise InvalidValue("line", ordered(self.line), bound)
        allowed = _BARRED if self.causes else {self.decision.outcome}
        if self.outcome not in allowed:
            said = sorted(allowed)
            bound = Words(f"须为 {'、'.join(each.zh for each in said)}", f"must be {' or '.join(said)}")
            raise InvalidValue("outcome", self.outcome.value, bound)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every cause that stands against adoption: what is amiss, then what the rule lacks."""
        return tuple(dict.fromkeys((*self.causes, *self.decision.findings)))

    def explain(self, language: Language = "en") -> str:
        """Say the outcome, the causes that stand against it, and the tree of the rule in `language`."""
        said = [self.outcome.words.say(language), *(f"! {each.text(language)}" for each in self.causes)]
        return "\n".join((*said, self.decision.explanation.text(language)))

    @property
    def about(self) -> str:
        """The matter or motion that was decided on."""
        return str(self.decision.tally.about)

    def require_adopted(self) -> Decision:
        """Return the decision if it was lawfully adopted: the way to a resolution.

        Raises
        ------
        ActionRefused
            If it was not, with every cause.

        Examples
        --------
        >>> from communitygov.errors import ActionRefused
        >>> from communitygov.testing.strategies.orders import sound_sitting, strict_orders
        >>> from communitygov.testing.strategies.planted import planted
        >>> lawful_decision(sound_sitting(), "m-1", orders=strict_orders()).require_adopted().outcome
        Outcome.ADOPTED
        >>> case = planted("NOTICE_MISSING", sound_sitting(), orders=strict_orders())
        >>> try:
        ...     lawful_decision(case.sitting, "m-1", orders=case.orders).require_adopted()
        ... except ActionRefused as refusal:
        ...     [reason.code for reason in refusal.reasons]
        ['NOT_ADOPTED', 'NOTICE_MISSING']
        """
        if self.outcome is Outcome.ADOPTED:
            return self.decision
        role = Role.CONVENER
        reason = NOT_ADOPTED.reason(self.about, {"outcome": self.outcome.words}, could_act=(role.term,))
        raise ActionRefused(
            case_id=self.about,
            action="resolve",
            reasons=(reason, *map(Reason.of, self.findings)),
            could_act=(role.value,),
            allowed=(),
            alternatives=Words("请召集人再次召集会议", "have the convener call another meeting"),
        )

    def as_fact(self, *, about: str, reference: str, at: datetime | None = None) -> Fact:
        """Return it as a procedure reads it, with everything that stands against it.

        Parameters
        ----------
        about
            Identifier of the case: what was decided on, or a matter to which that belongs.

        Raises
        ------
        InvalidValue
            If it is about another matter.
        """
        if about not in self.line:
            known = ", ".join(sorted(self.line))
            raise InvalidValue("about", about, Words(f"须为其中之一：{known}", f"must be one of: {known}"))
        fact = self.decision.as_fact(about=self.about, reference=reference, at=at)
        return attrs.evolve(
            fact, about=about, outcome=self.outcome.value, words=self.outcome.words, because=self.findings
        )


def lawful_decision(
    sitting: Sitting,
    about: str,
    *,
    orders: StandingOrders,
    calendar: WorkCalendar | None = None,
    consequences: Mapping[str, Consequence] = CONSEQUENCES,
    higher: Iterable[HigherDecision] = (),
) -> LawfulDecision:
    """Return what a matter or motion comes to under the standing orders, as it was last put.

    Without a vote it is decided by consent: by who was there and who objected where it was concluded.

    Parameters
    ----------
    calendar, higher
        As `check_sitting` takes them.
    consequences
        What the codes of findings do to a vote, where that is not as in `CONSEQUENCES`.

    Raises
    ------
    InvalidValue, UnknownYear
        As `check_sitting` does.
    UnknownName
        If nothing in the log puts the matter, or a consequence is given for what is no code of a finding
        about a sitting.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.standing_orders.notice_rule import NoticeRule
    >>> held = datetime(2023, 5, 15, 9, tzinfo=UTC)
    >>> sitting = Sitting(id="LQ-M1", council=four_party_council(()), held_at=held).open("d-1")
    >>> sitting = sitting.conclude("LQ-1")
    >>> decision = lawful_decision(sitting, "LQ-1", orders=StandingOrders(id="lq", version="1"))
    >>> decision.outcome, {each.code for each in decision.causes}
    (Outcome.VOID, {'COMPOSITION'})
    """
    require("consequences", consequences, kind=Mapping)
    if not is_identifier(about):
        bound = Words("须为事项或动议的标识符", "must be the identifier of a matter or motion")
        raise InvalidValue("about", about, bound)
    for code in consequences:
        if code not in CONSEQUENCES:
            raise UnknownName(Words("会议发现代码", "code of a finding"), code, tuple(CONSEQUENCES))
    reading = _reading(sitting, orders, calendar)
    put, does = reading.put_of(about), {**CONSEQUENCES, **consequences}
    causes = _causes(put, _by_reach(_judged(reading, does, as_higher(higher))), does)
    decision = reading.rule_of(put).decide(lawful_tally(reading, put))
    return LawfulDecision(
        decision=decision,
        outcome=_barred(decision, causes),
        causes=tuple(causes),
        sitting=sitting.id,
        orders=orders.name,
        place=put.place,
        line=put.line,
    )
