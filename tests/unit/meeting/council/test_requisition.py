"""Who asks for a sitting, and whether they are answered."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.workcalendar import WeekendCalendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.council.requisition import Requisition, RequisitionSignature
from communitygov.meeting.council.requisition_rule import RequisitionRule, RequisitionShare
from communitygov.meeting.measure import AREA
from communitygov.meeting.threshold import AtLeast

CALENDAR = WeekendCalendar()
THURSDAY = date(2023, 5, 4)
RULE = RequisitionRule(
    any_of=[
        RequisitionShare("heads", AtLeast("1/5")),
        RequisitionShare("households", AtLeast("1/5")),
        RequisitionShare("groups", AtLeast("1/3")),
    ],
    answer_within=Period(5, PeriodUnit.WORKDAYS),
    source=LIBRARY_DEFAULT,
)


def requisition(*signatures: RequisitionSignature, body: Mapping[str, int] | None = None) -> Requisition:
    sizes = {"heads": 10, "households": 5, "groups": 3} if body is None else body
    return Requisition(id="q-1", council="c-1", rule=RULE, body=sizes, signatures=signatures)


def codes(asked: Requisition, on: date = THURSDAY) -> list[str]:
    return [each.code for each in asked.findings(on=on, calendar=CALENDAR)]


@pytest.mark.parametrize(
    ("signatures", "reached"),
    [
        ((), False),
        ((RequisitionSignature("r-1"),), False),
        ((RequisitionSignature("r-1"), RequisitionSignature("r-2")), True),
        ((RequisitionSignature("h-1", "households"),), True),
        ((RequisitionSignature("g-1", "groups"),), True),
    ],
    ids=["nobody", "one-of-ten", "two-of-ten", "a-household", "a-group"],
)
def test_one_way_is_enough(signatures: tuple[RequisitionSignature, ...], *, reached: bool) -> None:
    asked = requisition(*signatures)
    assert asked.is_reached is reached
    assert codes(asked) == ([] if reached else ["REQUISITION_SHORT"])


def test_who_signs_twice_is_counted_once() -> None:
    asked = requisition(RequisitionSignature("r-1"), RequisitionSignature("r-1"))
    assert asked.counts[0].have == 1
    assert asked.with_signatures([RequisitionSignature("r-1")]) == asked
    assert asked.with_signatures([RequisitionSignature("r-1", "households")]).is_reached


def test_a_signature_that_would_count_nowhere_is_refused() -> None:
    for measure in ("area", "head"):
        with pytest.raises(UnknownName, match="No measure of this requisition is called"):
            requisition(RequisitionSignature("r-1"), RequisitionSignature("o-1", measure))
    with pytest.raises(UnknownName, match="Did you mean 'heads'"):
        requisition().with_signatures([RequisitionSignature("o-1", "head")])


def test_by_heads_everybody_counts_once() -> None:
    with pytest.raises(InvalidValue, match="amount: 5 will not do; it must be 1 by heads"):
        RequisitionSignature("r-1", amount=5)
    assert RequisitionSignature("h-1", "households", amount=5).amount == 5


def test_who_signs_twice_weighs_the_same_both_times() -> None:
    with pytest.raises(InvalidValue, match="must weigh the same") as caught:
        requisition(
            RequisitionSignature("o-1", "groups", amount=2), RequisitionSignature("o-1", "groups", amount=1)
        )
    assert "o-1" not in str(caught.value)


def test_what_signs_adds_up_to_what_a_document_holds() -> None:
    most = RequisitionSignature("o-1", "groups", amount=2**53 - 1)
    assert requisition(most).counts[0].have == 0
    with pytest.raises(InvalidValue, match="must add up to at most"):
        requisition(most, RequisitionSignature("o-2", "groups"))


def test_what_is_lacking_is_said_by_every_measure() -> None:
    asked = requisition(RequisitionSignature("r-1"))
    assert asked.explain().splitlines() == [
        "at least 1/5 by heads: 1 of 10, 2 needed, 1 short",
        "at least 1/5 by households: 0 of 5 households, 1 needed, 1 short",
        "at least 1/3 by groups: 0 of 3 groups, 1 needed, 1 short",
    ]
    (finding,) = asked.findings(on=THURSDAY, calendar=CALENDAR)
    assert finding.source == LIBRARY_DEFAULT
    assert {("heads_shortfall", "1"), ("households_shortfall", "1"), ("groups_shortfall", "1")} <= set(
        finding.details
    )
    assert "小组数至少1/3：全体 3 个小组，须 1 个小组，已有 0 个小组，差 1 个小组" in finding.text("zh")


def test_a_way_whose_whole_is_unknown_is_said_to_be_unknown() -> None:
    asked = requisition(RequisitionSignature("h-1", "households"), body={"heads": 10})
    assert not asked.is_reached
    assert asked.explain("zh").splitlines()[1] == "户数至少1/5：全体数未知"
    (finding,) = asked.findings(on=THURSDAY, calendar=CALENDAR)
    assert "households_shortfall" not in dict(finding.details)


def test_area_is_counted_in_its_smallest_unit() -> None:
    rule = RequisitionRule(any_of=[RequisitionShare(AREA, AtLeast("1/5"))])
    asked = Requisition(
        id="q-1",
        council="owners-assembly",
        rule=rule,
        body={"area": AREA.read("1000.00")},
        signatures=[RequisitionSignature("o-1", "area", amount=AREA.read("199.99"))],
    )
    assert not asked.is_reached
    assert asked.with_signatures([RequisitionSignature("o-2", "area", amount=AREA.read("0.01"))]).is_reached


def test_more_signatures_than_there_are_is_a_finding() -> None:
    asked = requisition(*(RequisitionSignature(f"g-{at}", "groups") for at in range(4)))
    (finding,) = asked.findings(on=THURSDAY, calendar=CALENDAR)
    assert finding.code == "REQUISITION_OVERCOUNTED"
    assert dict(finding.details)["measure"] == "groups"
    assert finding.text() == "requisition q-1, groups: 4 groups signed, more than the whole body, 3 groups"


def test_all_there_are_may_sign() -> None:
    assert codes(requisition(*(RequisitionSignature(f"g-{at}", "groups") for at in range(3)))) == []


def test_nobody_who_signed_is_shown() -> None:
    asked = requisition(
        RequisitionSignature("r-1"), *(RequisitionSignature(f"g-{at}", "groups") for at in range(4))
    )
    said = [each.text() + str(each.details) for each in asked.findings(on=THURSDAY, calendar=CALENDAR)]
    for shown in (
        repr(asked),
        repr(RequisitionSignature("r-1")),
        asked.explain(),
        asked._repr_html_(),
        *said,
    ):
        assert "r-1" not in shown
        assert "g-1" not in shown


def test_the_picture_marks_what_is_enough() -> None:
    picture = requisition(RequisitionSignature("g-1", "groups"))._repr_html_()
    assert picture.count("<td>✗</td>") == 2
    assert picture.count("<td>✓</td>") == 1


# ------------------------------------------------------------------ the answer


def answered(on: date | None = None) -> Requisition:
    asked = requisition(RequisitionSignature("g-1", "groups")).with_submission(on=THURSDAY)
    return asked if on is None else asked.with_answer("notice-7", on=on)


def test_the_day_of_handing_in_is_not_counted_for_the_answer() -> None:
    assert answered().answer_due(CALENDAR) == date(2023, 5, 11)


@pytest.mark.parametrize(
    ("on", "found"),
    [(date(2023, 5, 11), []), (date(2023, 5, 12), ["REQUISITION_UNANSWERED"])],
)
def test_without_an_answer_it_is_overdue_after_the_last_day(on: date, found: list[str]) -> None:
    assert codes(answered(), on) == found


@pytest.mark.parametrize(
    ("came", "found"),
    [(THURSDAY, []), (date(2023, 5, 11), []), (date(2023, 5, 12), ["REQUISITION_ANSWERED_LATE"])],
)
def test_an_answer_after_the_last_day_is_late_for_ever(came: date, found: list[str]) -> None:
    assert codes(answered(came), date(2024, 1, 1)) == found
    assert codes(answered(came), came) == found


def test_an_answer_yet_to_come_is_none() -> None:
    asked = answered(date(2023, 5, 15))
    (finding,) = asked.findings(on=date(2023, 5, 12), calendar=CALENDAR)
    assert finding.code == "REQUISITION_UNANSWERED"
    assert ("late", "1") in finding.details


def test_no_answer_is_due_where_none_is_asked_for_or_nothing_handed_in_or_too_few_ask() -> None:
    unsubmitted = requisition(RequisitionSignature("g-1", "groups"))
    unbound = attrs.evolve(answered(), rule=attrs.evolve(RULE, answer_within=None))
    short = requisition().with_submission(on=THURSDAY)
    assert [each.answer_due(CALENDAR) for each in (unsubmitted, unbound, short)] == [None] * 3
    assert codes(unbound, date(2030, 1, 1)) == []


def test_an_answer_comes_with_its_reference_and_after_handing_in() -> None:
    with pytest.raises(InvalidValue, match="must be given with answered_on"):
        attrs.evolve(answered(), answer="notice-7")
    with pytest.raises(InvalidValue, match="must be given with answered_on"):
        attrs.evolve(answered(), answered_on=THURSDAY)
    with pytest.raises(InvalidValue, match="earlier than the day of handing in"):
        answered(date(2023, 5, 3))
    with pytest.raises(InvalidValue, match="earlier than the day of handing in"):
        requisition().with_answer("notice-7", on=THURSDAY)


def test_a_moment_is_no_day() -> None:
    with pytest.raises(InvalidValue, match="must be a date without a time"):
        requisition().findings(on=datetime(2023, 5, 4, tzinfo=UTC), calendar=CALENDAR)


# ------------------------------------------------------------------ the body


@pytest.mark.parametrize(
    "body",
    [
        {"heads": 0},
        {"heads": True},
        {"heads": "10"},
        {"人": 10},
        {"heads": 2**53},
        [("heads",)],
        [("heads", 10), ("heads", 11)],
        5,
    ],
    ids=["nobody", "boolean", "text", "no-code", "too-large", "no-pair", "twice", "no-collection"],
)
def test_a_body_is_whole_numbers_by_measure(body: Mapping[str, int]) -> None:
    with pytest.raises(InvalidValue):
        requisition(body=body)


def test_a_body_is_measured_in_one_way_of_the_rule_at_least() -> None:
    with pytest.raises(InvalidValue, match="must give the size by one of these: heads, households, groups"):
        requisition(body={"area": 5})


def test_a_body_is_kept_in_the_order_of_codes() -> None:
    assert requisition(body={"heads": 1, "groups": 2}).body == (("groups", 2), ("heads", 1))
