"""Hierarchies as text that other programs draw."""

import pytest

from communitygov.errors import InvalidValue
from communitygov.grid import GridHierarchy

ROWS = [
    ("LQ", None, "general", 'a "b" --> <c> %% \\'),
    ("LQ-1", "LQ", "micro", "x\ny]#;"),
    ("LQ-2", "LQ", "micro", "二组"),
    ("S", None, "general", "单"),
]


def test_mermaid_reads_nothing_of_a_name_as_its_own() -> None:
    assert GridHierarchy.from_rows(ROWS).to_mermaid().splitlines() == [
        "flowchart LR",
        '    g0["LQ a #34;b#34; --#62; #60;c#62; %% #92;"]',
        '    g1["LQ-1 x y#93;#35;;"]',
        "    g0 --> g1",
        '    g2["LQ-2 二组"]',
        "    g0 --> g2",
        '    g3["S 单"]',
    ]


def test_dot_reads_nothing_of_a_name_as_its_own() -> None:
    assert GridHierarchy.from_rows(ROWS).to_dot().splitlines()[2:5] == [
        r'    g0 [label="LQ a \"b\" --> <c> %% \\"];',
        '    g1 [label="LQ-1 x y]#;"];',
        "    g0 -> g1;",
    ]


def test_long_and_deep_hierarchies_are_cut_and_the_rest_is_counted() -> None:
    rows = [(f"g{at}", f"g{at - 1}" if at else None, "micro", "组") for at in range(100_000)]
    grid = GridHierarchy.from_rows(rows)
    assert grid.to_mermaid(depth=3).splitlines()[-1] == "    %% … 99997 more"
    assert grid.to_dot(most=2).splitlines()[-2:] == ["    // … 99998 more", "}"]
    assert len(grid.to_mermaid(depth=10**9).splitlines()) == 601


def test_an_empty_hierarchy_is_an_empty_diagram() -> None:
    empty = GridHierarchy.from_rows([])
    assert empty.to_mermaid() == "flowchart LR"
    assert empty.to_dot().splitlines() == ["digraph grids {", "    rankdir=LR;", "}"]


def test_counts_stand_beside_the_grids_that_have_one() -> None:
    grid = GridHierarchy.from_rows(ROWS[1:])
    assert grid.text_tree(counts={"LQ-2": 41, "elsewhere": 3}).splitlines() == [
        "LQ-1 x y]#; (micro-grid)",
        "LQ-2 二组 (micro-grid): 41",
        "S 单 (general grid)",
    ]


@pytest.mark.parametrize("counts", [{"S": 1.5}, {"S": True}, {"S": "3"}, {"S": 10**40}, [("S", 3)], "S"])
def test_counts_that_are_none_are_refused(counts: object) -> None:
    with pytest.raises(InvalidValue):
        GridHierarchy.from_rows(ROWS).text_tree(counts=counts)  # type: ignore[arg-type]


@pytest.mark.parametrize("households", [[("S", 3)], "S", 7])
def test_households_that_are_no_mapping_are_refused(households: object) -> None:
    with pytest.raises(InvalidValue, match="must be a Mapping"):
        GridHierarchy.from_rows(ROWS).findings(households=households)  # type: ignore[arg-type]
