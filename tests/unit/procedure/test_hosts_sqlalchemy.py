"""Rows of SQLAlchemy go the whole course, each class as an application would write it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from sqlalchemy import JSON, DateTime, Engine, Enum, ForeignKey, create_engine, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import TypeDecorator
from tests.unit.procedure.course import NOBODY, Standing, act, asked, course

from communitygov.deliberation import five_step
from communitygov.errors import ActionRefused
from communitygov.procedure import Fact, Record

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
