"""认养: who has which plot or planting box, from when until when, and who waits for one.

1. A plot is adopted once at a time; one that several may share has a capacity, and never more than that.
2. An adoption runs from a day on to before another, or has no end yet.
3. Who has waited longest is served first; that order is the library's own, no document gives one.

Document 000 tells that 40 boxes are adopted and not how many there are: `TakeUp` keeps both readings apart.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, at_least, counted, each_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message, Reason
from communitygov.core.forest import listed
from communitygov.core.span import meet, runs
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, Language, UnknownName, Words
from communitygov.space.operation.page import table
from communitygov.space.operation.plot import Adoption, Plot, Waiting, most_at_once
from communitygov.space.operation.refusal import (
    ADOPTER_FULL,
    HAS_PLOT_ALREADY,
    NOBODY_WAITS,
    NOT_ADOPTED_BY,
    NOT_WAITING,
    PLOT_PROMISED,
    PLOT_TAKEN,
    PLOT_UNKNOWN,
    PLOTS_FREE,
    WAITS_ALREADY,
    WAITS_BEFORE_LAST,
    OperationRefused,
)
from communitygov.space.operation.scheme import by_id

#: Most plots of a register, and most adoptions and people waiting.
MOST_PLOTS = 10_000
MOST_ADOPTIONS = 100_000
_CAPTION = Words("认养", "adoptions")
_HEAD = (Words("地块", "plot"), Words("认养人", "adopter"), Words("起", "since"), Words("止", "until"))

Unmet = tuple[Message, Mapping[str, Detail]]


@attrs.frozen
class AdoptionRegister(Value):
    """Plots, who has them, and who waits.

    Parameters
    ----------
    plots
        Each identifier once.
    adoptions
        In the order in which they were made; of one plot, no more at one time than it has places.
    waiting
        In the order of the days since when; the first one first, nobody twice.
    most_each
        How many plots one may have at a time; none if there is no limit.

    Examples
    --------
    >>> may = date(2023, 5, 4)
    >>> register = AdoptionRegister([Plot("box-1")]).adopt("box-1", by="r-1", on=may)
    >>> register.adopters("box-1", on=may), register.free(on=may)
    (('r-1',), ())
    >>> register.adopt("box-1", by="r-2", on=may)
    Traceback (most recent call last):
        ...
    communitygov.space.operation.refusal.OperationRefused: 'box-1' is refused: box-1 is adopted in these \
