"""How good a place is: kinds of beauty (五美), ratings with evidence (三美), all ages (全龄), who comes."""

from communitygov.space.quality.all_ages import AllAgesRule, Audience, AudienceOffer
from communitygov.space.quality.beauty import Beauty, BeautyStage, SpaceAim
from communitygov.space.quality.need import Need, NeedRule, SpaceKind
from communitygov.space.quality.preference import Preference, exclusions, prefer
from communitygov.space.quality.rubric import FEELINGS, THREE_BEAUTIES, THREE_VALUES, Axis, Rubric
from communitygov.space.quality.scorecard import Evidence, Mark, Scorecard, Standing, Whole
from communitygov.space.quality.visits import Visits

__all__ = [
    "FEELINGS",
    "THREE_BEAUTIES",
    "THREE_VALUES",
    "AllAgesRule",
    "Audience",
    "AudienceOffer",
    "Axis",
    "Beauty",
    "BeautyStage",
    "Evidence",
    "Mark",
    "Need",
    "NeedRule",
    "Preference",
    "Rubric",
    "Scorecard",
    "SpaceAim",
    "SpaceKind",
    "Standing",
    "Visits",
    "Whole",
    "exclusions",
    "prefer",
]
