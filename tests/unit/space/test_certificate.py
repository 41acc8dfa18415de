"""What is known of an answer."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from communitygov.errors import InvalidValue
from communitygov.space.certificate import Certificate, Sense, Status, Stop
from communitygov.testing.strategies.audience import certificates


@given(certificates())
def test_proved_means_that_nothing_is_between_value_and_bound(found: Certificate) -> None:
    if found.is_proved:
        assert found.gap == 0
        assert found.value == found.bound
    assert (found.value is None) == (found.status in (Status.INFEASIBLE, Status.UNKNOWN))


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"value": 98, "bound": 100, "status": Status.PROVED}, "status"),
        ({"value": 98, "bound": None, "status": Status.PROVED}, "status"),
        ({"value": None, "status": Status.FEASIBLE}, "value"),
        ({"value": 1, "status": Status.INFEASIBLE}, "value"),
        ({"value": 101, "bound": 100, "status": Status.FEASIBLE}, "value"),
        ({"value": 99, "bound": 100, "status": Status.FEASIBLE, "sense": Sense.LEAST}, "value"),
        ({"value": 1.5, "status": Status.FEASIBLE}, "value"),
        ({"value": True, "status": Status.FEASIBLE}, "value"),
        ({"value": 5, "bound": 5, "status": Status.FEASIBLE}, "status"),
        ({"value": 5, "bound": 6, "status": Status.FEASIBLE, "stop": Stop.PROVED}, "stop"),
        ({"value": 5, "bound": 5, "status": Status.PROVED, "stop": Stop.TIME}, "stop"),
        ({"status": Status.INFEASIBLE, "stop": Stop.ROUNDS}, "stop"),
        ({"status": Status.UNKNOWN, "stop": Stop.PROVED}, "stop"),
        ({"value": 5, "status": Status.UNKNOWN, "stop": Stop.TIME}, "value"),
    ],
)
def test_a_claim_that_is_not_borne_out_is_refused(facts: dict[str, Any], named: str) -> None:
    ended = Stop.ROUNDS if facts["status"] is Status.FEASIBLE else Stop.PROVED
    with pytest.raises(InvalidValue, match=named):
        Certificate(**{"stop": ended, **facts})


def test_a_gap_is_never_told_as_none_and_great_numbers_are_told() -> None:
    third = Fraction(10**400, 3)
    near = Certificate(value=third, bound=third + 1, status=Status.FEASIBLE, stop=Stop.ROUNDS)
    assert "(< 0.01 %)" in str(near)
    assert near.words.zh.endswith("：可行（未证最优）；轮数用尽")


def test_it_says_how_far_it_is_from_the_bound_and_why_it_ended() -> None:
    found = Certificate(value=9, bound=8, sense=Sense.LEAST, status=Status.FEASIBLE, stop=Stop.TIME)
    assert str(found) == ("9, at least 8 (11.11 %): feasible, not proved optimal; the time limit was reached")
    proved = Certificate(value=Fraction(7, 2), bound=Fraction(7, 2), status=Status.PROVED, stop=Stop.PROVED)
    assert str(proved) == "3.50, at most 3.50: proved optimal"
    assert str(Certificate(status=Status.INFEASIBLE, stop=Stop.PROVED)) == "infeasible"
    open_ended = Certificate(value=9, status=Status.FEASIBLE, stop=Stop.CALLER)
    assert open_ended.gap is None
    assert str(open_ended) == "9: feasible, not proved optimal; the caller stopped it"


def test_of_nothing_there_is_no_share() -> None:
    assert Certificate(value=0, bound=5, status=Status.FEASIBLE, stop=Stop.ROUNDS).gap is None
    assert Certificate(value=0, bound=0, status=Status.PROVED, stop=Stop.PROVED).gap == 0


def test_a_search_that_found_nothing_and_excluded_nothing_says_why_it_ended() -> None:
    stopped = Certificate(bound=7, status=Status.UNKNOWN, stop=Stop.CALLER, seed=3, rounds=2)
    assert stopped.gap is None
    assert str(stopped) == "no answer was found, and none is excluded; the caller stopped it"
    assert stopped.words.zh == "未得方案，亦未排除；调用方叫停"
