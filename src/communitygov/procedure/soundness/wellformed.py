"""Whether a table is well formed: each list and each line, looked at by itself.

Every code is declared once, also those of which a condition speaks; none is one that the library keeps for
itself.  Every line has a role, a basis and a
label that no other has where it stands; no two lines answer to one state and action.  No line asks for what
can never be: more and fewer of one action at a time, or a past where there is none yet.

This module does not know where the lines lead; it is told the ways, so that each finding can name one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import NamedTuple

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import Citation
from communitygov.errors import Words
from communitygov.procedure.bound import DaysPassed, TakenAtLeast
from communitygov.procedure.case import MIGRATE
from communitygov.procedure.eligibility import IsRaiser
from communitygov.procedure.requirement import Requirement
from communitygov.procedure.soundness.configuration import bounds
from communitygov.procedure.soundness.exploration import Opened
from communitygov.procedure.soundness.reach import exits, place_of, told
from communitygov.procedure.table import Table

CODE_TWICE = Message(
    "TABLE_CODE_TWICE",
    Words("{code} 在{list}中出现多次", "{code} stands more than once among the {list}"),
    Words("请只留一个 {code}", "keep one {code}"),
)
CODE_RESERVED = Message(
    "CODE_RESERVED",
    Words(
        "动作代码 {code} 留给迁移记录，表中不得使用",
        "the action code {code} is reserved for the record of a migration",
    ),
    Words("请为动作 {code} 另取代码", "give the action {code} another code"),
)
CODE_UNDECLARED = Message(
    "CODE_UNDECLARED",
    Words(
        "{place} 用到的 {code} 未在{list}中声明", "{place} speaks of {code}, which is not among the {list}"
    ),
    Words("请在{list}中声明 {code}{near}", "declare {code} among the {list}{near}"),
)
CONDITION_UNDECLARED = Message(
    "CONDITION_UNDECLARED",
    Words(
        "{place} 的条件 {condition} 说到 {code}，而动作中没有它（路径：{path}）",
        "the condition {condition} of {place} speaks of {code}, which is no action here (way there: {path})",
    ),
    Words("请在动作中声明 {code}{near}", "declare {code} among the actions{near}"),
)
MOVE_TWICE = Message(
    "MOVE_TWICE",
    Words(
        "{state} 与 {action} 有多行（路径：{path}）",
        "{state} and {action} have more than one line (way there: {path})",
    ),
    Words("请将 {action} 拆为两个动作", "split {action} into two actions"),
)
NOBODY_ENTITLED = Message(
    "NOBODY_ENTITLED",
    Words("{place} 无人可办（路径：{path}）", "{place} has no role (way there: {path})"),
    Words("请为 {place} 指定角色", "name a role for {place}"),
)
MOVE_WITHOUT_BASIS = Message(
    "MOVE_WITHOUT_BASIS",
    Words("{place} 没有依据（路径：{path}）", "{place} has no basis (way there: {path})"),
    Words(
        "请写明 {place} 出自何处；无处可引则用 LIBRARY_DEFAULT",
        "say where {place} stands, or that it is a LIBRARY_DEFAULT",
    ),
)
LABEL_TWICE = Message(
    "LABEL_TWICE",
    Words(
        "{state} 中的 {first} 与 {second} 同称“{label}”，无从分辨（路径：{path}）",
        "at {state} both {first} and {second} are called {label}; nobody can tell which is which "
        "(way there: {path})",
    ),
    Words("请为 {second} 另取名称", "give {second} another name"),
)
BOUNDS_EXCLUDE = Message(
    "BOUNDS_EXCLUDE",
    Words(
        "{place} 要求 {action} 至少 {least} 次，又要求少于 {below} 次，永远办不了（路径：{path}）",
        "{place} asks that {action} was taken at least {least} and fewer than {below} times, which is never "
        "(way there: {path})",
    ),
    Words("请改 {place} 的次数条件之一", "change one of the bounds of {place}"),
)
OPENING_CLOSED = Message(
    "OPENING_CLOSED",
    Words(
        "立案动作 {place} 要求 {conditions}，而立案之前没有历史，永远立不了案",
        "the opening {place} asks for {conditions}, which nobody can meet before there is a history",
    ),
    Words("请从 {place} 中删去 {conditions}", "drop {conditions} from {place}"),
)

#: The lists in which codes are declared.
_LISTS: Mapping[str, Words] = MappingProxyType(
    {
        "steps": Words("步骤", "steps"),
        "states": Words("状态", "states"),
        "actions": Words("动作", "actions"),
        "roles": Words("角色", "roles"),
    }
)
#: What an opening can never meet, because it looks back.
_LOOK_BACK = (IsRaiser, TakenAtLeast, DaysPassed)


class _Line(NamedTuple):
    """A line of the table, the opening included: its name, from where, and what of it is looked at."""

    place: str
    state: str | None  # none for the opening
    roles: tuple[str, ...]
    requires: tuple[Requirement, ...]
    basis: Citation | None
    spoken: tuple[tuple[str, tuple[str, ...]], ...]  # the codes it speaks of, by list


def malformed(table: Table, ways: Opened) -> tuple[Finding, ...]:
    """Return every fault of the lists and lines of a table.

    Parameters
    ----------
    ways
        What `communitygov.procedure.soundness.exploration.opened` found: the ways to the states.

    Examples
    --------
    >>> import attrs
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> from communitygov.procedure.soundness.exploration import explored
    >>> table = five_step_literal().table
    >>> print(*malformed(attrs.evolve(table, roles=table.roles[:-1]), explored(table)))
    deliberated/handle speaks of party_committee, which is not among the roles [CODE_UNDECLARED]
    """
    lines = _lines(table)
    return (
        *_doubled(table, ways),
        *_reserved(table),
        *_undeclared(table, lines),
        *_spoken_by_conditions(table, lines, ways),
        *_incomplete(lines, ways),
        *_alike(table, ways),
        *_excluded(table, ways),
        *_closed_opening(table),
    )


def undeclared_states(table: Table) -> set[str]:
    """Return the states that the lines of a table speak of and its list does not have.

    Examples
    --------
    >>> import attrs
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> table = five_step_literal().table
    >>> undeclared_states(attrs.evolve(table, states=table.states[1:]))
    {'raised'}
    """
    spoken = {table.opening.target, *(code for move in table.moves for code in (move.source, move.target))}
    return spoken - {state.code for state in table.states}


def _lines(table: Table) -> list[_Line]:
    """Return the lines of a table, the opening first."""
    opening = table.opening
    lines = [
        _Line(
            opening.action,
            None,
            opening.roles,
            opening.requires,
            opening.basis,
            (
                ("actions", (opening.action,)),
                ("states", (opening.target,)),
                ("roles", opening.roles + opening.proxies),
            ),
        )
    ]
    lines.extend(
        _Line(
            place_of(move),
            move.source,
            move.roles,
            move.requires,
            move.basis,
            (
                ("actions", (move.action,)),
                ("states", (move.source, move.target)),
                ("roles", move.roles + move.proxies),
            ),
        )
        for move in table.moves
    )
    return lines


def _doubled(table: Table, ways: Opened) -> Iterator[Finding]:
    """Find codes declared twice, and lines for the same state and action."""
    for name, codes in _declared(table).items():
        for code, count in Counter(codes).items():
            if count > 1:
                yield CODE_TWICE.finding(code, {"code": code, "list": _LISTS[name]})
    for (state, action), count in Counter((move.source, move.action) for move in table.moves).items():
        if count > 1:
            yield MOVE_TWICE.finding(state, {"state": state, "action": action, "path": ways.told(state)})


def _reserved(table: Table) -> Iterator[Finding]:
    """Find an action of the table that a history would take for a migration."""
    if any(action.code == MIGRATE for action in table.actions):
        yield CODE_RESERVED.finding(MIGRATE, {"code": MIGRATE})


def _declared(table: Table) -> Mapping[str, list[str]]:
    """Return the codes declared in each list."""
    return {
        "steps": [step.code for step in table.steps],
        "states": [state.code for state in table.states],
        "actions": [action.code for action in table.actions],
        "roles": [role.code for role in table.roles],
    }


def _undeclared(table: Table, lines: list[_Line]) -> Iterator[Finding]:
    """Find codes that a state or a line speaks of and no list declares."""
    declared = {name: frozenset(codes) for name, codes in _declared(table).items()}
    spoken = [(state.code, "steps", state.step) for state in table.states]
    spoken.extend((line.place, name, code) for line in lines for name, codes in line.spoken for code in codes)
    for place, name, code in dict.fromkeys(spoken):
        if code not in declared[name]:
            details: dict[str, Detail] = {"place": place, "code": code, "list": _LISTS[name]}
            yield CODE_UNDECLARED.finding(code, {**details, "near": _near(code, declared[name])})


def _spoken_by_conditions(table: Table, lines: list[_Line], ways: Opened) -> Iterator[Finding]:
    """Find actions of which a condition speaks and that the table does not have."""
    actions = frozenset(action.code for action in table.actions)
    for line in lines:
        for each in line.requires:
            for code in dict.fromkeys(each.actions_named):
                if code not in actions:
                    details: dict[str, Detail] = {
                        "place": line.place,
                        "condition": each.document_kind,
                        "code": code,
                        "near": _near(code, actions),
                        "path": _path(line, ways),
                    }
                    yield CONDITION_UNDECLARED.finding(code, details)


def _near(code: str, known: frozenset[str]) -> Words:
    """Suggest the declared code that is nearest, if one is near."""
    found = get_close_matches(code, sorted(known), n=1)
    return Words(f"，或改用 {found[0]}", f", or write {found[0]}") if found else Words("", "")


def _path(line: _Line, ways: Opened) -> Detail:
    """Return the way to where a line stands; the opening stands at the beginning."""
    return line.place if line.state is None else ways.told(line.state)


def _incomplete(lines: list[_Line], ways: Opened) -> Iterator[Finding]:
    """Find lines that no role may take, and lines that stand nowhere."""
    for line in lines:
        if not line.roles:
            yield NOBODY_ENTITLED.finding(line.place, {"place": line.place, "path": _path(line, ways)})
        if line.basis is None:
            yield MOVE_WITHOUT_BASIS.finding(line.place, {"place": line.place, "path": _path(line, ways)})


def _alike(table: Table, ways: Opened) -> Iterator[Finding]:
    """Find actions out of one state that have the same name in one of the languages."""
    names = {action.code: (action.zh, action.en) for action in table.actions}
    for state, moves in exits(table.moves).items():
        known: dict[tuple[int, str], str] = {}
        for action in dict.fromkeys(move.action for move in moves if move.action in names):
            for language, label in enumerate(names[action]):
                first = known.setdefault((language, label), action)
                if first != action:
                    details = {"state": state, "first": first, "second": action, "label": label}
                    yield LABEL_TWICE.finding(state, {**details, "path": ways.told(state)})


def _excluded(table: Table, ways: Opened) -> Iterator[Finding]:
    """Find lines that ask for more and for fewer of one action."""
    for move in table.moves:
        for action, least, below in bounds(move):
            if least >= below:
                place = place_of(move)
                details: dict[str, Detail] = {
                    "place": place,
                    "action": action,
                    "least": least,
                    "below": below,
                }
                yield BOUNDS_EXCLUDE.finding(place, {**details, "path": ways.told(move.source)})


def _closed_opening(table: Table) -> Iterator[Finding]:
    """Find an opening that looks back, where there is nothing yet to look back on."""
    opening = table.opening
    asked = dict.fromkeys(each.document_kind for each in opening.requires if isinstance(each, _LOOK_BACK))
    if asked:
        details = {"place": opening.action, "conditions": told(tuple(asked), between=", ")}
        yield OPENING_CLOSED.finding(opening.action, details)
