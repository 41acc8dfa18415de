"""Needs, all ages, and which of several is taken."""

from fractions import Fraction

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.audience.age_band import AgeBand, AgeBands, AgeGroup
from communitygov.space.audience.population import Population
from communitygov.space.quality import (
    AllAgesRule,
    Audience,
    AudienceOffer,
    Need,
    NeedRule,
    Preference,
    SpaceKind,
    Visits,
    all_ages,
    exclusions,
    prefer,
    preference,
)

CHILDREN = AudienceOffer("play", serves={"0-2", "3-6", "7-17"})
SPORT = AudienceOffer("ground", serves={"18-34", "35-59"}, users={"sport"})
ELDERS = AudienceOffer("tea", serves={"60plus"})
PARK = AudienceOffer("park")
SWING = AudienceOffer("swing", serves={"18-34"})
TALK = AudienceOffer("talk-show", serves={"18-34"})
#: One band for everybody, so that there are no children by name.
ONE_BAND = AgeBands([AgeBand("all", "不分年龄", "all ages", group=AgeGroup.ADULTS)])


def codes(audience: Audience, rule: AllAgesRule | None = None) -> list[str]:
    """Return the codes of what a claim does not bear out."""
    return [finding.code for finding in (rule or AllAgesRule()).findings(audience)]


def test_each_need_has_a_space_or_is_named() -> None:
    spaces = {"digua": SpaceKind.SOCIAL, "dongzhou": SpaceKind.AESTHETIC, "books": SpaceKind.CULTURAL}
    assert NeedRule().findings("x", spaces) == ()
    assert NeedRule().answers(spaces)[Need.EMOTIONAL] == ("books",)
    found = NeedRule().findings("x", {})
    assert [finding.text("zh") for finding in found] == [
        "x 没有回应审美需求的空间",
        "x 没有回应休憩需求的空间",
        "x 没有回应情感需求的空间",
    ]
    assert found[1].advice() == "make one of these: social space"


def test_pairs_of_needs_and_spaces_are_the_callers_to_say() -> None:
    pairs = [(need, SpaceKind.CULTURAL) for need in Need] + [(Need.REST, SpaceKind.SOCIAL)]
    assert NeedRule(pairs=pairs).findings("x", {"hall": SpaceKind.CULTURAL}) == ()
    for wrong in (["rest"], [*pairs, pairs[0]], pairs[:2]):
        with pytest.raises(InvalidValue, match="pairs"):
            NeedRule(pairs=wrong)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="must be a SpaceKind"):
        NeedRule().answers({"hall": "hall"})  # type: ignore[dict-item]
    with pytest.raises(InvalidValue, match="must be a Mapping"):
        NeedRule().answers(["hall"])  # type: ignore[arg-type]


def test_children_elders_and_a_third_group_bear_the_claim_out() -> None:
    assert codes(Audience("x", [CHILDREN, SPORT, ELDERS])) == []
    assert codes(Audience("x", [PARK])) == []


def test_a_claim_without_elders_or_without_all_children_is_a_finding() -> None:
    no_elders = AllAgesRule().findings(Audience("x", [CHILDREN, SPORT]))
    assert [finding.text("zh") for finding in no_elders] == ["x 称全龄友好，但未服务长者：60 岁以上"]
    some = Audience("x", [AudienceOffer("play", serves={"3-6"}), SPORT, ELDERS])
    assert (
        AllAgesRule().findings(some)[0].text()
        == "x claims all ages, and serves no children of 0 to 2, 7 to 17"
    )


def test_fewer_than_three_groups_are_a_finding_and_other_users_are_a_group() -> None:
    assert codes(Audience("x", [CHILDREN, ELDERS])) == ["GROUPS_TOO_FEW"]
    makers = AudienceOffer("makers", serves={"60plus"}, users={"makers"})
    assert codes(Audience("x", [CHILDREN, makers])) == []
    assert codes(Audience("x", [CHILDREN, ELDERS]), AllAgesRule(fewest=2)) == []
    assert codes(Audience("x", []), AllAgesRule(groups=set(), fewest=0)) == []


def test_a_division_without_children_serves_none() -> None:
    found = AllAgesRule().findings(Audience("x", [PARK], bands=ONE_BAND))
    assert [finding.code for finding in found] == ["AGES_NOT_SERVED", "AGES_NOT_SERVED", "GROUPS_TOO_FEW"]
    assert "no band" in found[0].text()


def test_a_rule_speaks_of_audiences_only() -> None:
    with pytest.raises(InvalidValue, match="must be a Audience"):
        AllAgesRule().findings([PARK])  # type: ignore[arg-type]


def test_an_audience_is_checked_when_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidValue, match="offers: 2"):
        Audience("x", [PARK, PARK])
    monkeypatch.setattr(all_ages, "MOST_OFFERS", 1)
    with pytest.raises(InvalidValue, match="offers: 2"):
        Audience("x", [PARK, ELDERS])


