"""What a condition on who acts says against somebody, in a matter in the grid LQ-03."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from communitygov.errors import Words
from communitygov.organisation import Actor, Role
from communitygov.procedure import Attempt, Fact
from communitygov.procedure.requirement import Requirement

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
RESIDENT = Actor("r-1", roles={Role.RESIDENT})
WORKER = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-03"})
CONVENER = Actor("c-1", roles={Role.CONVENER})
NAMES = {"decide": Words("议定", "decide"), "assign": Words("交办", "assign")}


def entry(action: str, by: str, *facts: Fact, on_behalf_of: str | None = None) -> SimpleNamespace:
    """Return an entry of a history as a host may keep it."""
    return SimpleNamespace(
        action=action, by=by, on_behalf_of=on_behalf_of, at=AT, facts=facts, source="", target="s"
    )


def matter(*history: object) -> Any:  # noqa: ANN401  a row of a host
    """Return a matter in the grid LQ-03."""
    return SimpleNamespace(id="LQ-1", grid="LQ-03", history=history)


def shown(kind: str, giver: str | None, *, about: str = "LQ-1", reference: str = "D-1") -> Fact:
    """Return a fact about the matter that comes from somebody."""
    outcome = "signed" if kind in {"countersignature", "seal"} else "stated"
    return Fact(kind=kind, about=about, outcome=outcome, reference=reference, giver=giver)


def told(requirement: Requirement, by: Actor, *facts: Fact, history: tuple[object, ...] = ()) -> list[str]:
    """Return what a condition says against somebody, in English and with its code."""
    reasons = requirement.unmet(matter(*history), Attempt("decide", by, AT, facts), names=NAMES)
    return [str(reason) for reason in reasons]


def told_in_chinese(
    requirement: Requirement, by: Actor, *facts: Fact, history: tuple[object, ...] = ()
) -> list[str]:
    """Return the same, with what to do, in 中文."""
    reasons = requirement.unmet(matter(*history), Attempt("decide", by, AT, facts), names=NAMES)
    return [f"{reason.text('zh')}；{reason.advice('zh')}" for reason in reasons]


def code(line: str) -> str:
    """Return the code at the end of a reason."""
    return line.rpartition("[")[2][:-1]
