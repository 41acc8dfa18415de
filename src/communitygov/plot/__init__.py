"""Pictures as data: each function returns one altair chart, which is a JSON document.

They need the extra ``plot`` (``pip install "communitygov[plot]"``); altair is imported only when one is made.
Values that show themselves in a notebook need no extra.
"""

from communitygov.plot.bubble_diagram import bubble_diagram
from communitygov.plot.circle_map import circle_map
from communitygov.plot.delineation_map import delineation_map
from communitygov.plot.funding_chart import funding_chart
from communitygov.plot.timetable_chart import timetable_chart

__all__ = ["bubble_diagram", "circle_map", "delineation_map", "funding_chart", "timetable_chart"]
