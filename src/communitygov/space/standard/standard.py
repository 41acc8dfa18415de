"""A standard (标准): dated, of a region, made of requirements, and to be overridden where a region asks more.

A standard is data.  The ones that come with the library say of each figure where it was read, and none was
held against the published paper; whoever uses them for anything that counts, checks them there first.

This module judges no community.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from html import escape
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import (
    as_tuple,
    counted,
    day,
    each_of,
    identifier,
    identifiers,
    one_of,
    optional,
    text,
    title,
)
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.core.span import check_span
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.standard.requirement import LevelScale, StandardRequirement
from communitygov.space.standard.term import FigureCheck

#: Most requirements of a standard, and of one function in it.
MOST_REQUIREMENTS, MOST_OF_FUNCTION = 1_000, 40
#: Rows of a table that are shown; the rest is counted.
SHOWN = 200
#: How long a year, a month and a day are written.
_DATE_LENGTHS = (4, 7, 10)


def _distinct(
    _owner: object,
    field: "attrs.Attribute[tuple[StandardRequirement, ...]]",
    value: tuple[StandardRequirement, ...],
) -> None:
    """Refuse too many requirements, and two of one code."""
    if len(value) > MOST_REQUIREMENTS:
        bound = Words(f"须不多于 {MOST_REQUIREMENTS} 条", f"must be at most {MOST_REQUIREMENTS}")
        raise InvalidValue(field.name, len(value), bound)
    twice = sorted(code for code, count in Counter(each.code for each in value).items() if count > 1)
    if twice:
        raise InvalidValue(field.name, twice, Words("编码不可重复", "must have different codes"))
    function, count = max(
        Counter(each.function for each in value).items(), key=lambda pair: pair[1], default=("", 0)
    )
    if count > MOST_OF_FUNCTION:
        bound = Words(
            f"对 {function} 须不多于 {MOST_OF_FUNCTION} 条",
            f"must be at most {MOST_OF_FUNCTION} of {function}",
        )
        raise InvalidValue(field.name, count, bound)


def _issued(_owner: object, field: "attrs.Attribute[str]", value: object) -> None:
    """Refuse anything but a day, a month or a year as it is written in ISO 8601; empty if not known."""
    bound = Words("须为 2023、2023-05 或 2023-05-04", "must be written as 2023, 2023-05 or 2023-05-04")
    if value == "":
        return
    if not isinstance(value, str) or len(value) not in _DATE_LENGTHS:
        raise InvalidValue(field.name, value, bound)
    whole = value + "0000-01-01"[len(value) :]
    try:
        is_date = date.fromisoformat(whole).isoformat() == whole
    except ValueError:
        is_date = False
    if not is_date:
        raise InvalidValue(field.name, value, bound)


def _levels(
    _owner: object, field: "attrs.Attribute[tuple[LevelScale, ...]]", value: tuple[LevelScale, ...]
) -> None:
    """Refuse a level with two sizes."""
    codes = [each.level.code for each in value]
    if len(set(codes)) < len(codes):
        raise InvalidValue(field.name, codes, Words("各层级只可有一条", "must name each level once"))


@attrs.frozen
class ReportedDate(Value):
    """A day of coming into force that somebody gives who differs.

    Examples
    --------
    >>> ReportedDate(date(2022, 1, 1), read_at="a public repository").on.year
    2022
    """

    document_kind: ClassVar[str] = "reported-date"
    on: date = attrs.field(validator=day)
    read_at: str = attrs.field(kw_only=True, validator=title)


@attrs.frozen
class Standard(Value):
    """A set of requirements.

    Parameters
    ----------
    code
        Its code in citations.
    zh, en
        Its names.
    number
        Number of the document, as it is printed.
    region
        Where it holds.
    issued
        Day, month or year in which it was issued, as far as is known; it is in force no earlier.
    is_draft
        Whether it was only put up for comment.
    since, until
        Days on which it came into force and on which it no longer is; none if not known, or not set.
    since_check
        What the first of these days was held against.
    disputed
        Other days of coming into force that were read elsewhere.
    scales
        Of what size its levels are.
    requirements
        What it asks for.
    based_on
        Codes of the standards that it overrides, the nearest first.
    remarks
        What else should be known of it, such as what it asks for and is not listed here.

    Examples
    --------
    >>> from communitygov.space.standard.embedded_services import EMBEDDED_SERVICES
    >>> asked = EMBEDDED_SERVICES.requirement("complex.building")
    >>> from communitygov.space.standard.figure import StandardFigure
    >>> from communitygov.space.standard.term import FigureCheck
    >>> more = StandardFigure(1_000, read_at="our own decision", check=FigureCheck.PAPER)
    >>> ours = EMBEDDED_SERVICES.overridden(
    ...     [attrs.evolve(asked, figure=more)], code="ours-2026", region="龙桥街道", since=date(2026, 1, 1)
    ... )
    >>> ours.requirement("complex.building").words.en, ours.based_on
    ('community service complex: building area ≥1000 m2', ('embedded-services-2023',))
    >>> ours.requirement("complex.core")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No requirement is called 'complex.core'. Did you mean \
