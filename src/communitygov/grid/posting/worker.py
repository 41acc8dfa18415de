"""Who serves grids: a worker, how much one may have, where one may serve.

A worker has an identifier and no name, no phone: who it is, the host application knows.  Staff of a street
who serve a community's grids (力量下沉) keep their home organisation: it is a field of the worker, and no
posting changes it.

How many grids one worker may have, and how many households, the documents do not say: a `Capacity` is the
caller's, and without one there is no limit.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, at_least, identifier, identifiers, one_of, optional, ordered
from communitygov.core.document import Value
from communitygov.geometry.point import Point
from communitygov.grid.posting.duty import WorkerKind


@attrs.frozen(kw_only=True)
class Capacity(Value):
    """How much a worker may be in charge of.

    A limit of grids is no limit of work: three grids may have ninety households or three hundred.

    Parameters
    ----------
    grids, households
        The most of each; no limit where not given.

    Examples
    --------
    >>> Capacity(grids=3, households=220)
    Capacity(grids=3, households=220)
    >>> Capacity(grids=-1)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: grids: -1 will not do; it must be a whole number of at least 0. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "capacity"
    grids: int | None = attrs.field(default=None, validator=optional(at_least(0)))
    households: int | None = attrs.field(default=None, validator=optional(at_least(0)))


#: No limit of either.
UNLIMITED = Capacity()


def _identifier_or_nothing(owner: object, field: "attrs.Attribute[str]", value: str) -> None:
    """Refuse anything but an identifier or empty text."""
    if value != "" or type(value) is not str:
        identifier(owner, field, value)


@attrs.frozen
class Worker(Value):
    """Somebody who serves grids (网格员、微网格员、网格指导员).

    Parameters
    ----------
    id
        Identifier given by the host application; ASCII, no personal data.
    kind
        What kind of worker.
    home
        Identifier of the organisation that sends the worker (派出单位); empty where nobody does.
    base
        Where the worker sets out from, in the plane of the caller.
    capacity
        How much the worker may be in charge of.
    communities
        Codes of the grids, of any level, in and under which the worker may serve; anywhere if empty.
    recused_from
        Codes of grids and of matters that the worker must keep out of.

    Examples
    --------
    >>> worker = Worker("w-07", kind=WorkerKind.GRID_WORKER, home="DS-street", communities={"LQ"})
    >>> worker.home, worker.capacity
    ('DS-street', Capacity(grids=None, households=None))
    >>> Worker("王", kind=WorkerKind.GRID_WORKER)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: id: '王' will not do; it must be 1 to 120 ASCII letters, digits or any \
of - _ . : / @ #. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "grid-worker"
    id: str = attrs.field(validator=identifier)
    kind: WorkerKind = attrs.field(kw_only=True, validator=one_of(WorkerKind))
    home: str = attrs.field(default="", kw_only=True, validator=_identifier_or_nothing)
    base: Point | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(Point)))
    capacity: Capacity = attrs.field(default=UNLIMITED, kw_only=True, validator=one_of(Capacity))
    communities: frozenset[str] = attrs.field(
        default=(), kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    recused_from: frozenset[str] = attrs.field(
        default=(), kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
