"""What is counted, and what is not."""

import attrs
import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, LOCAL_WORTHIES, Constituency
from communitygov.meeting.council.council import Council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.measure import AREA, HEADS, HOUSEHOLDS
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.tally import Tally

OWNERS = Constituency("owners", "业主", "owners")
MERCHANTS = Constituency("merchants", "商户", "merchants")
WEIGHED = Electorate(
    constituencies=[OWNERS, MERCHANTS],
    voters=[
        Voter("o-1", "owners", weights={"area": 60}, parts={"unit-3"}),
        Voter("o-2", "owners", weights={"area": 10}),
        Voter("m-1", "merchants", weights={"area": 30}),
    ],
    measures=[AREA],
    council="block-7",
)


def test_a_vote_is_counted_by_constituency(council: Council) -> None:
    more = council.with_delegate(Delegate("d-5", "local_worthies"))
    tally = Tally.count(
        Electorate.of(more),
        {"d-1": Choice.YES, "d-4": Choice.NO, "d-5": Choice.ABSTAIN},
        present=["d-1", "d-4", "d-5"],
        objectors=["d-5"],
        about="LQ-1",
    )
    assert tally["two_committee_cadres"] == Counts(entitled=1, present=1, yes=1)
    assert tally["local_worthies"] == Counts(entitled=2, present=2, no=1, abstain=1, objections=1)
    assert tally["residents_representatives"] == Counts(entitled=1)
    assert tally.total == Counts(entitled=5, present=3, yes=1, no=1, abstain=1, objections=1)
    assert (tally.council, tally.about, tally.missing) == ("four-party-council", "LQ-1", ())


def test_a_vote_is_counted_by_every_measure_and_in_every_part() -> None:
    tally = Tally.count(WEIGHED, {"o-1": "yes", "m-1": "no"})
    assert tally.measured("area") == {
        "owners": Counts(entitled=70, present=60, yes=60),
        "merchants": Counts(entitled=30, present=30, no=30),
    }
    assert tally.measured(HEADS)["owners"] == tally["owners"] == Counts(entitled=2, present=1, yes=1)
    ((name, part),) = tally.parts
    assert (name, part["owners"]) == ("unit-3", Counts(entitled=1, present=1, yes=1))
    assert part.measured(AREA)["merchants"] == Counts(entitled=0)


def test_votes_of_the_absent_and_of_the_excused_are_not_counted(council: Council) -> None:
    electorate = Electorate.of(council, excused=["d-3"])
    tally = Tally.count(electorate, dict.fromkeys(["d-1", "d-2", "d-3"], Choice.YES), present=["d-1", "d-3"])
    assert tally.total == Counts(entitled=4, excused=1, present=1, yes=1)


def test_an_objection_of_somebody_absent_is_counted(council: Council) -> None:
    tally = Tally.count(Electorate.of(council), {}, objectors=["d-2"])
    assert tally["residents_representatives"] == Counts(entitled=1, objections=1)
    assert tally.total.objections == 1


def test_an_objection_of_somebody_excused_is_not_counted(council: Council) -> None:
    electorate = Electorate.of(council, excused=["d-2"])
    assert Tally.count(electorate, {}, objectors=["d-1", "d-2"]).total.objections == 1


def test_a_vacancy_shows_in_the_counts_and_other_faults_are_kept(council: Council) -> None:
    faulty = attrs.evolve(council, delegates=(*council.delegates[:3], Delegate("d-9", "merchants")))
    tally = Tally.count(Electorate.of(faulty), {})
    assert tally.scope.vacant == (LOCAL_WORTHIES,)
    assert [finding.code for finding in tally.missing] == [
        "CONSTITUENCY_VACANT",
        "DELEGATE_UNKNOWN_CONSTITUENCY",
    ]
    assert set(tally.missing) == set(faulty.findings())


def test_strangers_do_not_vote_and_the_first_of_them_is_named() -> None:
    with pytest.raises(UnknownName, match="No voter is called 'x-1'"):
        Tally.count(WEIGHED, {"x-3": Choice.YES, "o-1": Choice.YES, "x-1": Choice.NO})


