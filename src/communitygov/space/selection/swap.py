"""One site in the place of another: the best that was found for each of the first sites of a plan.

A swap that makes a plan better is made; so no answer tells of a better one that it did not take.
"""

from typing import NamedTuple

from communitygov.space.bits import members_of
from communitygov.space.selection.draft import Draft, Plan
from communitygov.space.selection.fill import Filler, plain_tariff
from communitygov.space.selection.model import Model

#: For how many sites one in their place is looked for.
MOST_SWAPS = 12


class Swap(NamedTuple):
    """A site of a plan, the one in its place with its functions, and what the plan is worth then."""

    site: int
    other: int
    mask: int
    worth: int


class Swapped(NamedTuple):
    """A plan that no swap of its first sites makes better, and these swaps."""

    plan: dict[int, int]
    swaps: tuple[Swap, ...]


def in_order(model: Model, plan: Plan) -> list[tuple[int, int]]:
    """Return the sites of a plan in the order in which each brings most, with what it brings."""
    draft, left = Draft(model), dict(plan)
    found: list[tuple[int, int]] = []
    while left:
        gains = {
            site: sum(draft.gain(site, each) for each in members_of(mask)) for site, mask in left.items()
        }
        site = max(gains, key=lambda each: (gains[each], -each))
        found.append((site, gains[site]))
        draft.put(site, left.pop(site))
    return found


def swapped(model: Model, plan: Plan) -> Swapped:
    """Make the swaps that are better, again and again."""
    present = dict(sorted(plan.items()))
    while True:
        worth, swaps = Draft(model, present).worth, list[Swap]()
        for site, _ in in_order(model, present)[:MOST_SWAPS]:
            found = _swap(model, present, site)
            if found is not None and found.worth > worth:
                kept = {each: mask for each, mask in present.items() if each != site}
                present, worth = dict(sorted((kept | {found.other: found.mask}).items())), found.worth
                swaps.clear()
                break
            swaps += [] if found is None else [found]
        else:
            return Swapped(present, tuple(swaps))


def _swap(model: Model, plan: Plan, site: int) -> Swap | None:
    """Return the best site found in the place of one; none if none keeps the rules."""
    draft = Draft(model, {each: mask for each, mask in plan.items() if each != site})
    filler = Filler(draft, plain_tariff(model))
    other = _next_best(draft, filler, plan)
    if other is None:
        return None
    filler.fill([other])
    return Swap(site, other, draft.new[other], draft.worth) if draft.is_feasible else None


def _next_best(draft: Draft, filler: Filler, plan: Plan) -> int | None:
    """Return the site outside the plan whose functions add most to a draft."""
    best: tuple[int, int] | None = None
    for site in draft.model.places:
        offer = None if site in plan else filler.offer(site)
        if offer is not None:
            gain = sum(draft.gain(site, each) for each in members_of(offer.mask))
            best = max(best or (-1, 0), (gain, -site))
    return None if best is None else -best[1]
