"""The search: a plan is filled, partly taken down and filled anew, while a bound comes down beside it.

Each round moves the prices of `communitygov.space.selection.bound` one step and takes the plan apart some
times: sites near each other or anywhere are closed, single functions are taken out, and the rest is filled
with its worth shaken, at the bound's prices or at plain ones.  A plan as good is taken too, and early on one
that is slightly worse; the best is kept.  At the end, where little is left to prove, `proof` is asked.

Chance comes from the seed, and rounds are counted: there is no clock in it.
"""

from fractions import Fraction
from functools import partial
from random import Random
from typing import NamedTuple

from communitygov.space.bits import members_of
from communitygov.space.certificate import Halt, Progress, Stop, Watch
from communitygov.space.selection.bound import Ascent, Prices
from communitygov.space.selection.draft import Draft, Plan
from communitygov.space.selection.fill import Filler, Shake, Tariff, plain_tariff, steady
from communitygov.space.selection.model import Model
from communitygov.space.selection.proof import Prover

#: Times that a plan is taken apart in a round.
TRIES = 4
#: Most sites that are closed at once.
_MOST_CLOSED = 8
#: Sites that are looked at around those closed, and anywhere.
_NEAR, _ANYWHERE = 20, 15
#: How much worth is shaken, in parts of 64.
_AMPLITUDES = (0, 6, 16, 32)
#: A proof is tried up to so many sites, or so small a gap (a part of the value); and its steps a round.
_FEW_SITES, _NARROW, _STEPS = 12, 50, 20


class Found(NamedTuple):
    """What a search found."""

    plan: Plan | None
    worth: int | None
    bound: int
    prices: Prices
    rounds: int
    stop: Stop
    engine: str = "standard"


def with_plan(model: Model, found: Found, *, plan: Plan) -> Found:
    """Return what was found with another plan, no worse and keeping all rules; proved at its bound."""
    worth = Draft(model, plan).worth
    stop = Stop.PROVED if worth >= found.bound else found.stop
    return found._replace(plan=dict(plan), worth=worth, stop=stop)


