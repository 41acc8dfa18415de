"""One line of a hazard ledger: what was done about which hazard; and one reading: how much of it there was.

1. A line may say that a measure is complete and give no figure (全部完成): how much it was stays unknown, and
   unknown is not none.
2. A reading may be words alone (随处可见消防安全设施): such a reading is kept and never counted.

This module adds nothing up.
"""

from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import hidden, identifier, one_of, optional, text
from communitygov.core.document import Value
from communitygov.core.quantity import Quantity
from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Words
from communitygov.programme.date_span import DateSpan
from communitygov.programme.hazard.kind import term_of

_SAID = Words("须给出数量，或注明已全部完成", "must be a figure, unless the measure is said to be complete")
_SEEN = Words("须给出数量或文字之一", "must be a figure, unless there are words")


@attrs.frozen(kw_only=True)
class HazardEntry(Value):
    """What was done about a hazard.

    Parameters
    ----------
    id
        Identifier of the line; a ledger has each once, so that nothing counts twice.
    hazard, measure
        What it was about and what was done, as terms; members of `HazardKind` and `HazardMeasure` serve.
    done
        How much, with its unit; none where nobody said.
    is_complete
        Whether the measure is said to be complete (全部完成): in the grid, or without one in the place.
    grid
        Code of the grid where it was done; none if only the place is known.
    when
        When it was done, as exactly as it is known.
    citation
        Where it stands.

    Examples
    --------
    >>> from communitygov.programme.hazard.kind import HazardKind, HazardMeasure
    >>> paving = HazardEntry(
    ...     id="h-1", hazard=HazardKind.STREET_PAVING, measure=HazardMeasure.PAVE, is_complete=True
    ... )
    >>> paving.done is None, paving.hazard.zh
    (True, '街区道路')
    >>> HazardEntry(id="h-2", hazard=HazardKind.GAS_APPLIANCE, measure=HazardMeasure.REMOVE)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: done: None will not do; it must be a figure, unless the measure is \
said to be complete. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "hazard-entry"
    id: str = attrs.field(validator=identifier)
    hazard: Term = attrs.field(converter=term_of, validator=one_of(Term))
    measure: Term = attrs.field(converter=term_of, validator=one_of(Term))
    done: Quantity | None = attrs.field(default=None, validator=optional(one_of(Quantity)))
    is_complete: bool = attrs.field(default=False, validator=one_of(bool))
    grid: str | None = attrs.field(default=None, validator=optional(identifier))
    when: DateSpan | None = attrs.field(default=None, validator=optional(one_of(DateSpan)))
    citation: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def __attrs_post_init__(self) -> None:
        """Refuse a line that says nothing."""
        if self.done is None and not self.is_complete:
            raise InvalidValue("done", self.done, _SAID)

    @property
    def work(self) -> tuple[str, str]:
        """Codes of hazard and measure: what may be added up."""
        return self.hazard.code, self.measure.code

    def lies_in(self, *, grid: str | None, within: DateSpan | None) -> bool | None:
        """Tell whether it was done in a grid and in a span; ``None`` where the line does not say."""
        if grid is not None:
            require("grid", grid, kind=str)
        if within is not None:
            require("within", within, kind=DateSpan)
        answers = (_in_grid(self.grid, grid), _in_span(self.when, within))
        return False if False in answers else (None if None in answers else True)


def _in_grid(own: str | None, asked: str | None) -> bool | None:
    """Tell whether a line of a grid, or of the place alone, is of the grid that is asked about."""
    if asked is None or own is None:
        return True if asked is None else None
    return own == asked


def _in_span(own: DateSpan | None, asked: DateSpan | None) -> bool | None:
    """Tell whether what was done in a span was done in another."""
    if asked is None or own is None:
        return True if asked is None else None
    if asked.since <= own.since and own.until <= asked.until:
        return True
    return None if own.meets(asked) else False


@attrs.frozen(kw_only=True)
class HazardReading(Value):
    """How much of a hazard was seen: before a measure, after it, or at any time.

    Parameters
    ----------
    hazard
        What was looked for.
    when
        When somebody looked.
    seen
        How much there was, with its unit; none where only words were written down.
    words
        What was written down; never counted, and hidden in the ``repr``: it may say where a resident lives.
    grid
        Code of the grid; none for the whole place.

    Examples
    --------
    >>> from communitygov.programme.hazard.kind import HazardKind
    >>> reading = HazardReading(
    ...     hazard=HazardKind.FLYING_WIRE_CHARGING, when=DateSpan.year(2022), words="随处可见"
    ... )
    >>> reading.is_counted
    False
    """

    document_kind: ClassVar[str] = "hazard-reading"
    hazard: Term = attrs.field(converter=term_of, validator=one_of(Term))
    when: DateSpan = attrs.field(validator=one_of(DateSpan))
    seen: Quantity | None = attrs.field(default=None, validator=optional(one_of(Quantity)))
    words: str = attrs.field(default="", validator=text, repr=hidden)
    grid: str | None = attrs.field(default=None, validator=optional(identifier))
    citation: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def __attrs_post_init__(self) -> None:
        """Refuse a reading that says nothing."""
        if self.seen is None and not self.words:
            raise InvalidValue("seen", self.seen, _SEEN)

    @property
    def is_counted(self) -> bool:
        """Whether it has a figure."""
        return self.seen is not None
