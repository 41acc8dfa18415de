"""业态组合: the items of a place, and the counts that somebody declared of them.

1. “9类14个业态” is a declaration: so many items of so many kinds.  Those that are named stand as items, and
   the others stay a number.
2. More items or kinds than declared, more kinds than items, and more kinds left than items to have them are
   refused: such counts cannot be.
3. Whether the mix is balanced is a rule of its own (`communitygov.space.mix.balance`).

Items of different places are never counted together.
"""

from collections.abc import Iterable
from html import escape
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, at_least, counted, each_of, identifier, optional
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message, joined
from communitygov.core.source import Citation, quoted
from communitygov.errors import InvalidValue, Language, UnknownName, Words
from communitygov.space.function.side import Side
from communitygov.space.mix.item import MixItem

#: Where kinds and items are counted.
NINE_OF_FOURTEEN: Citation = quoted("001", "9类14个业态项目")

#: Most items of one mix.
MOST_ITEMS = 10_000
#: Rows of a table that are shown.
SHOWN = 200

MIX_ITEM_UNTOLD = Message(
    "MIX_ITEM_UNTOLD",
    Words("业态 {item} 未说明：{unknown}", "of {item} is not told: {unknown}"),
    Words("请补上", "add it"),
)
MIX_ITEMS_UNNAMED = Message(
    "MIX_ITEMS_UNNAMED",
    Words(
        "{items} 个业态中 {unnamed} 个未列明（至少 {kinds} 类）",
        "{unnamed} of {items} items are not named (of {kinds} kinds at least)",
    ),
    Words(
        "请列明，未列明前不可推定其公益或消费属性", "name them; until then nothing is told of side and price"
    ),
)
_TOLD: dict[str, Words] = {
    "kind": Words("类别", "its kind"),
    "side": Words("公益普惠或品质消费", "its side"),
    "price": Words("价格类别", "its class of price"),
}


