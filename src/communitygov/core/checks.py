"""What a field may hold: checks and conversions shared by all values, in attrs' form.

Each names the field, the value and the bound; of a field that is hidden in the ``repr`` it names no value.
Identifiers are ASCII so that two that look alike are alike; text is kept as given, but nothing invisible
or direction-changing comes in.

This module knows no topic and reads nothing.
"""

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar, cast

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.errors import InvalidValue, Words
from communitygov.quotation import shown

T = TypeVar("T")
Check = Callable[[object, "attrs.Attribute[Any]", T], None]

#: Longest identifier, name and free text, in code points.
IDENTIFIER_LENGTH = 120
TITLE_LENGTH = 200
TEXT_LENGTH = 10_000

_IDENTIFIER = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/@#")
_IDENTIFIER_BOUND = Words(
    f"须为 1 至 {IDENTIFIER_LENGTH} 个 ASCII 字母、数字或 - _ . : / @ #",
    f"must be 1 to {IDENTIFIER_LENGTH} ASCII letters, digits or any of - _ . : / @ #",
)
_IDENTIFIERS_BOUND = Words(
    f"须为若干个标识符；{_IDENTIFIER_BOUND.zh}", f"must be identifiers; each {_IDENTIFIER_BOUND.en}"
)
#: Kinds of characters that show nothing or change the direction: controls, formats, separators of lines.
_UNSEEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
#: Code points that are no characters (U+FDD0 to U+FDEF, and the last two of each plane).
_NO_CHARACTERS = frozenset(
    {
        *range(0xFDD0, 0xFDF0),
        *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
    }
)
#: Radicals that look like characters but are none (U+2E80 to U+2FDF), and fillers that look like nothing.
_LOOKALIKES = frozenset(map(chr, range(0x2E80, 0x2FE0))) | frozenset("\u115f\u1160\u3164\uffa0")


def is_identifier(value: object) -> bool:
    """Tell whether `value` may serve as an identifier.

    Examples
    --------
    >>> is_identifier("LQ-03"), is_identifier("龙桥"), is_identifier("")
    (True, False, False)
    """
    return isinstance(value, str) and 0 < len(value) <= IDENTIFIER_LENGTH and _IDENTIFIER.issuperset(value)


def is_text(value: object, *, longest: int = TEXT_LENGTH) -> bool:
    """Tell whether `value` is text of at most `longest` code points, all visible but line breaks and tabs.

    Examples
    --------
    >>> is_text("龙桥社区"), is_text("龙桥" + chr(0x202E)), is_text(7)
    (True, False, False)
    """
    return isinstance(value, str) and len(value) <= longest and _unseen(value) is None


def _unseen(value: str) -> str | None:
    """Return the first character of `value` that is invisible or a look-alike, if there is one."""
    if value.isprintable() and (value.isascii() or _LOOKALIKES.isdisjoint(value)):
        return None
    for character in value:
        if character in "\n\t":
            continue
        if unicodedata.category(character) in _UNSEEN_KINDS or ord(character) in _NO_CHARACTERS:
            return character
        if character in _LOOKALIKES:
            return character
    return None


def _refusal(field: "attrs.Attribute[Any]", value: object, bound: Words) -> InvalidValue:
    """Return the error about a field; what is hidden in the ``repr`` is hidden in the error too."""
    return InvalidValue(field.name, hidden(value) if field.repr in (hidden, False) else value, bound)


