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
    Dating,
    Gap,
    Statute,
    Verification,
    four_deliberations,
    named,
    residents_committee_law,
    villagers_committee_law,
)
from communitygov.meeting.statute.terms import CHINA
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

BY_ADULTS_OR_HOMES = "((heads present/all {0} | households present/all ≥2/3) & heads yes/present >1/2)"
TWO_THIRDS_THERE = "(heads present/all ≥2/3 & heads yes/present >1/2)"
#: What the text of 2018 and the one amended in 2025 ask alike.
OF_VILLAGES = {
    "assembly": BY_ADULTS_OR_HOMES.format(">1/2"),
    "representatives": TWO_THIRDS_THERE,
    "group": BY_ADULTS_OR_HOMES.format("≥2/3"),
    "election": VOTE,
    "recall": VOTE,
}

#: Identifier → rule; those without one have none.
RULES = {
    "cn-civil-code-278-ordinary": OF_278.format(">1/2"),
    "cn-civil-code-278-major": OF_278.format("≥3/4"),
    "cn-civil-code-279": "interested: all agree of all",
    "cn-property-regulation-ordinary": OF_REGULATION.format(">1/2"),
    "cn-property-regulation-major": OF_REGULATION.format("≥2/3"),
    "cn-residents-committee-law-2018": f"(adults: {HALF_THERE} | household_representatives: {HALF_THERE} | "
    f"group_representatives: {HALF_THERE})",
    "cn-residents-committee-law-2025": f"(adults: {HALF_THERE} | household_representatives: {HALF_THERE})",
    "cn-residents-committee-law-2025-representatives": TWO_THIRDS_THERE,
    **{f"cn-villagers-committee-law-2018-{vote}": rule for vote, rule in OF_VILLAGES.items()},
    **{f"cn-villagers-committee-law-2025-{vote}": rule for vote, rule in OF_VILLAGES.items()},
    "cn-rural-collective-law-members": "(heads present/all ≥2/3 & heads yes/all ≥2/3)",
    "cn-rural-collective-law-non-members": "(heads present/all ≥2/3 & heads yes/all ≥3/4)",
    "cn-rural-collective-law-representatives": "heads yes/all ≥2/3",
    "cn-rural-collective-law-council": "(heads present/all ≥2/3 & heads yes/all >1/2)",
    "beijing-property-regulation-committee": "(heads present/all >1/2 & heads yes/all >1/2)",
    "hangzhou-property-regulation-committee": "heads yes/all >1/2",
    "jinan-lifts-regulation": "(area yes/all ≥2/3 & heads yes/all ≥2/3 & no objection)",
    "practice-four-deliberations-entitled": "(heads present/all ≥2/3 & heads yes/all ≥1/2)",
    "practice-four-deliberations-present": "(heads present/all ≥2/3 & heads yes/present ≥1/2)",
}
#: Identifier → days by interval, each with its article.
DAYS = {
    "cn-property-regulation-convening": "notice 15 (14)",
    "cn-residents-committee-law-2025": "notice 10 (26)",
    "cn-villagers-committee-law-2018-assembly": "notice 10 (21)",
    "cn-villagers-committee-law-2018-election": "voters_posted 20 (14), voters_objection 5 (14), "
    "answer_within 3 (14)",
    "cn-villagers-committee-law-2025-assembly": "notice 10 (25)",
    "cn-villagers-committee-law-2025-election": "voters_posted 20 (17), voters_objection 5 (17), "
    "answer_within 3 (17)",
    "cn-rural-collective-law-members": "notice 10 (27)",
    "cn-rural-collective-law-non-members": "notice 10 (27)",
    "beijing-property-regulation-assembly": "notice 15 (35-37, 45), posted_within 3 (35-37, 45)",
    "beijing-property-regulation-committee": "committee_told 5 (35-37, 45), posted_within 3 (35-37, 45)",
    "hangzhou-property-regulation-assembly": "notice 15 (19-20), notice_extraordinary 7 (19-20), "
    "vote_least 5 (19-20), vote_most 60 (19-20)",
    "lishui-property-regulation-delegates": "posted_for 10 (13)",
    "jinan-lifts-regulation": "posted_for 15 (11-12)",
    "zhejiang-villagers-committee-measures": "items_ahead 3 (12)",
    **dict.fromkeys(
        ("practice-four-deliberations-entitled", "practice-four-deliberations-present"),
        "items_ahead 3 (wenku 1168442_15), posted_for 7 (8GdG), answer_within 3 (8GdG)",
    ),
}
#: Identifier → one of these may ask for a meeting, or for a recall; and the article.
REQUISITIONS = {
    "cn-property-regulation-convening": "heads ≥1/5 (13)",
    "cn-residents-committee-law-2018": "heads ≥1/5 | households ≥1/5 | groups ≥1/3 (10)",
    "cn-residents-committee-law-2025": "heads ≥1/10 | households ≥1/10 | representatives ≥1/3 (26)",
    "cn-residents-committee-law-2025-representatives": "representatives ≥1/5 (28)",
    "cn-villagers-committee-law-2018-assembly": "heads ≥1/10 | representatives ≥1/3 (21)",
    "cn-villagers-committee-law-2018-representatives": "representatives ≥1/5 (26)",
    "cn-villagers-committee-law-2018-recall": "heads ≥1/5 | representatives ≥1/3 (16)",
    "cn-villagers-committee-law-2025-assembly": "heads ≥1/10 | representatives ≥1/3 (25)",
    "cn-villagers-committee-law-2025-representatives": "representatives ≥1/5 (30)",
    "cn-villagers-committee-law-2025-recall": "heads ≥1/5 | representatives ≥1/3 (19)",
    "beijing-property-regulation-committee": "heads ≥1/3 (35-37, 45)",
}
#: Identifier → who may act as a proxy, for how many, declared how many days before, and the article.
PROXIES = {
    "cn-property-regulation-convening": ("anybody", None, None, "12"),
    "cn-villagers-committee-law-2018-election": ("near_relatives", None, None, "15"),
    "cn-villagers-committee-law-2025-election": ("villagers", 3, None, "18"),
    "cn-rural-collective-law-members": ("household", None, None, "27"),
    "cn-rural-collective-law-non-members": ("household", None, None, "27"),
    "beijing-property-regulation-committee": ("nobody", None, None, "35-37, 45"),
    "zhejiang-village-elections": ("near_relatives", 3, 3, "25"),
}
#: Identifier → shares of those who make up a body, and the article.
COMPOSITIONS = {
    "cn-residents-committee-law-2025-representatives": "居民代表 ≥4/5 (28)",
    "cn-villagers-committee-law-2018-representatives": "村民代表 ≥4/5 (25), 妇女村民代表 ≥1/3 (25)",
    "cn-villagers-committee-law-2025-representatives": "村民代表 ≥4/5 (29), 妇女村民代表 ≥1/3 (29)",
}
#: Identifier → article of quorum and majority, of the laws of the whole country.
ARTICLES = {
    "cn-civil-code-278-ordinary": "278",
    "cn-civil-code-278-major": "278",
    "cn-civil-code-279": "279",
    "cn-property-regulation-ordinary": "12",
    "cn-property-regulation-major": "12",
    "cn-property-regulation-convening": "12-14",
    "cn-residents-committee-law-2018": "9",
    "cn-residents-committee-law-2025": "27",
    "cn-residents-committee-law-2025-representatives": "29",
    "cn-villagers-committee-law-2018-assembly": "22",
    "cn-villagers-committee-law-2018-representatives": "26",
    "cn-villagers-committee-law-2018-group": "28",
    "cn-villagers-committee-law-2018-election": "15",
    "cn-villagers-committee-law-2018-recall": "16",
    "cn-villagers-committee-law-2025-assembly": "26",
    "cn-villagers-committee-law-2025-representatives": "30",
    "cn-villagers-committee-law-2025-group": "32",
    "cn-villagers-committee-law-2025-election": "18",
    "cn-villagers-committee-law-2025-recall": "19",
    "cn-rural-collective-law-members": "27",
    "cn-rural-collective-law-non-members": "15",
    "cn-rural-collective-law-representatives": "28",
    "cn-rural-collective-law-council": "31",
}
TEXT, AMENDMENT = Dating.TEXT, Dating.AMENDMENT
#: Beginning of the identifier → first day, what it rests on, and the day on which another text follows.
SPANS = {
    "cn-civil-code": (date(2021, 1, 1), TEXT, None),
    "cn-property-regulation-convening": (date(2018, 3, 19), AMENDMENT, None),
    "cn-property-regulation": (date(2018, 3, 19), AMENDMENT, date(2021, 1, 1)),
    "cn-residents-committee-law-2018": (date(2018, 12, 29), AMENDMENT, date(2026, 1, 1)),
    "cn-villagers-committee-law-2018": (date(2018, 12, 29), AMENDMENT, date(2026, 1, 1)),
    "cn-residents-committee-law-2025": (date(2026, 1, 1), TEXT, None),
    "cn-villagers-committee-law-2025": (date(2026, 1, 1), TEXT, None),
    "cn-rural-collective-law": (date(2025, 5, 1), TEXT, None),
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
        each.id: ", ".join(
            f"{period.interval.value} {period.days} ({period.source.article})" for period in each.periods
        )
        for each in STATUTES
        if each.periods
    }
    assert found == DAYS


