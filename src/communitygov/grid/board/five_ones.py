"""The five ones (五个一): one meeting, one event, one training, one collection of needs, one act of care.

The document lists the five activities, for 4,570 grid guides (网格指导员) of one district.  It does not say
whether they are due from each guide or in each grid, nor how often; so a `FiveOnesPlan` says whom they are
due from and in which days, and nothing here is a default of the document.

Two of one activity never stand for another: what counts is which of the five were done.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from html import escape
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import as_tuple, counted, day, each_of, identifier, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message, joined
from communitygov.errors import InvalidValue, Language, Words
from communitygov.organisation.five_ones import FIVE_ONES_LISTED, FiveOne

FIVE_ONES_UNDONE = Message(
    "FIVE_ONES_UNDONE",
    Words(
        "{who} 完成 {done}/{of}，还缺：{missing}",
        "{who} has done {done} of {of}; still missing: {missing}",
    ),
    Words("请在 {last} 前补上", "do them by {last}"),
    FIVE_ONES_LISTED,
)
ACTIVITY_NOT_DUE = Message(
    "ACTIVITY_NOT_DUE",
    Words(
        "{who} 在 {on} 的“{activity}”不在清单之内",
        "what {who} did on {on} ({activity}) is none of those that are due",
    ),
    Words("请核对对象与日期（{first} 至 {last}）", "check who it was and when ({first} to {last})"),
)

#: Rows of a table that are shown.
SHOWN = 200


@attrs.frozen(kw_only=True)
class ActivityRecord(Value):
    """That somebody did one of the five on a day; `who` is a guide or a grid, as the plan has it.

    Examples
    --------
    >>> ActivityRecord(who="g-1", activity=FiveOne.CARE, on=date(2023, 7, 9)).activity.zh
    '送去一次关爱'
    """

    document_kind: ClassVar[str] = "five-ones-activity"
    who: str = attrs.field(validator=identifier)
    activity: FiveOne = attrs.field(validator=one_of(FiveOne))
    on: date = attrs.field(validator=day)


@attrs.frozen(kw_only=True)
class FiveOnesPlan(Value):
    """From whom the five are due, and in which days.

    Parameters
    ----------
    due_from
        Codes of guides, or of grids: the document leaves open which.
    first, last
        The days between which an activity counts, both included.

    Examples
    --------
    >>> plan = FiveOnesPlan(due_from=["g-1", "g-2"], first=date(2023, 5, 1), last=date(2023, 7, 27))
    >>> done = [
    ...     ActivityRecord(who="g-1", activity=one, on=date(2023, 6, 1)) for one in FiveOne if one != "care"
    ... ]
    >>> progress = plan.progress(done)
    >>> progress.done_by("g-1"), progress.share
    (4, Fraction(2, 5))
    >>> print(progress.findings()[0].text("zh"))
    g-1 完成 4/5，还缺：送去一次关爱
    >>> FiveOnesPlan(due_from=[], first=date(2023, 5, 1), last=date(2023, 7, 27))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: due_from: () will not do; it must name at least one, each once. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "five-ones-plan"
    due_from: tuple[str, ...] = attrs.field(converter=as_tuple, repr=counted)
    first: date = attrs.field(validator=day)
    last: date = attrs.field(validator=day)

    def __attrs_post_init__(self) -> None:
        """Refuse a plan for nobody, somebody twice, and days that end before they begin."""
        for code in self.due_from:
            identifier(self, attrs.fields(FiveOnesPlan).due_from, code)
        if not self.due_from or len(set(self.due_from)) < len(self.due_from):
            bound = Words("须至少列出一个，且各一次", "must name at least one, each once")
            raise InvalidValue("due_from", self.due_from[:SHOWN], bound)
        if self.last < self.first:
            bound = Words(f"须不早于 {self.first}", f"must not be earlier than {self.first}")
            raise InvalidValue("last", self.last.isoformat(), bound)

    def progress(self, records: Iterable[ActivityRecord]) -> "FiveOnesProgress":
        """Return who has done what; the order of the records does not matter.

        Raises
        ------
        InvalidValue
            If one of the records is something else.
        """
        known = each_required("records", records, kind=ActivityRecord)
        ranked = sorted(known, key=lambda each: (each.who, each.on, each.activity))
        return FiveOnesProgress(plan=self, records=ranked)

    @property
    def activities_due(self) -> int:
        """How many activities are due in all: five for each."""
        return len(FiveOne) * len(self.due_from)


