"""Which hazards and which measures the documents name; a ledger takes others too.

This module counts nothing.
"""

from communitygov.core.source import quoted
from communitygov.core.terms import Term, TermEnum

#: Where the measures of a safety micro-governance (安全微治理) are listed.
GAS_WORKS = quoted("001", "拆除不合规燃气具360台，安装燃气报警装置88个")
BUILDING_WORKS = quoted(
    "001",
    "拆除违规搭建板房6674平方米、改造破旧屋顶瓦棚27155平方米、搬移违规设置空调外机500余部、整理老化线路441户",
)


class HazardKind(TermEnum):
    """What a measure is about: a hazard, or what guards against it.

    Examples
    --------
    >>> HazardKind.FLYING_WIRE_CHARGING.zh
    '飞线充电'
    """

    #: 001
    GAS_APPLIANCE = "gas_appliance", "不合规燃气具", "non-compliant gas appliances"
    #: 001; it guards against the hazard
    GAS_ALARM = "gas_alarm", "燃气报警装置", "gas alarms"
    #: 001
    ILLEGAL_HUT = "illegal_hut", "违规搭建板房", "illegally built huts"
    #: 001
    WORN_ROOF = "worn_roof", "破旧屋顶瓦棚", "worn roofs and tiled sheds"
    #: 001
    OUTDOOR_UNIT = "outdoor_unit", "违规设置空调外机", "illegally placed outdoor air-conditioner units"
    #: 001
    AGEING_WIRING = "ageing_wiring", "老化线路", "ageing wiring"
    #: 001
    STREET_PAVING = "street_paving", "街区道路", "streets of the quarter"
    #: 002
    FALLING_OBJECTS = "falling_objects", "高空抛物", "objects thrown from above"
    #: 003
    FLYING_WIRE_CHARGING = "flying_wire_charging", "飞线充电", "charging by flying wires"
    #: 003
    DISORDERLY_PARKING = "disorderly_parking", "乱停乱放", "disorderly parking"


class HazardMeasure(TermEnum):
    """What is done about it.

    Examples
    --------
    >>> HazardMeasure.MOVE.label("zh")
    '搬移'
    """

    #: 001
    REMOVE = "remove", "拆除", "removal"
    #: 001
    INSTALL = "install", "安装", "installation"
    #: 001
    RENOVATE = "renovate", "改造", "renovation"
    #: 001
    MOVE = "move", "搬移", "moving away"
    #: 001
    TIDY = "tidy", "整理", "tidying up"
    #: 001
    PAVE = "pave", "整治铺设", "repair and paving"


def term_of(value: Term | TermEnum) -> Term:
    """Return the term of a member of a list; a term stays as it is.

    Examples
    --------
    >>> term_of(HazardMeasure.TIDY)
    Term(code='tidy', zh='整理', en='tidying up')
    """
    return value.term if isinstance(value, TermEnum) else value
