"""A table for borrowing a hall in three versions, and plans that lead from one to another."""

from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.organisation.actor import Role
from communitygov.procedure.bound import DaysPassed, TakenFewer
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.table import Move, Opening, State, Table

RULES = Citation(document="hall-rules", article="3")


def move(action: str, source: str, target: str, *requires: TakenFewer | DaysPassed) -> Move:
    return Move(
        action=action, source=source, target=target, roles=("keeper",), requires=requires, basis=RULES
    )


def hall(version: int = 1, *, states: str = "asked granted", more: tuple[Move, ...] = ()) -> Procedure:
    """Return a table for borrowing the hall: asked for, granted, handed back."""
    asked, granted = states.split()
    moves = (move("grant", asked, granted), move("hand_back", granted, "returned"), *more)
    actions = dict.fromkeys(("ask", *(each.action for each in moves)))
    return Procedure(
        table=Table(
            name=Term("hall", "活动室借用", "borrowing of the hall"),
            version=version,
            steps=(Term("use", "使用", "use"),),
            states=(
                State(asked, "已申请", "asked for", step="use"),
                State(granted, "已同意", "granted", step="use"),
                State("returned", "已归还", "handed back", step="use", is_final=True),
            ),
            actions=[Term(code, code, code) for code in actions],
            roles=(Role.RESIDENT.term, Term("keeper", "管理员", "keeper")),
            opening=Opening(action="ask", target=asked, roles=(Role.RESIDENT,), basis=RULES),
            moves=moves,
        )
    )


OLD, NEW, NEWEST = hall(), hall(2, states="applied granted"), hall(3, states="applied lent")


def plan(old: Procedure = OLD, new: Procedure = NEW, **states: str) -> Migration:
    leads = states or {"asked": "applied", "granted": "granted"}
    return Migration(source=old.identity, target=new.identity, states=leads)
