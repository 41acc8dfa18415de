"""随手报, typed a second time from document 002 and its specification, and every cell of it tried."""

from tests.source.tables import TypedTable, said

from communitygov.deliberation.snap_report import snap_report

SAID = said("002-snap-report.txt")

SNAP_REPORT = TypedTable(
    procedure=snap_report(),
    opening=("report", "reported", "resident"),
    text="""
reported         / accept      -> handling         : grid_worker
reported         / merge       -> merged           : grid_worker
reported         / decline     -> not_accepted     : grid_worker
reported         / withdraw    -> withdrawn        : resident
handling         / handle      -> awaiting_rating  : grid_worker
handling         / transfer    -> transferred      : grid_worker
awaiting_rating  / rate_well   -> rated            : resident
awaiting_rating  / rate_badly  -> handling         : resident
awaiting_rating  / transfer    -> transferred      : resident
awaiting_rating  / lapse       -> unrated          : clock
""",
    steps="""
raise  : reported withdrawn not_accepted
sort   : handling merged transferred
rate   : awaiting_rating rated unrated
""",
    ends=frozenset({"withdrawn", "not_accepted", "merged", "transferred", "rated", "unrated"}),
    shown={
        "merge": ("duplicate", "confirmed"),
        "decline": ("ground", "stated"),
        "transfer": ("ground", "stated"),
        "handle": ("evidence", "attached"),
        "rate_well": ("rating", "satisfied"),
        "rate_badly": ("rating", "dissatisfied"),
    },
    raisers=frozenset({"report", "withdraw"}),
    counted=frozenset({("awaiting_rating", "transfer")}),
    recused="""
reported         : withdraw
awaiting_rating  : lapse
""",
    apart="""
awaiting_rating/rate_well : accept handle
awaiting_rating/rate_badly : accept handle
awaiting_rating/transfer : accept handle
""",
)


def test_the_table_is_the_one_typed_here() -> None:
    SNAP_REPORT.check_lines()


def test_each_state_belongs_to_the_step_typed_here() -> None:
    SNAP_REPORT.check_steps()


def test_the_ends_are_those_typed_here() -> None:
    SNAP_REPORT.check_ends()


def test_every_state_is_reached_by_the_lines_typed_here() -> None:
    SNAP_REPORT.check_ways()


def test_every_line_open_to_the_recused_is_typed_here() -> None:
    SNAP_REPORT.check_recused()


def test_every_line_closed_to_whoever_had_a_hand_is_typed_here() -> None:
    SNAP_REPORT.check_apart()


def test_every_cell_of_state_action_and_role_is_decided_as_typed_here() -> None:
    SNAP_REPORT.check_cells()


def test_the_steps_are_three_of_the_five_in_their_words() -> None:
    assert [step.zh for step in SNAP_REPORT.procedure.steps] == ["居民提事", "网格理事", "居民评事"]


def test_the_report_and_the_handling_are_the_documents_and_no_other_line_is() -> None:
    assert SNAP_REPORT.cited() == {
        ("", "report"): "002, “居民可以通过“随手报”功能及时反馈问题”",
        ("handling", "handle"): "002, “网格员使用手机及时处理问题”",
    }
    assert "居民可以通过“随手报”功能及时反馈问题，网格员使用手机及时处理问题" in SAID


def test_the_document_speaks_here_of_no_council_no_committee_and_no_rating() -> None:
    assert not any(word in SAID for word in ("议事", "党委", "评"))