'complex.care'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "standard"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    number: str = attrs.field(default="", kw_only=True, validator=text)
    region: str = attrs.field(default="全国", kw_only=True, validator=title)
    issued: str = attrs.field(default="", kw_only=True, validator=_issued)
    is_draft: bool = attrs.field(default=False, kw_only=True, validator=one_of(bool))
    since: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    until: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    since_check: FigureCheck = attrs.field(
        default=FigureCheck.UNVERIFIED, kw_only=True, validator=one_of(FigureCheck)
    )
    disputed: tuple[ReportedDate, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=each_of(ReportedDate)
    )
    scales: tuple[LevelScale, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=[each_of(LevelScale), _levels], repr=counted
    )
    requirements: tuple[StandardRequirement, ...] = attrs.field(
        default=(),
        kw_only=True,
        converter=as_tuple,
        validator=[each_of(StandardRequirement), _distinct],
        repr=counted,
    )
    based_on: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=identifiers
    )
    remarks: str = attrs.field(default="", kw_only=True, validator=text)

    def __attrs_post_init__(self) -> None:
        """Refuse an end that is not after the beginning."""
        check_span(self)

    @property
    def words(self) -> Words:
        """The name in both languages."""
        return Words(self.zh, self.en)

    @property
    def unverified(self) -> tuple[StandardRequirement, ...]:
        """The requirements whose figures nobody has checked."""
        return tuple(each for each in self.requirements if not each.is_verified)

    def in_force(self, on: date) -> bool | None:
        """Tell whether it is in force on a day; none where sources differ, or none says since when.

        Raises
        ------
        InvalidValue
            If it is no date without a time.

        Examples
        --------
        >>> from communitygov.space.standard.tdt_1062 import TDT_1062_2021
        >>> [TDT_1062_2021.in_force(day) for day in (date(2021, 6, 30), date(2021, 9, 1), date(2022, 1, 1))]
        [False, None, True]
        """
        asked = plain_day("on", on)
        if (self.until is not None and asked >= self.until) or asked.isoformat() < self.issued:
            return False
        if self.since is None:
            return None
        answers = {each <= asked for each in (self.since, *(reported.on for reported in self.disputed))}
        return answers.pop() if len(answers) == 1 else None

    def requirement(self, code: str) -> StandardRequirement:
        """Return the requirement with a code.

        Raises
        ------
        UnknownName
            If there is none.
        """
        for each in self.requirements:
            if each.code == code:
                return each
        raise UnknownName(Words("要求", "requirement"), code, tuple(each.code for each in self.requirements))

    def citation(self, clause: str = "") -> Citation:
        """Return a clause of it as a place to cite."""
        return Citation(
            document=self.code, article=clause, in_force_from=self.since, in_force_until=self.until
        )

    def _repr_html_(self) -> str:
        """Show what it asks for as a table in a notebook: by clause, how much, where read, how checked."""
        rows = "".join(
            f"<tr><td>{escape(each.clause)}</td><td>{escape(each.words.zh)}<br>{escape(each.words.en)}</td>"
            f"<td>{each.force.zh} {each.force.en}</td>"
            f"<td>{'' if each.level is None else escape(each.level.zh)}</td>"
            f"<td>{'' if each.build is None else each.build.zh}</td><td>{escape(each.figure.read_at)}</td>"
            f"<td>{each.figure.check.zh} {each.figure.check.en}</td></tr>"
            for each in self.requirements[:SHOWN]
        )
        more = max(0, len(self.requirements) - SHOWN)
        rows += f'<tr><td colspan="7">…… 另有 {more} … {more} more</td></tr>' if more else ""
        return (
            f"<table><caption>{escape(self.zh)}<br>{escape(self.en)}</caption><thead><tr><th>条款 clause</th>"
            "<th>要求 requirement</th><th>程度 force</th><th>层级 level</th><th>建设 build</th>"
            f"<th>读自 read at</th><th>核对 check</th></tr></thead><tbody>{rows}</tbody></table>"
        )

    def overridden(
        self,
        requirements: Iterable[StandardRequirement],
        *,
        code: str,
        region: str,
        since: date | None = None,
        until: date | None = None,
    ) -> "Standard":
        """Return the set that holds in a region: a requirement replaces that of its code, others are added.

        The new set keeps names and levels, has its own days, and remembers what it is based on.

        Raises
        ------
        InvalidValue
            If one of them is none, or two have one code.
        """
        given = each_required("requirements", requirements, kind=StandardRequirement)
        _distinct(self, attrs.fields(Standard).requirements, given)
        new = {each.code: each for each in given}
        kept = tuple(new.pop(each.code, each) for each in self.requirements)
        return attrs.evolve(
            self,
            code=code,
            region=region,
            since=since,
            until=until,
            since_check=FigureCheck.UNVERIFIED,
            issued="",
            is_draft=False,
            disputed=(),
            requirements=(*kept, *new.values()),
            based_on=(self.code, *self.based_on),
        )
