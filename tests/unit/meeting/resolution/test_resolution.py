"""Resolutions: what was adopted, and whether it is in effect."""

from datetime import UTC, date, datetime

import attrs
import pytest

from communitygov.core.source import Citation
from communitygov.core.workcalendar import WeekendCalendar
from communitygov.errors import ActionRefused, DocumentError, InvalidValue, UnknownName
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.decision import Decision
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.resolution.challenge import Challenge, Ruling, RulingOutcome
from communitygov.meeting.resolution.dissent import Dissent, DissentKind
from communitygov.meeting.resolution.effect import Effect, ResolutionStatus
from communitygov.meeting.resolution.negative_consent import NegativeConsent
from communitygov.meeting.resolution.public_objection import AnswerOutcome, PublicObjection, WrittenAnswer
from communitygov.meeting.resolution.publication import ObjectionHold, Publication, PublicationPolicy
from communitygov.meeting.resolution.resolution import Resolution
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import AtLeast

WEEKENDS = WeekendCalendar()
OWNERS = Constituency("owners", "业主", "owners")
#: Posted on Tuesday the 9th for seven days, until Tuesday the 16th; in effect from the 17th.
POSTING = Publication(id="P-1", places={"notice_board"}, posted_on=date(2023, 5, 9))
S = ResolutionStatus


def may(day: int) -> date:
    """Return a day of May 2023."""
    return date(2023, 5, day)


def decision(yes: int = 6, about: str | None = None) -> Decision:
    """Return the decision of nine owners, of whom five must agree."""
    counts = Counts(entitled=9, present=7, yes=yes)
    tally = Tally.from_counts({"owners": counts}, constituencies=[OWNERS], about=about)
    return Minimum("yes", 5).decide(tally)


def adopted(policy: PublicationPolicy | None = None, **further: object) -> Resolution:
    """Return a resolution of Monday 8 May 2023, under a policy of seven days unless given."""
    fields = {
        "id": "R-1",
        "about": "LQ-1",
        "text": "a drying rack",
        "decision": decision(),
        "adopted_at": datetime(2023, 5, 8, 15, tzinfo=UTC),
        "policy": policy or PublicationPolicy(days=7),
    }
    return Resolution(**{**fields, **further})  # type: ignore[arg-type]


def successor() -> Resolution:
    """Return a resolution that takes the place of the other, in effect from the 17th."""
    return adopted(id="R-2", supersedes=("R-1",)).with_publication(POSTING)


def effect(resolution: Resolution, on: date) -> Effect:
    """Return how a resolution stands on a day."""
    return resolution.effect(on=on, calendar=WEEKENDS)


def reasons(resolution: Resolution, on: date) -> list[str]:
    """Return the codes of what stands against the effect."""
    return [each.code for each in effect(resolution, on).reasons]


def codes(resolution: Resolution, on: date) -> list[str]:
    """Return the codes of what was not kept."""
    return [each.code for each in resolution.findings(on=on, calendar=WEEKENDS)]


def objection(number: str = "O-1", *, on: int = 10, by: str = "r-9") -> PublicObjection:
    """Return an objection of a day in May."""
    return PublicObjection(id=number, by=by, on=may(on))


def answer(on: int, outcome: AnswerOutcome = AnswerOutcome.MAINTAINED, *, by: str = "c-1") -> WrittenAnswer:
    """Return an answer of a day in May."""
    return WrittenAnswer(by=by, on=may(on), reference=f"L-{on}", outcome=outcome)


# ------------------------------------------------------------------ what becomes a resolution


def test_a_decision_that_was_not_adopted_is_refused_with_every_cause() -> None:
    with pytest.raises(ActionRefused) as caught:
        adopted(decision=decision(yes=3))
    refusal = caught.value
    assert refusal.reasons[0].code == "NOT_ADOPTED"
    assert len(refusal.reasons) == 1 + len(decision(yes=3).findings)
    assert refusal.could_act == ("convener",)
    assert "未通过" in refusal.text("zh")


def test_a_document_with_such_a_decision_is_refused_too() -> None:
    document = adopted().to_document() | {"decision": decision(yes=3).to_document()}
    with pytest.raises(DocumentError, match="makes no resolution"):
        Resolution.from_document(document)


