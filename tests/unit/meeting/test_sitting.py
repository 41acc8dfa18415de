"""Who came, who objected, and what is amiss."""

from datetime import UTC, date, datetime, timedelta, timezone

import attrs
import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.council import FOUR_CONSTITUENCIES, Council, Delegate
from communitygov.meeting.sitting import Choice, Objection, Sitting, Vote

ALL_FOUR = ("d-1", "d-2", "d-3", "d-4")


def codes(sitting: Sitting) -> list[tuple[str, str]]:
    return [(finding.code, finding.subject) for finding in sitting.findings()]


def test_a_sitting_of_all_four_has_no_finding(sitting: Sitting) -> None:
    assert sitting.with_present(ALL_FOUR).findings() == ()


def test_every_absent_constituency_is_named_with_who_could_come(sitting: Sitting) -> None:
    more = sitting.council.with_delegate(Delegate("d-5", "local_worthies"))
    half = attrs.evolve(sitting, council=more).with_present(ALL_FOUR[:2])
    assert codes(half) == [
        ("CONSTITUENCY_ABSENT", "retired_cadre_representatives"),
        ("CONSTITUENCY_ABSENT", "local_worthies"),
    ]
    assert half.findings()[1].advice() == "meet again with d-4 or d-5 present"
    assert half.findings()[1].advice("zh") == "请d-4、d-5到会后再议"


def test_a_vacant_constituency_is_vacant_and_not_also_absent(sitting: Sitting) -> None:
    vacant = attrs.evolve(sitting.council, delegates=sitting.council.delegates[:3])
    assert codes(attrs.evolve(sitting, council=vacant, present=ALL_FOUR[:3])) == [
        ("CONSTITUENCY_VACANT", "local_worthies")
    ]


def test_whoever_takes_part_without_a_seat_is_named_once(sitting: Sitting) -> None:
    crowded = (
        sitting.with_present((*ALL_FOUR, "x-2", "x-1"))
        .with_objection("x-1", about="LQ-1")
        .with_vote("x-3", about="LQ-1", choice=Choice.YES)
    )
    assert codes(crowded) == [("NOT_A_DELEGATE", "x-1"), ("NOT_A_DELEGATE", "x-2"), ("NOT_A_DELEGATE", "x-3")]
    assert "2023-05-04" in crowded.findings()[0].text("zh")


def test_a_delegate_whose_term_does_not_run_is_told_so(sitting: Sitting) -> None:
    council = sitting.council.with_delegate(Delegate("d-8", "local_worthies", until=date(2023, 5, 4)))
    council = council.with_delegate(Delegate("d-9", "local_worthies", since=date(2023, 5, 5)))
    late = attrs.evolve(sitting, council=council, present=(*ALL_FOUR, "d-8", "d-9"))
    assert codes(late) == [("TERM_EXPIRED", "d-8"), ("TERM_NOT_BEGUN", "d-9")]


def test_a_term_that_is_over_is_named_once_by_council_and_sitting(sitting: Sitting) -> None:
    over = Delegate("d-4", "local_worthies", until=date(2023, 5, 4))
    council = attrs.evolve(sitting.council, delegates=(*sitting.council.delegates[:3], over))
    assert codes(attrs.evolve(sitting, council=council, present=ALL_FOUR)) == [
        ("CONSTITUENCY_VACANT", "local_worthies"),
        ("TERM_EXPIRED", "d-4"),
    ]


def test_terms_are_asked_for_the_day_in_the_time_zone_of_the_sitting(council: Council) -> None:
    until = Delegate("d-4", "local_worthies", until=date(2023, 5, 5))
    timed = attrs.evolve(council, delegates=(*council.delegates[:3], until))
    at = datetime(2023, 5, 4, 20, tzinfo=UTC)
    here = Sitting(id="m", council=timed, held_at=at)
    there = attrs.evolve(here, held_at=at.astimezone(timezone(timedelta(hours=8))))
    assert (len(here.serving()), len(there.serving())) == (4, 3)


def test_votes_of_the_absent_are_named_in_order(sitting: Sitting) -> None:
    voted = sitting.with_present(ALL_FOUR[:3])
    for about in ("LQ-2", "LQ-1"):
        voted = voted.with_vote("d-4", about=about, choice=Choice.NO)
    voted = voted.with_vote("d-1", about="LQ-1", choice=Choice.NO)
    found = [finding for finding in voted.findings() if finding.code == "VOTER_ABSENT"]
    assert [dict(finding.details)["about"] for finding in found] == ["LQ-1", "LQ-2"]


def test_a_change_gives_a_new_sitting_and_leaves_the_old_one(sitting: Sitting) -> None:
    changed = sitting.with_present(["d-1"]).with_present(["d-2"]).with_objection("d-2", about="LQ-1")
    assert changed.present == {"d-1", "d-2"}
    assert (sitting.present, sitting.objections) == (frozenset(), frozenset())


def test_an_objection_stands_until_its_settlement_is_on_record(sitting: Sitting) -> None:
    objected = sitting.with_objection("d-2", about="LQ-1").with_objection("d-2", about="LQ-2")
    settled = objected.with_settlement("d-2", about="LQ-1", reference="minutes-7")
    assert objected.unsettled("LQ-1") == {"d-2"}
    assert (settled.unsettled("LQ-1"), settled.unsettled("LQ-2")) == (frozenset(), {"d-2"})
    assert Objection("d-2", "LQ-1", settlement="minutes-7") in settled.objections
    assert settled.with_objection("d-2", about="LQ-1").unsettled("LQ-1") == {"d-2"}


def test_only_what_was_objected_to_can_be_settled(sitting: Sitting) -> None:
    objected = sitting.with_objection("d-2", about="LQ-1")
    with pytest.raises(UnknownName, match=r"'d-2 \(LQ-1\)'"):
        objected.with_settlement("d-2", about="LQ-2", reference="minutes-7")


def test_a_later_vote_takes_the_place_of_an_earlier_one(sitting: Sitting) -> None:
    voted = sitting.with_vote("d-1", about="LQ-1", choice=Choice.YES)
    voted = voted.with_vote("d-1", about="LQ-1", choice=Choice.NO)
    assert voted.votes == {Vote("d-1", "LQ-1", choice=Choice.NO)}


def test_two_statements_of_one_person_on_one_matter_are_refused(sitting: Sitting) -> None:
    twice = [Objection("d-1", "LQ-1"), Objection("d-1", "LQ-1", settlement="m")]
    with pytest.raises(InvalidValue, match="d-1, LQ-1"):
        attrs.evolve(sitting, objections=twice)


def test_the_time_of_a_sitting_has_a_zone(sitting: Sitting) -> None:
    with pytest.raises(InvalidValue, match="time zone"):
        attrs.evolve(sitting, held_at=datetime(2023, 5, 4))  # noqa: DTZ001  the fault itself


def test_a_name_alone_is_no_list_of_those_present(sitting: Sitting) -> None:
    with pytest.raises(InvalidValue, match="collection"):
        sitting.with_present("d-1")


@pytest.mark.determinism
def test_findings_come_in_one_order_whatever_the_order_of_the_sets(sitting: Sitting) -> None:
    strangers = [f"x-{at}" for at in range(20)]
    crowd = sitting.with_present(strangers)
    expected = [each.code for each in FOUR_CONSTITUENCIES] + sorted(strangers)
    assert [subject for _, subject in codes(crowd)] == expected
