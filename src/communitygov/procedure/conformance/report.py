"""Whether a foreign log follows a procedure, and where not: in words that a grid worker reads.

    report = conformance(table, events)

1. What happened is taken as it was recorded, each case for itself: whatever other cases stand in between does
   not matter.  A case whose records all fit is settled by one walk along the table.
2. Any other case gets an alignment of least cost (`communitygov.procedure.conformance.alignment`), and every
   place in which it deviates is told (`communitygov.procedure.conformance.deviation`).  A case that has not
   come to an end is open; that is no deviation.
3. `fitness` speaks of the order alone: 1 − missing actions and superfluous records, per record.  It is exact.
   Roles, bounds, days and times are deviations too, and do not lower it.

A log shows no grid, no decision and no evidence, and who somebody is nobody can tell from it.  So of the
conditions of a table only those on numbers and days are judged; that the others were met is *not* said.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from html import escape
from itertools import accumulate, pairwise
from operator import attrgetter, getitem
from types import MappingProxyType
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Language, ProcedureRejected, Words
from communitygov.procedure.conformance.alignment import Aligner
from communitygov.procedure.conformance.course import Graph, overruns, waits
from communitygov.procedure.conformance.deviation import Deviation, Lexicon
from communitygov.procedure.conformance.foreign_log import LogEvent, Meanings, Vocabulary, events_by_case
from communitygov.procedure.conformance.track import OFF_TRACK, Entry, Mark, Track
from communitygov.procedure.conformance.trial import Hearing, Trial
from communitygov.procedure.soundness.report import faults
from communitygov.procedure.table import State, Table

_UNOPENED = Words("尚未立案", "not opened")
_CLOSED, _OPEN = Words("已办结", "closed"), Words("未办结", "open")


@attrs.frozen(kw_only=True, weakref_slot=False)
class CaseConformance(Value):
    """How one case of a log follows the procedure.

    Parameters
    ----------
    case_id
        Identifier of the case in the log.
    records
        How many events the log holds of it.
    cost
        Missing actions and superfluous records.
    standing
        Where the case stands after its last record, as far as the records lead; none when it is not opened.
    deviations
        Where it deviates, in the order of the records.

    Examples
    --------
    >>> case = CaseConformance(case_id="LQ-1", records=4, cost=1, standing=None)
    >>> case.fitness, case.state, case.is_closed, case.is_conforming
    (Fraction(3, 4), '', False, True)
    """

    document_kind: ClassVar[str] = "case-conformance"
    case_id: str = attrs.field(validator=identifier)
    records: int = attrs.field(validator=at_least(1))
    cost: int = attrs.field(validator=at_least(0))
    standing: State | None = attrs.field(validator=optional(one_of(State)))
    deviations: tuple[Deviation, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Deviation)
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a cost above that of leaving every record out."""
        if self.cost > self.records:
            bound = Words(f"须不多于记录数 {self.records}", f"must be at most {self.records}, one a record")
            raise InvalidValue("cost", self.cost, bound)

    @property
    def is_conforming(self) -> bool:
        """Whether it deviates nowhere."""
        return not self.deviations

    @property
    def state(self) -> str:
        """Code of the state in which it stands; empty when it is not opened."""
        return "" if self.standing is None else self.standing.code

    @property
    def is_closed(self) -> bool:
        """Whether it has come to an end."""
        return self.standing is not None and self.standing.is_final

    @property
    def fitness(self) -> Fraction:
        """How well the order of its records fits: 1 − cost / records."""
        return 1 - Fraction(self.cost, self.records)

    @property
    def words(self) -> Words:
        """Where it stands, in both languages."""
        stands = _UNOPENED if self.standing is None else self.standing.words
        ended = _CLOSED if self.is_closed else _OPEN
        return Words(
            f"事项 {self.case_id}：{self.records} 条记录，{stands.zh}，{ended.zh}",
            f"{self.case_id}: {_count(self.records, 'record')}, {stands.en}, {ended.en}",
        )

    def text(self, language: Language = "en") -> str:
        """Say where it stands, and every deviation on a line of its own, in `language`."""
        return "\n".join((self.words.say(language), *(each.text(language) for each in self.deviations)))


#: Most cases that a notebook shows one by one.
SHOWN_CASES = 50


