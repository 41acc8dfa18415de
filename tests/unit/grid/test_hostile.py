"""Whatever comes in by a door of the grids gets an answer, or an error of the library: short, no secrets.

What a caller's own object raises of itself goes through as it is; nothing but that and errors of the library.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, cast

import attrs
import pytest

from communitygov.casebook import chenghua_lane
from communitygov.core.canonical import Limits
from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.core.workcalendar import WeekendCalendar
from communitygov.errors import CommunityGovError, InvalidValue, Words
from communitygov.geometry import Area, Plane, Point
from communitygov.grid.board import (
    BoardRole,
    Contact,
    ContactCard,
    Directory,
    Entrance,
    FiveOnesPlan,
    Listing,
    training_coverage,
)
from communitygov.grid.code import CodeBook, code_findings, confusable_findings, fault_of, read_code
from communitygov.grid.delineation import Building, delineate
from communitygov.grid.diagnosis import diagnose
from communitygov.grid.hierarchy import GridHierarchy, HangsInCycle
from communitygov.grid.index import GridIndex, Measures, RunningTotals
from communitygov.grid.level import (
    CHENGDU,
    Level,
    LevelScheme,
    SizeBounds,
    children_findings,
    official_code_findings,
)
from communitygov.grid.posting import Capacity, Posting, Roster, Worker, WorkerKind
from communitygov.grid.reorganisation import (
    Chronicle,
    Holdings,
    OpenMatter,
    Part,
    merge,
    move,
    parted,
    preview,
    rename,
    split,
)
from communitygov.grid.residency import (
    CareAccess,
    CareDisclosure,
    CareTag,
    Dwelling,
    PopulationColumns,
    Residency,
    Tenure,
    TenureRole,
    suppressed_tree,
)
from communitygov.grid.routing import Report, Router, backlog, handling, three_tier_policy

DAY, AT = date(2024, 3, 1), datetime(2024, 3, 1, 9, tzinfo=UTC)
LONGEST = 2_000
#: The identifier of a resident; no error may say it unless it was asked for.
SECRET = "r-secret"  # noqa: S105  no password
DEEP = 200_000
WORDS = Words("走访", "visits")

GRID = GridHierarchy.from_rows(
    [
        ("LQ", None, "general", "龙桥"),
        ("LQ-1", "LQ", "micro", "一组"),
        ("LQ-2", "LQ", "micro", "二组"),
    ]
)
RESIDENCY = Residency(
    GRID,
    dwellings=[Dwelling("D-1", grid="LQ-1")],
    tenures=[Tenure(SECRET, "D-1", role=TenureRole.HEAD)],
    care=[CareTag(SECRET, "lives-alone")],
)
ROSTER = Roster(
    GRID,
    workers=[Worker("w-1", kind=WorkerKind.GRID_WORKER), Worker("w-2", kind=WorkerKind.MICRO_GRID_WORKER)],
    postings=[Posting("w-1", "LQ"), Posting("w-2", "LQ-1")],
    households={"LQ-1": 60},
)
POLICY = three_tier_policy()
ROUTER = Router(roster=ROSTER, policy=POLICY, calendar=WeekendCalendar(), residency=RESIDENCY)
REPORT = Report("R-1", matter="lighting", at=AT, grid="LQ-1")
HOLDINGS = Holdings(GRID, residency=RESIDENCY, roster=ROSTER, matters=[OpenMatter("m-1", grid="LQ-1")])
MERGED = merge(GRID, ("LQ-1", "LQ-2"), into="LQ-9", on=DAY, basis="3 号")
CHRONICLE = Chronicle(HOLDINGS, changes=[MERGED])
LINEAGE = CHRONICLE.present.lineage
CONTACT = Contact("值班", reach="028-0000-0101")
DIRECTORY = Directory(
    grid=GRID,
    listings=[Listing(grid="LQ", role=BoardRole.LAWYER, contact=CONTACT)],
    entrances=[Entrance(code="U-1", grid="LQ-1")],
)
BUILDINGS = [Building(f"b{at}", households=20, at=Point(at * 2_000, 0)) for at in range(6)]
BESIDE = [(f"b{at}", f"b{at + 1}") for at in range(5)]
DRAWN = delineate(BUILDINGS, BESIDE, general=(60, 200))
INDEX = GRID.index
TOTALS = INDEX.totals({"households": {"LQ-1": 3}})
BOOK = CodeBook(entries=[])
PROGRESS = FiveOnesPlan(due_from=["g-1"], first=DAY, last=DAY).progress([])
YARD = Area((Point(0, 0), Point(900, 0), Point(900, 900)))
PLANE = Plane(longitude=1_040_000_000, latitude=300_000_000)
DIAGNOSIS = diagnose(GRID)

Door = Callable[[Any], object]

#: Where a code, an identifier or a word is asked for.
ASKED: dict[str, Door] = {
    "grid.path": GRID.path,
    "grid.ancestors": GRID.ancestors,
    "grid.parent": GRID.parent,
    "grid.children": GRID.children,
    "grid.descendants": GRID.descendants,
    "grid.level": GRID.level,
    "grid[]": lambda it: GRID[it],
    "grid.in": lambda it: it in GRID,
    "grid.within": GRID.within,
    "grid.covers": lambda it: GRID.covers(it, "LQ-1"),
    "grid.covers code": lambda it: GRID.covers(["LQ"], it),
    "grid.common_ancestor": lambda it: GRID.common_ancestor("LQ-1", it),
    "grid.crosswalk": GRID.crosswalk,
    "grid.parent_at": lambda it: GRID.parent_at(it, DAY),
    "grid.path_at": lambda it: GRID.path_at(it, DAY),
    "grid.overlay": GRID.overlay,
    "grid.uncovered": lambda it: GRID.uncovered("administrative", level=it),
    "index.place": INDEX.place,
    "index.places": INDEX.places,
    "index.path": INDEX.path,
    "index.children": INDEX.children,
    "index.span": lambda it: INDEX.span("LQ", it),
    "index.named": INDEX.named,
    "index.nearest": INDEX.nearest,
    "index.ancestors_at": lambda it: INDEX.ancestors_at(it, 0),
    "index.common_ancestors": lambda it: INDEX.common_ancestors(it, [1]),
    "totals.of": TOTALS.of,
    "totals.column": TOTALS.column,
    "scheme[]": lambda it: CHENGDU[it],
    "scheme.in": lambda it: it in CHENGDU,
    "scheme.allows": lambda it: CHENGDU.allows(it, "general"),
    "residency.locate": RESIDENCY.locate,
    "residency.grids_of": RESIDENCY.grids_of,
    "residency.dwelling": RESIDENCY.dwelling,
    "residency.dwellings_of": RESIDENCY.dwellings_of,
    "residency.people_of": RESIDENCY.people_of,
    "residency.care_of": lambda it: RESIDENCY.care_of(it, purpose="visit", by="w-1", at=AT),
    "residency.care_of purpose": lambda it: RESIDENCY.care_of("r", purpose=it, by="w-1", at=AT),
    "residency.people_in_care": lambda it: RESIDENCY.people_in_care(it, "g", purpose="v", by="w", at=AT),
    "residency.care_counts": lambda it: RESIDENCY.care_counts(grids=it),
    "roster.in_charge": ROSTER.in_charge,
    "roster.chain": ROSTER.chain,
    "roster.appointed": ROSTER.appointed,
    "roster.covers": lambda it: ROSTER.covers("w-1", it),
    "roster.covers worker": lambda it: ROSTER.covers(it, "LQ-1"),
    "roster.explain_cover": lambda it: ROSTER.explain_cover("w-1", it),
    "roster.explain_cover worker": lambda it: ROSTER.explain_cover(it, "LQ-1"),
    "roster.load": ROSTER.load,
    "roster.chain matter": lambda it: ROSTER.chain("LQ-1", matter=it),
    "router.first_workers": lambda it: ROUTER.first_workers(it, on=DAY),
    "policy[]": lambda it: POLICY[it],
    "directory.board": lambda it: DIRECTORY.board(it, on=DAY),
    "directory.listed": lambda it: DIRECTORY.listed(it, "lawyer", on=DAY),
    "directory.listed role": lambda it: DIRECTORY.listed("LQ", it, on=DAY),
    "progress.missing": PROGRESS.missing,
    "book.grid": BOOK.grid,
    "book.codes": BOOK.codes,
    "fault_of": fault_of,
    "read_code": read_code,
    "holdings.resolve": HOLDINGS.resolve,
    "holdings.resolve dwelling": lambda it: HOLDINGS.resolve("LQ-1", dwelling=it),
    "holdings.path_of": HOLDINGS.path_of,
    "chronicle.resolve": CHRONICLE.resolve,
    "chronicle.undo": CHRONICLE.undo,
    "lineage.successors": LINEAGE.successors,
    "lineage.ancestors": LINEAGE.ancestors,
    "lineage.ended_on": LINEAGE.ended_on,
    "lineage.resolve": LINEAGE.resolve,
    "lineage.text": lambda it: LINEAGE.text(most=it),
    "delineation.grid_of": DRAWN.grid_of,
    "delineation.coded": DRAWN.coded,
    "diagnosis.level": DIAGNOSIS.level,
    "diagnosis.cover": lambda it: DIAGNOSIS.cover(it, "micro"),
}

#: Where numbers, days, values and collections of them come in.
GIVEN: dict[str, Door] = {
    "rows": GridHierarchy.from_rows,
    "a row": lambda it: GridHierarchy.from_rows([it]),
    "a code": lambda it: GridHierarchy.from_rows([(it, None, "general", "一")]),
    "a parent": lambda it: GridHierarchy.from_rows([("A", it, "general", "一")]).findings(),
    "a level": lambda it: GridHierarchy.from_rows([("A", None, it, "一")]).findings(),
    "a name": lambda it: GridHierarchy.from_rows([("A", None, "general", it)]),
    "a scheme": lambda it: GridHierarchy.from_rows([("A", None, "general", "一")], scheme=it),
    "edges": lambda it: attrs.evolve(GRID, edges=it),
    "an edge": lambda it: attrs.evolve(GRID, edges=[it]),
    "overlays": lambda it: attrs.evolve(GRID, overlays=it),
    "a graph": GridHierarchy.from_networkx,
    "as_of": GRID.as_of,
    "text_tree": lambda it: GRID.text_tree(most=it),
    "roll_up": GRID.roll_up,
    "findings": lambda it: GRID.findings(households=it),
    "pairs": GridIndex.of,
    "totals": lambda it: INDEX.totals({"households": it}),
    "measures": INDEX.measures,
    "measures of": lambda it: Measures.of(it, {}),
    "running totals": RunningTotals,
    "levels": lambda it: LevelScheme("own", it),
    "a level more": CHENGDU.with_level,
    "level under": lambda it: Level(code="x", zh="一", en="x", under=it),
    "bounds": lambda it: SizeBounds(least=it, most=it, source=LIBRARY_DEFAULT),
    "children rule": lambda it: list(children_findings(it, scheme=CHENGDU)),
    "code rule": lambda it: list(official_code_findings(it, scheme=CHENGDU)),
    "codes": lambda it: list(code_findings(it)),
    "confusables": lambda it: list(confusable_findings(it)),
    "code book": lambda it: CodeBook(entries=it),
    "point": lambda it: Point(it, 0),
    "area": Area,
    "area contains": YARD.contains,
    "plane": lambda it: Plane(longitude=it, latitude=0),
    "plane degrees": PLANE.degrees,
    "dwelling": lambda it: Dwelling("D", grid=it),
    "tenure": lambda it: Tenure("r", "D", role=it),
    "tenure since": lambda it: Tenure("r", "D", role=TenureRole.HEAD, since=it),
    "dwellings": lambda it: Residency(GRID, dwellings=it),
    "tenures": lambda it: Residency(GRID, dwellings=(), tenures=it),
    "care tags": lambda it: Residency(GRID, dwellings=(), care=it),
    "residency of": lambda it: Residency(it, dwellings=()),
    "residency day": lambda it: RESIDENCY.residents(on=it),
    "basis": lambda it: RESIDENCY.households(basis=it),
    "publishable": RESIDENCY.publishable,
    "smallest": lambda it: RESIDENCY.care_counts(smallest=it),
    "suppressed_tree": lambda it: suppressed_tree(it, parents={"A": None}),
    "rebound": RESIDENCY.rebound,
    "rebound grid": lambda it: RESIDENCY.rebound({"LQ-1": "LQ-2"}, grid=it),
    "locate roster": lambda it: RESIDENCY.locate(SECRET, roster=it),
    "columns": PopulationColumns.of,
    "care access": lambda it: CareAccess(purpose="v", by="w", at=it),
    "disclosure": lambda it: CareDisclosure(
        content=it, access=CareAccess(purpose="v", by="w", at=AT, person=SECRET)
    ),
    "capacity": lambda it: Capacity(households=it),
    "posting rank": lambda it: Posting("w", "LQ", rank=it),
    "posting matters": lambda it: Posting("w", "LQ", matters=it),
    "workers": lambda it: Roster(GRID, workers=it, postings=()),
    "postings": lambda it: Roster(GRID, workers=(), postings=it),
    "households": lambda it: Roster(GRID, workers=(), postings=(), households=it),
    "posted": ROSTER.posted,
    "ended": lambda it: ROSTER.ended(it, on=DAY),
    "reposted": lambda it: ROSTER.reposted(it, grid=GRID),
    "loads": lambda it: ROSTER.loads(on=it),
    "rebalance": lambda it: ROSTER.rebalance(on=it),
    "report at": lambda it: Report("R", matter="m", at=it, grid="LQ"),
    "report point": lambda it: Report("R", matter="m", at=AT, point=it),
    "report text": lambda it: Report("R", matter="m", at=AT, grid="LQ", description=it),
    "dispatch": ROUTER.dispatch,
    "dispatch grid": lambda it: ROUTER.dispatch(attrs.evolve(REPORT, grid=it)),
    "dispatch many": ROUTER.dispatch_many,
    "recused": lambda it: ROUTER.dispatch(REPORT, recused=it),
    "router": lambda it: Router(roster=it, policy=POLICY, calendar=WeekendCalendar()),
    "router policy": lambda it: Router(roster=ROSTER, policy=it, calendar=WeekendCalendar()),
    "handling": handling,
    "backlog": lambda it: backlog(it, policy=POLICY),
    "policy within": lambda it: three_tier_policy(within=it),
    "merge": lambda it: merge(GRID, it, into="LQ-9", on=DAY, basis="3 号"),
    "merge into": lambda it: merge(GRID, ("LQ-1", "LQ-2"), into=it, on=DAY, basis="3 号"),
    "merge grid": lambda it: merge(it, ("LQ-1", "LQ-2"), into="LQ-9", on=DAY, basis="3 号"),
    "split": lambda it: split(GRID, "LQ-1", parts=it, on=DAY, basis="3 号"),
    "part": lambda it: Part("A", name="一", dwellings=it),
    "parted": lambda it: parted(it, names={"A": "一"}),
    "move": lambda it: move(GRID, "LQ-1", to=it, on=DAY, basis="3 号"),
    "rename": lambda it: rename(GRID, "LQ-1", name=it, on=DAY, basis="3 号"),
    "holdings": Holdings,
    "holdings matters": lambda it: Holdings(GRID, matters=it),
    "holdings after": HOLDINGS.after,
    "preview": lambda it: preview(it, HOLDINGS),
    "preview holdings": lambda it: preview(MERGED, it),
    "chronicle": lambda it: Chronicle(HOLDINGS, changes=it),
    "chronicle day": CHRONICLE.as_of,
    "lineage day": lambda it: LINEAGE.resolve("LQ-1", on=it),
    "buildings": lambda it: delineate(it, ()),
    "adjacency": lambda it: delineate(BUILDINGS, it),
    "delineate bounds": lambda it: delineate(BUILDINGS, BESIDE, households=it),
    "delineate seed": lambda it: delineate(BUILDINGS, BESIDE, seed=it),
    "building": lambda it: Building("b", households=it, at=Point(0, 0)),
    "to_rows": lambda it: DRAWN.to_rows(scheme=it),
    "diagnose": diagnose,
    "diagnose households": lambda it: diagnose(GRID, households=it),
    "diagnose covers": lambda it: diagnose(GRID, covers=it),
    "diagnose cover": lambda it: diagnose(GRID, covers={Term("a", "甲", "a"): it}),
    "diagnose residency": lambda it: diagnose(GRID, residency=it),
    "diagnose roster": lambda it: diagnose(GRID, roster=it),
    "listings": lambda it: Directory(grid=GRID, listings=it),
    "boards": lambda it: list(DIRECTORY.boards(on=it)),
    "card": lambda it: ContactCard(contact=CONTACT, duties=it),
    "five ones": lambda it: FiveOnesPlan(due_from=it, first=DAY, last=DAY),
    "training": lambda it: training_coverage(it, {}, by=DAY),
    "training days": lambda it: training_coverage(["w"], it, by=DAY),
    "lane": lambda it: chenghua_lane(split=it),
    "limits": lambda it: GridHierarchy.from_json("{}", limits=it),
}


class OwnError(Exception):
    """What an object of the caller's raises."""


