"""What minutes tell of matters that were put without a vote."""

import attrs
import pytest

from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.minutes.minutes import Minutes, minutes_of
from communitygov.meeting.sitting.agenda import AgendaItem
from communitygov.meeting.sitting.conclusion import Concluded
from communitygov.meeting.sitting.sitting import Sitting

from .conftest import NINE, after  # noqa: TID252


@pytest.fixture
def gathered(sitting: Sitting) -> Sitting:
    """Return a sitting to which all four have come, and where one has objected to LQ-2."""
    bare = attrs.evolve(sitting, entries=()).sign_in("d-1", "d-2", "d-3", "d-4", at=NINE).open("d-1")
    return bare.object("d-2", "LQ-2")


def told(minutes: Minutes) -> str:
    """Return what stands under what was decided."""
    return minutes.to_markdown("zh").partition("议定事项")[2].partition("\n## ")[0]


def test_what_was_concluded_without_a_vote_stands_under_what_was_decided(gathered: Sitting) -> None:
    entry = Concluded(at=after(5), about="LQ-1", rule=FOUR_PARTY_DEFAULT, by="d-1")
    made = minutes_of(gathered.record(entry).sign_out("d-4", at=after(6)).close())
    (record,) = made.conclusions
    assert (record.about, record.by, record.item, record.at) == ("LQ-1", "d-1", None, after(5))
    assert (record.outcome, record.tally.total.present) == (Outcome.ADOPTED, 4)
    assert "| LQ-1 | ✓ 通过 | 未经表决 | — | — | — |" in told(made)
    assert "LQ-1 未经表决：09:05 议决；到会 4/4，未解决的异议 0 项。" in told(made)
    assert "✓ 没有未解决的异议" in told(made)
    assert "LQ-1 未经表决议决，由 d-1 宣布" in made.to_markdown("zh")
    assert "deliberation on LQ-1 was concluded without a vote, by d-1" in made.to_markdown("en")
    xml = made.to_akoma_ntoso("en")
    assert (
        "LQ-1 was put without a vote: at 09:05 it was concluded; present 4/4, unsettled objections 0." in xml
    )
    assert "→ adopted" in xml


def test_an_objection_that_stood_then_is_told_and_one_that_came_later_is_not(gathered: Sitting) -> None:
    sitting = gathered.record(Concluded(at=NINE, about="LQ-2", rule=FOUR_PARTY_DEFAULT))
    (record,) = minutes_of(sitting.object("d-3", "LQ-2").close()).conclusions
    assert (record.outcome, record.tally.total.objections) == (Outcome.REJECTED, 1)


def test_an_item_for_decision_that_ended_without_a_vote_is_told_and_its_outcome_left_open(
    gathered: Sitting,
) -> None:
    sitting = gathered.add_item(AgendaItem("1", "线路", kind="decision", about="LQ-1")).take_item("1")
    made = minutes_of(sitting.close(at=after(5)))
    (record,) = made.conclusions
    assert (record.item, record.rule, record.outcome) == ("1", None, None)
    assert "| LQ-1 | — | 未经表决 | — | — | — |" in told(made)
    assert "议题 1 议毕，未定表决规则" in told(made)
    assert "item 1 ended and no rule was named" in made.to_akoma_ntoso("en")
    assert made.matches(sitting.close(at=after(5)))


def test_votes_and_conclusions_stand_in_the_order_of_the_log(gathered: Sitting) -> None:
    sitting = gathered.record(Concluded(at=NINE, about="LQ-9", rule=FOUR_PARTY_DEFAULT))
    sitting = sitting.open_vote("LQ-1", rule=FOUR_PARTY_DEFAULT).close_vote("LQ-1")
    made = minutes_of(sitting.record(Concluded(at=NINE, about="LQ-3", rule=FOUR_PARTY_DEFAULT)).close())
    rows = [line.split(" | ")[0] for line in told(made).splitlines() if line.startswith("| LQ")]
    assert rows == ["| LQ-9", "| LQ-1", "| LQ-3"]
    assert Minutes.from_json(made.to_json()) == made
