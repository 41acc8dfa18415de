"""How a matter is put without a vote (协商一致): deliberation on it is concluded, or its item ends.

1. An entry may say that deliberation on a matter was concluded.  What counts is who is there and who objects
   at that place in the log; whoever comes, leaves or objects later changes nothing.
2. An item for decision that names its matter is dealt with where the next item is taken, or the sitting is
   adjourned or closed: just before that.  If the sitting goes on with it after an interruption, it is dealt
   with anew.  That is a library default.

This module counts nobody; `communitygov.meeting.sitting.voting` does.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar, NamedTuple

import attrs

from communitygov.core.checks import identifier, one_of, optional
from communitygov.errors import Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.sitting.agenda import AgendaItem, ItemAdded, ItemKind, ItemTaken
from communitygov.meeting.sitting.entry import Adjourned, Closed, Entry, Resumed
from communitygov.meeting.sitting.notice import NoticeIssued


@attrs.frozen(kw_only=True)
class Concluded(Entry):
    """Deliberation on a matter was concluded without a vote (议决).

    Parameters
    ----------
    about
        Identifier of the matter or motion.
    rule
        By what it is decided, where that was said.
    by
        Who concluded it, mostly the chair.

    Examples
    --------
    Who objects afterwards objects to what was concluded, and does not undo it:

    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.council.delegate import Delegate
    >>> from communitygov.meeting.decision.quorum import Minimum
    >>> from communitygov.meeting.sitting.sitting import Sitting
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> council = four_party_council([Delegate("d-1", "local_worthies")])
    >>> sitting = Sitting(id="LQ-M1", council=council, held_at=nine).sign_in("d-1")
    >>> sitting = sitting.record(Concluded(at=nine, about="LQ-1", rule=Minimum("present", 1), by="d-1"))
    >>> sitting.object("d-1", "LQ-1").tally("LQ-1").total.objections, sitting.decide("LQ-1").outcome
    (0, Outcome.ADOPTED)
    >>> sitting.decide("LQ-2")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No matter that was put is called 'LQ-2'. Did you mean 'LQ-1'? \
[UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "concluded"
    label: ClassVar[Words] = Words("议决", "concluded")
    about: str = attrs.field(validator=identifier)
    rule: DecisionRule | None = attrs.field(default=None, validator=optional(one_of((DecisionRule,))))
    by: str | None = attrs.field(default=None, validator=optional(identifier))


class Conclusion(NamedTuple):
    """How a matter was put without a vote: where in the log, and by what it is decided if that was said.

    It is judged as things stood after the entry at `place`.  `item` is the number of the item for decision
    whose end it was; none if an entry concluded it.

    Examples
    --------
    >>> Conclusion("LQ-1", 7).rule is None, Conclusion("LQ-1", 7, item="1.2").item
    (True, '1.2')
    """

    about: str
    place: int
    rule: DecisionRule | None = None
    by: str | None = None
    item: str | None = None


def conclusions(entries: Iterable[Entry]) -> tuple[Conclusion, ...]:
    """Return every conclusion that entries state, in their order.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> conclusions([Concluded(at=datetime(2023, 5, 4, 9, tzinfo=UTC), about="LQ-1", by="d-1")])
    (Conclusion(about='LQ-1', place=0, rule=None, by='d-1', item=None),)
    """
    return tuple(
        Conclusion(entry.about, place, entry.rule, entry.by)
        for place, entry in enumerate(entries)
        if isinstance(entry, Concluded)
    )


class _Items:
    """Keeps which item is under way while a log is read; serves once, inside `dealt_with`."""

    def __init__(self) -> None:
        """Begin with no item."""
        self.known: dict[str, AgendaItem] = {}
        self.under_way: AgendaItem | None = None
        self.is_paused = False
        self.ends: dict[str, Conclusion] = {}

    def read(self, place: int, entry: Entry) -> None:
        """Read one entry."""
        match entry:
            case NoticeIssued(notice=notice):
                self.known |= {item.number: item for item in notice.agenda.items}
            case ItemAdded(item=item):
                self.known[item.number] = item
            case ItemTaken(number=number):
                self._end(place)
                self.under_way, self.is_paused = self.known[number], False
            case Adjourned():
                self._end(place)
                self.is_paused = True
            case Resumed():
                self.is_paused = False
            case Closed():
                self._end(place)
                self.under_way = None
            case _:
                pass

    def _end(self, place: int) -> None:
        """Let the item under way end just before an entry, if one is and it is for decision."""
        item = self.under_way
        if item and item.about and item.kind is ItemKind.DECISION and not self.is_paused:
            self.ends[item.about] = Conclusion(item.about, place - 1, item=item.number)


def dealt_with(entries: Iterable[Entry]) -> Mapping[str, Conclusion]:
    """Return where each matter that has an item for decision was last dealt with, by the matter.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> added = ItemAdded(at=nine, item=AgendaItem("1", "线路", kind="decision", about="LQ-1"))
    >>> taken = ItemTaken(at=nine, number="1")
    >>> dealt_with([added, taken]), dealt_with([added, taken, Closed(at=nine)])["LQ-1"].place
    ({}, 1)
    """
    items = _Items()
    for place, entry in enumerate(entries):
        items.read(place, entry)
    return items.ends
