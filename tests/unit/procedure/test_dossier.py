"""A dossier keeps what was done in a journal and what people wrote beside it, and gives the case back."""

import pickle
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import attrs
import pytest

from communitygov.core.canonical import Document, read
from communitygov.core.chain import verify_entries
from communitygov.core.document import Value
from communitygov.core.journal import Journal
from communitygov.core.merkle import verify_consistency, verify_inclusion
from communitygov.core.privacy import Sensitive
from communitygov.deliberation import five_step, five_step_literal
from communitygov.errors import DocumentError, InvalidValue, StaleVersion
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.case import Case
from communitygov.procedure.history.dossier import WITHHELD_TITLE, Cover, Dossier
from communitygov.procedure.history.migration import migrate
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.history.verification import HistoryRefused
from communitygov.procedure.procedure import Procedure
from communitygov.testing.walks import walked

TITLE = "楼上夜间扰民 the neighbour above plays at night"
SALT = bytes(range(16))
OLD, NEW = five_step_literal(), five_step()
OFFICE = Actor("p-1", roles={Role.PARTY_COMMITTEE})
LATER = datetime(2024, 1, 2, tzinfo=UTC)


def titled(case: Case) -> Case:
    return attrs.evolve(case, matter=attrs.evolve(case.matter, title=TITLE))


#: raise; raise, accept; raise, accept, list.
EARLY, CASE, LATE = (titled(walked(NEW, choices)) for choices in ((), (0,), (0, 3)))
DOSSIER = Dossier.open(CASE, salt=SALT)
HEAD = DOSSIER.head
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
    assert dossier.restored(NEW, OLD) == MIGRATED
    for missing, given in ((NEW, OLD), (OLD, NEW)):
        with pytest.raises(InvalidValue) as caught:
            dossier.restored(given)
        assert caught.value.bound.en.endswith(missing.identity)
    before = Dossier.open(titled(walked(OLD, (0,))), salt=SALT)
    assert before.continued(MIGRATED) == dossier


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


# ------------------------------------------------------------------ documents


def test_a_dossier_reads_back_equal_without_its_title() -> None:
    again = Dossier.from_json(DOSSIER.to_json())
    assert again == DOSSIER
    assert Value.from_document(DOSSIER.to_document()) == DOSSIER
    assert again.to_json() == DOSSIER.to_json()
    assert again.records == DOSSIER.records
    assert hash(again) == hash(DOSSIER)


def test_a_journal_is_enough_for_a_dossier() -> None:
    rows = [entry.to_json() for entry in DOSSIER.journal]
    again = Dossier.from_journal(Journal.from_entries(rows, head=HEAD))
    assert again == DOSSIER
    assert again.title.is_withheld


def test_the_first_bad_entry_of_a_stored_dossier_is_named() -> None:
    rows = [entry.to_document() for entry in DOSSIER.journal]
    rows[1]["payload"] = {**DOSSIER.records[0].to_document(), "by": "r-2"}
    assert verify_entries(rows).first_bad == 1
    document: Document = DOSSIER.to_document()
    journal = document["journal"]
    assert isinstance(journal, dict)
    journal["entries"] = list(rows)
    with pytest.raises(DocumentError) as caught:
        Dossier.from_document(document)
    assert (caught.value.code, caught.value.path) == ("TAMPERED", "$.journal.entries[1]")


def appended(*documents: Document) -> Journal:
    journal = Journal()
    for document in documents:
        journal = journal.append(document)
    return journal


COVER, OPENING, ACCEPTED = (entry.payload.to_document() for entry in DOSSIER.journal)


