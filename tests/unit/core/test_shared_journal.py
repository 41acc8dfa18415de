"""Several threads write to one journal: each entry once, none lost, a late writer is told."""

import sys
import threading
from collections import Counter
from collections.abc import Iterator
from itertools import count

import pytest

from communitygov.core.journal import Journal
from communitygov.core.shared_journal import SharedJournal
from communitygov.errors import DocumentError, InvalidValue, StaleVersion

THREADS, APPENDS = 8, 1_000
BEGUN = Journal().append({"votes": 12})


@pytest.fixture
def eager_switches() -> Iterator[None]:
    """Let threads take turns as often as they can, so that a race would show."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


def test_it_begins_with_the_journal_given_or_with_an_empty_one() -> None:
    assert SharedJournal().newest == Journal()
    assert SharedJournal(BEGUN).newest is BEGUN


@pytest.mark.parametrize("journal", [(), {}, "journal", BEGUN.to_document(), 0], ids=count())
def test_it_holds_a_journal_and_nothing_else(journal: object) -> None:
    with pytest.raises(InvalidValue, match="must be a Journal"):
        SharedJournal(journal)  # type: ignore[arg-type]


def test_an_append_gives_the_journal_that_is_now_the_newest() -> None:
    shared = SharedJournal(BEGUN)
    after = shared.append({"votes": 9}, expected_version=1)
    assert shared.newest is after
    assert after == BEGUN.append({"votes": 9})
    assert BEGUN.version == 1


@pytest.mark.parametrize("expected", [0, 2, -1, None], ids=count())
def test_who_has_not_read_the_newest_is_told_and_nothing_is_written(expected: int) -> None:
    shared = SharedJournal(BEGUN)
    with pytest.raises(StaleVersion, match="found 1") as caught:
        shared.append({"votes": 9}, expected_version=expected)
    assert (caught.value.expected, caught.value.found) == (expected, 1)
    assert shared.newest is BEGUN


def test_a_payload_that_is_refused_writes_nothing_and_keeps_nobody_out() -> None:
    shared = SharedJournal(BEGUN)
    with pytest.raises(DocumentError):
        shared.append({"share": 0.5}, expected_version=1)  # type: ignore[dict-item]
    assert shared.newest is BEGUN
    assert shared.append({}, expected_version=1).version == 2


def test_it_shows_version_and_head_and_no_entry() -> None:
    assert repr(SharedJournal(BEGUN)) == f"SharedJournal({BEGUN!r})"
    assert "12" not in repr(SharedJournal(BEGUN)).replace(BEGUN.head[:4], "")


@pytest.mark.usefixtures("eager_switches")
def test_eight_threads_lose_no_append_and_leave_no_gap() -> None:
    shared = SharedJournal()
    taken: list[tuple[int, str]] = []  # `list.append` is atomic
    stale: list[int] = []
    start = threading.Barrier(THREADS)

    def write(thread: int) -> None:
        start.wait()
        for number in range(APPENDS):
            payload = f"{thread}-{number}"
            while True:
                read = shared.newest
                try:
                    after = shared.append({"note": payload}, expected_version=read.version)
                except StaleVersion as late:
                    stale.append(late.found - late.expected)
                else:
                    taken.append((after.version, payload))
                    break

    threads = [threading.Thread(target=write, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(version for version, _ in taken) == list(range(1, THREADS * APPENDS + 1))
    stored = [str(entry.payload.to_document()["note"]) for entry in shared.newest]
    assert stored == [payload for _, payload in sorted(taken)]
    assert Counter(stored) == Counter(f"{one}-{each}" for one in range(THREADS) for each in range(APPENDS))
    assert shared.newest.verify(head=shared.newest.head).version == THREADS * APPENDS
    assert all(behind > 0 for behind in stale)


@pytest.mark.usefixtures("eager_switches")
def test_of_eight_writers_who_read_the_same_version_one_is_first() -> None:
    for _round in range(200):
        shared = SharedJournal(BEGUN)
        results: list[str] = []
        start = threading.Barrier(THREADS)

        def write(
            thread: int,
            shared: SharedJournal = shared,
            start: threading.Barrier = start,
            results: list[str] = results,
        ) -> None:
            start.wait()
            try:
                shared.append({"by": thread}, expected_version=1)
            except StaleVersion:
                results.append("late")
            else:
                results.append("first")

        threads = [threading.Thread(target=write, args=(number,)) for number in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert Counter(results) == {"first": 1, "late": THREADS - 1}
        assert shared.newest.version == 2
