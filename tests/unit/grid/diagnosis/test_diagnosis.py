"""The diagnosis: shares of size and of cover with both their numbers, and every finding behind them."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from communitygov.core.finding import Finding, Message
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid import CHENGDU, GridHierarchy
from communitygov.grid.diagnosis import CoverShare, Diagnosis, LevelShare, diagnose
from communitygov.grid.diagnosis.share import percent
from communitygov.grid.posting import Posting, Roster, Worker, WorkerKind

BRANCH = Term("party_branch", "党支部", "Party branch")
GENERAL = Term("general", "一般网格", "general grid")
NOTE = Message("TEST_NOTE", Words("有误", "something is wrong"), Words("更正", "mend it"))


def note(subject: str) -> Finding:
    return NOTE.finding(subject, {})


def quarter(*, generals: int, micros: int) -> GridHierarchy:
    rows: list[tuple[str, str | None, str, str]] = [("C", None, "community", "社区")]
    for general in range(generals):
        rows.append((f"G{general}", "C", "general", "一般"))
        rows += [(f"G{general}-M{micro}", f"G{general}", "micro", "微") for micro in range(micros)]
    return GridHierarchy.from_rows(rows)


def of_each(grid: GridHierarchy, households: int) -> dict[str, int]:
    return dict.fromkeys(grid.leaves, households)


def test_general_grids_are_judged_by_what_lies_under_them() -> None:
    grid = quarter(generals=3, micros=6)
    report = diagnose(grid, households={**of_each(grid, 70), "G0-M0": 160})
    general = report.level("general")
    assert (general.grids, general.counted, general.below, general.above) == (3, 3, 0, 1)
    assert general.outside == Fraction(1, 3)
    assert {(each.code, each.subject) for each in report.findings} == {
        ("GRID_TOO_LARGE", "G0"),
        ("GRID_TOO_LARGE", "G0-M0"),
    }


def test_a_share_is_written_as_the_city_writes_it() -> None:
    bounds = CHENGDU["general"].bounds
    share = LevelShare(level=GENERAL, grids=10_000, counted=10_000, below=0, above=6_723, bounds=bounds)
    assert percent(share.outside) == "67.23%"
    assert percent(Fraction(1, 200_000)) == "0.00%"
    assert percent(Fraction(1, 20_000)) == "0.01%"


def test_a_grid_of_which_nothing_was_counted_is_unknown_and_not_small() -> None:
    grid = quarter(generals=2, micros=2)
    report = diagnose(grid, households={"G0-M0": 40})
    assert (report.level("micro").counted, report.level("micro").below) == (1, 0)
    assert (report.level("general").counted, report.level("general").partly) == (0, 1)
    assert diagnose(grid).level("micro").outside is None
    assert diagnose(grid).is_sound


def test_a_count_of_nobody_is_a_count() -> None:
    grid = quarter(generals=1, micros=1)
    assert diagnose(grid, households={"G0-M0": 0}).level("micro").below == 1


def test_cover_is_reported_for_the_grids_and_not_for_the_administration() -> None:
    grid = quarter(generals=2, micros=1)
    report = diagnose(grid, covers={BRANCH: {"G0", "G0-M0"}})
    assert [(share.level.code, share.without) for share in report.covers] == [
        ("general", ("G1",)),
        ("micro", ("G1-M0",)),
    ]
    assert report.cover("party_branch", "general").share == Fraction(1, 2)
    with pytest.raises(UnknownName, match="party_branch, street"):
        report.cover("party_branch", "street")


def test_covers_of_the_wrong_shape_are_refused() -> None:
    grid = quarter(generals=1, micros=1)
    wrong: list[Any] = [[BRANCH], {"party_branch": {"G0"}}, {BRANCH: "G0"}, {BRANCH: 3}]
    for covers in wrong:
        with pytest.raises(InvalidValue, match="covers"):
            diagnose(grid, covers=covers)


@pytest.mark.parametrize("count", [-1, 1.5, True])
def test_a_count_that_is_no_whole_number_is_refused(count: Any) -> None:  # noqa: ANN401  any wrong kind
    with pytest.raises(InvalidValue, match="households"):
        diagnose(quarter(generals=1, micros=1), households={"G0-M0": count})


class House:
    """A residency as far as a diagnosis asks."""

    def households(self, *, on: date | None = None) -> Mapping[str, int]:
        return {"G0-M0": 120, "G9": 1} if on is None else {}

    def findings(self, *, on: date | None = None) -> tuple[Finding, ...]:
        assert on is None
        return (note("d-1"),)


class Posted:
    """A roster as far as a diagnosis asks."""

    def gaps(self, *, on: date | None = None) -> tuple[Finding, ...]:
        raise AssertionError(on)  # they are among the findings

    def findings(self, *, on: date | None = None) -> tuple[Finding, ...]:
        assert on is None
        return (note("w-1"),)


def test_residency_and_roster_are_looked_at_too() -> None:
    report = diagnose(quarter(generals=1, micros=1), residency=House(), roster=Posted())
    assert report.level("micro").above == 1
    assert report.tallied() == {"GRID_TOO_LARGE": 1, "GRID_TOO_SMALL": 1, "TEST_NOTE": 2}
    assert [each.subject for each in report.findings if each.code == "TEST_NOTE"] == ["d-1", "w-1"]
    assert report.text().splitlines()[-1] == "found TEST_NOTE: 2"
    assert report.text("zh").splitlines()[-1] == "发现 TEST_NOTE：2 项"


def test_given_counts_stand_before_those_of_the_residency() -> None:
    report = diagnose(quarter(generals=1, micros=1), households={"G0-M0": 50}, residency=House())
    assert report.level("micro").above == 0


def test_a_level_without_bounds_has_none_outside() -> None:
    grid = quarter(generals=1, micros=1)
    share = diagnose(grid, households={"G0-M0": 50}).level("community")
    assert (share.counted, share.outside) == (1, None)
    assert share.text() == "village or community: 1 grid, 1 counted"
    assert share.text("zh") == "村（社区）：1 个，已统计 1 个"


def test_a_level_open_upwards_has_none_above() -> None:
    bounds = CHENGDU["micro"].bounds
    assert bounds is not None
    micro = attrs.evolve(CHENGDU["micro"], bounds=attrs.evolve(bounds, most=None))
    grid = attrs.evolve(quarter(generals=1, micros=1), scheme=CHENGDU.with_level(micro))
    share = diagnose(grid, households={"G0-M0": 5_000}).level("micro")
    assert share.above == 0
    assert "outside 30- households" in share.text()


def test_the_text_is_there_in_both_languages() -> None:
    grid = quarter(generals=1, micros=1)
    report = diagnose(grid, households={"G0-M0": 120}, covers={BRANCH: set()})
    assert report.text("zh").splitlines()[1:4] == [
        "一般网格：1 个，已统计 1 个，1 个不在 300-500 户之内（100.00%）：偏小 1 个，偏大 0 个",
        "微网格：1 个，已统计 1 个，1 个不在 30-100 户之内（100.00%）：偏小 0 个，偏大 1 个",
        "无党支部的一般网格：1/1（100.00%）",
    ]


def test_the_notebook_table_escapes_what_it_shows() -> None:
    cover = Term("b", "<b>", "<b>")
    report = diagnose(quarter(generals=1, micros=1), households={"G0-M0": 5}, covers={cover: ()})
    page = report._repr_html_()
    assert "<b>" not in page
    assert "GRID_TOO_SMALL" in page
    assert "100.00%" in page


def test_a_cover_share_of_more_than_there_are_is_refused() -> None:
    with pytest.raises(InvalidValue, match="without: 2 will not do; it must not be more than 1"):
        CoverShare(cover=BRANCH, level=GENERAL, grids=1, without=["a", "b"])
    with pytest.raises(InvalidValue, match="must name each once"):
        CoverShare(cover=BRANCH, level=GENERAL, grids=3, without=["a", "a"])
    assert CoverShare(cover=BRANCH, level=GENERAL, grids=0, without=[]).share is None


def test_more_above_than_counted_is_refused() -> None:
    with pytest.raises(InvalidValue, match="above: 3 will not do; it must not be more than 2"):
        LevelShare(level=GENERAL, grids=2, counted=2, below=1, above=2)


def test_the_day_is_kept() -> None:
    day = date(2023, 3, 22)
    assert diagnose(quarter(generals=1, micros=1), on=day).on == day
    assert Diagnosis(levels=()).on is None


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"households": [("G0-M0", 1)]}, "households: 'list' will not do; it must be a Mapping"),
        ({"households": 0}, "households: 'int'"),
        ({"covers": ()}, "covers: 'tuple'"),
        ({"covers": {BRANCH: [[]]}}, r"covers\[party_branch\]: 'list' will not do; it must be a str"),
        ({"residency": ()}, "residency: 'tuple' will not do; it must answer households and findings"),
        ({"residency": Posted()}, "residency: 'Posted'"),
        ({"roster": "w-1"}, "roster: 'str' will not do; it must answer gaps and findings"),
    ],
)
def test_parts_of_the_wrong_kind_are_refused(more: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidValue, match=says):
        diagnose(quarter(generals=1, micros=1), **more)


def test_a_grid_counted_in_part_may_be_too_large_and_never_too_small() -> None:
    grid = quarter(generals=2, micros=5)
    report = diagnose(grid, households={"G0-M0": 90, "G1-M0": 450, "G1-M1": 60})
    general, community = report.level("general"), report.level("community")
    assert (general.counted, general.partly, general.below, general.above) == (1, 1, 0, 1)
    assert (community.counted, community.partly) == (0, 1)
    assert {(each.code, each.subject) for each in report.findings} == {
        ("GRID_TOO_LARGE", "G1"),
        ("GRID_TOO_LARGE", "G1-M0"),
    }
    first, second, *_ = report.text().splitlines()
    assert first == "village or community: 1 grid, none counted, 1 in part"
    assert second.startswith("general grid: 2 grids, 1 counted, 1 in part, 1 outside 300-500 households")
    assert "未统计户数，1 个仅部分统计" in report.text("zh")


def test_a_count_of_a_grid_itself_makes_it_whole() -> None:
    grid = quarter(generals=1, micros=2)
    report = diagnose(grid, households={"G0": 200, "G0-M0": 40})
    assert (report.level("general").counted, report.level("general").below) == (1, 1)
    assert report.level("community").counted == 1


def test_a_grid_in_which_nobody_lives_is_not_missed() -> None:
    towers = attrs.evolve(CHENGDU["exclusive"], holds_residents=False)
    rows = [("G", None, "general", "一"), ("M", "G", "micro", "甲"), ("X", "G", "exclusive", "楼宇")]
    known = diagnose(GridHierarchy.from_rows(rows), households={"M": 40}).level("general")
    grid = GridHierarchy.from_rows(rows, scheme=CHENGDU.with_level(towers))
    whole = diagnose(grid, households={"M": 40}).level("general")
    assert [(each.counted, each.partly) for each in (known, whole)] == [(0, 1), (1, 0)]


def test_a_gap_of_a_real_roster_is_named_once() -> None:
    grid = quarter(generals=1, micros=2)
    roster = Roster(
        grid,
        workers=[Worker("w-1", kind=WorkerKind.MICRO_GRID_WORKER)],
        postings=[Posting("w-1", "G0-M0")],
    )
    found = diagnose(grid, roster=roster).findings
    assert found == roster.findings()
    assert len({(each.code, each.subject) for each in found}) == len(found) > 0


def test_a_cover_of_a_grid_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName, match="No grid is called 'G8'"):
        diagnose(quarter(generals=1, micros=1), covers={BRANCH: {"G9", "G0", "G8"}})


def test_more_counted_in_part_than_are_left_is_refused() -> None:
    with pytest.raises(InvalidValue, match="partly: 2 will not do; it must not be more than 1"):
        LevelShare(level=GENERAL, grids=3, counted=2, below=0, above=0, partly=2)
