"""What rules have in common: how satisfaction is measured, what happens to money that is left, which reasons.

The literature names the ways: greedy, the Method of Equal Shares, its completions Add1 and Add1U.  None of
them stands in the documents, and the defaults are the library's own.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import at_least, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Message
from communitygov.core.money import Money
from communitygov.core.source import Citation
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words

#: Where the rule and its completions are described.
EQUAL_SHARES = Citation(document="peters-pierczynski-skowron-2021", article="Method of Equal Shares")

WITHOUT_SUPPORT = Message(
    "PROJECT_WITHOUT_SUPPORT",
    Words("无人赞成项目 {project}", "nobody approves {project}"),
    Words("先征求居民意见", "ask residents first"),
)
SUPPORTERS_SHORT = Message(
    "SUPPORTERS_SHORT_OF_MONEY",
    Words(
        "项目 {project} 的 {supporters} 名支持者仅余 {held}，尚差 {short}",
        "the {supporters} supporters of {project} have {held} left, {short} less than it costs",
    ),
    Words("压低造价 {short}，或争取更多支持者", "bring the cost down by {short}, or win more supporters"),
    EQUAL_SHARES,
)
RAISED_SHORT = Message(
    "SUPPORTERS_SHORT_WHEN_RAISED",
    Words(
        "即便将每人份额提高到 {share}，项目 {project} 的 {supporters} 名支持者也仅余 {held}，不足造价 {cost}",
        "even with everybody's share raised to {share}, the {supporters} supporters of {project} would have "
        "{held} left, and it costs {cost}",
    ),
    Words("压低造价，或争取更多支持者", "bring the cost down, or win more supporters"),
    EQUAL_SHARES,
)
BUDGET_SHORT = Message(
    "BUDGET_SHORT_OF_PROJECT",
    Words(
        "项目 {project} 造价 {cost}，预算仅余 {left}",
        "{project} costs {cost}, and {left} of the budget is left",
    ),
    Words("增加预算，或压低造价", "raise the budget, or bring the cost down"),
)


class Satisfaction(TermEnum):
    """What a voter has of an approved project that is carried out.

    Examples
    --------
    >>> [each.zh for each in Satisfaction]
    ['按造价', '按项数']
    """

    COST = "cost", "按造价", "its cost"
    COUNT = "count", "按项数", "one, whatever it costs"


class Completion(TermEnum):
    """What is done with money that the shares do not spend.

    Examples
    --------
    >>> Completion.RAISE_AND_FILL.raises, Completion.RAISE_AND_FILL.fills, Completion.NONE.fills
    (True, True, False)
    """

    NONE = "none", "不补选", "it is left"
    FILL = "fill", "按得票补选", "projects with most support fill up"
    RAISE = "raise", "逐次提高人均份额", "everybody's share is raised as long as the budget holds"
    RAISE_AND_FILL = "raise_and_fill", "先提高份额，再按得票补选", "shares are raised, then projects fill up"

    @property
    def raises(self) -> bool:
        """Whether shares are raised."""
        return self in (Completion.RAISE, Completion.RAISE_AND_FILL)

    @property
    def fills(self) -> bool:
        """Whether projects fill up."""
        return self in (Completion.FILL, Completion.RAISE_AND_FILL)


@attrs.frozen(kw_only=True)
class Raising(Value):
    """By how much everybody's share is raised at a time, and how often at most.

    Parameters
    ----------
    step
        What a voter gets more each time; a hundredth of the first share, but a fen at least, if not given.
    most
        How often at most; library default 1,000.

    Examples
    --------
    >>> Raising(step=Money.yuan(1)).most
    1000
    >>> Raising(step=Money(0))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: step: '¥0.00' will not do; it must be more than nothing. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "raising"
    step: Money | None = attrs.field(default=None, validator=optional(one_of(Money)))
    most: int = attrs.field(default=1_000, validator=at_least(1))

    def __attrs_post_init__(self) -> None:
        """Refuse a step that raises nothing."""
        if self.step is not None and self.step.fen <= 0:
            raise InvalidValue("step", str(self.step), Words("须大于零", "must be more than nothing"))
