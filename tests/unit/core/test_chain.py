"""Following the chain through stored entries: the first bad one is named, whatever was done to it."""

from collections.abc import Iterator
from itertools import count

import attrs
import pytest

from communitygov.core.canonical import Document, Json
from communitygov.core.chain import (
    LONGEST_JOURNAL,
    Entry,
    JournalReport,
    Payload,
    frozen_content,
    require_room,
    verify_entries,
)
from communitygov.core.journal import Journal
from communitygov.core.merkle import EMPTY_HASH, leaf_hash, node_hash
from communitygov.errors import DocumentError, InvalidValue

JOURNAL = Journal().append({"votes": 12}).append({"votes": 9}).append({"note": "龙桥"}).append({})
ROWS = [entry.to_document() for entry in JOURNAL]


def forged(position: int, payload: Document, before: str) -> Document:
    """Return a row as a forger makes it, who knows how the chain is computed."""
    content = Payload.from_document(payload)
    head = node_hash(bytes.fromhex(before), leaf_hash(content.content)).hex()
    return Entry(position=position, payload=content, head=head).to_document()


def found(rows: list[Document], *, head: str | None = None) -> tuple[int | None, str | None]:
    report = verify_entries(rows, head=head)
    assert report.is_intact is (report.finding is None)
    return report.first_bad, report.finding.code if report.finding else None


def test_a_journal_that_nobody_touched_is_intact() -> None:
    for rows in (
        JOURNAL,
        ROWS,
        [each.to_json() for each in JOURNAL],
        [each.to_json().decode() for each in JOURNAL],
    ):
        report = verify_entries(rows, head=JOURNAL.head)
        assert report == JournalReport(version=4, head=JOURNAL.head)
        assert report.is_intact


def test_nothing_is_intact() -> None:
    assert verify_entries([]) == JournalReport(version=0, head=EMPTY_HASH.hex())
    assert verify_entries([], head=EMPTY_HASH.hex()).is_intact


@pytest.mark.parametrize("position", range(4))
def test_an_altered_payload_is_found(position: int) -> None:
    rows = [*ROWS[:position], {**ROWS[position], "payload": {"votes": 13}}, *ROWS[position + 1 :]]
    assert found(rows) == (position, "JOURNAL_ENTRY_ALTERED")


@pytest.mark.parametrize("position", range(4))
def test_an_altered_head_is_found(position: int) -> None:
    rows = [*ROWS[:position], {**ROWS[position], "head": "0" * 64}, *ROWS[position + 1 :]]
    assert found(rows) == (position, "JOURNAL_ENTRY_ALTERED")


@pytest.mark.parametrize("position", range(3))
def test_a_removed_entry_is_found_in_its_place(position: int) -> None:
    assert found(ROWS[:position] + ROWS[position + 1 :]) == (position, "JOURNAL_ENTRY_MISPLACED")


@pytest.mark.parametrize("position", range(3))
def test_an_entry_that_was_removed_and_its_followers_renumbered_is_found(position: int) -> None:
    rows = [{**row, "position": at} for at, row in enumerate(ROWS[:position] + ROWS[position + 1 :])]
    assert found(rows) == (position, "JOURNAL_ENTRY_ALTERED")


@pytest.mark.parametrize("position", range(4))
def test_an_inserted_entry_is_found_in_its_place(position: int) -> None:
    assert found([*ROWS[:position], ROWS[3 - position], *ROWS[position:]])[0] in {position, position + 1}
    assert found([*ROWS[:position], {**ROWS[position], "payload": {}}, *ROWS[position:]])[0] in {
        position,
        position + 1,
    }


@pytest.mark.parametrize("position", range(4))
def test_an_inserted_entry_with_a_head_that_fits_is_found_behind_it(position: int) -> None:
    before = ROWS[position - 1]["head"] if position else EMPTY_HASH.hex()
    row = forged(position, {"votes": 99}, str(before))
    assert found([*ROWS[:position], row, *ROWS[position:]]) == (position + 1, "JOURNAL_ENTRY_MISPLACED")


@pytest.mark.parametrize(("one", "other"), [(0, 1), (0, 3), (1, 2), (2, 3)])
def test_swapped_entries_are_found_at_the_first_of_them(one: int, other: int) -> None:
    rows = list(ROWS)
    rows[one], rows[other] = rows[other], rows[one]
    assert found(rows) == (one, "JOURNAL_ENTRY_MISPLACED")


@pytest.mark.parametrize("position", range(3))
def test_a_replaced_entry_with_a_head_that_fits_is_found_behind_it(position: int) -> None:
    before = ROWS[position - 1]["head"] if position else EMPTY_HASH.hex()
    rows = [*ROWS[:position], forged(position, {"votes": 99}, str(before)), *ROWS[position + 1 :]]
    assert found(rows) == (position + 1, "JOURNAL_ENTRY_ALTERED")


# ------------------------------------------------------------------ what only a kept head shows


@pytest.mark.parametrize("kept", range(4))
def test_a_cut_tail_is_found_with_a_kept_head_only(kept: int) -> None:
    assert found(ROWS[:kept]) == (None, None)
    assert found(ROWS[:kept], head=JOURNAL.head) == (None, "JOURNAL_HEAD_DIFFERS")


def test_a_journal_that_was_written_anew_to_its_end_is_found_with_a_kept_head_only() -> None:
    anew = Journal().append({"votes": 12}).append({"votes": 10}).append({"note": "龙桥"}).append({})
    rows = [entry.to_document() for entry in anew]
    assert found(rows) == (None, None)
    assert found(rows, head=JOURNAL.head) == (None, "JOURNAL_HEAD_DIFFERS")


