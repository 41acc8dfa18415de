"""A report (随手报) as it comes in: what it is about, when, and where it lies, said in one way or several.

A place may be said as the code of a grid, as a dwelling, as a person who lives there, or as a point.  Nothing
here looks anything up: `communitygov.grid.routing.placement` does.

What people wrote is kept in the document and hidden from ``repr``.  Identifiers come from the host
application and hold no personal data.
"""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import aware, hidden, identifier, is_aware, is_text, one_of, optional
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.geometry.area import Area
from communitygov.geometry.point import Point

#: Longest description, in code points; also what Open311 allows.
LONGEST_DESCRIPTION = 4_000

_SOMEWHERE = Words(
    "须给出网格、住所、人员、地点之一", "must be given, or a dwelling, a person or a point must be"
)
_DESCRIPTION = Words(
    f"须为至多 {LONGEST_DESCRIPTION} 字、不含控制字符或不可见字符的文字",
    f"must be text of up to {LONGEST_DESCRIPTION} characters without control or invisible ones",
)


class Way(TermEnum):
    """In which ways a report may say where it lies, the one that decides first.

    The order is a library default: a code was chosen on purpose, a dwelling is a place, a person may have
    two homes, and a point comes from a device.

    Examples
    --------
    >>> [way.zh for way in Way]
    ['网格代码', '住所', '人房关系', '地点']
    """

    CODE = "code", "网格代码", "code of a grid"
    DWELLING = "dwelling", "住所", "dwelling"
    PERSON = "person", "人房关系", "person's home"
    POINT = "point", "地点", "point"


def _short_text(_owner: object, field: "attrs.Attribute[str]", value: object) -> None:
    """Refuse a description that is too long or holds what nobody sees; it is not repeated."""
    if not is_text(value, longest=LONGEST_DESCRIPTION):
        raise InvalidValue(field.name, hidden(value), _DESCRIPTION)


@attrs.frozen
class Report(Value):
    """What somebody reports (随手报).

    Parameters
    ----------
    id
        Identifier given by the host application.
    matter
        Code of what it is about, such as ``"lighting"``: rosters and policies may differ by it.
    at
        When it came in.
    grid, dwelling, person, point
        Where it lies, in one way or several: code of a grid (or an official code that the router is told
        of), dwelling, a person who lives there, point of the plane.
    reporter
        Identifier of whoever reports; nobody handles what they reported themselves.
    description
        What people wrote, up to 4,000 characters.

    Examples
    --------
    >>> from datetime import UTC
    >>> Report("R-1", matter="lighting", at=datetime(2023, 5, 4, 9, tzinfo=UTC), grid="LQ-01").grid
    'LQ-01'
    >>> Report("R-1", matter="lighting", at=datetime(2023, 5, 4, 9, tzinfo=UTC))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: grid: None will not do; it must be given, or a dwelling, a person or \
a point must be. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "report"
    id: str = attrs.field(validator=identifier)
    matter: str = attrs.field(kw_only=True, validator=identifier)
    at: datetime = attrs.field(kw_only=True, validator=aware)
    grid: str | None = attrs.field(kw_only=True, default=None, validator=optional(identifier))
    dwelling: str | None = attrs.field(kw_only=True, default=None, validator=optional(identifier))
    person: str | None = attrs.field(kw_only=True, default=None, validator=optional(identifier))
    point: Point | None = attrs.field(kw_only=True, default=None, validator=optional(one_of(Point)))
    reporter: str | None = attrs.field(kw_only=True, default=None, validator=optional(identifier))
    description: str = attrs.field(kw_only=True, default="", validator=_short_text, repr=hidden)

    def __attrs_post_init__(self) -> None:
        """Refuse a report that lies nowhere."""
        if self.grid is None and self.dwelling is None and self.person is None and self.point is None:
            raise InvalidValue("grid", None, _SOMEWHERE)


@attrs.frozen
class Ground(Value):
    """The ground of a grid: one area; a grid of several parts has several grounds.

    Examples
    --------
    >>> yard = Area((Point(0, 0), Point(900, 0), Point(900, 900)))
    >>> Ground("LQ-01", yard).area.contains(Point(600, 300))
    True
    """

    document_kind: ClassVar[str] = "ground"
    grid: str = attrs.field(validator=identifier)
    area: Area = attrs.field(validator=one_of(Area))


def begun(report: Report, since: datetime | None, *, zone: tzinfo | None) -> datetime:
    """Return from when the time of a report runs, as a zone shows it: since it came in, or a later time."""
    if since is None:
        return _shown_in(report.at, zone)
    if not is_aware(since):
        raise InvalidValue("since", since, Words("须为带时区的时间", "must be a datetime with a time zone"))
    if since < report.at:
        at = report.at.isoformat()
        raise InvalidValue("since", since, Words(f"须不早于 {at}", f"must not be earlier than {at}"))
    return _shown_in(since, zone)


def _shown_in(moment: datetime, zone: tzinfo | None) -> datetime:
    """Return the same moment as a zone shows it; without one as it is."""
    if zone is None:
        return moment
    try:
        return moment.astimezone(zone)
    except (NotImplementedError, OverflowError, ValueError) as error:
        at = moment.isoformat()
        bound = Words(f"须为能表示 {at} 的时区", f"must be a time zone that can show {at}")
        raise InvalidValue("zone", zone, bound) from error


def whose_own(report: Report) -> frozenset[str]:
    """Return whose own the report is: they do not get it."""
    return frozenset(each for each in (report.reporter, report.person) if each is not None)


def as_grounds(given: Iterable[Ground]) -> tuple[Ground, ...]:
    """Return grounds, and refuse anything else."""
    return each_required("grounds", given, kind=Ground)
