"""What an argument must be; of what it is instead, only the type is told."""

import pytest

from communitygov.core.argument import each_required, require
from communitygov.errors import InvalidValue, Words


def test_what_is_required_passes() -> None:
    require("words", Words("甲", "a"), kind=Words)
    assert each_required("days", iter([7, 8]), kind=int) == (7, 8)


@pytest.mark.parametrize("values", [None, 7, [7, "personal"], ["personal"]])
def test_a_member_of_another_type_is_refused_and_not_repeated(values: object) -> None:
    with pytest.raises(InvalidValue) as refused:
        each_required("days", values, kind=int)  # type: ignore[arg-type]
    assert "personal" not in str(refused.value)
