"""The judgement of a whole sitting from its log (会议合规审查), and the decision that stands after it.

1. `check_sitting` names everything that is amiss, in the order of the log.
2. `lawful_decision` counts what the orders let count, and holds against it what voids a vote.
3. No clock is read; the calendar is the caller's, and asked for where the orders count working days.

This is a model of rules that a body gave itself, and no legal advice.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, each_of, is_identifier, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.workcalendar import WorkCalendar
from communitygov.errors import InvalidValue, Language, UnknownName, Words
from communitygov.meeting.decision.decision import Decision
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.validity.ballots import lawful_tally
from communitygov.meeting.validity.consequence import EVERYTHING, Consequence, Found
from communitygov.meeting.validity.reading import Reading
from communitygov.meeting.validity.table import CHECKS, CONSEQUENCES, ORDER
from communitygov.procedure.fact import Fact

_BARRED = frozenset({Outcome.VOID, Outcome.INQUORATE})


def check_sitting(
    sitting: Sitting, orders: StandingOrders, *, calendar: WorkCalendar | None = None
) -> tuple[Finding, ...]:
    """Return everything that is amiss with a sitting, in the order of its log.

    Parameters
    ----------
    orders
        The version that was in force on the day of the sitting.
    calendar
        Which days are worked; needed where the orders count working days.

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
    return tuple(each.finding for each in _judged(_reading(sitting, orders, calendar)))


def _reading(
    sitting: Sitting, orders: StandingOrders, calendar: WorkCalendar | None, asked: str | None = None
) -> Reading:
    """Put a sitting beside its orders, refused if they are not those of the sitting or of its day."""
    _require("sitting", sitting, kind=Sitting)
    _require("orders", orders, kind=StandingOrders)
    if not orders.in_force(sitting.day):
        bound = Words(f"须为 {sitting.day} 有效的版本", f"must be the version in force on {sitting.day}")
        raise InvalidValue("orders", orders.name, bound)
    if sitting.orders not in {None, orders.id, orders.name}:
        bound = Words(f"须为会议所依的 {sitting.orders}", f"must be those of the sitting, {sitting.orders}")
        raise InvalidValue("orders", orders.name, bound)
    return Reading(sitting=sitting, orders=orders, calendar=calendar, asked=asked)


def _require(what: str, value: object, *, kind: type) -> None:
    """Refuse what is not of a kind."""
    if not isinstance(value, kind):
        bound = Words(f"须为 {kind.__name__}", f"must be of type {kind.__name__}")
        raise InvalidValue(what, value, bound)


def _judged(reading: Reading) -> tuple[Found, ...]:
    """Return what every check finds, each once, in the order of the log and then of the table."""
    found = dict.fromkeys(each for check in CHECKS for each in check(reading))
    return tuple(sorted(found, key=lambda each: (each.place, ORDER[each.finding.code])))


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

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
    >>> from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
    >>> from communitygov.meeting.tally.tally import Tally
    >>> decision = FOUR_PARTY_DEFAULT.decide(Tally.from_counts({}, constituencies=FOUR_CONSTITUENCIES))
    >>> LawfulDecision(decision=decision, outcome=decision.outcome).outcome
    Outcome.VOID
    >>> LawfulDecision(decision=decision, outcome=Outcome.ADOPTED)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: outcome: 'adopted' will not do; it must be void. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "lawful-decision"
    decision: Decision = attrs.field(validator=one_of(Decision))
    outcome: Outcome = attrs.field(validator=one_of(Outcome))
    causes: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))

    def __attrs_post_init__(self) -> None:
        """Refuse an outcome for which there is no cause, and a cause without one."""
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

    def as_fact(self, *, about: str, reference: str, at: datetime | None = None) -> Fact:
        """Return it as a procedure reads it, with everything that stands against it.

        Raises
        ------
        InvalidValue
            If it is about another matter.
        """
        fact = self.decision.as_fact(about=about, reference=reference, at=at)
        return attrs.evolve(fact, outcome=self.outcome.value, words=self.outcome.words, because=self.findings)


def lawful_decision(
    sitting: Sitting,
    about: str,
    *,
    orders: StandingOrders,
    calendar: WorkCalendar | None = None,
    consequences: Mapping[str, Consequence] = CONSEQUENCES,
) -> LawfulDecision:
    """Return what a matter or motion comes to under the standing orders, its last round of voting counted.

    Where no vote was opened on it, it is decided by consent: by who is there at the end, and who objects.

    Parameters
    ----------
    consequences
        What the codes of findings do to a vote, where that is not as in `CONSEQUENCES`.

    Raises
    ------
    InvalidValue, UnknownYear
        As `check_sitting` does.
    UnknownName
        If a consequence is given for what is no code of a finding about a sitting.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.standing_orders.notice_rule import NoticeRule
    >>> held = datetime(2023, 5, 15, 9, tzinfo=UTC)
    >>> sitting = Sitting(id="LQ-M1", council=four_party_council(()), held_at=held)
    >>> decision = lawful_decision(sitting, "LQ-1", orders=StandingOrders(id="lq", version="1"))
    >>> decision.outcome, {each.code for each in decision.causes}
    (Outcome.VOID, {'COMPOSITION'})
    """
    _require("consequences", consequences, kind=Mapping)
    if not is_identifier(about):
        bound = Words("须为事项或动议的标识符", "must be the identifier of a matter or motion")
        raise InvalidValue("about", about, bound)
    for code in consequences:
        if code not in CONSEQUENCES:
            raise UnknownName(Words("会议发现代码", "code of a finding"), code, tuple(CONSEQUENCES))
    reading = _reading(sitting, orders, calendar, about)
    put, does = reading.put_of(about), {**CONSEQUENCES, **consequences}
    causes: dict[Finding, Outcome] = {}
    for each in _judged(reading):
        outcome = Consequence.named(does[each.finding.code]).outcome
        if outcome is not None and each.reach in {EVERYTHING, put.key}:
            causes[each.finding] = outcome
    decision = reading.rule_of(put).decide(lawful_tally(reading, put))
    barred = Outcome.worst((*causes.values(), decision.outcome)) if causes else decision.outcome
    return LawfulDecision(decision=decision, outcome=barred, causes=tuple(causes))
