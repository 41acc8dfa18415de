"""Which grid became which: forwards, backwards, and what a code of any day stands for on any other.

A report, a card or a table of last year names a grid that may be gone.  `Lineage.resolve` leads from its code
to the grids that have the ground now: one after a merger, several after a split.  Of a dwelling there is
always exactly one, which `Holdings.resolve` finds.

This module knows codes and days, and no hierarchy: a code that no change names stands for itself.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, counted, each_of
from communitygov.core.document import Value
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, Language, Words
from communitygov.grid.reorganisation import drawing
from communitygov.grid.reorganisation.change import Change, Closed, Opened
from communitygov.grid.reorganisation.division import Split
from communitygov.grid.reorganisation.merger import Merge
from communitygov.grid.reorganisation.succession import Succession, SuccessionKind


@attrs.frozen
class Lineage(Value):
    """All that became of codes, the earliest first.

    Examples
    --------
    >>> merged, split = SuccessionKind.MERGED, SuccessionKind.SPLIT
    >>> first = Succession(on=date(2024, 3, 1), kind=merged, before={"LQ-01", "LQ-02"}, after={"LQ-12"})
    >>> second = Succession(on=date(2025, 3, 1), kind=split, before={"LQ-12"}, after={"LQ-13", "LQ-14"})
    >>> lineage = Lineage([first, second])
    >>> lineage.successors("LQ-01"), lineage.predecessors("LQ-13"), lineage.ancestors("LQ-13")
    (('LQ-12',), ('LQ-12',), ('LQ-12', 'LQ-01', 'LQ-02'))
    >>> lineage.resolve("LQ-01"), lineage.resolve("LQ-01", on=date(2024, 6, 1))
    (('LQ-13', 'LQ-14'), ('LQ-12',))

    Backwards too: what a code of today was before.

    >>> lineage.resolve("LQ-13", on=date(2023, 1, 1))
    ('LQ-01', 'LQ-02')
    >>> Lineage([second, first])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: successions: '2024-03-01 merged: LQ-01, LQ-02 -> LQ-12' will not do; \
