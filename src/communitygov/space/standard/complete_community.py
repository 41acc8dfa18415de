"""完整（居住）社区: the standard of 2020, the notice of 2022, and what a province asks instead.

Of the 20 items of 2020 only those are listed of which a figure or a name is known here; most figures were not
read anywhere, and say so.
"""

import attrs

from communitygov.space.standard.figure import StandardFigure
from communitygov.space.standard.requirement import LevelScale
from communitygov.space.standard.row import FROM_MEMORY, Row, present
from communitygov.space.standard.standard import Standard
from communitygov.space.standard.term import (
    BuildKind,
    FigureCheck,
    Force,
    RequirementKind,
    StandardLevel,
)

_BUILDING, _LAND = RequirementKind.BUILDING_AREA, RequirementKind.LAND_AREA
_NEW, _SHOULD = BuildKind.NEW, Force.SHOULD
_FACILITIES = "GitHub Optimization-of-urban-facilities"
_NEWS = "thepaper.cn 20567103; Xinhua"


def _memory(low: int, high: int) -> StandardFigure:
    """Return a range that was not read anywhere."""
    return StandardFigure(low, high, read_at=FROM_MEMORY, check=FigureCheck.UNVERIFIED)


_ROWS_2020 = (
    Row("service_station", _BUILDING, 800, None, force=_SHOULD),
    Row("kindergarten", RequirementKind.NUMBER, 6, None, ending="classes"),
    Row("kindergarten", _BUILDING, 2_200, None),
    Row("kindergarten", _LAND, 3_500, None),
    Row("nursery", _BUILDING, 200, None),
    Row("elder_station", RequirementKind.PRESENT, None, None),
    Row("elder_day_care", _BUILDING, 350, None, force=_SHOULD),
    Row("clinic", _BUILDING, 120, None),
    Row("supermarket", _BUILDING, 300, None, build=_NEW),
    Row("supermarket", _BUILDING, 50, 100, build=BuildKind.RENEWAL),
    Row("parcel_station", RequirementKind.USABLE_AREA, 15, None),
    Row("parking", RequirementKind.NUMBER_PER_HOUSEHOLD, 1, None, build=_NEW),
    Row("activity_ground", _LAND, 150, None, _FACILITIES),
    Row("sports_ground", _LAND, 800, None, build=_NEW),
    Row("park", _LAND, 4_000, None, build=_NEW),
    Row("park", RequirementKind.SHARE_FOR_SPORT, 10, 15, build=_NEW),
)

#: 《完整居住社区建设标准（试行）》, six fields and 20 items; only the activity ground was read.
COMPLETE_COMMUNITY_2020 = Standard(
    "complete-community-2020",
    "完整居住社区建设标准（试行）",
    "Standard for complete residential communities (trial)",
    scales=(LevelScale(StandardLevel.FIVE_MINUTES, walk=None, people=_memory(5_000, 12_000)),),
    requirements=[row.requirement() for row in _ROWS_2020],
    remarks="六个方面 20 项（khalejna.com 转载），此处只列有名称或数值的条目。步行 5—10 分钟。旧区以 2—3 个"
    "50—100平方米的便利店代替综合超市，智能快递箱格口按日均快件量 1—1.3 倍：个数与格口不作判断。",
    issued="2020-08",
)

#: The pilot notice of 2022: 30 m2 per 100 households, 60 % of it for residents, and nine kinds of shops.
COMPLETE_COMMUNITY_2022 = Standard(
    "complete-community-2022",
    "完整社区建设试点通知",
    "Notice on pilot complete communities",
    requirements=[
        row.requirement()
        for row in (
            Row("service_station", RequirementKind.BUILDING_PER_HUNDRED_HOUSEHOLDS, 30, None, _NEWS),
            Row("service_station", RequirementKind.SHARE_FOR_RESIDENTS, 60, None, _NEWS),
            *present(
                "convenience_store greengrocer canteen parcel_station hairdresser laundry pharmacy repair "
                "housekeeping",
                _NEWS,
            ),
        )
    ],
    remarks="住房和城乡建设部、民政部 2022-10；以居委会辖区为基本单元。30平方米/百户 2025-09 重申。",
    issued="2022-10",
)

#: The draft of a province that asks for a station of 1,000 m2.
HUBEI_2023_DRAFT = attrs.evolve(
    COMPLETE_COMMUNITY_2020.overridden(
        [
            Row("service_station", _BUILDING, 1_000, None, "zhiy.eeju.com").requirement(),
        ],
        code="complete-community-2020@hubei-2023-draft",
        region="湖北省（2023 征求意见稿）",
    ),
    issued="2023",
    is_draft=True,
)
