"""Who acts: an identifier, the roles held, the grids served.

An actor is what a procedure asks about: no name, no phone, no address.  Who somebody is, and whether it is
really they, the host application knows.

The documents name residents, grid workers, the four constituencies' talks and the Party committee.  Who
convenes, and what happens when nobody acts in time, they do not say: those two roles are library defaults.
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, identifier, identifiers, optional, ordered
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words


class Role(TermEnum):
    """What somebody is in a matter; a procedure's table says what each role may do.

    Examples
    --------
    >>> Role.GRID_WORKER.label("zh"), Role("resident") is Role.RESIDENT
    ('网格员', True)
    >>> Role.named("major")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No Role is called 'major'. Known: 'clock', 'convener', 'grid_worker', \
'party_committee', 'resident'. [UNKNOWN_NAME]
    """

    RESIDENT = "resident", "居民", "resident"
    GRID_WORKER = "grid_worker", "网格员", "grid worker"
    CONVENER = "convener", "召集人", "convener"
    PARTY_COMMITTEE = "party_committee", "党委", "Party committee"
    CLOCK = "clock", "时限", "clock"


def _somebody_else(owner: "Actor", field: "attrs.Attribute[str | None]", value: str | None) -> None:
    """Refuse an actor on behalf of themselves: as a proxy, they would need no role of their own."""
    if value is not None and value == owner.id:
        raise InvalidValue(field.name, value, Words("须为他人", "must be somebody else"))


@attrs.frozen
class Actor(Value):
    """Somebody who acts.

    Parameters
    ----------
    id
        Identifier given by the host application; ASCII, no personal data.
    roles
        Codes of the roles held: members of `Role`, or a procedure's own.
    grids
        Codes of every grid served, the grids beneath included; `GridHierarchy.within` gives them.
    on_behalf_of
        Identifier of whoever the actor acts for, if not for themselves; a table says where that may be.

    Examples
    --------
    >>> worker = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-03"})
    >>> worker.serves("LQ-03"), worker.serves("LQ-04")
    (True, False)
    >>> worker.serving({"LQ-04"}).grids
    frozenset({'LQ-04'})
    >>> worker.acting_for("r-9").principal
    'r-9'
    >>> Actor("王", roles=())
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: id: '王' will not do; it must be 1 to 120 ASCII letters, digits or \
any of - _ . : / @ #. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "actor"
    id: str = attrs.field(validator=identifier)
    roles: frozenset[str] = attrs.field(kw_only=True, converter=as_set, validator=identifiers, repr=ordered)
    grids: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset[str](), converter=as_set, validator=identifiers, repr=ordered
    )

    on_behalf_of: str | None = attrs.field(
        kw_only=True, default=None, validator=[optional(identifier), _somebody_else]
    )

    @property
    def principal(self) -> str:
        """Identifier of whoever the act counts for: the one acted for, or the actor."""
        return self.on_behalf_of or self.id

    def acting_for(self, person: str) -> "Actor":
        """Return the same actor as a proxy of `person`, such as a grid worker of an elder."""
        return attrs.evolve(self, on_behalf_of=person)

    def serves(self, grid: str) -> bool:
        """Tell whether the actor serves the grid with this code."""
        return grid in self.grids

    def serving(self, grids: Iterable[str]) -> "Actor":
        """Return the same actor, serving `grids` instead."""
        return attrs.evolve(self, grids=grids)
