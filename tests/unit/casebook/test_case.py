"""Cases: the district, the lane, and what a case may hold."""

from collections import Counter

import attrs
import pytest

from communitygov.casebook import (
    CHENGHUA_LANE_FIGURES,
    SHUANGLIU_FIGURES,
    CommunityReading,
    GridCase,
    chenghua_lane,
    shuangliu,
)
from communitygov.casebook.distribution import spread
from communitygov.errors import DocumentError, InvalidValue, UnknownName
from communitygov.grid.level import GridKind

LANE = chenghua_lane(split=(5, 5, 6))
every_reading = pytest.mark.parametrize("reading", CommunityReading)


@every_reading
def test_the_district_has_as_many_grids_of_each_kind_as_the_document_counts(
    reading: CommunityReading,
) -> None:
    case = shuangliu(reading=reading)
    for kind in GridKind:
        assert case.count(kind) == SHUANGLIU_FIGURES[kind.value].quantity.exactly
    assert case.grids == sum(map(case.count, GridKind)) == 11_082
    assert case.grid.findings() == ()
    assert case.place == "成都市双流区"
    assert case.is_synthetic


@every_reading
def test_what_stands_between_towns_and_grids_is_a_choice_and_is_told(reading: CommunityReading) -> None:
    case = shuangliu(reading=reading)
    levels = Counter(level for _, _, level, _ in case.grid.rows)
    between = {
        CommunityReading.GRIDS_ONLY: {"integrated": 118},
        CommunityReading.ONE_NODE: {"community": 118},
        CommunityReading.TWO_NODES: {"community": 118, "integrated": 118},
    }[reading]
    assert levels == {
        "district": 1,
        "street": 9,
        "general": 786,
        "exclusive": 82,
        "micro": 10_096,
        **between,
    }
    assert reading.zh in case.choices[0].zh
    assert case.code.endswith(reading.value)


@every_reading
def test_what_is_left_over_goes_to_the_first_parents(reading: CommunityReading) -> None:
    grid = shuangliu(reading=reading).grid
    sizes: dict[str, list[int]] = {}
    for code, _, level, _ in sorted(grid.rows):
        under = Counter(grid.level(child).code for child in grid.children(code))
        for kind in ("street", "integrated", "community", "general", "micro"):
            if under[kind]:
                sizes.setdefault(f"{level} {kind}", []).append(under[kind])
    for counts in sizes.values():
        assert counts == sorted(counts, reverse=True)
        assert counts[0] - counts[-1] <= 1


def test_every_code_but_no_place_is_told_to_be_made_up() -> None:
    for case in (shuangliu(), LANE):
        assert all(code.startswith("SYN-") for code in case.grid)
        names = {name for _, parent, _, name in case.grid.rows if parent is not None}
        assert all("合成" in name for name in names)
    assert {name for _, parent, _, name in LANE.grid.rows if parent is None} == {"城隍庙社区"}


def test_the_same_reading_gives_the_very_same_case() -> None:
    assert shuangliu() is shuangliu(reading=CommunityReading.GRIDS_ONLY)
    assert shuangliu(reading="one_node") is shuangliu(reading=CommunityReading.ONE_NODE)  # type: ignore[arg-type]


@pytest.mark.parametrize("reading", ["both", None, ["one_node"]])
def test_an_unknown_reading_is_refused(reading: object) -> None:
    with pytest.raises(UnknownName):
        shuangliu(reading=reading)  # type: ignore[arg-type]


@pytest.mark.parametrize("split", [(5, 5, 6), [14, 1, 1], (6, 5, 5)])
def test_the_caller_says_how_sixteen_lie_under_three(split: tuple[int, int, int]) -> None:
    case = chenghua_lane(split=split)
    assert [len(case.grid.children(code)) for code in case.grid.children("SYN-CHX")] == list(split)
    assert (case.count(GridKind.GENERAL), case.count(GridKind.MICRO)) == (3, 16)
    assert case.grid.findings() == ()
    assert case.place == "成都市金牛区城隍庙社区成华巷"
    assert ", ".join(map(str, split)) in case.choices[0].en


@pytest.mark.parametrize(
    "split",
    [
        (16, 0, 0),
        (5, 5, 5),
        (8, 8),
        (4, 4, 4, 4),
        (5.0, 5, 6),
        (True, 9, 6),
        (-1, 8, 9),
        16,
        None,
        "556",
        {5, 6},
    ],
)
def test_any_other_division_is_refused_and_explained(split: object) -> None:
    with pytest.raises(InvalidValue, match="3 positive whole numbers that come to 16"):
        chenghua_lane(split=split)  # type: ignore[arg-type]


def test_a_case_has_figures_of_its_place_only() -> None:
    with pytest.raises(InvalidValue, match="must be a figure of 成都市金牛区城隍庙社区成华巷"):
        attrs.evolve(LANE, figures=(*LANE.figures, SHUANGLIU_FIGURES["micro"]))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("figures", (3,)),
        ("choices", ("chosen",)),
        ("grid", None),
        ("code", "巷"),
        ("place", ""),
        ("is_synthetic", 1),
    ],
)
def test_a_case_holds_what_its_fields_say(field: str, value: object) -> None:
    with pytest.raises(InvalidValue):
        attrs.evolve(LANE, **{field: value})


def test_a_case_goes_into_a_document_and_comes_back() -> None:
    for case in (LANE, shuangliu()):
        assert GridCase.from_json(case.to_json()) == case


def test_a_document_with_a_figure_of_elsewhere_is_refused() -> None:
    document = LANE.to_document()
    document["place"] = "成都市双流区"
    with pytest.raises(DocumentError):
        GridCase.from_document(document)


def test_a_notebook_shows_figures_with_their_words_and_escapes_names() -> None:
    shown = attrs.evolve(LANE, place="<b>", figures=())._repr_html_()
    assert "<b>" not in shown
    assert "&lt;b&gt;" in shown
    shown = LANE._repr_html_()
    assert all(
        str(figure.quantity) in shown and figure.citation.phrase in shown
        for figure in CHENGHUA_LANE_FIGURES.values()
    )
    assert LANE.choices[0].zh in shown


@pytest.mark.parametrize(("total", "over"), [(0, 3), (2, 3), (118, 9), (786, 118), (10_096, 786), (7, 1)])
def test_a_sum_is_spread_without_loss(total: int, over: int) -> None:
    counts = spread(total, over=over)
    assert sum(counts) == total
    assert len(counts) == over
    assert counts == tuple(sorted(counts, reverse=True))
    assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize(("total", "over"), [(-1, 3), (1, 0), (1.0, 1), (1, True)])
def test_nothing_can_be_spread_over_nobody(total: int, over: int) -> None:
    with pytest.raises(InvalidValue):
        spread(total, over=over)
