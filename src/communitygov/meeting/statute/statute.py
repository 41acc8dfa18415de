"""A legal preset (法定规则): what a dated text asks of one body in one class of matters.

1. A preset is a model and no legal advice; it says so wherever it is shown.
2. What was not read in a text is empty and listed among the `gaps`.  An empty rule is never used in silence:
   asking for it is an error that says why.  What was not read at all, or in excerpts alone, says so and names
   everything that is empty.
3. Every figure cites its law and article; the preset says what its first day rests on.

This module knows no law.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from types import MappingProxyType
from typing import Any, ClassVar, Final, cast

import attrs

from communitygov.core.checks import (
    as_set,
    as_tuple,
    each_of,
    identifier,
    one_of,
    optional,
    ordered,
    saying,
)
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.council.composition import MemberShare
from communitygov.meeting.council.requisition_rule import RequisitionRule
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.resolution.negative_consent import NegativeConsent
from communitygov.meeting.statute.provision import ProxyLimit, StatutePeriod, in_article
from communitygov.meeting.statute.terms import (
    CHINA,
    Dating,
    DecidingBody,
    Gap,
    Interval,
    MatterClass,
    Verification,
)
from communitygov.meeting.statute.wording import rule_lines

#: What every preset says of itself.
DISCLAIMER: Final = Words(
    "本预设是模型，不是法律意见；适用前请查对现行正式文本",
    "a model, not legal advice; check the official text in force before you rely on it",
)
#: Of which empty parts it must be said that they were not read.  A text that was read may be silent of some.
_ASKED: Final[Mapping[Verification, frozenset[Gap]]] = MappingProxyType(
    {
        Verification.VERIFIED: frozenset({Gap.RULE, Gap.FIRST_DAY}),
        Verification.EXCERPT: frozenset(Gap),
        Verification.PRACTICE: frozenset({Gap.RULE}),
        Verification.UNVERIFIED: frozenset(Gap),
    }
)
_NO_RULE = Words(
    "须取自正式文本：此预设的法定人数与多数未经核对，故留空；请查对原文，以 communitygov.meeting 的规则写出，"
    "并以 source 注明依据",
    "must come from the official text: quorum and majority were not read for this preset, so they are empty; "
    "write them with the rules of communitygov.meeting, with a source",
)


def _items(_owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse items that are no pairs of a number and its words."""
    for item in value:
        match item:
            case (int() as number, Words()) if type(number) is int and number > 0:
                continue
            case _:
                bound = Words("须为项号与其文字", "must hold numbers of items with their words")
                raise InvalidValue(field.name, item, bound)
    if len(dict(cast("tuple[tuple[int, Words], ...]", value))) < len(value):
        bound = Words("同一项号只给一次", "must give no number twice")
        raise InvalidValue(field.name, f"{len(value)} items", bound)


def _once(_owner: object, field: "attrs.Attribute[Any]", value: tuple[StatutePeriod, ...]) -> None:
    """Refuse two periods for the same thing."""
    intervals = [each.interval.value for each in value]
    if len(set(intervals)) < len(intervals):
        bound = Words("同一用途只给一次", "must give no interval twice")
        raise InvalidValue(field.name, ", ".join(intervals), bound)


def _cited(words: Words, source: Citation | None, beside: Citation) -> Words:
    """Say where something stands, unless it stands where the preset does."""
    if source is None or (source.document, source.article) == (beside.document, beside.article):
        return words
    return Words(f"{words.zh}（依据：{source}）", f"{words.en} ({source})")


def _withheld(consent: NegativeConsent) -> Words:
    """Say which objections keep a decision from taking effect."""
    zh = "，或".join(f"{measure.zh}{bound.words.zh}" for measure, bound in consent.bounds)
    en = ", or ".join(f"{bound.words.en} by {measure.en}" for measure, bound in consent.bounds)
    return Words(
        f"书面反对者达到则不生效：{zh}", f"does not take effect if those who object in writing are {en}"
    )


