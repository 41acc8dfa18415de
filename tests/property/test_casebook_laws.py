"""Laws of figures: what adds up does so in any order, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.casebook import (
    Figure,
    FiguresOfDifferentDocuments,
    FiguresOfDifferentPlaces,
    FiguresOfDifferentThings,
    GridCase,
)
from communitygov.casebook.distribution import spread
from communitygov.errors import UnitMismatch
from communitygov.testing.strategies.casebook import figures, grid_cases


@given(figures(), figures())
def test_two_figures_add_up_just_where_place_document_thing_and_unit_agree(one: Figure, two: Figure) -> None:
    if one.place != two.place:
        expected: type[Exception] | None = FiguresOfDifferentPlaces
    elif one.citation.document != two.citation.document:
        expected = FiguresOfDifferentDocuments
    elif one.what != two.what:
        expected = FiguresOfDifferentThings
    else:
        expected = None if one.quantity.unit == two.quantity.unit else UnitMismatch
    if expected is None:
        total = one + two
        assert total.quantity == one.quantity + two.quantity == (two + one).quantity
        assert set(total.citations) == {*one.citations, *two.citations}
    else:
        with pytest.raises(expected):
            one + two


@given(figures())
def test_a_figure_reads_back_as_it_was(figure: Figure) -> None:
    assert Figure.from_json(figure.to_json()) == figure


@given(grid_cases())
def test_a_case_reads_back_as_it_was(case: GridCase) -> None:
    assert GridCase.from_json(case.to_json()) == case


@given(st.integers(0, 20_000), st.integers(1, 2_000))
def test_nothing_is_lost_when_a_sum_is_spread(total: int, over: int) -> None:
    counts = spread(total, over=over)
    assert (sum(counts), len(counts)) == (total, over)
    assert counts == tuple(sorted(counts, reverse=True))
    assert counts[0] - counts[-1] <= 1
