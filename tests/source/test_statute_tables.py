"""The figures of every legal preset, typed a second time and compared to the last one.

How a rule is written: `measure count/base ≥share` for a quorum, `measure yes/base ≥share` for a majority;
`&` for all of them, `|` for one of them.
"""

from datetime import date

import pytest

from communitygov.deliberation.village_policy import FIGURE_SOURCES, ConsentBase, VillagePolicy
from communitygov.meeting.decision.combination import All, Any, Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection, Unanimous
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.majority import Majority, Silent, Tie
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.statute import (
    STATUTES,
    Gap,
    Statute,
    Verification,
    four_deliberations,
    named,
    residents_committee_law,
    villagers_committee_law,
)
from communitygov.meeting.threshold import Threshold

OF_278 = (
    "(area participating/all ≥2/3 & heads participating/all ≥2/3 & "
    "area yes/participating {0} & heads yes/participating {0})"
)
OF_REGULATION = (
    "(area participating/all >1/2 & heads participating/all >1/2 & area yes/all {0} & heads yes/all {0})"
)
HALF_THERE = "(heads present/all >1/2 & heads yes/present >1/2)"
VOTE = "(heads participating/all >1/2 & heads yes/participating >1/2)"

#: Identifier → rule; those without one have none.
RULES = {
    "cn-civil-code-278-ordinary": OF_278.format(">1/2"),
    "cn-civil-code-278-major": OF_278.format("≥3/4"),
    "cn-civil-code-279": "interested: all agree of all",
    "cn-property-regulation-ordinary": OF_REGULATION.format(">1/2"),
    "cn-property-regulation-major": OF_REGULATION.format("≥2/3"),
    "cn-residents-committee-law-2018": f"(adults: {HALF_THERE} | household_representatives: {HALF_THERE} | "
    f"group_representatives: {HALF_THERE})",
    "cn-villagers-committee-law-2018-assembly": "((heads present/all >1/2 | households present/all ≥2/3) & "
    "heads yes/present >1/2)",
    "cn-villagers-committee-law-2018-representatives": "(heads present/all ≥2/3 & heads yes/present >1/2)",
    "cn-villagers-committee-law-2018-group": "((heads present/all ≥2/3 | households present/all ≥2/3) & "
    "heads yes/present >1/2)",
    "cn-villagers-committee-law-2018-election": VOTE,
    "cn-villagers-committee-law-2018-recall": VOTE,
    "cn-rural-collective-law-members": "(heads present/all ≥2/3 & heads yes/all ≥2/3)",
    "cn-rural-collective-law-representatives": "heads yes/all ≥2/3",
    "cn-rural-collective-law-council": "(heads present/all ≥2/3 & heads yes/all >1/2)",
    "beijing-property-regulation-committee": "(heads present/all >1/2 & heads yes/all >1/2)",
    "hangzhou-property-regulation-committee": "heads yes/all >1/2",
    "jinan-lifts-regulation": "(area yes/all ≥2/3 & heads yes/all ≥2/3 & no objection)",
    "practice-four-deliberations-entitled": "(heads present/all ≥2/3 & heads yes/all ≥1/2)",
    "practice-four-deliberations-present": "(heads present/all ≥2/3 & heads yes/present ≥1/2)",
}
#: Identifier → days by interval.
DAYS = {
    "cn-property-regulation-convening": "notice 15",
    "cn-villagers-committee-law-2018-assembly": "notice 10",
    "cn-villagers-committee-law-2018-election": "voters_posted 20, voters_objection 5, answer_within 3",
    "cn-rural-collective-law-members": "notice 10",
    "beijing-property-regulation-assembly": "notice 15, posted_within 3",
    "beijing-property-regulation-committee": "committee_told 5, posted_within 3",
    "hangzhou-property-regulation-assembly": "notice 15, notice_extraordinary 7, vote_least 5, vote_most 60",
    "lishui-property-regulation-delegates": "posted_for 10",
    "jinan-lifts-regulation": "posted_for 15",
    "zhejiang-villagers-committee-measures": "items_ahead 3",
    "practice-four-deliberations-entitled": "items_ahead 3, posted_for 7, answer_within 3",
    "practice-four-deliberations-present": "items_ahead 3, posted_for 7, answer_within 3",
}
#: Identifier → one of these may ask for a meeting, or for a recall.
REQUISITIONS = {
    "cn-property-regulation-convening": "heads ≥1/5",
    "cn-residents-committee-law-2018": "heads ≥1/5 | households ≥1/5 | groups ≥1/3",
    "cn-villagers-committee-law-2018-assembly": "heads ≥1/10 | representatives ≥1/3",
    "cn-villagers-committee-law-2018-representatives": "representatives ≥1/5",
    "cn-villagers-committee-law-2018-recall": "heads ≥1/5 | representatives ≥1/3",
    "beijing-property-regulation-committee": "heads ≥1/3",
}
#: Identifier → who may act as a proxy, for how many, declared how many days before.
PROXIES = {
    "cn-property-regulation-convening": ("anybody", None, None),
    "cn-villagers-committee-law-2018-election": ("near_relatives", None, None),
    "cn-rural-collective-law-members": ("household", None, None),
    "beijing-property-regulation-committee": ("nobody", None, None),
    "zhejiang-village-elections": ("near_relatives", 3, 3),
}
#: Beginning of the identifier → first day, and the day on which another text takes its place.
SPANS = {
    "cn-civil-code": (date(2021, 1, 1), None),
    "cn-property-regulation-convening": (date(2018, 3, 19), None),
    "cn-property-regulation": (date(2018, 3, 19), date(2021, 1, 1)),
    "cn-residents-committee-law-2018": (date(1990, 1, 1), date(2026, 1, 1)),
    "cn-villagers-committee-law-2018": (date(2018, 12, 29), date(2026, 1, 1)),
    "cn-residents-committee-law-2025": (date(2026, 1, 1), None),
    "cn-villagers-committee-law-2025": (date(2026, 1, 1), None),
    "cn-rural-collective-law": (date(2025, 5, 1), None),
}


