"""One grid of a proposal: its buildings, counted and in order."""

from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, counted, identifier, identifiers, one_of
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words
from communitygov.grid.delineation.building import code_or_nothing
from communitygov.grid.level.kind import GridKind


@attrs.frozen(kw_only=True)
class DrawnGrid(Value):
    """A grid of a proposal.

    Parameters
    ----------
    code
        Made up, or the caller's for an exclusive grid.
    kind
        Micro, general or exclusive.
    under
        Code of the general grid that a micro-grid lies in; of others nothing.
    members
        Codes of its buildings, in order.
    households
        Of all its buildings.
    centre
        Code of the building that all its households reach soonest on straight lines.

    Examples
    --------
    >>> grid = DrawnGrid("draft-G01", kind=GridKind.GENERAL, members=("1", "2"), households=320, centre="1")
    >>> grid.kind.zh, grid.members
    ('一般网格', ('1', '2'))
    >>> DrawnGrid("draft-G01", kind=GridKind.GENERAL, members=("2", "1"), households=320, centre="1")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: members: ('2', '1') will not do; it must be codes in order, each once, \
the centre among them. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "drawn-grid"
    code: str = attrs.field(validator=identifier, kw_only=False)
    kind: GridKind = attrs.field(validator=one_of(GridKind))
    under: str = attrs.field(default="", validator=code_or_nothing)
    members: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers, repr=counted)
    households: int = attrs.field(validator=at_least(0))
    centre: str = attrs.field(validator=identifier)

    def __attrs_post_init__(self) -> None:
        """Refuse members out of order, a centre elsewhere, and a micro-grid in no general grid."""
        if list(self.members) != sorted(set(self.members)) or self.centre not in self.members:
            bound = Words(
                "须按序、各一次，且含中心楼栋", "must be codes in order, each once, the centre among them"
            )
            raise InvalidValue("members", self.members, bound)
        if (self.kind is GridKind.MICRO) != bool(self.under) or self.kind is GridKind.INTEGRATED:
            bound = Words(
                "须为微网格所属一般网格的代码，其余为空",
                "must be the general grid that a micro-grid lies in, and nothing for other grids",
            )
            raise InvalidValue("under", self.under, bound)


def numbered(stem: str, number: int) -> list[str]:
    """Return so many codes, all of one length so that they sort as they are counted.

    Examples
    --------
    >>> numbered("LQ-G", 2), numbered("LQ-G", 100)[-2:]
    (['LQ-G01', 'LQ-G02'], ['LQ-G099', 'LQ-G100'])
    """
    width = max(2, len(str(number)))
    return [f"{stem}{at:0{width}}" for at in range(1, number + 1)]
