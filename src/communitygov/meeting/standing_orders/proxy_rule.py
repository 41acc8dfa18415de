"""Who may vote for others (委托规则): in which form, declared how long before, and for how many at most.

1. A proxy never reaches further than from a principal to a holder; that is no setting.
2. Standing orders without such a rule allow no proxy at all: a library default, for the documents do not
   speak of proxies.  A rule that allows none says the same with its source.

This module knows no sitting.
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, at_least, identifiers, one_of, optional, ordered
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.core.terms import TermEnum
from communitygov.core.worktime import Period
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.sitting.proxy import ProxyForm
from communitygov.meeting.standing_orders.notice_rule import in_days
from communitygov.meeting.within import as_period_if_given


class ProxyHolder(TermEnum):
    """Who may hold a proxy.

    Examples
    --------
    >>> ProxyHolder("same_constituency").label("zh")
    '同一方代表'
    """

    ANYBODY = "anybody", "任何人", "anybody"
    DELEGATE = "delegate", "其他代表", "another delegate"
    SAME_CONSTITUENCY = "same_constituency", "同一方代表", "a delegate of the same constituency"
    OUTSIDER = "outsider", "非代表", "somebody without a seat"


def _holder(value: object) -> ProxyHolder:
    """Return the scope with this code."""
    return ProxyHolder.named(value)


def _forms(value: Iterable[object]) -> frozenset[ProxyForm]:
    """Return the forms with these codes."""
    return frozenset(map(ProxyForm.named, as_set(value)))


@attrs.frozen(kw_only=True)
class ProxyRule(Value):
    """What proxies must keep to.

    Parameters
    ----------
    most
        For how many principals one holder may vote on a matter; 0 allows no proxies.
    holders
        Who may hold one.  Library default: anybody.
    relations
        Codes of how holder and principal must be related, one of them, as the proxy declares; in any way,
        unless given.
    forms
        In which forms it may be declared; in any, unless given.
    days
        How long before the sitting it must have been declared; at any time, unless given.
    source
        Where it stands.

    Examples
    --------
    >>> ProxyRule(most=3, relations={"near_relative"}, forms={"written"}, days=3).days.text()
    '3 days'
    >>> ProxyRule(most=0, days=3)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: most: 0 will not do; it must be at least 1 where conditions are set: \
0 allows no proxy at all. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "proxy-rule"
    most: int = attrs.field(validator=at_least(0))
    holders: ProxyHolder = attrs.field(default=ProxyHolder.ANYBODY, converter=_holder)
    relations: frozenset[str] = attrs.field(
        default=frozenset[str](), converter=as_set, validator=identifiers, repr=ordered
    )
    forms: frozenset[ProxyForm] = attrs.field(default=frozenset[ProxyForm](), converter=_forms, repr=ordered)
    days: Period | None = attrs.field(default=None, converter=as_period_if_given, validator=in_days)
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def __attrs_post_init__(self) -> None:
        """Refuse conditions for what is not allowed."""
        is_plain = self.holders is ProxyHolder.ANYBODY and not (self.relations or self.forms or self.days)
        if not (self.most or is_plain):
            bound = Words(
                "在设有条件时须至少为 1：0 即不许委托",
                "must be at least 1 where conditions are set: 0 allows no proxy at all",
            )
            raise InvalidValue("most", self.most, bound)

    @property
    def allows_any(self) -> bool:
        """Whether any proxy is allowed."""
        return self.most > 0
