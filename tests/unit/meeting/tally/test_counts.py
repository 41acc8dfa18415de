"""The numbers of one constituency, and what cannot be."""

import pytest

from communitygov.errors import InvalidValue
from communitygov.meeting.tally.counts import Base, Count, Counts, Sums, added

SUMS = Sums(entitled=20, excused=2, present=12, yes=5, no=3, abstain=2, invalid=1, objections=4)


@pytest.mark.parametrize(
    ("base", "whole"),
    [
        (Base.ALL, 20),
        (Base.ELIGIBLE, 18),
        (Base.PRESENT, 12),
        (Base.PARTICIPATING, 11),
        (Base.VALID, 10),
        (Base.YES_NO, 8),
    ],
)
def test_each_of_the_six_bases_is_another_whole(base: Base, whole: int) -> None:
    assert SUMS.of(base) == whole


@pytest.mark.parametrize(
    ("count", "counted"), [(Count.PRESENT, 12), (Count.PARTICIPATING, 11), (Count.YES, 5)]
)
def test_what_may_be_asked_a_minimum_of(count: Count, counted: int) -> None:
    assert SUMS.counted(count) == counted


def test_who_has_not_voted_and_could_is_pending() -> None:
    assert SUMS.pending == 7


def test_counts_know_who_is_away_and_who_came_and_did_not_vote() -> None:
    counts = Counts.of(SUMS)
    assert counts.sums == SUMS
    assert (counts.absent, counts.not_voting) == (6, 1)


def test_counts_add_up() -> None:
    counts = Counts.of(SUMS)
    with pytest.raises(TypeError, match="unsupported operand"):
        counts + 1
    assert (counts + counts).sums == added([SUMS, SUMS]) == Sums(*(2 * each for each in SUMS))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"entitled": 2, "present": 3}, "present: 3 will not do; it must be at most eligible, 2"),
        ({"entitled": 2, "excused": 3}, "excused: 3 will not do; it must be at most entitled, 2"),
        (
            {"entitled": 2, "excused": 1, "present": 2},
            "present: 2 will not do; it must be at most eligible, 1",
        ),
        ({"entitled": 3, "present": 2, "yes": 1, "no": 1, "abstain": 1}, "votes: 3 .* at most present, 2"),
        ({"entitled": 3, "present": 2, "invalid": 3}, "votes: 3 .* at most present, 2"),
        ({"entitled": 2, "excused": 1, "objections": 2}, "objections: 2 .* at most eligible, 1"),
        ({"entitled": -1}, "entitled: -1"),
        ({"entitled": 1.0}, "entitled: 1.0"),
        ({"entitled": 1, "present": True}, "present: True"),
        ({"entitled": 2**53}, "at most 2"),
    ],
)
def test_counts_that_cannot_be_are_refused(given: dict[str, int], message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        Counts(**given)


def test_counts_that_come_to_more_than_a_document_holds_are_not_added() -> None:
    most = Counts(entitled=2**53 - 1)
    with pytest.raises(InvalidValue, match="entitled"):
        most + Counts(entitled=1)