@pytest.mark.parametrize("as_what", ["present", "objectors"])
def test_strangers_neither_come_nor_object(as_what: str) -> None:
    with pytest.raises(UnknownName, match="No voter is called 'guest'"):
        Tally.count(WEIGHED, {}, **{as_what: ["o-1", "x-1", "guest"]})
    with pytest.raises(UnknownName, match="No voter is called 7"):
        Tally.count(WEIGHED, {}, **{as_what: [7]})
    with pytest.raises(InvalidValue, match="must be a collection"):
        Tally.count(WEIGHED, {}, **{as_what: 7})


@pytest.mark.parametrize("electorate", [None, "block-7", [WEIGHED]], ids=["none", "text", "a list"])
def test_only_an_electorate_votes(electorate: Electorate) -> None:
    with pytest.raises(InvalidValue, match="must be an Electorate"):
        Tally.count(electorate, {})


@pytest.mark.parametrize(
    "counts", [None, ["owners"], {"owners": 3}, {"owners": {"heads": 3}}, {"owners": None}]
)
def test_literal_counts_are_counts_by_code(counts: object) -> None:
    with pytest.raises(InvalidValue, match="must map codes of constituencies to Counts"):
        Tally.from_counts(counts, constituencies=[OWNERS])


def test_literal_counts_are_of_constituencies() -> None:
    with pytest.raises(InvalidValue, match="must be constituencies"):
        Tally.from_counts({}, constituencies=["owners"])


def test_of_several_strange_choices_the_first_by_name_is_told() -> None:
    with pytest.raises(UnknownName, match="No Choice is called 'aye'"):
        Tally.count(WEIGHED, {"o-1": "nay", "o-2": "aye", "m-1": "yea"})


@pytest.mark.parametrize(
    "choices", [["o-1"], None, {"o-1": ["yes"]}], ids=["a list", "nothing", "a list of one"]
)
def test_choices_are_given_by_voter(choices: object) -> None:
    with pytest.raises(InvalidValue):
        Tally.count(WEIGHED, choices)


def test_a_choice_is_one_of_four() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'yes'"):
        Tally.count(WEIGHED, {"o-1": "yess"})


def test_one_person_with_two_seats_is_counted_in_both() -> None:
    both = attrs.evolve(WEIGHED, voters=[Voter("p", "owners"), Voter("p", "merchants")])
    assert Tally.count(both, {"p": Choice.YES}).total == Counts(entitled=2, present=2, yes=2)


def test_a_constituency_left_out_of_literal_counts_has_no_seat_filled() -> None:
    tally = Tally.from_counts(
        {"local_worthies": Counts(entitled=2)}, constituencies=iter(FOUR_CONSTITUENCIES)
    )
    assert len(tally.groups) == 4
    assert len(tally.scope.vacant) == 3
    assert tally.about is None


def test_counts_may_be_given_in_several_measures() -> None:
    heads, area = Counts(entitled=2), Counts(entitled=900)
    tally = Tally.from_counts({"owners": {"heads": heads, "area": area}}, constituencies=[OWNERS, MERCHANTS])
    assert tally.measured("area") == {"owners": area, "merchants": Counts(entitled=0)}


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ({"owner": Counts(entitled=2)}, "Did you mean 'owners'"),
        ({"owners": {"aera": Counts(entitled=2)}}, "'area'"),
    ],
)
def test_counts_of_an_unknown_constituency_or_measure_are_refused(counts: object, message: str) -> None:
    with pytest.raises(UnknownName, match=message):
        Tally.from_counts(counts, constituencies=[OWNERS])


def test_asking_for_an_unknown_constituency_or_measure_suggests_the_nearest() -> None:
    tally = Tally.from_counts({}, constituencies=FOUR_CONSTITUENCIES)
    with pytest.raises(UnknownName, match="Did you mean 'local_worthies'"):
        tally["local_worthy"]
    with pytest.raises(UnknownName, match=r"No measure of this tally is called 'area'"):
        tally.measured(AREA)


