"""The best set of functions for one site: worth most within its area, with what each needs, none that clash.

A search in depth over the functions, the most worth by area first.  What is left can add at most what it
would if the last function could be cut to fit; a branch that cannot beat the best is left.  The search is
limited: where it ends early, what it returns as bound still holds.

This module knows no money and no other site: whoever calls it has taken the price off the worth.
"""

from collections.abc import Sequence
from typing import NamedTuple

from communitygov.space.bits import members_of
from communitygov.space.selection.model import Lot, Model

#: Most sets that are looked at for one site.
MOST_STEPS = 2_000
#: Most beginnings of sets that are looked at where every set is asked for.
MOST_LOOKS = 32_768


class Pack(NamedTuple):
    """Functions for a site, what they are worth, and what no set can exceed."""

    mask: int
    worth: int
    bound: int


_NOTHING = Pack(0, 0, 0)


class _Item(NamedTuple):
    """A function that may be taken, with all it needs."""

    function: int
    closure: int
    area: int
    worth: int


class _State(NamedTuple):
    """How far a branch is: the next item, what is taken, what that is worth, what is left."""

    at: int
    mask: int
    gained: int
    free: int
    spare: int


def _items(model: Model, lot: Lot, *, worth: Sequence[int]) -> list[_Item]:
    """Return the functions worth trying, the most worth by area first."""
    found = [
        _Item(each, model.closure[each] & ~lot.standing & ~lot.owed, model.areas[each], worth[each])
        for each in members_of(lot.allowed)
        if worth[each] > 0 or model.balance[each] > 0
    ]
    per_area = model.per_area
    return sorted(found, key=lambda item: (-item.worth * per_area[item.function], item.function))


def _most(items: Sequence[_Item], state: _State) -> int:
    """Return what a branch can come to, its last item cut to fit."""
    total, free, mask = state.gained, state.free, state.mask
    for _, closure, area, worth in items[state.at :]:
        if worth <= 0:
            break
        if closure & ~mask:
            if area >= free:
                return total - (-worth * free // area)
            total += worth
            free -= area
    return total


def clashes(model: Model, mask: int) -> bool:
    """Tell whether two functions of a set may not be under one roof."""
    return any(model.apart[function] & mask for function in members_of(mask))


def _grown(model: Model, state: _State, *, added: int, worth: Sequence[int]) -> _State | None:
    """Return a branch with more functions taken; none if they clash or find no room."""
    _, mask, gained, free, spare = state
    mask |= added
    for function in members_of(added):
        if model.apart[function] & mask:
            return None
        free -= model.areas[function]
        gained += worth[function]
        spare += model.balance[function]
    return _State(state.at + 1, mask, gained, free, spare) if free >= 0 else None


def _begun(model: Model, lot: Lot, *, worth: Sequence[int]) -> list[_State]:
    """Return the one branch to begin with: what must come along is in; none if that finds no room."""
    start = _grown(model, _State(-1, 0, 0, lot.free, lot.spare), added=lot.owed, worth=worth)
    return [] if start is None else [start]


def best_pack(model: Model, lot: Lot, *, worth: Sequence[int]) -> Pack:
    """Return the functions that are worth most in a site, besides those that stand there."""
    items = _items(model, lot, worth=worth)
    stack = _begun(model, lot, worth=worth) if items else []
    best, steps = _NOTHING, 0
    while stack and steps < MOST_STEPS:
        state = stack.pop()
        if state.gained > best.worth and state.spare >= 0:
            best = Pack(state.mask, state.gained, 0)
        if state.at < len(items) and _most(items, state) > best.worth:
            steps += 1
            stack.append(state._replace(at=state.at + 1))
            added = items[state.at].closure & ~state.mask
            grown = _grown(model, state, added=added, worth=worth) if added else None
            if grown is not None:
                stack.append(grown)
    left = max((_most(items, state) for state in stack), default=0)
    return best._replace(bound=max(best.worth, left))


class _Way(NamedTuple):
    """How far a set is: the next function, what is in, what stays out, what that is worth, what is left."""

    at: int
    inside: int
    outside: int
    gained: int
    free: int
    spare: int


class _Ways:
    """The ways on from a set: without its next function, and with it and all it needs."""

    def __init__(self, model: Model, site: int, *, worth: Sequence[int], least: int) -> None:
        """Take what can still be added after each function, at the most."""
        self._model, self._lot, self._worth, self._least = model, model.lots[site], worth, least
        self._functions = members_of(self._lot.allowed)
        self.size = len(self._functions)
        self._gains = self._after(worth)
        self._spares = self._after(model.balance)

    def _after(self, values: Sequence[int]) -> list[int]:
        """Return for each function what it and those after it can add."""
        kept = [max(0, values[each]) for each in self._functions]
        return [sum(kept[at:]) for at in range(len(kept) + 1)]

    def first(self) -> list[_Way]:
        """Return the one way to begin with, what must come along in it; none if that may not or cannot be."""
        if not self._lot.allowed:
            return []
        way = self._with(_Way(0, 0, 0, 0, self._lot.free, self._lot.spare), self._lot.owed)
        return [] if way is None else [way]

    def is_hopeless(self, way: _Way) -> bool:
        """Tell whether a set can no longer be worth enough, or welfare enough."""
        return way.gained + self._gains[way.at] < self._least or way.spare + self._spares[way.at] < 0

    def on(self, way: _Way) -> list[_Way]:
        """Return the ways on."""
        function = self._functions[way.at]
        if way.inside >> function & 1:
            return [way._replace(at=way.at + 1)]
        without = way._replace(at=way.at + 1, outside=way.outside | 1 << function)
        added = self._model.closure[function] & ~self._lot.standing & ~way.inside
        together = None if added & way.outside else self._with(way._replace(at=way.at + 1), added)
        return [without] if together is None else [without, together]

    def _with(self, way: _Way, added: int) -> _Way | None:
        """Return a set with more functions; none if they clash or find no room."""
        at, inside, outside, gained, free, spare = way
        inside |= added
        for function in members_of(added):
            if self._model.apart[function] & inside:
                return None
            free -= self._model.areas[function]
            gained += self._worth[function]
            spare += self._model.balance[function]
        return _Way(at, inside, outside, gained, free, spare) if free >= 0 else None


def packs_above(
    model: Model, site: int, *, worth: Sequence[int], least: int, most: int
) -> list[tuple[int, int]] | None:
    """Return every set of functions that is worth `least`, with its worth; none if they are more than `most`.

    None is said too where more than `MOST_LOOKS` beginnings of sets would have to be looked at.  The empty
    set is none of them.
    """
    ways = _Ways(model, site, worth=worth, least=least)
    found: list[tuple[int, int]] = []
    stack, looks = ways.first(), 0
    while stack:
        looks += 1
        way = stack.pop()
        if looks > MOST_LOOKS or len(found) > most:
            return None
        if ways.is_hopeless(way):
            continue
        if way.at < ways.size:
            stack += ways.on(way)
        elif way.inside:
            found.append((way.inside, way.gained))
    return found if len(found) <= most else None
