"""The register of social bodies (社会组织) of one place, counted by kind.

1. Kinds that look alike are two kinds: 社群组织 stands beside 自组织, and 自治组织 is neither.
2. Different kinds come to a total only where the caller names them, within one place and in one unit: 个 and
   家 do not mix.
3. Registers of two places have no sum.

This module does not know which bodies they are (`communitygov.organisation.body`).
"""

from collections.abc import Iterable
from functools import cached_property
from html import escape
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.checks import as_tuple, each_of, identifier, one_of
from communitygov.core.document import Value
from communitygov.core.quantity import Quantity
from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.organisation.body import BodyKind

#: Where six kinds are counted beside each other.
SIX_KINDS = quoted(
    "004", "社会组织指导中心1个、社区发展基金会1个、社区基金7个、社会企业3家、社群组织282个、自组织290个"
)

_KIND = Words("已登记的组织类型", "kind in the register")
_ONCE = Words("每类只能计一次", "must have each kind once")
_KINDS = Words("须为一个或多个类型，不重复", "must be one kind or more, none twice")
_SAME_PLACE = Words(
    "须与本登记册为同一地点：不同地点的数字不合计",
    "must be that of this register: figures of different places are never summed",
)
_TWICE = Words("须为另一登记册没有的类型", "must be a kind that the other register does not have")


@attrs.frozen(kw_only=True)
class SocialBodyCount(Value):
    """How many bodies of one kind there are.

    Examples
    --------
    >>> print(SocialBodyCount(kind=BodyKind.SOCIAL_ENTERPRISE, count=Quantity.parse("3家")).count)
    3家
    """

    document_kind: ClassVar[str] = "social-body-count"
    kind: BodyKind = attrs.field(validator=one_of(BodyKind))
    count: Quantity = attrs.field(validator=one_of(Quantity))


@attrs.frozen(kw_only=True)
class SocialBodyRegister(Value):
    """How many bodies of each kind there are in one place.

    Parameters
    ----------
    place
        Code of the place.
    counts
        One for each kind that was counted.
    citation
        Where they stand.

    Examples
    --------
    >>> told = [(BodyKind.COMMUNITY_FUND, "7个"), (BodyKind.SOCIAL_ENTERPRISE, "3家")]
    >>> told += [(BodyKind.ASSOCIATION, "282个"), (BodyKind.SELF_ORGANISATION, "290个")]
    >>> register = SocialBodyRegister(
    ...     place="HY",
    ...     counts=[SocialBodyCount(kind=kind, count=Quantity.parse(written)) for kind, written in told],
    ... )
    >>> print(register.count(BodyKind.SELF_ORGANISATION))
    290个
    >>> register.count(BodyKind.SELF_GOVERNING_BODY)
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No kind in the register is called 'self_governing_body'. Known: \
'association', 'community_fund', 'self_organisation', 'social_enterprise'. [UNKNOWN_NAME]
    >>> register.total([BodyKind.COMMUNITY_FUND, BodyKind.SOCIAL_ENTERPRISE])
    Traceback (most recent call last):
        ...
    communitygov.errors.UnitMismatch: 个 and 家 are different units and do not mix; convert one of them \
first. [UNIT_MISMATCH]
    """

    document_kind: ClassVar[str] = "social-body-register"
    place: str = attrs.field(validator=identifier)
    counts: tuple[SocialBodyCount, ...] = attrs.field(converter=as_tuple, validator=each_of(SocialBodyCount))
    citation: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse a kind that is counted twice."""
        if len(self._by_kind) < len(self.counts):
            kinds = [each.kind for each in self.counts]
            twice = next(kind for at, kind in enumerate(kinds) if kind in kinds[:at])
            raise InvalidValue("counts", twice.value, _ONCE)

    def count(self, kind: BodyKind) -> Quantity:
        """Return how many of a kind there are.

        Raises
        ------
        UnknownName
            If the kind was not counted: that is not none.
        """
        for each in self.counts:
            if each.kind == kind:
                return each.count
        raise UnknownName(_KIND, kind, tuple(sorted(self._by_kind)))

    def total(self, kinds: Iterable[BodyKind]) -> Quantity:
        """Return how many of several kinds there are; that they may be added up is the caller's word.

        Raises
        ------
        UnknownName
            If a kind was not counted.
        UnitMismatch
            If two kinds are counted in different units.
        InvalidValue
            If there is no kind, or one twice.

        Examples
        --------
        >>> told = [(BodyKind.GUIDANCE_CENTRE, "1个"), (BodyKind.COMMUNITY_FOUNDATION, "1个")]
        >>> counts = [SocialBodyCount(kind=kind, count=Quantity.parse(written)) for kind, written in told]
        >>> print(SocialBodyRegister(place="HY", counts=counts).total(kind for kind, _ in told))
        2个
        """
        named = each_required("kinds", kinds, kind=BodyKind)
        if not named or len(set(named)) < len(named):
            raise InvalidValue("kinds", [each.value for each in named], _KINDS)
        return Quantity.total(self.count(each) for each in named)

    def joined(self, other: "SocialBodyRegister") -> "SocialBodyRegister":
        """Return this register with the kinds of another of the same place.

        Raises
        ------
        InvalidValue
            If the other is of another place, or counts a kind that this one counts.

        Examples
        --------
        >>> SocialBodyRegister(place="HY", counts=[]).joined(SocialBodyRegister(place="SL", counts=[]))
        Traceback (most recent call last):
            ...
        communitygov.errors.InvalidValue: place: 'SL' will not do; it must be that of this register: \
figures of different places are never summed. [INVALID_VALUE]
        """
        require("other", other, kind=SocialBodyRegister)
        if other.place != self.place:
            raise InvalidValue("place", other.place, _SAME_PLACE)
        for each in other.counts:
            if each.kind in self._by_kind:
                raise InvalidValue("counts", each.kind.value, _TWICE)
        return attrs.evolve(self, counts=(*self.counts, *other.counts))

    @cached_property
    def _by_kind(self) -> dict[str, Quantity]:
        return {each.kind.value: each.count for each in self.counts}

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{each.kind.zh} {each.kind.en}</td><td>{escape(str(each.count))}</td></tr>"
            for each in self.counts
        )
        return (
            f'<table class="communitygov-social-bodies"><caption>社会组织登记 social bodies · '
            f"{escape(self.place)}</caption><tbody>{rows}</tbody></table>"
        )
