"""Who can keep a matter from being adopted alone: by being against, objecting, abstaining, or staying away.

Two ways to find out.  Of a small body every profile is known, and a position blocks if nobody takes it in any
that is adopted.  Of any body, the best that the others can do is to agree, all of them: one try for each
position.  Both say the same of every rule that grows with agreement.

Asked are single voters, and whole constituencies.  That all of a body together can block is no veto.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.rule_audit.body import Body, Position, SideStands, Stands
from communitygov.meeting.rule_audit.bound import fits
from communitygov.meeting.rule_audit.game import Vector
from communitygov.meeting.rule_audit.profile import Veto
from communitygov.meeting.rule_audit.shift import Mover, Shift, chains
from communitygov.meeting.rule_audit.table import Table
from communitygov.meeting.tally.counts import Sums

#: The place of the first kind, and how many of each from there on.
_Group: TypeAlias = tuple[int, Vector]
#: Whether a matter can be adopted though all of these take this position.
_CanPass: TypeAlias = Callable[[_Group, Position], bool]

#: What it adds to the sums that one takes this position who would have come and agreed.
_BLOCKING: Mapping[Position, Sums] = MappingProxyType(
    {
        Position.AGAINST: Sums(yes=-1, no=1),
        Position.OBJECTING: Sums(yes=-1, no=1, objections=1),
        Position.ABSTAINING: Sums(yes=-1, abstain=1),
        Position.AWAY: Sums(yes=-1, present=-1),
    }
)


def vetoes_by_table(table: Table) -> tuple[Veto, ...]:
    """Return who can block, from every profile that is adopted."""
    seen: list[set[int]] = [set() for _ in table.stances]
    for has_passed, places in zip(table.adopted, table.places(), strict=True):
        if has_passed:
            for found, place in zip(seen, places, strict=True):
                found.add(place)
    spans, sizes = table.body.spans, table.body.sizes

    def can_pass(group: _Group, position: Position) -> bool:
        people = _vector(table.body, group)
        return all(
            any(_holds(table.stances[at][place], sizes[span], people[span], position) for place in seen[at])
            for at, span in enumerate(spans)
        )

    return tuple(_vetoes(table.body, can_pass))


def vetoes_by_extremes(rule: DecisionRule, body: Body, *, most_states: int) -> tuple[Veto, ...]:
    """Return who can block while all others agree.

    Raises
    ------
    InvalidValue
        If there are more than `most_states` to try.
    """
    fits((len(body.kinds) + len(body.spans)) * len(_BLOCKING), most_states)
    best = body.scope([Stands(yes=size) for size in body.sizes])

    def can_pass(group: _Group, position: Position) -> bool:
        start, people = group
        movers = [
            Mover(body.kinds[at], body.memberships[at], number, _BLOCKING[position])
            for at, number in enumerate(people, start=start)
        ]
        shift = Shift(best, chains(movers, is_known=body.reading.is_known))
        return rule.outcome(shift.after(shift.most)) is Outcome.ADOPTED

    return tuple(_vetoes(body, can_pass))


def _vetoes(body: Body, can_pass: _CanPass) -> Iterator[Veto]:
    """Return every single voter who can block, and every constituency of several beside others."""
    asks = body.reading.asks_objections
    positions = [each for each in _BLOCKING if asks or each is not Position.OBJECTING]
    for group in _groups(body):
        by = [position for position in positions if not can_pass(group, position)]
        if by:
            yield Veto(who=body.headcount(_vector(body, group)), by=by)


def _groups(body: Body) -> Iterator[_Group]:
    """Return one voter of each kind, then all of each constituency that has several and is not alone."""
    for at in range(len(body.sizes)):
        yield at, (1,)
    for span in body.spans:
        here = body.sizes[span]
        if 1 < sum(here) < sum(body.sizes):
            yield span.start, here


def _vector(body: Body, group: _Group) -> Vector:
    """Return how many of each kind that are."""
    start, people = group
    return (*(0,) * start, *people, *(0,) * (len(body.sizes) - start - len(people)))


def _holds(stance: SideStands, sizes: Vector, people: Vector, position: Position) -> bool:
    """Tell whether at least so many of each kind take a position."""
    rows = zip(stance, sizes, people, strict=True)
    return all(_taking(stands, size, position) >= number for stands, size, number in rows)


def _taking(stands: Stands, size: int, position: Position) -> int:
    """Return how many of a kind take a position."""
    taking = {
        Position.AGAINST: stands.no,
        Position.OBJECTING: stands.objecting,
        Position.ABSTAINING: stands.abstain,
        Position.AWAY: size - stands.voting,
    }
    return taking[position]
