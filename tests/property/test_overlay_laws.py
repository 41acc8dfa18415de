"""What holds of overlays and dated edges, sound or broken, with a scan over all edges as the judge."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from communitygov.core.forest import HangsInCycle
from communitygov.errors import CommunityGovError
from communitygov.grid.hierarchy import PARTY_OVERLAY, AbsentThen, GridHierarchy
from communitygov.grid.hierarchy.edge import BASE, EdgeRow
from communitygov.grid.hierarchy.register import Row
from communitygov.testing.strategies.grid import broken_edges, broken_rows, dated_hierarchies

OVERLAYS = (BASE, "party")
ONE_DAY = timedelta(days=1)


def broken(rows: list[Row], edges: list[EdgeRow]) -> GridHierarchy:
    return GridHierarchy.from_rows(rows, overlays=[PARTY_OVERLAY], edges=edges)


BROKEN = st.builds(broken, broken_rows(), broken_edges())
ANY = dated_hierarchies() | BROKEN


def days_around(grid: GridHierarchy) -> list[date]:
    ends = {day for edge in grid.edges for day in edge[3:] if day}
    near = {day + step for day in ends for step in (-ONE_DAY, timedelta(0), ONE_DAY)}
    return sorted(near | {date.min, date.max})


def holds(edge: EdgeRow, day: date) -> bool:
    return (edge[3] is None or edge[3] <= day) and (edge[4] is None or day < edge[4])


def scanned(grid: GridHierarchy, day: date, overlay: str) -> dict[str, str | None]:
    """Return what lies under what on a day by looking at every edge."""
    found: dict[str, str | None] = {}
    elsewhere = {edge[0] for edge in grid.edges if edge[2] != BASE}
    for code, parent, level, _ in reversed(grid.rows):
        mine = [edge for edge in grid.edges if edge[0] == code and edge[2] == overlay]
        valid = [edge for edge in mine if holds(edge, day)]
        if valid:
            latest = max(edge[3] or date.min for edge in valid)
            found[code] = min(edge[1] or "" for edge in valid if (edge[3] or date.min) == latest) or None
        elif overlay == BASE and not mine and (parent or level in grid.scheme or code not in elsewhere):
            found[code] = parent
    return found


def climbed(places: dict[str, str | None], code: str) -> tuple[str, ...] | str:
    if code not in places:
        return "absent"
    way, at = [code], places[code]
    while at is not None and at in places:
        if at in way:
            return "circle"
        way.append(at)
        at = places[at]
    return tuple(reversed(way))


def path_of(grid: GridHierarchy, code: str, day: date, overlay: str) -> tuple[str, ...] | str:
    try:
        return grid.path_at(code, day, overlay=overlay)
    except AbsentThen:
        return "absent"
    except HangsInCycle:
        return "circle"


def codes_of(grid: GridHierarchy) -> list[str]:
    return list(dict.fromkeys(row[0] for row in grid.rows))


# ------------------------------------------------------------------------- one day


@given(grid=ANY, data=st.data())
def test_a_day_is_what_a_scan_over_all_edges_finds(grid: GridHierarchy, data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(days_around(grid)))
    for overlay in OVERLAYS:
        places = scanned(grid, day, overlay)
        snapshot = grid.as_of(day, overlay=overlay)
        assert {row[0]: row[1] for row in reversed(snapshot.rows)} == places
        assert (snapshot.overlays, snapshot.edges, snapshot.is_dated) == ((), (), False)
        for code in codes_of(grid):
            assert path_of(grid, code, day, overlay) == climbed(places, code)
            if code in places:
                above = places[code]
                assert grid.parent_at(code, day, overlay=overlay) == (above if above in places else None)


@given(grid=ANY, data=st.data())
def test_a_path_on_a_day_is_a_path_of_the_hierarchy_of_that_day(
    grid: GridHierarchy, data: st.DataObject
) -> None:
    day = data.draw(st.sampled_from(days_around(grid)))
    for overlay in OVERLAYS:
        snapshot = grid.as_of(day, overlay=overlay)
        for code in snapshot.index.forest.codes:
            assert grid.path_at(code, day, overlay=overlay) == snapshot.path(code)
            assert grid.parent_at(code, day, overlay=overlay) == snapshot.parent(code)
        for code in snapshot.index.forest.stuck:
            assert path_of(grid, code, day, overlay) == "circle"


@given(grid=dated_hierarchies(), data=st.data())
def test_the_crosswalk_has_the_paths_of_the_day(grid: GridHierarchy, data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(days_around(grid)))
    snapshots = {overlay: grid.as_of(day, overlay=overlay) for overlay in OVERLAYS}
    for code in codes_of(grid):
        expected = {overlay: each.path(code) for overlay, each in snapshots.items() if code in each}
        assert grid.crosswalk(code, on=day) == expected
        assert list(grid.crosswalk(code, on=day)) == list(expected)


@given(grid=ANY, data=st.data())
def test_the_uncovered_are_those_of_the_base_that_the_overlay_lacks(
    grid: GridHierarchy, data: st.DataObject
) -> None:
    day = data.draw(st.sampled_from(days_around(grid)))
    expected = sorted(set(scanned(grid, day, BASE)) - set(scanned(grid, day, "party")))
    assert list(grid.uncovered("party", on=day)) == expected
    micro = [code for code in expected if next(row for row in grid.rows if row[0] == code)[2] == "micro"]
    if not any(row[2] != "micro" and row[0] in micro for row in grid.rows):
        assert set(micro) <= set(grid.uncovered("party", on=day, level="micro"))


def nearest(snapshot: GridHierarchy, code: str, level: str) -> str | None:
    return next((up for up in (code, *snapshot.ancestors(code)) if snapshot[up].level == level), None)


@given(grid=dated_hierarchies(), data=st.data())
def test_overlays_disagree_where_some_shared_level_differs(grid: GridHierarchy, data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(days_around(grid)))
    here, there = (grid.as_of(day, overlay=overlay) for overlay in OVERLAYS)
    differing = {
        (code, level.code)
        for code in there
        if code in here
        for level in grid.scheme
        if level.code in there.scheme
        and (one := nearest(here, code, level.code)) is not None
        and (other := nearest(there, code, level.code)) is not None
        and one != other
    }
    found = grid.disagreements("party", on=day)
    named = {(finding.subject, dict(finding.details)["level"]) for finding in found}
    assert named <= differing
    assert bool(named) == bool(differing)
    for code, level in differing:
        assert any((up, level) in named for up in (code, *there.ancestors(code)))


# ------------------------------------------------------------------------- many days


@given(grid=ANY)
def test_nothing_changes_but_on_the_days_and_something_on_each(grid: GridHierarchy) -> None:
    moments = [date.min, *grid.days, date.max]
    before: tuple[GridHierarchy, ...] | None = None
    for day, after in pairwise(moments):
        now = tuple(grid.as_of(day, overlay=overlay) for overlay in OVERLAYS)
        assert now == tuple(grid.as_of(after - ONE_DAY, overlay=overlay) for overlay in OVERLAYS)
        assert now != before
        before = now


@given(grid=ANY)
def test_whatever_does_not_change_needs_no_day(grid: GridHierarchy) -> None:
    moments = (date.min, *grid.days)
    changes = {
        overlay: {
            after
            for day, after in pairwise(moments)
            if grid.as_of(day, overlay=overlay) != grid.as_of(after, overlay=overlay)
        }
        for overlay in OVERLAYS
    }
    assert grid.is_dated == bool(changes[BASE])
    assert set(grid.days) == set().union(*changes.values())
    for overlay in OVERLAYS:
        if not changes[overlay]:
            assert grid.overlay(overlay) == grid.as_of(date(2022, 2, 2), overlay=overlay)
    if not grid.is_dated:
        assert list(grid) == list(grid.overlay(BASE))
        assert grid.roots == grid.overlay(BASE).roots
        assert grid.index.codes == grid.overlay(BASE).index.codes


@given(grid=dated_hierarchies())
def test_a_grid_is_known_if_it_is_there_on_any_day(grid: GridHierarchy) -> None:
    ever = {row[0] for day in (date.min, *grid.days) for row in grid.as_of(day).rows}
    assert len(grid) == len(ever)
    assert {code for code in codes_of(grid) if code in grid} == ever


# ------------------------------------------------------------------------- what is wrong


@given(grid=dated_hierarchies())
def test_what_is_drawn_is_sound_as_a_whole_and_on_every_day(grid: GridHierarchy) -> None:
    assert grid.findings() == ()
    for day in (date.min, *grid.days):
        for overlay in OVERLAYS:
            assert grid.as_of(day, overlay=overlay).findings() == ()


def named(grid: GridHierarchy) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for finding in grid.findings():
        found.setdefault(finding.code, set()).add(finding.subject)
    return found


def circles_of(places: dict[str, str | None]) -> set[frozenset[str]]:
    found = set()
    for code in places:
        way: list[str] = []
        at: str | None = code
        while at is not None and at in places and at not in way:
            way.append(at)
            at = places[at]
        if at in way:
            found.add(frozenset(way[way.index(at) :]))
    return found


@given(grid=BROKEN)
def test_every_fault_of_an_edge_is_named_and_nothing_else(grid: GridHierarchy) -> None:
    known, found = set(codes_of(grid)), named(grid)
    strangers = {edge[0] for edge in grid.edges if not {edge[0], edge[1] or edge[0]} <= known}
    assert found.get("EDGE_CODE_UNKNOWN", set()) == strangers
    moments = days_around(grid)
    overlapping = {
        edge[0]
        for at, edge in enumerate(grid.edges)
        for other in grid.edges[:at]
        if edge[0] == other[0] and edge[2] == other[2]
        if any(holds(edge, day) and holds(other, day) for day in moments)
    }
    assert found.get("EDGES_OVERLAP", set()) == overlapping
    orphans: set[str] = set()
    closing: set[str] = set()
    for overlay in OVERLAYS:
        if overlay == BASE and not any(edge[2] == BASE for edge in grid.edges):
            continue
        for day in moments:
            places = scanned(grid, day, overlay)
            orphans |= {code for code, up in places.items() if up in known and up not in places}
            closing |= {min(ring) for ring in circles_of(places)}
    assert found.get("GRID_OUTLASTS_PARENT", set()) == orphans
    assert found.get("EDGE_CYCLE", set()) == closing


def placed_findings(grid: GridHierarchy, codes: Iterable[str]) -> set[tuple[str, str]]:
    return {(finding.code, finding.subject) for finding in grid.findings() if finding.code in codes}


@given(grid=BROKEN)
def test_levels_are_wrong_on_some_day_only_if_they_are_wrong_as_a_whole(grid: GridHierarchy) -> None:
    assume(len(codes_of(grid)) == len(grid.rows))
    codes = {"GRID_LEVEL_UNKNOWN", "GRID_MISPLACED", "GRID_WITHOUT_PARENT"}
    whole = placed_findings(grid, codes)
    for day in days_around(grid):
        for overlay in OVERLAYS:
            assert placed_findings(grid.as_of(day, overlay=overlay), codes) <= whole


# ------------------------------------------------------------------------- as a value


@given(rows=broken_rows(), edges=broken_edges(), data=st.data())
def test_the_order_of_edges_does_not_matter(
    rows: list[Row], edges: list[EdgeRow], data: st.DataObject
) -> None:
    one, other = broken(rows, edges), broken(rows, data.draw(st.permutations(edges)))
    assert one == other
    assert one.to_json() == other.to_json()
    assert one.findings() == other.findings()
    assert one.days == other.days


@given(grid=BROKEN)
def test_a_broken_hierarchy_with_edges_comes_back_from_its_document(grid: GridHierarchy) -> None:
    assert GridHierarchy.from_json(grid.to_json()) == grid


ANYTHING = st.recursive(
    st.none() | st.integers() | st.sampled_from(["a", "b", "", "龙", BASE, "party", date(2024, 1, 1)]),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.tuples(inner, inner, inner, inner, inner)
        | st.dictionaries(
            st.sampled_from(["child", "parent", "overlay", "since", "until"]), inner, max_size=5
        )
    ),
    max_leaves=12,
)


def refusal(ask: Callable[[], object]) -> CommunityGovError | None:
    try:
        ask()
    except CommunityGovError as error:
        return error
    return None


@given(edges=st.lists(ANYTHING, max_size=4) | ANYTHING, day=ANYTHING, code=ANYTHING)
def test_no_edges_or_days_whatever_raise_a_foreign_error(edges: object, day: object, code: object) -> None:
    try:
        grid = GridHierarchy.from_rows([("a", None, "general", "甲")], edges=edges)  # type: ignore[arg-type]
    except CommunityGovError:
        grid = GridHierarchy.from_rows([("a", None, "general", "甲")], overlays=[PARTY_OVERLAY])
    asked = (
        lambda: grid.as_of(day, overlay=code),  # type: ignore[arg-type]
        lambda: grid.path_at(code, day),  # type: ignore[arg-type]
        lambda: grid.parent_at(code, date(2024, 1, 1)),  # type: ignore[arg-type]
        lambda: grid.crosswalk(code, on=day),  # type: ignore[arg-type]
        lambda: grid.uncovered(code, on=day),  # type: ignore[arg-type]
        lambda: grid.disagreements(code, on=day),  # type: ignore[arg-type]
        lambda: grid.overlay(code, on=day),  # type: ignore[arg-type]
        lambda: grid.to_networkx(overlay=code, on=day),  # type: ignore[arg-type]
        lambda: grid.level(code),  # type: ignore[arg-type]
        lambda: grid.text_tree(counts=code),  # type: ignore[arg-type]
    )
    for ask in asked:
        error = refusal(ask)
        assert error is None or (error.text("zh") and len(str(error)) < 2_000)
