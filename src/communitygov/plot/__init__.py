"""Pictures as data: each function returns one altair chart, which is a JSON document.

They need the extra ``plot`` (``pip install "communitygov[plot]"``); altair is imported only when one is made.
Values that show themselves in a notebook need no extra.
"""

from communitygov.plot.delineation_map import delineation_map

__all__ = ["delineation_map"]
