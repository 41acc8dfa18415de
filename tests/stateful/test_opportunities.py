"""An opportunity list over a year: published, matched, over, in any order; a register kept by hand agrees."""

from datetime import date, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from communitygov.core.terms import Term
from communitygov.errors import InvalidValue
from communitygov.programme.opportunity import (
    Opportunity,
    OpportunityList,
    OpportunityNotOpen,
    OpportunityStatus,
)

OFFICE = Term("office", "办公室", "office")
NEW_YEAR = date(2020, 1, 1)


class Opportunities(RuleBasedStateMachine):
    """What is open is kept in a plain dictionary, and compared after every step."""

    def __init__(self) -> None:
        super().__init__()
        self.board = OpportunityList(place="HY")
        self.today = NEW_YEAR
        #: Code → first day, last day, day of the match.
        self.kept: dict[str, tuple[date, date | None, date | None]] = {}

    @rule(ahead=st.integers(0, 20), lasts=st.none() | st.integers(0, 60))
    def publish(self, ahead: int, lasts: int | None) -> None:
        code = f"o-{len(self.kept)}"
        first = self.today + timedelta(days=ahead)
        last = None if lasts is None else first + timedelta(days=lasts)
        entry = Opportunity(code=code, title="甲", demand="", contact=OFFICE, published=first, deadline=last)
        self.board = self.board.published(entry)
        self.kept[code] = (first, last, None)

    @rule(passed=st.integers(1, 30))
    def wait(self, passed: int) -> None:
        self.today += timedelta(days=passed)

    @precondition(lambda self: self.kept)
    @rule(data=st.data())
    def match(self, data: st.DataObject) -> None:
        code = data.draw(st.sampled_from(sorted(self.kept)))
        first, last, _ = self.kept[code]
        before = self.board
        if self.is_open(code, self.today):
            self.board = before.match(code, partner="body-1", on=self.today)
            self.kept[code] = (first, last, self.today)
        else:
            with pytest.raises(OpportunityNotOpen):
                before.match(code, partner="body-1", on=self.today)
            assert self.board is before

    @precondition(lambda self: self.kept)
    @rule(data=st.data())
    def publish_again(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self.board.entries))
        with pytest.raises(InvalidValue, match="only once"):
            self.board.published(entry)

    def is_open(self, code: str, on: date) -> bool:
        """Tell by hand whether an entry is open."""
        first, last, taken = self.kept[code]
        return first <= on and (last is None or on <= last) and (taken is None or on < taken)

    @invariant()
    def the_open_list_is_that_kept_by_hand(self) -> None:
        for on in (NEW_YEAR, self.today, self.today + timedelta(days=10)):
            expected = {code for code in self.kept if self.is_open(code, on)}
            assert {each.code for each in self.board.open(on=on)} == expected

    @invariant()
    def every_match_stays_a_match(self) -> None:
        for code, (_, _, taken) in self.kept.items():
            if taken is not None:
                assert self.board.status(code, on=date.max) is OpportunityStatus.MATCHED

    @invariant()
    def the_list_reads_back_as_it_was(self) -> None:
        assert OpportunityList.from_json(self.board.to_json()) == self.board


TestOpportunities = Opportunities.TestCase
