"""Hypothesis strategies for legal presets: those of the library, and others that are empty here and there."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.meeting.council.composition import MemberShare
from communitygov.meeting.statute.statute import ProxyLimit, Statute, StatutePeriod
from communitygov.meeting.statute.statutes import STATUTES
from communitygov.meeting.statute.terms import (
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
    return st.builds(StatutePeriod, st.sampled_from(Interval), st.integers(1, 60))


def proxy_limits() -> st.SearchStrategy[ProxyLimit]:
    """Return limits of proxies."""
    few = st.none() | st.integers(1, 3)
    return st.builds(ProxyLimit, holders=st.sampled_from(ProxyCircle), principals=few, declared_days=few)


@st.composite
def _sources(draw: st.DrawFn) -> Citation:
    """Return places in laws, with an article."""
    return attrs.evolve(draw(citations()), article=draw(titles()))


def _places() -> st.SearchStrategy[Term]:
    """Return places: the whole country, and others."""
    return st.sampled_from((STATUTES[0].place,)) | terms()


@st.composite
def statutes(draw: st.DrawFn) -> Statute:
    """Return presets: those of the library, and made-up ones whose gaps are named."""
    if draw(st.booleans()):
        return draw(st.sampled_from(STATUTES))
    periods = draw(st.lists(statute_periods(), max_size=3, unique_by=lambda each: each.interval))
    rule, source = draw(st.none() | st.sampled_from(_RULES)), draw(_sources())
    must = [Gap.RULE] * (rule is None) + [Gap.FIRST_DAY] * (source.in_force_from is None)
    made = Statute(
        id=draw(identifiers()),
        title=draw(words()),
        body=draw(st.sampled_from(DecidingBody)),
        matter=draw(st.sampled_from(MatterClass)),
        place=draw(_places()),
        source=source,
        verification=draw(st.sampled_from(Verification)),
        rule=rule,
        items=draw(st.lists(st.tuples(st.integers(1, 9), words()), max_size=2)),
        periods=periods,
        requisition=draw(st.none() | st.sampled_from(_REQUISITIONS)),
        composition=draw(st.lists(st.sampled_from(_SHARES), max_size=2)),
        proxies=draw(st.none() | proxy_limits()),
        negative_consent=draw(st.none() | st.sampled_from(_NEGATIVE)),
        unread=must,
        remarks=draw(st.lists(words(), max_size=2)),
        superseded_by=draw(st.none() | identifiers()),
    )
    return attrs.evolve(made, unread=made.empty) if draw(st.booleans()) else made


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {StatutePeriod: statute_periods, ProxyLimit: proxy_limits, Statute: statutes}
)
