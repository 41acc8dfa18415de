"""Who serves which grid, with which duty, from when to when; and when somebody is away.

1. A posting begins with its first day and is over on the day that ends it.
2. Rank 0 comes first; deputies follow in the order of their ranks and stand in while nobody before them is
   there.
3. A posting for some matters is one for these only; without matters it is for all.

This module knows no roster: whether two postings go together is no matter of either.
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, at_least, day, identifier, identifiers, one_of, optional, ordered
from communitygov.core.document import Value
from communitygov.core.span import check_span, runs
from communitygov.core.workcalendar import plain_day
from communitygov.grid.posting.duty import Duty


@attrs.frozen
class Posting(Value):
    """Somebody's service in a grid.

    Parameters
    ----------
    worker, grid
        Identifier of the worker, code of the grid.
    duty
        What the worker does for it.
    rank
        0 for the first; deputies from 1 on, in their order.
    matters
        Codes of the matters that it is for; for all if empty.
    since, until
        First day, and first day after the last; open where not given.

    Examples
    --------
    >>> posting = Posting("w-07", "LQ-03", since=date(2023, 1, 1), until=date(2024, 1, 1))
    >>> posting.holds_on(date(2023, 12, 31)), posting.holds_on(date(2024, 1, 1))
    (True, False)
    >>> Posting("w-07", "LQ-03", since=date(2023, 1, 1), until=date(2023, 1, 1))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: until: '2023-01-01' will not do; it must be later than the first day, \
2023-01-01. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "grid-posting"
    worker: str = attrs.field(validator=identifier)
    grid: str = attrs.field(validator=identifier)
    duty: Duty = attrs.field(default=Duty.IN_CHARGE, kw_only=True, validator=one_of(Duty))
    rank: int = attrs.field(default=0, kw_only=True, validator=at_least(0))
    matters: frozenset[str] = attrs.field(
        default=(), kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    since: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    until: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the beginning."""
        check_span(self)

    @property
    def is_dated(self) -> bool:
        """Whether it begins or ends on a day that is given."""
        return self.since is not None or self.until is not None

    @property
    def is_first(self) -> bool:
        """Whether the worker is the one in charge, and no deputy."""
        return self.duty is Duty.IN_CHARGE and self.rank == 0

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on a day.

        Raises
        ------
        InvalidValue
            If it is no day.
        """
        return runs(self, plain_day("day", day))

    def is_for(self, matter: str | None) -> bool:
        """Tell whether it is for a matter; for ``None``, whether it is for all matters."""
        return not self.matters or matter in self.matters


def shares_a_matter(one: Posting, other: Posting) -> bool:
    """Tell whether there may be a matter that both postings are for.

    Examples
    --------
    >>> fire, bins = Posting("w-1", "LQ", matters={"fire"}), Posting("w-2", "LQ", matters={"bins"})
    >>> shares_a_matter(fire, bins), shares_a_matter(fire, Posting("w-3", "LQ"))
    (False, True)
    """
    return not one.matters or not other.matters or not one.matters.isdisjoint(other.matters)


def in_order(postings: Iterable[Posting]) -> tuple[Posting, ...]:
    """Return postings by grid, duty, rank and worker, then by their days and matters."""
    return tuple(sorted(postings, key=_place))


_DUTIES = {duty: at for at, duty in enumerate(Duty)}


def _place(posting: Posting) -> tuple[object, ...]:
    """Return where a posting stands among others."""
    return (
        posting.grid,
        _DUTIES[posting.duty],
        posting.rank,
        posting.worker,
        posting.since or date.min,
        posting.until or date.max,
        sorted(posting.matters),
        posting.since is not None,
        posting.until is None,
    )


@attrs.frozen
class Absence(Value):
    """Days on which a worker is away.

    Examples
    --------
    >>> leave = Absence("w-07", since=date(2023, 5, 1), until=date(2023, 5, 8))
    >>> leave.holds_on(date(2023, 5, 7)), leave.holds_on(date(2023, 5, 8))
    (True, False)
    >>> Absence("w-07", since=date(2023, 5, 8), until=date(2023, 5, 1))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: until: '2023-05-01' will not do; it must be later than the first day, \
2023-05-08. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "grid-absence"
    worker: str = attrs.field(validator=identifier)
    since: date = attrs.field(kw_only=True, validator=day)
    until: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the beginning."""
        check_span(self)

    def holds_on(self, day: date) -> bool:
        """Tell whether the worker is away on a day.

        Raises
        ------
        InvalidValue
            If it is no day.
        """
        return runs(self, plain_day("day", day))
