"""The sheet: where every card, gutter and channel of a drawing lies.

From above: the headings of the columns, a channel, the states where a case goes on, a second channel, the
ends.  Gutters lie between the columns and at both sides.

All lengths are whole pixels from the upper left corner.  This module knows no lanes: how wide a gutter and
how high a channel has to be, it is told.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from communitygov.procedure.drawing.card import LEADING, STEP, UNIT, Card, Deck, up_to_grid
from communitygov.procedure.drawing.plan import Plan

#: Between two cards of a column.
GAP = 2 * UNIT


class Space(NamedTuple):
    """How much room the lines take: the width of each gutter, the heights of the channels."""

    gutters: tuple[int, ...]
    above: int = GAP
    below: int = GAP


class Sheet(NamedTuple):
    """Where everything lies: left edges of columns and gutters, upper edges of the channels."""

    columns: tuple[int, ...]
    gutters: tuple[int, ...]
    above: int
    below: int
    cards: Mapping[str, Card]
    width: int
    height: int


def sheet_of(plan: Plan, deck: Deck, *, space: Space) -> Sheet:
    """Place the cards of a deck by a plan, with as much space for the lines."""
    gutters = tuple(sum(space.gutters[:n]) + n * deck.width for n in range(len(space.gutters)))
    columns = tuple(left + wide for left, wide in zip(gutters, space.gutters, strict=True))[:-1]
    above = up_to_grid(max(len(lines) for lines in deck.headings) * LEADING[STEP] + 10)
    going = [deck.cards[state.code] for state in plan.states if not state.is_final]
    placed, below = _stacked(plan, going, columns, above + space.above)
    ends = [deck.cards[state.code] for state in plan.states if state.is_final]
    ended, bottom = _stacked(plan, ends, columns, below + space.below)
    width = gutters[-1] + space.gutters[-1]
    return Sheet(columns, gutters, above, below, placed | ended, width, bottom)


def _stacked(
    plan: Plan, cards: Iterable[Card], columns: tuple[int, ...], top: int
) -> tuple[dict[str, Card], int]:
    """Place cards in their columns, one below the other from `top` on; say where the last one ends."""
    free = [top] * len(columns)
    placed: dict[str, Card] = {}
    for card in cards:
        column = plan.places[card.state.code].column
        placed[card.state.code] = card._replace(left=columns[column], top=free[column])
        free[column] = up_to_grid(free[column] + card.height) + GAP
    bottom = max((up_to_grid(card.top + card.height) for card in placed.values()), default=top)
    return placed, bottom
