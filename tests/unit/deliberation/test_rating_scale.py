"""The scales on which residents rate, what is enough, and how many gave each score."""

from fractions import Fraction

import pytest

from communitygov.deliberation.rating_distribution import Distribution
from communitygov.deliberation.rating_scale import (
    FIVE_POINTS,
    SATISFIED_OR_NOT,
    THREE_GRADES,
    Comparison,
    Scale,
    Threshold,
)
from communitygov.errors import InvalidValue, UnknownName, Words


def test_the_two_valued_scale_speaks_both_languages() -> None:
    assert [SATISFIED_OR_NOT.label(score, "zh") for score in SATISFIED_OR_NOT.scores] == ["不满意", "满意"]
    assert SATISFIED_OR_NOT.label(1) == "satisfied"
    assert [THREE_GRADES.label(score, "zh") for score in (1, 2, 3)] == ["不满意", "基本满意", "满意"]


def test_a_score_without_a_word_is_its_number() -> None:
    assert FIVE_POINTS.label(4, "zh") == FIVE_POINTS.label(4, "en") == "4"


def test_a_scale_of_a_hundred_points_is_the_longest() -> None:
    assert len(Scale(0, 100).scores) == 101
    with pytest.raises(InvalidValue, match="at most 101 scores"):
        Scale(0, 101)


@pytest.mark.parametrize(("lowest", "highest"), [(1, 1), (5, 1), (-1, 1), (0, 1.0), (False, 1)])
def test_a_scale_without_a_choice_of_whole_scores_is_refused(lowest: object, highest: object) -> None:
    with pytest.raises(InvalidValue, match=r"lowest|highest"):
        Scale(lowest, highest)


def test_words_for_some_scores_only_are_refused() -> None:
    with pytest.raises(InvalidValue, match="for every score"):
        Scale(0, 1, labels=(Words("满意", "satisfied"),))
    with pytest.raises(InvalidValue, match="must be Words"):
        Scale(0, 1, labels=("不满意", "满意"))  # type: ignore[arg-type]  # wrong on purpose


def test_a_score_off_the_scale_has_no_word() -> None:
    with pytest.raises(InvalidValue, match="from 1 to 5"):
        FIVE_POINTS.label(6)


@pytest.mark.parametrize(
    ("comparison", "enough"),
    [(Comparison.AT_LEAST, {1: 1, 2: 2, 3: 2, 6: 4}), (Comparison.MORE_THAN, {1: 1, 2: 2, 3: 3, 6: 5})],
)
def test_two_thirds_are_counted_exactly(comparison: Comparison, enough: dict[int, int]) -> None:
    threshold = Threshold("satisfied_share", Fraction(2, 3), comparison=comparison)
    assert {count: threshold.least(count) for count in enough} == enough


@pytest.mark.parametrize("bound", [0.5, True, -1, "1/2", Fraction(1, 2**60), 2**60, None])
def test_a_bound_is_an_exact_number_of_reasonable_size(bound: object) -> None:
    with pytest.raises(InvalidValue, match="bound"):
        Threshold("satisfied_share", bound)


def test_an_unknown_measure_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="satisfied_share"):
        Threshold("satisfied_shar", Fraction(1, 2))  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("counts", [(1, 2), (0, 0, 0, 0, -1), (0, 0, 0, 0, True), (2**53, 0, 0, 0, 0)])
def test_a_distribution_has_a_count_for_every_score(counts: object) -> None:
    with pytest.raises(InvalidValue, match="counts"):
        Distribution(scale=FIVE_POINTS, counts=counts)


def test_a_distribution_of_scores_off_the_scale_is_refused() -> None:
    with pytest.raises(InvalidValue, match="score: 6"):
        Distribution.of([5, 6], scale=FIVE_POINTS)


def test_published_scores_stand_in_the_order_of_the_scale() -> None:
    given = Distribution.of([2] * 9 + [10] * 8, scale=Scale(1, 10))
    shown_scores = [code for code, _ in given.published().cells]
    assert shown_scores == ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10"]
