"""The directory of a hierarchy of grids (通讯录): which contact is listed where, from when until when.

1. A contact is listed once, at the grid it serves, however high; every grid beneath inherits it.
2. The nearest listing wins: a family doctor listed for one micro-grid stands there before the one of the
   whole community.
3. `Directory.board` makes the notice board of one entrance; `Directory.findings` names what is wrong.

A board is one view of the directory on one day and is never kept in step by hand.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import ClassVar, TypeVar

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.checks import as_tuple, counted, day, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.span import check_span, runs
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid.board.contact import BoardRole, Contact
from communitygov.grid.board.notice_board import BoardLine, NoticeBoard
from communitygov.grid.hierarchy.hierarchy import GridHierarchy

LISTING_ELSEWHERE = Message(
    "LISTING_ELSEWHERE",
    Words("{role}列在网格 {grid}，该网格不存在", "the {role} is listed at grid {grid}, which is not there"),
    Words("请更正网格编码", "mend the code of the grid"),
)
LISTING_TWICE = Message(
    "LISTING_TWICE",
    Words(
        "网格 {grid} 同时列有 {times} 位{role}",
        "grid {grid} lists {times} contacts as {role} at the same time",
    ),
    Words("请只留一位，或错开起止日期", "keep one of them, or let one end before the next begins"),
)
ENTRANCE_ELSEWHERE = Message(
    "ENTRANCE_ELSEWHERE",
    Words(
        "单元 {entrance} 所属网格 {grid} 不存在",
        "entrance {entrance} lies in grid {grid}, which is not there",
    ),
    Words("请更正网格编码", "mend the code of the grid"),
)

T = TypeVar("T")

_KIND = Words("单元", "entrance")


@attrs.frozen(kw_only=True)
class Entrance(Value):
    """An entrance of a building (单元), and the grid that it lies in.

    Examples
    --------
    >>> Entrance(code="LQ-B2-U1", grid="LQ-03").grid
    'LQ-03'
    """

    document_kind: ClassVar[str] = "entrance"
    code: str = attrs.field(validator=identifier)
    grid: str = attrs.field(validator=identifier)


@attrs.frozen(kw_only=True)
class Listing(Value):
    """A contact as it is listed at a grid, on the days from `since` to before `until`.

    Examples
    --------
    >>> doctor = Contact("李医生", reach="028-0000-0101")
    >>> listing = Listing(grid="LQ", role=BoardRole.FAMILY_DOCTOR, contact=doctor, until=date(2024, 1, 1))
    >>> listing.holds_on(date(2023, 12, 31)), listing.holds_on(date(2024, 1, 1))
    (True, False)
    """

    document_kind: ClassVar[str] = "listing"
    grid: str = attrs.field(validator=identifier)
    role: BoardRole = attrs.field(validator=one_of(BoardRole))
    contact: Contact = attrs.field(validator=one_of(Contact))
    since: date | None = attrs.field(default=None, validator=optional(day))
    until: date | None = attrs.field(default=None, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse a listing that holds on no day."""
        check_span(self)

    def holds_on(self, day: date) -> bool:
        """Tell whether the listing holds on a day."""
        return runs(self, day)


