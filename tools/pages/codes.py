"""One page for each code, and the list of them.

A code is given by a `Message` (of a finding, or of a reason against an action), by a class of errors, or by a
fault of documents.  The words of an error are made by the error itself, from gaps instead of facts.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from itertools import chain
from string import Formatter
from typing import Any, NamedTuple, cast

import attrs
from tools.pages.package import MADE, assigned, modules, table, tree

from communitygov.core.canonical import FAULTS
from communitygov.core.finding import Message
from communitygov.core.source import Citation
from communitygov.errors import CommunityGovError, Language, Words

REFUSAL = Words("理由：行动因此被拒", "reason: an action is refused for it")
FINDING = Words("发现：有规则未守", "finding: a rule is not kept")
ERROR = Words("错误：调用未能完成", "error: a call could not be done")
FAULT = Words("文件缺陷：文件不能读取", "document fault: a document cannot be read (`DocumentError`)")


class Meaning(NamedTuple):
    """What a code says, and which module gives it."""

    kind: Words
    words: Words
    remedy: Words | None
    place: str
    facts: tuple[str, ...]
    source: Citation | None = None


@cache
def meanings() -> Mapping[str, tuple[Meaning, ...]]:
    """Return the meanings of every code, in order; a code should have one."""
    found: dict[str, list[Meaning]] = {}
    for code, meaning in chain(_messages(), _errors(CommunityGovError), _faults()):
        found.setdefault(code, []).append(meaning)
    return {code: tuple(group) for code, group in sorted(found.items())}


def _messages() -> Iterator[tuple[str, Meaning]]:
    """Yield the meaning of each `Message`: a reason, if some module makes one of it, or a finding."""
    reasons = {id(message) for name in modules() for message in _made_reasons(name)}
    for place in modules():
        for _, value, _line in assigned(place):
            if isinstance(value, Message):
                kind = REFUSAL if id(value) in reasons else FINDING
                facts = _gaps(value.words, value.remedy)
                yield value.code, Meaning(kind, value.words, value.remedy, place, facts, value.source)


def _made_reasons(module: str) -> Iterator[Message]:
    """Yield the messages of which a module makes reasons."""
    for node in ast.walk(tree(module)):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr="reason"):
                value = getattr(modules()[module], name, None)
                if isinstance(value, Message):
                    yield value
            case _:
                pass


def _gaps(*templates: Words) -> tuple[str, ...]:
    """Return the names of the gaps, in order."""
    parsed = (gap for words in templates for side in words for gap in Formatter().parse(side))
    return tuple(sorted({name for _, name, _, _ in parsed if name}))


def _errors(error: type[CommunityGovError]) -> Iterator[tuple[str, Meaning]]:
    """Yield the meaning of an error and of those beneath it; that of documents has a code for each fault."""
    if isinstance(error.code, str):
        fields = attrs.fields(cast("Any", error)) if attrs.has(error) else ()
        gaps = {field.alias: _gap(field.name, field.type) for field in fields}
        sample = error(**gaps) if fields else error()
        names = tuple(field.name for field in fields)
        yield error.code, Meaning(ERROR, sample.words(), None, f"{error.__module__}.{error.__name__}", names)
    for beneath in error.__subclasses__():
        if beneath.__module__ in modules():
            yield from _errors(beneath)


@attrs.frozen(repr=False)
class Gap:
    """Stands in an error where a fact will stand, and shows itself as ``{name}``.

    It passes for one of the package's own classes: of any other, a message tells the name and no more.
    """

    __module__ = "communitygov.pages"
    name: str

    def text(self, _language: Language = "en") -> str:
        """Stand for a reason or a finding."""
        return str(self)

    def advice(self, _language: Language = "en") -> str:
        """Stand for what would mend a finding."""
        return str(self)

    @property
    def words(self) -> Words:
        """Stand for a term."""
        return Words(str(self), str(self))

    def isoformat(self) -> str:
        """Stand for a day."""
        return str(self)

    def __str__(self) -> str:
        return f"{{{self.name}}}"

    __repr__ = __str__


def _gap(name: str, annotation: object) -> object:
    """Return what may stand in the field of an error, by the text of its annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return next(iter(annotation))  # of a closed list no gap can stand for a member
    gap, kind = Gap(name), str(annotation)
    if "tuple[tuple" in kind:
        return ((gap, gap),)
    if "tuple" in kind:
        return (str(gap),) if "str" in kind else (gap,)
    if "Words" in kind:
        return Words(str(gap), str(gap))
    return str(gap) if "str" in kind else gap


def _faults() -> Iterator[tuple[str, Meaning]]:
    """Yield the meaning of each fault of documents: what is wrong; what to do."""
    for code, words in FAULTS.items():
        wrong = Words(f"{{path}}：{{value}} {words.zh.partition('；')[0]}", "")
        wrong = wrong._replace(en=f"{{path}}: {{value}} {words.en.partition('; ')[0]}")
        remedy = Words(words.zh.partition("；")[2], words.en.partition("; ")[2])
        yield code, Meaning(FAULT, wrong, remedy, "communitygov.core.canonical", ("path", "value"))


def code_page(code: str, group: Sequence[Meaning]) -> str:
    """Return the page of one code."""
    text = f"{MADE}\n# {code}\n\nWhat `{code}` says, and what to do about it.\n"
    for meaning in group:
        rows = [("", *meaning.kind), ("words 文字", *meaning.words)]
        rows += [("remedy 办法", *meaning.remedy)] if meaning.remedy else []
        text += f"\n{table(['', '中文', 'English'], rows)}\n"
        text += f"Given by `{meaning.place}`."
        text += f" Facts: {', '.join(f'`{fact}`' for fact in meaning.facts)}." if meaning.facts else ""
        text += f" Source: {meaning.source}." if meaning.source else ""
        text += "\n"
    return (
        f"{text}\n[All codes](index.md) · [Findings and errors](../../explanation/findings-and-errors.md)\n"
    )


def code_index() -> str:
    """Return the list of all codes."""
    text = f"{MADE}\n# Codes\n\nEvery code of a finding, a reason, an error or a fault of a document.\n"
    for kind in (FINDING, REFUSAL, ERROR, FAULT):
        rows = [
            (f"[`{code}`]({code}.md)", *meaning.words, f"`{meaning.place.removeprefix('communitygov.')}`")
            for code, group in meanings().items()
            for meaning in group
            if meaning.kind is kind
        ]
        text += f"\n## {kind.en[0].upper()}{kind.en[1:]} · {kind.zh}\n\n"
        text += table(["code", "中文", "English", "given by"], rows)
    return text
