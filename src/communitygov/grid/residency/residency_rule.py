"""What is wrong with dwellings and tenures: every household lies in exactly one micro or exclusive grid.

Where it should lie follows from the levels: a scheme that names micro or exclusive grids wants dwellings
there; one that names neither wants them in grids with nothing beneath.  Of care, only a number is told.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import quoted
from communitygov.core.terms import Term
from communitygov.errors import Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.level.kind import GridKind
from communitygov.grid.residency.binding import Bindings
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.tenure import PERSON_AND_DWELLING, Tenure, TenureRole, holding, most_at_once

#: The net that lies under everybody.
BASE_NET = quoted("002", "“微网实格”织密城市治理“底网”")
#: The kinds of grid in which dwellings lie.
BASE_KINDS = frozenset({GridKind.MICRO, GridKind.EXCLUSIVE})

DWELLING_TWICE = Message(
    "DWELLING_TWICE",
    Words("房屋 {dwelling} 登记了 {times} 次", "dwelling {dwelling} stands {times} times"),
    Words("请只保留一条", "keep one of them"),
)
DWELLING_WITHOUT_GRID = Message(
    "DWELLING_WITHOUT_GRID",
    Words("房屋 {dwelling} 未绑定网格", "dwelling {dwelling} is bound to no grid"),
    Words("请绑定一个微网格或专属网格", "bind it to a micro-grid or an exclusive grid"),
    BASE_NET,
)
DWELLING_GRID_UNKNOWN = Message(
    "DWELLING_GRID_UNKNOWN",
    Words(
        "房屋 {dwelling} 所在网格 {grid} 不存在",
        "dwelling {dwelling} lies in grid {grid}, which is not there",
    ),
    Words("请改绑现有网格", "bind it to a grid that is there"),
    BASE_NET,
)
DWELLING_WHERE_NOBODY_LIVES = Message(
    "DWELLING_WHERE_NOBODY_LIVES",
    Words(
        "房屋 {dwelling} 位于{level} {grid}，该层级不含住户",
        "dwelling {dwelling} lies in {level} {grid}, where the scheme says that nobody lives",
    ),
    Words("请改绑其他网格", "bind it to another grid"),
)
DWELLING_ABOVE_THE_NET = Message(
    "DWELLING_ABOVE_THE_NET",
    Words(
        "房屋 {dwelling} 直接位于{level} {grid}，不在微网格或专属网格之中",
        "dwelling {dwelling} lies directly in {level} {grid}, in no micro or exclusive grid",
    ),
    Words("请绑定其下的微网格或专属网格", "bind it to a micro or exclusive grid beneath"),
    BASE_NET,
)
TENURE_DWELLING_UNKNOWN = Message(
    "TENURE_DWELLING_UNKNOWN",
    Words("{person} 的房屋 {dwelling} 未登记", "dwelling {dwelling} of {person} is not registered"),
    Words("请登记该房屋，或更正人房关系", "register the dwelling, or correct the tenure"),
    PERSON_AND_DWELLING,
)
TENURE_OVERLAPS = Message(
    "TENURE_OVERLAPS",
    Words(
        "{person} 在房屋 {dwelling} 的{role}身份有重叠时段",
        "{person} is {role} of dwelling {dwelling} twice at a time",
    ),
    Words("请合并或更正起止日", "join the two or correct their days"),
)
HEADS_RIVAL = Message(
    "HEADS_RIVAL",
    Words(
        "房屋 {dwelling} 同时有 {count} 名户主",
        "dwelling {dwelling} has {count} heads of the household at a time",
    ),
    Words("请只保留一名户主，或分列房屋", "keep one head, or divide the dwelling"),
)
HEAD_OF_SEVERAL = Message(
    "HEAD_OF_SEVERAL",
    Words(
        "{person} 同时为 {count} 处房屋的户主",
        "{person} is head of the household in {count} dwellings at a time",
    ),
    Words("请保留其现住一处", "keep the one where they live"),
)
CARE_WITHOUT_HOME = Message(
    "CARE_WITHOUT_HOME",
    Words("{count} 名关爱对象在网格上没有住所", "{count} people under care have no home on the grid"),
    Words(
        "请为其登记人房关系；people_in_care(None, …) 可查",
        "register tenures of theirs; people_in_care(None, ...) finds them",
    ),
)


def base_grids(grid: GridHierarchy, codes: Iterable[str]) -> frozenset[str]:
    """Return which of `codes` are grids where dwellings should lie.

    Examples
    --------
    >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
    >>> sorted(base_grids(grid, ["LQ", "LQ-1", "LQ-2"]))
    ['LQ-1']
    """
    known = [code for code in codes if code in grid]
    if any(level.kind in BASE_KINDS for level in grid.scheme):
        return frozenset(code for code in known if _kind(grid, code) in BASE_KINDS)
    return frozenset(known).intersection(grid.leaves)


def dwelling_findings(dwellings: Sequence[Dwelling], grid: GridHierarchy) -> tuple[Finding, ...]:
    """Name dwellings that stand twice, and those that lie in no grid where anybody should live.

    Examples
    --------
    >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
    >>> for finding in dwelling_findings([Dwelling("D-1", grid="LQ"), Dwelling("D-2", grid="")], grid):
    ...     print(finding)
    dwelling D-1 lies directly in general grid LQ, in no micro or exclusive grid [DWELLING_ABOVE_THE_NET]
    dwelling D-2 is bound to no grid [DWELLING_WITHOUT_GRID]
    """
    times = Counter(each.id for each in dwellings)
    codes = {each.grid for each in dwellings}
    wrong = codes - {code for code in base_grids(grid, codes) if _holds_residents(grid, code)}
    return (
        *(
            DWELLING_TWICE.finding(code, {"dwelling": code, "times": count})
            for code, count in times.items()
            if count > 1
        ),
        *(place_finding(each, grid) for each in dwellings if each.grid in wrong),
    )


def place_finding(dwelling: Dwelling, grid: GridHierarchy) -> Finding:
    """Return what is wrong with the grid of a dwelling that lies where it should not."""
    code = dwelling.grid
    facts: dict[str, Detail] = {"dwelling": dwelling.id}
    if not code:
        return DWELLING_WITHOUT_GRID.finding(dwelling.id, facts)
    facts["grid"] = code
    if code not in grid:
        return DWELLING_GRID_UNKNOWN.finding(dwelling.id, facts)
    facts["level"] = _level_term(grid, code)
    message = DWELLING_ABOVE_THE_NET if _holds_residents(grid, code) else DWELLING_WHERE_NOBODY_LIVES
    return message.finding(dwelling.id, facts)


def tenure_findings(bindings: Bindings, *, on: date | None = None) -> tuple[Finding, ...]:
    """Name tenures to dwellings not there, roles held twice at a time, and too many heads.

    Of a day, if one is given, and otherwise of all time.

    Examples
    --------
    >>> heads = [Tenure(person, "D-1", role=TenureRole.HEAD) for person in ("r-1", "r-2")]
    >>> for finding in tenure_findings(Bindings.of([Dwelling("D-1", grid="LQ-1")], heads)):
    ...     print(finding)
    dwelling D-1 has 2 heads of the household at a time [HEADS_RIVAL]
    """
    people = {person: _asked(tenures, on) for person, tenures in bindings.by_person.items()}
    return (
        *(finding for each in people.values() for finding in unknown_dwellings(each, bindings)),
        *(finding for each in people.values() for finding in _overlaps(each)),
        *(finding for person, each in people.items() for finding in _heads_of_several(person, each)),
        *(
            finding
            for dwelling, each in sorted(bindings.by_dwelling.items())
            for finding in _rival_heads(dwelling, _asked(each, on))
        ),
    )


def unknown_dwellings(tenures: Iterable[Tenure], bindings: Bindings) -> tuple[Finding, ...]:
    """Name tenures to dwellings that are not there, each dwelling once for a person."""
    strange = dict.fromkeys(
        (each.person, each.dwelling) for each in tenures if each.dwelling not in bindings.dwellings
    )
    return tuple(
        TENURE_DWELLING_UNKNOWN.finding(dwelling, {"person": person, "dwelling": dwelling})
        for person, dwelling in strange
    )


def _asked(tenures: Sequence[Tenure], on: date | None) -> Sequence[Tenure]:
    """Return the tenures of a day, or all."""
    return tenures if on is None else holding(tenures, on)


def _overlaps(tenures: Sequence[Tenure]) -> Iterator[Finding]:
    """Yield one finding for each dwelling and role that a person holds twice at a time."""
    alike: dict[tuple[str, TenureRole], list[Tenure]] = {}
    for each in tenures:
        alike.setdefault((each.dwelling, each.role), []).append(each)
    for (dwelling, role), several in alike.items():
        # Each for itself: the same tenure twice overlaps with itself.
        if most_at_once((str(at), each) for at, each in enumerate(several)) > 1:
            facts: dict[str, Detail] = {"person": several[0].person, "dwelling": dwelling, "role": role.term}
            yield TENURE_OVERLAPS.finding(dwelling, facts)


def _heads_of_several(person: str, tenures: Sequence[Tenure]) -> Iterator[Finding]:
    """Yield a finding if a person heads several dwellings at a time."""
    count = most_at_once((each.dwelling, each) for each in tenures if each.role is TenureRole.HEAD)
    if count > 1:
        yield HEAD_OF_SEVERAL.finding(person, {"person": person, "count": count})


def _rival_heads(dwelling: str, tenures: Sequence[Tenure]) -> Iterator[Finding]:
    """Yield a finding if several people head the household of a dwelling at a time."""
    count = most_at_once((each.person, each) for each in tenures if each.role is TenureRole.HEAD)
    if count > 1:
        yield HEADS_RIVAL.finding(dwelling, {"dwelling": dwelling, "count": count})


def _kind(grid: GridHierarchy, code: str) -> GridKind | None:
    """Return the kind of a grid; none too where the scheme does not know its level."""
    level = grid[code].level
    return grid.scheme[level].kind if level in grid.scheme else None


def _holds_residents(grid: GridHierarchy, code: str) -> bool:
    """Tell whether people live in a grid; of a level that the scheme does not know, another rule tells."""
    level = grid[code].level
    return level not in grid.scheme or grid.scheme[level].holds_residents


def _level_term(grid: GridHierarchy, code: str) -> Term:
    """Return the level of a grid as a word; one that the scheme does not know by its code."""
    level = grid[code].level
    return grid.scheme[level].term if level in grid.scheme else Term(level, level, level)
