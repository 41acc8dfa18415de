"""Hypothesis strategies for councils: constituencies, delegates, vacancies, series of sittings, requisitions.

Identifiers of people come from a small pool, so that those who act are mostly those who hold a seat, and
sometimes are not.  Every council shrinks to few constituencies and few delegates, every series to one that is
due on the day after it begins, every requisition to one that nobody has signed.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from communitygov.core.terms import Term
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.meeting.council.composition import CompositionRule, MemberShare, SeatBounds
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, Constituency, VacantSeats
from communitygov.meeting.council.council import Council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.council.requisition import Requisition, RequisitionSignature
from communitygov.meeting.council.requisition_rule import RequisitionCount, RequisitionRule, RequisitionShare
from communitygov.meeting.council.rhythm import CalendarSpan, Every, Rhythm, TimesPer
from communitygov.meeting.council.series import MeetingSeries, SeriesStatus
from communitygov.meeting.measure import HEADS, MEASURES
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold
from communitygov.testing.strategies.core import citations, days, identifiers, titles, words

#: People who may sit on a council, and one who never does.
PERSONS = ("d-1", "d-2", "d-3", "d-4", "d-5", "d-6")
STRANGER = "x-1"
#: Traits that delegates of examples may have.
TRAITS = (Term("woman", "妇女", "women"), Term("villager", "村民代表", "villagers' representatives"))
#: What constituencies of examples are called: plainly, and with what often breaks pictures and sentences.
_LABELS = (("业主", "owners"), ("<b>商户&“{x}”", "merchants' <i> & {firm}"))
#: Days around which the terms of examples begin and end.
_FIRST_DAY = date(2023, 1, 1)
#: Shares that rules ask for.
_SHARES = ("1/10", "1/5", "1/3", "1/2", "2/3", "4/5")


def constituencies() -> st.SearchStrategy[Constituency]:
    """Return constituencies: the four of the documents, and others."""
    others = st.builds(
        Constituency,
        identifiers(),
        zh=titles(),
        en=titles(),
        seats=st.none() | st.integers(1, 5),
        chosen_by=st.none() | words(),
        source=st.none() | citations(),
    )
    return st.sampled_from(FOUR_CONSTITUENCIES) | others


@cache  # made once: Hypothesis looks over every new strategy again
def constituency_lists(*, most: int = 5) -> st.SearchStrategy[tuple[Constituency, ...]]:
    """Return constituencies that may form one council: from one to `most`, or the four of the documents."""
    numbered = st.lists(st.sampled_from(_LABELS), min_size=1, max_size=most).map(
        lambda labels: tuple(Constituency(f"c-{at}", zh, en) for at, (zh, en) in enumerate(labels, start=1))
    )
    return st.just(FOUR_CONSTITUENCIES) | numbered


def _days(first: int) -> st.SearchStrategy[date]:
    """Return days of one short week, counted from `first`."""
    return st.integers(first, first + 3).map(lambda passed: _FIRST_DAY + timedelta(days=passed))


@st.composite
def delegates(draw: st.DrawFn, *, codes: Sequence[str] = ("c-1", "c-2")) -> Delegate:
    """Return seats of a small pool of people for one of the constituencies, some for a term or in reserve."""
    at = draw(st.integers(0, len(PERSONS) - 1))
    others = PERSONS[:at] + PERSONS[at + 1 :]
    return Delegate(
        PERSONS[at],
        draw(st.sampled_from(codes)),
        since=draw(st.none() | _days(0)),
        until=draw(st.none() | _days(4)),
        substitute_of=draw(st.none() | st.sampled_from(others)),
        appointed_by=draw(st.none() | identifiers()),
        traits=draw(st.frozensets(st.sampled_from([trait.code for trait in TRAITS]))),
    )


def _thresholds() -> st.SearchStrategy[Threshold]:
    """Return the shares that rules ask for, with and without the share itself."""
    shares = st.sampled_from(_SHARES)
    return st.one_of(st.builds(AtLeast, shares), st.builds(MoreThan, shares), st.just(AtLeast(1)))


def member_shares(*, sides: Sequence[Constituency] = FOUR_CONSTITUENCIES) -> st.SearchStrategy[MemberShare]:
    """Return rules about the share of a trait, or of one of the constituencies."""
    kinds = st.sampled_from((*TRAITS, *sides))
    return st.builds(MemberShare, kinds, _thresholds(), source=st.none() | citations())


@st.composite
def seat_bounds(draw: st.DrawFn, *, sides: Sequence[Constituency] = FOUR_CONSTITUENCIES) -> SeatBounds:
    """Return rules about how many seats one of the constituencies fills."""
    least = draw(st.none() | st.integers(1, 3))
    most = st.integers(least or 1, 5)
    return SeatBounds(
        draw(st.sampled_from(sides)),
        least=least,
        most=draw(most if least is None else st.none() | most),
        source=draw(st.none() | citations()),
    )


def composition_rules(
    *, sides: Sequence[Constituency] = FOUR_CONSTITUENCIES
) -> st.SearchStrategy[CompositionRule]:
    """Return rules of composition of every kind."""
    return st.one_of(member_shares(sides=sides), seat_bounds(sides=sides))


@st.composite
def councils(draw: st.DrawFn) -> Council:
    """Return councils as they come.

    Seats are vacant, doubled or too many, constituencies strange, terms over, substitutes of nobody, rules
    broken.
    """
    sizes = st.none() | st.integers(1, 3)
    sides = [attrs.evolve(each, seats=draw(sizes)) for each in draw(constituency_lists())]
    codes = (*(each.code for each in sides), "elsewhere")
    return Council(
        id=draw(identifiers()),
        constituencies=sides,
        delegates=draw(st.lists(delegates(codes=codes), max_size=8)),
        seats_per_person=draw(st.integers(1, 2)),
        least_filled=draw(st.none() | _thresholds()),
        composition=draw(st.lists(composition_rules(sides=sides), max_size=2)),
    )


@st.composite
def constituted_councils(
    draw: st.DrawFn, *, sides: st.SearchStrategy[tuple[Constituency, ...]] | None = None, most: int = 3
) -> Council:
    """Return councils in which every constituency has from one to `most` delegates, each with one seat."""
    listed = draw(constituency_lists() if sides is None else sides)
    sizes = [draw(st.integers(1, most)) for _ in listed]
    seats = [side.code for side, size in zip(listed, sizes, strict=True) for _ in range(size)]
    return Council(
        id=draw(identifiers()),
        constituencies=listed,
        delegates=[Delegate(f"d-{at}", code) for at, code in enumerate(seats, start=1)],
    )


@st.composite
def vacant_seats(draw: st.DrawFn) -> VacantSeats:
    """Return constituencies with a seat to fill."""
    side = draw(constituencies())
    return VacantSeats(constituency=side, filled=draw(st.integers(0, (side.seats or 1) - 1)))


# ------------------------------------------------------------------ sittings to come


def everies() -> st.SearchStrategy[Every]:
    """Return rhythms of so many days, months or years after the last sitting."""
    units = st.sampled_from((PeriodUnit.DAYS, PeriodUnit.MONTHS, PeriodUnit.YEARS))
    return st.builds(Every, st.builds(Period, st.integers(1, 20), units))


def times_per() -> st.SearchStrategy[TimesPer]:
    """Return rhythms of so many sittings in each part of the calendar."""
    return st.builds(TimesPer, st.integers(1, 4), st.sampled_from(CalendarSpan))


def rhythms() -> st.SearchStrategy[Rhythm]:
    """Return rhythms of every kind."""
    return st.one_of(everies(), times_per())


def meeting_series(*, rhythm: st.SearchStrategy[Rhythm] | None = None) -> st.SearchStrategy[MeetingSeries]:
    """Return series of sittings of any council."""
    return st.builds(
        MeetingSeries,
        id=identifiers(),
        council=identifiers(),
        rhythm=rhythms() if rhythm is None else rhythm,
        since=days(),
        warning_days=st.integers(0, 30),
        source=st.none() | citations(),
    )


def series_statuses() -> st.SearchStrategy[SeriesStatus]:
    """Return how series stand: not due, due and overdue."""
    return st.builds(
        SeriesStatus,
        series=identifiers(),
        council=identifiers(),
        on=_days(0),
        due=_days(0),
        warning_days=st.integers(0, 2),
    )


# ------------------------------------------------------------------ requisitions


def requisition_shares() -> st.SearchStrategy[RequisitionShare]:
    """Return shares of a body by one of the library's measures."""
    return st.builds(RequisitionShare, st.sampled_from(tuple(MEASURES)), _thresholds())


