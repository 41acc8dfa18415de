"""The glossary: every term of the package, topic by topic.

Terms are found in lists (`TermEnum`), in names that a module gives to terms, and in the tables of the
procedures that come with the library.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from tools.pages.package import FRONTS, MADE, assigned, modules, table

from communitygov.core.terms import Term, TermEnum
from communitygov.deliberation.catalogue import catalogue
from communitygov.grid.level.scheme import LevelScheme
from communitygov.procedure.table import State

#: The procedures whose states and actions are terms of the field.
PROCEDURES = catalogue()


class Entry(NamedTuple):
    """A word of the field, and where it stands."""

    code: str
    zh: str
    en: str
    place: str


def glossary() -> str:
    """Return every term of the package, topic by topic, in the order of the codes."""
    topics: dict[str, set[Entry]] = {}
    for entry in chain(_declared(), _tabled()):
        topics.setdefault(entry.place.split(".")[0], set()).add(entry)
    text = f"{MADE}\n# Glossary · 词汇\n\nWhich word of the field stands for which code, and where.\n"
    for topic in FRONTS[1:]:
        if topic in topics:
            rows = [(each.zh, each.en, f"`{each.code}`", f"`{each.place}`") for each in sorted(topics[topic])]
            text += f"\n## {topic}\n\n{table(['中文', 'English', 'code', 'where'], rows)}"
    return text


def _declared() -> Iterator[Entry]:
    """Yield the terms to which a module gives a public name, alone or in a list."""
    for name, module in modules().items():
        lists = [(each.__name__, each) for each in vars(module).values() if _is_list_of(name, each)]
        for called, value in (*lists, *((called, value) for called, value, _ in assigned(name))):
            if not called.startswith("_"):
                place = f"{name}.{called}".removeprefix("communitygov.")
                yield from (Entry(each.code, each.zh, each.en, place) for each in _terms(value))


def _is_list_of(module: str, value: object) -> bool:
    """Tell whether a module makes this list of terms."""
    return isinstance(value, type) and issubclass(value, TermEnum) and value.__module__ == module


def _terms(value: object) -> Iterator[Any]:
    """Yield the terms that something consists of."""
    if isinstance(value, Term):
        yield value
    elif isinstance(value, type) and issubclass(value, TermEnum):
        yield from (member.term for member in value)
    elif isinstance(value, tuple | LevelScheme):
        yield from (each for each in value if hasattr(each, "code") and hasattr(each, "zh"))


def _tabled() -> Iterator[Entry]:
    """Yield the states and actions of the procedures that come with the library, and their names."""
    for entry in PROCEDURES:
        lines = entry.procedure().table
        place = f"deliberation.{entry.code}"
        named: tuple[Term | State, ...] = (lines.name, *lines.states, *lines.actions)
        for each in named:
            yield Entry(each.code, each.zh, each.en, place)
