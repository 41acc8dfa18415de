"""The conduct of a case: open it, take an action, ask what is allowed, ask why not.

1. One function, `judged`, decides.  `apply`, `options` and `explain` all ask it, so they cannot disagree.
2. It evaluates every condition (state, role, time, each requirement) and returns every reason.
3. An action gives a new case or is refused; there is no third outcome, and a refusal changes nothing.

A table is compiled once into a `Rulebook`.  This module knows no topic and reads no clock.
"""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, NamedTuple

import attrs

from communitygov.core.checks import as_tuple, each_of, identifier, identifiers
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Message, Reason, joined
from communitygov.core.terms import Term
from communitygov.errors import ActionRefused, InvalidValue, Language, UnknownName, Words
from communitygov.organisation.actor import Actor
from communitygov.procedure.case import Case, CaseDraft, Matter, recorded
from communitygov.procedure.placed import MISREADINGS, Standing, checked_reasons, misread
from communitygov.procedure.requirement import (
    Attempt,
    HasHistory,
    PastAction,
    Requirement,
    attempted,
    clock_time,
)
from communitygov.procedure.rulebook import Line, Rulebook
from communitygov.procedure.table import Move, Opening

ROLE_NOT_ENTITLED = Message(
    "ROLE_NOT_ENTITLED",
    Words(
        "“{action}”由{entitled}办理，{actor} 为{held}", "to {action} is for the {entitled}; {actor} is {held}"
    ),
    Words("请由{entitled}办理", "have the {entitled} act"),
)
PROXY_NOT_ENTITLED = Message(
    "PROXY_NOT_ENTITLED",
    Words(
        "“{action}”不得由 {actor}（{held}）代 {principal} 办理",
        "{actor}, {held}, may not {action} on behalf of {principal}",
    ),
    Words("请由{able}办理", "have the {able}"),
)
NOT_FROM_STATE = Message(
    "NOT_FROM_STATE",
    Words(
        "此事“{state}”，不能“{action}”，须在“{sources}”时办理",
        "the case is {state}; to {action} is possible when it is {sources}",
    ),
    Words("请先办到“{sources}”", "bring the case there first: {sources}"),
)
CASE_CLOSED = Message(
    "CASE_CLOSED",
    Words("此事已结（{state}），不能“{action}”", "the case is closed ({state}); to {action} is not possible"),
    Words("如有新情况，请另立一事并注明关联", "open a new case that refers to this one"),
)
OUT_OF_ORDER = Message(
    "OUT_OF_ORDER",
    Words("时间 {at} 早于上一条记录 {last}", "{at} is earlier than the last record, {last}"),
    Words("请核对时间", "check the time"),
)


@attrs.frozen(kw_only=True)
class Option(Value):
    """An action where the case stands, and why it is not allowed, if it is not.

    Parameters
    ----------
    action, words
        Code and names of the action.
    target
        Code of the state to which it leads.
    roles
        Codes of the roles entitled to it.
    reasons
        Every unmet condition; none when the action is allowed.

    Examples
    --------
    >>> option = Option(
    ...     action="withdraw", words=Words("撤回", "withdraw"), target="withdrawn", roles=("resident",)
    ... )
    >>> option.is_allowed, option.label("zh")
    (True, '撤回')
    """

    document_kind: ClassVar[str] = "option"
    action: str = attrs.field(validator=identifier)
    words: Words
    target: str = attrs.field(validator=identifier)
    roles: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    reasons: tuple[Reason, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Reason))

    @property
    def is_allowed(self) -> bool:
        """Whether `apply` would take the action now."""
        return not self.reasons

    def label(self, language: Language = "en") -> str:
        """Return the name of the action in `language`."""
        return self.words.say(language)


class Blank(NamedTuple):
    """A matter that has not been opened yet."""

    id: str
    grid: str
    history: tuple[PastAction, ...] = ()


# ------------------------------------------------------------------ the one function that decides


