"""Which ratings of a handling count, and every reason for which the others do not."""

from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace

import attrs
import pytest

from communitygov.deliberation.five_step import five_step
from communitygov.deliberation.five_step_policy import FiveStepPolicy
from communitygov.deliberation.rating import DEFAULT_RATING_POLICY, RatingPolicy, RatingResult
from communitygov.deliberation.rating_distribution import Distribution
from communitygov.deliberation.rating_scale import FIVE_POINTS
from communitygov.deliberation.valid_rating import Raters, Rating, SetAside
from communitygov.errors import InvalidValue
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.case import Case
from communitygov.procedure.fact import Fact

CHINA = timezone(timedelta(hours=8))
PROCEDURE = five_step()
RAISER, NEIGHBOUR, OTHER = (Actor(person, roles={Role.RESIDENT}) for person in ("r-1", "r-2", "r-3"))
#: Sorts and resolves the matter, and lives there.
WORKER = Actor("w-07", roles={Role.GRID_WORKER, Role.RESIDENT}, grids={"LQ-03"})
COMMITTEE = Actor("p-1", roles={Role.PARTY_COMMITTEE})


def may(day: int, hour: int = 9) -> datetime:
    return datetime(2023, 5, day, hour, tzinfo=CHINA)


def shown(kind: str, outcome: str, reference: str, giver: str | None = None) -> Fact:
    return Fact(kind=kind, about="LQ-1", outcome=outcome, reference=reference, giver=giver)


def sorting(case: Case | None = None) -> Case:
    raised = case or PROCEDURE.open("LQ-1", "a street lamp is out", by=RAISER, at=may(3), grid="LQ-03")
    return PROCEDURE.apply(raised, "accept", by=WORKER, at=may(4))


def resolved(*facts: Fact) -> Case:
    """Return a case that stands to be rated since 5 May, nine o'clock."""
    evidence = shown("evidence", "attached", "photo-1")
    return PROCEDURE.apply(sorting(), "resolve", by=WORKER, at=may(5), facts=[evidence, *facts])


def handled_again() -> Case:
    """Return a case that was rated badly on 6 May, and reported done again on 9 May."""
    bad = attrs.evolve(shown("rating", "dissatisfied", "ratings-0"), at=may(6))
    case = PROCEDURE.apply(resolved(), "rate_badly", by=NEIGHBOUR, at=may(6), facts=[bad])
    case = PROCEDURE.apply(case, "redo", by=COMMITTEE, at=may(7))
    evidence = shown("evidence", "attached", "photo-2")
    return PROCEDURE.apply(case, "report_done", by=COMMITTEE, at=may(9), facts=[evidence])


SIXTH = may(6)


def rating(by: Actor = RAISER, score: int = 5, at: datetime = SIXTH, about: str = "LQ-1") -> Rating:
    return Rating(rater=by, about=about, score=score, at=at)


def entry(source: str, action: str, at: datetime) -> SimpleNamespace:
    """Return an entry of a host application's own that leads to, or stays with, awaiting a rating."""
    return SimpleNamespace(
        source=source, action=action, target="awaiting_rating", at=at, by="w-07", on_behalf_of=None, facts=()
    )


def codes(result: RatingResult) -> list[str]:
    return [finding.code for each in result.set_aside for finding in each.because]


# ------------------------------------------------------------------ which ratings count


def test_a_rating_of_another_case_is_set_aside_for_that_alone() -> None:
    result = RatingPolicy().assess([rating(WORKER, score=9, about="LQ-2")], case=resolved())
    assert codes(result) == ["RATING_ELSEWHERE"]


def test_who_handled_the_matter_does_not_rate_it() -> None:
    result = RatingPolicy().assess([rating(WORKER)], case=resolved())
    assert [finding.text("zh") for finding in result.findings] == [
        "有效评议 0 份，须至少 1 份，差 1 份",
        "w-07 办理过此事，或被交办此事，不得评议自己的工作",
    ]


def test_who_was_assigned_the_matter_does_not_rate_it() -> None:
    assigned = shown("assignment", "named", "order-1", giver="r-2")
    result = RatingPolicy().assess([rating(NEIGHBOUR)], case=resolved(assigned))
    assert codes(result) == ["RATER_HANDLED"]


def test_who_is_recused_does_not_rate() -> None:
    recusal = shown("recusal", "declared", "note-1", giver="r-2")
    result = RatingPolicy().assess([rating(NEIGHBOUR)], case=resolved(recusal))
    assert codes(result) == ["RATER_RECUSED"]


def test_only_residents_rate() -> None:
    result = RatingPolicy().assess([rating(Actor("k-1", roles=()))], case=resolved())
    assert codes(result) == ["RATER_NOT_RESIDENT"]


def test_the_raiser_alone_rates_if_the_policy_says_so() -> None:
    result = RatingPolicy(raters=Raters.RAISER).assess(
        [rating(RAISER), rating(NEIGHBOUR)], case=resolved(), affected=["r-2"]
    )
    assert codes(result) == ["RATER_NOT_ENTITLED"]
    assert result.set_aside[0].rater == "r-2"


