"""A compiled line lands in the first of its roles that the actor holds."""

import attrs

from communitygov.deliberation import five_step
from communitygov.organisation import Actor
from communitygov.procedure.rulebook import Rulebook


def holding(*roles: str) -> Actor:
    """Return somebody who holds these roles."""
    return Actor("x-1", roles=roles)


def test_a_line_for_two_roles_lands_in_the_first_one_held() -> None:
    table = five_step().table
    shared = attrs.evolve(table.moves[0], roles=("grid_worker", "convener"))
    book = Rulebook.of(attrs.evolve(table, moves=(shared, *table.moves[1:])), identity="shared@1")
    line = book.lines["raised", "accept"]
    assert line.landing(holding("convener", "resident")).deed.role == "convener"
    assert line.landing(holding("convener", "grid_worker")).deed.role == "grid_worker"
    assert line.landing(holding("resident")).deed.role == "grid_worker"
    assert line.landing(holding("convener").acting_for("x-9")).deed.role == "grid_worker"
