"""Whether a history is legal: each record a line of the table under which it was made, its conditions met.

1. A case is pinned to a procedure when it is opened, and again by each migration
   (`communitygov.procedure.history.migration`).  So a history falls into stretches, each under one table.
2. `verify_history` takes every action again: is it a line of that table, for that role, after what had been
   done by then, with the facts that were shown?  What is not so is a finding, with the number of the record.
3. It never stops at the first: one bad record does not hide the next.

What a record does not hold is taken for granted: that whoever acted held the role that was written down, and
served the grid of the matter.  Whether somebody was entitled to migrate, the plan says and not the table:
`communitygov.procedure.history.migration.departures`.

Whether a history was altered *after* it was written, a journal shows:
`communitygov.procedure.history.dossier`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

import attrs

from communitygov.core.finding import Detail, Finding, Message, joined
from communitygov.errors import CommunityGovError, Explained, InvalidValue, Words
from communitygov.organisation.actor import Actor
from communitygov.procedure.case import Case, Matter, Record
from communitygov.procedure.conduct import Blank
from communitygov.procedure.fact import Fact
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.requirement import Attempt, named
from communitygov.procedure.rulebook import Line, Rulebook
from communitygov.quotation import shown

#: Code of the action by which a case changes from one procedure to another (迁移).
MIGRATE = "migrate"
#: Kind of the fact that a migration shows: its giver is the procedure left, its outcome the one taken up, its
#: reference the digest of the plan.
MIGRATION = "migration"

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


# ------------------------------------------------------------------ stretches


class Stretch(NamedTuple):
    """Records that were made one after another under one procedure; a migration ends one.

    Parameters
    ----------
    procedure
        Identity of the procedure.
    records
        The records; the migration that leads away is the last of them.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.testing.walks import walked
    >>> [(part.procedure[:11], len(part.records)) for part in stretches(walked(five_step(), (0, 0)))]
    [('five_step@1', 3)]
    """

    procedure: str
    records: tuple[Record, ...]


def migration_of(record: Record) -> Fact | None:
    """Return the fact that makes a record a migration; none for any other record."""
    if record.action != MIGRATE:
        return None
    return next((fact for fact in record.facts if fact.kind == MIGRATION), None)


def first_procedure(records: Iterable[Record], *, last: str) -> str:
    """Return the identity of the procedure under which a case was opened; `last` if it never migrated."""
    for record in records:
        fact = migration_of(record)
        if fact is not None:
            return fact.giver or last
    return last


def stretches(case: Case) -> tuple[Stretch, ...]:
    """Return the history of a case by the procedures under which it was made."""
    pin = first_procedure(case.history, last=case.procedure)
    found: list[Stretch] = []
    begun = 0
    for seq, record in enumerate(case.history):
        fact = migration_of(record)
        if fact is not None:
            found.append(Stretch(pin, case.history[begun : seq + 1]))
            pin, begun = fact.outcome, seq + 1
    return (*found, Stretch(pin, case.history[begun:]))


# ------------------------------------------------------------------ verification


def verify_history(case: Case, *procedures: Procedure) -> tuple[Finding, ...]:
    """Return what in a case its procedures do not allow, each with the number of the record.

    Parameters
    ----------
    case
        The case, however it came here.
    procedures
        Every procedure under which it was; others do no harm.

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
    if not isinstance(case, Case):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("case", case, Words("须为 Case", "must be a Case"))
    by_identity = shelf(procedures)
    newest = by_identity.get(case.procedure)
    first = first_procedure(case.history, last=case.procedure)
    findings = verify_records(case.matter, case.history, procedures=by_identity, first=first)
    if newest is not None and case.standing not in newest.table.states:
        details: dict[str, Detail] = {"state": case.state, "procedure": case.procedure}
        findings = (*findings, HISTORY_STANDING_DIFFERS.finding(case.id, details))
    return findings


def shelf(procedures: Iterable[Procedure]) -> Mapping[str, Procedure]:
    """Return procedures by their identities.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> list(shelf([five_step()])) == [five_step().identity]
    True
    >>> shelf(["five_step@1"])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: procedures: 'five_step@1' will not do; it must be a Procedure. \
[INVALID_VALUE]
    """
    found: dict[str, Procedure] = {}
    for each in procedures:
        if not isinstance(each, Procedure):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue("procedures", each, Words("须为 Procedure", "must be a Procedure"))
        found[each.identity] = each
    return found


