"""The register, and the choice of a version by date."""

from datetime import date, datetime, timedelta
from itertools import combinations

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.statute import (
    DISCLAIMER,
    STATUTES,
    Statute,
    civil_code_278,
    civil_code_279,
    collective_economy_law,
    four_deliberations,
    in_force,
    named,
    property_regulation,
    regional,
    register,
    residents_committee_law,
    villagers_committee_law,
)

VILLAGE_VOTES = [
    ("villagers_assembly", "villagers_assembly", "ordinary"),
    ("villagers_representatives", "villagers_representatives", "ordinary"),
    ("villagers_group", "villagers_group", "ordinary"),
    ("election", "village_voters", "election"),
    ("recall", "village_voters", "recall"),
]
LAST_DAY, FIRST_DAY = date(2025, 12, 31), date(2026, 1, 1)


def test_identifiers_are_given_once_and_found() -> None:
    assert len({preset.id for preset in STATUTES}) == len(STATUTES)
    assert all(named(preset.id) is preset for preset in STATUTES)
    with pytest.raises(UnknownName, match="Did you mean 'cn-civil-code-279'"):
        named("cn-civil-code-297")


def test_no_reading_of_the_practice_is_a_default() -> None:
    with pytest.raises(TypeError):
        four_deliberations()
    for base in ("entitled", "present"):
        remarks = four_deliberations(consent_base=base).text()
        assert "the pages disagree" in remarks


@pytest.mark.parametrize("preset", STATUTES, ids=lambda preset: preset.id)
def test_what_supersedes_a_preset_is_in_the_register_and_begins_when_it_ends(preset: Statute) -> None:
    assert (preset.superseded_by is None) == (preset.in_force_until is None)
    if preset.superseded_by:
        later = named(preset.superseded_by)
        assert later.in_force_from == preset.in_force_until
        assert (later.body, later.matter, later.place) == (preset.body, preset.matter, preset.place)


def test_no_two_presets_of_one_body_matter_and_place_hold_on_one_day() -> None:
    days = {day for each in STATUTES for day in (each.in_force_from, each.in_force_until) if day}
    around = sorted({day + timedelta(days=step) for day in days for step in (-1, 0, 1)})
    for one, other in combinations(STATUTES, 2):
        if (one.body, one.matter, one.place) == (other.body, other.matter, other.place):
            assert not [day for day in around if one.is_in_force(day) and other.is_in_force(day)]


def test_until_the_end_of_2025_the_older_residents_meeting_is_chosen_and_then_the_revised_one() -> None:
    assert in_force("residents_meeting", on=LAST_DAY) == residents_committee_law(edition="2018")
    assert in_force("residents_meeting", on=FIRST_DAY) == residents_committee_law()
    by_representatives = residents_committee_law(vote="residents_representatives")
    assert in_force("residents_representatives", on=FIRST_DAY) == by_representatives


@pytest.mark.parametrize("day", [date(1995, 1, 1), date(2018, 12, 28)])
def test_before_the_text_that_was_read_no_residents_meeting_is_chosen(day: date) -> None:
    with pytest.raises(InvalidValue, match="which this body has from 2018-12-29 on"):
        in_force("residents_meeting", on=day)


@pytest.mark.parametrize(("vote", "body", "matter"), VILLAGE_VOTES)
def test_until_the_end_of_2025_the_older_village_rule_is_chosen_and_then_the_amended_one(
    vote: str, body: str, matter: str
) -> None:
    older = in_force(body, on=LAST_DAY, matter=matter)
    assert older == villagers_committee_law(vote=vote, edition="2018")
    assert in_force(body, on=FIRST_DAY, matter=matter) == villagers_committee_law(vote=vote)
    with pytest.raises(InvalidValue, match="must be a day of a text that was read"):
        in_force(body, on=date(2018, 12, 28), matter=matter)


@pytest.mark.parametrize("matter", ["ordinary", "major"])
def test_owners_decide_by_the_regulation_until_2020_and_by_the_code_from_2021_on(matter: str) -> None:
    before = in_force("owners_assembly", on=date(2020, 12, 31), matter=matter)
    after = in_force("owners_assembly", on=date(2021, 1, 1), matter=matter)
    assert before == property_regulation(matter=matter)
    assert after == civil_code_278(matter=matter)


def test_the_calling_of_an_owners_assembly_stays_with_the_regulation() -> None:
    chosen = in_force("owners_assembly", on=date(2024, 5, 4), matter="convening")
    assert chosen == property_regulation(matter="convening")


def test_the_law_on_rural_collectives_begins_in_may_2025() -> None:
    assert in_force("collective_members", on=date(2025, 5, 1)) == collective_economy_law()
    with pytest.raises(InvalidValue, match="from 2025-05-01 on"):
        in_force("collective_members", on=date(2025, 4, 30))


