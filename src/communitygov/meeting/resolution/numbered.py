"""Records that are told apart by an identifier: change one of several, refuse one that is used twice.

This module knows no record.
"""

from collections import Counter
from collections.abc import Callable
from typing import Protocol, TypeVar

from communitygov.errors import InvalidValue, UnknownName, Words


class Numbered(Protocol):
    """What has an identifier."""

    @property
    def id(self) -> str:
        """The identifier."""
        ...


R = TypeVar("R", bound=Numbered)


def changed(records: tuple[R, ...], number: str, *, change: Callable[[R], R], kind: Words) -> tuple[R, ...]:
    """Return records with the one of this number changed."""
    known = tuple(each.id for each in records)
    if number not in known:
        raise UnknownName(kind, number, known)
    return tuple(change(each) if each.id == number else each for each in records)


def distinct(what: str, listed: tuple[str, ...]) -> None:
    """Refuse an identifier that is used twice."""
    for each, times in Counter(listed).items():
        if times > 1:
            raise InvalidValue(what, each, Words("不可重复", "must not be used twice"))
