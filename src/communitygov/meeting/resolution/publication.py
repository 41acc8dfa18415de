"""Publication (公示): where a resolution is posted, from which day, until when; and the terms for it.

1. The day of posting is not counted.  A last day that is a rest day moves to the next working day, on the
   calendar that the caller passes in (民法典 201, 203).
2. What is taken down before the last day is over has not been published; it must be posted again.
3. How long, where, and within how many days of the decision, is for the caller: places differ (3, 7, 10, 15,
   30 days have been seen), and none of the five documents says a word about it.  So `days` has no default.

What becomes of a resolution meanwhile, `communitygov.meeting.resolution.resolution` says.
"""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.checks import (
    as_set,
    as_tuple,
    at_least,
    day,
    identifier,
    identifiers,
    one_of,
    optional,
    ordered,
)
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import Citation
from communitygov.core.terms import TermEnum
from communitygov.core.workcalendar import WorkCalendar
from communitygov.core.worktime import Period
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.resolution.negative_consent import NegativeConsent
from communitygov.meeting.within import as_period, as_period_if_given, not_before, with_last_day
from communitygov.organisation.actor import Role
from communitygov.procedure.fact import Fact

PUBLICATION_SHORT = Message(
    "PUBLICATION_SHORT",
    Words(
        "公示 {publication} 须满 {needed} 日，至 {closes} 止，仅公示 {shown} 日，{taken_down} 即撤下",
        "publication {publication} is to last {needed} days, until {closes}; it was taken down on "
        "{taken_down} after {shown} days",
    ),
    Words("请重新公示满期", "post it again, for the whole time"),
)
PUBLICATION_LATE = Message(
    "PUBLICATION_LATE",
    Words(
        "决议 {resolution} 须于 {last} 前公示，{posted}",
        "resolution {resolution} was to be posted by {last}; {posted}",
    ),
    Words("请立即公示，并说明迟延原因", "post it at once, and say why it is late"),
)
PLACE_MISSING = Message(
    "PLACE_MISSING",
    Words("决议 {resolution} 未在{place}公示", "resolution {resolution} has not been posted at: {place}"),
    Words("请在{place}公示满期", "post it there too, for the whole time: {place}"),
)


class PostingPlace(TermEnum):
    """Where things are posted; a community may have its own codes beside these.

    Examples
    --------
    >>> PostingPlace.NOTICE_BOARD.zh, PostingPlace.words_of("gate-3").zh
    ('公示栏', 'gate-3')
    """

    NOTICE_BOARD = "notice_board", "公示栏", "notice board"
    ENTRANCE = "entrance", "单元出入口", "entrance of the building"
    ONLINE = "online", "线上平台", "online platform"

    @classmethod
    def words_of(cls, code: str) -> Words:
        """Return the words for a code, or the code itself."""
        return cls(code).words if code in set(cls) else Words(code, code)


class ObjectionHold(TermEnum):
    """How long an objection holds a resolution up.

    Examples
    --------
    >>> ObjectionHold("unsettled").label("zh")
    '异议未化解不生效'
    """

    UNANSWERED = "unanswered", "异议未答复不生效", "until it is answered"
    UNSETTLED = "unsettled", "异议未化解不生效", "until it is settled"
    NONE = "none", "异议不影响生效", "not at all"


@attrs.frozen(kw_only=True)
class PublicationPolicy(Value):
    """The terms on which a resolution is published, objected to and challenged.

    Parameters
    ----------
    days
        How long it is posted: a number of calendar days, or a period.  No default: no document says it.
    within_days
        Within how long after the decision it must be posted; at any time, unless given.
    answer_days
        Within how long an objection must be answered in writing; no deadline, unless given.
    places
        Codes of the places at which it must be posted, all of them; anywhere, unless given.
    hold
        How long an objection holds the resolution up.  Library default: until it is answered.
    negative_consent
        From which part of the body on objections stop the resolution; never, unless given.
    challengers, challenge_days
        Codes of the roles that may challenge a resolution in effect, and within how long of its taking
        effect.  Library default: residents, at any time.
    rounds
        How often, at most, a publication is held up by objections, taken down and posted again, or a
        resolution challenged: it bounds the loops of the table.  Library default.
    source
        Where these terms stand.

    Examples
    --------
    >>> policy = PublicationPolicy(days=7, answer_days=3, places={"notice_board"})
    >>> policy.days.text("zh"), policy.hold
    ('7日', ObjectionHold.UNANSWERED)
    >>> PublicationPolicy(days=0)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: amount: 0 will not do; it must be a whole number from 1 to 100000. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "publication-policy"
    days: Period = attrs.field(converter=as_period, validator=with_last_day)
    within_days: Period | None = attrs.field(
        default=None, converter=as_period_if_given, validator=with_last_day
    )
    answer_days: Period | None = attrs.field(
        default=None, converter=as_period_if_given, validator=with_last_day
    )
    places: frozenset[str] = attrs.field(
        default=frozenset[str](), converter=as_set, validator=identifiers, repr=ordered
    )
    hold: ObjectionHold = attrs.field(default=ObjectionHold.UNANSWERED, validator=one_of(ObjectionHold))
    negative_consent: NegativeConsent | None = attrs.field(
        default=None, validator=optional(one_of(NegativeConsent))
    )
    challengers: tuple[str, ...] = attrs.field(
        default=(Role.RESIDENT.value,), converter=as_tuple, validator=identifiers
    )
    challenge_days: Period | None = attrs.field(
        default=None, converter=as_period_if_given, validator=with_last_day
    )
    rounds: int = attrs.field(default=3, validator=at_least(1))
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))


def _somewhere(_owner: object, field: "attrs.Attribute[frozenset[str]]", value: frozenset[str]) -> None:
    """Refuse a posting at no place."""
    if not value:
        bound = Words("须至少有一处", "must name one place or more")
        raise InvalidValue(field.name, sorted(value), bound)


@attrs.frozen(kw_only=True)
class Publication(Value):
    """One posting of a resolution, at one place or several at once (公示).

    Parameters
    ----------
    id
        Identifier of the posting, such as the number of its photograph.
    places
        Codes of the places: members of `PostingPlace`, or the community's own.
    posted_on
        The day on which it was put up; it is not counted.
    taken_down_on
        The first day on which it no longer stood; none while it stands.

    Examples
    --------
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> posting = Publication(id="P-1", places={PostingPlace.NOTICE_BOARD}, posted_on=date(2023, 5, 8))
    >>> posting.closes(as_period(5), WeekendCalendar()).isoformat()  # a Saturday moves to Monday
    '2023-05-15'
    >>> early = posting.taken_down(on=date(2023, 5, 11))
    >>> print(early.shortfall(as_period(5), WeekendCalendar()))
    publication P-1 is to last 7 days, until 2023-05-15; it was taken down on 2023-05-11 after 2 days \
