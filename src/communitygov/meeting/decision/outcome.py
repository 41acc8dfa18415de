"""What a matter may come to (表决结果), and which of two is worse.

Outcomes have an order: void < inquorate < rejected < tied < open < adopted.  A rule made of parts takes the
worst of theirs where all are asked for, the best where one suffices.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from communitygov.core.terms import TermEnum


class Outcome(TermEnum):
    """What a decision comes to.

    `tied` and `open` belong to rules that weigh votes against each other and to votes still under way.

    Examples
    --------
    >>> Outcome("inquorate").label("zh"), Outcome.worst([Outcome.ADOPTED, Outcome.REJECTED])
    ('未达法定人数', Outcome.REJECTED)
    """

    ADOPTED = "adopted", "通过", "adopted"
    REJECTED = "rejected", "未通过", "rejected"
    INQUORATE = "inquorate", "未达法定人数", "inquorate"
    TIED = "tied", "平票", "tied"
    VOID = "void", "无效", "void"
    OPEN = "open", "未决", "open"

    @classmethod
    def worst(cls, outcomes: Iterable["Outcome"]) -> "Outcome":
        """Return the worst of several outcomes; of none, adopted."""
        worst = cls.ADOPTED
        for outcome in outcomes:
            if outcome is not worst and _RANKS[outcome] < _RANKS[worst]:
                worst = outcome
        return worst

    @classmethod
    def best(cls, outcomes: Iterable["Outcome"], *, at: int = 1) -> "Outcome":
        """Return the best of several outcomes, or the one that stands at a further place from the best.

        Examples
        --------
        >>> mixed = Outcome.VOID, Outcome.ADOPTED, Outcome.REJECTED
        >>> Outcome.best(mixed), Outcome.best(mixed, at=2)
        (Outcome.ADOPTED, Outcome.REJECTED)
        """
        return sorted(outcomes, key=_RANKS.__getitem__, reverse=True)[at - 1]


_RANKS: Mapping[Outcome, int] = MappingProxyType(
    {
        Outcome.VOID: 0,
        Outcome.INQUORATE: 1,
        Outcome.REJECTED: 2,
        Outcome.TIED: 3,
        Outcome.OPEN: 4,
        Outcome.ADOPTED: 5,
    }
)
