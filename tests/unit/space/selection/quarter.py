"""A quarter of two sites and two functions, and what is asked of a plan for it."""

from typing import Any

import attrs

from communitygov.core.money import Money
from communitygov.space.audience.population import Population
from communitygov.space.certificate import Certificate
from communitygov.space.function.side import Side
from communitygov.space.funding.source import FundingSource
from communitygov.space.selection import (
    Candidate,
    Catchments,
    FunctionModule,
    Selection,
    SelectionProblem,
    SelectionRule,
)

CANTEEN = FunctionModule(
    code="canteen",
    area=180,
    cost=Money.yuan(500_000),
    circle="5min",
    side=Side.WELFARE,
    needs={"60plus": 3},
    kind="works",
)
GYM = FunctionModule(
    code="gym",
    area=160,
    cost=Money.yuan(400_000),
    circle="5min",
    side=Side.QUALITY,
    needs={"18-34": 3},
    kind="works",
)
PEOPLE = [Population.of({"60plus": 30, "18-34": 5}), Population.of({"60plus": 12, "18-34": 40})]
NEAR = Catchments.of(PEOPLE, {"5min": {"hall": 0b01, "shed": 0b10}})


def fund(yuan: int, *, pays: set[str] | None = None, code: str = "fund") -> FundingSource:
    """Return a source of money."""
    return FundingSource(code, "保障资金", "guarantee funds", amount=Money.yuan(yuan), pays=pays or set())


def quarter(**changes: Any) -> SelectionProblem:  # noqa: ANN401
    """Return two sites and two functions, with money for everything."""
    asked = SelectionProblem(
        [
            Candidate("hall", area=400, renovation=Money.yuan(100_000)),
            Candidate("shed", area=200, renovation=Money.yuan(50_000)),
        ],
        [CANTEEN, GYM],
        catchments=NEAR,
        sources=[fund(5_000_000)],
    )
    return attrs.evolve(asked, **changes)


def certified(chosen: Selection) -> Certificate:
    """Return the certificate, which must be there."""
    assert chosen.certificate is not None
    return chosen.certificate


def single(
    *people: int,
    fen: int,
    cost: int = 50_000_000,
    area: int = 200,
    **rule: Any,  # noqa: ANN401
) -> SelectionProblem:
    """Return sites with so many people each, a function for each of them, and so much money."""
    names = [f"s{at}" for at in range(len(people))]
    return SelectionProblem(
        [Candidate(name, area=area) for name in names],
        [attrs.evolve(CANTEEN, cost=Money(cost), needs={"60plus": 1})],
        catchments=Catchments.of(
            [Population.of({"60plus": each}) for each in people],
            {"5min": {name: 1 << at for at, name in enumerate(names)}},
        ),
        sources=[attrs.evolve(fund(0), amount=Money(fen))],
        rule=SelectionRule(**rule),
    )
