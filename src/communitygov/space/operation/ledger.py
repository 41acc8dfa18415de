"""社区小经济: the ledger of a scheme of prosumers, exact to the fen.

1. What a buyer pays, a giver gets: the balances of all members always sum to nothing, and so do the minutes.
2. Nobody buys from oneself, nothing costs more than the ceiling, and no entry is made twice.
3. Entries are never changed.  What was wrong is taken back by another entry.
4. A refusal names every unmet condition, and nothing has changed.
5. There is no interest: an account moves by entries and by nothing else.

This module knows no bank and no cash: balances are what neighbours owe each other.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Self

import attrs

from communitygov.core.canonical import Document
from communitygov.core.checks import hidden, is_identifier, one_of
from communitygov.core.codec import codec_of
from communitygov.core.document import Value, opened
from communitygov.core.finding import Reason
from communitygov.core.money import Money
from communitygov.errors import DocumentError, InvalidValue, UnknownName, Words
from communitygov.space.operation.admission import admitted
from communitygov.space.operation.book import Book, Pages, Row
from communitygov.space.operation.entry import LedgerEntry, Purchase, Reversal
from communitygov.space.operation.offer import Prosumer, ProsumerRole, ServiceOffer
from communitygov.space.operation.page import table
from communitygov.space.operation.refusal import OperationRefused
from communitygov.space.operation.scheme import ProsumerScheme
from communitygov.space.operation.statement import PeriodSums, Statement, period_sums, statement_of

_ENTRIES = codec_of(tuple[Purchase | Reversal, ...])
_ENTRY = Words("须为 Purchase 或 Reversal", "must be a Purchase or a Reversal")
_ACCOUNTS = (Words("成员", "member"), Words("余额", "balance"), Words("分钟", "minutes"))
_MADE = (
    Words("分录", "entry"),
    Words("日期", "day"),
    Words("提供者", "giver"),
    Words("购买者", "buyer"),
    Words("金额", "money"),
    Words("分钟", "minutes"),
)


def _entry(entry: object) -> LedgerEntry:
    """Return an entry, refused if it is none."""
    if not isinstance(entry, Purchase | Reversal):
        raise InvalidValue("entries", type(entry).__name__, _ENTRY)
    return entry


def _entries_of(pages: Pages) -> tuple[LedgerEntry, ...]:
    """Return the entries by which two ledgers are compared."""
    return tuple(row.entry for row in pages.rows())


def _entered_only(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse what the ledger did not make itself."""
    if type(value) is not Pages:
        bound = Words("须经 buy、reverse 或 with_all 写入", "must come from buy, reverse or with_all")
        raise InvalidValue(field.name, type(value).__name__, bound)


