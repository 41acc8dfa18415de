"""Who pays what: the most that sources can pay under their earmarks, in the order in which they are called.

Three flows.  The first calls the sources in their order, and says how much of each is used: a source that was
called once never gives less because of a later one.  The second meets the items in theirs, and says how much
of each is met.  Both can be had at once (what sources may give and what items may take are linked by the same
ways), and the third does so.

Money that comes on a day pays only what is due on that day or later.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from communitygov.space.bits import members_of
from communitygov.space.funding.flow import Flow, transposed
from communitygov.space.funding.item import CostItem
from communitygov.space.funding.source import FundingSource


class _Tranche(NamedTuple):
    """Money of one source that comes on one day."""

    source: int
    on: date | None
    fen: int


class _Need(NamedTuple):
    """What items have in common that the same money may pay."""

    kind: str
    due: date | None


class Lack(NamedTuple):
    """Places of items that cannot be met and of the sources that may pay them; fen these have in time."""

    items: tuple[int, ...]
    sources: tuple[int, ...]
    available: int


class Allocation(NamedTuple):
    """Fen paid by places of source and item; what lacks, in parts that have no money in common."""

    paid: Mapping[tuple[int, int], int]
    lacks: tuple[Lack, ...]


def allocated(sources: Sequence[FundingSource], items: Sequence[CostItem]) -> Allocation:
    """Return who pays what, and what cannot be paid."""
    tranches, groups = _tranches(sources), _grouped(items)
    payers = [_payers(sources, tranches, need) for need in groups]
    costs = [item.cost.fen for item in items]
    group_of = {at: place for place, found in enumerate(groups.values()) for at in found}
    meeting = Flow(payers, [tranche.fen for tranche in tranches])
    met = [meeting.grow(group_of[at], fen) if fen else 0 for at, fen in enumerate(costs)]
    final = Flow(payers, _used(tranches, payers, [sum(costs[at] for at in each) for each in groups.values()]))
    for at, place in group_of.items():
        final.grow(place, met[at])
    paid: dict[tuple[int, int], int] = {}
    for place, found in enumerate(groups.values()):
        _hand_out(final.given(place), tranches, {at: met[at] for at in found}, into=paid)
    unmet = {group_of[at] for at, fen in enumerate(costs) if met[at] < fen}
    parts = _apart(payers, meeting.reached(sorted(unmet))[0])
    lacks = sorted(_lack(part, groups, tranches, sources=sources) for part in parts)
    return Allocation(paid, tuple(lacks))


def _grouped(items: Sequence[CostItem]) -> dict[_Need, list[int]]:
    """Return the places of the items that the same money may pay; what costs nothing needs none."""
    groups: dict[_Need, list[int]] = {}
    for at, item in enumerate(items):
        if item.cost.fen:
            groups.setdefault(_Need(item.kind, item.due), []).append(at)
    return groups


def _lack(
    part: tuple[int, int],
    groups: Mapping[_Need, Sequence[int]],
    tranches: Sequence[_Tranche],
    *,
    sources: Sequence[FundingSource],
) -> Lack:
    """Return what a part of the needs lacks; a source that may pay is named though all of it comes late."""
    inside, outside = part
    found = tuple(groups.items())
    needs = [found[place] for place in members_of(inside)]
    kinds = {need.kind for need, _ in needs}
    return Lack(
        tuple(sorted(at for _, places in needs for at in places)),
        tuple(at for at, source in enumerate(sources) if any(map(source.may_pay, kinds))),
        sum(tranches[at].fen for at in members_of(outside)),
    )


def called(sources: Sequence[FundingSource]) -> list[int]:
    """Return the places of the sources in the order in which they are called."""
    return sorted(range(len(sources)), key=lambda at: (sources[at].order, at))


def _tranches(sources: Sequence[FundingSource]) -> list[_Tranche]:
    """Return all money by source and day, in the order in which it is called."""
    found = list[_Tranche]()
    for at in called(sources):
        parts = sources[at].instalments
        found += [_Tranche(at, each.on, each.amount.fen) for each in parts]
        found += [] if parts else [_Tranche(at, None, sources[at].amount.fen)]
    return found


def _payers(sources: Sequence[FundingSource], tranches: Sequence[_Tranche], need: _Need) -> int:
    """Return the mask of the money that may meet a need."""
    return sum(
        1 << at
        for at, tranche in enumerate(tranches)
        if sources[tranche.source].may_pay(need.kind)
        and (tranche.on is None or need.due is None or tranche.on <= need.due)
    )


def _used(tranches: Sequence[_Tranche], payers: Sequence[int], costs: Sequence[int]) -> list[int]:
    """Return how much of each tranche is used, when they are called in their order."""
    calling = Flow(transposed(payers, len(tranches)), costs)
    return [calling.grow(at, tranche.fen) for at, tranche in enumerate(tranches)]


def _hand_out(
    given: Mapping[int, int],
    tranches: Sequence[_Tranche],
    met: Mapping[int, int],
    *,
    into: dict[tuple[int, int], int],
) -> None:
    """Divide what several tranches give for one need among its items, both in their order."""
    waiting = iter(met.items())
    at, open_fen = next(waiting)
    for tranche, fen in given.items():
        left = fen
        while left:
            if not open_fen:
                at, open_fen = next(waiting)
                continue
            part = min(left, open_fen)
            key = (tranches[tranche].source, at)
            into[key] = into.get(key, 0) + part
            left, open_fen = left - part, open_fen - part


def _apart(payers: Sequence[int], lacking: int) -> list[tuple[int, int]]:
    """Return the parts of the needs in a mask that share no payer, each with its payers."""
    parts = list[tuple[int, int]]()
    for need in members_of(lacking):
        inside, outside = 1 << need, payers[need]
        joined = [part for part in parts if part[1] & outside]
        for part in joined:
            inside, outside = inside | part[0], outside | part[1]
        parts = [part for part in parts if part not in joined] + [(inside, outside)]
    return parts