class Rude:
    """Something that answers nothing."""

    def __eq__(self, other: object) -> bool:
        raise OwnError

    def __hash__(self) -> int:
        raise OwnError

    def __iter__(self) -> Iterator[object]:
        raise OwnError

    def __repr__(self) -> str:
        raise OwnError

    def __bool__(self) -> bool:
        raise OwnError


class RudeList(list[Any]):
    """A list that does not let itself be read."""

    def __iter__(self) -> Iterator[Any]:
        raise OwnError

    def __repr__(self) -> str:
        raise OwnError


class RudeMap(dict[Any, Any]):
    """A mapping that does not let itself be read."""

    def items(self) -> Any:  # noqa: ANN401  as the base class has it
        raise OwnError

    def __iter__(self) -> Iterator[Any]:
        raise OwnError

    def __getitem__(self, key: object) -> Any:  # noqa: ANN401  as the base class has it
        raise OwnError


class RudeText(str):
    """Text that cannot be compared."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        raise OwnError

    def __hash__(self) -> int:
        raise OwnError


def hostile() -> Iterator[object]:
    """Yield what nobody should hand in, new each time."""
    yield from (None, True, 7, -1, 1.5, float("nan"), float("inf"), 10**400, -(10**400))
    yield from (
        "",
        "LQ-1",
        "LQ-\u0430",
        "LQ\u202e-1",
        "LQ\u200f",
        "\ud800",
        "a\x00b",
        "x" * 1_000_000,
        b"LQ-1",
    )
    yield from ([], ["LQ-1"], [[]], [None], [10**400], [""], ["\ud800"], ("LQ-1", "LQ-1"), {"LQ-1"}, ([],))
    yield from ({}, {"LQ-1": 10**400}, {"LQ-1": 1.5}, {"LQ-1": True}, {"LQ-1": float("nan")}, {"LQ-1": -1})
    yield from ({None: 1, "LQ-1": 2}, {"elsewhere": 1}, {"LQ-1": "LQ-1"}, [("LQ-1", 1)], [("LQ-1", None)])
    yield from (
        object(),
        int,
        range(3),
        iter(()),
        (each for each in ["LQ-1"]),
        DAY,
        AT,
        AT.replace(tzinfo=None),
    )
    yield from (GRID, RESIDENCY, ROSTER, lambda: None)


def rude() -> Iterator[object]:
    """Yield objects that raise when they are looked at."""
    yield from (Rude(), RudeList(["LQ-1"]), RudeMap({"LQ-1": 3}), RudeText("LQ-1"))
    yield from ([Rude()], (Rude(),), {"LQ-1": Rude()}, [RudeText("LQ-1")], [RudeList([])])


def tried(door: Door, given: object) -> None:
    """Knock at a door: what is refused is refused by the library, in few words, in both languages."""
    try:
        door(given)
    except CommunityGovError as refused:
        try:
            said = (str(refused), *refused.words())
        except Exception as error:  # noqa: BLE001  whatever it is, nobody can read the refusal
            pytest.fail(f"the refusal cannot be read: {type(error).__name__}")
        assert max(map(len, said)) < LONGEST
        assert not any(SECRET in each for each in said)


def leaks(name: str, given: Iterator[object], *, passing: tuple[type[Exception], ...] = ()) -> list[str]:
    """Name every error that leaves a door and is none of the library's."""
    found = list[str]()
    for each in given:
        try:
            tried(DOORS[name], each)
        except passing:
            continue
        except Exception as error:  # noqa: BLE001  every one is a leak
            found.append(f"{type(each).__name__}: {type(error).__name__}")
    return found


