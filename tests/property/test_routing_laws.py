"""What holds of every report in every community: one who is responsible, or a reason; never down or back."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import attrs
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from communitygov.core.workcalendar import WeekendCalendar
from communitygov.errors import DocumentError
from communitygov.geometry.plane import Plane
from communitygov.geometry.point import Point
from communitygov.grid.level.kind import GridKind
from communitygov.grid.routing.dispatch import Dispatch
from communitygov.grid.routing.ground_index import GroundIndex
from communitygov.grid.routing.handling import handling
from communitygov.grid.routing.policy import EscalationPolicy, three_tier_policy
from communitygov.grid.routing.report import Ground, Report
from communitygov.grid.routing.router import Router, dispatch
from communitygov.interchange.open311.degrees import degrees_of, degrees_text
from communitygov.interchange.open311.json_text import read_open311
from communitygov.interchange.open311.reading import READ_FIELDS, from_open311
from communitygov.interchange.open311.terms import AddressKind, Open311Terms
from communitygov.interchange.open311.writing import to_open311, write_open311
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.clock import CLOCK
from communitygov.testing.strategies.core import json_values
from communitygov.testing.strategies.geometry import areas, points
from communitygov.testing.strategies.routing import AT, Town, dispatches, policies, reports_in, towns
from communitygov.testing.strategies.worktime import periods

slowly = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
POLICY = three_tier_policy()
TERMS = Open311Terms(jurisdiction="LQ", plane=Plane(longitude=1_039_200_000, latitude=305_700_000))
#: What hostile requests are made of: the fields that are read, and what might stand in them.
FIELDS = st.sampled_from([*sorted(READ_FIELDS), "email", "extended_attributes", "x" * 300])
SAID = (
    "LQ",
    "30.57",
    "103.92",
    "2023-05-04T09:00:00Z",
    "9999-12-31T23:59:59-23:59",
    "R-1",
    {"address_kind": "dwelling"},
)


def router_of(town: Town, policy: EscalationPolicy = POLICY) -> Router:
    return Router(
        roster=town.roster,
        policy=policy,
        calendar=WeekendCalendar(),
        residency=town.residency,
        grounds=town.grounds,
    )


@slowly
@given(town=towns(), data=st.data())
def test_every_report_gets_exactly_one_responsible_or_a_named_reason(town: Town, data: st.DataObject) -> None:
    report = data.draw(reports_in(town))
    found = router_of(town).dispatch(report)
    if found.responsible is None:
        codes = {finding.code for finding in found.findings}
        assert ("REPORT_NOWHERE" in codes) != ("ROUTE_NOBODY" in codes)
    else:
        assert found.responsible in {worker.id for worker in town.roster.workers}
        assert found.responsible not in {report.reporter, report.person}
        assert found.grid == found.candidates[0]
        assert found.responsible not in found.informed
        assert len(set(found.informed)) == len(found.informed)


@slowly
@given(town=towns(), data=st.data())
def test_a_vacancy_is_never_silent(town: Town, data: st.DataObject) -> None:
    found = router_of(town).dispatch(data.draw(reports_in(town)))
    said = {dict(finding.details).get("grid") for finding in found.findings}
    for hop in found.tiers:
        if hop.grid is not None and hop.is_vacant:
            assert hop.grid in said
    if found.tiers and found.tiers[0].worker is None:
        named = next(each for each in found.findings if each.code == "ROUTE_NOBODY")
        assert dict(named.details)["grids"]


@slowly
@given(town=towns(), data=st.data())
def test_the_way_up_is_part_of_the_path_and_never_goes_back(town: Town, data: st.DataObject) -> None:
    found = router_of(town).dispatch(data.draw(reports_in(town)))
    path = found.path
    own = [path.index(hop.grid) for hop in found.tiers if hop.grid is not None]
    assert own == sorted(own, reverse=True)
    assert all(hop.held_at in path for hop in found.tiers if hop.held_at is not None)
    ends = [found.since, *(hop.until for hop in found.tiers)]
    assert ends == sorted(ends)
    if path:
        assert path == town.roster.grid.path(path[-1])


@given(start=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)), data=st.data())  # noqa: DTZ001
def test_deadlines_of_any_policy_never_go_back(start: datetime, data: st.DataObject) -> None:
    within = tuple(data.draw(periods(longest=5)) for _ in range(3))
    town = data.draw(towns())
    report = Report("R-1", matter="lighting", at=start, grid=town.roster.grid.roots[0])
    found = router_of(town, three_tier_policy(within=within)).dispatch(report)  # type: ignore[arg-type]
    ends = [hop.until for hop in found.tiers]
    assert ends == sorted(ends)
    assert found.deadline == within[0].end(start, WeekendCalendar())


@slowly
@given(town=towns(), at=st.integers(0, 9), north=st.integers(0, 1_000), east=st.integers(0, 1_000))
def test_an_exclusive_grid_comes_before_the_grids_around_it(
    town: Town, at: int, north: int, east: int
) -> None:
    grid = town.roster.grid
    exclusive = [each for each in town.grounds if grid.level(each.grid).kind is GridKind.EXCLUSIVE]
    assume(exclusive)
    ground = exclusive[at % len(exclusive)]
    point = Point(ground.area.bounds[0].east + east, north)
    found = router_of(town).dispatch(Report("R-1", matter="lighting", at=AT, point=point))
    assert grid.level(found.candidates[0]).kind is GridKind.EXCLUSIVE
    if 0 < north < 1_000 and 0 < east < 1_000:
        assert all(grid.level(code).kind is GridKind.EXCLUSIVE for code in found.candidates)


@slowly
@given(town=towns(), data=st.data())
def test_no_answer_depends_on_the_order_of_what_comes_in(town: Town, data: st.DataObject) -> None:
    report = data.draw(reports_in(town))
    grounds = data.draw(st.permutations(town.grounds))
    roster = attrs.evolve(
        town.roster,
        postings=data.draw(st.permutations(town.roster.postings)),
        workers=data.draw(st.permutations(town.roster.workers)),
    )
    residency = attrs.evolve(town.residency, dwellings=data.draw(st.permutations(town.residency.dwellings)))
    other = Town(roster, residency, tuple(grounds))
    one = router_of(town).dispatch(report)
    assert router_of(other).dispatch(report).to_json() == one.to_json()


@slowly
@given(town=towns(), data=st.data())
def test_the_short_answer_is_that_of_the_long_one(town: Town, data: st.DataObject) -> None:
    router, report = router_of(town), data.draw(reports_in(town))
    short, long = router.route(report), router.dispatch(report)
    assert short == (long.grid, long.responsible, long.must_ask)
    assert router.route(report) == short
    alone = dispatch(
        report,
        roster=town.roster,
        policy=POLICY,
        calendar=WeekendCalendar(),
        residency=town.residency,
        grounds=town.grounds,
    )
    assert alone == long


@slowly
@given(town=towns(), policy=policies())
def test_who_is_first_everywhere_is_who_is_first_in_each_grid(town: Town, policy: EscalationPolicy) -> None:
    plain = attrs.evolve(
        policy, matters=(), tiers=[attrs.evolve(tier, overlay="administrative") for tier in policy.tiers]
    )
    router, grid = router_of(town, plain), town.roster.grid
    found = router.first_workers("lighting", on=AT.date())
    for place, code in enumerate(grid.index.codes):
        number = found.by_place[place]
        first = found.workers[number] if number >= 0 else None
        assert first == router.route(Report("R-1", matter="lighting", at=AT, grid=code)).responsible


@slowly
@given(town=towns(), data=st.data())
def test_after_a_merger_an_old_report_goes_where_the_heir_is(town: Town, data: st.DataObject) -> None:
    grid, router = town.roster.grid, router_of(town)
    old, heir = (data.draw(st.sampled_from(sorted(grid))) for _ in range(2))
    found = router.dispatch(Report("R-1", matter="lighting", at=AT, grid=old))
    later = AT + timedelta(days=30)
    again = router.redispatch(found, heirs={old: heir}, since=later)
    assert (again.grid, again.since) == (heir, later)
    fresh = router.dispatch(Report("R-1", matter="lighting", at=AT, grid=heir), since=later)
    assert (again.responsible, again.tiers) == (fresh.responsible, fresh.tiers)
    assert router.redispatch(found, heirs={}, since=found.since) == found


# ------------------------------------------------------------------ grounds


@given(
    grounds=st.lists(st.builds(Ground, st.sampled_from("abc"), areas()), max_size=6),
    point=points(),
    corner=st.integers(0, 9),
)
def test_the_index_finds_what_looking_everywhere_finds(
    grounds: list[Ground], point: Point, corner: int
) -> None:
    index = GroundIndex(grounds)
    corners = [each for ground in grounds for each in ground.area.ring]
    for tried in (point, *(corners[corner % len(corners) :][:1] if corners else ())):
        assert [hit.grid for hit in index.hits(tried)] == sorted(
            {ground.grid for ground in grounds if ground.area.contains(tried)}
        )
        if tried is not point:
            assert index.hits(tried)


# ------------------------------------------------------------------ handling


@given(policy=policies())
def test_every_policy_gives_a_sound_procedure_that_skips_no_tier(policy: EscalationPolicy) -> None:
    table = handling(policy).table
    codes = [tier.code for tier in policy.tiers]
    ups = {
        (move.source.rpartition(":")[0], move.target.rpartition(":")[0])
        for move in table.moves
        if move.action in {"escalate", "pass_on"}
    }
    assert ups == set(pairwise(codes))


@slowly
@given(town=towns(), days=st.lists(st.integers(0, 40), max_size=5), data=st.data())
def test_time_takes_a_report_up_one_tier_at_a_time_and_only_when_its_time_is_over(
    town: Town, days: list[int], data: st.DataObject
) -> None:
    found = router_of(town).dispatch(data.draw(reports_in(town)))
    assume(found.tiers)
    procedure, resident = handling(POLICY), Actor("r-9", roles={Role.RESIDENT})
    case = procedure.open(
        found.report.id, "R", by=resident, at=found.since, grid=found.path[-1], facts=found.facts()
    )
    codes = [hop.tier.code for hop in found.tiers]
    for day in sorted(days):
        now = found.since + timedelta(days=day)
        before = case.state.partition(":")[0]
        for _, option in procedure.clock_moves([case], now=now):
            case = procedure.apply(case, option.action, by=CLOCK, at=now)
            assert found[before].until <= now
        after = case.state.partition(":")[0]
        if before in codes and after in codes:
            assert codes.index(after) - codes.index(before) in {0, 1}
    assert case.state in {*(f"{code}:assigned" for code in codes), "backlog"}


# ------------------------------------------------------------------ Open311


@slowly
@given(found=dispatches(), has_plane=st.booleans())
def test_a_report_comes_back_from_open311_up_to_the_listed_losses(found: Dispatch, has_plane: bool) -> None:  # noqa: FBT001
    plane = Plane(longitude=1_039_200_000, latitude=305_700_000) if has_plane else None
    terms = Open311Terms(jurisdiction="LQ", plane=plane)
    report = found.report
    point = report.point
    near = point is None or max(abs(point.east), abs(point.north)) < 10_000_000
    assume(near)
    assume(found.grid is not None or (point is not None and has_plane))
    (document,) = read_open311(write_open311([to_open311(found, terms=terms)]))
    again = from_open311(document, terms=terms).report
    expected = attrs.evolve(
        report,
        person=None,
        reporter=None,
        dwelling=None,
        grid=found.grid,
        point=again.point,
        description=again.description,
    )
    assert again == expected
    assert len(again.description) == len(report.description)
    if point is not None and plane is not None:
        assert again.point is not None
        assert max(abs(again.point.east - point.east), abs(again.point.north - point.north)) <= 1
    else:
        assert again.point is None


@given(document=json_values() | st.dictionaries(FIELDS, json_values() | st.sampled_from(SAID)))
def test_no_request_whatever_raises_a_foreign_error(document: object) -> None:
    for terms in (Open311Terms(), TERMS):
        with suppress(DocumentError):
            made = from_open311(document, terms=terms, case_id="R-1", at=AT)
            assert made.report.grid or made.report.dwelling or made.report.point


@given(
    source=st.text(max_size=40)
    | st.binary(max_size=40)
    | st.text(st.sampled_from('[]{},:"1e.-a'), max_size=30)
)
def test_no_text_whatever_raises_a_foreign_error(source: str | bytes) -> None:
    with suppress(DocumentError):
        assert all(isinstance(each, dict) for each in read_open311(source))


@given(parts=st.integers(-1_800_000_000, 1_800_000_000))
def test_degrees_come_back_exactly(parts: int) -> None:
    assert degrees_of(degrees_text(parts), field="long") == (parts, False)
    assert degrees_text(parts).startswith("-") == (parts < 0)


@slowly
@given(found=dispatches())
def test_nobody_is_named_in_what_goes_out(found: Dispatch) -> None:
    people = {
        found.report.person,
        found.report.reporter,
        *found.informed,
        *(hop.worker for hop in found.tiers),
    }
    people -= {None}
    terms = Open311Terms(address=AddressKind.GRID)
    assume(found.grid is not None)
    marked = attrs.evolve(
        found,
        report=attrs.evolve(found.report, person="MARK-1", reporter="MARK-2", dwelling="MARK-3"),
        tiers=[attrs.evolve(hop, worker="MARK-4", held_at="G") for hop in found.tiers],
        informed=["MARK-5"],
    )
    assert b"MARK" not in write_open311([to_open311(marked, terms=terms)])
