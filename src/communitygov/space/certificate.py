"""What a search found, how good an answer can be at most, and whether that is proved.

"Optimal" is said only of what is proved: its value is its bound.  A search that ended because its rounds were
over, because the caller stopped it or because a solver's time was up says so.

This module searches nothing and reads no clock.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import ClassVar, NamedTuple, cast

import attrs

from communitygov.core.checks import at_least, identifier, one_of
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words


class Sense(TermEnum):
    """Whether more is better.

    Examples
    --------
    >>> Sense.LEAST.zh
    '求最小'
    """

    MOST = "most", "求最大", "as much as possible"
    LEAST = "least", "求最小", "as little as possible"


class Status(TermEnum):
    """What is known of an answer.

    Examples
    --------
    >>> Status.FEASIBLE.zh
    '可行（未证最优）'
    """

    PROVED = "proved", "已证最优", "proved optimal"
    FEASIBLE = "feasible", "可行（未证最优）", "feasible, not proved optimal"
    INFEASIBLE = "infeasible", "无可行方案", "infeasible"
    UNKNOWN = "unknown", "未得方案，亦未排除", "no answer was found, and none is excluded"


class Stop(TermEnum):
    """Why a search ended.

    Examples
    --------
    >>> Stop.TIME.en
    'the time limit was reached'
    """

    PROVED = "proved", "已得证明", "nothing better is left to find"
    ROUNDS = "rounds", "轮数用尽", "its rounds were over"
    CALLER = "caller", "调用方叫停", "the caller stopped it"
    TIME = "time", "时间用尽", "the time limit was reached"


class Progress(NamedTuple):
    """How far a search is: what a ``progress=`` function is given after each round.

    Examples
    --------
    >>> seen: list[Progress] = []
    >>> seen.append(Progress(3, 50, Fraction(98), Fraction(100)))
    >>> f"{seen[-1].round} of {seen[-1].rounds}"
    '3 of 50'
    """

    round: int
    rounds: int
    value: Fraction
    bound: Fraction | None


#: What shows progress, and what stops a search between rounds.
Watch = Callable[[Progress], None]
Halt = Callable[[], bool]


def _number(_owner: object, field: "attrs.Attribute[Fraction | None]", value: object) -> None:
    """Refuse anything but an exact number, or nothing."""
    if value is not None and not isinstance(value, Fraction):
        bound = Words("须为整数或 Fraction", "must be a whole number or a Fraction")
        raise InvalidValue(field.name, value, bound)


def _exact(value: int | Fraction | None) -> Fraction | None:
    """Return whole numbers as fractions."""
    return Fraction(value) if type(value) is int else cast("Fraction | None", value)


@attrs.frozen(kw_only=True)
class Certificate(Value):
    """What is known of an answer.

    Parameters
    ----------
    value
        What the answer is worth; none if there is no answer.
    bound
        What no answer can exceed (or undercut, where less is better); none if nothing is known.
    sense
        Whether more is better.
    status, stop
        What is known, and why the search ended.
    seed
        Of the search's own randomness; the same seed gives the same answer.
    rounds
        Rounds made.
    engine
        Code of what searched, such as ``standard`` or ``highs``.

    Examples
    --------
    >>> found = Certificate(value=98, bound=100, status=Status.FEASIBLE, stop=Stop.ROUNDS, rounds=50)
    >>> found.gap, found.is_proved
    (Fraction(1, 49), False)
    >>> print(found)
    98, at most 100 (2.04 %): feasible, not proved optimal; its rounds were over
    >>> Certificate(value=98, bound=100, status=Status.PROVED, stop=Stop.PROVED)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: status: 'proved' will not do; it must be proved where the value is \