DOORS = ASKED | GIVEN


@pytest.mark.parametrize("name", DOORS)
def test_only_errors_of_the_library_leave(name: str) -> None:
    assert leaks(name, hostile()) == []


@pytest.mark.parametrize("name", DOORS)
def test_what_an_object_raises_of_itself_is_all_that_goes_through(name: str) -> None:
    assert leaks(name, rude(), passing=(OwnError,)) == []


# ------------------------------------------------------------------ chains and circles

LAST = f"n{DEEP - 1}"


def chained(length: int) -> GridHierarchy:
    """A hierarchy as deep as it has grids; all but the first break the order of the levels."""
    first: list[tuple[str, str | None, str, str]] = [("n0", None, "general", "圈")]
    rest = ((f"n{at}", f"n{at - 1}", "micro", "圈") for at in range(1, length))
    return GridHierarchy.from_rows([*first, *rest])


@pytest.fixture(scope="module")
def chain() -> GridHierarchy:
    """The longest chain."""
    return chained(DEEP)


def test_a_chain_is_followed_without_recursion(chain: GridHierarchy) -> None:
    assert len(chain.path(LAST)) == len(chain.descendants("n0")) + 1 == DEEP
    assert chain.common_ancestor(LAST, "n5") == "n5"
    assert chain.covers(["n0"], LAST)
    assert chain.roll_up({LAST: 10**400})["n0"] == 10**400
    assert len(chain.text_tree().splitlines()) == 9


