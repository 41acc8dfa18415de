"""Levels of those who lie over the same ground as the grids: the Party organisations, the property services.

`PARTY_LINKAGE` has the six levels of `communitygov.organisation.level.LinkageLevel`, in the order of the
document; the bodies themselves, and what is missing between two of them, `communitygov.organisation.linkage`
keeps.  `PROPERTY` has the three that the document names beside the towns and communities.  That an
association stands over the companies and a company over the neighbourhoods which it serves is the library's
reading: the document counts them and says no more.
"""

from communitygov.core.source import LIBRARY_DEFAULT, quoted
from communitygov.grid.level.level import Level
from communitygov.grid.level.scheme import LevelScheme
from communitygov.organisation.level import SIX_LEVELS, LinkageLevel

#: Who is linked: towns, communities, the association, the companies, the neighbourhoods.
LINKED_BODIES = quoted(
    "002", "联动9个镇（街道）、118个村（社区）、1个物业行业协会、179家物业企业、1168个小区（院落）"
)


def _linkage_level(above: LinkageLevel | None, level: LinkageLevel) -> Level:
    """Return a level of the linkage; nobody lives in a body."""
    return Level(
        code=level.value,
        zh=level.zh,
        en=level.en,
        under={above.value} if above else set[str](),
        stands_alone=above is None,
        holds_residents=False,
        source=SIX_LEVELS,
    )


#: The six levels of the Party organisations' linkage, each under the one before it and none loose.
PARTY_LINKAGE = LevelScheme(
    "party-linkage",
    tuple(_linkage_level(*pair) for pair in zip((None, *LinkageLevel), LinkageLevel, strict=False)),
    nesting=SIX_LEVELS,
)

#: The association of the property trade, the companies, the neighbourhoods they serve.
PROPERTY = LevelScheme(
    "property",
    (
        Level(
            code="association",
            zh="物业行业协会",
            en="property association",
            holds_residents=False,
            source=LINKED_BODIES,
        ),
        Level(
            code="company",
            zh="物业企业",
            en="property company",
            under={"association"},
            holds_residents=False,
            source=LINKED_BODIES,
        ),
        Level(
            code="neighbourhood",
            zh="小区（院落）",
            en="neighbourhood or courtyard",
            under={"company"},
            source=LINKED_BODIES,
        ),
    ),
    nesting=LIBRARY_DEFAULT,
)
