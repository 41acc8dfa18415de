"""What holds of every hierarchy of grids, sound or broken, with a slow second reading as the judge."""

from contextlib import suppress

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.core.forest import HangsInCycle
from communitygov.errors import CommunityGovError, InvalidValue
from communitygov.grid import CHENGDU, GridHierarchy
from communitygov.grid.hierarchy.register import Row
from communitygov.grid.level.code_rule import official_code_findings
from communitygov.testing.strategies.grid import STRATEGIES, broken_rows, hierarchies, level_schemes

CODES = st.integers(0, 2**16)


def pick(grid: GridHierarchy, number: int) -> str:
    return list(grid)[number % len(grid)]


# ------------------------------------------------------------------------- every value


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_every_value_comes_back_from_its_document(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert type(value) is kind
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()) == value


@given(rows=broken_rows())
def test_a_broken_hierarchy_comes_back_from_its_document(rows: list[Row]) -> None:
    grid = GridHierarchy.from_rows(rows)
    assert GridHierarchy.from_json(grid.to_json()) == grid


# ------------------------------------------------------------------------- sound hierarchies


@given(grid=hierarchies())
def test_a_drawn_hierarchy_is_sound(grid: GridHierarchy) -> None:
    assert grid.findings() == ()
    assert len(grid) == len(grid.rows) >= 1


@given(scheme=level_schemes(), data=st.data())
def test_a_hierarchy_of_any_scheme_is_sound_and_no_deeper_than_the_scheme(
    scheme: object, data: st.DataObject
) -> None:
    grid = data.draw(hierarchies(scheme=scheme))  # type: ignore[arg-type]
    # How many lie under one, and how official codes are made, no drawing minds.
    assert {finding.code for finding in grid.findings()} <= {
        "GRID_TOO_FEW_CHILDREN",
        "GRID_TOO_MANY_CHILDREN",
        *(finding.code for finding in official_code_findings(grid.rows, grid.scheme)),
    }
    assert max(len(grid.path(code)) for code in grid) <= len(grid.scheme)


@given(grid=hierarchies())
def test_path_parent_and_ancestors_agree(grid: GridHierarchy) -> None:
    for code in grid:
        path, parent = grid.path(code), grid.parent(code)
        assert path[-1] == code
        assert path[0] in grid.roots
        assert grid.ancestors(code) == path[-2::-1]
        assert parent == grid[code].parent == (path[-2] if len(path) > 1 else None)
        assert (code in grid.children(parent)) if parent else (code in grid.roots)


@given(grid=hierarchies())
def test_whoever_iterates_meets_each_grid_once_and_after_its_parent(grid: GridHierarchy) -> None:
    met: set[str] = set()
    for code in grid:
        assert code in grid
        assert code not in met
        assert grid.parent(code) in {None, *met}
        met.add(code)
    assert len(met) == len(grid)


@given(grid=hierarchies(), numbers=st.lists(CODES, max_size=4))
def test_within_is_what_has_one_of_the_codes_on_its_path(grid: GridHierarchy, numbers: list[int]) -> None:
    tops = {pick(grid, number) for number in numbers}
    naive = {code for code in grid if tops & set(grid.path(code))}
    assert grid.within(tops) == naive
    assert {code for code in grid if grid.covers(tops, code)} == naive
    assert naive == tops.union(*(grid.descendants(top) for top in tops))


@given(grid=hierarchies())
def test_leaves_are_under_every_grid_and_have_nothing_under_them(grid: GridHierarchy) -> None:
    assert set(grid.leaves) == {code for code in grid if not grid.descendants(code)}
    assert grid.within(grid.roots) == set(grid)


@given(grid=hierarchies(), numbers=st.lists(CODES, min_size=1, max_size=4))
def test_the_common_ancestor_is_the_last_that_all_paths_share(
    grid: GridHierarchy, numbers: list[int]
) -> None:
    codes = [pick(grid, number) for number in numbers]
    shared = [step for step in grid.path(codes[0]) if all(step in grid.path(code) for code in codes)]
    found = grid.common_ancestor(*codes)
    assert found == (shared[-1] if shared else None)
    assert found == grid.common_ancestor(*codes[::-1]) == grid.common_ancestor(*codes, *codes)


