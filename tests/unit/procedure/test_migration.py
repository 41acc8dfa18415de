"""Live cases go on under another procedure by a plan that names every state, and the history says so."""

from datetime import UTC, datetime, timedelta
from itertools import count

import attrs
import pytest
from tests.unit.procedure.hall import NEW, NEWEST, OLD, hall, move, plan

from communitygov.core.finding import Message
from communitygov.deliberation import five_step, five_step_literal
from communitygov.errors import ActionRefused, CommunityGovError, InvalidValue
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.bound import DaysPassed, TakenFewer
from communitygov.procedure.case import Case
from communitygov.procedure.history import migration, migration_plan
from communitygov.procedure.history.migration import (
    MigrationRefused,
    MigrationReport,
    Unmigrated,
    departures,
    migrate,
    migrate_all,
)
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.history.stretch import migration_of
from communitygov.procedure.history.verification import verify_history
from communitygov.procedure.procedure import Procedure

OFFICE = Actor("p-1", roles={Role.PARTY_COMMITTEE})
RESIDENT = Actor("r-1", roles={Role.RESIDENT})
KEEPER = Actor("k-1", roles={"keeper"})
MONDAY = datetime(2023, 5, 8, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def asked(procedure: Procedure = OLD, case_id: str = "H-1") -> Case:
    return procedure.open(case_id, "choir", by=RESIDENT, at=MONDAY, grid="LQ-03")


def migrated(case: Case, by: Actor = OFFICE, at: datetime = MONDAY + DAY) -> Case:
    return migrate(case, plan(), procedures=(OLD, NEW), by=by, at=at)


def refused(case: Case, by: Actor = OFFICE, at: datetime = MONDAY + DAY) -> list[str]:
    with pytest.raises(MigrationRefused) as caught:
        migrated(case, by, at)
    assert caught.value.case_id == case.id
    return [each.code for each in caught.value.findings]


# ------------------------------------------------------------------ carrying it out


def test_a_live_case_goes_on_under_the_new_table() -> None:
    before = asked()
    after = migrated(before)
    assert (after.state, after.procedure) == ("applied", NEW.identity)
    assert after.standing == NEW.table.state("applied")
    assert after.history[:-1] == before.history
    assert (before.state, before.procedure) == ("asked", OLD.identity)
    granted = NEW.apply(after, "grant", by=KEEPER, at=MONDAY + 2 * DAY)
    assert granted.state == "granted"
    assert verify_history(granted, OLD, NEW, plans=(plan(),)) == ()


def test_the_record_says_who_when_from_where_to_where_and_by_which_plan() -> None:
    record = migrated(asked()).history[-1]
    assert (record.seq, record.by, record.at) == (1, "p-1", MONDAY + DAY)
    assert (record.role, record.action) == ("party_committee", "migrate")
    assert (record.source, record.target) == ("asked", "applied")
    fact = migration_of(record)
    assert fact is not None
    assert (fact.giver, fact.outcome, fact.reference) == (OLD.identity, NEW.identity, plan().digest)
    assert fact.about == "H-1"


def test_the_role_is_the_first_of_the_plan_that_is_held() -> None:
    shared = attrs.evolve(plan(), roles=("street_office", "keeper", "party_committee"))
    by = Actor("p-1", roles={"party_committee", "keeper"})
    after = migrate(asked(), shared, procedures=(OLD, NEW), by=by, at=MONDAY)
    assert after.history[-1].role == "keeper"


def test_the_old_procedure_no_longer_takes_the_case() -> None:
    with pytest.raises(InvalidValue, match="must have been opened under"):
        OLD.apply(migrated(asked()), "grant", by=KEEPER, at=MONDAY + 2 * DAY)


def test_a_closed_case_stays_where_it_ended() -> None:
    case = OLD.apply(asked(), "grant", by=KEEPER, at=MONDAY)
    closed = OLD.apply(case, "hand_back", by=KEEPER, at=MONDAY)
    assert refused(closed) == ["MIGRATION_OF_CLOSED"]


@pytest.mark.parametrize(
    "by",
    [KEEPER, Actor("p-1", roles=()), OFFICE.acting_for("p-2")],
    ids=("another role", "none", "a proxy"),
)
def test_only_a_role_of_the_plan_may_migrate_and_in_person(by: Actor) -> None:
    assert refused(asked(), by) == ["MIGRATION_NOT_ENTITLED"]


def test_a_migration_is_not_dated_back() -> None:
    assert refused(asked(), at=MONDAY - DAY) == ["MIGRATION_OUT_OF_ORDER"]
    assert migrated(asked(), at=MONDAY).history[-1].at == MONDAY


def test_a_case_under_another_procedure_is_told_from_where_the_plan_leads() -> None:
    assert refused(asked(NEWEST)) == ["MIGRATION_OF_ANOTHER"]


def test_a_history_that_the_old_table_does_not_allow_is_refused_with_the_place() -> None:
    case = OLD.apply(asked(), "grant", by=KEEPER, at=MONDAY)
    wrong = attrs.evolve(case.history[1], deed=attrs.evolve(case.history[1].deed, role="resident"))
    with pytest.raises(MigrationRefused, match="record 1: to grant is for keeper") as caught:
        migrated(attrs.evolve(case, history=(case.history[0], wrong)))
    assert [each.code for each in caught.value.findings] == ["HISTORY_WRONG_ROLE"]


def test_every_reason_is_given_at_once() -> None:
    case = OLD.apply(asked(), "grant", by=KEEPER, at=MONDAY)
    closed = OLD.apply(case, "hand_back", by=KEEPER, at=MONDAY)
    bad = attrs.evolve(plan(), states={"asked": "applied"})
    with pytest.raises(MigrationRefused) as caught:
        migrate(closed, bad, procedures=(OLD, NEW), by=KEEPER, at=MONDAY - DAY)
    assert [each.code for each in caught.value.findings] == [
        "MIGRATION_STATE_UNMAPPED",
        "MIGRATION_NOT_ENTITLED",
        "MIGRATION_OF_CLOSED",
        "MIGRATION_OUT_OF_ORDER",
    ]
    assert "；" in caught.value.text("zh")
    assert isinstance(caught.value, CommunityGovError)


@pytest.mark.parametrize("given", [(OLD,), (NEW,), (), (OLD, NEWEST)], ids=count())
def test_both_procedures_of_the_plan_must_be_given(given: tuple[Procedure, ...]) -> None:
    with pytest.raises(InvalidValue) as caught:
        migrate(asked(), plan(), procedures=given, by=OFFICE, at=MONDAY)
    assert caught.value.what == "procedures"
    assert caught.value.bound.en in {f"must hold {OLD.identity}", f"must hold {NEW.identity}"}


def test_misuse_is_an_error_of_the_library() -> None:
    with pytest.raises(InvalidValue, match="must be a Case"):
        migrated(asked().to_document())  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="time zone"):
        migrated(asked(), at=datetime(2023, 5, 9))  # noqa: DTZ001
    with pytest.raises(InvalidValue, match="Actor"):
        migrated(asked(), by="p-1")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="must be a Migration"):
        migrate(asked(), plan().to_document(), procedures=(OLD, NEW), by=OFFICE, at=MONDAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("nonsense", [None, 7, "case", object()], ids=count())
def test_nonsense_is_named_by_argument_and_type(nonsense: object) -> None:
    given: dict[str, object] = {"procedures": (OLD, NEW), "by": OFFICE, "at": MONDAY, "plans": ()}
    for name in given:
        for act in (migrate, migrate_all):
            with pytest.raises(InvalidValue) as caught:
                act(asked(), plan(), **{**given, name: nonsense})  # type: ignore[operator]
            assert caught.value.what == name
            assert type(nonsense).__name__ in str(caught.value.value)
    with pytest.raises(InvalidValue, match="cases: "):
        migrate_all(nonsense, plan(), procedures=(OLD, NEW), by=OFFICE, at=MONDAY)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="case: "):
        departures(nonsense, plan())  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="plan: "):
        departures(asked(), nonsense)  # type: ignore[arg-type]