ONE, FEW = Counts(entitled=1), Counts(entitled=5, present=3, yes=2)


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ((), "none twice"),
        (((LOCAL_WORTHIES, ONE), (LOCAL_WORTHIES, ONE)), "none twice"),
        ((LOCAL_WORTHIES,), "a constituency with its counts"),
        (((LOCAL_WORTHIES,),), "a constituency with its counts"),
        (((ONE, LOCAL_WORTHIES),), "a constituency with its counts"),
        ([(side, Counts(entitled=2**52)) for side in FOUR_CONSTITUENCIES[:2]], "must come to at most"),
    ],
    ids=["none", "twice", "no pair", "no counts", "wrong way round", "too many"],
)
def test_groups_are_distinct_constituencies_with_their_counts(
    groups: tuple[object, ...], message: str
) -> None:
    with pytest.raises(InvalidValue, match=message):
        Tally(groups=groups)


@pytest.mark.parametrize(
    ("weighed", "message"),
    [
        ([AREA], "a measure with its 2 counts"),
        ([(AREA, (ONE,))], "a measure with its 2 counts"),
        ([(AREA, [ONE, ONE])], "a measure with its 2 counts"),
        ([("area", (ONE, ONE))], "a measure with its 2 counts"),
        ([(AREA, (ONE, "one"))], "Counts"),
        ([(AREA, (ONE, ONE)), (AREA, (ONE, ONE))], "no measure twice"),
        ([(HEADS, (ONE, ONE))], "heads are the groups"),
        ([(AREA, (Counts(entitled=2**52), Counts(entitled=2**52)))], "must come to at most"),
    ],
    ids=["no pair", "too few", "a list", "a code", "no counts", "twice", "heads", "too much"],
)
def test_every_measure_has_counts_for_every_constituency(weighed: object, message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        Tally(groups=[(OWNERS, ONE), (MERCHANTS, ONE)], weighed=weighed)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (["unit-3"], "names with tallies"),
        ([("三单元", Tally(groups=[(OWNERS, ONE)]))], "names with tallies"),
        ([("unit-3", ONE)], "names with tallies"),
        ([("unit-3", Tally(groups=[(OWNERS, ONE)]))] * 2, "no name twice"),
        ([("unit-3", Tally(groups=[(MERCHANTS, ONE)]))], "the same constituencies and measures"),
        (
            [("unit-3", Tally(groups=[(OWNERS, ONE)], weighed=[(HOUSEHOLDS, (ONE,))]))],
            "the same constituencies and measures",
        ),
        (
            [("unit-3", Tally(groups=[(OWNERS, ONE)], parts=[("a", Tally(groups=[(OWNERS, ONE)]))]))],
            "no parts",
        ),
        ([("unit-3", Tally(groups=[(OWNERS, Counts(entitled=6))]))], "must not count more than the whole"),
        ([("unit-3", Tally(groups=[(OWNERS, Counts(entitled=5, present=3, yes=3))]))], "more than the whole"),
    ],
    ids=[
        "no pair",
        "no name",
        "no tally",
        "twice",
        "sides",
        "measures",
        "nested",
        "more voters",
        "more votes",
    ],
)
def test_a_part_is_some_of_the_same_voters(parts: object, message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        Tally(groups=[(OWNERS, FEW)], parts=parts)


def test_the_chair_breaks_a_tie_in_favour_or_against() -> None:
    tally = Tally(groups=[(OWNERS, FEW)])
    assert tally.with_casting_vote("yes").scope.casting is Choice.YES
    with pytest.raises(InvalidValue, match="must be in favour or against"):
        tally.with_casting_vote(Choice.ABSTAIN)
    with pytest.raises(InvalidValue, match="must be in favour or against"):
        Tally(groups=[(OWNERS, FEW)], casting=Choice.INVALID)
    with pytest.raises(InvalidValue, match="must be in favour or against"):
        Tally(groups=[(OWNERS, FEW)], casting="yes")
    with pytest.raises(UnknownName):
        tally.with_casting_vote([])


def test_a_closed_vote_comes_to_what_it_is_and_an_open_one_to_its_corners() -> None:
    tally = Tally(groups=[(OWNERS, FEW)])
    assert tally.corners.best == tally.scope
    assert tally.corners.worst == (tally.scope,)
    still = tally.while_open()
    assert still.corners.best.total(HEADS).yes == 5
    assert len(still.corners.worst) == 5
