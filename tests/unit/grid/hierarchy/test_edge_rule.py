"""What is wrong with dated edges, rule by rule."""

import os
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.grid import CHENGDU, GridHierarchy
from communitygov.grid.hierarchy import PARTY_OVERLAY, edge_rule
from communitygov.grid.hierarchy.edge import EdgeRow
from communitygov.grid.level import STATISTICAL_DIVISIONS

JANUARY, MARCH, MAY, JULY = (date(2024, month, 1) for month in (1, 3, 5, 7))
ROWS = [
    ("LQ", None, "community", "龙桥社区"),
    ("G1", "LQ", "general", "一般网格一"),
    ("G2", "LQ", "general", "一般网格二"),
    ("M1", "G1", "micro", "一组"),
    ("M2", "G1", "micro", "二组"),
]


def said(edges: list[Any], rows: list[Any] | None = None) -> list[str]:
    grid = GridHierarchy.from_rows(ROWS if rows is None else rows, overlays=[PARTY_OVERLAY], edges=edges)
    return [str(finding) for finding in grid.findings()]


def in_base(child: str, parent: str | None, since: date | None = None, until: date | None = None) -> EdgeRow:
    return (child, parent, "administrative", since, until)


def test_an_edge_of_a_stranger_or_to_one_is_named_with_a_near_code() -> None:
    edges = [in_base("M22", "G1"), in_base("M1", "G11", None, MAY), in_base("M1", "G11", MAY)]
    edges.append(in_base("X9", None))
    assert said(edges) == [
        f"in the administrative hierarchy an edge puts {pair}, but {code} is not there [EDGE_CODE_UNKNOWN]"
        for pair, code in (("M1 under G11", "G11"), ("M22 under G1", "M22"), ("X9 under nothing", "X9"))
    ]
    findings = GridHierarchy.from_rows(ROWS, edges=edges).findings()
    assert [finding.advice() for finding in findings] == [
        "add G11, or change it to G1",
        "add M22, or change it to M2",
        "add X9, or change it to a code that is there",
    ]


def test_of_many_strangers_only_the_first_are_given_a_near_code() -> None:
    edges = [in_base(f"M{at:03}", "G1") for at in range(100, 150)]
    advice = [finding.advice("zh") for finding in GridHierarchy.from_rows(ROWS, edges=edges).findings()]
    assert len(advice) == 50
    assert sum("改为已有的编码" in each for each in advice) == 30


def test_two_parents_at_once_are_named_with_the_days() -> None:
    edges = [
        in_base("M1", "G1", JANUARY, MAY),
        in_base("M1", "G2", MARCH, JULY),
        in_base("M1", None, MAY, JULY),
    ]
    assert said(edges)[:2] == [
        f"in the administrative hierarchy grid M1 lies under {pair} at once, from {span} [EDGES_OVERLAP]"
        for pair, span in (
            ("G1 and G2", "2024-03-01 until 2024-05-01"),
            ("G2 and nothing", "2024-05-01 until 2024-07-01"),
        )
    ]


def test_an_edge_within_another_is_named_and_the_longer_one_goes_on() -> None:
    edges = [in_base("M1", "G1"), in_base("M1", "G2", MARCH, MAY), in_base("M1", "G2", JULY)]
    assert [line.rpartition(", ")[2] for line in said(edges)] == [
        "from 2024-03-01 until 2024-05-01 [EDGES_OVERLAP]",
        "from 2024-07-01 on [EDGES_OVERLAP]",
    ]


def test_an_edge_that_begins_when_another_ends_overlaps_with_nothing() -> None:
    assert said([in_base("M1", "G1", None, MARCH), in_base("M1", "G2", MARCH)]) == []
    assert said([in_base("M1", "G1", JANUARY, MARCH), in_base("M1", "G2", MAY, JULY)]) == []


def test_a_grid_that_outlasts_its_parent_is_named_with_the_first_day() -> None:
    assert said([in_base("G1", "LQ", MARCH, MAY)]) == [
        (
            "in the administrative hierarchy grid M1 lies under G1 on every day, when G1 takes no part "
            "[GRID_OUTLASTS_PARENT]"
        ),
        (
            "in the administrative hierarchy grid M2 lies under G1 on every day, when G1 takes no part "
            "[GRID_OUTLASTS_PARENT]"
        ),
    ]
    edges = [
        in_base("G1", "LQ", MARCH, MAY),
        in_base("M1", "G1", MARCH, JULY),
        in_base("M2", "G1", MARCH, MAY),
    ]
    assert said(edges) == [
        (
            "in the administrative hierarchy grid M1 lies under G1 on 2024-05-01, when G1 takes no part "
            "[GRID_OUTLASTS_PARENT]"
        )
    ]
    edges[1] = in_base("M1", "G1", JULY)
    assert "on 2024-07-01" in said(edges)[0]
    edges[1] = in_base("M1", "G1", JANUARY, MAY)
    assert "on 2024-01-01" in said(edges)[0]


def test_a_parent_that_takes_no_part_in_the_overlay_at_all_is_named() -> None:
    rows = [("SL", None, "district", "双流区"), ("DS", "SL", "street", "东升街道")]
    assert said([("DS", "SL", "party", None, None)], rows) == [
        (
            "in linkage of Party organisations grid DS lies under SL on every day, when SL takes no part "
            "[GRID_OUTLASTS_PARENT]"
        )
    ]


