"""The hazard ledger (隐患台账) of one place: what was done, what was seen, what is there and what is needed.

1. A ledger is of one place.  Ledgers of two places have no sum.
2. One hazard and one measure add up, in one unit.  Works of different kinds add up only where the caller says
   that they may: 6674平方米 and 27155平方米 are the areas of two works.
3. 余 stays a lower bound; a line without a figure makes the total unknown, not smaller.
4. A hazard, a work or a grid that nothing in the ledger names is refused by name: it is unknown, not 0.

This module does not know whether two lines report the same work; it only refuses an identifier twice.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required, require, require_once
from communitygov.core.checks import as_tuple, counted, each_of, identifier
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.quantity import Quantity
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Language, UnitMismatch, Words
from communitygov.programme.asked import found
from communitygov.programme.date_span import DateSpan
from communitygov.programme.hazard.entry import HazardEntry, HazardReading
from communitygov.programme.hazard.supply import HazardStatus, HazardSupply
from communitygov.programme.hazard.table import rows_of, table_of
from communitygov.programme.hazard.total import HazardTotal
from communitygov.programme.hazard.trend import HazardTrend

HAZARD_OPEN = Message(
    "HAZARD_OPEN",
    Words("{hazard}尚未解决：需 {demand}，现有 {capacity}", "{hazard}: {demand} needed, {capacity} there"),
    Words("请补足所缺", "provide what is lacking"),
)
HAZARD_UNSETTLED = Message(
    "HAZARD_UNSETTLED",
    Words(
        "{hazard}是否解决不明：需 {demand}，现有 {capacity}",
        "whether it is over is not known of {hazard}: {demand} needed, {capacity} there",
    ),
    Words("请清点供需两边", "count both what is needed and what there is"),
)
_MESSAGES = {HazardStatus.OPEN: HAZARD_OPEN, HazardStatus.UNKNOWN: HAZARD_UNSETTLED}

_SAME_PLACE = Words(
    "须与本台账为同一地点：不同地点的数字不合计",
    "must be that of this ledger: figures of different places are never summed",
)
_SAME_WORDS = Words("同一代码须为同一用语", "must have the same words wherever its code stands")
_WORK = Words("隐患与措施", "hazard with that measure")
_GRID = Words("台账所记网格", "grid in the ledger")
_HAZARD = Words("台账所记隐患", "hazard in the ledger")
_WORKS = Words(
    "须为若干（隐患，措施），各一次",
    "must be one or more pairs of hazard and measure, none twice",
)
_NOT_COUNTED = Words("未清点", "not counted")


@attrs.frozen(kw_only=True)
class HazardLedger(Value):
    """What was done about the hazards of one place, and what is left.

    Parameters
    ----------
    place
        Code of the place.
    entries
        What was done, line by line.
    readings
        How much was seen, before and after.
    supplies
        What there is against what is needed, once for each hazard and grid.

    Raises
    ------
    UnitMismatch
        If one measure about one hazard is counted in two units.

    Examples
    --------
    >>> from communitygov.programme.hazard.kind import HazardKind, HazardMeasure
    >>> def line(id: str, hazard: HazardKind, measure: HazardMeasure, done: str) -> HazardEntry:
    ...     return HazardEntry(id=id, hazard=hazard, measure=measure, done=Quantity.parse(done))
    >>> ledger = HazardLedger(
    ...     place="LQ",
    ...     entries=[
    ...         line("1", HazardKind.GAS_APPLIANCE, HazardMeasure.REMOVE, "360台"),
    ...         line("2", HazardKind.GAS_ALARM, HazardMeasure.INSTALL, "88个"),
    ...         line("3", HazardKind.ILLEGAL_HUT, HazardMeasure.REMOVE, "6674平方米"),
    ...         line("4", HazardKind.WORN_ROOF, HazardMeasure.RENOVATE, "27155平方米"),
    ...         line("5", HazardKind.OUTDOOR_UNIT, HazardMeasure.MOVE, "500余部"),
    ...     ],
    ... )
    >>> print(ledger.total("gas_appliance", "remove"), ledger.total("outdoor_unit", "move"))
    360台 500余部
    >>> print(ledger.total_together([("illegal_hut", "remove"), ("worn_roof", "renovate")]))
    33829平方米
    >>> ledger.total_together([("gas_appliance", "remove"), ("gas_alarm", "install")])
    Traceback (most recent call last):
        ...
    communitygov.errors.UnitMismatch: 台 and 个 are different units and do not mix; convert one of them \
