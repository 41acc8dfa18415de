"""Who sits for a constituency, and for how long."""

from datetime import UTC, date, datetime

import pytest

from communitygov.errors import DocumentError, InvalidValue
from communitygov.meeting.council.constituency import LOCAL_WORTHIES
from communitygov.meeting.council.delegate import Delegate, term_finding

TODAY = date(2023, 5, 4)


def test_a_term_includes_its_first_day_and_not_the_day_it_ends() -> None:
    delegate = Delegate("d-1", "c", since=date(2023, 5, 1), until=date(2023, 5, 4))
    asked = [date(2023, 4, 30), date(2023, 5, 1), date(2023, 5, 3), date(2023, 5, 4)]
    assert [delegate.is_in_term(day) for day in asked] == [False, True, True, False]


def test_without_a_day_terms_are_not_looked_at() -> None:
    assert Delegate("d-1", "c", until=date(2000, 1, 1)).is_in_term()


@pytest.mark.parametrize("until", [date(2023, 5, 4), date(2023, 5, 3)])
def test_a_term_ends_after_it_begins(until: date) -> None:
    with pytest.raises(InvalidValue, match="later than the first day, 2023-05-04"):
        Delegate("d-1", "c", since=TODAY, until=until)


def test_a_moment_is_no_day() -> None:
    with pytest.raises(InvalidValue, match="must be a date without a time"):
        Delegate("d-1", "c").is_in_term(datetime(2023, 5, 4, tzinfo=UTC))


def test_nobody_stands_in_for_themselves() -> None:
    assert Delegate("d-2", "c", substitute_of="d-1").is_substitute
    assert not Delegate("d-2", "c").is_substitute
    with pytest.raises(InvalidValue, match="nobody stands in for oneself"):
        Delegate("d-1", "c", substitute_of="d-1")


def test_who_appointed_is_an_identifier() -> None:
    assert Delegate("d-1", "c", appointed_by="street-office").appointed_by == "street-office"
    with pytest.raises(InvalidValue, match="appointed_by"):
        Delegate("d-1", "c", appointed_by="街道")


def test_traits_are_shown_neither_in_the_repr_nor_in_an_error() -> None:
    assert "woman" not in repr(Delegate("d-1", "c", traits={"woman"}))
    with pytest.raises(InvalidValue) as caught:
        Delegate("d-1", "c", traits={"a woman"})
    assert "woman" not in str(caught.value)


def test_traits_are_not_shown_in_the_fault_of_a_document() -> None:
    document = Delegate("d-1", "c").to_document() | {"traits": ["a woman"]}
    with pytest.raises(DocumentError) as caught:
        Delegate.from_document(document)
    assert "woman" not in str(caught.value)


def test_a_term_that_does_not_run_is_over_or_yet_to_begin() -> None:
    over = term_finding(Delegate("d-1", "local_worthies", until=TODAY), LOCAL_WORTHIES, on=TODAY)
    ahead = term_finding(Delegate("d-1", "local_worthies", since=date(2023, 6, 1)), LOCAL_WORTHIES, on=TODAY)
    assert (over.code, ahead.code) == ("TERM_EXPIRED", "TERM_NOT_BEGUN")
    assert "2023-05-04" in over.text("zh")
    assert "2023-06-01" in ahead.text()