@attrs.frozen(kw_only=True)
class Statute(Value):
    """What a dated text asks of one body in one class of matters.

    Parameters
    ----------
    title
        Short name of the law, with article and matter.
    body, matter, place
        Whose decision it is, in which class of matters, and where; the whole country unless told otherwise.
    source
        Law and article, with the days between which this version is taken (the last one excluded).
    verification
        In what the figures were read.
    dating
        What the first day rests on; given if there is one.
    rule
        Quorum and majority; none if they were not read.
    items
        The matters of this class, by the numbers that the text gives them.
    periods, requisition, composition, proxies, negative_consent
        What else the text asks; what is empty and not among `unread`, the articles read do not have.
    unread
        What was not read, and is therefore empty.
    remarks
        How the figures are to be read, and what is known beside them.
    superseded_by
        Identifier of the preset that takes its place.

    Examples
    --------
    >>> from communitygov.meeting.statute.civil_code import civil_code_278
    >>> preset = civil_code_278(matter="major")
    >>> print(preset.text("zh"))
    民法典第278条（第六至八项）
      议决主体：业主大会　事项：重大事项　适用地：全国
      施行：自 2021-01-01（文本写明）起　核对：已核对公开副本　依据：cn-civil-code, 278
      规则：
        以下各项均须满足：
          专有部分面积：参与表决者至少为全体的2/3
          人数：参与表决者至少为全体的2/3
          专有部分面积：赞成者至少为参与表决者的3/4
          人数：赞成者至少为参与表决者的3/4
      （6）筹集维修资金
      （7）改建、重建建筑物及其附属设施
      （8）改变共有部分的用途或者利用共有部分从事经营活动
      本预设是模型，不是法律意见；适用前请查对现行正式文本
    >>> attrs.evolve(preset, rule=None)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: unread: '' will not do; it must name rule, which is empty. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "statute"
    id: str = attrs.field(validator=identifier)
    title: Words = attrs.field(validator=saying)
    body: DecidingBody = attrs.field(validator=one_of(DecidingBody))
    matter: MatterClass = attrs.field(default=MatterClass.ORDINARY, validator=one_of(MatterClass))
    place: Term = attrs.field(default=CHINA, validator=one_of(Term))
    source: Citation = attrs.field(validator=in_article)
    verification: Verification = attrs.field(validator=one_of(Verification))
    dating: Dating | None = attrs.field(default=None, validator=optional(one_of(Dating)))
    rule: DecisionRule | None = attrs.field(default=None, validator=optional(one_of((DecisionRule,))))
    items: tuple[tuple[int, Words], ...] = attrs.field(default=(), converter=as_tuple, validator=_items)
    periods: tuple[StatutePeriod, ...] = attrs.field(
        default=(), converter=as_tuple, validator=[each_of(StatutePeriod), _once]
    )
    requisition: RequisitionRule | None = attrs.field(
        default=None, validator=optional(one_of(RequisitionRule))
    )
    composition: tuple[MemberShare, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(MemberShare)
    )
    proxies: ProxyLimit | None = attrs.field(default=None, validator=optional(one_of(ProxyLimit)))
    negative_consent: NegativeConsent | None = attrs.field(
        default=None, validator=optional(one_of(NegativeConsent))
    )
    unread: frozenset[Gap] = attrs.field(
        factory=frozenset[Gap], converter=as_set, validator=each_of(Gap), repr=ordered
    )
    remarks: tuple[Words, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Words))
    superseded_by: str | None = attrs.field(default=None, validator=optional(identifier))

    #: Shown wherever the preset is.
    disclaimer: ClassVar[Words] = DISCLAIMER

    def __attrs_post_init__(self) -> None:
        """Refuse gaps that do not fit what is empty, figures that were not read, and what dates nothing."""
        self._refuse_gaps()
        if self.verification is Verification.UNVERIFIED and (self._figures or self.items):
            bound = Words("须全部留空，因未核对任何文本", "must be empty, as nothing was read")
            raise InvalidValue("verification", self.verification.value, bound)
        if (self.dating is None) != (self.in_force_from is None):
            bound = Words("须与施行首日同时给出", "must be given together with a first day in force")
            raise InvalidValue("dating", self.dating, bound)
        if self.superseded_by == self.id:
            bound = Words("不得为自身", "must not be the preset itself")
            raise InvalidValue("superseded_by", self.id, bound)

    def _refuse_gaps(self) -> None:
        """Refuse something empty that must be said to be unread, and a gap where something is given."""
        asked = _ASKED[self.verification]
        for gap in Gap:
            if gap in self.unread and gap not in self.empty:
                bound = Words(f"不得含 {gap}，该项已给出", f"must not name {gap}, which is given")
            elif gap in asked and gap in self.empty and gap not in self.unread:
                bound = Words(f"须含 {gap}，该项留空", f"must name {gap}, which is empty")
            else:
                continue
            raise InvalidValue("unread", ", ".join(sorted(self.unread)), bound)

    @property
    def _figures(self) -> bool:
        """Whether anything was read that is a figure."""
        given = self.rule, self.requisition, self.proxies, self.negative_consent
        return any(each is not None for each in given) or bool(self.periods or self.composition)

    @property
    def empty(self) -> frozenset[Gap]:
        """What is empty: not read, or not in the articles that were."""
        filled = {
            Gap.RULE: self.rule,
            Gap.PERIODS: self.periods,
            Gap.REQUISITION: self.requisition,
            Gap.COMPOSITION: self.composition,
            Gap.PROXIES: self.proxies,
            Gap.FIRST_DAY: self.in_force_from,
        }
        return frozenset(gap for gap, given in filled.items() if not given)

    @property
    def in_force_from(self) -> date | None:
        """The first day; none if it was not read, or of a practice."""
        return self.source.in_force_from

    @property
    def in_force_until(self) -> date | None:
        """The first day on which another preset takes its place; none while nothing does."""
        return self.source.in_force_until

    @property
    def gaps(self) -> tuple[Words, ...]:
        """What was not read, in words."""
        return tuple(Words(f"未核对：{gap.zh}", f"not read: {gap.en}") for gap in Gap if gap in self.unread)

    def is_in_force(self, on: date) -> bool:
        """Tell whether this version is taken on a day; without a first day it never is."""
        return self.in_force_from is not None and self.source.is_in_force(plain_day("on", on))

    def days(self, interval: str) -> int | None:
        """Return how many days the text gives for something; none if it gives none, or they were not read.

        Raises
        ------
        UnknownName
            If no interval is called so.

        Examples
        --------
        >>> from communitygov.meeting.statute.villagers_committee import villagers_committee_law
        >>> villagers_committee_law().days("notice")
        10
        """
        wanted = Interval.named(interval)
        return next((each.days for each in self.periods if each.interval is wanted), None)

    def decision_rule(self) -> DecisionRule:
        """Return quorum and majority.

        Raises
        ------
        InvalidValue
            If they were not read in the text.

        Examples
        --------
        >>> from communitygov.meeting.statute.regional import regional
        >>> regional("zhejiang-village-elections").decision_rule()
        Traceback (most recent call last):
            ...
        communitygov.errors.InvalidValue: zhejiang-village-elections.rule: None will not do; it must \
