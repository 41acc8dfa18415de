"""Plain text for a terminal: one or both languages, aligned with wide characters, in lines that fit."""

import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from unicodedata import east_asian_width

import attrs

from communitygov.errors import Language, Words

#: Columns of a line, and of a wide character.
WIDTH = 104
WIDE = 2
#: Marks that never begin a line.
_CLOSING = frozenset("，。；：、！？）》”’】…,.;:!?)]")


def columns(text: str) -> int:
    """Return how many columns a text takes; a wide character takes two."""
    return sum(WIDE if east_asian_width(character) in {"W", "F"} else 1 for character in text)


def padded(text: str, width: int) -> str:
    """Return a text with spaces up to so many columns."""
    return text + " " * (width - columns(text))


@attrs.frozen
class Speech:
    """The languages in which everything is said, the first one first."""

    languages: tuple[Language, ...]

    def say(self, words: Words) -> str:
        """Return a saying, in one line; what is the same in both languages is said once."""
        return " / ".join(dict.fromkeys(words.say(language) for language in self.languages))

    def first(self, words: Words) -> str:
        """Return a saying in the first language alone."""
        return words.say(self.languages[0])

    def lines(self, words: Words, *, indent: str = "", first: str = "") -> list[str]:
        """Return a saying in as many lines as it takes; each language begins a line unless both fit in one.

        Parameters
        ----------
        indent, first
            What stands before each line, and instead of it before the first.
        """
        room = WIDTH - columns(indent)
        said = self.say(words)
        if columns(said) <= room:
            found = [said]
        else:
            parts = dict.fromkeys(words.say(language) for language in self.languages)
            found = [line for part in parts for line in wrapped(part, room)]
        return [f"{first or indent}{found[0]}", *(f"{indent}{line}" for line in found[1:])]


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of at most so many columns; wide characters may be parted anywhere."""
    lines = [""]
    for piece in _pieces(text):
        if columns(lines[-1]) + columns(piece.rstrip()) > width and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece.lstrip() if not lines[-1] else piece
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> Iterable[str]:
    """Yield what is never parted: a word with the space after it, or a wide character."""
    piece = ""
    for character in text:
        is_wide = columns(character) == WIDE
        if (
            piece
            and character not in _CLOSING
            and (is_wide or piece[-1] == " " or columns(piece[-1]) == WIDE)
        ):
            yield piece
            piece = ""
        piece += character
    yield piece


def table(rows: Iterable[tuple[str, ...]], *, indent: str = "  ", gap: str = "  ") -> list[str]:
    """Return rows of cells as aligned lines."""
    listed = list(rows)
    widths = [max(map(columns, cells)) for cells in zip(*listed, strict=True)]
    return [
        indent + gap.join(padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in listed
    ]


def heading(text: str) -> list[str]:
    """Return a heading, underlined as far as it goes."""
    return ["", text, "─" * columns(text)]


def show(text: str) -> None:
    """Print; a terminal that cannot show a character shows another, and a reader may stop reading."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        print(text, end="")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
