"""Everything that may be found amiss with a sitting, as one table: code, check, consequence.

The order is that of a sitting: how it was called, who sat, who was there, how they voted, what was declared.
Findings at one entry of the log come in this order.

What a finding does to a vote no document says: every consequence is a library default, and whoever asks for
a lawful decision may set others.  What is not judged here: how a resolution is published and what becomes of
objections to it (`communitygov.meeting.resolution.resolution`).
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from communitygov.core.finding import Message
from communitygov.meeting.council.delegate import TERM_EXPIRED, TERM_NOT_BEGUN
from communitygov.meeting.sitting.presence_findings import NOT_A_DELEGATE, VOTER_ABSENT
from communitygov.meeting.validity import (
    ballots,
    bodies,
    counting,
    higher,
    modes,
    notices,
    proxies,
    putting,
    quorums,
    recusals,
    votes,
)
from communitygov.meeting.validity.consequence import Consequence, Found
from communitygov.meeting.validity.reading import Reading

Check = Callable[[Reading], Iterable[Found]]
_VOIDS, _INQUORATE = Consequence.VOIDS, Consequence.INQUORATE
_NOT_COUNTED, _REPORTED = Consequence.NOT_COUNTED, Consequence.REPORTED


class Line(NamedTuple):
    """One code: its words, the check that gives it, and what it does to a vote.

    Without a check it is judged last of all, once it is known what was adopted.
    """

    message: Message
    check: Check | None
    consequence: Consequence


TABLE: tuple[Line, ...] = (
    # how it was called
    Line(notices.NOTICE_MISSING, notices.notice_findings, _VOIDS),
    Line(notices.NOTICE_LATE, notices.notice_findings, _REPORTED),
    Line(notices.NOTICE_CHANNEL, notices.notice_findings, _REPORTED),
    Line(notices.CONVENER, notices.notice_findings, _VOIDS),
    Line(modes.MODE_DIFFERS, modes.mode_findings, _REPORTED),
    Line(notices.NOTICE_ITEM_MISSING, notices.notice_findings, _REPORTED),
    # who sat
    Line(bodies.COMPOSITION, bodies.composition_findings, _VOIDS),
    Line(TERM_EXPIRED, bodies.seat_findings, _NOT_COUNTED),
    Line(TERM_NOT_BEGUN, bodies.seat_findings, _NOT_COUNTED),
    Line(NOT_A_DELEGATE, bodies.seat_findings, _NOT_COUNTED),
    # who may vote for others
    Line(proxies.PROXY_NOT_ALLOWED, proxies.proxy_findings, _NOT_COUNTED),
    Line(proxies.PROXY_SCOPE, proxies.proxy_findings, _NOT_COUNTED),
    Line(proxies.PROXY_FORM, proxies.proxy_findings, _NOT_COUNTED),
    Line(proxies.PROXY_LATE, proxies.proxy_findings, _NOT_COUNTED),
    # who was there, and who kept out
    Line(quorums.QUORUM_MISSTATED, quorums.quorum_findings, _REPORTED),
    Line(quorums.INQUORATE, quorums.quorum_findings, _INQUORATE),
    Line(quorums.QUORUM_LOST, quorums.quorum_findings, _INQUORATE),
    Line(recusals.RECUSAL_MISSING, recusals.recusal_findings, _REPORTED),
    Line(recusals.RECUSED_STAYED, recusals.recusal_findings, _REPORTED),
    Line(recusals.RECUSED_SPOKE, recusals.recusal_findings, _REPORTED),
    # how questions were put
    Line(notices.NOT_ANNOUNCED, notices.agenda_findings, _VOIDS),
    Line(putting.NOT_IN_SESSION, putting.putting_findings, _VOIDS),
    Line(putting.ELECTORATE_DIFFERS, putting.putting_findings, _VOIDS),
    Line(putting.MOTION_WITHDRAWN, putting.putting_findings, _VOIDS),
    Line(putting.VOTE_REOPENED, putting.putting_findings, _REPORTED),
    Line(votes.STAGE_SKIPPED, votes.stage_findings, _VOIDS),
    Line(votes.ORDER_OF_VOTE, votes.order_findings, _REPORTED),
    Line(votes.RULE_DIFFERS, votes.rule_findings, _REPORTED),
    Line(votes.VOTE_WINDOW_SHORT, votes.window_findings, _REPORTED),
    Line(votes.VOTE_WINDOW_LONG, votes.window_findings, _REPORTED),
    # how they voted
    Line(ballots.OUT_OF_WINDOW, ballots.ballot_findings, _NOT_COUNTED),
    Line(ballots.NOT_ENTITLED, ballots.ballot_findings, _NOT_COUNTED),
    Line(ballots.RECUSED_VOTED, ballots.ballot_findings, _NOT_COUNTED),
    Line(ballots.RECUSED_DURING_VOTE, ballots.ballot_findings, _REPORTED),
    Line(VOTER_ABSENT, ballots.ballot_findings, _NOT_COUNTED),
    Line(ballots.PROXY_PRINCIPAL_PRESENT, ballots.ballot_findings, _NOT_COUNTED),
    Line(ballots.PROXY_CHAIN, ballots.ballot_findings, _NOT_COUNTED),
    Line(ballots.PROXY_INSTRUCTION, ballots.ballot_findings, _NOT_COUNTED),
    Line(ballots.PROXY_CAP, ballots.ballot_findings, _NOT_COUNTED),
    Line(ballots.DOUBLE_VOTE, ballots.ballot_findings, _NOT_COUNTED),
    Line(counting.CASTING_NOT_ENTITLED, counting.casting_findings, _NOT_COUNTED),
    # what was declared, and what it contradicts
    Line(votes.TALLY_MISMATCH, votes.declared_findings, _REPORTED),
    Line(higher.HIGHER_BODY_CONFLICT, None, _REPORTED),
)

#: Code → what it does to a vote, unless the caller says otherwise.
CONSEQUENCES: Mapping[str, Consequence] = MappingProxyType(
    {line.message.code: line.consequence for line in TABLE}
)
#: Code → its place in the table.
ORDER: Mapping[str, int] = MappingProxyType({line.message.code: at for at, line in enumerate(TABLE)})
#: Every check once, in the order of the table.
CHECKS: tuple[Check, ...] = tuple(dict.fromkeys(line.check for line in TABLE if line.check))
