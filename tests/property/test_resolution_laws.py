"""Laws of resolutions: what holds of every policy, every course and every day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.core.workcalendar import WeekendCalendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.measure import AREA, HEADS
from communitygov.meeting.resolution.action_item import ActionItem
from communitygov.meeting.resolution.challenge import RulingOutcome
from communitygov.meeting.resolution.effect import Effect, ResolutionStatus
from communitygov.meeting.resolution.negative_consent import NegativeConsent
from communitygov.meeting.resolution.public_objection import AnswerOutcome, PublicObjection, WrittenAnswer
from communitygov.meeting.resolution.publication import ObjectionHold, Publication, PublicationPolicy
from communitygov.meeting.resolution.resolution import Resolution
from communitygov.meeting.resolution.table import resolution_procedure
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.case import Case
from communitygov.procedure.fact import Fact
from communitygov.procedure.procedure import Procedure
from communitygov.testing.strategies.resolution import (
    ADOPTED_ON,
    STRATEGIES,
    action_items,
    later_days,
    public_objections,
    publication_policies,
    resolutions,
    written_answers,
)

WEEKENDS = WeekendCalendar()
CONVENER = Actor("c-1", roles={Role.CONVENER})
RESIDENT = Actor("r-9", roles={Role.RESIDENT})


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_value_reads_back_as_it_was_written(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()) == value
    assert kind.from_json(value.to_json()).to_json() == value.to_json()


# ------------------------------------------------------------------ publication


@given(posted=later_days(), days=st.integers(1, 60), more=st.integers(0, 60))
def test_adding_days_never_makes_a_publication_close_earlier(posted: date, days: int, more: int) -> None:
    posting = Publication(id="P-1", places={"notice_board"}, posted_on=posted)
    short, long = (Period(each, PeriodUnit.DAYS) for each in (days, days + more))
    assert posting.closes(short, WEEKENDS) <= posting.closes(long, WEEKENDS)


@given(posted=later_days(), days=st.integers(1, 60))
def test_the_day_of_posting_is_not_counted_and_the_last_day_is_worked(posted: date, days: int) -> None:
    closes = Publication(id="P-1", places={"notice_board"}, posted_on=posted).closes(
        Period(days, PeriodUnit.DAYS), WEEKENDS
    )
    assert closes >= posted + timedelta(days=days)
    assert WEEKENDS.is_workday(closes)
    assert closes - (posted + timedelta(days=days)) <= timedelta(days=2)


@given(posted=later_days(), days=st.integers(1, 20), stood=st.integers(0, 30))
def test_a_posting_is_short_if_and_only_if_it_did_not_outlast_its_last_day(
    posted: date, days: int, stood: int
) -> None:
    posting = Publication(id="P-1", places={"notice_board"}, posted_on=posted)
    posting = posting.taken_down(on=posted + timedelta(days=stood))
    period = Period(days, PeriodUnit.DAYS)
    short = posting.shortfall(period, WEEKENDS)
    assert (short is not None) == (posted + timedelta(days=stood) <= posting.closes(period, WEEKENDS))
    if short is not None:
        details = dict(short.details)
        assert int(details["shown"]) < int(details["needed"])


# ------------------------------------------------------------------ negative consent


@given(
    threshold=st.sampled_from((AtLeast, MoreThan)),
    above=st.integers(1, 9),
    have=st.integers(0, 10**9),
    whole=st.integers(1, 10**9),
)
def test_consent_is_given_if_and_only_if_objections_stay_below_the_bound(
    threshold: type[Threshold], above: int, have: int, whole: int
) -> None:
    rule = NegativeConsent({"heads": threshold(f"{above}/10")})
    result = rule.judge({"heads": have}, whole={"heads": whole})
    too_much = have * 10 >= whole * above if threshold is AtLeast else have * 10 > whole * above
    assert result.is_given == (not too_much or have == 0)
    (part,) = result.parts
    assert part.is_reached == (have >= part.bound)


@given(people=st.integers(0, 12), each_area=st.integers(0, 900), heads=st.integers(1, 12))
def test_objections_below_the_bound_in_every_measure_and_the_effect_go_together(
    people: int, each_area: int, heads: int
) -> None:
    rule = NegativeConsent({"heads": AtLeast("1/3"), "area": AtLeast("1/3")})
    resolution = attrs.evolve(
        plain(PublicationPolicy(days=7, hold=ObjectionHold.NONE, negative_consent=rule)),
        body=((HEADS, heads), (AREA, 3000)),
    ).with_publication(POSTING)
    for at in range(people):
        resolution = resolution.with_objection(
            PublicObjection(id=f"O-{at}", by=f"r-{at}", on=POSTED_ON, weights=((AREA, each_area),))
        )
    effect = resolution.effect(on=date(2023, 6, 1), calendar=WEEKENDS)
    is_below = 3 * people < heads and 3 * people * each_area < 3000
    assert effect.is_in_force == is_below
    assert effect.status is (ResolutionStatus.EFFECTIVE if is_below else ResolutionStatus.RETURNED)
    assert effect.consent is not None
    assert effect.consent.is_given == is_below


@given(objections=st.lists(public_objections(measures=(HEADS,)), max_size=4), extra=public_objections())
def test_a_further_objection_never_brings_a_resolution_into_effect(
    objections: Sequence[PublicObjection], extra: PublicObjection
) -> None:
    rule = NegativeConsent({"heads": AtLeast("1/3")})
    policy = PublicationPolicy(days=7, negative_consent=rule)
    resolution = attrs.evolve(plain(policy), body={"heads": 6}).with_publication(POSTING)
    for at, each in enumerate(objections):
        resolution = resolution.with_objection(attrs.evolve(each, id=f"O-{at}"))
    more = resolution.with_objection(attrs.evolve(extra, id="O-more"))
    day = date(2023, 6, 30)
    assert in_force(resolution, day) or not in_force(more, day)


# ------------------------------------------------------------------ objections


@given(objection=public_objections(), answer=written_answers(first=date(2023, 7, 1)), on=later_days())
def test_an_objection_that_somebody_else_answered_is_never_unanswered(
    objection: PublicObjection, answer: WrittenAnswer, on: date
) -> None:
    answered = objection.with_answer(attrs.evolve(answer, by="c-1"))
    found = answered.findings(on=on, closes=None, within=Period(3, PeriodUnit.DAYS), calendar=WEEKENDS)
    assert answered.is_answered
    assert "OBJECTION_UNANSWERED" not in {finding.code for finding in found}


@given(objection=public_objections(), answer=written_answers(first=date(2023, 7, 1)))
def test_an_answer_by_the_objector_changes_nothing_but_the_record(
    objection: PublicObjection, answer: WrittenAnswer
) -> None:
    answered = objection.with_answer(attrs.evolve(answer, by=objection.by))
    for hold in ObjectionHold:
        assert answered.released_on(hold) == objection.released_on(hold)
    assert answered.upheld_on == objection.upheld_on
    assert len(answered.answers) == len(objection.answers) + 1


# ------------------------------------------------------------------ the course as a whole


@given(resolution=resolutions(), on=later_days())
def test_what_is_not_in_effect_has_a_reason_and_what_is_has_none(resolution: Resolution, on: date) -> None:
    effect = resolution.effect(on=on, calendar=WEEKENDS)
    assert (effect.status is ResolutionStatus.EFFECTIVE) == (not effect.reasons)
    assert effect.since <= on
    if effect.is_in_force:
        assert effect.closes_on is not None
        assert effect.effective_on is not None
        assert effect.closes_on < effect.effective_on <= on


@given(resolution=resolutions(), on=later_days())
def test_only_what_was_known_on_a_day_counts_for_it(resolution: Resolution, on: date) -> None:
    known = resolution.as_of(on)
    assert known.effect(on=on, calendar=WEEKENDS) == resolution.effect(on=on, calendar=WEEKENDS)
    assert known.findings(on=on, calendar=WEEKENDS) == resolution.findings(on=on, calendar=WEEKENDS)
    assert known.as_of(on) == known


@given(resolution=resolutions(), on=later_days())
def test_an_annulled_resolution_is_never_in_effect(resolution: Resolution, on: date) -> None:
    rulings = [each.ruling for each in resolution.challenges if each.ruling is not None]
    days = [each.on for each in rulings if each.outcome is RulingOutcome.ANNULLED]
    if days and min(days) <= on:
        assert resolution.effect(on=on, calendar=WEEKENDS).status is ResolutionStatus.ANNULLED


@given(resolution=resolutions(), on=later_days())
def test_nothing_takes_effect_while_an_objection_holds_it_up(resolution: Resolution, on: date) -> None:
    effect = resolution.effect(on=on, calendar=WEEKENDS)
    if effect.is_in_force and resolution.policy.hold is not ObjectionHold.NONE:
        for each in resolution.as_of(on).objections:
            if effect.closes_on is not None and each.on <= effect.closes_on:
                released = each.released_on(resolution.policy.hold)
                assert released is not None
                assert released < on


@given(resolution=resolutions())
def test_what_took_effect_is_not_held_up_again(resolution: Resolution) -> None:
    """Whatever comes after, it stays in force until it is challenged, or has come to an end."""
    days = [ADOPTED_ON + timedelta(days=passed) for passed in range(45)]
    statuses = [resolution.effect(on=day, calendar=WEEKENDS).status for day in days]
    forced = [at for at, status in enumerate(statuses) if status.is_in_force]
    taken_down = any(each.taken_down_on is not None for each in resolution.publications)
    if forced and not taken_down:
        assert all(status.is_in_force or status.is_final for status in statuses[forced[0] :])


@given(resolution=resolutions(), on=later_days())
def test_every_finding_says_itself_in_both_languages(resolution: Resolution, on: date) -> None:
    effect = resolution.effect(on=on, calendar=WEEKENDS)
    for each in (*resolution.findings(on=on, calendar=WEEKENDS), *effect.reasons):
        assert each.text("zh") != each.text("en")
    assert effect.status.zh in effect.text("zh")
    assert resolution.id in resolution._repr_html_()
    assert effect.status.zh in effect._repr_html_()
    assert [each.on for each in resolution.timeline] == sorted(each.on for each in resolution.timeline)


# ------------------------------------------------------------------ the table


@given(policy=publication_policies())
def test_the_table_of_every_policy_is_sound(policy: PublicationPolicy) -> None:
    assert resolution_procedure(policy).check().is_sound


@given(policy=publication_policies())
def test_no_line_leads_from_an_objection_into_effect(policy: PublicationPolicy) -> None:
    table = resolution_procedure(policy).table
    targets = {move.target for move in table.moves_from(ResolutionStatus.OBJECTED)}
    assert not targets & {ResolutionStatus.EFFECTIVE, ResolutionStatus.CHALLENGED}
    for move in table.moves:
        if move.target == ResolutionStatus.EFFECTIVE and move.source == ResolutionStatus.PUBLISHED:
            assert "effect" in {getattr(each, "kind", None) for each in move.requires}


HOLDS = (ObjectionHold.UNANSWERED, ObjectionHold.UNSETTLED)


@given(
    hold=st.sampled_from(HOLDS),
    steps=st.lists(st.sampled_from(("object", "answer", "settle", "wait", "take_effect")), max_size=12),
)
def test_no_walk_reaches_effect_while_an_objection_is_open(hold: ObjectionHold, steps: Sequence[str]) -> None:
    """Table and records are driven side by side, with true facts; the table never runs ahead."""
    walk = Walk(PublicationPolicy(days=7, hold=hold))
    for step in steps:
        walk.take(step)
        closes = date(2023, 5, 16)
        opened = [
            each
            for each in walk.resolution.objections
            if each.on <= closes and each.released_on(hold) is None
        ]
        if walk.case.state == ResolutionStatus.EFFECTIVE:
            assert not opened
            assert in_force(walk.resolution, walk.day)
        if opened and walk.case.state != ResolutionStatus.EFFECTIVE:
            assert walk.effect().status is ResolutionStatus.OBJECTED


class Walk:
    """A resolution, and a case on its table."""

    def __init__(self, policy: PublicationPolicy) -> None:
        self.procedure: Procedure = resolution_procedure(policy)
        self.resolution = plain(policy).with_publication(POSTING)
        self.day = POSTED_ON
        self.count = 0
        at = self.resolution.adopted_at
        adopted = attrs.evolve(self.resolution.as_fact(), about="R-1")
        self.case: Case = self.procedure.open(
            "R-1", "a rack", by=CONVENER, at=at, grid="G-1", facts=[adopted]
        )
        self.apply("publish", CONVENER, POSTING.as_fact(about="R-1"))

    def effect(self) -> Effect:
        return self.resolution.effect(on=self.day, calendar=WEEKENDS)

    def apply(self, action: str, by: Actor, *facts: Fact) -> None:
        at = datetime.combine(self.day, datetime.min.time(), tzinfo=UTC)
        if not self.procedure.explain(self.case, action, by=by, at=at, facts=facts):
            self.case = self.procedure.apply(self.case, action, by=by, at=at, facts=facts)

    def take(self, step: str) -> None:
        self.count += 1
        getattr(self, f"_{step}")()

    def _wait(self) -> None:
        self.day += timedelta(days=4)

    def _object(self) -> None:
        objection = PublicObjection(id=f"O-{self.count}", by="r-9", on=self.day)
        self.resolution = self.resolution.with_objection(objection)
        self.apply("object", RESIDENT, objection.as_fact(about="R-1"))

    def _answer(self, outcome: AnswerOutcome = AnswerOutcome.MAINTAINED) -> None:
        for each in self.resolution.objections:
            if not each.is_settled:
                reference = f"A-{self.count}"
                answer = WrittenAnswer(by="c-1", on=self.day, reference=reference, outcome=outcome)
                self.resolution = self.resolution.with_answer(each.id, answer)
                shown = self.effect().as_fact(reference=f"E-{self.count}")
                said = each.with_answer(answer).answer_fact(about="R-1")
                self.apply("answer", CONVENER, said, shown)
                return

    def _settle(self) -> None:
        self._answer(AnswerOutcome.SETTLED)

    def _take_effect(self) -> None:
        self.apply("take_effect", CONVENER, self.effect().as_fact(reference=f"E-{self.count}"))


# ------------------------------------------------------------------ action items


@given(item=action_items(), on=later_days())
def test_an_item_stands_as_what_was_known_of_it(item: ActionItem, on: date) -> None:
    first = item.entries[0].on
    day = max(on, first)
    assert item.standing(on=day, calendar=WEEKENDS) == item.as_of(day).standing(on=day, calendar=WEEKENDS)
    found = {each.code for each in item.findings(on=day, calendar=WEEKENDS)}
    standing = item.standing(on=day, calendar=WEEKENDS)
    assert ("ACTION_OVERDUE" in found) == (standing.status == "overdue")
    assert (standing.days_left < 0) or standing.status != "overdue"
    assert {each.kind for each in (item.as_fact(), *item.evidence_facts())} == {"assignment", "evidence"}


# ------------------------------------------------------------------ what the laws are tried on

OWNERS = Constituency("owners", "业主", "owners")
TALLY = Tally.from_counts({"owners": Counts(entitled=3, present=3, yes=2)}, constituencies=[OWNERS])
POSTED_ON = date(2023, 5, 9)
POSTING = Publication(id="P-1", places={"notice_board"}, posted_on=POSTED_ON)


def plain(policy: PublicationPolicy) -> Resolution:
    """Return a resolution that was adopted, without any record."""
    rule = policy.negative_consent
    return Resolution(
        id="R-1",
        about="LQ-1",
        text="a drying rack",
        decision=Minimum("yes", 1).decide(TALLY),
        adopted_at=datetime.combine(ADOPTED_ON, datetime.min.time(), tzinfo=UTC),
        policy=policy,
        body=tuple((measure, 1) for measure in rule.measures) if rule else (),
    )


def in_force(resolution: Resolution, on: date) -> bool:
    """Tell whether a resolution is in force on a day."""
    return resolution.effect(on=on, calendar=WEEKENDS).is_in_force
