"""A delineation to look at: a map as one piece of SVG, made without any library.

Dots are buildings in the colour of their micro-grid, larger ones are centres; bands join neighbours of one
micro-grid, a dark line runs about each general grid, a red one about a grid that misses its bounds.
Neighbours differ in colour and grids bear the end of their codes, so that nobody needs to tell colours apart.
North is up.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import combinations
from typing import NamedTuple, TypeAlias

from communitygov.errors import Words
from communitygov.geometry.point import Point
from communitygov.grid.delineation.blocks import pairs_within
from communitygov.grid.delineation.building import Building
from communitygov.grid.delineation.colour import PALETTE, coloured
from communitygov.grid.delineation.drawn_grid import DrawnGrid
from communitygov.grid.delineation.english import many
from communitygov.grid.delineation.hull import convex_hull
from communitygov.grid.level.kind import GridKind

#: Beyond this many buildings only centres are drawn, beyond this many micro-grids no numbers.
MOST_DOTS, MOST_NUMBERS = 10_000, 300
#: Of two neighbours so many common neighbours are filled in, so that a map stays small whatever was paired.
_MOST_CORNERS = 4
#: Of so many neighbours of a building it is looked at what they enclose.
_MOST_NEAR = 12

#: Lengths on paper; a unit is a tenth of a pixel.
_MAP, _LEGEND, _MARGIN = 7_400, 2_800, 420
#: Least that a map spans, in centimetres: two buildings need not fill it.
_LEAST_SPAN = 4_000
_LINE, _WORD = 260, 540
_INK, _GREY, _RED = "#222222", "#8a8a8a", "#c00000"
_ALL = "sans-serif"


class _Paper(NamedTuple):
    """Where a point of the plane lies on paper."""

    west: int
    north: int
    #: Centimetres on the ground to so many units.
    ground: int
    units: int
    height: int

    def place(self, point: Point) -> tuple[int, int]:
        """Return the place of a point, from the left and from the top."""
        right = (point.east - self.west) * self.units // self.ground
        down = (self.north - point.north) * self.units // self.ground
        return _MARGIN + right, _MARGIN + down


#: From one place on paper to the next.
_Way: TypeAlias = tuple[tuple[int, int], ...]


class _Sheet(NamedTuple):
    """What is drawn: buildings and grids, and what follows from them."""

    buildings: Mapping[str, Building]
    adjacency: Sequence[tuple[str, str]]
    grids: Sequence[DrawnGrid]
    misfits: Collection[str]
    paper: _Paper
    colours: Mapping[str, str]

    def of(self, kind: GridKind) -> list[DrawnGrid]:
        """Return the grids of one kind."""
        return [grid for grid in self.grids if grid.kind is kind]

    def at(self, code: str) -> tuple[int, int]:
        """Return the place of a building on paper."""
        return self.paper.place(self.buildings[code].at)


def map_of(
    buildings: Sequence[Building],
    adjacency: Sequence[tuple[str, str]],
    *,
    grids: Sequence[DrawnGrid],
    misfits: Collection[str],
) -> str:
    """Return the map of grids as SVG; `misfits` are the codes of those that are marked."""
    sheet = _Sheet(
        {building.id: building for building in buildings},
        adjacency,
        grids,
        misfits,
        _paper_for([building.at for building in buildings]),
        colours_of(adjacency, grids),
    )
    height = max(sheet.paper.height, 13 * _LINE) + 2 * _MARGIN
    width = _MAP + _LEGEND
    said = _told(sheet)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" '
        f'width="{width // 10}" height="{height // 10}" font-family="{_ALL}" font-size="150" fill="{_INK}">'
        f"<title>{_TITLE.zh} {_TITLE.en}</title><desc>{' '.join(_both(words) for _, words in said)}</desc>"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
        f"{''.join(_shapes(sheet))}{''.join(_legend(sheet, said))}</svg>"
    )


_TITLE = Words("网格划分方案（草案）", "Delineation (proposal)")


def _both(words: Words) -> str:
    """Return words in both languages, as text in markup."""
    return f"{escape(words.zh)} {escape(words.en)}"


# ------------------------------------------------------------------------- the sheet


def _paper_for(points: Sequence[Point]) -> _Paper:
    """Fit points into the place for the map, in its middle from west to east."""
    east = [point.east for point in points]
    north = [point.north for point in points]
    wide, high = max(east) - min(east), max(north) - min(north)
    side, ground = _MAP - 2 * _MARGIN, max(wide, high, _LEAST_SPAN)
    return _Paper(min(east) - (ground - wide) // 2, max(north), ground, side, high * side // ground)


def colours_of(adjacency: Sequence[tuple[str, str]], grids: Sequence[DrawnGrid]) -> dict[str, str]:
    """Return a colour for each micro-grid, others than those of its neighbours."""
    micro = [grid for grid in grids if grid.kind is GridKind.MICRO]
    place = {code: at for at, grid in enumerate(micro) for code in grid.members}
    touching = {
        (place[one], place[two])
        for one, two in adjacency
        if one in place and two in place and place[one] != place[two]
    }
    colours = coloured(len(micro), sorted(touching))
    return {grid.code: colour for grid, colour in zip(micro, colours, strict=True)}


def _shapes(sheet: _Sheet) -> Iterator[str]:
    """Yield what is on the map, the undermost first."""
    micro, exclusive = sheet.of(GridKind.MICRO), sheet.of(GridKind.EXCLUSIVE)
    ways = _ways_within(sheet, sheet.of(GridKind.GENERAL))
    broad = _band(ways.values())
    yield from _general_grids(sheet, ways, broad)
    yield from _micro_grids(sheet, micro, broad * 4 // 5)
    is_crowded = len(sheet.buildings) > MOST_DOTS
    for grid in exclusive:
        yield _hull(sheet, grid) + _squares(sheet, grid, () if is_crowded else grid.members)
    for grid in micro:
        yield _dots(sheet, grid, () if is_crowded else grid.members)
    if len(micro) <= MOST_NUMBERS:
        yield from _numbers(sheet, [*micro, *exclusive])


def _general_grids(sheet: _Sheet, ways: Mapping[str, Sequence[_Way]], broad: int) -> Iterator[str]:
    """Yield the line about each general grid, those that miss their bounds on top."""
    for code, within in sorted(ways.items(), key=lambda each: (each[0] in sheet.misfits, each[0])):
        edge = _RED if code in sheet.misfits else _INK
        lines = _line(within, edge, broad + 48) + _line(within, "#ffffff", broad)
        yield f"<g><title>{escape(code)}</title>{lines}</g>"


def _micro_grids(sheet: _Sheet, micro: Sequence[DrawnGrid], broad: int) -> Iterator[str]:
    """Yield the ground of each micro-grid."""
    for code, ways in _ways_within(sheet, micro).items():
        if code in sheet.misfits:
            yield _line(ways, _RED, broad + 48) + _line(ways, "#ffffff", broad)
        yield f'<g opacity=".4">{_line(ways, sheet.colours[code], broad)}</g>'


def _hull(sheet: _Sheet, grid: DrawnGrid) -> str:
    """Return the smallest convex shape around the buildings of an exclusive grid."""
    ring = convex_hull(sheet.buildings[code].at for code in grid.members).ring
    corners = " ".join(f"{right},{down}" for right, down in map(sheet.paper.place, ring))
    return f'<polygon points="{corners}" fill="{_GREY}" fill-opacity=".3"/>'


def _ways_within(sheet: _Sheet, grids: Sequence[DrawnGrid]) -> dict[str, list[_Way]]:
    """Return for each grid the ways between neighbours within it, and those about three and four of them.

    A building alone is a way to itself.
    """
    grid_of = {code: grid.code for grid in grids for code in grid.members}
    pairs = pairs_within(sheet.adjacency, group=grid_of)
    return {
        grid.code: [
            tuple(map(sheet.at, shape)) for shape in _shapes_within(grid.members, pairs.get(grid.code, ()))
        ]
        for grid in grids
    }


def _shapes_within(members: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Yield what is drawn of neighbours: those alone, pairs, and what three or four of them enclose."""
    near: dict[str, set[str]] = {code: set() for code in members}
    for one, two in pairs:
        near[one].add(two)
        near[two].add(one)
    yield from ((code, code) for code in members if not near[code])
    for one, two in pairs:
        yield one, two
        corners = sorted(three for three in near[one] & near[two] if three > two)[:_MOST_CORNERS]
        yield from ((one, two, three) for three in corners)
    yield from _fours(near)


