"""Challenge and annulment (申请撤销): a resolution in effect, and whoever says that it should not be.

民法典 280 lets an owner whose rights a decision infringes ask a court to annul it, and binds all owners by
it meanwhile.  Who may challenge, where and within how long, is the caller's to say
(`communitygov.meeting.resolution.publication.PublicationPolicy`); that a challenge alone does not stay the
effect is how this library reads the article.

This module knows no resolution.
"""

from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.checks import day, hidden, identifier, one_of, optional, text
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.within import not_before
from communitygov.procedure.fact import Fact


class RulingOutcome(TermEnum):
    """What comes of a challenge.

    Examples
    --------
    >>> RulingOutcome("annulled").label("zh")
    '撤销'
    """

    ANNULLED = "annulled", "撤销", "annulled"
    CONFIRMED = "confirmed", "维持", "confirmed"
    WITHDRAWN = "withdrawn", "撤回申请", "challenge withdrawn"


@attrs.frozen(kw_only=True)
class Ruling(Value):
    """What was ruled on a challenge, by whom, and where it is kept.

    Examples
    --------
    >>> Ruling(by="court-1", on=date(2023, 9, 1), reference="judgment-12", outcome=RulingOutcome.ANNULLED).by
    'court-1'
    """

    document_kind: ClassVar[str] = "ruling"
    by: str = attrs.field(validator=identifier)
    on: date = attrs.field(validator=day)
    reference: str = attrs.field(validator=identifier)
    outcome: RulingOutcome = attrs.field(validator=one_of(RulingOutcome))


@attrs.frozen(kw_only=True)
class Challenge(Value):
    """A request that a resolution be annulled (申请撤销).

    Parameters
    ----------
    id, by, role, on
        Its identifier, whose it is and in which role, and the day on which it was made.
    ground
        What was written; hidden from ``repr``.
    ruling
        What was ruled on it, once that is known.

    Examples
    --------
    >>> challenge = Challenge(id="X-1", by="r-9", role="resident", on=date(2023, 6, 1))
    >>> challenge.is_open
    True
    >>> judgment = Ruling(
    ...     by="court-1", on=date(2023, 9, 1), reference="judgment-12", outcome=RulingOutcome.CONFIRMED
    ... )
    >>> challenge.ruled(judgment).is_open
    False
    """

    document_kind: ClassVar[str] = "challenge"
    id: str = attrs.field(validator=identifier)
    by: str = attrs.field(validator=identifier)
    role: str = attrs.field(validator=identifier)
    on: date = attrs.field(validator=day)
    ground: str = attrs.field(default="", validator=text, repr=hidden)
    ruling: Ruling | None = attrs.field(default=None, validator=optional(one_of(Ruling)))

    def __attrs_post_init__(self) -> None:
        """Refuse a ruling before the challenge."""
        if self.ruling is not None:
            not_before("ruling", self.ruling.on, first=self.on)

    @property
    def is_open(self) -> bool:
        """Whether nothing has been ruled on it."""
        return self.ruling is None

    @property
    def annulled_on(self) -> date | None:
        """The day on which it led to annulment; none if it did not."""
        ruling = self.ruling
        return ruling.on if ruling is not None and ruling.outcome is RulingOutcome.ANNULLED else None

    def ruled(self, ruling: Ruling) -> "Challenge":
        """Return the same challenge with a ruling.

        Raises
        ------
        InvalidValue
            If it has one, or the ruling is earlier than the challenge.
        """
        if self.ruling is not None:
            said = self.ruling.reference
            bound = Words(f"已有裁决 {said}", f"must not be given twice: there is {said}")
            raise InvalidValue("ruling", ruling.reference, bound)
        return attrs.evolve(self, ruling=ruling)

    def as_of(self, on: date) -> "Challenge":
        """Return the challenge as it was known at the end of a day."""
        later = self.ruling is not None and self.ruling.on > on
        return attrs.evolve(self, ruling=None) if later else self

    def as_fact(self, *, about: str) -> Fact:
        """Return the challenge as a procedure reads it: kind ``challenge``, outcome ``raised``."""
        return Fact(kind="challenge", about=about, outcome="raised", reference=self.id, giver=self.by)

    def ruling_fact(self, *, about: str) -> Fact:
        """Return the ruling as a procedure reads it: kind ``ruling``, outcome as ruled.

        Raises
        ------
        UnknownName
            If nothing has been ruled on it.
        """
        if self.ruling is None:
            raise UnknownName(Words("对此申请的裁决", "ruling on the challenge"), self.id, ())
        outcome = self.ruling.outcome
        return Fact(
            kind="ruling",
            about=about,
            outcome=outcome.value,
            reference=self.ruling.reference,
            giver=self.ruling.by,
            words=outcome.words,
        )
