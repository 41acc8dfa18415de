"""Places of several districts of 成都, as document 003 tells of them.

They lie in different districts, and their figures have no sum.  R29 is five minutes away by the straight line
that one would walk (直线步行距离): a straight-line circle, and not a walk along streets.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from communitygov.casebook.figure import row
from communitygov.casebook.place_case import PlaceCase
from communitygov.core.quantity import Quantity
from communitygov.core.source import quoted
from communitygov.errors import Words
from communitygov.space.function.side import PriceClass
from communitygov.space.hours.week_hours import ALWAYS
from communitygov.space.mix.item import MixItem
from communitygov.space.mix.mix import Mix
from communitygov.space.place.parts import Channel, ChannelKind, Designation, Facility, Zone
from communitygov.space.place.place import Place
from communitygov.space.place.transformation import CoCreator, Transformation, TransformationKind

_CODES = Words("编码与功能为本库所给", "codes and functions are given by the library")
_ROOFTOP = quoted("003", "“社区花市、邻里生活、阳台农业”服务功能的沉浸式社区园艺美学生活馆")


@cache
def chengdu_places() -> Mapping[str, PlaceCase]:
    """Return the places by their codes.

    Examples
    --------
    >>> places = chengdu_places()
    >>> list(places)
    ['yingui', 'huapai', 'yuxin', 'r29', 'shuangbai', 'jintu']
    >>> places["huapai"].place.facilities[1].meets(180), places["huapai"].place.facilities[1].meets(300)
    (True, None)
    >>> places["yingui"].figure("facades") + places["huapai"].figure("parking bays")
    Traceback (most recent call last):
        ...
    communitygov.casebook.figure.FiguresOfDifferentPlaces: Figures of '成都市金牛区银桂片区' and \
