"""居民评事, the residents' rating of step five: what the ratings of one handling come to.

1. A policy says on which scale residents rate, who may, how many it takes, and what is enough.  Applied to
   ratings, it gives a result: satisfied, dissatisfied, or too few to say.
2. Every count is a whole number and every share a `Fraction`.  A rating that does not count is listed with
   every reason for it (`communitygov.deliberation.valid_rating`).
3. Handed to a procedure as a fact, a result names no resident.

Rated is the matter, not the worker: 居民满意网格员 of document 002 is an honour for people, another thing,
and not here.

Of all this the documents say one thing: that residents rate.  Scale, raters, numbers and days are library
defaults.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction
from html import escape
from typing import ClassVar

import attrs

from communitygov.core.checks import (
    as_tuple,
    at_least,
    aware,
    counted,
    each_of,
    identifier,
    is_aware,
    one_of,
    optional,
)
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.privacy import SMALLEST_COUNT, PublishedCounts
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.deliberation.condition import NOT_THE_HANDLER, FactKind
from communitygov.deliberation.rating_criterion import (
    Criterion,
    RatingOutcome,
    enough_ratings,
    enough_satisfaction,
    outcome_of,
)
from communitygov.deliberation.rating_distribution import Distribution
from communitygov.deliberation.rating_period import Stay
from communitygov.deliberation.rating_scale import FIVE_POINTS, Comparison, Measure, Scale, Threshold
from communitygov.deliberation.valid_rating import Admission, Raters, Rating, SetAside, Terms, weighed
from communitygov.errors import InvalidValue, Language, Words
from communitygov.procedure.bound import number_of_days
from communitygov.procedure.eligibility import HadNoHand, NotRecused
from communitygov.procedure.fact import Fact
from communitygov.procedure.requirement import HasHistory

#: Code of the state in which a case stands to be rated, in every table of the library.
AWAITING = "awaiting_rating"


def _raters(value: object) -> Raters:
    """Return the raters with this code."""
    return Raters.named(value)


@attrs.frozen(kw_only=True)
class RatingPolicy(Value):
    """On what terms residents rate, and what is enough (评议规则); every default is the library's.

    Parameters
    ----------
    scale
        The scores that may be given.
    satisfied_from
        The lowest score that counts as satisfied.
    raters
        Code of who may rate: ``"residents"``, ``"raiser"`` or ``"affected"``.
    fewest
        Fewest ratings that must count for any result.
    threshold
        What is enough to be satisfied.
    lapse_days
        Calendar days for rating, as `DaysPassed` counts them: the first day is not counted, and the last ends
        at midnight where the handling was reported done.
    awaiting
        Code of the state in which a case stands to be rated.
    no_hand, recusal
        Who does not rate: those who had a hand in the matter, and those who are recused from it.  What counts
        as a hand, each table says: the default is that of `five_step`, and the policies of other tables have
        their own (`SNAP_REPORT_RATING`, `THREE_TIER_RATING`).
    source
        Where the policy stands; a bound other than the library's is then not said to be its default.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.organisation.actor import Actor, Role
    >>> may = [datetime(2023, 5, day, 9, tzinfo=UTC) for day in range(1, 32)]
    >>> resident = Actor("r-1", roles={Role.RESIDENT})
    >>> worker = Actor("w-07", roles={Role.GRID_WORKER, Role.RESIDENT}, grids={"LQ-03"})
    >>> photo = Fact(kind="evidence", about="LQ-1", outcome="attached", reference="sha256:9f2c")
    >>> procedure = five_step()
    >>> case = procedure.open("LQ-1", "a street lamp is out", by=resident, at=may[3], grid="LQ-03")
    >>> case = procedure.apply(case, "accept", by=worker, at=may[4])
    >>> case = procedure.apply(case, "resolve", by=worker, at=may[5], facts=[photo])
    >>> ratings = [
    ...     Rating(rater=resident, about="LQ-1", score=4, at=may[6]),
    ...     Rating(rater=worker, about="LQ-1", score=5, at=may[6]),
    ... ]
    >>> result = RatingPolicy(fewest=2).assess(ratings, case=case)
    >>> print(result.explain("zh"))
    有效评议不足
    ✗ 有效评议 1 份，须至少 2 份，差 1 份
    ✓ 满意率为 1，须高于 1/2（依据：本库默认）
    各分值：4 × 1
    未计入 1 份：
      w-07 办理过此事，或被交办此事，不得评议自己的工作
    >>> DEFAULT_RATING_POLICY.assess(ratings, case=case).outcome
    RatingOutcome.SATISFIED
    >>> RatingPolicy(satisfied_from=6)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: satisfied_from: 6 will not do; it must be a score of the scale above \
