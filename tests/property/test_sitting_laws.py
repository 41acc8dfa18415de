"""Laws of the sitting as a log: replay, attendance, votes, proxies, recusals, order of voting."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.journal import Journal
from communitygov.errors import DocumentError, UnknownName
from communitygov.meeting.council.council import Council
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.sitting.attendance import Attendance, Capacity, SignedIn, SignedOut
from communitygov.meeting.sitting.entry import Adjourned, Closed, Entry, Resumed
from communitygov.meeting.sitting.motion import Motion, MotionMoved, MotionRegister
from communitygov.meeting.sitting.proxy import ProxyDeclared
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.vote import VoteMethod
from communitygov.meeting.threshold import MoreThan
from communitygov.testing.strategies.council import PERSONS, constituted_councils
from communitygov.testing.strategies.entry import BEGINNING, MATTERS, MOTIONS
from communitygov.testing.strategies.sitting import STRATEGIES, sittings

VALUES = st.one_of(*(strategy() for strategy in STRATEGIES.values()))
SUBJECTS = (*MATTERS, *MOTIONS)


def state(sitting: Sitting) -> tuple[object, ...]:
    """Return all that is read from a log."""
    return (
        sitting.state,
        sitting.present,
        tuple(sitting.attendance),
        sitting.speaking_time(),
        sitting.speaking_time_by_constituency(),
        sitting.agenda,
        sitting.item_states(),
        {motion: sitting.motion_status(motion) for motion in sitting.motions.motions},
        [sitting.proxies_in_force(about) for about in SUBJECTS],
        [sitting.recused(about) for about in SUBJECTS],
        [(each, sitting.tally_of(each)) for each in sitting.conclusions],
        [sitting.tally(about) for about in sitting.voted_on],
        sitting.findings(),
    )


def replayed_presence(entries: tuple[Entry, ...], moment: datetime) -> frozenset[str]:
    """Return who is there at a moment, by going through the log with two sets."""
    here: set[str] = set()
    waiting: set[str] = set()
    for entry in entries:
        if entry.at > moment:
            break
        match entry:
            case SignedIn(person=person):
                here.add(person)
                waiting.discard(person)
            case SignedOut(person=person):
                here.discard(person)
                waiting.discard(person)
            case Adjourned():
                waiting, here = set(here), set()
            case Resumed():
                here, waiting = here | waiting, set()
            case Closed():
                here = set()
            case _:
                pass
    return frozenset(here)


@given(VALUES)
def test_every_value_of_a_sitting_is_read_back_from_its_document(value: Entry) -> None:
    assert type(value).from_document(value.to_document()) == value
    assert type(value).from_json(value.to_json()) == value


@given(sittings())
def test_a_log_replayed_gives_the_same_state(sitting: Sitting) -> None:
    again = Sitting(
        id=sitting.id,
        council=sitting.council,
        held_at=sitting.held_at,
        mode=sitting.mode,
        orders=sitting.orders,
        proxies_per_holder=sitting.proxies_per_holder,
        entries=list(sitting.entries),
    )
    assert again == sitting
    assert state(again) == state(sitting)


@given(sittings())
def test_a_sitting_comes_back_from_its_journal(sitting: Sitting) -> None:
    journal = Journal.from_document(sitting.journal().to_document())
    assert Sitting.from_journal(journal) == sitting


@given(sittings().map(lambda sitting: sitting.sign_in("d-1", "d-2")), st.data())
def test_a_journal_with_an_entry_taken_out_is_refused(sitting: Sitting, data: st.DataObject) -> None:
    rows = [row.to_document() for row in sitting.journal()]
    del rows[data.draw(st.integers(0, len(rows) - 2))]
    with pytest.raises(DocumentError):
        Journal.from_entries(rows)


@given(sittings())
def test_who_is_present_agrees_with_a_plain_scan_of_the_log(sitting: Sitting) -> None:
    for entry in sitting.entries:
        for moment in (entry.at, entry.at + timedelta(seconds=1)):
            expected = replayed_presence(sitting.entries, moment)
            assert sitting.present_at(moment) == expected
            assert sitting.attendance.present_at(moment) == expected


@given(sittings())
def test_what_is_added_later_does_not_change_who_was_present(sitting: Sitting) -> None:
    after = sitting.now + timedelta(minutes=1)
    later = sitting.sign_out(*PERSONS, at=after).sign_in("x-1", at=after)
    for entry in sitting.entries:
        assert later.present_at(entry.at) == sitting.present_at(entry.at)


@given(sittings())
def test_the_stays_add_up_to_the_time_for_which_people_are_present(sitting: Sitting) -> None:
    turns = (*sitting.attendance.turns(), sitting.now)
    by_moments = sum(
        (len(sitting.present_at(begun)) * (ended - begun) for begun, ended in pairwise(turns)), timedelta()
    )
    people = sitting.attendance.people
    by_stays = sum((sitting.attendance.time_of(each, until=sitting.now) for each in people), timedelta())
    assert by_moments == by_stays


@given(sittings())
def test_nobody_is_in_two_stays_at_once(sitting: Sitting) -> None:
    for person in sitting.attendance.people:
        stays = sitting.attendance.of_person(person)
        assert all(ended(before) <= after.begun for before, after in pairwise(stays))


def ended(stay: Attendance) -> datetime:
    """Return the end of a stay that must have one."""
    assert stay.ended is not None
    return stay.ended


@given(sittings())
def test_one_vote_per_seat_over_all_channels(sitting: Sitting) -> None:
    for about in sitting.voted_on:
        for vote in sitting.votes(about):
            counted = sitting.counted(vote)
            voters = [each.ballot.voter for each in counted]
            assert len(set(voters)) == len(voters)
            assert vote.opened.electorate.ids.issuperset(voters)
            assert vote.opened.electorate.excused.isdisjoint(voters)
            seats = Counter(each.id for each in vote.opened.electorate.voters)
            total = sitting.tally_of(vote).total
            assert total.sums.participating == sum(seats[voter] for voter in voters)


@given(sittings())
def test_proxies_never_chain_and_never_exceed_the_cap(sitting: Sitting) -> None:
    declared = {
        (entry.proxy.principal, entry.proxy.holder)
        for entry in sitting.entries
        if isinstance(entry, ProxyDeclared)
    }
    for about in SUBJECTS:
        held = sitting.proxies_in_force(about)
        assert all(
            count <= sitting.proxies_per_holder for count in Counter(each.holder for each in held).values()
        )
        assert len({each.principal for each in held}) == len(held)
        assert sitting.present.isdisjoint(each.principal for each in held)
    for about in sitting.voted_on:
        for vote in sitting.votes(about):
            used = [each.ballot for each in sitting.counted(vote) if each.ballot.on_behalf_of]
            assert {(ballot.voter, ballot.by) for ballot in used} <= declared


@given(
    constituted_councils(),
    st.lists(st.tuples(st.sampled_from(PERSONS), st.sampled_from(("yes", "no", "abstain"))), max_size=8),
    st.sampled_from(PERSONS),
)
def test_recusing_somebody_changes_no_other_ballot(
    council: Council, cast: list[tuple[str, str]], recused: str
) -> None:
    begun = Sitting(id="m", council=council, held_at=BEGINNING).sign_in(*PERSONS)
    kept, out = (voted(each, cast) for each in (begun, begun.recuse(recused, about="LQ-1")))
    (one,), (other,) = kept.votes("LQ-1"), out.votes("LQ-1")
    expected = [each.ballot for each in kept.counted(one) if each.ballot.by != recused]
    assert [each.ballot for each in out.counted(other)] == expected
    assert kept.tally("LQ-1").total.entitled == out.tally("LQ-1").total.entitled


def voted(sitting: Sitting, cast: list[tuple[str, str]]) -> Sitting:
    """Return the sitting with a vote in which these ballots were cast."""
    sitting = sitting.open_vote("LQ-1", rule=FOUR_PARTY_DEFAULT, method=VoteMethod.NAMED)
    for by, choice in cast:
        sitting = sitting.cast(by, choice, about="LQ-1")
    return sitting.close_vote("LQ-1")


@given(sittings(council=constituted_councils()))
def test_the_quorum_curve_agrees_with_the_quorum_at_every_moment(sitting: Sitting) -> None:
    rule = Quorum("heads", MoreThan("1/2"))
    curve = sitting.quorum_curve(rule)
    assert all(before.is_reached is not after.is_reached for before, after in pairwise(curve))
    for entry in sitting.entries:
        passed = [turn.is_reached for turn in curve if turn.at <= entry.at]
        is_reached = sitting.quorum_at(entry.at, rule).outcome.value == "adopted"
        assert (passed[-1] if passed else False) is is_reached


@given(sittings())
def test_every_matter_is_put_in_one_way_or_in_none(sitting: Sitting) -> None:
    agreed = [each.about for each in sitting.conclusions]
    assert len(set(agreed)) == len(agreed)
    assert set(agreed).isdisjoint(sitting.voted_on)
    for about in SUBJECTS:
        if about in agreed or about in sitting.voted_on:
            assert sitting.decide(about, rule=FOUR_PARTY_DEFAULT).tally.about == about
        else:
            with pytest.raises(UnknownName):
                sitting.put(about)


@given(sittings())
def test_what_happens_after_a_matter_was_put_without_a_vote_changes_nothing(sitting: Sitting) -> None:
    later = sitting.now + timedelta(minutes=1)
    after = sitting
    for matter in MATTERS:
        after = after.object("d-1", matter, at=later).recuse("d-2", about=matter, at=later)
    after = after.sign_in(*PERSONS, at=later)
    assert after.conclusions == sitting.conclusions
    for each in sitting.conclusions:
        assert after.tally(each.about) == sitting.tally(each.about)


@given(sittings())
def test_no_ballot_of_somebody_kept_out_or_observing_counts(sitting: Sitting) -> None:
    for about in sitting.voted_on:
        for vote in sitting.votes(about):
            own = [each for each in vote.ballots if each.cast in sitting.counted(vote)]
            for place, cast in own:
                stay = sitting.attendance.stay_after(place, cast.ballot.by)
                observes = stay is not None and stay.capacity in {Capacity.OBSERVER, Capacity.PROXY}
                is_twin = sum(each.cast == cast for each in own) > 1
                assert is_twin or not (observes and cast.ballot.on_behalf_of is None)
                assert is_twin or cast.ballot.voter not in sitting.recused_after(place, about)


@st.composite
def amended(draw: st.DrawFn) -> list[Motion]:
    """Return a motion and amendments, each to one before it."""
    moved = [Motion("m-0", "LQ-1", mover="d-1")]
    for at in range(1, draw(st.integers(1, 8))):
        target = draw(st.sampled_from(moved)).id
        rank = draw(st.none() | st.integers(1, 3))
        moved.append(Motion(f"m-{at}", "LQ-1", mover="d-1", amends=target, rank=rank))
    return moved


@given(amended())
def test_whatever_changes_a_text_is_voted_on_before_it(moved: list[Motion]) -> None:
    entries = [MotionMoved(at=BEGINNING, motion=motion) for motion in moved]
    order = [each.id for each in MotionRegister.of(entries).order_of_vote("m-0")]
    assert sorted(order) == sorted(each.id for each in moved)
    assert all(order.index(each.id) < order.index(each.amends) for each in moved if each.amends)
    urgency = {each.id: (each.rank or 9, -at) for at, each in enumerate(moved)}
    for one, other in permutations(moved, 2):
        if one.amends and one.amends == other.amends:
            is_first = urgency[one.id] < urgency[other.id]
            assert (order.index(one.id) < order.index(other.id)) is is_first
