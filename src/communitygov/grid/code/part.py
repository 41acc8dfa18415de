"""What the parts of a division code say: the provinces, and the kinds of townships and villages.

The texts of the standards were not at hand.  What a rule text of a bureau of statistics says counts as read;
what only lists and handbooks of others say is marked (`CodeRange.is_verified`).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from communitygov.core.source import Citation
from communitygov.core.terms import TermEnum
from communitygov.errors import Words
from communitygov.grid.code.standard import STATISTICAL_RULES

#: A handbook of the Chinese Wikipedia, read in a copy; the lists of codes that were seen agree with it.
_HANDBOOK = Citation(
    document="zh.wikipedia.org", article="机器人建立条目小组/中华人民共和国行政区划/机器人维护手册"
)

#: First two digits of GB/T 2260 → province, autonomous region, municipality or special region.
PROVINCES: Mapping[str, Words] = MappingProxyType(
    {
        "11": Words("北京市", "Beijing"),
        "12": Words("天津市", "Tianjin"),
        "13": Words("河北省", "Hebei"),
        "14": Words("山西省", "Shanxi"),
        "15": Words("内蒙古自治区", "Inner Mongolia"),
        "21": Words("辽宁省", "Liaoning"),
        "22": Words("吉林省", "Jilin"),
        "23": Words("黑龙江省", "Heilongjiang"),
        "31": Words("上海市", "Shanghai"),
        "32": Words("江苏省", "Jiangsu"),
        "33": Words("浙江省", "Zhejiang"),
        "34": Words("安徽省", "Anhui"),
        "35": Words("福建省", "Fujian"),
        "36": Words("江西省", "Jiangxi"),
        "37": Words("山东省", "Shandong"),
        "41": Words("河南省", "Henan"),
        "42": Words("湖北省", "Hubei"),
        "43": Words("湖南省", "Hunan"),
        "44": Words("广东省", "Guangdong"),
        "45": Words("广西壮族自治区", "Guangxi"),
        "46": Words("海南省", "Hainan"),
        "50": Words("重庆市", "Chongqing"),
        "51": Words("四川省", "Sichuan"),
        "52": Words("贵州省", "Guizhou"),
        "53": Words("云南省", "Yunnan"),
        "54": Words("西藏自治区", "Tibet"),
        "61": Words("陕西省", "Shaanxi"),
        "62": Words("甘肃省", "Gansu"),
        "63": Words("青海省", "Qinghai"),
        "64": Words("宁夏回族自治区", "Ningxia"),
        "65": Words("新疆维吾尔自治区", "Xinjiang"),
        "71": Words("台湾省", "Taiwan"),
        "81": Words("香港特别行政区", "Hong Kong"),
        "82": Words("澳门特别行政区", "Macao"),
    }
)


class DivisionLevel(TermEnum):
    """How deep in the order of divisions a code reaches.

    Examples
    --------
    >>> [level.zh for level in DivisionLevel]
    ['省级', '地级', '县级', '乡级', '村级']
    """

    PROVINCE = "province", "省级", "province"
    PREFECTURE = "prefecture", "地级", "prefecture"
    COUNTY = "county", "县级", "county"
    TOWNSHIP = "township", "乡级", "township"
    VILLAGE = "village", "村级", "village"


class TownshipKind(TermEnum):
    """What a township part stands for.

    Examples
    --------
    >>> [kind.zh for kind in TownshipKind]
    ['街道', '镇', '乡', '类似乡级单位']
    """

    STREET = "street", "街道", "street"
    TOWN = "town", "镇", "town"
    RURAL = "rural", "乡", "rural township"
    LIKE = "township_like", "类似乡级单位", "unit like a township"


class VillageKind(TermEnum):
    """What a village part stands for.

    Examples
    --------
    >>> [kind.zh for kind in VillageKind]
    ['居民委员会', '村民委员会', '类似居民委员会', '类似村民委员会']
    """

    RESIDENTS = "residents_committee", "居民委员会", "residents' committee"
    VILLAGERS = "villagers_committee", "村民委员会", "villagers' committee"
    LIKE_RESIDENTS = "like_residents_committee", "类似居民委员会", "unit like a residents' committee"
    LIKE_VILLAGERS = "like_villagers_committee", "类似村民委员会", "unit like a villagers' committee"


class CodeRange(NamedTuple):
    """From which number to which a part stands for a kind, where that was read, and how sure it is.

    Examples
    --------
    >>> streets = TOWNSHIP_RANGES[0]
    >>> streets.kind.zh, streets.first, streets.last, streets.is_verified
    ('街道', 1, 99, True)
    """

    kind: TermEnum
    first: int
    last: int
    source: Citation
    is_verified: bool


TOWNSHIP_RANGES = (
    CodeRange(TownshipKind.STREET, 1, 99, STATISTICAL_RULES, is_verified=True),
    CodeRange(TownshipKind.TOWN, 100, 199, STATISTICAL_RULES, is_verified=True),
    CodeRange(TownshipKind.RURAL, 200, 399, STATISTICAL_RULES, is_verified=True),
    CodeRange(TownshipKind.LIKE, 400, 599, STATISTICAL_RULES, is_verified=True),
)
#: Not verified: the rule text itself was not at hand for this part.
VILLAGE_RANGES = (
    CodeRange(VillageKind.RESIDENTS, 1, 199, _HANDBOOK, is_verified=False),
    CodeRange(VillageKind.VILLAGERS, 200, 399, _HANDBOOK, is_verified=False),
    CodeRange(VillageKind.LIKE_RESIDENTS, 400, 499, _HANDBOOK, is_verified=False),
    CodeRange(VillageKind.LIKE_VILLAGERS, 500, 599, _HANDBOOK, is_verified=False),
)


def range_of(part: str, ranges: tuple[CodeRange, ...]) -> CodeRange | None:
    """Return the range in which three digits lie, if they lie in one.

    Examples
    --------
    >>> range_of("102", TOWNSHIP_RANGES).kind.zh, range_of("777", TOWNSHIP_RANGES)
    ('镇', None)
    """
    return next((each for each in ranges if each.first <= int(part) <= each.last), None)
