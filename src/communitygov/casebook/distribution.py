"""How many go under each of several parents, where a document gives only the sums.

As evenly as whole numbers allow; what is left over goes to the first, one each.  It is the library's choice,
the same every time, and no figure of any place.
"""

from communitygov.errors import InvalidValue, Words


def spread(total: int, *, over: int) -> tuple[int, ...]:
    """Return how many of `total` go to each of `over` parents; the first get one more of what is left over.

    Raises
    ------
    InvalidValue
        If `total` is negative or `over` is not at least 1.

    Examples
    --------
    >>> spread(118, over=9)
    (14, 13, 13, 13, 13, 13, 13, 13, 13)
    >>> spread(5, over=0)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: over: 0 will not do; it must be a whole number of at least 1. \
[INVALID_VALUE]
    """
    for name, value, least in (("total", total, 0), ("over", over, 1)):
        if type(value) is not int or value < least:
            bound = Words(f"须为不小于 {least} 的整数", f"must be a whole number of at least {least}")
            raise InvalidValue(name, value, bound)
    each, left = divmod(total, over)
    return (each + 1,) * left + (each,) * (over - left)
