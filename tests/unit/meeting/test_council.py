"""Who sits, and what is missing."""

from datetime import UTC, date, datetime

import attrs
import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.council import (
    FOUR_CONSTITUENCIES,
    LOCAL_WORTHIES,
    Constituency,
    Council,
    Delegate,
    four_party_council,
)

TODAY = date(2023, 5, 4)


def codes(council: Council, on: date | None = None) -> list[tuple[str, str]]:
    return [(finding.code, finding.subject) for finding in council.findings(on)]


def test_a_council_with_all_four_is_constituted(council: Council) -> None:
    assert council.findings() == ()
    assert council.is_constituted(on=TODAY)


@pytest.mark.parametrize("gone", FOUR_CONSTITUENCIES, ids=lambda each: each.code)
def test_a_missing_constituency_is_named_in_both_languages(council: Council, gone: Constituency) -> None:
    left = [each for each in council.delegates if each.constituency != gone.code]
    smaller = attrs.evolve(council, delegates=left)
    (finding,) = smaller.findings()
    assert not smaller.is_constituted()
    assert (finding.code, finding.subject, finding.source) == (
        "CONSTITUENCY_VACANT",
        gone.code,
        gone.source,
    )
    assert gone.zh in finding.text("zh")
    assert gone.en in finding.text("en")
    assert gone.zh in finding.advice("zh")


def test_every_missing_constituency_is_named_in_the_order_of_the_document() -> None:
    assert codes(four_party_council(())) == [
        ("CONSTITUENCY_VACANT", each.code) for each in FOUR_CONSTITUENCIES
    ]


def test_a_delegate_of_an_unknown_constituency_is_named(council: Council) -> None:
    odd = council.with_delegate(Delegate("d-5", "merchants"))
    assert codes(odd) == [("DELEGATE_UNKNOWN_CONSTITUENCY", "d-5")]
    assert "d-5" not in {each.id for each in odd.serving()}


def test_one_person_in_two_seats_is_named(council: Council) -> None:
    doubled = council.with_delegate(Delegate("d-4", "residents_representatives"))
    (finding,) = doubled.findings(TODAY)
    assert (finding.code, finding.subject) == ("SEAT_DOUBLED", "d-4")
    assert dict(finding.details) == {
        "person": "d-4",
        "constituencies": "local_worthies, residents_representatives",
        "seats": "2",
        "most": "1",
    }
    assert attrs.evolve(doubled, seats_per_person=2).is_constituted(TODAY)


def test_a_renewed_term_is_no_second_seat(council: Council) -> None:
    first = Delegate("d-9", "local_worthies", since=date(2020, 1, 1), until=date(2023, 1, 1))
    second = Delegate("d-9", "local_worthies", since=date(2023, 1, 1))
    renewed = council.with_delegate(first).with_delegate(second)
    assert renewed.is_constituted()
    assert renewed.is_constituted(TODAY)


def test_overlapping_terms_are_a_second_seat_even_without_a_day(council: Council) -> None:
    first = Delegate("d-9", "local_worthies", until=date(2023, 1, 2))
    second = Delegate("d-9", "residents_representatives", since=date(2023, 1, 1))
    overlapping = council.with_delegate(second).with_delegate(first)
    assert codes(overlapping) == [("SEAT_DOUBLED", "d-9")]
    assert overlapping.is_constituted(TODAY)


def test_a_term_that_is_over_leaves_the_constituency_vacant_and_is_named(council: Council) -> None:
    over = Delegate("d-4", "local_worthies", until=TODAY)
    later = Delegate("d-5", "local_worthies", since=date(2023, 6, 1))
    changed = attrs.evolve(council, delegates=(*council.delegates[:3], over, later))
    assert changed.is_constituted()
    assert codes(changed, TODAY) == [
        ("CONSTITUENCY_VACANT", "local_worthies"),
        ("TERM_EXPIRED", "d-4"),
        ("TERM_NOT_BEGUN", "d-5"),
    ]
    assert "2023-05-04" in changed.findings(TODAY)[1].text("zh")
    assert "2023-06-01" in changed.findings(TODAY)[2].text()


