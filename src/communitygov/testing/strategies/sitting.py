"""Hypothesis strategies for sittings: whole logs.

Logs are built entry by entry, each one legal after those before and otherwise anything: people vote twice,
from outside, under proxies that rest.  They shrink to empty ones.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.meeting.council.council import Council
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.sitting.agenda import Agenda, AgendaItem
from communitygov.meeting.sitting.attendance import Attendance, SignedIn
from communitygov.meeting.sitting.entry import Entry
from communitygov.meeting.sitting.log import SittingState
from communitygov.meeting.sitting.motion import Motion
from communitygov.meeting.sitting.notice import MeetingMode, Notice
from communitygov.meeting.sitting.proxy import Proxy, ProxyDeclared
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.speech import Speech
from communitygov.meeting.sitting.vote import DeclaredCount, VoteMethod
from communitygov.meeting.tally.ballot import Choice
from communitygov.testing.strategies.core import identifiers
from communitygov.testing.strategies.council import PERSONS, councils
from communitygov.testing.strategies.entry import (
    BEGINNING,
    FIELDS,
    MOTIONS,
    agenda_items,
    agendas,
    attendances,
    declared_counts,
    entries,
    entries_of,
    matters,
    motions,
    notices,
    people,
    proxies,
    signed_in,
    speeches,
    subjects,
)

#: What adds something to a log.
_Step = Callable[[st.DrawFn, Sitting, datetime], Sitting]


def _come(draw: st.DrawFn, sitting: Sitting, at: datetime) -> Sitting:
    """Let somebody sign in."""
    return sitting.record(draw(signed_in(at=st.just(at))))


def _come_as_member(draw: st.DrawFn, sitting: Sitting, at: datetime) -> Sitting:
    """Let several people sign in as members."""
    return sitting.sign_in(*draw(st.lists(people, max_size=4)), at=at)


def _go(draw: st.DrawFn, sitting: Sitting, at: datetime) -> Sitting:
    """Let somebody leave."""
    return sitting.sign_out(draw(people), at=at)


def _turn(draw: st.DrawFn, sitting: Sitting, at: datetime) -> Sitting:
    """Open, adjourn, resume or close, as the sitting allows."""
    if sitting.state is SittingState.CONVENED:
        return sitting.open(draw(people), at=at)
    if sitting.state is SittingState.ADJOURNED:
        return sitting.resume(at=at)
    if sitting.state is SittingState.OPEN:
        return sitting.adjourn(at=at) if draw(st.booleans()) else sitting.close(at=at)
    return sitting


def _speak(draw: st.DrawFn, sitting: Sitting, at: datetime) -> Sitting:
    """Let somebody speak, or end."""
    if draw(st.booleans()):
        return sitting.speak(draw(people), at=at)
    return sitting.end_speech(draw(people), at=at)


def _move(draw: st.DrawFn, sitting: Sitting, at: datetime) -> Sitting:
    """Move, amend, second or withdraw."""
    moved = tuple(sitting.motions.motions)
    left = [name for name in MOTIONS if name not in moved]
    if not moved:
        return sitting.move(Motion(left[0], draw(matters), mover=draw(people)), at=at)
    motion, amends = draw(st.sampled_from(moved)), draw(st.booleans())
    if left and amends:
        return sitting.amend(
            motion, left[0], mover=draw(people), rank=draw(st.none() | st.integers(1, 2)), at=at
        )
    act = draw(st.sampled_from((sitting.second, sitting.withdraw)))
    return act(motion, draw(people), at=at)


def _entrust(draw: st.DrawFn, sitting: Sitting, at: datetime) -> Sitting:
    """Declare a proxy, or revoke one."""
    entry = ProxyDeclared(at=at, proxy=draw(proxies()))
    declared = sitting.record(entry)
    if draw(st.booleans()):
        return declared
    return declared.revoke_proxy(entry.proxy.principal, entry.proxy.holder, at=at)


def _keep_out(draw: st.DrawFn, sitting: Sitting, at: datetime) -> Sitting:
    """Recuse somebody, and perhaps lift it again."""
    person, about = draw(people), draw(subjects)
    out = sitting.recuse(person, about=about, at=at)
    return out if draw(st.booleans()) else out.lift_recusal(person, about, at=at)


def _object(draw: st.DrawFn, sitting: Sitting, at: datetime) -> Sitting:
    """Object, and perhaps settle it."""
    person, about = draw(people), draw(subjects)
    objected = sitting.object(person, about, at=at)
    return objected if draw(st.booleans()) else objected.settle(person, about, reference="minutes-1", at=at)


def _conclude(draw: st.DrawFn, sitting: Sitting, at: datetime) -> Sitting:
    """Conclude deliberation without a vote."""
    rule = draw(st.sampled_from((None, FOUR_PARTY_DEFAULT)))
    return sitting.conclude(draw(subjects), rule=rule, by=draw(st.none() | people), at=at)


def _put(draw: st.DrawFn, sitting: Sitting, at: datetime) -> Sitting:
    """Open a vote."""
    rule = draw(st.sampled_from((None, FOUR_PARTY_DEFAULT)))
    closes = draw(st.none() | st.just(at + timedelta(minutes=2)))
    method = draw(st.none() | st.sampled_from(VoteMethod))
    return sitting.open_vote(draw(subjects), rule=rule, method=method, closes_at=closes, at=at)


def _vote(draw: st.DrawFn, sitting: Sitting, at: datetime) -> Sitting:
    """Cast a ballot, or close a vote, if one was opened."""
    if not sitting.voted_on:
        return _put(draw, sitting, at)
    about = draw(st.sampled_from(sitting.voted_on))
    if draw(st.integers(0, 5)) == 5:  # noqa: PLR2004  one in six
        return sitting.close_vote(about, at=at)
    by = draw(people)
    others = [person for person in PERSONS if person != by]
    return sitting.cast(
        by,
        draw(st.sampled_from(Choice)),
        about=about,
        on_behalf_of=draw(st.none() | st.sampled_from(others)),
        at=at,
    )


def _deal(draw: st.DrawFn, sitting: Sitting, at: datetime) -> Sitting:
    """Announce or add an item, or take one up."""
    numbers = tuple(item.number for item in sitting.agenda.items)
    if not numbers:
        return sitting.notify(draw(notices()), at=at)
    if draw(st.booleans()):
        free = st.integers(1, 99).map(str).filter(lambda number: number not in numbers)
        return sitting.add_item(draw(agenda_items(number=free)), at=at)
    return sitting.take_item(draw(st.sampled_from(numbers)), at=at)


_STEPS: tuple[_Step, ...] = (
    _come_as_member,
    _vote,
    _come,
    _go,
    _turn,
    _speak,
    _move,
    _entrust,
    _keep_out,
    _object,
    _deal,
    _conclude,
)


@st.composite
def sittings(
    draw: st.DrawFn, *, council: st.SearchStrategy[Council] | None = None, most: int = 12
) -> Sitting:
    """Return sittings of any council with a log of about `most` entries, legal and not always orderly."""
    sitting = Sitting(
        id=draw(identifiers()),
        council=draw(councils() if council is None else council),
        held_at=BEGINNING,
        mode=draw(st.sampled_from(MeetingMode)),
        orders=draw(st.none() | identifiers()),
        proxies_per_holder=draw(st.integers(0, 2)),
    )
    at = BEGINNING
    for step in draw(st.lists(st.sampled_from(_STEPS), max_size=most)):
        at += timedelta(minutes=draw(st.integers(0, 2)))
        sitting = step(draw, sitting, at)
    return sitting


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        AgendaItem: agenda_items,
        Agenda: agendas,
        Notice: notices,
        Motion: motions,
        Proxy: proxies,
        DeclaredCount: declared_counts,
        Attendance: attendances,
        Speech: speeches,
        SignedIn: signed_in,
        Entry: entries,
        Sitting: sittings,
        **{kind: partial(entries_of, kind) for kind in FIELDS},
    }
)
