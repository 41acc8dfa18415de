"""The report of a check: what it notes about days, its table, its text and its page."""

from datetime import date

import attrs
import pytest
from tests.unit.space.standard.judged import AREA, LAND, asked, judged, only

from communitygov.errors import InvalidValue
from communitygov.space.standard import (
    COMPLETE_COMMUNITY_2020,
    GB_50180_2018,
    HUBEI_2023_DRAFT,
    QUARTER_HOUR_CIRCLE,
    TDT_1062_2021,
    FacilityRecord,
    GapReport,
    ServedCommunity,
    Standard,
    gaps,
)


def test_doubts_about_days_are_told() -> None:
    report = gaps(TDT_1062_2021, ServedCommunity("LQ", people=60_000), on=date(2021, 9, 1))
    assert [finding.code for finding in report.notes] == ["STANDARD_DATE_DISPUTED"]
    assert "2021-07-01, and 2022-01-01 (a public repository)" in report.notes[0].text()
    early = gaps(TDT_1062_2021, ServedCommunity("LQ"), on=date(2021, 6, 1))
    assert [finding.code for finding in early.notes] == ["STANDARD_NOT_IN_FORCE", "STANDARD_DATE_DISPUTED"]


def test_a_moment_is_no_day_and_a_document_is_no_community() -> None:
    with pytest.raises(InvalidValue, match="on"):
        gaps(TDT_1062_2021, ServedCommunity("LQ"), on="2021-09-01")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="standard"):
        gaps({}, ServedCommunity("LQ"))  # type: ignore[arg-type]


def test_a_report_is_a_table_a_text_and_a_page() -> None:
    report = judged(asked(AREA, 120), FacilityRecord.of("c", "clinic", measured={AREA: 100}))
    assert report.rows()[0] == ("part", "code", "subject", "clause", "zh", "en")
    assert report.rows()[1][:4] == ("gaps", "STANDARD_TOO_SMALL", "c", "1.2.3")
    assert report.text("zh").split("\n")[0] == "std：LQ 判断 1 条，缺口 1，宜改进 0，待查 0"
    assert report.text().split("\n")[1].startswith("[gaps] community clinic")
    page = report._repr_html_()
    assert "1.2.3" in page
    assert (
        "<script>" not in attrs.evolve(report, gaps=[attrs.evolve(report.gaps[0], subject="a")])._repr_html_()
    )


def test_the_page_of_a_report_escapes_what_others_wrote() -> None:
    clause = attrs.evolve(asked(AREA, 120).requirements[0], clause="<script>")
    report = judged(Standard("std", "标准", "standard", requirements=[clause]))
    assert "&lt;script&gt;" in report._repr_html_()
    assert "<script>" not in report._repr_html_()
    assert gaps(asked(LAND, 1), ServedCommunity("LQ")).rows()[1][3] == "1.2.3"


@pytest.mark.parametrize(
    ("standard", "on", "codes"),
    [
        (COMPLETE_COMMUNITY_2020, date(1999, 1, 1), ["STANDARD_NOT_IN_FORCE"]),
        (COMPLETE_COMMUNITY_2020, date(2021, 1, 1), ["STANDARD_DATE_UNKNOWN"]),
        (GB_50180_2018, date(2020, 1, 1), ["STANDARD_DATE_UNVERIFIED"]),
        (GB_50180_2018, None, []),
        (HUBEI_2023_DRAFT, date(2024, 1, 1), ["STANDARD_DATE_UNKNOWN", "STANDARD_DRAFT"]),
        (TDT_1062_2021, date(2024, 1, 1), ["STANDARD_DATE_DISPUTED"]),
        (QUARTER_HOUR_CIRCLE, date(2021, 7, 19), ["STANDARD_NOT_IN_FORCE"]),
    ],
)
def test_days_never_pass_in_silence(standard: Standard, on: date | None, codes: list[str]) -> None:
    notes = gaps(standard, ServedCommunity("x"), on=on).notes
    assert [note.code for note in notes if note.subject == standard.code] == codes


def test_a_long_report_is_cut_in_a_notebook_and_the_rest_counted() -> None:
    finding = only(judged(asked(AREA, 120)))
    page = GapReport(standard="s", community="c", judged=203, gaps=[finding] * 203)._repr_html_()
    assert "另有 3 … 3 more" in page
