"""What an argument must be: a value of the library, or a collection of such values.

Of what it is instead, the name of its type is told and nothing else: an object or a document may say a
resident's name.

This module knows no topic.
"""

from collections.abc import Iterable
from typing import TypeVar

from communitygov.errors import InvalidValue, Words

T = TypeVar("T")


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


def _collection(kind: type) -> Words:
    """Return the bound of an argument that holds several."""
    return Words(f"须为一组 {kind.__name__}", f"must be a collection of {kind.__name__}")


def each_required(name: str, values: Iterable[T], *, kind: type[T]) -> tuple[T, ...]:
    """Return the members of an argument, refused if it is no collection or one of them is of another type.

    Examples
    --------
    >>> each_required("days", [7, 8], kind=int)
    (7, 8)
    >>> each_required("days", None, kind=int)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: days: 'NoneType' will not do; it must be a collection of int. \
[INVALID_VALUE]
    """
    if not isinstance(values, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue(name, type(values).__name__, _collection(kind))
    members = tuple(values)
    for each in members:
        require(name, each, kind=kind)
    return members
