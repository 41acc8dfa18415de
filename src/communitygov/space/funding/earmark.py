"""Earmarks as a table of whole numbers: can what is spent on each kind be paid at all, and if not, why.

By Hall's condition it can, if and only if no set of sources has less than what is spent on the kinds that may
be paid from that set alone.  Only sets that are unions of the payers of some kinds can be short; where these
are few, they are written down once and asking is one subtraction of whole numbers.  Where they are too many,
the answer comes from a flow, and is the same.

A search adds up `EarmarkTable.charge` of every expense, takes one away again by subtracting it, and asks
`EarmarkTable.holds` of the sum.

This module does not know what money is, and what a number of a kind stands for.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, cast

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, identifiers, ordered
from communitygov.errors import InvalidValue, Words
from communitygov.space.bits import members_of
from communitygov.space.funding.flow import Flow

#: Most sources of which each set has its own total.
MOST_LISTED = 12
#: Most sets that are written down; beyond, the answers come from a flow.
MOST_BOUNDS = 4096
#: Bits beside each number, so that sums of 2^31 charges stay apart.
_SPARE = 32

_WHOLE = Words("须为不小于 0 的整数", "must be whole numbers of 0 or more")
_CHARGES = Words("须为 charge 之和", "must be a sum of charges")
_PAYS = Words("须为标识符集合或 None", "must be a set of identifiers, or None")


def _amounts(_owner: object, field: "attrs.Attribute[tuple[int, ...]]", value: tuple[object, ...]) -> None:
    """Refuse anything but whole numbers from 0."""
    for each in value:
        if type(each) is not int or each < 0:
            raise InvalidValue(field.name, each, _WHOLE)


def _pays(_owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse anything but sets of kinds, or none for all."""
    for each in value:
        if each is not None and not isinstance(each, frozenset):
            raise InvalidValue(field.name, each, _PAYS)
        identifiers(_owner, field, cast("Iterable[object]", () if each is None else each))


def _shown(pays: tuple[frozenset[str] | None, ...]) -> str:
    """Show sets of kinds in order."""
    shown = ["None" if each is None else ordered(each) for each in pays]
    return f"({', '.join(shown)}{',' if len(shown) == 1 else ''})"


class _Packing(NamedTuple):
    """Numbers side by side in one whole number, each in `width` bits, the highest of which is a guard."""

    width: int
    #: What one unit of each kind adds.
    weights: tuple[int, ...]
    room: int
    guards: int

    @classmethod
    def of(cls, payers: Sequence[int], bounds: Sequence[tuple[int, int]], *, most: int) -> "_Packing":
        """Pack a number for each bound, or for each kind if there are no bounds."""
        width = most.bit_length() + _SPARE
        guards = sum(1 << (width * at + width - 1) for at in range(len(bounds)))
        room = sum(limit << (width * at) for at, (_, limit) in enumerate(bounds)) + guards
        weights = [
            sum(1 << (width * at) for at, (mask, _) in enumerate(bounds) if not each & ~mask)
            if bounds
            else 1 << (width * kind)
            for kind, each in enumerate(payers)
        ]
        return cls(width, tuple(weights), room, guards)


