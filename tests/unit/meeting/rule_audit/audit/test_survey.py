from collections.abc import Callable
from fractions import Fraction

import pytest

from communitygov.errors import InvalidValue
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.council.council import Council
from communitygov.meeting.decision.combination import All
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Minimum, Quorum
from communitygov.meeting.measure import AREA
from communitygov.meeting.rule_audit.report import audit
from communitygov.meeting.rule_audit.survey import survey
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold

Owners = Callable[..., Electorate]
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


def test_a_search_that_would_take_too_long_is_refused(owners: Owners) -> None:
    rule = Majority("heads", base="all", threshold=MoreThan("1/2"))
    with pytest.raises(InvalidValue, match="707 will not do; it must be at most 706"):
        survey(rule, owners(equal=100), most_states=706)


def test_recusals_of_many_different_weights_are_not_tried_for_ever() -> None:
    voters = [Voter(f"o-{at}", "owners", weights={"area": 2**at}) for at in range(20)]
    electorate = Electorate(
        constituencies=[Constituency("owners", "业主", "owners")], voters=voters, measures=[AREA]
    )
    with pytest.raises(InvalidValue, match="1001 will not do"):
        survey(Minimum("yes", 1), electorate, most_states=1000)
