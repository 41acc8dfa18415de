"""What somebody does for a grid, and what kind of worker does it: the words of the rosters.

“有人管、有人问、有人帮” names three duties and says no more of them; here they are three, and a grid that
lacks one lacks that one only.  The documents name 网格员, 微网格员 and 网格指导员; 网格长 is the library's
own word, for those who need one.

This module knows no worker and no grid.
"""

from communitygov.core.source import quoted
from communitygov.core.terms import TermEnum

#: The three duties, in the words of the document.
THREE_DUTIES = quoted("001", "“有人管、有人问、有人帮”")
#: One worker, many grids (一员多格).
ONE_WORKER_MANY_GRIDS = quoted("001", "“一员多格”")


class Duty(TermEnum):
    """What somebody does for a grid.

    Examples
    --------
    >>> [duty.zh for duty in Duty]
    ['有人管', '有人问', '有人帮']
    >>> Duty.named("in_chage")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No Duty is called 'in_chage'. Did you mean 'in_charge'? [UNKNOWN_NAME]
    """

    IN_CHARGE = "in_charge", "有人管", "is in charge"
    ENQUIRES = "enquires", "有人问", "enquires"
    HELPS = "helps", "有人帮", "helps"


class WorkerKind(TermEnum):
    """What kind of worker somebody is.

    Examples
    --------
    >>> WorkerKind.MICRO_GRID_WORKER.zh, WorkerKind("guide").en
    ('微网格员', 'grid guide')
    >>> WorkerKind.named("guid")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No WorkerKind is called 'guid'. Did you mean 'guide'? [UNKNOWN_NAME]
    """

    GRID_WORKER = "grid_worker", "网格员", "grid worker"
    MICRO_GRID_WORKER = "micro_grid_worker", "微网格员", "micro-grid worker"
    GUIDE = "guide", "网格指导员", "grid guide"
    HEAD = "head", "网格长", "grid head"


class Inheritance(TermEnum):
    """Whether who is in charge of a grid is also in charge of those beneath that have nobody of their own.

    The documents do not say.

    Examples
    --------
    >>> [each.value for each in Inheritance]
    ['from_above', 'own_only']
    >>> Inheritance.named("above")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No Inheritance is called 'above'. Did you mean 'from_above'? \
[UNKNOWN_NAME]
    """

    FROM_ABOVE = "from_above", "由上级网格兼管", "from above"
    OWN_ONLY = "own_only", "仅限本网格", "own grid only"
