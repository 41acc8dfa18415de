"""What happens with the corners, step after step; everything is worked out here and told elsewhere."""

from datetime import UTC, datetime, timedelta

import attrs

from communitygov.core.finding import Reason
from communitygov.core.money import Money
from communitygov.core.quantity import Quantity
from communitygov.errors import CommunityGovError
from communitygov.organisation import Actor
from communitygov.procedure import Case, Fact
from communitygov.space.brief import Adjacency, Brief, Room
from communitygov.space.circle import Coverage, Site, coverage
from communitygov.space.function import PriceClass, Side, function_named
from communitygov.space.funding import CostItem, FundingPlan
from communitygov.space.life_cycle import life_cycle
from communitygov.space.mix import Balance, Mix, MixItem, MixJudgement
from communitygov.space.operation import (
    OperationRefused,
    Prosumer,
    ProsumerLedger,
    ProsumerRule,
    ProsumerScheme,
    ServiceOffer,
)
from communitygov.space.place import Place, Transformation, TransformationKind, Zone
from communitygov.space.quality import THREE_BEAUTIES, Scorecard
from communitygov.space.selection import Catchments, Selection, SelectionProblem, select
from communitygov.space.standard import EMBEDDED_SERVICES, GapReport, ServedCommunity, gaps
from communitygov.space.vote import Ballots, BudgetOutcome, BudgetVote, Completion, MicroProject, equal_shares
from corner_case.quarter import CANDIDATES, CIRCLES, HOMES, MODULES, RULE, SITES, SOURCES, STREETS

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
STATION = Site("station", at=SITES[0].at)
#: Most rounds of the search; the plan of this quarter is proved long before.
ROUNDS = 200


@attrs.frozen(kw_only=True)
class Course:
    """Everything that was worked out."""

    before: Coverage
    chosen: Selection
    after: Coverage
    brief: Brief
    place: Place
    funding: FundingPlan
    report: GapReport
    vote: BudgetOutcome
    mix: MixJudgement
    card: Scorecard
    life: Case
    lacking: tuple[Reason, ...]
    ledger: ProsumerLedger
    refused: CommunityGovError


def course(seed: int) -> Course:
    """Return the course of things."""
    rings = tuple(CIRCLES.values())
    near = Catchments.measured(SITES, HOMES, circles=CIRCLES, network=STREETS)
    problem = SelectionProblem(CANDIDATES, MODULES, catchments=near, sources=SOURCES, rule=RULE)
    chosen = select(problem, rounds=ROUNDS, seed=seed)
    taken = [site for site in SITES if site.id in chosen.plan]
    first = chosen.sites[0].site
    place = _place(first, chosen.plan[first])
    ledger, refused = _prosumers(first)
    life, lacking = _life(first)
    return Course(
        before=coverage([STATION], HOMES, circles=rings, network=STREETS),
        chosen=chosen,
        after=coverage(taken, HOMES, circles=rings, network=STREETS),
        brief=_brief(first, chosen.plan[first]),
        place=place,
        funding=_funding(chosen),
        report=gaps(EMBEDDED_SERVICES, ServedCommunity.of_places("quarter", [place])),
        vote=_vote(),
        mix=Balance().judge(_mix(first, chosen.plan[first])),
        card=Scorecard.of(first, THREE_BEAUTIES, marks={"space": 80, "function": 70}),
        life=life,
        lacking=lacking,
        ledger=ledger,
        refused=refused,
    )


def _module_area(code: str) -> int:
    """Return how large a function is."""
    return next(module.area for module in MODULES if module.code == code)


def _brief(site: str, functions: tuple[str, ...]) -> Brief:
    """Return what the place must hold: a room for each function, and a hall that is shared."""
    rooms = [
        Room(
            code,
            function_named(code).zh,
            function_named(code).en,
            function=code,
            standard_required_area=_module_area(code),
        )
        for code in functions
    ]
    hall = Room(
        "hall", "多功能厅", "hall", function="culture_station", standard_required_area=40, is_shared=True
    )
    return Brief(
        f"{site}-brief",
        "闲置空间任务书",
        rooms=[*rooms, hall],
        adjacencies=[Adjacency(functions[0], "hall", importance=1)],
    )


