"""The diagnosis of a hierarchy of grids: sizes, cover, vacancies, in one call."""

from communitygov.grid.diagnosis.diagnose import diagnose
from communitygov.grid.diagnosis.diagnosis import Diagnosis
from communitygov.grid.diagnosis.share import CoverShare, LevelShare

__all__ = ["CoverShare", "Diagnosis", "LevelShare", "diagnose"]
