"""The three tiers, typed a second time from document 002 and their specification, and every cell tried."""

from tests.source.tables import TypedTable, said

from communitygov.deliberation.three_tier import three_tier

SAID = said("002-grids.txt")

THREE_TIER = TypedTable(
    procedure=three_tier(),
    opening=("report", "reported", "micro_grid_worker"),
    text="""
reported                / take_up       -> neighbourhood_handling  : neighbourhood_party self_governing_body
reported                / return        -> returned                : neighbourhood_party self_governing_body
reported                / withdraw      -> withdrawn               : micro_grid_worker
returned                / report_again  -> reported                : micro_grid_worker
returned                / withdraw      -> withdrawn               : micro_grid_worker
neighbourhood_handling  / handle        -> awaiting_rating         : neighbourhood_party self_governing_body
neighbourhood_handling  / pass_on       -> passed_on               : neighbourhood_party self_governing_body
neighbourhood_handling  / escalate      -> passed_on               : clock
passed_on               / hand_back     -> neighbourhood_handling  : town_street_community
passed_on               / join          -> joint_handling          : town_street_community
joint_handling          / handle        -> awaiting_rating         : town_street_community
joint_handling          / refer         -> referred                : town_street_community
awaiting_rating         / rate_well     -> rated                   : resident
awaiting_rating         / rate_badly    -> neighbourhood_handling  : resident
awaiting_rating         / refer         -> referred                : resident
awaiting_rating         / lapse         -> unrated                 : clock
""",
    steps="""
micro_grid             : reported returned withdrawn
neighbourhood          : neighbourhood_handling passed_on
town_street_community  : joint_handling referred
rate                   : awaiting_rating rated unrated
""",
    ends=frozenset({"withdrawn", "referred", "rated", "unrated"}),
    shown={
        "return": ("ground", "stated"),
        "withdraw": ("ground", "stated"),
        "pass_on": ("ground", "stated"),
        "hand_back": ("ground", "stated"),
        "refer": ("ground", "stated"),
        "handle": ("evidence", "attached"),
        "rate_well": ("rating", "satisfied"),
        "rate_badly": ("rating", "dissatisfied"),
    },
    counted=frozenset({("awaiting_rating", "refer")}),
    recused="""
returned                : report_again
neighbourhood_handling  : escalate
awaiting_rating         : lapse
""",
    apart="""
awaiting_rating/rate_well : take_up pass_on join handle
awaiting_rating/rate_badly : take_up pass_on join handle
awaiting_rating/refer : take_up pass_on join handle
""",
)

TIERS = ["微网格发现上报", "小区党组织与自治组织即时处置", "镇街社区联动配合"]


def test_the_table_is_the_one_typed_here() -> None:
    THREE_TIER.check_lines()


def test_each_state_belongs_to_the_step_typed_here() -> None:
    THREE_TIER.check_steps()


def test_the_ends_are_those_typed_here() -> None:
    THREE_TIER.check_ends()


def test_every_state_is_reached_by_the_lines_typed_here() -> None:
    THREE_TIER.check_ways()


def test_every_line_open_to_the_recused_is_typed_here() -> None:
    THREE_TIER.check_recused()


def test_every_line_closed_to_whoever_had_a_hand_is_typed_here() -> None:
    THREE_TIER.check_apart()


def test_every_cell_of_state_action_and_role_is_decided_as_typed_here() -> None:
    THREE_TIER.check_cells()


def test_the_tiers_are_the_documents_in_its_words_and_order() -> None:
    assert "、".join(TIERS) in SAID
    assert [step.zh for step in THREE_TIER.procedure.steps] == [*TIERS, "居民评事"]


def test_one_line_of_each_tier_is_the_documents_and_no_other_line_is() -> None:
    assert THREE_TIER.cited() == {
        ("", "report"): "002, “微网格发现上报”",
        ("neighbourhood_handling", "handle"): "002, “小区党组织与自治组织即时处置”",
        ("passed_on", "join"): "002, “镇街社区联动配合”",
    }


def test_the_self_governing_body_is_not_the_self_organised_one() -> None:
    roles = {role.code: role.zh for role in THREE_TIER.procedure.table.roles}
    assert roles["self_governing_body"] == "自治组织"
    assert "自组织" not in roles.values()
    assert "自治组织与自组织联动桥梁" in SAID