def test_a_circle_is_named_with_the_day_on_which_it_closes() -> None:
    edges = [
        in_base("G1", "LQ", None, MARCH),
        in_base("G1", "M1", MARCH),
        in_base("M2", "G1", None, MAY),
        in_base("M2", "M1", MAY),
    ]
    found = said(edges)
    assert [line for line in found if "EDGE_CYCLE" in line] == [
        (
            "in the administrative hierarchy each grid here hangs under the next, from 2024-03-01 on, "
            "in a circle of 2: G1, M1, G1 [EDGE_CYCLE]"
        )
    ]
    assert "general grid G1 lies under M1 (micro-grid), which the scheme chengdu does not allow" in found[1]


def test_a_circle_of_all_days_and_one_that_comes_again_are_named() -> None:
    edges = [in_base("G1", "M1", None, MARCH), in_base("G1", "LQ", MARCH, MAY), in_base("G1", "M1", MAY)]
    circles = [line for line in said(edges) if "EDGE_CYCLE" in line]
    assert ["always" in line or "from 2024-05-01 on" in line for line in circles] == [True, True]


def test_levels_are_judged_by_the_scheme_of_the_overlay() -> None:
    rows = [*ROWS, ("SL", None, "district", "双流区")]
    edges = [
        ("SL", None, "party", None, None),
        ("LQ", "SL", "party", None, None),
        ("M1", "LQ", "party", None, None),
    ]
    assert [line for line in said(edges, rows) if "party-linkage" in line] == [
        (
            "village or community LQ lies under SL (district), which the scheme party-linkage does not allow "
            "[GRID_MISPLACED]"
        ),
        "grid M1 is of the level micro, which the scheme party-linkage does not have [GRID_LEVEL_UNKNOWN]",
    ]


def test_the_search_for_circles_is_bounded_and_says_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge_rule, "MOST_STEPS", 10)
    edges = []
    for at in range(20):
        day = JANUARY + timedelta(days=at)
        edges.append(in_base("G1", ("M1", "G2")[at % 2], day, day + timedelta(days=1)))
    found = [line for line in said(edges) if "CYCLES_UNCHECKED" in line]
    assert len(found) == 1
    assert "circles were not looked for from 2024-01-0" in found[0]


def test_many_changes_at_the_foot_of_a_long_chain_are_judged_in_bounded_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(edge_rule, "MOST_STEPS", 100_000)
    rows = [(f"g{at}", f"g{at - 1}" if at else None, "micro", "组") for at in range(5_000)]
    edges = []
    for at in range(400):
        day = JANUARY + timedelta(days=at)
        edges.append(in_base("g4999", "g4998" if at % 2 else "g4997", day, day + timedelta(days=1)))
    codes = [finding.code for finding in GridHierarchy.from_rows(rows, edges=edges).findings()]
    assert codes.count("CYCLES_UNCHECKED") == 1


def test_a_circle_of_rows_is_named_once_with_and_without_edges() -> None:
    rows = [*ROWS, ("X1", "X2", "micro", "甲"), ("X2", "X1", "micro", "乙")]
    plain, edged = said([], rows), said([in_base("M1", "G2", MARCH)], rows)
    assert next(line for line in plain if "circle" in line).endswith("X1, X2, X1 [PARENT_CYCLE]")
    assert [line.rpartition(" ")[2] for line in edged if "circle" in line] == ["[EDGE_CYCLE]"]


def test_children_are_counted_where_the_level_has_bounds_and_nothing_changes() -> None:
    scheme = CHENGDU.with_children("general", least=2, most=20, source=LIBRARY_DEFAULT)
    plain = GridHierarchy.from_rows(ROWS, scheme=scheme)
    assert [finding.code for finding in plain.findings()] == ["GRID_TOO_FEW_CHILDREN"]
    moved = GridHierarchy.from_rows(ROWS, scheme=scheme, edges=[in_base("M2", "G2", MARCH)])
    assert moved.findings() == ()
    assert [finding.subject for finding in moved.as_of(MARCH).findings()] == ["G1", "G2"]


def test_official_codes_and_codes_that_look_alike_are_judged() -> None:
    rows = [("510116", None, "county", "双流区"), ("510117002", "510116", "township", "甲")]
    found = GridHierarchy.from_rows(rows, scheme=STATISTICAL_DIVISIONS).findings()
    assert [finding.code for finding in found] == ["CODE_NOT_UNDER_PARENT"]
    alike = GridHierarchy.from_rows([("LQ-O1", None, "general", "甲"), ("LQ-01", None, "general", "乙")])
    assert [finding.code for finding in alike.findings()] == ["CODES_LOOK_ALIKE"]


@pytest.mark.determinism
def test_edges_give_the_same_bytes_whatever_the_hash_seed() -> None:
    edges = [
        *(in_base("M1", up, JANUARY) for up in ("G1", "G2", "nowhere")),
        in_base("G1", "M1", MARCH),
        in_base("G2", "M2", None, MAY),
    ]
    program = (
        "import datetime; from communitygov.grid import GridHierarchy;"
        f"h = GridHierarchy.from_rows({ROWS!r}, edges={edges!r});"
        "print(h.to_json(), [f.to_json() for f in h.findings()], h.days, h.as_of(h.days[0]).to_json())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in range(4)
    }
    assert len(said) == 1


def test_two_edges_under_one_parent_are_not_told_as_two_parents() -> None:
    edges = [in_base("M1", "G1", JANUARY, MAY), in_base("M1", "G1", MARCH)]
    (line,) = said(edges)
    assert "grid M1 lies under G1 twice over, from 2024-03-01 until 2024-05-01 [EDGES_OVERLAP]" in line
