"""Ways: the lines from each row to the card to which its move leads, none on another and none through a text.

Lanes are put in order first, while gutters have no width; their number then gives the width of the gutters
and the heights of the channels; last, every line is laid from lane to lane.

All lengths are whole pixels.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from communitygov.procedure.drawing.card import Card, Deck, Row, up_to_grid
from communitygov.procedure.drawing.lane import lane, ordered, tracks
from communitygov.procedure.drawing.plan import Bundle, Plan
from communitygov.procedure.drawing.sheet import GAP, Sheet, Space, sheet_of

Point = tuple[int, int]
Tracks = Mapping[Bundle, int]
#: Between two lanes, and between the last lane and the cards.
PITCH, MARGIN = 10, 18
#: How far lines on one track stay apart: in gutters, and in channels, where they turn away from each other.
_APART, _APART_ACROSS = 30, 48
#: Narrowest gutter between two columns.
_NARROW = 36


class Way(NamedTuple):
    """The line of a row: its corners, from the row to the card to which the move leads."""

    row: Row
    points: tuple[Point, ...]


class Layout(NamedTuple):
    """A sheet with all its ways."""

    sheet: Sheet
    ways: tuple[Way, ...]


def layout_of(plan: Plan, deck: Deck) -> Layout:
    """Return where everything lies, lines included.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> from communitygov.procedure.drawing.caption import Captions
    >>> from communitygov.procedure.drawing.card import deck_of
    >>> from communitygov.procedure.drawing.plan import plan_by_step
    >>> table = five_step_literal().table
    >>> plan = plan_by_step(table)
    >>> layout = layout_of(plan, deck_of(plan, Captions(table, "zh")))
    >>> len(layout.ways)
    4
    """
    count, lowest = len(plan.steps) + 1, (GAP,) * len(plan.bands)
    flat = sheet_of(plan, deck, space=Space((0,) * count, lowest))
    gutters = tuple(_gutter_tracks(flat, gutter) for gutter in range(count))
    least = (0, *(_NARROW for _ in plan.steps[1:]), 0)
    widths = tuple(max(narrow, _breadth(used)) for narrow, used in zip(least, gutters, strict=True))
    wide = _Network(sheet_of(plan, deck, space=Space(widths, lowest)), gutters, ())
    channels = tuple(_channel_tracks(wide, channel) for channel in range(len(plan.bands)))
    heights = tuple(max(GAP, up_to_grid(_breadth(used))) for used in channels)
    network = _Network(sheet_of(plan, deck, space=Space(widths, heights)), gutters, channels)
    ways = tuple(Way(row, network.corners(card, row)) for card, row in _rows(network.sheet))
    return Layout(network.sheet, ways)


class _Network(NamedTuple):
    """A sheet with the tracks of its gutters and channels."""

    sheet: Sheet
    gutters: tuple[Tracks, ...]
    channels: tuple[Tracks, ...]

    def x(self, gutter: int, bundle: Bundle) -> int:
        """Return where the lane of a bundle runs in a gutter."""
        return self.sheet.gutters[gutter] + MARGIN + PITCH * self.gutters[gutter][bundle]

    def corners(self, card: Card, row: Row) -> tuple[Point, ...]:
        """Return the corners of the line of a row."""
        course, bundle = row.course, row.course.bundle
        begin, end = card.departure(row), self.sheet.cards[bundle.target].arrival(bundle)
        first, last = (self.x(course.gutters[place], bundle) for place in (0, -1))
        if course.channel is None:
            return begin, (first, begin[1]), (last, end[1]), end
        across = self.sheet.bands[course.channel] + MARGIN + PITCH * self.channels[course.channel][bundle]
        return begin, (first, begin[1]), (first, across), (last, across), (last, end[1]), end


def _rows(sheet: Sheet) -> Iterator[tuple[Card, Row]]:
    """Yield every row with its card."""
    for card in sheet.cards.values():
        for row in card.rows:
            yield card, row


def _breadth(used: Tracks) -> int:
    """Return how much room the tracks of some lanes take."""
    return 2 * MARGIN + PITCH * max(used.values()) if used else 0


def _gutter_tracks(sheet: Sheet, gutter: int) -> Tracks:
    """Return on which track of a gutter each bundle runs; what lies to its left is at side -1."""
    ends: defaultdict[Bundle, list[tuple[int, int]]] = defaultdict(list)
    for card, row in _rows(sheet):
        course, bundle = row.course, row.course.bundle
        if gutter in course.gutters and course.channel is not None:
            ends[bundle].append((sheet.bands[course.channel], 0))
        if gutter == course.gutters[0]:
            ends[bundle].append((card.departure(row)[1], -course.leaves))
        if gutter == course.gutters[-1]:
            ends[bundle].append((sheet.cards[bundle.target].arrival(bundle)[1], -bundle.side))
    lanes = ordered(lane(bundle, places) for bundle, places in ends.items())
    return tracks(lanes, apart=_APART)


def _channel_tracks(network: _Network, channel: int) -> Tracks:
    """Return on which track of a channel each bundle runs; what lies above it is at side -1."""
    ends: defaultdict[Bundle, list[tuple[int, int]]] = defaultdict(list)
    for card, row in _rows(network.sheet):
        course, bundle = row.course, row.course.bundle
        if course.channel == channel:
            first, last = (network.x(course.gutters[place], bundle) for place in (0, -1))
            ends[bundle] += [(first, -1 if card.spot.band < channel else 1), (last, 1)]
    lanes = ordered(lane(bundle, places) for bundle, places in ends.items())
    return tracks(lanes, apart=_APART_ACROSS)
