"""A procedure as people read it: its lines in both languages, its picture, its numbers and its deadlines.

One code prints every table; what a condition asks, the condition says itself.

This module knows no procedure.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, cast

import attrs
from tools.pages.package import table

from communitygov.core.document import Value
from communitygov.core.finding import joined
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.terms import TermEnum
from communitygov.errors import Language, Words
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.requirement import Requirement
from communitygov.procedure.table import Move, Opening, Table

HEADS = (
    Words("状态", "state"),
    Words("动作", "action"),
    Words("去向", "leads to"),
    Words("由谁办理", "who"),
    Words("条件", "conditions"),
    Words("依据", "basis"),
)
_LANGUAGES: tuple[Language, ...] = ("en", "zh")
_OWN = Words("本库默认", "library default")


def lines(procedure: Procedure, *, call: str, level: int = 2) -> str:
    """Return the lines of a procedure and its picture, in each language under a heading of this level."""
    text = ""
    for language in _LANGUAGES:
        name = procedure.table.name.label(language)
        text += f"\n{'#' * level} {name[0].upper()}{name[1:]} (`{call}`, {language})\n"
        text += f"\n{moves_table(procedure.table, language)}"
        text += f"\n```mermaid\n{procedure.to_mermaid(language=language)}```\n"
    return text


def moves_table(of: Table, language: Language) -> str:
    """Return the opening and the moves of a table."""
    all_lines: tuple[Move | Opening, ...] = (of.opening, *of.moves)
    rows = [_line(of, line, language) for line in all_lines]
    return table([head.say(language) for head in HEADS], rows)


def _line(of: Table, line: Move | Opening, language: Language) -> list[str]:
    """Return the cells of one line."""
    names = {action.code: action.words for action in of.actions}
    source = f"{of.state(line.source).label(language)} `{line.source}`" if isinstance(line, Move) else "–"
    action, target = of.action(line.action), of.state(line.target)
    asked = [each.asks(names=names).say(language) for each in line.requires]
    return [
        source,
        f"{action.label(language)} `{action.code}`",
        f"{target.label(language)} `{target.code}`",
        joined(tuple(of.role(role).words for role in line.roles)).say(language),
        "<br>".join(asked) or "–",
        standing(line.basis).say(language),
    ]


def standing(basis: Citation | None) -> Words:
    """Return where something stands; what stands nowhere is the library's own."""
    if basis is None or basis.is_library_default:
        return _OWN
    return Words(str(basis), str(basis))


def numbers(policy: Value, sources: Mapping[str, Citation]) -> str:
    """Return what a policy holds, each with the basis of its default."""
    rows = [
        (f"`{name}`", said, _both(standing(sources.get(name, LIBRARY_DEFAULT))))
        for name, said in _fields(policy, "")
    ]
    return table(["number", "default", "basis"], rows)


def _fields(policy: Value, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield name and default of each number, those of a policy within the policy as well."""
    for field in attrs.fields(cast("Any", type(policy))):
        name, value = f"{prefix}{field.name}", getattr(policy, field.name)
        match value:
            case Citation():
                continue
            case Requirement():
                yield name, _both(value.asks(names={}))
            case Value():
                yield from _fields(value, f"{name}.")
            case _:
                yield name, _said(value)


def _said(value: object) -> str:
    """Return a number, a share, a code or a list of codes as it stands in a cell."""
    match value:
        case TermEnum():
            return f"`{value.value}`"
        case tuple():
            return ", ".join(f"`{each}`" for each in value) or "–"
        case str():
            return f"`{value}`"
        case int() | Fraction():
            return str(value)
        case _:
            raise NotImplementedError(value)


def _both(words: Words) -> str:
    """Return a saying in both languages, or once where both are the same."""
    return words.en if words.zh == words.en else f"{words.en} {words.zh}"


def deadlines(procedure: Procedure) -> str:
    """Return how long a case may stay in a state."""
    rows = [
        (
            *procedure.table.state(each.state).words,
            each.within.text("zh"),
            each.within.text("en"),
            str(each.basis),
        )
        for each in procedure.deadlines
    ]
    return table(["状态", "state", "期限", "within", "basis"], rows)
