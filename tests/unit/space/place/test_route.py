"""Routes: in order, none twice, unless it is a loop."""

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.geometry import Point
from communitygov.space.place import Place, Route

PLACES = [
    Place("a", "甲", at=Point(0, 0)),
    Place("b", "乙", at=Point(3_000, 4_000)),
    Place("c", "丙"),
]


def test_a_loop_ends_where_it_begins() -> None:
    loop, line = Route("r", "线", stops=["a", "b", "a"]), Route("r", "线", stops=["a", "b"])
    assert loop.is_loop
    assert not line.is_loop
    assert loop.legs == (("a", "b"), ("b", "a"))
    assert (line.straight_length(PLACES), loop.straight_length(PLACES)) == (5_000, 10_000)


@pytest.mark.parametrize("stops", ["", "a", "a a", "a b b", "a b a b", "a b c b", "a b a a"])
def test_a_stop_that_stands_twice_is_refused(stops: str) -> None:
    with pytest.raises(InvalidValue, match="none twice"):
        Route("r", "线", stops=stops.split())


@pytest.mark.parametrize("stops", ["a c", "c a"])
def test_a_place_without_a_point_leaves_the_length_unknown(stops: str) -> None:
    assert Route("r", "线", stops=stops.split()).straight_length(PLACES) is None


def test_a_stop_that_is_no_place_is_told() -> None:
    with pytest.raises(UnknownName, match="'d'"):
        Route("r", "线", stops=("a", "d")).straight_length(PLACES)
