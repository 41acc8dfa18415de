"""A quarter divided: which building lies in which micro-grid, which of these in which general grid, how well.

1. A `Delineation` is a proposal (划分方案): its codes are made up, under a prefix that the caller may change.
2. Every building is in exactly one micro-grid or exclusive grid, also where a grid misses its bounds; the
   findings say which and why.
3. `Delineation.quality` measures what stands here, whoever drew it.

What a resident would rather have, where a committee meets, whom a street divides: none of it stands here.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, counted, each_of, is_identifier, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.errors import InvalidValue, Language, UnknownName, Words
from communitygov.grid.delineation.building import (
    Building,
    as_adjacency,
    as_bounds,
    as_buildings,
    check_pairs,
)
from communitygov.grid.delineation.drawn_grid import DrawnGrid, numbered
from communitygov.grid.delineation.english import many
from communitygov.grid.delineation.map import map_of
from communitygov.grid.delineation.quality import Quality, quality_of
from communitygov.grid.level.bounds import SizeBounds
from communitygov.grid.level.chengdu import CHENGDU
from communitygov.grid.level.kind import GridKind
from communitygov.grid.level.scheme import LevelScheme


def _in_order(
    _owner: object, field: "attrs.Attribute[tuple[Building, ...]]", given: tuple[Building, ...]
) -> None:
    """Refuse buildings that are out of order, or no buildings."""
    if as_buildings(given) != given:
        bound = Words("须按代码排序", "must stand in the order of their codes")
        raise InvalidValue(field.name, given[0].id, bound)


def _pairs_in_order(
    _owner: object, field: "attrs.Attribute[tuple[tuple[str, str], ...]]", given: tuple[tuple[str, str], ...]
) -> None:
    """Refuse pairs that are out of order or stand twice."""
    if as_adjacency(given) != given:
        bound = Words(
            "须按序、各一次，较小的代码在前", "must be pairs in order, each once, the smaller code first"
        )
        raise InvalidValue(field.name, len(given), bound)


#: What the made-up codes begin with unless the caller says otherwise.
DRAFT = "draft"


@attrs.frozen(kw_only=True)
class Delineation(Value):
    """A proposal of micro-grids in general grids, beside exclusive ones.

    Parameters
    ----------
    buildings, adjacency
        What was divided: buildings in the order of their codes, pairs in order with the smaller code first.
    households, general_households
        Bounds that were asked of micro-grids and of general grids.
    grids
        The grids, general and exclusive ones before micro-grids.
    findings
        What could not be made, and why.

    Examples
    --------
    >>> from communitygov.grid.delineation.delineate import delineate
    >>> from communitygov.geometry.point import Point
    >>> row = [Building(f"b{at}", households=20, at=Point(at * 2_000, 0)) for at in range(6)]
    >>> beside = [(f"b{at}", f"b{at + 1}") for at in range(5)]
    >>> plan = delineate(row, beside, households=(50, 70), general=(100, 150))
    >>> for grid in plan.micro:
    ...     print(grid.code, grid.households, *grid.members)
    draft-G01-M01 60 b0 b1 b2
    draft-G01-M02 60 b3 b4 b5
    >>> plan.is_complete, plan.quality.mean_way  # centimetres
    (True, 1333)
    >>> plan.grid_of("b17")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No building is called 'b17'. Did you mean 'b1'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "delineation"
    buildings: tuple[Building, ...] = attrs.field(converter=as_tuple, validator=_in_order, repr=counted)
    adjacency: tuple[tuple[str, str], ...] = attrs.field(
        converter=as_tuple, validator=_pairs_in_order, repr=counted
    )
    households: SizeBounds = attrs.field(validator=one_of(SizeBounds))
    general_households: SizeBounds = attrs.field(validator=one_of(SizeBounds))
    grids: tuple[DrawnGrid, ...] = attrs.field(converter=as_tuple, validator=each_of(DrawnGrid), repr=counted)
    findings: tuple[Finding, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Finding), repr=counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse grids that do not divide the buildings, or counts that are not theirs."""
        as_bounds("households", self.households)
        as_bounds("general_households", self.general_households)
        check_pairs(self.buildings, self.adjacency)
        if len({grid.code for grid in self.grids}) < len(self.grids):
            codes = [grid.code for grid in self.grids]
            raise InvalidValue("grids", codes, Words("代码只能出现一次", "must have codes of their own"))
        _check_division(self.buildings, (*self.micro, *self.exclusive))
        _check_nesting(self.micro, self.general)
        counts = {building.id: building.households for building in self.buildings}
        for grid in self.grids:
            if grid.households != sum(counts[code] for code in grid.members):
                bound = Words("须为其楼栋户数之和", "must be the sum of the households of its buildings")
                raise InvalidValue("households", grid.households, bound)

    # ------------------------------------------------------------------------- the grids

    @cached_property
    def micro(self) -> tuple[DrawnGrid, ...]:
        """The micro-grids 微网格."""
        return self._of(GridKind.MICRO)

    @cached_property
    def general(self) -> tuple[DrawnGrid, ...]:
        """The general grids 一般网格."""
        return self._of(GridKind.GENERAL)

    @cached_property
    def exclusive(self) -> tuple[DrawnGrid, ...]:
        """The exclusive grids 专属网格."""
        return self._of(GridKind.EXCLUSIVE)

    @cached_property
    def dwelling_grid(self) -> Mapping[str, str]:
        """For each building the code of its micro-grid or exclusive grid."""
        leaves = (*self.micro, *self.exclusive)
        return {code: grid.code for grid in leaves for code in grid.members}

    def grid_of(self, building: str) -> str:
        """Return the code of the micro-grid or exclusive grid of a building.

        Raises
        ------
        UnknownName
            If there is no such building.
        """
        require("building", building, kind=str)
        if building not in self.dwelling_grid:
            raise UnknownName(Words("楼栋", "building"), building, tuple(sorted(self.dwelling_grid)))
        return self.dwelling_grid[building]

    @cached_property
    def misfits(self) -> tuple[DrawnGrid, ...]:
        """The micro-grids and general grids that miss their bounds."""
        bounds = {GridKind.MICRO: self.households, GridKind.GENERAL: self.general_households}
        return tuple(
            grid
            for grid in (*self.general, *self.micro)
            if not bounds[grid.kind].least <= grid.households <= (bounds[grid.kind].most or 0)
        )

    @property
    def is_complete(self) -> bool:
        """Whether every grid keeps its bounds."""
        return not self.misfits

    @cached_property
    def quality(self) -> Quality:
        """How well the grids are drawn, measured anew from the buildings."""
        return quality_of(self.buildings, self.adjacency, grids=self.grids, misfits=self.misfits)

    def explain(self, language: Language = "en") -> str:
        """Say how many grids there are, how well they are drawn, and what could not be made."""
        counts = Words(
            f"{len(self.micro)} 个微网格，{len(self.general)} 个一般网格，{len(self.exclusive)} 个专属网格",
            f"{many(len(self.micro), 'micro-grid')} in {many(len(self.general), 'general grid')}, "
            f"{many(len(self.exclusive), 'exclusive grid')}",
        )
        reasons = (f"- {finding.text(language)}: {finding.advice(language)}" for finding in self.findings)
        return "\n".join((counts.say(language), self.quality.text(language), *reasons))

    # ------------------------------------------------------------------------- onwards

    def coded(self, prefix: str) -> "Delineation":
        """Return the same grids with codes under another prefix; exclusive grids keep theirs.

        Raises
        ------
        InvalidValue
            If the prefix is no identifier, or makes a code too long.

        Examples
        --------
        >>> from communitygov.grid.delineation.delineate import delineate
        >>> from communitygov.geometry.point import Point
        >>> plan = delineate([Building("1", households=40, at=Point(0, 0))], [], general=(30, 50))
        >>> [grid.code for grid in plan.coded("LQ").grids]
        ['LQ-G01', 'LQ-G01-M01']
        """
        if not is_identifier(prefix):
            raise InvalidValue("prefix", prefix, Words("须为代码", "must be an identifier"))
        general = {
            grid.code: code
            for grid, code in zip(self.general, numbered(f"{prefix}-G", len(self.general)), strict=True)
        }
        inside = Counter(grid.under for grid in self.micro)
        micro = {code: iter(numbered(f"{general[code]}-M", inside[code])) for code in general}
        grids: list[DrawnGrid] = []
        for grid in self.grids:
            if grid.kind is GridKind.MICRO:
                grids.append(attrs.evolve(grid, code=next(micro[grid.under]), under=general[grid.under]))
            else:
                grids.append(attrs.evolve(grid, code=general.get(grid.code, grid.code)))
        return attrs.evolve(self, grids=grids)

    def to_rows(
        self, *, parent: str | None = None, scheme: LevelScheme = CHENGDU
    ) -> tuple[tuple[str, str | None, str, str], ...]:
        """Return rows for a `GridHierarchy`: code, parent, level, name.

        General and exclusive grids hang under `parent`, an integrated grid or a community that the caller
        has; the levels are those of `scheme` of the three kinds.  Names are made of the kind and the code.

        Examples
        --------
        >>> from communitygov.grid.delineation.delineate import delineate
        >>> from communitygov.geometry.point import Point
        >>> plan = delineate([Building("1", households=40, at=Point(0, 0))], [], general=(30, 50))
        >>> for row in plan.coded("LQ").to_rows():
        ...     print(row)
        ('LQ-G01', None, 'general', '一般网格 LQ-G01')
        ('LQ-G01-M01', 'LQ-G01', 'micro', '微网格 LQ-G01-M01')
        """
        require("scheme", scheme, kind=LevelScheme)
        level = {each.kind: each.code for each in reversed(scheme.levels) if each.kind is not None}
        for grid in self.grids:
            if grid.kind not in level:
                raise UnknownName(Words("网格种类", "kind of grid"), grid.kind.value, tuple(sorted(level)))
        return tuple(
            (grid.code, grid.under or parent, level[grid.kind], f"{grid.kind.zh} {grid.code}")
            for grid in self.grids
        )

    # ------------------------------------------------------------------------- to look at

    def to_svg(self) -> str:
        """Return a map as SVG: buildings in the colours of their micro-grids, borders, misfits, a scale."""
        misfits = {grid.code for grid in self.misfits}
        return map_of(self.buildings, self.adjacency, grids=self.grids, misfits=misfits)

    def _repr_html_(self) -> str:
        return self.to_svg()

    def _of(self, kind: GridKind) -> tuple[DrawnGrid, ...]:
        """Return the grids of one kind."""
        return tuple(grid for grid in self.grids if grid.kind is kind)


def _check_division(buildings: tuple[Building, ...], leaves: tuple[DrawnGrid, ...]) -> None:
    """Refuse micro-grids and exclusive grids that leave a building out, have one twice or one too many."""
    placed = sorted(code for grid in leaves for code in grid.members)
    wanted = [building.id for building in buildings]
    if placed != wanted:
        odd = sorted((Counter(placed) - Counter(wanted)) + (Counter(wanted) - Counter(placed)))
        bound = Words(
            "须恰在一个微网格或专属网格之中", "must be a building in exactly one micro-grid or exclusive grid"
        )
        raise InvalidValue("grids", odd[0], bound)


def _check_nesting(micro: tuple[DrawnGrid, ...], general: tuple[DrawnGrid, ...]) -> None:
    """Refuse a general grid that is not put together from its micro-grids."""
    below: dict[str, list[str]] = {grid.code: [] for grid in general}
    for grid in micro:
        below.setdefault(grid.under, []).extend(grid.members)
    members = {grid.code: list(grid.members) for grid in general}
    for code, found in below.items():
        if sorted(found) != members.get(code):
            bound = Words(
                "须为一般网格，且由其微网格组成", "must be a general grid that is made of its micro-grids"
            )
            raise InvalidValue("grids", code, bound)
