"""How somebody moved between two quarters, and standings by the caller's own weights.

Ranks are added up here, never figures; and only because a caller gave the weights.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.checks import at_least, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.programme.league.ranking import Ranking


@attrs.frozen(kw_only=True)
class Movement(Value):
    """How a participant moved.

    Examples
    --------
    >>> up, unknown = (
    ...     Movement(participant="a", before=3, after=1),
    ...     Movement(participant="b", before=None, after=1),
    ... )
    >>> up.places, unknown.places is None
    (2, True)
    """

    document_kind: ClassVar[str] = "league-movement"
    participant: str = attrs.field(validator=identifier)
    before: int | None = attrs.field(validator=optional(at_least(1)))
    after: int | None = attrs.field(validator=optional(at_least(1)))

    @property
    def places(self) -> int | None:
        """Ranks gained, or lost where negative; ``None`` where it was not ranked in both quarters."""
        if self.before is None or self.after is None:
            return None
        return self.before - self.after


@attrs.frozen(kw_only=True)
class WeightedStanding(Value):
    """One participant by the caller's weights.

    Examples
    --------
    >>> WeightedStanding(participant="a", points=Fraction(3, 2), rank=1).rank
    1
    """

    document_kind: ClassVar[str] = "league-weighted-standing"
    participant: str = attrs.field(validator=identifier)
    points: Fraction | None = attrs.field(default=None, validator=optional(one_of(Fraction)))
    rank: int | None = attrs.field(default=None, validator=optional(at_least(1)))


def weighed(
    rankings: Iterable[tuple[Ranking, Fraction]], *, participants: Sequence[str]
) -> tuple[WeightedStanding, ...]:
    """Return the standings by ranks times weights, in the order of the participants."""
    sums: list[Fraction | None] = [Fraction(0)] * len(participants)
    for ranking, weight in rankings:
        for at, (before, standing) in enumerate(zip(tuple(sums), ranking.standings, strict=True)):
            if before is None or standing.rank is None:
                sums[at] = None
            else:
                sums[at] = before + weight * standing.rank
    ordered = sorted({each for each in sums if each is not None})
    ranks = {points: at for at, points in enumerate(ordered, start=1)}
    return tuple(
        WeightedStanding(participant=code, points=points, rank=None if points is None else ranks[points])
        for code, points in zip(participants, sums, strict=True)
    )
