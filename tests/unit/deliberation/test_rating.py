"""居民评事: what ratings come to under a policy, and what a procedure makes of the result."""

from datetime import datetime, timedelta
from fractions import Fraction

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT, quoted
from communitygov.deliberation.five_step import five_step
from communitygov.deliberation.five_step_policy import FiveStepPolicy
from communitygov.deliberation.rating import DEFAULT_RATING_POLICY, RatingPolicy, RatingResult
from communitygov.deliberation.rating_criterion import RatingOutcome
from communitygov.deliberation.rating_distribution import Distribution
from communitygov.deliberation.rating_scale import FIVE_POINTS, THREE_GRADES, Scale, Threshold
from communitygov.deliberation.snap_report import SNAP_REPORT_RATING, SnapReportPolicy, snap_report
from communitygov.deliberation.three_tier import THREE_TIER_RATING, ThreeTierPolicy, three_tier
from communitygov.deliberation.valid_rating import Rating
from communitygov.errors import ActionRefused, InvalidValue, UnknownName, Words
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.eligibility import HadNoHand
from communitygov.testing.strategies.rating import HANDLER, RATED, RESIDENTS, case_after
from communitygov.testing.walks import walked

PROCEDURE = five_step()
#: A case that stands to be rated, and two moments of that time.
AWAITING = case_after("accept", "resolve")
SOON, LATER = (AWAITING.since + timedelta(hours=hours) for hours in (1, 2))


def rating(by: Actor = RESIDENTS[0], score: int = 5) -> Rating:
    return Rating(rater=by, about=RATED, score=score, at=SOON)


def five(*scores: int) -> list[Rating]:
    return [rating(Actor(f"r-{at}", roles={Role.RESIDENT}), score) for at, score in enumerate(scores)]


# ------------------------------------------------------------------ policies


def test_every_default_is_labelled_as_the_librarys() -> None:
    assert DEFAULT_RATING_POLICY.source is LIBRARY_DEFAULT
    assert RatingPolicy() == DEFAULT_RATING_POLICY
    result = DEFAULT_RATING_POLICY.assess([rating()], case=AWAITING)
    assert [criterion.source for criterion in result.criteria] == [LIBRARY_DEFAULT, LIBRARY_DEFAULT]


def test_a_bound_of_ones_own_is_never_labelled_as_the_librarys() -> None:
    result = RatingPolicy(fewest=2).assess([rating()], case=AWAITING)
    assert [criterion.source for criterion in result.criteria] == [None, LIBRARY_DEFAULT]
    assert result.findings[0].source is None


def test_a_cited_policy_cites_in_every_line_and_finding() -> None:
    place = quoted("001", "居民评事")
    result = RatingPolicy(fewest=2, source=place).assess([rating()], case=AWAITING)
    assert [criterion.source for criterion in result.criteria] == [place, place]
    assert result.findings[0].source == place
    assert result.explain("zh").count("依据：001, “居民评事”") == 2


