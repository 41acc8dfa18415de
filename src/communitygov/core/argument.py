"""What an argument must be: a value of the library, or a collection of such values.

Of what it is instead, the name of its type is told and nothing else: an object or a document may say a
resident's name.

This module knows no topic.
"""

from collections.abc import Iterable
from typing import TypeVar

from communitygov.errors import InvalidValue, Words

T = TypeVar("T")

_ONLY_ONCE = Words("只能出现一次", "must stand only once")

_UNORDERED = Words("须有次序，如元组；集合请先排序", "must have an order; sort the set first")


def require(name: str, value: object, *, kind: type) -> None:
    """Refuse an argument of another type.

    Examples
    --------
    >>> require("case", {"title": "the neighbour above"}, kind=Words)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: case: 'dict' will not do; it must be a Words. [INVALID_VALUE]
    """
    if not isinstance(value, kind):
        bound = Words(f"须为 {kind.__name__}", f"must be a {kind.__name__}")
        raise InvalidValue(name, type(value).__name__, bound)


def require_callable(name: str, value: object) -> None:
    """Refuse an argument that cannot be called.

    Examples
    --------
    >>> require_callable("watch", 5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: watch: 'int' will not do; it must be a function that can be called. \
[INVALID_VALUE]
    """
    if not callable(value):
        bound = Words("须为可调用的函数", "must be a function that can be called")
        raise InvalidValue(name, type(value).__name__, bound)


def _collection(kind: type) -> Words:
    """Return the bound of an argument that holds several."""
    return Words(f"须为一组 {kind.__name__}", f"must be a collection of {kind.__name__}")


def each_required(name: str, values: Iterable[T], *, kind: type[T]) -> tuple[T, ...]:
    """Return the members of an argument, refused if it is no collection or one of them is of another type.

    A bare text is one value, not its letters, and refused.  A set of texts is taken in their order; a set of
    anything else has none and is refused, so that no answer and no error depends on the hash seed.

    Examples
    --------
    >>> each_required("days", [7, 8], kind=int)
    (7, 8)
    >>> each_required("days", None, kind=int)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: days: 'NoneType' will not do; it must be a collection of int. \
[INVALID_VALUE]
    >>> each_required("codes", {"b", "a"}, kind=str)
    ('a', 'b')
    """
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue(name, type(values).__name__, _collection(kind))
    members = tuple(values)
    is_set = isinstance(values, set | frozenset)
    strange = [each for each in members if not isinstance(each, kind)]
    if strange:
        first = min(strange, key=lambda each: type(each).__name__) if is_set else strange[0]
        require(name, first, kind=kind)
    if not is_set:
        return members
    if kind is not str:
        raise InvalidValue(name, type(values).__name__, _UNORDERED)
    return tuple(sorted(members, key=str))


def require_once(name: str, codes: Iterable[str]) -> None:
    """Refuse a code that stands twice, and name it.

    Examples
    --------
    >>> require_once("members", ["a", "b", "a"])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: members: 'a' will not do; it must stand only once. [INVALID_VALUE]
    """
    seen = set[str]()
    for code in codes:
        if code in seen:
            raise InvalidValue(name, code, _ONLY_ONCE)
        seen.add(code)
