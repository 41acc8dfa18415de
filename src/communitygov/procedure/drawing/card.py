"""Cards: a state with the moves that lead out of it, measured and ready to be placed.

Whatever an arrow begins or ends at lies on a grid of `UNIT` pixels from the card's top, shifted by half of it
in every other column.  So no arrow from the left of a gutter ever lies on one from its right.

All lengths are whole pixels.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from communitygov.errors import Words
from communitygov.procedure.drawing.caption import Captions
from communitygov.procedure.drawing.lettering import width, wrapped
from communitygov.procedure.drawing.plan import Bundle, Course, Plan, Side, Spot
from communitygov.procedure.drawing.trail import Trail, numbered

UNIT = 12
#: Font sizes: of the table's name, of steps and lanes, states, actions, and of what stands below an action.
TITLE, STEP, NAME, ACTION, DETAIL = 22, 16, 15, 13, 12
#: Line heights of the same.
LEADING: Mapping[int, int] = {TITLE: 30, STEP: 22, NAME: 20, ACTION: 17, DETAIL: 15}
PADDING = 14
#: The narrowest and the widest card, the lowest head, and what stays free below the last row.
_NARROW, _WIDE, _LOW, _FOOT = 132, 240, 30, 6
#: The widest heading of a lane.
_LANE = 110

BEGINS = Words("事项由此开始", "a case begins here")
_ALSO = Words("{}另可办理", "also open to: {}")


class Row(NamedTuple):
    """A line in its card: its texts, the numbers of a matter that took it, how far below the top it begins.

    A short detail stands behind the action, on the same line of text; a longer one below it.
    """

    course: Course
    action: tuple[str, ...]
    behind: str
    detail: tuple[str, ...]
    numbers: str
    top: int
    height: int


class Card(NamedTuple):
    """A state with its moves, or the opening.

    From above: the tab, which says how a case begins, where it does; the head with the name; the rows.
    `entries` says how far from the card's upper left corner each bundle arrives, `numbers` stand in the tab.
    """

    spot: Spot
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
    numbers: str = ""

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
    """All cards of a drawing, not placed yet, the headings of its columns and those of its lanes."""

    headings: tuple[tuple[str, ...], ...]
    lanes: tuple[tuple[str, ...], ...]
    cards: Mapping[Spot, Card]
    width: int


def up_to_grid(length: int, shift: int = 0) -> int:
    """Return the next place on the grid.

    Examples
    --------
    >>> up_to_grid(25), up_to_grid(24), up_to_grid(25, shift=6)
    (36, 24, 30)
    """
    return -((shift - length) // UNIT) * UNIT + shift


class _Texts(NamedTuple):
    """What a row says."""

    action: str
    detail: str
    numbers: str


class _Dealer(NamedTuple):
    """What makes the cards of a plan."""

    plan: Plan
    captions: Captions
    trail: Trail | None
    wide: int = _NARROW

    @property
    def most(self) -> int:
        """How wide a text may be."""
        return self.wide - 2 * PADDING

    @property
    def first(self) -> str:
        """Return the number of the opening, where it stands in a tab and a matter is followed."""
        return "" if self.trail is None or self.plan.has_lanes else "1"

    def texts(self, course: Course) -> _Texts:
        """Return what a row says: the action; who may take it, unless the lane says so; where it leads."""
        captions, line = self.captions, course.line
        if line is None:
            other = self.plan.bands[course.bundle.target.band].heading
            who = "" if other is None else captions.of(other)
            return _Texts(_ALSO.say(captions.language).format(who), "", "")
        who = captions.proxies(line) if self.plan.has_lanes else captions.roles(line)
        numbers = "" if self.trail is None else numbered(self.trail.numbers(course))
        return _Texts(captions.action(line), f"{who} → {captions.target(line)}".strip(), numbers)

    def common_width(self) -> int:
        """Return the width that fits all texts of the cards on one line, within bounds."""
        widths = [width(self.captions.of(state), NAME) for state in self.plan.states.values()]
        for course in self.plan.courses:
            texts = self.texts(course)
            if self.plan.has_lanes:
                widths.append(_on_one_line(texts))
            widths += [width(texts.action, ACTION) + _badge(texts.numbers), width(texts.detail, DETAIL)]
        return up_to_grid(min(max(*widths, _NARROW - 2 * PADDING) + 2 * PADDING, _WIDE))

    def card(self, spot: Spot, leaving: Sequence[Course], arriving: Sequence[Bundle]) -> Card:
        """Return the card of a spot with its tab and head, and its rows one below the other."""
        shift = UNIT // 2 * (spot.column % 2)
        card = self._headed(spot, arriving, shift=shift)
        top = up_to_grid(card.height + 2, shift)
        rows: list[Row] = []
        for course in leaving:
            rows.append(self._row(course, top))
            top += rows[-1].height
        return card._replace(rows=tuple(rows), height=top + _FOOT if rows else card.height)

    def _row(self, course: Course, top: int) -> Row:
        """Return the row of a course."""
        texts, detail = self.texts(course), tuple[str, ...]()
        behind = texts.detail if self.plan.has_lanes and _on_one_line(texts) <= self.most else ""
        action = wrapped(texts.action, size=ACTION, most=self.most - _badge(texts.numbers))
        if texts.detail and not behind:
            detail = wrapped(texts.detail, size=DETAIL, most=self.most)
        height = up_to_grid(len(action) * LEADING[ACTION] + len(detail) * LEADING[DETAIL] + 4)
        return Row(course, action, behind, detail, texts.numbers, top, height)

    def _headed(self, spot: Spot, arriving: Sequence[Bundle], *, shift: int) -> Card:
        """Return a card with its tab and head: room for the name and for all that arrives at its sides."""
        said = self._tab(spot)
        tab = wrapped(said, size=ACTION, most=self.most - _badge(self.first)) if said else ()
        tab_height = up_to_grid(len(tab) * LEADING[ACTION])
        if not spot.state:
            return Card(spot, tab, (), (), {}, tab_height, 0, self.wide, tab_height)
        name = wrapped(self.captions.of(self.plan.states[spot.state]), size=NAME, most=self.most)
        sides = [[bundle for bundle in arriving if bundle.side is side] for side in Side]
        head = max(_LOW, len(name) * LEADING[NAME] + 10, *(len(at_side) * UNIT + 18 for at_side in sides))
        entries = {
            bundle: tab_height + below
            for at_side in sides
            for bundle, below in zip(at_side, _middle(head, len(at_side), shift), strict=True)
        }
        card = Card(spot, tab, name, (), entries, tab_height, head, self.wide, tab_height + head)
        return card._replace(numbers=self.first) if tab else card

    def _tab(self, spot: Spot) -> str:
        """Return how a case begins, where it begins with this card."""
        if not spot.state:
            return BEGINS.say(self.captions.language)
        opening = self.captions.table.opening
        begins_here = opening.target == spot.state and not self.plan.has_lanes
        return self.captions.arrow(opening) if begins_here else ""


def deck_of(plan: Plan, captions: Captions, *, trail: Trail | None = None) -> Deck:
    """Return the cards of a plan, all of one width, with captions and with the trail of a matter."""
    narrow = _Dealer(plan, captions, trail)
    dealer = narrow._replace(wide=narrow.common_width())
    leaving: defaultdict[Spot, list[Course]] = defaultdict(list)
    arriving: defaultdict[Spot, dict[Bundle, None]] = defaultdict(dict)
    for course in plan.courses:
        leaving[course.source].append(course)
        arriving[course.bundle.target][course.bundle] = None
    headings = tuple(
        wrapped(f"{n} {captions.of(step)}", size=STEP, most=dealer.most)
        for n, step in enumerate(plan.steps, 1)
    )
    lanes = tuple(
        wrapped(captions.of(band.heading), size=STEP, most=_LANE)
        for band in plan.bands
        if band.heading is not None
    )
    cards = {spot: dealer.card(spot, leaving[spot], tuple(arriving[spot])) for spot in plan.spots}
    return Deck(headings, lanes, cards, dealer.wide)


def _on_one_line(texts: _Texts) -> int:
    """Return how wide a row is whose texts all stand on one line."""
    return width(f"{texts.action} ", ACTION) + width(texts.detail, DETAIL) + _badge(texts.numbers)


def _badge(numbers: str) -> int:
    """Return how wide the numbers beside a row are, with what stays free before them."""
    return width(numbers, DETAIL) + 18 if numbers else 0


def _middle(head: int, count: int, shift: int) -> range:
    """Return as many places of the grid as asked for, around the middle of a head."""
    half = UNIT // 2
    first = (head // 2 - half * (count - 1) - shift + half) // UNIT * UNIT + shift
    return range(first, first + count * UNIT, UNIT)
