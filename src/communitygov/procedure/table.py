"""A procedure as a table: states, actions, and which move leads from where to where, by whom, on what basis.

1. Everything that decides what follows what stands in a table.  The engine, the diagram, the soundness check,
   the strategies and the documentation are all made from it.
2. A table is data.  It holds no function: the requirements of a move are values of a closed vocabulary
   (`communitygov.procedure.requirement`), so a table can be written to a file and read back.
3. For one state and one action there is one move.  Where the outcome decides, there are two actions.

This module knows no engine, no library and no topic.  Whether a table makes sense as a whole,
`communitygov.procedure.soundness.report` says.
"""

from collections.abc import Iterable
from html import escape
from typing import ClassVar, TypeVar

import attrs

from communitygov.core.checks import (
    as_tuple,
    at_least,
    each_of,
    identifier,
    identifiers,
    one_of,
    optional,
    title,
)
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import Language, UnknownName, Words
from communitygov.procedure.requirement import Names, Requirement, named


@attrs.frozen
class State(Value):
    """Where a case can stand; each state belongs to one step.

    Examples
    --------
    >>> State("sorting", "梳理中", "being sorted", step="sort").label("zh")
    '梳理中'
    """

    document_kind: ClassVar[str] = "state"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    step: str = attrs.field(kw_only=True, validator=identifier)
    is_final: bool = attrs.field(kw_only=True, default=False, validator=one_of(bool))

    @property
    def words(self) -> Words:
        """The state in both languages."""
        return Words(self.zh, self.en)

    def label(self, language: Language = "en") -> str:
        """Return the name of the state in `language`."""
        return self.words.say(language)


@attrs.frozen(kw_only=True)
class Move(Value):
    """One line of a table: this action leads from this state to that one, for these roles.

    Parameters
    ----------
    roles
        Codes of the roles entitled to the action here, in the order in which they are asked.
    requires
        Conditions beyond state and role; all are evaluated, always.
    basis
        Where the move stands: the phrase of a document, or `LIBRARY_DEFAULT`; a procedure refuses a line
        that leaves it out.
    proxies
        Codes of the roles that may act here on behalf of somebody who is entitled; none unless given.

    Examples
    --------
    >>> from communitygov.core.source import LIBRARY_DEFAULT
    >>> Move(
    ...     action="list", source="sorting", target="listed", roles=("grid_worker",), basis=LIBRARY_DEFAULT
    ... ).target
    'listed'
    """

    document_kind: ClassVar[str] = "move"
    action: str = attrs.field(validator=identifier)
    source: str = attrs.field(validator=identifier)
    target: str = attrs.field(validator=identifier)
    roles: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    requires: tuple[Requirement, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Requirement)
    )
    basis: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))
    proxies: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)


@attrs.frozen(kw_only=True)
class Opening(Value):
    """How a case begins: which action opens it, where it then stands, for these roles.

    Examples
    --------
    >>> from communitygov.core.source import quoted
    >>> Opening(action="raise", target="raised", roles=("resident",), basis=quoted("001", "居民提事")).target
    'raised'
    """

    document_kind: ClassVar[str] = "opening"
    action: str = attrs.field(validator=identifier)
    target: str = attrs.field(validator=identifier)
    roles: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    requires: tuple[Requirement, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Requirement)
    )
    basis: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))
    proxies: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)


Named = TypeVar("Named", Term, State)


