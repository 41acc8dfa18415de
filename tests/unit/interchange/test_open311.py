"""Open311: what goes out, what comes in, what is lost, and what hostile requests get."""

from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest

from communitygov.core.canonical import Limits
from communitygov.core.workcalendar import WeekendCalendar
from communitygov.errors import DocumentError, InvalidValue
from communitygov.geometry.plane import Plane
from communitygov.geometry.point import Point
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.duty import WorkerKind
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.roster import Roster
from communitygov.grid.posting.worker import Worker
from communitygov.grid.routing.dispatch import Dispatch
from communitygov.grid.routing.handling import handling
from communitygov.grid.routing.policy import three_tier_policy
from communitygov.grid.routing.report import Report
from communitygov.grid.routing.router import Router
from communitygov.interchange.open311.degrees import degrees_of
from communitygov.interchange.open311.json_text import read_open311
from communitygov.interchange.open311.loss import OPEN311_LOSSES
from communitygov.interchange.open311.reading import MOST_FIELDS, from_open311
from communitygov.interchange.open311.terms import AddressKind, Open311Terms, Service, open311_services
from communitygov.interchange.open311.writing import open311_losses, to_open311, write_open311
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.clock import CLOCK

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
POLICY = three_tier_policy()
PLANE = Plane(longitude=1_039_200_000, latitude=305_700_000)
LIGHTING = Service(code="lighting", name="路灯", group="设施", keywords=("灯", "照明"))
TERMS = Open311Terms(jurisdiction="LQ", services=[LIGHTING], plane=PLANE, procedure=handling(POLICY))


def answered(**more: Any) -> Dispatch:  # noqa: ANN401  of many types
    """Dispatch a report of M-1, or of wherever is said."""
    grid = GridHierarchy.from_rows([("G-1", None, "general", "东区"), ("M-1", "G-1", "micro", "一组")])
    workers = [Worker(id, kind=WorkerKind.GRID_WORKER) for id in ("w-1", "g-1")]
    roster = Roster(grid, workers=workers, postings=[Posting("w-1", "M-1"), Posting("g-1", "G-1")])
    router = Router(roster=roster, policy=POLICY, calendar=WeekendCalendar())
    return router.dispatch(Report("R-1", **({"matter": "lighting", "at": AT, "grid": "M-1"} | more)))


def posted(**more: object) -> dict[str, object]:
    known = {
        "service_request_id": "R-9",
        "service_code": "lighting",
        "requested_datetime": "2023-05-04T09:00:00+08:00",
        "address_id": "M-1",
    }
    return {key: value for key, value in (known | more).items() if value is not ...}


def fault_of(document: object, **more: Any) -> tuple[str, str]:  # noqa: ANN401  of many types
    with pytest.raises(DocumentError) as refused:
        from_open311(document, **more)
    return refused.value.code, refused.value.path


# ------------------------------------------------------------------ out


def test_a_dispatched_report_goes_out_with_grid_matter_times_and_standing() -> None:
    document = to_open311(answered(point=Point(0, 0), description="灯坏了"), terms=TERMS)
    extended = document.pop("extended_attributes")
    assert document == {
        "service_request_id": "R-1",
        "status": "open",
        "status_notes": "已派单 dispatched",
        "service_name": "路灯",
        "service_code": "lighting",
        "description": "灯坏了",
        "agency_responsible": "M-1",
        "requested_datetime": "2023-05-04T09:00:00+00:00",
        "updated_datetime": "2023-05-04T09:00:00+00:00",
        "expected_datetime": "2023-05-06T00:00:00+00:00",
        "address_id": "M-1",
        "lat": "30.5700000",
        "long": "103.9200000",
        "jurisdiction_id": "LQ",
    }
    assert isinstance(extended, dict)
    assert extended["grid_path"] == ["G-1", "M-1"]
    assert extended["address_kind"] == "grid"
    assert [tier["tier"] for tier in extended["tiers"]] == [tier.code for tier in POLICY.tiers]  # type: ignore[union-attr, index, call-overload]


