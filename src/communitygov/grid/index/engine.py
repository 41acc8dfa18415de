"""Who does the sums: the standard library or numpy (extra ``science``).

Both give the same numbers.  numpy is loaded by the first call that uses it, never by an import of the
library.  It goes level by level, all grids of a level at once, so it gains nothing on a hierarchy that is
deeper than it is wide; and it holds whole numbers of 64 bits only.
"""

from importlib import import_module
from typing import Any

from communitygov.core.terms import TermEnum
from communitygov.errors import MissingExtra

#: So many numbers at once and more are worth loading numpy for; below, the standard library is as quick.
NUMPY_FROM = 4_096
#: With more levels than this the standard library does it, whichever engine was asked for.
DEEPEST = 256


class IndexEngine(TermEnum):
    """Who does the sums; the numbers are the same.

    Examples
    --------
    >>> IndexEngine.STDLIB.label("zh"), IndexEngine("numpy").label()
    ('标准库', 'numpy')
    >>> IndexEngine.named("pandas")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No IndexEngine is called 'pandas'. Known: 'auto', 'numpy', 'stdlib'. \
[UNKNOWN_NAME]
    """

    AUTO = "auto", "自动", "numpy where it pays"
    STDLIB = "stdlib", "标准库", "standard library"
    NUMPY = "numpy", "numpy", "numpy"


def numpy_for(engine: str, *, size: int, levels: int) -> Any | None:  # noqa: ANN401  numpy is optional
    """Return numpy where `engine` wants it for so many numbers and levels; none for the standard library.

    Raises
    ------
    MissingExtra
        If numpy was asked for by name and is not installed.
    UnknownName
        If there is no such engine.

    Examples
    --------
    >>> numpy_for("auto", size=25, levels=5) is None
    True
    """
    chosen = IndexEngine.named(engine)
    if chosen is IndexEngine.STDLIB or (chosen is IndexEngine.AUTO and size < NUMPY_FROM):
        return None
    try:
        numpy = import_module("numpy")
    except ImportError as error:
        if chosen is IndexEngine.NUMPY:
            raise MissingExtra("numpy", "science") from error
        return None
    return numpy if levels <= DEEPEST else None