def test_a_bad_entry_is_named_before_a_head_that_differs() -> None:
    assert found(ROWS[1:], head=JOURNAL.head) == (0, "JOURNAL_ENTRY_MISPLACED")


# ------------------------------------------------------------------ rows that cannot be read


@pytest.mark.parametrize(
    "row",
    [
        None,
        7,
        [],
        {},
        "",
        b"",
        b"\xff",
        "\ud800",
        "{",
        "[" * 100_000,
        {**ROWS[0], "position": "0"},
        {**ROWS[0], "position": True},
        {**ROWS[0], "payload": None},
        {**ROWS[0], "payload": [1]},
        {**ROWS[0], "payload": {"a": 0.5}},
        {**ROWS[0], "head": "E3" * 32},
        {**ROWS[0], "more": 1},
        {**ROWS[0], "$kind": "finding"},
        {**ROWS[0], "schema": 2},
        JOURNAL.entries[0].to_json() + b" ",
        JOURNAL.entries[0].to_json().decode() + "\n",
        JOURNAL.entries[0].to_json().replace(b'"votes"', b'"\\u0076otes"'),
        object(),
    ],
    ids=count(),
)
def test_a_row_that_cannot_be_read_is_a_finding_and_no_error(row: Json) -> None:
    report = verify_entries([row, *ROWS[1:]])  # type: ignore[list-item]
    assert report.first_bad == 0
    assert report.finding is not None
    assert report.finding.code == "JOURNAL_ENTRY_UNREADABLE"
    assert report.version == 0


def test_a_finding_says_where_in_both_languages() -> None:
    finding = verify_entries(ROWS[:1] + ROWS[2:]).finding
    assert finding is not None
    assert finding.subject == "entry-1"
    assert finding.text("zh") == "第 1 条处是编号 2 的条目"
    assert finding.text() == "in the place of entry 1 stands number 2"
    assert dict(finding.details) == {"position": "1", "found": "2"}


def test_a_report_says_how_far_the_chain_holds() -> None:
    report = verify_entries(ROWS[:2] + ROWS[3:])
    assert (report.version, report.head) == (2, ROWS[1]["head"])


# ------------------------------------------------------------------ limits


def test_a_journal_has_room_for_a_million_entries() -> None:
    require_room(LONGEST_JOURNAL - 1)
    with pytest.raises(InvalidValue, match="at most 1000000 entries"):
        require_room(LONGEST_JOURNAL)


def test_rows_without_end_are_not_followed_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communitygov.core.chain.LONGEST_JOURNAL", 3)

    def endless() -> Iterator[Entry]:
        journal = Journal()
        for number in count():
            position = number % 3
            journal = (journal if position else Journal()).append({"number": position})
            yield attrs.evolve(journal.entries[-1], position=number) if number < 3 else journal.entries[0]

    with pytest.raises(InvalidValue, match="at most 3 entries"):
        verify_entries(endless())


@pytest.mark.parametrize("levels", [61, 62])
def test_a_payload_nests_as_deeply_as_the_document_of_a_journal_allows(levels: int) -> None:
    payload: Document = {}
    for _ in range(levels - 1):
        payload = {"a": payload}
    if levels == 61:
        journal = Journal().append(payload)
        assert Journal.from_json(journal.to_json()) == journal
    else:
        with pytest.raises(DocumentError) as caught:
            Journal().append(payload)
        assert caught.value.code == "TOO_DEEP"


def test_a_payload_is_no_larger_than_a_document() -> None:
    nearly = {str(number): "a" * 10_000 for number in range(1_046)}
    assert len(frozen_content(nearly)) < 10 * 2**20
    with pytest.raises(DocumentError) as caught:
        frozen_content({**nearly, "1": "a" * 10_000, "x": "a" * 10_000, "y": "a" * 10_000})
    assert caught.value.code == "TOO_LARGE"


@pytest.mark.parametrize("payload", [None, [], "a", 7, b"{}"], ids=count())
def test_a_payload_is_a_document(payload: object) -> None:
    with pytest.raises(DocumentError) as caught:
        Payload.from_document(payload)
    assert caught.value.code == "WRONG_TYPE"


def test_a_payload_is_frozen_when_taken_and_fresh_when_given() -> None:
    document: Document = {"votes": [12]}
    payload = Payload.from_document(document)
    document["votes"] = [13]
    given = payload.to_document()
    given["votes"] = [14]
    assert payload.to_document() == {"votes": [12]}
    assert payload == Payload.from_document({"votes": [12]})


def test_what_an_entry_records_is_hidden_in_its_repr() -> None:
    assert "555" not in repr(Journal().append({"phone": "555-0100"}).entries[0])


@pytest.mark.parametrize(
    "change",
    [{"position": -1}, {"position": None}, {"payload": {}}, {"head": "0"}, {"head": None}],
    ids=count(),
)
def test_an_entry_is_complete_when_made(change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        attrs.evolve(JOURNAL.entries[0], **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change", [{"version": -1}, {"head": ""}, {"finding": "X"}, {"first_bad": -1}], ids=count()
)
def test_a_report_is_complete_when_made(change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        attrs.evolve(verify_entries([]), **change)  # type: ignore[arg-type]


def test_a_payload_holds_bytes() -> None:
    with pytest.raises(InvalidValue):
        Payload("{}")  # type: ignore[arg-type]
