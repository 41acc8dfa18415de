"""What a sitting deals with (议题), numbered as a tree, and how far each item has come.

1. Numbers say where an item hangs: 1.2 hangs under 1.  So no item hangs in a circle, and an agenda with 1.2
   but without 1 is refused.
2. Which items were announced is not written on the item: those are that stand in a notice
   (`communitygov.meeting.sitting.notice`).
3. One item is under way at a time, until the next is taken or the sitting closes: a library default.

Titles are public.  This module knows no sitting and no rule about what may be voted on.
"""

from collections.abc import Iterable
from html import escape
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, each_of, identifier, one_of, optional, title
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.sitting.entry import Entry, Name

_NUMBER = Words("须为 1 或 1.2 这样的编号", "must be a number such as 1 or 1.2")
#: Most digits of one part of a number; more would be no number of an item.
_MOST_DIGITS = 6


class ItemKind(TermEnum):
    """What is to become of an item.

    Examples
    --------
    >>> ItemKind("decision").label("zh")
    '表决'
    """

    INFORMATION = "information", "通报", "information"
    DELIBERATION = "deliberation", "协商", "deliberation"
    DECISION = "decision", "表决", "decision"


class ItemState(TermEnum):
    """How far an item has come.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.sitting.sitting import Sitting
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> sitting = Sitting(id="LQ-M1", council=four_party_council(()), held_at=nine)
    >>> sitting = sitting.add_item(AgendaItem("1", "线路")).add_item(AgendaItem("2", "停车"))
    >>> sitting.take_item("1").item_states()
    {'1': ItemState.UNDER_WAY, '2': ItemState.WAITING}
    >>> sitting.take_item("1").take_item("2").item_states()
    {'1': ItemState.DONE, '2': ItemState.UNDER_WAY}
    """

    WAITING = "waiting", "未议", "not taken yet"
    UNDER_WAY = "under_way", "在议", "under way"
    DONE = "done", "已议", "dealt with"


def _kind(value: object) -> ItemKind:
    """Return the kind with this code."""
    return ItemKind.named(value)


def _steps(number: str) -> tuple[int, ...]:
    """Return the parts of a number, so that 1.10 comes after 1.9."""
    return tuple(map(int, number.split(".")))


def _numbered(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse what is no number of an item; each item has one number only, without leading noughts."""
    parts = value.split(".") if isinstance(value, str) else [""]
    for part in parts:
        if not (part.isascii() and part.isdigit() and part[0] != "0" and len(part) <= _MOST_DIGITS):
            raise InvalidValue(field.name, value, _NUMBER)


@attrs.frozen
class AgendaItem(Value):
    """One item of an agenda (议题).

    Parameters
    ----------
    number
        Such as ``"1"``, or ``"1.2"`` for the second under the first.
    title
        What it is called; public.
    kind
        Whether it is for information, deliberation or decision.
    about
        Identifier of the matter, if it has one.
    matter
        Code of the class of matters to which it belongs; a body may decide some by another rule.
    minutes
        How long it is meant to take.

    Examples
    --------
    >>> item = AgendaItem("1.2", "老旧线路改造", kind="decision", about="LQ-1")
    >>> item.parent, item.kind
    ('1', ItemKind.DECISION)
    >>> AgendaItem("01", "老旧线路改造")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: number: '01' will not do; it must be a number such as 1 or 1.2. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "agenda-item"
    number: str = attrs.field(validator=[_numbered, identifier])
    title: str = attrs.field(validator=title)
    kind: ItemKind = attrs.field(default=ItemKind.DELIBERATION, kw_only=True, converter=_kind)
    about: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))
    matter: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))
    minutes: int | None = attrs.field(default=None, kw_only=True, validator=optional(at_least(1)))

    @property
    def parent(self) -> str | None:
        """The number of the item under which it hangs."""
        return self.number.rpartition(".")[0] or None

    @property
    def depth(self) -> int:
        """Under how many items it hangs."""
        return self.number.count(".")


def _in_order(value: Iterable[AgendaItem]) -> tuple[AgendaItem, ...]:
    """Return items by their numbers, as far as they are items."""
    items = as_tuple(value)
    if all(isinstance(each, AgendaItem) for each in items):
        return tuple(sorted(items, key=lambda item: _steps(item.number)))
    return items  # the check that follows names what is none