def test_whom_a_place_serves_is_told_by_bands_groups_and_offers() -> None:
    place = Audience("x", [SPORT, ELDERS])
    assert place.bands_served == ("18-34", "35-59", "60plus")
    assert place.groups == (AgeGroup.YOUTH, AgeGroup.ADULTS, AgeGroup.ELDERS)
    assert (place.users, place.offers_for(AgeGroup.YOUTH)) == (("sport",), ("ground",))


def test_youth_breaks_ties_among_those_that_cover_all_ages() -> None:
    order = prefer([Audience("a", [PARK]), Audience("c", [PARK, SWING]), Audience("b", [PARK, SWING])])
    assert order.ranked == ("b", "c", "a")
    assert order.first == "b"


def test_no_number_of_offers_for_youth_makes_up_for_an_age_left_out() -> None:
    young = Audience("young", [CHILDREN, SWING, TALK, SPORT])
    order = prefer([young, Audience("plain", [PARK])])
    assert (order.ranked, order.excluded) == (("plain",), ("young",))
    assert [finding.text("zh") for finding in exclusions([young, Audience("plain", [PARK])])] == [
        "young 未覆盖年龄段：60plus"
    ]
    assert prefer([young]).first is None


def test_worth_goes_before_youth_and_after_coverage() -> None:
    plain, young = Audience("plain", [PARK]), Audience("young", [PARK, SWING])
    gap = Audience("gap", [SWING])
    assert prefer([plain, young, gap], worth={"plain": 2, "young": 1, "gap": 9}).ranked == ("plain", "young")
    assert prefer([plain, young], worth={"plain": Fraction(1, 2)}).first == "plain"
    for wrong in ({"plain": 0.5}, {"plain": True}, ["plain"]):
        with pytest.raises(InvalidValue, match="worth"):
            prefer([plain], worth=wrong)  # type: ignore[arg-type]


def test_candidates_that_cannot_be_compared_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidValue, match="candidates: 2"):
        prefer([Audience("a", [PARK])] * 2)
    with pytest.raises(InvalidValue, match="the same division of ages"):
        prefer([Audience("a", [PARK]), Audience("b", [PARK], bands=ONE_BAND)])
    with pytest.raises(InvalidValue, match="must be a Audience"):
        prefer(["a"])  # type: ignore[list-item]
    monkeypatch.setattr(preference, "MOST_CANDIDATES", 1)
    with pytest.raises(InvalidValue, match="1 at most"):
        prefer([Audience("a", [PARK]), Audience("b", [PARK])])
    for ranked, excluded in ((["a"], ["a"]), ([], ["b", "a"])):
        with pytest.raises(InvalidValue, match="excluded"):
            Preference(ranked=ranked, excluded=excluded)


def test_the_share_of_young_visits_is_a_range_where_ages_were_not_noted() -> None:
    noted = Visits("x", Population.of({"18-34": 3, "60plus": 1}))
    assert noted.share(AgeGroup.YOUTH) == (Fraction(3, 4), Fraction(3, 4))
    partly = Visits("x", Population.of({"18-34": 3, "60plus": 1}), unnoted=4)
    assert partly.share(AgeGroup.YOUTH) == (Fraction(3, 8), Fraction(7, 8))
    assert (partly.total, partly.count(AgeGroup.ELDERS)) == (8, 1)
    assert Visits("x", Population()).share(AgeGroup.YOUTH) == (0, 1)
    assert Visits("x", Population()).at_least(Fraction(1, 2), group=AgeGroup.YOUTH) is None
    assert partly.text() == "x: 8 visits; 18 to 34 3, 60 and over 1; age not noted 4"
    for wrong in (0.5, Fraction(2)):
        with pytest.raises(InvalidValue, match="share"):
            noted.at_least(wrong, group=AgeGroup.YOUTH)  # type: ignore[arg-type]


def test_a_worth_of_nobody_is_named() -> None:
    with pytest.raises(UnknownName, match="No candidate is called 'B'"):
        prefer([Audience("a", [PARK]), Audience("b", [PARK])], worth={"B": 5})


def test_visits_are_told_from_the_youngest_on() -> None:
    told = Visits("p", Population.of({"3-6": 1, "18-34": 6, "0-2": 1}))
    assert told.text("zh") == "p：共 8 人次；0–2 岁 1，3–6 岁 1，18–34 岁 6；年龄不详 0"
    assert Visits("p", Population(), unnoted=10).text() == "p: 10 visits; age not noted 10"


def test_groups_and_codes_that_are_none_are_refused() -> None:
    for act in (
        lambda: Visits("p", Population()).share("x"),  # type: ignore[arg-type]
        lambda: Audience("a", [PARK]).offers_for("x"),  # type: ignore[arg-type]
        lambda: NeedRule().answering("x"),  # type: ignore[arg-type]
        lambda: NeedRule().answers({1: SpaceKind.SOCIAL}),  # type: ignore[dict-item]
        lambda: AudienceOffer.of(None),  # type: ignore[arg-type]
        lambda: PARK.serves_band([]),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidValue):
            act()
