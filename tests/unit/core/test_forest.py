"""Things under one another: order, paths, totals, and circles."""

import pickle
from copy import copy, deepcopy

import pytest

from communitygov.core.forest import LISTED, NEIGHBOURS, Forest, HangsInCycle, listed
from communitygov.core.level_order import Pair
from communitygov.errors import CommunityGovError, InvalidValue, UnknownName, Words

GRID = Words("网格", "grid")
#: a over b, c; b over d; c over e, f; e over g; z alone.
PAIRS: list[Pair] = [
    ("a", None),
    ("b", "a"),
    ("c", "a"),
    ("d", "b"),
    ("e", "c"),
    ("f", "c"),
    ("g", "e"),
    ("z", None),
]


def forest(pairs: list[Pair] | None = None) -> Forest:
    return Forest.of(PAIRS if pairs is None else pairs, kind=GRID)


def test_the_order_is_level_by_level() -> None:
    assert tuple(forest()) == ("a", "z", "b", "c", "d", "e", "f", "g")
    assert len(forest()) == 8


def test_roots_and_leaves_are_named() -> None:
    assert forest().roots == ("a", "z")
    assert forest().leaves == ("z", "d", "f", "g")


def test_the_ways_up_and_down_are_answered() -> None:
    tree = forest()
    assert tree.path("g") == ("a", "c", "e", "g")
    assert tree.ancestors("g") == ("e", "c", "a")
    assert tree.ancestors("a") == ()
    assert (tree.parent("g"), tree.parent("a")) == ("e", None)
    assert (tree.children("c"), tree.children("g")) == (("e", "f"), ())
    assert tree.descendants("c") == ("e", "f", "g")
    assert tree.descendants("g") == ()
    assert (tree.depth("a"), tree.depth("g")) == (0, 3)


def test_what_lies_within_is_everything_beneath_and_the_codes_themselves() -> None:
    tree = forest()
    assert tree.within({"c"}) == {"c", "e", "f", "g"}
    assert tree.within(["g", "c", "b"]) == {"b", "c", "d", "e", "f", "g"}
    assert tree.within(()) == frozenset()


def test_what_is_covered_is_within() -> None:
    tree = forest()
    assert tree.covers({"c"}, "g")
    assert tree.covers(["b", "g"], "g")
    assert not tree.covers({"b"}, "g")
    assert not tree.covers((), "g")
    assert not tree.covers({"g"}, "c")


def test_the_common_ancestor_of_any_number_is_the_nearest() -> None:
    tree = forest()
    assert tree.common_ancestor(("g",)) == "g"
    assert tree.common_ancestor(("g", "f")) == "c"
    assert tree.common_ancestor(("f", "g")) == "c"
    assert tree.common_ancestor(("g", "e", "f")) == "c"
    assert tree.common_ancestor(("g", "e", "d")) == "a"
    assert tree.common_ancestor(("z", "g")) is None
    assert tree.common_ancestor(("g", "z", "a")) is None
    with pytest.raises(InvalidValue, match="at least one code"):
        tree.common_ancestor(())


def test_counts_are_summed_upwards_exactly() -> None:
    totals = forest().roll_up({"g": 10**30, "f": 2, "c": 1, "z": 5})
    assert totals == {
        "a": 10**30 + 3,
        "b": 0,
        "c": 10**30 + 3,
        "d": 0,
        "e": 10**30,
        "f": 2,
        "g": 10**30,
        "z": 5,
    }
    assert list(totals) == list(forest())


