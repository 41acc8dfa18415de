"""Hypothesis strategies for what stands in the log of a sitting: every kind of entry, and the values in them.

Identifiers of people and matters come from small pools, so that those who sign in, object and vote are mostly
those who hold a seat, and sometimes are not.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.agenda import Agenda, AgendaItem, ItemAdded, ItemKind, ItemTaken
from communitygov.meeting.sitting.attendance import Attendance, Capacity, SignedIn, SignedOut
from communitygov.meeting.sitting.conclusion import Concluded
from communitygov.meeting.sitting.entry import (
    Adjourned,
    Closed,
    Entry,
    ObjectionRaised,
    ObjectionSettled,
    Opened,
    QuorumVerified,
    Resumed,
)
from communitygov.meeting.sitting.motion import Motion, MotionMoved, MotionSeconded, MotionWithdrawn
from communitygov.meeting.sitting.notice import MeetingKind, MeetingMode, Notice, NoticeIssued
from communitygov.meeting.sitting.proxy import Proxy, ProxyDeclared, ProxyForm, ProxyRevoked
from communitygov.meeting.sitting.recusal import ConflictDeclared, ConflictGround, RecusalLifted, Recused
from communitygov.meeting.sitting.speech import Speech, SpeechBegun, SpeechEnded, Stance
from communitygov.meeting.sitting.vote import (
    BallotCast,
    CastingVoteGiven,
    DeclaredCount,
    ResultDeclared,
    VoteClosed,
    VoteMethod,
    VoteOpened,
)
from communitygov.meeting.tally.ballot import Channel, Choice
from communitygov.testing.strategies.ballot import ballots, electorates
from communitygov.testing.strategies.core import LATEST, identifiers, moments, texts, titles
from communitygov.testing.strategies.council import PERSONS, STRANGER
from communitygov.testing.strategies.decision import decision_rules

#: Matters of which the sittings of examples speak, and motions about them.
MATTERS = ("LQ-1", "LQ-2")
MOTIONS = ("m-1", "m-2", "m-3")
#: When the sittings of examples begin.
BEGINNING = datetime(2023, 5, 4, 9, tzinfo=UTC)

_Entries = st.SearchStrategy[Entry]
#: Whoever may come, and somebody who never does.
people = st.sampled_from((*PERSONS, STRANGER))
#: What may be spoken of: matters, and with motions.
matters = st.sampled_from(MATTERS)
subjects = st.sampled_from((*MATTERS, *MOTIONS))


@st.composite
def agenda_items(draw: st.DrawFn, *, number: st.SearchStrategy[str] | None = None) -> AgendaItem:
    """Return items with a number of one part or two."""
    numbers = st.sampled_from(("1", "1.1", "1.2", "2", "10")) if number is None else number
    return AgendaItem(
        draw(numbers),
        draw(titles()),
        kind=draw(st.sampled_from(ItemKind)),
        about=draw(st.none() | matters),
        matter=draw(st.none() | identifiers()),
        minutes=draw(st.none() | st.integers(1, 90)),
    )


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    """Return agendas in which every item hangs under one that is there."""
    inner = [draw(st.integers(0, 2)) for _ in range(draw(st.integers(0, 2)))]
    numbers = [
        number
        for at, items in enumerate(inner, start=1)
        for number in (f"{at}", *(f"{at}.{below}" for below in range(1, items + 1)))
    ]
    return Agenda([draw(agenda_items(number=st.just(number))) for number in numbers])


def notices() -> st.SearchStrategy[Notice]:
    """Return notices of a sitting."""
    return st.builds(
        Notice,
        convener=people,
        agenda=agendas(),
        channels=st.frozensets(st.sampled_from(("board", "group_chat")), max_size=2),
        place=st.none() | titles(),
        mode=st.sampled_from(MeetingMode),
        kind=st.sampled_from(MeetingKind),
    )


def motions(*, id: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Motion]:
    """Return motions, and amendments to a motion of another name."""
    return st.builds(
        Motion,
        st.sampled_from(MOTIONS) if id is None else id,
        matters,
        mover=people,
        amends=st.none() | st.just("m-0"),
        rank=st.none() | st.integers(1, 3),
        text=texts(),
    )


@st.composite
def proxies(draw: st.DrawFn) -> Proxy:
    """Return proxies among people of the pool."""
    principal, holder = draw(st.permutations((*PERSONS, STRANGER)))[:2]
    return Proxy(
        principal,
        holder,
        matters=draw(st.frozensets(subjects, max_size=2)),
        instruction=draw(st.none() | st.sampled_from(Choice)),
        form=draw(st.sampled_from(ProxyForm)),
        relation=draw(st.none() | identifiers()),
    )


def declared_counts() -> st.SearchStrategy[DeclaredCount]:
    """Return numbers as they are declared."""
    return st.builds(
        DeclaredCount,
        st.sampled_from(Choice),
        st.integers(0, 20),
        constituency=st.none() | identifiers(),
    )


@st.composite
def attendances(draw: st.DrawFn) -> Attendance:
    """Return stays that are over, and some that are not."""
    begun = draw(moments())
    lasts = draw(st.none() | st.integers(0, 600))
    entry = draw(signed_in())
    return Attendance(
        person=entry.person,
        begun=begun,
        ended=None if lasts is None else begun + timedelta(minutes=lasts),
        channel=entry.channel,
        capacity=entry.capacity,
        sits_for=entry.sits_for,
    )


@st.composite
def speeches(draw: st.DrawFn) -> Speech:
    """Return speeches that are over, and some that are not."""
    begun = draw(moments())
    lasts = draw(st.none() | st.integers(0, 600))
    return Speech(
        person=draw(people),
        begun=begun,
        ended=None if lasts is None else begun + timedelta(seconds=lasts),
        about=draw(st.none() | subjects),
        stance=draw(st.sampled_from(Stance)),
    )


@st.composite
def signed_in(draw: st.DrawFn, *, at: st.SearchStrategy[datetime] | None = None) -> SignedIn:
    """Return how people sign in, some of them in somebody's place."""
    capacity = draw(st.sampled_from(Capacity))
    return SignedIn(
        at=draw(moments() if at is None else at),
        person=draw(people),
        channel=draw(st.sampled_from(Channel)),
        capacity=capacity,
        sits_for=draw(st.sampled_from(PERSONS)) if capacity is Capacity.SUBSTITUTE else None,
    )


