"""Objects of many makes go the whole course: plain classes, SQLAlchemy rows, Django models.

Each host class below is what an application would write.  Django keeps its settings for a whole process, so
its tests run in processes of their own; see `django_settled`.
"""

import copy
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from subprocess import run
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from sqlalchemy import JSON, DateTime, Engine, Enum, ForeignKey, create_engine, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import TypeDecorator

from communitygov.deliberation import five_step
from communitygov.errors import ActionRefused
from communitygov.organisation import Actor
from communitygov.procedure import Attempt, Case, Fact, Record
from communitygov.testing.walks import fitting, opened

ROOT = Path(__file__).resolve().parents[3]
NOBODY = Actor("nobody", roles=())


WAY = ("accept", "list", "convene", "decide", "publish", "assign", "report_done", "rate_well")


@cache
def course() -> tuple[Case, tuple[Attempt, ...], Case]:
    """Return a case just opened, attempts that take it through all five steps, and where they lead."""
    first = case = opened(five_step())
    attempts: list[Attempt] = []
    for action in WAY:
        move = next(each for each in five_step().table.moves_from(case.state) if each.action == action)
        attempts.append(fitting(case, move))
        case = five_step().apply(case, action, **asked(attempts[-1]))
    return first, tuple(attempts), case


def asked(attempt: Attempt) -> dict[str, Any]:
    """Return an attempt as the arguments of a call, its action aside."""
    return {"by": attempt.by, "at": attempt.at, "facts": attempt.facts}


def act(host: Any, attempt: Attempt) -> Record:  # noqa: ANN401  objects of any make
    """Take an action on an object of a host."""
    return five_step().machine().bind(host).apply(attempt.action, **asked(attempt))


def test_the_course_goes_through_all_five_steps() -> None:
    first, attempts, last = course()
    steps = dict.fromkeys(five_step().table.state(record.target).step for record in last.history)
    assert list(steps) == ["raise", "sort", "deliberate", "handle", "rate"]
    assert len(last.history) == len(first.history) + len(attempts)
    assert last.is_closed


# ------------------------------------------------------------------ objects of plain Python


class Standing(StrEnum):
    """The states of the course as a host may list them."""

    RAISED = "raised"
    SORTING = "sorting"
    LISTED = "listed"
    DELIBERATING = "deliberating"
    DECIDED = "decided"
    PUBLISHED = "published"
    HANDLING = "handling"
    AWAITING_RATING = "awaiting_rating"
    RATED = "rated"


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


# ------------------------------------------------------------------ SQLAlchemy


class Base(DeclarativeBase):
    """The tables of the application."""


