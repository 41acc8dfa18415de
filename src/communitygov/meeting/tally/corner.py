"""What an open vote may still come to, at its extremes: all who may still vote do the same.

A rule grows with every vote in favour, so its best is at one corner.  Its parts are smallest where all stay
away or all come and do not agree, so their worst is at one of the others.

Whoever may vote may object until the vote closes, also who has voted.

Not foreseen here: that somebody leaves who is present, or is excused after the vote has opened.
"""

from collections.abc import Callable
from typing import NamedTuple

from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Sums
from communitygov.meeting.tally.scope import Measured, Scope


class Corners(NamedTuple):
    """What those who have not voted yet could make of an open vote, at the extremes.

    Parameters
    ----------
    best
        All of them agree, every objection is settled, and the chair breaks a tie in favour.
    worst
        All of them stay as they are; or all come, and do not vote, or vote against, abstain, or vote
        invalidly; and everybody objects, and the chair breaks a tie against.
    """

    best: Scope
    worst: tuple[Scope, ...]


def corners(scope: Scope) -> Corners:
    """Return the extremes of an open vote."""
    against = scope.casting or Choice.NO
    return Corners(
        best=_moved(scope, _agreed)._replace(casting=scope.casting or Choice.YES),
        worst=tuple(_moved(scope, way)._replace(casting=against) for way in _WORST),
    )


def _moved(scope: Scope, way: Callable[[Sums], Sums]) -> Scope:
    """Return the scope in which all who have not voted go one way."""
    return scope._replace(
        measured=_each(scope.measured, way),
        parts={name: _each(measured, way) for name, measured in scope.parts.items()},
    )


def _each(measured: Measured, way: Callable[[Sums], Sums]) -> Measured:
    """Return the sums of every measure and constituency, moved one way."""
    return {code: tuple(map(way, sums)) for code, sums in measured.items()}


def _agreed(sums: Sums) -> Sums:
    """Return the sums when all agree who have not voted, and nobody objects."""
    return sums._replace(present=sums.eligible, yes=sums.yes + sums.pending, objections=0)


def _stayed(sums: Sums) -> Sums:
    """Return the sums when nobody comes any more, and everybody objects."""
    return sums._replace(objections=sums.eligible)


def _came(sums: Sums) -> Sums:
    """Return the sums when all come, none of the others votes, and everybody objects."""
    return _stayed(sums)._replace(present=sums.eligible)


def _opposed(sums: Sums) -> Sums:
    """Return the sums when all of the others vote against."""
    return _came(sums)._replace(no=sums.no + sums.pending)


def _abstained(sums: Sums) -> Sums:
    """Return the sums when all of the others abstain."""
    return _came(sums)._replace(abstain=sums.abstain + sums.pending)


def _spoiled(sums: Sums) -> Sums:
    """Return the sums when all of the others vote invalidly."""
    return _came(sums)._replace(invalid=sums.invalid + sums.pending)


_WORST = (_stayed, _came, _opposed, _abstained, _spoiled)
