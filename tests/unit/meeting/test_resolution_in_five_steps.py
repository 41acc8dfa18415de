"""A five-step case that lives on the facts of a real resolution and its action items."""

from datetime import UTC, date, datetime

from communitygov.core.workcalendar import WeekendCalendar
from communitygov.deliberation.condition import FactKind
from communitygov.deliberation.five_step import five_step
from communitygov.deliberation.five_step_policy import FiveStepPolicy, HandlingStart
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.resolution.action_entry import Assignment
from communitygov.meeting.resolution.action_item import ActionItem
from communitygov.meeting.resolution.challenge import Challenge, Ruling, RulingOutcome
from communitygov.meeting.resolution.public_objection import PublicObjection
from communitygov.meeting.resolution.publication import Publication, PublicationPolicy
from communitygov.meeting.resolution.resolution import Resolution
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.tally import Tally
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.case import Case
from communitygov.procedure.fact import Fact
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.showing import Shows

WEEKENDS = WeekendCalendar()
PROCEDURE = five_step(FiveStepPolicy(publication_days=7))
RESIDENT = Actor("r-1", roles={Role.RESIDENT})
WORKER = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-03"})
CONVENER = Actor("c-1", roles={Role.CONVENER})
COMMITTEE = Actor("p-1", roles={Role.PARTY_COMMITTEE})
OWNERS = Constituency("owners", "业主", "owners")


def may(day: int, hour: int = 9) -> datetime:
    """Return a moment of May 2023."""
    return datetime(2023, 5, day, hour, tzinfo=UTC)


def before_the_council(procedure: Procedure = PROCEDURE) -> Case:
    """Return a case on which the council has been convened."""
    case = procedure.open("LQ-1", "nowhere to dry laundry", by=RESIDENT, at=may(4), grid="LQ-03")
    case = procedure.apply(case, "accept", by=WORKER, at=may(4))
    case = procedure.apply(case, "list", by=WORKER, at=may(5))
    return procedure.apply(case, "convene", by=CONVENER, at=may(8))


def resolved() -> Resolution:
    """Return the resolution of the afternoon on which the council met."""
    counts = Counts(entitled=9, present=7, yes=6)
    tally = Tally.from_counts({"owners": counts}, constituencies=[OWNERS], about="LQ-1")
    return Resolution(
        id="R-1",
        about="LQ-1",
        text="a drying rack on the roof of building 3",
        decision=Minimum("yes", 5).decide(tally),
        adopted_at=may(8, 15),
        policy=PublicationPolicy(days=7, answer_days=3),
    )


def test_the_kinds_of_facts_are_those_that_deliberation_reads() -> None:
    resolution = resolved()
    item = ActionItem.of(
        resolution, "A-1", what="", assignment=Assignment(owner="w-08", on=date(2023, 5, 17), within=30)
    )
    objection = PublicObjection(id="O-1", by="r-9", on=date(2023, 5, 10))
    answer = objection.answered(by="c-1", on=date(2023, 5, 11), reference="L-1").answer_fact(about="LQ-1")
    kinds = [resolution.as_fact(), answer, item.as_fact(), *item.evidence_facts()]
    assert [FactKind(each.kind) for each in kinds] == [
        FactKind.DECISION,
        FactKind.ANSWER,
        FactKind.ASSIGNMENT,
        FactKind.EVIDENCE,
    ]