days, by r-1 (choose another plot, or wait in the list). [OPERATION_REFUSED]
    >>> later = register.wait("r-2", on=may).give_back("box-1", by="r-1", on=date(2023, 9, 1))
    >>> served = later.adopt_next("box-1", on=date(2023, 9, 1))
    >>> served.adopters("box-1", on=date(2023, 9, 1)), served.waiting
    (('r-2',), ())
    """

    document_kind: ClassVar[str] = "adoption-register"
    plots: tuple[Plot, ...] = attrs.field(converter=as_tuple, validator=each_of(Plot), repr=counted)
    adoptions: tuple[Adoption, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=each_of(Adoption), repr=counted
    )
    waiting: tuple[Waiting, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=each_of(Waiting), repr=counted
    )
    most_each: int | None = attrs.field(default=None, kw_only=True, validator=optional(at_least(1)))

    def __attrs_post_init__(self) -> None:
        """Refuse a plot twice, a plot that is fuller than it may be, and somebody who waits twice."""
        plots = by_id("plots", self.plots, most=MOST_PLOTS)
        if max(len(self.adoptions), len(self.waiting)) > MOST_ADOPTIONS:
            bound = Words(f"至多 {MOST_ADOPTIONS} 条", f"must be at most {MOST_ADOPTIONS}")
            raise InvalidValue("adoptions", max(len(self.adoptions), len(self.waiting)), bound)
        for code, held in self._by_plot.items():
            if code not in plots or most_at_once(held) > plots[code].capacity:
                bound = Words(
                    "须为已登记且未超容量的地块", "must be of plots that are there, within their capacity"
                )
                raise InvalidValue("adoptions", code, bound)
            self._check_nobody_twice(code, held)
        if len({each.by for each in self.waiting}) < len(self.waiting):
            raise InvalidValue("waiting", len(self.waiting), Words("每人至多一次", "must name each once"))
        days = [each.since for each in self.waiting]
        if days != sorted(days):
            bound = Words("须按候补日期排列", "must be in the order of the days since when they wait")
            raise InvalidValue("waiting", [day.isoformat() for day in days[:20]], bound)

    @staticmethod
    def _check_nobody_twice(code: str, held: Iterable[Adoption]) -> None:
        """Refuse somebody who has one plot twice at a time."""
        by: dict[str, list[Adoption]] = {}
        for each in held:
            by.setdefault(each.by, []).append(each)
        for spans in by.values():
            if most_at_once(spans) > 1:
                bound = Words(
                    "同一人不可同时认养同一地块两次", "must not give a plot to somebody twice at a time"
                )
                raise InvalidValue("adoptions", code, bound)

    @cached_property
    def _by_plot(self) -> Mapping[str, tuple[Adoption, ...]]:
        """The adoptions of each plot that has any."""
        found: dict[str, list[Adoption]] = {}
        for each in self.adoptions:
            found.setdefault(each.plot, []).append(each)
        return {code: tuple(held) for code, held in found.items()}

    @cached_property
    def _by_adopter(self) -> Mapping[str, tuple[Adoption, ...]]:
        """The adoptions of each who has any."""
        found: dict[str, list[Adoption]] = {}
        for each in self.adoptions:
            found.setdefault(each.by, []).append(each)
        return {by: tuple(held) for by, held in found.items()}

    # ---------------------------------------------------------------- asking

    def adopters(self, plot: str, *, on: date) -> tuple[str, ...]:
        """Return who has a plot on a day, in the order of their identifiers.

        Raises
        ------
        UnknownName
            If there is no such plot.
        """
        if all(each.id != plot for each in self.plots):
            raise UnknownName(Words("地块", "plot"), plot, tuple(sorted(each.id for each in self.plots)))
        held = self._by_plot.get(plot, ())
        return tuple(sorted(each.by for each in held if runs(each, plain_day("on", on))))

    def held_by(self, by: str, *, on: date) -> tuple[str, ...]:
        """Return the plots that somebody has on a day, in the order of their identifiers."""
        require("by", by, kind=str)
        first = plain_day("on", on)
        return tuple(sorted(each.plot for each in self._by_adopter.get(by, ()) if runs(each, first)))

    def free(self, *, on: date) -> tuple[str, ...]:
        """Return the plots that have a place from a day on, in the order of their identifiers."""
        first = plain_day("on", on)
        return tuple(sorted(plot.id for plot in self.plots if self._places(plot, since=first)))

    def places(self, *, on: date) -> int:
        """Count the places that are free from a day on; a plot that several may share has several.

        Examples
        --------
        >>> AdoptionRegister([Plot("bed", capacity=5)]).places(on=date(2023, 5, 4))
        5
        """
        first = plain_day("on", on)
        return sum(self._places(plot, since=first) for plot in self.plots)

    def taken(self, *, on: date) -> int:
        """Count the plots that somebody has on a day."""
        first = plain_day("on", on)
        return sum(any(runs(each, first) for each in held) for held in self._by_plot.values())

    def _places(self, plot: Plot, *, since: date, until: date | None = None) -> int:
        """Count the places that a plot has in all these days."""
        asked = Adoption(plot=plot.id, by="x", since=since, until=until)
        met = [each for each in self._by_plot.get(plot.id, ()) if meet(each, asked)]
        cut = [attrs.evolve(each, since=max(each.since, since)) for each in met]
        return plot.capacity - most_at_once(cut)  # all of these begin before `until`

    # ---------------------------------------------------------------- acting

    def adopt(self, plot: str, *, by: str, on: date, until: date | None = None) -> "AdoptionRegister":
        """Return the register with one more adoption; who waited for it waits no longer.

        Raises
        ------
        OperationRefused
            If the plot has no place in these days, somebody has waited longer, or they have enough already.
        """
        asked = Adoption(plot=plot, by=by, since=on, until=until)
        unmet = list(self._against(asked))
        _refuse(plot, unmet)
        waiting = [each for each in self.waiting if each.by != by]
        return attrs.evolve(self, adoptions=(*self.adoptions, asked), waiting=waiting)

    def explain(self, adoption: Adoption) -> tuple[Reason, ...]:
        """Return every condition that an adoption does not meet; none if it may be made."""
        require("adoption", adoption, kind=Adoption)
        return tuple(message.reason(adoption.plot, facts) for message, facts in self._against(adoption))

    def adopt_next(self, plot: str, *, on: date, until: date | None = None) -> "AdoptionRegister":
        """Return the register in which the one who waited longest, of those who may have it, has the plot.

        Raises
        ------
        OperationRefused
            If nobody waits, or the plot has no place in these days.
        """
        if not self.waiting:
            _refuse(plot, [(NOBODY_WAITS, {"plot": plot})])
        ahead = self._ahead(Adoption(plot=plot, by=self.waiting[0].by, since=on, until=until))
        return self.adopt(plot, by=(*ahead, self.waiting[0].by)[0], on=on, until=until)

    def give_back(self, plot: str, *, by: str, on: date) -> "AdoptionRegister":
        """Return the register in which somebody no longer has a plot from a day on, nor later again.

        Raises
        ------
        OperationRefused
            If they do not have it on that day.
        """
        last = plain_day("on", on)
        require("plot", plot, kind=str)
        require("by", by, kind=str)
        if not any(each.by == by and runs(each, last) for each in self._by_plot.get(plot, ())):
            _refuse(plot, [(NOT_ADOPTED_BY, {"by": by, "plot": plot, "on": last.isoformat()})])
        kept = [_ended(each, last) if (each.plot, each.by) == (plot, by) else each for each in self.adoptions]
        return attrs.evolve(self, adoptions=[each for each in kept if each is not None])

    def wait(self, by: str, *, on: date) -> "AdoptionRegister":
        """Return the register with one more who waits, behind all others.

        Raises
        ------
        OperationRefused
            If they wait already, have as many plots as one may, more places are free than people wait, or
            somebody has waited since later.
        """
        unmet: list[Unmet] = []
        if any(each.by == by for each in self.waiting):
            unmet.append((WAITS_ALREADY, {"by": by}))
        has = len(self.held_by(by, on=on))
        if self.most_each is not None and has >= self.most_each:
            unmet.append((ADOPTER_FULL, {"by": by, "has": has, "most": self.most_each}))
        if self.places(on=on) > len(self.waiting):
            unmet.append((PLOTS_FREE, {"plot": self.free(on=on)[0], "on": on.isoformat()}))
        if self.waiting and on < self.waiting[-1].since:
            last, since = self.waiting[-1].by, self.waiting[-1].since.isoformat()
            unmet.append((WAITS_BEFORE_LAST, {"on": on.isoformat(), "last": last, "since": since}))
        _refuse(by, unmet)
        return attrs.evolve(self, waiting=(*self.waiting, Waiting(by=by, since=on)))

    def leave(self, by: str) -> "AdoptionRegister":
        """Return the register in which somebody waits no longer.

        Raises
        ------
        OperationRefused
            If they do not wait.
        """
        kept = [each for each in self.waiting if each.by != by]
        if len(kept) == len(self.waiting):
            _refuse(by, [(NOT_WAITING, {"by": by})])
        return attrs.evolve(self, waiting=kept)

    # ---------------------------------------------------------------- the rule

    def _against(self, asked: Adoption) -> Iterator[Unmet]:
        """Yield what an adoption does not meet."""
        facts: dict[str, Detail] = {"plot": asked.plot, "by": asked.by}
        plot = next((each for each in self.plots if each.id == asked.plot), None)
        if plot is None:
            yield PLOT_UNKNOWN, facts
        else:
            held = [each for each in self._by_plot.get(plot.id, ()) if meet(each, asked)]
            if any(each.by == asked.by for each in held):
                yield HAS_PLOT_ALREADY, facts
            if not self._places(plot, since=asked.since, until=asked.until):
                yield PLOT_TAKEN, {**facts, "takers": _people(held)}
        yield from self._against_order(asked, facts)

    def _against_order(self, asked: Adoption, facts: Mapping[str, Detail]) -> Iterator[Unmet]:
        """Yield what an adoption does not meet because of others, or of what they have already."""
        ahead = self._ahead(asked)
        if asked.by in ahead:
            ahead = ahead[: ahead.index(asked.by)]
        if ahead and self.places(on=asked.since) <= len(ahead):
            yield PLOT_PROMISED, {**facts, "first": ahead[0]}
        has = self._has(asked)
        if self.most_each is not None and has >= self.most_each:
            yield ADOPTER_FULL, {**facts, "has": has, "most": self.most_each}

    def _has(self, asked: Adoption) -> int:
        """Return how many plots somebody has at one time in the days of an adoption."""
        mine = [each for each in self._by_adopter.get(asked.by, ()) if meet(each, asked)]
        return most_at_once([attrs.evolve(each, since=max(each.since, asked.since)) for each in mine])

    def _ahead(self, asked: Adoption) -> list[str]:
        """Return who waits and may have the plot in the days of an adoption: neither full nor in it."""
        there = {each.by for each in self._by_plot.get(asked.plot, ()) if meet(each, asked)}
        return [
            each.by
            for each in self.waiting
            if each.by not in there
            and (self.most_each is None or self._has(attrs.evolve(asked, by=each.by)) < self.most_each)
        ]

    def findings(self, *, on: date) -> tuple[Finding, ...]:
        """Name who has more plots on a day than one may have, in the order of their identifiers."""
        first, most = plain_day("on", on), self.most_each
        held = Counter(each.by for each in self.adoptions if runs(each, first))
        return tuple(
            ADOPTER_FULL.finding(by, {"by": by, "has": has, "most": most})
            for by, has in sorted(held.items())
            if most is not None and has > most
        )

    # ---------------------------------------------------------------- showing

    def text(self, language: Language = "en", *, on: date) -> str:
        """Say in one line how many plots are adopted on a day.

        Examples
        --------
        >>> register = AdoptionRegister([Plot("box-1"), Plot("box-2")])
        >>> register.adopt("box-1", by="r-1", on=date(2023, 5, 4)).text("zh", on=date(2023, 5, 4))
        '2023-05-04：2 处中已认养 1 处，候补 0 人'
        """
        taken, plots, waiting = self.taken(on=on), len(self.plots), len(self.waiting)
        said = Words(
            f"{on}：{plots} 处中已认养 {taken} 处，候补 {waiting} 人",
            f"On {on}: {taken} of {plots} adopted, {waiting} waiting",
        )
        return said.say(language)

    def _repr_html_(self) -> str:
        """Show who has which plot since when as a table in a notebook."""
        return table(
            "adoptions",
            _CAPTION,
            head=_HEAD,
            rows=((each.plot, each.by, str(each.since), str(each.until or "—")) for each in self.adoptions),
            count=len(self.adoptions),
        )


def _people(held: Iterable[Adoption]) -> Words:
    """Name who has a plot, each once and a few only."""
    return listed(sorted({each.by for each in held}))


def _ended(adoption: Adoption, on: date) -> Adoption | None:
    """Return what is left of an adoption that ends on a day at the latest; none if nothing is."""
    if adoption.since >= on:
        return None
    return (
        adoption if adoption.until is not None and adoption.until <= on else attrs.evolve(adoption, until=on)
    )


def _refuse(what: str, unmet: Iterable[Unmet]) -> None:
    """Refuse if any condition is unmet."""
    reasons = tuple(message.reason(what, facts) for message, facts in unmet)
    if reasons:
        raise OperationRefused(what, reasons)