def judged(book: Rulebook, line: Line | None, *, case: Standing, attempt: Attempt) -> tuple[Reason, ...]:
    """Judge an attempt by the line of the table that it takes, if there is one from here."""
    if line is None:
        return _elsewhere(book, case, attempt)
    nothing: tuple[Reason, ...] = ()
    reasons = nothing
    by = attempt.by
    try:
        if (line.roles if by.on_behalf_of is None else line.proxies).isdisjoint(by.roles):
            reasons = (_not_entitled(book, case, attempt),)
        history = case.history
        if history and attempt.at < history[-1].at:
            reasons += (_out_of_order(case, attempt),)
        for requirement in line.requires:
            unmet = requirement.unmet(case, attempt, names=book.names)
            if unmet is not nothing:
                reasons += checked_reasons(requirement, unmet)
    except MISREADINGS as error:
        for requirement in line.requires:  # which of them was it?
            _asked(book, requirement, matter=case, attempt=attempt)
        misread(case, error)
    return reasons


def _asked(
    book: Rulebook, requirement: Requirement, *, matter: HasHistory, attempt: Attempt
) -> tuple[Reason, ...]:
    """Ask one condition."""
    try:
        return checked_reasons(requirement, requirement.unmet(matter, attempt, names=book.names))
    except MISREADINGS as error:
        misread(matter, error, by=requirement)


def _is_entitled(line: Line, by: Actor) -> bool:
    """Tell whether a line is for this actor: by a role of their own, or as a proxy."""
    return not (line.roles if by.on_behalf_of is None else line.proxies).isdisjoint(by.roles)


def _elsewhere(book: Rulebook, case: Standing, attempt: Attempt) -> tuple[Reason, ...]:
    """Return the reasons against an action that leads nowhere from here, the state first."""
    if attempt.action not in book.actions:
        raise UnknownName(Words("动作", "action"), attempt.action, tuple(sorted(book.actions)))
    lines = [line for (_, action), line in book.lines.items() if action == attempt.action] or [book.opening]
    try:
        reasons = [_not_here(book, case, attempt)]
        if not any(_is_entitled(line, attempt.by) for line in lines):
            reasons.append(_not_entitled(book, case, attempt))
        if case.history and attempt.at < case.history[-1].at:
            reasons.append(_out_of_order(case, attempt))
    except MISREADINGS as error:
        misread(case, error)
    for requirement in dict.fromkeys(each for line in lines for each in line.requires):
        reasons.extend(_asked(book, requirement, matter=case, attempt=attempt))
    return tuple(reasons)


def _not_here(book: Rulebook, case: Standing, attempt: Attempt) -> Reason:
    """Say that the case stands elsewhere, and where the action would be possible."""
    table = book.table
    state = table.state(case.state)
    words = {"state": state.words, "action": table.action(attempt.action).words}
    if state.is_final:
        return CASE_CLOSED.reason(case.id, words)
    sources = tuple(table.state(move.source).words for move in table.moves_by(attempt.action))
    return NOT_FROM_STATE.reason(case.id, {**words, "sources": joined(sources) if sources else _NOWHERE})


_NOWHERE = Words("立案之时", "not opened yet")
_NO_ROLE = Words("无角色", "without a role")
_NOTHING = Words("无", "nothing")
_NOBODY = Words("无人", "nobody")


def _not_entitled(book: Rulebook, matter: HasHistory, attempt: Attempt) -> Reason:
    """Say which roles are entitled, in person or as proxies, and which the actor holds."""
    lines = _lines_of(book, matter, attempt.action)
    entitled = _terms(book, (role for line in lines for role in line.roles))
    known = {role.code: role.words for role in book.table.roles}
    held = tuple(known.get(code, Words(code, code)) for code in sorted(attempt.by.roles))
    details: dict[str, Detail] = {
        "action": book.table.action(attempt.action).words,
        "entitled": joined(tuple(term.words for term in entitled)),
        "actor": attempt.by.id,
        "held": joined(held) if held else _NO_ROLE,
    }
    if attempt.by.on_behalf_of is None:
        return ROLE_NOT_ENTITLED.reason(matter.id, details, could_act=entitled)
    proxies = _terms(book, (role for line in lines for role in line.proxies))
    details["principal"] = attempt.by.on_behalf_of
    details["able"] = _able(entitled, proxies)
    return PROXY_NOT_ENTITLED.reason(
        matter.id, details, could_act=tuple(dict.fromkeys((*entitled, *proxies)))
    )


