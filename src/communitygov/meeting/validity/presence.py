"""Who of an electorate is there, kept up to date as people come and go, as a rule of quorum looks at it.

Somebody who comes changes the sums by what they weigh, whatever the size of the electorate.
"""

from collections import Counter
from collections.abc import Iterable

from communitygov.meeting.measure import HEADS
from communitygov.meeting.tally.counts import Sums
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.tally.scope import Measured, Scope

#: Name of a part of the voters, none for all of them, and code of a measure.
_Group = tuple[str | None, str]


class Presence:
    """The sums of an electorate while people come and go; serves one question.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import LOCAL_WORTHIES
    >>> from communitygov.meeting.tally.electorate import Voter
    >>> voters = [Voter(f"d-{at}", "local_worthies") for at in range(3)]
    >>> room = Presence(Electorate(constituencies=[LOCAL_WORTHIES], voters=voters), ["d-0", "d-1", "guest"])
    >>> room.leave("d-0")
    >>> room.scope.total(HEADS).present
    1
    """

    def __init__(self, electorate: Electorate, here: Iterable[str]) -> None:
        """Begin with those who are here; somebody may be here twice, such as by a substitute."""
        self._electorate = electorate
        self._seats: dict[str, list[int]] = {}
        for at, person in enumerate(electorate.columns.ids):
            self._seats.setdefault(person, []).append(at)
        sides = len(electorate.constituencies)
        codes = [each.code for each in electorate.measures]
        self._groups: list[_Group] = [(part, code) for part in (None, *electorate.parts) for code in codes]
        self._entitled = {group: [0] * sides for group in self._groups}
        self._excused = {group: [0] * sides for group in self._groups}
        self._present = {group: [0] * sides for group in self._groups}
        for at in range(len(electorate.voters)):
            cell = electorate.columns.cells[electorate.columns.places[at]]
            self._add(self._entitled, at, 1)
            if cell.is_excused:
                self._add(self._excused, at, 1)
        self.reset(here)

    def reset(self, here: Iterable[str]) -> None:
        """Begin anew with those who are here."""
        for sums in self._present.values():
            sums[:] = [0] * len(sums)
        self._here = Counter[str]()
        for person in here:
            self.come(person)

    def come(self, person: str) -> None:
        """Count somebody who comes; who is no voter changes nothing."""
        self._here[person] += 1
        if self._here[person] == 1:
            self._turn(person, 1)

    def leave(self, person: str) -> None:
        """Count somebody who was here no longer."""
        self._here[person] -= 1
        if self._here[person] == 0:
            self._turn(person, -1)

    def _turn(self, person: str, sign: int) -> None:
        """Add or take away what somebody weighs, unless they are excused."""
        if person not in self._electorate.excused:
            for at in self._seats.get(person, ()):
                self._add(self._present, at, sign)

    def _add(self, sums: dict[_Group, list[int]], at: int, sign: int) -> None:
        """Add what one voter weighs, in every measure, to all and to the parts they belong to."""
        columns = self._electorate.columns
        cell = columns.cells[columns.places[at]]
        for measure in self._electorate.measures:
            amount = 1 if measure == HEADS else columns.weights[measure.code][at]
            for part in (None, *cell.parts):
                sums[part, measure.code][cell.at] += sign * amount

    @property
    def scope(self) -> Scope:
        """What a rule of quorum looks at."""
        parts = {part: self._measured(part) for part in self._electorate.parts}
        return Scope(
            self._electorate.council,
            self._electorate.constituencies,
            self._measured(None),
            self._electorate.flaws,
            parts,
        )

    def _measured(self, part: str | None) -> Measured:
        """Return the sums of all or of a part, by measure."""
        return {
            code: tuple(
                map(
                    Sums,
                    self._entitled[each, code],
                    self._excused[each, code],
                    self._present[each, code],
                )
            )
            for each, code in self._groups
            if each == part
        }
