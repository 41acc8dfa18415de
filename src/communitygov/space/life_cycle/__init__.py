"""The life of a place as a procedure: idle, designed, renovated, operated, evaluated."""

from communitygov.space.life_cycle.given_by_others import GivenByOthers
from communitygov.space.life_cycle.life_cycle import (
    LIFE_CYCLE_SOURCES,
    LifeFact,
    LifeStage,
    life_cycle,
)
from communitygov.space.life_cycle.policy import DEFAULT_LIFE_CYCLE, LifeCyclePolicy

__all__ = [
    "DEFAULT_LIFE_CYCLE",
    "LIFE_CYCLE_SOURCES",
    "GivenByOthers",
    "LifeCyclePolicy",
    "LifeFact",
    "LifeStage",
    "life_cycle",
]
