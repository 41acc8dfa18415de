"""What a rule looks at: the counts of a whole body, of one constituency of it, or of a part of its voters.

1. A scope is read, never changed; narrowing it gives another one.
2. It is plain and unchecked, so that a rule may be tried on a great many of them.

This module knows no rule and no person.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from communitygov.core.finding import Finding
from communitygov.errors import UnknownName, Words
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.measure import HEADS, Measure
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Sums, added

#: The sums of every constituency looked at, by the code of a measure.
Measured = Mapping[str, tuple[Sums, ...]]
NO_PARTS: Mapping[str, Measured] = MappingProxyType({})


class Scope(NamedTuple):
    """What a rule looks at.

    Parameters
    ----------
    council
        Identifier of the body, as the subject of what is said about the whole.
    constituencies
        Those looked at, in their order.
    measured
        By the code of a measure, the sums of each of them in that order.
    flaws
        What is wrong with the body itself, beside vacancies.
    parts
        The same sums of a part of the voters only, by the name of the part.
    casting
        How the chair breaks a tie, where the chair has.

    Examples
    --------
    >>> Scope("owners", (), {"heads": ()}).total(HEADS).entitled
    0
    """

    council: str
    constituencies: tuple[Constituency, ...]
    measured: Measured
    flaws: tuple[Finding, ...] = ()
    parts: Mapping[str, Measured] = NO_PARTS
    casting: Choice | None = None

    def each(self) -> Iterable["Scope"]:
        """Return one scope for each constituency."""
        return map(self._at, range(len(self.constituencies)))

    def only(self, code: str) -> "Scope":
        """Return the scope of one constituency; raise `UnknownName` if it is not looked at."""
        known = tuple(each.code for each in self.constituencies)
        if code not in known:
            raise UnknownName(Words("方", "constituency"), code, known)
        return self._at(known.index(code))

    def within(self, part: str) -> "Scope":
        """Return the scope of a part of the voters; raise `UnknownName` if there is no such part."""
        if part not in self.parts:
            raise UnknownName(Words("部分表决主体", "part of the voters"), part, tuple(self.parts))
        return self._replace(measured=self.parts[part], parts=NO_PARTS)

    def sums(self, measure: Measure) -> tuple[Sums, ...]:
        """Return the sums of each constituency; raise `UnknownName` if they were not taken by it."""
        try:
            return self.measured[measure.code]
        except KeyError:
            kind = Words("本次计票的计量", "measure of this tally")
            raise UnknownName(kind, measure.code, tuple(self.measured)) from None

    def total(self, measure: Measure) -> Sums:
        """Return the sums of all that is looked at together."""
        sums = self.sums(measure)
        return sums[0] if len(sums) == 1 else added(sums)

    @property
    def sole(self) -> Constituency | None:
        """The constituency looked at; none if there are several."""
        return self.constituencies[0] if len(self.constituencies) == 1 else None

    @property
    def who(self) -> Words:
        """The constituency looked at, or that it is the whole body."""
        return self.sole.words if self.sole else Words("全体", "all constituencies")

    @property
    def subject(self) -> str:
        """What a finding is about: the constituency looked at, or the body."""
        return self.sole.code if self.sole else self.council

    @property
    def vacant(self) -> tuple[Constituency, ...]:
        """The constituencies looked at in which nobody may vote."""
        heads = self.sums(HEADS)
        return tuple(each for each, sums in zip(self.constituencies, heads, strict=True) if not sums.entitled)

    def _at(self, at: int) -> "Scope":
        """Return the scope of the constituency at one place."""
        council, constituencies, measured, flaws, parts, casting = self
        picked = {name: _picked(part, at) for name, part in parts.items()} if parts else NO_PARTS
        return Scope(council, constituencies[at : at + 1], _picked(measured, at), flaws, picked, casting)


def _picked(measured: Measured, at: int) -> Measured:
    """Return the sums at one place, in every measure."""
    return {code: sums[at : at + 1] for code, sums in measured.items()}
