"""What a ledger says: the statement of one member, and how much was done in a period.

This module enters nothing.  A period is from a moment on to before another, by the time of the entries and
not by the order in which they were made.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

import attrs

from communitygov.core.checks import (
    as_tuple,
    at_least,
    aware,
    counted,
    each_of,
    identifier,
    is_aware,
    one_of,
    optional,
)
from communitygov.core.document import Value
from communitygov.core.money import Money
from communitygov.errors import InvalidValue, Language, Words
from communitygov.space.operation.book import Row
from communitygov.space.operation.entry import Purchase
from communitygov.space.operation.page import table

_DAY, _ENTRY, _OTHER = Words("日期", "day"), Words("分录", "entry"), Words("对方", "other")
_SKILL, _TIMES = Words("技能", "skill"), Words("次数", "times")
_MONEY, _MINUTES = Words("金额", "money"), Words("分钟", "minutes")


def check_period(since: datetime | None, until: datetime | None) -> None:
    """Refuse moments without a time zone, and an end that is not after the beginning."""
    for name, moment in (("since", since), ("until", until)):
        if moment is not None and not is_aware(moment):
            bound = Words("须为带时区的时间", "must be a datetime with a time zone")
            raise InvalidValue(name, moment, bound)
    if since is not None and until is not None and until <= since:
        bound = Words(f"须晚于 {since}", f"must be later than the first moment, {since}")
        raise InvalidValue("until", until.isoformat(), bound)


@attrs.frozen(kw_only=True)
class StatementLine(Value):
    """One entry as it moved a member's account.

    Parameters
    ----------
    entry
        Identifier of the entry.
    at
        When.
    other
        Who was on the other side.
    reverses
        Identifier of the purchase that it takes back; empty if it is a purchase.
    change, minutes
        By how much it moved the account.

    Examples
    --------
    >>> from datetime import UTC
    >>> line = StatementLine(
    ...     entry="e-1", at=datetime(2023, 5, 4, tzinfo=UTC), other="r-2", change=Money(1500), minutes=45
    ... )
    >>> str(line.change)
    '¥15.00'
    """

    document_kind: ClassVar[str] = "prosumer-statement-line"
    entry: str = attrs.field(validator=identifier)
    at: datetime = attrs.field(validator=aware)
    other: str = attrs.field(validator=identifier)
    reverses: str = attrs.field(default="")
    change: Money = attrs.field(validator=one_of(Money))
    minutes: int = attrs.field(default=0)

    def __attrs_post_init__(self) -> None:
        """Refuse a name that is none, and minutes that are no whole number."""
        if self.reverses:
            identifier(self, attrs.fields(StatementLine).reverses, self.reverses)
        at_least(0)(self, attrs.fields(StatementLine).minutes, _size(self.minutes))


def _size(number: object) -> object:
    """Return a whole number without its sign, anything else as it is."""
    return abs(number) if type(number) is int else number


@attrs.frozen(kw_only=True)
class Statement(Value):
    """A member's account over a period: what it began with, what moved it, what it ended with.

    Examples
    --------
    >>> from datetime import UTC
    >>> line = StatementLine(
    ...     entry="e-1", at=datetime(2023, 5, 4, tzinfo=UTC), other="r-2", change=Money(1500), minutes=45
    ... )
    >>> account = Statement(member="r-1", opening=Money(-500), lines=[line])
    >>> str(account.closing), account.closing_minutes
    ('¥10.00', 45)
    >>> print(account.text("zh"))
    r-1：期初 -¥5.00
    2023-05-04 e-1 r-2 ¥15.00 45 分钟
    期末 ¥10.00，45 分钟
    """

    document_kind: ClassVar[str] = "prosumer-statement"
    member: str = attrs.field(validator=identifier)
    since: datetime | None = attrs.field(default=None, validator=optional(aware))
    until: datetime | None = attrs.field(default=None, validator=optional(aware))
    opening: Money = attrs.field(default=Money(0), validator=one_of(Money))
    opening_minutes: int = attrs.field(default=0)
    lines: tuple[StatementLine, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(StatementLine), repr=counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a period without a moment in it, and minutes that are no whole number."""
        check_period(self.since, self.until)
        at_least(0)(self, attrs.fields(Statement).opening_minutes, _size(self.opening_minutes))

    @property
    def closing(self) -> Money:
        """The balance at the end of the period."""
        return Money.total((self.opening, *(line.change for line in self.lines)))

    @property
    def closing_minutes(self) -> int:
        """The minutes at the end of the period."""
        return self.opening_minutes + sum(line.minutes for line in self.lines)

    def text(self, language: Language = "en") -> str:
        """Say it line by line."""
        minutes = Words("分钟", "minutes").say(language)
        lines = [
            f"{line.at.date()} {line.entry} {line.other} {line.change} {line.minutes} {minutes}"
            for line in self.lines
        ]
        first = Words(f"{self.member}：期初 {self.opening}", f"{self.member}: opening {self.opening}")
        last = Words(
            f"期末 {self.closing}，{self.closing_minutes} 分钟",
            f"closing {self.closing}, {self.closing_minutes} minutes",
        )
        return "\n".join((first.say(language), *lines, last.say(language)))

    def _repr_html_(self) -> str:
        """Show it line by line as a table in a notebook."""
        return table(
            "statement",
            f"{self.member}: {self.opening} → {self.closing}",
            head=(_DAY, _ENTRY, _OTHER, _MONEY, _MINUTES),
            rows=(
                (str(line.at.date()), line.entry, line.other, str(line.change), line.minutes)
                for line in self.lines
            ),
            count=len(self.lines),
        )


