"""The levels that the documents name for 双流区, and the “3+1” of Chengdu, with the four kinds of grid.

What the documents leave open, `CHENGDU` leaves open:

* 118 综合网格 stand beside 118 村（社区）, but no document says that they are the same.  Both levels exist:
  an integrated grid may lie under a community or take its place, and a general grid may lie under either.
* Where a 专属网格 hangs and whether anybody lives in it is not said.  The scheme lets it hang under an
  integrated or a general grid and hold residents; `LevelScheme.with_level` changes that.
* The sizes come from other places than the documents, are cited, and are used only when counts are given.

`THREE_PLUS_ONE` decides it, by the practice of the city and not by the words of the documents: three kinds
above one another and one beside them (社区总网格, 一般网格, 微网格; 专属网格), one node for the community and
its 总网格.  That the 总网格 follows the village or community was read of 温江区.  Where a 专属网格 hangs is
the library's choice here too.
"""

import attrs

from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.grid.level.bounds import SizeBounds
from communitygov.grid.level.kind import FOUR_KINDS, GridKind
from communitygov.grid.level.level import Level
from communitygov.grid.level.scheme import LevelScheme
from communitygov.organisation.level import SIX_LEVELS

#: The standard of general grids; before a reform 67.23 % of them were larger.
GENERAL_SIZE = SizeBounds(
    least=300, most=500, source=Citation(document="sc.people.com.cn", article="2023-03-22")
)
#: One worker for so many households, so that going from door to door takes three to five hours.
MICRO_SIZE = SizeBounds(least=30, most=100, source=Citation(document="cdpma.cn", article="news 54058"))
#: Where the four names of the “3+1” were read.
THREE_AND_ONE = Citation(document="cdpma.cn", article="news 54058")
#: Where it was read, of 温江区, that the 总网格 follows the village or community.
FOLLOWS_THE_COMMUNITY = Citation(document="wccdaily.com.cn", article="2023-03-28")

#: The levels of 双流区 and what lies under what; the sizes come from elsewhere and carry their own source.
#: Which level may lie under which is read from the order of the words; the documents draw no tree.
CHENGDU = LevelScheme(
    "chengdu",
    (
        Level(code="district", zh="区", en="district", source=SIX_LEVELS),
        Level(code="street", zh="镇（街道）", en="town or street", under={"district"}, source=SIX_LEVELS),
        Level(
            code="community", zh="村（社区）", en="village or community", under={"street"}, source=SIX_LEVELS
        ),
        Level(
            code="integrated",
            zh="综合网格",
            en="integrated grid",
            under={"street", "community"},
            source=FOUR_KINDS,
            kind=GridKind.INTEGRATED,
        ),
        Level(
            code="general",
            zh="一般网格",
            en="general grid",
            under={"community", "integrated"},
            bounds=GENERAL_SIZE,
            source=FOUR_KINDS,
            kind=GridKind.GENERAL,
        ),
        Level(
            code="micro",
            zh="微网格",
            en="micro-grid",
            under={"general"},
            stands_alone=False,
            bounds=MICRO_SIZE,
            source=FOUR_KINDS,
            kind=GridKind.MICRO,
        ),
        Level(
            code="exclusive",
            zh="专属网格",
            en="exclusive grid",
            under={"integrated", "general"},
            stands_alone=False,
            source=FOUR_KINDS,
            kind=GridKind.EXCLUSIVE,
        ),
    ),
    nesting=LIBRARY_DEFAULT,
)

#: The “3+1”, strictly: one node for a community and its 总网格; general and exclusive grids under it,
#: micro-grids under general ones, nothing loose beneath a community.
THREE_PLUS_ONE = LevelScheme(
    "three-plus-one",
    (
        CHENGDU["district"],
        CHENGDU["street"],
        Level(
            code="community",
            zh="社区总网格",
            en="community with its integrated grid",
            under={"street"},
            source=THREE_AND_ONE,
            kind=GridKind.INTEGRATED,
        ),
        attrs.evolve(CHENGDU["general"], under={"community"}, stands_alone=False, source=THREE_AND_ONE),
        attrs.evolve(CHENGDU["micro"], source=THREE_AND_ONE),
        attrs.evolve(CHENGDU["exclusive"], under={"community"}, source=THREE_AND_ONE),
    ),
    nesting=FOLLOWS_THE_COMMUNITY,
)