def test_a_chain_goes_to_graphs_and_documents_and_back(chain: GridHierarchy) -> None:
    assert chain.to_networkx().number_of_edges() == DEEP - 1
    assert GridHierarchy.from_json(chain.to_json()) == chain


def test_a_chain_has_an_index(chain: GridHierarchy) -> None:
    index = chain.index
    assert (index.depth(LAST), len(index.levels)) == (DEEP - 1, DEEP)
    assert index.totals({"households": {LAST: 1}}).of("n0") == {"households": 1}
    assert list(index.ancestors_at([DEEP - 1], 5)) == [5]


def test_a_chain_is_served_and_diagnosed(chain: GridHierarchy) -> None:
    roster = Roster(chain, workers=[Worker("w", kind=WorkerKind.GRID_WORKER)], postings=[Posting("w", "n0")])
    assert roster.in_charge(LAST) == "w"
    assert roster.covers("w", LAST)
    assert len(roster.gaps()) == 2  # nobody enquires or helps at the only leaf
    residency = Residency(
        chain,
        dwellings=[Dwelling("D", grid=LAST)],
        tenures=[Tenure("r", "D", role=TenureRole.HEAD)],
    )
    (home,) = residency.locate("r", roster=roster).homes
    assert (len(home.path), dict(home.in_charge)["n0"]) == (DEEP, "w")


