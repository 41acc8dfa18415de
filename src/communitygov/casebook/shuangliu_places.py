"""Six places of 双流区, as document 000 tells of them: one or two for each kind of beauty.

The document gives no hours, no prices and, but for one, no areas; all of that stays open.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from communitygov.casebook.figure import row
from communitygov.casebook.place_case import PlaceCase
from communitygov.core.money import Money
from communitygov.core.quantity import Quantity
from communitygov.core.source import quoted
from communitygov.errors import Words
from communitygov.space.place.parts import Channel, ChannelKind, Designation, Facility, Zone
from communitygov.space.place.place import Place
from communitygov.space.place.transformation import RenewalMove, Transformation, TransformationKind
from communitygov.space.quality.beauty import Beauty

_DISTRICT = "成都市双流区"
_CODES = Words("功能区与设施的编码为本库所加", "codes of zones and facilities are the library's")
_CHANGE = Words(
    "文件未说明改造类别，记为用途转换是本库的理解",
    "the document does not name the kind of transformation; change of use is the library's reading",
)


@cache
def shuangliu_places() -> Mapping[str, PlaceCase]:
    """Return the places by their codes.

    Examples
    --------
    >>> places = shuangliu_places()
    >>> list(places)
    ['wudongqiao', 'baihe', 'jiahe', 'guangdu', 'shuanghua', 'wujia']
    >>> print(places["wudongqiao"].figure("training and teaching").quantity.at_least(550))
    None
    >>> places["jiahe"].figure("visiting groups") + places["jiahe"].figure("Party-building groups")
    Traceback (most recent call last):
        ...
    communitygov.casebook.figure.FiguresOfDifferentThings: Figures of 'visiting groups' and 'Party-building \
groups' have no sum: one may lie in the other. Say what they are together, as in Figure.total(figures, \
together=...). [FIGURES_OF_DIFFERENT_THINGS]
    """
    return MappingProxyType({case.code: case for case in _cases()})


def _cases() -> Iterator[PlaceCase]:
    """Yield the places in the order of the document."""
    yield _wudongqiao()
    yield _baihe()
    yield _jiahe()
    yield _guangdu()
    yield _shuanghua()
    yield _wujia()


def _farm() -> Place:
    """Return the farm as a place."""
    return Place(
        "wudongqiao",
        "小五DIY生态农庄",
        district=_DISTRICT,
        area=Quantity.parse("200平方米"),
        former_use="闲置无用、杂乱无章的平台",
        transformations=[
            Transformation(
                TransformationKind.CHANGE_OF_USE,
                old_use="闲置无用、杂乱无章的平台",
                new_use="城市生态田园",
            )
        ],
        zones=[
            Zone("yangyuan", "氧元阁", functions={"planting"}, theme="果蔬农产品种植认养区"),
            Zone("caiyu", "彩鱼沐", functions={"garden"}, theme="户外休憩和亲水娱乐场所"),
            Zone("xueya", "学雅阁", functions={"exhibition"}, theme="智慧农业及未来农业科普基地"),
        ],
        facilities=[
            Facility("planting_box", "水果蔬菜种植箱"),
            Facility("foot_bath", "鱼疗浴足池"),
            Facility("fish_pond", "生态养鱼池"),
            Facility("animal_box", "动物科普箱"),
        ],
        beauty_kinds={Beauty.ECOLOGY.value},
    )


def _wudongqiao() -> PlaceCase:
    """Return the farm on a platform on the third floor."""
    where = f"{_DISTRICT}五洞桥社区"
    return PlaceCase(
        where=where,
        place=_farm(),
        figures=[
            row(
                where,
                "40箱",
                what=("认养的蔬菜水果", "adopted boxes"),
                citation=quoted("000", "引导辖区居民认养农庄内的蔬菜水果40箱"),
            ),
            row(
                where,
                "500余人次",
                what=("种植培训和儿童科普教育", "training and teaching"),
                citation=quoted("000", "进行种植培训和儿童科普教育500余人次"),
            ),
        ],
        citations=[
            quoted(
                "000", "将原来面积200平方米的闲置无用、杂乱无章的平台建设成为生机盎然、郁郁葱葱的城市生态田园"
            ),
            quoted(
                "000",
                "“氧元阁”果蔬农产品种植认养区、“彩鱼沐”户外休憩和亲水娱乐场所、“学雅阁”智慧农业及未来农业科普基地三大功能区域",
            ),
            quoted("000", "水果蔬菜种植箱、鱼疗浴足池、生态养鱼池、动物科普箱"),
        ],
        choices=[_CODES, _CHANGE],
    )


def _baihe() -> PlaceCase:
    """Return the four spaces for people of several ages."""
    names = (("xianghe", "祥鹤乐"), ("qinghe", "青鹤舞"), ("tonghe", "童鹤梦"), ("xianhe", "娴鹤情"))
    learning, making = "学习教育服务、交流沙龙", "亲子活动、手工坊等生活技能培训"
    themes = {"xianghe": learning, "qinghe": learning, "tonghe": making, "xianhe": making}
    place = Place(
        "baihe",
        "白鹤社区四类活动空间",
        district=_DISTRICT,
        zones=[Zone(code, name, theme=themes[code]) for code, name in names],
        facilities=[Facility("background_wall", "背景墙"), Facility("led_display", "LED展示宣传")],
        channels=[Channel(ChannelKind.ONLINE, "线上"), Channel(ChannelKind.OFFLINE, "线下")],
        beauty_kinds={Beauty.ALL_AGES.value},
    )
    return PlaceCase(
        where=f"{_DISTRICT}白鹤社区",
        place=place,
        citations=[
            quoted("000", "搭建了祥鹤乐、青鹤舞、童鹤梦、娴鹤情四类活动空间"),
            quoted(
                "000", "“祥鹤乐、青鹤舞”以学习教育服务、交流沙龙等体验场景打造生活应用型、文化美学应用空间"
            ),
            quoted("000", "“娴鹤情、童鹤梦”开展“线上线下”丰富多彩的亲子活动、手工坊等生活技能培训"),
        ],
        choices=[
            _CODES,
            Words(
                "“白鹤社区四类活动空间”为本库所拟名称；各空间对应的年龄段文件未说明，留空",
                "the name of the place is the library's; which ages each space is for is not told and left "
                "open",
            ),
        ],
    )


def _teahouse() -> Place:
    """Return the teahouse as a place."""
    return Place(
        "jiahe",
        "嘉禾记忆·红色茶馆",
        district=_DISTRICT,
        former_use="老电影院",
        transformations=[
            Transformation(
                TransformationKind.CHANGE_OF_USE,
                old_use="老电影院",
                new_use="嘉禾记忆·红色茶馆",
                moves=set(RenewalMove),
            )
        ],
        functions={"teahouse", "exhibition"},
        designations=[
            Designation(
                "省人大第二联系点", source=quoted("000", "作为省人大第二联系点、区委党校现场教学基地")
            ),
            Designation(
                "区委党校现场教学基地", source=quoted("000", "作为省人大第二联系点、区委党校现场教学基地")
            ),
        ],
        beauty_kinds={Beauty.ROOTS.value},
        themes=["党建内容", "红色文化", "廉洁文化"],
    )


def _jiahe() -> PlaceCase:
    """Return the teahouse in an old cinema."""
    where = f"{_DISTRICT}嘉禾社区"
    groups = quoted("000", "参观团46个、党建活动团8个，培训收入86300元")
    return PlaceCase(
        where=where,
        place=_teahouse(),
        figures=[
            row(
                where,
                "180余件",
                what=("老物件、老照片、农具等", "collected things"),
                citation=quoted("000", "征集老物件、老照片、农具等180余件"),
            ),
            row(
                where,
                "4560人",
                what=("参访人数", "visitors"),
                citation=quoted("000", "游客网红打卡地参访人数达4560人"),
            ),
            row(where, "46个", what=("参观团", "visiting groups"), citation=groups),
            row(where, "8个", what=("党建活动团", "Party-building groups"), citation=groups),
            row(where, "86300元", what=("培训收入", "income from training"), citation=groups),
        ],
        income=Money.parse("86300元"),
        citations=[quoted("000", "“老电影院”空间美化、功能再造、业态更新打造“嘉禾记忆·红色茶馆”")],
        choices=[
            _CHANGE,
            Words(
                "“茶馆”“展览馆”为本库所给功能；46 个与 8 个是否互不包含，文件未说明",
                "teahouse and exhibition are functions given by the library; whether the 46 and the 8 groups "
                "are different ones is not told",
            ),
        ],
    )


def _guangdu() -> PlaceCase:
    """Return the creative garden of six parts."""
    parts = (
        ("thangka", "唐卡工作室", {"workshop"}),
        ("living", "创享生活馆", set[str]()),
        ("reading", "阅享书吧", {"library"}),
        ("ethnic", "多民族文创馆", {"exhibition"}),
        ("showcase", "居民文创产品展示橱窗", {"exhibition"}),
        ("wall", "主形象墙", set[str]()),
    )
    place = Place(
        "guangdu",
        "广都创苑",
        district=_DISTRICT,
        zones=[Zone(code, name, functions=functions) for code, name, functions in parts],
        beauty_kinds={Beauty.SERVICE.value},
        themes=["非遗文化传承", "民族工匠的培养"],
    )
    return PlaceCase(
        where=f"{_DISTRICT}东升街道广都社区",
        place=place,
        citations=[
            quoted(
                "000",
                "打造广都创苑，内设唐卡工作室、创享生活馆、阅享书吧、多民族文创馆、居民文创产品展示橱窗、主形象墙等",
            ),
            quoted("000", "突出非遗文化传承和民族工匠的培养"),
        ],
        choices=[_CODES],
    )


def _shuanghua() -> PlaceCase:
    """Return the quarter of streets with food and evenings."""
    where = f"{_DISTRICT}黄甲街道双华社区"
    place = Place(
        "shuanghua",
        "拾光·集双华特色街区",
        district=_DISTRICT,
        transformations=[Transformation(TransformationKind.UPGRADE)],
        facilities=[
            Facility("street_furniture", "休闲桌椅"),
            Facility("greening", "绿化"),
            Facility("lights", "灯饰"),
        ],
        functions={"restaurant"},
        beauty_kinds={Beauty.MODERN.value},
        themes=["夜间经济"],
    )
    return PlaceCase(
        where=where,
        place=place,
        figures=[
            row(
                where,
                "10余家",
                what=("文创餐饮企业", "creative and catering firms"),
                citation=quoted(
                    "000", "奶茶咖啡店、特色美食、儿童娱乐项目、鲜花店地方特色商品店等10余家文创餐饮企业"
                ),
            ),
            row(
                where,
                "30余人",
                what=("创新就业", "jobs"),
                citation=quoted("000", "解决30余人的创新就业"),
            ),
        ],
        citations=[
            quoted(
                "000", "以拾光·集双华特色街区为主题，对原有设施进行提档升级改造，设置休闲桌椅、绿化、灯饰"
            ),
            quoted("000", "发展夜间经济"),
        ],
        choices=[
            _CODES,
            Words(
                "夜间开放的时段文件未说明，留空", "which hours the evenings have is not told and left open"
            ),
        ],
    )


def _wujia() -> PlaceCase:
    """Return the hall in a former dye-works; the document writes 吴家染坊 and 吴家染房."""
    where = f"{_DISTRICT}鲢鱼社区"
    place = Place(
        "wujia",
        "吴家染坊记忆体验馆",
        district=_DISTRICT,
        former_use="染坊旧址",
        functions={"exhibition", "workshop"},
        channels=[Channel(ChannelKind.ONLINE, "线上"), Channel(ChannelKind.OFFLINE, "线下")],
        beauty_kinds={Beauty.MODERN.value},
        themes=["还原染印技艺流程", "染印作品展示", "染印技艺培训", "研发文创品牌"],
    )
    return PlaceCase(
        where=where,
        place=place,
        figures=[
            row(
                where,
                "10万人次",
                what=("参访游客（团队）", "visits"),
                citation=quoted("000", "已接待参访游客（团队）10万人次"),
            )
        ],
        citations=[
            quoted("000", "鲢鱼社区吴家染坊记忆体验馆，在染坊旧址植入吴家染房染印文化"),
            quoted("000", "还原染印技艺流程，开展染印作品展示，进行染印技艺培训，研发文创品牌"),
            quoted("000", "通过线上+线下的方式吸引游客"),
        ],
        choices=[_CODES],
    )
