"""Figures of documents: what adds up and what does not."""

import attrs
import pytest

from communitygov.casebook import (
    CHENGHUA_LANE_FIGURES,
    PIDU_FIGURES,
    SHUANGLIU_FIGURES,
    Figure,
    FiguresOfDifferentDocuments,
    FiguresOfDifferentPlaces,
    FiguresOfDifferentThings,
)
from communitygov.core.quantity import Quantity
from communitygov.core.source import LIBRARY_DEFAULT, quoted
from communitygov.errors import InvalidValue, UnitMismatch, Words

MICRO, GENERAL = SHUANGLIU_FIGURES["micro"], SHUANGLIU_FIGURES["general"]
GUIDES = PIDU_FIGURES["guides"]
FOUR = Words("四类网格", "grids of the four kinds")


def test_figures_of_different_things_have_a_sum_only_where_the_caller_names_it() -> None:
    figures = [SHUANGLIU_FIGURES[kind] for kind in ("integrated", "general", "exclusive", "micro")]
    total = Figure.total(figures, together=FOUR)
    assert (total.quantity, total.what) == (Quantity.parse("11082个"), FOUR)
    assert total.citations == (MICRO.citation,)
    with pytest.raises(FiguresOfDifferentThings) as caught:
        Figure.total(figures)
    assert (caught.value.left.zh, caught.value.right.zh) == ("综合网格", "一般网格")
    with pytest.raises(FiguresOfDifferentThings):
        MICRO + GENERAL
    with pytest.raises(InvalidValue):
        Figure.total(figures, together="四类网格")  # type: ignore[arg-type]


def test_what_they_are_together_does_not_join_places_or_documents() -> None:
    with pytest.raises(FiguresOfDifferentPlaces):
        Figure.total([MICRO, GUIDES], together=FOUR)
    with pytest.raises(FiguresOfDifferentDocuments):
        Figure.total([MICRO, attrs.evolve(MICRO, citations=(quoted("003", "微网格"),))], together=FOUR)


def test_figures_of_one_thing_add_up() -> None:
    assert (MICRO + MICRO).quantity == Quantity.parse("20192个")
    assert (MICRO + MICRO).what == MICRO.what


def test_guides_of_one_district_are_never_added_to_micro_grids_of_another() -> None:
    for one, two in ((MICRO, GUIDES), (GUIDES, MICRO)):
        with pytest.raises(FiguresOfDifferentPlaces) as caught:
            one + two
        assert (caught.value.left, caught.value.right) == (one.place, two.place)
        assert caught.value.code == "FIGURES_OF_DIFFERENT_PLACES"
        assert "不能相加" in caught.value.text("zh")
    with pytest.raises(FiguresOfDifferentPlaces):
        Figure.total([MICRO, CHENGHUA_LANE_FIGURES["micro"]])


def test_figures_of_one_place_in_two_documents_have_no_sum() -> None:
    later = attrs.evolve(MICRO, citations=(quoted("003", "微网格"),))
    with pytest.raises(FiguresOfDifferentDocuments) as caught:
        MICRO + later
    assert (caught.value.left, caught.value.right) == ("002", "003")
    assert "文件" in caught.value.text("zh")


def test_companies_and_neighbourhoods_are_counted_in_different_units() -> None:
    with pytest.raises(UnitMismatch):
        Figure.total([SHUANGLIU_FIGURES["company"], SHUANGLIU_FIGURES["neighbourhood"]], together=FOUR)


def test_a_sum_keeps_the_words_of_all_its_parts() -> None:
    both = Figure.total([SHUANGLIU_FIGURES["street"], GENERAL], together=FOUR)
    assert [each.phrase for each in both.citations] == [
        SHUANGLIU_FIGURES["street"].citation.phrase,
        GENERAL.citation.phrase,
    ]
    assert both.citation == SHUANGLIU_FIGURES["street"].citation
    again = MICRO + MICRO
    assert again.what == MICRO.what
    assert again.citations == MICRO.citations


@pytest.mark.parametrize("figures", [[], [MICRO, 3], ["12个"]])
def test_a_total_is_of_one_figure_or_more(figures: list[Figure]) -> None:
    with pytest.raises(InvalidValue, match="one Figure or more"):
        Figure.total(figures)


def test_a_number_is_no_figure() -> None:
    with pytest.raises(TypeError):
        MICRO + 3  # type: ignore[operator]


@pytest.mark.parametrize(
    "citations", [(), (MICRO.citation, MICRO.citation), (MICRO.citation, GUIDES.citation), ("002",)]
)
def test_a_figure_stands_in_one_document(citations: tuple[object, ...]) -> None:
    with pytest.raises(InvalidValue, match="citations"):
        attrs.evolve(MICRO, citations=citations)


@pytest.mark.parametrize(
    ("field", "value"),
    [("place", ""), ("quantity", 16), ("what", "微网格"), ("what", Words("", 3))],  # type: ignore[arg-type]
)
def test_a_figure_holds_what_its_fields_say(field: str, value: object) -> None:
    with pytest.raises(InvalidValue, match=field):
        attrs.evolve(MICRO, **{field: value})


def test_a_figure_that_the_library_chose_is_told_from_one_that_is_quoted() -> None:
    assert not MICRO.citation.is_library_default
    assert attrs.evolve(MICRO, citations=(LIBRARY_DEFAULT,)).citation.is_library_default