def test_who_may_ask_for_a_meeting_is_as_typed_here() -> None:
    found = {
        each.id: " | ".join(f"{one.measure.code} {share(one.threshold)}" for one in each.requisition.any_of)
        + f" ({each.requisition.source.article})"
        for each in STATUTES
        if each.requisition
    }
    assert found == REQUISITIONS


def test_the_limits_of_proxies_are_those_typed_here() -> None:
    found = {
        each.id: (
            each.proxies.holders.value,
            each.proxies.principals,
            each.proxies.declared_days,
            each.proxies.source.article,
        )
        for each in STATUTES
        if each.proxies
    }
    assert found == PROXIES


def test_the_compositions_are_those_typed_here() -> None:
    found = {
        each.id: ", ".join(
            f"{one.of.zh} {share(one.threshold)} ({one.source.article})" for one in each.composition
        )
        for each in STATUTES
        if each.composition
    }
    assert found == COMPOSITIONS


def test_the_articles_of_the_laws_are_those_typed_here() -> None:
    assert {each.id: each.source.article for each in STATUTES if each.id.startswith("cn-")} == ARTICLES


def test_excerpts_are_told_from_texts_that_were_read() -> None:
    read = {each.id: each.verification for each in STATUTES}
    laws = {each: Verification.VERIFIED for each in read if each.startswith("cn-")}
    practices = {each: Verification.PRACTICE for each in read if each.startswith("practice-")}
    others = {each.id: Verification.EXCERPT for each in STATUTES if each.place != CHINA}
    assert read == laws | practices | others
    assert all(named(each).unread == named(each).empty for each in others)


