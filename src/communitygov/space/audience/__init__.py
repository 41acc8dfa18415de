"""For whom: bands and groups of age, and how many people of each."""

from communitygov.space.audience.age_band import AGE_BANDS, MOST_BANDS, AgeBand, AgeBands, AgeGroup
from communitygov.space.audience.population import Population

__all__ = ["AGE_BANDS", "MOST_BANDS", "AgeBand", "AgeBands", "AgeGroup", "Population"]