def _able(entitled: tuple[Term, ...], proxies: tuple[Term, ...]) -> Words:
    """Say who acts in person and, if anybody may, who on behalf of them."""
    owners, others = (joined(tuple(term.words for term in terms)) for terms in (entitled, proxies))
    if not proxies:
        return Words(f"{owners.zh}本人", f"{owners.en} act in person")
    return Words(
        f"{owners.zh}本人，或由{others.zh}代为",
        f"{owners.en} act in person, or the {others.en} on their behalf",
    )


def _terms(book: Rulebook, codes: Iterable[str]) -> tuple[Term, ...]:
    """Return roles by their codes, each once."""
    return tuple(book.table.role(code) for code in dict.fromkeys(codes))


def _out_of_order(case: Standing, attempt: Attempt) -> Reason:
    """Say that the time runs backwards."""
    times = {"at": clock_time(attempt.at), "last": clock_time(case.history[-1].at)}
    return OUT_OF_ORDER.reason(case.id, times)


def _lines_of(book: Rulebook, matter: HasHistory, action: str) -> tuple[Move | Opening, ...]:
    """Return the lines of an action where a matter stands, or else wherever it is possible."""
    if action == book.table.opening.action:
        return (book.table.opening,)
    moves = book.table.moves_by(action)
    return tuple(move for move in moves if move.source == getattr(matter, "state", None)) or moves


def _roles_here(book: Rulebook, case: Standing, attempt: Attempt) -> tuple[str, ...]:
    """Return who could act instead: on the action if it is possible here, or else on the case at all."""
    moves = book.table.moves_from(case.state)
    same = tuple(move for move in moves if move.action == attempt.action)
    return _roles_on(same or moves, attempt.by)


def _roles_on(lines: Iterable[Move | Opening], by: Actor) -> tuple[str, ...]:
    """Return who may take lines; to somebody who acts for another, those who may do so are named too."""
    each = (line.roles + line.proxies if by.on_behalf_of else line.roles for line in lines)
    return tuple(dict.fromkeys(role for roles in each for role in roles))


# ------------------------------------------------------------------ open, apply, options


