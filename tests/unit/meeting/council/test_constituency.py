"""The sides of a council, and what is vacant in them."""

import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.council.constituency import (
    FOUR_CONSTITUENCIES,
    LOCAL_WORTHIES,
    Constituency,
    VacancyList,
    VacantSeats,
    exceeded,
    unfilled,
    vacancy,
)

OWNERS = Constituency("owners", "<业主>", "owners & co", seats=3, source=LIBRARY_DEFAULT)


def test_the_four_say_neither_how_many_seats_they_have_nor_how_they_are_chosen() -> None:
    assert [(each.seats, each.chosen_by) for each in FOUR_CONSTITUENCIES] == [(None, None)] * 4


def test_a_constituency_keeps_how_it_is_chosen_in_both_languages() -> None:
    chosen = Words("由居民小组推选", "elected by the residents' groups")
    side = Constituency("groups", "小组代表", "group representatives", seats=5, chosen_by=chosen)
    assert side.chosen_by == chosen
    assert Constituency.from_json(side.to_json()) == side


@pytest.mark.parametrize("seats", [0, -1, True, "3", 2.0])
def test_seats_are_a_whole_number_of_one_or_more(seats: object) -> None:
    with pytest.raises(InvalidValue, match=r"seats: .*at least 1"):
        Constituency("owners", "业主", "owners", seats=seats)  # type: ignore[arg-type]


def test_how_it_is_chosen_is_said_in_words() -> None:
    with pytest.raises(InvalidValue, match="chosen_by"):
        Constituency("owners", "业主", "owners", chosen_by="by election")  # type: ignore[arg-type]


def test_vacant_seats_say_how_many_are_missing() -> None:
    vacant = VacantSeats(constituency=OWNERS, filled=1)
    assert (vacant.missing, vacant.is_wholly_vacant) == (2, False)
    assert vacant.text() == "owners & co: 3 seats, 1 filled, 2 vacant"
    assert vacant.text("zh") == "<业主>：编制 3 席，在任 1 席，空缺 2 席"


def test_of_a_constituency_without_a_number_of_seats_one_is_missing_or_none() -> None:
    vacant = VacantSeats(constituency=LOCAL_WORTHIES, filled=0)
    assert (vacant.missing, vacant.is_wholly_vacant) == (1, True)
    assert vacant.text("zh") == "乡贤代表：无人在任"
    with pytest.raises(InvalidValue, match="fewer than the seats there are, 1"):
        VacantSeats(constituency=LOCAL_WORTHIES, filled=1)


def test_a_list_of_vacancies_tells_and_shows_each_of_them() -> None:
    vacancies = VacancyList(
        [VacantSeats(constituency=OWNERS, filled=1), VacantSeats(constituency=LOCAL_WORTHIES, filled=0)]
    )
    assert vacancies.text().splitlines() == [
        "owners & co: 3 seats, 1 filled, 2 vacant",
        "local-worthy representatives: nobody serves",
    ]
    picture = vacancies._repr_html_()
    assert "空缺 vacant: 3" in picture
    assert "<td>&lt;业主&gt;</td><td>owners &amp; co</td><td>3</td><td>1</td><td>2</td>" in picture
    assert "<td>—</td><td>0</td><td>1</td>" in picture


def test_findings_about_seats_carry_figures_and_the_source() -> None:
    short = unfilled(OWNERS, 1, need=3, source=OWNERS.source)
    assert dict(short.details) == {"constituency": "owners", "have": "1", "need": "3", "shortfall": "2"}
    many = exceeded(OWNERS, 5, most=3, source=OWNERS.source)
    assert dict(many.details) == {"constituency": "owners", "have": "5", "most": "3", "excess": "2"}
    assert short.source == many.source == LIBRARY_DEFAULT
    assert short.text("zh") == "<业主>一方在任 1 席，须至少 3 席，差 2 席"
    assert many.text("zh") == "<业主>一方在任 5 席，至多 3 席，超出 2 席"


def test_a_vacancy_cites_where_the_constituency_stands() -> None:
    assert vacancy(LOCAL_WORTHIES).source == LOCAL_WORTHIES.source
