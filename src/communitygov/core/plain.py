"""Plain content as JSON, checked and written in one pass: what nearly everything that is written amounts to.

Plain are ``None``, booleans, whole numbers of up to 53 bits, text, and lists and objects of these; of exactly
these types, with few keys and of no great depth.  Whatever else turns up, `plain_json` leaves alone: then
`communitygov.core.canonical` checks it, names the fault, or writes it the long way.  The bytes are the same
either way.

This module knows no limits but its own, and names no fault.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any, TypeAlias

#: Whole numbers that every JSON reader holds exactly.
GREATEST_WHOLE = 2**53 - 1

#: Characters of a plain object with all its keys and none of its members; no such object has as many keys.
LONGEST_OBJECT = 2_000

_DEEPEST = 64


class _NotPlain(Exception):
    """Something that one pass does not write."""


def plain_json(content: object, *, deepest: int) -> bytes | None:
    """Return the canonical bytes of plain content of at most `deepest` levels; none for anything else.

    Examples
    --------
    >>> plain_json({"b": [1, None], "a": "龙"}, deepest=2).decode()
    '{"a":"龙","b":[1,null]}'
    >>> plain_json([1.5], deepest=2) is plain_json([[[]]], deepest=2) is None
    True
    """
    try:
        return _written(content, min(deepest, _DEEPEST)).encode("utf-8")
    except (_NotPlain, UnicodeEncodeError, RecursionError):
        return None


def _written(content: Any, depth: int) -> str:  # noqa: ANN401  it is told apart here
    """Return the text of content of at most `depth` levels."""
    if content is None:
        return "null"
    kind = type(content)  # pyright: ignore[reportUnknownVariableType]
    if kind is int and -GREATEST_WHOLE <= content <= GREATEST_WHOLE:
        return str(content)
    if kind is str:
        return encode_basestring(content)
    if kind is bool:
        return "true" if content else "false"
    if depth == 0:
        raise _NotPlain
    if kind is dict:
        form, members = _form(tuple(content))
        return form % tuple(_each(members(content), depth - 1))
    if kind is list:
        return f"[{','.join(_each(content, depth - 1))}]"
    raise _NotPlain


def _each(members: Iterable[object], depth: int) -> list[str]:
    """Return the texts of the members of an object or a list; most are text, so that comes first."""
    return [
        encode_basestring(member) if type(member) is str else _written(member, depth) for member in members
    ]


_Members: TypeAlias = "Callable[[dict[str, object]], Iterable[object]]"


@lru_cache(maxsize=256)
def _form(keys: tuple[object, ...]) -> tuple[str, _Members]:
    """Return the text of an object with a gap for each member, and what gives its members in that order."""
    ordered = sorted(key for key in keys if type(key) is str)
    form = ",".join(f"{encode_basestring(key).replace('%', '%%')}:%s" for key in ordered)
    if len(ordered) < len(keys) or len(form) > LONGEST_OBJECT:
        raise _NotPlain
    # A getter is quick and gives several members as a tuple; a single one it would give bare.
    return f"{{{form}}}", itemgetter(*ordered) if len(ordered) > 1 else _the_only_one


def _the_only_one(members: dict[str, object]) -> Iterable[object]:
    """Return the member of an object that has one, or none."""
    return members.values()
