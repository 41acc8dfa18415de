"""Millions of people on the grid (海量人房关系) as two columns of whole numbers: person → dwelling → place.

1. People and dwellings are numbers from 0 on; which is whom, the host knows.  A place is a place of a
   `GridIndex`; -1 stands for none.
2. Columns are read where they lie: an `array`, a `memoryview` or an array of numpy costs no copy.  Nobody may
   change them meanwhile.
3. The standard library and numpy give the same numbers; numpy is loaded where it pays, or when asked for.

No days and no roles here: the columns are one person, one dwelling, one day.
"""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import counted, one_of
from communitygov.grid.index.engine import numpy_for
from communitygov.grid.index.grid_index import GridIndex
from communitygov.grid.index.numbers import Numbers, as_numbers, check_within
from communitygov.grid.index.totals import Totals
from communitygov.grid.residency.residency import Residency

#: So many people are counted at once by numpy, so that what it needs beside the columns stays small.
CHUNK = 1 << 20


def _column(given: Iterable[int]) -> Numbers:
    """Return numbers where they lie, or gathered in as few bytes as they need."""
    numbers = as_numbers(given, "column")
    if isinstance(numbers, memoryview):
        return numbers.toreadonly()
    return _narrow(numbers)


def _narrow(numbers: Sequence[int]) -> "array[int]":
    """Return numbers in four bytes each, or in eight where one does not fit."""
    try:
        return array("i", numbers)
    except OverflowError:
        return array("q", numbers)


