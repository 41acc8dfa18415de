"""Tables typed a second time: read them, walk them, and try every (state, action, role) cell.

A table is typed as lines of ``state / action -> state : role role``, from the specification and not from the
code.  What is tried here goes by these lines; the procedure only answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from communitygov.errors import ActionRefused
from communitygov.organisation import Actor
from communitygov.procedure import Case, Fact, HadNoHand, NotRecused, Procedure

#: State and action: the state to which they lead, and the roles.
Lines = dict[tuple[str, str], tuple[str, ...]]
#: State, action and role.
Cell = tuple[str, str, str]

#: When every case begins: a Thursday.
BEGINNING = datetime(2023, 5, 4, 9, tzinfo=UTC)
#: Reasons that a cell may give besides those of state and role: the shortest way is too short for a count.
COUNTS = {"BOUND_REACHED", "NOT_YET_DUE", "NOT_THE_RAISER"}


EXCERPTS = Path(__file__).parent / "excerpts"


def said(excerpt: str) -> str:
    """Return an excerpt in one line; the newspaper's columns broke it anywhere."""
    return "".join((EXCERPTS / excerpt).read_text(encoding="utf-8").split())


def typed(text: str) -> Lines:
    """Read ``state / action -> state : role role`` lines."""
    lines: Lines = {}
    for line in text.strip().splitlines():
        source, rest = line.split("/")
        action, landing = rest.split("->")
        target, roles = landing.split(":")
        lines[source.strip(), action.strip()] = (target.strip(), *roles.split())
    return lines


def listed(text: str) -> dict[str, list[str]]:
    """Read ``name : code code`` lines."""
    pairs = (line.split(":") for line in text.strip().splitlines())
    return {name.strip(): codes.split() for name, codes in pairs}


