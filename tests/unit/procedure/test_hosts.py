"""Objects of many makes go the whole course: here those of plain Python.

Each host class below is what an application would write.  Rows of SQLAlchemy and models of Django have tests
of their own beside this one.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from tests.unit.procedure.course import NOBODY, Standing, act, course

from communitygov.deliberation import five_step
from communitygov.errors import ActionRefused
from communitygov.procedure import Record


def test_the_course_goes_through_all_five_steps() -> None:
    first, attempts, last = course()
    steps = dict.fromkeys(five_step().table.state(record.target).step for record in last.history)
    assert list(steps) == ["raise", "sort", "deliberate", "handle", "rate"]
    assert len(last.history) == len(first.history) + len(attempts)
    assert last.is_closed


# ------------------------------------------------------------------ objects of plain Python


@dataclass
class DataRow:
    """A data class."""

    id: str
    grid: str
    state: str
    history: list[Record] = field(default_factory=list)


@dataclass(slots=True)
class SlottedData:
    """A data class with slots."""

    id: str
    grid: str
    state: str
    history: list[Record]


class Slotted:
    """A class with slots written by hand."""

    __slots__ = ("grid", "history", "id", "state")

    def __init__(self, id: str, grid: str, state: str, history: list[Record]) -> None:
        self.id, self.grid, self.state, self.history = id, grid, state, history


@attrs.define
class Defined:
    """A mutable class of attrs."""

    id: str
    grid: str
    state: str
    history: list[Record]


class Worked:
    """A class all of whose attributes are worked out."""

    def __init__(self, id: str, grid: str, state: str, history: list[Record]) -> None:
        self._kept = {"id": id, "grid": grid, "state": state, "history": history}

    id = property(lambda self: self._kept["id"])
    grid = property(lambda self: self._kept["grid"])
    history = property(lambda self: self._kept["history"])

    @property
    def state(self) -> Any:  # noqa: ANN401
        return self._kept["state"]

    @state.setter
    def state(self, state: str) -> None:
        self._kept["state"] = state


class Tupled(Slotted):
    """A class that keeps its history as a tuple."""

    __slots__ = ()

    def keep(self, record: Record) -> None:
        self.history = (*self.history, record)  # type: ignore[assignment]


PLAIN: tuple[Callable[..., Any], ...] = (
    DataRow,
    SlottedData,
    Slotted,
    Defined,
    Worked,
    Tupled,
    SimpleNamespace,
)


def attributes(host: object) -> dict[str, object]:
    """Return everything that an object holds, to compare it later."""
    names = [name for name in dir(host) if not name.startswith("__")]
    return {name: copy.deepcopy(getattr(host, name)) for name in names if name != "keep"}


def keep(host: Any, record: Record) -> None:  # noqa: ANN401  objects of any make
    """Add a record to the history of an object in its own way."""
    if hasattr(host, "keep"):
        host.keep(record)
    else:
        host.history.append(record)


@pytest.mark.parametrize("state", ["raised", Standing.RAISED], ids=["text", "enum"])
@pytest.mark.parametrize("make", PLAIN, ids=lambda make: make.__name__)
def test_an_object_of_plain_python_goes_the_whole_course(make: Callable[..., Any], state: str) -> None:
    first, attempts, last = course()
    host = make(id=first.id, grid=first.grid, state=state, history=[*first.history])
    before = set(attributes(host))
    for attempt in attempts:
        keep(host, act(host, attempt))
    assert (host.state, tuple(host.history)) == (last.state, last.history)
    assert set(attributes(host)) == before


@pytest.mark.parametrize("make", PLAIN, ids=lambda make: make.__name__)
def test_a_refused_action_leaves_every_attribute_of_it(make: Callable[..., Any]) -> None:
    first, attempts, _ = course()
    host = make(id=first.id, grid=first.grid, state=Standing.RAISED, history=[*first.history])
    before = attributes(host)
    for attempt in (attrs.evolve(attempts[0], by=NOBODY), *attempts[1:]):
        with pytest.raises(ActionRefused):
            act(host, attempt)
        assert attributes(host) == before
    assert host.state is Standing.RAISED
