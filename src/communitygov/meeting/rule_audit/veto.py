"""Who can keep a matter from being adopted alone, by being against, by abstaining, or by staying away.

Two ways to find out.  Of a small body every profile is known, and a position blocks if nobody takes it in any
that is adopted.  Of any body, the best that the others can do is to agree, all of them: one try for each
position.  Both say the same of every rule that grows with agreement.
"""

from collections.abc import Callable, Iterator
from itertools import repeat
from typing import TypeAlias

from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.rule_audit.body import Body, Position, SideStands, Stands
from communitygov.meeting.rule_audit.game import Vector, one_more
from communitygov.meeting.rule_audit.profile import Veto
from communitygov.meeting.rule_audit.table import Table

#: Whether a matter can be adopted though all of these take this position.
_CanPass: TypeAlias = Callable[[Vector, Position], bool]

_BLOCKING = (Position.AGAINST, Position.ABSTAINING, Position.AWAY)


def vetoes_by_table(table: Table) -> tuple[Veto, ...]:
    """Return who can block, from every profile that is adopted."""
    seen: list[set[int]] = [set() for _ in table.stances]
    for has_passed, places in zip(table.adopted, table.places(), strict=True):
        if has_passed:
            for found, place in zip(seen, places, strict=True):
                found.add(place)
    spans, sizes = table.body.spans, table.body.sizes

    def can_pass(people: Vector, position: Position) -> bool:
        return all(
            any(_holds(table.stances[at][place], sizes[span], people[span], position) for place in seen[at])
            for at, span in enumerate(spans)
        )

    return tuple(_vetoes(table.body, can_pass))


def vetoes_by_extremes(rule: DecisionRule, body: Body) -> tuple[Veto, ...]:
    """Return who can block while all others agree."""

    def can_pass(people: Vector, position: Position) -> bool:
        stands = tuple(map(_stands, body.sizes, people, repeat(position)))
        return rule.outcome(body.scope(stands)) is Outcome.ADOPTED

    return tuple(_vetoes(body, can_pass))


def _vetoes(body: Body, can_pass: _CanPass) -> Iterator[Veto]:
    """Return every single voter who can block, and every constituency of several."""
    for people in _groups(body):
        by = [position for position in _BLOCKING if not can_pass(people, position)]
        if by:
            yield Veto(who=body.headcount(people), by=by)


def _groups(body: Body) -> Iterator[Vector]:
    """Return one voter of each kind, then all of each constituency that has several."""
    nobody = (0,) * len(body.sizes)
    for at in range(len(nobody)):
        yield one_more(nobody, at)
    for span in body.spans:
        here = body.sizes[span]
        if sum(here) > 1:
            yield (*nobody[: span.start], *here, *nobody[span.stop :])


def _holds(stance: SideStands, sizes: Vector, people: Vector, position: Position) -> bool:
    """Tell whether at least so many of each kind take a position."""
    rows = zip(stance, sizes, people, strict=True)
    return all(_taking(stands, size, position) >= number for stands, size, number in rows)


def _taking(stands: Stands, size: int, position: Position) -> int:
    """Return how many of a kind take a position."""
    if position is Position.AWAY:
        return size - stands.voting
    return stands.no if position is Position.AGAINST else stands.abstain


def _stands(size: int, people: int, position: Position) -> Stands:
    """Return that so many of a kind take a position, and all others agree."""
    return Stands(
        yes=size - people,
        no=people if position is Position.AGAINST else 0,
        abstain=people if position is Position.ABSTAINING else 0,
    )
