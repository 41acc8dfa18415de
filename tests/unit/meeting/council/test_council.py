"""Who sits, and what is missing."""

from datetime import UTC, date, datetime

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.council.composition import MemberShare, SeatBounds
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, LOCAL_WORTHIES, Constituency
from communitygov.meeting.council.council import Council, four_party_council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.threshold import AtLeast, Threshold

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


def test_overlapping_terms_for_one_constituency_are_told_as_such(council: Council) -> None:
    first = Delegate("d-9", "local_worthies", until=date(2023, 7, 1))
    second = Delegate("d-9", "local_worthies", since=date(2023, 5, 1))
    overlapping = council.with_delegate(first).with_delegate(second)
    assert codes(overlapping) == codes(overlapping, TODAY) == [("TERMS_OVERLAP", "d-9")]
    assert overlapping.is_constituted(date(2023, 7, 1))
    assert dict(overlapping.findings()[0].details)["seats"] == "2"


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


def test_a_moment_is_no_day(council: Council) -> None:
    moment = datetime(2023, 5, 4, tzinfo=UTC)
    for ask in (council.findings, council.serving, council.seats, council.vacancies, council.remarks):
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
    sold = Constituency("sold", "<b>商户", "merchants & co", seats=3)
    dated = Delegate("d-8", "local_worthies", since=date(2023, 1, 1))
    ended = Delegate("d-9", "local_worthies", until=date(2024, 1, 1))
    reserve = Delegate("s-1", "local_worthies", substitute_of="d-4", until=date(2024, 1, 1), traits={"woman"})
    wider = attrs.evolve(
        council,
        constituencies=(*FOUR_CONSTITUENCIES, sold),
        delegates=(reserve, *council.delegates, dated, ended),
    )
    picture = wider._repr_html_()
    assert picture.count("空缺 vacant") == 1
    assert "&lt;b&gt;商户" in picture
    assert "merchants &amp; co</td><td>3</td>" in picture
    assert (
        "<td>d-4, d-8 (2023-01-01–), d-9 (–2024-01-01), s-1 (候补 substitute for d-4; –2024-01-01)</td>"
        in picture
    )
    assert "<td>—</td><td>d-1</td>" in picture
    assert "woman" not in picture


def test_repr_tells_how_many_delegates_there_are_and_not_who(council: Council) -> None:
    assert "‹4›" in repr(council)
    assert "d-1" not in repr(council)


# ------------------------------------------------------------------ seats


def owners_council(*delegates: Delegate, seats: int = 3, least_filled: Threshold | None = None) -> Council:
    owners = Constituency("owners", "业主", "owners", seats=seats, source=LIBRARY_DEFAULT)
    return Council(id="c", constituencies=[owners], delegates=delegates, least_filled=least_filled)


def test_a_seat_to_fill_is_a_remark_and_does_not_keep_the_council_from_being_constituted() -> None:
    council = owners_council(Delegate("o-1", "owners"))
    assert council.is_constituted(TODAY)
    (remark,) = council.remarks(TODAY)
    assert (remark.code, remark.subject, remark.source) == ("SEATS_UNFILLED", "owners", LIBRARY_DEFAULT)
    assert dict(remark.details) == {"constituency": "owners", "have": "1", "need": "3", "shortfall": "2"}


@pytest.mark.parametrize(("seated", "constituted", "remarks"), [(1, False, 0), (2, True, 1), (3, True, 0)])
def test_how_much_must_be_filled_is_a_parameter(seated: int, *, constituted: bool, remarks: int) -> None:
    delegates = [Delegate(f"o-{at}", "owners") for at in range(seated)]
    council = owners_council(*delegates, least_filled=AtLeast("2/3"))
    assert council.is_constituted(TODAY) is constituted
    assert len(council.remarks(TODAY)) == remarks
    if not constituted:
        (finding,) = council.findings(TODAY)
        assert (finding.code, finding.source) == ("SEATS_UNFILLED", LIBRARY_DEFAULT)
        assert ("need", "2") in finding.details


def test_where_nobody_serves_that_alone_is_said() -> None:
    council = owners_council(least_filled=AtLeast(1))
    assert codes(council, TODAY) == [("CONSTITUENCY_VACANT", "owners")]
    assert council.remarks(TODAY) == ()


def test_how_much_must_be_filled_says_nothing_of_a_constituency_without_a_number(council: Council) -> None:
    assert attrs.evolve(council, least_filled=AtLeast(1)).is_constituted(TODAY)


def test_more_than_the_seats_there_are_is_a_finding() -> None:
    council = owners_council(Delegate("o-1", "owners"), Delegate("o-2", "owners"), seats=1)
    assert codes(council, TODAY) == codes(council) == [("SEATS_EXCEEDED", "owners")]
    assert council.findings()[0].source == LIBRARY_DEFAULT


def test_without_a_day_a_successor_is_not_one_too_many() -> None:
    terms = (Delegate("o-1", "owners", until=TODAY), Delegate("o-2", "owners", since=TODAY))
    assert owners_council(*terms, seats=1).is_constituted()


def test_vacancies_list_what_is_to_be_filled_in_the_order_of_the_constituencies(council: Council) -> None:
    assert council.vacancies(TODAY) == ()
    later = council.with_term_ended("d-4", on=TODAY).with_term_ended("d-1", on=TODAY)
    assert [each.constituency.code for each in later.vacancies(TODAY)] == [
        "two_committee_cadres",
        "local_worthies",
    ]
    assert [each.missing for each in owners_council(Delegate("o-1", "owners")).vacancies()] == [2]


# ------------------------------------------------------------------ substitutes


