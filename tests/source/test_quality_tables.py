"""Kinds of beauty, mixes and operators of places: typed a second time from the documents."""

from pathlib import Path

import pytest

from communitygov.core.source import Citation
from communitygov.space.function.side import TWO_SIDES, PriceClass, Side
from communitygov.space.mix import NINE_OF_FOURTEEN
from communitygov.space.operation import OperationMode, PickUp, ProsumerRole
from communitygov.space.operation.locker import TWO_WAYS
from communitygov.space.operation.mode import RESIDENTS_RUN, THREE_MODES
from communitygov.space.operation.offer import BOTH_ROLES, FREE_OR_LOW
from communitygov.space.operation.refusal import ADOPTED_BOXES
from communitygov.space.operation.revenue import RESIDENTS_INCOME, SUSTAINED
from communitygov.space.quality import (
    FEELINGS,
    THREE_BEAUTIES,
    THREE_VALUES,
    Beauty,
    BeautyStage,
    Need,
    SpaceAim,
    SpaceKind,
)
from communitygov.space.quality.all_ages import ALL_AGES_SERVED
from communitygov.space.quality.beauty import FOUR_STAGES, GREEN_DESIGN, THREE_AIMS
from communitygov.space.quality.need import NEEDS_ANSWERED
from communitygov.space.quality.preference import ALL_AGES_YOUTH_FIRST
from communitygov.space.quality.rubric import (
    BEAUTIES_NAMED,
    BELONGING_NAMED,
    FEELINGS_NAMED,
    VALUES_NAMED,
)
from communitygov.space.quality.visits import YOUNG_PEOPLE_COME

EXCERPTS = Path(__file__).parent / "excerpts"

#: Every citation of the three packages, and the excerpt in which its words stand.
CITED = (
    (FOUR_STAGES, "000-beauty"),
    (THREE_AIMS, "000-beauty"),
    (GREEN_DESIGN, "000-beauty"),
    (VALUES_NAMED, "000-beauty"),
    (FEELINGS_NAMED, "000-beauty"),
    (ALL_AGES_SERVED, "000-beauty"),
    *((kind.source, "000-beauty") for kind in Beauty),
    (THREE_MODES, "000-operation"),
    (ADOPTED_BOXES, "000-operation"),
    (SUSTAINED, "000-operation"),
    (RESIDENTS_INCOME, "000-operation"),
    (NINE_OF_FOURTEEN, "001-complex"),
    (BEAUTIES_NAMED, "001-complex"),
    (NEEDS_ANSWERED, "001-complex"),
    (TWO_SIDES, "001-complex"),
    (BELONGING_NAMED, "001-prosumers"),
    (FREE_OR_LOW, "001-prosumers"),
    (BOTH_ROLES, "001-prosumers"),
    (RESIDENTS_RUN, "001-prosumers"),
    (ALL_AGES_YOUTH_FIRST, "001-prosumers"),
    (YOUNG_PEOPLE_COME, "001-prosumers"),
    (TWO_WAYS, "003-lockers"),
)


def said(name: str) -> str:
    """Return an excerpt without its line breaks."""
    return "".join((EXCERPTS / f"{name}.txt").read_text(encoding="utf-8").split())


@pytest.mark.parametrize(("cited", "excerpt"), CITED, ids=[cited.phrase for cited, _ in CITED])
def test_every_cited_phrase_stands_in_its_document(cited: Citation, excerpt: str) -> None:
    assert cited.phrase
    assert cited.phrase in said(excerpt)
    assert excerpt.startswith(cited.document)


def test_the_five_kinds_stand_with_their_principles_in_the_order_of_the_document() -> None:
    assert [(kind.principle.zh, kind.zh) for kind in Beauty] == [
        ("绿色低碳", "自然生态之美"),
        ("温暖舒适", "全龄友好之美"),
        ("留根铸魂", "乡愁人文之美"),
        ("功能叠加", "便捷服务之美"),
        ("创新创业", "现代时尚之美"),
    ]
    assert "".join(kind.source.phrase for kind in Beauty) in said("000-beauty")


def test_stages_and_aims_are_those_of_the_document_in_its_order() -> None:
    assert "、".join(stage.zh for stage in BeautyStage) in FOUR_STAGES.phrase
    assert "、".join(aim.zh for aim in SpaceAim) == THREE_AIMS.phrase
    assert (len(BeautyStage), len(SpaceAim)) == (4, 3)


def test_the_axes_are_those_of_the_documents_and_their_figures_are_the_librarys_own() -> None:
    assert "、".join(axis.zh for axis in THREE_BEAUTIES.axes) in BEAUTIES_NAMED.phrase
    assert [axis.zh for axis in THREE_VALUES.axes] == ["社会价值", "生活价值", "美学价值"]
    assert "社会价值、生活价值与美学价值" in VALUES_NAMED.phrase
    assert [axis.zh for axis in FEELINGS.axes] == ["获得感", "安全感", "幸福感", "归属感"]
    assert all(axis.may_stay_open for axis in FEELINGS.axes)
    for rubric in (THREE_BEAUTIES, THREE_VALUES, FEELINGS):
        assert rubric.figures.is_library_default
        assert {axis.weight for axis in rubric.axes} == {1}
        assert all(axis.zh in axis.source.phrase for axis in rubric.axes)


def test_needs_and_spaces_stand_in_one_sentence_in_this_order() -> None:
    needs, spaces = NEEDS_ANSWERED.phrase.split("，")
    assert needs == "回应居民" + "、".join(need.zh for need in Need)
    assert spaces == "打造社区" + "、".join(kind.zh for kind in SpaceKind)


def test_the_complex_has_nine_kinds_and_fourteen_items_of_which_three_are_named() -> None:
    text = said("001-complex")
    before = text.partition(f"等{NINE_OF_FOURTEEN.phrase}")[0].partition("布局")[2]
    assert before.split("、") == ["地瓜社区共享空间", "东周社艺文美空间", "社区卫生服务中心"]
    assert NINE_OF_FOURTEEN.phrase.startswith("9类14个业态")


def test_sides_prices_and_roles_are_the_words_of_the_documents() -> None:
    assert "+".join(side.zh for side in Side) == TWO_SIDES.phrase
    assert f"{PriceClass.FREE.zh}或{PriceClass.LOW.zh}" in FREE_OR_LOW.phrase
    assert PriceClass.PUBLIC_INTEREST.zh in said("003-lockers")
    producer, consumer = ProsumerRole
    assert BOTH_ROLES.phrase == f"居民既是{producer.zh}又是{consumer.zh}"


def test_modes_and_ways_to_get_a_meal_are_those_of_the_documents() -> None:
    assert "、".join(mode.zh for mode in OperationMode) in THREE_MODES.phrase
    assert all(way.zh in said("003-lockers") for way in PickUp)


def test_youth_stands_after_all_ages_in_the_principle() -> None:
    assert ALL_AGES_YOUTH_FIRST.phrase.index("全龄覆盖") < ALL_AGES_YOUTH_FIRST.phrase.index("青年优先")


def test_five_kinds_of_shops_are_listed_of_which_two_are_not_told_apart() -> None:
    listed = said("000-operation").partition("已吸引")[2].partition("等10余家")[0]
    assert listed.split("、") == ["奶茶咖啡店", "特色美食", "儿童娱乐项目", "鲜花店地方特色商品店"]
