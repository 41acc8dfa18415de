"""Where a resolution stands on a day: worked out from its records, and from nothing else.

1. What is annulled is never in effect; after that, what was returned, superseded or has lapsed is not either.
2. A challenge alone does not stay the effect.
3. For everything that is still to come there is a reason, with who could act.

Nothing is decided by a clock: what is known on a day, the policy and the calendar decide
(`communitygov.meeting.resolution.course`).
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import attrs

from communitygov.core.finding import Detail, Finding, Message, Reason
from communitygov.core.terms import Term
from communitygov.core.workcalendar import WorkCalendar
from communitygov.errors import Words
from communitygov.meeting.resolution.course import Course, Reckoning, challenge_faults, reckoned
from communitygov.meeting.resolution.effect import Effect, ResolutionStatus
from communitygov.meeting.resolution.publication import places_missing
from communitygov.meeting.within import day_after
from communitygov.organisation.actor import Role

RESOLUTION_UNPUBLISHED = Message(
    "RESOLUTION_UNPUBLISHED",
    Words("决议 {resolution} 尚未公示", "resolution {resolution} has not been posted"),
    Words("请公示 {days}", "post it for {days}"),
)
PUBLICATION_OPEN = Message(
    "PUBLICATION_OPEN",
    Words("公示期至 {closes} 届满", "the publication lasts until {closes}"),
    Words("请待公示期满", "wait until it is over"),
)
OBJECTION_HOLDS = Message(
    "OBJECTION_HOLDS",
    Words("异议 {objection} 未了结（{hold}）", "objection {objection} holds it up {hold}"),
    Words("请书面答复，力求化解", "answer it in writing, and try to settle it"),
)
OBJECTION_UNWEIGHED = Message(
    "OBJECTION_UNWEIGHED",
    Words("异议 {objection} 未载明{measure}", "objection {objection} gives no {measure}"),
    Words("请核实并载明{measure}", "find out, and record: {measure}"),
)
OBJECTION_UPHELD = Message(
    "OBJECTION_UPHELD",
    Words("异议 {objection} 已于 {on} 采纳", "objection {objection} was upheld on {on}"),
    Words("请重新议决，另立决议", "decide anew, and make a new resolution"),
)
CHALLENGE_OPEN = Message(
    "CHALLENGE_OPEN",
    Words("撤销申请 {challenge} 待裁决", "challenge {challenge} is to be ruled on"),
    Words("裁决前决议仍有约束力", "until then the resolution binds"),
)
RESOLUTION_ANNULLED = Message(
    "RESOLUTION_ANNULLED",
    Words("决议经申请 {challenge} 于 {on} 撤销", "it was annulled on {on}, on challenge {challenge}"),
    Words("请重新议决", "decide anew"),
)
RESOLUTION_SUPERSEDED = Message(
    "RESOLUTION_SUPERSEDED",
    Words("自 {on} 起被决议 {successor} 替代", "it is superseded by resolution {successor} since {on}"),
    Words("请以决议 {successor} 为准", "go by resolution {successor}"),
)
RESOLUTION_LAPSED = Message(
    "RESOLUTION_LAPSED",
    Words("决议有效期至 {last} 止", "its last day was {last}"),
    Words("如仍需要，请重新议决", "decide anew if it is still wanted"),
)

CONVENER, RESIDENT, TIME = Role.CONVENER.term, Role.RESIDENT.term, Role.CLOCK.term
#: 有权撤销的机关: a court, or an authority; who that is, the place's law says.
REVIEWING_BODY = Term("reviewing_body", "有权撤销的机关", "reviewing body")


class _Standing(NamedTuple):
    """Where the resolution stands, since when, and what stands against its effect."""

    status: ResolutionStatus
    since: date
    reasons: tuple[Reason, ...]


def effect_of(course: Course, *, on: date, calendar: WorkCalendar) -> Effect:
    """Return how a resolution stands on a day, from what is known of it then."""
    found = reckoned(course, calendar)
    begun = _ended(course, found, on) or _in_force(course, found, on, calendar)
    standing = begun or _pending(course, found, on, calendar)
    over = standing.status in {ResolutionStatus.ANNULLED, ResolutionStatus.RETURNED}
    return Effect(
        resolution=course.id,
        on=on,
        status=standing.status,
        since=standing.since,
        closes_on=found.closes,
        effective_on=None if over else found.effective_on,
        consent=found.consent,
        reasons=standing.reasons,
    )


# ------------------------------------------------------------------ where it stands


def _ended(course: Course, found: Reckoning, on: date) -> _Standing | None:
    """Say whether the resolution has come to an end, and how."""
    return _annulled(course) or _returned(course, found, on) or _superseded(course) or _lapsed(course, on)


def _annulled(course: Course) -> _Standing | None:
    """Say whether it has been annulled; the first ruling counts."""
    dated = ((each.annulled_on, each.id) for each in course.challenges)
    rulings = sorted((on, challenge) for on, challenge in dated if on is not None)
    if not rulings:
        return None
    day, challenge = rulings[0]
    details: dict[str, Detail] = {"challenge": challenge, "on": day.isoformat()}
    reason = RESOLUTION_ANNULLED.reason(course.id, details, could_act=(CONVENER,))
    return _Standing(ResolutionStatus.ANNULLED, day, (reason,))


def _returned(course: Course, found: Reckoning, on: date) -> _Standing | None:
    """Say whether it goes back to the council: an objection was upheld, or too much of the body objects."""
    upheld = [
        OBJECTION_UPHELD.reason(
            course.id, {"objection": each.id, "on": day.isoformat()}, could_act=(CONVENER,)
        )
        for each, day in found.upheld
    ]
    days = [day for _, day in found.upheld]
    withheld = _withheld(course, found) if found.closes is not None and on > found.closes else []
    if withheld and found.closes is not None:
        days.append(day_after(found.closes))
    return _Standing(ResolutionStatus.RETURNED, min(days), (*upheld, *withheld)) if days else None


def _withheld(course: Course, found: Reckoning) -> list[Reason]:
    """Say in which measures too much of the body objects."""
    parts = found.consent.reached if found.consent else ()
    return [_reason(course, part.finding(course.id), RESIDENT, CONVENER) for part in parts]


def _superseded(course: Course) -> _Standing | None:
    """Say whether another resolution has taken its place."""
    if course.successor is None:
        return None
    number, day = course.successor
    details: dict[str, Detail] = {"successor": number, "on": day.isoformat()}
    return _Standing(ResolutionStatus.SUPERSEDED, day, (RESOLUTION_SUPERSEDED.reason(course.id, details),))


def _lapsed(course: Course, on: date) -> _Standing | None:
    """Say whether its time is over."""
    if course.lapses_on is None or on <= course.lapses_on:
        return None
    details: dict[str, Detail] = {"last": course.lapses_on.isoformat()}
    reason = RESOLUTION_LAPSED.reason(course.id, details, could_act=(CONVENER,))
    return _Standing(ResolutionStatus.LAPSED, day_after(course.lapses_on), (reason,))


def _in_force(course: Course, found: Reckoning, on: date, calendar: WorkCalendar) -> _Standing | None:
    """Say whether it is in effect, and whether it is challenged."""
    begins = found.effective_on
    if begins is None or on < begins:
        return None
    admissible = [
        each
        for each in course.challenges
        if not any(challenge_faults(course, each, begins=begins, calendar=calendar))
    ]
    open_ones = [each for each in admissible if each.is_open]
    if not open_ones:
        ruled = [each.ruling.on for each in admissible if each.ruling is not None]
        return _Standing(ResolutionStatus.EFFECTIVE, max([begins, *ruled]), ())
    reasons = tuple(
        CHALLENGE_OPEN.reason(course.id, {"challenge": each.id}, could_act=(REVIEWING_BODY,))
        for each in open_ones
    )
    return _Standing(ResolutionStatus.CHALLENGED, min(each.on for each in open_ones), reasons)


def _pending(course: Course, found: Reckoning, on: date, calendar: WorkCalendar) -> _Standing:
    """Say what is still to come before it takes effect."""
    reasons = tuple(_still_to_come(course, found, on, calendar))
    standing = [each for each in course.publications if each.taken_down_on is None]
    if found.closes is None and not standing:
        downs = [each.taken_down_on for each in course.publications if each.taken_down_on is not None]
        return _Standing(ResolutionStatus.ADOPTED, max([course.adopted_on, *downs]), reasons)
    posted = min(each.posted_on for each in standing or course.publications)
    if found.holding:
        first = min(each.on for each in found.holding)
        return _Standing(ResolutionStatus.OBJECTED, max(posted, first), reasons)
    return _Standing(ResolutionStatus.PUBLISHED, max([posted, *found.released]), reasons)


def _still_to_come(course: Course, found: Reckoning, on: date, calendar: WorkCalendar) -> Iterator[Reason]:
    """Give everything that stands between the resolution and its effect."""
    policy = course.policy
    if not course.publications:
        days = Words(policy.days.text("zh"), policy.days.text())
        details: dict[str, Detail] = {"resolution": course.id, "days": days}
        yield RESOLUTION_UNPUBLISHED.reason(course.id, details, could_act=(CONVENER,))
    elif found.closes is None:
        shorts = (each.shortfall(policy.days, calendar) for each in course.publications)
        faults = (*filter(None, shorts), *places_missing(course.publications, policy, resolution=course.id))
        yield from (_reason(course, each, CONVENER) for each in faults)
    elif on <= found.closes:
        closes: dict[str, Detail] = {"closes": found.closes.isoformat()}
        yield PUBLICATION_OPEN.reason(course.id, closes, could_act=(TIME,))
    for each in found.holding:
        held: dict[str, Detail] = {"objection": each.id, "hold": policy.hold.words}
        yield OBJECTION_HOLDS.reason(course.id, held, could_act=(CONVENER,))
    for each, measure in found.unweighed:
        weighed: dict[str, Detail] = {"objection": each.id, "measure": measure}
        yield OBJECTION_UNWEIGHED.reason(course.id, weighed, could_act=(CONVENER,))
    yield from _withheld(course, found)


def _reason(course: Course, finding: Finding, *could_act: Term) -> Reason:
    """Return a finding as a reason against the effect, with where the terms stand and who could act."""
    reason = Reason.of(finding)
    return attrs.evolve(reason, source=reason.source or course.policy.source, could_act=could_act)
