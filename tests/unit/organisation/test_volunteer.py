"""Volunteers: exactly eighteen stewards, seven teams of which three are named."""

import pytest

from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName
from communitygov.organisation.volunteer import (
    VolunteerBrand,
    VolunteerTeam,
    VolunteerTeams,
    eighteen_stewards,
)


def stewards(count: int) -> list[Term]:
    return [Term(f"s-{at}", f"管家{at}", f"steward {at}") for at in range(count)]


def teams(count: int, *names: str) -> VolunteerTeams:
    made = [VolunteerTeam(id=f"t-{at}", name=name) for at, name in enumerate(names)]
    return VolunteerTeams(place="LQ", count=count, teams=made)


def test_eighteen_stewards_are_eighteen() -> None:
    brand = eighteen_stewards(stewards(18))
    assert (len(brand.members), brand.size, brand.citation.document) == (18, 18, "001")


@pytest.mark.parametrize("count", [0, 17, 19])
def test_more_or_fewer_are_refused(count: int) -> None:
    with pytest.raises(InvalidValue, match="18, as the name says"):
        eighteen_stewards(stewards(count))


def test_a_brand_of_the_name_has_the_number_that_the_name_says() -> None:
    with pytest.raises(InvalidValue, match="size: 17"):
        VolunteerBrand(name=Term("x", "十八管家", "stewards"), size=17, members=stewards(17))
    assert VolunteerBrand(name=Term("x", "七管家", "seven stewards"), size=7, members=stewards(7)).size == 7


def test_brands_and_teams_are_shown_as_tables() -> None:
    assert "管家0 steward 0" in eighteen_stewards(stewards(18))._repr_html_()
    shown = teams(7, "<b>")._repr_html_()
    assert "<b>" not in shown
    assert "6 more, not named" in shown
    assert "more" not in teams(1, "甲")._repr_html_()


def test_a_steward_stands_once() -> None:
    with pytest.raises(InvalidValue, match="only once"):
        eighteen_stewards([*stewards(17), stewards(1)[0]])


def test_of_seven_teams_three_are_named_and_four_are_not() -> None:
    seven = teams(7, "党旗红", "百事帮", "万事通")
    assert (seven.count, seven.named, seven.unnamed) == (7, 3, 4)
    assert seven["t-1"].name == "百事帮"
    with pytest.raises(UnknownName, match="team"):
        seven["百事帮"]


def test_an_eighth_team_is_refused() -> None:
    full = teams(7, *(f"第{at}队" for at in range(7)))
    with pytest.raises(InvalidValue, match="8 will not do"):
        full.with_team(VolunteerTeam(id="t-8", name="第八队"))
    with pytest.raises(InvalidValue, match="only once"):
        teams(7, "党旗红").with_team(VolunteerTeam(id="t-0", name="党旗红"))
