"""The trail of a matter through a table: which lines it has taken, where it has been, where it stands.

Actions are numbered from 1, the opening being the first, so that somebody can follow them on a drawing.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from communitygov.errors import InvalidValue, Words
from communitygov.procedure.drawing.plan import Course
from communitygov.procedure.placed import Placed
from communitygov.procedure.table import Table

#: Source, action and target of a line; the opening comes from nowhere, the empty source.
_Line = tuple[str, str, str]
_NEEDED = Words("须有 id、state 与 history", "must have id, state and history")
_OF_THE_TABLE = Words("须办过表中至少一步", "must have taken a line of the table")
#: Most numbers that stand beside one line.
_MOST = 3


class Step(NamedTuple):
    """One action of a trail: its number, and in which role it was taken, if that is known."""

    number: int
    role: str | None


class Trail(NamedTuple):
    """Which lines a matter has taken, in which states it has been, and where it stands.

    A matter that was migrated has taken lines of another table too: those are counted, and not drawn.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.testing.walks import walked
    >>> trail = Trail.of(walked(five_step(), (1, 0)), five_step().table)
    >>> trail.state, sorted(trail.visited), trail.elsewhere
    ('raised', ['raised', 'returned'], 0)
    """

    case_id: str
    steps: Mapping[_Line, tuple[Step, ...]]
    visited: frozenset[str]
    state: str
    elsewhere: int

    @classmethod
    def of(cls, case: Placed, table: Table) -> "Trail":
        """Return the trail of a matter through a table.

        Raises
        ------
        InvalidValue
            If the matter lacks what is read of it, or has taken no line of the table.
        UnknownName
            If it stands in a state that the table does not have.
        """
        known = {("", table.opening.action, table.opening.target)}
        known.update((move.source, move.action, move.target) for move in table.moves)
        steps: defaultdict[_Line, list[Step]] = defaultdict(list)
        elsewhere = 0
        try:
            case_id, here = case.id, table.state(case.state).code
            for number, entry in enumerate(case.history, 1):
                line = entry.source, entry.action, entry.target
                if line in known:
                    steps[line].append(Step(number, getattr(entry, "role", None)))
                else:
                    elsewhere += 1
        except (AttributeError, TypeError) as error:
            raise InvalidValue("case", case, _NEEDED) from error
        if not steps:
            raise InvalidValue("case.history", case_id, _OF_THE_TABLE)
        seen = {here, *(state for source, _, target in steps for state in (source, target))} - {""}
        taken = {line: tuple(numbers) for line, numbers in steps.items()}
        return cls(case_id, taken, frozenset(seen), here, elsewhere)

    def numbers(self, course: Course) -> tuple[int, ...]:
        """Return which actions took a course: those of its role, and those of no role that the line names."""
        line, roles = course.line, course.bundle.roles
        if line is None or roles is None:
            return ()
        taken = self.steps.get((course.source.state, line.action, line.target), ())
        return tuple(step.number for step in taken if step.role in roles or step.role not in line.roles)


def numbered(numbers: tuple[int, ...]) -> str:
    """Return the numbers as they stand beside a line, the first few.

    Examples
    --------
    >>> numbered((2, 5)), numbered((2, 3, 4, 5))
    ('2, 5', '2, 3, 4…')
    """
    return ", ".join(map(str, numbers[:_MOST])) + ("…" if len(numbers) > _MOST else "")
