"""Objections to a published resolution (异议), and the written answers to them.

1. An objection is never lost: one that comes too late is recorded, and found to be late.
2. It may be answered several times; what was said before stays.  An answer by whoever objected is recorded
   and counts for nothing.
3. An answer says what comes of the objection: settled, the resolution maintained, or upheld, which brings the
   matter back before the council.

What people wrote is kept and hidden from ``repr``.  How much an objection weighs is the caller's to say, by
measure; each person counts as one head, however often they object.

This module knows no resolution.
"""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.checks import (
    as_tuple,
    day,
    each_of,
    hidden,
    identifier,
    one_of,
    optional,
    text,
)
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.terms import TermEnum
from communitygov.core.workcalendar import WorkCalendar
from communitygov.core.worktime import Period
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.measure import HEADS, Measure
from communitygov.meeting.resolution.negative_consent import Amounts, amount_of, as_amounts
from communitygov.meeting.resolution.publication import ObjectionHold
from communitygov.meeting.within import not_before
from communitygov.procedure.fact import Fact

OBJECTION_LATE = Message(
    "OBJECTION_LATE",
    Words(
        "异议 {objection} 于 {on} 提出，公示已于 {closes} 届满",
        "objection {objection} came on {on}, after the publication had ended on {closes}",
    ),
    Words("已记录在案；请告知异议人其他途径", "it is on record; tell the objector what other way is open"),
)
OBJECTION_UNANSWERED = Message(
    "OBJECTION_UNANSWERED",
    Words(
        "异议 {objection} 须于 {last} 前书面答复，尚未答复",
        "objection {objection} was to be answered in writing by {last}; it is not answered",
    ),
    Words("请立即书面答复", "answer it in writing at once"),
)
ANSWER_LATE = Message(
    "ANSWER_LATE",
    Words(
        "异议 {objection} 须于 {last} 前书面答复，实于 {answered} 答复",
        "objection {objection} was to be answered in writing by {last}; it was answered on {answered}",
    ),
    Words("请说明迟延原因", "say why it was late"),
)
OWN_ANSWER = Message(
    "OWN_ANSWER",
    Words(
        "异议 {objection} 的答复 {reference} 由异议人 {person} 本人作出，不算答复",
        "the answer {reference} to objection {objection} is by {person}, who objected; it counts for nothing",
    ),
    Words("请由他人书面答复", "have somebody else answer it in writing"),
)


class AnswerOutcome(TermEnum):
    """What an answer says comes of an objection.

    Examples
    --------
    >>> AnswerOutcome("upheld").label("zh")
    '采纳异议'
    """

    MAINTAINED = "maintained", "维持决议", "resolution maintained"
    SETTLED = "settled", "异议已化解", "objection settled"
    UPHELD = "upheld", "采纳异议", "objection upheld"


@attrs.frozen(kw_only=True)
class WrittenAnswer(Value):
    """A written answer to an objection (书面答复).

    Examples
    --------
    >>> WrittenAnswer(by="c-1", on=date(2023, 5, 12), reference="letter-4").outcome
    AnswerOutcome.MAINTAINED
    """

    document_kind: ClassVar[str] = "written-answer"
    by: str = attrs.field(validator=identifier)
    on: date = attrs.field(validator=day)
    reference: str = attrs.field(validator=identifier)
    outcome: AnswerOutcome = attrs.field(default=AnswerOutcome.MAINTAINED, validator=one_of(AnswerOutcome))


