"""A roster asked for each grid itself: who is posted there and can be asked, and whom it leaves out, and why.

A vacancy is not answered from above here, so that routing can name it.  Why somebody posted at a grid was
passed over is told of three reasons only: they are away, must keep out of it, or serve it for other matters.
Postings that are over or have not begun are no longer, or not yet, anybody's.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

import attrs

from communitygov.core.span import runs
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.cover import OTHER_MATTER, WORKER_AWAY, WORKER_RECUSED
from communitygov.grid.posting.duty import Duty, Inheritance
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.roster import Roster
from communitygov.grid.routing.asked import Staff
from communitygov.grid.routing.dispatch import Because, Rule

#: Which of the conditions of a roster keep somebody out of its chain, and what to call that.
_RULES: Mapping[str, Rule] = {
    WORKER_AWAY.code: Rule.AWAY,
    WORKER_RECUSED.code: Rule.RECUSED,
    OTHER_MATTER.code: Rule.OTHER_MATTER,
}


@attrs.frozen(eq=False)
class OwnPosts:
    """A roster that answers for each grid itself.

    Examples
    --------
    >>> from communitygov.grid.posting.duty import WorkerKind
    >>> from communitygov.grid.posting.worker import Worker
    >>> roster = Roster(
    ...     GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("M", "LQ", "micro", "一组")]),
    ...     workers=[Worker("w-1", kind=WorkerKind.GRID_WORKER, recused_from={"gas"})],
    ...     postings=[Posting("w-1", "LQ")],
    ... )
    >>> posts = OwnPosts(roster)
    >>> posts.chain("LQ", matter="noise"), posts.chain("M", matter="noise"), posts.chain("LQ", matter="gas")
    (('w-1',), (), ())
    >>> [str(each) for each in posts.left_out("LQ", on=None, matter="gas")]
    ['w-1 must keep out of gas']
    """

    roster: Roster = attrs.field(repr=False)

    @property
    def grid(self) -> GridHierarchy:
        """The grids."""
        return self.roster.grid

    def chain(self, grid: str, *, on: date | None = None, matter: str | None = None) -> tuple[str, ...]:
        """Return who is in charge of a grid itself, then the deputies; nobody where it is vacant."""
        return self._strict.chain(grid, on=on, matter=matter) if grid in self._posted else ()

    def left_out(self, grid: str, *, on: date | None, matter: str | None) -> Iterator[Because]:
        """Say of everybody who is posted at a grid on a day and cannot be asked, why."""
        running = dict.fromkeys(each.worker for each in self._posted.get(grid, ()) if runs(each, on))
        kept = self.chain(grid, on=on, matter=matter) if running else ()
        for worker in running:
            if worker not in kept:
                for finding in self._strict.explain_cover(worker, grid, on=on, matter=matter):
                    if finding.code in _RULES:
                        yield Because(_RULES[finding.code], finding.words)

    @cached_property
    def _strict(self) -> Roster:
        rule = attrs.evolve(self.roster.rule, inheritance=Inheritance.OWN_ONLY)
        return attrs.evolve(self.roster, rule=rule)

    @cached_property
    def _posted(self) -> Mapping[str, list[Posting]]:
        """Postings in charge by grid; of somebody who is not there none, as the roster has it."""
        known = {each.id for each in self.roster.workers}
        found: dict[str, list[Posting]] = {}
        for each in self.roster.postings:
            if each.duty is Duty.IN_CHARGE and each.worker in known:
                found.setdefault(each.grid, []).append(each)
        return found


def own_posts(staff: Staff) -> Staff:
    """Return a roster that answers for each grid itself; a host's own object is taken as it is."""
    return OwnPosts(staff) if isinstance(staff, Roster) else staff