it must not come after one of a later day. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "grid-lineage"
    successions: tuple[Succession, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Succession), repr=counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse what is out of order, a code that ends twice, and a code that is given twice."""
        latest, known, ended = date.min, set[str](), set[str]()
        for each in self.successions:
            bound = _fault(each, latest=latest, known=known, ended=ended)
            if bound:
                raise InvalidValue("successions", str(each), bound)
            latest = each.on
            known |= each.before | each.after
            ended |= each.before

    @property
    def codes(self) -> frozenset[str]:
        """Every code that any change names."""
        return frozenset(self._begun) | frozenset(self._ended) | frozenset(self._heirs)

    def __len__(self) -> int:
        """Return how many changes there are."""
        return len(self.successions)

    def with_change(self, change: Change) -> "Lineage":
        """Return the lineage with what a change does to codes at its end; a move or a new name does nothing.

        Examples
        --------
        >>> change = Closed(code="LQ-30", on=date(2025, 3, 1), basis="9 号")
        >>> Lineage().with_change(change).resolve("LQ-30")
        ()
        """
        succession = _succession(change)
        return self if succession is None else Lineage((*self.successions, succession))

    # ------------------------------------------------------------------------- near and far

    def successors(self, code: str) -> tuple[str, ...]:
        """Return what `code` directly became; nothing while it stands, or where its line ended."""
        require("code", code, kind=str)
        ended = self._ended.get(code)
        return tuple(sorted(ended.after)) if ended else ()

    def predecessors(self, code: str) -> tuple[str, ...]:
        """Return what directly became `code`."""
        require("code", code, kind=str)
        return self._heirs.get(code, ())

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return all that became `code` at any time, the nearest first."""
        return _reached(code, self.predecessors)

    def descendants(self, code: str) -> tuple[str, ...]:
        """Return all that `code` became at any time, the nearest first."""
        return _reached(code, self.successors)

    def ended_on(self, code: str) -> date | None:
        """Return the first day on which `code` no longer held; none while it stands."""
        require("code", code, kind=str)
        ended = self._ended.get(code)
        return ended.on if ended else None

    def begun_on(self, code: str) -> date | None:
        """Return the first day on which `code` held; none where it was there from the beginning."""
        require("code", code, kind=str)
        begun = self._begun.get(code)
        return begun.on if begun else None

    def resolve(self, code: str, *, on: date | None = None) -> tuple[str, ...]:
        """Return what has the ground of `code` on a day, in order; without a day, after all changes.

        Nothing comes back where its line ended without a successor, or on a day before it was opened.
        """
        require("code", code, kind=str)
        if on is not None:
            plain_day("on", on)
        found, waiting, done = list[str](), [code], set[str]()
        while waiting:
            each = waiting.pop()
            if each not in done:
                done.add(each)
                others = self._others(each, on)
                found += [each] if others is None else []
                waiting += others or ()
        return tuple(sorted(found))

    def _others(self, code: str, on: date | None) -> frozenset[str] | None:
        """Return what stands in the place of `code` one step towards a day; none where it holds then."""
        ended, begun = self._ended.get(code), self._begun.get(code)
        if ended and (on is None or ended.on <= on):
            return ended.after
        return begun.before if begun and on is not None and on < begun.on else None

    # ------------------------------------------------------------------------- to look at

    def text(self, *, language: Language = "en", most: int = drawing.SHOWN_CHANGES) -> str:
        """Return one line a change, the first `most` of them.

        Examples
        --------
        >>> merged = Merge(codes={"A", "B"}, into="C", name="丙", on=date(2024, 3, 1), basis="3 号")
        >>> print(Lineage().with_change(merged).text(language="zh"))
        2024-03-01 合并：A、B → C
        """
        return drawing.text(self.successions, language=language, most=most)

    def to_mermaid(self, *, most: int = drawing.SHOWN_CHANGES) -> str:
        """Return a Mermaid flowchart: old grids on the left, what they became to the right."""
        return drawing.mermaid(self.successions, most=most)

    def to_dot(self, *, most: int = drawing.SHOWN_CHANGES) -> str:
        """Return text for Graphviz."""
        return drawing.dot(self.successions, most=most)

    def _repr_html_(self) -> str:
        return drawing.table(self.successions)

    # ------------------------------------------------------------------------- compiled

    @cached_property
    def _ended(self) -> dict[str, Succession]:
        return {code: each for each in self.successions for code in each.before}

    @cached_property
    def _begun(self) -> dict[str, Succession]:
        return {code: each for each in self.successions for code in each.begun}

    @cached_property
    def _heirs(self) -> dict[str, tuple[str, ...]]:
        heirs: dict[str, set[str]] = {}
        for each in self.successions:
            for code in each.after:
                heirs.setdefault(code, set()).update(each.before)
        return {code: tuple(sorted(before)) for code, before in heirs.items()}


def _fault(each: Succession, *, latest: date, known: set[str], ended: set[str]) -> Words | None:
    """Return what a succession must not do after those before it, if it does."""
    if each.on < latest:
        return Words("不得排在较晚日期之后", "must not come after one of a later day")
    if each.before & ended or (each.after - each.begun) & ended:
        return Words("不得动用已终止的编码", "must not name a code that has ended")
    if each.begun & known:
        return Words("不得重新启用已用过的编码", "must not give a code again")
    return None


def _succession(change: Change) -> Succession | None:
    """Return what a change does to codes, if anything."""
    if isinstance(change, Closed):
        return Succession(
            on=change.on, kind=SuccessionKind.CLOSED, before=change.ended, after=change.followed_by
        )
    kind = _KINDS.get(type(change))
    if kind is None:
        return None
    return Succession(on=change.on, kind=kind, before=change.ended, after=change.begun)


_KINDS: Mapping[type[Change], SuccessionKind] = MappingProxyType(
    {Merge: SuccessionKind.MERGED, Split: SuccessionKind.SPLIT, Opened: SuccessionKind.OPENED}
)


def _reached(code: str, step: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Return all that is reached from `code` step by step, the nearest first, each once."""
    found: dict[str, None] = {}
    row = list(step(code))
    while row:
        found.update(dict.fromkeys(row))
        further = sorted({beyond for each in row for beyond in step(each)})
        row = [each for each in further if each not in found]
    return tuple(found)
