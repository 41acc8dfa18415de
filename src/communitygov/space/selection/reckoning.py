"""What a plan comes to: what each site brings, whom each function serves, who pays, what more would buy.

This module changes no plan; it takes sites out and puts others in only to see what they are worth.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from communitygov.core.money import Money
from communitygov.space.audience.population import Population
from communitygov.space.bits import indices_of, members_of, union_of
from communitygov.space.funding.item import CostItem
from communitygov.space.funding.plan import FundingPlan
from communitygov.space.funding.violation import FundingShare
from communitygov.space.selection.bound import OFFER_BITS, SUM_BITS, Prices, sums_of
from communitygov.space.selection.draft import Draft, Plan
from communitygov.space.selection.fill import Filler, plain_tariff
from communitygov.space.selection.model import Model, Row
from communitygov.space.selection.modelling import lot_with
from communitygov.space.selection.outcome import Alternative, ChosenSite, FunctionCover, Limit, Margin
from communitygov.space.selection.pack import best_pack
from communitygov.space.selection.problem import SelectionProblem
from communitygov.space.selection.swap import Swap, in_order

#: How much more is asked about: ¥10,000.00, and square metres.
MORE_MONEY, MORE_AREA, MORE_WELFARE = 1_000_000, 50, 100
#: Of so many limits it is said how near they are.
MOST_MARGINS = 12


class Reckoning:
    """A plan of a problem, to be asked what it comes to."""

    def __init__(self, problem: SelectionProblem, model: Model, plan: Plan) -> None:
        """Take a plan, from sites to masks of functions."""
        self.problem, self.model = problem, model
        self.plan = dict(sorted(plan.items()))
        self.whole = Draft(model, self.plan)
        self._tariff = plain_tariff(model)
        self._codes = [module.code for module in problem.modules]
        self._sites = [each.id for each in problem.candidates]

    def _functions(self, mask: int) -> list[str]:
        """Return the codes of functions."""
        return sorted(self._codes[each] for each in members_of(mask))

    def _cost(self, site: int, mask: int) -> Money:
        """Return what a site costs with its functions."""
        modules = self.problem.modules
        fitted = Money.total(modules[each].cost for each in members_of(mask))
        return self.problem.candidates[site].renovation + fitted

    def _missed(self, site: int) -> int:
        """Return what the plan would lose without a site."""
        rest = {each: mask for each, mask in self.plan.items() if each != site}
        return self.whole.worth - Draft(self.model, rest).worth

    def sites(self, prices: Prices) -> list[ChosenSite]:
        """Return the chosen sites."""
        found: list[ChosenSite] = []
        for site, brings in in_order(self.model, self.plan):
            mask = self.plan[site]
            room = self.model.lots[site].free - sum(self.model.areas[each] for each in members_of(mask))
            found.append(
                ChosenSite(
                    site=self._sites[site],
                    functions=self._functions(mask),
                    cost=self._cost(site, mask),
                    brings=brings,
                    missed=self._missed(site),
                    room=room,
                    more_room=self._more_room(site, prices),
                )
            )
        return found

    def _more_room(self, site: int, prices: Prices) -> int:
        """Return what more area in a site is worth at most, at the prices of the bound."""
        model, problem = self.model, self.problem
        lot = lot_with(problem.candidates[site], problem.modules, rule=problem.rule, more=MORE_AREA)
        priced = [(price, row) for price, row in zip(prices.rows, model.rows, strict=True) if price]
        sums = sums_of(model, site, offers=prices.offers, among=lot.allowed)
        worth = [
            (each << (SUM_BITS - OFFER_BITS)) - sum(price * row.functions[at] for price, row in priced)
            for at, each in enumerate(sums)
        ]
        more = best_pack(model, lot, worth=worth).bound
        more -= best_pack(model, model.lots[site], worth=worth).worth
        return max(0, more >> SUM_BITS)

    def functions(self) -> list[FunctionCover]:
        """Return whom each function serves, by age band."""
        return [self._served(at) for at in self.model.functions]

    def _served(self, function: int) -> FunctionCover:
        """Return whom one function serves."""
        module, model = self.problem.modules[function], self.model
        masks = self.problem.catchments.masks(module.circle)
        there = [
            site
            for site in model.places
            if (self.plan.get(site, 0) | model.lots[site].standing) >> function & 1
        ]
        covered = union_of(masks.get(self._sites[site], 0) for site in there)
        people = self.problem.catchments.people
        bands = frozenset(band for band, _ in module.needs)
        return FunctionCover(
            function=module.code,
            sites=sorted(self._sites[site] for site in there),
            in_need=_of_bands(people, bands),
            covered=_of_bands([people[at] for at in indices_of(covered)], bands),
            worth=model.planes[function].count(self.whole.served[function]),
        )

    def payments(self) -> tuple[FundingShare, ...]:
        """Return who pays what, by kind of money."""
        spent: dict[str, Money] = {}
        for site, mask in self.plan.items():
            costs = [(self.problem.rule.renovation_kind, self.problem.candidates[site].renovation)]
            costs += [(m.kind, m.cost) for m in (self.problem.modules[each] for each in members_of(mask))]
            for kind, cost in costs:
                spent[kind] = spent.get(kind, Money(0)) + cost
        items = [CostItem(kind, kind=kind, cost=cost) for kind, cost in sorted(spent.items())]
        return FundingPlan(self.problem.sources, items).shares()

    def margins(self, prices: Prices) -> list[Margin]:
        """Return how near the limits are: at most a dozen, those with a price first, then the nearest."""
        rows, slack = self.model.rows, self.whole.slack
        order = sorted(
            range(len(rows)), key=lambda at: (not prices.rows[at], Fraction(slack[at], rows[at].size), at)
        )
        return [self._margin(at, rows[at], slack[at], prices) for at in sorted(order[:MOST_MARGINS])]

    def _margin(self, at: int, row: Row, left: int, prices: Prices) -> Margin:
        """Return how near one limit is."""
        steps = {Limit.MONEY: MORE_MONEY, Limit.SITES: 1, Limit.WELFARE: MORE_WELFARE}
        limit = Limit(row.rule)
        added = self._added(at, steps[limit])
        return Margin(
            limit=limit,
            sources=[self.problem.sources[each].code for each in indices_of(row.sources)],
            left=row.left(left),
            more=steps[limit],
            price=self._dear(at, steps[limit], prices) >> SUM_BITS,
            buys=added.gain,
            site=None if added.site is None else self._sites[added.site],
            functions=self._functions(added.mask),
        )

    def _with(self, at: int) -> list[int]:
        """Return the rows that are wider when one of them is: those of more sources widen with it."""
        sources = self.model.rows[at].sources
        return [
            other
            for other, row in enumerate(self.model.rows)
            if other == at or (sources and row.sources & sources == sources)
        ]

    def _dear(self, at: int, more: int, prices: Prices) -> int:
        """Return by how much the bound rises at most with a wider limit, in fixed point."""
        return sum(prices.rows[each] * self.model.rows[each].wider(more) for each in self._with(at))

    def _added(self, at: int, more: int) -> "_Added":
        """Return the most that functions in one site add to the plan if a limit is wider."""
        draft = Draft(self.model, self.plan)
        for each in self._with(at):
            draft.slack[each] += self.model.rows[each].wider(more)
        filler = Filler(draft, self._tariff)
        best = _Added(0, None, 0)
        for site in self.model.places:
            offer = filler.offer(site)
            gain = 0 if offer is None else sum(draft.gain(site, each) for each in members_of(offer.mask))
            if offer is not None and gain > best.gain:
                best = _Added(gain, site, offer.mask)
        return best

    def alternatives(self, swaps: Iterable[Swap]) -> list[Alternative]:
        """Return what swaps would lose."""
        return [
            Alternative(
                site=self._sites[each.site],
                instead=self._sites[each.other],
                functions=self._functions(each.mask),
                loss=self.whole.worth - each.worth,
            )
            for each in swaps
        ]


class _Added(NamedTuple):
    """What more of a limit adds to a plan."""

    gain: int
    site: int | None
    mask: int


def _of_bands(people: Sequence[Population], bands: frozenset[str]) -> Population:
    """Return the people of some bands together."""
    together = Population.total_of(people)
    return Population.of({band: count for band, count in together.counts if band in bands})
