"""A staged project as a table: from stage to stage, through a gate only with its evidence.

The engine is that of `communitygov.procedure`; this module only writes the lines, from a plan:

1. `advance` leads to the next stage, and from the last one to the end; a gate asks for its evidence.
2. Evidence that the gate is not passed leads one stage back (`send_back`), and only so often.  Evidence for
   both ways shown at once opens neither.
3. `stop` ends a project at any stage, with its ground.

Who owns a project is a role.  That a stage may be sent back or stopped no document says; both are library
defaults.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from communitygov.core.argument import require
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.terms import Term
from communitygov.errors import Words
from communitygov.procedure.bound import TakenFewer
from communitygov.procedure.deadline import Deadline
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.requirement import Requirement
from communitygov.procedure.showing import Shows
from communitygov.procedure.table import Move, Opening, State, Table
from communitygov.programme.project.plan import BUILDING_PROJECT, Gate, ProjectPlan, Stage
from communitygov.programme.project.uncontradicted import Uncontradicted

#: Who carries a project through its stages; the word is the library's.
PROJECT_OWNER = Term("project_owner", "项目责任人", "project owner")

_OWNER = (PROJECT_OWNER.code,)
_GROUND = Shows("ground", ("stated",), words=Words("理由", "a ground"))
_CLOSING = Term("closing", "办结", "closing")
_COMPLETED = State("completed", "已完成", "completed", step="closing", is_final=True)
_STOPPED = State("stopped", "已终止", "stopped", step="closing", is_final=True)
_INITIATE = Term("initiate", "立项", "initiate")
_ADVANCE = Term("advance", "推进", "advance")
_SEND_BACK = Term("send_back", "退回", "send back")
_STOP = Term("stop", "终止", "stop")


def _move(source: str, action: Term, target: str, *requires: Requirement, basis: Citation) -> Move:
    """Return a line."""
    return Move(
        action=action.code, source=source, target=target, roles=_OWNER, requires=requires, basis=basis
    )


def _shows(plan: ProjectPlan, gate: Gate, outcome: str) -> tuple[Requirement, ...]:
    """Return what must be shown: evidence from after the last time the project was sent back, if ever."""
    returns = any(stage.gate is not None for stage in plan.stages[1:])
    since = (_SEND_BACK.code,) if returns else ()
    return (
        Shows(gate.evidence, (outcome,), words=gate.words, since=since),
        Uncontradicted(gate.evidence, (gate.passed, gate.failed), words=gate.words),
    )


def _advances(plan: ProjectPlan) -> Iterator[Move]:
    """Yield the lines forward."""
    targets = (*(stage.code for stage in plan.stages[1:]), _COMPLETED.code)
    for stage, target in zip(plan.stages, targets, strict=True):
        gate = stage.gate
        shown = () if gate is None else _shows(plan, gate, gate.passed)
        yield _move(stage.code, _ADVANCE, target, *shown, basis=stage.basis)


def _returns(plan: ProjectPlan) -> Iterator[Move]:
    """Yield the lines back, from each stage with a gate to the one before it."""
    fewer = TakenFewer(_SEND_BACK.code, plan.returns)
    for before, stage in pairwise(plan.stages):
        gate = stage.gate
        if gate is not None:
            failed = _shows(plan, gate, gate.failed)
            yield _move(stage.code, _SEND_BACK, before.code, *failed, fewer, basis=LIBRARY_DEFAULT)


def _stops(plan: ProjectPlan) -> Iterator[Move]:
    """Yield the lines out."""
    for stage in plan.stages:
        yield _move(stage.code, _STOP, _STOPPED.code, _GROUND, basis=LIBRARY_DEFAULT)


def _table(plan: ProjectPlan) -> Table:
    """Write the lines of a plan."""
    moves = (*_advances(plan), *_returns(plan), *_stops(plan))
    taken = {move.action for move in moves} | {_INITIATE.code}
    first = plan.stages[0]
    return Table(
        name=plan.name,
        steps=(*(Term(each.code, each.zh, each.en) for each in plan.stages), _CLOSING),
        states=(*map(_state, plan.stages), _COMPLETED, _STOPPED),
        actions=tuple(each for each in (_INITIATE, _ADVANCE, _SEND_BACK, _STOP) if each.code in taken),
        roles=(PROJECT_OWNER,),
        opening=Opening(action=_INITIATE.code, target=first.code, roles=_OWNER, basis=first.basis),
        moves=moves,
    )


def _state(stage: Stage) -> State:
    """Return the state of being at a stage."""
    return State(stage.code, stage.zh, stage.en, step=stage.code)


@lru_cache(maxsize=64)
def _made(plan: ProjectPlan) -> Procedure:
    """Make the procedure of a plan once."""
    timed = [(stage.code, stage.within) for stage in plan.stages]
    deadlines = [Deadline(state=code, within=within) for code, within in timed if within is not None]
    return Procedure(table=_table(plan), deadlines=deadlines)


def staged_project(plan: ProjectPlan = BUILDING_PROJECT) -> Procedure:
    """Return the procedure by which projects of a plan go from stage to stage.

    Raises
    ------
    InvalidValue
        If `plan` is no ProjectPlan.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.organisation.actor import Actor
    >>> from communitygov.procedure.fact import Fact
    >>> procedure, at = staged_project(), datetime(2022, 3, 1, tzinfo=UTC)
    >>> procedure.check().is_sound
    True
    >>> owner = Actor("office-3", roles={PROJECT_OWNER.code})
    >>> case = procedure.open("J-1", "a park community", by=owner, at=at, grid="JJ")
    >>> case = procedure.apply(case, "advance", by=owner, at=at)
    >>> design = Fact(kind="design", about="J-1", outcome="completed", reference="d-1")
    >>> case = procedure.apply(case, "advance", by=owner, at=at, facts=[design])
    >>> procedure.state_of(case).zh
    '审查'
    >>> for reason in procedure.explain(case, "advance", by=owner, at=at):
    ...     print(reason)
    a technical review must be shown, and none is [FACT_MISSING]
    """
    require("plan", plan, kind=ProjectPlan)
    return _made(plan)