WRONG = [
    ("scale", (1, 5)),
    ("satisfied_from", 1),
    ("satisfied_from", 6),
    ("satisfied_from", 4.0),
    ("fewest", 0),
    ("fewest", True),
    ("threshold", Fraction(1, 2)),
    ("lapse_days", 0),
    ("lapse_days", 100_001),
    ("lapse_days", 7.0),
    ("awaiting", "待评事"),
    ("no_hand", ("resolve",)),
    ("recusal", "recusal"),
    ("source", "001"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_policy_refuses_what_makes_no_sense(name: str, value: object) -> None:
    with pytest.raises(InvalidValue, match=f"^{name}: "):
        RatingPolicy(**{name: value})


def test_an_unknown_circle_of_raters_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="raiser"):
        RatingPolicy(raters="raisers")  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(
    ("measure", "bound", "comparison", "is_open"),
    [
        ("satisfied_share", 0, "at_least", False),
        ("satisfied_share", 0, "more_than", True),
        ("satisfied_share", 1, "at_least", True),
        ("satisfied_share", 1, "more_than", False),
        ("mean_score", 1, "at_least", False),
        ("mean_score", 1, "more_than", True),
        ("mean_score", 5, "at_least", True),
        ("mean_score", 5, "more_than", False),
    ],
)
def test_a_threshold_that_all_or_none_would_meet_is_refused(
    measure: object, bound: int, comparison: object, *, is_open: bool
) -> None:
    threshold = Threshold(measure, bound, comparison=comparison)
    if is_open:
        assert RatingPolicy(threshold=threshold).threshold is threshold
    else:
        with pytest.raises(InvalidValue, match="reached and can be missed"):
            RatingPolicy(threshold=threshold)


# ------------------------------------------------------------------ what they come to


@pytest.mark.parametrize(
    ("scores", "comparison", "outcome"),
    [
        ((4, 1), "more_than", "dissatisfied"),
        ((4, 1), "at_least", "satisfied"),
        ((4, 5, 1), "more_than", "satisfied"),
        ((3, 3, 5), "at_least", "dissatisfied"),
        ((), "at_least", "too_few"),
    ],
)
def test_a_half_is_enough_or_not_as_the_policy_says(
    scores: tuple[int, ...], comparison: object, outcome: str
) -> None:
    policy = RatingPolicy(threshold=Threshold("satisfied_share", Fraction(1, 2), comparison=comparison))
    assert policy.assess(five(*scores), case=AWAITING).outcome == outcome


@pytest.mark.parametrize(
    ("scores", "outcome", "mean"),
    [((4, 4, 4), "satisfied", "4"), ((3, 4, 5), "satisfied", "4"), ((3, 4, 4), "dissatisfied", "11/3")],
)
def test_a_mean_score_is_exact(scores: tuple[int, ...], outcome: str, mean: str) -> None:
    result = RatingPolicy(threshold=Threshold("mean_score", 4)).assess(five(*scores), case=AWAITING)
    assert (result.outcome, str(result.given.mean)) == (outcome, mean)


def test_a_mean_that_falls_short_says_by_how_many_points() -> None:
    result = RatingPolicy(threshold=Threshold("mean_score", 4)).assess(five(1, 4, 4), case=AWAITING)
    assert result.explain("zh").splitlines() == [
        "不满意",
        "✓ 有效评议 3 份，须至少 1 份（依据：本库默认）",
        "✗ 平均分为 3，须不低于 4，差 3 分",
        "各分值：1 × 1、4 × 2",
    ]


def test_a_result_says_what_it_has_what_it_needs_and_what_is_short() -> None:
    policy = RatingPolicy(scale=THREE_GRADES, satisfied_from=2, fewest=3)
    result = policy.assess(five(1, 1, 2, 3), case=AWAITING)
    enough, satisfaction = result.criteria
    assert (enough.have, enough.need, enough.shortfall, enough.is_met) == (4, 3, 0, True)
    assert (satisfaction.have, satisfaction.need, satisfaction.shortfall) == (2, 3, 1)
    assert result.shortfalls == result.findings == (satisfaction.finding,)
    assert result.explain() == (
        "dissatisfied\n"
        "✓ ratings that count: 4, 3 needed\n"
        "✗ satisfied share 1/2, more than 1/2 needed: 1 more satisfied [library default]\n"
        "scores: dissatisfied × 2, fairly satisfied × 1, satisfied × 1"
    )


def test_where_too_few_count_how_good_they_are_is_shown_and_not_held_against_them() -> None:
    result = RatingPolicy(fewest=3).assess(five(1, 1), case=AWAITING)
    assert [criterion.is_met for criterion in result.criteria] == [False, False]
    assert [finding.code for finding in result.findings] == ["RATINGS_TOO_FEW"]


def test_the_latest_rating_that_counts_is_known_by_its_time() -> None:
    first, last = rating(RESIDENTS[2]), rating(RESIDENTS[1])
    given = [first, Rating(rater=last.rater, about=RATED, score=1, at=LATER)]
    assert RatingPolicy().assess(given, case=AWAITING).latest == LATER


def test_a_notebook_shows_words_that_could_be_markup_as_words() -> None:
    scale = Scale(0, 1, labels=(Words("差<b>", "bad & <i>"), Words("好", "good")))
    result = RatingPolicy(scale=scale, satisfied_from=1).assess(five(0), case=AWAITING)
    shown_html = result._repr_html_()
    assert "差&lt;b&gt;" in shown_html
    assert "bad &amp; &lt;i&gt;" in shown_html


def test_the_same_policy_serves_another_table() -> None:
    policy = RatingPolicy(awaiting="sorting", no_hand=HadNoHand(("raise", "accept")))
    given = [rating(RESIDENTS[0]), rating(RESIDENTS[1]), rating(HANDLER)]
    result = policy.assess(given, case=case_after("accept"))
    assert result.given.total == 1
    assert [each.rater for each in result.set_aside] == sorted([RESIDENTS[0].id, HANDLER.id])


# ------------------------------------------------------------------ whose table it is


OTHERS = {
    "snap_report": (snap_report, (0, 0), SNAP_REPORT_RATING),
    "three_tier": (three_tier, (0, 0), THREE_TIER_RATING),
}


@pytest.mark.parametrize("name", OTHERS)
def test_the_policy_of_another_table_is_refused_before_the_handler_is_counted(name: str) -> None:
    make, choices, own = OTHERS[name]
    case = walked(make(), choices, case_id=RATED)
    handler = Actor(case.history[-1].by, roles={Role.RESIDENT})
    given = [Rating(rater=by, about=RATED, score=5, at=case.since) for by in (handler, RESIDENTS[1])]
    with pytest.raises(InvalidValue, match=r"^no_hand: .* must name handle, which brought the case"):
        DEFAULT_RATING_POLICY.assess(given, case=case)
    result = own.assess(given, case=case)
    assert (result.given.total, [each.rater for each in result.set_aside]) == (1, [handler.id])


def test_the_policy_of_another_table_is_refused_by_the_standard_one_too() -> None:
    with pytest.raises(InvalidValue, match="must name resolve"):
        SNAP_REPORT_RATING.assess([], case=AWAITING)
    assert SNAP_REPORT_RATING.assess([], case=case_after("accept")).outcome is RatingOutcome.TOO_FEW


def test_who_prolonged_the_handling_does_not_rate_it() -> None:
    assert "extend" in DEFAULT_RATING_POLICY.no_hand.actions
    assert not {"accept", "list"} & set(DEFAULT_RATING_POLICY.no_hand.actions)


@pytest.mark.parametrize("kind", [FiveStepPolicy, SnapReportPolicy, ThreeTierPolicy])
def test_a_table_refuses_terms_that_are_not_its_own(kind: type) -> None:
    own = kind().rating
    assert kind(rating=attrs.evolve(own, lapse_days=3)).rating.lapse_days == 3
    for wrong in (
        attrs.evolve(own, no_hand=HadNoHand(("raise",))),
        attrs.evolve(own, awaiting="handling"),
        attrs.evolve(own, no_hand=HadNoHand(own.no_hand.actions[:-2])),
        None,
    ):
        with pytest.raises(InvalidValue, match=r"^rating: "):
            kind(rating=wrong)


# ------------------------------------------------------------------ results as values


def result_of(*scores: int, **changes: object) -> RatingResult:
    given = Distribution.of(scores, scale=FIVE_POINTS)
    fields = {"policy": RatingPolicy(), "about": "LQ-1", "given": given, "latest": SOON}
    return RatingResult(**{**fields, "outcome": RatingOutcome.SATISFIED, **changes})


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("outcome", {"outcome": RatingOutcome.DISSATISFIED}),
        ("outcome", {"outcome": RatingOutcome.TOO_FEW}),
        ("latest", {"latest": None}),
        ("latest", {"given": Distribution.of([], scale=FIVE_POINTS), "outcome": RatingOutcome.TOO_FEW}),
        ("given", {"given": Distribution.of([3], scale=THREE_GRADES)}),
        ("given", {"given": (0, 0, 0, 0, 1)}),
        ("set_aside", {"set_aside": ["r-1"]}),
        ("policy", {"policy": None}),
        ("outcome", {"outcome": "satisfied"}),
    ],
)
def test_a_result_that_does_not_follow_cannot_be_made(what: str, changes: dict[str, object]) -> None:
    assert result_of(5).outcome == "satisfied"
    with pytest.raises(InvalidValue, match=f"^{what}"):
        result_of(5, **changes)


