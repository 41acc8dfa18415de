"""华阳街道, the five “brocade bags” (五个锦囊) of document 004: its places, and its programme.

Of more than 30 small spaces three are named, of more than 200 opportunities none.  Five brand projects are
named beside the 52; that they are among these is the library's reading.
广都花园 lies here and 广都社区 in 双流区: names are no keys.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from communitygov.casebook.figure import row
from communitygov.casebook.place_case import PlaceCase
from communitygov.casebook.programme_case import ProgrammeCase
from communitygov.core.quantity import Quantity
from communitygov.core.source import quoted
from communitygov.core.terms import Term
from communitygov.errors import Words
from communitygov.organisation.body import BodyKind
from communitygov.organisation.social_body import SIX_KINDS, SocialBodyCount, SocialBodyRegister
from communitygov.programme.checklist.presets import (
    DEMONSTRATION_CRITERIA,
    DOUBLE_DEMONSTRATION,
    FIVE_ACTIONS,
    FIVE_LINES,
    FIVE_WORKING_STEPS,
    FOUR_ONES,
    SIX_ONES,
)
from communitygov.programme.date_span import DateSpan
from communitygov.programme.honour import Holder, Honour, HonourRoll
from communitygov.programme.opportunity import OpportunityList
from communitygov.programme.portfolio.portfolio import Portfolio, PortfolioItem
from communitygov.space.place.parts import Facility, Zone
from communitygov.space.place.place import Place
from communitygov.space.place.transformation import Transformation, TransformationKind

_STREET, _PLACE = "四川天府新区华阳街道", "huayang"
_CODES = Words("编码与功能为本库所给", "codes and functions are given by the library")
_PROJECTS = quoted("004", "深入实施智慧场景、空间场景等具体项目9大类52项")
_SMALL = quoted("004", "打造了南湖尚景“邻里荟”、广都花园“微公园”、麓客廊30余处")
_BRANDS = (
    ("dream_nanshan", "梦响南山"),
    ("lit_way_home", "照亮回家路"),
    ("four_leaf_clover", "四叶草工程"),
    ("dream_gegewu", "梦响格格屋"),
    ("guangdu_park", "广都微公园"),
)
_CHOICES = (
    Words(
        "五个品牌项目视为 52 项之内，文件只是并列叙述",
        "the five brand projects are taken to be among the 52; the document names them beside each other",
    ),
    Words(
        "二等奖记在文件所举的社区交互创业中心名下，文件写作“等微更新项目”",
        "the second prize stands under the one project that the document names of several",
    ),
    Words(
        "“三个”写作 3 个；“梦响南山”与“梦响格格屋”按文件所列计为两项",
        "three is written as 3; two projects with similar names are two, as the document lists them",
    ),
)
_BODIES = (
    (BodyKind.GUIDANCE_CENTRE, "1个"),
    (BodyKind.COMMUNITY_FOUNDATION, "1个"),
    (BodyKind.COMMUNITY_FUND, "7个"),
    (BodyKind.SOCIAL_ENTERPRISE, "3家"),
    (BodyKind.ASSOCIATION, "282个"),
    (BodyKind.SELF_ORGANISATION, "290个"),
)


@cache
def huayang_places() -> Mapping[str, PlaceCase]:
    """Return the places by their codes.

    Examples
    --------
    >>> gegewu = huayang_places()["gegewu"]
    >>> print(gegewu.place.area, len(gegewu.place.zones), gegewu.place.former_use)
    600余平米 6 架空层
    >>> post = huayang_places()["luhu_post"].place
    >>> [str(machine.count) for machine in post.facilities]
    ['1台', '1台', '2台', '1台']
    """
    cases = (_gegewu(), _luhu_post(), _small_spaces(), *_named_only())
    return MappingProxyType({case.code: case for case in cases})


@cache
def huayang() -> ProgrammeCase:
    """Return the programme of the street.

    Examples
    --------
    >>> case = huayang()
    >>> case.portfolios[0].named, case.portfolios[0].unnamed
    (5, 47)
    >>> print(case.social_bodies.count(BodyKind.SELF_ORGANISATION), case.opportunities.declared)
    290个 200余个
    >>> case.social_bodies.total([BodyKind.SOCIAL_ENTERPRISE, BodyKind.ASSOCIATION])
    Traceback (most recent call last):
        ...
    communitygov.errors.UnitMismatch: 家 and 个 are different units and do not mix; convert one of them \