def test_a_decision_on_another_matter_makes_no_resolution_on_this_one() -> None:
    assert adopted(decision=decision(about="LQ-1")).about == "LQ-1"
    with pytest.raises(InvalidValue, match="LQ-2"):
        adopted(decision=decision(about="LQ-2"))


def test_a_decision_on_a_motion_serves_the_matter_of_the_motion() -> None:
    resolution = adopted(decision=decision(about="m-1"), motion="m-1")
    assert (resolution.about, resolution.as_fact().about) == ("LQ-1", "LQ-1")
    assert Resolution.from_json(resolution.to_json()) == resolution
    with pytest.raises(InvalidValue, match="m-1"):
        attrs.evolve(resolution, motion=None)
    with pytest.raises(InvalidValue, match="LQ-1"):
        adopted(decision=decision(about="LQ-1"), motion="m-1")


def test_what_was_resolved_is_not_shown() -> None:
    assert "rack" not in repr(adopted())
    assert "rack" not in adopted()._repr_html_()


def test_dissent_is_counted_by_constituency_and_given_once() -> None:
    first = Dissent(by="d-1", constituency="owners", statement="minutes-7:3")
    second = Dissent(by="d-2", constituency="tenants", statement="minutes-7:4", kind=DissentKind.RESERVATION)
    third = attrs.evolve(first, by="d-3")
    counts = {"owners": Counts(entitled=9, present=7, yes=6), "tenants": Counts(entitled=9)}
    sides = [OWNERS, Constituency("tenants", "承租人", "tenants")]
    both = Minimum("yes", 5).decide(Tally.from_counts(counts, constituencies=sides))
    resolution = adopted(decision=both).with_dissent(second).with_dissent(first).with_dissent(third)
    assert list(resolution.dissent_by_constituency.items()) == [("owners", 2), ("tenants", 1)]
    with pytest.raises(InvalidValue, match="d-1"):
        resolution.with_dissent(first)
    with pytest.raises(InvalidValue, match=r"'martians'.*owners, tenants"):
        resolution.with_dissent(attrs.evolve(first, by="d-4", constituency="martians"))


@pytest.mark.parametrize(
    ("field", "record"),
    [
        ("publications", attrs.evolve(POSTING, posted_on=may(7))),
        ("objections", objection(on=7)),
        ("challenges", Challenge(id="X-1", by="r-9", role="resident", on=may(7))),
    ],
)
def test_nothing_happens_to_a_resolution_before_it_was_adopted(field: str, record: object) -> None:
    with pytest.raises(InvalidValue, match="2023-05-07"):
        adopted(**{field: (record,)})


def test_nothing_is_known_of_a_resolution_before_it_was_adopted() -> None:
    for ask in (adopted().as_of, lambda on: effect(adopted(), on), lambda on: codes(adopted(), on)):
        with pytest.raises(InvalidValue, match="2023-05-08"):
            ask(may(7))


def test_a_record_that_is_not_there_is_not_changed() -> None:
    for change in (
        lambda: adopted().taken_down("P-9", on=may(9)),
        lambda: adopted().with_answer("O-9", answer(10)),
        lambda: adopted().with_withdrawal("O-9", on=may(10)),
        lambda: adopted().with_ruling("X-9", ruled(RulingOutcome.CONFIRMED)),
    ):
        with pytest.raises(UnknownName, match="9"):
            change()


def test_an_identifier_is_used_once() -> None:
    with pytest.raises(InvalidValue, match="P-1"):
        adopted().with_publication(POSTING).with_publication(POSTING)


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


# ------------------------------------------------------------------ challenge, end


def challenged(role: str = "resident", on: date = date(2023, 6, 1), **terms: object) -> Resolution:
    """Return a resolution that was challenged."""
    policy = PublicationPolicy(days=7, **terms)  # type: ignore[arg-type]
    challenge = Challenge(id="X-1", by="r-9", role=role, on=on)
    return adopted(policy).with_publication(POSTING).with_challenge(challenge)


def ruled(outcome: RulingOutcome) -> Ruling:
    """Return a ruling of September."""
    return Ruling(by="court-1", on=date(2023, 9, 1), reference="J-12", outcome=outcome)