'成都市郫都区三道堰镇花牌村花牌佳苑小区' have no sum: nobody counted both together. Show them \
beside each other. [FIGURES_OF_DIFFERENT_PLACES]
    """
    return MappingProxyType({case.code: case for case in _cases()})


def _cases() -> Iterator[PlaceCase]:
    """Yield the places in the order of the document."""
    yield _yingui()
    yield _huapai()
    yield _yuxin()
    yield _r29()
    yield _shuangbai()
    yield _jintu()


def _yingui() -> PlaceCase:
    """Return the old streets with new façades."""
    where = "成都市金牛区银桂片区"
    cited = quoted("003", "对26栋建筑外立面进行改造升级,其中13栋进行综合整治,13栋进行一般整治")
    zones = (
        ("neighbours", "邻里交流区", {"activity_ground"}),
        ("children", "儿童趣玩区", {"child_corner"}),
        ("fitness", "健身区", {"fitness_ground"}),
    )
    return PlaceCase(
        where=where,
        place=Place(
            "yingui",
            "银桂片区",
            district="成都市金牛区",
            former_use="老旧街区院落",
            transformations=[Transformation(TransformationKind.UPGRADE, note="不同颜色或主题的设计改造")],
            zones=[Zone(code, name, functions=functions) for code, name, functions in zones],
        ),
        figures=[
            row(where, "26栋", what=("外立面改造升级", "facades"), citation=cited),
            row(where, "13栋", what=("综合整治", "facades, comprehensive works"), citation=cited),
            row(where, "13栋", what=("一般整治", "facades, general works"), citation=cited),
        ],
        citations=[cited, quoted("003", "邻里交流区、儿童趣玩区、健身区等多样空间")],
        choices=[_CODES, Words("改造升级记为提档升级", "the works are taken as an upgrade")],
    )


def _huapai() -> PlaceCase:
    """Return the village quarter with bays, sheds and a place to dry laundry."""
    where = "成都市郫都区三道堰镇花牌村花牌佳苑小区"
    bays = quoted("003", "现在统一规划了200余个停车位,基本满足了居民的需求")
    honour = quoted("003", "仅用半年时间就从“脏乱差”变成了“成都市党建引领乡村集中居住区专项治理优秀小区”")
    return PlaceCase(
        where=where,
        place=Place(
            "huapai",
            "花牌佳苑小区",
            district="成都市郫都区",
            facilities=[
                Facility("charging_shed", "智能充电棚"),
                Facility("parking_bay", "停车位", count=Quantity.parse("200余个")),
                Facility("drying_place", "公共晾衣处"),
                Facility("activity_room", "小区活动室", count=Quantity.parse("1处")),
                Facility("mural", "墙绘"),
            ],
            functions={"charging", "parking", "drying_place", "culture_station"},
            designations=[
                Designation("成都市党建引领乡村集中居住区专项治理优秀小区", source=honour),
            ],
            themes=["农耕文化", "孝道文化"],
        ),
        figures=[row(where, "200余个", what=("停车位", "parking bays"), citation=bays)],
        citations=[
            quoted("003", "小区统一规划建设智能充电棚,从源头解决了“飞线充电”现象"),
            quoted("003", "新增添了“公共晾衣处”,并改建了一处小区活动室"),
            quoted("003", "有农耕文化、孝道文化等主题"),
            honour,
        ],
        choices=[_CODES],
    )


def _yuxin() -> PlaceCase:
    """Return the garden on a roof of the second floor."""
    return PlaceCase(
        where="成都市金牛区茶店子街道育新社区",
        place=Place(
            "yuxin",
            "社区园艺美学生活馆",
            district="成都市金牛区",
            former_use="闲置空地",
            transformations=[
                Transformation(
                    TransformationKind.CHANGE_OF_USE,
                    old_use="闲置空地",
                    new_use="社区园艺美学生活馆",
                    co_creators=set(CoCreator),
                )
            ],
            functions={"garden", "planting", "activity_ground"},
            themes=["社区花市", "邻里生活", "阳台农业"],
        ),
        citations=[quoted("003", "社区、居民以及第三方团队一同策划、动手"), _ROOFTOP],
        choices=[_CODES],
    )


def _r29() -> PlaceCase:
    """Return the living space with a canteen, a gym at all hours and a study at all hours."""
    where = "成都市锦江区成龙路街道粮丰社区"
    prices = quoted("003", "24小时的自助健身、全天候的自习体验等服务均为公益性定价")
    inclusive = PriceClass.PUBLIC_INTEREST
    return PlaceCase(
        where=where,
        place=Place(
            "r29",
            "R29社区生活空间",
            district="成都市锦江区",
            zones=[
                Zone("canteen", "R29社区智惠食堂", functions={"canteen"}),
                Zone("gym", "自助健身", functions={"gym"}, hours=ALWAYS),
                Zone("study", "自习", functions={"study_room"}, hours=ALWAYS),
                Zone("cafe", "咖啡", functions={"cafe"}),
                Zone("laundry", "自助洗衣", functions={"laundry"}),
            ],
            facilities=[Facility("pickup_locker", "保温自提柜"), Facility("self_service", "自助机")],
            channels=[
                Channel(ChannelKind.OFFLINE, "现场取餐选菜"),
                Channel(ChannelKind.ONLINE, "小程序预约到店取餐"),
            ],
        ),
        mix=Mix(
            [
                MixItem("gym", name="自助健身", price=inclusive, weekly_minutes=ALWAYS.minutes),
                MixItem("study", name="自习", price=inclusive, weekly_minutes=ALWAYS.minutes),
            ],
            place="r29",
        ),
        figures=[
            row(
                where,
                "5分钟",
                what=("直线步行距离", "minutes, straight line"),
                citation=quoted("003", "附近居民5分钟的直线步行距离"),
            )
        ],
        citations=[
            prices,
            quoted("003", "除了现场取餐选菜,社区居民也可通过小程序预约到店取餐,再通过食堂的保温自提柜取菜"),
        ],
        choices=[
            _CODES,
            Words("全天候读作每日 24 小时", "all-day is read as 24 hours on every day"),
        ],
    )


def _shuangbai() -> PlaceCase:
    """Return the hall of good life, where English was spoken."""
    return PlaceCase(
        where="成都市郫都区郫筒街道双柏社区",
        place=Place("shuangbai", "美好生活馆", district="成都市郫都区", themes=["迎大运·学英语"]),
        citations=[quoted("003", "在郫筒街道双柏社区的美好生活馆,一场以“迎大运·学英语”为主题的英语沙龙上")],
    )


def _jintu() -> PlaceCase:
    """Return the service centre where children learnt English."""
    where = "成都市郫都区红光街道金土社区"
    cited = quoted("003", "“全民学英语 为大运打call”英语公益课堂活动举行,10余名儿童在老师的带领下一起学习")
    return PlaceCase(
        where=where,
        place=Place(
            "jintu",
            "金土社区党群服务中心",
            district="成都市郫都区",
            functions={"party_centre"},
            themes=["全民学英语 为大运打call"],
        ),
        figures=[row(where, "10余名", what=("儿童", "children taking part"), citation=cited)],
        citations=[cited],
        choices=[_CODES],
    )
