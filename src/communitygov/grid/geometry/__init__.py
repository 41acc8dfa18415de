"""Where things lie: points and areas of a plane in whole centimetres, and the plane's place on the earth."""

from communitygov.grid.geometry.area import Area
from communitygov.grid.geometry.plane import Plane
from communitygov.grid.geometry.point import Point

__all__ = ["Area", "Plane", "Point"]
