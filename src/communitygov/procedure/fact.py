"""What is shown to a procedure from outside: a decision, a rating, evidence, a notice.

A procedure knows no meeting and no photograph.  Whoever takes an action hands in facts; the requirements of
the table read them.  A fact that falls short says why (`because`), and the refusal repeats it.

This module knows no topic: a fact's `kind` and `outcome` are codes on which table and giver agree.
"""

from datetime import datetime
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, aware, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.errors import Words


@attrs.frozen(kw_only=True)
class Fact(Value):
    """One fact about one case.

    Parameters
    ----------
    kind
        What is shown, such as ``"decision"``, ``"rating"``, ``"evidence"``, ``"notice"``.
    about
        Identifier of the case.
    outcome
        What it comes to, such as ``"adopted"``; the requirement that reads it knows the codes.
    reference
        Where it is kept: number of the minutes, digest of a photograph.
    giver
        Identifier of whoever it comes from, where that matters (a rater, an objector).
    at
        When it came about, where that matters (when the council sat).
    words
        The outcome as it stands in a sentence; its code where none are given.
    because
        What it lacks, in words: the findings of a meeting that decided nothing.

    Examples
    --------
    >>> Fact(kind="evidence", about="LQ-1", outcome="attached", reference="sha256:9f2c").kind
    'evidence'
    """

    document_kind: ClassVar[str] = "fact"
    kind: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)
    outcome: str = attrs.field(validator=identifier)
    reference: str = attrs.field(validator=identifier)
    giver: str | None = attrs.field(default=None, validator=optional(identifier))
    at: datetime | None = attrs.field(default=None, validator=optional(aware))
    words: Words | None = attrs.field(default=None, validator=optional(one_of(Words)))
    because: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))
