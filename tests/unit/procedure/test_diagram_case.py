"""A matter followed on the drawing: what it took, where it has been, where it stands."""

from types import SimpleNamespace

import attrs
import pytest
from tests.unit.procedure.test_diagram import SVG, read, texts

from communitygov.deliberation.five_step import five_step, five_step_literal
from communitygov.errors import InvalidValue, UnknownName
from communitygov.procedure.case import Case
from communitygov.procedure.diagram import View, svg
from communitygov.procedure.drawing.ink import COLOURS
from communitygov.procedure.drawing.mark import PALER, SOFT, WARM
from communitygov.testing.walks import opened, walked

PROCEDURE = five_step()
TABLE = PROCEDURE.table
#: Returned once, made complete, accepted.
CASE = walked(PROCEDURE, (1, 0, 0))
VIEWS = tuple(View)


def numbers(drawing: str) -> dict[str, list[str]]:
    """Return the numbers that stand in the cards, by state."""
    found: dict[str, list[str]] = {}
    for card in read(drawing).iterfind(f".//{SVG}g[@data-state]"):
        taken = [text.attrib["data-taken"] for text in card.iter(f"{SVG}text") if "data-taken" in text.attrib]
        found.setdefault(card.attrib["data-state"], []).extend(taken)
    return {state: taken for state, taken in found.items() if taken}


def faint(drawing: str) -> set[str]:
    """Return the states whose cards are drawn faintly."""
    cards = read(drawing).iterfind(f".//{SVG}g[@data-state]")
    return {card.attrib["data-state"] for card in cards if "opacity" in card.attrib}


def test_what_a_case_took_is_numbered_in_order_the_opening_first() -> None:
    assert [record.action for record in CASE.history] == ["raise", "return", "supplement", "accept"]
    assert numbers(svg(TABLE, case=CASE)) == {"raised": ["1", "4", "2"], "returned": ["3"]}


