"""What is counted, and what is not."""

import attrs
import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.council import FOUR_CONSTITUENCIES, LOCAL_WORTHIES, Delegate
from communitygov.meeting.sitting import Choice, Sitting
from communitygov.meeting.tally import Counts, Tally


def test_a_sitting_is_counted_by_constituency(sitting: Sitting) -> None:
    more = sitting.council.with_delegate(Delegate("d-5", "local_worthies"))
    held = attrs.evolve(sitting, council=more).with_present(["d-1", "d-4", "d-5"])
    held = held.with_objection("d-5", about="LQ-1")
    for person, choice in (("d-1", Choice.YES), ("d-4", Choice.NO), ("d-5", Choice.ABSTAIN)):
        held = held.with_vote(person, about="LQ-1", choice=choice)
    tally = Tally.of(held, about="LQ-1")
    assert tally["two_committee_cadres"] == Counts(entitled=1, present=1, yes=1)
    assert tally["local_worthies"] == Counts(entitled=2, present=2, no=1, abstain=1, objections=1)
    assert tally["residents_representatives"] == Counts(entitled=1)
    assert tally.total == Counts(entitled=5, present=3, yes=1, no=1, abstain=1, objections=1)
    assert (tally.council, tally.about, tally.missing) == ("four-party-council", "LQ-1", ())


def test_other_matters_strangers_and_votes_of_the_absent_are_not_counted(sitting: Sitting) -> None:
    held = sitting.with_present(["d-1", "x-1"]).with_objection("x-1", about="LQ-1")
    held = held.with_objection("d-1", about="LQ-2").with_vote("d-1", about="LQ-2", choice=Choice.YES)
    held = held.with_vote("d-2", about="LQ-1", choice=Choice.YES)
    held = held.with_vote("x-1", about="LQ-1", choice=Choice.YES)
    assert Tally.of(held, about="LQ-1").total == Counts(entitled=4, present=1)


def test_an_objection_of_a_delegate_who_is_absent_is_counted(sitting: Sitting) -> None:
    held = sitting.with_objection("d-2", about="LQ-1")
    assert Tally.of(held, about="LQ-1")["residents_representatives"] == Counts(entitled=1, objections=1)


def test_a_vacancy_shows_in_the_counts_and_other_faults_are_kept(sitting: Sitting) -> None:
    council = attrs.evolve(
        sitting.council, delegates=(*sitting.council.delegates[:3], Delegate("d-9", "merchants"))
    )
    tally = Tally.of(attrs.evolve(sitting, council=council), about="LQ-1")
    assert tally.scope.vacant == (LOCAL_WORTHIES,)
    assert [finding.code for finding in tally.flaws] == ["DELEGATE_UNKNOWN_CONSTITUENCY"]
    assert [finding.code for finding in tally.missing] == [
        "CONSTITUENCY_VACANT",
        "DELEGATE_UNKNOWN_CONSTITUENCY",
    ]
    assert set(tally.missing) == set(council.findings())


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"entitled": 2, "present": 3}, "present: 3 will not do; it must be at most entitled, 2"),
        ({"entitled": 3, "present": 2, "yes": 1, "no": 1, "abstain": 1}, "votes: 3 .* at most present, 2"),
        ({"entitled": 1, "objections": 2}, "objections: 2 .* at most entitled, 1"),
        ({"entitled": -1}, "entitled: -1"),
        ({"entitled": 1.0}, "entitled: 1.0"),
        ({"entitled": 1, "present": True}, "present: True"),
    ],
)
def test_counts_that_cannot_be_are_refused(given: dict[str, int], message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        Counts(**given)


def test_a_constituency_left_out_of_literal_counts_has_no_seat_filled() -> None:
    tally = Tally.from_counts(
        {"local_worthies": Counts(entitled=2)}, constituencies=iter(FOUR_CONSTITUENCIES)
    )
    assert len(tally.groups) == 4
    assert len(tally.scope.vacant) == 3
    assert tally.about is None


def test_counts_of_an_unknown_constituency_are_refused() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'local_worthies'"):
        Tally.from_counts({"local_worthy": Counts(entitled=2)}, constituencies=FOUR_CONSTITUENCIES)


def test_asking_for_an_unknown_constituency_suggests_the_nearest() -> None:
    tally = Tally.from_counts({}, constituencies=FOUR_CONSTITUENCIES)
    with pytest.raises(UnknownName, match="Did you mean 'local_worthies'"):
        tally["local_worthy"]


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ((), "none twice"),
        (((LOCAL_WORTHIES, Counts(entitled=1)), (LOCAL_WORTHIES, Counts(entitled=1))), "none twice"),
        ((LOCAL_WORTHIES,), "a constituency with its counts"),
        (((LOCAL_WORTHIES,),), "a constituency with its counts"),
        (((Counts(entitled=1), LOCAL_WORTHIES),), "a constituency with its counts"),
        ([(side, Counts(entitled=2**52)) for side in FOUR_CONSTITUENCIES[:2]], "at most .* seats together"),
    ],
    ids=["none", "twice", "no pair", "no counts", "wrong way round", "too many"],
)
def test_groups_are_distinct_constituencies_with_their_counts(
    groups: tuple[object, ...], message: str
) -> None:
    with pytest.raises(InvalidValue, match=message):
        Tally(groups=groups)


def test_a_scope_is_the_council_or_one_constituency_of_it() -> None:
    whole = Tally.from_counts({}, constituencies=FOUR_CONSTITUENCIES, council="LQ").scope
    assert (whole.subject, whole.who.en, whole.sole) == ("LQ", "all constituencies", None)
    each = list(whole.each())
    assert [scope.sole for scope in each] == list(FOUR_CONSTITUENCIES)
    assert (each[3].subject, each[3].who.zh) == ("local_worthies", "乡贤代表")
