"""随手报: the short way, who may rate, what leads over to the five steps."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import attrs
import pytest

from communitygov.core import Period, PeriodUnit
from communitygov.deliberation.snap_report import (
    SNAP_REPORT_DEFAULT,
    SNAP_REPORT_RATING,
    SnapReportPolicy,
    snap_report,
)
from communitygov.errors import ActionRefused, InvalidValue
from communitygov.organisation import Actor, Role
from communitygov.procedure import Case, Fact, Procedure

THURSDAY = datetime(2023, 5, 4, 9, tzinfo=UTC)
RESIDENT = Actor("r-1", roles={Role.RESIDENT})
NEIGHBOUR = Actor("r-2", roles={Role.RESIDENT})
WORKER = Actor("w-07", roles={Role.GRID_WORKER, Role.RESIDENT}, grids={"G-1"})
CLOCK = Actor("clock", roles={Role.CLOCK})


def shown(kind: str, outcome: str, case: Case) -> Fact:
    """Return a new fact about the case, of the time of its last record."""
    number, at = len(case.history), case.history[-1].at
    return Fact(kind=kind, about="S-1", outcome=outcome, reference=f"R-{number}", at=at)


#: What each action shows.
SHOWN = {
    "decline": ("ground", "stated"),
    "transfer": ("ground", "stated"),
    "handle": ("evidence", "attached"),
    "rate_well": ("rating", "satisfied"),
    "rate_badly": ("rating", "dissatisfied"),
}


def taken(case: Case, actions: Iterable[tuple[str, Actor]], procedure: Procedure) -> Case:
    """Return a case after these actions, one a day."""
    for action, by in actions:
        facts = [shown(*SHOWN[action], case)] if action in SHOWN else []
        at = case.history[-1].at + timedelta(days=1)
        case = procedure.apply(case, action, by=by, at=at, facts=facts)
    return case


def reported(procedure: Procedure = snap_report()) -> Case:  # noqa: B008  a value
    """Return a report."""
    return procedure.open("S-1", "a lamp is out", by=RESIDENT, at=THURSDAY, grid="G-1")


HANDLED = (("accept", WORKER), ("handle", WORKER))
BADLY = ("rate_badly", NEIGHBOUR)


def test_the_history_of_a_handled_report_shows_three_steps_only() -> None:
    case = taken(reported(), [*HANDLED, ("rate_well", RESIDENT)], snap_report())
    table = snap_report().table
    steps = [table.step(table.state(record.target).step).zh for record in case.history]
    assert list(dict.fromkeys(steps)) == ["居民提事", "网格理事", "居民评事"]
    assert case.state == "rated"


def test_the_handler_who_lives_here_never_rates_own_work() -> None:
    case = taken(reported(), HANDLED, snap_report())
    for action in ("rate_well", "rate_badly"):
        facts = [shown(*SHOWN[action], case)]
        reasons = snap_report().explain(case, action, by=WORKER, at=case.since, facts=facts)
        assert [reason.code for reason in reasons] == ["OWN_WORK"]


def test_a_worker_of_another_grid_handles_nothing() -> None:
    elsewhere = attrs.evolve(WORKER, grids={"G-2"})
    with pytest.raises(ActionRefused) as caught:
        snap_report().apply(reported(), "accept", by=elsewhere, at=THURSDAY)
    assert [reason.code for reason in caught.value.reasons] == ["OUTSIDE_GRID"]


def test_what_is_not_handled_on_the_spot_is_transferred_with_its_ground() -> None:
    case = taken(reported(), [("accept", WORKER)], snap_report())
    (reason,) = snap_report().explain(case, "transfer", by=WORKER, at=case.since)
    assert reason.code == "FACT_MISSING"
    after = taken(case, [("transfer", WORKER)], snap_report())
    assert (after.state, after.is_closed, after.history[-1].facts[0].kind) == ("transferred", True, "ground")


def test_after_the_last_bad_rating_a_resident_may_bring_it_before_the_five_steps() -> None:
    case = taken(reported(), [*HANDLED, BADLY, ("handle", WORKER)], snap_report())
    ground = [shown("ground", "stated", case)]
    early = snap_report().explain(case, "transfer", by=NEIGHBOUR, at=case.since, facts=ground)
    assert [reason.code for reason in early] == ["NOT_YET_DUE"]
    case = taken(case, [BADLY, ("handle", WORKER)], snap_report())
    rating = [shown("rating", "dissatisfied", case)]
    spent = snap_report().explain(case, "rate_badly", by=NEIGHBOUR, at=case.since, facts=rating)
    assert [reason.code for reason in spent] == ["BOUND_REACHED"]
    assert taken(case, [("transfer", NEIGHBOUR)], snap_report()).state == "transferred"


def test_the_handler_does_not_bring_own_work_before_the_five_steps_as_a_resident() -> None:
    case = taken(reported(), [*HANDLED, BADLY, ("handle", WORKER), BADLY, ("handle", WORKER)], snap_report())
    ground = [shown("ground", "stated", case)]
    reasons = snap_report().explain(case, "transfer", by=WORKER, at=case.since, facts=ground)
    assert [reason.code for reason in reasons] == ["OWN_WORK"]
    recusal = Fact(kind="recusal", about="S-1", outcome="declared", reference="V-1", giver="r-2")
    reasons = snap_report().explain(case, "transfer", by=NEIGHBOUR, at=case.since, facts=[*ground, recusal])
    assert [reason.code for reason in reasons] == ["RECUSED"]


def test_silence_is_no_consent_and_ends_unrated_after_its_days() -> None:
    case = taken(reported(), HANDLED, snap_report())
    (reason,) = snap_report().explain(case, "lapse", by=CLOCK, at=case.since + timedelta(days=7))
    assert reason.code == "TOO_EARLY"
    after = snap_report().apply(case, "lapse", by=CLOCK, at=case.since + timedelta(days=8))
    assert after.state == "unrated"


def test_a_proxy_reports_only_where_the_policy_names_the_role() -> None:
    for_elder = attrs.evolve(WORKER, roles={Role.GRID_WORKER}).acting_for("r-9")
    with pytest.raises(ActionRefused):
        snap_report().open("S-1", "a lamp is out", by=for_elder, at=THURSDAY, grid="G-1")
    procedure = snap_report(SnapReportPolicy(proxies=("grid_worker",)))
    case = procedure.open("S-1", "a lamp is out", by=for_elder, at=THURSDAY, grid="G-1")
    assert (case.raised_by, case.history[0].by) == ("r-9", "w-07")
    assert procedure.apply(case, "withdraw", by=for_elder, at=THURSDAY).state == "withdrawn"


def test_the_numbers_of_the_policy_stand_in_the_table() -> None:
    policy = SnapReportPolicy(
        bad_ratings=1,
        rating=attrs.evolve(SNAP_REPORT_RATING, lapse_days=2),
        acceptance_workdays=3,
        handling_days=4,
    )
    procedure = snap_report(policy)
    case = taken(reported(procedure), [*HANDLED, BADLY, ("handle", WORKER)], procedure)
    assert taken(case, [("transfer", NEIGHBOUR)], procedure).state == "transferred"
    assert procedure.apply(case, "lapse", by=CLOCK, at=case.since + timedelta(days=3)).state == "unrated"
    assert {each.state: each.within for each in procedure.deadlines} == {
        "reported": Period(3, PeriodUnit.WORKDAYS),
        "handling": Period(4, PeriodUnit.DAYS),
        "awaiting_rating": Period(2, PeriodUnit.DAYS),
    }
    assert all(each.basis.is_library_default for each in procedure.deadlines)


def test_the_same_policy_gives_the_same_procedure() -> None:
    assert snap_report() is snap_report(SNAP_REPORT_DEFAULT)
    assert snap_report(SnapReportPolicy(bad_ratings=1)).identity != snap_report().identity
    assert snap_report().identity == Procedure.from_json(snap_report().to_json()).identity


@pytest.mark.parametrize("field", ["bad_ratings", "acceptance_workdays", "handling_days"])
def test_a_policy_number_is_a_whole_number_from_one(field: str) -> None:
    for wrong in (0, -1, True, 1.0, "3"):
        with pytest.raises(InvalidValue, match=field):
            SnapReportPolicy(**{field: wrong})  # type: ignore[arg-type]  # wrong on purpose
