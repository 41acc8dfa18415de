"""Questions that a hierarchy answers when nothing in it changes with time: who lies where.

Every question takes codes and gives codes, and most cost as many steps as the hierarchy has levels.  Where
something does change, each of them raises `DatedHierarchy` and says what to do.

The answers come from the compiled order (`communitygov.core.forest`); this module only has the questions.
"""

from collections.abc import Iterable, Iterator, Mapping

from communitygov.grid.hierarchy.overlaid import Overlaid


class Questions(Overlaid):
    """What may be asked of whatever has a compiled order."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        """Iterate over the codes, each after that of its parent."""
        return iter(self._forest)

    def parent(self, code: str) -> str | None:
        """Return the code of the grid that `code` lies under; none for a root."""
        return self._forest.parent(code)

    def children(self, code: str) -> tuple[str, ...]:
        """Return the codes of the grids directly under `code`, in their order."""
        return self._forest.children(code)

    @property
    def roots(self) -> tuple[str, ...]:
        """Codes of the grids that lie under nothing, or under a parent that is not there."""
        return self._forest.roots

    @property
    def leaves(self) -> tuple[str, ...]:
        """Codes of the grids with nothing under them, level by level."""
        return self._forest.leaves

    def path(self, code: str) -> tuple[str, ...]:
        """Return the codes from the root down to `code`, both included.

        Raises
        ------
        HangsInCycle
            If the grid lies in a circle or beneath one, which has no root; the error names the circle.
        """
        return self._forest.path(code)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the codes of all that `code` lies under, the nearest first."""
        return self._forest.ancestors(code)

    def descendants(self, code: str) -> tuple[str, ...]:
        """Return the codes of all that lies under `code`, level by level."""
        return self._forest.descendants(code)

    def within(self, codes: Iterable[str]) -> frozenset[str]:
        """Return `codes` and all that lies under them.

        Examples
        --------
        >>> from communitygov.grid.hierarchy.hierarchy import GridHierarchy
        >>> from communitygov.organisation.actor import Actor, Role
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
        >>> worker = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ"})
        >>> worker.serving(grid.within(worker.grids)).serves("LQ-1")
        True
        """
        return self._forest.within(codes)

    def covers(self, grids: Iterable[str], code: str) -> bool:
        """Tell whether somebody who serves `grids` is in charge of `code`: it is one of them or under one."""
        return self._forest.covers(grids, code)

    def common_ancestor(self, *codes: str) -> str | None:
        """Return the nearest grid that all of `codes` are or lie under; none where they share no root."""
        return self._forest.common_ancestor(codes)

    def roll_up(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Return for every grid the sum of its own count and of those under it; 0 where none is given.

        A count may be negative, as that of a difference between two days is.

        Raises
        ------
        UnknownName
            If a count is of no grid here.
        HangsInCycle
            If any grid lies in a circle.
        """
        return self._forest.roll_up(counts)
