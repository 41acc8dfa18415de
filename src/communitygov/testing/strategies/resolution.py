"""Hypothesis strategies for resolutions: policies, postings, objections, challenges, effects, action items.

Days lie in a few weeks of spring 2023, so that records fall before, into and after a publication.  Every
resolution shrinks to one that was adopted and has no record.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.workcalendar import WeekendCalendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.decision import Decision
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.measure import AREA, HEADS, HOUSEHOLDS, Measure
from communitygov.meeting.resolution.action_entry import (
    ActionEntry,
    ActionReview,
    ActionStatus,
    Assignment,
    Completion,
    ReviewOutcome,
    steps,
)
from communitygov.meeting.resolution.action_item import ActionItem
from communitygov.meeting.resolution.action_standing import ActionStanding
from communitygov.meeting.resolution.challenge import Challenge, Ruling, RulingOutcome
from communitygov.meeting.resolution.dissent import Dissent, DissentKind
from communitygov.meeting.resolution.effect import Effect
from communitygov.meeting.resolution.negative_consent import (
    Amounts,
    ConsentPart,
    ConsentResult,
    NegativeConsent,
)
from communitygov.meeting.resolution.public_objection import AnswerOutcome, PublicObjection, WrittenAnswer
from communitygov.meeting.resolution.publication import (
    ObjectionHold,
    PostingPlace,
    Publication,
    PublicationPolicy,
)
from communitygov.meeting.resolution.resolution import Resolution
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold
from communitygov.organisation.actor import Role
from communitygov.testing.strategies.core import citations, identifiers, texts

#: The day on which resolutions of examples are adopted, a Monday, and how many days are looked at from there.
ADOPTED_ON = date(2023, 5, 8)
DAYS = 40
#: Who objects, answers and challenges.
OBJECTORS = ("r-1", "r-2", "r-3")
_MEASURES = (HEADS, AREA, HOUSEHOLDS)
_PLACES = (PostingPlace.NOTICE_BOARD.value, PostingPlace.ONLINE.value, "gate-3")
_CALENDAR = WeekendCalendar()


def later_days(first: date = ADOPTED_ON, *, most: int = DAYS) -> st.SearchStrategy[date]:
    """Return days from `first` on, at most so many later."""
    return st.integers(0, most).map(lambda passed: first + timedelta(days=passed))


def _periods() -> st.SearchStrategy[Period]:
    """Return short periods of days and working days."""
    units = st.sampled_from((PeriodUnit.DAYS, PeriodUnit.WORKDAYS))
    return st.builds(Period, st.integers(1, 15), units)


def _thresholds() -> st.SearchStrategy[Threshold]:
    """Return thresholds of both kinds, with small denominators."""
    shares = st.integers(2, 10).flatmap(
        lambda below: st.integers(1, below - 1).map(lambda above: Fraction(above, below))
    )
    return st.builds(AtLeast, shares) | st.builds(MoreThan, shares)


def _measures() -> st.SearchStrategy[tuple[Measure, ...]]:
    """Return one measure or more, none twice."""
    return st.lists(st.sampled_from(_MEASURES), min_size=1, max_size=3, unique=True).map(tuple)


def _amounts(measures: Sequence[Measure], *, least: int = 0, most: int = 30) -> st.SearchStrategy[Amounts]:
    """Return amounts by measure."""
    return st.tuples(*(st.tuples(st.just(each), st.integers(least, most)) for each in measures))


@st.composite
def negative_consents(draw: st.DrawFn) -> NegativeConsent:
    """Return rules of negative consent by one measure or more."""
    bounds = [(measure, draw(_thresholds())) for measure in draw(_measures())]
    return NegativeConsent(bounds, source=draw(st.none() | citations()))


def consent_parts() -> st.SearchStrategy[ConsentPart]:
    """Return what objects, by one measure."""
    return st.builds(
        ConsentPart,
        measure=st.sampled_from(_MEASURES),
        threshold=_thresholds(),
        have=st.integers(0, 30),
        whole=st.integers(1, 30),
    )


@st.composite
def consent_results(draw: st.DrawFn) -> ConsentResult:
    """Return what a rule of negative consent comes to."""
    rule = draw(negative_consents())
    return rule.judge(draw(_amounts(rule.measures)), whole=draw(_amounts(rule.measures, least=1)))


def publication_policies(
    *, consents: st.SearchStrategy[NegativeConsent | None] | None = None
) -> st.SearchStrategy[PublicationPolicy]:
    """Return terms of publication of every sort."""
    return st.builds(
        PublicationPolicy,
        days=_periods(),
        within_days=st.none() | _periods(),
        answer_days=st.none() | _periods(),
        places=st.sets(st.sampled_from(_PLACES), max_size=2),
        hold=st.sampled_from(ObjectionHold),
        negative_consent=st.none() | negative_consents() if consents is None else consents,
        challengers=st.sampled_from(((Role.RESIDENT.value,), (), ("owner", Role.RESIDENT.value))),
        challenge_days=st.none() | _periods(),
        rounds=st.integers(1, 3),
        source=st.none() | citations(),
    )


@st.composite
def publications(draw: st.DrawFn, *, number: str | None = None) -> Publication:
    """Return postings, some of them taken down."""
    posted = draw(later_days(most=10))
    return Publication(
        id=draw(identifiers()) if number is None else number,
        places=draw(st.sets(st.sampled_from(_PLACES), min_size=1)),
        posted_on=posted,
        taken_down_on=draw(st.none() | later_days(posted, most=25)),
    )


@st.composite
def written_answers(draw: st.DrawFn, *, first: date = ADOPTED_ON) -> WrittenAnswer:
    """Return answers from a day on, some of them by whoever objected."""
    return WrittenAnswer(
        by=draw(st.sampled_from(("c-1", *OBJECTORS))),
        on=draw(later_days(first, most=12)),
        reference=draw(identifiers()),
        outcome=draw(st.sampled_from(AnswerOutcome)),
    )


@st.composite
def public_objections(
    draw: st.DrawFn, *, number: str | None = None, measures: Sequence[Measure] = _MEASURES
) -> PublicObjection:
    """Return objections, answered or not, some of them withdrawn."""
    on = draw(later_days(most=25))
    answers = draw(st.lists(written_answers(first=on), max_size=2))
    weighed = draw(st.sets(st.sampled_from(measures))) if measures else ()
    return PublicObjection(
        id=draw(identifiers()) if number is None else number,
        by=draw(st.sampled_from(OBJECTORS)),
        on=on,
        text=draw(texts()),
        weights=draw(_amounts(sorted(weighed, key=lambda measure: measure.code))),
        answers=sorted(answers, key=lambda answer: answer.on),
        withdrawn_on=draw(st.none() | later_days(on, most=12)),
    )


def rulings(*, first: date = ADOPTED_ON) -> st.SearchStrategy[Ruling]:
    """Return rulings from a day on."""
    return st.builds(
        Ruling,
        by=st.just("court-1"),
        on=later_days(first, most=12),
        reference=identifiers(),
        outcome=st.sampled_from(RulingOutcome),
    )


@st.composite
def challenges(draw: st.DrawFn, *, number: str | None = None) -> Challenge:
    """Return challenges, ruled on or not, some of them by who may not challenge."""
    on = draw(later_days())
    return Challenge(
        id=draw(identifiers()) if number is None else number,
        by=draw(st.sampled_from(OBJECTORS)),
        role=draw(st.sampled_from((Role.RESIDENT.value, "owner"))),
        on=on,
        ground=draw(texts()),
        ruling=draw(st.none() | rulings(first=on)),
    )


def dissents(*, by: str = "d-1") -> st.SearchStrategy[Dissent]:
    """Return dissents and reservations of one delegate."""
    return st.builds(
        Dissent,
        by=st.just(by),
        constituency=st.sampled_from(("owners", "tenants")),
        statement=identifiers(),
        kind=st.sampled_from(DissentKind),
    )


def adopted_decisions() -> st.SearchStrategy[Decision]:
    """Return decisions that were adopted, with as many votes as were needed, or more."""
    sides = [Constituency("owners", "业主", "owners"), Constituency("tenants", "承租人", "tenants")]

    def decided(yes: int, no: int, about: str | None) -> Decision:
        counts = Counts(entitled=yes + no, present=yes + no, yes=yes, no=no)
        counted = {"owners": counts, "tenants": Counts(entitled=1)}
        tally = Tally.from_counts(counted, constituencies=sides, about=about)
        return Minimum("yes", 1).decide(tally)

    return st.builds(decided, st.integers(1, 9), st.integers(0, 9), st.sampled_from((None, "LQ-1", "m-1")))


@st.composite
def resolutions(
    draw: st.DrawFn, *, policies: st.SearchStrategy[PublicationPolicy] | None = None
) -> Resolution:
    """Return resolutions with any records that are possible."""
    policy = draw(publication_policies() if policies is None else policies)
    rule = policy.negative_consent
    measures = rule.measures if rule else ()
    successor = draw(st.none() | later_days())
    decision = draw(adopted_decisions())
    return Resolution(
        id="R-1",
        about="LQ-1",
        text=draw(texts()),
        decision=decision,
        motion="m-1" if decision.tally.about == "m-1" else None,
        adopted_at=datetime.combine(ADOPTED_ON, datetime.min.time(), tzinfo=UTC),
        policy=policy,
        body=draw(_amounts(measures, least=1)),
        supersedes=draw(st.sampled_from(((), ("R-0",)))),
        lapses_on=draw(st.none() | later_days()),
        dissents=[draw(dissents(by=f"d-{at}")) for at in range(draw(st.integers(0, 2)))],
        publications=[draw(publications(number=f"P-{at}")) for at in range(draw(st.integers(0, 2)))],
        objections=[
            draw(public_objections(number=f"O-{at}", measures=measures))
            for at in range(draw(st.integers(0, 3)))
        ],
        challenges=[draw(challenges(number=f"X-{at}")) for at in range(draw(st.integers(0, 2)))],
        superseded_by="R-2" if successor else None,
        superseded_on=successor,
    )


@st.composite
def effects(draw: st.DrawFn) -> Effect:
    """Return how a resolution stands on some day."""
    return draw(resolutions()).effect(on=draw(later_days()), calendar=_CALENDAR)


def assignments(*, first: date = ADOPTED_ON) -> st.SearchStrategy[Assignment]:
    """Return assignments from a day on, some of them to nobody."""
    return st.builds(
        Assignment,
        owner=st.sampled_from(("w-1", "w-2", None)),
        on=later_days(first, most=5),
        within=_periods(),
        reference=st.none() | identifiers(),
    )


def completions(*, first: date = ADOPTED_ON) -> st.SearchStrategy[Completion]:
    """Return reports that something is done, some of them without evidence."""
    return st.builds(
        Completion,
        by=st.sampled_from(("w-1", "w-2")),
        on=later_days(first, most=15),
        evidence=st.lists(identifiers(), max_size=2, unique=True),
    )


def action_reviews(*, first: date = ADOPTED_ON) -> st.SearchStrategy[ActionReview]:
    """Return reviews, some of them by who did the work."""
    return st.builds(
        ActionReview,
        by=st.sampled_from(("r-1", "w-1")),
        on=later_days(first, most=5),
        outcome=st.sampled_from(ReviewOutcome),
        reference=identifiers(),
    )


@st.composite
def action_items(draw: st.DrawFn) -> ActionItem:
    """Return items with a few entries that follow on each other."""
    entries: list[ActionEntry] = [draw(assignments())]
    for _ in range(draw(st.integers(0, 3))):
        last = entries[-1]
        under_way = [*steps(entries)][-1].after is ActionStatus.OPEN
        following = completions(first=last.on) | assignments(first=last.on)
        entries.append(draw(following if under_way else action_reviews(first=last.on)))
    return ActionItem(
        id=draw(identifiers()),
        about="LQ-1",
        from_resolution="R-1",
        what=draw(texts()),
        entries=entries,
        review_on=draw(st.none() | later_days()),
    )


@st.composite
def action_standings(draw: st.DrawFn) -> ActionStanding:
    """Return how an item stands on a day."""
    item = draw(action_items())
    return item.standing(on=draw(later_days(item.entries[0].on)), calendar=_CALENDAR)


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        NegativeConsent: negative_consents,
        ConsentPart: consent_parts,
        ConsentResult: consent_results,
        PublicationPolicy: publication_policies,
        Publication: publications,
        WrittenAnswer: written_answers,
        PublicObjection: public_objections,
        Ruling: rulings,
        Challenge: challenges,
        Dissent: dissents,
        Effect: effects,
        Resolution: resolutions,
        Assignment: assignments,
        Completion: completions,
        ActionReview: action_reviews,
        ActionItem: action_items,
        ActionStanding: action_standings,
    }
)
