"""Faults in how questions were put: out of turn, to the wrong people, under another rule, too short."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import attrs

from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.sitting.entry import Adjourned, Entry, Resumed
from communitygov.meeting.sitting.stage import StageShown
from communitygov.meeting.sitting.vote import VoteOpened
from communitygov.meeting.standing_orders.vote_rule import VotingWindow
from communitygov.meeting.tally.electorate import Voter
from communitygov.meeting.validity.higher import HigherDecision
from communitygov.testing.strategies.orders import CHAIR, HELD, HOLDER
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

_DAY = timedelta(days=1)


def _unannounced(judged: Judged) -> Judged:
    """Put a matter of which nothing was said before."""
    shown = StageShown(at=HELD, stage="party_study", about="LQ-9", reference="minutes-1")
    return done(
        judged,
        lambda sitting: (
            sitting.record(attrs.evolve(shown, at=sitting.now)).open_vote("LQ-9").close_vote("LQ-9")
        ),
        before=opens("a-1"),
    )


def _adjourned(judged: Judged) -> Judged:
    """Put the motion while the sitting is adjourned, and resume it for the ballots."""

    def change(entry: Entry) -> Iterable[Entry]:
        return (Adjourned(at=entry.at), entry, Resumed(at=entry.at)) if opens("m-1")(entry) else (entry,)

    return each_entry(judged, change)


def _wider_electorate(judged: Judged) -> Judged:
    """Let somebody without a seat vote on the motion."""

    def change(entry: Entry) -> Iterable[Entry]:
        if not (isinstance(entry, VoteOpened) and entry.about == "m-1"):
            return (entry,)
        voters = [*entry.electorate.voters, Voter(STRANGER, FOUR_CONSTITUENCIES[0].code)]
        return (attrs.evolve(entry, electorate=attrs.evolve(entry.electorate, voters=voters)),)

    return each_entry(judged, change)


def _reopened(judged: Judged) -> Judged:
    """Put the motion a second time, and let nobody vote."""
    opened = next(entry for entry in judged.sitting.entries if opens("m-1")(entry))

    def change(entry: Entry) -> Iterable[Entry]:
        return (entry, attrs.evolve(opened, at=entry.at), entry) if closes("m-1")(entry) else (entry,)

    return each_entry(judged, change)


def ruled_out(judged: Judged) -> Judged:
    """Let a body above have ruled out what is decided by consent."""
    decided = HigherDecision(body="上级组织", reference="2023-7", about="LQ-2", on=HELD.date() - _DAY)
    return judged._replace(higher=(decided,))


def _second_amendment(judged: Judged) -> Judged:
    """Move an amendment on which nobody votes."""
    return done(judged, lambda sitting: sitting.amend("m-1", "a-2", mover=HOLDER), before=opens("a-1"))


def _other_rule(judged: Judged) -> Judged:
    """Put the motion under another rule."""
    return _opened(judged, "m-1", rule=FOUR_PARTY_DEFAULT)


def _short_window(judged: Judged) -> Judged:
    """End the vote in writing after two days."""
    opened = next(entry for entry in judged.sitting.entries if opens("LQ-3")(entry))
    return _opened(judged, "LQ-3", closes_at=opened.at + 2 * _DAY)


def _opened(judged: Judged, about: str, **changes: Any) -> Judged:  # noqa: ANN401  the fields of the entry
    """Change how a vote was opened."""

    def change(entry: Entry) -> Iterable[Entry]:
        is_meant = isinstance(entry, VoteOpened) and entry.about == about
        return (attrs.evolve(entry, **changes) if is_meant else entry,)

    return each_entry(judged, change)


#: Code → the fault, for how questions are put.
PUTTING: Mapping[str, Fault] = MappingProxyType(
    {
        "NOT_ANNOUNCED": _unannounced,
        "NOT_IN_SESSION": _adjourned,
        "ELECTORATE_DIFFERS": _wider_electorate,
        "MOTION_WITHDRAWN": lambda judged: done(
            judged, lambda sitting: sitting.withdraw("m-1", CHAIR), before=opens("m-1")
        ),
        "VOTE_REOPENED": _reopened,
        "STAGE_SKIPPED": lambda judged: without(
            judged, lambda entry: isinstance(entry, StageShown) and entry.about == "LQ-1"
        ),
        "ORDER_OF_VOTE": _second_amendment,
        "RULE_DIFFERS": _other_rule,
        "VOTE_WINDOW_SHORT": _short_window,
        "VOTE_WINDOW_LONG": lambda judged: judged._replace(
            orders=attrs.evolve(judged.orders, window=VotingWindow(most=4))
        ),
    }
)
