"""曹家巷社区综合体, as document 001 tells of it: fourteen items of nine kinds, three of them named.

The fifteen minutes are told without a speed and without a way of measuring; both stay open.
"""

from functools import cache

from communitygov.casebook.figure import row
from communitygov.casebook.place_case import PlaceCase
from communitygov.core.source import quoted
from communitygov.core.terms import Term
from communitygov.errors import Words
from communitygov.space.mix.item import MixItem
from communitygov.space.mix.mix import Mix
from communitygov.space.place.parts import Zone
from communitygov.space.place.place import Place

_WHERE = "成都市金牛区驷马桥街道曹家巷社区"
_ITEMS = quoted("001", "布局地瓜社区共享空间、东周社艺文美空间、社区卫生服务中心等9类14个业态项目")
#: Prosumer projects, the station for deliberation and the small farm.
_PROJECTS = (
    ("north_gate", "北门书会", "North Gate book club"),
    ("c_minor", "c小调音乐工坊", "C minor music workshop"),
    ("happy_field", "社区妈妈的快乐田", "happy field of the mothers"),
    ("sugar_fruit", "成都小时候的糖油果子", "sugar dumplings of a Chengdu childhood"),
    ("station", "家巷议事站", "deliberation station"),
    ("farm", "瓜瓜落地小农场", "small farm"),
)
_ROOMS = (
    ("art", "美术和书法教室", {"workshop"}),
    ("theatre", "剧场", {"culture_centre"}),
    ("books", "书会", {"library"}),
    ("children", "儿童乐趣角", {"child_corner"}),
    ("tea", "茶歌室", {"teahouse"}),
)

#: Where the complex is told of.
_CITED = (
    _ITEMS,
    quoted("001", "有美术和书法教室，有剧场、书会，有儿童乐趣角、茶歌室"),
    quoted("001", "回应居民审美需求、休憩需求、情感需求，打造社区美学空间、社交空间、文化空间"),
    quoted("001", "社区坚持“公益普惠+品质消费”原则"),
    quoted(
        "001",
        "曹家巷社区已引入“北门书会”“c小调音乐工坊”“社区妈妈的快乐田”“成都小时候的糖油果子”等产销者项目",
    ),
    quoted("001", "社区设置“家巷议事站”，提供“一站式”公共服务"),
    quoted("001", "如产销者计划、瓜瓜落地小农场等"),
    quoted("001", "2019年，在曹家巷社区引进“地瓜社区”"),
)


@cache
def caojiaxiang() -> PlaceCase:
    """Return the community complex of 曹家巷.

    Examples
    --------
    >>> case = caojiaxiang()
    >>> print(case.mix.text("zh"))
    9类14个业态：已列明 3 个，未列明 11 个
    >>> [zone.name for zone in case.place.zones]
    ['美术和书法教室', '剧场', '书会', '儿童乐趣角', '茶歌室']
    """
    named = (
        MixItem("digua", name="地瓜社区共享空间"),
        MixItem("dongzhoushe", name="东周社艺文美空间"),
        MixItem("health_centre", name="社区卫生服务中心"),
    )
    return PlaceCase(
        where=_WHERE,
        place=Place(
            "caojiaxiang",
            "曹家巷社区综合体",
            district="成都市金牛区",
            zones=[Zone(code, name, functions=functions) for code, name, functions in _ROOMS],
            functions={"health_centre"},
        ),
        projects=[Term(code, zh, en) for code, zh, en in _PROJECTS],
        mix=Mix.declared(kinds=9, items=14, named=named, place="caojiaxiang"),
        figures=[
            row(_WHERE, "9类", what=("业态类别", "kinds of items"), citation=_ITEMS),
            row(_WHERE, "14个", what=("业态项目", "items"), citation=_ITEMS),
            row(
                _WHERE,
                "15分钟",
                what=("便民生活服务圈", "minutes of the service circle"),
                citation=quoted("001", "“15分钟便民生活服务圈”"),
            ),
        ],
        citations=_CITED,
        choices=[
            Words(
                "“美术和书法教室”按一间计；各间的功能编码为本库所给",
                "the classroom of art and calligraphy is counted as one; functions of the rooms are given by "
                "the library",
            ),
            Words(
                "业态的类别、价格与公益或消费属性文件未说明，留空",
                "kinds, prices and sides of the items are not told and left open",
            ),
        ],
    )
