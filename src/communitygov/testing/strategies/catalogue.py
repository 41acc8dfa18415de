"""Hypothesis strategies for the catalogue: its entries, the policies, and the procedures made from them."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from communitygov.deliberation.catalogue import CatalogueEntry, catalogue
from communitygov.deliberation.mediation import MediationPolicy, mediation
from communitygov.deliberation.snap_report import SNAP_REPORT_RATING, SnapReportPolicy, snap_report
from communitygov.deliberation.three_tier import THREE_TIER_RATING, ThreeTierPolicy, three_tier
from communitygov.deliberation.village_policy import ConsentBase, VillagePolicy
from communitygov.deliberation.village_resolution import village_resolution
from communitygov.procedure.procedure import Procedure


def catalogue_entries() -> st.SearchStrategy[CatalogueEntry]:
    """Return the procedures that come with the library."""
    return st.sampled_from(catalogue())


def snap_report_policies(*, most: int = 4) -> st.SearchStrategy[SnapReportPolicy]:
    """Return policies of 随手报 with every number from 1 to `most`, with and without a proxy."""
    number = st.integers(1, most)
    return st.builds(
        SnapReportPolicy,
        bad_ratings=number,
        rating=number.map(lambda days: attrs.evolve(SNAP_REPORT_RATING, lapse_days=days)),
        acceptance_workdays=number,
        handling_days=number,
        proxies=st.sampled_from(((), ("grid_worker",))),
    )


def three_tier_policies(*, most: int = 4) -> st.SearchStrategy[ThreeTierPolicy]:
    """Return policies of the three tiers with every number from 1 to `most`."""
    number = st.integers(1, most)
    return st.builds(
        ThreeTierPolicy,
        returns=number,
        hand_backs=number,
        bad_ratings=number,
        neighbourhood_days=number,
        rating=number.map(lambda days: attrs.evolve(THREE_TIER_RATING, lapse_days=days)),
        taking_up_workdays=number,
        joint_days=number,
    )


def mediation_policies(*, most: int = 4) -> st.SearchStrategy[MediationPolicy]:
    """Return policies of the mediation centre with every number from 1 to `most`."""
    number = st.integers(1, most)
    return st.builds(
        MediationPolicy,
        sessions=number,
        signing_days=number,
        acceptance_workdays=number,
        session_days=number,
    )


def village_policies(*, most: int = 4) -> st.SearchStrategy[VillagePolicy]:
    """Return policies of 四议两公开 with every number from 1 to `most`, and any shares."""
    number = st.integers(1, most)
    share = st.fractions(Fraction(1, most), Fraction(1), max_denominator=most)
    return st.builds(
        VillagePolicy,
        members_present=share,
        members_consenting=share,
        consent_base=st.sampled_from(ConsentBase),
        notice_days=number,
        publication_days=number,
        answer_days=number,
        revisions=number,
        comments=number,
    )


def catalogue_procedures() -> st.SearchStrategy[Procedure]:
    """Return the further procedures of the catalogue under any policy."""
    return st.one_of(
        snap_report_policies().map(snap_report),
        three_tier_policies().map(three_tier),
        mediation_policies().map(mediation),
        village_policies().map(village_resolution),
    )


#: Every public value of the catalogue with its strategy.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        CatalogueEntry: catalogue_entries,
        MediationPolicy: mediation_policies,
        SnapReportPolicy: snap_report_policies,
        ThreeTierPolicy: three_tier_policies,
        VillagePolicy: village_policies,
    }
)
