"""What stands before a change, looked up in the ways that its conditions ask.

It is compiled from holdings for one question and is no value of its own.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

import attrs

from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.posting import Posting
from communitygov.grid.reorganisation.division import Split
from communitygov.grid.reorganisation.lineage import Lineage
from communitygov.grid.reorganisation.matter import OpenMatter

#: Characters that are hard to tell from others, after all letters are made small.
_LOOKALIKES = str.maketrans({"o": "0", "i": "1", "l": "1", "_": "-"})


def look(code: str) -> str:
    """Return how a code looks to somebody who does not look closely.

    Examples
    --------
    >>> look("LQ-O1") == look("lq-0l"), look("LQ-01") == look("LQ-02")
    (True, False)
    """
    return code.lower().translate(_LOOKALIKES)


def is_over(posting: Posting, on: date) -> bool:
    """Tell whether a posting has ended by a day.

    Examples
    --------
    >>> is_over(Posting("w-1", "LQ-1", until=date(2024, 3, 1)), date(2024, 3, 1))
    True
    """
    return posting.until is not None and posting.until <= on


@attrs.frozen(kw_only=True, eq=False)
class Situation:
    """Grids, and what is in them.

    Parameters
    ----------
    since
        Day of the latest change, if there was one.
    homes
        Grid of each dwelling; none where nobody counts dwellings.
    postings
        Those of the roster; none where there is no roster.
    households
        Counts of households that the roster has.
    """

    grid: GridHierarchy
    lineage: Lineage = attrs.field(factory=Lineage)
    since: date | None = None
    homes: Mapping[str, str] | None = None
    matters: tuple[OpenMatter, ...] = ()
    postings: tuple[Posting, ...] | None = None
    households: Mapping[str, int] = attrs.field(factory=dict[str, int])

    def dwellings_of(self, code: str) -> frozenset[str]:
        """Return the dwellings directly in a grid."""
        return frozenset(dwelling for dwelling, grid in (self.homes or {}).items() if grid == code)

    def matters_of(self, code: str) -> tuple[OpenMatter, ...]:
        """Return the open matters that a grid handles."""
        return tuple(each for each in self.matters if each.grid == code)

    def postings_of(self, codes: Iterable[str], *, on: date) -> tuple[Posting, ...]:
        """Return the postings to grids that are not over by a day."""
        wanted = frozenset(codes)
        return tuple(each for each in self.postings or () if each.grid in wanted and not is_over(each, on))

    def led_by_dwelling(self, change: Split) -> dict[str, str]:
        """Return for each matter of a grid to split, where its dwelling tells, the part that it goes to."""
        dwellings, beneath = change.taker_of("dwellings"), change.taker_of("grids")
        found: dict[str, str] = {}
        for matter in self.matters_of(change.code):
            steps = [beneath.get(code) for code in self.path_of(matter.dwelling or "")]
            for part in (dwellings.get(matter.dwelling or ""), *steps):
                if part is not None:
                    found[matter.id] = part
        return found

    def path_of(self, dwelling: str) -> tuple[str, ...]:
        """Return the codes down to the grid of a dwelling; nothing where it is not known or bound to none."""
        home = (self.homes or {}).get(dwelling, "")
        return self.grid.path(home) if home in self.grid else ()

    @cached_property
    def looks(self) -> Mapping[str, str]:
        """Every code that stands or stood, by how it looks."""
        return {look(code): code for code in sorted({*self.grid, *self.lineage.codes}, reverse=True)}
