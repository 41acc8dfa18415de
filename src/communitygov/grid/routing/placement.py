"""In which grid a report lies, found in every way that it says.

1. Ways are followed in their order (`Way`).  Two ways agree where one gives the other's grid or one above it;
   then the lower one is taken, the most specific.
2. Where they do not agree, the first way decides, and all candidates are named: ask before sending.
3. A point within an exclusive grid (专属网格) lies in it, not in the grids around it.  Of grids under one
   another the lowest counts.  On a border, or in two grounds at once, all are candidates: exclusive ones
   first, then those that hold the point within, then the lower ones, then by code.

That is the library's order; no document gives one.  What a report says and nobody knows is a finding, never
an error: a report comes from a resident.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.forest import listed
from communitygov.errors import UnknownName, Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.level.kind import GridKind
from communitygov.grid.residency.location import NoDwelling
from communitygov.grid.routing.asked import Locator
from communitygov.grid.routing.ground_index import GroundIndex, Hit
from communitygov.grid.routing.report import Report, Way

REPORT_GRID_UNKNOWN = Message(
    "REPORT_GRID_UNKNOWN",
    Words(
        "报告 {report} 所称网格 {grid} 不存在", "report {report} names the grid {grid}, which is not there"
    ),
    Words("请核对网格代码", "check the code of the grid"),
)
REPORT_DWELLING_UNKNOWN = Message(
    "REPORT_DWELLING_UNKNOWN",
    Words(
        "报告 {report} 所称住所 {dwelling} 未登记",
        "report {report} names the dwelling {dwelling}, unknown here",
    ),
    Words("请登记该住所，或改用其他方式定位", "enter the dwelling, or say the place in another way"),
)
REPORT_PERSON_UNPLACED = Message(
    "REPORT_PERSON_UNPLACED",
    Words(
        "报告 {report} 所称人员没有可知的住所",
        "report {report} names a person of whom no home is known",
    ),
    Words("请补录人房关系，或改用其他方式定位", "enter where they live, or say the place in another way"),
)
REPORT_POINT_OUTSIDE = Message(
    "REPORT_POINT_OUTSIDE",
    Words("报告 {report} 的地点不在任何网格内", "the point of report {report} lies in no grid's ground"),
    Words("请核对地点，或补录网格范围", "check the point, or enter the grounds that are missing"),
)
REPORT_POINT_AMBIGUOUS = Message(
    "REPORT_POINT_AMBIGUOUS",
    Words(
        "报告 {report} 的地点在 {grids} 的交界或重叠处",
        "the point of report {report} lies on a border or in several grounds: {grids}",
    ),
    Words("派单前请先确认", "ask before sending"),
)
REPORT_HOMES_SEVERAL = Message(
    "REPORT_HOMES_SEVERAL",
    Words(
        "报告 {report} 所称人员有多处住所：{grids}", "report {report} names a person with homes in {grids}"
    ),
    Words("派单前请先确认是哪一处", "ask which one before sending"),
)
REPORT_WAYS_DISAGREE = Message(
    "REPORT_WAYS_DISAGREE",
    Words(
        "报告 {report} 的定位不一致：按{first}为 {grids}，按{second}为 {others}",
        "report {report} says two places: {grids} by its {first}, {others} by its {second}",
    ),
    Words("派单前请先确认", "ask before sending"),
)

REPORT_GRID_WITHOUT_HEIR = Message(
    "REPORT_GRID_WITHOUT_HEIR",
    Words(
        "报告 {report} 原所在网格现已无对应网格", "the grid in which report {report} lay stands for none now"
    ),
    Words("请核实其所属网格后重新派单", "find out which grid it belongs to and dispatch it again"),
)
#: What is said by way of a code alone and stands for several grids: heirs of a grid that was split.
REPORT_CODE_SEVERAL = Message(
    "REPORT_CODE_SEVERAL",
    Words("报告 {report} 的网格现为多个：{grids}", "the grid of report {report} is now several: {grids}"),
    Words("派单前请先确认是哪一个", "ask which one before sending"),
)

_SEVERAL: Mapping[Way, Message] = {
    Way.CODE: REPORT_CODE_SEVERAL,
    Way.PERSON: REPORT_HOMES_SEVERAL,
    Way.POINT: REPORT_POINT_AMBIGUOUS,
}


class Placement(NamedTuple):
    """Where a report lies: the grids in question, the first one chosen; by which ways; what is wrong."""

    candidates: tuple[str, ...]
    ways: tuple[tuple[Way, tuple[str, ...]], ...]
    findings: tuple[Finding, ...]


class Places(NamedTuple):
    """All that is known of places on one day."""

    grid: GridHierarchy
    grids: Mapping[str, tuple[str, ...]]
    residency: Locator | None
    grounds: GroundIndex
    day: date

    def place(self, report: Report, *, codes: Sequence[str] | None = None) -> Placement:
        """Return where a report lies; `codes`, if given, stand in for its own code of a grid."""
        found: list[tuple[Way, tuple[str, ...]]] = []
        findings: list[Finding] = []
        for way, ask in _ASKED:
            answer = ask(self, report, codes)
            if isinstance(answer, Finding):
                findings.append(answer)
            elif answer:
                found.append((way, answer))
        if len(found) == 1 and len(found[0][1]) == 1:
            return Placement(found[0][1], tuple(found), tuple(findings))
        return _agreed(self, report, found, findings)


_Answer = tuple[str, ...] | Finding


def _by_code(places: Places, report: Report, codes: Sequence[str] | None) -> _Answer:
    """Return the grid that a report names, or what it stands for now."""
    if codes is not None:
        return tuple(codes) or REPORT_GRID_WITHOUT_HEIR.finding(report.id, {"report": report.id})
    code = report.grid
    if code is None:
        return ()
    if code in places.grid:
        return (code,)
    official = tuple(each for each in places.grids.get(code, ()) if each in places.grid)
    return official or REPORT_GRID_UNKNOWN.finding(report.id, {"report": report.id, "grid": code})


def _by_dwelling(places: Places, report: Report, _codes: Sequence[str] | None) -> _Answer:
    """Return the grid of the dwelling that a report names."""
    dwelling = report.dwelling
    if dwelling is None:
        return ()
    grid = _grid_of(places, dwelling)
    if grid is None or grid not in places.grid:
        return REPORT_DWELLING_UNKNOWN.finding(report.id, {"report": report.id, "dwelling": dwelling})
    return (grid,)


def _grid_of(places: Places, dwelling: str) -> str | None:
    """Return the grid of a dwelling if it is known."""
    if places.residency is None:
        return None
    try:
        return places.residency.dwelling(dwelling).grid
    except UnknownName:
        return None


def _by_person(places: Places, report: Report, _codes: Sequence[str] | None) -> _Answer:
    """Return the grids in which the person of a report lives."""
    if report.person is None:
        return ()
    homes = _homes(places, report.person)
    return homes or REPORT_PERSON_UNPLACED.finding(report.id, {"report": report.id})


def _homes(places: Places, person: str) -> tuple[str, ...]:
    """Return the grids in which somebody lives; none where that is not known."""
    if places.residency is None:
        return ()
    try:
        homes = places.residency.grids_of(person, on=places.day)
    except NoDwelling:
        return ()
    return tuple(sorted({home for home in homes if home in places.grid}))


def _by_point(places: Places, report: Report, _codes: Sequence[str] | None) -> _Answer:
    """Return the grids in whose ground the point of a report lies."""
    if report.point is None:
        return ()
    hits = [hit for hit in places.grounds.hits(report.point) if hit.grid in places.grid]
    if not hits:
        return REPORT_POINT_OUTSIDE.finding(report.id, {"report": report.id})
    return of_point(places.grid, hits)


_ASKED: tuple[tuple[Way, Callable[[Places, Report, Sequence[str] | None], _Answer]], ...] = (
    (Way.CODE, _by_code),
    (Way.DWELLING, _by_dwelling),
    (Way.PERSON, _by_person),
    (Way.POINT, _by_point),
)


# ------------------------------------------------------------------ several grounds at one point


def of_point(grid: GridHierarchy, hits: Collection[Hit]) -> tuple[str, ...]:
    """Return the grids in question at a point, the one that comes first by the library's order first."""
    if len(hits) == 1:
        return tuple(hit.grid for hit in hits)
    exclusive = {hit.grid for hit in hits if _is_exclusive(grid, hit.grid)}
    if any(hit.is_within and hit.grid in exclusive for hit in hits):
        hits = [hit for hit in hits if hit.grid in exclusive]
    above = {code for hit in hits for code in grid.ancestors(hit.grid)}
    ranked = sorted(
        (hit.grid not in exclusive, not hit.is_within, -len(grid.path(hit.grid)), hit.grid)
        for hit in hits
        if hit.grid not in above
    )
    return tuple(code for *_, code in ranked)


