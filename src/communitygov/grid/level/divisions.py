"""Levels of places without grids: the divisions and buildings of the documents, and the official codes.

`ADMINISTRATIVE` goes from the district to the entrance of a building.  The documents name all of it, the
first five in the chain of the Party organisations' linkage, the entrance where a notice board hangs; that
places lie under one another in that order is the library's reading.

`STATISTICAL_DIVISIONS` are the levels that a statistical code of twelve digits tells apart; every code in
such a hierarchy can be read and held against that of its parent (`official_code_findings`).
"""

from communitygov.core.source import LIBRARY_DEFAULT, quoted
from communitygov.grid.code.standard import STATISTICAL_RULES, CodeStandard
from communitygov.grid.level.level import Level
from communitygov.grid.level.scheme import LevelScheme
from communitygov.organisation.level import SIX_LEVELS

_ENTRANCE = quoted("003", "每个单元门口都有“微网格”公示牌")

#: 区, 镇（街道）, 村（社区）, 小区（院落）, 楼栋, 单元; each may stand alone, so that a part can be kept.
ADMINISTRATIVE = LevelScheme(
    "administrative",
    (
        Level(code="district", zh="区", en="district", source=SIX_LEVELS),
        Level(code="street", zh="镇（街道）", en="town or street", under={"district"}, source=SIX_LEVELS),
        Level(
            code="community", zh="村（社区）", en="village or community", under={"street"}, source=SIX_LEVELS
        ),
        Level(
            code="neighbourhood",
            zh="小区（院落）",
            en="neighbourhood or courtyard",
            under={"community"},
            source=SIX_LEVELS,
        ),
        Level(code="building", zh="楼栋", en="building", under={"neighbourhood"}, source=SIX_LEVELS),
        Level(code="entrance", zh="单元", en="entrance", under={"building"}, source=_ENTRANCE),
    ),
    nesting=LIBRARY_DEFAULT,
)

#: Province, prefecture, county, township and village, numbered as for statistics.  A county may lie directly
#: under a province, and a township directly under a prefecture: there are such.
STATISTICAL_DIVISIONS = LevelScheme(
    "statistical-divisions",
    (
        Level(
            code="province",
            zh="省级",
            en="province",
            source=STATISTICAL_RULES,
            code_standard=CodeStandard.GB_T_2260,
        ),
        Level(
            code="prefecture",
            zh="地级",
            en="prefecture",
            under={"province"},
            source=STATISTICAL_RULES,
            code_standard=CodeStandard.GB_T_2260,
        ),
        Level(
            code="county",
            zh="县级",
            en="county",
            under={"province", "prefecture"},
            source=STATISTICAL_RULES,
            code_standard=CodeStandard.GB_T_2260,
        ),
        Level(
            code="township",
            zh="乡级",
            en="township",
            under={"prefecture", "county"},
            source=STATISTICAL_RULES,
            code_standard=CodeStandard.GB_T_10114,
        ),
        Level(
            code="village",
            zh="村级",
            en="village",
            under={"township"},
            source=STATISTICAL_RULES,
            code_standard=CodeStandard.STATISTICAL,
        ),
    ),
    nesting=STATISTICAL_RULES,
)
