"""What a user writes must pass the type checkers; this file is read by them and never run."""

from datetime import UTC, date, datetime
from typing import assert_type

from communitygov import Actor, Case, GridHierarchy, Procedure, Quantity, Role, five_step
from communitygov.core import Journal, Money, Reason, WeekendCalendar
from communitygov.grid.diagnosis import Diagnosis, diagnose
from communitygov.grid.posting import Roster
from communitygov.grid.residency import Residency
from communitygov.grid.routing import Dispatch, Report, Route, Router, dispatch, three_tier_policy
from communitygov.meeting import FOUR_PARTY_DEFAULT, Council, Decision, Sitting, four_party_council
from communitygov.procedure import DueList, Fact, Option

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)

procedure = five_step()
assert_type(procedure, Procedure)

resident = Actor("r-1", roles={Role.RESIDENT})
worker = Actor("w-07", roles=["grid_worker"], grids=("LQ-03",))
case = procedure.open("LQ-1", "ageing wiring", by=resident, at=AT, grid="LQ-03")
assert_type(case, Case)
assert_type(procedure.apply(case, "accept", by=worker, at=AT, facts=()), Case)
assert_type(procedure.allowed(case, by=worker, at=AT), tuple[Option, ...])
assert_type(procedure.explain(case, "decide", by=worker, at=AT), tuple[Reason, ...])
assert_type(procedure.due([case], now=AT, calendar=WeekendCalendar()), DueList)
assert_type(Case.from_json(case.to_json()), Case)
assert_type(Journal().append(case.to_document()), Journal)
assert_type(Quantity.parse("500余部").at_least(400), bool | None)
assert_type(Money.yuan("86300.00") + Money(1), Money)
assert_type(GridHierarchy.from_rows([("A", None, "community", "甲")]).path("A"), tuple[str, ...])

grid = GridHierarchy.from_rows([("A", None, "community", "甲")])
residency, roster = Residency(grid, dwellings=()), Roster(grid, workers=(), postings=())
router = Router(roster=roster, residency=residency, policy=three_tier_policy(), calendar=WeekendCalendar())
report = Report("R-1", matter="lighting", at=AT, grid="A")
assert_type(router.route(report), Route)
assert_type(router.dispatch_many([report]), tuple[Dispatch, ...])
assert_type(
    dispatch(
        report, roster=roster, residency=residency, policy=three_tier_policy(), calendar=WeekendCalendar()
    ),
    Dispatch,
)
assert_type(diagnose(grid, residency=residency, roster=roster), Diagnosis)


def adopted(council: Council, sitting: Sitting) -> Fact:
    """Return what a sitting decided, as a fact."""
    decision = sitting.conclude("LQ-1", rule=FOUR_PARTY_DEFAULT).decide("LQ-1")
    assert_type(decision, Decision)
    assert_type(council.findings(on=date(2023, 5, 4)) == (), bool)
    return decision.as_fact(about="LQ-1", reference="M-1", at=AT)


assert_type(four_party_council(()), Council)
