"""Who holds or lives in which dwelling, as what, and from when to when (人房关系).

A tenure begins with its first day and is over on the day that ends it.  One person may have several tenures,
of several dwellings or in several roles of one.  Who the person is, the host application knows.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.checks import day, hidden, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.source import quoted
from communitygov.core.span import check_span, runs
from communitygov.core.terms import TermEnum
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, Words

#: Why a resident is bound to a grid by way of a dwelling.
PERSON_AND_DWELLING = quoted(
    "003",
    "居民注册服务手机端应用后,可以直接按人房关系对应到自己所属网格,"
    "有问题找网格员和微网格员,实现需求点对点精准传达",
)

_NEVER = date.max.toordinal() + 1

_DAY = Words("须为日期，因为有的人房关系有起止日", "must be a day, because some tenures have dates")


class TenureRole(TermEnum):
    """As what a person belongs to a dwelling; library default, the documents name no roles.

    Examples
    --------
    >>> [role.zh for role in TenureRole]
    ['户主', '家庭成员', '租户', '产权人']
    """

    HEAD = "head", "户主", "head of the household"
    MEMBER = "member", "家庭成员", "member of the household"
    TENANT = "tenant", "租户", "tenant"
    OWNER = "owner", "产权人", "owner"


@attrs.frozen
class Tenure(Value):
    """A person belongs to a dwelling, in one role and for a time.

    Parameters
    ----------
    person
        Identifier of the person, given by the host application; not shown in the ``repr``.
    dwelling
        Identifier of the dwelling.
    role
        As what.
    since, until
        First day, and the first day after it; open where not given.

    Examples
    --------
    >>> tenure = Tenure("r-1", "D-0301", role=TenureRole.TENANT, until=date(2024, 1, 1))
    >>> tenure
    Tenure(person=‹hidden›, dwelling='D-0301', role=TenureRole.TENANT, since=None, \
until=datetime.date(2024, 1, 1))
    >>> tenure.holds_on(date(2023, 12, 31)), tenure.holds_on(date(2024, 1, 1))
    (True, False)
    >>> Tenure("r-1", "D-0301", role="tenant")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: role: 'tenant' will not do; it must be of type TenureRole. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "tenure"
    person: str = attrs.field(validator=identifier, repr=hidden)
    dwelling: str = attrs.field(validator=identifier)
    role: TenureRole = attrs.field(kw_only=True, validator=one_of(TenureRole))
    since: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    until: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the beginning."""
        check_span(self)

    @property
    def is_dated(self) -> bool:
        """Whether it begins or ends on some day."""
        return self.since is not None or self.until is not None

    def holds_on(self, day: date) -> bool:
        """Tell whether the tenure holds on a day.

        Raises
        ------
        InvalidValue
            If it is no day.
        """
        return runs(self, plain_day("day", day))


def most_at_once(named: Iterable[tuple[str, Tenure]]) -> int:
    """Return under how many names tenures run on one day at most.

    Examples
    --------
    >>> earlier = Tenure("r-1", "D-1", role=TenureRole.HEAD, until=date(2024, 1, 1))
    >>> later = Tenure("r-2", "D-1", role=TenureRole.HEAD, since=date(2024, 1, 1))
    >>> most_at_once([("r-1", earlier), ("r-2", later)]), most_at_once([("a", later), ("b", later)])
    (1, 2)
    """
    changes: list[tuple[int, int, str]] = []
    for name, tenure in named:
        # On one day what is over goes before what begins.
        changes.append((tenure.since.toordinal() if tenure.since else 0, 1, name))
        changes.append((tenure.until.toordinal() if tenure.until else _NEVER, -1, name))
    running, most = Counter[str](), 0
    for _, change, name in sorted(changes):
        running[name] += change
        if not running[name]:
            del running[name]
        most = max(most, len(running))
    return most


def holding(tenures: Iterable[Tenure], on: date | None) -> tuple[Tenure, ...]:
    """Return those that run on a day; the day may be left out where none has dates.

    Examples
    --------
    >>> holding([Tenure("r-1", "D-1", role=TenureRole.HEAD, since=date(2024, 1, 1))], None)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: on: None will not do; it must be a day, because some tenures have \
dates. [INVALID_VALUE]
    """
    if on is not None:
        plain_day("on", on)
        return tuple(each for each in tenures if runs(each, on))
    found = tuple(tenures)
    if any(each.is_dated for each in found):
        raise InvalidValue("on", None, _DAY)
    return found
