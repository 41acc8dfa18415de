"""The resolution (决议): a decision that was adopted, and everything that becomes of it.

决议 → 公示 → 异议 → 答复 → 生效

1. Only an adopted decision becomes a resolution; any other is refused with every cause.
2. A resolution keeps what happened to it: postings, objections, answers, challenges.  Each change gives a new
   value, nothing is taken away, and `Resolution.as_of` gives back what was known on an earlier day.
3. Whether it is in effect follows from these records, the policy and a calendar
   (`communitygov.meeting.resolution.taking_effect`); nobody declares it.
4. Dissent is recorded by identifier, and counted by constituency.

None of the five documents speaks of resolutions or their publication; the terms are the caller's.  The table
by which a host application conducts this course is `communitygov.meeting.resolution.table`.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import ClassVar

import attrs

from communitygov.core.checks import (
    as_tuple,
    aware,
    day,
    each_of,
    hidden,
    identifier,
    identifiers,
    one_of,
    optional,
    text,
)
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.workcalendar import WorkCalendar, plain_day
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.decision.decision import Decision
from communitygov.meeting.resolution.adoption import check_adopted, check_dissents
from communitygov.meeting.resolution.challenge import Challenge, Ruling
from communitygov.meeting.resolution.course import Course, Succession
from communitygov.meeting.resolution.course_findings import course_findings
from communitygov.meeting.resolution.dissent import Dissent
from communitygov.meeting.resolution.effect import Effect
from communitygov.meeting.resolution.negative_consent import Amounts, amount_of, as_amounts
from communitygov.meeting.resolution.numbered import changed, distinct
from communitygov.meeting.resolution.public_objection import PublicObjection, WrittenAnswer
from communitygov.meeting.resolution.publication import Publication, PublicationPolicy
from communitygov.meeting.resolution.taking_effect import effect_of
from communitygov.meeting.resolution.timeline import TimelineEntry, timeline, timeline_html
from communitygov.meeting.within import not_before, working
from communitygov.procedure.fact import Fact


@attrs.frozen(kw_only=True)
class Resolution(Value):
    """A decision that was adopted, and what becomes of it (决议).

    Parameters
    ----------
    id, about
        Its number, and the identifier of the matter that was decided.
    text
        What was resolved, in words; hidden from ``repr``, since it may name people.
    decision
        The decision; it was adopted.  Of a whole sitting, take the one that
        `communitygov.meeting.validity.LawfulDecision.require_adopted` gives.
    motion
        The motion by which the matter was decided, where that is what was voted on.
    adopted_at
        When the council adopted it.
    policy
        The terms of its publication.
    body
        The whole body by measure, for negative consent: ``{"heads": 120, "area": "9600.00"}``.
    supersedes
        Numbers of the resolutions of which it takes the place.
    lapses_on
        The last day of its time, if that is limited.
    dissents, publications, objections, challenges
        What was recorded, in the order in which it was.
    superseded_by, superseded_on
        The resolution that took its place, and since which day.

    Raises
    ------
    ActionRefused
        If the decision was not adopted; every cause is named.
    InvalidValue
        If a record is earlier than the resolution, an identifier is used twice, the vote was on something
        else, a dissent is of a constituency that was not counted, or negative consent asks for a measure by
        which the body is not given.

    Examples
    --------
    >>> from datetime import timedelta, timezone
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> from communitygov.meeting.council.constituency import Constituency
    >>> from communitygov.meeting.tally.counts import Counts
    >>> from communitygov.meeting.decision.quorum import Minimum
    >>> from communitygov.meeting.tally.tally import Tally
    >>> tally = Tally.from_counts(
    ...     {"owners": Counts(entitled=9, present=7, yes=6)},
    ...     constituencies=[Constituency("owners", "业主", "owners")],
    ... )
    >>> resolution = Resolution(
    ...     id="R-1",
    ...     about="LQ-1",
    ...     text="a drying rack on the roof of building 3",
    ...     decision=Minimum("yes", 5).decide(tally),
    ...     adopted_at=datetime(2023, 5, 8, 15, tzinfo=timezone(timedelta(hours=8))),
    ...     policy=PublicationPolicy(days=7),
    ... )
    >>> posting = Publication(id="P-1", places={"notice_board"}, posted_on=date(2023, 5, 9))
    >>> resolution = resolution.with_publication(posting)
    >>> print(resolution.effect(on=date(2023, 5, 10), calendar=WeekendCalendar()).text("zh"))
    决议 R-1：公示中（2023-05-09 起）；公示期至 2023-05-16 届满
    >>> resolution.effect(on=date(2023, 5, 17), calendar=WeekendCalendar()).status
    ResolutionStatus.EFFECTIVE
    """

    document_kind: ClassVar[str] = "resolution"
    id: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)
    text: str = attrs.field(validator=text, repr=hidden)
    decision: Decision = attrs.field(validator=one_of(Decision))
    motion: str | None = attrs.field(default=None, validator=optional(identifier))
    adopted_at: datetime = attrs.field(validator=aware)
    policy: PublicationPolicy = attrs.field(validator=one_of(PublicationPolicy))
    body: Amounts = attrs.field(default=(), converter=as_amounts)
    supersedes: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    lapses_on: date | None = attrs.field(default=None, validator=optional(day))
    dissents: tuple[Dissent, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Dissent))
    publications: tuple[Publication, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Publication)
    )
    objections: tuple[PublicObjection, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(PublicObjection)
    )
    challenges: tuple[Challenge, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Challenge)
    )
    superseded_by: str | None = attrs.field(default=None, validator=optional(identifier))
    superseded_on: date | None = attrs.field(default=None, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse a decision that was not adopted, and records that do not fit."""
        self._decided()  # which refuses to serve another matter than the one that was voted on
        check_adopted(self.id, self.decision)
        check_dissents(self.dissents, self.decision)
        for what, days in self._days.items():
            for each in days:
                not_before(what, each, first=self.adopted_on)
        for what, listed in self._identifiers.items():
            distinct(what, listed)
        self._check_succession()
        _check_body(self.policy, self.body)

    # -------------------------------------------------------------- what it is

    @property
    def adopted_on(self) -> date:
        """The day on which it was adopted."""
        return self.adopted_at.date()

    @property
    def dissent_by_constituency(self) -> Mapping[str, int]:
        """How many dissents and reservations there are, by the code of the constituency."""
        counted = Counter(each.constituency for each in self.dissents)
        return MappingProxyType({code: counted[code] for code in sorted(counted)})

    @property
    def timeline(self) -> tuple[TimelineEntry, ...]:
        """Everything that happened to it, the earliest day first."""
        return timeline(self._course)

    def effect(self, *, on: date, calendar: WorkCalendar) -> Effect:
        """Return whether it is in effect on a day, and every reason why not.

        Only what was known on that day counts.

        Raises
        ------
        InvalidValue
            If `on` is before the adoption.
        UnknownYear
            If the calendar does not know a year that must be asked about.
        """
        return effect_of(self._known(on), on=on, calendar=working(calendar))

    def findings(self, *, on: date, calendar: WorkCalendar) -> tuple[Finding, ...]:
        """Return which terms of the policy were not kept, as known on a day.

        Raises
        ------
        InvalidValue
            If `on` is before the adoption.
        UnknownYear
            If the calendar does not know a year that must be asked about.
        """
        return course_findings(self._known(on), on=on, calendar=working(calendar))

    def as_of(self, on: date) -> "Resolution":
        """Return the resolution as it was known at the end of a day.

        Raises
        ------
        InvalidValue
            If that is before the adoption.
        """
        known = self._known(on)
        by, since = known.successor or (None, None)
        return attrs.evolve(
            self,
            publications=known.publications,
            objections=known.objections,
            challenges=known.challenges,
            superseded_by=by,
            superseded_on=since,
        )

    def as_fact(self, *, effect: Effect | None = None) -> Fact:
        """Return the decision behind it, as a deliberation reads it: kind ``decision``.

        Parameters
        ----------
        effect
            How it stands; one that has ended serves no more, and says why.  Unless given, the fact tells of
            the decision alone.

        Raises
        ------
        InvalidValue
            If `effect` is of another resolution.
        """
        fact = self._decided()
        if effect is None:
            return fact
        if effect.resolution != self.id:
            bound = Words(f"须为 {self.id} 的效力", f"must be of resolution {self.id}")
            raise InvalidValue("effect", effect.resolution, bound)
        if not effect.status.is_final:
            return fact
        return attrs.evolve(
            fact, outcome=effect.status.value, words=effect.status.words, because=effect.reasons
        )

    # -------------------------------------------------------------- what happens to it

    def with_dissent(self, dissent: Dissent) -> "Resolution":
        """Return the same resolution with a dissent or reservation on record."""
        return attrs.evolve(self, dissents=(*self.dissents, dissent))

    def with_publication(self, publication: Publication) -> "Resolution":
        """Return the same resolution, posted."""
        return attrs.evolve(self, publications=(*self.publications, publication))

    def taken_down(self, publication: str, *, on: date) -> "Resolution":
        """Return the same resolution with a posting taken down on a day."""
        records = changed(
            self.publications, publication, change=lambda each: each.taken_down(on=on), kind=_PUBLICATION
        )
        return attrs.evolve(self, publications=records)

    def with_objection(self, objection: PublicObjection) -> "Resolution":
        """Return the same resolution with an objection on record, late or not."""
        return attrs.evolve(self, objections=(*self.objections, objection))

    def with_answer(self, objection: str, answer: WrittenAnswer) -> "Resolution":
        """Return the same resolution with an answer to an objection on record."""
        records = changed(
            self.objections, objection, change=lambda each: each.with_answer(answer), kind=_OBJECTION
        )
        return attrs.evolve(self, objections=records)

    def with_withdrawal(self, objection: str, *, on: date) -> "Resolution":
        """Return the same resolution with an objection withdrawn on a day."""
        records = changed(
            self.objections, objection, change=lambda each: each.withdrawn(on=on), kind=_OBJECTION
        )
        return attrs.evolve(self, objections=records)

    def with_challenge(self, challenge: Challenge) -> "Resolution":
        """Return the same resolution with a challenge on record."""
        return attrs.evolve(self, challenges=(*self.challenges, challenge))

    def with_ruling(self, challenge: str, ruling: Ruling) -> "Resolution":
        """Return the same resolution with a ruling on a challenge."""
        records = changed(self.challenges, challenge, change=lambda each: each.ruled(ruling), kind=_CHALLENGE)
        return attrs.evolve(self, challenges=records)

    def superseded(self, by: "Resolution", *, on: date, calendar: WorkCalendar) -> "Resolution":
        """Return the same resolution, of which another, in effect, has taken the place since a day.

        Raises
        ------
        InvalidValue
            If the other does not say that it supersedes this one, or is not in effect on that day, or this
            one was superseded before.
        UnknownYear
            If the calendar does not know a year that must be asked about.
        """
        if self.id not in by.supersedes:
            bound = Words(f"须载明替代 {self.id}", f"must name {self.id} among what it supersedes")
            raise InvalidValue("supersedes", list(by.supersedes), bound)
        if self.superseded_by is not None:
            said = self.superseded_by
            bound = Words(f"已被 {said} 替代", f"must not be given twice: it is {said}")
            raise InvalidValue("superseded_by", by.id, bound)
        theirs = by.effect(on=on, calendar=calendar)
        if not theirs.is_in_force:
            bound = Words(
                f"须为 {by.id} 已生效之日：{theirs.text('zh')}",
                f"must be a day on which {by.id} is in effect: {theirs.text()}",
            )
            raise InvalidValue("superseded_on", on, bound)
        return attrs.evolve(self, superseded_by=by.id, superseded_on=on)

    # -------------------------------------------------------------- inside

    def _decided(self) -> Fact:
        """Return the decision as a fact about the matter, whichever motion it was decided by."""
        voted_on = self.motion or self.about
        fact = self.decision.as_fact(about=voted_on, reference=self.id, at=self.adopted_at)
        return attrs.evolve(fact, about=self.about)

    @property
    def _course(self) -> Course:
        """What is known of it, for those who reckon."""
        by, on = self.superseded_by, self.superseded_on
        return Course(
            id=self.id,
            policy=self.policy,
            adopted_on=self.adopted_on,
            publications=self.publications,
            objections=self.objections,
            challenges=self.challenges,
            body=self.body,
            successor=Succession(by, on) if by is not None and on is not None else None,
            lapses_on=self.lapses_on,
        )

    def _known(self, on: date) -> Course:
        """Return what was known of it at the end of a day."""
        not_before("on", plain_day("on", on), first=self.adopted_on)
        return self._course.as_of(on)

    @property
    def _days(self) -> Mapping[str, tuple[date, ...]]:
        """The days that must not lie before the adoption, by field."""
        single = {"lapses_on": self.lapses_on, "superseded_on": self.superseded_on}
        return {
            "publications": tuple(each.posted_on for each in self.publications),
            "objections": tuple(each.on for each in self.objections),
            "challenges": tuple(each.on for each in self.challenges),
            **{what: (each,) for what, each in single.items() if each is not None},
        }

    @property
    def _identifiers(self) -> Mapping[str, tuple[str, ...]]:
        """The identifiers that must differ, by field."""
        return {
            "dissents": tuple(f"{each.by}: {each.kind}" for each in self.dissents),
            "publications": tuple(each.id for each in self.publications),
            "objections": tuple(each.id for each in self.objections),
            "challenges": tuple(each.id for each in self.challenges),
            "supersedes": (self.id, *self.supersedes),
        }

    def _check_succession(self) -> None:
        """Refuse a successor without a day, a day without a successor, and the resolution itself."""
        if (self.superseded_by is None) != (self.superseded_on is None):
            bound = Words("须与 superseded_by 同有同无", "must be given with superseded_by, or neither")
            raise InvalidValue("superseded_on", self.superseded_on, bound)
        if self.superseded_by == self.id:
            bound = Words("须为另一决议", "must be another resolution")
            raise InvalidValue("superseded_by", self.superseded_by, bound)

    def _repr_html_(self) -> str:
        """Show its course as a table in a notebook; the text stays hidden."""
        return timeline_html(self._course)


_PUBLICATION = Words("公示", "publication")
_OBJECTION = Words("异议", "objection")
_CHALLENGE = Words("撤销申请", "challenge")


def _check_body(policy: PublicationPolicy, body: Amounts) -> None:
    """Refuse a body that is not given by a measure of negative consent, or is nothing."""
    for measure in policy.negative_consent.measures if policy.negative_consent else ():
        if not amount_of(body, measure):
            bound = Words(
                f"须给出全体的{measure.zh}，供消极同意计算",
                f"must give the whole body by {measure.en}, for negative consent",
            )
            raise InvalidValue("body", [each.code for each, _ in body], bound)
