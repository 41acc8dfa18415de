"""Markup that cannot be broken into: whatever is not markup already is escaped when it is put in."""

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote

import attrs

from communitygov.errors import Language, Words

#: Elements that are never closed.
_VOID = frozenset({"meta", "col", "br"})


class Html(str):
    """Text that is markup already, made by `element`."""

    __slots__ = ()


def element(tag: str, attributes: Mapping[str, str], *children: str) -> Html:
    """Return an element; children that are plain text are escaped, and so are all attributes."""
    given = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    inside = joined(children)
    return Html(f"<{tag}{given}>" if tag in _VOID else f"<{tag}{given}>{inside}</{tag}>")


def joined(children: Iterable[str]) -> Html:
    """Return children one after the other."""
    return Html("".join(child if isinstance(child, Html) else escape(child) for child in children))


def verbatim(text: str) -> Html:
    """Take text for markup: the style sheet, and the drawing that the library makes."""
    return Html(text)


def link_to(identifier: str) -> Html:
    """Return a link to the element of this page that has the identifier."""
    return element("a", {"class": "id", "href": f"#{quote(identifier, safe='')}"}, identifier)


@attrs.frozen
class Tongue:
    """The languages of a page, the first one first."""

    languages: tuple[Language, ...]

    def say(self, words: Words) -> Html:
        """Return a saying in each language, marked as such; what is the same in all is said once."""
        said = {words.say(language): language for language in reversed(self.languages)}
        ordered = sorted(said.items(), key=lambda pair: self.languages.index(pair[1]))
        spans = [element("span", {"lang": language}, text) for text, language in ordered]
        return Html(" ".join(spans))

    def first(self, words: Words) -> str:
        """Return a saying in the first language alone, as plain text."""
        return words.say(self.languages[0])