def verify_records(
    matter: Matter, records: Sequence[Record], *, procedures: Mapping[str, Procedure], first: str
) -> tuple[Finding, ...]:
    """Return what in records the procedures do not allow; the records follow on each other.

    Parameters
    ----------
    matter, records
        What the case is about, and what was done.
    procedures, first
        Procedures by their identities, and the identity of the one under which the case was opened.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.testing.walks import walked
    >>> case = walked(five_step(), (0, 0))
    >>> shelf = {case.procedure: five_step()}
    >>> verify_records(case.matter, case.history, procedures=shelf, first=case.procedure)
    ()
    """
    pin = first
    findings = list(_missing(matter.id, 0, pin, procedures=procedures))
    for seq, record in enumerate(records):
        fact = migration_of(record)
        if pin in procedures:
            so_far = Blank(matter.id, matter.grid, tuple(records[:seq]))
            book = procedures[pin].conduct.book
            findings.extend(_left(book, record) if fact else _taken(book, record, so_far))
        if fact is not None:
            findings.extend(_arrived(procedures, record, fact, left=pin))
            pin = fact.outcome
    if pin != matter.procedure:
        details: dict[str, Detail] = {"procedure": pin, "said": matter.procedure}
        findings.append(HISTORY_PIN_ELSEWHERE.finding(matter.id, details))
    return tuple(findings)


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
    by = Actor(
        record.by,
        roles={record.role},
        grids={so_far.grid},
        on_behalf_of=record.on_behalf_of,
    )
    attempt = Attempt(record.action, by, record.at, record.facts)
    for requirement in line.requires:
        for reason in requirement.unmet(so_far, attempt, names=book.names):
            details: dict[str, Detail] = {"unmet": reason.words, "code": reason.code}
            yield _found(HISTORY_CONDITION_UNMET, book, record, details)


def _by_whom(book: Rulebook, record: Record, line: Line) -> Iterator[Finding]:
    """Find a role that the line does not have, and a proxy where there may be none."""
    if record.role not in line.roles:
        entitled = joined(tuple(book.table.role(code).words for code in sorted(line.roles)))
        yield _found(HISTORY_WRONG_ROLE, book, record, {"entitled": entitled, "role": record.role})
    if record.on_behalf_of is not None and not line.proxies:
        yield _found(HISTORY_WRONG_PROXY, book, record, {"principal": record.on_behalf_of})


def _astray(book: Rulebook, record: Record) -> Finding:
    """Say that an action is no line from where the case stood, or came after the end."""
    if record.source in _ends(book):
        return _found(HISTORY_AFTER_END, book, record, {"state": record.source})
    source = record.source or _NOWHERE
    return _found(HISTORY_NO_LINE, book, record, {"source": source, "target": record.target})


_NOWHERE = Words("立案之前", "before the opening")


def _left(book: Rulebook, record: Record) -> Iterator[Finding]:
    """Find a migration of a case that was not opened yet, or was closed."""
    live = {state.code for state in book.table.states} - _ends(book)
    if record.source not in live:
        yield _astray(book, record)


def _arrived(
    procedures: Mapping[str, Procedure], record: Record, fact: Fact, *, left: str
) -> Iterator[Finding]:
    """Find a migration from another procedure than that of the case, or to where no case is under way."""
    if fact.giver != left:
        details: dict[str, Detail] = {"seq": record.seq, "said": fact.giver or "-", "procedure": left}
        yield HISTORY_PIN_BROKEN.finding(record.case_id, details)
    yield from _missing(record.case_id, record.seq, fact.outcome, procedures=procedures)
    if fact.outcome in procedures:
        book = procedures[fact.outcome].conduct.book
        if record.target not in {state.code for state in book.table.states} - _ends(book):
            yield _found(HISTORY_MIGRATED_ASTRAY, book, record, {"target": record.target})


def _missing(case_id: str, seq: int, pin: str, *, procedures: Mapping[str, Procedure]) -> Iterator[Finding]:
    """Find a procedure that is not given."""
    if pin not in procedures:
        yield HISTORY_PROCEDURE_MISSING.finding(case_id, {"seq": seq, "procedure": pin})


def _ends(book: Rulebook) -> set[str]:
    """Return the codes of the final states."""
    return {state.code for state in book.table.states if state.is_final}


def _found(message: Message, book: Rulebook, record: Record, details: Mapping[str, Detail]) -> Finding:
    """Return a finding about a record, with its number, its action and the procedure."""
    told: dict[str, Detail] = {"seq": record.seq, "action": named(record.action, book.names)}
    return message.finding(record.case_id, {**told, "procedure": book.identity, **details})
