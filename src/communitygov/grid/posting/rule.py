"""What a community asks of its rosters, where the documents leave it open.

“一员多格” says that one worker may have many grids.  At which level, whether a grid without a worker of its
own is served from above, and how many is too many, it does not say: the first two are a `PostingRule`, the
third is each worker's `Capacity`.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, each_of, one_of, ordered
from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.grid.level.kind import GridKind
from communitygov.grid.posting.duty import Duty, Inheritance


@attrs.frozen(kw_only=True)
class PostingRule(Value):
    """Which grids must be served, and whether from above will do.

    Parameters
    ----------
    inheritance
        Whether who serves a grid also serves those beneath that have nobody of their own.
    kinds
        Kinds of the grids that must be served; if empty, the grids with nothing under them.
    duties
        Which duties each of these grids must have; all three unless given.
    source
        Where the rule stands.

    Examples
    --------
    >>> STANDARD_RULE.inheritance.zh, STANDARD_RULE.source.is_library_default
    ('由上级网格兼管', True)
    >>> PostingRule(inheritance="above")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: inheritance: 'above' will not do; it must be of type Inheritance. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "posting-rule"
    inheritance: Inheritance = attrs.field(default=Inheritance.FROM_ABOVE, validator=one_of(Inheritance))
    kinds: frozenset[GridKind] = attrs.field(
        default=(), converter=as_set, validator=each_of(GridKind), repr=ordered
    )
    duties: frozenset[Duty] = attrs.field(
        default=tuple(Duty), converter=as_set, validator=each_of(Duty), repr=ordered
    )
    source: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))


#: Grids with nothing under them need all three duties; from above will do.
STANDARD_RULE = PostingRule()
