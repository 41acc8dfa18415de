"""What one voter says (票): in favour, against, neither, or nothing that counts; and by which way it came.

A ballot names who cast it and, under a proxy (委托), for whom.  Whether it was allowed, and whether it
counts, is not known here.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import identifier, optional
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum


class Choice(TermEnum):
    """What a ballot says.

    Examples
    --------
    >>> Choice("yes").label("zh")
    '赞成'
    """

    YES = "yes", "赞成", "yes"
    NO = "no", "反对", "no"
    ABSTAIN = "abstain", "弃权", "abstain"
    INVALID = "invalid", "无效票", "invalid"


class Channel(TermEnum):
    """By which way a person takes part, or a ballot comes.

    Examples
    --------
    >>> Channel("written").label("zh")
    '书面'
    """

    IN_PERSON = "in_person", "现场", "in person"
    ONLINE = "online", "线上", "online"
    WRITTEN = "written", "书面", "in writing"


def as_choice(value: object) -> Choice:
    """Return the choice with this code."""
    return Choice.named(value)


def as_channel(value: object) -> Channel:
    """Return the channel with this code."""
    return Channel.named(value)


@attrs.frozen
class Ballot(Value):
    """One ballot.

    Parameters
    ----------
    by
        Identifier of who cast it.
    choice
        What it says.
    on_behalf_of
        Identifier of the voter for whom it was cast, under a proxy.
    channel
        By which way it came.

    Examples
    --------
    >>> ballot = Ballot("d-4", "no", on_behalf_of="d-5")
    >>> ballot.choice, ballot.voter
    (Choice.NO, 'd-5')
    >>> Ballot("d-4", "noo")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No Choice is called 'noo'. Did you mean 'no'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "ballot"
    by: str = attrs.field(validator=identifier)
    choice: Choice = attrs.field(converter=as_choice)
    on_behalf_of: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))
    channel: Channel = attrs.field(default=Channel.IN_PERSON, kw_only=True, converter=as_channel)

    @property
    def voter(self) -> str:
        """Whose vote it is."""
        return self.on_behalf_of or self.by
