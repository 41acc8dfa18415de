"""What a replay refused: each refused event with its place, and why, in the words of whoever refuses it live.

1. The reasons come from `communitygov.procedure.conduct`, asked about a copy of the table without conditions.
   So replay and `apply` give the same codes for state and role, in the same order.
2. They are worked out once for each state, action and role, however many events were refused for them.
3. What the table does not know at all, an action or a role, has a code of its own.

The actor of an event is not known here, only the role; so the words speak of "the actor".
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, overload

import attrs

from communitygov.core.checks import as_tuple, at_least, identifier, identifiers, is_identifier, saying
from communitygov.core.document import Value
from communitygov.core.finding import Message, Reason, joined
from communitygov.errors import InvalidValue, Language, Words
from communitygov.organisation.actor import Actor
from communitygov.procedure.bulk.codebook import Codebook
from communitygov.procedure.bulk.coded_log import Pair
from communitygov.procedure.bulk.kernel import STRANGE, Located
from communitygov.procedure.conduct import ROLE_NOT_ENTITLED, Conduct
from communitygov.procedure.requirement import PastAction, attempted
from communitygov.procedure.rulebook import Rulebook
from communitygov.procedure.table import Move, State, Table

EVENT_ACTION_UNKNOWN = Message(
    "EVENT_ACTION_UNKNOWN",
    Words("程序中没有代码为 {action} 的动作", "the procedure has no action {action}"),
    Words("请核对动作代码", "check the code of the action"),
)
EVENT_ROLE_UNKNOWN = Message(
    "EVENT_ROLE_UNKNOWN",
    Words("程序中没有代码为 {role} 的角色", "the procedure has no role {role}"),
    Words("请核对角色代码", "check the code of the role"),
)


def _state_or_unopened(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Let a case that is not opened have the empty code."""
    if value != "" and not is_identifier(value):
        bound = Words("须为状态代码，未立案者为空", "must be the code of a state, empty before the opening")
        raise InvalidValue(field.name, value, bound)


@attrs.frozen(kw_only=True)
class Refusal(Value):
    """An event that was refused in a replay (回放中被拒的事件).

    Parameters
    ----------
    case_id, position
        Which case, and at which place among its events, counted from 0, refused ones too.
    state
        Code of the state in which the case stood, and still stands; empty before the opening.
    action, role
        What was tried, in which role.
    codes
        Code of each reason, in the order in which the engine gives them.
    words, remedy
        All reasons, and what would mend each.

    Examples
    --------
    >>> refusal = Refusal(
    ...     case_id="LQ-1",
    ...     position=1,
    ...     state="raised",
    ...     action="accept",
    ...     role="resident",
    ...     codes=["ROLE_NOT_ENTITLED"],
    ...     words=Words("由网格员办理", "for the grid worker"),
    ...     remedy=Words("请由网格员办理", "have the grid worker act"),
    ... )
    >>> print(refusal)
    LQ-1, event 1: accept by resident refused: for the grid worker [ROLE_NOT_ENTITLED]
    >>> refusal.text("zh"), refusal.advice()
    ('由网格员办理', 'have the grid worker act')
    """

    document_kind: ClassVar[str] = "refusal"
    case_id: str = attrs.field(validator=identifier)
    position: int = attrs.field(validator=at_least(0))
    state: str = attrs.field(validator=_state_or_unopened)
    action: str = attrs.field(validator=identifier)
    role: str = attrs.field(validator=identifier)
    codes: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    words: Words = attrs.field(validator=saying)
    remedy: Words = attrs.field(validator=saying)

    def text(self, language: Language = "en") -> str:
        """Say why in `language`."""
        return self.words.say(language)

    def advice(self, language: Language = "en") -> str:
        """Say what would mend it in `language`."""
        return self.remedy.say(language)

    def __str__(self) -> str:
        """Say in English where and why, with the codes."""
        place = f"{self.case_id}, event {self.position}: {self.action} by {self.role}"
        return f"{place} refused: {self.words.en} [{', '.join(self.codes)}]"


# ------------------------------------------------------------------ why


class _Somewhere(NamedTuple):
    """A case of which nothing is known but where it stands."""

    id: str
    grid: str
    state: str
    history: tuple[PastAction, ...] = ()


class _Said(NamedTuple):
    """Why an action in a role is refused in a state."""

    codes: tuple[str, ...]
    words: Words
    remedy: Words


#: When an attempt is made that has no time; without a history no time is out of order.
_WHENEVER = datetime(2000, 1, 1, tzinfo=UTC)
_THE_ACTOR = Words("此人", "the actor")


