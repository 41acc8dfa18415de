"""四议两公开: four bodies one after the other, two disclosures, and its figures."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import attrs
import pytest

from communitygov.core import Period, PeriodUnit
from communitygov.deliberation import five_step
from communitygov.deliberation.village_policy import (
    FIGURE_SOURCES,
    VILLAGE_DEFAULT,
    ConsentBase,
    VillagePolicy,
)
from communitygov.deliberation.village_resolution import VillageRole, village_resolution
from communitygov.errors import InvalidValue
from communitygov.meeting import All, Constituency, Counts, Minimum, Outcome, Tally
from communitygov.organisation import Actor
from communitygov.procedure import Case, Fact

THURSDAY = datetime(2023, 5, 4, 9, tzinfo=UTC)
WHO = {role: Actor(f"{role.value}-1", roles={role}) for role in VillageRole}
LINES = {(move.source, move.action): move for move in village_resolution().table.moves}
#: What each action shows.
SHOWN = {
    "consult": ("decision", "adopted"),
    "endorse": ("decision", "adopted"),
    "withhold": ("decision", "rejected"),
    "resolve": ("decision", "adopted"),
    "reject": ("decision", "rejected"),
    "send_back": ("ground", "stated"),
    "drop": ("ground", "stated"),
    "bring_back": ("ground", "stated"),
    "post_failure": ("ground", "stated"),
    "post_results": ("evidence", "attached"),
    "answer": ("answer", "written"),
}


def facts(case: Case, action: str, at: datetime) -> list[Fact]:
    """Return what an action shows."""
    if action not in SHOWN:
        return []
    kind, outcome = SHOWN[action]
    return [Fact(kind=kind, about="V-1", outcome=outcome, reference=f"R-{len(case.history)}", at=at)]


def proposed() -> Case:
    """Return a proposal of the Party branch."""
    branch = WHO[VillageRole.PARTY_BRANCH]
    return village_resolution().open("V-1", "a road to the orchard", by=branch, at=THURSDAY, grid="G-1")


def taken(case: Case, actions: str, *, days: int = 9) -> Case:
    """Return a case after these actions, each so many days after the one before."""
    for action in actions.split():
        role = VillageRole(LINES[case.state, action].roles[0])
        at = case.history[-1].at + timedelta(days=days)
        shown = facts(case, action, at)
        case = village_resolution().apply(case, action, by=WHO[role], at=at, facts=shown)
    return case


def codes(case: Case, action: str, *shown: Fact, after: int) -> list[str]:
    """Return the codes of why an action is refused so many days later."""
    role = VillageRole(LINES[case.state, action].roles[0])
    at = case.history[-1].at + timedelta(days=after)
    reasons = village_resolution().explain(
        case, action, by=WHO[role], at=at, facts=shown or facts(case, action, at)
    )
    return [reason.code for reason in reasons]


RESOLVED = "consult circulate endorse resolve"


def test_what_was_resolved_is_carried_out_and_both_disclosures_are_made() -> None:
    case = taken(proposed(), f"{RESOLVED} publish carry_out post_results close")
    assert case.state == "carried_out"
    table = village_resolution().table
    steps = [table.step(table.state(record.target).step).zh for record in case.history]
    assert list(dict.fromkeys(steps)) == [step.zh for step in table.steps]


def test_it_begins_with_the_party_branch_and_nobody_rates() -> None:
    village, five = village_resolution().table, five_step().table
    assert (village.opening.roles, five.opening.roles) == (("party_branch",), ("resident",))
    assert not any(action.code.startswith("rate") for action in village.actions)
    assert any(action.code.startswith("rate") for action in five.actions)


def test_the_party_members_have_the_plan_three_days_ahead() -> None:
    case = taken(proposed(), "consult circulate")
    assert codes(case, "endorse", after=3) == ["TOO_EARLY", "FACT_TOO_SOON"]
    assert codes(case, "withhold", after=3) == ["TOO_EARLY", "FACT_TOO_SOON"]
    assert codes(case, "endorse", after=4) == []


@pytest.mark.parametrize(("action", "outcome"), [("endorse", "adopted"), ("withhold", "rejected")])
def test_a_decision_taken_before_the_notice_was_over_never_serves(action: str, outcome: str) -> None:
    case = taken(proposed(), "consult circulate")
    midnight = (case.since + timedelta(days=4)).replace(hour=0)
    last = Fact(kind="decision", about="V-1", outcome=outcome, reference="M-2", at=midnight)
    for at in (case.since, midnight - timedelta(microseconds=1)):
        assert codes(case, action, attrs.evolve(last, at=at), after=5) == ["FACT_TOO_SOON"]
    assert codes(case, action, attrs.evolve(last, at=None), after=5) == ["FACT_STALE"]
    assert codes(case, action, last, after=5) == []


def test_the_notice_begins_anew_when_the_plan_is_sent_again() -> None:
    case = taken(proposed(), "consult circulate withhold revise consult circulate")
    old = Fact(kind="decision", about="V-1", outcome="adopted", reference="M-2", at=case.since)
    assert codes(case, "endorse", old, after=9) == ["FACT_TOO_SOON"]


def test_a_decision_of_one_body_does_not_serve_the_next() -> None:
    case = taken(proposed(), "consult circulate")
    (used,) = case.history[1].facts
    assert codes(case, "endorse", used, after=9) == ["FACT_REUSED", "FACT_STALE"]
    early = attrs.evolve(used, reference="R-new")
    assert codes(case, "endorse", early, after=9) == ["FACT_STALE"]


def test_a_revised_proposal_needs_a_new_opinion_of_the_two_committees() -> None:
    opinion = Fact(kind="decision", about="V-1", outcome="adopted", reference="M-1", at=THURSDAY)
    case = taken(proposed(), "send_back revise")
    assert codes(case, "consult", opinion, after=1) == ["FACT_STALE"]
    assert codes(case, "consult", after=1) == []


def test_proposals_are_sent_back_or_withheld_and_dropped_in_the_end() -> None:
    case = taken(proposed(), "send_back revise consult circulate withhold revise consult circulate withhold")
    assert codes(case, "revise", after=1) == ["BOUND_REACHED"]
    assert codes(case, "drop", after=1) == []
    assert taken(case, "drop").state == "dropped"


def test_the_villagers_may_reject_what_the_members_endorsed() -> None:
    case = taken(proposed(), "consult circulate endorse reject")
    assert (case.state, case.is_closed) == ("not_adopted", True)


def test_a_resolution_is_posted_for_seven_days_before_it_is_carried_out() -> None:
    case = taken(proposed(), f"{RESOLVED} publish")
    assert codes(case, "carry_out", after=7) == ["TOO_EARLY"]
    assert codes(case, "carry_out", after=8) == []


def test_an_unsettled_comment_goes_back_to_the_party_members() -> None:
    case = taken(proposed(), f"{RESOLVED} publish comment bring_back circulate")
    assert case.state == "circulated"
    assert codes(case, "endorse", after=3) == ["TOO_EARLY", "FACT_TOO_SOON"]
    assert taken(case, "endorse resolve publish").state == "published"


def test_a_comment_is_answered_in_writing_and_there_are_only_so_many() -> None:
    case = taken(proposed(), f"{RESOLVED} publish comment")
    wrong = Fact(kind="ground", about="V-1", outcome="stated", reference="N-1")
    assert codes(case, "answer", wrong, after=1) == ["FACT_MISSING"]
    case = taken(case, "answer comment answer comment answer")
    assert codes(case, "comment", after=1) == ["BOUND_REACHED"]
    assert taken(case, "carry_out").state == "carrying_out"


def test_what_came_to_nothing_is_posted_too_and_ends_apart() -> None:
    case = taken(proposed(), f"{RESOLVED} publish carry_out post_failure")
    assert codes(case, "close", after=7) == ["TOO_EARLY"]
    assert taken(case, "close").state == "not_carried_out"


# ------------------------------------------------------------------ figures


@pytest.mark.parametrize(
    ("members", "present", "of_all", "of_present"),
    [(30, 20, 15, 10), (41, 28, 21, 14), (43, 29, 22, 15), (3, 2, 2, 1), (1, 1, 1, 1)],
)
def test_the_shares_are_exact_and_include_the_figure_itself(
    members: int, present: int, of_all: int, of_present: int
) -> None:
    entitled = VillagePolicy()
    came = VillagePolicy(consent_base=ConsentBase.PRESENT)
    assert entitled.least_present(members=members) == present
    assert entitled.least_consenting(members=members, present=present) == of_all
    assert came.least_consenting(members=members, present=present) == of_present
    assert 3 * present >= 2 * members > 3 * (present - 1)
    assert 2 * of_all >= members > 2 * (of_all - 1)


@pytest.mark.parametrize(
    ("present", "yes", "outcome"), [(20, 15, "adopted"), (20, 14, "rejected"), (19, 19, "inquorate")]
)
def test_the_figures_make_a_rule_of_a_meeting(present: int, yes: int, outcome: str) -> None:
    policy, members = VillagePolicy(), 30
    rule = All(
        Minimum("present", policy.least_present(members=members)),
        Minimum("yes", policy.least_consenting(members=members, present=present)),
    )
    group = Constituency("party_members", "党员", "Party members")
    counts = Counts(entitled=members, present=present, yes=yes)
    tally = Tally.from_counts({group.code: counts}, constituencies=(group,))
    assert rule.decide(tally).outcome is Outcome(outcome)


def test_the_figures_stand_in_what_the_members_meeting_is_asked_for() -> None:
    policy = VillagePolicy(members_present=Fraction(3, 4), consent_base=ConsentBase.PRESENT)
    (endorse,) = village_resolution(policy).table.moves_by("endorse")
    words = endorse.requires[-1].words  # type: ignore[attr-defined]  # what must be shown
    assert words.zh == "党员大会审议通过的意见（须到会不少于 3/4，同意不少于到会党员的 1/2）"
    assert "at least 3/4; agreeing: at least 1/2 of the Party members present" in words.en


def test_each_figure_that_was_read_names_its_page_and_the_rest_are_the_librarys() -> None:
    fields = [each.name for each in attrs.fields(VillagePolicy)]
    assert [name for name in fields if name not in FIGURE_SOURCES] == ["revisions", "comments"]
    assert set(FIGURE_SOURCES) < set(fields)
    assert not any(
        source.document in {"000", "001", "002", "003", "004"} for source in FIGURE_SOURCES.values()
    )
    (deadline,) = village_resolution().deadlines
    assert (deadline.state, deadline.within) == ("commented", Period(3, PeriodUnit.DAYS))
    assert deadline.basis == FIGURE_SOURCES["answer_days"]


def test_the_numbers_of_the_policy_stand_in_the_table() -> None:
    policy = VillagePolicy(notice_days=5, publication_days=6, revisions=7, comments=8, answer_days=9)
    procedure = village_resolution(policy)
    found = {
        (move.action, name): getattr(each, name)
        for move in procedure.table.moves
        for each in move.requires
        for name in ("days", "than")
        if hasattr(each, name)
    }
    assert found == {
        ("revise", "than"): 7,
        ("endorse", "days"): 5,
        ("withhold", "days"): 5,
        ("comment", "than"): 8,
        ("carry_out", "days"): 6,
        ("close", "days"): 6,
    }
    assert procedure.deadlines[0].within == Period(9, PeriodUnit.DAYS)
    assert village_resolution() is village_resolution(VILLAGE_DEFAULT)


@pytest.mark.parametrize("wrong", [0, -1, 2, 0.5, "1/2", Fraction(0), Fraction(3, 2)])
def test_a_share_is_an_exact_part_of_the_whole(wrong: object) -> None:
    for field in ("members_present", "members_consenting"):
        with pytest.raises(InvalidValue, match=field):
            VillagePolicy(**{field: wrong})  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("wrong", [-1, True, 1.5, "30", None])
def test_people_are_counted_in_whole_numbers(wrong: int) -> None:
    with pytest.raises(InvalidValue, match="members"):
        VillagePolicy().least_present(members=wrong)
    with pytest.raises(InvalidValue, match="present"):
        VillagePolicy().least_consenting(members=30, present=wrong)


@pytest.mark.parametrize("field", ["notice_days", "publication_days", "answer_days", "revisions", "comments"])
def test_a_policy_number_is_a_whole_number_from_one(field: str) -> None:
    for wrong in (0, -1, True, 1.0, "3"):
        with pytest.raises(InvalidValue, match=field):
            VillagePolicy(**{field: wrong})  # type: ignore[arg-type]  # wrong on purpose
