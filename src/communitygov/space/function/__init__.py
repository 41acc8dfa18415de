"""What for: functions with their tags, the two sides, classes of price."""

from communitygov.space.function.catalogue import FUNCTIONS, function_named, functions_tagged
from communitygov.space.function.function import LONGEST_TAG, Function
from communitygov.space.function.side import TWO_SIDES, PriceClass, Side

__all__ = [
    "FUNCTIONS",
    "LONGEST_TAG",
    "TWO_SIDES",
    "Function",
    "PriceClass",
    "Side",
    "function_named",
    "functions_tagged",
]
