"""What holds of every compiled index: a slow reading, networkx, and the other engine are the judges."""

from collections.abc import Callable, Iterator
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from communitygov.core.level_order import Pair
from communitygov.grid.index import GridIndex, RunningTotals
from communitygov.testing.strategies.forest import layers

# ------------------------------------------------------------------------- a slow second reading


class Slow:
    """A forest as a plain mapping; every answer is a climb or a walk."""

    def __init__(self, pairs: list[Pair]) -> None:
        """Climb from each once."""
        self.up = dict(pairs)
        self.paths = {code: self._climbed(code) for code in self.up}

    def _climbed(self, code: str) -> tuple[str, ...]:
        way, at = [code], self.up[code]
        while at is not None:
            way.append(at)
            at = self.up[at]
        return tuple(reversed(way))

    def path(self, code: str) -> tuple[str, ...]:
        return self.paths[code]

    def beneath(self, code: str, steps: int) -> set[str]:
        return {each for each in self.up if self.path(each)[-steps - 1 : -steps or None] == (code,)}

    def meeting(self, *codes: str) -> str | None:
        shared = set.intersection(*(set(self.path(code)) for code in codes))
        return max(shared, key=lambda code: len(self.path(code)), default=None)

    def total(self, code: str, counts: dict[str, int]) -> int:
        return sum(count for each, count in counts.items() if code in self.path(each))

    def nearest(self, code: str, marks: dict[str, int]) -> int:
        return next((marks[each] for each in reversed(self.path(code)) if each in marks), -1)


# ------------------------------------------------------------------------- two thousand trees


def _tree(random: Random, size: int) -> list[int]:
    return [-1, *(random.randrange(at) for at in range(1, size))]


def _chain(_random: Random, size: int) -> list[int]:
    return [at - 1 for at in range(size)]


def _star(_random: Random, size: int) -> list[int]:
    return [-1, *[0] * (size - 1)]


def _forest(random: Random, size: int) -> list[int]:
    return [random.randrange(-1, at) if at else -1 for at in range(size)]


def _roots(_random: Random, size: int) -> list[int]:
    return [-1] * size


def _comb(_random: Random, size: int) -> list[int]:
    return [-1, *(at - 1 if at % 2 else max(at - 2, 0) for at in range(1, size))]


def _levels(random: Random, size: int) -> list[int]:
    width = max(size // 4, 1)
    return [-1 if at == 0 else random.randrange(max(at - width, 0), at) for at in range(size)]


Shape = Callable[[Random, int], list[int]]
SHAPES: tuple[Shape, ...] = (
    _tree,
    _chain,
    _star,
    _forest,
    _roots,
    _comb,
    _levels,
)
ROUNDS = 300


def trees(*shapes: Shape) -> Iterator[tuple[Random, list[Pair]]]:
    """Yield 300 forests of up to 24 grids in each of these shapes, each in an order of its own."""
    random = Random(20)  # noqa: S311  seeded on purpose
    for _ in range(ROUNDS):
        for shape in shapes:
            parents = shape(random, random.randrange(1, 25))
            names = [f"g{number:02}" for number in random.sample(range(100), len(parents))]
            pairs: list[Pair] = [
                (name, None if above < 0 else names[above])
                for name, above in zip(names, parents, strict=True)
            ]
            random.shuffle(pairs)
            yield random, pairs


def _check_slices(index: GridIndex, slow: Slow) -> None:
    for code in index:
        for steps, row in enumerate(index.rows(code)):
            assert set(index.named(row)) == slow.beneath(code, steps)
            assert index.span(code, steps) == row
        assert set(index.named(index.children(code))) == slow.beneath(code, 1)
        assert index.path(code) == slow.path(code)
        assert index.ancestors(code) == slow.path(code)[-2::-1]
    for depth, level in enumerate(index.levels):
        assert {code for code in index if index.depth(code) == depth} == set(index.named(level))


def _check_counts(index: GridIndex, slow: Slow, random: Random) -> None:
    counts = {code: random.randrange(-50, 50) for code in index if random.random() < 0.7}
    columns = {
        engine: index.totals({"n": counts}, engine=engine).by_code("n") for engine in ("stdlib", "numpy")
    }
    assert columns["stdlib"] == columns["numpy"] == {code: slow.total(code, counts) for code in index}


def _check_climbs(index: GridIndex, slow: Slow, random: Random) -> None:
    places = [random.randrange(len(index)) for _ in range(8)]
    codes = index.named(places)
    marks = {code: at for at, code in enumerate(index) if random.random() < 0.3}
    for engine in ("stdlib", "numpy"):
        found = index.common_ancestors(places, places[::-1], engine=engine)
        over = index.ancestors_at(places, 1 % len(index.levels), engine=engine)
        near = index.nearest([marks.get(code, -1) for code in index], engine=engine)
        for code, other, at, above in zip(codes, codes[::-1], found, over, strict=True):
            meeting = slow.meeting(code, other)
            assert at == (-1 if meeting is None else index.place(meeting))
            step = slow.path(code)[1 % len(index.levels) :][:1]
            assert [above] == ([index.place(step[0])] if step else [-1])
        assert list(near) == [slow.nearest(code, marks) for code in index]
    assert index.common_ancestor(*codes) == slow.meeting(*codes)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__.strip("_"))
