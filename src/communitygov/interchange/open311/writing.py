"""Reports out as Open311 requests: plain JSON data, and the JSON of the standard.

Identifiers of people never go out: not the reporter, not whoever is concerned, not the workers.
"""

from collections.abc import Iterable, Iterator, Mapping

from communitygov.core.argument import require
from communitygov.core.canonical import Document, Json, write
from communitygov.core.finding import Finding, Message
from communitygov.errors import InvalidValue, Words
from communitygov.grid.routing.dispatch import Dispatch, Hop
from communitygov.grid.routing.handling import BACKLOG
from communitygov.interchange.open311.degrees import degrees_of, degrees_text
from communitygov.interchange.open311.loss import (
    OPEN311_DWELLING_COARSENED,
    OPEN311_EXTENDED,
    OPEN311_MARKUP_DEFUSED,
    OPEN311_PEOPLE_KEPT_BACK,
    OPEN311_POINT_LEFT_OUT,
    OPEN311_POINT_ROUNDED,
    OPEN311_STATE_FLATTENED,
)
from communitygov.interchange.open311.terms import PLAIN, AddressKind, Open311Terms
from communitygov.procedure.case import Case


def to_open311(dispatch: Dispatch, *, terms: Open311Terms = PLAIN, case: Case | None = None) -> Document:
    """Return a dispatched report as a service request, in plain JSON data.

    Parameters
    ----------
    dispatch
        The report, where it lies, and by when.
    terms
        What both sides agree on.
    case
        How far it has come, by the procedure of the terms; it is open and dispatched unless given.

    Raises
    ------
    InvalidValue
        If the report lies nowhere that can be said, the case is another one, or the terms do not say by which
        procedure it is handled.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.grid.routing.policy import three_tier_policy
    >>> from communitygov.grid.routing.report import Report
    >>> thursday, end = datetime(2023, 5, 4, 9, tzinfo=UTC), datetime(2023, 5, 6, tzinfo=UTC)
    >>> tier = three_tier_policy().tiers[0]
    >>> found = Dispatch(
    ...     report=Report("R-1", matter="lighting", at=thursday, grid="LQ-1"),
    ...     policy="three_tier",
    ...     since=thursday,
    ...     path=["LQ-1"],
    ...     candidates=["LQ-1"],
    ...     tiers=[Hop(tier=tier, grid="LQ-1", worker="w-1", held_at="LQ-1", until=end)],
    ... )
    >>> request = to_open311(found)
    >>> request["address_id"], request["status"], request["expected_datetime"]
    ('LQ-1', 'open', '2023-05-06T00:00:00+00:00')
    """
    require("dispatch", dispatch, kind=Dispatch)
    require("terms", terms, kind=Open311Terms)
    if case is not None:
        _check_case(dispatch, terms, case)
    document: Document = {
        "service_request_id": dispatch.report.id,
        "service_code": dispatch.report.matter,
        "service_name": terms.name_of(dispatch.report.matter),
        "description": defused(dispatch.report.description),
        "requested_datetime": dispatch.report.at.isoformat(),
        **_place_out(dispatch, terms),
        **_standing_out(dispatch, terms, case),
        "extended_attributes": _extended(dispatch, terms, case),
    }
    if terms.jurisdiction is not None:
        document["jurisdiction_id"] = terms.jurisdiction
    return document


def open311_losses(dispatch: Dispatch, *, terms: Open311Terms = PLAIN) -> tuple[Finding, ...]:
    """Name what `to_open311` leaves out or blurs of this report.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.grid.routing.policy import three_tier_policy
    >>> from communitygov.grid.routing.report import Report
    >>> thursday, end = datetime(2023, 5, 4, 9, tzinfo=UTC), datetime(2023, 5, 6, tzinfo=UTC)
    >>> tier = three_tier_policy().tiers[0]
    >>> found = Dispatch(
    ...     report=Report("R-1", matter="lighting", at=thursday, grid="LQ-1"),
    ...     policy="three_tier",
    ...     since=thursday,
    ...     path=["LQ-1"],
    ...     candidates=["LQ-1"],
    ...     tiers=[Hop(tier=tier, grid="LQ-1", worker="w-1", held_at="LQ-1", until=end)],
    ... )
    >>> print(open311_losses(found)[0])
    identifiers of people are not sent out [OPEN311_PEOPLE_KEPT_BACK]
    """
    require("dispatch", dispatch, kind=Dispatch)
    require("terms", terms, kind=Open311Terms)
    return tuple(message.finding(dispatch.report.id, {}) for message in _lost(dispatch, terms))


def _lost(dispatch: Dispatch, terms: Open311Terms) -> Iterator[Message]:
    """Yield what is lost on the way out."""
    report = dispatch.report
    if any((report.person, report.reporter, dispatch.responsible)):
        yield OPEN311_PEOPLE_KEPT_BACK
    if report.dwelling is not None and terms.address is AddressKind.GRID:
        yield OPEN311_DWELLING_COARSENED
    if report.point is not None:
        yield OPEN311_POINT_LEFT_OUT if terms.plane is None else OPEN311_POINT_ROUNDED
    yield OPEN311_STATE_FLATTENED
    yield OPEN311_EXTENDED
    if defused(report.description) != report.description:
        yield OPEN311_MARKUP_DEFUSED