class Aware(TypeDecorator[datetime]):
    """A time kept in UTC: SQLite forgets the zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:  # noqa: ARG002
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:  # noqa: ARG002
        return value and value.replace(tzinfo=UTC)


class MatterRow(Base):
    """A matter whose history is a property over its rows of records."""

    __tablename__ = "matter"
    id: Mapped[str] = mapped_column(primary_key=True)
    grid: Mapped[str]
    state: Mapped[str]
    version: Mapped[int] = mapped_column()
    records: Mapped[list["RecordRow"]] = relationship(order_by="RecordRow.seq")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  the form that SQLAlchemy asks for

    @property
    def history(self) -> list[Record]:
        return [Record.from_json(each.content) for each in self.records]

    def keep(self, record: Record) -> None:
        self.records.append(RecordRow(seq=record.seq, content=record.to_json().decode()))


class RecordRow(Base):
    """What was done, as a document."""

    __tablename__ = "record"
    matter: Mapped[str] = mapped_column(ForeignKey("matter.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str]


class TicketRow(Base):
    """A matter whose history is a relationship, and whose state is an enumeration."""

    __tablename__ = "ticket"
    id: Mapped[str] = mapped_column(primary_key=True)
    grid: Mapped[str]
    state: Mapped[Standing] = mapped_column(
        Enum(Standing, values_callable=lambda states: [state.value for state in states])
    )
    history: Mapped[list["EntryRow"]] = relationship(order_by="EntryRow.seq")

    def keep(self, record: Record) -> None:
        names = ("seq", "action", "by", "on_behalf_of", "at", "source", "target")
        entry = EntryRow(**{name: getattr(record, name) for name in names})
        entry.shown = [fact.to_document() for fact in record.facts]
        self.history.append(entry)


class EntryRow(Base):
    """What was done, a column each; it reads like a record."""

    __tablename__ = "entry"
    ticket: Mapped[str] = mapped_column(ForeignKey("ticket.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str]
    by: Mapped[str]
    on_behalf_of: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(Aware)
    source: Mapped[str]
    target: Mapped[str]
    shown: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(Fact.from_document(each) for each in self.shown)


@pytest.fixture
def engine() -> Iterator[Engine]:
    """Give a database in memory with one matter of either kind, just raised."""
    made = create_engine("sqlite://")
    Base.metadata.create_all(made)
    first, _, _ = course()
    with Session(made) as session, session.begin():
        matter = MatterRow(id=first.id, grid=first.grid, state=first.state)
        ticket = TicketRow(id=first.id, grid=first.grid, state=Standing(first.state))
        for row in (matter, ticket):
            row.keep(first.history[0])
            session.add(row)
    yield made
    made.dispose()


ROWS = pytest.mark.parametrize("kind", [MatterRow, TicketRow], ids=["property", "relationship"])


@ROWS
def test_a_row_of_sqlalchemy_goes_the_whole_course(engine: Engine, kind: type[Any]) -> None:
    first, attempts, last = course()
    for attempt in attempts:
        with Session(engine) as session, session.begin():
            row = session.get_one(kind, first.id)
            row.keep(act(row, attempt))
    with Session(engine) as session:
        row = session.get_one(kind, first.id)
        assert row.state == last.state
        assert [entry.action for entry in row.history] == [entry.action for entry in last.history]
        assert [entry.at for entry in row.history] == [entry.at for entry in last.history]
        assert [entry.facts for entry in row.history] == [entry.facts for entry in last.history]


@ROWS
def test_what_a_row_is_told_is_what_a_case_is_told(engine: Engine, kind: type[Any]) -> None:
    case, attempts, _ = course()
    for attempt in attempts:
        with Session(engine) as session, session.begin():
            row = session.get_one(kind, case.id)
            bound = five_step().machine().bind(row)
            for by in (attempt.by, NOBODY):
                circumstances = {**asked(attempt), "by": by}
                assert bound.allowed(**circumstances) == five_step().allowed(case, **circumstances)
            row.keep(act(row, attempt))
        case = five_step().apply(case, attempt.action, **asked(attempt))


@ROWS
def test_a_refusal_leaves_the_session_clean(engine: Engine, kind: type[Any]) -> None:
    first, attempts, _ = course()
    with Session(engine) as session:
        row = session.get_one(kind, first.id)
        for attempt in (attrs.evolve(attempts[0], by=NOBODY), *attempts[1:]):
            with pytest.raises(ActionRefused):
                act(row, attempt)
        assert not session.is_modified(row)
        assert not session.dirty


@ROWS
def test_an_action_writes_the_state_and_nothing_else(engine: Engine, kind: type[Any]) -> None:
    first, attempts, _ = course()
    with Session(engine) as session:
        row = session.get_one(kind, first.id)
        names = set(vars(row)) | {"records", "history"}
        act(row, attempts[0])
        changed = {each.key for each in inspect(row).attrs if each.history.has_changes()}
        assert changed == {"state"}
        assert set(vars(row)) <= names


def test_of_two_writers_the_database_lets_the_first_one_through(engine: Engine) -> None:
    first, attempts, _ = course()
    with Session(engine) as mine, Session(engine) as theirs:
        rows = [session.get_one(MatterRow, first.id) for session in (mine, theirs)]
        for row in rows:
            row.keep(act(row, attempts[0]))
        mine.commit()
        with pytest.raises(StaleDataError):
            theirs.commit()
    with Session(engine) as session:
        assert session.scalars(select(RecordRow.seq)).all() == [0, 1]
        assert session.get_one(MatterRow, first.id).version == 2


def test_two_writers_who_leave_the_state_as_it_is_are_told_apart_by_their_records(engine: Engine) -> None:
    first, attempts, _ = course()
    with Session(engine) as session, session.begin():
        row = session.get_one(MatterRow, first.id)
        for attempt in attempts[:6]:
            row.keep(act(row, attempt))
    assert attempts[5].action == "assign"
    ground = Fact(kind="ground", about=first.id, outcome="stated", reference="G-1")
    extension = attrs.evolve(attempts[5], action="extend", facts=(ground,))
    with Session(engine) as mine, Session(engine) as theirs:
        for session in (mine, theirs):
            row = session.get_one(MatterRow, first.id)
            row.keep(act(row, extension))
        mine.commit()
        with pytest.raises(IntegrityError, match="UNIQUE"):
            theirs.commit()


# ------------------------------------------------------------------ Django


def django_settled() -> SimpleNamespace:
    """Set Django up for this process, with a database in memory; return the two models, with one matter."""
    import django  # noqa: PLC0415  must be set up before its models can be imported
    from django.conf import settings  # noqa: PLC0415

    memory = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    settings.configure(DATABASES={"default": memory}, INSTALLED_APPS=[], USE_TZ=True)
    django.setup()
    from django.db import connection, models  # noqa: PLC0415

    class Status(models.TextChoices):
        RAISED = "raised", "已提出"
        SORTING = "sorting", "理事中"
        LISTED = "listed", "待议"
        DELIBERATING = "deliberating", "议事中"
        DECIDED = "decided", "已议定"
        PUBLISHED = "published", "公示中"
        HANDLING = "handling", "办理中"
        AWAITING_RATING = "awaiting_rating", "待评事"
        RATED = "rated", "已评办结"

    class Matter(models.Model):  # noqa: DJ008  what it prints as matters to nobody here
        id = models.CharField(max_length=120, primary_key=True)
        grid = models.CharField(max_length=120)
        state = models.CharField(max_length=30, choices=Status)

        class Meta:
            app_label = "community"

        @property
        def history(self) -> list[Record]:
            return [Record.from_json(content) for content in self.records.values_list("content", flat=True)]

        def keep(self, record: Record) -> None:
            self.records.create(seq=record.seq, content=record.to_json().decode())

    class Entry(models.Model):  # noqa: DJ008
        matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="records")
        seq = models.PositiveIntegerField()
        content = models.TextField()

        class Meta:
            app_label = "community"
            ordering = ("seq",)
            constraints = (models.UniqueConstraint(fields=("matter", "seq"), name="one_after_another"),)

    with connection.schema_editor() as editor:
        editor.create_model(Matter)
        editor.create_model(Entry)
    first, _, _ = course()
    Matter.objects.create(id=first.id, grid=first.grid, state=Status.RAISED).keep(first.history[0])
    return SimpleNamespace(Matter=Matter, Entry=Entry, Status=Status, connection=connection)


def in_django_a_model_goes_the_whole_course() -> None:
    site = django_settled()
    first, attempts, last = course()
    for attempt in attempts:
        matter = site.Matter.objects.get(pk=first.id)
        matter.keep(act(matter, attempt))
        matter.full_clean()
        matter.save(update_fields=["state"])
    matter = site.Matter.objects.get(pk=first.id)
    assert (matter.state, tuple(matter.history)) == (last.state, last.history)


def in_django_a_refusal_leaves_every_field_and_the_database() -> None:
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  needs the settings

    site = django_settled()
    first, attempts, _ = course()
    matter = site.Matter.objects.get(pk=first.id)
    before = {name: value for name, value in vars(matter).items() if name != "_state"}
    bound = five_step().machine().bind(matter)
    for attempt in (attrs.evolve(attempts[0], by=NOBODY), *attempts[1:]):
        with CaptureQueriesContext(site.connection) as queries, pytest.raises(ActionRefused):
            bound.apply(attempt.action, **asked(attempt))
        assert [query["sql"][:6] for query in queries] == ["SELECT"], "one history, read once"
        assert {name: value for name, value in vars(matter).items() if name != "_state"} == before


def in_django_a_state_may_be_a_member_of_choices() -> None:
    site = django_settled()
    first, attempts, _ = course()
    matter = site.Matter(id=first.id, grid=first.grid, state=site.Status.RAISED)
    before = set(vars(matter))
    record = act(matter, attempts[0])
    assert set(vars(matter)) == before, "nothing is added to a model"
    assert (record.source, record.target) == ("raised", "sorting")
    assert type(record.source) is str
    assert matter.state == site.Status.SORTING
    assert matter.get_state_display() == "理事中"


def in_django_two_writers_cannot_both_move_a_row() -> None:
    from django.db import IntegrityError as Refused  # noqa: PLC0415  needs the settings
    from django.db import transaction  # noqa: PLC0415

    site = django_settled()
    first, attempts, _ = course()

    def move(matter: Any) -> int:  # noqa: ANN401  a model that is made in a function
        """Write the state where nobody has moved the row in between; return how many rows that are."""
        before = matter.state
        record = act(matter, attempts[0])
        with transaction.atomic():
            moved = site.Matter.objects.filter(pk=matter.pk, state=before).update(state=matter.state)
            if moved:
                matter.keep(record)
        return moved

    mine, theirs = (site.Matter.objects.get(pk=first.id) for _ in range(2))
    assert move(mine) == 1
    assert theirs.state == "raised", "read before the other one wrote"
    assert move(theirs) == 0
    with pytest.raises(Refused), transaction.atomic():
        mine.keep(mine.history[1])
    assert site.Entry.objects.count() == 2


DJANGO = [each for name, each in dict(globals()).items() if name.startswith("in_django_")]


@pytest.mark.parametrize("story", DJANGO, ids=lambda story: story.__name__)
def test_a_model_of_django_tells_its_story(story: Callable[[], None]) -> None:
    program = f"from tests.unit.procedure.test_hosts import {story.__name__} as story; story()"
    told = run(
        [sys.executable, "-W", "error", "-c", program], cwd=ROOT, capture_output=True, check=False, text=True
    )
    assert told.returncode == 0, told.stderr
