"""The five ones and the training of everybody: what is done, what is missing, and who it is due from."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from communitygov.errors import InvalidValue
from communitygov.grid.board import (
    ActivityRecord,
    FiveOne,
    FiveOnesPlan,
    FiveOnesProgress,
    TrainingCoverage,
    training_coverage,
)

FIRST, LAST = date(2023, 5, 1), date(2023, 7, 27)
GUIDES = tuple(f"g-{number:04}" for number in range(1, 4571))


def plan(*guides: str) -> FiveOnesPlan:
    return FiveOnesPlan(due_from=guides, first=FIRST, last=LAST)


def record(who: str, activity: FiveOne, on: date = FIRST) -> ActivityRecord:
    return ActivityRecord(who=who, activity=activity, on=on)


def test_a_guide_who_did_four_lacks_the_fifth() -> None:
    done = [record("g-1", one) for one in FiveOne if one is not FiveOne.CARE]
    progress = plan("g-1").progress(done)
    assert progress.done_by("g-1") == 4
    assert [one.zh for one in progress.missing("g-1")] == ["送去一次关爱"]
    assert not progress.is_complete


def test_two_meetings_do_not_replace_a_training() -> None:
    progress = plan("g-1").progress([record("g-1", FiveOne.MEETING, date(2023, 6, day)) for day in (1, 2)])
    assert progress.done_by("g-1") == 1
    assert FiveOne.TRAINING in progress.missing("g-1")


def test_a_whole_district_of_4570_guides_has_22850_activities_due() -> None:
    everybody = plan(*GUIDES)
    assert everybody.activities_due == 22_850
    progress = everybody.progress(record(guide, one) for guide in GUIDES for one in FiveOne)
    assert progress.is_complete
    assert progress.findings() == ()
    assert progress.text("zh") == "“五个一”：已完成 22850/22850 项"


def test_days_outside_the_plan_and_people_it_is_not_due_from_are_named_and_do_not_count() -> None:
    late, elsewhere = record("g-1", FiveOne.CARE, date(2023, 7, 28)), record("g-9", FiveOne.CARE)
    progress = plan("g-1").progress([late, elsewhere])
    assert progress.share == 0
    assert [each.code for each in progress.findings()] == [
        "FIVE_ONES_UNDONE",
        "ACTIVITY_NOT_DUE",
        "ACTIVITY_NOT_DUE",
    ]


def test_asking_for_somebody_it_is_not_due_from_is_refused() -> None:
    with pytest.raises(InvalidValue, match="who: 'g-9' will not do"):
        plan("g-1").progress([]).missing("g-9")


def test_the_order_of_records_does_not_matter() -> None:
    records = [record("g-1", one) for one in FiveOne]
    assert plan("g-1").progress(records) == plan("g-1").progress(reversed(records))


@pytest.mark.parametrize("guides", [(), ("g-1", "g-1"), ("王",)])
def test_a_plan_for_nobody_twice_or_a_name_is_refused(guides: tuple[str, ...]) -> None:
    with pytest.raises(InvalidValue, match="due_from"):
        plan(*guides)


def test_a_plan_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidValue, match="last: '2023-05-01' will not do; it must not be earlier"):
        FiveOnesPlan(due_from=["g-1"], first=LAST, last=FIRST)


def test_the_table_shows_the_first_two_hundred_and_says_how_many_more() -> None:
    page = plan(*GUIDES).progress([record("g-0001", FiveOne.CARE)])._repr_html_()
    assert page.count("<tr>") == 202
    assert "4370 more" in page
    assert "more" not in FiveOnesProgress(plan=plan("g-1"), records=())._repr_html_()
    assert page.count("✓") == 1


def test_one_untrained_of_ten_thousand_is_not_full_coverage() -> None:
    workers = [f"w-{number:05}" for number in range(10_096)]
    days = dict.fromkeys(workers[1:], date(2023, 7, 1))
    coverage = training_coverage(workers, days, by=LAST)
    assert not coverage.is_complete
    assert coverage.share == Fraction(10_095, 10_096)
    assert [each.subject for each in coverage.findings()] == ["w-00000"]
    full = training_coverage(workers, {**days, workers[0]: LAST}, by=LAST)
    assert full.is_complete
    assert full.findings() == ()
    assert full.text() == "By 2023-07-27: 10096 of 10096 trained"


def test_a_training_after_the_day_does_not_count_nor_that_of_a_stranger() -> None:
    late = training_coverage(["w-1"], {"w-1": date(2023, 7, 28), "w-9": FIRST}, by=LAST)
    assert late.trained == ()
    assert late.untrained == ("w-1",)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"trained\[w-1\]"):
        training_coverage(["w-1"], {"w-1": "2023-07-01"}, by=LAST)  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("trained", "untrained", "field"),
    [(["b", "a"], [], "trained"), ([], ["a", "a"], "untrained"), (["a"], ["a"], "untrained")],
)
def test_coverage_out_of_order_or_twice_is_refused(
    trained: list[str], untrained: list[str], field: str
) -> None:
    with pytest.raises(InvalidValue, match=f"^{field}:"):
        TrainingCoverage(by=LAST, trained=trained, untrained=untrained)


@pytest.mark.parametrize("who", [[], {}, None, 7])
def test_asking_for_what_is_nobody_is_refused(who: Any) -> None:  # noqa: ANN401  any wrong kind
    with pytest.raises(InvalidValue, match="who: "):
        plan("g-1").progress([]).missing(who)


@pytest.mark.parametrize("workers", [None, 7, "w-1", [[]], [None], [7, "w-1"]])
def test_workers_that_are_none_are_refused(workers: Any) -> None:  # noqa: ANN401  any wrong kind
    with pytest.raises(InvalidValue):
        training_coverage(workers, {}, by=LAST)


@pytest.mark.parametrize("days", [None, 7, "w-1", [("w-1", FIRST)]])
def test_days_by_nobody_are_refused(days: Any) -> None:  # noqa: ANN401  any wrong kind
    with pytest.raises(InvalidValue, match=r"trained: .* must be a Mapping"):
        training_coverage(["w-1"], days, by=LAST)