@pytest.mark.parametrize(
    ("journal", "place"),
    [
        (Journal(), "0 entries"),
        (appended(COVER), "1 entries"),
        (appended(OPENING, ACCEPTED), "entry 0, $.$kind"),
        (appended(COVER, COVER), "entry 1, $.$kind"),
        (appended(COVER, OPENING, {**ACCEPTED, "seq": True}), "entry 2, $.seq"),
        (appended(COVER, {**OPENING, "seq": 1}), "entry 1: raise"),
        (appended(COVER, ACCEPTED), "entry 1: accept"),
        (appended(COVER, OPENING, OPENING), "entry 2: raise"),
        (appended(COVER, OPENING, {**ACCEPTED, "case_id": "C-2"}), "entry 2: accept"),
        (appended(COVER, OPENING, {**ACCEPTED, "at": "1999-01-01T00:00:00+00:00"}), "entry 2: accept"),
        (appended({**COVER, "grid": "龙桥"}, OPENING), "entry 0, $.grid"),
    ],
    ids=count(),
)
def test_a_journal_of_anything_else_is_no_dossier(journal: Journal, place: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Dossier.from_journal(journal)
    assert (caught.value.what, caught.value.value) == ("journal", place)
    document = {**DOSSIER.to_document(), "journal": journal.to_document()}
    with pytest.raises(DocumentError) as refused:
        Dossier.from_document(document)
    assert refused.value.path == "$.journal"


@pytest.mark.parametrize("journal", [None, (), DOSSIER.to_document(), DOSSIER], ids=count())
def test_what_is_no_journal_is_refused(journal: Journal) -> None:
    with pytest.raises(InvalidValue, match="must be a Journal"):
        Dossier.from_journal(journal)


def test_another_title_than_that_of_the_cover_is_refused() -> None:
    other = Sensitive.seal("another", salt=SALT)
    with pytest.raises(InvalidValue, match="title"):
        Dossier(title=other, journal=DOSSIER.journal)
    document = {**DOSSIER.to_document(), "title": other.to_document()}
    with pytest.raises(DocumentError) as caught:
        Dossier.from_document(document)
    assert caught.value.path == "$.title"


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


# ------------------------------------------------------------------ the same bytes everywhere

#: Everything of the topic that is written down, as one digest.
PROGRAM = """
import sys
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from communitygov.core.journal import Journal
from communitygov.deliberation import five_step, five_step_literal
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.history.dossier import Dossier
from communitygov.procedure.history.verification import verify_history
from communitygov.procedure.history.migration import migrate_all
from communitygov.procedure.history.migration_plan import Migration
from communitygov.testing.walks import walked

old, new = five_step_literal(), five_step()
leads = {"raised": "raised", "sorted": "listed", "deliberated": "decided", "handled": "awaiting_rating"}
plan = Migration(source=old.identity, target=new.identity, states=leads)
office = Actor("p-1", roles={Role.PARTY_COMMITTEE, "a", "b", "c"}, grids={"x", "y", "z"})
at = datetime(2024, 1, 2, 8, tzinfo=timezone(timedelta(hours=8)))
cases = [walked(old, (0,) * moves, case_id=f"C-{moves}") for moves in range(5)]
report = migrate_all(cases, plan, procedures=(old, new), by=office, at=at)
dossiers = [Dossier.open(case, salt=bytes(16)) for case in (*cases, *report.migrated)]
values = [
    old, new, plan, office, report, *cases, *dossiers, *(each.journal for each in dossiers),
    old.check(), new.check(), *plan.cautions(old, new), *verify_history(report.migrated[0], old),
    *(dossier.journal.inclusion_proof(0) for dossier in dossiers),
    *(dossier.verify() for dossier in dossiers),
]
digest = sha256()
for value in values:
    digest.update(value.to_json() + b"\\n")
digest.update("".join(repr(dossier) + dossier._repr_html_() for dossier in dossiers).encode())
print(len(values), digest.hexdigest())
"""


def written(**environment: str) -> str:
    """Return what the program prints in an interpreter of its own."""
    given = {"PYTHONPATH": ":".join(path for path in sys.path if Path(path).is_dir()), **environment}
    ran = subprocess.run([sys.executable, "-c", PROGRAM], env=given, capture_output=True, check=True)
    return ran.stdout.decode()


@pytest.mark.determinism
def test_documents_have_the_same_bytes_under_every_hash_seed() -> None:
    outputs = {written(PYTHONHASHSEED=seed) for seed in ("0", "1", "4294967295")}
    assert len(outputs) == 1
    assert int(outputs.pop().split()[0]) > 50


def test_documents_have_the_same_bytes_in_every_time_zone() -> None:
    zones = ("UTC", "Asia/Shanghai", "America/New_York")
    outputs = {written(PYTHONHASHSEED="0", TZ=zone) for zone in zones}
    assert len(outputs) == 1


def test_the_time_of_a_record_is_kept_as_it_was_given() -> None:
    first = attrs.evolve(EARLY.history[0], at=EARLY.history[0].at + timedelta(hours=1))
    dossier = Dossier.open(attrs.evolve(EARLY, history=(first,)), salt=SALT)
    stored = read(dossier.journal.entries[1].payload.content)
    assert isinstance(stored, dict)
    assert stored["at"] == "2023-05-04T10:00:00+00:00"


@pytest.mark.parametrize("procedure", [OLD, NEW], ids=count())
def test_every_walk_is_restored(procedure: Procedure) -> None:
    for choice in range(5):
        case = walked(procedure, [choice] * 7)
        assert Dossier.open(case, salt=SALT).restored(procedure) == case