def test_a_case_gives_its_state_history_and_the_tier_where_it_is() -> None:
    found = answered()
    procedure, resident = handling(POLICY), Actor("r-1", roles={Role.RESIDENT})
    case = procedure.open("R-1", "a lamp", by=resident, at=AT, grid="M-1", facts=found.facts())
    end = found.tiers[0].until
    case = procedure.apply(case, "escalate", by=CLOCK, at=end)
    up = to_open311(found, terms=TERMS, case=case)
    assert (up["status"], up["agency_responsible"]) == ("open", "G-1")
    assert up["expected_datetime"] == found.tiers[1].until.isoformat()
    assert up["updated_datetime"] == end.isoformat()
    assert up["status_notes"] == (
        "小区党组织与自治组织即时处置：待受理 the neighbourhood handles at once: awaits acceptance"
    )
    notes = up["extended_attributes"]["notes"]  # type: ignore[index, call-overload]
    assert [note["type"] for note in notes] == ["report", "escalate"]  # type: ignore[union-attr, index, call-overload]
    assert "r-1" not in str(up)
    with pytest.raises(InvalidValue, match="by which procedure the case is handled"):
        to_open311(found, case=case)
    with pytest.raises(InvalidValue, match="must be a Case"):
        to_open311(found, terms=TERMS, case="R-1")  # type: ignore[arg-type]
    closed = procedure.apply(
        procedure.open("R-1", "a lamp", by=resident, at=AT, grid="M-1", facts=found.facts()),
        "withdraw",
        by=resident,
        at=AT + timedelta(hours=1),
    )
    over = to_open311(found, terms=TERMS, case=closed)
    assert (over["status"], over["agency_responsible"]) == ("closed", "M-1")
    assert "expected_datetime" not in over


def test_the_backlog_is_the_last_tier_s_and_no_time_runs_in_it() -> None:
    found = answered()
    procedure, resident = handling(POLICY), Actor("r-1", roles={Role.RESIDENT})
    case = procedure.open("R-1", "a lamp", by=resident, at=AT, grid="M-1", facts=found.facts())
    ends = [hop.until for hop in found.tiers]
    for action, end in zip(("escalate", "escalate", "list"), ends, strict=True):
        case = procedure.apply(case, action, by=CLOCK, at=end)
    waiting = to_open311(found, terms=TERMS, case=case)
    assert (case.state, waiting["status"], waiting["agency_responsible"]) == ("backlog", "open", "G-1")
    assert "expected_datetime" not in waiting
    nobody = attrs.evolve(found, tiers=(), findings=open311_losses(found))
    assert "agency_responsible" not in to_open311(nobody, terms=TERMS, case=case)


@pytest.mark.parametrize("agreed", list(AddressKind))
@pytest.mark.parametrize("said", list(AddressKind))
@pytest.mark.parametrize("dwelling", [None, "D-0301"])
def test_what_an_address_was_said_to_be_counts_more_than_what_was_agreed(
    agreed: AddressKind, said: AddressKind, dwelling: str | None
) -> None:
    document = to_open311(answered(dwelling=dwelling), terms=attrs.evolve(TERMS, address=said))
    again = from_open311(document, terms=attrs.evolve(TERMS, address=agreed)).report
    is_dwelling = dwelling is not None and said is AddressKind.DWELLING
    assert (again.grid, again.dwelling) == ((None, dwelling) if is_dwelling else ("M-1", None))


def test_an_address_of_which_nothing_is_said_is_what_was_agreed() -> None:
    agreed = attrs.evolve(TERMS, address=AddressKind.DWELLING)
    assert from_open311(posted(), terms=agreed).report.dwelling == "M-1"
    assert (
        from_open311(posted(extended_attributes={"address_kind": "grid"}), terms=agreed).report.grid == "M-1"
    )


def test_the_case_of_another_report_is_refused() -> None:
    found = answered()
    resident = Actor("r-1", roles={Role.RESIDENT})
    facts = [attrs.evolve(each, about="R-2") for each in found.facts()]
    case = handling(POLICY).open("R-2", "a lamp", by=resident, at=AT, grid="M-1", facts=facts)
    with pytest.raises(InvalidValue, match="same report"):
        to_open311(found, case=case)


def test_a_dwelling_goes_out_only_where_that_was_agreed() -> None:
    found = answered(dwelling="D-0301")
    assert "D-0301" not in str(to_open311(found))
    document = to_open311(found, terms=attrs.evolve(TERMS, address=AddressKind.DWELLING))
    assert document["address_id"] == "D-0301"
    again = from_open311(document)
    assert (again.report.dwelling, again.report.grid) == ("D-0301", None)


