"""Whether enough of the body was there (法定人数): at each vote, at each item, and all the time between.

1. A vote is asked about those who count as present for it, with those whose proxies were used; one in
   writing about those who took part.
2. An item that is more than information is asked about who is there when it is taken up.
3. A quorum that was there is lost when somebody leaves, or does not come back after an adjournment.  That is
   named for the votes that are open, once for each, or else for the item that is under way.

What the quorum is, the standing orders say.  Where they do not, a vote is asked all the while for what its
own rule asks about presence; that is a library default.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from communitygov.core.finding import Detail, Message, joined
from communitygov.errors import Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.agenda import ItemKind, ItemTaken
from communitygov.meeting.sitting.entry import QuorumVerified
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.validity.ballots import lawful_ballots
from communitygov.meeting.validity.consequence import Found
from communitygov.meeting.validity.counting import lawful_tally
from communitygov.meeting.validity.presence import Presence
from communitygov.meeting.validity.presence_rule import presence_part
from communitygov.meeting.validity.put import Put
from communitygov.meeting.validity.reading import Reading
from communitygov.meeting.validity.sweep import (
    Loss,
    Stretch,
    Watch,
    here,
    is_short,
    losses,
    losses_of_votes,
)

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


class _Item(NamedTuple):
    """An item that is more than information: where it is dealt with, and who is watched."""

    number: str
    first: int
    end: int
    watch: Watch


def quorum_findings(reading: Reading) -> Iterable[Found]:
    """Name where the quorum was not reached, where it was lost, and where it was stated otherwise."""
    rule = reading.orders.quorum
    if rule is not None:
        for put in reading.puts:
            yield from _at_put(reading, put, rule)
        for item in _items(reading, rule):
            yield from _at_item(reading, item)
        yield from _misstated(reading, rule)
    yield from _lost_in_votes(reading)


def _lacking(scope: Scope, rule: DecisionRule) -> dict[str, Detail]:
    """Return what is lacking: in words, and the figures of the first that falls short."""
    found = rule.explained(scope).findings
    named: dict[str, Detail] = {
        name: figure for name, figure in found[0].details if name in {"have", "need", "shortfall"}
    }
    return {**named, "lacking": joined(tuple(each.words for each in found))}


def _at_put(reading: Reading, put: Put, rule: DecisionRule) -> Iterable[Found]:
    """Name a question on which too few were there, or took part in writing."""
    if put.is_written and put.vote is not None and put.vote.is_open:
        return
    scope = lawful_tally(reading, put).scope
    if is_short(scope, rule):
        details: dict[str, Detail] = {"about": put.about, **_lacking(scope, rule)}
        source = reading.orders.source_of(rule)
        yield reading.found(
            INQUORATE, put.place, subject=put.about, details=details, source=source, reach=put.key
        )


# ---------------------------------------------------------------------- items


def _items(reading: Reading, rule: DecisionRule) -> Iterator[_Item]:
    """Return each item that is more than information, as it is dealt with."""
    taken = [(at, entry) for at, entry in enumerate(reading.entries) if isinstance(entry, ItemTaken)]
    ends = [*(place for place, _ in taken[1:]), reading.closing]
    for (place, entry), end in zip(taken, ends, strict=False):  # of no items there is one end too many
        item = reading.sitting.agenda[entry.number]
        if item.kind is not ItemKind.INFORMATION:
            out = reading.sitting.recused_after(place, item.about) if item.about else frozenset[str]()
            electorate = reading.everybody.with_excused(out & reading.everybody.ids)
            yield _Item(entry.number, place, min(end, reading.closing), Watch(electorate, rule))


def _at_item(reading: Reading, item: _Item) -> Iterable[Found]:
    """Name that an item was taken up by too few, and each loss of the quorum while no vote is open."""
    rule = item.watch.rule
    source, about = reading.orders.source_of(rule), Words(f"议题 {item.number}", f"item {item.number}")
    scope = Presence(item.watch.electorate, here(reading, item.first)).scope
    if is_short(scope, rule):
        details: dict[str, Detail] = {"about": about, **_lacking(scope, rule)}
        yield reading.found(INQUORATE, item.first, subject=item.number, details=details, source=source)
    for loss in losses(reading, item.watch, first=item.first, end=item.end):
        if not _votes_open(reading)[loss.place]:
            lacking = _lacking(loss.scope, rule)
            said: dict[str, Detail] = {"about": about, "person": loss.person, **lacking}
            yield reading.found(QUORUM_LOST, loss.place, subject=item.number, details=said, source=source)


def _votes_open(reading: Reading) -> tuple[int, ...]:
    """Return how many votes in the room are open, at each place after they opened and before they end."""

    def counted() -> tuple[int, ...]:
        steps = [0] * (len(reading.entries) + 2)
        for put in reading.puts:
            if put.vote is not None and not put.is_written:
                steps[put.place + 1] += 1
                steps[reading.end_of(put.vote)] -= 1
        return tuple(accumulate(steps))

    return reading.once("votes open", counted)


# ---------------------------------------------------------------------- votes


def _lost_in_votes(reading: Reading) -> Iterable[Found]:
    """Name each vote during which the quorum is lost, once; without one of the orders, that of its rule."""
    watched: dict[Watch, list[Stretch]] = {}
    for put in reading.puts:
        if put.vote is None or put.is_written or not reading.in_session(put.place):
            continue
        rule = reading.orders.quorum or presence_part(reading.rule_of(put))
        if rule is not None:
            ballots = (cast.ballot for cast in lawful_ballots(reading, put.vote))
            represented = frozenset(each.on_behalf_of for each in ballots if each.on_behalf_of)
            watch = Watch(put.vote.opened.electorate, rule, represented)
            stretch = Stretch(put.place, reading.end_of(put.vote), put)
            watched.setdefault(watch, []).append(stretch)
    for watch, stretches in watched.items():
        for stretch, loss in losses_of_votes(reading, watch, stretches=stretches):
            yield _lost(reading, stretch.put, watch.rule, loss)


def _lost(reading: Reading, put: Put, rule: DecisionRule, loss: Loss) -> Found:
    """Return the finding that the quorum was lost during a vote."""
    details: dict[str, Detail] = {"about": put.about, "person": loss.person, **_lacking(loss.scope, rule)}
    source = reading.orders.source_of(rule)
    return reading.found(
        QUORUM_LOST, loss.place, subject=put.about, details=details, source=source, reach=put.key
    )


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