@attrs.frozen(kw_only=True)
class FiveOnesProgress(Value):
    """How far a plan has come.

    Examples
    --------
    >>> plan = FiveOnesPlan(due_from=["g-1"], first=date(2023, 5, 1), last=date(2023, 7, 27))
    >>> twice = [ActivityRecord(who="g-1", activity=FiveOne.MEETING, on=date(2023, 6, n)) for n in (1, 2)]
    >>> progress = plan.progress(twice)
    >>> progress.done_by("g-1"), progress.is_complete
    (1, False)
    """

    document_kind: ClassVar[str] = "five-ones-progress"
    plan: FiveOnesPlan = attrs.field(validator=one_of(FiveOnesPlan))
    records: tuple[ActivityRecord, ...] = attrs.field(
        converter=as_tuple, validator=each_of(ActivityRecord), repr=counted
    )

    def done_by(self, who: str) -> int:
        """Return how many of the five somebody has done."""
        return len(FiveOne) - len(self.missing(who))

    def missing(self, who: str) -> tuple[FiveOne, ...]:
        """Return which of the five somebody has still to do, in the order of the document.

        Raises
        ------
        InvalidValue
            If nothing is due from them.
        """
        try:
            done = self._done[who]
        except (KeyError, TypeError):
            bound = Words("须在 due_from 之中", "must be among those that the five are due from")
            raise InvalidValue("who", who, bound) from None
        return tuple(one for one in FiveOne if one not in done)

    @property
    def share(self) -> Fraction:
        """The share of all activities due that were done."""
        return Fraction(sum(map(len, self._done.values())), self.plan.activities_due)

    @property
    def is_complete(self) -> bool:
        """Whether everybody has done all five."""
        return self.share == 1

    def findings(self) -> tuple[Finding, ...]:
        """Name everybody with something missing, then every record that is not due."""
        last = self.plan.last.isoformat()
        undone = [
            FIVE_ONES_UNDONE.finding(
                who,
                {
                    "who": who,
                    "done": len(done),
                    "of": len(FiveOne),
                    "missing": joined(tuple(one.words for one in FiveOne if one not in done)),
                    "last": last,
                },
            )
            for who, done in self._done.items()
            if len(done) < len(FiveOne)
        ]
        first, due = self.plan.first.isoformat(), set(self.plan.due_from)
        strange = [
            ACTIVITY_NOT_DUE.finding(
                each.who,
                {
                    "who": each.who,
                    "on": each.on.isoformat(),
                    "activity": each.activity.term,
                    "first": first,
                    "last": last,
                },
            )
            for each in self.records
            if each.who not in due or not self.plan.first <= each.on <= self.plan.last
        ]
        return (*undone, *strange)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(one.zh)}</th>" for one in FiveOne)
        rows = "".join(
            f"<tr><td>{escape(who)}</td>"
            + "".join(f"<td>{'✓' if one in done else '—'}</td>" for one in FiveOne)
            + "</tr>"
            for who, done in list(self._done.items())[:SHOWN]
        )
        more = max(0, len(self.plan.due_from) - SHOWN)
        tail = f'<tr><td colspan="6">…… 另有 {more} … {more} more</td></tr>' if more else ""
        return (
            f'<table class="communitygov-five-ones"><thead><tr><th>对象 who</th>{head}</tr></thead>'
            f"<tbody>{rows}{tail}</tbody></table>"
        )

    def text(self, language: Language = "en") -> str:
        """Say in one line how far it has come."""
        done = sum(map(len, self._done.values()))
        due = self.plan.activities_due
        return Words(f"“五个一”：已完成 {done}/{due} 项", f"Five ones: {done} of {due} activities done").say(
            language
        )

    @cached_property
    def _done(self) -> Mapping[str, set[FiveOne]]:
        done: dict[str, set[FiveOne]] = {who: set() for who in self.plan.due_from}
        for each in self.records:
            if each.who in done and self.plan.first <= each.on <= self.plan.last:
                done[each.who].add(each.activity)
        return done
