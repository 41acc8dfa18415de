"""A case and the attempts that take it, or an object of a host, through all five steps."""

from enum import StrEnum
from functools import cache
from typing import Any

from communitygov.deliberation import five_step
from communitygov.organisation import Actor
from communitygov.procedure import Attempt, Case, Record
from communitygov.testing.walks import fitting, opened

NOBODY = Actor("nobody", roles=())
WAY = ("accept", "list", "convene", "decide", "publish", "assign", "report_done", "rate_well")


@cache
def course() -> tuple[Case, tuple[Attempt, ...], Case]:
    """Return a case just opened, attempts that take it through all five steps, and where they lead."""
    first = case = opened(five_step())
    attempts: list[Attempt] = []
    for action in WAY:
        move = next(each for each in five_step().table.moves_from(case.state) if each.action == action)
        attempts.append(fitting(case, move))
        case = five_step().apply(case, action, **asked(attempts[-1]))
    return first, tuple(attempts), case


def asked(attempt: Attempt) -> dict[str, Any]:
    """Return an attempt as the arguments of a call, its action aside."""
    return {"by": attempt.by, "at": attempt.at, "facts": attempt.facts}


def act(host: Any, attempt: Attempt) -> Record:  # noqa: ANN401  objects of any make
    """Take an action on an object of a host."""
    return five_step().machine().bind(host).apply(attempt.action, **asked(attempt))


class Standing(StrEnum):
    """The states of the course as a host may list them."""

    RAISED = "raised"
    SORTING = "sorting"
    LISTED = "listed"
    DELIBERATING = "deliberating"
    DECIDED = "decided"
    PUBLISHED = "published"
    HANDLING = "handling"
    AWAITING_RATING = "awaiting_rating"
    RATED = "rated"
