"""Two-step floating catchment (两步移动搜寻法, 2SFCA): how much supply each person can use beside the others.

Step one divides the supply of a site among the people inside its circle.  Step two adds up, for each demand
point, the shares of the sites that it reaches.  So a crowded site counts for little, and

    Σ people x access = Σ supply of the sites that somebody reaches.

With weights the circles are steps of decay: who is farther counts less, and uses less.  What the weights are,
the caller says; no document does.

`two_step_catchment` is exact; `catchment_in_floats` is the same in floating point, for very many points.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from communitygov.core.argument import require
from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import is_identifier
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.bits import Planes, indices_of
from communitygov.space.circle.catchment import Catchment
from communitygov.space.circle.circle import Circle, in_order
from communitygov.space.circle.demand import DemandPoint, Site, distinct
from communitygov.space.circle.reach import reached_within
from communitygov.space.circle.walk_network import WalkNetwork

_SUPPLY = Words(
    "须为站点到 0 至 2^53−1 的整数或 Fraction 的映射", "must map sites to exact numbers from 0 to 2^53−1"
)
_WEIGHTS = Words(
    "须每圈一个 0 至 1 的整数或 Fraction，由内向外不增",
    "must be one exact number from 0 to 1 for each circle, none greater than the one before",
)


class Supply(NamedTuple):
    """What sites offer, and how much less whoever is farther counts.

    Parameters
    ----------
    of
        Site → what it offers: square metres, seats, hours; a whole number or a `Fraction`.
    weights
        One for each circle, from 1 downwards; without weights everybody inside counts fully.

    Examples
    --------
    >>> Supply({"R29": 600}, weights=(1, Fraction(1, 2))).of["R29"]
    600
    """

    of: Mapping[str, int | Fraction]
    weights: Sequence[int | Fraction] = ()


class _Shared(NamedTuple):
    """What step one leaves: who lives where, what each site has for each person, and who reaches it."""

    demands: tuple[DemandPoint, ...]
    #: For each site what it has for a person nearby; nothing if nobody reaches it.
    ratios: tuple[Fraction, ...]
    #: For each site and ring the demand points in it.
    rings: tuple[tuple[int, ...], ...]
    weights: tuple[Fraction, ...]
    idle: tuple[str, ...]


def two_step_catchment(
    sites: Iterable[Site],
    demands: Iterable[DemandPoint],
    *,
    circles: Circle | Iterable[Circle],
    network: WalkNetwork | None = None,
    supply: Supply | Mapping[str, int | Fraction],
) -> Catchment:
    """Return how much supply each person can use, exactly.

    Parameters
    ----------
    sites, demands
        Each identifier once.
    circles
        One; or several of one kind that grow, with a weight each.
    network
        For circles on foot, and for those only.
    supply
        What each site offers; as `Supply` with weights.

    Raises
    ------
    UnknownName
        If a site has no supply, or there is supply of an unknown site.
    InvalidValue
        If supply or weights are no exact numbers in their bounds, and as `reached`.

    Examples
    --------
    >>> from communitygov.geometry import Point
    >>> from communitygov.space.audience import Population
    >>> from communitygov.space.circle import StraightCircle
    >>> homes = [
    ...     DemandPoint(name, at=Point(east, 0), population=Population.of({"60plus": people}))
    ...     for name, east, people in (("west", 0, 30), ("middle", 60_000, 20), ("east", 120_000, 10))
    ... ]
    >>> sites = [Site("a", at=Point(30_000, 0)), Site("b", at=Point(90_000, 0))]
    >>> ring = StraightCircle(5, metres_per_minute=75)
    >>> found = two_step_catchment(sites, homes, circles=ring, supply={"a": 100, "b": 60})
    >>> found.access
    (('west', 30, Fraction(2, 1)), ('middle', 20, Fraction(4, 1)), ('east', 10, Fraction(2, 1)))
    >>> found.used == 100 + 60
    True
    >>> two_step_catchment(sites, homes, circles=ring, supply={"a": 100})
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No supply is called 'b'. Known: 'a'. [UNKNOWN_NAME]
    """
    shared = _step_one(sites, demands, circles=circles, network=network, supply=supply)
    parts: list[list[Fraction]] = [[] for _ in shared.demands]
    for rings, ratio in zip(shared.rings, shared.ratios, strict=True):
        for mask, weight in zip(rings, shared.weights, strict=True):
            part = ratio * weight
            for place in indices_of(mask) if part else ():
                parts[place].append(part)
    access = [
        (home.id, home.population.total, _sum(ratios))
        for home, ratios in zip(shared.demands, parts, strict=True)
    ]
    return Catchment(access=access, idle=shared.idle)


def catchment_in_floats(
    sites: Iterable[Site],
    demands: Iterable[DemandPoint],
    *,
    circles: Circle | Iterable[Circle],
    network: WalkNetwork | None = None,
    supply: Supply | Mapping[str, int | Fraction],
) -> tuple[float, ...]:
    """Return how much supply each person of each demand point can use, in floating point.

    It is `two_step_catchment` rounded, for very many demand points; never decide by its last digits.

    Raises
    ------
    UnknownName, InvalidValue
        As `two_step_catchment`.

    Examples
    --------
    >>> from communitygov.space.audience import Population
    >>> from communitygov.space.circle import WalkCircle
    >>> home = DemandPoint("h", node="a", population=Population.of({"60plus": 3}))
    >>> lane, ring = WalkNetwork([("a", "b", 20_000)]), WalkCircle(5, metres_per_minute=75)
    >>> site = Site("s", node="b")
    >>> catchment_in_floats([site], [home], circles=ring, network=lane, supply={"s": 2})
    (0.6666666666666666,)
    """
    shared = _step_one(sites, demands, circles=circles, network=network, supply=supply)
    access = [0.0] * len(shared.demands)
    for rings, ratio in zip(shared.rings, shared.ratios, strict=True):
        for mask, weight in zip(rings, shared.weights, strict=True):
            part = float(ratio * weight)
            for place in indices_of(mask) if part else ():
                access[place] += part
    return tuple(access)


def _step_one(
    sites: Iterable[Site],
    demands: Iterable[DemandPoint],
    *,
    circles: Circle | Iterable[Circle],
    network: WalkNetwork | None,
    supply: Supply | Mapping[str, int | Fraction],
) -> _Shared:
    """Divide the supply of each site among the people inside its circles."""
    rings = in_order(circles)
    offered, homes = distinct("sites", sites, kind=Site), distinct("demands", demands, kind=DemandPoint)
    given = supply if isinstance(supply, Supply) else Supply(supply)
    weights, amounts = _weights(given.weights, len(rings)), _amounts(given.of, offered)
    masks = reached_within(offered, homes, circles=rings, network=network)
    between = tuple(
        tuple(mask & ~inner for inner, mask in zip((0, *each), each, strict=False))
        for each in zip(*masks, strict=True)
    )
    people = Planes([home.population.total for home in homes]).count
    users = [
        sum(weight * people(mask) for mask, weight in zip(each, weights, strict=True)) for each in between
    ]
    ratios = tuple(
        amount / each if each else Fraction(0) for amount, each in zip(amounts, users, strict=True)
    )
    idle = tuple(site.id for site, each in zip(offered, users, strict=True) if not each)
    return _Shared(homes, ratios, between, weights, idle)


def _is_exact(number: object) -> bool:
    """Tell whether something is an exact number from 0 that a document holds."""
    if type(number) is not int and not isinstance(number, Fraction):
        return False
    return 0 <= number <= GREATEST_INTEGER and number.denominator <= GREATEST_INTEGER


def _weights(weights: Sequence[int | Fraction], circles: int) -> tuple[Fraction, ...]:
    """Return one weight for each circle; none given are ones."""
    if not isinstance(weights, Sequence):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("weights", type(weights).__name__, _WEIGHTS)
    given = tuple(weights) or (1,) * circles
    is_exact = len(given) == circles and all(map(_is_exact, given))
    if not is_exact or given[0] > 1 or list(given) != sorted(given, reverse=True):
        raise InvalidValue("weights", given[:circles], _WEIGHTS)
    return tuple(map(Fraction, given))


def _amounts(supply: Mapping[str, int | Fraction], sites: Sequence[Site]) -> list[Fraction]:
    """Return what each site offers."""
    require("supply", supply, kind=Mapping)
    for amount in supply.values():
        if not _is_exact(amount):
            raise InvalidValue("supply", amount, _SUPPLY)
    known = tuple(site.id for site in sites)
    unknown = min(map(str, supply.keys() - set(known)), default=None)
    if unknown is not None:
        raise UnknownName(Words("站点", "site"), unknown, known)
    missing = next((code for code in known if code not in supply), None)
    if missing is not None:
        raise UnknownName(Words("供给", "supply"), missing, tuple(filter(is_identifier, supply)))
    return [Fraction(supply[code]) for code in known]


def _sum(parts: Iterable[Fraction]) -> Fraction:
    """Add fractions, those of one denominator first, so that few have to be reduced."""
    above: dict[int, int] = defaultdict(int)
    for part in parts:
        above[part.denominator] += part.numerator
    total = Fraction(0)
    for denominator, numerator in above.items():
        total += Fraction(numerator, denominator)
    return total