def _place(site: str, functions: tuple[str, ...]) -> Place:
    """Return the place as it will be."""
    area = next(each.area for each in CANDIDATES if each.id == site)
    return Place(
        site,
        "架空层",
        area=Quantity.exact(area, "平方米"),
        former_use="闲置",
        transformations=[
            Transformation(TransformationKind.CHANGE_OF_USE, old_use="闲置", new_use="共享活动中心")
        ],
        zones=[
            Zone(
                code,
                function_named(code).zh,
                functions={code},
                area=Quantity.exact(_module_area(code), "平方米"),
            )
            for code in functions
        ],
    )


def _funding(chosen: Selection) -> FundingPlan:
    """Return who pays for what was chosen."""
    items = [
        CostItem(
            f"{site.id}-works", f"{site.id} 改造", f"{site.id} works", kind="renovation", cost=site.renovation
        )
        for site in CANDIDATES
        if site.id in chosen.plan
    ]
    items += [
        CostItem(f"{site}-{module.code}", module.code, module.code, kind="equipment", cost=module.cost)
        for site, functions in chosen.plan.items()
        for module in MODULES
        if module.code in functions
    ]
    return FundingPlan(SOURCES, items)


def _vote() -> BudgetOutcome:
    """Return what residents choose of small works for the yard."""
    costs = {"benches": 6_000, "drying": 8_000, "lights": 9_000, "murals": 12_000}
    ballots = [
        Ballots(["benches", "drying"], 40, group="elders"),
        Ballots(["lights", "murals"], 25, group="youth"),
        Ballots(["drying", "lights"], 15, group="families"),
    ]
    projects = [MicroProject(code, cost=Money.yuan(cost)) for code, cost in costs.items()]
    vote = BudgetVote.of(projects, budget=Money.yuan(24_000), ballots=ballots)
    return equal_shares(vote, completion=Completion.RAISE_AND_FILL)


def _mix(site: str, functions: tuple[str, ...]) -> Mix:
    """Return what is offered, and on which side."""
    items = [
        MixItem(
            code,
            kind=code,
            side=function_named(code).side,
            price=PriceClass.MARKET if function_named(code).side is Side.QUALITY else PriceClass.LOW,
        )
        for code in functions
    ]
    return Mix(items, place=site)


def _life(site: str) -> tuple[Case, tuple[Reason, ...]]:
    """Take the place from idle to designed, and keep what was lacking before everybody had a hand in it."""
    procedure, staff = life_cycle(), Actor("a-1", roles={"community"})
    case = procedure.open(site, "架空层", by=staff, at=BEGIN, grid="G1")
    case = procedure.apply(case, "plan", by=staff, at=BEGIN)
    lacking = procedure.explain(case, "approve", by=staff, at=BEGIN)
    at = BEGIN + timedelta(days=30)
    hands = [(hand, "joined") for hand in ("community_hand", "resident_hand", "team_hand")]
    facts = [
        Fact(kind=kind, about=site, outcome=outcome, reference=f"{kind}-1", at=at)
        for kind, outcome in (*hands, ("design_review", "passed"))
    ]
    return procedure.apply(case, "approve", by=staff, at=at, facts=facts), lacking


def _prosumers(site: str) -> tuple[ProsumerLedger, CommunityGovError]:
    """Return a month of neighbours' services, and a purchase that is refused."""
    scheme = ProsumerScheme(
        site,
        rule=ProsumerRule(ceiling=Money.yuan(20)),
        prosumers=[Prosumer("r-1", skills={"music"}), Prosumer("r-2", skills={"baking"})],
        offers=[
            ServiceOffer("lesson", by="r-1", skill="music", price=Money.yuan(15), minutes=45),
            ServiceOffer("cake", by="r-2", skill="baking", price=Money(0), minutes=30),
        ],
    )
    ledger = ProsumerLedger(scheme).buy("e-1", offer="lesson", buyer="r-2", at=BEGIN)
    ledger = ledger.buy("e-2", offer="cake", buyer="r-1", at=BEGIN + timedelta(days=3))
    try:
        ledger.buy("e-3", offer="lesson", buyer="r-1", at=BEGIN)
    except OperationRefused as refusal:
        return ledger, refusal
    raise AssertionError  # nobody buys from oneself
