"""Both five-step tables, typed a second time, and every (state, action, role) cell of them tried.

The text below was typed from the specification, not made from the code; a change of a table must be made
here by hand as well, on purpose.
"""

import pytest
from tests.source.tables import TypedTable, said

from communitygov.deliberation import five_step, five_step_literal

EXCERPT = said("001-longqiao.txt")

# state / action -> state : role
LITERAL = """
raised       / sort        -> sorted       : grid_worker
sorted       / deliberate  -> deliberated  : convener
deliberated  / handle      -> handled      : party_committee
handled      / rate        -> rated        : resident
"""

STANDARD = """
raised           / accept       -> sorting          : grid_worker
raised           / return       -> returned         : grid_worker
raised           / decline      -> not_accepted     : grid_worker
raised           / withdraw     -> withdrawn        : resident
returned         / supplement   -> raised           : resident
returned         / withdraw     -> withdrawn        : resident
returned         / decline      -> not_accepted     : grid_worker
sorting          / resolve      -> awaiting_rating  : grid_worker
sorting          / merge        -> merged           : grid_worker
sorting          / refer        -> referred         : grid_worker
sorting          / list         -> listed           : grid_worker
sorting          / withdraw     -> withdrawn        : resident
listed           / convene      -> deliberating     : convener
listed           / refer        -> referred         : convener
listed           / withdraw     -> withdrawn        : resident
deliberating     / decide       -> decided          : convener
deliberating     / reject       -> not_adopted      : convener
deliberating     / adjourn      -> listed           : convener
deliberating     / stall        -> stalled          : convener
stalled          / relist       -> listed           : convener
stalled          / refer        -> referred         : party_committee
decided          / publish      -> published        : convener
published        / object       -> objected         : resident
objected         / dismiss      -> published        : convener
objected         / uphold       -> listed           : convener
published        / assign       -> handling         : party_committee
handling         / report_done  -> awaiting_rating  : party_committee
handling         / extend       -> handling         : party_committee
handling         / suspend      -> suspended        : party_committee
suspended        / resume       -> handling         : party_committee
suspended        / refer        -> referred         : party_committee
rework           / redo         -> handling         : party_committee
rework           / reconsider   -> listed           : party_committee
rework           / refer        -> referred         : party_committee
awaiting_rating  / rate_well    -> rated            : resident
awaiting_rating  / rate_badly   -> rework           : resident
awaiting_rating  / appeal       -> referred         : resident
awaiting_rating  / lapse        -> unrated          : clock
"""

LITERAL_STEPS = """
raise       : raised
sort        : sorted
deliberate  : deliberated
handle      : handled
rate        : rated
"""

STANDARD_STEPS = """
raise       : raised returned withdrawn not_accepted
sort        : sorting merged referred
deliberate  : listed deliberating stalled decided published objected not_adopted
handle      : handling suspended rework
rate        : awaiting_rating rated unrated
"""

#: What each action of the standard table asks to be shown: kind and outcome.
SHOWN = {
    "decline": ("ground", "stated"),
    "extend": ("ground", "stated"),
    "refer": ("ground", "stated"),
    "appeal": ("ground", "stated"),
    "resolve": ("evidence", "attached"),
    "report_done": ("evidence", "attached"),
    "merge": ("duplicate", "confirmed"),
    "decide": ("decision", "adopted"),
    "deliberate": ("decision", "adopted"),
    "reject": ("decision", "rejected"),
    "dismiss": ("answer", "written"),
    "assign": ("assignment", "named"),
    "rate_well": ("rating", "satisfied"),
    "rate_badly": ("rating", "dissatisfied"),
}

#: Lines of the standard table open to somebody who is recused: they keep a matter going, or are the raiser's.
RECUSED = """
raised           : withdraw
returned         : supplement withdraw
sorting          : list withdraw
listed           : convene withdraw
deliberating     : adjourn
stalled          : relist
decided          : publish
published        : object
handling         : report_done extend suspend
suspended        : resume
rework           : redo reconsider
awaiting_rating  : lapse
"""

#: Lines closed to whoever had a hand in something.
APART = """
objected/dismiss            : object
objected/uphold             : object
awaiting_rating/rate_well   : resolve assign extend suspend resume report_done redo
awaiting_rating/rate_badly  : resolve assign extend suspend resume report_done redo
awaiting_rating/appeal      : resolve assign extend suspend resume report_done redo
"""

TABLES = {
    "literal": TypedTable(
        procedure=five_step_literal(),
        opening=("raise", "raised", "resident"),
        text=LITERAL,
        steps=LITERAL_STEPS,
        ends=frozenset({"rated"}),
        shown=SHOWN,
        raisers=frozenset({"raise"}),
        recused="raised : sort\nsorted : deliberate\ndeliberated : handle\nhandled : rate",
        apart="handled/rate : sort handle",
    ),
    "standard": TypedTable(
        procedure=five_step(),
        opening=("raise", "raised", "resident"),
        text=STANDARD,
        steps=STANDARD_STEPS,
        ends=frozenset(
            {"withdrawn", "not_accepted", "merged", "referred", "not_adopted", "rated", "unrated"}
        ),
        shown=SHOWN,
        raisers=frozenset({"raise", "supplement", "withdraw"}),
        # Nothing was rated badly twice yet on the shortest way.
        counted=frozenset({("awaiting_rating", "appeal"), ("rework", "reconsider")}),
        recused=RECUSED,
        apart=APART,
    ),
}

each_table = pytest.mark.parametrize("name", TABLES)


@each_table
def test_the_table_is_the_one_typed_here(name: str) -> None:
    TABLES[name].check_lines()


@each_table
def test_each_state_belongs_to_the_step_typed_here(name: str) -> None:
    TABLES[name].check_steps()


@each_table
def test_the_ends_are_those_typed_here(name: str) -> None:
    TABLES[name].check_ends()


@each_table
def test_every_state_is_reached_by_the_lines_typed_here(name: str) -> None:
    TABLES[name].check_ways()


@each_table
def test_every_line_open_to_the_recused_is_typed_here(name: str) -> None:
    TABLES[name].check_recused()


@each_table
def test_every_line_closed_to_whoever_had_a_hand_is_typed_here(name: str) -> None:
    TABLES[name].check_apart()


@each_table
def test_every_cell_of_state_action_and_role_is_decided_as_typed_here(name: str) -> None:
    TABLES[name].check_cells()


def test_the_five_steps_are_the_text_of_document_001() -> None:
    steps = EXCERPT.split("五步议事：", 1)[1].split("）", 1)[0].split("、")
    for table in TABLES.values():
        assert [step.zh for step in table.procedure.steps] == steps


def test_the_steps_of_the_literal_table_are_quoted_and_no_branch_of_the_standard_table_is() -> None:
    assert TABLES["literal"].cited() == {
        ("", "raise"): "001, “居民提事”",
        ("raised", "sort"): "001, “网格理事”",
        ("sorted", "deliberate"): "001, “四方议事”",
        ("deliberated", "handle"): "001, “党委办事”",
        ("handled", "rate"): "001, “居民评事”",
    }
    assert TABLES["standard"].cited() == {("", "raise"): "001, “居民提事”"}
    for step in TABLES["literal"].procedure.steps:
        assert step.zh in EXCERPT
