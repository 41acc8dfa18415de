"""How much an audit, an index of power and a search may try, and what they refuse beyond it.

What is too much is refused before anything is tried, wherever it can be told beforehand.

This module tries nothing.
"""

from collections.abc import Iterable

from communitygov.errors import InvalidValue, Words
from communitygov.meeting.decision.decision import DecisionRule

#: Most states that are tried where the caller says nothing; some seconds for a rule of a dozen parts.
MOST_STATES = 200_000
#: What an error is about that says that there is too much to try.
STATES = "states"
#: From here on a number of states is no longer worked out.
_COUNTLESS = 10**30

_FEWER_KINDS = Words(
    "请提高上限，或减少表决人的类别；survey() 只看极端情形，可查任意规模",
    "raise the bound or take fewer kinds of voters; survey() tries the extremes only, of any size",
)


def checked(rule: object, most_states: object) -> DecisionRule:
    """Return a rule; refuse what is none, and a bound that is no number.

    Examples
    --------
    >>> checked("majority", 1000)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: rule: 'majority' will not do; it must be a DecisionRule. [INVALID_VALUE]
    """
    if not isinstance(rule, DecisionRule):
        raise InvalidValue("rule", rule, Words("须为 DecisionRule", "must be a DecisionRule"))
    if type(most_states) is not int or most_states < 1:
        bound = Words("须为不小于 1 的整数", "must be a whole number of at least 1")
        raise InvalidValue("most_states", most_states, bound)
    return rule


def fits(states: int, most: int, *, instead: Words = _FEWER_KINDS) -> None:
    """Refuse to try more states than are allowed, and say what helps instead.

    Examples
    --------
    >>> fits(1_000_000, 200_000)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: states: 1000000 will not do; it must be at most 200000 (most_states): \
raise the bound or take fewer kinds of voters; survey() tries the extremes only, of any size. [INVALID_VALUE]
    """
    if states > most:
        bound = Words(
            f"须不多于 {most}（most_states）：{instead.zh}",
            f"must be at most {most} (most_states): {instead.en}",
        )
        raise InvalidValue(STATES, "10^30 or more" if states >= _COUNTLESS else states, bound)


def multiplied(factors: Iterable[int]) -> int:
    """Return the product of whole numbers from one up, or the first product that is no longer worth it.

    Examples
    --------
    >>> multiplied([15, 15]), multiplied([10] * 1_000_000) == 10**30
    (225, True)
    """
    product = 1
    for factor in factors:
        product *= factor
        if product >= _COUNTLESS:
            break
    return product
