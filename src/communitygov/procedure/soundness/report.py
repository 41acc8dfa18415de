"""Whether a table makes sense: every case can end, every line can be taken, every history is finite.

1. *Well formed* (`wellformed`): each list and each line by itself.
2. *Sound* (van der Aalst): every state is reached, no line is dead, from wherever a case may stand an end is
   reached, and no end is left again; and every history is finite (`termination`).
   Counts are reckoned with, and so is the one who opened the case (`configuration`).
3. *Staffed* (`staffing`): what happens without some roles, and when one person alone
   holds a role.

All faults are found at once; a code that is not declared may lead anywhere, so what only follows from it is
not said as well.  Requirements other than bounds and persons are taken as meetable: this proves the table,
not the community.  What exactly is proved, `docs/explanation/soundness.md` tells.
"""

from collections.abc import Collection, Iterable, Iterator
from html import escape
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, each_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.errors import Language, Words
from communitygov.procedure.soundness.exploration import Opened, explored
from communitygov.procedure.soundness.liveness import bounded_traps, dead_lines
from communitygov.procedure.soundness.reach import ending, place_of, reached, told
from communitygov.procedure.soundness.staffing import (
    AbsentRoles,
    LoneHolder,
    fewest,
    lone_holders,
    without_roles,
)
from communitygov.procedure.soundness.termination import unbounded
from communitygov.procedure.soundness.wellformed import malformed, undeclared_states
from communitygov.procedure.table import State, Table

NO_END = Message(
    "NO_END",
    Words("{table} 没有终态", "{table} has no final state"),
    Words("请将一个状态标为终态", "mark a state as final"),
)
STATE_UNREACHED = Message(
    "STATE_UNREACHED",
    Words("没有通往 {state} 的路径（{hint}）", "no way leads to {state} ({hint})"),
    Words("请加一行通往 {state}，或删去它", "add a move to {state}, or remove it"),
)
TRAP = Message(
    "TRAP",
    Words("自 {state} 起无法到达终态（路径：{path}）", "from {state} no end is reached (way there: {path})"),
    Words("请为 {state} 加一条出路", "add a way out of {state}"),
)
END_LEFT = Message(
    "END_LEFT",
    Words(
        "终态 {state} 仍有出路 {action}（路径：{path}）",
        "{state} is final, and {action} leaves it (way there: {path})",
    ),
    Words("请删去该行，或取消终态标记", "remove the move, or the mark"),
)
ACTION_DEAD = Message(
    "ACTION_DEAD",
    Words("动作 {action} 没有任何一行", "the action {action} makes no move"),
    Words("请加一行，或删去 {action}", "add a move, or remove {action}"),
)


