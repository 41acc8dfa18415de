"""What happens without some roles, and when one person alone holds one, is told with the way there."""

import attrs
import pytest
from tests.property.exhaustive import Crew, explore
from tests.unit.procedure.small_tables import details, line, table

from communitygov.core.terms import Term
from communitygov.deliberation import FiveStepPolicy, five_step, five_step_literal
from communitygov.procedure import (
    AbsentRoles,
    Countersigned,
    HadNoHand,
    IsRaiser,
    NotRecused,
    Table,
    TakenFewer,
)
from communitygov.procedure.soundness.report import check, faults
from communitygov.procedure.soundness.staffing import MOST_ROLES, LoneHolder, fewest


def absent(staffed: Table, *roles: str) -> AbsentRoles | None:
    """Return what happens without some roles, if it is a trap."""
    return next((row for row in check(staffed).staffing if row.absent == roles), None)


def lone(staffed: Table, role: str) -> LoneHolder | None:
    """Return what happens when one person alone holds a role, if it is a trap."""
    assert faults(staffed) == ()
    return next((row for row in check(staffed).lone if row.role == role), None)


def ways(row: AbsentRoles | LoneHolder | None) -> dict[str, str]:
    """Return the way to each trap."""
    assert row is not None
    return {finding.subject: details(finding)["path"] for finding in row.findings}


GO, OTHER = line("go", "a", "b"), line("close", "b", "end", role="other")

# ------------------------------------------------------------------ without roles


def test_absent_roles_make_traps_with_the_way_there() -> None:
    row = absent(table(GO, OTHER), "other")
    assert ways(row) == {"a": "open", "b": "open → go"}
    assert row is not None
    assert (row.traps, row.ends) == (("a", "b"), ())
    assert "困于 a, b" in row.words.zh


def test_a_line_that_one_of_two_roles_may_take_needs_only_one_of_them() -> None:
    both = attrs.evolve(OTHER, roles=("other", "who"))
    assert absent(table(GO, both), "other") is None


def test_a_proxy_does_not_stand_in_for_a_role_that_nobody_holds() -> None:
    by_proxy = attrs.evolve(OTHER, proxies=("who",))
    assert absent(table(GO, by_proxy), "other") is not None


def test_the_ends_that_may_still_be_reached_are_named() -> None:
    row = absent(table(GO, OTHER, line("drop", "a", "end")), "other")
    assert row is not None
    assert (row.traps, row.ends) == (("b",), ("end",))
    assert row.words.en == "without other: stuck in b; ends still reached: end"


def test_without_a_role_a_case_may_be_stuck_only_once_a_bound_is_reached() -> None:
    waiting = table(GO, OTHER, line("drop", "a", "end"), line("back", "b", "a", TakenFewer("back", 2)))
    assert ways(absent(waiting, "other")) == {"b": "open → go → back → go → back → go"}
    assert set(explore(waiting, Crew(absent=frozenset({"other"}))).stuck()) == {"b"}


def test_bounds_elsewhere_are_kept_on_the_way_to_a_trap() -> None:
    """Back to `decided` after the last objection leads only a second sitting, and there is but one."""
    once = {row.absent: row.traps for row in five_step(FiveStepPolicy(sittings=1)).check().staffing}
    assert once["party_committee",] == ("published", "rework")
    twice = {row.absent: row.traps for row in five_step(FiveStepPolicy(sittings=2)).check().staffing}
    assert twice["party_committee",] == ("decided", "published", "rework")


def test_of_many_roles_only_sets_of_one_and_of_two_are_looked_at() -> None:
    codes = [f"r-{number}" for number in range(MOST_ROLES + 1)]
    lines = [line("x-0", "a", "b"), *(line(f"close-{code}", "b", "end", role=code) for code in codes[:2])]
    many = attrs.evolve(table(*lines), roles=tuple(Term(code, code, code) for code in ("who", *codes)))
    rows = check(many).staffing
    assert {len(row.absent) for row in rows} == {1, 2}
    assert [row.absent for row in fewest(rows)] == [("who",), ("r-0", "r-1")]


def test_a_search_that_gives_up_takes_every_bound_as_reached() -> None:
    often = [line(f"do-{number}", "a", "a", TakenFewer(f"do-{number}", 10**6)) for number in range(6)]
    slow = table(*often, line("close", "a", "end", role="other"))
    assert ways(absent(slow, "other")) == {"a": "open"}


def test_without_the_party_committee_the_standard_table_has_traps_and_says_which() -> None:
    rows = {row.absent: row.traps for row in five_step().check().staffing}
    assert rows["party_committee",] == ("decided", "published", "rework")
    assert ("resident",) not in rows  # a returned matter is declined, a rating lapses
    assert ("clock",) not in rows  # residents rate
    assert rows["resident", "clock"] == ("awaiting_rating", "handling")


def test_the_fewest_roles_are_those_whose_traps_no_fewer_make() -> None:
    assert [row.absent for row in fewest(five_step_literal().check().staffing)] == [
        ("resident",),
        ("grid_worker",),
        ("convener",),
        ("party_committee",),
    ]


# ------------------------------------------------------------------ a lone holder