def share(threshold: Threshold) -> str:
    return f"{'>' if threshold.is_strict else '≥'}{threshold.share}"


def written(rule: DecisionRule) -> str:
    """Write a rule as in the table above; one that the table cannot write is a failure."""
    match rule:
        case Quorum():
            said = f"{rule.measure.code} {rule.count.value}/{rule.base.value} {share(rule.threshold)}"
        case Majority(tie=Tie.REJECTED, silent=Silent.NOT_COUNTED):
            said = f"{rule.measure.code} yes/{rule.base.value} {share(rule.threshold)}"
        case Unanimous():
            said = f"all agree of {rule.base.value}"
        case NoUnsettledObjection():
            said = "no objection"
        case Sub():
            said = f"{rule.part}: {written(rule.rule)}"
        case All() | Any():
            said = f"({(' & ' if isinstance(rule, All) else ' | ').join(map(written, rule.rules))})"
        case _:
            raise AssertionError(rule)
    return said


def parts(rule: DecisionRule) -> list[DecisionRule]:
    return [rule, *(part for each in rule.rules for part in parts(each))]


def test_the_rules_are_those_typed_here() -> None:
    assert {each.id: written(each.rule) for each in STATUTES if each.rule} == RULES


def test_the_days_are_those_typed_here() -> None:
    found = {
        each.id: ", ".join(f"{period.interval.value} {period.days}" for period in each.periods)
        for each in STATUTES
        if each.periods
    }
    assert found == DAYS


def test_who_may_ask_for_a_meeting_is_as_typed_here() -> None:
    found = {
        each.id: " | ".join(f"{one.measure.code} {share(one.threshold)}" for one in each.requisition.any_of)
        for each in STATUTES
        if each.requisition
    }
    assert found == REQUISITIONS


def test_the_limits_of_proxies_are_those_typed_here() -> None:
    found = {
        each.id: (each.proxies.holders.value, each.proxies.principals, each.proxies.declared_days)
        for each in STATUTES
        if each.proxies
    }
    assert found == PROXIES


