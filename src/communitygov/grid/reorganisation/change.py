"""Changes to grids as records: what all have, and those of one grid: move, rename, open, close.

A change says what, on which day and by which decision.  It holds codes and never a hierarchy, so that it can
be written down, sent, kept, and applied again.  Whether it fits the grids that stand, `Holdings.explain`
tells.

A code is given once: a merged grid and the parts of a split one get new codes.  Where a code is given again,
nobody can see afterwards that the ground behind it is another.
"""

from abc import ABC, abstractmethod
from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.checks import day, identifier, optional, title
from communitygov.core.document import Value
from communitygov.errors import Words

#: Fewest grids that can be merged, and fewest parts of a split.
FEWEST = 2


@attrs.frozen(kw_only=True)
class Change(Value, ABC):
    """What all changes have: a day, from which they hold, and the decision they stand on.

    Parameters
    ----------
    on
        First day of the new state.
    basis
        The decision by which it is done, as its title or number.

    Examples
    --------
    A document is read back without knowing what kind of change it holds:

    >>> change = Rename(code="LQ-01", name="桥头组", on=date(2024, 3, 1), basis="3 号")
    >>> Change.from_document(change.to_document()) == change
    True
    >>> attrs.evolve(change, on="2024-03-01")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: on: '2024-03-01' will not do; it must be a date without a time. \
[INVALID_VALUE]
    """

    on: date = attrs.field(validator=day)
    basis: str = attrs.field(validator=title)

    @property
    def ended(self) -> frozenset[str]:
        """Codes that are no more from that day on: none, unless a kind of change says otherwise."""
        return frozenset()

    @property
    def begun(self) -> frozenset[str]:
        """Codes that are given for the first time: none, unless a kind of change says otherwise."""
        return frozenset()

    @property
    @abstractmethod
    def words(self) -> Words:
        """What is done, in both languages, by codes alone."""


@attrs.frozen(kw_only=True)
class Move(Change):
    """A grid goes under another parent, with all under it (划转).

    Parameters
    ----------
    code
        The grid that moves; it keeps its code.
    to
        What it lies under from then on; none where its level may stand alone.

    Examples
    --------
    >>> Move(code="LQ-01", to="LQ-G2", on=date(2024, 3, 1), basis="3 号").words.en
    'move LQ-01 under LQ-G2'
    """

    document_kind: ClassVar[str] = "change-move"
    code: str = attrs.field(validator=identifier)
    to: str | None = attrs.field(validator=optional(identifier))

    @property
    def words(self) -> Words:
        """What is done, in both languages, by codes alone."""
        if self.to is None:
            return Words(f"{self.code} 改为独立", f"move {self.code} out, under nothing")
        return Words(f"{self.code} 划归 {self.to}", f"move {self.code} under {self.to}")


@attrs.frozen(kw_only=True)
class Rename(Change):
    """A grid gets another name and keeps its code (更名).

    Examples
    --------
    >>> Rename(code="LQ-01", name="桥头组", on=date(2024, 3, 1), basis="3 号").words.zh
    'LQ-01 更名'
    """

    document_kind: ClassVar[str] = "change-rename"
    code: str = attrs.field(validator=identifier)
    name: str = attrs.field(validator=title)

    @property
    def words(self) -> Words:
        """What is done, in both languages, by codes alone."""
        return Words(f"{self.code} 更名", f"rename {self.code}")


@attrs.frozen(kw_only=True)
class Opened(Change):
    """A new grid, with nobody in it yet (新设).

    Examples
    --------
    >>> Opened(code="LQ-30", parent="LQ", level="micro", name="新楼", on=date(2024, 3, 1), basis="3 号").begun
    frozenset({'LQ-30'})
    """

    document_kind: ClassVar[str] = "change-opened"
    code: str = attrs.field(validator=identifier)
    parent: str | None = attrs.field(validator=optional(identifier))
    level: str = attrs.field(validator=identifier)
    name: str = attrs.field(validator=title)

    @property
    def begun(self) -> frozenset[str]:
        """Codes that are given for the first time."""
        return frozenset({self.code})

    @property
    def words(self) -> Words:
        """What is done, in both languages, by codes alone."""
        return Words(f"新设 {self.code}", f"open {self.code}")


@attrs.frozen(kw_only=True)
class Closed(Change):
    """An empty grid ends (撤销).

    Parameters
    ----------
    code
        The grid; nobody lives in it, nothing lies under it, nothing is open there.
    successor
        The grid to which what was once reported there now belongs, if any.

    Examples
    --------
    >>> Closed(code="LQ-30", successor="LQ-12", on=date(2025, 3, 1), basis="9 号").words.en
    'close LQ-30 in favour of LQ-12'
    """

    document_kind: ClassVar[str] = "change-closed"
    code: str = attrs.field(validator=identifier)
    successor: str | None = attrs.field(default=None, validator=optional(identifier))

    @property
    def ended(self) -> frozenset[str]:
        """Codes that are no more from that day on."""
        return frozenset({self.code})

    @property
    def followed_by(self) -> frozenset[str]:
        """The successor, if there is one."""
        return frozenset() if self.successor is None else frozenset({self.successor})

    @property
    def words(self) -> Words:
        """What is done, in both languages, by codes alone."""
        if self.successor is None:
            return Words(f"撤销 {self.code}", f"close {self.code}")
        return Words(
            f"撤销 {self.code}，由 {self.successor} 承接", f"close {self.code} in favour of {self.successor}"
        )
