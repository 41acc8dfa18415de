"""Hypothesis strategies for meetings: councils sound and unsound, sittings, tallies, rules and decisions.

Identifiers of people and matters come from small pools, so that those who sign in, object and vote are mostly
those who hold a seat, and sometimes are not.  Every council shrinks to few constituencies and few delegates.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.source import LIBRARY_DEFAULT, quoted
from communitygov.meeting.council import FOUR_CONSTITUENCIES, Constituency, Council, Delegate
from communitygov.meeting.decision import Decision, DecisionRule, Explanation
from communitygov.meeting.rule import (
    FOUR_PARTY_DEFAULT,
    All,
    Constituted,
    EachOf,
    Minimum,
    NoUnsettledObjection,
)
from communitygov.meeting.sitting import Choice, Objection, Sitting, Vote
from communitygov.meeting.tally import Count, Counts, Tally
from communitygov.testing.strategies.core import citations, findings, identifiers, moments, titles

#: People who may sit on a council, and one who never does.
PERSONS = ("d-1", "d-2", "d-3", "d-4", "d-5", "d-6")
STRANGER = "x-1"
#: Matters of which the sittings of examples speak.
MATTERS = ("LQ-1", "LQ-2")
#: What constituencies of examples are called: plainly, and with what often breaks pictures and sentences.
_LABELS = (("业主", "owners"), ("<b>商户&“{x}”", "merchants' <i> & {firm}"))
#: Days around which the terms of examples begin and end.
_FIRST_DAY = date(2023, 1, 1)


def constituencies() -> st.SearchStrategy[Constituency]:
    """Return constituencies: the four of the documents, and others."""
    others = st.builds(Constituency, identifiers(), zh=titles(), en=titles(), source=st.none() | citations())
    return st.sampled_from(FOUR_CONSTITUENCIES) | others


@cache  # made once: Hypothesis looks over every new strategy again
def constituency_lists(*, most: int = 5) -> st.SearchStrategy[tuple[Constituency, ...]]:
    """Return constituencies that may form one council: from one to `most`, or the four of the documents."""
    numbered = st.lists(st.sampled_from(_LABELS), min_size=1, max_size=most).map(
        lambda labels: tuple(Constituency(f"c-{at}", zh, en) for at, (zh, en) in enumerate(labels, start=1))
    )
    return st.just(FOUR_CONSTITUENCIES) | numbered


@st.composite
def delegates(draw: st.DrawFn, *, codes: Sequence[str] = ("c-1", "c-2")) -> Delegate:
    """Return seats of a small pool of people for one of the constituencies, some of them for a term."""
    since = draw(st.none() | _days(0))
    until = draw(st.none() | _days(4))
    return Delegate(draw(st.sampled_from(PERSONS)), draw(st.sampled_from(codes)), since=since, until=until)


def _days(first: int) -> st.SearchStrategy[date]:
    """Return days of one short week, counted from `first`."""
    return st.integers(first, first + 3).map(lambda passed: _FIRST_DAY + timedelta(days=passed))


@st.composite
def councils(draw: st.DrawFn) -> Council:
    """Return councils as they come: vacant or doubled seats, strange constituencies, terms that are over."""
    sides = draw(constituency_lists())
    codes = (*(each.code for each in sides), "elsewhere")
    return Council(
        id=draw(identifiers()),
        constituencies=sides,
        delegates=draw(st.lists(delegates(codes=codes), max_size=8)),
        seats_per_person=draw(st.integers(1, 2)),
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


def objections() -> st.SearchStrategy[Objection]:
    """Return objections of people of the pool, settled or not."""
    return st.builds(
        Objection,
        st.sampled_from((*PERSONS, STRANGER)),
        st.sampled_from(MATTERS),
        settlement=st.none() | identifiers(),
    )


def votes() -> st.SearchStrategy[Vote]:
    """Return votes of people of the pool."""
    return st.builds(
        Vote,
        st.sampled_from((*PERSONS, STRANGER)),
        st.sampled_from(MATTERS),
        choice=st.sampled_from(Choice),
    )


@st.composite
def sittings(draw: st.DrawFn, *, council: st.SearchStrategy[Council] | None = None) -> Sitting:
    """Return sittings of any council, at which anybody may come, object and vote."""
    held = draw(councils() if council is None else council)
    people = st.sampled_from((*dict.fromkeys(each.id for each in held.delegates), STRANGER))
    said = st.tuples(people, st.sampled_from(MATTERS))
    settled = draw(st.dictionaries(said, st.none() | identifiers(), max_size=3))
    chosen = draw(st.dictionaries(said, st.sampled_from(Choice), max_size=4))
    return Sitting(
        id=draw(identifiers()),
        council=held,
        held_at=draw(moments()),
        present=draw(st.sets(people)),
        objections=[Objection(*key, settlement=settlement) for key, settlement in settled.items()],
        votes=[Vote(*key, choice=choice) for key, choice in chosen.items()],
    )


@st.composite
def counts(draw: st.DrawFn, *, most: int = 6) -> Counts:
    """Return counts of up to `most` seats that agree among themselves."""
    entitled = draw(st.integers(0, most))
    present = draw(st.integers(0, entitled))
    yes = draw(st.integers(0, present))
    no = draw(st.integers(0, present - yes))
    return Counts(
        entitled=entitled,
        present=present,
        yes=yes,
        no=no,
        abstain=draw(st.integers(0, present - yes - no)),
        objections=draw(st.integers(0, entitled)),
    )


_FLAWS = st.just(()) | st.tuples(findings())


@st.composite
def tallies(draw: st.DrawFn, *, most: int = 6) -> Tally:
    """Return tallies of any council, with up to `most` seats in each constituency."""
    numbers = counts(most=most)
    return Tally(
        groups=[(side, draw(numbers)) for side in draw(constituency_lists())],
        council=draw(identifiers()),
        about=draw(st.none() | st.sampled_from(MATTERS)),
        flaws=draw(_FLAWS),
    )


def _sources() -> st.SearchStrategy[Any]:
    """Return where a rule may stand: nowhere, in a document, or chosen by the library."""
    return st.sampled_from((None, LIBRARY_DEFAULT, quoted("001", "四方会谈")))


def constituted_rules() -> st.SearchStrategy[Constituted]:
    """Return the rule that the council is constituted."""
    return st.builds(Constituted, source=_sources())


def minimums(*, most: int = 6) -> st.SearchStrategy[Minimum]:
    """Return rules that ask for a number of those present or in favour."""
    return st.builds(Minimum, st.sampled_from(Count), st.integers(1, most), source=_sources())


def objection_rules() -> st.SearchStrategy[NoUnsettledObjection]:
    """Return the rule that nobody objects."""
    return st.builds(NoUnsettledObjection, source=_sources())


def alls(*, parts: st.SearchStrategy[DecisionRule] | None = None) -> st.SearchStrategy[All]:
    """Return rules that ask for all of several."""
    return st.builds(
        All, of=st.lists(minimums() if parts is None else parts, min_size=1, max_size=3), source=_sources()
    )


def each_ofs(*, rule: st.SearchStrategy[DecisionRule] | None = None) -> st.SearchStrategy[EachOf]:
    """Return rules that ask the same of every constituency."""
    return st.builds(EachOf, minimums() if rule is None else rule, source=_sources())


@cache
def decision_rules() -> st.SearchStrategy[DecisionRule]:
    """Return rules of every kind, some made of rules; among them the library's default."""
    leaves: st.SearchStrategy[DecisionRule] = st.one_of(minimums(), objection_rules(), constituted_rules())
    made = st.recursive(leaves, lambda inner: alls(parts=inner) | each_ofs(rule=inner), max_leaves=5)
    return made | st.just(FOUR_PARTY_DEFAULT)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Return what any rule comes to on any tally."""
    return draw(decision_rules()).decide(draw(tallies()))


def explanations() -> st.SearchStrategy[Explanation]:
    """Return explanations of decisions that were really made."""
    return decisions().map(lambda decision: decision.explanation)


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Constituency: constituencies,
        Delegate: delegates,
        Council: councils,
        Objection: objections,
        Vote: votes,
        Sitting: sittings,
        Counts: counts,
        Tally: tallies,
        Constituted: constituted_rules,
        Minimum: minimums,
        NoUnsettledObjection: objection_rules,
        All: alls,
        EachOf: each_ofs,
        DecisionRule: decision_rules,
        Decision: decisions,
        Explanation: explanations,
    }
)
