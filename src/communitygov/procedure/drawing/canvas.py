"""What a drawing is drawn from: plan, names, inks, where everything lies, and the trail of a matter."""

from typing import NamedTuple

from communitygov.procedure.drawing.caption import Captions
from communitygov.procedure.drawing.card import Deck, deck_of
from communitygov.procedure.drawing.ink import Palette
from communitygov.procedure.drawing.plan import Plan
from communitygov.procedure.drawing.trail import Trail
from communitygov.procedure.drawing.way import Layout, Way, layout_of


class Canvas(NamedTuple):
    """All that is drawn.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> from communitygov.procedure.drawing.plan import plan_by_step
    >>> table = five_step_literal().table
    >>> len(Canvas.of(plan_by_step(table), Captions(table, "zh")).layout.ways)
    4
    """

    plan: Plan
    captions: Captions
    palette: Palette
    deck: Deck
    layout: Layout
    trail: Trail | None

    @classmethod
    def of(cls, plan: Plan, captions: Captions, *, trail: Trail | None = None) -> "Canvas":
        """Return the canvas for a plan."""
        deck = deck_of(plan, captions, trail=trail)
        return cls(plan, captions, Palette.of(captions.table), deck, layout_of(plan, deck), trail)

    def is_taken(self, way: Way) -> bool:
        """Tell whether a line is drawn in full: the matter took it, or no matter is followed.

        A line that joins two cards of a state is taken if the matter went on from the second one.
        """
        if self.trail is None or way.row.numbers:
            return True
        card = self.deck.cards[way.row.course.bundle.target]
        return way.row.course.line is None and any(row.numbers for row in card.rows)

    def has_seen(self, state: str) -> bool:
        """Tell whether a card is drawn in full: the matter has been there, or no matter is followed."""
        return self.trail is None or state == "" or state in self.trail.visited
