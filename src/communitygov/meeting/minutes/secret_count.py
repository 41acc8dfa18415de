"""What minutes keep of the count of a secret vote (无记名投票): not who voted how, as far as counts tell.

1. Counts by constituency stand only where none of them is small, or that of all who voted: otherwise whoever
   knows the roll knows the votes.  In a council with one delegate a side that is always so.
2. Neither do amounts by other measures, nor parts of the electorate: sums of areas tell the areas apart.
3. What is left are the totals in heads, and what the vote came to.  Totals can still tell: where all voted
   alike, everybody is known to have.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import one_of, optional
from communitygov.core.document import Value
from communitygov.core.privacy import SMALLEST_COUNT
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.tally.counts import Counts, Sums
from communitygov.meeting.tally.tally import Tally

_EVERYBODY = Constituency("all", "全体", "all")


@attrs.frozen(kw_only=True)
class WithheldCount(Value):
    """What a secret vote came to by counts that are not in the minutes.

    Parameters
    ----------
    outcome
        What the rule came to on them, where there was one.
    is_as_declared
        Whether the numbers that were declared by constituency are those that were counted.

    Examples
    --------
    >>> WithheldCount(outcome=Outcome.ADOPTED).is_as_declared
    True
    """

    document_kind: ClassVar[str] = "withheld-count"
    outcome: Outcome | None = attrs.field(default=None, validator=optional(one_of(Outcome)))
    is_as_declared: bool = attrs.field(default=True, validator=one_of(bool))


def is_telling(tally: Tally) -> bool:
    """Tell whether the separate counts of a secret vote could tell who voted how.

    Examples
    --------
    >>> counts = {"all": Counts(entitled=20, present=20, yes=12, no=8)}
    >>> is_telling(Tally.from_counts(counts, constituencies=[_EVERYBODY]))
    False
    >>> counts = {"all": Counts(entitled=20, present=20, yes=16, no=4)}
    >>> is_telling(Tally.from_counts(counts, constituencies=[_EVERYBODY]))
    True
    """
    return bool(tally.weighed or tally.parts) or any(_tells(counts.sums) for _, counts in tally.groups)


def _tells(sums: Sums) -> bool:
    """Tell whether one of the counts of a constituency is small, or that of all who voted."""
    cells = (sums.yes, sums.no, sums.abstain, sums.invalid)
    return any(0 < each < SMALLEST_COUNT or each == sums.participating > 0 for each in cells)


def totals_of(tally: Tally) -> Tally:
    """Return the totals in heads, as the counts of one constituency that is everybody."""
    return attrs.evolve(tally, groups=((_EVERYBODY, Counts.of(tally.total.sums)),), weighed=(), parts=())
