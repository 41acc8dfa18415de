"""A bar that shows how far a search is, for terminals and notebooks; it needs the extra ``progress``.

A search calls what it is given as ``progress`` or ``watch`` after each round.  This module only makes such a
function; it reads no clock of its own.
"""

from importlib import import_module
from typing import Any

from communitygov.errors import MissingExtra
from communitygov.space.certificate import Progress, Watch


def progress_bar(label: str = "") -> Watch:
    """Return a function that shows the rounds of one search as a bar, with value and bound beside it.

    Parameters
    ----------
    label
        What stands before the bar.

    Raises
    ------
    MissingExtra
        If tqdm is not there: ``pip install "communitygov[progress]"``.

    Examples
    --------
    >>> from fractions import Fraction
    >>> show = progress_bar("sites")
    >>> for number in (1, 2):
    ...     show(Progress(number, 2, Fraction(90 + number), Fraction(100)))
    """
    make = _maker()
    bars: list[Any] = []

    def show(progress: Progress) -> None:
        if not bars:
            bars.append(make(total=progress.rounds, desc=label or None))
        bar = bars[0]
        bar.update(progress.round - bar.n)
        bound = "?" if progress.bound is None else f"{float(progress.bound):,.0f}"
        bar.set_postfix_str(f"{float(progress.value):,.0f} / {bound}")
        if progress.round >= progress.rounds:
            bar.close()

    return show


def _maker() -> Any:  # noqa: ANN401  tqdm tells no types
    """Return what makes a bar."""
    try:
        return import_module("tqdm.auto").tqdm
    except ImportError as error:
        raise MissingExtra("tqdm", "progress") from error
