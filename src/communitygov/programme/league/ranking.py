"""Who stands where by one measure in one quarter: dense ranks, ties kept, what is missing not ranked.

1. The best have rank 1; those who are equal share a rank; the next rank follows without a gap.
2. Who has no result, or none that is exact (余), is not ranked: being unknown is not being last.

This module compares one measure and sums nothing.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.argument import require_once
from communitygov.core.checks import as_tuple, at_least, counted, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.quantity import Quantity
from communitygov.errors import InvalidValue, Words
from communitygov.programme.asked import found
from communitygov.programme.league.measure import LeagueMeasure, Sense
from communitygov.programme.league.quarter import Quarter
from communitygov.programme.sheet import both, sheet

RESULT_MISSING = Message(
    "RESULT_MISSING",
    Words(
        "{participant} 在 {quarter} 无“{measure}”结果，不参与排位",
        "{participant} has no result for {measure} in {quarter} and is not ranked",
    ),
    Words("请补报结果", "report the result"),
)
RESULT_NOT_EXACT = Message(
    "RESULT_NOT_EXACT",
    Words(
        "{participant} 在 {quarter} 的“{measure}”为 {figure}，非确数，不参与排位",
        "{participant} has {figure} for {measure} in {quarter}, which is not exact, and is not ranked",
    ),
    Words("请补报确数", "report the exact figure"),
)

_PARTICIPANT = Words("参加者", "participant")
_NOT_REPORTED = Words("未报", "not reported")
_RANKS = Words("须为由确数得出的密集排位", "must be the dense ranks that the exact figures give")


@attrs.frozen(kw_only=True)
class Standing(Value):
    """One participant in a ranking.

    Parameters
    ----------
    participant
        Its code.
    figure
        Its result; none if there is none.
    rank
        Its dense rank, from 1; none if it is not ranked.

    Examples
    --------
    >>> Standing(participant="c-1", figure=Quantity.parse("3处"), rank=1).rank
    1
    """

    document_kind: ClassVar[str] = "league-standing"
    participant: str = attrs.field(validator=identifier)
    figure: Quantity | None = attrs.field(default=None, validator=optional(one_of(Quantity)))
    rank: int | None = attrs.field(default=None, validator=optional(at_least(1)))


@attrs.frozen(kw_only=True)
class Ranking(Value):
    """The standings by one measure in one quarter, in the order of the participants.

    Examples
    --------
    >>> hazards = LeagueMeasure(
    ...     code="hazards", zh="未消除隐患", en="open hazards", sense=Sense.LESS, unit="处"
    ... )
    >>> written = {"a": "3处", "b": "5处", "c": "3处", "d": None, "e": "7处"}
    >>> figures = {code: told and Quantity.parse(told) for code, told in written.items()}
    >>> ranking = rank(hazards, Quarter(2020, 4), figures=figures)
    >>> [(each.participant, each.rank) for each in ranking.standings]
    [('a', 1), ('b', 2), ('c', 1), ('d', None), ('e', 3)]
    >>> ranking.at(1), ranking.unranked
    (('a', 'c'), ('d',))
    >>> ranking["f"]
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No participant is called 'f'. Known: 'a', 'b', 'c', 'd', 'e'. \
[UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "league-ranking"
    measure: LeagueMeasure = attrs.field(validator=one_of(LeagueMeasure))
    quarter: Quarter = attrs.field(validator=one_of(Quarter))
    standings: tuple[Standing, ...] = attrs.field(
        converter=as_tuple, validator=each_of(Standing), repr=counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse ranks that the figures do not give."""
        require_once("standings", (each.participant for each in self.standings))
        figures = [each.figure for each in self.standings]
        if [each.rank for each in self.standings] != dense_ranks(figures, sense=self.measure.sense):
            raise InvalidValue("standings", self.measure.code, _RANKS)

    def __getitem__(self, participant: str) -> Standing:
        """Return the standing of a participant."""
        return found(participant, {each.participant: each for each in self.standings}, kind=_PARTICIPANT)

    def at(self, rank: int) -> tuple[str, ...]:
        """Return all who share a rank."""
        return tuple(each.participant for each in self.standings if each.rank == rank)

    @property
    def unranked(self) -> tuple[str, ...]:
        """Who is not ranked: without a result, or without an exact one."""
        return tuple(each.participant for each in self.standings if each.rank is None)

    def findings(self) -> tuple[Finding, ...]:
        """Name everybody who is not ranked, and why."""
        return tuple(self._unranked(each) for each in self.standings if each.rank is None)

    def _unranked(self, standing: Standing) -> Finding:
        """Say why somebody is not ranked."""
        measure = Words(self.measure.zh, self.measure.en)
        details: dict[str, Detail] = {
            "participant": standing.participant,
            "quarter": str(self.quarter),
            "measure": measure,
        }
        if standing.figure is None:
            return RESULT_MISSING.finding(standing.participant, details)
        return RESULT_NOT_EXACT.finding(standing.participant, {**details, "figure": str(standing.figure)})

    def _repr_html_(self) -> str:
        ranked = sorted(self.standings, key=lambda each: (each.rank is None, each.rank or 0))
        measure, sense = self.measure, self.measure.sense
        return sheet(
            "ranking",
            f"{measure.zh} {measure.en} · {self.quarter}（{sense.zh} {sense.en}）",
            heads=("位次 rank", "参加者 participant", "结果 result"),
            rows=[(str(each.rank or "—"), each.participant, both(told(each.figure))) for each in ranked],
        )


def told(figure: Quantity | None) -> Words:
    """Return a figure as text, or that there is none.

    Examples
    --------
    >>> told(None).en, told(Quantity.parse("3处")).en
    ('not reported', '3处')
    """
    return _NOT_REPORTED if figure is None else Words(str(figure), str(figure))


def dense_ranks(figures: Iterable[Quantity | None], *, sense: Sense) -> list[int | None]:
    """Return the dense rank of each figure; none where it is missing or not exact.

    Examples
    --------
    >>> figures = [None if written is None else Quantity.parse(written) for written in ("3处", None, "1处")]
    >>> dense_ranks(figures, sense=Sense.MORE), dense_ranks(figures, sense=Sense.LESS)
    ([1, None, 2], [2, None, 1])
    """
    amounts = [None if each is None else each.exactly for each in figures]
    known: set[Fraction] = {each for each in amounts if each is not None}
    ordered = sorted(known, reverse=sense is Sense.MORE)
    ranks = {amount: at for at, amount in enumerate(ordered, start=1)}
    return [None if each is None else ranks[each] for each in amounts]


def rank(measure: LeagueMeasure, quarter: Quarter, *, figures: Mapping[str, Quantity | None]) -> Ranking:
    """Rank figures of one measure; the participants stay in their order."""
    ranks = dense_ranks(figures.values(), sense=measure.sense)
    standings = [
        Standing(participant=code, figure=figure, rank=at)
        for (code, figure), at in zip(figures.items(), ranks, strict=True)
    ]
    return Ranking(measure=measure, quarter=quarter, standings=standings)