def test_a_case_goes_from_the_council_to_its_rating_on_these_facts() -> None:
    case, resolution = before_the_council(), resolved()
    case = PROCEDURE.apply(case, "decide", by=CONVENER, at=may(8, 16), facts=[resolution.as_fact()])

    posting = Publication(id="P-1", places={"notice_board"}, posted_on=date(2023, 5, 9))
    resolution = resolution.with_publication(posting)
    case = PROCEDURE.apply(case, "publish", by=CONVENER, at=may(9))

    objection = PublicObjection(id="O-1", by="r-9", on=date(2023, 5, 9), text="it blocks my window")
    resolution = resolution.with_objection(objection)
    case = PROCEDURE.apply(case, "object", by=Actor("r-9", roles={Role.RESIDENT}), at=may(9, 10))
    objection = objection.answered(by="c-1", on=date(2023, 5, 9), reference="L-1")
    resolution = resolution.with_answer("O-1", objection.answers[0])
    answer = objection.answer_fact(about="LQ-1")
    case = PROCEDURE.apply(case, "dismiss", by=CONVENER, at=may(9, 11), facts=[answer])

    assert resolution.effect(on=date(2023, 5, 17), calendar=WEEKENDS).is_in_force
    item = ActionItem.of(
        resolution,
        "A-1",
        what="put up the rack",
        assignment=Assignment(owner="w-08", on=date(2023, 5, 17), within=30),
    )
    case = PROCEDURE.apply(case, "assign", by=COMMITTEE, at=may(17), facts=[item.as_fact()])

    nothing = PROCEDURE.explain(case, "report_done", by=COMMITTEE, at=may(25), facts=item.evidence_facts())
    assert [reason.code for reason in nothing] == ["FACT_SHORT"]
    item = item.done(by="w-08", on=date(2023, 5, 25), evidence=["sha256:9f2c"])
    case = PROCEDURE.apply(case, "report_done", by=COMMITTEE, at=may(25), facts=item.evidence_facts())

    rating = Fact(
        kind="rating", about="LQ-1", outcome="satisfied", reference="sheet-3", giver="r-1", at=may(26)
    )
    case = PROCEDURE.apply(case, "rate_well", by=RESIDENT, at=may(26), facts=[rating])
    assert case.state == "rated"
    assert Resolution.from_json(resolution.to_json()) == resolution


def test_an_annulled_resolution_decides_no_case_and_says_why() -> None:
    challenge = Challenge(id="X-1", by="r-9", role="resident", on=date(2023, 5, 20))
    ruling = Ruling(by="court-1", on=date(2023, 5, 25), reference="J-12", outcome=RulingOutcome.ANNULLED)
    resolution = resolved().with_challenge(challenge.ruled(ruling))
    effect = resolution.effect(on=date(2023, 5, 25), calendar=WEEKENDS)
    found = PROCEDURE.explain(
        before_the_council(), "decide", by=CONVENER, at=may(26), facts=[resolution.as_fact(effect=effect)]
    )
    assert [reason.code for reason in found] == ["FACT_SHORT", "RESOLUTION_ANNULLED"]


def test_an_item_without_an_owner_assigns_no_case() -> None:
    case, resolution = before_the_council(), resolved()
    case = PROCEDURE.apply(case, "decide", by=CONVENER, at=may(8, 16), facts=[resolution.as_fact()])
    case = PROCEDURE.apply(case, "publish", by=CONVENER, at=may(9))
    item = ActionItem.of(
        resolution, "A-1", what="", assignment=Assignment(owner=None, on=date(2023, 5, 17), within=30)
    )
    found = PROCEDURE.explain(case, "assign", by=COMMITTEE, at=may(17), facts=[item.as_fact()])
    assert [reason.code for reason in found] == ["FACT_SHORT", "ACTION_WITHOUT_OWNER"]


# ------------------------------------------------------------------ handled once it is in effect

BINDING = five_step(FiveStepPolicy(publication_days=7, handling_start=HandlingStart.IN_EFFECT))


def published(procedure: Procedure, resolution: Resolution) -> Case:
    """Return the case after the resolution was posted on the 9th."""
    facts = [resolution.as_fact()]
    case = procedure.apply(before_the_council(procedure), "decide", by=CONVENER, at=may(8, 16), facts=facts)
    return procedure.apply(case, "publish", by=CONVENER, at=may(9))


