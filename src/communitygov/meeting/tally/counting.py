"""Counting the voters of an electorate, a million as well as a dozen.

Who is excused counts as excused and as nothing else.  A vote of somebody who is not present does not count.
Objections count whether or not the objector came, of who is not excused.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from communitygov.meeting.measure import HEADS
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Sums, added
from communitygov.meeting.tally.electorate import Cell, Electorate
from communitygov.meeting.tally.scope import Measured


class Counted(NamedTuple):
    """The sums of the whole electorate, and of each of its parts by name."""

    whole: Measured
    parts: Mapping[str, Measured]


#: What some voters did: the place of their cell, their choice if any, whether they came, whether they object.
_Turnout: TypeAlias = tuple[int, Choice | None, bool, bool]
#: What voters of one cell add to the sums.
_Addends: TypeAlias = list[tuple[Cell, Sums]]

_CHOICES = tuple(Choice)


def count_voters(
    electorate: Electorate,
    choices: Mapping[str, Choice],
    *,
    present: Collection[str],
    objectors: Collection[str],
) -> Counted:
    """Return the sums of an electorate in every measure."""
    ids, places, cells, weights = electorate.columns
    here, against = present.__contains__, objectors.__contains__

    def turnouts() -> Iterator[_Turnout]:
        # Gone through once for each measure and never kept: a million tuples are slower to hold than to make.
        return zip(places, map(choices.get, ids), map(here, ids), map(against, ids), strict=True)

    totals = {HEADS.code: Counter(turnouts())} | {
        code: _weighed(turnouts(), column) for code, column in weights.items()
    }
    addends = {
        code: [(cells[turnout[0]], _added(cells[turnout[0]], turnout, amount)) for turnout, amount in found]
        for code, found in ((code, total.items()) for code, total in totals.items())
    }
    sides = len(electorate.constituencies)
    return Counted(
        whole={code: _by_side(sides, found) for code, found in addends.items()},
        parts={part: _part(sides, part, addends) for part in electorate.parts},
    )


def _weighed(turnouts: Iterable[_Turnout], column: Iterable[int]) -> Counter[_Turnout]:
    """Return how much weighs on each turnout."""
    total = Counter[_Turnout]()
    for turnout, weight in zip(turnouts, column, strict=True):
        total[turnout] += weight
    return total


def _added(cell: Cell, turnout: _Turnout, amount: int) -> Sums:
    """Return what voters who did the same add to the sums."""
    _, choice, came, objects = turnout
    if cell.is_excused:
        return Sums(entitled=amount, excused=amount)
    objections = amount if objects else 0
    if not came:
        return Sums(entitled=amount, objections=objections)
    votes = (amount if choice == each else 0 for each in _CHOICES)
    return Sums._make((amount, 0, amount, *votes, objections))


def _part(sides: int, part: str, addends: Mapping[str, _Addends]) -> Measured:
    """Return the sums of a part of the voters, in every measure."""
    return {
        code: _by_side(sides, (each for each in found if part in each[0].parts))
        for code, found in addends.items()
    }


def _by_side(sides: int, found: Iterable[tuple[Cell, Sums]]) -> tuple[Sums, ...]:
    """Add up by constituency."""
    rows: list[list[Sums]] = [[Sums()] for _ in range(sides)]
    for cell, sums in found:
        rows[cell.at].append(sums)
    return tuple(map(added, rows))
