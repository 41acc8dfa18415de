"""Single figures of a legal preset: a period, and a limit of proxies, each with the article it stands in.

This module knows no law.
"""

from typing import Any, ClassVar

import attrs

from communitygov.core.checks import at_least, one_of, optional
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.statute.terms import Interval, ProxyCircle


def _interval(value: object) -> Interval:
    """Return the interval with this code."""
    return Interval.named(value)


def _holders(value: object) -> ProxyCircle:
    """Return the circle of holders with this code."""
    return ProxyCircle.named(value)


def in_article(_owner: object, field: "attrs.Attribute[Any]", value: Citation) -> None:
    """Refuse a source that does not name an article, for attrs' ``validator``.

    Examples
    --------
    >>> StatutePeriod("notice", 15, source=Citation(document="cn-law"))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: source: 'cn-law' will not do; it must name the article. [INVALID_VALUE]
    """
    one_of(Citation)(_owner, field, value)
    if not value.article:
        raise InvalidValue(field.name, str(value), Words("须注明条文", "must name the article"))


@attrs.frozen
class StatutePeriod(Value):
    """How many days a text gives for something, and in which article.

    Examples
    --------
    >>> article = Citation(document="cn-property-regulation", article="14")
    >>> StatutePeriod("notice", 15, source=article).words.zh
    '会前通知，至少 15 日'
    >>> StatutePeriod("notise", 15, source=article)
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No Interval is called 'notise'. Did you mean 'notice'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "statute-period"
    interval: Interval = attrs.field(converter=_interval)
    days: int = attrs.field(validator=at_least(1))
    source: Citation = attrs.field(kw_only=True, validator=in_article)

    @property
    def words(self) -> Words:
        """The period in both languages."""
        return Words(f"{self.interval.zh} {self.days} 日", f"{self.interval.en} {self.days} days")


@attrs.frozen(kw_only=True)
class ProxyLimit(Value):
    """Who may act as a proxy, for how many at most, and declared how long before.

    Examples
    --------
    >>> article = Citation(document="zhejiang-village-elections", article="25")
    >>> limit = ProxyLimit(holders="near_relatives", principals=3, declared_days=3, source=article)
    >>> limit.words.zh
    '委托：近亲属，每人至多受托 3 人，提前 3 日'
    """

    document_kind: ClassVar[str] = "proxy-limit"
    holders: ProxyCircle = attrs.field(converter=_holders)
    principals: int | None = attrs.field(default=None, validator=optional(at_least(1)))
    declared_days: int | None = attrs.field(default=None, validator=optional(at_least(1)))
    source: Citation = attrs.field(validator=in_article)

    @property
    def words(self) -> Words:
        """The limit in both languages."""
        zh, en = [f"委托：{self.holders.zh}"], [f"proxies: {self.holders.en}"]
        if self.principals:
            zh.append(f"每人至多受托 {self.principals} 人")
            en.append(f"at most {self.principals} principals each")
        if self.declared_days:
            zh.append(f"提前 {self.declared_days} 日")
            en.append(f"declared {self.declared_days} days before")
        return Words("，".join(zh), ", ".join(en))
