"""The diagnosis of a hierarchy (网格体检): how many grids are too large, without cover, without a worker.

It answers in one call what a city asks of its own grids: which share lies outside the bounds of size, which
share has no organisation that covers it, where nobody is in charge, which dwellings belong to no grid.

1. Households are counted upwards: what is given for micro-grids counts for the grids above them too.
2. A grid of which nothing was counted is left out of the shares, and told apart: unknown is not small.
   Where a part of what lies beneath was counted, the sum is the least that it can be: it may show that the
   grid is too large, never that it is too small.
3. Every share is a fraction with both its numbers; the findings behind it can be had one by one.

What cover means, the caller says: a set of grids under a name, such as those with a Party branch.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol, TypeAlias

from communitygov.core.argument import each_required, require
from communitygov.core.finding import Finding
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid.diagnosis.diagnosis import Diagnosis
from communitygov.grid.diagnosis.share import CoverShare, LevelShare
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.level.level import Level

Counts: TypeAlias = Mapping[str, int]

_COVER = Words("须为术语到网格编码的映射", "must map terms to the codes of grids")
_COVER_CODES = Words("须为网格编码的集合", "must be a collection of codes of grids")


class Resided(Protocol):
    """What is asked of a residency: how many households each grid has, and what is wrong with it."""

    def households(self, *, on: date | None = None) -> Counts:
        """Return households by grid."""
        ...

    def findings(self, *, on: date | None = None) -> tuple[Finding, ...]:
        """Name dwellings that belong to no grid, and whatever else is wrong."""
        ...


class Rostered(Protocol):
    """What is asked of a roster: what is wrong with it; its gaps are among its findings."""

    def gaps(self, *, on: date | None = None) -> tuple[Finding, ...]:
        """Name the grids in which nobody is in charge, asks, or helps."""
        ...

    def findings(self, *, on: date | None = None) -> tuple[Finding, ...]:
        """Name grids in which nobody serves, two in charge, workers over their capacity, and what else."""
        ...


def diagnose(
    grid: GridHierarchy,
    *,
    on: date | None = None,
    households: Counts | None = None,
    covers: Mapping[Term, Collection[str]] | None = None,
    residency: Resided | None = None,
    roster: Rostered | None = None,
) -> Diagnosis:
    """Return the diagnosis of a hierarchy on a day.

    Parameters
    ----------
    grid, on
        The hierarchy; where it is dated, the day is needed.
    households
        Households by grid, usually of micro-grids; without them those of `residency` count.  A count of a
        grid itself stands for all that lies beneath it beside what is counted there.
    covers
        Under each term the grids that have such an organisation or person themselves.
    residency, roster
        Who lives where and who serves where, if that is to be looked at too.

    Raises
    ------
    UnknownName
        If a count or a cover is of no grid here.
    InvalidValue
        If a count is no whole number of at least 0.
    HangsInCycle
        If households are given and grids lie in a circle.

    Examples
    --------
    >>> grid = GridHierarchy.from_rows(
    ...     [
    ...         ("G1", None, "general", "一"),
    ...         ("G2", None, "general", "二"),
    ...         ("M1", "G1", "micro", "甲"),
    ...         ("M2", "G1", "micro", "乙"),
    ...         ("M3", "G2", "micro", "丙"),
    ...     ]
    ... )
    >>> branch = Term("party_branch", "党支部", "Party branch")
    >>> report = diagnose(grid, households={"M1": 90, "M2": 140}, covers={branch: {"G1"}})
    >>> report.level("micro").outside, report.level("micro").counted
    (Fraction(1, 2), 2)
    >>> report.cover("party_branch", "general").without
    ('G2',)
    >>> print(report.text())
    general grid: 2 grids, 1 counted, 1 outside 300-500 households (100.00%): 1 below, 0 above
    micro-grid: 3 grids, 2 counted, 1 outside 30-100 households (50.00%): 0 below, 1 above
    general grid without Party branch: 1 of 2 (50.00%)
    micro-grid without Party branch: 3 of 3 (100.00%)
    found GRID_TOO_LARGE: 1
    found GRID_TOO_SMALL: 1
    >>> diagnose(grid, households={"M9": 3})
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No grid is called 'M9'. Known: 'G1', 'G2', 'M1', 'M2', 'M3'. \
[UNKNOWN_NAME]
    """
    require("grid", grid, kind=GridHierarchy)
    _require_answers("residency", residency, to=("households", "findings"))
    _require_answers("roster", roster, to=("gaps", "findings"))
    snapshot = grid if on is None else grid.as_of(on)
    if households is None and residency is not None:
        households = {code: count for code, count in residency.households(on=on).items() if code in snapshot}
    counted, partly = _counted(snapshot, {} if households is None else households)
    return Diagnosis(
        on=on,
        levels=[_level_share(snapshot, level, counted, partly=partly) for level in _levels(snapshot)],
        covers=_cover_shares(snapshot, {} if covers is None else covers),
        findings=(
            *snapshot.findings(households=counted),
            *(() if residency is None else residency.findings(on=on)),
            *(() if roster is None else roster.findings(on=on)),
        ),
    )


def _require_answers(name: str, given: object, *, to: tuple[str, ...]) -> None:
    """Refuse what does not answer the questions that it will be asked, unless nothing was given."""
    if given is not None and not all(callable(getattr(given, question, None)) for question in to):
        bound = Words(f"须能回答 {'、'.join(to)}", f"must answer {' and '.join(to)}")
        raise InvalidValue(name, type(given).__name__, bound)


def _counted(grid: GridHierarchy, households: Counts) -> tuple[dict[str, int], frozenset[str]]:
    """Return the households of each grid that can be judged, and the grids counted in part only.

    A sum that is not whole is judged where it is too large already.
    """
    _check_counts(households)
    if not households:
        return {}, frozenset()
    totals = grid.roll_up(households)
    known = grid.roll_up(dict.fromkeys(households, 1))
    level_of, lacking = {row[0]: row[2] for row in grid.rows}, _lacking(grid, households)
    most = {level.code: level.bounds.most for level in grid.scheme if level.bounds is not None}
    counted, partly = dict[str, int](), set[str]()
    for code in (code for code, times in known.items() if times):
        greatest = most.get(level_of[code])
        is_over = greatest is not None and totals[code] > greatest
        if code in lacking and not is_over:
            partly.add(code)
        else:
            counted[code] = totals[code]
    return counted, frozenset(partly)


def _check_counts(households: Counts) -> None:
    """Refuse counts that are none."""
    require("households", households, kind=Mapping)
    for code, count in households.items():
        if type(count) is not int or count < 0:
            bound = Words("须为不小于 0 的整数", "must be a whole number of at least 0")
            raise InvalidValue(f"households[{code!r}]", count, bound)


def _lacking(grid: GridHierarchy, households: Counts) -> frozenset[str]:
    """Return the grids, not counted themselves, beneath which some grid with residents was not counted."""
    settled = {level.code for level in grid.scheme if level.holds_residents}
    level_of, lacking = {row[0]: row[2] for row in grid.rows}, set[str]()
    for code in reversed(grid.index.codes):
        is_bare = level_of[code] in settled and not grid.children(code)
        if code not in households and (code in lacking or is_bare):
            lacking.update(each for each in (code, grid.parent(code)) if each is not None)
    return frozenset(lacking.difference(households))


def _levels(grid: GridHierarchy) -> Iterator[Level]:
    """Yield the levels of which there are grids, in the order of the scheme."""
    present = {row[2] for row in grid.rows}
    return (level for level in grid.scheme if level.code in present)


def _codes(grid: GridHierarchy, level: Level) -> list[str]:
    """Return the codes of the grids of a level, each once, in order."""
    return list(dict.fromkeys(row[0] for row in grid.rows if row[2] == level.code))


def _level_share(
    grid: GridHierarchy, level: Level, counted: Counts, *, partly: Collection[str]
) -> LevelShare:
    """Count the grids of a level that lie outside its bounds."""
    codes = _codes(grid, level)
    sizes = [counted[code] for code in codes if code in counted]
    bounds = level.bounds
    least, most = (0, None) if bounds is None else (bounds.least, bounds.most)
    return LevelShare(
        level=level.term,
        grids=len(codes),
        counted=len(sizes),
        partly=sum(code in partly for code in codes),
        below=sum(size < least for size in sizes),
        above=0 if most is None else sum(size > most for size in sizes),
        bounds=bounds,
    )


def _cover_shares(grid: GridHierarchy, covers: Mapping[Term, Collection[str]]) -> Iterable[CoverShare]:
    """Count, for each kind of cover and each kind of grid, the grids without it."""
    if not isinstance(covers, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("covers", type(covers).__name__, _COVER)
    for term in covers:
        require("covers", term, kind=Term)
        if isinstance(covers[term], str) or not isinstance(covers[term], Collection):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue(f"covers[{term.code}]", type(covers[term]).__name__, _COVER_CODES)
        codes = each_required(f"covers[{term.code}]", covers[term], kind=str)
        unknown = min((code for code in codes if code not in grid), default=None)
        if unknown is not None:
            raise UnknownName(Words("网格", "grid"), unknown, tuple(grid))
    return [
        _cover_share(grid, term, level, frozenset(covered))
        for term, covered in sorted(covers.items(), key=lambda pair: pair[0].code)
        for level in _levels(grid)
        if level.kind is not None
    ]


def _cover_share(grid: GridHierarchy, cover: Term, level: Level, covered: frozenset[str]) -> CoverShare:
    """Name the grids of a level that are not covered."""
    codes = _codes(grid, level)
    without = [code for code in codes if code not in covered]
    return CoverShare(cover=cover, level=level.term, grids=len(codes), without=without)
