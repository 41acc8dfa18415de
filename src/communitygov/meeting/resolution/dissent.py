"""Dissent (反对意见) and reservations (保留意见) against a resolution: whose, and where it is kept.

Identifiers stand here; what was said stands in the statement.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import identifier, one_of
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum


class DissentKind(TermEnum):
    """What a delegate wants recorded against a resolution that was adopted.

    Examples
    --------
    >>> DissentKind("reservation").label("zh")
    '保留意见'
    """

    DISSENT = "dissent", "反对意见", "dissent"
    RESERVATION = "reservation", "保留意见", "reservation"


@attrs.frozen(kw_only=True)
class Dissent(Value):
    """A dissent or a reservation, by identifier, and where the statement is kept.

    Examples
    --------
    >>> Dissent(by="d-4", constituency="local_worthies", statement="minutes-7:3").kind
    DissentKind.DISSENT
    """

    document_kind: ClassVar[str] = "dissent"
    by: str = attrs.field(validator=identifier)
    constituency: str = attrs.field(validator=identifier)
    statement: str = attrs.field(validator=identifier)
    kind: DissentKind = attrs.field(default=DissentKind.DISSENT, validator=one_of(DissentKind))
