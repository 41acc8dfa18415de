"""成华巷 in 金牛区: three general grids and sixteen micro-grids, divided as the caller says.

Document 003 gives the two sums and the community, 城隍庙社区.  How the sixteen lie under the three it does
not say, and 16 is no multiple of 3: the caller has to.  The other grids of the community, its street and its
district do not stand here.
"""

from collections.abc import Sequence

from communitygov.casebook.case import SYNTHETIC, GridCase
from communitygov.casebook.figures import CHENGHUA_LANE_FIGURES, LANE_PLACE
from communitygov.errors import InvalidValue, Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy

_ROOT = f"{SYNTHETIC}CHX"
_GENERAL, _MICRO = (int(CHENGHUA_LANE_FIGURES[kind].quantity.low) for kind in ("general", "micro"))
_SPLIT = Words(
    f"须为 {_GENERAL} 个正整数，合计 {_MICRO}：文件只给出两项总数，未说明如何划分",
    f"must be {_GENERAL} positive whole numbers that come to {_MICRO}: the document gives both sums, and not "
    "how they divide",
)


def chenghua_lane(*, split: Sequence[int]) -> GridCase:
    """Return the grids of 成华巷, its sixteen micro-grids divided as `split` says.

    Parameters
    ----------
    split
        How many micro-grids lie under each of the three general grids.

    Raises
    ------
    InvalidValue
        If these are not three positive numbers that come to sixteen.

    Examples
    --------
    >>> case = chenghua_lane(split=(5, 5, 6))
    >>> [len(case.grid.children(general)) for general in case.grid.children("SYN-CHX")]
    [5, 5, 6]
    >>> chenghua_lane(split=(5, 5, 5))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: split: (5, 5, 5) will not do; it must be 3 positive whole numbers that \
come to 16: the document gives both sums, and not how they divide. [INVALID_VALUE]
    """
    if not _is_split(split):
        raise InvalidValue("split", split, _SPLIT)
    rows: list[tuple[str, str | None, str, str]] = [(_ROOT, None, "community", "城隍庙社区")]
    for at, count in enumerate(split, 1):
        general = f"{_ROOT}-G{at}"
        rows.append((general, _ROOT, "general", f"（合成）成华巷一般网格 {at}"))
        rows += [
            (f"{general}-M{number:02}", general, "micro", f"（合成）微网格 {number}")
            for number in range(1, count + 1)
        ]
    return GridCase(
        code="chenghua-lane",
        place=LANE_PLACE,
        grid=GridHierarchy.from_rows(rows),
        figures=tuple(CHENGHUA_LANE_FIGURES.values()),
        choices=(
            Words(
                f"划分由使用者给出：{'、'.join(map(str, split))}；编码与名称为合成",
                f"the division is the caller's: {', '.join(map(str, split))}; codes and names are made up",
            ),
        ),
    )


def _is_split(split: Sequence[int]) -> bool:
    """Tell whether these are as many positive numbers as there are general grids, and their sum is right."""
    return (
        isinstance(split, tuple | list)
        and len(split) == _GENERAL
        and all(type(count) is int and count > 0 for count in split)
        and sum(split) == _MICRO
    )