the lowest, from 2 to 5. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "rating-policy"
    scale: Scale = attrs.field(default=FIVE_POINTS, validator=one_of(Scale))
    satisfied_from: int = attrs.field(default=4, validator=at_least(1))
    raters: Raters = attrs.field(default=Raters.RESIDENTS, converter=_raters)
    fewest: int = attrs.field(default=1, validator=at_least(1))
    threshold: Threshold = attrs.field(
        default=Threshold(Measure.SATISFIED_SHARE, Fraction(1, 2), comparison=Comparison.MORE_THAN),
        validator=one_of(Threshold),
    )
    lapse_days: int = attrs.field(default=7, validator=number_of_days)
    awaiting: str = attrs.field(default=AWAITING, validator=identifier)
    no_hand: HadNoHand = attrs.field(default=NOT_THE_HANDLER, validator=one_of(HadNoHand))
    recusal: NotRecused = attrs.field(default=NotRecused(), validator=one_of(NotRecused))
    source: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that no rating could miss, or none could reach."""
        low, high = self.scale.lowest + 1, self.scale.highest
        if not low <= self.satisfied_from <= high:
            bound = Words(
                f"须为高于最低分的分值，{low} 至 {high}",
                f"must be a score of the scale above the lowest, from {low} to {high}",
            )
            raise InvalidValue("satisfied_from", self.satisfied_from, bound)
        if not self.threshold.is_open_on(self.scale):
            bound = Words("须既可达到，也可达不到", "must be such that it can be reached and can be missed")
            raise InvalidValue("threshold", f"{self.threshold.comparison} {self.threshold.bound}", bound)

    def _basis(self, bound: str) -> Citation | None:
        """Return where a field stands: the policy's source, or the library's where it is the default."""
        if not self.source.is_library_default:
            return self.source
        return LIBRARY_DEFAULT if getattr(self, bound) == getattr(DEFAULT_RATING_POLICY, bound) else None

    def criteria(self, case: str, given: Distribution) -> tuple[Criterion, ...]:
        """Return what is asked of the ratings of a case that count.

        The second criterion, how good they are, is left out where none counts.
        """
        enough = enough_ratings(case, have=given.total, need=self.fewest, source=self._basis("fewest"))
        if not given.total:
            return (enough,)
        satisfaction = enough_satisfaction(
            case,
            given,
            threshold=self.threshold,
            satisfied_from=self.satisfied_from,
            source=self._basis("threshold"),
        )
        return enough, satisfaction

    def assess(
        self, ratings: Iterable[Rating], *, case: HasHistory, affected: Iterable[str] = ()
    ) -> "RatingResult":
        """Return what the ratings of a case come to.

        Counted are those of the last handling reported done.  It does not matter in which order the ratings
        come, nor whether the case has moved on since.

        Whoever brought a case to be rated has handled it.  If `no_hand` does not name the action that did,
        the policy is another table's, and the ratings are refused rather than counted with the handler's own.
        Two tables that bring a case to be rated by an action of one name cannot be told apart so.

        Parameters
        ----------
        ratings
            Every rating that was given, those that will not count included.
        case
            The case, or an object of the host application with an identifier, a grid and a history.
        affected
            Identifiers of the residents affected; read where the policy lets them rate.

        Raises
        ------
        InvalidValue
            If something is no rating, no case or no identifier; or the policy is another table's.
        """
        terms = Terms(self.scale, self.raters, self.no_hand, self.recusal, self.awaiting, self.lapse_days)
        admission = Admission.of(case, affected, terms=terms)
        self._check_table(admission.stay)
        counting, aside = weighed(ratings, admission)
        given = Distribution.of((rating.score for rating in counting), scale=self.scale)
        return RatingResult(
            policy=self,
            about=case.id,
            given=given,
            set_aside=aside,
            latest=max((rating.at for rating in counting), default=None),
            outcome=outcome_of(self.criteria(case.id, given)),
        )

    def _check_table(self, stay: Stay | None) -> None:
        """Refuse a case that was brought to be rated by an action that is no handling for this policy."""
        if stay is not None and stay.action not in self.no_hand.actions:
            bound = Words(
                f"须列出使此事待评的动作 {stay.action}；请用该程序自己的评议规则",
                f"must name {stay.action}, which brought the case to be rated; take its own table's policy",
            )
            raise InvalidValue("no_hand", self.no_hand.actions, bound)


#: The policy that applies unless another is given; its `no_hand` is that of `five_step`.
DEFAULT_RATING_POLICY = RatingPolicy()


@attrs.frozen(kw_only=True)
class RatingResult(Value):
    """What the ratings of one case come to, with everything that did not count.

    It holds how many gave each score, and neither who gave which nor what anybody wrote.

    Parameters
    ----------
    policy
        The policy applied.
    about
        Identifier of the case.
    given
        How many of the ratings that count gave each score.
    set_aside
        The ratings that do not count, by resident and time.
    latest
        When the last rating that counts was given; none where none counts.
    outcome
        What they come to; it must follow from the policy and the counts.

    Examples
    --------
    >>> result = RatingResult(
    ...     policy=RatingPolicy(fewest=3, threshold=Threshold("mean_score", 4)),
    ...     about="LQ-1",
    ...     given=Distribution.of([3, 3, 5], scale=FIVE_POINTS),
    ...     latest=datetime.fromisoformat("2023-05-27T09:00:00+08:00"),
    ...     outcome=RatingOutcome.DISSATISFIED,
    ... )
    >>> result.given.total, str(result.share), str(result.given.mean)
    (3, '1/3', '11/3')
    >>> print(result.explain())
    dissatisfied
    ✓ ratings that count: 3, 3 needed
    ✗ mean score 11/3, at least 4 needed: 1 more in points
    scores: 3 × 2, 5 × 1
    >>> attrs.evolve(result, outcome=RatingOutcome.SATISFIED)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: outcome: 'satisfied' will not do; it must be what the policy comes to, \
