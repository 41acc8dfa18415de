"""What was done by one measure about one hazard, in all; how it is added up, the ledger knows."""

from typing import ClassVar

import attrs

from communitygov.core.checks import at_least, one_of, optional
from communitygov.core.document import Value
from communitygov.core.quantity import Quantity
from communitygov.core.terms import Term


@attrs.frozen(kw_only=True)
class HazardTotal(Value):
    """What was done by one measure about one hazard, in all.

    Parameters
    ----------
    hazard, measure
        Of what.
    done
        How much; none where a line has no figure.
    lines
        How many lines it is made of.
    is_complete
        Whether a line says that it is complete in the whole place; ``None`` where none does.

    Examples
    --------
    >>> remove = Term("remove", "拆除", "removal")
    >>> hut = Term("illegal_hut", "违规搭建板房", "illegally built huts")
    >>> total = HazardTotal(hazard=hut, measure=remove, done=Quantity.parse("6674平方米"), lines=1)
    >>> print(total.done)
    6674平方米
    """

    document_kind: ClassVar[str] = "hazard-total"
    hazard: Term = attrs.field(validator=one_of(Term))
    measure: Term = attrs.field(validator=one_of(Term))
    done: Quantity | None = attrs.field(validator=optional(one_of(Quantity)))
    lines: int = attrs.field(validator=at_least(1))
    is_complete: bool | None = attrs.field(default=None, validator=optional(one_of(bool)))
