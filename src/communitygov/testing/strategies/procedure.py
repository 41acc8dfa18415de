"""Hypothesis strategies for procedures: tables that are sound by construction, cases that really happened.

A case is never put together from parts: it is walked, move by move, through a procedure, so that every
example is a history the table allows.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.deliberation.five_step import five_step, five_step_literal
from communitygov.procedure.bound import DaysPassed, TakenAtLeast, TakenFewer
from communitygov.procedure.case import Case, Deed, Matter, Record
from communitygov.procedure.conduct import Option
from communitygov.procedure.eligibility import (
    Countersigned,
    HadNoHand,
    IsRaiser,
    NotRecused,
    ServesGrid,
)
from communitygov.procedure.fact import Fact
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.requirement import Attempt, Requirement
from communitygov.procedure.showing import Shows
from communitygov.procedure.soundness.report import SoundnessReport, check
from communitygov.procedure.soundness.staffing import AbsentRoles, LoneHolder
from communitygov.procedure.table import Move, Opening, State, Table
from communitygov.testing.strategies.core import (
    citations,
    findings,
    identifiers,
    moments,
    reasons,
    titles,
    words,
)
from communitygov.testing.strategies.organisation import actors
from communitygov.testing.walks import walked

_CODES = st.lists(identifiers(), min_size=1, max_size=3, unique=True).map(tuple)


def facts() -> st.SearchStrategy[Fact]:
    """Return facts about any case."""
    return st.builds(
        Fact,
        kind=identifiers(),
        about=identifiers(),
        outcome=identifiers(),
        reference=identifiers(),
        giver=st.none() | identifiers(),
        at=st.none() | moments(),
        words=st.none() | words(),
        because=st.lists(findings(), max_size=1).map(tuple),
    )


def attempts() -> st.SearchStrategy[Attempt]:
    """Return actions that anybody may want to take, at any time."""
    shown = st.lists(facts(), max_size=2).map(tuple)
    return st.builds(Attempt, identifiers(), actors(), moments(), shown)


def requirements() -> st.SearchStrategy[Requirement]:
    """Return conditions of every kind."""
    counts = st.integers(1, 4)
    return st.one_of(
        st.just(ServesGrid()),
        st.just(IsRaiser()),
        st.builds(NotRecused, identifiers()),
        st.builds(Countersigned, identifiers()),
        st.builds(DaysPassed, counts),
        st.builds(TakenFewer, identifiers(), counts),
        st.builds(TakenAtLeast, identifiers(), counts),
        st.builds(HadNoHand, _CODES, named_in=_CODES),
        shown_facts(),
    )


def shown_facts() -> st.SearchStrategy[Shows]:
    """Return conditions on facts: of any time, since some action, or some days after it."""
    plain = st.builds(Shows, identifiers(), _CODES, words=words(), since=st.just(()) | _CODES)
    late = st.builds(Shows, identifiers(), _CODES, words=words(), since=_CODES, days_after=st.integers(0, 9))
    return plain | late


def states() -> st.SearchStrategy[State]:
    """Return states of any table."""
    return st.builds(State, identifiers(), titles(), titles(), step=identifiers(), is_final=st.booleans())


def moves() -> st.SearchStrategy[Move]:
    """Return lines of any table."""
    return st.builds(
        Move,
        action=identifiers(),
        source=identifiers(),
        target=identifiers(),
        roles=_CODES,
        requires=st.lists(requirements(), max_size=2).map(tuple),
        basis=st.none() | citations(),
        proxies=st.just(()) | _CODES,
    )


def openings() -> st.SearchStrategy[Opening]:
    """Return openings of any table."""
    return st.builds(
        Opening,
        action=identifiers(),
        target=identifiers(),
        roles=_CODES,
        basis=st.none() | citations(),
        proxies=st.just(()) | _CODES,
    )


@st.composite
def tables(draw: st.DrawFn, *, longest: int = 6) -> Table:
    """Return sound tables: a chain of states to one end, with side doors to the end and bounded ways back."""
    length = draw(st.integers(1, longest))
    extras = draw(st.lists(st.tuples(st.integers(0, length - 1), st.integers(0, length - 1)), max_size=4))
    moves = [_move(f"go-{at}", at, at + 1, ()) for at in range(length)]
    for number, (source, back) in enumerate(extras):
        target, name = (back, f"back-{number}") if back <= source else (length, f"exit-{number}")
        bound = (TakenFewer(name, 2),) if back <= source else ()
        moves.append(_move(name, source, target, bound))
    taken = ("open", *(move.action for move in moves))
    return Table(
        name=Term("example", draw(titles()), draw(titles())),
        version=draw(st.integers(1, 3)),
        steps=(Term("step-1", "第一步", "step one"),),
        states=tuple(
            State(f"s-{at}", draw(titles()), draw(titles()), step="step-1", is_final=at == length)
            for at in range(length + 1)
        ),
        actions=tuple(  # numbered, so that no two are called the same
            Term(code, f"{number} {draw(titles())}", f"{number} {draw(titles())}")
            for number, code in enumerate(taken)
        ),
        roles=(Term("role-0", "甲", "role nought"), Term("role-1", "乙", "role one")),
        opening=Opening(action="open", target="s-0", roles=("role-0",), basis=LIBRARY_DEFAULT),
        moves=moves,
    )


def _move(name: str, source: int, target: int, requires: tuple[Requirement, ...]) -> Move:
    """Return a line between two states of a chain."""
    return Move(
        action=name,
        source=f"s-{source}",
        target=f"s-{target}",
        roles=(f"role-{source % 2}",),
        requires=requires,
        basis=LIBRARY_DEFAULT,
    )


def procedures() -> st.SearchStrategy[Procedure]:
    """Return procedures: both five-step tables, and small ones of every shape."""
    shipped = st.sampled_from((five_step(), five_step_literal()))
    return shipped | st.builds(Procedure, table=tables())


@st.composite
def cases(draw: st.DrawFn, *, procedure: Procedure | None = None, longest: int = 12) -> Case:
    """Return cases that were walked through `procedure`, or through any."""
    through = procedure or draw(procedures())
    choices = draw(st.binary(max_size=longest))
    return walked(through, choices, case_id=draw(identifiers()))


def records() -> st.SearchStrategy[Record]:
    """Return records of cases that were walked."""
    return cases().flatmap(lambda case: st.sampled_from(case.history))


def deeds() -> st.SearchStrategy[Deed]:
    """Return what was done in some line of some table; the opening comes from nowhere."""
    return st.builds(Deed, identifiers(), identifiers(), st.just("") | identifiers(), identifiers())


def matters() -> st.SearchStrategy[Matter]:
    """Return what a case may be about."""
    return st.builds(
        Matter, id=identifiers(), title=titles(longest=40), grid=identifiers(), procedure=identifiers()
    )


def options() -> st.SearchStrategy[Option]:
    """Return actions with what keeps somebody from them."""
    return st.builds(
        Option,
        action=identifiers(),
        words=words(),
        target=identifiers(),
        roles=_CODES,
        reasons=st.lists(reasons(), max_size=2).map(tuple),
    )


def soundness_reports() -> st.SearchStrategy[SoundnessReport]:
    """Return the reports of sound tables, and of tables that lost their last move."""
    return tables().map(check)


def absent_roles() -> st.SearchStrategy[AbsentRoles]:
    """Return what absent roles would do."""
    return st.builds(
        AbsentRoles,
        absent=_CODES,
        traps=_CODES,
        ends=_CODES,
        findings=st.lists(findings(), max_size=1).map(tuple),
    )


def lone_holders() -> st.SearchStrategy[LoneHolder]:
    """Return what becomes of a table when one person alone holds a role."""
    return st.builds(
        LoneHolder,
        role=identifiers(),
        traps=_CODES,
        recused=_CODES,
        findings=st.lists(findings(), max_size=1).map(tuple),
    )


#: Every public value of the topic with its strategy.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        AbsentRoles: absent_roles,
        Attempt: attempts,
        Case: cases,
        Countersigned: lambda: st.builds(Countersigned, identifiers()),
        DaysPassed: lambda: st.builds(DaysPassed, st.integers(1, 400)),
        Deed: deeds,
        Fact: facts,
        HadNoHand: lambda: st.builds(HadNoHand, _CODES, named_in=_CODES),
        IsRaiser: lambda: st.just(IsRaiser()),
        LoneHolder: lone_holders,
        Matter: matters,
        Move: moves,
        Opening: openings,
        NotRecused: lambda: st.builds(NotRecused, identifiers()),
        Option: options,
        Procedure: procedures,
        Record: records,
        Requirement: requirements,
        ServesGrid: lambda: st.just(ServesGrid()),
        Shows: shown_facts,
        SoundnessReport: soundness_reports,
        State: states,
        Table: tables,
        TakenAtLeast: lambda: st.builds(TakenAtLeast, identifiers(), st.integers(1, 9)),
        TakenFewer: lambda: st.builds(TakenFewer, identifiers(), st.integers(1, 9)),
    }
)