@given(grid=hierarchies(), numbers=st.lists(CODES, min_size=3, max_size=3))
def test_common_ancestors_may_be_found_one_after_another(grid: GridHierarchy, numbers: list[int]) -> None:
    one, other, third = (pick(grid, number) for number in numbers)
    pair = grid.common_ancestor(one, other)
    assume(pair is not None)
    assert pair is not None
    assert grid.common_ancestor(pair, third) == grid.common_ancestor(one, other, third)


COUNTS = st.integers(-(10**20), 10**20)


@given(grid=hierarchies(), data=st.data())
def test_the_totals_are_the_sums_of_what_lies_within(grid: GridHierarchy, data: st.DataObject) -> None:
    counts = data.draw(st.dictionaries(st.sampled_from(list(grid)), COUNTS))
    totals = grid.roll_up(counts)
    assert set(totals) == set(grid)
    for code in grid:
        assert totals[code] == sum(counts.get(each, 0) for each in grid.within({code}))
    assert sum(totals[root] for root in grid.roots) == sum(counts.values())


@given(grid=hierarchies(), numbers=st.tuples(CODES, CODES), data=st.data())
def test_moving_a_grid_moves_its_total_from_one_path_to_the_other(
    grid: GridHierarchy, numbers: tuple[int, int], data: st.DataObject
) -> None:
    code, target = (pick(grid, number) for number in numbers)
    assume(target not in grid.within({code}))
    counts = data.draw(st.dictionaries(st.sampled_from(list(grid)), COUNTS))
    rows = [(row[0], target if row[0] == code else row[1], row[2], row[3]) for row in grid.rows]
    moved = GridHierarchy.from_rows(rows, scheme=grid.scheme)
    before = grid.roll_up(counts)
    expected = dict(before)
    for step in grid.ancestors(code):
        expected[step] -= before[code]
    for step in (target, *grid.ancestors(target)):
        expected[step] += before[code]
    assert moved.roll_up(counts) == expected


# ------------------------------------------------------------------------- graphs


@given(grid=hierarchies())
def test_a_hierarchy_comes_back_from_its_graph(grid: GridHierarchy) -> None:
    assert GridHierarchy.from_networkx(grid.to_networkx()) == grid


@given(grid=hierarchies())
def test_the_order_of_the_graph_library_has_every_grid_after_its_parent(grid: GridHierarchy) -> None:
    graph = grid.to_networkx()
    place = {code: at for at, code in enumerate(nx.topological_sort(graph))}
    assert all(place[up] < place[code] for code in grid for up in grid.ancestors(code))
    for root in grid.roots:
        below = graph.subgraph(grid.within({root}))
        assert nx.is_arborescence(below)
        assert {code for layer in nx.bfs_layers(below, root) for code in layer} == set(below)
        assert nx.dag_longest_path_length(below) == max(len(grid.ancestors(code)) for code in below)
        for code in below:
            assert tuple(nx.shortest_path(below, root, code)) == grid.path(code)


@given(grid=hierarchies())
def test_the_graph_library_sees_the_same_forest(grid: GridHierarchy) -> None:
    graph = grid.to_networkx()
    assert nx.is_forest(graph)
    assert nx.number_weakly_connected_components(graph) == len(grid.roots)
    assert set(graph.edges) == {(grid.parent(code), code) for code in grid if grid.parent(code)}
    for code in grid:
        assert nx.ancestors(graph, code) == set(grid.ancestors(code))
        assert nx.descendants(graph, code) == set(grid.descendants(code))


@given(grid=hierarchies(most=(1, 2, 3, 3, 4, 6, 2)), numbers=st.tuples(CODES, CODES))
def test_the_graph_library_finds_the_same_common_ancestor(
    grid: GridHierarchy, numbers: tuple[int, int]
) -> None:
    one, other = (pick(grid, number) for number in numbers)
    assert grid.common_ancestor(one, other) == nx.lowest_common_ancestor(grid.to_networkx(), one, other)


# ------------------------------------------------------------------------- broken hierarchies


@given(rows=broken_rows(), data=st.data())
def test_what_is_wrong_does_not_depend_on_the_order_of_rows(rows: list[Row], data: st.DataObject) -> None:
    one = GridHierarchy.from_rows(rows)
    other = GridHierarchy.from_rows(data.draw(st.permutations(rows)))
    assert one == other
    assert one.findings() == other.findings()
    assert list(one) == list(other)
    assert one.text_tree() == other.text_tree()


