"""Who must have had a hand in a design, and how often a place may go back; all library defaults.

The documents give no numbers.  Of one roof garden, document 003 tells that community, residents and a
third-party team planned it together: that is where the three kinds of co-creators come from.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, at_least, each_of, ordered
from communitygov.core.document import Value
from communitygov.space.place.transformation import CoCreator


@attrs.frozen(kw_only=True)
class LifeCyclePolicy(Value):
    """The bounds of a place's life cycle, and who plans it.

    Parameters
    ----------
    co_creators
        Kinds of co-creators of whom each must be shown to have had a hand in a design; possibly none.
    redesigns, suspensions
        Most returns to design, and most suspensions of the works.
    improvements
        Most times that operation goes on with something to improve.
    renewals
        Most times that operation goes on after a good evaluation, so one evaluation a year for a decade.
    repurposings
        Most times that the place falls idle again for another purpose.

    Examples
    --------
    >>> LifeCyclePolicy(redesigns=1).redesigns
    1
    >>> LifeCyclePolicy(redesigns=0)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: redesigns: 0 will not do; it must be a whole number of at least 1. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "life-cycle-policy"
    co_creators: frozenset[CoCreator] = attrs.field(
        default=frozenset(CoCreator), converter=as_set, validator=each_of(CoCreator), repr=ordered
    )
    redesigns: int = attrs.field(default=2, validator=at_least(1))
    suspensions: int = attrs.field(default=2, validator=at_least(1))
    improvements: int = attrs.field(default=2, validator=at_least(1))
    renewals: int = attrs.field(default=9, validator=at_least(1))
    repurposings: int = attrs.field(default=1, validator=at_least(1))


#: The library's own.
DEFAULT_LIFE_CYCLE = LifeCyclePolicy()
