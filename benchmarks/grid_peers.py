"""The same work on a forest of grids, done by ours and by the libraries that could do it.

A *peer* is a class with a method for each piece of work that it can do; `build` comes first and keeps what
it made.  Each is written as its own documentation would have it, and as quick as that library allows: ways
up are climbed by hand, for no library has a quicker way.  A library that is not installed is left out.

This module measures nothing; `grid.py` does.
"""

# ruff: noqa: D102  what each piece of work is, `grid.py` says once

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise, takewhile
from random import Random
from typing import Any, NamedTuple

from communitygov.grid import GridHierarchy, LevelScheme
from communitygov.grid.index import GridIndex

MEASURES = ("households", "residents", "cared_for", "cases")


class Register(NamedTuple):
    """A made-up register of grids: rows in the order of codes, a level each, and counts of the leaves."""

    rows: list[tuple[str, str | None, str, str]]
    leaves: list[str]
    parents_of_leaves: list[str]
    counts: dict[str, dict[str, int]]
    scheme: LevelScheme

    @property
    def pairs(self) -> list[tuple[str, str | None]]:
        """Code and parent of each."""
        return [(code, parent) for code, parent, _, _ in self.rows]


def register(sizes: dict[str, int], exclusive: int, scheme: LevelScheme) -> Register:
    """Make a register with so many grids a level, from the root down, and exclusive grids two levels up.

    Every parent is a string of its own, as from a file, and no code tells where its grid stands.
    """
    random = Random(7)  # noqa: S311  reproducible, not secret
    numbers = iter(random.sample(range(10**7), sum(sizes.values()) + exclusive))
    rows, levels = list[tuple[str, str | None, str, str]](), [[None]]
    for level, size in sizes.items():
        above = levels[-1]
        codes = [f"G{next(numbers):07d}" for _ in range(size)]
        parents = [above[at] if at < len(above) else random.choice(above) for at in range(size)]
        rows += [(code, _apart(up), level, code) for code, up in zip(codes, parents, strict=True)]
        levels.append(codes)
    rows += [
        (f"G{next(numbers):07d}", _apart(random.choice(levels[-3])), "exclusive", "专属")
        for _ in range(exclusive)
    ]
    leaves = levels[-1]
    counts = {name: {code: random.randrange(300) for code in leaves} for name in MEASURES}
    return Register(sorted(rows), leaves, levels[-2], counts, scheme)


def _apart(code: str | None) -> str | None:
    """Return the same code as another string."""
    return code if code is None else code.encode().decode()


class Peer:
    """One way to hold a register; what a peer has no method for, it is not asked."""

    name = ""
    needs = ""
    #: How many answers of one kind it is asked for at a time; fewer where each takes long.
    common_ancestors = 2_000

    def __init__(self, given: Register) -> None:
        """Keep the register, and what any peer may have at hand beforehand."""
        self.register = given
        self.pairs = given.pairs
        self.codes = [code for code, _ in self.pairs]
        self.level = {code: level for code, _, level, _ in given.rows}
        self.allowed = {level.code: level.under for level in given.scheme}

    @classmethod
    def is_here(cls) -> bool:
        """Tell whether its library is installed."""
        return not cls.needs or find_spec(cls.needs) is not None

    def build(self) -> None:
        """Make what is asked afterwards."""

    def fits(self, edges: Iterable[tuple[str, str]]) -> bool:
        """Tell whether each level may lie under the one above it."""
        level, allowed = self.level, self.allowed
        return all(level[up] in allowed[level[code]] for up, code in edges)


class Ours(Peer):
    """The compiled index, with the standard library alone."""

    name, engine = "ours", "stdlib"

    def build(self) -> None:
        self.index = GridIndex.of(self.pairs)

    def path(self, code: str) -> object:
        return self.index.path(code)

    def common_ancestor(self, one: str, other: str) -> str | None:
        return self.index.common_ancestor(one, other)

    def subtree(self, code: str) -> int:
        codes = self.index.codes
        return sum(len(codes[row.start : row.stop]) for row in self.index.rows(code))

    def store(self) -> None:
        """Bring the counts to where they are summed; not timed."""
        self.measures = self.index.measures(self.register.counts)

    def roll_up(self) -> list[int]:
        totals = self.index.totals(self.measures, engine=self.engine)
        return list(totals.of(self.index.codes[0]).values())