def test_three_hundred_forests_of_a_shape_answer_as_the_slow_reading_does(shape: Shape) -> None:
    seen = 0
    for random, pairs in trees(shape):
        index, slow = GridIndex.of(pairs), Slow(pairs)
        assert set(index) == set(slow.up)
        _check_slices(index, slow)
        _check_counts(index, slow, random)
        _check_climbs(index, slow, random)
        seen += 1
    assert seen == ROUNDS == 300


def test_networkx_gives_the_same_answers() -> None:
    for random, pairs in trees(*SHAPES):
        index = GridIndex.of(pairs)
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(code for code, _ in pairs)
        graph.add_edges_from((above, code) for code, above in pairs if above is not None)
        one, other = (random.choice(index.codes) for _ in range(2))
        beneath = {code for row in index.rows(one)[1:] for code in index.named(row)}
        assert beneath == nx.descendants(graph, one)
        assert set(index.ancestors(one)) == nx.ancestors(graph, one)
        assert list(index.path(one)) == nx.shortest_path(graph, index.path(one)[0], one)
        assert index.common_ancestor(one, other) == nx.lowest_common_ancestor(graph, one, other)
        assert index.is_ancestor(one, other) == (one != other and nx.has_path(graph, one, other))


# ------------------------------------------------------------------------- laws on drawn forests


@st.composite
def forests(draw: st.DrawFn) -> list[Pair]:
    """Return pairs of a sound forest of up to four levels, in any order."""
    drawn = draw(layers((2, 4, 8, 16)))
    pairs, above = list[Pair](), list[str]()
    for depth, layer in enumerate(drawn):
        names = [f"{depth}-{at}" for at in range(len(layer))]
        pairs += [
            (name, above[draft.parent % len(above)] if above else None)
            for name, draft in zip(names, layer, strict=True)
        ]
        above = names or above
    return draw(st.permutations(pairs))


COUNTS = st.one_of(
    st.integers(-100, 100), st.integers(-(2**64), 2**64), st.just(2**63 - 1), st.just(-(2**63))
)


@st.composite
def counted_forests(draw: st.DrawFn) -> tuple[list[Pair], dict[str, dict[str, int]]]:
    """Return a forest and up to three measures of some of its grids, large and negative ones too."""
    pairs = draw(forests())
    codes = st.sampled_from([code for code, _ in pairs]) if pairs else st.nothing()
    return pairs, {
        name: draw(st.dictionaries(codes, COUNTS) if pairs else st.just({}))
        for name in draw(st.lists(st.sampled_from("abc"), unique=True))
    }


@given(drawn=counted_forests())
def test_both_engines_give_the_same_totals_however_large(
    drawn: tuple[list[Pair], dict[str, dict[str, int]]],
) -> None:
    pairs, given_counts = drawn
    index, slow = GridIndex.of(pairs), Slow(pairs)
    plain, fast = (index.totals(given_counts, engine=engine) for engine in ("stdlib", "numpy"))
    assert plain == fast
    for name, counts in given_counts.items():
        assert plain.by_code(name) == {code: slow.total(code, counts) for code in index}
        assert all(type(total) is int for total in fast.column(name))