def test_few_ratings_are_not_published() -> None:
    assert result_of(5, 5, 4).published().cells == (("1", 0), ("2", 0), ("3", 0), ("4", None), ("5", None))
    assert result_of(5, 5, 4).published().total is None
    enough = result_of(*[5] * 6, *[4] * 3).published(smallest=3)
    assert (enough.cells[3:], enough.total) == ((("4", 3), ("5", 6)), 9)
    beside = result_of(*[5] * 20, *[4] * 9, *[3] * 2).published()
    assert beside.cells[2:] == (("3", None), ("4", None), ("5", 20))


# ------------------------------------------------------------------ what a procedure makes of it


def test_a_satisfied_result_lets_the_case_be_rated_well_and_not_badly() -> None:
    result = RatingPolicy().assess(five(4, 5, 1), case=AWAITING)
    fact = result.as_fact(about="LQ-1", reference="ratings-1")
    assert (fact.outcome, fact.at, fact.because, fact.giver) == ("satisfied", SOON, (), None)
    assert PROCEDURE.apply(AWAITING, "rate_well", by=RESIDENTS[1], at=LATER, facts=[fact]).state == "rated"
    reasons = PROCEDURE.explain(AWAITING, "rate_badly", by=RESIDENTS[1], at=LATER, facts=[fact])
    assert [reason.text("zh") for reason in reasons] == ["须出示不满意的评议，所示 ratings-1 的结果为“满意”"]


