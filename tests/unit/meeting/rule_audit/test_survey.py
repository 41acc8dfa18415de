from collections.abc import Callable
from fractions import Fraction
from typing import ClassVar

import attrs
import pytest

from communitygov.errors import InvalidValue, Words
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.council.council import Council
from communitygov.meeting.decision.combination import All
from communitygov.meeting.decision.consent import NoUnsettledObjection
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Minimum, Quorum
from communitygov.meeting.measure import AREA, HEADS
from communitygov.meeting.rule_audit.profile import Profile
from communitygov.meeting.rule_audit.report import audit
from communitygov.meeting.rule_audit.survey import Question, survey
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold

Owners = Callable[..., Electorate]


@attrs.frozen
class OwnMajority(Majority):
    """A majority of the caller's own kind, of which the library knows nothing."""

    document_kind = "test-surveyed-majority"


@attrs.frozen
class KnowsNoOpponents(Majority):
    """A majority of the caller's own kind that refuses votes against."""

    document_kind = "test-knows-no-opponents"

    def outcome(self, scope: Scope) -> Outcome:
        against = scope.total(HEADS).no
        if against:
            raise InvalidValue("no votes", against, Words("须为 0", "must be 0"))
        return super().outcome(scope)


@attrs.frozen
class NobodyAgrees(DecisionRule):
    """A rule of the caller's own that adopts only if nobody agrees."""

    document_kind: ClassVar[str] = "test-nobody-agrees"

    def outcome(self, scope: Scope) -> Outcome:
        return Outcome.REJECTED if scope.total(HEADS).yes else Outcome.ADOPTED

    def said(self, scope: Scope) -> Words:
        return Words(f"{scope.council} 无人赞成", "nobody agrees")


Councils = Callable[..., Council]
Rules = Callable[[Threshold], DecisionRule]


@pytest.mark.parametrize(
    ("number", "taking_part", "ordinary", "special"),
    [
        (3, 2, 2, 2),
        (9, 6, 4, 5),
        (10, 7, 4, 6),
        (90, 60, 31, 45),
        (100, 67, 34, 51),
        (101, 68, 35, 51),
        (1168, 779, 390, 585),
    ],
)
def test_under_article_278_a_third_of_equal_owners_binds_all(
    owners: Owners, by_area_and_heads: Rules, *, number: int, taking_part: int, ordinary: int, special: int
) -> None:
    for agree, yes in ((MoreThan("1/2"), ordinary), (AtLeast("3/4"), special)):
        report = survey(by_area_and_heads(agree), owners(equal=number))
        assert report.least is not None
        assert (report.least.taking_part, report.least.yes.total) == (taking_part, yes)
        assert report.binding_share == Fraction(yes, number)


@pytest.mark.parametrize(("members", "yes"), [(5, 3), (7, 4), (9, 5), (11, 6)])
def test_an_owners_committee_decides_by_a_majority_of_all(owners: Owners, members: int, yes: int) -> None:
    rule = Majority("heads", base="all", threshold=MoreThan("1/2"))
    assert survey(rule, owners(equal=members)).binding_share == Fraction(yes, members)


@pytest.mark.parametrize(("members", "yes"), [(100, 67), (200 + 100, 200), (301, 201)])
def test_a_collective_decides_by_two_thirds_of_all(owners: Owners, members: int, yes: int) -> None:
    rule = All(Quorum("heads", AtLeast("2/3")), Majority("heads", base="all", threshold=AtLeast("2/3")))
    assert survey(rule, owners(equal=members)).binding_share == Fraction(yes, members)


@pytest.mark.parametrize(("members", "present", "yes"), [(30, 20, 11), (41, 28, 15), (43, 29, 15)])
def test_representatives_decide_by_a_majority_of_two_thirds(
    owners: Owners, *, members: int, present: int, yes: int
) -> None:
    rule = All(Quorum("heads", AtLeast("2/3")), Majority("heads", base="present", threshold=MoreThan("1/2")))
    least = survey(rule, owners(equal=members)).least
    assert least is not None
    assert (least.taking_part, least.yes.total) == (present, yes)


def test_of_several_kinds_the_fewest_are_left_to_an_audit(
    council: Councils, concurrent: DecisionRule
) -> None:
    assert survey(concurrent, council(2, 2, 2, 2)).binding_share is None
    assert audit(concurrent, council(2, 2, 2, 2)).binding_share == Fraction(3, 8)