def test_a_term_that_is_over_is_no_finding_when_a_successor_serves(council: Council) -> None:
    assert council.with_delegate(Delegate("d-0", "local_worthies", until=TODAY)).is_constituted(TODAY)


def test_a_term_includes_its_first_day_and_not_the_day_it_ends() -> None:
    delegate = Delegate("d-1", "c", since=date(2023, 5, 1), until=date(2023, 5, 4))
    asked = [date(2023, 4, 30), date(2023, 5, 1), date(2023, 5, 3), date(2023, 5, 4)]
    assert [delegate.serves(day) for day in asked] == [False, True, True, False]


@pytest.mark.parametrize("until", [date(2023, 5, 4), date(2023, 5, 3)])
def test_a_term_ends_after_it_begins(until: date) -> None:
    with pytest.raises(InvalidValue, match="later than the first day, 2023-05-04"):
        Delegate("d-1", "c", since=TODAY, until=until)


def test_a_moment_is_no_day(council: Council) -> None:
    moment = datetime(2023, 5, 4, tzinfo=UTC)
    for ask in (council.findings, council.serving, council.seats, council.delegates[0].serves):
        with pytest.raises(InvalidValue, match="must be a date without a time"):
            ask(moment)


def test_seats_list_every_constituency_in_order(council: Council) -> None:
    seats = attrs.evolve(council, delegates=council.delegates[1:]).seats(TODAY)
    assert list(seats) == [each.code for each in FOUR_CONSTITUENCIES]
    assert [len(held) for held in seats.values()] == [0, 1, 1, 1]


def test_any_number_of_constituencies_forms_a_council() -> None:
    owners, property_firm = Constituency("owners", "业主", "owners"), Constituency("firm", "物业", "firm")
    council = Council(id="c", constituencies=[owners, property_firm], delegates=[Delegate("o-1", "owners")])
    assert codes(council) == [("CONSTITUENCY_VACANT", "firm")]
    assert council.findings()[0].source is None


@pytest.mark.parametrize("sides", [(), (LOCAL_WORTHIES, LOCAL_WORTHIES)], ids=["none", "twice"])
def test_constituencies_are_one_or_more_and_distinct(sides: tuple[Constituency, ...]) -> None:
    with pytest.raises(InvalidValue, match="none twice"):
        Council(id="c", constituencies=sides)


def test_nobody_may_be_allowed_no_seat(council: Council) -> None:
    with pytest.raises(InvalidValue, match="at least 1"):
        attrs.evolve(council, seats_per_person=0)


def test_a_constituency_is_found_by_its_code(council: Council) -> None:
    assert council.constituency("local_worthies") is LOCAL_WORTHIES
    with pytest.raises(UnknownName, match="Did you mean 'local_worthies'"):
        council.constituency("local_worthys")


def test_the_picture_lists_delegates_and_marks_what_is_vacant(council: Council) -> None:
    sold = Constituency("sold", "<b>商户", "merchants & co")
    dated = Delegate("d-8", "local_worthies", since=date(2023, 1, 1))
    ended = Delegate("d-9", "local_worthies", until=date(2024, 1, 1))
    wider = attrs.evolve(
        council,
        constituencies=(*FOUR_CONSTITUENCIES, sold),
        delegates=(*council.delegates, dated, ended),
    )
    picture = wider._repr_html_()
    assert picture.count("空缺 vacant") == 1
    assert "&lt;b&gt;商户" in picture
    assert "merchants &amp; co" in picture
    assert "<td>d-4, d-8 (2023-01-01–), d-9 (–2024-01-01)</td>" in picture
    assert "<td>d-1</td>" in picture


def test_repr_tells_how_many_delegates_there_are_and_not_who(council: Council) -> None:
    assert "‹4›" in repr(council)
    assert "d-1" not in repr(council)
