"""The other codes of a grid: the code of its community, its number in another system, an old code.

The host's own code of a grid is its identity; everything else that is written on a form or in another
register stands here.  One grid may have many codes; one code belongs to one grid.  Both ways are checked:
`CodeBook.findings` names a code of two grids, and two codes of one grid in the same register.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.checks import counted, identifier
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.errors import CommunityGovError, UnknownName, Words
from communitygov.grid.code.confusable import confusable_findings
from communitygov.grid.code.fault import fault_of
from communitygov.grid.code.standard import CodeStandard
from communitygov.quotation import listed, shown

CODE_OF_SEVERAL_GRIDS = Message(
    "CODE_OF_SEVERAL_GRIDS",
    Words(
        "{register} 中的编码 {code} 属于多个网格：{grids}",
        "the code {code} of {register} is of several grids: {grids}",
    ),
    Words("请只留一个网格", "leave it to one of them"),
)
GRID_WITH_SEVERAL_CODES = Message(
    "GRID_WITH_SEVERAL_CODES",
    Words(
        "网格 {grid} 在 {register} 中有多个编码：{codes}",
        "the grid {grid} has several codes in {register}: {codes}",
    ),
    Words("请只留一个编码", "leave it one of them"),
)
CODE_OF_NO_GRID = Message(
    "CODE_OF_NO_GRID",
    Words(
        "{register} 中的编码 {code} 属于网格 {grid}，而并无此网格",
        "the code {code} of {register} is of the grid {grid}, which is not there",
    ),
    Words("请改正网格编码，或删去此行", "mend the code of the grid, or take the line out"),
)


@attrs.frozen(str=False)
class CodeOfSeveralGrids(CommunityGovError, LookupError):
    """The grid of a code was asked for that several have.

    Examples
    --------
    >>> print(CodeOfSeveralGrids("510116002201", ("LQ-1", "LQ-2")))
    The code '510116002201' is of several grids: 'LQ-1', 'LQ-2'. Leave it to one of them. \
[CODE_WITHOUT_ONE_GRID]
    """

    code: ClassVar[str] = "CODE_WITHOUT_ONE_GRID"
    asked: str
    grids: tuple[str, ...]

    def words(self) -> Words:
        """Name the code and its grids."""
        asked, grids = shown(self.asked), listed(self.grids)
        return Words(
            f"编码 {asked} 属于多个网格：{grids}。请只留一个网格。",
            f"The code {asked} is of several grids: {grids}. Leave it to one of them.",
        )


@attrs.frozen(order=True)
class CodeEntry(Value):
    """One line of the book: a grid, one of its other codes, and the register it is from.

    Parameters
    ----------
    grid
        The host's own code of the grid.
    code
        The other code.
    register
        Whose code it is: one of `CodeStandard`, which is then checked, or a name of the host's.

    Examples
    --------
    >>> CodeEntry("LQ", "510116002201", register="statistical")
    CodeEntry(grid='LQ', code='510116002201', register='statistical')
    """

    document_kind: ClassVar[str] = "code-entry"
    grid: str = attrs.field(validator=identifier)
    code: str = attrs.field(validator=identifier)
    register: str = attrs.field(kw_only=True, validator=identifier)


def _in_order(entries: Iterable[CodeEntry]) -> tuple[CodeEntry, ...]:
    """Return the entries in order, each once."""
    return tuple(sorted(set(each_required("entries", entries, kind=CodeEntry))))


@attrs.frozen
class CodeBook(Value):
    """The other codes of grids, to look up either way.

    Examples
    --------
    >>> book = CodeBook(
    ...     [
    ...         CodeEntry("LQ", "510116002201", register="statistical"),
    ...         CodeEntry("LQ", "01020351011600220100", register="cj-t-349"),
    ...     ]
    ... )
    >>> book.grid("510116002201"), [entry.code for entry in book.codes("LQ")]
    ('LQ', ['01020351011600220100', '510116002201'])
    >>> book.findings()
    ()
    >>> book.grid("510116002202")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No code is called '510116002202'. Did you mean '510116002201'? \
[UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "code-book"
    entries: tuple[CodeEntry, ...] = attrs.field(converter=_in_order, repr=counted)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[CodeEntry]:
        return iter(self.entries)

    @cached_property
    def _grids(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {}
        for entry in self.entries:
            found.setdefault(entry.code, set()).add(entry.grid)
        return {code: tuple(sorted(grids)) for code, grids in found.items()}

    @cached_property
    def _codes(self) -> dict[str, tuple[CodeEntry, ...]]:
        found: dict[str, list[CodeEntry]] = {}
        for entry in self.entries:
            found.setdefault(entry.grid, []).append(entry)
        return {grid: tuple(entries) for grid, entries in found.items()}

    def codes(self, grid: str) -> tuple[CodeEntry, ...]:
        """Return the other codes of a grid; none for a grid that has no other."""
        require("grid", grid, kind=str)
        return self._codes.get(grid, ())

    def grids(self, code: str) -> tuple[str, ...]:
        """Return the grids that have a code: one, if the book is in order; none, if nobody has it."""
        require("code", code, kind=str)
        return self._grids.get(code, ())

    def grid(self, code: str) -> str:
        """Return the grid that has a code.

        Raises
        ------
        UnknownName
            If no grid has it.
        CodeOfSeveralGrids
            If several have it.
        """
        match self.grids(code):
            case ():
                raise UnknownName(Words("编码", "code"), code, tuple(self._grids))
            case (grid,):
                return grid
            case grids:
                raise CodeOfSeveralGrids(code, grids)

    def findings(self, *, grids: Iterable[str] | None = None) -> tuple[Finding, ...]:
        """Name all that is wrong with the book, register by register.

        Codes of a standard that cannot be read, codes of several grids, grids with several codes, codes that
        look alike; and, where `grids` says which there are, codes of no grid.

        Examples
        --------
        >>> book = CodeBook(
        ...     [CodeEntry("LQ", "A-1", register="ours"), CodeEntry("DS", "A-1", register="ours")]
        ... )
        >>> for finding in book.findings(grids=["LQ"]):
        ...     print(finding)
        the code A-1 of ours is of several grids: 'DS', 'LQ' [CODE_OF_SEVERAL_GRIDS]
        the code A-1 of ours is of the grid DS, which is not there [CODE_OF_NO_GRID]
        """
        known = None if grids is None else frozenset(each_required("grids", grids, kind=str))
        registers: dict[str, list[CodeEntry]] = {}
        for entry in self.entries:
            registers.setdefault(entry.register, []).append(entry)
        found: list[Finding] = []
        for register in sorted(registers):
            found += _register_findings(register, registers[register])
        found += [
            CODE_OF_NO_GRID.finding(
                entry.code, {"code": entry.code, "register": entry.register, "grid": entry.grid}
            )
            for entry in self.entries
            if known is not None and entry.grid not in known
        ]
        return tuple(found)


def _register_findings(register: str, entries: list[CodeEntry]) -> Iterator[Finding]:
    """Yield what is wrong with the codes of one register."""
    grids: dict[str, list[str]] = {}
    codes: dict[str, list[str]] = {}
    for entry in entries:
        grids.setdefault(entry.code, []).append(entry.grid)
        codes.setdefault(entry.grid, []).append(entry.code)
    if register in {standard.value for standard in CodeStandard}:
        faults = (fault_of(code, standard=CodeStandard(register)) for code in sorted(grids))
        yield from (fault for fault in faults if fault)
    for code, several in sorted(grids.items()):
        if len(several) > 1:
            yield CODE_OF_SEVERAL_GRIDS.finding(
                code, {"code": code, "register": register, "grids": listed(several)}
            )
    for grid, others in sorted(codes.items()):
        if len(others) > 1:
            yield GRID_WITH_SEVERAL_CODES.finding(
                grid, {"grid": grid, "register": register, "codes": listed(others)}
            )
    yield from confusable_findings(grids)