def test_every_grid_of_a_chain_is_found_to_lie_where_it_may_not() -> None:
    deep = chained(10_000)
    assert [each.code for each in deep.findings()] == ["GRID_MISPLACED"] * 9_998
    assert diagnose(deep, households={"n9999": 1}).level("micro").counted == 9_999


def test_a_chain_is_moved_but_not_under_itself(chain: GridHierarchy) -> None:
    assert move(chain, LAST, to="n0", on=DAY, basis="3 号").code == LAST
    with pytest.raises(CommunityGovError, match="lies under it"):
        move(chain, "n1", to=LAST, on=DAY, basis="3 号")


def test_a_report_at_the_end_of_a_long_chain_goes_up() -> None:
    deep, last = chained(50_000), "n49999"
    roster = Roster(deep, workers=[Worker("w", kind=WorkerKind.GRID_WORKER)], postings=[Posting("w", "n0")])
    router = Router(roster=roster, policy=POLICY, calendar=WeekendCalendar())
    assert router.dispatch(Report("R", matter="m", at=AT, grid=last)).responsible == "w"
    first = router.first_workers("m", on=DAY)
    assert (first.workers, set(first.by_place)) == (("w",), {0})


def test_a_row_of_thousands_of_buildings_is_divided() -> None:
    many = 2_000
    buildings = [Building(f"b{at:04}", households=20, at=Point(at * 2_000, 0)) for at in range(many)]
    drawn = delineate(buildings, [(f"b{at:04}", f"b{at + 1:04}") for at in range(many - 1)])
    assert sum(grid.households for grid in drawn.micro) == 20 * many


