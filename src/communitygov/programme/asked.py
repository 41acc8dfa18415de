"""What a question about a programme must name: a day, a code that is there.

This module knows no programme.
"""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from communitygov.errors import InvalidValue, UnknownName, Words

T = TypeVar("T")

_DAY = Words("须为日期（不含时刻）", "must be a date without a time")


def asked_day(name: str, value: object) -> date:
    """Return the day that is asked about; a moment is no day.

    Examples
    --------
    >>> asked_day("on", date(2023, 7, 9))
    datetime.date(2023, 7, 9)
    >>> asked_day("on", "2023-07-09")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: on: '2023-07-09' will not do; it must be a date without a time. \
[INVALID_VALUE]
    """
    if type(value) is not date:
        raise InvalidValue(name, value, _DAY)
    return value


def found(code: object, known: Mapping[str, T], *, kind: Words) -> T:
    """Return what has this code.

    Examples
    --------
    >>> found("order", {"order": 1}, kind=Words("指标", "measure"))
    1
    >>> found("ordre", {"order": 1}, kind=Words("指标", "measure"))
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No measure is called 'ordre'. Did you mean 'order'? [UNKNOWN_NAME]
    """
    if isinstance(code, str) and code in known:
        return known[code]
    raise UnknownName(kind, code, tuple(sorted(known)))
