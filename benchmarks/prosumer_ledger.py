"""A long ledger of prosumers: entering one by one, against a ledger that is copied at every entry.

The peer is a frozen value of a tuple of entries and a dictionary of balances, both copied at each entry, with
no rule at all: what an append-only value costs if it shares nothing.  Both enter the same purchases in turn
in one process, so the machine's drift falls on both; the ratio is what to quote.  It grows with the length.

Run: ``python benchmarks/prosumer_ledger.py``
"""

from datetime import UTC, datetime
from statistics import median
from time import process_time
from typing import NamedTuple

from communitygov.core.money import Money
from communitygov.space.operation import (
    Prosumer,
    ProsumerLedger,
    ProsumerRule,
    ProsumerScheme,
    Purchase,
    ServiceOffer,
)

MEMBERS, ROUNDS = 100, 3
LENGTHS = (2_000, 8_000, 32_000)
AT = datetime(2023, 5, 4, 9, tzinfo=UTC)


class Copied(NamedTuple):
    """A ledger that copies everything at every entry, and asks nothing."""

    entries: tuple[Purchase, ...] = ()
    known: frozenset[str] = frozenset()
    balances: tuple[tuple[str, int], ...] = ()

    def after(self, entry: Purchase, giver: str) -> "Copied":
        """Return the ledger with one more entry."""
        balances = dict(self.balances)
        balances[giver] = balances.get(giver, 0) + entry.price.fen
        balances[entry.buyer] = balances.get(entry.buyer, 0) - entry.price.fen
        return Copied((*self.entries, entry), self.known | {entry.id}, tuple(balances.items()))


def scheme() -> ProsumerScheme:
    """Make a scheme in which each member offers one service."""
    return ProsumerScheme(
        "s",
        rule=ProsumerRule(ceiling=Money.yuan(20)),
        prosumers=[Prosumer(f"r-{number}", skills={"any"}) for number in range(MEMBERS)],
        offers=[
            ServiceOffer(f"o-{number}", by=f"r-{number}", skill="any", price=Money(number))
            for number in range(MEMBERS)
        ],
    )


def purchases(length: int) -> list[Purchase]:
    """Make so many purchases; nobody buys from oneself."""
    return [
        Purchase(
            f"e-{number}",
            at=AT,
            buyer=f"r-{(number * 7 + 1) % MEMBERS}",
            offer=f"o-{number * 7 % MEMBERS}",
            price=Money(number * 7 % MEMBERS),
        )
        for number in range(length)
    ]


def shared_seconds(entries: list[Purchase]) -> float:
    """Time a ledger that shares what versions have in common."""
    ledger = ProsumerLedger(scheme())
    begun = process_time()
    for entry in entries:
        ledger = ledger.with_all((entry,))
    return process_time() - begun


def copied_seconds(entries: list[Purchase]) -> float:
    """Time a ledger that is copied."""
    ledger, givers = Copied(), {f"o-{number}": f"r-{number}" for number in range(MEMBERS)}
    begun = process_time()
    for entry in entries:
        ledger = ledger.after(entry, givers[entry.offer])
    return process_time() - begun


def main() -> None:
    """Print seconds and ratio for each length."""
    for length in LENGTHS:
        entries = purchases(length)
        rounds = [(shared_seconds(entries), copied_seconds(entries)) for _ in range(ROUNDS)]
        shared, copied = (median(times) for times in zip(*rounds, strict=True))
        print(
            f"{length:>7,} entries: shared {shared:.2f} s, copied {copied:.2f} s, ratio {copied / shared:.1f}"
        )


if __name__ == "__main__":
    main()
