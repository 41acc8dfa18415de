"""What a verified history says of migrations."""

from itertools import count

import attrs
import pytest
from tests.unit.procedure.migrated_cases import (
    BACK,
    CLOSED,
    LATER,
    MIGRATED,
    NEW,
    OLD,
    PLAN,
    back_and_forth,
    changed,
    deed,
    fact,
    for_themselves,
    found,
    in_no_plan,
)

from communitygov.errors import ProcedureRejected
from communitygov.procedure.case import MIGRATE, Case, Deed, Record
from communitygov.procedure.history.migration import departures
from communitygov.procedure.history.stretch import first_procedure, migration_of, stretches
from communitygov.procedure.history.verification import verify_history
from communitygov.procedure.procedure import Procedure
from communitygov.testing.walks import walked

# ------------------------------------------------------------------ migrations


def test_a_history_falls_into_stretches_by_procedure() -> None:
    assert [(part.procedure, len(part.records)) for part in stretches(MIGRATED)] == [
        (OLD.identity, 3),
        (NEW.identity, 0),
    ]
    assert stretches(CLOSED) == ((OLD.identity, CLOSED.history),)
    assert first_procedure(MIGRATED.history, last=MIGRATED.procedure) == OLD.identity
    assert first_procedure(CLOSED.history, last=CLOSED.procedure) == OLD.identity


def test_a_migration_is_an_action_of_that_name_that_shows_a_migration() -> None:
    record = MIGRATED.history[-1]
    assert migration_of(record) == record.facts[0]
    assert migration_of(attrs.evolve(record, facts=())) is None
    assert migration_of(attrs.evolve(record, deed=attrs.evolve(record.deed, action="rate"))) is None


@pytest.mark.parametrize("change", [{"kind": "notice"}, {"about": "C-2"}], ids=count())
def test_a_migration_that_shows_none_of_this_case_is_no_line_of_any_table(change: dict[str, str]) -> None:
    case = attrs.evolve(MIGRATED, matter=attrs.evolve(MIGRATED.matter, procedure=OLD.identity))
    codes = found(fact(case, 2, **change), OLD)
    assert codes == [("HISTORY_NO_LINE", "2"), ("HISTORY_STANDING_DIFFERS", "-")]


def test_no_table_has_an_action_called_migrate() -> None:
    moves = [
        attrs.evolve(each, action=MIGRATE) if each.action == "rate" else each for each in OLD.table.moves
    ]
    actions = [
        attrs.evolve(each, code=MIGRATE) if each.code == "rate" else each for each in OLD.table.actions
    ]
    with pytest.raises(ProcedureRejected, match="migrate is reserved"):
        Procedure(table=attrs.evolve(OLD.table, moves=moves, actions=actions))


def test_a_migrated_case_is_legal_under_both_tables_and_its_plan() -> None:
    assert verify_history(MIGRATED, OLD, NEW, plans=(PLAN,)) == ()
    assert verify_history(MIGRATED, OLD, NEW, plans=iter([BACK, PLAN])) == ()
    assert verify_history(CLOSED, OLD, plans=(PLAN,)) == ()


def test_a_migration_from_a_table_to_itself_is_found() -> None:
    forged = in_no_plan(walked(NEW, ()))
    assert found(forged, NEW) == [("HISTORY_MIGRATED_NOWHERE", "1"), ("HISTORY_PLAN_MISSING", "1")]
    by_a_plan = fact(forged, 1, reference=PLAN.digest)
    assert found(by_a_plan, OLD, NEW) == [("HISTORY_MIGRATED_NOWHERE", "1"), ("MIGRATION_OFF_PLAN", "1")]


def test_a_migration_whose_plan_is_not_given_is_not_called_legal() -> None:
    for plans in ((), (BACK,)):
        (finding,) = verify_history(MIGRATED, OLD, NEW, plans=plans)
        assert finding.code == "HISTORY_PLAN_MISSING"
        assert dict(finding.details) == {"seq": "2", "plan": PLAN.digest}
        assert PLAN.digest in finding.advice("zh")


@pytest.mark.parametrize(
    "case",
    [
        deed(MIGRATED, 2, role="resident"),
        changed(MIGRATED, 2, on_behalf_of="p-2"),
        changed(MIGRATED, 2, deed=attrs.evolve(MIGRATED.history[2].deed, target="decided")),
    ],
    ids=("role", "proxy", "state"),
)
def test_a_migration_that_is_not_as_its_plan_says_is_found(case: Case) -> None:
    assert ("MIGRATION_OFF_PLAN", "2") in found(case, OLD, NEW)
    (finding,) = departures(case, PLAN)
    assert finding in verify_history(case, OLD, NEW, plans=(PLAN,))


