"""What is known of a resolution on a day, and what follows from it: when it can take effect.

1. It takes effect on the day after the last of: the last day of its publication, and the days on which the
   objections that held it up were answered or settled.
2. An objection that came after the publication holds nothing up and does not count towards the bound.
3. Objections that reach the bound of negative consent, or one that is upheld before the effect, return it to
   the council.

This module knows no class of resolutions and says nothing of where one stands.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.workcalendar import WorkCalendar
from communitygov.errors import Words
from communitygov.meeting.measure import Measure
from communitygov.meeting.resolution.challenge import Challenge
from communitygov.meeting.resolution.negative_consent import Amounts, ConsentResult
from communitygov.meeting.resolution.public_objection import PublicObjection, objecting
from communitygov.meeting.resolution.publication import (
    ObjectionHold,
    Publication,
    PublicationPolicy,
    closing_day,
)
from communitygov.meeting.within import day_after

CHALLENGE_EARLY = Message(
    "CHALLENGE_EARLY",
    Words(
        "撤销申请 {challenge} 于 {on} 提出，决议尚未生效",
        "challenge {challenge} came on {on}, and the resolution was not in effect",
    ),
    Words("请在公示期内提出异议", "object while it is posted"),
)
CHALLENGE_LATE = Message(
    "CHALLENGE_LATE",
    Words(
        "撤销申请 {challenge} 于 {on} 提出，期限至 {last} 止",
        "challenge {challenge} came on {on}; {last} was the last day for it",
    ),
    Words("请告知申请人其他途径", "tell whoever challenged it what other way is open"),
)
CHALLENGER_NOT_ENTITLED = Message(
    "CHALLENGER_NOT_ENTITLED",
    Words(
        "撤销申请 {challenge} 由 {role} 提出，其无权申请",
        "challenge {challenge} is by a {role}, who may not challenge",
    ),
    Words("请由有权者提出", "have somebody challenge who may"),
)


class Succession(NamedTuple):
    """By which resolution another is superseded, and since when."""

    resolution: str
    on: date


class Course(NamedTuple):
    """What is known of a resolution on a day."""

    id: str
    policy: PublicationPolicy
    adopted_on: date
    publications: tuple[Publication, ...]
    objections: tuple[PublicObjection, ...]
    challenges: tuple[Challenge, ...]
    body: Amounts
    successor: Succession | None
    lapses_on: date | None

    def as_of(self, on: date) -> "Course":
        """Return what was known at the end of a day."""
        successor = self.successor
        return self._replace(
            publications=tuple(each.as_of(on) for each in self.publications if each.posted_on <= on),
            objections=tuple(each.as_of(on) for each in self.objections if each.on <= on),
            challenges=tuple(each.as_of(on) for each in self.challenges if each.on <= on),
            successor=successor if successor is not None and successor.on <= on else None,
        )


class Reckoning(NamedTuple):
    """What follows from a course, before it is said where the resolution stands."""

    closes: date | None
    holding: tuple[PublicObjection, ...]
    released: tuple[date, ...]
    unweighed: tuple[tuple[PublicObjection, Measure], ...]
    consent: ConsentResult | None
    effective_on: date | None
    upheld: tuple[tuple[PublicObjection, date], ...]


def reckoned(course: Course, calendar: WorkCalendar) -> Reckoning:
    """Work out what does not depend on the day that is asked about."""
    closes = closing_day(course.publications, course.policy, calendar=calendar)
    counted = tuple(each for each in course.objections if closes is None or each.on <= closes)
    opposing = tuple(each for each in counted if not _withdrawn_by(each, closes))
    unweighed = tuple(_unweighed(course, opposing))
    consent = _consent(course, opposing)
    holding, released = _held(course, counted)
    stands_against = bool(holding or unweighed or (consent and consent.reached))
    begins = None if closes is None or stands_against else day_after(max([closes, *released]))
    upheld = tuple(_upheld(counted, begins))
    return Reckoning(closes, holding, released, unweighed, consent, begins, upheld)


def _held(
    course: Course, counted: tuple[PublicObjection, ...]
) -> tuple[tuple[PublicObjection, ...], tuple[date, ...]]:
    """Return the objections that hold the resolution up, and the days on which others ceased to."""
    hold = course.policy.hold
    if hold is ObjectionHold.NONE:
        return (), ()
    holding = tuple(each for each in counted if each.released_on(hold) is None)
    return holding, tuple(filter(None, (each.released_on(hold) for each in counted)))


def _upheld(
    counted: tuple[PublicObjection, ...], begins: date | None
) -> Iterator[tuple[PublicObjection, date]]:
    """Find the objections that were upheld before the resolution took effect."""
    for each in counted:
        day = each.upheld_on
        if day is not None and (begins is None or day < begins):
            yield each, day


def _withdrawn_by(objection: PublicObjection, closes: date | None) -> bool:
    """Tell whether an objection was withdrawn before the publication was over."""
    withdrawn = objection.withdrawn_on
    return withdrawn is not None and (closes is None or withdrawn <= closes)


def _consent(course: Course, opposing: tuple[PublicObjection, ...]) -> ConsentResult | None:
    """Return what negative consent comes to, where the policy has it."""
    rule = course.policy.negative_consent
    if rule is None:
        return None
    return rule.judge(objecting(opposing, rule.measures), whole=course.body)


def _unweighed(
    course: Course, opposing: tuple[PublicObjection, ...]
) -> Iterator[tuple[PublicObjection, Measure]]:
    """Find objections whose weight is not known, by a measure of negative consent."""
    rule = course.policy.negative_consent
    for each in opposing:
        for measure in rule.measures if rule else ():
            if each.weight(measure) is None:
                yield each, measure


def challenge_faults(
    course: Course, challenge: Challenge, *, begins: date | None, calendar: WorkCalendar
) -> Iterator[Finding]:
    """Find what is wrong with one challenge."""
    policy = course.policy
    details: dict[str, Detail] = {"challenge": challenge.id}
    if challenge.role not in policy.challengers:
        yield CHALLENGER_NOT_ENTITLED.finding(challenge.id, {**details, "role": challenge.role})
    dated: dict[str, Detail] = {**details, "on": challenge.on.isoformat()}
    if begins is None or challenge.on < begins:
        yield CHALLENGE_EARLY.finding(challenge.id, dated)
    elif policy.challenge_days is not None:
        last = policy.challenge_days.last_day(begins, calendar)
        if challenge.on > last:
            yield CHALLENGE_LATE.finding(challenge.id, {**dated, "last": last.isoformat()})
