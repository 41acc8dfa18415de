"""Places and programmes of the casebook, their figures typed a second time from the documents."""

from pathlib import Path

import attrs
import pytest

from communitygov.casebook import (
    Figure,
    FiguresOfDifferentThings,
    PlaceCase,
    ProgrammeCase,
    caojiaxiang,
    chengdu_places,
    chengdu_programmes,
    huayang,
    huayang_places,
    longqiao,
    shuangliu_places,
)
from communitygov.core import Citation, Money
from communitygov.errors import InvalidValue, Words
from communitygov.organisation.body import BodyKind

EXCERPTS = Path(__file__).parent / "excerpts"
CASES: dict[str, PlaceCase | ProgrammeCase] = {
    **shuangliu_places(),
    **chengdu_places(),
    **huayang_places(),
    "caojiaxiang": caojiaxiang(),
    "longqiao": longqiao(),
    "huayang": huayang(),
    **{f"{code}-programme": case for code, case in chengdu_programmes().items()},
}
#: Case, English name, document, the words around the number.
TYPED = [
    ("wudongqiao", "adopted boxes", "000", "认养农庄内的蔬菜水果40箱"),
    ("wudongqiao", "training and teaching", "000", "种植培训和儿童科普教育500余人次"),
    ("jiahe", "collected things", "000", "老物件、老照片、农具等180余件"),
    ("jiahe", "visitors", "000", "参访人数达4560人"),
    ("jiahe", "visiting groups", "000", "参观团46个"),
    ("jiahe", "Party-building groups", "000", "党建活动团8个"),
    ("jiahe", "income from training", "000", "培训收入86300元"),
    ("shuanghua", "creative and catering firms", "000", "等10余家文创餐饮企业"),
    ("shuanghua", "jobs", "000", "解决30余人的创新就业"),
    ("wujia", "visits", "000", "已接待参访游客（团队）10万人次"),
    ("caojiaxiang", "kinds of items", "001", "9类14个业态项目"),
    ("caojiaxiang", "items", "001", "14个业态项目"),
    ("caojiaxiang", "minutes of the service circle", "001", "“15分钟便民生活服务圈”"),
    ("longqiao", "population served, as many as", "001", "管理服务人口多达11298人"),
    ("longqiao", "grid workers of the patrol", "001", "由21名网格员组成"),
    ("yingui", "facades", "003", "对26栋建筑外立面"),
    ("yingui", "facades, comprehensive works", "003", "其中13栋进行综合整治"),
    ("yingui", "facades, general works", "003", "13栋进行一般整治"),
    ("huapai", "parking bays", "003", "200余个停车位"),
    ("r29", "minutes, straight line", "003", "5分钟的直线步行距离"),
    ("jintu", "children taking part", "003", "10余名儿童"),
    ("gegewu", "public space", "004", "600余平米的公共活动空间"),
    ("small_spaces", "gardens and spaces", "004", "麓客廊30余处"),
    ("huayang", "international communities", "004", "麓湖、南山、安公三个国际化社区"),
    ("huayang", "projects selected as scenes", "004", "3个项目入选"),
    ("pidu-programme", "grid guides", "003", "全区4570名网格指导员"),
    ("chenghua-programme", "minutes of the service circle", "003", "打造15分钟便民生活圈"),
]


def words(document: str) -> str:
    """All that is excerpted of a document."""
    files = sorted(EXCERPTS.glob(f"{document}-*.txt"))
    return "".join("".join(file.read_text(encoding="utf-8").split()) for file in files)


def cited(value: object) -> list[Citation]:
    """Every citation of a source document in a value."""
    if isinstance(value, Citation):
        return [] if value.is_library_default else [value]
    if isinstance(value, tuple | frozenset):
        return [each for member in value for each in cited(member)]
    if attrs.has(type(value)):
        return [each for field in attrs.fields(type(value)) for each in cited(getattr(value, field.name))]
    return []


def figures() -> dict[tuple[str, str], Figure]:
    return {(code, each.what.en): each for code, case in CASES.items() for each in case.figures}


@pytest.mark.parametrize(("code", "what", "document", "said"), TYPED)
def test_a_figure_is_what_the_document_says(code: str, what: str, document: str, said: str) -> None:
    figure = figures()[code, what]
    number = "三个" if what == "international communities" else str(figure.quantity)
    before, found, _ = said.partition(number)
    assert found
    assert not before[-1:].isdigit()
    assert said in words(document)
    assert figure.citation.document == document