@attrs.frozen
class Mix(Value):
    """The items of a place, named or only counted.

    Parameters
    ----------
    items
        Those that are named, each once.
    place
        Identifier of the place.
    declared_kinds, declared_items
        How many there are in all, as somebody declared; none if the named items are all.

    Examples
    --------
    >>> named = [MixItem("digua", name="地瓜社区共享空间"), MixItem("clinic", name="社区卫生服务中心")]
    >>> mix = Mix.declared(kinds=9, items=14, named=named)
    >>> mix.total, mix.unnamed, mix.kinds
    (14, 12, 9)
    >>> print(mix.text("zh"))
    9类14个业态：已列明 2 个，未列明 12 个
    >>> Mix.declared(kinds=14, items=9)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: declared_kinds: 14 will not do; it must be from 1 to 9: no less than \
the kinds that are named, and no more than those and the items whose kind is open. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "mix"
    items: tuple[MixItem, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(MixItem), repr=counted
    )
    place: str = attrs.field(default="mix", kw_only=True, validator=identifier)
    declared_kinds: int | None = attrs.field(default=None, kw_only=True, validator=optional(at_least(0)))
    declared_items: int | None = attrs.field(default=None, kw_only=True, validator=optional(at_least(0)))

    def __attrs_post_init__(self) -> None:
        """Refuse an item twice, and counts that cannot be."""
        if len({item.id for item in self.items}) < len(self.items) or len(self.items) > MOST_ITEMS:
            bound = Words(
                f"标识符须各不相同，至多 {MOST_ITEMS} 个", f"must have different ids, {MOST_ITEMS} at most"
            )
            raise InvalidValue("items", len(self.items), bound)
        if self.declared_items is not None and self.declared_items < len(self.items):
            bound = Words(
                f"须不小于已列明的 {len(self.items)} 个", f"must be at least {len(self.items)}, those named"
            )
            raise InvalidValue("declared_items", self.declared_items, bound)
        self._check_kinds()

    def _check_kinds(self) -> None:
        """Refuse a number of kinds that the items cannot have."""
        least, most = self._least_kinds, self._most_kinds
        if self.declared_kinds is not None and not least <= self.declared_kinds <= most:
            bound = Words(
                f"须为 {least} 至 {most}：不少于已列明的类别，不多于其与类别未明的个数之和",
                f"must be from {least} to {most}: no less than the kinds that are named, and no more than "
                "those and the items whose kind is open",
            )
            raise InvalidValue("declared_kinds", self.declared_kinds, bound)

    @classmethod
    def declared(cls, *, kinds: int, items: int, named: Iterable[MixItem] = (), place: str = "mix") -> "Mix":
        """Return a mix of so many items of so many kinds, of which some may be named.

        Raises
        ------
        InvalidValue
            If such counts cannot be.
        """
        return cls(as_tuple(named), place=place, declared_kinds=kinds, declared_items=items)

    # ---------------------------------------------------------------- counts

    @property
    def total(self) -> int:
        """How many items there are, named or not."""
        return len(self.items) if self.declared_items is None else self.declared_items

    @property
    def unnamed(self) -> int:
        """How many items are declared and not named."""
        return self.total - len(self.items)

    @property
    def kinds(self) -> int | None:
        """How many kinds there are; none if nobody declared it and the kind of an item is open."""
        if self.declared_kinds is not None:
            return self.declared_kinds
        return self._least_kinds if self._least_kinds == self._most_kinds else None

    @property
    def named_kinds(self) -> tuple[str, ...]:
        """The kinds of the named items, in order."""
        return tuple(sorted({item.kind for item in self.items if item.kind is not None}))

    @property
    def _least_kinds(self) -> int:
        """The fewest kinds that there may be."""
        return len(self.named_kinds) or min(1, self.total)

    @property
    def _most_kinds(self) -> int:
        """The most kinds that there may be: each item whose kind is open may be of another."""
        return len(self.named_kinds) + self.unnamed + sum(item.kind is None for item in self.items)

    def __getitem__(self, id: str) -> MixItem:
        """Return a named item."""
        for item in self.items:
            if item.id == id:
                return item
        known = tuple(sorted(item.id for item in self.items))
        raise UnknownName(Words("业态", "item"), id, known)

    # ---------------------------------------------------------------- saying

    def findings(self) -> tuple[Finding, ...]:
        """Name what is not told of the items, and how many are not named."""
        found = [
            MIX_ITEM_UNTOLD.finding(
                item.id, {"item": item.id, "unknown": joined(tuple(_TOLD[name] for name in item.unknown))}
            )
            for item in sorted(self.items, key=lambda each: each.id)
            if item.unknown
        ]
        if self.unnamed:
            kinds = max(
                0, (self.kinds or 0) - len(self.named_kinds) - sum(i.kind is None for i in self.items)
            )
            facts: dict[str, Detail] = {"items": self.total, "unnamed": self.unnamed, "kinds": kinds}
            found.append(MIX_ITEMS_UNNAMED.finding(self.place, facts))
        return tuple(found)

    def text(self, language: Language = "en") -> str:
        """Say in one line how many there are, and how many are named."""
        kinds = "?" if self.kinds is None else self.kinds
        said = Words(
            f"{kinds}类{self.total}个业态：已列明 {len(self.items)} 个，未列明 {self.unnamed} 个",
            f"{self.total} items of {kinds} kinds: {len(self.items)} named, {self.unnamed} not",
        )
        return said.say(language)

    def on(self, side: Side) -> tuple[MixItem, ...]:
        """Return the named items that are told to be on a side, in the order of their identifiers."""
        require("side", side, kind=Side)
        return tuple(sorted((item for item in self.items if item.side is side), key=lambda each: each.id))

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(item.name or item.id)}</td><td>{escape(item.kind or '—')}</td>"
            f"<td>{item.side.zh if item.side else '—'}</td><td>{item.price.zh if item.price else '—'}</td>"
            f"<td>{escape(str(item.area)) if item.area else '—'}</td></tr>"
            for item in self.items[:SHOWN]
        )
        left = self.total - min(len(self.items), SHOWN)
        tail = f'<tr><td colspan="5">…… 另有 {left} 个 … {left} more</td></tr>' if left else ""
        return (
            f'<table class="communitygov-mix"><caption>{escape(self.text("zh"))}</caption>'
            "<thead><tr><th>业态 item</th><th>类别 kind</th><th>属性 side</th><th>价格 price</th>"
            f"<th>面积 area</th></tr></thead><tbody>{rows}{tail}</tbody></table>"
        )
