"""业态: which businesses and services a place has, and whether enough of it is for everybody."""

from communitygov.space.mix.balance import Balance, InclusiveBy, MixJudgement, MixRefused
from communitygov.space.mix.item import MixItem
from communitygov.space.mix.mix import NINE_OF_FOURTEEN, Mix
from communitygov.space.mix.weight import MixMeasure

__all__ = [
    "NINE_OF_FOURTEEN",
    "Balance",
    "InclusiveBy",
    "Mix",
    "MixItem",
    "MixJudgement",
    "MixMeasure",
    "MixRefused",
]
