"""How well a quarter is divided, in a few figures that can be compared.

Ways are straight lines from each household to the centre of its micro-grid; streets and stairs stand nowhere
here.  A compound counts as hanging together, whatever pairs of neighbours were given.
"""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from math import isqrt
from typing import ClassVar

import attrs

from communitygov.core.checks import at_least, one_of, optional
from communitygov.core.document import Value
from communitygov.errors import Language, Words
from communitygov.grid.delineation.blocks import blocks_of, centre_of, components
from communitygov.grid.delineation.building import Building
from communitygov.grid.delineation.drawn_grid import DrawnGrid
from communitygov.grid.level.kind import GridKind

#: The coefficient of variation is told in ten-thousandths.
_PARTS = 10_000


@attrs.frozen(kw_only=True)
class Quality(Value):
    """Figures of a delineation.

    Parameters
    ----------
    micro_in_bounds, general_in_bounds
        Share of the grids whose households lie within bounds; none where there are no such grids.
    contiguous
        Share of the micro-grids that hang together; a compound counts as one place wherever it lies.
        None where there are none.
    mean_way
        Mean straight way from a household to the centre of its micro-grid, in centimetres, rounded down.
    cut_share
        Share of the pairs of neighbours that lie in different micro-grids; exclusive grids are left out.
    variation
        Standard deviation of the households of micro-grids over their mean, in ten-thousandths rounded down.

    Examples
    --------
    >>> from communitygov.grid.delineation.delineate import delineate
    >>> from communitygov.geometry.point import Point
    >>> row = [Building(f"b{at}", households=20, at=Point(at * 2_000, 0)) for at in range(6)]
    >>> beside = [(f"b{at}", f"b{at + 1}") for at in range(5)]
    >>> print(delineate(row, beside, households=(50, 70), general=(100, 150)).quality.text())
    100.0% of micro-grids and 100.0% of general grids in bounds, 100.0% contiguous (a compound counts as \
one place); 13.3 m to the centre on average; 20.0% of neighbours parted; sizes vary by 0.0%
    """

    document_kind: ClassVar[str] = "delineation-quality"
    micro_in_bounds: Fraction | None = attrs.field(validator=optional(one_of(Fraction)))
    general_in_bounds: Fraction | None = attrs.field(validator=optional(one_of(Fraction)))
    contiguous: Fraction | None = attrs.field(validator=optional(one_of(Fraction)))
    mean_way: int = attrs.field(validator=at_least(0))
    cut_share: Fraction = attrs.field(validator=one_of(Fraction))
    variation: Fraction = attrs.field(validator=one_of(Fraction))

    def text(self, language: Language = "en") -> str:
        """Say the figures in one line."""
        micro, general = _percent(self.micro_in_bounds), _percent(self.general_in_bounds)
        contiguous, cut, varied = map(_percent, (self.contiguous, self.cut_share, self.variation))
        metres = f"{self.mean_way // 100}.{self.mean_way % 100 // 10}"
        return Words(
            f"微网格 {micro}、一般网格 {general} 合乎上下限，{contiguous} 连片（院落算一处）；"
            f"户均距中心 {metres} 米；相邻楼栋 {cut} 被分开；规模变异 {varied}",
            f"{micro} of micro-grids and {general} of general grids in bounds, {contiguous} contiguous "
            f"(a compound counts as one place); {metres} m to the centre on average; "
            f"{cut} of neighbours parted; sizes vary by {varied}",
        ).say(language)


def quality_of(
    buildings: Sequence[Building],
    adjacency: Sequence[tuple[str, str]],
    *,
    grids: Sequence[DrawnGrid],
    misfits: Collection[DrawnGrid],
) -> Quality:
    """Measure grids; `misfits` are those of them that miss their bounds."""
    known = {building.id: building for building in buildings}
    micro = [[known[code] for code in grid.members] for grid in grids if grid.kind is GridKind.MICRO]
    place = {building.id: at for at, members in enumerate(micro) for building in members}
    inner, cut = _pairs_within(adjacency, place)
    ways = sum(centre_of(members)[1] for members in micro)
    sizes = [sum(building.households for building in members) for members in micro]
    return Quality(
        micro_in_bounds=_kept(GridKind.MICRO, grids, misfits),
        general_in_bounds=_kept(GridKind.GENERAL, grids, misfits),
        contiguous=_share(
            sum(_hangs_together(members, inner.get(at, ())) for at, members in enumerate(micro)), len(micro)
        ),
        mean_way=ways // max(1, sum(sizes)),
        cut_share=Fraction(cut, max(1, cut + sum(map(len, inner.values())))),
        variation=_variation(sizes),
    )


def _pairs_within(
    adjacency: Sequence[tuple[str, str]], place: Mapping[str, int]
) -> tuple[dict[int, list[tuple[str, str]]], int]:
    """Return for each grid the pairs of neighbours within it, and how many pairs lie across."""
    inner: dict[int, list[tuple[str, str]]] = {}
    cut = 0
    for one, two in adjacency:
        if one in place and two in place:
            if place[one] == place[two]:
                inner.setdefault(place[one], []).append((one, two))
            else:
                cut += 1
    return inner, cut


def _hangs_together(members: Sequence[Building], pairs: Sequence[tuple[str, str]]) -> bool:
    """Tell whether buildings hang together by pairs and compounds."""
    blocks = blocks_of(members, pairs)
    return len(components(blocks, range(len(blocks.at)))) == 1


def _kept(kind: GridKind, grids: Sequence[DrawnGrid], misfits: Collection[DrawnGrid]) -> Fraction | None:
    """Return the share of the grids of a kind that keep their bounds."""
    made = sum(grid.kind is kind for grid in grids)
    return _share(made - sum(grid.kind is kind for grid in misfits), made)


def _share(some: int, of: int) -> Fraction | None:
    """Return a share; of nothing there is none."""
    return Fraction(some, of) if of else None


def _variation(sizes: Sequence[int]) -> Fraction:
    """Return the coefficient of variation, in ten-thousandths rounded down."""
    total, number = sum(sizes), len(sizes)
    if not total:
        return Fraction(0)
    spread = number * sum(size * size for size in sizes) - total * total
    return Fraction(isqrt(spread * _PARTS * _PARTS) // total, _PARTS)


def _percent(share: Fraction | None) -> str:
    """Return a share in per cent with one digit, rounded down; where there is none, that is said."""
    if share is None:
        return "n/a"
    thousandths = share.numerator * 1000 // share.denominator
    return f"{thousandths // 10}.{thousandths % 10}%"
