"""The drawing itself: cards, lines and a legend as one SVG document that needs nothing else.

It does not change the page in which it is put.  Each card of a state has ``data-state`` with the state's code
and, in a lane of a role, ``data-role``; each move ``data-move`` with the codes of source, action and target;
the card and the line with which a case begins ``data-opening``; a line that joins two cards of one state
``data-joined`` with its code; and the numbers of a matter's actions ``data-taken``.  Whoever wants to colour
them finds them so.
"""

from collections.abc import Iterator
from html import escape

from communitygov.errors import Words
from communitygov.procedure.drawing.canvas import Canvas
from communitygov.procedure.drawing.card import (
    ACTION,
    BEGINS,
    DETAIL,
    LEADING,
    NAME,
    PADDING,
    STEP,
    TITLE,
    UNIT,
    Card,
    Row,
)
from communitygov.procedure.drawing.ink import Ink
from communitygov.procedure.drawing.legend import ENDS, STANDS, legend
from communitygov.procedure.drawing.lettering import wrapped
from communitygov.procedure.drawing.mark import (
    DARK,
    EDGE,
    FAINT,
    FONTS,
    LIGHT,
    PALE,
    PALER,
    SOFT,
    TINT,
    WARM,
    badge,
    box,
    dot,
    line,
    stroke,
    text,
    tip,
    two_texts,
)
from communitygov.procedure.drawing.plan import Bundle
from communitygov.procedure.drawing.sheet import GAP, margin_of
from communitygov.procedure.drawing.way import Way
from communitygov.procedure.table import Move

#: Around everything.
_BORDER = 24
_OF_CASE = Words("{}：{}", "{}: {}")
_BOLD = ' font-weight="bold"'


def svg_of(canvas: Canvas) -> str:
    """Return a drawing as an SVG document.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> from communitygov.procedure.drawing.caption import Captions
    >>> from communitygov.procedure.drawing.plan import plan_by_step
    >>> table = five_step_literal().table
    >>> svg_of(Canvas.of(plan_by_step(table), Captions(table, "zh"))).count("data-move")
    4
    """
    sheet, name = canvas.layout.sheet, _title(canvas)
    lines = wrapped(name, size=TITLE, most=sheet.width)
    top = _BORDER + len(lines) * LEADING[TITLE] + UNIT
    signs, height = legend(canvas)
    wide, high = sheet.width + 2 * _BORDER, top + sheet.height + GAP + height + _BORDER
    body = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
            f'viewBox="0 0 {wide} {high}" role="img" lang="{canvas.captions.language}" '
            f'font-family="{FONTS}" fill="{DARK}">'
        ),
        f"<title>{escape(name)}</title>",
        f"<desc>{escape(_told(canvas))}</desc>",
        f'<rect width="{wide}" height="{high}" fill="{LIGHT}"/>',
        *text(lines, (_BORDER, _BORDER), size=TITLE, look=_BOLD),
        f'<g transform="translate({_BORDER} {top})">',
        *_ground(canvas),
        *_lines(canvas),
        *(part for card in sheet.cards.values() for part in _card(card, canvas)),
        *_tips(canvas),
        "</g>",
        f'<g transform="translate({_BORDER} {top + sheet.height + GAP})">',
        *signs,
        "</g>",
        "</svg>",
    ]
    return "\n".join(body) + "\n"


def _title(canvas: Canvas) -> str:
    """Return the name of the table, and of the matter that is followed; never what people wrote about it."""
    name, trail = canvas.captions.title(), canvas.trail
    return name if trail is None else _OF_CASE.say(canvas.captions.language).format(trail.case_id, name)


def _told(canvas: Canvas) -> str:
    """Return the whole table in words, for those who do not see the drawing."""
    captions, table = canvas.captions, canvas.captions.table
    told = [f"{BEGINS.say(captions.language)}: {_opened(canvas)}"]
    told += [_said(move, canvas) for move in table.moves]
    ends = (state for state in canvas.plan.states.values() if state.is_final)
    told += [f"{ENDS.say(captions.language)}: {captions.of(state)}" for state in ends]
    if canvas.trail is not None:
        here = captions.of(canvas.plan.states[canvas.trail.state])
        told.append(f"{STANDS.say(captions.language)}: {here}")
    return "\n".join(told)


