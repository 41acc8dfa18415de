"""Conflicts of interest and recusals."""

from datetime import UTC, datetime

import pytest

from communitygov.errors import UnknownName
from communitygov.meeting.sitting.recusal import ConflictDeclared, RecusalLifted, Recused, recused

NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)
OUT = Recused(at=NINE, person="d-4", about="LQ-1")


def test_a_recusal_stands_until_it_is_lifted() -> None:
    lifted = RecusalLifted(at=NINE, person="d-4", about="LQ-1")
    assert recused([OUT], {"LQ-1"}) == {"d-4"}
    assert recused([OUT, lifted], {"LQ-1"}) == frozenset()
    assert recused([OUT, lifted, OUT], {"LQ-1"}) == {"d-4"}


def test_lifting_a_recusal_from_a_motion_leaves_that_from_the_matter() -> None:
    motion = Recused(at=NINE, person="d-4", about="m-1")
    lifted = RecusalLifted(at=NINE, person="d-4", about="m-1")
    assert recused([OUT, motion, lifted], {"LQ-1", "m-1"}) == {"d-4"}


def test_a_conflict_recuses_nobody_by_itself() -> None:
    conflict = ConflictDeclared(at=NINE, person="d-4", about="LQ-1", ground="property")
    assert recused([conflict], {"LQ-1"}) == frozenset()
    with pytest.raises(UnknownName):
        ConflictDeclared(at=NINE, person="d-4", about="LQ-1", ground="money")