@attrs.frozen(eq=False)
class PopulationColumns:
    """People, their dwellings and the places of these in an index, side by side.

    Parameters
    ----------
    dwelling_of
        For each person the number of their dwelling; -1 for none.
    place_of
        For each dwelling its place in the index; -1 for none.
    index
        The grids.

    Examples
    --------
    >>> index = GridIndex.of([("LQ", None), ("LQ-1", "LQ"), ("LQ-2", "LQ")])
    >>> columns = PopulationColumns([0, 0, 1, -1], [1, 2], index=index)
    >>> columns.route([3, 2, 0]), columns.count(), columns.unbound
    (array('i', [-1, 2, 1]), array('q', [0, 2, 1]), 1)
    >>> columns.totals().of("LQ")
    {'people': 3}
    >>> PopulationColumns([2], [1, 2], index=index)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: dwelling_of[0]: 2 will not do; it must be a whole number below 2, or \
-1 for none. [INVALID_VALUE]
    """

    dwelling_of: Numbers = attrs.field(converter=_column, repr=counted)
    place_of: Numbers = attrs.field(converter=_column, repr=counted)
    index: GridIndex = attrs.field(kw_only=True, validator=one_of(GridIndex), repr=counted)

    def __attrs_post_init__(self) -> None:
        """Refuse numbers of dwellings and of places that are not there."""
        people, dwellings = len(self.dwelling_of), len(self.place_of)
        check_within(self.dwelling_of, "dwelling_of", end=dwellings, numpy=_numpy("auto", people))
        check_within(self.place_of, "place_of", end=len(self.index), numpy=_numpy("auto", dwellings))

    @classmethod
    def of(cls, residency: Residency, *, on: date | None = None) -> "PopulationColumns":
        """Return the columns of a residency on a day: its `people` and its dwellings in their order.

        Each person is where they are counted; of a dwelling that stands twice the first counts.

        Raises
        ------
        InvalidValue
            If no day is given and a tenure has dates.
        """
        require("residency", residency, kind=Residency)
        index, homes = residency.grid_on(on).index, residency.homes(on=on)
        dwellings = {each.id: each.grid for each in reversed(residency.dwellings)}
        number = {code: at for at, code in enumerate(sorted(dwellings))}
        return cls(
            [number[homes[person]] if person in homes else -1 for person in residency.people(on=on)],
            [index.place(dwellings[code]) if dwellings[code] in index else -1 for code in number],
            index=index,
        )

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self.dwelling_of)

    @property
    def unbound(self) -> int:
        """How many people lead to no place."""
        return len(self) - sum(self.count())

    def route(self, people: Iterable[int], *, engine: str = "auto") -> "array[int]":
        """Return the place of each of these people, in the order given; -1 for none, and for -1.

        Raises
        ------
        InvalidValue
            If a number is of nobody here.
        MissingExtra
            If numpy was asked for and is not installed.
        """
        wanted = as_numbers(people, "people")
        numpy = _numpy(engine, len(wanted))
        check_within(wanted, "people", end=len(self), numpy=numpy)
        if numpy is None:
            return _followed(_followed(wanted, self.dwelling_of), self.place_of)
        dwellings = _gathered(numpy, numpy.asarray(self.dwelling_of), numpy.asarray(wanted))
        return _as_array(numpy, _gathered(numpy, numpy.asarray(self.place_of), dwellings))

    def count(self, *, engine: str = "auto") -> "array[int]":
        """Return for each place how many people lead directly to it."""
        numpy = _numpy(engine, len(self))
        if numpy is None:
            return self._counted_one_by_one()
        found = numpy.zeros(len(self.index), dtype=numpy.int64)
        dwellings, places = numpy.asarray(self.dwelling_of), numpy.asarray(self.place_of)
        for low in range(0, len(self), CHUNK):
            chunk = _gathered(numpy, places, dwellings[low : low + CHUNK])
            found += numpy.bincount(chunk[chunk >= 0], minlength=len(found))
        return array("q", found.tobytes())

    def totals(self, *, engine: str = "auto") -> Totals:
        """Return for every grid how many people live in it and beneath, as the measure ``people``."""
        return self.index.totals({"people": self.count(engine=engine)}, engine=engine)

    def responsible(
        self, places: Iterable[int], worker_by_place: Iterable[int], *, engine: str = "auto"
    ) -> "array[int]":
        """Return for each place the worker there, or else the one of the nearest grid above that has any.

        Parameters
        ----------
        places
            As `route` gives them; -1 gives -1.
        worker_by_place
            For each place of the index the number of a worker; -1 where nobody is posted.

        Examples
        --------
        >>> index = GridIndex.of([("LQ", None), ("LQ-1", "LQ"), ("LQ-2", "LQ")])
        >>> columns = PopulationColumns([0, 0, 1, -1], [1, 2], index=index)
        >>> columns.responsible(columns.route([3, 2, 0]), [70, 71, -1])
        array('i', [-1, 70, 71])
        """
        wanted = as_numbers(places, "places")
        numpy = _numpy(engine, len(wanted))
        check_within(wanted, "places", end=len(self.index), numpy=numpy)
        workers = self.index.nearest(worker_by_place, engine=engine)
        if numpy is None:
            return _followed(wanted, workers)
        return _as_array(numpy, _gathered(numpy, numpy.asarray(workers), numpy.asarray(wanted)))

    def _counted_one_by_one(self) -> "array[int]":
        """Count with the standard library; people who lead to no place fall behind the last one."""
        found, places = [0] * (len(self.index) + 1), self.place_of
        for dwelling in self.dwelling_of:
            found[places[dwelling] if dwelling >= 0 else -1] += 1
        return array("q", found[:-1])


def _numpy(engine: str, size: int) -> Any | None:  # noqa: ANN401  numpy is optional
    """Return numpy if `engine` wants it for so many numbers."""
    return numpy_for(engine, size=size, levels=1)


def _followed(wanted: Iterable[int], column: Sequence[int]) -> "array[int]":
    """Return what stands in a column at each place; -1 for -1."""
    return _narrow([column[at] if at >= 0 else -1 for at in wanted])


def _gathered(numpy: Any, column: Any, wanted: Any) -> Any:  # noqa: ANN401  numpy is optional
    """Do the same for all at once."""
    if not len(column):
        return numpy.full(len(wanted), -1, dtype=numpy.int32)
    found = column.take(wanted, mode="clip")
    lost = wanted < 0
    if lost.any():
        found[lost] = -1
    return found


def _as_array(numpy: Any, found: Any) -> "array[int]":  # noqa: ANN401  numpy is optional
    """Return an array of numpy as one of the standard library."""
    return array("i", found.astype(numpy.int32, copy=False).tobytes())
