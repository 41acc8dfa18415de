"""A circle of so many minutes (生活圈): how far it reaches, at which speed, and along what.

There are two kinds, and they do not mix.  A straight circle measures as the crow flies, as one document
does (`STRAIGHT_WALK`); a walking circle measures along a network of streets.  Neither has a speed of its
own: whoever asks states it.

This module measures nothing; `communitygov.space.circle.reach` does.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any, ClassVar, Self, TypeAlias, cast

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import at_least
from communitygov.core.document import Value
from communitygov.core.source import quoted
from communitygov.errors import CommunityGovError, InvalidValue, Words
from communitygov.geometry.point import FARTHEST

#: Most circles that are asked about at once.
MOST_CIRCLES = 9

#: One document measures minutes in a straight line.
STRAIGHT_WALK = quoted("003", "5分钟的直线步行距离")
#: Another speaks of a quarter of an hour, and says neither how fast nor along what.
QUARTER_HOUR = quoted("001", "15分钟便民生活服务圈")

_SPEED = Words(
    "须为大于 0 的整数或 Fraction（米/分钟），且半径为 1 厘米至一万千米",
    "must be a whole number or a Fraction above 0, in metres a minute, with a radius from 1 cm to 10,000 km",
)
_CIRCLES = Words(
    f"须为 1 至 {MOST_CIRCLES} 个同类生活圈，分钟数与半径均递增",
    f"must be 1 to {MOST_CIRCLES} circles of one kind, each of more minutes and radius than the one before",
)


def _exact(value: Any) -> Any:  # noqa: ANN401  whatever is given, to be checked
    """Return whole numbers as fractions."""
    return Fraction(value) if type(value) is int else value


def _is_fraction(value: object) -> bool:
    """Tell whether something is an exact number."""
    return isinstance(value, Fraction)


@attrs.frozen
class _Circle(Value):
    """What both kinds have: minutes, a stated speed, and the radius that follows."""

    kind: ClassVar[Words] = Words("", "")
    minutes: int = attrs.field(validator=at_least(1))
    metres_per_minute: Fraction = attrs.field(kw_only=True, converter=_exact)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no speed."""
        speed = self.metres_per_minute
        if not (_is_fraction(speed) and speed > 0 and 1 <= self.radius <= FARTHEST):
            raise InvalidValue("metres_per_minute", speed, _SPEED)

    @classmethod
    def of_radius(cls, minutes: int, *, metres: int) -> Self:
        """Return the circle of so many minutes whose radius somebody states in whole metres.

        Its speed follows.

        Raises
        ------
        InvalidValue
            If the minutes or the metres are no whole number of at least 1.
        """
        for name, value in (("minutes", minutes), ("metres", metres)):
            if type(value) is not int or value < 1:
                raise InvalidValue(name, value, Words("须为不小于 1 的整数", "must be a whole number from 1"))
        return cls(minutes, metres_per_minute=Fraction(metres, minutes))

    @property
    def radius(self) -> int:
        """How far it reaches, in whole centimetres, rounded down."""
        return int(self.minutes * self.metres_per_minute * 100)

    @property
    def words(self) -> Words:
        """Minutes, kind and radius."""
        metres, centimetres = divmod(self.radius, 100)
        length = f"{metres}.{centimetres:02}".removesuffix(".00")
        unit = "minute" if self.minutes == 1 else "minutes"
        return Words(
            f"{self.minutes} 分钟{self.kind.zh}圈（{length} 米）",
            f"{self.minutes} {unit} {self.kind.en} ({length} m)",
        )

    def __str__(self) -> str:
        """Say minutes, kind and radius."""
        return self.words.en


