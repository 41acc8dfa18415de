"""The pages of a ledger, shared by all its versions that begin alike.

A ledger is a value, and appending to it returns another one.  To copy a hundred thousand entries each time
would be slow, so the versions share one list and each knows how much of it is its own.  Whoever appends to
the newest version writes on the same list; whoever appends to an older one gets a copy up to there.

This module knows no rule: who may enter what, the ledger says.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter
from threading import Lock
from typing import NamedTuple

from communitygov.space.operation.entry import LedgerEntry
from communitygov.space.operation.scheme import ProsumerScheme


class Row(NamedTuple):
    """An entry and what it moves: from the buyer to the giver money, minutes the other way round."""

    entry: LedgerEntry
    giver: str
    buyer: str
    fen: int
    minutes: int

    def change(self, member: str) -> tuple[int, int]:
        """Return the fen and the minutes by which it changes a member's account."""
        sign = (member == self.giver) - (member == self.buyer)
        return sign * self.fen, sign * self.minutes


class Mark(NamedTuple):
    """An account after the entry at a position."""

    position: int
    fen: int = 0
    minutes: int = 0


#: By what the marks of a course are in order.
_position = attrgetter("position")


class Book:
    """Entries in their order, with an index of identifiers and the course of every account."""

    __slots__ = ("_lock", "courses", "places", "reversals", "rows")

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        """Enter `rows` one after the other."""
        self._lock = Lock()
        self.rows: list[Row] = []
        self.places: dict[str, int] = {}
        self.reversals: dict[str, int] = {}
        self.courses: dict[str, list[Mark]] = {}
        for row in rows:
            self._enter(row)

    def _enter(self, row: Row) -> None:
        """Enter one row; the list itself comes last, so that no reader sees half of it."""
        position = len(self.rows)
        self.places[row.entry.id] = position
        of = getattr(row.entry, "of", None)
        if of is not None:
            self.reversals[of] = position
        for member in (row.giver, row.buyer):
            course = self.courses.setdefault(member, [])
            before = course[-1] if course else Mark(-1)
            fen, minutes = row.change(member)
            course.append(Mark(position, before.fen + fen, before.minutes + minutes))
        self.rows.append(row)

    def after(self, length: int, row: Row) -> "Book":
        """Return the book whose first `length` rows are these and whose next is `row`."""
        with self._lock:
            if length == len(self.rows):
                self._enter(row)
                return self
        return Book([*islice(self.rows, length), row])

    def cut(self, length: int) -> None:
        """Take back all rows after the first `length`, which no version has as its own."""
        with self._lock:
            while len(self.rows) > length:
                row = self.rows.pop()
                del self.places[row.entry.id]
                of = getattr(row.entry, "of", None)
                if of is not None:
                    del self.reversals[of]
                for member in (row.giver, row.buyer):
                    self.courses[member].pop()


class Pages(NamedTuple):
    """How much of a book belongs to one version of a ledger."""

    book: Book
    length: int
    #: The scheme in which they were entered; none of a book without any.
    scheme: ProsumerScheme | None = None

    def under(self, scheme: ProsumerScheme) -> "Pages":
        """Return the pages as those of a scheme in which they could have been entered."""
        return self._replace(scheme=scheme)

    def rows(self) -> Iterator[Row]:
        """Go through the rows, the first one first."""
        return islice(self.book.rows, self.length)

    def row(self, entry: str) -> Row | None:
        """Return the row of an entry; none if there is none."""
        position = self.book.places.get(entry)
        return None if position is None or position >= self.length else self.book.rows[position]

    def is_reversed(self, entry: str) -> bool:
        """Tell whether an entry has been taken back."""
        return self.book.reversals.get(entry, self.length) < self.length

    def mark(self, member: str) -> Mark:
        """Return the account of a member as it stands."""
        course = self.book.courses.get(member, [])
        found = bisect_left(course, self.length, key=_position)
        return course[found - 1] if found else Mark(-1)

    def rows_of(self, member: str) -> list[Row]:
        """Return the rows that move a member's account, the first one first."""
        course = self.book.courses.get(member, [])
        found = bisect_left(course, self.length, key=_position)
        return [self.book.rows[mark.position] for mark in islice(course, found)]

    def without(self, begun: "Pages") -> None:
        """Forget the rows of `begun`, a version that grew from this one and that nobody was given."""
        if begun.book is self.book and begun.length > self.length:
            self.book.cut(self.length)

    def with_row(self, row: Row) -> "Pages":
        """Return the pages with one row more."""
        return self._replace(book=self.book.after(self.length, row), length=self.length + 1)
