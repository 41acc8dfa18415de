"""Migration of live cases (迁移): they go on under another procedure, and the history says so.

1. `migrate` checks the plan, who migrates, and the whole history of the case against the tables under which
   it was made and the plans by which it was migrated before.  Then it appends a record of the migration
   itself and pins the case to the new procedure.  What was done stays as it was.
2. A closed case is never migrated: it ended under its own rules.
3. Afterwards the new table decides.  Its conditions read the whole history, by the codes of the actions: an
   action that the new table calls otherwise counts anew (`Migration.cautions`).  Days that must pass begin
   anew where the state has another code.

No document says how a procedure may be replaced: the whole is a library default.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.checks import as_tuple, counted, each_of, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.errors import CommunityGovError, Explained, InvalidValue, Words
from communitygov.organisation.actor import Actor
from communitygov.procedure.case import MIGRATE, Case, Deed, Record
from communitygov.procedure.fact import Fact
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.history.shelf import Shelf
from communitygov.procedure.history.stretch import MIGRATION, migration_of
from communitygov.procedure.history.verification import is_as_planned, off_plan, verify_case
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.requirement import Attempt, clock_time
from communitygov.quotation import shown

MIGRATION_OF_ANOTHER = Message(
    "MIGRATION_OF_ANOTHER",
    Words(
        "此事依 {found}，方案由 {source} 迁出", "the case is under {found}, and the plan leads from {source}"
    ),
    Words("请用由 {found} 迁出的方案", "take a plan that leads from {found}"),
)
MIGRATION_OF_CLOSED = Message(
    "MIGRATION_OF_CLOSED",
    Words("此事已结（{state}），不再迁移", "the case is closed ({state}) and stays under its procedure"),
    Words("请保留其原有程序", "keep the procedure of its opening"),
)
MIGRATION_NOT_ENTITLED = Message(
    "MIGRATION_NOT_ENTITLED",
    Words("迁移由 {entitled} 办理，{actor} 为 {held}", "to migrate is for {entitled}, and {actor} is {held}"),
    Words("请由 {entitled} 办理", "have {entitled} act"),
)
MIGRATION_OUT_OF_ORDER = Message(
    "MIGRATION_OUT_OF_ORDER",
    Words("时间 {at} 早于上一条记录 {last}", "{at} is earlier than the last record, {last}"),
    Words("请核对时间", "check the time"),
)


@attrs.frozen(str=False)
class MigrationRefused(CommunityGovError):
    """A case cannot be migrated; `findings` has every reason, and nothing has changed.

    Examples
    --------
    >>> closed = MIGRATION_OF_CLOSED.finding("LQ-1", {"state": "rated"})
    >>> print(MigrationRefused("LQ-1", (closed,)))
    'LQ-1' is not migrated: the case is closed (rated) and stays under its procedure. [MIGRATION_REFUSED]
    """

    code: ClassVar[str] = "MIGRATION_REFUSED"
    case_id: str
    findings: tuple[Explained, ...]

    def words(self) -> Words:
        """List the findings."""
        return Words(
            f"{shown(self.case_id)} 未迁移：{'；'.join(each.text('zh') for each in self.findings)}。",
            f"{shown(self.case_id)} is not migrated: {'; '.join(each.text('en') for each in self.findings)}.",
        )


def migrate(
    case: Case,
    plan: Migration,
    *,
    procedures: Iterable[Procedure],
    by: Actor,
    at: datetime,
    plans: Iterable[Migration] = (),
) -> Case:
    """Return the case under the new procedure, with a record of the migration; the old one stays as it was.

    Parameters
    ----------
    case, plan
        The case, and where it is to go on.
    procedures
        The two procedures of the plan, and every earlier one under which the case was.
    by, at
        Who migrates, and when.
    plans
        The plan of every earlier migration of the case.

    Raises
    ------
    MigrationRefused
        If the plan, the actor, the time, the case or its history do not allow it; every reason is named.
    InvalidValue
        If a procedure of the plan is not given, or an argument is something else.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.deliberation.five_step_policy import FiveStepPolicy
    >>> from communitygov.organisation.actor import Role
    >>> from communitygov.testing.walks import walked
    >>> old, new = five_step(), five_step(FiveStepPolicy(publication_days=7))
    >>> live = {state.code: state.code for state in old.table.states if not state.is_final}
    >>> plan = Migration(source=old.identity, target=new.identity, states=live)
    >>> office, at = Actor("p-1", roles={Role.PARTY_COMMITTEE}), datetime(2024, 1, 2, tzinfo=UTC)
    >>> case = migrate(walked(old, (0,)), plan, procedures=(old, new), by=office, at=at)
    >>> case.procedure == new.identity, case.state, case.history[-1].action
    (True, 'sorting', 'migrate')
    """
    carried = _Carried.out(plan, procedures, plans, by=by, at=at)
    require("case", case, kind=Case)
    findings = carried.against(case)
    if findings:
        raise MigrationRefused(case.id, findings)
    return carried.through(case)


@attrs.frozen(kw_only=True)
class Unmigrated(Value):
    """A case that stays under its procedure, and why.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.testing.walks import opened
    >>> other = MIGRATION_OF_ANOTHER.finding("C-1", {"found": "a@1#0", "source": "b@1#0"})
    >>> print(Unmigrated(case=opened(five_step()), findings=(other,)).findings[0].text("zh"))
    此事依 a@1#0，方案由 b@1#0 迁出
    """

    document_kind: ClassVar[str] = "unmigrated"
    case: Case = attrs.field(validator=one_of(Case))
    findings: tuple[Finding, ...] = attrs.field(converter=as_tuple, validator=each_of(Finding))


@attrs.frozen(kw_only=True)
class MigrationReport(Value):
    """What became of many cases.

    Parameters
    ----------
    migrated
        The cases that are now under the new procedure, in their order.
    refused
        Those that are not, each with every reason.

    Examples
    --------
    >>> MigrationReport(migrated=(), refused=()).migrated
    ()
    """

    document_kind: ClassVar[str] = "migration-report"
    migrated: tuple[Case, ...] = attrs.field(converter=as_tuple, validator=each_of(Case), repr=counted)
    refused: tuple[Unmigrated, ...] = attrs.field(
        converter=as_tuple, validator=each_of(Unmigrated), repr=counted
    )


def migrate_all(
    cases: Iterable[Case],
    plan: Migration,
    *,
    procedures: Iterable[Procedure],
    by: Actor,
    at: datetime,
    plans: Iterable[Migration] = (),
) -> MigrationReport:
    """Migrate every case that may be migrated, and say of each other one why not; see `migrate`.

    Raises
    ------
    InvalidValue
        If a procedure of the plan is not given, or an argument is something else.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.deliberation.five_step import five_step, five_step_literal
    >>> from communitygov.organisation.actor import Role
    >>> from communitygov.testing.walks import walked
    >>> old, new = five_step_literal(), five_step()
    >>> leads = {
    ...     "raised": "raised",
    ...     "sorted": "listed",
    ...     "deliberated": "decided",
    ...     "handled": "awaiting_rating",
    ... }
    >>> plan = Migration(source=old.identity, target=new.identity, states=leads)
    >>> office, at = Actor("p-1", roles={Role.PARTY_COMMITTEE}), datetime(2024, 1, 2, tzinfo=UTC)
    >>> cases = [walked(old, (0,) * moves) for moves in range(5)]
    >>> report = migrate_all(cases, plan, procedures=(old, new), by=office, at=at)
    >>> [case.state for case in report.migrated]
    ['raised', 'listed', 'decided', 'awaiting_rating']
    >>> print(*report.refused[0].findings)
    the case is closed (rated) and stays under its procedure [MIGRATION_OF_CLOSED]
    """
    carried = _Carried.out(plan, procedures, plans, by=by, at=at)
    migrated: list[Case] = []
    refused: list[Unmigrated] = []
    for case in each_required("cases", cases, kind=Case):
        findings = carried.against(case)
        if findings:
            refused.append(Unmigrated(case=case, findings=findings))
        else:
            migrated.append(carried.through(case))
    return MigrationReport(migrated=migrated, refused=refused)


@attrs.frozen(eq=False)
class _Carried:
    """A plan being carried out: its procedures at hand, by somebody, at some time."""

    plan: Migration
    at_hand: Shelf
    attempt: Attempt
    faults: tuple[Finding, ...]

    @classmethod
    def out(
        cls,
        plan: Migration,
        procedures: Iterable[Procedure],
        plans: Iterable[Migration],
        *,
        by: Actor,
        at: datetime,
    ) -> "_Carried":
        """Take the procedures of the plan, and what is wrong with it."""
        for name, value, kind in (("plan", plan, Migration), ("by", by, Actor), ("at", at, datetime)):
            require(name, value, kind=kind)
        at_hand = Shelf.of(procedures, plans)
        for identity in (plan.source, plan.target):
            if identity not in at_hand.procedures:
                bound = Words(f"须含 {identity}", f"must hold {identity}")
                raise InvalidValue("procedures", sorted(at_hand.procedures), bound)
        faults = plan.findings(at_hand.procedures[plan.source], at_hand.procedures[plan.target])
        return cls(plan, at_hand, Attempt(MIGRATE, by, at), (*faults, *_not_entitled(plan, by)))

    def against(self, case: Case) -> tuple[Finding, ...]:
        """Return every reason against migrating a case."""
        if case.procedure != self.plan.source:
            found: dict[str, Detail] = {"found": case.procedure, "source": self.plan.source}
            return (MIGRATION_OF_ANOTHER.finding(case.id, found),)
        reasons = list(self.faults)
        if case.is_closed:
            reasons.append(MIGRATION_OF_CLOSED.finding(case.id, {"state": case.state}))
        last = case.history[-1].at
        if self.attempt.at < last:
            times = {"at": clock_time(self.attempt.at), "last": clock_time(last)}
            reasons.append(MIGRATION_OUT_OF_ORDER.finding(case.id, times))
        return (*reasons, *verify_case(case, self.at_hand))

    def through(self, case: Case) -> Case:
        """Return a case with the record of its migration, where the plan leads."""
        plan, attempt = self.plan, self.attempt
        state = self.at_hand.procedures[plan.target].table.state(dict(plan.states)[case.state])
        role = next(role for role in plan.roles if role in attempt.by.roles)
        pinned = Fact(
            kind=MIGRATION,
            about=case.id,
            outcome=plan.target,
            reference=plan.digest,
            giver=plan.source,
            at=attempt.at,
            words=Words(f"迁至 {plan.target}", f"migrated to {plan.target}"),
        )
        deed = Deed(role, MIGRATE, case.state, state.code)
        seq = len(case.history)
        record = Record(case_id=case.id, seq=seq, at=attempt.at, by=attempt.by.id, deed=deed, facts=(pinned,))
        about = attrs.evolve(case.matter, procedure=plan.target)
        return Case(matter=about, standing=state, history=(*case.history, record))


def _not_entitled(plan: Migration, by: Actor) -> tuple[Finding, ...]:
    """Refuse whoever holds none of the plan's roles, and whoever acts for somebody else."""
    if by.on_behalf_of is None and not by.roles.isdisjoint(plan.roles):
        return ()
    held = ", ".join(sorted(by.roles)) or "-"
    if by.on_behalf_of is not None:
        held = f"{held} ← {by.on_behalf_of}"
    entitled = ", ".join(plan.roles)
    details = {"actor": by.id, "entitled": entitled, "held": held}
    return (MIGRATION_NOT_ENTITLED.finding(by.id, details),)


def departures(case: Case, plan: Migration) -> tuple[Finding, ...]:
    """Return the records of this migration in a case that are not as the plan says; usually nothing.

    `verify_history` finds them too, for every plan that it is given.

    Raises
    ------
    InvalidValue
        If an argument is something else.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.testing.walks import opened
    >>> plan = Migration(source="parking@1#0", target="parking@2#0", states={})
    >>> departures(opened(five_step()), plan)
    ()
    """
    require("case", case, kind=Case)
    require("plan", plan, kind=Migration)
    digest = plan.digest
    facts = ((record, migration_of(record)) for record in case.history)
    own = ((record, fact) for record, fact in facts if fact is not None and fact.reference == digest)
    return tuple(off_plan(record) for record, fact in own if not is_as_planned(record, fact, plan=plan))