@pytest.mark.parametrize(
    ("counts", "what"),
    [({"g": 1.0}, "counts['g']"), ({"g": True}, "counts['g']"), ([("g", 1)], "counts"), (None, "counts")],
)
def test_counts_that_are_no_whole_numbers_are_refused(counts: object, what: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        forest().roll_up(counts)  # type: ignore[arg-type]
    assert caught.value.what == what


def test_counts_of_what_is_not_there_are_refused() -> None:
    with pytest.raises(UnknownName, match="No grid is called 'x'"):
        forest().roll_up({"g": 1, "x": 1})


@pytest.mark.parametrize("code", ["x", "", 3, None, ["a"], b"a"])
def test_a_code_that_is_not_there_is_refused_by_every_question(code: object) -> None:
    tree = forest()
    assert code not in tree
    for ask in (tree.path, tree.parent, tree.children, tree.ancestors, tree.descendants, tree.depth):
        with pytest.raises(UnknownName):
            ask(code)  # type: ignore[arg-type]
    with pytest.raises(CommunityGovError):
        tree.within([code])  # type: ignore[list-item]
    with pytest.raises(CommunityGovError):
        tree.covers([code], "a")  # type: ignore[list-item]
    with pytest.raises(UnknownName):
        tree.covers(["a"], code)  # type: ignore[arg-type]
    with pytest.raises(UnknownName):
        tree.common_ancestor(("a", code))  # type: ignore[arg-type]


def test_a_bare_string_is_not_taken_for_its_letters() -> None:
    with pytest.raises(InvalidValue):
        forest().within("abc")


def test_which_unknown_code_is_named_does_not_depend_on_the_order_of_a_set() -> None:
    unknown = {f"x{at:02}" for at in range(60)}
    with pytest.raises(UnknownName, match="'x00'"):
        forest().within(unknown)
    with pytest.raises(UnknownName, match="'x00'"):
        forest().covers(unknown, "a")


def test_nothing_has_an_order_too() -> None:
    empty = forest([])
    assert (len(empty), tuple(empty), empty.roots, empty.leaves) == (0, (), (), ())
    assert empty.roll_up({}) == {}
    with pytest.raises(UnknownName, match="There are none"):
        empty.path("a")


RING: list[Pair] = [("r", None), ("c", "a"), ("a", "b"), ("b", "c"), ("x", "b"), ("y", "x"), ("s", "s")]


def test_a_circle_is_named_once_from_its_least_member_on() -> None:
    assert forest(RING).cycles() == (("a", "b", "c"), ("s",))
    assert forest().cycles() == ()


def test_circles_are_in_the_order_of_their_least_members_whatever_hangs_beneath() -> None:
    assert forest([("a", "z"), ("z", "z"), ("b", "b")]).cycles() == (("b",), ("z",))


@pytest.mark.parametrize("code", ["a", "b", "c", "x", "y"])
def test_what_hangs_in_a_circle_or_beneath_one_has_no_place(code: str) -> None:
    ring = forest(RING)
    assert code in ring
    assert code in tuple(ring)
    for ask in (ring.path, ring.parent, ring.children, ring.ancestors, ring.descendants, ring.depth):
        with pytest.raises(HangsInCycle) as caught:
            ask(code)
        assert (caught.value.name, caught.value.cycle) == (code, ("a", "b", "c"))
    for codes in ({code}, {"r", code}):
        with pytest.raises(HangsInCycle):
            ring.within(codes)
    with pytest.raises(HangsInCycle):
        ring.common_ancestor(("r", code))


def test_the_rest_of_a_forest_with_a_circle_is_answered() -> None:
    ring = forest(RING)
    assert (ring.path("r"), ring.roots, ring.leaves, len(ring)) == (("r",), ("r",), ("r",), 7)


def test_totals_around_a_circle_are_refused() -> None:
    with pytest.raises(HangsInCycle):
        forest(RING).roll_up({"r": 1})


def test_the_error_names_the_circle_in_both_languages_and_survives_pickling() -> None:
    with pytest.raises(HangsInCycle) as caught:
        forest(RING).path("y")
    error = caught.value
    assert "a、b、c、a" in error.text("zh")
    assert "a, b, c, a" in error.text("en")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    assert (again.kind, again.name, again.cycle) == (GRID, "y", ("a", "b", "c"))
    assert str(again) == str(error)


def test_levels_are_ranges_of_places() -> None:
    assert forest().bounds == (0, 2, 4, 7, 8)
    assert forest().level(2) == range(4, 7)
    for depth in (-1, 4, 1.0, True):
        with pytest.raises(InvalidValue, match="a whole number from 0 to 3"):
            forest().level(depth)  # type: ignore[arg-type]


def test_a_forest_comes_back_from_its_pickle_and_needs_no_copy() -> None:
    for tree in (forest(), forest(RING), forest([])):
        again = pickle.loads(pickle.dumps(tree))  # noqa: S301  our own bytes
        assert (tuple(again), again.place, again.first, again.inner) == (
            tuple(tree),
            tree.place,
            tree.first,
            tree.inner,
        )
        assert (again.stuck, again.cycles()) == (tree.stuck, tree.cycles())
        assert copy(tree) is deepcopy(tree) is tree


def test_a_broken_forest_keeps_the_order_of_its_pairs() -> None:
    twice = forest([("b", None), ("a", None), ("d", "a"), ("c", "a"), ("c", "b"), ("e", "nowhere")])
    assert tuple(twice) == ("b", "a", "e", "d", "c")


def test_a_code_that_stands_often_with_all_beneath_it_takes_linear_time() -> None:
    often = forest([("r", None), *[("a", "r")] * 30_000, *((f"b{at}", "a") for at in range(30_000))])
    assert (len(often), len(often.rivals)) == (30_002, 30_000)


def test_a_parent_that_is_not_there_leaves_a_root() -> None:
    lost = forest([("b", "a"), ("c", "b")])
    assert lost.path("c") == ("b", "c")
    assert lost.parent("b") is None
    assert lost.strangers == (("b", "a"),)


def test_of_a_code_that_stands_twice_the_first_pair_counts() -> None:
    twice = forest([("a", None), ("b", None), ("c", "a"), ("c", "b"), ("c", "nowhere")])
    assert twice.parent("c") == "a"
    assert twice.children("b") == ()
    assert len(twice) == 3
    assert twice.rivals == (("c", "a"), ("c", "b"), ("c", "nowhere"))
    assert twice.strangers == (("c", "nowhere"),)


def test_a_chain_of_two_hundred_thousand_is_walked_without_recursion() -> None:
    size = 200_000
    chain = forest([(f"g{at}", f"g{at - 1}" if at else None) for at in range(size)])
    assert chain.depth(f"g{size - 1}") == size - 1
    assert len(chain.descendants("g0")) == size - 1
    assert len(chain.within(chain)) == size
    assert chain.common_ancestor((f"g{size - 1}", "g7")) == "g7"
    assert chain.roll_up({f"g{size - 1}": 3})["g0"] == 3


def test_a_circle_of_two_hundred_thousand_is_named_without_recursion() -> None:
    size = 200_000
    ring = forest([(f"g{at:06}", f"g{(at + 1) % size:06}") for at in range(size)])
    (only,) = ring.cycles()
    assert len(only) == size
    assert only[:2] == ("g000000", "g000001")


def test_near_codes_are_looked_for_around_the_one_asked_for() -> None:
    many = forest([(f"LQ-{at:05}", None) for at in range(3_000)])
    near = many.near("LQ-0150")
    assert len(near) == NEIGHBOURS
    assert near[0] < "LQ-0150" < near[-1]
    assert (many.near("A")[0], many.near("Z")[-1]) == ("LQ-00000", "LQ-02999")
    assert len(many.near("A")) == len(many.near("Z")) == NEIGHBOURS
    with pytest.raises(UnknownName, match=r"Did you mean 'LQ-0\d+'"):
        many.path("LQ-0150")


def test_near_codes_are_those_in_the_order_of_codes_and_not_of_places() -> None:
    pairs: list[Pair] = [(f"z{at:03}", None) for at in range(300)]
    mixed = forest([*pairs, *((f"a{at:03}", "z000") for at in range(300))])
    assert mixed.near("a") == tuple(f"a{at:03}" for at in range(NEIGHBOURS))


def test_a_list_of_codes_is_bounded() -> None:
    codes = tuple(f"g{at}" for at in range(LISTED + 3))
    assert listed(codes).en.endswith(f"g{LISTED - 1}, … (3 more)")
    assert listed(codes).zh.endswith("……（另 3 个）")
    assert listed(codes[:LISTED]).en.endswith(f"g{LISTED - 1}")
