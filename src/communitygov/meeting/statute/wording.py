"""What a rule asks, in words, before anything was counted (表决规则的文字).

This module knows the rules of the library and no law.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any as Anything

from communitygov.errors import Words
from communitygov.meeting.decision.combination import All, Any, Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection, Unanimous
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Quorum

_ALL = Words("以下各项均须满足：", "all of these:")
_ONE = Words("以下须满足一项：", "one of these:")


def _quorum(rule: Quorum) -> Words:
    """Say a quorum."""
    share, measure = rule.threshold.words, rule.measure
    return Words(
        f"{measure.zh}：{rule.count.zh}者占{rule.base.zh}{share.zh}",
        f"by {measure.en}: {rule.count.en} {share.en} of {rule.base.en}",
    )


def _majority(rule: Majority) -> Words:
    """Say a majority."""
    share, measure = rule.threshold.words, rule.measure
    return Words(
        f"{measure.zh}：赞成者占{rule.base.zh}{share.zh}",
        f"by {measure.en}: in favour {share.en} of {rule.base.en}",
    )


def _unanimous(rule: Unanimous) -> Words:
    """Say that all must agree."""
    return Words(f"{rule.base.zh}一致同意", f"consent of {rule.base.en}, without exception")


def _sub(rule: Sub) -> Words:
    """Say of whom it is asked."""
    who = rule.words or Words(rule.part, rule.part)
    return Words(f"其中{who.zh}须满足：", f"among the {who.en}:")


_SAID: Mapping[type[DecisionRule], Callable[[Anything], Words]] = MappingProxyType(
    {
        Quorum: _quorum,
        Majority: _majority,
        Unanimous: _unanimous,
        Sub: _sub,
        All: lambda _: _ALL,
        Any: lambda _: _ONE,
        NoUnsettledObjection: lambda _: Words("没有未解决的异议", "no unsettled objection"),
    }
)


def rule_lines(rule: DecisionRule) -> Iterator[Words]:
    """Say what a rule asks, a line a part, the parts of a part further in; other rules by their kind.

    Examples
    --------
    >>> from communitygov.meeting.threshold import AtLeast, MoreThan
    >>> rule = All(
    ...     Quorum("heads", AtLeast("2/3")), Majority("heads", base="present", threshold=MoreThan("1/2"))
    ... )
    >>> for line in rule_lines(rule):
    ...     print(line.zh)
    以下各项均须满足：
      人数：到会者占全体至少2/3
      人数：赞成者占到会超过1/2
    """
    say = _SAID.get(type(rule))
    yield say(rule) if say else Words(rule.document_kind, rule.document_kind)
    for part in rule.rules:
        for line in rule_lines(part):
            yield Words(f"  {line.zh}", f"  {line.en}")
