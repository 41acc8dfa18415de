"""The questions of cover as mixed-integer programmes for the solver: who covers, who serves, who is near.

The first columns are the sites, 1 if chosen.
"""

from collections.abc import Sequence

from communitygov.space.bits import indices_of
from communitygov.space.cover.programme import Program, Row, below
from communitygov.space.cover.setting import Setting


def cover_program(setting: Setting) -> Program:
    """Return the programme of a setting."""
    return _serving(setting) if setting.capacities else _covering(setting)


def _covering(setting: Setting) -> Program:
    """Return the programme of covering: a column for each site, and one for each point."""
    sites, points = len(setting.covers), len(setting.weights)
    sites_of: list[list[int]] = [[] for _ in range(points)]
    for site, cover in enumerate(setting.covers):
        for point in indices_of(cover):
            sites_of[point].append(site)
    rows = [below([*among, sites + point], [-1] * len(among) + [1]) for point, among in enumerate(sites_of)]
    gains = [0] * sites + list(setting.weights)
    return Program(sites, gains, [1] * len(gains), [_budget(setting), *rows], setting.fixed)


def _budget(setting: Setting) -> Row:
    """Return that the sites stay within the budget."""
    return below(range(len(setting.costs)), setting.costs, most=setting.budget)


def _serving(setting: Setting) -> Program:
    """Return the programme of serving: a column for each site, and one for what it serves of each point."""
    sites = len(setting.covers)
    pairs = [(site, point) for site, cover in enumerate(setting.covers) for point in indices_of(cover)]
    of_site: list[list[int]] = [[] for _ in range(sites)]
    of_point: list[list[int]] = [[] for _ in setting.weights]
    for at, (site, point) in enumerate(pairs):
        of_site[site].append(sites + at)
        of_point[point].append(sites + at)
    rows = [_budget(setting)]
    rows += [
        below([*columns, site], [1] * len(columns) + [-setting.capacities[site]])
        for site, columns in enumerate(of_site)
    ]
    rows += [
        below(columns, [1] * len(columns), most=weight)
        for weight, columns in zip(setting.weights, of_point, strict=True)
    ]
    limits = [1] * sites + [setting.weights[point] for _, point in pairs]
    return Program(sites, [0] * sites + [1] * len(pairs), limits, rows, setting.fixed)


def median_program(ways: Sequence[Sequence[int]], *, budget: int, fixed: Sequence[int]) -> Program:
    """Return the programme of short ways: a column for each site, and one for each point at each site."""
    sites, points = len(ways), len(ways[0])
    rows = [below(range(sites), [1] * sites, most=budget)]
    for point in range(points):
        columns = [sites + site * points + point for site in range(sites)]
        rows.append(Row(columns, [1] * sites, 1, 1))
        rows += [below([column, site], [1, -1]) for site, column in enumerate(columns)]
    gains = [0] * sites + [-way for row in ways for way in row]
    return Program(sites, gains, [1] * len(gains), rows, fixed)