#: Moments before which every entry lies, for what ends something.
_ends = moments(earliest=LATEST, latest=LATEST + timedelta(days=30))

#: Kind of entry → how its fields beside the moment come about.
FIELDS: Mapping[type[Entry], Mapping[str, st.SearchStrategy[Any]]] = MappingProxyType(
    {
        NoticeIssued: {"notice": notices()},
        Opened: {"chair": people},
        Adjourned: {"until": st.none() | _ends},
        Resumed: {},
        Closed: {},
        SignedOut: {"person": people},
        QuorumVerified: {
            "by": people,
            "is_reached": st.booleans(),
            "present": st.none() | st.integers(0, 9),
        },
        ItemAdded: {"item": agenda_items()},
        ItemTaken: {"number": st.sampled_from(("1", "1.1", "2"))},
        SpeechBegun: {
            "person": people,
            "about": st.none() | subjects,
            "stance": st.sampled_from(Stance),
        },
        SpeechEnded: {"person": people},
        MotionMoved: {"motion": motions()},
        MotionSeconded: {"motion": st.sampled_from(MOTIONS), "by": people},
        MotionWithdrawn: {"motion": st.sampled_from(MOTIONS), "by": people},
        ProxyDeclared: {"proxy": proxies()},
        ProxyRevoked: {"principal": people, "holder": people},
        ConflictDeclared: {
            "person": people,
            "about": subjects,
            "ground": st.sampled_from(ConflictGround),
            "declared_by": st.none() | people,
        },
        Recused: {"person": people, "about": subjects},
        RecusalLifted: {"person": people, "about": subjects},
        ObjectionRaised: {"by": people, "about": subjects, "text": texts()},
        ObjectionSettled: {"by": people, "about": subjects, "reference": identifiers()},
        Concluded: {
            "about": subjects,
            "rule": st.none() | decision_rules(),
            "by": st.none() | people,
        },
        VoteOpened: {
            "about": subjects,
            "electorate": electorates(),
            "rule": st.none() | decision_rules(),
            "method": st.sampled_from(VoteMethod),
            "closes_at": st.none() | _ends,
        },
        BallotCast: {"about": subjects, "ballot": ballots()},
        CastingVoteGiven: {
            "about": subjects,
            "by": people,
            "choice": st.sampled_from((Choice.YES, Choice.NO)),
        },
        VoteClosed: {"about": subjects},
        ResultDeclared: {
            "about": subjects,
            "by": people,
            "outcome": st.sampled_from(Outcome),
            "counts": st.lists(declared_counts(), max_size=2),
        },
    }
)


def entries_of(kind: type[Entry], *, at: st.SearchStrategy[datetime] | None = None) -> _Entries:
    """Return entries of one kind but signing in, at any moment or at those that are given."""
    return st.builds(kind, at=moments() if at is None else at, **FIELDS[kind])


@cache
def entries() -> _Entries:
    """Return entries of every kind, each by itself; they need not fit one after another."""
    return st.one_of(signed_in(), *(entries_of(kind) for kind in FIELDS))
