"""The words of standards: what a figure bounds, at which level, how strictly, and who has checked it.

This module knows no figure.
"""

from types import MappingProxyType

from communitygov.core.terms import TermEnum
from communitygov.errors import Words


class FigureCheck(TermEnum):
    """What somebody who shipped a figure held it against.

    Examples
    --------
    >>> FigureCheck.COPY.zh, FigureCheck.UNVERIFIED.en
    ('据转载', 'not verified')
    """

    #: The published standard itself.
    PAPER = "paper", "据原文", "checked against the published standard"
    #: An article, an encyclopaedia or a repository that repeats the standard.
    COPY = "copy", "据转载", "read in a secondary copy"
    UNVERIFIED = "unverified", "未核对", "not verified"


class Force(TermEnum):
    """How strictly something is asked for, in the words of Chinese standards.

    Examples
    --------
    >>> [force.zh for force in Force]
    ['应', '宜']
    """

    SHALL = "shall", "应", "shall"
    SHOULD = "should", "宜", "should"


class BuildKind(TermEnum):
    """Whether a community is built or renewed: some figures are of one of these only.

    Examples
    --------
    >>> BuildKind.RENEWAL.zh
    '旧区改建'
    """

    NEW = "new", "新建", "new build"
    RENEWAL = "renewal", "旧区改建", "renewal"


class StandardLevel(TermEnum):
    """What a standard divides settlements into; other divisions are terms of your own.

    Examples
    --------
    >>> StandardLevel.FIVE_MINUTES.zh
    '五分钟生活圈居住区'
    """

    FIFTEEN_MINUTES = "fifteen-minutes", "十五分钟生活圈居住区", "15-minute neighbourhood"
    TEN_MINUTES = "ten-minutes", "十分钟生活圈居住区", "10-minute neighbourhood"
    FIVE_MINUTES = "five-minutes", "五分钟生活圈居住区", "5-minute neighbourhood"
    BLOCK = "block", "居住街坊", "residential block"
    #: TD/T 1062
    FIFTEEN_MINUTE_CIRCLE = "fifteen-minute-circle", "15分钟层级", "15-minute circle"
    FIVE_TO_TEN_MINUTE_CIRCLE = "five-to-ten-minute-circle", "5—10分钟层级", "5- to 10-minute circle"
    TOWNSHIP_CIRCLE = "township-circle", "乡集镇层级", "township circle"
    VILLAGE_CIRCLE = "village-circle", "村组层级", "village circle"


class RequirementKind(TermEnum):
    """What a requirement asks for.

    Of most kinds it is a least figure.  Of the two distances it is a greatest one, and they do not stand for
    each other: a way is longer than the line beside it.

    Examples
    --------
    >>> RequirementKind.BUILDING_AREA.zh, RequirementKind.STRAIGHT_DISTANCE.is_greatest
    ('建筑面积', True)
    """

    PRESENT = "present", "应有", "presence"
    BUILDING_AREA = "building-area", "建筑面积", "building area"
    #: What can be used of the floor area, without walls; the one does not stand for the other.
    USABLE_AREA = "usable-area", "使用面积", "usable area"
    LAND_AREA = "land-area", "用地面积", "land area"
    WIDTH = "width", "宽度", "width"
    #: As 服务半径 is read here; a standard may say otherwise.
    STRAIGHT_DISTANCE = "straight-distance", "直线距离", "distance in a straight line"
    WALKING_DISTANCE = "walking-distance", "步行距离", "walking distance"
    BUILDING_PER_THOUSAND = "building-per-thousand", "每千人建筑面积", "building area per 1,000 people"
    LAND_PER_THOUSAND = "land-per-thousand", "每千人用地面积", "land area per 1,000 people"
    LAND_PER_PERSON = "land-per-person", "人均用地面积", "land area per person"
    BUILDING_PER_HUNDRED_HOUSEHOLDS = (
        "building-per-hundred-households",
        "每百户建筑面积",
        "building area per 100 households",
    )
    NUMBER_PER_HOUSEHOLD = "number-per-household", "每户数量", "number per household"
    NUMBER = "number", "数量", "number"
    DENSITY = "density", "密度", "density"
    #: For what a share is of, the requirement's own words.
    SHARE_FOR_RESIDENTS = "share-for-residents", "居民活动区面积占比", "share of floor area for residents"
    SHARE_FOR_SPORT = "share-for-sport", "体育活动场地占比", "share of area for sport"
    SHARE_IN_SUN = "share-in-sun", "日照阴影线外占比", "share outside the shadow line"
    FUNCTIONS = "functions", "功能数", "number of functions"

    @property
    def unit(self) -> str:
        """The unit of its figures in quantities."""
        return _UNITS[self][0]

    @property
    def unit_words(self) -> Words:
        """The unit in both languages."""
        return _UNITS[self][1]

    @property
    def is_greatest(self) -> bool:
        """Whether a figure of this kind must not be exceeded."""
        return self in _DISTANCES

    @property
    def is_summed(self) -> bool:
        """Whether all facilities together are asked for, for so many people or households."""
        return self in _SUMMED


_AREA = ("平方米", Words("平方米", "m2"))
_LENGTH = ("米", Words("米", "m"))
_COUNT = ("个", Words("", ""))
_SHARE = ("个百分点", Words("%", "%"))
_UNITS = MappingProxyType(
    {
        RequirementKind.PRESENT: _COUNT,
        RequirementKind.BUILDING_AREA: _AREA,
        RequirementKind.USABLE_AREA: _AREA,
        RequirementKind.LAND_AREA: _AREA,
        RequirementKind.WIDTH: _LENGTH,
        RequirementKind.STRAIGHT_DISTANCE: _LENGTH,
        RequirementKind.WALKING_DISTANCE: _LENGTH,
        RequirementKind.BUILDING_PER_THOUSAND: _AREA,
        RequirementKind.LAND_PER_THOUSAND: _AREA,
        RequirementKind.LAND_PER_PERSON: _AREA,
        RequirementKind.BUILDING_PER_HUNDRED_HOUSEHOLDS: _AREA,
        RequirementKind.NUMBER_PER_HOUSEHOLD: _COUNT,
        RequirementKind.NUMBER: _COUNT,
        RequirementKind.DENSITY: ("公里每平方公里", Words("公里/平方公里", "km per km2")),
        RequirementKind.SHARE_FOR_RESIDENTS: _SHARE,
        RequirementKind.SHARE_FOR_SPORT: _SHARE,
        RequirementKind.SHARE_IN_SUN: _SHARE,
        RequirementKind.FUNCTIONS: _COUNT,
    }
)
_DISTANCES = frozenset({RequirementKind.STRAIGHT_DISTANCE, RequirementKind.WALKING_DISTANCE})
_SUMMED = frozenset(
    {
        RequirementKind.BUILDING_PER_THOUSAND,
        RequirementKind.LAND_PER_THOUSAND,
        RequirementKind.LAND_PER_PERSON,
        RequirementKind.BUILDING_PER_HUNDRED_HOUSEHOLDS,
        RequirementKind.NUMBER_PER_HOUSEHOLD,
    }
)
