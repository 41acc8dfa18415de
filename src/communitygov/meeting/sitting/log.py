"""The log of a sitting: entries in their order, nothing taken back, nothing before its time.

1. Entries are added at the end; none is earlier than the one before.  Entries of one moment keep their order.
2. An entry that goes by a name which no earlier one gave is refused, and so is a motion moved twice
   or an item added under a number that is taken.
3. A sitting opens once and closes once; between, it is adjourned and resumed in turn.

Whatever else people do is recorded, allowed or not.

Adding an entry copies the references to those before, about 5 µs for each thousand of them, and looks at the
new one alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Self

from communitygov.core.checks import as_tuple
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.sitting.agenda import ItemAdded
from communitygov.meeting.sitting.entry import Adjourned, Closed, Entry, Name, Opened, Resumed
from communitygov.meeting.sitting.motion import MotionMoved


class SittingState(TermEnum):
    """How far a sitting has come.

    Examples
    --------
    >>> SittingState("adjourned").label("zh")
    '休会'
    """

    CONVENED = "convened", "待开", "not opened yet"
    OPEN = "open", "开会", "open"
    ADJOURNED = "adjourned", "休会", "adjourned"
    CLOSED = "closed", "闭会", "closed"


#: Kind of entry → in which states it makes sense, and what state it leads to.
_TURNS: Mapping[type[Entry], tuple[frozenset[SittingState], SittingState]] = MappingProxyType(
    {
        Opened: (frozenset({SittingState.CONVENED}), SittingState.OPEN),
        Adjourned: (frozenset({SittingState.OPEN}), SittingState.ADJOURNED),
        Resumed: (frozenset({SittingState.ADJOURNED}), SittingState.OPEN),
        Closed: (frozenset({SittingState.OPEN, SittingState.ADJOURNED}), SittingState.CLOSED),
    }
)

#: What is said of a name, by the sort of thing it is.
_SORTS: Mapping[str, Words] = MappingProxyType(
    {
        "item": Words("议题", "agenda item"),
        "motion": Words("动议", "motion"),
        "objection": Words("异议", "objection"),
        "proxy": Words("委托", "proxy"),
        "recusal": Words("回避", "recusal"),
        "vote": Words("表决", "vote"),
    }
)


#: Of what may be given once only, by its sort: what a new one must be.
_TAKEN: Mapping[str, Words] = MappingProxyType(
    {
        "motion": Words("须为新的动议编号", "must be a motion that was not moved before"),
        "item": Words("须为新的议题编号", "must be a number that no item has"),
    }
)


class SittingLog(tuple[Entry, ...]):  # noqa: SLOT001  a tuple has no room for slots
    """A tuple of entries that fit one after another.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> nine, ten = (datetime(2023, 5, 4, hour, tzinfo=UTC) for hour in (9, 10))
    >>> log = SittingLog().with_entries([Opened(at=ten, chair="d-1")])
    >>> log.state
    SittingState.OPEN
    >>> log.with_entries([Closed(at=nine)])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: at: '2023-05-04 09:00:00+00:00' will not do; it must not be earlier \
than the last entry, 2023-05-04 10:00:00+00:00. [INVALID_VALUE]
    """

    names: frozenset[Name]
    state: SittingState

    def __new__(
        cls,
        entries: Iterable[Entry] = (),
        *,
        names: frozenset[Name] = frozenset(),
        state: SittingState = SittingState.CONVENED,
    ) -> Self:
        """Keep entries that were checked, with what following ones are checked against."""
        log = super().__new__(cls, entries)
        log.names, log.state = names, state
        return log

    def with_entries(self, entries: Iterable[Entry]) -> "SittingLog":
        """Return the log with more entries.

        Raises
        ------
        InvalidValue
            If one is no entry, is earlier than the one before, moves a motion or adds an item again, or
            opens, adjourns, resumes or closes a sitting that is not in the state for it.
        UnknownName
            If one goes by a name that no entry before has given.
        """
        added: list[Entry] = []
        given, state = _Names(self.names), self.state
        before = self[-1] if self else None
        for entry in as_tuple(entries):
            _check(entry, before, given)
            state = _next(entry, state)
            given.add(entry.gives)
            added.append(entry)
            before = entry
        return SittingLog((*self, *added), names=given.all(), state=state)


class _Names:
    """The names that earlier and new entries have given; serves once, inside `SittingLog.with_entries`."""

    def __init__(self, earlier: frozenset[Name]) -> None:
        """Begin with what is known; it is not copied unless something comes."""
        self._earlier = earlier
        self._fresh = set[Name]()

    def add(self, names: Iterable[Name]) -> None:
        """Take in what an entry gives."""
        self._fresh.update(names)

    def all(self) -> frozenset[Name]:
        """Return all of them."""
        return self._earlier | self._fresh if self._fresh else self._earlier

    def __contains__(self, name: Name) -> bool:
        """Tell whether a name is known."""
        return name in self._earlier or name in self._fresh

    def __iter__(self) -> Iterator[Name]:
        """Go through all names, in no order."""
        return iter(self.all())


def _check(entry: object, before: Entry | None, names: "_Names") -> None:
    """Refuse an entry that does not fit on those before."""
    if not isinstance(entry, Entry):
        raise InvalidValue("entries", entry, Words("须为会议记录条目（Entry）", "must hold entries (Entry)"))
    if before is not None and entry.at < before.at:
        bound = Words(f"须不早于上一条 {before.at}", f"must not be earlier than the last entry, {before.at}")
        raise InvalidValue("at", str(entry.at), bound)
    name = entry.goes_by
    if name is not None and name not in names:
        sort, *rest = name
        known = sorted(" ".join(each[1:]) for each in names if each[0] == sort)
        raise UnknownName(_SORTS.get(sort, Entry.label), " ".join(rest), tuple(known))
    if isinstance(entry, MotionMoved | ItemAdded) and entry.gives[0] in names:
        sort, given = entry.gives[0]
        raise InvalidValue(sort, given, _TAKEN[sort])


def _next(entry: Entry, state: SittingState) -> SittingState:
    """Return the state after an entry, refused if the sitting is not in the state for it."""
    before, after = _TURNS.get(type(entry), (None, state))
    if before is not None and state not in before:
        asked = sorted(before)
        bound = Words(
            f"须在会议{'或'.join(each.zh for each in asked)}时；现为{state.zh}",
            f"must come while the sitting is {' or '.join(each.en for each in asked)}; it is {state.en}",
        )
        raise InvalidValue("entries", entry.document_kind, bound)
    return after


def as_log(value: Iterable[Entry]) -> SittingLog:
    """Return entries as a log, each checked once."""
    return value if isinstance(value, SittingLog) else SittingLog().with_entries(as_tuple(value))
