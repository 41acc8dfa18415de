"""Reports and grounds."""

from datetime import UTC, datetime

import pytest

from communitygov.errors import InvalidValue
from communitygov.grid.routing.report import Report, Way

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)


@pytest.mark.parametrize("place", [{"grid": "G"}, {"dwelling": "D"}, {"person": "p"}])
def test_one_way_to_say_where_is_enough(place: dict[str, str]) -> None:
    assert Report("R-1", matter="lighting", at=AT, **place).to_document()["at"] == "2023-05-04T09:00:00+00:00"  # type: ignore[arg-type]


def test_a_report_that_lies_nowhere_is_refused() -> None:
    with pytest.raises(InvalidValue, match="a dwelling, a person or a point must be"):
        Report("R-1", matter="lighting", at=AT)


def test_what_people_wrote_is_hidden_and_not_repeated_in_an_error() -> None:
    assert "secret" not in repr(Report("R-1", matter="m", at=AT, grid="G", description="secret"))
    with pytest.raises(InvalidValue) as refused:
        Report("R-1", matter="m", at=AT, grid="G", description="secret" * 1_000)
    assert "secret" not in str(refused.value)
    assert "4000" in str(refused.value)


def test_the_ways_are_asked_in_the_order_of_the_list() -> None:
    assert [way.value for way in Way] == ["code", "dwelling", "person", "point"]
