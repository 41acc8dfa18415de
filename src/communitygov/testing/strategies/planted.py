"""One fault for each code of a finding about a sitting, planted into a sound sitting.

Each fault takes a sitting of `communitygov.testing.strategies.orders.sound_sittings` and the orders it keeps
to, and returns both with that one thing amiss.  What was declared is taken out first, so that a ballot that
does not count is not found a second time as a wrong declaration.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import attrs

from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, Constituency
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.sitting.agenda import Agenda, ItemAdded, ItemTaken
from communitygov.meeting.sitting.attendance import SignedIn, SignedOut
from communitygov.meeting.sitting.entry import Entry, Opened, QuorumVerified
from communitygov.meeting.sitting.notice import NoticeIssued
from communitygov.meeting.sitting.proxy import Proxy, ProxyDeclared
from communitygov.meeting.sitting.recusal import Recused
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.speech import SpeechBegun
from communitygov.meeting.sitting.vote import BallotCast, ResultDeclared, VoteOpened
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.standing_orders.proxy_rule import ProxyRule
from communitygov.meeting.tally.ballot import Ballot, Choice
from communitygov.meeting.threshold import AtLeast
from communitygov.meeting.validity.votes import TALLY_MISMATCH
from communitygov.testing.strategies.orders import AWAY, CHAIR, GUEST, HELD, HOLDER, RECUSED
from communitygov.testing.strategies.planted_log import (
    STRANGER,
    Fault,
    Judged,
    closes,
    done,
    each_entry,
    opens,
    without,
)
from communitygov.testing.strategies.planted_puts import PUTTING, ruled_out

#: Some who hold seats: in the side of the chair, and in that of the one who is away.
FELLOW, NEIGHBOUR, OTHER = "d-12", "d-21", "d-24"
_DAY = timedelta(days=1)


def planted(code: str, sitting: Sitting, *, orders: StandingOrders) -> Judged:
    """Return a sound sitting and its orders with the fault of one code.

    Examples
    --------
    >>> from communitygov.meeting.validity import check_sitting
    >>> from communitygov.testing.strategies.orders import sound_sitting, strict_orders
    >>> case = planted("DOUBLE_VOTE", sound_sitting(), orders=strict_orders())
    >>> [finding.code for finding in check_sitting(case.sitting, case.orders, higher=case.higher)]
    ['DOUBLE_VOTE']
    """
    judged = Judged(sitting, orders)
    if code != TALLY_MISMATCH.code:
        judged = each_entry(judged, lambda entry: () if isinstance(entry, ResultDeclared) else (entry,))
    return FAULTS[code](judged)


def _noticed(judged: Judged, **changes: Any) -> Judged:  # noqa: ANN401  the fields of a notice
    """Change what stands in the notice."""
    return each_entry(
        judged,
        lambda entry: (
            (attrs.evolve(entry, notice=attrs.evolve(entry.notice, **changes)),)
            if isinstance(entry, NoticeIssued)
            else (entry,)
        ),
    )


def _seated(judged: Judged, delegate: Delegate) -> Judged:
    """Put somebody on the roster and let them sign in."""
    council = judged.sitting.council.with_delegate(delegate)
    return _signed_in(judged._replace(sitting=attrs.evolve(judged.sitting, council=council)))


def _signed_in(judged: Judged) -> Judged:
    """Let somebody sign in as a member who is none."""
    return done(judged, lambda sitting: sitting.sign_in(STRANGER), before=closes("m-1"))


def _cast(by: str, on_behalf_of: str | None = None) -> Fault:
    """Return the fault that somebody casts a ballot in the vote on the motion."""
    return lambda judged: done(
        judged,
        lambda sitting: sitting.cast(by, "yes", about="m-1", on_behalf_of=on_behalf_of),
        before=closes("m-1"),
    )


def _entrusted(judged: Judged, **changes: Any) -> Judged:  # noqa: ANN401  the fields of a proxy
    """Change the proxy, and who votes under it."""

    def change(entry: Entry) -> Iterable[Entry]:
        match entry:
            case ProxyDeclared(proxy=proxy):
                return (attrs.evolve(entry, proxy=attrs.evolve(proxy, **changes)),)
            case BallotCast(ballot=Ballot(on_behalf_of=str())):
                by = changes.get("holder", HOLDER)
                return (attrs.evolve(entry, ballot=attrs.evolve(entry.ballot, by=by)),)
            case _:
                return (entry,)

    return each_entry(judged, change)


# ---------------------------------------------------------------------- how it was called, who sat


def _no_notice(judged: Judged) -> Judged:
    """Put the items on the agenda without any notice."""

    def change(entry: Entry) -> Iterable[Entry]:
        if isinstance(entry, NoticeIssued):
            return [ItemAdded(at=entry.at, item=item) for item in entry.notice.agenda.items]
        return (entry,)

    return each_entry(judged, change)


def _late_notice(judged: Judged) -> Judged:
    """Let the notice go out four days before."""
    return each_entry(
        judged,
        lambda entry: (
            (attrs.evolve(entry, at=HELD - 4 * _DAY),) if isinstance(entry, NoticeIssued) else (entry,)
        ),
    )


def _late_item(judged: Judged) -> Judged:
    """Announce an item two days before, in a second notice."""
    whole = next(entry for entry in judged.sitting.entries if isinstance(entry, NoticeIssued))
    items = [item for item in whole.notice.agenda.items if item.number != "2"]
    shorter = attrs.evolve(whole, notice=attrs.evolve(whole.notice, agenda=Agenda(items)))
    twice = done(
        judged,
        lambda sitting: sitting.notify(whole.notice, at=HELD - 2 * _DAY),
        before=lambda entry: isinstance(entry, Opened),
    )
    return each_entry(twice, lambda entry: (shorter if entry == whole else entry,))


def _lacking(judged: Judged) -> Judged:
    """Add a constituency for which nobody sits."""
    sides = (*FOUR_CONSTITUENCIES, Constituency("merchants", "商户", "merchants"))
    council = attrs.evolve(judged.sitting.council, constituencies=sides)
    return judged._replace(sitting=attrs.evolve(judged.sitting, council=council))


# ---------------------------------------------------------------------- who was there, who kept out


def _large_quorum(judged: Judged) -> Judged:
    """Ask for everybody's presence."""
    bare = without(judged, lambda entry: isinstance(entry, QuorumVerified))
    return bare._replace(orders=attrs.evolve(judged.orders, quorum=Quorum("heads", AtLeast(1))))


