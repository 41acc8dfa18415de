"""Plots and planting boxes that may be adopted, who has one, and who waits.

This module keeps no register.
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.checks import at_least, day, identifier, optional
from communitygov.core.document import Value
from communitygov.core.span import check_span
from communitygov.space.operation.offer import person


@attrs.frozen
class Plot(Value):
    """A plot or a planting box.

    Parameters
    ----------
    id
        Identifier.
    capacity
        How many may share it at one time.

    Examples
    --------
    >>> Plot("box-07")
    Plot(id='box-07', capacity=1)
    """

    document_kind: ClassVar[str] = "plot"
    id: str = attrs.field(validator=identifier)
    capacity: int = attrs.field(default=1, kw_only=True, validator=at_least(1))


@attrs.frozen(kw_only=True)
class Adoption(Value):
    """That somebody has a plot, from a day on to before another.

    Examples
    --------
    >>> Adoption(plot="box-07", by="r-1", since=date(2023, 5, 4), until=date(2023, 5, 4))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: until: '2023-05-04' will not do; it must be later than the first \
day, 2023-05-04. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "adoption"
    plot: str = attrs.field(validator=identifier)
    by: str = attrs.field(validator=person)
    since: date = attrs.field(validator=day)
    until: date | None = attrs.field(default=None, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse an adoption without a day."""
        check_span(self)


@attrs.frozen(kw_only=True)
class Waiting(Value):
    """That somebody has waited for a plot since a day.

    Examples
    --------
    >>> Waiting(by="r-3", since=date(2023, 5, 4)).by
    'r-3'
    """

    document_kind: ClassVar[str] = "adoption-waiting"
    by: str = attrs.field(validator=person)
    since: date = attrs.field(validator=day)


def most_at_once(adoptions: Iterable[Adoption]) -> int:
    """Return how many of these adoptions run on the fullest day."""
    steps = [(each.since, 1) for each in adoptions]
    steps += [(each.until, -1) for each in adoptions if each.until is not None]
    running = fullest = 0
    for _, step in sorted(steps):  # of one day, what ends comes first
        running += step
        fullest = max(fullest, running)
    return fullest
