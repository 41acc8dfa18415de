"""Laws of the pictures: nothing of a table is missing, nothing lies on anything else, no name breaks out."""

from collections import Counter
from html import unescape
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.deliberation.five_step import five_step, five_step_literal
from communitygov.errors import Language
from communitygov.procedure.diagram import View, dot, mermaid, svg
from communitygov.procedure.drawing.caption import Captions
from communitygov.procedure.drawing.card import Card, deck_of
from communitygov.procedure.drawing.lettering import plain, width, wrapped
from communitygov.procedure.drawing.plan import plan_by_step
from communitygov.procedure.drawing.sheet import GAP
from communitygov.procedure.drawing.swimlane import plan_by_role
from communitygov.procedure.drawing.way import Layout, Point, layout_of
from communitygov.procedure.table import Move, Opening, State, Table

SVG = "{http://www.w3.org/2000/svg}"
NASTY = (
    *("<script>alert(1)</script>", "]]>", "<!--", "-->", "&amp;", "&#0;", "%%{init: {}}%%", "%% x", "#quot;"),
    *(
        '"',
        "'",
        "`",
        "\\",
        "\\N",
        "{",
        "}",
        "[*]",
        ";",
        ":",
        " as ",
        "\n",
        "\t",
        "1. ",
        "- ",
        "$$",
    ),
    *("end", "state", "note", "://", "href", "url(#a)", "一", "四方议事", "a", "Wg", " "),
)
#: A drawing takes as long as the machine is busy; that is no law.
LAW = settings(deadline=None)
LANGUAGES = st.sampled_from(("zh", "en"))
VIEWS = st.sampled_from(View)


