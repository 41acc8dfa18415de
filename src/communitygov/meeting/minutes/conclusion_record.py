"""What minutes hold of a matter that was put without a vote (协商一致): who was there, and who objected."""

from datetime import datetime
from typing import ClassVar

import attrs

from communitygov.core.checks import at_least, aware, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.meeting.decision.decision import Decision, DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.tally.tally import Tally


@attrs.frozen(kw_only=True)
class ConclusionRecord(Value):
    """A matter that was put without a vote, and what it came to (议决).

    Parameters
    ----------
    about, place, at
        Which matter, and where and when in the log it was put.
    by, item
        Who concluded it; or the number of the item for decision that names it and ended there.
    rule
        By which it is decided, where that was said.
    tally
        Who was there, and whose objections were not settled; nobody has voted.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.council.constituency import Constituency
    >>> from communitygov.meeting.decision.quorum import Minimum
    >>> from communitygov.meeting.tally.counts import Counts
    >>> tally = Tally.from_counts(
    ...     {"owners": Counts(entitled=9, present=5)},
    ...     constituencies=[Constituency("owners", "业主", "owners")],
    ... )
    >>> record = ConclusionRecord(
    ...     about="LQ-1",
    ...     place=7,
    ...     at=datetime(2023, 5, 4, 9, tzinfo=UTC),
    ...     by="d-1",
    ...     rule=Minimum("present", 5),
    ...     tally=tally,
    ... )
    >>> record.outcome
    Outcome.ADOPTED
    """

    document_kind: ClassVar[str] = "conclusion-record"
    about: str = attrs.field(validator=identifier)
    place: int = attrs.field(validator=at_least(0))
    at: datetime = attrs.field(validator=aware)
    by: str | None = attrs.field(default=None, validator=optional(identifier))
    item: str | None = attrs.field(default=None, validator=optional(identifier))
    rule: DecisionRule | None = attrs.field(default=None, validator=optional(one_of((DecisionRule,))))
    tally: Tally = attrs.field(validator=one_of(Tally))
    #: What the rule comes to on the count; none without a rule.
    decision: Decision | None = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Work out what the rule comes to; a rule that does not fit the count is refused."""
        decision = None if self.rule is None else self.rule.decide(self.tally)
        object.__setattr__(self, "decision", decision)

    @property
    def outcome(self) -> Outcome | None:
        """What it came to by the rule, where one was said."""
        return self.decision.outcome if self.decision else None
