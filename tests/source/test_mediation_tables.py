"""The mediation centre, typed a second time from its specification, and every cell tried."""

from tests.source.tables import TypedTable, said

from communitygov.deliberation.mediation import CENTRE, mediation

MEDIATION = TypedTable(
    procedure=mediation(),
    opening=("refer", "received", "convener", "party_committee", "resident"),
    text="""
received   / accept     -> accepted    : mediation_centre
received   / return     -> returned    : mediation_centre
received   / withdraw   -> withdrawn   : convener party_committee resident
accepted   / convene    -> mediating   : mediation_centre
accepted   / give_up    -> not_agreed  : mediation_centre
accepted   / withdraw   -> withdrawn   : disputant
mediating  / adjourn    -> accepted    : mediation_centre
mediating  / draft      -> drafted     : mediation_centre
mediating  / give_up    -> not_agreed  : mediation_centre
mediating  / withdraw   -> withdrawn   : disputant
drafted    / sign       -> agreed      : mediation_centre
drafted    / turn_down  -> accepted    : disputant
drafted    / lapse      -> not_agreed  : clock
""",
    steps="""
refer    : received returned
mediate  : accepted mediating withdrawn
agree    : drafted agreed not_agreed
""",
    ends=frozenset({"returned", "withdrawn", "agreed", "not_agreed"}),
    shown={
        "refer": ("handover", "referred"),
        "return": ("ground", "stated"),
        "give_up": ("ground", "stated"),
        "sign": ("agreement", "signed"),
    },
    raisers=frozenset({"refer", "withdraw"}),
    recused="""
received   : withdraw
accepted   : withdraw
mediating  : withdraw
drafted    : turn_down lapse
""",
    apart="""
received/accept     : refer turn_down
received/return     : refer turn_down
accepted/convene    : refer turn_down
accepted/give_up    : refer turn_down
accepted/withdraw   : accept convene adjourn draft
mediating/adjourn   : refer turn_down
mediating/draft     : refer turn_down
mediating/give_up   : refer turn_down
mediating/withdraw  : accept convene adjourn draft
drafted/sign        : refer turn_down
drafted/turn_down   : accept convene adjourn draft
""",
)


def test_the_table_is_the_one_typed_here() -> None:
    MEDIATION.check_lines()


def test_each_state_belongs_to_the_step_typed_here() -> None:
    MEDIATION.check_steps()


def test_the_ends_are_those_typed_here() -> None:
    MEDIATION.check_ends()


def test_every_state_is_reached_by_the_lines_typed_here() -> None:
    MEDIATION.check_ways()


def test_every_line_open_to_the_recused_is_typed_here() -> None:
    MEDIATION.check_recused()


def test_every_line_closed_to_whoever_had_a_hand_is_typed_here() -> None:
    MEDIATION.check_apart()


def test_every_cell_of_state_action_and_role_is_decided_as_typed_here() -> None:
    MEDIATION.check_cells()


def test_the_document_has_the_centre_and_no_line_of_the_table() -> None:
    assert str(CENTRE) == "004, “高标准建成街道级“矛调中心””"
    assert CENTRE.phrase in said("004-mediation-centre.txt")
    assert MEDIATION.cited() == {}
    assert not any(word in said("004-mediation-centre.txt") for word in ("调处", "协议", "转介"))
