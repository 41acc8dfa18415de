"""Laws of the view by role: nothing of a table is missing in a lane; a trail shows the whole history."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from tests.property.test_diagram_laws import (
    LANGUAGES,
    LAW,
    SVG,
    decoded,
    read,
    squeezed,
    tables,
    unquoted,
)

from communitygov.deliberation.five_step import five_step
from communitygov.errors import Language
from communitygov.procedure.case import Case
from communitygov.procedure.diagram import View, dot, mermaid, svg
from communitygov.procedure.drawing.caption import Captions
from communitygov.procedure.drawing.plan import Spot
from communitygov.procedure.drawing.swimlane import plan_by_role
from communitygov.procedure.drawing.trail import Trail
from communitygov.procedure.table import Move, Opening, Table
from communitygov.testing.strategies.procedure import cases

NOBODY = ""


def who(line: Move | Opening) -> tuple[str, ...]:
    """Return in whose lanes a line must stand."""
    return tuple(dict.fromkeys(line.roles)) or (NOBODY,)


def rows(table: Table, state: str, role: str, captions: Captions) -> str:
    """Return what the card of a state in the lane of a role must say after its name."""
    return "".join(
        f"{captions.action(move)}{captions.proxies(move)} → {captions.target(move)}"
        for move in table.moves_from(state)
        if role in who(move)
    )


@LAW
@given(table=tables(), language=LANGUAGES)
def test_every_role_finds_in_its_lane_all_that_it_may_do(table: Table, language: Language) -> None:
    captions, root = Captions(table, language), read(svg(table, language=language, view=View.LANES))
    drawn = Counter(each.attrib["data-move"] for each in root.iterfind(f".//{SVG}g[@data-move]"))
    expected = Counter[str]()
    for move in table.moves:
        expected[f"{move.source} {move.action} {move.target}"] += len(who(move))
    assert drawn == expected
    for state in table.states:
        roles = {role for move in table.moves_from(state.code) for role in who(move)}
        cards = root.findall(f".//{SVG}g[@data-state='{state.code}']")
        said = [
            (
                each.attrib.get("data-role", NOBODY),
                squeezed("".join("".join(text.itertext()) for text in each.iter(f"{SVG}text"))),
            )
            for each in cards
        ]
        assert {role for role, _ in said} >= roles
        for role in roles:
            begins = squeezed(captions.of(state) + rows(table, state.code, role, captions))
            assert any(of == role and text.startswith(begins) for of, text in said)


@LAW
@given(table=tables())
def test_every_state_has_a_card_and_arrows_lead_to_one_only_unless_they_stay(table: Table) -> None:
    plan = plan_by_role(table)
    assert {spot.state for spot in plan.spots} == {"", *(state.code for state in table.states)}
    reached: dict[str, set[Spot]] = {}
    for course in plan.courses:
        line, target = course.line, course.bundle.target
        if line is None:
            assert course.source.state == target.state
            assert course.source.band != target.band
        elif course.source.state == target.state:
            assert course.source == target
        else:
            reached.setdefault(target.state, set()).add(target)
    assert all(len(spots) == 1 for spots in reached.values())


@LAW
@given(table=tables())
def test_all_cards_of_one_state_hang_together(table: Table) -> None:
    plan = plan_by_role(table)
    joined = Counter(course.source.state for course in plan.courses if course.line is None)
    spots = Counter(spot.state for spot in plan.spots if spot.state)
    assert all(joined[state] == count - 1 for state, count in spots.items())


@LAW
@given(table=tables(), language=LANGUAGES)
def test_every_lane_and_every_move_is_in_the_mermaid_text(table: Table, language: Language) -> None:
    captions = Captions(table, language)
    lines = [line.strip() for line in mermaid(table, language=language, view=View.LANES).splitlines()]
    labels = {
        line.split("[", 1)[0].split("(", 1)[0]: decoded(line.split('"')[1])
        for line in lines
        if '"' in line and not line.startswith("subgraph")
    }
    arrows = Counter[tuple[str, ...]]()
    for line in lines:
        if " --> " in line:
            arrows[tuple(labels[name] for name in line.split(" --> "))] += 1
    expected = Counter[tuple[str, ...]]()
    expected[captions.action(table.opening), captions.target(table.opening)] += len(who(table.opening))
    for move in table.moves:
        source = captions.of(table.state(move.source))
        expected[source, captions.action(move), captions.target(move)] += len(who(move))
    assert arrows == expected
    headings = Counter(decoded(line.split('"')[1]) for line in lines if line.startswith("subgraph"))
    roles = Counter(captions.of(role) for role in table.roles)
    nobody = any(NOBODY in who(line) for line in (table.opening, *table.moves))
    assert headings == roles + Counter([{"zh": "无人办理", "en": "nobody acts"}[language]] * nobody)
    drawn = [
        number for line in lines if line.startswith("linkStyle") for number in line.split()[1].split(",")
    ]
    assert drawn == [str(number) for number in range(sum(len(key) - 1 for key in arrows.elements()))]


@LAW
@given(table=tables(), language=LANGUAGES)
def test_every_lane_and_every_move_is_in_the_dot_text(table: Table, language: Language) -> None:
    captions = Captions(table, language)
    text = dot(table, language=language, view=View.LANES).splitlines()
    nodes = [
        unquoted(line)
        for line in text
        if line.strip().startswith(('"state:', '"move:')) and line.split()[1] != "->"
    ]
    labels = {line[0]: line[1] for line in nodes}
    states = {f"state:{state.code}": captions.of(state) for state in table.states}
    assert {code: name for code, name in labels.items() if code.startswith("state:")} == states
    edges = [unquoted(line) for line in text if len(line.split()) > 1 and line.split()[1] == "->"]
    arrows = Counter((labels[line[0]], labels[line[1]]) for line in edges)
    expected = Counter[tuple[str, str]]()
    expected[captions.action(table.opening), captions.target(table.opening)] += len(who(table.opening))
    for move in table.moves:
        action = captions.action(move)
        expected[captions.of(table.state(move.source)), action] += len(who(move))
        expected[action, captions.target(move)] += len(who(move))
    assert arrows == expected


@LAW
@given(case=cases(procedure=five_step()), view=st.sampled_from(View))
def test_a_trail_numbers_every_action_once_for_each_line_that_it_took(case: Case, view: View) -> None:
    table = five_step().table
    trail = Trail.of(case, table)
    taken = sorted(step.number for steps in trail.steps.values() for step in steps)
    assert taken == list(range(1, len(case.history) + 1))
    assert (trail.state, trail.visited) == (case.state, {record.target for record in case.history})
    courses = plan_by_role(table).courses
    numbers = [number for course in courses for number in trail.numbers(course)]
    assert sorted(numbers) == taken
    root = read(svg(table, case=case, view=view))
    full = {
        card.attrib["data-state"]
        for card in root.iterfind(f".//{SVG}g[@data-state]")
        if "opacity" not in card.attrib
    }
    assert full == trail.visited
