"""The neighbourhood as document 001 gives it: each figure with the words in which it stands.

A figure is kept as it was written, such as 500余部, and read by the library: what the document does not say
is not known afterwards either.  A figure that does not stand in the words it cites is refused.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import attrs

from communitygov.core import Citation, Quantity, Share, Term
from communitygov.core.canonical import Json
from communitygov.errors import CommunityGovError, DocumentError, Words
from communitygov.quotation import shown
from longqiao_case.reading import BadInput, problem_of, read_document

#: The groups in which the figures are shown.
GROUPS: Mapping[str, Words] = {
    "place": Words("小区", "the neighbourhood"),
    "mechanism": Words("机制", "the mechanism"),
    "hazards": Words("安全隐患整治", "hazards dealt with"),
}
_OBJECT = Words("须为对象", "must be an object")
_LIST = Words("须为列表", "must be a list")
_TEXT = Words("须为文字", "must be text")
_KIND = Words("须为 quantity、share 或 text", "must be quantity, share or text")
_GROUP = Words(f"须为 {'、'.join(GROUPS)}", f"must be one of {', '.join(GROUPS)}")
_NOT_QUOTED = Words("不在所引原文之中", "does not stand in the words that are cited")


@attrs.frozen(kw_only=True)
class Figure:
    """One thing that the document says: about what, how much, and in which words."""

    subject: Term
    group: str
    value: Quantity | Share | str
    citation: Citation


@attrs.frozen(kw_only=True)
class Neighbourhood:
    """A neighbourhood and what the document says of it."""

    name: Words
    figures: tuple[Figure, ...]

    def quantity(self, code: str) -> Quantity | None:
        """Return the figure with this code, if it is there and is a quantity."""
        values = (each.value for each in self.figures if each.subject.code == code)
        return next((value for value in values if isinstance(value, Quantity)), None)


@attrs.frozen
class Place:
    """A part of a document, and where it stands, so that whatever is wrong with it can say so."""

    file: str
    path: str
    content: Json

    def bad(self, problem: Words) -> BadInput:
        """Return what is wrong here."""
        return BadInput(self.file, problem, field=self.path)

    def fields(self, *names: str, optional: tuple[str, ...] = ()) -> dict[str, "Place"]:
        """Return the fields of an object: all of `names`, perhaps `optional`, and no other."""
        if not isinstance(self.content, dict):
            raise self.bad(_OBJECT)
        found = {name: Place(self.file, f"{self.path}.{name}", each) for name, each in self.content.items()}
        for name in names:
            if name not in found:
                raise self.bad(Words(f"缺少字段 {name}；请补上", f"lacks the field {name}; add it"))
        for name in found:
            if name not in (*names, *optional):
                known = ", ".join((*names, *optional))
                said = Words(
                    f"{shown(name)} 是多余字段；应有：{known}",
                    f"{shown(name)} is not a field here; there are: {known}",
                )
                raise self.bad(said)
        return found

    def items(self) -> list["Place"]:
        """Return the members of a list."""
        if not isinstance(self.content, list):
            raise self.bad(_LIST)
        return [Place(self.file, f"{self.path}[{at}]", each) for at, each in enumerate(self.content)]

    def text(self) -> str:
        """Return the text that stands here."""
        if not isinstance(self.content, str):
            raise self.bad(_TEXT)
        return self.content


def document_at(path: Path) -> Place:
    """Return the whole of a document."""
    return Place(path.name, "$", read_document(path))


def read_neighbourhood(folder: Path) -> Neighbourhood:
    """Read ``neighbourhood.json``."""
    fields = document_at(folder / "neighbourhood.json").fields("name", "facts")
    name = fields["name"].fields("zh", "en")
    figures = tuple(_figure(each) for each in fields["facts"].items())
    return Neighbourhood(name=Words(name["zh"].text(), name["en"].text()), figures=figures)


def _figure(place: Place) -> Figure:
    """Return one figure; what the library refuses of it is told with its place."""
    fields = place.fields("code", "group", "zh", "en", "kind", "value", "citation", optional=("base",))
    if fields["group"].text() not in GROUPS:
        raise fields["group"].bad(_GROUP)
    try:
        subject = Term(fields["code"].text(), fields["zh"].text(), fields["en"].text())
        citation = Citation.from_document(fields["citation"].content)
        value = _value(fields)
    except DocumentError as error:
        raise fields["citation"].bad(problem_of(error)) from error
    except CommunityGovError as error:
        raise place.bad(problem_of(error)) from error
    if str(value) not in citation.phrase:
        raise fields["value"].bad(_NOT_QUOTED)
    return Figure(subject=subject, group=fields["group"].text(), value=value, citation=citation)


def _value(fields: Mapping[str, Place]) -> Quantity | Share | str:
    """Return the value in its kind."""
    kind = fields["kind"].text()
    if kind not in _READERS:
        raise fields["kind"].bad(_KIND)
    base = fields["base"].text() if "base" in fields else None
    return _READERS[kind](fields["value"].text(), base)


#: How each kind of value is read, given of what it is a share.
_READERS: Mapping[str, Callable[[str, str | None], Quantity | Share | str]] = {
    "quantity": lambda text, _base: Quantity.parse(text),
    "share": lambda text, base: Share.parse(text, base=base),
    "text": lambda text, _base: text,
}
