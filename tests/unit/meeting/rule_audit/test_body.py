from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction

import attrs
import pytest

from communitygov.errors import InvalidValue
from communitygov.meeting.council.council import Council, four_party_council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.combination import EachOf, Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection, Unanimous
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.measure import AREA, HEADS, HOUSEHOLDS
from communitygov.meeting.rule_audit.body import Body, Stands
from communitygov.meeting.rule_audit.report import audit
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Sums
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import MoreThan

Owners = Callable[..., Electorate]
Councils = Callable[..., Council]


def test_voters_alike_are_of_one_kind_the_heavier_first(owners: Owners) -> None:
    electorate = owners(10, 60, 10)
    voters = (*electorate.voters, Voter("o-9", "owners", weights={"area": 1000}, parts={"unit-3"}))
    body = Body.of(attrs.evolve(electorate, voters=voters))
    assert [(each.code, each.size, each.words.zh) for each in body.kinds] == [
        ("owners#1", 1, "业主（60.00 平方米）"),
        ("owners#2", 2, "业主（10.00 平方米）"),
        ("owners#3", 1, "业主（10.00 平方米、unit-3）"),
    ]


def test_kinds_that_differ_by_a_part_alone_are_told_apart(owners: Owners) -> None:
    electorate = owners(1)
    voters = [Voter("o-1", "owners"), Voter("o-2", "owners", parts={"unit-3"})]
    plain = Electorate(constituencies=electorate.constituencies, voters=voters)
    assert [each.words.zh for each in Body.of(plain).kinds] == ["业主（其余）", "业主（unit-3）"]


def test_what_a_rule_sees_is_what_a_tally_shows_it(owners: Owners) -> None:
    electorate = owners(3, 2, 2).with_excused(["o-0"])
    scope = Body.of(electorate).scope([Stands(yes=1, objecting=1)])
    tally = Tally.count(electorate, {"o-1": Choice.YES, "o-2": Choice.NO}, objectors=["o-2"])
    assert scope.measured == tally.scope.measured
    assert scope.total(AREA) == Sums(700, 300, 400, 200, 200, 0, 0, 200)
    assert [each.measured for each in scope.each()] == [each.measured for each in tally.scope.each()]


def test_heads_come_first_wherever_they_are_listed(owners: Owners) -> None:
    swapped = attrs.evolve(owners(2, 1), measures=[AREA, HEADS])
    assert Body.of(swapped).measures == (HEADS, AREA)


def test_a_part_is_asked_alone(owners: Owners) -> None:
    electorate = owners(1, 1)
    voters = [attrs.evolve(each, parts={"unit-3"} if each.id == "o-0" else ()) for each in electorate.voters]
    report = audit(EachOf(Sub("unit-3", Unanimous("all"))), attrs.evolve(electorate, voters=voters))
    assert [each.code for each in report.dummies] == ["owners#1"]
    assert [each.total for each in report.winning] == [1]


def test_who_is_excused_takes_no_position(owners: Owners) -> None:
    report = audit(NoUnsettledObjection(), owners(equal=3).with_excused(["o-0"]))
    assert (report.entitled, report.free, report.states) == (3, 2, 15)


def test_a_council_is_looked_at_on_a_day() -> None:
    council = four_party_council(
        [Delegate("d-1", "local_worthies"), Delegate("d-2", "local_worthies", until=date(2023, 5, 1))]
    )
    assert Body.of(council, date(2023, 4, 1)).sizes == (2,)
    assert Body.of(council, date(2023, 5, 4)).sizes == (1,)


def test_an_electorate_has_its_day_already(owners: Owners) -> None:
    with pytest.raises(InvalidValue, match="must go with a Council"):
        audit(Unanimous("all"), owners(equal=2), on=date(2023, 5, 4))


@pytest.mark.parametrize("day", [5, "2023-05-04", datetime(2023, 5, 4, tzinfo=UTC)])
def test_what_is_no_day_is_refused(day: object) -> None:
    with pytest.raises(InvalidValue, match="must be a day"):
        Body.of(four_party_council(()), day)


def test_voters_who_differ_in_what_a_rule_does_not_read_are_alike(owners: Owners) -> None:
    electorate = owners(*range(1, 31))
    voters = [attrs.evolve(each, parts={each.id}) for each in electorate.voters]
    report = audit(
        Majority("heads", base="all", threshold=MoreThan("1/2")), attrs.evolve(electorate, voters=voters)
    )
    assert [(each.code, each.size, each.words.zh) for each in report.kinds] == [("owners", 30, "业主")]
    assert (report.states, report.binding_share) == (5456, Fraction(16, 30))


def test_voters_who_bear_a_household_come_before_the_others_whatever_their_area(owners: Owners) -> None:
    voters = [
        Voter(f"o-{at}", "owners", weights={"area": at, "households": at % 2}, parts=["p"] if at == 1 else ())
        for at in range(1, 6)
    ]
    electorate = attrs.evolve(owners(1), voters=voters, measures=[AREA, HOUSEHOLDS])
    weights = [each.weights for each in Body.of(electorate).memberships]
    assert weights == [(1, 5, 1), (1, 3, 1), (1, 4, 0), (1, 2, 0), (1, 1, 1)]


def test_what_is_no_body_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must be a Council or an Electorate"):
        audit(Unanimous("all"), [2, 2])  # type: ignore[arg-type]


def test_who_fills_two_seats_is_refused_because_both_votes_are_one(council: Councils) -> None:
    made = council(1, 1, 1, 1)
    twice = made.with_delegate(Delegate(made.delegates[0].id, "local_worthies"))
    with pytest.raises(InvalidValue, match="give each seat a voter of its own"):
        audit(Unanimous("all"), twice)


@pytest.mark.parametrize("bound", [0, True, "many"])
def test_the_bound_is_a_number(owners: Owners, bound: object) -> None:
    with pytest.raises(InvalidValue, match="most_states"):
        audit(Unanimous("all"), owners(equal=1), most_states=bound)  # type: ignore[arg-type]


def test_a_part_narrows_what_was_tried(owners: Owners) -> None:
    electorate = owners(1, 1)
    voters = [attrs.evolve(each, parts={"unit-3"}) for each in electorate.voters]
    scope = Body.of(attrs.evolve(electorate, voters=voters)).scope([Stands(yes=2)])
    assert EachOf(Unanimous("all")).outcome(scope.within("unit-3")) is Outcome.ADOPTED
