"""What is said when a question lacks a day, names none, or is about a grid that is not there that day.

This module knows how days are read and nothing of how they are kept.
"""

from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.finding import joined
from communitygov.errors import CommunityGovError, InvalidValue, Words
from communitygov.quotation import shown

#: Most days or spans that a message lists.
LISTED_DAYS = 3


@attrs.frozen(str=False)
class DatedHierarchy(CommunityGovError, ValueError):
    """Something was asked of a hierarchy without a day, but what lies under what changes with time.

    Examples
    --------
    >>> from datetime import date
    >>> print(DatedHierarchy("administrative", (date(2024, 3, 1),)))
    What lies under what in 'administrative' changes on 1 day (2024-03-01): say on which day, as in \
grid.as_of(day, overlay='administrative'). [DATED_HIERARCHY]
    """

    code: ClassVar[str] = "DATED_HIERARCHY"
    overlay: str
    days: tuple[date, ...]

    def words(self) -> Words:
        """Name the overlay, the first of its days, and what to do."""
        first = [day.isoformat() for day in self.days[:LISTED_DAYS]]
        dots = ["…"] if len(self.days) > LISTED_DAYS else []
        zh, en = "、".join([*first, *dots]), ", ".join([*first, *dots])
        unit = "day" if len(self.days) == 1 else "days"
        name = shown(self.overlay)
        return Words(
            f"{name} 中的隶属关系在 {len(self.days)} 个日期有变（{zh}）：请指明日期，"
            f"如 grid.as_of(day, overlay={name})。",
            f"What lies under what in {name} changes on {len(self.days)} {unit} ({en}): say on which day, "
            f"as in grid.as_of(day, overlay={name}).",
        )


@attrs.frozen(str=False)
class AbsentThen(CommunityGovError, LookupError):
    """The place of a grid was asked for on a day on which it takes no part in the overlay.

    `spans` are the first day, and the day after the last, of each time in which it does.

    Examples
    --------
    >>> from datetime import date
    >>> print(AbsentThen("LQ-1", "party", date(2024, 2, 1), ((date(2024, 3, 1), None),)))
    The grid 'LQ-1' takes no part in 'party' on 2024-02-01; it does from 2024-03-01 on. [ABSENT_THEN]
    """

    code: ClassVar[str] = "ABSENT_THEN"
    name: str
    overlay: str
    day: date | None
    spans: tuple[tuple[date | None, date | None], ...]

    def words(self) -> Words:
        """Name the grid, the overlay, the day, and when it does take part."""
        spans = [*map(span_words, self.spans[:LISTED_DAYS])]
        if len(self.spans) > LISTED_DAYS:
            spans.append(Words("……", "…"))
        zh, en = joined(tuple(spans))
        name, overlay = shown(self.name), shown(self.overlay)
        does = f"it does {en}" if en else "it never does"
        when = Words("", "") if self.day is None else Words(f"于 {self.day} ", f" on {self.day}")
        return Words(
            f"网格 {name} {when.zh}不在 {overlay} 之中；{f'其在列时间：{zh}' if zh else '从未在列'}。",
            f"The grid {name} takes no part in {overlay}{when.en}; {does}.",
        )


def span_words(span: tuple[date | None, date | None]) -> Words:
    """Return an interval as read.

    Examples
    --------
    >>> span_words((date(2024, 3, 1), date(2024, 5, 1))).en
    'from 2024-03-01 until 2024-05-01'
    >>> span_words((None, None)).zh
    '始终'
    """
    since, until = span
    zh = (f"自 {since} 起" if since else "") + (f"至 {until} 止（不含当日）" if until else "")
    parts = [f"from {since}" if since else "", f"until {until}" if until else ""]
    en = " ".join(part for part in parts if part)
    return Words(zh or "始终", en + " on" * (until is None) if en else "always")


def not_a_day(day: object) -> InvalidValue:
    """Return the error about what is no date.

    Examples
    --------
    >>> print(not_a_day("2024-03-01"))
    day: '2024-03-01' will not do; it must be a date without a time. [INVALID_VALUE]
    """
    return InvalidValue("day", day, Words("须为日期（不含时刻）", "must be a date without a time"))
