"""Which levels there are together, each after all those that it may lie under.

A scheme is data: a preset, a preset with a level changed, or a table of the caller's own.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid.level.bounds import CountBounds, SizeBounds
from communitygov.grid.level.level import Level


@attrs.frozen
class LevelScheme(Value):
    """The levels of a hierarchy, each after all those that it may lie under.

    Parameters
    ----------
    code
        Code of the scheme.
    levels
        The levels in order.
    nesting
        Where it stands which level lies under which; `LIBRARY_DEFAULT` where the library had to choose, none
        for a caller's own.  Where the name of a level stands, the level says itself.

    Examples
    --------
    >>> from communitygov.grid.level.chengdu import CHENGDU
    >>> [level.zh for level in CHENGDU]
    ['区', '镇（街道）', '村（社区）', '综合网格', '一般网格', '微网格', '专属网格']
    >>> CHENGDU["mirco"]
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No grid level is called 'mirco'. Did you mean 'micro'? [UNKNOWN_NAME]

    An exclusive grid that hangs under general grids only, and in which nobody lives:

    >>> towers = attrs.evolve(CHENGDU["exclusive"], under={"general"}, holds_residents=False)
    >>> scheme = CHENGDU.with_level(towers)
    >>> scheme.allows("exclusive", "integrated"), CHENGDU.allows("exclusive", "integrated")
    (False, True)
    """

    document_kind: ClassVar[str] = "level-scheme"
    code: str = attrs.field(validator=identifier)
    levels: tuple[Level, ...] = attrs.field(converter=as_tuple, validator=each_of(Level))
    nesting: Citation | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(Citation)))

    def __attrs_post_init__(self) -> None:
        """Refuse no level, a level twice, and one that does not come after what it may lie under."""
        if not self.levels:
            raise InvalidValue("levels", (), Words("须至少有一个层级", "must hold at least one level"))
        earlier: set[str] = set()
        for level in self.levels:
            if level.code in earlier:
                raise InvalidValue("levels", level.code, Words("只能出现一次", "must stand only once"))
            if not level.under <= earlier:
                bound = Words(
                    f"须列在 {level.code!r} 之前，{level.code!r} 以其为上级",
                    f"must be a level listed before {level.code!r}, which may lie under it",
                )
                raise InvalidValue("levels", min(level.under - earlier), bound)
            earlier.add(level.code)

    @cached_property
    def _by_code(self) -> dict[str, Level]:
        return {level.code: level for level in self.levels}

    @cached_property
    def legal(self) -> frozenset[tuple[str, str | None]]:
        """Every pair of a level and one it may lie under; none stands for nothing above."""
        alone = {(level.code, None) for level in self.levels if level.stands_alone}
        return frozenset({(level.code, above) for level in self.levels for above in level.under} | alone)

    def __getitem__(self, code: str) -> Level:
        """Return the level with `code`; raise `UnknownName` with the nearest one otherwise."""
        if code in self:
            return self._by_code[code]
        raise UnknownName(Words("网格层级", "grid level"), code, tuple(self._by_code))

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and code in self._by_code

    def __iter__(self) -> Iterator[Level]:
        return iter(self.levels)

    def __len__(self) -> int:
        return len(self.levels)

    def allows(self, level: str, above: str | None) -> bool:
        """Tell whether a grid of `level` may lie under one of the level `above`, or under nothing."""
        try:
            return (level, above) in self.legal
        except TypeError:  # no code at all
            return False

    def with_level(self, level: Level) -> "LevelScheme":
        """Return the scheme with `level` in the place of the one that has its code."""
        require("level", level, kind=Level)
        self[level.code]
        return attrs.evolve(self, levels=[level if each.code == level.code else each for each in self.levels])

    def extended(self, level: Level) -> "LevelScheme":
        """Return the scheme with a further level at its end."""
        return attrs.evolve(self, levels=(*self.levels, level))

    def with_bounds(
        self, level: str, *, least: int, most: int | None = None, source: Citation
    ) -> "LevelScheme":
        """Return the scheme with other bounds of the households of a level.

        Examples
        --------
        >>> from communitygov.core.source import Citation
        >>> from communitygov.grid.level.chengdu import CHENGDU
        >>> ours = Citation(document="our-street", article="2024-07")
        >>> CHENGDU.with_bounds("micro", least=50, most=100, source=ours)["micro"].bounds.least
        50
        """
        bounds = SizeBounds(least=least, most=most, source=source)
        return self.with_level(attrs.evolve(self[level], bounds=bounds))

    def with_children(
        self, level: str, *, least: int, most: int | None = None, source: Citation
    ) -> "LevelScheme":
        """Return the scheme with other bounds of the grids directly under a grid of a level."""
        children = CountBounds(least=least, most=most, source=source)
        return self.with_level(attrs.evolve(self[level], children=children))

    def without_bounds(self) -> "LevelScheme":
        """Return the scheme without any bounds: neither of households nor of grids underneath."""
        return attrs.evolve(
            self, levels=[attrs.evolve(level, bounds=None, children=None) for level in self.levels]
        )

    def within(self, level: str) -> "LevelScheme":
        """Return the scheme in which every grid belongs to one of `level`, none to anything above that.

        It is the rule of Xi'an (DB6101/T 3185-2024, read at bubsandbeans.com, paper/354843291): a grid
        belongs to a village or community, none directly to a street or a county.  Grids are the levels that
        have a kind.  One that may lie under another grid stays there; where it may lie under anything else,
        or under nothing, it lies under `level`.

        Raises
        ------
        UnknownName
            If the scheme has no such level.
        InvalidValue
            If a grid is listed before `level`.

        Examples
        --------
        >>> from communitygov.grid.level.chengdu import CHENGDU
        >>> strict = CHENGDU.within("community")
        >>> CHENGDU.allows("integrated", "street"), strict.allows("integrated", "street")
        (True, False)
        >>> (
        ...     CHENGDU.allows("general", None),
        ...     strict.allows("general", None),
        ...     strict.allows("general", "community"),
        ... )
        (True, False, True)
        """
        self[level]
        grids = {each.code for each in self.levels if each.kind}
        return attrs.evolve(self, levels=[_bound_to(level, each, grids=grids) for each in self.levels])


def _bound_to(home: str, level: Level, *, grids: set[str]) -> Level:
    """Return a level of grids as it lies under `home` or under other grids; any other as it is."""
    if level.kind is None or level.code == home:
        return level
    elsewhere = level.stands_alone or not level.under <= grids
    under = (level.under & grids) | ({home} if elsewhere else set[str]())
    return attrs.evolve(level, under=under, stands_alone=False)
