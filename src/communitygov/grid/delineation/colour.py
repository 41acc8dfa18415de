"""Colours for a map: few, told apart by people with any colour vision, different for neighbours."""

from collections.abc import Iterable

#: Okabe and Ito's palette, without black; the order keeps near hues apart.
PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442")


def coloured(number: int, beside: Iterable[tuple[int, int]]) -> list[str]:
    """Return a colour for each of `number` things, another one than each of its neighbours has.

    The things are coloured so that each meets as few coloured neighbours as possible; of areas on a plane
    that is five at most.  Only where more neighbours meet than there are colours, some are alike.

    Examples
    --------
    >>> coloured(4, [(0, 1), (1, 2), (2, 0), (2, 3)])
    ['#009e73', '#e69f00', '#0072b2', '#cc79a7']
    """
    neighbours: list[set[int]] = [set() for _ in range(number)]
    for one, two in beside:
        neighbours[one].add(two)
        neighbours[two].add(one)
    colours: dict[int, int] = {}
    used = [0] * len(PALETTE)
    for each in reversed(_fewest_last(neighbours)):
        taken = {colours[other] for other in neighbours[each] if other in colours}
        free = [colour for colour in range(len(PALETTE)) if colour not in taken] or range(len(PALETTE))
        colours[each] = min(free, key=lambda colour: (used[colour], colour))
        used[colours[each]] += 1
    return [PALETTE[colours[each]] for each in range(number)]


def _fewest_last(neighbours: list[set[int]]) -> list[int]:
    """Return the things, each time the one with the fewest neighbours among those left."""
    left = [len(each) for each in neighbours]
    waiting: list[set[int]] = [set() for _ in range(max(left, default=0) + 1)]
    for each, degree in enumerate(left):
        waiting[degree].add(each)
    order: list[int] = []
    gone = [False] * len(neighbours)
    for _ in neighbours:
        degree = next(at for at, things in enumerate(waiting) if things)
        each = min(waiting[degree])
        waiting[degree].discard(each)
        gone[each] = True
        order.append(each)
        for other in neighbours[each]:
            if not gone[other]:
                waiting[left[other]].discard(other)
                left[other] -= 1
                waiting[left[other]].add(other)
    return order
