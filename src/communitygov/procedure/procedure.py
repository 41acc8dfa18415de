"""A procedure, ready for use: a table, its deadlines, and everything that can be asked of them.

This is the face of the package: it holds the table and hands each question to the module that answers it.
A procedure is checked when made (`communitygov.procedure.soundness`), and it is data: `to_document` writes
it, `from_document` reads it back and checks it again.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, ClassVar, cast

import attrs

from communitygov.core.canonical import write
from communitygov.core.checks import as_tuple, each_of, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Reason
from communitygov.core.terms import Term
from communitygov.core.workcalendar import WorkCalendar
from communitygov.errors import Language, ProcedureRejected
from communitygov.organisation.actor import Actor
from communitygov.procedure.bulk.codebook import Codebook
from communitygov.procedure.bulk.coded_log import CodedLog
from communitygov.procedure.bulk.replay import Replay, Replayable, encode, replay
from communitygov.procedure.case import Case, Record
from communitygov.procedure.clock import Matter, clock_moves
from communitygov.procedure.conduct import Blank, Conduct, Option, check_case, check_pinned
from communitygov.procedure.conformance.foreign_log import Meanings
from communitygov.procedure.conformance.report import NO_NAMES, ConformanceReport, conformance
from communitygov.procedure.deadline import Deadline, deadline_faults, due
from communitygov.procedure.diagram import View, dot, mermaid, svg
from communitygov.procedure.due import DueList
from communitygov.procedure.fact import Fact
from communitygov.procedure.placed import Placed, several
from communitygov.procedure.requirement import attempted
from communitygov.procedure.rulebook import Rulebook
from communitygov.procedure.soundness.report import SoundnessReport, check, faults
from communitygov.procedure.table import State, Table

if TYPE_CHECKING:
    from communitygov.procedure.machine import ProcedureMachine


@attrs.frozen(kw_only=True)
class Procedure(Value):
    """A table that has been found sound, and what can be done with it.

    Parameters
    ----------
    table
        States, actions, moves.
    deadlines
        How long a case may stay in a state; none unless given.

    Raises
    ------
    ProcedureRejected
        If the table is not sound; every fault is in `findings`.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.organisation.actor import Role
    >>> procedure = five_step()
    >>> resident = Actor("r-1", roles={Role.RESIDENT})
    >>> worker = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-03"})
    >>> at = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> case = procedure.open("LQ-1", "nowhere to dry bulky laundry", by=resident, at=at, grid="LQ-03")
    >>> case = procedure.apply(case, "accept", by=worker, at=at)
    >>> case.state
    'sorting'
    >>> [option.action for option in procedure.allowed(case, by=worker, at=at) if option.is_allowed]
    ['list']
    >>> procedure.apply(case, "decide", by=worker, at=at)
    Traceback (most recent call last):
        ...
    communitygov.errors.ActionRefused: ...
    """

    document_kind: ClassVar[str] = "procedure"
    table: Table = attrs.field(validator=one_of(Table))
    deadlines: tuple[Deadline, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Deadline))

    def __attrs_post_init__(self) -> None:
        """Refuse a table that is not sound, and deadlines for states it does not have."""
        findings = (*faults(self.table), *deadline_faults(self.table, self.deadlines))
        if findings:
            raise ProcedureRejected(self.table.name.code, findings)

    # -------------------------------------------------------------- what it is

    @cached_property
    def identity(self) -> str:
        """Code, version and digest of the table; a case is pinned to it."""
        digest = sha256(write(self.table.to_document())).hexdigest()
        return f"{self.table.name.code}@{self.table.version}#{digest[:16]}"

    @cached_property
    def conduct(self) -> Conduct:
        """The conduct of cases by the compiled table."""
        return Conduct(Rulebook.of(self.table, identity=self.identity))

    @cached_property
    def codebook(self) -> Codebook:
        """The table compiled for replay in bulk."""
        return Codebook.of(self.table, identity=self.identity)

    @property
    def steps(self) -> tuple[Term, ...]:
        """The steps in their order."""
        return self.table.steps

    def step_of(self, case: Case) -> Term:
        """Return the step in which a case stands, with its names."""
        check_case(case)
        return self.table.step(case.step)

    def state_of(self, case: Case) -> State:
        """Return the state in which a case stands, with its names."""
        check_case(case)
        return self.table.state(case.state)

    # -------------------------------------------------------------- conduct

    def open(
        self, case_id: str, title: str, *, by: Actor, at: datetime, grid: str, facts: Iterable[Fact] = ()
    ) -> Case:
        """Open a case.

        Parameters
        ----------
        case_id, title
            Identifier from the host application; what it is about, in people's words.
        by, at
            Who opens it, and when (with a time zone).
        grid
            Code of the grid in which the matter lies.
        facts
            What is shown for it.

        Raises
        ------
        ActionRefused
            If the actor may not open it; every reason is named.
        """
        attempt = attempted(self.table.opening.action, by, at=at, facts=facts)
        return self.conduct.open(Blank(case_id, grid), attempt, title=title)

    def apply(self, case: Case, action: str, *, by: Actor, at: datetime, facts: Iterable[Fact] = ()) -> Case:
        """Take an action and return the new case; the old one stays as it was.

        Raises
        ------
        ActionRefused
            If a condition is not met; every unmet one is named, with who could act instead.
        UnknownName
            If the procedure has no such action.
        """
        return self.conduct.apply(case, attempted(action, by, at=at, facts=facts))

    def allowed(
        self, case: Case, *, by: Actor, at: datetime, facts: Iterable[Fact] = ()
    ) -> tuple[Option, ...]:
        """Return every action from where the case stands, each with what keeps this actor from it."""
        check_pinned(self.conduct.book, case)
        return self.conduct.options(case, attempted("", by, at=at, facts=facts))

    def explain(
        self, case: Case, action: str, *, by: Actor, at: datetime, facts: Iterable[Fact] = ()
    ) -> tuple[Reason, ...]:
        """Return why an action is not allowed; nothing when it is."""
        return self.conduct.explain(case, attempted(action, by, at=at, facts=facts))

    def could_act(
        self, case: Case, action: str, *, among: Iterable[Actor], at: datetime, facts: Iterable[Fact] = ()
    ) -> tuple[Actor, ...]:
        """Return those of several actors who could take an action now, in their order."""
        given, people = as_tuple(facts), several("among", among)
        return tuple(by for by in people if not self.explain(case, action, by=by, at=at, facts=given))

    # -------------------------------------------------------------- the table as a whole

    def check(self) -> SoundnessReport:
        """Return the soundness report: faults (none, since it was made) and what absent roles would do."""
        return check(self.table)

    def machine(self) -> "ProcedureMachine":
        """Return the shared `transitions` machine of this procedure, for objects of the host application."""
        return cast("ProcedureMachine", self._machine)

    @cached_property
    def _machine(self) -> object:
        """The machine, made when first asked for."""
        from communitygov.procedure.machine import ProcedureMachine  # noqa: PLC0415  loads transitions when used

        return ProcedureMachine(self.conduct)

    def due(self, cases: Iterable[Placed], *, now: datetime, calendar: WorkCalendar) -> DueList:
        """Return what stands under a deadline and how it stands to it, the earliest end first.

        Objects of the host application with ``id``, ``state`` and ``history`` will do as well as cases.
        """
        return due(self.deadlines, cases, now=now, calendar=calendar, table=self.table)

    def clock_moves(self, cases: Iterable[Matter], *, now: datetime) -> tuple[tuple[Matter, Option], ...]:
        """Return each case with each action that the clock may take for it now; nothing is taken."""
        return clock_moves(self.conduct, cases, now=now)

    # -------------------------------------------------------------- logs of many cases

    def encode(self, records: Iterable[Record]) -> CodedLog:
        """Return records of many cases as a coded log, one byte an event.

        Raises
        ------
        InvalidValue
            If something is no record, or there is more than a log may hold.
        """
        return encode(self.codebook, records)

    def replay(self, log: Replayable, *, engine: str | None = None) -> Replay:
        """Return where many cases stand after what was done, and what the table refuses.

        State, action and role decide; conditions beyond them are not evaluated.

        Parameters
        ----------
        log
            Records in whatever mixture of cases, or a coded log.
        engine
            A member of `ReplayEngine`; the answer is the same, and the quickest is taken unless one is named.

        Raises
        ------
        InvalidValue
            If something is no record, or the log was coded by another table.
        """
        return replay(self.codebook, log, engine=engine)

    def conformance(
        self,
        events: Iterable[object],
        *,
        names: Meanings = NO_NAMES,
        roles: Meanings = NO_NAMES,
    ) -> ConformanceReport:
        """Return where a log of another system follows the procedure, and where it does not, in plain words.

        Parameters
        ----------
        events
            `LogEvent` values or records, in whatever mixture of cases.
        names, roles
            From the log's own words to codes of actions and roles; codes and labels of the table are known.

        Raises
        ------
        InvalidValue
            If something is no event, or a word could mean two actions.
        """
        return conformance(self.table, events, names=names, roles=roles)

    # -------------------------------------------------------------- pictures

    def to_mermaid(self, *, language: Language = "en", view: View = View.STEPS) -> str:
        """Return the table for Mermaid: steps as groups, or roles as lanes."""
        return mermaid(self.table, language=language, view=view)

    def to_dot(self, *, language: Language = "en", view: View = View.STEPS) -> str:
        """Return the table for Graphviz: steps as clusters, or roles."""
        return dot(self.table, language=language, view=view)

    def to_svg(
        self, *, language: Language = "en", view: View = View.STEPS, case: Placed | None = None
    ) -> str:
        """Return the table as a drawing: steps as columns, roles as lanes if asked; `case` is followed."""
        return svg(self.table, language=language, view=view, case=case)

    def _repr_svg_(self) -> str:
        """Show the drawing in a notebook."""
        return self.to_svg()