def names() -> st.SearchStrategy[str]:
    """Return names that people could write, or want to do harm with."""
    pieces = st.sampled_from(NASTY) | st.characters(max_codepoint=0x24F, exclude_categories=("C", "Z"))
    return st.lists(pieces, min_size=1, max_size=6).map("".join)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Return tables that need not be sound: empty steps, doubled moves, loops, moves out of ends."""
    steps = [f"step-{number}" for number in range(draw(st.integers(1, 4)))]
    states = [f"state/{number}" for number in range(draw(st.integers(1, 7)))]
    roles = [f"role.{number}" for number in range(draw(st.integers(1, 3)))]
    actions = [f"action:{number}" for number in range(draw(st.integers(1, 3)))]

    some_names = st.sampled_from(draw(st.lists(names(), min_size=1, max_size=4)))
    some_roles = st.lists(st.sampled_from(roles), max_size=2, unique=True)
    some_states = st.sampled_from(states)
    moves = st.builds(
        Move,
        action=st.sampled_from(actions),
        source=some_states,
        target=some_states,
        roles=some_roles,
        proxies=st.just(()) | some_roles,
        basis=st.just(LIBRARY_DEFAULT),
    )

    def terms(codes: list[str]) -> list[Term]:
        name = draw(some_names)
        return [Term(code, f"{name}{code}", name) for code in codes]

    return Table(
        name=terms(["table"])[0],
        steps=terms(steps),
        states=[
            State(
                code, *[draw(some_names)] * 2, step=draw(st.sampled_from(steps)), is_final=draw(st.booleans())
            )
            for code in states
        ],
        actions=terms(actions),
        roles=terms(roles),
        opening=Opening(
            action=actions[0], target=draw(some_states), roles=draw(some_roles), basis=LIBRARY_DEFAULT
        ),
        moves=draw(st.lists(moves, max_size=16)),
    )


def layout(table: Table, language: Language, view: View) -> Layout:
    plan = plan_by_step(table) if view is View.STEPS else plan_by_role(table)
    return layout_of(plan, deck_of(plan, Captions(table, language)))


def read(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314  our own drawing


def squeezed(text: str) -> str:
    """Return a text without spaces: where lines break, a space may be lost."""
    return "".join(text.split())


# ------------------------------------------------------------------ nothing is missing


@LAW
@given(table=tables(), language=LANGUAGES)
def test_every_state_and_every_move_is_in_the_drawing(table: Table, language: Language) -> None:
    captions, root = Captions(table, language), read(svg(table, language=language))
    cards = {each.attrib["data-state"]: each for each in root.iterfind(f".//{SVG}g[@data-state]")}
    assert cards.keys() == {state.code for state in table.states}
    drawn = Counter(each.attrib["data-move"] for each in root.iterfind(f".//{SVG}g[@data-move]"))
    assert drawn == Counter(f"{move.source} {move.action} {move.target}" for move in table.moves)
    for state in table.states:
        said = squeezed("".join(text.text or "" for text in cards[state.code].iter(f"{SVG}text")))
        expected = [captions.of(state)]
        for move in table.moves_from(state.code):
            expected += [captions.action(move), f"{captions.roles(move)} → {captions.target(move)}"]
        tab = captions.arrow(table.opening) if table.opening.target == state.code else ""
        assert said == squeezed(tab + "".join(expected))


def decoded(label: str) -> str:
    """Return a Mermaid label as a reader sees it; refuse what Mermaid could take for something else."""
    text, rest = "", label
    while rest:
        if rest[0] == "#":
            number, rest = rest[1:].split(";", 1)
            text += chr(int(number))
        else:
            assert rest[0].isalnum() or rest[0] in " ,-/()，、。（）", rest[0]
            text, rest = text + rest[0], rest[1:]
    return text


@LAW
@given(table=tables(), language=LANGUAGES)
def test_every_state_and_every_move_is_in_the_mermaid_text(table: Table, language: Language) -> None:
    captions = Captions(table, language)
    lines = [line.strip() for line in mermaid(table, language=language).splitlines()]
    assert lines[:2] == ["stateDiagram-v2", "direction LR"]
    named = [line.removeprefix('state "').split('" as ') for line in lines if line.startswith('state "')]
    ids = {decoded_id.removesuffix(" {"): decoded(label) for label, decoded_id in named}
    assert Counter(ids.values()) == Counter(captions.of(each) for each in (*table.steps, *table.states))
    arrows = Counter[tuple[str, str, str]]()
    for line in lines:
        if " : " in line:
            ends, label = line.split(" : ")
            source, target = ends.split(" --> ")
            arrows[ids.get(source, source), ids[target], decoded(label)] += 1
    expected = Counter([("[*]", captions.target(table.opening), captions.arrow(table.opening))])
    for move in table.moves:
        source = captions.of(table.state(move.source))
        expected[source, captions.target(move), captions.arrow(move)] += 1
    assert arrows == expected
    assert sum(line.endswith("--> [*]") for line in lines) == sum(state.is_final for state in table.states)


def unquoted(line: str) -> list[str]:
    """Return the quoted strings of a line of DOT, as Graphviz reads them."""
    found: list[str] = []
    characters = iter(line)
    for character in characters:
        if character == '"':
            found.append("")
            while (character := next(characters)) != '"':
                found[-1] += next(characters) if character == "\\" else character
    return [unescape(text) for text in found]


@LAW
@given(table=tables(), language=LANGUAGES)
def test_every_state_and_every_move_is_in_the_dot_text(table: Table, language: Language) -> None:
    captions = Captions(table, language)
    lines = [unquoted(line) for line in dot(table, language=language).splitlines()]
    states = {f"state:{state.code}": captions.of(state) for state in table.states}
    assert {line[0]: line[1] for line in lines if len(line) == 2 and line[0] in states} == states
    arrows = Counter(tuple(line[:3]) for line in lines if len(line) == 5 and line[1] in states)
    expected = Counter([("opening", f"state:{table.opening.target}", captions.arrow(table.opening))])
    expected.update(
        (f"state:{move.source}", f"state:{move.target}", captions.arrow(move)) for move in table.moves
    )
    assert arrows == expected


# ------------------------------------------------------------------ nothing lies on anything else


def passes_through(card: Card, one: Point, other: Point) -> bool:
    """Tell whether a straight line passes through the inside of a card."""
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    beside = right <= card.left or card.left + card.width <= left
    return not (beside or bottom <= card.top or card.top + card.height <= top)


def overlap(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Tell whether two straight lines have more in common than a point."""
    for along, across in ((0, 1), (1, 0)):
        if {one[0][across], one[1][across]} == {other[0][across], other[1][across]} and len(
            {one[0][across], one[1][across]}
        ) == 1:
            begin = max(min(point[along] for point in line) for line in (one, other))
            end = min(max(point[along] for point in line) for line in (one, other))
            return begin < end
    return False


