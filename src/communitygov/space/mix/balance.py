"""公益普惠+品质消费: a rule about how much of a mix is for everybody, and what a mix comes to under it.

1. The principle is that of document 001; it gives no number.  The number of the default rule, one item at
   least, is the library's own.
2. A mix of which not all is known comes to a range, and the answer may be that it is not known.
3. Market items are never too many by number: what counts is what is there for everybody.

Everything is exact: whole numbers and fractions.
"""

from fractions import Fraction
from typing import Any, ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import at_least, identifier, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.terms import TermEnum
from communitygov.errors import CommunityGovError, InvalidValue, Language, Words
from communitygov.quotation import shown
from communitygov.space.function.side import TWO_SIDES, Side
from communitygov.space.mix.item import MixItem
from communitygov.space.mix.mix import Mix
from communitygov.space.mix.weight import NOTHING, OPEN, MixMeasure, Range, share_of, weight

MIX_NOT_INCLUSIVE = Message(
    "MIX_NOT_INCLUSIVE",
    Words(
        "{place} 的普惠业态至多 {most} 个，须有 {least} 个",
        "{place} has {most} items for everybody at most; {least} are asked for",
    ),
    Words(
        "请增设免费、低价或公益性定价的业态", "add items that are free, at a low or a public-interest price"
    ),
    TWO_SIDES,
)
MIX_SHARE_TOO_SMALL = Message(
    "MIX_SHARE_TOO_SMALL",
    Words(
        "{place} 的普惠占比（按{measure}）至多 {most}，须达 {least}",
        "at most {most} of {place} is for everybody, by {measure}; {least} is asked for",
    ),
    Words("请增加普惠业态，或收缩消费业态", "give more room to what is for everybody"),
    TWO_SIDES,
)
MIX_BALANCE_UNKNOWN = Message(
    "MIX_BALANCE_UNKNOWN",
    Words(
        "{place} 是否平衡不可知：普惠业态 {fewest} 至 {most} 个，占比（按{measure}）{low} 至 {high}",
        "whether {place} is balanced is not known: {fewest} to {most} items are for everybody, {low} to "
        "{high} by {measure}",
    ),
    Words(
        "请列明只有数目的业态，并补上未说明的属性、价格与{measure}",
        "name what is only counted, and add what is not told: side, price, {measure}",
    ),
    TWO_SIDES,
)


class InclusiveBy(TermEnum):
    """What makes an item one for everybody.

    Examples
    --------
    >>> InclusiveBy.PRICE.zh
    '按价格'
    """

    #: Free, low or public-interest price.
    PRICE = "price", "按价格", "its price"
    #: The side that it is told to be on.
    SIDE = "side", "按属性", "its side"


def _share(value: Any) -> Any:  # noqa: ANN401  whatever was given, to be checked
    """Return whole numbers as fractions."""
    return Fraction(value) if type(value) is int else value


def _within_whole(_owner: object, field: "attrs.Attribute[Fraction]", value: object) -> None:
    """Refuse anything but an exact share of a whole."""
    if not isinstance(value, Fraction) or not 0 <= value <= 1:
        bound = Words("须为 0 至 1 的 Fraction", "must be a Fraction from 0 to 1")
        raise InvalidValue(field.name, value, bound)


