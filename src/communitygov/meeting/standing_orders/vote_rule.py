"""How votes are taken (表决办法): by which rule which class of matter, for how long, which ballot stands.

This module knows no sitting and no vote.
"""

from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, identifier, identifiers, one_of, optional
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.core.terms import TermEnum
from communitygov.core.worktime import Period
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.standing_orders.notice_rule import in_days
from communitygov.meeting.within import as_period_if_given


class DoubleBallot(TermEnum):
    """Which of several ballots of one voter stands; their own always stands against a proxy holder's.

    Examples
    --------
    >>> DoubleBallot("last").label("zh")
    '以最后一票为准'
    """

    LAST = "last", "以最后一票为准", "the last one stands"
    FIRST = "first", "以第一票为准", "the first one stands"


def no_code_twice(_owner: object, field: "attrs.Attribute[Any]", value: tuple[str, ...]) -> None:
    """Refuse a code that is listed twice."""
    if len(set(value)) < len(value):
        raise InvalidValue(field.name, ", ".join(value), Words("不得重复", "must name none twice"))


@attrs.frozen(kw_only=True)
class MatterRule(Value):
    """What one class of matters asks for (事项类别).

    Parameters
    ----------
    matter
        Code of the class, as items of an agenda carry it.
    rule
        By what it is decided; by the default rule of the standing orders, unless given.
    stages
        Codes of what must have come before such a matter is put, beside what always must.
    electorate
        Identifier of the body that votes on it, as an `Electorate` carries it as its council; that which
        sits, unless given.

    Examples
    --------
    >>> MatterRule(matter="repair_fund", stages=["party_study"]).stages
    ('party_study',)
    >>> MatterRule(matter="repair_fund")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: rule: None will not do; it must be given where no stages and no \
electorate are. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "matter-rule"
    matter: str = attrs.field(validator=identifier)
    rule: DecisionRule | None = attrs.field(default=None, validator=optional(one_of((DecisionRule,))))
    stages: tuple[str, ...] = attrs.field(
        default=(), converter=as_tuple, validator=[identifiers, no_code_twice]
    )
    electorate: str | None = attrs.field(default=None, validator=optional(identifier))

    def __attrs_post_init__(self) -> None:
        """Refuse a class that asks for nothing of its own."""
        if self.rule is None and self.electorate is None and not self.stages:
            bound = Words(
                "在未给出前置环节与表决主体时须给出", "must be given where no stages and no electorate are"
            )
            raise InvalidValue("rule", None, bound)


@attrs.frozen(kw_only=True)
class VotingWindow(Value):
    """How long a vote in writing is open (表决期限), from the day after it opened.

    Examples
    --------
    >>> VotingWindow(least=5, most=60).most.text("zh")
    '60日'
    >>> VotingWindow(least=60, most=5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: most: '5 days' will not do; it must not be shorter than the least, \
60 days. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "voting-window"
    least: Period | None = attrs.field(default=None, converter=as_period_if_given, validator=in_days)
    most: Period | None = attrs.field(default=None, converter=as_period_if_given, validator=in_days)
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def __attrs_post_init__(self) -> None:
        """Refuse a window without bounds, and one that is open for less than it must be."""
        least, most = self.least, self.most
        if least is None and most is None:
            bound = Words("与 most 须至少给出一项", "must be given, or most")
            raise InvalidValue("least", None, bound)
        if least and most and least.unit is most.unit and most.amount < least.amount:
            bound = Words(
                f"须不短于最短的 {least.text('zh')}", f"must not be shorter than the least, {least.text()}"
            )
            raise InvalidValue("most", most.text(), bound)