def _opened(canvas: Canvas) -> str:
    """Return the opening in words."""
    captions, opening = canvas.captions, canvas.captions.table.opening
    return f"{captions.arrow(opening)} → {captions.target(opening)}"


def _said(move: Move, canvas: Canvas) -> str:
    """Return a move in words."""
    captions = canvas.captions
    return (
        f"{captions.of(captions.table.state(move.source))}: {captions.arrow(move)} → {captions.target(move)}"
    )


# ------------------------------------------------------------------ ground and cards


def _ground(canvas: Canvas) -> Iterator[str]:
    """Yield what lies below everything: columns or lanes, and their headings."""
    sheet, wide = canvas.layout.sheet, canvas.deck.width
    if not canvas.plan.has_lanes:
        look = f'rx="8" fill="{PALE}"'
        for left in sheet.columns:
            yield box(left - 6, 0, wide=wide + 12, high=sheet.height + 12, look=look)
    for left, lines in zip(sheet.columns, canvas.deck.headings, strict=True):
        look = f'rx="8" fill="{TINT}"'
        yield box(left - 6, 0, wide=wide + 12, high=sheet.bands[0], look=look)
        yield from text(lines, (left + PADDING, 5), size=STEP, look=_BOLD)
    yield from _lanes(canvas)


def _lanes(canvas: Canvas) -> Iterator[str]:
    """Yield the lanes with their headings, each with a bar in the ink of its role."""
    sheet, margin = canvas.layout.sheet, margin_of(canvas.deck)
    for band, lines in enumerate(canvas.deck.lanes):
        top, high, role = sheet.bands[band] + 3, sheet.height_of(band) - 6, canvas.plan.bands[band].role
        colour = EDGE if role is None else canvas.palette.ink((role,)).colour
        yield box(0, top, wide=sheet.width, high=high, look=f'rx="8" fill="{PALE}"')
        yield box(0, top, wide=margin, high=high, look=f'rx="8" fill="{SOFT}"')
        yield box(0, top, wide=6, high=high, look=f'rx="3" fill="{colour}"')
        slack = (high - len(lines) * LEADING[STEP]) // 2
        yield from text(
            lines, (PADDING, top + slack), size=STEP, look=f'{_BOLD} fill="{colour}"' if role else _BOLD
        )


def _card(card: Card, canvas: Canvas) -> Iterator[str]:
    """Yield a card."""
    code, role = card.spot.state, canvas.plan.bands[card.spot.band].role
    name = f'data-state="{escape(code)}"' if code else 'data-opening=""'
    lane = "" if role is None else f' data-role="{escape(role)}"'
    yield f"<g {name}{lane}{'' if canvas.has_seen(code) else PALER}>"
    yield from _edges(card, canvas)
    yield from _head(card)
    for row in card.rows:
        yield from _row(card, row, canvas.palette.ink(row.course.bundle.roles))
    yield "</g>"


def _edges(card: Card, canvas: Canvas) -> Iterator[str]:
    """Yield the ground of a card: two edges mark an end, a dark edge and a warm ground where a case is."""
    state = canvas.plan.states.get(card.spot.state)
    is_here = canvas.trail is not None and canvas.trail.state == card.spot.state
    edge = f'stroke="{DARK}" stroke-width="2.5"' if is_here else f'stroke="{EDGE}"'
    ground = f'rx="6" fill="{WARM if is_here else LIGHT}" {edge}'
    yield box(card.left, card.top, wide=card.width, high=card.height, look=ground)
    if state is not None and state.is_final:
        inner = f'rx="3" fill="{WARM if is_here else TINT}" stroke="{EDGE}"'
        yield box(card.left + 3, card.top + 3, wide=card.width - 6, high=card.height - 6, look=inner)


