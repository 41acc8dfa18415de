"""Opportunity lists (项目机会清单): what is sought, what is offered for it, whom to ask, and until when.

1. A list is what was published and what was matched; what is open on a day follows from both.  A matched
   entry leaves the open list, and so does one whose last day is over.
2. More entries may have been declared than are known (200余个): the rest is unlisted, not invented.
3. Whom to ask is a role, never a person.

The document names the list and gives no fields; the fields are the library's.
"""

from datetime import date
from functools import cached_property
from typing import ClassVar

import attrs

from communitygov.core.argument import require_once
from communitygov.core.checks import (
    as_tuple,
    counted,
    day,
    each_of,
    hidden,
    identifier,
    one_of,
    optional,
    text,
    title,
)
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.quantity import Quantity
from communitygov.core.source import quoted
from communitygov.core.terms import Term, TermEnum
from communitygov.errors import CommunityGovError, InvalidValue, Words
from communitygov.programme.asked import asked_day, found
from communitygov.programme.sheet import sheet
from communitygov.quotation import shown

#: Where such a list stands.
OPPORTUNITY_LIST = quoted("004", "发布“华阳有约”项目机会清单200余个")

OPPORTUNITIES_UNLISTED = Message(
    "OPPORTUNITIES_UNLISTED",
    Words(
        "所报机会 {declared}，清单中有 {listed}", "{declared} opportunities are declared, {listed} are listed"
    ),
    Words("请补录其余各项，或更正所报之数", "list the rest, or mend what is declared"),
    OPPORTUNITY_LIST,
)

_HEADS = ("代码 code", "机会 opportunity", "需求 demand", "资源 resource", "联系 contact", "截止 until")
_ENTRY = Words("机会", "opportunity")
_ABSENT = Words("须为清单中的机会", "must be of an opportunity of the list")
_EARLY = Words("须不早于发布之日，也不晚于截止之日", "must lie between publication and the last day")


class OpportunityStatus(TermEnum):
    """How an opportunity stands on a day.

    Examples
    --------
    >>> [status.zh for status in OpportunityStatus]
    ['未发布', '开放', '已匹配', '已截止']
    """

    UNPUBLISHED = "unpublished", "未发布", "not yet published"
    OPEN = "open", "开放", "open"
    MATCHED = "matched", "已匹配", "matched"
    EXPIRED = "expired", "已截止", "expired"


@attrs.frozen(str=False)
class OpportunityNotOpen(CommunityGovError, ValueError):
    """An opportunity was to be matched that is not open on that day; nothing has changed.

    Examples
    --------
    >>> print(OpportunityNotOpen("HY-1", date(2020, 12, 1), OpportunityStatus.EXPIRED))
    Opportunity 'HY-1' is expired on 2020-12-01; match one that is open. [OPPORTUNITY_NOT_OPEN]
    """

    code: ClassVar[str] = "OPPORTUNITY_NOT_OPEN"
    opportunity: str
    on: date
    status: OpportunityStatus

    def words(self) -> Words:
        """Name the opportunity, the day, and how it stands."""
        which, on = shown(self.opportunity), self.on.isoformat()
        return Words(
            f"机会 {which} 在 {on} {self.status.zh}；请匹配开放中的机会。",
            f"Opportunity {which} is {self.status.en} on {on}; match one that is open.",
        )


