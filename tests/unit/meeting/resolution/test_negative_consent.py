"""Negative consent: in effect unless enough of the body objects."""

import pytest

from communitygov.errors import CommunityGovError, InvalidValue, UnknownName
from communitygov.meeting.measure import AREA, HEADS
from communitygov.meeting.resolution.negative_consent import NegativeConsent, amount_of, as_amounts
from communitygov.meeting.threshold import AtLeast, MoreThan

THIRD = NegativeConsent({"heads": AtLeast("1/3"), "area": AtLeast("1/3")})


@pytest.mark.parametrize(
    ("heads", "area", "given"),
    [(39, "3199.99", True), (40, "0", False), (0, "3200.00", False), (40, "3200.00", False), (0, "0", True)],
)
def test_reaching_the_bound_in_one_measure_is_enough(heads: int, area: str, given: bool) -> None:  # noqa: FBT001  a row of the table
    result = THIRD.judge({"heads": heads, "area": area}, whole={"heads": 120, "area": "9600.00"})
    assert result.is_given is given


def test_up_to_the_bound_and_below_it_differ_only_at_the_bound() -> None:
    below, up_to = NegativeConsent({"heads": AtLeast("1/3")}), NegativeConsent({"heads": MoreThan("1/3")})
    outcomes = [
        tuple(rule.judge({"heads": have}, whole={"heads": 120}).is_given for rule in (below, up_to))
        for have in (39, 40, 41)
    ]
    assert outcomes == [(True, True), (False, True), (False, False)]


def test_the_result_says_what_there_is_and_what_is_too_much_in_both_languages() -> None:
    result = THIRD.judge({"heads": 40}, whole={"heads": 120, "area": "9600.00"})
    assert result.text().splitlines() == [
        "area: 0.00 m² of 9600.00 m² object, too much is 3200.00 m² (at least 1/3); not reached",
        "heads: 40 of 120 object, too much is 40 (at least 1/3); reached",
    ]
    assert "达 40 人（至少1/3）即不生效；已达" in result.text("zh")
    (reached,) = result.reached
    assert reached.finding("R-1").code == "CONSENT_WITHHELD"
    assert "40 人" in reached.finding("R-1").text("zh")


def test_a_measure_of_the_body_that_is_missing_is_named() -> None:
    with pytest.raises(UnknownName, match="area"):
        THIRD.judge({"heads": 1}, whole={"heads": 120})


def test_a_body_of_nobody_consents_to_nothing() -> None:
    with pytest.raises(InvalidValue, match="whole"):
        THIRD.judge({}, whole={"heads": 0, "area": "1"})


def test_a_rule_without_a_measure_is_refused() -> None:
    with pytest.raises(InvalidValue, match="one measure or more"):
        NegativeConsent({})


@pytest.mark.parametrize(
    "bounds", [{"heads": "1/3"}, [(HEADS, AtLeast("1/3"))] * 2, [("heads", AtLeast("1/3"))], [3], [(HEADS,)]]
)
def test_what_is_no_measure_with_a_threshold_is_refused(bounds: object) -> None:
    with pytest.raises(InvalidValue, match="each measure once"):
        NegativeConsent(bounds)  # type: ignore[arg-type]


@pytest.mark.parametrize("amounts", [{"area": "1.005"}, [(HEADS, -1)], [(HEADS, True)], {"heads": 0.5}])
def test_amounts_are_whole_numbers_of_the_smallest_unit(amounts: object) -> None:
    with pytest.raises(CommunityGovError):
        as_amounts(amounts)  # type: ignore[arg-type]


def test_the_order_in_which_measures_are_given_does_not_matter() -> None:
    assert as_amounts({"heads": 1, "area": 2}) == as_amounts({AREA: 2, HEADS: 1})
    assert amount_of(as_amounts({"heads": 1}), AREA) is None
