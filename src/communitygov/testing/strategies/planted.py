"""One fault for each code of a finding about a sitting, planted into a sound sitting.

Each fault takes a sitting of `communitygov.testing.strategies.orders.sound_sittings` and the orders it keeps
to, and returns both with that one thing amiss.  What was declared is taken out first, so that a ballot that
does not count is not found a second time as a wrong declaration.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs

from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, Constituency
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.sitting.agenda import Agenda, ItemAdded
from communitygov.meeting.sitting.attendance import SignedIn, SignedOut
from communitygov.meeting.sitting.entry import Entry, Opened, QuorumVerified
from communitygov.meeting.sitting.notice import NoticeIssued
from communitygov.meeting.sitting.proxy import Proxy, ProxyDeclared
from communitygov.meeting.sitting.recusal import Recused
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.speech import SpeechBegun
from communitygov.meeting.sitting.stage import StageShown
from communitygov.meeting.sitting.vote import BallotCast, ResultDeclared, VoteClosed, VoteOpened
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.standing_orders.proxy_rule import ProxyRule
from communitygov.meeting.standing_orders.vote_rule import VotingWindow
from communitygov.meeting.tally.ballot import Ballot
from communitygov.meeting.threshold import AtLeast
from communitygov.meeting.validity.votes import TALLY_MISMATCH
from communitygov.testing.strategies.orders import AWAY, CHAIR, GUEST, HELD, HOLDER, RECUSED

#: One who holds no seat, and some who do: in the side of the chair, and in that of the one who is away.
STRANGER, FELLOW, NEIGHBOUR, OTHER = "x-1", "d-12", "d-21", "d-24"
_DAY = timedelta(days=1)


class Judged(NamedTuple):
    """A sitting with the orders it is judged by."""

    sitting: Sitting
    orders: StandingOrders


Fault = Callable[[Judged], Judged]
#: What becomes of one entry: it stays, another comes in its place, or several, or none.
Change = Callable[[Entry], Iterable[Entry]]


def planted(code: str, sitting: Sitting, *, orders: StandingOrders) -> Judged:
    """Return a sound sitting and its orders with the fault of one code.

    Examples
    --------
    >>> from communitygov.meeting.validity import check_sitting
    >>> from communitygov.testing.strategies.orders import sound_sitting, strict_orders
    >>> faulty, orders = planted("DOUBLE_VOTE", sound_sitting(), orders=strict_orders())
    >>> [finding.code for finding in check_sitting(faulty, orders)]
    ['DOUBLE_VOTE']
    """
    judged = Judged(sitting, orders)
    if code != TALLY_MISMATCH.code:
        judged = _each(judged, lambda entry: () if isinstance(entry, ResultDeclared) else (entry,))
    return FAULTS[code](judged)


# ---------------------------------------------------------------------- how a log is changed


def _each(judged: Judged, change: Change) -> Judged:
    """Change every entry."""
    entries = [new for entry in judged.sitting.entries for new in change(entry)]
    return judged._replace(sitting=attrs.evolve(judged.sitting, entries=entries))


def _without(judged: Judged, is_meant: Callable[[Entry], bool]) -> Judged:
    """Take entries out."""
    return _each(judged, lambda entry: () if is_meant(entry) else (entry,))


def _done(judged: Judged, act: Callable[[Sitting], Sitting], *, before: Callable[[Entry], bool]) -> Judged:
    """Do something before the first entry that is meant."""
    entries = judged.sitting.entries
    at = next(place for place, entry in enumerate(entries) if before(entry))
    begun = act(attrs.evolve(judged.sitting, entries=entries[:at]))
    sitting = attrs.evolve(judged.sitting, entries=(*begun.entries, *entries[at:]))
    return judged._replace(sitting=sitting)


def _noticed(judged: Judged, **changes: Any) -> Judged:  # noqa: ANN401  the fields of a notice
    """Change what stands in the notice."""
    return _each(
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
    return _done(judged, lambda sitting: sitting.sign_in(STRANGER), before=_closes("m-1"))


def _opens(about: str) -> Callable[[Entry], bool]:
    """Return what tells the opening of the vote on something."""
    return lambda entry: isinstance(entry, VoteOpened) and entry.about == about


def _closes(about: str) -> Callable[[Entry], bool]:
    """Return what tells the closing of the vote on something."""
    return lambda entry: isinstance(entry, VoteClosed) and entry.about == about


def _cast(by: str, on_behalf_of: str | None = None) -> Fault:
    """Return the fault that somebody casts a ballot in the vote on the motion."""
    return lambda judged: _done(
        judged,
        lambda sitting: sitting.cast(by, "yes", about="m-1", on_behalf_of=on_behalf_of),
        before=_closes("m-1"),
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

    return _each(judged, change)


# ---------------------------------------------------------------------- how it was called, who sat


def _no_notice(judged: Judged) -> Judged:
    """Put the items on the agenda without any notice."""

    def change(entry: Entry) -> Iterable[Entry]:
        if isinstance(entry, NoticeIssued):
            return [ItemAdded(at=entry.at, item=item) for item in entry.notice.agenda.items]
        return (entry,)

    return _each(judged, change)


def _late_notice(judged: Judged) -> Judged:
    """Let the notice go out four days before."""
    return _each(
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
    twice = _done(
        judged,
        lambda sitting: sitting.notify(whole.notice, at=HELD - 2 * _DAY),
        before=lambda entry: isinstance(entry, Opened),
    )
    return _each(twice, lambda entry: (shorter if entry == whole else entry,))


def _lacking(judged: Judged) -> Judged:
    """Add a constituency for which nobody sits."""
    sides = (*FOUR_CONSTITUENCIES, Constituency("merchants", "商户", "merchants"))
    council = attrs.evolve(judged.sitting.council, constituencies=sides)
    return judged._replace(sitting=attrs.evolve(judged.sitting, council=council))


# ---------------------------------------------------------------------- who was there, who kept out


def _large_quorum(judged: Judged) -> Judged:
    """Ask for everybody's presence."""
    bare = _without(judged, lambda entry: isinstance(entry, QuorumVerified))
    return bare._replace(orders=attrs.evolve(judged.orders, quorum=Quorum("heads", AtLeast(1))))


