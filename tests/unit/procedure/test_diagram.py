"""The pictures of a table, example by example."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from xml.etree import ElementTree as ET

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.deliberation.five_step import five_step, five_step_literal
from communitygov.errors import Language, UnknownName
from communitygov.procedure.diagram import dot, mermaid, svg
from communitygov.procedure.drawing.caption import Captions
from communitygov.procedure.drawing.card import deck_of
from communitygov.procedure.drawing.lettering import plain
from communitygov.procedure.drawing.plan import plan_by_step
from communitygov.procedure.drawing.way import layout_of
from communitygov.procedure.table import Move, Opening, State, Table

SVG = "{http://www.w3.org/2000/svg}"
STANDARD, LITERAL = five_step().table, five_step_literal().table
PICTURES = (mermaid, dot, svg)
LANGUAGES: tuple[Language, ...] = ("zh", "en")

Picture = Callable[..., str]


def move(source: str, target: str, *roles: str, action: str = "act") -> Move:
    return Move(action=action, source=source, target=target, roles=roles, basis=LIBRARY_DEFAULT)


def small(*moves: Move, ends: Sequence[str] = (), label: str = "某") -> Table:
    """Return a table of four states in two of three steps, all with the same name."""
    return Table(
        name=Term("small", label, label),
        steps=[Term(code, label, label) for code in ("one", "two", "three")],
        states=[
            State(code, label, label, step="one" if code in "ab" else "three", is_final=code in ends)
            for code in "abcd"
        ],
        actions=[Term("act", label, label)],
        roles=[Term("r", label, label), Term("s", label, label)],
        opening=Opening(action="act", target="a", roles=("r",), basis=LIBRARY_DEFAULT),
        moves=moves,
    )


def read(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314  our own drawing


def card(drawing: str, state: str) -> ET.Element:
    found = read(drawing).find(f".//{SVG}g[@data-state='{state}']")
    assert found is not None
    return found


def texts(element: ET.Element) -> list[str]:
    return [text.text or "" for text in element.iter(f"{SVG}text")]


# ------------------------------------------------------------------ what a person can read in the drawing


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_move_of_the_standard_table_says_in_its_card_who_does_what_and_where_it_leads(
    language: Language,
) -> None:
    drawing = svg(STANDARD, language=language)
    for each in STANDARD.moves:
        said = "".join(texts(card(drawing, each.source))).replace(" ", "")
        role = STANDARD.role(each.roles[0]).label(language)
        target = STANDARD.state(each.target).label(language)
        action = STANDARD.action(each.action).label(language)
        assert f"{action}{role}→{target}".replace(" ", "") in said


def test_the_steps_stand_above_their_columns_in_their_order() -> None:
    said = texts(read(svg(STANDARD, language="zh")))
    assert said[1:6] == ["1 居民提事", "2 网格理事", "3 四方议事", "4 党委办事", "5 居民评事"]


def test_the_title_says_which_version_of_the_table_is_drawn() -> None:
    newer = attrs.evolve(LITERAL, version=7)
    assert texts(read(svg(newer, language="zh")))[0] == "五步议事（原文），第 7 版"
    assert texts(read(svg(newer)))[0] == "five-step deliberation, literal, version 7"


def test_ends_have_a_second_edge_and_only_the_first_state_has_a_tab() -> None:
    drawing = svg(STANDARD, language="zh")
    edges = {state.code: len(card(drawing, state.code).findall(f"{SVG}rect")) for state in STANDARD.states}
    assert {code for code, count in edges.items() if count == 2} == {
        "raised",
        *(state.code for state in STANDARD.states if state.is_final),
    }
    assert texts(card(drawing, "raised"))[:2] == ["提事（居民）", "已提出"]


def test_the_ends_stand_below_all_other_states() -> None:
    plan = plan_by_step(STANDARD)
    cards = layout_of(plan, deck_of(plan, Captions(STANDARD, "en"))).sheet.cards.values()
    ends = [each for each in cards if plan.states[each.spot.state].is_final]
    lowest = max(each.top + each.height for each in cards if each not in ends)
    assert {each.top > lowest for each in ends} == {True}


def test_the_drawing_tells_the_whole_table_to_those_who_do_not_see_it() -> None:
    told = read(svg(LITERAL, language="zh")).findtext(f"{SVG}desc")
    assert told is not None
    assert told.splitlines() == [
        "事项由此开始: 居民提事（居民） → 已提事",
        "已提事: 网格理事（网格员） → 已理事",
        "已理事: 四方议事（召集人） → 已议事",
        "已议事: 党委办事（党委） → 已办事",
        "已办事: 居民评事（居民） → 已评事",
        "事项至此终结: 已评事",
    ]


def test_the_legend_names_every_role_and_several_roles_only_where_there_are_such_moves() -> None:
    said = texts(read(svg(STANDARD)))
    assert said[-7:-2] == ["resident", "grid worker", "convener", "Party committee", "clock"]
    assert "several roles" not in said
    shared = small(move("a", "b", "r", "s"))
    assert "多个角色" in texts(read(svg(shared, language="zh")))
    assert "多个角色" in texts(read(svg(small(move("a", "b")), language="zh")))


def test_a_legend_too_long_for_one_line_goes_on_below() -> None:
    roles = [Term(f"r{number}", "一个名字很长的角色", "a role with a long name") for number in range(20)]
    table = attrs.evolve(small(), roles=[*small().roles, *roles])
    assert _height(svg(table)) > _height(svg(small())) + 100


def _height(drawing: str) -> int:
    return int(read(drawing).attrib["height"])


def test_long_names_make_a_card_longer_and_not_wider() -> None:
    plain_width = int(read(svg(small(label="字" * 60))).attrib["width"])
    assert int(read(svg(small(label="字" * 200))).attrib["width"]) == plain_width


# ------------------------------------------------------------------ hostile names


HOSTILE = (
    "<script>alert(1)</script>",
    "]]> <!-- & &lt; -->",
    "\"'`{[(*_|\\N\\n",
    "a: b; c --> d\n%% e\n%%{init: {}}%%",
    "1. #quot; #35; $$x$$",
)


@pytest.mark.parametrize("label", HOSTILE)
def test_a_hostile_name_stays_a_name_in_the_drawing(label: str) -> None:
    root = read(svg(small(move("a", "b", "r"), label=label)))
    assert plain(label).replace(" ", "") in "".join(texts(root)).replace(" ", "")
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        *("svg", "title", "desc", "rect", "text", "g", "path", "circle")
    }


def test_a_hostile_name_stays_a_name_in_mermaid() -> None:
    table = small(move("a", "b", "r"), label='a: "b"; <i>\n%%{x}%% `_*1.')
    name = "a#58; #34;b#34;#59; #60;i#62; #37;#37;#123;x#125;#37;#37; #96;#95;#42;1#46;"
    assert mermaid(table).splitlines()[-1] == f"    s1_a --> s2_b : {name} ({name})"


def test_no_mermaid_label_begins_with_what_could_make_a_list_of_it() -> None:
    assert 'state "#45; a-b" as' in mermaid(small(label="- a-b"))


def test_a_hostile_name_stays_a_name_in_dot() -> None:
    assert '"state:a" [label="&amp;lt; \\\\N \\"q\\""]' in dot(small(label='&lt; \\N "q"'))


def test_a_name_of_which_nothing_can_be_seen_gives_way_to_the_code() -> None:
    blank = small(move("a", "b", "r"), label="\n\t\u3000")
    assert texts(card(svg(blank), "b")) == ["b"]
    assert "    s1_a --> s2_b : act (r)" in mermaid(blank).splitlines()


# ------------------------------------------------------------------ Mermaid and DOT


def test_mermaid_begins_at_the_opening_and_ends_at_every_end() -> None:
    lines = mermaid(STANDARD, language="zh").splitlines()
    assert lines[:2] == ["stateDiagram-v2", "    direction LR"]
    assert "    [*] --> s1_raised : 提事（居民）" in lines
    assert sum(line.endswith("--> [*]") for line in lines) == 7


def test_a_step_without_states_is_no_group_in_mermaid() -> None:
    lines = mermaid(small()).splitlines()
    assert '    state "某" as step2_two' in lines
    assert '    state "某" as step3_three {' in lines


def test_a_code_with_marks_gives_an_identifier_without_them() -> None:
    table = small()
    marked = attrs.evolve(
        table,
        states=[State("end:a-1", "终", "end", step="one")],
        opening=attrs.evolve(table.opening, target="end:a-1"),
    )
    assert '        state "end" as s1_end_a_1' in mermaid(marked).splitlines()


def test_dot_colours_edges_by_role_and_doubles_the_edge_of_ends() -> None:
    lines = dot(LITERAL, language="zh").splitlines()
    assert '    "state:rated" [label="已评事", peripheries=2]' in lines
    assert sum('color="#0a7350"' in line for line in lines) == 2
    assert '  subgraph "cluster_5" {' in lines


@pytest.mark.parametrize("picture", PICTURES)
def test_moves_of_nobody_and_of_several_are_drawn_too(picture: Picture) -> None:
    drawn = picture(small(move("a", "b"), move("b", "c", "r", "s"), label="x"))
    assert "—" in drawn or "#8212;" in drawn
    assert "x, x" in drawn


# ------------------------------------------------------------------ misuse


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize(
    "table",
    [
        small(move("a", "z", "r")),
        small(move("z", "a", "r")),
        small(move("a", "b", "z")),
        small(move("a", "b", "r", action="z")),
        attrs.evolve(small(), opening=attrs.evolve(small().opening, target="z")),
        attrs.evolve(small(), opening=attrs.evolve(small().opening, roles=("z",))),
        attrs.evolve(small(), states=[State("a", "甲", "a", step="z")]),
        attrs.evolve(small(), steps=()),
    ],
    ids=["target", "source", "role", "action", "opening", "opener", "step", "no steps"],
)
def test_a_table_that_speaks_of_what_it_does_not_have_is_refused(picture: Picture, table: Table) -> None:
    with pytest.raises(UnknownName):
        picture(table)


@pytest.mark.parametrize("picture", PICTURES)
def test_an_unknown_language_is_refused(picture: Picture) -> None:
    with pytest.raises(UnknownName, match="'fr'"):
        picture(STANDARD, language="fr")


@pytest.mark.parametrize("picture", PICTURES)
def test_of_two_states_with_one_code_the_first_is_drawn(picture: Picture) -> None:
    doubled = attrs.evolve(small(), states=[*small().states, State("a", "乙", "twin", step="two")])
    assert "twin" not in picture(doubled)


# ------------------------------------------------------------------ the same bytes, always


@pytest.mark.determinism
@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_another_hash_seed_gives_the_same_bytes(seed: str) -> None:
    program = (
        "import sys, hashlib\n"
        "from communitygov.deliberation.five_step import five_step\n"
        "from communitygov.procedure.diagram import dot, mermaid, svg\n"
        "drawn = ''.join(draw(five_step().table, language='zh') for draw in (mermaid, dot, svg))\n"
        "sys.stdout.write(hashlib.sha256(drawn.encode()).hexdigest())\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    drawn = "".join(draw(STANDARD, language="zh") for draw in PICTURES)
    assert answer.stdout == sha256(drawn.encode()).hexdigest()
