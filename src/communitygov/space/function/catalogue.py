"""Functions that community places have, with their tags of OpenStreetMap.

A vocabulary to begin with, made by the library: codes, sides and ages served are its own choices, the tags
are those in use on OpenStreetMap.  Own functions stand beside these, and nothing asks that a code be listed
here.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from communitygov.errors import UnknownName, Words
from communitygov.space.function.function import Function, Tag
from communitygov.space.function.side import Side

_INFANTS, _SMALL, _CHILDREN, _ELDERS = ("0-2",), ("3-6",), ("3-6", "7-17"), ("60plus",)

Row = tuple[str, str, str, tuple[Tag, ...], tuple[str, ...]]

_WELFARE: tuple[Row, ...] = (
    ("service_station", "社区服务站", "community service station", (("amenity", "community_centre"),), ()),
    ("party_centre", "党群服务中心", "Party and mass service centre", (), ()),
    ("deliberation_hall", "议事厅", "deliberation hall", (("amenity", "conference_centre"),), ()),
    ("police_post", "警务驿站", "police post", (("amenity", "police"),), ()),
    ("clinic", "社区卫生服务站", "community clinic", (("amenity", "clinic"),), ()),
    ("health_centre", "社区卫生服务中心", "community health centre", (("amenity", "hospital"),), ()),
    ("pharmacy", "药店", "pharmacy", (("amenity", "pharmacy"),), ()),
    (
        "elder_day_care",
        "老年人日间照料中心",
        "day care for elders",
        (("amenity", "social_facility"), ("social_facility", "day_care"), ("social_facility:for", "senior")),
        _ELDERS,
    ),
    (
        "nursing_home",
        "养老院",
        "nursing home",
        (("amenity", "social_facility"), ("social_facility", "nursing_home")),
        _ELDERS,
    ),
    (
        "elder_station",
        "老年服务站",
        "service station for elders",
        (("community_centre:for", "senior"),),
        _ELDERS,
    ),
    ("nursery", "托儿所", "nursery", (("amenity", "childcare"),), _INFANTS),
    ("kindergarten", "幼儿园", "kindergarten", (("amenity", "kindergarten"),), _SMALL),
    ("primary_school", "小学", "primary school", (("amenity", "school"), ("isced:level", "1")), ("7-17",)),
    ("middle_school", "中学", "middle school", (("amenity", "school"), ("isced:level", "2")), ("7-17",)),
    ("after_school", "儿童托管", "after-school care", (("community_centre:for", "child"),), _CHILDREN),
    ("child_corner", "儿童活动区", "children's corner", (("leisure", "playground"),), ("0-2", *_CHILDREN)),
    ("canteen", "社区食堂", "community canteen", (("amenity", "canteen"),), ()),
    ("culture_station", "文化活动站", "culture station", (("amenity", "arts_centre"),), ()),
    ("culture_centre", "文化活动中心", "culture centre", (("amenity", "theatre"),), ()),
    ("library", "图书室", "library", (("amenity", "library"),), ()),
    ("study_room", "自习室", "study room", (("amenity", "study_room"),), ("7-17", "18-34")),
    ("exhibition", "展览馆", "exhibition", (("tourism", "museum"),), ()),
    ("sports_ground", "多功能运动场地", "sports ground", (("leisure", "pitch"),), ()),
    ("fitness_ground", "室外健身场地", "outdoor fitness ground", (("leisure", "fitness_station"),), ()),
    ("activity_ground", "公共活动场地", "public activity ground", (("leisure", "common"),), ()),
    ("garden", "社区花园", "community garden", (("leisure", "garden"),), ()),
    ("planting", "种植认养区", "allotments", (("landuse", "allotments"),), ()),
    ("toilet", "公共厕所", "public toilet", (("amenity", "toilets"),), ()),
    (
        "waste_station",
        "生活垃圾收集站",
        "waste collection station",
        (("amenity", "waste_transfer_station"),),
        (),
    ),
    ("recycling", "再生资源回收点", "recycling point", (("amenity", "recycling"),), ()),
    ("parcel_station", "邮政快递末端站", "parcel station", (("amenity", "post_office"),), ()),
    ("charging", "智能充电棚", "charging shed", (("amenity", "charging_station"),), ()),
    ("parking", "停车位", "parking", (("amenity", "parking"),), ()),
    ("drying_place", "公共晾衣处", "public drying place", (("amenity", "clothes_dryer"),), ()),
)
_QUALITY: tuple[Row, ...] = (
    ("convenience_store", "便利店", "convenience store", (("shop", "convenience"),), ()),
    ("supermarket", "综合超市", "supermarket", (("shop", "supermarket"),), ()),
    ("market", "菜市场", "food market", (("amenity", "marketplace"),), ()),
    ("greengrocer", "生鲜超市（菜店）", "greengrocer", (("shop", "greengrocer"),), ()),
    ("breakfast", "早餐店", "breakfast shop", (("amenity", "fast_food"),), ()),
    ("laundry", "洗染店", "laundry", (("shop", "laundry"),), ()),
    ("hairdresser", "美容美发店", "hairdresser", (("shop", "hairdresser"),), ()),
    ("copy_shop", "照相文印店", "photo and copy shop", (("shop", "copyshop"),), ()),
    ("housekeeping", "家政服务点", "housekeeping service", (("office", "employment_agency"),), ()),
    ("repair", "维修点", "repair shop", (("shop", "repair"),), ()),
    ("gym", "健身房", "gym", (("leisure", "fitness_centre"),), ()),
    ("cafe", "咖啡馆", "cafe", (("amenity", "cafe"),), ()),
    ("teahouse", "茶馆", "teahouse", (("amenity", "cafe"), ("cuisine", "tea")), ()),
    ("restaurant", "特色餐饮", "restaurant", (("amenity", "restaurant"),), ()),
    ("bookshop", "新式书店", "bookshop", (("shop", "books"),), ()),
    ("workshop", "手工坊", "workshop", (("craft", "yes"),), ()),
    ("coworking", "共享办公", "co-working space", (("amenity", "coworking_space"),), ()),
    ("pet_shop", "宠物店", "pet shop", (("shop", "pet"),), ()),
)


def _functions(side: Side, rows: tuple[Row, ...]) -> Iterator[tuple[str, Function]]:
    """Yield the functions of one side by their codes."""
    for code, zh, en, tags, serves in rows:
        yield code, Function(code, zh, en, side=side, tags=tags, serves=serves)


#: The library's vocabulary, by code.
FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    dict((*_functions(Side.WELFARE, _WELFARE), *_functions(Side.QUALITY, _QUALITY)))
)


def function_named(code: str) -> Function:
    """Return a function of the vocabulary.

    Examples
    --------
    >>> function_named("canteen").zh
    '社区食堂'
    >>> function_named("canten")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No function is called 'canten'. Did you mean 'canteen'? [UNKNOWN_NAME]
    """
    try:
        return FUNCTIONS[code]
    except (KeyError, TypeError):
        raise UnknownName(Words("功能", "function"), code, tuple(FUNCTIONS)) from None


def functions_tagged(tags: Mapping[str, str]) -> tuple[Function, ...]:
    """Return the functions of something with these tags, those with the most tags of their own first.

    Examples
    --------
    >>> [each.code for each in functions_tagged({"amenity": "cafe", "cuisine": "tea"})]
    ['teahouse', 'cafe']
    """
    found = [each for each in FUNCTIONS.values() if each.is_tagged(tags)]
    return tuple(sorted(found, key=lambda each: (-len(each.tags), each.code)))
