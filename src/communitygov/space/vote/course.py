"""How a vote was gone through: what was bought in which order, what was refused, what was left.

This module knows projects by their places in the vote's list.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from communitygov.core.finding import Finding
from communitygov.space.vote.admission import Admission, as_admission
from communitygov.space.vote.budget_vote import BudgetVote
from communitygov.space.vote.outcome import RaisingEnd, Way


class Purchase(NamedTuple):
    """A project that was taken: by shares, with what its supporters paid, or by its support alone."""

    project: int
    way: Way
    price: Fraction | None = None
    #: What each group paid, in fen.
    paid: Mapping[str, Fraction] = {}


class Course(NamedTuple):
    """What was bought, in order; what an admission refused; what supporters had left, in fen."""

    purchases: Sequence[Purchase]
    refused: Mapping[int, tuple[Finding, ...]]
    held: Mapping[int, Fraction] = {}
    raises: int = 0
    #: What each voter had to begin with, in fen, where shares were raised; what of it is real is the budget.
    share: Fraction | None = None
    ended: RaisingEnd | None = None

    def cost(self, vote: BudgetVote) -> int:
        """Return what everything bought costs, in fen."""
        return sum(vote.projects[each.project].cost.fen for each in self.purchases)


class Gate:
    """Asks an admission about each project, and remembers what it refused."""

    def __init__(self, vote: BudgetVote, admission: Admission | None, taken: Sequence[int] = ()) -> None:
        """Begin with projects that are already taken."""
        self._vote = vote
        self._admission = None if admission is None else as_admission("admission", admission)
        self._taken = [vote.projects[at] for at in taken]
        self.refused: dict[int, tuple[Finding, ...]] = {}

    def admits(self, at: int) -> bool:
        """Tell whether the project at a place may be taken now, and count it as taken if so."""
        project = self._vote.projects[at]
        against = () if self._admission is None else tuple(self._admission.refusals(self._taken, project))
        if against:
            self.refused[at] = against
            return False
        self._taken.append(project)
        return True
