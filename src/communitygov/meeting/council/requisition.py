"""Who asks for a sitting to be called (提议召集), whether they are enough, and whether they are answered.

1. What is enough the rule says (`communitygov.meeting.council.requisition_rule`): one of its ways suffices.
2. Whoever signs twice in the same measure is counted once.  A household that signs is a signature by
   households, a person who signs one by heads.
3. The day of handing in is not counted in the days for an answer (民法典 201).

Identifiers alone are kept, and no answer, finding or ``repr`` tells who signed.  Whether somebody belongs to
the body is not known here: more signatures than the body has are a finding.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import Any, ClassVar, cast

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import (
    as_set,
    as_tuple,
    at_least,
    counted,
    day,
    each_of,
    hidden,
    identifier,
    is_identifier,
    one_of,
    optional,
)
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.workcalendar import WorkCalendar, plain_day
from communitygov.errors import InvalidValue, Language, UnknownName, Words
from communitygov.meeting.council.requisition_rule import RequisitionCount, RequisitionRule
from communitygov.meeting.measure import HEADS

REQUISITION_SHORT = Message(
    "REQUISITION_SHORT",
    Words("提议 {requisition} 人数不足：{counts}", "requisition {requisition} falls short: {counts}"),
    Words("请再征集签名，任一项达到即可", "collect more signatures; one of these is enough"),
)
REQUISITION_OVERCOUNTED = Message(
    "REQUISITION_OVERCOUNTED",
    Words(
        "提议 {requisition} 的{measure}签名 {have}，多于全体 {whole}",
        "requisition {requisition}, {measure}: {have} signed, more than the whole body, {whole}",
    ),
    Words("请核对签名人资格与全体数", "check who belongs to the body, and its numbers"),
)
REQUISITION_UNANSWERED = Message(
    "REQUISITION_UNANSWERED",
    Words(
        "提议 {requisition} 应不晚于 {due} 答复，已逾期 {late} 日",
        "requisition {requisition} was to be answered by {due}; days overdue: {late}",
    ),
    Words("请召集会议，或书面说明理由", "call the sitting, or say in writing why not"),
)
REQUISITION_ANSWERED_LATE = Message(
    "REQUISITION_ANSWERED_LATE",
    Words(
        "提议 {requisition} 应不晚于 {due} 答复，晚 {late} 日",
        "requisition {requisition} was answered later than {due}; days late: {late}",
    ),
    Words("请在记录中说明迟延原因", "record why"),
)

_TOGETHER = Words("须与 answered_on 同有同无", "must be given with answered_on, or neither")
_AFTER = Words("须不早于提交日", "must not be earlier than the day of handing in")
_BODY = Words(
    "须为计量代码与不小于 1 的整数（最小单位），每种计量只给一次",
    "must be codes of measures with whole numbers of the smallest unit, 1 or more, no measure twice",
)


@attrs.frozen
class RequisitionSignature(Value):
    """One who asks: a person, a household, a group or what else the measure counts.

    Parameters
    ----------
    by
        Identifier of the person, household or group; never shown.
    measure
        Code of the measure in which it counts.
    amount
        How much it counts, in the smallest unit of the measure; one by heads.

    Examples
    --------
    >>> RequisitionSignature("r-1")
    RequisitionSignature(by=‹hidden›, measure='heads', amount=1)
    """

    document_kind: ClassVar[str] = "requisition-signature"
    by: str = attrs.field(validator=identifier, repr=hidden)
    measure: str = attrs.field(default=HEADS.code, validator=identifier)
    amount: int = attrs.field(default=1, kw_only=True, validator=at_least(1))

    def __attrs_post_init__(self) -> None:
        """Refuse a person who counts more than once by heads."""
        if self.measure == HEADS.code and self.amount > 1:
            raise InvalidValue("amount", self.amount, Words("按人数须为 1", "must be 1 by heads"))


def _as_body(value: Mapping[str, int] | Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return sizes as pairs in the order of their codes."""
    if isinstance(value, Mapping):
        return _as_body(cast("Mapping[str, int]", value).items())
    return tuple(sorted(as_tuple(value), key=str))


