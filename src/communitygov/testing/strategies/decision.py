"""Hypothesis strategies for rules of decision, the decisions they make, and how these are explained.

Every rule made here fits every tally and electorate of `communitygov.testing.strategies.ballot`, unless it
asks one constituency by its code; `decision_rules` makes such ones for the codes it is given.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any as Anything

from hypothesis import strategies as st

from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.meeting.decision.combination import All, Any, AtLeastOf, EachOf, In, Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection, NoVoteAgainst, Unanimous
from communitygov.meeting.decision.decision import Decision, DecisionRule
from communitygov.meeting.decision.explanation import Explanation
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.majority import Majority, Silent, Tie
from communitygov.meeting.decision.quorum import Constituted, Minimum, Quorum
from communitygov.meeting.measure import Measure
from communitygov.meeting.tally.counts import Base, Count
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold
from communitygov.testing.strategies.ballot import COUNTED_BY, PARTS, tallies
from communitygov.testing.strategies.core import words

_SHARES = ("1/2", "1/3", "2/3", "3/4", "1/1000000000")
Rules = st.SearchStrategy[DecisionRule]


def thresholds() -> st.SearchStrategy[Threshold]:
    """Return shares, with the share itself or without."""
    return at_leasts() | more_thans()


def at_leasts() -> st.SearchStrategy[AtLeast]:
    """Return shares with the share itself."""
    return st.builds(AtLeast, st.sampled_from((*_SHARES, 1)))


def more_thans() -> st.SearchStrategy[MoreThan]:
    """Return shares without the share itself."""
    return st.builds(MoreThan, st.sampled_from(_SHARES))


def _sources() -> st.SearchStrategy[Citation | None]:
    """Return where a rule may stand: nowhere, in a document, or chosen by the library."""
    return st.sampled_from((None, LIBRARY_DEFAULT, quoted("001", "四方会谈")))


def _measures() -> st.SearchStrategy[Measure]:
    """Return the measures by which examples are counted."""
    return st.sampled_from(COUNTED_BY)


def constituted_rules() -> st.SearchStrategy[Constituted]:
    """Return the rule that the council is constituted."""
    return st.builds(Constituted, source=_sources())


def quorums() -> st.SearchStrategy[Quorum]:
    """Return rules that ask for a turnout."""
    return st.builds(
        Quorum,
        _measures(),
        thresholds(),
        count=st.sampled_from((Count.PRESENT, Count.PARTICIPATING)),
        base=st.sampled_from((Base.ALL, Base.ELIGIBLE)),
        source=_sources(),
    )


def minimums(*, most: int = 4) -> st.SearchStrategy[Minimum]:
    """Return rules that ask for a number of those present, voting or in favour."""
    return st.builds(
        Minimum, st.sampled_from(Count), st.integers(1, most), measure=_measures(), source=_sources()
    )


def unanimous_rules() -> st.SearchStrategy[Unanimous]:
    """Return rules that ask for all."""
    return st.builds(Unanimous, st.sampled_from(Base), measure=_measures(), source=_sources())


def objection_rules() -> st.SearchStrategy[NoUnsettledObjection]:
    """Return the rule that nobody objects."""
    return st.builds(NoUnsettledObjection, source=_sources())


def unopposed_rules() -> st.SearchStrategy[NoVoteAgainst]:
    """Return the rule that nobody votes against."""
    return st.builds(NoVoteAgainst, source=_sources())


def majorities() -> st.SearchStrategy[Majority]:
    """Return majorities of every base, with every consequence of a tie and of silence."""
    any_share = st.builds(
        Majority,
        _measures(),
        base=st.sampled_from(Base),
        threshold=thresholds(),
        silent=st.sampled_from(Silent),
        source=_sources(),
    )
    half = st.builds(
        Majority,
        _measures(),
        base=st.sampled_from(Base),
        threshold=st.just(MoreThan("1/2")),
        tie=st.sampled_from(Tie),
        silent=st.sampled_from(Silent),
        source=_sources(),
    )
    return half | any_share


@cache  # made once: Hypothesis looks over every new strategy again
def small_rules() -> Rules:
    """Return rules that have no parts."""
    return st.one_of(
        minimums(),
        majorities(),
        quorums(),
        unanimous_rules(),
        objection_rules(),
        unopposed_rules(),
        constituted_rules(),
    )


def alls(*, parts: Rules | None = None) -> st.SearchStrategy[All]:
    """Return rules that ask for all of several."""
    return st.builds(All, of=_few(parts), source=_sources())


def anys(*, parts: Rules | None = None) -> st.SearchStrategy[Any]:
    """Return rules that ask for one of several."""
    return st.builds(Any, of=_few(parts), source=_sources())


@st.composite
def at_least_ofs(draw: st.DrawFn, *, parts: Rules | None = None) -> AtLeastOf:
    """Return rules that ask for so many of several."""
    of = draw(_few(parts))
    return AtLeastOf(draw(st.integers(1, len(of))), of=of, source=draw(_sources()))


def _few(parts: Rules | None) -> st.SearchStrategy[list[DecisionRule]]:
    """Return up to three parts."""
    return st.lists(small_rules() if parts is None else parts, min_size=1, max_size=3)


def each_ofs(*, rule: Rules | None = None, least: int = 1) -> st.SearchStrategy[EachOf]:
    """Return rules that ask the same of every constituency, or of up to `least` of them."""
    in_how_many = st.none() | st.integers(1, least)
    return st.builds(EachOf, small_rules() if rule is None else rule, least=in_how_many, source=_sources())


def ins(*, rule: Rules | None = None, codes: Sequence[str] = ("c-1", "c-2")) -> st.SearchStrategy[In]:
    """Return rules that ask one constituency."""
    return st.builds(In, st.sampled_from(codes), small_rules() if rule is None else rule, source=_sources())


def subs(*, rule: Rules | None = None) -> st.SearchStrategy[Sub]:
    """Return rules that ask a part of the voters."""
    return st.builds(
        Sub,
        st.sampled_from(PARTS),
        small_rules() if rule is None else rule,
        words=st.none() | words(),
        source=_sources(),
    )


@cache
def decision_rules(*, codes: tuple[str, ...] = ()) -> Rules:
    """Return rules of every kind, some made of rules; among them the library's default.

    Parameters
    ----------
    codes
        Of the constituencies; where they are given, some rules ask one of them alone.
    """
    flat = _grown(small_rules())
    apart = flat | subs(rule=flat)
    if codes:
        apart = apart | ins(rule=flat, codes=codes) | each_ofs(rule=flat, least=len(codes))
    else:
        apart = apart | each_ofs(rule=flat)
    return _grown(apart) | st.just(FOUR_PARTY_DEFAULT)


def _grown(rules: Rules) -> Rules:
    """Return rules, and rules made of a few of them."""
    return st.recursive(
        rules,
        lambda inner: st.one_of(alls(parts=inner), anys(parts=inner), at_least_ofs(parts=inner)),
        max_leaves=4,
    )


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Return what any rule comes to on any tally."""
    tally = draw(tallies())
    codes = tuple(side.code for side, _ in tally.groups)
    return draw(decision_rules(codes=codes)).decide(tally)


def explanations() -> st.SearchStrategy[Explanation]:
    """Return explanations of decisions that were really made."""
    return decisions().map(lambda decision: decision.explanation)


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Anything]]] = MappingProxyType(
    {
        Threshold: thresholds,
        AtLeast: at_leasts,
        MoreThan: more_thans,
        Constituted: constituted_rules,
        Quorum: quorums,
        Minimum: minimums,
        Unanimous: unanimous_rules,
        NoUnsettledObjection: objection_rules,
        NoVoteAgainst: unopposed_rules,
        Majority: majorities,
        All: alls,
        Any: anys,
        AtLeastOf: at_least_ofs,
        EachOf: each_ofs,
        In: ins,
        Sub: subs,
        DecisionRule: decision_rules,
        Decision: decisions,
        Explanation: explanations,
    }
)