@pytest.mark.parametrize(
    ("body", "matter", "place"),
    [("owners_committee", "ordinary", "beijing"), ("party_members", "major", "cn")],
)
def test_what_has_no_first_day_is_never_chosen_by_date_but_named(body: str, matter: str, place: str) -> None:
    with pytest.raises(InvalidValue, match="take by identifier") as refused:
        in_force(body, on=date(2024, 5, 4), matter=matter, place=place)
    assert "按代码取用" in refused.value.text("zh")
    assert any(preset.id in str(refused.value) for preset in register(body=body))


def test_a_slip_suggests_the_nearest_name() -> None:
    day = date(2024, 5, 4)
    for call, hint in (
        (lambda: in_force("owners_asembly", on=day), "owners_assembly"),
        (lambda: in_force("owners_assembly", on=day, matter="mayor"), "major"),
        (lambda: in_force("owners_committee", on=day, place="beijin"), "beijing"),
        (lambda: in_force("residents_meeting", on=day, matter="major"), "ordinary"),
        (lambda: civil_code_278(matter="mayor"), "major"),
        (lambda: property_regulation(matter="convenning"), "convening"),
        (lambda: residents_committee_law(edition="201"), "2018"),
        (lambda: residents_committee_law(assembled_by="adult"), "adults"),
        (lambda: residents_committee_law(assembled_by="group_representatives"), "household_representatives"),
        (lambda: residents_committee_law(vote="residents_meetings"), "residents_meeting"),
        (lambda: named("cn-residents-committee-law-2025.adult"), "cn-residents-committee-law-2025.adults"),
        (lambda: villagers_committee_law(vote="recalls"), "recall"),
        (lambda: villagers_committee_law(edition="2026"), "2025"),
        (lambda: villagers_committee_law(assembled_by="household"), "households"),
        (lambda: villagers_committee_law(vote="election", assembled_by="an"), "any"),
        (lambda: collective_economy_law(body="member"), "members"),
        (lambda: four_deliberations(consent_base="presents"), "present"),
        (lambda: regional("jinan-lift-regulation"), "jinan-lifts-regulation"),
    ):
        with pytest.raises(UnknownName) as refused:
            call()
        assert hint in refused.value.text("zh")


@pytest.mark.parametrize("odd", [None, 7, [], {}])
def test_what_is_no_name_is_unknown(odd: object) -> None:
    with pytest.raises(UnknownName):
        civil_code_278(matter=odd)
    with pytest.raises(UnknownName):
        villagers_committee_law(vote=odd)
    with pytest.raises(UnknownName):
        named(odd)


def test_a_day_is_a_date() -> None:
    with pytest.raises(InvalidValue, match="must be a date"):
        in_force("owners_assembly", on=datetime(2024, 5, 4))  # noqa: DTZ001  the time of day is the fault


def test_one_form_of_a_meeting_is_a_preset_of_its_own_that_is_found_by_name() -> None:
    adults = residents_committee_law(assembled_by="adults")
    assert adults.id == "cn-residents-committee-law-2025.adults"
    assert adults.requisition == residents_committee_law().requisition
    households = villagers_committee_law(assembled_by="households", edition="2018")
    assert households.id == "cn-villagers-committee-law-2018-assembly.households"
    assert households.rule != villagers_committee_law(assembled_by="adults").rule
    group = villagers_committee_law(vote="villagers_group", assembled_by="adults")
    for preset in (adults, households, group):
        assert named(preset.id) is preset
        assert preset not in STATUTES


def test_the_register_is_narrowed_by_body_and_place() -> None:
    assert register() == STATUTES
    assert {each.body.value for each in register(body="owners_committee")} == {"owners_committee"}
    assert [each.id for each in register(body="owners_committee", place="beijing")] == [
        "beijing-property-regulation-committee"
    ]
    assert len(register(place="cn")) + sum(each.place.code != "cn" for each in STATUTES) == len(STATUTES)
    with pytest.raises(UnknownName, match="'jinan'"):
        register(place="jina")


def test_the_register_shows_itself_as_a_table_with_gaps_and_disclaimer() -> None:
    shown = STATUTES._repr_html_()
    assert shown.count("<tr>") == len(STATUTES) + 1
    assert DISCLAIMER.zh in shown
    assert DISCLAIMER.en in shown
    assert "未核对：法定人数与多数" in shown
    assert "仅见摘录，未核对全文" in shown
    assert "取最后修改之日，非文本所写" in shown
    assert "<td>cn-civil-code-279</td>" in shown
    assert "Residents&#x27; Committees" in shown
    assert "&lt;br" not in shown
    lines = STATUTES.text("zh").splitlines()
    assert len(lines) == len(STATUTES) + 1
    assert lines[-1] == DISCLAIMER.zh
    assert civil_code_279().title.zh in lines[2]