def test_a_circle_is_named_and_asked_about_in_vain() -> None:
    length = 10_000
    circle = GridHierarchy.from_rows(
        (f"n{at}", f"n{(at - 1) % length}", "micro", "圈") for at in range(length)
    )
    (finding,) = (each for each in circle.findings() if each.code == "PARENT_CYCLE")
    assert len(finding.text()) < LONGEST
    asked: list[Door] = [circle.path, circle.descendants, circle.index.place]
    asked.append(lambda code: circle.roll_up({code: 1}))
    for door in asked:
        with pytest.raises(HangsInCycle) as refused:
            door("n0")
        assert len(str(refused.value)) < LONGEST
    with pytest.raises(InvalidValue):
        Holdings(circle)


# ------------------------------------------------------------------ rows that break a rule


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("LQ-1", "LQ-2", "micro", "一组"), "CODE_TWICE"),
        (("LQ-3", "LQ-9", "micro", "三组"), "PARENT_UNKNOWN"),
        (("LQ-3", "LQ-3", "micro", "三组"), "PARENT_CYCLE"),
        (("LQ-3", "LQ", "nano", "三组"), "GRID_LEVEL_UNKNOWN"),
    ],
)
def test_a_row_that_breaks_a_rule_is_a_finding_and_what_stands_elsewhere_is_answered(
    row: tuple[str, str | None, str, str], code: str
) -> None:
    broken = GridHierarchy.from_rows([*GRID.rows, row])
    assert code in {finding.code for finding in broken.findings()}
    assert broken.path("LQ-2") == ("LQ", "LQ-2")
    assert GridHierarchy.from_json(broken.to_json()) == broken