[PUBLICATION_SHORT]
    """

    document_kind: ClassVar[str] = "publication"
    id: str = attrs.field(validator=identifier)
    places: frozenset[str] = attrs.field(converter=as_set, validator=[identifiers, _somewhere], repr=ordered)
    posted_on: date = attrs.field(validator=day)
    taken_down_on: date | None = attrs.field(default=None, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the beginning."""
        if self.taken_down_on is not None:
            not_before("taken_down_on", self.taken_down_on, first=self.posted_on)

    def taken_down(self, *, on: date) -> "Publication":
        """Return the same posting, taken down on a day.

        Raises
        ------
        InvalidValue
            If it was taken down before, or `on` is before it was posted.
        """
        if self.taken_down_on is not None:
            bound = Words(
                f"已于 {self.taken_down_on} 撤下", f"must not be given twice: it was {self.taken_down_on}"
            )
            raise InvalidValue("taken_down_on", on, bound)
        return attrs.evolve(self, taken_down_on=on)

    def as_of(self, on: date) -> "Publication":
        """Return the posting as it was known at the end of a day."""
        later = self.taken_down_on is not None and self.taken_down_on > on
        return attrs.evolve(self, taken_down_on=None) if later else self

    def closes(self, days: Period, calendar: WorkCalendar) -> date:
        """Return the last day on which it must stand.

        Raises
        ------
        UnknownYear
            If the calendar does not know a year that must be asked about.
        """
        return days.last_day(self.posted_on, calendar)

    def shortfall(self, days: Period, calendar: WorkCalendar) -> Finding | None:
        """Return that it was taken down early; none if it was not."""
        closes = self.closes(days, calendar)
        if self.taken_down_on is None or self.taken_down_on > closes:
            return None
        return PUBLICATION_SHORT.finding(
            self.id,
            {
                "publication": self.id,
                "needed": (closes - self.posted_on).days,
                "shown": max(0, (self.taken_down_on - self.posted_on).days - 1),
                "closes": closes.isoformat(),
                "taken_down": self.taken_down_on.isoformat(),
            },
        )

    def as_fact(self, *, about: str) -> Fact:
        """Return the posting as a procedure reads it: kind ``publication``, outcome ``posted``."""
        return Fact(kind="publication", about=about, outcome="posted", reference=self.id)


# ------------------------------------------------------------------ several postings together


def closing_day(
    publications: tuple[Publication, ...], policy: PublicationPolicy, *, calendar: WorkCalendar
) -> date | None:
    """Return the last day of publication: by then the resolution has stood at every place for the whole time.

    None while it has not been posted at every place that the policy names, or was taken down early there.

    Examples
    --------
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> policy = PublicationPolicy(days=7, places={"notice_board", "online"})
    >>> board = Publication(id="P-1", places={"notice_board"}, posted_on=date(2023, 5, 8))
    >>> online = Publication(id="P-2", places={"online"}, posted_on=date(2023, 5, 9))
    >>> closing_day((board,), policy, calendar=WeekendCalendar()) is None
    True
    >>> closing_day((board, online), policy, calendar=WeekendCalendar()).isoformat()
    '2023-05-16'
    """
    whole = [each for each in publications if each.shortfall(policy.days, calendar) is None]
    ends: list[date] = []
    for place in sorted(policy.places) or [_ANYWHERE]:
        there = [each for each in whole if place == _ANYWHERE or place in each.places]
        if not there:
            return None
        ends.append(min(each.closes(policy.days, calendar) for each in there))
    return max(ends)


def places_missing(
    publications: tuple[Publication, ...], policy: PublicationPolicy, *, resolution: str
) -> Iterator[Finding]:
    """Find the places at which a resolution must be posted and never was."""
    for place in sorted(policy.places.difference(*(each.places for each in publications))):
        details: dict[str, Detail] = {"resolution": resolution, "place": PostingPlace.words_of(place)}
        yield PLACE_MISSING.finding(resolution, details)


def posted_late(
    publications: tuple[Publication, ...], last: date, *, resolution: str, on: date
) -> Iterator[Finding]:
    """Find that a resolution was posted after the last day for it, or has not been posted by then."""
    first = min((each.posted_on for each in publications), default=None)
    if (on if first is None else first) <= last:
        return
    posted = _NOT_POSTED if first is None else Words(f"实于 {first} 公示", f"it was posted on {first}")
    details: dict[str, Detail] = {"resolution": resolution, "last": last.isoformat(), "posted": posted}
    yield PUBLICATION_LATE.finding(resolution, details)


#: No code: where a policy names no place, any will do.
_ANYWHERE = ""
_NOT_POSTED = Words("尚未公示", "it is not posted yet")
