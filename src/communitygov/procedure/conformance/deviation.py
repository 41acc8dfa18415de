"""Where a foreign log deviates from a procedure: a closed set of findings, in plain words.

Each names the case, the record by its place among the records of the case, counted from 1, and what would
mend it.  What is said of a record's place follows from the course of least cost
(`communitygov.procedure.conformance.alignment`); who, how often and when is judged along that course.

This module has the words and decides nothing; `communitygov.procedure.conformance.trial` does.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, identifiers
from communitygov.core.finding import Finding, Message
from communitygov.core.terms import Term
from communitygov.errors import Words
from communitygov.procedure.conformance.course import UNOPENED
from communitygov.procedure.table import Move, Opening, State, Table

ACTION_MISSING = Message(
    "ACTION_MISSING",
    Words(
        "事项 {case}：第 {position} 条“{activity}”之前缺少{missing}",
        "{case}: before record {position} ({activity}), this is missing: {missing}",
    ),
    Words("办过的请补记，没办的请补办", "record what was done, and do what was not"),
)
RECORD_MISPLACED = Message(
    "RECORD_MISPLACED",
    Words(
        "事项 {case}：第 {position} 条“{activity}”次序不对，应紧接在第 {before} 条“{next}”之前",
        "{case}: record {position} ({activity}) is out of order; its place is right before record {before} "
        "({next})",
    ),
    Words("请核对两条记录的先后", "check the order of the two records"),
)
RECORD_OUT_OF_PLACE = Message(
    "RECORD_OUT_OF_PLACE",
    Words(
        "事项 {case}：第 {position} 条“{activity}”不合程序：当时为“{state}”，可办的是{possible}",
        "{case}: record {position} ({activity}) is out of place: the case was {state}, where this was "
        "possible: {possible}",
    ),
    Words("请核对此条；重复的请删去", "check the record; remove it if it stands twice"),
)
RECORD_BEFORE_OPENING = Message(
    "RECORD_BEFORE_OPENING",
    Words(
        "事项 {case}：第 {position} 条“{activity}”在“{opening}”之前，当时尚未立案",
        "{case}: record {position} ({activity}) stands before the case was opened ({opening})",
    ),
    Words("请核对先后，或核对事项编号", "check the order, or the identifier of the case"),
)
RECORD_AFTER_END = Message(
    "RECORD_AFTER_END",
    Words(
        "事项 {case}：第 {position} 条“{activity}”在办结之后：此事已为“{state}”",
        "{case}: record {position} ({activity}) stands after the end: the case was {state}",
    ),
    Words("如有新情况，请另立一事并注明关联", "open a new case that refers to this one"),
)
CASE_NOT_OPENED = Message(
    "CASE_NOT_OPENED",
    Words(
        "事项 {case}：没有“{opening}”的记录，其余记录（共 {count} 条）也无从接续",
        "{case}: to {opening} is not recorded, and none of the records ({count}) follows from it",
    ),
    Words("请补上立案及其后的记录，或核对事项编号", "add the opening, or check the identifier of the case"),
)
ACTIVITY_UNKNOWN = Message(
    "ACTIVITY_UNKNOWN",
    Words(
        "事项 {case}：第 {positions} 条“{activity}”不是本程序的动作",
        "{case}: no action of this procedure is called {activity} (record {positions})",
    ),
    Words(
        "请指明“{activity}”是哪个动作；与程序无关的，请先剔除",
        "say which action {activity} is; leave it out if it is none",
    ),
)
ROLE_UNKNOWN = Message(
    "ROLE_UNKNOWN",
    Words(
        "事项 {case}：第 {positions} 条的“{role}”不是本程序的角色",
        "{case}: no role of this procedure is called {role} (record {positions})",
    ),
    Words("请指明“{role}”是哪个角色", "say which role {role} is"),
)
RECORD_NOT_ENTITLED = Message(
    "RECORD_NOT_ENTITLED",
    Words(
        "事项 {case}：第 {position} 条“{activity}”由{role}办理，应由{entitled}办理",
        "{case}: record {position} ({activity}) is by the {role}; it is for the {entitled}",
    ),
    Words("请核对角色；确系误办的，请由{entitled}重新办理", "check the role; have the {entitled} act"),
)
BOUND_EXCEEDED = Message(
    "BOUND_EXCEEDED",
    Words(
        "事项 {case}：第 {position} 条“{activity}”之前，“{counted}”已有 {taken} 次，至多 {most} 次",
        "{case}: before record {position} ({activity}), to {counted} was done {taken} times, {most} is the "
        "most",
    ),
    Words(
        "请核对是否重复记录；确已超过的，应走其他路径",
        "check for records that stand twice; beyond the bound, take another way",
    ),
)
BOUND_NOT_MET = Message(
    "BOUND_NOT_MET",
    Words(
        "事项 {case}：第 {position} 条“{activity}”之前，“{counted}”仅有 {taken} 次，须满 {least} 次",
        "{case}: before record {position} ({activity}), to {counted} was done {taken} times, {least} are "
        "needed",
    ),
    Words("请核对是否漏记", "check for records that were left out"),
)
RECORD_TOO_EARLY = Message(
    "RECORD_TOO_EARLY",
    Words(
        "事项 {case}：第 {position} 条“{activity}”过早：{reason}",
        "{case}: record {position} ({activity}) is too early: {reason}",
    ),
    Words("请核对时间", "check the times"),
)
TIME_BACKWARDS = Message(
    "TIME_BACKWARDS",
    Words(
        "事项 {case}：第 {position} 条“{activity}”的时间 {at} 早于第 {previous} 条的 {last}",
        "{case}: record {position} ({activity}) is of {at}, earlier than record {previous}, {last}",
    ),
    Words("请核对时间与先后", "check the times and the order"),
)


@attrs.frozen(kw_only=True)
class Deviation(Finding):
    """One place in which a case of a log deviates (偏离).

    Parameters
    ----------
    position
        The record, counted from 1 among the records of the case; the first one where several are meant.
    actions
        Codes of the actions concerned: those missing, or that of the record; none where it is no action.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.procedure.conformance.report import conformance
    >>> from communitygov.procedure.conformance.foreign_log import LogEvent
    >>> at = datetime(2023, 5, 4, tzinfo=UTC)
    >>> log = [LogEvent(case_id="LQ-1", activity=word, at=at) for word in ("提事", "列入议程", "召集议事")]
    >>> (deviation,) = conformance(five_step().table, log).deviations
    >>> deviation.position, deviation.actions, deviation.text("zh")
    (2, ('accept',), '事项 LQ-1：第 2 条“列入议程”之前缺少“受理”（网格员）')
    """

    document_kind: ClassVar[str] = "deviation"
    position: int = attrs.field(validator=at_least(1))
    actions: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)


@attrs.frozen(kw_only=True, eq=False)
class Lexicon:
    """The words of a table: of its terms by their codes, of its lines by source and action.

    Parameters
    ----------
    actions, roles, states, opening
        The terms.
    possible
        What is possible in each state.
    entitled, owed
        Of each line, for whom it is; and the action together with that.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> lexicon = Lexicon.of(five_step().table)
    >>> lexicon.possible[""].zh, lexicon.owed["raised", "accept"].zh
    ('“提事”', '“受理”（网格员）')
    """

    actions: Mapping[str, Term]
    roles: Mapping[str, Term]
    states: Mapping[str, State]
    opening: Term
    possible: Mapping[str, Words]
    entitled: Mapping[tuple[str, str], Words]
    owed: Mapping[tuple[str, str], Words]

    @classmethod
    def of(cls, table: Table) -> "Lexicon":
        """Return the words of a sound table."""
        actions = {term.code: term for term in table.actions}
        roles = {term.code: term for term in table.roles}
        onward: dict[str, list[Words]] = {}
        entitled: dict[tuple[str, str], Words] = {}
        owed: dict[tuple[str, str], Words] = {}
        lines: list[tuple[str, Move | Opening]] = [(UNOPENED, table.opening)]
        lines += [(move.source, move) for move in table.moves]
        for source, line in lines:
            name = quoted_name(actions[line.action].words)
            who = listed([roles[role].words for role in line.roles])
            onward.setdefault(source, []).append(name)
            entitled[source, line.action] = who
            owed[source, line.action] = Words(f"{name.zh}（{who.zh}）", f"{name.en} ({who.en})")
        return cls(
            actions=actions,
            roles=roles,
            states={state.code: state for state in table.states},
            opening=actions[table.opening.action],
            possible={state: listed(words) for state, words in onward.items()},
            entitled=entitled,
            owed=owed,
        )


#: Most things that a sentence lists one by one.
_MOST_LISTED = 5


def listed(words: Sequence[Words]) -> Words:
    """Return several sayings as one enumeration, a long one cut short.

    Examples
    --------
    >>> listed([Words("甲", "A")] * 7)
    Words(zh='甲、甲、甲、甲、甲等 7 项', en='A, A, A, A, A and 2 more')
    """
    shown = words[:_MOST_LISTED]
    zh, en = "、".join(each.zh for each in shown), ", ".join(each.en for each in shown)
    more = len(words) - len(shown)
    return Words(f"{zh}等 {len(words)} 项", f"{en} and {more} more") if more else Words(zh, en)


def quoted_name(words: Words) -> Words:
    """Return a name as a sentence quotes it, in 中文 alone.

    Examples
    --------
    >>> quoted_name(Words("受理", "accept"))
    Words(zh='“受理”', en='accept')
    """
    return Words(f"“{words.zh}”", words.en)


def numbered(positions: Sequence[int]) -> Words:
    """Return places counted from 1, a long list cut short.

    Examples
    --------
    >>> numbered([0, 4]), numbered(range(9)).zh
    (Words(zh='1、5', en='1, 5'), '1、2、3、4、5 等 9')
    """
    shown = [str(position + 1) for position in positions[:_MOST_LISTED]]
    zh, en = "、".join(shown), ", ".join(shown)
    more = len(positions) - len(shown)
    return Words(f"{zh} 等 {len(positions)}", f"{en} and {more} more") if more else Words(zh, en)