def test_a_dissatisfied_result_lets_the_case_be_rated_badly_and_says_why_not_well() -> None:
    result = RatingPolicy().assess([*five(1, 2, 5), rating(HANDLER)], case=AWAITING)
    fact = result.as_fact(about="LQ-1", reference="ratings-1")
    badly = PROCEDURE.apply(AWAITING, "rate_badly", by=RESIDENTS[1], at=LATER, facts=[fact])
    assert badly.state == "rework"
    reasons = PROCEDURE.explain(AWAITING, "rate_well", by=RESIDENTS[1], at=LATER, facts=[fact])
    assert [reason.code for reason in reasons] == ["FACT_SHORT", "RATED_BELOW_THRESHOLD"]
    assert HANDLER.id not in str(fact.to_document())


@pytest.mark.parametrize("action", ["rate_well", "rate_badly"])
def test_too_few_ratings_are_refused_by_both_moves_with_everything_found(action: str) -> None:
    given = [rating(score=5), rating(HANDLER), rating(RESIDENTS[1], score=7)]
    result = RatingPolicy(fewest=3).assess(given, case=AWAITING)
    fact = result.as_fact(about="LQ-1", reference="ratings-1")
    with pytest.raises(ActionRefused) as refused:
        PROCEDURE.apply(AWAITING, action, by=RESIDENTS[1], at=LATER, facts=[fact])
    assert [reason.code for reason in refused.value.reasons] == [
        "FACT_SHORT",
        "RATINGS_TOO_FEW",
        "RATER_HANDLED",
        "RATING_OFF_SCALE",
    ]
    assert "有效评议 1 份，须至少 3 份，差 2 份" in refused.value.text("zh")


def test_a_result_is_no_fact_about_another_case() -> None:
    with pytest.raises(InvalidValue, match="what was rated, LQ-1"):
        result_of(5).as_fact(about="LQ-2", reference="ratings-1")


def test_ratings_are_counted_after_the_last_of_them_was_given() -> None:
    assert result_of(5).as_fact(about="LQ-1", reference="ratings-1", at=LATER).at == LATER
    assert result_of(5).as_fact(about="LQ-1", reference="ratings-1", at=SOON).at == SOON
    with pytest.raises(InvalidValue, match="not be before the last rating"):
        result_of(5).as_fact(about="LQ-1", reference="ratings-1", at=AWAITING.since)
    with pytest.raises(InvalidValue, match="with a time zone"):
        result_of(5).as_fact(about="LQ-1", reference="ratings-1", at=datetime(2023, 5, 7))  # noqa: DTZ001
    nobody = RatingPolicy().assess([], case=AWAITING)
    assert nobody.as_fact(about="LQ-1", reference="ratings-1").at is None
    assert nobody.as_fact(about="LQ-1", reference="ratings-1", at=AWAITING.since).at == AWAITING.since
