"""How many must ask for a sitting, by which measure, and how soon they are answered (提议召集的条件).

A rule names several ways to be enough, such as a fifth of the adults, a fifth of the households or a third of
the groups; one of them suffices.  The shares are the caller's, with the place where they stand.

This module knows nobody who asks.
"""

from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, each_of, one_of, optional
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.measure import Measure, as_measure
from communitygov.meeting.threshold import Threshold


@attrs.frozen
class RequisitionShare(Value):
    """One way to be enough: a share of the body by one measure.

    Examples
    --------
    >>> from communitygov.meeting.threshold import AtLeast
    >>> RequisitionShare("households", AtLeast("1/5")).words.zh
    '户数至少1/5'
    """

    document_kind: ClassVar[str] = "requisition-share"
    measure: Measure = attrs.field(converter=as_measure)
    threshold: Threshold = attrs.field(validator=one_of(Threshold))

    @property
    def words(self) -> Words:
        """What is asked, in both languages."""
        share = self.threshold.words
        return Words(f"{self.measure.zh}{share.zh}", f"{share.en} by {self.measure.en}")


def _several(_owner: object, field: "attrs.Attribute[Any]", value: tuple[RequisitionShare, ...]) -> None:
    """Refuse no way at all, and two shares of the same measure."""
    codes = [each.measure.code for each in value]
    if not codes or len(set(codes)) < len(codes):
        bound = Words("须至少有一项，且每种计量只给一次", "must hold one or more, and no measure twice")
        raise InvalidValue(field.name, ", ".join(codes), bound)


def _days(_owner: object, field: "attrs.Attribute[Any]", value: Period) -> None:
    """Refuse a period of hours: an answer is due on a day."""
    one_of(Period)(_owner, field, value)
    if value.unit is PeriodUnit.HOURS:
        raise InvalidValue(field.name, value.text(), Words("不可为小时", "must not be in hours"))


@attrs.frozen(kw_only=True)
class RequisitionRule(Value):
    """How many must ask for a sitting, and how soon they must be answered.

    Parameters
    ----------
    any_of
        The ways to be enough, at most one by each measure; one of them suffices.
    answer_within
        How long an answer may take; without it no day is set.
    source
        Where the rule stands.

    Examples
    --------
    >>> from communitygov.meeting.threshold import AtLeast
    >>> rule = RequisitionRule(
    ...     any_of=[
    ...         RequisitionShare("heads", AtLeast("1/5")),
    ...         RequisitionShare("households", AtLeast("1/5")),
    ...         RequisitionShare("groups", AtLeast("1/3")),
    ...     ]
    ... )
    >>> rule.words.zh
    '人数至少1/5，或户数至少1/5，或小组数至少1/3'
    """

    document_kind: ClassVar[str] = "requisition-rule"
    any_of: tuple[RequisitionShare, ...] = attrs.field(
        converter=as_tuple, validator=[each_of(RequisitionShare), _several]
    )
    answer_within: Period | None = attrs.field(default=None, validator=optional(_days))
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    @property
    def words(self) -> Words:
        """What is asked, in both languages."""
        zh, en = zip(*(each.words for each in self.any_of), strict=True)
        return Words("，或".join(zh), ", or ".join(en))


@attrs.frozen(kw_only=True)
class RequisitionCount(Value):
    """How far a requisition comes by one measure.

    Parameters
    ----------
    share
        What is asked.
    have, whole
        What has signed, and of how much; the whole is open where the body was not measured so.

    Examples
    --------
    >>> from communitygov.meeting.threshold import AtLeast
    >>> count = RequisitionCount(share=RequisitionShare("groups", AtLeast("1/3")), have=2, whole=8)
    >>> count.need, count.shortfall, count.is_met, count.text("zh")
    (3, 1, False, '小组数至少1/3：全体 8 个小组，须 3 个小组，已有 2 个小组，差 1 个小组')
    """

    document_kind: ClassVar[str] = "requisition-count"
    share: RequisitionShare = attrs.field(validator=one_of(RequisitionShare))
    have: int = attrs.field(validator=at_least(0))
    whole: int | None = attrs.field(default=None, validator=optional(at_least(1)))

    @property
    def need(self) -> int | None:
        """How much must sign; open where the whole is."""
        return None if self.whole is None else self.share.threshold.least(self.whole)

    @property
    def shortfall(self) -> int | None:
        """How much is lacking; nothing where it is enough, open where the whole is."""
        return None if self.need is None else max(0, self.need - self.have)

    @property
    def is_met(self) -> bool:
        """Whether this is enough."""
        return self.shortfall == 0

    @property
    def words(self) -> Words:
        """What is asked and what there is, in both languages."""
        asked, written = self.share.words, self.share.measure.written
        if self.whole is None:
            return Words(f"{asked.zh}：全体数未知", f"{asked.en}: the size of the body is not known")
        need = self.share.threshold.least(self.whole)
        sizes = (self.whole, need, self.have, max(0, need - self.have))
        whole, *others = (written(size) for size in sizes)
        unit = self.share.measure.unit.en
        plain = [each.en.removesuffix(unit).rstrip() for each in others]  # the unit stands with the whole
        short = Words(f"，差 {others[2].zh}", f", {plain[2]} short") if self.shortfall else Words("", "")
        return Words(
            f"{asked.zh}：全体 {whole.zh}，须 {others[0].zh}，已有 {others[1].zh}{short.zh}",
            f"{asked.en}: {plain[1]} of {whole.en}, {plain[0]} needed{short.en}",
        )

    def text(self, language: Language = "en") -> str:
        """Say what is asked and what there is in `language`."""
        return self.words.say(language)