def _body(_owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse what is no code of a measure with a whole number of one or more, and a measure given twice."""
    for pair in value:
        match pair:
            case (str() as code, int() as size) if is_identifier(code) and type(size) is int:
                is_size = 1 <= size <= GREATEST_INTEGER
            case _:
                is_size = False
        if not is_size:
            raise InvalidValue(field.name, pair, _BODY)
    if len(dict(cast("tuple[tuple[str, int], ...]", value))) < len(value):
        raise InvalidValue(field.name, value, _BODY)


def _once(_owner: object, field: "attrs.Attribute[Any]", value: frozenset[RequisitionSignature]) -> None:
    """Refuse two signatures of one by the same measure that weigh differently."""
    if len({(each.by, each.measure) for each in value}) < len(value):
        bound = Words(
            "同一签名人的同一计量须一致", "must weigh the same wherever one signs by the same measure"
        )
        raise InvalidValue(field.name, hidden(value), bound)
    if sum(each.amount for each in value) > GREATEST_INTEGER:
        raise InvalidValue(
            field.name, hidden(value), Words("合计须不大于 2^53−1", "must add up to at most 2^53−1")
        )


@attrs.frozen(kw_only=True)
class Requisition(Value):
    """A request that a sitting be called (提议召集).

    Parameters
    ----------
    id, council
        Identifiers of the request, and of the council or assembly that is to meet.
    rule
        What is enough, and how soon an answer is due.
    body
        How large the whole body is, by the codes of measures in their smallest units; a mapping or pairs.
    signatures
        Who asks; a repeated one counts once.
    about
        Identifier of the matter for which the sitting is asked.
    submitted_on, answered_on
        When it was handed in, and when it was answered.
    answer
        Reference to the answer, such as the notice of the sitting.

    Examples
    --------
    >>> from communitygov.meeting.council.requisition_rule import RequisitionShare
    >>> from communitygov.meeting.threshold import AtLeast
    >>> rule = RequisitionRule(
    ...     any_of=[RequisitionShare("heads", AtLeast("1/5")), RequisitionShare("groups", AtLeast("1/3"))]
    ... )
    >>> asked = Requisition(id="q-1", council="c-1", rule=rule, body={"heads": 600, "groups": 8})
    >>> asked = asked.with_signatures(
    ...     [RequisitionSignature("g-1", "groups"), RequisitionSignature("g-2", "groups")]
    ... )
    >>> print(asked.explain())
    at least 1/5 by heads: 0 of 600, 120 needed, 120 short
    at least 1/3 by groups: 2 of 8 groups, 3 needed, 1 short
    >>> asked.with_signatures([RequisitionSignature("g-5", "groups")]).is_reached
    True
    """

    document_kind: ClassVar[str] = "requisition"
    id: str = attrs.field(validator=identifier)
    council: str = attrs.field(validator=identifier)
    rule: RequisitionRule = attrs.field(validator=one_of(RequisitionRule))
    body: tuple[tuple[str, int], ...] = attrs.field(converter=_as_body, validator=_body)
    signatures: frozenset[RequisitionSignature] = attrs.field(
        default=frozenset[RequisitionSignature](),
        converter=as_set,
        validator=[each_of(RequisitionSignature), _once],
        repr=counted,
    )
    about: str | None = attrs.field(default=None, validator=optional(identifier))
    submitted_on: date | None = attrs.field(default=None, validator=optional(day))
    answered_on: date | None = attrs.field(default=None, validator=optional(day))
    answer: str | None = attrs.field(default=None, validator=optional(identifier))

    def __attrs_post_init__(self) -> None:
        """Refuse a body or signatures that no way of the rule measures, and an answer out of order."""
        measures = [each.measure.code for each in self.rule.any_of]
        if not dict(self.body).keys() & set(measures):
            zh, en = "、".join(measures), ", ".join(measures)
            bound = Words(f"须给出其一的全体数：{zh}", f"must give the size by one of these: {en}")
            raise InvalidValue("body", self.body, bound)
        for unknown in sorted({each.measure for each in self.signatures} - set(measures)):
            raise UnknownName(Words("本提议的计量", "measure of this requisition"), unknown, tuple(measures))
        if (self.answered_on is None) != (self.answer is None):
            raise InvalidValue("answer", self.answer, _TOGETHER)
        if self.answered_on and (self.submitted_on is None or self.answered_on < self.submitted_on):
            raise InvalidValue("answered_on", self.answered_on.isoformat(), _AFTER)

    @property
    def counts(self) -> tuple[RequisitionCount, ...]:
        """How far it comes by each measure of the rule, in the order of the rule."""
        whole = dict(self.body)
        return tuple(
            RequisitionCount(
                share=share, have=self._signed(share.measure.code), whole=whole.get(share.measure.code)
            )
            for share in self.rule.any_of
        )

    @property
    def is_reached(self) -> bool:
        """Whether enough ask, by one measure or another."""
        return any(each.is_met for each in self.counts)

    def explain(self, language: Language = "en") -> str:
        """Say how far it comes by each measure, one to a line, in `language`."""
        return "\n".join(each.text(language) for each in self.counts)

    def answer_due(self, calendar: WorkCalendar) -> date | None:
        """Return the last day on which an answer is in time; none where none is due or nothing was handed in.

        Raises
        ------
        InvalidValue
            If the day lies past the year 9999, or the calendar has no working day.
        UnknownYear
            If the calendar does not know a year that must be asked about.
        """
        if self.rule.answer_within is None or self.submitted_on is None or not self.is_reached:
            return None
        return self.rule.answer_within.last_day(self.submitted_on, calendar)

    def findings(self, *, on: date, calendar: WorkCalendar) -> tuple[Finding, ...]:
        """Return what is amiss on a day: too few ask, more than there are, or no answer came in time.

        Examples
        --------
        >>> from communitygov.core.workcalendar import WeekendCalendar
        >>> from communitygov.core.worktime import Period, PeriodUnit
        >>> from communitygov.meeting.council.requisition_rule import RequisitionShare
        >>> from communitygov.meeting.threshold import AtLeast
        >>> rule = RequisitionRule(
        ...     any_of=[RequisitionShare("heads", AtLeast("1/5"))], answer_within=Period(5, PeriodUnit.DAYS)
        ... )
        >>> asked = Requisition(
        ...     id="q-1",
        ...     council="c-1",
        ...     rule=rule,
        ...     body={"heads": 5},
        ...     signatures={RequisitionSignature("r-1")},
        ...     submitted_on=date(2023, 5, 4),
        ... )
        >>> print(asked.findings(on=date(2023, 5, 10), calendar=WeekendCalendar())[0])
        requisition q-1 was to be answered by 2023-05-09; days overdue: 1 [REQUISITION_UNANSWERED]
        """
        plain_day("on", on)
        findings = (*self._short(), *self._overcounted(), *self._late(on, self.answer_due(calendar)))
        return tuple(attrs.evolve(each, source=self.rule.source) for each in findings)

    def with_signatures(self, signatures: Iterable[RequisitionSignature]) -> "Requisition":
        """Return the requisition with more who ask."""
        return attrs.evolve(self, signatures=self.signatures | as_set(signatures))

    def with_submission(self, *, on: date) -> "Requisition":
        """Return the requisition handed in on a day."""
        return attrs.evolve(self, submitted_on=on)

    def with_answer(self, reference: str, *, on: date) -> "Requisition":
        """Return the requisition answered on a day, as the reference records."""
        return attrs.evolve(self, answered_on=on, answer=reference)

    def _signed(self, measure: str) -> int:
        """Return how much has signed by a measure."""
        return sum(each.amount for each in self.signatures if each.measure == measure)

    def _short(self) -> Iterable[Finding]:
        """Tell what is lacking by every measure, if it is enough by none."""
        if not self.is_reached:
            counts = Words(
                "；".join(each.words.zh for each in self.counts),
                "; ".join(each.words.en for each in self.counts),
            )
            lacking: dict[str, Detail] = {
                f"{each.share.measure.code}_shortfall": each.shortfall
                for each in self.counts
                if each.shortfall is not None
            }
            yield REQUISITION_SHORT.finding(self.id, {**lacking, "requisition": self.id, "counts": counts})

    def _overcounted(self) -> Iterable[Finding]:
        """Tell where more has signed than there is."""
        for each in self.counts:
            if each.whole is not None and each.have > each.whole:
                written = each.share.measure.written
                details: dict[str, Detail] = {
                    "requisition": self.id,
                    "measure": each.share.measure,
                    "have": written(each.have),
                    "whole": written(each.whole),
                }
                yield REQUISITION_OVERCOUNTED.finding(self.id, details)

    def _late(self, on: date, due: date | None) -> Iterable[Finding]:
        """Tell that the answer came after its day, or has not come."""
        answered = self.answered_on if self.answered_on and self.answered_on <= on else None
        came = answered or on
        if due is not None and came > due:
            details: dict[str, Detail] = {"due": due.isoformat(), "late": (came - due).days}
            message = REQUISITION_ANSWERED_LATE if answered else REQUISITION_UNANSWERED
            yield message.finding(self.id, {**details, "requisition": self.id})

    def _repr_html_(self) -> str:
        """Show how far it comes by each measure as a table in a notebook; nobody is named."""
        rows = "".join(
            f"<tr><td>{'✓' if each.is_met else '✗'}</td><td>{escape(each.words.zh)}</td>"
            f"<td>{escape(each.words.en)}</td></tr>"
            for each in self.counts
        )
        return (
            f"<table><caption>提议召集 requisition {escape(self.id)}</caption>"
            f"<thead><tr><th></th><th>条件</th><th>share</th></tr></thead><tbody>{rows}</tbody></table>"
        )
