"""The pictures by role, example by example."""

from collections.abc import Callable

import attrs
import pytest
from tests.unit.procedure.test_diagram import (
    HOSTILE,
    LITERAL,
    PICTURES,
    STANDARD,
    SVG,
    move,
    read,
    small,
    texts,
)

from communitygov.core.terms import Term
from communitygov.errors import UnknownName
from communitygov.procedure.diagram import View, dot, mermaid, svg
from communitygov.procedure.drawing.lettering import plain
from communitygov.procedure.drawing.swimlane import plan_by_role
from communitygov.procedure.table import State, Table

Picture = Callable[..., str]


def lanes(table: Table) -> dict[str, list[str]]:
    """Return the headings of the lanes in 中文, each with the states whose cards stand there."""
    plan = plan_by_role(table)
    found: dict[str, list[str]] = {band.heading.zh: [] for band in plan.bands if band.heading}
    for spot in plan.spots:
        heading = plan.bands[spot.band].heading
        assert heading is not None
        found[heading.zh].append(spot.state or "opening")
    return found


def cards(drawing: str, state: str) -> dict[str, str]:
    """Return what the cards of a state say, by the role of their lane."""
    found = read(drawing).findall(f".//{SVG}g[@data-state='{state}']")
    return {each.attrib.get("data-role", ""): said(each) for each in found}


def said(element: object) -> str:
    return "|".join("".join(text.itertext()) for text in element.iter(f"{SVG}text"))  # type: ignore[attr-defined]


def targets(table: Table) -> list[tuple[str, int, int]]:
    """Return for each course its target's state, its source's lane and its target's lane."""
    courses = plan_by_role(table).courses
    return [(each.bundle.target.state, each.source.band, each.bundle.target.band) for each in courses]


# ------------------------------------------------------------------ what stands in which lane


def test_each_lane_of_the_standard_table_holds_the_states_in_which_its_role_may_act() -> None:
    assert lanes(STANDARD) == {
        "居民": ["opening", "raised", "returned", "sorting", "listed", "published", "awaiting_rating"],
        "网格员": ["raised", "returned", "sorting"],
        "召集人": ["listed", "deliberating", "stalled", "decided", "objected"],
        "党委": ["stalled", "published", "handling", "suspended", "rework"],
        "时限": ["awaiting_rating"],
        "终结": [
            *("withdrawn", "not_accepted", "merged", "referred", "not_adopted", "rated", "unrated"),
        ],
    }


def test_a_card_says_what_its_role_may_do_there_where_that_leads_and_who_else_may_act() -> None:
    drawing = svg(STANDARD, language="zh", view=View.LANES)
    assert cards(drawing, "raised") == {
        "resident": "已提出|撤回 → 已撤回",
        "grid_worker": "已提出|受理 → 理事中|退回补充 → 待补充|不予受理 → 不予受理|居民另可办理",
    }
    assert cards(drawing, "rated") == {"": "已评办结"}


def test_arrows_lead_to_the_card_of_whoever_may_make_the_first_move() -> None:
    drawn = {state: lane for state, _, lane in targets(LITERAL)}
    assert drawn == {"raised": 1, "sorted": 2, "deliberated": 3, "handled": 0, "rated": 4}


def test_a_state_in_two_lanes_is_joined_by_a_dotted_line_from_the_first_card() -> None:
    root = read(svg(STANDARD, view=View.LANES))
    joined = [each.attrib["data-joined"] for each in root.iterfind(f".//{SVG}g[@data-joined]")]
    assert sorted(joined) == [
        *("awaiting_rating", "listed", "published", "raised", "returned", "sorting", "stalled"),
    ]
    assert "the same state, in another" in " ".join(texts(root))
    assert "the same state" not in " ".join(texts(read(svg(LITERAL, view=View.LANES))))


def test_the_opening_is_a_card_of_its_own_in_the_lane_of_its_role() -> None:
    root = read(svg(LITERAL, language="zh", view=View.LANES))
    card = root.find(f".//{SVG}g[@data-opening][@data-role]")
    assert card is not None
    assert (card.attrib["data-role"], said(card)) == ("resident", "事项由此开始|居民提事 → 已提事")


def test_a_move_of_several_roles_stands_in_the_lane_of_each() -> None:
    table = small(move("a", "b", "r", "s"), move("b", "c", "s"), ends="c")
    assert lanes(attrs.evolve(table, roles=[Term("r", "甲", "r"), Term("s", "乙", "s")])) == {
        "甲": ["opening", "a"],
        "乙": ["a", "b"],
        "无人办理": ["d"],
        "终结": ["c"],
    }
    root = read(svg(table, view=View.LANES))
    assert len(root.findall(f".//{SVG}g[@data-move='a act b']")) == 2
    assert "several roles" not in texts(root)


def test_a_move_of_nobody_has_a_lane_and_several_roles_a_sign_in_the_legend() -> None:
    table = small(move("a", "b"), label="x")
    assert "nobody acts" in " ".join(texts(read(svg(table, view=View.LANES))))
    assert "several roles" in " ".join(texts(read(svg(table, view=View.LANES))))


