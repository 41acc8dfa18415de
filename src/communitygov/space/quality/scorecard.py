"""A rating of a place, with evidence: never a bare number, and what is not rated is not rated.

1. A mark is exact, and comes with the evidence for it; a mark without evidence is a finding.
2. An axis without a mark is unrated.  It is never zero, and never left out of the whole either: the whole is
   a number only when every axis has its mark.
3. Two ratings are compared as far as is known; the answer may be that it is not.

This module does not judge evidence, and it rates nothing itself.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from html import escape
from typing import ClassVar, NamedTuple

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, day, each_of, hidden, identifier, one_of, optional, title
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import Citation
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words
from communitygov.space.quality.rubric import Rubric, exact, is_mark

AXIS_UNRATED = Message(
    "AXIS_UNRATED",
    Words("{place} 的{axis}未评", "{place} is not rated on {axis}"),
    Words("请评定并附依据；未评不等于零分", "rate it, with evidence; unrated is not zero"),
)
MARK_WITHOUT_EVIDENCE = Message(
    "MARK_WITHOUT_EVIDENCE",
    Words("{place} 的{axis}得分 {mark} 无依据", "the mark of {place} on {axis}, {mark}, has no evidence"),
    Words("请附依据", "add what it rests on"),
)


@attrs.frozen
class Evidence(Value):
    """What a mark rests on: a record, a survey, a photograph, a passage of a document.

    Parameters
    ----------
    code
        Identifier of the record.
    says
        What it shows; hidden in the ``repr``, since people write what they like.
    on
        The day of the record.
    source
        Where it stands, if in a document.

    Examples
    --------
    >>> Evidence("photo-17", says="三层平台种植箱 40 箱", on=date(2023, 5, 4)).code
    'photo-17'
    """

    document_kind: ClassVar[str] = "mark-evidence"
    code: str = attrs.field(validator=identifier)
    says: str = attrs.field(kw_only=True, validator=title, repr=hidden)
    on: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    source: Citation | None = attrs.field(
        default=None, kw_only=True, validator=optional(one_of(Citation)), repr=hidden
    )


@attrs.frozen
class Mark(Value):
    """A mark on one axis, and what it rests on.

    Examples
    --------
    >>> Mark("space", value=80).value
    Fraction(80, 1)
    >>> Mark("space", value=79.5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: value: 79.5 will not do; it must be a whole number or a Fraction from \
0 on. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "mark"
    axis: str = attrs.field(validator=identifier)
    value: Fraction = attrs.field(kw_only=True, converter=exact)
    evidence: tuple[Evidence, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=each_of(Evidence)
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a mark that is no exact number, and a record that stands twice."""
        if not is_mark(self.value):
            bound = Words("须为不小于 0 的整数或 Fraction", "must be a whole number or a Fraction from 0 on")
            raise InvalidValue("value", self.value, bound)
        if len({each.code for each in self.evidence}) < len(self.evidence):
            raise InvalidValue(
                "evidence", len(self.evidence), Words("须各不相同", "must name each record once")
            )


class Standing(TermEnum):
    """How one rating stands to another, on one axis.

    Examples
    --------
    >>> Standing.UNKNOWN.zh
    '不可比'
    """

    BETTER = "better", "更高", "better"
    SAME = "same", "相同", "the same"
    WORSE = "worse", "更低", "worse"
    UNKNOWN = "unknown", "不可比", "not known"


class Whole(NamedTuple):
    """What a rating comes to on all axes: a number only if every axis is rated.

    Examples
    --------
    >>> print(Whole(None, 2, 3, Fraction(100)))
    rated on 2 of 3
    >>> print(Whole(Fraction(70), 3, 3, Fraction(100)))
    70 of 100, rated on 3 of 3
    """

    value: Fraction | None
    rated: int
    axes: int
    best: Fraction

    def text(self, language: Language = "en") -> str:
        """Say it: with how many axes are rated, never as a bare number."""
        if not self.rated:
            return Words("未评", "unrated").say(language)
        said = Words(f"已评 {self.rated}/{self.axes} 项", f"rated on {self.rated} of {self.axes}")
        rated = said.say(language)
        if self.value is None:
            return rated
        number = Words(f"{self.value} 分（满分 {self.best}），", f"{self.value} of {self.best}, ").say(
            language
        )
        return f"{number}{rated}"

    def __str__(self) -> str:
        """Say it in English."""
        return self.text()


@attrs.frozen
class Scorecard(Value):
    """How a place is rated on the axes of a rubric.

    Parameters
    ----------
    place
        Identifier of the place.
    rubric
        On what it is rated.
    marks
        In the order of the axes, each at most once; an axis without one is unrated.

    Examples
    --------
    >>> from communitygov.space.quality.rubric import THREE_BEAUTIES
    >>> card = Scorecard.of("caojiaxiang", THREE_BEAUTIES, marks={"space": 80, "function": 70})
    >>> print(card.whole)
    rated on 2 of 3
    >>> card.unrated, card.bounds()
    (('development',), (Fraction(50, 1), Fraction(250, 3)))
    >>> [finding.code for finding in card.findings()]
    ['MARK_WITHOUT_EVIDENCE', 'MARK_WITHOUT_EVIDENCE', 'AXIS_UNRATED']
    >>> Scorecard.of("caojiaxiang", THREE_BEAUTIES, marks={"space": 101})
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: marks: '101' will not do; it must be at most 100, the best mark of \
three_beauties. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "scorecard"
    place: str = attrs.field(validator=identifier)
    rubric: Rubric = attrs.field(validator=one_of(Rubric))
    marks: tuple[Mark, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=each_of(Mark)
    )

    def __attrs_post_init__(self) -> None:
        """Refuse marks on no axis, out of order, twice, or above the best."""
        given = [mark.axis for mark in self.marks]
        if given != [code for code in self.rubric.codes if code in given]:
            known = ", ".join(self.rubric.codes)
            bound = Words(
                f"须按次序各至多一次：{known}", f"must be on these axes, in their order, each once: {known}"
            )
            raise InvalidValue("marks", given[: len(self.rubric.codes) + 1], bound)
        above = [mark.value for mark in self.marks if mark.value > self.rubric.best]
        if above:
            best, code = self.rubric.best, self.rubric.code
            bound = Words(
                f"须不超过 {code} 的满分 {best}", f"must be at most {best}, the best mark of {code}"
            )
            raise InvalidValue("marks", str(above[0]), bound)

    @classmethod
    def of(
        cls,
        place: str,
        rubric: Rubric,
        *,
        marks: Mapping[str, int | Fraction | None],
        evidence: Mapping[str, Iterable[Evidence]] | None = None,
    ) -> "Scorecard":
        """Return the rating with these marks; ``None`` is an axis that is not rated.

        Raises
        ------
        UnknownName
            If a mark, or evidence, is on no axis of the rubric.
        InvalidValue
            If a mark is no exact number, or above the best; or there is evidence and no mark.
        """
        require("rubric", rubric, kind=Rubric)
        require("marks", marks, kind=Mapping)
        shown: Mapping[str, Iterable[Evidence]] = {} if evidence is None else evidence
        require("evidence", shown, kind=Mapping)
        for code in (*marks, *shown):
            rubric[code]  # refuses what is no axis
        bare = [code for code in shown if marks.get(code) is None]
        if bare:
            raise InvalidValue(
                "evidence", bare[0], Words("所在维度须有得分", "must be on an axis with a mark")
            )
        given = [(code, marks.get(code)) for code in rubric.codes]
        rated = [
            Mark(code, value=exact(value), evidence=as_tuple(shown.get(code, ())))
            for code, value in given
            if value is not None
        ]
        return cls(place, rubric, marks=as_tuple(rated))

    # ---------------------------------------------------------------- reading

    def mark(self, axis: str) -> Mark | None:
        """Return the mark on an axis; none if it is not rated.

        Raises
        ------
        UnknownName
            If the rubric has no such axis.
        """
        code = self.rubric[axis].code
        return next((mark for mark in self.marks if mark.axis == code), None)

    @property
    def unrated(self) -> tuple[str, ...]:
        """Codes of the axes without a mark, in their order."""
        rated = {mark.axis for mark in self.marks}
        return tuple(code for code in self.rubric.codes if code not in rated)

    @property
    def whole(self) -> Whole:
        """The mean of all marks by their weights, if every axis has one; and how many have, always.

        There is none where the rubric says that its axes are no score together.
        """
        value = None if self.unrated or not self.rubric.is_score else self.bounds()[0]
        return Whole(value, len(self.marks), len(self.rubric.axes), self.rubric.best)

    def bounds(self) -> tuple[Fraction, Fraction]:
        """Return between what the whole would lie, whatever the marks on the unrated axes were.

        Raises
        ------
        InvalidValue
            If the axes of the rubric are no score together.
        """
        self.rubric.require_score()
        weight = sum((axis.weight for axis in self.rubric.axes), Fraction(0))
        low = sum((self.rubric[mark.axis].weight * mark.value for mark in self.marks), Fraction(0))
        open_weight = sum((self.rubric[code].weight for code in self.unrated), Fraction(0))
        return low / weight, (low + open_weight * self.rubric.best) / weight

    def at_least(self, bound: "int | Fraction | Scorecard") -> bool | None:
        """Tell whether the whole is a number or more, or no worse than another; none if that is not known.

        Raises
        ------
        InvalidValue
            If it is no exact number, or a rating by another rubric; or the axes are no score together.

        Examples
        --------
        >>> from communitygov.space.quality.rubric import THREE_BEAUTIES
        >>> card = Scorecard.of("a", THREE_BEAUTIES, marks={"space": 80, "function": 70})
        >>> card.at_least(50), card.at_least(60), card.at_least(90)
        (True, None, False)
        """
        low, high = self.bounds()
        least, most = self._bounds_of(bound)
        if low >= most:
            return True
        return False if high < least else None

    def beside(self, other: "Scorecard") -> tuple[tuple[str, Standing], ...]:
        """Return how this rating stands to another on each axis, in the order of the axes.

        Raises
        ------
        InvalidValue
            If the other is no rating, or by another rubric.
        """
        require("other", other, kind=Scorecard)
        self._check_same(other)
        return tuple((code, _standing(self.mark(code), other.mark(code))) for code in self.rubric.codes)

    def _check_same(self, other: "Scorecard") -> None:
        """Refuse a rating by another rubric."""
        if other.rubric != self.rubric:
            code = self.rubric.code
            said = Words(f"须按同一标准 {code} 评定", f"must be rated by the same {code}")
            raise InvalidValue("other", other.rubric.code, said)

    def _bounds_of(self, bound: "int | Fraction | Scorecard") -> tuple[Fraction, Fraction]:
        """Return between what something lies that this is compared with."""
        if isinstance(bound, Scorecard):
            self._check_same(bound)
            return bound.bounds()
        number = exact(bound)
        if not is_mark(number):
            said = Words(
                "须为整数、Fraction 或 Scorecard", "must be a whole number, a Fraction or a Scorecard"
            )
            raise InvalidValue("bound", type(bound).__name__, said)
        return number, number

    # ---------------------------------------------------------------- saying

    def findings(self) -> tuple[Finding, ...]:
        """Name the marks without evidence and the unrated axes, in the order of the axes."""
        found: list[Finding] = []
        for axis in self.rubric.axes:
            mark = self.mark(axis.code)
            if mark is None and not axis.may_stay_open:
                found.append(AXIS_UNRATED.finding(self.place, {"place": self.place, "axis": axis.words}))
            if mark is not None and not mark.evidence:
                facts: dict[str, Detail] = {"place": self.place, "axis": axis.words, "mark": str(mark.value)}
                found.append(MARK_WITHOUT_EVIDENCE.finding(self.place, facts))
        return tuple(found)

    def text(self, language: Language = "en") -> str:
        """Say it axis by axis, and the whole at the end.

        Examples
        --------
        >>> from communitygov.space.quality.rubric import THREE_BEAUTIES
        >>> print(Scorecard.of("a", THREE_BEAUTIES, marks={"space": 80}).text("zh"))
        空间美：80 分（满分 100，依据 0 项）
        功能美：未评
        发展美：未评
        a：已评 1/3 项
        """
        lines = [self._line(axis.code, axis.words, language) for axis in self.rubric.axes]
        whole = Words(f"{self.place}：", f"{self.place}: ").say(language) + self.whole.text(language)
        return "\n".join((*lines, whole))

    def _line(self, code: str, words: Words, language: Language) -> str:
        """Say one axis."""
        mark = self.mark(code)
        if mark is None:
            return Words(f"{words.zh}：未评", f"{words.en}: unrated").say(language)
        best, records = self.rubric.best, len(mark.evidence)
        said = Words(
            f"{words.zh}：{mark.value} 分（满分 {best}，依据 {records} 项）",
            f"{words.en}: {mark.value} of {best} (evidence: {records})",
        )
        return said.say(language)

    def _repr_html_(self) -> str:
        rows = ""
        for axis in self.rubric.axes:
            mark = self.mark(axis.code)
            value = "未评 unrated" if mark is None else f"{mark.value} / {self.rubric.best}"
            records = "" if mark is None else ", ".join(escape(each.code) for each in mark.evidence)
            rows += f"<tr><td>{escape(axis.zh)} {escape(axis.en)}</td><td>{value}</td><td>{records}</td></tr>"
        return (
            f'<table class="communitygov-scorecard"><caption>{escape(self.place)}: {self.whole}</caption>'
            "<thead><tr><th>维度 axis</th><th>得分 mark</th><th>依据 evidence</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )


def _standing(mine: Mark | None, other: Mark | None) -> Standing:
    """Return how one mark stands to another; of an unrated axis nothing is known."""
    if mine is None or other is None:
        return Standing.UNKNOWN
    if mine.value == other.value:
        return Standing.SAME
    return Standing.BETTER if mine.value > other.value else Standing.WORSE