def test_lishui_lets_a_third_by_heads_or_by_area_keep_a_decision_from_taking_effect() -> None:
    consents = {each.id: each.negative_consent for each in STATUTES if each.negative_consent}
    assert list(consents) == ["lishui-property-regulation-delegates"]
    bounds = [(measure.code, share(bound)) for measure, bound in consents.popitem()[1].bounds]
    assert bounds == [("area", "≥1/3"), ("heads", "≥1/3")]


@pytest.mark.parametrize("preset", STATUTES, ids=lambda preset: preset.id)
def test_the_days_in_force_are_those_typed_here(preset: Statute) -> None:
    spans = [span for start, span in SPANS.items() if preset.id.startswith(start)]
    expected = spans[0] if spans else (None, None, None)
    assert (preset.in_force_from, preset.dating, preset.in_force_until) == expected
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
            if preset.verification is not Verification.PRACTICE:
                assert part.source.document == preset.source.document
            assert part.source.in_force_from == preset.in_force_from
            assert part.source.in_force_until == preset.in_force_until
        others = preset.requisition, preset.negative_consent, preset.proxies
        for given in (*others, *preset.composition, *preset.periods):
            if given and preset.verification is not Verification.PRACTICE:
                assert given.source.document == preset.source.document
                assert given.source.in_force_from == preset.in_force_from


def test_one_form_of_a_meeting_is_one_alternative_of_its_rule() -> None:
    for edition, form in (
        ("2018", "adults"),
        ("2018", "household_representatives"),
        ("2018", "group_representatives"),
        ("2025", "adults"),
        ("2025", "household_representatives"),
    ):
        preset = residents_committee_law(edition=edition, assembled_by=form)
        assert written(preset.decision_rule()) == HALF_THERE
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
    assert quorum.source == FIGURE_SOURCES["members_present"] == FIGURE_SOURCES["consent_base"]
    is_noted = base is ConsentBase.ENTITLED
    assert (majority.source == preset.source == FIGURE_SOURCES["consent_base"]) == is_noted
    pages = [FIGURE_SOURCES[name] for name in ("notice_days", "publication_days", "answer_days")]
    assert [period.source for period in preset.periods] == pages
    days = [preset.days(name) for name in ("items_ahead", "posted_for", "answer_within")]
    assert days == [policy.notice_days, policy.publication_days, policy.answer_days]