@attrs.frozen(kw_only=True)
class Directory(Value):
    """Who is listed at which grid, and which entrances there are.

    Parameters
    ----------
    grid
        The hierarchy; where it is dated, the day that is asked about counts.
    listings
        Contacts of the five roles, each at the grid it serves.
    entrances
        One board stands at each.

    Examples
    --------
    >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
    >>> doctor = Contact("李医生", reach="028-0000-0101")
    >>> directory = Directory(
    ...     grid=grid,
    ...     listings=[Listing(grid="LQ", role=BoardRole.FAMILY_DOCTOR, contact=doctor)],
    ...     entrances=[Entrance(code="U1", grid="LQ-1")],
    ... )
    >>> board = directory.board("U1", on=date(2023, 5, 4))
    >>> line = board.line("family_doctor")
    >>> line.contact.reach, line.listed_at
    ('028-0000-0101', 'LQ')
    >>> [finding.code for finding in board.gaps]
    ['CONTACT_MISSING', 'CONTACT_MISSING', 'CONTACT_MISSING', 'CONTACT_MISSING']
    >>> directory.board("U2", on=date(2023, 5, 4))
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No entrance is called 'U2'. Known: 'U1'. [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "grid-directory"
    grid: GridHierarchy = attrs.field(validator=one_of(GridHierarchy))
    listings: tuple[Listing, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Listing), repr=counted
    )
    entrances: tuple[Entrance, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Entrance), repr=counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse an entrance that stands twice."""
        if len(self._entrance) < len(self.entrances):
            codes = [each.code for each in self.entrances]
            twice = next(code for code in codes if codes.count(code) > 1)
            raise InvalidValue("entrances", twice, Words("只能出现一次", "must stand only once"))

    def board(self, entrance: str, *, on: date) -> NoticeBoard:
        """Return the notice board of an entrance on a day.

        Raises
        ------
        UnknownName
            If there is no such entrance, or its grid is not there on that day.
        """
        try:
            found = self._entrance[entrance]
        except (KeyError, TypeError):
            raise UnknownName(_KIND, entrance, tuple(sorted(self._entrance))) from None
        return self._board(found, self._snapshot(on), on)

    def boards(self, *, on: date) -> Iterator[NoticeBoard]:
        """Yield the board of every entrance whose grid is there on that day, in the order of their codes."""
        snapshot = self._snapshot(on)
        for _, entrance in sorted(self._entrance.items()):
            if entrance.grid in snapshot:
                yield self._board(entrance, snapshot, on)

    def listed(self, code: str, role: str, *, on: date) -> BoardLine:
        """Return who is to be asked in a grid: the contact listed there, or the nearest one above.

        Raises
        ------
        UnknownName
            If there is no such grid on that day, or no such role.
        """
        return self._line((code, *self._snapshot(on).ancestors(code)), BoardRole.named(role), on)

    def findings(self, *, on: date) -> tuple[Finding, ...]:
        """Name listings and entrances at grids that are not there, and two contacts of a role at one grid.

        What a board lacks is no finding of the directory: `NoticeBoard.gaps` names it.
        """
        snapshot = self._snapshot(on)
        lost = [each for each in self.listings if each.holds_on(on) and each.grid not in snapshot]
        strange = [
            LISTING_ELSEWHERE.finding(each.grid, {"grid": each.grid, "role": each.role.term})
            for each in sorted(lost, key=lambda each: (each.grid, each.role))
        ]
        nowhere = [
            ENTRANCE_ELSEWHERE.finding(code, {"entrance": code, "grid": each.grid})
            for code, each in sorted(self._entrance.items())
            if each.grid not in snapshot
        ]
        return (*strange, *self._doubled(on), *nowhere)

    def rehung(
        self,
        heirs: Mapping[str, str | Iterable[str]],
        *,
        grid: GridHierarchy,
        entrances: Mapping[str, str] | None = None,
    ) -> "Directory":
        """Return the directory of a hierarchy that was reorganised.

        A listing at a grid that became several is listed at each of them.  An entrance of such a grid goes
        where `entrances` says; otherwise it stays at the old code, and `findings` names it.

        Parameters
        ----------
        heirs
            Old code → new code or codes, as `Lineage.resolve` gives them; other codes stay.
        grid
            The new hierarchy.
        entrances
            Entrance → grid, for those whose grid became several.

        Raises
        ------
        UnknownName
            If an old code is not in this hierarchy, a new one not in `grid`, or there is no such entrance.

        Examples
        --------
        >>> old = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("A", "LQ", "micro", "甲")])
        >>> new = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("B", "LQ", "micro", "乙")])
        >>> directory = Directory(grid=old, entrances=[Entrance(code="U1", grid="A")])
        >>> directory.rehung({"A": "B"}, grid=new).board("U1", on=date(2024, 4, 1)).grid
        'B'
        """
        wanted = {code: _several(code, given) for code, given in _mapping("heirs", heirs).items()}
        chosen = _mapping("entrances", {} if entrances is None else entrances)
        _known(wanted, self.grid)
        _known([*(code for codes in wanted.values() for code in codes), *chosen.values()], grid)
        for code in chosen:
            if code not in self._entrance:
                raise UnknownName(_KIND, code, tuple(sorted(self._entrance)))
        return attrs.evolve(
            self,
            grid=grid,
            listings=[
                attrs.evolve(each, grid=code)
                for each in self.listings
                for code in wanted.get(each.grid, (each.grid,))
            ],
            entrances=[
                attrs.evolve(each, grid=chosen.get(each.code) or _only(wanted.get(each.grid), each.grid))
                for each in self.entrances
            ],
        )

    def _doubled(self, on: date) -> Iterator[Finding]:
        """Name the roles with several contacts at one grid."""
        for (code, role), several in sorted(self._listed.items()):
            times = sum(each.holds_on(on) for each in several)
            if times > 1:
                yield LISTING_TWICE.finding(code, {"grid": code, "role": role.term, "times": times})

    def _board(self, entrance: Entrance, snapshot: GridHierarchy, on: date) -> NoticeBoard:
        """Make the board of an entrance."""
        way = (entrance.grid, *snapshot.ancestors(entrance.grid))
        lines = [self._line(way, role, on) for role in BoardRole]
        return NoticeBoard(entrance=entrance.code, grid=entrance.grid, on=on, lines=lines)

    def _line(self, way: Iterable[str], role: BoardRole, on: date) -> BoardLine:
        """Return the nearest contact of a role on the way up; of several at one grid the first listed."""
        for code in way:
            for each in self._listed.get((code, role), ()):
                if each.holds_on(on):
                    return BoardLine(role=role, contact=each.contact, listed_at=code)
        return BoardLine(role=role)

    def _snapshot(self, on: date) -> GridHierarchy:
        """Return the hierarchy of a day."""
        return self.grid.as_of(on)

    @cached_property
    def _entrance(self) -> dict[str, Entrance]:
        return {each.code: each for each in self.entrances}

    @cached_property
    def _listed(self) -> dict[tuple[str, BoardRole], list[Listing]]:
        listed: dict[tuple[str, BoardRole], list[Listing]] = {}
        for each in self.listings:
            listed.setdefault((each.grid, each.role), []).append(each)
        return listed


def _mapping(name: str, given: Mapping[str, T]) -> Mapping[str, T]:
    """Refuse an argument that is no mapping."""
    require(name, given, kind=Mapping)
    return given


def _several(code: str, given: str | Iterable[str]) -> tuple[str, ...]:
    """Return the heirs of a grid, given as one or as several."""
    return (given,) if isinstance(given, str) else each_required(f"heirs[{code!r}]", given, kind=str)


def _only(heirs: tuple[str, ...] | None, code: str) -> str:
    """Return the one heir of a grid; without one, or with several, its own code."""
    return heirs[0] if heirs is not None and len(heirs) == 1 else code


def _known(codes: Iterable[str], grid: GridHierarchy) -> None:
    """Refuse a code that the hierarchy does not have."""
    for code in codes:
        if code not in grid:
            grid[code]  # says which codes are near
