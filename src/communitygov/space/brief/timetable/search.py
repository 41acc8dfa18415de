"""Sessions put into rooms: the weightiest by the hour first, then parts taken out and filled anew.

A round takes some sessions out: a few at random, or all of one room on one day.  What is not placed is then
put in by worth, now and then in another order; some of what is left pushes out what is worth less, which is
put elsewhere if there is room.  A week much worse than the best is given up.  Nothing is ever placed where
something is.

Plain numbers; a session is an activity's first, second … time in the week.
"""

from collections.abc import Sequence
from math import inf
from random import Random
from typing import cast

from communitygov.space.brief.timetable.problem import Option, Problem, Wish
from communitygov.space.brief.timetable.week import blocked, each_bit

#: Beginnings tried in one room to put others out, and sessions that may do so in one round, at most.
_TRIED = 8
_PUSHING = 8
#: A round takes one of so many sessions out at most.
_TAKEN_OUT = 4
#: A week is given up that is worse than the best by one part of so many.
_WORSE = 200
#: How much the order by worth is disturbed.
_NOISE = 0.6

_Spot = tuple[int, int]


class Week:
    """A week being filled: who holds each step of each room and each operator."""

    def __init__(self, problem: Problem, seed: int) -> None:
        """Begin with nothing placed."""
        self.problem = problem
        self.random = Random(seed)  # noqa: S311  a search, no secret
        #: The wish of each session.
        self.wishes: list[Wish] = [wish for wish in problem.wishes for _ in range(wish.times)]
        self.first = {wish.activity: at for at, wish in reversed([*enumerate(self.wishes)])}
        self.spots: list[_Spot | None] = [None] * len(self.wishes)
        # Beside the rooms stand the operators: both can hold one session at a time.
        holders = problem.rooms + problem.operators
        self.busy = [0] * holders
        self.held: list[list[int]] = [[-1] * problem.steps for _ in range(holders)]
        self.is_drawing = False
        self.value = 0
        self.best_value = 0
        self.best: list[_Spot | None] = list(self.spots)

    # ------------------------------------------------------------------- one session

    def holders(self, session: int, room: int) -> list[int]:
        """Return the room, and the operator if there is one."""
        operator = self.wishes[session].operator
        return [room] if operator < 0 else [room, self.problem.rooms + operator]

    def _set(self, session: int, spot: _Spot, *, holder: int) -> None:
        """Let a session, or nobody (-1), hold the steps of `spot`."""
        room, start = spot
        wish, steps = self.wishes[session], self.problem.steps
        mask = ((1 << wish.length) - 1) << start
        mask = mask & ((1 << steps) - 1) | mask >> steps
        for each in self.holders(session, room):
            self.busy[each] ^= mask
            held, end = self.held[each], start + wish.length
            if end <= steps:
                held[start:end] = [holder] * wish.length
            else:
                held[start:] = [holder] * (steps - start)
                held[: end - steps] = [holder] * (end - steps)

    def place(self, session: int, spot: _Spot) -> None:
        """Put a session where nothing is."""
        self._set(session, spot, holder=session)
        self.spots[session] = spot
        self.value += self.wishes[session].weight

    def take_out(self, session: int) -> None:
        """Take a session out that is placed."""
        spot = cast("_Spot", self.spots[session])
        self._set(session, spot, holder=-1)
        self.spots[session] = None
        self.value -= self.wishes[session].weight

    def _siblings(self, session: int) -> range:
        """Return all times of the same activity."""
        wish = self.wishes[session]
        first = self.first[wish.activity]
        return range(first, first + wish.times)

    def _days(self, session: int) -> int:
        """Return the steps of the days on which the activity takes place already."""
        mask, day = 0, self.problem.day
        for other in self._siblings(session):
            spot = self.spots[other]
            if spot is not None:
                mask |= ((1 << day) - 1) << spot[1] // day * day
        return mask

    # ------------------------------------------------------------------- placing

    def insert(self, session: int) -> bool:
        """Place a session in the smallest room that is free, and tell whether one was."""
        wish = self.wishes[session]
        days = self._days(session) if wish.times > 1 else 0
        options: Sequence[Option] = wish.options
        if self.is_drawing and self.random.random() < _NOISE / 2:
            options = self.random.sample(options, len(options))
        for room, begin in options:
            busy = self.busy[room]
            if wish.operator >= 0:
                busy |= self.busy[self.problem.rooms + wish.operator]
            free = begin & ~days & ~blocked(busy, wish.length, size=self.problem.steps)
            if free:
                self.place(session, (room, self._drawn(free)))
                return True
        return False

    def _drawn(self, free: int) -> int:
        """Return where to begin: first of all as early as may be, in a round at an end of a free time."""
        if not self.is_drawing:
            return (free & -free).bit_length() - 1
        ends = each_bit(free & ~(free << 1) | free & ~(free >> 1))
        return ends[int(self.random.random() * len(ends))]

    def in_the_way(self, session: int, spot: _Spot) -> set[int]:
        """Return what holds what a session needs there, and its own other times on that day."""
        room, start = spot
        wish, steps, day = self.wishes[session], self.problem.steps, self.problem.day
        end = start + wish.length
        found: set[int] = set()
        for each in self.holders(session, room):
            found.update(self.held[each][start:end])
            if end > steps:
                found.update(self.held[each][: end - steps])
        for other in self._siblings(session) if wish.times > 1 else ():
            there = self.spots[other]
            if there is not None and there[1] // day == start // day:
                found.add(other)
        found.discard(-1)
        return found

    def _cheapest(self, session: int) -> tuple[float, _Spot, set[int]]:
        """Return what is least worth of what is in the way, at beginnings drawn at random."""
        wishes, best = self.wishes, (inf, (0, 0), set[int]())
        for room, begin in wishes[session].options:
            places = each_bit(begin)
            drawn = places if len(places) <= _TRIED else self.random.sample(places, _TRIED)
            for start in drawn:
                way = self.in_the_way(session, (room, start))
                cost = sum([wishes[other].weight for other in way])
                if cost < best[0]:
                    best = cost, (room, start), way
        return best

    def push(self, session: int) -> None:
        """Place a session at the cost of others that are worth less, and these elsewhere if they fit."""
        cost, spot, way = self._cheapest(session)
        if cost > self.wishes[session].weight:
            return
        out = sorted(way)
        for other in out:
            self.take_out(other)
        self.place(session, spot)
        for other in sorted(out, key=lambda each: (-self.wishes[each].weight, each)):
            self.insert(other)

    # ------------------------------------------------------------------- the search

    def unplaced(self) -> list[int]:
        """Return the sessions that are not placed."""
        return [at for at, spot in enumerate(self.spots) if spot is None]

    def begin(self) -> None:
        """Place all that fits, what is worth most by the hour first."""
        for session in sorted(range(len(self.wishes)), key=lambda at: (-self._worth(at), at)):
            self.insert(session)
        self._keep()

    def _worth(self, session: int) -> float:
        """Return what a step of a session is worth, in a round a little more or less than it is."""
        wish = self.wishes[session]
        noise = 1 + _NOISE * (self.random.random() - 0.5) if self.is_drawing else 1.0
        return wish.weight / wish.length * noise

    def go_round(self) -> None:
        """Make one round, and keep the week if it is the best."""
        self.is_drawing = True
        for session in self._loosened():
            self.take_out(session)
        waiting = self.unplaced()
        order = {session: -self._worth(session) for session in waiting}
        for session in sorted(waiting, key=order.__getitem__):
            self.insert(session)
        left = self.unplaced()
        for session in self.random.sample(left, min(len(left), _PUSHING)):
            self.push(session)
        self._keep()
        if self.value < self.best_value - self.best_value // _WORSE:
            self.restore()

    def _loosened(self) -> list[int]:
        """Return what to take out: some sessions at random, few more often than many; or a room's day."""
        placed = [at for at, spot in enumerate(self.spots) if spot is not None]
        if not placed or self.random.random() < 0.5:  # noqa: PLR2004  one of two ways
            many = self.random.random()
            return self.random.sample(placed, -int(-many * many * len(placed) // _TAKEN_OUT))
        room, start = cast("_Spot", self.spots[self.random.choice(placed)])
        day = self.problem.day
        held = self.held[room][start // day * day : (start // day + 1) * day]
        return sorted(set(held) - {-1})

    def _keep(self) -> None:
        """Fill what is still free, and remember the week if none was better."""
        for session in self.unplaced():
            self.insert(session)
        if self.value > self.best_value:
            self.best_value, self.best = self.value, list(self.spots)

    def restore(self) -> None:
        """Go back to the best week."""
        for session, spot in enumerate(self.spots):
            if spot is not None and spot != self.best[session]:
                self.take_out(session)
        for session, spot in enumerate(self.best):
            if spot is not None and self.spots[session] is None:
                self.place(session, spot)