come from the official text: quorum and majority were not read for this preset, so they are empty; write \
them with the rules of communitygov.meeting, with a source. [INVALID_VALUE]
        """
        if self.rule is None:
            raise InvalidValue(f"{self.id}.rule", None, _NO_RULE)
        return self.rule

    def text(self, language: Language = "en") -> str:
        """Say the whole preset in `language`, its gaps and that it is no legal advice among it."""
        return "\n".join(line.say(language) for line in self._lines())

    def _lines(self) -> Iterator[Words]:
        """Say the preset, line by line."""
        yield self.title
        yield from (Words(f"  {line.zh}", f"  {line.en}") for line in self._said())
        yield Words(f"  {DISCLAIMER.zh}", f"  {DISCLAIMER.en}")

    def _said(self) -> Iterator[Words]:
        """Say what stands under the title."""
        yield Words(
            f"议决主体：{self.body.zh}　事项：{self.matter.zh}　适用地：{self.place.zh}",
            f"body: {self.body.en}; matter: {self.matter.en}; place: {self.place.en}",
        )
        span, read = self.span, self.verification
        yield Words(
            f"施行：{span.zh}　核对：{read.zh}　依据：{self.source}",
            f"in force: {span.en}; figures: {read.en}; source: {self.source}",
        )
        if self.rule is not None:
            yield Words("规则：", "rule:")
            yield from (Words(f"  {line.zh}", f"  {line.en}") for line in rule_lines(self.rule))
        yield from (Words(f"（{number}）{said.zh}", f"({number}) {said.en}") for number, said in self.items)
        yield from self._beside()
        yield from self.gaps
        yield from self.remarks

    def _beside(self) -> Iterator[Words]:
        """Say what the text asks beside the rule, and where."""
        yield from (_cited(each.words, each.source, self.source) for each in self.periods)
        if self.requisition:
            asked = self.requisition.words
            said = Words(f"提议召集：{asked.zh}", f"a meeting is called if asked for by: {asked.en}")
            yield _cited(said, self.requisition.source, self.source)
        for share in self.composition:
            part = share.threshold.words
            said = Words(f"组成：{share.of.zh}{part.zh}", f"made of: {share.of.en}, {part.en}")
            yield _cited(said, share.source, self.source)
        if self.proxies:
            yield _cited(self.proxies.words, self.proxies.source, self.source)
        if self.negative_consent:
            yield _cited(_withheld(self.negative_consent), self.negative_consent.source, self.source)
        if self.superseded_by:
            yield Words(f"其后见：{self.superseded_by}", f"superseded by: {self.superseded_by}")

    @property
    def span(self) -> Words:
        """The days between which this version is taken, in words."""
        first, until, rests = self.in_force_from, self.in_force_until, self.dating
        if first is None or rests is None:
            unknown = Words("施行日期未核对", "the first day was not read")
            practice = Words("非法律，无施行日期", "no law, no such days")
            return practice if self.verification is Verification.PRACTICE else unknown
        day = Words(f"{first}（{rests.zh}）", f"{first} ({rests.en})")
        if until is None:
            return Words(f"自 {day.zh}起", f"since {day.en}")
        return Words(f"{day.zh}至 {until}（不含）", f"from {day.en} until before {until}")

    def _repr_html_(self) -> str:
        """Show the preset in a notebook, in both languages."""
        rows = "".join(
            f"<tr><td style='white-space:pre-wrap'>{escape(line.zh)}</td>"
            f"<td style='white-space:pre-wrap'>{escape(line.en)}</td></tr>"
            for line in (*self._said(), DISCLAIMER)
        )
        return f"<table><caption>{escape(self.title.zh)} {escape(self.title.en)}</caption>{rows}</table>"
