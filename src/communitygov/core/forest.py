"""Coded things that hang under one another: grids under grids, bodies under bodies.

1. `Forest.of` takes any pairs of code and parent.  What is wrong with them is kept, not refused: a code
   twice, a parent that is not there, a circle (`communitygov.core.forest_rule` names it).
2. The rest is compiled once, in linear time and without recursion, in *level order*: first the roots, then
   all that hang under them, and so on.  So the children of each thing stand side by side, and so does
   everything that lies one level beneath a row of neighbours.
3. What hangs in a circle, or beneath one, has no place: asking for it raises `HangsInCycle`.

This module knows no topic: `kind` says in both languages what the things are.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice, pairwise
from typing import ClassVar, Self, TypeAlias

import attrs

from communitygov.core.checks import as_set, counted
from communitygov.core.finding import joined
from communitygov.core.level_order import LevelOrder, Pair, first_of_each
from communitygov.errors import CommunityGovError, InvalidValue, UnknownName, Words
from communitygov.quotation import SHOWN_LENGTH, shown

#: What hangs in circles, whose parents are not there, and what stands more than once: see `Forest`.
_Amiss: TypeAlias = tuple[Mapping[str, str], tuple[tuple[str, str], ...], tuple[Pair, ...]]

#: Most codes that one message lists.
LISTED = 50
#: Among how many codes a near one is looked for.
NEIGHBOURS = 200


@attrs.frozen(str=False)
class HangsInCycle(CommunityGovError, ValueError):
    """The place of something was asked for that hangs in a circle, or beneath one; `cycle` names it in order.

    Examples
    --------
    >>> forest = Forest.of([("a", "b"), ("b", "a"), ("c", "a")], kind=Words("网格", "grid"))
    >>> forest.path("c")
    Traceback (most recent call last):
        ...
    communitygov.core.forest.HangsInCycle: The grid 'c' has no place: a, b, a hang under one another in a \
