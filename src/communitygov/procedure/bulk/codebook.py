"""A table compiled for replay in bulk: a number for each state, a code for each pair of action and role.

State 0 is a case that is not opened yet; its code is the empty text, as the source of an opening is.  The
states of the table follow in their order.  The pairs of the opening come first, those of the moves follow.

1. What is compiled is who may do what where, and where it leads.  Conditions beyond that are left out.
2. Several forms say the same: `targets` as a plain matrix, `start` and `named_start` for going case by case,
   `lanes` and `square` for all cases at once.

This module replays nothing; `communitygov.procedure.bulk.kernel` does.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import attrs

from communitygov.errors import InvalidValue, Words
from communitygov.procedure.bulk.coded_log import LONGEST_LEGEND, Pair
from communitygov.procedure.table import Table

#: Added to the number of a state once an event of the case has been refused.
REFUSED = 0x80
#: Most states, "not opened" among them, so that one number below `REFUSED` is left for no state.
MOST_STATES = 127
#: What `Codebook.targets` holds where an event is refused.
NOWHERE = 0xFF

#: From each mark to the same with a refusal in it.
_REFUSED_ONCE = bytes(mark | REFUSED for mark in range(256))

#: A row of the table as a list of rows, one for each code; the number of its own state at the end.
Row: TypeAlias = list[Any]
#: The same by action, then by role; beside them the mark of the row, and the row of a refused event.
NamedRow: TypeAlias = dict[object, Any]
MARK, STAYS = object(), object()


class Lanes(NamedTuple):
    """What moves all cases at once, one byte a case; see `_lanes` for how.

    Each is a table for `bytes.translate`: `labels` and `masks` by the code of an event, `slots` by the label
    combined with the number of the state.
    """

    labels: bytes
    masks: bytes
    slots: bytes


@attrs.frozen(kw_only=True, eq=False)
class Codebook:
    """A table compiled for replay in bulk.

    Parameters
    ----------
    table, identity
        The table, and what its logs are pinned to.
    states
        Codes of the states by number; the first is empty, for "not opened".
    legend
        Action and role by code.
    codes
        Code by action, then by role.
    targets
        For each state, the number of the state to which each code leads, or `NOWHERE`.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> book = Codebook.of(five_step_literal().table, identity="demo")
    >>> book.states[:3], book.legend[:2]
    (('', 'raised', 'sorted'), (('raise', 'resident'), ('sort', 'grid_worker')))
    >>> book.codes["sort"]["grid_worker"]
    1
    >>> list(book.targets[1])
    [255, 2, 255, 255, 255, 255]
    """

    table: Table
    identity: str
    states: tuple[str, ...]
    legend: tuple[Pair, ...]
    codes: Mapping[str, Mapping[str, int]]
    targets: tuple[bytes, ...]

    @classmethod
    def of(cls, table: Table, *, identity: str) -> "Codebook":
        """Compile a table that has been found sound; `identity` is what its logs are pinned to.

        Raises
        ------
        InvalidValue
            If the table has too many states, or too many pairs of action and role, for bytes.
        UnknownName
            If a line speaks of a state that the table does not have.
        """
        states = ("", *(state.code for state in table.states))
        _require_room("table.states", len(states), MOST_STATES)
        lines = _lines(table)
        legend = tuple(dict.fromkeys(pair for _, pair in lines))
        _require_room("table.moves", len(legend), LONGEST_LEGEND)
        number = {state: at for at, state in enumerate(states)}
        code = {pair: at for at, pair in enumerate(legend)}
        targets = [bytearray([NOWHERE] * (len(legend) + 1)) for _ in states]
        for (source, pair), target in lines.items():
            for state in {source, target} - number.keys():
                table.state(state)  # which says that it is not there
            targets[number[source]][code[pair]] = number[target]
        codes: dict[str, dict[str, int]] = {action: {} for action, _ in legend}
        for (action, role), at in code.items():
            codes[action][role] = at
        return cls(
            table=table,
            identity=identity,
            states=states,
            legend=legend,
            codes=codes,
            targets=tuple(map(bytes, targets)),
        )

    @cached_property
    def start(self) -> Row:
        """The row of "not opened", from which all others are reached.

        A refused event leads from the row of a state to a second row of the same state, and from that one
        back to itself, so that the row at the end tells whether any event of the case was refused.
        """
        spotless: list[Row] = [[] for _ in self.states]
        refused: list[Row] = [[] for _ in self.states]
        for at, targets in enumerate(self.targets):
            for rows, own in ((spotless, at), (refused, at | REFUSED)):
                stays = refused[at]
                rows[at] += [stays if target == NOWHERE else rows[target] for target in targets]
                rows[at].append(own)
        return spotless[0]

    @cached_property
    def named_start(self) -> NamedRow:
        """The same rows by action, then by role; what the table does not know is not there, see `STAYS`."""
        spotless: list[NamedRow] = [{} for _ in self.states]
        refused: list[NamedRow] = [{} for _ in self.states]
        for at, targets in enumerate(self.targets):
            nobody = {role.code: refused[at] for role in self.table.roles}
            for rows, own in ((spotless, at), (refused, at | REFUSED)):
                row = rows[at]
                row.update({action.code: nobody for action in self.table.actions})
                row.update({MARK: own, STAYS: refused[at]})
                for code, target in enumerate(targets):
                    if target != NOWHERE:
                        action, role = self.legend[code]
                        row[action] = {**row.get(action, nobody), role: rows[target]}
        return spotless[0]

    @cached_property
    def square(self) -> bytes:
        """The mark to which each mark and each code lead, mark by mark, 256 codes each."""
        rows = [row.ljust(256, bytes([NOWHERE])) for row in self.targets]
        stays = [bytes([at | REFUSED]) for at in range(len(rows))]
        spotless = [row.replace(bytes([NOWHERE]), stay) for row, stay in zip(rows, stays, strict=True)]
        refused = [row.translate(_REFUSED_ONCE) for row in spotless]
        unused = bytes(256 * (REFUSED - len(rows)))
        return b"".join((*spotless, unused, *refused, unused))

    @cached_property
    def lanes(self) -> Lanes | None:
        """What moves all cases at once; nothing where the table does not fit into bytes in this way."""
        return _lanes(self.targets)


def _lines(table: Table) -> dict[tuple[str, Pair], str]:
    """Return where each state, action and role leads; of two moves for one state and action, the last."""
    opening = table.opening
    moves = {(move.source, move.action): move for move in table.moves}
    lines = {("", (opening.action, str.__str__(role))): opening.target for role in opening.roles}
    for (source, action), move in moves.items():
        lines.update({(source, (action, str.__str__(role))): move.target for role in move.roles})
    return lines


def _require_room(what: str, found: int, most: int) -> None:
    """Refuse more states or pairs than bytes tell apart."""
    if found > most:
        bound = Words(f"须不多于 {most}，方可批量回放", f"must be at most {most} to be replayed in bulk")
        raise InvalidValue(what, found, bound)


# ------------------------------------------------------------------ all cases at once
#
# One byte a case holds the number of its state.  An event is looked up by the byte `state ^ label` in one
# table of 256 slots; what stands there, masked by a byte of the event's code, is what to exclusive-or into
# the state: 0 where the event is refused.
#
# The numbers of the states lie below a power of two, `span`.  For a code that leads from one state only, the
# label is that state: then `state ^ label` is 0 for it, and below `span` but not 0 for all others.  So slot 0
# holds all ones and the slots up to `span` hold 0, for all such codes together, and the mask is what differs
# between source and target.  A code that leads from several states needs slots of its own: a label beyond
# `span` under which no slot is taken that should hold something else.  There the differences stand in the
# slots, and the mask lets them through.  The code of no line is labelled with a state that no case is in.
#
# The highest bit is free, because there are fewer than 128 states.  It is set in each slot of a legal event,
# so that a move that leads back to its own state, a difference of 0, is told from a refusal.

_LEGAL = 0x80
_DIFFERENCE = 0x7F
_ALL = 0xFF


def _lanes(targets: tuple[bytes, ...]) -> Lanes | None:
    """Find labels, masks and slots, or nothing; first fit, so that the same table gives the same lanes."""
    span = 1 << len(targets).bit_length()
    slots: list[int | None] = [_ALL, *[0] * (span - 1), *[None] * (256 - span)]
    labels, masks = bytearray([len(targets)] * 256), bytearray(256)
    leads = [_sources(targets, code) for code in range(len(targets[0]) - 1)]
    for code in sorted(range(len(leads)), key=lambda code: -len(leads[code])):
        sources = leads[code]
        if len(sources) == 1:
            [(source, target)] = sources.items()
            labels[code], masks[code] = source, source ^ target
            continue
        wanted = [
            _LEGAL | (state ^ sources[state]) if state in sources else 0 for state in range(len(targets))
        ]
        label = _first_fit(slots, wanted, span)
        if label is None:
            return None
        labels[code], masks[code] = label, _DIFFERENCE
        for state, slot in enumerate(wanted):
            slots[state ^ label] = slot
    return Lanes(bytes(labels), bytes(masks), bytes(slot or 0 for slot in slots))


def _sources(targets: tuple[bytes, ...], code: int) -> dict[int, int]:
    """Return the states from which a code leads, each with the one to which it leads."""
    return {source: row[code] for source, row in enumerate(targets) if row[code] != NOWHERE}


def _first_fit(slots: list[int | None], wanted: list[int], span: int) -> int | None:
    """Return the first label under which every slot is free, or already holds what is wanted."""
    for label in range(span, 256):
        if all(slots[state ^ label] in (None, slot) for state, slot in enumerate(wanted)):
            return label
    return None
