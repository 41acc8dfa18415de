"""A dossier keeps what was done in a journal and what people wrote beside it, and gives the case back."""

import pickle
from datetime import UTC, datetime
from itertools import count

import attrs
import pytest
from tests.unit.procedure.dossiers import CASE, DOSSIER, EARLY, HEAD, LATE, NEW, OLD, SALT, TITLE, titled

from communitygov.core.journal import Journal
from communitygov.core.merkle import verify_consistency, verify_inclusion
from communitygov.core.privacy import Sensitive
from communitygov.errors import InvalidValue, StaleVersion
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.case import Case
from communitygov.procedure.history.dossier import WITHHELD_TITLE, Cover, Dossier
from communitygov.procedure.history.migration import migrate
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.history.verification import HistoryRefused
from communitygov.testing.walks import walked

OFFICE = Actor("p-1", roles={Role.PARTY_COMMITTEE})
LATER = datetime(2024, 1, 2, tzinfo=UTC)
LEADS = {"raised": "raised", "sorted": "listed", "deliberated": "decided", "handled": "awaiting_rating"}
PLAN = Migration(source=OLD.identity, target=NEW.identity, states=LEADS)
MIGRATED = migrate(titled(walked(OLD, (0,))), PLAN, procedures=(OLD, NEW), by=OFFICE, at=LATER)


# ------------------------------------------------------------------ opened, kept up


def test_the_first_entry_is_the_cover_and_the_others_are_the_records() -> None:
    first, *others = (entry.payload.to_document() for entry in DOSSIER.journal)
    cover = Cover.from_document(first)
    assert (cover.id, cover.grid, cover.procedure) == (CASE.id, CASE.grid, NEW.identity)
    assert cover.title == Sensitive.seal(TITLE, salt=SALT)
    assert others == [record.to_document() for record in CASE.history]
    assert (DOSSIER.id, DOSSIER.grid, DOSSIER.procedure) == (CASE.id, CASE.grid, NEW.identity)
    assert (DOSSIER.records, DOSSIER.version, DOSSIER.head) == (CASE.history, 3, DOSSIER.journal.head)


@pytest.mark.parametrize("salt", [b"", bytes(15), "0" * 16, None], ids=count())
def test_a_title_is_sealed_with_a_salt_that_cannot_be_tried_out(salt: bytes) -> None:
    with pytest.raises(InvalidValue, match="salt"):
        Dossier.open(CASE, salt=salt)


def test_two_salts_give_two_heads() -> None:
    assert Dossier.open(CASE, salt=bytes(16)).head != HEAD


def test_what_was_done_since_is_appended() -> None:
    later = DOSSIER.continued(LATE, expected_version=3)
    assert later == Dossier.open(LATE, salt=SALT)
    assert later.journal.entries[:3] == DOSSIER.journal.entries
    assert DOSSIER.version == 3
    assert later.continued(LATE) == later


def test_a_title_that_was_withheld_does_not_keep_a_case_from_going_on() -> None:
    restored = DOSSIER.erased().restored(NEW)
    worker = Actor("grid_worker-1", roles={Role.GRID_WORKER}, grids={CASE.grid})
    further = NEW.apply(restored, "list", by=worker, at=LATE.history[-1].at)
    assert DOSSIER.continued(further).restored(NEW) == LATE


def test_a_writer_who_read_another_version_is_told() -> None:
    with pytest.raises(StaleVersion) as caught:
        DOSSIER.continued(LATE, expected_version=2)
    assert (caught.value.expected, caught.value.found) == (2, 3)


def test_a_case_that_is_behind_is_told_that_somebody_wrote_in_between() -> None:
    with pytest.raises(StaleVersion) as caught:
        DOSSIER.continued(EARLY)
    assert (caught.value.expected, caught.value.found) == (2, 3)


