"""What is wrong with dwellings and tenures, by name."""

from datetime import date

import attrs

from communitygov.grid import CHENGDU, GridHierarchy, Level, LevelScheme
from communitygov.grid.residency import CareTag, Dwelling, Residency, Tenure, TenureRole

NEW_YEAR = date(2024, 1, 1)
GRID = GridHierarchy.from_rows(
    [
        ("LQ", None, "general", "龙桥"),
        ("LQ-1", "LQ", "micro", "一组"),
        ("LQ-X", "LQ", "exclusive", "大厦"),
        ("LQ-Y", "LQ", "no-level", "?"),
    ]
)


def found(*dwellings: Dwelling, tenures: tuple[Tenure, ...] = (), grid: GridHierarchy = GRID) -> list[str]:
    findings = Residency(grid, dwellings=dwellings, tenures=tenures).findings()
    return [str(each).replace("DWELLING_ABOVE_THE_NET", "ABOVE") for each in findings]


def head(person: str, dwelling: str = "D-1", **days: date) -> Tenure:
    return Tenure(person, dwelling, role=TenureRole.HEAD, **days)


def test_dwellings_lie_in_micro_or_exclusive_grids() -> None:
    assert found(Dwelling("D-1", grid="LQ-1"), Dwelling("D-2", grid="LQ-X")) == []
    assert found(
        Dwelling("D-1", grid="LQ"),
        Dwelling("D-2", grid=""),
        Dwelling("D-3", grid="LQ-3"),
        Dwelling("D-4", grid="LQ-Y"),
    ) == [
        "dwelling D-1 lies directly in general grid LQ, in no micro or exclusive grid [ABOVE]",
        "dwelling D-2 is bound to no grid [DWELLING_WITHOUT_GRID]",
        "dwelling D-3 lies in grid LQ-3, which is not there [DWELLING_GRID_UNKNOWN]",
        "dwelling D-4 lies directly in no-level LQ-Y, in no micro or exclusive grid [ABOVE]",
    ]


def test_nobody_lives_where_the_scheme_says_so() -> None:
    towers = attrs.evolve(CHENGDU["exclusive"], holds_residents=False)
    grid = attrs.evolve(GRID, scheme=CHENGDU.with_level(towers))
    assert found(Dwelling("D-1", grid="LQ-X"), grid=grid) == [
        (
            "dwelling D-1 lies in exclusive grid LQ-X, where the scheme says that nobody lives "
            "[DWELLING_WHERE_NOBODY_LIVES]"
        )
    ]


def test_a_scheme_without_kinds_wants_dwellings_in_what_has_nothing_beneath() -> None:
    scheme = LevelScheme(
        "lanes",
        [Level(code="ward", zh="坊", en="ward"), Level(code="lane", zh="巷", en="lane", under={"ward"})],
    )
    grid = GridHierarchy.from_rows([("W", None, "ward", "坊"), ("W-1", "W", "lane", "巷")], scheme=scheme)
    assert found(Dwelling("D-1", grid="W-1"), grid=grid) == []
    assert found(Dwelling("D-1", grid="W"), grid=grid)[0].endswith("[ABOVE]")


def test_a_dwelling_that_stands_twice_is_named_once() -> None:
    twice = [Dwelling("D-1", grid="LQ-1"), Dwelling("D-1", grid="LQ-X")]
    assert found(*twice) == ["dwelling D-1 stands 2 times [DWELLING_TWICE]"]


def test_a_tenure_to_nowhere_is_named() -> None:
    assert found(tenures=(head("r-1", "D-9"),)) == [
        "dwelling D-9 of r-1 is not registered [TENURE_DWELLING_UNKNOWN]"
    ]


def test_a_role_held_twice_at_a_time_is_named_and_one_held_again_later_is_not() -> None:
    home = Dwelling("D-1", grid="LQ-1")
    assert found(home, tenures=(head("r-1"), head("r-1", since=NEW_YEAR))) == [
        "r-1 is head of the household of dwelling D-1 twice at a time [TENURE_OVERLAPS]"
    ]
    assert found(home, tenures=(head("r-1", until=NEW_YEAR), head("r-1", since=NEW_YEAR))) == []


def test_two_heads_and_a_head_of_two_are_named() -> None:
    homes = Dwelling("D-1", grid="LQ-1"), Dwelling("D-2", grid="LQ-1")
    assert found(*homes, tenures=(head("r-1"), head("r-1", "D-2"), head("r-2"))) == [
        "r-1 is head of the household in 2 dwellings at a time [HEAD_OF_SEVERAL]",
        "dwelling D-1 has 2 heads of the household at a time [HEADS_RIVAL]",
    ]
    assert found(*homes, tenures=(head("r-1", until=NEW_YEAR), head("r-1", "D-2", since=NEW_YEAR))) == []


def test_of_a_day_only_what_runs_on_it_is_judged() -> None:
    held = Residency(
        GRID,
        dwellings=[Dwelling("D-1", grid="LQ-1")],
        tenures=[head("r-1", until=NEW_YEAR), head("r-2")],
        care=[CareTag("r-1", "a"), CareTag("r-8", "a", until=NEW_YEAR)],
    )
    assert [each.code for each in held.findings()] == ["HEADS_RIVAL", "CARE_WITHOUT_HOME"]
    assert [each.code for each in held.findings(on=date(2023, 5, 4))] == ["HEADS_RIVAL", "CARE_WITHOUT_HOME"]
    assert list(map(str, held.findings(on=NEW_YEAR))) == [
        "1 people under care have no home on the grid [CARE_WITHOUT_HOME]"
    ]
