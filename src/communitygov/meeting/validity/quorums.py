"""Whether enough of the body was there (法定人数): at each vote, at each item, and all the time between.

1. A vote is asked about those who count as present for it, with those whose proxies were used; one in
   writing about those who took part.
2. An item that is more than information is asked about who is there when it is taken up.
3. A quorum that was there is lost when somebody leaves, or does not come back after an adjournment.  That is
   named once, for the votes that are open, or else for the item that is under way.

What the quorum is, only the standing orders say.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communitygov.core.finding import Detail, Message, joined
from communitygov.errors import Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.agenda import ItemKind, ItemTaken
from communitygov.meeting.sitting.attendance import SignedIn, SignedOut
from communitygov.meeting.sitting.entry import Adjourned, QuorumVerified, Resumed
from communitygov.meeting.sitting.vote import VoteMethod, VoteRound
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.validity.ballots import lawful_ballots, lawful_tally
from communitygov.meeting.validity.consequence import Found, Key
from communitygov.meeting.validity.presence import Presence
from communitygov.meeting.validity.reading import Put, Reading

INQUORATE = Message(
    "INQUORATE",
    Words("{about} 未达法定人数：{lacking}", "{about} was without a quorum: {lacking}"),
    Words("请达到法定人数后再行处理", "take it again with the quorum reached"),
)
QUORUM_LOST = Message(
    "QUORUM_LOST",
    Words(
        "{about} 进行中因 {person} 离会失去法定人数：{lacking}",
        "the quorum was lost during {about} when {person} was gone: {lacking}",
    ),
    Words("请中止，达到法定人数后再继续", "stop there, and go on once the quorum is reached again"),
)
QUORUM_MISSTATED = Message(
    "QUORUM_MISSTATED",
    Words(
        "{person} 核验法定人数为{said}，实为{counted}",
        "{person} stated the quorum as {said}, it was {counted}",
    ),
    Words("请核对签到并更正记录", "check the attendance, and correct the record"),
)
_REACHED = Words("达到", "reached"), Words("未达到", "not reached")


class _Stretch(NamedTuple):
    """A part of the log during which the quorum must hold, and those who count though they are not there."""

    about: str
    first: int
    end: int
    presence: Presence
    is_vote: bool
    reach: Key | None = None


def quorum_findings(reading: Reading) -> Iterable[Found]:
    """Name where the quorum was not reached, where it was lost, and where it was stated otherwise."""
    rule = reading.orders.quorum
    if rule is None:
        return
    for put in reading.puts:
        yield from _at_vote(reading, put, rule)
    items = list(_item_stretches(reading))
    for item in items:
        if _is_short(item.presence.scope, rule):
            yield _short(reading, item, rule)
    votes = [_vote_stretch(reading, put.vote) for put in reading.puts if put.vote and _in_room(put.vote)]
    for stretch in (*votes, *items):
        yield from _lost(reading, stretch, rule, votes)
    yield from _misstated(reading, rule)


def _is_short(scope: Scope, rule: DecisionRule) -> bool:
    """Tell whether too few are there; what makes a matter void is not the quorum."""
    return rule.outcome(scope) is Outcome.INQUORATE


def _in_room(vote: VoteRound) -> bool:
    """Tell whether people must be there to vote."""
    return vote.opened.method is not VoteMethod.WRITTEN


def _lacking(scope: Scope, rule: DecisionRule) -> dict[str, Detail]:
    """Return what is lacking: in words, and the figures of the first that falls short."""
    found = rule.explained(scope).findings
    named: dict[str, Detail] = {
        name: figure for name, figure in found[0].details if name in {"have", "need", "shortfall"}
    }
    return {**named, "lacking": joined(tuple(each.words for each in found))}


def _at_vote(reading: Reading, put: Put, rule: DecisionRule) -> Iterable[Found]:
    """Name a question on which too few were there, or took part in writing."""
    if put.vote is not None and put.vote.is_open and not _in_room(put.vote):
        return
    scope = lawful_tally(reading, put).scope
    if _is_short(scope, rule):
        details: dict[str, Detail] = {"about": put.about, **_lacking(scope, rule)}
        source = reading.orders.source_of(rule)
        yield reading.found(
            INQUORATE, put.place, subject=put.about, details=details, source=source, reach=put.key
        )


def _short(reading: Reading, item: _Stretch, rule: DecisionRule) -> Found:
    """Return the finding that an item was taken up by too few."""
    about = Words(f"议题 {item.about}", f"item {item.about}")
    details: dict[str, Detail] = {"about": about, **_lacking(item.presence.scope, rule)}
    source = reading.orders.source_of(rule)
    return reading.found(INQUORATE, item.first, subject=item.about, details=details, source=source)


def _item_stretches(reading: Reading) -> Iterator[_Stretch]:
    """Return the stretch of each item that is more than information."""
    taken = [(at, entry) for at, entry in enumerate(reading.entries) if isinstance(entry, ItemTaken)]
    ends = [*(place for place, _ in taken[1:]), reading.closing]
    for (place, entry), end in zip(taken, ends, strict=False):  # of no items there is one end too many
        item = reading.sitting.agenda[entry.number]
        if item.kind is not ItemKind.INFORMATION:
            out = reading.sitting.recused_after(place, item.about) if item.about else frozenset[str]()
            electorate = reading.everybody.with_excused(out & reading.everybody.ids)
            presence = Presence(electorate, _here(reading, place))
            yield _Stretch(entry.number, place, min(end, reading.closing), presence, is_vote=False)


def _vote_stretch(reading: Reading, vote: VoteRound) -> _Stretch:
    """Return the stretch of a vote; who is represented in it counts as there all the while."""
    represented = [cast.ballot.on_behalf_of for cast in lawful_ballots(reading, vote)]
    here = [*_here(reading, vote.place), *filter(None, represented)]
    presence = Presence(vote.opened.electorate, here)
    end = reading.spans[vote.place].end
    return _Stretch(vote.about, vote.place, end, presence, is_vote=True, reach=(vote.place, vote.about))


def _here(reading: Reading, place: int) -> Iterable[str]:
    """Return in whose name each is there who fills a seat: a substitute also in the delegate's."""
    for stay in reading.sitting.seated_after(place):
        yield from _names(reading, stay.person, stay.sits_for)


