"""Whether a resolution is in effect: publication, objections, negative consent."""

from datetime import date

import attrs
import pytest
from tests.unit.meeting.resolution.resolutions import (
    POSTING,
    adopted,
    answer,
    codes,
    effect,
    may,
    objection,
    reasons,
)

from communitygov.core.source import Citation
from communitygov.errors import InvalidValue
from communitygov.meeting.resolution.effect import ResolutionStatus
from communitygov.meeting.resolution.negative_consent import NegativeConsent
from communitygov.meeting.resolution.public_objection import AnswerOutcome, PublicObjection
from communitygov.meeting.resolution.publication import ObjectionHold, PublicationPolicy
from communitygov.meeting.resolution.resolution import Resolution
from communitygov.meeting.threshold import AtLeast

S = ResolutionStatus


# ------------------------------------------------------------------ publication


def test_a_resolution_that_is_not_posted_has_no_effect_and_says_who_could_post_it() -> None:
    found = effect(adopted(), may(20))
    assert (found.status, found.since, found.closes_on, found.effective_on) == (S.ADOPTED, may(8), None, None)
    (reason,) = found.reasons
    assert (reason.code, reason.could_act[0].zh) == ("RESOLUTION_UNPUBLISHED", "召集人")


@pytest.mark.parametrize(
    ("day", "status", "found"),
    [
        (8, S.ADOPTED, ["RESOLUTION_UNPUBLISHED"]),
        (9, S.PUBLISHED, ["PUBLICATION_OPEN"]),
        (16, S.PUBLISHED, ["PUBLICATION_OPEN"]),
        (17, S.EFFECTIVE, []),
        (31, S.EFFECTIVE, []),
    ],
)
def test_a_resolution_takes_effect_on_the_day_after_its_publication(
    day: int, status: ResolutionStatus, found: list[str]
) -> None:
    resolution = adopted().with_publication(POSTING)
    assert effect(resolution, may(day)).status is status
    assert reasons(resolution, may(day)) == found


def test_taken_down_early_it_has_to_be_posted_again() -> None:
    resolution = adopted().with_publication(POSTING).taken_down("P-1", on=may(12))
    assert effect(resolution, may(11)).status is S.PUBLISHED
    assert (effect(resolution, may(20)).status, effect(resolution, may(20)).since) == (S.ADOPTED, may(12))
    assert reasons(resolution, may(20)) == codes(resolution, may(20)) == ["PUBLICATION_SHORT"]
    again = resolution.with_publication(attrs.evolve(POSTING, id="P-2", posted_on=may(15)))
    assert effect(again, may(22)).status is S.PUBLISHED
    assert effect(again, may(23)).status is S.EFFECTIVE
    assert codes(again, may(23)) == ["PUBLICATION_SHORT"]  # what happened, happened


def test_taken_down_after_its_time_it_stays_in_effect() -> None:
    resolution = adopted().with_publication(POSTING).taken_down("P-1", on=may(17))
    assert effect(resolution, may(20)).status is S.EFFECTIVE
    assert codes(resolution, may(20)) == []


def test_a_place_that_was_left_out_keeps_it_from_taking_effect() -> None:
    terms = Citation(document="example-ordinance", article="37")
    policy = PublicationPolicy(days=7, places={"notice_board", "online"}, source=terms)
    resolution = adopted(policy).with_publication(POSTING)
    found = effect(resolution, may(30))
    assert (found.status, found.since) == (S.PUBLISHED, may(9))
    assert [(each.code, each.source) for each in found.reasons] == [("PLACE_MISSING", terms)]
    assert codes(resolution, may(30)) == ["PLACE_MISSING"]


def test_late_posting_is_found_and_does_no_more() -> None:
    policy = PublicationPolicy(days=7, within_days=3)
    late = adopted(policy).with_publication(attrs.evolve(POSTING, posted_on=may(12)))
    assert codes(adopted(policy), may(11)) == []
    assert codes(adopted(policy), may(12)) == ["PUBLICATION_LATE"]
    assert codes(late, may(30)) == ["PUBLICATION_LATE"]
    assert effect(late, may(30)).is_in_force


# ------------------------------------------------------------------ objections


