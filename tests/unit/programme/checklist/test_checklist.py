"""Checklists: who is missing, by name; and sets that nobody lists."""

from fractions import Fraction

import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.programme.checklist import (
    CHECKLISTS,
    DEMONSTRATION_CRITERIA,
    DOUBLE_DEMONSTRATION,
    FIVE_ACTIONS,
    FIVE_ONES,
    FIVE_SYNC,
    FOUR_ONES,
    SIX_MICRO,
    SIX_ONES,
    Checklist,
    ChecklistItem,
    Coverage,
    MembersNotListed,
    UnlistedSet,
    checklist_named,
)

ITEM = ChecklistItem(code="a", zh="甲", en="first")


def test_a_plan_of_four_misses_the_fifth_by_name() -> None:
    coverage = FIVE_SYNC.coverage(["grids", "mechanism", "hardware", "governance", "grids"])
    assert [each.zh for each in coverage.missing] == ["强化参与"]
    assert (coverage.share, coverage.is_complete) == (Fraction(4, 5), False)
    (finding,) = coverage.findings()
    assert finding.text("zh") == "五化同步：已有 4/5，还缺：强化参与"
    assert finding.text() == "five in step: 4 of 5; still missing: strengthen taking part"


def test_what_is_complete_has_no_finding() -> None:
    coverage = FIVE_SYNC.coverage([each.code for each in FIVE_SYNC])
    assert (coverage.missing, coverage.findings(), coverage.is_complete, len(FIVE_SYNC)) == ((), (), True, 5)


def test_each_of_the_five_has_a_before_and_an_after() -> None:
    assert FIVE_SYNC["grids"].change("zh") == "粗放变精细"
    assert FIVE_SYNC["participation"].change() == "from guests to hosts"
    assert FOUR_ONES["grid"].change("zh") == ""


def test_the_sets_of_ones_are_three_sets() -> None:
    names = {FIVE_ONES.name.code, FOUR_ONES.name.code, SIX_ONES.name.code}
    assert len(names) == 3
    assert FIVE_ONES["care"].words == Words("送去一次关爱", "bring one act of care")


@pytest.mark.parametrize("named", [SIX_MICRO, SIX_ONES, FIVE_ACTIONS, DOUBLE_DEMONSTRATION])
def test_members_that_no_document_lists_are_never_invented(named: UnlistedSet) -> None:
    with pytest.raises(MembersNotListed, match="does not list") as caught:
        named.members()
    assert f"未列出其 {named.count} 项" in caught.value.text("zh")
    own = [ChecklistItem(code=f"m-{at}", zh="甲", en="member") for at in range(named.count)]
    made = named.with_members(own)
    assert ([*made], made.citation) == (own, named.citation)
    assert named.with_members(own, citation=LIBRARY_DEFAULT).citation == LIBRARY_DEFAULT
    assert callable(getattr(named, "members", None))
    with pytest.raises(InvalidValue, match=f"{named.count}, as the name says"):
        named.with_members([*own, ITEM])


@pytest.mark.parametrize(
    "name", ["成都社区“六微”工程", '成都社区"六微"工程', "六微工程", "六微", "six_micro"]
)
def test_every_name_of_the_six_micro_projects_is_one_set(name: str) -> None:
    assert checklist_named(name) is SIX_MICRO


def test_five_steps_are_the_working_method_and_not_what_goes_in_step() -> None:
    with pytest.raises(UnknownName, match="五步工作法") as caught:
        checklist_named("五步")
    assert "五化同步" not in caught.value.text()


def test_one_platform_is_one_and_not_two() -> None:
    (finding,) = FOUR_ONES.repeated({"platform": 2, "grid": 1, "team": 0})
    assert (finding.code, finding.text("zh")) == ("MEMBER_REPEATED", "四个一：“一个平台统调”应为一，现有 2")
    assert FOUR_ONES.repeated({}) == ()
    with pytest.raises(UnknownName):
        FOUR_ONES.repeated({"street": 2})
    for wrong in (-1, True, "2"):
        with pytest.raises(InvalidValue, match="counts"):
            FOUR_ONES.repeated({"grid": wrong})  # type: ignore[dict-item]
    with pytest.raises(InvalidValue, match="counts"):
        FOUR_ONES.repeated(["grid"])  # type: ignore[arg-type]