@attrs.frozen(kw_only=True)
class Balance(Value):
    """How much of a mix must be for everybody.

    Parameters
    ----------
    fewest
        Items for everybody, at least.
    share
        Share that must be for everybody, at least.
    measure
        By what the share is measured.
    by
        What makes an item one for everybody: its price, or its side.
    principle
        Where the principle stands.
    figure
        Where the numbers stand.

    Examples
    --------
    >>> from communitygov.space.function.side import PriceClass
    >>> rule = Balance()
    >>> rule.fewest, rule.principle.phrase, rule.figure.is_library_default
    (1, '公益普惠+品质消费', True)
    >>> market = Mix([MixItem("shop", price=PriceClass.MARKET)], place="corner")
    >>> print(*rule.judge(market).findings())
    corner has 0 items for everybody at most; 1 are asked for [MIX_NOT_INCLUSIVE]
    >>> Balance(share=0.5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: share: 0.5 will not do; it must be a Fraction from 0 to 1. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "mix-balance"
    fewest: int = attrs.field(default=1, validator=at_least(0))
    share: Fraction = attrs.field(default=Fraction(0), converter=_share, validator=_within_whole)
    measure: MixMeasure = attrs.field(default=MixMeasure.ITEMS, validator=one_of(MixMeasure))
    by: InclusiveBy = attrs.field(default=InclusiveBy.PRICE, validator=one_of(InclusiveBy))
    principle: Citation = attrs.field(default=TWO_SIDES, validator=one_of(Citation))
    figure: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))

    def is_inclusive(self, item: MixItem) -> bool | None:
        """Tell whether an item is for everybody; none if that is not known."""
        require("item", item, kind=MixItem)
        if self.by is InclusiveBy.PRICE:
            return item.is_inclusive
        return None if item.side is None else item.side is Side.WELFARE

    def judge(self, mix: Mix) -> "MixJudgement":
        """Return what a mix comes to under the rule.

        Raises
        ------
        InvalidValue
            If it is no mix.
        """
        require("mix", mix, kind=Mix)
        answers = [self.is_inclusive(item) for item in mix.items]
        certain, possible = answers.count(True), answers.count(True) + answers.count(None) + mix.unnamed
        low, high = self._share_in(mix)
        return MixJudgement(place=mix.place, rule=self, fewest=certain, most=possible, low=low, high=high)

    def require(self, mix: Mix) -> Mix:
        """Return a mix that keeps the rule.

        Raises
        ------
        MixRefused
            If it breaks the rule, or may break it.
        """
        judgement = self.judge(mix)
        if judgement.is_kept is not True:
            raise MixRefused(mix.place, judgement.findings())
        return mix

    def _share_in(self, mix: Mix) -> tuple[Fraction, Fraction]:
        """Return between what the share of a mix lies."""
        sums: dict[bool | None, Range] = {True: NOTHING, False: NOTHING, None: NOTHING}
        for item in mix.items:
            answer = self.is_inclusive(item)
            sums[answer] = sums[answer].plus(weight(item, self.measure))
        if mix.unnamed:
            each = Fraction(mix.unnamed)
            more = Range(each, each) if self.measure is MixMeasure.ITEMS else OPEN
            sums[None] = sums[None].plus(more)
        return share_of(sums[True], sums[False], either=sums[None])


@attrs.frozen(kw_only=True)
class MixJudgement(Value):
    """What a mix comes to under a rule: as far as is known, from how much to how much.

    Parameters
    ----------
    place
        Identifier of the place.
    rule
        The rule.
    fewest, most
        Items for everybody: that are told to be, and that may be.
    low, high
        The share for everybody, by the measure of the rule.

    Examples
    --------
    >>> from communitygov.space.function.side import PriceClass
    >>> free = MixItem("books", price=PriceClass.FREE)
    >>> judged = Balance(share=Fraction(1, 4)).judge(Mix.declared(kinds=9, items=14, named=[free]))
    >>> judged.is_kept, judged.fewest, judged.most, judged.low, judged.high
    (None, 1, 14, Fraction(1, 14), Fraction(1, 1))
    """

    document_kind: ClassVar[str] = "mix-judgement"
    place: str = attrs.field(validator=identifier)
    rule: Balance = attrs.field(validator=one_of(Balance))
    fewest: int = attrs.field(validator=at_least(0))
    most: int = attrs.field(validator=at_least(0))
    low: Fraction = attrs.field(converter=_share, validator=_within_whole)
    high: Fraction = attrs.field(converter=_share, validator=_within_whole)

    def __attrs_post_init__(self) -> None:
        """Refuse ranges that end before they begin."""
        if self.fewest > self.most:
            raise InvalidValue("most", self.most, Words("须不小于 fewest", "must be no less than the fewest"))
        if self.low > self.high:
            raise InvalidValue("high", self.high, Words("须不小于 low", "must be no less than the lowest"))

    @property
    def has_enough(self) -> bool | None:
        """Whether there are enough items for everybody; none if that is not known."""
        if self.fewest >= self.rule.fewest:
            return True
        return None if self.most >= self.rule.fewest else False

    @property
    def has_share(self) -> bool | None:
        """Whether the share for everybody is great enough; none if that is not known."""
        if self.low >= self.rule.share:
            return True
        return None if self.high >= self.rule.share else False

    @property
    def is_kept(self) -> bool | None:
        """Whether the rule is kept; none if that is not known."""
        answers = (self.has_enough, self.has_share)
        return False if False in answers else (None if None in answers else True)

    def findings(self) -> tuple[Finding, ...]:
        """Name what is broken, or that it is not known; nothing if the rule is kept."""
        facts: dict[str, Detail] = {
            "place": self.place,
            "measure": self.rule.measure.words,
            "most": self.most,
        }
        found: list[Finding] = []
        if self.has_enough is False:
            found.append(self._with_source(MIX_NOT_INCLUSIVE, {**facts, "least": self.rule.fewest}))
        if self.has_share is False:
            share = {**facts, "most": str(self.high), "least": str(self.rule.share)}
            found.append(self._with_source(MIX_SHARE_TOO_SMALL, share))
        if self.is_kept is None:
            ranges = {**facts, "fewest": self.fewest, "low": str(self.low), "high": str(self.high)}
            found.append(self._with_source(MIX_BALANCE_UNKNOWN, ranges))
        return tuple(found)

    def _with_source(self, message: Message, facts: dict[str, Detail]) -> Finding:
        """Return a finding with the principle of the rule as its source."""
        return attrs.evolve(message.finding(self.place, facts), source=self.rule.principle)

    def text(self, language: Language = "en") -> str:
        """Explain in one line what was asked for and what is there.

        Examples
        --------
        >>> from communitygov.space.function.side import PriceClass
        >>> free = MixItem("books", price=PriceClass.FREE)
        >>> print(Balance().judge(Mix([free], place="corner")).text())
        corner: kept; 1 to 1 items for everybody (1 asked), share 1 to 1 by number of items (0 asked)
        """
        answer = {
            True: Words("达标", "kept"),
            False: Words("不达标", "not kept"),
            None: Words("不可知", "not known"),
        }[self.is_kept]
        measure, rule = self.rule.measure, self.rule
        said = Words(
            f"{self.place}：{answer.zh}；普惠业态 {self.fewest} 至 {self.most} 个（须 {rule.fewest}），"
            f"占比（按{measure.zh}）{self.low} 至 {self.high}（须 {rule.share}）",
            f"{self.place}: {answer.en}; {self.fewest} to {self.most} items for everybody "
            f"({rule.fewest} asked), share {self.low} to {self.high} by {measure.en} ({rule.share} asked)",
        )
        return said.say(language)


@attrs.frozen(str=False)
class MixRefused(CommunityGovError, ValueError):
    """A mix does not keep a rule, or may not; `findings` says why.

    Examples
    --------
    >>> from communitygov.space.function.side import PriceClass
    >>> try:
    ...     Balance().require(Mix([MixItem("shop", price=PriceClass.MARKET)], place="corner"))
    ... except MixRefused as refusal:
    ...     [finding.code for finding in refusal.findings]
    ['MIX_NOT_INCLUSIVE']
    """

    code: ClassVar[str] = "MIX_REFUSED"
    place: str
    findings: tuple[Finding, ...]

    def words(self) -> Words:
        """Give every reason, each with what would mend it."""
        zh = "；".join(f"{each.text('zh')}（{each.advice('zh')}）" for each in self.findings)
        en = "; ".join(f"{each.text()} ({each.advice()})" for each in self.findings)
        return Words(
            f"{shown(self.place)} 的业态未被接受：{zh}。", f"the mix of {shown(self.place)} is refused: {en}."
        )
