"""What a rule looks at: all, one constituency, or a part of the voters."""

import pytest

from communitygov.errors import UnknownName
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, LOCAL_WORTHIES
from communitygov.meeting.measure import AREA, HEADS
from communitygov.meeting.tally.counts import Counts, Sums
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.tally.tally import Tally

TWO = FOUR_CONSTITUENCIES[:2]
SCOPE = Scope(
    "LQ",
    TWO,
    {"heads": (Sums(entitled=3, yes=1), Sums(entitled=2)), "area": (Sums(entitled=900), Sums(entitled=100))},
    parts={"unit-3": {"heads": (Sums(entitled=1), Sums())}},
)


def test_a_scope_is_the_body_or_one_constituency_of_it() -> None:
    assert (SCOPE.subject, SCOPE.who.en, SCOPE.sole) == ("LQ", "all constituencies", None)
    each = list(SCOPE.each())
    assert [scope.sole for scope in each] == list(TWO)
    assert (each[1].subject, each[1].who.zh) == ("residents_representatives", "群众代表")
    assert each[1] == SCOPE.only("residents_representatives")


def test_the_counts_of_a_constituency_are_its_own_in_every_measure_and_part() -> None:
    one = SCOPE.only("two_committee_cadres")
    assert (one.total(HEADS), one.total(AREA)) == (Sums(entitled=3, yes=1), Sums(entitled=900))
    assert one.within("unit-3").total(HEADS) == Sums(entitled=1)
    assert SCOPE.total(AREA) == Sums(entitled=1000)


def test_a_part_has_no_parts_of_its_own() -> None:
    inside = SCOPE.within("unit-3")
    assert inside.total(HEADS) == Sums(entitled=1)
    assert inside.constituencies == TWO
    with pytest.raises(UnknownName, match="There are none"):
        inside.within("unit-3")


def test_what_is_not_there_is_named_with_what_is() -> None:
    with pytest.raises(UnknownName, match="No constituency is called 'local_worthies'"):
        SCOPE.only("local_worthies")
    with pytest.raises(UnknownName, match=r"No part of the voters is called 'unit-4'. Did you mean 'unit-3'"):
        SCOPE.within("unit-4")
    with pytest.raises(UnknownName, match=r"No measure of this tally is called 'area'. Known: 'heads'"):
        SCOPE.within("unit-3").sums(AREA)


def test_a_constituency_is_vacant_when_nobody_may_vote() -> None:
    tally = Tally.from_counts({"local_worthies": Counts(entitled=2)}, constituencies=FOUR_CONSTITUENCIES)
    assert tally.scope.vacant == FOUR_CONSTITUENCIES[:3]
    assert tally.scope.only(LOCAL_WORTHIES.code).vacant == ()