first. [UNIT_MISMATCH]
    """

    document_kind: ClassVar[str] = "hazard-ledger"
    place: str = attrs.field(validator=identifier)
    entries: tuple[HazardEntry, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(HazardEntry), repr=counted
    )
    readings: tuple[HazardReading, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(HazardReading), repr=counted
    )
    supplies: tuple[HazardSupply, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(HazardSupply), repr=counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a line twice, two meanings of a code, and two units of one work."""
        require_once("entries", (each.id for each in self.entries))
        require_once("supplies", (f"{each.hazard.code} {each.grid or ''}" for each in self.supplies))
        self._check_words()
        for each in self._works.values():
            _check_units(each)

    # ------------------------------------------------------------------ what was done

    def total(
        self, hazard: str, measure: str, *, grid: str | None = None, within: DateSpan | None = None
    ) -> Quantity | None:
        """Return how much was done, of the lines kept here; ``None`` where a line leaves it open.

        Parameters
        ----------
        hazard, measure
            Codes of the work.
        grid, within
            Only what was done in this grid, or in this time; a line that does not say leaves it open.

        Raises
        ------
        UnknownName
            If the ledger has no such work, or names no such grid.
        """
        lines = self._lines(hazard, measure)
        self._check_grid(grid)
        if within is not None:
            require("within", within, kind=DateSpan)
        inside = [(each, each.lies_in(grid=grid, within=within)) for each in lines]
        units = [each.done.unit for each in lines if each.done is not None]
        if not units or any(is_in is None for _, is_in in inside):
            return None
        return _sum(tuple(each for each, is_in in inside if is_in), unit=units[0])

    def total_together(self, works: Iterable[tuple[str, str]]) -> Quantity | None:
        """Return what several works come to; that they may be added up is the caller's word.

        Raises
        ------
        UnknownName
            If the ledger has no such work.
        UnitMismatch
            If they are measured in different units.
        InvalidValue
            If there is none, or one stands twice.
        """
        pairs = each_required("works", works, kind=tuple)
        named = [pair for pair in pairs if _is_pair(pair)]
        if not pairs or len(set(named)) < len(pairs):
            raise InvalidValue("works", len(pairs), _WORKS)
        totals = [self.total(hazard, measure) for hazard, measure in pairs]
        known = [each for each in totals if each is not None]
        return Quantity.total(known) if len(known) == len(totals) else None

    def totals(self) -> tuple[HazardTotal, ...]:
        """Return every work with its total, in the order of the codes of hazard and measure."""
        return tuple(
            HazardTotal(
                hazard=lines[0].hazard,
                measure=lines[0].measure,
                done=self.total(*work),
                lines=len(lines),
                is_complete=self.is_complete(*work),
            )
            for work, lines in sorted(self._works.items())
        )

    def is_complete(self, hazard: str, measure: str, *, grid: str | None = None) -> bool | None:
        """Tell whether a line says that a work is complete in a grid, or in the whole place.

        What is complete in one grid need not be in the place; what is complete in the place is in each grid.
        ``None`` where no line says so.

        Raises
        ------
        UnknownName
            If the ledger has no such work, or names no such grid.
        """
        lines = self._lines(hazard, measure)
        self._check_grid(grid)
        return True if any(each.is_complete and each.grid in (None, grid) for each in lines) else None

    # ------------------------------------------------------------------ what is left

    def trend(self, hazard: str, *, grid: str | None = None) -> HazardTrend:
        """Return the readings of a hazard in a grid, or of the whole place, in the order of their times.

        Raises
        ------
        UnknownName
            If nobody read it there: readings of the whole place are none of a grid, nor the other way round.
        UnitMismatch
            If it was counted in different units.
        """
        self._check_grid(grid)
        where = Words("全域", "the whole place") if grid is None else Words(grid, grid)
        kept = {each.hazard.code: each.hazard for each in self.readings if each.grid == grid}
        kind = Words(f"在{where.zh}有记录的隐患", f"hazard with readings of {where.en}")
        term = found(hazard, kept, kind=kind)
        seen = [each for each in self.readings if (each.hazard.code, each.grid) == (hazard, grid)]
        ranked = sorted(seen, key=lambda each: (each.when.since, each.when.until))
        return HazardTrend(hazard=term, grid=grid, readings=ranked)

    def status(self, hazard: str, *, grid: str | None = None) -> HazardStatus:
        """Tell whether a hazard of scarcity is over; unknown where nobody counted.

        Raises
        ------
        UnknownName
            If the ledger names no such hazard, or no such grid.
        """
        found(hazard, self._hazards, kind=_HAZARD)
        self._check_grid(grid)
        for each in self.supplies:
            if (each.hazard.code, each.grid) == (hazard, grid):
                return each.status
        return HazardStatus.UNKNOWN

    def findings(self) -> tuple[Finding, ...]:
        """Name what is certainly lacking and what nobody counted, in the order of the codes."""
        ranked = sorted(self.supplies, key=lambda each: (each.hazard.code, each.grid or ""))
        return tuple(
            _MESSAGES[each.status].finding(each.grid or self.place, _facts(each))
            for each in ranked
            if each.status in _MESSAGES
        )

    # ------------------------------------------------------------------ change

    def with_entry(self, entry: HazardEntry) -> "HazardLedger":
        """Return the ledger with one line more."""
        return attrs.evolve(self, entries=(*self.entries, entry))

    def with_reading(self, reading: HazardReading) -> "HazardLedger":
        """Return the ledger with one reading more."""
        return attrs.evolve(self, readings=(*self.readings, reading))

    def joined(self, other: "HazardLedger") -> "HazardLedger":
        """Return this ledger and another of the same place as one.

        Raises
        ------
        InvalidValue
            If the other is of another place, or both have a line.

        Examples
        --------
        >>> HazardLedger(place="LQ").joined(HazardLedger(place="YG"))
        Traceback (most recent call last):
            ...
        communitygov.errors.InvalidValue: place: 'YG' will not do; it must be that of this ledger: figures \
of different places are never summed. [INVALID_VALUE]
        """
        require("other", other, kind=HazardLedger)
        if other.place != self.place:
            raise InvalidValue("place", other.place, _SAME_PLACE)
        return HazardLedger(
            place=self.place,
            entries=(*self.entries, *other.entries),
            readings=(*self.readings, *other.readings),
            supplies=(*self.supplies, *other.supplies),
        )

    # ------------------------------------------------------------------ show

    def rows(self, *, language: Language = "en") -> tuple[tuple[str, ...], ...]:
        """Return the lines as text: identifier, hazard, measure, figure, grid, time, source."""
        return rows_of(self.entries, language=language)

    def _repr_html_(self) -> str:
        return table_of(self.place, self.entries)

    def _lines(self, *work: object) -> tuple[HazardEntry, ...]:
        """Return the lines of a work, named by two codes, neither of which holds a space."""
        codes = [each for each in work if isinstance(each, str) and " " not in each]
        return found(" ".join(codes) if len(codes) == len(work) else work, self._named, kind=_WORK)

    def _check_grid(self, grid: object) -> None:
        """Refuse a grid that nothing in the ledger names."""
        if grid is not None:
            found(grid, self._grids, kind=_GRID)

    def _check_words(self) -> None:
        """Refuse a code that stands for two terms."""
        hazards = [each.hazard for each in self._kept]
        for terms in (hazards, [each.measure for each in self.entries]):
            known: dict[str, Term] = {}
            for term in terms:
                if known.setdefault(term.code, term) != term:
                    raise InvalidValue("entries", term.code, _SAME_WORDS)

    @property
    def _kept(self) -> tuple[HazardEntry | HazardReading | HazardSupply, ...]:
        """All that the ledger keeps."""
        return (*self.entries, *self.readings, *self.supplies)

    @cached_property
    def _hazards(self) -> dict[str, Term]:
        return {each.hazard.code: each.hazard for each in self._kept}

    @cached_property
    def _grids(self) -> dict[str, str]:
        return {each.grid: each.grid for each in self._kept if each.grid is not None}

    @cached_property
    def _works(self) -> dict[tuple[str, str], tuple[HazardEntry, ...]]:
        works: dict[tuple[str, str], list[HazardEntry]] = {}
        for each in self.entries:
            works.setdefault(each.work, []).append(each)
        return {work: tuple(lines) for work, lines in works.items()}

    @cached_property
    def _named(self) -> dict[str, tuple[HazardEntry, ...]]:
        """The works by both codes in one text; identifiers hold no space."""
        return {f"{hazard} {measure}": lines for (hazard, measure), lines in self._works.items()}


def _is_pair(work: tuple[object, ...]) -> bool:
    """Tell whether a work is named by two texts."""
    hazard, *measure = work or ("",)
    return len(measure) == 1 and isinstance(hazard, str) and isinstance(measure[0], str)


def _check_units(lines: tuple[HazardEntry, ...]) -> None:
    """Refuse two units of one work."""
    units = [each.done.unit for each in lines if each.done is not None]
    for unit in units:
        if unit != units[0]:
            raise UnitMismatch(units[0], unit)


def _sum(lines: tuple[HazardEntry, ...], *, unit: str) -> Quantity | None:
    """Return what lines come to; none where one has no figure."""
    known = [each.done for each in lines if each.done is not None]
    return Quantity.total((Quantity.exact(0, unit), *known)) if len(known) == len(lines) else None


def _facts(supply: HazardSupply) -> dict[str, Detail]:
    """Return what a finding says of a supply."""
    sides = {"capacity": supply.capacity, "demand": supply.demand}
    said: dict[str, Detail] = {
        name: _NOT_COUNTED if side is None else str(side) for name, side in sides.items()
    }
    return {**said, "hazard": supply.hazard}
