"""Which codes end on a day and which follow, as a record.

A lineage is made of these; this module knows nothing of what comes before or after.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, day, identifiers, one_of, ordered
from communitygov.core.document import Value
from communitygov.core.forest import listed
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.grid.reorganisation.change import FEWEST


class SuccessionKind(TermEnum):
    """How codes follow one another.

    Examples
    --------
    >>> SuccessionKind.MERGED.label("zh")
    '合并'
    """

    MERGED = "merged", "合并", "merged"
    SPLIT = "split", "拆分", "split"
    OPENED = "opened", "新设", "opened"
    CLOSED = "closed", "撤销", "closed"


#: How many codes may end and follow with each kind: fewest and most, none for any number.
_SHAPES: Mapping[SuccessionKind, tuple[tuple[int, int | None], tuple[int, int | None]]] = MappingProxyType(
    {
        SuccessionKind.MERGED: ((FEWEST, None), (1, 1)),
        SuccessionKind.SPLIT: ((1, 1), (FEWEST, None)),
        SuccessionKind.OPENED: ((0, 0), (1, 1)),
        SuccessionKind.CLOSED: ((1, 1), (0, 1)),
    }
)


def _fits(codes: frozenset[str], shape: tuple[int, int | None]) -> bool:
    """Tell whether there are as many codes as a kind may have."""
    fewest, most = shape
    return fewest <= len(codes) and (most is None or len(codes) <= most)


@attrs.frozen(kw_only=True)
class Succession(Value):
    """Codes that end on a day, and those that follow.

    Parameters
    ----------
    on
        First day on which the old codes no longer hold.
    kind
        How it came; after a merger or a split the codes that follow are new, after a closing they stood
        before.
    before, after
        Codes that end, and those that follow.

    Examples
    --------
    >>> print(
    ...     Succession(
    ...         on=date(2024, 3, 1), kind=SuccessionKind.MERGED, before={"LQ-01", "LQ-02"}, after={"LQ-12"}
    ...     )
    ... )
    2024-03-01 merged: LQ-01, LQ-02 -> LQ-12
    >>> Succession(on=date(2024, 3, 1), kind=SuccessionKind.MERGED, before={"LQ-01"}, after={"LQ-12"})
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: before: ['LQ-01'] will not do; it must be as many codes as one that is \
merged has. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "grid-succession"
    on: date = attrs.field(validator=day)
    kind: SuccessionKind = attrs.field(validator=one_of(SuccessionKind))
    before: frozenset[str] = attrs.field(converter=as_set, validator=identifiers, repr=ordered)
    after: frozenset[str] = attrs.field(converter=as_set, validator=identifiers, repr=ordered)

    def __attrs_post_init__(self) -> None:
        """Refuse too many or too few codes for its kind, and a code that follows itself."""
        for name, codes, shape in zip(
            ("before", "after"), (self.before, self.after), _SHAPES[self.kind], strict=True
        ):
            if not _fits(codes, shape):
                bound = Words(
                    f"个数须与“{self.kind.zh}”相合",
                    f"must be as many codes as one that is {self.kind.en} has",
                )
                raise InvalidValue(name, sorted(codes), bound)
        if self.before & self.after:
            bound = Words("须为不同的编码", "must be other codes than those that end")
            raise InvalidValue("after", min(self.before & self.after), bound)

    @property
    def begun(self) -> frozenset[str]:
        """Codes that did not stand before."""
        return frozenset() if self.kind is SuccessionKind.CLOSED else self.after

    @property
    def words(self) -> Words:
        """Say it in both languages, without the day."""
        before, after = _side(self.before), _side(self.after)
        return Words(
            f"{self.kind.zh}：{before.zh} → {after.zh}", f"{self.kind.en}: {before.en} -> {after.en}"
        )

    def __str__(self) -> str:
        """Say it in English, with the day."""
        return f"{self.on} {self.words.en}"


def _side(codes: frozenset[str]) -> Words:
    """Return the codes of one side in their order, a circle sign where there are none."""
    return listed(sorted(codes)) if codes else Words("∅", "nothing")
