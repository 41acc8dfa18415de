"""一刻钟便民生活圈 (2021): shops that everybody needs, and those that make life better.

The list of what everybody needs goes on in the text that was read; what is not listed here is not known here.
"""

from communitygov.space.standard.row import present
from communitygov.space.standard.standard import Standard
from communitygov.space.standard.term import Force

#: 基本保障类
BASIC_SHOPS = (
    "convenience_store supermarket market greengrocer breakfast laundry hairdresser copy_shop housekeeping "
    "repair pharmacy parcel_station"
)
#: 品质提升类; 养老 is read as a station for elders, 幼儿托管 as a nursery.
QUALITY_SHOPS = "elder_station nursery gym cafe pet_shop restaurant bookshop"

#: Within about a quarter of an hour's walk; no distance in metres is given.
QUARTER_HOUR_CIRCLE = Standard(
    "quarter-hour-circle-2021",
    "一刻钟便民生活圈",
    "Quarter-hour convenience circle",
    requirements=[
        row.requirement()
        for row in (
            *present(BASIC_SHOPS, "fxcwl.com/1308"),
            *present(QUALITY_SHOPS, "CCN; Xinhua", force=Force.SHOULD),
        )
    ],
    issued="2021-07-20",
    remarks="商务部等 12 部门 2021-07-20 印发；服务半径为步行约 15 分钟。基本保障类应有，品质提升类宜有。",
)