def _is_exclusive(grid: GridHierarchy, code: str) -> bool:
    """Tell whether a grid is an exclusive one."""
    return grid.level(code).kind is GridKind.EXCLUSIVE


# ------------------------------------------------------------------ several ways


def _agreed(
    places: Places,
    report: Report,
    found: Sequence[tuple[Way, tuple[str, ...]]],
    findings: list[Finding],
) -> Placement:
    """Return the candidates that all ways leave, or those of the first way and all others beside it."""
    kept: tuple[str, ...] = ()
    beside: list[str] = []
    by: list[Way] = []
    for way, codes in found:
        both = tuple(dict.fromkeys(_lower(places.grid, kept, codes))) if kept else codes
        if not both:
            details: dict[str, Detail] = {"report": report.id, "first": by[0].words, "second": way.words}
            details |= {"grids": listed(kept), "others": listed(codes)}
            findings.append(REPORT_WAYS_DISAGREE.finding(report.id, details))
            beside += codes
            continue
        kept = both
        by.append(way)
    if len(kept) > 1:
        message = next(_SEVERAL[way] for way, codes in found if len(codes) > 1)
        findings.append(message.finding(report.id, {"report": report.id, "grids": listed(kept)}))
    return Placement(tuple(dict.fromkeys((*kept, *beside))), tuple(found), tuple(findings))


def _lower(grid: GridHierarchy, some: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """Yield of each two grids that lie on one path the lower one."""
    ways = {code: frozenset(grid.path(code)) for code in (*some, *others)}
    for one in some:
        for other in others:
            if other in ways[one]:
                yield one
            elif one in ways[other]:
                yield other
