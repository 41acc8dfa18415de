"""TD/T 1062-2021 社区生活圈规划技术指南: its levels, and the two days that sources give it."""

from datetime import date

from communitygov.space.standard.figure import StandardFigure
from communitygov.space.standard.requirement import LevelScale
from communitygov.space.standard.standard import ReportedDate, Standard
from communitygov.space.standard.term import FigureCheck, StandardLevel

#: Two levels in towns and two in villages; the tables of its elements could not be read.
TDT_1062_2021 = Standard(
    "tdt-1062-2021",
    "社区生活圈规划技术指南",
    "Technical guide to the planning of community life circles",
    number="TD/T 1062-2021",
    since=date(2021, 7, 1),
    since_check=FigureCheck.COPY,
    disputed=(ReportedDate(date(2022, 1, 1), read_at="a public repository"),),
    scales=(
        LevelScale(
            StandardLevel.FIFTEEN_MINUTE_CIRCLE,
            people=StandardFigure(50_000, 100_000, read_at="zendog.cn", check=FigureCheck.COPY),
        ),
        LevelScale(StandardLevel.FIVE_TO_TEN_MINUTE_CIRCLE),
        LevelScale(StandardLevel.TOWNSHIP_CIRCLE),
        LevelScale(StandardLevel.VILLAGE_CIRCLE),
    ),
    remarks="服务要素表未能读到；2021-07-01 实施见 kpfans.com。15分钟层级约3平方公里。",
)
