"""Laws of the judgement of sittings: of sound ones, of faulty ones, and of whatever a log may hold."""

from collections import Counter

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.core.workcalendar import WeekendCalendar
from communitygov.meeting.sitting.attendance import Capacity, SignedIn
from communitygov.meeting.sitting.proxy import ProxyDeclared
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.vote import BallotCast, VoteOpened
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.validity import CONSEQUENCES, check_sitting, lawful_decision
from communitygov.meeting.validity.ballots import faulty_proxies, lawful_ballots
from communitygov.meeting.validity.reading import Reading
from communitygov.meeting.validity.table import TABLE
from communitygov.testing.strategies.council import PERSONS
from communitygov.testing.strategies.orders import STRATEGIES, sound_sittings, standing_orders, strict_orders
from communitygov.testing.strategies.planted import FAULTS, planted
from communitygov.testing.strategies.sitting import sittings

STRICT = strict_orders()
WEEKDAYS = WeekendCalendar()
#: Orders that are always in force, and sittings held under no orders in particular.
ORDERS = standing_orders().map(lambda orders: attrs.evolve(orders, since=None, until=None)) | st.just(STRICT)
HELD = sittings(most=16).map(lambda sitting: attrs.evolve(sitting, orders=None))


def rounds(sitting: Sitting) -> list[tuple[BallotCast, ...]]:
    """Return the lawful ballots of every round under strict orders."""
    reading = Reading(sitting=sitting, orders=STRICT, calendar=WEEKDAYS)
    return [lawful_ballots(reading, put.vote) for put in reading.puts if put.vote]


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
@settings(max_examples=30)
@given(data=st.data())
def test_every_value_is_written_down_and_read_back(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()) == value


@settings(max_examples=30)
@given(sitting=sound_sittings())
def test_in_a_sound_sitting_nothing_is_amiss(sitting: Sitting) -> None:
    assert check_sitting(sitting, STRICT) == ()
    for about in sitting.voted_on:
        rule = STRICT.rule_for("budget" if about != "LQ-3" else None)
        lawful = lawful_decision(sitting, about, orders=STRICT)
        assert lawful.decision == sitting.decide(about, rule=rule)
        assert (lawful.outcome, lawful.causes) == (lawful.decision.outcome, ())


@pytest.mark.parametrize("code", FAULTS)
@settings(max_examples=3)
@given(sitting=sound_sittings())
def test_a_planted_fault_is_found_and_nothing_else(code: str, sitting: Sitting) -> None:
    faulty, orders, higher = planted(code, sitting, orders=STRICT)
    assert {finding.code for finding in check_sitting(faulty, orders, higher=higher)} == {code}


def test_every_code_of_the_table_has_a_fault_and_a_consequence() -> None:
    assert list(FAULTS) == [line.message.code for line in TABLE] == list(CONSEQUENCES)


@settings(max_examples=60)
@given(sitting=HELD, orders=ORDERS)
def test_a_sitting_and_its_replay_are_judged_alike(sitting: Sitting, orders: StandingOrders) -> None:
    found = check_sitting(sitting, orders, calendar=WEEKDAYS)
    assert check_sitting(Sitting.from_json(sitting.to_json()), orders, calendar=WEEKDAYS) == found
    assert check_sitting(Sitting.from_journal(sitting.journal()), orders, calendar=WEEKDAYS) == found
    assert {finding.code for finding in found} <= set(CONSEQUENCES)
    assert len(set(found)) == len(found)


@settings(max_examples=60)
@given(sitting=HELD, orders=ORDERS, data=st.data())
def test_an_observer_changes_no_finding(
    sitting: Sitting, orders: StandingOrders, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(sitting.entries)))
    moment = sitting.entries[at].at if at < len(sitting.entries) else sitting.now
    guest = SignedIn(at=moment, person="guest-9", capacity=Capacity.OBSERVER)
    watched = attrs.evolve(sitting, entries=(*sitting.entries[:at], guest, *sitting.entries[at:]))
    found = check_sitting(sitting, orders, calendar=WEEKDAYS)
    assert check_sitting(watched, orders, calendar=WEEKDAYS) == found


@settings(max_examples=60)
@given(sitting=HELD, person=st.sampled_from(PERSONS))
def test_recusal_changes_no_ballot_of_others(sitting: Sitting, person: str) -> None:
    entries = [
        attrs.evolve(each, electorate=each.electorate.with_excused({person} & each.electorate.ids))
        if isinstance(each, VoteOpened)
        else each
        for each in sitting.entries
    ]
    for before, after in zip(rounds(sitting), rounds(attrs.evolve(sitting, entries=entries)), strict=True):
        touched = {person} | {cast.ballot.voter for cast in before if cast.ballot.by == person}
        assert [each for each in after if each.ballot.voter not in touched] == [
            each for each in before if each.ballot.voter not in touched
        ]
        assert all(person not in {each.ballot.by, each.ballot.voter} for each in after) or not any(
            isinstance(each, VoteOpened) and person in each.electorate for each in entries
        )


@settings(max_examples=100)
@given(sitting=HELD, orders=ORDERS)
def test_one_vote_for_each_voter_and_no_proxy_beyond_its_rule(
    sitting: Sitting, orders: StandingOrders
) -> None:
    reading = Reading(sitting=sitting, orders=orders, calendar=WEEKDAYS)
    for vote in (put.vote for put in reading.puts if put.vote):
        ballots = [cast.ballot for cast in lawful_ballots(reading, vote)]
        assert len({ballot.voter for ballot in ballots}) == len(ballots)
        held = Counter(ballot.by for ballot in ballots if ballot.on_behalf_of)
        assert not held or orders.allows_proxies
        entrusted = {
            (place, entry.proxy.principal, entry.proxy.holder)
            for place, entry in enumerate(sitting.entries)
            if isinstance(entry, ProxyDeclared)
        }
        sound = {
            (principal, holder)
            for place, principal, holder in entrusted
            if place not in faulty_proxies(reading)
        }
        assert {(ballot.on_behalf_of, ballot.by) for ballot in ballots if ballot.on_behalf_of} <= sound


@settings(max_examples=20)
@given(sitting=sound_sittings())
def test_no_holder_exceeds_the_cap_among_the_ballots_that_count(sitting: Sitting) -> None:
    faulty, orders, _ = planted("PROXY_CAP", sitting, orders=STRICT)
    reading = Reading(sitting=faulty, orders=orders)
    for vote in (put.vote for put in reading.puts if put.vote):
        held = Counter(cast.ballot.by for cast in lawful_ballots(reading, vote) if cast.ballot.on_behalf_of)
        assert all(number <= 1 for number in held.values())
