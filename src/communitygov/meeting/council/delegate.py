"""Who sits for a constituency, from when to when, and for whom in reserve (代表、任期、候补).

1. A term begins with its first day and is over on the day that ends it.
2. A substitute (候补) stands for one delegate of the same constituency, and sits only while that one does
   not.
3. Traits (such as "woman") are the caller's words for what a rule of composition counts.  They are about
   people: the ``repr`` hides them, and no finding tells who has one.

This module knows no council; no document says how long a term is.
"""

from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, day, hidden, identifier, identifiers, optional
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.span import check_span, runs
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.council.constituency import Constituency

TERM_EXPIRED = Message(
    "TERM_EXPIRED",
    Words(
        "{person}（{constituency}）的任期已于 {until} 届满",
        "the term of {person} ({constituency}) ended on {until}",
    ),
    Words("请重新推选{constituency}", "renew the term, or seat somebody else of the {constituency}"),
)
TERM_NOT_BEGUN = Message(
    "TERM_NOT_BEGUN",
    Words(
        "{person}（{constituency}）的任期自 {since} 起",
        "the term of {person} ({constituency}) begins on {since}",
    ),
    Words("请待 {since} 起，或先推选他人", "wait for {since}, or seat somebody else until then"),
)
_NOBODY_FOR_ONESELF = Words("须为他人，无人为自己候补", "must be somebody else: nobody stands in for oneself")


@attrs.frozen
class Delegate(Value):
    """A person's seat on a council (代表) for one term, or a place in reserve for such a seat (候补).

    Parameters
    ----------
    id
        Identifier of the person, given by the host application; ASCII, no personal data.
    constituency
        Code of the constituency for which the person sits.
    since, until
        First day of the term, and the first day after it; open where not given.
    substitute_of
        Identifier of the delegate for whom the person stands in reserve.
    appointed_by
        Identifier of who appointed or elected the person.
    traits
        Codes of what rules of composition count; never shown.

    Examples
    --------
    >>> delegate = Delegate("d-1", "local_worthies", since=date(2023, 1, 1), until=date(2026, 1, 1))
    >>> delegate.is_in_term(date(2025, 12, 31)), delegate.is_in_term(date(2026, 1, 1))
    (True, False)
    >>> Delegate("d-9", "local_worthies", substitute_of="d-1", traits={"woman"}).is_substitute
    True
    >>> Delegate("d-1", "local_worthies", since=date(2023, 1, 1), until=date(2022, 1, 1))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: until: '2022-01-01' will not do; it must be later than the first day, \
2023-01-01. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "delegate"
    id: str = attrs.field(validator=identifier)
    constituency: str = attrs.field(validator=identifier)
    since: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    until: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    substitute_of: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))
    appointed_by: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))
    traits: frozenset[str] = attrs.field(
        default=frozenset[str](), kw_only=True, converter=as_set, validator=identifiers, repr=hidden
    )

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the beginning, and somebody in reserve for themselves."""
        check_span(self)
        if self.substitute_of == self.id:
            raise InvalidValue("substitute_of", self.substitute_of, _NOBODY_FOR_ONESELF)

    @property
    def is_substitute(self) -> bool:
        """Whether the person stands in reserve and has no seat of their own."""
        return self.substitute_of is not None

    def is_in_term(self, on: date | None = None) -> bool:
        """Tell whether the term runs on a day; without a day, terms are not looked at."""
        if on is None:
            return True
        return runs(self, plain_day("on", on))


def term_finding(delegate: Delegate, constituency: Constituency, *, on: date) -> Finding:
    """Return the finding about a delegate whose term does not run on a day: it is over, or yet to begin."""
    details: dict[str, Detail] = {"person": delegate.id, "constituency": constituency}
    if delegate.until and delegate.until <= on:
        return TERM_EXPIRED.finding(delegate.id, {**details, "until": delegate.until.isoformat()})
    return TERM_NOT_BEGUN.finding(delegate.id, {**details, "since": str(delegate.since)})