def defused(description: str) -> str:
    """Return a description in which nothing can be taken for markup."""
    return description.replace("<", "＜").replace(">", "＞")


def _place_out(dispatch: Dispatch, terms: Open311Terms) -> Document:
    """Return where a report lies."""
    report = dispatch.report
    place: Document = {}
    if terms.address is AddressKind.DWELLING and report.dwelling is not None:
        place["address_id"] = report.dwelling
    elif dispatch.grid is not None:
        place["address_id"] = dispatch.grid
    if report.point is not None and terms.plane is not None:
        degrees = terms.plane.degrees(report.point)
        place["lat"], place["long"] = degrees_text(degrees.latitude), degrees_text(degrees.longitude)
    if not place:
        bound = Words("须有网格，或有坐标与平面", "must lie in a grid, or have a point and the terms a plane")
        raise InvalidValue("dispatch", report.id, bound)
    return place


def _standing_out(dispatch: Dispatch, terms: Open311Terms, case: Case | None) -> Document:
    """Return how far a report has come, who has it, and by when."""
    standing: Document = {"status": "open", "status_notes": "已派单 dispatched"}
    updated, hop = dispatch.since, next(iter(dispatch.tiers), None)
    timed = hop
    if case is not None and terms.procedure is not None:
        state = terms.procedure.state_of(case)
        updated, timed, hop = case.history[-1].at, _hop_of(dispatch, case.state), _last_hop(dispatch, case)
        standing["status"] = "closed" if state.is_final else "open"
        standing["status_notes"] = f"{state.zh} {state.en}"
    standing["updated_datetime"] = updated.isoformat()
    if timed is not None:
        standing["expected_datetime"] = timed.until.isoformat()
    if hop is not None:
        standing["agency_responsible"] = hop.held_at or hop.grid or dispatch.path[-1]
    return standing


def _hop_of(dispatch: Dispatch, state: str) -> Hop | None:
    """Return the tier whose time runs in a state; none in the backlog and at an end."""
    tier = state.rpartition(":")[0]
    return next((hop for hop in dispatch.tiers if hop.tier.code == tier), None)


def _last_hop(dispatch: Dispatch, case: Case) -> Hop | None:
    """Return the tier that has a case, or had it last; the backlog is the last tier's."""
    for state in (case.state, *(record.source for record in reversed(case.history))):
        hop = dispatch.tiers[-1] if state == BACKLOG.code and dispatch.tiers else _hop_of(dispatch, state)
        if hop is not None:
            return hop
    return None


def _check_case(dispatch: Dispatch, terms: Open311Terms, case: Case) -> None:
    """Refuse the case of another report, and one of which nobody says whether it is closed."""
    require("case", case, kind=Case)
    if case.id != dispatch.report.id:
        raise InvalidValue("case", case.id, Words("须为同一报告", "must be the case of the same report"))
    if terms.procedure is None:
        bound = Words("须说明案件所依程序", "must say by which procedure the case is handled")
        raise InvalidValue("terms.procedure", None, bound)


def _extended(dispatch: Dispatch, terms: Open311Terms, case: Case | None) -> Json:
    """Return what the standard has no place for; nobody is named."""
    tiers: list[Json] = [
        {"tier": hop.tier.code, "grid": hop.held_at, "expected_datetime": hop.until.isoformat()}
        for hop in dispatch.tiers
    ]
    names: Mapping[str, Words] = {}
    if terms.procedure is not None:
        names = {action.code: action.words for action in terms.procedure.table.actions}
    notes: list[Json] = []
    for record in case.history if case is not None else ():
        said = names.get(record.action, Words(record.action, record.action))
        notes.append(
            {
                "datetime": record.at.isoformat(),
                "description": f"{said.zh} {said.en}",
                "type": record.action,
            }
        )
    is_dwelling = terms.address is AddressKind.DWELLING and dispatch.report.dwelling is not None
    kind = AddressKind.DWELLING if is_dwelling else AddressKind.GRID
    return {
        "address_kind": kind.value,
        "grid_path": list(dispatch.path),
        "tiers": tiers,
        "notes": notes,
    }


def write_open311(requests: Iterable[Mapping[str, Json]]) -> bytes:
    """Return service requests as the JSON of the standard: a list, with latitude and longitude as numbers.

    Examples
    --------
    >>> write_open311([{"service_request_id": "R-1", "lat": "30.5700000", "long": "103.9200000"}]).decode()
    '[{"service_request_id":"R-1","lat":30.5700000,"long":103.9200000}]'
    """
    return b"[" + b",".join(map(_request_json, requests)) + b"]"


def _request_json(request: Mapping[str, Json]) -> bytes:
    """Return one request; its degrees are read once more, so that nothing but a number is written."""
    rest = {key: value for key, value in request.items() if key not in ("lat", "long")}
    written = write(rest)
    for key in ("lat", "long"):
        if key in request:
            parts, _ = degrees_of(request[key], field=key)
            joint = b"" if written == b"{}" else b","
            written = written[:-1] + joint + f'"{key}":{degrees_text(parts)}}}'.encode()
    return written
