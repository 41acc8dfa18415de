"""A table compiled for replay: numbers, codes, and the tables that move all cases at once."""

from random import Random

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.deliberation import five_step, five_step_literal
from communitygov.errors import InvalidValue, UnknownName
from communitygov.procedure import Move, Opening, State, Table
from communitygov.procedure.bulk.codebook import MOST_STATES, NOWHERE, REFUSED, Codebook
from communitygov.procedure.bulk.coded_log import LONGEST_LEGEND

#: A state, an action, and where it leads.
Line = tuple[int, int, int]


def table_of(lines: list[Line], *, states: int, roles: tuple[str, ...] = ("anybody",)) -> Table:
    """Return a table with numbered states and actions; action 0 opens into state 0."""
    actions = sorted({0, *(action for _, action, _ in lines)})
    return Table(
        name=Term("numbered", "编号表", "numbered"),
        steps=[Term("step", "步", "step")],
        states=[State(f"s{number}", "态", "state", step="step") for number in range(states)],
        actions=[Term(f"a{number}", "作", "act") for number in actions],
        roles=[Term(role, "员", "role") for role in roles],
        opening=Opening(action="a0", target="s0", roles=roles, basis=LIBRARY_DEFAULT),
        moves=[
            Move(
                action=f"a{action}",
                source=f"s{source}",
                target=f"s{target}",
                roles=roles,
                basis=LIBRARY_DEFAULT,
            )
            for source, action, target in lines
        ],
    )


def book_of(lines: list[Line], *, states: int) -> Codebook:
    """Return the compiled table."""
    return Codebook.of(table_of(lines, states=states), identity="numbered@1#0")


def dense(random: Random, *, states: int, actions: int, sources: int) -> list[Line]:
    """Return lines in which each action leads from several states to several."""
    return [
        (source, action, random.randrange(states))
        for action in range(1, actions + 1)
        for source in random.sample(range(states), sources)
    ]


def moved(book: Codebook, state: int, code: int) -> int:
    """Return what the lanes make of one case in a state, as a mark."""
    assert book.lanes is not None
    labels, masks, slots = book.lanes
    found = slots[state ^ labels[code]]
    return (state ^ (found & masks[code])) | (REFUSED & ~found)


def agrees(book: Codebook) -> bool:
    """Tell whether the lanes say what the matrix says, for every state and code."""
    return all(
        moved(book, state, code) == (state | REFUSED if target == NOWHERE else target)
        for state, targets in enumerate(book.targets)
        for code, target in enumerate(targets)
    )


def test_states_and_pairs_stand_in_the_order_of_the_table() -> None:
    book = Codebook.of(five_step_literal().table, identity="demo")
    assert book.states == ("", "raised", "sorted", "deliberated", "handled", "rated")
    assert [action for action, _ in book.legend] == ["raise", "sort", "deliberate", "handle", "rate"]
    assert {type(text) for pair in book.legend for text in pair} == {str}
    assert book.targets[0][0] == 1
    assert all(row[-1] == NOWHERE for row in book.targets)


def test_every_role_of_a_line_has_a_code_of_its_own() -> None:
    book = Codebook.of(table_of([(0, 1, 0)], states=1, roles=("one", "other")), identity="demo")
    assert book.legend == (("a0", "one"), ("a0", "other"), ("a1", "one"), ("a1", "other"))
    assert agrees(book)


def test_of_two_moves_for_one_state_and_action_the_last_counts_as_in_conduct() -> None:
    book = book_of([(0, 1, 1), (0, 1, 2)], states=3)
    assert book.targets[1][book.codes["a1"]["anybody"]] == 3


@pytest.mark.parametrize("procedure", [five_step(), five_step_literal()], ids=["standard", "literal"])
def test_the_tables_of_the_library_fit_into_lanes(procedure) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    assert agrees(Codebook.of(procedure.table, identity=procedure.identity))


def test_moves_back_to_the_same_state_are_told_from_refusals() -> None:
    loops = book_of([(0, 1, 0), (1, 1, 1), (0, 2, 1), (1, 3, 1)], states=3)
    assert agrees(loops)
    assert moved(loops, 1, loops.codes["a1"]["anybody"]) == 1
    assert moved(loops, 3, loops.codes["a1"]["anybody"]) == 3 | REFUSED


@pytest.mark.parametrize("states", [1, 2, 6, 7, 30, 31, 62, 63, 126])
def test_lanes_fit_at_every_size_while_actions_lead_from_one_state(states: int) -> None:
    lines = [(source, source + 1, (source + 1) % states) for source in range(states)]
    book = book_of(lines, states=states)
    assert len(book.states) == states + 1
    assert agrees(book)


@pytest.mark.parametrize(("states", "actions"), [(6, 20), (14, 12), (30, 7), (62, 3), (126, 1)])
def test_lanes_take_some_actions_that_lead_from_several_states(states: int, actions: int) -> None:
    random = Random(states)  # noqa: S311  reproducible, not secret
    assert agrees(
        book_of(dense(random, states=states, actions=actions, sources=4 if states > 4 else 2), states=states)
    )


def test_actions_with_the_same_lines_share_their_slots() -> None:
    lines = [(source, action, 9) for action in range(1, 200) for source in range(60)]
    assert agrees(book_of(lines, states=62))


def test_where_a_table_does_not_fit_there_are_no_lanes() -> None:
    random = Random(7)  # noqa: S311  reproducible, not secret
    assert book_of(dense(random, states=62, actions=12, sources=30), states=62).lanes is None


def test_the_largest_table_is_compiled_and_a_larger_one_is_refused() -> None:
    largest = table_of([(0, 1, 1)], states=MOST_STATES - 1)
    assert len(Codebook.of(largest, identity="demo").square) == 256 * 256
    with pytest.raises(InvalidValue, match=r"table\.states: 128 .* at most 127"):
        Codebook.of(table_of([], states=MOST_STATES), identity="demo")


def test_more_pairs_than_a_byte_tells_apart_are_refused() -> None:
    roles = tuple(f"role-{number}" for number in range(LONGEST_LEGEND))
    assert len(Codebook.of(table_of([], states=1, roles=roles), identity="demo").legend) == LONGEST_LEGEND
    with pytest.raises(InvalidValue, match=r"table\.moves: 256 .* at most 255"):
        Codebook.of(table_of([], states=1, roles=(*roles, "one-more")), identity="demo")


def test_a_line_to_a_state_that_is_not_there_is_named() -> None:
    table = table_of([(0, 1, 0)], states=1)
    for move in (attrs.evolve(table.moves[0], target="s9"), attrs.evolve(table.moves[0], source="s9")):
        with pytest.raises(UnknownName, match="s9"):
            Codebook.of(attrs.evolve(table, moves=(move,)), identity="demo")