def test_the_composition_of_a_representatives_assembly_is_as_typed_here() -> None:
    made_of = {each.id: each.composition for each in STATUTES if each.composition}
    assert list(made_of) == ["cn-villagers-committee-law-2018-representatives"]
    shares = [(one.of.zh, share(one.threshold)) for one in made_of.popitem()[1]]
    assert shares == [("村民代表", "≥4/5"), ("妇女村民代表", "≥1/3")]


def test_lishui_lets_a_third_by_heads_or_by_area_keep_a_decision_from_taking_effect() -> None:
    consents = {each.id: each.negative_consent for each in STATUTES if each.negative_consent}
    assert list(consents) == ["lishui-property-regulation-delegates"]
    bounds = [(measure.code, share(bound)) for measure, bound in consents.popitem()[1].bounds]
    assert bounds == [("area", "≥1/3"), ("heads", "≥1/3")]


@pytest.mark.parametrize("preset", STATUTES, ids=lambda preset: preset.id)
def test_the_days_in_force_are_those_typed_here(preset: Statute) -> None:
    spans = [span for start, span in SPANS.items() if preset.id.startswith(start)]
    expected = spans[0] if spans else (None, None)
    assert (preset.in_force_from, preset.in_force_until) == expected
    if not spans:
        assert Gap.FIRST_DAY in preset.unread or preset.verification is Verification.PRACTICE


def test_the_items_of_article_278_are_numbered_as_in_the_text() -> None:
    ordinary, major = named("cn-civil-code-278-ordinary"), named("cn-civil-code-278-major")
    assert [number for number, _ in ordinary.items] == [1, 2, 3, 4, 5, 9]
    assert [number for number, _ in major.items] == [6, 7, 8]
    older = [named(f"cn-property-regulation-{matter}").items for matter in ("ordinary", "major")]
    assert [[number for number, _ in items] for items in older] == [[1, 2, 3, 4, 7], [5, 6]]


def test_every_part_of_every_rule_cites_its_article_and_its_days() -> None:
    for preset in STATUTES:
        for part in parts(preset.rule) if preset.rule else ():
            assert part.source
            assert part.source.article
            assert part.source.document == preset.source.document
            assert part.source.in_force_from == preset.in_force_from
            assert part.source.in_force_until == preset.in_force_until
        for given in (preset.requisition, preset.negative_consent, *preset.composition):
            assert given is None or given.source.document == preset.source.document


def test_one_form_of_a_meeting_is_one_alternative_of_its_rule() -> None:
    for form in ("adults", "household_representatives", "group_representatives"):
        assert written(residents_committee_law(assembled_by=form).decision_rule()) == HALF_THERE
    for vote, adults in (("villagers_assembly", ">1/2"), ("villagers_group", "≥2/3")):
        by_adults = villagers_committee_law(vote=vote, assembled_by="adults").decision_rule()
        assert written(by_adults) == f"(heads present/all {adults} & heads yes/present >1/2)"
        by_households = villagers_committee_law(vote=vote, assembled_by="households").decision_rule()
        assert written(by_households) == "(households present/all ≥2/3 & heads yes/present >1/2)"


@pytest.mark.parametrize("base", ConsentBase)
@pytest.mark.parametrize("members", [1, 2, 3, 29, 30, 31, 100])
def test_the_practice_asks_what_the_policy_of_the_procedure_asks(base: ConsentBase, members: int) -> None:
    policy, preset = VillagePolicy(consent_base=base), four_deliberations(consent_base=base.value)
    quorum, majority = preset.decision_rule().rules
    present = quorum.threshold.least(members)
    assert present == policy.least_present(members=members)
    whole = members if base is ConsentBase.ENTITLED else present
    assert majority.threshold.least(whole) == policy.least_consenting(members=members, present=present)
    assert preset.source == FIGURE_SOURCES["members_present"] == FIGURE_SOURCES["consent_base"]
    days = [preset.days(name) for name in ("items_ahead", "posted_for", "answer_within")]
    assert days == [policy.notice_days, policy.publication_days, policy.answer_days]
