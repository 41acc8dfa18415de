"""Long courses of adopting, giving back and waiting, against a calendar kept by hand, day by day."""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from communitygov.space.operation import AdoptionRegister, OperationRefused, Plot

#: Plots and how many each may have; people; days that are looked at.  After the last day nothing changes.
PLOTS = {"box-1": 1, "box-2": 1, "bed": 2}
PEOPLE = ("r-1", "r-2", "r-3", "r-4")
BEGIN, DAYS = date(2023, 5, 1), 12
MOST = 2

plots, people = st.sampled_from(tuple(PLOTS)), st.sampled_from(PEOPLE)
numbers = st.integers(0, DAYS - 1)


def day(number: int) -> date:
    """Return a day by its number."""
    return BEGIN + timedelta(days=number)


class Garden(RuleBasedStateMachine):
    """A garden on a roof; `held` says of every day who has what, and `waiting` who waits."""

    def __init__(self) -> None:
        super().__init__()
        self.register = AdoptionRegister(
            [Plot(code, capacity=room) for code, room in PLOTS.items()], most_each=MOST
        )
        self.held: list[dict[str, set[str]]] = [{code: set() for code in PLOTS} for _ in range(DAYS)]
        self.waiting: list[str] = []
        self.last = 0

    def free(self, first: int) -> list[str]:
        """Return the plots with room on every day from one on."""
        rest = self.held[first:]
        return [code for code, room in PLOTS.items() if all(len(on[code]) < room for on in rest)]

    def places(self, first: int) -> int:
        """Count the places that are free on every day from one on."""
        rest = self.held[first:]
        return sum(room - max(len(on[code]) for on in rest) for code, room in PLOTS.items())

    def is_full(self, who: str, first: int, last: int) -> bool:
        """Tell whether somebody has as many plots as one may on some of these days."""
        return any(sum(who in takers for takers in on.values()) >= MOST for on in self.held[first:last])

    def ahead(self, plot: str, who: str, first: int, last: int) -> list[str]:
        """Return those who have waited longer and may have the plot."""
        longer = self.waiting[: self.waiting.index(who)] if who in self.waiting else self.waiting
        return [
            each
            for each in longer
            if not self.is_full(each, first, last)
            and all(each not in on[plot] for on in self.held[first:last])
        ]

    def may_adopt(self, plot: str, who: str, first: int, last: int) -> bool:
        """Tell, from the days alone, whether somebody may have a plot from a day to before another."""
        asked = self.held[first:last]
        has_room = all(len(on[plot]) < PLOTS[plot] and who not in on[plot] for on in asked)
        ahead = self.ahead(plot, who, first, last)
        in_turn = not ahead or self.places(first) > len(ahead)
        return has_room and in_turn and not self.is_full(who, first, last)

    @rule(plot=plots, who=people, first=numbers, length=st.none() | st.integers(1, 4))
    def adopt(self, plot: str, who: str, first: int, length: int | None) -> None:
        last = DAYS if length is None or first + length >= DAYS else first + length
        until = None if last == DAYS else day(last)
        if self.may_adopt(plot, who, first, last):
            self.register = self.register.adopt(plot, by=who, on=day(first), until=until)
            self.waiting = [each for each in self.waiting if each != who]
            for on in self.held[first:last]:
                on[plot].add(who)
        else:
            assert self.refused(lambda: self.register.adopt(plot, by=who, on=day(first), until=until))

    @rule(plot=plots, who=people, first=numbers)
    def give_back(self, plot: str, who: str, first: int) -> None:
        if who in self.held[first][plot]:
            self.register = self.register.give_back(plot, by=who, on=day(first))
            for on in self.held[first:]:
                on[plot].discard(who)
        else:
            assert self.refused(lambda: self.register.give_back(plot, by=who, on=day(first)))

    @rule(who=people, first=numbers)
    def wait(self, who: str, first: int) -> None:
        is_later = not self.waiting or first >= self.last
        is_full = self.is_full(who, first, first + 1)
        if who not in self.waiting and self.places(first) <= len(self.waiting) and is_later and not is_full:
            self.register = self.register.wait(who, on=day(first))
            self.waiting.append(who)
            self.last = first
        else:
            assert self.refused(lambda: self.register.wait(who, on=day(first)))

    @rule(plot=plots, first=numbers)
    def serve_the_next(self, plot: str, first: int) -> None:
        may = [each for each in self.waiting if self.may_adopt(plot, each, first, DAYS)]
        if may:
            self.register = self.register.adopt_next(plot, on=day(first))
            who = may[0]
            self.waiting.remove(who)
            for on in self.held[first:]:
                on[plot].add(who)
        else:
            assert self.refused(lambda: self.register.adopt_next(plot, on=day(first)))

    @rule(who=people)
    def leave(self, who: str) -> None:
        if who in self.waiting:
            self.register = self.register.leave(who)
            self.waiting.remove(who)
        else:
            assert self.refused(lambda: self.register.leave(who))

    @invariant()
    def the_calendars_agree(self) -> None:
        for number, on in enumerate(self.held):
            for plot, takers in on.items():
                assert self.register.adopters(plot, on=day(number)) == tuple(sorted(takers))
            assert sorted(self.free(number)) == [*self.register.free(on=day(number))]
            assert self.places(number) == self.register.places(on=day(number))
        assert [each.by for each in self.register.waiting] == self.waiting

    def refused(self, act: object) -> bool:
        """Tell whether something is refused, and the register is as before."""
        before = self.register
        try:
            act()  # type: ignore[operator]
        except OperationRefused as refusal:
            return len(refusal.reasons) > 0 and self.register == before
        return False

    def teardown(self) -> None:
        assert AdoptionRegister.from_json(self.register.to_json()) == self.register


TestGarden = Garden.TestCase
TestGarden.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
