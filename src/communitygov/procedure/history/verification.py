"""Whether a history is legal: each record a line of the table under which it was made, its conditions met.

1. A history falls into stretches, each under one table (`communitygov.procedure.history.stretch`).
2. `verify_history` takes every action again: is it a line of that table, for that role, after what had been
   done by then, with the facts that were shown?  What is not so is a finding, with the number of the record.
3. A migration is no line of a table: a plan allows it.  Its record names the digest of the plan; the plan has
   to be given, and is asked whether it leads from there to there, in that role.
4. It never stops at the first: one bad record does not hide the next.

What a record does not hold is taken for granted: that whoever acted held the role that was written down, and
served the grid of the matter.  That a plan was decided on, whoever gives it here answers for.

Whether a history was altered *after* it was written, a journal shows:
`communitygov.procedure.history.dossier`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.finding import Detail, Finding, Message, Reason, joined
from communitygov.errors import CommunityGovError, Explained, Words
from communitygov.organisation.actor import Actor
from communitygov.procedure.case import Case, Matter, Record
from communitygov.procedure.conduct import Blank
from communitygov.procedure.fact import Fact
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.history.shelf import Shelf
from communitygov.procedure.history.stretch import first_procedure, migration_of
from communitygov.procedure.placed import checked_reasons
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.requirement import Attempt, named
from communitygov.procedure.rulebook import Line, Rulebook
from communitygov.quotation import shown

_COMPARE = Words("请与原件核对第 {seq} 条", "compare record {seq} with the original")
HISTORY_NO_LINE = Message(
    "HISTORY_NO_LINE",
    Words(
        "第 {seq} 条：{procedure} 没有“{action}”由 {source} 至 {target} 的一行",
        "record {seq}: {procedure} has no line for {action} from {source} to {target}",
    ),
    _COMPARE,
)
HISTORY_AFTER_END = Message(
    "HISTORY_AFTER_END",
    Words("第 {seq} 条“{action}”在终态 {state} 之后", "record {seq} ({action}) comes after the end, {state}"),
    _COMPARE,
)
HISTORY_WRONG_ROLE = Message(
    "HISTORY_WRONG_ROLE",
    Words(
        "第 {seq} 条：“{action}”由 {entitled} 办理，记录为 {role}",
        "record {seq}: to {action} is for {entitled}, and it was taken as {role}",
    ),
    _COMPARE,
)
HISTORY_WRONG_PROXY = Message(
    "HISTORY_WRONG_PROXY",
    Words(
        "第 {seq} 条：“{action}”不得代办，记录为代 {principal} 办理",
        "record {seq}: nobody may {action} on behalf of another, and it was taken for {principal}",
    ),
    _COMPARE,
)
HISTORY_CONDITION_UNMET = Message(
    "HISTORY_CONDITION_UNMET",
    Words("第 {seq} 条“{action}”：{unmet}", "record {seq} ({action}): {unmet}"),
    _COMPARE,
)
HISTORY_UNDECIDED = Message(
    "HISTORY_UNDECIDED",
    Words("第 {seq} 条“{action}”无从核对：{error}", "record {seq} ({action}) cannot be taken again: {error}"),
    _COMPARE,
)
HISTORY_PROCEDURE_MISSING = Message(
    "HISTORY_PROCEDURE_MISSING",
    Words(
        "自第 {seq} 条起依 {procedure}，未给出该程序",
        "from record {seq} on it is under {procedure}, not given",
    ),
    Words("请一并给出 {procedure}", "give {procedure} as well"),
)
HISTORY_PIN_BROKEN = Message(
    "HISTORY_PIN_BROKEN",
    Words(
        "第 {seq} 条称由 {said} 迁出，而此事当时依 {procedure}",
        "record {seq} migrates from {said}, and the case was under {procedure}",
    ),
    _COMPARE,
)
HISTORY_PIN_ELSEWHERE = Message(
    "HISTORY_PIN_ELSEWHERE",
    Words(
        "历史止于 {procedure}，而此事称依 {said}",
        "the history ends under {procedure}, and the case says it is under {said}",
    ),
    Words("请与原件核对所依程序", "compare the procedure of the case with the original"),
)
HISTORY_MIGRATED_ASTRAY = Message(
    "HISTORY_MIGRATED_ASTRAY",
    Words(
        "第 {seq} 条迁至 {target}，不是 {procedure} 的未结状态",
        "record {seq} migrates to {target}, which is no live state of {procedure}",
    ),
    _COMPARE,
)
HISTORY_MIGRATED_NOWHERE = Message(
    "HISTORY_MIGRATED_NOWHERE",
    Words("第 {seq} 条由 {procedure} 迁至其自身", "record {seq} migrates from {procedure} to itself"),
    _COMPARE,
)
HISTORY_PLAN_MISSING = Message(
    "HISTORY_PLAN_MISSING",
    Words(
        "第 {seq} 条依方案 {plan} 迁移，未给出该方案", "record {seq} migrates by the plan {plan}, not given"
    ),
    Words(
        "请一并给出方案 {plan}；若无此方案，该迁移不成立",
        "give the plan {plan} as well; if there is none, the migration does not hold",
    ),
)
MIGRATION_OFF_PLAN = Message(
    "MIGRATION_OFF_PLAN",
    Words(
        "第 {seq} 条以 {role} 由 {source} 迁至 {target}，方案不然",
        "record {seq} migrates from {source} to {target} as {role}; the plan says otherwise",
    ),
    Words("请与方案核对第 {seq} 条", "compare record {seq} with the plan"),
)
HISTORY_STANDING_DIFFERS = Message(
    "HISTORY_STANDING_DIFFERS",
    Words(
        "所记现状 {state} 与 {procedure} 中的不同",
        "the standing, {state}, is not as {procedure} has it",
    ),
    Words("请依该程序的表改正名称、步骤与终态标记", "take names, step and mark of the end from the table"),
)


@attrs.frozen(str=False)
class HistoryRefused(CommunityGovError, ValueError):
    """A history is not one that its procedures allow; `findings` names every bad record.

    Examples
    --------
    >>> missing = HISTORY_PROCEDURE_MISSING.finding("LQ-1", {"seq": 0, "procedure": "five_step@1#0"})
    >>> print(HistoryRefused("LQ-1", (missing,)))
    The history of 'LQ-1' does not hold: from record 0 on it is under five_step@1#0, not given. \
