"""The lists and rules of programmes: typed a second time from the documents, and found in their excerpts."""

import pytest
from tests.source.tables import said

from communitygov.core.source import Citation
from communitygov.organisation import five_ones, social_body, volunteer
from communitygov.organisation.body import BodyKind
from communitygov.programme import opportunity
from communitygov.programme.checklist import (
    CHECKLISTS,
    DEMONSTRATION_CRITERIA,
    FIVE_ONES,
    FIVE_SYNC,
    FOUR_ONES,
    Checklist,
    UnlistedSet,
)
from communitygov.programme.checklist import presets as lists
from communitygov.programme.hazard import HazardKind, HazardMeasure, PlanMode, SafetyTask, kind, standing
from communitygov.programme.league import Axis, measure
from communitygov.programme.portfolio import portfolio
from communitygov.programme.project import BUILDING_PROJECT, ROLLOUT, duration, plan, programme

LONGQIAO, RENEWAL = "001-longqiao.txt", "003-programme-renewal.txt"
LISTS, ROLLED, BODIES = "004-programme-lists.txt", "004-programme-rollout.txt", "004-bodies.txt"

CITED = [
    (LONGQIAO, kind.GAS_WORKS),
    (LONGQIAO, kind.BUILDING_WORKS),
    (LONGQIAO, standing.SAFETY_PLAN),
    (LONGQIAO, standing.ONE_OFF_TO_STANDING),
    (LONGQIAO, lists.FIVE_SYNC_LISTED),
    *((LONGQIAO, each) for each in lists.FIVE_SYNC_CHANGES),
    (LONGQIAO, lists.SIX_MICRO.citation),
    (LONGQIAO, volunteer.EIGHTEEN_STEWARDS),
    (LONGQIAO, volunteer.SEVEN_TEAMS),
    (LONGQIAO, programme.ROLLED_OUT),
    ("002-programme-themes.txt", plan.DESIGN_THEN_REVIEW),
    ("003-five-ones.txt", five_ones.FIVE_ONES_LISTED),
    (RENEWAL, duration.HALF_A_YEAR),
    (LISTS, lists.FOUR_ONES_LISTED),
    (LISTS, lists.CRITERIA_LISTED),
    (LISTS, lists.SIX_ONES.citation),
    (LISTS, lists.FIVE_ACTIONS.citation),
    (LISTS, lists.DOUBLE_DEMONSTRATION.citation),
    (LISTS, portfolio.LIST_MANAGED),
    (ROLLED, lists.FIVE_LINES.citation),
    (ROLLED, lists.FIVE_WORKING_STEPS.citation),
    (ROLLED, plan.POINTS_LINES_AREA),
    (ROLLED, measure.TWO_AXES),
    (BODIES, measure.QUARTERLY),
    (BODIES, opportunity.OPPORTUNITY_LIST),
    (BODIES, social_body.SIX_KINDS),
]


@pytest.mark.parametrize(("excerpt", "citation"), CITED, ids=map(str, range(len(CITED))))
def test_what_is_quoted_stands_in_the_document_that_is_named(excerpt: str, citation: Citation) -> None:
    assert citation.phrase
    assert citation.phrase in said(excerpt)
    assert excerpt.startswith(citation.document)


def test_the_five_in_step_are_five_in_this_order_each_from_one_thing_to_another() -> None:
    assert "、".join(each.zh for each in FIVE_SYNC) == "优化机制、活化硬件、深化治理、细化网格、强化参与"
    assert "|".join(f"{each.zh}，{each.change('zh')}" for each in FIVE_SYNC) == (
        "优化机制，管理变治理|活化硬件，脏乱变有序|深化治理，静态变常态|细化网格，粗放变精细|强化参与，客人变主人"
    )
    assert [f"{each.zh}，{each.change('zh')}" for each in FIVE_SYNC] == [
        each.phrase for each in lists.FIVE_SYNC_CHANGES
    ]


def test_the_four_ones_and_the_five_ones_are_two_lists() -> None:
    assert [each.zh for each in FOUR_ONES] == ["一张网格统揽", "一支队伍统管", "一个平台统调", "一套机制统筹"]
    assert [each.zh for each in FIVE_ONES] == [
        "开展一次见面会",
        "参加一场活动",
        "组织一次培训",
        "收集一次需求",
        "送去一次关爱",
    ]
    assert [each.zh for each in DEMONSTRATION_CRITERIA] == ["有主题", "有品质", "有特色"]


def test_each_list_is_either_listed_with_its_members_or_named_with_their_number() -> None:
    named = {"六微工程": 6, "六个一": 6, "五大行动": 5, "五线工作法": 5, "五步工作法": 5, "双示范": 2}
    unlisted = {each.name.zh: each.count for each in CHECKLISTS.values() if isinstance(each, UnlistedSet)}
    assert unlisted == named
    listed = [each.name.zh for each in CHECKLISTS.values() if isinstance(each, Checklist)]
    assert listed == ["五化同步", "四个一", "五个一", "示范创建思路"]


def test_every_hazard_and_every_measure_stands_in_a_document() -> None:
    places = said(LONGQIAO) + said("002-programme-falling-objects.txt") + said(RENEWAL)
    assert [each.zh for each in HazardKind if each.zh not in places] == []
    assert [each.zh for each in HazardMeasure if each.zh not in places] == []


def test_the_standing_plan_has_four_tasks_in_this_order_and_two_modes() -> None:
    assert "、".join(task.zh for task in SafetyTask) == (
        "自治组织运行机制完善、常态化巡查安全隐患重点区域、人流车流有序引导、多元治理力量整合"
    )
    assert "变".join(mode.zh for mode in PlanMode) == "静态变常态"


def test_a_practice_spreads_from_points_to_lines_to_the_area() -> None:
    assert "、".join(stage.zh for stage in ROLLOUT.stages) == "布好点、拉成线、绘出面"


def test_design_comes_before_review() -> None:
    order = [stage.code for stage in BUILDING_PROJECT.stages]
    assert order.index("design") < order.index("review")
    assert "已编制完成城市设计并通过市规自局技术审查会" in said("002-programme-themes.txt")


def test_the_two_axes_are_named_in_this_order() -> None:
    assert "和".join(axis.zh for axis in Axis) == "秩序和活力"


def test_six_kinds_of_bodies_are_counted_beside_each_other() -> None:
    kinds = [
        BodyKind.GUIDANCE_CENTRE,
        BodyKind.COMMUNITY_FOUNDATION,
        BodyKind.COMMUNITY_FUND,
        BodyKind.SOCIAL_ENTERPRISE,
        BodyKind.ASSOCIATION,
        BodyKind.SELF_ORGANISATION,
    ]
    written = ["1个", "1个", "7个", "3家", "282个", "290个"]
    assert social_body.SIX_KINDS.phrase == "、".join(
        f"{kind.zh}{count}" for kind, count in zip(kinds, written, strict=True)
    )
