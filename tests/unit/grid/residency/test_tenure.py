"""A tenure runs from its first day to the day that ends it."""

from datetime import date
from pathlib import Path

import pytest

from communitygov.errors import InvalidValue
from communitygov.grid.residency import CareTag, Tenure, TenureRole
from communitygov.grid.residency.care import CARE_CATEGORY, applying
from communitygov.grid.residency.tenure import PERSON_AND_DWELLING, holding

NEW_YEAR = date(2024, 1, 1)


def tenure(since: date | None = None, until: date | None = None) -> Tenure:
    return Tenure("r-1", "D-1", role=TenureRole.TENANT, since=since, until=until)


def test_a_tenure_begins_with_its_first_day_and_is_over_on_the_day_that_ends_it() -> None:
    year = tenure(NEW_YEAR, date(2025, 1, 1))
    days = [date(2023, 12, 31), NEW_YEAR, date(2024, 12, 31), date(2025, 1, 1)]
    assert [year.holds_on(day) for day in days] == [False, True, True, False]


def test_without_dates_no_day_is_needed() -> None:
    assert holding([tenure()], None) == (tenure(),)


@pytest.mark.parametrize("dated", [tenure(NEW_YEAR), tenure(None, NEW_YEAR)], ids=["since", "until"])
def test_with_dates_the_day_must_be_given(dated: Tenure) -> None:
    with pytest.raises(InvalidValue, match="must be a day"):
        holding([dated], None)


def test_a_moment_is_no_day() -> None:
    with pytest.raises(InvalidValue):
        tenure(NEW_YEAR).holds_on("2024-01-01")  # type: ignore[arg-type]


def test_the_person_is_not_shown() -> None:
    assert "r-1" not in repr(tenure())
    with pytest.raises(InvalidValue) as refusal:
        Tenure("王五", "D-1", role=TenureRole.HEAD)
    assert "王五" not in str(refusal.value)


def test_a_care_tag_runs_like_a_tenure_and_tells_nothing() -> None:
    tag = CareTag("r-1", "lives-alone", since=NEW_YEAR)
    assert (tag.holds_on(NEW_YEAR), tag.holds_on(date(2023, 12, 31))) == (True, False)
    bare = CareTag("r-1", "lives-alone")
    assert applying([bare], None) == (bare,)
    with pytest.raises(InvalidValue, match="must be a day"):
        applying([bare, tag], None)
    with pytest.raises(InvalidValue) as refusal:
        CareTag("r-1", "lives-alone", since=NEW_YEAR, until=NEW_YEAR)
    assert "2024" not in str(refusal.value)
    for shown in (repr(tag), str(refusal.value)):
        assert not any(fact in shown for fact in ("r-1", "lives-alone", "2024"))


def test_the_words_are_those_of_the_documents() -> None:
    folder = next(each for each in Path(__file__).parents if each.name == "tests") / "source" / "excerpts"
    for citation, name in ((PERSON_AND_DWELLING, "003-person-dwelling"), (CARE_CATEGORY, "003-care")):
        words = "".join((folder / f"{name}.txt").read_text(encoding="utf-8").split())
        assert citation.document == "003"
        assert citation.phrase in words