@attrs.frozen(kw_only=True)
class Table(Value):
    """A procedure as data.

    Parameters
    ----------
    name
        Code and names of the procedure.
    version
        Raised by one with each change; a case is pinned to the version under which it was opened.
    steps
        The steps in their order, as terms.
    states, actions, roles
        Everything the moves speak of, once each.
    opening, moves
        The lines.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> table = five_step_literal().table
    >>> [step.zh for step in table.steps]
    ['居民提事', '网格理事', '四方议事', '党委办事', '居民评事']
    >>> table.state("sortid")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No state is called 'sortid'. Did you mean 'sorted'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "table"
    name: Term = attrs.field(validator=one_of(Term))
    version: int = attrs.field(default=1, validator=at_least(1))
    steps: tuple[Term, ...] = attrs.field(converter=as_tuple, validator=each_of(Term))
    states: tuple[State, ...] = attrs.field(converter=as_tuple, validator=each_of(State))
    actions: tuple[Term, ...] = attrs.field(converter=as_tuple, validator=each_of(Term))
    roles: tuple[Term, ...] = attrs.field(converter=as_tuple, validator=each_of(Term))
    opening: Opening = attrs.field(validator=one_of(Opening))
    moves: tuple[Move, ...] = attrs.field(converter=as_tuple, validator=each_of(Move))

    def state(self, code: str) -> State:
        """Return the state with this code."""
        return _named(code, self.states, Words("状态", "state"))

    def action(self, code: str) -> Term:
        """Return the action with this code."""
        return _named(code, self.actions, Words("动作", "action"))

    def role(self, code: str) -> Term:
        """Return the role with this code."""
        return _named(code, self.roles, Words("角色", "role"))

    def step(self, code: str) -> Term:
        """Return the step with this code."""
        return _named(code, self.steps, Words("步骤", "step"))

    def moves_from(self, state: str) -> tuple[Move, ...]:
        """Return the moves that lead out of a state, in the order of the table."""
        return tuple(move for move in self.moves if move.source == state)

    def moves_by(self, action: str) -> tuple[Move, ...]:
        """Return the moves that an action makes, in the order of the table."""
        return tuple(move for move in self.moves if move.action == action)

    def _repr_html_(self) -> str:
        """Show the lines as a table in a notebook, in both languages."""
        names = {action.code: action.words for action in self.actions}
        lines: tuple[Move | Opening, ...] = (self.opening, *self.moves)
        rows = "".join(_row(self, line, names) for line in lines)
        head = "".join(f"<th>{each}</th>" for each in _HEADS)
        caption = f"{escape(self.name.zh)} · {escape(self.name.en)} · {self.version}"
        return (
            f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )


_HEADS = ("状态 state", "动作 action", "去向 leads to", "由谁办理 who", "条件 conditions", "依据 basis")


def _row(table: Table, line: Move | Opening, names: Names) -> str:
    """Return one line as a row of HTML; a code that the table does not declare stands for itself."""
    states = {state.code: state.words for state in table.states}
    roles = {role.code: role.words for role in table.roles}
    source = line.source if isinstance(line, Move) else ""
    cells = (
        (named(source, states),) if source else (),
        (named(line.action, names),),
        (named(line.target, states),),
        tuple(named(role, roles) for role in line.roles) + _for_others(line, roles),
        tuple(each.asks(names=names) for each in line.requires),
        _standing_in(line.basis),
    )
    return f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in cells)}</tr>"


def _for_others(line: Move | Opening, roles: Names) -> tuple[Words, ...]:
    """Say who may act on behalf of those entitled."""
    proxies = tuple(named(role, roles) for role in line.proxies)
    return tuple(Words(f"可由{each.zh}代办", f"or the {each.en} on their behalf") for each in proxies)


def _standing_in(basis: Citation | None) -> tuple[Words, ...]:
    """Say where a line stands."""
    if basis is None:
        return ()
    said = str(basis)
    return (Words("本库默认", "library default") if basis.is_library_default else Words(said, said),)


def _cell(sayings: Iterable[Words]) -> str:
    """Return sayings in both languages as the content of a cell."""
    each_said = (each.zh if each.zh == each.en else f"{each.zh} {each.en}" for each in sayings)
    return "<br>".join(escape(said) for said in each_said)


def _named(code: str, among: Iterable[Named], kind: Words) -> Named:
    """Return the term or state with `code`, or suggest the nearest."""
    for each in among:
        if each.code == code:
            return each
    raise UnknownName(kind, code, tuple(each.code for each in among))
