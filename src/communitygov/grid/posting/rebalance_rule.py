"""How grids are divided anew among workers: which grids, which workers, by what, and how hard to look.

No document says any of it; every value is the caller's, and the defaults are the library's.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, at_least, each_of, one_of, ordered
from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.terms import TermEnum
from communitygov.grid.level.kind import GridKind
from communitygov.grid.posting.duty import WorkerKind

#: How often a grid of one area is placed in trials, where households are limited, unless told otherwise.
EFFORT = 1_000


class Objective(TermEnum):
    """What is made least first.

    Examples
    --------
    >>> Objective.FAIR.en
    'the most grids of anybody, then the distance'
    >>> Objective.named("far")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No Objective is called 'far'. Did you mean 'fair'? [UNKNOWN_NAME]
    """

    DISTANCE = "distance", "总路程最短", "the distance in all"
    FAIR = "fair", "先使最多者最少，再使总路程最短", "the most grids of anybody, then the distance"


class Engine(TermEnum):
    """What divides the grids; both give the same cost.

    Examples
    --------
    >>> [engine.value for engine in Engine]
    ['own', 'scipy']
    >>> Engine.named("ortools")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No Engine is called 'ortools'. Known: 'own', 'scipy'. [UNKNOWN_NAME]
    """

    OWN = "own", "本库自带", "the library's own"
    SCIPY = "scipy", "scipy", "scipy, where it is installed"


@attrs.frozen(kw_only=True)
class RebalanceRule(Value):
    """How grids are divided anew.

    Parameters
    ----------
    kinds
        Kinds of the grids that are divided; micro-grids unless given.
    worker_kinds
        Kinds of the workers who are given grids; not guides unless given.
    switching_cost
        What a change of a grid's worker costs besides, in the unit of the costs: centimetres of distance, or
        the caller's own.  A grid changes hands only where more than that is saved.
    objective
        What is made least first.
    engine
        What divides the grids.
    effort
        Where households are limited, how often a grid is placed in trials, in each area, before what was
        found is given out as not proved; for scipy, how many nodes HiGHS may search.
    source
        Where the rule stands.

    Examples
    --------
    >>> STANDARD_REBALANCE.switching_cost, STANDARD_REBALANCE.source.is_library_default
    (0, True)
    >>> RebalanceRule(switching_cost=-1)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: switching_cost: -1 will not do; it must be a whole number of at least \
0. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "rebalance-rule"
    kinds: frozenset[GridKind] = attrs.field(
        default=(GridKind.MICRO,), converter=as_set, validator=each_of(GridKind), repr=ordered
    )
    worker_kinds: frozenset[WorkerKind] = attrs.field(
        default=(WorkerKind.GRID_WORKER, WorkerKind.MICRO_GRID_WORKER),
        converter=as_set,
        validator=each_of(WorkerKind),
        repr=ordered,
    )
    switching_cost: int = attrs.field(default=0, validator=at_least(0))
    objective: Objective = attrs.field(default=Objective.DISTANCE, validator=one_of(Objective))
    engine: Engine = attrs.field(default=Engine.OWN, validator=one_of(Engine))
    effort: int = attrs.field(default=EFFORT, validator=at_least(0))
    source: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))


#: Micro-grids, by distance.
STANDARD_REBALANCE = RebalanceRule()
