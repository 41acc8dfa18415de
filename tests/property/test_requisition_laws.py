"""Laws of requisitions."""

from datetime import date

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.property.council_days import FIRST, near

from communitygov.core.workcalendar import WeekendCalendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.meeting.council.requisition import Requisition, RequisitionSignature
from communitygov.testing.strategies.council import (
    requisitions,
    signatures,
)


def added(asked: Requisition, more: list[RequisitionSignature]) -> Requisition:
    """Return a requisition with those signatures more that contradict none and that its rule counts."""
    known = {(each.by, each.measure) for each in asked.signatures}
    counted = {each.measure.code for each in asked.rule.any_of}
    fresh = {
        (each.by, each.measure): each
        for each in more
        if (each.by, each.measure) not in known and each.measure in counted
    }
    return asked.with_signatures(fresh.values())


def newcomers(measure: str, amount: int) -> list[RequisitionSignature]:
    """Return so much that has not signed: by heads so many people, else one who weighs it."""
    if measure == "heads":
        return [RequisitionSignature(f"one-more-{at}") for at in range(amount)]
    return [RequisitionSignature("one-more", measure, amount=amount)]


@given(requisitions(), st.lists(signatures(), max_size=5))
def test_another_signature_never_loses_a_requisition(
    asked: Requisition, more: list[RequisitionSignature]
) -> None:
    fuller = added(asked, more)
    assert fuller.is_reached >= asked.is_reached
    for before, after in zip(asked.counts, fuller.counts, strict=True):
        assert after.have >= before.have
        assert (after.shortfall or 0) <= (before.shortfall or 0)


@given(requisitions())
def test_signing_again_changes_nothing(asked: Requisition) -> None:
    assert asked.with_signatures(asked.signatures) == asked


@given(requisitions())
def test_what_is_lacking_is_just_enough(asked: Requisition) -> None:
    for count in asked.counts:
        if count.whole is None:
            continue
        assert count.is_met == count.share.threshold.is_met(count.have, count.whole)
        if count.shortfall:
            missing = newcomers(count.share.measure.code, count.shortfall)
            assert asked.with_signatures(missing).is_reached
    named = [each.code for each in asked.findings(on=FIRST, calendar=WeekendCalendar())]
    assert ("REQUISITION_SHORT" in named) == (not asked.is_reached)


@given(requisitions(), near(most=90))
def test_an_answer_is_owed_only_to_enough_who_have_handed_in(asked: Requisition, on: date) -> None:
    due = asked.answer_due(WeekendCalendar())
    codes = [each.code for each in asked.findings(on=on, calendar=WeekendCalendar())]
    owed = asked.is_reached and asked.submitted_on is not None and asked.rule.answer_within is not None
    assert (due is not None) == owed
    if due is None:
        assert not {"REQUISITION_UNANSWERED", "REQUISITION_ANSWERED_LATE"} & set(codes)
    else:
        assert asked.submitted_on is not None
        assert due > asked.submitted_on
        assert ("REQUISITION_UNANSWERED" in codes) == (
            on > due and (asked.answered_on is None or asked.answered_on > on)
        )


@given(requisitions(), st.sampled_from(PeriodUnit), st.integers(1, 60), st.integers(0, 30))
def test_a_longer_time_to_answer_never_ends_sooner(
    asked: Requisition, unit: PeriodUnit, amount: int, longer: int
) -> None:
    unit = PeriodUnit.DAYS if unit is PeriodUnit.HOURS else unit
    everybody = [
        signature
        for each in asked.counts
        if each.whole is not None
        for signature in newcomers(each.share.measure.code, each.whole)
    ]
    handed_in = attrs.evolve(
        asked.with_signatures(everybody), submitted_on=FIRST, answered_on=None, answer=None
    )
    due, later = (
        attrs.evolve(handed_in, rule=attrs.evolve(asked.rule, answer_within=within)).answer_due(
            WeekendCalendar()
        )
        for within in (Period(amount, unit), Period(amount + longer, unit))
    )
    assert due is not None
    assert later is not None
    assert FIRST < due <= later
