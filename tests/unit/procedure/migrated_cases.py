"""Cases that were walked, migrated and tampered with, for the tests of histories."""

from datetime import UTC, datetime

import attrs

from communitygov.deliberation import five_step, five_step_literal
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.case import MIGRATE, Case, Deed, Record
from communitygov.procedure.fact import Fact
from communitygov.procedure.history.migration import migrate
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.history.stretch import MIGRATION
from communitygov.procedure.history.verification import verify_history
from communitygov.procedure.procedure import Procedure
from communitygov.testing.walks import walked

OLD, NEW = five_step_literal(), five_step()

PLAN = Migration(
    source=OLD.identity,
    target=NEW.identity,
    states={
        "raised": "raised",
        "sorted": "listed",
        "deliberated": "decided",
        "handled": "awaiting_rating",
    },
)
#: From the new table back to the old one.
BACK = Migration(source=NEW.identity, target=OLD.identity, states={"listed": "sorted"})
OFFICE = Actor("p-1", roles={Role.PARTY_COMMITTEE})
LATER = datetime(2024, 1, 2, tzinfo=UTC)
#: raise, sort, migrate.
MIGRATED = migrate(walked(OLD, (0,)), PLAN, procedures=(OLD, NEW), by=OFFICE, at=LATER)
#: raise, sort, deliberate, handle, rate.
CLOSED = walked(OLD, (0, 0, 0, 0))


def changed(case: Case, seq: int, **fields: object) -> Case:
    """Return a case in which one record was changed; the state after the last one follows."""
    record = attrs.evolve(case.history[seq], **fields)  # type: ignore[misc]
    records = (*case.history[:seq], record, *case.history[seq + 1 :])
    standing = attrs.evolve(case.standing, code=records[-1].target)
    return attrs.evolve(case, history=records, standing=standing)


def deed(case: Case, seq: int, **fields: str) -> Case:
    """Return a case in which what was done in one record was changed."""
    return changed(case, seq, deed=attrs.evolve(case.history[seq].deed, **fields))


def fact(case: Case, seq: int, **fields: str) -> Case:
    """Return a case in which what a migration shows was changed."""
    return changed(case, seq, facts=(attrs.evolve(case.history[seq].facts[0], **fields),))


def found(case: Case, *procedures: Procedure) -> list[tuple[str, str]]:
    findings = verify_history(case, *procedures, plans=(PLAN, BACK))
    return [(each.code, dict(each.details).get("seq", "-")) for each in findings]


def in_no_plan(case: Case) -> Case:
    """Return a case that somebody wrote into another state by a migration from a table to itself."""
    pinned = Fact(
        kind=MIGRATION, giver=case.procedure, outcome=case.procedure, reference="none", about=case.id
    )
    way = Deed("nobody", MIGRATE, case.state, "awaiting_rating")
    record = Record(case_id=case.id, seq=len(case.history), at=LATER, by="x", deed=way, facts=(pinned,))
    return attrs.evolve(case, standing=NEW.table.state("awaiting_rating"), history=(*case.history, record))


def for_themselves(case: Case, seq: int) -> Case:
    """Return a case with a record on behalf of whoever took it, as an older release wrote it."""
    record = case.history[seq]
    stored = Record(
        case_id=case.id, seq=seq, at=record.at, by=record.by, deed=record.deed, facts=record.facts
    )
    object.__setattr__(stored, "on_behalf_of", stored.by)
    return attrs.evolve(case, history=(*case.history[:seq], stored, *case.history[seq + 1 :]))


def back_and_forth(*, giver: str | None) -> Case:
    """Return a case that was migrated and then back again, from where `giver` says."""
    back = Fact(kind=MIGRATION, about="C-1", outcome=OLD.identity, reference=BACK.digest, giver=giver)
    way = Deed("party_committee", MIGRATE, "listed", "sorted")
    record = Record(case_id="C-1", seq=3, at=LATER, by="p-1", deed=way, facts=(back,))
    about = attrs.evolve(MIGRATED.matter, procedure=OLD.identity)
    records = (*MIGRATED.history, record)
    return attrs.evolve(MIGRATED, matter=about, standing=OLD.table.state("sorted"), history=records)
