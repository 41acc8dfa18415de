"""Strategies for how good a place is: rubrics, ratings, needs, audiences, visits.

Examples
--------
>>> from hypothesis import find
>>> find(scorecards(), lambda card: bool(card.marks)).marks[0].value
Fraction(0, 1)
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.space.audience.age_band import AGE_BANDS, AgeBands, AgeGroup
from communitygov.space.quality.all_ages import AllAgesRule, Audience, AudienceOffer
from communitygov.space.quality.need import Need, NeedRule, SpaceKind
from communitygov.space.quality.preference import Preference, prefer
from communitygov.space.quality.rubric import FEELINGS, THREE_BEAUTIES, THREE_VALUES, Axis, Rubric
from communitygov.space.quality.scorecard import Evidence, Mark, Scorecard
from communitygov.space.quality.visits import Visits
from communitygov.testing.strategies.audience import populations
from communitygov.testing.strategies.core import citations, days, identifiers, titles


def _numbers(*, least: int = 0, most: int = 100) -> st.SearchStrategy[Fraction]:
    """Return exact numbers."""
    return st.fractions(least, most, max_denominator=12)


def axes(*, code: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Axis]:
    """Return axes of any weight."""
    return st.builds(
        Axis,
        identifiers() if code is None else code,
        titles(),
        titles(),
        weight=_numbers(most=10).map(lambda weight: weight or Fraction(1)),
        may_stay_open=st.booleans(),
        source=citations(),
    )


_EITHER = st.booleans().map(lambda no: not no)


@st.composite
def rubrics(draw: st.DrawFn, *, is_score: st.SearchStrategy[bool] = _EITHER) -> Rubric:
    """Make a rubric: one of the library, or another."""
    is_one = draw(is_score)
    if draw(st.booleans()):
        return draw(st.sampled_from((THREE_BEAUTIES, THREE_VALUES))) if is_one else FEELINGS
    codes = draw(st.lists(identifiers(), min_size=1, max_size=4, unique=True))
    return Rubric(
        draw(identifiers()),
        [draw(axes(code=st.just(code))) for code in codes],
        best=draw(_numbers(least=1)),
        is_score=is_one,
        source=draw(citations()),
        figures=draw(citations()),
    )


def evidence() -> st.SearchStrategy[Evidence]:
    """Return what a mark may rest on."""
    return st.builds(
        Evidence, identifiers(), says=titles(), on=st.none() | days(), source=st.none() | citations()
    )


@st.composite
def marks(draw: st.DrawFn, *, axis: str = "", best: int | Fraction = 100) -> Mark:
    """Make a mark, with evidence or without."""
    records = draw(st.lists(evidence(), max_size=2, unique_by=lambda each: each.code))
    part = draw(st.fractions(0, 1, max_denominator=10))
    return Mark(axis or draw(identifiers()), value=part * best, evidence=records)


@st.composite
def scorecards(draw: st.DrawFn, *, rubric: Rubric | None = None) -> Scorecard:
    """Make a rating of which some axes may be open."""
    chosen = rubric or draw(rubrics())
    rated = [code for code in chosen.codes if draw(st.booleans())]
    given = [draw(marks(axis=code, best=chosen.best)) for code in rated]
    return Scorecard(draw(identifiers()), chosen, marks=given)


@st.composite
def need_rules(draw: st.DrawFn) -> NeedRule:
    """Make a rule in which each need is answered by one kind of space or more."""
    pairs = [
        (need, kind)
        for need in Need
        for kind in sorted(draw(st.sets(st.sampled_from(SpaceKind), min_size=1)))
    ]
    return NeedRule(pairs=pairs, source=draw(citations()))


@st.composite
def audience_offers(draw: st.DrawFn, *, id: str = "", bands: AgeBands = AGE_BANDS) -> AudienceOffer:
    """Make an offer for some ages or for all."""
    return AudienceOffer(
        id or draw(identifiers()),
        serves=draw(st.frozensets(st.sampled_from(bands.codes), max_size=len(bands))),
        users=draw(st.frozensets(st.sampled_from(("sport", "makers")), max_size=2)),
    )


@st.composite
def audiences(draw: st.DrawFn, *, place: str = "", bands: AgeBands = AGE_BANDS) -> Audience:
    """Make a place with some offers or none."""
    ids = draw(st.lists(identifiers(), max_size=4, unique=True))
    offers = [draw(audience_offers(id=code, bands=bands)) for code in ids]
    return Audience(place or draw(identifiers()), offers, bands=bands)


def all_ages_rules() -> st.SearchStrategy[AllAgesRule]:
    """Return what a claim must bear out."""
    return st.builds(
        AllAgesRule,
        groups=st.frozensets(st.sampled_from(AgeGroup)),
        fewest=st.integers(0, 6),
        source=citations(),
        figure=citations(),
    )


@st.composite
def candidates(draw: st.DrawFn, *, most: int = 5) -> list[Audience]:
    """Make candidates to prefer among."""
    places = draw(st.lists(identifiers(), max_size=most, unique=True))
    return [draw(audiences(place=place)) for place in places]


def preferences() -> st.SearchStrategy[Preference]:
    """Return orders of candidates."""
    return candidates().map(prefer)


@st.composite
def visits(draw: st.DrawFn) -> Visits:
    """Make the visits of a period."""
    since = draw(st.none() | days())
    later = None if since is None else draw(st.none() | st.integers(1, 400))
    until = None if since is None or later is None else since.fromordinal(since.toordinal() + later)
    return Visits(
        draw(identifiers()),
        draw(populations(most=1000)),
        unnoted=draw(st.integers(0, 1000)),
        since=since,
        until=until,
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        AllAgesRule: all_ages_rules,
        Audience: audiences,
        AudienceOffer: audience_offers,
        Axis: axes,
        Evidence: evidence,
        Mark: marks,
        NeedRule: need_rules,
        Preference: preferences,
        Rubric: rubrics,
        Scorecard: scorecards,
        Visits: visits,
    }
)
