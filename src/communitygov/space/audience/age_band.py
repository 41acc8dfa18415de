"""Bands of age, and the four groups that they belong to: children, youth, adults, elders.

The documents speak of 儿童, 青年, 长者 and 全龄 and give no ages.  So the bands are data: `AGE_BANDS` is the
library's own list, and every function that needs bands takes another one.

This module counts nobody.
"""

from collections.abc import Iterator
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, at_least, each_of, identifier, one_of, optional, title
from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, UnknownName, Words

#: Most bands of a list: one for each year of a long life.
MOST_BANDS = 150


class AgeGroup(TermEnum):
    """A group of ages that the documents name, or that lies between those.

    Examples
    --------
    >>> AgeGroup.ELDERS.zh, AgeGroup.YOUTH.en
    ('长者', 'youth')
    """

    #: 000
    CHILDREN = "children", "儿童", "children"
    #: 001
    YOUTH = "youth", "青年", "youth"
    #: Between youth and elders; the library's own.
    ADULTS = "adults", "中年", "adults"
    #: 000
    ELDERS = "elders", "长者", "elders"


def _check_age(age: object) -> None:
    """Refuse what is no age in whole years."""
    if type(age) is not int or age < 0:
        raise InvalidValue("age", age, Words("须为不小于 0 的整数", "must be a whole number from 0"))


@attrs.frozen
class AgeBand(Value):
    """Ages from a year on to before another.

    Parameters
    ----------
    code, zh, en
        Code and names of the band.
    since
        The first age, in whole years.
    until
        The first age that is too old for it; none in the last band.
    group
        The group to which all of it belongs.

    Examples
    --------
    >>> elders = AgeBand("60plus", "60 岁以上", "60 and over", since=60, group=AgeGroup.ELDERS)
    >>> elders.holds(60), elders.holds(59)
    (True, False)
    >>> AgeBand("x", "甲", "x", since=7, until=7, group=AgeGroup.CHILDREN)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: until: 7 will not do; it must be more than the first age, 7. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "age-band"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    since: int = attrs.field(default=0, kw_only=True, validator=at_least(0))
    until: int | None = attrs.field(default=None, kw_only=True, validator=optional(at_least(1)))
    group: AgeGroup = attrs.field(kw_only=True, validator=one_of(AgeGroup))

    def __attrs_post_init__(self) -> None:
        """Refuse a band that holds no age."""
        if self.until is not None and self.until <= self.since:
            bound = Words(f"须大于起始年龄 {self.since}", f"must be more than the first age, {self.since}")
            raise InvalidValue("until", self.until, bound)

    @property
    def words(self) -> Words:
        """The name in both languages."""
        return Words(self.zh, self.en)

    def holds(self, age: int) -> bool:
        """Tell whether somebody of `age` whole years belongs to it.

        Raises
        ------
        InvalidValue
            If it is no age.
        """
        _check_age(age)
        return self.since <= age and (self.until is None or age < self.until)


def _check_bands(
    _owner: object, field: "attrs.Attribute[tuple[AgeBand, ...]]", bands: tuple[AgeBand, ...]
) -> None:
    """Refuse bands that leave an age out, hold one twice, or share a code."""
    starts = [0, *(band.until for band in bands[:-1])]
    is_gapless = [band.since for band in bands] == starts and bands and bands[-1].until is None
    if not is_gapless or len({band.code for band in bands}) < len(bands) or len(bands) > MOST_BANDS:
        bound = Words(
            f"须为 1 至 {MOST_BANDS} 段，从 0 岁起前后相接，最后一段不封顶，编码不重复",
            f"must be 1 to {MOST_BANDS} bands of different codes, each beginning where the one before it "
            "ends, the first at 0 and the last without end",
        )
        raise InvalidValue(field.name, [band.code for band in bands], bound)


@attrs.frozen
class AgeBands(Value):
    """A division of all ages into bands.

    Parameters
    ----------
    bands
        From 0 on, each beginning where the one before it ends; the last has no end.
    source
        Where the division stands.

    Examples
    --------
    >>> AGE_BANDS.codes
    ('0-2', '3-6', '7-17', '18-34', '35-59', '60plus')
    >>> AGE_BANDS.at(35).en, [band.code for band in AGE_BANDS.of(AgeGroup.CHILDREN)]
    ('35 to 59', ['0-2', '3-6', '7-17'])
    >>> AGE_BANDS["60pls"]
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No age band is called '60pls'. Did you mean '60plus'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "age-bands"
    bands: tuple[AgeBand, ...] = attrs.field(converter=as_tuple, validator=[each_of(AgeBand), _check_bands])
    source: Citation = attrs.field(default=LIBRARY_DEFAULT, kw_only=True, validator=one_of(Citation))

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the bands, the youngest first."""
        return tuple(band.code for band in self.bands)

    def at(self, age: int) -> AgeBand:
        """Return the band of somebody of `age` whole years.

        Raises
        ------
        InvalidValue
            If it is no age.
        """
        return next(band for band in self.bands if band.holds(age))

    def of(self, group: AgeGroup) -> tuple[AgeBand, ...]:
        """Return the bands of a group, the youngest first."""
        require("group", group, kind=AgeGroup)
        return tuple(band for band in self.bands if band.group is group)

    def __getitem__(self, code: str) -> AgeBand:
        """Return the band with a code."""
        for band in self.bands:
            if band.code == code:
                return band
        raise UnknownName(Words("年龄段", "age band"), code, self.codes)

    def __contains__(self, code: object) -> bool:
        """Tell whether a band has this code."""
        return code in self.codes

    def __iter__(self) -> Iterator[AgeBand]:
        """Yield the bands, the youngest first."""
        return iter(self.bands)

    def __len__(self) -> int:
        """Count the bands."""
        return len(self.bands)


#: The library's own division: infants, kindergarten, school, youth, adults, elders.
AGE_BANDS = AgeBands(
    (
        AgeBand("0-2", "0–2 岁", "0 to 2", since=0, until=3, group=AgeGroup.CHILDREN),
        AgeBand("3-6", "3–6 岁", "3 to 6", since=3, until=7, group=AgeGroup.CHILDREN),
        AgeBand("7-17", "7–17 岁", "7 to 17", since=7, until=18, group=AgeGroup.CHILDREN),
        AgeBand("18-34", "18–34 岁", "18 to 34", since=18, until=35, group=AgeGroup.YOUTH),
        AgeBand("35-59", "35–59 岁", "35 to 59", since=35, until=60, group=AgeGroup.ADULTS),
        AgeBand("60plus", "60 岁以上", "60 and over", since=60, group=AgeGroup.ELDERS),
    )
)
