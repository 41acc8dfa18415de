"""Where a plane of centimetres lies on the earth: longitude and latitude of its origin.

Degrees are whole numbers of ten-millionths, as OpenStreetMap stores them (about one centimetre), so that they
too are exact and can be written down.  The projection is the plain one for a quarter or a town: east by the
cosine of the latitude of the origin.  Twenty kilometres from the origin it is out by some metres at most;
for a whole province use a library of projections, and hand in centimetres.

The datum is whatever the caller's coordinates have (WGS 84, CGCS2000): this module shifts nothing.
"""

from math import cos, radians
from typing import ClassVar, NamedTuple

import attrs

from communitygov.core.argument import require
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words
from communitygov.geometry.point import FARTHEST, Point

#: Parts of a degree.
PER_DEGREE = 10**7
#: Centimetres from one degree of latitude to the next, on a sphere of the earth's mean radius, 6,371,008.8 m.
_CENTIMETRES = 11_119_508
_HIGHEST = 85


class Degrees(NamedTuple):
    """Longitude and latitude, in ten-millionths of a degree."""

    longitude: int
    latitude: int


def _on_earth(degrees: Degrees, *, highest: int = 90) -> Degrees:
    """Return a place on the earth; anything else is refused."""
    for name, value, most in zip(Degrees._fields, degrees, (180, highest), strict=True):
        if type(value) is not int or abs(value) > most * PER_DEGREE:
            bound = Words(
                f"须为千万分之一度的整数，绝对值不超过 {most} 度",
                f"must be a whole number of ten-millionths of a degree, up to {most} degrees either way",
            )
            raise InvalidValue(name, value, bound)
    return degrees


@attrs.frozen(kw_only=True)
class Plane(Value):
    """The origin of a plane on the earth.

    Parameters
    ----------
    longitude, latitude
        Of the origin, in ten-millionths of a degree; latitudes up to 85 degrees.

    Examples
    --------
    >>> plane = Plane(longitude=1_039_200_000, latitude=305_700_000)
    >>> plane.degrees(Point(100_000, 0)), plane.point(*plane.degrees(Point(100_000, 0)))
    (Degrees(longitude=1039304450, latitude=305700000), Point(east=100000, north=0))
    >>> Plane(longitude=103.92, latitude=30.57)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: longitude: 103.92 will not do; it must be a whole number of \
ten-millionths of a degree, up to 180 degrees either way. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "plane"
    longitude: int = attrs.field()
    latitude: int = attrs.field()

    def __attrs_post_init__(self) -> None:
        """Refuse anything but places on the earth, away from its poles."""
        _on_earth(Degrees(self.longitude, self.latitude), highest=_HIGHEST)

    def degrees(self, point: Point) -> Degrees:
        """Return longitude and latitude of a point, in ten-millionths of a degree.

        Back in the plane the point lies where it lay, or one centimetre from there.

        Raises
        ------
        InvalidValue
            If it lies beyond a pole, or past 180 degrees, or is no point.
        """
        require("point", point, kind=Point)
        east = round(point.east * PER_DEGREE / (_CENTIMETRES * self._narrowing))
        north = round(point.north * PER_DEGREE / _CENTIMETRES)
        return _on_earth(Degrees(self.longitude + east, self.latitude + north))

    def point(self, longitude: int, latitude: int) -> Point:
        """Return the point at a longitude and latitude, given in ten-millionths of a degree.

        Raises
        ------
        InvalidValue
            If it is no place on the earth, or lies out of reach of the plane.
        """
        _on_earth(Degrees(longitude, latitude))
        east = round((longitude - self.longitude) * _CENTIMETRES * self._narrowing / PER_DEGREE)
        north = round((latitude - self.latitude) * _CENTIMETRES / PER_DEGREE)
        if max(abs(east), abs(north)) > FARTHEST:
            bound = Words("须在平面原点一万千米之内", "must lie within 10,000 km of the plane's origin")
            raise InvalidValue("longitude", longitude, bound)
        return Point(east, north)

    @property
    def _narrowing(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return cos(radians(self.latitude / PER_DEGREE))
