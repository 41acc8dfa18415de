"""Negative consent (消极同意): a resolution takes effect unless enough of the body object to it.

1. For each measure a threshold says which part of the body, objecting, is too much.  Reaching it in *one*
   measure is enough to stop the resolution.
2. `AtLeast("1/3")` asks that objections stay below a third; `MoreThan("1/3")` lets them come up to it.
3. Amounts are whole numbers of the smallest unit of a measure, so a third of 89.50 m² is exact.

Document 001 and the other four have no such rule.  The thresholds are the caller's; the regulation of
Lishui (2019), article 13, has them at one third by number and by area (`communitygov.meeting.statute`).

This module knows no resolution and no person.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, TypeAlias, cast

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import as_tuple, at_least, each_of, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.source import Citation
from communitygov.errors import InvalidValue, Language, UnknownName, Words
from communitygov.meeting.measure import Measure, as_measure
from communitygov.meeting.threshold import Threshold

CONSENT_WITHHELD = Message(
    "CONSENT_WITHHELD",
    Words(
        "按{measure}，反对者 {have}，全体 {whole}，已达不生效的界限 {bound}",
        "by {measure}, those who object come to {have} of {whole}; from {bound} on a resolution does not "
        "take effect",
    ),
    Words("请答复异议，或提请再议", "settle objections, or put the matter before the council again"),
)

#: Amounts by measure, in the smallest unit of each, in the order of the measures' codes.
Amounts: TypeAlias = tuple[tuple[Measure, int], ...]

#: Members of a pair.
_PAIR = 2
_PAIRS = Words("须为计量与其数量，每种计量一次", "must give measures with amounts, each measure once")
_AMOUNT = Words("须为 0 至 2^53−1 的整数", "must be a whole number from 0 to 2^53−1")
_BOUNDS = Words("须为计量与其界限，每种计量一次", "must give measures with thresholds, each measure once")


def as_amounts(value: "Mapping[Any, str | int] | Iterable[tuple[Measure, int]]") -> Amounts:
    """Return amounts by measure; a mapping gives them in whole units, or as text with decimals.

    Raises
    ------
    InvalidValue
        If an amount is not written as its measure asks, or something is no measure with an amount.
    UnknownName
        If a measure is given by a code that the library does not have.

    Examples
    --------
    >>> [(measure.code, amount) for measure, amount in as_amounts({"heads": 1, "area": "89.50"})]
    [('area', 8950), ('heads', 1)]
    """
    if isinstance(value, Mapping):
        given = cast("Mapping[object, str | int]", value)
        read = ((as_measure(each), amount) for each, amount in given.items())
        pairs: Iterable[object] = ((each, each.read(amount)) for each, amount in read)
    else:
        pairs = as_tuple(value)
    amounts: Amounts = _by_code("amounts", pairs, int, _PAIRS)
    for _, amount in amounts:
        if not 0 <= amount <= GREATEST_INTEGER:
            raise InvalidValue("amounts", amount, _AMOUNT)
    return amounts


def _as_bounds(value: "Mapping[Any, Threshold] | Iterable[tuple[Measure, Threshold]]") -> Any:  # noqa: ANN401
    """Return thresholds by measure, in the order of the measures' codes."""
    if isinstance(value, Mapping):
        given = cast("Mapping[object, Threshold]", value)
        return _by_code("bounds", ((as_measure(each), at) for each, at in given.items()), Threshold, _BOUNDS)
    return _by_code("bounds", as_tuple(value), Threshold, _BOUNDS)


def _by_code(what: str, pairs: Iterable[object], kind: type, bound: Words) -> Any:  # noqa: ANN401
    """Return pairs of a measure and a `kind`, in the order of their codes and none twice."""
    listed = tuple(pairs)
    for pair in listed:
        if not _is_pair(pair, kind):
            raise InvalidValue(what, pair, bound)
    ordered = sorted(cast("tuple[tuple[Measure, object], ...]", listed), key=lambda pair: pair[0].code)
    codes = [measure.code for measure, _ in ordered]
    if len(set(codes)) < len(codes):
        raise InvalidValue(what, ", ".join(codes), bound)
    return tuple(ordered)


def _is_pair(pair: object, kind: type) -> bool:
    """Tell whether this is a measure with a value of a kind; ``True`` is no amount."""
    if not isinstance(pair, tuple):
        return False
    members = cast("tuple[object, ...]", pair)
    if len(members) != _PAIR:
        return False
    measure, value = members
    return isinstance(measure, Measure) and isinstance(value, kind) and not isinstance(value, bool)


def amount_of(amounts: Amounts, measure: Measure) -> int | None:
    """Return the amount by one measure; none if it is not given.

    Examples
    --------
    >>> from communitygov.meeting.measure import HEADS
    >>> amount_of(as_amounts({"heads": 3}), HEADS)
    3
    """
    return dict(amounts).get(measure)