#: Numbers of the excerpts that are no figures of a case here, each with where it stands instead.
ELSEWHERE = {
    ("000", "70"): "70年代, a decade",
    ("000", "200"): "the area of the platform",
    ("001", "2019"): "a year",
    ("001", "2002"): "a year",
    ("001", "91"): "a share without a base",
    ("001", "360"): "the hazard ledger",
    ("001", "88"): "the hazard ledger",
    ("001", "6674"): "the hazard ledger",
    ("001", "27155"): "the hazard ledger",
    ("001", "500"): "the hazard ledger",
    ("001", "441"): "the hazard ledger",
    ("001", "7"): "the volunteer teams",
    ("003", "24"): "opening hours",
    ("003", "29"): "the name R29",
    ("004", "9"): "the portfolio",
    ("004", "52"): "the portfolio",
    ("004", "200"): "the opportunities",
    ("004", "2020"): "a year",
    **{("004", each): "the register of social bodies" for each in ("1", "7", "282", "290")},
}
FILES = ("000-places", "001-complex-and-works", "003-places", "004-places-and-programme")


def numbers(text: str) -> set[str]:
    """Every number of a text."""
    return set("".join(each if each.isascii() and each.isdigit() else " " for each in text).split())


@pytest.mark.parametrize("name", FILES)
def test_every_number_of_the_excerpts_is_a_figure_or_stands_elsewhere(name: str) -> None:
    document, text = name[:3], (EXCERPTS / f"{name}.txt").read_text(encoding="utf-8")
    typed = {number for *_, where, said in TYPED if where == document for number in numbers(said)}
    elsewhere = {number for where, number in ELSEWHERE if where == document}
    assert numbers(text) == (numbers(text) & typed) | elsewhere


def test_no_figure_is_untyped() -> None:
    assert set(figures()) == {(code, what) for code, what, *_ in TYPED}


@pytest.mark.parametrize("code", CASES)
def test_whatever_is_cited_stands_in_the_document(code: str) -> None:
    citations = cited(CASES[code])
    assert citations
    for each in citations:
        assert "".join(each.phrase.split()) in words(each.document)


@pytest.mark.parametrize("code", CASES)
def test_a_case_is_read_back_from_its_document_and_shows_itself(code: str) -> None:
    case = CASES[code]
    assert type(case).from_json(case.to_json()) == case
    assert case.where in case._repr_html_()


def test_what_is_more_than_a_number_stays_so() -> None:
    training = shuangliu_places()["wudongqiao"].figure("training and teaching").quantity
    assert (training.at_least(500), training.at_least(501), training.exactly) == (True, None, None)
    assert huayang_places()["gegewu"].place.area == huayang_places()["gegewu"].figure("public space").quantity


def test_the_income_is_exact_and_its_part_for_each_group_is_nobody_s_figure() -> None:
    teahouse = shuangliu_places()["jiahe"]
    assert teahouse.income == Money.yuan("86300.00")
    assert shuangliu_places()["wujia"].income is None
    groups = [teahouse.figure(what) for what in ("visiting groups", "Party-building groups")]
    with pytest.raises(FiguresOfDifferentThings):
        Figure.total(groups)
    apart = Words("两类团队（互不包含）", "groups of both kinds, none of them counted twice")
    assert str(Figure.total(groups, together=apart).quantity) == "54个"


def test_the_facades_add_up_to_what_the_document_says() -> None:
    case = chengdu_places()["yingui"]
    parts = ("facades, comprehensive works", "facades, general works")
    both = Figure.total(map(case.figure, parts), together=case.figure("facades").what)
    assert both.quantity == case.figure("facades").quantity


def test_every_kind_of_beauty_has_a_place_and_nothing_is_known_of_hours() -> None:
    kinds = [kind for case in shuangliu_places().values() for kind in case.place.beauty_kinds]
    assert set(kinds) == {"ecology", "all_ages", "roots", "service", "modern"}
    assert all(case.place.hours is None for case in shuangliu_places().values())
    r29 = chengdu_places()["r29"].place
    assert [zone.code for zone in r29.zones if zone.hours is not None] == ["gym", "study"]


