"""In which time zone days are counted and rosters asked."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import attrs
import pytest
from tests.unit.grid.routing.routed import AT, Parts

from communitygov.errors import InvalidValue
from communitygov.grid.routing.report import Report

CHINA = timezone(timedelta(hours=8))


def report(at: datetime = AT) -> Report:
    return Report("R-1", matter="lighting", at=at, grid="M-1")


def test_the_same_moment_gets_the_same_deadline_in_the_zone_of_the_router(parts: Parts) -> None:
    local = parts.router(zone=CHINA)
    late = datetime(2023, 5, 4, 18, tzinfo=UTC)  # Friday there
    one, two = (local.dispatch(report(at=at)) for at in (late, late.astimezone(CHINA)))
    assert [hop.until.isoformat() for hop in one.tiers] == [hop.until.isoformat() for hop in two.tiers]
    assert one.deadline == datetime(2023, 5, 9, tzinfo=CHINA)
    assert one.report.at.tzinfo is UTC
    later = local.dispatch(report(), since=late)
    assert later.deadline == local.redispatch(later, heirs={}, since=late).deadline == one.deadline
    assert parts.router().dispatch(report(at=late)).deadline == datetime(2023, 5, 6, tzinfo=UTC)


def test_the_roster_is_asked_for_the_day_in_the_zone_of_the_router(parts: Parts) -> None:
    friday = date(2023, 5, 5)
    ended = [attrs.evolve(each, until=friday) for each in parts.roster.postings]
    router = attrs.evolve(parts.router(zone=CHINA), roster=attrs.evolve(parts.roster, postings=ended))
    for at, worker in (
        (datetime(2023, 5, 4, 15, tzinfo=UTC), "w-1"),
        (datetime(2023, 5, 4, 16, tzinfo=UTC), None),
    ):
        assert router.route(report(at=at)).responsible == router.dispatch(report(at=at)).responsible == worker


def test_what_is_no_time_zone_or_cannot_show_the_moment_is_refused(parts: Parts) -> None:
    with pytest.raises(InvalidValue, match="zone"):
        parts.router(zone="Asia/Shanghai")
    for zone, at in ((tzinfo(), AT), (timezone(-timedelta(hours=8)), datetime(1, 1, 1, tzinfo=UTC))):
        with pytest.raises(InvalidValue, match="must be a time zone that can show"):
            parts.router(zone=zone).route(report(at=at))