def test_bodies_of_any_size_are_surveyed(council: Councils, concurrent: DecisionRule) -> None:
    report = survey(concurrent, council(30, 30, 30, 30))
    assert report.is_attainable
    assert [dict(each.who.by_constituency) for each in report.veto_constituencies] == [
        {"two_committee_cadres": 30}
    ]
    assert report.veto_members == ()


def test_a_survey_says_consent_and_names_a_profile(council: Councils) -> None:
    report = survey(FOUR_PARTY_DEFAULT, council(5, 5, 5, 5))
    assert report.vacuous is not None
    assert report.vacuous.abstain.total == 20
    assert [each.code for each in report.findings][:2] == ["RULE_VACUOUS", "MEMBER_VETO"]
    assert report.text("zh").splitlines()[0] == "能否通过：能"


def test_what_would_take_too_long_is_not_known_and_everything_else_is_told(owners: Owners) -> None:
    rule = Majority("heads", base="all", threshold=MoreThan("1/2"))
    report = survey(rule, owners(equal=100), most_states=706)
    assert (report.unknown, report.least, report.binding_share) == ((Question.LEAST,), None, None)
    assert "最少赞成：未知：须试的情形太多" in report.text("zh")
    assert [each.total for each in report.deadlocks] == [50]
    assert survey(rule, owners(equal=100), most_states=707).binding_share == Fraction(51, 100)


def test_with_hardly_any_tries_nothing_but_the_extremes_is_known(owners: Owners) -> None:
    report = survey(Majority("area", base="all", threshold=MoreThan("1/2")), owners(3, 2, 1), most_states=3)
    assert report.unknown == tuple(Question)
    assert report.is_attainable
    assert report.text().count("not known") == 4


@pytest.mark.parametrize("number", [24, 300, 1100])
def test_owners_of_different_areas_are_surveyed(
    owners: Owners, by_area_and_heads: Rules, *, number: int
) -> None:
    areas = [8000 + 7 * at for at in range(number)]
    report = survey(by_area_and_heads(MoreThan("1/2")), owners(*areas))
    assert report.unknown == (Question.LEAST,)
    left, gone = sum(areas), 0
    for area in reversed(areas):
        if 3 * left < 2 * sum(areas) or 3 * (number - gone) < 2 * number:
            break
        left, gone = left - area, gone + 1
    assert [each.total for each in report.deadlocks] == [gone]
    assert report.vetoes == ()


def test_what_a_rule_does_not_read_makes_no_kinds() -> None:
    voters = [Voter(f"o-{at}", "owners", weights={"area": 2**at}) for at in range(40)]
    electorate = Electorate(
        constituencies=[Constituency("owners", "业主", "owners")], voters=voters, measures=[AREA]
    )
    report = survey(Minimum("yes", 1), electorate)
    assert report.binding_share == Fraction(1, 40)
    assert [each.total for each in report.deadlocks] == [40]


def test_a_body_of_nobody_is_surveyed(council: Councils) -> None:
    report = survey(NoUnsettledObjection(), council(0, 0, 0, 0))
    assert (report.is_attainable, report.least, report.unknown) == (True, Profile(), ())


def test_of_a_rule_of_ones_own_many_kinds_are_given_up_early(owners: Owners) -> None:
    report = survey(OwnMajority("area", base="all", threshold=MoreThan("1/2")), owners(*range(1, 1101)))
    assert Question.DEADLOCKS in report.unknown
    assert report.is_attainable


def test_a_rule_that_agreement_hurts_is_not_called_unattainable(owners: Owners) -> None:
    report = survey(NobodyAgrees(), owners(equal=2))
    assert report.vacuous is not None
    assert report.least == report.vacuous


def test_what_a_rule_of_ones_own_refuses_is_not_taken_for_too_much(owners: Owners) -> None:
    with pytest.raises(InvalidValue, match="no votes: 1 will not do"):
        survey(KnowsNoOpponents("heads", base="all", threshold=MoreThan("1/2")), owners(equal=2))


def test_a_whole_body_is_no_veto(owners: Owners, council: Councils) -> None:
    rule = Majority("heads", base="all", threshold=MoreThan("1/2"))
    assert survey(rule, owners(equal=4)).vetoes == ()
    assert [each.who.total for each in survey(rule, council(3, 1, 1, 1)).vetoes] == [3]


@pytest.mark.parametrize(("council", "day"), [(5, None), (None, None), (None, 5)])
def test_what_is_no_body_is_refused(council: object, day: object) -> None:
    with pytest.raises(InvalidValue):
        survey(Minimum("yes", 1), council, on=day)  # type: ignore[arg-type]
