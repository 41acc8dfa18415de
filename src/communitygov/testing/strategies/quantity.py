"""Hypothesis strategies for figures: quantities of every kind of knowledge, money, shares.

Everything is built, nothing filtered; a quantity shrinks to ``0户``, money to nothing, a share to 0.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.money import Money
from communitygov.core.quantity import Quantity, Share

#: What is counted and measured in the documents, and one unit that is not Chinese.
_UNITS = ("户", "人", "人次", "个", "件", "台", "部", "栋", "平方米", "平米", "元", "kg")
_SCALES = ("千", "万", "亿", "千万", "千亿", "万亿")
#: Where 余 stands, or 多: nowhere, before the scale, after it.
_MARKS = (("", ""), ("余", ""), ("", "余"), ("多", ""), ("", "多"))
_TENS = tuple(10**places for places in range(1, 7))
#: Fen that a community may own or owe.
_MOST_FEN = 10**11
_MOST_DECIMALS = 6


def units() -> st.SearchStrategy[str]:
    """Return units of quantities."""
    return st.sampled_from(_UNITS)


def amounts() -> st.SearchStrategy[Fraction]:
    """Return amounts, not negative: whole ones, decimals and other fractions."""
    whole = st.integers(0, 100_000).map(Fraction)
    decimals = st.builds(Fraction, st.integers(0, 10**8), st.sampled_from(_TENS))
    thirds = st.builds(Fraction, st.integers(0, 10_000), st.integers(1, 99))
    return whole | decimals | thirds


def _spelled(whole: int, scale: str, marks: tuple[str, str]) -> str:
    """Write a figure with a scale, as ``10余万``."""
    return f"{whole}{marks[0]}{scale}{marks[1]}"


def _range(low: Fraction, width: Fraction, unit: str) -> Quantity:
    """Return a quantity known within a range of some width, or none."""
    return Quantity.rounded(low, low + width, unit=unit)


def quantities(*, unit: str | None = None) -> st.SearchStrategy[Quantity]:
    """Return quantities that are exact, more than something or in a range, some written as in documents."""
    measured = units() if unit is None else st.just(unit)
    exact = st.builds(Quantity.exact, amounts(), measured)
    more = st.builds(Quantity.more_than, amounts(), measured)
    ranges = st.builds(_range, amounts(), amounts(), measured)
    spelled = st.builds(_spelled, st.integers(0, 9_999), st.sampled_from(_SCALES), st.sampled_from(_MARKS))
    return exact | more | ranges | st.builds(Quantity, spelled, measured)


def money(*, least: int = -_MOST_FEN, most: int = _MOST_FEN) -> st.SearchStrategy[Money]:
    """Return money from `least` to `most` fen, both included."""
    return st.integers(least, most).map(Money)


@st.composite
def shares(draw: st.DrawFn, *, base: str | None = None) -> Share:
    """Return shares that are exact, and ones rounded to whole percents or finer, of `base` or anything."""
    of = base if base is not None else draw(st.none() | units())
    decimals = draw(st.none() | st.integers(2, 2 + _MOST_DECIMALS))
    if decimals is None:
        whole = draw(st.integers(1, 1_000))
        return Share(Fraction(draw(st.integers(0, whole)), whole), base=of)
    step = Fraction(1, 10**decimals)
    return Share(draw(st.integers(0, 10**decimals)) * step, step=step, base=of)


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Quantity: quantities, Money: money, Share: shares}
)
