"""The levels of grids as document 002 names them, typed a second time."""

from pathlib import Path

import pytest

from communitygov.grid import CHENGDU, GridHierarchy

EXCERPTS = Path(__file__).parent / "excerpts"


def excerpt(name: str) -> str:
    """The words of an excerpt; the newspaper's columns broke its lines anywhere."""
    return "".join((EXCERPTS / f"{name}.txt").read_text(encoding="utf-8").split())


#: Code, name, what it may lie under, whether under nothing too.
LEVELS = (
    ("district", "区", set[str](), True),
    ("street", "镇（街道）", {"district"}, True),
    ("community", "村（社区）", {"street"}, True),
    ("integrated", "综合网格", {"street", "community"}, True),
    ("general", "一般网格", {"community", "integrated"}, True),
    ("micro", "微网格", {"general"}, False),
    ("exclusive", "专属网格", {"integrated", "general"}, False),
)


def test_the_scheme_is_what_the_document_names() -> None:
    assert tuple((each.code, each.zh, each.under, each.stands_alone) for each in CHENGDU) == LEVELS


def test_each_level_is_named_in_the_words_that_it_cites() -> None:
    words = {"002": excerpt("002-grids") + excerpt("002-linkage")}
    for level in CHENGDU:
        assert level.source is not None
        assert level.source.phrase in words[level.source.document]
        assert level.zh in level.source.phrase


def test_four_kinds_of_grid_are_counted_and_no_other() -> None:
    counted = excerpt("002-grids").partition("担当")[0]
    grids = [level.zh for level in CHENGDU if level.zh.endswith("网格")]
    assert counted.count("网格") == len(grids) == 4
    assert all(f"个{zh}" in counted for zh in grids)


def test_the_grids_of_the_district_make_a_sound_hierarchy() -> None:
    counts = {
        "street": 9,
        "community": 118,
        "integrated": 118,
        "general": 786,
        "exclusive": 82,
        "micro": 10096,
    }
    words = excerpt("002-grids") + excerpt("002-linkage")
    for code, number in counts.items():
        assert f"{number}个{CHENGDU[code].zh}" in words
    above = {"street": "district", "community": "street", "integrated": "community", "general": "integrated"}
    above |= {"exclusive": "integrated", "micro": "general"}
    rows = [("district-0", None, "district", "双流区")]
    for code, number in counts.items():
        size = counts.get(above[code], 1)
        rows += [(f"{code}-{at}", f"{above[code]}-{at % size}", code, "网格") for at in range(number)]  # type: ignore[misc]
    grid = GridHierarchy.from_rows(rows)
    assert grid.findings() == ()
    assert len(grid.leaves) == 10096 + 82
    grids = [
        code for code in grid if grid.level(code).code in {"integrated", "general", "exclusive", "micro"}
    ]
    assert len(grids) == 11_082


@pytest.mark.parametrize("split", [(6, 5, 5), (16, 0, 0)])
def test_three_general_grids_hold_sixteen_micro_grids_however_the_caller_divides_them(
    split: tuple[int, ...],
) -> None:
    assert "3个一般网格、16个微网格" in excerpt("003-chenghua")
    rows = [(f"G{at}", None, "general", "一般网格") for at in range(3)]
    rows += [
        (f"M{at}-{one}", f"G{at}", "micro", "微网格") for at, many in enumerate(split) for one in range(many)
    ]  # type: ignore[misc]
    grid = GridHierarchy.from_rows(rows)
    assert grid.findings() == ()
    assert grid.roots == ("G0", "G1", "G2")
    assert sum(grid.level(code).code == "micro" for code in grid) == 16
