"""A residency is written in short rows, and read back only as it is written."""

import copy
from typing import Any

import pytest

from communitygov.errors import DocumentError
from communitygov.geometry import Point
from communitygov.grid import GridHierarchy
from communitygov.grid.residency import CareTag, Dwelling, Residency, Tenure, TenureRole

GRID = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
HELD = Residency(
    GRID,
    dwellings=[Dwelling("D-1", grid="LQ-1"), Dwelling("D-2", grid="LQ-1", building="3", at=Point(5, 6))],
    tenures=[Tenure("r-1", "D-1", role=TenureRole.HEAD), Tenure("r-2", "D-1", role=TenureRole.MEMBER)],
    care=[CareTag("r-1", "a"), CareTag("r-2", "a")],
)


def document() -> Any:  # noqa: ANN401  it is changed at will
    return copy.deepcopy(HELD.to_document())


def test_it_comes_back_from_its_bytes() -> None:
    assert Residency.from_json(HELD.to_json()) == HELD


def test_a_dwelling_a_tenure_and_a_tag_are_one_row_each() -> None:
    assert document()["dwellings"] == [["D-1", "LQ-1", "", "", None], ["D-2", "LQ-1", "3", "", [5, 6]]]
    assert document()["tenures"][0] == ["r-1", "D-1", "head", None, None]
    assert document()["care"][0] == ["r-1", "a", None, None]


@pytest.mark.parametrize("name", ["dwellings", "tenures", "care"])
def test_rows_in_another_order_are_refused(name: str) -> None:
    turned = document()
    turned[name].reverse()
    with pytest.raises(DocumentError) as refusal:
        Residency.from_document(turned)
    assert refusal.value.path == f"$.{name}"


@pytest.mark.parametrize(
    ("name", "column", "wrong"),
    [
        ("dwellings", 0, "王家"),
        ("dwellings", 4, [5]),
        ("tenures", 0, "王五"),
        ("tenures", 2, "lodger"),
        ("tenures", 4, "2024-1-1"),
        ("care", 1, "独居老人"),
        ("care", 1, 7),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(name: str, column: int, wrong: object) -> None:
    changed = document()
    changed[name][0][column] = wrong
    with pytest.raises(DocumentError) as refusal:
        Residency.from_document(changed)
    assert refusal.value.path.startswith(f"$.{name}[0]")
    if name != "dwellings":
        assert str(wrong) not in str(refusal.value)


def test_what_is_no_list_of_rows_and_what_is_no_grid_is_refused() -> None:
    for name in ("grid", "dwellings", "tenures", "care"):
        with pytest.raises(DocumentError) as refusal:
            Residency.from_document({**document(), name: {}})
        assert refusal.value.path.startswith(f"$.{name}")