def test_a_substitute_keeps_the_council_constituted_while_the_seat_is_vacant(council: Council) -> None:
    reserve = Delegate("s-1", "local_worthies", substitute_of="d-4")
    covered = council.with_delegate(reserve).with_term_ended("d-4", on=TODAY)
    assert covered.is_constituted(TODAY)
    assert covered.seats(TODAY)["local_worthies"] == (reserve,)
    assert covered.seats(date(2023, 5, 3))["local_worthies"] == (
        attrs.evolve(council.delegates[3], until=TODAY),
    )


def test_the_term_of_a_substitute_that_is_over_is_named_with_the_vacancy(council: Council) -> None:
    reserve = Delegate("s-1", "local_worthies", substitute_of="d-4", until=TODAY)
    empty = council.with_delegate(reserve).with_term_ended("d-4", on=TODAY)
    assert codes(empty, TODAY) == [
        ("CONSTITUENCY_VACANT", "local_worthies"),
        ("TERM_EXPIRED", "d-4"),
        ("TERM_EXPIRED", "s-1"),
    ]


def test_who_may_stand_in_is_listed_in_order_without_those_who_serve(council: Council) -> None:
    wider = attrs.evolve(
        council,
        delegates=(
            *council.delegates,
            Delegate("s-2", "local_worthies", substitute_of="d-4"),
            Delegate("s-1", "local_worthies", substitute_of="d-4", until=TODAY),
            Delegate("s-3", "local_worthies", substitute_of="d-4"),
            Delegate("d-1", "local_worthies", substitute_of="d-4"),
            Delegate("s-4", "residents_representatives", substitute_of="d-4"),
        ),
    )
    names = [each.id for each in wider.substitutes_for("d-4", on=TODAY)]
    assert names == ["s-2", "s-3"]
    assert [each.id for each in wider.substitutes_for("d-4")] == ["s-2", "s-1", "s-3"]
    assert wider.substitutes_for("d-1", on=TODAY) == ()
    ended = wider.with_term_ended("d-4", on=TODAY)
    assert [each.id for each in ended.substitutes_for("d-4", on=TODAY)] == ["s-3"]


def test_a_substitute_of_nobody_is_named(council: Council) -> None:
    stray = Delegate("s-1", "residents_representatives", substitute_of="d-4")
    (finding,) = council.with_delegate(stray).findings(TODAY)
    assert (finding.code, finding.subject) == ("SUBSTITUTE_UNKNOWN", "s-1")
    assert dict(finding.details) == {
        "person": "s-1",
        "principal": "d-4",
        "constituency": "residents_representatives",
    }


# ------------------------------------------------------------------ composition


def test_a_broken_rule_of_composition_keeps_the_council_from_being_constituted(council: Council) -> None:
    women = MemberShare(Term("woman", "妇女", "women"), AtLeast("1/4"), source=LIBRARY_DEFAULT)
    ruled = attrs.evolve(council, composition=[women, SeatBounds(LOCAL_WORTHIES, most=1)])
    assert codes(ruled, TODAY) == [("COMPOSITION_UNMET", "woman")]
    first = attrs.evolve(council.delegates[0], traits={"woman"})
    assert attrs.evolve(ruled, delegates=(first, *council.delegates[1:])).is_constituted(TODAY)


def test_the_composition_is_that_of_the_day(council: Council) -> None:
    ruled = attrs.evolve(council, composition=[SeatBounds(LOCAL_WORTHIES, most=1)])
    later = ruled.with_delegate(Delegate("d-5", "local_worthies", since=date(2023, 6, 1)))
    assert later.is_constituted(TODAY)
    assert codes(later, date(2023, 6, 1)) == [("SEATS_EXCEEDED", "local_worthies")]


def test_a_rule_about_a_constituency_that_is_not_there_is_refused(council: Council) -> None:
    strange = Constituency("local_worthys", "乡贤", "worthies")
    with pytest.raises(UnknownName, match="Did you mean 'local_worthies'"):
        attrs.evolve(council, composition=[SeatBounds(strange, most=1)])


# ------------------------------------------------------------------ terms that end


def test_a_term_is_ended_on_the_first_day_without_the_delegate(council: Council) -> None:
    ended = council.with_term_ended("d-4", on=TODAY)
    assert ended.is_constituted(date(2023, 5, 3))
    assert codes(ended, TODAY) == [("CONSTITUENCY_VACANT", "local_worthies"), ("TERM_EXPIRED", "d-4")]
    assert council.is_constituted(TODAY)


def test_a_term_is_ended_for_one_constituency_or_for_all(council: Council) -> None:
    wider = council.with_delegate(Delegate("d-4", "residents_representatives"))
    one = wider.with_term_ended("d-4", on=TODAY, constituency="residents_representatives")
    assert [each.until for each in one.delegates[3:]] == [None, TODAY]
    every = wider.with_term_ended("d-4", on=TODAY)
    assert [each.until for each in every.delegates[3:]] == [TODAY, TODAY]


def test_only_the_term_that_runs_is_ended(council: Council) -> None:
    past = Delegate("d-9", "local_worthies", until=date(2020, 1, 1))
    coming = Delegate("d-9", "local_worthies", since=TODAY)
    running = Delegate("d-9", "local_worthies", since=date(2020, 1, 1), until=TODAY)
    wider = attrs.evolve(council, delegates=(past, running, coming))
    ended = wider.with_term_ended("d-9", on=date(2022, 1, 1))
    assert [each.until for each in ended.delegates] == [date(2020, 1, 1), date(2022, 1, 1), None]


@pytest.mark.parametrize("person", ["d-5", "d-44", "d-9"])
def test_who_does_not_sit_cannot_cease_to(council: Council, person: str) -> None:
    later = council.with_delegate(Delegate("d-9", "local_worthies", since=TODAY))
    with pytest.raises(UnknownName, match="delegate in office"):
        later.with_term_ended(person, on=TODAY)
