"""Who would have a report of a grid at each tier, worked out once for a grid, a matter and a day.

A tier stands for the nearest grid of its kind on the path, at or above that of the tier below: so the way up
never comes down.  From there it is looked upwards until somebody is in charge.  For a tier without a grid the
next one above that of the tier below stands in, as long as there is one.  Who in particular must be passed
over, each report says anew.

This module finds nothing wrong; `communitygov.grid.routing.router` says what is.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.routing.asked import Staff
from communitygov.grid.routing.policy import EscalationPolicy, Tier


class Post(NamedTuple):
    """A grid and who is in charge of it: the first, then the deputies."""

    grid: str
    chain: tuple[str, ...]


class Held(NamedTuple):
    """A post at which somebody can take a report: the grid, who takes it, and the deputies after."""

    grid: str
    worker: str
    deputies: tuple[str, ...]


class Rung(NamedTuple):
    """A tier on a path: its grid if there is one, and the posts from there up to the root."""

    tier: Tier
    grid: str | None
    posts: tuple[Post, ...]

    def held(self, passed_over: Collection[str]) -> Held | None:
        """Return the nearest post with somebody who is not passed over."""
        for post in self.posts:
            left = tuple(worker for worker in post.chain if worker not in passed_over)
            if left:
                return Held(post.grid, left[0], left[1:])
        return None


class Climb(NamedTuple):
    """The way up from a grid: its path, a rung for each tier, and everybody on it."""

    path: tuple[str, ...]
    policy: EscalationPolicy
    rungs: tuple[Rung, ...]
    above: tuple[Post, ...]
    first: str | None
    workers: frozenset[str]


def climb(
    overlays: Mapping[str, GridHierarchy],
    code: str,
    *,
    policy: EscalationPolicy,
    staff: Staff,
    about: tuple[str, date],
) -> Climb:
    """Return the way up from a grid, through the overlays that the policy names.

    Parameters
    ----------
    overlays
        Snapshots of a day by their names; the base one is the standing order.
    code
        Grid in which the report lies.
    policy, staff
        Through which tiers, and who works where.
    about
        Matter and day.
    """
    posts: dict[str, Post] = {}
    matter, day = about

    def post(grid: str) -> Post:
        if grid not in posts:
            posts[grid] = Post(grid, tuple(staff.chain(grid, on=day, matter=matter)))
        return posts[grid]

    ways = {tier.overlay: way_up(overlays, code, overlay=tier.overlay) for tier in policy.tiers}
    rungs = tuple(
        Rung(tier, grid, tuple(post(each) for each in above))
        for tier, grid, above in _rungs(overlays, ways, policy.tiers)
    )
    base = overlays[""]
    above = tuple(post(each) for each in base.ancestors(code))
    everybody = frozenset(worker for each in posts.values() for worker in each.chain)
    held = rungs[0].held(())
    return Climb(base.path(code), policy, rungs, above, held.worker if held else None, everybody)


def way_up(overlays: Mapping[str, GridHierarchy], code: str, *, overlay: str) -> tuple[str, ...]:
    """Return a grid and all above it in an overlay; where it is not in it, from the nearest above that is.

    Nothing is returned where neither it nor anything above it stands in the overlay.
    """
    snapshot, base = overlays[overlay], overlays[""]
    for each in (code, *base.ancestors(code)):
        if each in snapshot:
            return (each, *snapshot.ancestors(each))
    return ()


def _rungs(
    overlays: Mapping[str, GridHierarchy], ways: Mapping[str, Sequence[str]], tiers: Sequence[Tier]
) -> Iterator[tuple[Tier, str | None, Sequence[str]]]:
    """Yield each tier with its grid, and with the grids from there upwards."""
    reached, beyond = dict.fromkeys(ways, 0), dict.fromkeys(ways, 0)
    for tier in tiers:
        grid, way = overlays[tier.overlay], ways[tier.overlay]
        for at in range(reached[tier.overlay], len(way)):
            if tier.stands_for(grid.level(way[at])):
                reached[tier.overlay], beyond[tier.overlay] = at, min(at + 1, len(way) - 1)
                yield tier, way[at], way[at:]
                break
        else:
            yield tier, None, way[beyond[tier.overlay] :]