@pytest.mark.parametrize(
    ("hold", "outcome", "effective"),
    [
        (ObjectionHold.UNANSWERED, AnswerOutcome.MAINTAINED, may(23)),
        (ObjectionHold.UNSETTLED, AnswerOutcome.MAINTAINED, None),
        (ObjectionHold.UNSETTLED, AnswerOutcome.SETTLED, may(23)),
        (ObjectionHold.NONE, AnswerOutcome.MAINTAINED, may(17)),
    ],
)
def test_an_objection_holds_it_up_as_long_as_the_policy_says(
    hold: ObjectionHold, outcome: AnswerOutcome, effective: date | None
) -> None:
    resolution = adopted(PublicationPolicy(days=7, hold=hold)).with_publication(POSTING)
    resolution = resolution.with_objection(objection()).with_answer("O-1", answer(22, outcome))
    assert effect(resolution, may(31)).effective_on == effective
    assert effect(resolution, may(31)).is_in_force is (effective is not None)
    before = S.EFFECTIVE if hold is ObjectionHold.NONE else S.OBJECTED
    assert effect(resolution, may(21)).status is before


def test_every_open_objection_is_a_reason_and_so_is_the_time_that_is_left() -> None:
    resolution = adopted().with_publication(POSTING).with_objection(objection())
    resolution = resolution.with_objection(objection("O-2", on=11, by="r-8"))
    assert reasons(resolution, may(12)) == ["PUBLICATION_OPEN", "OBJECTION_HOLDS", "OBJECTION_HOLDS"]
    found = effect(resolution, may(12))
    assert (found.status, found.since) == (S.OBJECTED, may(10))
    assert "异议未答复不生效" in found.text("zh")


def test_answered_within_the_publication_it_is_posted_on() -> None:
    resolution = adopted().with_publication(POSTING).with_objection(objection())
    found = effect(resolution.with_answer("O-1", answer(12)), may(12))
    assert (found.status, found.since) == (S.PUBLISHED, may(12))


def test_a_withdrawn_objection_holds_nothing_up() -> None:
    resolution = adopted().with_publication(POSTING).with_objection(objection())
    assert effect(resolution.with_withdrawal("O-1", on=may(12)), may(17)).is_in_force


def test_a_late_objection_is_on_record_and_holds_nothing_up() -> None:
    resolution = adopted().with_publication(POSTING).with_objection(objection(on=17))
    assert effect(resolution, may(20)).is_in_force
    assert codes(resolution, may(20)) == ["OBJECTION_LATE"]
    assert len(resolution.objections) == 1


def test_an_objection_that_is_not_answered_in_time_is_found() -> None:
    policy = PublicationPolicy(days=7, answer_days=3)
    resolution = adopted(policy).with_publication(POSTING).with_objection(objection())
    assert codes(resolution, may(15)) == []
    assert codes(resolution, may(16)) == ["OBJECTION_UNANSWERED"]


def test_an_answer_by_the_objector_releases_nothing() -> None:
    resolution = adopted().with_publication(POSTING).with_objection(objection())
    resolution = resolution.with_answer("O-1", answer(12, by="r-9"))
    assert effect(resolution, may(20)).status is S.OBJECTED
    assert codes(resolution, may(20)) == ["OWN_ANSWER"]


def test_an_upheld_objection_returns_it_to_the_council() -> None:
    resolution = adopted().with_publication(POSTING).with_objection(objection())
    resolution = resolution.with_answer("O-1", answer(22, AnswerOutcome.UPHELD))
    found = effect(resolution, may(31))
    assert (found.status, found.since, found.effective_on) == (S.RETURNED, may(22), None)
    assert reasons(resolution, may(31)) == ["OBJECTION_UPHELD"]
    assert effect(resolution, may(21)).status is S.OBJECTED


def test_what_is_upheld_after_the_effect_asks_for_a_new_resolution() -> None:
    resolution = adopted().with_publication(POSTING).with_objection(objection())
    resolution = resolution.with_answer("O-1", answer(12))
    resolution = resolution.with_answer("O-1", answer(20, AnswerOutcome.UPHELD))
    assert effect(resolution, may(31)).is_in_force
    assert codes(resolution, may(31)) == ["UPHELD_LATE"]


