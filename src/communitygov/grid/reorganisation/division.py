"""One grid becomes several, as a record (拆分), and the parts that it is divided into."""

from collections import Counter
from collections.abc import Mapping
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.checks import (
    as_set,
    as_tuple,
    each_of,
    identifier,
    identifiers,
    optional,
    ordered,
    title,
)
from communitygov.core.document import Value
from communitygov.core.forest import listed
from communitygov.errors import InvalidValue, Words
from communitygov.grid.reorganisation.change import FEWEST, Change


@attrs.frozen
class Part(Value):
    """One grid that a split makes, and what it takes of the old one.

    Parameters
    ----------
    code, name
        Of the new grid.
    dwellings
        Those directly in the old grid that it takes.
    grids
        Those directly under the old grid that it takes.
    matters, workers
        Open matters without a dwelling, and workers with their postings, that it takes.

    Examples
    --------
    >>> Part("LQ-13", name="龙桥东组", dwellings=["D-2", "D-1"])
    Part(code='LQ-13', name='龙桥东组', dwellings=frozenset({'D-1', 'D-2'}), grids=frozenset(), \
matters=frozenset(), workers=frozenset())
    """

    document_kind: ClassVar[str] = "split-part"
    code: str = attrs.field(validator=identifier)
    name: str = attrs.field(kw_only=True, validator=title)
    dwellings: frozenset[str] = attrs.field(
        kw_only=True, default=(), converter=as_set, validator=identifiers, repr=ordered
    )
    grids: frozenset[str] = attrs.field(
        kw_only=True, default=(), converter=as_set, validator=identifiers, repr=ordered
    )
    matters: frozenset[str] = attrs.field(
        kw_only=True, default=(), converter=as_set, validator=identifiers, repr=ordered
    )
    workers: frozenset[str] = attrs.field(
        kw_only=True, default=(), converter=as_set, validator=identifiers, repr=ordered
    )


#: Fields of a part that no two parts share a member of.
TAKEN = ("dwellings", "grids", "matters", "workers")


@attrs.frozen(kw_only=True)
class Split(Change):
    """One grid becomes several of its level, under its parent (拆分).

    Every dwelling and every grid directly in the old one is given to a part, by name.  A matter with a
    dwelling follows it.  Other matters, and postings, go to the part that names them, or else to `rest`.

    Parameters
    ----------
    code
        The grid that ends.
    parts
        What it becomes: at least two parts, nothing given to more than one.
    rest
        Code of the part that takes the matters without a dwelling and the workers that no part names.

    Examples
    --------
    >>> from datetime import date
    >>> parts = (Part("B", name="乙", dwellings={"D-1"}), Part("C", name="丙", dwellings={"D-1", "D-2"}))
    >>> Split(code="A", parts=parts, on=date(2024, 3, 1), basis="3 号")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: parts: 'D-1' will not do; it must be given to one part only. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "change-split"
    code: str = attrs.field(validator=identifier)
    parts: tuple[Part, ...] = attrs.field(converter=as_tuple, validator=each_of(Part))
    rest: str | None = attrs.field(default=None, validator=optional(identifier))

    def __attrs_post_init__(self) -> None:
        """Refuse fewer than two parts, a code or a thing in two of them, and a rest that is none of them."""
        codes = [part.code for part in self.parts]
        if len(set(codes)) < FEWEST or len(set(codes)) < len(codes):
            bound = Words(
                f"须至少有 {FEWEST} 个编码各异的部分",
                f"must be at least {FEWEST} parts, each with its own code",
            )
            raise InvalidValue("parts", codes, bound)
        for field in TAKEN:
            times = Counter(each for part in self.parts for each in getattr(part, field))
            twice = sorted(each for each, count in times.items() if count > 1)
            if twice:
                raise InvalidValue(
                    "parts", twice[0], Words("只能归于一个部分", "must be given to one part only")
                )
        if self.rest is not None and self.rest not in codes:
            bound = Words("须为其中一个部分的编码", "must be the code of one of the parts")
            raise InvalidValue("rest", self.rest, bound)

    @property
    def ended(self) -> frozenset[str]:
        """Codes that are no more from that day on."""
        return frozenset({self.code})

    @property
    def begun(self) -> frozenset[str]:
        """Codes that are given for the first time."""
        return frozenset(part.code for part in self.parts)

    @property
    def words(self) -> Words:
        """What is done, in both languages, by codes alone."""
        parts = listed(sorted(self.begun))
        return Words(f"拆分 {self.code} 为 {parts.zh}", f"split {self.code} into {parts.en}")

    def taker_of(self, field: str) -> dict[str, str]:
        """Return for each thing that a part names in `field` the code of that part.

        Examples
        --------
        >>> from datetime import date
        >>> parts = parted({"D-1": "B", "D-2": "C"}, names={"B": "乙", "C": "丙"})
        >>> Split(code="A", parts=parts, on=date(2024, 3, 1), basis="3 号").taker_of("dwellings")["D-2"]
        'C'
        """
        return {each: part.code for part in self.parts for each in getattr(part, field)}


def parted(
    dwellings: Mapping[str, str], *, names: Mapping[str, str], grids: Mapping[str, str] | None = None
) -> tuple[Part, ...]:
    """Return the parts of a split from what each dwelling, and each grid beneath, goes to.

    Parameters
    ----------
    dwellings, grids
        Identifier of the dwelling, or code of the grid beneath, to the code of its part.
    names
        Name of each part, in the order in which they shall stand.

    Raises
    ------
    InvalidValue
        If something goes to a part without a name.

    Examples
    --------
    >>> parts = parted({"D-1": "B", "D-2": "C", "D-3": "B"}, names={"B": "乙", "C": "丙"})
    >>> [(part.code, len(part.dwellings)) for part in parts]
    [('B', 2), ('C', 1)]
    >>> parted({"D-1": "E"}, names={"B": "乙", "C": "丙"})
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: names: 'E' will not do; it must be a part that has a name. \
[INVALID_VALUE]
    """
    beneath: Mapping[str, str] = {} if grids is None else grids
    require("names", names, kind=Mapping)
    parts = {*_goals("dwellings", dwellings), *_goals("grids", beneath)}
    nameless = sorted(parts - set(names))
    if nameless:
        raise InvalidValue("names", nameless[0], Words("须为已命名的部分", "must be a part that has a name"))
    held, under = _sent(dwellings), _sent(beneath)
    return tuple(
        Part(code, name=name, dwellings=held.get(code, ()), grids=under.get(code, ()))
        for code, name in names.items()
    )


def _goals(name: str, to: Mapping[str, str]) -> tuple[str, ...]:
    """Return the code of a part for each thing that goes to one."""
    require(name, to, kind=Mapping)
    return each_required(name, to.values(), kind=str)


def _sent(to: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what goes to each part."""
    found: dict[str, list[str]] = {}
    for each, part in to.items():
        found.setdefault(part, []).append(each)
    return found
