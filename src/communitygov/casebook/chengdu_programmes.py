"""Programmes of several districts of 成都, as document 003 tells of them.

郫都区 has its guides and 五个一, 花牌佳苑小区 two troubles that ended with what was built, 成华巷 a circle of
fifteen minutes.  How many vehicles there are to park or to charge the document does not say, so whether what
was built is enough stays unknown, whatever it says of 基本满足.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from communitygov.casebook.figure import row
from communitygov.casebook.figures import LANE_PLACE, PIDU, PIDU_FIGURES
from communitygov.casebook.programme_case import ProgrammeCase
from communitygov.core.quantity import Quantity
from communitygov.core.source import quoted
from communitygov.errors import Words
from communitygov.programme.checklist.presets import FIVE_ONES
from communitygov.programme.hazard.kind import HazardKind
from communitygov.programme.hazard.ledger import HazardLedger
from communitygov.programme.hazard.supply import HazardSupply

_QUARTER = "成都市郫都区三道堰镇花牌村花牌佳苑小区"


@cache
def chengdu_programmes() -> Mapping[str, ProgrammeCase]:
    """Return the programmes by their codes.

    Examples
    --------
    >>> programmes = chengdu_programmes()
    >>> list(programmes)
    ['pidu', 'huapai', 'chenghua']
    >>> programmes["huapai"].hazards.status("disorderly_parking").zh
    '不明'
    """
    return MappingProxyType({case.code: case for case in (_pidu(), _huapai(), _chenghua())})


def _pidu() -> ProgrammeCase:
    """Return the guides and what they do in the grids."""
    return ProgrammeCase(
        code="pidu",
        where=PIDU,
        figures=list(PIDU_FIGURES.values()),
        checklists=[FIVE_ONES],
        citations=[quoted("003", "按照“成都大运会前完成微网格员全覆盖培训”目标")],
        choices=[
            Words(
                "五个一由每名指导员完成还是每个网格完成，文件未说明",
                "whether each guide or each grid does the five is not told",
            )
        ],
    )


def _huapai() -> ProgrammeCase:
    """Return two troubles, and what was built against them."""
    charging = quoted("003", "小区统一规划建设智能充电棚,从源头解决了“飞线充电”现象")
    parking = quoted("003", "现在统一规划了200余个停车位,基本满足了居民的需求")
    supplies = [
        HazardSupply(hazard=HazardKind.FLYING_WIRE_CHARGING.term, citation=charging),
        HazardSupply(
            hazard=HazardKind.DISORDERLY_PARKING.term,
            capacity=Quantity.parse("200余个"),
            citation=parking,
        ),
    ]
    return ProgrammeCase(
        code="huapai",
        where=_QUARTER,
        hazards=HazardLedger(place="huapai", supplies=supplies),
        citations=[
            charging,
            parking,
            quoted("003", "针对居民反映的大件衣物无处晾晒、小区活动空间紧缺等问题"),
        ],
        choices=[
            Words(
                "充电与停车的需求数文件未说明，是否足够记为不明",
                "how much charging and parking is needed is not told, so whether there is enough is unknown",
            )
        ],
    )


def _chenghua() -> ProgrammeCase:
    """Return the circle of fifteen minutes around a lane."""
    circle = quoted("003", "打造15分钟便民生活圈——“融益圈”")
    return ProgrammeCase(
        code="chenghua",
        where=LANE_PLACE,
        figures=[
            row(LANE_PLACE, "15分钟", what=("便民生活圈", "minutes of the service circle"), citation=circle)
        ],
        citations=[circle],
        choices=[
            Words(
                "十五分钟以何种方式、何种速度计，文件未说明",
                "how the fifteen minutes are measured, and at which speed, is not told",
            )
        ],
    )