@LAW
@given(table=tables(), language=LANGUAGES, view=VIEWS)
def test_no_two_cards_touch_and_all_lie_in_their_band_of_the_sheet(
    table: Table, language: Language, view: View
) -> None:
    sheet = layout(table, language, view).sheet
    for spot, card in sheet.cards.items():
        assert 0 <= card.left <= card.left + card.width <= sheet.width
        top = sheet.bands[spot.band]
        assert 0 < top <= card.top <= card.top + card.height <= top + sheet.height_of(spot.band)
    for one, other in combinations(sheet.cards.values(), 2):
        corner = other.left + other.width, other.top + other.height + GAP // 2
        assert not passes_through(one, (other.left, other.top - GAP // 2), corner)


@LAW
@given(table=tables(), language=LANGUAGES, view=VIEWS)
def test_every_arrow_leads_from_its_row_to_its_card_straight_and_through_no_card(
    table: Table, language: Language, view: View
) -> None:
    sheet, ways = layout(table, language, view)
    for way in ways:
        course = way.row.course
        for point, spot in ((way.points[0], course.source), (way.points[-1], course.bundle.target)):
            card = sheet.cards[spot]
            assert point[0] in {card.left, card.left + card.width}
            assert card.top + card.tab_height < point[1] < card.top + card.height
        head = sheet.cards[course.bundle.target]
        assert way.points[-1][1] < head.top + head.tab_height + head.head_height
        for one, other in pairwise(way.points):
            assert (one[0] == other[0]) != (one[1] == other[1])
            assert not any(passes_through(card, one, other) for card in sheet.cards.values())


@LAW
@given(table=tables(), language=LANGUAGES, view=VIEWS)
def test_lines_lie_on_each_other_only_where_they_lead_to_the_same_card_by_the_same_roles(
    table: Table, language: Language, view: View
) -> None:
    ways = layout(table, language, view).ways
    lines = [(way.row.course.bundle, line) for way in ways for line in pairwise(way.points)]
    for (bundle, one), (other_bundle, other) in combinations(lines, 2):
        assert bundle == other_bundle or not overlap(one, other)


@LAW
@given(table=tables(), language=LANGUAGES)
def test_every_line_ends_at_its_card_with_one_arrow_head_in_the_svg_too(
    table: Table, language: Language
) -> None:
    root = read(svg(table, language=language))
    boxes = {
        each.attrib["data-state"]: {name: int(value) for name, value in _box(each).items()}
        for each in root.iterfind(f".//{SVG}g[@data-state]")
    }
    heads = Counter(
        path.attrib["d"].partition("L")[0] for path in root.iter(f"{SVG}path") if "stroke" not in path.attrib
    )
    for each in root.iterfind(f".//{SVG}g[@data-move]"):
        target = boxes[each.attrib["data-move"].split(" ")[2]]
        x, y = map(int, each[1].attrib["d"].rpartition("L")[2].split())
        assert x in {target["x"], target["x"] + target["width"]}
        assert target["y"] < y < target["y"] + target["height"]
        assert heads[f"M{x} {y}"] == 1


def _box(group: ET.Element) -> dict[str, str]:
    return {name: group[0].attrib[name] for name in ("x", "y", "width", "height")}


# ------------------------------------------------------------------ no name breaks out


@LAW
@given(table=tables(), language=LANGUAGES, view=VIEWS)
def test_the_svg_is_xml_without_scripts_references_or_anything_that_is_not_its_own(
    table: Table, language: Language, view: View
) -> None:
    drawing = svg(table, language=language, view=view)
    root = read(drawing)
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds <= {"svg", "title", "desc", "g", "rect", "path", "circle", "text", "tspan"}
    for element in root.iter():
        for name, value in element.attrib.items():
            assert name not in {"href", "style", "class", "id"}
            assert not name.startswith(("on", "{"))
            assert "url(" not in value or name.startswith("data-")
            assert "://" not in value
    assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"
    assert root[0].tag == f"{SVG}title"
    assert root[1].tag == f"{SVG}desc"


@LAW
@given(table=tables(), language=LANGUAGES, view=VIEWS)
def test_the_same_table_gives_the_same_bytes(table: Table, language: Language, view: View) -> None:
    again = Table.from_document(table.to_document())
    for draw in (mermaid, dot, svg):
        drawn = draw(table, language=language, view=view)
        assert draw(again, language=language, view=view).encode() == drawn.encode()


@LAW
@given(text=names(), size=st.sampled_from((10, 15)), most=st.integers(1, 200))
def test_wrapping_loses_nothing_but_spaces_and_keeps_to_the_width(text: str, size: int, most: int) -> None:
    lines = wrapped(plain(text), size=size, most=most)
    assert squeezed("".join(lines)) == squeezed(plain(text))
    assert all(len(line) <= 1 or width(line, size) <= most for line in lines)


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("table", [five_step().table, five_step_literal().table], ids=["standard", "literal"])
def test_in_the_tables_of_the_library_no_text_leaves_its_card(table: Table, view: View) -> None:
    for language in ("zh", "en"):
        root = read(svg(table, language=language, view=view))
        for group in root.iterfind(f".//{SVG}g[@data-state]"):
            x, y, wide, high = map(int, _box(group).values())
            for text in group.iter(f"{SVG}text"):
                begin, size = int(text.attrib["x"]), int(text.attrib["font-size"])
                assert x < begin
                assert begin + width("".join(text.itertext()), size) < x + wide
                assert y < int(text.attrib["y"]) < y + high - size // 2
