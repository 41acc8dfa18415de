"""Long courses of buying, taking back and going on from older versions, against a ledger kept by hand."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from communitygov.core.money import Money
from communitygov.space.operation import (
    OperationRefused,
    Prosumer,
    ProsumerLedger,
    ProsumerRule,
    ProsumerScheme,
    Purchase,
    Reversal,
    ServiceOffer,
)

MEMBERS = ("r-1", "r-2", "r-3")
CEILING, CREDIT = 2_000, 3_000
#: Offer: who gives it, what it costs in fen, how long it takes.
OFFERS = {"o-1": ("r-1", 1_500, 45), "o-2": ("r-2", 0, 30), "o-3": ("r-3", 2_500, 60), "o-4": ("r-9", 10, 5)}
BEGIN = datetime(2023, 5, 4, tzinfo=UTC)


class ByHand:
    """A ledger of plain lists, with the rule written down a second time."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str, str, int, int, str, datetime]] = []

    def copy(self) -> "ByHand":
        other = ByHand()
        other.lines = [*self.lines]
        return other

    def balance(self, member: str) -> int:
        return sum(
            (giver == member) * fen - (buyer == member) * fen for _, giver, buyer, fen, *_ in self.lines
        )

    def minutes(self, member: str) -> int:
        return sum(
            (giver == member) * long - (buyer == member) * long for _, giver, buyer, _, long, *_ in self.lines
        )

    def may_buy(self, code: str, offer: str, buyer: str, fen: int) -> bool:
        if offer not in OFFERS or any(line[0] == code for line in self.lines):
            return False
        giver, price, _ = OFFERS[offer]
        if giver == buyer or giver not in MEMBERS or buyer not in MEMBERS or fen > min(price, CEILING):
            return False
        return fen == 0 or self.balance(buyer) - fen >= -CREDIT

    def may_reverse(self, code: str, of: str, at: datetime) -> bool:
        if any(line[0] == code or line[5] == of for line in self.lines):
            return False
        return any(line[0] == of and not line[5] and line[6] <= at for line in self.lines)


class Economy(RuleBasedStateMachine):
    """Neighbours who buy from each other; two versions of their ledger may go on side by side."""

    def __init__(self) -> None:
        super().__init__()
        scheme = ProsumerScheme(
            "s",
            rule=ProsumerRule(ceiling=Money(CEILING), credit=Money(CREDIT)),
            prosumers=[Prosumer(member, skills={"any"}) for member in MEMBERS],
            offers=[
                ServiceOffer(code, by=giver, skill="any", price=Money(fen), minutes=long)
                for code, (giver, fen, long) in OFFERS.items()
            ],
        )
        self.versions = [(ProsumerLedger(scheme), ByHand())]

    @rule(
        code=st.integers(0, 40),
        offer=st.sampled_from((*OFFERS, "o-9")),
        buyer=st.sampled_from((*MEMBERS, "r-8")),
        fen=st.sampled_from((0, 10, 1_500, 2_000, 2_500)),
        hours=st.integers(0, 48),
    )
    def buy(self, code: int, offer: str, buyer: str, fen: int, hours: int) -> None:
        ledger, hand = self.versions[-1]
        at, name = BEGIN + timedelta(hours=hours), f"e-{code}"
        minutes = OFFERS[offer][2] if offer in OFFERS else 0
        entry = Purchase(name, at=at, buyer=buyer, offer=offer, price=Money(fen), minutes=minutes)
        if hand.may_buy(name, offer, buyer, fen):
            after = hand.copy()
            after.lines.append((name, OFFERS[offer][0], buyer, fen, minutes, "", at))
            self.versions.append((ledger.with_all((entry,)), after))
        else:
            assert refuses(ledger, entry)

    @rule(code=st.integers(0, 40), of=st.integers(0, 40), hours=st.integers(0, 48))
    def reverse(self, code: int, of: int, hours: int) -> None:
        ledger, hand = self.versions[-1]
        at, name, taken = BEGIN + timedelta(hours=hours), f"e-{code}", f"e-{of}"
        entry = Reversal(name, at=at, of=taken)
        if hand.may_reverse(name, taken, at):
            _, giver, buyer, fen, long, *_ = next(line for line in hand.lines if line[0] == taken)
            after = hand.copy()
            after.lines.append((name, giver, buyer, -fen, -long, taken, at))
            self.versions.append((ledger.with_all((entry,)), after))
        else:
            assert refuses(ledger, entry)

    @precondition(lambda self: len(self.versions) > 1)
    @rule(data=st.data())
    def go_on_from_an_older_version(self, data: st.DataObject) -> None:
        self.versions.append(self.versions[data.draw(st.integers(0, len(self.versions) - 1))])

    @invariant()
    def the_books_agree(self) -> None:
        for ledger, hand in (self.versions[0], self.versions[len(self.versions) // 2], self.versions[-1]):
            assert [entry.id for entry in ledger.entries] == [line[0] for line in hand.lines]
            for member in MEMBERS:
                assert ledger.balance(member).fen == hand.balance(member)
                assert ledger.minutes(member) == hand.minutes(member)

    @invariant()
    def nothing_is_made_and_nothing_is_lost(self) -> None:
        for ledger, _ in self.versions:
            assert sum(balance.fen for _, balance in ledger.balances()) == 0

    def teardown(self) -> None:
        ledger, _ = self.versions[-1]
        assert ProsumerLedger.from_json(ledger.to_json()) == ledger


def refuses(ledger: ProsumerLedger, entry: Purchase | Reversal) -> bool:
    """Tell whether an entry is refused with a reason, and nothing is entered."""
    before = len(ledger)
    try:
        ledger.with_all((entry,))
    except OperationRefused as refusal:
        return len(refusal.reasons) > 0 and len(ledger) == before
    return False


TestEconomy = Economy.TestCase
TestEconomy.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