@given(rows=broken_rows())
def test_every_fault_is_named_and_nothing_else(rows: list[Row]) -> None:
    grid = GridHierarchy.from_rows(rows)
    found = {(finding.code, finding.subject) for finding in grid.findings()}
    codes = [row[0] for row in rows]
    first: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row[0], row[1] or "", row[2], row[3])):
        first.setdefault(row[0], row)
    graph: nx.DiGraph[str] = nx.DiGraph([(row[1], row[0]) for row in first.values() if row[1] in first])  # type: ignore[misc]
    expected = {("CODE_TWICE", code) for code in codes if codes.count(code) > 1}
    expected |= {("PARENT_UNKNOWN", row[0]) for row in rows if row[1] is not None and row[1] not in first}
    expected |= {("PARENT_CYCLE", min(ring)) for ring in nx.simple_cycles(graph)}
    expected |= {("GRID_LEVEL_UNKNOWN", row[0]) for row in rows if row[2] not in CHENGDU}
    known = [row for row in rows if row[2] in CHENGDU]
    expected |= {
        ("GRID_WITHOUT_PARENT", row[0]) for row in known if not row[1] and row[2] in ("micro", "exclusive")
    }
    expected |= {
        ("GRID_MISPLACED", row[0])
        for row in known
        if row[1] in first and first[row[1]][2] in CHENGDU and first[row[1]][2] not in CHENGDU[row[2]].under
    }
    assert found == expected


def circle_above(grid: GridHierarchy, code: str) -> tuple[str, ...]:
    try:
        grid.path(code)
    except HangsInCycle as error:
        return error.cycle
    return ()


@given(rows=broken_rows())
def test_a_broken_hierarchy_answers_or_names_the_circle(rows: list[Row]) -> None:
    grid = GridHierarchy.from_rows(rows)
    rings = [finding for finding in grid.findings() if finding.code == "PARENT_CYCLE"]
    members = {dict(ring.details)["members"] for ring in rings}
    for code in grid:
        if ring := circle_above(grid, code):
            assert ", ".join((*ring, ring[0])) in members
        else:
            path = grid.path(code)
            assert path[0] in grid.roots
            assert grid.descendants(code) == tuple(
                each for each in grid.descendants(path[0]) if code in grid.ancestors(each)
            )
    if rings:
        with pytest.raises(HangsInCycle):
            grid.roll_up({})
    assert len(grid.text_tree().splitlines()) <= len(grid) + 1


@given(rows=broken_rows())
def test_a_broken_hierarchy_comes_back_from_its_graph_or_is_refused(rows: list[Row]) -> None:
    grid = GridHierarchy.from_rows(rows)
    lost = {finding.code for finding in grid.findings()} & {"CODE_TWICE", "PARENT_UNKNOWN"}
    try:
        graph = grid.to_networkx()
    except InvalidValue:
        assert lost
    else:
        assert not lost
        assert GridHierarchy.from_networkx(graph) == grid


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.binary(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.tuples(inner, inner, inner, inner)
        | st.dictionaries(st.sampled_from(["code", "parent", "level", "name", "more"]), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(rows=st.lists(ANYTHING, max_size=4) | ANYTHING)
def test_no_rows_whatever_raise_a_foreign_error(rows: object) -> None:
    with suppress(CommunityGovError):
        GridHierarchy.from_rows(rows).findings()  # type: ignore[arg-type]


@given(
    nodes=st.dictionaries(
        st.text(max_size=3) | st.integers() | st.sampled_from(["a", "b", "c"]),
        st.dictionaries(
            st.sampled_from(["level", "name"]), st.sampled_from(["micro", "general", "", 3, None])
        ),
        max_size=4,
    ),
    data=st.data(),
)
def test_no_graph_whatever_raises_a_foreign_error(
    nodes: dict[object, dict[str, object]], data: st.DataObject
) -> None:
    graph: nx.DiGraph[object] = nx.DiGraph()
    for node, facts in nodes.items():
        graph.add_node(node, **facts)
    if nodes:
        ends = st.sampled_from(list(nodes))
        graph.add_edges_from(data.draw(st.lists(st.tuples(ends, ends), max_size=5)))
    with suppress(CommunityGovError):
        GridHierarchy.from_networkx(graph).findings()
