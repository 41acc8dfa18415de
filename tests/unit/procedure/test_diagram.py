"""The pictures of a table, example by example."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import pairwise
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
from communitygov.procedure.drawing.ink import COLOURS, SHARED, Palette
from communitygov.procedure.drawing.lane import crossings, lane, ordered, tracks
from communitygov.procedure.drawing.lettering import plain, width, wrapped
from communitygov.procedure.drawing.plan import Channel, Side, plan_of
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
    plan = plan_of(STANDARD)
    cards = layout_of(plan, deck_of(plan, Captions(STANDARD, "en"))).sheet.cards.values()
    lowest = max(each.top + each.height for each in cards if not each.state.is_final)
    assert {each.top > lowest for each in cards if each.state.is_final} == {True}


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
    "\ufffe\uffff",
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


# ------------------------------------------------------------------ colours


def test_every_colour_can_be_read_on_white() -> None:
    assert min(_contrast(colour) for colour in (*COLOURS, SHARED.colour)) >= 4.5


def _contrast(colour: str) -> float:
    """Return the contrast of a colour with white, as WCAG reckons it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)


def test_the_ninth_role_has_the_first_colour_in_dashes_and_the_seventeenth_in_dots() -> None:
    table = attrs.evolve(small(), roles=[Term(f"r{number}", "角色", "role") for number in range(25)])
    palette = Palette.of(table)
    looks = [palette.ink((f"r{number}",)) for number in (0, 8, 16, 24)]
    assert {ink.colour for ink in looks} == {COLOURS[0]}
    assert [ink.stroke for ink in looks] == ["solid", "dashed", "dotted", "solid"]


# ------------------------------------------------------------------ lettering


def test_a_chinese_character_is_one_em_and_a_latin_one_about_half() -> None:
    assert width("居民", 100) == 200
    assert width("nn", 100) == 116
    assert width("il", 100) == 76
    assert width("AM", 100) == 170


def test_lines_break_between_words_and_between_chinese_characters() -> None:
    assert wrapped("ask for mediation", size=10, most=60) == ("ask for", "mediation")
    assert wrapped("申请调处ABC再议", size=10, most=60) == ("申请调处", "ABC再议")


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    assert wrapped("四方议事，党委办事", size=10, most=40) == ("四方议", "事，党委", "办事")
    assert wrapped("五步议（原文）", size=10, most=40) == ("五步议", "（原文）")


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert wrapped("n" * 10, size=10, most=30) == ("nnnnn", "nnnnn")


def test_a_single_character_wider_than_a_line_stands_alone() -> None:
    assert wrapped("居民", size=10, most=1) == ("居", "民")


# ------------------------------------------------------------------ plan and lanes


@pytest.mark.parametrize(
    ("source", "target", "leaves", "gutters", "channel", "arrives"),
    [
        ("a", "b", Side.RIGHT, (1,), None, Side.RIGHT),
        ("b", "a", Side.LEFT, (0,), None, Side.LEFT),
        ("a", "a", Side.LEFT, (0,), None, Side.LEFT),
        ("a", "c", Side.RIGHT, (1, 2), Channel.ABOVE, Side.LEFT),
        ("c", "a", Side.LEFT, (2, 1), Channel.ABOVE, Side.RIGHT),
        ("a", "d", Side.RIGHT, (1, 2), Channel.BELOW, Side.LEFT),
        ("d", "a", Side.LEFT, (2, 1), Channel.ABOVE, Side.RIGHT),
        ("c", "d", Side.RIGHT, (3,), None, Side.RIGHT),
    ],
)
def test_a_move_is_led_by_where_its_states_stand(
    source: str,
    target: str,
    leaves: Side,
    gutters: tuple[int, ...],
    channel: Channel | None,
    arrives: Side,
) -> None:
    course = plan_of(small(move(source, target, "r"), ends="d")).courses[0]
    assert (course.leaves, course.gutters, course.channel) == (leaves, gutters, channel)
    assert course.bundle.side is arrives


def test_lanes_are_ordered_so_that_brackets_lie_inside_each_other() -> None:
    inner, outer = lane("inner", [(20, -1), (30, -1)]), lane("outer", [(0, -1), (50, -1)])
    right = lane("right", [(10, 1), (60, 1)])
    row = ordered([right, outer, inner])
    assert [each.key for each in row] == ["inner", "outer", "right"]
    assert sum(crossings(one, other) for at, one in enumerate(row) for other in row[at + 1 :]) == 0


def crossed(table: Table) -> int:
    """Return at how many points lines that have nothing to do with each other cross."""
    plan = plan_of(table)
    ways = layout_of(plan, deck_of(plan, Captions(table, "zh"))).ways
    lines = {(way.row.course.bundle, line) for way in ways for line in pairwise(way.points)}
    upright = [(bundle, *line) for bundle, line in lines if line[0][0] == line[1][0]]
    level = [(bundle, *line) for bundle, line in lines if line[0][1] == line[1][1]]
    return len(
        {
            (bundle, other, one[0], left[1])
            for bundle, one, end in upright
            for other, left, right in level
            if bundle != other
            and min(left[0], right[0]) < one[0] < max(left[0], right[0])
            and min(one[1], end[1]) < left[1] < max(one[1], end[1])
        }
    )


def test_the_lines_of_the_standard_table_cross_no_more_than_23_times() -> None:
    assert 0 < crossed(STANDARD) <= 23


def test_lines_that_come_into_a_channel_from_above_lie_so_that_they_do_not_cross_twice() -> None:
    assert crossed(small(move("b", "d", "r"), move("a", "d", "r"), move("a", "c", "r"), ends="cd")) == 1


def test_lanes_share_a_track_only_where_they_keep_apart() -> None:
    row = [lane("a", [(0, 1), (40, 1)]), lane("b", [(69, 1), (80, 1)]), lane("c", [(110, 1), (120, 1)])]
    assert tracks(row, apart=30) == {"a": 0, "b": 1, "c": 0}
    assert tracks(row, apart=29) == {"a": 0, "b": 0, "c": 0}


def test_more_lanes_than_anybody_could_follow_stay_as_they_come_and_get_a_track_each() -> None:
    many = tuple(lane(number, [(number, -1), (1000 - number, -1)]) for number in range(201))
    assert ordered(many) == many
    assert ordered(many[1:]) == many[:0:-1]
    assert list(tracks(many, apart=1).values()) == list(range(201))