def test_a_challenge_alone_does_not_stay_the_effect() -> None:
    found = effect(challenged(), date(2023, 6, 2))
    assert (found.status, found.since, found.is_in_force) == (S.CHALLENGED, date(2023, 6, 1), True)
    (reason,) = found.reasons
    assert (reason.code, reason.could_act[0].code) == ("CHALLENGE_OPEN", "reviewing_body")


def test_it_is_challenged_from_the_day_of_the_first_open_challenge_on() -> None:
    second = Challenge(id="X-2", by="r-8", role="resident", on=date(2023, 6, 5))
    resolution = challenged().with_challenge(second)
    assert effect(resolution, may(31)).status is S.EFFECTIVE
    assert effect(resolution, date(2023, 6, 1)).status is S.CHALLENGED
    assert effect(resolution, date(2023, 6, 6)).since == date(2023, 6, 1)
    assert len(effect(resolution, date(2023, 6, 6)).reasons) == 2


def test_confirmed_it_is_in_effect_since_the_ruling() -> None:
    resolution = challenged().with_ruling("X-1", ruled(RulingOutcome.CONFIRMED))
    found = effect(resolution, date(2023, 9, 2))
    assert (found.status, found.since, found.reasons) == (S.EFFECTIVE, date(2023, 9, 1), ())


def test_annulled_it_is_not_in_effect() -> None:
    resolution = challenged().with_ruling("X-1", ruled(RulingOutcome.ANNULLED))
    found = effect(resolution, date(2023, 9, 1))
    assert (found.status, found.is_in_force, found.effective_on) == (S.ANNULLED, False, None)
    assert effect(resolution, date(2023, 8, 31)).status is S.CHALLENGED


@pytest.mark.parametrize(
    ("resolution", "found"),
    [
        (challenged(role="shopkeeper"), ["CHALLENGER_NOT_ENTITLED"]),
        (challenged(on=may(16)), ["CHALLENGE_EARLY"]),
        (challenged(on=may(17)), []),
        (challenged(on=date(2023, 6, 16), challenge_days=30), []),
        (challenged(on=date(2023, 6, 17), challenge_days=30), ["CHALLENGE_LATE"]),
        (challenged(challengers=()), ["CHALLENGER_NOT_ENTITLED"]),
    ],
)
def test_a_challenge_that_does_not_fit_the_terms_is_found_and_questions_nothing(
    resolution: Resolution, found: list[str]
) -> None:
    day = date(2023, 7, 1)
    assert codes(resolution, day) == found
    assert effect(resolution, day).status is (S.EFFECTIVE if found else S.CHALLENGED)


def test_another_resolution_takes_its_place() -> None:
    old = adopted().with_publication(POSTING)
    new = successor()
    gone = old.superseded(new, on=may(25), calendar=WEEKENDS)
    assert effect(gone, may(24)).is_in_force
    found = effect(gone, may(25))
    assert (found.status, found.since) == (S.SUPERSEDED, may(25))
    assert "R-2" in found.text()
    assert gone.as_of(may(24)) == old
    with pytest.raises(InvalidValue, match="twice"):
        gone.superseded(new, on=may(26), calendar=WEEKENDS)
    with pytest.raises(InvalidValue, match="R-1"):
        old.superseded(adopted(id="R-2"), on=may(25), calendar=WEEKENDS)


def test_nothing_is_superseded_before_its_successor_is_in_effect() -> None:
    old, new = adopted().with_publication(POSTING), successor()
    assert old.superseded(new, on=may(17), calendar=WEEKENDS).superseded_on == may(17)
    with pytest.raises(InvalidValue, match="R-2 is in effect: resolution R-2: posted"):
        old.superseded(new, on=may(16), calendar=WEEKENDS)
    with pytest.raises(InvalidValue, match="2023-05-08"):
        old.superseded(new, on=may(7), calendar=WEEKENDS)


@pytest.mark.parametrize(
    "fields",
    [
        {"superseded_by": "R-2"},
        {"superseded_on": may(20)},
        {"superseded_by": "R-1", "superseded_on": may(20)},
        {"supersedes": ("R-1",)},
    ],
)
def test_a_succession_makes_sense(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidValue, match="supersede"):
        adopted(**fields)