def test_the_parts_that_the_documents_list_are_all_there() -> None:
    listed = {
        "wudongqiao": ("000", "“氧元阁”“彩鱼沐”“学雅阁”", 3),
        "baihe": ("000", "祥鹤乐、青鹤舞、童鹤梦、娴鹤情", 4),
        "guangdu": (
            "000",
            "唐卡工作室、创享生活馆、阅享书吧、多民族文创馆、居民文创产品展示橱窗、主形象墙",
            6,
        ),
        "yingui": ("003", "邻里交流区、儿童趣玩区、健身区", 3),
        "gegewu": (
            "004",
            "老党员工作室、新时代文明实践站、阅读吧台、共享图书角、青创交流区、儿童活动区",
            6,
        ),
    }
    for code, (document, said, many) in listed.items():
        case = CASES[code]
        assert isinstance(case, PlaceCase)
        assert len(case.place.zones) == many
        for zone in case.place.zones:
            assert zone.name in said
            assert zone.name in words(document)


def test_the_hazards_of_longqiao_are_those_of_the_document() -> None:
    said = {
        ("gas_appliance", "remove"): "拆除不合规燃气具360台",
        ("gas_alarm", "install"): "安装燃气报警装置88个",
        ("illegal_hut", "remove"): "拆除违规搭建板房6674平方米",
        ("worn_roof", "renovate"): "改造破旧屋顶瓦棚27155平方米",
        ("outdoor_unit", "move"): "搬移违规设置空调外机500余部",
        ("ageing_wiring", "tidy"): "整理老化线路441户",
    }
    ledger = longqiao().hazards
    assert ledger is not None
    for (hazard, measure), phrase in said.items():
        (line,) = [each for each in ledger.entries if each.work == (hazard, measure)]
        assert f"{line.measure.zh}{line.hazard.zh}{line.done}" == phrase
        assert phrase in words("001")
    assert ledger.is_complete("street_paving", "pave") is True
    assert ledger.total("street_paving", "pave") is None


def test_the_named_are_counted_and_the_others_are_a_number() -> None:
    mix, teams = caojiaxiang().mix, longqiao().teams
    assert mix is not None
    assert teams is not None
    assert (len(mix.items), mix.unnamed, mix.kinds) == (3, 11, 9)
    assert (teams.named, teams.unnamed) == (3, 4)
    (projects,) = huayang().portfolios
    assert (projects.declared, projects.class_count, projects.named) == (52, 9, 5)
    assert all(f"“{item.name}”" in words("004") for item in projects.items)


def test_the_social_bodies_are_counted_kind_by_kind() -> None:
    register = huayang().social_bodies
    assert register is not None
    said = "社会组织指导中心1个、社区发展基金会1个、社区基金7个、社会企业3家、社群组织282个、自组织290个"
    assert "、".join(f"{each.kind.zh}{each.count}" for each in register.counts) == said
    assert said in words("004")
    assert register.count(BodyKind.ASSOCIATION) != register.count(BodyKind.SELF_ORGANISATION)


def test_a_case_keeps_to_its_place() -> None:
    teahouse = shuangliu_places()["jiahe"]
    others = shuangliu_places()["wujia"].figures
    for changed in ({"figures": others}, {"figures": teahouse.figures * 2}, {"citations": ()}):
        with pytest.raises(InvalidValue, match=next(iter(changed))):
            attrs.evolve(teahouse, **changed)
    with pytest.raises(InvalidValue, match="figures"):
        attrs.evolve(longqiao(), figures=others)
    for part in ("hazards", "teams"):
        elsewhere = attrs.evolve(getattr(longqiao(), part), place="elsewhere")
        with pytest.raises(InvalidValue, match="elsewhere"):
            attrs.evolve(longqiao(), **{part: elsewhere})
    with pytest.raises(InvalidValue, match="huayang"):
        attrs.evolve(longqiao(), social_bodies=huayang().social_bodies)


def test_what_the_documents_only_name_is_kept_as_a_name() -> None:
    assert [each.name.zh for each in longqiao().unlisted] == ["六微工程"]
    assert [str(share) for share in longqiao().shares] == ["91%"]
    assert [task.zh for task in longqiao().tasks] == [
        "自治组织运行机制完善",
        "常态化巡查安全隐患重点区域",
        "人流车流有序引导",
        "多元治理力量整合",
    ]
    for project in caojiaxiang().projects:
        assert project.zh in words("001")
    assert {each.name.zh for each in huayang().unlisted} >= {"五线工作法", "六个一", "五大行动"}


def test_whether_what_was_built_is_enough_stays_unknown() -> None:
    ledger = chengdu_programmes()["huapai"].hazards
    assert ledger is not None
    assert {ledger.status(kind).zh for kind in ("flying_wire_charging", "disorderly_parking")} == {"不明"}


def test_every_award_has_a_holder_that_the_document_names() -> None:
    roll = huayang().honours
    assert roll is not None
    for each in roll.honours:
        assert roll[each.holder].name in words("004")
    assert len(roll.honours) == 6
