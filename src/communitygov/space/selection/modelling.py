"""From sites, functions and rules to whole numbers.

Points that the same sites cover within a circle count as one from here on: of 5,000 points in a town some
hundreds are left, and the answer is the same.

This module searches nothing.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.errors import InvalidValue, Words
from communitygov.space.audience.population import Population
from communitygov.space.bits import Planes, indices_of, mask_of, merged, union_of
from communitygov.space.function.side import Side
from communitygov.space.funding.earmark import EarmarkTable
from communitygov.space.funding.source import FundingSource
from communitygov.space.selection.candidate import Candidate, FunctionModule
from communitygov.space.selection.catchments import Catchments
from communitygov.space.selection.model import Lot, Model, Row
from communitygov.space.selection.rule import SelectionRule

_TOO_MUCH = Words(
    "中人数乘以需求权重之和须不大于 2^53−1", "must come to at most 2^53−1 people times their need, in all"
)


class _Circle(NamedTuple):
    """Points of one circle, merged: what each site covers, and the people of each point by band."""

    covers: tuple[int, ...]
    members: tuple[tuple[int, ...], ...]
    people: tuple[Mapping[str, int], ...]


def _merged(masks: Sequence[int], people: Sequence[Population]) -> _Circle:
    """Take points that the same sites cover for one."""
    together = merged(masks, len(people))
    counts = [
        dict(Population.total_of(people[point] for point in points).counts) for points in together.behind
    ]
    return _Circle(together.masks, tuple(tuple(indices_of(mask)) for mask in together.masks), tuple(counts))


def _weighed(circle: _Circle, needs: Mapping[str, int]) -> tuple[int, ...]:
    """Return what each merged point is worth to a function."""
    return tuple(
        sum(people[band] * weight for band, weight in needs.items() if band in people)
        for people in circle.people
    )


def _masks_of_pairs(codes: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[int]:
    """Return for each function the mask of those that stand second beside it."""
    place = {code: at for at, code in enumerate(codes)}
    masks = [0] * len(codes)
    for one, other in pairs:
        masks[place[one]] |= 1 << place[other]
    return masks


def closures(needed: Sequence[int]) -> tuple[int, ...]:
    """Return each function with all that it needs, and all that this needs.

    Examples
    --------
    >>> closures([0b010, 0b100, 0])
    (7, 6, 4)
    """
    found = [mask | 1 << at for at, mask in enumerate(needed)]
    changed = True
    while changed:
        changed = False
        for at, mask in enumerate(found):
            wider = union_of((mask, *(found[each] for each in indices_of(mask))))
            if wider != mask:
                found[at], changed = wider, True
    return tuple(found)


class _Modules(NamedTuple):
    """What functions are to each other."""

    areas: tuple[int, ...]
    per_area: tuple[int, ...]
    apart: tuple[int, ...]
    closure: tuple[int, ...]
    #: What each adds to the welfare balance of its site: area times the denominator of the share.
    balance: tuple[int, ...]


def _balance(modules: Sequence[FunctionModule], share: Fraction) -> tuple[int, ...]:
    """Return by how much each function moves the balance of welfare: above nothing is good."""
    above, below = share.numerator, share.denominator
    return tuple(module.area * ((below if module.side is Side.WELFARE else 0) - above) for module in modules)


def _modules(modules: Sequence[FunctionModule], rule: SelectionRule) -> _Modules:
    """Return what functions are to each other."""
    codes = [module.code for module in modules]
    apart = _masks_of_pairs(codes, (*rule.apart, *((other, one) for one, other in rule.apart)))
    share = rule.welfare_share_per_site
    multiple = lcm(*(module.area for module in modules))
    return _Modules(
        areas=tuple(module.area for module in modules),
        per_area=tuple(multiple // module.area for module in modules),
        apart=tuple(apart),
        closure=closures(_masks_of_pairs(codes, rule.together)),
        balance=_balance(modules, share) if share else (0,) * len(modules),
    )


def lot_with(
    candidate: Candidate, modules: Sequence[FunctionModule], *, rule: SelectionRule, more: int
) -> Lot:
    """Return what one site would allow with more area."""
    codes = {module.code: at for at, module in enumerate(modules)}
    return _lot(candidate, codes, _modules(modules, rule), more=more)


def _lot(candidate: Candidate, codes: Mapping[str, int], known: _Modules, *, more: int = 0) -> Lot:
    """Return what one site allows: what stands there bars what may not be beside it."""
    standing = mask_of((codes[code] for code in candidate.existing), len(codes))
    wanted = candidate.functions or codes.keys()
    there = indices_of(standing)
    barred = standing | union_of(known.apart[each] for each in there)
    free = candidate.area + more - sum(known.areas[each] for each in there)
    open_to = mask_of((codes[code] for code in wanted), len(codes)) & ~barred
    owed = union_of(known.closure[each] for each in there) & ~standing
    allowed = mask_of(
        (
            each
            for each in indices_of(open_to)
            if _comes_in(known, each, owed | standing, Lot(free, open_to, standing, 0))
        ),
        len(codes),
    )
    spare = sum(known.balance[each] for each in there)
    return Lot(free, 0 if owed & ~allowed else allowed, standing, spare, owed)


def _comes_in(known: _Modules, function: int, beside: int, lot: Lot) -> bool:
    """Tell whether a site has room for a function and all that must come with it."""
    added = (known.closure[function] | beside) & ~lot.standing
    area = sum(known.areas[each] for each in indices_of(added))
    return not added & ~lot.allowed and area <= lot.free


def _money_rows(
    candidates: Sequence[Candidate],
    modules: Sequence[FunctionModule],
    sources: Sequence[FundingSource],
    rule: SelectionRule,
) -> list[Row]:
    """Return a row for each set of sources that can fall short, by Hall's condition."""
    kinds = sorted({rule.renovation_kind, *(module.kind for module in modules)})
    pays = [source.pays or None for source in sources]
    table = EarmarkTable(pays, [source.amount.fen for source in sources], kinds)
    payers = dict(zip(kinds, table.payers, strict=True))
    rows: dict[tuple[tuple[int, ...], tuple[int, ...]], Row] = {}
    for mask, limit in table.bounds:
        functions = tuple(0 if payers[each.kind] & ~mask else each.cost.fen for each in modules)
        renovates = not payers[rule.renovation_kind] & ~mask
        opening = tuple(each.renovation.fen if renovates else 0 for each in candidates)
        if any(functions) or any(opening):
            shared = gcd(*functions, *opening)
            row = Row(
                "money",
                limit // shared,
                tuple(each // shared for each in functions),
                tuple(each // shared for each in opening),
                max(1, limit // shared),
                mask,
                shared,
                limit % shared,
            )
            known = rows.get((row.functions, row.opening))
            if known is None or (known.limit, known.rest) > (row.limit, row.rest):
                rows[row.functions, row.opening] = row
    return list(rows.values())


def _other_rows(
    candidates: Sequence[Candidate], modules: Sequence[FunctionModule], rule: SelectionRule
) -> list[Row]:
    """Return the rows of the number of sites and of the share of welfare."""
    rows: list[Row] = []
    if rule.most_sites is not None:
        ones, zeros = (1,) * len(candidates), (0,) * len(modules)
        rows.append(Row("sites", rule.most_sites, zeros, ones, max(1, rule.most_sites)))
    if rule.welfare_share:
        balance = _balance(modules, rule.welfare_share)
        by_code = dict(zip((module.code for module in modules), balance, strict=True))
        there = sum(by_code[code] for each in candidates for code in each.existing)
        size = max(1, sum(each.area for each in candidates) * rule.welfare_share.denominator // 2)
        losses = tuple(-each for each in balance)
        parts = rule.welfare_share.denominator
        rows.append(Row("welfare", there, losses, (0,) * len(candidates), size, parts=parts))
    return rows


def modelled(
    candidates: Sequence[Candidate],
    modules: Sequence[FunctionModule],
    *,
    catchments: Catchments,
    sources: Sequence[FundingSource],
    rule: SelectionRule,
) -> Model:
    """Return a problem in whole numbers."""
    codes = {module.code: at for at, module in enumerate(modules)}
    known = _modules(modules, rule)
    lots = tuple(_lot(each, codes, known) for each in candidates)
    names = sorted({module.circle for module in modules})
    circles = [_circle(candidates, catchments, name) for name in names]
    circle_of = tuple(names.index(module.circle) for module in modules)
    weights = tuple(
        _weighed(circles[at], dict(module.needs)) for at, module in zip(circle_of, modules, strict=True)
    )
    in_need = (
        _weighed(circles[at], dict.fromkeys(dict(module.needs), 1))
        for at, module in zip(circle_of, modules, strict=True)
    )
    whole = sum(map(sum, weights))
    if whole > GREATEST_INTEGER:
        raise InvalidValue("catchments", whole, _TOO_MUCH)
    planes = tuple(map(Planes, weights))
    covers = tuple(circle.covers for circle in circles)
    served = tuple(
        union_of(covers[circle_of[at]][site] for site, lot in enumerate(lots) if lot.standing >> at & 1)
        for at in range(len(modules))
    )
    return Model(
        lots=lots,
        **known._asdict(),
        circle_of=circle_of,
        covers=covers,
        members=tuple(circle.members for circle in circles),
        weights=weights,
        planes=planes,
        people=tuple(map(Planes, in_need)),
        served=served,
        base=sum(each.count(mask) for each, mask in zip(planes, served, strict=True)),
        rows=(*_money_rows(candidates, modules, sources, rule), *_other_rows(candidates, modules, rule)),
        floors=tuple((codes[floor.function], floor.people) for floor in rule.floors),
    )


def _circle(candidates: Sequence[Candidate], catchments: Catchments, name: str) -> _Circle:
    """Return the merged points of one circle."""
    masks = catchments.masks(name)
    return _merged([masks.get(each.id, 0) for each in candidates], catchments.people)
