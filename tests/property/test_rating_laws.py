"""What holds of every rating, whatever the policy."""

from collections import Counter
from datetime import UTC, timedelta, timezone
from fractions import Fraction
from html.parser import HTMLParser
from random import Random

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.deliberation.five_step import five_step
from communitygov.deliberation.rating import RatingPolicy, RatingResult
from communitygov.deliberation.rating_criterion import RatingOutcome
from communitygov.deliberation.rating_distribution import Distribution
from communitygov.deliberation.rating_scale import FIVE_POINTS, Comparison, Measure, Threshold
from communitygov.deliberation.valid_rating import Raters, Rating
from communitygov.organisation.actor import Actor
from communitygov.procedure.case import Case
from communitygov.testing.strategies.rating import (
    OUTSIDERS,
    RATED,
    RESIDENTS,
    STRATEGIES,
    case_after,
    cases_to_rate,
    distributions,
    good_ratings,
    rating_policies,
    rating_results,
    ratings,
    thresholds,
)

AWAITING = case_after("accept", "resolve")
ON_FIVE_POINTS = rating_policies(scale=FIVE_POINTS)
SATISFIED, DISSATISFIED, TOO_FEW = RatingOutcome


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_documents_round_trip(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert isinstance(value, kind)
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()) == value
    assert kind.from_json(value.to_json()).to_json() == value.to_json()


# ------------------------------------------------------------------ which ratings count


@given(ON_FIVE_POINTS, st.lists(ratings(), max_size=8), cases_to_rate(), st.randoms(use_true_random=False))
def test_the_order_of_the_ratings_changes_no_byte(
    policy: RatingPolicy, handed_in: list[Rating], case: Case, random: Random
) -> None:
    expected = policy.assess(handed_in, case=case, affected=["r-1"])
    shuffled = random.sample(handed_in, len(handed_in))
    assert policy.assess(shuffled, case=case, affected={"r-1"}).to_json() == expected.to_json()


@given(st.data())
def test_of_ratings_of_one_moment_the_lowest_counts_in_whatever_order_and_zone(data: st.DataObject) -> None:
    moment = AWAITING.since + timedelta(hours=1)
    at_once = st.builds(
        Rating,
        rater=st.just(RESIDENTS[1]),
        about=st.just(RATED),
        score=st.integers(1, 5),
        at=st.sampled_from((UTC, timezone(timedelta(hours=8)))).map(moment.astimezone),
        comment=st.sampled_from(("", "a", "b")),
    )
    twice = data.draw(st.lists(at_once, min_size=2, max_size=4))
    result = RatingPolicy().assess(twice, case=AWAITING)
    assert (result.given.total, result.given.points) == (1, min(rating.score for rating in twice))
    turned = data.draw(st.permutations(twice))
    assert RatingPolicy().assess(turned, case=AWAITING).to_json() == result.to_json()


@given(ON_FIVE_POINTS, st.lists(ratings(), max_size=8), cases_to_rate())
def test_every_rating_counts_or_is_set_aside_with_a_reason(
    policy: RatingPolicy, handed_in: list[Rating], case: Case
) -> None:
    result = policy.assess(handed_in, case=case)
    assert result.given.total + len(result.set_aside) == len(handed_in)
    aside = Counter((each.rater, each.at) for each in result.set_aside)
    assert aside <= Counter((rating.rater.id, rating.at) for rating in handed_in)
    for each in result.set_aside:
        assert {finding.subject for finding in each.because} == {each.rater}
        assert set(each.because) <= set(result.findings)


@given(ON_FIVE_POINTS, st.lists(good_ratings(), max_size=8))
def test_a_resident_counts_once_and_with_the_last_word(policy: RatingPolicy, handed_in: list[Rating]) -> None:
    policy = attrs.evolve(policy, raters=Raters.RESIDENTS)
    result = policy.assess(handed_in, case=AWAITING)
    assert result.given.total == len({rating.rater.id for rating in handed_in})
    last: dict[str, Rating] = {}
    for rating in sorted(handed_in, key=lambda each: (each.at, -each.score)):
        last[rating.rater.id] = rating
    assert result.given == Distribution.of((each.score for each in last.values()), scale=FIVE_POINTS)
    assert policy.assess(last.values(), case=AWAITING).given == result.given