@attrs.frozen(kw_only=True)
class PublicObjection(Value):
    """An objection to a published resolution (异议).

    Parameters
    ----------
    id, by, on
        Its identifier, whose it is, and the day on which it came in.
    text
        What was written; hidden from ``repr``.
    weights
        How much it weighs, by measure, where that is counted; one head unless given otherwise.
    answers
        The written answers, in the order of their days.
    withdrawn_on
        The day on which it was withdrawn, if it was.

    Examples
    --------
    >>> objection = PublicObjection(
    ...     id="O-1", by="r-9", on=date(2023, 5, 10), text="it blocks my window", weights={"area": "89.50"}
    ... )
    >>> objection.is_answered, objection.weight(HEADS)
    (False, 1)
    >>> answered = objection.answered(by="c-1", on=date(2023, 5, 12), reference="letter-4")
    >>> answered.is_answered, answered.is_settled
    (True, False)
    >>> objection.answered(by="r-9", on=date(2023, 5, 12), reference="letter-5").is_answered
    False
    """

    document_kind: ClassVar[str] = "public-objection"
    id: str = attrs.field(validator=identifier)
    by: str = attrs.field(validator=identifier)
    on: date = attrs.field(validator=day)
    text: str = attrs.field(default="", validator=text, repr=hidden)
    weights: Amounts = attrs.field(default=(), converter=as_amounts)
    answers: tuple[WrittenAnswer, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(WrittenAnswer)
    )
    withdrawn_on: date | None = attrs.field(default=None, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse answers before the objection or out of order, and a withdrawal before it."""
        last = self.on
        for answer in self.answers:
            not_before("answers", answer.on, first=last)
            last = answer.on
        if self.withdrawn_on is not None:
            not_before("withdrawn_on", self.withdrawn_on, first=self.on)

    # -------------------------------------------------------------- what happens to it

    def answered(
        self,
        *,
        by: str,
        on: date,
        reference: str,
        outcome: AnswerOutcome = AnswerOutcome.MAINTAINED,
    ) -> "PublicObjection":
        """Return the same objection with one answer more."""
        answer = WrittenAnswer(by=by, on=on, reference=reference, outcome=outcome)
        return self.with_answer(answer)

    def with_answer(self, answer: WrittenAnswer) -> "PublicObjection":
        """Return the same objection with one answer more."""
        return attrs.evolve(self, answers=(*self.answers, answer))

    def withdrawn(self, *, on: date) -> "PublicObjection":
        """Return the same objection, withdrawn on a day.

        Raises
        ------
        InvalidValue
            If it was withdrawn before, or `on` is before it came in.
        """
        if self.withdrawn_on is not None:
            bound = Words(
                f"已于 {self.withdrawn_on} 撤回", f"must not be given twice: it was {self.withdrawn_on}"
            )
            raise InvalidValue("withdrawn_on", on, bound)
        return attrs.evolve(self, withdrawn_on=on)

    def as_of(self, on: date) -> "PublicObjection":
        """Return the objection as it was known at the end of a day."""
        withdrawn = self.withdrawn_on
        return attrs.evolve(
            self,
            answers=tuple(each for each in self.answers if each.on <= on),
            withdrawn_on=withdrawn if withdrawn is not None and withdrawn <= on else None,
        )

    # -------------------------------------------------------------- how it stands

    @property
    def answered_on(self) -> date | None:
        """The day of the first answer that counts."""
        return next((each.on for each in self._counted), None)

    @property
    def is_answered(self) -> bool:
        """Whether somebody else has answered it in writing."""
        return self.answered_on is not None

    @property
    def is_settled(self) -> bool:
        """Whether it is settled, or withdrawn."""
        return self.released_on(ObjectionHold.UNSETTLED) is not None

    @property
    def upheld_on(self) -> date | None:
        """The day on which it was upheld."""
        return self._first(AnswerOutcome.UPHELD)

    def released_on(self, hold: ObjectionHold) -> date | None:
        """Return the day from which it no longer holds a resolution up; none while it does.

        Examples
        --------
        >>> objection = PublicObjection(id="O-1", by="r-9", on=date(2023, 5, 10))
        >>> answered = objection.answered(by="c-1", on=date(2023, 5, 12), reference="letter-4")
        >>> answered.released_on(ObjectionHold.UNANSWERED).isoformat()
        '2023-05-12'
        >>> answered.released_on(ObjectionHold.UNSETTLED) is None
        True
        """
        if hold is ObjectionHold.NONE:
            return self.on  # from the very first day
        settling = hold is ObjectionHold.UNSETTLED
        answered = self._first(AnswerOutcome.SETTLED) if settling else self.answered_on
        return min((each for each in (answered, self.withdrawn_on) if each is not None), default=None)

    def weight(self, measure: Measure) -> int | None:
        """Return how much it weighs by a measure, in its smallest unit; none if that was not given."""
        given = amount_of(self.weights, measure)
        return 1 if given is None and measure == HEADS else given

    @property
    def _counted(self) -> tuple[WrittenAnswer, ...]:
        """The answers that are not by whoever objected."""
        return tuple(each for each in self.answers if each.by != self.by)

    def _first(self, outcome: AnswerOutcome) -> date | None:
        """Return the day of the first answer with this outcome that counts."""
        return next((each.on for each in self._counted if each.outcome is outcome), None)

    # -------------------------------------------------------------- what is wrong with it

    def findings(
        self, *, on: date, closes: date | None, within: Period | None, calendar: WorkCalendar
    ) -> tuple[Finding, ...]:
        """Return what is wrong with it, and with how it was answered, on a day.

        Parameters
        ----------
        on
            The day that is asked about.
        closes
            The last day of the publication, if that is known.
        within
            Within how long it must be answered; no deadline if none.
        """
        found = [*self._lateness(closes), *self._own_answers()]
        if within is not None:
            found.extend(self._answer_findings(on, within.last_day(self.on, calendar)))
        return tuple(found)

    def _lateness(self, closes: date | None) -> Iterator[Finding]:
        """Find that it came too late."""
        if closes is not None and self.on > closes:
            details = {"objection": self.id, "on": self.on.isoformat(), "closes": closes.isoformat()}
            yield OBJECTION_LATE.finding(self.id, details)

    def _own_answers(self) -> Iterator[Finding]:
        """Find answers by whoever objected."""
        for each in self.answers:
            if each.by == self.by:
                details = {"objection": self.id, "reference": each.reference, "person": self.by}
                yield OWN_ANSWER.finding(self.id, details)

    def _answer_findings(self, on: date, last: date) -> Iterator[Finding]:
        """Find that it was not answered in time."""
        details = {"objection": self.id, "last": last.isoformat()}
        done = self.answered_on or self.withdrawn_on
        if done is None and on > last:
            yield OBJECTION_UNANSWERED.finding(self.id, details)
        if self.answered_on is not None and self.answered_on > last:
            yield ANSWER_LATE.finding(self.id, {**details, "answered": self.answered_on.isoformat()})

    # -------------------------------------------------------------- as a procedure reads it

    def as_fact(self, *, about: str) -> Fact:
        """Return the objection: kind ``objection``, outcome ``raised``."""
        return Fact(kind="objection", about=about, outcome="raised", reference=self.id, giver=self.by)

    def answer_fact(self, *, about: str) -> Fact:
        """Return the newest answer that counts: kind ``answer``, outcome ``written``.

        Raises
        ------
        UnknownName
            If nobody else has answered it.
        """
        if not self._counted:
            raise UnknownName(Words("对此异议的书面答复", "written answer to the objection"), self.id, ())
        newest = self._counted[-1]
        return Fact(
            kind="answer",
            about=about,
            outcome="written",
            reference=newest.reference,
            giver=newest.by,
            words=newest.outcome.words,
        )


def objecting(objections: tuple[PublicObjection, ...], measures: tuple[Measure, ...]) -> Amounts:
    """Return how much several objections weigh together; each person is counted once, at their greatest.

    Examples
    --------
    >>> twice = [PublicObjection(id=f"O-{at}", by="r-9", on=date(2023, 5, 10)) for at in (1, 2)]
    >>> [(measure.code, amount) for measure, amount in objecting(tuple(twice), (HEADS,))]
    [('heads', 1)]
    """
    totals: list[tuple[Measure, int]] = []
    for measure in measures:
        greatest: dict[str, int] = {}
        for each in objections:
            greatest[each.by] = max(greatest.get(each.by, 0), each.weight(measure) or 0)
        totals.append((measure, sum(greatest.values())))
    return as_amounts(totals)
