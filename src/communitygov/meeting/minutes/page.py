"""A page as both renderings see it: parts with headings, and in them paragraphs, lists, tables; plain text.

Nothing here is markup.  What makes Markdown or HTML of a page escapes every text of it.
"""

from typing import NamedTuple, TypeAlias

from communitygov.errors import Language


class Note(NamedTuple):
    """A paragraph."""

    text: str


class Facts(NamedTuple):
    """Pairs of a name and what it is."""

    pairs: tuple[tuple[str, str], ...]


class Table(NamedTuple):
    """A table with a heading for every column; the first cell of a row names the row.

    Parameters
    ----------
    caption, head, rows
        What it shows.
    foot
        A last row that sums up, or none.
    numbers
        How many columns, counted from the last, hold numbers.
    is_form
        Whether it is to be filled in by hand.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    numbers: int = 0
    is_form: bool = False


class Outline(NamedTuple):
    """A text with texts under it, as deep as need be."""

    text: str
    items: tuple["Outline", ...] = ()


class Blanks(NamedTuple):
    """Lines to be filled in by hand, each with what belongs there."""

    labels: tuple[str, ...]


Block: TypeAlias = Note | Facts | Table | Outline | Blanks


class Part(NamedTuple):
    """A heading of a level, 2 being the highest, and what stands under it."""

    level: int
    title: str
    blocks: tuple[Block, ...]


class Page(NamedTuple):
    """A whole document in one language.

    Parameters
    ----------
    language, title, parts
        The document.
    lead
        What stands under the title.
    foot
        What stands small at the end.
    """

    language: Language
    title: str
    lead: Facts
    parts: tuple[Part, ...]
    foot: tuple[str, ...] = ()