@attrs.frozen(kw_only=True)
class ConformanceReport(Value):
    """How the cases of a log follow a procedure (合规检查).

    Parameters
    ----------
    procedure
        Which procedure.
    cases
        The cases, in the order of their identifiers.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.deliberation.five_step import five_step
    >>> at = datetime(2023, 5, 4, tzinfo=UTC)
    >>> log = [LogEvent(case_id="LQ-1", activity=word, at=at) for word in ("提事", "列入议程", "召集议事")]
    >>> report = conformance(five_step().table, log)
    >>> report.is_conforming, report.fitness
    (False, Fraction(2, 3))
    >>> print(report.text("zh"))
    五步议事：1 件事项、3 条记录；0 件合于程序，1 件有偏离，共 1 处；1 件未办结；契合度 2/3
    事项 LQ-1：第 2 条“列入议程”之前缺少“受理”（网格员）
    """

    document_kind: ClassVar[str] = "conformance-report"
    procedure: Term = attrs.field(validator=one_of(Term))
    cases: tuple[CaseConformance, ...] = attrs.field(
        converter=as_tuple, validator=each_of(CaseConformance), repr=False
    )

    def __attrs_post_init__(self) -> None:
        """Refuse cases that are doubled or out of order."""
        for one, other in pairwise(self.cases):
            if one.case_id >= other.case_id:
                bound = Words("须按编号排列，每件一次", "must be in the order of identifiers, each once")
                raise InvalidValue("cases", other.case_id, bound)

    def __repr__(self) -> str:
        """Show the procedure and how many cases there are, and no case."""
        amiss = sum(not case.is_conforming for case in self.cases)
        return (
            f"<ConformanceReport {self.procedure.code}: {_count(len(self.cases), 'case')}, {amiss} deviating>"
        )

    @property
    def is_conforming(self) -> bool:
        """Whether no case deviates."""
        return not any(case.deviations for case in self.cases)

    @property
    def deviations(self) -> tuple[Deviation, ...]:
        """Every deviation, case by case."""
        return tuple(each for case in self.cases for each in case.deviations)

    @property
    def fitness(self) -> Fraction:
        """How well the order of the records fits.

        1 − cost / worst: `cost` counts the missing actions and the superfluous records of all cases, and the
        worst alignment leaves out every record, so it costs as much as there are records.  An empty log fits.
        """
        records = sum(case.records for case in self.cases)
        return 1 - Fraction(sum(case.cost for case in self.cases), records or 1)

    @property
    def words(self) -> Words:
        """The report in one sentence, in both languages."""
        records = sum(case.records for case in self.cases)
        amiss = sum(not case.is_conforming for case in self.cases)
        still_open = sum(not case.is_closed for case in self.cases)
        cases, places, fitness = len(self.cases), len(self.deviations), self.fitness
        return Words(
            f"{self.procedure.zh}：{cases} 件事项、{records} 条记录；{cases - amiss} 件合于程序，"
            f"{amiss} 件有偏离，共 {places} 处；{still_open} 件未办结；契合度 {fitness}",
            f"{self.procedure.en}: {_count(cases, 'case')}, {_count(records, 'record')}; {cases - amiss} as "
            f"the procedure has it, {amiss} not, in {_count(places, 'place')}; {still_open} open; "
            f"fitness {fitness}",
        )

    def text(self, language: Language = "en") -> str:
        """Say it in one sentence, then every deviation on a line of its own, in `language`."""
        return "\n".join((self.words.say(language), *(each.text(language) for each in self.deviations)))

    def _repr_html_(self) -> str:
        """Show the cases that deviate as a table in a notebook."""
        amiss = [case for case in self.cases if case.deviations]
        rows = "".join(_row(case) for case in amiss[:SHOWN_CASES])
        more = len(amiss) - SHOWN_CASES
        rest = f'<tr><td colspan="4">…… 另有 {more} 件 · {more} more</td></tr>' if more > 0 else ""
        return (
            f"<table><caption>{escape(self.words.zh)}<br>{escape(self.words.en)}</caption>"
            "<thead><tr><th>case</th><th>state</th><th>records</th><th>deviations</th></tr></thead>"
            f"<tbody>{rows}{rest}</tbody></table>"
        )


def _row(case: CaseConformance) -> str:
    """Return a case as a row of a table."""
    stands = _UNOPENED if case.standing is None else case.standing.words
    told = "".join(f"<li>{escape(each.words.zh)}<br>{escape(each.words.en)}</li>" for each in case.deviations)
    return (
        f"<tr><td>{escape(case.case_id)}</td><td>{escape(stands.zh)} · {escape(stands.en)}</td>"
        f"<td>{case.records}</td><td><ul>{told}</ul></td></tr>"
    )


def _count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# ------------------------------------------------------------------ from a log to a report

#: What no word stands for.
NO_NAMES: Meanings = MappingProxyType({})


