"""The graph that is divided: compounds drawn together to one node each, distances in whole centimetres.

What stays together is a block: a compound, or a building that belongs to none.  The other modules of this
package know numbers of blocks only.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from communitygov.grid.delineation.building import Building
from communitygov.grid.delineation.median import Place, median

#: Numbers of blocks that belong together.
Part: TypeAlias = list[int]


class Blocks(NamedTuple):
    """What is divided, by number; the numbers follow the codes of the buildings."""

    buildings: tuple[tuple[Building, ...], ...]
    households: tuple[int, ...]
    #: Where each stands: at the one of its buildings that all its households reach soonest.
    at: tuple[Place, ...]
    #: For each block its neighbours in order, with the way there in centimetres.
    neighbours: tuple[Mapping[int, int], ...]

    def total(self, part: Iterable[int]) -> int:
        """Return the households of a part."""
        households = self.households
        return sum(households[block] for block in part)

    def codes(self, part: Iterable[int]) -> list[str]:
        """Return the codes of the buildings of a part, in order."""
        return sorted(building.id for block in part for building in self.buildings[block])


def blocks_of(buildings: Iterable[Building], adjacency: Iterable[tuple[str, str]]) -> Blocks:
    """Return the blocks of buildings in the order of their codes; pairs with other buildings are left out."""
    together: dict[tuple[str, str], list[Building]] = {}
    for building in buildings:
        key = ("compound", building.compound) if building.compound else ("building", building.id)
        together.setdefault(key, []).append(building)
    blocks = tuple(tuple(members) for members in together.values())
    number = {building.id: at for at, members in enumerate(blocks) for building in members}
    stands = [(centre_of(members)[0] if members[1:] else members[0]).at for members in blocks]
    beside: list[dict[int, int]] = [{} for _ in blocks]
    for one, two in adjacency:
        first, second = number.get(one), number.get(two)
        if first is not None and second is not None and first != second:
            length = stands[first].distance(stands[second])
            beside[first][second] = beside[second][first] = length
    return Blocks(
        buildings=blocks,
        households=tuple(sum(building.households for building in members) for members in blocks),
        at=tuple((point.east, point.north) for point in stands),
        neighbours=tuple(dict(sorted(each.items())) for each in beside),
    )


def pairs_within(
    adjacency: Iterable[tuple[str, str]], *, group: Mapping[str, str]
) -> dict[str, list[tuple[str, str]]]:
    """Return for each group of buildings the pairs of neighbours that lie in it; `group` says who is where.

    Examples
    --------
    >>> pairs_within([("a", "b"), ("b", "c"), ("c", "d")], group={"a": "G", "b": "G", "c": "H"})
    {'G': [('a', 'b')]}
    """
    inner: dict[str, list[tuple[str, str]]] = {}
    for one, two in adjacency:
        if one in group and group[one] == group.get(two):
            inner.setdefault(group[one], []).append((one, two))
    return inner


def centre_of(members: Sequence[Building]) -> tuple[Building, int]:
    """Return the building that all households reach soonest on straight lines, and the sum of their ways.

    The sum is in centimetres, each way rounded down.  Of several that do equally well it is the first.
    """
    places = [(building.at.east, building.at.north) for building in members]
    best, ways = median([building.households for building in members], places)
    return members[best], ways


def components(blocks: Blocks, within: Collection[int]) -> list[Part]:
    """Return the connected parts of `within`, each in order, the one with the smallest number first."""
    left, found = set(within), list[Part]()
    for start in sorted(left):
        if start in left:
            left.discard(start)
            reached = [start]
            for block in reached:
                further = [each for each in blocks.neighbours[block] if each in left]
                left.difference_update(further)
                reached += further
            found.append(sorted(reached))
    return found
