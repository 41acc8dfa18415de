"""The tables of the five steps as people read them, in both languages, with their pictures and numbers."""

import attrs
from tools.pages.package import MADE, table

from communitygov.core.finding import joined
from communitygov.deliberation.five_step import DEFAULT_POLICY, five_step, five_step_literal
from communitygov.errors import Language, Words
from communitygov.procedure.requirement import (
    DaysPassed,
    HadNoHand,
    IsRaiser,
    Requirement,
    ServesGrid,
    TakenAtLeast,
    TakenFewer,
)
from communitygov.procedure.showing import Shows
from communitygov.procedure.table import Move, Opening, Table

HEADS = (
    Words("状态", "state"),
    Words("动作", "action"),
    Words("去向", "leads to"),
    Words("由谁办理", "who"),
    Words("条件", "conditions"),
    Words("依据", "basis"),
)


_HEAD = """\
Which move leads from where to where, by whom, and on what condition.

The basis is that of the move.  No document states a condition: each is a library default, in the literal
table too.  所列依据是该步的依据；条件均为本库默认，原文表亦然。
"""


def five_step_page() -> str:
    """Return both tables in both languages, their pictures, and the numbers of the policy."""
    text = f"{MADE}\n# The five steps\n\n{_HEAD}"
    for make in (five_step, five_step_literal):
        procedure = make()
        for language in ("en", "zh"):
            name = procedure.table.name.label(language)
            text += f"\n## {name[0].upper()}{name[1:]} (`{make.__name__}`, {language})\n"
            text += f"\n{moves_table(procedure.table, language)}"
            text += f"\n```mermaid\n{procedure.to_mermaid(language=language)}```\n"
    return f"{text}\n{_policy()}\n{_deadlines()}"


def moves_table(lines: Table, language: Language) -> str:
    """Return the opening and the moves of a table."""
    all_lines: tuple[Move | Opening, ...] = (lines.opening, *lines.moves)
    rows = [_line(lines, line, language) for line in all_lines]
    return table([head.say(language) for head in HEADS], rows)


def _line(lines: Table, line: Move | Opening, language: Language) -> list[str]:
    """Return the cells of one move."""
    source = f"{lines.state(line.source).label(language)} `{line.source}`" if isinstance(line, Move) else "–"
    action, target = lines.action(line.action), lines.state(line.target)
    who = joined(tuple(lines.role(role).words for role in line.roles)).say(language)
    asked = [condition(each, lines).say(language) for each in line.requires]
    basis = Words("本库默认", "library default").say(language)
    return [
        source,
        f"{action.label(language)} `{action.code}`",
        f"{target.label(language)} `{target.code}`",
        who,
        "<br>".join(asked) or "–",
        basis if line.basis.is_library_default else str(line.basis),
    ]


def condition(requirement: Requirement, lines: Table) -> Words:
    """Return a condition in words; one of a new kind needs words here.

    Raises
    ------
    NotImplementedError
        If there are none yet.
    """
    match requirement:
        case ServesGrid():
            return Words("服务该事所在网格", "serves the grid of the matter")
        case IsRaiser():
            return Words("为提出人", "raised the matter")
        case HadNoHand(actions=codes, named_in=kinds):
            done = joined(tuple(lines.action(code).words for code in codes))
            named = Words(f"，未在 {'、'.join(kinds)} 中被指名", f"; is named in no {', '.join(kinds)}")
            tail = named if kinds else Words("", "")
            return Words(f"未经手（{done.zh}）{tail.zh}", f"did none of: {done.en}{tail.en}")
        case Shows(words=words, since=None):
            return Words(f"出示{words.zh}", f"shows {words.en}")
        case Shows(words=words, since=str(code)):
            after = lines.action(code)
            return Words(
                f"出示“{after.zh}”之后的{words.zh}",
                f"shows {words.en}, from after the last time to {after.en}",
            )
        case _:
            return _bound(requirement, lines)


def _bound(requirement: Requirement, lines: Table) -> Words:
    """Return a condition that follows from the history alone in words."""
    match requirement:
        case TakenFewer(action=code, than=times):
            taken = lines.action(code)
            return Words(f"“{taken.zh}”不足 {times} 次", f"“{taken.en}” taken fewer than {times} times")
        case TakenAtLeast(action=code, times=times):
            taken = lines.action(code)
            return Words(f"“{taken.zh}”已满 {times} 次", f"“{taken.en}” taken at least {times} times")
        case DaysPassed(days=days):
            return Words(f"已满 {days} 日", f"{days} whole days have passed")
        case _:
            raise NotImplementedError(requirement)


def _policy() -> str:
    """Return the numbers of the standard table."""
    rows = [
        (f"`{field.name}`", str(getattr(DEFAULT_POLICY, field.name)), "library default 本库默认")
        for field in attrs.fields(type(DEFAULT_POLICY))
    ]
    head = "## The numbers (`FiveStepPolicy`)\n\nNo document gives any of them; each is a parameter.\n\n"
    return head + table(["number", "default", "basis"], rows)


def _deadlines() -> str:
    """Return how long a matter may stay in a state of the standard table."""
    procedure = five_step()
    rows = [
        (
            *procedure.table.state(each.state).words,
            each.within.text("zh"),
            each.within.text("en"),
            str(each.basis),
        )
        for each in procedure.deadlines
    ]
    head = "## Deadlines\n\nA deadline moves nothing; `Procedure.due` says what is due or overdue.\n\n"
    return head + table(["状态", "state", "期限", "within", "basis"], rows)