def test_a_report_that_lies_nowhere_goes_out_by_its_point_or_not_at_all() -> None:
    lost = answered(grid=None, point=Point(0, 0))
    document = to_open311(lost, terms=TERMS)
    assert "address_id" not in document
    assert "expected_datetime" not in document
    with pytest.raises(InvalidValue, match="lie in a grid"):
        to_open311(lost)


def test_what_is_lost_on_the_way_out_is_named() -> None:
    full = answered(reporter="r-1", dwelling="D-1", point=Point(0, 0), description="1 < 2")
    codes = [each.code for each in open311_losses(full, terms=TERMS)]
    assert codes == [
        "OPEN311_PEOPLE_KEPT_BACK",
        "OPEN311_DWELLING_COARSENED",
        "OPEN311_POINT_ROUNDED",
        "OPEN311_STATE_FLATTENED",
        "OPEN311_EXTENDED",
        "OPEN311_MARKUP_DEFUSED",
    ]
    assert open311_losses(full)[2].code == "OPEN311_POINT_LEFT_OUT"
    bare = attrs.evolve(answered(), tiers=(), findings=open311_losses(full))
    assert [each.code for each in open311_losses(bare)] == ["OPEN311_STATE_FLATTENED", "OPEN311_EXTENDED"]
    assert set(codes) < {message.code for message in OPEN311_LOSSES}


def test_nothing_in_a_description_can_be_taken_for_markup() -> None:
    document = to_open311(answered(description="<script>alert(1)</script>"))
    assert document["description"] == "＜script＞alert(1)＜/script＞"


def test_services_are_listed_as_the_standard_has_them() -> None:
    assert open311_services(TERMS) == [
        {
            "service_code": "lighting",
            "service_name": "路灯",
            "description": "",
            "metadata": False,
            "type": "realtime",
            "keywords": "灯,照明",
            "group": "设施",
        }
    ]
    waste = attrs.evolve(LIGHTING, code="waste")
    assert len(open311_services(Open311Terms(services=[waste, LIGHTING]))) == 2
    with pytest.raises(InvalidValue, match="stand only once"):
        Open311Terms(services=[LIGHTING, LIGHTING])


def test_the_json_has_numbers_for_degrees_digit_by_digit() -> None:
    written = write_open311([to_open311(answered(point=Point(0, 0)), terms=TERMS)])
    assert b'"lat":30.5700000,"long":103.9200000}]' in written
    assert write_open311([]) == b"[]"
    assert write_open311([{"lat": "-0.1"}]) == b'[{"lat":-0.1000000}]'
    with pytest.raises(DocumentError, match="lat"):
        write_open311([{"lat": "1;alert(1)"}])


# ------------------------------------------------------------------ in


def test_what_went_out_comes_back() -> None:
    found = answered(point=Point(1_234, -567), description="灯坏了")
    (document,) = read_open311(write_open311([to_open311(found, terms=TERMS)]))
    again = from_open311(document, terms=TERMS)
    assert again.report.point is not None
    assert max(abs(again.report.point.east - 1_234), abs(again.report.point.north + 567)) <= 1
    assert attrs.evolve(again.report, point=found.report.point) == found.report
    assert {dict(loss.details).get("field") for loss in again.losses} == {
        "agency_responsible",
        "expected_datetime",
        "extended_attributes",
        "service_name",
        "status",
        "status_notes",
        "updated_datetime",
    }


def test_personal_data_is_dropped_and_said_to_be_without_repeating_it() -> None:
    told = {
        "email": "a@example.org",
        "phone": "555-0100",
        "first_name": "Q",
        "last_name": "Z",
        "device_id": "7",
    }
    found = from_open311(posted(**told, account_id="acc", media_url="x"))
    assert [loss.code for loss in found.losses].count("OPEN311_PERSONAL_DROPPED") == 6
    assert [dict(loss.details)["field"] for loss in found.losses if loss.code.endswith("FIELD_DROPPED")] == [
        "media_url"
    ]
    assert not any(secret in found.to_json().decode() for secret in ("555-0100", "example.org", 'acc"'))


def test_a_new_request_gets_identifier_and_time_from_the_host() -> None:
    new = posted(service_request_id=..., requested_datetime=...)
    found = from_open311(new, case_id="R-1", at=AT)
    assert (found.report.id, found.report.at) == ("R-1", AT)
    assert fault_of(new, at=AT) == ("MISSING_FIELD", "$.service_request_id")
    assert fault_of(new, case_id="R-1") == ("MISSING_FIELD", "$.requested_datetime")


