"""How many grids lie directly under a grid."""

import pytest

from communitygov.core.source import Citation
from communitygov.errors import InvalidValue
from communitygov.grid.level import CHENGDU, children_findings

OURS = Citation(document="our-street")


def rows(*counts: int) -> list[tuple[str, str | None, str, str]]:
    found: list[tuple[str, str | None, str, str]] = []
    for at, count in enumerate(counts):
        found.append((f"G{at}", None, "general", "一般网格"))
        found += [(f"G{at}-{one}", f"G{at}", "micro", "微网格") for one in range(count)]
    return found


@pytest.mark.parametrize(
    ("count", "code"),
    [
        (0, "GRID_TOO_FEW_CHILDREN"),
        (1, "GRID_TOO_FEW_CHILDREN"),
        (2, None),
        (3, None),
        (4, "GRID_TOO_MANY_CHILDREN"),
    ],
)
def test_both_bounds_are_included(count: int, code: str | None) -> None:
    scheme = CHENGDU.with_children("general", least=2, most=3, source=OURS)
    found = children_findings(rows(count), scheme)
    assert [(each.code, each.subject, each.source) for each in found] == (
        [(code, "G0", OURS)] if code else []
    )


def test_an_open_bound_lets_any_number_pass() -> None:
    scheme = CHENGDU.with_children("general", least=0, source=OURS)
    assert children_findings(rows(0, 50), scheme) == ()


def test_without_bounds_nothing_is_said() -> None:
    assert children_findings(rows(0, 50), CHENGDU) == ()


def test_a_finding_says_it_in_both_languages() -> None:
    scheme = CHENGDU.with_children("general", least=2, most=3, source=OURS)
    few, many = children_findings(rows(1, 4), scheme)
    assert few.text("zh") == "一般网格 G0 之下直接有 1 个网格，少于 2 个"
    assert many.text() == "general grid G1 has too many grids directly under it: 4, where 3 is the most"


@pytest.mark.parametrize("scheme", [None, "chengdu", CHENGDU.levels])
def test_the_scheme_is_a_scheme(scheme: object) -> None:
    with pytest.raises(InvalidValue, match="must be a LevelScheme"):
        children_findings(rows(1), scheme)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given", [None, 7, "LQ", {"LQ"}, [None], [("LQ", None, "general")], [("LQ", None, 7, "龙桥")], [[]]]
)
def test_rows_are_four_texts_each(given: object) -> None:
    scheme = CHENGDU.with_children("general", least=2, most=3, source=OURS)
    with pytest.raises(InvalidValue) as refused:
        children_findings(given, scheme)  # type: ignore[arg-type]
    assert refused.value.what in {"rows", "rows[0]"}
