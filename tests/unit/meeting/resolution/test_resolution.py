"""Resolutions: what becomes one, and what is told of it."""

from datetime import UTC, date, datetime

import attrs
import pytest
from tests.unit.meeting.resolution.resolutions import (
    OWNERS,
    POSTING,
    WEEKENDS,
    adopted,
    answer,
    challenged,
    codes,
    decision,
    effect,
    may,
    objection,
    ruled,
    successor,
)

from communitygov.errors import ActionRefused, DocumentError, InvalidValue, UnknownName
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.resolution.challenge import Challenge, RulingOutcome
from communitygov.meeting.resolution.dissent import Dissent, DissentKind
from communitygov.meeting.resolution.effect import ResolutionStatus
from communitygov.meeting.resolution.resolution import Resolution
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.tally import Tally

S = ResolutionStatus


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
