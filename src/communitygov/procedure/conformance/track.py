"""The way of the cases that conform, learnt from the log as it is read.

A case whose records all fit is settled by one look-up a record.  A `Mark` (所处) is where such a case stands:
its state, and how often it took each action that is bounded.  It maps the words of a further
record, activity and role, to the mark to which that record leads; what it does not hold yet it asks of its
`Track`, once.  A record that does not fit leads off the track, and from there nothing leads back.

The track knows order, roles and bounds.  It does not know times, nor what is amiss with a case that it loses.
"""

from collections.abc import Mapping
from typing import TypeAlias

import attrs

from communitygov.procedure.conformance.course import UNOPENED, Graph, Leg, is_kept, limit
from communitygov.procedure.conformance.foreign_log import Vocabulary

#: Activity and role of a record, in the log's own words.
Entry: TypeAlias = tuple[str, str | None]
#: What tells marks apart: state, days, counts.
_Kind: TypeAlias = tuple[str, int, tuple[int, ...]]


class Mark(dict[Entry, "Mark"]):
    """Where a case stands whose records all fit, and where each further record leads.

    Parameters
    ----------
    track
        What knows where a record leads; none off the track.
    state
        Code of the state.
    rest
        Days that must have passed before the last record; 0 for none.
    counts
        How often each bounded action was taken, as far as it matters.
    """

    __slots__ = ("counts", "rest", "state", "track")

    def __init__(self, track: "Track | None", state: str, *, rest: int, counts: tuple[int, ...]) -> None:
        """Stand there, and know nothing further yet."""
        super().__init__()
        self.track = track
        self.state = state
        self.rest = rest
        self.counts = counts

    def __missing__(self, entry: Entry) -> "Mark":
        """Find out where a record leads, and keep it unless it leads off the track."""
        if self.track is None:
            return self
        onward = self.track.onward(self, entry)
        if onward is not OFF_TRACK:
            self[entry] = onward
        return onward


#: Where a case is that does not conform.
OFF_TRACK = Mark(None, UNOPENED, rest=0, counts=())


@attrs.frozen(kw_only=True, eq=False)
class Track:
    """What knows where the records of conforming cases lead.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.errors import Words
    >>> table = five_step().table
    >>> actions = Vocabulary.of(table.actions, {}, kind=Words("动作", "action"))
    >>> roles = Vocabulary.of(table.roles, {}, kind=Words("角色", "role"))
    >>> start = Track.of(Graph.of(table), actions=actions, roles=roles).start
    >>> start["提事", "居民"]["受理", None].state
    'sorting'
    >>> start["提事", "居民"]["召集议事", None] is OFF_TRACK
    True
    """

    graph: Graph
    actions: Vocabulary
    roles: Vocabulary
    bounded: Mapping[str, int]
    caps: tuple[int, ...]
    marks: dict[_Kind, Mark] = attrs.field(factory=dict[_Kind, Mark])

    @classmethod
    def of(cls, graph: Graph, *, actions: Vocabulary, roles: Vocabulary) -> "Track":
        """Return the track of a table, nothing learnt yet."""
        caps: dict[str, int] = {}
        for bound in (bound for legs in graph.legs.values() for leg in legs for bound in leg.bounds):
            caps[bound.action] = max(caps.get(bound.action, 0), limit(bound))
        return cls(
            graph=graph,
            actions=actions,
            roles=roles,
            bounded={action: place for place, action in enumerate(caps)},
            caps=tuple(caps.values()),
        )

    @property
    def start(self) -> Mark:
        """A mark where every case starts, from which nothing is learnt yet."""
        return Mark(self, UNOPENED, rest=0, counts=(0,) * len(self.caps))

    def onward(self, mark: Mark, entry: Entry) -> Mark:
        """Return where a record leads."""
        activity, role = entry
        action = self.actions.code(activity)
        leg = None if action is None else self.graph.rows[mark.state].get(action)
        if leg is None or (role is not None and self.roles.code(role) not in leg.admitted):
            return OFF_TRACK
        counts = mark.counts
        if not all(is_kept(bound, counts[self.bounded[bound.action]]) for bound in leg.bounds):
            return OFF_TRACK
        if leg.action in self.bounded:
            place = self.bounded[leg.action]
            taken = min(counts[place] + 1, self.caps[place])
            counts = (*counts[:place], taken, *counts[place + 1 :])
        return self._mark(leg, counts)

    def _mark(self, leg: Leg, counts: tuple[int, ...]) -> Mark:
        """Return the one mark of this kind."""
        rest = max((wait.days for wait in leg.waits), default=0)
        kind = (leg.target, rest, counts)
        if kind not in self.marks:
            self.marks[kind] = Mark(self, leg.target, rest=rest, counts=counts)
        return self.marks[kind]