circle. Give one of them another parent. [HANGS_IN_CYCLE]
    """

    code: ClassVar[str] = "HANGS_IN_CYCLE"
    kind: Words
    name: str
    cycle: tuple[str, ...]

    def words(self) -> Words:
        """Name what was asked for and the circle."""
        members = listed((*self.cycle, self.cycle[0]))
        return Words(
            f"{self.kind.zh} {shown(self.name)} 没有位置：{members.zh} 互为上级，首尾相接。"
            "请为其中之一改定上级。",
            f"The {self.kind.en} {shown(self.name)} has no place: "
            f"{members.en} hang under one another in a circle. Give one of them another parent.",
        )


@attrs.frozen(eq=False, kw_only=True)
class Forest:
    """The compiled order of things that hang under one another.

    Parameters
    ----------
    kind
        What the things are, such as 网格, grid.
    codes
        Those that have a place, in level order.
    up
        For each place the place of its parent; -1 for a root.
    first
        For each place the place of its first child, and one more as the end of the last row.
    inner
        Places that have children, in level order.
    stuck
        Those without a place, in order, with their parents: they hang in a circle or beneath one.
    strangers
        Those whose parent is not there, with that parent.
    rivals
        Every pair of each code that stands in more than one.

    Examples
    --------
    >>> forest = Forest.of([("a", None), ("b", "a"), ("c", "a"), ("d", "c")], kind=Words("网格", "grid"))
    >>> forest.path("d"), forest.children("a"), forest.common_ancestor(("b", "d"))
    (('a', 'c', 'd'), ('b', 'c'), 'a')
    >>> forest.path("e")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No grid is called 'e'. Known: 'a', 'b', 'c', 'd'. [UNKNOWN_NAME]
    """

    kind: Words
    codes: tuple[str, ...] = attrs.field(repr=counted)
    place: Mapping[str, int] = attrs.field(repr=False)
    up: tuple[int, ...] = attrs.field(repr=False)
    first: tuple[int, ...] = attrs.field(repr=False)
    inner: tuple[int, ...] = attrs.field(repr=False)
    stuck: Mapping[str, str] = attrs.field(factory=dict[str, str], repr=counted)
    strangers: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=counted)
    rivals: tuple[Pair, ...] = attrs.field(default=(), repr=counted)

    @classmethod
    def of(cls, pairs: Iterable[Pair], *, kind: Words) -> Self:
        """Compile `pairs`, listed in this order; of a code that stands twice the first counts."""
        pairs = tuple(pairs)
        forest = cls._compiled(LevelOrder.of(pairs), kind=kind)
        # Where each pair has a place of its own from the roots down, nothing is amiss; mostly it is so.
        return forest if len(forest.place) == len(pairs) else cls._of_broken(pairs, kind=kind)

    @classmethod
    def _of_broken(cls, pairs: tuple[Pair, ...], *, kind: Words) -> Self:
        """Compile pairs of which some are amiss, and keep those."""
        parents, rivals = first_of_each(pairs)
        given = (*parents.items(), *rivals)
        strangers = {(code, up) for code, up in given if up is not None and up not in parents}
        hung = {code: up if up in parents else None for code, up in parents.items()}
        forest = cls._compiled(LevelOrder.of(hung.items()), kind=kind)
        stuck = {code: up for code, up in hung.items() if up is not None and code not in forest.place}
        return attrs.evolve(
            forest, stuck=dict(sorted(stuck.items())), strangers=tuple(sorted(strangers)), rivals=rivals
        )

    @classmethod
    def _compiled(cls, order: LevelOrder, *, kind: Words) -> Self:
        """Lay an order out; nothing is amiss in it."""
        return cls(
            kind=kind,
            codes=order.codes,
            place=dict(zip(order.codes, range(len(order.codes)), strict=True)),
            up=order.parents(),
            first=order.first_children(),
            inner=tuple(islice(order.sizes, 1, None)),
        )

    def __reduce__(self) -> tuple[object, ...]:
        """Write down what the rest can be compiled from: each code once, and where its parent stands."""
        amiss = self.stuck, self.strangers, self.rivals
        return self._restored, (self.kind, self.codes, array("i", self.up), amiss)

    @classmethod
    def _restored(cls, kind: Words, codes: tuple[str, ...], up: "array[int]", amiss: _Amiss) -> Self:
        """Compile what was written down."""
        stuck, strangers, rivals = amiss
        forest = cls._compiled(LevelOrder.under(codes, up), kind=kind)
        return attrs.evolve(forest, stuck=stuck, strangers=strangers, rivals=rivals)

    def __copy__(self) -> Self:
        return self  # nothing in it can change

    def __deepcopy__(self, _memo: object) -> Self:
        return self

    def __len__(self) -> int:
        return len(self.codes) + len(self.stuck)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and (code in self.place or code in self.stuck)

    def __iter__(self) -> Iterator[str]:
        return chain(self.codes, self.stuck)

    @property
    def roots(self) -> tuple[str, ...]:
        """Those that hang under nothing, or under something that is not there."""
        return self.codes[: self.first[0]]

    @property
    def leaves(self) -> tuple[str, ...]:
        """Those with nothing under them, in level order."""
        return tuple(
            code for code, (low, high) in zip(self.codes, pairwise(self.first), strict=True) if low == high
        )

    def parent(self, code: str) -> str | None:
        """Return what `code` hangs under; none for a root."""
        above = self.up[self.at(code)]
        return self.codes[above] if above >= 0 else None

    def children(self, code: str) -> tuple[str, ...]:
        """Return what hangs directly under `code`."""
        at = self.at(code)
        return self.codes[self.first[at] : self.first[at + 1]]

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return all that `code` hangs under, the nearest first."""
        codes, up = self.codes, self.up
        at, found = up[self.at(code)], list[str]()
        while at >= 0:
            found.append(codes[at])
            at = up[at]
        return tuple(found)

    def path(self, code: str) -> tuple[str, ...]:
        """Return the way from the root to `code`, both included."""
        codes, up, at = self.codes, self.up, self.at(code)
        way = list[str]()
        while at >= 0:
            way.append(codes[at])
            at = up[at]
        way.reverse()
        return tuple(way)

    def depth(self, code: str) -> int:
        """Return how many steps `code` lies beneath its root."""
        return bisect_right(self.bounds, self.at(code)) - 1

    def descendants(self, code: str) -> tuple[str, ...]:
        """Return all that hangs under `code`, near or far, in level order."""
        rows = islice(self.rows(self.at(code)), 1, None)
        return tuple(chain.from_iterable(self.codes[low:high] for low, high in rows))

    def within(self, codes: Iterable[str]) -> frozenset[str]:
        """Return `codes` and all that hangs under them."""
        found: set[str] = set()
        # In level order whatever hangs under another comes after it, and is not walked again.
        for at in sorted(self._places(codes)):
            if self.codes[at] not in found:
                for low, high in self.rows(at):
                    found.update(self.codes[low:high])
        return frozenset(found)

    def covers(self, tops: Iterable[str], code: str) -> bool:
        """Tell whether `code` is one of `tops` or hangs under one."""
        wanted, at = self._places(tops), self.at(code)
        while at >= 0 and at not in wanted:
            at = self.up[at]
        return at >= 0

    def common_ancestor(self, codes: Iterable[str]) -> str | None:
        """Return the nearest that all of `codes` are or hang under; none where they share no root."""
        places = [self.at(code) for code in codes]
        if not places:
            raise InvalidValue("codes", (), Words("须至少有一个编码", "must name at least one code"))
        one = places[0]
        for other in places:
            # A parent's place is always the smaller one, so the greater of two is never above the other.
            while one != other:
                if one < other:
                    other = self.up[other]  # noqa: PLW2901  it climbs
                else:
                    one = self.up[one]
            if one < 0:
                return None
        return self.codes[one]

    def roll_up(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Return for each code the sum of its own count and those of all that hangs under it.

        Raises
        ------
        HangsInCycle
            If anything hangs in a circle: totals around it mean nothing.
        """
        if self.stuck:
            raise self.absent(min(self.stuck))
        return dict(zip(self.codes, self.summed(self.column(counts, "counts")), strict=True))

    def column(self, counts: Mapping[str, int], what: str) -> list[int]:
        """Return the count of each place, 0 where none is given; `what` names the counts in an error."""
        if not isinstance(counts, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue(what, counts, Words("须为编码到整数的映射", "must map codes to whole numbers"))
        column = list(map(counts.get, self.codes))
        # None of them is of something else if as many are found as there are.
        if len(column) - column.count(None) == len(counts) and set(map(type, counts.values())) <= {int}:
            return [count or 0 for count in column]
        raise self._wrong_count(counts, what)

    def summed(self, column: Iterable[int]) -> list[int]:
        """Return for each place the sum of `column`, given in level order, over it and all beneath it."""
        first, totals = self.first, list(column)
        end = len(totals)
        for at in reversed(self.inner):  # the children of each stand right before those of the next
            begin = first[at]
            totals[at] += sum(totals[begin:end])
            end = begin
        return totals

    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Return every circle once: each member hangs under the next, the last one under the first."""
        done: set[str] = set()
        found = [ring for code in self.stuck if (ring := self._ring(code, done))]
        return tuple(sorted(found))

    def at(self, code: str) -> int:
        """Return the place of `code` in level order.

        Raises
        ------
        UnknownName
            If no such code is there; near ones are suggested.
        HangsInCycle
            If it hangs in a circle or beneath one.
        """
        try:
            return self.place[code]
        except (KeyError, TypeError):
            raise self.absent(code) from None

    def absent(self, code: str) -> CommunityGovError:
        """Return the error about a code that is not there, or hangs in a circle."""
        if code in self:
            return HangsInCycle(self.kind, code, self._ring(code, set()))
        return UnknownName(self.kind, code, self.near(code))

    def near(self, code: object) -> tuple[str, ...]:
        """Return up to `NEIGHBOURS` codes around `code` in the order of codes."""
        return nearby(code, self._sorted)

    @cached_property
    def bounds(self) -> tuple[int, ...]:
        """Places at which a new level begins, and the number of places as the end of the last level."""
        found, end = [0], self.first[0]
        while end > found[-1]:
            found.append(end)
            end = self.first[end]
        return tuple(found)

    @cached_property
    def _sorted(self) -> tuple[str, ...]:
        return tuple(sorted(self))

    def _places(self, codes: Iterable[str]) -> set[int]:
        """Return the places of `codes`, looked up in the same order every time."""
        return {self.at(code) for code in sorted(as_set(codes), key=str)}

    def _wrong_count(self, counts: Mapping[str, int], what: str) -> CommunityGovError:
        """Return the error about the first count of what is not there, else about the first that is none."""
        for code in counts:
            if code not in self.place:
                return self.absent(code)
        code = next(code for code, count in counts.items() if type(count) is not int)
        return InvalidValue(f"{what}[{code!r}]", counts[code], Words("须为整数", "must be a whole number"))

    def level(self, depth: int) -> range:
        """Return the places that lie `depth` steps beneath a root."""
        last = len(self.bounds) - 2
        if type(depth) is not int or not 0 <= depth <= last:
            bound = Words(f"须为 0 至 {last} 的整数", f"must be a whole number from 0 to {last}")
            raise InvalidValue("depth", depth, bound)
        return range(self.bounds[depth], self.bounds[depth + 1])

    def rows(self, at: int) -> Iterator[tuple[int, int]]:
        """Yield bounds of the thing at a place, of its children, of their children, …."""
        low, high = at, at + 1
        while low < high:
            yield low, high
            low, high = self.first[low], self.first[high]

    def _ring(self, code: str, done: set[str]) -> tuple[str, ...]:
        """Climb from `code`; return the circle above it from its least member on, if not yet `done`."""
        trail: dict[str, None] = {}
        while code not in done and code not in trail:
            trail[code] = None
            code = self.stuck[code]
        done.update(trail)
        if code not in trail:
            return ()
        members = tuple(trail)
        ring = members[members.index(code) :]
        least = ring.index(min(ring))
        return ring[least:] + ring[:least]


def nearby(code: object, ordered: Sequence[str]) -> tuple[str, ...]:
    """Return up to `NEIGHBOURS` of `ordered` codes around `code`, to look for a near one among them.

    Examples
    --------
    >>> nearby("b", ["a", "c"])
    ('a', 'c')
    """
    wanted = code[:SHOWN_LENGTH] if isinstance(code, str) else ""
    low = max(0, bisect_left(ordered, wanted) - NEIGHBOURS // 2)
    low = min(low, max(0, len(ordered) - NEIGHBOURS))
    return tuple(ordered[low : low + NEIGHBOURS])


def listed(codes: Sequence[str]) -> Words:
    """Return codes in their order as words, those after the first `LISTED` as a count.

    Examples
    --------
    >>> listed(("b", "a")).zh
    'b、a'
    """
    zh, en = joined(tuple(Words(code, code) for code in codes[:LISTED]))
    if len(codes) <= LISTED:
        return Words(zh, en)
    more = len(codes) - LISTED
    return Words(f"{zh}……（另 {more} 个）", f"{en}, … ({more} more)")
