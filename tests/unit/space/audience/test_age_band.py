"""Bands of age."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.audience.age_band import AGE_BANDS, AgeBand, AgeBands, AgeGroup
from communitygov.testing.strategies.audience import age_divisions

YOUNG = AgeBand("young", "少", "young", since=0, until=18, group=AgeGroup.CHILDREN)
OLD = AgeBand("old", "长", "old", since=18, group=AgeGroup.ELDERS)


@given(age_divisions(), st.integers(0, 200))
def test_every_age_belongs_to_just_one_band(bands: AgeBands, age: int) -> None:
    assert [band for band in bands if band.holds(age)] == [bands.at(age)]


@pytest.mark.parametrize("age", [-1, 1.5, "7", None])
def test_what_is_no_age_is_refused(age: object) -> None:
    with pytest.raises(InvalidValue, match="age"):
        AGE_BANDS.at(age)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "bands",
    [
        (),
        (OLD,),
        (YOUNG,),
        (OLD, YOUNG),
        (YOUNG, AgeBand("old", "长", "old", since=19, group=AgeGroup.ELDERS)),
        (YOUNG, AgeBand("young", "长", "old", since=18, group=AgeGroup.ELDERS)),
    ],
    ids=["none", "not from 0", "with an end", "not in order", "with a gap", "with a code twice"],
)
def test_bands_that_do_not_divide_all_ages_are_refused(bands: tuple[AgeBand, ...]) -> None:
    with pytest.raises(InvalidValue, match="bands"):
        AgeBands(bands)


def test_a_band_holds_its_first_age_and_not_its_end() -> None:
    assert [YOUNG.holds(age) for age in (0, 17, 18)] == [True, True, False]
    assert OLD.holds(120)


def test_bands_are_found_by_code_and_group() -> None:
    bands = AgeBands((YOUNG, OLD))
    assert bands["old"] is OLD
    assert bands.of(AgeGroup.YOUTH) == ()
    assert "old" in bands
    assert "elder" not in bands
    assert len(bands) == 2
    assert YOUNG.words.zh == "少"
    with pytest.raises(UnknownName, match="old"):
        bands["odl"]


def test_the_libraries_own_bands_say_that_no_document_has_them() -> None:
    assert AGE_BANDS.source.is_library_default
    assert {band.group for band in AGE_BANDS} == set(AgeGroup)
