"""Shares of grids: so many of so many, and what they lack.

A share is a fraction of whole numbers; as per cent it is rounded half up to two decimals, as the city's own
reports write it, and never taken further as a number.
"""

from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, counted, identifiers, one_of, optional
from communitygov.core.document import Value
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Language, Words
from communitygov.grid.level.bounds import SizeBounds


def percent(share: Fraction | None) -> str:
    """Write a share in per cent, rounded half up to two decimals; a dash where there is none.

    Examples
    --------
    >>> percent(Fraction(1, 3)), percent(Fraction(1)), percent(None)
    ('33.33%', '100.00%', '-')
    """
    if share is None:
        return "-"
    hundredths = (share.numerator * 20_000 + share.denominator) // (2 * share.denominator)
    return f"{hundredths // 100}.{hundredths % 100:02}%"


def _not_more(name: str, part: int, whole: int) -> None:
    """Refuse a part that is greater than the whole."""
    if part > whole:
        raise InvalidValue(name, part, Words(f"不得多于 {whole}", f"must not be more than {whole}"))


def _grids(number: int) -> str:
    """Say how many grids in English."""
    return "1 grid" if number == 1 else f"{number} grids"


@attrs.frozen(kw_only=True)
class LevelShare(Value):
    """How many grids of a level lie outside the bounds of its size.

    Parameters
    ----------
    level
        Which level.
    grids, counted
        How many grids it has, and of how many the households are known well enough to judge them.
    below, above
        How many of those have too few households, and too many.
    partly
        How many more were counted in part, too little to judge them.
    bounds
        The bounds, with their source; none where the level has none.

    Examples
    --------
    >>> from communitygov.grid.level.chengdu import CHENGDU
    >>> term, bounds = Term("general", "一般网格", "general grid"), CHENGDU["general"].bounds
    >>> LevelShare(level=term, grids=4, counted=3, below=0, above=2, bounds=bounds).outside
    Fraction(2, 3)
    >>> LevelShare(level=term, grids=4, counted=5, below=0, above=0)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: counted: 5 will not do; it must not be more than 4. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "level-share"
    level: Term = attrs.field(validator=one_of(Term))
    grids: int = attrs.field(validator=at_least(0))
    counted: int = attrs.field(validator=at_least(0))
    below: int = attrs.field(validator=at_least(0))
    above: int = attrs.field(validator=at_least(0))
    partly: int = attrs.field(default=0, validator=at_least(0))
    bounds: SizeBounds | None = attrs.field(default=None, validator=optional(one_of(SizeBounds)))

    def __attrs_post_init__(self) -> None:
        """Refuse more than there are."""
        _not_more("counted", self.counted, self.grids)
        _not_more("partly", self.partly, self.grids - self.counted)
        _not_more("above", self.below + self.above, self.counted)

    @property
    def outside(self) -> Fraction | None:
        """The share of the counted grids outside the bounds; none without bounds or counts."""
        if self.bounds is None or not self.counted:
            return None
        return Fraction(self.below + self.above, self.counted)

    def text(self, language: Language = "en") -> str:
        """Say it in one line.

        Examples
        --------
        >>> term = Term("general", "一般网格", "general grid")
        >>> LevelShare(level=term, grids=4, counted=0, below=0, above=0).text("zh")
        '一般网格：4 个，未统计户数'
        """
        head = self._counts()
        if self.bounds is None or not self.counted:
            return head.say(language)
        span = f"{self.bounds.least}-{'' if self.bounds.most is None else self.bounds.most}"
        off, share = self.below + self.above, percent(self.outside)
        return Words(
            f"{head.zh}，{off} 个不在 {span} 户之内（{share}）：偏小 {self.below} 个，偏大 {self.above} 个",
            f"{head.en}, {off} outside {span} households ({share}): {self.below} below, {self.above} above",
        ).say(language)

    def _counts(self) -> Words:
        """Say how many grids there are, and how many were counted."""
        counted = Words(f"已统计 {self.counted} 个", f"{self.counted} counted")
        if not self.counted:
            counted = Words("未统计户数", "none counted")
        part = Words(f"，{self.partly} 个仅部分统计", f", {self.partly} in part")
        return Words(
            f"{self.level.zh}：{self.grids} 个，{counted.zh}{part.zh if self.partly else ''}",
            f"{self.level.en}: {_grids(self.grids)}, {counted.en}{part.en if self.partly else ''}",
        )


@attrs.frozen(kw_only=True)
class CoverShare(Value):
    """How many grids of a level have no cover of a kind.

    Parameters
    ----------
    cover, level
        What covers, and the level that is looked at.
    grids
        How many grids it has.
    without
        Codes of those that are not covered.

    Examples
    --------
    >>> branch = Term("party_branch", "党支部", "Party branch")
    >>> general = Term("general", "一般网格", "general grid")
    >>> CoverShare(cover=branch, level=general, grids=8, without=["G-7"]).text()
    'general grid without Party branch: 1 of 8 (12.50%)'
    """

    document_kind: ClassVar[str] = "cover-share"
    cover: Term = attrs.field(validator=one_of(Term))
    level: Term = attrs.field(validator=one_of(Term))
    grids: int = attrs.field(validator=at_least(0))
    without: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers, repr=counted)

    def __attrs_post_init__(self) -> None:
        """Refuse more grids without cover than there are, and one twice."""
        _not_more("without", len(self.without), self.grids)
        if len(set(self.without)) < len(self.without):
            raise InvalidValue("without", len(self.without), Words("须各一次", "must name each once"))

    @property
    def share(self) -> Fraction | None:
        """The share of grids without cover; none where there is no grid."""
        return Fraction(len(self.without), self.grids) if self.grids else None

    def text(self, language: Language = "en") -> str:
        """Say it in one line."""
        lacking, share = len(self.without), percent(self.share)
        return Words(
            f"无{self.cover.zh}的{self.level.zh}：{lacking}/{self.grids}（{share}）",
            f"{self.level.en} without {self.cover.en}: {lacking} of {self.grids} ({share})",
        ).say(language)
