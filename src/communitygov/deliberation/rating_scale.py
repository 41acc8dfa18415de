"""On what residents rate, and what is enough: scales of whole scores, and exact thresholds.

1. A scale is the whole numbers from a lowest to a highest score, perhaps with words for each: 1 to 5, 满意 or
   不满意, or whatever a street office uses.
2. A threshold asks for a share of satisfied ratings or for a mean score, at least or more than a bound.  It
   is a `Fraction`, so that two of three are just two thirds.

The documents give neither; every scale and every bound here is a library default.  This module knows no
rating and no resident.
"""

from fractions import Fraction
from math import ceil, floor
from typing import ClassVar

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import as_tuple, at_least, saying
from communitygov.core.document import Value
from communitygov.core.figure import is_exact
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words

#: Most scores on one scale: 0 to 100.
LONGEST_SCALE = 101

_HIGHEST = Words(
    f"须高于最低分，全程至多 {LONGEST_SCALE} 级",
    f"must be higher than the lowest score, with at most {LONGEST_SCALE} scores in all",
)
_LABELS = Words(
    "须为每个分值各给一个名称，从最低分起，或一个也不给",
    "must hold words for every score, the lowest first, or none at all",
)
_BOUND = Words(
    f"须为 0 至 {GREATEST_INTEGER} 的整数或 Fraction，不收浮点数",
    f"must be a whole number or a Fraction from 0 to {GREATEST_INTEGER}; floats are not exact",
)


def _sayings(owner: object, field: "attrs.Attribute[tuple[Words, ...]]", value: tuple[Words, ...]) -> None:
    """Refuse anything but words."""
    for each in value:
        saying(owner, field, each)


@attrs.frozen
class Scale(Value):
    """The scores that may be given (评分等级): whole numbers, the higher the better.

    Parameters
    ----------
    lowest, highest
        The lowest and the highest score.
    labels
        Words for every score, the lowest first; none where the number says it all.

    Examples
    --------
    >>> list(FIVE_POINTS.scores), 6 in FIVE_POINTS
    ([1, 2, 3, 4, 5], False)
    >>> THREE_GRADES.label(2, "zh"), Scale(1, 10).label(7)
    ('基本满意', '7')
    >>> Scale(1, 1)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: highest: 1 will not do; it must be higher than the lowest score, with \
at most 101 scores in all. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "rating-scale"
    lowest: int = attrs.field(validator=at_least(0))
    highest: int = attrs.field(validator=at_least(0))
    labels: tuple[Words, ...] = attrs.field(kw_only=True, default=(), converter=as_tuple, validator=_sayings)

    def __attrs_post_init__(self) -> None:
        """Refuse a scale that leaves no choice or too much of it, and words for some scores only."""
        if not 1 <= self.highest - self.lowest < LONGEST_SCALE:
            raise InvalidValue("highest", self.highest, _HIGHEST)
        if len(self.labels) not in {0, len(self.scores)}:
            raise InvalidValue("labels", self.labels, _LABELS)

    @property
    def scores(self) -> range:
        """Every score, the lowest first."""
        return range(self.lowest, self.highest + 1)

    def __contains__(self, score: object) -> bool:
        """Tell whether `score` may be given."""
        return score in self.scores

    def label(self, score: int, language: Language = "en") -> str:
        """Return a score in words, or as a number where there are none.

        Raises
        ------
        InvalidValue
            If the score is not on the scale.
        """
        if score not in self:
            bound = Words(
                f"须为 {self.lowest} 至 {self.highest} 分", f"must be from {self.lowest} to {self.highest}"
            )
            raise InvalidValue("score", score, bound)
        number = str(score)
        words = self.labels[score - self.lowest] if self.labels else Words(number, number)
        return words.say(language)


_DISSATISFIED, _SATISFIED = Words("不满意", "dissatisfied"), Words("满意", "satisfied")

#: One to five points.
FIVE_POINTS = Scale(1, 5)
#: 不满意 0, 满意 1.
SATISFIED_OR_NOT = Scale(0, 1, labels=(_DISSATISFIED, _SATISFIED))
#: 不满意 1, 基本满意 2, 满意 3.
THREE_GRADES = Scale(1, 3, labels=(_DISSATISFIED, Words("基本满意", "fairly satisfied"), _SATISFIED))


class Measure(TermEnum):
    """What is measured of the ratings that count.

    Examples
    --------
    >>> Measure("satisfied_share").label("zh")
    '满意率'
    """

    SATISFIED_SHARE = "satisfied_share", "满意率", "satisfied share"
    MEAN_SCORE = "mean_score", "平均分", "mean score"


class Comparison(TermEnum):
    """Whether the bound itself is enough.

    Examples
    --------
    >>> Comparison("more_than").label("zh")
    '高于'
    """

    AT_LEAST = "at_least", "不低于", "at least"
    MORE_THAN = "more_than", "高于", "more than"


def _measure(value: object) -> Measure:
    """Return the measure with this code."""
    return Measure.named(value)


def _comparison(value: object) -> Comparison:
    """Return the comparison with this code."""
    return Comparison.named(value)


def _exact(value: int | Fraction) -> Fraction:
    """Return a bound as a `Fraction`; what is inexact, negative or beyond all use is refused."""
    if not is_exact(value) or not 0 <= value <= GREATEST_INTEGER or value.denominator > GREATEST_INTEGER:
        raise InvalidValue("bound", value, _BOUND)
    return Fraction(value)


@attrs.frozen
class Threshold(Value):
    """What is enough to be satisfied: a measure that reaches or exceeds a bound.

    Parameters
    ----------
    measure
        Code of what is measured: ``"satisfied_share"`` or ``"mean_score"``.
    bound
        The bound: a share from 0 to 1, or a score of the scale.
    comparison
        Code of whether the bound itself is enough: ``"at_least"`` or ``"more_than"``.

    Examples
    --------
    Of three ratings, two must be satisfied for a share of two thirds, and all three for more than that:

    >>> two_thirds = Threshold("satisfied_share", Fraction(2, 3))
    >>> two_thirds.least(3), attrs.evolve(two_thirds, comparison="more_than").least(3)
    (2, 3)
    >>> Threshold("satisfied_share", 0.5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: bound: 0.5 will not do; it must be a whole number or a Fraction from 0 \
to 9007199254740991; floats are not exact. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "rating-threshold"
    measure: Measure = attrs.field(converter=_measure)
    bound: Fraction = attrs.field(converter=_exact)
    comparison: Comparison = attrs.field(kw_only=True, default=Comparison.AT_LEAST, converter=_comparison)

    def least(self, ratings: int) -> int:
        """Return the least that is enough with so many ratings: satisfied ones, or points together."""
        product = self.bound * ratings
        return ceil(product) if self.comparison is Comparison.AT_LEAST else floor(product) + 1

    def is_open_on(self, scale: Scale) -> bool:
        """Tell whether ratings on a scale can reach the bound, and can miss it."""
        low, high = scale.lowest, scale.highest
        if self.measure is Measure.SATISFIED_SHARE:
            low, high = 0, 1
        if self.comparison is Comparison.AT_LEAST:
            return low < self.bound <= high
        return low <= self.bound < high
