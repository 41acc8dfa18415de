"""Strategies for the mix of a place: items of which much may be open, counts that can be, rules of balance.

Examples
--------
>>> from hypothesis import find
>>> find(mixes(), lambda mix: mix.unnamed > 0).total
1
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.money import Money
from communitygov.core.quantity import Quantity
from communitygov.space.function.side import PriceClass, Side
from communitygov.space.mix.balance import Balance, InclusiveBy, MixJudgement
from communitygov.space.mix.item import SQUARE_METRES, WEEK, MixItem
from communitygov.space.mix.mix import Mix
from communitygov.space.mix.weight import MixMeasure
from communitygov.testing.strategies.core import citations, identifiers, texts


def areas() -> st.SearchStrategy[Quantity]:
    """Return areas: exact ones, and lower bounds."""
    metres = st.integers(0, 10_000)
    exactly = metres.map(lambda known: Quantity.exact(known, SQUARE_METRES))
    return exactly | metres.map(lambda bound: Quantity.more_than(bound, SQUARE_METRES))


@st.composite
def mix_items(draw: st.DrawFn, *, id: str = "") -> MixItem:
    """Make an item of which anything may be open."""
    return MixItem(
        id or draw(identifiers()),
        name=draw(texts(longest=8)),
        kind=draw(st.none() | st.sampled_from(("art", "sport", "food"))),
        side=draw(st.none() | st.sampled_from(Side)),
        price=draw(st.none() | st.sampled_from(PriceClass)),
        operator=draw(st.just("") | identifiers()),
        area=draw(st.none() | areas()),
        weekly_minutes=draw(st.none() | st.integers(0, WEEK)),
        turnover=draw(st.none() | st.integers(0, 10**9).map(Money)),
    )


@st.composite
def mixes(draw: st.DrawFn, *, most: int = 5) -> Mix:
    """Make a mix, with counts that can be or with none."""
    ids = draw(st.lists(identifiers(), max_size=most, unique=True))
    items = [draw(mix_items(id=code)) for code in ids]
    place = draw(identifiers())
    if draw(st.booleans()):
        return Mix(items, place=place)
    unnamed = draw(st.integers(0, 20))
    named = len({item.kind for item in items if item.kind is not None})
    least = named or min(1, len(items) + unnamed)
    kinds = draw(st.integers(least, named + unnamed + sum(item.kind is None for item in items)))
    return Mix.declared(kinds=kinds, items=len(items) + unnamed, named=items, place=place)


def balances() -> st.SearchStrategy[Balance]:
    """Return rules of balance."""
    return st.builds(
        Balance,
        fewest=st.integers(0, 5),
        share=st.fractions(0, 1, max_denominator=20),
        measure=st.sampled_from(MixMeasure),
        by=st.sampled_from(InclusiveBy),
        principle=citations(),
        figure=citations(),
    )


def mix_judgements() -> st.SearchStrategy[MixJudgement]:
    """Return what mixes come to under rules."""
    return st.builds(Balance.judge, balances(), mixes())


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Balance: balances, Mix: mixes, MixItem: mix_items, MixJudgement: mix_judgements}
)
