"""How many people of each band."""

import pytest
from hypothesis import given

from communitygov.errors import InvalidValue
from communitygov.space.audience.age_band import AGE_BANDS
from communitygov.space.audience.population import Population
from communitygov.testing.strategies.audience import populations


@given(populations(), populations())
def test_people_are_neither_lost_nor_doubled_when_added(one: Population, other: Population) -> None:
    both = one + other
    assert both.total == one.total + other.total
    for band in AGE_BANDS.codes:
        assert both.count(band) == one.count(band) + other.count(band)
    assert both == other + one == Population.total_of([one, other])


@given(populations())
def test_weighing_every_band_with_one_counts_everybody(people: Population) -> None:
    assert people.weighted(dict.fromkeys(AGE_BANDS.codes, 1)) == people.total
    assert people.weighted({}) == 0


@pytest.mark.parametrize(
    "counts",
    [
        [("60plus", 1), ("0-2", 1)],
        [("0-2", 1), ("0-2", 2)],
        [("0-2", 0)],
        [("0-2", -1)],
        [("0-2", 1.5)],
        [("0-2", True)],
        [("长者", 1)],
        [("0-2",)],
        ["0-2"],
        [("0-2", 2**53)],
        [["0-2", 1]],
    ],
)
def test_counts_that_are_not_ordered_positive_numbers_are_refused(counts: list[object]) -> None:
    with pytest.raises(InvalidValue, match="counts"):
        Population(counts)  # type: ignore[arg-type]


@pytest.mark.parametrize("people", [None, [("0-2", 1)], {"0-2": -1}, {"0-2": "3"}, {1: 2}, {"长者": 1}])
def test_what_does_not_map_bands_to_numbers_is_refused(people: object) -> None:
    with pytest.raises(InvalidValue, match="people"):
        Population.of(people)  # type: ignore[arg-type]


def test_only_populations_are_added() -> None:
    assert Population.of({"0-2": 1}).__add__(1) is NotImplemented  # type: ignore[operator]


def test_it_says_how_many_of_each_band() -> None:
    assert str(Population.of({"60plus": 2, "0-2": 1})) == "0-2: 1, 60plus: 2"
    assert str(Population()) == "nobody"


@pytest.mark.parametrize("weights", [None, {"0-2": 0.5}, {"0-2": "x"}, {"0-2": True}])
def test_weights_that_are_not_whole_are_refused(weights: dict[str, int]) -> None:
    with pytest.raises(InvalidValue, match="weights"):
        Population.of({"0-2": 1}).weighted(weights)