def test_what_is_upheld_on_its_first_day_comes_too_late_and_the_day_before_does_not() -> None:
    posted = adopted().with_publication(POSTING).with_objection(objection())
    posted = posted.with_answer("O-1", answer(12))
    for day, status in ((16, S.RETURNED), (17, S.EFFECTIVE)):
        upheld = posted.with_answer("O-1", answer(day, AnswerOutcome.UPHELD))
        assert effect(upheld, may(31)).status is status


def test_an_objection_of_the_last_day_holds_it_up_from_that_very_day() -> None:
    resolution = adopted().with_publication(POSTING).with_objection(objection(on=16))
    assert effect(resolution, may(15)).status is S.PUBLISHED
    assert effect(resolution, may(16)).status is S.OBJECTED
    assert effect(resolution, may(17)).status is S.OBJECTED


def test_it_stays_held_up_when_the_posting_comes_down_after_its_time() -> None:
    resolution = adopted().with_publication(POSTING).with_objection(objection())
    found = effect(resolution.taken_down("P-1", on=may(17)), may(20))
    assert (found.status, found.since) == (S.OBJECTED, may(10))


def test_of_several_causes_the_earliest_day_is_the_one_since_when() -> None:
    resolution = adopted().with_publication(POSTING).with_objection(objection())
    resolution = resolution.with_publication(attrs.evolve(POSTING, id="P-2", posted_on=may(11)))
    assert effect(resolution.with_withdrawal("O-1", on=may(10)), may(12)).since == may(10)
    assert effect(attrs.evolve(resolution, objections=()), may(12)).since == may(9)
    resolution = resolution.with_objection(objection("O-2", by="r-8"))
    for number, day in (("O-1", 14), ("O-2", 12)):
        resolution = resolution.with_answer(number, answer(day, AnswerOutcome.UPHELD))
    assert effect(resolution, may(31)).since == may(12)


# ------------------------------------------------------------------ negative consent

THIRDS = PublicationPolicy(
    days=7,
    hold=ObjectionHold.NONE,
    negative_consent=NegativeConsent({"heads": AtLeast("1/3"), "area": AtLeast("1/3")}),
)
BODY = {"heads": 9, "area": "900.00"}


def opposed(*areas: str) -> Resolution:
    """Return a resolution to which one owner with each of these areas objects."""
    resolution = adopted(THIRDS, body=BODY).with_publication(POSTING)
    for at, area in enumerate(areas):
        resolution = resolution.with_objection(
            PublicObjection(id=f"O-{at}", by=f"r-{at}", on=may(10), weights={"area": area})
        )
    return resolution


@pytest.mark.parametrize(
    ("areas", "status"),
    [
        (["100.00", "199.99"], S.EFFECTIVE),
        (["100.00", "200.00"], S.RETURNED),
        (["1.00", "1.00", "1.00"], S.RETURNED),
    ],
)
def test_it_takes_effect_unless_a_third_objects_by_number_or_by_area(
    areas: list[str], status: ResolutionStatus
) -> None:
    found = effect(opposed(*areas), may(17))
    assert found.status is status
    assert found.since == may(17)
    assert found.consent is not None


def test_until_the_last_day_objections_may_still_be_withdrawn() -> None:
    resolution = opposed("1.00", "1.00", "1.00")
    assert reasons(resolution, may(16)) == ["PUBLICATION_OPEN", "CONSENT_WITHHELD"]
    assert effect(resolution, may(16)).status is S.PUBLISHED
    assert effect(resolution.with_withdrawal("O-0", on=may(16)), may(17)).is_in_force
    assert effect(resolution.with_withdrawal("O-0", on=may(17)), may(18)).status is S.RETURNED


def test_an_objection_whose_weight_is_not_known_has_to_be_weighed_first() -> None:
    resolution = adopted(THIRDS, body=BODY).with_publication(POSTING).with_objection(objection())
    found = effect(resolution, may(20))
    assert (found.status, [each.code for each in found.reasons]) == (S.PUBLISHED, ["OBJECTION_UNWEIGHED"])


@pytest.mark.parametrize("body", [{}, {"heads": 9}, {"heads": 9, "area": "0"}])
def test_the_whole_body_must_be_given_by_every_measure_that_counts(body: dict[str, object]) -> None:
    with pytest.raises(InvalidValue, match="body"):
        adopted(THIRDS, body=body)