@given(drawn=counted_forests(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_no_answer(
    drawn: tuple[list[Pair], dict[str, dict[str, int]]], random: Random
) -> None:
    pairs, counts = drawn
    turned = random.sample(pairs, len(pairs))
    one, other = GridIndex.of(pairs), GridIndex.of(turned)
    assert one.totals(counts) == other.totals(counts)
    assert [set(one.named(level)) for level in one.levels] == [
        set(other.named(level)) for level in other.levels
    ]
    assert all(one.path(code) == other.path(code) for code in one)


@given(drawn=counted_forests(), data=st.data())
def test_measures_updated_are_measures_made_anew(
    drawn: tuple[list[Pair], dict[str, dict[str, int]]], data: st.DataObject
) -> None:
    pairs, counts = drawn
    index = GridIndex.of(pairs)
    some = st.dictionaries(st.sampled_from(index.codes), COUNTS) if pairs else st.just({})
    changes = {"a": data.draw(some), "d": data.draw(some)}
    made = index.measures({**counts, **{name: {**counts.get(name, {}), **changes[name]} for name in changes}})
    updated = index.measures(counts).updated(changes)
    assert {name: updated.column(name) for name in updated.names} == {
        name: made.column(name) for name in made.names
    }


@given(pairs=forests(), data=st.data())
def test_the_nearest_marked_is_itself_marked_and_asking_again_changes_nothing(
    pairs: list[Pair], data: st.DataObject
) -> None:
    index = GridIndex.of(pairs)
    places = [at if data.draw(st.booleans()) else -1 for at in range(len(index))]
    found = index.nearest(places)
    assert all(at == -1 or places[at] == at for at in found)
    assert index.nearest(found) == found == index.nearest(places, engine="numpy")
    assert len(index.common_ancestors(found, range(len(index)))) == len(index)
    assert index.common_ancestors(found, range(len(index))) == found


# ------------------------------------------------------------------------- totals that are kept


class KeptTotals(RuleBasedStateMachine):
    """Whatever is added, moved and renamed: the kept totals are those added up from scratch."""

    running: RunningTotals
    up: dict[str, str | None]
    counts: dict[str, dict[str, int]]
    made: int

    @initialize(drawn=counted_forests())
    def begin(self, drawn: tuple[list[Pair], dict[str, dict[str, int]]]) -> None:
        pairs, counts = drawn[0] or [("r", None)], drawn[1]
        self.up, self.made = dict(pairs), 0
        self.counts = {name: dict(each) for name, each in counts.items()}
        self.running = RunningTotals(GridIndex.of(pairs).measures(counts))

    def pick(self, number: int) -> str:
        return sorted(self.up)[number % len(self.up)]

    @rule(number=st.integers(0, 999), change=COUNTS)
    def add(self, number: int, change: int) -> None:
        code = self.pick(number)
        self.running.add(code, dict.fromkeys(self.counts, change))
        for counts in self.counts.values():
            counts[code] = counts.get(code, 0) + change

    @rule(number=st.integers(0, 999), above=st.integers(0, 999))
    def move(self, number: int, above: int) -> None:
        code = self.pick(number)
        allowed = [
            None,
            *(each for each in sorted(self.up) if code not in Slow([*self.up.items()]).path(each)),
        ]
        self.up[code] = allowed[above % len(allowed)]
        self.running.move(code, self.up[code])

    @rule(number=st.integers(0, 999))
    def rename(self, number: int) -> None:
        code, self.made = self.pick(number), self.made + 1
        new = f"n-{self.made}"
        self.running.rename(code, new)
        self.up = {
            new if each == code else each: new if above == code else above for each, above in self.up.items()
        }
        for counts in self.counts.values():
            if code in counts:
                counts[new] = counts.pop(code)

    @invariant()
    def they_are_those_added_up_from_scratch(self) -> None:
        if hasattr(self, "up"):
            scratch = GridIndex.of(self.up.items()).totals(self.counts)
            assert self.running.frozen() == scratch
            assert all(self.running.of(code) == scratch.of(code) for code in self.up)
            assert dict(self.running.pairs()) == self.up


TestKeptTotals = KeptTotals.TestCase
TestKeptTotals.settings = settings(max_examples=40, stateful_step_count=50)
