"""A history is legal when each record is a line of its table; what is not, is found with its number."""

from datetime import UTC, datetime, timedelta
from itertools import count

import attrs
import pytest

from communitygov.core.finding import Finding, Message
from communitygov.deliberation import five_step, five_step_literal
from communitygov.deliberation.five_step_policy import FiveStepPolicy
from communitygov.errors import InvalidValue, ProcedureRejected
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.case import MIGRATE, Case, Deed, Record
from communitygov.procedure.fact import Fact
from communitygov.procedure.history import verification as history
from communitygov.procedure.history.migration import departures, migrate
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.history.stretch import MIGRATION, first_procedure, migration_of, stretches
from communitygov.procedure.history.verification import HistoryRefused, Shelf, verify_history
from communitygov.procedure.procedure import Procedure
from communitygov.testing.walks import walked

OLD, NEW = five_step_literal(), five_step()
PLAN = Migration(
    source=OLD.identity,
    target=NEW.identity,
    states={
        "raised": "raised",
        "sorted": "listed",
        "deliberated": "decided",
        "handled": "awaiting_rating",
    },
)
#: From the new table back to the old one.
BACK = Migration(source=NEW.identity, target=OLD.identity, states={"listed": "sorted"})
OFFICE = Actor("p-1", roles={Role.PARTY_COMMITTEE})
LATER = datetime(2024, 1, 2, tzinfo=UTC)
#: raise, sort, migrate.
MIGRATED = migrate(walked(OLD, (0,)), PLAN, procedures=(OLD, NEW), by=OFFICE, at=LATER)
#: raise, sort, deliberate, handle, rate.
CLOSED = walked(OLD, (0, 0, 0, 0))


def changed(case: Case, seq: int, **fields: object) -> Case:
    """Return a case in which one record was changed; the state after the last one follows."""
    record = attrs.evolve(case.history[seq], **fields)  # type: ignore[misc]
    records = (*case.history[:seq], record, *case.history[seq + 1 :])
    standing = attrs.evolve(case.standing, code=records[-1].target)
    return attrs.evolve(case, history=records, standing=standing)


def deed(case: Case, seq: int, **fields: str) -> Case:
    """Return a case in which what was done in one record was changed."""
    return changed(case, seq, deed=attrs.evolve(case.history[seq].deed, **fields))


def fact(case: Case, seq: int, **fields: str) -> Case:
    """Return a case in which what a migration shows was changed."""
    return changed(case, seq, facts=(attrs.evolve(case.history[seq].facts[0], **fields),))


def found(case: Case, *procedures: Procedure) -> list[tuple[str, str]]:
    findings = verify_history(case, *procedures, plans=(PLAN, BACK))
    return [(each.code, dict(each.details).get("seq", "-")) for each in findings]


# ------------------------------------------------------------------ what is legal


@pytest.mark.parametrize("procedure", [OLD, NEW], ids=count())
def test_a_walk_through_a_table_is_legal(procedure: Procedure) -> None:
    for choice in range(4):
        assert verify_history(walked(procedure, [choice] * 6), procedure) == ()


def test_a_proxy_acts_where_the_line_has_proxies() -> None:
    opening = attrs.evolve(OLD.table.opening, proxies=(Role.GRID_WORKER,))
    procedure = Procedure(table=attrs.evolve(OLD.table, opening=opening))
    worker = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-03"}).acting_for("r-9")
    case = procedure.open("LQ-1", "a matter", by=worker, at=LATER, grid="LQ-03")
    assert case.history[0].on_behalf_of == "r-9"
    assert verify_history(case, procedure) == ()
    by_principal = five_step(FiveStepPolicy(proxies=(Role.GRID_WORKER,)))
    raised = by_principal.open("LQ-1", "a matter", by=worker, at=LATER, grid="LQ-03")
    withdrawn = by_principal.apply(raised, "withdraw", by=worker, at=LATER)
    assert verify_history(withdrawn, by_principal) == ()
    for_another = changed(withdrawn, 1, on_behalf_of="r-8")
    assert found(for_another, by_principal) == [("HISTORY_CONDITION_UNMET", "1")]
    before = attrs.evolve(case, matter=attrs.evolve(case.matter, procedure=OLD.identity))
    assert found(before, OLD) == [("HISTORY_WRONG_PROXY", "0")]


def test_other_procedures_do_no_harm() -> None:
    assert verify_history(CLOSED, NEW, OLD, NEW) == ()


