"""The four kinds of grid that document 002 counts: 综合, 一般, 专属 and 微网格.

A level of another kind, such as a district, a building or a Party branch, has none of them.
"""

from communitygov.core.source import quoted
from communitygov.core.terms import TermEnum

#: Where the four kinds are counted.
FOUR_KINDS = quoted("002", "双流区共划分118个综合网格、786个一般网格和82个专属网格、10096个微网格")


class GridKind(TermEnum):
    """What a grid is, whatever its level is called.

    Examples
    --------
    >>> from communitygov.grid.level.chengdu import CHENGDU
    >>> [kind.zh for kind in GridKind]
    ['综合网格', '一般网格', '专属网格', '微网格']
    >>> CHENGDU["micro"].kind is GridKind.MICRO, CHENGDU["district"].kind is None
    (True, True)
    """

    INTEGRATED = "integrated", "综合网格", "integrated grid"
    GENERAL = "general", "一般网格", "general grid"
    EXCLUSIVE = "exclusive", "专属网格", "exclusive grid"
    MICRO = "micro", "微网格", "micro-grid"
