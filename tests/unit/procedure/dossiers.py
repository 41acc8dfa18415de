"""A matter at three moments of its course, and its dossier at the second."""

import attrs

from communitygov.deliberation import five_step, five_step_literal
from communitygov.procedure.case import Case
from communitygov.procedure.history.dossier import Dossier
from communitygov.testing.walks import walked

TITLE = "楼上夜间扰民 the neighbour above plays at night"
SALT = bytes(range(16))
OLD, NEW = five_step_literal(), five_step()


def titled(case: Case) -> Case:
    return attrs.evolve(case, matter=attrs.evolve(case.matter, title=TITLE))


#: raise; raise, accept; raise, accept, list.
EARLY, CASE, LATE = (titled(walked(NEW, choices)) for choices in ((), (0,), (0, 3)))
DOSSIER = Dossier.open(CASE, salt=SALT)
HEAD = DOSSIER.head
