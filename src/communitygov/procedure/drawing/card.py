"""Cards: a state with the moves that lead out of it, measured and ready to be placed.

Whatever an arrow begins or ends at lies on a grid of `UNIT` pixels from the card's top, shifted by half of it
in every other column.  So no arrow from the left of a gutter ever lies on one from its right.

All lengths are whole pixels.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from communitygov.procedure.drawing.caption import Captions
from communitygov.procedure.drawing.lettering import width, wrapped
from communitygov.procedure.drawing.plan import Bundle, Course, Plan, Side
from communitygov.procedure.table import State

UNIT = 12
#: Font sizes: of the table's name, of steps, states, actions, and of what stands below an action.
TITLE, STEP, NAME, ACTION, DETAIL = 22, 16, 15, 13, 12
#: Line heights of the same.
LEADING: Mapping[int, int] = {TITLE: 30, STEP: 22, NAME: 20, ACTION: 17, DETAIL: 15}
PADDING = 14
#: The narrowest and the widest card, the lowest head, and what stays free below the last row.
_NARROW, _WIDE, _LOW, _FOOT = 132, 240, 30, 6


class Row(NamedTuple):
    """A move in its card: its lines of text, and how far below the card's top it begins."""

    course: Course
    action: tuple[str, ...]
    detail: tuple[str, ...]
    top: int
    height: int


class Card(NamedTuple):
    """A state with its moves.

    From above: the tab, which says how a case begins, where it does; the head with the name; the rows.
    `entries` says how far from the card's upper left corner each bundle arrives.
    """

    state: State
    tab: tuple[str, ...]
    name: tuple[str, ...]
    rows: tuple[Row, ...]
    entries: Mapping[Bundle, int]
    tab_height: int
    head_height: int
    width: int
    height: int
    left: int = 0
    top: int = 0

    def departure(self, row: Row) -> tuple[int, int]:
        """Return the point at which the arrow of a row begins."""
        return self._edge(row.course.leaves), self.top + row.top + UNIT

    def arrival(self, bundle: Bundle) -> tuple[int, int]:
        """Return the point at which a bundle ends."""
        return self._edge(bundle.side), self.top + self.entries[bundle]

    def _edge(self, side: Side) -> int:
        """Return where the left or the right edge is."""
        return self.left + (self.width if side is Side.RIGHT else 0)


class Deck(NamedTuple):
    """All cards of a drawing, not placed yet, and the headings of its columns."""

    headings: tuple[tuple[str, ...], ...]
    cards: Mapping[str, Card]
    width: int


def up_to_grid(length: int, shift: int = 0) -> int:
    """Return the next place on the grid.

    Examples
    --------
    >>> up_to_grid(25), up_to_grid(24), up_to_grid(25, shift=6)
    (36, 24, 30)
    """
    return -((shift - length) // UNIT) * UNIT + shift


def deck_of(plan: Plan, captions: Captions) -> Deck:
    """Return the cards of a plan, all of one width, with captions."""
    wide = _common_width(plan, captions)
    most = wide - 2 * PADDING
    leaving: defaultdict[str, list[Course]] = defaultdict(list)
    for course in plan.courses:
        leaving[course.move.source].append(course)
    bundles = dict.fromkeys(course.bundle for course in plan.courses)
    cards: dict[str, Card] = {}
    for state in plan.states:
        arriving = [bundle for bundle in bundles if bundle.target == state.code]
        shift = UNIT // 2 * (plan.places[state.code].column % 2)
        card = _headed(state, captions, arriving, wide=wide, shift=shift)
        cards[state.code] = _filled(card, captions, leaving[state.code], shift=shift)
    headings = tuple(
        wrapped(f"{n} {captions.of(step)}", size=STEP, most=most) for n, step in enumerate(plan.steps, 1)
    )
    return Deck(headings, cards, wide)


def _common_width(plan: Plan, captions: Captions) -> int:
    """Return the width that fits all texts of the cards on one line, within bounds."""
    widths = [width(captions.of(state), NAME) for state in plan.states]
    for course in plan.courses:
        widths += [width(captions.action(course.move), ACTION), width(_detail(course, captions), DETAIL)]
    return up_to_grid(min(max(*widths, _NARROW - 2 * PADDING) + 2 * PADDING, _WIDE))


def _detail(course: Course, captions: Captions) -> str:
    """Return what stands below an action: who may take it, and where it leads."""
    return f"{captions.roles(course.move)} → {captions.target(course.move)}"


def _headed(state: State, captions: Captions, arriving: Sequence[Bundle], *, wide: int, shift: int) -> Card:
    """Return a card with its tab and head: room for the name and for all that arrives at its sides."""
    opening, most = captions.table.opening, wide - 2 * PADDING
    tab = wrapped(captions.arrow(opening), size=ACTION, most=most) if opening.target == state.code else ()
    tab_height = up_to_grid(len(tab) * LEADING[ACTION])
    name = wrapped(captions.of(state), size=NAME, most=most)
    sides = [[bundle for bundle in arriving if bundle.side is side] for side in Side]
    head = max(_LOW, len(name) * LEADING[NAME] + 10, *(len(at_side) * UNIT + 18 for at_side in sides))
    entries = {
        bundle: tab_height + below
        for at_side in sides
        for bundle, below in zip(at_side, _middle(head, len(at_side), shift), strict=True)
    }
    return Card(state, tab, name, (), entries, tab_height, head, wide, tab_height + head)


def _middle(head: int, count: int, shift: int) -> range:
    """Return as many places of the grid as asked for, around the middle of a head."""
    half = UNIT // 2
    first = (head // 2 - half * (count - 1) - shift + half) // UNIT * UNIT + shift
    return range(first, first + count * UNIT, UNIT)


def _filled(card: Card, captions: Captions, leaving: Sequence[Course], *, shift: int) -> Card:
    """Return a card with its rows, one below the other."""
    most = card.width - 2 * PADDING
    top = up_to_grid(card.height + 2, shift)
    rows: list[Row] = []
    for course in leaving:
        action = wrapped(captions.action(course.move), size=ACTION, most=most)
        detail = wrapped(_detail(course, captions), size=DETAIL, most=most)
        height = up_to_grid(len(action) * LEADING[ACTION] + len(detail) * LEADING[DETAIL] + 4)
        rows.append(Row(course, action, detail, top, height))
        top += height
    return card._replace(rows=tuple(rows), height=top + _FOOT if rows else card.height)
