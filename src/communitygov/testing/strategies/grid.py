"""Hypothesis strategies for levels, grids and their hierarchies, sound ones and broken ones.

A hierarchy is drawn level by level and keeps every rule of its scheme; `broken_rows` keeps none but the
shape of a row, so that whatever can be wrong is wrong in some example.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.grid.hierarchy import GridHierarchy
from communitygov.grid.level import CHENGDU, Level, LevelScheme, SizeBounds
from communitygov.grid.register import Grid, Row
from communitygov.testing.strategies.core import citations, identifiers, titles
from communitygov.testing.strategies.forest import Draft, layers

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
        GridHierarchy: hierarchies,
    }
)
