"""How wide a text is about, where it breaks into lines, and what it looks like on one line.

A drawing made without a font can only estimate: a Chinese character is one em, a Latin one about half.
Widths are whole hundredths of an em, lengths whole pixels.

This module knows no table and no file format.
"""

import unicodedata
from collections.abc import Iterator

#: Marks that never begin a line, and those that never end one.
_CLOSING = frozenset("，。、；：！？）》」』”’,.;:!?)]}")
_OPENING = frozenset("（《「『“‘([{")
_WIDE = frozenset(("W", "F", "A"))
_BROAD = frozenset("mwMW@%&—…")
_SLIM = frozenset(" fijlrtI.,:;'!|()[]/-")


def plain(text: str) -> str:
    r"""Return `text` on one line; empty if nothing of it can be seen.

    Examples
    --------
    >>> plain("to be\n done\tagain ")
    'to be done again'
    """
    return " ".join(text.split())


def _is_wide(character: str) -> bool:
    """Tell whether a character is as wide as a Chinese one."""
    return unicodedata.east_asian_width(character) in _WIDE


def _hundredths(character: str) -> int:
    """Return the width of a character, in hundredths of an em."""
    if _is_wide(character) or character in _BROAD:
        return 100
    if character in _SLIM:
        return 38
    return 70 if character.isupper() else 58


def width(text: str, size: int) -> int:
    """Return about how wide a text is, in pixels, at a font size in pixels.

    Examples
    --------
    >>> width("居民提事", 15), width("raise", 15)
    (60, 38)
    """
    return -(-sum(_hundredths(character) for character in text) * size // 100)


def _may_break(before: str, after: str) -> bool:
    """Tell whether a line may end between two characters."""
    if after == " " or after in _CLOSING or before in _OPENING:
        return False
    return before == " " or _is_wide(before) or _is_wide(after)


def _pieces(text: str) -> Iterator[str]:
    """Cut a text into the pieces that stay together."""
    start = 0
    for at in range(1, len(text)):
        if _may_break(text[at - 1], text[at]):
            yield text[start:at]
            start = at
    yield text[start:]


def _cut(piece: str, size: int, most: int) -> Iterator[str]:
    """Cut a piece that is wider than a line into parts that are not."""
    part = ""
    for character in piece:
        if part and width(part + character, size) > most:
            yield part
            part = ""
        part += character
    yield part


def wrapped(text: str, *, size: int, most: int) -> tuple[str, ...]:
    """Return the lines of a text, none wider than `most` pixels unless it is a single character.

    Examples
    --------
    >>> wrapped("bring before the council again", size=13, most=120)
    ('bring before the', 'council again')
    >>> wrapped("五步议事（原文）", size=20, most=100)
    ('五步议事', '（原文）')
    """
    lines = [""]
    for piece in _pieces(text):
        for part in _cut(piece, size, most):
            if lines[-1] and width((lines[-1] + part).rstrip(), size) > most:
                lines.append("")
            lines[-1] += part
    return tuple(line.rstrip() for line in lines)
