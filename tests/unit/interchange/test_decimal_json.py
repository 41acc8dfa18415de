"""JSON with fractions: digits are kept, and nothing that is no JSON of a bounded size comes in."""

from decimal import Decimal
from typing import Any, cast

import pytest

from communitygov.core.canonical import Limits
from communitygov.errors import DocumentError, InvalidValue
from communitygov.interchange.decimal_json import read_decimal_json


def test_every_digit_of_a_number_is_kept() -> None:
    text = '{"lat": 30.5700000000000000001, "count": 9007199254740993, "far": -1e3}'
    read = cast("dict[str, Decimal]", read_decimal_json(text, limits=Limits(), number=Decimal))
    assert [str(each) for each in read.values()] == ["30.5700000000000000001", "9007199254740993", "-1E+3"]
    assert read_decimal_json(text.encode(), limits=Limits(), number=Decimal) == read


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (7, "WRONG_TYPE"),
        ("{", "NOT_JSON"),
        (b"\xff", "NOT_UTF8"),
        ("[" * 100_000, "TOO_DEEP"),
        ('{"a": 1, "a": 2}', "DUPLICATE_KEY"),
        ("[Infinity]", "NOT_A_NUMBER"),
    ],
)
def test_what_is_no_json_is_refused(source: object, code: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read_decimal_json(source, limits=Limits(), number=str)
    assert refused.value.code == code


@pytest.mark.parametrize("limits", [Limits(size=3), Limits(nodes=1)])
def test_what_exceeds_the_limits_is_refused_before_it_is_read(limits: Limits) -> None:
    with pytest.raises(DocumentError) as refused:
        read_decimal_json("[[NaN", limits=limits, number=str)
    assert refused.value.code == "TOO_LARGE"


def test_limits_are_limits() -> None:
    with pytest.raises(InvalidValue, match=r"^limits"):
        read_decimal_json("[]", limits=cast("Any", 7), number=str)
