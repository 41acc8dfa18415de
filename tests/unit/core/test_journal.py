"""A journal grows at its end only, and says so."""

import copy
import pickle
import sys
import threading
from itertools import chain, count, islice, repeat

import pytest

from communitygov.core.canonical import Document, Json
from communitygov.core.chain import Row
from communitygov.core.journal import Journal
from communitygov.core.merkle import (
    EMPTY_HASH,
    leaf_hash,
    node_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from communitygov.core.privacy import Sensitive
from communitygov.errors import DocumentError, InvalidValue, StaleVersion

PAYLOADS: list[Document] = [{"votes": 12}, {"note": "龙桥"}, {}]


def filled(*payloads: Document) -> Journal:
    journal = Journal()
    for payload in payloads:
        journal = journal.append(payload)
    return journal


JOURNAL = filled(*PAYLOADS)


def test_a_journal_begins_empty() -> None:
    assert Journal().version == 0
    assert Journal().entries == ()
    assert Journal().head == EMPTY_HASH.hex()
    assert Journal().root() == EMPTY_HASH.hex()
    assert Journal().verify().is_intact


def test_entries_stand_in_their_order_with_position_payload_and_head() -> None:
    assert JOURNAL.version == 3
    assert [entry.position for entry in JOURNAL] == [0, 1, 2]
    assert [entry.payload.to_document() for entry in JOURNAL] == PAYLOADS
    assert JOURNAL.entries[-1].head == JOURNAL.head
    assert JOURNAL.entries == tuple(JOURNAL)


def test_the_head_is_chained_with_the_prefixes_of_the_description() -> None:
    head = EMPTY_HASH
    for payload in (b'{"votes":12}', '{"note":"龙桥"}'.encode(), b"{}"):
        head = node_hash(head, leaf_hash(payload))
    assert JOURNAL.head == head.hex()


def test_appending_leaves_the_journal_as_it_was() -> None:
    before = filled({"votes": 12})
    after = before.append({"votes": 9})
    assert before.version == 1
    assert after.version == 2
    assert after.entries[:1] == before.entries


def test_two_journals_may_grow_from_one() -> None:
    left, right = JOURNAL.append({"a": 1}), JOURNAL.append({"a": 2})
    assert left != right
    assert left.entries[:3] == right.entries[:3] == JOURNAL.entries
    assert left.verify().is_intact
    assert right.verify().is_intact


@pytest.mark.parametrize("expected", [0, 2, 4, -1, 10**5_000], ids=count())
def test_a_writer_who_read_another_version_is_told(expected: int) -> None:
    with pytest.raises(StaleVersion, match="found 3") as caught:
        JOURNAL.append({"a": 1}, expected_version=expected)
    assert (caught.value.expected, caught.value.found) == (expected, 3)
    assert JOURNAL.append({"a": 1}, expected_version=3).version == 4


def test_of_many_writers_who_read_the_same_version_one_wins() -> None:
    lock, won, lost = threading.Lock(), [], []
    holder = [Journal()]

    def write(number: int) -> None:
        for _ in range(50):
            read = holder[0]
            entry = read.append({"by": number}, expected_version=read.version)
            with lock:
                try:
                    holder[0].append({"by": number}, expected_version=read.version)
                except StaleVersion:
                    lost.append(number)
                else:
                    holder[0] = entry
                    won.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert holder[0].version == len(won)
    assert len(won) + len(lost) == 400
    assert [entry.payload.to_document()["by"] for entry in holder[0]] == won
    assert holder[0].verify().is_intact


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (None, "WRONG_TYPE"),
        ([], "WRONG_TYPE"),
        ({"a": 0.5}, "WRONG_TYPE"),
        ({"a": "\ud800"}, "LONE_SURROGATE"),
    ],
    ids=count(),
)
def test_what_is_no_document_is_not_recorded(payload: Document, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        Journal().append(payload)
    assert caught.value.code == code


def test_a_full_journal_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communitygov.core.chain.LONGEST_JOURNAL", 3)
    with pytest.raises(InvalidValue, match="begin another"):
        JOURNAL.append({})


def test_a_journal_comes_from_append_only() -> None:
    for newest in ("x", JOURNAL.entries[0], 7):
        with pytest.raises(InvalidValue, match="must come from append"):
            Journal(newest)  # type: ignore[arg-type]


# ------------------------------------------------------------------ equality, printing, copying


def test_journals_are_equal_when_their_heads_are() -> None:
    assert filled(*PAYLOADS) == JOURNAL
    assert hash(filled(*PAYLOADS)) == hash(JOURNAL)
    assert filled(*PAYLOADS[:2]) != JOURNAL
    assert Journal() != JOURNAL
    assert JOURNAL != "journal"


def test_the_repr_shows_no_entry() -> None:
    journal = filled({"phone": "555-0100"})
    assert repr(journal) == f"Journal(version=1, head='{journal.head[:4]}…')"


def test_a_journal_survives_pickling_and_copying() -> None:
    assert pickle.loads(pickle.dumps(JOURNAL)) == JOURNAL  # noqa: S301  made here
    assert copy.deepcopy(JOURNAL) == JOURNAL
    assert pickle.loads(pickle.dumps(Journal())) == Journal()  # noqa: S301  made here


def test_a_long_journal_is_compared_pickled_printed_and_dropped_without_running_deep() -> None:
    journal = Journal()
    for number in range(30_000):
        journal = journal.append({"number": number})
    assert sys.getrecursionlimit() < 30_000
    assert journal == pickle.loads(pickle.dumps(journal))  # noqa: S301  made here
    assert repr(journal).startswith("Journal(version=30000")
    assert journal.verify(head=journal.head).is_intact
    assert next(islice(journal, 29_999, None)).payload.to_document() == {"number": 29_999}
    del journal


# ------------------------------------------------------------------ verifying


def test_a_kept_head_is_compared() -> None:
    assert JOURNAL.verify(head=JOURNAL.head).is_intact
    assert not JOURNAL.verify(head=filled(*PAYLOADS[:2]).head).is_intact
    assert not JOURNAL.verify(head="").is_intact


def test_an_entry_is_proved_to_stand_in_the_journal() -> None:
    for entry in JOURNAL:
        proof = JOURNAL.inclusion_proof(entry.position)
        assert verify_inclusion(entry.payload.content, proof, root=JOURNAL.root())
    assert not verify_inclusion(b'{"votes":13}', JOURNAL.inclusion_proof(0), root=JOURNAL.root())


def test_an_earlier_journal_is_proved_to_be_the_beginning() -> None:
    for version in range(4):
        earlier = filled(*PAYLOADS[:version])
        proof = JOURNAL.consistency_proof(version)
        assert verify_consistency(proof, earlier_root=earlier.root(), root=JOURNAL.root())


def test_the_root_is_that_of_the_payloads() -> None:
    contents = [entry.payload.content for entry in JOURNAL]
    assert JOURNAL.root() == tree_root([leaf_hash(content) for content in contents]).hex()


# ------------------------------------------------------------------ documents


def test_a_journal_is_written_with_every_entry_and_its_head() -> None:
    document = JOURNAL.to_document()
    assert list(document) == ["$kind", "schema", "entries", "head"]
    assert document["head"] == JOURNAL.head
    assert document["entries"] == [entry.to_document() for entry in JOURNAL]
    assert Journal.from_document(document) == JOURNAL
    assert Journal.from_json(JOURNAL.to_json()) == JOURNAL


def changed(path: list[str | int], value: Json) -> Document:
    """Return the document of the journal with one place changed."""
    document = copy.deepcopy(JOURNAL.to_document())
    place: object = document
    for step in path[:-1]:
        place = place[step]  # type: ignore[index]
    place[path[-1]] = value  # type: ignore[index]
    return document


@pytest.mark.parametrize(
    ("path", "value", "code", "where"),
    [
        (["entries", 1, "payload"], {"note": "华阳"}, "TAMPERED", "$.entries[1]"),
        (["entries", 2, "head"], "0" * 64, "TAMPERED", "$.entries[2]"),
        (["entries", 0, "position"], 1, "TAMPERED", "$.entries[0]"),
        (["entries"], [], "TAMPERED", "$.head"),
        (["head"], "0" * 64, "TAMPERED", "$.head"),
        (["head"], None, "TAMPERED", "$.head"),
        (["head"], 7, "TAMPERED", "$.head"),
        (["entries", 1, "head"], 7, "WRONG_TYPE", "$.entries[1].head"),
        (["entries", 1, "head"], "E3", "WRONG_VALUE", "$.entries[1].head"),
        (["entries", 1, "payload"], [], "WRONG_TYPE", "$.entries[1].payload"),
        (["entries", 1, "payload"], {"a": 0.5}, "WRONG_TYPE", "$.entries[1].payload.a"),
        (["entries", 1], "row", "WRONG_TYPE", "$.entries[1]"),
        (["entries"], {}, "WRONG_TYPE", "$.entries"),
        (["more"], 1, "EXTRA_FIELD", "$.more"),
        (["schema"], 2, "UNKNOWN_SCHEMA", "$.schema"),
        (["$kind"], "finding", "WRONG_KIND", "$.$kind"),
    ],
    ids=count(),
)
def test_a_journal_that_was_tampered_with_is_refused_with_the_place(
    path: list[str | int], value: Json, code: str, where: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        Journal.from_document(changed(path, value))
    assert (caught.value.code, caught.value.path) == (code, where)


# ------------------------------------------------------------------ from stored entries


def test_a_journal_is_read_from_its_entries_in_whatever_form_they_are_stored() -> None:
    forms: list[list[Row]] = [
        [*JOURNAL],
        [each.to_document() for each in JOURNAL],
        [each.to_json() for each in JOURNAL],
        [each.to_json().decode() for each in JOURNAL],
    ]
    for rows in forms:
        again = Journal.from_entries(iter(rows), head=JOURNAL.head)
        assert again == JOURNAL
        assert again.entries == JOURNAL.entries
    assert Journal.from_entries(()) == Journal()


def test_entries_that_do_not_fit_are_refused_with_the_place_of_the_first() -> None:
    rows = [each.to_json() for each in JOURNAL]
    for bad, path in (
        ([*rows[:1], rows[2]], "$.entries[1]"),
        ([rows[0].replace(b"12", b"13"), *rows[1:]], "$.entries[0]"),
        ([*rows, b"{}"], "$.entries[3]"),
    ):
        with pytest.raises(DocumentError) as caught:
            Journal.from_entries(bad)
        assert (caught.value.code, caught.value.path) == ("TAMPERED", path)


def test_a_cut_tail_is_refused_against_the_head_that_was_kept_and_not_without() -> None:
    rows = [each.to_json() for each in JOURNAL][:2]
    assert Journal.from_entries(rows).version == 2
    with pytest.raises(DocumentError) as caught:
        Journal.from_entries(rows, head=JOURNAL.head)
    assert caught.value.path == "$.head"


def test_rows_without_end_are_read_no_further_than_a_journal_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("chain", "journal"):
        monkeypatch.setattr(f"communitygov.core.{module}.LONGEST_JOURNAL", 3)
    assert Journal.from_entries(JOURNAL) == JOURNAL
    with pytest.raises(InvalidValue, match="must hold at most"):
        Journal.from_entries(chain(JOURNAL, repeat(JOURNAL.entries[0])), head=JOURNAL.head)


# ------------------------------------------------------------------ personal data


def test_erasing_a_personal_datum_leaves_the_journal_whole() -> None:
    phone = Sensitive.seal("555-0100", salt=bytes(range(16)))
    journal = filled({"case": "LQ-1", "phone": phone.to_document()})
    assert b"555" not in journal.to_json()
    kept = Sensitive.from_document(journal.entries[0].payload.to_document()["phone"])
    assert kept == phone.erased()
    assert journal.verify(head=journal.head).is_intact


@pytest.mark.determinism
def test_the_same_entries_give_the_same_head_under_every_hash_seed() -> None:
    journal = filled({"龙": 1, "a": 2, "b": {"z": 1, "y": 2}})
    assert journal.head == "8354aa3c5878fe5b3c6242fc97504593011702378a18d090da8fe9345c3e5285"
