"""Where a quorum is lost while people come and go, found in one walk over those who do.

Votes that overlap and ask the same of the same people are watched together, so that a log with many votes
left open takes no longer than its length.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from communitygov.core.finding import Detail
from communitygov.errors import Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.attendance import SignedIn, SignedOut
from communitygov.meeting.sitting.entry import Adjourned, Resumed
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.validity.presence import Presence
from communitygov.meeting.validity.put import Put
from communitygov.meeting.validity.reading import Reading


class Watch(NamedTuple):
    """Who is watched, by which rule, and who counts as there all the while though they are not."""

    electorate: Electorate
    rule: DecisionRule
    represented: frozenset[str] = frozenset()


class Stretch(NamedTuple):
    """A part of the log, from the first place to before the last, in which a vote went on."""

    first: int
    end: int
    put: Put


class Loss(NamedTuple):
    """A place at which the quorum is lost: by whom, and what a rule looks at then."""

    place: int
    person: Detail
    scope: Scope


def is_short(scope: Scope, rule: DecisionRule) -> bool:
    """Tell whether too few are there; what makes a matter void is not the quorum."""
    return rule.outcome(scope) is Outcome.INQUORATE


def losses_of_votes(
    reading: Reading, watch: Watch, *, stretches: Sequence[Stretch]
) -> Iterator[tuple[Stretch, Loss]]:
    """Return the first loss in each of several votes, which are in the order in which they opened."""
    for together in _overlapping(stretches):
        first, end = together[0].first, max(each.end for each in together)
        waiting: list[Stretch] = []
        begun = 0
        for loss in losses(reading, watch, first=first, end=end):
            until = bisect_left(together, loss.place, key=lambda each: each.first)
            waiting += together[begun:until]
            begun = until
            yield from ((each, loss) for each in waiting if loss.place < each.end)
            waiting.clear()


def _overlapping(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """Return stretches that lie one over the other together."""
    together: list[Stretch] = []
    end = 0
    for each in stretches:
        if together and each.first >= end:
            yield together
            together = []
        together.append(each)
        end = max(end, each.end)
    yield together


def losses(reading: Reading, watch: Watch, *, first: int, end: int) -> Iterator[Loss]:
    """Return each time the quorum is lost after one place and before another."""
    presence = Presence(watch.electorate, [*here(reading, first), *watch.represented])
    short = is_short(presence.scope, watch.rule)
    for place, person in _turns(reading, watch, presence, range(first + 1, end)):
        was_short, short = short, is_short(presence.scope, watch.rule)
        if short and not was_short:
            yield Loss(place, person, presence.scope)


def _turns(reading: Reading, watch: Watch, presence: Presence, places: range) -> Iterator[tuple[int, Detail]]:
    """Go through a part of the log; yield each place at which presence has changed, and by whom."""
    is_away = False
    listed = _comings(reading)
    begun, ended = (bisect_left(listed, at) for at in (places.start, places.stop))
    for place in listed[begun:ended]:
        match reading.entries[place]:
            case Adjourned():
                is_away = True
            case Resumed():
                is_away = False
                presence.reset([*here(reading, place), *watch.represented])
                yield place, Words("休会后未回者", "somebody who did not come back")
            case SignedIn(person=person) | SignedOut(person=person) if not is_away:
                _turn(reading, presence, place, person)
                yield place, person
            case _:
                pass


def _comings(reading: Reading) -> tuple[int, ...]:
    """Return the places at which somebody may come or leave."""
    kinds = SignedIn | SignedOut | Adjourned | Resumed
    return reading.once(
        "comings", lambda: tuple(at for at, entry in enumerate(reading.entries) if isinstance(entry, kinds))
    )


def here(reading: Reading, place: int) -> Iterator[str]:
    """Return in whose name each is there who fills a seat: a substitute also in the delegate's."""
    for stay in reading.sitting.seated_after(place):
        yield from _names(reading, stay.person, stay.sits_for)


def _names(reading: Reading, person: str, sits_for: str | None) -> tuple[str, ...]:
    """Return under which names somebody counts who fills a seat."""
    if sits_for and (person, sits_for) in reading.reserves:
        return (person, sits_for)
    return (person,)


def _turn(reading: Reading, presence: Presence, place: int, person: str) -> None:
    """Count somebody who came or left at a place."""
    before, after = (reading.seated(at, person) for at in (place - 1, place))
    for name in _names(reading, person, after.sits_for) if after else ():
        presence.come(name)
    for name in _names(reading, person, before.sits_for) if before else ():
        presence.leave(name)