@given(
    rating_policies(), st.lists(ratings(), max_size=6), ratings(), st.sampled_from(OUTSIDERS), cases_to_rate()
)
def test_who_may_not_rate_never_changes_the_outcome(
    policy: RatingPolicy, handed_in: list[Rating], another: Rating, outsider: Actor, case: Case
) -> None:
    before = policy.assess(handed_in, case=case)
    after = policy.assess([*handed_in, attrs.evolve(another, rater=outsider)], case=case)
    assert (after.given, after.outcome, after.latest) == (before.given, before.outcome, before.latest)
    assert len(after.set_aside) == len(before.set_aside) + 1


@given(ON_FIVE_POINTS, st.lists(good_ratings(), max_size=6), st.sets(st.sampled_from(("r-1", "r-2"))))
def test_a_narrower_circle_counts_those_who_are_in_it(
    policy: RatingPolicy, handed_in: list[Rating], affected: set[str]
) -> None:
    circles = {
        Raters.RESIDENTS: {rater.id for rater in RESIDENTS},
        Raters.AFFECTED: {"raiser-1", *affected},
        Raters.RAISER: {"raiser-1"},
    }
    for raters, circle in circles.items():
        result = attrs.evolve(policy, raters=raters).assess(handed_in, case=AWAITING, affected=affected)
        assert result.given.total == len(circle & {rating.rater.id for rating in handed_in})


@given(ON_FIVE_POINTS, st.lists(good_ratings(), max_size=6))
def test_a_result_can_be_worked_out_again_after_the_case_went_on(
    policy: RatingPolicy, handed_in: list[Rating]
) -> None:
    gone_on = case_after("accept", "resolve", "rate_well")
    in_time = [rating for rating in handed_in if rating.at <= gone_on.since]
    assert policy.assess(in_time, case=gone_on) == policy.assess(in_time, case=AWAITING)


@given(ON_FIVE_POINTS, st.lists(ratings(), max_size=6))
def test_before_a_handling_is_reported_done_nothing_counts(
    policy: RatingPolicy, handed_in: list[Rating]
) -> None:
    assert policy.assess(handed_in, case=case_after("accept")).given.total == 0


# ------------------------------------------------------------------ what they come to


@given(ON_FIVE_POINTS, st.lists(ratings(), min_size=1, max_size=8), cases_to_rate(), st.data())
def test_a_higher_score_never_makes_it_worse(
    policy: RatingPolicy, handed_in: list[Rating], case: Case, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(handed_in) - 1))
    assume(handed_in[at].score in FIVE_POINTS)
    higher = attrs.evolve(handed_in[at], score=data.draw(st.integers(handed_in[at].score, 5)))
    before = policy.assess(handed_in, case=case)
    after = policy.assess([*handed_in[:at], higher, *handed_in[at + 1 :]], case=case)
    assert after.given.total == before.given.total
    assert after.given.points >= before.given.points
    allowed = {SATISFIED: {SATISFIED}, DISSATISFIED: {SATISFIED, DISSATISFIED}, TOO_FEW: {TOO_FEW}}
    assert after.outcome in allowed[before.outcome]


@given(thresholds(), st.integers(1, 60))
def test_the_least_that_is_enough_is_exact(threshold: Threshold, count: int) -> None:
    least = threshold.least(count)
    assert _is_enough(Fraction(least, count), threshold)
    assert not _is_enough(Fraction(least - 1, count), threshold)


def _is_enough(figure: Fraction, threshold: Threshold) -> bool:
    if threshold.comparison is Comparison.MORE_THAN:
        return figure > threshold.bound
    return figure >= threshold.bound


