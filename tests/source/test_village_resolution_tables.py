"""四议两公开, typed a second time from its specification, and every cell tried.

It is practice: no document has it, so that what is looked for in the documents must not be there.
"""

from tests.source.tables import EXCERPTS, TypedTable, said

from communitygov.deliberation.village_resolution import village_resolution

VILLAGE = TypedTable(
    procedure=village_resolution(),
    opening=("propose", "proposed", "party_branch"),
    text="""
proposed        / consult       -> consulted        : two_committees
proposed        / send_back     -> returned         : two_committees
returned        / revise        -> proposed         : party_branch
returned        / drop          -> dropped          : party_branch
consulted       / circulate     -> circulated       : party_branch
circulated      / endorse       -> endorsed         : party_members
circulated      / withhold      -> returned         : party_members
endorsed        / resolve       -> resolved         : villagers_meeting
endorsed        / reject        -> not_adopted      : villagers_meeting
resolved        / publish       -> published        : village_committee
published       / comment       -> commented        : villager
commented       / answer        -> published        : village_committee
commented       / bring_back    -> consulted        : party_branch
published       / carry_out     -> carrying_out     : village_committee
carrying_out    / post_results  -> results_posted   : village_committee
carrying_out    / post_failure  -> failure_posted   : village_committee
results_posted  / close         -> carried_out      : village_committee
failure_posted  / close         -> not_carried_out  : village_committee
""",
    steps="""
propose              : proposed returned dropped
consult              : consulted
review               : circulated endorsed
resolve              : resolved not_adopted
disclose_resolution  : published commented
disclose_results     : carrying_out results_posted failure_posted carried_out not_carried_out
""",
    ends=frozenset({"dropped", "not_adopted", "carried_out", "not_carried_out"}),
    shown={
        "consult": ("decision", "adopted"),
        "endorse": ("decision", "adopted"),
        "resolve": ("decision", "adopted"),
        "withhold": ("decision", "rejected"),
        "reject": ("decision", "rejected"),
        "send_back": ("ground", "stated"),
        "drop": ("ground", "stated"),
        "bring_back": ("ground", "stated"),
        "post_failure": ("ground", "stated"),
        "post_results": ("evidence", "attached"),
        "answer": ("answer", "written"),
    },
)

#: Branches beside the practice: the library's own.
DEFAULTS = {
    ("proposed", "send_back"),
    ("returned", "revise"),
    ("returned", "drop"),
    ("circulated", "withhold"),
    ("endorsed", "reject"),
    ("carrying_out", "post_failure"),
    ("results_posted", "close"),
    ("failure_posted", "close"),
}


def test_the_table_is_the_one_typed_here() -> None:
    VILLAGE.check_lines()


def test_each_state_belongs_to_the_step_typed_here() -> None:
    VILLAGE.check_steps()


def test_the_ends_are_those_typed_here() -> None:
    VILLAGE.check_ends()


def test_every_state_is_reached_by_the_lines_typed_here() -> None:
    VILLAGE.check_ways()


def test_every_cell_of_state_action_and_role_is_decided_as_typed_here() -> None:
    VILLAGE.check_cells()


def test_the_steps_are_four_deliberations_and_two_disclosures() -> None:
    steps = [step.zh for step in VILLAGE.procedure.steps]
    assert [step[-2:] for step in steps] == ["提议", "商议", "审议", "决议", "公开", "公开"]


def test_each_line_is_cited_as_practice_or_is_the_librarys_own() -> None:
    cited = VILLAGE.cited()
    assert set(cited) == {("", "propose"), *VILLAGE.lines} - DEFAULTS
    assert set(cited.values()) == {"practice, 四议两公开"}


def test_no_document_speaks_of_it() -> None:
    excerpts = "".join(said(path.name) for path in sorted(EXCERPTS.glob("*.txt")))
    assert not any(word in excerpts for word in ("四议", "两公开", "党员大会", "村民代表会议"))
