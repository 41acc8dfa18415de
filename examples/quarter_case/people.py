"""Who lives in the quarter and who serves it; every identifier is invented, and there are no names."""

from datetime import date

from communitygov.geometry import Point
from communitygov.grid import GridHierarchy
from communitygov.grid.board import BoardRole, Contact, Directory, Entrance, Listing
from communitygov.grid.delineation import Building, Delineation
from communitygov.grid.posting import Capacity, Duty, Posting, Roster, Worker, WorkerKind
from communitygov.grid.residency import Dwelling, Residency, Tenure, TenureRole

COMMUNITY = "LQ"
#: The day of the story.
DAY = date(2024, 3, 1)
#: How many micro-grids one worker may have (一员多格), and how many workers there are for ten grids.
GRIDS_EACH = 3
WORKERS_FOR_TEN = 5


def residency_of(grid: GridHierarchy, plan: Delineation) -> Residency:
    """Return two people in every dwelling, and one who has left the last of them."""
    dwellings, tenures = list[Dwelling](), list[Tenure]()
    for building in plan.buildings:
        for number in range(1, building.households + 1):
            home = f"{building.id}-{number:03}"
            code = plan.grid_of(building.id)
            dwellings.append(Dwelling(home, grid=code, building=building.id, at=building.at))
            tenures.append(Tenure(f"r-{home}-1", home, role=TenureRole.HEAD))
            tenures.append(Tenure(f"r-{home}-2", home, role=TenureRole.TENANT))
    gone = dwellings[-1].id
    tenures.append(Tenure("r-gone", gone, role=TenureRole.TENANT, until=DAY))
    return Residency(grid, dwellings=dwellings, tenures=tenures)


def roster_of(grid: GridHierarchy, plan: Delineation, residency: Residency) -> Roster:
    """Return the workers, before anybody has been given a micro-grid."""
    micro = [each.code for each in plan.micro]
    at: dict[str, Building] = {each.id: each for each in plan.buildings}
    bases = [at[each.centre].at for each in plan.micro]
    several = Capacity(grids=GRIDS_EACH)
    workers = [
        Worker(
            f"w-{number + 1:02}",
            kind=WorkerKind.MICRO_GRID_WORKER,
            base=bases[number * len(bases) // crew],
            capacity=several,
            communities={COMMUNITY},
        )
        for crew in [max(1, len(micro) * WORKERS_FOR_TEN // 10)]
        for number in range(crew)
    ]
    general = [
        Worker(f"gw-{each.code}", kind=WorkerKind.GRID_WORKER, home="DS-street") for each in plan.general
    ]
    postings = [Posting(f"gw-{each.code}", each.code, duty=duty) for each in plan.general for duty in Duty]
    return Roster(
        grid,
        workers=[*workers, *general],
        postings=postings,
        households=residency.households(on=DAY),
    )


def centres_of(plan: Delineation) -> dict[str, Point]:
    """Return where the centre of every micro-grid stands."""
    at = {each.id: each.at for each in plan.buildings}
    return {each.code: at[each.centre] for each in plan.micro}


def directory_of(grid: GridHierarchy, plan: Delineation) -> Directory:
    """Return the contacts: four roles for the whole community, and no lawyer yet."""
    return Directory(
        grid=grid,
        listings=[
            Listing(grid=COMMUNITY, role=role, contact=Contact(role.zh, reach=f"028-0000-01{at:02}"))
            for at, role in enumerate(BoardRole)
            if role is not BoardRole.LAWYER
        ],
        entrances=[Entrance(code=f"{each.id}-U1", grid=plan.grid_of(each.id)) for each in plan.buildings],
    )
