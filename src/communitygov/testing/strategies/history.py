"""Hypothesis strategies for the history of cases: dossiers, plans of migration, cases that were migrated.

Everything really happened: a case is walked through the old table, migrated by a plan that fits both tables,
and walked on through the new one.  A new table is the old one with some states renamed.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs
from hypothesis import strategies as st

from communitygov.organisation.actor import Actor
from communitygov.procedure.case import Case
from communitygov.procedure.history.dossier import Cover, Dossier
from communitygov.procedure.history.migration import MigrationReport, Unmigrated, migrate
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.requirement import Attempt
from communitygov.procedure.table import Table
from communitygov.testing.strategies.core import (
    citations,
    findings,
    identifiers,
    salts,
    sensitive_values,
)
from communitygov.testing.strategies.procedure import cases, procedures
from communitygov.testing.walks import fitting

_ROLES = st.lists(identifiers(), min_size=1, max_size=2, unique=True).map(tuple)
_MINUTE = timedelta(minutes=1)


class Succession(NamedTuple):
    """A procedure, the one that takes its place, and the plan that leads from one to the other."""

    old: Procedure
    new: Procedure
    plan: Migration


@st.composite
def successions(draw: st.DrawFn, *, old: Procedure | None = None) -> Succession:
    """Return a procedure, a next version of it with some states renamed, and a plan that fits both."""
    before = old or draw(procedures())
    codes = [state.code for state in before.table.states]
    kept = draw(st.sets(st.sampled_from(codes)))
    renamed = {code: code if code in kept else f"{code}.{before.table.version + 1}" for code in codes}
    after = Procedure(table=_renamed(before.table, renamed))
    live = {state.code: renamed[state.code] for state in before.table.states if not state.is_final}
    plan = Migration(
        source=before.identity,
        target=after.identity,
        states=live,
        roles=draw(_ROLES),
        basis=draw(citations()),
    )
    return Succession(before, after, plan)


def _renamed(table: Table, codes: Mapping[str, str]) -> Table:
    """Return the next version of a table, with other codes for its states."""
    return attrs.evolve(
        table,
        version=table.version + 1,
        states=tuple(attrs.evolve(state, code=codes[state.code]) for state in table.states),
        opening=attrs.evolve(table.opening, target=codes[table.opening.target]),
        moves=tuple(
            attrs.evolve(move, source=codes[move.source], target=codes[move.target]) for move in table.moves
        ),
    )


def migrations() -> st.SearchStrategy[Migration]:
    """Return plans of migration: such as fit two procedures, and any others."""
    states = st.dictionaries(identifiers(), identifiers(), max_size=3)
    any_plan = st.builds(
        Migration,
        source=identifiers().map(lambda code: f"a{code}"),
        target=identifiers().map(lambda code: f"b{code}"),
        states=states,
        roles=_ROLES,
        basis=citations(),
    )
    return any_plan | successions().map(lambda succession: succession.plan)


class MigratedCase(NamedTuple):
    """A case that was migrated, the procedures under which it was, and the plans; the first one first."""

    case: Case
    procedures: tuple[Procedure, ...]
    plans: tuple[Migration, ...] = ()


@st.composite
def migrated_cases(draw: st.DrawFn, *, most: int = 2) -> MigratedCase:
    """Return cases that were walked and migrated up to `most` times; a closed one is migrated no further."""
    procedure = draw(procedures())
    case = draw(cases(procedure=procedure, longest=4))
    under, plans = [procedure], list[Migration]()
    for _ in range(draw(st.integers(0, most))):
        if case.is_closed:
            break
        _, new, plan = draw(successions(old=under[-1]))
        by = Actor(draw(identifiers()), roles=plan.roles[-1:])
        under.append(new)
        at = case.history[-1].at + _MINUTE
        case = migrate(case, plan, procedures=under, by=by, at=at, plans=plans)
        plans.append(plan)
        case = walked_on(new, case, choices=draw(st.binary(max_size=4)))
    return MigratedCase(case, tuple(under), tuple(plans))


def walked_on(procedure: Procedure, case: Case, *, choices: Iterable[int]) -> Case:
    """Return a case after one more move for each choice, as far as there is one that can be made.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.testing.walks import opened
    >>> walked_on(five_step(), opened(five_step()), choices=(0, 0)).state
    'awaiting_rating'
    """
    for choice in choices:
        attempts = (_later(case, fitting(case, move)) for move in procedure.table.moves_from(case.state))
        possible = [each for each in attempts if not procedure.conduct.unmet(case, each)]
        if not possible:
            break
        case = procedure.conduct.apply(case, possible[choice % len(possible)])
    return case


def _later(case: Case, attempt: Attempt) -> Attempt:
    """Return an attempt after the last record, which a state kept over a migration may be older than."""
    at = max(attempt.at, case.history[-1].at + _MINUTE)
    return attrs.evolve(attempt, at=at, facts=tuple(attrs.evolve(fact, at=at) for fact in attempt.facts))


def covers() -> st.SearchStrategy[Cover]:
    """Return covers of dossiers."""
    return st.builds(
        Cover, id=identifiers(), grid=identifiers(), procedure=identifiers(), title=sensitive_values()
    )


def dossiers() -> st.SearchStrategy[Dossier]:
    """Return dossiers of cases that were walked and perhaps migrated, some without their title."""
    opened = st.builds(Dossier.open, migrated_cases().map(lambda made: made.case), salt=salts())
    return opened | opened.map(Dossier.erased)


def unmigrated() -> st.SearchStrategy[Unmigrated]:
    """Return cases that stay where they are, with some reason."""
    return st.builds(Unmigrated, case=cases(longest=3), findings=st.lists(findings(), max_size=2))


def migration_reports() -> st.SearchStrategy[MigrationReport]:
    """Return what became of many cases."""
    moved = migrated_cases(most=1).map(lambda made: made.case)
    return st.builds(
        MigrationReport,
        migrated=st.lists(moved, max_size=2),
        refused=st.lists(unmigrated(), max_size=1),
    )


#: Every public value of the topic with its strategy.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Cover: covers,
        Dossier: dossiers,
        Migration: migrations,
        MigrationReport: migration_reports,
        Unmigrated: unmigrated,
    }
)
