"""The plan of a migration (迁移方案): from which procedure to which, and where each live case goes on.

A `Migration` says for each live state of the old procedure in which state of the new one a case goes on.
Nothing is guessed: a state without an entry is a finding.  The plan is a value, so that a street office can
decide on it, file it and give its digest; `communitygov.procedure.history.migration` carries it out.

Who may migrate, no document says: the role is a library default.  This module knows no case.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, ClassVar, cast

import attrs

from communitygov.core.checks import as_tuple, identifier, identifiers, is_identifier, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.errors import InvalidValue, Words
from communitygov.organisation.actor import Role
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.table import Move, Opening, Table

MIGRATION_STATE_UNKNOWN = Message(
    "MIGRATION_STATE_UNKNOWN",
    Words("{procedure} 没有状态 {state}", "{procedure} has no state {state}"),
    Words("请改正方案中的 {state}", "correct {state} in the plan"),
)
MIGRATION_STATE_UNMAPPED = Message(
    "MIGRATION_STATE_UNMAPPED",
    Words(
        "方案未写明未结状态 {state} 迁至何处", "the plan does not say where a case goes on that is {state}"
    ),
    Words("请为 {state} 写明新状态", "give {state} a new state"),
)
MIGRATION_END_MISMATCHED = Message(
    "MIGRATION_END_MISMATCHED",
    Words("{source} 与 {target} 一为终态、一为未结", "of {source} and {target} one is an end and one is not"),
    Words("请将未结状态迁至未结状态", "lead a live state to a live state"),
)
MIGRATION_COUNTED_ANEW = Message(
    "MIGRATION_COUNTED_ANEW",
    Words(
        "{procedure} 的条件涉及“{action}”，原表没有该动作：迁移前所办不计",
        "conditions of {procedure} speak of {action}, which the old table does not have: nothing done before "
        "counts",
    ),
    Words(
        "请确认从零计起可行，或沿用原动作代码", "see that a count from nought will do, or keep the old code"
    ),
)
MIGRATION_COUNTED_NO_MORE = Message(
    "MIGRATION_COUNTED_NO_MORE",
    Words(
        "原表的条件涉及“{action}”，{procedure} 没有该动作：此后不再受其约束",
        "conditions of the old table speak of {action}, which {procedure} does not have: it binds no more",
    ),
    Words("请确认不再需要该条件，或沿用原动作代码", "see that it may lapse, or keep the old code"),
)


def _as_pairs(states: object) -> tuple[tuple[str, str], ...]:
    """Return a mapping, or pairs, as pairs in the order of the old states."""
    given = cast("Mapping[str, str]", states).items() if isinstance(states, Mapping) else states
    return tuple(sorted(_pair(each) for each in as_tuple(cast("Iterable[object]", given))))


def _pair(each: object) -> tuple[str, str]:
    """Return two codes of states, or refuse whatever else there is."""
    match each:
        case (str(old), str(new)) if is_identifier(old) and is_identifier(new):
            return old, new
        case _:
            bound = Words("须为（原状态，新状态）代码", "must hold codes of an old and a new state")
            raise InvalidValue("states", _told(each), bound)


def _told(each: object) -> object:
    """Return two texts as they were given, and of anything else its type alone."""
    match each:
        case (str(), str()):
            return each
        case _:
            return type(each).__name__


def _once(_owner: object, field: "attrs.Attribute[Any]", value: tuple[tuple[str, str], ...]) -> None:
    """Refuse an old state that leads to two new ones."""
    if len(dict(value)) < len(value):
        bound = Words("每个原状态须只有一个新状态", "must give each old state one new state")
        raise InvalidValue(field.name, value, bound)


def _by_somebody(_owner: object, field: "attrs.Attribute[Any]", value: tuple[str, ...]) -> None:
    """Refuse a plan that nobody may carry out."""
    identifiers(_owner, field, value)
    if not value:
        raise InvalidValue(field.name, value, Words("须有角色", "must name a role"))


@attrs.frozen(kw_only=True)
class Migration(Value):
    """A plan: from which procedure to which, and where a case goes on.

    Parameters
    ----------
    source, target
        Identities of the procedure left and of the one taken up.
    states
        Old state → new state, for every live state; a mapping will do.
    roles
        Codes of the roles that may migrate; library default: the Party committee.
    basis
        Where it is decided: minutes, a notice.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step, five_step_literal
    >>> old, new = five_step_literal(), five_step()
    >>> plan = Migration(source=old.identity, target=new.identity, states={"raised": "raised"})
    >>> for finding in plan.findings(old, new):
    ...     print(finding)
    the plan does not say where a case goes on that is sorted [MIGRATION_STATE_UNMAPPED]
    the plan does not say where a case goes on that is deliberated [MIGRATION_STATE_UNMAPPED]
    the plan does not say where a case goes on that is handled [MIGRATION_STATE_UNMAPPED]
    """

    document_kind: ClassVar[str] = "migration"
    source: str = attrs.field(validator=identifier)
    target: str = attrs.field(validator=identifier)
    states: tuple[tuple[str, str], ...] = attrs.field(converter=_as_pairs, validator=_once)
    roles: tuple[str, ...] = attrs.field(
        default=(Role.PARTY_COMMITTEE.value,), converter=as_tuple, validator=_by_somebody
    )
    basis: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse a plan that leads nowhere else."""
        if self.source == self.target:
            bound = Words("须为另一程序", "must be another procedure than the source")
            raise InvalidValue("target", self.target, bound)

    @property
    def digest(self) -> str:
        """What a record of this migration refers to: the SHA-256 of the plan's canonical bytes."""
        return f"sha256:{sha256(self.to_json()).hexdigest()}"

    def findings(self, old: Procedure, new: Procedure) -> tuple[Finding, ...]:
        """Return what keeps the plan from being carried out; nothing when every live state has its place.

        That the new table leads on from each of its states to an end is known: no procedure is made
        otherwise.

        Raises
        ------
        InvalidValue
            If these are not the two procedures of the plan.
        """
        self._require_own(old, new)
        return (*self._unknown(old, new), *self._misplaced(old, new), *self._unmapped(old))

    def cautions(self, old: Procedure, new: Procedure) -> tuple[Finding, ...]:
        """Return what the plan changes for what has been done so far; it may be carried out all the same.

        The conditions of a table count actions by their codes.  An action of which the conditions speak, and
        which has another code in the other table, is found here.

        Raises
        ------
        InvalidValue
            If these are not the two procedures of the plan.

        Examples
        --------
        >>> from communitygov.deliberation.five_step import five_step, five_step_literal
        >>> old, new = five_step_literal(), five_step()
        >>> plan = Migration(source=old.identity, target=new.identity, states={})
        >>> plan.cautions(old, new)[-1].details
        (('action', 'handle'), ('procedure', 'five_step@1#...'))
        """
        self._require_own(old, new)
        anew = _spoken_of(new.table, but_unknown_to=old.table)
        no_more = _spoken_of(old.table, but_unknown_to=new.table)
        into = {"procedure": self.target}
        return (
            *(MIGRATION_COUNTED_ANEW.finding(code, {**into, "action": code}) for code in anew),
            *(MIGRATION_COUNTED_NO_MORE.finding(code, {**into, "action": code}) for code in no_more),
        )

    def _require_own(self, old: Procedure, new: Procedure) -> None:
        """Refuse procedures that are not those of the plan."""
        for name, procedure, identity in (("old", old, self.source), ("new", new, self.target)):
            is_procedure = isinstance(procedure, Procedure)  # pyright: ignore[reportUnnecessaryIsInstance]
            if not is_procedure or procedure.identity != identity:
                found = procedure.identity if is_procedure else type(procedure).__name__
                raise InvalidValue(name, found, Words(f"须为 {identity}", f"must be {identity}"))

    def _unknown(self, old: Procedure, new: Procedure) -> Iterator[Finding]:
        """Find codes that are no states."""
        for procedure, codes in ((old, dict(self.states)), (new, dict.fromkeys(dict(self.states).values()))):
            known = {state.code for state in procedure.table.states}
            for code in codes:
                if code not in known:
                    details = {"procedure": procedure.identity, "state": code}
                    yield MIGRATION_STATE_UNKNOWN.finding(code, details)

    def _misplaced(self, old: Procedure, new: Procedure) -> Iterator[Finding]:
        """Find an end that leads to a live state, and the reverse."""
        before = {state.code: state.is_final for state in old.table.states}
        after = {state.code: state.is_final for state in new.table.states}
        for source, target in self.states:
            if source in before and target in after and before[source] is not after[target]:
                yield MIGRATION_END_MISMATCHED.finding(source, {"source": source, "target": target})

    def _unmapped(self, old: Procedure) -> Iterator[Finding]:
        """Find a live state without an entry."""
        mapped = dict(self.states)
        for state in old.table.states:
            if not state.is_final and state.code not in mapped:
                yield MIGRATION_STATE_UNMAPPED.finding(state.code, {"state": state.code})


def _spoken_of(table: Table, *, but_unknown_to: Table) -> tuple[str, ...]:
    """Return the actions of which the conditions of a table speak and which another table does not have."""
    lines: tuple[Opening | Move, ...] = (table.opening, *table.moves)
    spoken = (code for line in lines for requirement in line.requires for code in requirement.actions_named)
    known = {action.code for action in but_unknown_to.actions}
    return tuple(code for code in dict.fromkeys(spoken) if code not in known)