@attrs.frozen(repr=False)
class ProsumerLedger(Value):
    """The ledger of a scheme: a value that only grows.

    Parameters
    ----------
    scheme
        Who takes part, what is offered, which rule holds.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.space.operation.offer import ProsumerRule
    >>> scheme = ProsumerScheme(
    ...     "north-gate",
    ...     rule=ProsumerRule(ceiling=Money.yuan(20)),
    ...     prosumers=[Prosumer("r-1", skills={"music"}), Prosumer("r-2", skills={"baking"})],
    ...     offers=[ServiceOffer("o-1", by="r-1", skill="music", price=Money.yuan(15), minutes=45)],
    ... )
    >>> at = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> ledger = ProsumerLedger(scheme).buy("e-1", offer="o-1", buyer="r-2", at=at)
    >>> str(ledger.balance("r-1")), str(ledger.balance("r-2")), ledger.minutes("r-1")
    ('¥15.00', '-¥15.00', 45)
    >>> try:
    ...     ledger.buy("e-1", offer="o-1", buyer="r-1", at=at)
    ... except OperationRefused as refusal:
    ...     [reason.code for reason in refusal.reasons]
    ['ENTRY_ID_TAKEN', 'SELF_PURCHASE']
    >>> len(ledger)
    1
    """

    document_kind: ClassVar[str] = "prosumer-ledger"
    scheme: ProsumerScheme = attrs.field(validator=one_of(ProsumerScheme))
    _pages: Pages = attrs.field(
        factory=lambda: Pages(Book(), 0), kw_only=True, eq=_entries_of, validator=_entered_only
    )

    def __attrs_post_init__(self) -> None:
        """Refuse entries of another scheme that could not have been made in this one."""
        entered = self._pages
        if not entered.length or entered.scheme is self.scheme or entered.scheme == self.scheme:
            return
        pages = Pages(Book(), 0)
        for row in entered.rows():
            if admitted(row.entry, scheme=self.scheme, pages=pages) != row:
                bound = Words(
                    f"须容得下已有分录 {row.entry.id}",
                    f"must be one in which {row.entry.id}, that stands in the ledger, may be made",
                )
                raise InvalidValue("scheme", self.scheme.id, bound)
            pages = pages.with_row(row)

    # ---------------------------------------------------------------- entering

    def buy(
        self, id: str, *, offer: str, buyer: str, at: datetime, price: Money | None = None
    ) -> "ProsumerLedger":
        """Return the ledger with a purchase; at the offer's price and minutes, unless less was agreed.

        Raises
        ------
        OperationRefused
            If it is against the rule; nothing is entered then.
        InvalidValue
            If an argument is of another form.
        """
        found = self.scheme.offer(offer)
        agreed = price if price is not None or found is None else found.price
        minutes = found.minutes if found else 0
        entry = Purchase(
            id, at=at, buyer=buyer, offer=offer, price=Money(0) if agreed is None else agreed, minutes=minutes
        )
        return self.with_all((entry,))

    def reverse(self, of: str, *, id: str, at: datetime, because: str = "") -> "ProsumerLedger":
        """Return the ledger with a purchase taken back.

        Raises
        ------
        OperationRefused
            If there is no such purchase, or it has been taken back; nothing is entered then.
        """
        return self.with_all((Reversal(id, at=at, of=of, because=because),))

    def with_all(self, entries: Iterable[LedgerEntry]) -> Self:
        """Return the ledger with all these entries, or with none of them.

        Raises
        ------
        OperationRefused
            If one is against the rule: the first such one is named, with every unmet condition.
        InvalidValue
            If one of them is no entry.

        Notes
        -----
        What the caller's own iterable raises comes through as it is; nothing is entered then either.

        Examples
        --------
        >>> from communitygov.space.operation.offer import ProsumerRule
        >>> empty = ProsumerLedger(ProsumerScheme("s", rule=ProsumerRule(ceiling=Money.yuan(20))))
        >>> empty.with_all([]) == empty
        True
        """
        if not isinstance(entries, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue("entries", type(entries).__name__, _ENTRY)
        pages = self._pages.under(self.scheme)
        try:
            for entry in map(_entry, entries):
                pages = pages.with_row(self._row(entry, pages))
        except BaseException:
            self._pages.without(pages)
            raise
        return attrs.evolve(self, pages=pages)

    def _row(self, entry: LedgerEntry, pages: Pages) -> Row:
        """Return the row of an entry after the pages, refused if it may not be made."""
        row = admitted(entry, scheme=self.scheme, pages=pages)
        if not isinstance(row, Row):
            raise OperationRefused(entry.id, row)
        return row

    def explain(self, entry: LedgerEntry) -> tuple[Reason, ...]:
        """Return every condition that an entry does not meet; none if it may be made."""
        row = admitted(_entry(entry), scheme=self.scheme, pages=self._pages)
        return () if isinstance(row, Row) else row

    def enrol(self, prosumer: Prosumer) -> "ProsumerLedger":
        """Return the ledger with one more member."""
        return self._in(self.scheme.enrol(prosumer))

    def publish(self, offer: ServiceOffer) -> "ProsumerLedger":
        """Return the ledger with one more offer."""
        return self._in(self.scheme.publish(offer))

    def _in(self, scheme: ProsumerScheme) -> "ProsumerLedger":
        """Return the ledger in a scheme that has grown: what could be made in it still could."""
        return attrs.evolve(self, scheme=scheme, pages=self._pages.under(scheme))

    # ---------------------------------------------------------------- reading

    @property
    def entries(self) -> tuple[LedgerEntry, ...]:
        """All entries, the first one first."""
        return _entries_of(self._pages)

    def balance(self, member: str) -> Money:
        """Return what others owe a member; less than nothing, if the member owes.

        Raises
        ------
        UnknownName
            If nobody of that identifier takes part.
        """
        return Money(self._pages.mark(self._member(member)).fen)

    def minutes(self, member: str) -> int:
        """Return the minutes that a member gave, less those that the member had.

        Raises
        ------
        UnknownName
            If nobody of that identifier takes part.
        """
        return self._pages.mark(self._member(member)).minutes

    def balances(self) -> tuple[tuple[str, Money], ...]:
        """Return the balance of every member, in the order of their identifiers; they sum to nothing."""
        members = sorted(each.id for each in self.scheme.prosumers)
        return tuple((member, Money(self._pages.mark(member).fen)) for member in members)

    def roles(self, member: str) -> tuple[ProsumerRole, ...]:
        """Return what a member has been, purchases that were taken back left out.

        Raises
        ------
        UnknownName
            If nobody of that identifier takes part.
        """
        rows = self._pages.rows_of(self._member(member))
        kept = [
            row for row in rows if type(row.entry) is Purchase and not self._pages.is_reversed(row.entry.id)
        ]
        found = {ProsumerRole.PRODUCER for row in kept if row.giver == member}
        found |= {ProsumerRole.CONSUMER for row in kept if row.buyer == member}
        return tuple(role for role in ProsumerRole if role in found)

    def statement(
        self, member: str, *, since: datetime | None = None, until: datetime | None = None
    ) -> Statement:
        """Return what moved a member's account from a moment on to before another, in the order of time.

        Raises
        ------
        UnknownName
            If nobody of that identifier takes part.
        InvalidValue
            If a moment has no time zone, or the end is not after the beginning.
        """
        rows = self._pages.rows_of(self._member(member))
        return statement_of(member, rows, since=since, until=until)

    def sums(self, *, since: datetime | None = None, until: datetime | None = None) -> PeriodSums:
        """Return how much was done in a period, by skills.

        Raises
        ------
        InvalidValue
            If a moment has no time zone, or the end is not after the beginning.
        """
        skills = {offer.id: offer.skill for offer in self.scheme.offers}
        return period_sums(self._pages.rows(), skills, since=since, until=until)

    def _member(self, member: str) -> str:
        """Return a member's identifier, if there is such a one."""
        if not is_identifier(member) or not self.scheme.has_member(member):
            known = tuple(sorted(each.id for each in self.scheme.prosumers))
            shown = member if is_identifier(member) else hidden(member)
            raise UnknownName(Words("成员", "member"), shown, known)
        return member

    # ---------------------------------------------------------------- documents

    def to_document(self) -> Document:
        """Return the ledger as plain JSON data: the scheme and the entries; balances follow from these."""
        return {
            "$kind": self.document_kind,
            "schema": self.document_schema,
            "scheme": self.scheme.to_document(),
            "entries": _ENTRIES.encode(self.entries),
        }

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Read the ledger back, refused at the first entry that may not be made.

        Raises
        ------
        DocumentError
            If it cannot be read, or an entry is against the rule.
        """
        fields = opened(cls, document, keys=("scheme", "entries"))
        try:
            scheme = ProsumerScheme.from_document(fields["scheme"])
        except DocumentError as error:
            raise error.under(".scheme") from error.__cause__
        try:
            entries: tuple[LedgerEntry, ...] = _ENTRIES.decode(fields["entries"])
        except DocumentError as error:
            raise error.under(".entries") from error.__cause__
        try:
            return cls(scheme).with_all(entries)
        except OperationRefused as error:
            problem = Words("不可入账", "may not be entered")
            raise DocumentError("WRONG_VALUE", "$.entries", error.what, problem, error.reasons) from error

    def _repr_html_(self) -> str:
        """Show the accounts and the entries as tables in a notebook."""
        accounts = ((who, str(owed), self._pages.mark(who).minutes) for who, owed in self.balances())
        entries = (
            (row.entry.id, str(row.entry.at.date()), row.giver, row.buyer, str(Money(row.fen)), row.minutes)
            for row in self._pages.rows()
        )
        people = len(self.scheme.prosumers)
        caption = Words(f"{self.scheme.id}：成员 {people}", f"members: {people}")
        made = Words(f"分录 {len(self)}", f"entries: {len(self)}")
        return table("accounts", caption, head=_ACCOUNTS, rows=accounts, count=people) + table(
            "entries", made, head=_MADE, rows=entries, count=len(self)
        )

    def __len__(self) -> int:
        """Count the entries."""
        return self._pages.length

    def __repr__(self) -> str:
        """Name the scheme and count the entries."""
        return f"ProsumerLedger({self.scheme.id!r}, entries={len(self)})"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle scheme and entries; the pages are made anew."""
        return _restored, (self.scheme, self.entries)


def _restored(scheme: ProsumerScheme, entries: tuple[LedgerEntry, ...]) -> ProsumerLedger:
    """Return the ledger of a scheme with entries that it has had, for `pickle`."""
    return ProsumerLedger(scheme).with_all(entries)