@given(rating_results())
def test_the_outcome_follows_from_the_exact_figures(result: RatingResult) -> None:
    policy, figure = result.policy, result.share
    if policy.threshold.measure is Measure.MEAN_SCORE:
        figure = result.given.mean
    if figure is None or result.given.total < policy.fewest:
        assert result.outcome is TOO_FEW
    else:
        expected = SATISFIED if _is_enough(figure, policy.threshold) else DISSATISFIED
        assert result.outcome is expected


@given(rating_results())
def test_shortfall_and_outcome_agree(result: RatingResult) -> None:
    for criterion in result.criteria:
        assert criterion.is_met is (criterion.shortfall == 0) is (criterion.have >= criterion.need)
    assert (result.shortfalls == ()) is (result.outcome is SATISFIED)


@given(rating_results())
def test_an_explanation_says_everything_in_both_languages(result: RatingResult) -> None:
    zh, en = result.explain("zh").splitlines(), result.explain("en").splitlines()
    assert (zh[0], en[0]) == tuple(result.outcome.words)
    assert len(zh) == len(en)
    assert all(any("\u4e00" <= each <= "\u9fff" for each in line) for line in zh)
    for finding in result.findings:
        assert any(finding.text("zh") in line for line in zh)
        assert any(finding.text("en") in line for line in en)


class Reader(HTMLParser):
    """Takes down the text and the elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags[tag] += 1

    def handle_data(self, data: str) -> None:
        self.text += data


@given(rating_results())
def test_a_notebook_shows_what_the_explanation_says(result: RatingResult) -> None:
    reader = Reader()
    reader.feed(result._repr_html_())
    assert set(reader.tags) == {"b", "ul", "li", "br"}
    for line in (*result.explain("zh").splitlines(), *result.explain("en").splitlines()):
        assert line in reader.text


# ------------------------------------------------------------------ what becomes of it


@given(ON_FIVE_POINTS, st.lists(good_ratings(), max_size=6), st.sampled_from(RESIDENTS))
def test_the_moves_of_the_standard_table_follow_the_result(
    policy: RatingPolicy, handed_in: list[Rating], mover: Actor
) -> None:
    result = policy.assess(handed_in, case=AWAITING)
    fact = result.as_fact(about=RATED, reference="ratings-1")
    at = AWAITING.since + timedelta(days=1)
    taken = {SATISFIED: "rate_well", DISSATISFIED: "rate_badly"}.get(result.outcome)
    for action in ("rate_well", "rate_badly"):
        reasons = five_step().explain(AWAITING, action, by=mover, at=at, facts=[fact])
        assert (not reasons) is (action == taken)
        if action != taken:
            assert [reason.code for reason in reasons] == [
                *(["FACT_STALE"] if fact.at is None else []),
                "FACT_SHORT",
                *(each.code for each in fact.because),
            ]


@given(rating_results())
def test_what_a_move_takes_names_no_resident(result: RatingResult) -> None:
    fact = result.as_fact(about=result.about, reference="ratings-1")
    assert fact.giver is None
    if result.outcome is not TOO_FEW:
        assert {finding.subject for finding in fact.because} <= {result.about}


@given(st.lists(ratings(), max_size=6), ON_FIVE_POINTS, cases_to_rate())
def test_what_people_wrote_is_in_no_result(handed_in: list[Rating], policy: RatingPolicy, case: Case) -> None:
    marked = [attrs.evolve(rating, comment="金丝雀 canary") for rating in handed_in]
    result = policy.assess(marked, case=case)
    fact = result.as_fact(about=RATED, reference="ratings-1")
    for said in (repr(marked), repr(result), str(result.to_document()), str(fact.to_document())):
        assert "canary" not in said


@given(distributions(), st.integers(3, 8))
def test_published_scores_hide_every_small_count(given_scores: Distribution, smallest: int) -> None:
    published = given_scores.published(smallest=smallest)
    assert [int(code) for code, _ in published.cells] == list(given_scores.scale.scores)
    for (_, shown), count in zip(published.cells, given_scores.counts, strict=True):
        assert shown in {None, count}
        assert shown is None or not 0 < shown < smallest
    assert published.total in {None, given_scores.total}