def test_numbers_as_other_servers_send_them_are_read() -> None:
    (document,) = read_open311(
        '{"service_request_id": 638344, "service_code": 3, "lat": 30.57, "long": 103.92, '
        '"requested_datetime": "2023-05-04T09:00:00Z", "address_id": null}'
    )
    found = from_open311(document, terms=attrs.evolve(TERMS, services=[]))
    assert (found.report.id, found.report.matter, found.report.point) == ("638344", "3", Point(0, 0))
    assert from_open311(posted(service_request_id=638344)).report.id == "638344"


def test_whole_degrees_are_read_as_they_are() -> None:
    assert degrees_of(-180, field="long") == (-1_800_000_000, False)
    plane = Plane(longitude=1_040_000_000, latitude=300_000_000)
    assert from_open311(posted(lat=30, long=104), terms=Open311Terms(plane=plane)).report.point == Point(0, 0)


def test_a_binary_fraction_is_told_how_to_come_as_decimal_text() -> None:
    with pytest.raises(DocumentError) as refused:
        from_open311(posted(lat=30.57, long=103.92), terms=TERMS)
    assert (refused.value.code, refused.value.path) == ("WRONG_TYPE", "$.lat")
    assert "30.57 is a binary fraction; read the body with read_open311, or give dec" in str(refused.value)
    assert "read_open311" in refused.value.text("zh")


def test_a_service_that_nobody_agreed_on_is_refused_with_those_that_are_known() -> None:
    assert from_open311(posted(), terms=TERMS).report.matter == "lighting"
    assert from_open311(posted(service_code="nonsense")).report.matter == "nonsense"
    with pytest.raises(DocumentError) as refused:
        from_open311(posted(service_code="nonsense"), terms=TERMS)
    assert (refused.value.code, refused.value.path) == ("WRONG_VALUE", "$.service_code")
    assert "'nonsense' is none of the services; known: 'lighting'." in str(refused.value)
    assert "已有：'lighting'" in refused.value.text("zh")


def test_a_point_without_a_plane_is_left_out_and_one_of_many_digits_is_rounded() -> None:
    place = {"lat": "30.57000001", "long": "103.92"}
    found = from_open311(posted(**place))
    assert (found.report.point, found.losses[0].code) == (None, "OPEN311_POINT_LEFT_OUT")
    rounded = from_open311(posted(**place), terms=TERMS)
    assert (rounded.report.point, rounded.losses[0].code) == (Point(0, 0), "OPEN311_POINT_ROUNDED")
    assert fault_of(posted(address_id=..., **place)) == ("MISSING_FIELD", "$.address_id")


def test_markup_in_a_description_is_defused_and_said_to_be() -> None:
    found = from_open311(posted(description="a <b>"))
    assert (found.report.description, found.losses[0].code) == ("a ＜b＞", "OPEN311_MARKUP_DEFUSED")


def test_the_other_side_may_say_that_an_address_is_a_dwelling() -> None:
    assert from_open311(posted(extended_attributes={"address_kind": "dwelling"})).report.dwelling == "M-1"
    for told in ("dwelling", {"address_kind": []}, {"address_kind": "moon"}, {}):
        assert from_open311(posted(extended_attributes=told)).report.grid == "M-1"