# ------------------------------------------------------------------ afterwards


def test_a_second_migration_needs_every_procedure_of_the_case() -> None:
    second = plan(NEW, NEWEST, applied="applied", granted="lent")
    once = migrated(asked())
    every, tomorrow = (OLD, NEW, NEWEST), MONDAY + 2 * DAY
    twice = migrate(once, second, procedures=every, by=OFFICE, at=tomorrow, plans=(plan(),))
    assert (twice.state, twice.procedure) == ("applied", NEWEST.identity)
    assert [record.action for record in twice.history] == ["ask", "migrate", "migrate"]
    lent = NEWEST.apply(twice, "grant", by=KEEPER, at=MONDAY + 3 * DAY)
    assert verify_history(lent, *every, plans=(second, plan())) == ()
    with pytest.raises(MigrationRefused, match=f"from record 0 on it is under {OLD.identity}"):
        migrate(once, second, procedures=(NEW, NEWEST), by=OFFICE, at=tomorrow, plans=(plan(),))
    with pytest.raises(MigrationRefused, match=f"by the plan {plan().digest}, not given"):
        migrate(once, second, procedures=every, by=OFFICE, at=tomorrow)
    report = migrate_all((once,), second, procedures=every, by=OFFICE, at=tomorrow, plans=(plan(),))
    assert report.migrated == (twice,)


def test_what_was_done_before_counts_for_the_bounds_of_the_new_table() -> None:
    loop = move("extend", "granted", "granted", TakenFewer("extend", 1))
    before = hall(more=(loop,))
    after = hall(2, more=(loop,))
    case = before.apply(asked(before), "grant", by=KEEPER, at=MONDAY)
    case = before.apply(case, "extend", by=KEEPER, at=MONDAY)
    one = plan(before, after, asked="asked", granted="granted")
    case = migrate(case, one, procedures=(before, after), by=OFFICE, at=MONDAY)
    with pytest.raises(ActionRefused, match="1 is the most"):
        after.apply(case, "extend", by=KEEPER, at=MONDAY)


