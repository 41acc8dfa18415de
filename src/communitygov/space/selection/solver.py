"""The optional solver: improve a plan part by part, then prove what can be proved.

The whole model of a town does not get past its first relaxation in minutes.  So a few neighbouring sites at a
time are decided anew, all others kept, as long as that helps; the bound of such a plan is that of the search.
Where the whole model is small it is handed in too, with the plan to start from.
"""

from random import Random

import attrs

from communitygov.space.certificate import Stop
from communitygov.space.selection.draft import Draft, Plan
from communitygov.space.selection.highs import Highs
from communitygov.space.selection.milp import Answer, programmed
from communitygov.space.selection.model import Model
from communitygov.space.selection.search import Found

#: Sites that are decided anew at once, and how often that may be in vain before it ends.
_PART, _IN_VAIN = 12, 20
#: Most seconds for a part.
_PART_SECONDS = 5.0
#: What the certificate names if the plan or the bound is the solver's.
_ENGINE = "highs"


def part_of(model: Model, plan: Plan, *, sites: frozenset[int]) -> Model:
    """Return the model in which only some sites are still to be decided, the others as in a plan."""
    rest = Draft(model, {site: mask for site, mask in plan.items() if site not in sites})
    lots = tuple(lot if site in sites else lot._replace(allowed=0) for site, lot in enumerate(model.lots))
    rows = tuple(row._replace(limit=left) for row, left in zip(model.rows, rest.slack, strict=True))
    return attrs.evolve(model, lots=lots, rows=rows, served=tuple(rest.served), base=rest.worth)


def _neighbourhood(model: Model, plan: Plan, chance: Random) -> frozenset[int]:
    """Return some sites of the plan and some beside it that share most points with one of them."""
    middle = chance.choice(sorted(plan)) if plan else chance.choice(model.places)
    covers = model.covers[chance.randrange(len(model.covers))]
    common = {site: (covers[site] & covers[middle]).bit_count() for site in model.places}
    order = sorted(model.places, key=lambda site: (site != middle, -common[site], site))
    taken = [site for site in order if site in plan][: _PART // 2]
    others = [site for site in order if site not in plan][: _PART - len(taken)]
    return frozenset((*taken, *others))


def _by_parts(model: Model, found: Found, *, seconds: float, seed: int) -> tuple[Found, float]:
    """Decide some sites at a time anew while that helps; return what was found and the seconds taken."""
    chance = Random(seed)  # noqa: S311  chance for a search, not for secrets
    taken, in_vain = 0.0, 0
    while found.plan is not None and in_vain < _IN_VAIN and taken < seconds:
        sites = _neighbourhood(model, found.plan, chance)
        start = {site: mask for site, mask in found.plan.items() if site in sites}
        part = part_of(model, found.plan, sites=sites)
        answer = programmed(part, start, seconds=min(_PART_SECONDS, seconds - taken))
        taken += answer.seconds
        rest = {site: mask for site, mask in found.plan.items() if site not in sites}
        better = _better(model, found, rest | (answer.plan or start))
        in_vain = in_vain + 1 if better is found else 0
        found = better
    return found, taken


def _better(model: Model, found: Found, plan: Plan) -> Found:
    """Return what was found with another plan, if that is better and holds."""
    draft = Draft(model, plan)
    is_better = draft.is_feasible and (found.worth is None or draft.worth > found.worth)
    return found._replace(plan=dict(plan), worth=draft.worth, engine=_ENGINE) if is_better else found


def solved(model: Model, found: Found, *, solver: Highs, seed: int = 0) -> Found:
    """Improve and prove what a search found, within the seconds of a solver."""
    is_small = sum(map(len, model.weights)) <= solver.whole
    seconds = solver.seconds / 2 if is_small else solver.seconds
    found, taken = _by_parts(model, found, seconds=seconds, seed=seed)
    is_over = taken >= seconds
    if is_small and not _is_proved(found):
        answer = programmed(model, found.plan, seconds=max(0.0, solver.seconds - taken))
        # A plan in hand is worth more than a solver's word that there is none.
        if answer.is_infeasible and found.plan is None:
            return found._replace(stop=Stop.PROVED, engine=_ENGINE)
        found, is_over = _with(model, found, answer), answer.is_over
    if _is_proved(found):
        return found._replace(stop=Stop.PROVED)
    return found._replace(stop=Stop.TIME) if is_over else found


def _is_proved(found: Found) -> bool:
    """Tell whether a plan is as good as its bound."""
    return found.worth is not None and found.worth >= found.bound


def _with(model: Model, found: Found, answer: Answer) -> Found:
    """Return what was found, with what the solver says of the whole model."""
    if answer.plan is not None:
        found = _better(model, found, answer.plan)
    if answer.bound is None or answer.bound >= found.bound:
        return found
    return found._replace(bound=max(answer.bound, found.worth or 0), engine=_ENGINE)
