"""Attempts that a table accepts, and walks made of them.

For any move of any table, `fitting` makes an attempt that meets all of the move's conditions: somebody with
the role, the grid, no hand in the matter, after the days that must pass, with the facts that must be shown.
Strategies, examples and the tests of a host application start from it and then break one thing at a time.

What it cannot meet are bounds (`TakenFewer`, `TakenAtLeast`): those follow from the history alone, so
`open_moves` leaves such moves out.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from communitygov.organisation.actor import Actor
from communitygov.procedure.bound import DaysPassed
from communitygov.procedure.case import Case
from communitygov.procedure.eligibility import Countersigned, HadNoHand, IsRaiser
from communitygov.procedure.fact import Fact
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.requirement import Attempt, Requirement
from communitygov.procedure.showing import Shows
from communitygov.procedure.table import Move

#: When walks begin: a Thursday.
FIRST_MOMENT = datetime(2023, 5, 4, 9, tzinfo=UTC)


def opened(procedure: Procedure, *, case_id: str = "C-1", grid: str = "G-1") -> Case:
    """Return a case opened as the table asks.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> opened(five_step()).state
    'raised'
    """
    opening = procedure.table.opening
    raiser = Actor("raiser-1", roles=opening.roles[:1], grids=(grid,))
    facts = _facts(case_id, opening.requires, at=FIRST_MOMENT, number=0)
    return procedure.open(case_id, "a matter", by=raiser, at=FIRST_MOMENT, grid=grid, facts=facts)


def fitting(case: Case, move: Move) -> Attempt:
    """Return an attempt that meets every condition of a move that does not depend on the history alone.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> case = opened(five_step())
    >>> fitting(case, five_step().table.moves_from("raised")[0]).by.roles
    frozenset({'grid_worker'})
    """
    role = str.__str__(move.roles[0])
    actor = Actor(_who(case, move.requires, role), roles=(role,), grids=(case.grid,))
    days = max((each.days for each in move.requires if isinstance(each, DaysPassed)), default=-1)
    waits = max((each.days_after for each in move.requires if isinstance(each, Shows)), default=0)
    # A move that stays where it is leaves `since` behind the last record.
    last = case.history[-1].at + timedelta(days=waits + 1 if waits else 0)
    at = max(case.since + timedelta(days=days + 1, minutes=1), last)
    return Attempt(move.action, actor, at, _facts(case.id, move.requires, at=at, number=len(case.history)))


def open_moves(procedure: Procedure, case: Case) -> tuple[Move, ...]:
    """Return the moves from where a case stands that a fitting attempt can make.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> [move.action for move in open_moves(five_step(), opened(five_step()))]
    ['accept', 'return', 'decline', 'withdraw']
    """
    return tuple(
        move
        for move in procedure.table.moves_from(case.state)
        if not _unmet(procedure, case, fitting(case, move))
    )


def walked(procedure: Procedure, choices: Iterable[int], *, case_id: str = "C-1") -> Case:
    """Return a case after one move for each choice; choice n takes the n-th open move, round and round.

    A walk ends early when the case is closed.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> walked(five_step(), (0, 0, 0)).state
    'rated'
    """
    case = opened(procedure, case_id=case_id)
    for choice in choices:
        moves = open_moves(procedure, case)
        if not moves:
            break
        attempt = fitting(case, moves[choice % len(moves)])
        case = procedure.apply(case, attempt.action, by=attempt.by, at=attempt.at, facts=attempt.facts)
    return case


def _unmet(procedure: Procedure, case: Case, attempt: Attempt) -> bool:
    """Tell whether an attempt would be refused."""
    return bool(procedure.explain(case, attempt.action, by=attempt.by, at=attempt.at, facts=attempt.facts))


def _who(case: Case, requires: Iterable[Requirement], role: str) -> str:
    """Return who takes a move: the raiser, somebody new, or the usual holder of the role."""
    kinds = {type(each) for each in requires}
    if IsRaiser in kinds:
        return case.raised_by
    return f"{role}-{len(case.history) + 1}" if HadNoHand in kinds else f"{role}-1"


def _facts(case_id: str, requires: Iterable[Requirement], *, at: datetime, number: int) -> tuple[Fact, ...]:
    """Return the facts that must be shown, each new, and the signature of a second person."""
    shown: list[Fact] = []
    for each in requires:
        reference = f"R-{number}"
        if isinstance(each, Shows):
            kind, outcome = each.kind, each.outcomes[0]
            shown.append(Fact(kind=kind, about=case_id, outcome=outcome, reference=reference, at=at))
        elif isinstance(each, Countersigned):
            second = Fact(
                kind=each.kind, about=case_id, outcome="signed", reference=reference, giver="second-1", at=at
            )
            shown.append(second)
    return tuple(shown)
