"""The figures of the grids as the documents give them, each with its place and its words.

They are what the hierarchies of the casebook are made to; nothing here is counted or worked out.
"""

from collections.abc import Mapping
from types import MappingProxyType

from communitygov.casebook.figure import Figure, row
from communitygov.core.source import quoted
from communitygov.grid.level.kind import FOUR_KINDS
from communitygov.grid.level.overlays import LINKED_BODIES

#: The places, as the documents and their titles name them.
SHUANGLIU, LANE_PLACE, PIDU = "成都市双流区", "成都市金牛区城隍庙社区成华巷", "成都市郫都区"

LANE = quoted("003", "城隍庙社区成华巷被划分为3个一般网格、16个微网格")
GUIDES = quoted("003", "全区4570名网格指导员")

#: 双流区: four kinds of grid, and the bodies and neighbourhoods of the linkage.
SHUANGLIU_FIGURES: Mapping[str, Figure] = MappingProxyType(
    {
        "integrated": row(SHUANGLIU, "118个", what=("综合网格", "integrated grids"), citation=FOUR_KINDS),
        "general": row(SHUANGLIU, "786个", what=("一般网格", "general grids"), citation=FOUR_KINDS),
        "exclusive": row(SHUANGLIU, "82个", what=("专属网格", "exclusive grids"), citation=FOUR_KINDS),
        "micro": row(SHUANGLIU, "10096个", what=("微网格", "micro-grids"), citation=FOUR_KINDS),
        "street": row(SHUANGLIU, "9个", what=("镇（街道）", "towns and streets"), citation=LINKED_BODIES),
        "community": row(
            SHUANGLIU, "118个", what=("村（社区）", "villages and communities"), citation=LINKED_BODIES
        ),
        "association": row(
            SHUANGLIU, "1个", what=("物业行业协会", "property association"), citation=LINKED_BODIES
        ),
        "company": row(SHUANGLIU, "179家", what=("物业企业", "property companies"), citation=LINKED_BODIES),
        "neighbourhood": row(
            SHUANGLIU,
            "1168个",
            what=("小区（院落）", "neighbourhoods and courtyards"),
            citation=LINKED_BODIES,
        ),
    }
)

#: 成华巷, one lane of 金牛区: the district itself is not counted.
CHENGHUA_LANE_FIGURES: Mapping[str, Figure] = MappingProxyType(
    {
        "general": row(LANE_PLACE, "3个", what=("一般网格", "general grids"), citation=LANE),
        "micro": row(LANE_PLACE, "16个", what=("微网格", "micro-grids"), citation=LANE),
    }
)

#: 郫都区: its guides, who serve no grid of the other places.
PIDU_FIGURES: Mapping[str, Figure] = MappingProxyType(
    {"guides": row(PIDU, "4570名", what=("网格指导员", "grid guides"), citation=GUIDES)}
)
