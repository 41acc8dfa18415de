"""Whole numbers as they come in side by side: lists, arrays, and the buffers of numpy, checked all together.

Whatever offers its memory is read where it lies, so that a million places cost no copy.
"""

from array import array
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, TypeAlias, cast

from communitygov.core.checks import as_tuple
from communitygov.errors import InvalidValue, Words

#: Whole numbers side by side.
Numbers: TypeAlias = "array[int] | memoryview[int]"

#: Formats of whole numbers in a buffer, see `array` and `memoryview`.
_WHOLE = frozenset("bBhHiIlLqQ")
_ROW = Words("须为一行整数", "must be whole numbers in a row, such as a list or an array")
_WIDE = Words("须在 64 位整数之内", "must be within 64 bits")


def in_memory(given: object) -> "memoryview[int] | None":
    """Return what `given` holds where it lies; none if it offers no memory.

    Raises
    ------
    InvalidValue
        If there is memory, but of something else than whole numbers in a row.

    Examples
    --------
    >>> from array import array
    >>> in_memory(array("i", [3, 4])).tolist(), in_memory([3, 4])
    ([3, 4], None)
    """
    view = None
    with suppress(TypeError):
        view = memoryview(cast("Any", given))
    if view is None:
        return None
    if view.ndim != 1 or view.format not in _WHOLE or isinstance(given, bytes | bytearray):
        raise InvalidValue("numbers", given, _ROW)
    return view


def as_numbers(given: Iterable[int], what: str) -> "Numbers":
    """Return whole numbers of 64 bits; what lies in memory already, as it is.

    Examples
    --------
    >>> as_numbers(range(3), "places")
    array('q', [0, 1, 2])
    >>> as_numbers([0, "1"], "places")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: places[1]: '1' will not do; it must be a whole number. [INVALID_VALUE]
    """
    view = in_memory(given)
    if view is not None:
        return view
    numbers = whole(given, what)
    try:
        return array("q", numbers)
    except OverflowError as error:
        raise InvalidValue(what, max(numbers, key=abs), _WIDE) from error


def whole(given: Iterable[int], what: str) -> tuple[int, ...]:
    """Return numbers as a tuple; each must be a whole one, and ``True`` is not 1.

    Examples
    --------
    >>> whole([3, 10**30], "households")
    (3, 1000000000000000000000000000000)
    """
    numbers = as_tuple(given)
    if not set(map(type, numbers)) <= {int}:
        at = next(at for at, number in enumerate(numbers) if type(number) is not int)
        raise InvalidValue(f"{what}[{at}]", numbers[at], Words("须为整数", "must be a whole number"))
    return numbers


def check_within(numbers: "Numbers", what: str, *, end: int, numpy: Any = None) -> None:  # noqa: ANN401  optional
    """Refuse numbers of which one is neither below `end` nor -1 for none; with `numpy`, all at once.

    Examples
    --------
    >>> from array import array
    >>> check_within(array("q", [0, -1, 4]), "places", end=3)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: places[2]: 4 will not do; it must be a whole number below 3, or -1 for \
none. [INVALID_VALUE]
    """
    if not len(numbers):
        return
    least, greatest = (min, max) if numpy is None else (numpy.min, numpy.max)
    if least(numbers) < -1 or greatest(numbers) >= end:
        at = next(at for at, number in enumerate(numbers) if not -1 <= number < end)
        bound = Words(
            f"须为小于 {end} 的整数，或以 -1 表示无", f"must be a whole number below {end}, or -1 for none"
        )
        raise InvalidValue(f"{what}[{at}]", numbers[at], bound)
