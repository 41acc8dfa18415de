"""Where money comes from: how much, what it may pay, when it comes, and which is called first.

Document 004 names three kinds of sources of one place and gives no amounts, no ratio and no order of call.
All three are parameters here, and a source of another kind says what it is in its own term.

This module spends nothing.
"""

from datetime import date
from itertools import pairwise
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import (
    as_set,
    as_tuple,
    at_least,
    day,
    each_of,
    identifier,
    identifiers,
    one_of,
    ordered,
    title,
)
from communitygov.core.document import Value
from communitygov.core.money import Money
from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.core.terms import Term, TermEnum
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, Words

#: The three kinds, as document 004 names them of one place.
THREE_SOURCES: Citation = quoted("004", "依托社区发展治理保障资金，通过居民自筹和企业捐赠")
#: Most instalments of a source: ten years by the month.
MOST_INSTALMENTS = 120

_LESS = Words("须不小于 ¥0.00", "must be ¥0.00 or more")
_ORDER = Words(
    f"须按日期先后排列、日期不重复，至多 {MOST_INSTALMENTS} 期",
    f"must be in the order of their days, no day twice, and {MOST_INSTALMENTS} at most",
)


class FundingKind(TermEnum):
    """Whose money it is, as document 004 names it.

    Examples
    --------
    >>> [kind.zh for kind in FundingKind]
    ['保障资金', '居民自筹', '企业捐赠']
    """

    #: 社区发展治理保障资金
    GUARANTEE = "guarantee", "保障资金", "community development and governance funds"
    RESIDENTS = "residents", "居民自筹", "raised by residents"
    ENTERPRISES = "enterprises", "企业捐赠", "given by enterprises"


def not_negative(_owner: object, field: "attrs.Attribute[Money]", value: object) -> None:
    """Refuse anything but money that is there or is to be paid."""
    if not isinstance(value, Money) or value.fen < 0:
        shown = value if isinstance(value, Money) else type(value).__name__
        raise InvalidValue(field.name, shown, _LESS)


@attrs.frozen
class Instalment(Value):
    """A part of a source's money, and the day from which it is there.

    Examples
    --------
    >>> from datetime import date
    >>> str(Instalment(date(2026, 3, 1), Money.yuan(20_000)).amount)
    '¥20,000.00'
    """

    document_kind: ClassVar[str] = "funding-instalment"
    on: date = attrs.field(validator=day)
    amount: Money = attrs.field(validator=not_negative)


def _as_term(kind: Term | TermEnum) -> Term:
    """Return a member of a list of terms as the term that it is."""
    return kind.term if isinstance(kind, TermEnum) else kind


def _in_order(
    _owner: object, field: "attrs.Attribute[tuple[Instalment, ...]]", value: tuple[Instalment, ...]
) -> None:
    """Refuse instalments out of order."""
    days = [each.on for each in value]
    if len(days) > MOST_INSTALMENTS or any(one >= two for one, two in pairwise(days)):
        raise InvalidValue(field.name, days[:5], _ORDER)


@attrs.frozen
class FundingSource(Value):
    """Money for a place, and what it may be spent on (专款专用).

    Parameters
    ----------
    code, zh, en
        Code and names.
    kind
        Whose money it is: one of the documented kinds, or a term of your own.
    amount
        How much it is.
    pays
        Kinds of items that it may pay; empty if any.
    order
        Which is called first: sources of a lower number are used up before those of a higher one, and among
        equals the one listed first.  No document gives an order, so that all have the same unless you say so.
    instalments
        When the money comes, in the order of days, together the amount; empty if it is there from the start.
    stated
        Where amount and purpose stand.

    Examples
    --------
    >>> fund = FundingSource("fund", "保障资金", "funds", amount=Money.yuan(80_000), pays={"works"})
    >>> fund.may_pay("works"), fund.may_pay("furniture"), fund.kind.zh
    (True, False, '其他资金')
    >>> attrs.evolve(fund, kind=FundingKind.GUARANTEE).kind.en
    'community development and governance funds'
    >>> FundingSource("gift", "企业捐赠", "gift", amount=Money.yuan(-1))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: amount: Money.parse('-¥1.00') will not do; it must be ¥0.00 or more. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "funding-source"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    kind: Term = attrs.field(
        default=Term("other", "其他资金", "other money"),
        kw_only=True,
        converter=_as_term,
        validator=one_of(Term),
    )
    amount: Money = attrs.field(kw_only=True, validator=not_negative)
    pays: frozenset[str] = attrs.field(
        default=frozenset[str](), kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    order: int = attrs.field(default=0, kw_only=True, validator=at_least(0))
    instalments: tuple[Instalment, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=[each_of(Instalment), _in_order]
    )
    stated: Citation = attrs.field(default=LIBRARY_DEFAULT, kw_only=True, validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse instalments that are not together the amount."""
        together = Money.total(each.amount for each in self.instalments)
        if self.instalments and together != self.amount:
            bound = Words(f"合计须等于 {self.amount}", f"must be {self.amount} together")
            raise InvalidValue("instalments", together, bound)

    @property
    def words(self) -> Words:
        """The name in both languages."""
        return Words(self.zh, self.en)

    def may_pay(self, kind: str) -> bool:
        """Tell whether items of a kind may be paid from it.

        Raises
        ------
        InvalidValue
            If it is no text.
        """
        require("kind", kind, kind=str)
        return not self.pays or kind in self.pays

    def there_by(self, due: date | None) -> Money:
        """Return how much of it there is on a day; all of it, if no day is given.

        Raises
        ------
        InvalidValue
            If it is no date without a time.
        """
        if due is not None:
            plain_day("due", due)
        if due is None or not self.instalments:
            return self.amount
        return Money.total(each.amount for each in self.instalments if each.on <= due)
