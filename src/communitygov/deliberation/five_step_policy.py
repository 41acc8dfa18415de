"""The numbers of the standard five-step table; the documents give none of them, all are library defaults."""

from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, identifiers
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.deliberation.rating import DEFAULT_RATING_POLICY, RatingPolicy
from communitygov.deliberation.rating_fit import rates_after
from communitygov.errors import InvalidValue, Words

#: The actions by which a matter comes to be rated.
HANDLED = ("resolve", "report_done")


class HandlingStart(TermEnum):
    """From when on a decision may be handled, beside the days for which it is published.

    Examples
    --------
    >>> HandlingStart("in_effect").label("zh")
    '决议生效'
    """

    PUBLICATION_OVER = "publication_over", "公示期满", "once the publication is over"
    IN_EFFECT = "in_effect", "决议生效", "once the resolution is in effect"


def _start(value: object) -> HandlingStart:
    """Return the start with this code."""
    return HandlingStart.named(value)


@attrs.frozen(kw_only=True)
class FiveStepPolicy(Value):
    """The numbers of the standard table; the documents give none of them, all are library defaults.

    Parameters
    ----------
    sittings, objections
        Most sittings of the council on one case, and most objections to one publication, in all.
    returns, suspensions, extensions, bad_ratings
        Most returns as incomplete, most suspensions, most extensions of the time for handling, most bad
        ratings before only mediation is left: at most one more than the sittings, because after the second
        each takes a sitting.
    publication_days
        Calendar days for which a decision is published before it may be handled.
    handling_start
        Whether it must be shown besides that the resolution is in effect, as
        `communitygov.meeting.resolution` works it out.  Library default: not asked, so that the standard
        table needs no resolution.
    rating
        On what terms residents rate, and after how many days a matter that nobody rates is closed as unrated.
    sorting_workdays, listing_days, handling_days, extension_days
        Deadlines: to accept and to sort (working days), to hold a sitting, to handle, and by how much one
        extension moves the last one (calendar days).
    proxies
        Codes of the roles that may raise, supplement and withdraw a matter on behalf of a resident, such as
        the grid worker for an elder; none unless given.

    Examples
    --------
    >>> FiveStepPolicy(sittings=1).sittings
    1
    >>> FiveStepPolicy(sittings=0)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: sittings: 0 will not do; it must be a whole number of at least 1. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "five-step-policy"
    sittings: int = attrs.field(default=3, validator=at_least(1))
    objections: int = attrs.field(default=2, validator=at_least(1))
    returns: int = attrs.field(default=2, validator=at_least(1))
    suspensions: int = attrs.field(default=2, validator=at_least(1))
    extensions: int = attrs.field(default=2, validator=at_least(1))
    bad_ratings: int = attrs.field(default=2, validator=at_least(1))
    publication_days: int = attrs.field(default=3, validator=at_least(1))
    handling_start: HandlingStart = attrs.field(default=HandlingStart.PUBLICATION_OVER, converter=_start)
    rating: RatingPolicy = attrs.field(default=DEFAULT_RATING_POLICY, validator=rates_after(*HANDLED))
    sorting_workdays: int = attrs.field(default=3, validator=at_least(1))
    listing_days: int = attrs.field(default=15, validator=at_least(1))
    handling_days: int = attrs.field(default=30, validator=at_least(1))
    extension_days: int = attrs.field(default=15, validator=at_least(1))
    proxies: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)

    def __attrs_post_init__(self) -> None:
        """Refuse more bad ratings than the sittings leave room for: nobody could ever ask for mediation."""
        if self.bad_ratings > self.sittings + 1:
            bound = Words(
                f"须至多比 sittings 多一次，即 {self.sittings + 1}",
                f"must be at most one more than the sittings, {self.sittings + 1}",
            )
            raise InvalidValue("bad_ratings", self.bad_ratings, bound)


#: The policy that applies unless another is given.
DEFAULT_POLICY = FiveStepPolicy()