@st.composite
def requisition_rules(draw: st.DrawFn) -> RequisitionRule:
    """Return rules with one way to be enough, or several."""
    measures = draw(st.lists(st.sampled_from(tuple(MEASURES)), min_size=1, max_size=3, unique=True))
    units = st.sampled_from([unit for unit in PeriodUnit if unit is not PeriodUnit.HOURS])
    return RequisitionRule(
        any_of=[RequisitionShare(code, draw(_thresholds())) for code in measures],
        answer_within=draw(st.none() | st.builds(Period, st.integers(1, 60), units)),
        source=draw(st.none() | citations()),
    )


@st.composite
def signatures(draw: st.DrawFn, *, measures: Sequence[str] = tuple(MEASURES)) -> RequisitionSignature:
    """Return who asks: people, households, groups or what else is measured; by heads each counts one."""
    measure = draw(st.sampled_from(measures))
    amount = draw(st.integers(1, 1 if measure == HEADS.code else 3))
    return RequisitionSignature(draw(st.sampled_from((*PERSONS, STRANGER))), measure, amount=amount)


def requisition_counts() -> st.SearchStrategy[RequisitionCount]:
    """Return how far requisitions come, of bodies of known size and unknown."""
    return st.builds(
        RequisitionCount,
        share=requisition_shares(),
        have=st.integers(0, 30),
        whole=st.none() | st.integers(1, 30),
    )


