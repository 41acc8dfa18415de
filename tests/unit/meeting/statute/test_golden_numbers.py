"""Figures worked out apart from the library: how many must take part, and how many must agree."""

from collections.abc import Callable
from itertools import product

import pytest

from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.measure import AREA
from communitygov.meeting.statute import (
    Statute,
    civil_code_278,
    civil_code_279,
    collective_economy_law,
    four_deliberations,
    named,
    property_regulation,
    residents_committee_law,
    villagers_committee_law,
)
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import AtLeast, MoreThan

SIDE = Constituency("body", "全体", "the body")
ADOPTED, REJECTED, INQUORATE = Outcome.ADOPTED, Outcome.REJECTED, Outcome.INQUORATE
YES, NO, ABSTAIN = Choice.YES, Choice.NO, Choice.ABSTAIN
#: Owners of equal flats: least who take part; of these, least who agree, in ordinary and in major matters.
OWNERS = [
    (3, 2, 2, 2),
    (9, 6, 4, 5),
    (10, 7, 4, 6),
    (90, 60, 31, 45),
    (100, 67, 34, 51),
    (101, 68, 35, 51),
    (1168, 779, 390, 585),
]
#: The same where everybody takes part.
ALL_OWNERS = [(3, 2, 3), (9, 5, 7), (10, 6, 8), (90, 46, 68), (100, 51, 75), (101, 51, 76), (1168, 585, 876)]
#: Square metres of a flat, in hundredths.
FLAT = 8950


def owners(entitled: int, *, yes: int = 0, no: int = 0, abstain: int = 0) -> Tally:
    """Count owners of flats of the same size, by heads and by area."""
    heads = {"entitled": entitled, "present": yes + no + abstain, "yes": yes, "no": no, "abstain": abstain}
    area = {name: number * FLAT for name, number in heads.items()}
    by_measure = {"heads": Counts(**heads), "area": Counts(**area)}
    return Tally.from_counts({"body": by_measure}, constituencies=[SIDE])


def members(entitled: int, *, present: int, yes: int = 0, households: Counts | None = None) -> Tally:
    """Count members who came, and those of them in favour; the others of them are against."""
    heads = Counts(entitled=entitled, present=present, yes=yes, no=present - yes)
    given = {"heads": heads} | ({"households": households} if households else {})
    return Tally.from_counts({"body": given}, constituencies=[SIDE])


def comes_to(rule: DecisionRule, tally: Tally) -> Outcome:
    return rule.decide(tally).outcome


@pytest.mark.parametrize(("entitled", "least", "ordinary", "major"), OWNERS)
def test_owners_at_the_least_participation(entitled: int, least: int, ordinary: int, major: int) -> None:
    assert AtLeast("2/3").least(entitled) == least
    assert (MoreThan("1/2").least(least), AtLeast("3/4").least(least)) == (ordinary, major)
    for matter, needed in (("ordinary", ordinary), ("major", major)):
        rule = civil_code_278(matter=matter).decision_rule()
        assert comes_to(rule, owners(entitled, yes=needed, no=least - needed)) is ADOPTED
        assert comes_to(rule, owners(entitled, yes=needed - 1, abstain=least - needed + 1)) is REJECTED
        assert comes_to(rule, owners(entitled, yes=least - 1)) is INQUORATE


@pytest.mark.parametrize(("entitled", "ordinary", "major"), ALL_OWNERS)
def test_owners_at_full_participation(entitled: int, ordinary: int, major: int) -> None:
    assert (MoreThan("1/2").least(entitled), AtLeast("3/4").least(entitled)) == (ordinary, major)
    for matter, needed in (("ordinary", ordinary), ("major", major)):
        rule = civil_code_278(matter=matter).decision_rule()
        assert comes_to(rule, owners(entitled, yes=needed, no=entitled - needed)) is ADOPTED
        assert comes_to(rule, owners(entitled, yes=needed - 1, no=entitled - needed + 1)) is REJECTED


def test_34_of_100_owners_can_bind_all_in_the_code_and_51_or_67_had_to_agree_before() -> None:
    tally = owners(100, yes=34, no=33)
    assert comes_to(civil_code_278().decision_rule(), tally) is ADOPTED
    before = property_regulation().decision_rule()
    assert [comes_to(before, owners(100, yes=yes)) for yes in (50, 51)] == [INQUORATE, ADOPTED]
    assert comes_to(before, owners(100, yes=50, no=50)) is REJECTED
    major = property_regulation(matter="major").decision_rule()
    assert [comes_to(major, owners(100, yes=yes)) for yes in (66, 67)] == [REJECTED, ADOPTED]


def test_an_absent_opponent_who_comes_and_votes_no_makes_a_matter_pass() -> None:
    rule = civil_code_278().decision_rule()
    assert comes_to(rule, owners(12, yes=5, abstain=2)) is INQUORATE
    assert comes_to(rule, owners(12, yes=5, abstain=2, no=1)) is ADOPTED


def flats(*areas: int) -> Electorate:
    """Register owners by the area of their flats in square metres."""
    return Electorate(
        constituencies=[SIDE],
        voters=[Voter(f"o-{at}", "body", weights={"area": AREA.read(area)}) for at, area in enumerate(areas)],
        measures=[AREA],
    )


