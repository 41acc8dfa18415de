"""Opening hours as text: a part of the language of OpenStreetMap's ``opening_hours``, read and written.

Read are ``24/7``, ``off``, and rules separated by semicolons: days and then times, ``Mo-Fr 08:30-22:00``,
``Sa,Su 09:00-12:00,14:00-26:00``, ``We off``; without days, every day.  A time that ends before it begins
ends on the next day.  A later rule replaces what earlier ones say of openings that *begin* on its days.  A
blank after a comma, and a semicolon at the end, say nothing.

Not read, and refused by name: public and school holidays, months, weeks, years, sunrise, comments, open ends.
Of their meaning a week knows nothing.
"""

from collections.abc import Iterator, Sequence
from typing import NoReturn, TypeAlias

from communitygov.errors import InvalidValue, Words

#: Minutes of a day and of a week.
DAY = 24 * 60
WEEK = 7 * DAY
#: From a minute on to before another.
Minutes: TypeAlias = tuple[int, int]

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
#: Longest text that is read; hours that change every other minute are shorter.
LONGEST_TEXT = 100_000
_CLOSED = ("off", "closed")
_HOURS_LONG = len("00:00")
#: Latest hour in which something may end, counted from the midnight before it began.
_LATEST = 48

_TEXT = Words(
    f"须为不超过 {LONGEST_TEXT} 字的文字，如 Mo-Fr 08:30-22:00; Sa 20:00-02:00，或 24/7，或 off",
    f"must be text of at most {LONGEST_TEXT} characters such as Mo-Fr 08:30-22:00; Sa 20:00-02:00, or 24/7, "
    "or off",
)
_DAYS = Words(
    "须为 Mo 至 Su 的日子，如 Mo-Fr 或 Sa,Su；不读节假日、月份与周次",
    "must be days from Mo to Su, such as Mo-Fr or Sa,Su; holidays, months and weeks are not read",
)
_TIMES = Words(
    "须为 off，或如 08:30-12:00,14:00-22:00 的时段；不读日出日落、注释与不定的结束",
    "must be off, or times such as 08:30-12:00,14:00-22:00; sunrise, comments and open ends are not read",
)
_TIME = Words(
    "须为 00:00 至 48:00 的时刻，起于 24:00 之前", "must be a time from 00:00 to 48:00, begun before 24:00"
)
_LENGTH = Words("不可为零时长；全天写作 00:00-24:00", "must have a length; write a whole day as 00:00-24:00")


def _refuse(said: str, bound: Words) -> NoReturn:
    """Refuse a part of a text."""
    raise InvalidValue("opening hours", said, bound)


# ------------------------------------------------------------------------- in


def read_opening(text: object) -> list[Minutes]:
    """Return what a text says, as minutes from Monday 00:00; what begins on Sunday may end after the week.

    Raises
    ------
    InvalidValue
        If the text is not of the part that is read; the error names the words that are not.

    Examples
    --------
    >>> read_opening("Mo 08:30-22:00; Su 20:00-02:00")
    [(510, 1320), (9840, 10200)]
    """
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        _refuse(str(text)[:80] if isinstance(text, str) else type(text).__name__, _TEXT)
    openings: list[list[Minutes]] = [[] for _ in DAYS]
    rules = text.split(";")
    if not rules[-1].strip() and rules[1:]:
        rules.pop()
    for rule in rules:
        days, times = _rule(_joined_lists(rule.split()))
        for day in days:
            openings[day] = [(day * DAY + since, day * DAY + until) for since, until in times]
    return [minutes for day in openings for minutes in day]


