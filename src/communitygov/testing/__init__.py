"""For tests: strategies for every public value, attempts that a table accepts, walks through procedures.

Needs the extra ``testing``.  Strategies are drawn afresh in each release: which examples come is no part of
the compatibility promise, what they are is.
"""

from importlib.util import find_spec

from communitygov.errors import MissingExtra

if find_spec("hypothesis") is None:
    raise MissingExtra("hypothesis", "testing")

from communitygov.testing import strategies
from communitygov.testing.walks import fitting, open_moves, opened, walked

__all__ = ["fitting", "open_moves", "opened", "strategies", "walked"]
