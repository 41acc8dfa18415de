"""Whether each ballot may count (计票资格), which one stands for each voter, and the count that follows.

1. A ballot has one fault at most, the first that is found: cast too late or out of session, for nobody who
   may vote, by or for somebody recused, by somebody who is not there, under no good proxy or against what
   it says.  Ballots without one are lawful.  That somebody is recused only after their ballot is reported,
   and the ballot stands.
2. Of several lawful ballots of one voter what they cast themselves stands; of several of these, or of
   proxies', the last or the first, as the orders say.  One vote for each voter, whatever the channels.
3. A proxy reaches from one principal to one holder.  A holder's own proxy passes on the holder's vote alone.
   Whether the principal is there is asked as the ballot is cast; who comes back later may vote instead.
4. Members and substitutes cast their own ballots, observers none.
5. The lawful count differs from that of the sitting where the orders ask for more than the log itself does:
   for a form, a time or a scope of proxies, or for the first ballot to stand.
All this is the library's default: no document speaks of it.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from communitygov.core.finding import Detail, Message
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.errors import Words
from communitygov.meeting.sitting.presence_findings import VOTER_ABSENT
from communitygov.meeting.sitting.proxy import Proxy, ProxyDeclared, Standing
from communitygov.meeting.sitting.recusal import Recused
from communitygov.meeting.sitting.vote import BallotCast, PlacedBallot, VoteMethod, VoteRound
from communitygov.meeting.standing_orders.vote_rule import DoubleBallot
from communitygov.meeting.validity.consequence import Found
from communitygov.meeting.validity.proxies import PROXY_SCOPE, proxy_findings
from communitygov.meeting.validity.put import Put
from communitygov.meeting.validity.reading import SEATED, Reading

OUT_OF_WINDOW = Message(
    "OUT_OF_WINDOW",
    Words(
        "{person} 对 {about} 的票不在表决期限内或会议进行中投出，不计",
        "{person} voted on {about} when the vote had ended or the sitting was not in session",
    ),
    Words("请在表决期限内投票", "let votes be cast while the vote is open"),
)
NOT_ENTITLED = Message(
    "NOT_ENTITLED",
    Words("{person} 就 {about} 无权投{whose}", "{person} may not cast {whose} on {about}"),
    Words("请核对表决人名册与委托", "check who may vote, and the proxies"),
)
RECUSED_VOTED = Message(
    "RECUSED_VOTED",
    Words("{person} 已就 {about} 回避，其票不计", "{person} is recused from {about} and may not vote on it"),
    Words("请更正表决记录", "correct the record of the vote"),
)
RECUSED_DURING_VOTE = Message(
    "RECUSED_DURING_VOTE",
    Words(
        "{person} 就 {about} 投票后才回避，其票仍计",
        "{person} was recused from {about} only after a vote of theirs, which stands",
    ),
    Words(
        "请在表决开始前办理回避，必要时重新表决", "recuse them before the vote opens; put it again if need be"
    ),
)
PROXY_PRINCIPAL_PRESENT = Message(
    "PROXY_PRINCIPAL_PRESENT",
    Words(
        "{holder} 就 {about} 代在场的 {principal} 投票，不计",
        "{holder} voted on {about} for {principal}, who was there",
    ),
    Words("请由 {principal} 本人投票", "let {principal} vote"),
)
PROXY_CHAIN = Message(
    "PROXY_CHAIN",
    Words(
        "{holder} 经 {through} 转委托代 {principal} 就 {about} 投票，不得转委托",
        "{holder} voted on {about} for {principal} by way of {through}; proxies are not passed on",
    ),
    Words("请由 {principal} 直接委托", "let {principal} give the proxy directly"),
)
PROXY_CAP = Message(
    "PROXY_CAP",
    Words(
        "{holder} 就 {about} 代 {principal} 投票，为其第 {have} 位委托人，至多 {most} 位",
        "{holder} voted on {about} for {principal}, the principal no. {have}; {most} is the most",
    ),
    Words("请由他人受托", "let somebody else hold the proxy"),
)
PROXY_INSTRUCTION = Message(
    "PROXY_INSTRUCTION",
    Words(
        "{holder} 就 {about} 代 {principal} 投“{choice}”，委托载明“{told}”，不计",
        "{holder} voted {choice} on {about} for {principal}, whose proxy says {told}",
    ),
    Words("请按委托载明的意见投票", "vote as the proxy says"),
)
DOUBLE_VOTE = Message(
    "DOUBLE_VOTE",
    Words(
        "{person} 就 {about} 有多张票（此票：{channel}），{stands}",
        "several votes were cast for {person} on {about}; this one ({channel}) does not stand: {stands}",
    ),
    Words("请核对各渠道的票，每人只计一票", "check the channels against each other: one vote each"),
)
_OWN_STANDS = Words("以本人所投为准", "what voters cast themselves stands")


class Fault(NamedTuple):
    """Why a ballot does not count; without a message, because of something that is named elsewhere."""

    message: Message | None
    subject: str = ""
    details: Mapping[str, Detail] = {}
    source: Citation | None = None


class _Poll(NamedTuple):
    """One round of voting: what it belongs to, who is kept out, and where somebody was recused meanwhile."""

    reading: Reading
    vote: VoteRound
    line: frozenset[str]
    out: frozenset[str]
    recused: Mapping[str, tuple[int, ...]]

    @property
    def is_written(self) -> bool:
        """Whether it goes on in writing: nobody need be there, and the sitting need not be in session."""
        return self.vote.opened.method is VoteMethod.WRITTEN


def _poll(reading: Reading, vote: VoteRound) -> _Poll:
    """Return a round with what every ballot of it is asked."""
    out = vote.opened.electorate.excused | reading.sitting.recused_after(vote.place, vote.about)
    line = reading.sitting.motions.line_of(vote.about)
    recused: dict[str, list[int]] = {}
    for place, entry in _recusals(reading):
        if vote.place < place < reading.end_of(vote) and entry.about in line:
            recused.setdefault(entry.person, []).append(place)
    return _Poll(reading, vote, line, out, {person: tuple(at) for person, at in recused.items()})


def _recusals(reading: Reading) -> tuple[tuple[int, Recused], ...]:
    """Return every recusal with its place."""
    return reading.once(
        "recusals",
        lambda: tuple((at, entry) for at, entry in enumerate(reading.entries) if isinstance(entry, Recused)),
    )


def judged_ballots(reading: Reading, vote: VoteRound) -> tuple[tuple[PlacedBallot, Fault | None], ...]:
    """Return every ballot of a round, those that came too late last, each with its fault if it has one."""

    def judged() -> tuple[tuple[PlacedBallot, Fault | None], ...]:
        poll = _poll(reading, vote)
        in_time = ((placed, _fault(poll, placed)) for placed in vote.ballots)
        return (*in_time, *((placed, _too_late(poll, placed.cast)) for placed in vote.late))

    return reading.once(("ballots", vote.place), judged)


def _fault(poll: _Poll, placed: PlacedBallot) -> Fault | None:
    """Return the first fault of a ballot that was cast before the vote was closed."""
    ballot, place, about = placed.cast.ballot, placed.place, poll.vote.about
    reading = poll.reading
    if not poll.vote.opened.takes(placed.cast.at) or not (poll.is_written or reading.in_session(place)):
        return _too_late(poll, placed.cast)
    if ballot.voter not in poll.vote.opened.electorate:
        return _not_entitled(poll, placed)
    for person in (ballot.by, ballot.voter):
        if _is_out(poll, place, person):
            source = reading.orders.source_of(reading.orders.recusal)
            return Fault(RECUSED_VOTED, person, {"person": person, "about": about}, source)
    if not _may_cast(poll, placed):
        return Fault(VOTER_ABSENT, ballot.by, {"person": ballot.by, "about": about}, LIBRARY_DEFAULT)
    return None if ballot.on_behalf_of is None else _proxy_fault(poll, placed, ballot.on_behalf_of)


def _is_out(poll: _Poll, place: int, person: str) -> bool:
    """Tell whether somebody was kept out as the vote opened, or is as a ballot is cast."""
    if person in poll.out:
        return True
    is_near = any(at < place for at in poll.recused.get(person, ()))
    return is_near and person in poll.reading.sitting.recused_after(place, poll.vote.about)


def _may_cast(poll: _Poll, placed: PlacedBallot) -> bool:
    """Tell whether who casts a ballot is there, or votes in writing; and in a seat, if it is their own."""
    ballot = placed.cast.ballot
    stay = poll.reading.sitting.attendance.stay_after(placed.place, ballot.by)
    if stay is None:
        return poll.is_written
    return ballot.on_behalf_of is not None or stay.capacity in SEATED


def _too_late(poll: _Poll, cast: BallotCast) -> Fault:
    """Return the fault that a vote had ended."""
    return Fault(OUT_OF_WINDOW, cast.ballot.by, {"person": cast.ballot.by, "about": poll.vote.about})


def _not_entitled(poll: _Poll, placed: PlacedBallot) -> Fault:
    """Return the fault that somebody may not cast this vote."""
    by, principal = placed.cast.ballot.by, placed.cast.ballot.on_behalf_of
    whose = Words(f"{principal} 的票", f"the vote of {principal}") if principal else Words("票", "a vote")
    return Fault(NOT_ENTITLED, by, {"person": by, "about": poll.vote.about, "whose": whose})


def _proxy_fault(poll: _Poll, placed: PlacedBallot, principal: str) -> Fault | None:
    """Return the fault of a ballot under a proxy."""
    reading, holder, place = poll.reading, placed.cast.ballot.by, placed.place
    rule = reading.orders.proxies
    source = reading.orders.source_of(rule)
    said: dict[str, Detail] = {"holder": holder, "principal": principal, "about": poll.vote.about}
    standing = reading.sitting.proxies.standing(principal, poll.line, after=place)
    if reading.sitting.attendance.stay_after(place, principal) is not None:
        return Fault(PROXY_PRINCIPAL_PRESENT, principal, said, source)
    if standing is None or standing.proxy.holder != holder:
        return _misused(poll, placed, standing, source)
    if standing.place in faulty_proxies(reading):
        return Fault(None)
    choice, told = placed.cast.ballot.choice, standing.proxy.instruction
    if told is not None and told is not choice:
        return Fault(PROXY_INSTRUCTION, holder, {**said, "choice": choice.term, "told": told.term}, source)
    most = rule.most if rule else 0  # without a rule every proxy is faulty, so that one is here
    at = _served_before(poll, place, standing)
    return None if at < most else Fault(PROXY_CAP, holder, {**said, "have": at + 1, "most": most}, source)


def _misused(poll: _Poll, placed: PlacedBallot, standing: Standing | None, source: Citation | None) -> Fault:
    """Return the fault of a ballot for somebody who has not entrusted that vote to who casts it."""
    ballot, place = placed.cast.ballot, placed.place
    holder, principal = ballot.by, ballot.voter
    said: dict[str, Detail] = {"holder": holder, "principal": principal}
    proxies = poll.reading.sitting.proxies
    if standing is not None:
        through = standing.proxy.holder
        passed = proxies.standing(through, poll.line, after=place)
        if passed is not None and passed.proxy.holder == holder:
            said |= {"about": poll.vote.about, "through": through}
            return Fault(PROXY_CHAIN, holder, said, source)
    for given in _given(poll.reading).get((principal, holder), ()):
        other = proxies.standing(principal, given.matters, after=place)
        if other is not None and other.proxy == given and not given.covers(poll.line):
            scope = Words(f"不含 {poll.vote.about}", f"it is not for {poll.vote.about}")
            return Fault(PROXY_SCOPE, principal, {**said, "scope": scope}, source)
    return _not_entitled(poll, placed)


def _given(reading: Reading) -> Mapping[tuple[str, str], tuple[Proxy, ...]]:
    """Return all proxies that were declared, by principal and holder."""

    def given() -> Mapping[tuple[str, str], tuple[Proxy, ...]]:
        found: dict[tuple[str, str], tuple[Proxy, ...]] = {}
        for entry in reading.entries:
            if isinstance(entry, ProxyDeclared):
                pair = (entry.proxy.principal, entry.proxy.holder)
                found[pair] = (*found.get(pair, ()), entry.proxy)
        return found

    return reading.once("proxies given", given)


def faulty_proxies(reading: Reading) -> frozenset[int]:
    """Return the places at which proxies were declared that do not keep the orders."""
    return reading.once("faulty proxies", lambda: frozenset(each.place for each in proxy_findings(reading)))


def _served_before(poll: _Poll, place: int, standing: Standing) -> int:
    """Return how many good proxies of the same holder were declared earlier and are in force at a place."""
    proxies, faulty = poll.reading.sitting.proxies, faulty_proxies(poll.reading)
    everyone = len(poll.reading.entries)
    held = proxies.held(standing.proxy.holder, poll.line, after=place, most=everyone)
    others = (proxies.standing(each.principal, poll.line, after=place) for each in held)
    return sum(
        each is not None and each.place < standing.place and each.place not in faulty for each in others
    )


# ---------------------------------------------------------------------- which ballots stand


def _standing(reading: Reading, vote: VoteRound) -> dict[str, PlacedBallot]:
    """Return the one ballot that stands for each voter."""
    is_last = reading.orders.standing_ballot is DoubleBallot.LAST
    standing: dict[str, PlacedBallot] = {}
    for placed, fault in judged_ballots(reading, vote):
        if fault is None:
            ballot, before = placed.cast.ballot, standing.get(placed.cast.ballot.voter)
            is_own = ballot.on_behalf_of is None
            was_own = before is not None and before.cast.ballot.on_behalf_of is None
            if before is None or is_own > was_own or (is_own is was_own and is_last):
                standing[ballot.voter] = placed
    return standing


def lawful_ballots(reading: Reading, vote: VoteRound) -> tuple[BallotCast, ...]:
    """Return the ballots of a round that count by the orders, one for each voter at most."""
    return reading.once(
        ("lawful", vote.place),
        lambda: tuple(placed.cast for placed in _standing(reading, vote).values()),
    )


# ---------------------------------------------------------------------- what is amiss


def ballot_findings(reading: Reading) -> Iterable[Found]:
    """Name every ballot that does not count, and why, and every one that another stands against."""
    for put in reading.puts:
        if put.vote is not None:
            yield from _ballot_faults(reading, put, put.vote)
            yield from _doubles(reading, put, put.vote)
            yield from _recused_late(reading, put, put.vote)


def _ballot_faults(reading: Reading, put: Put, vote: VoteRound) -> Iterable[Found]:
    """Name the ballots of one round that have a fault of their own."""
    for placed, fault in judged_ballots(reading, vote):
        if fault is not None and fault.message is not None:
            yield reading.found(
                fault.message,
                placed.place,
                subject=fault.subject,
                details=fault.details,
                source=fault.source,
                reach=put.key,
            )


def _doubles(reading: Reading, put: Put, vote: VoteRound) -> Iterable[Found]:
    """Name the lawful ballots of one round against which another of the same voter stands."""
    standing = _standing(reading, vote)
    source = reading.orders.source if reading.orders.ballots else LIBRARY_DEFAULT
    for placed, fault in judged_ballots(reading, vote):
        ballot = placed.cast.ballot
        if fault is None and standing[ballot.voter] is not placed:
            is_own = standing[ballot.voter].cast.ballot.on_behalf_of is None
            beats = is_own and ballot.on_behalf_of is not None
            stands = _OWN_STANDS if beats else reading.orders.standing_ballot.words
            details: dict[str, Detail] = {
                "person": ballot.voter,
                "about": put.about,
                "channel": ballot.channel.term,
                "stands": stands,
            }
            yield reading.found(
                DOUBLE_VOTE, placed.place, subject=ballot.voter, details=details, source=source, reach=put.key
            )


def _recused_late(reading: Reading, put: Put, vote: VoteRound) -> Iterable[Found]:
    """Name each who was recused while the vote went on, once one of their ballots stood already."""
    poll, source = _poll(reading, vote), reading.orders.source_of(reading.orders.recusal)
    cast: dict[str, int] = {}
    for placed in _standing(reading, vote).values():
        for person in (placed.cast.ballot.by, placed.cast.ballot.voter):
            cast[person] = min(placed.place, cast.get(person, placed.place))
    for person in sorted(poll.recused.keys() & cast.keys()):
        place = next((at for at in poll.recused[person] if at > cast[person]), None)
        if place is not None:
            details = {"person": person, "about": put.about}
            yield reading.found(
                RECUSED_DURING_VOTE, place, subject=person, details=details, source=source, reach=put.key
            )