class _Judge:
    """Says why the table refuses an action in a role, where a case stands."""

    def __init__(self, table: Table) -> None:
        """Take the conditions out of a table; before the opening, add what is not opened yet as a state."""
        moves = tuple(attrs.evolve(move, requires=()) for move in table.moves)
        bare = attrs.evolve(table, moves=moves, opening=attrs.evolve(table.opening, requires=()))
        self.table = table
        self.roles = {role.code: role.words for role in table.roles}
        self.actions = frozenset(action.code for action in table.actions)
        self.opened = Conduct(Rulebook.of(bare, identity="bare"))
        self.unopened, self.nowhere = _unopened(bare)
        self.said: dict[tuple[str, Pair], _Said] = {}

    def say(self, state: str, pair: Pair) -> _Said:
        """Return the reasons, worked out once."""
        said = self.said.get((state, pair))
        if said is None:
            reasons = self._reasons(state, *pair)
            said = self.said[state, pair] = _Said(
                tuple(reason.code for reason in reasons),
                _listed(reason.words for reason in reasons),
                _listed(reason.remedy for reason in reasons),
            )
        return said

    def _reasons(self, state: str, action: str, role: str) -> tuple[Reason, ...]:
        """Return the reasons that conduct gives, with words for an actor of whom only the role is known."""
        unknown = EVENT_ROLE_UNKNOWN.reason("event", {"role": role})
        if action not in self.actions:
            reason = EVENT_ACTION_UNKNOWN.reason("event", {"action": action})
            return (reason,) if role in self.roles else (reason, unknown)
        attempt = attempted(action, Actor("actor", roles=(role,)), at=_WHENEVER, facts=())
        case = _Somewhere("event", "nowhere", state or self.nowhere)
        reasons = (self.opened if state else self.unopened).unmet(case, attempt)
        if role not in self.roles:
            return tuple(unknown if each.code == ROLE_NOT_ENTITLED.code else each for each in reasons)
        return tuple(self._impersonal(reason, action, role) for reason in reasons)

    def _impersonal(self, reason: Reason, action: str, role: str) -> Reason:
        """Return a reason that speaks of the actor by role alone."""
        if reason.code != ROLE_NOT_ENTITLED.code:
            return reason
        return ROLE_NOT_ENTITLED.reason(
            reason.subject,
            {
                "action": self.table.action(action).words,
                "entitled": joined(tuple(term.words for term in reason.could_act)),
                "actor": _THE_ACTOR,
                "held": self.roles[role],
            },
            could_act=reason.could_act,
        )


def _unopened(table: Table) -> tuple[Conduct, str]:
    """Return the conduct of a table in which "not opened" is a state and the opening a move, and its code."""
    code = "not_opened"
    while code in (state.code for state in table.states):
        code += "_"
    opening = table.opening
    first = Move(
        action=opening.action, source=code, target=opening.target, roles=opening.roles, basis=opening.basis
    )
    state = State(code, "未立案", "not opened yet", step=table.states[0].step)
    wider = attrs.evolve(table, states=(state, *table.states), moves=(first, *table.moves))
    return Conduct(Rulebook.of(wider, identity="unopened")), code


def _listed(sayings: Iterable[Words]) -> Words:
    """Return several sentences as one."""
    given = tuple(sayings)
    return Words("；".join(each.zh for each in given), "; ".join(each.en for each in given))


# ------------------------------------------------------------------ where


class Refusals(Sequence[Refusal]):
    """The refused events of a replay, case by case; each is put into words when it is looked at.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> book = Codebook.of(five_step_literal().table, identity="demo")
    >>> from communitygov.procedure.bulk.kernel import refused_events
    >>> tried = {(0, 0): ("sort", "clock"), (0, 2): ("sort", "resident")}
    >>> found = refused_events(book, [(0, bytes([5, 0, 5]))], tried=tried)
    >>> refusals = Refusals(book, ("LQ-1",), found)
    >>> len(refusals), dict(refusals.reasons)
    (2, {'EVENT_ROLE_UNKNOWN': 1, 'NOT_FROM_STATE': 1, 'ROLE_NOT_ENTITLED': 1})
    >>> print(refusals[-1])
    LQ-1, event 2: sort by resident refused: to the grid sorts is for the grid worker; the actor is resident \
[ROLE_NOT_ENTITLED]
    """

    def __init__(self, book: Codebook, cases: Sequence[str], found: Located) -> None:
        """Keep the events as numbers; `cases` are those to which their indices point."""
        self._book, self._cases, self._found = book, cases, found

    @cached_property
    def _judge(self) -> _Judge:
        """Who says why."""
        return _Judge(self._book.table)

    @property
    def reasons(self) -> Mapping[str, int]:
        """How many events were refused for each reason, by its code; an event may have several."""
        totals: Counter[str] = Counter()
        for cell, events in Counter(self._found.cells).items():
            for code in self._judge.say(*self._tried(cell)).codes:
                totals[code] += events
        return dict(sorted(totals.items()))

    def __len__(self) -> int:
        """Return how many events were refused."""
        return len(self._found.cells)

    @overload
    def __getitem__(self, at: int) -> Refusal: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Refusal, ...]: ...
    def __getitem__(self, at: int | slice) -> Refusal | tuple[Refusal, ...]:
        """Return one refusal, or several."""
        if isinstance(at, slice):
            return tuple(map(self._told, range(len(self))[at]))
        return self._told(range(len(self))[at])

    def __iter__(self) -> Iterator[Refusal]:
        """Go through the refusals, case by case, in the order of the events."""
        return map(self._told, range(len(self)))

    def __repr__(self) -> str:
        """Say how many there are."""
        return f"Refusals({len(self)})"

    def _tried(self, cell: int) -> tuple[str, Pair]:
        """Return from which state what was tried."""
        found, book = self._found, self._book
        is_strange = cell >= STRANGE
        state, pair = found.strange[cell - STRANGE] if is_strange else (cell >> 8, book.legend[cell & 0xFF])
        return book.states[state], pair

    def _told(self, number: int) -> Refusal:
        """Put one refusal into words."""
        found = self._found
        state, pair = self._tried(found.cells[number])
        said = self._judge.say(state, pair)
        return Refusal(
            case_id=self._cases[found.indices[number]],
            position=found.positions[number],
            state=state,
            action=pair[0],
            role=pair[1],
            codes=said.codes,
            words=said.words,
            remedy=said.remedy,
        )
