"""Long courses of reorganisations: nothing is lost, whatever is merged, split, moved, opened and closed."""

import random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.property.grid_ledger import Ledger

from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.level.chengdu import CHENGDU
from communitygov.grid.reorganisation import Chronicle, Holdings
from communitygov.testing.strategies.fitting_change import fitting
from communitygov.testing.strategies.reorganisation import (
    Furniture,
    fitting_changes,
    furnished,
    holdings,
)

#: Steps that a course of changes has at least, and courses that are walked.
STEPS = 50
COURSES = 200


def lasting(held: Holdings) -> object:
    """Return what no change may change; services that were over before the first change may stay behind."""
    totals = held.totals
    assert held.roster is not None
    running = {(each.worker, each.duty, each.matters) for each in held.roster.postings if each.until is None}
    return totals.dwellings, totals.tenures, totals.matters, running


def check_against(ledger: Ledger, held: Holdings) -> None:
    """Compare grids, places and counts at every level with those kept by hand."""
    assert held.residency is not None
    assert held.roster is not None
    assert list(held.grid.rows) == ledger.rows()
    assert {each.id: each.grid for each in held.residency.dwellings} == ledger.dwellings
    assert {each.id: each.grid for each in held.matters} == ledger.matters
    assert {
        (each.worker, each.duty, each.matters, each.grid)
        for each in held.roster.postings
        if each.until is None
    } == ledger.services


def check_counts(ledger: Ledger, held: Holdings) -> None:
    """Compare the counts of every grid; of people all together, since one may have two homes."""
    counts = held.counts()
    for code in held.grid:
        grids, dwellings, _, matters = ledger.count(code)
        assert counts[code][:2] == (grids, dwellings)
        assert counts[code].matters == matters
    assert held.residency is not None
    assert sum(counts[root].residents for root in held.grid.roots) == len(held.residency.people())


class Reorganisation(RuleBasedStateMachine):
    """A community that is reorganised step by step."""

    @initialize(held=holdings())
    def begin(self, held: Holdings) -> None:
        self.initial = held
        self.chronicle = Chronicle(held)
        self.ledger = Ledger(held)
        self.number = 0
        self.codes = set(held.grid)

    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        change = data.draw(fitting_changes(self.chronicle.present, number=self.number))
        self.number += 1
        self.chronicle = self.chronicle.after(change)
        self.ledger.apply(change)
        self.codes |= set(self.chronicle.present.grid)

    @precondition(lambda self: len(self.chronicle) > 0)
    @rule(data=st.data())
    def undo_and_do_again(self, data: st.DataObject) -> None:
        times = data.draw(st.integers(1, min(3, len(self.chronicle))))
        again = self.chronicle.undo(times)
        for change in self.chronicle.changes[-times:]:
            again = again.after(change)
        assert again == self.chronicle
        assert again.present == self.chronicle.present

    @invariant()
    def nothing_is_lost(self) -> None:
        held = self.chronicle.present
        assert lasting(held) == lasting(self.initial)
        check_against(self.ledger, held)

    @invariant()
    def every_code_leads_to_grids_that_stand(self) -> None:
        held = self.chronicle.present
        for code in self.codes:
            assert set(held.resolve(code)) <= set(held.grid)

    def teardown(self) -> None:
        if hasattr(self, "chronicle"):
            check_counts(self.ledger, self.chronicle.present)
            undone = self.chronicle.undo(len(self.chronicle))
            assert undone.present.to_json() == self.initial.to_json()


Reorganisation.TestCase.settings = settings(
    settings.default, max_examples=15, stateful_step_count=60, deadline=None
)
TestReorganisation = Reorganisation.TestCase


def grown(source: random.Random) -> GridHierarchy:
    """Return a hierarchy of every level, each grid under one that its level allows."""
    rows: list[tuple[str, str | None, str, str]] = []
    for level, many in zip(CHENGDU, (1, 2, 3, 2, 6, 12, 2), strict=True):
        above = [row[0] for row in rows if row[2] in level.under]
        rows += [
            (f"{level.code[:3]}-{at}", source.choice(above) if above else None, level.code, f"{at}号")
            for at in range(many)
        ]
    return GridHierarchy.from_rows(rows)


@pytest.mark.parametrize("tens", range(COURSES // 10))
def test_long_courses_of_changes_conserve_everything_and_can_be_undone(tens: int) -> None:
    for seed in range(10 * tens, 10 * tens + 10):
        source = random.Random(seed)  # noqa: S311  the same course each time
        furniture = Furniture(source.randbytes(14), source.randbytes(6), source.randbytes(10))
        chronicle = Chronicle(furnished(grown(source), furniture))
        ledger, codes, length = Ledger(chronicle.initial), set(chronicle.initial.grid), STEPS + seed % 10
        for number in range(length):
            change = fitting(chronicle.present, choose=source.choice, number=number)
            chronicle = chronicle.after(change)
            ledger.apply(change)
            codes |= set(chronicle.present.grid)
        assert len(chronicle) == length >= STEPS
        held = chronicle.present
        assert lasting(held) == lasting(chronicle.initial)
        check_against(ledger, held)
        check_counts(ledger, held)
        assert Chronicle(chronicle.initial, chronicle.changes).present.to_json() == held.to_json()
        assert chronicle.undo(length).present.to_json() == chronicle.initial.to_json()
        assert all(set(chronicle.resolve(code)) <= set(held.grid) for code in codes)
        kinds = {type(change).__name__ for change in chronicle.changes}
        assert {"Merge", "Split", "Move"} <= kinds
