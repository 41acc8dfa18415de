"""The drawing itself: cards, lines and a legend as one SVG document that needs nothing else.

No script, no style sheet, no font, no link: colours and sizes stand at the elements, so that the drawing
does not change the page in which it is put.  Every text is escaped.  Each state has ``data-state`` with its
code, each move ``data-move`` with the codes of source, action and target, for whoever wants to colour them.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from communitygov.errors import Language, Words
from communitygov.procedure.drawing.caption import Captions
from communitygov.procedure.drawing.card import (
    ACTION,
    DETAIL,
    LEADING,
    NAME,
    PADDING,
    STEP,
    TITLE,
    UNIT,
    Card,
    Deck,
    Row,
    deck_of,
)
from communitygov.procedure.drawing.ink import SHARED, STROKES, Ink, Palette
from communitygov.procedure.drawing.lettering import width, wrapped
from communitygov.procedure.drawing.plan import Bundle, plan_of
from communitygov.procedure.drawing.sheet import GAP
from communitygov.procedure.drawing.way import Layout, Point, Way, layout_of
from communitygov.procedure.table import Table

FONTS = "'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif"
_DARK, _PALE, _EDGE, _TINT = "#1f2733", "#f6f7f9", "#8b95a3", "#e3e8ef"
_DASHES: Mapping[str, str] = dict(
    zip(STROKES, ("", ' stroke-dasharray="7 3"', ' stroke-dasharray="2 3"'), strict=True)
)
#: Around everything; of a line's corners; the length of an arrow head; the widest part of the legend.
_BORDER, _RADIUS, _TIP, _SIGN = 24, 5, 8, 240

_BEGINS = Words("事项由此开始", "a case begins here")
_ENDS = Words("事项至此终结", "a case ends here")
_SEVERAL = Words("多个角色", "several roles")


class _Drawing(NamedTuple):
    """All that is drawn."""

    captions: Captions
    palette: Palette
    deck: Deck
    layout: Layout


def svg_of(table: Table, language: Language) -> str:
    """Return a table as an SVG document.

    Raises
    ------
    UnknownName
        If the language is not one of the library's, or the table speaks of something that it does not have.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> svg_of(five_step_literal().table, "zh").count("data-move")
    4
    """
    captions, plan = Captions(table, language), plan_of(table)
    deck = deck_of(plan, captions)
    drawing = _Drawing(captions, Palette.of(table), deck, layout_of(plan, deck))
    sheet, name = drawing.layout.sheet, captions.title()
    lines = wrapped(name, size=TITLE, most=sheet.width)
    top = _BORDER + len(lines) * LEADING[TITLE] + UNIT
    legend, height = _legend(drawing)
    wide, high = sheet.width + 2 * _BORDER, top + sheet.height + GAP + height + _BORDER
    body = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
            f'viewBox="0 0 {wide} {high}" role="img" lang="{language}" font-family="{FONTS}" fill="{_DARK}">'
        ),
        f"<title>{escape(name)}</title>",
        f"<desc>{escape(_told(drawing))}</desc>",
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>',
        *_text(lines, _BORDER, _BORDER, TITLE, ' font-weight="bold"'),
        f'<g transform="translate({_BORDER} {top})">',
        *_columns(drawing),
        *_lines(drawing),
        *(part for card in sheet.cards.values() for part in _card(card, drawing)),
        *_tips(drawing),
        "</g>",
        f'<g transform="translate({_BORDER} {top + sheet.height + GAP})">',
        *legend,
        "</g>",
        "</svg>",
    ]
    return "\n".join(body) + "\n"


def _told(drawing: _Drawing) -> str:
    """Return the whole table in words, for those who do not see the drawing."""
    captions = drawing.captions
    opening = captions.table.opening
    told = [f"{_BEGINS.say(captions.language)}: {captions.arrow(opening)} → {captions.target(opening)}"]
    told += [_said(way, captions) for way in drawing.layout.ways]
    told += [
        f"{_ENDS.say(captions.language)}: {captions.of(card.state)}"
        for card in drawing.layout.sheet.cards.values()
        if card.state.is_final
    ]
    return "\n".join(told)


def _said(way: Way, captions: Captions) -> str:
    """Return a move in words."""
    move = way.row.course.move
    source = captions.of(captions.table.state(move.source))
    return f"{source}: {captions.arrow(move)} → {captions.target(move)}"


# ------------------------------------------------------------------ texts, columns, cards


def _text(lines: Sequence[str], x: int, y: int, size: int, look: str = "") -> Iterator[str]:
    """Yield lines of text, the first one's upper edge at `y`."""
    leading = LEADING[size]
    for place, line in enumerate(lines):
        baseline = y + place * leading + (leading + size * 7 // 10) // 2
        yield f'<text x="{x}" y="{baseline}" font-size="{size}"{look}>{escape(line)}</text>'


def _box(x: int, y: int, wide: int, high: int, look: str) -> str:
    """Return a rectangle."""
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" {look}/>'


def _columns(drawing: _Drawing) -> Iterator[str]:
    """Yield the ground and the heading of each column."""
    sheet, wide = drawing.layout.sheet, drawing.deck.width
    for left, lines in zip(sheet.columns, drawing.deck.headings, strict=True):
        yield _box(left - 6, 0, wide + 12, sheet.height + 12, f'rx="8" fill="{_PALE}"')
        yield _box(left - 6, 0, wide + 12, sheet.above, f'rx="8" fill="{_TINT}"')
        yield from _text(lines, left + PADDING, 5, STEP, ' font-weight="bold"')


def _card(card: Card, drawing: _Drawing) -> Iterator[str]:
    """Yield a card: a second edge marks an end, a dark tab where a case begins."""
    yield f'<g data-state="{escape(card.state.code)}">'
    ground = f'rx="6" fill="#ffffff" stroke="{_EDGE}"'
    yield _box(card.left, card.top, card.width, card.height, ground)
    if card.state.is_final:
        inner = f'rx="3" fill="{_TINT}" stroke="{_EDGE}"'
        yield _box(card.left + 3, card.top + 3, card.width - 6, card.height - 6, inner)
    if card.tab:
        yield _box(card.left, card.top, card.width, card.tab_height, f'rx="6" fill="{_DARK}"')
        yield from _text(card.tab, card.left + PADDING, card.top + 3, ACTION, ' fill="#ffffff"')
    if card.rows:
        line = card.top + card.tab_height + card.head_height
        yield f'<path d="M{card.left} {line}h{card.width}" stroke="{_TINT}"/>'
    slack = (card.head_height - len(card.name) * LEADING[NAME]) // 2
    head = card.top + card.tab_height + slack
    yield from _text(card.name, card.left + PADDING, head, NAME, ' font-weight="bold"')
    for row in card.rows:
        yield from _row(card, row, drawing.palette.ink(row.course.move.roles))
    yield "</g>"


def _row(card: Card, row: Row, ink: Ink) -> Iterator[str]:
    """Yield what a row says."""
    left, top = card.left + PADDING, card.top + row.top + 3
    yield from _text(row.action, left, top, ACTION)
    below = top + len(row.action) * LEADING[ACTION]
    yield from _text(row.detail, left, below, DETAIL, f' fill="{ink.colour}"')


# ------------------------------------------------------------------ lines


def _lines(drawing: _Drawing) -> Iterator[str]:
    """Yield the lines, those of one bundle together; each bundle passes over those before it."""
    bundles: dict[Bundle, list[Way]] = {}
    for way in drawing.layout.ways:
        bundles.setdefault(way.row.course.bundle, []).append(way)
    for bundle, ways in bundles.items():
        ink = drawing.palette.ink(bundle.roles)
        for way in ways:
            yield f'<path d="{_path(way.points)}" fill="none" stroke="#ffffff" stroke-width="5"/>'
        for way in ways:
            move = way.row.course.move
            yield f'<g data-move="{escape(f"{move.source} {move.action} {move.target}")}">'
            yield f"<title>{escape(_said(way, drawing.captions))}</title>"
            yield f'<path d="{_path(way.points)}" fill="none" {_stroke(ink)}/>'
            yield "</g>"


def _stroke(ink: Ink) -> str:
    """Return how a line is drawn in an ink."""
    return f'stroke="{ink.colour}" stroke-width="1.8"{_DASHES[ink.stroke]}'


def _path(points: Sequence[Point]) -> str:
    """Return a line through points, with round corners."""
    parts = [f"M{points[0][0]} {points[0][1]}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _towards(corner, before), _towards(corner, after)
        parts.append(f"L{into[0]} {into[1]}Q{corner[0]} {corner[1]} {out[0]} {out[1]}")
    return "".join([*parts, f"L{points[-1][0]} {points[-1][1]}"])


def _towards(corner: Point, other: Point) -> Point:
    """Return the point a little way from a corner towards another point, straight across or straight up."""
    across, up = other[0] - corner[0], other[1] - corner[1]
    away = abs(across) + abs(up)
    near = min(_RADIUS, away // 2)
    return corner[0] + across * near // away, corner[1] + up * near // away


def _tips(drawing: _Drawing) -> Iterator[str]:
    """Yield where the lines begin and end: a dot at each row, one arrow head for each bundle."""
    heads: dict[Point, str] = {}
    for way in drawing.layout.ways:
        colour = drawing.palette.ink(way.row.course.bundle.roles).colour
        x, y = way.points[0]
        yield f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>'
        heads[way.points[-1]] = f'<path d="{_tip(way)}" fill="{colour}"/>'
    yield from heads.values()


def _tip(way: Way) -> str:
    """Return the head of an arrow."""
    x, y = way.points[-1]
    return f"M{x} {y}L{x + way.row.course.bundle.side * _TIP} {y - 4}V{y + 4}Z"


# ------------------------------------------------------------------ legend


def _legend(drawing: _Drawing) -> tuple[list[str], int]:
    """Return the legend, and how high it is."""
    most = drawing.layout.sheet.width
    wide = min(most, _SIGN)
    parts: list[str] = []
    x = y = high = 0
    for sample, caption in _signs(drawing):
        lines = wrapped(caption, size=ACTION, most=wide - 60)
        if x and x + wide > most:
            x, y, high = 0, y + high, 0
        parts += [f'<g transform="translate({x} {y})">', sample, *_text(lines, 38, 1, ACTION), "</g>"]
        x += max(width(line, ACTION) for line in lines) + 60
        high = max(high, len(lines) * LEADING[ACTION] + 6)
    return parts, y + high


def _signs(drawing: _Drawing) -> Iterator[tuple[str, str]]:
    """Yield every sign of the drawing with what it means."""
    captions, palette = drawing.captions, drawing.palette
    for role in captions.table.roles:
        yield _sample(palette.ink((role.code,))), captions.of(role)
    if any(len(way.row.course.move.roles) != 1 for way in drawing.layout.ways):
        yield _sample(SHARED), _SEVERAL.say(captions.language)
    yield _box(0, 3, 28, 14, f'rx="4" fill="{_DARK}"'), _BEGINS.say(captions.language)
    edges = (
        _box(0, 3, 28, 14, f'rx="4" fill="#ffffff" stroke="{_EDGE}"'),
        _box(3, 6, 22, 8, f'rx="2" fill="{_TINT}" stroke="{_EDGE}"'),
    )
    yield "".join(edges), _ENDS.say(captions.language)


def _sample(ink: Ink) -> str:
    """Return a short line in an ink."""
    return f'<path d="M0 10H28" fill="none" {_stroke(ink)}/>'