def identifier(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but a short ASCII identifier."""
    if not is_identifier(value):
        raise _refusal(field, value, _IDENTIFIER_BOUND)


def code_or_empty(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse what is neither empty text nor a short ASCII identifier."""
    if value != "" or not isinstance(value, str):
        identifier(_owner, field, value)


def identifiers(_owner: object, field: "attrs.Attribute[Any]", value: Iterable[object]) -> None:
    """Refuse what is no collection, or has anything but identifiers in it; the first by its text is named."""
    if isinstance(value, str) or not isinstance(value, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise _refusal(field, value, _IDENTIFIERS_BOUND)
    strange = [each for each in value if not is_identifier(each)]
    if strange:
        raise _refusal(field, min(strange, key=shown), _IDENTIFIER_BOUND)


def _text_up_to(length: int, fewest: int) -> Check[object]:
    """Make a check for text of `fewest` to `length` code points without invisible characters."""
    bound = Words(
        f"须为 {fewest} 至 {length} 字、不含控制字符或不可见字符的文字",
        f"must be text of {fewest} to {length} characters without control or invisible ones",
    )

    def check(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
        if not isinstance(value, str) or not fewest <= len(value) <= length:
            raise _refusal(field, value, bound)
        unseen = _unseen(value)
        if unseen is not None:
            raise _refusal(field, unseen, bound)

    return check


#: A name or heading: 1 to 200 code points.
title = _text_up_to(TITLE_LENGTH, 1)
#: Free text: up to 10,000 code points, possibly none.
text = _text_up_to(TEXT_LENGTH, 0)


def ordered(members: Iterable[object]) -> str:
    """Show a set with its members in order, so that it looks the same under every hash seed.

    Examples
    --------
    >>> ordered({"LQ-04", "LQ-03"}), ordered(set())
    ("frozenset({'LQ-03', 'LQ-04'})", 'frozenset()')
    """
    shown = ", ".join(sorted(map(repr, members)))
    return f"frozenset({{{shown}}})" if shown else "frozenset()"


def saying(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but `Words` whose both sides are text."""
    if not (isinstance(value, Words) and is_text(value.zh) and is_text(value.en)):
        bound = Words("须为中英两种文字（Words）", "must be Words, text in both languages")
        raise _refusal(field, value, bound)


def is_aware(value: object) -> bool:
    """Tell whether `value` is a datetime with a time zone.

    Examples
    --------
    >>> from datetime import UTC
    >>> is_aware(datetime(2023, 5, 4, tzinfo=UTC)), is_aware(datetime(2023, 5, 4)), is_aware("2023-05-04")
    (True, False, False)
    """
    return isinstance(value, datetime) and value.utcoffset() is not None


def aware(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but a datetime with a time zone."""
    if not is_aware(value):
        bound = Words("须为带时区的时间，如 2023-05-04T09:00:00+08:00", "must be a datetime with a time zone")
        raise _refusal(field, value, bound)


def day(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but a date without a time of day."""
    if type(value) is not date:
        raise _refusal(field, value, Words("须为日期（不含时刻）", "must be a date without a time"))


def at_least(least: int) -> Check[object]:
    """Make a check for whole numbers from `least` to 2^53−1, the most a document holds; ``True`` is not 1."""
    low = Words(f"须为不小于 {least} 的整数", f"must be a whole number of at least {least}")
    high = Words("须不大于 2^53−1", "must be at most 2^53−1")

    def check(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
        if type(value) is not int or value < least:
            raise _refusal(field, value, low)
        if value > GREATEST_INTEGER:
            raise _refusal(field, value, high)

    return check


def one_of(kind: type | tuple[type, ...]) -> Check[object]:
    """Make a check for values of `kind`."""
    kinds = kind if isinstance(kind, tuple) else (kind,)
    names = " | ".join(sorted(each.__name__ for each in kinds))
    bound = Words(f"须为 {names}", f"must be of type {names}")

    def check(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
        if not isinstance(value, kinds):
            raise _refusal(field, value, bound)

    return check


def each_of(kind: type) -> Check[Iterable[object]]:
    """Make a check for collections whose members are all of `kind`."""
    bound = Words(f"其成员须为 {kind.__name__}", f"must hold members of type {kind.__name__}")

    def check(_owner: object, field: "attrs.Attribute[Any]", value: Iterable[object]) -> None:
        for each in value:
            if not isinstance(each, kind):
                raise _refusal(field, each, bound)

    return check


def optional(check: Check[T]) -> Check[T | None]:
    """Make `check` let ``None`` pass."""

    def check_if_given(owner: object, field: "attrs.Attribute[Any]", value: T | None) -> None:
        if value is not None:
            check(owner, field, value)

    return check_if_given


def _collected(value: object) -> Iterable[object]:
    """Return `value` to iterate over; a bare string is one value, not its characters, and refused."""
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        bound = Words("须为一组值，如元组或集合", "must be a collection, such as a tuple or a set")
        raise InvalidValue("collection", value, bound)
    return cast("Iterable[object]", value)


def as_set(value: Iterable[Any]) -> frozenset[Any]:
    """Convert to a frozenset, for attrs' ``converter``.

    Examples
    --------
    >>> sorted(as_set(["b", "a", "b"]))
    ['a', 'b']
    >>> as_set("ab")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: collection: 'ab' will not do; it must be a collection, such as a \
tuple or a set. [INVALID_VALUE]
    """
    try:
        return frozenset(_collected(value))
    except TypeError as error:
        bound = Words("其成员须可散列", "must hold hashable members")
        raise InvalidValue("collection", value, bound) from error


def as_tuple(value: Iterable[Any]) -> tuple[Any, ...]:
    """Convert to a tuple, for attrs' ``converter``; a set has no order and is refused.

    Examples
    --------
    >>> as_tuple(["b", "a"])
    ('b', 'a')
    """
    if isinstance(value, set | frozenset):
        bound = Words("须有次序，如元组；集合请先排序", "must have an order; sort the set first")
        raise InvalidValue("collection", value, bound)
    return tuple(_collected(value))


def hidden(_value: object) -> str:
    """Stand in for what people wrote or who they are, for attrs' ``repr``."""
    return "‹hidden›"


def counted(value: object) -> str:
    """Stand in for a long collection, for attrs' ``repr``."""
    return f"‹{len(cast('tuple[object, ...]', value))}›"