def test_the_raiser_and_the_residents_affected_rate_if_the_policy_says_so() -> None:
    given = [rating(RAISER), rating(NEIGHBOUR), rating(OTHER)]
    result = RatingPolicy(raters="affected").assess(given, case=resolved(), affected={"r-2"})  # type: ignore[arg-type]  # its code will do
    assert result.given.total == 2
    assert [finding.text() for finding in result.findings] == [
        "r-3 is not among those who rate: the raiser and the residents affected"
    ]


def test_nobody_rates_for_somebody_else() -> None:
    result = RatingPolicy().assess([rating(NEIGHBOUR.acting_for("r-9"))], case=resolved())
    assert codes(result) == ["RATED_BY_PROXY"]


def test_whoever_had_it_raised_by_a_proxy_is_the_raiser_and_the_proxy_is_not() -> None:
    procedure = five_step(FiveStepPolicy(proxies=(Role.GRID_WORKER,)))
    carer = Actor("w-08", roles={Role.GRID_WORKER, Role.RESIDENT}, grids={"LQ-03"})
    case = procedure.open("LQ-1", "the stairs are dark", by=carer.acting_for("r-9"), at=may(3), grid="LQ-03")
    case = procedure.apply(case, "accept", by=WORKER, at=may(4))
    photo = shown("evidence", "attached", "photo-1")
    case = procedure.apply(case, "resolve", by=WORKER, at=may(5), facts=[photo])
    elder = Actor("r-9", roles={Role.RESIDENT})
    result = RatingPolicy(raters=Raters.RAISER).assess([rating(elder), rating(carer)], case=case)
    assert result.given.total == 1
    assert [(each.rater, finding.code) for each in result.set_aside for finding in each.because] == [
        ("w-08", "RATER_NOT_ENTITLED")
    ]


def test_a_score_off_the_scale_does_not_count() -> None:
    result = RatingPolicy().assess([rating(score=0), rating(score=6)], case=resolved())
    assert codes(result) == ["RATING_OFF_SCALE", "RATING_OFF_SCALE"]


def test_every_reason_is_given() -> None:
    stranger = Actor("w-07", roles={Role.GRID_WORKER}, on_behalf_of="r-9")
    given = rating(stranger, score=6, at=may(4))
    result = RatingPolicy(raters=Raters.RAISER).assess([given], case=resolved())
    assert codes(result) == [
        "RATED_BY_PROXY",
        "RATER_NOT_RESIDENT",
        "RATER_NOT_ENTITLED",
        "RATER_HANDLED",
        "RATING_TOO_EARLY",
        "RATING_OFF_SCALE",
    ]


def test_before_anything_is_reported_done_there_is_nothing_to_rate() -> None:
    result = RatingPolicy().assess([rating()], case=sorting())
    assert codes(result) == ["RATING_NOT_AWAITED"]
    assert (result.share, result.given.mean, result.latest) == (None, None, None)
    assert result.explain("zh").splitlines()[1:3] == [
        "✗ 有效评议 0 份，须至少 1 份，差 1 份（依据：本库默认）",
        "各分值：无",
    ]


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (may(5) - timedelta(microseconds=1), False),
        (may(5), True),
        (may(13, 0) - timedelta(microseconds=1), True),
        (may(13, 0), False),
        (may(13, 0).astimezone(UTC), False),
    ],
)
def test_a_rating_is_in_time_until_the_midnight_that_ends_the_last_day(at: datetime, *, counts: bool) -> None:
    result = RatingPolicy(lapse_days=7).assess([rating(at=at)], case=resolved())
    assert (result.given.total == 1) is counts


def test_the_days_for_rating_end_when_the_clock_may_close_the_case() -> None:
    clock = Actor("clock", roles={Role.CLOCK})
    days = DEFAULT_RATING_POLICY.lapse_days
    end = may(5).replace(hour=0) + timedelta(days=days + 1)
    late = RatingPolicy().assess([rating(at=end)], case=resolved())
    assert codes(late) == ["RATING_TOO_LATE"]
    assert "2023-05-13 00:00+08:00" in late.explain()
    procedure = five_step(FiveStepPolicy(rating=RatingPolicy(lapse_days=days)))
    case = procedure.open("LQ-1", "a street lamp is out", by=RAISER, at=may(3), grid="LQ-03")
    case = procedure.apply(case, "accept", by=WORKER, at=may(4))
    photo = shown("evidence", "attached", "photo-1")
    case = procedure.apply(case, "resolve", by=WORKER, at=may(5), facts=[photo])
    before = end - timedelta(microseconds=1)
    assert procedure.explain(case, "lapse", by=clock, at=before)
    assert procedure.explain(case, "lapse", by=clock, at=end) == ()


def test_days_past_the_end_of_the_calendar_are_refused() -> None:
    last = entry("sorting", "resolve", datetime(9999, 12, 30, tzinfo=UTC))
    case = SimpleNamespace(id="LQ-1", grid="LQ-03", history=(last,))
    with pytest.raises(InvalidValue, match="years 1 to 9999"):
        RatingPolicy().assess([], case=case)


