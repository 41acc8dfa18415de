"""Laws of the history: what was done is restored, what was migrated goes on, and nothing illegal passes."""

import pickle
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.core.merkle import leaf_hash, tree_root, verify_consistency, verify_inclusion
from communitygov.errors import DocumentError, InvalidValue, StaleVersion
from communitygov.organisation.actor import Actor
from communitygov.procedure.case import Case, Record
from communitygov.procedure.history.dossier import WITHHELD_TITLE, Dossier
from communitygov.procedure.history.migration import MigrationRefused, departures, migrate, migrate_all
from communitygov.procedure.history.stretch import first_procedure, migration_of, stretches
from communitygov.procedure.history.verification import HistoryRefused, verify_history
from communitygov.testing.strategies.core import salts
from communitygov.testing.strategies.history import (
    STRATEGIES,
    MigratedCase,
    Succession,
    dossiers,
    migrated_cases,
    successions,
    walked_on,
)
from communitygov.testing.strategies.procedure import cases, procedures

#: A walk is long and there are many laws of it; so each is tried on fewer of them.
on_walks = settings(max_examples=max(10, settings.default.max_examples * 2 // 5) if settings.default else 40)

KINDS = sorted(STRATEGIES, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@on_walks
@given(data=st.data())
def test_every_value_is_written_and_read_back(kind: type[Value], data: st.DataObject) -> None:
    make: Callable[[], st.SearchStrategy[Any]] = STRATEGIES[kind]
    value = data.draw(make())
    assert kind.from_document(value.to_document()) == value
    assert Value.from_json(value.to_json()) == value
    assert kind.from_json(value.to_json()).to_json() == value.to_json()
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301  made in this line
    assert len(repr(value)) < 4_000


# ------------------------------------------------------------------ dossiers


@on_walks
@given(made=migrated_cases(), salt=salts())
def test_a_dossier_restores_the_case_whose_records_it_holds(made: MigratedCase, salt: bytes) -> None:
    dossier = Dossier.open(made.case, salt=salt)
    assert dossier.restored(*made.procedures, plans=made.plans) == made.case
    assert dossier.version == len(made.case.history) + 1
    assert dossier.findings(*made.procedures, plans=made.plans) == ()


@on_walks
@given(made=migrated_cases(), salt=salts())
def test_a_dossier_kept_up_at_every_step_is_the_one_opened_at_the_end(
    made: MigratedCase, salt: bytes
) -> None:
    case = made.case
    kept = Dossier.open(shortened(case, 1), salt=salt)
    for length in range(1, len(case.history) + 1):
        kept = kept.continued(shortened(case, length), expected_version=kept.version)
    assert kept == Dossier.open(case, salt=salt)
    assert kept.continued(case) == kept


def shortened(case: Case, length: int) -> Case:
    """Return the case as it was after its first records, for what reads its records alone."""
    history = case.history[:length]
    state = attrs.evolve(case.standing, code=history[-1].target)
    pin = first_procedure(case.history, last=case.procedure)
    for record in history:
        fact = migration_of(record)
        pin = fact.outcome if fact else pin
    return attrs.evolve(
        case, matter=attrs.evolve(case.matter, procedure=pin), standing=state, history=history
    )


@on_walks
@given(made=migrated_cases(), salt=salts(), data=st.data())
def test_a_dossier_that_is_behind_or_ahead_or_elsewhere_is_not_overwritten(
    made: MigratedCase, salt: bytes, data: st.DataObject
) -> None:
    case = made.case
    assume(len(case.history) > 1)
    length = data.draw(st.integers(1, len(case.history) - 1))
    dossier, earlier = Dossier.open(case, salt=salt), shortened(case, length)
    with pytest.raises(StaleVersion):
        dossier.continued(earlier)
    with pytest.raises(StaleVersion):
        Dossier.open(earlier, salt=salt).continued(case, expected_version=dossier.version)
    last = attrs.evolve(case.history[-1], by="somebody-else")
    with pytest.raises(InvalidValue, match=f"entry {len(case.history)} of the dossier"):
        dossier.continued(attrs.evolve(case, history=(*case.history[:-1], last)))


@on_walks
@given(dossier=dossiers(), data=st.data())
def test_erasing_the_title_changes_no_entry_no_head_and_no_proof(
    dossier: Dossier, data: st.DataObject
) -> None:
    erased = dossier.erased()
    assert erased == dossier
    assert erased.title.is_withheld
    assert erased.to_json() == dossier.to_json()
    assert erased.verify(head=dossier.head).is_intact
    root = dossier.journal.root()
    for entry in dossier.journal:
        proof = erased.journal.inclusion_proof(entry.position)
        assert verify_inclusion(entry.payload.content, proof, root=root)
    earlier = data.draw(st.integers(0, dossier.version))
    leaves = [leaf_hash(entry.payload.content) for entry in dossier.journal][:earlier]
    proof = erased.journal.consistency_proof(earlier)
    assert verify_consistency(proof, earlier_root=tree_root(leaves).hex(), root=root)


@on_walks
@given(case=cases(), salt=salts(), words=st.text("龙桥小区晾衣无处", min_size=6, max_size=30))
def test_the_title_is_in_no_document_no_repr_and_no_table(case: Case, salt: bytes, words: str) -> None:
    titled = attrs.evolve(case, matter=attrs.evolve(case.matter, title=words))
    dossier = Dossier.open(titled, salt=salt)
    shown = dossier.to_json().decode() + repr(dossier) + str(dossier) + dossier._repr_html_()
    assert words not in shown
    assert Dossier.from_json(dossier.to_json()).title.is_withheld
    again = Dossier.from_json(dossier.to_json()).with_title(words, salt=salt)
    assert again._matter().title == words  # noqa: SLF001
    assert dossier.erased()._matter().title == WITHHELD_TITLE  # noqa: SLF001


# ------------------------------------------------------------------ what is legal


@on_walks
@given(made=migrated_cases())
def test_what_was_walked_and_migrated_is_legal(made: MigratedCase) -> None:
    assert verify_history(made.case, *made.procedures, plans=made.plans) == ()
    parts = stretches(made.case)
    assert [record for part in parts for record in part.records] == list(made.case.history)
    assert [part.procedure for part in parts] == [each.identity for each in made.procedures][: len(parts)]


@on_walks
@given(made=migrated_cases(), data=st.data())
def test_a_history_whose_procedure_is_not_given_is_not_called_legal(
    made: MigratedCase, data: st.DataObject
) -> None:
    needed = {part.procedure for part in stretches(made.case) if part.records}
    missing = data.draw(st.sampled_from(sorted(needed)))
    given_ = [each for each in made.procedures if each.identity != missing]
    codes = {finding.code for finding in verify_history(made.case, *given_, plans=made.plans)}
    assert "HISTORY_PROCEDURE_MISSING" in codes


@on_walks
@given(made=migrated_cases(), data=st.data())
def test_a_migration_whose_plan_is_not_given_is_found_with_its_number(
    made: MigratedCase, data: st.DataObject
) -> None:
    assume(made.plans)
    missing = data.draw(st.integers(0, len(made.plans) - 1))
    kept = [each for number, each in enumerate(made.plans) if number != missing]
    (finding,) = verify_history(made.case, *made.procedures, plans=kept)
    seqs = [record.seq for record in made.case.history if migration_of(record)]
    assert (finding.code, dict(finding.details)["seq"]) == ("HISTORY_PLAN_MISSING", str(seqs[missing]))


@on_walks
@given(made=migrated_cases(), data=st.data())
def test_a_migration_to_another_state_than_planned_is_not_restored(
    made: MigratedCase, data: st.DataObject
) -> None:
    assume(made.plans)
    last = max(record.seq for record in made.case.history if migration_of(record))
    record, states = made.case.history[last], made.procedures[-1].table.states
    others = [each for each in states if not each.is_final and each.code != record.target]
    assume(others)
    state = data.draw(st.sampled_from(others))
    moved = attrs.evolve(record, deed=attrs.evolve(record.deed, target=state.code))
    case = attrs.evolve(made.case, standing=state, history=(*made.case.history[:last], moved))
    with pytest.raises(HistoryRefused, match="the plan says otherwise"):
        Dossier.open(case, salt=bytes(16)).restored(*made.procedures, plans=made.plans)


@on_walks
@given(made=migrated_cases(), data=st.data())
def test_a_record_in_a_role_that_no_line_has_is_found_with_its_number(
    made: MigratedCase, data: st.DataObject
) -> None:
    seq = data.draw(st.integers(0, len(made.case.history) - 1))
    record = made.case.history[seq]
    assume(migration_of(record) is None)
    changed = replaced(
        made.case, attrs.evolve(record, deed=attrs.evolve(record.deed, role="nobody-has-this"))
    )
    found = [
        each
        for each in verify_history(changed, *made.procedures, plans=made.plans)
        if each.code == "HISTORY_WRONG_ROLE"
    ]
    assert [dict(each.details)["seq"] for each in found] == [str(seq)]


@on_walks
@given(made=migrated_cases(), data=st.data())
def test_a_record_by_another_action_is_found_with_its_number(made: MigratedCase, data: st.DataObject) -> None:
    seq = data.draw(st.integers(0, len(made.case.history) - 1))
    record = made.case.history[seq]
    changed = replaced(
        made.case, attrs.evolve(record, deed=attrs.evolve(record.deed, action="no-such-action"))
    )
    found = verify_history(changed, *made.procedures, plans=made.plans)
    assert found
    if migration_of(record) is None:  # without the last one, the stretches before it are taken for others
        assert min(int(dict(each.details)["seq"]) for each in found if "seq" in dict(each.details)) == seq


def replaced(case: Case, record: Record) -> Case:
    """Return the case with another record in the place of one."""
    history = (*case.history[: record.seq], record, *case.history[record.seq + 1 :])
    return attrs.evolve(case, history=history)


# ------------------------------------------------------------------ migration


@on_walks
@given(succession=successions(), data=st.data())
def test_a_live_case_goes_on_where_the_plan_leads_and_a_closed_one_stays(
    succession: Succession, data: st.DataObject
) -> None:
    old, new, plan = succession
    case = data.draw(cases(procedure=old))
    by, at = Actor("p-1", roles=plan.roles), case.history[-1].at + timedelta(days=1)
    if case.is_closed:
        with pytest.raises(MigrationRefused, match="is closed"):
            migrate(case, plan, procedures=(old, new), by=by, at=at)
        return
    after = migrate(case, plan, procedures=(old, new), by=by, at=at)
    assert after.history[:-1] == case.history
    assert (after.state, after.procedure) == (dict(plan.states)[case.state], new.identity)
    assert (after.id, after.title, after.grid) == (case.id, case.title, case.grid)
    fact = migration_of(after.history[-1])
    assert fact is not None
    assert (fact.giver, fact.outcome, fact.reference) == (old.identity, new.identity, plan.digest)
    assert departures(after, plan) == ()
    on = walked_on(new, after, choices=data.draw(st.binary(max_size=6)))
    assert verify_history(on, old, new, plans=(plan,)) == ()
    altered = Dossier.open(
        replaced(on, attrs.evolve(on.history[0], deed=attrs.evolve(on.history[0].deed, role="x"))),
        salt=bytes(16),
    )
    with pytest.raises(HistoryRefused, match="record 0"):
        altered.restored(old, new, plans=(plan,))


@on_walks
@given(succession=successions(), data=st.data())
def test_many_are_migrated_as_each_alone(succession: Succession, data: st.DataObject) -> None:
    old, new, plan = succession
    drawn = data.draw(st.lists(cases(procedure=old, longest=4), max_size=3))
    strangers = data.draw(st.lists(cases(procedure=data.draw(procedures()), longest=2), max_size=1))
    by = Actor("p-1", roles=plan.roles)
    at = max((case.history[-1].at for case in (*drawn, *strangers)), default=None)
    assume(at is not None)
    alone: list[Case] = []
    for case in (*drawn, *strangers):
        try:
            alone.append(migrate(case, plan, procedures=(old, new), by=by, at=at))
        except MigrationRefused:
            continue
    report = migrate_all((*drawn, *strangers), plan, procedures=(old, new), by=by, at=at)
    assert list(report.migrated) == alone
    assert len(report.migrated) + len(report.refused) == len(drawn) + len(strangers)
    assert all(each.findings for each in report.refused)


# ------------------------------------------------------------------ documents


@on_walks
@given(dossier=dossiers(), data=st.data())
def test_a_dossier_with_a_changed_byte_is_refused_or_is_the_same(
    dossier: Dossier, data: st.DataObject
) -> None:
    stored = dossier.to_json()
    at, bit = data.draw(st.integers(0, len(stored) - 1)), data.draw(st.integers(0, 7))
    changed = stored[:at] + bytes([stored[at] ^ (1 << bit)]) + stored[at + 1 :]
    with pytest.raises(DocumentError):
        Dossier.from_json(changed)
