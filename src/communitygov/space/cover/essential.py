"""Which points matter when all are to be covered: whoever covers them covers the others too."""

from collections.abc import Sequence

from communitygov.space.bits import indices_of, mask_of


def essential(covers: Sequence[int]) -> tuple[int, ...]:
    """Return covers of those points alone that no other point stands for.

    A point stands for another if all sites that cover it cover the other too.  Points that no site covers are
    left out; of points that the same sites cover one is kept.

    Examples
    --------
    >>> [bin(cover) for cover in essential([0b011, 0b010, 0b110])]  # the middle point is covered by all
    ['0b1', '0b0', '0b10']
    """
    size = max(map(int.bit_length, covers), default=0)
    sites_of = [0] * size
    for site, cover in enumerate(covers):
        for point in indices_of(cover):
            sites_of[point] |= 1 << site
    kept: list[int] = []
    for sites in sorted({each for each in sites_of if each}, key=lambda each: (each.bit_count(), each)):
        if not any(other & sites == other for other in kept):
            kept.append(sites)
    return tuple(
        mask_of((at for at, sites in enumerate(kept) if sites >> site & 1), len(kept))
        for site in range(len(covers))
    )
