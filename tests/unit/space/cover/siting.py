"""Problems of siting: a quarter, a street, and one that is not settled at once."""

from communitygov.space.cover import CoverProblem, DistanceProblem


def quarter() -> CoverProblem:
    """Four sites, four points; the shed and the court overlap."""
    return CoverProblem.of(
        {"court": ["b1", "b2"], "shed": ["b2", "b3"], "roof": ["b4"], "yard": ["b3"]},
        weights={"b1": 40, "b2": 25, "b3": 60, "b4": 30},
    )


def street() -> DistanceProblem:
    """Return three sites and four points along a street."""
    return DistanceProblem(
        sites=("west", "middle", "east"),
        points=("a", "b", "c", "d"),
        distances=([0, 100, 500, 900], [500, 400, 0, 400], [900, 800, 400, 0]),
        weights=(10, 20, 30, 5),
    )


def scattered(sites: int = 14, points: int = 60) -> CoverProblem:
    """Return a problem that is not settled at once."""
    covers = [[at for at in range(points) if (at * 7 + site * 11) % 29 < 6] for site in range(sites)]
    return CoverProblem(
        sites=[f"s{at:02}" for at in range(sites)],
        points=[f"p{at:02}" for at in range(points)],
        covers=covers,
        weights=[at * 37 % 23 + 1 for at in range(points)],
    )
