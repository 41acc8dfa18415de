"""What a hierarchy holds, and what is compiled from it when it is first asked for.

1. The fields: rows, levels, overlays, edges, each checked and in order, so that equal ones are equal.
2. The compiled forms: a `Timeline` for each overlay, and, where the base does not change with time, its
   level order and its index.  They are no part of the value, and of no pickle.

The questions stand upon this, in `questions` and `dated_questions`.
"""

from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

import attrs

from communitygov.core.checks import as_tuple, counted, one_of
from communitygov.core.document import Value
from communitygov.core.forest import Forest
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid.hierarchy.edge import BASE, EdgeRow, as_edges
from communitygov.grid.hierarchy.overlay import Overlay
from communitygov.grid.hierarchy.register import KIND, Row, as_rows
from communitygov.grid.hierarchy.timeline import Timeline, timelines_of
from communitygov.grid.index.grid_index import GridIndex
from communitygov.grid.level.chengdu import CHENGDU
from communitygov.grid.level.scheme import LevelScheme

#: What an overlay is called.
OVERLAY = Words("叠加体系", "overlay")
#: How the base overlay is read.
BASE_WORDS = Words("行政体系", "the administrative hierarchy")


def _scheme_code(scheme: LevelScheme) -> str:
    """Stand in for a scheme in a ``repr``."""
    return f"‹{scheme.code}›"


def _overlay_codes(overlays: tuple[Overlay, ...]) -> str:
    """Stand in for overlays in a ``repr``."""
    return f"‹{', '.join(overlay.code for overlay in overlays)}›"


def _as_overlays(given: Iterable[object]) -> tuple[Overlay, ...]:
    """Put overlays in the order of their codes; anything else is refused."""
    overlays = as_tuple(given)
    for overlay in overlays:
        if not isinstance(overlay, Overlay):
            raise InvalidValue(
                "overlays", overlay, Words("其成员须为 Overlay", "must hold values of Overlay")
            )
    return tuple(sorted(overlays, key=attrgetter("code")))


@attrs.frozen(kw_only=True)
class Overlaid(Value):
    """Rows, levels, overlays and edges, and their compiled forms; `GridHierarchy` says what they mean."""

    rows: tuple[Row, ...] = attrs.field(converter=as_rows, repr=counted)
    scheme: LevelScheme = attrs.field(default=CHENGDU, validator=one_of(LevelScheme), repr=_scheme_code)
    overlays: tuple[Overlay, ...] = attrs.field(default=(), converter=_as_overlays, repr=_overlay_codes)
    edges: tuple[EdgeRow, ...] = attrs.field(default=(), converter=as_edges, repr=counted)

    def __attrs_post_init__(self) -> None:
        """Refuse an overlay twice, one called as the base is, and an edge of none of them."""
        codes = [BASE, *(overlay.code for overlay in self.overlays)]
        for code, after in pairwise(sorted(codes)):
            if code == after:
                bound = Words(f"须各不相同，且不为 {BASE}", f"must each have a code of its own, not {BASE}")
                raise InvalidValue("overlays", code, bound)
        unknown = {edge[2] for edge in self.edges}.difference(codes)
        if unknown:
            raise UnknownName(OVERLAY, min(unknown), tuple(codes))

    def __len__(self) -> int:
        """Return how many codes there are in the base overlay, on any day."""
        return len(self._timelines[BASE]) if self.is_dated else len(self._forest)

    def __contains__(self, code: object) -> bool:
        return code in (self._timelines[BASE] if self.is_dated else self._forest)

    @property
    def is_dated(self) -> bool:
        """Whether the base overlay changes with time, so that questions need a day."""
        return bool(self.edges) and bool(self._timelines[BASE].lanes)

    @cached_property
    def index(self) -> GridIndex:
        """The base overlay as an index, for questions about many grids at once.

        Raises
        ------
        DatedHierarchy
            If the base changes with time.
        """
        return GridIndex.of(self._forest)

    @cached_property
    def _timelines(self) -> dict[str, Timeline]:
        base = Overlay(code=BASE, zh=BASE_WORDS.zh, en=BASE_WORDS.en, scheme=self.scheme)
        return timelines_of(self.rows, self.edges, base=base, others=self.overlays)

    @cached_property
    def _plain_rows(self) -> tuple[Row, ...]:
        """The rows of the base overlay, where it does not change with time."""
        if not self.edges:
            return self.rows
        base = self._timelines[BASE]
        return base.rows(self.rows, base.day(None))

    @cached_property
    def _forest(self) -> Forest:
        return Forest.of(((code, parent) for code, parent, _, _ in self._plain_rows), kind=KIND)
