"""Who comes: visits by age band, and whether young people are among them as often as hoped.

Document 001 hopes for a place to which young people like to come and often come; it gives no share.  Visits
whose age nobody noted make a share a range, and are never shared out by guess.
"""

from datetime import date
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import at_least, day, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.source import Citation, quoted
from communitygov.core.span import check_span
from communitygov.errors import InvalidValue, Language, Words
from communitygov.space.audience.age_band import AGE_BANDS, AgeBands, AgeGroup
from communitygov.space.audience.population import Population

#: Where the hope stands.
YOUNG_PEOPLE_COME: Citation = quoted("001", "让曹家巷社区综合体成为年轻人愿意来、经常来的“共享家园”")


@attrs.frozen
class Visits(Value):
    """How many visits there were in a period, by age bands.

    Parameters
    ----------
    place
        Identifier of the place.
    by_band
        Visits of each band; somebody who comes twice is counted twice.
    unnoted
        Visits of which nobody noted the age.
    since, until
        The period: from a day on to before another.
    bands
        The division of ages.

    Examples
    --------
    >>> may = Visits("caojiaxiang", Population.of({"18-34": 60, "60plus": 20}), unnoted=20)
    >>> may.share(AgeGroup.YOUTH)
    (Fraction(3, 5), Fraction(4, 5))
    >>> [may.at_least(Fraction(share, 10), group=AgeGroup.YOUTH) for share in (5, 7, 9)]
    [True, None, False]
    >>> Visits("caojiaxiang", Population.of({"18-30": 60}))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: by_band: '18-30' will not do; it must be one of 0-2, 3-6, 7-17, 18-34, \
35-59, 60plus. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "visits"
    place: str = attrs.field(validator=identifier)
    by_band: Population = attrs.field(validator=one_of(Population))
    unnoted: int = attrs.field(default=0, kw_only=True, validator=at_least(0))
    since: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    until: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    bands: AgeBands = attrs.field(default=AGE_BANDS, kw_only=True, validator=one_of(AgeBands))

    def __attrs_post_init__(self) -> None:
        """Refuse ages of another division, and a period without a day."""
        check_span(self)
        strange = {code for code, _ in self.by_band.counts}.difference(self.bands.codes)
        if strange:
            known = ", ".join(self.bands.codes)
            raise InvalidValue(
                "by_band", min(strange), Words(f"须为 {known} 之一", f"must be one of {known}")
            )

    @property
    def total(self) -> int:
        """How many visits there were."""
        return self.by_band.total + self.unnoted

    def count(self, group: AgeGroup) -> int:
        """Return how many visits are noted of a group."""
        require("group", group, kind=AgeGroup)
        return sum(self.by_band.count(band.code) for band in self.bands.of(group))

    def share(self, group: AgeGroup) -> tuple[Fraction, Fraction]:
        """Return between what the share of a group's visits lies; of no visits, nothing is known."""
        noted = self.count(group)
        if not self.total:
            return Fraction(0), Fraction(1)
        return Fraction(noted, self.total), Fraction(noted + self.unnoted, self.total)

    def at_least(self, share: Fraction, *, group: AgeGroup) -> bool | None:
        """Tell whether a group makes a share of the visits or more; none if that is not known.

        Raises
        ------
        InvalidValue
            If it is no exact share.
        """
        require("share", share, kind=Fraction)
        if not 0 <= share <= 1:
            raise InvalidValue("share", share, Words("须为 0 至 1", "must be from 0 to 1"))
        low, high = self.share(group)
        if low >= share:
            return True
        return None if high >= share else False

    def text(self, language: Language = "en") -> str:
        """Say it band by band.

        Examples
        --------
        >>> Visits("a", Population.of({"18-34": 6, "60plus": 2}), unnoted=2).text("zh")
        'a：共 10 人次；18–34 岁 6，60 岁以上 2；年龄不详 2'
        """
        noted = [(band, self.by_band.count(band.code)) for band in self.bands]
        counts = [(band, count) for band, count in noted if count]
        zh = "，".join(f"{band.zh} {count}" for band, count in counts)
        en = ", ".join(f"{band.en} {count}" for band, count in counts)
        said = Words(
            f"{self.place}：共 {self.total} 人次；{zh + '；' if zh else ''}年龄不详 {self.unnoted}",
            f"{self.place}: {self.total} visits; {en + '; ' if en else ''}age not noted {self.unnoted}",
        )
        return said.say(language)
