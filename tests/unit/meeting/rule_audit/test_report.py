"""What an audit reports of a rule in a body."""

from fractions import Fraction
from itertools import product

import attrs
import pytest
from tests.unit.meeting.rule_audit.audited import Councils, Owners, codes, people

from communitygov.errors import InvalidValue
from communitygov.meeting.decision.combination import All, EachOf, In
from communitygov.meeting.decision.consent import NoUnsettledObjection, NoVoteAgainst, Unanimous
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Minimum, Quorum
from communitygov.meeting.rule_audit.body import Position
from communitygov.meeting.rule_audit.findings import NO_SHOW_PARADOX
from communitygov.meeting.rule_audit.kind import Headcount
from communitygov.meeting.rule_audit.profile import Profile, Veto
from communitygov.meeting.rule_audit.report import audit
from communitygov.meeting.rule_audit.survey import Question, survey
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import AtLeast, MoreThan

HALF = MoreThan("1/2")


# ------------------------------------------------------------------ article 278


def test_the_smallest_no_show_paradox_of_twelve_equal_owners_is_found(
    owners: Owners, ordinary: DecisionRule
) -> None:
    found = audit(ordinary, owners(equal=12)).no_show
    assert found is not None
    before, after = found.before, found.after
    assert (before.yes.total, before.no.total, before.abstain.total, before.away.total) == (5, 0, 2, 5)
    assert (after.yes.total, after.no.total, after.abstain.total, after.away.total) == (5, 1, 2, 4)
    assert (found.outcome_before, found.outcome_after) == (Outcome.INQUORATE, Outcome.ADOPTED)


def test_the_paradox_is_a_finding_with_its_witness_and_a_way_out(
    owners: Owners, ordinary: DecisionRule
) -> None:
    report = audit(ordinary, owners(equal=12))
    assert codes(report) == ["RECUSAL_DEADLOCK", "NO_SHOW_PARADOX"]
    finding = report.findings[1]
    assert finding.text("zh") == (
        "业主一人到会投反对票，反而使其通过（"
        "赞成：业主 5 人；弃权：业主 2 人；未到会：业主 5 人：未达法定人数；"
        "变为 赞成：业主 5 人；反对：业主 1 人；弃权：业主 2 人；未到会：业主 4 人：通过）"
    )
    assert "instead of a quorum" in finding.advice()


def test_five_of_twelve_owners_can_bind_all(owners: Owners, ordinary: DecisionRule) -> None:
    report = audit(ordinary, owners(equal=12))
    assert report.binding_share == Fraction(5, 12)
    assert report.least is not None
    assert report.least.taking_part == 8
    assert (report.states, report.is_monotone, report.is_proper) == (455, True, True)


def test_an_owner_of_three_fifths_of_the_area_has_a_veto_that_heads_hide(
    owners: Owners, ordinary: DecisionRule
) -> None:
    electorate = owners(60, 10, 10, 10, 10)
    report = audit(ordinary, electorate)
    (veto,) = report.veto_members
    assert veto.text("zh") == "业主（60.00 平方米） 1 人（反对、弃权、未到会）"
    assert veto.needs_yes
    ways = (Choice.YES, Choice.NO, None)
    passing = [
        profile
        for profile in product(ways, repeat=5)
        if ordinary.decide(
            Tally.count(electorate, {f"o-{at}": way for at, way in enumerate(profile) if way})
        ).outcome
        is Outcome.ADOPTED
    ]
    assert len(passing) == 27
    assert {profile[0] for profile in passing} == {Choice.YES}


def test_all_members_as_the_base_have_no_paradox(owners: Owners) -> None:
    rule = Majority("heads", base="all", threshold=HALF)
    report = audit(rule, owners(equal=12))
    assert report.no_show is None
    assert report.is_monotone


# ------------------------------------------------------------------ four parties


def test_the_composed_rule_of_four_parties_is_monotone_and_has_the_paradox(
    council: Councils, concurrent: DecisionRule
) -> None:
    rule = All(EachOf(Quorum("heads", HALF)), Quorum("heads", AtLeast("2/3")), concurrent)
    report = audit(rule, council(2, 2, 2, 2))
    assert (report.states, report.adopting) == (10_000, 16)
    assert report.is_monotone
    assert report.no_show is not None
    assert people(*report.blocking)[0] == {"two_committee_cadres": 1}
    assert report.deadlock is not None
    assert people(report.deadlock) == [{"two_committee_cadres": 1}]


