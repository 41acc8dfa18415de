"""What residents vote on: micro-projects, how much money there is, and the ballots."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import as_tuple, each_of, one_of
from communitygov.core.document import Value
from communitygov.core.money import Money
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.vote.ballots import Ballots, approvals
from communitygov.space.vote.project import MicroProject

#: Most projects of one vote.
MOST_PROJECTS = 5_000


def _in_order(what: str, keys: Sequence[Any]) -> None:
    """Refuse what is not in order, or stands twice."""
    if list(keys) != sorted(set(keys)):
        bound = Words("须按序排列，不重复", "must be in order, none twice")
        raise InvalidValue(what, f"{len(keys)} entries", bound)


@attrs.frozen(kw_only=True)
class BudgetVote(Value):
    """A vote on how to spend a budget.

    Parameters
    ----------
    projects
        In the order of their ids.
    budget
        What there is to spend; nothing less than nothing.
    ballots
        In the order of group and approved projects; no two alike.

    Examples
    --------
    >>> shed, garden = (MicroProject(id, cost=Money.yuan(30_000)) for id in ("shed", "garden"))
    >>> vote = BudgetVote.of(
    ...     [shed, garden], budget=Money.yuan(40_000), ballots=[["shed"], ["shed", "garden"]]
    ... )
    >>> vote.voters, vote.support("shed"), vote.support("garden")
    (2, 2, 1)
    >>> BudgetVote.of([shed], budget=Money(0), ballots=[["gardn"]])
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No project is called 'gardn'. Known: 'shed'. [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "budget-vote"
    projects: tuple[MicroProject, ...] = attrs.field(converter=as_tuple, validator=each_of(MicroProject))
    budget: Money = attrs.field(validator=one_of(Money))
    ballots: tuple[Ballots, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Ballots), repr=lambda value: f"<{len(value)}>"
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a debt, too many projects, what is not in order, and ballots for unknown projects."""
        if self.budget.fen < 0:
            raise InvalidValue("budget", str(self.budget), Words("不可为负", "must not be negative"))
        if len(self.projects) > MOST_PROJECTS:
            bound = Words(f"至多 {MOST_PROJECTS} 项", f"must be {MOST_PROJECTS} at most")
            raise InvalidValue("projects", len(self.projects), bound)
        _in_order("projects", [project.id for project in self.projects])
        _in_order("ballots", [each.key for each in self.ballots])
        known = frozenset(self._by_id)
        for each in self.ballots:
            if not known.issuperset(each.approved):
                strange = min(set(each.approved) - known)
                raise UnknownName(Words("项目", "project"), strange, tuple(self._by_id))

    @classmethod
    def of(
        cls, projects: Iterable[MicroProject], *, budget: Money, ballots: Iterable[Iterable[str] | Ballots]
    ) -> "BudgetVote":
        """Return the vote, with projects put in order and equal ballots put together.

        Parameters
        ----------
        projects, budget
            What may be done, and for how much.
        ballots
            What each voter approved, or `Ballots` of several voters.
        """
        counts: Counter[tuple[str, tuple[str, ...]]] = Counter()
        for each in as_tuple(ballots):
            if isinstance(each, Ballots):
                counts[each.key] += each.voters
            else:
                counts["", approvals(each)] += 1
        return cls(
            projects=sorted(each_required("projects", projects, kind=MicroProject), key=lambda one: one.id),
            budget=budget,
            ballots=[
                Ballots(approved, voters, group=group) for (group, approved), voters in sorted(counts.items())
            ],
        )

    @cached_property
    def _by_id(self) -> Mapping[str, MicroProject]:
        """The projects by their ids."""
        return {project.id: project for project in self.projects}

    @cached_property
    def _support(self) -> Mapping[str, int]:
        """How many approve each project."""
        support: Counter[str] = Counter()
        for each in self.ballots:
            for project in each.approved:
                support[project] += each.voters
        return support

    @cached_property
    def voters(self) -> int:
        """How many voted."""
        return sum(each.voters for each in self.ballots)

    @property
    def groups(self) -> tuple[str, ...]:
        """Codes of the groups of voters, in order."""
        return tuple(sorted({each.group for each in self.ballots}))

    def support(self, project: str) -> int:
        """Return how many approve a project."""
        return self._support.get(self[project].id, 0)

    def __getitem__(self, project: str) -> MicroProject:
        """Return the project with this id."""
        try:
            return self._by_id[project]
        except (KeyError, TypeError):
            raise UnknownName(Words("项目", "project"), project, tuple(self._by_id)) from None
