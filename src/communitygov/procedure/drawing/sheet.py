"""The sheet: where every card, gutter and channel of a drawing lies.

From above: the headings of the columns, then each band: its channel, then its cards.  Gutters lie between the
columns and at both sides.  To the left of them all stand the headings of the lanes, if there are any.

All lengths are whole pixels from the upper left corner.  This module knows no lines: how wide a gutter and
how high a channel has to be, it is told.
"""

from collections.abc import Mapping
from typing import NamedTuple

from communitygov.procedure.drawing.card import LEADING, PADDING, STEP, UNIT, Card, Deck, up_to_grid
from communitygov.procedure.drawing.lettering import width
from communitygov.procedure.drawing.plan import Plan, Spot

#: Between two cards of a column.
GAP = 2 * UNIT


class Space(NamedTuple):
    """How much room the lines take: the width of each gutter, the height of each channel."""

    gutters: tuple[int, ...]
    channels: tuple[int, ...]


class Sheet(NamedTuple):
    """Where everything lies: left edges of columns and gutters, upper edges of bands, the end of the last."""

    columns: tuple[int, ...]
    gutters: tuple[int, ...]
    bands: tuple[int, ...]
    cards: Mapping[Spot, Card]
    width: int
    height: int

    def height_of(self, band: int) -> int:
        """Return how high a band is."""
        return (*self.bands, self.height)[band + 1] - self.bands[band]


def margin_of(deck: Deck) -> int:
    """Return how wide the headings of the lanes are; none if there are no lanes."""
    widest = max((width(line, STEP) for lines in deck.lanes for line in lines), default=-2 * PADDING)
    return widest + 2 * PADDING


def sheet_of(plan: Plan, deck: Deck, *, space: Space) -> Sheet:
    """Place the cards of a deck by a plan, with as much space for the lines."""
    margin = margin_of(deck)
    gutters = tuple(margin + sum(space.gutters[:n]) + n * deck.width for n in range(len(space.gutters)))
    columns = tuple(left + wide for left, wide in zip(gutters, space.gutters, strict=True))[:-1]
    top = up_to_grid(max(len(lines) for lines in deck.headings) * LEADING[STEP] + 10)
    bands: list[int] = []
    placed: dict[Spot, Card] = {}
    for band, channel in enumerate(space.channels):
        bands.append(top)
        cards = [deck.cards[spot] for spot in plan.spots if spot.band == band]
        placed |= _stacked(cards, columns, top + channel)
        top = max([_bottom(deck, band, top, channel), *(_end(placed[card.spot], deck) for card in cards)])
    return Sheet(columns, gutters, tuple(bands), placed, gutters[-1] + space.gutters[-1], top)


def _bottom(deck: Deck, band: int, top: int, channel: int) -> int:
    """Return where a band ends at the earliest: below its channel, and below its heading."""
    heading = up_to_grid(len(deck.lanes[band]) * LEADING[STEP] + GAP) if deck.lanes else 0
    return top + max(channel, heading)


def _end(card: Card, deck: Deck) -> int:
    """Return where a band ends because of a card: lanes leave something free below."""
    return up_to_grid(card.top + card.height) + (UNIT if deck.lanes else 0)


def _stacked(cards: list[Card], columns: tuple[int, ...], top: int) -> dict[Spot, Card]:
    """Place cards in their columns, one below the other from `top` on."""
    free = [top] * len(columns)
    placed: dict[Spot, Card] = {}
    for card in cards:
        column = card.spot.column
        placed[card.spot] = card._replace(left=columns[column], top=free[column])
        free[column] = up_to_grid(free[column] + card.height) + GAP
    return placed
