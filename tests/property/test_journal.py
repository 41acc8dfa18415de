"""Laws of the journal: it grows at its end only, and no later change escapes."""

from collections.abc import Iterator
from hashlib import sha256

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from communitygov.core.canonical import Document, write
from communitygov.core.chain import verify_entries
from communitygov.core.journal import Journal
from communitygov.core.merkle import leaf_hash, tree_root, verify_consistency, verify_inclusion
from communitygov.errors import DocumentError, StaleVersion
from communitygov.testing.strategies.core import documents, journals

SMALL = Journal().append({"votes": 12, "龙": "桥"}).append({"votes": [9, None, True]}).append({})
STORED = [entry.to_json() for entry in SMALL]


def single_byte_changes(stored: bytes) -> Iterator[bytes]:
    """Return every copy with one bit flipped, or one byte left out, doubled, put in or swapped."""
    for at, byte in enumerate(stored):
        yield from (stored[:at] + bytes([byte ^ (1 << bit)]) + stored[at + 1 :] for bit in range(8))
        yield stored[:at] + stored[at + 1 :]
        yield stored[:at] + stored[at : at + 1] + stored[at:]
        yield from (stored[:at] + bytes([extra]) + stored[at:] for extra in b' \n0"a,:}]')
        if stored[at : at + 1] != stored[at + 1 : at + 2]:
            yield stored[:at] + stored[at + 1 : at + 2] + stored[at : at + 1] + stored[at + 2 :]


@pytest.mark.parametrize("position", range(3))
def test_every_change_of_a_byte_in_a_stored_entry_is_found_in_its_place(position: int) -> None:
    tried = 0
    for changed in single_byte_changes(STORED[position]):
        report = verify_entries([*STORED[:position], changed, *STORED[position + 1 :]])
        if changed != STORED[position]:
            assert report.first_bad == position, changed
            tried += 1
    assert tried > 1_000


def test_every_change_of_a_byte_in_a_journal_s_file_is_refused_or_changes_nothing() -> None:
    stored = SMALL.to_json()
    refused = 0
    for changed in single_byte_changes(stored):
        try:
            again = Journal.from_json(changed)
        except DocumentError:
            refused += 1
        else:
            assert again == SMALL
            assert again.to_json() == stored
    assert refused > 10_000


@st.composite
def tampered(draw: st.DrawFn) -> tuple[list[Document], list[Document]]:
    """Return the rows of a journal, and the same after somebody changed them."""
    rows = [entry.to_document() for entry in draw(journals(shortest=1, longest=6))]
    at = draw(st.integers(0, len(rows) - 1))
    other = draw(st.integers(0, len(rows) - 1))
    changed = list(rows)
    match draw(
        st.sampled_from(("payload", "head", "delete", "double", "insert", "swap", "replace", "renumber"))
    ):
        case "payload":
            changed[at] = {**rows[at], "payload": draw(documents())}
        case "head":
            changed[at] = {**rows[at], "head": draw(st.binary(min_size=32, max_size=32)).hex()}
        case "delete":
            del changed[at]
        case "double":
            changed.insert(at, rows[at])
        case "insert":
            changed.insert(at, rows[other])
        case "swap":
            changed[at], changed[other] = rows[other], rows[at]
        case "replace":
            changed[at] = rows[other]
        case _:
            del changed[at]
            changed = [{**row, "position": place} for place, row in enumerate(changed)]
    return rows, changed


@given(case=tampered())
def test_whatever_was_done_the_first_bad_entry_is_named(case: tuple[list[Document], list[Document]]) -> None:
    rows, changed = case
    differing = [at for at, (old, new) in enumerate(zip(rows, changed, strict=False)) if old != new]
    report = verify_entries(changed)
    if differing:
        assert report.first_bad == differing[0]
        assert report.version == differing[0]
    elif len(changed) > len(rows):
        assert report.first_bad == len(rows)
    else:
        assert report.is_intact  # untouched, or a cut tail, which no kept head gives away here


@given(journal=journals(shortest=1), data=st.data())
def test_a_cut_tail_shows_against_a_kept_head_and_not_without(journal: Journal, data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, journal.version - 1))
    rows = journal.entries[:kept]
    assert verify_entries(rows).is_intact
    assert not verify_entries(rows, head=journal.head).is_intact
    assert verify_entries(journal, head=journal.head).is_intact


@given(payloads=st.lists(documents(), max_size=6))
def test_the_head_is_the_fold_of_the_payloads(payloads: list[Document]) -> None:
    journal, head = Journal(), sha256(b"").digest()
    for version, payload in enumerate(payloads):
        before = journal
        journal = journal.append(payload, expected_version=version)
        head = sha256(b"\x01" + head + sha256(b"\x00" + write(payload)).digest()).digest()
        assert journal.head == head.hex()
        assert journal.version == version + 1
        assert journal.entries[:-1] == before.entries
        assert journal != before
    assert [entry.payload.to_document() for entry in journal] == payloads


@given(journal=journals(), expected=st.integers(-2, 8))
def test_an_append_is_taken_at_the_present_version_only(journal: Journal, expected: int) -> None:
    assume(expected != journal.version)
    with pytest.raises(StaleVersion):
        journal.append({}, expected_version=expected)


@given(journal=journals(longest=9), data=st.data())
def test_proofs_hold_for_the_true_list_only(journal: Journal, data: st.DataObject) -> None:
    root = journal.root()
    for entry in journal:
        proof = journal.inclusion_proof(entry.position)
        assert verify_inclusion(entry.payload.content, proof, root=root)
        other = data.draw(documents())
        is_same = write(other) == entry.payload.content
        assert verify_inclusion(write(other), proof, root=root) is is_same
    earlier = data.draw(st.integers(0, journal.version))
    leaves = [leaf_hash(entry.payload.content) for entry in journal]
    proof = journal.consistency_proof(earlier)
    assert verify_consistency(proof, earlier_root=tree_root(leaves[:earlier]).hex(), root=root)
    wrong = tree_root([leaf_hash(b"another"), *leaves[1:]]).hex()
    assert not verify_consistency(proof, earlier_root=wrong, root=root)


@given(journal=journals(), other=journals())
def test_journals_are_equal_exactly_when_their_entries_are(journal: Journal, other: Journal) -> None:
    assert (journal == other) is (journal.entries == other.entries)
    assert (journal.root() == other.root()) is (
        [each.payload for each in journal] == [each.payload for each in other]
    )


@given(journal=journals())
def test_reading_a_journal_back_gives_the_same_entries(journal: Journal) -> None:
    again = Journal.from_json(journal.to_json())
    assert again == journal
    assert again.entries == journal.entries
    assert again.to_json() == journal.to_json()
    assert [attrs.evolve(entry) for entry in again] == list(journal)
