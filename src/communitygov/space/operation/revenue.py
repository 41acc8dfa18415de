"""Whether a place can go on: what it takes in and what it costs, exactly; and estimates that say they are.

Nothing here is forecast: income and cost are those that the caller gives, of the same period.
"""

from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import at_least, optional, saying
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.money import Money
from communitygov.core.source import quoted
from communitygov.errors import InvalidValue, Language, Words

#: Where income is told to keep a place going.
SUSTAINED = quoted("000", "增强了社区持续运营的内生动力")
#: Where residents' income is told to rise; without a figure, so nothing is computed from it.
RESIDENTS_INCOME = quoted("000", "带领社区群众增收")

COST_NOT_COVERED = Message(
    "COST_NOT_COVERED",
    Words(
        "收入 {income} 不抵成本 {cost}，差 {gap}",
        "{income} does not cover {cost}; {gap} is missing",
    ),
    Words("请增收、降本或另筹 {gap}", "earn more, spend less, or raise {gap}"),
    SUSTAINED,
)
COST_UNTOLD = Message(
    "COST_UNTOLD",
    Words("收入 {income}，成本未说明，能否持续不可知", "{income} comes in; the cost is not told"),
    Words("请补上同期成本", "add what the same period costs"),
    SUSTAINED,
)


def _not_negative(_owner: object, field: "attrs.Attribute[Money]", value: object) -> None:
    """Refuse anything but money from nothing on."""
    if not isinstance(value, Money) or value.fen < 0:
        raise InvalidValue(
            field.name, value, Words("须为不小于 0 的 Money", "must be Money, nothing or more")
        )


@attrs.frozen(kw_only=True)
class Sustainability(Value):
    """What comes in and what it costs, of one period.

    Examples
    --------
    >>> year = sustainable(Money.yuan(86_300), cost=Money.yuan(60_000))
    >>> year.is_sustainable, str(year.surplus), year.cover
    (True, '¥26,300.00', Fraction(863, 600))
    >>> sustainable(Money.yuan(86_300), cost=None).is_sustainable is None
    True
    """

    document_kind: ClassVar[str] = "sustainability"
    income: Money = attrs.field(validator=_not_negative)
    cost: Money | None = attrs.field(default=None, validator=optional(_not_negative))

    @property
    def is_sustainable(self) -> bool | None:
        """Whether the income covers the cost; none if the cost is not known."""
        return None if self.cost is None else self.income >= self.cost

    @property
    def surplus(self) -> Money | None:
        """What is left, less than nothing if it is not enough; none if the cost is not known."""
        return None if self.cost is None else self.income - self.cost

    @property
    def cover(self) -> Fraction | None:
        """How much of the cost comes in; none if the cost is not known, or is nothing."""
        return Fraction(self.income.fen, self.cost.fen) if self.cost and self.cost.fen else None

    def findings(self) -> tuple[Finding, ...]:
        """Say what is missing, if anything is."""
        if self.cost is None:
            return (COST_UNTOLD.finding("income", {"income": str(self.income)}),)
        if self.income >= self.cost:
            return ()
        gap = str(self.cost - self.income)
        facts = {"income": str(self.income), "cost": str(self.cost), "gap": gap}
        return (COST_NOT_COVERED.finding("income", facts),)


def sustainable(income: Money, *, cost: Money | None) -> Sustainability:
    """Return whether an income covers a cost of the same period, exactly.

    Raises
    ------
    InvalidValue
        If one of them is negative or no money.

    Examples
    --------
    >>> print(*sustainable(Money.yuan(100), cost=Money.yuan(120)).findings())
    ¥100.00 does not cover ¥120.00; ¥20.00 is missing [COST_NOT_COVERED]
    >>> sustainable(Money(-1), cost=None)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: income: Money.parse('-¥0.01') will not do; it must be Money, nothing \
or more. [INVALID_VALUE]
    """
    return Sustainability(income=income, cost=cost)


@attrs.frozen(kw_only=True)
class DerivedEstimate(Value):
    """A quotient that no document states; it says so whenever it is shown.

    Parameters
    ----------
    total, parts
        What is divided, and by how many.
    each
        What one of the parts is, in both languages.

    Examples
    --------
    >>> estimate = per_part(Money.yuan(86_300), parts=46 + 8, each=Words("每个团队", "a group"))
    >>> estimate.fen, str(estimate.rounded)
    (Fraction(4315000, 27), '¥1,598.15')
    >>> print(estimate.text())
    about ¥1,598.15 a group (derived: ¥86,300.00 / 54; no document states it)
    """

    document_kind: ClassVar[str] = "derived-estimate"
    total: Money = attrs.field(validator=_not_negative)
    parts: int = attrs.field(validator=at_least(1))
    each: Words = attrs.field(validator=saying)

    @property
    def fen(self) -> Fraction:
        """The quotient in fen, exactly."""
        return Fraction(self.total.fen, self.parts)

    @property
    def rounded(self) -> Money:
        """The quotient to the nearest fen, halves up."""
        return Money((2 * self.total.fen + self.parts) // (2 * self.parts))

    def text(self, language: Language = "en") -> str:
        """Say it with how it was derived."""
        said = Words(
            f"约 {self.rounded} {self.each.zh}（推算：{self.total} / {self.parts}；原文未载）",
            f"about {self.rounded} {self.each.en} "
            f"(derived: {self.total} / {self.parts}; no document states it)",
        )
        return said.say(language)

    __str__ = text


def per_part(total: Money, *, parts: int, each: Words) -> DerivedEstimate:
    """Return an estimate for each of several parts.

    Raises
    ------
    InvalidValue
        If there is no part, or the total is negative.

    Examples
    --------
    >>> per_part(Money.yuan(100), parts=0, each=Words("每人", "a person"))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: parts: 0 will not do; it must be a whole number of at least 1. \
[INVALID_VALUE]
    """
    require("total", total, kind=Money)
    return DerivedEstimate(total=total, parts=parts, each=each)
