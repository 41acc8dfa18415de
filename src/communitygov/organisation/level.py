"""The six levels of the Party organisations' linkage (六级党组织联动体系), from the district down.

The document names them in one line, in this order; that each hangs under the one before it is what the
order says.  Who leads a body, and how the levels work together, it does not say.
"""

from communitygov.core.source import quoted
from communitygov.core.terms import TermEnum

#: Where the six levels stand.
SIX_LEVELS = quoted("002", "“区-镇（街道）-村（社区）-小区（院落）-楼栋-党员中心户”六级党组织联动体系")


class LinkageLevel(TermEnum):
    """One of the six levels, in their order.

    Examples
    --------
    >>> [level.zh for level in LinkageLevel]
    ['区', '镇（街道）', '村（社区）', '小区（院落）', '楼栋', '党员中心户']
    >>> LinkageLevel.BUILDING.depth
    4
    """

    DISTRICT = "district", "区", "district"
    STREET = "street", "镇（街道）", "town or street"
    COMMUNITY = "community", "村（社区）", "village or community"
    NEIGHBOURHOOD = "neighbourhood", "小区（院落）", "neighbourhood or courtyard"
    BUILDING = "building", "楼栋", "building"
    HUB_HOUSEHOLD = "hub_household", "党员中心户", "Party-member hub household"

    @property
    def depth(self) -> int:
        """How many levels lie above this one."""
        return tuple(LinkageLevel).index(self)
