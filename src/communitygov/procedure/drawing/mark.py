"""The marks of a drawing as pieces of SVG: texts, boxes, lines with round corners, dots, arrow heads, badges.

No script, no style sheet, no font, no link: colours and sizes stand at the elements.  Every text is escaped.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from communitygov.procedure.drawing.card import DETAIL, LEADING
from communitygov.procedure.drawing.ink import STROKES, Ink
from communitygov.procedure.drawing.lettering import width

FONTS = "'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif"
DARK, EDGE, TINT, SOFT, PALE, LIGHT = "#1f2733", "#8b95a3", "#e3e8ef", "#edf0f4", "#f6f7f9", "#ffffff"
#: Where a matter stands.
WARM = "#ffe9a8"
#: How faintly the lines are drawn that a matter did not take, and the cards to which it has not come.
FAINT, PALER = ' opacity="0.3"', ' opacity="0.5"'
_DASHES: Mapping[str, str] = dict(
    zip(STROKES, ("", ' stroke-dasharray="7 3"', ' stroke-dasharray="2 3"'), strict=True)
)
#: Of a line's corners; the length of an arrow head; the height of a badge.
_RADIUS, _TIP, _BADGE = 5, 8, 16

Point = tuple[int, int]


def text(lines: Sequence[str], at: Point, *, size: int, look: str = "") -> Iterator[str]:
    """Yield lines of text, the upper left corner of the first one given."""
    (x, y), leading = at, LEADING[size]
    for place, line in enumerate(lines):
        baseline = _baseline(y + place * leading, size)
        yield f'<text x="{x}" y="{baseline}" font-size="{size}"{look}>{escape(line)}</text>'


def two_texts(first: str, second: str, *, at: Point, size: int, look: str) -> str:
    """Return one line of two texts, the second one with a look of its own."""
    x, y = at
    then = f"<tspan{look}>{escape(second)}</tspan>"
    return f'<text x="{x}" y="{_baseline(y, size)}" font-size="{size}">{escape(first)} {then}</text>'


def _baseline(top: int, size: int) -> int:
    """Return where the letters of a line of text stand whose upper edge is given."""
    return top + (LEADING[size] + size * 7 // 10) // 2


def box(x: int, y: int, *, wide: int, high: int, look: str) -> str:
    """Return a rectangle."""
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" {look}/>'


def badge(numbers: str, corner: Point, *, ground: str = DARK, ink: str = LIGHT) -> Iterator[str]:
    """Yield the numbers of actions in a field with round ends, its upper right corner given."""
    (right, y), wide = corner, width(numbers, DETAIL) + 10
    yield box(right - wide, y, wide=wide, high=_BADGE, look=f'rx="{_BADGE // 2}" fill="{ground}"')
    look = f' fill="{ink}" data-taken="{escape(numbers)}"'
    yield from text((numbers,), (right - wide + 5, y), size=DETAIL, look=look)


def line(points: Sequence[Point], look: str) -> str:
    """Return a line through points, with round corners."""
    parts = [f"M{points[0][0]} {points[0][1]}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _towards(corner, before), _towards(corner, after)
        parts.append(f"L{into[0]} {into[1]}Q{corner[0]} {corner[1]} {out[0]} {out[1]}")
    path = "".join([*parts, f"L{points[-1][0]} {points[-1][1]}"])
    return f'<path d="{path}" fill="none" {look}/>'


def stroke(ink: Ink, thickness: str = "1.8") -> str:
    """Return how a line is drawn in an ink."""
    return f'stroke="{ink.colour}" stroke-width="{thickness}"{_DASHES[ink.stroke]}'


def _towards(corner: Point, other: Point) -> Point:
    """Return the point a little way from a corner towards another point, straight across or straight up."""
    across, up = other[0] - corner[0], other[1] - corner[1]
    away = abs(across) + abs(up)
    near = min(_RADIUS, away // 2)
    return corner[0] + across * near // away, corner[1] + up * near // away


def dot(point: Point, ink: Ink) -> str:
    """Return the dot with which a line begins."""
    return f'<circle cx="{point[0]}" cy="{point[1]}" r="3" fill="{ink.colour}"/>'


def tip(point: Point, ink: Ink, *, side: int) -> str:
    """Return the head of an arrow that ends at the left (-1) or right (1) side of a card."""
    x, y = point
    return f'<path d="M{x} {y}L{x + side * _TIP} {y - 4}V{y + 4}Z" fill="{ink.colour}"/>'
