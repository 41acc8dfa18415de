"""What a rule should not do: fail because somebody comes to agree, or pass because an opponent turns up.

The witness is always the smallest one: fewest taking part, then fewest in favour, then fewest against.

The no-show paradox is no fault of arithmetic.  A rule with a quorum of those taking part has it wherever the
votes in favour are enough of those who vote but too few vote: an opponent who comes completes the quorum.
"""

from collections.abc import Iterator

from communitygov.meeting.rule_audit.body import Stands
from communitygov.meeting.rule_audit.profile import Reversal
from communitygov.meeting.rule_audit.table import Move, Step, Steps, Table


def loss(table: Table) -> Reversal | None:
    """Return the smallest case in which one more in favour makes it fail, if there is one."""
    return _smallest(table, (_convinced, _decided, _won, _appeased), adopted=1)


def no_show(table: Table) -> Reversal | None:
    """Return the smallest case in which one more who comes and votes no makes it pass, if there is one."""
    moves = (_opposing, _objecting) if table.body.reading.asks_objections else (_opposing,)
    return _smallest(table, moves, adopted=0)


def _smallest(table: Table, moves: tuple[Move, ...], *, adopted: int) -> Reversal | None:
    """Return the smallest case in which one of the moves turns the outcome round."""
    found = min(_reversals(table, moves, adopted), default=None)
    if found is None:
        return None
    *_, number, kind, _, distance = found
    before, after = -number, -number + distance
    return Reversal(
        before=table.profile(before),
        after=table.profile(after),
        mover=table.body.kinds[kind],
        outcome_before=table.outcome(before),
        outcome_after=table.outcome(after),
    )


def _reversals(table: Table, moves: tuple[Move, ...], adopted: int) -> Iterator[tuple[int, ...]]:
    """Return all cases in which a move turns the outcome round, each with its size first."""
    outcomes, steps = table.adopted, table.steps(moves)
    for number, places in enumerate(table.places()):
        if outcomes[number] != adopted:
            continue
        for step in _open(steps, places):
            if outcomes[number + step.distance] != adopted:
                yield (*table.total(places), -number, *step)


def _open(steps: Steps, places: tuple[int, ...]) -> Iterator[Step]:
    """Return every step that can be taken from one profile."""
    for side, place in zip(steps, places, strict=True):
        yield from side[place]


def _convinced(stands: Stands, _size: int) -> Stands | None:
    """Move one from against to in favour."""
    return stands._replace(yes=stands.yes + 1, no=stands.no - 1) if stands.no else None


def _decided(stands: Stands, _size: int) -> Stands | None:
    """Move one from abstaining to in favour."""
    return stands._replace(yes=stands.yes + 1, abstain=stands.abstain - 1) if stands.abstain else None


def _won(stands: Stands, size: int) -> Stands | None:
    """Let one who is away come and agree."""
    return stands._replace(yes=stands.yes + 1) if stands.voting < size else None


def _opposing(stands: Stands, size: int) -> Stands | None:
    """Let one who is away come and vote against."""
    return stands._replace(no=stands.no + 1) if stands.voting < size else None


def _appeased(stands: Stands, _size: int) -> Stands | None:
    """Move one who objects to in favour."""
    return stands._replace(yes=stands.yes + 1, objecting=stands.objecting - 1) if stands.objecting else None


def _objecting(stands: Stands, size: int) -> Stands | None:
    """Let one who is away come, vote against and object."""
    return stands._replace(objecting=stands.objecting + 1) if stands.voting < size else None