class _Refill:
    """Takes a plan apart and fills it anew."""

    def __init__(self, model: Model, seed: int) -> None:
        """Begin with plain prices."""
        self.model = model
        self.chance = Random(seed)  # noqa: S311  chance for a search, not for secrets
        self.plain = self.priced = plain_tariff(model)
        self._near: dict[tuple[int, int], list[int]] = {}
        self._beside = [
            sum(1 << other for other in model.functions if model.closure[other] >> each & 1)
            for each in model.functions
        ]

    def first(self) -> Draft:
        """Return a plan filled without any chance."""
        draft = Draft(self.model)
        Filler(draft, self.plain).fill(self.model.places)
        return draft

    def again(self, plan: Plan) -> Draft:
        """Return a plan, partly taken down and filled anew."""
        chance, model = self.chance, self.model
        order = self._order(plan)
        some = [site for site in order if site in plan]
        most = max(3, min(len(some) // 4, _MOST_CLOSED))
        closed = set(some[: chance.randint(1, most)])
        kept = {site: mask for site, mask in plan.items() if site not in closed}
        if chance.random() < 1 / 2:
            self._strip(kept)
        draft = Draft(model, kept)
        anywhere = chance.sample(model.places, min(len(model.places), _ANYWHERE))
        tariff = self.priced if chance.random() < 1 / 2 else self.plain
        Filler(draft, tariff, shake=self._shake()).fill(sorted({*order[:_NEAR], *closed, *anywhere}))
        return draft

    def _order(self, plan: Plan) -> list[int]:
        """Return the sites in an order: mostly those nearest to one of the plan, else any."""
        chance, places = self.chance, list(self.model.places)
        if plan and chance.random() < 7 / 10:
            return self._around(chance.choice(sorted(plan)), chance.randrange(len(self.model.covers)))
        chance.shuffle(places)
        return places

    def _around(self, site: int, circle: int) -> list[int]:
        """Return the sites in the order of how many points they have in common with one."""
        if (site, circle) not in self._near:
            covers = self.model.covers[circle]
            self._near[site, circle] = sorted(
                self.model.places,
                key=lambda each: (each != site, -(covers[site] & covers[each]).bit_count(), each),
            )
        return self._near[site, circle]

    def _strip(self, plan: dict[int, int]) -> None:
        """Take single functions out of some sites, with those that need them."""
        for site in list(plan):
            if self.chance.random() < 1 / 10:
                taken = self._beside[self.chance.choice(members_of(plan[site]))]
                plan[site] &= ~taken
                if not plan[site]:
                    del plan[site]

    def _shake(self) -> Shake:
        """Return how worth is shaken this time."""
        amplitude = self.chance.choice(_AMPLITUDES)
        return partial(_shaken, self.chance, amplitude) if amplitude else steady


def _shaken(chance: Random, amplitude: int, worth: int) -> int:
    """Return a worth made larger or smaller by up to `amplitude` 64ths."""
    return max(1, worth * (64 + chance.randint(-amplitude, amplitude)) >> 6)


class _Best:
    """The plan that is worked on, and the best one."""

    def __init__(self, first: Draft) -> None:
        """Begin with a first plan."""
        self.present = first
        self.best = first if first.is_feasible else None

    def offer(self, draft: Draft, slack: int) -> None:
        """Take a plan that is as good, or worse by at most `slack`."""
        if draft.is_feasible:
            if self.best is None or draft.worth >= self.best.worth:
                self.best = self.present = draft
            elif draft.worth >= min(self.present.worth, self.best.worth - slack):
                self.present = draft
        elif self.best is None:
            self.present = draft


def searched(
    model: Model,
    *,
    rounds: int,
    seed: int,
    progress: Watch | None = None,
    stop: Halt | None = None,
) -> Found:
    """Search for so many rounds, or until `stop` says so or nothing better is left."""
    refill = _Refill(model, seed)
    known = _Best(refill.first())
    ascent = Ascent(model, known.present.worth)
    ascent.step()
    made, ended = 0, Stop.ROUNDS
    while made < rounds and not _is_met(known, ascent):
        if stop is not None and stop():
            ended = Stop.CALLER
            break
        made += 1
        _round(refill, known, ascent, left=rounds - made, rounds=rounds)
        if progress is not None:
            worth = 0 if known.best is None else known.best.worth
            progress(Progress(made, rounds, Fraction(worth), Fraction(ascent.bound)))
    return _settled(model, known, ascent, course=_Course(made, ended, stop))


def _is_met(known: _Best, ascent: Ascent) -> bool:
    """Tell whether the best plan is as good as the bound."""
    return known.best is not None and known.best.worth >= ascent.bound


def _round(refill: _Refill, known: _Best, ascent: Ascent, *, left: int, rounds: int) -> None:
    """Take the plan apart some times, and move the prices a step."""
    for _ in range(TRIES):
        best = known.present if known.best is None else known.best
        slack = best.worth * left // (5 * rounds * max(1, len(best.new)))
        known.offer(refill.again(known.present.new), slack)
    if known.best is not None:
        ascent.value = known.best.worth
    ascent.step()
    refill.priced = Tariff(refill.model, ascent.best_prices.rows)


class _Course(NamedTuple):
    """How the rounds went: how many there were, why they ended, and who may still stop the proof."""

    made: int
    ended: Stop
    stop: Halt | None


def _settled(model: Model, known: _Best, ascent: Ascent, *, course: _Course) -> Found:
    """Return what was found, proved where that is within reach."""
    best, bound = known.best, ascent.bound
    made, ended, stop = course
    plan, worth = (None, None) if best is None else (dict(best.new), best.worth)
    if ended is not Stop.CALLER and _is_within_reach(model, worth, bound):
        proof = Prover(model, ascent.best_prices, best=best).run(_STEPS * made, stop=stop)
        plan, worth, bound = proof.plan, proof.worth, min(bound, proof.bound)
        if proof.is_complete and worth is None:
            return Found(None, None, 0, ascent.best_prices, made, Stop.PROVED)
        ended = Stop.CALLER if proof.is_stopped else ended
    if worth is not None and worth >= bound:
        ended = Stop.PROVED
    return Found(plan, worth, bound, ascent.best_prices, made, ended)


def _is_within_reach(model: Model, worth: int | None, bound: int) -> bool:
    """Tell whether a proof is worth trying."""
    if len(model.lots) <= _FEW_SITES:
        return worth is None or worth < bound
    return worth is not None and 0 < (bound - worth) * _NARROW <= worth