@attrs.frozen(kw_only=True)
class ConsentPart(Value):
    """How much of the body objects, by one measure, against what is too much.

    Parameters
    ----------
    measure, threshold
        By what is measured, and which part is too much.
    have, whole
        What objects, and the whole body, in the smallest unit of the measure.

    Examples
    --------
    >>> from communitygov.meeting.measure import HEADS
    >>> from communitygov.meeting.threshold import AtLeast
    >>> part = ConsentPart(measure=HEADS, threshold=AtLeast("1/3"), have=39, whole=120)
    >>> part.bound, part.is_reached
    (40, False)
    >>> print(part.text("zh"))
    人数：反对 39 人，全体 120 人，达 40 人（至少1/3）即不生效；未达
    """

    document_kind: ClassVar[str] = "consent-part"
    measure: Measure = attrs.field(validator=one_of(Measure))
    threshold: Threshold = attrs.field(validator=one_of((Threshold,)))
    have: int = attrs.field(validator=at_least(0))
    whole: int = attrs.field(validator=at_least(1))

    @property
    def bound(self) -> int:
        """The smallest amount that is too much."""
        return self.threshold.least(self.whole)

    @property
    def is_reached(self) -> bool:
        """Whether too much of the body objects."""
        return self.threshold.is_met(self.have, self.whole)

    @property
    def words(self) -> Words:
        """What objects, of what, and against which bound."""
        have, whole, bound = map(self.measure.written, (self.have, self.whole, self.bound))
        said = self.threshold.words
        zh, en = ("已达", "reached") if self.is_reached else ("未达", "not reached")
        return Words(
            f"{self.measure.zh}：反对 {have.zh}，全体 {whole.zh}，达 {bound.zh}（{said.zh}）即不生效；{zh}",
            f"{self.measure.en}: {have.en} of {whole.en} object, too much is {bound.en} ({said.en}); {en}",
        )

    def text(self, language: Language = "en") -> str:
        """Say it in `language`."""
        return self.words.say(language)

    def finding(self, subject: str) -> Finding:
        """Return that too much of the body objects."""
        have, whole, bound = map(self.measure.written, (self.have, self.whole, self.bound))
        return CONSENT_WITHHELD.finding(
            subject, {"measure": self.measure, "have": have, "whole": whole, "bound": bound}
        )


@attrs.frozen
class ConsentResult(Value):
    """What a rule of negative consent comes to: one part for each measure.

    Examples
    --------
    >>> from communitygov.meeting.threshold import AtLeast
    >>> third = NegativeConsent({"heads": AtLeast("1/3"), "area": AtLeast("1/3")})
    >>> result = third.judge({"heads": 30, "area": "3200.00"}, whole={"heads": 120, "area": "9600.00"})
    >>> result.is_given
    False
    >>> print(result.text())
    area: 3200.00 m² of 9600.00 m² object, too much is 3200.00 m² (at least 1/3); reached
    heads: 30 of 120 object, too much is 40 (at least 1/3); not reached
    """

    document_kind: ClassVar[str] = "consent-result"
    parts: tuple[ConsentPart, ...] = attrs.field(converter=as_tuple, validator=each_of(ConsentPart))

    @property
    def is_given(self) -> bool:
        """Whether objections stay below the bound in every measure."""
        return not self.reached

    @property
    def reached(self) -> tuple[ConsentPart, ...]:
        """The measures in which too much of the body objects."""
        return tuple(part for part in self.parts if part.is_reached)

    def text(self, language: Language = "en") -> str:
        """Say every part in `language`, one on a line."""
        return "\n".join(part.text(language) for part in self.parts)


def _some(_owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse a rule that no objection could ever touch."""
    if not value:
        raise InvalidValue(field.name, value, Words("须至少有一种计量", "must name one measure or more"))


@attrs.frozen
class NegativeConsent(Value):
    """The rule that a resolution takes effect unless objections reach a bound (消极同意).

    Parameters
    ----------
    bounds
        For each measure, from which part of the body on objections are too much.
    source
        Where the rule stands.

    Examples
    --------
    >>> from communitygov.meeting.threshold import AtLeast, MoreThan
    >>> below = NegativeConsent({"heads": AtLeast("1/3")})
    >>> below.judge({"heads": 40}, whole={"heads": 120}).is_given
    False
    >>> up_to = NegativeConsent({"heads": MoreThan("1/3")})
    >>> up_to.judge({"heads": 40}, whole={"heads": 120}).is_given
    True
    >>> NegativeConsent({"heads": 0.33})
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: bounds: (Measure(code='heads', ... will not do; it must give measures \
with thresholds, each measure once. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "negative-consent"
    bounds: tuple[tuple[Measure, Threshold], ...] = attrs.field(converter=_as_bounds, validator=_some)
    source: Citation | None = attrs.field(kw_only=True, default=None, validator=optional(one_of(Citation)))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """By what is measured, in the order of the codes."""
        return tuple(measure for measure, _ in self.bounds)

    def judge(
        self,
        objecting: "Mapping[Any, str | int] | Amounts",
        *,
        whole: "Mapping[Any, str | int] | Amounts",
    ) -> ConsentResult:
        """Return what the rule comes to.

        Parameters
        ----------
        objecting
            What objects, by measure; nothing where a measure is left out.
        whole
            The whole body, by measure.

        Raises
        ------
        UnknownName
            If the whole is not given by one of the measures.
        """
        against, body = as_amounts(objecting), as_amounts(whole)
        return ConsentResult(
            ConsentPart(
                measure=measure,
                threshold=threshold,
                have=amount_of(against, measure) or 0,
                whole=_whole(body, measure),
            )
            for measure, threshold in self.bounds
        )


def _whole(body: Amounts, measure: Measure) -> int:
    """Return the whole body by a measure."""
    amount = amount_of(body, measure)
    if amount is None:
        known = tuple(each.code for each, _ in body)
        raise UnknownName(Words("全体的计量", "measure of the whole body"), measure.code, known)
    return amount