def test_a_move_that_stays_comes_back_to_its_own_card_in_whichever_lane() -> None:
    table = small(move("a", "b", "r"), move("b", "b", "r"), move("a", "a", "s"), ends="b")
    courses = [each for each in plan_by_role(table).courses if each.line in table.moves]
    stays = [each for each in courses if each.source == each.bundle.target]
    assert [(each.source.state, each.source.band) for each in stays] == [("b", 0), ("a", 1)]


def test_an_end_stands_among_the_ends_even_if_a_faulty_table_leads_out_of_it() -> None:
    assert lanes(small(move("a", "b", "r"), move("b", "a", "r"), ends="b"))["终结"] == ["b"]


def test_a_table_without_ends_and_without_idle_states_has_no_lane_but_those_of_roles() -> None:
    table = small(move("a", "b", "r"), move("b", "a", "s"))
    assert lanes(attrs.evolve(table, states=table.states[:2])).keys() == {"某"}


def test_who_may_act_for_somebody_is_said_in_both_views() -> None:
    line = attrs.evolve(move("a", "b", "r"), proxies=("s",))
    table = attrs.evolve(
        small(line), roles=[Term("r", "居民", "resident"), Term("s", "网格员", "grid worker")]
    )
    assert "居民，网格员可代 → 某" in "".join(texts(read(svg(table, language="zh"))))
    assert cards(svg(table, view=View.LANES), "a")["r"] == "某|某 grid worker as proxy → 某"
    assert "grid worker as proxy" in dot(table)
    assert "居民，网格员可代" in mermaid(table, language="zh")


# ------------------------------------------------------------------ Mermaid and DOT


def test_mermaid_has_one_group_a_lane_and_states_between_them() -> None:
    lines = mermaid(LITERAL, language="zh", view=View.LANES).splitlines()
    assert lines[:2] == ["flowchart LR", '    s1_raised(["已提事"])']
    assert '    s5_rated[["已评事"]]' in lines
    at = lines.index('    subgraph lane1 ["居民"]')
    assert lines[at + 1 : at + 5] == [
        '        m0_1["居民提事"]',
        '        m4_1["居民评事"]',
        "    end",
        "    style lane1 fill:#f6f7f9,stroke:#0a7350",
    ]
    assert lines[-2:] == ["    s4_handled --> m4_1 --> s5_rated", "    linkStyle 7,8 stroke:#0a7350"]


def test_dot_has_one_cluster_a_lane_and_edges_in_the_colour_of_its_role() -> None:
    lines = dot(LITERAL, language="zh", view=View.LANES).splitlines()
    assert sum(line.startswith("  subgraph") for line in lines) == 4
    assert '  "move:0:1" -> "state:raised" [color="#0a7350", fontcolor="#0a7350", style=solid]' in lines


def test_a_move_of_several_roles_is_a_node_in_each_group_with_edges_of_its_own() -> None:
    table = small(move("a", "b", "r", "s"), move("b", "a"))
    lines = mermaid(table, view=View.LANES).splitlines()
    assert [line.strip() for line in lines if line.startswith("    s1_a -->")] == [
        "s1_a --> m1_1 --> s2_b",
        "s1_a --> m1_2 --> s2_b",
    ]
    assert '    subgraph lane3 ["nobody acts"]' in lines
    assert '"state:a" -> "move:1:2"' in dot(table, view=View.LANES)


@pytest.mark.parametrize("label", HOSTILE)
def test_a_hostile_name_stays_a_name_in_lanes(label: str) -> None:
    root = read(svg(small(move("a", "b", "r"), label=label), view=View.LANES))
    assert plain(label).replace(" ", "") in said(root).replace(" ", "")
    groups = mermaid(small(label=label), view=View.LANES).splitlines()
    assert sum(line.startswith("    subgraph ") for line in groups) == 2


# ------------------------------------------------------------------ misuse


@pytest.mark.parametrize("picture", PICTURES)
def test_a_view_may_be_given_by_its_code_and_an_unknown_one_is_refused(picture: Picture) -> None:
    assert picture(LITERAL, view="lanes") == picture(LITERAL, view=View.LANES) != picture(LITERAL)
    with pytest.raises(UnknownName, match="Did you mean 'lanes'"):
        picture(LITERAL, view="lane")


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize(
    "table",
    [
        small(move("a", "z", "r")),
        small(move("a", "b", "z")),
        small(attrs.evolve(move("a", "b", "r"), proxies=("z",))),
        attrs.evolve(small(), opening=attrs.evolve(small().opening, roles=("z",))),
        attrs.evolve(small(), states=[State("a", "甲", "a", step="z")]),
    ],
    ids=["target", "role", "proxy", "opener", "step"],
)
def test_a_table_that_speaks_of_what_it_does_not_have_is_refused_in_lanes(
    picture: Picture, table: Table
) -> None:
    with pytest.raises(UnknownName):
        picture(table, view=View.LANES)
