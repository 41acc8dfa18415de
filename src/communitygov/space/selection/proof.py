"""A proof that nothing is better, by trying every site in every way that could still be.

At each step the site that promises most is given each set of functions in turn; what is left is bounded as in
`communitygov.space.selection.bound`, with the points that are covered already taken out.  A branch that
cannot beat the best plan is left.

The search is limited in steps: ended early, it still tells how good a plan can be at most.
"""

from collections.abc import Sequence
from typing import NamedTuple

from communitygov.space.bits import union_of
from communitygov.space.certificate import Halt
from communitygov.space.selection.bound import OFFER_BITS, SUM_BITS, Offers, Prices, sums_of
from communitygov.space.selection.draft import Draft
from communitygov.space.selection.fill import Tariff
from communitygov.space.selection.model import Model
from communitygov.space.selection.pack import best_pack, packs_above

_SHIFT = SUM_BITS - OFFER_BITS
#: Most sets of functions that are tried in one site.
MOST_SETS = 4_096


class Proof(NamedTuple):
    """The best plan, what it is worth (none if there is none), and what no plan can exceed."""

    plan: dict[int, int] | None
    worth: int | None
    bound: int
    is_complete: bool
    is_stopped: bool


class _Node(NamedTuple):
    """The settled sites with their functions, and what the whole can be at most, in fixed point."""

    settled: tuple[tuple[int, int], ...]
    bound: int


class _View(NamedTuple):
    """What is left to settle at a node: worth of functions and promise of each open site."""

    bound: int
    worth: dict[int, list[int]]
    promise: dict[int, int]


class Prover:
    """Tries to prove a plan best, from its prices."""

    def __init__(self, model: Model, prices: Prices, *, best: Draft | None) -> None:
        """Begin with the best plan known, if there is one."""
        self.model, self.prices = model, prices
        self.tariff = [
            sum(price * row.functions[each] for price, row in zip(prices.rows, model.rows, strict=True))
            for each in model.functions
        ]
        self.opening = Tariff(model, prices.rows).opening
        self.plan = None if best is None else dict(best.new)
        self.worth = None if best is None else best.worth

    def run(self, steps: int, *, stop: Halt | None = None) -> Proof:
        """Search for at most so many steps, or until `stop` says so."""
        stack = [_Node((), self._view(Draft(self.model), ()).bound)]
        is_stopped = is_too_much = False
        while stack and steps and not is_stopped and not is_too_much:
            is_stopped = stop is not None and stop()
            node = stack.pop()
            if not self._is_beaten(node.bound):
                steps -= 1
                children = self._settled(node)
                is_too_much = children is None
                stack += [node] if children is None else children
        return self._proof(stack, is_whole=not is_too_much, is_stopped=is_stopped)

    def _proof(self, stack: Sequence[_Node], *, is_whole: bool, is_stopped: bool) -> Proof:
        """Say what is known, where some nodes are still open."""
        left = [node.bound >> SUM_BITS for node in stack if not self._is_beaten(node.bound)]
        bound = max([*left, self.worth if self.worth is not None else 0])
        return Proof(self.plan, self.worth, bound, is_whole and not left, is_stopped)

    def _settled(self, node: _Node) -> list[_Node] | None:
        """Keep the plan of a node if it is the best, and return its children; none if they are too many."""
        draft = Draft(self.model, {site: mask for site, mask in node.settled if mask})
        self._keep(draft)
        return self._children(node, draft)

    def _is_beaten(self, bound: int) -> bool:
        """Tell whether nothing below a bound can be better than the best plan."""
        return self.worth is not None and bound >> SUM_BITS <= self.worth

    def _keep(self, draft: Draft) -> None:
        """Keep a plan if it is better than the best."""
        if draft.is_feasible and (self.worth is None or draft.worth > self.worth):
            self.plan, self.worth = dict(draft.new), draft.worth

    def _offers(self, draft: Draft) -> tuple[Offers, int]:
        """Return what the points not yet covered offer, and what they keep for themselves."""
        offers: Offers = []
        kept = 0
        for function, served in enumerate(draft.served):
            row: list[int] = []
            for at, offer in enumerate(self.prices.offers[function]):
                if served >> at & 1:
                    row.append(0)
                else:
                    row.append(offer)
                    kept += (self.model.weights[function][at] << OFFER_BITS) - offer
            offers.append(row)
        return offers, kept

    def _view(self, draft: Draft, settled: Sequence[int]) -> _View:
        """Return what is left to settle."""
        offers, kept = self._offers(draft)
        bound = (draft.worth << SUM_BITS) + (kept << _SHIFT)
        bound += sum(price * left for price, left in zip(self.prices.rows, draft.slack, strict=True))
        closed = frozenset(settled)
        worth: dict[int, list[int]] = {}
        promise: dict[int, int] = {}
        for site in self.model.places:
            if site not in closed:
                sums = sums_of(self.model, site, offers=offers)
                worth[site] = [(each << _SHIFT) - cost for each, cost in zip(sums, self.tariff, strict=True)]
                promise[site] = max(
                    0,
                    best_pack(self.model, self.model.lots[site], worth=worth[site]).bound
                    - self.opening[site],
                )
                bound += promise[site]
        return _View(bound, worth, promise)

    def _children(self, node: _Node, draft: Draft) -> list[_Node] | None:
        """Return the ways to settle the site that promises most, the best last; none if they are too many."""
        view = self._view(draft, [site for site, _ in node.settled])
        if not view.promise or self._is_beaten(view.bound) or self._is_lost(draft, view.promise):
            return []
        site = max(view.promise, key=lambda each: (view.promise[each], -each))
        wanted = 0 if self.worth is None else self.worth + 1
        least = (wanted << SUM_BITS) - (view.bound - view.promise[site]) + self.opening[site]
        packs = packs_above(self.model, site, worth=view.worth[site], least=least, most=MOST_SETS)
        if packs is None:
            return None
        rest = view.bound - view.promise[site]
        ways = [(rest + worth - self.opening[site], mask) for mask, worth in packs]
        ways.append((rest, 0))
        return [_Node((*node.settled, (site, mask)), bound) for bound, mask in sorted(ways)]

    def _is_lost(self, draft: Draft, still: dict[int, int]) -> bool:
        """Tell whether a row or a floor can no longer be kept."""
        model = self.model
        for left, row in zip(draft.slack, model.rows, strict=True):
            if left < 0 and min(row.functions) >= 0:
                return True
        for function, least in model.floors:
            covers = model.covers[model.circle_of[function]]
            most = union_of(covers[site] for site in still if model.lots[site].allowed >> function & 1)
            if model.people[function].count(most | draft.served[function]) < least:
                return True
        return False