def conformance(
    table: Table, events: Iterable[object], *, names: Meanings = NO_NAMES, roles: Meanings = NO_NAMES
) -> ConformanceReport:
    """Tell how the events of a foreign log follow a procedure.

    Parameters
    ----------
    table
        The procedure.
    events
        `LogEvent` values, records, or whatever `events_by_case` takes; those of a case in their order.
    names, roles
        From the log's own words for actions and roles to their codes.  Codes and labels need not be named.

    Raises
    ------
    ProcedureRejected
        If the table is not sound.
    InvalidValue
        If something is no event, a word may mean several things, or a case that deviates is too long.
    UnknownName
        If a name stands for a code that the table does not have.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.deliberation.five_step import five_step
    >>> at = datetime(2023, 5, 4, tzinfo=UTC)
    >>> log = [
    ...     LogEvent(case_id="LQ-1", activity="提事", at=at, role="居民"),
    ...     LogEvent(case_id="LQ-1", activity="受理登记", at=at, role="居民"),
    ... ]
    >>> for deviation in conformance(five_step().table, log, names={"受理登记": "accept"}).deviations:
    ...     print(deviation.text("zh"))
    事项 LQ-1：第 2 条“受理登记（受理）”由居民办理，应由网格员办理
    >>> conformance(five_step().table, log, names={"受理登记": "acept"})
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No action is called 'acept'. Did you mean 'accept'? [UNKNOWN_NAME]
    """
    court = _Court.of(table, names, roles=roles)
    cases = events_by_case(events)
    judged = tuple(court.case(case_id, cases[case_id]) for case_id in sorted(cases))
    return ConformanceReport(procedure=table.name, cases=judged)


_ACTIVITY, _ROLE, _AT = attrgetter("activity"), attrgetter("role"), attrgetter("at")


class _CaseDraft(Value):
    """A case while it is judged; see the end of `communitygov.procedure.case` for why."""

    __slots__ = ("case_id", "cost", "deviations", "records", "standing")


@attrs.frozen(kw_only=True, eq=False)
class _Court:
    """A procedure ready to judge cases; what is alike in several is judged once."""

    graph: Graph
    aligner: Aligner
    lexicon: Lexicon
    track: Track
    start: Mark
    trials: dict[tuple[Entry, ...], Trial] = attrs.field(factory=dict[tuple[Entry, ...], Trial])

    @classmethod
    def of(cls, table: Table, names: Meanings, *, roles: Meanings) -> "_Court":
        """Make ready, unless the table is not sound."""
        findings = faults(table)
        if findings:
            raise ProcedureRejected(table.name.code, findings)
        graph = Graph.of(table)
        track = Track.of(
            graph,
            actions=Vocabulary.of(table.actions, names, kind=Words("动作", "action")),
            roles=Vocabulary.of(table.roles, roles, kind=Words("角色", "role")),
        )
        return cls(
            graph=graph,
            aligner=Aligner.of(graph),
            lexicon=Lexicon.of(table),
            track=track,
            start=track.start,
        )

    def case(self, case_id: str, events: Sequence[LogEvent]) -> CaseConformance:
        """Judge one case: by the track, or else on trial."""
        entries = list(zip(map(_ACTIVITY, events), map(_ROLE, events), strict=True))
        marks = list(accumulate(entries, getitem, initial=self.start))
        state, cost = marks[-1].state, 0
        deviations: tuple[Deviation, ...] = ()
        if marks[-1] is OFF_TRACK or not _in_time(marks, list(map(_AT, events))):
            trial = self._trial(tuple(entries), what=f"{case_id}.records")
            state, cost = trial.course.state, trial.course.cost
            hearing = Hearing(lexicon=self.lexicon, case_id=case_id, events=events, trial=trial)
            deviations = hearing.deviations()
        judged: Any = _CaseDraft()
        judged.case_id = case_id
        judged.records = len(events)
        judged.cost = cost
        judged.standing = self.lexicon.states.get(state)
        judged.deviations = deviations
        judged.__class__ = CaseConformance
        made: CaseConformance = judged
        return made

    def _trial(self, entries: tuple[Entry, ...], *, what: str) -> Trial:
        """Judge records by their words and roles, once."""
        if entries not in self.trials:
            actions = self.track.actions.read(tuple(activity for activity, _ in entries))
            roles = self.track.roles.read(tuple(role for _, role in entries))
            course = self.graph.walked(actions) or self.aligner.aligned(actions, what=what)
            self.trials[entries] = Trial(course, actions, roles, overruns(course), waits(course))
        return self.trials[entries]


def _in_time(marks: Sequence[Mark], times: list[datetime]) -> bool:
    """Tell whether times run forwards, and more days than must have passed lie before each record.

    So many lie even after the record just before; that is enough, and where it is not, a trial will tell.
    """
    rests = [index for index, mark in enumerate(marks) if mark.rest and index > 1]
    return times == sorted(times) and all(
        (times[index - 1] - times[index - 2]).days > marks[index].rest for index in rests
    )
