"""Ten thousand tamperings of each kind with stored journals: all are found, each in its place.

Three sorts are tried: journals of cases' records, of any documents, and of very little.  What is changed, and
where, is drawn from a seed, so that every run tries the same.
"""

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from communitygov.core.canonical import Document, Json
from communitygov.core.chain import Entry, Payload, Row, verify_entries
from communitygov.core.journal import Journal
from communitygov.core.merkle import EMPTY_HASH, chained
from communitygov.core.shared_journal import SharedJournal
from communitygov.deliberation import five_step
from communitygov.errors import DocumentError, InvalidValue
from communitygov.procedure.history.dossier import Dossier
from communitygov.testing.walks import walked

TRIED = 10_000


class Tampering(NamedTuple):
    """The rows of a journal, the same after somebody changed them, and the first that is bad.

    The place is none where what is left fits together, so that only the head that was kept tells.
    """

    rows: list[Entry]
    changed: list[Row]
    place: int | None

    @property
    def is_idle(self) -> bool:
        """Whether nothing was changed after all."""
        if len(self.rows) != len(self.changed):
            return False
        pairs = zip(self.rows, self.changed, strict=True)
        return all(new == (STORED[old.head] if isinstance(new, bytes) else old) for old, new in pairs)


def seeded(name: str) -> random.Random:
    """Return what draws the same things in every run."""
    return random.Random(name)  # noqa: S311  no secret


def a_document(rng: random.Random) -> Document:
    """Return a small document."""
    leaves: list[Json] = [None, True, 0, rng.randrange(2**53), "", "龙桥", f"w-{rng.randrange(99)}", [], {}]
    return {f"{rng.choice('abcde')}{number}": rng.choice(leaves) for number in range(rng.randrange(4))}


def journals(rng: random.Random) -> Iterator[Journal]:
    """Return journals of three sorts, no two of which begin alike."""
    for number in range(12):
        journal = Journal().append({"number": number})
        for _ in range(rng.randrange(2, 8)):
            journal = journal.append(a_document(rng))
        yield journal
    for number in range(8):
        case = walked(five_step(), rng.choices(range(9), k=rng.randrange(2, 6)), case_id=f"C-{number}")
        yield Dossier.open(case, salt=rng.randbytes(16)).journal
    yield Journal().append({}).append({"a": 0})


ROWS = [list(journal) for journal in journals(seeded("journals"))]
STORED = {entry.head: entry.to_json() for rows in ROWS for entry in rows}
#: A first entry stands for itself; any other one fits its own journal alone.
LATER = [entry for rows in ROWS for entry in rows[1:]]


def drawn(rng: random.Random) -> tuple[list[Entry], int]:
    """Return the rows of a journal and a position in it."""
    rows = rng.choice(ROWS)
    return rows, rng.randrange(len(rows))


def at_place(rows: list[Entry], at: int, row: Row) -> Tampering:
    """Return the tampering that puts `row` in the place of the one there, and is found there."""
    return Tampering(rows, [*rows[:at], row, *rows[at + 1 :]], at)


def fitting(rows: list[Entry], at: int, document: Document) -> Entry:
    """Return an entry as a forger makes it who knows how heads are computed."""
    before = bytes.fromhex(rows[at - 1].head) if at else EMPTY_HASH
    content = Payload.from_document(document)
    return Entry(position=at, payload=content, head=chained(before, content.content).hex())


def numbered(rows: list[Entry]) -> list[Row]:
    """Return the rows numbered in the order in which they stand."""
    return [Entry(position=at, payload=row.payload, head=row.head) for at, row in enumerate(rows)]


# ------------------------------------------------------------------ the kinds


def flip_a_bit(rng: random.Random) -> Tampering:
    """Flip one bit of an entry's stored JSON."""
    rows, at = drawn(rng)
    stored = bytearray(STORED[rows[at].head])
    stored[rng.randrange(len(stored))] ^= 1 << rng.randrange(8)
    return at_place(rows, at, bytes(stored))


def change_a_byte(rng: random.Random) -> Tampering:
    """Write another byte, put one in, or leave one out, in an entry's stored JSON."""
    rows, at = drawn(rng)
    stored = STORED[rows[at].head]
    place, written = rng.randrange(len(stored)), bytes([rng.randrange(256)])
    before, after = stored[:place], stored[place + rng.randrange(2) :]
    return at_place(rows, at, before + rng.choice((written, b"")) + after)


def change_the_payload(rng: random.Random) -> Tampering:
    """Write another payload and leave position and head."""
    rows, at = drawn(rng)
    other = Payload.from_document(a_document(rng))
    return at_place(rows, at, Entry(position=at, payload=other, head=rows[at].head))


def change_a_byte_of_the_payload(rng: random.Random) -> Tampering:
    """Change one byte of the payload's content itself."""
    rows, at = drawn(rng)
    content = bytearray(rows[at].payload.content)
    content[rng.randrange(len(content))] ^= rng.randrange(1, 256)
    return at_place(rows, at, Entry(position=at, payload=Payload(bytes(content)), head=rows[at].head))


def insert(rng: random.Random) -> Tampering:
    """Put in an entry of the same journal or another, or a forged one whose head fits."""
    rows, at = drawn(rng)
    forged = fitting(rows, at, a_document(rng))
    extra = rng.choice((rng.choice(LATER), rng.choice(rows[1:]), forged))
    place = at + 1 if extra in (forged, rows[at]) else at
    return Tampering(rows, [*rows[:at], extra, *rows[at:]], place)


