"""What a rating policy asks of the ratings that count, and what they have of it.

Two things are asked: that enough ratings count, and that enough of them are satisfied.  Each is compared in
whole numbers; what falls short is a finding with the exact shortfall.

This module knows no resident and no case beyond its identifier.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

import attrs

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.terms import TermEnum
from communitygov.deliberation.rating_distribution import Distribution
from communitygov.deliberation.rating_scale import Measure, Threshold
from communitygov.errors import Words

RATINGS_TOO_FEW = Message(
    "RATINGS_TOO_FEW",
    Words(
        "有效评议 {have} 份，须至少 {need} 份，差 {shortfall} 份",
        "ratings that count: {have}, {need} needed, {shortfall} short",
    ),
    Words("请再征集至少 {shortfall} 份有效评议", "collect {shortfall} more that count"),
)
RATED_BELOW_THRESHOLD = Message(
    "RATED_BELOW_THRESHOLD",
    Words(
        "{measure}为 {figure}，须{comparison} {bound}，差 {shortfall} {unit}",
        "{measure} {figure}, {comparison} {bound} needed: {shortfall} more {unit}",
    ),
    Words("请按居民意见整改后再评", "do it again as the residents say, and have it rated again"),
)

_UNITS: Mapping[Measure, Words] = MappingProxyType(
    {Measure.SATISFIED_SHARE: Words("份满意", "satisfied"), Measure.MEAN_SCORE: Words("分", "in points")}
)


class RatingOutcome(TermEnum):
    """What the ratings of a handling come to.

    Examples
    --------
    >>> RatingOutcome("too_few").label("zh")
    '有效评议不足'
    """

    SATISFIED = "satisfied", "满意", "satisfied"
    DISSATISFIED = "dissatisfied", "不满意", "dissatisfied"
    TOO_FEW = "too_few", "有效评议不足", "too few ratings"


class Criterion(NamedTuple):
    """One thing that is asked of the ratings, and what they have of it.

    Parameters
    ----------
    words
        What was found, and what is asked.
    have, need
        What there is and what is needed: ratings that count, satisfied ones among them, or points in all.
    source
        Where the bound stands; none where nobody said.
    finding
        What falls short; none when the criterion is met.

    Examples
    --------
    >>> criterion = enough_ratings("LQ-1", have=1, need=3, source=LIBRARY_DEFAULT)
    >>> criterion.is_met, criterion.shortfall, criterion.line.zh
    (False, 2, '✗ 有效评议 1 份，须至少 3 份，差 2 份（依据：本库默认）')
    """

    words: Words
    have: int
    need: int
    source: Citation | None
    finding: Finding | None

    @property
    def is_met(self) -> bool:
        """Whether nothing falls short."""
        return self.finding is None

    @property
    def shortfall(self) -> int:
        """By how much `have` falls short of `need`."""
        return max(0, self.need - self.have)

    @property
    def line(self) -> Words:
        """It in one line, with where it stands: ``✓`` met, ``✗`` not."""
        mark = "✓" if self.is_met else "✗"
        if self.source is None:
            return Words(f"{mark} {self.words.zh}", f"{mark} {self.words.en}")
        place = Words(str(self.source), str(self.source))
        if self.source == LIBRARY_DEFAULT:
            place = Words("本库默认", "library default")
        return Words(f"{mark} {self.words.zh}（依据：{place.zh}）", f"{mark} {self.words.en} [{place.en}]")


def enough_ratings(case: str, *, have: int, need: int, source: Citation | None) -> Criterion:
    """Return whether enough ratings count.

    Examples
    --------
    >>> enough_ratings("LQ-1", have=3, need=3, source=None).line.en
    '✓ ratings that count: 3, 3 needed'
    """
    if have >= need:
        words = Words(f"有效评议 {have} 份，须至少 {need} 份", f"ratings that count: {have}, {need} needed")
        return Criterion(words, have, need, source, None)
    finding = RATINGS_TOO_FEW.finding(case, {"have": have, "need": need, "shortfall": need - have})
    return Criterion(finding.words, have, need, source, attrs.evolve(finding, source=source))


def enough_satisfaction(
    case: str,
    given: Distribution,
    *,
    threshold: Threshold,
    satisfied_from: int,
    source: Citation | None,
) -> Criterion:
    """Return whether the ratings that count, one at least, are good enough.

    Examples
    --------
    >>> from communitygov.deliberation.rating_scale import FIVE_POINTS
    >>> given, half = (
    ...     Distribution.of([1, 1, 5], scale=FIVE_POINTS),
    ...     Threshold("satisfied_share", Fraction(1, 2)),
    ... )
    >>> criterion = enough_satisfaction("LQ-1", given, threshold=half, satisfied_from=4, source=None)
    >>> criterion.have, criterion.need, criterion.line.en
    (1, 2, '✗ satisfied share 1/3, at least 1/2 needed: 1 more satisfied')
    """
    is_share = threshold.measure is Measure.SATISFIED_SHARE
    have = given.from_score(satisfied_from) if is_share else given.points
    need = threshold.least(given.total)
    figure, measure, comparison = Fraction(have, given.total), threshold.measure, threshold.comparison
    if have >= need:
        words = Words(
            f"{measure.zh}为 {figure}，须{comparison.zh} {threshold.bound}",
            f"{measure.en} {figure}, {comparison.en} {threshold.bound} needed",
        )
        return Criterion(words, have, need, source, None)
    details: dict[str, Detail] = {
        "measure": measure.words,
        "figure": str(figure),
        "comparison": comparison.words,
        "bound": str(threshold.bound),
        "shortfall": need - have,
        "unit": _UNITS[measure],
    }
    finding = RATED_BELOW_THRESHOLD.finding(case, details)
    return Criterion(finding.words, have, need, source, attrs.evolve(finding, source=source))


def outcome_of(criteria: Sequence[Criterion]) -> RatingOutcome:
    """Return what criteria come to; the first asks for enough ratings, the last for good ones.

    Examples
    --------
    >>> outcome_of([enough_ratings("LQ-1", have=1, need=3, source=None)])
    RatingOutcome.TOO_FEW
    """
    if not criteria[0].is_met:
        return RatingOutcome.TOO_FEW
    return RatingOutcome.SATISFIED if criteria[-1].is_met else RatingOutcome.DISSATISFIED