def test_the_owner_of_most_of_the_area_holds_a_veto_that_heads_do_not_show() -> None:
    rule, electorate = civil_code_278().decision_rule(), flats(60, 10, 10, 10, 10)
    passed = []
    for choices in product((YES, NO, None), repeat=5):
        cast = {f"o-{at}": choice for at, choice in enumerate(choices) if choice}
        if comes_to(rule, Tally.count(electorate, cast)) is ADOPTED:
            passed.append(choices)
    assert len(passed) == 27
    assert all(choices[0] is YES for choices in passed)


def test_one_measure_alone_is_not_enough() -> None:
    rule, electorate = civil_code_278().decision_rule(), flats(60, 10, 10, 10, 10)
    by_heads = dict.fromkeys(("o-1", "o-2", "o-3", "o-4"), YES)
    assert comes_to(rule, Tally.count(electorate, by_heads)) is INQUORATE
    outvoted = {"o-0": NO, **by_heads}
    assert comes_to(rule, Tally.count(electorate, outvoted)) is REJECTED
    by_area = {"o-0": YES, "o-1": YES, "o-2": NO, "o-3": NO, "o-4": NO}
    assert comes_to(rule, Tally.count(electorate, by_area)) is REJECTED


def test_every_interested_owner_consents_and_the_others_do_not_matter() -> None:
    rule = civil_code_279().decision_rule()
    near, far = {"parts": {"interested"}}, {}
    electorate = Electorate(
        constituencies=[SIDE],
        voters=[Voter("o-1", "body", **near), Voter("o-2", "body", **near), Voter("o-3", "body", **far)],
    )
    for choices, outcome in (
        ({"o-1": YES, "o-2": YES, "o-3": NO}, ADOPTED),
        ({"o-1": YES, "o-3": YES}, REJECTED),
        ({"o-1": YES, "o-2": ABSTAIN}, REJECTED),
    ):
        assert comes_to(rule, Tally.count(electorate, choices)) is outcome


def test_where_nobody_is_interested_nobody_can_consent_and_the_explanation_says_so() -> None:
    rule = civil_code_279().decision_rule()
    electorate = Electorate(constituencies=[SIDE], voters=[Voter("o-1", "body")], parts={"interested"})
    decision = rule.decide(Tally.count(electorate, {"o-1": YES}))
    assert decision.outcome is REJECTED
    assert "现无一人" in decision.explain("zh")
    assert "there is nobody" in decision.explain()


@pytest.mark.parametrize(("adults", "households"), [(600, 200), (601, 201)])
def test_villagers_come_by_301_adults_or_by_134_households(adults: int, households: int) -> None:
    rule = villagers_committee_law().decision_rule()

    def there(people: int, homes: int) -> Outcome:
        counted = Counts(entitled=households, present=homes)
        return comes_to(rule, members(adults, present=people, yes=people, households=counted))

    assert there(301, 0) is ADOPTED
    assert there(300, 133) is INQUORATE
    assert there(134, 134) is ADOPTED
    assert comes_to(rule, members(adults, present=302, yes=151, households=Counts(entitled=1))) is REJECTED
    assert comes_to(rule, members(adults, present=302, yes=152, households=Counts(entitled=1))) is ADOPTED


def test_a_village_group_needs_two_thirds_of_its_adults_or_of_its_households() -> None:
    rule = villagers_committee_law(vote="villagers_group").decision_rule()
    none, enough = Counts(entitled=9), Counts(entitled=9, present=6)
    assert comes_to(rule, members(30, present=20, yes=11, households=none)) is ADOPTED
    assert comes_to(rule, members(30, present=19, yes=19, households=none)) is INQUORATE
    assert comes_to(rule, members(30, present=6, yes=4, households=enough)) is ADOPTED
    assert comes_to(rule, members(30, present=6, yes=3, households=enough)) is REJECTED


def test_a_village_that_is_measured_by_one_measure_takes_the_rule_of_that_form() -> None:
    adults = villagers_committee_law(assembled_by="adults").decision_rule()
    assert comes_to(adults, members(600, present=301, yes=151)) is ADOPTED
    households = villagers_committee_law(assembled_by="households").decision_rule()
    homes = Counts(entitled=200, present=134)
    assert comes_to(households, members(200, present=134, yes=68, households=homes)) is ADOPTED
    assert comes_to(households, members(200, present=134, yes=67, households=homes)) is REJECTED