def _walk_out(judged: Judged) -> Judged:
    """Let most people leave during a vote and come back before it ends."""
    people = [entry.person for entry in judged.sitting.entries if isinstance(entry, SignedIn)]
    leaving = [person for person in dict.fromkeys(people) if person not in {GUEST, RECUSED, CHAIR}]
    return _done(
        judged,
        lambda sitting: sitting.sign_out(*leaving).sign_in(*leaving),
        before=_closes("m-1"),
    )


def _misstated(judged: Judged) -> Judged:
    """Say that the quorum was not reached."""
    return _each(
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

    return _each(judged, change)


def _not_gone(judged: Judged) -> Judged:
    """Let the one who is recused stay."""
    return _without(judged, lambda entry: isinstance(entry, SignedOut) and entry.person == RECUSED)


def _spoken(judged: Judged) -> Judged:
    """Let the one who is recused speak."""
    return _done(
        judged,
        lambda sitting: sitting.speak(RECUSED, about="LQ-1"),
        before=lambda entry: isinstance(entry, SpeechBegun),
    )


# ---------------------------------------------------------------------- how questions were put


def _unannounced(judged: Judged) -> Judged:
    """Put a matter of which nothing was said before."""
    shown = StageShown(at=HELD, stage="party_study", about="LQ-9", reference="minutes-1")
    return _done(
        judged,
        lambda sitting: (
            sitting.record(attrs.evolve(shown, at=sitting.now)).open_vote("LQ-9").close_vote("LQ-9")
        ),
        before=_opens("a-1"),
    )


def _second_amendment(judged: Judged) -> Judged:
    """Move an amendment on which nobody votes."""
    return _done(judged, lambda sitting: sitting.amend("m-1", "a-2", mover=HOLDER), before=_opens("a-1"))


def _other_rule(judged: Judged) -> Judged:
    """Put the motion under another rule."""
    return _opened(judged, "m-1", rule=FOUR_PARTY_DEFAULT)


def _short_window(judged: Judged) -> Judged:
    """End the vote in writing after two days."""
    opened = next(entry for entry in judged.sitting.entries if _opens("LQ-3")(entry))
    return _opened(judged, "LQ-3", closes_at=opened.at + 2 * _DAY)


def _opened(judged: Judged, about: str, **changes: Any) -> Judged:  # noqa: ANN401  the fields of the entry
    """Change how a vote was opened."""

    def change(entry: Entry) -> Iterable[Entry]:
        is_meant = isinstance(entry, VoteOpened) and entry.about == about
        return (attrs.evolve(entry, **changes) if is_meant else entry,)

    return _each(judged, change)


# ---------------------------------------------------------------------- how they voted


def _chain(judged: Judged) -> Judged:
    """Let the holder entrust a neighbour, who votes for the holder's principal."""
    passed = _done(
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

    return _each(judged, change)


def _late_ballot(judged: Judged) -> Judged:
    """Cast a ballot after the vote on the amendment has ended."""
    return _done(judged, lambda sitting: sitting.cast(FELLOW, "yes", about="a-1"), before=_opens("m-1"))


def _misdeclared(judged: Judged) -> Judged:
    """Declare one vote more than was counted."""

    def change(entry: Entry) -> Iterable[Entry]:
        if not isinstance(entry, ResultDeclared):
            return (entry,)
        first, *others = entry.counts
        return (attrs.evolve(entry, counts=[attrs.evolve(first, votes=first.votes + 1), *others]),)

    return _each(judged, change)


_STRANGE = Delegate(STRANGER, FOUR_CONSTITUENCIES[0].code)

#: Code → the fault, for every code of the table of `communitygov.meeting.validity`.
FAULTS: Mapping[str, Fault] = MappingProxyType(
    {
        "NOTICE_MISSING": _no_notice,
        "NOTICE_LATE": _late_notice,
        "NOTICE_CHANNEL": lambda judged: _noticed(judged, channels=()),
        "CONVENER": lambda judged: _noticed(judged, convener=GUEST),
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
        "NOT_ANNOUNCED": _unannounced,
        "STAGE_SKIPPED": lambda judged: _without(
            judged, lambda entry: isinstance(entry, StageShown) and entry.about == "LQ-1"
        ),
        "ORDER_OF_VOTE": _second_amendment,
        "RULE_DIFFERS": _other_rule,
        "VOTE_WINDOW_SHORT": _short_window,
        "VOTE_WINDOW_LONG": lambda judged: judged._replace(
            orders=attrs.evolve(judged.orders, window=VotingWindow(most=4))
        ),
        "OUT_OF_WINDOW": _late_ballot,
        "NOT_ENTITLED": _cast(GUEST),
        "RECUSED_VOTED": _cast(RECUSED),
        "VOTER_ABSENT": _cast(AWAY),
        "PROXY_PRINCIPAL_PRESENT": _cast(FELLOW, CHAIR),
        "PROXY_CHAIN": _chain,
        "PROXY_CAP": _second_principal,
        "DOUBLE_VOTE": _cast(FELLOW),
        "TALLY_MISMATCH": _misdeclared,
    }
)