def test_whoever_migrated_for_another_is_named_with_them() -> None:
    (finding,) = departures(changed(MIGRATED, 2, on_behalf_of="p-2"), PLAN)
    assert dict(finding.details)["role"] == "party_committee (p-2)"


def test_a_record_that_cannot_be_taken_again_does_not_hide_the_others() -> None:
    case = for_themselves(deed(deed(CLOSED, 1, role="resident"), 3, role="resident"), 2)
    assert found(case, OLD) == [
        ("HISTORY_WRONG_ROLE", "1"),
        ("HISTORY_WRONG_PROXY", "2"),
        ("HISTORY_UNDECIDED", "2"),
        ("HISTORY_WRONG_ROLE", "3"),
    ]


@pytest.mark.parametrize(
    ("given", "places"), [((OLD,), ["2"]), ((NEW,), ["0"]), ((), ["0", "2"])], ids=("old", "new", "none")
)
def test_a_procedure_that_is_not_given_is_missed_where_it_begins(
    given: tuple[Procedure, ...], places: list[str]
) -> None:
    assert found(MIGRATED, *given) == [("HISTORY_PROCEDURE_MISSING", place) for place in places]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            fact(MIGRATED, 2, outcome="parking@1#0"),
            [
                ("HISTORY_PROCEDURE_MISSING", "2"),
                ("MIGRATION_OFF_PLAN", "2"),
                ("HISTORY_PIN_ELSEWHERE", "-"),
            ],
        ),
        (
            deed(MIGRATED, 2, target="rated"),
            [
                ("HISTORY_MIGRATED_ASTRAY", "2"),
                ("MIGRATION_OFF_PLAN", "2"),
                ("HISTORY_STANDING_DIFFERS", "-"),
            ],
        ),
        (
            deed(MIGRATED, 2, target="nowhere"),
            [
                ("HISTORY_MIGRATED_ASTRAY", "2"),
                ("MIGRATION_OFF_PLAN", "2"),
                ("HISTORY_STANDING_DIFFERS", "-"),
            ],
        ),
    ],
    ids=count(),
)
def test_a_migration_that_leads_astray_is_found(case: Case, expected: list[tuple[str, str]]) -> None:
    assert found(case, OLD, NEW) == expected


def test_a_migration_of_a_closed_case_is_found() -> None:
    pinned = MIGRATED.history[-1].facts
    way = Deed("party_committee", MIGRATE, "rated", "listed")
    record = Record(case_id="C-1", seq=5, at=LATER, by="p-1", deed=way, facts=pinned)
    about = attrs.evolve(CLOSED.matter, procedure=NEW.identity)
    records = (*CLOSED.history, record)
    case = attrs.evolve(CLOSED, matter=about, standing=NEW.table.state("listed"), history=records)
    assert found(case, OLD, NEW) == [("HISTORY_AFTER_END", "5"), ("MIGRATION_OFF_PLAN", "5")]


def test_a_case_that_begins_with_a_migration_is_found() -> None:
    record = MIGRATED.history[-1]
    alone = attrs.evolve(record, seq=0, deed=attrs.evolve(record.deed, source=""))
    assert found(attrs.evolve(MIGRATED, history=(alone,)), OLD, NEW) == [
        ("HISTORY_NO_LINE", "0"),
        ("MIGRATION_OFF_PLAN", "0"),
    ]


def test_a_second_migration_must_leave_what_the_first_one_took_up() -> None:
    assert found(back_and_forth(giver=NEW.identity), OLD, NEW) == []
    assert found(back_and_forth(giver="parking@1#0"), OLD, NEW) == [
        ("HISTORY_PIN_BROKEN", "3"),
        ("MIGRATION_OFF_PLAN", "3"),
    ]
    unsaid = back_and_forth(giver=None)
    first, _ = verify_history(unsaid, OLD, NEW, plans=(PLAN, BACK))
    assert first.text() == f"record 3 migrates from -, and the case was under {NEW.identity}"
    assert first_procedure(unsaid.history[3:], last=OLD.identity) == OLD.identity
