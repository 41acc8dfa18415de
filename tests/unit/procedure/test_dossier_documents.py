"""A dossier is written down and read back, and has the same bytes everywhere."""

import subprocess
import sys
from datetime import timedelta
from itertools import count
from pathlib import Path

import attrs
import pytest
from tests.unit.procedure.dossiers import DOSSIER, EARLY, HEAD, NEW, OLD, SALT

from communitygov.core.canonical import Document, read
from communitygov.core.chain import verify_entries
from communitygov.core.document import Value
from communitygov.core.journal import Journal
from communitygov.core.privacy import Sensitive
from communitygov.errors import DocumentError, InvalidValue
from communitygov.procedure.history.dossier import Dossier
from communitygov.procedure.procedure import Procedure
from communitygov.testing.walks import walked

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
    old.check(), new.check(), *plan.cautions(old, new),
    *verify_history(report.migrated[0], old, plans=(plan,)),
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
