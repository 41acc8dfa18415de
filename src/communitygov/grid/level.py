"""Kinds of grid, what each may lie under, and what is wrong with a grid of the wrong level.

Which levels there are, how they nest and how large they are is data: a `LevelScheme`.  `CHENGDU` holds the
levels that the documents name for 双流区: 区, 镇（街道）, 村（社区）, then 综合, 一般, 微 and 专属网格.

What the documents leave open is left open here:

* 118 综合网格 stand beside 118 村（社区）, but no document says that they are the same.  Both levels exist:
  an integrated grid may lie under a community or take its place, and a general grid may lie under either.
* Where a 专属网格 hangs and whether anybody lives in it is not said.  The scheme lets it hang under an
  integrated or a general grid and hold residents; `LevelScheme.with_level` changes that.
* The sizes come from other places than the documents, are cited, and are used only when counts are given.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

import attrs

from communitygov.core.checks import (
    as_set,
    as_tuple,
    at_least,
    each_of,
    identifier,
    identifiers,
    one_of,
    optional,
    ordered,
    title,
)
from communitygov.core.document import Value
from communitygov.core.source import Citation, quoted
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName, Words


@attrs.frozen(kw_only=True)
class SizeBounds(Value):
    """How many households a grid of a level should have.

    Parameters
    ----------
    least, most
        Households, both included; `most` may be open.
    source
        Where the bounds stand.

    Examples
    --------
    >>> bounds = CHENGDU["micro"].bounds
    >>> (bounds.least, bounds.most), str(bounds.source)
    ((30, 100), 'cdpma.cn, news 54058')
    """

    document_kind: ClassVar[str] = "size-bounds"
    least: int = attrs.field(validator=at_least(0))
    most: int | None = attrs.field(default=None, validator=optional(at_least(0)))
    source: Citation = attrs.field(validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that nothing can lie between."""
        if self.most is not None and self.most < self.least:
            bound = Words(f"须不小于下限 {self.least}", f"must be at least the lower bound, {self.least}")
            raise InvalidValue("most", self.most, bound)


@attrs.frozen(kw_only=True)
class Level(Value):
    """One kind of grid.

    Parameters
    ----------
    code, zh, en
        Stable code, and the name in both languages.
    under
        Codes of the levels that a grid of this one may lie under.
    stands_alone
        Whether such a grid may also lie under nothing.
    holds_residents
        Whether people live in such a grid, directly or in the grids beneath it.
    bounds
        How many households it should have, where that is known.
    source
        The words that name the level; none for a caller's own.

    Examples
    --------
    >>> CHENGDU["micro"].zh, sorted(CHENGDU["micro"].under), CHENGDU["micro"].stands_alone
    ('微网格', ['general'], False)
    >>> Level(code="lane", zh="巷", en="lane", stands_alone=False)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: under: frozenset() will not do; it must name a level, unless the level \
may stand alone. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "grid-level"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    under: frozenset[str] = attrs.field(default=(), converter=as_set, validator=identifiers, repr=ordered)
    stands_alone: bool = attrs.field(default=True, validator=one_of(bool))
    holds_residents: bool = attrs.field(default=True, validator=one_of(bool))
    bounds: SizeBounds | None = attrs.field(default=None, validator=optional(one_of(SizeBounds)))
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def __attrs_post_init__(self) -> None:
        """Refuse a level that no grid could ever have."""
        if not self.under and not self.stands_alone:
            bound = Words(
                "须至少有一个层级，或允许独立", "must name a level, unless the level may stand alone"
            )
            raise InvalidValue("under", self.under, bound)

    @property
    def term(self) -> Term:
        """The level as a word of the field."""
        return Term(self.code, self.zh, self.en)


@attrs.frozen
class LevelScheme(Value):
    """The levels of a hierarchy, each after all those that it may lie under.

    Examples
    --------
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
        return (level, above) in self.legal

    def with_level(self, level: Level) -> "LevelScheme":
        """Return the scheme with `level` in the place of the one that has its code."""
        self[level.code]
        return attrs.evolve(self, levels=[level if each.code == level.code else each for each in self.levels])


_CHAIN = quoted("002", "“区-镇（街道）-村（社区）-小区（院落）-楼栋-党员中心户”六级党组织联动体系")
_GRIDS = quoted("002", "双流区共划分118个综合网格、786个一般网格和82个专属网格、10096个微网格")

#: The levels of 双流区 and what lies under what; the sizes come from elsewhere and carry their own source.
#: Which level may lie under which is read from the order of the words; the documents draw no tree.
CHENGDU = LevelScheme(
    "chengdu",
    (
        Level(code="district", zh="区", en="district", source=_CHAIN),
        Level(code="street", zh="镇（街道）", en="town or street", under={"district"}, source=_CHAIN),
        Level(code="community", zh="村（社区）", en="village or community", under={"street"}, source=_CHAIN),
        Level(
            code="integrated",
            zh="综合网格",
            en="integrated grid",
            under={"street", "community"},
            source=_GRIDS,
        ),
        Level(
            code="general",
            zh="一般网格",
            en="general grid",
            under={"community", "integrated"},
            bounds=SizeBounds(
                least=300, most=500, source=Citation(document="sc.people.com.cn", article="2023-03-22")
            ),
            source=_GRIDS,
        ),
        Level(
            code="micro",
            zh="微网格",
            en="micro-grid",
            under={"general"},
            stands_alone=False,
            bounds=SizeBounds(least=30, most=100, source=Citation(document="cdpma.cn", article="news 54058")),
            source=_GRIDS,
        ),
        Level(
            code="exclusive",
            zh="专属网格",
            en="exclusive grid",
            under={"integrated", "general"},
            stands_alone=False,
            source=_GRIDS,
        ),
    ),
)