# ------------------------------------------------------------------ what is not


@pytest.mark.parametrize(
    ("case", "code", "seq"),
    [
        (deed(CLOSED, 0, action="sort"), "HISTORY_NO_LINE", "0"),
        (deed(CLOSED, 0, role="grid_worker"), "HISTORY_WRONG_ROLE", "0"),
        (deed(CLOSED, 2, action="handle"), "HISTORY_NO_LINE", "2"),
        (deed(CLOSED, 2, action="unheard-of"), "HISTORY_NO_LINE", "2"),
        (deed(CLOSED, 4, target="nowhere"), "HISTORY_NO_LINE", "4"),
        (deed(CLOSED, 3, role="resident"), "HISTORY_WRONG_ROLE", "3"),
        (changed(CLOSED, 3, on_behalf_of="r-9"), "HISTORY_WRONG_PROXY", "3"),
        (changed(CLOSED, 2, facts=()), "HISTORY_CONDITION_UNMET", "2"),
        (changed(CLOSED, 4, by=CLOSED.history[3].by), "HISTORY_CONDITION_UNMET", "4"),
    ],
    ids=count(),
)
def test_a_record_that_the_table_does_not_allow_is_found(case: Case, code: str, seq: str) -> None:
    assert (code, seq) in found(case, OLD)
    assert {each for _, each in found(case, OLD) if each != "-"} == {seq}


def test_an_unmet_condition_brings_its_own_words_along() -> None:
    (finding,) = verify_history(changed(CLOSED, 4, by=CLOSED.history[3].by), OLD)
    assert dict(finding.details)["code"] == "OWN_WORK"
    assert finding.text("zh").startswith("第 4 条“居民评事”：")
    assert finding.text().startswith("record 4 (residents rate): ")
    assert finding.advice("zh") == "请与原件核对第 4 条"


def test_a_bound_that_was_passed_is_found_where_it_was_passed() -> None:
    case = walked(NEW, (1, 0, 1, 0))  # returned and supplemented, twice
    once_more = [
        attrs.evolve(record, seq=seq, at=record.at + timedelta(days=9))
        for seq, record in enumerate(case.history[1:3], 5)
    ]
    assert [record.action for record in once_more] == ["return", "supplement"]
    endless = attrs.evolve(case, history=(*case.history, *once_more))
    findings = verify_history(endless, NEW)
    assert [dict(each.details)["code"] for each in findings] == ["BOUND_REACHED"]
    assert [dict(each.details)["seq"] for each in findings] == ["5"]


def test_a_record_after_the_end_is_found() -> None:
    last = CLOSED.history[-1]
    more = attrs.evolve(last, seq=5, deed=Deed("resident", "rate", "rated", "rated"))
    assert found(attrs.evolve(CLOSED, history=(*CLOSED.history, more)), OLD) == [("HISTORY_AFTER_END", "5")]


def test_a_wrong_role_is_named_in_the_words_of_the_table() -> None:
    (finding,) = verify_history(deed(CLOSED, 3, role="resident"), OLD)
    assert finding.text("zh").endswith("由 党委 办理，记录为 居民")
    assert dict(finding.details)["code"] == "resident"
    (finding,) = verify_history(deed(CLOSED, 3, role="unheard-of"), OLD)
    assert finding.text("zh").endswith("记录为 unheard-of")


def test_one_bad_record_does_not_hide_the_next() -> None:
    twice = deed(deed(CLOSED, 1, role="resident"), 3, role="resident")
    assert found(twice, OLD) == [("HISTORY_WRONG_ROLE", "1"), ("HISTORY_WRONG_ROLE", "3")]


def test_a_standing_that_the_table_does_not_have_is_found() -> None:
    open_end = attrs.evolve(CLOSED, standing=attrs.evolve(CLOSED.standing, is_final=False))
    (finding,) = verify_history(open_end, OLD)
    assert finding.code == "HISTORY_STANDING_DIFFERS"
    assert dict(finding.details) == {"state": "rated", "procedure": OLD.identity}


