"""What is wrong with levels and sizes, in words."""

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.grid import CHENGDU, GridHierarchy, LevelScheme, SizeBounds


def findings(
    *rows: object, scheme: LevelScheme = CHENGDU, households: object = None
) -> list[tuple[str, str]]:
    grid = GridHierarchy.from_rows(rows, scheme=scheme)
    return [(each.code, each.subject) for each in grid.findings(households=households)]


GENERAL = ("G", None, "general", "一般")
MICRO = ("M", "G", "micro", "微")


def test_a_sound_chain_of_all_levels_has_no_finding() -> None:
    chain = ["district", "street", "community", "integrated", "general", "micro"]
    rows = [(code, parent, code, code) for code, parent in zip(chain, [None, *chain], strict=False)]
    exclusive = [("x", "integrated", "exclusive", "x"), ("y", "general", "exclusive", "y")]
    assert findings(*rows, *exclusive) == []


def test_a_level_that_the_scheme_does_not_have_is_named_with_a_near_one() -> None:
    grid = GridHierarchy.from_rows([GENERAL, ("M", "G", "mirco", "微"), ("N", "G", "xyz", "微")])
    near, far = grid.findings()
    assert (near.code, near.subject, near.advice("en")) == ("GRID_LEVEL_UNKNOWN", "M", "change it to: micro")
    assert far.advice("zh").endswith("district, street, community, integrated, general, micro, exclusive")
    assert near.text("zh") == "网格 M 的层级 mirco 不在方案 chengdu 之中"


def test_what_lies_under_a_grid_of_unknown_level_is_not_blamed_for_it() -> None:
    assert findings(("G", None, "genral", "一般"), MICRO) == [("GRID_LEVEL_UNKNOWN", "G")]


def test_a_grid_under_a_level_not_allowed_is_named_with_what_is() -> None:
    grid = GridHierarchy.from_rows([("D", None, "district", "区"), ("G", "D", "general", "一般")])
    (finding,) = grid.findings()
    assert (finding.code, finding.subject) == ("GRID_MISPLACED", "G")
    assert finding.text("zh") == "一般网格 G 的上级 D 是区，不合方案 chengdu"
    assert finding.advice("en") == "it may lie under: village or community, integrated grid, nothing"
    assert dict(finding.details)["parent"] == "D"


def test_a_micro_grid_under_nothing_is_named() -> None:
    grid = GridHierarchy.from_rows([("M", None, "micro", "微")])
    (finding,) = grid.findings()
    assert (finding.code, finding.subject) == ("GRID_WITHOUT_PARENT", "M")
    assert finding.text("zh") == "微网格 M 没有上级"
    assert finding.advice("zh") == "可挂于：一般网格"


def test_a_parent_that_is_not_there_is_one_finding_and_not_two() -> None:
    assert findings(("M", "G", "micro", "微")) == [("PARENT_UNKNOWN", "M")]


def test_every_row_of_a_code_that_stands_twice_is_looked_at() -> None:
    assert findings(GENERAL, MICRO, ("M", None, "micro", "微")) == [
        ("CODE_TWICE", "M"),
        ("GRID_WITHOUT_PARENT", "M"),
    ]


def test_of_a_parent_that_stands_twice_the_first_row_counts() -> None:
    rows = [("G", None, "general", "一般"), ("G", None, "micro", "微"), MICRO]
    assert ("GRID_MISPLACED", "M") not in findings(*rows)
    rows = [("G", None, "exclusive", "专属"), ("G", None, "general", "一般"), MICRO]
    assert ("GRID_MISPLACED", "M") in findings(*rows)


@pytest.mark.parametrize(
    ("households", "expected"),
    [
        ({"M": 29}, [("GRID_TOO_SMALL", "M")]),
        ({"M": 30}, []),
        ({"M": 100}, []),
        ({"M": 101}, [("GRID_TOO_LARGE", "M")]),
        ({"G": 299}, [("GRID_TOO_SMALL", "G")]),
        ({"G": 500}, []),
        ({"G": 501, "M": 0}, [("GRID_TOO_LARGE", "G"), ("GRID_TOO_SMALL", "M")]),
        ({"X": 0, "D": 10**6}, []),
        ({}, []),
    ],
)
def test_sizes_are_looked_at_where_they_are_given(households: dict[str, int], expected: object) -> None:
    exclusive, district = ("X", "G", "exclusive", "专属"), ("D", None, "district", "区")
    assert findings(GENERAL, MICRO, exclusive, district, households=households) == expected


def test_the_order_in_which_sizes_are_given_does_not_matter() -> None:
    one, other = {"G": 1, "M": 1}, {"M": 1, "G": 1}
    assert findings(GENERAL, MICRO, households=one) == findings(GENERAL, MICRO, households=other)


def test_the_finding_about_a_size_carries_the_source_of_the_bound() -> None:
    grid = GridHierarchy.from_rows([GENERAL, MICRO])
    small, large = grid.findings(households={"G": 12, "M": 120})
    assert str(small.source) == "sc.people.com.cn, 2023-03-22"
    assert (str(large.source), large.text("zh")) == (
        "cdpma.cn, news 54058",
        "微网格 M 有 120 户，多于 100 户",
    )


def test_bounds_may_be_open_upwards() -> None:
    bounds = SizeBounds(least=1, source=LIBRARY_DEFAULT)
    scheme = CHENGDU.with_level(attrs.evolve(CHENGDU["micro"], bounds=bounds))
    assert findings(GENERAL, MICRO, scheme=scheme, households={"M": 10**9}) == []


def test_households_where_nobody_lives_are_named() -> None:
    scheme = CHENGDU.with_level(attrs.evolve(CHENGDU["exclusive"], holds_residents=False))
    rows = [GENERAL, ("X", "G", "exclusive", "专属")]
    assert findings(*rows, scheme=scheme, households={"X": 1}) == [("GRID_HOLDS_NOBODY", "X")]
    assert findings(*rows, scheme=scheme, households={"X": 0}) == []
    assert findings(*rows, households={"X": 1}) == []


def test_a_grid_of_unknown_level_has_no_bounds() -> None:
    assert findings(("M", None, "nano", "微"), households={"M": 1}) == [("GRID_LEVEL_UNKNOWN", "M")]