@attrs.frozen
class Agenda(Value):
    """The items of a sitting (议程), in the order of their numbers.

    Examples
    --------
    >>> agenda = Agenda([AgendaItem("2", "停车"), AgendaItem("1", "线路"), AgendaItem("1.1", "预算")])
    >>> [item.number for item in agenda.items]
    ['1', '1.1', '2']
    >>> [item.title for item in agenda.under("1")]
    ['预算']
    >>> Agenda([AgendaItem("1.1", "预算")])
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No agenda item is called '1'. Known: '1.1'. [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "agenda"
    items: tuple[AgendaItem, ...] = attrs.field(
        default=(), converter=_in_order, validator=each_of(AgendaItem)
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a number that is used twice, and an item under one that is not there."""
        numbers = [item.number for item in self.items]
        known = set(numbers)
        if len(known) < len(numbers):
            bound = Words("须每个编号只用一次", "must use each number once")
            raise InvalidValue("items", ", ".join(numbers), bound)
        for item in self.items:
            if item.parent and item.parent not in known:
                raise _unknown(item.parent, numbers)

    def __getitem__(self, number: str) -> AgendaItem:
        """Return the item with this number; raise `UnknownName` with the nearest one otherwise."""
        for item in self.items:
            if item.number == number:
                return item
        raise _unknown(number, [item.number for item in self.items])

    def under(self, number: str) -> tuple[AgendaItem, ...]:
        """Return the items that hang directly under one."""
        return tuple(item for item in self.items if item.parent == self[number].number)

    def with_items(self, items: Iterable[AgendaItem]) -> "Agenda":
        """Return the agenda with more items; of two with the same number the new one stands."""
        joining = as_tuple(items)
        numbers = {each.number for each in joining if isinstance(each, AgendaItem)}
        return Agenda((*(each for each in self.items if each.number not in numbers), *joining))

    def _repr_html_(self) -> str:
        """Show the agenda as a table in a notebook."""
        rows = "".join(
            f"<tr><td>{escape(each.number)}</td><td>{'　' * each.depth}{escape(each.title)}</td>"
            f"<td>{each.kind.zh} {each.kind.en}</td><td>{each.minutes or ''}</td></tr>"
            for each in self.items
        )
        return (
            "<table><caption>议程 agenda</caption><thead><tr><th>编号 number</th><th>议题 item</th>"
            f"<th>类别 kind</th><th>分钟 minutes</th></tr></thead><tbody>{rows}</tbody></table>"
        )


def _unknown(number: str, known: Iterable[str]) -> UnknownName:
    """Return the error that an item is not on the agenda."""
    return UnknownName(Words("议题", "agenda item"), number, tuple(known))


@attrs.frozen(kw_only=True)
class ItemAdded(Entry):
    """An item came onto the agenda at the sitting itself (临时议题), so it was not announced.

    Examples
    --------
    The item is on the agenda, and was never announced:

    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.sitting.sitting import Sitting
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> sitting = Sitting(id="LQ-M1", council=four_party_council(()), held_at=nine)
    >>> sitting = sitting.record(ItemAdded(at=nine, item=AgendaItem("1", "停车")))
    >>> sitting.agenda["1"].title, sitting.announced_at("1")
    ('停车', None)
    >>> sitting.record(ItemAdded(at=nine, item=AgendaItem("2.1", "收费")))
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No agenda item is called '2'. Known: '1'. [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "item-added"
    label: ClassVar[Words] = Words("增加议题", "item added")
    item: AgendaItem = attrs.field(validator=one_of(AgendaItem))

    @property
    def gives(self) -> tuple[Name, ...]:
        """The item, which may be taken."""
        return (("item", self.item.number),)

    @property
    def goes_by(self) -> Name | None:
        """The item under which it hangs."""
        return ("item", self.item.parent) if self.item.parent else None


@attrs.frozen(kw_only=True)
class ItemTaken(Entry):
    """An item was taken up.

    Examples
    --------
    An item that was neither announced nor added cannot be taken:

    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.sitting.log import SittingLog
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> log = SittingLog().with_entries([ItemAdded(at=nine, item=AgendaItem("1", "线路"))])
    >>> log.with_entries([ItemTaken(at=nine, number="2")])
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No agenda item is called '2'. Known: '1'. [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "item-taken"
    label: ClassVar[Words] = Words("进入议题", "item taken")
    number: str = attrs.field(validator=[_numbered, identifier])

    @property
    def goes_by(self) -> Name | None:
        """The item."""
        return ("item", self.number)
