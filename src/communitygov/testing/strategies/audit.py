"""Hypothesis strategies for audits: rules with electorates that they fit, and what an audit says of them.

An electorate has so few voters that everything about it can be tried person by person.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

from hypothesis import strategies as st

from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.rule_audit.body import Position
from communitygov.meeting.rule_audit.game import Players
from communitygov.meeting.rule_audit.kind import Contingent, Headcount, VoterKind
from communitygov.meeting.rule_audit.power import PowerIndex, PowerReport, PowerShare, banzhaf, shapley_shubik
from communitygov.meeting.rule_audit.profile import Profile, Reversal, Veto
from communitygov.meeting.rule_audit.report import AuditReport, audit
from communitygov.meeting.rule_audit.survey import RuleSurvey, survey
from communitygov.meeting.rule_audit.whatif import FurtherVotes, WhatIf, whatif
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.tally.tally import Tally
from communitygov.testing.strategies.ballot import electorates
from communitygov.testing.strategies.core import identifiers, words
from communitygov.testing.strategies.decision import decision_rules


class Audited(NamedTuple):
    """A rule and an electorate that it fits."""

    rule: DecisionRule
    electorate: Electorate


@st.composite
def audited(draw: st.DrawFn, *, most: int = 4) -> Audited:
    """Return a rule and an electorate of up to `most` voters that it fits."""
    electorate = draw(electorates(most=most))
    codes = tuple(each.code for each in electorate.constituencies)
    return Audited(draw(decision_rules(codes=codes)), electorate)


# ------------------------------------------------------------------ the values of an audit


def voter_kinds(*, code: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[VoterKind]:
    """Return kinds of one to five voters."""
    return st.builds(
        VoterKind,
        code=code or identifiers(),
        constituency=identifiers(),
        words=words(),
        size=st.integers(1, 5),
    )


@st.composite
def contingents(draw: st.DrawFn) -> Contingent:
    """Return some of a kind."""
    kind = draw(voter_kinds())
    return Contingent(kind, draw(st.integers(1, kind.size)))


@st.composite
def headcounts(draw: st.DrawFn) -> Headcount:
    """Return some of several kinds."""
    kinds = draw(st.lists(voter_kinds(), max_size=3, unique_by=lambda kind: kind.code))
    return Headcount([Contingent(kind, draw(st.integers(1, kind.size))) for kind in kinds])


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Return positions of several kinds."""
    kinds = draw(st.lists(voter_kinds(), max_size=3, unique_by=lambda kind: kind.code))
    rows = [sorted(draw(st.tuples(*[st.integers(0, kind.size)] * 4))) for kind in kinds]
    shares = [
        [high - low for low, high in pairwise((0, *row, kind.size))]
        for kind, row in zip(kinds, rows, strict=True)
    ]
    yes, no, objecting, abstain, away = (
        Headcount.counted(tuple(kinds), [share[at] for share in shares]) for at in range(len(Position))
    )
    return Profile(yes=yes, no=no, objecting=objecting, abstain=abstain, away=away)


def reversals() -> st.SearchStrategy[Reversal]:
    """Return two profiles with what they come to."""
    outcomes = st.sampled_from(Outcome)
    return st.builds(
        Reversal,
        before=profiles(),
        after=profiles(),
        mover=voter_kinds(),
        outcome_before=outcomes,
        outcome_after=outcomes,
    )


def vetoes() -> st.SearchStrategy[Veto]:
    """Return who can block, and how."""
    blocking = tuple(Position)[1:]
    by = st.sets(st.sampled_from(blocking), min_size=1).map(
        lambda some: [each for each in blocking if each in some]
    )
    return st.builds(Veto, who=headcounts(), by=by)


def audit_reports() -> st.SearchStrategy[AuditReport]:
    """Return what was really found of a rule."""
    return audited(most=3).map(lambda each: audit(*each))


def rule_surveys() -> st.SearchStrategy[RuleSurvey]:
    """Return what was really found at the extremes."""
    return audited().map(lambda each: survey(*each)) | audit_reports()


def power_shares() -> st.SearchStrategy[PowerShare]:
    """Return the power of a kind."""
    return st.builds(PowerShare, voter_kinds(), st.fractions(Fraction(0), Fraction(1), max_denominator=9))


def power_reports() -> st.SearchStrategy[PowerReport]:
    """Return the power under a rule by either index, of members or of constituencies."""
    return st.builds(_power, audited(), st.sampled_from(Players), st.sampled_from(PowerIndex))


def _power(each: Audited, players: Players, index: PowerIndex) -> PowerReport:
    """Return the power by one index."""
    if index is PowerIndex.SHAPLEY_SHUBIK:
        return shapley_shubik(*each, players=players)
    report = banzhaf(*each, players=players)
    return report.normalised() if index is PowerIndex.NORMALISED_BANZHAF else report


@st.composite
def further_votes(draw: st.DrawFn) -> FurtherVotes:
    """Return some who have not voted."""
    kinds = tuple(draw(st.lists(voter_kinds(), max_size=3, unique_by=lambda kind: kind.code)))
    rows = [sorted(draw(st.tuples(*[st.integers(0, kind.size)] * 2))) for kind in kinds]
    return FurtherVotes(
        present=Headcount.counted(kinds, [low for low, _ in rows]),
        absent=Headcount.counted(kinds, [high - low for low, high in rows]),
    )


class Voted(NamedTuple):
    """A rule, its electorate, and what its voters did: some voted, some are only there, some are away."""

    rule: DecisionRule
    electorate: Electorate
    choices: Mapping[str, Choice]
    present: frozenset[str]


@st.composite
def voted(draw: st.DrawFn, *, most: int = 4) -> Voted:
    """Return what voters of a small electorate did."""
    rule, electorate = draw(audited(most=most))
    ways = {each: draw(st.sampled_from((None, "present", *Choice))) for each in sorted(electorate.ids)}
    return Voted(
        rule,
        electorate,
        {voter: way for voter, way in ways.items() if isinstance(way, Choice)},
        frozenset(voter for voter, way in ways.items() if way),
    )


def what_ifs() -> st.SearchStrategy[WhatIf]:
    """Return what was really lacking in a vote."""
    return voted().map(_lacking)


def _lacking(vote: Voted) -> WhatIf:
    """Return what is lacking."""
    rule, electorate, choices, present = vote
    decision = rule.decide(Tally.count(electorate, choices, present=present))
    return whatif(decision, electorate=electorate, choices=choices, present=present)


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        VoterKind: voter_kinds,
        Contingent: contingents,
        Headcount: headcounts,
        Profile: profiles,
        Reversal: reversals,
        Veto: vetoes,
        RuleSurvey: rule_surveys,
        AuditReport: audit_reports,
        PowerShare: power_shares,
        PowerReport: power_reports,
        FurtherVotes: further_votes,
        WhatIf: what_ifs,
    }
)
