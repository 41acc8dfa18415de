"""A league (比学赶超): who compares with whom, by what, quarter by quarter.

1. Each measure is ranked by itself.  Figures of different measures stand side by side and are never summed.
2. There is no score unless the caller gives a weight to every measure that counts, all of one axis: order and
   vitality (秩序和活力) are two, and are weighed alike by nobody here.
3. What such a score adds up are ranks, times the caller's weights, exactly: the least is the best.

No measure, no weight and no reward stands in the documents.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

import attrs

from communitygov.core.argument import require, require_once
from communitygov.core.checks import as_tuple, counted, each_of, identifiers
from communitygov.core.document import Value
from communitygov.core.quantity import Quantity
from communitygov.errors import InvalidValue, Language, UnitMismatch, Words
from communitygov.programme.asked import found
from communitygov.programme.league.measure import LeagueMeasure, LeagueResult
from communitygov.programme.league.quarter import Quarter
from communitygov.programme.league.ranking import Ranking, rank, told
from communitygov.programme.league.score import Movement, WeightedStanding, weighed
from communitygov.programme.sheet import SHOWN, both, sheet

_MEASURE = Words("指标", "measure")
_SOME = Words("须至少有一个参加者与一项指标", "must be one participant and one measure or more")
_ABSENT = Words("须属于本赛的参加者与指标", "must be of a participant and a measure of this league")
_WEIGHTS = Words(
    "须为各指标给出正整数或 Fraction 权重",
    "must give each measure that counts a whole number or a Fraction above 0",
)
_ONE_AXIS = Words(
    "须均属同一轴：秩序与活力并列，不相加",
    "must all be of one axis: order and vitality stand side by side and are never summed",
)


@attrs.frozen(kw_only=True)
class League(Value):
    """Participants, measures and results.

    Parameters
    ----------
    participants
        Codes of those who compare, in the order in which they are shown.
    measures
        By what.
    results
        What is known, each participant, measure and quarter once.

    Raises
    ------
    UnitMismatch
        If a result is in another unit than its measure.

    Examples
    --------
    >>> from communitygov.programme.league.measure import Axis, Sense
    >>> measures = [
    ...     LeagueMeasure(
    ...         code="hazards", zh="隐患", en="hazards", sense=Sense.LESS, unit="处", axis=Axis.ORDER
    ...     ),
    ...     LeagueMeasure(
    ...         code="events", zh="活动", en="events", sense=Sense.MORE, unit="场", axis=Axis.VITALITY
    ...     ),
    ... ]
    >>> fourth = Quarter(2020, 4)
    >>> told = [("a", "hazards", "3处"), ("b", "hazards", "3处"), ("a", "events", "20余场")]
    >>> league = League(
    ...     participants=["a", "b"],
    ...     measures=measures,
    ...     results=[
    ...         LeagueResult(participant=who, measure=what, quarter=fourth, figure=Quantity.parse(figure))
    ...         for who, what, figure in told
    ...     ],
    ... )
    >>> [each.rank for each in league.ranking("hazards", fourth).standings]
    [1, 1]
    >>> [each.rank for each in league.ranking("events", fourth).standings]
    [None, None]
    >>> league.weighted(fourth, {"hazards": 1, "events": 1})
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: weights: ['events', 'hazards'] will not do; it must all be of one \
axis: order and vitality stand side by side and are never summed. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "league"
    participants: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    measures: tuple[LeagueMeasure, ...] = attrs.field(converter=as_tuple, validator=each_of(LeagueMeasure))
    results: tuple[LeagueResult, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(LeagueResult), repr=counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse what stands twice, results of nobody here, and foreign units."""
        require_once("participants", self.participants)
        require_once("measures", (each.code for each in self.measures))
        if not self.participants or not self.measures:
            raise InvalidValue("participants", len(self.participants), _SOME)
        require_once(
            "results", (f"{each.participant} {each.measure} {each.quarter}" for each in self.results)
        )
        participants = set(self.participants)
        for each in self.results:
            measure = self._by_code.get(each.measure)
            if measure is None or each.participant not in participants:
                raise InvalidValue("results", f"{each.participant} {each.measure}", _ABSENT)
            if each.figure.unit != measure.unit:
                raise UnitMismatch(measure.unit, each.figure.unit)

    def with_result(self, result: LeagueResult) -> "League":
        """Return the league with one result more."""
        return attrs.evolve(self, results=(*self.results, result))

    def ranking(self, measure: str, quarter: Quarter) -> Ranking:
        """Return who stands where by one measure.

        Raises
        ------
        UnknownName
            If there is no such measure.
        """
        known = found(measure, self._by_code, kind=_MEASURE)
        require("quarter", quarter, kind=Quarter)
        figures = {code: self._figures.get((code, measure, quarter)) for code in self.participants}
        return rank(known, quarter, figures=figures)

    def movement(self, measure: str, *, earlier: Quarter, later: Quarter) -> tuple[Movement, ...]:
        """Return how everybody moved by one measure, in the order of the participants.

        Who is not ranked in one of the two quarters has not moved, up or down.

        Raises
        ------
        UnknownName
            If there is no such measure.
        InvalidValue
            If one quarter is not before the other.
        """
        before, after = self.ranking(measure, earlier), self.ranking(measure, later)
        if not earlier < later:
            bound = Words(f"须早于 {later}", f"must be earlier than {later}")
            raise InvalidValue("earlier", str(earlier), bound)
        pairs = zip(before.standings, after.standings, strict=True)
        return tuple(
            Movement(participant=old.participant, before=old.rank, after=new.rank) for old, new in pairs
        )

    def weighted(
        self, quarter: Quarter, weights: Mapping[str, int | Fraction]
    ) -> tuple[WeightedStanding, ...]:
        """Return who stands where by several measures of one axis, by the caller's weights.

        The ranks are multiplied by the weights and added up; the least sum is the best.  Who is not ranked by
        one of the measures is not ranked here.

        Parameters
        ----------
        quarter
            Which quarter.
        weights
            Code of a measure → its weight, above 0; what is not named does not count.

        Raises
        ------
        UnknownName
            If there is no such measure.
        InvalidValue
            If there is no weight, one is no exact number above 0, or the measures are not of one axis.
        """
        require("weights", weights, kind=Mapping)
        measures = [found(code, self._by_code, kind=_MEASURE) for code in weights]
        for weight in weights.values():
            if type(weight) not in (int, Fraction) or weight <= 0:
                raise InvalidValue("weights", weight, _WEIGHTS)
        if not measures:
            raise InvalidValue("weights", [], _WEIGHTS)
        if len({each.axis for each in measures}) > 1:
            raise InvalidValue("weights", sorted(weights), _ONE_AXIS)
        rankings = [(self.ranking(code, quarter), Fraction(weight)) for code, weight in weights.items()]
        return weighed(rankings, participants=self.participants)

    def side_by_side(
        self, quarter: Quarter, *, language: Language = "en"
    ) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return every participant with its figures as text, in the order of the measures; none summed."""
        require("quarter", quarter, kind=Quarter)
        return tuple(
            (code, tuple(self._told(code, each.code, quarter).say(language) for each in self.measures))
            for code in self.participants
        )

    def table(self, quarter: Quarter) -> str:
        """Return the figures of a quarter side by side, as an HTML table of at most 200 columns."""
        require("quarter", quarter, kind=Quarter)
        shown = self.measures[:SHOWN]
        more = len(self.measures) - len(shown)
        return sheet(
            "league",
            str(quarter),
            heads=["参加者 participant", *map(_head, shown)],
            rows=[
                (code, *(both(self._told(code, each.code, quarter)) for each in shown))
                for code in self.participants
            ],
            note=f"另有 {more} 项指标 · {more} more measures" if more else "",
        )

    def _repr_html_(self) -> str:
        quarters = sorted({each.quarter for each in self.results})
        count = len(self.participants)
        none = f"<p>比学赶超 league: {count} 个参加者，尚无结果 · {count} participants, no results</p>"
        return self.table(quarters[-1]) if quarters else none

    def _told(self, participant: str, measure: str, quarter: Quarter) -> Words:
        """Return a figure as text."""
        return told(self._figures.get((participant, measure, quarter)))

    @cached_property
    def _by_code(self) -> dict[str, LeagueMeasure]:
        return {each.code: each for each in self.measures}

    @cached_property
    def _figures(self) -> dict[tuple[str, str, Quarter], Quantity]:
        return {(each.participant, each.measure, each.quarter): each.figure for each in self.results}


def _head(measure: LeagueMeasure) -> str:
    """Return a measure with its axis in both languages."""
    axis = f"{measure.axis.zh} {measure.axis.en}" if measure.axis else "—"
    return f"{measure.zh} {measure.en}（{axis}）"