def _head(card: Card) -> Iterator[str]:
    """Yield the tab and the name of a card, and the line below them."""
    if card.tab:
        yield box(card.left, card.top, wide=card.width, high=card.tab_height, look=f'rx="6" fill="{DARK}"')
        yield from text(card.tab, (card.left + PADDING, card.top + 3), size=ACTION, look=f' fill="{LIGHT}"')
        if card.numbers:
            corner = card.left + card.width - PADDING + 4, card.top + 4
            yield from badge(card.numbers, corner, ground=LIGHT, ink=DARK)
    if card.rows and card.name:
        below = card.top + card.tab_height + card.head_height
        yield f'<path d="M{card.left} {below}h{card.width}" stroke="{TINT}"/>'
    slack = (card.head_height - len(card.name) * LEADING[NAME]) // 2
    top = card.top + card.tab_height + slack
    yield from text(card.name, (card.left + PADDING, top), size=NAME, look=_BOLD)


def _row(card: Card, row: Row, ink: Ink) -> Iterator[str]:
    """Yield what a row says."""
    left, top = card.left + PADDING, card.top + row.top + 3
    if row.behind:
        look = f' font-size="{DETAIL}" fill="{ink.colour}"'
        yield two_texts(row.action[0], row.behind, at=(left, top), size=ACTION, look=look)
    else:
        yield from text(row.action, (left, top), size=ACTION)
    below = top + len(row.action) * LEADING[ACTION]
    yield from text(row.detail, (left, below), size=DETAIL, look=f' fill="{ink.colour}"')
    if row.numbers:
        yield from badge(row.numbers, (card.left + card.width - PADDING + 4, top))


# ------------------------------------------------------------------ lines


def _lines(canvas: Canvas) -> Iterator[str]:
    """Yield the lines of each bundle together; each passes over those before it, taken ones over all."""
    bundles: dict[tuple[bool, Bundle], list[Way]] = {}
    for way in canvas.layout.ways:
        bundles.setdefault((canvas.is_taken(way), way.row.course.bundle), []).append(way)
    for (is_taken, bundle), ways in sorted(bundles.items(), key=lambda each: each[0][0]):
        ink = canvas.palette.ink(bundle.roles)
        look = stroke(ink, "3" if is_taken and canvas.trail else "1.8")
        yield from (line(way.points, f'stroke="{LIGHT}" stroke-width="5"') for way in ways)
        # Faint as one group: one by one, they would be dark where they lie on each other.
        yield f"<g{'' if is_taken else FAINT}>"
        for way in ways:
            yield f"<g {_found_by(way)}>"
            yield f"<title>{escape(_meant(way, canvas))}</title>"
            yield line(way.points, look)
            yield "</g>"
        yield "</g>"


def _found_by(way: Way) -> str:
    """Return the attribute by which a line is found."""
    drawn = way.row.course.line
    if isinstance(drawn, Move):
        return f'data-move="{escape(f"{drawn.source} {drawn.action} {drawn.target}")}"'
    return f'data-joined="{escape(way.row.course.source.state)}"' if drawn is None else 'data-opening=""'


def _meant(way: Way, canvas: Canvas) -> str:
    """Return a line in words, for those who point at it."""
    drawn = way.row.course.line
    if isinstance(drawn, Move):
        return _said(drawn, canvas)
    return " ".join(way.row.action) if drawn is None else _opened(canvas)


def _tips(canvas: Canvas) -> Iterator[str]:
    """Yield where the lines begin and end: a dot at each row, one arrow head for each bundle."""
    heads: dict[Bundle, tuple[Way, bool]] = {}
    for way in canvas.layout.ways:
        bundle, is_taken = way.row.course.bundle, canvas.is_taken(way)
        yield _faded(dot(way.points[0], canvas.palette.ink(bundle.roles)), is_taken=is_taken)
        heads[bundle] = way, is_taken or (bundle in heads and heads[bundle][1])
    for bundle, (way, is_taken) in heads.items():
        yield _faded(
            tip(way.points[-1], canvas.palette.ink(bundle.roles), side=bundle.side), is_taken=is_taken
        )


def _faded(mark: str, *, is_taken: bool) -> str:
    """Return a mark, faint unless a matter came by it."""
    return mark if is_taken else f"<g{FAINT}>{mark}</g>"