def test_codes_that_look_alike_are_two_and_are_named() -> None:
    assert [each.code for each in confusable_findings(["LQ-O1", "LQ-01"])] == ["CODES_LOOK_ALIKE"]


# ------------------------------------------------------------------ documents


def kinds(base: type[Value] = Value) -> Iterator[type[Value]]:
    """Yield the values of the grids that are written as documents."""
    for kind in base.__subclasses__():
        yield from kinds(kind)
        ours = kind.__module__.startswith(("communitygov.grid.", "communitygov.casebook."))
        # attrs makes each class a second time; the first is no longer in the module.
        if (
            ours
            and getattr(sys.modules[kind.__module__], kind.__name__) is kind
            and "document_kind" in vars(kind)
            and kind.document_kind
        ):
            yield kind


KINDS = sorted(set(kinds()), key=lambda kind: kind.document_kind)
#: Texts that are no document of any kind.
TEXTS: dict[str, str | bytes] = {
    "empty": "",
    "deep lists": "[" * 100_000,
    "deep objects": '{"a":' * 100_000,
    "closed deep lists": "[" * 100_000 + "]" * 100_000,
    "a huge number": "9" * 100_000,
    "no number": "NaN",
    "a fraction": "1.5",
    "half a pair": '"\\ud800"',
    "no utf-8": b"\xff\xfe",
    "a byte order mark": b"\xef\xbb\xbf{}",
    "twice one key": '{"$kind": "grid", "$kind": "grid"}',
    "a list": "[]",
    "nothing": "null",
    "no kind": "{}",
    "another kind": '{"$kind": "matter", "schema": 1}',
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.document_kind)
def test_no_text_that_is_no_document_is_read(kind: type[Value]) -> None:
    for text in TEXTS.values():
        with pytest.raises(CommunityGovError) as refused:
            kind.from_json(text)
        assert len(str(refused.value)) < LONGEST


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.document_kind)
@pytest.mark.parametrize("held", ["[" * 60 + "]" * 60, "9" * 5_000, "null", '"\\u202e"', "{}", "[[[1]]]"])
def test_what_no_field_may_hold_is_refused_wherever_it_stands(kind: type[Value], held: str) -> None:
    for field in attrs.fields(cast("Any", kind)):
        text = f'{{"$kind": "{kind.document_kind}", "schema": 1, "{field.name}": {held}, "more": {held}}}'
        with pytest.raises(CommunityGovError) as refused:
            kind.from_json(text)
        assert len(str(refused.value)) < LONGEST


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.document_kind)
def test_a_text_beyond_the_limits_is_refused_before_it_is_read(kind: type[Value]) -> None:
    with pytest.raises(CommunityGovError) as refused:
        kind.from_json("[" * 1_000, limits=Limits(size=100))
    assert refused.value.code == "TOO_LARGE"


