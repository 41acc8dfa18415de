"""Whether a table makes sense as a whole: every case can end, every move can happen, every history is finite.

Three layers, each giving findings with the offender and a way to it:

1. *Well formed*: every code that a move speaks of is declared once, and one state and action give one move.
2. *Sound* (van der Aalst): every state is reached, from every state an end is reached, no end is left again,
   no action is dead; and every loop holds a move that is bounded by `TakenFewer`, so histories are finite.
3. *Staffed*: for a set of absent roles, which states become traps.

Requirements other than bounds are taken as meetable: this module proves the table, not the community.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import ClassVar, TypeAlias

import attrs

from communitygov.core.checks import as_tuple, each_of, identifiers
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.errors import Language, Words
from communitygov.procedure.requirement import TakenAtLeast, TakenFewer
from communitygov.procedure.table import Move, Table

CODE_TWICE = Message(
    "TABLE_CODE_TWICE",
    Words("{code} 在{list}中出现多次", "{code} stands more than once among the {list}"),
    Words("请只留一个 {code}", "keep one {code}"),
)
CODE_UNDECLARED = Message(
    "CODE_UNDECLARED",
    Words(
        "{place} 用到的 {code} 未在{list}中声明", "{place} speaks of {code}, which is not among the {list}"
    ),
    Words("请在{list}中声明 {code}", "declare {code} among the {list}"),
)
MOVE_TWICE = Message(
    "MOVE_TWICE",
    Words("{state} 与 {action} 有多行", "{state} and {action} have more than one line"),
    Words("请将 {action} 拆为两个动作", "split {action} into two actions"),
)
NOBODY_ENTITLED = Message(
    "NOBODY_ENTITLED",
    Words("{place} 无人可办", "{place} has no role"),
    Words("请为 {place} 指定角色", "name a role for {place}"),
)
NO_END = Message(
    "NO_END",
    Words("{table} 没有终态", "{table} has no final state"),
    Words("请将一个状态标为终态", "mark a state as final"),
)
STATE_UNREACHED = Message(
    "STATE_UNREACHED",
    Words("没有通往 {state} 的路径", "no way leads to {state}"),
    Words("请加一行通往 {state}，或删去它", "add a move to {state}, or remove it"),
)
TRAP = Message(
    "TRAP",
    Words("自 {state} 起无法到达终态（路径：{path}）", "from {state} no end is reached (way there: {path})"),
    Words("请为 {state} 加一条出路", "add a way out of {state}"),
)
TRAP_AT_BOUND = Message(
    "TRAP_AT_BOUND",
    Words(
        "次数用尽后，自 {state} 起无法到达终态", "once its bounds are reached, no end is reached from {state}"
    ),
    Words("请为 {state} 加一条不受次数限制的出路", "add a way out of {state} that no bound closes"),
)
END_LEFT = Message(
    "END_LEFT",
    Words("终态 {state} 仍有出路 {action}", "{state} is final, and {action} leaves it"),
    Words("请删去该行，或取消终态标记", "remove the move, or the mark"),
)
ACTION_DEAD = Message(
    "ACTION_DEAD",
    Words("动作 {action} 没有任何一行", "the action {action} makes no move"),
    Words("请加一行，或删去 {action}", "add a move, or remove {action}"),
)
LOOP_UNBOUNDED = Message(
    "LOOP_UNBOUNDED",
    Words("循环 {loop} 没有次数上限", "the loop {loop} has no bound"),
    Words("请为其中一步加 TakenFewer", "give one of its moves a TakenFewer"),
)
TRAP_WITHOUT = Message(
    "TRAP_WITHOUT",
    Words(
        "若无 {absent}，自 {state} 起无法到达终态（路径：{path}）",
        "without {absent}, no end is reached from {state} (way there: {path})",
    ),
    Words("请安排 {absent}，或为 {state} 指定他人", "provide {absent}, or entitle somebody else at {state}"),
)


@attrs.frozen(kw_only=True)
class AbsentRoles(Value):
    """What becomes of a procedure when nobody holds some of its roles, once a case has been opened.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> report = check(five_step_literal().table)
    >>> [row.traps for row in report.staffing if row.absent == ("resident",)]
    [('deliberated', 'handled', 'raised', 'sorted')]
    """

    document_kind: ClassVar[str] = "absent-roles"
    absent: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    traps: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))


@attrs.frozen(kw_only=True)
class SoundnessReport(Value):
    """What `check` found.

    Parameters
    ----------
    findings
        Faults of the table; none when it is sound.
    staffing
        For every non-empty set of absent roles that leaves a trap: which states, and the way there.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> report = five_step().check()
    >>> report.is_sound, report.findings
    (True, ())
    """

    document_kind: ClassVar[str] = "soundness-report"
    findings: tuple[Finding, ...] = attrs.field(converter=as_tuple, validator=each_of(Finding))
    staffing: tuple[AbsentRoles, ...] = attrs.field(converter=as_tuple, validator=each_of(AbsentRoles))

    @property
    def is_sound(self) -> bool:
        """Whether the table has no fault."""
        return not self.findings

    def text(self, language: Language = "en") -> str:
        """List the faults, one to a line, in `language`."""
        return "\n".join(finding.text(language) for finding in self.findings)


def faults(table: Table) -> tuple[Finding, ...]:
    """Return every fault of a table; a table that is not well formed is not looked at further.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> table = five_step_literal().table
    >>> for fault in faults(attrs.evolve(table, moves=table.moves[:-1])):
    ...     print(fault)
    from raised no end is reached (way there: raise) [TRAP]
    from sorted no end is reached (way there: raise → sort) [TRAP]
    from deliberated no end is reached (way there: raise → sort → deliberate) [TRAP]
    from handled no end is reached (way there: raise → sort → deliberate → handle) [TRAP]
    no way leads to rated [STATE_UNREACHED]
    the action rate makes no move [ACTION_DEAD]
    """
    malformed = (*_doubled(table), *_undeclared(table), *_unstaffed(table))
    if malformed:
        return malformed
    return (*_reach_faults(table), *_dead(table), *_unbounded(table))


def check(table: Table) -> SoundnessReport:
    """Return the faults of a table and what absent roles do to it."""
    findings = faults(table)
    if findings:
        return SoundnessReport(findings=findings, staffing=())
    codes = [role.code for role in table.roles]
    subsets = (subset for size in range(1, len(codes)) for subset in combinations(codes, size))
    rows = (_without(table, subset) for subset in subsets)
    return SoundnessReport(findings=(), staffing=tuple(row for row in rows if row.traps))


# ------------------------------------------------------------------ well formed

#: The lists in which codes are declared.
_LISTS: Mapping[str, Words] = MappingProxyType(
    {
        "steps": Words("步骤", "steps"),
        "states": Words("状态", "states"),
        "actions": Words("动作", "actions"),
        "roles": Words("角色", "roles"),
    }
)
#: Codes that a line speaks of, by the list that must declare them.
_Codes: TypeAlias = Mapping[str, tuple[str, ...]]


def _lines(table: Table) -> list[tuple[str, tuple[str, ...], _Codes]]:
    """Return each line of the table: its name, its roles, and the codes it speaks of by list."""
    opening = table.opening
    lines: list[tuple[str, tuple[str, ...], _Codes]] = [
        (
            f"{opening.action}",
            opening.roles,
            {"actions": (opening.action,), "states": (opening.target,), "roles": opening.roles},
        )
    ]
    lines.extend(
        (
            f"{move.source}/{move.action}",
            move.roles,
            {"actions": (move.action,), "states": (move.source, move.target), "roles": move.roles},
        )
        for move in table.moves
    )
    return lines


def _declared(table: Table) -> Mapping[str, list[str]]:
    """Return the codes declared in each list."""
    return {
        "steps": [step.code for step in table.steps],
        "states": [state.code for state in table.states],
        "actions": [action.code for action in table.actions],
        "roles": [role.code for role in table.roles],
    }


def _doubled(table: Table) -> Iterable[Finding]:
    """Find codes declared twice, and lines for the same state and action."""
    for name, codes in _declared(table).items():
        for code, count in Counter(codes).items():
            if count > 1:
                yield CODE_TWICE.finding(code, {"code": code, "list": _LISTS[name]})
    for (state, action), count in Counter((move.source, move.action) for move in table.moves).items():
        if count > 1:
            yield MOVE_TWICE.finding(state, {"state": state, "action": action})


def _undeclared(table: Table) -> Iterable[Finding]:
    """Find codes that a state or a line speaks of and no list declares."""
    declared = {name: set(codes) for name, codes in _declared(table).items()}
    spoken: list[tuple[str, _Codes]] = [(state.code, {"steps": (state.step,)}) for state in table.states]
    spoken.extend((place, codes) for place, _roles, codes in _lines(table))
    for place, lists in spoken:
        for name, codes in lists.items():
            for code in codes:
                if code not in declared[name]:
                    yield CODE_UNDECLARED.finding(code, {"place": place, "code": code, "list": _LISTS[name]})


def _unstaffed(table: Table) -> Iterable[Finding]:
    """Find lines that no role may take."""
    for place, roles, _codes in _lines(table):
        if not roles:
            yield NOBODY_ENTITLED.finding(place, {"place": place})


# ------------------------------------------------------------------ sound


def _ways(table: Table, moves: Iterable[Move]) -> dict[str, tuple[str, ...]]:
    """Return the states reached from the opening, each with the shortest way there."""
    exits: dict[str, list[Move]] = {}
    for move in moves:
        exits.setdefault(move.source, []).append(move)
    ways: dict[str, tuple[str, ...]] = {table.opening.target: (table.opening.action,)}
    waiting = deque(ways)
    while waiting:
        state = waiting.popleft()
        for move in exits.get(state, ()):
            if move.target not in ways:
                ways[move.target] = (*ways[state], move.action)
                waiting.append(move.target)
    return ways


def _can_end(table: Table, moves: Collection[Move]) -> set[str]:
    """Return the states from which some end is reached."""
    entries: dict[str, list[str]] = {}
    for move in moves:
        entries.setdefault(move.target, []).append(move.source)
    ending = {state.code for state in table.states if state.is_final}
    waiting = list(ending)
    while waiting:
        for source in entries.get(waiting.pop(), ()):
            if source not in ending:
                ending.add(source)
                waiting.append(source)
    return ending


def _reach_faults(table: Table) -> Iterable[Finding]:
    """Find states that are not reached, traps, and ends that are left."""
    ways = _ways(table, table.moves)
    ending = _can_end(table, table.moves)
    ending_at_bounds = _can_end(table, [move for move in table.moves if not _is_bounded(move)])
    if not any(state.is_final for state in table.states):
        yield NO_END.finding(table.name.code, {"table": table.name.code})
    for state in table.states:
        named = {"state": state.code}
        if state.code not in ways:
            yield STATE_UNREACHED.finding(state.code, named)
        elif state.code not in ending:
            yield TRAP.finding(state.code, {**named, "path": " → ".join(ways[state.code])})
        elif state.code not in ending_at_bounds:
            yield TRAP_AT_BOUND.finding(state.code, named)
        if state.is_final:
            for move in table.moves_from(state.code):
                yield END_LEFT.finding(state.code, {**named, "action": move.action})


def _dead(table: Table) -> Iterable[Finding]:
    """Find declared actions that no line takes."""
    taken = {table.opening.action, *(move.action for move in table.moves)}
    for action in table.actions:
        if action.code not in taken:
            yield ACTION_DEAD.finding(action.code, {"action": action.code})


def _is_bounded(move: Move) -> bool:
    """Tell whether a bound can close or open the move."""
    return any(isinstance(requirement, TakenFewer | TakenAtLeast) for requirement in move.requires)


def _bounds_itself(move: Move) -> bool:
    """Tell whether the move can be taken only so often."""
    return any(
        isinstance(requirement, TakenFewer) and requirement.action == move.action
        for requirement in move.requires
    )


def _unbounded(table: Table) -> Iterable[Finding]:
    """Find a loop that holds no move which bounds itself: peel off states until only loops are left."""
    free = [move for move in table.moves if not _bounds_itself(move)]
    inside = {state.code for state in table.states}
    while True:
        kept = {move.source for move in free if move.source in inside and move.target in inside}
        if kept == inside:
            break
        inside = kept
    if inside:
        loop = _loop(free, inside, min(inside))
        yield LOOP_UNBOUNDED.finding(loop[0], {"loop": " → ".join(loop)})


def _loop(moves: Iterable[Move], inside: set[str], start: str) -> tuple[str, ...]:
    """Walk along first exits from `start` until a state comes again; return that loop."""
    follow = {move.source: move.target for move in reversed(tuple(moves)) if move.target in inside}
    walked: list[str] = []
    state = start
    while state not in walked:
        walked.append(state)
        state = follow[state]
    return (*walked[walked.index(state) :], state)


# ------------------------------------------------------------------ staffed


def _without(table: Table, absent: tuple[str, ...]) -> AbsentRoles:
    """Return the traps that are left when nobody holds the absent roles."""
    missing = set(absent)
    moves = [move for move in table.moves if not missing.issuperset(move.roles)]
    ways, ending = _ways(table, moves), _can_end(table, moves)
    traps = [state for state in ways if state not in ending]
    names = ", ".join(absent)
    return AbsentRoles(
        absent=absent,
        traps=tuple(sorted(traps)),
        findings=tuple(
            TRAP_WITHOUT.finding(state, {"absent": names, "state": state, "path": " → ".join(ways[state])})
            for state in traps
        ),
    )
