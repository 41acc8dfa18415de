"""Short ways to say what tests of places ask: an evening, an area, the codes of what was found."""

from datetime import datetime, timedelta, timezone

from communitygov.core.quantity import Quantity
from communitygov.space.place import Place, TransformationKind

CHINA = timezone(timedelta(hours=8))
#: A Monday at seven in the evening.
EVENING = datetime(2023, 7, 3, 19, tzinfo=CHINA)
TWO_HOURS = timedelta(hours=2)
CHANGE = TransformationKind.CHANGE_OF_USE


def square_metres(written: str) -> Quantity:
    return Quantity.parse(f"{written}平方米")


def codes(place: Place) -> list[str]:
    return [finding.code for finding in place.findings()]
