"""Where things lie: points and areas of a plane in whole centimetres, and the plane's place on the earth."""

from communitygov.geometry.area import Area
from communitygov.geometry.plane import Plane
from communitygov.geometry.point import Point

__all__ = ["Area", "Plane", "Point"]
