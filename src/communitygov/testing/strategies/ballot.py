"""Hypothesis strategies for ballots and what is counted of them: measures, voters, electorates, tallies.

Electorates are small, so that all that can happen in them may be tried; their voters carry weights of every
measure they are counted by, and belong to one of two parts, to both or to none.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from communitygov.meeting.measure import AREA, HEADS, MEASURES, MOST_DECIMALS, Measure
from communitygov.meeting.tally.ballot import Ballot, Channel, Choice
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.tally import Tally
from communitygov.testing.strategies.core import findings, identifiers, titles, words
from communitygov.testing.strategies.council import constituency_lists

#: By what the electorates and tallies of examples are measured: by heads always, and by area.
COUNTED_BY = (HEADS, AREA)
#: The parts to which voters of examples belong.
PARTS = ("interested", "unit-3")
#: A matter of which the tallies of examples speak.
MATTER = "LQ-1"


def measures() -> st.SearchStrategy[Measure]:
    """Return measures: the library's, and others."""
    others = st.builds(
        Measure,
        identifiers().map("own.".__add__).map(lambda code: code[:120]),
        titles(),
        titles(),
        unit=words(),
        decimals=st.integers(0, MOST_DECIMALS),
    )
    return st.sampled_from(tuple(MEASURES.values())) | others


def ballots() -> st.SearchStrategy[Ballot]:
    """Return ballots, some of them cast for somebody else."""
    return st.builds(
        Ballot,
        identifiers(),
        st.sampled_from(Choice),
        on_behalf_of=st.none() | identifiers(),
        channel=st.sampled_from(Channel),
    )


@st.composite
def counts(draw: st.DrawFn, *, most: int = 6) -> Counts:
    """Return counts of up to `most` seats that agree among themselves."""
    entitled = draw(st.integers(0, most))
    excused = draw(st.integers(0, entitled))
    present = draw(st.integers(0, entitled - excused))
    votes = dict[str, int]()
    for choice in Choice:
        votes[choice.value] = draw(st.integers(0, present - sum(votes.values())))
    objections = draw(st.integers(0, entitled - excused))
    return Counts(entitled=entitled, excused=excused, present=present, objections=objections, **votes)


def _shares(whole: Counts) -> st.SearchStrategy[Counts]:
    """Return counts of a part of those who were counted."""
    return st.tuples(*(st.integers(0, each) for each in (whole.sums.eligible, *whole.sums[1:]))).map(
        lambda drawn: _part_of(whole, *drawn)
    )


def _part_of(whole: Counts, eligible: int, *others: int) -> Counts:
    """Return counts of a part, made to agree among themselves."""
    excused, present, *votes, objections = others
    present = max(present, sum(votes))
    here = min(max(eligible, present), whole.sums.eligible)
    yes, no, abstain, invalid = votes
    return Counts(
        entitled=here + excused,
        excused=excused,
        present=present,
        yes=yes,
        no=no,
        abstain=abstain,
        invalid=invalid,
        objections=min(objections, here),
    )


@st.composite
def _parts(draw: st.DrawFn, whole: Tally) -> Tally:
    """Return the tally of a part of the voters of another one."""
    return Tally(
        groups=[(side, draw(_shares(each))) for side, each in whole.groups],
        weighed=[
            (measure, tuple(draw(_shares(each)) for each in listed)) for measure, listed in whole.weighed
        ],
    )


@st.composite
def tallies(draw: st.DrawFn, *, most: int = 6) -> Tally:
    """Return tallies of any council, by heads and area, with parts or without, open or closed."""
    sides = draw(constituency_lists(most=3))
    numbers, areas = counts(most=most), counts(most=100 * most)
    whole = Tally(
        groups=[(side, draw(numbers)) for side in sides],
        weighed=[(AREA, tuple(draw(areas) for _ in sides))],
        council=draw(identifiers()),
        about=draw(st.none() | st.just(MATTER)),
        casting=draw(st.sampled_from((None, Choice.YES, Choice.NO))),
        is_open=draw(st.booleans()),
        flaws=draw(st.just(()) | st.tuples(findings())),
    )
    return attrs.evolve(whole, parts=[(name, draw(_parts(whole))) for name in PARTS])


@st.composite
def voters(draw: st.DrawFn, *, id: str = "v-1", constituency: str = "c-1") -> Voter:
    """Return one who may vote, with a small area and some of the parts."""
    weights = {AREA.code: draw(st.integers(0, 3))}
    parts = draw(st.sets(st.sampled_from(PARTS)))
    return Voter(id, constituency, weights=weights, parts=parts)


@st.composite
def electorates(draw: st.DrawFn, *, most: int = 5, sides: int = 3) -> Electorate:
    """Return electorates of up to `most` voters in up to so many constituencies, some of them excused.

    The first of them belongs to both parts, so that a rule may always ask either.
    """
    listed = draw(constituency_lists(most=sides).map(lambda each: each[:sides]))
    codes = draw(st.lists(st.sampled_from([each.code for each in listed]), min_size=1, max_size=most))
    people = [draw(voters(id=f"v-{at}", constituency=code)) for at, code in enumerate(codes, start=1)]
    people[0] = attrs.evolve(people[0], parts=PARTS)
    return Electorate(
        constituencies=listed,
        voters=people,
        measures=COUNTED_BY,
        excused=draw(st.sets(st.sampled_from([each.id for each in people]), max_size=2)),
        council=draw(identifiers()),
        flaws=draw(st.just(()) | st.tuples(findings())),
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Measure: measures,
        Ballot: ballots,
        Counts: counts,
        Voter: voters,
        Electorate: electorates,
        Tally: tallies,
    }
)
