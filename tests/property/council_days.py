"""Days among those on which the terms of example councils begin and end."""

from datetime import date, timedelta

from hypothesis import strategies as st

FIRST = date(2023, 1, 1)


def near(*, most: int = 8) -> st.SearchStrategy[date]:
    """Return days among those on which the terms of examples begin and end."""
    return st.integers(-1, most).map(lambda passed: FIRST + timedelta(days=passed))
