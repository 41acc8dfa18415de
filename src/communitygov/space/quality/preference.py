"""“全龄覆盖、青年优先”: which of several candidates is taken, and why the others are not.

1. Who does not cover all ages is out, whatever else speaks for it.
2. Of those that do, the one that is worth more goes first, if the caller says what each is worth.
3. Of those that are worth the same, the one with more offers for youth goes first; after that the code
   decides.

Youth breaks ties and never buys a place: no number of offers for youth makes up for an age that is left out.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.checks import as_tuple, identifiers
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.forest import listed
from communitygov.core.source import Citation, quoted
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.audience.age_band import AgeGroup
from communitygov.space.quality.all_ages import Audience
from communitygov.space.quality.rubric import exact

#: Where both rules are named, in this order.
ALL_AGES_YOUTH_FIRST: Citation = quoted("001", "按照“全龄覆盖、青年优先”原则")

#: Most candidates at one time.
MOST_CANDIDATES = 100_000

CANDIDATE_LEAVES_AGES_OUT = Message(
    "CANDIDATE_LEAVES_AGES_OUT",
    Words("{place} 未覆盖年龄段：{bands}", "{place} leaves ages out: {bands}"),
    Words("请为其补充服务后再比选", "add offers for them, then compare again"),
    ALL_AGES_YOUTH_FIRST,
)


@attrs.frozen(kw_only=True)
class Preference(Value):
    """The order of the candidates that cover all ages, and those that do not.

    Examples
    --------
    >>> Preference(ranked=["b", "a"], excluded=[]).first
    'b'
    >>> Preference(ranked=[], excluded=["a"]).first is None
    True
    """

    document_kind: ClassVar[str] = "audience-preference"
    ranked: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    excluded: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)

    def __attrs_post_init__(self) -> None:
        """Refuse a candidate twice, and excluded ones out of order."""
        everybody = (*self.ranked, *self.excluded)
        if len(set(everybody)) < len(everybody) or list(self.excluded) != sorted(self.excluded):
            bound = Words("须各一次，未入选者按编码排列", "must name each once, the excluded ones in order")
            raise InvalidValue("excluded", len(self.excluded), bound)

    @property
    def first(self) -> str | None:
        """The one to take; none if no candidate covers all ages."""
        return self.ranked[0] if self.ranked else None


def prefer(
    candidates: Iterable[Audience], *, worth: Mapping[str, int | Fraction] | None = None
) -> Preference:
    """Return the candidates that cover all ages in the order in which they are taken, and the others.

    Parameters
    ----------
    candidates
        Whom each candidate serves; its place is the candidate's code.
    worth
        What each is worth otherwise, before youth is looked at; who is not named is worth nothing.

    Raises
    ------
    InvalidValue
        If a candidate is something else or stands twice, their divisions of ages differ, or a worth is no
        exact number.
    UnknownName
        If a worth is of none of the candidates.

    Examples
    --------
    >>> from communitygov.space.quality.all_ages import AudienceOffer
    >>> park = AudienceOffer("park")
    >>> swing, talk = (AudienceOffer(code, serves={"18-34"}) for code in ("swing", "talk-show"))
    >>> order = prefer([Audience("a", [park]), Audience("b", [park, swing]), Audience("c", [swing, talk])])
    >>> order.ranked, order.excluded
    (('b', 'a'), ('c',))
    """
    given = _checked(each_required("candidates", candidates, kind=Audience))
    values: Mapping[str, int | Fraction] = {} if worth is None else worth
    require("worth", values, kind=Mapping)
    places = tuple(sorted(each.place for each in given))
    known = frozenset(places)
    for code in values:
        if code not in known:
            raise UnknownName(Words("候选", "candidate"), code, places)
    for value in values.values():
        if not isinstance(exact(value), Fraction):
            bound = Words("须为整数或 Fraction", "must be a whole number or a Fraction")
            raise InvalidValue("worth", type(value).__name__, bound)
    covering = [each for each in given if each.covers_all_ages]
    ranked = sorted(
        covering,
        key=lambda each: (-values.get(each.place, 0), -len(each.offers_for(AgeGroup.YOUTH)), each.place),
    )
    excluded = sorted(each.place for each in given if not each.covers_all_ages)
    return Preference(ranked=as_tuple(each.place for each in ranked), excluded=as_tuple(excluded))


def _checked(given: tuple[Audience, ...]) -> tuple[Audience, ...]:
    """Return candidates that can be compared."""
    if len({each.place for each in given}) < len(given) or len(given) > MOST_CANDIDATES:
        bound = Words(
            f"须各一次，至多 {MOST_CANDIDATES} 个", f"must name each once, {MOST_CANDIDATES} at most"
        )
        raise InvalidValue("candidates", len(given), bound)
    if len({each.bands for each in given}) > 1:
        bound = Words("须用同一套年龄段", "must all have the same division of ages")
        raise InvalidValue("candidates", len(given), bound)
    return given


def exclusions(candidates: Iterable[Audience]) -> tuple[Finding, ...]:
    """Return why candidates are out: the ages that each of them leaves out, in the order of their codes.

    Raises
    ------
    InvalidValue
        If a candidate is something else or stands twice, or their divisions of ages differ.

    Examples
    --------
    >>> from communitygov.space.quality.all_ages import AudienceOffer
    >>> print(*exclusions([Audience("c", [AudienceOffer("swing", serves={"18-34"})])]))
    c leaves ages out: 0-2, 3-6, 7-17, 35-59, 60plus [CANDIDATE_LEAVES_AGES_OUT]
    """
    given = sorted(
        _checked(each_required("candidates", candidates, kind=Audience)), key=lambda each: each.place
    )
    return tuple(
        CANDIDATE_LEAVES_AGES_OUT.finding(
            each.place, {"place": each.place, "bands": listed(each.bands_missing)}
        )
        for each in given
        if not each.covers_all_ages
    )
