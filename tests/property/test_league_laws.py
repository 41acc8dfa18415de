"""Laws of leagues and rankings, each against a second opinion written by hand."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.quantity import Quantity
from communitygov.programme.league import League, LeagueMeasure, Ranking, Sense
from communitygov.programme.league.ranking import rank
from communitygov.testing.strategies.league import FEW, figures, leagues, rankings


def better(measure: LeagueMeasure, one: Quantity, other: Quantity) -> bool:
    """Tell whether one exact figure beats another."""
    assert one.exactly is not None
    assert other.exactly is not None
    return one.exactly > other.exactly if measure.sense is Sense.MORE else one.exactly < other.exactly


@given(rankings())
def test_a_rank_is_one_more_than_the_number_of_better_figures(ranking: Ranking) -> None:
    known = [
        each for each in ranking.standings if each.figure is not None and each.figure.exactly is not None
    ]
    for standing in ranking.standings:
        if standing not in known:
            assert standing.rank is None
            continue
        figure = standing.figure
        assert figure is not None
        beating = {
            each.figure.exactly
            for each in known
            if each.figure is not None and better(ranking.measure, each.figure, figure)
        }
        assert standing.rank == len(beating) + 1


@given(rankings(), st.text("xyz", min_size=13, max_size=20))
def test_somebody_without_a_result_moves_nobody(ranking: Ranking, newcomer: str) -> None:
    told = {each.participant: each.figure for each in ranking.standings}
    more = rank(ranking.measure, ranking.quarter, figures={**told, newcomer: None})
    assert more.standings[:-1] == ranking.standings
    assert more.unranked[-1] == newcomer


@given(leagues(), st.integers(1, 50))
def test_a_score_does_not_depend_on_the_size_of_the_weights(league: League, factor: int) -> None:
    axis = league.measures[0].axis
    weights = {each.code: Fraction(at + 1, 3) for at, each in enumerate(league.measures) if each.axis == axis}
    larger = {code: weight * factor for code, weight in weights.items()}
    one, other = (league.weighted(FEW[0], each) for each in (weights, larger))
    assert [each.rank for each in one] == [each.rank for each in other]
    ranked = [each for each in one if each.points is not None]
    for each in ranked:
        lower = {other.points for other in ranked if other.points is not None and other.points < each.points}  # type: ignore[operator]
        assert each.rank == len(lower) + 1


@given(leagues())
def test_one_measure_alone_gives_its_own_ranking(league: League) -> None:
    code = league.measures[0].code
    alone = league.weighted(FEW[1], {code: 7})
    assert [each.rank for each in alone] == [each.rank for each in league.ranking(code, FEW[1]).standings]


@given(leagues())
def test_movements_over_two_quarters_add_up(league: League) -> None:
    code = league.measures[0].code
    first, second, third = FEW
    steps = (
        league.movement(code, earlier=first, later=second),
        league.movement(code, earlier=second, later=third),
    )
    for one, two, whole in zip(*steps, league.movement(code, earlier=first, later=third), strict=True):
        if one.places is not None and two.places is not None:
            assert whole.places == one.places + two.places


@given(st.lists(figures("个"), max_size=6), st.sampled_from(Sense))
def test_the_order_of_the_participants_does_not_matter(told: list[Quantity], sense: Sense) -> None:
    measure = LeagueMeasure(code="x", zh="x", en="x", sense=sense, unit="个")
    named = {f"p-{at}": figure for at, figure in enumerate(told)}
    turned = dict(reversed(named.items()))
    one, other = (rank(measure, FEW[0], figures=each) for each in (named, turned))
    assert {each.participant: each.rank for each in one.standings} == {
        each.participant: each.rank for each in other.standings
    }
