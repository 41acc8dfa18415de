"""Who acts, which bodies there are, and how the Party organisations are linked.

Read in this order: `actor` (who acts), `level` (the six levels), `body` (kinds of bodies), `linkage`
(bodies under one another), `social_body` (how many of each kind), `volunteer` (brands and teams),
`five_ones`.
"""

from communitygov.organisation.actor import Actor, Role
from communitygov.organisation.body import Body, BodyKind
from communitygov.organisation.five_ones import FIVE_ONES_LISTED, FiveOne
from communitygov.organisation.level import SIX_LEVELS, LinkageLevel
from communitygov.organisation.linkage import Linkage
from communitygov.organisation.social_body import SocialBodyCount, SocialBodyRegister
from communitygov.organisation.volunteer import (
    VolunteerBrand,
    VolunteerTeam,
    VolunteerTeams,
    eighteen_stewards,
)

__all__ = [
    "FIVE_ONES_LISTED",
    "SIX_LEVELS",
    "Actor",
    "Body",
    "BodyKind",
    "FiveOne",
    "Linkage",
    "LinkageLevel",
    "Role",
    "SocialBodyCount",
    "SocialBodyRegister",
    "VolunteerBrand",
    "VolunteerTeam",
    "VolunteerTeams",
    "eighteen_stewards",
]
