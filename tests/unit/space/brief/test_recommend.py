"""Functions set by size, ages and location: each rule told, applied or not."""

from fractions import Fraction

import attrs
import pytest

from communitygov.errors import InvalidValue
from communitygov.space.audience.population import Population
from communitygov.space.brief.provision import (
    PROVISION_RULES,
    SIZE_AGES_LOCATION,
    CommunityProfile,
    ProvisionRule,
)
from communitygov.space.brief.recommend import Recommendation, recommend
from communitygov.space.function.catalogue import FUNCTIONS

TOWN = CommunityProfile(population=Population.of({"60plus": 300, "18-34": 700}), locations={"old_quarter"})
PLAIN = ProvisionRule("r", "室", "room", function="x", least_area=50)


def advised(**rule: object) -> Recommendation:
    return recommend("b", "书", profile=TOWN, rules=[attrs.evolve(PLAIN, **rule)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ({}, 1),
        ({"people_from": 1_000}, 1),
        ({"people_from": 1_001}, 0),
        ({"bands": {"60plus"}, "people_from": 301}, 0),
        ({"bands": {"60plus"}, "share_from": Fraction(3, 10)}, 1),
        ({"bands": {"60plus"}, "share_from": Fraction(31, 100)}, 0),
        ({"locations": {"old_quarter", "village"}}, 1),
        ({"locations": {"village"}}, 0),
        ({"people_per_room": 400}, 3),
        ({"people_per_room": 5_000}, 1),
        ({"bands": {"0-2"}, "people_per_room": 5}, 1),
    ],
)
def test_a_rule_holds_by_size_ages_and_location(rule: dict[str, object], count: int) -> None:
    found = advised(**rule)
    assert found.lines[0].count == count
    assert sum(room.count for room in found.brief.rooms) == count


def test_areas_grow_with_people_and_are_shared_out_among_rooms() -> None:
    (room,) = advised(square_metres_per_thousand=200, people_per_room=500).brief.rooms
    assert (room.count, room.standard_required_area, room.least_area) == (2, 100, 50)
    (small,) = advised(square_metres_per_thousand=20).brief.rooms
    assert small.standard_required_area == 50


def test_areas_are_rounded_up_to_the_square_centimetre() -> None:
    (room,) = advised(square_metres_per_thousand=1_000, people_per_room=350).brief.rooms
    assert room.standard_required_area == Fraction("333.3334")


def test_the_users_of_a_room_are_the_people_whom_its_rule_counts() -> None:
    (everybody,) = advised().brief.rooms
    (elders,) = advised(bands={"60plus"}).brief.rooms
    assert everybody.users == TOWN.population
    assert elders.users.counts == (("60plus", 300),)


def test_every_line_says_why_in_both_languages() -> None:
    (line,) = advised(bands={"60plus"}, share_from=Fraction("0.305"), locations={"old_quarter"}).lines
    assert line.why.zh == "60plus共 300 人（占 30 %），要求不少于 0 人且占 30.5 %，限于 old_quarter：未达"
    assert line.why.en == (
        "of 60plus there are 300 people (30 % of all); asked is from 0 people and 30.5 %, in old_quarter: "
        "it does not hold"
    )
    (elsewhere,) = advised(locations={"village"}).lines
    assert elsewhere.why.en.endswith("it lies elsewhere")
    assert advised().text().endswith("it holds, with 50 m² each")


def test_a_community_without_people_gets_what_asks_for_none() -> None:
    nobody = CommunityProfile(population=Population())
    assert nobody.share_of({"60plus"}) == 0
    found = recommend("b", "书", profile=nobody)
    assert [room.code for room in found.brief.rooms] == ["service_station", "deliberation_hall"]


def test_the_librarys_rules_are_marked_as_its_own_and_speak_of_its_functions() -> None:
    assert all(rule.source.is_library_default and rule.function in FUNCTIONS for rule in PROVISION_RULES)


def test_the_programme_cites_what_the_setting_goes_by() -> None:
    assert advised().brief.source == SIZE_AGES_LOCATION


def test_two_rules_of_one_code_are_refused_where_both_hold() -> None:
    with pytest.raises(InvalidValue, match="different codes"):
        recommend("b", "书", profile=TOWN, rules=[PLAIN, PLAIN])


def test_a_rule_that_asks_for_too_many_rooms_is_refused() -> None:
    many = attrs.evolve(TOWN, population=Population.of({"0-2": 10**9}))
    with pytest.raises(InvalidValue, match="at most 10000"):
        recommend("b", "书", profile=many, rules=[attrs.evolve(PLAIN, people_per_room=1)])


def test_reasons_are_shown_in_a_notebook_and_never_markup() -> None:
    odd = attrs.evolve(PLAIN, zh="<b>室")
    page = recommend("b", "书", profile=TOWN, rules=[odd])._repr_html_()
    assert "<b>" not in page
    assert "适用" in page
    assert "library-default" in page


def test_only_profiles_are_advised() -> None:
    with pytest.raises(InvalidValue, match="must be a CommunityProfile"):
        recommend("b", "书", profile=None)  # type: ignore[arg-type]
