"""Hypothesis strategies for levels, grids and their hierarchies, sound ones and broken ones.

A hierarchy is drawn level by level and keeps every rule of its scheme; `broken_rows` and `broken_edges` keep
none but the shape, so that whatever can be wrong is wrong in some example.  Overlays and dated edges are
decoded from a few bytes for each grid, so that they come nearly as fast as a hierarchy without them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.grid.code.standard import CodeStandard
from communitygov.grid.hierarchy.edge import BASE, Edge, EdgeRow
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.hierarchy.overlay import PARTY_OVERLAY, Overlay
from communitygov.grid.hierarchy.register import Grid, Row
from communitygov.grid.level.bounds import SizeBounds
from communitygov.grid.level.chengdu import CHENGDU
from communitygov.grid.level.kind import GridKind
from communitygov.grid.level.level import Level
from communitygov.grid.level.scheme import LevelScheme
from communitygov.testing.strategies.core import citations, days, identifiers, titles
from communitygov.testing.strategies.forest import Draft, layers
from communitygov.testing.strategies.grid_level import count_bounds

#: Most grids of each level of `CHENGDU`, in its order, unless told otherwise.
MOST = (3, 4, 6, 6, 12, 24, 4)
#: Most grids of each level of any other scheme.
MOST_ELSEWHERE = 8
#: Names, the plainest first; the rest is what careless output breaks on.
_NAMES = ("网格", "龙桥小区一组", "<b>& 'x' \"y\"", "a\nb\tc", "{grid}")
#: What broken rows are made of: codes, some of which are never given to a grid, and levels, one unknown.
_CODES = ("a", "b", "c", "d", "e", "f", "g-1", "g-10")
_PARENTS = (None, *_CODES, "nowhere")
_ROW_WIDTH = 4
#: Days on which something may happen; nothing is before all of them.
_DAYS = (None, date(2020, 1, 1), date(2021, 7, 1), date(2021, 7, 2), date(2024, 2, 29))
_LAST = len(_DAYS) - 1
#: Above this a number closes a micro-grid on the last day.
_ENDING = 200
#: Levels of `CHENGDU` that the Party's linkage has too, but the first.
_LINKED = frozenset({"street", "community"})
#: What broken edges are made of.
_EDGE_WIDTH = 4
_OVERLAYS = (BASE, "party")
#: Most grids of each level of `CHENGDU` where days matter, unless told otherwise.
MOST_DATED = (2, 3, 4, 2, 4, 8, 2)


@st.composite
def size_bounds(draw: st.DrawFn) -> SizeBounds:
    """Return bounds of sizes, some of them open upwards."""
    least, span = draw(st.integers(0, 500)), draw(st.none() | st.integers(0, 500))
    return SizeBounds(least=least, most=None if span is None else least + span, source=draw(citations()))


@st.composite
def levels(draw: st.DrawFn, *, code: str | None = None, above: Sequence[str] = ()) -> Level:
    """Return levels that may lie under some of the levels `above`, or under nothing."""
    under = draw(st.sets(st.sampled_from(above))) if above else set[str]()
    return Level(
        code=draw(identifiers()) if code is None else code,
        zh=draw(titles()),
        en=draw(titles()),
        under=under,
        stands_alone=not under or draw(st.booleans()),
        holds_residents=draw(st.booleans()),
        bounds=draw(st.none() | size_bounds()),
        source=draw(st.none() | citations()),
        kind=draw(st.none() | st.sampled_from(GridKind)),
        children=draw(st.none() | count_bounds()),
        code_standard=draw(st.none() | st.sampled_from(CodeStandard)),
    )


@st.composite
def level_schemes(draw: st.DrawFn, *, most: int = 4) -> LevelScheme:
    """Return schemes of one level to `most`."""
    codes = draw(st.lists(identifiers(longest=3), min_size=1, max_size=most, unique=True))
    made = [draw(levels(code=code, above=codes[:at])) for at, code in enumerate(codes)]
    return LevelScheme(draw(identifiers()), made)


def grids() -> st.SearchStrategy[Grid]:
    """Return single grids, of levels that no scheme need know."""
    return st.builds(
        Grid, identifiers(), parent=st.none() | identifiers(), level=identifiers(), name=titles()
    )


def hierarchies(
    *, scheme: LevelScheme = CHENGDU, most: Sequence[int] = ()
) -> st.SearchStrategy[GridHierarchy]:
    """Return hierarchies that keep every rule of `scheme`, with up to `most` grids of each level.

    There is always one grid, of the first level; the others lie under any grid of a level that the scheme
    allows, or under nothing where it allows that.
    """
    default = MOST if scheme is CHENGDU else (MOST_ELSEWHERE,) * len(scheme)
    return layers(most or default).map(lambda drafts: _sound(drafts, scheme))


def any_hierarchies() -> st.SearchStrategy[GridHierarchy]:
    """Return hierarchies of `CHENGDU`, with and without overlays and dated edges."""
    return hierarchies() | dated_hierarchies()


def broken_rows(*, scheme: LevelScheme = CHENGDU, most: int = 20) -> st.SearchStrategy[list[Row]]:
    """Return rows of the right shape with codes twice, parents missing, circles and levels out of place."""
    known = (*(level.code for level in scheme), "no-level")

    def rows(raw: bytes) -> list[Row]:
        chunks = (raw[at : at + _ROW_WIDTH] for at in range(0, len(raw) - _ROW_WIDTH + 1, _ROW_WIDTH))
        return [
            (_pick(_CODES, code), _pick(_PARENTS, parent), _pick(known, level), _pick(_NAMES, name))
            for name, level, parent, code in chunks
        ]

    return st.binary(max_size=_ROW_WIDTH * most).map(rows)


def edges() -> st.SearchStrategy[Edge]:
    """Return single dated edges, of overlays that no hierarchy need have."""
    spans = st.tuples(st.none() | days(), st.none() | days()).map(_span)
    made = st.tuples(identifiers(), st.none() | identifiers(), identifiers(), spans)
    return made.map(lambda it: Edge(it[0], it[1], overlay=it[2], since=it[3][0], until=it[3][1]))


@st.composite
def overlays(draw: st.DrawFn) -> Overlay:
    """Return overlays with few levels, some of which stand for levels of another scheme."""
    scheme = draw(level_schemes(most=2))
    here = st.sampled_from([level.code for level in scheme])
    return Overlay(
        code=draw(identifiers()),
        zh=draw(titles()),
        en=draw(titles()),
        scheme=scheme,
        reads_as=list(draw(st.dictionaries(identifiers(), here, max_size=2)).items()),
        source=draw(st.none() | citations()),
    )


def dated_hierarchies(*, most: Sequence[int] = MOST_DATED) -> st.SearchStrategy[GridHierarchy]:
    """Return hierarchies of `CHENGDU` with the overlay of the Party and dated edges, all of them sound.

    A grid may be founded, moved from one parent to another, closed; the first three levels take part in the
    Party's linkage, some from a day on.
    """
    return st.tuples(layers(most), st.binary(max_size=2 * sum(most))).map(_dated)


def broken_edges(*, most: int = 20) -> st.SearchStrategy[list[EdgeRow]]:
    """Return edges for `broken_rows`: overlapping, circular, of strangers, under what is not there then."""

    def read(raw: bytes) -> list[EdgeRow]:
        chunks = (raw[at : at + _EDGE_WIDTH] for at in range(0, len(raw) - _EDGE_WIDTH + 1, _EDGE_WIDTH))
        return [
            (
                _pick((*_CODES, "nowhere"), child),
                _pick(_PARENTS, parent),
                _pick(_OVERLAYS, overlay),
                *_span_of(span),
            )
            for span, overlay, parent, child in chunks
        ]

    return st.binary(max_size=_EDGE_WIDTH * most).map(read)


def _span(ends: tuple[date | None, date | None]) -> tuple[date | None, date | None]:
    """Put the ends of an interval in order; of an interval without a day leave the end open."""
    since, until = ends
    if since is None or until is None or since < until:
        return since, until
    return (until, since) if until < since else (since, None)


def _span_of(number: int) -> tuple[date | None, date | None]:
    """Return one of a few intervals; zero is the open one."""
    return _span((_pick(_DAYS, number // len(_DAYS)), _pick(_DAYS, number)))


def _dated(drawn: tuple[tuple[tuple[Draft, ...], ...], bytes]) -> GridHierarchy:
    """Give a sound hierarchy edges that keep every rule; two bytes a grid say what happens, zeros nothing."""
    drafts, raw = drawn
    plain, fates = _sound(drafts, CHENGDU), iter(raw)
    level_of = {row[0]: row[2] for row in plain.rows}
    founded, linked = dict[str, int](), dict[str, int]()
    siblings: dict[str, list[str]] = {}
    made: list[EdgeRow] = []
    for code in plain:  # each after its parent, so that none is founded before what it lies under
        parent, level, fate, other = plain.parent(code), level_of[code], next(fates, 0), next(fates, 0)
        founded[code] = max(founded[parent] if parent else 0, fate % _LAST)
        beside = siblings[level_of[parent]] if parent else []
        new_parent = _pick([parent, *beside], other)
        made += _life(code, parent, new_parent, founded=founded, ends=level == "micro" and fate > _ENDING)
        siblings.setdefault(level, []).append(code)
        if level == "district" or (level in _LINKED and parent in linked and fate % 2 == 0):
            linked[code] = max(linked.get(parent or "", 0), other % _LAST)
            made.append((code, parent, PARTY_OVERLAY.code, _DAYS[linked[code]], None))
    return GridHierarchy.from_rows(plain.rows, overlays=[PARTY_OVERLAY], edges=made)


def _life(
    code: str, parent: str | None, new_parent: str | None, *, founded: Mapping[str, int], ends: bool
) -> Iterator[EdgeRow]:
    """Yield the edges of a grid: founded, moved, closed on the last day; none where nothing happens."""
    first = founded[code]
    moved = max(first, founded.get(new_parent or "", 0)) + 1
    last = _DAYS[_LAST] if ends else None
    if new_parent == parent or moved >= _LAST:
        if first or ends:
            yield code, parent, BASE, _DAYS[first], last
        return
    yield code, parent, BASE, _DAYS[first], _DAYS[moved]
    yield code, new_parent, BASE, _DAYS[moved], last


def _pick(choices: Sequence[Any], number: int) -> Any:  # noqa: ANN401  one of the choices
    """Return one of `choices`; zero is the first."""
    return choices[number % len(choices)]


def _sound(drafts: tuple[tuple[Draft, ...], ...], scheme: LevelScheme) -> GridHierarchy:
    """Give the drafts codes and parents that the scheme allows."""
    placed: dict[str, list[str]] = {level.code: [] for level in scheme}
    rows: list[Row] = []
    for at, level in enumerate(scheme):
        parents: list[str | None] = [
            code for each in scheme if each.code in level.under for code in placed[each.code]
        ]
        parents += [None] * level.stands_alone
        for number, draft in enumerate(drafts[at] or (Draft(0, 0),) * (at == 0)):
            if parents:
                code = f"{level.code[:40]}-{at}-{number}"
                placed[level.code].append(code)
                rows.append((code, _pick(parents, draft.parent), level.code, _pick(_NAMES, draft.extra)))
    return GridHierarchy.from_rows(rows, scheme=scheme)


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        SizeBounds: size_bounds,
        Level: levels,
        LevelScheme: level_schemes,
        Grid: grids,
        GridHierarchy: any_hierarchies,
        Edge: edges,
        Overlay: overlays,
    }
)