def test_every_finding_names_the_case_and_speaks_both_languages() -> None:
    late = attrs.evolve(CLOSED.history[-1], seq=5, deed=Deed("resident", "rate", "rated", "rated"))
    findings: list[Finding] = [
        *verify_history(deed(CLOSED, 2, action="handle"), OLD),
        *verify_history(deed(CLOSED, 0, action="sort"), OLD),
        *verify_history(deed(CLOSED, 3, role="resident"), OLD),
        *verify_history(changed(CLOSED, 3, on_behalf_of="r-9"), OLD),
        *verify_history(changed(CLOSED, 2, facts=()), OLD),
        *verify_history(attrs.evolve(CLOSED, history=(*CLOSED.history, late)), OLD),
        *verify_history(fact(MIGRATED, 2, outcome="parking@1#0"), OLD, NEW),
        *verify_history(deed(MIGRATED, 2, target="nowhere"), OLD, NEW, plans=(PLAN,)),
        *verify_history(back_and_forth(giver="parking@1#0"), OLD, NEW),
        *verify_history(in_no_plan(walked(NEW, ())), NEW),
        *verify_history(for_themselves(CLOSED, 4), OLD),
    ]
    messages = {each.code for each in vars(history).values() if isinstance(each, Message)}
    assert {each.code for each in findings} == messages
    for each in findings:
        assert each.subject == "C-1"
        assert any("\u4e00" <= character <= "\u9fff" for character in each.text("zh"))
        assert each.text("en").isascii()


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


def in_no_plan(case: Case) -> Case:
    """Return a case that somebody wrote into another state by a migration from a table to itself."""
    pinned = Fact(
        kind=MIGRATION, giver=case.procedure, outcome=case.procedure, reference="none", about=case.id
    )
    way = Deed("nobody", MIGRATE, case.state, "awaiting_rating")
    record = Record(case_id=case.id, seq=len(case.history), at=LATER, by="x", deed=way, facts=(pinned,))
    return attrs.evolve(case, standing=NEW.table.state("awaiting_rating"), history=(*case.history, record))


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


def for_themselves(case: Case, seq: int) -> Case:
    """Return a case with a record on behalf of whoever took it, as an older release wrote it."""
    record = case.history[seq]
    stored = Record(
        case_id=case.id, seq=seq, at=record.at, by=record.by, deed=record.deed, facts=record.facts
    )
    object.__setattr__(stored, "on_behalf_of", stored.by)
    return attrs.evolve(case, history=(*case.history[:seq], stored, *case.history[seq + 1 :]))


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


def back_and_forth(*, giver: str | None) -> Case:
    """Return a case that was migrated and then back again, from where `giver` says."""
    back = Fact(kind=MIGRATION, about="C-1", outcome=OLD.identity, reference=BACK.digest, giver=giver)
    way = Deed("party_committee", MIGRATE, "listed", "sorted")
    record = Record(case_id="C-1", seq=3, at=LATER, by="p-1", deed=way, facts=(back,))
    about = attrs.evolve(MIGRATED.matter, procedure=OLD.identity)
    records = (*MIGRATED.history, record)
    return attrs.evolve(MIGRATED, matter=about, standing=OLD.table.state("sorted"), history=records)


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


# ------------------------------------------------------------------ misuse


@pytest.mark.parametrize("case", [None, "C-1", CLOSED.to_document(), CLOSED.history], ids=count())
def test_what_is_no_case_is_refused(case: Case) -> None:
    with pytest.raises(InvalidValue, match="must be a Case") as caught:
        verify_history(case, OLD)
    assert caught.value.value == type(case).__name__
    with pytest.raises(InvalidValue, match="must be a Case"):
        stretches(case)


@pytest.mark.parametrize("procedure", [None, OLD.identity, OLD.table], ids=count())
def test_what_is_no_procedure_is_refused(procedure: Procedure) -> None:
    with pytest.raises(InvalidValue, match="must be a Procedure"):
        verify_history(CLOSED, procedure)
    with pytest.raises(InvalidValue, match="must be a Procedure"):
        Shelf.of([OLD, procedure], plans=())


@pytest.mark.parametrize("plans", [None, PLAN, [None], [PLAN.digest], "plan"], ids=count())
def test_what_is_no_plan_is_refused(plans: list[Migration]) -> None:
    with pytest.raises(InvalidValue, match="Migration") as caught:
        verify_history(MIGRATED, OLD, NEW, plans=plans)
    assert caught.value.what == "plans"


def test_the_refusal_of_a_history_names_every_finding() -> None:
    findings = verify_history(deed(CLOSED, 3, role="resident"), OLD)
    refused = HistoryRefused("C-1", findings)
    assert refused.findings == findings
    assert "record 3" in str(refused)
    assert "第 3 条" in refused.text("zh")
    assert isinstance(refused, ValueError)
