"""Whether a question could be put at all (付议决): in session, to whom, not settled before.

No document says what follows otherwise: library defaults.
"""

from collections.abc import Iterable, Mapping

from communitygov.core.finding import Detail, Message
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.errors import Words
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.motion import MotionWithdrawn
from communitygov.meeting.sitting.notice import MeetingMode
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.validity.consequence import Found
from communitygov.meeting.validity.counting import lawful_tally
from communitygov.meeting.validity.put import Put
from communitygov.meeting.validity.reading import Reading

NOT_IN_SESSION = Message(
    "NOT_IN_SESSION",
    Words("{about} 在会议未进行时付议决", "{about} was put while the sitting was not in session"),
    Words("请在会议进行中重新付议决", "put it again while the sitting is open"),
)
ELECTORATE_DIFFERS = Message(
    "ELECTORATE_DIFFERS",
    Words(
        "{about} 的表决人名册与当时有权表决者不同（多 {more} 人，少 {fewer} 人）",
        "{about} was put to others than those who may vote on it ({more} too many, {fewer} missing)",
    ),
    Words("请以有权表决者的名册重新表决", "put it again to those who may vote"),
)
MOTION_WITHDRAWN = Message(
    "MOTION_WITHDRAWN",
    Words("{about} 付议决时 {motion} 已撤回", "{about} was put when {motion} had been withdrawn"),
    Words("如仍需议决，请重新提出动议", "move it anew if it is still wanted"),
)
VOTE_REOPENED = Message(
    "VOTE_REOPENED",
    Words(
        "{about} 已议决（{outcome}）后又付表决",
        "{about} was put again although it had been decided: {outcome}",
    ),
    Words(
        "请说明重新表决的依据；以前次结果为准的，请撤销本次表决",
        "say on what ground it was put again, or undo this vote if the first one is to stand",
    ),
)
_DECIDED = frozenset({Outcome.ADOPTED, Outcome.REJECTED})


def putting_findings(reading: Reading) -> Iterable[Found]:
    """Name each question that could not be put where or as it was."""
    withdrawn = _withdrawals(reading)
    before: dict[str, Put] = {}
    for put in reading.puts:
        yield from _out_of_session(reading, put)
        yield from _electorate(reading, put)
        yield from _withdrawn(reading, put, withdrawn)
        if put.about in before:
            yield from _reopened(reading, before[put.about], put)
        before[put.about] = put


def _found(reading: Reading, message: Message, put: Put, details: Mapping[str, Detail]) -> Found:
    """Return a finding about a question."""
    said = {"about": put.about, **details}
    return reading.found(
        message, put.place, subject=put.about, details=said, source=LIBRARY_DEFAULT, reach=put.key
    )


def _out_of_session(reading: Reading, put: Put) -> Iterable[Found]:
    """Name a question that was put before the sitting was opened, while adjourned, or after it was closed."""
    is_written = put.is_written or reading.sitting.mode is MeetingMode.WRITTEN
    if not (is_written or reading.in_session(put.place)):
        yield _found(reading, NOT_IN_SESSION, put, {})


def _electorate(reading: Reading, put: Put) -> Iterable[Found]:
    """Name a vote that was opened for others than the body, or than the one that votes on such matters."""
    if put.vote is None:
        return
    frozen = put.vote.opened.electorate
    other = reading.orders.electorate_for(put.matter)
    if other is not None:
        if frozen.council != other:
            yield _found(reading, ELECTORATE_DIFFERS, put, {"more": len(frozen.ids), "fewer": 0})
        return
    due = reading.sitting.electorate_after(put.place, put.about)
    if _who(frozen) != _who(due):
        able = [each.ids - each.excused for each in (frozen, due)]
        counts = {"more": len(able[0] - able[1]), "fewer": len(able[1] - able[0])}
        yield _found(reading, ELECTORATE_DIFFERS, put, counts)


def _who(electorate: Electorate) -> tuple[object, ...]:
    """Return who may vote and for whom, whatever the order."""
    return (electorate.council, frozenset(electorate.voters), electorate.excused)


def _withdrawals(reading: Reading) -> Mapping[str, int]:
    """Return where each motion was first withdrawn."""
    places: dict[str, int] = {}
    for place, entry in enumerate(reading.entries):
        if isinstance(entry, MotionWithdrawn):
            places.setdefault(entry.motion, place)
    return places


def _withdrawn(reading: Reading, put: Put, withdrawn: Mapping[str, int]) -> Iterable[Found]:
    """Name a question about a motion, or about a change to one, that had been withdrawn."""
    for motion in sorted(put.line & withdrawn.keys()):
        if withdrawn[motion] < put.bound:
            yield _found(reading, MOTION_WITHDRAWN, put, {"motion": motion})


def _reopened(reading: Reading, before: Put, put: Put) -> Iterable[Found]:
    """Name a vote on what an earlier round had decided, whether or not that was declared."""
    vote = before.vote
    is_over = vote is not None and (vote.closed_place != put.place or vote.declared is not None)
    if is_over:
        outcome = reading.rule_of(before).outcome(lawful_tally(reading, before).scope)
        if outcome in _DECIDED:
            yield _found(reading, VOTE_REOPENED, put, {"outcome": outcome.term})
