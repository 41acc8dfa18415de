"""What a division of grids comes to, area by area and grid by grid: what moves and why, what it saves.

Costs are in the unit in which they were given: centimetres of straight distance, or the caller's own.  What a
change of worker costs besides is no part of them.
"""

from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import (
    as_tuple,
    at_least,
    each_of,
    identifier,
    one_of,
    optional,
)
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words
from communitygov.grid.posting.outcome import BalanceStatus

_WHOLE = Words("须为整数", "must be a whole number")


def whole(_owner: object, field: "attrs.Attribute[int]", value: int) -> None:
    """Refuse anything but a whole number that a document holds."""
    if type(value) is not int or abs(value) > GREATEST_INTEGER:
        raise InvalidValue(field.name, value, _WHOLE)


class MoveReason(TermEnum):
    """Why a grid is given to somebody.

    Examples
    --------
    >>> MoveReason.MAKES_ROOM.zh
    '为其他网格让出名额'
    >>> MoveReason.named("near")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No MoveReason is called 'near'. Did you mean 'nearer'? [UNKNOWN_NAME]
    """

    VACANT = "vacant", "原无人负责", "nobody was in charge"
    NOT_ENTITLED = "not_entitled", "原负责人不在可派范围", "who was in charge may not be"
    RELIEVES = "relieves", "原负责人超出上限", "who was in charge has too much"
    SECOND_IN_CHARGE = "second_in_charge", "一格只由一人负责", "a grid has one in charge"
    NEARER = "nearer", "更近", "it is nearer"
    EVENS_OUT = "evens_out", "均衡负担", "it evens out the grids"
    MAKES_ROOM = "makes_room", "为其他网格让出名额", "it makes room for another grid"


@attrs.frozen
class GridMove(Value):
    """One grid that changes hands.

    Parameters
    ----------
    grid
        Code of the grid.
    before, after
        Who was in charge, none where nobody was; and who will be.
    reason
        Why.
    saved
        What the cost of this grid falls by, below zero where it rises; none where it had no cost before.

    Examples
    --------
    >>> move = GridMove("LQ-1", before="w-1", after="w-2", reason=MoveReason.NEARER, saved=12_050)
    >>> move.text()
    'LQ-1: w-1 → w-2, it is nearer (saves 12050)'
    >>> GridMove("LQ-1", before="w-1", after="w-1", reason=MoveReason.NEARER)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: after: 'w-1' will not do; it must be somebody else. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "grid-move"
    grid: str = attrs.field(validator=identifier)
    before: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))
    after: str = attrs.field(kw_only=True, validator=identifier)
    reason: MoveReason = attrs.field(kw_only=True, validator=one_of(MoveReason))
    saved: int | None = attrs.field(default=None, kw_only=True, validator=optional(whole))

    def __attrs_post_init__(self) -> None:
        """Refuse a move to where it was."""
        if self.before == self.after:
            raise InvalidValue("after", self.after, Words("须为他人", "must be somebody else"))

    def text(self, language: Language = "en") -> str:
        """Say it in `language`."""
        nobody, saves, costs = Words("无", "nobody"), Words("省", "saves"), Words("增", "adds")
        told = ""
        if self.saved:
            word = (saves if self.saved > 0 else costs).say(language)
            told = f" ({word} {abs(self.saved)})"
        before = self.before or nobody.say(language)
        return f"{self.grid}: {before} → {self.after}, {self.reason.label(language)}{told}"


@attrs.frozen(kw_only=True)
class AreaBalance(Value):
    """What came of the grids of one area, which share no worker with any other.

    Parameters
    ----------
    area
        Code of the community, or of another grid that stands for the area.
    status
        How good the division is known to be.
    grids, workers
        How many there are.
    vacant
        How many of the grids nobody had who may have them.
    cost_before, cost_after
        What the grids cost; before, without those that were vacant.
    weighed, bound
        The cost with what the changes add, and the least that this can be.
    reasons
        Why there is no division, where there is none.

    Examples
    --------
    >>> balance = AreaBalance(
    ...     area="LQ",
    ...     status=BalanceStatus.FEASIBLE,
    ...     grids=3,
    ...     workers=2,
    ...     cost_after=102,
    ...     weighed=102,
    ...     bound=100,
    ... )
    >>> balance.gap
    Fraction(1, 51)
    """

    document_kind: ClassVar[str] = "area-balance"
    area: str = attrs.field(validator=identifier)
    status: BalanceStatus = attrs.field(validator=one_of(BalanceStatus))
    grids: int = attrs.field(validator=at_least(0))
    workers: int = attrs.field(validator=at_least(0))
    vacant: int = attrs.field(default=0, validator=at_least(0))
    cost_before: int = attrs.field(default=0, validator=at_least(0))
    cost_after: int = attrs.field(default=0, validator=at_least(0))
    weighed: int = attrs.field(default=0, validator=at_least(0))
    bound: int = attrs.field(default=0, validator=at_least(0))
    reasons: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))

    @property
    def gap(self) -> Fraction:
        """At most this share of the weighed cost could still be saved."""
        return Fraction(self.weighed - self.bound, self.weighed) if self.weighed else Fraction(0)