def statement_of(
    member: str, rows: Iterable[Row], *, since: datetime | None, until: datetime | None
) -> Statement:
    """Return the statement of the rows that move a member's account."""
    check_period(since, until)
    ranked = sorted(rows, key=lambda row: row.entry.at)
    before = [row for row in ranked if since is not None and row.entry.at < since]
    within = [row for row in ranked[len(before) :] if until is None or row.entry.at < until]
    opened = [row.change(member) for row in before]
    return Statement(
        member=member,
        since=since,
        until=until,
        opening=Money(sum(fen for fen, _ in opened)),
        opening_minutes=sum(minutes for _, minutes in opened),
        lines=[_line(member, row) for row in within],
    )


def _line(member: str, row: Row) -> StatementLine:
    """Return a row as one side sees it."""
    fen, minutes = row.change(member)
    return StatementLine(
        entry=row.entry.id,
        at=row.entry.at,
        other=row.buyer if member == row.giver else row.giver,
        reverses="" if isinstance(row.entry, Purchase) else row.entry.of,
        change=Money(fen),
        minutes=minutes,
    )


_SKILLS = Words(
    "须为（技能编码，次数，Money），按编码排列，不重复",
    "must be triples of a skill, how often, and Money, in the order of the skills, none twice",
)


def _check_skills(
    owner: object, field: "attrs.Attribute[tuple[tuple[str, int, Money], ...]]", triples: tuple[object, ...]
) -> None:
    """Refuse anything but ordered triples of a skill, how often, and how much."""
    skills: list[str] = []
    for triple in triples:
        match triple:
            case (str() as skill, int() as times, Money() as paid) if paid.fen >= 0:
                identifier(owner, field, skill)
                at_least(1)(owner, field, times)
                skills.append(skill)
            case _:
                raise InvalidValue(field.name, type(triple).__name__, _SKILLS)
    if skills != sorted(set(skills)):
        raise InvalidValue(field.name, skills[:20], _SKILLS)


