"""Leagues: dense ranks, ties, quarters; nothing summed that is not the caller's."""

from datetime import date
from fractions import Fraction

import pytest

from communitygov.core.quantity import Quantity
from communitygov.errors import InvalidValue, UnitMismatch, UnknownName
from communitygov.programme.league import (
    Axis,
    League,
    LeagueMeasure,
    LeagueResult,
    Movement,
    Quarter,
    Ranking,
    Sense,
    Standing,
)
from communitygov.programme.league.ranking import rank

THIRD, FOURTH = Quarter(2020, 3), Quarter(2020, 4)


def measure(
    code: str, sense: Sense = Sense.MORE, *, axis: Axis | None = None, unit: str = "个"
) -> LeagueMeasure:
    return LeagueMeasure(code=code, zh=code, en=code, sense=sense, unit=unit, axis=axis)


def league(*measures: LeagueMeasure, **told: dict[str, str]) -> League:
    """Make a league of a, b, c and d; `told` holds the results of the fourth quarter by measure."""
    results = [
        LeagueResult(participant=who, measure=what, quarter=FOURTH, figure=Quantity.parse(figure))
        for what, figures in told.items()
        for who, figure in figures.items()
    ]
    return League(participants=list("abcd"), measures=measures, results=results)


def ranks(ranking: Ranking) -> list[int | None]:
    return [each.rank for each in ranking.standings]


def test_ties_stay_ties_and_the_next_rank_follows_without_a_gap() -> None:
    told = {"a": "3个", "b": "5个", "c": "3个", "d": "7个"}
    assert ranks(league(measure("x"), x=told).ranking("x", FOURTH)) == [3, 2, 3, 1]
    assert ranks(league(measure("x", Sense.LESS), x=told).ranking("x", FOURTH)) == [1, 2, 1, 3]


def test_who_has_no_result_is_not_last_but_not_ranked() -> None:
    ranking = league(measure("x"), x={"a": "3个", "b": "5余个"}).ranking("x", FOURTH)
    assert ranks(ranking) == [1, None, None, None]
    assert ranking.unranked == ("b", "c", "d")
    assert [each.code for each in ranking.findings()] == [
        "RESULT_NOT_EXACT",
        "RESULT_MISSING",
        "RESULT_MISSING",
    ]
    assert (
        ranking.findings()[0].text() == "b has 5余个 for x in 2020Q4, which is not exact, and is not ranked"
    )
    assert (ranking["a"].rank, ranking.at(1), ranking.at(2)) == (1, ("a",), ())
    with pytest.raises(UnknownName, match="participant"):
        ranking["e"]


def test_ranks_that_the_figures_do_not_give_are_refused() -> None:
    two = [
        Standing(participant=who, figure=Quantity.parse("3个"), rank=at) for at, who in ((1, "a"), (2, "b"))
    ]
    with pytest.raises(InvalidValue, match="dense ranks"):
        Ranking(measure=measure("x"), quarter=FOURTH, standings=two)
    with pytest.raises(InvalidValue, match="only once"):
        Ranking(measure=measure("x"), quarter=FOURTH, standings=two[:1] * 2)


def test_movement_is_told_between_two_quarters_and_only_for_who_is_ranked_in_both() -> None:
    told = league(measure("x"), x={"a": "3个", "b": "5个", "c": "1个"})
    for who, figure in (("a", "9个"), ("b", "1个"), ("d", "5个")):
        told = told.with_result(
            LeagueResult(participant=who, measure="x", quarter=THIRD, figure=Quantity.parse(figure))
        )
    moved = told.movement("x", earlier=THIRD, later=FOURTH)
    assert [(each.before, each.after, each.places) for each in moved] == [
        (1, 2, -1),
        (3, 1, 2),
        (None, 3, None),
        (2, None, None),
    ]
    with pytest.raises(InvalidValue, match="earlier"):
        told.movement("x", earlier=FOURTH, later=FOURTH)
    assert Movement(participant="a", before=2, after=2).places == 0


def test_a_score_is_made_of_ranks_and_of_the_weights_of_the_caller() -> None:
    told = league(
        measure("x"),
        measure("y", Sense.LESS),
        x={"a": "9个", "b": "5个", "c": "5个", "d": "1个"},
        y={"a": "9个", "b": "5个", "c": "7个"},
    )
    made = told.weighted(FOURTH, {"x": 1, "y": Fraction(1, 2)})
    assert [(each.points, each.rank) for each in made] == [
        (Fraction(5, 2), 1),
        (Fraction(5, 2), 1),
        (3, 2),
        (None, None),
    ]


@pytest.mark.parametrize(
    "weights", [{}, {"x": 0}, {"x": -1}, {"x": 0.5}, {"x": True}, {"x": "1"}, [("x", 1)]]
)
def test_there_is_no_score_without_exact_weights(weights: dict[str, int]) -> None:
    with pytest.raises(InvalidValue, match="weights"):
        league(measure("x")).weighted(FOURTH, weights)


