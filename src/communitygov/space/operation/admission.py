"""Whether an entry may be made: every condition of the ledger, in one place.

This module enters nothing.
"""

from collections.abc import Iterator, Mapping

from communitygov.core.finding import Detail, Message, Reason
from communitygov.core.money import Money
from communitygov.space.operation.book import Pages, Row
from communitygov.space.operation.entry import LedgerEntry, Purchase, Reversal
from communitygov.space.operation.offer import ServiceOffer
from communitygov.space.operation.refusal import (
    BUYER_UNKNOWN,
    CREDIT_EXCEEDED,
    ENTRY_ID_TAKEN,
    GIVER_UNKNOWN,
    GIVER_WITHOUT_SKILL,
    LEDGER_FULL,
    MINUTES_OVER_OFFER,
    OFFER_NOT_OPEN,
    OFFER_UNKNOWN,
    PRICE_OVER_CEILING,
    PRICE_OVER_OFFER,
    REVERSED_ALREADY,
    REVERSED_EARLIER,
    REVERSED_UNKNOWN,
    SELF_PURCHASE,
)
from communitygov.space.operation.scheme import ProsumerScheme

#: Most entries of one ledger.
MOST_ENTRIES = 1_000_000

Unmet = tuple[Message, Mapping[str, Detail]]


def admitted(entry: LedgerEntry, *, scheme: ProsumerScheme, pages: Pages) -> Row | tuple[Reason, ...]:
    """Return the row of an entry that may be made, or every reason why it may not."""
    if isinstance(entry, Reversal):
        taken = pages.row(entry.of)
        unmet = [*_unfit(pages, entry), *_against_reversal(pages, entry, taken)]
        row = Row(entry, taken.giver, taken.buyer, -taken.fen, -taken.minutes) if taken else None
    else:
        offer = scheme.offer(entry.offer)
        unmet = [*_unfit(pages, entry), *_against_purchase(scheme, pages, entry)]
        row = Row(entry, offer.by, entry.buyer, entry.price.fen, entry.minutes) if offer else None
    if unmet or row is None:
        return tuple(message.reason(entry.id, facts) for message, facts in unmet)
    return row


def _unfit(pages: Pages, entry: LedgerEntry) -> Iterator[Unmet]:
    """Yield what any entry must meet."""
    if pages.row(entry.id) is not None:
        yield ENTRY_ID_TAKEN, {"entry": entry.id}
    if pages.length >= MOST_ENTRIES:
        yield LEDGER_FULL, {"most": MOST_ENTRIES}


def _against_reversal(pages: Pages, entry: Reversal, taken: Row | None) -> Iterator[Unmet]:
    """Yield what a reversal does not meet."""
    if taken is None or isinstance(taken.entry, Reversal):
        yield REVERSED_UNKNOWN, {"of": entry.of}
        return
    if pages.is_reversed(entry.of):
        yield REVERSED_ALREADY, {"of": entry.of}
    if entry.at < taken.entry.at:
        yield REVERSED_EARLIER, {"of": entry.of, "at": taken.entry.at.isoformat()}


def _against_purchase(scheme: ProsumerScheme, pages: Pages, entry: Purchase) -> Iterator[Unmet]:
    """Yield what a purchase does not meet."""
    facts: dict[str, Detail] = {"buyer": entry.buyer, "offer": entry.offer, "price": str(entry.price)}
    offer = scheme.offer(entry.offer)
    if offer is None:
        yield OFFER_UNKNOWN, facts
    else:
        yield from _against_offer(scheme, entry, offer, facts=facts)
    if not scheme.has_member(entry.buyer):
        yield BUYER_UNKNOWN, facts
    elif scheme.rule.credit is not None:
        after = pages.mark(entry.buyer).fen - entry.price.fen
        if after < -scheme.rule.credit.fen and entry.price.fen:
            yield (
                CREDIT_EXCEEDED,
                {**facts, "after": str(Money(after)), "credit": str(scheme.rule.credit)},
            )


def _against_offer(
    scheme: ProsumerScheme, entry: Purchase, offer: ServiceOffer, *, facts: Mapping[str, Detail]
) -> Iterator[Unmet]:
    """Yield what a purchase of an offer that is there does not meet."""
    ceiling, on = scheme.rule.ceiling_of(offer.skill), entry.at.date()
    if not offer.is_open(on):
        yield OFFER_NOT_OPEN, {**facts, "on": on.isoformat()}
    giver = scheme.member(offer.by)
    if giver is None:
        yield GIVER_UNKNOWN, {**facts, "giver": offer.by}
    elif offer.skill not in giver.skills:
        yield GIVER_WITHOUT_SKILL, {**facts, "giver": offer.by, "skill": offer.skill}
    if entry.buyer == offer.by:
        yield SELF_PURCHASE, facts
    if entry.price > ceiling:
        yield PRICE_OVER_CEILING, {**facts, "ceiling": str(ceiling)}
    if entry.price > offer.price:
        yield PRICE_OVER_OFFER, {**facts, "offered": str(offer.price)}
    if entry.minutes > offer.minutes:
        yield MINUTES_OVER_OFFER, {**facts, "minutes": entry.minutes, "offered": offer.minutes}