@st.composite
def requisitions(draw: st.DrawFn) -> Requisition:
    """Return requests for a sitting: of too few and of enough, handed in or not, answered or not."""
    rule = draw(requisition_rules())
    sizes = st.integers(1, 12)
    measures = [each.measure.code for each in rule.any_of]
    known = draw(st.sampled_from(measures))
    body = draw(st.dictionaries(st.sampled_from(tuple(MEASURES)), sizes)) | {known: draw(sizes)}
    signed = draw(
        st.lists(signatures(measures=measures), max_size=8, unique_by=lambda each: (each.by, each.measure))
    )
    submitted = draw(st.none() | _days(0))
    answered = None if submitted is None else draw(st.none() | _days(4))
    return Requisition(
        id=draw(identifiers()),
        council=draw(identifiers()),
        rule=rule,
        body=body,
        signatures=signed,
        about=draw(st.none() | identifiers()),
        submitted_on=submitted,
        answered_on=answered,
        answer=None if answered is None else draw(identifiers()),
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Constituency: constituencies,
        Delegate: delegates,
        MemberShare: member_shares,
        SeatBounds: seat_bounds,
        CompositionRule: composition_rules,
        Council: councils,
        VacantSeats: vacant_seats,
        Every: everies,
        TimesPer: times_per,
        Rhythm: rhythms,
        MeetingSeries: meeting_series,
        SeriesStatus: series_statuses,
        RequisitionShare: requisition_shares,
        RequisitionRule: requisition_rules,
        RequisitionSignature: signatures,
        RequisitionCount: requisition_counts,
        Requisition: requisitions,
    }
)