def test_a_resolution_for_a_time_lapses_after_its_last_day() -> None:
    resolution = adopted(lapses_on=may(20)).with_publication(POSTING)
    assert effect(resolution, may(20)).is_in_force
    found = effect(resolution, may(25))
    assert (found.status, found.since, [each.code for each in found.reasons]) == (
        S.LAPSED,
        may(21),
        ["RESOLUTION_LAPSED"],
    )


# ------------------------------------------------------------------ what is told of it


def test_its_course_is_told_day_by_day() -> None:
    resolution = challenged().with_objection(objection()).with_answer("O-1", answer(12))
    resolution = resolution.with_objection(objection("O-2", on=11)).with_withdrawal("O-2", on=may(12))
    resolution = resolution.taken_down("P-1", on=may(20)).with_ruling("X-1", ruled(RulingOutcome.ANNULLED))
    resolution = resolution.superseded(successor(), on=may(30), calendar=WEEKENDS)
    resolution = attrs.evolve(resolution, lapses_on=date(2023, 12, 31))
    assert [each.text() for each in resolution.timeline] == [
        "2023-05-08 adopted",
        "2023-05-09 posted P-1: notice board",
        "2023-05-10 objection O-1",
        "2023-05-11 objection O-2",
        "2023-05-12 answer L-12 to objection O-1: resolution maintained",
        "2023-05-12 objection O-2 withdrawn",
        "2023-05-20 taken down P-1",
        "2023-05-30 superseded by R-2",
        "2023-06-01 challenge X-1",
        "2023-09-01 ruling on challenge X-1: annulled",
        "2023-12-31 last day of its time",
    ]
    assert "<td>异议 O-1 提出</td>" in resolution._repr_html_()


def test_what_has_not_happened_is_not_told() -> None:
    assert [each.text("zh") for each in challenged().timeline] == [
        "2023-05-08 议决通过",
        "2023-05-09 公示 P-1：公示栏",
        "2023-06-01 申请撤销 X-1",
    ]


def test_the_answer_shows_itself_with_who_could_act() -> None:
    shown = effect(adopted(), may(9))._repr_html_()
    assert "已通过待公示" in shown
    assert "→ 召集人" in shown
    gone = adopted().superseded(successor(), on=may(17), calendar=WEEKENDS)
    assert "→" not in effect(gone, may(17))._repr_html_()


def test_a_resolution_in_effect_has_no_reason_against_it() -> None:
    found = effect(adopted(), may(9))
    with pytest.raises(InvalidValue, match="RESOLUTION_UNPUBLISHED"):
        attrs.evolve(found, status=S.EFFECTIVE)


def test_the_fact_of_a_resolution_is_its_decision_and_ends_with_it() -> None:
    resolution = adopted().with_publication(POSTING)
    fact = resolution.as_fact()
    assert (fact.kind, fact.about, fact.outcome, fact.reference) == ("decision", "LQ-1", "adopted", "R-1")
    assert fact.at == resolution.adopted_at
    assert resolution.as_fact(effect=effect(resolution, may(17))) == fact
    annulled = challenged().with_ruling("X-1", ruled(RulingOutcome.ANNULLED))
    gone = annulled.as_fact(effect=effect(annulled, date(2023, 9, 1)))
    assert (gone.outcome, [each.code for each in gone.because]) == ("annulled", ["RESOLUTION_ANNULLED"])
    with pytest.raises(InvalidValue, match="R-1"):
        adopted(id="R-2").as_fact(effect=effect(resolution, may(17)))


def test_the_effect_is_shown_to_a_procedure_with_every_reason() -> None:
    fact = effect(adopted(), may(9)).as_fact(reference="E-1")
    assert (fact.kind, fact.about, fact.outcome) == ("effect", "R-1", "adopted")
    assert [each.code for each in fact.because] == ["RESOLUTION_UNPUBLISHED"]
    assert effect(adopted(), may(9)).as_fact(reference="E-1", about="C-9").about == "C-9"
    noon = datetime(2023, 5, 9, 12, tzinfo=UTC)
    assert effect(adopted(), may(9)).as_fact(reference="E-1", at=noon).at == noon
    with pytest.raises(InvalidValue, match="2023-05-10"):
        effect(adopted(), may(10)).as_fact(reference="E-1", at=noon)
