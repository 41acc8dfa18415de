"""How long to search, with which randomness and engine, who watches and who may stop it.

No clock is read: rounds are counted, so that the same comes out everywhere.  Seconds are the solver's own.
"""

from fractions import Fraction
from typing import Any

import attrs

from communitygov.core.checks import at_least, one_of
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.space.certificate import Halt, Progress, Sense, Stop, Watch


class Engine(TermEnum):
    """What searches.

    Examples
    --------
    >>> Engine.HIGHS.en
    'the solver HiGHS (extra `solver`)'
    """

    STANDARD = "standard", "自带引擎", "the library's own engine"
    HIGHS = "highs", "HiGHS 求解器（附加组件 solver）", "the solver HiGHS (extra `solver`)"


def callable_or_none(name: str, value: object) -> None:
    """Refuse what cannot be called."""
    if value is not None and not callable(value):
        raise InvalidValue(name, type(value).__name__, Words("须可调用", "must be callable"))


def _callable(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse what cannot be called."""
    callable_or_none(field.name, value)


@attrs.frozen(kw_only=True)
class Search:
    """How to search.

    Parameters
    ----------
    rounds
        Times that sites are dropped and refilled, and steps of the bound.
    branches
        Parts of the choices that are looked at to prove an answer.
    seed
        Of the randomness; the same seed gives the same answer.
    stop
        Asked between rounds; the search ends when it says true.
    progress
        Given a `Progress` after each round.
    engine
        What searches.
    seconds
        Limit of the solver, for all its questions together; the library's own engine reads no clock.

    Examples
    --------
    >>> Search(rounds=50).seed
    0
    >>> Search(rounds=-1)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: rounds: -1 will not do; it must be a whole number of at least 0. \
[INVALID_VALUE]
    """

    rounds: int = attrs.field(default=1500, validator=at_least(0))
    branches: int = attrs.field(default=300, validator=at_least(0))
    seed: int = attrs.field(default=0, validator=at_least(0))
    stop: Halt | None = attrs.field(default=None, validator=_callable)
    progress: Watch | None = attrs.field(default=None, validator=_callable)
    engine: Engine = attrs.field(default=Engine.STANDARD, validator=one_of(Engine))
    seconds: int = attrs.field(default=60, validator=at_least(1))

    def quietly(self) -> "Search":
        """Return the search for one question among several: it shows no progress."""
        return attrs.evolve(self, progress=None)

    def after(self, seconds: float) -> "Search":
        """Return the search with what the solver has left; without the solver if that is under a second."""
        left = int(self.seconds - seconds)
        if left < 1:
            return attrs.evolve(self, engine=Engine.STANDARD)
        return attrs.evolve(self, seconds=left)


#: The library default.
SEARCH = Search()


class Course:
    """A search on its way: how many rounds were made, and whether somebody stopped it."""

    __slots__ = ("_rounds", "_search", "_sign", "is_stopped", "made")

    def __init__(self, search: Search, *, rounds: int, sense: Sense = Sense.MOST) -> None:
        """Begin with no round made, of at most so many; what is wanted small comes with a minus sign."""
        self._search = search
        self._rounds = rounds
        self._sign = 1 if sense is Sense.MOST else -1
        self.made = 0
        self.is_stopped = False

    def goes_on(self, value: int, bound: int | None) -> bool:
        """Count a round, show it, and tell whether there may be another; once stopped, there may not."""
        if self.is_stopped:
            return False
        self.made += 1
        search = self._search
        if search.progress is not None:
            told = None if bound is None else Fraction(self._sign * max(bound, value))
            rounds = max(self.made, self._rounds)
            search.progress(Progress(self.made, rounds, Fraction(self._sign * value), told))
        if search.stop is not None and search.stop():
            self.is_stopped = True
        return not self.is_stopped

    @property
    def ended(self) -> Stop:
        """Why it ended, unless something was proved."""
        return Stop.CALLER if self.is_stopped else Stop.ROUNDS