def test_a_request_for_another_community_is_refused() -> None:
    assert from_open311(posted(jurisdiction_id="LQ"), terms=TERMS).report.grid == "M-1"
    assert from_open311(posted(jurisdiction_id="XX")).report.grid == "M-1"
    assert fault_of(posted(jurisdiction_id="XX"), terms=TERMS) == ("WRONG_VALUE", "$.jurisdiction_id")


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        (None, ("WRONG_TYPE", "$")),
        ([], ("WRONG_TYPE", "$")),
        ({3: 4}, ("WRONG_TYPE", "$")),
        ({"\ud800": 4}, ("WRONG_TYPE", "$")),
        ({str(at): 1 for at in range(MOST_FIELDS + 1)}, ("TOO_LONG", "$")),
        (posted(service_code=...), ("MISSING_FIELD", "$.service_code")),
        (posted(service_code="路灯"), ("WRONG_VALUE", "$.service_code")),
        (posted(service_code=True), ("WRONG_VALUE", "$.service_code")),
        (posted(service_code={}), ("WRONG_VALUE", "$.service_code")),
        (posted(service_request_id="a b"), ("WRONG_VALUE", "$.service_request_id")),
        (posted(requested_datetime="today"), ("WRONG_VALUE", "$.requested_datetime")),
        (posted(requested_datetime="2023-05-04T09:00:00"), ("WRONG_VALUE", "$.requested_datetime")),
        (posted(requested_datetime=7), ("WRONG_VALUE", "$.requested_datetime")),
        (posted(description="x" * 4_001), ("WRONG_VALUE", "$.description")),
        (posted(description=7), ("WRONG_VALUE", "$.description")),
        (posted(description="a\u202eb"), ("WRONG_VALUE", "$.description")),
        (posted(address_id=...), ("MISSING_FIELD", "$.address_id")),
        (posted(address_id="1 Main St"), ("WRONG_VALUE", "$.address_id")),
        (posted(lat="1"), ("MISSING_FIELD", "$.long")),
        (posted(long="1"), ("MISSING_FIELD", "$.lat")),
        (posted(lat="1", long="x"), ("WRONG_VALUE", "$.long")),
        (posted(lat=1.5, long="1"), ("WRONG_TYPE", "$.lat")),
        (posted(lat=True, long="1"), ("WRONG_TYPE", "$.lat")),
        (posted(lat=91, long="1"), ("WRONG_VALUE", "$.lat")),
        (posted(lat=10**5000, long="1"), ("WRONG_VALUE", "$.lat")),
        (posted(service_code=10**5000), ("WRONG_VALUE", "$.service_code")),
    ],
)
def test_hostile_requests_are_refused_with_their_place(document: object, fault: tuple[str, str]) -> None:
    assert fault_of(document) == fault


def test_a_point_out_of_reach_of_the_plane_is_refused() -> None:
    assert fault_of(posted(lat="0", long="-170"), terms=TERMS) == ("WRONG_VALUE", "$.long")


@pytest.mark.parametrize(
    "given", ["", "-", ".5", "5.", "1e2", "+1", "１", "0x1", " 1", "1" * 4, "1." + "1" * 31, "91", "--1"]
)
def test_what_is_no_plain_angle_is_refused(given: str) -> None:
    with pytest.raises(DocumentError):
        degrees_of(given, field="lat")


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ("0.00000005", (0, True)),
        ("0.00000015", (2, True)),
        ("0.000000051", (1, True)),
        ("-0.00000006", (-1, True)),
        ("90.0000000", (900_000_000, False)),
        ("1.10000000", (11_000_000, False)),
    ],
)
def test_a_degree_is_rounded_half_to_even(given: str, parts: tuple[int, bool]) -> None:
    assert degrees_of(given, field="lat") == parts


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (7, "WRONG_TYPE"),
        (b"\xff", "NOT_UTF8"),
        ("{", "NOT_JSON"),
        ("[NaN]", "NOT_A_NUMBER"),
        ("[Infinity]", "NOT_A_NUMBER"),
        ('{"a": 1, "a": 2}', "DUPLICATE_KEY"),
        ("[" * 100_000 + "]" * 100_000, "TOO_DEEP"),
        ("[" * 70 + "]" * 70, "TOO_DEEP"),
        ('["a"]', "WRONG_TYPE"),
        ('"a"', "WRONG_TYPE"),
        ('[{"a": "' + "x" * 10_001 + '"}]', "TOO_LONG"),
        ('[{"a": ' + "1" * 10_001 + "}]", "TOO_LONG"),
        ('[{"a": "\\ud800"}]', "LONE_SURROGATE"),
    ],
)
def test_hostile_json_is_refused_in_bounded_time(source: object, code: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read_open311(source)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_json_beyond_the_limits_is_refused_before_anything_is_made_of_it() -> None:
    for limits in (Limits(size=3), Limits(nodes=1)):
        with pytest.raises(DocumentError, match="larger than the limit"):
            read_open311("[{}]", limits=limits)
    assert read_open311("{}") == [{}]


@pytest.mark.parametrize("ask", [to_open311, open311_losses])
def test_what_goes_out_must_be_a_dispatch_on_terms(ask: Any) -> None:  # noqa: ANN401  of many types
    with pytest.raises(InvalidValue, match="Dispatch"):
        ask("R-1")
    with pytest.raises(InvalidValue, match="Open311Terms"):
        ask(answered(), terms=None)
    with pytest.raises(InvalidValue, match="Open311Terms"):
        from_open311(posted(), terms=None)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="Open311Terms"):
        open311_services(None)  # type: ignore[arg-type]