dissatisfied. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "rating-result"
    policy: RatingPolicy = attrs.field(validator=one_of(RatingPolicy))
    about: str = attrs.field(validator=identifier)
    given: Distribution = attrs.field(validator=one_of(Distribution))
    set_aside: tuple[SetAside, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(SetAside), repr=counted
    )
    latest: datetime | None = attrs.field(default=None, validator=optional(aware))
    outcome: RatingOutcome = attrs.field(validator=one_of(RatingOutcome))

    def __attrs_post_init__(self) -> None:
        """Refuse counts that are not of the scale, and an outcome that does not follow."""
        if self.given.scale != self.policy.scale:
            bound = Words("须用评议规则的评分等级", "must be on the scale of the policy")
            raise InvalidValue("given", self.given, bound)
        if (self.latest is None) != (self.given.total == 0):
            bound = Words("有计入的评议时须有，没有时须无", "must be there if ratings count, and only then")
            raise InvalidValue("latest", self.latest, bound)
        outcome = outcome_of(self.criteria)
        if outcome is not self.outcome:
            bound = Words(f"须为规则所得：{outcome.zh}", f"must be what the policy comes to, {outcome}")
            raise InvalidValue("outcome", self.outcome.value, bound)

    @property
    def share(self) -> Fraction | None:
        """The share of satisfied ratings among those that count (满意率); none where none counts."""
        return self.given.share(self.policy.satisfied_from)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What is asked, what there is, and what falls short."""
        return self.policy.criteria(self.about, self.given)

    @property
    def shortfalls(self) -> tuple[Finding, ...]:
        """Why the outcome is not satisfied; nothing when it is."""
        unmet = [each.finding for each in self.criteria if each.finding is not None]
        return tuple(unmet[:1])

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Why the outcome is not satisfied, and why ratings were set aside, none twice."""
        aside = (finding for each in self.set_aside for finding in each.because)
        return tuple(dict.fromkeys((*self.shortfalls, *aside)))

    def explain(self, language: Language = "en") -> str:
        """Say the outcome in `language`, what was asked and found, and what was set aside."""
        return "\n".join(words.say(language) for words in (self.outcome.words, *self._lines()))

    def _lines(self) -> Iterator[Words]:
        """Say everything behind the outcome, a line each."""
        yield from (criterion.line for criterion in self.criteria)
        yield Words(f"各分值：{self.given.words.zh}", f"scores: {self.given.words.en}")
        if self.set_aside:
            yield Words(f"未计入 {len(self.set_aside)} 份：", f"set aside: {len(self.set_aside)}")
        for each in self.set_aside:
            zh = "；".join(finding.text("zh") for finding in each.because)
            yield Words(f"  {zh}", f"  {'; '.join(map(str, each.because))}")

    def _repr_html_(self) -> str:
        """Show the outcome and everything behind it in a notebook."""
        lines = "".join(f"<li>{escape(words.zh)}<br>{escape(words.en)}</li>" for words in self._lines())
        return f"<b>{self.outcome.zh} {self.outcome.en}</b><ul>{lines}</ul>"

    def published(self, *, smallest: int = SMALLEST_COUNT) -> PublishedCounts:
        """Return how many gave each score as it may stand on a board (`Distribution.published`)."""
        return self.given.published(smallest=smallest)

    def as_fact(self, *, about: str, reference: str, at: datetime | None = None) -> Fact:
        """Return the result as a procedure reads it.

        A result that no move takes, because too few ratings count, says what falls short and why each rating
        was set aside.  What a move takes is kept with the case, and so names no resident.

        Parameters
        ----------
        about
            Identifier of the case.
        reference
            Where the result is kept.
        at
            When the ratings were counted; that of the last rating that counts unless given.

        Raises
        ------
        InvalidValue
            If the ratings are of another case, or were counted before the last of them was given.
        """
        if about != self.about:
            bound = Words(f"须为所评的事项 {self.about}", f"must be what was rated, {self.about}")
            raise InvalidValue("about", about, bound)
        if self.latest is not None and at is not None and is_aware(at) and at < self.latest:
            last = self.latest.isoformat()
            bound = Words(f"不得早于最后一份计入的评议 {last}", f"must not be before the last rating, {last}")
            raise InvalidValue("at", at, bound)
        return Fact(
            kind=FactKind.RATING,
            about=about,
            outcome=self.outcome.value,
            reference=reference,
            at=self.latest if at is None else at,
            words=self.outcome.words,
            because=self.findings if self.outcome is RatingOutcome.TOO_FEW else self.shortfalls,
        )