first. [UNIT_MISMATCH]
    """
    return ProgrammeCase(
        code=_PLACE,
        where=_STREET,
        figures=[
            row(
                _STREET,
                "3个",
                what=("国际化社区建设", "international communities"),
                citation=quoted("004", "华阳街道高标准开展麓湖、南山、安公三个国际化社区建设"),
            ),
            row(
                _STREET,
                "3个",
                what=("入选的项目", "projects selected as scenes"),
                citation=quoted("004", "3个项目入选成都市社区邻里生活服务场景和国际消费新场景"),
            ),
        ],
        unlisted=[FIVE_LINES, FIVE_WORKING_STEPS, SIX_ONES, FIVE_ACTIONS, DOUBLE_DEMONSTRATION],
        checklists=[FOUR_ONES, DEMONSTRATION_CRITERIA],
        portfolios=[
            Portfolio(
                name=Term("concrete_projects", "具体项目", "concrete projects"),
                declared=52,
                class_count=9,
                items=[PortfolioItem(code=code, name=name) for code, name in _BRANDS],
                citation=_PROJECTS,
            )
        ],
        social_bodies=SocialBodyRegister(
            place=_PLACE,
            counts=[SocialBodyCount(kind=kind, count=Quantity.parse(said)) for kind, said in _BODIES],
            citation=SIX_KINDS,
        ),
        honours=_honours(),
        opportunities=OpportunityList(place=_PLACE, declared=Quantity.parse("200余个")),
        citations=[quoted("004", "发布“华阳有约”项目机会清单200余个")],
        choices=_CHOICES,
    )


def _honours() -> HonourRoll:
    """Return what was awarded."""
    return HonourRoll(
        holders=[
            Holder(id="five_lines", name="五线工作法"),
            Holder(id="muhe", name="慕和南道"),
            Holder(id="xiana", name="夏纳滨江"),
            Holder(id="luhu", name="麓湖社区"),
            Holder(id="interaction", name="社区交互创业中心"),
        ],
        honours=list(_awards()),
    )


def _awards() -> Iterator[Honour]:
    """Yield the awards in the order of the document."""
    national = quoted("004", "荣获全国社会治理创新优秀案例和全国党建引领社区发展治理优秀案例")
    for what in ("全国社会治理创新优秀案例", "全国党建引领社区发展治理优秀案例"):
        yield Honour(holder="five_lines", what=what, citation=national)
    model = quoted("004", "慕和南道、夏纳滨江两个小区成为全省基层治理示范小区")
    for holder in ("muhe", "xiana"):
        yield Honour(holder=holder, what="全省基层治理示范小区", citation=model)
    yield Honour(
        holder="interaction",
        what="成都市“爱成都·迎大运”社区微更新项目竞赛二等奖",
        when=DateSpan.year(2020),
        citation=quoted("004", "荣获2020年成都市“爱成都·迎大运”社区微更新项目竞赛二等奖"),
    )
    yield Honour(
        holder="luhu",
        what="成都岛屿生活新场景",
        citation=quoted("004", "麓湖社区获评成都岛屿生活新场景"),
    )


def _gegewu() -> PlaceCase:
    """Return the shared centre in an open ground floor."""
    where = f"{_STREET}南山国际社区"
    zones = (
        ("members", "老党员工作室", {"party_centre"}),
        ("practice", "新时代文明实践站", {"service_station"}),
        ("reading", "阅读吧台", {"library"}),
        ("books", "共享图书角", {"library"}),
        ("youth", "青创交流区", {"coworking"}),
        ("children", "儿童活动区", {"child_corner"}),
    )
    cited = quoted("004", "为居民增加了600余平米的公共活动空间")
    return PlaceCase(
        where=where,
        place=Place(
            "gegewu",
            "“梦响南山”格格屋",
            district="四川天府新区",
            area=Quantity.parse("600余平米"),
            former_use="架空层",
            transformations=[
                Transformation(TransformationKind.CHANGE_OF_USE, old_use="架空层", new_use="共享活动中心")
            ],
            zones=[Zone(code, name, functions=functions) for code, name, functions in zones],
        ),
        figures=[row(where, "600余平米", what=("公共活动空间", "public space"), citation=cited)],
        citations=[
            quoted("004", "老党员工作室、新时代文明实践站、阅读吧台、共享图书角、青创交流区、儿童活动区"),
            quoted("004", "依托社区发展治理保障资金，通过居民自筹和企业捐赠"),
            quoted("004", "冰冷的架空层变成有温度有色彩有人气的共享活动中心"),
        ],
        choices=[
            _CODES,
            Words("三种资金各有多少文件未说明", "how much each of the three sources gave is not told"),
        ],
    )


def _luhu_post() -> PlaceCase:
    """Return the post of services with its five machines."""
    machines = quoted(
        "004", "一台自助签注机、一台自助照相机、两台电子眼自助办理机、一台天府通政务服务自助终端机"
    )
    kinds = (
        ("endorsement", "自助签注机", "1台"),
        ("camera", "自助照相机", "1台"),
        ("traffic", "电子眼自助办理机", "2台"),
        ("terminal", "天府通政务服务自助终端机", "1台"),
    )
    return PlaceCase(
        where=f"{_STREET}麓湖公园社区",
        place=Place(
            "luhu_post",
            "社区智慧政务警务驿站",
            district="四川天府新区",
            functions={"police_post", "service_station"},
            facilities=[Facility(code, name, count=Quantity.parse(count)) for code, name, count in kinds],
        ),
        citations=[machines, quoted("004", "以及公安出入境、户籍、交警全部业务咨询")],
        choices=[_CODES, Words("一台、两台写作 1台、2台", "one and two are written as 1 and 2")],
    )


def _small_spaces() -> PlaceCase:
    """Return the small spaces, of which three are named."""
    return PlaceCase(
        where=_STREET,
        place=Place(
            "small_spaces",
            "社区花园和美空间项目",
            district="四川天府新区",
            transformations=[
                Transformation(kind)
                for kind in (
                    TransformationKind.REGENERATION,
                    TransformationKind.ACTIVATION,
                    TransformationKind.CHANGE_OF_USE,
                )
            ],
            zones=[
                Zone("linlihui", "南湖尚景“邻里荟”"),
                Zone("micro_park", "广都花园“微公园”", functions={"garden"}),
                Zone("lukelang", "麓客廊"),
            ],
        ),
        figures=[row(_STREET, "30余处", what=("花园和美空间", "gardens and spaces"), citation=_SMALL)],
        citations=[_SMALL, quoted("004", "采取“小区再生、存量活动、用途转换”的方式")],
        choices=[
            _CODES,
            Words(
                "数十处空间合记为一个地点，已列名的三处作其分区",
                "the many spaces are kept as one place, the three that are named as its zones",
            ),
        ],
    )


def _named_only() -> Iterator[PlaceCase]:
    """Yield the places of which the document says no more than the name."""
    public = quoted("004", "打造社区发展治理创意园、拾光公园等公共空间")
    parks = quoted("004", "麓坊运动公园、天府美食岛、天府环宇坊、红星美凯龙美学中心等公园生活新场景全面呈现")
    shared = quoted(
        "004",
        "建成麓湖公园社区邻里中心、天府蓉蓉大厦双创中心、华阳社区发展治理创意园等国际化共享空间",
    )
    for code, name, cited in (
        ("creative_park", "华阳社区发展治理创意园", [public, shared]),
        ("shiguang_park", "拾光公园", [public]),
        ("lufang_park", "麓坊运动公园", [parks]),
        ("food_island", "天府美食岛", [parks]),
        ("huanyufang", "天府环宇坊", [parks]),
        ("aesthetic_centre", "红星美凯龙美学中心", [parks]),
        ("neighbourhood_centre", "麓湖公园社区邻里中心", [shared]),
        ("innovation_centre", "天府蓉蓉大厦双创中心", [shared]),
    ):
        place = Place(code, name, district="四川天府新区")
        yield PlaceCase(where=_STREET, place=place, citations=cited, choices=[_CODES])
