"""Strategies for who runs a place: schemes of prosumers, their ledgers, adopted plots, income and cost.

A ledger and a register are grown by what may be done with them, so that every one of them could have come
about.

Examples
--------
>>> from hypothesis import find
>>> len(find(prosumer_ledgers(), lambda ledger: len(ledger) > 0))
1
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.money import Money
from communitygov.space.operation.adoption import AdoptionRegister
from communitygov.space.operation.entry import LedgerEntry, Purchase, Reversal
from communitygov.space.operation.ledger import ProsumerLedger
from communitygov.space.operation.locker import LockerBank
from communitygov.space.operation.mode import Operation, OperationMode, Operator, OperatorKind
from communitygov.space.operation.offer import DEAREST, LONGEST_SERVICE, Prosumer, ProsumerRule, ServiceOffer
from communitygov.space.operation.plot import Adoption, Plot, Waiting
from communitygov.space.operation.revenue import DerivedEstimate, Sustainability
from communitygov.space.operation.scheme import ProsumerScheme
from communitygov.space.operation.statement import PeriodSums, Statement, StatementLine
from communitygov.space.operation.take_up import TakeUp, TakeUpReading
from communitygov.testing.strategies.core import EARLIEST, LATEST, days, identifiers, moments, texts, words

_SKILLS = ("baking", "music", "repairs")


def prices(*, most: int = 5_000) -> st.SearchStrategy[Money]:
    """Return prices from nothing on."""
    return st.integers(0, most).map(Money)


_SOME = st.frozensets(st.sampled_from(_SKILLS))
_MOSTLY_ALL = st.just(frozenset(_SKILLS)) | st.just(frozenset(_SKILLS)) | _SOME


def prosumers(
    *, id: st.SearchStrategy[str] | None = None, skills: st.SearchStrategy[frozenset[str]] = _SOME
) -> st.SearchStrategy[Prosumer]:
    """Return neighbours with some skills."""
    return st.builds(Prosumer, identifiers() if id is None else id, skills=skills)


@st.composite
def _spans(draw: st.DrawFn) -> tuple[date | None, date | None]:
    """Make a span of days, open perhaps."""
    since = draw(st.none() | days())
    if since is None:
        return None, draw(st.none() | days())
    return since, draw(st.none() | st.integers(1, 400).map(lambda passed: since + timedelta(days=passed)))


@st.composite
def service_offers(draw: st.DrawFn, *, id: str = "", by: str = "") -> ServiceOffer:
    """Make an offer, limited in time perhaps."""
    since, until = draw(_spans())
    return ServiceOffer(
        id or draw(identifiers()),
        by=by or draw(identifiers()),
        skill=draw(st.sampled_from(_SKILLS)),
        price=draw(prices()),
        minutes=draw(st.integers(0, 240)),
        since=since,
        until=until,
    )


@st.composite
def prosumer_rules(draw: st.DrawFn) -> ProsumerRule:
    """Make a rule with ceilings of some skills, and a limit of credit perhaps."""
    ceilings = draw(st.dictionaries(st.sampled_from(_SKILLS), prices()))
    return ProsumerRule(
        ceiling=draw(prices()),
        ceilings=sorted(ceilings.items()),
        credit=draw(st.none() | prices(most=20_000)),
    )


@st.composite
def prosumer_schemes(draw: st.DrawFn) -> ProsumerScheme:
    """Make a scheme in which most offers may be bought, and some break the rule."""
    people = draw(st.lists(identifiers(), max_size=4, unique=True))
    offers = draw(st.lists(identifiers(), max_size=5, unique=True))
    givers = st.sampled_from([*people, "stranger"])
    return ProsumerScheme(
        draw(identifiers()),
        rule=draw(prosumer_rules()),
        prosumers=[draw(prosumers(id=st.just(code), skills=_MOSTLY_ALL)) for code in people],
        offers=[draw(service_offers(id=code, by=draw(givers))) for code in offers],
    )


def purchases() -> st.SearchStrategy[Purchase]:
    """Return purchases that fit no particular ledger."""
    return st.builds(
        Purchase,
        identifiers(),
        at=moments(),
        buyer=identifiers(),
        offer=identifiers(),
        price=prices(most=DEAREST),
        minutes=st.integers(0, LONGEST_SERVICE),
    )


def reversals() -> st.SearchStrategy[Reversal]:
    """Return reversals that fit no particular ledger."""
    return st.builds(Reversal, identifiers(), at=moments(), of=identifiers(), because=texts())


@st.composite
def entries_for(draw: st.DrawFn, ledger: ProsumerLedger) -> LedgerEntry:
    """Make an entry for a ledger, which may be refused and mostly is not."""
    code, at = f"e-{draw(st.integers(0, 30))}", draw(moments())
    made = [entry.id for entry in ledger.entries]
    if made and draw(st.integers(0, 3)) == 3:  # noqa: PLR2004  one in four
        return Reversal(code, at=at, of=draw(st.sampled_from(made)))
    people = [each.id for each in ledger.scheme.prosumers]
    offers = {each.id: each for each in ledger.scheme.offers}
    offer = draw(st.sampled_from([*offers, "nothing"]))
    least = (
        min(offers[offer].price, ledger.scheme.rule.ceiling_of(offers[offer].skill))
        if offer in offers
        else Money(0)
    )
    longest = offers[offer].minutes if offer in offers else 0
    return Purchase(
        code,
        at=at,
        buyer=draw(st.sampled_from([*people, "stranger"])),
        offer=offer,
        price=draw(st.sampled_from((least, Money(least.fen + 1), Money(0)))),
        minutes=draw(st.sampled_from((longest, longest + 1, 0))),
    )


@st.composite
def prosumer_ledgers(draw: st.DrawFn, *, most: int = 8) -> ProsumerLedger:
    """Make a ledger with the entries, of some that are tried, that may be made."""
    ledger = ProsumerLedger(draw(prosumer_schemes()))
    for _ in range(draw(st.integers(0, most))):
        entry = draw(entries_for(ledger))
        if not ledger.explain(entry):
            ledger = ledger.with_all((entry,))
    return ledger


def statement_lines() -> st.SearchStrategy[StatementLine]:
    """Return lines of a statement."""
    return st.builds(
        StatementLine,
        entry=identifiers(),
        at=moments(),
        other=identifiers(),
        reverses=st.just("") | identifiers(),
        change=st.integers(-5_000, 5_000).map(Money),
        minutes=st.integers(-240, 240),
    )


@st.composite
def _periods(draw: st.DrawFn) -> tuple[datetime | None, datetime | None]:
    """Make a period, open perhaps."""
    since = draw(st.none() | moments(latest=LATEST - timedelta(days=1)))
    first = since or EARLIEST
    return since, draw(st.none() | moments(earliest=first + timedelta(minutes=1)))


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """Make statements."""
    since, until = draw(_periods())
    return Statement(
        member=draw(identifiers()),
        since=since,
        until=until,
        opening=draw(st.integers(-5_000, 5_000).map(Money)),
        opening_minutes=draw(st.integers(-240, 240)),
        lines=draw(st.lists(statement_lines(), max_size=3)),
    )


@st.composite
def period_sums(draw: st.DrawFn) -> PeriodSums:
    """Make sums of a period."""
    since, until = draw(_periods())
    skills = draw(st.dictionaries(st.sampled_from(_SKILLS), st.tuples(st.integers(1, 9), prices())))
    times = sum(often for often, _ in skills.values())
    return PeriodSums(
        since=since,
        until=until,
        skills=[(skill, often, paid) for skill, (often, paid) in sorted(skills.items())],
        free=draw(st.integers(0, times)),
        minutes=draw(st.integers(0, 1_000)),
        reversals=draw(st.integers(0, 5)),
        reversed=draw(prices()),
    )


def plots() -> st.SearchStrategy[Plot]:
    """Return plots for one or a few."""
    return st.builds(Plot, identifiers(), capacity=st.integers(1, 3))


@st.composite
def adoptions(draw: st.DrawFn) -> Adoption:
    """Make an adoption, with an end or without."""
    since = draw(days())
    until = draw(st.none() | st.integers(1, 400).map(lambda passed: since + timedelta(days=passed)))
    return Adoption(plot=draw(identifiers()), by=draw(identifiers()), since=since, until=until)


def waitings() -> st.SearchStrategy[Waiting]:
    """Return people who wait."""
    return st.builds(Waiting, by=identifiers(), since=days())


@st.composite
def adoption_registers(draw: st.DrawFn) -> AdoptionRegister:
    """Make a register with those, of some adoptions that are tried, that may be made."""
    known = draw(st.lists(plots(), min_size=1, max_size=3, unique_by=lambda each: each.id))
    register = AdoptionRegister(known, most_each=draw(st.none() | st.integers(1, 2)))
    for _ in range(draw(st.integers(0, 5))):
        tried = Adoption(
            plot=draw(st.sampled_from([plot.id for plot in known])),
            by=draw(st.sampled_from(("r-1", "r-2", "r-3"))),
            since=draw(days()),
        )
        if not register.explain(tried):
            register = register.adopt(tried.plot, by=tried.by, on=tried.since)
    waiting = draw(st.lists(waitings(), max_size=2, unique_by=lambda each: each.by))
    return AdoptionRegister(
        known,
        adoptions=register.adoptions,
        waiting=sorted(waiting, key=lambda each: each.since),
        most_each=register.most_each,
    )


@st.composite
def take_ups(draw: st.DrawFn) -> TakeUp:
    """Make a figure of what is adopted, in any reading."""
    reading, taken = draw(st.sampled_from(TakeUpReading)), draw(st.integers(0, 100))
    totals = {
        TakeUpReading.PART: st.none(),
        TakeUpReading.WHOLE: st.just(taken),
        TakeUpReading.REGISTERED: st.integers(taken, 200),
    }
    return TakeUp(taken=taken, total=draw(totals[reading]), reading=reading)


def sustainabilities() -> st.SearchStrategy[Sustainability]:
    """Return income and cost, of which the cost may not be known."""
    return st.builds(Sustainability, income=prices(most=DEAREST), cost=st.none() | prices(most=DEAREST))


def derived_estimates() -> st.SearchStrategy[DerivedEstimate]:
    """Return quotients that no document states."""
    return st.builds(DerivedEstimate, total=prices(most=DEAREST), parts=st.integers(1, 1_000), each=words())


def operators() -> st.SearchStrategy[Operator]:
    """Return who may run a place."""
    return st.builds(Operator, identifiers(), kind=st.sampled_from(OperatorKind))


def operations() -> st.SearchStrategy[Operation]:
    """Return how places may be run."""
    return st.builds(
        Operation,
        identifiers(),
        operators=st.lists(operators(), max_size=3, unique_by=lambda each: each.id),
        modes=st.frozensets(st.sampled_from(OperationMode)),
    )


@st.composite
def locker_banks(draw: st.DrawFn) -> LockerBank:
    """Make lockers, some of which hold an order."""
    codes = draw(st.lists(identifiers(), max_size=4, unique=True))
    bank = LockerBank.of(*codes)
    for number, code in enumerate(codes):
        if draw(st.booleans()):
            bank = bank.put(code, order=f"d-{number}")
    return bank


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Adoption: adoptions,
        AdoptionRegister: adoption_registers,
        DerivedEstimate: derived_estimates,
        LockerBank: locker_banks,
        Operation: operations,
        Operator: operators,
        PeriodSums: period_sums,
        Plot: plots,
        Prosumer: prosumers,
        ProsumerLedger: prosumer_ledgers,
        ProsumerRule: prosumer_rules,
        ProsumerScheme: prosumer_schemes,
        Purchase: purchases,
        Reversal: reversals,
        ServiceOffer: service_offers,
        Statement: statements,
        StatementLine: statement_lines,
        Sustainability: sustainabilities,
        TakeUp: take_ups,
        Waiting: waitings,
    }
)
