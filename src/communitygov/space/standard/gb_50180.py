"""GB 50180-2018 城市居住区规划设计标准: levels, greens and facilities, as copies repeat them or from memory.

Levels do not include one another: what a level asks for comes on top of what the levels below it ask for.
Appendix C, table 5.0.3 and some figures of table 4.0.4 were not read anywhere; they say so.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from communitygov.space.standard.figure import StandardFigure
from communitygov.space.standard.requirement import ALL_FACILITIES, LevelScale
from communitygov.space.standard.row import FROM_MEMORY, Row
from communitygov.space.standard.standard import Standard
from communitygov.space.standard.term import BuildKind, FigureCheck, RequirementKind, StandardLevel

_FIFTEEN, _TEN = StandardLevel.FIFTEEN_MINUTES, StandardLevel.TEN_MINUTES
_FIVE, _BLOCK = StandardLevel.FIVE_MINUTES, StandardLevel.BLOCK
_NEW, _RENEWAL = BuildKind.NEW, BuildKind.RENEWAL
_BUILDING, _LAND = RequirementKind.BUILDING_AREA, RequirementKind.LAND_AREA
_WIDTH, _RADIUS = RequirementKind.WIDTH, RequirementKind.STRAIGHT_DISTANCE
_PER_PERSON, _SPORT = RequirementKind.LAND_PER_PERSON, RequirementKind.SHARE_FOR_SPORT
_SUN = RequirementKind.SHARE_IN_SUN

# Where figures were read.
_RAG, _CIRCLE = "GitHub ChenYanjun-hub/arch-norm-rag-assistant", "GitHub living-circle module"
_ENCYCLOPAEDIA, _JOURNAL = "zgbk.com ID=491601", "ccprjournal.com.cn/news/9923"
_QUESTIONS, _SCHOOLS, _BLOCKS = "tihaiku.com/jzgc/2511126", "sydw.cn", "98tuji.com/3782"

Bounds: TypeAlias = tuple[int | None, int | None]
_NONE: Bounds = (None, None)


def _figure(low: int, high: int, read_at: str = "") -> StandardFigure:
    """Return a range, not read if nowhere."""
    check = FigureCheck.COPY if read_at else FigureCheck.UNVERIFIED
    return StandardFigure(low, high, read_at=read_at or FROM_MEMORY, check=check)


_SCALES = (
    LevelScale(
        _FIFTEEN,
        walk=_figure(800, 1_000, _CIRCLE),
        people=_figure(50_000, 100_000, _JOURNAL),
        households=_figure(17_000, 32_000, _JOURNAL),
        clause="3.0.4",
    ),
    LevelScale(
        _TEN,
        walk=_figure(500, 500, _ENCYCLOPAEDIA),
        people=_figure(15_000, 25_000, _ENCYCLOPAEDIA),
        households=_figure(5_000, 8_000, _ENCYCLOPAEDIA),
        clause="3.0.4",
    ),
    LevelScale(
        _FIVE,
        walk=_figure(300, 300, _CIRCLE),
        people=_figure(5_000, 12_000, _RAG),
        households=_figure(1_500, 4_000, _RAG),
        clause="3.0.4",
    ),
    LevelScale(_BLOCK, people=_figure(1_000, 3_000, _RAG), households=_figure(300, 1_000), clause="3.0.4"),
)

# Area per person, least area of a park, its least width, where each was read.
_PARKS = (
    (_FIFTEEN, (2, _QUESTIONS), (50_000, ""), (80, "")),
    (_TEN, (1, _ENCYCLOPAEDIA), (10_000, _ENCYCLOPAEDIA), (50, _ENCYCLOPAEDIA)),
    (_FIVE, (1, ""), (4_000, ""), (30, "")),
)

# Appendix C, none of it read: building area, land area, service radius.
_FACILITIES: tuple[tuple[StandardLevel, str, Bounds, Bounds, int | None], ...] = (
    (_FIVE, "service_station", (600, 1_000), (500, 800), 300),
    (_FIVE, "culture_station", (250, 1_200), _NONE, 500),
    (_FIVE, "elder_day_care", (350, 750), _NONE, 300),
    (_FIVE, "clinic", (120, 270), _NONE, 300),
    (_FIVE, "kindergarten", (3_150, 4_550), (5_240, 7_580), None),
    (_FIVE, "sports_ground", _NONE, (770, 1_310), 300),
    (_FIVE, "fitness_ground", _NONE, (150, 750), 300),
    (_FIVE, "waste_station", _NONE, (120, 200), None),
    (_FIVE, "toilet", (30, 80), (60, 120), None),
    (_FIVE, "recycling", _NONE, (6, 10), None),
    (_TEN, "market", (750, 1_500), _NONE, None),
    (_FIFTEEN, "health_centre", (1_700, 2_000), (1_420, 2_860), None),
    (_FIFTEEN, "culture_centre", (3_000, 6_000), (3_000, 12_000), None),
    (_FIFTEEN, "nursing_home", (7_000, 17_500), (3_500, 22_000), None),
    (_FIFTEEN, "service_centre", (700, 1_500), (600, 1_200), None),
    (_FIFTEEN, "street_office", (1_000, 2_000), (800, 1_500), None),
    (_BLOCK, "convenience_store", (50, 100), _NONE, None),
    (_BLOCK, "child_corner", _NONE, (170, 450), None),
)
#: Named by appendix C without an area.
_WITHOUT_AREA = ("canteen", "nursery", "shop")

# Table 5.0.3, not read: land and building area per 1,000 people.
_PER_THOUSAND: tuple[tuple[StandardLevel, Bounds, Bounds], ...] = (
    (_FIFTEEN, (1_600, 2_910), (1_450, 1_830)),
    (_TEN, (1_980, 2_660), (1_050, 1_210)),
    (_FIVE, (1_710, 2_210), (1_070, 1_820)),
    (_BLOCK, (50, 150), (80, 90)),
)

# Radii that were read; at which level is the library's reading, by the walking distances of table 3.0.4.
_RADII = (
    ("kindergarten", 300, _RAG, _FIVE),
    ("nursery", 300, _SCHOOLS, _FIVE),
    ("primary_school", 500, _RAG, _TEN),
    ("middle_school", 1_000, _SCHOOLS, _FIFTEEN),
)


def _greens() -> Iterator[Row]:
    """Yield what table 4.0.4 and clauses 4.0.5 and 4.0.7 ask of greens."""
    for level, (per_person, read_at), (area, area_at), (width, width_at) in _PARKS:
        renewed = Fraction(per_person * 7, 10)
        renewed_at = read_at and f"{read_at}; 70 % of it: {_QUESTIONS}"
        yield Row("park", _PER_PERSON, per_person, None, read_at, level, "4.0.4", build=_NEW)
        yield Row("park", _PER_PERSON, renewed, None, renewed_at, level, "4.0.5", build=_RENEWAL)
        yield Row("park", _LAND, area, None, area_at, level, "4.0.4", build=_NEW)
        yield Row("park", _WIDTH, width, None, width_at, level, "4.0.4", build=_NEW)
        yield Row("park", _SPORT, 10, 15, f"{_QUESTIONS}; {_ENCYCLOPAEDIA}", level, "4.0.4")
    for least, build in ((Fraction(1, 2), _NEW), (Fraction(35, 100), _RENEWAL)):
        yield Row("block_green", _PER_PERSON, least, None, _BLOCKS, _BLOCK, "4.0.7", build=build)
    yield Row("block_green", _WIDTH, 8, None, _BLOCKS, _BLOCK, "4.0.7")
    yield Row("block_green", _SUN, Fraction(100, 3), None, _BLOCKS, _BLOCK, "4.0.7")


def _facilities() -> Iterator[Row]:
    """Yield what appendix C and table 5.0.3 ask for, all from memory, and the radii that were read."""
    for level, function, building, land, radius in _FACILITIES:
        for kind, (low, high) in ((_BUILDING, building), (_LAND, land)):
            if low is not None:
                yield Row(function, kind, low, high, level=level, clause="附录C")
        if radius is not None:
            yield Row(function, _RADIUS, None, radius, level=level, clause="附录C")
    for function in _WITHOUT_AREA:
        yield Row(function, RequirementKind.PRESENT, None, None, level=_FIVE, clause="附录C")
    for level, land, building in _PER_THOUSAND:
        yield Row(ALL_FACILITIES, RequirementKind.LAND_PER_THOUSAND, *land, level=level, clause="5.0.3")
        yield Row(
            ALL_FACILITIES, RequirementKind.BUILDING_PER_THOUSAND, *building, level=level, clause="5.0.3"
        )
    for function, metres, read_at, level in _RADII:
        yield Row(function, _RADIUS, None, metres, read_at, level)


#: Levels, greens and facilities: what was read in copies, and what nobody read; nothing on paper.
GB_50180_2018 = Standard(
    "gb-50180-2018",
    "城市居住区规划设计标准",
    "Standard for urban residential area planning and design",
    number="GB 50180-2018",
    since=date(2018, 12, 1),
    scales=_SCALES,
    requirements=[
        row.requirement()
        for row in (
            *_greens(),
            *_facilities(),
            Row("road", RequirementKind.DENSITY, 8, None, _RAG),
        )
    ],
    remarks="各层级指标互不包含。实施日期未核对。菜市场（生鲜超市）面积未核对，另一说为 2000–2500 平方米。",
)
