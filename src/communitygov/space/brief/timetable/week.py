"""Minutes of a week as bits of whole numbers: where something fits, turned round at Sunday midnight.

Plain arithmetic; this module knows neither rooms nor activities.
"""

from communitygov.space.hours.opening_text import WEEK

#: Minutes of a day.
DAY = 1_440
FULL = (1 << WEEK) - 1


def span(start: int, minutes: int) -> int:
    """Return the minutes from `start` on, those after the week at its beginning.

    Examples
    --------
    >>> span(0, 3), span(10_079, 2) == 1 | 1 << 10_079
    (7, True)
    """
    return turned(((1 << minutes) - 1) << start, WEEK)


def turned(mask: int, size: int) -> int:
    """Return a mask of up to twice `size` bits with what is beyond put at the beginning."""
    return mask & ((1 << size) - 1) | mask >> size


def blocked(busy: int, length: int, *, size: int) -> int:
    """Return where something of `length` cannot begin, because one of its bits would be busy.

    Examples
    --------
    >>> bin(blocked(0b100000, 3, size=8)), bin(blocked(0b1, 2, size=4))
    ('0b111000', '0b1001')
    """
    mask, done = busy | busy << size, 1
    while done < length:
        step = min(done, length - done)
        mask |= mask >> step
        done += step
    return mask & ((1 << size) - 1)


def starts(free: int, minutes: int) -> int:
    """Return the minutes at which something of so many minutes can begin in free ones.

    Examples
    --------
    >>> bin(starts(0b111100, 3))
    '0b1100'
    """
    return free & ~blocked(FULL & ~free, minutes, size=WEEK)


def thinned(mask: int, raster: int) -> int:
    """Return every bit that stands at a multiple of `raster`, a divisor of the week, close together.

    Examples
    --------
    >>> bin(thinned(1 << 30 | 1 << 15 | 1 << 7 | 1, 15))
    '0b111'
    """
    return int(f"{mask:0{WEEK}b}"[raster - 1 :: raster], 2)


def each_bit(mask: int) -> list[int]:
    """Return the places of the bits that are set, the lowest first."""
    places: list[int] = []
    while mask:
        low = mask & -mask
        places.append(low.bit_length() - 1)
        mask ^= low
    return places


def clock(minute: int) -> str:
    """Return a minute of the week as a day and a time.

    Examples
    --------
    >>> clock(510), clock(10_079)
    ('Mo 08:30', 'Su 23:59')
    """
    day, rest = divmod(minute % WEEK, DAY)
    return f"{('Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su')[day]} {rest // 60:02}:{rest % 60:02}"
