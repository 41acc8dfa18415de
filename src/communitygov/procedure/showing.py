"""What must be shown for a move: a fact of a kind, about the case, of the right time and outcome, used once.

A fact is handed in with the attempt.  The requirement does not believe it more than it says: a decision about
another case, of a sitting yet to come, of an earlier round, or already used does not serve, and neither does
one that came to something else.  For each fact that is shown and does not serve, every fault is named.

This module knows no topic: which kinds and outcomes a table asks for, the table says.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, identifier, identifiers, one_of
from communitygov.core.finding import Detail, Message, Reason
from communitygov.core.worktime import LONGEST_PERIOD
from communitygov.errors import InvalidValue, Words
from communitygov.procedure.fact import Fact
from communitygov.procedure.requirement import (
    Attempt,
    HasHistory,
    Names,
    Requirement,
    clock_time,
    named,
    was_used,
)

FACT_MISSING = Message(
    "FACT_MISSING",
    Words("须出示{wanted}，未见", "{wanted} must be shown, and none is"),
    Words("请附上{wanted}", "hand in {wanted} about this case"),
)
FACT_SHORT = Message(
    "FACT_SHORT",
    Words(
        "须出示{wanted}，所示 {reference} 的结果为“{outcome}”",
        "{wanted} must be shown; {reference} comes to: {outcome}",
    ),
    Words("请取得{wanted}", "obtain {wanted}"),
)
FACT_ELSEWHERE = Message(
    "FACT_ELSEWHERE",
    Words(
        "须出示{wanted}，所示 {reference} 属于 {about}，与此事无关",
        "{wanted} must be shown; {reference} is about {about}, not about this case",
    ),
    Words("请附上关于此事的{wanted}", "hand in {wanted} about this case"),
)
FACT_REUSED = Message(
    "FACT_REUSED",
    Words(
        "须出示{wanted}，所示 {reference} 在此事中已用过",
        "{wanted} must be shown; {reference} was used in this case before",
    ),
    Words("请出示新的{wanted}", "show {wanted} that is new"),
)
FACT_NOT_YET = Message(
    "FACT_NOT_YET",
    Words(
        "须出示{wanted}，所示 {reference} 的时间 {at} 尚未到",
        "{wanted} must be shown; {reference} is of {at}, which is yet to come",
    ),
    Words("请待其后办理", "act after that time"),
)
FACT_STALE = Message(
    "FACT_STALE",
    Words(
        "须出示“{action}”之后的{wanted}，所示 {reference} 早于此或未注明时间",
        "{wanted} from after the last time to {action} must be shown; {reference} is older or bears no time",
    ),
    Words("请出示其后的{wanted}", "show {wanted} from after that"),
)
FACT_TOO_SOON = Message(
    "FACT_TOO_SOON",
    Words(
        "须出示“{action}”满 {days} 日后的{wanted}，所示 {reference} 的时间为 {at}，早于 {until}",
        "{wanted} from {days} whole days after the last time to {action} must be shown; {reference} is of "
        "{at}, before {until}",
    ),
    Words("请出示 {until} 之后的{wanted}", "show {wanted} from after {until}"),
)


def _some(_owner: object, field: "attrs.Attribute[tuple[str, ...]]", value: tuple[str, ...]) -> None:
    """Refuse a condition that no fact could ever meet."""
    if not value:
        bound = Words("须至少有一个结果", "must name one outcome or more")
        raise InvalidValue(field.name, value, bound)


_DAYS = Words(f"须为 0 至 {LONGEST_PERIOD} 的整数", f"must be a whole number from 0 to {LONGEST_PERIOD}")


def _days(_owner: object, field: "attrs.Attribute[int]", value: object) -> None:
    """Refuse more days than any period has."""
    if type(value) is not int or not 0 <= value <= LONGEST_PERIOD:
        raise InvalidValue(field.name, value, _DAYS)


@attrs.frozen
class Shows(Requirement):
    """A fact of this kind about the case, with one of these outcomes, is handed in with the attempt.

    Each fact serves once in a case.  A fact that falls short brings its own findings along: the refusal of a
    decision taken by three constituencies names the fourth.

    Parameters
    ----------
    kind, outcomes
        Codes that the fact must have.
    words
        What must be shown, as it stands in a sentence.
    since
        Codes of actions: the fact must be from after the last time any of them was taken; none for any time.
    days_after
        Whole days that must lie between that time and the fact's own, so that what was sent out ahead binds
        what is decided on it; 0 for none.  The first day is not counted, and the last one ends at midnight,
        in the time zone of the entry (民法典 201, 203).

    Examples
    --------
    >>> evidence = Shows("evidence", ("attached",), words=Words("办理凭证", "evidence of the handling"))
    >>> evidence.outcomes
    ('attached',)
    >>> attrs.evolve(evidence, since=("assign",), days_after=3).asks(names={}).en
    'shows evidence of the handling, from 3 whole days after the last time to assign'
    >>> attrs.evolve(evidence, days_after=3)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: days_after: 3 will not do; it must be 0 where `since` names no action. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "shows"
    kind: str = attrs.field(validator=identifier)
    outcomes: tuple[str, ...] = attrs.field(converter=as_tuple, validator=[_some, identifiers])
    words: Words = attrs.field(kw_only=True, validator=one_of(Words))
    since: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=as_tuple, validator=identifiers)
    days_after: int = attrs.field(kw_only=True, default=0, validator=_days)

    def __attrs_post_init__(self) -> None:
        """Refuse days that are counted from nothing."""
        if self.days_after and not self.since:
            bound = Words("since 未列动作时须为 0", "must be 0 where `since` names no action")
            raise InvalidValue("days_after", self.days_after, bound)

    def asks(self, *, names: Names) -> Words:
        """Return what is asked, as it stands in a table."""
        if not self.since:
            return Words(f"出示{self.words.zh}", f"shows {self.words.en}")
        after, days = self._after(names), self.days_after
        zh, en = (f"满 {days} 日后", f"{days} whole days after") if days else ("之后", "after")
        return Words(
            f"出示“{after.zh}”{zh}的{self.words.zh}",
            f"shows {self.words.en}, from {en} the last time to {after.en}",
        )

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:
        """Look for a fact that serves; otherwise say of each that is shown why it does not."""
        shown = [fact for fact in attempt.facts if fact.kind == self.kind]
        if not shown:
            return (FACT_MISSING.reason(matter.id, {"wanted": self.words}),)
        faults = [tuple(self._faults(fact, matter, attempt, names=names)) for fact in shown]
        if not all(faults):
            return ()
        return tuple(reason for reasons in faults for reason in reasons)

    @property
    def actions_named(self) -> tuple[str, ...]:
        """Codes of the actions after which the fact must have come about."""
        return self.since

    def _after(self, names: Names) -> Words:
        """Return those actions in words."""
        after = tuple(named(code, names) for code in self.since)
        return Words("或".join(each.zh for each in after), " or ".join(each.en for each in after))

    def _faults(self, fact: Fact, matter: HasHistory, attempt: Attempt, *, names: Names) -> Iterable[Reason]:
        """Give every reason why a fact does not serve, and repeat what it says itself."""
        details: dict[str, Detail] = {"wanted": self.words, "reference": fact.reference}
        if fact.about != matter.id:
            yield FACT_ELSEWHERE.reason(matter.id, {**details, "about": fact.about})
        if was_used(fact, matter):
            yield FACT_REUSED.reason(matter.id, details)
        if fact.at is not None and fact.at > attempt.at:
            yield FACT_NOT_YET.reason(matter.id, {**details, "at": clock_time(fact.at)})
        yield from self._untimely(fact, matter, details, names=names)
        if fact.outcome not in self.outcomes:
            outcome = fact.words or Words(fact.outcome, fact.outcome)
            yield FACT_SHORT.reason(matter.id, {**details, "outcome": outcome})
            yield from (Reason.of(finding) for finding in fact.because)

    def _untimely(
        self, fact: Fact, matter: HasHistory, details: dict[str, Detail], *, names: Names
    ) -> Iterable[Reason]:
        """Say if a fact is from before the last of the actions, bears no time, or came too soon after it."""
        times = [entry.at for entry in matter.history if entry.action in self.since]
        if not times:
            return
        details = {**details, "action": self._after(names)}
        if fact.at is None or fact.at < times[-1]:
            yield FACT_STALE.reason(matter.id, details)
            return
        end = _end(times[-1], days=self.days_after)
        if self.days_after and (end is None or fact.at < end):
            until = "9999-12-31" if end is None else clock_time(end)
            details = {**details, "days": self.days_after, "at": clock_time(fact.at), "until": until}
            yield FACT_TOO_SOON.reason(matter.id, details)


def _end(start: datetime, *, days: int) -> datetime | None:
    """Return the midnight that ends the last of so many days, or none past the calendar."""
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        return midnight + timedelta(days=days + 1)
    except OverflowError:
        return None
