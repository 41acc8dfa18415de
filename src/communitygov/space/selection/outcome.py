"""What a selection says of its parts: each site, each function, each rule, each way not taken.

This module works nothing out; `communitygov.space.selection.reckoning` does.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, identifier, identifiers, one_of, optional
from communitygov.core.document import Value
from communitygov.core.money import Money
from communitygov.core.terms import TermEnum
from communitygov.errors import Words
from communitygov.space.audience.population import Population
from communitygov.space.function.catalogue import FUNCTIONS


def named(codes: Iterable[str]) -> str:
    """Name functions in Chinese, those that the vocabulary does not have by their codes.

    Examples
    --------
    >>> named(["library", "kiln"])
    '图书室、kiln'
    """
    return "、".join(FUNCTIONS[code].zh if code in FUNCTIONS else code for code in codes)


class Limit(TermEnum):
    """What holds a selection back.

    Examples
    --------
    >>> Limit.MONEY.zh
    '资金'
    """

    MONEY = "money", "资金", "money"
    SITES = "sites", "点位数", "number of sites"
    WELFARE = "welfare", "公益普惠比例", "share of public welfare"


@attrs.frozen(kw_only=True)
class ChosenSite(Value):
    """A site that is renovated, what is put there, and why.

    Parameters
    ----------
    site
        Identifier.
    functions
        Codes of what is put there, in order.
    cost
        What renovating it and putting that there costs.
    brings
        What it was worth when it was taken, sites being taken in the order in which each brings most.
    missed
        What the plan would lose without it.
    room
        Square metres left.
    more_room
        What a further 50 square metres there are worth at the prices of the bound.

    Examples
    --------
    >>> hall = ChosenSite(
    ...     site="hall", functions=["canteen"], cost=Money.yuan(700_000), brings=90, missed=60, room=120
    ... )
    >>> print(hall)
    hall: canteen for ¥700,000.00; brings 90, would be missed by 60, 120 m2 left
    """

    document_kind: ClassVar[str] = "selection-chosen-site"
    site: str = attrs.field(validator=identifier)
    functions: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    cost: Money = attrs.field(validator=one_of(Money))
    brings: int = attrs.field(validator=at_least(0))
    missed: int = attrs.field(validator=at_least(0))
    room: int = attrs.field(validator=at_least(0))
    more_room: int = attrs.field(default=0, validator=at_least(0))

    @property
    def words(self) -> Words:
        """What is put there and why, in both languages."""
        zh, en = named(self.functions), ", ".join(self.functions)
        return Words(
            f"{self.site}：设 {zh}，{self.cost}；带来 {self.brings}，若无则少 {self.missed}，"
            f"余 {self.room} 平方米",
            f"{self.site}: {en} for {self.cost}; brings {self.brings}, would be missed by {self.missed}, "
            f"{self.room} m2 left",
        )

    def __str__(self) -> str:
        """Say it in English."""
        return self.words.en


@attrs.frozen(kw_only=True)
class FunctionCover(Value):
    """Whom one function serves.

    Parameters
    ----------
    function
        Its code.
    sites
        Where it stands or is put, in order.
    in_need, covered
        People who need it, and those of them within its circle, by age band.
    worth
        Those covered, weighted by need.

    Examples
    --------
    >>> canteen = FunctionCover(
    ...     function="canteen",
    ...     sites=["hall"],
    ...     in_need=Population.of({"60plus": 40}),
    ...     covered=Population.of({"60plus": 30}),
    ...     worth=90,
    ... )
    >>> print(canteen)
    canteen: 30 of 40 people in need (75.0%), from hall
    """

    document_kind: ClassVar[str] = "selection-function-cover"
    function: str = attrs.field(validator=identifier)
    sites: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    in_need: Population = attrs.field(validator=one_of(Population))
    covered: Population = attrs.field(validator=one_of(Population))
    worth: int = attrs.field(validator=at_least(0))

    @property
    def share(self) -> Fraction | None:
        """Those covered as a share of those in need; none if nobody needs it."""
        return Fraction(self.covered.total, self.in_need.total) if self.in_need.total else None

    @property
    def words(self) -> Words:
        """How many it serves, from where, in both languages."""
        share = f"{float(self.share or 0):.1%}"
        needed, covered = self.in_need.total, self.covered.total
        zh = f"设于 {'、'.join(self.sites)}" if self.sites else "尚无"
        en = ", ".join(self.sites) or "nowhere"
        if not needed:
            return Words(f"{named([self.function])}：无人需要", f"{self.function}: nobody needs it")
        return Words(
            f"{named([self.function])}：所需 {needed} 人中覆盖 {covered} 人（{share}），{zh}",
            f"{self.function}: {covered} of {needed} people in need ({share}), from {en}",
        )

    def __str__(self) -> str:
        """Say it in English."""
        return self.words.en


@attrs.frozen(kw_only=True)
class Margin(Value):
    """How near a limit the plan is, and what more room there would be worth.

    Parameters
    ----------
    limit
        What kind of limit.
    sources
        Where money is the limit: the sources that together can pay no more of what only they may pay.
    left
        What is left of it: fen, sites, or whole square metres of public welfare beyond the share.
    more
        So much more of it: ¥10,000.00, one site, or a hundred square metres of public welfare fewer.
    price
        What that is worth at the prices of the bound: by so much the search's bound rises with it.
    buys
        What the search can add to this plan with it; a true gain, though there may be a greater one.
    site, functions
        What it would add, and where.

    Examples
    --------
    >>> print(Margin(limit=Limit.MONEY, sources=["fund"], left=0, more=1_000_000, price=240, buys=0))
    money (fund): 0 left; a further ¥10,000.00 is priced at 240, and adds 0 to this plan
    """

    document_kind: ClassVar[str] = "selection-margin"
    limit: Limit = attrs.field(validator=one_of(Limit))
    sources: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    left: int = attrs.field(validator=at_least(0))
    more: int = attrs.field(validator=at_least(1))
    price: int = attrs.field(validator=at_least(0))
    buys: int = attrs.field(validator=at_least(0))
    site: str | None = attrs.field(default=None, validator=optional(identifier))
    functions: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)

    @property
    def is_binding(self) -> bool:
        """Whether more of it would raise the bound."""
        return self.price > 0

    @property
    def words(self) -> Words:
        """How near, and what more is worth, in both languages."""
        of = Words(f"（{'、'.join(self.sources)}）", f" ({', '.join(self.sources)})")
        of = of if self.sources else Words("", "")
        amounts = [
            str(Money(each)) if self.limit is Limit.MONEY else str(each) for each in (self.left, self.more)
        ]
        thing = "" if self.site is None else f"（{self.site}：{named(self.functions)}）"
        what = "" if self.site is None else f" ({', '.join(self.functions)} at {self.site})"
        unit = Words(" 平方米", " m2") if self.limit is Limit.WELFARE else Words("", "")
        left = amounts[0] if self.left else "0"
        more = amounts[1]
        return Words(
            f"{self.limit.zh}{of.zh}：余 {left}{unit.zh}；再放宽 {more}{unit.zh} 按界之价值 {self.price}，"
            f"可为本方案添 {self.buys}{thing}",
            f"{self.limit.en}{of.en}: {left}{unit.en} left; a further {more}{unit.en} is priced at "
            f"{self.price}, and adds {self.buys} to this plan{what}",
        )

    def __str__(self) -> str:
        """Say it in English."""
        return self.words.en


@attrs.frozen(kw_only=True)
class Alternative(Value):
    """A site in the place of another: what it would hold, and what would be lost by it.

    Examples
    --------
    >>> print(Alternative(site="hall", instead="shed", functions=["canteen"], loss=12))
    shed with canteen in the place of hall: 12 less
    """

    document_kind: ClassVar[str] = "selection-alternative"
    site: str = attrs.field(validator=identifier)
    instead: str = attrs.field(validator=identifier)
    functions: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    loss: int = attrs.field(validator=at_least(0))

    @property
    def words(self) -> Words:
        """What it would be, in both languages."""
        zh, en = named(self.functions), ", ".join(self.functions)
        return Words(
            f"以 {self.instead}（{zh}）代 {self.site}：少 {self.loss}",
            f"{self.instead} with {en} in the place of {self.site}: {self.loss} less",
        )

    def __str__(self) -> str:
        """Say it in English."""
        return self.words.en