class OursByNumpy(Ours):
    """The compiled index, summing by numpy."""

    name, needs, engine = "ours, by numpy", "numpy", "numpy"
    path = common_ancestor = subtree = None  # type: ignore[assignment]  # the same as without numpy


class OurHierarchy(Peer):
    """The hierarchy as a value: rows checked one and all, then compiled; findings name every offender."""

    name = "ours, as a value"

    def store(self) -> None:
        """Leave the counts as they came: codes in and codes out."""

    def build(self) -> None:
        self.grid = GridHierarchy.from_rows(self.register.rows, scheme=self.register.scheme)
        self.grid.path(self.codes[0])  # compiled when first asked

    def path(self, code: str) -> object:
        return self.grid.path(code)

    def common_ancestor(self, one: str, other: str) -> str | None:
        return self.grid.common_ancestor(one, other)

    def roll_up(self) -> list[int]:
        totals = [self.grid.roll_up(counts) for counts in self.register.counts.values()]
        return [each[self.grid.roots[0]] for each in totals]

    def validate(self) -> bool:
        return not self.grid.findings()


class Climber(Peer):
    """A peer whose ways up are climbed by hand."""

    def path(self, code: str) -> list[str]:
        raise NotImplementedError

    def common_ancestor(self, one: str, other: str) -> str | None:
        both = zip(self.path(one), self.path(other), strict=False)
        shared = [*takewhile(lambda pair: pair[0] == pair[1], both)]
        return shared[-1][0] if shared else None


class Networkx(Climber):
    """A directed graph of networkx, from parent to child."""

    name, needs, common_ancestors = "networkx", "networkx", 3

    def build(self) -> None:
        self.nx = import_module("networkx")
        self.graph = self.nx.DiGraph()
        self.graph.add_nodes_from(self.codes)
        self.graph.add_edges_from((up, code) for code, up in self.pairs if up is not None)

    def path(self, code: str) -> list[str]:
        way, above = [code], self.graph.predecessors
        while (up := next(above(way[-1]), None)) is not None:
            way.append(up)
        return way[::-1]

    def common_ancestor(self, one: str, other: str) -> str | None:
        return self.nx.lowest_common_ancestor(self.graph, one, other)

    def subtree(self, code: str) -> int:
        return 1 + len(self.nx.descendants(self.graph, code))

    def store(self) -> None:
        counts = self.register.counts.values()
        self.columns = [{code: column.get(code, 0) for code in self.codes} for column in counts]

    def roll_up(self) -> list[int]:
        order, above, found = [*self.nx.topological_sort(self.graph)], self.graph.pred, list[int]()
        order.reverse()
        for column in self.columns:
            totals = dict(column)
            for code in order:
                for up in above[code]:
                    totals[up] += totals[code]
            found.append(totals[order[-1]])
        return found

    def validate(self) -> bool:
        return self.nx.is_arborescence(self.graph) and self.fits(self.graph.edges)


class Numbered(Climber):
    """A graph library that knows things by number."""

    def build(self) -> None:
        self.number = dict(zip(self.codes, range(len(self.codes)), strict=True))
        edges = [(self.number[up], self.number[code]) for code, up in self.pairs if up is not None]
        self.link(edges)

    def link(self, edges: list[tuple[int, int]]) -> None:
        raise NotImplementedError

    def above(self, at: int) -> Any:  # noqa: ANN401  each library has a list of its own
        raise NotImplementedError

    def order(self) -> list[int]:
        raise NotImplementedError

    def edges(self) -> list[tuple[int, int]]:
        raise NotImplementedError

    def path(self, code: str) -> list[str]:
        at, way, above, codes = self.number[code], [code], self.above, self.codes
        while len(found := above(at)):
            at = found[0]
            way.append(codes[at])
        return way[::-1]

    def store(self) -> None:
        counts = self.register.counts.values()
        self.columns = [[column.get(code, 0) for code in self.codes] for column in counts]

    def roll_up(self) -> list[int]:
        order, edges, found = self.order(), self.edges(), list[int]()
        up = [-1] * len(self.codes)
        for above, at in edges:
            up[at] = above
        order.reverse()
        for column in self.columns:
            totals = list(column)
            for at in order[:-1]:
                totals[up[at]] += totals[at]
            found.append(totals[order[-1]])
        return found

    def validate(self) -> bool:
        codes = self.codes
        return self.is_tree() and self.fits((codes[up], codes[at]) for up, at in self.edges())

    def is_tree(self) -> bool:
        raise NotImplementedError


