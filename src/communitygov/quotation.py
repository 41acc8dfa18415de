"""How a message repeats a value: quoted, short, on one line, and nothing personal.

Of an object that is none of the library's, only the name of its class is told: a host's row may say a
resident's name of itself.  This module knows nothing else; errors stand on it.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import cast
from zoneinfo import ZoneInfo

#: Most characters of a value that a message repeats.
SHOWN_LENGTH = 80

# Exact classes: a class of the host's that is made of one of these may say anything of itself.
_PLAIN: frozenset[type] = frozenset(
    {type(None), bool, int, float, complex, str, bytes, range, type, Fraction, Decimal}
    | {date, datetime, time, timedelta, timezone, ZoneInfo}
)
_COLLECTIONS: frozenset[type] = frozenset({tuple, list, set, frozenset, dict})


def shown(value: object) -> str:
    """Return `value` as a message may repeat it: quoted, on one line, its first `SHOWN_LENGTH` characters.

    Examples
    --------
    >>> shown("a" * 1000)[-12:]
    "aaaaaaaaaa…'"
    >>> shown(12), shown([1, 2]), shown(Exception("personal"))
    ('12', '[1, 2]', '‹Exception›')
    """
    if isinstance(value, str):
        value = str.__str__(value)
    elif not _may_be_repeated(value):
        return f"‹{type(value).__name__}›"
    try:
        text = _written(value[:SHOWN_LENGTH] if isinstance(value, str | bytes) else value)
    except ValueError:  # a whole number of thousands of digits
        text = f"<{type(value).__name__}>"
    if isinstance(value, str | bytes) and len(value) > SHOWN_LENGTH:
        text = f"{text[:-1]}…{text[-1]}"
    return text if len(text) <= SHOWN_LENGTH + 3 else f"{text[:SHOWN_LENGTH]}…"


def _written(value: object) -> str:
    """Return how a value is written; a set in order, so that the same set is written the same always."""
    written = repr(value)
    if isinstance(value, set | frozenset) and value:
        members = ", ".join(sorted(repr(each) for each in cast("set[object]", value)))
        written = f"{{{members}}}" if isinstance(value, set) else f"frozenset({{{members}}})"
    return written


def _may_be_repeated(value: object, *, depth: int = 3) -> bool:
    """Tell whether a value is plain data, a value of the library, or a shallow collection of them."""
    kind = type(value)
    is_ours = str(kind.__module__).startswith("communitygov.")
    if kind in _COLLECTIONS or (is_ours and isinstance(value, tuple)):
        inner = list(cast("Iterable[object]", value))
        if isinstance(value, dict):
            inner += cast("dict[object, object]", value).values()
        return depth > 0 and all(_may_be_repeated(each, depth=depth - 1) for each in inner)
    if isinstance(value, datetime | time):
        return kind in _PLAIN and type(value.tzinfo) in _PLAIN  # a host's time zone speaks of itself too
    return is_ours or kind in _PLAIN


def brief(text: str) -> str:
    """Return `text` unquoted, its middle left out where it is longer than `SHOWN_LENGTH`.

    Examples
    --------
    >>> len(brief("a" * 1000))
    81
    """
    half = SHOWN_LENGTH // 2
    return text if len(text) <= SHOWN_LENGTH else f"{text[:half]}…{text[-half:]}"


def listed(names: Iterable[str], most: int = 8) -> str:
    """List `names` quoted and in order, the tail as a count.

    Examples
    --------
    >>> listed(["b", "a"]), listed("abc", most=2)
    ("'a', 'b'", "'a', 'b', … (3)")
    """
    ordered = sorted(names)
    tail = f", … ({len(ordered)})" if len(ordered) > most else ""
    return ", ".join(shown(name) for name in ordered[:most]) + tail