def test_days_go_on_where_the_state_keeps_its_code_and_begin_anew_where_not() -> None:
    def under(version: int, states: str) -> Procedure:
        wait = move("lapse", states.split(maxsplit=1)[0], "returned", DaysPassed(3))
        return hall(version, states=states, more=(wait,))

    old, same, other = under(1, "asked granted"), under(2, "asked granted"), under(2, "applied granted")
    for new, target, taken in ((same, "asked", True), (other, "applied", False)):
        one = plan(old, new, asked=target, granted="granted")
        case = migrate(asked(old), one, procedures=(old, new), by=OFFICE, at=MONDAY + 3 * DAY)
        reasons = new.explain(case, "lapse", by=KEEPER, at=MONDAY + 4 * DAY)
        assert (not reasons) is taken


# ------------------------------------------------------------------ many


def test_many_are_migrated_and_each_other_one_says_why_not() -> None:
    granted = OLD.apply(asked(case_id="H-2"), "grant", by=KEEPER, at=MONDAY)
    closed = OLD.apply(granted, "hand_back", by=KEEPER, at=MONDAY)
    cases = (asked(), granted, closed, asked(NEW, "H-4"))
    report = migrate_all(cases, plan(), procedures=(OLD, NEW), by=OFFICE, at=MONDAY + DAY)
    assert [(case.id, case.state) for case in report.migrated] == [("H-1", "applied"), ("H-2", "granted")]
    assert [(each.case.id, [finding.code for finding in each.findings]) for each in report.refused] == [
        ("H-2", ["MIGRATION_OF_CLOSED"]),
        ("H-4", ["MIGRATION_OF_ANOTHER"]),
    ]
    assert report.migrated[0] == migrated(asked())
    assert MigrationReport.from_json(report.to_json()) == report
    assert Unmigrated.from_json(report.refused[0].to_json()) == report.refused[0]


def test_of_nothing_nothing_is_migrated() -> None:
    report = migrate_all((), plan(), procedures=(OLD, NEW), by=OFFICE, at=MONDAY)
    assert report == MigrationReport(migrated=(), refused=())


def test_the_standard_table_takes_over_cases_of_the_literal_one() -> None:
    old, new = five_step_literal(), five_step()
    leads = {"raised": "raised", "sorted": "listed", "deliberated": "decided", "handled": "awaiting_rating"}
    one = Migration(source=old.identity, target=new.identity, states=leads)
    assert one.findings(old, new) == ()
    cautions = one.cautions(old, new)
    assert {each.code for each in cautions} == {"MIGRATION_COUNTED_ANEW", "MIGRATION_COUNTED_NO_MORE"}
    assert [each.subject for each in cautions if each.code == "MIGRATION_COUNTED_NO_MORE"] == [
        "sort",
        "handle",
    ]


# ------------------------------------------------------------------ against the plan


def test_a_migration_that_keeps_to_its_plan_does_not_depart_from_it() -> None:
    assert departures(migrated(asked()), plan()) == ()
    other = attrs.evolve(plan(), roles=("keeper",))
    assert departures(migrated(asked()), other) == ()  # it was another plan


@pytest.mark.parametrize(
    "change",
    [{"role": "keeper"}, {"source": "lost"}, {"target": "granted"}],
    ids=("role", "source", "target"),
)
def test_a_record_that_departs_from_the_plan_is_found(change: dict[str, str]) -> None:
    case = migrated(asked())
    record = attrs.evolve(case.history[1], deed=attrs.evolve(case.history[1].deed, **change))
    first = case.history[0]
    opening = attrs.evolve(first, deed=attrs.evolve(first.deed, target=record.source))
    standing = attrs.evolve(case.standing, code=record.target)
    changed = attrs.evolve(case, history=(opening, record), standing=standing)
    (finding,) = departures(changed, plan())
    assert finding.code == "MIGRATION_OFF_PLAN"
    assert dict(finding.details)["seq"] == "1"


def test_a_record_of_this_plan_that_leads_elsewhere_is_found() -> None:
    case = migrated(asked())
    fact = attrs.evolve(case.history[1].facts[0], outcome=NEWEST.identity)
    record = attrs.evolve(case.history[1], facts=(fact,))
    (finding,) = departures(attrs.evolve(case, history=(case.history[0], record)), plan())
    assert finding.code == "MIGRATION_OFF_PLAN"


def test_every_code_of_the_topic_speaks_both_languages() -> None:
    messages = [
        each
        for module in (migration, migration_plan)
        for each in vars(module).values()
        if isinstance(each, Message)
    ]
    assert len({each.code for each in messages}) == 9
    for each in messages:
        assert any("\u4e00" <= character <= "\u9fff" for character in each.words.zh + each.remedy.zh)
        assert each.words.en.isascii()