@attrs.frozen(kw_only=True)
class SoundnessReport(Value):
    """What `check` found.

    Parameters
    ----------
    findings
        Faults of the table; none when it is sound.
    staffing
        For every non-empty set of absent roles that leaves a trap: which states, and the way there.
    lone
        For every role that traps a case when one person alone holds it: where, and the way there.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> report = five_step().check()
    >>> report.is_sound, report.findings
    (True, ())
    >>> print(report.text("zh").splitlines()[0])
    健全：总能结束，每一行都办得到，每一历史都有尽头
    """

    document_kind: ClassVar[str] = "soundness-report"
    findings: tuple[Finding, ...] = attrs.field(converter=as_tuple, validator=each_of(Finding))
    staffing: tuple[AbsentRoles, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(AbsentRoles)
    )
    lone: tuple[LoneHolder, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(LoneHolder))

    @property
    def is_sound(self) -> bool:
        """Whether the table has no fault."""
        return not self.findings

    @property
    def verdict(self) -> Words:
        """Whether the table is sound, in words."""
        count = len(self.findings)
        return Words(f"不健全：{count} 处缺陷", f"not sound, faults: {count}") if count else _SOUND

    def text(self, language: Language = "en") -> str:
        """Say the verdict, then each fault with its remedy and what staffing would do, one to a line.

        Of absent roles only the fewest are told that make a trap; `staffing` has every set.
        """
        lines = [self.verdict.say(language)]
        then = Words("；", "; ").say(language)
        lines += [f"{each.text(language)}{then}{each.advice(language)}" for each in self.findings]
        lines += [row.words.say(language) for row in fewest(self.staffing)]
        lines += [finding.text(language) for row in self.lone for finding in row.findings]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Show the report as a table in a notebook."""
        rows = [(each.code, each.words, each.remedy) for each in self.findings]
        staffing = [row.findings for row in fewest(self.staffing)]
        staffing += [row.findings for row in self.lone]
        rows += [(each.code, each.words, each.remedy) for found in staffing for each in found]
        body = "".join(
            f"<tr><td>{escape(code)}</td><td>{_both(words)}</td><td>{_both(remedy)}</td></tr>"
            for code, words, remedy in rows
        )
        return (
            f"<table><caption>{_both(self.verdict)}</caption>"
            "<thead><tr><th>代码 code</th><th>所见 finding</th><th>建议 advice</th></tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )


_SOUND = Words(
    "健全：总能结束，每一行都办得到，每一历史都有尽头",
    "sound: an end is always reached, every line can be taken, every history is finite",
)


def _both(words: Words) -> str:
    """Show a saying in both languages, as HTML."""
    return f"{escape(words.zh)}<br>{escape(words.en)}"


def faults(table: Table) -> tuple[Finding, ...]:
    """Return every fault of a table.

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
    no way leads to rated (no line leads there) [STATE_UNREACHED]
    the action rate makes no move [ACTION_DEAD]
    """
    return _faults(table, explored(table))


def _faults(table: Table, found: Opened) -> tuple[Finding, ...]:
    """Return every fault of a table that has been explored."""
    lost = undeclared_states(table)
    can_end = _can_end(table, lost)
    findings = [*malformed(table, found), *_ends(table, found), *_traps(table, found, can_end=can_end)]
    if not lost:  # one that is not declared may lead anywhere
        findings += bounded_traps(table, found, can_end=can_end)
        findings += [*_unreached(table), *dead_lines(table, found)]
    findings += [*_dead_actions(table), *unbounded(table, found)]
    return tuple(findings)


def check(table: Table) -> SoundnessReport:
    """Return the faults of a table and, if there are none, what staffing does to it.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> report = check(five_step().table)
    >>> [row.traps for row in report.staffing if row.absent == ("resident", "clock")]
    [('awaiting_rating', 'handling')]
    """
    found = explored(table)
    findings = _faults(table, found)
    if findings:
        return SoundnessReport(findings=findings)
    rows, lone = without_roles(found.reading), lone_holders(found.reading)
    return SoundnessReport(findings=(), staffing=rows, lone=lone)


# ------------------------------------------------------------------ ends, traps, states


def _states(table: Table) -> Iterable[State]:
    """Return the states, each code once."""
    return {state.code: state for state in table.states}.values()


def _can_end(table: Table, lost: Iterable[str]) -> set[str]:
    """Return the states from which an end is reached; those that are lost may lead anywhere."""
    ends = [state.code for state in table.states if state.is_final]
    return ending([*ends, *lost], ((move.source, move.target) for move in table.moves))


def _ends(table: Table, found: Opened) -> Iterator[Finding]:
    """Find a table without an end, and ends that are left."""
    ends = {state.code for state in table.states if state.is_final}
    if not ends:
        yield NO_END.finding(table.name.code, {"table": table.name.code})
    for move in table.moves:
        if move.source in ends:
            details = {"state": move.source, "action": move.action}
            yield END_LEFT.finding(move.source, {**details, "path": found.told(move.source)})


def _traps(table: Table, found: Opened, *, can_end: Collection[str]) -> Iterator[Finding]:
    """Find states that are reached, and from which no end is."""
    for state in _states(table):
        if state.code in found.first and state.code not in can_end:
            yield TRAP.finding(state.code, {"state": state.code, "path": found.told(state.code)})


def _unreached(table: Table) -> Iterator[Finding]:
    """Find states to which no lines lead; those behind a line that is never taken only follow from it."""
    there = reached(table.opening, table.moves)
    for state in _states(table):
        if state.code not in there:
            hint = _nearby(table, state, there=there)
            yield STATE_UNREACHED.finding(state.code, {"state": state.code, "hint": hint})


def _nearby(table: Table, state: State, *, there: Collection[str]) -> Words:
    """Say which lines lead to a state that is not reached, or which states near it are."""
    entries = [place_of(move) for move in table.moves if move.target == state.code != move.source]
    if entries:
        listed = told(entries, between=", ")
        return Words(f"只有 {listed} 通往它，也办不到", f"only {listed} leads there, which is never taken")
    near = [each.code for each in _states(table) if each.step == state.step and each.code in there]
    if near:
        listed = told(near, between=", ")
        return Words(
            f"没有一行通往它；同步骤可到：{listed}", f"no line leads there; reached in its step: {listed}"
        )
    return Words("没有一行通往它", "no line leads there")


def _dead_actions(table: Table) -> Iterator[Finding]:
    """Find declared actions that no line takes."""
    taken = {table.opening.action, *(move.action for move in table.moves)}
    for action in dict.fromkeys(action.code for action in table.actions):
        if action not in taken:
            yield ACTION_DEAD.finding(action, {"action": action})