@attrs.frozen
class EarmarkTable:
    """Which source may pay which kind, and how much each source has.

    Parameters
    ----------
    pays
        For each source, the kinds that it may pay; ``None`` for any.
    amounts
        For each source, what it has, in whole units (fen, where it is money).
    kinds
        The kinds that money is spent on; their order is that of `fits` and `charge`.

    Examples
    --------
    >>> table = EarmarkTable([frozenset({"green"}), None], [50, 30], ["green", "works"])
    >>> table.limits
    (0, 50, 30, 80)
    >>> table.fits([60, 20]), table.fits([20, 40]), table.violated([20, 40])
    (True, False, 2)
    >>> spent = table.charge(0, 60) + table.charge(1, 20)
    >>> table.holds(spent), table.holds(spent + table.charge(1, 1))
    (True, False)
    >>> table.fits([60])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: spend: 1 will not do; it must hold one number for each kind. \
[INVALID_VALUE]
    """

    pays: tuple[frozenset[str] | None, ...] = attrs.field(converter=as_tuple, validator=_pays, repr=_shown)
    amounts: tuple[int, ...] = attrs.field(converter=as_tuple, validator=_amounts)
    kinds: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    #: For each kind, the mask of the sources that may pay it.
    payers: tuple[int, ...] = attrs.field(init=False, repr=False, eq=False)
    #: Sets of sources that can be short, as masks, with what they have; empty if there are too many.
    bounds: tuple[tuple[int, int], ...] = attrs.field(init=False, repr=False, eq=False)
    #: More than there is: beyond it, how much more makes no difference.
    _most: int = attrs.field(init=False, repr=False, eq=False)
    _packing: _Packing = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Refuse numbers that belong to no source and kinds named twice; work the rest out."""
        if len(self.amounts) != len(self.pays):
            bound = Words("须与来源一一对应", "must hold one number for each source")
            raise InvalidValue("amounts", len(self.amounts), bound)
        if len(set(self.kinds)) != len(self.kinds):
            raise InvalidValue("kinds", list(self.kinds[:20]), Words("不可重复", "must not repeat"))
        payers = tuple(map(self.payers_of, self.kinds))
        bounds = tuple((mask, self.total(mask)) for mask in _unions(payers))
        most = sum(self.amounts) + 1
        packing = _Packing.of(payers, bounds, most=most)
        for name, value in (("payers", payers), ("bounds", bounds), ("_most", most), ("_packing", packing)):
            object.__setattr__(self, name, value)

    def payers_of(self, kind: str) -> int:
        """Return the mask of the sources that may pay a kind, listed or not.

        Raises
        ------
        InvalidValue
            If it is no text.
        """
        require("kind", kind, kind=str)
        return sum(1 << at for at, pays in enumerate(self.pays) if pays is None or kind in pays)

    def total(self, mask: int) -> int:
        """Return what the sources of a mask have together.

        Raises
        ------
        InvalidValue
            If it is no mask of these sources.
        """
        if type(mask) is not int or not 0 <= mask < 1 << len(self.amounts):
            raise InvalidValue("mask", mask, Words("须为来源的位掩码", "must be a mask of the sources"))
        return sum(self.amounts[at] for at in members_of(mask))

    @property
    def limits(self) -> tuple[int, ...]:
        """What each set of sources has together, the mask of the set being the place; of 12 sources at most.

        Raises
        ------
        InvalidValue
            If there are more sources.
        """
        if len(self.amounts) > MOST_LISTED:
            bound = Words(f"须不多于 {MOST_LISTED} 个", f"must be at most {MOST_LISTED}")
            raise InvalidValue("sources", len(self.amounts), bound)
        limits = [0]
        for amount in self.amounts:
            limits += [each + amount for each in limits]
        return tuple(limits)

    def charge(self, kind: int, amount: int) -> int:
        """Return what `amount` more of the kind at place `kind` adds to a sum for `holds`.

        What is spent on one kind must be charged at most 2^31 times; it may be taken away by subtraction.

        Raises
        ------
        InvalidValue
            If there is no such kind, or the amount is no whole number of 0 or more.
        """
        if type(kind) is not int or not 0 <= kind < len(self.kinds):
            raise InvalidValue("kind", kind, Words("须为种类的位次", "must be the place of a kind"))
        if type(amount) is not int or amount < 0:
            raise InvalidValue("amount", amount, _WHOLE)
        return self._packing.weights[kind] * min(amount, self._most)

    def holds(self, charges: int) -> bool:
        """Tell whether a sum of charges can be paid.

        Raises
        ------
        InvalidValue
            If it is no sum of charges.
        """
        width, _, room, guards = self._packing
        if type(charges) is not int or charges < 0 or charges >> width * len(self.bounds or self.kinds):
            raise InvalidValue("charges", type(charges).__name__, _CHARGES)
        if self.bounds:
            return (room - charges) & guards == guards
        mask = (1 << width) - 1
        return self._flow([(charges >> (width * at)) & mask for at in range(len(self.kinds))]) is None

    def fits(self, spend: Sequence[int]) -> bool:
        """Tell whether this much on each kind can be paid."""
        return self.violated(spend) is None

    def violated(self, spend: Sequence[int]) -> int | None:
        """Return the set of sources that falls short, as a mask; none if everything can be paid.

        It is the smallest of the sets that lack most: each kind that may be paid from it alone would have
        more if any of its sources had more.
        """
        require("spend", spend, kind=Sequence)
        if len(spend) != len(self.kinds):
            bound = Words("须与种类一一对应", "must hold one number for each kind")
            raise InvalidValue("spend", len(spend), bound)
        for each in spend:
            if type(each) is not int or each < 0:
                raise InvalidValue("spend", each, _WHOLE)
        return self._listed(spend) if self.bounds else self._flow(spend)

    def _listed(self, spend: Sequence[int]) -> int | None:
        """Ask every set that is written down."""
        lacking = [(self._alone(spend, mask) - limit, -mask.bit_count(), mask) for mask, limit in self.bounds]
        lack, _, mask = max(lacking)
        return mask if lack > 0 else None

    def _alone(self, spend: Sequence[int], mask: int) -> int:
        """Return what is spent on kinds that may be paid from a set of sources alone."""
        return sum(each for each, payers in zip(spend, self.payers, strict=True) if not payers & ~mask)

    def _flow(self, spend: Sequence[int]) -> int | None:
        """Ask a flow from the kinds to the sources."""
        flow = Flow(self.payers, self.amounts)
        lacking = [at for at, each in enumerate(spend) if flow.grow(at, each) < each]
        return flow.reached(lacking)[1] if lacking else None


def _unions(masks: Sequence[int]) -> tuple[int, ...]:
    """Return all unions of one mask or more, in order; none if they are too many."""
    unions: set[int] = set()
    for mask in sorted(set(masks)):
        unions |= {mask | each for each in unions} | {mask}
        if len(unions) > MOST_BOUNDS:
            return ()
    return tuple(sorted(unions))
