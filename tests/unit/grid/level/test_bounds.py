"""Bounds of households and of grids under a grid."""

import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.errors import InvalidValue
from communitygov.grid.level import CountBounds, SizeBounds


@pytest.mark.parametrize("bounds", [SizeBounds, CountBounds])
def test_bounds_that_nothing_lies_between_are_refused(bounds: type[SizeBounds | CountBounds]) -> None:
    with pytest.raises(InvalidValue, match="at least the lower bound, 30"):
        bounds(least=30, most=29, source=LIBRARY_DEFAULT)
    assert bounds(least=30, most=30, source=LIBRARY_DEFAULT).most == 30
    assert bounds(least=30, source=LIBRARY_DEFAULT).most is None


def test_households_are_no_grids() -> None:
    assert SizeBounds(least=1, source=LIBRARY_DEFAULT) != CountBounds(least=1, source=LIBRARY_DEFAULT)


@pytest.mark.parametrize("least", [-1, 1.0, True, None])
def test_a_bound_is_a_whole_number(least: object) -> None:
    with pytest.raises(InvalidValue):
        CountBounds(least=least, source=LIBRARY_DEFAULT)  # type: ignore[arg-type]


def test_bounds_say_where_they_stand() -> None:
    with pytest.raises(InvalidValue, match="Citation"):
        CountBounds(least=1, source="ours")  # type: ignore[arg-type]
