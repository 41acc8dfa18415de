"""How long and how the optional solver may work."""

from typing import ClassVar

import attrs

from communitygov.core.checks import at_least
from communitygov.core.document import Value


@attrs.frozen
class Highs(Value):
    """The HiGHS solver (extra ``solver``), and how long it may take.

    Parameters
    ----------
    seconds
        Of the solver's own clock, in all; making its models comes on top.  How far it comes in them depends
        on the machine: bytes are the same again only where it ends before.
    whole
        The whole model is given to it where it has at most so many merged demand points, over all functions;
        above, it improves the plan part by part, and the bound stays that of the search.

    Examples
    --------
    >>> Highs(60).seconds
    60
    >>> Highs(0)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: seconds: 0 will not do; it must be a whole number of at least 1. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "selection-highs"
    seconds: int = attrs.field(default=60, validator=at_least(1))
    whole: int = attrs.field(default=2_000, kw_only=True, validator=at_least(0))