def test_the_least_of_the_unknown_members_is_named() -> None:
    with pytest.raises(UnknownName, match="'x'"):
        FIVE_SYNC.coverage(each for each in ("z", "x", "y"))
    with pytest.raises(UnknownName, match="'x'"):
        FIVE_SYNC.coverage({"x", "y", "z"})
    with pytest.raises(InvalidValue, match="done"):
        FOUR_ONES.coverage("grid")


def test_only_a_member_of_a_list_of_terms_becomes_an_item() -> None:
    with pytest.raises(InvalidValue, match="TermEnum"):
        ChecklistItem.of(None)  # type: ignore[arg-type]


def test_every_list_is_found_by_its_code_and_its_names() -> None:
    for code, each in CHECKLISTS.items():
        assert checklist_named(code) is checklist_named(each.name.zh) is checklist_named(each.name.en) is each


@pytest.mark.parametrize("name", ["七个一", "", None, 5])
def test_a_list_that_no_document_names_is_not_found(name: object) -> None:
    with pytest.raises(UnknownName, match="checklist"):
        checklist_named(name)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("theme", "quality", "features", "expected"),
    [
        (True, True, True, True),
        (True, False, None, False),
        (True, None, True, None),
        (None, None, None, None),
    ],
)
def test_a_demonstration_must_have_all_three(
    *, theme: bool | None, quality: bool | None, features: bool | None, expected: bool | None
) -> None:
    answers = {"theme": theme, "quality": quality, "features": features}
    assert DEMONSTRATION_CRITERIA.holds(answers) is expected


def test_answers_are_yes_no_or_open_and_to_a_criterion() -> None:
    with pytest.raises(InvalidValue, match="True, False or None"):
        DEMONSTRATION_CRITERIA.holds({"theme": 1})  # type: ignore[dict-item]
    with pytest.raises(UnknownName):
        DEMONSTRATION_CRITERIA.holds({"beauty": True})
    with pytest.raises(InvalidValue, match="answers"):
        DEMONSTRATION_CRITERIA.holds([True])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("members", "aliases", "said"),
    [
        ([], [], "one member or more"),
        ([ITEM, ITEM], [], "only once"),
        ([ITEM], ["x", "x"], "only once"),
        ([ITEM], [""], "aliases"),
        ([ITEM], [1], "aliases"),
    ],
)
def test_a_list_has_members_and_each_name_once(
    members: list[ChecklistItem], aliases: list[str], said: str
) -> None:
    with pytest.raises(InvalidValue, match=said):
        Checklist(name=Term("x", "甲", "x"), members=members, aliases=aliases)


@pytest.mark.parametrize("done", [("platform", "grid"), ("grid", "grid"), ("none",), (1,)])
def test_coverage_is_kept_in_the_order_of_the_list(done: tuple[str, ...]) -> None:
    with pytest.raises(InvalidValue, match="done"):
        Coverage(checklist=FOUR_ONES, done=done)


def test_a_coverage_is_shown_as_a_table() -> None:
    evil = Checklist(name=Term("x", "<i>", "x"), members=[ChecklistItem(code="a", zh="<b>", en="first")])
    shown = evil.coverage(["a"])._repr_html_()
    assert "<b>" not in shown
    assert "<i>" not in shown
    assert FIVE_SYNC.coverage(["grids"])._repr_html_().count("✓") == 1
    assert "粗放变精细 from coarse to fine" in FIVE_SYNC._repr_html_()
    many = [ChecklistItem(code=f"m-{at}", zh="甲", en="member") for at in range(203)]
    long = Checklist(name=Term("x", "甲", "x"), members=many)
    assert "3 more" in long.coverage([])._repr_html_()
