"""What a matter may come to (表决结果), and which of two is worse.

Outcomes have an order: void < inquorate < rejected < tied < open < adopted.  A rule made of parts takes the
worst of theirs where all are asked for, the best where one suffices.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words


class Outcome(TermEnum):
    """What a decision comes to.

    `tied` and `open` belong to rules that weigh votes against each other and to votes still under way.

    Examples
    --------
    >>> Outcome("inquorate").label("zh"), Outcome.worst([Outcome.ADOPTED, Outcome.REJECTED])
    ('未达法定人数', Outcome.REJECTED)
    """

    ADOPTED = "adopted", "通过", "adopted"
    REJECTED = "rejected", "未通过", "rejected"
    INQUORATE = "inquorate", "未达法定人数", "inquorate"
    TIED = "tied", "平票", "tied"
    VOID = "void", "无效", "void"
    OPEN = "open", "未决", "open"

    @classmethod
    def worst(cls, outcomes: Iterable["Outcome"]) -> "Outcome":
        """Return the worst of several outcomes; of none, adopted; raise `InvalidValue` for anything else."""
        worst = cls.ADOPTED
        for outcome in _each(outcomes):
            if outcome is not worst and _rank(outcome) < _RANKS[worst]:
                worst = outcome
        return worst

    @classmethod
    def best(cls, outcomes: Iterable["Outcome"], *, at: int = 1) -> "Outcome":
        """Return the best of several outcomes, or the one that stands at a further place from the best.

        Raises
        ------
        InvalidValue
            If these are no outcomes, or there is no such place.

        Examples
        --------
        >>> mixed = Outcome.VOID, Outcome.ADOPTED, Outcome.REJECTED
        >>> Outcome.best(mixed), Outcome.best(mixed, at=2)
        (Outcome.ADOPTED, Outcome.REJECTED)
        """
        ranked = sorted(_each(outcomes), key=_rank, reverse=True)
        if type(at) is not int or not 1 <= at <= len(ranked):
            bound = Words(
                f"须为 1 至 {len(ranked)} 的整数", f"must be a whole number from 1 to {len(ranked)}"
            )
            raise InvalidValue("at", at, bound)
        return ranked[at - 1]


_RANKS: Mapping[Outcome, int] = MappingProxyType(
    {
        Outcome.VOID: 0,
        Outcome.INQUORATE: 1,
        Outcome.REJECTED: 2,
        Outcome.TIED: 3,
        Outcome.OPEN: 4,
        Outcome.ADOPTED: 5,
    }
)
_OUTCOMES = Words("须为一组结果（Outcome）", "must be outcomes")


def _each(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Go through outcomes; refuse what cannot be gone through."""
    try:
        return iter(outcomes)
    except TypeError as error:
        raise InvalidValue("outcomes", outcomes, _OUTCOMES) from error


def _rank(outcome: Outcome) -> int:
    """Return the place of an outcome from the worst; refuse what is none."""
    try:
        return _RANKS[outcome]
    except (KeyError, TypeError) as error:
        raise InvalidValue("outcomes", outcome, _OUTCOMES) from error
