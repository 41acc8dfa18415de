"""The figures of the casebook, typed a second time from the documents."""

from pathlib import Path

import pytest

from communitygov.casebook import (
    CHENGHUA_LANE_FIGURES,
    PIDU_FIGURES,
    SHUANGLIU_FIGURES,
    chenghua_lane,
    shuangliu,
)

EXCERPTS = Path(__file__).parent / "excerpts"


def words(document: str) -> str:
    """All that is excerpted of a document; the newspaper's columns broke its lines anywhere."""
    files = sorted(EXCERPTS.glob(f"{document}-*.txt"))
    return "".join("".join(file.read_text(encoding="utf-8").split()) for file in files)


#: Name, document, the words.
TYPED = {
    "双流区": {
        "integrated": ("002", "118个综合网格"),
        "general": ("002", "786个一般网格"),
        "exclusive": ("002", "82个专属网格"),
        "micro": ("002", "10096个微网格"),
        "street": ("002", "9个镇（街道）"),
        "community": ("002", "118个村（社区）"),
        "association": ("002", "1个物业行业协会"),
        "company": ("002", "179家物业企业"),
        "neighbourhood": ("002", "1168个小区（院落）"),
    },
    "金牛区城隍庙社区成华巷": {"general": ("003", "3个一般网格"), "micro": ("003", "16个微网格")},
    "郫都区": {"guides": ("003", "4570名网格指导员")},
}
FIGURES = {
    "双流区": SHUANGLIU_FIGURES,
    "金牛区城隍庙社区成华巷": CHENGHUA_LANE_FIGURES,
    "郫都区": PIDU_FIGURES,
}


@pytest.mark.parametrize("place", FIGURES)
def test_every_figure_is_what_the_document_says(place: str) -> None:
    assert list(FIGURES[place]) == list(TYPED[place])
    for name, figure in FIGURES[place].items():
        document, said = TYPED[place][name]
        assert f"{figure.quantity}{figure.what.zh}" == said
        assert figure.citation.document == document
        assert said in figure.citation.phrase
        assert figure.citation.phrase in words(document)
        assert figure.place == f"成都市{place}"


def test_the_places_are_those_that_the_documents_name() -> None:
    assert "双流区共划分" in words("002")
    assert "金牛区城隍庙社区成华巷" in words("003")
    said = words("003")
    assert "郫都区建立机关党员干部“微网实格”陪伴成长机制" in said
    assert "全区4570名网格指导员" in said


def test_the_grids_that_the_document_counts_come_to_eleven_thousand_and_eighty_two() -> None:
    assert 118 + 786 + 82 + 10_096 == 11_082
    grid = shuangliu().grid
    assert len(grid) == 11_082 + 1 + 9
    assert len(grid.leaves) == 10_096 + 82


def test_nobody_but_the_named_district_and_community_has_a_name_of_a_document() -> None:
    real = {name for case in (shuangliu(), chenghua_lane(split=(5, 5, 6))) for *_, name in case.grid.rows}
    assert {name for name in real if "合成" not in name} == {"双流区", "城隍庙社区"}
    assert "双流区" in words("002")
    assert "城隍庙社区" in words("003")