@attrs.frozen(eq=False)
class Conduct:
    """The conduct of cases by one compiled table.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.deliberation.five_step import five_step
    >>> resident, at = Actor("r-1", roles={"resident"}), datetime(2023, 5, 4, tzinfo=UTC)
    >>> procedure = five_step()
    >>> case = procedure.open("LQ-1", "ageing wiring", by=resident, at=at, grid="LQ-03")
    >>> [reason.code for reason in procedure.conduct.unmet(case, Attempt("accept", resident, at))]
    ['ROLE_NOT_ENTITLED', 'OUTSIDE_GRID']
    """

    book: Rulebook

    def open(self, matter: Blank, attempt: Attempt, *, title: str) -> Case:
        """Open a case, or refuse with every reason."""
        book = self.book
        reasons = _against_opening(book, matter, attempt)
        if reasons:
            could_act = _roles_on((book.table.opening,), attempt.by)
            said = _alternatives(book, could_act, ())
            raise ActionRefused(matter.id, attempt.action, reasons, could_act, (), said)
        landing = book.opening.landing(attempt.by)
        first = recorded(attempt, landing.deed, case_id=matter.id, seq=0)
        about = Matter(id=matter.id, title=title, grid=matter.grid, procedure=book.identity)
        return Case(matter=about, standing=landing.state, history=(first,))

    def apply(self, case: Case, attempt: Attempt) -> Case:
        """Return the case after the action, or raise `ActionRefused` with every reason."""
        book = self.book
        if type(case) is not Case or case.matter.procedure != book.identity:
            check_pinned(book, case)
        line = book.lines.get((case.standing.code, attempt.action))
        reasons = judged(book, line, case=case, attempt=attempt)
        if line is None or reasons:
            raise self.refusal(case, attempt, reasons=reasons)
        deed, state = line.landing(attempt.by) if line.others else line.first
        history, matter = case.history, case.matter
        after: Any = CaseDraft()
        after.matter = matter
        after.standing = state
        after.history = (*history, recorded(attempt, deed, case_id=matter.id, seq=len(history)))
        after.__class__ = Case
        made: Case = after
        return made

    def unmet(self, case: Standing, attempt: Attempt) -> tuple[Reason, ...]:
        """Return every condition that an attempt does not meet; nothing when it may be made."""
        try:
            line = self.book.lines.get((case.state, attempt.action))
        except MISREADINGS as error:
            misread(case, error)
        return judged(self.book, line, case=case, attempt=attempt)

    def explain(self, case: Case, attempt: Attempt) -> tuple[Reason, ...]:
        """Return why an action is not allowed for a case of this procedure; nothing when it is."""
        check_pinned(self.book, case)
        return self.unmet(case, attempt)

    def options(self, case: Standing, attempt: Attempt) -> tuple[Option, ...]:
        """Return every action from where the case stands; the attempt's own action is not read."""
        table, state = self.book.table, known_state(self.book, case)
        return tuple(
            Option(
                action=move.action,
                words=table.action(move.action).words,
                target=move.target,
                roles=move.roles,
                reasons=self.unmet(
                    case, attempted(move.action, attempt.by, at=attempt.at, facts=attempt.facts)
                ),
            )
            for move in table.moves_from(state)
        )

    def refusal(self, case: Standing, attempt: Attempt, *, reasons: tuple[Reason, ...]) -> ActionRefused:
        """Return the error that refuses an attempt: the reasons, who could act, what this actor may do."""
        allowed = tuple(self._open_actions(case, attempt))
        could_act = _roles_here(self.book, case, attempt)
        said = _alternatives(self.book, could_act, allowed)
        return ActionRefused(case.id, attempt.action, reasons, could_act, allowed, said)

    def _open_actions(self, case: Standing, attempt: Attempt) -> Iterator[str]:
        """Yield the actions that the actor may take instead; reasons are worked out for the entitled only."""
        for move in self.book.table.moves_from(case.state):
            if _is_entitled(self.book.lines[move.source, move.action], attempt.by):
                other = attempted(move.action, attempt.by, at=attempt.at, facts=attempt.facts)
                if not self.unmet(case, other):
                    yield move.action


def _against_opening(book: Rulebook, matter: Blank, attempt: Attempt) -> tuple[Reason, ...]:
    """Return every reason against opening a case."""
    reasons: tuple[Reason, ...] = ()
    if not _is_entitled(book.opening, attempt.by):
        reasons = (_not_entitled(book, matter, attempt),)
    for requirement in book.opening.requires:
        reasons += _asked(book, requirement, matter=matter, attempt=attempt)
    return reasons


def _alternatives(book: Rulebook, could_act: tuple[str, ...], allowed: tuple[str, ...]) -> Words:
    """Say who could act instead, and what the actor may do now."""
    who = joined(tuple(book.table.role(role).words for role in could_act)) if could_act else _NOBODY
    what = joined(tuple(book.names[action] for action in allowed)) if allowed else _NOTHING
    return Words(
        f"此处可由{who.zh}办理；此人现可：{what.zh}",
        f"Could act here: {who.en}; this actor may now: {what.en}",
    )


def known_state(book: Rulebook, case: Standing) -> str:
    """Return the code of the state in which a matter stands; the table must have it."""
    try:
        code = case.state
    except AttributeError as error:
        misread(case, error)
    return book.table.state(code).code


def check_case(case: object) -> None:
    """Refuse anything but a case."""
    if type(case) is not Case:
        raise InvalidValue("case", case, Words("须为 Case", "must be a Case"))


def check_pinned(book: Rulebook, case: Case) -> None:
    """Refuse a case that was opened under another procedure or another version of this one."""
    check_case(case)
    if case.matter.procedure != book.identity:
        bound = Words(
            f"须按 {book.identity} 立案；请改用立案时的程序，或先迁移",
            f"must have been opened under {book.identity}; use the procedure of its opening, or migrate it",
        )
        raise InvalidValue("case.procedure", case.matter.procedure, bound)