def _joined_lists(words: Sequence[str]) -> list[str]:
    """Return words of which one that ends in a comma goes on with the next."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1].endswith(","):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _rule(words: Sequence[str]) -> tuple[tuple[int, ...], list[Minutes]]:
    """Return the days of one rule, and the times of such a day."""
    every_day = tuple(range(len(DAYS)))
    match words:
        case ["24/7"]:
            return every_day, [(0, DAY)]
        case [times]:
            return every_day, _times(times)
        case [days, times]:
            return _days(days), _times(times)
        case _:
            _refuse(" ".join(words)[:80], _TEXT)


def _days(said: str) -> tuple[int, ...]:
    """Return the days that ``Mo-We,Su`` names, Monday as 0; from Friday to Monday goes over Sunday night."""
    found: set[int] = set()
    for part in said.split(","):
        first, dash, last = part.partition("-")
        if first not in DAYS or (dash and last not in DAYS):
            _refuse(part, _DAYS)
        since = DAYS.index(first)
        length = (DAYS.index(last) - since) % len(DAYS) if dash else 0
        found |= {(since + more) % len(DAYS) for more in range(length + 1)}
    return tuple(sorted(found))


def _times(said: str) -> list[Minutes]:
    """Return the times of a day that ``08:30-12:00,14:00-26:00`` names."""
    if said in _CLOSED:
        return []
    found: list[Minutes] = []
    for part in said.split(","):
        first, dash, last = part.partition("-")
        if not dash:
            _refuse(part, _TIMES)
        since, until = _time(first), _time(last)
        if since >= DAY:
            _refuse(part, _TIME)
        if since == until:
            _refuse(part, _LENGTH)
        found.append((since, until if until > since else until + DAY))
    return found


def _time(said: str) -> int:
    """Return the minutes from midnight to ``08:30``."""
    hours, minutes = said[:2], said[3:]
    is_written = len(said) == _HOURS_LONG and said[2] == ":" and said.isascii()
    if not is_written or not (hours + minutes).isdigit():
        _refuse(said, _TIMES)
    if int(minutes) >= 60 or int(hours) * 60 + int(minutes) > _LATEST * 60:  # noqa: PLR2004  of an hour
        _refuse(said, _TIME)
    return int(hours) * 60 + int(minutes)


# ------------------------------------------------------------------------- out


def write_opening(spans: Sequence[Minutes]) -> str:
    """Return the text of spans of a week, in order and apart; days that have the same times stand together.

    Examples
    --------
    >>> write_opening([(0, 120), (510, 1320), (9840, 10080)])  # on Sunday from 20:00 into Monday
    'Mo 08:30-22:00; Su 20:00-02:00'
    """
    if list(spans) == [(0, WEEK)]:
        return "24/7"
    said = [said_of_day(openings) for openings in by_day(spans)]
    alike = {times: [at for at, each in enumerate(said) if each == times] for times in said if times}
    rules = (f"{_named(days)} {times}" for times, days in alike.items())
    return "; ".join(rules) or "off"


def by_day(spans: Sequence[Minutes]) -> tuple[tuple[Minutes, ...], ...]:
    """Return for each day what begins on it, in minutes from its midnight.

    What runs for less than a day stands where it begins, also when it ends on the next day; what runs longer
    is cut at each midnight.

    Examples
    --------
    >>> by_day([(0, 120), (9840, 10080)])[6]
    ((1200, 1560),)
    """
    days: list[list[Minutes]] = [[] for _ in DAYS]
    for since, until in sorted(piece for span in _joined(spans) for piece in _cut(span)):
        day = since // DAY
        days[day % len(DAYS)].append((since - day * DAY, until - day * DAY))
    return tuple(tuple(sorted(each)) for each in days)


def said_of_day(openings: Sequence[Minutes]) -> str:
    """Return the times of a day.

    Examples
    --------
    >>> said_of_day([(510, 720), (1200, 1560)])
    '08:30-12:00,20:00-02:00'
    """
    return ",".join(f"{_clock(since)}-{_clock(until)}" for since, until in openings)


def _joined(spans: Sequence[Minutes]) -> Sequence[Minutes]:
    """Return spans with the one that goes over Sunday night in one piece."""
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == WEEK:
        return (*spans[1:-1], (spans[-1][0], WEEK + spans[0][1]))
    return spans


def _cut(span: Minutes) -> Iterator[Minutes]:
    """Yield a span as it is if it is shorter than a day, else from midnight to midnight."""
    since, until = span
    while until - since >= DAY or (since % DAY == 0 and until > since):
        midnight = min(until, since - since % DAY + DAY)
        yield since, midnight
        since = midnight
    if until > since:
        yield since, until


def _named(days: Sequence[int]) -> str:
    """Return days in order as ``Mo-We,Su``."""
    parts: list[list[int]] = []
    for day in days:
        if parts and day == parts[-1][-1] + 1:
            parts[-1].append(day)
        else:
            parts.append([day])
    return ",".join(DAYS[part[0]] + (f"-{DAYS[part[-1]]}" if part[1:] else "") for part in parts)


def _clock(minutes: int) -> str:
    """Return minutes from a midnight as a time of day; the midnight after is 24:00."""
    hours, rest = divmod(minutes if minutes <= DAY else minutes - DAY, 60)
    return f"{hours:02d}:{rest:02d}"