@attrs.frozen
class StraightCircle(_Circle):
    """A circle as the crow flies (直线).

    Parameters
    ----------
    minutes
        How long somebody is on the way at most; who arrives in exactly that time is inside.
    metres_per_minute
        How fast, as a whole number or a `Fraction`.

    Examples
    --------
    >>> circle = StraightCircle(5, metres_per_minute=75)
    >>> circle.radius, str(circle)
    (37500, '5 minutes in a straight line (375 m)')
    >>> StraightCircle.of_radius(15, metres=1_000).metres_per_minute
    Fraction(200, 3)
    >>> StraightCircle(5, metres_per_minute=1.25)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: metres_per_minute: 1.25 will not do; it must be a whole number or a \
Fraction above 0, in metres a minute, with a radius from 1 cm to 10,000 km. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "straight-circle"
    kind: ClassVar[Words] = Words("直线", "in a straight line")


@attrs.frozen
class WalkCircle(_Circle):
    """A circle along a network of streets (步行).

    Parameters
    ----------
    minutes
        How long somebody is on the way at most; who arrives in exactly that time is inside.
    metres_per_minute
        How fast, as a whole number or a `Fraction`.

    Examples
    --------
    >>> circle = WalkCircle(15, metres_per_minute=70)
    >>> circle.radius, circle.words.zh
    (105000, '15 分钟步行圈（1050 米）')
    >>> WalkCircle(0, metres_per_minute=70)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: minutes: 0 will not do; it must be a whole number of at least 1. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "walk-circle"
    kind: ClassVar[Words] = Words("步行", "on foot along streets")


#: A circle of either kind.
Circle: TypeAlias = StraightCircle | WalkCircle


@attrs.frozen(str=False)
class CirclesDoNotMix(CommunityGovError, TypeError):
    """A result along straight lines was held against one along streets.

    Examples
    --------
    >>> print(CirclesDoNotMix(StraightCircle.kind, WalkCircle.kind))
    What is measured in a straight line and what is measured on foot along streets do not mix: measure both \
in one way, or ask for the detours between the two. [CIRCLES_DO_NOT_MIX]
    """

    code: ClassVar[str] = "CIRCLES_DO_NOT_MIX"
    left: Words
    right: Words

    def words(self) -> Words:
        """Name both kinds."""
        return Words(
            f"{self.left.zh}与{self.right.zh}的结果不能混算：请改用同一种量法，或查询二者之间的绕行系数。",
            f"What is measured {self.left.en} and what is measured {self.right.en} do not mix: measure both "
            "in one way, or ask for the detours between the two.",
        )


def same_kind(circles: Iterable[Circle]) -> None:
    """Refuse circles of both kinds together.

    Raises
    ------
    CirclesDoNotMix
        If there is one of each kind.
    """
    first: Circle | None = None
    for circle in circles:
        first = first or circle
        if type(circle) is not type(first):
            raise CirclesDoNotMix(first.kind, circle.kind)


def in_order(circles: Circle | Iterable[Circle]) -> tuple[Circle, ...]:
    """Return one circle or several as a tuple; refused unless of one kind and growing.

    Examples
    --------
    >>> rings = [WalkCircle(minutes, metres_per_minute=70) for minutes in (5, 10)]
    >>> in_order(rings) == tuple(rings), in_order(rings[0]) == (rings[0],)
    (True, True)
    >>> in_order(rings[::-1])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: circles: [(10, 70000), (5, 35000)] will not do; it must be 1 to 9 \
circles of one kind, each of more minutes and radius than the one before. [INVALID_VALUE]
    """
    several = (circles,) if isinstance(circles, _Circle) else circles
    given = cast("tuple[Circle, ...]", each_required("circles", several, kind=_Circle))
    same_kind(given)
    sizes = [(circle.minutes, circle.radius) for circle in given]
    grows = all(one < two for pair in pairwise(sizes) for one, two in zip(*pair, strict=True))
    if not 1 <= len(sizes) <= MOST_CIRCLES or not grows:
        raise InvalidValue("circles", sizes[:MOST_CIRCLES], _CIRCLES)
    return given