def _walk_out(judged: Judged) -> Judged:
    """Let most people leave during a vote and come back before it ends."""
    people = [entry.person for entry in judged.sitting.entries if isinstance(entry, SignedIn)]
    leaving = [person for person in dict.fromkeys(people) if person not in {GUEST, RECUSED, CHAIR}]
    return done(
        judged,
        lambda sitting: sitting.sign_out(*leaving).sign_in(*leaving),
        before=closes("m-1"),
    )


def _misstated(judged: Judged) -> Judged:
    """Say that the quorum was not reached."""
    return each_entry(
        judged,
        lambda entry: (
            (attrs.evolve(entry, is_reached=False),) if isinstance(entry, QuorumVerified) else (entry,)
        ),
    )


def _not_recused(judged: Judged) -> Judged:
    """Recuse nobody."""

    def change(entry: Entry) -> Iterable[Entry]:
        match entry:
            case Recused():
                return ()
            case VoteOpened(electorate=electorate):
                return (attrs.evolve(entry, electorate=attrs.evolve(electorate, excused=())),)
            case _:
                return (entry,)

    return each_entry(judged, change)


def _not_gone(judged: Judged) -> Judged:
    """Let the one who is recused stay."""
    return without(judged, lambda entry: isinstance(entry, SignedOut) and entry.person == RECUSED)


def _spoken(judged: Judged) -> Judged:
    """Let the one who is recused speak."""
    return done(
        judged,
        lambda sitting: sitting.speak(RECUSED, about="LQ-1"),
        before=lambda entry: isinstance(entry, SpeechBegun),
    )


# ---------------------------------------------------------------------- how they voted


def _chain(judged: Judged) -> Judged:
    """Let the holder entrust a neighbour, who votes for the holder's principal."""
    passed = done(
        judged,
        lambda sitting: sitting.appoint_proxy(HOLDER, NEIGHBOUR, at=HELD - 3 * _DAY),
        before=lambda entry: isinstance(entry, Opened),
    )
    return _cast(NEIGHBOUR, AWAY)(passed)


def _second_principal(judged: Judged) -> Judged:
    """Let the holder have a second principal, who stays away too."""

    def change(entry: Entry) -> Iterable[Entry]:
        match entry:
            case SignedIn(person="d-24") | BallotCast(about="a-1", ballot=Ballot(by="d-24")):
                return ()
            case BallotCast(about="m-1", ballot=Ballot(by="d-24") as ballot):
                return (attrs.evolve(entry, ballot=Ballot(HOLDER, ballot.choice, on_behalf_of=OTHER)),)
            case ProxyDeclared(proxy=Proxy()):
                return (entry, attrs.evolve(entry, proxy=Proxy(OTHER, HOLDER)))
            case _:
                return (entry,)

    return each_entry(judged, change)


