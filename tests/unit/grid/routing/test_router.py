"""Who is responsible, who hears of it, by when, who is next."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from tests.unit.grid.routing.routed import AT, Parts, block

from communitygov.core.workcalendar import NoticeCalendar, WeekendCalendar
from communitygov.errors import InvalidValue, UnknownName, UnknownYear
from communitygov.geometry.point import Point
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.hierarchy.overlay import PARTY_OVERLAY
from communitygov.grid.posting.posting import Posting
from communitygov.grid.reorganisation import Chronicle, merge
from communitygov.grid.reorganisation.holdings import Holdings
from communitygov.grid.reorganisation.lineage import Lineage, Succession, SuccessionKind
from communitygov.grid.routing import kept
from communitygov.grid.routing.dispatch import Dispatch
from communitygov.grid.routing.policy import URGENT, EscalationPolicy, Informed, three_tier_policy
from communitygov.grid.routing.report import Ground, Report
from communitygov.grid.routing.router import Router, dispatch


def report(**more: Any) -> Report:  # noqa: ANN401  of many types
    return Report("R-1", **({"matter": "lighting", "at": AT, "grid": "M-1"} | more))


def codes(found: Dispatch) -> list[str]:
    return [each.code for each in found.findings]


def test_the_first_in_charge_of_the_grid_has_it_and_deputies_and_those_above_hear_of_it(
    router: Router,
) -> None:
    found = router.dispatch(report())
    assert (found.grid, found.path, found.responsible) == ("M-1", ("LQ", "G-1", "M-1"), "w-1")
    assert found.informed == ("w-1b", "g-1", "s-1")
    assert [str(each) for each in found.why] == [
        "by its code of a grid: M-1",
        "w-1 is in charge of M-1",
    ]
    assert found.findings == ()


def test_the_way_up_is_micro_grid_neighbourhood_community_with_working_days(router: Router) -> None:
    found = router.dispatch(report())
    assert [(hop.tier.code, hop.grid, hop.worker) for hop in found.tiers] == [
        ("micro_grid", "M-1", "w-1"),
        ("neighbourhood", "G-1", "g-1"),
        ("town_street_community", "LQ", "s-1"),
    ]
    # Friday; then Monday to Wednesday; then fifteen working days more.
    assert [hop.until.date().isoformat() for hop in found.tiers] == ["2023-05-06", "2023-05-11", "2023-06-01"]
    assert found.deadline == datetime(2023, 5, 6, tzinfo=UTC)


def test_a_vacant_grid_is_taken_by_the_nearest_above_and_said(router: Router) -> None:
    found = router.dispatch(report(grid="M-2"))
    assert (found.responsible, found.tiers[0].held_at, found.tiers[0].is_vacant) == ("g-1", "G-1", True)
    assert codes(found) == ["ROUTE_GRID_VACANT", "ROUTE_TIER_SAME_WORKER"]
    assert "M-2 has nobody to take it" in found.text()
    assert found.informed == ("g-1b", "s-1")


def test_every_vacant_level_on_the_way_is_named_once(router: Router) -> None:
    found = router.dispatch(report(grid="M-3"))
    assert found.responsible == "s-1"
    vacant = [each for each in found.findings if each.code == "ROUTE_GRID_VACANT"]
    assert [dict(each.details)["grid"] for each in vacant] == ["M-3", "G-2"]


def test_tiers_that_have_the_same_worker_are_named_each_with_the_one_below(router: Router) -> None:
    found = router.dispatch(report(grid="M-3"))
    same = [each for each in found.findings if each.code == "ROUTE_TIER_SAME_WORKER"]
    assert [dict(each.details)["worker"] for each in same] == ["s-1", "s-1"]
    assert same[0].text() == (
        'the tiers "the micro-grid reports" and "the neighbourhood handles at once" both have s-1: '
        "what is overdue goes up to the same worker"
    )
    assert "ROUTE_TIER_SAME_WORKER" not in codes(router.dispatch(report()))


def test_where_nobody_is_up_to_the_root_that_is_said_with_every_level(parts: Parts) -> None:
    empty = attrs.evolve(parts.roster, postings=())
    found = parts.router(roster=empty).dispatch(report())
    assert (found.responsible, found.deadline is None, found.informed) == (None, False, ())
    assert codes(found) == [*["ROUTE_GRID_VACANT"] * 3, "ROUTE_NOBODY"]
    assert "none of M-1, G-1, LQ has anybody" in found.findings[-1].text()
    assert [hop.worker for hop in found.tiers] == [None, None, None]
    with pytest.raises(InvalidValue, match="somebody is responsible"):
        found.actor()


def test_nobody_gets_their_own_report(router: Router) -> None:
    own = router.dispatch(report(reporter="w-1"))
    assert (own.responsible, own.findings) == ("w-1b", ())
    assert "w-1 is recused and passed over" in own.text()
    assert router.route(report(reporter="w-1")).responsible == "w-1b"
    about = router.dispatch(report(person="w-1", reporter="r-1"))
    assert about.responsible == "w-1b"


def test_where_all_of_a_grid_are_recused_the_grid_above_has_it(router: Router) -> None:
    found = router.dispatch(report(reporter="w-1"), recused=["w-1b"])
    assert (found.responsible, codes(found)) == (
        "g-1",
        ["ROUTE_GRID_RECUSED", "ROUTE_TIER_SAME_WORKER"],
    )
    assert "w-1, w-1b" in found.findings[0].text()
    assert found.informed == ("g-1b", "s-1")


def test_where_everybody_is_recused_nobody_has_it_in_the_short_answer_too(parts: Parts) -> None:
    alone = attrs.evolve(parts.roster, postings=[Posting("w-1", "M-1")])
    router = parts.router(roster=alone)
    assert router.route(report(reporter="w-1")).responsible is None
    assert "ROUTE_NOBODY" in codes(router.dispatch(report(reporter="w-1")))


def test_a_worker_who_must_keep_out_of_a_matter_is_left_out_by_the_roster(parts: Parts) -> None:
    workers = [
        attrs.evolve(each, recused_from={"gas"}) if each.id == "w-1" else each
        for each in parts.roster.workers
    ]
    router = parts.router(roster=attrs.evolve(parts.roster, workers=workers))
    assert router.dispatch(report(matter="gas")).responsible == "w-1b"
    assert router.dispatch(report()).responsible == "w-1"


def test_who_is_posted_for_other_matters_only_does_not_get_it(parts: Parts) -> None:
    postings = [Posting("w-1", "M-1", matters={"gas"}), Posting("s-1", "LQ")]
    router = parts.router(roster=attrs.evolve(parts.roster, postings=postings))
    assert router.dispatch(report(matter="gas")).responsible == "w-1"
    assert router.dispatch(report()).responsible == "s-1"


def test_the_roster_is_asked_about_the_day_of_the_report(parts: Parts) -> None:
    postings = [
        Posting("w-1", "M-1", until=date(2023, 5, 5)),
        Posting("w-x", "M-1", since=date(2023, 5, 5)),
    ]
    router = parts.router(roster=attrs.evolve(parts.roster, postings=postings))
    assert router.dispatch(report()).responsible == "w-1"
    assert router.dispatch(report(at=AT + timedelta(days=1))).responsible == "w-x"
    again = router.dispatch(report(), since=AT + timedelta(days=1))
    assert (again.responsible, again.since.day) == ("w-x", 5)


def test_a_report_above_all_tiers_of_a_policy_stays_with_its_own_grid(router: Router) -> None:
    found = router.dispatch(report(grid="LQ"))
    assert (found.responsible, [hop.grid for hop in found.tiers]) == ("s-1", [None, None, "LQ"])
    assert codes(found) == [*["ROUTE_TIER_WITHOUT_GRID"] * 2, *["ROUTE_TIER_SAME_WORKER"] * 2]


def test_an_exclusive_grid_without_a_general_one_above_skips_no_tier(parts: Parts) -> None:
    grid = GridHierarchy.from_rows(
        [("LQ", None, "community", "龙桥"), ("I", "LQ", "integrated", "综"), ("X", "I", "exclusive", "站")]
    )
    roster = attrs.evolve(
        parts.roster, grid=grid, postings=[Posting("w-x", "X"), Posting("g-1", "I"), Posting("s-1", "LQ")]
    )
    found = parts.router(roster=roster, residency=None, grounds=()).dispatch(report(grid="X"))
    assert [(hop.grid, hop.worker) for hop in found.tiers] == [("X", "w-x"), (None, "g-1"), ("I", "g-1")]
    assert codes(found) == ["ROUTE_TIER_WITHOUT_GRID", "ROUTE_TIER_SAME_WORKER"]


def test_urgent_matters_have_their_own_policy_with_hours(parts: Parts) -> None:
    urgent = three_tier_policy(code="urgent", within=URGENT, matters={"gas"})
    router = parts.router(policy=[three_tier_policy(), urgent])
    found = router.dispatch(report(matter="gas"))
    assert found.policy == "urgent"
    assert [hop.until - AT for hop in found.tiers] == [timedelta(hours=h) for h in (2, 6, 30)]
    assert router.dispatch(report()).policy == "three_tier"
    only = parts.router(policy=urgent)
    for answer in (only.dispatch, only.route):
        with pytest.raises(InvalidValue, match="exactly one policy"):
            answer(report())


def test_holidays_move_deadlines_and_a_year_without_a_notice_is_an_error(parts: Parts) -> None:
    calendar = NoticeCalendar.from_notice(
        {2023}, rests=[(date(2023, 5, 5), date(2023, 5, 5))], makeup_workdays=[date(2023, 5, 6)]
    )
    router = parts.router(calendar=calendar)
    assert router.dispatch(report()).deadline == datetime(2023, 5, 7, tzinfo=UTC)
    with pytest.raises(UnknownYear):
        router.dispatch(report(at=datetime(2031, 5, 5, tzinfo=UTC)))


def test_who_hears_of_it_is_for_the_policy_to_say(parts: Parts) -> None:
    deputies = attrs.evolve(three_tier_policy(), informs={Informed.DEPUTIES})
    nobody = attrs.evolve(three_tier_policy(), informs=())
    assert parts.router(policy=deputies).dispatch(report()).informed == ("w-1b",)
    assert parts.router(policy=nobody).dispatch(report()).informed == ()


def test_several_reports_are_answered_in_their_order(router: Router) -> None:
    found = router.dispatch_many([report(grid="M-1"), report(grid="M-2")])
    assert [each.grid for each in found] == ["M-1", "M-2"]


def test_one_report_needs_no_router(parts: Parts) -> None:
    found = dispatch(
        report(grid=None, person="r-1"),
        roster=parts.roster,
        policy=three_tier_policy(),
        calendar=WeekendCalendar(),
        residency=parts.residency,
    )
    assert found.responsible == "w-1"


def test_the_short_answer_to_a_report_that_lies_nowhere_is_nobody(router: Router) -> None:
    assert router.route(report(grid="M-9")) == (None, None, False)


def test_a_host_may_answer_who_works_where_itself(parts: Parts) -> None:
    class Desk:
        grid = parts.roster.grid

        def chain(self, grid: str, *, on: date | None = None, matter: str | None = None) -> tuple[str, ...]:
            assert (on, matter) == (AT.date(), "lighting")
            return ("h-1", "h-2") if grid == "G-1" else ()

    found = parts.router(roster=Desk()).dispatch(report())
    assert (found.responsible, found.informed) == ("h-1", ("h-2",))


# ------------------------------------------------------------------ after a reorganisation


def test_an_old_report_goes_to_the_heir_of_its_grid(router: Router) -> None:
    later = datetime(2023, 6, 1, 9, tzinfo=UTC)
    old = router.dispatch(report())
    for heirs in ({"M-1": "M-2"}, {"M-1": ["M-2"]}):
        again = router.redispatch(old, heirs=heirs, since=later)
        assert (again.grid, again.since, again.responsible) == ("M-2", later, "g-1")
        assert str(again.why[0]) == "what was the grid M-1 is now M-2"


def test_after_a_split_what_else_the_report_says_decides(router: Router) -> None:
    old = router.dispatch(report(grid="G-1", point=Point(3_000, 3_000)))
    assert old.grid == "M-1"
    heirs = {"M-1": ("M-2", "M-3")}
    blind = router.redispatch(router.dispatch(report()), heirs=heirs, since=AT)
    assert (blind.candidates, codes(blind)[0]) == (("M-2", "M-3"), "REPORT_CODE_SEVERAL")
    seen = router.dispatch(report(point=Point(3_000, 3_000)))
    moved = attrs.evolve(seen, report=attrs.evolve(seen.report, point=Point(25_000, 2_000)))
    assert router.redispatch(moved, heirs=heirs, since=AT).candidates == ("M-3",)


def test_a_grid_without_heirs_leaves_the_report_to_its_other_ways(router: Router) -> None:
    old = router.dispatch(report(grid=None, person="r-2"))
    again = router.redispatch(old, heirs={"M-2": ()}, since=AT)
    assert (again.grid, str(again.why[0])) == ("M-2", "what was the grid M-2 is now none")
    assert codes(again)[0] == "REPORT_GRID_WITHOUT_HEIR"


def test_a_returned_report_without_an_heir_does_not_go_back_by_its_own_code(router: Router) -> None:
    again = router.redispatch(router.dispatch(report()), heirs={"M-1": ()}, since=AT)
    assert (again.grid, codes(again)) == (None, ["REPORT_GRID_WITHOUT_HEIR", "REPORT_NOWHERE"])


@pytest.mark.parametrize("heir", ["M-9", "property-7", ["M-2", "M-9"]])
def test_an_heir_that_is_no_grid_is_refused(router: Router, heir: str | list[str]) -> None:
    with pytest.raises(UnknownName, match="No grid is called"):
        router.redispatch(router.dispatch(report()), heirs={"M-1": heir}, since=AT)


@pytest.mark.parametrize("heir", [7, [[]], None])
def test_an_heir_of_the_wrong_kind_is_refused(router: Router, heir: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue, match="heirs"):
        router.redispatch(router.dispatch(report()), heirs={"M-1": heir}, since=AT)
    with pytest.raises(InvalidValue, match="codes"):
        attrs.evolve(router, codes={"510": heir})


def test_a_grid_that_is_no_more_and_of_which_nobody_says_anything_has_no_heir(parts: Parts) -> None:
    old = parts.router().dispatch(report())
    rows = [row for row in parts.roster.grid.rows if row[0] != "M-1"]
    roster = attrs.evolve(parts.roster, grid=GridHierarchy.from_rows(rows))
    again = parts.router(roster=roster, grounds=()).redispatch(old, heirs={}, since=AT)
    assert codes(again) == ["REPORT_GRID_WITHOUT_HEIR", "REPORT_NOWHERE"]


def test_a_report_that_lay_nowhere_is_placed_anew(parts: Parts) -> None:
    lost = parts.router(grounds=()).dispatch(report(grid=None, point=Point(3_000, 3_000)))
    found = parts.router().redispatch(lost, heirs={}, since=AT)
    assert (lost.grid, found.grid, len(found.why)) == (None, "M-1", 2)


def test_a_returned_report_passes_over_who_returned_it(router: Router) -> None:
    again = router.redispatch(router.dispatch(report()), heirs={}, since=AT, recused=["w-1"])
    assert again.responsible == "w-1b"


# ------------------------------------------------------------------ dated hierarchies and overlays


def overlaid(parts: Parts, *edges: tuple[object, ...]) -> GridHierarchy:
    """Return the grids of the town with a Party overlay in which general grids count as neighbourhoods."""
    party = attrs.evolve(
        PARTY_OVERLAY,
        reads_as=[("general", "neighbourhood"), ("micro", "building")],
    )
    return attrs.evolve(parts.roster.grid, overlays=[party], edges=edges)


PARTY_TIERS = [
    attrs.evolve(tier, overlay="party", kinds=(), levels=levels)
    for tier, levels in zip(
        three_tier_policy().tiers, ({"building"}, {"neighbourhood"}, {"community"}), strict=True
    )
]


def test_an_overlay_may_give_the_tiers(parts: Parts) -> None:
    grid = overlaid(
        parts,
        ("LQ", None, "party", None, None),
        ("G-2", "LQ", "party", None, None),
        ("M-1", "G-2", "party", None, None),
    )
    roster = attrs.evolve(parts.roster, grid=grid, postings=[*parts.roster.postings, Posting("w-x", "G-2")])
    router = parts.router(roster=roster, policy=EscalationPolicy("party", tiers=PARTY_TIERS))
    found = router.dispatch(report())
    assert [(hop.grid, hop.worker) for hop in found.tiers] == [("M-1", "w-1"), ("G-2", "w-x"), ("LQ", "s-1")]
    assert found.path == ("LQ", "G-1", "M-1")
    outside = router.dispatch(report(grid="M-2"))
    assert [(hop.grid, hop.worker) for hop in outside.tiers][2] == ("LQ", "s-1")
    with pytest.raises(InvalidValue, match="for routing in bulk"):
        router.first_workers("lighting", on=AT.date())


def test_where_nothing_of_a_path_stands_in_the_overlay_nobody_has_it(parts: Parts) -> None:
    roster = attrs.evolve(parts.roster, grid=overlaid(parts, ("M-3", None, "party", None, None)))
    router = parts.router(roster=roster, policy=EscalationPolicy("party", tiers=PARTY_TIERS))
    found = router.dispatch(report())
    assert (found.responsible, codes(found)[-1]) == (None, "ROUTE_NOBODY")
    assert "none of M-1 has" in found.findings[-1].text()
    assert found.facts()[0].reference == "M-1"


def test_the_path_is_that_of_the_day(parts: Parts) -> None:
    until = date(2023, 6, 1)
    edges = [
        (code, parent, "administrative", None, None)
        for code, parent, *_ in parts.roster.grid.rows
        if code != "M-1"
    ]
    edges += [("M-1", "G-1", "administrative", None, until), ("M-1", "G-2", "administrative", until, None)]
    roster = attrs.evolve(parts.roster, grid=attrs.evolve(parts.roster.grid, edges=edges))
    router = parts.router(roster=roster)
    assert router.dispatch(report()).path == ("LQ", "G-1", "M-1")
    later = router.dispatch(report(at=datetime(2023, 6, 1, 9, tzinfo=UTC)))
    assert (later.path, [hop.grid for hop in later.tiers]) == (("LQ", "G-2", "M-1"), ["M-1", "G-2", "LQ"])


def test_a_real_lineage_says_what_became_of_a_grid(router: Router) -> None:
    merged = Succession(on=date(2023, 6, 1), kind=SuccessionKind.MERGED, before={"M-1", "M-0"}, after={"M-2"})
    found = router.redispatch(
        router.dispatch(report()), heirs=Lineage([merged]), since=datetime(2023, 6, 2, tzinfo=UTC)
    )
    assert found.grid == "M-2"


# ------------------------------------------------------------------ misuse


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"roster": None}, "must have grid and chain"),
        ({"calendar": WeekendCalendar}, "must have is_workday"),
        ({"residency": 3}, "must have dwelling and grids_of"),
        ({"policy": 3}, "collection of EscalationPolicy"),
        ({"policy": ["p"]}, "must be a EscalationPolicy"),
        ({"grounds": ["g"]}, "must be a Ground"),
        ({"codes": ["c"]}, "must be a Mapping"),
        ({"codes": {"c": 3}}, "must be a collection"),
    ],
)
def test_parts_of_the_wrong_kind_are_refused(parts: Parts, more: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidValue, match=says):
        parts.router(**more)


def test_grounds_and_codes_of_grids_that_are_not_there_are_refused(parts: Parts) -> None:
    with pytest.raises(UnknownName, match="M-9"):
        parts.router(grounds=[Ground("M-9", block(0, 1))])
    with pytest.raises(UnknownName, match="M-8"):
        parts.router(codes={"510": ["M-8"]})


def test_questions_of_the_wrong_kind_are_refused(router: Router) -> None:
    for ask in (router.route, router.dispatch):
        with pytest.raises(InvalidValue, match="must be a Report"):
            ask("R-1")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="time zone"):
        router.dispatch(report(), since=datetime(2023, 5, 4))  # noqa: DTZ001
    with pytest.raises(InvalidValue, match="must be a collection"):
        router.dispatch(report(), recused="w-1")
    with pytest.raises(InvalidValue, match="must be a Dispatch"):
        router.redispatch(report(), heirs={}, since=AT)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="heirs"):
        router.redispatch(router.dispatch(report()), heirs=3, since=AT)  # type: ignore[arg-type]


def test_what_is_kept_ready_is_bounded(router: Router, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_KEPT", 3)
    found = [router.route(report(grid=grid)).responsible for grid in ("M-1", "M-2", "M-1", "X-1")]
    assert found == ["w-1", "g-1", "w-1", "w-x"]


def test_the_first_everywhere_are_numbered(router: Router, parts: Parts) -> None:
    found = router.first_workers("lighting", on=AT.date())
    index = parts.roster.grid.index
    named = {code: found.workers[found.by_place[index.place(code)]] for code in index.codes}
    assert named == {
        "LQ": "s-1",
        "G-1": "g-1",
        "G-2": "s-1",
        "M-1": "w-1",
        "M-2": "g-1",
        "M-3": "s-1",
        "X-1": "w-x",
    }
    empty = parts.router(roster=attrs.evolve(parts.roster, postings=())).first_workers("m", on=AT.date())
    assert (empty.workers, set(empty.by_place)) == ((), {-1})


def test_several_of_the_wrong_kind_and_matters_and_days_that_are_none_are_refused(router: Router) -> None:
    with pytest.raises(InvalidValue, match="reports: 'NoneType' will not do"):
        router.dispatch_many(None)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="reports: 'str' will not do"):
        router.dispatch_many(["R-1"])  # type: ignore[list-item]
    with pytest.raises(InvalidValue, match="must be the code of a matter"):
        router.first_workers([], on=AT.date())  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="on:"):
        router.first_workers("lighting", on="2023-05-04")  # type: ignore[arg-type]


def test_time_that_runs_from_before_the_report_is_refused(router: Router) -> None:
    with pytest.raises(InvalidValue, match=r"since: .* must not be earlier than 2023-05-04"):
        router.dispatch(report(), since=AT - timedelta(days=1))


def test_policies_that_do_not_say_which_is_meant_are_refused(parts: Parts) -> None:
    plain, gas = three_tier_policy(), three_tier_policy(code="gas", matters={"gas"})
    for policies in ([], [plain, plain], [gas, gas]):
        with pytest.raises(InvalidValue, match=r"^policy: .* must be one at least"):
            parts.router(policy=policies)


def test_of_holdings_and_of_a_chronicle_the_lineage_is_asked(parts: Parts) -> None:
    holdings = Holdings(parts.roster.grid)
    merged = merge(holdings.grid, ("M-1", "M-2"), into="M-9", on=AT.date(), basis="3 号")
    after = holdings.after(merged)
    router = parts.router(roster=attrs.evolve(parts.roster, grid=after.grid), residency=None, grounds=())
    for heirs in (after, after.lineage, Chronicle(holdings, changes=[merged])):
        found = router.redispatch(parts.router().dispatch(report()), heirs=heirs, since=AT)  # type: ignore[arg-type]
        assert found.grid == "M-9"