def delete(rng: random.Random) -> Tampering:
    """Leave out an entry that is not the last, and perhaps number the others anew."""
    rows, at = drawn(rng)
    at = min(at, len(rows) - 2)
    kept = [*rows[:at], *rows[at + 1 :]]
    return Tampering(rows, rng.choice((numbered(kept), [*kept])), at)


def swap(rng: random.Random) -> Tampering:
    """Let two entries change places, with their numbers or without."""
    rows, at = drawn(rng)
    other = rng.choice([place for place in range(len(rows)) if place != at])
    swapped = list(rows)
    swapped[at], swapped[other] = rows[other], rows[at]
    return Tampering(rows, rng.choice((numbered(swapped), [*swapped])), min(at, other))


def replace(rng: random.Random) -> Tampering:
    """Put an entry of the same journal or another in the place of one."""
    rows, at = drawn(rng)
    return at_place(rows, at, rng.choice((rng.choice(LATER), rng.choice(rows[1:]))))


def replace_by_one_that_fits(rng: random.Random) -> Tampering:
    """Put a forged entry in the place of one; its head fits, that of the next one does not."""
    rows, at = drawn(rng)
    forged = fitting(rows, at, {"forged": rng.randrange(2**53)})
    return at_place(rows, at, forged)._replace(place=at + 1 if at + 1 < len(rows) else None)


def truncate(rng: random.Random) -> Tampering:
    """Cut off the end; nothing is wrong with what is left."""
    rows, at = drawn(rng)
    return Tampering(rows, [*rows[:at]], None)


def swap_the_beginning(rng: random.Random) -> Tampering:
    """Put the beginning of another valid journal in the place of this one's."""
    rows = rng.choice(ROWS)
    other = rng.choice([each for each in ROWS if each is not rows])
    length = rng.randrange(1, len(other) + 1)
    return Tampering(rows, [*other[:length], *rows[length:]], length if length < len(rows) else None)


def swap_the_beginning_of_an_entry(rng: random.Random) -> Tampering:
    """Put the beginning of another entry's JSON in the place of this one's."""
    rows, at = drawn(rng)
    stored, other = STORED[rows[at].head], STORED[rng.choice(LATER).head]
    length = rng.randrange(1, min(len(stored), len(other)))
    return at_place(rows, at, other[:length] + stored[length:])


def rewrite(rng: random.Random) -> Tampering:
    """Write the journal anew from some place to its end, as a forger does who computes all heads."""
    rows, at = drawn(rng)
    anew = rows[:at]
    for place in range(at, len(rows)):
        anew.append(fitting(anew, place, {"forged": rng.randrange(2**53)}))
    return Tampering(rows, [*anew], None)


KINDS: list[Callable[[random.Random], Tampering]] = [
    flip_a_bit,
    change_a_byte,
    change_the_payload,
    change_a_byte_of_the_payload,
    insert,
    delete,
    swap,
    replace,
    replace_by_one_that_fits,
    truncate,
    swap_the_beginning,
    swap_the_beginning_of_an_entry,
    rewrite,
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_tampering_is_found_in_its_place(kind: Callable[[random.Random], Tampering]) -> None:
    rng = seeded(f"tampering: {kind.__name__}")
    found = 0
    while found < TRIED:
        tampering = kind(rng)
        if tampering.is_idle:
            continue
        rows, changed, place = tampering
        report = verify_entries(changed, head=rows[-1].head)
        assert not report.is_intact, tampering
        assert report.first_bad == place, tampering
        assert report.version == (len(changed) if place is None else place)
        found += 1
    assert found == TRIED


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_journal_is_read_from_rows_that_were_tampered_with(
    kind: Callable[[random.Random], Tampering],
) -> None:
    rng = seeded(f"reading: {kind.__name__}")
    for _ in range(200):
        rows, changed, place = tampering = kind(rng)
        if tampering.is_idle:
            assert Journal.from_entries(changed, head=rows[-1].head).entries == tuple(rows)
            continue
        with pytest.raises(DocumentError) as caught:
            Journal.from_entries(changed, head=rows[-1].head)
        assert caught.value.path == ("$.head" if place is None else f"$.entries[{place}]")


@pytest.mark.parametrize(
    "rows", [None, 7, "rows", b"[]", object(), {"entries": []}, Journal], ids=lambda rows: type(rows).__name__
)
def test_what_is_no_collection_of_entries_is_refused_by_its_type(rows: object) -> None:
    for read in (verify_entries, Journal.from_entries):
        with pytest.raises(InvalidValue, match="must be a collection of entries") as caught:
            read(rows)  # type: ignore[operator]
        assert (caught.value.what, caught.value.value) == ("rows", type(rows).__name__)
    for hold in (Journal, SharedJournal):
        with pytest.raises(InvalidValue) as caught:
            hold(rows or rows is None or 0)  # type: ignore[arg-type]
        assert caught.value.value in {type(rows).__name__, "bool"}


@pytest.mark.parametrize("head", [7, b"e3", object()], ids=lambda head: type(head).__name__)
def test_what_is_no_head_is_refused_by_its_type(head: str) -> None:
    for read in (verify_entries, Journal.from_entries):
        with pytest.raises(InvalidValue, match="head: ") as caught:
            read((), head=head)  # type: ignore[operator]
        assert caught.value.value == type(head).__name__


def test_no_dossier_is_read_from_a_file_in_which_a_bit_was_flipped() -> None:
    rng = seeded("files")
    case = walked(five_step(), (0, 3))
    dossier = Dossier.open(case, salt=rng.randbytes(16))
    stored = dossier.to_json()
    for _ in range(2_000):
        changed = bytearray(stored)
        changed[rng.randrange(len(stored))] ^= 1 << rng.randrange(8)
        with pytest.raises(DocumentError):
            Dossier.from_json(bytes(changed))