@attrs.frozen(kw_only=True)
class PeriodSums(Value):
    """How much was done in a period; what was taken back in it stands beside, and is not netted.

    Parameters
    ----------
    since, until
        The period; none where it is open.
    skills
        Purchases of each skill: how often, and what was paid.
    free
        How many of the purchases cost nothing.
    minutes
        Minutes of service.
    reversals, reversed
        How many purchases were taken back in the period, and what they had cost.

    Examples
    --------
    >>> sums = PeriodSums(skills=[("music", 3, Money.yuan(30))], free=1, minutes=135)
    >>> sums.purchases, str(sums.paid)
    (3, '¥30.00')
    """

    document_kind: ClassVar[str] = "prosumer-period-sums"
    since: datetime | None = attrs.field(default=None, validator=optional(aware))
    until: datetime | None = attrs.field(default=None, validator=optional(aware))
    skills: tuple[tuple[str, int, Money], ...] = attrs.field(
        default=(), converter=as_tuple, validator=_check_skills
    )
    free: int = attrs.field(default=0, validator=at_least(0))
    minutes: int = attrs.field(default=0, validator=at_least(0))
    reversals: int = attrs.field(default=0, validator=at_least(0))
    reversed: Money = attrs.field(default=Money(0), validator=one_of(Money))

    def __attrs_post_init__(self) -> None:
        """Refuse a period without a moment in it, and more free purchases than there are."""
        check_period(self.since, self.until)
        if self.free > self.purchases:
            bound = Words(f"须不超过 {self.purchases}", f"must be at most {self.purchases}")
            raise InvalidValue("free", self.free, bound)

    @property
    def purchases(self) -> int:
        """How many purchases there were."""
        return sum(times for _, times, _ in self.skills)

    @property
    def paid(self) -> Money:
        """What was paid for them."""
        return Money.total(paid for _, _, paid in self.skills)

    def text(self, language: Language = "en") -> str:
        """Say it in one line.

        Examples
        --------
        >>> PeriodSums(skills=[("music", 3, Money.yuan(30))], free=1, minutes=135).text("zh")
        '购买 3 次（免费 1 次），共 ¥30.00、135 分钟；撤回 0 次，共 ¥0.00'
        """
        said = Words(
            f"购买 {self.purchases} 次（免费 {self.free} 次），共 {self.paid}、{self.minutes} 分钟；"
            f"撤回 {self.reversals} 次，共 {self.reversed}",
            f"{self.purchases} purchases ({self.free} free), {self.paid} and {self.minutes} minutes; "
            f"{self.reversals} taken back, {self.reversed}",
        )
        return said.say(language)

    def _repr_html_(self) -> str:
        """Show what was done of each skill as a table in a notebook."""
        return table(
            "period-sums",
            Words(self.text("zh"), self.text("en")),
            head=(_SKILL, _TIMES, _MONEY),
            rows=((skill, times, str(paid)) for skill, times, paid in self.skills),
            count=len(self.skills),
        )


def period_sums(
    rows: Iterable[Row], skills: Mapping[str, str], *, since: datetime | None, until: datetime | None
) -> PeriodSums:
    """Return how much the rows of a period come to; `skills` says what each offer takes."""
    check_period(since, until)
    within = [
        row
        for row in rows
        if (since is None or row.entry.at >= since) and (until is None or row.entry.at < until)
    ]
    by_skill: dict[str, tuple[int, int]] = {}
    bought = [(row, row.entry) for row in within if isinstance(row.entry, Purchase)]
    for row, entry in bought:
        times, fen = by_skill.get(skills[entry.offer], (0, 0))
        by_skill[skills[entry.offer]] = (times + 1, fen + row.fen)
    back = [row for row in within if not isinstance(row.entry, Purchase)]
    return PeriodSums(
        since=since,
        until=until,
        skills=[(skill, times, Money(fen)) for skill, (times, fen) in sorted(by_skill.items())],
        free=sum(not row.fen for row, _ in bought),
        minutes=sum(row.minutes for row, _ in bought),
        reversals=len(back),
        reversed=Money(-sum(row.fen for row in back)),
    )
