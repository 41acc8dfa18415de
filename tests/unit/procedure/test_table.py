"""A table shows itself: every line with its conditions and its basis, in both languages, all escaped."""

import attrs
import pytest

from communitygov.core import Citation
from communitygov.core.terms import Term
from communitygov.deliberation import FiveStepPolicy, five_step, five_step_literal
from communitygov.errors import Words
from communitygov.organisation import Role
from communitygov.procedure import (
    Countersigned,
    DaysPassed,
    HadNoHand,
    IsRaiser,
    Move,
    NotRecused,
    Requirement,
    ServesGrid,
    Shows,
    TakenAtLeast,
    TakenFewer,
)

NAMES = {"convene": Words("召集议事", "convene")}
DECISION = Words("决定", "a decision")

#: What each condition asks, as it stands in a table; typed here by hand.
ASKED = [
    (ServesGrid(), "服务该事所在网格", "serves the grid of the matter"),
    (IsRaiser(), "为提出人", "raised the matter"),
    (HadNoHand(("convene",)), "未经手（召集议事）", "did none of: convene"),
    (
        HadNoHand(("convene",), named_in=("assignment",)),
        "未经手（召集议事），未在 assignment 中被指名",
        "did none of: convene; is named in no assignment",
    ),
    (NotRecused(), "未就此事回避", "is not recused from the matter"),
    (Countersigned(), "有第二人会签", "a second person has signed"),
    (TakenFewer("convene", 3), "“召集议事”不足 3 次", "“convene” taken fewer than 3 times"),
    (TakenAtLeast("convene", 2), "“召集议事”已满 2 次", "“convene” taken at least 2 times"),
    (DaysPassed(3), "已满 3 日", "3 whole days have passed"),
    (Shows("decision", ("adopted",), words=DECISION), "出示决定", "shows a decision"),
    (
        Shows("decision", ("adopted",), words=DECISION, since=("convene",)),
        "出示“召集议事”之后的决定",
        "shows a decision, from after the last time to convene",
    ),
]


@pytest.mark.parametrize(("requirement", "zh", "en"), ASKED)
def test_a_condition_says_what_it_asks(requirement: Requirement, zh: str, en: str) -> None:
    assert requirement.asks(names=NAMES) == Words(zh, en)


@pytest.mark.parametrize(("requirement", "zh", "en"), ASKED)
def test_a_condition_names_the_actions_of_which_it_speaks(requirement: Requirement, zh: str, en: str) -> None:
    assert zh != en
    assert set(requirement.actions_named) == ({"convene"} if "召集议事" in zh else set())


def test_a_table_shows_every_line_in_both_languages() -> None:
    table = five_step().table
    shown = table._repr_html_()
    assert shown.count("<tr>") == 2 + len(table.moves)
    assert "001, “居民提事”" in shown
    assert shown.count("本库默认 library default") == len(table.moves)
    for move in table.moves:
        for requirement in move.requires:
            asked = requirement.asks(names={each.code: each.words for each in table.actions})
            assert f"{asked.zh} {asked.en}" in shown


def test_a_table_shows_who_may_act_for_whom() -> None:
    shown = five_step(FiveStepPolicy(proxies=(Role.GRID_WORKER,))).table._repr_html_()
    assert shown.count("可由网格员代办 or the grid worker on their behalf") == 6
    assert "代办" not in five_step().table._repr_html_()


def test_a_table_that_is_not_well_formed_shows_itself_as_it_is() -> None:
    table = five_step_literal().table
    stray = Move(action="jump", source="nowhere", target="rated", roles=("ghost",))
    named = Term("demo", "<b>名</b>", "a & b")
    shown = attrs.evolve(table, name=named, moves=(*table.moves, stray))._repr_html_()
    assert "<td>nowhere</td><td>jump</td><td>已评事 rated</td><td>ghost</td><td></td><td></td>" in shown
    assert "&lt;b&gt;名&lt;/b&gt; · a &amp; b" in shown


def test_a_basis_in_a_document_is_shown_as_it_is_cited() -> None:
    table = five_step_literal().table
    cited = attrs.evolve(table.opening, basis=Citation(document="cn-rule", article="3 <a>"))
    shown = attrs.evolve(table, opening=cited)._repr_html_()
    assert "cn-rule, 3 &lt;a&gt;" in shown
