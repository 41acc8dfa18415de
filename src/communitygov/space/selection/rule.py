"""Rules of a selection: what may not be under one roof, what needs what, how much is for everybody's good.

None of it stands in the documents but that both sides belong together (公益普惠+品质消费, 001): shares,
limits and floors are for whoever asks to give, and the defaults are no rule at all.
"""

from fractions import Fraction
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, each_of, identifier, is_identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.errors import InvalidValue, Words

#: Most pairs and floors of a rule.
MOST_PAIRS = 2_000

_SHARE = Words("须为 0 至 1 的 Fraction 或整数", "must be a Fraction or a whole number from 0 to 1")
_PAIRS = Words(
    f"须为至多 {MOST_PAIRS} 对不同功能的编码，不重复",
    f"must be pairs of codes of two different functions, {MOST_PAIRS} at most, none twice",
)
_FLOORS = Words("每个功能至多一条下限", "must hold one floor a function at most")

Pair = tuple[str, str]


def _exact(value: Any) -> Any:  # noqa: ANN401  whatever is given, to be checked
    """Return whole numbers as fractions."""
    return Fraction(value) if type(value) is int else value


def _share(_owner: object, field: "attrs.Attribute[Fraction]", value: object) -> None:
    """Refuse anything but a share."""
    if not isinstance(value, Fraction) or not 0 <= value <= 1:
        raise InvalidValue(field.name, value, _SHARE)


def _is_pair(pair: object) -> bool:
    """Tell whether something names two different functions."""
    match pair:
        case (str() as one, str() as other):
            return is_identifier(one) and is_identifier(other) and one != other
        case _:
            return False


def _check_pairs(_owner: object, field: "attrs.Attribute[Any]", pairs: tuple[Pair, ...]) -> None:
    """Refuse anything but different pairs of two functions."""
    if len(pairs) > MOST_PAIRS or not all(map(_is_pair, pairs)) or len(set(pairs)) < len(pairs):
        raise InvalidValue(field.name, [str(pair)[:60] for pair in pairs[:5]], _PAIRS)


@attrs.frozen
class CoverageFloor(Value):
    """A least number of people in need of a function who must have it within its circle (覆盖下限).

    Examples
    --------
    >>> CoverageFloor("canteen", people=400).people
    400
    """

    document_kind: ClassVar[str] = "selection-floor"
    function: str = attrs.field(validator=identifier)
    people: int = attrs.field(kw_only=True, validator=at_least(1))


def _check_floors(_owner: object, field: "attrs.Attribute[Any]", floors: tuple[CoverageFloor, ...]) -> None:
    """Refuse two floors of one function."""
    if len({floor.function for floor in floors}) < len(floors):
        raise InvalidValue(field.name, [floor.function for floor in floors[:20]], _FLOORS)


@attrs.frozen(kw_only=True)
class SelectionRule(Value):
    """What a selection has to keep, besides area and money.

    Parameters
    ----------
    apart
        Pairs of functions that may not be in one site.
    together
        Pairs of a function and another that it needs in the same site.  A site in which nothing is changed
        may lack it.
    welfare_share
        Least share of 公益普惠 in the area of all functions, those that stand there included.
    welfare_share_per_site
        The same for each site that is renovated, by itself.
    most_sites
        Most sites that are renovated; none if there is no limit.
    floors
        People who must be covered.
    renovation_kind
        What kind of money renovating takes, for earmarks.
    source
        Where the rule stands.

    Examples
    --------
    >>> rule = SelectionRule(apart=[("nursery", "gym")], welfare_share=Fraction(1, 2), most_sites=12)
    >>> rule.welfare_share, rule.source.is_library_default
    (Fraction(1, 2), True)
    >>> SelectionRule(welfare_share=0.5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: welfare_share: 0.5 will not do; it must be a Fraction or a whole \
number from 0 to 1. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "selection-rule"
    apart: tuple[Pair, ...] = attrs.field(default=(), converter=as_tuple, validator=_check_pairs)
    together: tuple[Pair, ...] = attrs.field(default=(), converter=as_tuple, validator=_check_pairs)
    welfare_share: Fraction = attrs.field(default=Fraction(0), converter=_exact, validator=_share)
    welfare_share_per_site: Fraction = attrs.field(default=Fraction(0), converter=_exact, validator=_share)
    most_sites: int | None = attrs.field(default=None, validator=optional(at_least(0)))
    floors: tuple[CoverageFloor, ...] = attrs.field(
        default=(), converter=as_tuple, validator=[each_of(CoverageFloor), _check_floors]
    )
    renovation_kind: str = attrs.field(default="renovation", validator=identifier)
    source: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))