def test_the_librarys_default_is_consent_and_the_audit_says_so(council: Councils) -> None:
    report = audit(FOUR_PARTY_DEFAULT, council(2, 1, 1, 1))
    assert codes(report)[:2] == ["RULE_VACUOUS", "MEMBER_VETO"]
    assert report.vacuous is not None
    assert (report.vacuous.yes.total, report.vacuous.taking_part) == (0, 4)
    assert {each.by[0] for each in report.vetoes} == {Position.AGAINST}
    sides = {code for each in report.veto_constituencies for code in each.who.by_constituency}
    assert len(sides) == 4


def test_a_constituency_whose_vote_changes_nothing_is_named(council: Councils) -> None:
    rule = In("two_committee_cadres", Majority("heads", base="all", threshold=HALF))
    report = audit(rule, council(3, 1, 2, 1))
    assert report.dummy_constituencies == (
        "residents_representatives",
        "retired_cadre_representatives",
        "local_worthies",
    )
    assert codes(report).count("CONSTITUENCY_DUMMY") == 3
    assert report.findings[-1].text("zh") == "乡贤代表一方怎样投票都不影响结果"
    assert people(*report.winning) == [{"two_committee_cadres": 2}]


def test_what_keeps_a_rule_from_ever_being_met_is_said(council: Councils) -> None:
    report = audit(FOUR_PARTY_DEFAULT, council(1, 1, 1, 0))
    assert not report.is_attainable
    assert codes(report)[:2] == ["RULE_UNATTAINABLE", "CONSTITUENCY_VACANT"]
    assert report.binding_share is None
    assert report.vetoes == ()
    assert report.winning == ()


def test_two_groups_that_can_both_win_are_shown(owners: Owners) -> None:
    report = audit(Minimum("yes", 2), owners(equal=4))
    assert not report.is_proper
    assert [each.total for each in report.rivals] == [2, 2]
    assert "RULE_IMPROPER" in codes(report)


# ------------------------------------------------------------------ deadlock by recusal


@pytest.mark.parametrize(("base", "enough"), [("all", 2), ("eligible", 3)])
def test_a_quorum_of_all_dies_of_two_recusals_of_three_and_one_of_the_eligible_of_three(
    owners: Owners, base: str, enough: int
) -> None:
    rule = Quorum("heads", HALF, base=base)
    report = audit(rule, owners(equal=3))
    assert report.deadlock is not None
    assert report.deadlock.total == enough
    assert ("RECUSAL_DEADLOCK" in codes(report)) == (enough < 3)


def test_a_deadlock_across_constituencies_is_a_finding_of_its_own(council: Councils) -> None:
    rule = Majority("heads", base="all", threshold=HALF)
    report = audit(rule, council(1, 1, 1, 1))
    assert report.deadlocks == ()
    assert report.deadlock is not None
    assert report.deadlock.total == 2
    assert codes(report) == ["RECUSAL_DEADLOCK"]


# ------------------------------------------------------------------ bounds and forms


def test_more_profiles_than_the_bound_are_refused_with_the_way_out(
    council: Councils, concurrent: DecisionRule
) -> None:
    with pytest.raises(InvalidValue, match=r"1500625 .* 200000 \(most_states\): raise the bound") as refused:
        audit(concurrent, council(4, 4, 4, 4))
    assert "survey()" in refused.value.text("zh")
    assert survey(concurrent, council(4, 4, 4, 4)).is_attainable


def test_a_body_of_nobody_is_audited(council: Councils) -> None:
    report = audit(Unanimous("all"), council(0, 0, 0, 0))
    assert (report.states, report.adopting, report.kinds) == (1, 0, ())
    assert report.least is None


def test_a_plain_no_is_tried_even_where_objections_are_asked(owners: Owners) -> None:
    rule = All(
        Quorum("heads", AtLeast("2/3"), count="participating"),
        Majority("heads", base="participating", threshold=HALF),
        NoUnsettledObjection(),
    )
    report = audit(rule, owners(equal=6))
    assert report.states == 210
    assert report.no_show is not None
    before, after = report.no_show.before, report.no_show.after
    assert (before.yes.total, before.taking_part, report.no_show.outcome_before) == (3, 3, Outcome.INQUORATE)
    assert (after.yes.total, after.no.total, after.objecting.total) == (3, 1, 0)
    assert Position.OBJECTING in {way for veto in report.veto_members for way in veto.by}
    assert not any(veto.needs_yes for veto in report.veto_members)


