"""What minutes tell of a secret vote: never who voted how."""

from collections.abc import Mapping

import attrs
import pytest

from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.council.council import four_party_council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.minutes.minutes import Minutes, minutes_of
from communitygov.meeting.minutes.secret_count import is_telling, totals_of
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.vote import DeclaredCount, VoteMethod
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.tally import Tally

from .conftest import NINE  # noqa: TID252

SIDES = [each.code for each in FOUR_CONSTITUENCIES]
ONE_EACH = {"d-1": "yes", "d-2": "no", "d-3": "yes", "d-4": "abstain"}


def voted(choices: Mapping[str, str], *, seats: int = 1, counts: tuple[DeclaredCount, ...] = ()) -> Minutes:
    """Return the minutes of one secret vote, of so many delegates of every constituency."""
    people = [f"d-{at}" for at in range(1, 4 * seats + 1)]
    council = four_party_council(Delegate(each, SIDES[at // seats]) for at, each in enumerate(people))
    sitting = Sitting(id="M-1", council=council, held_at=NINE).sign_in(*people).open("d-1")
    sitting = sitting.open_vote("LQ-1", rule=FOUR_PARTY_DEFAULT, method=VoteMethod.SECRET)
    sitting = sitting.cast_all(choices, about="LQ-1").close_vote("LQ-1")
    return minutes_of(sitting.declare("LQ-1", by="d-1", counts=counts).close(), quorum=FOUR_PARTY_DEFAULT)


def test_with_one_delegate_a_side_the_totals_alone_are_told() -> None:
    one_side = DeclaredCount("no", 1, constituency="residents_representatives")
    made = voted(ONE_EACH, counts=(DeclaredCount("yes", 2), one_side))
    (vote,) = made.votes
    assert [side.code for side, _ in vote.tally.groups] == ["all"]
    assert (vote.tally.total.yes, vote.tally.total.no, vote.tally.total.abstain) == (2, 1, 1)
    assert (vote.decision, vote.ballots) == (None, ())
    assert vote.declarations[0].counts == (DeclaredCount("yes", 2),)
    assert vote.is_as_declared
    assert Minutes.from_json(made.to_json()) == made
    shown = made.to_markdown("zh").partition("表决：LQ-1")[2].partition("\n### ")[0].partition("\n## ")[0]
    assert "- **各方票数** 不列，以免知悉谁如何投票" in shown
    assert "群众代表" not in shown
    assert "__side_residents_representatives__no" not in made.to_akoma_ntoso("zh")
    assert "choice_no" in made.to_akoma_ntoso("zh")


def test_two_votes_that_differ_only_in_who_voted_how_have_the_same_minutes() -> None:
    swapped = {**ONE_EACH, "d-1": "abstain", "d-4": "yes"}
    first, second = voted(ONE_EACH), voted(swapped)
    assert first.votes == second.votes
    assert first.to_markdown("zh").partition("---")[0] == second.to_markdown("zh").partition("---")[0]


def test_what_it_came_to_is_told_by_the_counts_that_are_not() -> None:
    (vote,) = voted(dict.fromkeys(ONE_EACH, "yes")).votes
    assert vote.outcome is Outcome.ADOPTED
    assert vote.withheld is not None
    bare = attrs.evolve(vote, withheld=attrs.evolve(vote.withheld, outcome=None), declarations=())
    assert bare.outcome is None


def test_a_number_declared_of_a_constituency_that_is_not_so_is_said_and_not_shown() -> None:
    made = voted(ONE_EACH, counts=(DeclaredCount("no", 7, constituency="residents_representatives"),))
    assert not made.votes[0].is_as_declared
    assert "✗ 各方票数与宣布不符" in made.to_markdown("zh")
    assert "7" not in made.to_markdown("zh").partition("核对")[2].partition("\n")[0]


def test_large_constituencies_that_are_of_two_minds_are_told_apart() -> None:
    choices = {f"d-{at}": "yes" if at % 2 else "no" for at in range(1, 41)}
    (vote,) = voted(choices, seats=10).votes
    assert vote.withheld is None
    assert [(counts.yes, counts.no) for _, counts in vote.tally.groups] == [(5, 5)] * 4


@pytest.mark.parametrize(
    ("counts", "tells"),
    [
        (Counts(entitled=20, present=20), False),
        (Counts(entitled=20, present=20, yes=10, no=10), False),
        (Counts(entitled=20, present=20, yes=20), True),
        (Counts(entitled=20, present=20, yes=16, abstain=4), True),
        (Counts(entitled=20, present=20, yes=10, no=9, invalid=1), True),
    ],
)
def test_a_small_count_and_one_that_is_everybodys_tell(counts: Counts, tells: bool) -> None:  # noqa: FBT001
    tally = Tally.from_counts({SIDES[0]: counts}, constituencies=FOUR_CONSTITUENCIES[:1])
    assert is_telling(tally) is tells
    assert totals_of(tally).total == counts


def test_another_measure_tells_whoever_knows_the_areas() -> None:
    counts = Counts(entitled=20, present=20, yes=10, no=10)
    given = {SIDES[0]: {"heads": counts, "area": counts}}
    assert is_telling(Tally.from_counts(given, constituencies=FOUR_CONSTITUENCIES[:1]))