def test_ratings_of_an_earlier_handling_do_not_count_for_the_next() -> None:
    given = [rating(at=may(6)), rating(NEIGHBOUR, at=may(8)), rating(OTHER, at=may(9))]
    result = RatingPolicy().assess(given, case=handled_again())
    assert (result.given.total, result.latest) == (1, may(9))
    assert codes(result) == ["RATING_TOO_EARLY", "RATING_TOO_EARLY"]


def test_ratings_end_when_the_case_goes_on() -> None:
    good = RatingPolicy().assess([rating()], case=resolved()).as_fact(about="LQ-1", reference="ratings-1")
    closed = PROCEDURE.apply(resolved(), "rate_well", by=NEIGHBOUR, at=may(6), facts=[good])
    given = [rating(), rating(NEIGHBOUR, at=may(6) + timedelta(seconds=1))]
    result = RatingPolicy().assess(given, case=closed)
    assert (result.given.total, codes(result)) == (1, ["RATING_TOO_LATE"])
    assert "the rating ended at 2023-05-06 09:00+08:00" in result.explain()


def test_a_move_that_stays_where_it_is_neither_ends_the_rating_nor_begins_it_anew() -> None:
    remark = entry("awaiting_rating", "remark", may(7))
    case = resolved()
    host = SimpleNamespace(id="LQ-1", grid="LQ-03", history=(*case.history, remark))
    given = [rating(at=may(6)), rating(NEIGHBOUR, at=may(8)), rating(OTHER, at=may(13, 1))]
    result = RatingPolicy().assess(given, case=host)
    assert result == RatingPolicy().assess(given, case=case)
    assert (result.given.total, codes(result)) == (2, ["RATING_TOO_LATE"])


def test_of_two_ratings_by_one_resident_the_last_counts() -> None:
    given = [rating(score=5, at=may(6)), rating(score=1, at=may(7)), rating(score=3, at=may(6, 10))]
    result = RatingPolicy().assess(given, case=resolved())
    assert result.given == Distribution.of([1], scale=FIVE_POINTS)
    assert codes(result) == ["RATING_SUPERSEDED", "RATING_SUPERSEDED"]
    assert "2023-05-07 09:00+08:00" in result.explain()


def test_of_two_ratings_by_one_resident_at_one_moment_the_lowest_counts() -> None:
    given = [rating(score=2), rating(score=5, at=may(6).astimezone(UTC))]
    for handed_in in (given, given[::-1]):
        result = RatingPolicy().assess(handed_in, case=resolved())
        assert result.given == Distribution.of([2], scale=FIVE_POINTS)


def test_the_same_rating_handed_in_twice_counts_once_and_is_seen() -> None:
    result = RatingPolicy().assess([rating(), rating()], case=resolved())
    assert (result.given.total, codes(result)) == (1, ["RATING_SUPERSEDED"])


def test_a_rating_that_does_not_count_supersedes_none_that_does() -> None:
    given = [rating(score=5, at=may(6)), rating(score=1, at=may(20)), rating(score=9, at=may(7))]
    result = RatingPolicy().assess(given, case=resolved())
    assert result.given == Distribution.of([5], scale=FIVE_POINTS)
    assert codes(result) == ["RATING_OFF_SCALE", "RATING_TOO_LATE"]


def test_any_collection_of_ratings_will_do() -> None:
    given = [rating(), rating(NEIGHBOUR, score=1)]
    expected = RatingPolicy().assess(given, case=resolved())
    for collection in (set(given), iter(given), tuple(given)):
        assert RatingPolicy().assess(collection, case=resolved()).to_json() == expected.to_json()


@pytest.mark.parametrize("wrong", [[None], ["satisfied"], "satisfied", 5, None])
def test_what_is_no_rating_is_refused(wrong: object) -> None:
    with pytest.raises(InvalidValue):
        RatingPolicy().assess(wrong, case=resolved())


@pytest.mark.parametrize(
    "wrong", [None, "LQ-1", SimpleNamespace(id="LQ-1"), SimpleNamespace(id=1, history=())]
)
def test_what_is_no_case_is_refused(wrong: object) -> None:
    with pytest.raises(InvalidValue, match="case"):
        RatingPolicy().assess([], case=wrong)


@pytest.mark.parametrize("wrong", ["r-2", [2], ["王"], 5])
def test_who_is_affected_is_given_by_identifiers(wrong: object) -> None:
    with pytest.raises(InvalidValue):
        RatingPolicy().assess([], case=resolved(), affected=wrong)


def test_a_comment_is_hidden_even_in_an_error() -> None:
    said = Rating(rater=RAISER, about="LQ-1", score=5, at=may(6), comment="thank you, Old Tree Lane")
    assert "Lane" not in repr(said)
    assert Rating.from_document(said.to_document()).comment == "thank you, Old Tree Lane"
    with pytest.raises(InvalidValue, match="comment") as caught:
        attrs.evolve(said, comment="Lane " * 10_000)
    assert "Lane" not in str(caught.value)


def test_nothing_is_set_aside_without_a_reason() -> None:
    with pytest.raises(InvalidValue, match="one reason or more"):
        SetAside(rater="r-1", at=may(6), because=())