@attrs.frozen(kw_only=True)
class Opportunity(Value):
    """One entry of an opportunity list.

    Parameters
    ----------
    code, title
        Identifier from the host application, and a heading.
    demand, resource
        What is sought, and what is offered for it.
    contact
        Whom to ask: a role or an office, never a person's name.
    published
        The first day on which it is open.
    deadline
        The last day on which it can be matched; none if there is none.

    Examples
    --------
    >>> office = Term("economy_office", "营商办公室", "economy office")
    >>> Opportunity(
    ...     code="HY-1", title="社区食堂运营", demand="运营团队", contact=office, published=date(2020, 5, 1)
    ... ).deadline is None
    True
    """

    document_kind: ClassVar[str] = "opportunity"
    code: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=title, repr=hidden)
    demand: str = attrs.field(validator=text, repr=hidden)
    resource: str = attrs.field(default="", validator=text, repr=hidden)
    contact: Term = attrs.field(validator=one_of(Term))
    published: date = attrs.field(validator=day)
    deadline: date | None = attrs.field(default=None, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse a last day before the first."""
        if self.deadline is not None and self.deadline < self.published:
            first = self.published
            bound = Words(f"须不早于发布之日 {first}", f"must not be earlier than publication, {first}")
            raise InvalidValue("deadline", self.deadline.isoformat(), bound)


@attrs.frozen(kw_only=True)
class OpportunityMatch(Value):
    """That an opportunity found its partner on a day.

    Examples
    --------
    >>> OpportunityMatch(opportunity="HY-1", partner="body-9", on=date(2020, 6, 1)).partner
    'body-9'
    """

    document_kind: ClassVar[str] = "opportunity-match"
    opportunity: str = attrs.field(validator=identifier)
    partner: str = attrs.field(validator=identifier)
    on: date = attrs.field(validator=day)


@attrs.frozen(kw_only=True)
class OpportunityList(Value):
    """The opportunities of one place, and what became of them.

    Parameters
    ----------
    place
        Code of the place that published them.
    entries
        What was published.
    matches
        What was matched, each once, while it was open.
    declared
        How many there are said to be, such as 200余个; none if nobody said.

    Examples
    --------
    >>> office = Term("economy_office", "营商办公室", "economy office")
    >>> canteen = Opportunity(
    ...     code="HY-1",
    ...     title="社区食堂运营",
    ...     demand="运营团队",
    ...     contact=office,
    ...     published=date(2020, 5, 1),
    ...     deadline=date(2020, 11, 24),
    ... )
    >>> board = OpportunityList(place="HY", entries=[canteen], declared=Quantity.parse("200余个"))
    >>> [each.code for each in board.open(on=date(2020, 11, 24))], board.open(on=date(2020, 11, 25))
    (['HY-1'], ())
    >>> matched = board.match("HY-1", partner="body-9", on=date(2020, 6, 1))
    >>> matched.open(on=date(2020, 6, 1)), [each.code for each in matched.open(on=date(2020, 5, 31))]
    ((), ['HY-1'])
    >>> matched.match("HY-1", partner="body-8", on=date(2020, 7, 1))
    Traceback (most recent call last):
        ...
    communitygov.programme.opportunity.OpportunityNotOpen: Opportunity 'HY-1' is matched on 2020-07-01; \
match one that is open. [OPPORTUNITY_NOT_OPEN]
    """

    document_kind: ClassVar[str] = "opportunity-list"
    place: str = attrs.field(validator=identifier)
    entries: tuple[Opportunity, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Opportunity), repr=counted
    )
    matches: tuple[OpportunityMatch, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(OpportunityMatch), repr=counted
    )
    declared: Quantity | None = attrs.field(default=None, validator=optional(one_of(Quantity)))

    def __attrs_post_init__(self) -> None:
        """Refuse an entry or a match twice, and a match of nothing or when it was not open."""
        require_once("entries", (each.code for each in self.entries))
        require_once("matches", (each.opportunity for each in self.matches))
        for each in self.matches:
            if each.opportunity not in self._by_code:
                raise InvalidValue("matches", each.opportunity, _ABSENT)
            entry = self._by_code[each.opportunity]
            if each.on < entry.published or (entry.deadline is not None and entry.deadline < each.on):
                raise InvalidValue("matches", each.on.isoformat(), _EARLY)

    def __getitem__(self, code: str) -> Opportunity:
        """Return the entry with this code."""
        return found(code, self._by_code, kind=_ENTRY)

    def status(self, code: str, *, on: date) -> OpportunityStatus:
        """Tell how an entry stands on a day; the day of the match is no longer open.

        Raises
        ------
        UnknownName
            If there is no such entry.
        """
        return self._status(self[code], asked_day("on", on))

    def open(self, *, on: date) -> tuple[Opportunity, ...]:
        """Return what is open on a day, the earliest deadline first, then by code."""
        asked_day("on", on)
        known = [each for each in self.entries if self._status(each, on) is OpportunityStatus.OPEN]
        return tuple(sorted(known, key=lambda each: (each.deadline or date.max, each.code)))

    def match(self, code: str, *, partner: str, on: date) -> "OpportunityList":
        """Return the list with an entry matched.

        Raises
        ------
        UnknownName
            If there is no such entry.
        OpportunityNotOpen
            If it is not open on that day, or was matched later on.
        """
        status = self.status(code, on=on)
        if code in self._matched:
            status = OpportunityStatus.MATCHED
        if status is not OpportunityStatus.OPEN:
            raise OpportunityNotOpen(code, on, status)
        return attrs.evolve(
            self, matches=(*self.matches, OpportunityMatch(opportunity=code, partner=partner, on=on))
        )

    def published(self, entry: Opportunity) -> "OpportunityList":
        """Return the list with one entry more."""
        return attrs.evolve(self, entries=(*self.entries, entry))

    def findings(self) -> tuple[Finding, ...]:
        """Say so where certainly more, or certainly fewer, were declared than are listed."""
        if self.declared is None or self.declared.is_exactly(len(self.entries)) is not False:
            return ()
        details: dict[str, Detail] = {"declared": str(self.declared), "listed": len(self.entries)}
        return (OPPORTUNITIES_UNLISTED.finding(self.place, details),)

    def _status(self, entry: Opportunity, on: date) -> OpportunityStatus:
        """Tell how an entry stands on a day."""
        taken = self._matched.get(entry.code)
        if on < entry.published:
            return OpportunityStatus.UNPUBLISHED
        if taken is not None and taken.on <= on:
            return OpportunityStatus.MATCHED
        is_over = entry.deadline is not None and entry.deadline < on
        return OpportunityStatus.EXPIRED if is_over else OpportunityStatus.OPEN

    @cached_property
    def _by_code(self) -> dict[str, Opportunity]:
        return {each.code: each for each in self.entries}

    @cached_property
    def _matched(self) -> dict[str, OpportunityMatch]:
        return {each.opportunity: each for each in self.matches}

    def _repr_html_(self) -> str:
        return sheet(
            "opportunities",
            f"机会清单 opportunity list · {self.place}",
            heads=_HEADS,
            rows=[_cells(each) for each in self.entries],
        )


def _cells(entry: Opportunity) -> tuple[str, ...]:
    """Return an entry as cells of a table."""
    until = entry.deadline.isoformat() if entry.deadline else ""
    contact = f"{entry.contact.zh} {entry.contact.en}"
    return entry.code, entry.title, entry.demand, entry.resource, contact, until
