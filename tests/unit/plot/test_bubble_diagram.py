"""A programme as bubbles: sizes, colours, lines, labels; and where they lie."""

import json
import sys
from fractions import Fraction
from itertools import combinations
from math import dist

import attrs
import pytest

from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, MissingExtra
from communitygov.plot import bubble_layout
from communitygov.plot.bubble_diagram import MOST_BUBBLES, bubble_diagram
from communitygov.plot.bubble_layout import layout
from communitygov.space.brief.adjacency import Adjacency
from communitygov.space.brief.brief import Brief
from communitygov.space.brief.room import Room


def room(code: str, area: int = 50, **given: object) -> Room:
    return Room(code, "室", "room", function="x", standard_required_area=area, **given)  # type: ignore[arg-type]


def records(brief: Brief, layer: int) -> list[dict[str, object]]:
    chart = bubble_diagram(brief).to_dict()
    return chart["datasets"][chart["layer"][layer]["data"]["name"]]  # type: ignore[no-any-return]


def bubbles(brief: Brief) -> dict[object, dict[str, object]]:
    return {each["code"]: each for each in records(brief, 1)}


def test_bubbles_are_as_large_as_areas() -> None:
    drawn = bubbles(Brief("b", "书", rooms=[room("a", 200), room("b", 50, count=2)]))
    assert drawn["a"]["size"] == pytest.approx(2 * drawn["b"]["size"], abs=0.2)
    assert (drawn["b"]["name"], drawn["b"]["area"]) == ("室 ×2", "100 m²")


def test_a_bubble_has_the_colour_of_its_group() -> None:
    groups = [Term(f"g-{at}", "组", f"group {at}") for at in range(10)]
    brief = Brief("b", "书", rooms=[room(f"r-{at}", group=each) for at, each in enumerate(groups)])
    scale = bubble_diagram(brief).to_dict()["layer"][1]["encoding"]["color"]["scale"]
    assert len(scale["domain"]) == 10
    assert len(set(scale["range"])) == 8


def test_lines_say_what_is_asked_and_nothing_else() -> None:
    rooms = [room(code) for code in "abc"]
    said = [Adjacency("a", "b", importance=-2), Adjacency("b", "c", importance=0)]
    lines = records(Brief("b", "书", rooms=rooms, adjacencies=said), 0)
    assert [each["said"] for each in lines] == ["必须分开 must separate"]


def test_a_label_stands_below_a_bubble_that_is_too_small_for_it() -> None:
    drawn = bubbles(Brief("b", "书", rooms=[room("large", 400), room("small", 4)]))
    assert drawn["large"]["name_y"] > drawn["large"]["y"]  # type: ignore[operator]
    assert drawn["small"]["name_y"] < drawn["small"]["y"]  # type: ignore[operator]
    assert (drawn["small"]["halo"], drawn["large"]["halo"]) == ("white", "#d9d9d9")


def test_the_same_programme_gives_the_same_picture_in_whatever_order() -> None:
    rooms = [room(code, 30 + at) for at, code in enumerate("abcdef")]
    said = [Adjacency(one, two, importance=2) for one, two in ("ab", "bc", "cd")]
    one = bubbles(Brief("b", "书", rooms=rooms, adjacencies=said))
    two = bubbles(Brief("b", "书", rooms=rooms[::-1], adjacencies=said[::-1]))
    assert {code: (each["x"], each["y"]) for code, each in one.items()} == {
        code: (each["x"], each["y"]) for code, each in two.items()
    }


def test_everything_lies_in_the_frame() -> None:
    brief = Brief("b", "书", rooms=[room(f"r-{at}", 10 + at * 7) for at in range(20)])
    chart = bubble_diagram(brief).to_dict()
    for each in chart["datasets"][chart["layer"][1]["data"]["name"]]:
        assert 0 < each["x"] < chart["width"]
        assert 0 < each["area_y"] < chart["height"]


def test_a_programme_without_rooms_is_an_empty_picture() -> None:
    assert json.loads(bubble_diagram(Brief("b", "书", rooms=[])).to_json())["width"] > 0


def test_too_many_rooms_are_refused() -> None:
    with pytest.raises(InvalidValue, match="at most 150"):
        bubble_diagram(Brief("b", "书", rooms=[room(f"r{at}") for at in range(MOST_BUBBLES + 1)]))


def test_without_altair_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtra, match="plot"):
        bubble_diagram(Brief("b", "书", rooms=[]))


# ------------------------------------------------------------------------- where they lie


@pytest.mark.parametrize("many", [1, 2, 7, 40])
@pytest.mark.parametrize("rating", [-2, 2])
def test_bubbles_never_overlap(many: int, rating: int) -> None:
    sizes = {f"r{at:02}": 10.0 + 13 * at % 50 for at in range(many)}
    pairs = [*combinations(sizes, 2)][::3]
    found = layout(sizes, dict.fromkeys(pairs, rating))
    for one, two in combinations(found, 2):
        assert dist(found[one], found[two]) >= sizes[one] + sizes[two]


@pytest.mark.parametrize(
    "changed", [{"_PUSHES": 0}, {"_PUSHES": 0, "_STEPS": 0, "_EAST": 0.0, "_NORTH": 0.0}]
)
def test_bubbles_that_lie_in_each_others_way_are_spread(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, float]
) -> None:
    for name, value in changed.items():
        monkeypatch.setattr(bubble_layout, name, value)
    sizes = {f"r{at:03}": 50.0 if at % 2 else 1.0 for at in range(12)}
    found = layout(sizes, {})
    assert all(dist(found[one], found[two]) >= sizes[one] + sizes[two] for one, two in combinations(found, 2))


def test_what_must_adjoin_lies_nearer_than_what_must_separate() -> None:
    sizes = dict.fromkeys("abcdef", 30.0)
    found = layout(sizes, {("a", "b"): 2, ("a", "c"): -2})
    assert dist(found["a"], found["b"]) < dist(found["a"], found["c"])


def test_a_gross_area_without_decimals_is_rounded_and_says_so() -> None:
    room = Room("a", "厅", "hall", function="x", standard_required_area=100)
    told = bubble_diagram(Brief("b", "书", rooms=[room])).to_dict()["title"]["subtitle"]
    assert told == "净面积 net 100 m²，总面积 gross ≈ 133.33 m²"
    whole = attrs.evolve(room, standard_required_area=Fraction(3, 2))
    assert "gross 2 m²" in bubble_diagram(Brief("b", "书", rooms=[whole])).to_dict()["title"]["subtitle"]


def test_a_long_name_is_cut_on_its_bubble_and_told_whole() -> None:
    room = Room("a", "厅" * 40, "hall", function="x", standard_required_area=100)
    chart = bubble_diagram(Brief("b", "书", rooms=[room])).to_dict()
    (record,) = next(each for each in chart["datasets"].values() if each and "whole" in each[0])
    assert (record["name"], record["whole"]) == ("厅" * 11 + "…", "厅" * 40)
