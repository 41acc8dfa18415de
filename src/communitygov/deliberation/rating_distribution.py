"""How many ratings gave each score: exact counts, share and mean, and what of them may be published.

It knows neither who gave a score nor what is enough.
"""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import as_tuple, one_of
from communitygov.core.document import Value
from communitygov.core.privacy import SMALLEST_COUNT, PublishedCounts, suppress
from communitygov.deliberation.rating_scale import Scale
from communitygov.errors import InvalidValue, Words


@attrs.frozen(kw_only=True)
class Distribution(Value):
    """How many ratings gave each score of a scale (评分分布).

    Parameters
    ----------
    scale
        The scale.
    counts
        How many gave each score, the lowest score first.

    Examples
    --------
    >>> from communitygov.deliberation.rating_scale import FIVE_POINTS
    >>> given = Distribution.of([5, 3, 5], scale=FIVE_POINTS)
    >>> given.counts, given.total, str(given.mean), str(given.share(4))
    ((0, 0, 1, 0, 2), 3, '13/3', '2/3')
    >>> Distribution(scale=FIVE_POINTS, counts=(1, 2))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: counts: (1, 2) will not do; it must be a whole number, 0 or more, for \
each score from 1 to 5, in order. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "rating-distribution"
    scale: Scale = attrs.field(validator=one_of(Scale))
    counts: tuple[int, ...] = attrs.field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        """Refuse anything but a count for every score."""
        are_counts = all(type(count) is int and count >= 0 for count in self.counts)
        if not are_counts or len(self.counts) != len(self.scale.scores) or self.total > GREATEST_INTEGER:
            span = f"{self.scale.lowest} 至 {self.scale.highest}"
            bound = Words(
                f"须为 {span} 各分值的份数，依次各一非负整数",
                "must be a whole number, 0 or more, for each score from "
                f"{self.scale.lowest} to {self.scale.highest}, in order",
            )
            raise InvalidValue("counts", self.counts, bound)

    @classmethod
    def of(cls, scores: Iterable[int], *, scale: Scale) -> "Distribution":
        """Count scores of a scale.

        Raises
        ------
        InvalidValue
            If a score is not on the scale.
        """
        counter = Counter(scores)
        for score in counter:
            scale.label(score)
        return cls(scale=scale, counts=[counter[score] for score in scale.scores])

    @property
    def by_score(self) -> tuple[tuple[int, int], ...]:
        """Each score with how many gave it, the lowest first."""
        return tuple(zip(self.scale.scores, self.counts, strict=True))

    @property
    def total(self) -> int:
        """How many ratings there are."""
        return sum(self.counts)

    @property
    def points(self) -> int:
        """All scores together."""
        return sum(score * count for score, count in self.by_score)

    @property
    def mean(self) -> Fraction | None:
        """The mean score (平均分); none where there is no rating."""
        return Fraction(self.points, self.total) if self.total else None

    def from_score(self, lowest: int) -> int:
        """Return how many gave this score or a higher one."""
        return sum(count for score, count in self.by_score if score >= lowest)

    def share(self, lowest: int) -> Fraction | None:
        """Return the share of those who gave this score or a higher one; none where there is no rating."""
        return Fraction(self.from_score(lowest), self.total) if self.total else None

    @property
    def words(self) -> Words:
        """The scores that were given, and how often each was."""
        given = [(score, count) for score, count in self.by_score if count]
        zh = "、".join(f"{self.scale.label(score, 'zh')} × {count}" for score, count in given)
        en = ", ".join(f"{self.scale.label(score, 'en')} × {count}" for score, count in given)
        return Words(zh, en) if given else Words("无", "none")

    def published(self, *, smallest: int = SMALLEST_COUNT) -> PublishedCounts:
        """Return it as it may stand on a board, where no small count points at anybody.

        The codes of the cells are the scores, with zeros before them where that keeps their order.

        What it does not know: what else is published.  A share or a mean beside it may give a hidden count
        away, and where all gave one score, the board says what each of them gave.

        Parameters
        ----------
        smallest
            The smallest count above zero that may be published; at least 3.

        Examples
        --------
        >>> from communitygov.deliberation.rating_scale import FIVE_POINTS
        >>> published = Distribution(scale=FIVE_POINTS, counts=(0, 2, 9, 31, 40)).published()
        >>> published.cells, published.total
        ((('1', 0), ('2', None), ('3', None), ('4', 31), ('5', 40)), 82)
        """
        width = len(str(self.scale.highest))
        cells = {f"{score:0{width}}": count for score, count in self.by_score}
        return suppress(cells, smallest=smallest, total=self.total)
