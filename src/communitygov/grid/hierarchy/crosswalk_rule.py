"""Where two overlays tell different stories of the same grids.

Two overlays share a level when both schemes have it, such as the community (村（社区）) of the administrative
hierarchy and of the Party's linkage.  A grid that lies in one community here and in another there is named;
what lies under it and differs in the same way is not named again.
"""

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.forest import Forest
from communitygov.core.terms import Term
from communitygov.errors import Words

OVERLAYS_DISAGREE = Message(
    "OVERLAYS_DISAGREE",
    Words(
        "网格 {grid} 的{level}在{one}中是 {here}，在{other}中是 {there}",
        "the {level} of grid {grid} is {here} in {one} and {there} in {other}",
    ),
    Words("请核对两套体系的隶属关系", "compare the edges of both"),
)


class Side(NamedTuple):
    """One overlay on one day: its name, what lies under what, and of which level each grid is there."""

    name: Words
    forest: Forest
    level_of: Mapping[str, str]


def disagreements(one: Side, other: Side, *, shared: Mapping[str, Term]) -> tuple[Finding, ...]:
    """Name each grid of both sides that lies under different grids of a `shared` level.

    Examples
    --------
    >>> kind, levels = Words("网格", "grid"), {"a": "street", "b": "street", "c": "lane"}
    >>> one, other = (
    ...     Side(Words(name, name), Forest.of([("a", None), ("b", None), ("c", up)], kind=kind), levels)
    ...     for name, up in (("one", "a"), ("the other", "b"))
    ... )
    >>> for finding in disagreements(one, other, shared={"street": Term("street", "街道", "street")}):
    ...     print(finding)
    the street of grid c is a in one and b in the other [OVERLAYS_DISAGREE]
    """
    return tuple(_each(one, other, shared))


def _each(one: Side, other: Side, shared: Mapping[str, Term]) -> Iterator[Finding]:
    """Yield the findings in the level order of the other side."""
    ups_here, ups_there = _above(one, shared), _above(other, shared)
    found: dict[str, set[tuple[str, str, str]]] = {}
    for code, there in ups_there.items():
        here = ups_here.get(code, {})
        differing = {(level, here[level], there[level]) for level in there if level in here}
        found[code] = {(level, up, other_up) for level, up, other_up in differing if up != other_up}
        parent = other.forest.parent(code)
        for level, up, other_up in sorted(found[code] - (found[parent] if parent else set())):
            details: Mapping[str, Detail] = {
                "grid": code,
                "level": shared[level],
                "one": one.name,
                "other": other.name,
                "here": up,
                "there": other_up,
            }
            yield OVERLAYS_DISAGREE.finding(code, details)


def _above(side: Side, shared: Container[str]) -> dict[str, dict[str, str]]:
    """Return, for each grid that has a place, the nearest of each shared level that it is or lies under."""
    found: dict[str, dict[str, str]] = {}
    forest = side.forest
    for code, up in zip(forest.codes, forest.up, strict=True):
        above = found[forest.codes[up]] if up >= 0 else {}
        level = side.level_of[code]
        found[code] = {**above, level: code} if level in shared else above
    return found
