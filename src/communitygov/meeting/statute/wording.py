"""What a rule asks, in words, before anything was counted (表决规则的文字).

This module knows the rules of the library and no law.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any as Anything

from communitygov.errors import InvalidValue, Words
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.decision.combination import All, Any, AtLeastOf, EachOf, In, Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection, NoVoteAgainst, Unanimous
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.majority import Majority, Silent, Tie
from communitygov.meeting.decision.quorum import Constituted, Minimum, Quorum
from communitygov.meeting.measure import HEADS, Measure
from communitygov.meeting.tally.counts import Base, Count
from communitygov.meeting.threshold import Threshold

#: The wholes whose name says no people: who they are.
_WHOLES: Mapping[Base, Words] = MappingProxyType(
    {
        Base.PRESENT: Words("到会者", "those present"),
        Base.PARTICIPATING: Words("参与表决者", "those voting"),
        Base.YES_NO: Words("赞成票与反对票之和", "votes for and against"),
    }
)
_FOUR: Mapping[str, Words] = MappingProxyType({each.code: each.words for each in FOUR_CONSTITUENCIES})


def _whole(base: Base) -> Words:
    """Say of whom a share is asked."""
    return _WHOLES.get(base, base.words)


def _share(measure: Measure, count: Count, threshold: Threshold, base: Base) -> Words:
    """Say which share of a whole is asked for."""
    whole, share = _whole(base), threshold.share
    of_it = "全部" if share == 1 else f"的{share}"
    is_above = "超过" if threshold.is_strict else "须为" if share == 1 else "至少为"
    return Words(
        f"{measure.zh}：{count.zh}者{is_above}{whole.zh}{of_it}",
        f"by {measure.en}: {count.en} {threshold.words.en} of {whole.en}",
    )


def _quorum(rule: Quorum) -> Words:
    """Say a quorum."""
    return _share(rule.measure, rule.count, rule.threshold, rule.base)


def _majority(rule: Majority) -> Words:
    """Say a majority, with what becomes of a tie and of the silent where it is not the usual."""
    said = _share(rule.measure, Count.YES, rule.threshold, rule.base)
    zh, en = [said.zh], [said.en]
    if rule.tie is not Tie.REJECTED:
        zh.append(f"平票时{rule.tie.zh}")
        en.append(f"if tied, {rule.tie.en}")
    if rule.silent is Silent.FOLLOW_MAJORITY:
        zh.append(f"未表态者{rule.silent.zh}")
        en.append(f"the silent are {rule.silent.en}")
    return Words("；".join(zh), "; ".join(en))


def _minimum(rule: Minimum) -> Words:
    """Say how many there must be."""
    least = rule.measure.written(rule.least)
    return Words(
        f"{rule.measure.zh}：{rule.count.zh}者至少 {least.zh}",
        f"by {rule.measure.en}: at least {least.en} {rule.count.en}",
    )


def _unanimous(rule: Unanimous) -> Words:
    """Say that all must agree, and by which measure if not by heads."""
    whole = _whole(rule.base)
    said = Words(f"{whole.zh}一致同意", f"consent of {whole.en}, without exception")
    if rule.measure == HEADS:
        return said
    return Words(f"{rule.measure.zh}：{said.zh}", f"by {rule.measure.en}: {said.en}")


def _at_least_of(rule: AtLeastOf) -> Words:
    """Say how many of the parts must hold."""
    return Words(
        f"以下 {len(rule.of)} 项至少满足 {rule.least} 项：", f"at least {rule.least} of these {len(rule.of)}:"
    )


def _each_of(rule: EachOf) -> Words:
    """Say in how many constituencies it must hold."""
    if rule.least is None:
        return Words("每一方均须满足：", "in each constituency:")
    return Words(f"至少 {rule.least} 方须满足：", f"in at least {rule.least} of the constituencies:")


def _in(rule: In) -> Words:
    """Say in which constituency it must hold; one that is none of the four by its code."""
    who = _FOUR.get(rule.constituency, Words(rule.constituency, rule.constituency))
    return Words(f"{who.zh}一方须满足：", f"in the constituency {who.en}:")


def _sub(rule: Sub) -> Words:
    """Say of whom it is asked."""
    who = rule.words or Words(rule.part, rule.part)
    return Words(f"其中{who.zh}须满足：", f"among the {who.en}:")


def _always(zh: str, en: str) -> Callable[[Anything], Words]:
    """Say the same of every rule of a kind."""
    words = Words(zh, en)
    return lambda _: words


_SAID: Mapping[type[DecisionRule], Callable[[Anything], Words]] = MappingProxyType(
    {
        Constituted: _always("议事会须完整组成", "the council is constituted"),
        Quorum: _quorum,
        Minimum: _minimum,
        Majority: _majority,
        Unanimous: _unanimous,
        NoUnsettledObjection: _always("没有未解决的异议", "no unsettled objection"),
        NoVoteAgainst: _always("无人反对", "nobody votes against"),
        All: _always("以下各项均须满足：", "all of these:"),
        Any: _always("以下须满足一项：", "one of these:"),
        AtLeastOf: _at_least_of,
        EachOf: _each_of,
        In: _in,
        Sub: _sub,
    }
)


def _given(rule: object) -> DecisionRule:
    """Refuse what is no rule."""
    if not isinstance(rule, DecisionRule):
        bound = Words(
            "须为表决规则，如 Quorum、All；预设中未核对的规则留空",
            "must be a rule of decision, such as Quorum or All; what a preset has not read is empty",
        )
        raise InvalidValue("rule", rule, bound)
    return rule


def rule_lines(rule: DecisionRule) -> Iterator[Words]:
    """Say what a rule asks, a line a part, the parts of a part further in.

    A kind of rule that is not the library's is said by its kind alone.

    Raises
    ------
    InvalidValue
        If it is no rule, such as the empty one of a preset that was not read.

    Examples
    --------
    >>> from communitygov.meeting.threshold import AtLeast, MoreThan
    >>> rule = All(
    ...     Quorum("heads", AtLeast("2/3")), Majority("heads", base="present", threshold=MoreThan("1/2"))
    ... )
    >>> for line in rule_lines(rule):
    ...     print(line.zh)
    以下各项均须满足：
      人数：到会者至少为全体的2/3
      人数：赞成者超过到会者的1/2
    >>> rule_lines(None)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: rule: None will not do; it must be a rule of decision, such as \
Quorum or All; what a preset has not read is empty. [INVALID_VALUE]
    """
    return _lines(_given(rule), "")


def _lines(rule: DecisionRule, before: str) -> Iterator[Words]:
    """Say a rule and its parts, with so much space before."""
    say = _SAID.get(type(rule))
    said = say(rule) if say else Words(rule.document_kind, rule.document_kind)
    yield Words(before + said.zh, before + said.en)
    for part in rule.rules:
        yield from _lines(part, before + "  ")