def test_in_lanes_the_opening_has_its_number_in_its_own_card() -> None:
    drawing = svg(TABLE, case=CASE, view=View.LANES)
    assert numbers(drawing) == {"raised": ["4", "2"], "returned": ["3"]}
    card = read(drawing).find(f".//{SVG}g[@data-opening][@data-role]")
    assert card is not None
    assert [each.attrib["data-taken"] for each in card.iter(f"{SVG}text") if "data-taken" in each.attrib] == [
        "1"
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_only_the_states_where_the_case_has_been_are_drawn_in_full(view: View) -> None:
    drawing = svg(TABLE, case=CASE, view=view)
    assert faint(drawing) == {state.code for state in TABLE.states} - {"raised", "returned", "sorting"}
    assert faint(svg(TABLE, view=view)) == set()
    assert PALER.strip() in drawing


@pytest.mark.parametrize("view", VIEWS)
def test_where_the_case_stands_is_marked_and_told(view: View) -> None:
    drawing = svg(TABLE, case=CASE, view=view, language="zh")
    cards = read(drawing).findall(f".//{SVG}g[@data-state]")
    warm = {card.attrib["data-state"] for card in cards if card[0].attrib["fill"] == WARM}
    assert warm == {"sorting"}
    told = read(drawing).findtext(f"{SVG}desc")
    assert told is not None
    assert told.splitlines()[-1] == "事项现处: 理事中"
    assert "事项现处" in texts(read(drawing))
    assert WARM not in svg(TABLE, view=view)


def test_an_end_where_the_case_stands_is_marked_on_both_edges() -> None:
    closed = walked(PROCEDURE, (3,))
    assert closed.state == "withdrawn"
    card = read(svg(TABLE, case=closed)).find(f".//{SVG}g[@data-state='withdrawn']")
    assert card is not None
    assert [each.attrib["fill"] for each in card.iter(f"{SVG}rect")] == [WARM, WARM]


def test_lines_that_were_taken_are_thick_and_the_others_faint() -> None:
    root = read(svg(TABLE, case=opened(PROCEDURE), view=View.LANES))
    opening = root.find(f".//{SVG}g[@data-opening='']/{SVG}title/..")
    assert opening is not None
    assert opening[1].attrib["stroke-width"] == "3"
    others = root.findall(f".//{SVG}g[@opacity='0.3']/{SVG}g")
    assert len(others) == 38 + 7
    assert {each[1].attrib["stroke-width"] for each in others} == {"1.8"}


def test_the_dotted_line_between_two_lanes_is_taken_when_the_case_went_on_from_the_second() -> None:
    published = walked(PROCEDURE, (0, 3, 0, 0, 0))
    handled = walked(PROCEDURE, (0, 3, 0, 0, 0, 1))
    assert (published.state, handled.state) == ("published", "handling")
    for case, thickness in ((published, "1.8"), (handled, "3")):
        line = read(svg(TABLE, case=case, view=View.LANES)).find(
            f".//{SVG}g[@data-joined='published']/{SVG}path"
        )
        assert line is not None
        assert line.attrib["stroke-width"] == thickness


def test_the_title_names_the_case_and_nothing_that_people_wrote() -> None:
    named = attrs.evolve(CASE, matter=attrs.evolve(CASE.matter, title="damp behind the wardrobe"))
    drawing = svg(TABLE, case=named)
    assert texts(read(drawing))[0] == "C-1: five-step deliberation, version 1"
    assert "wardrobe" not in drawing


def test_more_than_three_numbers_beside_one_line_are_cut_short() -> None:
    first, *back = walked(PROCEDURE, (1, 0)).history
    case = host(opened(PROCEDURE), history=[first, *back, *back, *back, *back])
    assert numbers(svg(TABLE, case=case)) == {"raised": ["1", "2, 4, 6…"], "returned": ["3, 5, 7…"]}


# ------------------------------------------------------------------ objects of the host application


def host(case: Case, **changes: object) -> SimpleNamespace:
    entries = [
        SimpleNamespace(action=each.action, source=each.source, target=each.target) for each in case.history
    ]
    return SimpleNamespace(**({"id": case.id, "state": case.state, "history": entries} | changes))


@pytest.mark.parametrize("view", VIEWS)
def test_an_object_of_the_host_is_followed_like_a_case(view: View) -> None:
    assert svg(TABLE, case=host(CASE), view=view) == svg(TABLE, case=CASE, view=view)


def test_an_action_in_a_role_that_the_line_does_not_name_is_numbered_in_every_lane() -> None:
    entry = SimpleNamespace(action="raise", source="", target="raised", role="grid_worker")
    drawing = svg(TABLE, case=host(opened(PROCEDURE), history=[entry]), view=View.LANES)
    assert drawing.count("data-taken=") == 2  # one in the card, one in the legend


def test_a_case_of_another_table_is_refused() -> None:
    literal = five_step_literal()
    with pytest.raises(UnknownName, match="'sorted'"):
        svg(TABLE, case=walked(literal, (0,)))
    foreign = host(walked(literal, (0,)), state="raised")
    foreign.history = foreign.history[1:]
    with pytest.raises(InvalidValue, match="must have taken a line of the table"):
        svg(TABLE, case=foreign)


def test_what_a_case_took_under_another_table_is_counted_and_not_drawn() -> None:
    first, *rest = CASE.history
    moved = SimpleNamespace(action="migrate", source="sorted", target="raised")
    old = SimpleNamespace(action="sort", source="raised", target="sorted")
    drawing = svg(TABLE, case=host(CASE, history=[first, old, moved, *rest]))
    assert numbers(drawing) == {"raised": ["1", "6", "4"], "returned": ["5"]}
    assert "2 more taken under" in " ".join(texts(read(drawing)))
    assert "more taken under" not in svg(TABLE, case=CASE)


def test_a_state_to_which_a_migration_led_is_drawn_in_full() -> None:
    last = SimpleNamespace(action="convene", source="listed", target="deliberating")
    moved = SimpleNamespace(action="migrate", source="sorted", target="listed")
    drawing = svg(TABLE, case=host(CASE, state="deliberating", history=[moved, last]))
    assert faint(drawing) == {state.code for state in TABLE.states} - {"listed", "deliberating"}


@pytest.mark.parametrize("lacking", ["state", "history", "id"])
def test_an_object_without_what_is_read_of_it_is_refused(lacking: str) -> None:
    bare = host(CASE)
    delattr(bare, lacking)
    with pytest.raises(InvalidValue, match="must have id, state and history"):
        svg(TABLE, case=bare)


# ------------------------------------------------------------------ colours


def test_every_colour_of_a_role_can_be_read_where_a_case_stands_and_on_the_heading_of_its_lane() -> None:
    assert min(_contrast(colour, ground) for colour in COLOURS for ground in (WARM, SOFT)) >= 4.5


def _contrast(colour: str, ground: str) -> float:
    """Return the contrast of a colour with its ground, as WCAG reckons it."""
    return (_light(ground) + 0.05) / (_light(colour) + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
