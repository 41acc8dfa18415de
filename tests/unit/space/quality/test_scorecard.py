"""Rubrics and ratings with evidence."""

from datetime import date
from fractions import Fraction

import pytest

from communitygov.core.source import quoted
from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.quality import (
    FEELINGS,
    THREE_BEAUTIES,
    THREE_VALUES,
    Axis,
    Beauty,
    Evidence,
    Mark,
    Rubric,
    Scorecard,
    Standing,
)

SEEN = [Evidence("photo-1", says="三楼平台", on=date(2023, 5, 4), source=quoted("000", "三楼平台"))]


def card(**marks: int | Fraction | None) -> Scorecard:
    """Make a rating on the three beauties without evidence."""
    return Scorecard.of("caojiaxiang", THREE_BEAUTIES, marks=marks)


def test_each_kind_of_beauty_stands_on_a_principle_of_its_own() -> None:
    assert len({kind.principle.code for kind in Beauty}) == len(Beauty) == 5
    assert Beauty.ROOTS.principle.words.en == "keeping the roots and forging the soul"


def test_an_axis_without_a_mark_is_unrated_and_never_zero() -> None:
    partly = card(space=90, function=None)
    assert partly.unrated == ("function", "development")
    assert partly.mark("function") is None
    assert partly.whole.value is None
    assert str(partly.whole) == "rated on 1 of 3"
    zero = card(space=90, function=0, development=0)
    assert (zero.unrated, zero.whole.value) == ((), 30)
    assert str(card().whole) == "unrated"


def test_the_whole_is_told_with_how_many_axes_are_rated() -> None:
    full = card(space=80, function=70, development=Fraction(121, 2))
    assert str(full.whole) == "421/6 of 100, rated on 3 of 3"
    assert full.whole.text("zh") == "421/6 分（满分 100），已评 3/3 项"
    assert card(space=1).whole.text("zh") == "已评 1/3 项"


def test_weights_count_and_equal_ones_are_the_librarys_own() -> None:
    rubric = Rubric("own", [Axis("a", "甲", "a", weight=3), Axis("b", "乙", "b")], best=10)
    assert Scorecard.of("x", rubric, marks={"a": 8, "b": 4}).whole.value == 7
    assert THREE_VALUES.figures.is_library_default
    assert rubric["b"].weight == 1


def test_a_mark_without_evidence_and_an_unrated_axis_are_findings() -> None:
    rated = Scorecard.of("x", THREE_BEAUTIES, marks={"space": 80, "function": 70}, evidence={"space": SEEN})
    assert [(finding.code, finding.text("zh")) for finding in rated.findings()] == [
        ("MARK_WITHOUT_EVIDENCE", "x 的功能美得分 70 无依据"),
        ("AXIS_UNRATED", "x 的发展美未评"),
    ]


def test_what_a_survey_did_not_ask_may_stay_open() -> None:
    asked = Scorecard.of("x", FEELINGS, marks={"gain": 90}, evidence={"gain": SEEN})
    assert asked.findings() == ()
    assert str(asked.whole) == "rated on 1 of 4"


def test_ratings_are_compared_as_far_as_is_known() -> None:
    full, open_one = card(space=80, function=70, development=60), card(space=80, function=70)
    assert full.at_least(full) is True
    assert full.at_least(open_one) is None
    assert open_one.at_least(full) is None
    assert card(space=100, function=100).at_least(card(space=10, function=10)) is True
    assert card(space=10).at_least(card(space=100, function=100, development=100)) is False
    assert open_one.at_least(Fraction(101, 2)) is None


def test_axes_are_compared_one_by_one() -> None:
    beside = card(space=80, function=70).beside(card(space=60, function=70, development=50))
    assert beside == (
        ("space", Standing.BETTER),
        ("function", Standing.SAME),
        ("development", Standing.UNKNOWN),
    )
    assert card(space=1).beside(card(space=2))[0] == ("space", Standing.WORSE)


def test_ratings_by_different_rubrics_do_not_compare() -> None:
    other = Scorecard.of("x", THREE_VALUES, marks={})
    for compare in (card().at_least, card().beside):
        with pytest.raises(InvalidValue, match="must be rated by the same three_beauties"):
            compare(other)
    with pytest.raises(InvalidValue, match="'float' will not do"):
        card().at_least(0.5)  # type: ignore[arg-type]


def test_a_mark_on_no_axis_or_above_the_best_is_refused() -> None:
    with pytest.raises(UnknownName, match="No axis is called 'spase'"):
        Scorecard.of("x", THREE_BEAUTIES, marks={"spase": 1})
    with pytest.raises(UnknownName, match="No axis is called 'spase'"):
        Scorecard.of("x", THREE_BEAUTIES, marks={}, evidence={"spase": SEEN})
    with pytest.raises(InvalidValue, match="must be at most 100"):
        card(space=101)
    with pytest.raises(InvalidValue, match="on an axis with a mark"):
        Scorecard.of("x", THREE_BEAUTIES, marks={"space": None}, evidence={"space": SEEN})
    for wrong in (True, 79.5, "80", -1, Fraction(1, 10**10)):
        with pytest.raises(InvalidValue, match="value"):
            card(space=wrong)  # type: ignore[arg-type]


def test_marks_stand_in_the_order_of_the_axes_each_once() -> None:
    space, function = Mark("space", value=1), Mark("function", value=1)
    for wrong in ([function, space], [space, space], [Mark("other", value=1)]):
        with pytest.raises(InvalidValue, match="in their order"):
            Scorecard("x", THREE_BEAUTIES, marks=wrong)
    with pytest.raises(InvalidValue, match="evidence"):
        Mark("space", value=1, evidence=SEEN * 2)


def test_a_rubric_is_checked_when_it_is_made() -> None:
    axis = Axis("a", "甲", "a")
    for wrong in ([], [axis, axis]):
        with pytest.raises(InvalidValue, match="axes"):
            Rubric("own", wrong)
    with pytest.raises(InvalidValue, match="best"):
        Rubric("own", [axis], best=0)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="weight"):
        Axis("a", "甲", "a", weight=-1)  # type: ignore[arg-type]
    with pytest.raises(UnknownName):
        THREE_BEAUTIES["x"]


def test_a_rating_is_said_axis_by_axis_and_shows_records_without_what_they_say() -> None:
    rated = Scorecard.of("x", THREE_BEAUTIES, marks={"space": 80}, evidence={"space": SEEN})
    assert rated.text().splitlines() == [
        "beauty of space: 80 of 100 (evidence: 1)",
        "beauty of function: unrated",
        "beauty of development: unrated",
        "x: rated on 1 of 3",
    ]
    assert "<td>photo-1</td>" in rated._repr_html_()
    assert "未评 unrated" in rated._repr_html_()
    assert "三楼平台" not in repr(rated)


def test_feelings_are_no_score_together() -> None:
    marks = {"gain": 80, "security": 80, "happiness": 80, "belonging": 80}
    felt = Scorecard.of("p", FEELINGS, marks=marks)
    assert str(felt.whole) == "rated on 4 of 4"
    for act in (felt.bounds, lambda: felt.at_least(50), lambda: card(space=1).at_least(felt)):
        with pytest.raises(InvalidValue):
            act()
    assert {standing for _, standing in felt.beside(felt)} == {Standing.SAME}


def test_what_is_no_rating_and_no_evidence_is_refused() -> None:
    with pytest.raises(InvalidValue, match="other"):
        card(space=1).beside(5)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="evidence"):
        Scorecard.of("p", FEELINGS, marks={}, evidence=5)  # type: ignore[arg-type]