# ------------------------------------------------------------------ nothing personal in an error

#: A value, a field of it that is not shown, and what that holds.
HIDDEN: list[tuple[Value, str]] = [
    (CareTag(SECRET, "lives-alone"), "person"),
    (CareTag(SECRET, "lives-alone"), "group"),
    (CareAccess(purpose="v", by="w", at=AT, person=SECRET), "person"),
    (CONTACT, "name"),
    (CONTACT, "reach"),
    (REPORT, "description"),
    (RESIDENCY.locate(SECRET), "person"),
]


@pytest.mark.parametrize(
    ("value", "field"), HIDDEN, ids=[f"{type(value).__name__}-{field}" for value, field in HIDDEN]
)
@pytest.mark.parametrize(
    "given",
    [SECRET + "\u202e", [SECRET], SECRET * 2_000, SECRET.encode(), {SECRET: 1}],
    ids=["turned", "list", "long", "bytes", "map"],
)
def test_what_is_hidden_is_no_part_of_the_error_about_it(value: Value, field: str, given: object) -> None:
    with pytest.raises(CommunityGovError) as refused:
        attrs.evolve(cast("Any", value), **{field: given})
    assert not any(
        SECRET in said for said in (str(refused.value), repr(refused.value), *refused.value.words())
    )


@pytest.mark.parametrize(
    "value",
    [RESIDENCY, HOLDINGS, ROUTER, CHRONICLE, RESIDENCY.locate(SECRET)],
    ids=lambda it: type(it).__name__,
)
def test_no_repr_names_a_resident(value: object) -> None:
    assert SECRET not in repr(value)


def test_a_document_of_a_residency_that_is_tampered_with_names_nobody() -> None:
    tampered = RESIDENCY.to_json().decode().replace("lives-alone", f"\\u202e{SECRET}")
    with pytest.raises(CommunityGovError) as refused:
        Residency.from_json(tampered)
    assert SECRET not in str(refused.value)
