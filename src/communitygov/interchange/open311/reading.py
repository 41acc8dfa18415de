"""Open311 requests in as reports: what a stranger sent, checked, with a word about all that is dropped."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar, NamedTuple, cast

import attrs

from communitygov.core.argument import require
from communitygov.core.canonical import fault
from communitygov.core.checks import as_tuple, each_of, hidden, is_aware, is_identifier, is_text, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.errors import DocumentError, InvalidValue, Words
from communitygov.geometry.point import Point
from communitygov.grid.routing.report import LONGEST_DESCRIPTION, Report
from communitygov.interchange.open311.degrees import degrees_of
from communitygov.interchange.open311.loss import (
    OPEN311_FIELD_DROPPED,
    OPEN311_MARKUP_DEFUSED,
    OPEN311_PERSONAL_DROPPED,
    OPEN311_POINT_LEFT_OUT,
    OPEN311_POINT_ROUNDED,
)
from communitygov.interchange.open311.terms import PLAIN, AddressKind, Open311Terms
from communitygov.interchange.open311.writing import defused
from communitygov.quotation import brief, listed

#: Fields of a request that are about a person.
PERSONAL_FIELDS = frozenset({"account_id", "device_id", "email", "first_name", "last_name", "phone"})
#: Longest whole number that is read as a code, in bits; Python refuses to write thousands of digits.
MOST_CODE_BITS = 200
#: Most fields of one request; the specification has some thirty.
MOST_FIELDS = 200
#: What of a request is read; everything else is dropped with a word about it.
READ_FIELDS = frozenset(
    {
        *("address_id", "description", "jurisdiction_id", "lat", "long"),
        *("requested_datetime", "service_code", "service_request_id"),
    }
)


@attrs.frozen(kw_only=True)
class Open311Import(Value):
    """A report that came in, and what of the request was dropped.

    Examples
    --------
    >>> made = from_open311(
    ...     {"service_code": "lighting", "address_id": "LQ-01", "phone": "555-0100"},
    ...     case_id="R-1",
    ...     at=datetime.fromisoformat("2023-05-04T09:00+08:00"),
    ... )
    >>> made.report.grid, [str(loss) for loss in made.losses]
    ('LQ-01', ['phone is personal data and was not read in [OPEN311_PERSONAL_DROPPED]'])
    """

    document_kind: ClassVar[str] = "open311-import"
    report: Report = attrs.field(validator=one_of(Report))
    losses: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))


def from_open311(
    document: object,
    *,
    terms: Open311Terms = PLAIN,
    case_id: str | None = None,
    at: datetime | None = None,
) -> Open311Import:
    """Return a service request as a report, with a word about each field that was dropped.

    Parameters
    ----------
    document
        A request as `read_open311` gives it.  Of another reader: degrees as decimal text or whole numbers.
    terms
        What both sides agree on; where it lists services, the request is about one of them.
    case_id, at
        Identifier and time where the request has none, as a new one has.

    Raises
    ------
    DocumentError
        If it is no request, lacks matter, identifier, time or place, or holds what may not be there; its
        `path` says where.

    Examples
    --------
    >>> new = {"service_code": "lighting", "address_id": "LQ-01", "email": "somebody@example.org"}
    >>> made = from_open311(new, case_id="R-1", at=datetime.fromisoformat("2023-05-04T09:00+08:00"))
    >>> made.report.matter, made.losses[0].code
    ('lighting', 'OPEN311_PERSONAL_DROPPED')
    >>> from_open311({"service_code": "lighting"}, case_id="R-1")
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: $.address_id: 'address_id' is missing; add it. [MISSING_FIELD]
    """
    require("terms", terms, kind=Open311Terms)
    if not isinstance(document, dict):
        raise fault("WRONG_TYPE", "$", value=type(document).__name__)
    request = _Request(_fields(cast("dict[object, object]", document)), terms)
    place, point_losses = request.place()
    description = request.description()
    report = Report(
        request.code("service_request_id", case_id),
        matter=request.matter(),
        at=request.moment(at),
        description=defused(description),
        **place,
    )
    request.check_jurisdiction()
    lost = [message.finding(report.id, {}) for message in point_losses]
    if report.description != description:
        lost.append(OPEN311_MARKUP_DEFUSED.finding(report.id, {}))
    return Open311Import(report=report, losses=(*lost, *_dropped(report, request)))


def _fields(document: dict[object, object]) -> dict[str, object]:
    """Return the fields of a request that hold something, refused if there are too many."""
    if len(document) > MOST_FIELDS:
        raise fault("TOO_LONG", "$", value=f"{len(document)} fields")
    fields: dict[str, object] = {}
    for key, value in document.items():
        if not is_text(key):
            raise fault("WRONG_TYPE", "$", value=hidden(key))
        if value is not None and value != "":
            fields[cast("str", key)] = value
    return fields


class _Request(NamedTuple):
    """A request while it is read."""

    fields: dict[str, object]
    terms: Open311Terms

    def code(self, field: str, otherwise: str | None) -> str:
        """Return an identifier; one that was a number comes as text."""
        value = self.fields.get(field, otherwise)
        if value is None:
            raise fault("MISSING_FIELD", f"$.{field}", value=field)
        is_number = type(value) is int and value.bit_length() <= MOST_CODE_BITS
        code = str(value) if is_number else value
        if not is_identifier(code):
            raise fault("WRONG_VALUE", f"$.{field}", value=hidden(value))
        return cast("str", code)

    def matter(self) -> str:
        """Return the matter: one of the services, where the terms list any."""
        matter = self.code("service_code", None)
        known = [service.code for service in self.terms.services]
        if known and matter not in known:
            said = listed(known)
            problem = Words(f"不在服务之列；已有：{said}", f"is none of the services; known: {said}")
            raise DocumentError("WRONG_VALUE", "$.service_code", matter, problem)
        return matter

    def moment(self, otherwise: datetime | None) -> datetime:
        """Return when it was requested, with a zone."""
        path, value = "$.requested_datetime", self.fields.get("requested_datetime", otherwise)
        if value is None:
            raise fault("MISSING_FIELD", path, value="requested_datetime")
        try:
            moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        except ValueError as error:
            raise fault("WRONG_VALUE", path, value=value) from error
        if not is_aware(moment):
            raise fault("WRONG_VALUE", path, value=brief(str(value)))
        return cast("datetime", moment)

    def description(self) -> str:
        """Return what people wrote."""
        value = self.fields.get("description", "")
        if not is_text(value, longest=LONGEST_DESCRIPTION):
            raise fault("WRONG_VALUE", "$.description", value=hidden(value))
        return cast("str", value)

    def place(self) -> tuple[dict[str, Any], list[Message]]:
        """Return where it lies, by address or by point, and what of the point is lost."""
        place: dict[str, Any] = {}
        losses: list[Message] = []
        if "address_id" in self.fields:
            place[self._address_kind()] = self.code("address_id", None)
        if "lat" in self.fields or "long" in self.fields:
            point, loss = self._point()
            if loss is not None:
                losses.append(loss)
            if point is not None:
                place["point"] = point
        if not place:
            raise fault("MISSING_FIELD", "$.address_id", value="address_id")
        return place, losses

    def _address_kind(self) -> str:
        """Return what stands in the address: what the other side says, otherwise what was agreed."""
        extended = self.fields.get("extended_attributes")
        told = cast("dict[str, object]", extended).get("address_kind") if isinstance(extended, dict) else None
        return next((kind.value for kind in AddressKind if kind.value == told), self.terms.address.value)

    def _point(self) -> tuple[Point | None, Message | None]:
        """Return the point, and what of it is lost."""
        for field in ("lat", "long"):
            if field not in self.fields:
                raise fault("MISSING_FIELD", f"$.{field}", value=field)
        latitude, is_cut = degrees_of(self.fields["lat"], field="lat")
        longitude, is_cut_too = degrees_of(self.fields["long"], field="long")
        if self.terms.plane is None:
            return None, OPEN311_POINT_LEFT_OUT
        try:
            point = self.terms.plane.point(longitude, latitude)
        except InvalidValue as error:
            raise fault("WRONG_VALUE", "$.long", value="lat, long") from error
        return point, OPEN311_POINT_ROUNDED if is_cut or is_cut_too else None

    def check_jurisdiction(self) -> None:
        """Refuse a request that is meant for somebody else."""
        value = self.fields.get("jurisdiction_id", self.terms.jurisdiction)
        if self.terms.jurisdiction is not None and value != self.terms.jurisdiction:
            raise fault("WRONG_VALUE", "$.jurisdiction_id", value=hidden(value))


def _dropped(report: Report, request: _Request) -> Iterator[Finding]:
    """Name each field that has no place in a report."""
    for field in sorted(request.fields.keys() - READ_FIELDS):
        message = OPEN311_PERSONAL_DROPPED if field in PERSONAL_FIELDS else OPEN311_FIELD_DROPPED
        yield message.finding(report.id, {"field": brief(field)})