def _fours(near: Mapping[str, set[str]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield each four that enclose a place, none of them a neighbour of the one across, once.

    Left open, such a place would look like a tiny hole in the ground of a grid.
    """
    between: dict[tuple[str, str], list[str]] = {}
    for middle, beside in near.items():
        for one, other in combinations(sorted(beside)[:_MOST_NEAR], 2):
            if other not in near[one]:
                between.setdefault((one, other), []).append(middle)
    for (one, other), middles in between.items():
        for two, four in combinations(middles[:_MOST_CORNERS], 2):
            if one < two and four not in near[two]:
                yield one, two, other, four


def _band(within: Iterable[Sequence[_Way]]) -> int:
    """Return how broad the bands are drawn: somewhat less than it is from a building to the next."""
    lengths = sorted(
        abs(way[0][0] - way[1][0]) + abs(way[0][1] - way[1][1]) for ways in within for way in ways
    )
    middle = lengths[len(lengths) // 2] if lengths else 0
    return min(max(middle * 7 // 10, 90), 300)


def _line(ways: Iterable[_Way], colour: str, broad: int) -> str:
    """Return ways as one broad line, those about three places filled."""
    steps = "".join("M" + "L".join(f"{right},{down}" for right, down in way) + "Z" for way in ways)
    return (
        f'<path d="{steps}" fill="{colour}" stroke="{colour}" stroke-width="{broad}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _dots(sheet: _Sheet, grid: DrawnGrid, members: Iterable[str]) -> str:
    """Return the buildings of a micro-grid; its centre is larger, and ringed in red for a misfit."""
    others = (sheet.at(code) for code in members if code != grid.centre)
    circles = "".join(f'<circle cx="{right}" cy="{down}" r="38"/>' for right, down in others)
    right, down = sheet.at(grid.centre)
    centre = f'<circle cx="{right}" cy="{down}" r="58" stroke-width="22"/>'
    if grid.code in sheet.misfits:
        centre += f'<circle cx="{right}" cy="{down}" r="110" fill="none" stroke="{_RED}" stroke-width="30"/>'
    colour, title = sheet.colours[grid.code], escape(grid.code)
    style = f'fill="{colour}" stroke="{_INK}" stroke-width="6"'
    return f"<g {style}><title>{title}</title>{circles}{centre}</g>"


def _squares(sheet: _Sheet, grid: DrawnGrid, members: Iterable[str]) -> str:
    """Return the buildings of an exclusive grid."""
    squares = [
        f'<rect x="{right - 34}" y="{down - 34}" width="68" height="68"/>'
        for right, down in map(sheet.at, members)
    ]
    return f'<g fill="{_GREY}"><title>{escape(grid.code)}</title>{"".join(squares)}</g>'


def _numbers(sheet: _Sheet, grids: Sequence[DrawnGrid]) -> Iterator[str]:
    """Yield the last two parts of each code above the grid's centre, or below where another stands."""
    yield (
        '<g font-size="120" text-anchor="middle" font-weight="bold" stroke="#ffffff" stroke-width="40" '
        'paint-order="stroke">'
    )
    taken: list[tuple[int, int]] = []
    for grid in grids:
        right, down = sheet.at(grid.centre)
        is_close = any(abs(right - west) < _WORD and abs(down - north) < _LINE // 2 for west, north in taken)
        taken.append((right, down))
        away = 60 if grid.code in sheet.misfits else 0  # clear of the red ring
        below = 175 + away if is_close else -85 - away
        yield f'<text x="{right}" y="{down + below}">{escape("-".join(grid.code.split("-")[-2:]))}</text>'
    yield "</g>"


# ------------------------------------------------------------------------- the legend


def _told(sheet: _Sheet) -> list[tuple[str, Words]]:
    """Return what a map shows, in words, each with its sign; of what there is none nothing is said."""
    micro, general, exclusive = (
        len(sheet.of(kind)) for kind in (GridKind.MICRO, GridKind.GENERAL, GridKind.EXCLUSIVE)
    )
    households = sum(building.households for building in sheet.buildings.values())
    buildings, misfits = len(sheet.buildings), len(sheet.misfits)
    lines = (
        (
            buildings,
            Words(
                f"{buildings} 栋 {households} 户",
                f"{many(buildings, 'building')}, {many(households, 'household')}",
            ),
        ),
        (micro, Words(f"{micro} 个微网格", many(micro, "micro-grid"))),
        (general, Words(f"{general} 个一般网格", many(general, "general grid"))),
        (exclusive, Words(f"{exclusive} 个专属网格", many(exclusive, "exclusive grid"))),
        (misfits, Words(f"{misfits} 个不合上下限", f"{misfits} out of bounds")),
    )
    return [(sign, said) for sign, (number, said) in zip(_signs(), lines, strict=True) if number]


def _legend(sheet: _Sheet, said: Sequence[tuple[str, Words]]) -> Iterator[str]:
    """Yield the legend beside the map: title, counts with their signs, the scale."""
    left = _MAP + 100
    yield f'<text x="{left}" y="{_MARGIN + 100}" font-size="190" font-weight="bold">{_TITLE.zh}</text>'
    yield f'<text x="{left}" y="{_MARGIN + 320}">{_TITLE.en}</text>'
    top = _MARGIN + 3 * _LINE
    for at, (sign, words) in enumerate(said):
        down = top + at * _LINE * 3 // 2
        yield f'<g transform="translate({left},{down})">{sign}</g>'
        yield f'<text x="{left + 330}" y="{down - 10}">{escape(words.zh)}</text>'
        yield f'<text x="{left + 330}" y="{down + 165}" fill="#555555">{escape(words.en)}</text>'
    yield _scale(sheet.paper, left, top + len(said) * _LINE * 3 // 2 + _LINE)


def _signs() -> tuple[str, ...]:
    """Return the signs of the legend."""
    return (
        f'<circle cx="110" r="38" fill="{_GREY}"/>',
        f'<circle cx="110" r="58" fill="{PALETTE[0]}" stroke="{_INK}" stroke-width="22"/>',
        _ring(_INK),
        f'<rect x="50" y="-60" width="120" height="120" fill="{_GREY}"/>',
        _ring(_RED),
    )


def _ring(colour: str) -> str:
    """Return the sign for a line about a grid."""
    return _line([((60, 0), (160, 0))], colour, 144) + _line([((60, 0), (160, 0))], "#ffffff", 100)


def _scale(paper: _Paper, left: int, down: int) -> str:
    """Return a scale bar of one, two or five times a power of ten metres, and an arrow to the north."""
    metres = max(
        (
            base * 10**power
            for power in range(8)
            for base in (1, 2, 5)
            if base * 10**power * 100 * paper.units <= paper.ground * (_LEGEND - 900)
        ),
        default=1,
    )
    length = metres * 100 * paper.units // paper.ground
    ends = "".join(f"M{left + each},{down - 50}v100" for each in (0, length))
    label = f"{metres} m" if metres % 1_000 else f"{metres // 1_000} km"
    return (
        f'<path d="M{left},{down}h{length}{ends}" stroke="{_INK}" stroke-width="20" fill="none"/>'
        f'<text x="{left}" y="{down + 230}">{label}</text>'
        f'<text x="{left + length + 330}" y="{down + 55}" text-anchor="middle">北 N ↑</text>'
    )