def _against_instruction(judged: Judged) -> Judged:
    """Tell the holder of the proxy to vote otherwise than they do."""
    cast = {
        entry.ballot.choice
        for entry in judged.sitting.entries
        if isinstance(entry, BallotCast) and entry.ballot.on_behalf_of
    }
    told = next(choice for choice in Choice if choice not in cast)
    return _entrusted(judged, instruction=told)


def _recused_late(judged: Judged) -> Judged:
    """Recuse somebody who has voted on the motion, before the vote ends."""
    return done(judged, lambda sitting: sitting.recuse(FELLOW, about="m-1"), before=closes("m-1"))


def _strange_casting_vote(judged: Judged) -> Judged:
    """Let somebody who does not chair give a casting vote."""
    return done(
        judged,
        lambda sitting: sitting.give_casting_vote(FELLOW, "yes", about="m-1"),
        before=lambda entry: isinstance(entry, ItemTaken) and entry.number == "2",
    )


def _late_ballot(judged: Judged) -> Judged:
    """Cast a ballot after the vote on the amendment has ended."""
    return done(judged, lambda sitting: sitting.cast(FELLOW, "yes", about="a-1"), before=opens("m-1"))


def _misdeclared(judged: Judged) -> Judged:
    """Declare one vote more than was counted."""

    def change(entry: Entry) -> Iterable[Entry]:
        if not isinstance(entry, ResultDeclared):
            return (entry,)
        first, *others = entry.counts
        return (attrs.evolve(entry, counts=[attrs.evolve(first, votes=first.votes + 1), *others]),)

    return each_entry(judged, change)


_STRANGE = Delegate(STRANGER, FOUR_CONSTITUENCIES[0].code)

#: Code → the fault, for every code of the table of `communitygov.meeting.validity`.
FAULTS: Mapping[str, Fault] = MappingProxyType(
    {
        "NOTICE_MISSING": _no_notice,
        "NOTICE_LATE": _late_notice,
        "NOTICE_CHANNEL": lambda judged: _noticed(judged, channels=()),
        "CONVENER": lambda judged: _noticed(judged, convener=GUEST),
        "MODE_DIFFERS": lambda judged: _noticed(judged, mode="online"),
        "NOTICE_ITEM_MISSING": _late_item,
        "COMPOSITION": _lacking,
        "TERM_EXPIRED": lambda judged: _seated(judged, attrs.evolve(_STRANGE, until=date(2023, 5, 1))),
        "TERM_NOT_BEGUN": lambda judged: _seated(judged, attrs.evolve(_STRANGE, since=date(2023, 6, 1))),
        "NOT_A_DELEGATE": _signed_in,
        "PROXY_NOT_ALLOWED": lambda judged: judged._replace(orders=attrs.evolve(judged.orders, proxies=None)),
        "PROXY_SCOPE": lambda judged: _entrusted(judged, holder=FELLOW),
        "PROXY_FORM": lambda judged: _entrusted(judged, form="spoken"),
        "PROXY_LATE": lambda judged: judged._replace(
            orders=attrs.evolve(judged.orders, proxies=ProxyRule(most=1, days=4))
        ),
        "QUORUM_MISSTATED": _misstated,
        "INQUORATE": _large_quorum,
        "QUORUM_LOST": _walk_out,
        "RECUSAL_MISSING": _not_recused,
        "RECUSED_STAYED": _not_gone,
        "RECUSED_SPOKE": _spoken,
        **PUTTING,
        "OUT_OF_WINDOW": _late_ballot,
        "NOT_ENTITLED": _cast(GUEST),
        "RECUSED_VOTED": _cast(RECUSED),
        "RECUSED_DURING_VOTE": _recused_late,
        "VOTER_ABSENT": _cast(AWAY),
        "PROXY_PRINCIPAL_PRESENT": _cast(FELLOW, CHAIR),
        "PROXY_CHAIN": _chain,
        "PROXY_INSTRUCTION": _against_instruction,
        "PROXY_CAP": _second_principal,
        "DOUBLE_VOTE": _cast(FELLOW),
        "CASTING_NOT_ENTITLED": _strange_casting_vote,
        "TALLY_MISMATCH": _misdeclared,
        "HIGHER_BODY_CONFLICT": ruled_out,
    }
)
