"""Which terms of its publication a resolution did not keep: late or short postings, late answers, challenges.

A finding changes nothing by itself; what it means for the effect,
`communitygov.meeting.resolution.taking_effect` says.
"""

from collections.abc import Iterator
from datetime import date

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.workcalendar import WorkCalendar
from communitygov.errors import Words
from communitygov.meeting.resolution.course import Course, Reckoning, challenge_faults, reckoned
from communitygov.meeting.resolution.publication import places_missing, posted_late

UPHELD_LATE = Message(
    "UPHELD_LATE",
    Words(
        "异议 {objection} 于 {on} 采纳，不能退回决议：未在期内提出，或决议已生效",
        "objection {objection} was upheld on {on} and cannot return the resolution: it came late, or the "
        "resolution was in effect",
    ),
    Words("请另立决议替代", "make a new resolution that supersedes it"),
)


def course_findings(course: Course, *, on: date, calendar: WorkCalendar) -> tuple[Finding, ...]:
    """Return every rule of the policy that was not kept, as known on a day."""
    found = reckoned(course, calendar)
    return (
        *_publication_findings(course, on, calendar),
        *_objection_findings(course, found, on, calendar),
        *_challenge_findings(course, found, calendar),
    )


def _publication_findings(course: Course, on: date, calendar: WorkCalendar) -> Iterator[Finding]:
    """Find a publication that came late, ended early, or left a place out."""
    policy = course.policy
    if policy.within_days is not None:
        last = policy.within_days.last_day(course.adopted_on, calendar)
        yield from posted_late(course.publications, last, resolution=course.id, on=on)
    for each in course.publications:
        short = each.shortfall(policy.days, calendar)
        if short is not None:
            yield short
    if course.publications:
        yield from places_missing(course.publications, policy, resolution=course.id)


def _objection_findings(
    course: Course, found: Reckoning, on: date, calendar: WorkCalendar
) -> Iterator[Finding]:
    """Find objections that came late, were not answered in time, or upheld too late."""
    returning = {each.id for each, _ in found.upheld}
    for each in course.objections:
        yield from each.findings(
            on=on, closes=found.closes, within=course.policy.answer_days, calendar=calendar
        )
        if each.upheld_on is not None and each.id not in returning:
            details: dict[str, Detail] = {"objection": each.id, "on": each.upheld_on.isoformat()}
            yield UPHELD_LATE.finding(each.id, details)


def _challenge_findings(course: Course, found: Reckoning, calendar: WorkCalendar) -> Iterator[Finding]:
    """Find challenges that came too early, too late, or from somebody who may not challenge."""
    for each in course.challenges:
        yield from challenge_faults(course, each, begins=found.effective_on, calendar=calendar)
