"""Hypothesis strategies for legal presets: those of the library, and others that are empty here and there."""

from collections.abc import Callable, Mapping
from operator import itemgetter
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.meeting.council.composition import MemberShare
from communitygov.meeting.statute.provision import ProxyLimit, StatutePeriod
from communitygov.meeting.statute.statute import Statute
from communitygov.meeting.statute.statutes import STATUTES
from communitygov.meeting.statute.terms import (
    Dating,
    DecidingBody,
    Gap,
    Interval,
    MatterClass,
    ProxyCircle,
    Verification,
)
from communitygov.testing.strategies.core import citations, identifiers, terms, titles, words

#: What the presets of the library ask, to be put together anew.
_RULES = tuple(preset.rule for preset in STATUTES if preset.rule)
_REQUISITIONS = tuple(preset.requisition for preset in STATUTES if preset.requisition)
_NEGATIVE = tuple(preset.negative_consent for preset in STATUTES if preset.negative_consent)
_SHARES: tuple[MemberShare, ...] = tuple(each for preset in STATUTES for each in preset.composition)


def statute_periods() -> st.SearchStrategy[StatutePeriod]:
    """Return periods of a text, from one day to two months."""
    return st.builds(StatutePeriod, st.sampled_from(Interval), st.integers(1, 60), source=_sources())


def proxy_limits() -> st.SearchStrategy[ProxyLimit]:
    """Return limits of proxies."""
    few = st.none() | st.integers(1, 3)
    holders = st.sampled_from(ProxyCircle)
    return st.builds(ProxyLimit, holders=holders, principals=few, declared_days=few, source=_sources())


@st.composite
def _sources(draw: st.DrawFn) -> Citation:
    """Return places in laws, with an article."""
    return attrs.evolve(draw(citations()), article=draw(titles()))


def _places() -> st.SearchStrategy[Term]:
    """Return places: the whole country, and others."""
    return st.sampled_from((STATUTES[0].place,)) | terms()


@st.composite
def _outlines(draw: st.DrawFn) -> Statute:
    """Return presets of which nothing was read but where they stand."""
    source = draw(_sources())
    dated = source.in_force_from is not None
    return Statute(
        id=draw(identifiers()),
        title=draw(words()),
        body=draw(st.sampled_from(DecidingBody)),
        matter=draw(st.sampled_from(MatterClass)),
        place=draw(_places()),
        source=source,
        verification=Verification.UNVERIFIED,
        dating=draw(st.sampled_from(Dating)) if dated else None,
        unread=frozenset(Gap) - ({Gap.FIRST_DAY} if dated else set()),
        remarks=draw(st.lists(words(), max_size=2)),
    )


@st.composite
def _filled(draw: st.DrawFn) -> Statute:
    """Return presets with figures here and there, all gaps named."""
    outline = draw(_outlines())
    made = attrs.evolve(
        outline,
        verification=Verification.VERIFIED,
        rule=draw(st.sampled_from(_RULES)),
        items=draw(st.lists(st.tuples(st.integers(1, 9), words()), max_size=2, unique_by=itemgetter(0))),
        periods=draw(st.lists(statute_periods(), max_size=3, unique_by=lambda each: each.interval)),
        requisition=draw(st.none() | st.sampled_from(_REQUISITIONS)),
        composition=draw(st.lists(st.sampled_from(_SHARES), max_size=2)),
        proxies=draw(st.none() | proxy_limits()),
        negative_consent=draw(st.none() | st.sampled_from(_NEGATIVE)),
        superseded_by=draw(st.none() | st.just(f"{outline.id}.later")),
        unread={Gap.FIRST_DAY} & outline.unread,
    )
    read = draw(st.sampled_from([Verification.VERIFIED, Verification.EXCERPT, Verification.PRACTICE]))
    if read is Verification.VERIFIED and draw(st.booleans()):
        return made
    return attrs.evolve(made, verification=read, unread=made.empty)


def statutes() -> st.SearchStrategy[Statute]:
    """Return presets: those of the library, and made-up ones whose gaps are named."""
    return st.sampled_from(STATUTES) | _outlines() | _filled()


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {StatutePeriod: statute_periods, ProxyLimit: proxy_limits, Statute: statutes}
)
