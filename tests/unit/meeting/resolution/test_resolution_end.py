"""Challenges to a resolution, and how it ends."""

from datetime import date

import pytest
from tests.unit.meeting.resolution.resolutions import (
    POSTING,
    WEEKENDS,
    adopted,
    challenged,
    codes,
    effect,
    may,
    ruled,
    successor,
)

from communitygov.errors import InvalidValue
from communitygov.meeting.resolution.challenge import Challenge, RulingOutcome
from communitygov.meeting.resolution.effect import ResolutionStatus
from communitygov.meeting.resolution.resolution import Resolution

S = ResolutionStatus


def test_a_challenge_alone_does_not_stay_the_effect() -> None:
    found = effect(challenged(), date(2023, 6, 2))
    assert (found.status, found.since, found.is_in_force) == (S.CHALLENGED, date(2023, 6, 1), True)
    (reason,) = found.reasons
    assert (reason.code, reason.could_act[0].code) == ("CHALLENGE_OPEN", "reviewing_body")


def test_it_is_challenged_from_the_day_of_the_first_open_challenge_on() -> None:
    second = Challenge(id="X-2", by="r-8", role="resident", on=date(2023, 6, 5))
    resolution = challenged().with_challenge(second)
    assert effect(resolution, may(31)).status is S.EFFECTIVE
    assert effect(resolution, date(2023, 6, 1)).status is S.CHALLENGED
    assert effect(resolution, date(2023, 6, 6)).since == date(2023, 6, 1)
    assert len(effect(resolution, date(2023, 6, 6)).reasons) == 2


def test_confirmed_it_is_in_effect_since_the_ruling() -> None:
    resolution = challenged().with_ruling("X-1", ruled(RulingOutcome.CONFIRMED))
    found = effect(resolution, date(2023, 9, 2))
    assert (found.status, found.since, found.reasons) == (S.EFFECTIVE, date(2023, 9, 1), ())


def test_annulled_it_is_not_in_effect() -> None:
    resolution = challenged().with_ruling("X-1", ruled(RulingOutcome.ANNULLED))
    found = effect(resolution, date(2023, 9, 1))
    assert (found.status, found.is_in_force, found.effective_on) == (S.ANNULLED, False, None)
    assert effect(resolution, date(2023, 8, 31)).status is S.CHALLENGED


@pytest.mark.parametrize(
    ("resolution", "found"),
    [
        (challenged(role="shopkeeper"), ["CHALLENGER_NOT_ENTITLED"]),
        (challenged(on=may(16)), ["CHALLENGE_EARLY"]),
        (challenged(on=may(17)), []),
        (challenged(on=date(2023, 6, 16), challenge_days=30), []),
        (challenged(on=date(2023, 6, 17), challenge_days=30), ["CHALLENGE_LATE"]),
        (challenged(challengers=()), ["CHALLENGER_NOT_ENTITLED"]),
    ],
)
def test_a_challenge_that_does_not_fit_the_terms_is_found_and_questions_nothing(
    resolution: Resolution, found: list[str]
) -> None:
    day = date(2023, 7, 1)
    assert codes(resolution, day) == found
    assert effect(resolution, day).status is (S.EFFECTIVE if found else S.CHALLENGED)


def test_another_resolution_takes_its_place() -> None:
    old = adopted().with_publication(POSTING)
    new = successor()
    gone = old.superseded(new, on=may(25), calendar=WEEKENDS)
    assert effect(gone, may(24)).is_in_force
    found = effect(gone, may(25))
    assert (found.status, found.since) == (S.SUPERSEDED, may(25))
    assert "R-2" in found.text()
    assert gone.as_of(may(24)) == old
    with pytest.raises(InvalidValue, match="twice"):
        gone.superseded(new, on=may(26), calendar=WEEKENDS)
    with pytest.raises(InvalidValue, match="R-1"):
        old.superseded(adopted(id="R-2"), on=may(25), calendar=WEEKENDS)


def test_nothing_is_superseded_before_its_successor_is_in_effect() -> None:
    old, new = adopted().with_publication(POSTING), successor()
    assert old.superseded(new, on=may(17), calendar=WEEKENDS).superseded_on == may(17)
    with pytest.raises(InvalidValue, match="R-2 is in effect: resolution R-2: posted"):
        old.superseded(new, on=may(16), calendar=WEEKENDS)
    with pytest.raises(InvalidValue, match="2023-05-08"):
        old.superseded(new, on=may(7), calendar=WEEKENDS)


@pytest.mark.parametrize(
    "fields",
    [
        {"superseded_by": "R-2"},
        {"superseded_on": may(20)},
        {"superseded_by": "R-1", "superseded_on": may(20)},
        {"supersedes": ("R-1",)},
    ],
)
def test_a_succession_makes_sense(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidValue, match="supersede"):
        adopted(**fields)


def test_a_resolution_for_a_time_lapses_after_its_last_day() -> None:
    resolution = adopted(lapses_on=may(20)).with_publication(POSTING)
    assert effect(resolution, may(20)).is_in_force
    found = effect(resolution, may(25))
    assert (found.status, found.since, [each.code for each in found.reasons]) == (
        S.LAPSED,
        may(21),
        ["RESOLUTION_LAPSED"],
    )