the bound, and only there. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "certificate"
    value: Fraction | None = attrs.field(default=None, converter=_exact, validator=_number)
    bound: Fraction | None = attrs.field(default=None, converter=_exact, validator=_number)
    sense: Sense = attrs.field(default=Sense.MOST, validator=one_of(Sense))
    status: Status = attrs.field(validator=one_of(Status))
    stop: Stop = attrs.field(validator=one_of(Stop))
    seed: int = attrs.field(default=0, validator=at_least(0))
    rounds: int = attrs.field(default=0, validator=at_least(0))
    engine: str = attrs.field(default="standard", validator=identifier)

    def __attrs_post_init__(self) -> None:
        """Refuse a claim that value, bound and end do not bear out."""
        if (self.value is None) != (self.status in _WITHOUT_VALUE):
            bound = Words(
                "有值者可行，无值者不可行或未知", "must be there unless the status is infeasible or unknown"
            )
            raise InvalidValue("value", self.value, bound)
        if (self.status is Status.PROVED) != (self.value is not None and self.value == self.bound):
            bound = Words(
                "值等于界时方为已证，且必为已证",
                "must be proved where the value is the bound, and only there",
            )
            raise InvalidValue("status", self.status.value, bound)
        if (self.stop is Stop.PROVED) != (self.status in (Status.PROVED, Status.INFEASIBLE)):
            bound = Words(
                "须与状态相符：已得证明者为最优或不可行",
                "must go with the status: what ends by a proof is optimal or infeasible",
            )
            raise InvalidValue("stop", self.stop.value, bound)
        if self.value is not None and self.bound is not None and self._beyond(self.value, self.bound):
            bound = Words("值不可优于界", "must be no better than the bound")
            raise InvalidValue("value", str(self.value), bound)

    def _beyond(self, value: Fraction, bound: Fraction) -> bool:
        """Tell whether a value is better than what can be."""
        return value > bound if self.sense is Sense.MOST else value < bound

    @property
    def is_proved(self) -> bool:
        """Whether nothing can be better."""
        return self.status is Status.PROVED

    @property
    def gap(self) -> Fraction | None:
        """How much better an answer might still be, as a share of the value; none if that is not known."""
        if self.value is None or self.bound is None:
            return None
        if self.value == self.bound:
            return Fraction(0)
        return abs(self.bound - self.value) / abs(self.value) if self.value else None

    @property
    def words(self) -> Words:
        """Value, bound, gap, and what is known, in both languages.

        Examples
        --------
        >>> Certificate(value=5, bound=5, status=Status.PROVED, stop=Stop.PROVED).words.zh
        '5，至多 5：已证最优'
        """
        if self.status is Status.INFEASIBLE:
            return self.status.words
        if self.value is None:
            return Words(f"{self.status.zh}；{self.stop.zh}", f"{self.status.en}; {self.stop.en}")
        value, zh, en = _written(self.value), "", ""
        if self.bound is not None:
            limit = _LIMITS[self.sense]
            gap = f" ({_per_cent(self.gap)})" if self.gap else ""
            zh = f"，{limit.zh} {_written(self.bound)}{gap}"
            en = f", {limit.en} {_written(self.bound)}{gap}"
        ended = Words("", "") if self.is_proved else Words(f"；{self.stop.zh}", f"; {self.stop.en}")
        return Words(f"{value}{zh}：{self.status.zh}{ended.zh}", f"{value}{en}: {self.status.en}{ended.en}")

    def __str__(self) -> str:
        """Say value, bound, gap, and what is known."""
        return self.words.en


#: What has no value.
_WITHOUT_VALUE = (Status.INFEASIBLE, Status.UNKNOWN)
#: How a bound is said.
_LIMITS = {Sense.MOST: Words("至多", "at most"), Sense.LEAST: Words("至少", "at least")}


def _written(number: Fraction) -> str:
    """Write a number with two decimals at most, rounded down."""
    if number.denominator == 1:
        return str(number)
    hundredths = abs(number.numerator) * 100 // number.denominator
    return f"{'-' if number < 0 else ''}{hundredths // 100}.{hundredths % 100:02}"


def _per_cent(gap: Fraction) -> str:
    """Write a gap, which is never shown as none."""
    return f"{_written(gap * 100)} %" if gap * 10_000 >= 1 else "< 0.01 %"
