"""移交: from one procedure into another."""

import pytest

from communitygov.deliberation import five_step
from communitygov.deliberation.handover import handover
from communitygov.deliberation.snap_report import snap_report
from communitygov.errors import InvalidValue
from communitygov.organisation import Actor
from communitygov.testing.walks import walked


def test_a_snap_report_that_was_transferred_goes_on_as_a_case_of_the_five_steps() -> None:
    case = walked(snap_report(), [0, 1])
    assert case.state == "transferred"
    shown, raiser = handover(case, about="LQ-1"), Actor(case.raised_by, roles={"resident"})
    follower = five_step().open("LQ-1", case.title, by=raiser, at=case.since, grid=case.grid, facts=[shown])
    (kept,) = follower.history[0].facts
    assert (kept.reference, kept.outcome, kept.at) == (case.id, "transferred", case.since)
    assert kept.words == case.standing.words
    assert type(kept.kind) is str


def test_what_is_no_case_is_refused() -> None:
    with pytest.raises(InvalidValue, match="Case"):
        handover("S-1", about="LQ-1")  # type: ignore[arg-type]  # wrong on purpose