def why_not_assigned(
    procedure: Procedure, case: Case, resolution: Resolution, *, at: datetime, known: datetime | None
) -> list[str]:
    """Return the codes of what stands against the assignment, with the effect as known at a moment."""
    item = ActionItem.of(
        resolution, "A-1", what="", assignment=Assignment(owner="w-08", on=date(2023, 5, 17), within=30)
    )
    facts = [item.as_fact()]
    if known is not None:
        effect = resolution.effect(on=known.date(), calendar=WEEKENDS)
        facts.append(effect.as_fact(reference=f"effect-{known.date()}", about="LQ-1", at=known))
    return [each.code for each in procedure.explain(case, "assign", by=COMMITTEE, at=at, facts=facts)]


def test_a_case_is_not_assigned_while_its_resolution_is_held_up_and_is_once_it_is_in_effect() -> None:
    posting = Publication(id="P-1", places={"notice_board"}, posted_on=date(2023, 5, 9))
    objection = PublicObjection(id="O-1", by="r-9", on=date(2023, 5, 16))
    resolution = resolved().with_publication(posting).with_objection(objection)
    case = published(BINDING, resolution)
    assert why_not_assigned(BINDING, case, resolution, at=may(17), known=may(17)) == [
        "FACT_SHORT",
        "OBJECTION_HOLDS",
    ]
    standard = published(PROCEDURE, resolution)
    assert why_not_assigned(PROCEDURE, standard, resolution, at=may(17), known=None) == []

    answer = objection.answered(by="c-1", on=date(2023, 5, 18), reference="L-1").answers[0]
    resolution = resolution.with_answer("O-1", answer)
    assert why_not_assigned(BINDING, case, resolution, at=may(19), known=may(19)) == []
    assert why_not_assigned(BINDING, case, resolution, at=may(19), known=None) == ["FACT_MISSING"]


def test_a_challenged_resolution_is_handled_and_an_annulled_one_is_not() -> None:
    posting = Publication(id="P-1", places={"notice_board"}, posted_on=date(2023, 5, 9))
    challenge = Challenge(id="X-1", by="r-9", role="resident", on=date(2023, 5, 20))
    resolution = resolved().with_publication(posting).with_challenge(challenge)
    case = published(BINDING, resolution)
    assert why_not_assigned(BINDING, case, resolution, at=may(21), known=may(21)) == []
    ruling = Ruling(by="court-1", on=date(2023, 5, 22), reference="J-1", outcome=RulingOutcome.ANNULLED)
    resolution = resolution.with_ruling("X-1", ruling)
    assert why_not_assigned(BINDING, case, resolution, at=may(23), known=may(23)) == [
        "FACT_SHORT",
        "RESOLUTION_ANNULLED",
    ]


def test_an_effect_from_before_the_last_answer_does_not_serve() -> None:
    posting = Publication(id="P-1", places={"notice_board"}, posted_on=date(2023, 5, 9))
    resolution = resolved().with_publication(posting)
    case = published(BINDING, resolution)
    case = BINDING.apply(case, "object", by=Actor("r-9", roles={Role.RESIDENT}), at=may(17))
    answer = PublicObjection(id="O-1", by="r-9", on=date(2023, 5, 17)).answered(
        by="c-1", on=date(2023, 5, 18), reference="L-1"
    )
    facts = [answer.answer_fact(about="LQ-1")]
    case = BINDING.apply(case, "dismiss", by=CONVENER, at=may(18), facts=facts)
    assert why_not_assigned(BINDING, case, resolution, at=may(30), known=may(17, 10)) == ["FACT_STALE"]
    assert why_not_assigned(BINDING, case, resolution, at=may(30), known=may(30)) == []


def test_the_standard_table_asks_for_no_effect() -> None:
    assert five_step().table == five_step(FiveStepPolicy(handling_start="publication_over")).table
    asked = {each.kind for move in BINDING.table.moves for each in move.requires if isinstance(each, Shows)}
    standard = {
        each.kind for move in five_step().table.moves for each in move.requires if isinstance(each, Shows)
    }
    assert asked - standard == {FactKind.EFFECT}
    assert BINDING.check().is_sound
