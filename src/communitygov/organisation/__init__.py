"""Who acts, which bodies there are, and how the Party organisations are linked.

Read in this order: `actor` (who acts), `level` (the six levels), `body` (kinds of bodies), `linkage`
(bodies under one another).
"""

from communitygov.organisation.actor import Actor, Role
from communitygov.organisation.body import Body, BodyKind
from communitygov.organisation.level import SIX_LEVELS, LinkageLevel
from communitygov.organisation.linkage import Linkage

__all__ = ["SIX_LEVELS", "Actor", "Body", "BodyKind", "Linkage", "LinkageLevel", "Role"]