@dataclass(frozen=True)
class TypedTable:
    """A table as it was typed, and the procedure that must be like it."""

    procedure: Procedure
    #: Action, state and roles.
    opening: tuple[str, ...]
    text: str
    steps: str
    ends: frozenset[str]
    #: What each action asks to be shown: kind and outcome.
    shown: Mapping[str, tuple[str, str]]
    #: What only whoever opened the case may do.
    raisers: frozenset[str] = frozenset()
    #: Lines that a count keeps shut on the shortest way.
    counted: frozenset[tuple[str, str]] = field(default=frozenset())
    #: Lines open to somebody who is recused: ``state : action action``.
    recused: str = ""
    #: Lines closed to whoever had a hand in what is listed: ``state/action : action action``.
    apart: str = ""

    @cached_property
    def lines(self) -> Lines:
        """The lines by state and action."""
        return typed(self.text)

    @cached_property
    def ways(self) -> dict[str, tuple[str, ...]]:
        """The shortest way to each state over the lines typed."""
        _, first, *_ = self.opening
        ways: dict[str, tuple[str, ...]] = {first: ()}
        waiting = [first]
        for state in waiting:
            for (source, action), (target, *_roles) in self.lines.items():
                if source == state and target not in ways and (source, action) not in self.counted:
                    ways[target] = (*ways[state], action)
                    waiting.append(target)
        return ways

    # -------------------------------------------------------------- as typed

    def check_lines(self) -> None:
        """The opening and the moves are those typed."""
        table = self.procedure.table
        opening = table.opening
        assert (opening.action, opening.target, *opening.roles) == self.opening
        assert {(each.source, each.action): (each.target, *each.roles) for each in table.moves} == self.lines

    def check_steps(self) -> None:
        """Each state belongs to the step typed, in the order typed."""
        made: dict[str, list[str]] = {step.code: [] for step in self.procedure.steps}
        for state in self.procedure.table.states:
            made[state.step].append(state.code)
        assert made == listed(self.steps)
        assert list(made) == list(listed(self.steps))

    def check_ends(self) -> None:
        """The ends are those typed."""
        assert {state.code for state in self.procedure.table.states if state.is_final} == self.ends

    def check_recused(self) -> None:
        """Somebody who is recused may take the lines typed, and no other."""
        open_lines = {
            (state, action) for state, actions in listed(self.recused).items() for action in actions
        }
        moves = self.procedure.table.moves
        found = {
            (move.source, move.action)
            for move in moves
            if not any(isinstance(each, NotRecused) for each in move.requires)
        }
        assert found == open_lines

    def check_apart(self) -> None:
        """Whoever had a hand in what is typed may not take the line, and no other line asks for it."""
        found = {
            f"{move.source}/{move.action}": sorted(
                {action for each in move.requires if isinstance(each, HadNoHand) for action in each.actions}
            )
            for move in self.procedure.table.moves
        }
        typed_apart = {line: sorted(actions) for line, actions in listed(self.apart).items()}
        assert {line: actions for line, actions in found.items() if actions} == typed_apart

    def check_ways(self) -> None:
        """Every state is reached by the lines typed."""
        for state, way in self.ways.items():
            assert self.after(way).state == state
        assert set(self.ways) == {state.code for state in self.procedure.table.states}

    def cited(self) -> dict[tuple[str, str], str]:
        """Return the citation of each line that is not the library's own, the opening from nowhere."""
        table = self.procedure.table
        lines = {("", table.opening.action): table.opening.basis}
        lines |= {(move.source, move.action): move.basis for move in table.moves}
        assert all(lines.values())
        return {place: str(basis) for place, basis in lines.items() if basis and not basis.is_library_default}

    # -------------------------------------------------------------- walking

    def facts(self, action: str, at: datetime) -> tuple[Fact, ...]:
        """Return what an action asks to be shown, new and of that moment."""
        if action not in self.shown:
            return ()
        kind, outcome = self.shown[action]
        return (Fact(kind=kind, about="C-1", outcome=outcome, reference=f"R-{at:%Y%m%d}", at=at),)

    def attempt(self, case: Case, action: str, role: str) -> Case:
        """Take an action nine days later, by somebody who meets every personal condition of it."""
        who = "raiser" if action in self.raisers else f"{role}-of-{action}"
        by, at = Actor(who, roles={role}, grids={"G-1"}), case.history[-1].at + timedelta(days=9)
        return self.procedure.apply(case, action, by=by, at=at, facts=self.facts(action, at))

    def opened(self) -> Case:
        """Return a case that was opened as typed."""
        action, _, role, *_ = self.opening
        by, facts = Actor("raiser", roles={role}, grids={"G-1"}), self.facts(action, BEGINNING)
        return self.procedure.open("C-1", "a matter", by=by, at=BEGINNING, grid="G-1", facts=facts)

    def after(self, actions: tuple[str, ...]) -> Case:
        """Return a case after these actions, each by the first of its roles."""
        case = self.opened()
        for action in actions:
            _, role, *_ = self.lines[case.state, action]
            case = self.attempt(case, action, role)
        return case

    # -------------------------------------------------------------- every cell

    def check_cells(self) -> None:
        """Every (state, action, role) is decided as typed: taken where a line says so, refused elsewhere."""
        table, taken, tried = self.procedure.table, set[Cell](), 0
        for state, way in self.ways.items():
            case = self.after(way)
            for action in table.actions:
                for role in table.roles:
                    tried += 1
                    if self.is_taken(case, action.code, role.code):
                        taken.add((state, action.code, role.code))
        assert tried == len(table.states) * len(table.actions) * len(table.roles)
        assert taken == {
            (state, action, role)
            for (state, action), (_, *roles) in self.lines.items()
            for role in roles
            if (state, action) not in self.counted
        }

    def is_taken(self, case: Case, action: str, role: str) -> bool:
        """Try one cell; where it is refused, hold the reasons against the lines typed."""
        before = case.to_json()
        try:
            after = self.attempt(case, action, role)
        except ActionRefused as refusal:
            assert case.to_json() == before
            self.check_reasons(case, action, role, {reason.code for reason in refusal.reasons})
            return False
        assert after.state == self.lines[case.state, action][0]
        return True

    def check_reasons(self, case: Case, action: str, role: str, codes: set[str]) -> None:
        """State and role are named exactly where the lines typed speak against them."""
        line, is_closed = self.lines.get((case.state, action)), case.state in self.ends
        assert ("CASE_CLOSED" in codes) == is_closed
        assert ("NOT_FROM_STATE" in codes) == (line is None and not is_closed)
        assert ("ROLE_NOT_ENTITLED" in codes) == (role not in (line[1:] if line else self.roles_of(action)))
        assert codes - {"CASE_CLOSED", "NOT_FROM_STATE", "ROLE_NOT_ENTITLED"} <= COUNTS

    def roles_of(self, action: str) -> set[str]:
        """Return the roles that may take an action anywhere; of the opening, those that open."""
        found = {role for (_, each), (_, *roles) in self.lines.items() if each == action for role in roles}
        return found or set(self.opening[2:])
