"""What is amiss with a coverage: findings, with words and remedies.

That somebody is served least is no broken rule of a document but what equity asks about; each finding follows
from the numbers alone.
"""

from collections.abc import Iterator, Sequence

from communitygov.core.finding import Finding, Message
from communitygov.errors import Words
from communitygov.space.audience.age_band import AgeBands
from communitygov.space.circle.circle_coverage import CircleCoverage
from communitygov.space.circle.served_share import per_cent

BAND_LEAST_SERVED = Message(
    "BAND_LEAST_SERVED",
    Words(
        "{circle}：{band}仅 {share} 在圈内，最高的年龄段为 {best}",
        "{circle}: of {band} only {share} are inside, of the age band served best {best}",
    ),
    Words("请优先为{band}选点或增设功能", "put the next site or function where {band} live"),
)
GRID_NOT_SERVED = Message(
    "GRID_NOT_SERVED",
    Words(
        "{circle}：网格 {grid} 的 {people} 人无一在圈内",
        "{circle}: of the {people} people of grid {grid} nobody is inside",
    ),
    Words("请在网格 {grid} 附近选点", "look for a site near grid {grid}"),
)
SITE_ADDS_NOBODY = Message(
    "SITE_ADDS_NOBODY",
    Words(
        "{circle}：站点 {site} 圈内的人均可到达其他站点",
        "{circle}: whoever site {site} reaches is reached by another site too",
    ),
    Words("请考虑迁址，或改设其他功能", "consider another place for it, or another function"),
)
DEMAND_OFF_NETWORK = Message(
    "DEMAND_OFF_NETWORK",
    Words(
        "需求点 {point} 距路网超过吸附上限，按不可达计",
        "demand point {point} lies farther from the network than its snap limit and counts as not reached",
    ),
    Words("请补全路网、给出节点，或放宽上限", "complete the network, name a node, or raise the limit"),
)
SITE_OFF_NETWORK = Message(
    "SITE_OFF_NETWORK",
    Words(
        "站点 {site} 距路网超过吸附上限，无人可达",
        "site {site} lies farther from the network than its snap limit: nobody reaches it",
    ),
    Words("请补全路网、给出节点，或放宽上限", "complete the network, name a node, or raise the limit"),
)


def each_finding(
    circles: Sequence[CircleCoverage], bands: AgeBands, *, off_network: tuple[Sequence[str], Sequence[str]]
) -> Iterator[Finding]:
    """Yield what is amiss: circle by circle, then demand points and sites off the network."""
    for seen in circles:
        yield from _of_circle(seen, bands)
    demands, sites = off_network
    for point in demands:
        yield DEMAND_OFF_NETWORK.finding(point, {"point": point})
    for site in sites:
        yield SITE_OFF_NETWORK.finding(site, {"site": site})


def _of_circle(seen: CircleCoverage, bands: AgeBands) -> Iterator[Finding]:
    """Yield who is served least, grids with nobody inside, and sites without use."""
    worst, circle = seen.least_served, seen.circle.words
    if worst is not None and seen.gap:
        best = max(band.share for band in seen.bands if band.share is not None)
        yield BAND_LEAST_SERVED.finding(
            worst.code,
            {
                "circle": circle,
                "band": bands[worst.code].words,
                "share": per_cent(worst.share),
                "best": per_cent(best),
            },
        )
    for grid in seen.grids:
        if grid.total and not grid.covered:
            yield GRID_NOT_SERVED.finding(
                grid.code, {"circle": circle, "grid": grid.code, "people": grid.total}
            )
    for site in seen.sites:
        if site.people and not site.only:
            yield SITE_ADDS_NOBODY.finding(site.site, {"circle": circle, "site": site.site})
