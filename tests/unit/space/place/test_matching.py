"""Needs and scenes: as many as can be, the same every time, and why the rest go without."""

import pytest

from communitygov.errors import InvalidValue
from communitygov.space.place import Place, SceneMatch, SceneNeed, Zone, match_needs


def need(code: str, *functions: str, serves: tuple[str, ...] = ()) -> SceneNeed:
    return SceneNeed(code, code, functions=frozenset(functions), serves=frozenset(serves))


def place_of(*zones: tuple[str, str]) -> Place:
    return Place("p", "空间", zones=[Zone(code, code, functions={function}) for code, function in zones])


def test_three_needs_get_three_spaces() -> None:
    needs = [need("beauty", "gallery"), need("rest", "teahouse"), need("company", "study_room")]
    result = match_needs(needs, [place_of(("a", "study_room"), ("b", "gallery"), ("c", "teahouse"))])
    assert result.matches == (
        SceneMatch("beauty", place="p", zone="b"),
        SceneMatch("rest", place="p", zone="c"),
        SceneMatch("company", place="p", zone="a"),
    )
    assert not result.unmet
    assert not result.findings


def test_a_need_moves_on_where_another_can_go_elsewhere() -> None:
    needs = [need("either", "x", "y"), need("only", "x")]
    result = match_needs(needs, [place_of(("a", "x"), ("b", "y"))])
    assert [(each.need, each.zone) for each in result.matches] == [("either", "b"), ("only", "a")]


def test_a_chain_of_needs_moves_on() -> None:
    needs = [need("1", "x", "y"), need("2", "y", "z"), need("3", "x"), need("4", "y", "w")]
    result = match_needs(needs, [place_of(("a", "x"), ("b", "y"), ("c", "z"), ("d", "w"))])
    assert not result.unmet
    assert len({each.zone for each in result.matches}) == 4


def test_a_need_that_goes_without_is_told_with_its_rivals() -> None:
    needs = [need("1", "x", "y"), need("2", "x", "y"), need("other", "w"), need("3", "x", "y")]
    result = match_needs(needs, [place_of(("a", "x"), ("b", "y"), ("c", "w"))])
    assert result.unmet == ("3",)
    assert dict(result.findings[0].details) == {"need": "3", "rivals": "1, 2, 3", "needs": "3", "scenes": "2"}


def test_a_need_that_nothing_fits_stands_alone() -> None:
    finding = match_needs([need("1", "x")], []).findings[0]
    assert str(finding) == "no scene fits need 1 [NEED_UNFITTED]"


def test_a_place_without_zones_is_a_scene() -> None:
    result = match_needs([need("1", "x")], [Place("p", "空间", functions={"x"})])
    assert result.matches == (SceneMatch("1", place="p"),)


@pytest.mark.parametrize(
    ("asked", "offered", "is_met"),
    [
        ((), ("60plus",), True),
        (("60plus",), (), True),
        (("60plus",), ("60plus", "3-6"), True),
        (("60plus",), ("3-6",), False),
    ],
)
def test_a_scene_must_be_for_the_ages_of_the_need(
    asked: tuple[str, ...], offered: tuple[str, ...], *, is_met: bool
) -> None:
    zone = Zone("z", "区", functions={"x"}, serves=frozenset(offered))
    result = match_needs([need("1", "x", serves=asked)], [Place("p", "空间", zones=[zone])])
    assert bool(result.matches) is is_met


def test_two_needs_or_places_of_one_code_are_refused() -> None:
    with pytest.raises(InvalidValue, match="needs"):
        match_needs([need("1", "x"), need("1", "y")], [])
    with pytest.raises(InvalidValue, match="places"):
        match_needs([], [Place("p", "甲"), Place("p", "乙")])


def test_a_need_that_nothing_could_meet_is_refused() -> None:
    with pytest.raises(InvalidValue, match="one function or more"):
        need("1")


def test_what_is_no_need_and_no_place_is_refused() -> None:
    with pytest.raises(InvalidValue, match="Need"):
        match_needs(["rest"], [])  # type: ignore[list-item]
    with pytest.raises(InvalidValue, match="Place"):
        match_needs([], ["teahouse"])  # type: ignore[list-item]


def test_many_rivals_are_told_in_short() -> None:
    result = match_needs([need(f"need-{at}" * 5, "x") for at in range(300)], [place_of(("a", "x"))])
    assert len(result.unmet) == 299
    assert len(result.findings[-1].text()) < 400


def test_a_place_with_zones_is_a_scene_for_what_no_zone_is_for() -> None:
    place = Place("p", "处", functions={"library", "garden"}, zones=[Zone("z", "园", functions={"garden"})])
    result = match_needs([need("read", "library"), need("sit", "garden"), need("rest", "garden")], [place])
    assert [(each.need, each.zone) for each in result.matches] == [("read", None), ("sit", "z")]
    assert result.unmet == ("rest",)
