"""What becomes of a procedure when nobody holds some of its roles, or one person alone holds one.

1. *Without roles*: lines that only the absent roles may take are gone.  Which states become traps, by which
   shortest way, and which ends are still reached?
2. *A lone holder*: where a line asks for somebody who had no hand in something, and one person is all there
   is, that person may bar themselves; and a recusal leaves nobody.  Which states become traps?

Proxies do not help: they act for somebody who is entitled, and there is nobody.  What this module does not
know: whether somebody holds several roles, and what happens when bounds are used up besides.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, each_of, identifier, identifiers
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.errors import Words
from communitygov.procedure.eligibility import NotRecused
from communitygov.procedure.soundness.configuration import Followed, Reading, barred, is_for_raiser, read
from communitygov.procedure.soundness.reach import reached, told
from communitygov.procedure.soundness.trap import Stuck, feared, stuck
from communitygov.procedure.table import Move, Table

TRAP_WITHOUT = Message(
    "TRAP_WITHOUT",
    Words(
        "若无 {absent}，事项会困在 {state}（路径：{path}）",
        "without {absent}, a case gets stuck in {state} (way there: {path})",
    ),
    Words("请安排 {absent}，或为 {state} 指定他人", "provide {absent}, or entitle somebody else at {state}"),
)
TRAP_ALONE = Message(
    "TRAP_ALONE",
    Words(
        "若 {role} 仅有一人：其办理过 {done}，事项会困在 {state}（路径：{path}）",
        "if one person alone holds {role}: with a hand in {done}, a case gets stuck in {state} "
        "(way there: {path})",
    ),
    Words(
        "请为 {role} 安排第二人，或为 {state} 指定他人",
        "provide a second {role}, or entitle somebody else at {state}",
    ),
)
TRAP_RECUSED = Message(
    "TRAP_RECUSED",
    Words(
        "若 {role} 仅有一人且其回避，事项会困在 {state}（路径：{path}）",
        "if one person alone holds {role} and is recused, a case gets stuck in {state} (way there: {path})",
    ),
    Words(
        "请为 {role} 安排第二人，或为 {state} 指定他人",
        "provide a second {role}, or entitle somebody else at {state}",
    ),
)

#: Up to so many roles every set of them is looked at; of more, sets of one and of two.
MOST_ROLES = 8
#: After so many steps every bound is taken as reached, and nothing more is searched.
MOST_STEPS = 50_000


@attrs.frozen(kw_only=True)
class AbsentRoles(Value):
    """What becomes of a procedure when nobody holds some of its roles, once a case has been opened.

    Parameters
    ----------
    absent
        Codes of the roles that nobody holds.
    traps
        Codes of the states from which no end is reached then.
    ends
        Codes of the ends that may still be reached.
    findings
        Each trap with the shortest way there.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> report = five_step_literal().check()
    >>> [row.traps for row in report.staffing if row.absent == ("resident",)]
    [('deliberated', 'handled', 'raised', 'sorted')]
    """

    document_kind: ClassVar[str] = "absent-roles"
    absent: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    traps: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    ends: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))

    @property
    def words(self) -> Words:
        """The row as one sentence."""
        absent, traps, ends = (told(each, between=", ") for each in (self.absent, self.traps, self.ends))
        return Words(
            f"若无 {absent}：困于 {traps or '无'}；仍可到达 {ends or '无'}",
            f"without {absent}: stuck in {traps or 'none'}; ends still reached: {ends or 'none'}",
        )


@attrs.frozen(kw_only=True)
class LoneHolder(Value):
    """What becomes of a procedure when one person alone holds a role.

    Parameters
    ----------
    role
        Code of the role.
    traps
        Codes of the states in which a case may be stuck because of what that person has done before.
    recused
        Codes of the states in which a case is stuck if that person is recused.
    findings
        Each of them with the shortest way there.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> for row in five_step().check().lone:
    ...     print(row.findings[0])
    if one person alone holds convener and is recused, a case gets stuck in objected (way there: raise → \
accept → list → convene → decide → publish → object) [TRAP_RECUSED]
    if one person alone holds party_committee and is recused, a case gets stuck in published (way there: \
raise → accept → list → convene → decide → publish → object → dismiss → object → dismiss) [TRAP_RECUSED]
    """

    document_kind: ClassVar[str] = "lone-holder"
    role: str = attrs.field(validator=identifier)
    traps: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    recused: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))


# ------------------------------------------------------------------ without roles


def without_roles(reading: Reading) -> tuple[AbsentRoles, ...]:
    """Return, for every set of absent roles that leaves a trap, which states and the way there.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> table = five_step().table
    >>> from communitygov.procedure.soundness.configuration import raiser
    >>> rows = without_roles(read(table, raiser(table)))
    >>> [row.traps for row in rows if row.absent == ("party_committee",)]
    [('decided', 'published', 'rework')]
    """
    codes = [role.code for role in reading.table.roles]
    largest = len(codes) - 1 if len(codes) <= MOST_ROLES else 2
    entitled = [(line, frozenset(line.move.roles)) for line in reading.lines]
    rows: list[AbsentRoles] = []
    for size in range(1, largest + 1):
        for absent in combinations(codes, size):
            left = reading._replace(lines=[line for line, roles in entitled if not roles.issubset(absent)])
            traps = _traps(left)
            if traps:
                rows.append(_without(absent, left, traps=traps))
    return tuple(rows)


def _without(absent: tuple[str, ...], reading: Reading, *, traps: Mapping[str, Stuck]) -> AbsentRoles:
    """Return the traps that are left when only some lines are, and the ends."""
    table = reading.table
    there = reached(table.opening, [line.move for line in reading.lines])
    named = told(absent, between=", ")
    return AbsentRoles(
        absent=absent,
        traps=tuple(sorted(traps)),
        ends=tuple(state.code for state in table.states if state.is_final and state.code in there),
        findings=tuple(
            TRAP_WITHOUT.finding(state, {"absent": named, "state": state, "path": told(each.way)})
            for state, each in traps.items()
        ),
    )


def _traps(reading: Reading, *, closed: Collection[int] = ()) -> dict[str, Stuck]:
    """Return where a case may be stuck; if there is too much to look at, as if every bound were reached."""
    found = stuck(reading, closed=closed, most=MOST_STEPS)
    return {each.place.state: each for each in (feared(reading, closed=closed) if found is None else found)}


def fewest(rows: Iterable[AbsentRoles]) -> tuple[AbsentRoles, ...]:
    """Return the rows with a trap that no row of fewer of the same roles has.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> for row in fewest(five_step_literal().check().staffing):
    ...     print(row.words.zh)
    若无 resident：困于 deliberated, handled, raised, sorted；仍可到达 无
    若无 grid_worker：困于 raised；仍可到达 无
    若无 convener：困于 raised, sorted；仍可到达 无
    若无 party_committee：困于 deliberated, raised, sorted；仍可到达 无
    """
    known: list[AbsentRoles] = []
    for row in rows:
        before = {trap for each in known if set(each.absent) < set(row.absent) for trap in each.traps}
        if not before.issuperset(row.traps):
            known.append(row)
    return tuple(known)


# ------------------------------------------------------------------ a lone holder


def lone_holders(reading: Reading) -> tuple[LoneHolder, ...]:
    """Return, for every role that traps a case when one person alone holds it, where and how.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> table = five_step().table
    >>> from communitygov.procedure.soundness.configuration import raiser
    >>> [(row.role, row.traps, row.recused) for row in lone_holders(read(table, raiser(table)))]
    [('convener', (), ('objected',)), ('party_committee', (), ('decided', 'published'))]
    """
    rows = (_alone(reading, role.code) for role in reading.table.roles)
    return tuple(row for row in rows if row.findings)


def _alone(reading: Reading, role: str) -> LoneHolder:
    """Return where one holder of a role may be stuck, by what they did or because they are recused."""
    only = frozenset(line.number for line in reading.lines if {*line.move.roles} == {role})
    alone, recused = _self_barred(reading.table, role, only=only), _recused(reading, only=only)
    findings = [
        TRAP_ALONE.finding(
            state, {"role": role, "state": state, "done": _deeds(each), "path": told(each.way)}
        )
        for state, each in alone.items()
    ]
    findings += [
        TRAP_RECUSED.finding(state, {"role": role, "state": state, "path": told(each.way)})
        for state, each in recused.items()
    ]
    traps, without = tuple(sorted(alone)), tuple(sorted(recused))
    return LoneHolder(role=role, traps=traps, recused=without, findings=tuple(findings))


def _deeds(trap: Stuck) -> str:
    """Return what the person did that bars the lines on."""
    return told([each for each in trap.because if isinstance(each, str)], between=", ")


def _self_barred(table: Table, role: str, *, only: frozenset[int]) -> dict[str, Stuck]:
    """Return where the one holder of a role may be stuck by what that person did before."""
    found: dict[str, Stuck] = {}
    for holder in _holders(table, role, only=only):
        if any(barred(table.moves[number]) for number in holder.must):
            reading = read(table, holder)
            if reading.did or any(deed for line in reading.lines for _, deed in line.takers):
                for state, each in _traps(reading).items():
                    known = found.setdefault(state, each)
                    found[state] = min(known, each, key=lambda trap: len(trap.way))
    return found


def _holders(table: Table, role: str, *, only: frozenset[int]) -> Iterator[Followed]:
    """Return who the one holder of a role may be: the raiser, neither, or a proxy at the opening."""
    opening, lines = table.opening, tuple(enumerate(table.moves))
    may = frozenset(number for number, move in lines if role in move.roles or role in move.proxies)
    raising = frozenset(number for number, move in lines if is_for_raiser(move))
    if role in opening.roles:
        yield Followed(must=only | raising, may=may, did=frozenset((opening.action,)))
    if set(opening.roles) != {role}:
        yield Followed(must=only, may=may - raising, did=frozenset())
        if role in opening.proxies:
            yield Followed(must=only, may=may - raising, did=frozenset((opening.action,)))


def _recused(reading: Reading, *, only: frozenset[int]) -> dict[str, Stuck]:
    """Return where a case may be stuck once the one holder of a role is recused."""
    closed = frozenset(number for number in only if _is_closed_to_recused(reading.table.moves[number]))
    return _traps(reading, closed=closed) if closed else {}


def _is_closed_to_recused(move: Move) -> bool:
    """Tell whether nobody who is recused may take a line."""
    return any(isinstance(each, NotRecused) for each in move.requires)
