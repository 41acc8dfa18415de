"""What comes of dividing the grids of one area: who holds what, and how good that is known to be.

Nothing is called optimal that is not proved.
"""

from typing import NamedTuple

from communitygov.core.terms import TermEnum
from communitygov.grid.posting.flow import Obstruction


class BalanceStatus(TermEnum):
    """How good an assignment is known to be.

    Examples
    --------
    >>> BalanceStatus.OPTIMAL.zh
    '已证最优'
    >>> BalanceStatus.named("best")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No BalanceStatus is called 'best'. Known: 'feasible', 'infeasible', \
'optimal', 'undecided'. [UNKNOWN_NAME]
    """

    OPTIMAL = "optimal", "已证最优", "proved to cost the least"
    FEASIBLE = "feasible", "可行，未证最优", "keeps every limit, not proved to cost the least"
    UNDECIDED = "undecided", "未得结论", "none found, none excluded"
    INFEASIBLE = "infeasible", "无解", "there is none"


class Outcome(NamedTuple):
    """Who holds what, at what cost, and the least that any assignment costs; why there is none."""

    status: BalanceStatus
    holders: tuple[int, ...] = ()
    cost: int = 0
    bound: int = 0
    obstruction: Obstruction | None = None

    @property
    def is_found(self) -> bool:
        """Whether there is an assignment."""
        return self.status in (BalanceStatus.OPTIMAL, BalanceStatus.FEASIBLE)
