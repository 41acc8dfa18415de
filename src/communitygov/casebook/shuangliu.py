"""双流区 as document 002 counts it: one district, 9 towns, 118, 786, 82 and 10,096 grids.

What is the document's: the figures.  What is the library's: who lies under whom, every code, every name but
that of the district.  Children are spread over their parents as evenly as whole numbers allow, the first
parents taking one more.  Exclusive grids lie under the integrated ones, one under each of the first 82, and
hold no micro-grids: where they lie, and whether some of the 10,096 are theirs, the document does not say.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from communitygov.casebook.case import SYNTHETIC, GridCase
from communitygov.casebook.distribution import spread
from communitygov.casebook.figures import SHUANGLIU, SHUANGLIU_FIGURES
from communitygov.casebook.reading import CommunityReading
from communitygov.errors import Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.level.chengdu import CHENGDU, THREE_PLUS_ONE
from communitygov.grid.level.scheme import LevelScheme

Row: TypeAlias = tuple[str, str | None, str, str]


class _Plan(NamedTuple):
    """Levels from the district down, and their scheme; exclusive grids lie beside the general ones."""

    scheme: LevelScheme
    levels: tuple[str, ...]


_PLANS = {
    CommunityReading.GRIDS_ONLY: _Plan(CHENGDU, ("street", "integrated", "general", "micro")),
    CommunityReading.ONE_NODE: _Plan(THREE_PLUS_ONE, ("street", "community", "general", "micro")),
    CommunityReading.TWO_NODES: _Plan(CHENGDU, ("street", "community", "integrated", "general", "micro")),
}
#: A letter for each level, for the codes.
_LETTERS = {
    "street": "S",
    "community": "C",
    "integrated": "I",
    "general": "G",
    "micro": "M",
    "exclusive": "E",
}
_ROOT = f"{SYNTHETIC}SL"

_CHOICES = (
    Words(
        "上下级、编码、名称均为合成；余数依次各加一个给排在前面的上级",
        "who lies under whom, codes and names are made up; the first parents take one more where it does not "
        "come out",
    ),
    Words(
        "专属网格挂在前 82 个综合网格之下，其下不设微网格",
        "exclusive grids lie under the first 82 integrated ones and hold no micro-grids",
    ),
)


def shuangliu(*, reading: CommunityReading = CommunityReading.GRIDS_ONLY) -> GridCase:
    """Return 双流区 with as many grids of each kind as document 002 counts.

    Parameters
    ----------
    reading
        What stands between the towns and the general grids: the 118 integrated grids (11,092 nodes with the
        district and the towns), one node for each community and its integrated grid (as many), or both (118
        more).  The document does not say; the first asserts least.

    Raises
    ------
    UnknownName
        If there is no such reading.

    Examples
    --------
    >>> from communitygov.casebook.reading import CommunityReading
    >>> case = shuangliu()
    >>> len(case.grid), len(case.grid.leaves), case.grid.findings()
    (11092, 10178, ())
    >>> case.grid.path(case.grid.leaves[-1])
    ('SYN-SL', 'SYN-SL-S09', 'SYN-SL-S09-I13', 'SYN-SL-S09-I13-G06', 'SYN-SL-S09-I13-G06-M12')
    >>> len(shuangliu(reading=CommunityReading.TWO_NODES).grid)
    11210
    >>> shuangliu(reading="one-node")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No CommunityReading is called 'one-node'. Did you mean 'one_node'? \
[UNKNOWN_NAME]
    """
    return _made(CommunityReading.named(reading))


@cache
def _made(reading: CommunityReading) -> GridCase:
    """Make the case once for each reading."""
    plan = _PLANS[reading]
    said = Words(f"读法：{reading.zh}", f"reading: {reading.en}")
    return GridCase(
        code=f"shuangliu-{reading.value}",
        place=SHUANGLIU,
        grid=GridHierarchy.from_rows(_rows(plan), scheme=plan.scheme),
        figures=tuple(SHUANGLIU_FIGURES.values()),
        choices=(said, *_CHOICES),
    )


def _rows(plan: _Plan) -> Iterator[Row]:
    """Yield the rows, level by level."""
    root: Row = (_ROOT, None, "district", "双流区")
    yield root
    made: dict[str, list[Row]] = {"district": [root]}
    for above, level in pairwise(("district", *plan.levels)):
        made[level] = list(_under(made[above], level, scheme=plan.scheme))
        yield from made[level]
    home = plan.levels[-3]
    yield from _under(made[home], "exclusive", scheme=plan.scheme)


def _under(parents: list[Row], level: str, *, scheme: LevelScheme) -> Iterator[Row]:
    """Yield as many rows of a level as the document counts, spread over `parents`."""
    total = SHUANGLIU_FIGURES["integrated" if level == "community" else level].quantity
    counts = spread(int(total.low), over=len(parents))
    for (parent, *_), count in zip(parents, counts, strict=True):
        for number in range(1, count + 1):
            yield (
                f"{parent}-{_LETTERS[level]}{number:02}",
                parent,
                level,
                f"（合成）{scheme[level].zh} {number}",
            )