@pytest.mark.parametrize(
    ("make", "body", "present", "yes"),
    [
        (lambda: villagers_committee_law(vote="villagers_representatives"), 30, 20, 11),
        (lambda: villagers_committee_law(vote="villagers_representatives"), 41, 28, 15),
        (lambda: villagers_committee_law(vote="villagers_representatives"), 43, 29, 15),
        (lambda: residents_committee_law(edition="2018", assembled_by="group_representatives"), 60, 31, 16),
        (lambda: residents_committee_law(assembled_by="adults"), 600, 301, 151),
        (lambda: residents_committee_law(vote="residents_representatives"), 60, 40, 21),
        (collective_economy_law, 100, 67, 67),
        (collective_economy_law, 300, 200, 200),
        (collective_economy_law, 301, 201, 201),
        (lambda: four_deliberations(consent_base="present"), 30, 20, 10),
        (lambda: four_deliberations(consent_base="entitled"), 30, 20, 15),
    ],
)
def test_so_many_must_come_and_so_many_agree(
    make: Callable[[], Statute], body: int, present: int, yes: int
) -> None:
    rule = make().decision_rule()
    assert comes_to(rule, members(body, present=present, yes=yes)) is ADOPTED
    assert comes_to(rule, members(body, present=present, yes=yes - 1)) is REJECTED
    assert comes_to(rule, members(body, present=present - 1, yes=0)) is INQUORATE


@pytest.mark.parametrize("place", ["beijing", "hangzhou"])
@pytest.mark.parametrize(("body", "yes"), [(5, 3), (7, 4), (9, 5), (11, 6)])
def test_more_than_half_of_all_members_of_an_owners_committee_agree(place: str, body: int, yes: int) -> None:
    rule = named(f"{place}-property-regulation-committee").decision_rule()
    assert comes_to(rule, members(body, present=yes, yes=yes)) is ADOPTED
    assert comes_to(rule, members(body, present=body, yes=yes - 1)) is REJECTED


def test_the_council_of_a_collective_agrees_by_more_than_half_of_all() -> None:
    rule = collective_economy_law(body="council").decision_rule()
    assert comes_to(rule, members(9, present=6, yes=5)) is ADOPTED
    assert comes_to(rule, members(9, present=6, yes=4)) is REJECTED
    assert comes_to(rule, members(9, present=5, yes=5)) is INQUORATE


def test_benefits_for_those_who_are_no_members_take_three_quarters_of_all_members() -> None:
    rule = collective_economy_law(body="non_members").decision_rule()
    assert comes_to(rule, members(100, present=75, yes=75)) is ADOPTED
    assert comes_to(rule, members(100, present=100, yes=74)) is REJECTED
    assert comes_to(rule, members(100, present=66, yes=66)) is INQUORATE


def test_representatives_of_a_collective_agree_by_two_thirds_of_all() -> None:
    rule = collective_economy_law(body="representatives").decision_rule()
    assert [comes_to(rule, members(30, present=25, yes=yes)) for yes in (19, 20)] == [REJECTED, ADOPTED]


@pytest.mark.parametrize("vote", ["election", "recall"])
def test_more_than_half_of_the_registered_vote_and_more_than_half_of_these_agree(vote: str) -> None:
    rule = villagers_committee_law(vote=vote).decision_rule()
    assert comes_to(rule, members(600, present=301, yes=151)) is ADOPTED
    assert comes_to(rule, members(600, present=302, yes=151)) is REJECTED
    assert comes_to(rule, members(600, present=300, yes=300)) is INQUORATE


def test_a_residents_meeting_is_one_of_three_electorates() -> None:
    rule = residents_committee_law(edition="2018").decision_rule()
    group, home = {"group_representatives"}, {"household_representatives"}
    electorate = Electorate(
        constituencies=[SIDE],
        voters=[
            Voter("r-1", "body", parts={"adults"} | home | group),
            Voter("r-2", "body", parts={"adults"} | home | group),
            Voter("r-3", "body", parts={"adults"} | home | group),
            *(Voter(f"r-{at}", "body", parts={"adults"}) for at in range(4, 10)),
        ],
    )
    two = Tally.count(electorate, {"r-1": YES, "r-2": YES})
    assert comes_to(rule, two) is ADOPTED
    assert comes_to(rule, Tally.count(electorate, {"r-1": YES, "r-2": NO})) is REJECTED
    assert comes_to(rule, Tally.count(electorate, {"r-4": YES, "r-1": YES})) is INQUORATE
    adults = residents_committee_law(edition="2018", assembled_by="adults").decision_rule()
    assert comes_to(adults, two) is INQUORATE
    assert (
        comes_to(adults, Tally.count(electorate, dict.fromkeys(electorate.columns.ids[:5], YES))) is ADOPTED
    )


def test_a_lift_needs_two_thirds_of_the_unit_and_no_open_objection() -> None:
    rule = named("jinan-lifts-regulation").decision_rule()
    assert comes_to(rule, owners(12, yes=8)) is ADOPTED
    assert comes_to(rule, owners(12, yes=7, no=5)) is REJECTED
    objecting = Counts(entitled=12, present=12, yes=11, no=1, objections=1)
    area = Counts(entitled=12 * FLAT, present=12 * FLAT, yes=11 * FLAT, no=FLAT)
    tally = Tally.from_counts({"body": {"heads": objecting, "area": area}}, constituencies=[SIDE])
    assert comes_to(rule, tally) is REJECTED


def test_every_cause_is_cited_to_its_article() -> None:
    decision = civil_code_278().decision_rule().decide(owners(100, yes=34, no=32))
    assert [str(finding.source) for finding in decision.findings] == ["cn-civil-code, 278"] * 2