def test_a_vote_against_is_a_veto_where_nobody_may_vote_against(owners: Owners) -> None:
    report = audit(All(Minimum("yes", 1), NoVoteAgainst()), owners(equal=3))
    assert report.states == 20
    assert [veto.by for veto in report.veto_members] == [(Position.AGAINST,)]


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"adopting": 10_000}, "at most the profiles that were tried"),
        ({"adopting": 0}, "above 0 if something can be adopted"),
        ({"states": 5}, "how many profiles there are"),
        ({"most_states": 5}, "at least the profiles that were tried"),
        ({"is_attainable": False}, "must be true: what could be adopted"),
        ({"entitled": 0}, "at least the sizes of the kinds"),
        ({"kinds": ()}, "of the kinds of voters that are listed"),
        ({"least": None}, "given, or listed as unknown"),
        ({"least": Profile()}, "must place every voter"),
        ({"unknown": (Question.LEAST,), "least": None}, "every profile was tried"),
        ({"unknown": (Question.DEADLOCKS,)}, "it is answered"),
        ({"deadlock": Headcount()}, "must be somebody"),
        ({"deadlocks": (Headcount(),)}, "each be of one constituency"),
        ({"vetoes": (Veto(who=Headcount(), by=(Position.AWAY,)),)}, "must be somebody"),
        ({"obstacles": (NO_SHOW_PARADOX.finding("owners", {"mover": "x", "change": "y"}),)}, "must be empty"),
        ({"rivals": (Headcount(), Headcount())}, "among the minimal winning coalitions"),
    ],
)
def test_a_report_whose_answers_cannot_be_true_together_is_refused(
    owners: Owners, ordinary: DecisionRule, *, change: dict[str, object], match: str
) -> None:
    report = audit(ordinary, owners(equal=4))
    with pytest.raises(InvalidValue, match=match):
        attrs.evolve(report, **change)  # type: ignore[arg-type]


def test_a_report_with_a_witness_the_wrong_way_round_is_refused(
    owners: Owners, ordinary: DecisionRule
) -> None:
    report = audit(ordinary, owners(equal=4))
    assert report.no_show is not None
    with pytest.raises(InvalidValue, match="turned round as asked"):
        attrs.evolve(report, loss=report.no_show)
    with pytest.raises(InvalidValue, match="turned round as asked"):
        attrs.evolve(report, no_show=attrs.evolve(report.no_show, outcome_before=Outcome.ADOPTED))
    with pytest.raises(InvalidValue, match="have nobody in favour"):
        attrs.evolve(report, vacuous=report.least)
    with pytest.raises(InvalidValue, match="list no kind twice"):
        attrs.evolve(report, kinds=report.kinds * 2, entitled=8)


def test_more_kinds_than_can_be_counted_are_refused_at_once(owners: Owners) -> None:
    rule = Majority("area", base="all", threshold=HALF)
    with pytest.raises(InvalidValue, match=r"10\^30 or more"):
        audit(rule, owners(*range(1, 1001)))


def test_rivals_are_two_or_none(owners: Owners) -> None:
    report = audit(Unanimous("all"), owners(equal=2))
    with pytest.raises(InvalidValue, match="two groups or none"):
        attrs.evolve(report, rivals=[Headcount()])


@pytest.mark.determinism
def test_a_report_answers_every_question_in_both_languages(
    council: Councils, concurrent: DecisionRule
) -> None:
    report = audit(concurrent, council(1, 2, 1, 1))
    assert report.text("zh").splitlines()[:2] == ["所试情形：640 种，其中 22 种通过", "能否通过：能"]
    assert "no-show paradox): none" in report.text()
    assert len(report.text("zh").splitlines()) == len(report.text().splitlines()) == 14


def test_a_report_shows_itself_and_names_are_escaped(owners: Owners, ordinary: DecisionRule) -> None:
    electorate = owners(equal=2)
    side = attrs.evolve(electorate.constituencies[0], zh="<b>业主</b>")
    shown = audit(ordinary, attrs.evolve(electorate, constituencies=[side]))._repr_html_()
    assert "&lt;b&gt;业主" in shown
    assert "<b>" not in shown


def test_long_lists_are_cut_and_say_how_much_is_left(owners: Owners) -> None:
    rule = Majority("area", base="all", threshold=HALF)
    report = audit(rule, owners(6, 5, 4, 3, 2, 1))
    assert "more" in report.text()
    assert "另有" in report.text("zh")
