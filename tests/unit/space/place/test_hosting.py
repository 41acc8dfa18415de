"""Hosting: whom a place and its zones hold, when, and what stands against it."""

from datetime import datetime, timedelta

import attrs
import pytest
from tests.unit.space.place.shorthand import EVENING, TWO_HOURS, codes

from communitygov.core.quantity import Quantity
from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.hours import WeekHours
from communitygov.space.place import Place, Zone

HALL = Place(
    "hall",
    "活动室",
    hours=WeekHours.parse("Mo-Fr 08:30-22:00"),
    publicly_accessible=True,
    handicap_accessible=True,
    occupancy_number_peak=Quantity.parse("40人"),
    zones=[
        Zone(
            "corner",
            "角",
            occupancy_number_peak=Quantity.parse("8人"),
            hours=WeekHours.parse("Mo 18:00-20:00"),
        ),
        Zone("stage", "台"),
    ],
)


def against(place: Place, people: int = 30, zone: str | None = None, begin: datetime = EVENING) -> list[str]:
    return [each.code for each in place.can_host(people, since=begin, until=begin + TWO_HOURS, zone=zone)]


def test_a_hall_that_is_open_large_enough_and_public_hosts_a_sitting() -> None:
    assert against(HALL) == []


def test_everything_that_stands_against_a_sitting_is_told_at_once() -> None:
    bare = attrs.evolve(HALL, publicly_accessible=False, handicap_accessible=False)
    sunday = EVENING - timedelta(days=1)
    assert against(bare, 41, begin=sunday) == [
        "VENUE_CLOSED",
        "VENUE_TOO_SMALL",
        "VENUE_NOT_PUBLIC",
        "VENUE_NOT_STEP_FREE",
    ]
    closed = bare.can_host(41, since=sunday, until=sunday + TWO_HOURS)[0]
    assert dict(closed.details)["hours"] == "Mo-Fr 08:30-22:00"


def test_what_is_not_known_is_told_and_never_taken_for_a_yes() -> None:
    assert against(Place("p", "空间")) == [
        "VENUE_HOURS_UNKNOWN",
        "VENUE_SEATS_UNKNOWN",
        "VENUE_ACCESS_UNKNOWN",
        "VENUE_STEPS_UNKNOWN",
    ]
    more = attrs.evolve(HALL, occupancy_number_peak=Quantity.parse("30余人"))
    assert against(more, 30) == []
    assert against(more, 31) == ["VENUE_SEATS_UNKNOWN"]


def test_a_zone_has_seats_and_hours_of_its_own() -> None:
    assert against(HALL, 8, zone="corner") == ["VENUE_CLOSED"]
    assert against(HALL, 9, zone="corner", begin=EVENING - timedelta(hours=1)) == ["VENUE_TOO_SMALL"]
    assert against(HALL, 8, zone="stage") == ["VENUE_SEATS_UNKNOWN"]
    (finding,) = HALL.can_host(8, since=EVENING, until=EVENING + TWO_HOURS, zone="stage")
    assert finding.subject == "hall"
    assert finding.text() == "whether hall/stage holds 8 people is not known"
    with pytest.raises(UnknownName):
        against(HALL, zone="cellar")


@pytest.mark.parametrize("people", [0, -1, True, "30", 2**53])
def test_a_sitting_of_nobody_is_refused(people: int) -> None:
    with pytest.raises(InvalidValue, match="people"):
        against(HALL, people)


def test_a_sitting_that_ends_before_it_begins_is_refused_also_where_no_hours_are_known() -> None:
    with pytest.raises(InvalidValue, match="until"):
        Place("p", "空间").can_host(3, since=EVENING, until=EVENING - TWO_HOURS)


def test_a_zone_hosts_nobody_when_the_place_around_it_is_closed() -> None:
    place = Place(
        "p",
        "处",
        hours=WeekHours.parse("12:00-18:00"),
        zones=[Zone("z", "区", hours=WeekHours.parse("08:00-13:00")), Zone("y", "区")],
    )
    noon, morning = EVENING.replace(hour=12), EVENING.replace(hour=8)

    def closed(at: datetime, zone: str, where: Place = place) -> bool:
        found = where.can_host(3, since=at, until=at + timedelta(hours=1), zone=zone)
        return "VENUE_CLOSED" in {finding.code for finding in found}

    assert closed(morning, "z")
    assert not closed(noon, "z")
    assert not closed(noon, "y")
    assert not closed(morning, "z", attrs.evolve(place, hours=None))


@pytest.mark.parametrize(
    ("zone", "whole", "code"),
    [
        ("50人", "20人", "VENUE_TOO_SMALL"),
        ("20人", "50人", "VENUE_TOO_SMALL"),
        (None, "20人", "VENUE_TOO_SMALL"),
        (None, "50人", "VENUE_SEATS_UNKNOWN"),
        ("50人", "20余人", "VENUE_SEATS_UNKNOWN"),
        ("50人", None, ""),
        ("50人", "60人", ""),
    ],
)
def test_a_zone_holds_no_more_than_the_place_around_it(
    zone: str | None, whole: str | None, code: str
) -> None:
    seats, most = (None if each is None else Quantity.parse(each) for each in (zone, whole))
    place = Place("p", "处", occupancy_number_peak=most, zones=[Zone("z", "区", occupancy_number_peak=seats)])
    found = place.can_host(40, since=EVENING, until=EVENING + TWO_HOURS, zone="z")
    asked = {"VENUE_TOO_SMALL", "VENUE_SEATS_UNKNOWN"}
    assert [finding.code for finding in found if finding.code in asked] == ([code] if code else [])
    assert ("ZONE_SEATS_EXCEED" in codes(place)) is (zone == "50人" and whole == "20人")