@pytest.mark.parametrize(
    ("case", "what"),
    [
        (titled(walked(NEW, (0,), case_id="C-2")), "case.id"),
        (attrs.evolve(CASE, matter=attrs.evolve(CASE.matter, grid="LQ-99")), "case.grid"),
        (attrs.evolve(CASE, matter=attrs.evolve(CASE.matter, procedure=OLD.identity)), "case.procedure"),
        (titled(walked(NEW, (1,))), "case.history"),
    ],
    ids=count(),
)
def test_what_does_not_continue_the_dossier_is_refused(case: Case, what: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        DOSSIER.continued(case)
    assert caught.value.what == what


def test_the_first_record_that_differs_is_named() -> None:
    other = titled(walked(NEW, (0, 4)))
    with pytest.raises(InvalidValue, match=r"'2: withdraw' .* as in entry 3 of the dossier"):
        Dossier.open(LATE, salt=SALT).continued(other)


@pytest.mark.parametrize("case", [None, CASE.id, CASE.to_document(), DOSSIER], ids=count())
def test_what_is_no_case_is_refused(case: Case) -> None:
    with pytest.raises(InvalidValue, match="must be a Case"):
        Dossier.open(case, salt=SALT)
    with pytest.raises(InvalidValue, match="must be a Case"):
        DOSSIER.continued(case)


# ------------------------------------------------------------------ the title


def test_the_title_stands_in_no_document_no_repr_and_no_error() -> None:
    shown = [repr(DOSSIER), str(DOSSIER), DOSSIER._repr_html_(), DOSSIER.to_json().decode()]
    with pytest.raises(InvalidValue) as caught:
        DOSSIER.with_title(TITLE, salt=bytes(16))
    shown += [str(caught.value), caught.value.text("zh")]
    for words in ("扰民", "neighbour"):
        assert not any(words in each for each in shown)
    assert pickle.loads(pickle.dumps(DOSSIER)).title.is_withheld  # noqa: S301  made in this line


def test_erasing_the_title_leaves_chain_and_proofs_as_they_were() -> None:
    erased = DOSSIER.erased()
    assert erased.title.is_withheld
    assert erased == DOSSIER
    assert erased.journal is DOSSIER.journal
    assert erased.verify(head=HEAD).is_intact
    cover, root = erased.journal.entries[0].payload.content, DOSSIER.journal.root()
    assert verify_inclusion(cover, erased.journal.inclusion_proof(0), root=root)
    earlier = Dossier.open(EARLY, salt=SALT).journal
    proof = erased.journal.consistency_proof(earlier.version)
    assert verify_consistency(proof, earlier_root=earlier.root(), root=root)


def test_a_placeholder_stands_for_a_title_that_was_erased() -> None:
    case = DOSSIER.erased().restored(NEW)
    assert case.title == WITHHELD_TITLE
    assert attrs.evolve(case, matter=CASE.matter) == CASE


def test_the_title_can_be_put_back_with_its_salt_and_no_other() -> None:
    stored = Dossier.from_json(DOSSIER.to_json())
    assert stored.title.is_withheld
    assert stored.with_title(TITLE, salt=SALT).restored(NEW) == CASE
    for content, salt in ((TITLE + " ", SALT), (TITLE, SALT + b"0"), ("", SALT)):
        with pytest.raises(InvalidValue, match="the title to which the cover is committed"):
            stored.with_title(content, salt=salt)


# ------------------------------------------------------------------ restored


def test_a_case_is_restored_from_the_entries_and_the_table() -> None:
    assert DOSSIER.restored(NEW) == CASE
    assert DOSSIER.restored(OLD, NEW) == CASE
    assert Dossier.open(LATE, salt=SALT).restored(NEW) == LATE
    assert DOSSIER.findings(NEW) == ()


def test_restoring_under_another_procedure_is_refused_with_both_identities() -> None:
    with pytest.raises(InvalidValue) as caught:
        DOSSIER.restored(OLD)
    assert NEW.identity in str(caught.value)
    assert OLD.identity in str(caught.value)
    with pytest.raises(InvalidValue, match="procedures"):
        DOSSIER.restored()


def test_a_case_that_was_migrated_is_restored_with_both_procedures() -> None:
    dossier = Dossier.open(MIGRATED, salt=SALT)
    assert dossier.procedure == OLD.identity
    assert dossier.restored(NEW, OLD, plans=(PLAN,)) == MIGRATED
    assert dossier.findings(NEW, OLD, plans=(PLAN,)) == ()
    for missing, given in ((NEW, OLD), (OLD, NEW)):
        with pytest.raises(InvalidValue) as caught:
            dossier.restored(given, plans=(PLAN,))
        assert caught.value.bound.en.endswith(missing.identity)
    before = Dossier.open(titled(walked(OLD, (0,))), salt=SALT)
    assert before.continued(MIGRATED) == dossier


def test_a_case_whose_plan_is_not_given_is_not_restored() -> None:
    dossier = Dossier.open(MIGRATED, salt=SALT)
    assert [each.code for each in dossier.findings(OLD, NEW)] == ["HISTORY_PLAN_MISSING"]
    with pytest.raises(HistoryRefused, match=PLAN.digest):
        dossier.restored(OLD, NEW)


def forged(dossier: Dossier, seq: int, **fields: object) -> Dossier:
    """Return a dossier written anew with another record, as a forger does who computes all heads."""
    journal = Journal()
    for entry in dossier.journal:
        document = entry.payload.to_document()
        if entry.position == seq + 1:
            document = attrs.evolve(dossier.records[seq], **fields).to_document()  # type: ignore[misc]
        journal = journal.append(document)
    return Dossier.from_journal(journal)


@pytest.mark.parametrize(
    ("seq", "role", "code"),
    [(0, "grid_worker", "HISTORY_WRONG_ROLE"), (1, "resident", "HISTORY_WRONG_ROLE")],
)
def test_a_record_that_the_table_does_not_allow_is_not_restored(seq: int, role: str, code: str) -> None:
    deed = attrs.evolve(DOSSIER.records[seq].deed, role=role)
    altered = forged(DOSSIER, seq, deed=deed)
    assert altered.verify().is_intact
    assert not altered.verify(head=HEAD).is_intact
    with pytest.raises(HistoryRefused, match=f"record {seq}") as caught:
        altered.restored(NEW)
    assert [each.code for each in caught.value.findings] == [code]
    assert [each.code for each in altered.findings(NEW)] == [code]


def test_a_state_that_the_table_does_not_have_is_not_restored() -> None:
    deed = attrs.evolve(DOSSIER.records[1].deed, target="nowhere")
    with pytest.raises(HistoryRefused, match="no line for accept from raised to nowhere"):
        forged(DOSSIER, 1, deed=deed).restored(NEW)


def test_a_cover_that_names_another_procedure_than_the_migration_leaves_is_found() -> None:
    journal = Journal()
    for entry in Dossier.open(MIGRATED, salt=SALT).journal:
        document = entry.payload.to_document()
        if entry.position == 0:
            document["procedure"] = NEW.identity
        journal = journal.append(document)
    codes = {each.code for each in Dossier.from_journal(journal).findings(OLD, NEW)}
    assert "HISTORY_PIN_BROKEN" in codes


# ------------------------------------------------------------------ shown


def test_it_shows_identifier_version_and_head() -> None:
    assert repr(DOSSIER) == f"Dossier(id='C-1', version=3, head='{HEAD[:4]}…', title=‹hidden›)"
    assert repr(DOSSIER.erased()).endswith("title=‹withheld›)")


def test_a_notebook_shows_each_entry_on_a_row() -> None:
    table = DOSSIER._repr_html_()
    assert table.count("<tr>") == 1 + DOSSIER.version
    for piece in ("C-1 · G-1", "cover", "raised → sorting", "grid_worker-1 (grid_worker)", f"{HEAD[:4]}…"):
        assert piece in table
    assert table.startswith("<table><caption>")
