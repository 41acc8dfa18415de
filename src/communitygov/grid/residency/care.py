"""Who is under care (关爱对象), as what, and who looked: tags that show nothing by themselves.

1. A `CareTag` says that a person belongs to a group of the caller's, for a time.  Neither its ``repr`` nor an
   error tells whom or which group.
2. The groups are the caller's codes.  The library ships none: document 003 names one (独居老人), and no list
   of them.
3. Who asks about people says what for; what they get comes with a record of the access for the host's
   journal.  The record does not hold what was seen.

What this is not: a security border within a process.  It prevents leaks by accident.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar

import attrs

from communitygov.core.checks import aware, day, hidden, identifier, identifiers, one_of, optional, title
from communitygov.core.document import Value
from communitygov.core.source import quoted
from communitygov.core.span import check_span, runs
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, Words

#: Where the documents say that there are such groups.
CARE_CATEGORY = quoted("003", "被纳入了“微网实格”治理体系中的特殊人群安全保障类别")

_DAY = Words("须为日期，因为有的关爱标记有起止日", "must be a day, because some care tags have dates")


@attrs.frozen
class CareTag(Value):
    """A person belongs to a care group, for a time.

    Its document holds the person and the group: keep it where only those may read who may know.

    Parameters
    ----------
    person
        Identifier of the person.
    group
        Code of the group; the caller's own.
    since, until
        First day, and the first day after it; open where not given.

    Examples
    --------
    >>> CareTag("r-1", "lives-alone")
    CareTag(person=‹hidden›, group=‹hidden›, since=‹hidden›, until=‹hidden›)
    >>> CareTag("r-1", "独居")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: group: '‹hidden›' will not do; it must be 1 to 120 ASCII letters, \
digits or any of - _ . : / @ #. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "care-tag"
    person: str = attrs.field(validator=identifier, repr=hidden)
    group: str = attrs.field(validator=identifier, repr=hidden)
    since: date | None = attrs.field(default=None, kw_only=True, validator=optional(day), repr=hidden)
    until: date | None = attrs.field(default=None, kw_only=True, validator=optional(day), repr=hidden)

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the beginning; the error tells no day."""
        try:
            check_span(self)
        except InvalidValue:
            bound = Words("须晚于首日", "must be later than the first day")
            raise InvalidValue("until", hidden(self.until), bound) from None

    def holds_on(self, day: date) -> bool:
        """Tell whether the tag applies on a day.

        Raises
        ------
        InvalidValue
            If it is no day.
        """
        return runs(self, plain_day("day", day))


def applying(tags: Iterable[CareTag], on: date | None) -> tuple[CareTag, ...]:
    """Return the tags that apply on a day; the day may be left out where none has dates.

    Examples
    --------
    >>> applying([CareTag("r-1", "lives-alone", since=date(2024, 1, 1))], None)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: on: None will not do; it must be a day, because some care tags have \
dates. [INVALID_VALUE]
    """
    if on is not None:
        return tuple(each for each in tags if each.holds_on(on))
    found = tuple(tags)
    if any(each.since or each.until for each in found):
        raise InvalidValue("on", None, _DAY)
    return found


@attrs.frozen(kw_only=True)
class CareAccess(Value):
    """Who asked about care, when and what for, about whom or where; not what was seen.

    Parameters
    ----------
    purpose
        What for, in words; they are recorded, so they name no resident.
    by, at
        Identifier of who asked, and the moment.
    person
        The person, if one was asked about.
    grid, group
        The grid and the group, if people were looked for; no grid for those who live in none.

    Examples
    --------
    >>> from datetime import UTC
    >>> CareAccess(purpose="", by="w-07", at=datetime(2023, 5, 4, tzinfo=UTC))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: purpose: '' will not do; it must be text of 1 to 200 characters \
without control or invisible ones. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "care-access"
    purpose: str = attrs.field(validator=title)
    by: str = attrs.field(validator=identifier)
    at: datetime = attrs.field(validator=aware)
    person: str | None = attrs.field(default=None, validator=optional(identifier), repr=hidden)
    grid: str | None = attrs.field(default=None, validator=optional(identifier))
    group: str | None = attrs.field(default=None, validator=optional(identifier), repr=hidden)


@attrs.frozen(kw_only=True)
class CareDisclosure:
    """What was asked about care, and the record of it.

    It is no `Value`: it cannot be written down.

    Parameters
    ----------
    content
        The groups of the person, or the people of the group, in order; not shown in the ``repr``.
    access
        The record, which the host appends to a journal.

    Examples
    --------
    >>> from datetime import UTC
    >>> access = CareAccess(purpose="visit", by="w-07", at=datetime(2023, 5, 4, tzinfo=UTC), person="r-1")
    >>> CareDisclosure(content=("lives-alone",), access=access).content
    ('lives-alone',)
    """

    content: tuple[str, ...] = attrs.field(validator=identifiers, repr=hidden)
    access: CareAccess = attrs.field(validator=one_of(CareAccess))