def test_order_and_vitality_are_never_summed() -> None:
    both = league(measure("x", axis=Axis.ORDER), measure("y", axis=Axis.VITALITY), measure("z"))
    for pair in (("x", "y"), ("x", "z")):
        with pytest.raises(InvalidValue, match="side by side"):
            both.weighted(FOURTH, dict.fromkeys(pair, 1))
    assert len(both.weighted(FOURTH, {"x": 1})) == 4
    with pytest.raises(UnknownName, match="measure"):
        both.weighted(FOURTH, {"w": 1})


def test_figures_of_different_kinds_stand_side_by_side() -> None:
    told = league(measure("x"), measure("y", unit="元"), x={"a": "3个"}, y={"a": "5元", "b": "20余元"})
    assert told.side_by_side(FOURTH, language="zh") == (
        ("a", ("3个", "5元")),
        ("b", ("未报", "20余元")),
        ("c", ("未报", "未报")),
        ("d", ("未报", "未报")),
    )
    with pytest.raises(InvalidValue, match="quarter"):
        told.side_by_side("2020Q4")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="quarter"):
        told.ranking("x", "2020Q4")  # type: ignore[arg-type]
    assert told.side_by_side(FOURTH)[3] == ("d", ("not reported", "not reported"))


def test_results_fit_the_league() -> None:
    with pytest.raises(UnitMismatch):
        league(measure("x"), x={"a": "3元"})
    with pytest.raises(InvalidValue, match="of this league"):
        league(measure("x"), x={"e": "3个"})
    with pytest.raises(InvalidValue, match="of this league"):
        league(measure("x"), y={"a": "3个"})
    result = LeagueResult(participant="a", measure="x", quarter=FOURTH, figure=Quantity.parse("3个"))
    with pytest.raises(InvalidValue, match="only once"):
        league(measure("x"), x={"a": "3个"}).with_result(result)


def test_somebody_compares_by_something() -> None:
    with pytest.raises(InvalidValue, match="one participant"):
        League(participants=[], measures=[measure("x")])
    with pytest.raises(InvalidValue, match="one measure"):
        League(participants=["a"], measures=[])
    with pytest.raises(InvalidValue, match="only once"):
        League(participants=["a", "a"], measures=[measure("x")])
    with pytest.raises(InvalidValue, match="only once"):
        League(participants=["a"], measures=[measure("x")] * 2)


def test_a_league_and_a_ranking_are_shown_as_tables() -> None:
    evil = LeagueMeasure(code="x", zh="<b>", en="<i>", sense=Sense.MORE, unit="个", axis=Axis.ORDER)
    told = league(evil, x={"a": "3个"})
    for shown in (told._repr_html_(), told.ranking("x", FOURTH)._repr_html_()):
        assert "<b>" not in shown
        assert "<i>" not in shown
        assert "未报" in shown
    assert "2020Q4" in told._repr_html_()
    assert "秩序" in told._repr_html_()
    none = league(measure("x"))._repr_html_()
    assert "尚无结果" in none
    assert "4 participants, no results" in none
    codes = [f"x-{at}" for at in range(203)]
    wide = League(participants=codes, measures=[measure(code) for code in codes])
    assert "3 more measures" in wide.table(FOURTH)
    assert "…… 另有 3 … 3 more" in wide.table(FOURTH)
    assert "…… 另有 3 … 3 more" in wide.ranking("x-0", FOURTH)._repr_html_()
    with pytest.raises(InvalidValue, match="quarter"):
        wide.table(2020)  # type: ignore[arg-type]
    assert "（—）" in league(measure("x")).table(FOURTH)


def test_a_ranking_is_made_of_any_figures() -> None:
    assert rank(measure("x"), FOURTH, figures={}).standings == ()


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2020, 1, 1), Quarter(2020, 1)),
        (date(2020, 3, 31), Quarter(2020, 1)),
        (date(2020, 4, 1), Quarter(2020, 2)),
        (date(2020, 11, 24), FOURTH),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, quarter: Quarter) -> None:
    assert Quarter.of(day) == quarter
    assert quarter.span.holds(day)


def test_after_the_fourth_quarter_comes_the_first_of_the_next_year() -> None:
    assert (FOURTH.next, THIRD.next) == (Quarter(2021, 1), FOURTH)
    assert (FOURTH.span.since, FOURTH.span.until) == (date(2020, 10, 1), date(2021, 1, 1))


@pytest.mark.parametrize(
    ("year", "number"), [(2020, 0), (2020, 5), (2020, True), (0, 1), (9999, 1), ("2020", 1)]
)
def test_what_is_no_quarter_is_refused(year: int, number: int) -> None:
    with pytest.raises(InvalidValue, match=r"year|number"):
        Quarter(year, number)