class Rustworkx(Numbered):
    """A directed graph of rustworkx."""

    name, needs = "rustworkx", "rustworkx"

    def link(self, edges: list[tuple[int, int]]) -> None:
        self.rx = import_module("rustworkx")
        self.graph = self.rx.PyDiGraph(multigraph=False)
        self.graph.add_nodes_from(self.codes)
        self.graph.add_edges_from_no_data(edges)
        self.above = self.graph.predecessor_indices

    def subtree(self, code: str) -> int:
        return 1 + len(self.rx.descendants(self.graph, self.number[code]))

    def order(self) -> list[int]:
        return [*self.rx.topological_sort(self.graph)]

    def edges(self) -> list[tuple[int, int]]:
        return self.graph.edge_list()

    def is_tree(self) -> bool:
        is_acyclic = self.rx.is_directed_acyclic_graph(self.graph) and self.rx.is_weakly_connected(self.graph)
        return is_acyclic and self.graph.num_edges() == len(self.codes) - 1


class Igraph(Numbered):
    """A directed graph of igraph."""

    name, needs = "igraph", "igraph"

    def link(self, edges: list[tuple[int, int]]) -> None:
        self.graph = import_module("igraph").Graph(n=len(self.codes), edges=edges, directed=True)
        self.above = self.graph.predecessors

    def subtree(self, code: str) -> int:
        return len(self.graph.subcomponent(self.number[code], mode="out"))

    def order(self) -> list[int]:
        return self.graph.topological_sorting()

    def edges(self) -> list[tuple[int, int]]:
        return self.graph.get_edgelist()

    def is_tree(self) -> bool:
        return self.graph.is_tree(mode="out")


class Pandas(Peer):
    """A table with one column a level that names the grid at that level, and sums by group."""

    name, needs = "pandas", "pandas"

    def build(self) -> None:
        pandas = import_module("pandas")
        up = pandas.Series([up for _, up in self.pairs], index=self.codes, dtype=object)
        steps = [pandas.Series(self.codes, index=self.codes, dtype=object)]
        while (above := steps[-1].map(up)).notna().any():
            steps.append(above)
        self.table = pandas.concat(steps, axis=1)

    def store(self) -> None:
        self.counts = import_module("pandas").DataFrame(self.register.counts).reindex(self.codes).fillna(0)
        self.counts = self.counts.astype("int64")

    def roll_up(self) -> list[int]:
        sums = [self.counts.groupby(self.table[step]).sum() for step in self.table]
        totals = import_module("pandas").concat(sums).groupby(level=0).sum()
        root = next(code for code, up in self.pairs if up is None)
        return [int(each) for each in totals.loc[root]]


class Numpy(Peer):
    """Arrays of numpy written by hand: depth by depth, parents as numbers, counted by weight."""

    name, needs = "numpy, by hand", "numpy"

    def build(self) -> None:
        self.np = import_module("numpy")
        self.number = dict(zip(self.codes, range(len(self.codes)), strict=True))
        self.up = self.np.array([self.number.get(up, -1) for _, up in self.pairs])  # type: ignore[arg-type]
        depth, at = self.np.zeros(len(self.up), dtype=int), self.up.copy()
        while (under := at >= 0).any():
            depth[under] += 1
            at[under] = self.up[at[under]]
        order = self.np.argsort(depth, kind="stable")
        cuts = self.np.searchsorted(depth[order], range(depth.max() + 2))
        self.layers = [order[low:high] for low, high in pairwise(cuts)]

    def store(self) -> None:
        counts = self.register.counts.values()
        self.columns = [self.np.array([column.get(code, 0) for code in self.codes]) for column in counts]

    def roll_up(self) -> list[int]:
        size, found = len(self.up), list[int]()
        for column in self.columns:
            totals = column.copy()
            for layer in reversed(self.layers[1:]):
                added = self.np.bincount(self.up[layer], weights=totals[layer], minlength=size)
                totals += added.astype(self.np.int64)
            found.append(int(totals[self.layers[0][0]]))
        return found


PEERS: tuple[type[Peer], ...] = (Ours, OursByNumpy, OurHierarchy, Networkx, Rustworkx, Igraph, Pandas, Numpy)


def here(say: Callable[[str], object] = print) -> list[type[Peer]]:
    """Return the peers whose libraries are installed, and say which are not."""
    missing = sorted({peer.needs for peer in PEERS if not peer.is_here()})
    for name in missing:
        say(f"{name} is not installed: left out")
    return [peer for peer in PEERS if peer.is_here()]