def _names(reading: Reading, person: str, sits_for: str | None) -> tuple[str, ...]:
    """Return under which names somebody counts who fills a seat."""
    if sits_for and (person, sits_for) in reading.reserves:
        return (person, sits_for)
    return (person,)


def _lost(reading: Reading, stretch: _Stretch, rule: DecisionRule, votes: list[_Stretch]) -> Iterable[Found]:
    """Name each time the quorum is lost in a stretch; for an item not while a vote is open."""
    presence, is_short = stretch.presence, _is_short(stretch.presence.scope, rule)
    for place, person in _turns(reading, stretch):
        was_short, is_short = is_short, _is_short(presence.scope, rule)
        is_voting = not stretch.is_vote and any(each.first < place < each.end for each in votes)
        if is_short and not (was_short or is_voting):
            about = (
                stretch.about if stretch.is_vote else Words(f"议题 {stretch.about}", f"item {stretch.about}")
            )
            details: dict[str, Detail] = {
                "about": about,
                "person": person,
                **_lacking(presence.scope, rule),
            }
            source = reading.orders.source_of(rule)
            yield reading.found(
                QUORUM_LOST, place, subject=stretch.about, details=details, source=source, reach=stretch.reach
            )


def _turns(reading: Reading, stretch: _Stretch) -> Iterator[tuple[int, Detail]]:
    """Go through a stretch; yield each place at which presence has changed, and by whom."""
    is_away = False
    for place in range(stretch.first + 1, min(stretch.end, len(reading.entries))):
        match reading.entries[place]:
            case Adjourned():
                is_away = True
            case Resumed():
                is_away = False
                stretch.presence.reset(_here(reading, place))
                yield place, Words("休会后未回者", "somebody who did not come back")
            case SignedIn(person=person) | SignedOut(person=person) if not is_away:
                _turn(reading, stretch.presence, place, person)
                yield place, person
            case _:
                pass


def _turn(reading: Reading, presence: Presence, place: int, person: str) -> None:
    """Count somebody who came or left at a place."""
    before, after = (reading.seated(at, person) for at in (place - 1, place))
    for name in _names(reading, person, after.sits_for) if after else ():
        presence.come(name)
    for name in _names(reading, person, before.sits_for) if before else ():
        presence.leave(name)


def _misstated(reading: Reading, rule: DecisionRule) -> Iterable[Found]:
    """Name each verification of the quorum that said what was not so."""
    for place, entry in enumerate(reading.entries):
        if isinstance(entry, QuorumVerified):
            outcome = reading.sitting.quorum_after(place, rule).outcome
            is_reached = outcome not in {Outcome.VOID, Outcome.INQUORATE}
            if entry.is_reached is not is_reached:
                said, counted = _REACHED if entry.is_reached else _REACHED[::-1]
                details: dict[str, Detail] = {"person": entry.by, "said": said, "counted": counted}
                source = reading.orders.source_of(rule)
                yield reading.found(QUORUM_MISSTATED, place, subject=entry.by, details=details, source=source)
