"""What may be renovated, and what may be put there: sites with their area, functions with theirs.

This module decides nothing and knows no rule between two of them.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, cast

import attrs

from communitygov.core.checks import (
    as_set,
    as_tuple,
    at_least,
    identifier,
    identifiers,
    is_identifier,
    one_of,
    ordered,
)
from communitygov.core.document import Value
from communitygov.core.money import Money
from communitygov.errors import InvalidValue, Words
from communitygov.space.function.side import Side
from communitygov.space.funding.source import not_negative

#: Largest weight of a need, and the largest area in square metres.
MOST_WEIGHT = 1_000
MOST_AREA = 10_000_000

_NEEDS = Words(
    f"须为（年龄段编码，1 至 {MOST_WEIGHT} 的整数权重），按编码排列，不重复",
    f"must be pairs of a band's code and a whole weight from 1 to {MOST_WEIGHT}, in the order of the codes, "
    "none twice",
)
_AREA = Words(f"须不大于 {MOST_AREA}", f"must be at most {MOST_AREA}")


def _as_needs(needs: Mapping[str, int] | Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Take a mapping from bands to weights in the order of the bands; anything else as it is."""
    if isinstance(needs, Mapping):
        pairs = cast("Iterable[tuple[str, int]]", needs.items())
        return tuple(sorted((pair for pair in pairs if pair[1] != 0), key=lambda pair: str(pair[0])))
    return as_tuple(needs)


def _is_need(pair: object) -> bool:
    """Tell whether something is a band with its weight."""
    match pair:
        case (str() as code, int() as weight) if type(weight) is int:
            return is_identifier(code) and 1 <= weight <= MOST_WEIGHT
        case _:
            return False


def _check_needs(_owner: object, field: "attrs.Attribute[Any]", needs: tuple[tuple[str, int], ...]) -> None:
    """Refuse anything but ordered pairs of a band and a weight."""
    if not all(map(_is_need, needs)):
        raise InvalidValue(field.name, [type(pair).__name__ for pair in needs[:3]], _NEEDS)
    codes = [code for code, _ in needs]
    if codes != sorted(set(codes)):
        raise InvalidValue(field.name, codes[:20], _NEEDS)


def _not_vast(_owner: object, field: "attrs.Attribute[int]", area: int) -> None:
    """Refuse an area that no site has."""
    if area > MOST_AREA:
        raise InvalidValue(field.name, area, _AREA)


@attrs.frozen(kw_only=True)
class FunctionModule(Value):
    """A function as it can be put into a site: how large, how dear, for whom, how far it reaches.

    Parameters
    ----------
    code
        Code of the function.
    area
        Whole square metres that it takes.
    cost
        What it costs to put in.
    circle
        Code of the circle within which it serves, such as ``5min``.
    side
        公益普惠 or 品质消费.
    needs
        Weight of the need of each age band; a band that is not named has none.  A mapping will do.
    kind
        What kind of money it takes, for earmarks; its own code unless given.

    Examples
    --------
    >>> canteen = FunctionModule(
    ...     code="canteen",
    ...     area=180,
    ...     cost=Money.yuan(500_000),
    ...     circle="5min",
    ...     side=Side.WELFARE,
    ...     needs={"60plus": 3, "18-34": 1},
    ... )
    >>> canteen.needs, canteen.kind
    ((('18-34', 1), ('60plus', 3)), 'canteen')
    >>> attrs.evolve(canteen, area=0)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: area: 0 will not do; it must be a whole number of at least 1. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "selection-function-module"
    code: str = attrs.field(validator=identifier)
    area: int = attrs.field(validator=[at_least(1), _not_vast])
    cost: Money = attrs.field(validator=not_negative)
    circle: str = attrs.field(validator=identifier)
    side: Side = attrs.field(validator=one_of(Side))
    needs: tuple[tuple[str, int], ...] = attrs.field(converter=_as_needs, validator=_check_needs)
    kind: str = attrs.field(
        default=attrs.Factory(lambda module: module.code, takes_self=True), validator=identifier
    )


@attrs.frozen
class Candidate(Value):
    """A site that may be renovated, or that has functions already.

    Parameters
    ----------
    id
        Identifier.
    area
        Whole square metres in all, those of functions that stand there included.
    renovation
        What renovating it costs, once, if any function is added.
    functions
        Codes of the functions that may be put there; empty if any may.
    existing
        Codes of the functions that stand there and stay: they serve, take their area and count in every
        rule, and cost nothing.

    Examples
    --------
    >>> hall = Candidate("hall", area=300, renovation=Money.yuan(200_000), existing={"library"})
    >>> hall.area, sorted(hall.existing)
    (300, ['library'])
    >>> Candidate("hall", area=300, renovation=Money.yuan(-1))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: renovation: Money.parse('-¥1.00') will not do; it must be ¥0.00 or \
more. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "selection-candidate"
    id: str = attrs.field(validator=identifier)
    area: int = attrs.field(kw_only=True, validator=[at_least(0), _not_vast])
    renovation: Money = attrs.field(default=Money(0), kw_only=True, validator=not_negative)
    functions: frozenset[str] = attrs.field(
        default=frozenset[str](), kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    existing: frozenset[str] = attrs.field(
        default=frozenset[str](), kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