def test_one_person_who_did_the_work_cannot_judge_it() -> None:
    judged = table(GO, line("close", "b", "end", HadNoHand(("go",))))
    row = lone(judged, "who")
    assert ways(row) == {"a": "open", "b": "open → go"}
    assert row is not None
    assert row.traps == ("a", "b")
    assert str(row.findings[-1]) == (
        "if one person alone holds who: with a hand in go, a case gets stuck in b (way there: open → go) "
        "[TRAP_ALONE]"
    )
    assert explore(judged, Crew(lone="who")).stuck().keys() == {"a", "b"}


def test_two_roles_are_two_persons() -> None:
    judged = table(GO, line("close", "b", "end", HadNoHand(("go",)), role="other"))
    assert lone(judged, "who") is None
    assert lone(judged, "other") is None


def test_another_role_that_may_judge_as_well_is_enough() -> None:
    either = attrs.evolve(line("close", "b", "end", HadNoHand(("go",))), roles=("who", "other"))
    assert lone(table(GO, either), "who") is None


def test_one_person_who_may_but_need_not_have_acted_can_be_stuck() -> None:
    either = attrs.evolve(GO, roles=("who", "other"))
    judged = table(either, line("close", "b", "end", HadNoHand(("go",))))
    assert ways(lone(judged, "who")) == {"b": "open → go"}


def test_the_shortest_way_is_told_also_where_a_longer_one_is_harmless() -> None:
    judged = table(
        line("go", "a", "b", role="other"),
        line("hop", "a", "b"),
        line("on", "b", "c", role="other"),
        line("close", "c", "end", HadNoHand(("hop",))),
    )
    row = lone(judged, "who")
    assert ways(row) == {"b": "open → hop", "c": "open → hop → on"}
    assert {
        state: " → ".join(way) for state, way in explore(judged, Crew(lone="who")).stuck().items()
    } == ways(row)


def test_the_one_who_opened_the_case_alone_cannot_judge_the_opening() -> None:
    judged = table(line("go", "a", "b", role="other"), line("close", "b", "end", HadNoHand(("open",))))
    assert ways(lone(judged, "who")) == {"a": "open", "b": "open → go"}
    shared = attrs.evolve(judged, opening=attrs.evolve(judged.opening, roles=("other", "who")))
    assert ways(lone(shared, "who")) == {"a": "open", "b": "open → go"}


def test_a_proxy_who_opened_the_case_had_a_hand_in_it() -> None:
    judged = table(line("go", "a", "b"), line("close", "b", "end", HadNoHand(("open",)), role="other"))
    assert lone(judged, "other") is None
    by_proxy = attrs.evolve(judged, opening=attrs.evolve(judged.opening, proxies=("other",)))
    assert ways(lone(by_proxy, "other")) == {"a": "open", "b": "open → go"}


def test_a_proxy_who_acted_had_a_hand_in_it() -> None:
    acted = attrs.evolve(GO, proxies=("other",))
    judged = table(acted, line("close", "b", "end", HadNoHand(("go",)), role="other"))
    assert ways(lone(judged, "other")) == {"b": "open → go"}


def test_what_bars_a_person_from_acting_is_reckoned_with() -> None:
    judged = table(
        line("go", "a", "b", role="other"),
        attrs.evolve(line("on", "b", "c", HadNoHand(("open",))), roles=("who", "other")),
        line("close", "c", "end", HadNoHand(("on",))),
    )
    # The one holder opened the case, so may not go `on`, and is free to close it.
    assert lone(judged, "who") is None
    assert explore(judged, Crew(lone="who")).stuck() == {}


def test_a_second_signature_may_come_from_anybody() -> None:
    assert lone(table(GO, line("close", "b", "end", Countersigned())), "who") is None


def test_the_raiser_alone_may_still_withdraw() -> None:
    judged = table(
        GO, line("close", "b", "end", HadNoHand(("go",))), line("withdraw", "b", "end", IsRaiser())
    )
    assert lone(judged, "who") is None


def test_one_person_alone_who_is_recused_leaves_nobody() -> None:
    asked = table(GO, line("close", "b", "end", NotRecused()))
    row = lone(asked, "who")
    assert row is not None
    assert (row.traps, row.recused) == ((), ("a", "b"))
    assert ways(row) == {"a": "open", "b": "open → go"}
    assert {finding.code for finding in row.findings} == {"TRAP_RECUSED"}
    assert lone(table(GO, line("close", "b", "end", NotRecused()), line("drop", "b", "end")), "who") is None


def test_a_search_for_one_person_that_gives_up_takes_every_deed_as_done() -> None:
    often = [line(f"do-{number}", "a", "a", TakenFewer(f"do-{number}", 10**6)) for number in range(6)]
    slow = table(*often, GO, line("close", "b", "end", HadNoHand(("go",))))
    row = lone(slow, "who")
    assert ways(row) == {"a": "open", "b": "open → go"}
    assert row is not None
    assert "with a hand in go," in str(row.findings[1])


@pytest.mark.parametrize("role", ["resident", "grid_worker", "clock"])
def test_one_person_alone_is_enough_for_most_roles_of_the_standard_table(role: str) -> None:
    assert lone(five_step().table, role) is None


def test_a_convener_or_a_committee_alone_that_is_recused_traps_the_standard_table() -> None:
    rows = {row.role: row.recused for row in five_step().check().lone}
    assert rows == {"convener": ("objected",), "party_committee": ("decided", "published")}