[HISTORY_REFUSED]
    """

    code: ClassVar[str] = "HISTORY_REFUSED"
    case_id: str
    findings: tuple[Explained, ...]

    def words(self) -> Words:
        """List the findings."""
        return Words(
            f"{shown(self.case_id)} 的历史不成立：{'；'.join(each.text('zh') for each in self.findings)}。",
            f"The history of {shown(self.case_id)} does not hold: "
            f"{'; '.join(each.text('en') for each in self.findings)}.",
        )


def verify_history(
    case: Case, *procedures: Procedure, plans: Iterable[Migration] = ()
) -> tuple[Finding, ...]:
    """Return what in a case its procedures do not allow, each with the number of the record.

    Parameters
    ----------
    case
        The case, however it came here.
    procedures
        Every procedure under which it was; others do no harm.
    plans
        The plan of every migration it went through; others do no harm.

    Raises
    ------
    InvalidValue
        If an argument is something else.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step, five_step_literal
    >>> from communitygov.testing.walks import walked
    >>> case = walked(five_step(), (0, 0))
    >>> verify_history(case, five_step())
    ()
    >>> [finding.code for finding in verify_history(case, five_step_literal())]
    ['HISTORY_PROCEDURE_MISSING']
    """
    require("case", case, kind=Case)
    return verify_case(case, Shelf.of(procedures, plans))


def verify_case(case: Case, at_hand: Shelf) -> tuple[Finding, ...]:
    """Return the same as `verify_history`; for many cases, procedures and plans are looked through once.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.testing.walks import walked
    >>> verify_case(walked(five_step(), (0, 0)), Shelf.of([five_step()], plans=()))
    ()
    """
    newest = at_hand.procedures.get(case.procedure)
    first = first_procedure(case.history, last=case.procedure)
    findings = verify_records(case.matter, case.history, at_hand=at_hand, first=first)
    if newest is not None and case.standing not in newest.table.states:
        details: dict[str, Detail] = {"state": case.state, "procedure": case.procedure}
        findings = (*findings, HISTORY_STANDING_DIFFERS.finding(case.id, details))
    return findings


def verify_records(
    matter: Matter, records: Sequence[Record], *, at_hand: Shelf, first: str
) -> tuple[Finding, ...]:
    """Return what in records the procedures do not allow; the records follow on each other.

    Parameters
    ----------
    matter, records
        What the case is about, and what was done.
    at_hand, first
        Procedures and plans, and the identity of the procedure under which the case was opened.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.testing.walks import walked
    >>> case, shelf = walked(five_step(), (0, 0)), Shelf.of([five_step()], plans=())
    >>> verify_records(case.matter, case.history, at_hand=shelf, first=case.procedure)
    ()
    """
    pin = first
    findings = list(_missing(matter.id, 0, pin, at_hand=at_hand))
    for seq, record in enumerate(records):
        fact, book = migration_of(record), at_hand.book(pin)
        if fact is not None:
            findings.extend(_left(book, record) if book else ())
            findings.extend(_arrived(at_hand, record, fact, left=pin))
            findings.extend(_by_plan(at_hand, record, fact))
            pin = fact.outcome
        elif book:
            findings.extend(_taken(book, record, Blank(matter.id, matter.grid, tuple(records[:seq]))))
    if pin != matter.procedure:
        details: dict[str, Detail] = {"procedure": pin, "said": matter.procedure}
        findings.append(HISTORY_PIN_ELSEWHERE.finding(matter.id, details))
    return tuple(findings)


# ------------------------------------------------------------------ an action, taken again


def _taken(book: Rulebook, record: Record, so_far: Blank) -> Iterator[Finding]:
    """Take an action again: by a line of the table, in a role of that line, its conditions met."""
    if record.seq == 0:
        line = book.opening if record.action == book.table.opening.action else None
    else:
        line = book.lines.get((record.source, record.action))
    if line is None or line.first.deed.target != record.target:
        yield _astray(book, record)
        return
    yield from _by_whom(book, record, line)
    try:
        unmet = _unmet(book, record, line, so_far)
    except CommunityGovError as error:
        yield _found(HISTORY_UNDECIDED, book, record, {"error": error.words(), "code": error.code})
        return
    for reason in unmet:
        details: dict[str, Detail] = {"unmet": reason.words, "code": reason.code}
        yield _found(HISTORY_CONDITION_UNMET, book, record, details)


def _unmet(book: Rulebook, record: Record, line: Line, so_far: Blank) -> list[Reason]:
    """Return what the conditions of a line say of whoever acted then, with what was shown then."""
    by = Actor(record.by, roles={record.role}, grids={so_far.grid}, on_behalf_of=record.on_behalf_of)
    attempt = Attempt(record.action, by, record.at, record.facts)
    answers = (checked_reasons(each, each.unmet(so_far, attempt, names=book.names)) for each in line.requires)
    return [reason for answer in answers for reason in answer]


def _by_whom(book: Rulebook, record: Record, line: Line) -> Iterator[Finding]:
    """Find a role that the line does not have, and a proxy where there may be none."""
    if record.role not in line.roles:
        names = {role.code: role.words for role in book.table.roles}
        entitled = joined(tuple(named(code, names) for code in sorted(line.roles)))
        details: dict[str, Detail] = {"entitled": entitled, "role": named(record.role, names)}
        yield _found(HISTORY_WRONG_ROLE, book, record, {**details, "code": record.role})
    if record.on_behalf_of is not None and not line.proxies:
        yield _found(HISTORY_WRONG_PROXY, book, record, {"principal": record.on_behalf_of})


def _astray(book: Rulebook, record: Record) -> Finding:
    """Say that an action is no line from where the case stood, or came after the end."""
    if record.source in _ends(book):
        return _found(HISTORY_AFTER_END, book, record, {"state": record.source})
    source = record.source or _NOWHERE
    return _found(HISTORY_NO_LINE, book, record, {"source": source, "target": record.target})


_NOWHERE = Words("立案之前", "before the opening")


# ------------------------------------------------------------------ a migration


def _left(book: Rulebook, record: Record) -> Iterator[Finding]:
    """Find a migration of a case that was not opened yet, or was closed."""
    if record.source not in _live(book):
        yield _astray(book, record)


def _arrived(at_hand: Shelf, record: Record, fact: Fact, *, left: str) -> Iterator[Finding]:
    """Find a migration from another procedure than that of the case, or to where no case is under way."""
    if fact.outcome == left:
        nowhere: dict[str, Detail] = {"seq": record.seq, "procedure": left}
        yield HISTORY_MIGRATED_NOWHERE.finding(record.case_id, nowhere)
    if fact.giver != left:
        details: dict[str, Detail] = {"seq": record.seq, "said": fact.giver or "-", "procedure": left}
        yield HISTORY_PIN_BROKEN.finding(record.case_id, details)
    yield from _missing(record.case_id, record.seq, fact.outcome, at_hand=at_hand)
    book = at_hand.book(fact.outcome)
    if book and record.target not in _live(book):
        yield _found(HISTORY_MIGRATED_ASTRAY, book, record, {"target": record.target})


def _by_plan(at_hand: Shelf, record: Record, fact: Fact) -> Iterator[Finding]:
    """Find a migration whose plan is not given, or that is not as its plan says."""
    plan = at_hand.plans.get(fact.reference)
    if plan is None:
        details: dict[str, Detail] = {"seq": record.seq, "plan": fact.reference}
        yield HISTORY_PLAN_MISSING.finding(record.case_id, details)
    elif not is_as_planned(record, fact, plan=plan):
        yield off_plan(record)


def is_as_planned(record: Record, fact: Fact, *, plan: Migration) -> bool:
    """Tell whether a migration leads from and to what the plan says, in a role of the plan, in person."""
    leads = (fact.giver, fact.outcome) == (plan.source, plan.target)
    is_entitled = record.role in plan.roles and record.on_behalf_of is None
    return leads and is_entitled and (record.source, record.target) in plan.states


def off_plan(record: Record) -> Finding:
    """Say that a migration is not as its plan says."""
    role = record.role if record.on_behalf_of is None else f"{record.role} ({record.on_behalf_of})"
    details: dict[str, Detail] = {"seq": record.seq, "role": role}
    way: dict[str, Detail] = {"source": record.source, "target": record.target}
    return MIGRATION_OFF_PLAN.finding(record.case_id, {**details, **way})


def _missing(case_id: str, seq: int, pin: str, *, at_hand: Shelf) -> Iterator[Finding]:
    """Find a procedure that is not given."""
    if pin not in at_hand.procedures:
        yield HISTORY_PROCEDURE_MISSING.finding(case_id, {"seq": seq, "procedure": pin})


def _ends(book: Rulebook) -> set[str]:
    """Return the codes of the final states."""
    return {state.code for state in book.table.states if state.is_final}


def _live(book: Rulebook) -> set[str]:
    """Return the codes of the states in which a case is under way."""
    return {state.code for state in book.table.states} - _ends(book)


def _found(message: Message, book: Rulebook, record: Record, details: Mapping[str, Detail]) -> Finding:
    """Return a finding about a record, with its number, its action and the procedure."""
    told: dict[str, Detail] = {"seq": record.seq, "action": named(record.action, book.names)}
    return message.finding(record.case_id, {**told, "procedure": book.identity, **details})
